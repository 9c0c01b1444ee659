"""What a check found, and what checks look at."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeAlias

from msgspec import Struct

from barometer_cli.errors import LayoutError
from barometer_cli.model.claim import Fails, Holds, NotVerified, Verdict
from barometer_cli.model.figure import Coloured, Figure, Sheet
from barometer_cli.model.identity import Identity
from barometer_cli.model.statement import Where
from barometer_cli.model.theme import Theme

Severity: TypeAlias = Literal["error", "warning", "info"]


class Location(Struct, frozen=True):
    """A place in a file that people write; line and column count from 1, both 0 where fields stand in no file."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


class Finding(Struct, frozen=True):
    """One thing that a check found.

    Attributes
    ----------
    code
        Stable name: "BAR201".
    severity
        "error": what is shown is wrong; "warning": nobody has proved it right; "info": good to know.
    place, figure
        Where it is written, and the figure it is of; None where a file is of none.
    message, hint
        What is wrong, with the value; what to do.
    value
        The value itself, for machines.
    acknowledged
        The author's reason for leaving it so; None where nobody has given one.
    """

    code: str
    severity: Severity
    place: Location
    figure: Identity | None
    message: str
    hint: str = ""
    value: str = ""
    acknowledged: str | None = None


class Text(Struct, frozen=True):
    """A text of a spec whose claims were judged: its field, its words as read, the verdicts, the parts without any."""

    where: Where
    text: str
    verdicts: tuple[Verdict, ...]
    unread: tuple[str, ...] = ()


class Elsewhere(Struct, frozen=True):
    """What another figure says of a claim: the field the claim stands in, the verdict there, the other figure.

    Not verified is what speaks of a share that the other figure hides.
    """

    where: Where
    verdict: Holds | Fails | NotVerified
    other: Evidence


class Evidence(Struct, frozen=True, eq=False, weakref=True):
    """What checks look at: a figure as computed and, if it was drawn, as drawn. No two are the same.

    Attributes
    ----------
    figure, identity, theme
        The figure, what tells it from every other, its house style.
    texts
        The judged texts.
    locate
        Finds the place of a field in the spec.
    sheets, unfit
        What was drawn of it, and why other sheets cannot be read.
    elsewhere
        What other figures of the page say of claims that this one does not prove.
    coloured
        What the figure tells apart by colours; None where it tells nothing so.
    """

    figure: Figure
    identity: Identity
    theme: Theme
    texts: tuple[Text, ...]
    locate: Callable[[Where], Location]
    sheets: tuple[Sheet, ...] = ()
    unfit: tuple[LayoutError, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    coloured: Coloured[str | None] | None = None

    @property
    def name(self) -> str:
        """The figure as messages call it."""
        return self.identity.name
