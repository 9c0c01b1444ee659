"""Colours measured: contrast as WCAG defines it."""

from __future__ import annotations

from functools import lru_cache

READABLE = 4.5
"""Contrast that text needs on what it lies on."""
VISIBLE = 3.0
"""Contrast that a mark needs on what it lies on."""


@lru_cache(maxsize=256)
def luminance(colour: str) -> float:
    """Relative luminance (0..1) of #RRGGBB, WCAG 2.2."""
    channels = [byte / 255 for byte in bytes.fromhex(colour[1:])]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio (1..21) of two colours, WCAG 2.2."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)
