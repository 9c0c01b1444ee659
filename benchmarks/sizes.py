"""How large files are: every sample figure on the web's sheet, in every format."""

from __future__ import annotations

from pathlib import Path
from statistics import median

from barometer_cli import pipeline, project
from barometer_cli.formats import ENCODERS
from barometer_cli.model.preset import WEB

FIGURES = Path(__file__).parents[1] / "figures"


def measured() -> dict[str, dict[str, float]]:
    """Median and largest kB (1000 bytes) of a file by format; PNG at 1x."""
    microdata = project.Microdata()
    figures = [project.figure(entry, microdata) for entry in project.find([FIGURES])]
    scenes = [sheet.scene for figure in figures for sheet in pipeline.sheets(figure, [WEB])[0]]
    found = {}
    for name, encoder in ENCODERS.items():
        sizes = [len(encoder.encode(scene, 1)) / 1000 for scene in scenes]
        found[name] = {"median": round(median(sizes), 1), "largest": round(max(sizes), 1)}
    return found
