"""Draw figures one by one; a bad one is a failed result, not a dead batch."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from barometer_cli import pipeline, project
from barometer_cli.build import numbers
from barometer_cli.build.sidecar import sidecar
from barometer_cli.build.write import write
from barometer_cli.errors import BarometerError
from barometer_cli.formats import ENCODERS
from barometer_cli.model.caption import SumsToMore
from barometer_cli.model.figure import Figure
from barometer_cli.model.theme import WEB, Preset
from barometer_cli.project import Entry


@dataclass(frozen=True, slots=True)
class Options:
    """Where files go, which formats, at which PNG scales (None: the preset's)."""

    out: Path
    formats: tuple[str, ...] = ("png", "svg")
    scales: tuple[float, ...] | None = None
    preset: Preset = WEB


@dataclass(frozen=True, slots=True)
class Output:
    """A written file and its size in bytes."""

    path: Path
    size: int


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a figure: its files, the seconds it took, warnings; or the error that stopped it."""

    entry: Entry
    outputs: tuple[Output, ...]
    seconds: float
    warnings: tuple[str, ...] = ()
    error: BarometerError | None = None


def render(entries: Iterable[Entry], options: Options) -> Iterator[Result]:
    """Draw each figure and say what became of it, as soon as it is known.

    Parameters
    ----------
    entries
        The figures, as `project.find` found them.
    options
        Where, which formats, which scales.
    """
    microdata = project.Microdata()
    for entry in entries:
        start = time.perf_counter()
        try:
            figure = project.figure(entry, microdata)
            files = _encode(figure, entry, options)
            outputs = tuple(Output(write(path, data), len(data)) for path, data in files)
            yield Result(entry, outputs, time.perf_counter() - start, warnings(figure))
        except BarometerError as error:
            yield Result(entry, (), time.perf_counter() - start, error=error)


def _encode(figure: Figure, entry: Entry, options: Options) -> list[tuple[Path, bytes]]:
    """Every file of a figure with its bytes: nothing is written before all are encoded."""
    scene = pipeline.compose(figure, options.preset)
    stem = options.out / entry.page / entry.id / f"{entry.stem}-{options.preset.name}"
    files: list[tuple[Path, bytes]] = []
    for name in options.formats:
        encoder = ENCODERS[name]
        variant = name.removeprefix(encoder.extension)
        for scale in (options.scales or options.preset.scales) if encoder.raster else (1.0,):
            factor = f"@{scale:g}x" if scale != 1 else ""
            files.append((Path(f"{stem}{variant}{factor}.{encoder.extension}"), encoder.encode(scene, scale)))
    if figure.table.cells:
        table = options.out / entry.page / entry.id / f"{entry.stem}.csv"
        files.append((table, numbers.as_csv(figure)))
    files.append((Path(f"{stem}.json"), sidecar(figure, scene, entry, [path.name for path, _ in files])))
    return files


def _statements(figure: Figure) -> list[str]:
    """What in the author's own words is not so; of a caption typed by hand also what nothing is known of."""
    typed = bool(figure.spec.caption and figure.spec.caption.text)
    found = [
        f"{statement.text!r} is not so: {statement.truth}"
        for statement in figure.caption.statements
        if statement.verdict == "fails"
    ]
    unknown = [statement.text for statement in figure.caption.statements if statement.verdict == "not verified"]
    if typed and unknown:
        found.append(f"the caption is typed by hand, and not verified are: {', '.join(map(repr, unknown))}")
    return found


def warnings(figure: Figure) -> tuple[str, ...]:
    """What a person should look at although the figure could be drawn."""
    from barometer_cli.layout.type import missing

    found = list(figure.table.notes)
    found += _statements(figure)
    if any(isinstance(fact, SumsToMore) and not fact.explained for fact, _ in figure.caption.sentences):
        found.append("the question takes one answer each, and the printed shares sum to more than 100: see `answers`")
    if figure.table.cells and figure.spec.n is None and not any(cell.n for cell in figure.table.cells):
        found.append("no n, in spec or table: the caption cannot give the base")
    if figure.table.hidden:
        count = len(figure.table.hidden)
        found.append(f"{count} share{'s' if count > 1 else ''} hidden: too few answered")
    words = f"{figure.spec.title} {figure.spec.subtitle or ''} {figure.caption.text} {figure.description}"
    if unknown := missing(words):
        found.append(f"the font has no glyph for {' '.join(unknown)}")
    return tuple(found)
