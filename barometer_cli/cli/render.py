"""`barometer render`: a progress bar while it draws, a table when it is done."""

from __future__ import annotations

import json
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table
from rich.text import Text

from barometer_cli import build, project
from barometer_cli.build import Options, Result
from barometer_cli.cli.exits import FAILED, GOOD, INTERRUPTED, WRONG, complain
from barometer_cli.errors import BarometerError, BuildError, suggestion
from barometer_cli.formats import ENCODERS

MOST_SCALE = 8


def run(
    paths: list[Path],
    out: Path,
    formats: str,
    only: str | None,
    scales: list[float] | None,
    force: bool,
    quiet: bool,
    as_json: bool,
) -> int:
    """Draw what was asked for; returns the exit code."""
    try:
        options = Options(out, _formats(formats), _scales(scales), force=force)
        entries = project.find(paths, only)
        if not entries:
            raise BuildError(f"no figure matches --only {only!r}", "`barometer list` shows what is there.")
    except BarometerError as error:
        complain(error)
        return WRONG
    console = Console(stderr=True, highlight=False, quiet=quiet)
    results: list[Result] = []
    try:
        with Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            console=console,
            transient=True,
        ) as progress:
            task = progress.add_task("…", total=len(entries))
            upcoming = [entry.id for entry in entries[1:]] + ["…"]
            progress.update(task, description=entries[0].id)
            for result, following in zip(build.render(entries, options), upcoming, strict=True):
                results.append(result)
                if as_json:
                    typer.echo(json.dumps(_record(result), ensure_ascii=False))
                progress.update(task, advance=1, description=following)
    except KeyboardInterrupt:
        console.print(f"Interrupted: {_drawn(results)} of {len(entries)} figures drawn and kept.")
        return INTERRUPTED
    console.print(_summary(results))
    for result in results:
        if result.error:
            complain(result.error)
    failed = [result for result in results if result.error]
    if not failed:
        return GOOD
    return WRONG if len(failed) == len(results) else FAILED


def _formats(text: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(name.strip().lower() for name in text.split(",") if name.strip()))
    for name in names:
        if name not in ENCODERS:
            raise BuildError(f"--format: there is no format {name!r}", suggestion(name, ENCODERS))
    if not names:
        raise BuildError("--format names no format", f"Known: {', '.join(ENCODERS)}.")
    return names


def _scales(scales: list[float] | None) -> tuple[float, ...] | None:
    for scale in scales or ():
        if not 0 < scale <= MOST_SCALE:
            raise BuildError(f"--scale {scale:g} is out of range", f"Give a number above 0, at most {MOST_SCALE}.")
    return tuple(scales) if scales else None


def _drawn(results: list[Result]) -> int:
    return len([result for result in results if not result.error])


def _record(result: Result) -> dict[str, object]:
    return {
        "page": result.entry.page,
        "figure": result.entry.id,
        "ok": result.error is None,
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
    }


def _summary(results: list[Result]) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("Figure", overflow="fold")
    table.add_column("Files", overflow="fold")
    table.add_column("Size", justify="right")
    table.add_column("Time", justify="right")
    table.add_column("Findings", overflow="fold")
    for result in results:
        size = sum(output.size for output in result.outputs)
        table.add_row(
            Text(f"{result.entry.page}/{result.entry.id}"),
            ", ".join(_kinds(result)) or "none",
            f"{size / 1000:.0f} kB" if size else "",
            f"{result.seconds * 1000:.0f} ms",
            _told(result),
        )
    size = sum(output.size for result in results for output in result.outputs)
    seconds = sum(result.seconds for result in results)
    table.add_section()
    count = sum(len(result.outputs) for result in results)
    table.add_row(f"{_drawn(results)} figures", f"{count} files", f"{size / 1000:.0f} kB", f"{seconds:.1f} s", "")
    return table


def _told(result: Result) -> Text:
    """What a person should look at: failure, or what was found and not acknowledged."""
    if result.error:
        return Text("failed", style="red")
    open_ = [f"{found.code} {found.message}" for found in result.findings if found.acknowledged is None]
    return Text("; ".join(open_), style="yellow")


def _kinds(result: Result) -> list[str]:
    return [output.path.name.removeprefix(result.entry.stem).lstrip("-.") for output in result.outputs]
