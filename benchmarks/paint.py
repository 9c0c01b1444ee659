"""Time per figure of 2400 x 1600 px as SVG and PNG, from spec and table to bytes, against a plain pyplot script.

100 different figures are drawn in one warm process; pyplot draws the same charts, with the same words, as an
analyst writes it: `tight_layout` and `bbox_inches="tight"`. Long figures carry a caption of about a dozen lines.
"""

from __future__ import annotations

import io
import textwrap
from random import Random
from statistics import median
from time import perf_counter

import numpy as np

from barometer_cli import pipeline
from barometer_cli.formats import ENCODERS
from barometer_cli.model.dataset import Column, Dataset
from barometer_cli.model.figure import Figure
from barometer_cli.model.spec import CaptionSpec, FigureSpec, FilterSpec, QuestionSpec, SurveySpec, TableSpec
from barometer_cli.model.theme import Preset

SHEET = Preset("bench", 1200, 800)
SCALE = 2
FIGURES, PLOTS = 100, 7
WORDS = (
    "innovation samarbejde arbejdsplads kommune region stat borger løsning udvikling tilpasning afprøvning evaluering "
    "virksomhed forening fond leder medarbejder teknologi service proces kommunikation inspiration ressourcer drift"
)
SURVEY = SurveySpec(name="Målebarometeret", wave="2024", population="den offentlige sektor", table_unit="percent")


def written(seed: int, long: bool) -> tuple[FigureSpec, Dataset]:
    """A spec and its table with words of their own."""
    random = Random(seed)

    def words(count: int) -> str:
        return " ".join(random.choice(WORDS.split()) for _ in range(count))

    labels = tuple(f"{words(random.randint(1, 5)).capitalize()} {index}" for index in range(8))
    shares = [random.uniform(2, 80) for _ in labels]
    columns = {
        "category": Column(np.arange(len(labels)), np.array(labels, dtype=object)),
        "share": Column(np.arange(len(labels)), np.array(shares)),
    }
    spec = FigureSpec(
        kind="bars",
        title=f"{words(7).capitalize()} {seed}",
        table=TableSpec(file="bench.csv"),
        n=1877,
        question=QuestionSpec(text=f"{words(14)}?", answers="several") if long else None,
        filter=FilterSpec(text=f"de arbejdspladser, der {words(9)}") if long else None,
        caption=CaptionSpec(shows=words(24), reading=f"{words(90).capitalize()}.") if long else None,
    )
    return spec, Dataset("bench.csv", "", len(labels), columns)


def ours(seed: int, long: bool) -> Figure:
    """The figure as SVG and PNG bytes, everything computed anew."""
    spec, dataset = written(seed, long)
    figure = pipeline.figure(f"fig-{seed}", spec, SURVEY, pipeline.weighted(spec, SURVEY, dataset))
    scene = pipeline.compose(figure, SHEET)
    for name in ("svg", "png"):
        ENCODERS[name].encode(scene, SCALE)
    return figure


def pyplot(seed: int, long: bool) -> None:
    """The same words and numbers as a plain script writes them."""
    import matplotlib

    matplotlib.use("agg")
    import matplotlib.pyplot as plt

    spec, dataset = written(seed, long)
    rows = sorted(zip(dataset.columns["share"].values, dataset.columns["category"].values, strict=True))
    note = (
        pipeline.figure(f"fig-{seed}", spec, SURVEY, pipeline.weighted(spec, SURVEY, dataset)).caption.text
        if long
        else "n=1.877."
    )
    fig, ax = plt.subplots(figsize=(12, 8))
    bars = ax.barh([label for _, label in rows], [share for share, _ in rows], color="#0B4F6C")
    ax.bar_label(bars, labels=[f"{share:.0f} %" for share, _ in rows], padding=4, fontweight="bold")
    ax.set_title(spec.title, loc="left", fontweight="bold")
    for side in ("top", "right", "bottom"):
        ax.spines[side].set_visible(False)
    ax.set_xticks([])
    fig.text(0.02, -0.02, "\n".join(textwrap.wrap(note, 150)), va="top", fontsize=9)
    fig.tight_layout()
    for kind in ("svg", "png"):
        fig.savefig(io.BytesIO(), format=kind, dpi=200, bbox_inches="tight")
    plt.close(fig)


def _median_ms(draw: object, seeds: range, long: bool) -> float:
    assert callable(draw)
    draw(seeds.start - 1, long)
    times = []
    for seed in seeds:
        start = perf_counter()
        draw(seed, long)
        times.append((perf_counter() - start) * 1000)
    return median(times)


def main() -> None:
    """Print both times and their ratio, without caption and with a long one."""
    print("SVG + PNG, 2400x1600, one warm process, median ms a figure")
    for long, name in ((False, "no caption"), (True, "long caption")):
        own = _median_ms(ours, range(1, FIGURES + 1), long)
        peer = _median_ms(pyplot, range(1, PLOTS + 1), long)
        print(f"  {name:12}  barometer {own:6.1f}   pyplot {peer:7.1f}   {peer / own:5.1f} times faster")
