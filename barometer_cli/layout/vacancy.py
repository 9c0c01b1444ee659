"""Where there is room for words: px that nothing stands on, as bits of whole rows."""

from __future__ import annotations

from bisect import bisect, bisect_left
from collections.abc import Iterable, Iterator, Sequence
from math import ceil, floor
from typing import TypeAlias

Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, right, bottom in px."""


class Vacancy:
    """The px of a place `width` px wide that are free: of each row its bits, bit n that of the px n from the left."""

    def __init__(self, width: int, free: Iterable[int]) -> None:
        self.width = width
        self._free = list(free)
        self._joined: dict[int, list[int]] = {}

    @classmethod
    def beside(cls, width: int, height: int, taken: Sequence[int], left: int) -> Vacancy:
        """What rows of bits leave free of a place so large, their first bit `left` px from its left edge."""
        every = (1 << width) - 1
        rows = [every & ~(bits << left if left >= 0 else bits >> -left) for bits in taken[:height]]
        return cls(width, [*rows, *[every] * (height - len(rows))])

    @property
    def height(self) -> int:
        """Rows of px."""
        return len(self._free)

    def take(self, box: Box) -> None:
        """Take every px that a box touches."""
        self._joined.clear()
        left, top, right, bottom = box
        first, last = max(floor(left), 0), min(ceil(right), self.width)
        if first < last:
            bits = (1 << last) - (1 << first)
            for row in range(max(floor(top), 0), min(ceil(bottom), len(self._free))):
                self._free[row] &= ~bits

    def starts(self, width: float, height: float, rows: range, middle: float) -> Iterator[tuple[int, int]]:
        """Of each of some rows the bits of where a free box of width x height px may begin whose top it is, if any.

        The rows that are nearest to `middle` come first, and of two as near the upper one.
        """
        tall = ceil(height)
        if tall not in self._joined:
            self._joined[tall] = _joined(self._free, tall)
        joined, wide = self._joined[tall], ceil(width)
        there = rows[: bisect_left(rows, len(joined))]
        for row in _outwards([row for row in there if joined[row]], middle):
            if bits := _narrowed(joined[row], wide):
                yield row, bits


def nearest(bits: int, x: float) -> tuple[int, ...]:
    """The places of the bits that are nearest to x on either side of it."""
    here = max(round(x), 0)
    before, after = (bits & ((1 << here) - 1)).bit_length(), bits >> here
    left = (before - 1,) if before else ()
    return (*left, here + (after & -after).bit_length() - 1) if after else left


def _outwards(rows: Sequence[int], middle: float) -> Iterator[int]:
    """Rows, the nearest to a height first, and of two as near the upper one."""
    below = bisect(rows, middle)
    above = below - 1
    while above >= 0 or below < len(rows):
        if above < 0 or (below < len(rows) and rows[below] - middle < middle - rows[above]):
            yield rows[below]
            below += 1
        else:
            yield rows[above]
            above -= 1


def _joined(rows: Sequence[int], height: int) -> list[int]:
    """Of each row the bits that it has in common with those below it, so many rows together."""
    known, found = 1, list(rows)
    while known < height:
        more = min(known, height - known)
        found = [one & other for one, other in zip(found, found[more:], strict=False)]
        known += more
    return found


def _narrowed(bits: int, width: int) -> int:
    """The bits after which so many are set, themselves among them."""
    known = 1
    while known < width and bits:
        more = min(known, width - known)
        bits &= bits >> more
        known += more
    return bits
