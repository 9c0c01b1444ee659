"""What there is to say of a picture to somebody who cannot see it: a closed union, worded by each language."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from barometer_cli.model.axis import Role
from barometer_cli.model.caption import Place, Synthetic


class Manner(Struct, frozen=True):
    """How a kind draws its values, as far as words speak of it.

    Attributes
    ----------
    whole
        Whether they are drawn as parts of one whole, and a net as a bracket over its parts; else a net is a mark like
        any other.
    nested
        Whether they are parts of one another, and so no parts of one whole.
    ranked
        Whether the largest stands first where nobody gives an order.
    upright
        Whether its bars stand: of two, one is to the left; else one is above.
    nets
        Where the values of nets are written when groups are compared; None where they stand at a mark or label.
    unknown
        How many areas it draws of which nothing is known.
    starred
        Whether a star stands for a value that is hidden.
    stated
        Whether each value stands alone, with words beside it that say what it is of.
    joined
        Whether lines join values over waves, with dashes over those that have none.
    """

    whole: bool = False
    nested: bool = False
    ranked: bool = False
    upright: bool = False
    nets: Place | None = None
    unknown: int = 0
    starred: bool = True
    stated: bool = False
    joined: bool = False


def always(manner: Manner) -> Callable[[object, object], Manner]:
    """A manner that is the same for every spec and table."""
    return lambda spec, table: manner


MARKS_APART = always(Manner())
"""Every value has a mark of its own, in the order given."""


class Mark(Struct, frozen=True):
    """A value that is drawn, its words, and its group where groups are compared.

    `interval` are the limits that are drawn with it.
    """

    label: str
    value: float
    group: str | None = None
    interval: tuple[float, float] | None = None


class Subject(Struct, frozen=True):
    """The kind of picture, and what it measures where that is said anywhere.

    `unnamed` is whether these words do not say that the values are no shares.
    """

    kind: str
    what: str | None
    unnamed: bool = False


class Quoted(Struct, frozen=True):
    """A quote (left out in alt text) and who said it."""

    kind: str
    name: str
    title: str
    text: str | None


class Card(Struct, frozen=True):
    """A card: what it is called, whose it is; left out in alt text also what it says, item by item, and where it says
    more.
    """

    kind: str
    title: str
    workplace: str
    text: str = ""
    points: tuple[str, ...] = ()
    address: str = ""


class One(Struct, frozen=True):
    """The only value of a picture and what it is of."""

    kind: str
    value: float
    of: str


class Numbers(Struct, frozen=True):
    """The only values of a picture, each marked by what it is of."""

    kind: str
    marks: tuple[Mark, ...]


class Largest(Struct, frozen=True):
    """The largest value; several marks where they are printed alike."""

    marks: tuple[Mark, ...]


class Smallest(Struct, frozen=True):
    """The smallest value; several marks where they are printed alike."""

    marks: tuple[Mark, ...]


class Alike(Struct, frozen=True):
    """All marks are printed alike."""

    value: float
    count: int


class Course(Struct, frozen=True):
    """Values of ordered steps that only rise, or only fall, from the first to the last."""

    first: Mark
    last: Mark


class Trend(Struct, frozen=True):
    """The values of one category over the waves: from the first to the last, the highest and lowest between them.

    Attributes
    ----------
    label
        The category; None where there is but one.
    first, last
        Marks whose labels are the waves.
    highest, lowest
        Those that are higher, or lower, than both; None where none is.
    of
        How many categories there are, of which this one moves most.
    """

    label: str | None
    first: Mark
    last: Mark
    highest: Mark | None = None
    lowest: Mark | None = None
    of: int = 1


class Moved(Struct, frozen=True):
    """Changes: the highest, which rose most or fell least, and the lowest; several where they are printed alike."""

    highest: tuple[Mark, ...]
    lowest: tuple[Mark, ...]


class Ends(Struct, frozen=True):
    """The highest, or else the lowest, of many values, from the end inwards; `known`: of those that are told."""

    marks: tuple[Mark, ...]
    highest: bool
    known: bool = False


class Areas(Struct, frozen=True):
    """How many areas there are, of how many of them the value is not shown, and of how many nothing is known."""

    count: int
    without: int = 0
    unknown: int = 0


class Across(Struct, frozen=True):
    """The value of one category in every group, largest first; of waves, from the first to the last."""

    marks: tuple[Mark, ...]


class Groups(Struct, frozen=True):
    """The groups that are compared, what they are, and what they are called together."""

    names: tuple[str, ...]
    role: Role = "groups"
    title: str | None = None


class Together(Struct, frozen=True):
    """Values of several categories together."""

    nets: tuple[Mark, ...]


class Values(Struct, frozen=True):
    """Every value of a group in the order drawn, its nets, what is hidden or withheld by the source, what is not drawn.

    Where what is compared is rather the values of one category in the groups, as those of an item or over waves, it is
    every value of a category. `n` is the group's unweighted base where it is drawn, `few` whether that is so small that
    the values are unsure, `section` the one that begins with it.
    """

    group: str | None
    n: int | None
    few: bool
    marks: tuple[Mark, ...]
    nets: tuple[Mark, ...]
    hidden: tuple[str, ...]
    withheld: tuple[str, ...] = ()
    unshown: tuple[Mark, ...] = ()
    section: str | None = None


Sight = (
    Subject
    | Quoted
    | Card
    | One
    | Numbers
    | Largest
    | Smallest
    | Alike
    | Course
    | Trend
    | Moved
    | Ends
    | Areas
    | Across
    | Groups
    | Together
    | Values
    | Synthetic
)
