"""Where on a sheet there is room for words: px that nothing stands on, as bits of whole rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil, floor
from typing import TypeAlias

Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, right, bottom in px."""


class Vacancy:
    """The px of a sheet's part of width x height px that are free at first, its upper left corner at 0, 0."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._taken = [0] * height

    def take(self, box: Box) -> None:
        """Take every px that a box touches."""
        left, top, right, bottom = box
        first, last = max(floor(left), 0), min(ceil(right), self.width)
        if first < last:
            bits = (1 << last) - (1 << first)
            for row in range(max(floor(top), 0), min(ceil(bottom), self.height)):
                self._taken[row] |= bits

    def take_rows(self, rows: Sequence[int], left: int, top: int) -> None:
        """Take what rows of bits hold, whose first bit lies at `left`, `top`."""
        for row, bits in enumerate(rows, start=top):
            if 0 <= row < self.height:
                self._taken[row] |= bits << left if left >= 0 else bits >> -left

    def is_free(self, x: float, y: float) -> bool:
        """Whether a px is free; outside none is."""
        return 0 <= x < self.width and 0 <= y < self.height and not self._taken[int(y)] >> int(x) & 1

    def near(self, width: float, height: float, x: float, step: int = 2) -> Iterator[tuple[int, int]]:
        """Upper left corners of free boxes of width x height px: in each row two, the nearest to `x` on either side."""
        wide, high = ceil(width), ceil(height)
        here = max(round(x), 0)
        for top in range(0, self.height - high + 1, step):
            starts = self._starts(top, wide, high)
            if before := (starts & ((1 << here) - 1)).bit_length():
                yield before - 1, top
            if after := starts >> here:
                yield here + (after & -after).bit_length() - 1, top

    def _starts(self, top: int, width: int, height: int) -> int:
        """The places (bits) at which a free box may begin whose top is in a row."""
        free = (1 << self.width) - 1
        for bits in self._taken[top : top + height]:
            free &= ~bits
        known = 1
        while known < width and free:
            more = min(known, width - known)
            free &= free >> more
            known += more
        return free
