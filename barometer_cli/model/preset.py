"""Sheets by name: how large, how dense their PNGs are, and what differs in how a figure is laid out on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from barometer_cli.messages import say

Note: TypeAlias = Literal["full", "short"]
"""The whole caption, or only what marks and n need to be read by."""


@dataclass(frozen=True, slots=True)
class Preset:
    """A sheet.

    Attributes
    ----------
    width, height
        In px of the layout; height None: as high as it needs.
    density
        Px of a PNG at scale 1 for each px of the layout.
    scales
        Scales of its PNGs where nobody asks for others.
    display
        Size of headline and quote beside the theme's.
    margin
        White round everything beside the theme's.
    labels
        Where words stand that name a bar, or explain a key number.
    most_bars
        The most bars that are drawn of answers sorted by share; None: all.
    note
        How much of the caption stands below.
    """

    name: str
    width: float
    height: float | None = None
    density: float = 1
    scales: tuple[float, ...] = (1,)
    display: float = 1
    margin: float = 1
    labels: Literal["beside", "above"] = "beside"
    most_bars: int | None = None
    note: Note = "full"

    @property
    def pixels(self) -> str:
        """Its size as its PNG has it at scale 1: "1200 x 630", or "800 px wide" where it grows."""
        width = f"{self.width * self.density:g}"
        return f"{width} x {self.height * self.density:g}" if self.height else say("{width} px wide", width=width)


WEB = Preset("web", 800, scales=(1, 2))

PRESETS: dict[str, Preset] = {
    preset.name: preset
    for preset in (
        WEB,
        Preset("mobile", 400, density=2, display=0.79, margin=0.625, labels="above"),
        Preset("social", 800, 420, density=1.5, display=1.15, most_bars=5, note="short"),
    )
}
"""Every sheet by the name it is asked for."""
