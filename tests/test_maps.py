"""Maps: every printed value lies in exactly one printed range, every area is told, and words find a place."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from thorough import SHEETS, examples
from written import figure_spec

from barometer_cli import pipeline
from barometer_cli.charts.map import ENDS
from barometer_cli.checks import marks
from barometer_cli.errors import BarometerError, DataError, UnknownCategory
from barometer_cli.formats import ENCODERS
from barometer_cli.layout import callouts, classes, palette
from barometer_cli.layout.classes import Class, How
from barometer_cli.layout.colour import contrast
from barometer_cli.layout.outlines import Level, outlines
from barometer_cli.model.axis import Axis
from barometer_cli.model.figure import Figure, Sheet
from barometer_cli.model.finding import Evidence, Location
from barometer_cli.model.measure import SHARE, Measure
from barometer_cli.model.preset import PRESETS, WEB, Preset
from barometer_cli.model.scene import Circle, Mark, Path, Rect, Role, Text
from barometer_cli.model.spec import SurveySpec
from barometer_cli.model.table import Cell, Hidden, Net, Table

LEVELS: tuple[Level, ...] = get_args(Level)
AREAS = Axis("areas")
MUNICIPALITIES = tuple(area.name for area in outlines("municipalities"))
REGIONS = tuple(area.name for area in outlines("regions"))


def table(values: dict[str, float], /, **fields: Any) -> Table:
    """A table of areas with a value each."""
    cells = tuple(Cell(name, value) for name, value in values.items())
    return Table(cells, **{"file": "t.csv", "categories": AREAS, **fields})


def spread(names: tuple[str, ...], step: float = 0.007, first: float = 0.05) -> dict[str, float]:
    return {name: first + place * step for place, name in enumerate(names)}


def figure(of: Table, language: str = "da", /, **spec: Any) -> Figure:
    survey = SurveySpec(name="Prøven", wave="2024", population="alle", language=language)
    written = figure_spec({"kind": "map", "title": "Hvor mange svarer ja", "table": "t.csv", "n": 1877, **spec})
    return pipeline.figure("f", written, survey, of)


def drawn(of: Table, preset: Preset = WEB, language: str = "da", /, **spec: Any) -> Sheet:
    return pipeline.on_sheet(figure(of, language, **spec), preset)


def having(sheet: Sheet, role: Role) -> list[Mark]:
    return [mark for mark in sheet.scene.marks() if mark.of and mark.of.role == role]


def texts(sheet: Sheet, role: Role) -> list[str]:
    return [mark.text.replace("\N{NO-BREAK SPACE}", " ") for mark in having(sheet, role) if isinstance(mark, Text)]


# -- classes -----------------------------------------------------------------------------------------------------------

finite = {"allow_nan": False, "allow_infinity": False}
MEASURES: dict[str, tuple[Measure, st.SearchStrategy[float]]] = {
    "shares": (SHARE, st.floats(0, 1, **finite)),
    "shares with decimals": (replace(SHARE, decimals=1), st.floats(0, 1, **finite)),
    "means of a scale": (Measure("mean", decimals=1, low=1, high=5), st.floats(1, 5, **finite)),
    "counts": (Measure("count"), st.integers(0, 3_000_000).map(float)),
    "hours": (Measure("median", "timer", decimals=2), st.floats(0, 90, **finite)),
    "indices": (Measure("index"), st.floats(-150, 150, **finite)),
    "changes": (Measure("change"), st.floats(-1, 1, **finite)),
    "changes of means": (Measure("change", decimals=1, of="mean"), st.floats(-4, 4, **finite)),
}
several = st.sampled_from(list(MEASURES)).flatmap(
    lambda name: st.tuples(st.just(MEASURES[name][0]), st.lists(MEASURES[name][1], min_size=2, max_size=98))
)


def made(measure: Measure, values: list[float]) -> Table:
    return table(dict(zip(MUNICIPALITIES, values, strict=False)), measure=measure)


@given(several, st.sampled_from(["even", "quantiles"]))
def test_every_printed_value_lies_in_exactly_one_range(found: tuple[Measure, list[float]], how: How) -> None:
    of = made(*found)
    if of.measure.signed:
        how = "even"
    ranges = classes.classes(of, how)
    for cell in of.shown:
        assert sum(each.holds(of.printed(cell)) for each in ranges) == 1
    assert 1 <= len(ranges) <= 7
    lows, highs = [each.low for each in ranges], [each.high for each in ranges]
    assert all(low is not None for low in lows) and all(high is not None for high in highs)
    printed = sorted(of.printed(cell) for cell in of.shown)
    assert lows[0] <= printed[0] and printed[-1] <= highs[-1]  # type: ignore[operator]
    assert all(high < low for high, low in zip(highs, lows[1:], strict=False))  # type: ignore[operator]


@examples(100)
@given(several)
def test_ranges_are_read_as_they_are_told(found: tuple[Measure, list[float]]) -> None:
    for language in ("da", "en"):
        of = figure(made(*found), language)
        for how in ("even", (Decimal(2), Decimal(30))):
            for each in classes.classes(of.table, how):  # type: ignore[arg-type]
                assert classes.read(classes.told(each, of), of) == each


@given(several)
def test_shades_go_with_values(found: tuple[Measure, list[float]]) -> None:
    of = figure(made(*found))
    colours = pipeline.theme(of).colours
    ranges = classes.classes(of.table, "even")
    fills = classes.fills(ranges, of.table.measure, colours)
    assert len(set(fills)) == len(ranges)
    strength = [contrast(fill, colours.background) for fill in fills]
    if not of.table.measure.signed:
        assert strength == sorted(strength)
        return
    sides = [each.side for each in ranges]
    below = [each for each, side in zip(strength, sides, strict=True) if side < 0]
    above = [each for each, side in zip(strength, sides, strict=True) if side > 0]
    assert below == sorted(below, reverse=True) and above == sorted(above)


@pytest.mark.parametrize(
    ("values", "measure", "how", "expected"),
    [
        ([0.23, 0.31, 0.68] * 5, SHARE, "even", ["20-29 %", "30-39 %", "40-49 %", "50-59 %", "60-69 %"]),
        ([0.0, 0.004, 1.0], SHARE, "even", ["0-19 %", "20-39 %", "40-59 %", "60-79 %", "80-100 %"]),
        ([0.02, 0.995], SHARE, "even", ["0-19 %", "20-39 %", "40-59 %", "60-79 %", "80-100 %"]),
        ([0.394, 0.396], SHARE, "even", ["39 %", "40 %"]),
        ([0.5, 0.5], SHARE, "even", ["50 %"]),
        ([0.1, 0.2, 0.2, 0.2, 0.3], SHARE, "quantiles", ["10 %", "20 %", "30 %"]),
        ([0.25, 0.61], SHARE, (Decimal(20), Decimal(40), Decimal(60)),
         ["under 20 %", "20-39 %", "40-59 %", "60 % eller mere"]),
        ([1.2, 3.9, 4.8], Measure("mean", decimals=1, low=1, high=5), "even",
         ["1,0-1,9", "2,0-2,9", "3,0-3,9", "4,0-5,0"]),
        ([-0.07, 0.0, 0.12], Measure("change"), "even",
         ["−10 til −6", "−5 til −1", "0", "+1 til +5", "+6 til +10", "+11 til +15"]),
        ([0.03, 0.04], Measure("change"), "even", ["+1 til +2", "+3 til +4"]),
        ([-3.0, 8.0], Measure("index"), "even", ["−5 til −1", "0-4", "5-9"]),
        ([1200.0, 7800.0], Measure("count"), "even", ["0-1.999", "2.000-3.999", "4.000-5.999", "6.000-7.999"]),
        ([3.0, 19.0], Measure("median", "timer"), "even", ["0-4 timer", "5-9 timer", "10-14 timer", "15-19 timer"]),
    ],
)  # fmt: skip
def test_classes_as_they_are_told(values: list[float], measure: Measure, how: How, expected: list[str]) -> None:
    of = figure(made(measure, values))
    found = [classes.told(each, of).replace("\N{NO-BREAK SPACE}", " ") for each in classes.classes(of.table, how)]
    assert found == expected


def test_as_far_from_zero_is_as_dark() -> None:
    colours = pipeline.theme(figure(table(spread(REGIONS)))).colours
    assert palette.about_zero([-1, 0, 1, 2], colours) == colours.diverging[3][1:]
    assert palette.about_zero([1, 2], colours) == colours.diverging[2][2:]
    assert palette.about_zero([0], colours) == (colours.data,)


@pytest.mark.parametrize(
    ("low", "high", "side"), [(None, -1, -1), (-5, -1, -1), (-5, 4, 0), (0, 0, 0), (0, 4, 1), (-4, 0, 0)]
)
def test_which_side_of_zero_a_class_is_on(low: int | None, high: int | None, side: int) -> None:
    assert Class(*(None if limit is None else Decimal(limit) for limit in (low, high))).side == side


# -- areas -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("preset", SHEETS)
@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("level", LEVELS)
def test_every_area_is_drawn_once(level: Level, language: str, preset: Preset) -> None:
    names = tuple(area.name for area in outlines(level))
    sheet = drawn(table(spread(names[:-1])), preset, language)
    shapes = [*having(sheet, "area"), *having(sheet, "blank")]
    assert sorted(mark.of.category for mark in shapes if mark.of) == sorted(names)  # type: ignore[type-var]
    words = figure(table(spread(names)), language).words.map
    counted = f"{words.blank['missing']} 1 {words.areas[level][0]}"
    assert counted in " ".join(texts(sheet, "class label"))


def test_codes_and_names_as_people_write_them_are_found() -> None:
    written = ["Københavns Kommune", "Århus", "0461", "Brønderslev-Dronninglund"]
    axis = replace(AREAS, codes={"Den nordlige": "813"})
    sheet = drawn(table(spread((*written, "Den nordlige"), 0.1), categories=axis))
    ids = {mark.id for mark in having(sheet, "area")}
    assert ids == {"area-101", "area-751", "area-461", "area-810", "area-813"}


def test_groups_may_be_the_areas() -> None:
    cells = tuple(Cell("Ja", 0.2 + place / 10, name) for place, name in enumerate(REGIONS))
    sheet = drawn(Table(cells, breakdown=AREAS))
    assert {mark.of.group for mark in having(sheet, "area") if mark.of} == set(REGIONS)
    assert "40 %" in texts(sheet, "labelled value")


def test_why_an_area_has_no_value_is_told() -> None:
    hidden = (Hidden("Aarhus", withheld=True), Hidden("Odense"), Hidden("Læsø", drawn=False), Hidden("Christiansø"))
    told = [name for name in MUNICIPALITIES if name not in ("Aarhus", "Odense", "Læsø", "Fanø", "Samsø")]
    sheet = drawn(table(spread(tuple(told), 0.003), hidden=hidden))
    words = " | ".join(texts(sheet, "class label"))
    assert (
        "Ingen data | 2 kommuner | Ikke oplyst | 1 kommune | For få svar | 2 kommuner | Ikke vist | 1 kommune" in words
    )
    fills = {mark.of.category: mark.fill for mark in having(sheet, "blank") if isinstance(mark, Path) and mark.of}
    colours = pipeline.theme(sheet.figure).colours
    assert fills["Fanø"] == fills["Samsø"] == colours.missing
    assert colours.missing not in (fills["Aarhus"], fills["Odense"], fills["Læsø"])


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_caption_has_no_star_that_is_not_on_the_map(language: str) -> None:
    hidden = (Hidden("Aarhus", withheld=True), Hidden("Odense"))
    told = tuple(name for name in MUNICIPALITIES if name not in ("Aarhus", "Odense"))
    caption = figure(table(spread(told, 0.003), hidden=hidden), language).caption.text
    assert "Aarhus" in caption and "Odense" in caption and "*" not in caption


def test_a_place_too_small_to_be_drawn_is_told_in_the_key() -> None:
    sheet = drawn(table({**spread(MUNICIPALITIES), "Christiansø": 0.31}))
    assert "Christiansø 31 %" in texts(sheet, "labelled value")
    (swatch,) = [mark for mark in having(sheet, "area") if isinstance(mark, Rect)]
    same = {mark.fill for mark in having(sheet, "area") if isinstance(mark, Path) and mark.of
            and round(100 * spread(MUNICIPALITIES).get(mark.of.category or "", 0)) == 31}  # fmt: skip
    assert {swatch.fill} == same


def test_frederiksberg_lies_in_a_hole() -> None:
    sheet = drawn(table(spread(MUNICIPALITIES)))
    shapes = {mark.id: mark for mark in having(sheet, "area") if isinstance(mark, Path)}
    assert set(shapes["area-147"].points) in [set(ring) for ring in shapes["area-101"].more]


SMALL = table(spread(("Aarhus", "Odense", "Aalborg"), 0.1))
REFUSED: dict[str, tuple[Table, dict[str, Any], type[BarometerError], str]] = {
    "unknown": (table(spread(("Aarhus", "Odensee"))), {}, UnknownCategory, "'Odensee' is no municipality.*'Odense'"),
    "a part of the country": (table(spread(("Aarhus", "Østdanmark", "Fanø"))), {}, UnknownCategory, "sums"),
    "both levels": (table(spread(("Aarhus", "Odense", "Region Sjælland"))), {}, UnknownCategory, "is a region"),
    "declared wrongly": (SMALL, {"level": "regions"}, UnknownCategory, "level: municipalities"),
    "twice": (table(spread(("Aarhus", "Odense", "Århus Kommune"))), {}, DataError, "twice, as 'Aarhus' and as 'Århus"),
    "code of another": (
        replace(SMALL, categories=replace(AREAS, codes={"Odense": "751"})), {}, DataError, "751.*Write 461",
    ),
    "one area": (table({"Aarhus": 0.3}), {}, DataError, "compares areas"),
    "nets": (replace(SMALL, nets=(Net("Byer", ("Aarhus", "Odense"), 0.4),)), {}, DataError, "no nets"),
    "several answers": (
        Table(tuple(Cell(answer, 0.3, name) for answer in "AB" for name in REGIONS), breakdown=AREAS),
        {}, DataError, "one answer",
    ),
    "the whole base": (
        Table((Cell("A", 0.3), *(Cell("A", 0.3, name) for name in REGIONS)), breakdown=AREAS), {}, DataError, "total",
    ),
    "label": (SMALL, {"labels": ["Aarhus", "Fanø"]}, UnknownCategory, "labels names 'Fanø'"),
    "no printed limit": (SMALL, {"classes": [12.5, 20]}, DataError, "12.5 has more decimals"),
    "quantiles of changes": (replace(SMALL, measure=Measure("change")), {"classes": "quantiles"}, DataError, "zero"),
    "too many one way": (
        replace(SMALL, measure=Measure("change")), {"classes": [0, 5, 10, 20]}, DataError, "more than 3",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("of", "spec", "error", "words"), REFUSED.values(), ids=REFUSED)
def test_what_a_map_cannot_tell_is_refused(
    of: Table, spec: dict[str, Any], error: type[BarometerError], words: str
) -> None:
    with pytest.raises(error) as caught:
        figure(of, **spec)
    assert re.search(words, str(caught.value), re.DOTALL)


def test_an_axis_that_nobody_says_is_of_areas() -> None:
    with pytest.raises(DataError, match="categories: areas"):
        figure(replace(SMALL, categories=Axis()))


@pytest.mark.parametrize("limits", [[20], [20, 20], [40, 20], [10, 20, 30, 40, 50, 60, 70]])
def test_limits_rise_and_make_three_to_seven_classes(limits: list[int]) -> None:
    with pytest.raises(ValueError, match="classes"):
        figure_spec({"kind": "map", "title": "t", "table": "t.csv", "classes": limits})


# -- words -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("preset", SHEETS)
def test_regions_are_all_named(preset: Preset) -> None:
    sheet = drawn(table(spread(REGIONS, 0.1)), preset)
    read = " ".join(texts(sheet, "labelled value"))
    assert all(word in read for name in REGIONS for word in name.split())


def test_the_highest_and_lowest_municipalities_are_named() -> None:
    sheet = drawn(table(spread(MUNICIPALITIES)))
    named = {mark.of.category for mark in having(sheet, "labelled value") if mark.of}
    assert named == {*MUNICIPALITIES[:ENDS], *MUNICIPALITIES[-ENDS:]} - {None}


def test_no_end_is_named_of_which_more_are_alike() -> None:
    values = spread(MUNICIPALITIES)
    values |= dict.fromkeys(MUNICIPALITIES[:9], 0.05)
    named = {mark.of.category for mark in having(drawn(table(values)), "labelled value") if mark.of}
    assert named == set(MUNICIPALITIES[-ENDS:])


def test_only_what_labels_names_is_named() -> None:
    sheet = drawn(table(spread(MUNICIPALITIES)), labels=["Århus", "Glostrup"])
    assert {mark.of.category for mark in having(sheet, "labelled value") if mark.of} == {"Aarhus", "Glostrup"}
    assert not having(drawn(table(spread(MUNICIPALITIES)), labels=[]), "labelled value")


def test_a_shade_that_no_key_tells_is_no_proof() -> None:
    sheet = drawn(table(spread(MUNICIPALITIES)))
    groups = [
        replace(group, marks=tuple(mark for mark in group.marks if mark.of and not mark.of.role.startswith("class")))
        for group in sheet.scene.groups
    ]
    bare = replace(sheet, scene=replace(sheet.scene, groups=tuple(groups)))
    theme = pipeline.theme(sheet.figure)
    found = list(marks.check([Evidence(sheet.figure, "side", theme, (), lambda where: Location("f"), (bare,))]))
    unprinted = {each.value for each in found if "is not printed" in each.message}
    assert len(unprinted) == len(MUNICIPALITIES) - 2 * ENDS


def test_no_leader_passes_the_dot_of_another() -> None:
    """It may come no nearer than words do, or than its own dot lies."""
    past = callouts._Spot.at((100, 190, 150, 210), (300, 200))
    on_the_way, beside = (callouts._Spot.at((280, y + 40, 300, y + 60), (290, y)) for y in (202, 209))
    assert not past.is_clear_of(on_the_way) and not on_the_way.is_clear_of(past)
    assert past.is_clear_of(beside) and beside.is_clear_of(past)
    short = callouts._Spot.at((100, 190, 150, 210), (280, 200))
    assert short.is_clear_of(on_the_way)
    neighbour = callouts._Spot.at((310, 190, 360, 210), (304, 200))
    assert past.is_clear_of(neighbour)


def test_where_height_is_fixed_a_map_is_no_narrower_than_half_the_chart() -> None:
    """Its key stands beside it where it would leave it less room above it."""
    preset = PRESETS["square"]
    for names in (REGIONS, MUNICIPALITIES):
        sheet = drawn(table(spread(names)), preset, title="Så mange kender barometeret i hver eneste kommune i landet")
        places = [x for mark in having(sheet, "area") if isinstance(mark, Path) for x, *_ in mark.points]
        assert max(places) - min(places) > 0.5 * (preset.width - 2 * pipeline.theme(sheet.figure).margin)


# -- files -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("preset", SHEETS)
def test_a_map_is_no_heavier_than_a_picture(preset: Preset) -> None:
    scene = drawn(table(spread(MUNICIPALITIES)), preset).scene
    assert len(ENCODERS["svg-outlined"].encode(scene, 1)) < 160_000
    assert any(isinstance(mark, Circle) for mark in scene.marks())


def test_a_path_of_several_lines_is_one_path_in_every_format() -> None:
    scene = drawn(table(spread(MUNICIPALITIES))).scene
    written = ENCODERS["svg"].encode(scene, 1).decode()
    (of_copenhagen,) = re.findall(r'id="f-area-101" d="([^"]+)"', written)
    assert of_copenhagen.count("M") == of_copenhagen.count("Z") == len(outlines("municipalities")[0].rings)
    assert ENCODERS["pdf"].encode(scene, 1).startswith(b"%PDF")


@pytest.mark.parametrize(("language", "said"), [("da", "heraf ét, der ikke vises, og {} uden data"),
                                                ("en", "one of them not shown, {} of them without data")])  # fmt: skip
def test_alt_text_counts_areas_of_which_nothing_is_known(language: str, said: str) -> None:
    """A map draws every area of its level: those of its table without a value, and those that its table has not."""
    known = spread(MUNICIPALITIES[:10])
    hidden = (Hidden(MUNICIPALITIES[10]),)
    of = table(known, hidden=hidden)
    unknown = len(MUNICIPALITIES) - 11
    for text in (figure(of, language).alt, figure(of, language).description):
        assert f"{len(MUNICIPALITIES)} " in text and said.format(unknown) in text
    few = figure(table(spread(REGIONS[:3])), language).alt
    assert {"da": "heraf to uden data", "en": "two of them without data"}[language] in few
    assert {"da": "uden data", "en": "without data"}[language] not in figure(table(spread(REGIONS)), language).alt
