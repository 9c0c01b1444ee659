"""What is said of shares that are hidden, in words that are no claim of a share: counts, orders, words not read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from barometer_cli.claims.agree import label_stems, stands, text_stems
from barometer_cli.claims.clause import SENTENCE, label_places
from barometer_cli.claims.judge import missing
from barometer_cli.claims.silent import parts
from barometer_cli.claims.words import YEAR, fold
from barometer_cli.languages import LANGUAGES
from barometer_cli.languages.claims import Vocabulary
from barometer_cli.model.claim import Count, Holds, Subject, Vague, Verdict

_NUMERAL = re.compile(r"\d+(?:[.,\u00a0\u202f]\d+)*")


def of_secrets(
    text: str, verdicts: Sequence[Verdict], secret: Sequence[Subject], told: Sequence[Subject], language: str
) -> tuple[Verdict, ...]:
    """Verdicts on a text in which all that is said of a hidden share is a claim of it.

    Where a part of the text names one, every number and every claim is of it that is not proved of a share that is
    told: "kun tre i A svarer ja" tells how many did, whatever the words around it are.

    Parameters
    ----------
    text
        A headline, or another text of a figure.
    verdicts
        On the claims that were read in it.
    secret
        Shares that too few answered to be told; of what they are nothing is read.
    told
        The shares of the figure.
    language
        BCP 47 code.

    Examples
    --------
    >>> from decimal import Decimal
    >>> yes = Subject("Ja", 0.0, Decimal(0), "Stat")
    >>> [(each.claim.phrase, each.candidates) for each in of_secrets("Kun tre i Stat svarer ja", (), [yes], (), "da")]
    [('tre', ('Ja (Stat)',))]
    """
    vocabulary = LANGUAGES[language].claims
    proved = [(v.claim.start, v.claim.end) for v in verdicts if isinstance(v, Holds)]
    labels = [*label_places(text, [*secret, *told]), *(m.span() for m in YEAR.finditer(text))]
    found = {verdict.claim.start: verdict for verdict in verdicts}
    for start, end in parts(text, [*labels, *proved], vocabulary):
        names = tuple(_named(text[start:end], _sentence(text, start), secret, told, vocabulary))
        if not names:
            continue
        for verdict in verdicts:
            claim = verdict.claim
            if (
                not isinstance(verdict, Holds)
                and not isinstance(claim, Vague)
                and claim.start < end > start < claim.end
            ):
                found[claim.start] = missing(claim, "hidden", names)
        read = [*labels, *((each.claim.start, each.claim.end) for each in found.values())]
        for match in _quantities(vocabulary).finditer(text, start, end):
            if not any(first < match.end() and match.start() < after for first, after in read):
                claim = Count(phrase=match[0], start=match.start(), end=match.end(), language=language, value=0)
                found[match.start()] = missing(claim, "hidden", names)
    return tuple(verdict for _, verdict in sorted(found.items()))


def _named(
    part: str, sentence: str, secret: Sequence[Subject], told: Sequence[Subject], vocabulary: Vocabulary
) -> Iterator[str]:
    """The hidden shares that a part of a sentence names: by label and group, of which the rest of it may say one; or by
    a group of which nothing is told.
    """
    known = {subject.group for subject in told}
    labels = {subject.label for subject in (*secret, *told)}
    for subject in secret:
        label = _names(subject.label, part, told, vocabulary)
        group = subject.group is not None and _names(subject.group, part, (), vocabulary)
        if subject.group is None:
            named = label
        elif label:
            named = group or _names(subject.group, sentence, (), vocabulary)
        else:
            silent = group and not any(_names(each, part, (), vocabulary) for each in labels)
            named = silent and (subject.group not in known or _names(subject.label, sentence, told, vocabulary))
        if named:
            yield subject.name


def _names(name: str, text: str, told: Sequence[Subject], vocabulary: Vocabulary) -> bool:
    """Whether a text names a label, and no longer one of which it is part: "Meget tilfreds", not "Tilfreds"."""
    words, label = text_stems(text, vocabulary), label_stems(name, vocabulary)
    if not label:
        return stands(name, text)
    return label <= words and not any(label < label_stems(other.label, vocabulary) <= words for other in told)


def _sentence(text: str, place: int) -> str:
    """The sentence that a place of a text is in."""
    ends = [match.end() for match in SENTENCE.finditer(text)]
    before = max((end for end in ends if end <= place), default=0)
    return text[before : min((end for end in ends if end > place), default=len(text))]


@cache
def _quantities(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Numerals, numbers in words but for the article, and "hver" with the word after it."""
    words = [fold(word) for word in vocabulary.numbers if word not in vocabulary.articles]
    listed = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    every = "|".join(map(re.escape, sorted(vocabulary.every, key=len, reverse=True)))
    return re.compile(rf"{_NUMERAL.pattern}|(?<!\w)(?:{listed})(?!\w)|(?<!\w)(?:{every}) \w+", re.IGNORECASE)
