"""`barometer doctor`: what may be wrong with a machine or a project, and what to do."""

from __future__ import annotations

import locale
import sys
from collections.abc import Iterator
from pathlib import Path

from rich.text import Text

from barometer_cli.cli.exits import FAILED, GOOD, printer, put
from barometer_cli.export.doctor import Sign, State, examine
from barometer_cli.messages import say

MARKS: dict[State, tuple[str, str]] = {
    "good": ("ok", "green"),
    "note": ("note", "yellow"),
    "wrong": ("wrong", "bold red"),
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
        told.print(Text.assemble((f"{word:<6}", style), f"{sign.about:<9} {sign.said}"))
        if sign.remedy:
            told.print(Text(f"{'':<16}→ {sign.remedy}"))
    if not as_json:
        told.print(Text(f"\n{wrong} wrong" if wrong else say("\nAll is well")))
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
        yield Sign("terminal", "wrong", say("names of files are not read as UTF-8"), "Set PYTHONUTF8=1.")
    yield Sign("terminal", "good", f"{encoding}, locale {'.'.join(filter(None, locale.getlocale())) or 'C'}, "
               f"{'a terminal' if sys.stdout.isatty() else 'no terminal'}")  # fmt: skip
