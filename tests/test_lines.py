"""Lines over waves, slopes, dots and panels: true time, true scales, words that never meet, and what is refused."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from thorough import SHEETS
from written import figure_spec

from barometer_cli import captions, pipeline, themes
from barometer_cli.charts import slope
from barometer_cli.checks import marks
from barometer_cli.errors import DataError, LayoutError, UnknownCategory
from barometer_cli.layout.clear import between, crosses, room
from barometer_cli.layout.ruler import ruler
from barometer_cli.layout.spread import spread
from barometer_cli.layout.timeline import places
from barometer_cli.model.axis import Axis, Wave
from barometer_cli.model.figure import Figure
from barometer_cli.model.finding import Evidence, Location
from barometer_cli.model.measure import Measure
from barometer_cli.model.period import middle
from barometer_cli.model.preset import PRESETS, WEB, Preset
from barometer_cli.model.scene import Circle, Path, Rect, Role, Scene, Text
from barometer_cli.model.spec import SurveySpec
from barometer_cli.model.table import Cell, Hidden, Table

SURVEY = SurveySpec(name="Prøven", wave="2024", population="alle")


def figure(table: Table, /, **spec: Any) -> Figure:
    written = figure_spec({"title": "T", "table": "t.csv", "n": 1000, **spec})
    return pipeline.figure("f", written, SURVEY, table)


def scene(table: Table, /, preset: Preset = WEB, **spec: Any) -> Scene:
    return pipeline.on_sheet(figure(table, **spec), preset).scene


def waves(measure: Measure | None = None, /, **lines: list[float | None]) -> Table:
    """Lines over 2012, 2014, 2018 and 2019."""
    cells = [
        Cell(name, value, wave)
        for name, values in lines.items()
        for wave, value in zip(("2012", "2014", "2018", "2019"), values, strict=False)
        if value is not None
    ]
    return Table(tuple(sorted(cells, key=lambda cell: cell.group or "")), measure=measure or Measure())


def having(drawn: Scene, role: Role) -> list[Any]:
    return [mark for mark in drawn.marks() if mark.of and mark.of.role == role]


# -- a scale ---------------------------------------------------------------------------------------------------------

SHARE, MEAN, CHANGE = Measure(), Measure("mean", "timer", 1, 1, 5), Measure("change")
DA, EN = (replace(captions.locale(SURVEY.model_copy(update={"language": code}))) for code in ("da", "en"))


@pytest.mark.parametrize(
    ("measure", "values", "baseline", "words"),
    [
        (SHARE, (0.31, 0.61), None, ["0 %", "20 %", "40 %", "60 %", "80 %"]),
        (SHARE, (0.52, 0.61), "data", ["52 %", "54 %", "56 %", "58 %", "60 %", "62 %"]),
        (SHARE, (0.0, 0.0), None, ["0 %", "1 %"]),
        (MEAN, (3.2, 3.4), None, ["1", "2", "3", "4", "5 timer"]),
        (MEAN, (3.2, 3.4), "data", ["3,2", "3,3", "3,4 timer"]),
        (CHANGE, (-0.05, 0.06), None, ["−5", "0", "+5", "+10"]),
        (Measure("count"), (1200.0, 61000.0), None, ["0", "20.000", "40.000", "60.000", "80.000"]),
        (Measure("index"), (98.0, 104.0), None, ["98", "100", "102", "104"]),
        (Measure("mean", "timer", 1), (7.0, 31.0), None, ["0", "10", "20", "30", "40 timer"]),
    ],
)
def test_a_scale_has_few_round_numbers(
    measure: Measure, values: tuple[float, float], baseline: Any, words: list[str]
) -> None:
    scale = ruler(values, measure, baseline, 5)
    locale = replace(DA, measure=measure)
    assert [scale.text(tick, locale).replace("\u00a0", " ") for tick in scale.ticks] == words


@given(
    st.sampled_from([SHARE, MEAN, CHANGE, Measure("count"), Measure("index"), Measure("median", "kr.", 2)]),
    st.lists(st.floats(-1, 1), min_size=1, max_size=8),
    st.sampled_from([None, "zero", "data"]),
    st.integers(2, 6),
)
def test_a_scale_holds_all_values_and_its_numbers_say_where_they_stand(
    measure: Measure, parts: list[float], baseline: Any, most: int
) -> None:
    values = {"share": [abs(p) for p in parts], "mean": [3 + 2 * p for p in parts], "change": parts}.get(
        measure.name, [round(90_000 * abs(p), 2) for p in parts]
    )
    scale = ruler(values, measure, baseline, most).between(300, 0)
    assert scale.low - 1e-9 <= min(values) <= max(values) <= scale.high + 1e-9
    assert 2 <= len(scale.ticks) <= most + 2
    for locale in (replace(DA, measure=measure), replace(EN, measure=measure)):
        for tick in scale.ticks:
            told = locale.read(scale.text(tick, locale))
            assert told is not None
            assert measure.unrounded(told) == pytest.approx(tick, abs=abs(scale.step) * 0.01)
    assert scale.at(scale.low) == 300 and scale.at(scale.high) == pytest.approx(0)


@given(st.lists(st.tuples(st.floats(0, 400), st.floats(4, 60)), min_size=1, max_size=9))
def test_words_along_a_line_never_meet_keep_their_order_and_stay_inside(words: list[tuple[float, float]]) -> None:
    wanted, rooms = [at for at, _ in sorted(words)], [taken for _, taken in sorted(words)]
    found = spread(wanted, rooms, 0, 600)
    for (one, taken), (other, another) in pairwise(zip(found, rooms, strict=True)):
        assert other - one >= (taken + another) / 2 - 1e-6
    assert found[0] - rooms[0] / 2 >= -1e-6 and found[-1] + rooms[-1] / 2 <= 600 + 1e-6


def test_words_that_have_room_are_not_moved() -> None:
    assert spread([20, 100, 300], [30, 30, 30], 0, 400) == (20, 100, 300)
    assert spread([100, 100], [20, 20], 0, 400) == (90, 110)
    assert spread([395, 395], [20, 20], 0, 400) == (370, 390)


def test_a_line_gives_way_to_words() -> None:
    assert between(0, 100, 5, [(40, 0, 60, 10), (70, 20, 80, 30)], 2) == [(0, 38), (62, 100)]
    assert between(0, 100, 5, [(-5, 0, 20, 10), (90, 0, 120, 10)], 2) == [(22, 88)]
    assert crosses((0, 0, 100, 100), (40, 40, 60, 60)) and not crosses((0, 0, 100, 100), (40, 70, 60, 90))


# -- time ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "year"),
    [
        ("2018", 2018.5),
        ("2018-2019", 2019.0),
        ("Bølge 2021", 2021.5),
        ("1. kvartal 2020", 2020.125),
        ("2020 Q4", 2020.875),
        ("2. halvår 2019", 2019.75),
        ("maj 2020", 2020 + 4.5 / 12),
        ("ikke nogen tid", None),
    ],
)
def test_the_middle_of_a_period(label: str, year: float | None) -> None:
    assert middle(label) == (pytest.approx(year) if year else None)


def test_waves_stand_where_they_are_in_time() -> None:
    names = ("2012", "2014", "2018", "2022")
    assert places(names, Axis()) == pytest.approx((0, 0.2, 0.6, 1))
    days = Axis(waves=tuple(Wave(name, date(2020, month, 1)) for name, month in zip(names, (1, 2, 3, 12), strict=True)))
    assert places(names, days) == pytest.approx((0, 31 / 335, 60 / 335, 1), abs=0.001)
    assert places(("Før", "Under", "Efter"), Axis()) == (0, 0.5, 1)


# -- lines -----------------------------------------------------------------------------------------------------------


def test_the_whole_base_is_grey_among_groups_and_is_what_is_told_alone() -> None:
    shares = (("2012", 0.3), ("2014", 0.26), ("2018", 0.22))
    alone = Table(tuple(Cell(wave, share) for wave, share in shares))
    men = tuple(Cell(wave, share + 0.1, "Mænd") for wave, share in shares)
    beside = Table((*alone.cells, *men))
    colours = themes.load("house").colours
    (line,) = {mark.stroke for mark in having(scene(alone, kind="line"), "course")}
    assert line == colours.data
    drawn = {mark.of.group: mark.stroke for mark in having(scene(beside, kind="line"), "course")}
    assert drawn[None] in colours.grey and drawn["Mænd"] not in colours.grey


def test_a_line_is_parted_where_a_wave_has_no_value() -> None:
    drawn = scene(waves(A=[0.5, None, 0.4, 0.3], B=[0.2, 0.3, None, 0.1]), kind="line")
    assert [(mark.of.category, len(mark.points)) for mark in having(drawn, "course")] == [("A", 2), ("B", 2)]


def test_dashes_lead_over_a_wave_without_a_value() -> None:
    table = waves(A=[0.5, None, 0.4, 0.3], B=[0.2, None, None, 0.1], C=[None, 0.6, 0.55, None])
    drawn = scene(table, kind="line")
    points = {(mark.of.category, mark.of.group): (mark.x, mark.y) for mark in having(drawn, "point")}
    for name, before, after in (("A", "2012", "2018"), ("B", "2012", "2019")):
        dashes = [mark for mark in having(drawn, "bridge") if mark.of.category == name]
        (x1, y1), (x2, y2) = points[name, before], points[name, after]
        assert len(dashes) > 5 and dashes == sorted(dashes, key=lambda mark: mark.x1)
        assert x1 < dashes[0].x1 - 2 and dashes[-1].x2 + 2 < x2
        for mark in dashes:
            for x, y in ((mark.x1, mark.y1), (mark.x2, mark.y2)):
                assert y == pytest.approx(y1 + (y2 - y1) * (x - x1) / (x2 - x1), abs=0.05)
    assert {mark.of.category for mark in having(drawn, "bridge")} == {"A", "B"}, "C begins late and ends early"
    fills = {mark.of.category: mark.fill for mark in having(drawn, "point")}
    assert all(mark.stroke == fills[mark.of.category] for mark in having(drawn, "bridge"))


def test_no_dashes_lead_over_a_break_nor_over_groups() -> None:
    broken = Axis(waves=(Wave("2018", broken="Nyt spørgsmål"),))
    table = waves(A=[0.5, None, 0.4, 0.3], B=[0.2, 0.3, 0.3, 0.1])
    assert having(scene(table, kind="line"), "bridge")
    assert not having(scene(replace(table, breakdown=broken), kind="line"), "bridge")


SOME = st.lists(st.one_of(st.none(), st.integers(0, 100).map(lambda each: each / 100)), min_size=4, max_size=4)
SEVERAL = SOME.filter(lambda values: sum(value is not None for value in values) > 1)


@given(st.lists(SEVERAL, min_size=1, max_size=3), st.sampled_from(["line", "small_multiples"]))
def test_a_note_says_what_dashes_mean_where_there_are_any(values: list[list[float | None]], kind: str) -> None:
    """And of which line, where there are several, and in which waves: on every sheet, in the note and nowhere else."""
    table = waves(**dict(zip("ABC", values, strict=False)))
    made = figure(table, kind=kind)
    for preset in map(PRESETS.__getitem__, ("web", "mobile", "social", "slide")):
        try:
            sheet = pipeline.on_sheet(made, preset)
        except LayoutError:
            continue  # values of some have no room in their panel
        dashed = {mark.of.category for mark in having(sheet.scene, "bridge")}
        note = sheet.figure.caption.text
        assert ("Stiplet linje" in note or "Stiplede linjer" in note) == bool(dashed)
        told = re.search(r"Stiple(t|de) linje[^.]*\.", note)
        named = set(re.findall("”([ABC])”", told[0] if told else ""))
        assert named == (dashed if len(values) > 1 else set())


def test_a_note_names_the_waves_that_have_no_value() -> None:
    table = waves(A=[0.5, None, 0.4, 0.3], B=[0.2, None, None, 0.1], C=[None, 0.6, 0.55, None])
    said = "Stiplede linjer: ingen tal for ”A” i 2014 og for ”B” i 2014 og 2018."
    assert figure(table, kind="line").caption.text.startswith(said)
    assert "Stiplet" not in figure(waves(A=[None, 0.5, 0.4, None]), kind="line").caption.text, "nothing is led over"
    assert "Stipled" not in figure(table, kind="heat_table").caption.text, "nothing is dashed there"


def test_a_note_says_but_once_why_a_wave_has_no_value() -> None:
    """What is hidden is told of as hidden, and what cannot be compared as that."""
    table = waves(A=[0.5, None, 0.4, 0.3], B=[0.2, None, None, 0.1], C=[0.1] * 4)
    hidden = figure(replace(table, hidden=(Hidden("B", "2014"), Hidden("A", "2014", withheld=True))), kind="line")
    assert "Stiplet linje: ingen tal for ”B” i 2018." in hidden.caption.text
    assert "der har svaret ”B”, vises ikke for 2014" in hidden.caption.text
    both = replace(table, hidden=(Hidden("B", "2014"), Hidden("B", "2018"), Hidden("A", "2014")))
    assert "Stipl" not in figure(both, kind="line").caption.text
    broken = Axis(waves=(Wave("2018", broken="Nyt spørgsmål"),))
    assert "Stipl" not in figure(replace(table, breakdown=broken), kind="line").caption.text


def test_values_of_points_near_one_another_stand_in_their_order() -> None:
    """One that would stand below the last value, though its point is higher, is left to the scale."""
    values = {"2000": 0.0, "2005": 0.5625, "2026": -0.5, "2027": -0.53125}
    table = Table(tuple(Cell("A", value, wave) for wave, value in values.items()), measure=CHANGE)
    made = figure(table, kind="line")
    laid = pipeline.on_sheet(made, PRESETS["mobile"])
    evidence = Evidence(made, "p", pipeline.theme(made), (), lambda where: Location("f"), (laid,))
    assert [found.message for found in marks.check([evidence])] == []


def test_a_credit_of_several_lines_leaves_no_year_alone() -> None:
    credit = "Katalogbarometeret 2012, 2014, 2018, 2019 og 2023"
    drawn = scene(waves(A=[0.5, 0.41]), PRESETS["mobile"], kind="line", source=credit)
    first, second = (mark.text for mark in having(drawn, "source"))
    assert len(second) > len(first) / 2, second


def test_what_leads_to_words_is_in_the_colour_of_its_line() -> None:
    drawn = scene(waves(A=[0.5, 0.41], B=[0.2, 0.4], C=[0.3, 0.39]), kind="line")
    leads = {mark.stroke for mark in drawn.marks() if mark.id.startswith("lead-right")}
    assert len(leads) >= 2 and leads <= {mark.fill for mark in having(drawn, "point")}


def test_a_break_parts_every_line_and_says_why() -> None:
    table = replace(
        waves(A=[0.5, 0.45, 0.4, 0.3]), breakdown=Axis(waves=(Wave("2018", broken="Nyt spørgsmål i 2018"),))
    )
    drawn = scene(table, kind="line")
    assert [len(mark.points) for mark in having(drawn, "course")] == [2, 2]
    assert " ".join(mark.text for mark in having(drawn, "break")) == "Nyt spørgsmål i 2018"


def test_each_wave_has_its_n_and_its_response_rate() -> None:
    known = Axis(waves=(Wave("2012", n=1255, response_rate=0.35), Wave("2014", n=2363)))
    drawn = scene(replace(waves(A=[0.5, 0.4]), breakdown=known), kind="line")
    words = {}
    for mark in having(drawn, "label"):
        words.setdefault(mark.of.group, []).append(mark.text.replace("\u00a0", " "))
    assert words == {"2012": ["2012", "n=1.255", "35 % svarede"], "2014": ["2014", "n=2.363"]}


def test_what_is_emphasised_is_strong_and_the_rest_is_of_one_colour() -> None:
    drawn = scene(
        waves(A=[0.5, 0.4, 0.3, 0.2], B=[0.2, 0.3, 0.4, 0.5], C=[0.1, 0.2, 0.1, 0.2]), kind="line", emphasis=["B"]
    )
    strokes = {mark.of.category: (mark.stroke, mark.width) for mark in having(drawn, "course")}
    assert strokes["A"] == strokes["C"] != strokes["B"] and strokes["B"][1] > strokes["A"][1]
    assert [mark.of.category for mark in drawn.marks() if isinstance(mark, Path)][-1] == "B", "painted last"


def test_lines_that_end_together_have_their_names_apart() -> None:
    close = waves(**{f"Linje {i}": [0.1 * i, 0.3, 0.4, 0.5 + i / 1000] for i in range(1, 6)})
    drawn = scene(close, kind="line")
    levels = sorted(mark.y for mark in having(drawn, "label") if mark.of.category)
    assert all(lower - upper >= 16 for upper, lower in pairwise(levels))


def test_more_lines_than_colours_are_refused_until_some_are_emphasised() -> None:
    many = waves(**{f"Linje {i}": [0.1 * i, 0.12 * i] for i in range(1, 8)})
    with pytest.raises(LayoutError, match="7 lines, and colours to tell 6"):
        scene(many, kind="line")
    assert having(scene(many, kind="line", emphasis=["Linje 3"]), "course")


def test_means_stand_on_their_own_scale() -> None:
    drawn = scene(waves(MEAN, A=[3.2, 3.4, 3.3, 3.6]), kind="line")
    assert [mark.text for mark in having(drawn, "tick")] == ["1", "2", "3", "4", "5\u00a0timer"]
    near = scene(waves(MEAN, A=[3.2, 3.4, 3.3, 3.6]), kind="line", baseline="data")
    assert [mark.text for mark in having(near, "tick")] == ["3,2", "3,3", "3,4", "3,5", "3,6\u00a0timer"]


# -- slopes, dots, panels --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("length", range(9, 13))
def test_what_a_slope_lacks_is_told_without_rounding_it_away(length: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """No "90 px; 90 px are the least": were what is told the least, it would be drawn."""
    table = waves(**{"Wi" * length: [0.1, 0.2]})
    monkeypatch.setattr(slope, "NARROWEST", 1000)
    with pytest.raises(LayoutError) as told:
        scene(table, kind="slope")
    monkeypatch.setattr(slope, "NARROWEST", int(re.findall(r"(\d+) px", told.value.message)[0]))
    assert having(scene(table, kind="slope"), "point")


@pytest.mark.parametrize("values", [(-0.41, -0.2, 0.002), (0.08, 0.66), (-0.3, -0.02)])
def test_dots_leave_no_room_empty_that_no_number_tells_of(values: tuple[float, ...]) -> None:
    """The axis has no ticks then: its ends are where values are, and zero."""
    cells = tuple(Cell(f"Svar {place}", value) for place, value in enumerate(values))
    drawn = scene(Table(cells, measure=Measure("change")), kind="dots")
    told = [room(mark) for mark in having(drawn, "value") if isinstance(mark, Text)]
    right, left = max(box[2] for box in told), min(box[0] for box in told)
    labels = max(room(mark)[2] for mark in having(drawn, "label") if isinstance(mark, Text))
    assert not having(drawn, "tick")
    assert drawn.width - 32 - 110 < right < drawn.width - 31
    assert min(values) >= 0 or left < labels + 30


def test_a_slope_is_of_two_waves_or_two_groups() -> None:
    with pytest.raises(DataError, match="there are 4"):
        figure(waves(A=[0.1, 0.2, 0.3, 0.4]), kind="slope")
    with pytest.raises(DataError, match="B has one value"):
        figure(waves(A=[0.1, 0.2], B=[0.3]), kind="slope")
    assert len(having(scene(waves(A=[0.1, 0.2], B=[0.3, 0.2]), kind="slope"), "value")) == 4


def test_values_of_a_row_stand_left_right_and_above() -> None:
    table = Table(tuple(Cell("A", value, group) for group, value in (("X", 0.3), ("Y", 0.5), ("Z", 0.4))))
    table = replace(table, cells=(*table.cells, Cell("B", 0.9, "X"), Cell("B", 0.8, "Y"), Cell("B", 0.7, "Z")))
    drawn = scene(table, kind="dots")
    told = {(mark.of.category, mark.of.group): mark for mark in having(drawn, "value")}
    dots = {(mark.of.category, mark.of.group): mark for mark in drawn.marks() if isinstance(mark, Circle) and mark.of}
    assert told["A", "X"].anchor == "end" and told["A", "X"].x < dots["A", "X"].x
    assert told["A", "Y"].anchor == "start" and told["A", "Y"].x > dots["A", "Y"].x
    assert told["A", "Z"].anchor == "middle" and told["A", "Z"].y < dots["A", "Z"].y


@pytest.mark.parametrize("preset", SHEETS)
@pytest.mark.parametrize(("low", "over"), [(0.0, True), (0.004, True), (0.03, True), (0.3, False)])
def test_no_value_of_what_has_nothing_below_zero_stands_left_of_zero(preset: Preset, low: float, over: bool) -> None:
    """A value with no room between zero and its point stands above it, and only then."""
    table = Table(tuple(Cell(name, value, group) for name, values in (("A", (0.6, 0.7)), ("B", (low, low + 0.06)))
                        for group, value in zip("XY", values, strict=True)))  # fmt: skip
    drawn = scene(table, preset=preset, kind="dots")
    zero = next(mark for mark in drawn.marks() if isinstance(mark, Rect) and mark.of and mark.of.role == "zero")
    values = having(drawn, "value")
    assert all(room(text)[0] >= zero.x + zero.width for text in values)
    dots = {mark.of: mark for mark in drawn.marks() if isinstance(mark, Circle) and mark.of}
    above = [text for text in values if text.of and text.y < dots[replace(text.of, role="point")].y]
    assert [(text.of.category, text.of.group) for text in above if text.of] == [("B", "X")] * over


def test_points_that_are_alike_are_both_seen() -> None:
    table = Table(tuple(Cell(name, value, group) for group in "XY" for name, value in (("A", 0.4), ("B", 0.6))))
    dots = [mark for mark in scene(table, kind="dots").marks() if isinstance(mark, Circle)]
    assert len({(dot.x, dot.y) for dot in dots}) == 4 and len({dot.x for dot in dots}) == 2


def test_a_change_leads_from_zero_to_either_side() -> None:
    drawn = scene(Table((Cell("A", -0.04), Cell("B", 0.12)), measure=CHANGE), kind="dots")
    (zero,) = having(drawn, "zero")
    stems = {mark.of.category: mark for mark in having(drawn, "stem")}
    assert stems["A"].x + stems["A"].width == pytest.approx(zero.x + zero.width, abs=0.02)
    assert stems["B"].x == pytest.approx(zero.x + zero.width, abs=0.02)
    assert [mark.text for mark in having(drawn, "value")] == ["+12", "−4"]


def test_a_reference_is_a_line_and_no_row() -> None:
    table = Table(tuple(Cell("A", value, group) for group, value in (("X", 0.3), ("Y", 0.5), ("I alt", 0.4))))
    drawn = scene(table, kind="dots", reference="I alt")
    assert len(having(drawn, "reference")) == 1 and len(having(drawn, "point")) == 2
    with pytest.raises(UnknownCategory, match="'Z', which is not shown"):
        figure(table, kind="dots", reference="Z")


@pytest.mark.parametrize(("preset", "columns"), [("web", 4), ("mobile", 2), ("social", 4)])
def test_panels_stand_in_as_many_columns_as_have_room(preset: str, columns: int) -> None:
    table = Table(tuple(Cell(name, 0.4, group) for group in ("V", "W", "X", "Y") for name in ("A", "B")))
    drawn = scene(table, PRESETS[preset], kind="small_multiples")
    assert len({panel.x for panel in drawn.panels}) == columns
    assert len({(panel.width, panel.height) for panel in drawn.panels}) == 1


def test_the_reference_is_in_every_panel_and_grey() -> None:
    table = waves(A=[0.5, 0.4, 0.3, 0.2], B=[0.2, 0.3, 0.4, 0.5], C=[0.1, 0.2, 0.1, 0.2])
    drawn = scene(table, kind="small_multiples", reference="C")
    found = [mark for mark in having(drawn, "course") if mark.of.category == "C"]
    assert {mark.of.panel for mark in found} == {"A", "B", "C"} and len({mark.stroke for mark in found}) == 1
    (key,) = having(drawn, "key")
    assert key.fill == found[0].stroke
    assert isinstance(having(drawn, "value")[0], Text)


def test_bars_in_panels_begin_at_zero() -> None:
    table = Table(tuple(Cell("A", value, group) for group, value in (("X", 0.3), ("Y", 0.5))))
    with pytest.raises(DataError, match="bars begin at zero"):
        figure(table, kind="small_multiples", baseline="data")
    with pytest.raises(DataError, match="each line has a panel of its own"):
        figure(waves(A=[0.1, 0.2], B=[0.3, 0.2]), kind="small_multiples", panels="groups")


@pytest.mark.parametrize("preset", SHEETS)
def test_a_share_alone_stands_on_a_scale_of_the_whole(preset: Preset) -> None:
    """Else 3 per cent would stand as far out as 90, and nothing would say which."""
    for share in (0.03, 0.9):
        drawn = scene(Table((Cell("Ja", share),)), preset, kind="dots")
        (point,), ticks = having(drawn, "point"), having(drawn, "tick")
        assert [tick.text for tick in (ticks[0], ticks[-1])] == ["0\u00a0%", "100\u00a0%"]
        assert (point.x - ticks[0].x) / (ticks[-1].x - ticks[0].x) == pytest.approx(share, abs=0.001)
