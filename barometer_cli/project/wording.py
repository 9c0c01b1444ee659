"""Figures in another language than their survey's: in its words, and what nothing says in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from barometer_cli import captions, specs, tables
from barometer_cli.messages import say
from barometer_cli.model.figure import Untold
from barometer_cli.model.naming import SURVEY
from barometer_cli.model.period import in_time
from barometer_cli.model.spec import SurveySpec
from barometer_cli.model.spelling import is_by_language
from barometer_cli.model.table import Table
from barometer_cli.project.locating import nearest_survey, page_file
from barometer_cli.project.names import Entry

SHOWN = 6
"""Names that a message tells, before it says how many others there are."""
OF_SURVEY = ("population", "unit")
OF_PAGE = ("heading", "lead")
_CHOSEN = frozenset({"answers", "where", "recodes", "column", "value"})
"""Parts of the words of a spec that choose, or name, and say nothing themselves."""


def glossary(entry: Entry, table: Table) -> Mapping[str, str]:
    """By a name of the table of a figure: what its survey calls it in the figure's language, where it says so.

    Parameters
    ----------
    entry, table
        The figure, and its table in the words of its source.
    """
    words = entry.survey.words.get(entry.survey.language)
    return tables.glossary(table, words) if words else {}


def untold(entry: Entry, table: Table) -> tuple[Untold, ...]:
    """What of a figure nobody says in its language, which is not its survey's.

    Parameters
    ----------
    entry, table
        The figure, and its table in the words of its source.
    """
    survey = nearest_survey(entry.path)
    own = (specs.language(survey) if survey else None) or SurveySpec.model_fields["language"].default
    several = bool(entry.member and len(entry.member.of.language) > 1)
    if survey is None:
        own = entry.member.of.language[0] if entry.member and several else entry.survey.language
    if own == entry.survey.language:
        return ()
    return (*_in_files(entry, own), *(_in_texts(entry) if several else ()), *_in_table(entry, table, own, several))


def _in_files(entry: Entry, own: str) -> Iterator[Untold]:
    """Texts of survey and page that are said in one language."""
    files = ((nearest_survey(entry.path), OF_SURVEY), (page_file(entry.path), OF_PAGE))
    for file, fields in files:
        written = specs.told(file) if file else {}
        for field in fields:
            overridden = field in OF_SURVEY and field in entry.spec.model_fields_set
            if written.get(field) is not None and not is_by_language(written[field]) and not overridden:
                yield Untold(
                    ("for_each",),
                    say("{file}: {field} is said in one language", file=file, field=field),
                    say(
                        "Say it in each: `{field}: {{{own}: …, {language}: …}}`.",
                        field=field,
                        own=own,
                        language=entry.survey.language,
                    ),
                )


def _in_texts(entry: Entry) -> Iterator[Untold]:
    """Texts of a spec that are the same in every language that it makes a figure in."""
    for field in (*specs.WORDED, "texts", *OF_SURVEY):
        written = specs.told(entry.path).get(field)
        if written is not None and any(_texts(written)):
            yield Untold(
                (field,),
                say("{field} is the same in every language of `for_each`", field=field),
                say(
                    "Say it in each: `{field}: {{{languages}}}`.",
                    field=field,
                    languages=", ".join(f"{each}: …" for each in entry.member.of.language) if entry.member else "",
                ),
            )


def _texts(written: Any) -> Iterator[str]:
    """Sentences that are not said by language."""
    if isinstance(written, str):
        yield written
    elif isinstance(written, dict) and not is_by_language(written):
        for name, value in written.items():
            if name not in _CHOSEN:
                yield from _texts(value)
    elif isinstance(written, list):
        for value in written:
            yield from _texts(value)


def _in_table(entry: Entry, table: Table, own: str, several: bool) -> Iterator[Untold]:
    """Names of the table that have no word in the figure's language; one that is written in it already needs none."""
    language = entry.survey.language
    words = entry.survey.words.get(language, {})
    names = (*_of_value(entry, words), *tables.names(table))
    lacking = [name for name in names if name not in words]
    if not lacking or not (several or words or captions.language_of(names) == own):
        return
    shown = ", ".join(f"“{name}”" for name in lacking[:SHOWN])
    if len(lacking) > SHOWN:
        shown = say("{names} and {n} more", names=shown, n=len(lacking) - SHOWN)
    lines = ["words:", f"  {language}:", *(f"    {_quoted(name)}: …" for name in lacking)]
    hint = say("Write it in {file}, or the same word where it is the same:", file=nearest_survey(entry.path) or SURVEY)
    yield Untold(
        ("data",) if entry.spec.data else ("table",),
        say("nothing says in {language} what the table calls {names}", language=language, names=shown),
        "\n".join((hint, *lines)),
    )


def _of_value(entry: Entry, words: Mapping[str, str]) -> tuple[str, ...]:
    """What the value of `for_each` is called that a figure is of, where no word was found for it."""
    called = entry.member.words if entry.member else ""
    needed = any(map(str.isalpha, called)) and not in_time([called]) and called not in words.values()
    return (called,) if needed else ()


def _quoted(name: str) -> str:
    """A name as a key of YAML."""
    plain = not any(sign in name for sign in ',:{}[]#"') and name[0] not in "*&!|>'%@`-?"
    return name if plain else f"'{name.replace(chr(39), chr(39) * 2)}'"
