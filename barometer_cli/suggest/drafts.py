"""Sentences that may be headlines: every form in which a language words a fact, with what each of its claims is of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from msgspec import Struct
from pydantic import TypeAdapter

from barometer_cli.languages.headlines import HeadlineWords
from barometer_cli.model.claim import Subject
from barometer_cli.model.spec import ClaimSpec
from barometer_cli.model.table import Named
from barometer_cli.suggest.facts import (
    Alike,
    Apart,
    Ends,
    Everywhere,
    Fact,
    First,
    Firsts,
    Moved,
    Scored,
    Share,
    Together,
    Untold,
    Values,
    cells_of,
)

_SLOT = re.compile(r"\[([^\]]*)\]")
_CLAIM: TypeAdapter[ClaimSpec] = TypeAdapter(ClaimSpec)
PLAIN, NEAR = 1.0, 4.5
"""Points by which a share may be off a fraction that is told plainly, and by which with "knap" or "godt"."""
TIMES = 0.08
"""Part of itself by which a ratio may be off "dobbelt så"."""
NEARLY_ALL, LARGE, FEW = 95.0, 70.0, 9.0
"""Per cents from which "næsten alle" and "et stort flertal" are said, and below which "få"."""
LONG = 38
"""Letters of a group that is a statement, and follows what is said of it."""

SHORT, LENGTHY = 60, 0.18
"""Letters that a headline may have for nothing, and what each of more costs."""
_NAMING = ("first group", "last group", "first there", "ends there", "first there, of several",
    "ends there, of several", "beside", "beside of groups")  # fmt: skip
"""Forms that say what the groups are compared by."""

Bound = Mapping[str, Any]
"""What a claim is of, as the fields of its binding besides the phrase."""


class Draft(Struct, frozen=True):
    """A sentence that nobody has read yet.

    Attributes
    ----------
    text
        The sentence.
    form
        Which of the forms it is, so that a list does not repeat one.
    claims
        The binding of each of its claims, for those of its words that do not bind by themselves.
    cells
        The values that it must be of, and no other.
    score
        How much there is to it: that of its fact, and how well it says it.
    """

    text: str
    form: str
    claims: tuple[ClaimSpec, ...]
    cells: frozenset[Named]
    score: float


class _Said(NamedTuple):
    """A share in words with those it is of; whether as a fraction, an amount or its per cent; what it is worth.

    `singly` is whether what is said of it is said of one: "hver fjerde er tilfreds".
    """

    text: str
    kind: str
    worth: float
    singly: bool = False


class Wording(Struct, frozen=True, dict=True):  # what is worked out of it is kept in it
    """How the headlines of one figure are worded."""

    held: Values
    words: HeadlineWords

    @cached_property
    def one_answer(self) -> bool:
        """Whether all is of one answer, which then needs no name."""
        return len({label for label, _ in self.held.told}) == 1

    @cached_property
    def kind(self) -> str | None:
        """What the answers are called: "den største barriere"."""
        spec = self.held.figure.spec
        if self.held.figure.table.shape[0] not in ("answers", "items"):
            return None
        question = spec.question.text or "" if spec.question else ""
        return self.words.naming.kind(f"{question} {spec.subtitle or ''}")

    @cached_property
    def of_people(self) -> bool:
        """Whether the answers are not answers, but areas, waves or groups of people that shares are told of."""
        categories = self.held.figure.table.shape[0]
        among = self.words.naming.among
        things = categories == "items" and all(among(label, categories) for label in self.held.answers)
        return categories in ("areas", "waves") or things

    @cached_property
    def on_statements(self) -> bool:
        """Whether the groups are statements that one agrees with or not, and no names of things."""
        opening = self.words.naming.opening
        named = [group for group in self.held.groups if group]
        return self.held.figure.table.shape[1] == "items" and any(opening(g) is None or len(g) > LONG for g in named)

    @cached_property
    def told(self) -> tuple[str, str] | None:
        """What the subtitle says that those do of whom shares are told, where it is of one answer or of areas."""
        subtitle = self.held.figure.spec.subtitle
        if subtitle is None or not (self.one_answer or self.of_people):
            return None
        return self.words.naming.told(subtitle)

    @cached_property
    def left_open(self) -> str | None:
        """What a battery's subtitle says that those do whose share each item has: "har tillid til {}"."""
        subtitle = (self.held.figure.spec.subtitle or "").strip()
        items = self.held.figure.table.shape[0] == "items"
        return self.words.naming.open(subtitle) if items and not self.one_answer and not self.of_people else None

    def does(self, subject: Subject) -> tuple[str, str] | None:
        """What those do whose share it is, and who they are where that is known; None where nothing says."""
        figure, naming = self.held.figure, self.words.naming
        texts = {**getattr(figure.spec, "texts", {})}
        stated = texts.get(subject.label) or (figure.spec.text if self.one_answer else None)
        if stated and figure.manner.stated:
            return naming.told(stated)
        if self.left_open and subject.kind == "cell":
            return self.left_open.format(self.within(subject.label, group=False)), ""
        if self.told and (self.of_people or not naming.does(subject.label)):
            return self.told
        if self.of_people:
            return None
        if does := naming.does(subject.label):
            return does, ""
        if self.held.asked and subject.kind == "cell" and figure.table.shape[0] == "answers":
            return self.words.answers.format(label=self.quoted(subject.label)), ""
        return None

    def quoted(self, name: str) -> str:
        return self.held.figure.locale.quote(name)

    def opening(self, name: str) -> str:
        """A name at the beginning of a sentence."""
        return self.words.naming.opening(name) or self.quoted(name)

    def within(self, name: str, *, group: bool) -> str:
        """A name within a sentence."""
        categories, groups = self.held.figure.table.shape
        if group and self.on_statements:
            return self.quoted(name)
        return self.words.naming.within(name, groups if group else categories) or self.quoted(name)

    def among(self, subject: Subject) -> str | None:
        """Where a value's group is; of an area, where that is."""
        categories, groups = self.held.figure.table.shape
        if self.of_people:
            return self.words.naming.among(subject.label, categories)
        return self.words.naming.among(subject.group, groups) if subject.group else None

    def value(self, subject: Subject) -> str:
        measure = self.held.figure.table.measure
        return self.held.figure.locale.value(measure.of_share(subject.share))

    def drafts(self, scored: Scored) -> Iterator[Draft]:
        """Every way to say a fact, the best first."""
        fact, score = scored.fact, scored.score
        match fact:
            case Share():
                yield from self._share(fact, score)
            case First():
                yield from self._first(fact, score)
            case Ends():
                yield from self._ends(fact, score)
            case Apart():
                yield from self._apart(fact, score)
            case Moved():
                yield from self._moved(fact, score)
            case Alike():
                names = self._pair(fact.subject, fact.other)
                yield from self._made("alike", fact, score, names, ({**_of(fact.subject), **_beside(fact.other)},))
            case Untold():
                names = self._pair(fact.subject, fact.other)
                of = {**_of(fact.subject), **_beside(fact.other)}
                yield from self._made("no difference", fact, score, names, (of,))
            case Together():
                yield from self._together(fact, score)
            case Everywhere():
                yield from self._everywhere(fact, score)
            case Firsts():
                yield from self._firsts(fact, score)

    # -- forms --------------------------------------------------------------------------------------------------------

    def _share(self, fact: Share, score: float) -> Iterator[Draft]:
        subject, of = fact.subject, (_of(fact.subject),)
        does, among, whole = self.does(subject), self.among(subject), self._whole(subject)
        if not self.held.figure.table.measure.is_share:
            if whole:
                yield from self._made("value", fact, score, self._names(subject), of)
            return
        for said in self._portions(subject, does[1] if does else ""):
            names = self._names(subject) | {"Portion": _upper(said.text), "among": among or ""}
            worth = score + said.worth
            if does is None:
                form = "share of a group and name" if subject.group and not whole else "share of a name"
                form = "share of a name in" if among and not whole and not self.of_people else form
                yield from self._made(form, fact, worth - 8, names, of, said.kind)
                continue
            names["does"] = self.words.naming.singly(does[0]) if said.singly else does[0]
            if whole:
                yield from self._made("share", fact, worth, names, of, said.kind)
                if self.held.figure.manner.stated and said.kind != "amount":
                    plain = names | {"Portion": self.value(subject)}
                    yield from self._made("share of a name", fact, score - 14, plain, of)
            elif subject.group and self.on_statements:
                yield from self._made("share on", fact, worth, names, of, said.kind)
            elif among:
                yield from self._made("share in", fact, worth, names, of, said.kind)
            elif not self.of_people:
                yield from self._made("share of a group", fact, worth, names, of, said.kind)

    def _together(self, fact: Together, score: float) -> Iterator[Draft]:
        label = self.held.figure.locale.either([self.quoted(each.label) for each in (fact.one, fact.other)])
        does = self.words.answers.format(label=label)
        of: dict[str, Any] = {"sum": [fact.one.label, fact.other.label]}
        of |= {"group": fact.one.group} if fact.one.group else {}
        for said in self._portions(fact.whole, ""):
            names = {"Portion": _upper(said.text), "does": does}
            yield from self._made("share", fact, score + said.worth, names, (of,), f"{said.kind} of two")

    def _first(self, fact: First, score: float) -> Iterator[Draft]:
        subject, names = fact.subject, self._names(fact.subject)
        does, among = self.does(subject), self.among(subject)
        measure = self.held.figure.table.measure
        last = fact.side == "least"
        names |= {"kind": self.kind or "", "does": does[0] if does else "", "among": among or ""}
        of = _rank(subject, fact.among, self)
        if fact.among == "groups":
            ranked = "last group" if last else "first group"
            if does and among and not last:
                yield from self._made(self._widest("first there"), fact, score + 4, names, (of,))
            if does and measure.is_share:
                yield from self._made(ranked, fact, score, names, (of, _of(subject)))
            elif self.one_answer:
                yield from self._made(f"{ranked} alone", fact, score, names, (of, _of(subject)))
        elif measure.signed:
            if (subject.share < 0) is last:
                yield from self._made("least" if last else "most", fact, score, names, (of,))
        elif self.of_people:
            if does and among:
                yield from self._made("first there", fact, score + 4, names, (of,))
            yield from self._made("first", fact, score, names, (of,))
        elif not self._whole(subject):
            if among and self.words.naming.does(subject.label):
                yield from self._made("first done in", fact, score + 2, names, (of,))
            elif self.held.asked:
                yield from self._made("first answer in" if among else "first answer of", fact, score, names, (of,))
            else:
                yield from self._made("first", fact, score, names, (of,))
        elif does and self.left_open:
            yield from self._made("first done", fact, score + 4, names, (of,))
        elif self.kind:
            yield from self._made("first of a kind", fact, score + 4, names, (of,))
        elif self.held.asked:
            if self.words.naming.does(subject.label):
                yield from self._made("first done", fact, score + 2, names, (of,))
            yield from self._made("first answer", fact, score, names, (of,))
        else:
            yield from self._made("first", fact, score, names, (of,))

    def _ends(self, fact: Ends, score: float) -> Iterator[Draft]:
        most, least = fact.most, fact.least
        names = self._names(most) | self._pair(most, least)
        of = (_rank(most, fact.among, self), _rank(least, fact.among, self))
        there = self._there(most, least)
        if self.held.figure.table.measure.signed:
            return  # what rose most and what fell most are each told by itself
        if there and (fact.among == "groups" or self.of_people):
            yield from self._made(self._widest("ends there"), fact, score + 2, names | there, of)
        yield from self._made("ends", fact, score, names, of)

    def _apart(self, fact: Apart, score: float) -> Iterator[Draft]:
        more, less = fact.subject, fact.other
        names = self._pair(more, less)
        beside = {**_of(more), **_beside(less)}
        there = self._there(more, less)
        if there and self.held.figure.table.measure.is_share and more.label == less.label:
            named = names | there | {"value": self.value(more), "other": self.value(less)}
            yield from self._made("beside", fact, score + 4, named, (_of(more), _of(less)))
        ratio = Decimal(repr(more.share)) / Decimal(repr(less.share)) if less.share > 0 else Decimal(0)
        for factor, word in self.words.times.items():
            if abs(ratio - factor) <= factor * Decimal(str(TIMES)):
                timed = names | {"times": word}
                if there and more.label == less.label:
                    yield from self._made("times there", fact, score + 9, timed | there, (beside,))
                yield from self._made("times", fact, score + 8, timed, (beside,))
        does = self.does(more)
        if does and self.held.figure.table.measure.is_share and there is None and more.label == less.label:
            named = names | {"does": does[0], "value": self.value(more), "other": self.value(less)}
            yield from self._made("beside of groups", fact, score, named, (_of(more), _of(less)))
        yield from self._made("higher", fact, score - 4, names, (beside,))

    def _moved(self, fact: Moved, score: float) -> Iterator[Draft]:
        now, before = fact.now, fact.before
        in_groups = now.label == before.label
        wave, latest = (before.group, now.group) if in_groups else (before.label, now.label)
        up, does = now.share > before.share, self.does(now)
        names = self._names(now) | {
            "wave": _lower(wave or ""),
            "latest": _lower(latest or ""),
            "other": self.value(before),
        }
        change: Bound = {"of": now.label, "change": {"from": wave}}
        if does:
            names |= {"does": does[0], "among": self.among(now) or ""}
            form = "more" if up else "fewer"
            yield from self._made(f"{form} in" if self.of_people else form, fact, score + 4, names, (change,))
        if not (self.of_people or self.left_open):
            yield from self._made("up" if up else "down", fact, score, names, (change,))

    def _everywhere(self, fact: Everywhere, score: float) -> Iterator[Draft]:
        subject = fact.members[0]
        does = self.does(subject)
        names = self._names(subject) | {"does": does[0] if does else ""}
        if fact.holds == "first":
            of: Bound = {"all": {"of": subject.label, "top": 1}}
            items = self.held.figure.table.shape[1] == "items"
            if self.held.asked:
                yield from self._made("first on everything" if items else "first everywhere", fact, score, names, (of,))
        elif does:
            of = {"all": {"of": subject.label}}
            yield from self._made("majority everywhere", fact, score, names, (of,))

    def _firsts(self, fact: Firsts, score: float) -> Iterator[Draft]:
        one, other = fact.one, fact.other
        if there := self._there(one, other, does=False):
            names = self._names(one) | there | {"label": self.within(other.label, group=False)}
            of = (_rank(one, "answers", self), _rank(other, "answers", self) | {"rank": 1})
            yield from self._made("firsts", fact, score, names, of)

    # -- parts of sentences -------------------------------------------------------------------------------------------

    def _made(
        self,
        form: str,
        fact: Fact,
        score: float,
        names: Mapping[str, str],
        of: tuple[Bound, ...],
        manner: str = "",
    ) -> Iterator[Draft]:
        """The sentences of a form: what stands between brackets is bound, one claim after the other."""
        prefix = self._prefix(fact, form)
        for place, sentence in enumerate(self.words.sentences[form]):
            told = sentence.format_map(names)
            if prefix:
                told = self.words.sentences["prefixed"][0].format(name=prefix, sentence=told)
            phrases = _SLOT.findall(told)
            text = _upper(_SLOT.sub(r"\1", told))
            claims = tuple(
                _CLAIM.validate_python({"phrase": phrase, **bound}) for phrase, bound in zip(phrases, of, strict=True)
            )
            cells = frozenset((each.label, each.group) for each in cells_of(fact))
            worth = score - 6 * place - LENGTHY * max(len(text) - SHORT, 0)
            yield Draft(text, f"{form} {manner}".strip(), claims, cells, worth)

    def _prefix(self, fact: Fact, form: str) -> str:
        """The name that a sentence stands below: of the answer, where it is on groups alone; or of the only group."""
        first = cells_of(fact)[0]
        of_groups = isinstance(fact, Alike | Untold) or (
            isinstance(fact, Apart) and fact.subject.label == fact.other.label
        ) or (isinstance(fact, Ends | First) and fact.among == "groups")  # fmt: skip
        if of_groups:
            return "" if form in _NAMING or self.one_answer else self.opening(first.label)
        if self.of_people and self.held.waves:
            return ""
        of_answers = form in ("ends", "first", "times", "higher", "most", "least")
        return self.opening(first.group or "") if of_answers and not self._whole(first) and first.group else ""

    def _names(self, subject: Subject) -> dict[str, str]:
        names = {"Label": self.opening(subject.label), "value": self.value(subject)}
        if subject.group:
            names["Group"] = self.quoted(subject.group) if self.on_statements else self.opening(subject.group)
            names["group"] = self.within(subject.group, group=True)
        return names

    def _pair(self, one: Subject, other: Subject) -> dict[str, str]:
        """Two names: the groups where both are of one answer, else the answers."""
        grouped = one.label == other.label
        first, second = (one.group or "", other.group or "") if grouped else (one.label, other.label)
        opening = self.quoted(first) if grouped and self.on_statements else self.opening(first)
        within = {"most": self.within(first, group=grouped), "least": self.within(second, group=grouped)}
        return {"Most": opening, **within}

    def _there(self, one: Subject, other: Subject, does: bool = True) -> dict[str, str] | None:
        """Where two groups are, and what those there do; None where the names of the groups do not tell."""
        done, first, second = self.does(one), self.among(one), self.among(other)
        if not (first and second) or (does and not done):
            return None
        return {"does": done[0] if done else "", "among": first, "other_among": second}

    def _widest(self, form: str) -> str:
        """A form that says where most gave an answer: of several, where it could be taken for the most common there."""
        return form if self.one_answer or self.of_people else f"{form}, of several"

    def _whole(self, subject: Subject) -> bool:
        """Whether a value is of everybody, or of the latest wave, so that no group is named."""
        waves = self.held.waves
        if self.of_people:
            return False
        return subject.group is None or (bool(waves) and subject.group == waves[-1]) or len(self.held.groups) < 2

    def _portions(self, subject: Subject, who: str) -> Iterator[_Said]:
        """A share in words, the nearest fraction first; then its amount, and its per cent; each of those it is of."""
        words, points = self.words, 100 * subject.share
        plural, whole = self._counted(subject, who)
        if points >= NEARLY_ALL and not who:
            yield _Said(words.nearly_all, "fraction", 8)
        for off, text, kind in self._fractions(points):
            if (kind == "counted" and who and not plural) or (kind == "every" and who):
                continue
            told = text if abs(off) <= PLAIN else (words.nearly if off < 0 else words.over).format(text)
            if kind == "counted" and plural:
                told = words.counted.format(portion=told, plural=plural)
            elif kind == "part":
                if not whole and text != words.half:
                    continue
                told = words.of_whole.format(portion=told, whole=whole) if whole else told
            yield _Said(told, "fraction", 6 - abs(off), kind == "every")
        amount = words.large_majority if points > LARGE else words.majority if points > 50 + PLAIN else ""
        if amount:
            yield _Said(words.of_whole.format(portion=amount, whole=whole) if whole else amount, "amount", 1)
        if points < FEW and not who:
            yield _Said(words.few, "amount", 2)
        told = self.value(subject)
        yield _Said(words.of_whole.format(portion=told, whole=whole) if whole else told, "per cent", 0)

    def _fractions(self, points: float) -> list[tuple[float, str, str]]:
        """Fractions near a share: how far it is off, the words, and how those are named whom it is of."""
        words = self.words
        known = [(100 * one / of, text, "every" if text.startswith(words.every) else "counted")
                 for one, of, text in words.portions if text != words.half]  # fmt: skip
        known += [(100 * one / of, text, "part") for one, of, text in words.parts]
        near = [(points - point, text, kind) for point, text, kind in known if abs(points - point) <= NEAR]
        return sorted(near, key=lambda each: abs(each[0]) + (0.3 if each[0] > 0 else 0))

    def _counted(self, subject: Subject, who: str) -> tuple[str, str]:
        """Those whom a share is of, as they are counted and as a whole; empty where they have no name."""
        if who:
            return self.words.naming.plural(who) or "", who
        spec, survey = self.held.figure.spec, self.held.figure.survey
        unit = spec.unit or survey.unit
        if not unit or spec.filter or unit.plural.casefold() in self.words.generic or not self._whole(subject):
            return "", ""
        return unit.plural, unit.definite


def _of(subject: Subject) -> dict[str, Any]:
    return {"of": subject.label} | ({"group": subject.group} if subject.group else {})


def _beside(subject: Subject) -> dict[str, Any]:
    return {"beside_group": subject.group} if subject.group else {"beside": subject.label}


def _rank(subject: Subject, among: str, wording: Wording) -> dict[str, Any]:
    """A place in an order; among what is said only where a table has several answers and groups."""
    both = not wording.one_answer and len(wording.held.groups) > 1
    return _of(subject) | ({"among": among} if both else {})


def _lower(text: str) -> str:
    return text if text.isupper() else text[:1].lower() + text[1:]


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


__all__ = ["Draft", "Wording"]
