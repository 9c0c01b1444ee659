"""What there is to say of a picture to somebody who cannot see it: a closed union, worded by each language."""

from __future__ import annotations

from dataclasses import dataclass

from barometer_cli.model.caption import Synthetic


@dataclass(frozen=True, slots=True)
class Mark:
    """A value that is drawn, its words, and its group where groups are compared.

    `interval` are the limits that are drawn with it.
    """

    label: str
    value: float
    group: str | None = None
    interval: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """The kind of picture, and what it measures where that is said anywhere."""

    kind: str
    what: str | None


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quote (left out in alt text) and who said it."""

    kind: str
    name: str
    title: str
    text: str | None


@dataclass(frozen=True, slots=True)
class Card:
    """A card: what it is called, whose it is; left out in alt text also what it says, item by item, and where it says
    more.
    """

    kind: str
    title: str
    workplace: str
    text: str = ""
    points: tuple[str, ...] = ()
    address: str = ""


@dataclass(frozen=True, slots=True)
class One:
    """The only value of a picture and what it is of."""

    kind: str
    value: float
    of: str


@dataclass(frozen=True, slots=True)
class Largest:
    """The largest value; several marks where they are printed alike."""

    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Smallest:
    """The smallest value; several marks where they are printed alike."""

    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Alike:
    """All marks are printed alike."""

    value: float
    count: int


@dataclass(frozen=True, slots=True)
class Course:
    """Values of ordered steps that only rise, or only fall, from the first to the last."""

    first: Mark
    last: Mark


@dataclass(frozen=True, slots=True)
class Across:
    """The value of one category in every group, largest first; of waves, from the first to the last."""

    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups that are compared."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Together:
    """Values of several categories together."""

    nets: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Values:
    """Every value of a group in the order drawn, its nets, what is hidden or withheld by the source, what is not drawn.

    `n` is the group's unweighted base where it is drawn, `few` whether that is so small that the shares are unsure.
    """

    group: str | None
    n: int | None
    few: bool
    marks: tuple[Mark, ...]
    nets: tuple[Mark, ...]
    hidden: tuple[str, ...]
    withheld: tuple[str, ...] = ()
    unshown: tuple[Mark, ...] = ()


Sight = (
    Subject
    | Quoted
    | Card
    | One
    | Largest
    | Smallest
    | Alike
    | Course
    | Across
    | Groups
    | Together
    | Values
    | Synthetic
)
