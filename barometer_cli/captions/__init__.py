"""Captions, alt text and descriptions: facts first, then one wording per language."""

from __future__ import annotations

from collections.abc import Callable

from barometer_cli.captions import da
from barometer_cli.captions.facts import derive
from barometer_cli.errors import SpecError, suggestion
from barometer_cli.model.caption import Caption, Fact, Synthetic
from barometer_cli.model.locale import Locale
from barometer_cli.model.spec import FigureSpec, SurveySpec
from barometer_cli.model.table import Table

Wording = Callable[[Fact, SurveySpec, Locale], str]

LANGUAGES: dict[str, Wording] = {"da": da.word}
"""Wording of a fact by language."""


def caption(spec: FigureSpec, survey: SurveySpec, table: Table, locale: Locale) -> Caption:
    """The caption of a figure: every fact worded, or the author's own text where it is typed by hand.

    Parameters
    ----------
    spec, survey
        What people wrote.
    table
        The computed shares.
    locale
        Language and dialect of the wording.
    """
    word = LANGUAGES[locale.language]
    if spec.caption and spec.caption.text:
        sentences: list[tuple[Fact | None, str]] = [(None, spec.caption.text)]
        if survey.synthetic:
            sentences.append((Synthetic(), word(Synthetic(), survey, locale)))
        return Caption(tuple(sentences))
    return Caption(tuple((fact, word(fact, survey, locale)) for fact in derive(spec, survey, table)))


def alt(spec: FigureSpec, table: Table, locale: Locale) -> str:
    """One sentence for a screen reader: kind, how much is shown, the largest share. Never the headline."""
    return da.alt(spec, table, locale)


def description(spec: FigureSpec, survey: SurveySpec, table: Table, locale: Locale) -> str:
    """Every shown value in plain sentences, in the order drawn, nets after."""
    return da.description(spec, survey, table, locale)


def check_language(survey: SurveySpec) -> None:
    """Refuse a language that has no wording.

    Raises
    ------
    SpecError
        If `survey.language` is not one of `LANGUAGES`.
    """
    if survey.language not in LANGUAGES:
        from barometer_cli.errors import Problem

        hint = suggestion(survey.language, LANGUAGES)
        raise SpecError([Problem("survey.yaml", 1, 1, f"there is no wording in language {survey.language!r}", hint)])


__all__ = ["LANGUAGES", "alt", "caption", "check_language", "derive", "description"]
