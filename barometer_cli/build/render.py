"""Draw what is stale: compute, check, encode, write. A bad figure is a failed result, not a dead batch."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Literal

from barometer_cli import pipeline, project
from barometer_cli.build import numbers
from barometer_cli.build.check import Examination, examine
from barometer_cli.build.encode import Task, pictures
from barometer_cli.build.manifest import FILE, Drawn, File, Manifest, Stamp, as_json, code_digest, load, size, stamped
from barometer_cli.build.options import Options
from barometer_cli.build.sidecar import sidecar
from barometer_cli.build.workers import Encoded, encoded
from barometer_cli.build.write import remove, write
from barometer_cli.errors import BarometerError, BuildError, CheckError, TooFew
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
    """

    entry: Entry
    status: Status
    reason: str = ""
    outputs: tuple[Output, ...] = ()
    seconds: float = 0.0
    findings: tuple[Finding, ...] = ()
    error: BarometerError | None = None


@dataclass(frozen=True, slots=True)
class _Job:
    """A figure on its way to its files: what is encoded elsewhere, what is written beside it, what is noted of it."""

    result: Result
    task: Task
    beside: tuple[tuple[str, bytes], ...]
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
            except BarometerError as error:
                if isinstance(error, TooFew):  # what must not be shown must not stay either
                    changes[f"{entry.page}/{entry.id}"] = None
                ready.append(replace(result, status="failed", error=error, seconds=time.perf_counter() - start))
                continue
            old = manifest.figures.get(job.drawn.name)
            if _as_it_was(old, job.drawn, options):
                changes[job.drawn.name] = replace(job.drawn, files=old.files if old else ())
                ready.append(replace(result, status="same", seconds=time.perf_counter() - start))
            elif options.dry:
                outputs = tuple(Output(options.out / path, 0) for path in _paths(job))
                ready.append(replace(result, outputs=outputs))
            else:
                jobs[job.task.name] = replace(job, drawn=replace(job.drawn, files=_left(old, job)))
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
) -> _Job:
    """Everything of a figure but its pictures.

    Raises
    ------
    BarometerError
        If it could not be computed or laid out, or says what its numbers do not.
    """
    entry = result.entry
    inputs = tuple(_stamp(path, stamps) for path in project.inputs(entry))
    figure = examined.figures[entry.page, entry.id]
    if isinstance(figure, BarometerError):
        raise figure
    if not options.force:
        _refuse(result.findings)
    scene = pipeline.compose(figure, options.preset)
    stem = Path(entry.page, entry.id, entry.stem)
    task = Task(
        f"{entry.page}/{entry.id}",
        scene,
        pictures(stem, options.formats, options.scales or options.preset.scales, options.preset.name),
    )
    beside: list[tuple[str, bytes]] = []
    if figure.table.cells:
        beside.append((f"{stem.as_posix()}.csv", numbers.as_csv(figure)))
    names = [Path(path).name for path in (*(picture.path for picture in task.pictures), *(path for path, _ in beside))]
    digest = scene.digest()
    told = sidecar(figure, digest, entry, result.findings, names)
    beside.append((f"{stem.as_posix()}-{options.preset.name}.json", told))
    key = sha256()
    for part in (digest.encode(), options.digest.encode(), painters.encode(), *(data for _, data in beside)):
        key.update(part)
    drawn = Drawn(
        page=entry.page,
        figure=entry.id,
        spec=entry.path.as_posix(),
        heading=entry.heading,
        place=place,
        options=options.digest,
        code=code,
        key=key.hexdigest(),
        inputs=inputs,
        files=(),
        title=figure.spec.title,
        kind=figure.spec.kind,
        language=figure.locale.language,
    )
    return _Job(result, task, tuple(beside), drawn, start)


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


def _as_it_was(old: Drawn | None, new: Drawn, options: Options) -> bool:
    """Whether the files of a figure that was computed again are there and hold what they would hold."""
    if old is None or old.key != new.key or options.force:
        return False
    return all(size(options.out / file.path) == file.size for file in old.files)


def _paths(job: _Job) -> list[str]:
    return [*(picture.path for picture in job.task.pictures), *(path for path, _ in job.beside)]


def _left(old: Drawn | None, job: _Job) -> tuple[File, ...]:
    """Files of an earlier run that this one does not write again."""
    new = set(_paths(job))
    return tuple(replace(file, format="old") for file in old.files if file.path not in new) if old else ()


def _written(job: _Job, outcome: Encoded, options: Options, changes: dict[str, Drawn | None]) -> Result:
    """Write the files of a figure, once all are encoded."""
    try:
        if isinstance(outcome, BarometerError):
            raise outcome
        if isinstance(outcome, Exception):
            name = type(outcome).__name__
            raise BuildError(f"{job.task.name}: it could not be encoded: {name}: {outcome}", "Report it as a fault.")
        parts = [(each.path, data, each.encoder) for each, data in zip(job.task.pictures, outcome, strict=True)]
        parts += [(path, data, path.rsplit(".", 1)[-1]) for path, data in job.beside]
        outputs = tuple(Output(write(options.out / path, data), len(data)) for path, data, _ in parts)
        files = tuple(File(path, len(data), kind) for path, data, kind in parts)
        left = tuple(file for file in job.drawn.files if (options.out / file.path).is_file())
        changes[job.drawn.name] = replace(job.drawn, files=(*files, *left))
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
