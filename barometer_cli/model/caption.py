"""Facts of a caption: a closed union, in the order they are told. Each language words every one of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shows:
    """What the figure shows, as its author completes "Figuren viser …"."""

    what: str


@dataclass(frozen=True, slots=True)
class Definitions:
    """Terms and their meanings; whole sentences besides."""

    terms: tuple[tuple[str, str], ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """The question, its sub-questions, or the several questions of which one yes counts."""

    question: str | None
    sub: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    per: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A reading aid in the author's words."""

    text: str


@dataclass(frozen=True, slots=True)
class Netted:
    """What a net holds: its label and the categories that are added up."""

    label: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Intervals:
    """The figure draws confidence intervals of this level (0..1)."""

    level: float


@dataclass(frozen=True, slots=True)
class Significance:
    """What a test of the groups found at a level such as 0.05.

    `whole` is whether the groups differ in the table as a whole, None where each category was tested by itself; then
    `different` and `same` name those that do and do not.
    """

    level: float
    whole: bool | None
    different: tuple[str, ...] = ()
    same: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AskedOf:
    """Who was asked, and of how many questions that holds."""

    who: str
    questions: int


@dataclass(frozen=True, slots=True)
class Unshown:
    """An answer left out of the figure and its share (0..1)."""

    category: str
    share: float


@dataclass(frozen=True, slots=True)
class SumsToMore:
    """The printed shares sum to more than 100 because several answers could be given."""

    at_most: int | None


@dataclass(frozen=True, slots=True)
class SumsToOther:
    """The printed shares do not sum to 100: someone is left out, or it is rounding when nobody is.

    `hidden` is whether shares that too few answered are among what is left out.
    """

    not_shown: str | None
    unshown: tuple[Unshown, ...]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class NotShown:
    """Who or which answers the figure leaves out, where the sum does not already say so."""

    who: str | None
    unshown: tuple[Unshown, ...]
    tail: str | None


@dataclass(frozen=True, slots=True)
class Recoded:
    """Answers that are counted in a category."""

    category: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Omitted:
    """Answers whose respondents are not in the base."""

    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suppressed:
    """Categories of a group (None: of the whole base) that too few answered to be shown; none: all of the group."""

    group: str | None
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Few:
    """Groups (None: the whole base) with so few respondents that their shares are unsure."""

    groups: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Weighting:
    """Whom the weights make the data speak for; None where the data are not weighted."""

    population: str | None


@dataclass(frozen=True, slots=True)
class Base:
    """Unweighted n, by label where there are several bases; the whole base, if among several, comes first as None."""

    bases: tuple[tuple[str | None, int], ...]


@dataclass(frozen=True, slots=True)
class Synthetic:
    """The numbers are invented."""


Fact = (
    Shows
    | Definitions
    | Asked
    | Reading
    | Netted
    | Intervals
    | Significance
    | AskedOf
    | SumsToMore
    | SumsToOther
    | NotShown
    | Recoded
    | Omitted
    | Suppressed
    | Few
    | Weighting
    | Base
    | Synthetic
)


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption: its sentences, each with the fact it words (None for a text typed by hand)."""

    sentences: tuple[tuple[Fact | None, str], ...]

    @property
    def text(self) -> str:
        """The whole caption."""
        return " ".join(sentence for _, sentence in self.sentences)
