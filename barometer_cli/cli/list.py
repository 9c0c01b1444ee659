"""`barometer list`: what is there."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import asdict
from rich.table import Table
from rich.text import Text

from barometer_cli import project
from barometer_cli.cli.exits import FAILED, GOOD, WRONG, begun, complain, printer, put
from barometer_cli.errors import BarometerError, SpecError
from barometer_cli.messages import say


def run(paths: list[Path], only: tuple[str, ...], as_json: bool) -> int:
    """Print every figure, and what is wrong with the specs that make none; returns the exit code."""
    try:
        selection = begun(project.search(paths, only))
    except BarometerError as error:
        complain(error)
        return WRONG
    if as_json:
        for entry in selection.entries:
            kind, title = entry.spec.kind, entry.spec.title
            put({**asdict(entry.identity), "kind": kind, "title": title, "spec": entry.path.as_posix()})
    elif selection.entries:
        printer(soft_wrap=False).print(_table(selection))
    if selection.problems:
        complain(SpecError(selection.problems))
        return FAILED if selection.entries else WRONG
    return GOOD


def _table(selection: project.Selection) -> Table:
    """Edition and language are told where there are several."""
    table = Table(box=None, pad_edge=False)
    several = len({(entry.survey.wave, entry.survey.language) for entry in selection.entries}) > 1
    which = (say("Edition"), say("Language")) if several else ()
    for name in (say("Page"), *which, say("Figure"), say("Kind"), say("Title")):
        table.add_column(name, overflow="fold")
    for entry in selection.entries:
        which = (entry.survey.wave, entry.survey.language) if several else ()
        table.add_row(*map(Text, (entry.page, *which, entry.id, entry.spec.kind, entry.spec.title)))
    return table
