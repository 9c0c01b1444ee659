"""Numbers and lists as a language and a house write them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from barometer_cli.model.measure import SHARE, Measure
from barometer_cli.model.number import is_whole, percent
from barometer_cli.model.spec import Dash, PercentStyle, UnitNouns

if TYPE_CHECKING:
    from babel.core import Locale as BabelLocale

NO_BREAK, MINUS = "\u00a0", "\u2212"
_NUMBER = re.compile(rf"([+{MINUS}]?)(\d[\d.,\s]*\d|\d)")
_QUOTED = re.compile(r"[”“»]([^”“»«]*)[”“«]|\"([^\"]*)\"")


class Dialect(Struct, frozen=True):
    """House wording, complete: `DialectSpec` says what each part is.

    `unit` are the nouns for the respondents.
    """

    unit: UnitNouns
    base: str
    percent: PercentStyle
    quotes: tuple[str, str]
    inner_quotes: tuple[str, str]
    dash: Dash
    results: str
    weighted: str


def long_day(day: date, language: str) -> str:
    """A day with its month as a word: "3. maj 2018"."""
    from babel.dates import format_date

    return format_date(day, format="long", locale=language)


class Locale(Struct, frozen=True):
    """How a figure is written: a language (BCP 47), the dialect of a house, and what the figure's values measure."""

    language: str
    dialect: Dialect
    measure: Measure = SHARE

    def number(self, value: int) -> str:
        """A whole number with its thousands marked: 1.877."""
        return _number(Decimal(value), self.language)

    def decimal(self, value: float) -> str:
        """A number with its decimals: 0,05."""
        from babel.numbers import format_decimal

        return format_decimal(value, format="0.###", locale=self.language)

    def value(self, value: float) -> str:
        """A value of the figure as printed: a share as `percent` has it, "3,9", "37 timer", "+4" of a change."""
        measure = self.measure
        if measure.is_share:
            return self.percent(value, measure.decimals)
        rounded = measure.rounded(value)
        sign = "+" if measure.signed and rounded > 0 else MINUS if rounded < 0 else ""
        number = sign + self.digits(value)
        return f"{number}{NO_BREAK}{measure.unit}" if measure.unit else number

    def points(self, change: float) -> str:
        """How far a value moved, as printed without its sign: "4", "2 timer"."""
        unit = self.measure.unit
        return f"{self.digits(change)}{NO_BREAK}{unit}" if unit else self.digits(change)

    def day(self, day: date) -> str:
        """A day: "3. maj 2018"."""
        return long_day(day, self.language)

    def digits(self, value: float) -> str:
        """The number of a value as printed, without what stands around it: "69", "3,9"."""
        return _number(abs(self.measure.rounded(value)), self.language, self.measure.decimals)

    def read(self, text: str) -> Decimal | None:
        """The number in a printed value, with its sign: "−1.200 kr." -> -1200; None where there is none."""
        from babel.numbers import NumberFormatError, parse_decimal

        found = _NUMBER.search(text)
        try:
            number = parse_decimal(found[2], locale=self.language) if found else None
        except NumberFormatError:
            return None
        return -number if number is not None and found and found[1] == MINUS else number

    def percent(self, share: float, decimals: int = 0) -> str:
        """A share (0..1) as printed: "69 %" with a no-break space, "<1 %" for what would round to nothing, ">99 %" for
        what would round to all.
        """
        rounded, least = percent(share, decimals), Decimal(1).scaleb(-decimals)
        few, most = rounded == 0 and share > 0, rounded == 100 and not is_whole(share)
        text = _percent(least if few else 100 - least if most else rounded, self.language, decimals)
        if self.dialect.percent != "%":
            text = f"{text.rstrip('%').rstrip()}{NO_BREAK}{self.dialect.percent}"
        return f"<{text}" if few else f">{text}" if most else text

    def quote(self, text: str) -> str:
        """A text between the house's quotation marks; a quotation within it takes the inner ones."""
        opening, closing = self.dialect.inner_quotes
        inside = _QUOTED.sub(lambda found: f"{opening}{found[1] or found[2] or ''}{closing}", text)
        opening, closing = self.dialect.quotes
        return f"{opening}{inside}{closing}"

    def both(self, items: Sequence[str]) -> str:
        """A list joined by "and"."""
        return self._joined(items, "standard")

    def either(self, items: Sequence[str]) -> str:
        """A list joined by "or"."""
        return self._joined(items, "or")

    def _joined(self, items: Sequence[str], style: Literal["standard", "or"]) -> str:
        from babel.lists import format_list

        return format_list(list(items), style=style, locale=_parsed(self.language))

    def finished(self, text: str) -> str:
        """Sentences with their periods of years joined as the house joins them, and one point where "pct." ends one."""
        text = re.sub(r"\b(\d{4})[-–](\d{4})\b", rf"\1{self.dialect.dash}\2", text)
        return text.replace("pct..", "pct.")


@cache
def _parsed(language: str) -> BabelLocale:
    from babel.core import Locale as BabelLocale

    return BabelLocale.parse(language)


@lru_cache(maxsize=1024)
def _percent(value: Decimal, language: str, decimals: int = 0) -> str:
    from babel.numbers import format_percent

    if not decimals:
        return format_percent(value / 100, locale=language)
    pattern = _parsed(language).percent_formats[None].pattern
    return format_percent(value / 100, format=pattern.replace("0", f"0.{'0' * decimals}", 1), locale=language)


@lru_cache(maxsize=1024)
def _number(value: Decimal, language: str, decimals: int = 0) -> str:
    from babel.numbers import format_decimal

    return format_decimal(value, format=f"#,##0{'.' * (decimals > 0)}{'0' * decimals}", locale=language)
