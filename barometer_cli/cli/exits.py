"""Exit codes, and how an error is told."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from barometer_cli.errors import BarometerError

GOOD, FAILED, WRONG, INTERRUPTED = 0, 1, 2, 130


def complain(error: BarometerError) -> None:
    """Tell an error on stderr, as it is written: no markup is read from it."""
    Console(stderr=True, highlight=False, soft_wrap=True).print(Text(str(error), style="red"))
