"""A typed caption as it is checked: what it is compared with, and how names are found in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from barometer_cli.captions import facts
from barometer_cli.languages import Language
from barometer_cli.languages.phrases import NUMBER, SIGNED, Phrases
from barometer_cli.languages.text import sentence_at
from barometer_cli.model.caption import Fact
from barometer_cli.model.locale import Locale
from barometer_cli.model.picture import Manner
from barometer_cli.model.spec import FigureSpec, SurveySpec
from barometer_cli.model.statement import Statement, Verdict, What
from barometer_cli.model.table import Cell, Table


class Case(NamedTuple):
    """What a text is compared with, and how."""

    text: str
    spec: FigureSpec
    survey: SurveySpec
    table: Table
    manner: Manner
    language: Language
    locale: Locale
    phrases: Phrases

    def find(self, pattern: str) -> Iterator[re.Match[str]]:
        return re.finditer(pattern, self.text, flags=re.IGNORECASE)

    @property
    def number(self) -> str:
        """A number as a value of the figure is written, with its sign where it may have one."""
        measure = self.table.measure
        return rf"(?<![\w.,])[+]?{SIGNED}" if measure.signed or (measure.low or 0) < 0 else NUMBER

    @property
    def unit(self) -> str:
        """What stands after a value of the figure, where anything must."""
        measure = self.table.measure
        if measure.is_share:
            return rf"\s*{self.phrases.percent}"
        unit = self.phrases.points if measure.in_points else re.escape(measure.unit or "")
        return rf"(?:\s*{unit})?" if unit else ""

    def sentence(self, place: int) -> tuple[int, int]:
        """Where the sentence around a character begins and ends."""
        return sentence_at(self.text, place)

    def says(
        self, found: re.Match[str] | tuple[int, int], what: What, holds: bool | None, truth: str | None = None
    ) -> Statement:
        """A statement on part of the text; `holds` None where nothing is known."""
        start, end = found if isinstance(found, tuple) else found.span()
        verdict: Verdict = "not verified" if holds is None else "holds" if holds else "fails"
        return Statement((start, end), self.text[start:end], what, verdict, truth if holds is False else None)


def worded(case: Case, kind: type[Fact]) -> str:
    """What a computed caption says of a kind of fact."""
    told = (fact for fact in facts.derive(case.spec, case.survey, case.table, case.manner) if isinstance(fact, kind))
    return " ".join(case.language.word(fact, case.locale) for fact in told)


def fold(text: str) -> str:
    """A text as it is compared: without capitals, soft hyphens, and white space of any other kind."""
    return " ".join(text.casefold().replace("\u00a0", " ").replace("\u00ad", "").split())


def last(name: str, folded: str) -> int:
    """Where a name stands last, as words of its own; -1 where it does not."""
    return max((found.start() for found in re.finditer(rf"(?<!\w){re.escape(fold(name))}(?!\w)", folded)), default=-1)


def covered(span: tuple[int, int], found: Iterable[Statement]) -> bool:
    """Whether a statement speaks of a part of the text."""
    return any(statement.span[0] <= span[0] and span[1] <= statement.span[1] for statement in found)


def cells_of(table: Table, names: Sequence[str]) -> list[Cell]:
    """The cells of the categories with these names."""
    wanted = {fold(name) for name in names}
    return [cell for cell in table.cells if fold(cell.category) in wanted]


def names_of(table: Table) -> tuple[str, ...]:
    """What a sentence may name: categories and nets."""
    return tuple(dict.fromkeys([*(cell.category for cell in table.cells), *(net.label for net in table.nets)]))


def without_names(text: str, table: Table) -> str:
    """A text without the names of categories, nets and groups that hold numbers of their own."""
    for name in sorted((name for name in (*names_of(table), *table.groups) if name), key=len, reverse=True):
        if any(letter.isdigit() for letter in name):
            text = re.sub(
                rf"(?<!\w){re.escape(name)}(?!\w)", lambda found: " " * len(found[0]), text, flags=re.IGNORECASE
            )
    return text
