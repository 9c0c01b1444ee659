"""What the benchmarks draw: made-up specs with their tables, another for every seed, the same for every peer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from itertools import pairwise
from random import Random
from typing import Any

import numpy as np
from PIL import Image

from barometer_cli import pipeline
from barometer_cli.charts import KINDS
from barometer_cli.formats import ENCODERS
from barometer_cli.model.axis import Axis
from barometer_cli.model.figure import Figure
from barometer_cli.model.preset import Preset
from barometer_cli.model.spec import (
    CaptionSpec,
    FigureSpec,
    FilterSpec,
    QuestionSpec,
    SpeakerSpec,
    SurveySpec,
    TableSpec,
)
from barometer_cli.model.table import Cell, Net, Table

SHEET = Preset("bench", 1200, 800)
SCALE = 2
"""The sheet of 1200 x 800 px is painted on 2400 x 1600."""
SURVEY = SurveySpec(name="Målebarometeret", wave="2024", population="den offentlige sektor", table_unit="percent")
WORDS = (
    "innovation samarbejde arbejdsplads kommune region stat borger løsning udvikling tilpasning afprøvning evaluering "
    "virksomhed forening fond leder medarbejder teknologi service proces kommunikation inspiration ressourcer drift"
)
LEVELS = ("Helt uenig", "Delvis uenig", "Hverken enig eller uenig", "Delvis enig", "Helt enig", "Ved ikke")
LETTERS = "eeeeeerrrrnnnntttaaaiiidddsssllloogggkkkmmffvvuubbppøåæhjy"

Written = tuple[FigureSpec, Table, bytes | None]
"""What somebody wrote, its shares, and the portrait of a quote."""


def bars(seed: int) -> Written:
    """Eight bars with labels of one to five words."""
    return _bars(seed, Random(seed), _known)


def captioned(seed: int) -> Written:
    """The same with a caption of about a dozen lines."""
    random = Random(seed)
    spec, table, _ = _bars(seed, random, _known)
    told = {
        "question": QuestionSpec(text=f"{_known(random, 14)}?", answers="several"),
        "filter": FilterSpec(text=f"de arbejdspladser, der {_known(random, 9)}"),
        "caption": CaptionSpec(shows=_known(random, 24), reading=f"{_known(random, 90).capitalize()}."),
    }
    return spec.model_copy(update=told), table, None


def novel(seed: int) -> Written:
    """Bars of which no word was ever drawn before."""
    return _bars(seed, Random(seed), _invented)


def brackets(seed: int) -> Written:
    """A stacked bar with words inside and two nets as brackets over their parts."""
    random = Random(seed)
    labels = [f"{_known(random, 4).capitalize()} {number}" for number in range(4)]
    shares = [share / 100 for share in (11 + seed % 7, 26, 33, 28 - seed % 7)]
    cells = tuple(Cell(label, share) for label, share in zip(labels, shares, strict=True))
    nets = tuple(
        Net(_known(random, 3).capitalize(), (labels[i], labels[i + 1]), shares[i] + shares[i + 1]) for i in (0, 2)
    )
    spec = FigureSpec(
        kind="stacked_bars", title=f"{_known(random, 7)} {seed}", table=TableSpec(file="bench.csv"), n=1877
    )
    return spec, Table(cells, nets), None


def sides(seed: int) -> Written:
    """Eight items whose six answers lie on either side of zero and beside it, with totals at both ends."""
    random = Random(seed)
    cells: list[Cell] = []
    nets: list[Net] = []
    for number in range(8):
        item, row = f"{_known(random, 4).capitalize()} {number}", _parts(random, len(LEVELS))
        cells += [Cell(level, share, item) for level, share in zip(LEVELS, row, strict=True)]
        nets.append(Net("Uenig i alt", LEVELS[:2], sum(row[:2]), item))
        nets.append(Net("Enig i alt", LEVELS[3:5], sum(row[3:5]), item))
    spec = _spec("diverging_bars", f"{_known(random, 7)} {seed}")
    return spec, Table(tuple(cells), tuple(nets), breakdown=Axis(role="items")), None


def columns(seed: int) -> Written:
    """Five answers over six waves."""
    random = Random(seed)
    names = [f"{_known(random, 2).capitalize()} {number}" for number in range(5)]
    cells = [
        Cell(name, share, str(wave))
        for wave in range(2015, 2021)
        for name, share in zip(names, _parts(random, len(names)), strict=True)
    ]
    return _spec("stacked_columns", f"{_known(random, 7)} {seed}"), Table(tuple(cells)), None


def nested(seed: int) -> Written:
    """Eight parts, each of the one before it."""
    random = Random(seed)
    names = [f"{_known(random, 3).capitalize()} {number}" for number in range(8)]
    cells = tuple(Cell(name, 0.9 - 0.1 * number) for number, name in enumerate(names))
    parts = {outer: (part,) for outer, part in pairwise(names)}
    return _spec("nested", f"{_known(random, 7)} {seed}", parts=parts), Table(cells), None


def _parts(random: Random, count: int) -> list[float]:
    """So many shares that sum to 1."""
    weights = [random.uniform(0.05, 1) for _ in range(count)]
    return [weight / sum(weights) for weight in weights]


def quote(seed: int) -> Written:
    """A quote of fifty words with a portrait."""
    random = Random(seed)
    speaker = SpeakerSpec(name=_known(random, 2).title(), title=_known(random, 6))
    spec = FigureSpec(
        kind="quote",
        title=f"Citat {seed}",
        quote=f"{_known(random, 50).capitalize()}.",
        speaker=speaker,
        portrait="p.png",
    )
    noise = np.random.default_rng(seed).integers(0, 255, (8, 8, 3), dtype=np.uint8)
    out = BytesIO()
    Image.fromarray(noise).resize((320, 320), Image.Resampling.BICUBIC).save(out, "PNG")
    return spec, Table(()), out.getvalue()


def lines(seed: int) -> Written:
    """Five lines over six waves."""
    return _grouped("line", seed, 5, [str(year) for year in range(2012, 2024, 2)])


def slope(seed: int) -> Written:
    """Five lines between two waves."""
    return _grouped("slope", seed, 5, ["2018", "2022"])


def dots(seed: int) -> Written:
    """Eight rows with a dot for each of two groups."""
    return _grouped("dots", seed, 8, ["Mænd", "Kvinder"])


def panels(seed: int) -> Written:
    """Six panels of four bars."""
    return _grouped("small_multiples", seed, 4, [f"Gruppe {name}" for name in "ABCDEF"])


def _grouped(kind: str, seed: int, names: int, groups: Sequence[str]) -> Written:
    random = Random(seed)
    labels = [f"{_known(random, random.randint(1, 3)).capitalize()} {number}" for number in range(names)]
    cells = tuple(Cell(label, random.uniform(0.05, 0.9), group) for group in groups for label in labels)
    return _spec(kind, f"{_known(random, 7)} {seed}"), Table(cells), None


SCENARIOS: dict[str, Callable[[int], Written]] = {
    "rectangles and text": bars,
    "with a long caption": captioned,
    "every word new": novel,
    "brackets": brackets,
    "two sides": sides,
    "columns": columns,
    "nested": nested,
    "a picture": quote,
    "lines over waves": lines,
    "a slope": slope,
    "dots": dots,
    "small multiples": panels,
}


def computed(written: Written) -> Figure:
    """Everything the figure says, for peers that only draw it."""
    spec, table, portrait = written
    return pipeline.figure("bench", spec, SURVEY, table, portrait)


def ours(written: Written) -> None:
    """From spec and table to the bytes of SVG and PNG, everything computed anew."""
    scene = pipeline.on_sheet(computed(written), SHEET).scene
    for name in ("svg", "png"):
        ENCODERS[name].encode(scene, SCALE)


def _bars(seed: int, random: Random, words: Callable[[Random, int], str]) -> Written:
    labels = [f"{words(random, random.randint(1, 5)).capitalize()} {index}" for index in range(8)]
    cells = tuple(Cell(label, random.uniform(0.02, 0.8)) for label in labels)
    title = f"{words(random, 7).capitalize()} {seed}"
    return _spec("bars", title), Table(cells), None


def _spec(kind: str, title: str, **fields: Any) -> FigureSpec:
    """A spec with the fields of its kind."""
    return KINDS[kind].spec(kind=kind, title=title, table=TableSpec(file="bench.csv"), n=1877, **fields)


def _known(random: Random, count: int) -> str:
    return " ".join(random.choice(WORDS.split()) for _ in range(count))


def _invented(random: Random, count: int) -> str:
    return " ".join("".join(random.choices(LETTERS, k=random.randint(6, 14))) for _ in range(count))
