"""Write the invented tables of the maps: `python data/katalog/kort-syntetisk.py` from the root of the project.

A municipality has a per cent by how far its middle lies from the lower left corner of the map, like rings in water; a
region the mean of its municipalities.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import cos, hypot, tau
from pathlib import Path
from statistics import mean

from barometer_cli.layout.outlines import extent, outlines

FOLDER = Path(__file__).parent
WITHHELD, UNKNOWN = {"Læsø"}, {"Samsø", "Ærø"}
"""Municipalities whose per cent is not told, and those that the table does not have."""
MIDDLE, REACH, WAVE = 44, 28, 18_000
"""Per cent half-way between the highest and the lowest ring, how far these are from it, and from a highest ring to the
next in units of the outlines."""


def main() -> None:
    """Write both tables."""
    left, _, _, bottom = extent()
    areas = outlines("municipalities")
    invented = {
        area.code: round(MIDDLE + REACH * cos(tau * hypot(area.label[0] - left, area.label[1] - bottom) / WAVE))
        for area in areas
    }
    _write(
        "kort-kommuner-syntetisk.csv",
        {
            area.name: ".." if area.name in WITHHELD else invented[area.code]
            for area in areas
            if area.name not in UNKNOWN
        },
    )
    _write(
        "kort-regioner-syntetisk.csv",
        {
            region.name.removeprefix("Region "): round(
                mean(invented[area.code] for area in areas if area.region == region.code)
            )
            for region in outlines("regions")
        },
    )


def _write(name: str, shares: Mapping[str, int | str]) -> None:
    lines = ["category;share", *(f"{area};{share}" for area, share in shares.items())]
    (FOLDER / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


main()
