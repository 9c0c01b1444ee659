"""Letters of significance tests beside the numbers of a workbook: left out where somebody says so, never guessed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from commands import barometer
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from test_hostile import survey, write

from barometer_cli.errors import BarometerError
from barometer_cli.model.dataset import Grid
from barometer_cli.model.spec import TableSpec
from barometer_cli.model.table import Table
from barometer_cli.tables import letters, weighted_table

NAMES = [None, "Stat", "Region", "Kommune"]
LETTERS = [None, "(A)", "(B)", "(C)"]
ROWS = [["Ja", "64 B", "55", "61,5 B"], ["Ved ikke", 18, "25 AC", "20"], ["Nej", "18", "20 a, C", "18,5"]]
BASE = ["Base", 612, 540, 1248]
PLAIN = [64.0, 18.0, 18.0, 55.0, 25.0, 20.0, 61.5, 20.0, 18.5]


def grid(*rows: list[Any]) -> Grid:
    return Grid("t.xlsx", "", tuple(map(tuple, rows)), tuple(range(1, len(rows) + 1)))


def read(*rows: list[Any], **more: Any) -> Table:
    spec = TableSpec.model_validate({"file": "t.xlsx", "letters": "dropped", "unit": "percent", **more})
    return weighted_table(grid(*rows), spec, spec.unit, None)


def refused(*rows: list[Any], **more: Any) -> str:
    with pytest.raises(BarometerError) as told:
        read(*rows, **more)
    return f"{told.value.message} → {told.value.hint}"


def values(table: Table) -> list[float]:
    return [round(100 * cell.value, 6) for cell in table.cells]


def test_numbers_are_read_without_the_letters_beside_them() -> None:
    table = read(NAMES, LETTERS, *ROWS, BASE)
    assert values(table) == PLAIN
    assert table.groups == ("Stat", "Region", "Kommune")
    assert [cell.n for cell in table.cells][::3] == [612, 540, 1248]


def test_what_is_left_out_is_told_with_its_cells() -> None:
    (told,) = (each for each in read(NAMES, LETTERS, *ROWS, BASE).recognised if "letters" in each)
    assert "row 2" in told and "beside 4 values (B3, D3, C4 …)" in told


@pytest.mark.parametrize("named", [["A", "B", "C"], ["(a)", "(b)", "(c)"], ["(A) ", " (B)", "(C)"]])
def test_columns_are_named_with_brackets_or_without(named: list[str]) -> None:
    assert values(read(NAMES, ["Test", *named], *ROWS, BASE)) == PLAIN


@pytest.mark.parametrize("cell", ["64B", "64 BC", "64 B, C", "64 B/C", "64 b", "64,0 C"])
def test_letters_are_written_in_many_ways(cell: str) -> None:
    assert values(read(NAMES, LETTERS, ["Ja", cell, 55, 61], ["Nej", 36, 45, 39]))[0] == 64


@pytest.mark.parametrize("cell", ["64 % B", "64% BC", "64 pct. B"])
def test_letters_stand_behind_the_unit(cell: str) -> None:
    rows = ["Ja", cell, "55 %", "61 %"], ["Nej", "36 %", "45 %", "39 %"]
    assert values(read(NAMES, LETTERS, *rows, unit=None))[0] == 64


def test_letters_may_stand_below_the_numbers() -> None:
    rows = ["Ja", 64, 55, 61], [None, "B", None, "B"], ["Nej", 36, 45, 39], [None, None, "AC", None]
    assert values(read(NAMES, LETTERS, *rows)) == [64, 36, 55, 45, 61, 39]


@pytest.mark.parametrize("cell", ["64 A", "64 D", "64 BD", "64 x", "64 mio", "64 Æ", "B 64"])
def test_what_the_row_does_not_prove_is_refused(cell: str) -> None:
    """A column does not differ from itself, and there is no column D: whatever that is, it is no letter of the test."""
    told = refused(NAMES, LETTERS, ["Ja", cell, 55, 61], ["Nej", 36, 45, 39])
    assert f"cell B3: share is '{cell}', which is not a number" in told


def test_letters_stand_behind_the_names_of_columns() -> None:
    table = read([None, "Stat (A)", "Region (B)", "Kommune\n(C)", "Alle"], *([*row, 50] for row in ROWS))
    assert values(table)[:9] == PLAIN and table.groups[:3] == ("Stat", "Region", "Kommune")


def test_names_that_end_in_letters_are_kept_where_nobody_says_otherwise() -> None:
    """As those of parties do."""
    rows = ["Ja", 64, 55], ["Nej", 36, 45]
    table = read([None, "Venstre (V)", "Socialdemokratiet (A)"], *rows, letters=None)
    assert table.groups == ("Venstre (V)", "Socialdemokratiet (A)")


def test_without_a_row_that_names_the_columns_it_is_refused() -> None:
    assert "no row names the columns by letters" in refused(NAMES, *ROWS, BASE)
    for named in (["(A)", "(A)", "(B)"], ["(A)", None, None], ["(A)", "(B)", "Alle"], ["(A)", "(B)", 3]):
        assert "no row names the columns by letters" in refused(NAMES, [None, *named], *ROWS, BASE)


@pytest.mark.parametrize("rows", [ROWS, [["Ja", "64 B", 55, 61], ["Nej", "36 BC", 45, 39]]])
def test_where_nobody_says_so_they_are_refused_and_the_way_is_told(rows: list[list[Any]]) -> None:
    """A column of which every number has letters would be one of words."""
    told = refused(NAMES, LETTERS, *rows, letters=None)
    assert "row 2 names the columns by letters, and such letters stand beside" in told and "`letters: dropped`" in told


def test_a_long_table_has_none() -> None:
    with pytest.raises(ValueError, match="a wide table has no column that category could name"):
        TableSpec.model_validate({"file": "t.csv", "letters": "dropped", "category": "Svar"})


@given(st.data())
def test_whatever_letters_there_are_every_number_stays(data: st.DataObject) -> None:
    """Letters as a program prints them: beside any number those of any other columns."""
    names = "ABCDEF"[: data.draw(st.integers(2, 6))]
    cells: list[list[Any]] = []
    plain = []
    for row in range(data.draw(st.integers(1, 5))):
        numbers = data.draw(st.lists(st.integers(0, 100), min_size=len(names), max_size=len(names)))
        others = [data.draw(st.sets(st.sampled_from(names.replace(own, "")))) for own in names]
        cells.append(
            [f"Svar {row}", *(f"{n} {''.join(sorted(of))}".strip() for n, of in zip(numbers, others, strict=True))]
        )
        plain += numbers
    found = letters.without_letters(grid([None, *(f"({name})" for name in names)], *cells), dropped=True)
    assert isinstance(found, Grid)
    assert [int(str(cell)) for row in found.rows[1:] for cell in row[1:]] == plain


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Path]:
    made = Workbook()
    for row in (["Tabel 1. Tilfredshed efter sektor"], [], NAMES, LETTERS, *ROWS, BASE, ["Forskelle på 95 %-niveau"]):
        made.active.append(row)
    made.save(tmp_path / "t.xlsx")
    yield tmp_path


def test_init_writes_that_they_are_dropped_where_a_row_proves_them(book: Path) -> None:
    assert barometer(book, "init", "--from", "t.xlsx", "--yes").returncode == 0
    (spec,) = book.glob("figures/*/tilfredshed*.yaml")
    assert "letters: dropped" in spec.read_text("utf-8")
    told = barometer(book, "check").stdout
    assert "letters of a test are left out" in told and "0 errors" in told


def test_they_are_in_no_file_that_is_drawn(book: Path) -> None:
    survey(book / "figures", table_unit="percent")
    shown = {"kind": "grouped_bars", "title": "Svarene", "caption": {"text": "Svar."}}
    write(book / "figures/f.yaml", **shown, table={"file": "t.xlsx", "letters": "dropped"})
    done = barometer(book, "render", "--format", "svg")
    assert done.returncode == 0, done.stderr
    (csv,) = (book / "build").rglob("*.csv")
    drawn = [line.split(";")[:3] for line in csv.read_text("utf-8-sig").splitlines()]
    assert drawn[:3] == [["kategori", "gruppe", "procent"], ["Ja", "Stat", "64"], ["Ved ikke", "Stat", "18"]]
