"""`barometer watch`: redraws what an edit touches, until it is interrupted."""

from __future__ import annotations

import time
from pathlib import Path

from rich.console import Console
from rich.text import Text

from barometer_cli import project
from barometer_cli.cli.exits import GOOD, WRONG, complain, printer
from barometer_cli.errors import BarometerError, BuildError
from barometer_cli.export.manifest import load
from barometer_cli.export.options import Options
from barometer_cli.export.render import render

QUIET = 50
"""Milliseconds without a change after which what changed is drawn; editors write a file in several steps."""


def run(paths: list[Path], only: str | None, options: Options) -> int:
    """Draw what is stale, then what every edit makes stale; returns the exit code when interrupted."""
    try:
        from watchfiles import watch
    except ImportError:
        complain(BuildError("watching needs watchfiles", "pip install 'barometer-cli[live]'"))
        return WRONG
    console = printer(stderr=True)
    try:
        _draw(paths, only, options, console)
        folders = _folders(paths, options)
        watching = False
        for changes in watch(
            *folders,
            step=QUIET,
            debounce=10 * QUIET,
            rust_timeout=2 * QUIET,
            yield_on_timeout=True,
            raise_interrupt=False,
        ):
            if changes or not watching:  # the first time for edits made before the watch began
                _draw(paths, only, options, console)
            if not watching:
                watching = True
                console.print(f"Watching {', '.join(sorted(folder.as_posix() for folder in folders))} (Ctrl-C ends)")
    except BarometerError as error:
        complain(error)
        return WRONG
    except KeyboardInterrupt:
        pass
    return GOOD


def _folders(paths: list[Path], options: Options) -> set[Path]:
    """Where an edit may touch a figure: the folders of the specs, and of what they are made from."""
    found = {path if path.is_dir() else path.parent for path in paths}
    for drawn in load(options.out).figures.values():
        found |= {Path(stamp.path).parent for stamp in drawn.inputs}
    return {folder for folder in found if not any(other in folder.parents for other in found)}


def _draw(paths: list[Path], only: str | None, options: Options, console: Console) -> None:
    """Draw what is stale and tell of it; a spec that cannot be read is told of, and the others are drawn."""
    start = time.perf_counter()
    entries, problems = project.search(paths, only)
    for problem in problems:
        console.print(Text(str(problem), style="red"))
    for result in render(entries, options):
        if result.status == "fresh":
            continue
        name = f"{result.entry.page}/{result.entry.id}"
        console.print(f"{result.status} {name} ({(time.perf_counter() - start) * 1000:.0f} ms): {result.reason}")
        for error in (*([result.error] if result.error else ()), *result.unfit.values()):
            complain(error)
        for found in result.findings:
            if found.acknowledged is None and result.error is None:
                console.print(Text(f"  {found.place}: {found.code} {found.message}", style="yellow"))
