"""Colours in bytes, and edges that lie between px: what the canvases do alike."""

from __future__ import annotations

from functools import lru_cache
from math import ceil, floor

EXACT = 1e-6
"""Px that rounding errors may be off."""

Colour = tuple[int, int, int]
"""Red, green and blue, 0..255."""


def mixed(ground: Colour, colour: Colour, cover: float) -> Colour:
    """A colour that covers part (0..1) of a ground."""
    red, green, blue = (round(under + (over - under) * cover) for under, over in zip(ground, colour, strict=True))
    return red, green, blue


def spans(start: float, stop: float, limit: int) -> list[tuple[int, int, float]]:
    """An interval cut at px borders, within 0 and the limit: first px, px after the last, and how much is covered."""
    start, stop = max(start, 0.0), min(stop, float(limit))
    first, last = ceil(start - EXACT), floor(stop + EXACT)
    if last < first:
        return [(last, first, stop - start)] if stop > start else []
    cuts = [(first - 1, first, first - start), (first, last, 1.0), (last, last + 1, stop - last)]
    return [cut for cut in cuts if cut[1] > cut[0] and cut[2] > EXACT]


@lru_cache(maxsize=1024)
def rgb(colour: str) -> Colour:
    """Red, green and blue (0..255) of #RRGGBB."""
    red, green, blue = bytes.fromhex(colour[1:])
    return red, green, blue
