"""Shares counted out in dots: as much of them as their printed numbers say, and all where they are the whole."""

from __future__ import annotations

import io
from math import pi
from pathlib import Path as FilePath
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from PIL import Image
from thorough import SHEETS
from viewers import libreoffice, page
from written import figure_spec

from barometer_cli import pipeline
from barometer_cli.checks.boxes import area, box
from barometer_cli.errors import DataError, LayoutError, UnknownCategory
from barometer_cli.formats import ENCODERS
from barometer_cli.layout.dots import grids, segment, shared_out
from barometer_cli.model.figure import Figure
from barometer_cli.model.measure import SHARE
from barometer_cli.model.number import half_up, percent
from barometer_cli.model.preset import PRESETS, WEB, Preset
from barometer_cli.model.scene import Circle, Of, Path, Role, Scene, Text
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
    """How many whole dots there are of each thing."""
    dots = [mark.of for mark in drawn.marks() if isinstance(mark, Circle) and mark.of and mark.of.role != "key"]
    return {of: dots.count(of) for of in dict.fromkeys(dots)}


def amounts(made: Figure) -> list[float]:
    """How many dots each share has, grid by grid."""
    return [count for grid in grids(made.spec, made.table) for _, count in grid.shares]


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


shares = st.lists(st.integers(0, 1000), min_size=2, max_size=6).map(lambda found: [each / 1000 for each in found])


@given(shares, st.sampled_from([10, 20]), st.integers(0, 1))
def test_rows_that_are_printed_differently_are_drawn_differently(found: list[float], dots: int, decimals: int) -> None:
    """And by as much: rows of dots stand to one another as their numbers do."""
    table = Table(
        tuple(Cell(f"a{place}", share) for place, share in enumerate(found)), measure=replace(SHARE, decimals=decimals)
    )
    made = figure(table, dots=dots, grids="each", order="given")
    printed = [float(table.printed(cell)) for cell in table.cells]
    assert amounts(made) == pytest.approx([dots * each / 100 for each in printed])
    assert "prikker er rundet af" not in made.caption.text


@given(parts, st.sampled_from([10, 20]))
def test_parts_of_a_whole_fill_their_row_as_they_stand_to_one_another(found: list[float], dots: int) -> None:
    cells = tuple(Cell(f"a{place}", share) for place, share in enumerate(found))
    if not 0.995 < sum(found) < 1.005:
        return
    made = figure(Table(cells), dots=dots, order="given")
    drawn, printed = amounts(made), [float(made.table.printed(cell)) for cell in cells]
    if len(cells) > 1:
        assert sum(drawn) == pytest.approx(dots)
        assert drawn == pytest.approx([dots * each / sum(printed) for each in printed])


def test_a_row_of_ten_shows_6_12_and_14_per_cent_as_they_are() -> None:
    made = figure(Table(cells(a=0.31, b=0.14, c=0.12, d=0.06)), dots=10, grids="each")
    assert amounts(made) == pytest.approx([3.1, 1.4, 1.2, 0.6])
    assert "Hver hel prik svarer til 10\u00a0%." in made.caption.text
    alike = figure(Table(cells(a=0.25, b=0.25, c=0.25, d=0.25)), dots=10)
    assert amounts(alike) == [2.5, 2.5, 2.5, 2.5], "equal shares have equal dots"


@sheets
@pytest.mark.parametrize("kind", ["waffle", "key_number"])
def test_the_last_dot_is_filled_by_its_area(preset: Preset, kind: str) -> None:
    """Of what its share is: what is left of an upright line, over a dot of nobody."""
    dots, share = (10, 0.43) if kind == "waffle" else (5, 0.86)
    drawn = scene(Table(cells(a=share)), preset, kind=kind, dots=dots)
    [last] = [mark for mark in drawn.marks() if isinstance(mark, Path) and mark.of == Of("dot", "a")]
    under = next(mark for mark in drawn.marks() if isinstance(mark, Circle) and last.id.startswith(f"{mark.id}-"))
    assert under.of == Of("vacant", "a") and last.fill != under.fill
    assert area(last) == pytest.approx(0.3 * pi * under.r**2, rel=0.01)
    assert counted(drawn)[Of("dot", "a")] == 4 and box(last)[0] == pytest.approx(under.x - under.r, abs=0.01)


@given(st.floats(0.01, 0.99), st.floats(4.0, 60.0))
def test_a_segment_of_a_dot_has_its_part_of_it(part: float, radius: float) -> None:
    drawn = Path("segment", segment(100.0, 100.0, radius, part), True)
    assert area(drawn) / (pi * radius**2) == pytest.approx(part, abs=0.001)


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
@pytest.mark.parametrize(("dots", "filled"), [(10, 8), (20, 16), (100, 83)])
def test_eight_in_ten_are_drawn_beside_what_they_are(preset: Preset, dots: int, filled: int) -> None:
    drawn = scene(Table(cells(a=0.83)), preset, dots=dots)
    assert counted(drawn) == {Of("dot", "a"): filled, Of("vacant", "a"): dots - filled}
    parted = [mark for mark in drawn.marks() if isinstance(mark, Path) and mark.of == Of("dot", "a")]
    assert len(parted) == (dots < 100)
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
        (0.83, 10, "da", "Hver hel prik svarer til 10\u00a0%."),
        (0.8, 10, "da", "Hver prik svarer til 10\u00a0%."),
        (0.834, 100, "en", "Each dot is 1%."),
        (0.83, 20, "en", "Each whole dot is 5%."),
        (0.85, 20, "en", "Each dot is 5%."),
    ],
)
def test_the_caption_says_what_a_dot_is(share: float, dots: int, language: str, said: str) -> None:
    made = figure(Table(cells(a=share)), dots=dots, language=language)
    assert said in made.caption.text and "rundet" not in made.caption.text
    for preset in PRESETS.values():
        assert said in pipeline.on_sheet(made, preset).figure.caption.text, "a short note says it too"


def test_a_caption_says_where_numbers_of_dots_are_rounded() -> None:
    """Of a hundred, where numbers have decimals; of a row only where those of a whole do not sum to it."""
    tenths = replace(Table(cells(a=0.834)), measure=replace(SHARE, decimals=1))
    assert "Hver prik svarer til 1\u00a0%, og antallet af prikker er rundet af." in figure(tenths).caption.text
    assert "rundet" not in figure(tenths, dots=10).caption.text
    thirds = Table(cells(a=1 / 3, b=1 / 3, c=1 / 3))
    assert "Hver hel prik svarer til 10\u00a0%, og antallet" in figure(thirds, dots=10).caption.text


# -- what is painted -------------------------------------------------------------------------------------------------


def painted(drawn: Scene, picture: Image.Image) -> list[float]:
    """How many dots of each row are seen to be filled: by how much red is missing, of the colours of dots."""
    paper = Image.new("RGBA", picture.size, drawn.background)
    paper.alpha_composite(picture.convert("RGBA"))
    red = np.asarray(paper.convert("RGB"))[:, :, 0].astype(float)
    scale = picture.width / drawn.width
    dots = [mark for mark in drawn.marks() if isinstance(mark, Circle) and mark.of and mark.of.role != "key"]
    ground, full, pale = (int(colour[1:3], 16) for colour in (drawn.background, dots[0].fill, dots[-1].fill))
    found = []
    for y in dict.fromkeys(dot.y for dot in dots):
        row = [dot for dot in dots if dot.y == y]
        left, right = (round(scale * (dot.x + side * (dot.r + 2))) for dot, side in ((row[0], -1), (row[-1], 1)))
        top, foot = (round(scale * (y + side * (row[0].r + 2))) for side in (-1, 1))
        missing = float((ground - red[top:foot, left:right]).sum()) / (pi * (scale * row[0].r) ** 2)
        found.append((missing - len(row) * (ground - pale)) / (pale - full))
    return found


ROWS = {"a": 0.31, "b": 0.14, "c": 0.12, "d": 0.06}


@pytest.mark.parametrize("name", ["png", "webp", "svg", "svg-editable", "svg-outlined", "pdf"])
def test_dots_are_painted_as_filled_as_their_shares_are(name: str, tmp_path: FilePath) -> None:
    """In each format, as its readers paint it."""
    drawn = scene(Table(cells(**ROWS)), dots=10, grids="each")
    content = ENCODERS[name].encode(drawn, 3)
    if name == "pdf":
        (tmp_path / "a.pdf").write_bytes(content)
        picture = page(tmp_path / "a.pdf", 288)
    elif name.startswith("svg"):
        resvg_py = pytest.importorskip("resvg_py")
        picture = Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(content.decode(), zoom=3, skip_system_fonts=True))))
    else:
        picture = Image.open(io.BytesIO(content))
    assert painted(drawn, picture) == pytest.approx([10 * share for share in ROWS.values()], abs=0.06)


@pytest.mark.thorough
def test_an_office_program_paints_dots_as_filled_as_their_shares_are(tmp_path: FilePath) -> None:
    drawn = scene(Table(cells(**ROWS)), PRESETS["slide"], dots=10, grids="each")
    (tmp_path / "a.pptx").write_bytes(ENCODERS["pptx"].encode(drawn, 1))
    libreoffice(tmp_path, "--convert-to", "pdf", "a.pptx")
    found = painted(drawn, page(tmp_path / "a.pdf", 144))
    assert found == pytest.approx([10 * share for share in ROWS.values()], abs=0.1)


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
