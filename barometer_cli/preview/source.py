"""The text of files that people write, with what was found at its lines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from barometer_cli.model.finding import Finding, Location
from barometer_cli.model.naming import ENDINGS

AROUND = 2
"""Lines that are shown before and after the one that is wrong."""

_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
"""Where YAML begins a new line."""


class Line(Struct, frozen=True):
    """A line of a file: its number, its text up to a mark and from it on (empty without one), what was found there."""

    number: int
    text: str
    marked: str = ""
    findings: tuple[Finding, ...] = ()


class Excerpt(Struct, frozen=True):
    """What is wrong, and the lines around its place; no lines where the file cannot be shown."""

    finding: Finding
    lines: tuple[Line, ...]


def lines(path: Path, findings: Iterable[Finding]) -> tuple[Line, ...]:
    """Every line of a file; those at which something was found are marked from the first column it was found at.

    Parameters
    ----------
    path
        A YAML file that people wrote; nothing is shown of any other, nor of one that is not there.
    findings
        What was found, also in other files.
    """
    if not path.name.endswith(ENDINGS):
        return ()
    try:
        text = path.read_bytes().decode("utf-8-sig", errors="replace")
    except OSError:
        return ()
    found: dict[int, list[Finding]] = {}
    for finding in findings:
        if finding.place.file == path.as_posix():
            found.setdefault(finding.place.line, []).append(finding)
    written = _BREAK.split(text)
    if written[-1] == "" and len(written) not in found:
        del written[-1]
    return tuple(_line(number, text, found.get(number, [])) for number, text in enumerate(written, 1))


def excerpt(finding: Finding) -> Excerpt:
    """A finding with the lines around its place."""
    place: Location = finding.place
    shown = lines(Path(place.file), [finding])
    return Excerpt(finding, shown[max(place.line - 1 - AROUND, 0) : place.line + AROUND])


def _line(number: int, text: str, found: list[Finding]) -> Line:
    if not found:
        return Line(number, text)
    column = min(finding.place.column for finding in found) - 1
    return Line(number, text[:column], text[column:] or " ", tuple(found))
