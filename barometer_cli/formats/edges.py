"""Shapes whose edges lie across px, in palette indices: each px gets the nearest colour that there is.

numpy is imported for them alone: it takes a seventh of a start, and most sheets are rectangles and text.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from barometer_cli.formats.coverage import EIGHT, LEVELS, Cover, Places
from barometer_cli.formats.palette import COARSE, COLOURS, FINE, Palette, Unpaintable
from barometer_cli.formats.pixels import Colour, rgb

NEAR = {FINE: 6.0, COARSE: 12.0}
"""How far (in red, green and blue together) the edge of a shape may be from the colour it should have, by shades."""
FAR = 32.0
"""How far it may be where colours are about to run out."""
PARTS, UNKNOWN = LEVELS + 1, -1
"""Of how many parts of a px all or none may be covered; the entry of a blend that no shape has had."""
ALIKE = np.uint64(0x0101010101010101)
"""What makes an entry that of eight px."""
Span = tuple[int, int, float]
"""First px, px after the last, and how much of them is covered."""


class Edges:
    """What lays shapes on the px (a byte each, a zero byte before each row) of a sheet of width x height px."""

    def __init__(self, palette: Palette, px: bytearray, width: int, height: int) -> None:
        self._palette = palette
        self._width = width
        self._height = height
        self._stride = width + 1
        self._bytes = np.frombuffer(px, np.uint8)
        self._pixels = self._bytes.reshape(height, self._stride)[:, 1:]
        self._eights = np.ndarray(max(len(px) - EIGHT + 1, 0), np.uint64, px, strides=(1,))
        self._shown = np.frombuffer(palette.colours, np.uint8).reshape(-1, 3)
        self._from = np.zeros((5, COLOURS), np.float32)
        self._known: list[Colour] = []
        self._laid: dict[Colour, int] = {}
        self._blends = np.zeros(0, np.int16)

    def rule(self, rows: Sequence[Span], columns: Sequence[Span], stroke: str) -> None:
        """Fill a rectangle that may lie across colours, told by its rows and its columns."""
        place = self._pixels[rows[0][0] : rows[-1][1], columns[0][0] : columns[-1][1]]
        down, across = (
            np.repeat([cover for _, _, cover in parts], [end - start for start, end, _ in parts])
            for parts in (rows, columns)
        )
        parts = np.rint(np.multiply.outer(down, across) * LEVELS).astype(int)
        place[...] = self._over(self._laid_as([rgb(stroke)]), place, parts)

    def lay(self, cover: Cover, fills: Sequence[str], left: int = 0, top: int = 0) -> None:
        """Lay colours over what shapes cover, their box at a px: edges are blended with whatever colours are there.

        Raises
        ------
        Unpaintable
            If it reaches off the sheet, or its edge lies on too many colours.
        """
        first_x, first_y, last_x, last_y = cover.box
        if left + first_x < 0 or top + first_y < 0 or left + last_x > self._width or top + last_y > self._height:
            raise Unpaintable
        px, colours = self._bytes[top * self._stride + left + 1 :], [rgb(fill) for fill in fills]
        entries = np.array([self._palette.index(colour) for colour in colours], np.uint8)
        laid = self._laid_as(colours)
        for layer in cover.layers:
            px[layer.places] = self._over(laid[layer.of], px[layer.places], layer.part)
        px[cover.ones.places] = np.repeat(entries, cover.ones.counts)
        if len(cover.eights.places):
            eights = self._eights[top * self._stride + left + 1 :]
            eights[cover.eights.places] = np.repeat(entries * ALIKE, cover.eights.counts)

    def nearest(self, wanted: Sequence[Colour]) -> list[int]:
        """The entries nearest to colours, with an entry more for each that is near none."""
        return [int(entry) for entry in self._nearest(np.array(wanted))]

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
        apart = at @ self._columns()
        found: NDArray[np.intp] = apart.argmin(axis=1)
        least = apart.min(axis=1)
        while least[farthest := least.argmax()] > NEAR[self._palette.shades] ** 2 and self._palette.spares:
            new = self._palette.index(tuple(wanted[farthest].tolist()))
            to_new = at @ self._columns()[:, new]
            found[to_new < least] = new
            np.minimum(least, to_new, out=least)
        if least[farthest] > FAR**2:
            raise Unpaintable
        return found

    def _columns(self) -> NDArray[np.float32]:
        """Shape (5, flat colours): what colours are multiplied by to tell how far they are apart."""
        new = list(self._palette.flat)[len(self._known) :]
        for at, colour in enumerate(new, len(self._known)):
            self._from[:, at] = (*(-2 * part for part in colour), 1, sum(part * part for part in colour))
        self._known += new
        return self._from[:, : len(self._known)]
