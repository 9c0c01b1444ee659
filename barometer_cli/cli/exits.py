"""Exit codes, and how an error is told."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from barometer_cli.errors import BarometerError

if TYPE_CHECKING:
    from rich.console import Console

GOOD, FAILED, WRONG, INTERRUPTED = 0, 1, 2, 130


WIDE = 1000
"""Columns of what is no terminal: lines of a file, or of a pipe, are not broken."""


def printer(stderr: bool = False, quiet: bool = False, soft_wrap: bool = True) -> Console:
    """Where a command prints: nothing is coloured by its look, and what is no terminal has long lines.

    `soft_wrap` leaves lines of text whole on a terminal too; a table is fitted into it.
    """
    from rich.console import Console

    console = Console(stderr=stderr, quiet=quiet, soft_wrap=soft_wrap, highlight=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = WIDE
    return console


def complain(error: BarometerError) -> None:
    """Tell an error on stderr, as it is written: no markup is read from it."""
    from rich.text import Text

    printer(stderr=True).print(Text(str(error), style="red"))
