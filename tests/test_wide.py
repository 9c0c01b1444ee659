"""Wide tables: a crosstab as people lay it out says the same as the long table of its numbers, or is refused."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from dataclasses import replace
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barometer_cli.errors import BarometerError, BaseMismatch, DataError, UnknownCategory, UnknownVariable
from barometer_cli.model.spec import TableSpec
from barometer_cli.model.table import Table
from barometer_cli.sources import read_table
from barometer_cli.tables import weighted_table

Rows = Sequence[Sequence[Any]]


def table(path: Path, unit: Any = "percent", **spec: Any) -> Table:
    """The table of a file as a spec has it drawn."""
    how = TableSpec(file=path.name, **spec)
    return weighted_table(read_table(path, how), how, unit, None)


def written(folder: Path, rows: Rows) -> Path:
    """The rows as a Danish spreadsheet exports them."""
    text = StringIO(newline="")
    csv.writer(text, delimiter=";").writerows(
        [str(cell).replace(".", ",") if isinstance(cell, float) else cell for cell in row] for row in rows
    )
    path = folder / "t.csv"
    path.write_bytes(text.getvalue().encode("utf-8-sig"))
    return path


def book(folder: Path, rows: Rows, *merged: str, change: Callable[[Any], None] | None = None) -> Path:
    """The rows as a workbook, some of its cells merged."""
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    for cells in merged:
        sheet.merge_cells(cells)
    if change:
        change(sheet)
    path = folder / "t.xlsx"
    made.save(path)
    return path


def values(made: Table) -> dict[str, float]:
    return {f"{cell.category}|{cell.group}" if cell.group else cell.category: cell.value for cell in made.cells}


# -- long and wide are one table --------------------------------------------------------------------------------------

LETTERS = "abcdefgh"


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[str], list[str], dict[tuple[str, str], int], dict[str, int]]:
    """Categories, groups, whole per cents that sum to 100 in each group, and an n for each group."""
    categories = [f"Svar {letter}" for letter in LETTERS[: draw(st.integers(2, 5))]]
    groups = [f"Sektor {letter}" for letter in LETTERS[: draw(st.integers(2, 4))]]
    shares: dict[tuple[str, str], int] = {}
    for group in groups:
        cuts = sorted(draw(st.integers(1, 99)) for _ in categories[1:])
        for category, low, high in zip(categories, [0, *cuts], [*cuts, 100], strict=True):
            shares[category, group] = high - low
    return categories, groups, shares, {group: draw(st.integers(10, 5000)) for group in groups}


@settings(max_examples=60, deadline=None)
@given(
    made=tables(),
    of_rows=st.booleans(),
    totals=st.booleans(),
    bases=st.booleans(),
    around=st.booleans(),
    excel=st.booleans(),
)
def test_a_table_says_the_same_long_and_wide(
    made: Any, of_rows: bool, totals: bool, bases: bool, around: bool, excel: bool
) -> None:
    categories, groups, shares, n = made
    long: list[list[Any]] = [["category", "group", "share", *(["n"] if bases else [])]]
    long += [[c, g, shares[c, g], *([n[g]] if bases else [])] for g in groups for c in categories]
    wide: list[list[Any]] = [["", *groups], *([c, *(shares[c, g] for g in groups)] for c in categories)]
    if totals:
        wide.append(["I alt", *(100 for _ in groups)])
    if bases:
        wide.append(["Antal svar", *(n[g] for g in groups)])
    if not of_rows:
        wide = [list(column) for column in zip(*wide, strict=True)]
    wide[0][0] = None
    if around:
        wide = [["Tabel 4. Hvor ofte, pct."], [], *wide, [], ["Kilde: Undersøgelsen"]]
    sides = ("categories", "groups") if of_rows else ("groups", "categories")
    write = book if excel else written
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        expected = table(written(Path(one), long))
        path = write(Path(other), wide)
        found = table(path, wide={"rows": sides[0], "columns": sides[1]})
        assert same(found, expected)
        wholes = [sum(shares[c, g] for g in groups) == 100 for c in categories]
        if bases or totals or not any(abs(sum(shares[c, g] for g in groups) - 100) < 4 for c in categories):
            assert not all(wholes) or totals or bases
        try:
            found = table(path)
        except DataError as error:  # each row and each column may be a whole
            assert "nothing tells" in error.message
        else:
            assert same(found, expected)


def same(one: Table, other: Table) -> bool:
    keys = ("cells", "nets", "hidden", "measure", "categories", "breakdown")
    return all(getattr(one, key) == getattr(other, key) for key in keys)
