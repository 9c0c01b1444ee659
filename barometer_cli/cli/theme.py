"""`barometer theme`: a house style measured, or its TOML to begin another from."""

from __future__ import annotations

from pathlib import Path

import typer
from rich.table import Table
from rich.text import Text

from barometer_cli import themes
from barometer_cli.checks.contrast import Failing, alike, faint
from barometer_cli.cli.exits import FAILED, GOOD, WRONG, complain, only_for, printer
from barometer_cli.errors import BarometerError, BuildError, suggestion
from barometer_cli.export.write import write
from barometer_cli.formats import ENDINGS
from barometer_cli.layout.swatches import swatches
from barometer_cli.messages import counted, say
from barometer_cli.model.theme import Theme

ACTIONS = ("check", "show")
SHARP = 2.0
"""Px of a picture for each px of the sheet of colours."""


def run(action: str, name: str, out: Path | None) -> int:
    """Print what fails of a theme, and draw its colours where asked, or the text of a shipped one; the exit code."""
    try:
        if action not in ACTIONS:
            raise BuildError(say("a theme has no {action!r}", action=action), suggestion(action, ACTIONS))
        if action == "show":
            only_for("barometer theme check", {"--out": out})
            typer.echo(themes.text(name), nl=False)
            return GOOD
        theme = themes.load(name)
        if out:
            _draw(theme, out)
    except BarometerError as error:
        complain(error)
        return WRONG
    unread, alone = list(faint(theme)), list(alike(theme))
    if not unread and not alone:
        printer().print(
            say("{name}: every text and mark is seen, and all colours are told apart", name=name), markup=False
        )
        return GOOD
    for measure, failing in ((say("Contrast"), unread), (say("Difference (CIEDE2000)"), alone)):
        if failing:
            printer().print(_table(measure, failing))
    found = counted(
        "{name}: {n} pair of colours lies too close",
        "{name}: {n} pairs of colours lie too close",
        len(unread) + len(alone),
        name=name,
    )
    printer().print(found, markup=False)
    return FAILED


def _draw(theme: Theme, out: Path) -> None:
    """Write a sheet of a theme's colours.

    Raises
    ------
    BuildError
        If no format is called so, or the file cannot be written.
    """
    encoder = ENDINGS.get(out.suffix.lower())
    if encoder is None:
        raise BuildError(say("{file}: no format ends so", file=out), suggestion(out.suffix, ENDINGS))
    write(out, encoder.encode(swatches(theme), SHARP if encoder.raster else 1.0))


def _table(measure: str, failing: list[Failing]) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in (measure, say("One"), say("Other")):
        table.add_column(heading, no_wrap=True)
    for heading in (say("Measured"), say("Needed")):
        table.add_column(heading, justify="right", no_wrap=True)
    for each in failing:
        # as many decimals as tell what fails from what is needed
        row = (each.what, each.one, each.other, f"{each.measured:.2f}", f"{each.least:g}")
        table.add_row(*map(Text, row))
    return table
