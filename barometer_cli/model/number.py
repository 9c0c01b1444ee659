"""Rounding, in one place: half up, once, from the unrounded share."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache


@lru_cache(maxsize=4096)
def half_up(value: float, decimals: int = 0) -> Decimal:
    """A number rounded half up, after snapping to nine decimals so that 0.285 * 100 counts as 28.5.

    Parameters
    ----------
    value
        Any finite number.
    decimals
        Digits kept after the decimal point; -2 rounds to hundreds.
    """
    snapped = Decimal(repr(round(value, 9)))
    rounded = snapped.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return (rounded.quantize(Decimal(1)) if decimals < 0 else rounded) + 0  # no minus before nothing


def is_whole(share: float) -> bool:
    """Whether a share (0..1) is all, to the nine decimals that rounding looks at."""
    return round(100 * share, 9) == 100


def percent(share: float, decimals: int = 0) -> Decimal:
    """A share (0..1) as the per cent that is printed: 0.496 -> 50."""
    return half_up(100 * share, decimals)
