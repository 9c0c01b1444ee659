"""Binding of claims about more than one share: the largest, one beside another, a later beside an earlier one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise, product

from msgspec.structs import replace

from barometer_cli.claims.agree import Around, astray, foreign, kin, meaningful, text_stems
from barometer_cli.claims.clause import Clause, split_at_last
from barometer_cli.claims.converse import counts_members
from barometer_cli.claims.labels import Several, choose, is_residual, is_whole, named_groups, named_labels
from barometer_cli.claims.words import LETTERS, YEAR, content, fold, is_of, number
from barometer_cli.languages.claims import Vocabulary
from barometer_cli.model.claim import (
    Binding,
    Bound,
    Change,
    Claim,
    Comparison,
    Each,
    Extreme,
    Gradient,
    Hedge,
    Pair,
    Points,
    Ranking,
    Series,
    Significance,
    Subject,
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
    if isinstance(found, Several) and len(cells := [each for each in found.either if each.kind == "cell"]) == 1:
        found = cells[0]  # of a net and its part, an order among answers is of the answer
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
    if found.group and waves_of(subjects) and YEAR.search(clause.text):
        # "Tilliden var højest i 2021": of all its years.
        subjects = [subject for subject in subjects if subject.label == found.label]
    elif favoured or _opens(clause.sentence, found.group, around):
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
    if not is_residual(subject.label, vocabulary):
        alike = [other for other in alike if not is_residual(other.label, vocabulary)]
    in_group = [other for other in alike if other.group == subject.group]
    over_groups = [other for other in alike if other.label == subject.label]
    if len(in_group) > 1 and len(over_groups) > 1:
        return Unbound(claim, "several candidates", tuple(other.name for other in alike))
    field = in_group if len(in_group) > 1 else over_groups
    if len(field) < 2:
        return Unbound(claim, "other kind", (subject.name,))
    return Bound(claim, Ranking(subject, tuple(field)), "words")


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
    these, those = _each(left), _each(right)
    if len(these) == 1 and len(those) == 1:
        if these == those:
            return Unbound(claim, "no candidate", (these[0].name,))
        pair = Pair(these[0], those[0])
        counted = isinstance(claim, Comparison) and counts_members(claim, clause, pair, around)
        return Bound(claim, replace(pair, counted=counted), "words")
    if these and those:
        # "Staten halter efter kommuner og regioner": behind each of them; "dobbelt så mange som A og B" may be as both.
        measured = isinstance(claim, Points) or (isinstance(claim, Comparison) and claim.factor is not None)
        return Bound(claim, Each(tuple(Pair(*pair) for pair in product(these, those)), not measured), "words")
    if leads(claim, around.vocabulary) and all(
        isinstance(side, Several) and side.reason == "no candidate" for side in (left, right)
    ):
        return None
    several = left if isinstance(left, Several) else right
    assert isinstance(several, Several)
    these, those = ((side,) if isinstance(side, Subject) else side.either for side in (left, right))
    return Unbound(claim, several.reason, several.names, tuple(Pair(*pair) for pair in product(these, those)))


def _each(side: Subject | Several) -> tuple[Subject, ...]:
    """The share of one side of a comparison, or those that it names side by side."""
    return (side,) if isinstance(side, Subject) else side.jointly


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
            # "Mest udbredt er økonomi, og ledelse halter efter"
            return clause.before, clause.after if content(clause.after, vocabulary) else clause.sentence.replace(
                clause.before, " "
            )
        # "Health is the biggest worry, ahead of immigration"
        return clause.sentence.rpartition(clause.after)[0], clause.after
    if fold(claim.phrase.split()[-1]) in vocabulary.than:
        return clause.before, clause.after
    # The "end" of "mere end 4 timer" is of a number.
    marks = [
        match
        for before, match in pairwise([None, *LETTERS.finditer(clause.after)])
        if match and fold(match.group()) in vocabulary.than | vocabulary.as_
        if before is None or fold(f"{before.group()} {match.group()}") not in vocabulary.hedges
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
        return _in_order(group for group in groups if group)
    if (
        len(groups) == 1
        and len(labels) > 1
        and not is_whole(subjects)
        and all(_SPAN.fullmatch(label) for label in labels)
    ):
        return _in_order(labels)
    return ()


def _in_order(waves: Iterable[str]) -> tuple[str, ...]:
    """Waves by their years; none where two are of one year, as "Mænd 2019" and "Kvinder 2019" are."""
    ordered = sorted(waves, key=_first_year)
    return tuple(ordered) if all(_first_year(a) < _first_year(b) for a, b in pairwise(ordered)) else ()


def wave_of(subject: Subject, waves: Sequence[str]) -> str:
    """The wave a share is of."""
    return subject.group if subject.group and subject.group in waves else subject.label


def compares_waves(claim: Claim, clause: Clause, vocabulary: Vocabulary) -> bool:
    """Whether a comparison is with an earlier wave: it names nothing else, "flere end i 2019", "flere end sidst"."""
    _, second = _sides(claim, clause, vocabulary)
    words = {fold(word) for word in LETTERS.findall(second)}
    earlier = vocabulary.past | vocabulary.ever
    return not second.strip() or bool(YEAR.search(second)) or not words.isdisjoint(earlier)


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


def lately(clause: Clause, waves: Sequence[str], vocabulary: Vocabulary) -> Clause:
    """A clause in which "på seks år" is said from the year that was, "siden 2017", where waves are that far apart."""
    first, last = _first_year(waves[0]), int(YEAR.findall(waves[-1])[-1])

    def since(match: re.Match[str]) -> str:
        word = fold(match["back"])
        back = number(word, vocabulary) if word[0].isdigit() else vocabulary.numbers.get(word)
        within = back is not None and first <= last - int(back)
        return f"{min(vocabulary.onwards)} {last - int(back)}" if back is not None and within else match.group()

    before, after, sentence = (
        _lately(vocabulary).sub(since, part) for part in (clause.before, clause.after, clause.sentence)
    )
    return replace(clause, before=before, after=after, sentence=sentence)


@cache
def _lately(vocabulary: Vocabulary) -> re.Pattern[str]:
    before, years = ("|".join(sorted(words, key=len, reverse=True)) for words in (vocabulary.lately, vocabulary.years))
    return re.compile(rf"\b(?:{before})\s+(?P<back>\w+)\s+(?:{years})\b", re.IGNORECASE)


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
    return tuple(subject for subject in subjects if wave_of(subject, waves) == waves[-1])


def _spans(text: str, waves: tuple[str, ...], vocabulary: Vocabulary) -> tuple[tuple[str, ...], ...]:
    """The waves that a change is over, the earliest first: those between the two a text names, or from the one it
    counts from; where it names none, the last two, or all.
    """
    named = tuple(wave for wave in waves if any(year in text for year in YEAR.findall(wave)))
    if not named:
        return (waves[-2:], waves) if len(waves) > 2 else (waves,)
    if len(named) == 1:
        spelled = "|".join(YEAR.findall(named[0]))
        since = re.search(rf"\b(?:{'|'.join(vocabulary.since)})\s+(?:\w+\s+)?(?:{spelled})", text, re.IGNORECASE)
        # "faldt fra 61 procent i 2019 til 51 procent"
        begun, ended = ("|".join(words) for words in (vocabulary.start, vocabulary.until))
        begins = re.search(rf"\b(?:{begun})\s[^.,;:!?]+\s(?:{spelled})\s+(?:{ended})\b", text, re.IGNORECASE)
        named = (
            (named[0], waves[-1])
            if since or begins
            else (waves[0], waves[-1])
            if named[0] == waves[-1] and len(waves) == 2
            else ()
        )
    if len(named) != 2 or named[0] == named[1]:
        return ()
    return (waves[waves.index(named[0]) : waves.index(named[1]) + 1],)


def bind_change(claim: Claim, clause: Clause, subjects: Sequence[Subject], around: Around, text: str) -> Binding:
    """A later share beside an earlier one, or every wave of a steady change, where groups or categories are years.

    Of more than two waves of which none is named, a change may be the last one or that over all of them.
    """
    waves = waves_of(subjects)
    if not waves:
        return Unbound(claim, "other kind")
    vocabulary = around.vocabulary
    steady = isinstance(claim, Change) and claim.steady
    ever = isinstance(claim, Comparison) and not vocabulary.ever.isdisjoint(map(fold, LETTERS.findall(clause.after)))
    spans = _spans(f"{text} {clause.sentence}", waves, vocabulary)
    if not spans:
        return Unbound(claim, "several candidates", waves)
    words = text_stems(clause.text, vocabulary)
    if unknown := foreign(words, clause.text, subjects, around):
        return Unbound(claim, "other words", unknown)
    grouped = len({subject.group for subject in subjects}) > 1
    labels = named_labels(words, clause.text, subjects, around) if grouped else list(waves)
    if not grouped and astray(words, frozenset(), around):
        return Unbound(claim, "other words", (spans[0][0], spans[0][-1]))
    alike = [subject for subject in subjects if subject.label in labels]
    if grouped and len(labels) != 1:
        names = tuple(labels)
        return Unbound(claim, "several candidates" if labels else "no candidate", names)
    walked = [tuple(subject for wave in span for subject in alike if wave_of(subject, waves) == wave) for span in spans]
    if any(len(each) < len(span) for each, span in zip(walked, spans, strict=True)):
        return Unbound(claim, "no candidate", tuple(labels))
    if ever:
        *before, last = max(walked, key=len)
        return Bound(claim, Each(tuple(Pair(last, each) for each in before)), "words")
    if steady:
        longest = max(walked, key=len)
        return Bound(claim, Series(longest), "words") if len(longest) > 2 else Unbound(claim, "other kind")
    pairs = tuple(dict.fromkeys(Pair(each[-1], each[0]) for each in walked))
    if not isinstance(claim, Change) and _is_back(claim, clause, pairs[0], vocabulary):
        pairs = tuple(Pair(pair.other, pair.subject) for pair in pairs)
    if len(pairs) == 1:
        return Bound(claim, pairs[0], "words")
    # Where a change began tells which of them is meant.
    told = claim.earlier or (isinstance(claim, Change) and claim.before is not None)
    return Unbound(claim, "several candidates", waves, pairs, told=told)


def _is_back(claim: Claim, clause: Clause, pair: Pair, vocabulary: Vocabulary) -> bool:
    """Whether a comparison is of the earlier wave with the later: "højere i 2021 end i 2024"."""
    first, second = _sides(claim, clause, vocabulary)
    years = set(YEAR.findall(pair.other.group or pair.other.label))
    return bool(second.strip()) and not years.isdisjoint(YEAR.findall(first)) and years.isdisjoint(YEAR.findall(second))


def bind_record(
    claim: Extreme, clause: Clause, subjects: tuple[Subject, ...], waves: Sequence[str], around: Around
) -> Binding:
    """A share among those of its category in all waves up to its own, or in those after a year: "siden 2021"."""
    vocabulary = around.vocabulary
    if not waves:
        return Unbound(claim, "other kind")
    since = _onwards(vocabulary).search(clause.text)
    parts = [_onwards(vocabulary).sub(" ", part) for part in (clause.before, clause.after, clause.sentence)]
    told = YEAR.findall(" ".join(parts[:2]))
    before, after, sentence = (YEAR.sub(" ", part) for part in parts)
    named = [wave for wave in waves if not set(YEAR.findall(wave)).isdisjoint(told)]
    if told and not named:
        return Unbound(claim, "other words", tuple(told))
    if len(named) > 1:
        return Unbound(claim, "several candidates", tuple(named))
    now = named[0] if named else waves[-1]
    # "ramte bunden i 2019" is of the waves until then; "aldrig højere end i 2019" of all.
    compared = not vocabulary.than.isdisjoint(map(fold, LETTERS.findall(clause.after)))
    field = list(waves if compared else waves[: waves.index(now) + 1])
    if since:
        if _first_year(waves[0]) > int(since["year"]):
            return Unbound(claim, "other words", (since["year"],))
        field = [wave for wave in field if _first_year(wave) > int(since["year"])]
    here = [subject for subject in subjects if wave_of(subject, waves) == now]
    grouped = len({subject.group for subject in subjects}) > 1
    found: Subject | Several
    if grouped:
        found = choose(replace(clause, before=before, after=after, sentence=sentence), here, around)
    elif astray(text_stems(f"{before} {after}", vocabulary), frozenset(), around):
        found = Several("other words", (now,))
    else:
        found = here[0]
    if isinstance(found, Several):
        return Unbound(claim, found.reason, found.names)
    alike = [subject for subject in subjects if subject.label == found.label or not grouped]
    ranked = tuple(subject for subject in alike if wave_of(subject, waves) in field)
    if len(ranked) < 2:
        return Unbound(claim, "other kind", (found.name,))
    return Bound(claim, Ranking(found, ranked), "words")


def is_record(claim: Extreme, clause: Clause, waves: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether a superlative is over waves: "rekordlav", "det højeste siden 2021"."""
    return claim.ever or bool(waves and _onwards(vocabulary).search(clause.text))


@cache
def _onwards(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(vocabulary.onwards)})\s+(?:\w+\s+)?(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)


def _first_year(wave: str) -> int:
    return int(YEAR.findall(wave)[0])


# -- from group to group ----------------------------------------------------------------------------------------------


def bind_gradient(claim: Gradient, clause: Clause, subjects: Sequence[Subject], around: Around) -> Binding:
    """The shares of one category in groups that numbers put in order, "16-24 år", as the claim walks them."""
    groups = [group for group in dict.fromkeys(subject.group for subject in subjects) if group]
    order = {group: number for group in groups if (number := _place(group, around.vocabulary))}
    if waves_of(subjects) or len(order) < 2 or len(set(order.values())) < len(groups):
        return Unbound(claim, "other kind")
    labels = named_labels(text_stems(clause.text, around.vocabulary), clause.text, subjects, around)
    if len(labels) != 1:
        return Unbound(claim, "several candidates" if labels else "no candidate", tuple(labels))
    alike = [subject for subject in subjects if subject.label == labels[0] and subject.group]
    walked = sorted(alike, key=lambda subject: order[str(subject.group)], reverse=claim.along == "down")
    return Bound(claim, Series(tuple(walked)), "words")


def _place(group: str, vocabulary: Vocabulary) -> tuple[int, bool] | None:
    """Where a group stands in an order of numbers: "under 25" is before "25-39"."""
    numbers = re.findall(r"\d+", group)
    if not numbers:
        return None
    below = any(
        fold(word) in vocabulary.hedges and vocabulary.hedges[fold(word)] is Hedge.UNDER
        for word in LETTERS.findall(group)
    )
    return int(numbers[0]), not below
