"""`barometer doctor`: what may be wrong with a machine or a project, and what to do."""

from __future__ import annotations

import locale
import sys
from collections.abc import Iterator
from pathlib import Path

from rich.text import Text

from barometer_cli.cli.exits import FAILED, GOOD, printer, put
from barometer_cli.export.doctor import Sign, State, examine
from barometer_cli.messages import say, template

MARKS: dict[State, tuple[str, str]] = {
    "good": (template("ok"), "green"),
    "note": (template("note"), "yellow"),
    "wrong": (template("wrong"), "bold red"),
}


def run(out: Path, as_json: bool) -> int:
    """Print every sign as it is found; returns the exit code."""
    told = printer()
    wrong = 0
    for sign in (*_terminal(), *examine(out)):
        wrong += sign.state == "wrong"
        if as_json:
            put(sign.record())
            continue
        word, style = MARKS[sign.state]
        told.print(Text.assemble((f"{say(word):<6}", style), f"{say(sign.about):<9} {sign.said}"))
        if sign.remedy:
            told.print(Text(f"{'':<16}→ {sign.remedy}"))
    if not as_json:
        told.print(Text("\n" + (say("{n} wrong", n=wrong) if wrong else say("All is well"))))
    return FAILED if wrong else GOOD


def _terminal() -> Iterator[Sign]:
    """How what is told is written, and names of files are read."""
    encoding = (sys.stdout.encoding or "ascii").lower().replace("-", "")
    if encoding != "utf8":
        yield Sign(
            "terminal",
            "note",
            say("it writes {encoding}: letters that it has not stand as escapes", encoding=encoding),
            say("Set PYTHONUTF8=1, or a locale in UTF-8 such as da_DK.UTF-8."),
        )
    if sys.getfilesystemencoding().lower().replace("-", "") != "utf8":
        yield Sign("terminal", "wrong", say("names of files are not read as UTF-8"), say("Set PYTHONUTF8=1."))
    where = say("a terminal") if sys.stdout.isatty() else say("no terminal")
    spoken = ".".join(filter(None, locale.getlocale())) or "C"
    yield Sign(
        "terminal", "good", say("{encoding}, locale {locale}, {where}", encoding=encoding, locale=spoken, where=where)
    )
