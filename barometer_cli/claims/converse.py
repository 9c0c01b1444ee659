"""The converse: "60 % of the unemployed are men" is of those who gave an answer, and no share of those who are men.

A figure tells how many of a group gave an answer. How many of those who gave it are of the group is another number, for
which the sizes of the groups would be needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

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
    about = _said_about(clause, frozenset(), frozenset(), around)
    head = about.skip(about.middle + 1)
    groups = _stems(pair.subject.group, around) | _stems(pair.other.group, around)
    counting = fold(claim.phrase.split()[-1]) in around.vocabulary.headcounts
    return counting and bool(about.word(head)) and about.stems[head] in groups


def _first(target: Target) -> Sequence[Subject]:
    """The shares of which a claim says something."""
    match target:
        case One(subject) | Ranking(subject) | Pair(subject):
            return (subject,)
        case Each(targets):
            return [each.subject for each in targets]
        case _:
            return ()


class _Said(NamedTuple):
    """The words about a claim, the claim among them at `middle`, with the stems of those that mean something."""

    words: list[str]
    stems: list[str]
    middle: int
    around: Around

    def word(self, place: int) -> str:
        return self.words[place] if 0 <= place < len(self.words) else ""

    def of(self, stems: frozenset[str]) -> frozenset[int]:
        """Where some stems are said."""
        return frozenset(place for place, each in enumerate(self.stems) if each in stems)

    def opens(self, region: range, places: frozenset[int]) -> bool:
        """Whether the first word of content in a region is one of some."""
        return next((place for place in region if self.stems[place]), -1) in places

    def skip(self, place: int) -> int:
        """The place after the articles and pronouns that lead to a noun."""
        vocabulary = self.around.vocabulary
        leading = vocabulary.articles | vocabulary.owners | vocabulary.those
        while self.word(place) and (self.words[place] in leading or self.words[place].isdigit()):
            place += 1
        return place

    def base(self, place: int) -> range | None:
        """The words of whom a share is, after a preposition: "blandt de arbejdsløse".

        "Af" is one where it opens the clause or follows the quantifier: "ramt af stress" is of nobody. "Andelen af
        arbejdsløse" is a share, but "andelen af arbejdsløse, der er mænd" is one of the unemployed.
        """
        vocabulary = self.around.vocabulary
        region = self.named(place + 1)
        before = self.word(place - 1) or ","
        if self.words[place] in vocabulary.among_whom and before not in vocabulary.shares:
            return region
        if self.words[place] not in vocabulary.whose:
            return None
        following = next((word for word in self.words[region.stop :] if word != ","), "")
        told = before in vocabulary.shares and following in vocabulary.relative
        return region if told or before in (",", ":", _QUANTIFIER) else None

    def named(self, place: int) -> range:
        """The words that name somebody, from a place on: "de arbejdsløse", "dem, der cykler", "danskere med bil"."""
        vocabulary = self.around.vocabulary
        first = after = self.skip(place)
        while self.word(after) and _root(self.word(after), self.around) in _everybody(self.around):
            after += 1
        relative = after + 1 if self.word(after) == "," else after
        if self.word(relative) in vocabulary.relative:
            first = after = relative + 1 + (self.word(relative + 1) in vocabulary.copulas)
            after += self._tells(after)
        elif after > first and self.word(after) not in vocabulary.bases:
            return range(first, after)
        ends = vocabulary.copulas | vocabulary.among_whom | vocabulary.whose | _ENDS
        while self.word(after) and self.words[after] not in ends and not self._tells(after):
            after += 1
        return range(first, after)

    def _tells(self, place: int) -> bool:
        """Whether a word is a verb by which shares are told: "svarer ja", "kommer fra"."""
        telling = self.around.vocabulary.carriers | self.around.vocabulary.doing
        return self.word(place) in telling and not self.stems[place]


def _said_about(clause: Clause, label: frozenset[str], group: frozenset[str], around: Around) -> _Said:
    """The words of a clause; a verb by which shares are told means nothing, unless it is of the label."""
    vocabulary = around.vocabulary
    before = _words(clause.before, vocabulary)
    words = [*before, _QUANTIFIER, *_words(clause.after, vocabulary)]
    telling = vocabulary.carriers | vocabulary.doing
    stems = []
    for word in words:
        root = word if word in label else _root(word, around)
        stems.append("" if word in telling and root not in label | group else root)
    return _Said(words, stems, len(before), around)


def _turned(clause: Clause, subject: Subject, around: Around) -> bool:
    group = _stems(subject.group, around)
    label = frozenset().union(*(_stems(name, around) for name in (subject.label, *subject.parts))) - group
    asked = around.yes_no
    verb = asked.stems if asked and asked.yes == subject.label else frozenset()
    label = (label - _everybody(around)) or verb | {fold(subject.label)}  # "Ja" is a word without a stem
    about = _said_about(clause, label, group, around)
    said, grouped, middle = about.of(label), about.of(group), about.middle
    bases = {place: region for place in range(len(about.words)) if (region := about.base(place))}
    # Right after the quantifier stands whose share it is: "60 % af de arbejdsløse udgøres af mænd".
    regions = [bases[middle + 1]] if middle + 1 in bases else list(bases.values())
    if any(_repeats(about, region, said) for region in (*regions, *_subjects(about))):
        return True
    if not said or not grouped or _is_dated(subject) or any(not grouped.isdisjoint(region) for region in regions):
        return False
    for region in regions:
        if said <= {*region} and about.opens(region, said):
            outside = {each for place, each in enumerate(about.stems) if place not in region}
            return not (outside & around.asked) - label - group - _everybody(around)
    return _predicated(about, said, grouped)


def _repeats(about: _Said, region: range, said: frozenset[int]) -> bool:
    """Whether those who gave an answer are said to have given one: "28 % af de tilfredse er meget tilfredse"."""
    inside = {about.stems[place] for place in said if place in region}
    outside = {about.stems[place] for place in said if place not in region}
    return about.opens(region, said) and bool(inside) and inside <= outside


def _subjects(about: _Said) -> list[range]:
    """Those whom a quantifier is of without a preposition, where a verb follows: "hver anden arbejdsløs er"."""
    region = about.named(about.middle + 1)
    after = next((place for place in range(region.stop, len(about.words)) if about.words[place] != ","), -1)
    return [region] if about.word(after) in about.around.vocabulary.copulas else []


def _predicated(about: _Said, said: frozenset[int], grouped: frozenset[int]) -> bool:
    """Whether a group is said of an answer: "hver anden arbejdsløs er mand", "de arbejdsløse er oftest mænd"."""
    vocabulary = about.around.vocabulary
    if about.skip(about.middle + 1) in grouped and max(said) < about.middle:
        before = about.middle - 1
        while about.word(before) in vocabulary.focus | vocabulary.relative:
            before -= 1  # "blandt de arbejdsløse er der flest mænd"
        return about.word(before) in {*vocabulary.copulas, ":"}
    return any(
        said <= {*region} and about.opens(region, said) and min(grouped) > region.stop for region in _subjects(about)
    )


def _words(text: str, vocabulary: Vocabulary) -> list[str]:
    return [fold(word) for word in _WORDS.findall(plainly(text, vocabulary))]


def _root(word: str, around: Around) -> str:
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


def _everybody(around: Around) -> frozenset[str]:
    """Stems of those who were asked, whoever they are."""
    return around.units | _people(around.vocabulary)


def _grades(word: str, vocabulary: Vocabulary) -> bool:
    return graduates(word, vocabulary) and not word[0].isdigit()


def _is_dated(subject: Subject) -> bool:
    """Whether a group is a wave: nobody is of a year."""
    return subject.group is None or bool(YEAR.search(subject.group))


@cache
def _people(vocabulary: Vocabulary) -> frozenset[str]:
    listed: Iterable[str] = vocabulary.people | vocabulary.counted
    return frozenset(stem(word, vocabulary) for word in listed if " " not in word)
