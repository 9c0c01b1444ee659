"""Agreement: whether words and a label say the same, more, less or the opposite of one another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise

from msgspec import Struct

from barometer_cli.claims.affirmed import YesNo
from barometer_cli.claims.words import LETTERS, YEAR, fold, graded, graduates, stem
from barometer_cli.languages.claims import Vocabulary
from barometer_cli.model.claim import Subject

TAIL = 5
"""Letters that the tail of a compound must have to be a word: "partner" in "samarbejdspartner"."""
EITHER = "|"
"""A stem that is no word: one of two that exclude one another is enough."""


class Around(Struct, frozen=True):
    """What the figure says besides the text: words it uses, nouns it counts, years it is of, words of its question.

    `groups_named` is whether the text names any group: a claim of one that names none is of the whole base. `stated`
    is whether the text begins with the one share there is, `several` whether one may have given several answers,
    `exclusive` whether it is known that one could not; `spelled` are the words that state something besides labels and
    groups, as they are written, and `hidden` names what is not to be told; `yes_no` is the question, where it is one
    that is answered so.
    """

    vocabulary: Vocabulary
    known: frozenset[str]
    units: frozenset[str]
    years: tuple[str, ...]
    asked: frozenset[str] = frozenset()
    groups_named: bool = False
    stated: bool = False
    several: bool = False
    exclusive: bool = False
    spelled: frozenset[str] = frozenset()
    hidden: tuple[str, ...] = ()
    yes_no: YesNo | None = None


class Stems(Struct, frozen=True):
    """Words of a vocabulary that binding asks for, as stems."""

    exact: tuple[frozenset[str], ...]
    opposites: tuple[tuple[str, str], ...]
    populations: frozenset[str]
    negations: frozenset[str]
    strengths: frozenset[str]
    aged: frozenset[str]
    lacking: frozenset[str]
    nations: Mapping[str, str]


@cache
def listed_stems(vocabulary: Vocabulary) -> Stems:
    """The stems of what a vocabulary lists."""

    def stems(words: Iterable[str]) -> frozenset[str]:
        return frozenset(stem(word, vocabulary) for word in words)

    opposites = tuple((stem(one, vocabulary), stem(other, vocabulary)) for one, other in vocabulary.opposites)
    exact = tuple(stems(words) for words in vocabulary.exact)
    return Stems(
        exact,
        opposites,
        stems(vocabulary.populations),
        stems(word for word in vocabulary.negations if " " not in word),
        stems(vocabulary.strengths),
        stems(vocabulary.aged),
        stems(vocabulary.lacking),
        {stem(people, vocabulary): stem(land, vocabulary) for people, land in vocabulary.nations.items()},
    )


def text_stems(text: str, vocabulary: Vocabulary) -> frozenset[str]:
    """Stems of a text; "internt eller eksternt" adds that either will do, which "internt og eksternt" does not."""
    words = frozenset(graded(text, vocabulary))
    either = any(
        dimension <= words and {stem(match["first"], vocabulary), stem(match["second"], vocabulary)} == dimension
        for dimension in listed_stems(vocabulary).exact
        if len(dimension) > 1
        for match in _either(vocabulary).finditer(text)
    )
    return words | {EITHER} if either else words


@cache
def _either(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?P<first>\w+)[ /]+(?:{'|'.join(vocabulary.either)})[ /]+(?P<second>\w+)", re.IGNORECASE)


@cache
def label_stems(label: str, vocabulary: Vocabulary) -> frozenset[str]:
    """Stems of a label; none where it only places on a scale, as "Ofte": it must stand as it is; "18-34" need not."""
    words = text_stems(label, vocabulary)
    return words if any(word[0].isdigit() or not graduates(word, vocabulary) for word in words) else frozenset()


def meaningful(words: frozenset[str], vocabulary: Vocabulary) -> frozenset[str]:
    """The stems that mean something by themselves."""
    return frozenset(word for word in words if not graduates(word, vocabulary))


def stands(name: str, text: str) -> bool:
    """Whether a name without any word of content, such as "Ja", stands in a text as it is."""
    return bool(re.search(rf"(?<!\w){re.escape(fold(name))}(?!\w)", fold(text)))


def agrees(words: frozenset[str], label: frozenset[str], siblings: frozenset[str], around: Around) -> bool:
    """Whether text and label say the same of what must be the same, and neither says the opposite."""
    return not dispute(words, label, siblings, around)


def dispute(
    words: frozenset[str], label: frozenset[str], siblings: frozenset[str], around: Around
) -> tuple[frozenset[str], frozenset[str]] | None:
    """What the text says and what the label says, where that is not the same."""
    stems = listed_stems(around.vocabulary)
    for dimension in stems.exact:
        said, labelled = words & dimension, label & dimension
        if not labelled and not siblings & dimension and said <= around.known:
            continue
        if not said and EITHER in label:
            # "intern eller ekstern" is everybody: a text need not say so.
            continue
        if said == dimension == labelled and (EITHER in words) != (EITHER in label):
            return said, labelled
        if said != labelled:
            return said, labelled
    for one, other in stems.opposites:
        for first, second in ((one, other), (other, one)):
            if first in label and second not in label and second in words and first not in words:
                return frozenset({second}), frozenset({first})
    for prefix in around.vocabulary.privatives:
        for first in label - words:
            for second in (prefix + first, first.removeprefix(prefix)):
                if second != first and second in words:
                    return frozenset({second}), frozenset({first})
    return None


def lacks(words: frozenset[str], label: frozenset[str], around: Around) -> bool:
    """Whether only one of text and label is of a lack: "mangler tillid" is not "Tillid"."""
    lacking = listed_stems(around.vocabulary).lacking
    return bool(lacking & words - around.known) != bool(lacking & label - around.known)


def strengthened(text: str, label: frozenset[str], around: Around) -> bool:
    """Whether a text makes a label's own word more or less than the label does: "meget tilfreds", not "Tilfreds"."""
    strengths = listed_stems(around.vocabulary).strengths - label - around.known
    stems = [stem(word, around.vocabulary) for word in LETTERS.findall(text)]
    return any(first in strengths and second in label for first, second in pairwise(stems))


def cumulated(text: str, label: str, vocabulary: Vocabulary) -> bool:
    """Whether a text adds up steps that a label does not: "mindst ugentligt". "Mindst én", "en eller flere" is any."""
    return any(fold(match.group()) not in fold(label) for match in _cumulative(vocabulary).finditer(text))


@cache
def _cumulative(vocabulary: Vocabulary) -> re.Pattern[str]:
    ones = {*(word for word, value in vocabulary.numbers.items() if value == 1), *vocabulary.articles}
    other = "|".join((*ones, *vocabulary.copulas))
    after_one = "".join(rf"(?<!\b{word} )" for word in ones)
    return re.compile(rf"\b{after_one}(?:{'|'.join(vocabulary.cumulative)})\b(?! (?:{other})\b)", re.IGNORECASE)


def foreign(words: frozenset[str], text: str, subjects: Sequence[Subject], around: Around) -> tuple[str, ...]:
    """Parts of the respondents, and years, that neither the table nor the figure's texts know."""
    vocabulary = around.vocabulary
    known = (around.known | around.asked).union(
        *(label_stems(s.label, vocabulary) | label_stems(s.group or "", vocabulary) for s in subjects)
    )
    strange = (words & listed_stems(vocabulary).populations) - known
    if any(any(map(str.isdigit, subject.group or "")) for subject in subjects):
        # "ældre over 60 år" are the group of that age.
        strange -= listed_stems(vocabulary).aged
    told = {*around.years, *(year for subject in subjects for year in YEAR.findall(subject.group or ""))}
    years = [year for year in YEAR.findall(text) if told and year not in told]
    if not strange and not years:
        return ()
    spelled = [word for word in LETTERS.findall(text) if stem(word, vocabulary) in strange]
    return tuple(dict.fromkeys([*spelled, *years]))


def astray(words: frozenset[str], label: frozenset[str], around: Around) -> bool:
    """Whether words are of something else than a label: none is its own, or one makes it more, less or nothing."""
    if words & listed_stems(around.vocabulary).strengths - label - around.known or lacks(words, label, around):
        return True
    counted = around.units - label
    said = meaningful(words, around.vocabulary) - counted
    known = meaningful(label | around.known | around.asked, around.vocabulary) - counted
    return bool(said and known) and not any(kin(one, other) for one in said for other in known)


def kin(one: str, other: str) -> bool:
    """Whether two stems are of one word, or one ends the other: "innovativ" and "innovation", "type" in "fejltype"."""
    short, long = sorted((one, other), key=len)
    whole = long.endswith(short) if len(short) < TAIL - 1 else short in (long[: len(short)], long[-len(short) :])
    return short == long or (len(short) > 2 and whole) or one[:TAIL] == other[:TAIL]
