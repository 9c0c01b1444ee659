"""The widest scale on which bars, and what is written at their ends, have room beside one another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

Band: TypeAlias = list[tuple[float, float]]
"""What begins on one line: of each bar its share, and the room behind its end (px); of words alone a share of 0."""
STEPS = 60
"""How often an interval is halved: then it is as narrow as numbers can tell."""


def reach(band: Band, scale: float) -> float:
    """How far the longest of a band reaches, px, where a share of 1 is so many px long."""
    return max((share * scale + room for share, room in band), default=0.0)


def widest(bands: Sequence[Band], free: float) -> float:
    """The largest scale on which all bands have room beside one another, px of a share of 1.

    How far each reaches grows with the scale, and so does their sum: the scale is found by halving.

    Parameters
    ----------
    bands
        Shape (bands, bars and words).
    free
        The room, px; 0 is given where it does not even hold what is written.
    """
    longest = sum(max((share for share, _ in band), default=0.0) for band in bands)
    low, high = 0.0, max(free, 0.0) / (longest or 1.0)
    if sum(reach(band, high) for band in bands) <= free:
        return high
    for _ in range(STEPS):
        middle = (low + high) / 2
        if sum(reach(band, middle) for band in bands) <= free:
            low = middle
        else:
            high = middle
    return low
