"""`barometer codebook`: a first codebook from what a file of microdata says of itself."""

from __future__ import annotations

from pathlib import Path

import typer

from barometer_cli import sources
from barometer_cli.cli.exits import GOOD, WRONG, complain, only_for
from barometer_cli.errors import BarometerError, BuildError, DataError
from barometer_cli.messages import say
from barometer_cli.specs import draft


def run(data: Path, out: Path | None, sheet: str | None, force: bool) -> int:
    """Print or write the codebook; returns the exit code."""
    try:
        if out is None:
            only_for("--out", {"--force": force})
        if data.suffix.lower() in sources.CUBES:
            why = say("{data} holds a table of a statistics office, not respondents, so it has no codebook", data=data)
            raise DataError(why, say("Draw it by `table:` with `category:` and `share:` in a spec."))
        if out and out.exists() and not force:
            raise BuildError(
                say("{out} is there already, and is not overwritten", out=out),
                say("Name another file, or add --force."),
            )
        text = draft.codebook(sources.read(data, sheet=sheet))
        if out is None:
            typer.echo(text.encode(), nl=False)  # bytes: UTF-8 whatever the terminal thinks
        else:
            _write(out, text)
            typer.echo(say("{out} written: check every line of it.", out=out), err=True)
    except BarometerError as error:
        complain(error)
        return WRONG
    return GOOD


def _write(out: Path, text: str) -> None:
    from barometer_cli.export.write import working, write

    with working(out.parent):
        write(out, text.encode())
