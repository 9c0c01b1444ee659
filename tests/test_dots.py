"""Shares counted out in dots: as many as their printed numbers say, and all of them where they are the whole."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from thorough import SHEETS
from written import figure_spec

from barometer_cli import pipeline
from barometer_cli.checks.boxes import box
from barometer_cli.errors import DataError, LayoutError, UnknownCategory
from barometer_cli.layout.dots import grids, shared_out
from barometer_cli.model.figure import Figure
from barometer_cli.model.number import half_up, percent
from barometer_cli.model.preset import PRESETS, WEB, Preset
from barometer_cli.model.scene import Circle, Of, Role, Scene, Text
from barometer_cli.model.spec import SurveySpec
from barometer_cli.model.table import Cell, Hidden, Net, Table

sheets = pytest.mark.parametrize("preset", SHEETS)


def figure(table: Table, /, **spec: Any) -> Figure:
    survey = SurveySpec(name="Prøven", wave="2024", population="alle", language=spec.pop("language", "da"))
    written = figure_spec({"kind": "waffle", "title": "T", "table": "t.csv", "n": 1877, **spec})
    return pipeline.figure("f", written, survey, table)


def scene(table: Table, preset: Preset = WEB, /, **spec: Any) -> Scene:
    return pipeline.on_sheet(figure(table, **spec), preset).scene


def cells(group: str | None = None, /, **parts: float) -> tuple[Cell, ...]:
    return tuple(Cell(name, part, group) for name, part in parts.items())


def counted(drawn: Scene) -> dict[Of | None, int]:
    """How many dots there are of each thing."""
    dots = [mark.of for mark in drawn.marks() if isinstance(mark, Circle) and mark.of and mark.of.role != "key"]
    return {of: dots.count(of) for of in dict.fromkeys(dots)}


def texts(drawn: Scene, role: Role) -> list[str]:
    return [mark.text for mark in drawn.marks() if isinstance(mark, Text) and mark.of and mark.of.role == role]


# -- counts ----------------------------------------------------------------------------------------------------------

parts = st.lists(st.floats(0.0, 1.0), min_size=1, max_size=8).map(lambda found: [x / (sum(found) or 1) for x in found])


@given(parts, st.sampled_from([5, 10, 20, 100]))
def test_a_whole_has_all_dots_and_no_share_is_a_dot_or_more_away(shares: list[float], dots: int) -> None:
    if sum(shares) < 0.5:
        return
    found = shared_out(shares, dots, whole=True)
    assert sum(found) == dots
    assert all(abs(dots * share - count) < 1 for share, count in zip(shares, found, strict=True))
    told_apart = 1e-8  # shares that only floats tell apart have their dots in the order of the table
    assert all(one >= other for one, a in zip(found, shares, strict=True)
               for other, b in zip(found, shares, strict=True) if a > b + told_apart)  # fmt: skip


@given(parts, st.floats(0.1, 1.0), st.sampled_from([5, 10, 20, 100]))
def test_parts_that_leave_something_have_what_they_round_to(shares: list[float], all_: float, dots: int) -> None:
    shares = [all_ * share for share in shares]
    found, rounded = shared_out(shares, dots), [int(half_up(dots * share)) for share in shares]
    assert sum(found) <= dots
    assert found == rounded or sum(rounded) > dots
    assert all(abs(dots * share - count) < 1 for share, count in zip(shares, found, strict=True))


@given(st.floats(0.0, 1.0))
def test_of_a_hundred_dots_as_many_are_filled_as_are_printed(share: float) -> None:
    assert shared_out([share], 100) == [int(percent(share))]


def test_a_tie_goes_to_the_larger_share() -> None:
    assert shared_out([0.005, 0.335, 0.66], 100, whole=True) == [0, 34, 66]
    assert shared_out([0.25, 0.25, 0.25, 0.25], 10, whole=True) == [3, 3, 2, 2]


@sheets
def test_numbers_that_sum_to_more_share_a_hundred_dots(preset: Preset) -> None:
    """Published so: 16, 56, 19 and 10 % are 101 %, and there are 100 dots."""
    table = Table(cells(egen=0.16, tilpasset=0.56, kopi=0.19, uvist=0.10))
    drawn = scene(table, preset)
    assert list(counted(drawn).values()) == [16, 55, 19, 10]
    assert texts(drawn, "key value") == ["16\u00a0%", "56\u00a0%", "19\u00a0%", "10\u00a0%"]
    assert "antallet af prikker er rundet af" in figure(table).caption.text


@sheets
def test_what_nobody_shown_has_is_left_blank(preset: Preset) -> None:
    drawn = scene(Table((*cells(a=0.62, b=0.2), Cell("c", 0.18, shown=False))), preset)
    assert counted(drawn) == {Of("dot", "a"): 62, Of("dot", "b"): 20, Of("vacant"): 18}
    few = scene(Table(cells(a=0.624, b=0.371), hidden=(Hidden("c"),)), preset)
    assert counted(few)[Of("vacant")] == 1, "the hidden share is nobody else's"
    hidden = scene(Table(cells(a=0.62, b=0.2), hidden=(Hidden("c"),)), preset)
    assert counted(hidden)[Of("vacant")] == 18 and texts(hidden, "hidden") == ["* c"]


@sheets
@pytest.mark.parametrize(("dots", "filled"), [(10, 8), (20, 17), (100, 83)])
def test_eight_in_ten_are_drawn_beside_what_they_are(preset: Preset, dots: int, filled: int) -> None:
    drawn = scene(Table(cells(a=0.83)), preset, dots=dots)
    assert counted(drawn) == {Of("dot", "a"): filled, Of("vacant", "a"): dots - filled}
    assert texts(drawn, "value") == ["83\u00a0%"]


def test_each_category_and_net_has_a_grid_of_its_own() -> None:
    table = Table(cells(a=0.9, b=0.5), (Net("ab", ("a", "b"), 0.95),), hidden=(Hidden("c"),))
    drawn = scene(table, grids="each")
    assert counted(drawn)[Of("dot", "ab")] == 95
    assert [grid.shares[0][1] for grid in grids(figure(table, grids="each").spec, table)] == [95, 90, 50]
    assert texts(drawn, "hidden") == ["*"] and "c" in texts(drawn, "label")


def test_a_share_too_small_for_a_dot_is_still_told() -> None:
    drawn = scene(Table(cells(a=0.996, b=0.004)))
    assert counted(drawn) == {Of("dot", "a"): 100}
    assert texts(drawn, "key value") == [">99\u00a0%", "<1\u00a0%"]


# -- what is said of a dot ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("share", "dots", "language", "said"),
    [
        (0.83, 100, "da", "Hver prik svarer til 1\u00a0%."),
        (0.83, 10, "da", "Hver prik svarer til 10\u00a0%, og antallet af prikker er rundet af."),
        (0.8, 10, "da", "Hver prik svarer til 10\u00a0%."),
        (0.834, 100, "en", "Each dot is 1%."),
        (0.83, 20, "en", "Each dot is 5%, and numbers of dots are rounded."),
    ],
)
def test_the_caption_says_what_a_dot_is(share: float, dots: int, language: str, said: str) -> None:
    made = figure(Table(cells(a=share)), dots=dots, language=language)
    assert said in made.caption.text
    for preset in PRESETS.values():
        assert said in pipeline.on_sheet(made, preset).figure.caption.text, "a short note says it too"


# -- what no dots could tell ----------------------------------------------------------------------------------------


def test_what_dots_cannot_count_is_refused() -> None:
    with pytest.raises(DataError, match="sum to 140 %") as error:
        figure(Table(cells(a=0.8, b=0.6)))
    assert "grids: each" in error.value.hint
    with pytest.raises(DataError, match="the net 'ab' has no dots"):
        figure(Table(cells(a=0.3, b=0.4), (Net("ab", ("a", "b"), 0.7),)))
    both = Table((*cells("X", a=0.3, b=0.2), *cells("Y", a=0.2, b=0.1)))
    for spec in ({"grids": "each"}, {"dots": 10}):
        with pytest.raises(DataError, match="several categories of several groups"):
            figure(both, **spec)
    with pytest.raises(UnknownCategory, match="emphasis names 'c'"):
        figure(both, emphasis=["c"])
    with pytest.raises(LayoutError, match="too high"):
        scene(Table(tuple(Cell(f"a{i}", 0.3) for i in range(15))), PRESETS["social"], grids="each")


def test_values_beside_squares_stay_above_the_rule() -> None:
    """On sheets of every height that hold six parts of two groups; lower ones are too low by name."""
    parts = dict.fromkeys("abcdef", 1 / 6)
    table, fitted = Table((*cells("X", **parts), *cells("Y", **parts))), 0
    for height in range(300, 420, 5):
        try:
            drawn = scene(table, Preset("low", 640, height, note="short", white=0.7))
        except LayoutError:
            continue
        fitted += 1
        [rule] = [mark for mark in drawn.marks() if mark.id == "rule"]
        values = [mark for mark in drawn.marks() if isinstance(mark, Text) and mark.id.startswith("value-")]
        assert len(values) == 12 and max(box(mark)[3] for mark in values) < box(rule)[1]
    assert 5 < fitted < 24


# -- words -----------------------------------------------------------------------------------------------------------


def test_categories_that_share_a_grid_are_told_as_parts_of_one_whole() -> None:
    """They stand in the order given; what the source withholds is what their sum lacks."""
    table = Table(cells(Bus=0.45, Cykel=0.3, Gang=0.25))
    assert "Andelene falder fra" in figure(table).alt
    assert "Størst er" in figure(table, grids="each").alt
    withheld = Table(cells(Bus=0.45, Cykel=0.3), hidden=(Hidden("Gang", withheld=True),))
    assert not figure(withheld).caption.unexplained
    assert "kilden" in figure(withheld).caption.text.split("summerer")[1].split(".")[0]
    assert figure(withheld, grids="each").caption.unexplained


@pytest.mark.parametrize("grids", ["together", "each"])
def test_a_share_alone_in_its_grid_is_no_whole_that_lacks_the_rest(grids: str) -> None:
    made = figure(Table(cells(Bus=0.45)), grids=grids)
    assert "summerer" not in made.caption.text
    assert not made.caption.unexplained
