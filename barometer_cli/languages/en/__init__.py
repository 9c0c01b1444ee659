"""English, in which messages are written: its catalogue is empty."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from barometer_cli.languages.language import Language
from barometer_cli.messages import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Mapping
    from gettext import NullTranslations

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
    "the and of to is are not with that this which who how what when does do did has was in were on as be by or an "
    "your their we you more most than between yes no never very often agree disagree"
)


class English(Language):
    """The language of `barometer_cli.languages.en`, each part read when it is first asked for."""

    code = "en"
    tag = "en_GB"
    joint = ""
    name = "English"
    names: Mapping[str, str] = {"da": "Danish"}
    common = frozenset(_COMMON.split())

    @cached_property
    def dialects(self) -> Mapping[str, Dialect]:
        from barometer_cli.languages.en.dialects import DIALECTS

        return DIALECTS

    @cached_property
    def sheet(self) -> SheetWords:
        from barometer_cli.languages.en.sheet import WORDS

        return WORDS

    def word(self, fact: Fact, locale: Locale) -> str:
        from barometer_cli.languages.en.captions import word

        return word(fact, locale)

    def see(self, sight: Sight, locale: Locale) -> str:
        from barometer_cli.languages.en.captions import see

        return see(sight, locale)

    @cached_property
    def phrases(self) -> Phrases:
        from barometer_cli.languages.en.phrases import PHRASES

        return PHRASES

    @cached_property
    def claims(self) -> Vocabulary:
        from barometer_cli.languages.en.claims import VOCABULARY

        return VOCABULARY

    @cached_property
    def scales(self) -> ScaleWords:
        from barometer_cli.languages.en.scales import WORDS

        return WORDS

    @cached_property
    def headlines(self) -> HeadlineWords:
        from barometer_cli.languages.en.headlines import WORDS

        return WORDS

    @cached_property
    def start(self) -> StartWords:
        from barometer_cli.languages.en.start import WORDS

        return WORDS

    @cached_property
    def numbers(self) -> Printed:
        from barometer_cli.languages.en.numbers import PRINTED

        return PRINTED

    @cached_property
    def changes(self) -> ChangeWords:
        from barometer_cli.languages.en.changes import WORDS

        return WORDS

    @cached_property
    def gallery(self) -> GalleryWords:
        from barometer_cli.languages.en.gallery import WORDS

        return WORDS

    @cached_property
    def preview(self) -> PreviewWords:
        from barometer_cli.languages.en.preview import WORDS

        return WORDS

    @property
    def messages(self) -> NullTranslations:
        return ENGLISH
