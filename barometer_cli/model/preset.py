"""Sheets by name: how wide, how high, at which scales."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Preset:
    """A sheet: its width in px, its height (None: as high as it needs) and the scales of its PNGs."""

    name: str
    width: float
    height: float | None = None
    scales: tuple[float, ...] = (1, 2)


WEB = Preset("web", 800)
