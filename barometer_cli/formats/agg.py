"""Painting on matplotlib's Agg renderer, without pyplot, Figure or Axes.

The one call into matplotlib that it does not promise to keep stands here: `_backend_agg.RendererAgg`. Tried with
matplotlib 3.11.2.

Coordinates here are device px, y down. Agg's paths and images are y up and turned; its text is y down.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from io import BytesIO
from typing import Any

import numpy as np
from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.backends import _backend_agg
from matplotlib.path import Path
from numpy.typing import NDArray
from PIL import Image as Pillow

from barometer_cli.formats.glyphs import pens, word_mask
from barometer_cli.formats.pixels import rgb, spans
from barometer_cli.model.scene import Lines, Weight

DOTS = 72
"""Dots per inch at which a point is a px."""

BAND = 64
"""Rows converted and deflated at a time."""

_idle: dict[tuple[int, int], Any] = {}
"""The renderer last closed, by size: fresh memory costs more than painting on it."""


class Canvas:
    """A sheet of width x height device px, filled with a colour (#RRGGBB), or without one clear; px hold their colours
    themselves.
    """

    palette = b""

    def __init__(self, width: int, height: int, background: str | None) -> None:
        self.width = width
        self.height = height
        self._agg = _idle.pop((width, height), None) or vars(_backend_agg)["RendererAgg"](width, height, DOTS)
        self._pixels = np.asarray(self._agg)
        self._flip = np.array([[1.0, 0.0, 0.0], [0.0, -1.0, height], [0.0, 0.0, 1.0]])
        self._gc = GraphicsContextBase()
        self._gc.set_snap(False)
        self._gc.set_joinstyle("miter")
        self._mode = "RGB" if background else "RGBA"
        self._pixels[...] = 0 if background is None else (*rgb(background), 255)

    def rect(self, x: float, y: float, width: float, height: float, fill: str) -> None:
        """Fill a rectangle; edges between px are blended by how much of the px they cover.

        Written straight into the renderer's memory: the general path rasteriser takes ten times as long.
        """
        colour = np.array((*rgb(fill), 255), np.uint8)
        for top, bottom, high in spans(y, y + height, self.height):
            for left, right, wide in spans(x, x + width, self.width):
                place = self._pixels[top:bottom, left:right]
                if (cover := high * wide) >= 1:
                    place.view(np.uint32)[...] = colour.view(np.uint32)
                else:
                    place[...] = _blended(place.astype(np.float32), colour, cover)

    def circle(self, x: float, y: float, r: float, fill: str, stroke: str, width: float) -> None:
        """Fill a disc about x, y, its edge `width` px within the radius."""
        self._gc.set_linewidth(0)
        for radius, colour in ((r, stroke), (r - width, fill)) if width else ((r, fill),):
            place = np.array([[radius, 0.0, x], [0.0, radius, y], [0.0, 0.0, 1.0]])
            self._agg.draw_path(self._gc, Path.unit_circle(), self._flip @ place, _rgba(colour))

    def path(
        self, lines: Lines, scale: float, closed: bool, fill: str | None, stroke: str | None, width: float
    ) -> None:
        """Fill, stroke or both lines through points and along curves, `scale` times as large, mitred, butt ends."""
        self._gc.set_linewidth(width if stroke else 0)
        self._gc.set_foreground(_rgba(stroke or "#000000"), isRGBA=True)
        place = self._flip @ np.diag([scale, scale, 1.0])
        self._agg.draw_path(self._gc, outline(lines, closed), place, _rgba(fill) if fill else None)

    def areas(self, areas: Sequence[tuple[Lines, str]], scale: float) -> None:
        """Fill outlines one after another, `scale` times as large, each with a colour."""
        for lines, fill in areas:
            self.path(lines, scale, True, fill, None, 0)

    def text(self, x: float, y: float, line: str, size: float, weight: Weight, fill: str) -> None:
        """Blend one line of text with its pen starting at x on the baseline y."""
        self._gc.set_foreground(_rgba(fill), isRGBA=True)
        for word, face, left, top, column, row in pens(x, y, line, size, weight):
            if mask := word_mask(word, face, size, column, row):
                covers = np.frombuffer(bytearray().join(mask.rows), np.uint8).reshape(len(mask.rows), -1)
                self._agg.draw_text_image(covers, left + mask.left, top + mask.bottom, 0, self._gc)

    def image(self, x: int, y: int, width: int, height: int, data: bytes) -> None:
        """Blend an encoded picture stretched to width x height, with its upper left corner at x, y."""
        self._agg.draw_image(self._gc, x, self.height - y - height, _resized(data, width, height))

    def rows(self) -> Iterator[bytes]:
        """Red, green, blue, and on a clear sheet alpha, of each px, each row behind a zero byte, in bands that stay in
        the processor's cache.

        Pillow puts a zero byte behind each row in the same pass that drops alpha, so the rows need one more in
        front and one fewer at the end.
        """
        yield b"\0"
        for top in range(0, self.height, BAND):
            band = self._pixels[top : top + BAND]
            rgba = Pillow.frombuffer("RGBA", (self.width, len(band)), band, "raw", "RGBA", 0, 1)
            rows = rgba.tobytes("raw", self._mode, len(self._mode) * self.width + 1, 1)
            yield rows if top + BAND < self.height else rows[:-1]

    def close(self) -> None:
        """Lend the memory to the next canvas of this size; this one must not be used again."""
        _idle.clear()
        _idle[self.width, self.height] = self._agg


def _blended(place: NDArray[np.float32], colour: NDArray[np.uint8], cover: float) -> NDArray[np.float32]:
    """Px (red, green, blue, alpha) of which a colour covers a part: where nothing is, it keeps its hue and is clear."""
    alpha = place[..., 3:] * (1 - cover) + 255 * cover
    shown = (place[..., :3] * place[..., 3:] * (1 - cover) + colour[:3].astype(np.float32) * 255 * cover) / alpha
    blended: NDArray[np.float32] = np.rint(np.concatenate([shown, alpha], axis=-1))
    return blended


@lru_cache(maxsize=1024)
def outline(lines: Lines, closed: bool) -> Path:
    """Lines as matplotlib's paths hold them: a vertex and a code for every handle and point."""
    places: list[float] = []
    codes: list[Any] = []
    for points in lines:
        for step in points:
            places += step
            codes += [Path.LINETO] if len(step) == 2 else [Path.CURVE4] * 3
        codes[-sum(len(step) // 2 for step in points)] = Path.MOVETO
        if closed:
            places += points[0]
            codes.append(Path.CLOSEPOLY)
    return Path(np.array(places).reshape(-1, 2), codes)


@lru_cache(maxsize=1024)
def _rgba(colour: str) -> tuple[float, float, float, float]:
    red, green, blue = rgb(colour)
    return red / 255, green / 255, blue / 255, 1.0


@lru_cache(maxsize=16)
def _resized(data: bytes, width: int, height: int) -> NDArray[np.uint8]:
    """A picture as RGBA rows from the bottom."""
    with Pillow.open(BytesIO(data)) as picture:
        resized = picture.convert("RGBA").resize((width, height), Pillow.Resampling.LANCZOS)
    return np.ascontiguousarray(np.asarray(resized)[::-1])
