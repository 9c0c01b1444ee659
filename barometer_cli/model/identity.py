"""What tells a figure from every other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from fnmatch import fnmatchcase
from typing import TypeVar

from msgspec import Struct


class PageIdentity(Struct, frozen=True, order=True):
    """A page among all: the edition of its survey, its name, its language; what stands together in a gallery."""

    edition: str
    page: str
    language: str

    def __str__(self) -> str:
        return "/".join(filter(None, (self.page, self.edition, self.language)))


class Identity(Struct, frozen=True, order=True):
    """A figure among all; equal for two specs only where they are the same figure, which is an error.

    Attributes
    ----------
    edition
        Slug of the survey's wave; empty where it is not known.
    page, figure
        Slugs of the names of folder and spec, the latter with the value's words where a spec makes several.
    language
        BCP 47 code of the wording.
    """

    edition: str
    page: str
    figure: str
    language: str

    def __str__(self) -> str:
        return f"{self.on}/{self.figure}"

    @property
    def name(self) -> str:
        """Page and figure: what it is called where no other edition or language has both; the folder of its files."""
        return f"{self.page}/{self.figure}"

    @property
    def on(self) -> PageIdentity:
        """The page it stands on."""
        return PageIdentity(self.edition, self.page, self.language)

    def wanted(self, only: tuple[str, ...]) -> bool:
        """Whether it is one of those that are asked for by globs on its name, with or without page, edition, language.

        None asks for all.
        """
        return not only or any(self.matches(glob) for glob in only)

    def matches(self, glob: str) -> bool:
        """Whether a glob is of its name, with or without page, edition, language."""
        return any(fnmatchcase(name, glob) for name in (self.figure, self.name, str(self)))


Named = TypeVar("Named", PageIdentity, Identity)


def pages_called(pages: Iterable[PageIdentity]) -> dict[PageIdentity, str]:
    """What each page is called among these: its name; with edition and language where others have it too."""
    return _called(dict.fromkeys(pages), lambda each: each.page)


def called(figures: Iterable[Identity]) -> dict[Identity, str]:
    """What each figure is called among these: page and figure; with edition and language where others have that too."""
    return _called(dict.fromkeys(figures), lambda each: each.name)


def _called(found: Iterable[Named], short: Callable[[Named], str]) -> dict[Named, str]:
    count = Counter(map(short, found))
    return {each: short(each) if count[short(each)] == 1 else str(each) for each in found}
