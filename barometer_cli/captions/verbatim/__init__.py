"""Captions typed by hand: every statement that can be checked, compared with table, spec and survey.

No number passes silently: one that nothing could be made of is listed as not verified.
"""

from __future__ import annotations

import re

from barometer_cli.captions.nets import check_reading
from barometer_cli.captions.verbatim import asked, method, sums, values
from barometer_cli.captions.verbatim.case import Case
from barometer_cli.languages import LANGUAGES, Language
from barometer_cli.model.locale import Locale
from barometer_cli.model.picture import Manner
from barometer_cli.model.spec import FigureSpec, SurveySpec
from barometer_cli.model.statement import Statement
from barometer_cli.model.table import Table


def check(
    text: str,
    spec: FigureSpec,
    survey: SurveySpec,
    table: Table,
    manner: Manner,
    language: Language,
    locale: Locale,
) -> tuple[Statement, ...]:
    """Every statement of a caption that was typed by hand, in the order of the text.

    Parameters
    ----------
    text
        The caption.
    spec, survey, table, manner
        What it is compared with.
    language, locale
        The language it is in, and how that words what would be true.
    """
    case = Case(text, spec, survey, table, manner, language, locale, LANGUAGES[locale.language].phrases)
    found = [
        *asked.questions(case),
        *asked.filtered(case),
        *asked.bases(case),
        *method.scale(case),
        *sums.summed(case),
        *values.shares(case),
        *values.of_groups(case),
        *asked.counts(case),
        *sums.differing(case),
        *check_reading(text, table, locale),
        *method.weighting(case),
        *method.tests(case),
        *method.waves(case),
        *method.periods(case),
    ]
    found += values.other_values(case, found)
    found += asked.nouns(case, found)
    found += values.other_numbers(case, found)
    return tuple(sorted(found, key=lambda statement: statement.span))


def check_words(
    text: str,
    spec: FigureSpec,
    survey: SurveySpec,
    table: Table,
    manner: Manner,
    language: Language,
    locale: Locale,
) -> tuple[Statement, ...]:
    """The n, scales, sums and values in words of an author that stand within a computed caption.

    Parameters
    ----------
    text
        The words: a reading aid, what the figure shows, a definition.
    spec, survey, table, manner, language, locale
        As `check` takes them.
    """
    case = Case(text, spec, survey, table, manner, language, locale, LANGUAGES[locale.language].phrases)
    found = [*asked.bases(case), *method.scale(case), *sums.summed(case), *values.shares(case), *values.of_groups(case)]
    found += values.other_values(case, found)
    return tuple(sorted(found, key=lambda statement: statement.span))


def leaves_out(text: str, language: str) -> bool:
    """Whether a text says that the figure leaves something out."""
    phrases = LANGUAGES[language].phrases
    return bool(re.search(f"{phrases.not_shown}|{phrases.left_out}", text, flags=re.IGNORECASE))
