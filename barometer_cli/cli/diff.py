"""`barometer diff`: what changed between two releases."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import assert_never

from msgspec import to_builtins
from rich.text import Text

from barometer_cli.cli.exits import FAILED, GOOD, WRONG, complain, printer, put, tell_left_out
from barometer_cli.errors import BarometerError, BuildError, suggestion
from barometer_cli.languages import Language, nearest, spoken
from barometer_cli.messages import counted, say, template
from barometer_cli.release.changes import Change, Redrawn, Status, changes
from barometer_cli.release.report import counts, report
from barometer_cli.release.telling import rows

FORMATS = ("text", "json")
HAPPENED: dict[Status, str] = {
    "changed": template("{figure}: changed"),
    "renamed": template("{figure}: renamed, was {old}"),
    "probably renamed": template("{figure}: probably renamed, was {old}"),
    "added": template("{figure}: added"),
    "removed": template("{figure}: removed"),
}
"""What happened to an illustration, as it is told."""


def run(old: Path, new: Path, to: Path, format: str, language: str | None, exit_code: bool) -> int:
    """Compare two releases, write the page and print the changes; returns the exit code."""
    try:
        if format not in FORMATS:
            raise BuildError(say("--format: there is no format {format!r}", format=format), suggestion(format, FORMATS))
        chosen = spoken(language) if language else None
        compared = changes(old, new)
        found = compared.changes
        told = chosen or nearest(found[0].illustration.language if found else "")
        page = report(found, to, told, old.as_posix(), new.as_posix())
    except BarometerError as error:
        complain(error)
        return WRONG
    if format == "json":
        put([_record(change) for change in found], indent=2)
    else:
        _text(found, page, told)
    refused = tell_left_out(compared.left_out)
    return FAILED if refused or (exit_code and any(change.status != "same" for change in found)) else GOOD


def _text(found: Sequence[Change], page: Path, language: Language) -> None:
    console = printer()
    for change in found:
        if change.status == "same":
            continue
        console.print(Text(say(HAPPENED[change.status], figure=change.name, old=change.was), style="bold"))
        for name, before, now in rows(change, language):
            console.print(Text(f"  {name}: {before} → {now}"))
        for wording in change.wordings:
            line = Text(f"  {wording.field}: ")
            for tag, text in wording.pieces:
                gap = text[: len(text) - len(text.lstrip())]
                if tag == "same":
                    line.append(text if len(text) < 60 else f"{text[:20]} …{text[-30:]}")
                elif tag == "gone":
                    line.append(gap).append(f"[-{text.strip()}-]", style="red")
                else:
                    line.append(gap).append(f"{{+{text.strip()}+}}", style="green")
            console.print(line)
        for redrawn in change.pictures if change.old and change.new else ():
            console.print(Text("  " + say("picture {name}: {seen}", name=redrawn.name, seen=_seen(redrawn))))
    told = [_counted(status, count) for status, count in counts(found).items() if count]
    illustrations = counted("{n} illustration", "{n} illustrations", len(found))
    console.print(f"{illustrations}: {', '.join(told)}; {page}")


def _counted(status: Status, count: int) -> str:
    """How many illustrations something happened to."""
    match status:
        case "changed":
            return counted("{n} changed", "{n} changed", count)
        case "renamed":
            return counted("{n} renamed", "{n} renamed", count)
        case "probably renamed":
            return counted("{n} probably renamed", "{n} probably renamed", count)
        case "added":
            return counted("{n} added", "{n} added", count)
        case "removed":
            return counted("{n} removed", "{n} removed", count)
        case "same":
            return counted("{n} same", "{n} same", count)
        case _:
            assert_never(status)


def _seen(redrawn: Redrawn) -> str:
    """How a picture differs."""
    if redrawn.difference is None:
        return say("new") if redrawn.new else say("gone")
    sizes = redrawn.difference.old, redrawn.difference.new
    resized = "; {} × {} px → {} × {} px".format(*sizes[0], *sizes[1]) if sizes[0] != sizes[1] else ""
    return say("{share:.2%} of its px differ{resized}", share=redrawn.difference.share, resized=resized)


def _record(change: Change) -> dict[str, object]:
    return {
        "figure": change.name,
        "status": change.status,
        "was": change.was or None,
        "measures": [to_builtins(measure) for measure in change.measures] if change.measures else None,
        "numbers": [to_builtins(number) for number in change.numbers],
        "words": [{"field": each.field, "old": each.old, "new": each.new} for each in change.wordings],
        "pictures": [
            {
                "sheet": each.name,
                "old": each.old.name if each.old else None,
                "new": each.new.name if each.new else None,
                "share": round(each.difference.share, 6) if each.difference else None,
            }
            for each in change.pictures
        ],
    }
