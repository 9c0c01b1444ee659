"""Exit codes, and how things are told."""

from __future__ import annotations

import codecs
import json
import os
import sys
from io import TextIOWrapper
from typing import TYPE_CHECKING

from barometer_cli.errors import BarometerError, BuildError
from barometer_cli.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rich.console import Console

    from barometer_cli.project import Selection
    from barometer_cli.release.read import LeftOut

GOOD, FAILED, WRONG, INTERRUPTED = 0, 1, 2, 130


WIDE = 1000
"""Columns of what is no terminal: lines of a file, or of a pipe, are not broken."""


PLAIN = str.maketrans(
    {
        **dict.fromkeys("–—−‑", "-"),
        **dict.fromkeys("“”„«»", '"'),
        **dict.fromkeys("‘’", "'"),
        **dict.fromkeys("\u00a0\u2009\u202f", " "),
        "→": "->",
        "…": "...",
        "×": "x",
        "≤": "<=",
        "≥": ">=",
    }
)
"""Marks of ours as a terminal writes them that has no others."""


def speak_plainly() -> None:
    """Let no character stop a command: what a terminal cannot write stands there plainly, or as its escape."""
    codecs.register_error("plain", _plain)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="plain")


def _plain(error: UnicodeError) -> tuple[str | bytes, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    written = error.object[error.start : error.end].translate(PLAIN)
    return written.encode("ascii", "backslashreplace").decode("ascii"), error.end


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


def put(value: object, indent: int | None = None) -> None:
    """Print JSON on stdout: in ASCII where it is not UTF-8, so that it can be read whatever the terminal thinks."""
    import typer

    unicode = (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf")
    typer.echo(json.dumps(value, ensure_ascii=not unicode, indent=indent))


def tell_left_out(left_out: Iterable[LeftOut]) -> bool:
    """Name on stderr what is not published, and why; returns whether any of it was refused."""
    refused = False
    for each in left_out:
        hint = (
            say("Mend it and draw again: barometer render")
            if each.refused
            else say("Remove its files: barometer render --prune")
        )
        complain(BuildError(say("{name} is left out: {why}", name=each.name, why=each.why), hint))
        refused = refused or each.refused
    return refused


def begun(selection: Selection) -> Selection:
    """What was found, if any figure is meant, and by each name that was given.

    Raises
    ------
    BuildError
        If none is.
    """
    for error in () if selection.problems else unmatched(selection):
        raise error
    return selection


def unmatched(selection: Selection) -> Iterator[BuildError]:
    """What is said of each name that was given and is that of no figure."""
    looked_for = [*(each.identity for each in selection.entries), *(each.identity for each in selection.unread)]
    for glob in selection.only:
        if not any(each.matches(glob) for each in looked_for):
            yield BuildError(say("no figure matches {only!r}", only=glob), say("`barometer list` shows what is there."))


def only_for(what: str, given: Mapping[str, object]) -> None:
    """Refuse options that do nothing without another one, or of something else.

    Parameters
    ----------
    what
        What they are for, where it is not so.
    given
        What was given, by the name of the option; of any that was not, nothing.

    Raises
    ------
    BuildError
        If any of them was given.
    """
    for option in filter(given.get, given):
        raise BuildError(say("{option} is only for {what}", option=option, what=what), say("Leave it out."))


def not_beside(other: str, given: Mapping[str, object]) -> None:
    """Refuse options that do nothing where another one is given.

    Parameters
    ----------
    other
        The other one.
    given
        As for `only_for`.

    Raises
    ------
    BuildError
        If any of them was given.
    """
    for option in filter(given.get, given):
        raise BuildError(
            say("{option} does nothing beside {other}", option=option, other=other), say("Leave one of them out.")
        )
