"""Which words of quantity in an author's caption are claims, and which tell what was asked or were compared before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from barometer_cli.languages import LANGUAGES
from barometer_cli.languages.phrases import QUOTED, Phrases
from barometer_cli.languages.text import sentence_at
from barometer_cli.model.claim import Count, NotVerified, Part, PartlyRead, Percent, Points, Portion, Vague, Verdict
from barometer_cli.model.locale import Locale
from barometer_cli.model.measure import Name
from barometer_cli.model.spec import FigureSpec
from barometer_cli.model.statement import Statement, Where
from barometer_cli.model.table import Table

_CLAUSES = ("shows", "bars", "overlap", "not_shown")
"""Fields that complete a sentence of the caption: they say what is shown, not how much."""
_FRACTION = Percent | Points | Portion | Part
"""Claims that hardly stand in a caption but of a share: "alle" and "flest" tell as often how was asked."""


def claimed(
    text: str, where: Where, verdicts: Iterable[Verdict], statements: Iterable[Statement], language: str
) -> Iterator[Verdict]:
    """The verdicts on what an author's words in a caption claim, and no statement has compared.

    A sentence on the survey itself claims no share. One that says what is shown does so in fractions only: "figuren
    viser de mest udbredte …" ranks nothing. Elsewhere all is judged; but where it is not clear which share is meant,
    only a fraction is surely of one. "Andet end ”Aldrig”" speaks of no single share.

    Parameters
    ----------
    text, where
        The words, and the field they are of.
    verdicts
        On every claim of the text.
    statements
        What was compared in the caption.
    language
        The language of the text.
    """
    phrases = LANGUAGES[language].phrases
    compared = [each for each in statements if each.where == where and each.what != "net"]
    for verdict in verdicts:
        claim = verdict.claim
        words = text[slice(*sentence_at(text, claim.start))]
        if isinstance(claim, Count | Vague) or _of_survey(words, where, phrases):
            continue
        if re.search(phrases.but, words, re.IGNORECASE):
            verdict = NotVerified(claim, "other kind", phrases.unread.format(phrase=claim.phrase))
        weak = isinstance(verdict, PartlyRead | NotVerified) or _describes(words, where, phrases)
        if not _compared(verdict, compared) and (isinstance(claim, _FRACTION) or not weak):
            yield verdict


def _compared(verdict: Verdict, statements: Sequence[Statement]) -> bool:
    """Whether a statement says what the verdict would say again."""
    return any(
        statement.meets(verdict.claim.start, verdict.claim.end)
        and (
            statement.verdict != "not verified"
            or (statement.what == "share" and isinstance(verdict, PartlyRead | NotVerified))
        )
        for statement in statements
    )


def _of_survey(words: str, where: Where, phrases: Phrases) -> bool:
    """Whether a sentence tells how was asked, counted and weighted, or defines a term."""
    unquoted = QUOTED.sub(" ", words)
    return where[-1] == "meaning" or " = " in unquoted or bool(re.search(phrases.method, unquoted, re.IGNORECASE))


def _describes(words: str, where: Where, phrases: Phrases) -> bool:
    """Whether words say what is shown: "andelen af …", "hvilke …", and not "at …"."""
    if where[1] in _CLAUSES:
        return not re.match(phrases.that, words.strip(), re.IGNORECASE)
    return bool(re.match(rf"{phrases.shows}(?!,?\s+{phrases.that})", words.strip(), re.IGNORECASE))


def miscalled(spec: FigureSpec, table: Table, locale: Locale) -> tuple[tuple[Where, str], ...]:
    """Fields whose words call the values another measure than they are, and never what they are; and the word.

    A mean of scores may be called an index, and an index a mean.

    Parameters
    ----------
    spec
        What its author wrote.
    table
        The values that are drawn.
    locale
        Language of the words.
    """
    phrases, measure = LANGUAGES[locale.language].phrases, table.measure
    right = {measure.of if measure.signed else measure.name}
    right |= _SCORES if right & _SCORES else set()
    caption = spec.caption
    said: list[tuple[Where, str | None]] = [(("subtitle",), spec.subtitle)]
    if caption:
        said += [(("caption", "shows"), caption.shows), (("caption", "text"), caption.text)]
    found = []
    for where, words in said if table.cells else ():
        called = {name: re.search(of, words or "", re.IGNORECASE) for name, of in phrases.measures.items()}
        if "share" in right and re.search(phrases.share, words or "", re.IGNORECASE):
            continue
        wrong = [match[0] for name in _TELLING if (match := called[name]) and name not in right]
        if wrong and not any(called[name] for name in right):
            found.append((where, wrong[0]))
    return tuple(found)


_SCORES: frozenset[Name] = frozenset({"mean", "index"})
_TELLING: tuple[Name, ...] = ("mean", "median", "index", "share")
"""Measures whose names are said of nothing else; "antal" and "udvikling" may stand beside any numbers."""
