"""Both canvases paint the same picture, and what is painted in palette indices is kept without loss."""

from __future__ import annotations

import io
from functools import cache
from itertools import pairwise, product
from math import cos, radians, sin
from pathlib import Path as FilePath

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image as Pillow
from test_formats import chunks, plain, sample
from thorough import in_turn

from barometer_cli import pipeline, project
from barometer_cli.formats import agg, indexed, png
from barometer_cli.formats.pixels import rgb
from barometer_cli.formats.xmp import packet
from barometer_cli.model.scene import Circle, Group, Image, Line, Path, Rect, Scene, Text

ROOT = FilePath(__file__).parents[1]
LEAST = 40.0
"""Peak signal-to-noise ratio in dB that both canvases must reach together."""


@cache
def figures() -> dict[str, Scene]:
    """Every sample figure laid out."""
    microdata = project.Microdata()
    entries = project.find([ROOT / "figures"])
    return {f"{entry.page}/{entry.id}": pipeline.on_sheet(project.figure(entry, microdata)).scene for entry in entries}


def size(scene: Scene, scale: float) -> tuple[int, int]:
    return round(scene.width * scale), round(scene.height * scale)


def with_agg(scene: Scene, scale: float) -> np.ndarray:
    """Red, green and blue as Agg paints them."""
    canvas = png.draw(agg.Canvas(*size(scene, scale), scene.background), scene, scale)
    stride = 3 * canvas.width + 1
    rows = np.frombuffer(b"".join(canvas.rows()), np.uint8).reshape(canvas.height, stride)[:, 1:]
    canvas.close()
    return rows.reshape(canvas.height, canvas.width, 3).astype(int)


def shown(data: bytes) -> np.ndarray:
    return np.asarray(Pillow.open(io.BytesIO(data)).convert("RGB")).astype(int)


def mode(data: bytes) -> str:
    return Pillow.open(io.BytesIO(data)).mode


def alike(one: np.ndarray, other: np.ndarray) -> float:
    """Peak signal-to-noise ratio, dB."""
    error = ((one - other) ** 2).mean()
    return float("inf") if error == 0 else float(10 * np.log10(255**2 / error))


@pytest.mark.parametrize("turn", [0, pytest.param(1, marks=pytest.mark.thorough)])
def test_the_canvases_agree_on_every_sample_figure(turn: int) -> None:
    """Each at one of two scales, in turn, and in a thorough run at the other."""
    for place, (name, scene) in enumerate(figures().items()):
        scale = in_turn((1, 2), place + turn)
        data = png.encode(scene, scale)
        painted, peer = shown(data), with_agg(scene, scale)
        assert painted.shape == peer.shape
        assert alike(painted, peer) > LEAST, name
        if any(isinstance(mark, Image) for mark in scene.marks()):
            continue  # pictures have too many colours
        assert mode(data) == "P", f"{name} was not painted in palette indices"
        fills = {mark.fill for mark in scene.marks() if isinstance(mark, Rect | Text | Circle | Path) and mark.fill}
        fills.add(scene.background)
        with Pillow.open(io.BytesIO(data)) as picture:
            colours = {colour for _, colour in picture.convert("RGB").getcolors(256)}
        assert {rgb(fill) for fill in fills} <= colours, name


@pytest.mark.parametrize("scene", [plain(), sample()], ids=["indices", "agg"])
def test_metadata_is_the_same_on_both(scene: Scene) -> None:
    found = {kind: body for kind, body in chunks(png.encode(scene, 2)) if kind not in (b"IDAT", b"PLTE", b"IHDR")}
    assert found == {
        b"sRGB": b"\0",
        b"pHYs": found[b"pHYs"],
        b"iTXt": b"XML:com.adobe.xmp\0\0\0\0\0" + packet(scene),
        b"IEND": b"",
    }
    assert found[b"pHYs"] == (7559).to_bytes(4) * 2 + b"\1"


def test_the_file_holds_what_was_painted() -> None:
    scene = plain()
    canvas = indexed.Canvas(*size(scene, 2), scene.background, 4, 0)
    png.draw(canvas, scene, 2)
    rows = np.frombuffer(b"".join(canvas.rows()), np.uint8).reshape(canvas.height, canvas.width + 1)
    palette = np.frombuffer(canvas.palette, np.uint8).reshape(-1, 3)
    assert (rows[:, 0] == 0).all()
    assert (palette[rows[:, 1:]] == shown(png.encode(scene, 2))).all()


def of(*marks: Rect | Circle | Line | Path | Text) -> Scene:
    return Scene("s", 200, 100, "#FFFFFF", "t", "d", "da", (Group("g", "G", marks),))


def text(x: float, y: float, ground: str = "#FFFFFF", fill: str = "#222222") -> Text:
    return Text("t", x, y, "Hver anden", 16, 400, fill, "start", ground)


UNFIT = {
    "text over an edge": of(Rect("r", 0, 30, 60, 40, "#0B4F6C"), text(20, 50)),
    "text over text": of(text(20, 50), text(24, 54)),
    "text off the sheet": of(text(150, 50)),
    "text beside the sheet": of(text(-300, 50)),
    "text on a disc's edge": of(Circle("c", 20, 50, 12, "#C9DDE7"), text(16, 54)),
    "a slanted line off the sheet": of(Line("l", 10, 10, 90, 140, "#222222", 2)),
    "an outline off the sheet": of(Path("p", ((10, 10), (90, 10), (50, 160)), closed=True, fill="#0B4F6C")),
    "a disc off the sheet": of(Circle("c", 4, 50, 12, "#B84A33")),
    "too many colours": of(*(Rect(f"r{i}", i % 20 * 10, i // 20 * 6, 9, 5, f"#{i:02X}40{i:02X}") for i in range(256))),
    "too many colours of discs": of(
        *(Circle("c", 10 + n % 13 * 14, 10 + n // 13 * 15, 5, "#" + "".join(levels))
          for n, levels in enumerate(product(("00", "55", "AA", "FF"), repeat=3))),
    ),
}  # fmt: skip


@pytest.mark.parametrize("scene", UNFIT.values(), ids=UNFIT.keys())
def test_what_does_not_fit_is_painted_by_agg(scene: Scene) -> None:
    data = png.encode(scene, 2)
    assert mode(data) == "RGB"
    assert (shown(data) == with_agg(scene, 2)).all()


def test_text_on_another_ground_than_declared_is_painted_on_what_lies_there() -> None:
    scene = of(Rect("r", 0, 0, 200, 100, "#0B4F6C"), text(20, 50, ground="#FFFFFF", fill="#FFFFFF"))
    assert mode(png.encode(scene)) == "P"
    assert alike(shown(png.encode(scene)), with_agg(scene, 1)) > LEAST


places = st.floats(-20, 220).map(lambda value: round(value, 2))
extents = st.floats(0, 120).map(lambda value: round(value, 2))
colours = st.sampled_from(["#FFFFFF", "#0B4F6C", "#E4572E", "#C9DDE7", "#222222"])
rects = st.builds(Rect, st.just("r"), places, places, extents, extents, colours)
words = st.sampled_from(["Ja", "Ved ikke", "Ærlig, øget åbenhed", "fi AVATAR 69\u00a0%", " ", "jæ\u0301"])
texts = st.builds(
    Text, st.just("t"), places, places, words, st.sampled_from([12.0, 15.5, 24.0]), st.sampled_from([400, 600, 700]),
    colours, st.sampled_from(["start", "middle", "end"]), colours,
)  # fmt: skip
rules = st.builds(lambda x, y, length, fill, width: Line("l", x, y, x + length, y, fill, width),
                  places, places, extents, colours, st.sampled_from([1.0, 1.5, 3.0]))  # fmt: skip
hooks = st.builds(
    lambda x, y, length, high, fill: Path(
        "p", ((x, y + high), (x, y), (x + length, y), (x + length, y + high)), stroke=fill, width=1.5
    ),
    places, places, extents, st.sampled_from([8.0, -8.0]), colours,
)  # fmt: skip


@settings(max_examples=150, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(st.one_of(rects, texts, rules, hooks), max_size=8), st.sampled_from([1, 2, 1.5]))
def test_the_canvases_agree_on_any_scene(marks: list[Rect | Line | Path | Text], scale: float) -> None:
    scene = of(*marks)
    painted, peer = shown(png.encode(scene, scale)), with_agg(scene, scale)
    assert painted.shape == peer.shape
    assert alike(painted, peer) > LEAST


corners = st.tuples(st.floats(20, 180), st.floats(20, 80))
handles = st.tuples(*[st.floats(20, 180), st.floats(20, 80)] * 3)
discs = st.builds(lambda at, r, fill, stroke, width: Circle("c", *at, r, fill, stroke, width),
                  corners, st.floats(4, 12), colours, colours, st.sampled_from([0.0, 0.5, 2.0]))  # fmt: skip
strokes = st.builds(
    lambda heights, bent, stroke, width: Path(
        "p",
        (
            (20, heights[0]),
            *((10 + 30 * n, one, 30 * n, other, 20 + 30 * n, other) if bent else (20 + 30 * n, other)
              for n, (one, other) in enumerate(pairwise(heights), start=1)),
        ),
        stroke=stroke,
        width=width,
    ),
    st.lists(st.floats(20, 80), min_size=2, max_size=5), st.booleans(), colours, st.sampled_from([0.7, 1.5, 4.0]),
)  # fmt: skip
rings = st.builds(  # of blunt corners: how sharp ones are cut off depends in Agg on how wide the stroke is
    lambda at, wide, high, fill, stroke, width: Path(
        "p", (at, (at[0] + wide, at[1] + 3), (at[0] + wide / 3, at[1] + high * wide)), True, fill, stroke, width
    ),
    st.tuples(st.floats(20, 100), st.floats(20, 40)), st.floats(25, 70), st.floats(0.6, 0.9),
    st.one_of(st.none(), colours), colours, st.sampled_from([0.7, 1.5, 4.0]),
)  # fmt: skip
outlines = st.builds(
    lambda first, more, fill, island: Path("p", (first, *more), closed=True, fill=fill, more=tuple(island)),
    corners, st.lists(st.one_of(corners, handles), min_size=2, max_size=6), colours,
    st.lists(st.lists(corners, min_size=3, max_size=4).map(tuple), max_size=1),
)  # fmt: skip
slants = st.builds(lambda one, other, fill, width: Line("l", *one, *other, fill, width),
                   corners, corners, colours, st.sampled_from([1.0, 3.0]))  # fmt: skip
fields = st.builds(Rect, st.just("r"), st.sampled_from([0, 50]), st.sampled_from([0, 30]),
                   st.sampled_from([60, 150]), st.sampled_from([40, 70]), colours)  # fmt: skip


@settings(max_examples=150, derandomize=True, suppress_health_check=list(HealthCheck), deadline=None)
@given(
    st.lists(fields, max_size=2),
    st.lists(st.one_of(discs, strokes, rings, outlines, slants), min_size=1, max_size=5),
    st.sampled_from([1, 2, 1.5]),
)
def test_the_canvases_agree_on_shapes_over_one_another(
    grounds: list[Rect], shapes: list[Circle | Line | Path], scale: float
) -> None:
    scene = of(*grounds, *shapes)
    painted, peer = shown(png.encode(scene, scale)), with_agg(scene, scale)
    assert alike(painted, peer) > LEAST


@given(
    st.floats(14, 180),
    st.floats(14, 84),
    st.floats(2, 12),
    st.sampled_from([0.0, 2.0, 3.0]),
    st.sampled_from([1, 2, 3]),
)
@settings(max_examples=60, deadline=None)
def test_a_disc_is_the_same_on_both(x: float, y: float, r: float, edge: float, scale: int) -> None:
    scene = of(Circle("c", x, y, r, "#0B4F6C", "#B84A33", edge if edge < r - 1 else 0.0))
    data = png.encode(scene, scale)
    assert mode(data) == "P"
    assert alike(shown(data), with_agg(scene, scale)) > LEAST


@pytest.mark.parametrize("closed", [True, False])
@pytest.mark.parametrize("degrees", [60, 30, 29, 28.5, 24, 16, 10])
def test_a_sharp_corner_is_cut_off_where_svg_cuts_it(degrees: float, closed: bool) -> None:
    """A mitre is at most four times as long as the stroke is wide: corners of 29 degrees and more have one.

    So it is in SVG; in Agg of a stroke of 4 px, for there the limit is the width.
    """
    half = radians(degrees / 2)
    x, y = 32 - 25 * cos(half), 25 * sin(half)
    scene = of(Path("p", ((x, 32 - y), (32.0, 32.0), (x, 32 + y)), closed, stroke="#0B4F6C", width=4.0))
    assert alike(shown(png.encode(scene, 1)), with_agg(scene, 1)) > 50


def test_a_circle_keeps_its_area_and_its_edge_within_it() -> None:
    """Counted in px, against pi r squared: what is painted is the circle, not something like it."""
    white = of(Circle("c", 100, 50, 40, "#000000"))
    ink = (255 - with_agg(white, 2)[:, :, 0]).sum() / 255
    assert abs(ink - np.pi * 80**2) < 0.001 * np.pi * 80**2
    edged = shown(png.encode(of(Circle("c", 100, 50, 40, "#00FF00", "#FF0000", 10)), 2))
    assert tuple(edged[100, 200]) == (0, 255, 0)
    assert [tuple(edged[100, x]) for x in (121, 139, 142)] == [(255, 0, 0), (255, 0, 0), (0, 255, 0)]
    assert tuple(edged[100, 118]) == (255, 255, 255)


def square(left: float, top: float, side: float, fill: str) -> Path:
    """A square whose edges slant so little that they stay within half a px."""
    right, bottom = left + side, top + side
    return Path("p", ((left, top), (right, top + 0.4), (right, bottom), (left, bottom - 0.4)), closed=True, fill=fill)


def test_areas_lie_upon_one_another_in_their_order() -> None:
    """All are painted in one go, but the shade of each px is that of the last area there."""
    fills = ["#0B4F6C", "#E4572E", "#C9DDE7"]
    scene = of(*(square(20 + 10 * n, 20 + 10 * n, 30, fill) for n, fill in enumerate(fills)))
    painted, peer = shown(png.encode(scene, 2)), with_agg(scene, 2)
    assert [tuple(painted[2 * y, 2 * x]) for x, y in ((25, 25), (35, 35), (45, 45), (65, 65))] == [
        rgb(fill) for fill in [*fills, fills[-1]]
    ]
    assert alike(painted, peer) > LEAST


def test_neighbours_share_the_px_of_their_border() -> None:
    """Of each px on a slanting border both areas cover a part: it is mixed of both, as Agg does it."""
    left = Path("l", ((20, 20), (60, 20), (80, 80), (20, 80)), closed=True, fill="#0B4F6C")
    right = Path("r", ((60, 20), (120, 20), (120, 80), (80, 80)), closed=True, fill="#E4572E")
    scene = of(left, right)
    painted, peer = shown(png.encode(scene, 2)), with_agg(scene, 2)
    border = np.s_[60:140, 130:150]
    assert np.abs(painted[border] - peer[border]).max() < 40
    assert alike(painted[border], peer[border]) > 30


@pytest.mark.parametrize("scale", [1, 2])
def test_every_area_of_a_map_has_its_own_shade(scale: int) -> None:
    """The shade tells the number: where Agg paints a class, its px are of exactly that colour."""
    for name in ("katalog/kort-kommuner-syntetisk", "katalog/kort-regioner-syntetisk"):
        scene = figures()[name]
        painted, peer = shown(png.encode(scene, scale)), with_agg(scene, scale)
        for fill in {mark.fill for mark in scene.marks() if mark.of and mark.of.role in ("area", "blank", "class")}:
            there = (peer == rgb(fill)).all(axis=2)
            assert there.any() and (painted[there] == rgb(fill)).all(axis=1).mean() > 0.995, (name, fill)


def test_a_path_of_several_lines_has_holes() -> None:
    square, hole = ((20, 20), (80, 20), (80, 80), (20, 80)), ((40, 40), (40, 60), (60, 60), (60, 40))
    apart = ((120, 20), (140, 20), (140, 40), (120, 40))
    scene = of(Path("p", square, closed=True, fill="#0B4F6C", more=(hole, apart)))
    fill, ground = rgb("#0B4F6C"), (255, 255, 255)
    for painted in (shown(png.encode(scene)), with_agg(scene, 1)):
        found = [tuple(painted[y, x]) for x, y in ((30, 30), (50, 50), (70, 70), (130, 30), (100, 30))]
        assert found == [fill, ground, fill, fill, ground]
