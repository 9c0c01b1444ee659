"""`barometer suggest`: true headlines of a figure."""

from __future__ import annotations

from pathlib import Path

import typer
from msgspec import Struct

from barometer_cli import project
from barometer_cli.cli.exits import FAILED, GOOD, WRONG, begun, complain, not_beside, printer, put
from barometer_cli.errors import BarometerError, BuildError, SpecError, unexpected
from barometer_cli.export.check import placed
from barometer_cli.export.headline import in_language, lines, put_into, values
from barometer_cli.languages import spoken
from barometer_cli.messages import counted, say
from barometer_cli.model.figure import Figure
from barometer_cli.model.naming import FIGURES
from barometer_cli.project import Entry
from barometer_cli.suggest import Suggestion, suggest


class Asked(Struct, frozen=True):
    """In which language headlines are suggested, how many, which of them is written, and whether as JSON."""

    language: str | None
    count: int
    write: int | None
    json: bool


def run(figure: str, paths: list[Path] | None, asked: Asked) -> int:
    """Print the headlines that a figure could have, and if wanted write one into its spec; returns the exit code."""
    try:
        if asked.write is not None:
            not_beside("--write", {"--json": asked.json})
        if asked.language:
            spoken(asked.language)
        entries = _entries(figure, paths, asked.language)
    except BarometerError as error:
        complain(error)
        return WRONG
    microdata, failed = project.Microdata(), False
    for entry in entries:
        try:
            drawn = project.figure(entry, microdata)
            found = suggest(drawn, asked.count)
            written = _written(entry, drawn, found, asked)
        except Exception as fault:  # one figure stops no other
            complain(placed(fault if isinstance(fault, BarometerError) else unexpected(fault), entry))
            failed = True
            continue
        if written:
            typer.echo(written)
        else:
            _tell(entry, drawn, found, asked)
    return FAILED if failed else GOOD


def _entries(figure: str, paths: list[Path] | None, language: str | None) -> tuple[Entry, ...]:
    """The figures of a name or spec, each in the language that is asked for: its own spec's, where that has one."""
    spec = Path(figure)
    if spec.exists():
        folders = say("[FOLDER …]")
        not_beside(spec.as_posix(), {folders: paths})
    selection = begun(project.search([spec]) if spec.exists() else project.search(paths or [Path(FIGURES)], (figure,)))
    if not selection.entries:
        raise SpecError(selection.problems)
    if language is None:
        return selection.entries
    own = tuple(entry for entry in selection.entries if entry.survey.language == language)
    return own or tuple(in_language(entry, language) for entry in selection.entries)


def _tell(entry: Entry, figure: Figure, found: tuple[Suggestion, ...], asked: Asked) -> None:
    if asked.json:
        put(
            {
                "figure": entry.identity.name,
                "language": figure.locale.language,
                "suggestions": [_record(each, figure) for each in found],
            }
        )
    elif found:
        _print(entry, figure, found)
    else:
        typer.echo(say("{name}: no headline can be proved of its values.", name=entry.identity.name))


def _record(each: Suggestion, figure: Figure) -> dict[str, object]:
    return {
        "title": each.title,
        "form": each.form,
        "score": round(each.score, 1),
        "cells": [
            {"category": cell.label, "group": cell.group, "value": value}
            for cell, (_, value) in zip(each.cells, values(each, figure), strict=True)
        ],
        "claims": [claim.model_dump(by_alias=True, exclude_defaults=True) for claim in each.claims],
    }


def _print(entry: Entry, figure: Figure, found: tuple[Suggestion, ...]) -> None:
    """The headlines with what they are of, and below them the lines of each to paste."""
    from rich.table import Table
    from rich.text import Text

    table = Table(
        title=Text(f"{entry.identity.name}: {figure.spec.title}"), title_justify="left", box=None, pad_edge=False
    )
    for column in ("", say("Headline"), say("Is of")):
        table.add_column(column, overflow="fold", justify="left" if column else "right")
    for rank, each in enumerate(found, 1):
        of = ", ".join(f"{name} {value}" for name, value in values(each, figure))
        table.add_row(Text(str(rank)), Text(each.title), Text(of))
    printer(soft_wrap=False).print(table)
    for rank, each in enumerate(found, 1):
        typer.echo(f"\n# {rank}\n{lines(each)}")


def _written(entry: Entry, figure: Figure, found: tuple[Suggestion, ...], asked: Asked) -> str:
    """Put the one that is asked for into the spec, and say so; empty where none is."""
    if asked.write is None:
        return ""
    if asked.language and _own_language(entry) != asked.language:
        raise BuildError(
            say("--write: the survey is in another language than {language!r}", language=asked.language),
            say("Leave `--language` out."),
        )
    if asked.write > len(found):
        raise BuildError(
            f"--write {asked.write}: " + counted("there is {n} suggestion", "there are {n} suggestions", len(found)),
            say("Take one that is printed."),
        )
    chosen = found[asked.write - 1]
    return f"{put_into(entry, figure, chosen)}: {chosen.title}"


def _own_language(entry: Entry) -> str:
    """The language that the spec of a figure is told in."""
    return next(each.survey.language for each in project.search([entry.path]).entries)
