"""Letters of significance tests, as tabulation programs print them beside numbers: told of, and left out.

In or below the names of the columns stands a letter for each, "(A)", and "34 B" says that 34 differs from column B.
Which test that was, and at which level, the cells do not say; so nothing of it can be proved, and nothing is drawn.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from itertools import islice
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from barometer_cli.errors import DataError
from barometer_cli.messages import say
from barometer_cli.model.characters import fold
from barometer_cli.model.dataset import Dataset, Grid

FEWEST, SAID = 2, 3
"""Columns that are told apart by letters; cells with such letters that are named."""
_NAMED = re.compile(r"(?P<name>.*?)\s*\((?P<letter>[A-Za-z])\)|(?P<bare>[A-Za-z])", re.DOTALL)
"""The letter of a column, behind its name or below it."""
_LETTERS = r"[A-Za-z](?:[\s,./]*[A-Za-z])*"
_ALONE = re.compile(_LETTERS)
_BESIDE = re.compile(rf"(.*?[0-9*.:–-]\s*(?:%|pct\.?)?)\s*({_LETTERS})")
"""A value, with its unit or without, and letters after it."""


class Letters(Struct, frozen=True):
    """Where they stand in a grid.

    Attributes
    ----------
    row
        The row that names columns by them.
    names
        By column: its cell in that row without its letter.
    cells
        By row and column: a cell below without the letters beside its value.
    """

    row: int
    names: Mapping[int, str | None]
    cells: Mapping[tuple[int, int], Any]


def found_in(grid: Grid) -> Letters | None:
    """The letters of a test in a grid; None where no row names the columns by letters.

    Only what that row proves to be such a letter is one: that of another column. Whatever else stands beside a number
    is none, and is refused where the number is read.
    """
    row, named = next(((row, named) for row, cells in enumerate(grid.rows) if (named := _named(cells))), (0, {}))
    if not named:
        return None
    known = {letter for _, letter in named.values()}
    cells = {}
    for below in range(row + 1, len(grid.rows)):
        for column, (_, own) in named.items():
            value, letters = _parted(grid.rows[below][column])
            if letters and letters <= known - {own}:
                cells[below, column] = value
    return Letters(row, {column: name for column, (name, _) in named.items()}, cells)


def without_letters(source: Dataset | Grid, dropped: bool) -> Dataset | Grid:
    """A table without the letters of a test, and without those that name its columns; that they are left out is told.

    Parameters
    ----------
    source
        The table, or the cells among which it is.
    dropped
        Whether somebody says that they are to be left out.

    Raises
    ------
    DataError
        If that is said and no row names the columns by letters, or it is not said and letters stand beside values.
    """
    found = found_in(source) if isinstance(source, Grid) else None
    if dropped and found is None:
        raise DataError(
            say("{file}: no row names the columns by letters, as (A), (B), (C) do", file=source.file),
            say("Begin `range` above that row, or remove `letters: dropped` from the spec's table."),
        )
    if not isinstance(source, Grid) or found is None or not (dropped or found.cells):
        return source
    where = {"row": source.numbers[found.row], "n": len(found.cells), "cells": _some(source, found.cells)}
    if not dropped:
        raise DataError(
            say(
                "{file}: row {row} names the columns by letters, and such letters stand beside {n} values ({cells})",
                file=source.file,
                **where,
            ),
            say("Letters of a significance test are left out where the spec's table says `letters: dropped`."),
        )
    other = {**found.cells, **{(found.row, column): name for column, name in found.names.items()}}
    rows = tuple(
        tuple(other.get((row, column), cell) for column, cell in enumerate(cells))
        for row, cells in enumerate(source.rows)
    )
    told = say(
        "letters of a test are left out, because nothing here proves them: those of row {row}, and beside {n} values "
        "({cells})",
        **where,
    )
    return replace(source, rows=rows, recognised=(*source.recognised, told))


def _named(cells: Sequence[Any]) -> dict[int, tuple[str | None, str]]:
    """By column: its name, where it stands in the same cell, and its letter; empty where a row names none by letters.

    Letters that stand alone fill the row, but for its first cell; behind names they may be missing.
    """
    held = {place: cell for place, cell in enumerate(cells) if cell is not None}
    found = {place: match for place, cell in held.items() if (match := _NAMED.fullmatch(str(cell).strip()))}
    named = {place: (match["name"] or None, fold(match["letter"] or match["bare"])) for place, match in found.items()}
    letters = [letter for _, letter in named.values()]
    if len(letters) < FEWEST or len(set(letters)) < len(letters):
        return {}
    others = set(held) - set(named) - {min(held)}
    return {} if others and not all(name for name, _ in named.values()) else named


def _parted(cell: Any) -> tuple[Any, set[str]]:
    """A cell without the letters after its value, and these; letters alone leave it empty."""
    if not isinstance(cell, str):
        return cell, set()
    text = cell.strip()
    if _ALONE.fullmatch(text):
        return None, _split(text)
    match = _BESIDE.fullmatch(text)
    return (match[1].rstrip(), _split(match[2])) if match else (cell, set())


def _split(letters: str) -> set[str]:
    return set(map(fold, re.findall("[A-Za-z]", letters)))


def _some(grid: Grid, places: Collection[tuple[int, int]]) -> str:
    return ", ".join(grid.cell(*place) for place in islice(places, SAID)) + (" …" if len(places) > SAID else "")
