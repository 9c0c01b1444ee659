"""`barometer table`: the numbers behind figures."""

from __future__ import annotations

import json
from pathlib import Path

import typer
from rich.table import Table
from rich.text import Text

from barometer_cli import project
from barometer_cli.cli.exits import GOOD, WRONG, complain, printer
from barometer_cli.errors import BarometerError, BuildError, EmptyBase, TooFew, suggestion
from barometer_cli.export import numbers
from barometer_cli.model.figure import Figure

FORMATS = ("text", "csv", "json", "md")


def run(paths: list[Path], only: str | None, format: str) -> int:
    """Print the table of each figure that has one; returns the exit code."""
    try:
        if format not in FORMATS:
            raise BuildError(f"--format: there is no format {format!r}", suggestion(format, FORMATS))
        entries = [entry for entry in project.find(paths, only) if entry.spec.table or entry.spec.data]
        if not entries:
            raise BuildError("none of these figures has numbers", "Name a spec with `table` or `data`.")
        microdata = project.Microdata()
        figures = []
        for entry in entries:
            try:
                figures.append(project.figure(entry, microdata))
            except (TooFew, EmptyBase) as error:
                if entry.member is None:
                    raise
                complain(BuildError(f"{entry.page}/{entry.id} is left out: {error.message}"))
    except BarometerError as error:
        complain(error)
        return WRONG
    if format == "json":
        records = [{"figure": figure.id, "n": _n(figure), "rows": numbers.as_records(figure)} for figure in figures]
        typer.echo(json.dumps(records, ensure_ascii=False, indent=2))
    elif format == "csv":
        for figure in figures:
            typer.echo(numbers.as_csv(figure), nl=False)
    elif format == "md":
        typer.echo("\n\n".join(_markdown(figure) for figure in figures))
    else:
        console = printer(soft_wrap=False)
        for figure in figures:
            console.print(_rich(figure))
    return GOOD


def _n(figure: Figure) -> int | None:
    return figure.table.n or figure.spec.n


def _rich(figure: Figure) -> Table:
    header, found = numbers.grid(figure)
    table = Table(title=Text(f"{figure.id}: {figure.spec.title}"), title_justify="left", box=None, pad_edge=False)
    for name in header:
        words = name in numbers.WORDS
        table.add_column(name, justify="left" if words else "right", overflow="fold")
    for row in found:
        table.add_row(*map(Text, row))
    about = [figure.table.variable, f"n={n} (unweighted)" if (n := _n(figure)) else None]
    if any(about):
        table.caption = Text(", ".join(filter(None, about)))
        table.caption_justify = "left"
    return table


def _markdown(figure: Figure) -> str:
    header, found = numbers.grid(figure)
    rule = ["---" if name in numbers.WORDS else "--:" for name in header]
    lines = [" | ".join(value.replace("|", "\\|") for value in row) for row in [header, rule, *found]]
    return "\n".join([f"**{figure.spec.title}**", "", *(f"| {line} |" for line in lines)])
