"""What a table has to tell that a headline could be made of: each a fact with its cells, the most telling first.

Nothing is worded here, and nothing is put in order that the survey cannot tell apart: a fact that rests on a difference
is derived only where its table says that the difference is none of chance, or, where it knows no errors, where the
printed numbers leave no doubt of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from barometer_cli.claims import LEVEL, STANDARD, subjects
from barometer_cli.claims.labels import is_residual
from barometer_cli.claims.words import fold
from barometer_cli.languages import LANGUAGES
from barometer_cli.languages.answers import scale_of
from barometer_cli.layout.nesting import nested, outers
from barometer_cli.model.claim import Subject, Thresholds
from barometer_cli.model.figure import Figure
from barometer_cli.model.table import Named

Among: TypeAlias = Literal["answers", "groups"]
Side: TypeAlias = Literal["most", "least"]

CLEAR = 0.02
"""By how much, of the whole scale, two values differ that no errors are known of, to be put in order."""
STEEP = 0.05
"""By how much, of the whole scale, values of two groups differ that are told beside one another."""
MOST_OF_ALL = 0.6
"""What two answers make up at least, to be told together."""
MOST_SHARES = 80
"""Of more shares than that, as those of all municipalities, only the largest is news by itself."""
TWO = 2
"""Answers and groups that an order needs."""


class Share(Struct, frozen=True):
    """One share by itself."""

    subject: Subject


class First(Struct, frozen=True):
    """The largest, or the smallest, of its field: among the answers of its group, or the same answer in each group."""

    subject: Subject
    among: Among
    side: Side = "most"


class Ends(Struct, frozen=True):
    """The largest and the smallest of a field."""

    most: Subject
    least: Subject
    among: Among


class Apart(Struct, frozen=True):
    """One value of a field, and another that is less."""

    subject: Subject
    other: Subject


class Moved(Struct, frozen=True):
    """One value in its latest wave, and in an earlier one."""

    now: Subject
    before: Subject


class Alike(Struct, frozen=True):
    """Two values that are one to the eye, the same answer of two groups."""

    subject: Subject
    other: Subject


class Untold(Struct, frozen=True):
    """The largest and the smallest of groups that were tested, and that the test does not tell apart."""

    subject: Subject
    other: Subject


class Together(Struct, frozen=True):
    """Two answers of one question that stand beside one another, and what they make up: a share that is no cell."""

    one: Subject
    other: Subject
    whole: Subject


class Everywhere(Struct, frozen=True):
    """What holds of one answer in every group: it is the largest, or most gave it."""

    members: tuple[Subject, ...]
    holds: Literal["first", "majority"]


class Firsts(Struct, frozen=True):
    """Two groups of which each has another largest answer."""

    one: Subject
    other: Subject


Fact: TypeAlias = Share | Together | First | Ends | Apart | Moved | Alike | Untold | Everywhere | Firsts


class Scored(Struct, frozen=True):
    """A fact, and how much there is to it: about 0 to 100."""

    fact: Fact
    score: float


class Values(Struct, frozen=True):
    """The values of a figure by which headlines are made.

    Attributes
    ----------
    figure
        The figure; what is hidden in it is no value.
    told
        The cells that are drawn and the nets of them, by answer and group; of groups with few answers none.
    answers, groups
        In order: the answers of which any value is told, no "Andet" among them; the groups, the whole base left out.
    waves
        The groups, or answers, that are waves, from the first to the last.
    asked
        Whether the answers were given to a question, and are no names of things.
    ranked
        Whether the answers have an order that says something: no parts of one another, no numbers side by side.
    """

    figure: Figure
    told: Mapping[Named, Subject]
    answers: tuple[str, ...]
    groups: tuple[str | None, ...]
    waves: tuple[str, ...]
    asked: bool
    ranked: bool

    @property
    def scale(self) -> float:
        """How long the scale is on which shares are compared: 1 of shares, 4 hundredths of means from 1 to 5."""
        measure = self.figure.table.measure
        if measure.is_share or measure.in_points:
            return 1.0
        if measure.low is not None and measure.high is not None:
            return measure.as_share(measure.high - measure.low)
        return max((abs(subject.share) for subject in self.told.values()), default=1.0)

    def field(self, subject: Subject, among: Among) -> tuple[Subject, ...]:
        """The values that one is ordered with: the other answers of its group, or the same answer of other groups."""
        own = (subject.label, subject.group)
        if among == "answers":
            return tuple(
                each for name in self.answers if (each := self.told.get((name, own[1]))) and each.kind == subject.kind
            )
        return tuple(each for group in self.groups if (each := self.told.get((own[0], group))))

    def veiled(self, subject: Subject, among: Among) -> bool:
        """Whether a value is hidden that could have a place in the order."""
        hidden = self.figure.table.hidden
        if among == "answers":
            return any(each.group == subject.group for each in hidden)
        return any(each.category == subject.label for each in hidden)

    def p(self, one: Subject, other: Subject) -> float | None:
        """p that two values are one; None where their errors are not known."""
        apart, measure = self.figure.table.apart, self.figure.table.measure
        if apart is None:
            return None
        terms = {(one.label, one.group): 1.0, (other.label, other.group): -1.0}
        return apart(terms, measure.of_share(one.share - other.share))

    def tested(self, one: Subject, other: Subject) -> bool | None:
        """Whether the figure's own test tells two groups apart; None where it made none of them."""
        comparison = self.figure.table.comparison
        for label, first, second, differ in comparison.pairs if comparison else ():
            if label == one.label == other.label and {first, second} == {one.group, other.group}:
                return differ
        return None

    def clear(self, more: Subject, less: Subject, by: float = CLEAR) -> bool:
        """Whether one value is more than another, and the survey tells them apart."""
        p = self.p(more, less)
        if more.share <= less.share or more.printed == less.printed or self.tested(more, less) is False:
            return False
        if p is not None:
            return p < (self.figure.spec.significance or LEVEL)
        return more.share - less.share >= by * self.scale - 1e-9


def values(figure: Figure) -> Values:
    """The values of a figure that a headline may tell."""
    table, vocabulary = figure.table, LANGUAGES[figure.locale.language].claims
    few = {base.name for base in table.bases if base.few}
    drawn = {(cell.category, cell.group) for cell in table.shown}
    drawn |= {(net.label, net.group) for group in table.groups for net in table.nets_of(group)}
    told = {
        (subject.label, subject.group): subject
        for subject in subjects(table, figure.id)
        if (subject.label, subject.group) in drawn and subject.group not in few
    }
    if (spec := nested(figure)) and spec.base == "outer":
        # A share of a part of the respondents: no sentence on all of them is true of it.
        held = outers(figure)
        told = {name: subject for name, subject in told.items() if subject.label not in held}
    names = [*(cell.category for cell in table.shown), *(net.label for net in table.nets)]
    residual = {*table.residual, *(name for name in names if is_residual(name, vocabulary))}
    wholes = {*vocabulary.totals, fold(figure.words.total), fold(getattr(figure.spec, "reference", None) or "")}
    several = len({name for name in names if name not in residual}) > 1
    told = {
        name: subject
        for name, subject in told.items()
        if subject.label not in residual and not (several and fold(subject.label) in wholes)
    }
    groups = tuple(group for group in table.groups if group is None or fold(group) not in wholes)
    if any(group is not None for group in groups):
        groups = tuple(group for group in groups if group is not None and group not in few)
    answers = tuple(dict.fromkeys(label for label, _ in told))
    waves = table.waves or (answers if table.shape[0] == "waves" else ())
    ranked = not figure.manner.stated and not outers(figure) and table.shape[0] != "waves"
    question = figure.spec.question
    denied = any(fold(label) in vocabulary.noes for label in answers)
    asked = table.shape[0] == "answers" and (bool(question and question.text) or table.shape[1] == "items" or denied)
    return Values(figure, told, answers, groups, waves, asked, ranked)


def facts(held: Values, thresholds: Thresholds = STANDARD) -> tuple[Scored, ...]:
    """Everything the values have to tell, the most telling first.

    Parameters
    ----------
    held
        The values of a figure.
    thresholds
        Where the words of this house begin and end.
    """
    found = [
        *_shares(held, thresholds),
        *_together(held),
        *_orders(held),
        *_across(held, thresholds),
        *_moves(held),
    ]
    emphasised = frozenset(held.figure.spec.emphasis)
    weighed = (Scored(each.fact, each.score + _emphasis(each.fact, emphasised, held)) for each in found)
    return tuple(sorted(weighed, key=lambda each: -each.score))


def cells_of(fact: Fact) -> tuple[Subject, ...]:
    """The values that a fact is of."""
    match fact:
        case Share(subject) | First(subject=subject):
            return (subject,)
        case Ends(most, least):
            return most, least
        case Apart(one, other) | Alike(one, other) | Untold(one, other) | Firsts(one, other) | Moved(one, other):
            return one, other
        case Together(one, other):
            return one, other
        case Everywhere(members):
            return members


def _emphasis(fact: Fact, names: frozenset[str], held: Values) -> float:
    """What its author stresses comes first; of a net that is what its parts are."""
    first = cells_of(fact)[0]
    own = {first.label, *((first.group,) if first.group else ())}
    if isinstance(fact, Share) and first.kind == "net":
        own |= set(first.parts) if set(first.parts) <= names else set()
    return 14.0 if own & names else 0.0


def _latest(held: Values) -> tuple[str | None, ...]:
    """The groups of which a share by itself is news: of waves the latest alone."""
    if held.waves and held.waves[-1] in held.groups:
        return (held.waves[-1],)
    return held.groups


def _shares(held: Values, thresholds: Thresholds) -> Iterator[Scored]:
    """Shares by themselves, each more to tell the more it is a majority, or the fewer it is of."""
    groups = _latest(held)
    whole = [None] if (None in held.figure.table.groups) else []
    labels = held.answers if held.figure.table.shape[0] != "waves" else held.waves[-1:]
    if len(labels) * len(groups) > MOST_SHARES:
        labels = (max(held.told, key=lambda name: held.told[name].share)[0],)
    for label in labels:
        for group in dict.fromkeys((*whole, *groups)):
            subject = held.told.get((label, group))
            if subject is None or (subject.share <= 0 and not held.figure.table.measure.signed):
                continue
            if not held.figure.table.measure.is_share:
                yield Scored(Share(subject), 30)
                continue
            score = 34 + 26 * abs(subject.share - 0.3)
            score += 12 if subject.kind == "net" else 0
            score += 8 if group is None else 0
            score -= 22 if 100 * subject.share < thresholds.few and len(held.answers) > 1 else 0
            yield Scored(Share(subject), score)


def _together(held: Values) -> Iterator[Scored]:
    """Two answers that together are most of all, where one could give only one."""
    table, question = held.figure.table, held.figure.spec.question
    answers = question.answers if question else None
    exclusive = answers == "one" if answers else bool(table.partition)
    if not (table.measure.is_share and exclusive and held.asked) or len(held.groups) > 1 or len(held.answers) < 4:
        return
    group = held.groups[0]
    known = {frozenset(net.parts) for net in table.nets}
    for one, other in pairwise(held.answers):
        first, second = held.told.get((one, group)), held.told.get((other, group))
        if (
            first
            and second
            and _on_one_side(one, other, held)
            and {first.kind, second.kind} == {"cell"}
            and frozenset((one, other)) not in known
        ):
            share = first.share + second.share
            if MOST_OF_ALL <= share < 1:
                whole = replace(
                    first, share=share, printed=table.measure.rounded(share), kind="net", parts=(one, other)
                )
                yield Scored(Together(first, second, whole), 40 + 20 * share)


def _on_one_side(one: str, other: str, held: Values) -> bool:
    """Whether two answers mean something together: of steps those at one end, of poles those on one side."""
    labels = tuple(name for name in held.answers if held.told[(name, held.groups[0])].kind == "cell")
    scale = scale_of(labels)
    if scale is None or scale.meaning == "names" or not {one, other} <= set(labels):
        return True
    places = dict(zip(labels, scale.places, strict=True))
    if scale.meaning == "poles":
        return places[one] * places[other] > 0
    ranked = sorted(places, key=lambda name: places[name])
    return {one, other} in (set(ranked[:2]), set(ranked[-2:]))


def _orders(held: Values) -> Iterator[Scored]:
    """Which answer comes first in its group, and the two ends of what is asked of several things."""
    if not held.ranked:
        return
    table = held.figure.table
    of_things = table.shape[0] in ("items", "areas") or not table.measure.is_share
    firsts: dict[str | None, Subject] = {}
    for group in held.groups:
        members = [each for label in held.answers if (each := held.told.get((label, group))) and each.kind == "cell"]
        if len(members) < TWO or held.veiled(members[0], "answers"):
            continue
        ranked = sorted(members, key=lambda each: -each.share)
        first, second, last = ranked[0], ranked[1], ranked[-1]
        whole = 0 if group is None or len(held.groups) == 1 else -14
        gap = (first.share - last.share) / held.scale
        if held.clear(first, second):
            firsts[group] = first
            if group in _latest(held):
                lead = min(40 * (first.share - second.share) / held.scale, 16)
                of_two = 20 if len(ranked) == TWO else 0
                yield Scored(First(first, "answers"), 54 + whole + lead - of_two)
        if group not in _latest(held) or table.shape[1] == "items":
            continue
        if table.measure.signed and last.share < 0 and held.clear(ranked[-2], last):
            yield Scored(First(last, "answers", "least"), 52 + whole)
        if of_things and len(ranked) > TWO and held.clear(first, second) and held.clear(ranked[-2], last):
            yield Scored(Ends(first, last, "answers"), 58 + whole + min(30 * gap, 14))
        if len(ranked) == TWO and not held.asked and held.clear(first, last):
            yield Scored(Apart(first, last), 56 + whole + min(30 * gap, 14))
    if len(held.groups) > 1 and not held.waves:
        yield from _differing(firsts, held)


def _differing(firsts: Mapping[str | None, Subject], held: Values) -> Iterator[Scored]:
    """That every group has the same first answer, or that the outermost groups have not."""
    same = {subject.label for subject in firsts.values()}
    if len(firsts) == len(held.groups) and len(same) == 1:
        yield Scored(Everywhere(_everybody(next(iter(same)), held), "first"), 44 + 3 * min(len(firsts), 7))
    one, other = firsts.get(held.groups[0]), firsts.get(held.groups[-1])
    if one and other and one.label != other.label:
        yield Scored(Firsts(one, other), 84)


def _everybody(label: str, held: Values) -> tuple[Subject, ...]:
    """An answer in all groups that the figure names, what they make up among them."""
    groups = (group for group in held.figure.table.groups if group is not None)
    return tuple(each for group in groups if (each := held.told.get((label, group))))


def _across(held: Values, thresholds: Thresholds) -> Iterator[Scored]:
    """The same answer in several groups: who is first and last, how far they are apart, and who is alike."""
    if held.waves or len(held.groups) < TWO:
        return
    for label in held.answers:
        members = [each for group in held.groups if (each := held.told.get((label, group)))]
        if len(members) < TWO or held.veiled(members[0], "groups"):
            continue
        ranked = sorted(members, key=lambda each: -each.share)
        first, last = ranked[0], ranked[-1]
        gap = (first.share - last.share) / held.scale
        if held.tested(first, last) is False:
            yield Scored(Untold(first, last), 56)
        if held.clear(first, last, STEEP):
            yield Scored(Apart(first, last), 44 + min(60 * gap, 30))
        if len(ranked) > TWO and held.clear(first, ranked[1]):
            yield Scored(First(first, "groups"), 42 + min(60 * gap, 26))
            if held.clear(ranked[-2], last):
                yield Scored(Ends(first, last, "groups"), 44 + min(60 * gap, 30))
        if len(ranked) > TWO and held.clear(ranked[-2], last):
            yield Scored(First(last, "groups", "least"), 36 + min(60 * gap, 24))
        if len(members) == len(held.groups):
            same = 100 * (first.share - last.share) <= thresholds.same
            if len(ranked) == TWO and same and not held.clear(first, last) and 100 * last.share > thresholds.few:
                yield Scored(Alike(first, last), 50)
            if held.figure.table.measure.is_share and 100 * last.share > thresholds.majority:
                yield Scored(Everywhere(_everybody(label, held), "majority"), 52)


def _moves(held: Values) -> Iterator[Scored]:
    """What changed from the first wave, or from the one before, to the latest; and what did not."""
    if len(held.waves) < TWO:
        return
    table = held.figure.table
    grouped = held.waves[-1] in held.groups
    axis = table.breakdown if grouped else table.categories
    for label in held.answers if grouped else (None,):
        series = [
            each
            for wave in held.waves
            if (each := held.told.get((label, wave) if label is not None else (wave, held.groups[0])))
        ]
        names = [each.group if grouped else each.label for each in series]
        if len(series) < TWO or names[-1] != held.waves[-1]:
            continue
        broken = [place for place, name in enumerate(names) if (wave := axis.wave(name)) and wave.broken]
        first = broken[-1] if broken else 0
        for before in dict.fromkeys((first, len(series) - TWO)):
            if before < first or before >= len(series) - 1:
                continue
            now, then = series[-1], series[before]
            more, less = (now, then) if now.share > then.share else (then, now)
            if held.clear(more, less):
                change = (more.share - less.share) / held.scale
                steady = _steady([each.share for each in series[before:]])
                yield Scored(
                    Moved(now, then), 46 + min(110 * change, 30) + (4 if steady else 0) - 3 * (before != first)
                )


def _steady(shares: Sequence[float]) -> bool:
    steps = [after - before for before, after in pairwise(shares)]
    return all(step > 0 for step in steps) or all(step < 0 for step in steps)
