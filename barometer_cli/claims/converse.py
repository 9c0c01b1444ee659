"""The converse: "60 % of the unemployed are men" is of those who gave an answer, and no share of those who are men.

A figure tells how many of a group gave an answer. How many of those who gave it are of the group is another number, for
which the sizes of the groups would be needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from barometer_cli.claims.agree import Around, label_stems, listed_stems
from barometer_cli.claims.clause import Clause
from barometer_cli.claims.words import YEAR, fold, graduates, plainly, stem
from barometer_cli.languages.claims import Vocabulary
from barometer_cli.model.claim import Comparison, Each, One, Pair, Ranking, Subject, Target

_WORDS = re.compile(r"[^\W_]+|[,;:()–]")
_QUANTIFIER = "#"
"""What stands for the claim among the words about it."""
_ENDS = frozenset(",;:()–#")
"""What ends the words that name somebody."""


def is_converse(clause: Clause, target: Target, around: Around) -> bool:
    """Whether a clause says of those who gave an answer that they are of a group, where the target is the other way.

    Parameters
    ----------
    clause, target
        The words about a claim, and what they were bound to.
    around
        What the figure says besides.
    """
    return any(_turned(clause, subject, around) for subject in _first(target))


def counts_members(claim: Comparison, clause: Clause, pair: Pair, around: Around) -> bool:
    """Whether a comparison counts the members of two groups, "flere mænd end kvinder", and not their shares."""
    if pair.subject.label != pair.other.label or _is_dated(pair.subject) or _is_dated(pair.other):
        return False
    words = _words(clause.after, around.vocabulary)
    head = _skip(words, 0, around.vocabulary)
    groups = _stems(pair.subject.group, around) | _stems(pair.other.group, around)
    counting = fold(claim.phrase.split()[-1]) in around.vocabulary.headcounts
    return counting and head < len(words) and _stem(words[head], around) in groups


def _first(target: Target) -> Sequence[Subject]:
    """The shares of which a claim says something."""
    match target:
        case One(subject) | Ranking(subject) | Pair(subject):
            return (subject,)
        case Each(targets):
            return [each.subject for each in targets]
        case _:
            return ()


def _turned(clause: Clause, subject: Subject, around: Around) -> bool:
    group = _stems(subject.group, around)
    label = frozenset().union(*(_stems(name, around) for name in (subject.label, *subject.parts))) - group
    label -= around.units | _people(around.vocabulary)
    if not group or not label or _is_dated(subject):
        return False
    before = _words(clause.before, around.vocabulary)
    words = [*before, _QUANTIFIER, *_words(clause.after, around.vocabulary)]
    stems = [_stem(word, around) for word in words]
    said = {place for place, each in enumerate(stems) if each in label}
    grouped = {place for place, each in enumerate(stems) if each in group}
    if not said or not grouped:
        return False
    middle = len(before)
    bases = {place: region for place in range(len(words)) if (region := _base(words, place, around))}
    # Right after the quantifier stands whose share it is: "60 % af de arbejdsløse udgøres af mænd".
    regions = [bases[middle + 1]] if middle + 1 in bases else list(bases.values())
    if any(not grouped.isdisjoint(region) for region in regions):
        return False
    for region in regions:
        if said <= {*region} and _opens(region, stems, said) and grouped.isdisjoint(region):
            outside = {each for place, each in enumerate(stems) if place not in region}
            return not (outside & around.asked) - label - group - around.units - _people(around.vocabulary)
    return _predicated(words, stems, said, grouped, middle, around)


def _predicated(
    words: Sequence[str], stems: Sequence[str], said: set[int], grouped: set[int], middle: int, around: Around
) -> bool:
    """Whether a group is said of an answer: "hver anden arbejdsløs er mand", "de arbejdsløse er oftest mænd"."""
    vocabulary = around.vocabulary
    equal = {*vocabulary.copulas, ":"}
    first = _skip(words, middle + 1, vocabulary)
    if first in grouped and max(said) < middle:
        before = middle - 1
        while before >= 0 and (words[before] in vocabulary.focus or words[before] in vocabulary.relative):
            before -= 1  # "blandt de arbejdsløse er der flest mænd"
        return before >= 0 and words[before] in equal
    region = _named(words, middle + 1, around)
    after = next((p for p in range(region.stop, len(words)) if words[p] != ","), len(words))
    copula = after < len(words) and words[after] in vocabulary.copulas
    return copula and said <= {*region} and _opens(region, stems, said) and min(grouped) > after


def _opens(region: range, stems: Sequence[str], said: set[int]) -> bool:
    """Whether the first word of content in a region is one of those said."""
    return next((place for place in region if stems[place]), -1) in said


def _base(words: Sequence[str], place: int, around: Around) -> range | None:
    """The words of whom a share is, after a preposition: "blandt de arbejdsløse".

    "Af" is one where it opens the clause or follows the quantifier: "ramt af stress" is of nobody. "Andelen af
    arbejdsløse" is a share, but "andelen af arbejdsløse, der er mænd" is one of the unemployed.
    """
    vocabulary = around.vocabulary
    region = _named(words, place + 1, around)
    before = words[place - 1] if place else ","
    if words[place] in vocabulary.among_whom and before not in vocabulary.shares:
        return region
    if words[place] not in vocabulary.whose:
        return None
    following = next((word for word in words[region.stop :] if word != ","), "")
    told = before in vocabulary.shares and following in vocabulary.relative
    return region if told or before in (",", ":", _QUANTIFIER) else None


def _named(words: Sequence[str], place: int, around: Around) -> range:
    """The words that name somebody, from a place on: "de arbejdsløse", "dem, der cykler", "danskere med bil"."""
    vocabulary = around.vocabulary

    def word(place: int) -> str:
        return words[place] if place < len(words) else ""

    first = after = _skip(words, place, vocabulary)
    while word(after) and _stem(word(after), around) in around.units | _people(vocabulary):
        after += 1
    relative = after + 1 if word(after) == "," else after
    if word(relative) in vocabulary.relative:
        first = after = relative + 1 + (word(relative + 1) in vocabulary.copulas)
    elif after > first and word(after) not in vocabulary.bases:
        return range(first, after)
    while word(after) and word(after) not in vocabulary.copulas | vocabulary.among_whom | vocabulary.whose | _ENDS:
        after += 1
    return range(first, after)


def _skip(words: Sequence[str], place: int, vocabulary: Vocabulary) -> int:
    """The place after the articles and pronouns that lead to a noun."""
    leading = vocabulary.articles | vocabulary.owners | vocabulary.those
    while place < len(words) and (words[place] in leading or words[place].isdigit()):
        place += 1
    return place


def _words(text: str, vocabulary: Vocabulary) -> list[str]:
    return [fold(word) for word in _WORDS.findall(plainly(text, vocabulary))]


def _stem(word: str, around: Around) -> str:
    """The stem of a word of content, of a people its land; nothing of any other word."""
    vocabulary = around.vocabulary
    if not word[0].isalnum() or (word in vocabulary.stops and word not in vocabulary.scales):
        return ""
    root = stem(word, vocabulary)
    return listed_stems(vocabulary).nations.get(root, root)


def _stems(name: str | None, around: Around) -> frozenset[str]:
    """The stems of a label or group that mean something, of a people its land."""
    nations = listed_stems(around.vocabulary).nations
    words = label_stems(name or "", around.vocabulary)
    return frozenset(nations.get(word, word) for word in words if not _grades(word, around.vocabulary))


def _grades(word: str, vocabulary: Vocabulary) -> bool:
    return graduates(word, vocabulary) and not word[0].isdigit()


def _is_dated(subject: Subject) -> bool:
    """Whether a group is a wave: nobody is of a year."""
    return subject.group is None or bool(YEAR.search(subject.group))


@cache
def _people(vocabulary: Vocabulary) -> frozenset[str]:
    listed: Iterable[str] = vocabulary.people | vocabulary.counted
    return frozenset(stem(word, vocabulary) for word in listed if " " not in word)
