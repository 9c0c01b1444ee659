"""Numbers and lists as a language and a house write them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from barometer_cli.model.number import percent
from barometer_cli.model.spec import Dash, PercentStyle, UnitNouns

if TYPE_CHECKING:
    from babel.core import Locale as BabelLocale

NO_BREAK = "\u00a0"
_QUOTED = re.compile(r"[”“»]([^”“»«]*)[”“«]|\"([^\"]*)\"")


@dataclass(frozen=True, slots=True)
class Dialect:
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


@dataclass(frozen=True, slots=True)
class Locale:
    """A language (BCP 47) and the dialect of a house."""

    language: str
    dialect: Dialect

    def number(self, value: int) -> str:
        """A whole number with its thousands marked: 1.877."""
        return _number(value, self.language)

    def decimal(self, value: float) -> str:
        """A number with its decimals: 0,05."""
        from babel.numbers import format_decimal

        return format_decimal(value, format="0.###", locale=self.language)

    def percent(self, share: float) -> str:
        """A share (0..1) as printed: "69 %" with a no-break space, "<1 %" for what would round to nothing."""
        rounded = percent(share)
        few = rounded == 0 and share > 0
        text = _percent(Decimal(1) if few else rounded, self.language)
        if self.dialect.percent != "%":
            text = f"{text.rstrip('%').rstrip()}{NO_BREAK}{self.dialect.percent}"
        return f"<{text}" if few else text

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
def _percent(value: Decimal, language: str) -> str:
    from babel.numbers import format_percent

    return format_percent(value / 100, locale=language)


@lru_cache(maxsize=1024)
def _number(value: int, language: str) -> str:
    from babel.numbers import format_decimal

    return format_decimal(value, locale=language)
