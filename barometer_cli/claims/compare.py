"""Binding of claims about more than one share: the largest, one beside another, a later beside an earlier one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import product

from barometer_cli.claims.agree import Around, astray, foreign, kin, meaningful, text_stems
from barometer_cli.claims.clause import Clause, split_at_last
from barometer_cli.claims.labels import Several, choose, is_whole, named_groups, named_labels
from barometer_cli.claims.words import LETTERS, YEAR, Vocabulary, content, fold, is_of, number
from barometer_cli.model.claim import (
    Binding,
    Bound,
    Claim,
    Comparison,
    Extreme,
    Pair,
    Points,
    Ranking,
    Significance,
    Subject,
    Target,
    Unbound,
)

_SPAN = re.compile(r"(?:19|20)\d\d(?:\s*[-–/]\s*(?:(?:19|20)\d\d|\d\d))?")
"""Years of a label: "2019", "2019/20"."""
_OPENING = 3
"""Words after its preposition that the name of a group may take to open a sentence."""


# -- the largest and the smallest -------------------------------------------------------------------------------------


def bind_extreme(claim: Extreme, clause: Clause, subjects: Sequence[Subject], around: Around) -> Binding | None:
    """The share that is said to be the largest, or those that together are the largest; None in a heading."""

    def chosen(before: str, after: str = "") -> Subject | Several:
        return choose(replace(clause, before=before, after=after), subjects, around, grouped_best=True)

    if claim.among and claim.count is None:
        return Unbound(claim, "vague")
    found = chosen(clause.before, clause.after)
    if isinstance(found, Several) and found.reason == "no candidate":
        if clause.answer:
            found = chosen(clause.before, f"{clause.after} {clause.answer}")
        elif _heads(claim, clause, around):
            return None
    one = isinstance(found, Subject) and _list(found.label, around.vocabulary)  # "internt og eksternt" is one label
    items = [] if one else _items(clause, around.vocabulary)
    named = tuple(dict.fromkeys(each for each in map(chosen, items) if isinstance(each, Subject)))
    if items and len(named) == len(items):
        ranked = bind_ranking(claim, named[0], subjects, around.vocabulary)
        if not isinstance(ranked, Bound) or not isinstance(ranked.target, Ranking):
            return ranked
        if not set(named) <= set(ranked.target.field):
            return Unbound(claim, "several candidates", tuple(subject.name for subject in named))
        return replace(ranked, target=replace(ranked.target, beside=named[1:]))
    if "," in clause.after and (isinstance(found, Several) or found.kind == "net"):
        # "A topper listen, fulgt af B"
        first = chosen(clause.before, clause.after.partition(",")[0])
        found = first if isinstance(first, Subject) else found
    if isinstance(found, Several):
        return Unbound(claim, found.reason, found.names)
    if items and named:
        # "Økonomi og lovgivning er de største" of a table that has no "lovgivning".
        return Unbound(claim, "other words", (found.name,))
    favoured = is_of(claim.phrase, around.vocabulary.favourites)
    if favoured or _opens(clause.sentence, found.group, around):
        subjects = [subject for subject in subjects if subject.group == found.group]
    elif is_of(claim.phrase, around.vocabulary.degrees) and _opens(
        clause.after, found.group, around, len(clause.after)
    ):
        # "Støtten er størst blandt kvinder": larger than among the others.
        subjects = [subject for subject in subjects if subject.label == found.label]
    return bind_ranking(claim, found, subjects, around.vocabulary)


def _heads(claim: Extreme, clause: Clause, around: Around) -> bool:
    """Whether a superlative only heads what the figure is about: "De vigtigste barrierer for cyklister"."""
    vocabulary = around.vocabulary
    if fold(claim.phrase.split()[-1]) not in vocabulary.attributes or split_at_last(
        "|".join(vocabulary.copulas), clause.sentence
    ):
        return False
    known = around.known | around.asked
    said = meaningful(text_stems(clause.text, vocabulary), vocabulary) - around.units
    return all(any(kin(word, other) for other in known) for word in said)


def _opens(sentence: str, group: str | None, around: Around, words: int = _OPENING) -> bool:
    """Whether a sentence says first in which group it ranks: "Blandt kvinder er bilen mest udbredt"."""
    opening = re.match(rf"(?:{'|'.join(around.vocabulary.bases)})\b", sentence.strip(), re.IGNORECASE)
    if group is None or opening is None:
        return False
    named = " ".join(sentence.strip()[opening.end() :].split()[:words])
    return bool(named_groups(text_stems(named, around.vocabulary), named, [group], around))


def _items(clause: Clause, vocabulary: Vocabulary) -> list[str]:
    """What a superlative is said of together: "A og B er de hyppigste", "De hyppigste er A, B og C"."""
    copulas = "|".join(vocabulary.copulas)
    parts = [part for side in (clause.before, clause.after) for part in split_at_last(copulas, side)]
    if not clause.after.strip():
        parts.append(clause.before)  # "A, B og C topper listen"
    return next((items for part in (*parts, clause.answer) if (items := _list(part, vocabulary))), [])


def _list(text: str, vocabulary: Vocabulary) -> list[str]:
    """The items of a list, "A, B og C"; a comma before the last joint alone parts two sentences."""
    head, *tail = split_at_last("|".join(vocabulary.joined), text) or (text,)
    commas = head.split(",")
    if not tail or (commas[-1].strip() == "" and len(commas) < 3):
        return []
    items = [*(item for item in commas if item.strip()), tail[0].split(",")[0]]
    return items if len(items) > 1 and items[-1].strip() else []


def bind_ranking(claim: Claim, subject: Subject, subjects: Sequence[Subject], vocabulary: Vocabulary) -> Binding:
    """A share among the shown ones of its kind: in its group, or over the groups where it is the only category.

    "Andet" is the largest answer only where the claim is of "Andet".
    """
    if not subject.shown:
        return Unbound(claim, "other kind", (subject.name,))
    alike = [other for other in subjects if other.shown and other.kind == subject.kind]
    if not residual(subject.label, vocabulary):
        alike = [other for other in alike if not residual(other.label, vocabulary)]
    in_group = [other for other in alike if other.group == subject.group]
    over_groups = [other for other in alike if other.label == subject.label]
    if len(in_group) > 1 and len(over_groups) > 1:
        return Unbound(claim, "several candidates", tuple(other.name for other in alike))
    field = in_group if len(in_group) > 1 else over_groups
    if len(field) < 2:
        return Unbound(claim, "other kind", (subject.name,))
    return Bound(claim, Ranking(subject, tuple(field)), "words")


def residual(label: str, vocabulary: Vocabulary) -> bool:
    """Whether a label is of the answers outside the question: "Andet", "Andet, skriv hvad", "Ved ikke/ubesvaret"."""
    words = "|".join(map(re.escape, sorted(vocabulary.residuals, key=len, reverse=True)))
    return bool(re.match(rf"(?:{words})\s*(?:$|[,;:/(–-])", fold(label)))


# -- one beside another -----------------------------------------------------------------------------------------------


def bind_pair(claim: Claim, clause: Clause, subjects: Sequence[Subject], around: Around) -> Binding | None:
    """The two shares on either side of "end" or "som"; of two in all, the other one; None of none: "det slår alt"."""
    first, second = _sides(claim, clause, around.vocabulary)
    words = text_stems(clause.text, around.vocabulary)
    if unknown := foreign(words, clause.text, subjects, around):
        return Unbound(claim, "other words", unknown)
    shown = [subject for subject in subjects if subject.shown]
    if not second:
        left = choose(Clause(first, ""), subjects, around)
        two = _two(clause.text, subjects, around) if _symmetric(claim) else ()
        if len(two) == 2:
            return Bound(claim, Pair(*two), "words")
        if len(shown) == 2 and isinstance(left, Subject) and left in shown:
            return Bound(claim, Pair(left, shown[1 - shown.index(left)]), "words")
        names = left.names if isinstance(left, Several) else (left.name,)
        return Unbound(claim, "no candidate", names)
    left, right = _both(first, second, subjects, around)
    if isinstance(left, Subject) and isinstance(right, Subject):
        if left == right:
            return Unbound(claim, "no candidate", (left.name,))
        return Bound(claim, Pair(left, right), "words")
    if leads(claim, around.vocabulary) and all(
        isinstance(side, Several) and side.reason == "no candidate" for side in (left, right)
    ):
        return None
    several = left if isinstance(left, Several) else right
    assert isinstance(several, Several)
    these, those = ((side,) if isinstance(side, Subject) else side.either for side in (left, right))
    return Unbound(claim, several.reason, several.names, tuple(Pair(*pair) for pair in product(these, those)))


def _symmetric(claim: Claim) -> bool:
    """Whether a claim says the same of two shares whichever is named first."""
    return (isinstance(claim, Comparison) and claim.relation == "same") or (
        isinstance(claim, Significance | Points) and not (isinstance(claim, Points) and claim.relative)
    )


def _two(text: str, subjects: Sequence[Subject], around: Around) -> tuple[Subject, ...]:
    """The two shares that a clause names beside one another: "stat og kommune er lige innovative"."""
    words = text_stems(text, around.vocabulary)
    groups = list(dict.fromkeys(subject.group for subject in subjects))
    named = named_groups(words, text, groups, around) if len(groups) > 1 else groups
    labels = named_labels(words, text, subjects, around)
    found = tuple(subject for subject in subjects if subject.label in labels and subject.group in named)
    return found if len(found) == 2 else ()


def _both(
    first: str, second: str, subjects: Sequence[Subject], around: Around
) -> tuple[Subject | Several, Subject | Several]:
    """Both sides of a comparison; the category that one leaves out it takes from the other."""
    left = choose(Clause(first, ""), subjects, around)
    right = choose(Clause("", second), subjects, around)
    if isinstance(left, Subject) and isinstance(right, Several):
        right = _like(left, second, subjects, around) or right
    elif isinstance(right, Subject) and isinstance(left, Several):
        left = _like(right, first, subjects, around) or left
    return left, right


def _like(subject: Subject, text: str, subjects: Sequence[Subject], around: Around) -> Subject | None:
    """The same category as a subject, in the one other group that a text names; else another of the same group."""
    groups = list(dict.fromkeys(other.group for other in subjects))
    words = text_stems(text, around.vocabulary)
    named = named_groups(words, text, groups, around)
    if named:
        found = [other for other in subjects if other.label == subject.label and other.group in named]
    else:
        labels = named_labels(words, text, subjects, around)
        found = [other for other in subjects if other.group == subject.group and other.label in labels]
    return found[0] if len(found) == 1 else None


def leads(claim: Claim, vocabulary: Vocabulary) -> bool:
    """Whether a comparison stands between what it compares: "toget slår bussen"."""
    return isinstance(claim, Comparison) and is_of(claim.phrase, vocabulary.ahead)


def _sides(claim: Claim, clause: Clause, vocabulary: Vocabulary) -> tuple[str, str]:
    """The words of a comparison before and after it, or before and after its "end", "som" or "mod"."""
    if leads(claim, vocabulary):
        if content(clause.before, vocabulary):
            return clause.before, clause.after
        # "Health is the biggest worry, ahead of immigration"
        return clause.sentence.rpartition(clause.after)[0], clause.after
    marks = [
        match for match in LETTERS.finditer(clause.after) if fold(match.group()) in vocabulary.than | vocabulary.as_
    ]
    if not marks:
        return clause.text, ""
    mark = marks[-1] if fold(marks[-1].group()) in vocabulary.than else marks[0]
    return f"{clause.before} {clause.after[: mark.start()]}", clause.after[mark.end() :]


# -- a later beside an earlier one ------------------------------------------------------------------------------------


def waves_of(subjects: Sequence[Subject]) -> tuple[str, ...]:
    """The waves of a table, the earliest first: its groups, or its categories, where all are years.

    Years that share out the respondents are answers and no waves: "1990-1999", "2000-2009".
    """
    groups = {subject.group for subject in subjects}
    labels = {subject.label for subject in subjects}
    if len(groups) > 1 and all(group and YEAR.search(group) for group in groups):
        return tuple(sorted(group for group in groups if group))
    if (
        len(groups) == 1
        and len(labels) > 1
        and not is_whole(subjects)
        and all(_SPAN.fullmatch(label) for label in labels)
    ):
        return tuple(sorted(labels))
    return ()


def _wave(subject: Subject, waves: Sequence[str]) -> str:
    return subject.group if subject.group and subject.group in waves else subject.label


def compares_waves(claim: Claim, clause: Clause, vocabulary: Vocabulary) -> bool:
    """Whether a comparison is with an earlier wave: it names nothing else, "flere end i 2019", "flere end sidst"."""
    _, second = _sides(claim, clause, vocabulary)
    words = {fold(word) for word in LETTERS.findall(second)}
    return not second.strip() or bool(YEAR.search(second)) or not words.isdisjoint(vocabulary.past)


def dated(clause: Clause, years: Sequence[str], vocabulary: Vocabulary) -> Clause:
    """A clause in which "fem år siden" is the year that was, counted from the latest; "nogle år siden" is none."""

    def year(match: re.Match[str]) -> str:
        word = fold(match["back"])
        if word[0].isdigit():
            back = number(word, vocabulary)
        else:
            back = Decimal(1) if word in vocabulary.articles else vocabulary.numbers.get(word)
        return match.group() if back is None or not years else str(int(max(years)) - int(back))

    before, after, sentence = (
        _ago(vocabulary).sub(year, part) for part in (clause.before, clause.after, clause.sentence)
    )
    return replace(clause, before=before, after=after, sentence=sentence)


def bygone(clause: Clause, subjects: Sequence[Subject], vocabulary: Vocabulary) -> bool:
    """Whether a clause says how long ago, where no label does: "for fem år siden"."""
    said = _ago(vocabulary).search(clause.sentence)
    return bool(said) and not any(_ago(vocabulary).search(subject.label) for subject in subjects)


@cache
def _ago(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?P<back>\w+)\s+(?:{'|'.join(vocabulary.ago)})\b", re.IGNORECASE)


def of_latest_wave(
    clause: Clause, subjects: tuple[Subject, ...], waves: Sequence[str], around: Around
) -> tuple[Subject, ...]:
    """The shares of the latest wave, where a clause names no year and speaks of now."""
    words = LETTERS.findall(clause.text)
    if not waves or YEAR.search(clause.text) or any(fold(word) in around.vocabulary.past for word in words):
        return subjects
    return tuple(subject for subject in subjects if _wave(subject, waves) == waves[-1])


def _compared(text: str, years: tuple[str, ...], vocabulary: Vocabulary) -> tuple[str, ...]:
    """The two waves a text compares, the earlier first: those it names, or the latest and the one it counts from."""
    named = tuple(wave for wave in years if any(year in text for year in YEAR.findall(wave)))
    if len(named) == 1:
        spelled = "|".join(YEAR.findall(named[0]))
        since = re.search(rf"\b(?:{'|'.join(vocabulary.since)})\s+(?:\w+\s+)?(?:{spelled})", text, re.IGNORECASE)
        named = (named[0], years[-1]) if since else years if named[0] == years[-1] else ()
    elif not named:
        named = years
    return named if len(named) == 2 and named[0] != named[1] else ()


def bind_change(claim: Claim, clause: Clause, subjects: Sequence[Subject], around: Around, text: str) -> Binding:
    """A later share beside an earlier one, where groups or categories are years."""
    years = waves_of(subjects)
    if not years:
        return Unbound(claim, "other kind")
    waves = _compared(f"{text} {clause.sentence}", years, around.vocabulary)
    if not waves:
        return Unbound(claim, "several candidates", years)
    words = text_stems(clause.text, around.vocabulary)
    if unknown := foreign(words, clause.text, subjects, around):
        return Unbound(claim, "other words", unknown)
    grouped = len({subject.group for subject in subjects}) > 1
    labels = named_labels(words, clause.text, subjects, around) if grouped else list(years)
    if not grouped and astray(words, frozenset(), around):
        return Unbound(claim, "other words", tuple(waves))
    chosen: list[Target] = [
        Pair(later, earlier)
        for later in subjects
        for earlier in subjects
        if (later.label == earlier.label or not grouped)
        and later.label in labels
        and (_wave(earlier, years), _wave(later, years)) == (waves[0], waves[1])
    ]
    if len(chosen) == 1:
        return Bound(claim, chosen[0], "words")
    return Unbound(claim, "several candidates" if chosen else "no candidate", tuple(labels))
