"""What claims are judged by: the passage they stand in, and the results they are held against."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from msgspec import Struct, field

from barometer_cli.model.claim import Authored, Subject
from barometer_cli.model.measure import SHARE, Measure

Apart: TypeAlias = Callable[[Mapping[tuple[str, str | None], float], float], float | None]
"""p of a difference made of shares, as `Table.apart` gives it."""
LEVEL = 0.05
"""From this p on, a difference may be chance, where the figure names no level of its own."""


class Passage(Struct, frozen=True):
    """A text of a figure, as it is written.

    Attributes
    ----------
    text
        A headline, subtitle or caption; of a key number its printed share and its text: "69 % af innovationerne er …".
    language
        BCP 47 code.
    authored
        What the spec says its claims are of: of two bindings of a claim the first decides.
    context
        What else the figure says of itself: subtitle, "shows", filter, wave. Its words are no surprise in a claim.
    stated
        Whether it begins with the one share there is, as a key number does: its words are then of that share.
    """

    text: str
    language: str
    authored: tuple[Authored, ...] = ()
    context: str = ""
    stated: bool = False


class Results(Struct, frozen=True):
    """What a figure knows: its shares, what was asked of whom, and what chance leaves of it.

    Attributes
    ----------
    subjects
        The cells and nets of its table.
    measure
        What the values are.
    question
        What was asked: a text of its words is of the one share there is.
    unit
        Nouns of the respondents, which name no category.
    several
        Whether one may have given several answers: the rest of the answers is then no share of the figure.
    exclusive
        Whether it is known that one could give only one: answers that an author adds up are then a share.
    hidden
        Labels and groups whose shares are not to be told; a claim that names one is of none that is.
    tests
        Whether two shares differ significantly, by both their names, where that was tested.
    apart, level
        p that a difference of shares is chance, where it can be computed, and from which p on that is told.
    """

    subjects: tuple[Subject, ...]
    measure: Measure = SHARE
    question: str = ""
    unit: str = ""
    several: bool = False
    exclusive: bool = False
    hidden: tuple[str, ...] = ()
    tests: Mapping[frozenset[str], bool] = field(default_factory=dict)
    apart: Apart | None = None
    level: float = LEVEL
