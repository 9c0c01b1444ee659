"""The clause about a claim: the words of its sentence that are its own and no neighbour's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct

from barometer_cli.claims.agree import Around
from barometer_cli.claims.words import LETTERS, content, fold
from barometer_cli.languages.claims import Vocabulary
from barometer_cli.model.claim import Change, Claim, Comparison, Points, Significance, Subject, Vague

SENTENCE = re.compile(r"(?:[!?:]|\.(?!\s+[a-zæøå]))(?=\s|$)")
"""Where a sentence ends; the point of "ca. 20" ends none."""

_DIGITS = re.compile(r"\d")
"""Between two claims, what names a group: "of 18-34s and"."""


class Clause(Struct, frozen=True):
    """The words about a quantifier: before and after it, without any quantifier's own words.

    `answer` is what stands after a colon that ends its sentence: "Den største barriere: økonomi".
    """

    before: str
    after: str
    sentence: str = ""
    answer: str = ""

    @property
    def text(self) -> str:
        """All words of the clause."""
        return f"{self.before} {self.after}"


def clause_of(claim: Claim, claims: Sequence[Claim], text: str, subjects: Sequence[Subject], around: Around) -> Clause:
    """The words about a claim: its sentence, parted from its neighbours at the last comma or "and" between them.

    An aside with a claim and words of its own is a sentence in the sentence: "69 % er glade (28 % er meget glade)".
    """
    vocabulary = around.vocabulary
    # The point of "22 pct." ends no sentence.
    places = (match.start() for match in SENTENCE.finditer(text))
    ends = [place for place in places if not any(each.start <= place < each.end for each in claims)]
    first = max((place + 1 for place in ends if place < claim.start), default=0)
    if first and text[first - 1] == ":":
        # "Kun internt: 19 %" names its share before the colon, "18-29 år: Ja 19 %" its group.
        start = max((place + 1 for place in ends if place < first - 1), default=0)
        headed = fold(text[start : first - 1].strip()) in {fold(each.group) for each in subjects if each.group}
        if headed or not unfocused(text[first : claim.start], vocabulary).strip():
            first = start
    last, following = ([place for place in ends if place >= claim.end] + [len(text)] * 2)[:2]
    whole = first, last
    labels = label_places(text, subjects)
    blank = list(text)
    blank[claim.start : claim.end] = " " * (claim.end - claim.start)
    outside = []
    for start, end in _asides(claims, text, labels, around):
        if start <= claim.start < end:
            first, last = max(first, start + 1), min(last, end - 1)
        else:
            blank[start:end] = " " * (end - start)
            outside.append((start, end))
    for other in claims:
        # What a neighbour is about is its own; but a comparison and its measure, and the ends of a range, are about
        # the same.
        if other is not claim and not isinstance(other, Vague):
            blank[other.start : other.end] = " " * (other.end - other.start)
            gap = text[min(claim.end, other.end) : max(claim.start, other.start)]
            if claim.earlier:
                gap = _unmoved(gap, claims)
            if _shares_words(claim, other) or not (content(gap, vocabulary) or _DIGITS.search(gap)):
                continue
            aside = next((end for start, end in outside if start <= other.start < end), None)
            if first <= other.start < claim.start:
                first = max(first, parting(text, aside or other.end, claim.start, vocabulary, labels) or first)
            elif claim.start < other.start < last and aside is None:
                last = min(last, parting(text, claim.end, other.start, vocabulary, labels) or last)
    before = unfocused("".join(blank[first : claim.start]), vocabulary)
    answer = "".join(blank[whole[1] + 1 : following]) if text[whole[1] : whole[1] + 1] == ":" else ""
    return Clause(before, "".join(blank[claim.end : last]), "".join(blank[whole[0] : whole[1]]), answer)


def _asides(
    claims: Sequence[Claim], text: str, labels: Sequence[tuple[int, int]], around: Around
) -> Iterator[tuple[int, int]]:
    """Where brackets hold a claim and words of its own; "(28 %)" and "(28 % af borgerne)" are of the words before."""
    for aside in re.finditer(r"\([^()]*\)", text):
        start, end = aside.span()
        held = [each for each in claims if start <= each.start < end]
        if not held or any(first <= start and end <= after for first, after in labels):
            continue
        words = [*aside.group()]
        for each in held:
            words[each.start - start : each.end - start] = " " * (each.end - each.start)
        if not around.units.issuperset(content("".join(words), around.vocabulary)):
            yield start, end


def unfocused(before: str, vocabulary: Vocabulary) -> str:
    """The words before a quantifier without those that belong to it."""
    while (shorter := _focus(vocabulary).sub("", before)) != before:
        before = shorter
    return before


@cache
def _focus(vocabulary: Vocabulary) -> re.Pattern[str]:
    """The words right before a quantifier that belong to it: "kun hver fjerde", "kun af få"."""
    words = sorted(vocabulary.focus | vocabulary.negations, key=len, reverse=True)
    by = rf"(?:{'|'.join(vocabulary.focus)})\s+(?:{'|'.join(vocabulary.agents)})"
    return re.compile(rf"\b(?:{by}|{'|'.join(words)})\s*$", re.IGNORECASE)


def _unmoved(gap: str, claims: Sequence[Claim]) -> str:
    """The words between two claims without the change that one began: "45 %, down from 60 %"."""
    for each in claims:
        gap = gap.replace(each.phrase, " ") if isinstance(each, Change) else gap
    return gap


def _shares_words(claim: Claim, other: Claim) -> bool:
    compared = Comparison | Points | Change | Significance
    return isinstance(claim, compared) and isinstance(other, compared)


def parting(text: str, start: int, end: int, vocabulary: Vocabulary, labels: Sequence[tuple[int, int]]) -> int | None:
    """Where the words between two claims part: at the last comma, else at the last "og" or "mens"; never in a label."""

    def parts(place: int) -> bool:
        return not any(first <= place < after for first, after in labels)

    commas = [place for place in range(start, end) if text[place] in ",;–" and parts(place)]
    if commas:
        return commas[-1] + 1
    words = LETTERS.finditer(text, start, end)
    joints = [word.start() for word in words if fold(word.group()) in vocabulary.joints and parts(word.start())]
    return joints[-1] if joints else None


def label_places(text: str, subjects: Sequence[Subject]) -> list[tuple[int, int]]:
    """Where labels stand in a text, word for word."""
    return [
        match.span()
        for label in {subject.label for subject in subjects}
        for match in re.finditer(re.escape(label), text, re.IGNORECASE)
    ]


def split_at_last(words: str, text: str) -> tuple[str, ...]:
    """What stands before and after the last of some words; nothing where none of them stands."""
    marks = list(re.finditer(rf"(?<!\w)(?:{words})(?!\w)", text, re.IGNORECASE))
    return (text[: marks[-1].start()], text[marks[-1].end() :]) if marks else ()
