"""A suggested headline, as lines to paste, or written into its spec."""

from __future__ import annotations

from codecs import BOM_UTF8
from pathlib import Path

from msgspec.structs import replace

from barometer_cli.checks.written import as_yaml, in_yaml
from barometer_cli.errors import BuildError
from barometer_cli.export.write import write
from barometer_cli.messages import say
from barometer_cli.model.figure import Figure
from barometer_cli.project import Entry
from barometer_cli.specs.editing import retitled
from barometer_cli.suggest import Suggestion, kept


def in_language(entry: Entry, language: str) -> Entry:
    """A figure whose headlines are suggested in another language than its words are in: its nouns are left out."""
    survey = entry.survey.model_copy(update={"language": language, "unit": None})
    return replace(entry, survey=survey, spec=entry.spec.model_copy(update={"unit": None}))


def lines(suggestion: Suggestion) -> str:
    """The fields of a spec that a suggestion is, to be pasted."""
    told = [f"title: {in_yaml(suggestion.title)}"]
    if suggestion.claims:
        told += ["claims:", *(f"  - {as_yaml(claim)}" for claim in suggestion.claims)]
    return "\n".join(told)


def values(suggestion: Suggestion, figure: Figure) -> tuple[tuple[str, str], ...]:
    """The values that a suggestion is of: each by its name, and as it is printed."""
    locale, measure = figure.locale, figure.table.measure
    return tuple((cell.name, locale.value(measure.of_share(cell.share))) for cell in suggestion.cells)


def put_into(entry: Entry, figure: Figure, suggestion: Suggestion) -> Path:
    """Write a headline into the spec of its figure, with the bindings it needs; those of the old one go.

    Parameters
    ----------
    entry, figure
        The figure, in its own language.
    suggestion
        One of it.

    Raises
    ------
    BuildError
        If the spec makes several figures, or is written so that its headline cannot be replaced alone.
    """
    if entry.member is not None:
        raise BuildError(
            say("{path} makes several figures, and what is true of one may be false of another", path=entry.path),
            say("Write the title yourself, with `{=category}` for a share."),
        )
    stay = kept(figure)
    gone = [place for place, claim in enumerate(entry.spec.claims) if claim not in stay]
    try:
        data = entry.path.read_bytes()
        mark = BOM_UTF8 if data.startswith(BOM_UTF8) else b""  # editors on Windows write it, and it is no part of YAML
        text = data.removeprefix(mark).decode()
        title = in_yaml(suggestion.title)
        told = retitled(text, title, [as_yaml(claim) for claim in suggestion.claims], gone)
    except BuildError as error:
        raise BuildError(f"{entry.path}: {error.message}", error.hint) from error
    return write(entry.path, mark + told.encode())
