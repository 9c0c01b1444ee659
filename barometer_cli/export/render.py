"""Draw what is stale: compute, check, encode, write. A bad figure is a failed result, not a dead batch."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from barometer_cli import pipeline, project
from barometer_cli.errors import BarometerError, BuildError, LayoutError, TooFew, unexpected
from barometer_cli.export import numbers, origin
from barometer_cli.export.check import Examination, examine, placed, refuse
from barometer_cli.export.encode import Task, pictures
from barometer_cli.export.manifest import (
    FILE,
    FLAWED,
    Case,
    Drawn,
    File,
    Manifest,
    Stamp,
    as_json,
    below,
    code_digest,
    left_behind,
    load,
    size,
    stamped,
)
from barometer_cli.export.options import Options
from barometer_cli.export.sidecar import noted, sidecar
from barometer_cli.export.workers import Encoded, encoded
from barometer_cli.export.write import remove, unwritable, working, write
from barometer_cli.messages import ENGLISH, is_english, say, speaking, template
from barometer_cli.model.finding import Finding
from barometer_cli.model.identity import Identity
from barometer_cli.project import Entry, Selection, Unread

PAINTERS = ("formats", "languages", "layout", "model")
"""What of the program decides the bytes of a picture, once its scene is known: its encoders, and all they look into."""

Status = Literal["drawn", "same", "fresh", "left out", "failed"]
STATUSES: dict[Status, str] = {
    "drawn": template("drawn"),
    "same": template("same"),
    "fresh": template("fresh"),
    "left out": template("left out"),
    "failed": template("failed"),
}
"""What became of a figure, and how that is told."""


class Output(Struct, frozen=True):
    """A written file and its size in bytes."""

    path: Path
    size: int


class Result(Struct, frozen=True):
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
    older
        Files that earlier runs left, where what is asked for now is others.
    """

    entry: Entry
    status: Status
    reason: str = ""
    outputs: tuple[Output, ...] = ()
    seconds: float = 0.0
    findings: tuple[Finding, ...] = ()
    error: BarometerError | None = None
    unfit: Mapping[str, LayoutError] = field(default_factory=dict)
    older: tuple[Path, ...] = ()


class _Job(Struct, frozen=True):
    """A figure on its way to its files.

    Attributes
    ----------
    result
        What is told of it.
    task, sidecars
        What is encoded elsewhere, and what is written as it is; of both only what is not there yet.
    drawn
        What is noted of it; a file that is to be written has no size yet.
    start
        When it was begun.
    """

    result: Result
    task: Task
    sidecars: Mapping[str, bytes]
    drawn: Drawn
    start: float


def render(selection: Selection, options: Options) -> Iterator[Result]:
    """Check the pages on which anything changed, draw what is stale, and tell of each figure as soon as it is known.

    The manifest is written last, whatever ends the run: what was drawn is kept and known, and so is what could not be,
    that its older files are not taken for it.

    Parameters
    ----------
    selection
        The figures, as `project.search` found them.
    options
        Where, which formats, how.
    """
    yield from _Run(selection, options).results()


class _Run:
    """A run: what it was asked, what lies there, and what becomes of each figure.

    Parameters
    ----------
    selection, options
        As `render` takes them.
    """

    def __init__(self, selection: Selection, options: Options) -> None:
        self._selection = selection
        self._options = options
        self._manifest = load(options.out)
        self._changes: dict[Identity, Drawn | None] = dict(_without_spec(selection, self._manifest))
        there = _there(self._manifest, self._changes)
        self._left = left_behind(there)
        told = {identity: drawn.told for identity, drawn in there.items() if drawn.told and drawn.files}
        self._microdata = project.Microdata(told)
        self._code, self._painters = code_digest(), code_digest(*PAINTERS)
        self._stamps: dict[Path, Stamp] = {path: Stamp(path.as_posix(), 0, FLAWED, "") for path in selection.flawed}
        self._ready: list[Result] = []
        self._jobs: dict[str, _Job] = {}

    def results(self) -> Iterator[Result]:
        """What becomes of each figure, as soon as it is known; at the end the manifest is written."""
        options, changes = self._options, self._changes
        with nullcontext() if options.dry else working(options.out):
            try:
                for task, outcome in encoded(self._tasks(), options.jobs, options.scheduler):
                    yield from self._known()
                    yield self._written(self._jobs.pop(task.name), outcome)
                yield from self._known()
                others = self._withdrawn() - {entry.identity for entry in self._selection.entries}
                reason = say("its files were removed, for they told what must be hidden now")
                outdated = self._microdata.outdated
                yield from (Result(outdated[each], "left out", reason) for each in sorted(others))
            finally:
                self._withdrawn()
                before = self._manifest.figures
                news = (each for each, drawn in changes.items() if drawn != before.get(each))
                written = before or any(drawn and not drawn.refused for drawn in changes.values())
                if written and any(news) and not options.dry:
                    _note(options.out, changes)

    def _known(self) -> Iterator[Result]:
        """What is known without encoding anything, and was not told yet."""
        yield from self._ready
        self._ready.clear()

    def _withdrawn(self) -> set[Identity]:
        """Note that files go that tell what must be hidden now, of figures that were not drawn again; return these.

        What must not be shown must not stay either: they were not asked for, or could not be drawn.
        """
        found = set()
        for each in self._microdata.outdated:
            drawn = self._changes.get(each)
            if each not in self._changes or (drawn and drawn.refused):
                found.add(each)
                self._changes[each] = None
        return found

    def _tasks(self) -> Iterator[Task]:
        """What must be encoded, page by page."""
        for _, group in groupby(self._selection.entries, key=lambda entry: entry.path.parent):
            page = list(group)
            if stale := self._stale(page):
                yield from self._page(page, stale)

    def _stale(self, page: Sequence[Entry]) -> dict[Identity, str]:
        """The figures of a page that are computed, and why; the others are fresh."""
        found: dict[Identity, str] = {}
        for entry in page:
            reason = (
                "--force"
                if self._options.force
                else self._manifest.reason(entry.identity, entry.path.as_posix(), self._options.digest, self._code)
            )
            if reason is not None:
                found[entry.identity] = reason
                continue
            self._ready.append(Result(entry, "fresh"))
            drawn = self._manifest.figures[entry.identity]
            if (now := self._manifest.renewed(drawn)) != drawn:
                self._changes[entry.identity] = now
        return found

    def _page(self, page: Sequence[Entry], stale: Mapping[Identity, str]) -> Iterator[Task]:
        """What must be encoded of the figures of a page that are computed, each for its reason."""
        inputs = {entry.identity: _stamped(entry, self._stamps) for entry in page if entry.identity in stale}
        examined = examine(page, self._microdata)
        stored = _in_english(examined, page, self._microdata)
        for place, entry in enumerate(page):
            if entry.identity not in stale:
                continue
            result = Result(entry, "drawn", stale[entry.identity], findings=examined.of(entry))
            if small := examined.left_out(entry):
                self._ready.append(replace(result, status="left out", reason=small, findings=()))
                self._changes[entry.identity] = None
            elif job := self._begun(result, stored, place, inputs[entry.identity]):
                self._jobs[job.task.name] = job
                yield job.task

    def _begun(self, result: Result, stored: Examination, place: int, inputs: tuple[Stamp, ...]) -> _Job | None:
        """A figure with all that is written beside its pictures; None where nothing is to be written, which is told."""
        start = time.perf_counter()
        entry, identity = result.entry, result.entry.identity
        old = self._manifest.figures.get(identity)
        try:
            _own(entry, old)
            job = self._job(result, stored, place, inputs, start)
        except Exception as fault:
            error = placed(fault if isinstance(fault, BarometerError) else unexpected(fault), entry)
            self._ready.append(replace(result, status="failed", error=error, seconds=time.perf_counter() - start))
            # what must not be shown must not stay either
            self._changes[identity] = None if isinstance(error, TooFew) else _refused(entry, old, error.message, inputs)
            return None
        if job is None:
            self._leave(result, old)
            return None
        if old:
            job = _missing(job, old, self._options)
        paths = _paths(job)
        if paths and not self._options.dry:
            return job
        if paths:
            outputs = tuple(Output(self._options.out / path, 0) for path in paths)
            self._ready.append(replace(job.result, outputs=outputs))
        else:
            self._changes[identity] = job.drawn
            self._ready.append(replace(job.result, status="same", seconds=time.perf_counter() - start))
        return None

    def _leave(self, result: Result, old: Drawn | None) -> None:
        """Leave a figure out whose spec wants none of the sheets that are asked for."""
        wanted = ", ".join(result.entry.spec.sheets)
        reason = say("its spec wants {sheets}", sheets=wanted)
        self._ready.append(replace(result, status="left out", reason=reason, findings=()))
        if old and (old.refused or self._manifest.changed(old)):
            since = say("its spec wants {sheets}, none of which was asked for since it changed", sheets=wanted)
            self._changes[result.entry.identity] = replace(old, refused=since)

    def _job(
        self, result: Result, stored: Examination, place: int, inputs: tuple[Stamp, ...], start: float
    ) -> _Job | None:
        """Everything of a figure but its pictures; None where its spec wants none of the sheets that are asked for.

        Raises
        ------
        BarometerError
            If it could not be computed, fits no sheet, or says what its numbers do not.
        """
        entry = result.entry
        figure = stored.figures[entry.identity]
        if isinstance(figure, BarometerError):
            raise figure
        if not self._options.force:
            refuse(result.findings, "--force")
        sheets, unfit = pipeline.sheets(figure, self._options.presets)
        if not sheets:
            if not unfit:
                return None
            raise next(iter(unfit.values()))
        stem = Path(entry.page, entry.id, entry.stem)
        carried, formats = origin.carried(entry, figure), self._options.formats or figure.survey.formats
        found = [
            each
            for sheet in sheets
            for each in pictures(stem, entry.page, sheet, formats, self._options.scales, carried)
        ]
        written: dict[str, bytes] = {}
        if figure.table.cells:
            written[f"{stem.as_posix()}.csv"] = numbers.as_csv(figure)
        names = [Path(path).name for path in (*(each.path for each in found), *written)]
        scenes = {sheet.preset.name: sheet.scene.digest() for sheet in sheets}
        written[f"{stem.as_posix()}.json"] = sidecar(
            figure, sheets, scenes, entry, stored.of(entry), stored.headlines(entry), names
        )
        files = [
            File(
                each.path,
                0,
                each.encoder,
                each.preset,
                _digest(self._painters, scenes[each.preset], each.scale, each.scene.origin),
            )
            for each in found
        ]
        files += [File(path, 0, Path(path).suffix[1:], key=sha256(data).hexdigest()) for path, data in written.items()]
        drawn = Drawn(
            identity=entry.identity,
            spec=entry.path.as_posix(),
            heading=entry.about.heading,
            lead=entry.about.lead or "",
            cases=tuple(Case(case.title, case.text or "", case.url or "") for case in entry.about.cases),
            place=place,
            options=self._options.digest,
            code=self._code,
            inputs=inputs,
            files=tuple(files),
            unfit=tuple(unfit),
            title=figure.spec.title,
            kind=figure.spec.kind,
            wave=figure.survey.wave,
            told=project.told(entry, figure.table),
            beside=self._left,
        )
        told = replace(result, unfit={name: placed(error, entry) for name, error in unfit.items()})
        return _Job(told, Task(str(drawn.identity), tuple(found)), written, drawn, start)

    def _written(self, job: _Job, outcome: Encoded) -> Result:
        """Write the files of a figure, once all are encoded."""
        try:
            if isinstance(outcome, BarometerError):
                raise outcome
            if isinstance(outcome, Exception):
                name = type(outcome).__name__
                raise BuildError(
                    say(
                        "{name}: it could not be encoded: {type}: {error}",
                        name=job.task.name,
                        type=name,
                        error=outcome,
                    ),
                    say("Report it as a fault."),
                )
            made = {each.path: data for each, data in zip(job.task.pictures, outcome, strict=True)} | dict(job.sidecars)
            outputs = tuple(Output(write(self._options.out / path, data), len(data)) for path, data in made.items())
            files = (replace(f, size=len(made[f.path])) if f.path in made else f for f in job.drawn.files)
            self._changes[job.drawn.identity] = replace(job.drawn, files=tuple(files))
            return replace(job.result, outputs=outputs, seconds=time.perf_counter() - job.start)
        except BarometerError as error:
            there = [(file, size(self._options.out / file.path)) for file in job.drawn.files]
            files = (f if f.size else replace(f, size=now, key="") for f, now in there if now >= 0)
            self._changes[job.drawn.identity] = replace(job.drawn, files=tuple(files), refused=error.message)
            return replace(job.result, status="failed", error=error, seconds=time.perf_counter() - job.start)


def prune(selection: Selection, options: Options) -> list[Path]:
    """Remove the files of figures that are gone, and files that figures have left behind; only those of the manifest.

    A figure whose spec cannot be read now is not gone, and where there is no spec at all, more is amiss than figures.

    Parameters
    ----------
    selection
        The figures that are there; a figure whose spec lies elsewhere is left alone.
    options
        Where the files are.
    """
    removed: list[Path] = []
    if not load(options.out).figures:
        return removed
    with nullcontext(load(options.out)) if options.dry else _locked(options.out) as manifest:
        kept: dict[Identity, Drawn] = {}
        there = {entry.identity for entry in selection.entries}
        lost = set(_gone(selection, manifest)) if selection.specs else set()
        for identity, drawn in manifest.figures.items():
            if identity in lost:
                removed += [options.out / file.path for file in drawn.files]
                continue
            old = [file for file in drawn.files if file.format == "old"] if identity in there else []
            removed += [options.out / file.path for file in old]
            kept[identity] = replace(drawn, files=tuple(file for file in drawn.files if file not in old))
        owned = {options.out / file.path for drawn in kept.values() for file in drawn.files}
        removed = [path for path in removed if path not in owned]
        if not options.dry:
            for path in removed:
                remove(path, options.out)
            if kept != manifest.figures:
                write(options.out / FILE, as_json(kept.values()))
    return removed


def _gone(selection: Selection, manifest: Manifest) -> Iterator[Identity]:
    """Figures of the manifest that no spec below the paths makes any more; none where only some were looked for."""
    if selection.only:
        return
    there = {entry.identity for entry in selection.entries} | {each.identity for each in selection.unread}
    unread = {each.path.as_posix() for each in selection.unread}
    for identity, drawn in manifest.figures.items():
        if identity not in there and drawn.spec not in unread and below(drawn.spec, selection.paths):
            yield identity


def _without_spec(selection: Selection, manifest: Manifest) -> Iterator[tuple[Identity, Drawn | None]]:
    """What is noted of figures whose spec cannot be read, or is gone."""
    readable = {entry.identity for entry in selection.entries}
    for each in selection.unread:
        why = "\n".join(str(replace(problem, hint="")) for problem in each.problems)
        known: dict[Identity, Drawn | None] = {
            drawn.identity: drawn for drawn in manifest.figures.values() if drawn.spec == each.path.as_posix()
        }
        if each.identity.edition and not known:
            known = {each.identity: manifest.figures.get(each.identity)}
        inputs = _stamped(each, {})
        for identity, drawn in known.items():
            if identity not in readable:
                yield identity, _refused(each, drawn, why, inputs)
    for identity in _gone(selection, manifest):
        drawn = manifest.figures[identity]
        yield identity, replace(drawn, gone=True) if drawn.files else None


def _there(manifest: Manifest, changes: Mapping[Identity, Drawn | None]) -> dict[Identity, Drawn]:
    """The figures whose files lie there."""
    noted: dict[Identity, Drawn | None] = {**manifest.figures, **changes}
    return {each: drawn for each, drawn in noted.items() if drawn}


def _in_english(examined: Examination, page: Sequence[Entry], microdata: project.Microdata) -> Examination:
    """What is noted beside the pictures: in English whoever draws them, so that the same figure is the same bytes."""
    if is_english() or not any(map(noted, examined.findings)):
        return examined
    with speaking(ENGLISH):
        return examine(page, microdata)


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
        result=replace(job.result, older=tuple(options.out / path for path in there)),
        task=replace(job.task, pictures=tuple(each for each in job.task.pictures if each.path not in kept)),
        sidecars={path: data for path, data in job.sidecars.items() if path not in kept},
        drawn=replace(job.drawn, files=tuple(files)),
    )


def _stamped(each: Entry | Unread, stamps: dict[Path, Stamp]) -> tuple[Stamp, ...]:
    """What a figure is made from; each file is looked at once in a run, before it is read, so that a file that changes
    meanwhile is seen to have changed by the next run.
    """
    paths = project.inputs(each)
    for path in paths:
        if path not in stamps:
            stamps[path] = stamped(path)
    return tuple(stamps[path] for path in paths)


def _own(entry: Entry, old: Drawn | None) -> None:
    """Stop a figure that an earlier run drew from another spec, which makes it still.

    Raises
    ------
    BuildError
        If so; the message names both specs.
    """
    if old is None or old.spec == entry.path.as_posix():
        return
    other = Path(old.spec)
    if not other.is_file() or other.samefile(entry.path):
        return
    if any(each.identity == entry.identity for each in project.search([other]).entries):
        raise BuildError(
            say(
                "{path} and {spec} would write the same files: both are {identity}",
                path=entry.path.as_posix(),
                spec=old.spec,
                identity=entry.identity,
            ),
            say("Give one of the specs, folders or waves another name, or draw it with another --out."),
        )


def _refused(each: Entry | Unread, old: Drawn | None, why: str, inputs: tuple[Stamp, ...]) -> Drawn:
    """What is noted of a figure that could not be drawn: why, what it would be made from, and the files it has."""
    if old:
        return replace(old, refused=why, gone=False, inputs=inputs)
    heading = each.about.heading if isinstance(each, Entry) else each.path.resolve().parent.name
    new = Drawn(each.identity, each.path.as_posix(), heading, 0, "", "", inputs, (), refused=why)
    if isinstance(each, Entry):
        return replace(new, title=each.spec.title, kind=each.spec.kind, wave=each.survey.wave)
    return new


def _paths(job: _Job) -> list[str]:
    return [*(picture.path for picture in job.task.pictures), *job.sidecars]


def _note(out: Path, changes: Mapping[Identity, Drawn | None]) -> None:
    """Bring the manifest up to date, which another process may have changed meanwhile; files of None are removed."""
    with _locked(out) as manifest:
        known = manifest.figures
        figures = {identity: drawn for identity, drawn in {**known, **changes}.items() if drawn is not None}
        owned = {file.path for drawn in figures.values() for file in drawn.files}
        for identity in changes.keys() - figures.keys():
            old = known.get(identity)
            for file in old.files if old else ():
                if file.path not in owned:
                    remove(out / file.path, out)
        write(out / FILE, as_json(figures.values()))


@contextmanager
def _locked(out: Path) -> Iterator[Manifest]:
    """The manifest as it is, while no other process changes it.

    Raises
    ------
    BuildError
        If nothing can be written there.
    """
    from filelock import FileLock

    try:
        out.mkdir(parents=True, exist_ok=True)
        lock = FileLock(out / f".{FILE}.lock")
        lock.acquire()
    except OSError as error:
        raise unwritable(out, error) from error
    try:
        yield load(out)
    finally:
        lock.release()


__all__ = ["Options", "Output", "Result", "Stamp", "prune", "render"]
