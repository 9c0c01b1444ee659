"""`barometer table`: the numbers behind figures."""

from __future__ import annotations

from pathlib import Path

import typer
from msgspec.structs import asdict
from rich.console import Group
from rich.table import Table
from rich.text import Text

from barometer_cli import project
from barometer_cli.cli.exits import FAILED, GOOD, WRONG, begun, complain, printer, put
from barometer_cli.errors import BarometerError, BuildError, EmptyBase, SpecError, TooFew, suggestion, unexpected
from barometer_cli.export import numbers
from barometer_cli.export.check import placed
from barometer_cli.messages import say
from barometer_cli.model.figure import Figure
from barometer_cli.model.identity import Identity, called

FORMATS = ("text", "csv", "json", "md")


def run(paths: list[Path], only: tuple[str, ...], format: str) -> int:
    """Print the table of each figure that has one; returns the exit code."""
    try:
        if format not in FORMATS:
            raise BuildError(say("--format: there is no format {format!r}", format=format), suggestion(format, FORMATS))
        selection = begun(project.search(paths, only))
        entries = [entry for entry in selection.entries if entry.spec.table or entry.spec.data]
        if not entries and not selection.problems:
            raise BuildError(say("none of these figures has numbers"), say("Name a spec with `table` or `data`."))
        if format == "csv" and len(entries) > 1:
            raise BuildError(
                say("a CSV holds one table, and these are {n} figures", n=len(entries)),
                say("Name one with --only; --format json has all, and `barometer render` writes a CSV of each."),
            )
    except BarometerError as error:
        complain(error)
        return WRONG
    microdata = project.Microdata()
    figures: dict[Identity, Figure] = {}
    failed = bool(selection.problems)
    if selection.problems:
        complain(SpecError(selection.problems))
    for entry in entries:
        try:
            figures[entry.identity] = project.figure(entry, microdata)
        except Exception as fault:  # one figure stops no other
            wrong = fault if isinstance(fault, BarometerError) else unexpected(fault)
            if entry.member is not None and isinstance(wrong, TooFew | EmptyBase):
                complain(
                    BuildError(say("{name} is left out: {message}", name=entry.identity.name, message=wrong.message))
                )
            else:
                complain(placed(wrong, entry))
                failed = True
    if format == "json":
        put([_record(identity, figure) for identity, figure in figures.items()], indent=2)
    elif format == "csv":
        for figure in figures.values():  # the one, if it could be computed
            typer.echo(numbers.as_csv(figure), nl=False)
    elif format == "md":
        typer.echo("\n\n".join(_markdown(figure) for figure in figures.values()))
    else:
        console = printer(soft_wrap=False)
        names = called(figures)
        several = any(name != identity.name for identity, name in names.items())
        for identity, figure in figures.items():
            console.print(of_figure(figure, names[identity] if several else figure.id))
    if not failed:
        return GOOD
    return FAILED if figures else WRONG


def _n(figure: Figure) -> int | None:
    return figure.table.n or figure.spec.n


def _record(identity: Identity, figure: Figure) -> dict[str, object]:
    return {
        **asdict(identity),
        "n": _n(figure),
        **numbers.described(figure),
        "recognised": figure.table.recognised,
        "rows": numbers.as_records(figure),
    }


def of_figure(figure: Figure, name: str) -> Group:
    """Its title, its numbers, and what is to be known of them: lines as wide as the terminal, not as the columns."""
    columns, found = numbers.grid(figure)
    table = Table(box=None, pad_edge=False)
    for column in columns:
        table.add_column(Text(column.name), justify="left" if column.words else "right", overflow="fold")
    for row in found:
        table.add_row(*map(Text, row))
    about = [figure.table.variable, say("n={n} (unweighted)", n=n) if (n := _n(figure)) else None]
    about += [
        say("{name} are {role}", name=name, role=role) + (f" ({axis.title})" if axis.title else "")
        for name, role, axis in numbers.axes(figure.table)
    ]
    lines = [
        ", ".join(filter(None, about)),
        *(say("recognised: {what}", what=what) for what in figure.table.recognised),
    ]
    notes = [Text(line, style="table.caption") for line in lines if line]
    return Group(Text(f"{name}: {figure.spec.title}", style="table.title"), table, *notes)


def _markdown(figure: Figure) -> str:
    columns, found = numbers.grid(figure)
    header, rule = [column.name for column in columns], ["---" if column.words else "--:" for column in columns]
    lines = [" | ".join(value.replace("|", "\\|") for value in row) for row in [header, rule, *found]]
    return "\n".join([f"**{figure.spec.title}**", "", *(f"| {line} |" for line in lines)])
