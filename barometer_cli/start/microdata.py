"""First figures of a file of microdata: of the first questions whose answers have words, one by a background."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from barometer_cli.messages import say
from barometer_cli.model.codebook import CodebookSpec, VariableSpec
from barometer_cli.model.dataset import Dataset
from barometer_cli.model.naming import slug
from barometer_cli.start.draft import Draft

FIGURES = 4
"""Figures that are begun of questions, besides the one with a breakdown."""
MOST_ANSWERS, MOST_GROUPS = 12, 8
FEWEST_ROWS = 30
"""A file with fewer rows is taken for one of tables where it may be either."""
REPEATED = 4
"""In a column of answers each of them is given by so many respondents, or more; in one of values hardly any."""
SEVERAL = ("multiple", "delimited")
"""Types of variables of which a respondent may have several answers."""
_BACKGROUND = re.compile(
    r"(?i)\b(k[øo]e?n|sex|gender|alder|age|aldersgruppe|region|landsdel|kommune|sektor|sector|uddannelse|education|"
    r"branche|industry|st[øo]e?rrelse|size)"
)


def holds_respondents(dataset: Dataset) -> bool:
    """Whether the rows of a file look like respondents: most columns hold a few answers, given again and again.

    Parameters
    ----------
    dataset
        All columns of a file that may as well be a table.
    """
    if dataset.rows < FEWEST_ROWS or {"category", "share"} <= dataset.columns.keys():
        return False
    repeated = [REPEATED * len(column.known) <= dataset.rows for column in dataset.columns.values()]
    return len(repeated) > 1 and 2 * sum(repeated) >= len(repeated)


def drafts(codebook: CodebookSpec) -> list[Draft]:
    """The first figures of what a codebook names.

    Parameters
    ----------
    codebook
        As it was drafted.
    """
    asked = dict(_asked(codebook))
    background = _background(asked)
    questions = [name for name in asked if name != background]
    preferred = [name for name in questions if _has_words(asked[name]) and not _is_background(name, asked[name])]
    chosen = (preferred or questions or list(asked))[:FIGURES]
    found = [Draft(slug(name), [{"kind": "bars", **_about(name, asked[name]), "data": name}]) for name in chosen]
    if background and chosen and chosen[0] != background:
        first = asked[chosen[0]]
        fields = {**_about(chosen[0], first), "data": {"variable": chosen[0], "breakdown": background}}
        kinds = ("grouped_bars", "heat_table") if first.type in SEVERAL else ("stacked_bars", "grouped_bars")
        specs = [{"kind": kind, **fields} for kind in kinds]
        found.append(Draft(f"{slug(chosen[0])}-{slug(background)}", specs))
    return found


def _asked(codebook: CodebookSpec) -> Iterator[tuple[str, VariableSpec]]:
    """Variables with a few answers, none of which is all there is."""
    for name, variable in codebook.variables.items():
        if variable.type in ("single", *SEVERAL) and 2 <= len(_answers(variable)) <= MOST_ANSWERS:
            yield name, variable


def _answers(variable: VariableSpec) -> Mapping[str, str]:
    """Words of its answers, by code or column."""
    none = {*variable.unanswered, *variable.not_asked}
    words = variable.items if variable.type == "multiple" else variable.codes
    return {code: label.text for code, label in words.items() if code not in none}


def _has_words(variable: VariableSpec) -> bool:
    """Whether its answers are called otherwise than by their codes, or by texts."""
    return any(text != code or not text.lstrip("-").isdecimal() for code, text in _answers(variable).items())


def _background(asked: Mapping[str, VariableSpec]) -> str | None:
    """What respondents are divided by: a variable of one answer that is called as a background is."""
    groups = [
        name
        for name, variable in asked.items()
        if variable.type == "single" and len(_answers(variable)) <= MOST_GROUPS and _has_words(variable)
    ]
    named = (name for name in groups if _is_background(name, asked[name]))
    return next(named, groups[-1] if len(groups) > 1 else None)


def _is_background(name: str, variable: VariableSpec) -> bool:
    """Whether a variable is called as those are that say who respondents are."""
    return bool(_BACKGROUND.search(f"{name} {variable.label or ''}"))


def _about(name: str, variable: VariableSpec) -> dict[str, Any]:
    """What a figure may say of a variable as the file says it: its label, or its name where that is a sentence; its
    question is told by the caption.
    """
    said = variable.label or ("" if variable.question or " " not in name else name)
    return {"subtitle": said} if said else {}


def ignored(path: Path) -> str:
    """What keeps a file of microdata out of a repository.

    Parameters
    ----------
    path
        The file, whose folder the text is for.
    """
    return say("# Answers of single respondents stay here: they are not to be committed.\n/{name}\n", name=path.name)
