"""`barometer watch`: redraws what an edit touches, until it is interrupted."""

from __future__ import annotations

import time
from pathlib import Path

from rich.console import Console
from rich.text import Text

from barometer_cli import project
from barometer_cli.cli.exits import GOOD, WRONG, complain, printer, unmatched
from barometer_cli.errors import BarometerError, BuildError, SpecError
from barometer_cli.export.options import Options
from barometer_cli.export.places import Places, places
from barometer_cli.export.render import STATUSES, render
from barometer_cli.messages import say
from barometer_cli.model.identity import called

QUIET = 50
"""Milliseconds without a change after which what changed is drawn; editors write a file in several steps."""


def run(paths: list[Path], only: tuple[str, ...], options: Options) -> int:
    """Draw what is stale, then what every edit makes stale; returns the exit code when interrupted."""
    try:
        from watchfiles import watch
    except ImportError:
        complain(BuildError(say("watching needs watchfiles"), "pip install 'barometer-cli[live]'"))
        return WRONG
    console = printer(stderr=True)
    try:
        start = time.perf_counter()
        selection = project.search(paths, only)
        for error in unmatched(selection):
            complain(error)  # and go on: the figure may be written yet
        seen = _draw(selection, options, console, start)
        told = False
        while True:
            standing = False
            for changes in watch(
                *seen.folders,
                watch_filter=seen.touched,
                recursive=False,
                step=QUIET,
                debounce=10 * QUIET,
                rust_timeout=2 * QUIET,
                yield_on_timeout=True,
            ):
                now = seen
                if changes or not standing:  # the first time for edits made before the watch began
                    now = _draw_on(paths, only, options, console) or seen
                if not told:
                    told = True
                    asked = ", ".join(sorted(path.as_posix() for path in paths))
                    console.print(
                        Text(say("Watching {paths} and what its figures are made from (Ctrl-C ends)", paths=asked))
                    )
                standing = True
                if now != seen:
                    seen = now
                    break
    except BarometerError as error:
        complain(error)
        return WRONG
    except KeyboardInterrupt:
        return GOOD


def _draw_on(paths: list[Path], only: tuple[str, ...], options: Options, console: Console) -> Places | None:
    """Draw again; where that is not possible now, for nothing is there, the watch goes on as it was."""
    start = time.perf_counter()
    try:
        return _draw(project.search(paths, only), options, console, start)
    except BarometerError as error:
        complain(error)
        return None


def _draw(selection: project.Selection, options: Options, console: Console, start: float) -> Places:
    """Draw what is stale and tell of it; a spec that cannot be read is told of, and the others are drawn.

    Returns where an edit may touch a figure from now on.
    """
    if selection.problems:
        complain(SpecError(selection.problems))
    names = called(entry.identity for entry in selection.entries)
    for result in render(selection, options):
        if result.status == "fresh":
            continue
        took = (time.perf_counter() - start) * 1000
        name = names.get(result.entry.identity, str(result.entry.identity))
        console.print(Text(f"{say(STATUSES[result.status])} {name} ({took:.0f} ms): {result.reason}"))
        for error in (*([result.error] if result.error else ()), *result.unfit.values()):
            complain(error)
        for each in result.findings:
            if each.acknowledged is None and result.error is None:
                console.print(Text(f"  {each.place}: {each.code} {each.message}", style="yellow"))
    return places(selection)
