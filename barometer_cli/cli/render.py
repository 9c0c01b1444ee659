"""`barometer render`: a progress bar while it draws, a table when it is done.

Nothing is imported that a run in which nothing changed does not need.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from msgspec import Struct
from msgspec.structs import asdict

from barometer_cli.cli.exits import (
    FAILED,
    GOOD,
    INTERRUPTED,
    WRONG,
    begun,
    complain,
    not_beside,
    only_for,
    printer,
    put,
)
from barometer_cli.export.manifest import Drawn, Manifest, below, code_digest, load, specs
from barometer_cli.export.options import MOST_SCALE, Options
from barometer_cli.export.write import marks
from barometer_cli.messages import counted, say
from barometer_cli.model.identity import Identity, called

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

    from barometer_cli.export.render import Result
    from barometer_cli.model.preset import Preset
    from barometer_cli.project import Selection, Unread


EXECUTORS = ("processes", "dask")


class Asked(Struct, frozen=True):
    """What the command line says besides the options of the run."""

    paths: list[Path]
    only: tuple[str, ...]
    formats: str | None
    presets: str | None
    scales: list[float] | None
    jobs: str | None
    executor: str
    scheduler: str | None
    explain: bool
    prune: bool
    depfile: Path | None
    quiet: bool
    as_json: bool


def run(asked: Asked, out: Path, force: bool, dry: bool) -> int:
    """Draw what was asked for; returns the exit code."""
    from barometer_cli.errors import BarometerError

    try:
        named = formats(asked.formats)
        options = Options(
            out,
            named,
            _scales(asked.scales, named),
            presets(asked.presets),
            force=force,
            dry=dry,
            jobs=_jobs(asked),
            scheduler=_scheduler(asked),
        )
        manifest = load(out)
        if not (force or asked.prune or asked.as_json or marks(out)) and (fresh := _fresh(manifest, asked, options)):
            return _nothing_to_do(manifest, fresh, asked, options)
        return _render(asked, options)
    except BarometerError as error:
        complain(error)
        return WRONG


def _fresh(manifest: Manifest, asked: Asked, options: Options) -> list[Identity]:
    """The figures that are asked for, if each was drawn and nothing it is made of changed; else none."""
    found = specs(asked.paths)
    known = {drawn.spec for drawn in manifest.figures.values()}
    if not found or not found <= known:
        return []
    lost = (drawn.spec for drawn in manifest.figures.values() if drawn.spec not in found and not drawn.gone)
    if not asked.only and any(below(spec, asked.paths) for spec in lost):
        return []
    figures = [each for each, drawn in manifest.figures.items() if drawn.spec in found and each.wanted(asked.only)]
    if any(not any(each.matches(glob) for each in figures) for glob in asked.only):
        return []
    code = code_digest()
    if any(manifest.reason(each, manifest.figures[each].spec, options.digest, code) is not None for each in figures):
        return []
    return figures


def _nothing_to_do(manifest: Manifest, fresh: list[Identity], asked: Asked, options: Options) -> int:
    if asked.explain:
        for name in called(fresh).values():
            typer.echo(say("{name}: up to date", name=name))
    _write_depfile([manifest.figures[each] for each in fresh], asked, options)
    if not asked.quiet:
        typer.echo(counted("{n} figure up to date.", "{n} figures up to date.", len(fresh)), err=True)
    return GOOD


def _write_depfile(figures: Iterable[Drawn], asked: Asked, options: Options) -> None:
    """Where one is asked for, and the run writes anything."""
    if asked.depfile is None or options.dry:
        return
    from barometer_cli.export.depfile import depfile
    from barometer_cli.export.write import write

    write(asked.depfile, os.fsencode(depfile(figures, options.out, asked.depfile)))


def _render(asked: Asked, options: Options) -> int:
    from barometer_cli import project
    from barometer_cli.errors import SpecError
    from barometer_cli.export.render import prune, render

    selection = begun(project.search(asked.paths, asked.only))
    if asked.scales and not options.formats:
        _has_scales(asked.scales, {name for entry in selection.entries for name in entry.survey.formats})
    names = called(entry.identity for entry in selection.entries)
    results: list[Result] = []
    try:
        with _progress(len(selection.entries), asked.quiet) as done:
            for result in render(selection, options):
                results.append(result)
                if asked.explain:
                    sys.stderr.flush()
                    name = names.get(result.entry.identity, str(result.entry.identity))
                    typer.echo(f"{name}: {_explained(result)}", err=asked.as_json)
                if asked.as_json:
                    put(_record(result))
                done(result)
    except KeyboardInterrupt:
        if not asked.quiet:
            drawn, wanted = _count(results, "drawn"), len(selection.entries)
            _tell(say("Interrupted: {drawn} of {wanted} figures drawn and kept.", drawn=drawn, wanted=wanted))
        return INTERRUPTED
    if asked.as_json:
        for each in selection.unread:
            put(_unread(each))
    removed = [path.as_posix() for path in prune(selection, options)] if asked.prune else []
    _write_depfile(_known(selection, options), asked, options)
    if not asked.quiet:
        for file in removed:
            _tell(say("would remove {file}", file=file) if options.dry else say("removed {file}", file=file))
        _tell(_summary(results, selection.unread, names, options.dry))
        if (older := [path for result in results for path in result.older]) and not asked.prune:
            _tell(
                counted(
                    "{file} is of an earlier run: what is asked for now is other files, and --prune removes it",
                    "{n} files are of earlier runs, such as {file}: what is asked for now is other files, and --prune "
                    "removes them",
                    len(older),
                    file=older[0].as_posix(),
                )
            )
    if selection.problems:
        complain(SpecError(selection.problems))
    for result in results:
        if result.error:
            complain(result.error)
        for unfit in result.unfit.values():
            complain(unfit)
    if all(result.error for result in results):
        return WRONG
    return FAILED if selection.problems or any(result.error or result.unfit for result in results) else GOOD


def _tell(what: str | Table) -> None:
    printer(stderr=True, soft_wrap=False).print(what)


@contextmanager
def _progress(total: int, quiet: bool) -> Iterator[Callable[[Result], None]]:
    """A bar on a terminal, for as long as figures are drawn; what is given tells it of each."""
    if quiet or not sys.stderr.isatty():
        yield lambda result: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn()
    with Progress(*columns, console=printer(stderr=True, soft_wrap=False), transient=True) as progress:
        task = progress.add_task("…", total=total)
        yield lambda result: progress.update(task, advance=1, description=result.entry.id)


def _known(selection: Selection, options: Options) -> Iterator[Drawn]:
    """What is noted of the figures that were looked for, also of those whose spec cannot be read now."""
    entries = {entry.identity for entry in selection.entries}
    unread = {each.path.as_posix() for each in selection.unread}
    for identity, drawn in load(options.out).figures.items():
        if identity in entries or drawn.spec in unread:
            yield drawn


def formats(text: str | None) -> tuple[str, ...] | None:
    """Names of encoders from a list with commas; None where none is given.

    Raises
    ------
    BuildError
        If one is not known, or not installed, or none is named.
    """
    from barometer_cli.formats import ENCODERS

    if text is None:
        return None
    names = _listed(text, "format", ENCODERS)
    for name in names:
        ENCODERS[name].prove_installed()
    return names


def presets(text: str | None) -> tuple[Preset, ...] | None:
    """Sheets from a list with commas; None where none is given.

    Raises
    ------
    BuildError
        If one is not known, or none is named.
    """
    from barometer_cli.model.preset import PRESETS, TOGETHER, asked_for

    if text is None:
        return None
    names = _listed(text, "preset", (*PRESETS, *TOGETHER))
    return tuple(dict.fromkeys(preset for name in names for preset in asked_for(name)))


def _listed(text: str, what: str, known: Collection[str]) -> tuple[str, ...]:
    from barometer_cli.errors import BuildError, suggestion

    names = tuple(dict.fromkeys(name.strip().lower() for name in text.split(",") if name.strip()))
    for name in names:
        if name not in known:
            unknown = {
                "format": say("--format: there is no format {format!r}", format=name),
                "preset": say("--preset: there is no preset {preset!r}", preset=name),
            }
            raise BuildError(unknown[what], suggestion(name, known))
    if not names:
        nothing = {"format": say("--format names no format"), "preset": say("--preset names no preset")}
        raise BuildError(nothing[what], suggestion("", known))
    return names


def _scales(scales: list[float] | None, formats: tuple[str, ...] | None) -> tuple[float, ...] | None:
    if not scales:
        return None
    from barometer_cli.errors import BuildError

    _has_scales(scales, formats or ())
    for scale in scales:
        if not 0 < scale <= MOST_SCALE:
            raise BuildError(
                say("--scale {scale:g} is out of range", scale=scale),
                say("Give a number above 0, at most {most}.", most=MOST_SCALE),
            )
    return tuple(scales)


def _has_scales(scales: list[float], formats: Collection[str]) -> None:
    """Refuse scales where all files are of formats that have none; nothing is known yet of no formats."""
    from barometer_cli.formats import ENCODERS

    raster = [name for name, each in ENCODERS.items() if each.raster]
    if formats and not set(formats) & set(raster):
        only_for(say(" or ").join(raster), {"--scale": scales})


def _jobs(asked: Asked) -> int:
    from barometer_cli.errors import BuildError

    text = asked.jobs
    if text is None:
        return 1
    if asked.executor == "dask":
        not_beside("--executor dask", {"--jobs": text})
    if text == "auto":
        from barometer_cli.export.workers import cores

        return cores()
    if not text.isdigit() or int(text) < 1:
        raise BuildError(say("--jobs {given} is out of range", given=text), say("Give a number of processes, or auto."))
    return int(text)


def _scheduler(asked: Asked) -> str | None:
    from barometer_cli.errors import BuildError, suggestion

    if asked.executor not in EXECUTORS:
        raise BuildError(
            say("{option}: there is no {value!r}", option="--executor", value=asked.executor),
            suggestion(asked.executor, EXECUTORS),
        )
    if asked.executor != "dask":
        only_for("--executor dask", {"--scheduler": asked.scheduler})
    elif not asked.scheduler:
        raise BuildError(say("--executor dask needs --scheduler"), say("Give its address: tcp://HOST:8786"))
    return asked.scheduler


def _count(results: list[Result], status: str) -> int:
    return sum(result.status == status for result in results)


def _explained(result: Result) -> str:
    return {
        "drawn": say("drawn, because {reason}", reason=result.reason),
        "same": say("computed again, because {reason}; its files are as they were", reason=result.reason),
        "fresh": say("up to date"),
        "left out": say("left out: {reason}", reason=result.reason),
        "failed": say("failed; it was computed because {reason}", reason=result.reason),
    }[result.status]


def _record(result: Result) -> dict[str, object]:
    return {
        **asdict(result.entry.identity),
        "ok": result.error is None and not result.unfit,
        "status": result.status,
        "reason": result.reason,
        "files": [{"path": output.path.as_posix(), "bytes": output.size} for output in result.outputs],
        "ms": round(result.seconds * 1000, 1),
        "findings": [
            {
                "code": found.code,
                "severity": found.severity,
                "message": found.message,
                "acknowledged": found.acknowledged,
            }
            for found in result.findings
        ],
        "error": str(result.error) if result.error else None,
        "unfit": {name: str(error) for name, error in result.unfit.items()},
    }


def _unread(each: Unread) -> dict[str, object]:
    error = "\n".join(map(str, each.problems))
    return {**asdict(each.identity), "ok": False, "status": "unread", "spec": each.path.as_posix(), "error": error}


def _summary(results: list[Result], unread: Iterable[Unread], names: Mapping[Identity, str], dry: bool) -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False)
    table.add_column(say("Figure"), overflow="fold")
    table.add_column(say("Files"), overflow="fold")
    table.add_column(say("Size"), justify="right")
    table.add_column(say("Time"), justify="right")
    table.add_column(say("Findings"), overflow="fold")
    for result in (result for result in results if result.status != "fresh"):
        size = sum(output.size for output in result.outputs)
        table.add_row(
            Text(names.get(result.entry.identity, str(result.entry.identity))),
            _files(result),
            f"{size / 1000:.0f} kB" if size else "",
            f"{result.seconds * 1000:.0f} ms",
            _told(result),
        )
    for each in unread:
        table.add_row(Text(each.path.as_posix()), say("none"), "", "", Text(say("failed"), style="red"))
    size = sum(output.size for result in results for output in result.outputs)
    seconds = sum(result.seconds for result in results)
    table.add_section()
    count = sum(len(result.outputs) for result in results)
    kept = len(results) - _count(results, "drawn") - _count(results, "failed")
    drawn = _count(results, "drawn")
    figures = counted("{n} figure", "{n} figures", drawn)
    if dry:
        figures = counted("{n} figure to draw", "{n} figures to draw", drawn)
    if kept:
        figures += ", " + say("{n} up to date", n=kept)
    files = counted("{n} file", "{n} files", count)
    table.add_row(figures, files, f"{size / 1000:.0f} kB", f"{seconds:.1f} s", "")
    return table


def _told(result: Result) -> Text:
    """What a person should look at: failure, or what was found and not acknowledged, of each code the first."""
    from rich.text import Text

    if result.error:
        return Text(say("failed"), style="red")
    if result.unfit:
        return Text(say("failed on {presets}", presets=", ".join(result.unfit)), style="red")
    found: dict[str, list[str]] = {}
    for each in result.findings:
        if each.acknowledged is None:
            found.setdefault(each.code, []).append(each.message)
    told = (
        say("{code} {message} (and {n} more)", code=code, message=first, n=len(more)) if more else f"{code} {first}"
        for code, (first, *more) in found.items()
    )
    return Text("; ".join(told), style="yellow")


def _files(result: Result) -> str:
    """The files of a figure, by what tells them apart, or why there are none."""
    if result.status == "same":
        return say("as they were")
    if result.status == "left out":
        return say("left out: {reason}", reason=result.reason)
    return ", ".join(_kinds(result)) or say("none")


def _kinds(result: Result) -> list[str]:
    return [output.path.name.removeprefix(result.entry.stem).lstrip("-.") for output in result.outputs]
