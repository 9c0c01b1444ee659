"""Painting in palette indices, a byte a px: for sheets of rectangles, brackets and text, which need few colours.

The palette holds flat colours from its first entry on, and ramps from its last entry down: the shades of one
colour of text on one ground. What does not fit raises `Unpaintable`; Agg paints that.

Coordinates are device px, y down.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from math import ceil, floor

import numpy as np
from numpy.typing import NDArray

from barometer_cli.formats.glyphs import Mask, pens, word_mask
from barometer_cli.formats.pixels import Colour, mixed, rgb, spans
from barometer_cli.model.scene import Lines, Weight

COLOURS = 256
FINE, COARSE = 32, 16
"""Shades of a ramp, and where there are many ramps: both are more than 40 dB from 256 shades."""
ROOM = 192
"""Entries that ramps may take while they are fine; the others are for flat colours and edges."""


THINNEST_EDGE = 1.5
"""Px of a circle's edge: no px of a thinner one is sure to be covered by it alone."""


class Unpaintable(Exception):
    """Too many colours, or text that lies on several or reaches off the sheet."""


class Canvas:
    """A sheet of width x height device px, filled with a colour (#RRGGBB), for text in about so many ramps."""

    def __init__(self, width: int, height: int, background: str, ramps: int) -> None:
        self.width = width
        self.height = height
        self._rows = np.zeros((height, width + 1), np.uint8)
        self._pixels = self._rows[:, 1:]
        self._shades = FINE if ramps * FINE <= ROOM else COARSE
        self._colours = bytearray(3 * COLOURS)
        self._flat: dict[Colour, int] = {}
        self._ramps: dict[tuple[Colour, int], int] = {}
        self._index(rgb(background))

    @property
    def palette(self) -> bytes:
        """Red, green and blue of each entry."""
        return bytes(self._colours)

    def rect(self, x: float, y: float, width: float, height: float, fill: str) -> None:
        """Fill a rectangle; edges between px are blended by how much of the px they cover."""
        colour = rgb(fill)
        for top, bottom, high in spans(y, y + height, self.height):
            for left, right, wide in spans(x, x + width, self.width):
                place = self._pixels[top:bottom, left:right]
                if (cover := high * wide) >= 1:
                    place[...] = self._index(colour)
                else:
                    self._blend(place, colour, cover)

    def circle(self, x: float, y: float, r: float, fill: str, stroke: str, width: float) -> None:
        """Fill a disc about x, y, its edge `width` px within the radius.

        Raises
        ------
        Unpaintable
            If it does not lie on a single colour, or its edge is too thin to part its inside from that.
        """
        if width:
            if width < THINNEST_EDGE:
                raise Unpaintable
            self._disc(x, y, r, stroke)
        self._disc(x, y, r - width, fill)

    def path(
        self, lines: Lines, scale: float, closed: bool, fill: str | None, stroke: str | None, width: float
    ) -> None:
        """Stroke one polyline that goes along the edges of the sheet, mitred and with butt ends: a rule or a bracket.

        Raises
        ------
        Unpaintable
            If it is of another kind, or has corners and its lines do not lie on a single colour.
        """
        points = lines[0]
        corners = [(step[0] * scale, step[1] * scale) for step in points if len(step) == 2]
        if closed or fill or not stroke or len(lines) > 1 or len(points) < 2 or len(corners) < len(points):
            raise Unpaintable
        boxes = _boxes(corners, width / 2)
        if len(boxes) == 1:
            self.rect(*boxes[0], stroke)
            return
        left, top = floor(min(box[0] for box in boxes)), floor(min(box[1] for box in boxes))
        right, bottom = ceil(max(box[0] + box[2] for box in boxes)), ceil(max(box[1] + box[3] for box in boxes))
        cover = np.zeros((bottom - top, right - left))
        for x, y, wide, high in boxes:
            for first, last, tall in spans(y - top, y + high - top, bottom - top):
                for begin, end, broad in spans(x - left, x + wide - left, right - left):
                    cover[first:last, begin:end] += tall * broad
        if left < 0 or top < 0 or right > self.width or bottom > self.height:
            raise Unpaintable
        place, drawn = self._pixels[top:bottom, left:right], cover > 0
        ground = int(place[drawn][0])
        if (place[drawn] != ground).any():
            raise Unpaintable
        entries = _entries(self._ramp(rgb(stroke), ground), self._shades, ground)
        place[drawn] = entries[np.rint(np.minimum(cover[drawn], 1) * 255).astype(np.uint8)]

    def text(self, x: float, y: float, line: str, size: float, weight: Weight, fill: str) -> None:
        """Write one line of text with its pen starting at x on the baseline y.

        Raises
        ------
        Unpaintable
            If it does not lie on a single colour.
        """
        ground = self._at(floor(x), floor(y))
        first = self._ramp(rgb(fill), ground)
        words = []
        for word, left, top, column, row in pens(x, y, line, size, weight):
            if mask := _entries_of(word, weight, size, column, row, first, self._shades, ground):
                words.append((mask, left + mask.left, top + mask.top, left + mask.right, top + mask.bottom))
        if not words:
            return
        if any(word[3] > following[1] for word, following in pairwise(words)):
            raise Unpaintable
        self._require(ground, words[0][1], min(word[2] for word in words), words[-1][3], max(word[4] for word in words))
        for mask, left, top, right, bottom in words:
            self._pixels[top:bottom, left:right] = mask.pixels

    def rows(self) -> Iterator[memoryview]:
        """The entry of each px, each row behind a zero byte, in one piece."""
        yield self._rows.data

    def close(self) -> None:
        """Nothing to do: fresh memory for a byte a px costs nothing."""

    def image(self, x: int, y: int, width: int, height: int, data: bytes) -> None:
        """Raises `Unpaintable`: pictures have too many colours."""
        raise Unpaintable

    def _disc(self, x: float, y: float, r: float, fill: str) -> None:
        """Fill a disc that lies on a single colour."""
        left, top = floor(x - r), floor(y - r)
        cover = _coverage(round(x - left, 3), round(y - top, 3), round(r, 3))
        bottom, right = top + cover.shape[0], left + cover.shape[1]
        if left < 0 or top < 0 or right > self.width or bottom > self.height:
            raise Unpaintable
        place, inked = self._pixels[top:bottom, left:right], cover > 0
        ground = self._at(floor(x), floor(y))
        if (place[inked] != ground).any():
            raise Unpaintable
        entries = _entries(self._ramp(rgb(fill), ground), self._shades, ground).copy()
        entries[255] = self._index(rgb(fill))  # what lies upon the disc finds a flat colour there
        place[inked] = entries[cover[inked]]

    def _at(self, x: int, y: int) -> int:
        """The palette entry of a px."""
        if not (0 <= x < self.width and 0 <= y < self.height):
            raise Unpaintable
        return int(self._pixels[y, x])

    def _require(self, ground: int, left: int, top: int, right: int, bottom: int) -> None:
        """Make sure that a place is on the sheet and holds a single palette entry."""
        if left < 0 or top < 0 or right > self.width or bottom > self.height:
            raise Unpaintable
        if (self._pixels[top:bottom, left:right] != ground).any():
            raise Unpaintable

    def _index(self, colour: Colour) -> int:
        """The palette entry of a flat colour."""
        found = self._flat.get(colour)
        if found is None:
            found = len(self._flat)
            if found >= COLOURS - len(self._ramps) * self._shades:
                raise Unpaintable
            self._flat[colour] = found
            self._colours[3 * found : 3 * found + 3] = bytes(colour)
        return found

    def _ramp(self, colour: Colour, ground: int) -> int:
        """The first palette entry of the shades from a ground, which is a flat colour, to a colour."""
        first = self._ramps.get((colour, ground))
        if first is None:
            first = COLOURS - (len(self._ramps) + 1) * self._shades
            if first < len(self._flat) or ground >= len(self._flat):
                raise Unpaintable
            self._ramps[colour, ground] = first
            shades = _shades(self._colour(ground), colour, self._shades)
            self._colours[3 * first : 3 * first + len(shades)] = shades
        return first

    def _blend(self, place: NDArray[np.uint8], colour: Colour, cover: float) -> None:
        """Lay a colour over a place so that it covers part of it, whatever colours are there."""
        under = place.copy()
        for ground in set(under.tobytes()):
            place[under == ground] = self._index(mixed(self._colour(ground), colour, cover))

    def _colour(self, entry: int) -> Colour:
        red, green, blue = self._colours[3 * entry : 3 * entry + 3]
        return red, green, blue


def _boxes(points: list[tuple[float, float]], half: float) -> list[tuple[float, float, float, float]]:
    """The rectangles (x, y, width, height) that make up a stroke, `half` its width; they touch and do not overlap.

    Where it turns, the level part takes the corner.
    """
    levels = [y1 == y2 for (_, y1), (_, y2) in pairwise(points)]
    if any(one == other for one, other in pairwise(levels)):
        raise Unpaintable
    boxes = []
    last = len(levels) - 1
    for number, (((x1, y1), (x2, y2)), level) in enumerate(zip(pairwise(points), levels, strict=True)):
        if x1 != x2 and not level:
            raise Unpaintable
        corner = half if level else -half
        before, after = corner if number else 0.0, corner if number < last else 0.0
        if (x2, y2) < (x1, y1):
            x1, y1, x2, y2, before, after = x2, y2, x1, y1, after, before
        if level:
            boxes.append((x1 - before, y1 - half, x2 - x1 + before + after, 2 * half))
        else:
            boxes.append((x1 - half, y1 - before, 2 * half, y2 - y1 + before + after))
    return boxes


@lru_cache(maxsize=1024)
def _coverage(x: float, y: float, r: float) -> NDArray[np.uint8]:
    """How much (0..255) a disc about x, y covers of each px, from the px that holds its upper left corner on.

    A px is covered by how far its middle lies within the edge: within 2 of 255 of its area from a radius of 3 px on.
    """
    across, down = np.arange(ceil(x + r)) + 0.5 - x, np.arange(ceil(y + r)) + 0.5 - y
    inside = r + 0.5 - np.hypot(across[None, :], down[:, None])
    cover: NDArray[np.uint8] = np.rint(np.clip(inside, 0, 1) * 255).astype(np.uint8)
    return cover


@lru_cache(maxsize=256)
def _shades(ground: Colour, colour: Colour, count: int) -> bytes:
    """The shades of a ramp, from the first that is not the ground to the colour itself."""
    return b"".join(bytes(mixed(ground, colour, step / count)) for step in range(1, count + 1))


@lru_cache(maxsize=16_384)
def _entries_of(
    word: str, weight: Weight, size: float, column: int, row: int, first: int, shades: int, ground: int
) -> Mask | None:
    """A word as palette entries of a ramp, or None if it has no ink; parameters as of `word_mask` and `_entries`."""
    mask = word_mask(word, weight, size, column, row)
    return mask and mask._replace(pixels=_entries(first, shades, ground)[mask.pixels])


@lru_cache(maxsize=64)
def _entries(first: int, shades: int, ground: int) -> NDArray[np.uint8]:
    """The palette entry for each coverage (0..255) of a ground, by a ramp of shades that starts at `first`."""
    steps = np.rint(np.arange(256) * shades / 255).astype(int)
    return np.where(steps > 0, first + steps - 1, ground).astype(np.uint8)
