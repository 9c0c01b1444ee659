"""`barometer list`: what is there."""

from __future__ import annotations

import json
from pathlib import Path

import typer
from rich.table import Table

from barometer_cli import project
from barometer_cli.cli.exits import GOOD, WRONG, complain, printer
from barometer_cli.errors import BarometerError


def run(paths: list[Path], only: str | None, as_json: bool) -> int:
    """Print every figure; returns the exit code."""
    try:
        entries = project.find(paths, only)
    except BarometerError as error:
        complain(error)
        return WRONG
    if as_json:
        for entry in entries:
            typer.echo(
                json.dumps(
                    {
                        "page": entry.page,
                        "figure": entry.id,
                        "kind": entry.spec.kind,
                        "title": entry.spec.title,
                        "spec": entry.path.as_posix(),
                    },
                    ensure_ascii=False,
                )
            )
        return GOOD
    table = Table(box=None, pad_edge=False)
    for name in ("Page", "Figure", "Kind", "Title"):
        table.add_column(name, overflow="fold")
    for entry in entries:
        table.add_row(entry.page, entry.id, entry.spec.kind, entry.spec.title)
    printer(soft_wrap=False).print(table)
    return GOOD
