"""Claims: what a headline says in words, what it speaks of, and whether that is so."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import Literal, assert_never

from msgspec import Struct

from barometer_cli.model.measure import SHARE, Measure
from barometer_cli.model.spec import ClaimSpec, EachSpec

Form = Literal["every", "out of", "part"]
Size = Literal["majority", "large majority", "narrow majority", "minority", "small minority"]
Amount = Literal["all", "none", "few"]
Side = Literal["most", "least"]
Relation = Literal["more", "less", "same"]
Direction = Literal["up", "down", "same"]
Reason = Literal[
    "vague",
    "no candidate",
    "several candidates",
    "no test",
    "other kind",
    "other words",
    "unfit",
    "hidden",
    "steps",
    "judgement",
]


class Hedge(Enum):
    """How far from its number a claim may be."""

    PLAIN = "plain"
    EXACTLY = "exactly"
    ABOUT = "about"
    NEARLY = "nearly"
    JUST_OVER = "just over"
    OVER = "over"
    UNDER = "under"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    FAR_OVER = "far over"
    FAR_UNDER = "far under"


class Thresholds(Struct, frozen=True):
    """Where a word begins and ends to be true. Points are percentage points; a house may set its own.

    Attributes
    ----------
    plain
        A fraction without a hedge holds this near its number: "halvdelen" is 47.5 to 52.5.
    near
        "knap" reaches this far down, "godt" this far up, "cirka" both ways; "langt over" begins beyond it.
    majority, large_majority, small_minority
        "et flertal" is above the first, "et stort flertal" above the second, "et lille mindretal" below the third.
    few
        "få" is at most this, "mange" never.
    same
        Two shares this near are "lige så ofte" and "uændret".
    times, times_near
        "dobbelt så ofte" holds when the ratio is this part of itself away; "knap dobbelt", "godt dobbelt" up to the
        second. Around a small share, `plain` and `near` are at most the second part of it; around a difference "knap"
        and "godt" reach the first part of it, "cirka" the second.
    """

    plain: float = 2.5
    near: float = 5
    majority: float = 50
    large_majority: float = 66
    small_minority: float = 34
    few: float = 15
    same: float = 1
    times: float = 0.1
    times_near: float = 0.2


class Said(Struct, frozen=True, kw_only=True):
    """Where and how a claim is said.

    Attributes
    ----------
    phrase
        The words of the claim with its hedge, without its negation.
    start, end
        The place of those words and the negation in the text.
    hedge, negated
        "godt", "knap" and their kin; "ikke" before the quantifier.
    language
        BCP 47 code of the text.
    measure
        What the values are that it speaks of.
    earlier
        Whether it is where a change began: "faldet fra 60 procent".
    corrected
        Whether it is denied to say what is so instead: "ikke hver fjerde, men hver anden".
    topped
        Whether it is said to be that and more: "ikke kun hver fjerde".
    """

    phrase: str
    start: int
    end: int
    language: str
    hedge: Hedge = Hedge.PLAIN
    negated: bool = False
    measure: Measure = SHARE
    earlier: bool = False
    corrected: bool = False
    topped: bool = False


class Percent(Said, frozen=True):
    """A share in per cent, "69 %", or another value, "3,9"; with `upper` a range, "8-9 %"."""

    value: Decimal
    upper: Decimal | None = None


class Points(Said, frozen=True):
    """A difference of two shares: "3 procentpoint", or relative to the second, "20 % flere"."""

    value: Decimal
    relative: bool = False


class Portion(Said, frozen=True):
    """A share as a fraction, "halvdelen", "hver fjerde", "to ud af tre"."""

    numerator: int
    denominator: int
    form: Form


class Part(Said, frozen=True):
    """A share as a majority or a minority."""

    size: Size


class Everyone(Said, frozen=True):
    """A share as all, none or few; `listed` when it counts answers instead ("i alle faser")."""

    amount: Amount
    listed: bool = False


class Extreme(Said, frozen=True):
    """The largest or smallest of those shown: "oftest"; rank 2 is "næstmest".

    "de tre hyppigste" are a `count` of them; "blandt de hyppigste" is only `among` them; "rekordhøj" is the largest
    `ever`, of all waves.
    """

    side: Side
    rank: int = 1
    count: int | None = None
    among: bool = False
    ever: bool = False


class Comparison(Said, frozen=True):
    """One share beside another: "oftere", "lige så ofte"; with `factor` "dobbelt så ofte".

    `named` is a comparative that only says which share it is of, "tryggere"; `down` is whether it measures how few they
    are, so that all it says is of the other share: "dobbelt så få".
    """

    relation: Relation
    factor: Decimal | None = None
    named: str = ""
    down: bool = False


class Change(Said, frozen=True):
    """A share and its earlier self: "steget", "fra 12 til 16 %", "fordoblet"; "støt faldende" is `steady`.

    `before` and `after` are what is said of the earlier and of the later share.
    """

    direction: Direction
    before: Percent | Portion | Part | None = None
    after: Percent | Portion | Part | None = None
    factor: Decimal | None = None
    steady: bool = False


class Gradient(Said, frozen=True):
    """A share that goes one way from group to group: "jo yngre, jo mindre".

    Attributes
    ----------
    along
        Whether the groups are walked towards higher or lower numbers: "jo ældre" is up.
    direction
        Whether the share rises or falls on the way.
    """

    along: Direction
    direction: Direction


class Significance(Said, frozen=True):
    """A test is said to have been made: "signifikant"."""


class Count(Said, frozen=True):
    """A number of respondents, "1.877 arbejdspladser", or of answers, "4 ud af 5 slags"."""

    value: int
    of: int | None = None


class Vague(Said, frozen=True):
    """An amount that no number can prove, "en del af"; a small one disproves `many`: "mange", "masser af"."""

    many: bool = False


class Sole(Said, frozen=True):
    """One group is said to do what the others do not: "kun mænd"."""


Claim = (
    Sole
    | Percent
    | Points
    | Portion
    | Part
    | Everyone
    | Extreme
    | Comparison
    | Change
    | Gradient
    | Significance
    | Count
    | Vague
)


class Subject(Struct, frozen=True):
    """A share that a claim may speak of.

    Attributes
    ----------
    label, group
        The category or net, and the group of the breakdown it stands in.
    share, printed
        The value on the scale of shares (0..1, unrounded; `Measure.as_share`), and the number that is printed of it.
    kind
        A cell; a net of several, or the rest, everybody but those of some (then `parts` names them).
    shown
        Whether it is drawn.
    interval
        Bounds of its confidence interval (0..1), where one was computed.
    n
        Unweighted base.
    figure
        Where it stands, for messages.
    """

    label: str
    share: float
    printed: Decimal
    group: str | None = None
    kind: Literal["cell", "net", "rest"] = "cell"
    parts: tuple[str, ...] = ()
    shown: bool = True
    interval: tuple[float, float] | None = None
    n: int | None = None
    figure: str = ""

    @property
    def name(self) -> str:
        """The label, with the group it stands in."""
        return f"{self.label} ({self.group})" if self.group else self.label


class One(Struct, frozen=True):
    """A claim about one share."""

    subject: Subject


class Pair(Struct, frozen=True):
    """A claim about one share beside another, or a later beside an earlier one.

    `significant` is as tested, if it was; `counted` whether the words say how many of two groups do it, "flere mænd end
    kvinder", and so may mean their numbers.
    """

    subject: Subject
    other: Subject
    significant: bool | None = None
    counted: bool = False


class Ranking(Struct, frozen=True):
    """A claim about one share among all of its kind, itself included; `beside` are those it is said together with."""

    subject: Subject
    field: tuple[Subject, ...]
    beside: tuple[Subject, ...] = ()


class Series(Struct, frozen=True):
    """A claim about one category in several groups in their order: its waves, the earliest first, or its ages."""

    subjects: tuple[Subject, ...]


class Each(Struct, frozen=True):
    """A claim of each of several; `severally` says so, "flertal i både A og B", else it may be of them together."""

    targets: tuple[One | Pair, ...]
    severally: bool = True


class Tally(Struct, frozen=True):
    """A claim about several shares, of which something holds.

    Attributes
    ----------
    phrase
        The words of its binding.
    members
        Each share, among the answers of its group.
    amount
        Whether it holds of all of them, of none, or of as many as `counted` says.
    counted
        The claim that says of how many: "alle sektorer", "tre ud af fire".
    said
        The claims that say what holds of each: "et flertal".
    limits
        What the author says that holds of each, besides.
    """

    phrase: str
    members: tuple[Ranking, ...]
    amount: Literal["all", "none", "count"]
    counted: Claim
    said: tuple[Claim, ...]
    limits: EachSpec


Target = One | Pair | Ranking | Series | Each | Tally


def shares_of(target: Target) -> tuple[Subject, ...]:
    """The shares that a claim is of, the first one first; of an order those that have the place."""
    match target:
        case One(subject):
            return (subject,)
        case Ranking():
            return target.subject, *target.beside
        case Pair():
            return target.subject, target.other
        case Series():
            return target.subjects
        case Each():
            return tuple(subject for each in target.targets for subject in shares_of(each))
        case Tally():
            return tuple(member.subject for member in target.members)
        case _:
            assert_never(target)


class Authored(Struct, frozen=True):
    """A binding that an author wrote, its place among those of the spec, and where its phrase stands in a text.

    `again` is whether the phrase stood before: there the binding only helps where the words alone do not decide.
    """

    spec: ClaimSpec
    place: int
    start: int
    end: int
    again: bool = False

    def holds(self, claim: Claim) -> bool:
        """Whether a claim stands, at least in part, in the phrase."""
        return self.start < claim.end and claim.start < self.end


class Bound(Struct, frozen=True):
    """A claim and what it speaks of.

    Attributes
    ----------
    claim, target
        The claim, and its share or shares.
    by
        What decided: `label` is one that stands whole before the claim.
    turning
        Words about the claim that were not read and can turn its sense, whatever it is of.
    strange
        Words about the claim that neither the figure nor the language accounts for: they may name another share.
    unspoken
        Words of the share's label without which the text says more than it: "overvejer".
    against
        Words of the text by which it would speak of something else than its author says.
    otherwise
        What it would be of by its words alone, where all of them were read and its author says something else.
    offers
        Bindings by which an author answers for strange words.
    """

    claim: Claim
    target: Target
    by: Literal["author", "label", "only", "words"]
    turning: tuple[str, ...] = ()
    strange: tuple[str, ...] = ()
    unspoken: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    otherwise: Target | None = None
    offers: tuple[ClaimSpec, ...] = ()


class Misfit(Struct, frozen=True):
    """Why a binding does not fit the figure: its place among those of the spec, the field within, and what to do."""

    place: int
    where: tuple[str | int, ...]
    message: str
    hint: str


class Clash(Struct, frozen=True):
    """A claim whose words and the label of the only share there is say different things."""

    claim: Claim
    subject: Subject
    said: tuple[str, ...]
    labelled: tuple[str, ...]


class Unbound(Struct, frozen=True):
    """A claim that could speak of several shares, or of none.

    `either` is all it can mean, where it is of a net or of one of its parts: false of each, it is false, and true of
    each, it is true; where its numbers tell which is meant, as in "fra 61 til 51 %", it is `told`, and true if it is
    true of one. `turning`, `strange` and `unspoken` are as of what is bound. `misfit` is why what its author says
    cannot be followed, `offers` bindings of which each would decide it.
    """

    claim: Claim
    reason: Reason
    candidates: tuple[str, ...] = ()
    either: tuple[Target, ...] = ()
    told: bool = False
    turning: tuple[str, ...] = ()
    strange: tuple[str, ...] = ()
    unspoken: tuple[str, ...] = ()
    misfit: Misfit | None = None
    offers: tuple[ClaimSpec, ...] = ()


Binding = Bound | Clash | Unbound


class Doubt(Struct, frozen=True):
    """That what a claim puts in order is not seen, in a sentence: the survey cannot tell it apart, by `p` of the
    difference, or the printed numbers are the same.
    """

    p: float | None
    why: str


class Holds(Struct, frozen=True):
    """The claim is true; `note` where an interval or a printed tie makes it less than certain, `doubt` where chance."""

    claim: Claim
    target: Target
    note: str = ""
    doubt: Doubt | None = None


class Fails(Struct, frozen=True):
    """The claim is false; `truth` says what would be true, in the language of the claim."""

    claim: Claim
    target: Target
    truth: str
    note: str = ""


class Contradicts(Struct, frozen=True):
    """The words of the text and the label of its number cannot both be right."""

    claim: Claim
    subject: Subject
    truth: str


class NotVerified(Struct, frozen=True):
    """Nobody has proved the claim.

    Attributes
    ----------
    claim
        The claim.
    reason, why
        What is missing; `why` is a sentence in the language of the claim.
    candidates
        Names of what it could speak of, or of what is in the way.
    offers
        Bindings of which each would decide it, the nearest to the words first.
    turning
        Words that no binding answers for, where none decides it: they can turn its sense, and were not read.
    misfit
        Why the binding that it has cannot be followed.
    """

    claim: Claim
    reason: Reason
    why: str
    candidates: tuple[str, ...] = ()
    offers: tuple[ClaimSpec, ...] = ()
    turning: tuple[str, ...] = ()
    misfit: Misfit | None = None


class PartlyRead(Struct, frozen=True):
    """A claim among words that can turn its sense and were not read: neither true nor false.

    Attributes
    ----------
    claim, target
        What was read, and what it would be of.
    unread
        The words that were not, as they stand in the text, or those of the label that the text leaves out.
    turning
        Whether one of them can turn the sense whatever the claim is of; else a binding answers for them.
    why
        The same as a sentence, in the language of the claim.
    offers
        Bindings by which an author answers for the words, where none turns the sense.
    """

    claim: Claim
    target: Target
    unread: tuple[str, ...]
    turning: bool
    why: str
    offers: tuple[ClaimSpec, ...] = ()


Verdict = Holds | Fails | Contradicts | PartlyRead | NotVerified
