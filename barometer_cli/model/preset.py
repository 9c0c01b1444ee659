"""Sheets by name: how large, how dense their PNGs are, and what differs in how a figure is laid out on them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from barometer_cli.messages import say

SCREEN, PRINT, MILLIMETRES = 96.0, 300.0, 25.4
"""Px an inch of CSS, dots an inch of a print, mm an inch."""

Note: TypeAlias = Literal["full", "short"]
"""The whole caption, or only what marks and n need to be read by."""


class Preset(Struct, frozen=True):
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
    resolution
        Px of the layout an inch: 96 on a screen; on paper what makes its width exact, and its least words 7 pt.
    least
        Size of its least words, px of the layout.
    edge
        Whether the accent bar lies on the upper edge, and not above the headline.
    margin, white
        White round everything, and between headline, chart and foot, beside the theme's.
    labels
        Where words stand that name a bar, or explain a key number.
    most_bars
        The most bars that are drawn of answers sorted by share; None: all.
    tiers
        Whether what a picture is read by is set apart in the note from how its numbers came about.
    note
        How much of the caption stands below.
    looser
        Widths of layouts, px, that fill the same sheet with smaller words: for a figure that this one does not hold.
    """

    name: str
    width: float
    height: float | None = None
    density: float = 1
    scales: tuple[float, ...] = (1,)
    display: float = 1
    resolution: float = SCREEN
    least: float = 12
    edge: bool = False
    margin: float = 1
    white: float = 1
    labels: Literal["beside", "above"] = "beside"
    most_bars: int | None = None
    tiers: bool = False
    note: Note = "full"
    looser: tuple[float, ...] = ()

    @property
    def layouts(self) -> Iterator[Preset]:
        """The sheet as it is laid out, and as it is where a figure needs more room: the same px, more of the layout."""
        yield self
        for width in self.looser:
            times = width / self.width
            height = self.height and round(self.height * times)
            density, resolution = self.density / times, self.resolution * times
            yield replace(self, width=width, height=height, density=density, resolution=resolution, looser=())

    @property
    def pixels(self) -> str:
        """Its size as its PNG has it at scale 1: "1200 x 630", or "800 px wide" where it grows."""
        width = f"{round(self.width * self.density)}"
        return f"{width} x {round(self.height * self.density)}" if self.height else say("{width} px wide", width=width)


def _on_paper(name: str, millimetres: float, width: float, **laid_out: Any) -> Preset:
    """A sheet that is so wide on paper, at 300 dpi."""
    resolution = width / (millimetres / MILLIMETRES)
    return Preset(name, width, density=PRINT / resolution, resolution=resolution, **laid_out)


WEB = Preset("web", 800, scales=(1, 2))

PRESETS: dict[str, Preset] = {
    preset.name: preset
    for preset in (
        WEB,
        Preset("mobile", 400, density=2, display=0.79, margin=0.625, labels="above", tiers=True),
        Preset("social", 640, 336, density=1.875, least=14, edge=True, margin=0.75, white=0.7, most_bars=5,
               note="short", looser=(680, 720, 760, 800)),
        Preset("square", 540, 540, density=2, display=0.95, margin=0.8, labels="above", most_bars=5, note="short"),
        Preset("slide", 800, 450, density=2.4, display=1.15, most_bars=6, note="short"),
        _on_paper("print-80", 80, 388, display=0.79, margin=0.625, labels="above", tiers=True),
        _on_paper("print-165", 165, 800),
    )
}  # fmt: skip
"""Every sheet by its name."""

TOGETHER = {"print": ("print-80", "print-165")}
"""Names that ask for several sheets."""


def asked_for(name: str) -> tuple[Preset, ...]:
    """The sheets that a name asks for; none where there is no such name."""
    return tuple(PRESETS[each] for each in TOGETHER.get(name, (name,)) if each in PRESETS)
