"""Which file is taken for what: the files of an illustration by the use that they are put to."""

from __future__ import annotations

from fnmatch import fnmatchcase
from operator import itemgetter
from typing import Literal, TypeAlias, get_args

from msgspec import Struct

from barometer_cli.release.read import Download, Illustration, Sheet

Use: TypeAlias = Literal["web", "print", "slide", "edit", "data", "other"]
USES: tuple[Use, ...] = get_args(Use)

ASSIGNED: tuple[tuple[str, str, tuple[Use, ...]], ...] = (
    ("svg-editable", "*", ("edit",)),
    ("pptx", "*", ("slide", "edit")),
    ("*", "print-*", ("print",)),
    ("*", "slide", ("slide",)),
    ("pdf", "*", ("print",)),
    ("svg-outlined", "*", ("slide",)),
    ("png*", "*", ("web",)),
    ("svg", "*", ("web",)),
    ("webp*", "*", ("web",)),
)
"""Format, sheet, and what such a file is for; the first that fits holds, and of a sheet for the use itself all do."""

FIRST = ("svg-editable", "pptx", "pdf", "png-large", "png", "svg", "svg-outlined")
"""What is taken first, whatever it is for; other formats follow as they come."""


class Box(Struct, frozen=True):
    """The files for one use, sheet by sheet; the first is the one to take where nothing else is asked for."""

    use: Use
    sheets: tuple[Sheet, ...]


def boxes(illustration: Illustration) -> tuple[Box, ...]:
    """A box for each use that there are files for: files of no known use last, the numbers before them."""
    found: dict[Use, list[tuple[int, Sheet]]] = {use: [] for use in USES}
    for sheet in illustration.sheets:
        rules = {file: _assigned(file) for file in sheet.files}
        for use in USES:
            files = sorted((file for file, (_, uses) in rules.items() if use in uses), key=_order)
            if files:
                found[use].append((min(rules[file][0] for file in files), Sheet(sheet.name, tuple(files))))
    if illustration.data:
        found["data"].append((0, Sheet("", illustration.data)))
    ordered = {use: tuple(sheet for _, sheet in sorted(sheets, key=itemgetter(0))) for use, sheets in found.items()}
    return tuple(Box(use, sheets) for use, sheets in ordered.items() if sheets)


def _assigned(file: Download) -> tuple[int, tuple[Use, ...]]:
    """The place of the rule that a file falls under, and what it is for."""
    for place, (format, sheet, uses) in enumerate(ASSIGNED):
        if fnmatchcase(file.kind, format) and fnmatchcase(file.preset, sheet):
            return place, uses
    return len(ASSIGNED), ("other",)


def _order(file: Download) -> int:
    return FIRST.index(file.kind) if file.kind in FIRST else len(FIRST)
