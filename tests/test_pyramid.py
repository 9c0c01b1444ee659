"""Pyramids: two groups back to back, the oldest on top, on one scale."""

from __future__ import annotations

from typing import Any

import pytest
from thorough import SHEETS
from written import figure_spec

from barometer_cli import pipeline
from barometer_cli.errors import DataError, UnknownCategory
from barometer_cli.model.figure import Figure
from barometer_cli.model.preset import WEB, Preset
from barometer_cli.model.scene import Scene, Text
from barometer_cli.model.spec import SurveySpec
from barometer_cli.model.table import Cell, Net, Table

sheets = pytest.mark.parametrize("preset", SHEETS)


def cells(group: str, /, **parts: float) -> tuple[Cell, ...]:
    return tuple(Cell(name.replace("_", "-"), part, group) for name, part in parts.items())


def bands(*names: str) -> Table:
    return Table(tuple(Cell(name, 0.2, group) for group in ("Kvinder", "Mænd") for name in names))


def figure(table: Table, /, **spec: Any) -> Figure:
    survey = SurveySpec(name="Prøven", wave="2024", population="alle")
    written = figure_spec({"kind": "pyramid", "title": "T", "table": "t.csv", "n": 1877, **spec})
    return pipeline.figure("f", written, survey, table)


def rows(table: Table, preset: Preset = WEB, /, **spec: Any) -> list[str]:
    """The names of the bands from above, as they are read."""
    drawn: Scene = pipeline.on_sheet(figure(table, **spec), preset).scene
    found = [mark for mark in drawn.marks() if isinstance(mark, Text) and mark.of and mark.of.role == "label"]
    return [mark.text for mark in sorted(found, key=lambda mark: mark.y) if mark.of and mark.of.category]


@sheets
def test_the_oldest_stand_on_top_whichever_way_the_table_goes(preset: Preset) -> None:
    young_first = bands("18-29 år", "30-59 år", "60-79 år")
    old_first = bands("60-79 år", "30-59 år", "18-29 år")
    assert rows(young_first, preset) == rows(old_first, preset) == ["60-79 år", "30-59 år", "18-29 år"]
    assert rows(young_first, preset, order="given") == ["18-29 år", "30-59 år", "60-79 år"]
    assert rows(bands("By", "Land", "Skov"), preset) == ["By", "Land", "Skov"]


def test_what_does_not_stand_back_to_back_is_refused() -> None:
    three = Table(tuple(Cell("a", 0.3, group) for group in "XYZ"))
    for table, many in ((three, 3), (Table((Cell("a", 0.3),)), 1)):
        with pytest.raises(DataError, match="pyramid"):
            figure(table)
        assert len(table.groups) == many
    with pytest.raises(DataError, match="the net 'ab' is none"):
        figure(Table((*cells("X", a=0.3, b=0.2), *cells("Y", a=0.3, b=0.2)), (Net("ab", ("a", "b"), 0.5, "X"),)))
    with pytest.raises(UnknownCategory, match="emphasis names 'a'"):
        figure(bands("a"), emphasis=["a"])
