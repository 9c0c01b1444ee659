"""Portable Document Format by matplotlib's PDF backend, text as Type 42 so that it can be copied and edited.

A px is 0.75 pt, and on a sheet for print what makes it as wide as it says. The scene is handed to the renderer mark by
mark; matplotlib lays out nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import lru_cache
from io import BytesIO
from typing import Any

from barometer_cli.formats.lines import legible, start
from barometer_cli.formats.subset import cut
from barometer_cli.layout.type import Face, face, set_in
from barometer_cli.model.scene import Circle, Image, Line, Mark, Path, Rect, Scene, Text

POINTS = 72.0
"""Points per inch."""


def encode(scene: Scene) -> bytes:
    """Write a scene as PDF."""
    import matplotlib
    from matplotlib.artist import Artist
    from matplotlib.backends.backend_pdf import FigureCanvasPdf
    from matplotlib.figure import Figure

    class Sheet(Artist):
        """The whole scene as one artist."""

        def draw(self, renderer: Any) -> None:
            points = POINTS / scene.resolution
            ground = (Rect("background", 0, 0, scene.width, scene.height, scene.background),)
            for mark in (*(() if scene.transparent else ground), *scene.marks()):
                _draw(renderer, mark, scene.height, points)

    metadata = {"Title": legible(scene.title), "Subject": legible(scene.description)}
    unstamped = dict.fromkeys(("CreationDate", "ModDate", "Producer", "Creator"))
    out = BytesIO()
    with matplotlib.rc_context({"pdf.fonttype": 42}), _cut_by_harfbuzz(), set_in(scene.typeface):
        figure = Figure(figsize=(scene.width / scene.resolution, scene.height / scene.resolution), frameon=False)
        figure.add_artist(Sheet())
        canvas: Any = FigureCanvasPdf(figure)
        canvas.print_pdf(out, metadata={**metadata, **unstamped})
    return out.getvalue()


@contextmanager
def _cut_by_harfbuzz() -> Iterator[None]:
    """Let matplotlib embed fonts that HarfBuzz cuts: fontTools takes 60 ms each, mostly for tables that a PDF ignores.

    Private to matplotlib 3.11; where it is gone, fontTools cuts as before.
    """
    from matplotlib.backends import _backend_pdf_ps

    fonts: Any = _backend_pdf_ps
    known = fonts.get_glyphs_subset
    fonts.get_glyphs_subset = lambda path, glyphs: nullcontext(cut(str(path), frozenset(glyphs)))
    try:
        yield
    finally:
        fonts.get_glyphs_subset = known


def _draw(renderer: Any, mark: Mark, height: float, points: float) -> None:
    """Draw a mark of a sheet so high (px), a px of which is so many points."""
    from matplotlib.path import Path as Outline
    from matplotlib.transforms import Affine2D

    from barometer_cli.formats.agg import outline

    place = Affine2D().scale(points, -points).translate(0, height * points)
    gc = renderer.new_gc()
    gc.set_linewidth(0)
    gc.set_joinstyle("miter")
    match mark:
        case Rect():
            box = Affine2D().scale(mark.width, mark.height).translate(mark.x, mark.y)
            renderer.draw_path(gc, Outline.unit_rectangle(), box + place, _rgb(mark.fill))
        case Circle():
            radius = mark.r - mark.width / 2
            if mark.width:
                _stroke(gc, mark.stroke, mark.width * points)
            disc = Affine2D().scale(radius).translate(mark.x, mark.y)
            renderer.draw_path(gc, Outline.unit_circle(), disc + place, _rgb(mark.fill))
        case Line():
            _stroke(gc, mark.stroke, mark.width * points)
            renderer.draw_path(gc, Outline([(mark.x1, mark.y1), (mark.x2, mark.y2)]), place, None)
        case Path():
            if mark.stroke:
                _stroke(gc, mark.stroke, mark.width * points)
            path = outline(mark.lines, mark.closed)
            renderer.draw_path(gc, path, place, _rgb(mark.fill) if mark.fill else None)
        case Text():
            gc.set_foreground(mark.fill)
            font = _font(face(mark.weight), mark.size * points)
            renderer.draw_text(gc, start(mark) * points, (height - mark.y) * points, legible(mark.text), font, 0)
        case Image():
            box = Affine2D().scale(mark.width * points, mark.height * points)
            bottom = (height - mark.y - mark.height) * points
            renderer.draw_image(gc, mark.x * points, bottom, _pixels(mark.data), box)
    gc.restore()


def _stroke(gc: Any, colour: str, width: float) -> None:
    gc.set_foreground(colour)
    gc.set_linewidth(width)


def _rgb(colour: str) -> tuple[float, float, float]:
    red, green, blue = bytes.fromhex(colour[1:])
    return red / 255, green / 255, blue / 255


@lru_cache(maxsize=256)
def _font(face: Face, points: float) -> Any:
    from matplotlib.font_manager import FontProperties

    return FontProperties(fname=str(face.path), size=points * face.fit)


def _pixels(data: bytes) -> Any:
    import numpy as np
    from PIL import Image as Pillow

    with Pillow.open(BytesIO(data)) as picture:
        return np.asarray(picture.convert("RGBA"))[::-1]
