"""Danish."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from barometer_cli.languages.language import Language, catalogue

if TYPE_CHECKING:
    from collections.abc import Mapping
    from gettext import GNUTranslations

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

_COMMON = (
    "og i af er ikke det den de en et til med som på har hvor hvad hvilke hvem der om fra eller mere mest end mellem "
    "du dig jer jeres sig vi være blev ja nej aldrig meget ofte enig uenig alle andre ved"
)


class Danish(Language):
    """The language of `barometer_cli.languages.da`, each part read when it is first asked for."""

    code = "da"
    tag = "da_DK"
    joint = "s"
    divided = ("over-ens-komst", "med-arbejder", "sam-arbejd", "ind-dragelse", "selv-evaluering", "råd-giver")
    name = "dansk"
    names: Mapping[str, str] = {"en": "engelsk"}
    common = frozenset(_COMMON.split())

    @cached_property
    def dialects(self) -> Mapping[str, Dialect]:
        from barometer_cli.languages.da.dialects import DIALECTS

        return DIALECTS

    @cached_property
    def sheet(self) -> SheetWords:
        from barometer_cli.languages.da.sheet import WORDS

        return WORDS

    def word(self, fact: Fact, locale: Locale) -> str:
        from barometer_cli.languages.da.captions import word

        return word(fact, locale)

    def see(self, sight: Sight, locale: Locale) -> str:
        from barometer_cli.languages.da.captions import see

        return see(sight, locale)

    @cached_property
    def phrases(self) -> Phrases:
        from barometer_cli.languages.da.phrases import PHRASES

        return PHRASES

    @cached_property
    def claims(self) -> Vocabulary:
        from barometer_cli.languages.da.claims import VOCABULARY

        return VOCABULARY

    @cached_property
    def scales(self) -> ScaleWords:
        from barometer_cli.languages.da.scales import WORDS

        return WORDS

    @cached_property
    def headlines(self) -> HeadlineWords:
        from barometer_cli.languages.da.headlines import WORDS

        return WORDS

    @cached_property
    def start(self) -> StartWords:
        from barometer_cli.languages.da.start import WORDS

        return WORDS

    @cached_property
    def numbers(self) -> Printed:
        from barometer_cli.languages.da.numbers import PRINTED

        return PRINTED

    @cached_property
    def changes(self) -> ChangeWords:
        from barometer_cli.languages.da.changes import WORDS

        return WORDS

    @cached_property
    def gallery(self) -> GalleryWords:
        from barometer_cli.languages.da.gallery import WORDS

        return WORDS

    @cached_property
    def preview(self) -> PreviewWords:
        from barometer_cli.languages.da.preview import WORDS

        return WORDS

    @cached_property
    def messages(self) -> GNUTranslations:
        return catalogue(__package__)
