"""The line of a value that others are compared with: on either side of it stand the numbers that lie there."""

from __future__ import annotations

from typing import Any

import pytest
from thorough import SHEETS
from written import figure_spec

from barometer_cli import pipeline
from barometer_cli.checks import marks
from barometer_cli.checks import sheet as proofs
from barometer_cli.layout.clear import Box, meet, room
from barometer_cli.layout.rows import GAP
from barometer_cli.model.axis import Axis
from barometer_cli.model.figure import Sheet
from barometer_cli.model.finding import Evidence, Location
from barometer_cli.model.measure import Measure
from barometer_cli.model.preset import PRESETS, WEB, Preset
from barometer_cli.model.scene import Mark, Rect, Text
from barometer_cli.model.spec import SurveySpec
from barometer_cli.model.table import Cell, Table

MONTHS = Measure("mean", "måneder", decimals=1)
SURVEY = SurveySpec(name="Prøven", wave="2024", population="alle")


def sheet(kind: str, preset: Preset, table: Table, **spec: Any) -> Sheet:
    written = {"kind": kind, "title": "t", "table": "t.csv", "n": 100, "reference": "I alt", **spec}
    return pipeline.on_sheet(pipeline.figure("f", figure_spec(written), SURVEY, table), preset)


def of_groups(values: dict[str | None, float], spread: float = 0, /, **fields: Any) -> Table:
    cells = tuple(
        Cell("Ja", value, group, interval=(value - spread, value + spread) if spread else None)
        for group, value in values.items()
    )
    return Table(cells, breakdown=Axis("groups"), **fields)


NEAR = of_groups({"A": 0.31, "B": 0.38, "C": 0.49, "D": 0.64, None: 0.46})
INTERVALS = of_groups({"A": 0.31, "B": 0.38, "C": 0.49, "D": 0.64, None: 0.46}, 0.03)
SHORT = of_groups({"A": 0.005, "B": 0.6, None: 0.012})
LATE = of_groups({"A": 8.8, "B": 12.1, "C": 10.2, None: 9.5}, 0.3, measure=MONTHS)
WIDE = of_groups({"A": 0.80, "B": 0.86, "C": 0.84, None: 0.81}, 0.025)
FALLEN = of_groups({"A": -0.08, "B": -0.01, "C": 0.05, None: -0.085}, measure=Measure("change"))


def by_group(found: Sheet, role: str) -> dict[str | None, Any]:
    return {mark.of.group: mark for mark in found.scene.marks() if mark.of and mark.of.role == role}


def line(found: Sheet) -> float:
    (mark,) = by_group(found, "reference").values()
    return float(mark.x + mark.width / 2)


def as_box(mark: Mark) -> Box:
    assert isinstance(mark, Rect)
    return mark.x, mark.y, mark.x + mark.width, mark.y + mark.height


@pytest.mark.parametrize("preset", SHEETS)
@pytest.mark.parametrize("table", [NEAR, SHORT, INTERVALS], ids=["near", "short", "intervals"])
def test_the_number_of_a_bar_stands_at_its_end_whatever_line_is_near(preset: Preset, table: Table) -> None:
    found = sheet("bars", preset, table)
    values, bars, limits = by_group(found, "value"), by_group(found, "bar"), by_group(found, "high")
    for group, value in values.items():
        start, _, end, _ = room(value)
        bar = bars[group]
        after = max(mark.x + mark.width for mark in (bar, limits.get(group, bar)))
        inside = bar.x < start and end < after < end + GAP and value.ground == bar.fill
        assert 0 < start - after < GAP or (inside and table is not INTERVALS)


def test_a_number_that_would_touch_the_line_stands_in_its_bar() -> None:
    values = by_group(sheet("bars", PRESETS["mobile"], NEAR), "value")
    assert {group for group, value in values.items() if value.anchor == "end"} == {"B"}


@pytest.mark.parametrize("table", [LATE, WIDE], ids=["late", "wide"])
def test_the_number_of_a_point_below_the_line_stands_below_it(table: Table) -> None:
    found = sheet("dots", WEB, table, baseline="data" if table is WIDE else "zero")
    at, values = line(found), by_group(found, "value")
    for group, point in by_group(found, "point").items():
        start, _, end, _ = room(values[group])
        assert end < at if point.x < at else at < start


def test_where_a_stem_leads_to_a_point_its_number_keeps_its_side() -> None:
    found = sheet("dots", WEB, FALLEN)
    for group, point in by_group(found, "point").items():
        start, _, end, _ = room(by_group(found, "value")[group])
        assert end < point.x < end + 2 * GAP if (group or "") < "C" else point.x < start < point.x + 2 * GAP


def gives_way(found: Sheet, value: Text) -> bool:
    gaps = [mark for mark in found.scene.marks() if mark.id.startswith("reference-gap")]
    return any(meet(as_box(gap), room(value)) for gap in gaps)


@pytest.mark.parametrize(("kind", "table"), [("bars", NEAR), ("bars", SHORT), ("bars", INTERVALS), ("dots", NEAR),
                                             ("dots", LATE), ("dots", WIDE), ("dots", FALLEN)])  # fmt: skip
def test_no_line_runs_through_a_number(kind: str, table: Table) -> None:
    for preset in PRESETS.values():
        found = sheet(kind, preset, table)
        at = line(found)
        for value in by_group(found, "value").values():
            start, _, end, _ = room(value)
            assert not start < at < end or gives_way(found, value)
        theme = pipeline.theme(found.figure)
        evidence = [Evidence(found.figure, "side", theme, (), lambda where: Location("f"), (found,))]
        assert not [*marks.check(evidence), *proofs.check(evidence)]
