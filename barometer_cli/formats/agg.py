"""Painting on matplotlib's Agg renderer, without pyplot, Figure or Axes.

Every call into matplotlib that it does not promise to keep stands here: `_backend_agg.RendererAgg` and
`FT2Font._render_glyph` and `_set_transform`. Tried with matplotlib 3.11.2.

Coordinates here are device px, y down. Agg's paths and images are y up and turned; its text is y down.
"""

from __future__ import annotations

from functools import lru_cache
from math import ceil, floor
from typing import Any

import numpy as np
from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.backends import _backend_agg
from matplotlib.ft2font import FT2Font, LoadFlags, RenderMode
from matplotlib.path import Path
from numpy.typing import NDArray

from barometer_cli.layout.type import font_path, shape, words_of
from barometer_cli.model.scene import Weight

STEPS = 4
"""Positions per px at which a word is rendered."""
DOTS = 72
"""Dots per inch at which a point is a px."""
FIXED = 64
"""FreeType's subpixels per px."""
EXACT = 1e-6
"""Px that rounding errors may be off."""
UPRIGHT = [[0x10000, 0], [0, 0x10000]]

_idle: dict[tuple[int, int], Any] = {}
"""The renderer last closed, by size: fresh memory costs more than painting on it."""


class Canvas:
    """A sheet of width x height device px, filled with a colour (#RRGGBB)."""

    def __init__(self, width: int, height: int, background: str) -> None:
        self.width = width
        self.height = height
        self._agg = _idle.pop((width, height), None) or vars(_backend_agg)["RendererAgg"](width, height, DOTS)
        self._pixels = np.asarray(self._agg)
        self._flip = np.array([[1.0, 0.0, 0.0], [0.0, -1.0, height], [0.0, 0.0, 1.0]])
        self._gc = GraphicsContextBase()
        self._gc.set_snap(False)
        self._gc.set_joinstyle("miter")
        self.rect(0, 0, width, height, background)

    def rect(self, x: float, y: float, width: float, height: float, fill: str) -> None:
        """Fill a rectangle; edges between px are blended by how much of the px they cover.

        Written straight into the renderer's memory: the general path rasteriser takes ten times as long.
        """
        colour = np.frombuffer(bytes.fromhex(fill[1:]) + b"\xff", np.uint8)
        for top, bottom, high in _spans(y, y + height, self.height):
            for left, right, wide in _spans(x, x + width, self.width):
                place = self._pixels[top:bottom, left:right]
                if (cover := high * wide) >= 1:
                    place.view(np.uint32)[...] = colour.view(np.uint32)
                else:
                    place[...] = np.rint(place + (colour - place.astype(np.float32)) * cover)

    def path(
        self, points: list[tuple[float, float]], closed: bool, fill: str | None, stroke: str | None, width: float
    ) -> None:
        """Fill, stroke or both a polyline, mitred and with butt ends."""
        self._gc.set_linewidth(width if stroke else 0)
        self._gc.set_foreground(_rgba(stroke or "#000000"), isRGBA=True)
        path = Path([*points, points[0]], [1, *[2] * (len(points) - 1), 79]) if closed else Path(points)
        self._agg.draw_path(self._gc, path, self._flip, _rgba(fill) if fill else None)

    def text(self, x: float, y: float, line: str, size: float, weight: Weight, fill: str) -> None:
        """Blend one line of text with its pen starting at x on the baseline y."""
        self._gc.set_foreground(_rgba(fill), isRGBA=True)
        row = round(y * STEPS)
        for word in words_of(line):
            column = floor(x * STEPS + 0.5)
            mask = word_mask(word, weight, size, column % STEPS, row % STEPS)
            if mask:
                pixels, left, top = mask
                bottom = row // STEPS + top + pixels.shape[0]
                self._agg.draw_text_image(pixels, column // STEPS + left, bottom, 0, self._gc)
            x += shape(word, weight).advance * size

    def image(self, x: int, y: int, pixels: NDArray[np.uint8]) -> None:
        """Blend an RGBA picture with its upper left corner at x, y."""
        flipped = np.ascontiguousarray(pixels[::-1])
        self._agg.draw_image(self._gc, x, self.height - y - pixels.shape[0], flipped)

    def pixels(self) -> NDArray[np.uint8]:
        """Height x width x RGBA, without copying."""
        return self._pixels

    def close(self) -> None:
        """Lend the memory to the next canvas of this size; this one must not be used again."""
        _idle.clear()
        _idle[self.width, self.height] = self._agg


@lru_cache(maxsize=16_384)
def word_mask(
    word: str, weight: Weight, size: float, column: int, row: int
) -> tuple[NDArray[np.uint8], int, int] | None:
    """Coverage of a word, unhinted, or None if it has no ink.

    Parameters
    ----------
    word
        What to render.
    weight
        400, 600 or 700.
    size
        Font size in device px.
    column, row
        Where in its px the pen starts, in steps of a quarter px to the right and down.

    Returns
    -------
    tuple
        The mask, and the px from the pen to its left and to its top edge (y down).
    """
    parts: list[tuple[NDArray[np.uint8], int, int]] = []
    glyphs = shape(word, weight)
    for glyph, x in zip(glyphs.ids, glyphs.x, strict=True):
        pen = round(x * size * STEPS) + column
        pixels, start, rise = _glyph(glyph, weight, size, pen % STEPS, row)
        if pixels.size:
            parts.append((pixels, start + pen // STEPS, rise))
    if not parts:
        return None
    left, top = min(part[1] for part in parts), min(part[2] for part in parts)
    right = max(x + pixels.shape[1] for pixels, x, _ in parts)
    bottom = max(y + pixels.shape[0] for pixels, _, y in parts)
    mask = np.zeros((bottom - top, right - left), np.uint8)
    for pixels, x, y in parts:
        place = mask[y - top : y - top + pixels.shape[0], x - left : x - left + pixels.shape[1]]
        np.maximum(place, pixels, out=place)
    return mask, left, top


@lru_cache(maxsize=65_536)
def _glyph(glyph: int, weight: Weight, size: float, column: int, row: int) -> tuple[NDArray[np.uint8], int, int]:
    """Coverage of one glyph, and the px from the pen to its left and top edge; column and row as for a word."""
    font = _font(weight)
    font.set_size(size, DOTS)
    font._set_transform(UPRIGHT, [column * FIXED // STEPS, -row * FIXED // STEPS])
    bitmap = font._render_glyph(glyph, LoadFlags.NO_HINTING, RenderMode.NORMAL)
    return np.array(bitmap.buffer), bitmap.left, -bitmap.top


def _spans(start: float, stop: float, limit: int) -> list[tuple[int, int, float]]:
    """An interval cut at px borders, within 0 and the limit: first px, px after the last, and how much is covered."""
    start, stop = max(start, 0.0), min(stop, float(limit))
    first, last = ceil(start - EXACT), floor(stop + EXACT)
    if last < first:
        return [(last, first, stop - start)] if stop > start else []
    cuts = [(first - 1, first, first - start), (first, last, 1.0), (last, last + 1, stop - last)]
    return [cut for cut in cuts if cut[1] > cut[0] and cut[2] > EXACT]


@lru_cache(maxsize=8)
def _font(weight: Weight) -> Any:
    return FT2Font(str(font_path(weight)))


@lru_cache(maxsize=1024)
def _rgba(colour: str) -> tuple[float, float, float, float]:
    red, green, blue = bytes.fromhex(colour[1:])
    return red / 255, green / 255, blue / 255, 1.0
