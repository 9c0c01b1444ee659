"""Accounting: which words about a claim nobody has read, and whether they can turn its sense.

A claim is proved only where all that is said of it was read. A word about it is accounted for where

- a claim is made of it, or a rule has read it for this kind of claim: "siden 2021" of a change, "ikke" of a denial;
- it is of the figure: its labels, groups, question, subtitle, filter, population or unit; what asks for a degree, "hvor
  ofte", states none;
- it is of the language and leaves any share what it is: articles, pronouns, prepositions, conjunctions, verbs and nouns
  by which shares are told ("peger på", "andelen").

Any other word is unread. It turns the sense where it denies, grades, times, conditions or tells how a thing is done:
adverbs, modal verbs, numbers. Else it is strange: a noun or a verb that may name another share than the one it was
bound to. A text may also leave out what its label says, "overvejer", "hver uge", and so say more. An author who binds a
claim answers for what is strange or left out, never for a word that turns its sense.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from msgspec import Struct

from barometer_cli.claims.agree import TAIL, Around, listed_stems
from barometer_cli.claims.clause import Clause
from barometer_cli.claims.words import fold, graded, is_manner, plainly, stem
from barometer_cli.languages.claims import Vocabulary
from barometer_cli.model.claim import (
    Change,
    Claim,
    Comparison,
    Each,
    Everyone,
    Extreme,
    Gradient,
    One,
    Pair,
    Part,
    Percent,
    Points,
    Portion,
    Ranking,
    Series,
    Significance,
    Subject,
    Tally,
    Target,
)

_WORDS = re.compile(r"[^\W_]+")
_COUNT = re.compile(r"\bn\s*=\s*\d[\d.,\u00a0\u202f-]*", re.IGNORECASE)
"""The base at the end of a caption: "n=1.877"."""


class Unread(NamedTuple):
    """Words about a claim: those that can turn its sense, those that are strange, those its label says unspoken."""

    turning: tuple[str, ...] = ()
    strange: tuple[str, ...] = ()
    unspoken: tuple[str, ...] = ()


class Told(Struct, frozen=True):
    """The words of a figure.

    Attributes
    ----------
    stems, besides
        Of its labels, groups, question, subtitle, filter, population and unit; of these, all but the labels.
    stating, spelled
        Of these, but labels and groups, the stems that state something, and the words as they are written: "hvor ofte"
        states no frequency, and where "aldrig" is said, "ikke" is not.
    """

    stems: frozenset[str]
    besides: frozenset[str]
    stating: frozenset[str]
    spelled: frozenset[str]


def told_by(subjects: Sequence[Subject], besides: str, vocabulary: Vocabulary) -> Told:
    """The words of a figure: of labels, groups and what it says `besides`, as its question, subtitle and unit."""
    labels, groups = ({getattr(subject, name) or "" for subject in subjects} for name in ("label", "group"))
    stating = _grading(vocabulary).sub(" ", besides)
    of_besides = frozenset(word for text in (*groups, besides) for word in graded(text, vocabulary))
    return Told(
        of_besides.union(word for label in labels for word in graded(label, vocabulary)),
        of_besides,
        frozenset(graded(stating, vocabulary)),
        frozenset(map(fold, _WORDS.findall(stating))),
    )


@cache
def _grading(vocabulary: Vocabulary) -> re.Pattern[str]:
    """A question word with the degree it asks for: "hvor ofte"; "hvor skal du" asks for none."""
    words, verbs = "|".join(vocabulary.grading), "|".join(vocabulary.doing)
    return re.compile(rf"\b(?:{words})\s+(?!(?:{verbs})\b)\w+", re.IGNORECASE)


def unread(
    claim: Claim,
    clause: Clause,
    target: Target,
    told: Told,
    around: Around,
    *,
    waves: Sequence[str] = (),
    read: Iterable[str] = (),
) -> Unread:
    """The words about a claim that nothing accounts for.

    Parameters
    ----------
    claim, clause, target
        What is said, the words about it, and what it is of.
    told
        The words of the figure.
    waves
        The waves of the figure, the earliest first.
    read
        Words that another claim of the text was made of.
    """
    vocabulary = around.vocabulary
    text = _about(claim, clause, target, waves, vocabulary)
    accounted = frozenset(read) | _of_rules(claim, target, bool(waves), vocabulary)
    own = _own(target, vocabulary)
    shares = isinstance(claim, Percent | Portion | Part | Everyone)
    doers = _doers(clause.after, vocabulary) if shares else ""
    turning: list[str] = [] if own & vocabulary.turns else _counting(vocabulary).findall(text)
    strange: list[str] = []
    denied = False
    for word in _WORDS.findall(text):
        folded = fold(word)
        sort = "plain" if folded in accounted else _sort(folded, vocabulary)
        if sort == "plain":
            continue
        root = stem(folded, vocabulary)
        if sort == "number":
            if not _is_told(root, folded, own | told.stating, claim, around):
                turning.append(word)
        elif sort == "turning":
            # What a label denies, a text may deny once, and no more than it does: "ikke", not "aldrig".
            denial = root in listed_stems(vocabulary).negations
            known = folded in own if folded in vocabulary.absolute else root in own
            elsewhere = folded in told.spelled and not denial and folded not in vocabulary.conditions
            if (denial and denied) or not (known or elsewhere):
                turning.append(word)
            denied |= denial
        elif is_manner(folded, vocabulary):
            if not _is_of(root, told.besides | own, vocabulary):
                turning.append(word)
        elif folded not in own and not _is_of(root, told.besides if word == doers else told.stems, vocabulary):
            strange.append(word)
    unspoken = _unspoken(f"{clause.sentence} {clause.text}", target, vocabulary) if shares else ()
    return Unread(tuple(dict.fromkeys(turning)), tuple(dict.fromkeys(strange)), unspoken)


def _about(claim: Claim, clause: Clause, target: Target, waves: Sequence[str], vocabulary: Vocabulary) -> str:
    """The words about a claim that are to be accounted for: its clause, without asides and the years it counts from."""
    match claim:
        case Extreme():
            within = clause.answer
        case Gradient():
            within = claim.phrase
        case Comparison():
            within = claim.named
        case _:
            within = ""
    text = _asides(vocabulary).sub(" ", plainly(_COUNT.sub(" ", f"{clause.text} {within}"), vocabulary))
    if not waves:
        return text
    if any(waves[-1] in (subject.group, subject.label) for subject in _subjects(target)):
        text = _recently(vocabulary).sub(" ", text)
    return _dates(vocabulary).sub(" ", text)


def _is_of(root: str, known: frozenset[str], vocabulary: Vocabulary) -> bool:
    """Whether a stem is of one family with a known one, or of a people whose land is known."""
    land = listed_stems(vocabulary).nations.get(root)
    return land in known or any(_alike(root, other) for other in known)


def _unspoken(text: str, target: Target, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The words of a label that a text leaves out, and so says more: "Overvejer at skifte job" is no "skifter job"."""
    if not isinstance(target, One):
        return ()
    said = {*graded(text, vocabulary), *map(fold, _WORDS.findall(text))}
    qualifying = vocabulary.qualifying | vocabulary.strengths
    words = (word for word in _WORDS.findall(target.subject.label) if fold(word) in qualifying)
    return tuple(word for word in words if said.isdisjoint({fold(word), stem(word, vocabulary)}))


def _doers(after: str, vocabulary: Vocabulary) -> str:
    """Those who do a thing, right after a quantifier: "halvdelen af cyklisterne" are not all who were asked."""
    first, *words = _WORDS.findall(after) or [""]
    if fold(first) not in vocabulary.whose:
        return ""
    noun = next((word for word in words if fold(word) not in vocabulary.stops), "")
    return noun if fold(noun).endswith(vocabulary.doers) else ""


@cache
def _asides(vocabulary: Vocabulary) -> re.Pattern[str]:
    return _any_of(vocabulary.asides | vocabulary.fixed)


@cache
def _recently(vocabulary: Vocabulary) -> re.Pattern[str]:
    return _any_of(vocabulary.recently)


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    words = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=8192)
def _sort(word: str, vocabulary: Vocabulary) -> Literal["plain", "turning", "number", "open"]:
    """What a word is to a claim, whatever the figure."""
    if word[0].isdigit():
        return "number"
    if word in vocabulary.turning:
        return "turning"
    if any(word in listed for listed in (vocabulary.stops, vocabulary.people, vocabulary.focus, vocabulary.carriers)):
        return "plain"
    if word in vocabulary.numbers:
        return "number"
    if is_manner(word, vocabulary):
        return "open"
    root = stem(word, vocabulary)
    if root in _roots(vocabulary) or any(
        word.endswith(noun) and len(word) - len(noun) >= TAIL - 1 for noun in _nouns(vocabulary)
    ):
        return "plain"
    return "open"


@cache
def _roots(vocabulary: Vocabulary) -> frozenset[str]:
    words = vocabulary.carriers | vocabulary.kinds_of_answer | vocabulary.people | vocabulary.preferring
    return frozenset(stem(word, vocabulary) for word in words)


@cache
def _nouns(vocabulary: Vocabulary) -> tuple[str, ...]:
    """Nouns of what is asked for that may end a compound: "transportmiddel"."""
    return tuple(word for word in vocabulary.kinds_of_answer if len(word) >= TAIL - 1)


def _is_told(root: str, word: str, known: frozenset[str], claim: Claim, around: Around) -> bool:
    """Whether a number is one of the figure's, or the count of a superlative: "de tre hyppigste"."""
    if root in known or word in around.years:
        return True
    value = around.vocabulary.numbers.get(word)
    counted = isinstance(claim, Extreme) and claim.count == value
    return value is not None and (counted or str(value) in known)


def _alike(word: str, known: str) -> bool:
    """Whether a word is of one family with a known one, or its tail: "partner" of "samarbejdspartner".

    A compound that a known word ends is narrower than it, and no word of the figure: "elbil" is not "bil".
    """
    if word == known or word[:TAIL] == known[:TAIL]:
        return True
    short, long = sorted((word, known), key=len)
    return len(short) >= TAIL - 1 and (long.startswith(short) or (short == word and long.endswith(short)))


@cache
def _counting(vocabulary: Vocabulary) -> re.Pattern[str]:
    """How many times a thing was done: "for første gang"."""
    return _any_of(vocabulary.counting)


@cache
def _dates(vocabulary: Vocabulary) -> re.Pattern[str]:
    """What a claim of several years counts from: "siden 2021", "end ved sidste måling"."""
    since, than, past, gap = (
        "|".join(sorted(words, key=len, reverse=True))
        for words in (
            vocabulary.since | vocabulary.onwards,
            vocabulary.than | vocabulary.onwards,
            vocabulary.past,
            {*vocabulary.bases, *vocabulary.owners},
        )
    )
    between = rf"\s+(?:(?:{gap})\s+)?"
    return re.compile(rf"\b(?:(?:{since}){between}(?:19|20)\d\d|(?:{than}){between}(?:{past}))(?!\w)", re.IGNORECASE)


def _own(target: Target, vocabulary: Vocabulary) -> frozenset[str]:
    """The words of the labels and groups that a claim is of."""
    names = {name for subject in _subjects(target) for name in (subject.label, subject.group, *subject.parts) if name}
    return frozenset(word for name in names for word in (*graded(name, vocabulary), *map(fold, _WORDS.findall(name))))


def _of_rules(claim: Claim, target: Target, waves: bool, vocabulary: Vocabulary) -> frozenset[str]:
    """The words that the rules of a kind of claim read."""
    subjects = _subjects(target)
    lists: list[Iterable[str]] = []
    if isinstance(claim, Change) and claim.steady:
        lists.append(vocabulary.steady)
    if any(subject.kind == "rest" for subject in subjects):
        lists += [vocabulary.denials, vocabulary.excepting]
    if any(subject.kind == "net" for subject in subjects):
        lists += [vocabulary.adding, vocabulary.sums, vocabulary.either]
    if isinstance(claim, Extreme) and claim.ever:
        lists.append(vocabulary.ever)
    if isinstance(claim, Gradient):
        lists += [vocabulary.paired, vocabulary.ordering, vocabulary.amounts]
    if isinstance(target, Each):
        lists += [vocabulary.severally, *([vocabulary.ever] if waves else [])]
    if isinstance(claim, Comparison | Extreme | Points | Change | Significance):
        lists += [vocabulary.prevalent, vocabulary.differences]
    if not waves and any(subject.group and any(map(str.isdigit, subject.group)) for subject in subjects):
        lists.append(vocabulary.aged)
    return frozenset().union(*(_single(frozenset(each)) for each in lists))


@lru_cache(maxsize=256)
def _single(phrases: frozenset[str]) -> frozenset[str]:
    return frozenset(word for phrase in phrases for word in phrase.split())


def _subjects(target: Target) -> tuple[Subject, ...]:
    match target:
        case One(subject):
            return (subject,)
        case Pair():
            return (target.subject, target.other)
        case Ranking():
            return (target.subject, *target.field)
        case Series():
            return target.subjects
        case Each():
            return tuple(subject for each in target.targets for subject in _subjects(each))
        case Tally():
            return tuple(member.subject for member in target.members)
