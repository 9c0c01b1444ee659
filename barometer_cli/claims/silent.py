"""What of a text no claim was read in: nobody has proved it, and nobody has seen that it should be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from barometer_cli.claims.agree import label_stems
from barometer_cli.claims.clause import label_places
from barometer_cli.claims.words import content
from barometer_cli.languages import LANGUAGES
from barometer_cli.languages.claims import Vocabulary
from barometer_cli.model.claim import PartlyRead, Subject, Verdict


def silent(
    text: str, verdicts: Sequence[Verdict], subjects: Sequence[Subject], language: str, context: str = ""
) -> tuple[str, ...]:
    """The parts of a text without any claim, in order, but for those whose words are told of one.

    A part that only names answers and groups belongs to its claim.

    Parameters
    ----------
    text
        A headline.
    verdicts
        On every claim that was read in it.
    subjects
        The cells and nets of the figure.
    language
        BCP 47 code.
    context
        What else the figure says of itself.

    Examples
    --------
    >>> from barometer_cli.claims.judge import missing
    >>> from barometer_cli.claims.read import read
    >>> text = "Cyklen er en succes: 22 % cykler"
    >>> silent(text, [missing(claim, "vague") for claim in read(text, "da")], (), "da")
    ('Cyklen er en succes',)
    """
    if not verdicts:
        return (text.strip(),)
    vocabulary = LANGUAGES[language].claims
    names = (name for subject in subjects for name in (subject.label, subject.group or ""))
    told = " ".join((context, *(word for v in verdicts if isinstance(v, PartlyRead) for word in v.unread)))
    known = frozenset(content(told, vocabulary)).union(*(label_stems(name, vocabulary) for name in names))
    whole = [*label_places(text, subjects), *((v.claim.start, v.claim.end) for v in verdicts)]
    found: list[tuple[int, int]] = []
    for start, end in parts(text, whole, vocabulary):
        read = any(verdict.claim.start < end and start < verdict.claim.end for verdict in verdicts)
        if read or known.issuperset(content(text[start:end], vocabulary)):
            continue
        if found and not text[found[-1][1] : start].strip(" ,"):
            start = found.pop()[0]
        found.append((start, end))
    return tuple(text[start:end].strip() for start, end in found)


def parts(text: str, whole: Sequence[tuple[int, int]], vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    """Where a text falls into parts: at marks and words that part clauses, never within a name or a claim."""
    start = 0
    for mark in _marks(vocabulary).finditer(text):
        if not any(first <= mark.start() < after for first, after in whole):
            yield start, mark.start()
            start = mark.end() if not mark[0].strip().isalpha() else mark.start()
    yield start, len(text)


@cache
def _marks(vocabulary: Vocabulary) -> re.Pattern[str]:
    words = "|".join(sorted(vocabulary.joints - vocabulary.joined - vocabulary.either))
    return re.compile(rf"[.,;:!?](?=\s|$)|\s[–—-]\s|(?<=\s)(?:{words})(?=\s)", re.IGNORECASE)
