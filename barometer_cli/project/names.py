"""A figure that is written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from barometer_cli.model.identity import Identity
from barometer_cli.model.naming import slug
from barometer_cli.model.spec import FigureSpec, Member, PageSpec, SurveySpec


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure that is written: its id, where its spec stands, and what it belongs to.

    `member` is the value it is of, where its spec makes a figure for each of several.
    """

    id: str
    path: Path
    page: str
    about: PageSpec
    spec: FigureSpec
    survey: SurveySpec
    member: Member | None = None

    @property
    def identity(self) -> Identity:
        """What tells it from every other figure."""
        return Identity(slug(self.survey.wave), self.page, self.id, slug(self.survey.language))

    @property
    def stem(self) -> str:
        """Name of its files without preset and ending: figure, wave, "syntetisk" where so, language."""
        parts = [self.id, slug(self.survey.wave), "syntetisk" if self.survey.synthetic else "", self.survey.language]
        return "-".join(part for part in parts if part)
