"""Draw what is stale: compute, check, encode, write. A bad figure is a failed result, not a dead batch."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Literal

from barometer_cli import pipeline, project
from barometer_cli.errors import BarometerError, BuildError, CheckError, LayoutError, TooFew
from barometer_cli.export import numbers
from barometer_cli.export.check import Examination, examine
from barometer_cli.export.encode import Task, pictures
from barometer_cli.export.manifest import (
    FILE,
    Case,
    Drawn,
    File,
    Manifest,
    Stamp,
    as_json,
    code_digest,
    load,
    size,
    stamped,
)
from barometer_cli.export.options import Options
from barometer_cli.export.sidecar import sidecar
from barometer_cli.export.workers import Encoded, encoded
from barometer_cli.export.write import remove, write
from barometer_cli.model.finding import Finding
from barometer_cli.project import Entry

PAINTERS = ("formats", "layout/fonts")
"""What of the program decides the bytes of a picture, once its scene is known."""

Status = Literal["drawn", "same", "fresh", "left out", "failed"]


@dataclass(frozen=True, slots=True)
class Output:
    """A written file and its size in bytes."""

    path: Path
    size: int


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a figure.

    Attributes
    ----------
    status
        "drawn"; "same": it was computed again and its files are as they were; "fresh": nothing it is made of changed;
        "left out": its base is too small, and its spec says so; "failed".
    reason
        Why it was drawn or computed again.
    outputs, seconds
        Files that were written (or would be), and how long that took.
    findings, error
        What the checks found; what stopped it.
    unfit
        Why it cannot be laid out on a sheet, by its name; the others are drawn.
    """

    entry: Entry
    status: Status
    reason: str = ""
    outputs: tuple[Output, ...] = ()
    seconds: float = 0.0
    findings: tuple[Finding, ...] = ()
    error: BarometerError | None = None
    unfit: Mapping[str, LayoutError] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Job:
    """A figure on its way to its files.

    Attributes
    ----------
    result
        What is told of it.
    task, beside
        What is encoded elsewhere, and what is written as it is; of both only what is not there yet.
    drawn
        What is noted of it; a file that is to be written has no size yet.
    start
        When it was begun.
    """

    result: Result
    task: Task
    beside: Mapping[str, bytes]
    drawn: Drawn
    start: float


def render(entries: Sequence[Entry], options: Options) -> Iterator[Result]:
    """Check the pages on which anything changed, draw what is stale, and tell of each figure as soon as it is known.

    The manifest is written last, whatever ends the run: what was drawn is kept and known.

    Parameters
    ----------
    entries
        The figures, as `project.find` found them.
    options
        Where, which formats, how.
    """
    manifest = load(options.out)
    changes: dict[str, Drawn | None] = {}
    try:
        ready: list[Result] = []
        jobs: dict[str, _Job] = {}
        tasks = _tasks(entries, options, manifest, ready, jobs, changes)
        for task, outcome in encoded(tasks, options.jobs, options.scheduler):
            yield from ready
            ready.clear()
            job = jobs.pop(task.name)
            yield _written(job, outcome, options, changes)
        yield from ready
    finally:
        if changes and not options.dry:
            _note(options.out, changes)


def prune(entries: Iterable[Entry], scanned: set[str], options: Options) -> list[Path]:
    """Remove the files of figures that are gone, and files that figures have left behind; only those of the manifest.

    Parameters
    ----------
    entries
        The figures that are there.
    scanned
        Spec files that were looked at, and folders: a figure whose spec lies elsewhere is left alone.
    options
        Where the files are.
    """
    manifest = load(options.out)
    there = {f"{entry.page}/{entry.id}" for entry in entries}
    kept: dict[str, Drawn] = {}
    gone: list[Path] = []
    for name, drawn in manifest.figures.items():
        below = any(drawn.spec == path or drawn.spec.startswith(f"{path.rstrip('/')}/") for path in scanned)
        if name not in there and below:
            gone += [options.out / file.path for file in drawn.files]
        else:
            old = [file for file in drawn.files if file.format == "old"] if name in there else []
            gone += [options.out / file.path for file in old]
            kept[name] = replace(drawn, files=tuple(file for file in drawn.files if file not in old))
    if not options.dry:
        for path in gone:
            remove(path, options.out)
        if kept != manifest.figures:
            write(options.out / FILE, as_json(kept))
    return gone


def _tasks(
    entries: Sequence[Entry],
    options: Options,
    manifest: Manifest,
    ready: list[Result],
    jobs: dict[str, _Job],
    changes: dict[str, Drawn | None],
) -> Iterator[Task]:
    """What must be encoded, page by page; results that need no encoding are put into `ready`."""
    code, painters = code_digest(), code_digest(*PAINTERS)
    microdata = project.Microdata()
    for _, group in groupby(entries, key=lambda entry: entry.page):
        page = list(group)
        stale: dict[str, str] = {}
        for entry in page:
            name = f"{entry.page}/{entry.id}"
            reason = "--force" if options.force else manifest.reason(name, options.digest, code)
            if reason is None:
                ready.append(Result(entry, "fresh"))
            else:
                stale[entry.id] = reason
        if not stale:
            continue
        stamps: dict[Path, Stamp] = {}
        examined = examine(page, microdata)
        for place, entry in enumerate(page):
            if entry.id not in stale:
                continue
            start = time.perf_counter()
            result = Result(entry, "drawn", stale[entry.id], findings=examined.of(entry))
            if small := examined.left_out(entry):
                ready.append(replace(result, status="left out", reason=small, findings=()))
                changes[f"{entry.page}/{entry.id}"] = None
                continue
            try:
                job = _job(result, examined, place, options, code, painters, stamps, start)
                if job is None:
                    wanted = f"its spec wants {', '.join(entry.spec.sheets)}"
                    ready.append(replace(result, status="left out", reason=wanted, findings=()))
                    continue
            except BarometerError as error:
                if isinstance(error, TooFew):  # what must not be shown must not stay either
                    changes[f"{entry.page}/{entry.id}"] = None
                ready.append(replace(result, status="failed", error=error, seconds=time.perf_counter() - start))
                continue
            if old := manifest.figures.get(job.drawn.name):
                job = _missing(job, old, options)
            paths = _paths(job)
            if not paths:
                changes[job.drawn.name] = job.drawn
                ready.append(replace(job.result, status="same", seconds=time.perf_counter() - start))
            elif options.dry:
                ready.append(replace(job.result, outputs=tuple(Output(options.out / path, 0) for path in paths)))
            else:
                jobs[job.task.name] = job
                yield job.task
        microdata.turn_page()


def _job(
    result: Result,
    examined: Examination,
    place: int,
    options: Options,
    code: str,
    painters: str,
    stamps: dict[Path, Stamp],
    start: float,
) -> _Job | None:
    """Everything of a figure but its pictures; None where its spec wants none of the sheets that are asked for.

    Raises
    ------
    BarometerError
        If it could not be computed, fits no sheet, or says what its numbers do not.
    """
    entry = result.entry
    inputs = tuple(_stamp(path, stamps) for path in project.inputs(entry))
    figure = examined.figures[entry.page, entry.id]
    if isinstance(figure, BarometerError):
        raise figure
    if not options.force:
        _refuse(result.findings)
    sheets, unfit = pipeline.sheets(figure, options.presets)
    if not sheets:
        if not unfit:
            return None
        raise next(iter(unfit.values()))
    stem = Path(entry.page, entry.id, entry.stem)
    found = [each for sheet in sheets for each in pictures(stem, sheet, options.formats, options.scales)]
    beside: dict[str, bytes] = {}
    if figure.table.cells:
        beside[f"{stem.as_posix()}.csv"] = numbers.as_csv(figure)
    names = [Path(path).name for path in (*(each.path for each in found), *beside)]
    beside[f"{stem.as_posix()}.json"] = sidecar(
        figure, sheets, entry, result.findings, examined.headlines(entry), names
    )
    scenes = {sheet.preset.name: sheet.scene.digest() for sheet in sheets}
    files = [
        File(each.path, 0, each.encoder, each.preset, _digest(painters, scenes[each.preset], each.scale))
        for each in found
    ]
    files += [File(path, 0, Path(path).suffix[1:], key=sha256(data).hexdigest()) for path, data in beside.items()]
    drawn = Drawn(
        page=entry.page,
        figure=entry.id,
        spec=entry.path.as_posix(),
        heading=entry.about.heading,
        lead=entry.about.lead or "",
        cases=tuple(Case(case.title, case.text or "", case.url or "") for case in entry.about.cases),
        place=place,
        options=options.digest,
        code=code,
        inputs=inputs,
        files=tuple(files),
        unfit=tuple(unfit),
        title=figure.spec.title,
        kind=figure.spec.kind,
        language=figure.locale.language,
    )
    told = replace(result, unfit=unfit)
    return _Job(told, Task(drawn.name, tuple(found)), beside, drawn, start)


def _digest(*parts: object) -> str:
    return sha256(repr(parts).encode()).hexdigest()


def _missing(job: _Job, old: Drawn, options: Options) -> _Job:
    """A job without the files that are there and hold what they would hold; what it leaves behind is noted too."""
    there = {file.path: file for file in old.files if size(options.out / file.path) == file.size}
    kept: dict[str, File] = {}
    for file in job.drawn.files:
        before = there.pop(file.path, None)
        if before and before.key == file.key and not options.force:
            kept[file.path] = replace(file, size=before.size)
    files = [kept.get(file.path, file) for file in job.drawn.files]
    files += [replace(file, format="old") for file in there.values()]
    return replace(
        job,
        task=replace(job.task, pictures=tuple(each for each in job.task.pictures if each.path not in kept)),
        beside={path: data for path, data in job.beside.items() if path not in kept},
        drawn=replace(job.drawn, files=tuple(files)),
    )


def _stamp(path: Path, stamps: dict[Path, Stamp]) -> Stamp:
    """A file as it is now; once for all figures of a page."""
    if path not in stamps:
        stamps[path] = stamped(path)
    return stamps[path]


def _refuse(findings: tuple[Finding, ...]) -> None:
    """Stop a figure that says what its numbers do not."""
    wrong = [found for found in findings if found.severity == "error" and found.acknowledged is None]
    if wrong:
        told = (f"{found.place}: {found.code} {found.message}" + (f"\n  → {found.hint}" if found.hint else "")
                for found in wrong)  # fmt: skip
        raise CheckError(
            "\n".join(told), "Correct it, acknowledge it in the spec with a reason, or draw it with --force."
        )


def _paths(job: _Job) -> list[str]:
    return [*(picture.path for picture in job.task.pictures), *job.beside]


def _written(job: _Job, outcome: Encoded, options: Options, changes: dict[str, Drawn | None]) -> Result:
    """Write the files of a figure, once all are encoded."""
    try:
        if isinstance(outcome, BarometerError):
            raise outcome
        if isinstance(outcome, Exception):
            name = type(outcome).__name__
            raise BuildError(f"{job.task.name}: it could not be encoded: {name}: {outcome}", "Report it as a fault.")
        made = {each.path: data for each, data in zip(job.task.pictures, outcome, strict=True)} | dict(job.beside)
        outputs = tuple(Output(write(options.out / path, data), len(data)) for path, data in made.items())
        files = (replace(f, size=len(made[f.path])) if f.path in made else f for f in job.drawn.files)
        changes[job.drawn.name] = replace(job.drawn, files=tuple(files))
        return replace(job.result, outputs=outputs, seconds=time.perf_counter() - job.start)
    except BarometerError as error:
        return replace(job.result, status="failed", error=error, seconds=time.perf_counter() - job.start)


def _note(out: Path, changes: Mapping[str, Drawn | None]) -> None:
    """Bring the manifest up to date, which another process may have changed meanwhile; files of None are removed."""
    from filelock import FileLock

    out.mkdir(parents=True, exist_ok=True)
    with FileLock(out / f".{FILE}.lock"):
        figures: dict[str, Drawn | None] = {**load(out).figures, **changes}
        for name in (name for name, drawn in changes.items() if drawn is None):
            old = load(out).figures.get(name)
            for file in old.files if old else ():
                remove(out / file.path, out)
        write(out / FILE, as_json({name: drawn for name, drawn in figures.items() if drawn is not None}))


__all__ = ["Options", "Output", "Result", "Stamp", "prune", "render"]
