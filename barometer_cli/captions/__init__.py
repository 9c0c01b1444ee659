"""Captions, alt text and descriptions: facts first, then one wording per language."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec.structs import replace

from barometer_cli.captions import picture
from barometer_cli.captions.facts import authored, derive, needed, selected
from barometer_cli.captions.nets import check_labels, check_reading
from barometer_cli.captions.prose import claimed, miscalled
from barometer_cli.captions.sums import relation, sum_facts
from barometer_cli.captions.verbatim import check as check_verbatim
from barometer_cli.captions.verbatim import check_words, leaves_out
from barometer_cli.errors import Problem, SpecError, suggestion
from barometer_cli.languages import LANGUAGES
from barometer_cli.messages import say
from barometer_cli.model.caption import Caption, Fact, Synthetic
from barometer_cli.model.figure import Figure
from barometer_cli.model.locale import Locale
from barometer_cli.model.picture import Manner
from barometer_cli.model.preset import Note
from barometer_cli.model.spec import FigureSpec, SurveySpec, UnitNouns
from barometer_cli.model.statement import Statement, Where
from barometer_cli.model.table import Table


def locale(survey: SurveySpec, unit: UnitNouns | None = None) -> Locale:
    """Language and dialect of a survey: what it says of them, the rest as the language has it.

    Parameters
    ----------
    survey
        What belongs to the survey.
    unit
        Nouns for the respondents of a figure that has its own.

    Raises
    ------
    SpecError
        If there is no such language, or the language has no such dialect.
    """
    if survey.language not in LANGUAGES:
        message = say("there is no wording in language {language!r}", language=survey.language)
        raise _unknown(message, survey.language, LANGUAGES)
    dialects = LANGUAGES[survey.language].dialects
    written = survey.dialect
    name = written.base_on or next(iter(dialects))
    if name not in dialects:
        raise _unknown(say("there is no dialect {name!r}", name=name), name, dialects)
    changes = {field: value for field, value in written if field != "base_on" and value is not None}
    dialect = replace(dialects[name], **changes)
    nouns = unit or survey.unit
    return Locale(survey.language, replace(dialect, unit=nouns) if nouns else dialect)


def language_of(texts: Iterable[str]) -> str:
    """The language that texts are written in, as their common words tell; the first there is where they tell none.

    Parameters
    ----------
    texts
        What an author, or a file, says.
    """
    words = [word for text in texts for word in re.findall(r"[^\W\d_]+", text.casefold())]
    counts = {name: sum(word in language.common for word in words) for name, language in LANGUAGES.items()}
    return max(counts, key=lambda name: counts[name])


def _unknown(message: str, name: str, known: Iterable[str]) -> SpecError:
    return SpecError([Problem("survey.yaml", 1, 1, message, suggestion(name, known))])


def caption(spec: FigureSpec, survey: SurveySpec, table: Table, manner: Manner, locale: Locale) -> Caption:
    """The caption of a figure: every fact worded, or the author's own text where it is typed by hand.

    Parameters
    ----------
    spec, survey
        What people wrote.
    table, manner
        The computed values, and how they are drawn.
    locale
        Language and dialect of the wording.
    """
    language = LANGUAGES[locale.language]
    word = language.word
    unexplained = tuple(fact for fact in sum_facts(spec, survey, table, manner) if not fact.explained)
    wrongly = miscalled(spec, table, locale)
    if spec.caption and spec.caption.text:
        sentences: list[tuple[Fact | None, str]] = [(None, spec.caption.text)]
        if survey.synthetic:
            sentences.append((Synthetic(), word(Synthetic(), locale)))
        found = check_verbatim(spec.caption.text, spec, survey, table, manner, language, locale)
        told = any(statement.what == "sum" for statement in found) or leaves_out(spec.caption.text, locale.language)
        missing = unexplained if relation(spec, survey, table, manner) == "whole" and not told else ()
        return Caption(tuple(sentences), _standing(found, ("caption", "text")), missing, wrongly)
    statements = check_labels(table, locale)
    for where, words in authored(spec):
        found = check_words(words, spec, survey, table, manner, language, locale)
        if where == ("caption", "reading"):
            found += check_reading(words, table, locale)
        statements += _standing(found, where)
    sentences = [(fact, word(fact, locale)) for fact in derive(spec, survey, table, manner)]
    return Caption(tuple(sentences), statements, unexplained, wrongly)


def _standing(statements: Iterable[Statement], where: Where) -> tuple[Statement, ...]:
    """Statements with the field their text is of."""
    return tuple(replace(statement, where=where) for statement in statements)


def note(figure: Figure, drawn: Table, manner: Manner, length: Note) -> Caption:
    """A figure's caption as a sheet has room for it.

    Parameters
    ----------
    figure
        What was computed.
    drawn, manner
        Its table with only those values shown that the sheet draws, and how.
    length
        How much of the caption is told.
    """
    spec, survey, table = figure.spec, figure.survey, figure.table
    facts: list[Fact] = list(selected(table, drawn))
    if length == "short":
        facts += needed(spec, survey, table, manner)
    word = LANGUAGES[figure.locale.language].word
    worded = tuple((fact, word(fact, figure.locale)) for fact in facts)
    return Caption(worded if length == "short" else (*worded, *figure.caption.sentences))


def alt(spec: FigureSpec, table: Table, manner: Manner, locale: Locale) -> str:
    """What a screen reader says first: kind, what is measured, the point. Never the headline."""
    return picture.alt(spec, table, manner, LANGUAGES[locale.language], locale)


def description(spec: FigureSpec, survey: SurveySpec, table: Table, manner: Manner, locale: Locale) -> str:
    """Every shown value in plain sentences, in the order drawn, nets after."""
    return picture.description(spec, survey, table, manner, LANGUAGES[locale.language], locale)


__all__ = [
    "alt",
    "authored",
    "caption",
    "check_labels",
    "check_reading",
    "check_verbatim",
    "claimed",
    "derive",
    "description",
    "language_of",
    "locale",
    "note",
]
