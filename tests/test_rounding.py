"""Bars end round where the theme says so: where they end, and nowhere else."""

from __future__ import annotations

import io
import re
from pathlib import Path as FilePath

import numpy as np
import pytest
from commands import barometer
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from PIL import Image
from test_canvases import LEAST, alike, shown, with_agg
from test_hostile import survey, table, write

from barometer_cli import pipeline, project
from barometer_cli.checks.boxes import box
from barometer_cli.formats import ENCODERS, png
from barometer_cli.formats.native import native
from barometer_cli.layout.rounding import HANDLE, ROUND, rounded
from barometer_cli.model.scene import Axis, Group, Mark, Of, Path, Rect, Scene

ROOT = FilePath(__file__).parents[1]
BLUE, GREY = "#0B4F6C", "#E8ECEF"
ZERO = Of("zero")


def of(*marks: Mark, radius: float = 8, axis: Axis = "x") -> Scene:
    return Scene("s", 200, 120, "#FFFFFF", "t", "d", "da", (Group("g", "G", marks),), axis=axis, radius=radius)


def bar(x: float, width: float, name: str = "a", y: float = 20, height: float = 30, fill: str = BLUE) -> Rect:
    return Rect(f"bar-{name}", x, y, width, height, fill, Of("bar", name))


def corners(scene: Scene, name: str = "a") -> set[str]:
    """Which corners of a bar are round: those that none of its points lies in."""
    [mark] = [mark for mark in rounded(scene).marks() if mark.id == f"bar-{name}"]
    left, top, right, bottom = box(mark)
    places = {"upper left": (left, top), "upper right": (right, top),
              "lower left": (left, bottom), "lower right": (right, bottom)}  # fmt: skip
    ends = {step[-2:] for step in mark.points} if isinstance(mark, Path) else set(places.values())
    return {corner for corner, place in places.items() if place not in ends}


RIGHT, LEFT = {"upper right", "lower right"}, {"upper left", "lower left"}
TOP = {"upper left", "upper right"}


def test_a_bar_is_round_where_it_ends_and_square_where_it_begins() -> None:
    assert corners(of(Rect("zero", 49, 10, 1, 60, BLUE, ZERO), bar(50, 100))) == RIGHT
    assert corners(of(Rect("zero", 150, 10, 1, 60, BLUE, ZERO), bar(50, 100))) == LEFT, "below zero"
    standing = of(Rect("zero", 10, 100, 150, 1, BLUE, ZERO), bar(50, 30, y=20, height=80), axis="y")
    assert corners(standing) == TOP
    assert corners(of(replace(bar(50, 100), of=Of("apart", "a")))) == RIGHT, "its line is not drawn"


def test_only_the_ends_of_a_whole_are_round() -> None:
    rest = Rect("bar-rest", 122, 20, 50, 30, GREY, Of("rest"))
    whole = of(bar(20, 38, "a"), bar(60, 60, "b"), rest)
    assert [corners(whole, name) for name in ("a", "b", "rest")] == [LEFT, set(), RIGHT]
    assert corners(of(bar(20, 38), bar(60, 60, "b", y=60))) == LEFT | RIGHT, "another row"


def radii(scene: Scene) -> dict[str, float]:
    """How far the round ends of bars reach along them, px; 0 of square ones."""
    found = {}
    for mark in rounded(scene).marks():
        curves = [step for step in mark.points if len(step) == 6] if isinstance(mark, Path) else []
        found[mark.id] = round(abs(curves[0][4] - curves[0][0]) / (1 - HANDLE), 1) if curves else 0.0
    return found


def test_all_wholes_of_a_figure_are_as_round_as_the_least_of_their_outer_parts() -> None:
    """Their left ends would look as though each told something else."""
    rows = [bar(20, 5, "a"), bar(27, 73, "b"), bar(20, 60, "c", y=60), bar(82, 18, "d", y=60)]
    assert radii(of(*rows, radius=12)) == {"bar-a": 5, "bar-b": 5, "bar-c": 5, "bar-d": 5}
    rows[:2] = [bar(20, 1, "a"), bar(23, 77, "b")]
    assert set(radii(of(*rows, radius=12)).values()) == {0}, "one of 1 px is round for nobody"
    alone = [bar(20, 1, "a"), bar(20, 60, "c", y=60)]
    assert radii(of(*alone, radius=12)) == {"bar-a": 0.5, "bar-c": 12}, "a bar of its own is as round as it can be"


@given(st.floats(0.5, 120), st.floats(2, 60), st.floats(0.5, 24), st.booleans())
def test_a_round_bar_is_as_long_and_as_thick_and_no_rounder_than_it_has_room_for(
    length: float, thickness: float, radius: float, free: bool
) -> None:
    one = bar(50, length, height=thickness)
    zero = () if free else (Rect("zero", 49, 10, 1, 100, BLUE, ZERO),)
    [mark] = [mark for mark in rounded(of(*zero, one, radius=radius)).marks() if mark.id == "bar-a"]
    assert isinstance(mark, Path) and box(mark) == pytest.approx(box(one), abs=0.02)
    curves = [(before[-2:], step) for before, step in zip(mark.points, mark.points[1:], strict=False) if len(step) == 6]
    assert len(curves) == (4 if free else 2)
    wide = min(radius, thickness / 2, length / (2 if free else 1))
    for (x, y), step in curves:
        assert (abs(step[4] - x), abs(step[5] - y)) == pytest.approx((wide, wide), abs=0.03)
        assert max(abs(step[0] - x), abs(step[1] - y)) == pytest.approx(HANDLE * wide, abs=0.03)


def test_without_a_radius_a_scene_is_what_it_was() -> None:
    scene = of(bar(50, 100), radius=0)
    assert rounded(scene) is scene


@pytest.mark.parametrize("scale", [1, 2])
def test_every_canvas_paints_the_same_round_ends(scale: int) -> None:
    track = Rect("track", 50, 20, 130, 30, GREY, Of("whole", "a"))
    scene = of(Rect("zero", 49, 10, 1, 60, BLUE, ZERO), track, bar(50, 100))
    painted = shown(png.encode(scene, scale))
    assert alike(painted, with_agg(rounded(scene), scale)) > LEAST
    blue, grey, white = ([*bytes.fromhex(colour[1:])] for colour in (BLUE, GREY, "#FFFFFF"))
    for (x, y), colour in {(50, 20): blue, (149, 20): grey, (149, 35): blue, (179, 20): white, (179, 35): grey}.items():
        assert painted[y * scale, x * scale].tolist() == colour, (x, y)


def sheet(name: str) -> Scene:
    [entry] = project.find([ROOT / "figures" / f"{name}.yaml"])
    return replace(pipeline.on_sheet(project.figure(entry, project.Microdata())).scene, radius=8)


def test_charts_of_powerpoint_have_their_own_bars() -> None:
    scene = sheet("innovation-2021-2023/innovationstyper")
    assert native(scene), "a path would be no bar of such a chart"
    assert any(isinstance(mark, Path) and mark.of and mark.of.role in ROUND for mark in rounded(scene).marks())


@pytest.mark.parametrize("name", ["katalog/modstillede-soejler-syntetisk", "innovation-2021-2023/indkoeb"])
def test_every_form_of_a_picture_has_round_bars(name: str) -> None:
    scene = sheet(name)
    square = replace(scene, radius=0)
    for form, encoder in ENCODERS.items():
        assert encoder.encode(scene, 1) != encoder.encode(square, 1), form
    with Image.open(io.BytesIO(ENCODERS["png"].encode(scene, 1))) as one:
        round_ends = np.asarray(one.convert("RGB")).astype(int)
    with Image.open(io.BytesIO(ENCODERS["png"].encode(square, 1))) as other:
        differs = np.abs(round_ends - np.asarray(other.convert("RGB")).astype(int)).max(axis=2) > 8
    assert 0 < differs.mean() < 0.01


def test_a_theme_says_how_round_bars_are(tmp_path: FilePath) -> None:
    figures = tmp_path / "figures" / "side"
    survey(figures, population="alle", theme="brand.toml")
    svar = table(tmp_path / "data" / "svar.csv", ("Ja", 69, 100), ("Nej", 31, 100))
    write(figures / "f.yaml", kind="bars", title="Svar", caption="svarene på spørgsmålet", table=svar)
    (figures / "brand.toml").write_text("radius = 6\n", encoding="utf-8")
    assert barometer(tmp_path, "render", "--format", "svg", "--force").returncode == 0
    [svg] = (tmp_path / "build").rglob("*.svg")
    assert len(re.findall(r'<path id="[^"]*bar-\d"', svg.read_text("utf-8"))) == 2
    (figures / "brand.toml").write_text("# rund\nradius = 60\n", encoding="utf-8")
    wrong = barometer(tmp_path, "render")
    assert wrong.returncode == 2 and "brand.toml:2" in wrong.stderr and "24" in wrong.stderr
