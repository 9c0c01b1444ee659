"""How large files are: every sample figure on the web's sheet, in every format, with what its file carries."""

from __future__ import annotations

import gzip
from pathlib import Path
from statistics import median

from barometer_cli import pipeline, project
from barometer_cli.export import origin
from barometer_cli.export.encode import Task, encode, pictures
from barometer_cli.formats import ENCODERS
from barometer_cli.model.preset import WEB

FIGURES = Path(__file__).parents[1] / "figures"


def measured() -> dict[str, dict[str, float]]:
    """Median and largest kB (1000 bytes) of a file by format, and the median of what servers send of it; PNG at 1x."""
    microdata = project.Microdata()
    files: dict[str, list[bytes]] = {name: [] for name in ENCODERS}
    for entry in project.find([FIGURES]):
        figure = project.figure(entry, microdata)
        told = origin.carried(entry, figure)
        for sheet in pipeline.sheets(figure, [WEB])[0]:
            drawn = pictures(Path(entry.stem), entry.page, sheet, tuple(files), (1.0,), told)
            for picture, data in zip(drawn, encode(Task(entry.id, drawn)), strict=True):
                files[picture.encoder].append(data)
    return {name: _kilobytes(each) for name, each in files.items()}


def _kilobytes(files: list[bytes]) -> dict[str, float]:
    sizes = [len(data) / 1000 for data in files]
    sent = median(len(gzip.compress(data, mtime=0)) / 1000 for data in files)
    return {"median": round(median(sizes), 1), "largest": round(max(sizes), 1), "sent": round(sent, 1)}
