"""Denial: what a share does not do is done by the rest, "46 procent kører ikke i bil"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from msgspec.structs import replace

from barometer_cli.claims.agree import Around, label_stems, listed_stems
from barometer_cli.claims.clause import Clause
from barometer_cli.claims.labels import is_silent
from barometer_cli.claims.words import LETTERS, fold, states
from barometer_cli.languages.claims import Vocabulary
from barometer_cli.model.claim import Subject
from barometer_cli.model.number import percent


def undenied(clause: Clause, vocabulary: Vocabulary) -> Clause | None:
    """A clause without the "ikke" that denies what it says; None where it has none, or not a plain one.

    It is plain where it stands alone, has no "men" after it, is not of the quantifier ("ikke af halvdelen"), and does
    not only tell who is meant: "andelen, der ikke cykler" is denied, "halvdelen af dem, der ikke cykler" is not.
    """
    pattern = _denials(vocabulary)
    found = [(side, match) for side in (clause.before, clause.after) for match in pattern.finditer(side)]
    if len(found) != 1:
        return None
    ((side, match),) = found
    # A label's own "but" is no contrast.
    following = side[match.end() :] + (clause.after if side is clause.before else "")
    if not vocabulary.contrasts.isdisjoint(map(fold, LETTERS.findall(following))):
        return None
    if side is clause.before:
        between = [fold(word) for word in LETTERS.findall(side[match.end() :])]
        if all(word in vocabulary.stops for word in between):
            return None  # "viser ikke de 8 %", "bruges ikke af halvdelen": of the quantifier
    if not states(side[: match.start()], vocabulary):
        return None
    parts = (pattern.sub(" ", part) for part in (clause.before, clause.after, clause.sentence))
    before, after, sentence = parts
    return replace(clause, before=before, after=after, sentence=sentence)


@cache
def _denials(vocabulary: Vocabulary) -> re.Pattern[str]:
    fixed = {word: [] for word in vocabulary.denials}  # type: dict[str, list[str]]
    for phrase in vocabulary.fixed:
        first, *rest = phrase.split()
        if first in fixed:
            fixed[first].append(" ".join(rest))
    words = (
        rf"{word}(?!\w)" + (rf"(?!\s+(?:{'|'.join(after)})(?!\w))" if after else "") for word, after in fixed.items()
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})|n['’]t(?!\w)", re.IGNORECASE)


def is_denied(label: str, around: Around) -> bool:
    """Whether a label denies something itself: "Har ikke tillid"."""
    return bool(label_stems(label, around.vocabulary) & listed_stems(around.vocabulary).negations)


def rest(subject: Subject, subjects: Sequence[Subject], vocabulary: Vocabulary) -> tuple[Subject, ...]:
    """The share of those who did not say a thing: all of them, and those who said something, "ved ikke" aside."""

    def without(share: float, *others: str) -> Subject:
        told = any(other.label == subject.label and other.group == subject.group for other in subjects)
        parts = (subject.label,) if subject.kind == "cell" or told or not subject.parts else subject.parts
        interval = subject.interval and (1 - subject.interval[1], 1 - subject.interval[0])
        return replace(
            subject,
            label=vocabulary.wording.denied.format(label=subject.label),
            share=share,
            printed=percent(share),
            kind="rest",
            parts=(*parts, *others),
            interval=interval,
        )

    silent = [
        other
        for other in subjects
        if other.kind == "cell" and other.group == subject.group and is_silent(other.label, vocabulary)
        if other.label not in (subject.label, *subject.parts)
    ]
    whole, left = without(1 - subject.share), sum(other.share for other in silent)
    return (whole, without(1 - subject.share - left, *(other.label for other in silent))) if left else (whole,)
