"""Painting in palette indices, a byte a px: for sheets of rectangles, brackets and text, which need few colours.

What does not fit raises `Unpaintable`; Agg paints that. Coordinates are device px, y down.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from math import floor
from typing import TYPE_CHECKING

from barometer_cli.formats.glyphs import Mask, pens, word_mask
from barometer_cli.formats.palette import COLOURS, Palette, Unpaintable
from barometer_cli.formats.pixels import Colour, mixed, rgb, spans
from barometer_cli.layout.type import Face
from barometer_cli.model.scene import Lines, Weight

if TYPE_CHECKING:
    from barometer_cli.formats.edges import Edges


class Canvas:
    """A sheet of width x height device px, filled with a colour (#RRGGBB).

    It is for about so many inks of text, each on its ground, and shapes of so many fills.
    """

    def __init__(self, width: int, height: int, background: str, inks: int, fills: int) -> None:
        self.width = width
        self.height = height
        self._stride = width + 1
        self._px = bytearray(self._stride * height)
        self._palette = Palette(inks, fills)
        self._palette.index(rgb(background))

    @property
    def palette(self) -> bytes:
        """Red, green and blue of each entry."""
        return bytes(self._palette.colours)

    @cached_property
    def _edges(self) -> Edges:
        from barometer_cli.formats.edges import Edges

        return Edges(self._palette, self._px, self.width, self.height)

    def rect(self, x: float, y: float, width: float, height: float, fill: str) -> None:
        """Fill a rectangle; edges between px are blended by how much of the px they cover."""
        colour = rgb(fill)
        for top, bottom, high in spans(y, y + height, self.height):
            for left, right, wide in spans(x, x + width, self.width):
                if (cover := high * wide) >= 1:
                    self._fill(left, top, right, bottom, self._palette.index(colour))
                else:
                    self._blend(left, top, right, bottom, colour, cover)

    def circle(self, x: float, y: float, r: float, fill: str, stroke: str, width: float) -> None:
        """Fill a disc about x, y, its edge `width` px within the radius.

        Raises
        ------
        Unpaintable
            If it reaches off the sheet, or its edge lies on too many colours.
        """
        from barometer_cli.formats.coverage import discs

        left, top = floor(x - r), floor(y - r)
        radii = (round(r, 3), round(r - width, 3)) if width else (round(r, 3),)
        cover = discs(round(x - left, 3), round(y - top, 3), radii, self._stride)
        self._edges.lay(cover, [stroke, fill] if width else [fill], left, top)

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
            from barometer_cli.formats.coverage import stroked

            self._edges.lay(stroked(lines, scale, closed, width, self._stride), [stroke])

    def _rule(self, left: float, top: float, right: float, bottom: float, stroke: str) -> None:
        """Fill a thin rectangle, which may lie across colours."""
        rows, columns = spans(top, bottom, self.height), spans(left, right, self.width)
        if not rows or not columns:
            return
        x, y = columns[0][0], rows[0][0]
        if self._is_plain(x, y, columns[-1][1], rows[-1][1], self._at(x, y)):
            self.rect(left, top, right - left, bottom - top, stroke)
        else:
            self._edges.rule(rows, columns, stroke)

    def areas(self, areas: Sequence[tuple[Lines, str]], scale: float) -> None:
        """Fill outlines one after another, each with a colour: all at once, since most only touch by their edges.

        Raises
        ------
        Unpaintable
            If one reaches off the sheet, or their edges lie on too many colours.
        """
        from barometer_cli.formats.coverage import filled

        shapes = tuple(lines for lines, _ in areas)
        self._edges.lay(filled(shapes, scale, self._stride), [fill for _, fill in areas])

    def text(self, x: float, y: float, line: str, size: float, weight: Weight, fill: str) -> None:
        """Write one line of text with its pen starting at x on the baseline y.

        Raises
        ------
        Unpaintable
            If it does not lie on a single colour.
        """
        ground = self._at(floor(x), floor(y))
        first = self._palette.ramp(rgb(fill), ground)
        words = []
        for word, face, left, top, column, row in pens(x, y, line, size, weight):
            if mask := _entries_of(word, face, size, column, row, first, self._palette.shades, ground):
                words.append((mask, left + mask.left, top + mask.top, left + mask.right, top + mask.bottom))
        if not words:
            return
        if any(word[3] > following[1] for word, following in pairwise(words)):
            raise Unpaintable
        left, right = words[0][1], words[-1][3]
        top, bottom = min(word[2] for word in words), max(word[4] for word in words)
        if left < 0 or top < 0 or right > self.width or bottom > self.height:
            raise Unpaintable
        if not self._is_plain(left, top, right, bottom, ground):
            raise Unpaintable
        px = self._px
        for mask, left, top, right, bottom in words:
            wide = right - left
            for start, shades in zip(self._starts(left, top, bottom), mask.rows, strict=True):
                px[start : start + wide] = shades

    def rows(self) -> Iterator[memoryview]:
        """The entry of each px, each row behind a zero byte, in one piece."""
        yield memoryview(self._px)

    def close(self) -> None:
        """Nothing to do: fresh memory for a byte a px costs nothing."""

    def image(self, x: int, y: int, width: int, height: int, data: bytes) -> None:
        """Raises `Unpaintable`: pictures have too many colours."""
        raise Unpaintable

    def _starts(self, left: int, top: int, bottom: int) -> range:
        """Where rows begin, from a column on, among all px."""
        first = top * self._stride + 1 + left
        return range(first, first + (bottom - top) * self._stride, self._stride)

    def _fill(self, left: int, top: int, right: int, bottom: int, entry: int) -> None:
        """Give all px of a box an entry."""
        px, wide = self._px, right - left
        row = bytes((entry,)) * wide
        for start in self._starts(left, top, bottom):
            px[start : start + wide] = row

    def _blend(self, left: int, top: int, right: int, bottom: int, colour: Colour, cover: float) -> None:
        """Cover part of each px of a box with a colour: exactly over a single one, else by the nearest there are."""
        starts = self._starts(left, top, bottom)
        alone = right - left == 1  # an upright edge is one place, however high
        places = (
            [slice(starts.start, starts.stop, starts.step)]
            if alone
            else [slice(at, at + right - left) for at in starts]
        )
        grounds = sorted(set().union(*(self._px[place] for place in places)))
        blends = [mixed(self._palette[ground], colour, cover) for ground in grounds]
        found = [self._palette.index(blends[0])] if len(blends) == 1 else self._edges.nearest(blends)
        entries = bytearray(COLOURS)
        for ground, entry in zip(grounds, found, strict=True):
            entries[ground] = entry
        for place in places:
            self._px[place] = self._px[place].translate(entries)

    def _is_plain(self, left: int, top: int, right: int, bottom: int, entry: int) -> bool:
        """Whether all px of a box, which is on the sheet, have an entry."""
        px, wide = self._px, right - left
        row = bytes((entry,)) * wide
        return all(px[start : start + wide] == row for start in self._starts(left, top, bottom))

    def _at(self, x: int, y: int) -> int:
        """The palette entry of a px."""
        if not (0 <= x < self.width and 0 <= y < self.height):
            raise Unpaintable
        return self._px[y * self._stride + 1 + x]


def _straight(lines: Lines, closed: bool) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """The ends of a line that goes along an edge of the sheet, the left or upper one first; None if it is no such."""
    match lines:
        case (((x0, y0), (x1, y1)),) if not closed and (x0 == x1 or y0 == y1):
            return (min(x0, x1), min(y0, y1)), (max(x0, x1), max(y0, y1))
    return None


@lru_cache(maxsize=16_384)
def _entries_of(
    word: str, face: Face, size: float, column: int, row: int, first: int, shades: int, ground: int
) -> Mask | None:
    """A word as palette entries of a ramp, or None if it has no ink; parameters as of `word_mask` and `_entries`."""
    mask, entries = word_mask(word, face, size, column, row), _entries(first, shades, ground)
    return mask and mask._replace(rows=tuple(each.translate(entries) for each in mask.rows))


@lru_cache(maxsize=64)
def _entries(first: int, shades: int, ground: int) -> bytes:
    """The palette entry for each coverage (0..255) of a ground, by a ramp of shades that starts at `first`."""
    steps = (round(cover * shades / 255) for cover in range(256))
    return bytes(first + step - 1 if step else ground for step in steps)
