"""Where in a file something stands, as messages name it: "row 5", "cell C4", "columns B to D"."""

from __future__ import annotations

from collections.abc import Sequence

from barometer_cli.messages import say, template

ROW, CELL, COLUMN = template("row {place}"), template("cell {place}"), template("column {place}")
SEVERAL = {
    ROW: template("rows {first} to {last}"),
    CELL: template("cells {first} to {last}"),
    COLUMN: template("columns {first} to {last}"),
}


def row(number: object) -> str:
    """A row by its number in the file, or by its label."""
    return say(ROW, place=number)


def cell(name: str) -> str:
    """A cell as the spreadsheet names it: "C4"."""
    return say(CELL, place=name)


def column(name: str) -> str:
    """A column as the spreadsheet names it: "C"."""
    return say(COLUMN, place=name)


def several(places: Sequence[str]) -> str:
    """Places of one kind as one: "row 5", "cells E4 to E9"."""
    if len(places) == 1:
        return places[0]
    kind, _, first = places[0].partition(" ")
    words = next(words for one, words in SEVERAL.items() if say(one).partition(" ")[0] == kind)
    return say(words, first=first, last=places[-1].partition(" ")[2])
