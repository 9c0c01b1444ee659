"""What leaves as CSV: the printed numbers, and never a formula."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from barometer_cli import pipeline
from barometer_cli.charts.bars import BarsSpec
from barometer_cli.export import numbers
from barometer_cli.model.figure import Figure
from barometer_cli.model.spec import SurveySpec, TableSpec
from barometer_cli.model.table import Cell, Net, Table

SURVEY = SurveySpec(name="S", wave="2024", table_unit="percent", population="alle")
SPEC = BarsSpec(kind="bars", title="T", table=TableSpec(file="t.csv"), n=100)


def figure(*names: str) -> Figure:
    cells = tuple(Cell(name, 0.25, n=100) for name in names)
    return pipeline.figure("f", SPEC, SURVEY, Table(cells, (Net(f"={names[0]}", names[:1], 0.25),)))


def cells(data: bytes) -> list[list[str]]:
    return [*csv.reader(StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";")]


@pytest.mark.parametrize("word", ["=1+1", "@SUM(A1)", "-Ofte", "+45", "\t=1", " =1", "＝1+1", '=cmd|" /C calc"!A0'])
def test_words_never_leave_as_a_formula(word: str) -> None:
    (_, first, *_) = cells(numbers.as_csv(figure(word, "Bil")))
    assert first[0] == f"'{word}"


@pytest.mark.parametrize("word", ["Bil", "Bil = cykel", "a-b", "1-4 timer", "'=x", "50 %"])
def test_other_words_leave_as_they_are(word: str) -> None:
    (_, first, *_) = cells(numbers.as_csv(figure(word, "Andet")))
    assert first[0] == word


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12))
def test_no_cell_of_words_begins_as_a_formula_does(word: str) -> None:
    found = figure("Bil", "Cykel")
    renamed = replace(found.table, cells=tuple(replace(cell, category=word) for cell in found.table.cells))
    for row in cells(numbers.as_csv(replace(found, table=renamed)))[1:]:
        assert not any(cell.lstrip()[:1] in set("=+-@＝＋－＠") - {""} for cell in row if cell)


def test_numbers_stay_numbers(tmp_path: Path) -> None:
    assert cells(numbers.as_csv(figure("Bil", "Cykel")))[1][2] == "25"
