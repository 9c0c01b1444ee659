"""Words as masks of coverage, rendered by HarfBuzz, for every canvas alike.

Glyphs are unhinted and stand where HarfBuzz shaped them, at quarters of a px: so a word's mask can be used again,
and equal glyphs deflate well. `RasterDraw` was tried with uharfbuzz 0.57.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from math import floor
from typing import Any, NamedTuple

from barometer_cli.layout.type import Face, face, shape, words_of
from barometer_cli.model.scene import Weight

STEPS = 4
"""Positions per px at which a word is rendered."""


class Mask(NamedTuple):
    """Coverage of px (0..255) by row, and where its edges are from the px that the pen starts in (y down)."""

    rows: tuple[bytes, ...]
    left: int
    top: int
    right: int
    bottom: int


def pens(x: float, y: float, line: str, size: float, weight: Weight) -> Iterator[tuple[str, Face, int, int, int, int]]:
    """The words of one line of text with its pen starting at x on the baseline y (device px).

    Of each: the word and its face, x and y of the px its pen starts in, and column and row where in that px, in steps.
    """
    used = face(weight)
    top, row = divmod(round(y * STEPS), STEPS)
    for word in words_of(line):
        left, column = divmod(floor(x * STEPS + 0.5), STEPS)
        yield word, used, left, top, column, row
        x += shape(word, used).advance * size


@lru_cache(maxsize=16_384)
def word_mask(word: str, face: Face, size: float, column: int, row: int) -> Mask | None:
    """Coverage of a word, or None if it has no ink.

    Parameters
    ----------
    word
        What to render.
    face
        What it is set in.
    size
        Font size in device px.
    column, row
        Where in its px the pen starts, in steps to the right and down.
    """
    draw, em = _raster(), size / face.em
    glyphs = shape(word, face)
    for glyph, x in zip(glyphs.ids, glyphs.x, strict=True):
        draw.transform = (em, 0, 0, em, (round(x * size * STEPS) + column) / STEPS, -row / STEPS)
        draw.draw_glyph(face.drawn, glyph)
    image = draw.render()
    left, bottom, width, height, stride = image.extents
    if not width or not height:
        return None
    covers = bytes(image.buffer)
    rows = tuple(covers[start : start + width] for start in range((height - 1) * stride, -1, -stride))
    return Mask(rows, left, -bottom - height, left + width, -bottom)


@lru_cache(maxsize=1)
def _raster() -> Any:
    import uharfbuzz

    return uharfbuzz.RasterDraw()
