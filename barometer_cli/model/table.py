"""A table of weighted values: what every word and mark of a figure is computed from."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from typing import Protocol, TypeAlias

from msgspec import Struct, field

from barometer_cli.model.axis import NOTHING_KNOWN, Axis, Role, Shape
from barometer_cli.model.measure import SHARE, Measure
from barometer_cli.model.period import in_time

Named: TypeAlias = tuple[str, str | None]
"""A value in a table: its category or net, and its group."""


class Cell(Struct, frozen=True):
    """The weighted value (unrounded, in the table's measure; a share is 0..1) of one category in one group.

    `n` is the unweighted base, `se` the standard error of the value, `shown` whether it is drawn, `interval` the
    limits of its confidence interval, all in the same measure.
    """

    category: str
    value: float
    group: str | None = None
    n: int | None = None
    se: float | None = None
    shown: bool = True
    interval: tuple[float, float] | None = None


class Net(Struct, frozen=True):
    """The value (in the table's measure) of several categories together, rounded from itself, never from its parts.

    `interval` are the limits of its confidence interval.
    """

    label: str
    parts: tuple[str, ...]
    value: float
    group: str | None = None
    interval: tuple[float, float] | None = None


class Hidden(Struct, frozen=True):
    """A category, or net, of a group that is not to be shown; its share is not in the table at all.

    `drawn` is whether the figure would have drawn it; `withheld`, whether its source does not tell the share, where
    otherwise too few answered; `parts` what it adds up if it is a net.
    """

    category: str
    group: str | None = None
    drawn: bool = True
    withheld: bool = False
    parts: tuple[str, ...] = ()


class GroupBase(Struct, frozen=True):
    """A group of a breakdown: unweighted and weighted n, and whether so few that its shares are unsure.

    n is None where it is too small to be told, or would tell that of another group by subtraction.
    """

    name: str | None
    n: int | None
    weighted_n: float | None
    few: bool = False


class Comparison(Struct, frozen=True):
    """Whether groups differ by more than chance, at a level such as 0.05.

    `p` is of the whole table where its categories are parts of one whole, and None where each is tested by itself;
    then `different` and `same` name those that do and do not differ. `pairs` says of a category and two groups
    whether they differ, corrected for being several (Holm).
    """

    level: float
    p: float | None
    different: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str, str, bool], ...] = ()


class Word(Struct, frozen=True):
    """A category as it is drawn (soft hyphens say where it may break) and as it stands within a sentence."""

    drawn: str
    inline: str


class Apart(Protocol):
    """What tells values of a table apart, of which only the table's maker knows how they hang together."""

    def __call__(self, terms: Mapping[Named, float], difference: float) -> float | None:
        """p, two-sided, of a difference that is made of values, each times a number: {a: 1, b: -1} for a minus b,
        {a: 1} for a minus a number; None where its error is not known.
        """

    def error(self, terms: Mapping[Named, float]) -> float | None:
        """Standard error of what is so made, in the table's measure; None where it is not known."""


class Table(Struct, frozen=True, dict=True):  # what is worked out of it is kept in it
    """Cells in the order of the source, nets, and where they come from.

    Attributes
    ----------
    cells, nets
        What is known and may be shown.
    measure
        What their values are, and how they are printed.
    categories, breakdown
        What is known of the axes: that of the categories, and that of the groups.
    hidden
        What too few answered to be shown, or its source does not tell.
    bases
        The groups that are drawn with their n (name None: the whole base); only from microdata.
    n
        Unweighted n of the whole base; only from microdata.
    level
        Confidence (0..1) of the cells' intervals.
    comparison
        A test that the groups are alike.
    partition
        Whether the categories are parts of one whole; None where only the shares tell.
    several
        Whether the question takes several answers; None where the data do not know.
    overlap
        Whether the categories are nets that may hold the same answers.
    left_out
        Parts of the whole that the figure does not tell at all.
    words
        Categories that are drawn or read otherwise than they are called.
    residual
        Categories that stand last however many gave them.
    omitted
        Answers that were taken out of the base.
    narrowed
        Whether the filter leaves out people who were asked.
    unasked
        Unweighted respondents whom the filter takes, and who were not asked, as far as the codebook says who was.
    routed
        By which answers to which question it says so, where it is by answers to one: the question, and their words.
    editions
        The waves of microdata that the groups are, from the first to the last, as the survey calls them.
    variable, question
        What the codebook calls it, and the question as it was asked.
    unweighted
        Whether it is computed from microdata without weights.
    notes
        What the data made the arithmetic do, for a person to know.
    recognised
        What was told from the table in its file, or read in a way that nobody asked for, as in Dataset.
    flagged
        What its source says of shares that it tells, such as that they are provisional.
    decimals
        With how many a finished table writes a value, where it is a text: 4,0 is a number of one.
    apart
        What tells its values apart; None where no errors are known.
    df
        Degrees of freedom of the whole design: sampling units less strata; only from microdata.
    parts
        The tables of the waves that it was joined from.
    own
        The same in the words of its source, where it is told in others.
    file, digest
        Where it comes from, and the SHA-256 of its bytes.
    """

    cells: tuple[Cell, ...]
    nets: tuple[Net, ...] = ()
    file: str = ""
    digest: str = ""
    hidden: tuple[Hidden, ...] = ()
    bases: tuple[GroupBase, ...] = ()
    n: int | None = None
    level: float | None = None
    comparison: Comparison | None = None
    words: Mapping[str, Word] = field(default_factory=dict)
    partition: bool | None = None
    several: bool | None = None
    overlap: bool = False
    left_out: tuple[str, ...] = ()
    residual: frozenset[str] = frozenset()
    omitted: tuple[str, ...] = ()
    narrowed: bool = False
    unasked: int = 0
    routed: tuple[str, tuple[str, ...]] | None = None
    editions: tuple[str, ...] = ()
    variable: str | None = None
    question: str | None = None
    unweighted: bool = False
    notes: tuple[str, ...] = ()
    recognised: tuple[str, ...] = ()
    flagged: tuple[str, ...] = ()
    decimals: int = 0
    apart: Apart | None = None
    df: int | None = None
    parts: tuple[Table, ...] = ()
    own: Table | None = None
    measure: Measure = SHARE
    categories: Axis = NOTHING_KNOWN
    breakdown: Axis = NOTHING_KNOWN

    @cached_property
    def groups(self) -> tuple[str | None, ...]:
        """The groups of the breakdown in order; (None,) where there is none."""
        return tuple(base.name for base in self.bases) or tuple(dict.fromkeys(cell.group for cell in self.cells))

    @cached_property
    def known_categories(self) -> tuple[str, ...]:
        """The categories of the source in its order, also those that the figure leaves out; no nets."""
        return self.categories.members or tuple(dict.fromkeys(cell.category for cell in self.cells))

    @cached_property
    def known_groups(self) -> tuple[str, ...]:
        """The groups of the source in its order, also those that the figure leaves out."""
        return self.breakdown.members or tuple(group for group in self.groups if group is not None)

    @cached_property
    def waves(self) -> tuple[str, ...]:
        """The groups that are periods, from the first to the last; none where groups are of another kind."""
        groups = [group for group in self.groups if group is not None]
        if len(groups) < 2 or self.breakdown.role not in (None, "waves"):
            return ()
        return in_time(groups) or (tuple(groups) if self.editions or self.breakdown.role else ())

    @cached_property
    def shape(self) -> Shape:
        """The roles of its two axes; that of the groups is None where there is only the whole base."""
        names = tuple(dict.fromkeys(cell.category for cell in self.cells))
        role = self.categories.role or ("waves" if len(names) > 1 and in_time(names) else "answers")
        if self.groups in ((), (None,)):
            return role, None
        of_groups: Role = "waves" if self.waves else "groups"
        return role, self.breakdown.role or of_groups

    @cached_property
    def described(self) -> tuple[str | None, ...]:
        """The groups in the order they are described: waves from the first to the last, others as they are drawn."""
        return tuple(group for group in self.groups if group is None) + self.waves if self.waves else self.groups

    @cached_property
    def shown(self) -> tuple[Cell, ...]:
        """Cells that are drawn."""
        return tuple(cell for cell in self.cells if cell.shown)

    @cached_property
    def unshown(self) -> tuple[Cell, ...]:
        """Cells that the caption must account for."""
        return tuple(cell for cell in self.cells if not cell.shown)

    def find(self, category: str, group: str | None) -> Cell | Net | None:
        """The shown cell of a category, or else the net, of a group; None where it is hidden."""
        return self._told.get((category, group))

    @cached_property
    def _told(self) -> dict[Named, Cell | Net]:
        nets: dict[Named, Cell | Net] = {(net.label, net.group): net for net in self.nets}
        return nets | {(cell.category, cell.group): cell for cell in self.shown}

    def nets_of(self, group: str | None) -> tuple[Net, ...]:
        """Nets of a group all of whose parts are drawn."""
        shown = {cell.category for cell in self.shown if cell.group == group}
        return tuple(net for net in self.nets if net.group == group and shown.issuperset(net.parts))

    def unseen(self, group: str | None) -> tuple[str, ...]:
        """Categories of a group that would have been drawn and are hidden, nets left out."""
        return tuple(h.category for h in self.hidden if h.group == group and h.drawn and not h.parts)

    def printed(self, told: Cell | Net) -> Decimal:
        """The number that is printed of a cell or net, without sign and unit: per cent of a share."""
        return self.measure.rounded(told.value)

    def drawn(self, category: str) -> str:
        """A category as it is drawn."""
        return self.words[category].drawn if category in self.words else category

    def inline(self, category: str) -> str:
        """A category as it stands within a sentence."""
        return self.words[category].inline if category in self.words else category

    def base(self, group: str | None) -> GroupBase | None:
        """A group with its n; None where the table does not tell it."""
        return next((base for base in self.bases if base.name == group), None)
