"""Draw figures one by one; a bad one is a failed result, not a dead batch."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from barometer_cli import pipeline, project
from barometer_cli.build import numbers
from barometer_cli.build.check import examine
from barometer_cli.build.sidecar import sidecar
from barometer_cli.build.write import write
from barometer_cli.errors import BarometerError, CheckError
from barometer_cli.formats import ENCODERS
from barometer_cli.model.figure import Figure
from barometer_cli.model.finding import Finding
from barometer_cli.model.theme import WEB, Preset
from barometer_cli.project import Entry


@dataclass(frozen=True, slots=True)
class Options:
    """Where files go, which formats, at which PNG scales (None: the preset's).

    `force` draws figures that say what their numbers do not; their JSON tells it.
    """

    out: Path
    formats: tuple[str, ...] = ("png", "svg")
    scales: tuple[float, ...] | None = None
    preset: Preset = WEB
    force: bool = False


@dataclass(frozen=True, slots=True)
class Output:
    """A written file and its size in bytes."""

    path: Path
    size: int


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a figure: its files, the seconds it took, what was found; or the error that stopped it."""

    entry: Entry
    outputs: tuple[Output, ...]
    seconds: float
    findings: tuple[Finding, ...] = ()
    error: BarometerError | None = None


def render(entries: Iterable[Entry], options: Options) -> Iterator[Result]:
    """Check all figures, draw each that says what its numbers say, and tell what became of it as soon as it is known.

    Parameters
    ----------
    entries
        The figures, as `project.find` found them.
    options
        Where, which formats, which scales.
    """
    entries = list(entries)
    examined = examine(entries, project.Microdata())
    for entry in entries:
        start = time.perf_counter()
        findings = examined.of(entry)
        try:
            figure = examined.figures[entry.page, entry.id]
            if isinstance(figure, BarometerError):
                raise figure
            if not options.force:
                _refuse(findings)
            files = _encode(figure, entry, findings, options)
            outputs = tuple(Output(write(path, data), len(data)) for path, data in files)
            yield Result(entry, outputs, time.perf_counter() - start, findings)
        except BarometerError as error:
            yield Result(entry, (), time.perf_counter() - start, findings, error)


def _refuse(findings: tuple[Finding, ...]) -> None:
    """Stop a figure that says what its numbers do not."""
    wrong = [found for found in findings if found.severity == "error" and found.acknowledged is None]
    if wrong:
        told = (f"{found.place}: {found.code} {found.message}" + (f"\n  → {found.hint}" if found.hint else "")
                for found in wrong)  # fmt: skip
        raise CheckError(
            "\n".join(told), "Correct it, acknowledge it in the spec with a reason, or draw it with --force."
        )


def _encode(figure: Figure, entry: Entry, findings: tuple[Finding, ...], options: Options) -> list[tuple[Path, bytes]]:
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
    files.append((Path(f"{stem}.json"), sidecar(figure, scene, entry, findings, [path.name for path, _ in files])))
    return files
