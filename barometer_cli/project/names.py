"""A figure that is written, and its name as ASCII."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path

from barometer_cli.model.spec import FigureSpec, Member, PageSpec, SurveySpec

TRANSLITERATED = {ord(char): word for char, word in (("æ", "ae"), ("ø", "oe"), ("å", "aa"))}


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
    def stem(self) -> str:
        """Name of its files without preset and ending: figure, wave, "syntetisk" where so, language."""
        parts = [self.id, slug(self.survey.wave), "syntetisk" if self.survey.synthetic else "", self.survey.language]
        return "-".join(part for part in parts if part)


def slug(text: str) -> str:
    """A name as ASCII for files and ids: æ -> ae, ø -> oe, å -> aa, the rest folded or a hyphen."""
    folded = text.casefold().translate(TRANSLITERATED)
    ascii_text = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()
    return "-".join("".join(char if char.isalnum() else " " for char in ascii_text).split()) or "figur"
