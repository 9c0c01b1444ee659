"""Facts of a caption: a closed union, in the order they are told. Each language words every one of them."""

from __future__ import annotations

from datetime import date
from typing import Literal, TypeAlias

from msgspec import Struct

from barometer_cli.model.axis import Role
from barometer_cli.model.measure import Measure
from barometer_cli.model.statement import Statement, Where

Place: TypeAlias = Literal["right", "above", "top"]
"""Where the values of nets are written: to the right of the bars, over each of them, or at the top of the figure."""


class Shows(Struct, frozen=True):
    """What the figure shows, as its author completes "Figuren viser …"."""

    what: str


class Measured(Struct, frozen=True):
    """What the values measure, where they are no shares.

    Attributes
    ----------
    measure
        What they are, with their scale, or the waves between which they changed.
    opens
        Whether nobody says what the figure shows, so that this does.
    named, scaled, dated
        What the author's words tell already: the measure, the ends of its scale, the waves.
    """

    measure: Measure
    opens: bool = False
    named: bool = False
    scaled: bool = False
    dated: bool = False


class Definitions(Struct, frozen=True):
    """Terms and their meanings; whole sentences besides."""

    terms: tuple[tuple[str, str], ...]
    sentences: tuple[str, ...]


class Asked(Struct, frozen=True):
    """The question, its sub-questions, or several questions.

    Of several, one yes counts; or, with `each`, every one has a share of its own. `items` is how many sub-questions a
    battery has whose items the figure names.
    """

    question: str | None
    sub: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    per: str | None = None
    each: bool = False
    items: int = 0


class Bars(Struct, frozen=True):
    """What each of two bars shows, from the left where they stand upright, else from above."""

    first: str
    second: str
    upright: bool


class Counted(Struct, frozen=True):
    """Shares are counted out in dots.

    Attributes
    ----------
    dots
        How many everybody is.
    exact
        Whether each share has as many as its number says.
    parted
        Whether some are filled in part.
    """

    dots: int
    exact: bool
    parted: bool = False


class Reading(Struct, frozen=True):
    """A reading aid in the author's words."""

    text: str


class Netted(Struct, frozen=True):
    """What a net holds: its label and the categories that are counted together.

    Attributes
    ----------
    label, parts
        What it is called, and its categories.
    place
        Where its values are written; None where they are known by the label instead.
    any_of
        Whether one may count in several of the parts, so that its share is of those in at least one of them.
    chosen
        Whether the parts are answers to one question that takes several.
    """

    label: str
    parts: tuple[str, ...]
    place: Place | None = None
    any_of: bool = False
    chosen: bool = False


class Intervals(Struct, frozen=True):
    """The figure draws confidence intervals of this level (0..1)."""

    level: float


class Oftener(Struct, frozen=True):
    """Categories that `group` gave more often than `other`, or that stand higher there.

    `verb` and `when` are the author's words for it: "{categories} opnås signifikant oftere, når …".
    """

    categories: tuple[str, ...]
    group: str
    other: str
    verb: str | None = None
    when: str | None = None


class Significance(Struct, frozen=True):
    """What a test of the groups found at a level such as 0.05.

    `whole` is whether the groups differ in the table as a whole, None where each category was tested by itself; then
    `different` and `same` name those that do and do not. `oftener` says which way, where there are two groups. `role`
    and `among` are what the categories and the groups are.
    """

    level: float
    whole: bool | None
    different: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    oftener: tuple[Oftener, ...] = ()
    role: Role = "answers"
    among: Role = "groups"


class Breaks(Struct, frozen=True):
    """Waves whose values cannot be compared with those before, and why."""

    waves: tuple[tuple[str, str], ...]


class Bridged(Struct, frozen=True):
    """Dashes lead over waves in which lines have no value, and no other fact says why.

    Attributes
    ----------
    gaps
        What the lines are of, and the waves that they lack, by these; lines of nothing where there is but one.
    """

    gaps: tuple[tuple[tuple[str | None, ...], tuple[str, ...]], ...]


class AskedOf(Struct, frozen=True):
    """Who was asked, and of how many questions that holds; 0 where the figure tells of them, whoever was asked."""

    who: str
    questions: int


class Unshown(Struct, frozen=True):
    """A category left out of the figure and its value; None where groups are compared, or where it is not told.

    `values` are those of the groups; `answered`, whether it is an answer, and the value the share of those who gave it.
    """

    category: str
    value: float | None
    values: tuple[tuple[str | None, float], ...] = ()
    answered: bool = True


class SumsToMore(Struct, frozen=True):
    """The printed shares sum to more than 100.

    Attributes
    ----------
    at_most
        How many answers could be given, where there was a limit.
    explained
        Whether anything is known to be the reason.
    groups, of
        Whether it holds for the shares of every group; the groups it holds for, where these are not all.
    overlap
        Whether the reason is that the categories hold the same answers; else that several answers could be given.
    role
        What the groups are.
    """

    at_most: int | None
    explained: bool = True
    groups: bool = False
    of: tuple[str | None, ...] = ()
    overlap: bool = False
    role: Role = "groups"


class SumsToOther(Struct, frozen=True):
    """The printed shares do not sum to 100: someone is left out, or it is rounding when nobody is.

    Attributes
    ----------
    not_shown, unshown
        Who and which answers are left out.
    hidden, withheld
        Whether shares that too few answered, or that the source does not tell, are among what is left out.
    explained
        Whether this, or rounding, accounts for what is missing.
    groups, of
        Whether it holds for the shares of every group; the groups it holds for, where these are not all.
    others
        How many other answers are left out that are too many to be named.
    role
        What the groups are.
    """

    not_shown: str | None
    unshown: tuple[Unshown, ...]
    hidden: bool = False
    withheld: bool = False
    explained: bool = True
    groups: bool = False
    of: tuple[str | None, ...] = ()
    others: int = 0
    role: Role = "groups"


class NetSum(Struct, frozen=True):
    """The printed parts of a net sum to more than the net, because one may count in several of them.

    `net` is its label, None where its parts are all that is shown; `why` completes "fordi …".
    """

    net: str | None
    parts: int
    share: float
    why: str | None


class Rounded(Struct, frozen=True):
    """Nets whose printed shares are not the sums of their printed parts, since each is rounded from itself.

    `groups` is whether it holds for some of several groups only, `role` what these are.
    """

    nets: tuple[str, ...]
    groups: bool = False
    role: Role = "groups"


class NotShown(Struct, frozen=True):
    """Who or which categories the figure leaves out, where the sum does not already say so."""

    who: str | None
    unshown: tuple[Unshown, ...]
    tail: str | None


class Selected(Struct, frozen=True):
    """A sheet draws only some of the categories, which are of a `role`; `largest`: those with the largest values."""

    drawn: int
    of: int
    largest: bool
    role: Role = "answers"


class Recoded(Struct, frozen=True):
    """Answers that are counted in a category; `discretion`: because each alone was given by too few."""

    category: str
    answers: tuple[str, ...]
    discretion: bool = False


class Omitted(Struct, frozen=True):
    """Answers whose respondents are not in the base."""

    answers: tuple[str, ...]


class Suppressed(Struct, frozen=True):
    """Categories of groups (none: of the whole base) that are not shown; none: all of the groups.

    `withheld`: because the source does not tell their values; else because too few answered. `answered`: whether the
    categories are answers. `starred`: whether a star stands for them in the picture.
    """

    groups: tuple[str, ...]
    categories: tuple[str, ...]
    withheld: bool = False
    answered: bool = True
    starred: bool = True


class Few(Struct, frozen=True):
    """Groups (None: the whole base) with so few respondents that their values are unsure."""

    groups: tuple[str | None, ...]


class Overlapping(Struct, frozen=True):
    """One respondent may be in several of the groups."""


class Ungrouped(Struct, frozen=True):
    """Respondents of the base (unweighted) who are in none of the groups."""

    n: int


class Fielded(Struct, frozen=True):
    """When waves were in the field whose names do not tell it."""

    waves: tuple[tuple[str, date], ...]


class Responded(Struct, frozen=True):
    """The share (0..1) of those asked who answered, in waves of which it is known."""

    waves: tuple[tuple[str, float], ...]


class Weighting(Struct, frozen=True):
    """Whom the weights make the data speak for; None where the data are not weighted."""

    population: str | None


class Base(Struct, frozen=True):
    """Unweighted n, by label where there are several bases; the whole base, if among several, comes first as None.

    `groups` is whether the labels are groups, and not categories with a base each; `brief` whether only the whole is
    told, or the least and the most.
    """

    bases: tuple[tuple[str | None, int], ...]
    groups: bool = False
    brief: bool = False


class NoBase(Struct, frozen=True):
    """The publisher of the numbers gives no n."""


class Synthetic(Struct, frozen=True):
    """The numbers are invented."""


HowToRead = (
    Shows
    | Measured
    | Definitions
    | Asked
    | Bars
    | Counted
    | Reading
    | Netted
    | Intervals
    | Significance
    | Breaks
    | Bridged
    | AskedOf
)
"""Facts that a picture is read by; the others tell how its numbers came about."""
Fact = (
    HowToRead
    | SumsToMore
    | SumsToOther
    | NetSum
    | Rounded
    | NotShown
    | Selected
    | Recoded
    | Omitted
    | Suppressed
    | Few
    | Overlapping
    | Ungrouped
    | Fielded
    | Responded
    | Weighting
    | Base
    | NoBase
    | Synthetic
)


class Caption(Struct, frozen=True):
    """A caption: its sentences, each with the fact it words (None for a text typed by hand).

    Attributes
    ----------
    sentences
        In the order they are told.
    statements
        Those of the words that its author chose, compared with the facts.
    unexplained
        What no sentence gives a reason for: a sum that is not 100.
    miscalled
        Fields whose words call the values another measure than they are, and the word.
    """

    sentences: tuple[tuple[Fact | None, str], ...]
    statements: tuple[Statement, ...] = ()
    unexplained: tuple[SumsToMore | SumsToOther, ...] = ()
    miscalled: tuple[tuple[Where, str], ...] = ()

    @property
    def text(self) -> str:
        """The whole caption."""
        return " ".join(sentence for _, sentence in self.sentences)

    @property
    def tiers(self) -> tuple[str, ...]:
        """What stands below a picture, without the notice: what it is read by, then how its numbers came about."""
        told = [(fact, sentence) for fact, sentence in self.sentences if not isinstance(fact, Synthetic)]
        after = max((place for place, (fact, _) in enumerate(told, start=1) if isinstance(fact, HowToRead)), default=0)
        tiers = (" ".join(sentence for _, sentence in part) for part in (told[:after], told[after:]))
        return tuple(filter(None, tiers))
