"""What a figure of each kind costs beside bars: the sample figures, from the computed table to SVG and PNG."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from statistics import median

from barometer_cli import charts, pipeline, project
from barometer_cli.errors import LayoutError
from barometer_cli.formats import ENCODERS
from barometer_cli.model.figure import Figure
from barometer_cli.model.preset import WEB
from benchmarks.measure import interleaved

FIGURES = Path(__file__).parents[1] / "figures"
SCALE = 2
LIMIT = 3
"""How many times the cost of bars a figure of any kind may have."""


def measured(rounds: int) -> dict[str, float]:
    """Median ms of the kinds, each that of its sample figures, all in turn in this process."""
    microdata = project.Microdata()
    drawn: dict[str, list[Figure]] = {}
    for entry in project.find([FIGURES]):
        if not entry.spec.sheets or WEB.name in entry.spec.sheets:
            drawn.setdefault(entry.spec.kind, []).append(project.figure(entry, microdata))
    runs = {f"{kind} {number}": _draw(each) for kind, found in drawn.items() for number, each in enumerate(found)}
    taken = interleaved(runs, rounds)
    return {
        kind: round(median(taken[f"{kind} {number}"] for number in range(len(drawn[kind]))), 2)
        for kind in charts.KINDS
        if kind in drawn
    }


def _draw(figure: Figure) -> Callable[[], None]:
    def draw() -> None:
        try:
            scene = pipeline.on_sheet(figure, WEB).scene
        except LayoutError:
            return
        for name in ("svg", "png"):
            ENCODERS[name].encode(scene, SCALE)

    return draw
