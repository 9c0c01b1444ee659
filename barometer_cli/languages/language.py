"""The noun of a language: all that one must supply, to every room of the house."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a command reads the words of its own room alone
    from barometer_cli.languages.changes import ChangeWords
    from barometer_cli.languages.claims import Vocabulary
    from barometer_cli.languages.gallery import GalleryWords
    from barometer_cli.languages.headlines import HeadlineWords
    from barometer_cli.languages.numbers import Printed
    from barometer_cli.languages.phrases import Phrases
    from barometer_cli.languages.preview import PreviewWords
    from barometer_cli.languages.scales import ScaleWords
    from barometer_cli.languages.start import StartWords
    from barometer_cli.model.caption import Fact
    from barometer_cli.model.locale import Dialect, Locale
    from barometer_cli.model.picture import Sight
    from barometer_cli.model.sheet import SheetWords


class Language(ABC):
    """A language that figures are worded in, claims are read in, and pages and messages are told in.

    Each member is abstract, so that mypy names those that a language lacks. Tables of words are read when they are
    first asked for: a language gives each by a `cached_property` that imports its module.
    """

    # -- what it is ---------------------------------------------------------------------------------------------------

    @property
    @abstractmethod
    def code(self) -> str:
        """BCP 47 code: "da"."""

    @property
    @abstractmethod
    def tag(self) -> str:
        """Code and country as sites exchange them: "da_DK"."""

    @property
    @abstractmethod
    def joint(self) -> str:
        """What ends the first part of a compound, "s": a hyphen stands best after it. Empty where nothing tells."""

    @property
    def divided(self) -> tuple[str, ...]:
        """Parts of compounds that are divided wrongly by rules, with a hyphen where they may be: "over-ens-komst"."""
        return ()

    @property
    @abstractmethod
    def name(self) -> str:
        """What it calls itself: "dansk"."""

    @property
    @abstractmethod
    def names(self) -> Mapping[str, str]:
        """What it calls other languages, by their codes; one that it does not name is called as it calls itself."""

    @property
    @abstractmethod
    def common(self) -> frozenset[str]:
        """Words by which a text of it is known: frequent ones that the other languages do not have, without case."""

    # -- figures ------------------------------------------------------------------------------------------------------

    @property
    @abstractmethod
    def dialects(self) -> Mapping[str, Dialect]:
        """Dialects of houses by name; the first is taken where none is named."""

    @property
    @abstractmethod
    def sheet(self) -> SheetWords:
        """Words that stand on, in or beside every sheet."""

    @abstractmethod
    def word(self, fact: Fact, locale: Locale) -> str:
        """A fact of a caption as whole sentences."""

    @abstractmethod
    def see(self, sight: Sight, locale: Locale) -> str:
        """What is seen in a picture as whole sentences."""

    # -- what authors write -------------------------------------------------------------------------------------------

    @property
    @abstractmethod
    def phrases(self) -> Phrases:
        """What a caption that was typed by hand is read by."""

    @property
    @abstractmethod
    def claims(self) -> Vocabulary:
        """What claims are read by, and judged in."""

    @property
    @abstractmethod
    def scales(self) -> ScaleWords:
        """What scales among answers and groups are read by."""

    @property
    @abstractmethod
    def headlines(self) -> HeadlineWords:
        """What headlines are suggested in."""

    @property
    @abstractmethod
    def start(self) -> StartWords:
        """What a project says that is begun."""

    # -- pages --------------------------------------------------------------------------------------------------------

    @property
    @abstractmethod
    def numbers(self) -> Printed:
        """How numbers are printed on pages."""

    @property
    @abstractmethod
    def changes(self) -> ChangeWords:
        """What is said of the changes between two releases."""

    @property
    @abstractmethod
    def gallery(self) -> GalleryWords:
        """What the gallery says besides the figures."""

    @property
    @abstractmethod
    def preview(self) -> PreviewWords:
        """What the preview says besides the figures."""

    # -- those who use the program ------------------------------------------------------------------------------------

    @property
    @abstractmethod
    def messages(self) -> NullTranslations:
        """The catalogue of messages."""


def catalogue(package: str) -> GNUTranslations:
    """The catalogue of messages that lies in the folder of a language, where GNU gettext looks for it."""
    with (files(package) / "LC_MESSAGES" / "messages.mo").open("rb") as file:
        return GNUTranslations(file)
