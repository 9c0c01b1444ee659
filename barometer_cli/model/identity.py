"""What tells a figure from every other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase


@dataclass(frozen=True, slots=True, order=True)
class PageIdentity:
    """A page among all: the edition of its survey, its name, its language; what stands together in a gallery."""

    edition: str
    page: str
    language: str

    def __str__(self) -> str:
        return "/".join(filter(None, (self.page, self.edition, self.language)))


@dataclass(frozen=True, slots=True, order=True)
class Identity:
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
        """Page and figure: what it is called where its page is there in one edition and language."""
        return f"{self.page}/{self.figure}"

    @property
    def on(self) -> PageIdentity:
        """The page it stands on."""
        return PageIdentity(self.edition, self.page, self.language)

    def wanted(self, only: str | None) -> bool:
        """Whether it is one of those that are asked for by a glob on its name, with or without page, edition, language.

        None asks for all.
        """
        return only is None or any(fnmatchcase(name, only) for name in (self.figure, self.name, str(self)))


def pages_called(pages: Iterable[PageIdentity]) -> dict[PageIdentity, str]:
    """What each page is called among these: its name, with edition and language where there are several of the name."""
    found = dict.fromkeys(pages)
    count = Counter(each.page for each in found)
    return {each: each.page if count[each.page] == 1 else str(each) for each in found}


def called(figures: Iterable[Identity]) -> dict[Identity, str]:
    """What each figure is called among these: what its page is called, and its own name."""
    found = dict.fromkeys(figures)
    pages = pages_called(each.on for each in found)
    return {each: f"{pages[each.on]}/{each.figure}" for each in found}
