"""A figure that is written, a spec that makes none, and all that is found below some paths."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from msgspec import Struct

from barometer_cli.errors import Problem
from barometer_cli.model.dataset import Dataset, Grid
from barometer_cli.model.identity import Identity
from barometer_cli.model.naming import slug
from barometer_cli.model.spec import FigureSpec, Member, PageSpec, SurveySpec
from barometer_cli.specs import Document


class Entry(Struct, frozen=True, dict=True):
    """A figure that is written: its id, where its spec stands, and what it belongs to.

    Attributes
    ----------
    id, path, page, about
        Its id, the file of its spec, and its page.
    spec, survey
        What people wrote.
    member
        The value it is of, where its spec makes a figure for each of several.
    source
        Its table, where it was handed over; a file that the spec names is not read then.
    document
        What its spec says, where it was handed over, or its table was; such a spec need not stand in the file.
    """

    id: str
    path: Path
    page: str
    about: PageSpec
    spec: FigureSpec
    survey: SurveySpec
    member: Member | None = None
    source: Dataset | Grid | None = None
    document: Document | None = None

    @cached_property
    def identity(self) -> Identity:
        """What tells it from every other figure."""
        return identity(self.page, self.id, self.survey)

    @property
    def stem(self) -> str:
        """Name of its files without preset and ending: figure, wave, "syntetisk" where so, language."""
        parts = [self.id, _edition(self.survey), "syntetisk" if self.survey.synthetic else "", self.survey.language]
        return "-".join(part for part in parts if part)


class Unread(Struct, frozen=True):
    """A spec that makes no figure, because it or what it needs cannot be read, or because another makes the same.

    Attributes
    ----------
    path, identity
        The spec, and the figure it would make by its name; edition and language are empty without a survey.
    problems
        What is wrong, in the order of the file.
    """

    path: Path
    identity: Identity
    problems: tuple[Problem, ...]


class Selection(Struct, frozen=True):
    """What is below some paths.

    Attributes
    ----------
    paths, only
        Where was looked, and for which figures: globs on their names, none for all.
    entries
        Figures that can be read, in the order of their pages.
    unread
        Specs that make none.
    problems
        All that is wrong, each thing once: of specs, surveys and pages.
    flawed
        Files of pages with problems; their figures can be read all the same.
    """

    paths: tuple[Path, ...]
    only: tuple[str, ...]
    entries: tuple[Entry, ...]
    unread: tuple[Unread, ...] = ()
    problems: tuple[Problem, ...] = ()
    flawed: frozenset[Path] = frozenset()

    @property
    def specs(self) -> tuple[Entry | Unread, ...]:
        """Everything that was found: what can be read, and what cannot."""
        return (*self.entries, *self.unread)


def identity(page: str, id: str, survey: SurveySpec | None) -> Identity:
    """What tells a figure from every other: its page, its id, wave and language of its survey, if that can be read."""
    return Identity(_edition(survey), page, id, slug(survey.language)) if survey else Identity("", page, id, "")


def _edition(survey: SurveySpec) -> str:
    """The wave of a survey as ASCII; empty where none is known."""
    return slug(survey.wave) if survey.wave else ""
