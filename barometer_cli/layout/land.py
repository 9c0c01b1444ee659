"""Denmark at its place on a sheet: outlines in px, and which px are whose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from itertools import chain
from math import ceil
from typing import TypeAlias

from msgspec import Struct

from barometer_cli.layout import outlines
from barometer_cli.layout.outlines import Area, Level

Place: TypeAlias = tuple[float, float]
"""x and y in px."""
FINENESS = 1
"""Decimals of a place, px: finer, nobody sees it, and a file of curves grows."""
THIN = 0.3
"""How far a line may pass from a point that is left out, px, for the same reasons."""


class Ring(tuple[Place, ...]):
    """Points of a line. Its hash is kept: all that is made of a line, path data or px, is looked up by the line."""

    @cached_property
    def _hash(self) -> int:
        return super().__hash__()

    def __hash__(self) -> int:
        return self._hash


def height_of(width: float) -> float:
    """How high the map is that is so wide, px."""
    left, top, right, bottom = outlines.extent()
    return width * (bottom - top) / (right - left)


def width_of(height: float) -> float:
    """How wide the map is that is so high, px."""
    return height / height_of(1)


class Land(Struct, frozen=True):
    """The map `height` px high, its upper left corner at whole px `left`, `top`."""

    level: Level
    height: int
    left: int = 0
    top: int = 0

    @property
    def width(self) -> int:
        """Width of the map, px."""
        return ceil(width_of(self.height))

    def rings(self, area: Area) -> tuple[Ring, ...]:
        """The outline of an area."""
        return self._drawn.rings[area.code]

    def label(self, area: Area) -> Place:
        """A point well within the largest part of an area."""
        pace = _pace(self.height)
        return self.left + area.label[0] * pace, self.top + area.label[1] * pace

    @property
    def borders(self) -> tuple[Ring, ...]:
        """The lines between neighbours."""
        return self._drawn.borders

    @property
    def regions(self) -> tuple[Ring, ...]:
        """The lines between regions."""
        return self._drawn.regions

    @property
    def coast(self) -> tuple[Ring, ...]:
        """The lines between land and sea."""
        return self._drawn.coast

    @property
    def inset(self) -> Ring:
        """The frame round Bornholm as far as it is drawn: from its upper left corner down and to the right."""
        return self._drawn.inset

    def px(self, area: Area) -> tuple[int, ...]:
        """The px of an area, row by row from the top of the map: bit n is that n px from its left edge."""
        return _px(self.level, area.code, self.height)

    @property
    def all_px(self) -> tuple[int, ...]:
        """The px of all areas together."""
        return _all_px(self.level, self.height)

    @property
    def _drawn(self) -> _Drawn:
        return _at(self.level, self.height, self.left, self.top)


class _Drawn(Struct, frozen=True):
    """The lines of a map at its place; the outlines of areas by code."""

    rings: dict[str, tuple[Ring, ...]]
    borders: tuple[Ring, ...]
    regions: tuple[Ring, ...]
    coast: tuple[Ring, ...]
    inset: Ring


@lru_cache(maxsize=16)
def _at(level: Level, height: int, left: int, top: int) -> _Drawn:
    """The map at a place; sheets of one size whose headlines are as long have the same."""
    west, north, east, south = outlines.inset()
    (frame,) = _scaled([((west, north), (west, south), (east, south))], height, left, top)
    reach = THIN / _pace(height)
    borders, regions, coast = (
        _scaled(lines, height, left, top)
        for lines in (outlines.borders(level, reach), outlines.borders("regions", reach), outlines.coast(reach))
    )
    rings = {code: _scaled(lines, height, left, top) for code, lines in outlines.rings(level, reach).items()}
    return _Drawn(rings, borders, regions, coast, frame)


def _pace(height: float) -> float:
    """How many px a unit of the outlines is on a map so high."""
    _, north, _, south = outlines.extent()
    return height / (south - north)


def _scaled(lines: Iterable[outlines.Line], height: int, left: int = 0, top: int = 0) -> tuple[Ring, ...]:
    """Lines of the outlines in px of a map so high at a place."""
    pace = _pace(height)
    return tuple(
        Ring((round(x * pace + left, FINENESS), round(y * pace + top, FINENESS)) for x, y in line) for line in lines
    )


@lru_cache(maxsize=128)
def _px(level: Level, code: str, height: int) -> tuple[int, ...]:
    """The px of an area on a map so high."""
    return _filled(_at(level, height, 0, 0).rings[code], height)


@lru_cache(maxsize=16)
def _all_px(level: Level, height: int) -> tuple[int, ...]:
    """The px of all areas: where neighbours meet, one ends where the other begins."""
    return _filled(chain.from_iterable(_at(level, height, 0, 0).rings.values()), height)


def _filled(rings: Iterable[Sequence[Place]], height: int) -> tuple[int, ...]:
    """The px whose middle lies within rings, row by row as bits."""
    crossings: list[list[float]] = [[] for _ in range(height)]
    for ring in rings:
        x0, y0 = ring[-1]
        for x1, y1 in ring:
            if y0 != y1:
                (xa, ya), (xb, yb) = ((x0, y0), (x1, y1)) if y0 < y1 else ((x1, y1), (x0, y0))
                slope = (xb - xa) / (yb - ya)
                for row in range(max(ceil(ya - 0.5), 0), min(ceil(yb - 0.5), height)):
                    crossings[row].append(xa + slope * (row + 0.5 - ya))
            x0, y0 = x1, y1
    found = []
    for places in crossings:
        places.sort()
        bits = 0
        for start, end in zip(places[::2], places[1::2], strict=True):
            first, last = ceil(start - 0.5), ceil(end - 0.5)
            bits |= (1 << last) - (1 << first)
        found.append(bits)
    return tuple(found)
