"""Sentences that may be headlines: every form in which a language words a fact, with what each of its claims is of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from pydantic import TypeAdapter

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
    Values,
    cells_of,
)
from barometer_cli.suggest.words import Words

_SLOT = re.compile(r"\[([^\]]*)\]")
_CLAIM: TypeAdapter[ClaimSpec] = TypeAdapter(ClaimSpec)
PLAIN, NEAR = 1.0, 4.5
"""Points by which a share may be off a fraction that is told plainly, and by which with "knap" or "godt"."""
TIMES = 0.08
"""Part of itself by which a ratio may be off "dobbelt så"."""
NEARLY_ALL = 95.0
LARGE = 70.0
LONG = 34
"""Letters of a group that is a statement, and follows what is said of it."""

Bound = Mapping[str, Any]
"""What a claim is of, as the fields of its binding besides the phrase."""


@dataclass(frozen=True, slots=True)
class Draft:
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
    """A fraction in words; whether it opens on those it is of: "halvdelen", "et flertal"; what it is worth."""

    text: str
    whole: bool
    worth: float


@dataclass(frozen=True)  # what is worked out of it is kept in it
class Wording:
    """How the headlines of one figure are worded."""

    held: Values
    words: Words

    @cached_property
    def one_answer(self) -> bool:
        """Whether all is of one answer, which then needs no name."""
        return len({label for label, _ in self.held.told}) == 1

    @cached_property
    def asked(self) -> bool:
        """Whether the answers were answers to a question."""
        question = self.held.figure.spec.question
        return bool(question and question.text) and self.held.figure.table.shape[0] == "answers"

    @cached_property
    def kind(self) -> str | None:
        """What the answers are called: "den største barriere"."""
        spec = self.held.figure.spec
        if self.held.figure.table.shape[0] not in ("answers", "items"):
            return None
        question = spec.question.text or "" if spec.question else ""
        return self.words.naming.kind(f"{question} {spec.subtitle or ''}")

    @cached_property
    def told(self) -> tuple[str, str] | None:
        """What the subtitle says that those do of whom shares are told, where it is of one answer or of areas."""
        subtitle = self.held.figure.spec.subtitle
        if subtitle is None or not (self.one_answer or self.held.figure.table.shape[0] == "areas"):
            return None
        return self.words.naming.told(subtitle)

    def does(self, subject: Subject) -> tuple[str, str] | None:
        """What those do whose share it is, and who they are where that is known; None where nothing says."""
        figure, naming = self.held.figure, self.words.naming
        texts = {**getattr(figure.spec, "texts", {})}
        stated = texts.get(subject.label) or (figure.spec.text if self.one_answer else None)
        if stated and figure.spec.kind == "key_number":
            return naming.told(stated)
        if does := naming.does(subject.label):
            return does, ""
        if self.told:
            return self.told
        if self.asked and subject.kind == "cell" and figure.table.shape[0] == "answers":
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
        return self.words.naming.within(name, groups if group else categories) or self.quoted(name)

    def among(self, subject: Subject) -> str | None:
        """Where a value's group is; of an area, where that is."""
        categories, groups = self.held.figure.table.shape
        if categories == "areas":
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
            case Everywhere():
                yield from self._everywhere(fact, score)
            case Firsts():
                yield from self._firsts(fact, score)

    # -- forms --------------------------------------------------------------------------------------------------------

    def _share(self, fact: Share, score: float) -> Iterator[Draft]:
        subject, of = fact.subject, (_of(fact.subject),)
        does = self.does(subject)
        for said in self._portions(subject):
            names = self._names(subject)
            worth = score + said.worth
            if does is None:
                form = "share of a name" if self._whole(subject) else "share of a group and name"
                names["Portion"] = _upper(said.text)
                if subject.group and not self._whole(subject):
                    names["label"] = self.within(subject.label, group=False)
                yield from self._made(form, fact, worth - 8, names, of)
                continue
            names |= {"does": does[0], "Portion": _upper(self._people(said, does[1], subject))}
            if self._whole(subject):
                yield from self._made("share", fact, worth, names, of)
            elif self._is_statement(subject):
                yield from self._made("share on", fact, worth, names, of)
            else:
                if among := self.among(subject):
                    yield from self._made("share in", fact, worth, names | {"among": among}, of)
                else:
                    yield from self._made("share of a group", fact, worth, names, of)

    def _first(self, fact: First, score: float) -> Iterator[Draft]:
        subject, names = fact.subject, self._names(fact.subject)
        does, among = self.does(subject), self.among(subject)
        measure, role = self.held.figure.table.measure, self.held.figure.table.shape[0]
        last = fact.side == "least"
        names |= {"kind": self.kind or "", "does": does[0] if does else "", "among": among or ""}
        of = _rank(subject, fact.among, fact.side, self)
        if fact.among == "groups":
            ranked = "last group" if last else "first group"
            if does and among and not last:
                yield from self._made("first there", fact, score + 4, names, (of,))
            if does and measure.is_share:
                yield from self._made(ranked, fact, score, names, (of, _of(subject)))
            elif self.one_answer:
                yield from self._made(f"{ranked} alone", fact, score, names, (of, _of(subject)))
            return
        if measure.signed:
            if subject.share > 0:
                yield from self._made("most", fact, score, names, (of,))
            return
        if role == "areas":
            if does and among:
                yield from self._made("first there", fact, score + 4, names, (of,))
            yield from self._made("first", fact, score, names, (of,))
        elif not self._whole(subject):
            form = "first answer in" if among else "first answer of"
            if self.asked:
                yield from self._made(form, fact, score, names, (of,))
        elif self.kind:
            yield from self._made("first of a kind", fact, score + 4, names, (of,))
        elif self.asked:
            if self.words.naming.does(subject.label):
                yield from self._made("first done", fact, score + 2, names, (of,))
            yield from self._made("first answer", fact, score, names, (of,))
        else:
            yield from self._made("first", fact, score, names, (of,))

    def _ends(self, fact: Ends, score: float) -> Iterator[Draft]:
        most, least = fact.most, fact.least
        names = self._pair(most, least)
        of = (_rank(most, fact.among, "most", self), _rank(least, fact.among, "least", self))
        there = self._there(most, least)
        if self.held.figure.table.measure.signed:
            if most.share > 0 > least.share:
                yield from self._made("risen and fallen", fact, score + 6, names, of)
            return
        if there and (fact.among == "groups" or self.held.figure.table.shape[0] == "areas"):
            yield from self._made("ends there", fact, score + 2, names | there, of)
        yield from self._made("ends", fact, score, names, of)

    def _apart(self, fact: Apart, score: float) -> Iterator[Draft]:
        more, less = fact.subject, fact.other
        names = self._pair(more, less)
        beside = {**_of(more), **_beside(less)}
        there = self._there(more, less)
        if there and self.held.figure.table.measure.is_share:
            named = names | there | {"value": self.value(more), "other": self.value(less)}
            yield from self._made("beside", fact, score + 4, named, (_of(more), _of(less)))
        ratio = Decimal(repr(more.share)) / Decimal(repr(less.share)) if less.share > 0 else Decimal(0)
        for factor, word in self.words.times.items():
            if abs(ratio - factor) <= factor * Decimal(str(TIMES)):
                yield from self._made("times", fact, score + 8, names | {"times": word}, (beside,))
        does = self.does(more)
        if does and self.held.figure.table.measure.is_share and there is None:
            named = names | {"does": does[0], "value": self.value(more), "other": self.value(less)}
            yield from self._made("beside of groups", fact, score, named, (_of(more), _of(less)))
        yield from self._made("higher", fact, score - 4, names, (beside,))

    def _moved(self, fact: Moved, score: float) -> Iterator[Draft]:
        now, before = fact.now, fact.before
        grouped = now.label == before.label
        wave, latest = (before.group, now.group) if grouped else (before.label, now.label)
        up, does = now.share > before.share, self.does(now)
        names = self._names(now) | {"wave": wave or "", "latest": latest or "", "other": self.value(before)}
        change: Bound = {**_of(now), "change": {"from": wave}} if grouped else {"of": now.label, "change": {"from": wave}}
        change = {key: value for key, value in change.items() if key != "group"}
        if not grouped:
            return
        if does:
            names["does"] = does[0]
            yield from self._made("more" if up else "fewer", fact, score + 4, names, (change,))
        yield from self._made("up" if up else "down", fact, score, names, (change,))

    def _everywhere(self, fact: Everywhere, score: float) -> Iterator[Draft]:
        subject = fact.members[0]
        groups = [each.group for each in fact.members]
        does = self.does(subject)
        names = self._names(subject) | {"does": does[0] if does else ""}
        if fact.holds == "first":
            of: Bound = {"all": {"of": subject.label, "groups": groups, "top": 1}}
            if self.asked:
                yield from self._made("first everywhere", fact, score, names, (of,))
        elif does:
            of = {"all": {"of": subject.label, "groups": groups}}
            yield from self._made("majority everywhere", fact, score, names, (of,))

    def _firsts(self, fact: Firsts, score: float) -> Iterator[Draft]:
        one, other = fact.one, fact.other
        if there := self._there(one, other, does=False):
            names = self._names(one) | there | {"label": self.within(other.label, group=False)}
            of = (_rank(one, "answers", "most", self), _rank(other, "answers", "most", self) | {"rank": 1})
            yield from self._made("firsts", fact, score, names, of)

    # -- parts of sentences -------------------------------------------------------------------------------------------

    def _made(
        self, form: str, fact: Fact, score: float, names: Mapping[str, str], of: tuple[Bound, ...]
    ) -> Iterator[Draft]:
        """The sentences of a form: what stands between brackets is bound, one claim after the other."""
        prefixed = self._needs_prefix(fact, form)
        for place, sentence in enumerate(self.words.sentences[form]):
            told = sentence.format_map(names)
            if prefixed:
                label = self.opening(cells_of(fact)[0].label)
                told = self.words.sentences["prefixed"][0].format(Label=label, sentence=told)
            phrases = _SLOT.findall(told)
            text = " ".join(_SLOT.sub(r"\1", told).split(" "))
            claims = tuple(
                _CLAIM.validate_python({"phrase": phrase, **bound}) for phrase, bound in zip(phrases, of, strict=True)
            )
            cells = frozenset((each.label, each.group) for each in cells_of(fact))
            yield Draft(_upper(text), form, claims, cells, score - 6 * place - 0.05 * max(len(text) - 60, 0))

    def _needs_prefix(self, fact: Fact, form: str) -> bool:
        """Whether a sentence is on groups alone, and the figure on several answers."""
        of_groups = isinstance(fact, Apart | Alike) or (isinstance(fact, Ends | First) and fact.among == "groups")
        told = form in ("first group", "last group", "first there", "ends there", "beside", "beside of groups")
        return of_groups and not told and not self.one_answer

    def _names(self, subject: Subject) -> dict[str, str]:
        names = {"Label": self.opening(subject.label), "value": self.value(subject)}
        if subject.group:
            statement = self._is_statement(subject)
            names["Group"] = self.opening(subject.group)
            names["group"] = self.quoted(subject.group) if statement else self.within(subject.group, group=True)
        return names

    def _pair(self, one: Subject, other: Subject) -> dict[str, str]:
        """Two names: the groups where both are of one answer, else the answers."""
        grouped = one.label == other.label
        first, second = (one.group or "", other.group or "") if grouped else (one.label, other.label)
        return {"Most": self.opening(first), "least": self.within(second, group=grouped)}

    def _there(self, one: Subject, other: Subject, does: bool = True) -> dict[str, str] | None:
        """Where two groups are, and what those there do; None where the names of the groups do not tell."""
        done, first, second = self.does(one), self.among(one), self.among(other)
        if not (first and second) or (does and not done):
            return None
        return {"does": done[0] if done else "", "among": first, "other_among": second}

    def _whole(self, subject: Subject) -> bool:
        """Whether a value is of everybody, or of the latest wave, so that no group is named."""
        waves = self.held.waves
        return subject.group is None or (bool(waves) and subject.group == waves[-1]) or len(self.held.groups) < 2

    def _is_statement(self, subject: Subject) -> bool:
        role = self.held.figure.table.shape[1]
        return role == "items" and len(subject.group or "") > LONG

    def _people(self, said: _Said, who: str, subject: Subject) -> str:
        """A fraction of people who are named, where their name says something and all of them are meant."""
        if who:
            return self.words.of_whole.format(portion=said.text, whole=who) if said.whole else said.text
        spec, survey = self.held.figure.spec, self.held.figure.survey
        unit = spec.unit or survey.unit
        named = unit and unit.plural.casefold() not in self.words.generic and not spec.filter
        if not unit or not named or not self._whole(subject) or said.text.startswith(self.words.portions[0][2][:4]):
            return said.text
        if said.whole:
            return self.words.of_whole.format(portion=said.text, whole=unit.definite)
        return self.words.counted.format(portion=said.text, plural=unit.plural)

    def _portions(self, subject: Subject) -> Iterator[_Said]:
        """A share in words, the nearest fraction first; then its amount, and its per cent."""
        does = self.does(subject)
        words, points = self.words, 100 * subject.share
        of_whole = bool(does and does[1])
        listed = words.parts if of_whole else words.portions
        ranked = sorted(
            ((points - 100 * one / of, text, (one, of) == (1, 2)) for one, of, text in listed),
            key=lambda each: abs(each[0]) + (0.3 if each[0] > 0 else 0),
        )
        if points >= NEARLY_ALL:
            yield _Said(words.nearly_all, False, 8)
        for off, text, half in ranked[:2]:
            if abs(off) > NEAR:
                continue
            told = text if abs(off) <= PLAIN else (words.nearly if off < 0 else words.over).format(text)
            yield _Said(told, of_whole or half, 6 - abs(off))
        if points > LARGE:
            yield _Said(words.large_majority, True, 1)
        elif points > 50 + PLAIN:
            yield _Said(words.majority, True, 2)
        if points < 9:
            yield _Said(words.few, False, 2)
        yield _Said(self.value(subject), of_whole, 0)


def _of(subject: Subject) -> dict[str, Any]:
    return {"of": subject.label} | ({"group": subject.group} if subject.group else {})


def _beside(subject: Subject) -> dict[str, Any]:
    return {"beside_group": subject.group} if subject.group else {"beside": subject.label}


def _rank(subject: Subject, among: str, side: str, wording: Wording) -> dict[str, Any]:
    """A place in an order; among what is said only where a table has several answers and groups."""
    both = not wording.one_answer and len(wording.held.groups) > 1
    return _of(subject) | ({"among": among} if both else {})


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


__all__ = ["Draft", "Wording"]
