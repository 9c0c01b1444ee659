"""Painting in palette indices, a byte a px: for sheets of rectangles, brackets and text, which need few colours.

The palette holds flat colours from its first entry on, and ramps from its last entry down: the shades of one
colour of text on one ground. What does not fit raises `Unpaintable`; Agg paints that.

Coordinates are device px, y down.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from math import floor

import numpy as np
from numpy.typing import NDArray

from barometer_cli.formats.coverage import EIGHT, LEVELS, Cover, Places, discs, filled, stroked
from barometer_cli.formats.glyphs import Mask, pens, word_mask
from barometer_cli.formats.pixels import Colour, mixed, rgb, spans
from barometer_cli.layout.type import Face
from barometer_cli.model.scene import Lines, Weight

COLOURS = 256
FINE, COARSE = 32, 16
"""Shades of a ramp, and where there are many ramps: both are more than 40 dB from 256 shades."""
ROOM = 192
"""Entries that ramps may take while they are fine; the others are for flat colours and edges."""


NEAR = {FINE: 6.0, COARSE: 12.0}
"""How far (in red, green and blue together) the edge of a shape may be from the colour it should have, by shades."""
FAR = 32.0
"""How far it may be where colours are about to run out."""
PARTS, UNKNOWN = LEVELS + 1, -1
"""Of how many parts of a px all or none may be covered; the entry of a blend that no shape has had."""
ALIKE = np.uint64(0x0101010101010101)
"""What makes an entry that of eight px."""
SPARE = 16
"""Entries that edges of shapes leave for flat colours to come."""


class Unpaintable(Exception):
    """Too many colours, or text that lies on several or reaches off the sheet."""


class Canvas:
    """A sheet of width x height device px, filled with a colour (#RRGGBB).

    It is for about so many inks of text, each on its ground, and shapes of so many fills.
    """

    def __init__(self, width: int, height: int, background: str, inks: int, fills: int) -> None:
        self.width = width
        self.height = height
        self._rows = np.zeros((height, width + 1), np.uint8)
        self._pixels = self._rows[:, 1:]
        self._bytes = self._rows.reshape(-1)
        self._eights = np.ndarray(max(self._rows.size - EIGHT + 1, 0), np.uint64, self._rows, strides=(1,))
        self._stride = width + 1
        self._shades = FINE if (inks + fills) * FINE <= ROOM else COARSE
        self._kept = COLOURS - SPARE - inks * self._shades
        self._colours = bytearray(3 * COLOURS)
        self._shown = np.frombuffer(self._colours, np.uint8).reshape(-1, 3)
        self._from = np.zeros((5, COLOURS), np.float32)
        self._flat: dict[Colour, int] = {}
        self._ramps: dict[tuple[Colour, int], int] = {}
        self._laid: dict[Colour, int] = {}
        self._blends = np.zeros(0, np.int16)
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
            If it reaches off the sheet, or its edge lies on too many colours.
        """
        left, top = floor(x - r), floor(y - r)
        radii = (round(r, 3), round(r - width, 3)) if width else (round(r, 3),)
        cover = discs(round(x - left, 3), round(y - top, 3), radii, self._stride)
        self._lay(cover, [stroke, fill] if width else [fill], left, top)

    def path(
        self, lines: Lines, scale: float, closed: bool, fill: str | None, stroke: str | None, width: float
    ) -> None:
        """Fill, stroke or both lines through points and along curves, `scale` times as large, mitred, butt ends.

        Raises
        ------
        Unpaintable
            If it reaches off the sheet, or its edge lies on too many colours.
        """
        if stroke and (rule := _straight(lines, closed)):
            (x0, y0), (x1, y1) = rule
            across, down = (width / 2, 0.0) if x0 == x1 else (0.0, width / 2)
            self._rule(x0 * scale - across, y0 * scale - down, x1 * scale + across, y1 * scale + down, stroke)
            return
        if fill:
            self.areas([(lines, fill)], scale)
        if stroke:
            self._lay(stroked(lines, scale, closed, width, self._stride), [stroke])

    def _rule(self, left: float, top: float, right: float, bottom: float, stroke: str) -> None:
        """Fill a thin rectangle, which may lie across colours."""
        rows, columns = spans(top, bottom, self.height), spans(left, right, self.width)
        if not rows or not columns:
            return
        place = self._pixels[rows[0][0] : rows[-1][1], columns[0][0] : columns[-1][1]]
        if (place == place[0, 0]).all():
            self.rect(left, top, right - left, bottom - top, stroke)
            return
        down, across = (
            np.repeat([cover for _, _, cover in parts], [end - start for start, end, _ in parts])
            for parts in (rows, columns)
        )
        parts = np.rint(np.multiply.outer(down, across) * LEVELS).astype(int)
        place[...] = self._over(self._laid_as([rgb(stroke)]), place, parts)

    def areas(self, areas: Sequence[tuple[Lines, str]], scale: float) -> None:
        """Fill outlines one after another, each with a colour: all at once, since most only touch by their edges.

        Raises
        ------
        Unpaintable
            If one reaches off the sheet, or their edges lie on too many colours.
        """
        shapes = tuple(lines for lines, _ in areas)
        self._lay(filled(shapes, scale, self._stride), [fill for _, fill in areas])

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
        for word, face, left, top, column, row in pens(x, y, line, size, weight):
            if mask := _entries_of(word, face, size, column, row, first, self._shades, ground):
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

    def _lay(self, cover: Cover, fills: Sequence[str], left: int = 0, top: int = 0) -> None:
        """Lay colours over what shapes cover, their box at a px: edges are blended with whatever colours are there."""
        first_x, first_y, last_x, last_y = cover.box
        if left + first_x < 0 or top + first_y < 0 or left + last_x > self.width or top + last_y > self.height:
            raise Unpaintable
        px, colours = self._bytes[top * self._stride + left + 1 :], [rgb(fill) for fill in fills]
        entries, laid = np.array([self._index(colour) for colour in colours], np.uint8), self._laid_as(colours)
        for layer in cover.layers:
            px[layer.places] = self._over(laid[layer.of], px[layer.places], layer.part)
        px[cover.ones.places] = np.repeat(entries, cover.ones.counts)
        if len(cover.eights.places):
            eights = self._eights[top * self._stride + left + 1 :]
            eights[cover.eights.places] = np.repeat(entries * ALIKE, cover.eights.counts)

    def _laid_as(self, colours: Sequence[Colour]) -> Places:
        """The numbers of colours among those that shapes were laid in."""
        before = len(self._laid)
        numbers = [self._laid.setdefault(colour, len(self._laid)) for colour in colours]
        if new := len(self._laid) - before:
            self._blends = np.append(self._blends, np.full(new * COLOURS * PARTS, UNKNOWN, np.int16))
        return np.array(numbers)

    def _over(self, laid: Places, grounds: NDArray[np.uint8], parts: Places) -> NDArray[np.int16]:
        """The entries for colours, by number, over grounds, of each of which they cover so many of 16 parts.

        A px gets the nearest colour that there is, or where none is near one of its own.
        """
        blends = (laid * COLOURS + grounds) * PARTS + parts
        found: NDArray[np.int16] = self._blends[blends]
        if found.size and found.min() == UNKNOWN:
            asked = np.zeros(len(self._blends), bool)
            asked[blends[found == UNKNOWN]] = True
            wanted = np.flatnonzero(asked)
            number, ground, part = np.unravel_index(wanted, (len(self._laid), COLOURS, PARTS))
            under, over = self._shown[ground].astype(int), np.array(list(self._laid))[number]
            self._blends[wanted] = self._nearest(under + ((over - under) * part[:, None] + LEVELS // 2) // LEVELS)
            found = self._blends[blends]
        return found

    def _nearest(self, wanted: NDArray[np.intp]) -> NDArray[np.intp]:
        """The entries nearest to colours (n by 3), with an entry more for each that is near none.

        How far two are apart, squared, is a product: (r, g, b, their squares, 1) times a column of `_from`.
        """
        at = np.ones((len(wanted), 5), np.float32)  # whole numbers below 2^24 are exact
        at[:, :3] = wanted
        np.einsum("ij,ij->i", at[:, :3], at[:, :3], out=at[:, 3])
        apart = at @ self._from[:, : len(self._flat)]
        found: NDArray[np.intp] = apart.argmin(axis=1)
        least = apart.min(axis=1)
        while least[farthest := least.argmax()] > NEAR[self._shades] ** 2 and len(self._flat) < self._kept:
            new = self._index(tuple(wanted[farthest].tolist()))
            to_new = at @ self._from[:, new]
            found[to_new < least] = new
            np.minimum(least, to_new, out=least)
        if least[farthest] > FAR**2:
            raise Unpaintable
        return found

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
            self._from[:, found] = (*(-2 * part for part in colour), 1, sum(part * part for part in colour))
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
        """Cover part of a place with a colour: exactly over a single one, else by the nearest that there are."""
        grounds = sorted(set(place.tobytes()))
        blends = [mixed(self._colour(ground), colour, cover) for ground in grounds]
        entries = np.zeros(COLOURS, np.uint8)
        entries[grounds] = self._index(blends[0]) if len(blends) == 1 else self._nearest(np.array(blends))
        place[...] = entries[place]

    def _colour(self, entry: int) -> Colour:
        red, green, blue = self._colours[3 * entry : 3 * entry + 3]
        return red, green, blue


def _straight(lines: Lines, closed: bool) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """The ends of a line that goes along an edge of the sheet, the left or upper one first; None if it is no such."""
    match lines:
        case (((x0, y0), (x1, y1)),) if not closed and (x0 == x1 or y0 == y1):
            return (min(x0, x1), min(y0, y1)), (max(x0, x1), max(y0, y1))
    return None


@lru_cache(maxsize=256)
def _shades(ground: Colour, colour: Colour, count: int) -> bytes:
    """The shades of a ramp, from the first that is not the ground to the colour itself."""
    return b"".join(bytes(mixed(ground, colour, step / count)) for step in range(1, count + 1))


@lru_cache(maxsize=16_384)
def _entries_of(
    word: str, face: Face, size: float, column: int, row: int, first: int, shades: int, ground: int
) -> Mask | None:
    """A word as palette entries of a ramp, or None if it has no ink; parameters as of `word_mask` and `_entries`."""
    mask = word_mask(word, face, size, column, row)
    return mask and mask._replace(pixels=_entries(first, shades, ground)[mask.pixels])


@lru_cache(maxsize=64)
def _entries(first: int, shades: int, ground: int) -> NDArray[np.uint8]:
    """The palette entry for each coverage (0..255) of a ground, by a ramp of shades that starts at `first`."""
    steps = np.rint(np.arange(256) * shades / 255).astype(int)
    return np.where(steps > 0, first + steps - 1, ground).astype(np.uint8)
