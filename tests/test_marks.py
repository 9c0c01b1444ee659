"""What a sheet tells is proved, whatever its kind: one mark that tells anything wrongly is found."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import chain, combinations, islice, pairwise
from math import pi
from pathlib import Path as FilePath
from types import SimpleNamespace
from typing import Any, get_args

import pytest
from msgspec.structs import replace
from test_messages import Marked
from thorough import in_turn
from written import figure_spec

from barometer_cli import charts, pipeline, project
from barometer_cli.checks import marks, sheet
from barometer_cli.checks.boxes import area
from barometer_cli.checks.marks.colours import colour_of
from barometer_cli.checks.marks.words import says
from barometer_cli.layout.dots import segment
from barometer_cli.layout.frame import open_frame
from barometer_cli.layout.outlines import outlines
from barometer_cli.messages import speaking
from barometer_cli.model.axis import Axis, Wave
from barometer_cli.model.figure import Figure, Kind, Sheet
from barometer_cli.model.finding import Evidence, Finding, Location
from barometer_cli.model.measure import SHARE, Measure
from barometer_cli.model.preset import PRESETS, WEB, Preset
from barometer_cli.model.scene import (
    ORNAMENT,
    Aside,
    Circle,
    Encoding,
    Group,
    Line,
    Mapped,
    Mark,
    Of,
    Path,
    Rect,
    Role,
    Scene,
    Text,
    Tie,
    Words,
)
from barometer_cli.model.spec import SurveySpec
from barometer_cli.model.table import Cell, GroupBase, Hidden, Net, Table
from barometer_cli.model.theme import Theme

ROOT = FilePath(__file__).parents[1]
PRINTED: tuple[Role, ...] = ("value", "labelled value", "key value", "total", "number")
ENCODINGS: tuple[Role, ...] = get_args(Encoding)
ASIDES: tuple[Role, ...] = get_args(Aside)
MAPPED: tuple[Role, ...] = get_args(Mapped)


def found(made: Sheet, scene: Scene | None = None) -> Iterator[Finding]:
    """What the proof finds in a sheet, or in the same with another scene."""
    laid = replace(made, scene=scene) if scene else made
    evidence = Evidence(made.figure, "page", pipeline.theme(made.figure), (), lambda where: Location("f"), (laid,))
    yield from marks.check([evidence])
    yield from sheet.check([evidence])


def codes(made: Sheet, scene: Scene | None = None) -> set[str]:
    return {finding.code for finding in found(made, scene)}


def figure(table: Table, /, **spec: Any) -> Figure:
    """A figure of a table."""
    survey = SurveySpec(name="Prøven", wave="2024", population="alle")
    written = figure_spec({"title": "Sådan svarer man", "table": "t.csv", "n": 1877, **spec})
    return pipeline.figure("f", written, survey, table)


def drawn(table: Table, preset: Preset = WEB, /, **spec: Any) -> Sheet:
    """The same on a sheet."""
    return pipeline.on_sheet(figure(table, **spec), preset)


def shares(*parts: float, group: str | None = None, interval: bool = False) -> tuple[Cell, ...]:
    """Cells called A, B, C …"""
    return tuple(
        Cell(name, part, group, interval=(part - 0.04, part + 0.03) if interval else None)
        for name, part in zip("ABCDEF", parts, strict=False)
    )


SECTORS = ("Kommune", "Region", "Stat")
BY_SECTOR = Table(
    tuple(
        cell
        for i, name in enumerate(SECTORS)
        for cell in shares(0.3 - i / 50, 0.2, 0.1 + i / 50, group=name, interval=True)
    ),
    tuple(Net("A og B", ("A", "B"), 0.44 - i / 50, name, (0.4 - i / 50, 0.49)) for i, name in enumerate(SECTORS)),
    bases=tuple(GroupBase(name, 400 + i, 1.0, few=i == 2) for i, name in enumerate(SECTORS)),
    n=1203,
    level=0.95,
)
WAVES = ("2012", "2014", "2018", "2019")


def by_wave(*lines: tuple[str, *tuple[float | None, ...]], measure: Measure = SHARE) -> Table:
    """Lines over waves: a name and a value for each wave, None where there is none."""
    cells = [
        Cell(line, value, wave, 1000 + len(wave) + place)
        for line, *values in lines
        for place, (wave, value) in enumerate(zip(WAVES, values, strict=False))
        if value is not None
    ]
    return Table(tuple(sorted(cells, key=lambda cell: WAVES.index(cell.group or ""))), measure=measure)


def of_waves(table: Table, *waves: str) -> Table:
    """Only some waves, and of these only names that all have."""
    cells = [cell for cell in table.cells if cell.group in waves]
    names = {cell.category for cell in cells if [other.category for other in cells].count(cell.category) == len(waves)}
    return replace(table, cells=tuple(cell for cell in cells if cell.category in names))


def over_categories(table: Table) -> Table:
    """The same with its waves as categories, and its categories as groups."""
    return replace(table, cells=tuple(replace(c, category=c.group or "", group=c.category) for c in table.cells))


def without_intervals(table: Table) -> Table:
    """The same, as a finished table has it."""
    nets = tuple(replace(net, interval=None) for net in table.nets)
    return replace(table, cells=tuple(replace(cell, interval=None) for cell in table.cells), nets=nets, level=None)


MEAN = Measure("mean", None, 1, 1, 5)
MOVED = Measure("change")
COURSES = by_wave(
    ("A", 0.61, 0.58, 0.52, 0.47),
    ("B", 0.44, 0.46, None, 0.5),
    ("C", 0.55, 0.51, 0.46, 0.45),
    ("D", None, 0.27, 0.31, 0.44),
)
BROKEN = Axis(waves=(Wave("2012", date(2012, 3, 1), 900, 0.6), Wave("2018", broken="Nyt spørgsmål", n=1010)))
LEVELS = ("Helt uenig", "Delvis uenig", "Hverken enig eller uenig", "Delvis enig", "Helt enig", "Ved ikke")
ITEMS = {
    "Tid": (0.12, 0.28, 0.2, 0.25, 0.1, 0.05),
    "Hjælp": (0.01, 0.06, 0.12, 0.5, 0.27, 0.04),
    "Ros": (0.2, 0.2, 0.14, 0.14, 0.3, 0.02),
}
LIKERT = Table(
    tuple(
        Cell(level, share, item, 1204) for item, row in ITEMS.items() for level, share in zip(LEVELS, row, strict=True)
    ),
    tuple(
        Net(name, LEVELS[first:last], sum(row[first:last]), item)
        for item, row in ITEMS.items()
        for name, first, last in (("Uenig", 0, 2), ("Enig", 3, 5))
    ),
    breakdown=Axis(role="items"),
)
"""A battery whose answers lie on two sides, with what lies between them and beside them."""
TWO_SIDED = {"sides": {"negative": ["B"], "positive": ["A"]}}
COUNTED = (*shares(400, 200, 2, group="X"), *shares(300, 150, 1, group="Y"))
IN_SECTIONS = Table(
    shares(0.4, 0.3, 0.2, 0.1),
    (Net("Først", ("A", "B"), 0.6), Net("Sidst", ("C", "D"), 0.3)),
    categories=Axis(sections={"A": "Først", "B": "Først", "C": "Sidst", "D": "Sidst"}),
)
AREAS = Axis("areas")
REGIONS = ("Nordjylland", "Midtjylland", "Syddanmark", "Region Hovedstaden", "1085")
MUNICIPALITIES = tuple(area.name for area in outlines("municipalities"))
IN_MUNICIPALITIES = Table(
    tuple(Cell(name, (7 * place % 83) / 100) for place, name in enumerate(MUNICIPALITIES[:-5])),
    hidden=(Hidden(MUNICIPALITIES[-1], withheld=True), Hidden(MUNICIPALITIES[-2], drawn=False)),
    categories=AREAS,
)
MOVED_AREAS = Table(
    tuple(Cell(name, value / 100) for name, value in zip(REGIONS, (-7, 0, 3, 4, 12), strict=True)),
    measure=Measure("change"),
    categories=AREAS,
)
PYRAMID = Table(
    tuple(
        Cell(band, (0.21 - place / 40) * (1 + 0.1 * bool(side)), group)
        for side, group in enumerate(("Kvinder", "Mænd"))
        for place, band in enumerate(("0-19 år", "20-39 år", "40-59 år", "60 år og derover"))
    )
)
OWN: dict[str, list[tuple[Table, dict[str, Any]]]] = {
    "bars": [
        (Table(shares(0.18)), {}),
        (Table(shares(0.3, 0.2, 0.1), hidden=(Hidden("Andet"), Hidden("Alt", parts=("A", "B", "C")))), {}),
        (Table(shares(0.3, 0.25, 0.2), (Net("AB", ("A", "B"), 0.5), Net("BC", ("B", "C"), 0.4))), {"emphasis": ["BC"]}),
        (Table(shares(0.4, 0.3)), {"emphasis": ["B"]}),
        (
            Table(shares(0.4, 0.3, 0.2, 0.1), (Net("AB", ("A", "B"), 0.6), Net("CD", ("C", "D"), 0.3))),
            {"nets": "braces"},
        ),
        (IN_SECTIONS, {"nets": "braces", "track": True}),
        (Table(shares(0.4, 0.3, 0.35)), {"reference": "C"}),
        (Table(tuple(Cell("A", 0.3 + i / 10, name) for i, name in enumerate(SECTORS))), {"reference": "Region"}),
    ],
    "grouped_bars": [
        (BY_SECTOR, {"data": "x", "table": None, "interval": 95, "n": None}),
        (replace(BY_SECTOR, categories=Axis(sections={"A": "Først", "B": "Først", "C": "Sidst"}), nets=()), {}),
    ],
    "heat_table": [
        (BY_SECTOR, {"data": "x", "table": None, "n": None}),
        (
            Table(
                tuple(
                    Cell(name, value / 100, group)
                    for group, values in (("X", (-4, 3, 0)), ("Y", (2, -1, 7)))
                    for name, value in zip("ABC", values, strict=True)
                ),
                measure=Measure("change"),
            ),
            {},
        ),
    ],
    "table": [
        (BY_SECTOR, {"data": "x", "table": None, "n": None}),
        (IN_SECTIONS, {}),
        (Table(shares(0.3, 0.2, 0.1), hidden=(Hidden("Andet"),)), {}),
        (Table(tuple(Cell("A", 3.1 + i / 10, name) for i, name in enumerate(SECTORS)), measure=Measure("mean")), {}),
    ],
    "stacked_bars": [
        (Table(shares(0.03, 0.18)), {}),
        (Table(shares(0.02, 0.01, 0.02, 0.5, 0.3)), {"emphasis": ["D"]}),
        (BY_SECTOR, {"data": "x", "table": None, "n": None}),
        (Table(shares(0.3, 0.2, 0.1), hidden=(Hidden("Andet"),)), {}),
        (Table((*shares(0.3, 0.2, group="X"), *shares(0.6, 0.1, group="Y")), hidden=(Hidden("C", "X"),)), {}),
        (Table((*shares(0.02, 0.03, 0.5, group="X"), *shares(0.01, 0.02, 0.4, group="Y"))), {}),
    ],
    "stacked_columns": [
        (Table(shares(0.3, 0.02, 0.015, 0.4)), {}),
        (BY_SECTOR, {"data": "x", "table": None, "n": None}),
        (Table((*shares(0.3, 0.2, group="X"), *shares(0.6, 0.1, group="Y")), hidden=(Hidden("C", "X"),)), {}),
        (Table(COUNTED, measure=Measure("count")), {"emphasis": ["B"]}),
        (
            Table(
                (*shares(0.02, 0.3, 0.01, 0.6, group="X"), *shares(0.3, 0.02, 0.4, 0.28, group="Y")),
                (Net("AB", ("A", "B"), 0.32, "X"), Net("AB", ("A", "B"), 0.32, "Y")),
            ),
            {},
        ),
        (Table(shares(0.3, 0.3, 0.2, 0.2), (Net("BC", ("B", "C"), 0.5),)), {}),
        (Table(shares(0.3, 0.3, 0.2, 0.2), (Net("AC", ("A", "C"), 0.5),)), {}),
        (Table(shares(0.3, 0.3, 0.4), (Net("Alle", ("A", "B", "C"), 1.0),)), {}),
    ],
    "diverging_bars": [
        (LIKERT, {}),
        (LIKERT, {"neutral": "apart", "order": "given"}),
        (LIKERT, {"neutral": "hidden"}),
        (Table(shares(0.1, 0.2, 0.3, 0.35)), {"sides": {"negative": ["B"], "neutral": "C", "positive": ["A", "D"]}}),
        (Table((*shares(0.6, 0.3, group="X"), *shares(0.7, 0.2, group="Y")), hidden=(Hidden("C", "X"),)), TWO_SIDED),
    ],
    "nested": [
        (Table(shares(0.3, 0.25), (Net("AB", ("A", "B"), 0.5),)), {}),
        (Table(shares(0.81234567, 0.5, 0.62512345, 0.4)), {"parts": {"A": "B", "B": ["C", "D"]}, "base": "outer"}),
        (Table(shares(0.812345678, 0.512345678, 0.2)), {"parts": {"A": "B"}, "both": True}),
        (Table(shares(0.812345678, 0.512345678)), {"parts": {"A": "B"}, "base": "outer", "both": True}),
        (Table(shares(1352, 247, 36), measure=Measure("count")), {"parts": {"A": "B", "B": "C"}, "both": True}),
    ],
    "pyramid": [
        (PYRAMID, {}),
        (PYRAMID, {"emphasis": ["Kvinder"], "order": "given"}),
        (Table(tuple(replace(c, value=1e4 * c.value) for c in PYRAMID.cells), measure=Measure("count")), {}),
        (replace(PYRAMID, cells=PYRAMID.cells[:-1], hidden=(Hidden(PYRAMID.cells[-1].category, "Mænd"),)), {}),
    ],
    "waffle": [
        (Table(shares(0.83)), {}),
        (Table(shares(0.104, 0.5, 0.39, 0.006)), {"emphasis": ["B"]}),
        (Table(shares(0.3, 0.2, 0.1), hidden=(Hidden("Andet"),)), {"order": "sorted"}),
        (Table(shares(0.62, 0.3, 0.08)), {"dots": 20}),
        (Table(shares(0.62)), {"dots": 10}),
        (Table(shares(0.62, 0.3, 0.04), (Net("AB", ("A", "B"), 0.8),), hidden=(Hidden("D"),)), {"grids": "each"}),
        (Table(shares(0.62, 0.3), hidden=(Hidden("D"),)), {"dots": 10, "grids": "each", "emphasis": ["B"]}),
        (replace(BY_SECTOR, nets=(), cells=tuple(replace(cell, interval=None) for cell in BY_SECTOR.cells)), {}),
        (Table((*shares(0.3, 0.2, group="X"), *shares(0.6, 0.1, group="Y")), hidden=(Hidden("C", "X"),)), {}),
        (Table(tuple(Cell("A", 0.3 + i / 10, name) for i, name in enumerate(SECTORS))), {"emphasis": ["Stat"]}),
    ],
    "key_number": [
        (Table(shares(0.004)), {"text": "af alle"}),
        (Table(shares(1.0)), {"text": "af alle", "dots": 5}),
        (Table(shares(0.78)), {"dots": 10}),
        (Table(shares(0.79, 0.47, 0.39)), {"texts": {"A": "af alle er med", "C": "af alle er slet ikke med"}}),
        (Table(shares(0.79, 0.4), hidden=(Hidden("D"),)), {"dots": 5}),
        (Table(shares(0.3, 0.2), (Net("AB", ("A", "B"), 0.5),)), {"dots": 10}),
        (Table(tuple(Cell("A", 0.3 + i / 10, name, n=100 + i) for i, name in enumerate(SECTORS))), {"dots": 10}),
        (Table(shares(3.9), measure=Measure("mean", "af 5", 1, 1, 5)), {"text": "er tilfredsheden i gennemsnit"}),
        (Table(shares(1877, 12), measure=Measure("count")), {"texts": {"A": "har svaret"}}),
        (Table(shares(0.04, -0.02), measure=Measure("change", "procentpoint")), {}),
    ],
    "map": [
        (replace(IN_MUNICIPALITIES, cells=(*IN_MUNICIPALITIES.cells, Cell("Christiansø", 0.31))), {}),
        (IN_MUNICIPALITIES, {"classes": [20, 40, 60], "labels": ["Aarhus", "Glostrup", "Bornholm"]}),
        (MOVED_AREAS, {}),
        (
            Table(
                tuple(Cell("A", 3.1 + place / 7, name) for place, name in enumerate(REGIONS[:4])),
                hidden=(Hidden("A", REGIONS[4]),),
                measure=Measure("mean", decimals=1, low=1, high=5),
                breakdown=AREAS,
            ),
            {"classes": "quantiles"},
        ),
    ],
    "line": [
        (COURSES, {"emphasis": ["B"]}),
        (COURSES, {}),
        (replace(COURSES, breakdown=BROKEN), {"baseline": "data"}),
        (by_wave(("A", 0.3, 0.32, 0.29, 0.31)), {}),
        (by_wave(("A", 3.2, None, 3.4, 3.3), measure=MEAN), {"baseline": "data"}),
        (by_wave(("A", -0.02, 0.04, 0.01, -0.05), ("B", 0.06, 0.01, 0.0, -0.01), measure=MOVED), {}),
        (over_categories(COURSES), {}),
    ],
    "dots": [
        (Table(shares(0.5, 0.3, 0.2)), {"emphasis": ["B"]}),
        (BY_SECTOR, {"data": "x", "table": None, "n": None, "interval": 95}),
        (without_intervals(BY_SECTOR), {"emphasis": ["Region"]}),
        (Table((*shares(0.66, 0.31, 0.05, group="X"), *shares(0.66, 0.29, 0.055, group="Y"))), {}),
        (Table((*shares(0.6, 0.3, group="X"), *shares(0.5, group="Y")), hidden=(Hidden("B", "Y"),)), {}),
        (of_waves(COURSES, "2012", "2019"), {"baseline": "data"}),
        (Table(shares(-0.04, 0.12, 0.0), measure=MOVED), {}),
        (Table(shares(3.2, 4.4, 1.0), measure=MEAN), {"reference": "B"}),
        (Table(shares(103, 98.5, 120), measure=Measure("index")), {}),
    ],
    "small_multiples": [
        (COURSES, {"emphasis": ["B"], "reference": "A"}),
        (over_categories(COURSES), {}),
        (by_wave(("A", 3.2, None, 3.4, 3.3), ("B", 2.2, 2.4, None, 2.0), measure=MEAN), {"baseline": "data"}),
        (by_wave(("A", -0.02, 0.04, 0.01, -0.05), ("B", 0.06, 0.01, 0.0, -0.01), measure=MOVED), {}),
        (without_intervals(BY_SECTOR), {"reference": "Region", "emphasis": ["Stat"]}),
        (without_intervals(BY_SECTOR), {"panels": "categories", "reference": "C"}),
        (Table((*shares(0.6, 0.3, group="X"), *shares(0.5, group="Y")), hidden=(Hidden("B", "Y"),)), {}),
    ],
    "slope": [
        (of_waves(COURSES, "2012", "2019"), {"emphasis": ["B"]}),
        (of_waves(COURSES, "2012", "2019"), {"baseline": "zero"}),
        (by_wave(("A", 3.2, 3.4), ("B", 3.25, 3.39), ("C", 1.5, 4.9), measure=MEAN), {}),
        (Table((*shares(0.4, 0.3, 0.21, group="Mænd"), *shares(0.39, 0.29, 0.2, group="Kvinder"))), {}),
    ],
    "case": [(Table(()), {"text": "En kort historie.", "workplace": "Eksempel Kommune", "table": None, "n": None})],
}
"""Tables and words that the sample figures have none like."""


@cache
def figures_of(kind: str) -> list[list[Sheet]]:
    """Every sample figure of a kind, and tables of our own, each on every sheet."""
    microdata = project.Microdata()
    made = [project.figure(entry, microdata) for entry in project.find([ROOT / "figures"]) if entry.spec.kind == kind]
    made += [figure(table, kind=kind, **spec) for table, spec in OWN.get(kind, ())]
    return [list(pipeline.sheets(one, PRESETS.values())[0]) for one in made]


kinds = pytest.mark.parametrize("kind", charts.KINDS)


@kinds
def test_every_sheet_is_proved(kind: str) -> None:
    made = list(chain(*figures_of(kind)))
    assert made, f"figures/ shows no {kind}"
    for one in made:
        assert list(found(one)) == [], (one.figure.id, one.preset.name)


# -- whatever one mark tells wrongly -------------------------------------------------------------------------------


Doctored = Iterator[tuple[str, Scene]]


def swap(scene: Scene, changes: dict[str, Mark | None]) -> Scene:
    """The scene with marks changed, or None: gone, by their ids."""
    groups = []
    for group in scene.groups:
        kept = (changes.get(mark.id, mark) for mark in group.marks)
        groups.append(replace(group, marks=tuple(mark for mark in kept if mark is not None)))
    return replace(scene, groups=tuple(groups))


def having(scene: Scene, *roles: Role) -> list[Any]:
    return [mark for mark in scene.marks() if mark.of and mark.of.role in roles]


def blocks(scene: Scene, role: Role) -> list[list[Any]]:
    """The texts of a role, line by line."""
    by_of: dict[Of, list[Any]] = {}
    for mark in having(scene, role):
        by_of.setdefault(mark.of, []).append(mark)
    return list(by_of.values())


def test_dashes_lie_between_the_points_of_their_line() -> None:
    cells = [Cell("A", 0.5, "2012"), Cell("A", 0.3, "2018"), Cell("B", 0.2, "2012"), Cell("B", 0.3, "2014"),
             Cell("B", 0.25, "2018")]  # fmt: skip
    made = drawn(Table(tuple(cells)), kind="line")
    dashes = having(made.scene, "bridge")
    assert codes(made) == set() and dashes
    moved = replace(dashes[3], y1=dashes[3].y1 + 1, y2=dashes[3].y2 + 1)
    assert codes(made, swap(made.scene, {dashes[3].id: moved})) == {"BAR605", "BAR607"}
    assert codes(made, swap(made.scene, {mark.id: None for mark in dashes})) == {"BAR607"}
    assert "BAR606" in codes(made, swap(made.scene, {mark.id: replace(mark, stroke="#16222C") for mark in dashes}))


@pytest.mark.parametrize("preset", [PRESETS["mobile"], WEB], ids=lambda preset: preset.name)
def test_dashes_lead_over_waves_however_near_they_stand(preset: Preset) -> None:
    for count in range(20, 90, 7):
        cells = [Cell("A", 0.3, str(1920 + wave)) for wave in range(count) if wave % 3]
        cells += [Cell("B", 0.5, str(1920 + wave)) for wave in range(count)]
        made = drawn(Table(tuple(cells)), preset, kind="line", emphasis=["B"])
        assert [each.message for each in found(made) if each.code in ("BAR605", "BAR607")] == []


def test_what_stands_on_a_line_above_bars_stands_right_above_its_own() -> None:
    made = drawn(LIKERT, PRESETS["print-80"], kind="diverging_bars")
    totals, (told, *_), bars = (having(made.scene, role) for role in ("total", "cell", "bar"))
    assert codes(made) == set() and totals
    total = totals[0]
    for by in ((0, -40), (30, 0), (-30, 0)):
        assert codes(made, swap(made.scene, {total.id: moved(total, *by)})) & {"BAR606"}, by
    for by in ((0, -40), (-6, 0)):
        assert codes(made, swap(made.scene, {told.id: moved(told, *by)})) & {"BAR606"}, by
    own = [bar for bar in bars if bar.of.group == total.of.group]
    beside = replace(total, x=min(bar.x for bar in own) - 8, y=own[0].y + 17)
    message = "print-80: some totals stand over their bars, and others at the ends of theirs"
    assert message in {each.message for each in found(made, swap(made.scene, {total.id: beside}))}


def test_only_the_value_of_a_part_alone_on_its_side_may_stand_beyond_it() -> None:
    alone = drawn(Table((*shares(0.9, 0.05, group="X"), *shares(0.6, 0.06, group="Y"))), PRESETS["mobile"],
                  kind="diverging_bars", **TWO_SIDED)  # fmt: skip
    value = next(mark for mark in having(alone.scene, "value") if mark.of.category == "B")
    assert codes(alone) == set() and not having(alone.scene, "leader")
    for by in ((-30, 0), (0, 26)):
        assert codes(alone, swap(alone.scene, {value.id: moved(value, *by)})) & {"BAR606"}, by
    several = drawn(LIKERT, PRESETS["print-80"], kind="diverging_bars")
    lead = next(mark for mark in having(several.scene, "leader") if mark.of.category == LEVELS[0])
    value = next(mark for mark in having(several.scene, "value") if mark.of == replace(lead.of, role="value"))
    bar = next(mark for mark in having(several.scene, "bar") if mark.of == replace(lead.of, role="bar"))
    beyond = replace(value, anchor="end", x=bar.x - 8, y=bar.y + 17)
    assert codes(several, swap(several.scene, {value.id: beyond, lead.id: None})) & {"BAR606"}


def test_a_total_that_only_some_rows_have_is_headed() -> None:
    some_ = replace(LIKERT, cells=tuple(c for c in LIKERT.cells if (c.category, c.group) != (LEVELS[4], "Tid")),
                    hidden=(Hidden(LEVELS[4], "Tid"),), breakdown=Axis("groups"))  # fmt: skip
    for preset in (WEB, PRESETS["print-80"]):
        assert codes(drawn(some_, preset, kind="diverging_bars", order="given")) == set()


def few(marks_: Sequence[Any]) -> list[Any]:
    """Of counted marks the first and the last of each share, and all others."""
    counted = [mark for mark in marks_ if mark.of and mark.of.role in ("dot", "vacant")]
    ends = {mark.of: mark.id for mark in reversed(counted)}, {mark.of: mark.id for mark in counted}
    between = {mark.id for mark in counted}.difference(*(each.values() for each in ends))
    return [mark for mark in marks_ if mark.id not in between]


MANY = 8
"""Of more marks alike than these, such as the areas of a map, some stand for all."""


def some(items: Iterable[Any]) -> list[Any]:
    """All of a few, of many some from the first to the last."""
    every = list(items)
    return every if len(every) <= 3 * MANY else every[:: len(every) // MANY]


def pairs(items: Sequence[Any]) -> list[tuple[Any, Any]]:
    """Every pair of a few, neighbours of many."""
    return some(combinations(items, 2) if len(items) < 5 else pairwise([*items, items[0]]))


def planted(scene: Scene) -> Doctored:
    """Ten percentage points too many."""
    for mark in having(scene, *PRINTED, "share of another"):
        if re.search(r"\d", mark.text):
            more = re.sub(r"\d+", lambda number: str(int(number[0]) + 10), mark.text)
            yield f"{mark.id} {more}", swap(scene, {mark.id: replace(mark, text=more)})


def alike(one: Text, other: Text) -> bool:
    """Whether two numbers are the same, and stand on one line or at one row: it is no matter which is whose."""
    assert one.of and other.of
    return one.text == other.text and (one.y == other.y or one.of.category == other.of.category)


def renamed(scene: Scene) -> Doctored:
    """Two names that stand in each other's place, as words and as marks."""
    for role in ("label", "key label", "class label", *PRINTED, *ASIDES):
        for one, other in pairs(blocks(scene, role)):
            a, b = one[0], other[0]
            unlike = ((x, y) for x, y in zip(one, other, strict=False) if x.text != y.text)
            for x, y in islice(unlike, 1):
                changed = {x.id: replace(x, text=y.text), y.id: replace(y, text=x.text)}
                yield f"words {x.id} {y.id}", swap(scene, changed)
            if alike(a, b):
                continue
            across, down = b.x - a.x, b.y - a.y
            there = {mark.id: replace(mark, x=mark.x + across, y=mark.y + down) for mark in one}
            here = {mark.id: replace(mark, x=mark.x - across, y=mark.y - down) for mark in other}
            yield f"places {a.id} {b.id}", swap(scene, {**there, **here})


def lying(scene: Scene) -> Doctored:
    """Two marks that say that they are of each other's share."""
    for role in (*ENCODINGS, *MAPPED, *PRINTED, "label", "key", "key label", "heading", "leader"):
        for one, other in pairs(blocks(scene, role)):
            a, b = one[0].of, other[0].of
            swapped = {mark.id: replace(mark, of=of) for marks_, of in ((one, b), (other, a)) for mark in marks_}
            if role not in PRINTED or not alike(one[0], other[0]):
                yield f"of {one[0].id} {other[0].id}", swap(scene, swapped)


def coloured(mark: Any, fill: str) -> Mark:
    """A mark in another colour."""
    stroked = isinstance(mark, Line) or (isinstance(mark, Path) and not mark.fill)
    changed: Mark = replace(mark, stroke=fill) if stroked else replace(mark, fill=fill)
    return changed


def recoloured(scene: Scene) -> Doctored:
    """Two marks, or two colours of the key, in each other's colour."""
    bars = having(scene, "bar")
    named_beside = scene.axis == "y" and not having(scene, "key") and len({bar.of.group for bar in bars}) == 1
    for role in ("bar", "point", "key", "course", "area", "blank", "class"):
        for one, other in pairs(having(scene, role)):
            a, b = colour_of(one), colour_of(other)
            if a != b and not (role == "bar" and named_beside):  # a part's colour tells nothing with its name beside it
                changed = {one.id: coloured(one, b), other.id: coloured(other, a)}
                yield f"colours {one.id} {other.id}", swap(scene, changed)
    for mark in having(scene, "bar", "point"):
        yield f"unseen {mark.id}", swap(scene, {mark.id: replace(mark, fill=scene.background)})
    keys = having(scene, "key") or having(scene, "class")
    if len(keys) > 1:
        reverse = {mark.id: replace(mark, fill=other.fill) for mark, other in zip(keys, keys[::-1], strict=True)}
        yield "the key reversed", swap(scene, reverse)


def moved(mark: Any, across: float, down: float) -> Mark:
    """A mark elsewhere."""
    match mark:
        case Path():
            points = (tuple(at + (down if odd % 2 else across) for odd, at in enumerate(step)) for step in mark.points)
            return replace(mark, points=tuple(points))
        case Line(x1=x1, y1=y1, x2=x2, y2=y2):
            return replace(mark, x1=x1 + across, y1=y1 + down, x2=x2 + across, y2=y2 + down)
    changed: Mark = replace(mark, x=mark.x + across, y=mark.y + down)
    return changed


def misplaced(scene: Scene) -> Doctored:
    """Marks that are too long, too short, or stand elsewhere; corners of lines that do."""
    for mark in some(having(scene, "area", "blank")):
        if isinstance(mark, Path):
            (x, y), *rest = mark.points
            yield f"bent {mark.id}", swap(scene, {mark.id: replace(mark, points=((x + 4, y), *rest))})
            yield f"alone {mark.id}", swap(scene, {mark.id: replace(mark, points=mark.points[1:])})
    long, thick = ("width", "height") if scene.axis == "x" else ("height", "width")
    across = "y" if scene.axis == "x" else "x"
    for mark in few(having(scene, *ENCODINGS, "tick", *get_args(Tie))):
        by = 60 if mark.of.role in get_args(Tie) else 4  # a leader may stand anywhere on its part
        along = (by, 0) if (scene.axis == "x") != (mark.of.role == "brace") else (0, by)
        yield f"shifted {mark.id}", swap(scene, {mark.id: moved(mark, *along)})
        if mark.of.role == "point" and having(scene, "course"):
            yield f"aside {mark.id}", swap(scene, {mark.id: moved(mark, 4, 4)})
        if mark.of.role == "course" and isinstance(mark, Path):
            for place, (x, y) in enumerate(mark.points):
                bent = (*mark.points[:place], (x, y - 9), *mark.points[place + 1 :])
                yield f"bent {mark.id}", swap(scene, {mark.id: replace(mark, points=bent)})
        if isinstance(mark, Rect) and mark.of.role not in ("low", "high", "zero"):
            length = getattr(mark, long)
            yield f"longer {mark.id}", swap(scene, {mark.id: replace(mark, **{long: 1.1 * length + 3})})
            yield f"shorter {mark.id}", swap(scene, {mark.id: replace(mark, **{long: 0.9 * length - 3})})
        if mark.of.role == "mirrored":
            yield f"further {mark.id}", swap(scene, {mark.id: replace(mark, x=mark.x - 3, width=mark.width + 3)})
        if mark.of.role == "bar" and len(having(scene, "bar")) > 1:
            thicker = {across: getattr(mark, across) - 3, thick: getattr(mark, thick) + 6}
            yield f"thicker {mark.id}", swap(scene, {mark.id: replace(mark, **thicker)})


def between(scene: Scene) -> set[Of]:
    """Of lines over waves the values that a scale tells, and the names of waves between the first and the last."""
    waves = [of for of in dict.fromkeys(mark.of for mark in having(scene, "label")) if is_wave(scene, of)]
    found: set[Of] = set(waves[1:-1]) if len(waves) > 2 and having(scene, "tick") else set()
    for line in {mark.of for mark in having(scene, "course")} if having(scene, "tick") else ():
        own = [mark for mark in having(scene, "point") if line.category in (None, mark.of.category)]
        own = sorted((mark for mark in own if line.category or mark.of.group == line.group), key=lambda mark: mark.x)
        found |= {replace(mark.of, role="value") for mark in own[1:-1]}
    return found


def is_wave(scene: Scene, of: Of) -> bool:
    """Whether a name is that of a wave: lines run over it."""
    by_category = any(mark.of.category for mark in having(scene, "course"))
    return bool(having(scene, "course")) and (of.category is None) == by_category


def miscounted(scene: Scene) -> Doctored:
    """Dots of another size or colour, told as those of another share, or in each other's place."""
    dots = having(scene, "dot", "vacant")
    for mark in few(dots):
        yield f"unseen {mark.id}", swap(scene, {mark.id: replace(mark, fill=scene.background)})
        if isinstance(mark, Circle):
            yield f"larger {mark.id}", swap(scene, {mark.id: replace(mark, r=1.2 * mark.r)})
            yield f"doubled {mark.id}", swap(scene, {mark.id: replace(mark, x=mark.x + mark.r * 2.5)})
    for under in dots:
        for mark in dots:
            if isinstance(mark, Path) and mark.id.startswith(f"{under.id}-"):
                for part in (0.05, 0.5, 0.95):
                    line = segment(under.x, under.y, under.r, part)
                    if abs(area(replace(mark, points=line)) - area(mark)) > 0.03 * pi * under.r**2:
                        yield f"filled {part} {mark.id}", swap(scene, {mark.id: replace(mark, points=line)})
                mirrored = tuple(
                    tuple(at if odd % 2 else 2 * under.x - at for odd, at in enumerate(step)) for step in mark.points
                )
                yield f"mirrored {mark.id}", swap(scene, {mark.id: replace(mark, points=mirrored)})
                yield f"hidden {mark.id}", swap(scene, {mark.id: under, under.id: mark})
    for one, other in pairwise(dots):
        if one.of != other.of:
            yield f"counted {other.id}", swap(scene, {other.id: replace(other, of=one.of, fill=one.fill)})
            if one.fill != other.fill:  # two rows may meet where nothing is filled
                yield f"coloured {other.id}", swap(scene, {other.id: replace(other, fill=one.fill)})


def dropped(scene: Scene) -> Doctored:
    """A mark that is not there. A value may be, where the key or a scale has it, and the name of a wave, or the only
    number of a scale, between others; a baseline tells nothing that bars do not.
    """
    inner = between(scene)
    keyed = {(mark.of.category, mark.of.group) for mark in having(scene, "key value")}
    areas = having(scene, "area", "blank")
    for mark in (*some(areas), *few([mark for mark in scene.marks() if mark not in areas])):
        assert mark.of
        again = mark.of.role in ("value", "key value") and (mark.of.category, mark.of.group) in keyed
        again |= mark.of in inner or mark in having(scene, "tick")[1:-1:2] * (len(having(scene, "tick")) == 3)
        if mark.of.role not in ("ornament", "zero", "portrait") and not again:
            yield f"dropped {mark.id}", swap(scene, {mark.id: None})


def untold(scene: Scene) -> Doctored:
    """A mark that does not say what it is of, or says another thing."""
    for mark in {mark.of.role: mark for mark in scene.marks() if mark.of}.values():
        yield f"untold {mark.id}", swap(scene, {mark.id: replace(mark, of=None)})
        if isinstance(mark, Text):
            yield f"ornamental {mark.id}", swap(scene, {mark.id: replace(mark, of=ORNAMENT)})
        if mark.of and mark.of.role in PRINTED:
            unknown = replace(mark.of, category="Nogen")
            yield f"unknown {mark.id}", swap(scene, {mark.id: replace(mark, of=unknown)})


def reordered(scene: Scene) -> Doctored:
    """Steps whose numbers, or whose words, stand in each other's place; a word that is not on the sheet."""
    for one, other in pairs(having(scene, "points")):
        if one.text != other.text:
            changed = {one.id: replace(one, text=other.text), other.id: replace(other, text=one.text)}
            yield f"words {one.id} {other.id}", swap(scene, changed)
    for mark in having(scene, *get_args(Words)):
        if " " in mark.text:
            yield f"shortened {mark.id}", swap(scene, {mark.id: replace(mark, text=mark.text.rsplit(" ", 1)[0])})


def stretched(scene: Scene) -> Doctored:
    """Parts of a whole that fill its width, and nothing that says what they leave."""
    rests, bars = having(scene, "rest"), having(scene, "bar")
    if rests and len(bars) > 1 and scene.axis == "x":
        left, right = min(bar.x for bar in bars), max(mark.x + mark.width for mark in rests)
        scale = (right - left) / (max(bar.x + bar.width for bar in bars) - left)
        wider = {bar.id: replace(bar, x=left + scale * (bar.x - left), width=scale * bar.width) for bar in bars}
        yield "stretched", swap(scene, {**wider, **dict.fromkeys(mark.id for mark in rests)})


FAULTS: tuple[Callable[[Scene], Doctored], ...] = (
    planted, renamed, lying, recoloured, misplaced, miscounted, dropped, untold, reordered, stretched,
)  # fmt: skip


faults = pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)


@kinds
@faults
def test_a_mark_that_tells_anything_wrongly_is_found(kind: str, fault: Callable[[Scene], Doctored]) -> None:
    """Each figure is doctored on one of its sheets, in turn, at the first and the last mark of those alike."""
    for turn, made in enumerate(figures_of(kind)):
        sheet = in_turn(made, turn)
        prove_doctored(sheet, ends(fault(sheet.scene)))


@pytest.mark.thorough
@kinds
@faults
def test_it_is_found_on_every_sheet(kind: str, fault: Callable[[Scene], Doctored]) -> None:
    for made in chain(*figures_of(kind)):
        prove_doctored(made, fault(made.scene))


def ends(doctored: Doctored) -> Doctored:
    """Of scenes that are doctored alike, but for the numbers in what is said of them, the first and the last."""
    sorts: dict[str, list[tuple[str, Scene]]] = {}
    for what, scene in doctored:
        sorts.setdefault(re.sub(r"\d+", "", what), []).append((what, scene))
    for first, *rest in sorts.values():
        yield first
        yield from rest[-1:]


def prove_doctored(made: Sheet, doctored: Doctored) -> None:
    """It is found, and told in the language that is spoken."""
    with speaking(Marked()):
        for what, scene in doctored:
            first = next(found(made, scene), None)
            assert first, (made.figure.id, made.preset.name, what)
            assert first.message.startswith(f"{made.preset.name}: «") and first.message.endswith("»"), first.message


def _off(start: complex, point: complex, end: complex) -> float:
    """How far a point lies from the line through two others."""
    return abs(((point - start) * (end - start).conjugate()).imag / (end - start))


@pytest.mark.parametrize("preset", [PRESETS["web"], PRESETS["mobile"]], ids=lambda preset: preset.name)
def test_an_outline_that_leaves_out_what_is_seen_is_found(preset: Preset) -> None:
    """Of one area the corner is taken out that stands out most, or all of it stands a px aside."""
    names = [area.name for area in outlines("municipalities")]
    cells = tuple(Cell(name, 0.05 + place * 0.007) for place, name in enumerate(names))
    made = drawn(Table(cells, file="t.csv", categories=Axis("areas")), preset, kind="map")
    assert not codes(made)
    (mark,) = (mark for mark in made.scene.marks() if isinstance(mark, Path) and mark.id.endswith("area-751"))
    places = [complex(step[-2], step[-1]) for step in mark.points]
    off = [
        abs(((b - a) * (c - a).conjugate()).imag / (c - a))
        for a, b, c in zip(places, places[1:], places[2:], strict=False)
    ]
    corner = off.index(max(off)) + 1
    short = replace(mark, points=(*mark.points[:corner], *mark.points[corner + 1 :]))
    aside = replace(mark, points=tuple((place.real + 1, place.imag) for place in places))
    for wrong in (short, aside):
        assert "BAR605" in codes(made, swap(made.scene, {mark.id: wrong}))


def test_what_two_columns_leave_is_told_where_each_says_it_is_the_other() -> None:
    """Then there is a column without a part, and the proof of all others goes on."""
    swapped = 0
    for made in chain(*figures_of("stacked_columns")):
        for one, other in pairs(having(made.scene, "rest")):
            changed: dict[str, Mark | None] = {one.id: replace(one, of=other.of), other.id: replace(other, of=one.of)}
            assert "BAR605" in codes(made, swap(made.scene, changed)), (made.figure.id, made.preset.name)
            swapped += 1
    assert swapped


# -- kinds to come ---------------------------------------------------------------------------------------------------

THREE = Table(shares(0.5, 0.3, 0.2))


def dots(fault: str = "") -> Callable[[Figure, Theme, Preset], Scene]:
    """A dot a category on a line from zero; a fault makes every value, label or dot that of the next row."""

    def compose(figure: Figure, theme: Theme, preset: Preset) -> Scene:
        frame = open_frame(figure, theme, preset)
        colours, cells, y = theme.colours, figure.table.shown, frame.top
        points: list[Mark] = [Rect("zero", frame.left + 199, y, 1, 34 * len(cells), colours.baseline, Of("zero"))]
        texts: list[Mark] = []
        for number, cell in enumerate(cells):
            after = cells[(number + 1) % len(cells)]
            x = round(frame.left + 200 + 300 * (after if fault == "dot" else cell).value, 2)
            points.append(Rect(f"dot-{number}", x - 5, y + 6, 10, 10, colours.data, told("point", cell)))
            words, printed = cell.category, figure.locale.percent(cell.value)
            if fault == "value":
                printed = figure.locale.percent(after.value)
            label, value = told("label", cell), told("value", cell)
            if fault == "label":
                words, label = after.category, told("label", after)
            if fault == "honest value":
                printed, value = figure.locale.percent(after.value), told("value", after)
            ink, ground = colours.ink, colours.background
            texts.append(Text(f"label-{number}", frame.left, y + 16, words, 16, 400, ink, "start", ground, label))
            texts.append(Text(f"value-{number}", x + 20, y + 16, printed, 16, 700, ink, "start", ground, value))
            y += 34
        return frame.close((Group("dots", "Prikker", tuple(points)), Group("texts", "Tekster", tuple(texts))), y)

    def told(role: Role, cell: Cell) -> Of | None:
        return None if fault == "untold" else Of(role, cell.category)

    return compose


def columns(fault: str = "") -> Callable[[Figure, Theme, Preset], Scene]:
    """Upright bars side by side, each between its value and its label; a fault makes one too high, or tilts them."""

    def compose(figure: Figure, theme: Theme, preset: Preset) -> Scene:
        frame = open_frame(figure, theme, preset)
        colours, foot = theme.colours, frame.top + 230
        bars: list[Mark] = [Rect("zero", frame.left, foot, frame.measure, 1, colours.baseline, Of("zero"))]
        texts: list[Mark] = []
        ink, ground = colours.ink, colours.background
        for number, cell in enumerate(figure.table.shown):
            x, high = frame.left + 120 * number, round(300 * cell.value, 2)
            high += 30 * (fault == "high" and number == 1)
            down = 20 * number * (fault == "tilted")
            of = Of("bar", cell.category)
            bars.append(Rect(f"bar-{number}", x, foot - high + down, 80, high, colours.data, of))
            place = 120 * (1 - number) if fault == "swapped" and number < 2 else x - frame.left
            label, value = replace(of, role="label"), replace(of, role="value")
            printed = figure.locale.percent(cell.value)
            texts.append(
                Text(
                    f"label-{number}",
                    frame.left + place,
                    foot + 24,
                    cell.category,
                    16,
                    400,
                    ink,
                    "start",
                    ground,
                    label,
                )
            )
            texts.append(Text(f"value-{number}", x, foot - high - 8, printed, 16, 700, ink, "start", ground, value))
        groups = (Group("bars", "Søjler", tuple(bars)), Group("texts", "Tekster", tuple(texts)))
        return replace(frame.close(groups, foot + 40), axis="y")

    return compose


@pytest.mark.parametrize(
    ("compose", "expected"),
    [
        (dots(), set()),
        (dots("value"), {"BAR604"}),
        (dots("honest value"), {"BAR606"}),
        (dots("label"), {"BAR606"}),
        (dots("dot"), {"BAR605"}),
        (dots("untold"), {"BAR604", "BAR607"}),
        (columns(), set()),
        (columns("high"), {"BAR605"}),
        (columns("tilted"), {"BAR603", "BAR605"}),
        (columns("swapped"), {"BAR606"}),
    ],
)
def test_a_kind_to_come_is_proved_by_what_its_marks_are_of(
    compose: Callable[[Figure, Theme, Preset], Scene], expected: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    kind = Kind("new", "a kind to come", compose, frozenset({"table"}), charts.KINDS["bars"].takes)
    monkeypatch.setitem(sys.modules, "barometer_cli.charts.new", SimpleNamespace(KIND=kind))
    monkeypatch.setattr(charts.KINDS, "_names", (*charts.KINDS, "new"))
    assert codes(drawn(THREE, kind="new")) - {"BAR602"} == expected


# -- single proofs ---------------------------------------------------------------------------------------------------


def test_a_hidden_share_is_never_drawn() -> None:
    made = drawn(Table(shares(0.3, 0.2), hidden=(Hidden("C"),)), kind="bars")
    (star,) = having(made.scene, "hidden")
    told = replace(star, of=Of("value", "C"), text="1\u00a0%")
    assert {"BAR604", "BAR607"} <= codes(made, swap(made.scene, {star.id: told}))


def test_parts_of_a_whole_that_fill_the_width_are_found() -> None:
    made = drawn(Table(shares(0.03, 0.18)), kind="stacked_bars")
    ((_, scene),) = stretched(made.scene)
    assert any("left of 100 % after B is not drawn" in finding.message for finding in found(made, scene))


def test_lines_are_read_with_their_hyphens() -> None:
    words = "kvalitets\u00adudviklings-\u00admedarbejdere i 2018-2019"
    for lines in (
        ["kvalitetsudviklings-", "medarbejdere i 2018-", "2019"],
        ["kvalitets-", "udviklings-medarbejdere", "i 2018-2019"],
    ):
        assert says(lines, words)
    for lines in (["kvalitetsudviklings-", "medarbejdere i 2018"], ["kvalitetsudviklingsmedarbejdere i 2018-2019"], []):
        assert not says(lines, words)


def test_the_note_and_the_headline_are_the_figure_s() -> None:
    made = drawn(THREE, kind="bars", caption={"shows": "svarene", "reading": "A står øverst."})
    for role in ("title", "note", "source"):
        line = having(made.scene, role)[0]
        assert codes(made, swap(made.scene, {line.id: replace(line, text=line.text.replace("n", "m"))})) == {"BAR604"}


def test_what_lies_under_a_mark_or_on_another_colour_is_found() -> None:
    made = drawn(THREE, kind="bars")
    value, bar = having(made.scene, "value")[0], having(made.scene, "bar")[0]
    over = Rect("over", value.x, value.y - 10, 20, 20, made.scene.background, ORNAMENT)
    covered = replace(made.scene, groups=(*made.scene.groups, Group("over", "Over", (over,))))
    assert codes(made, covered) == {"BAR602"}
    assert "BAR603" in codes(made, swap(made.scene, {value.id: replace(value, x=bar.x + 5)}))
