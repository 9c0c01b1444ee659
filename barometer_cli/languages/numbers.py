"""How a language prints numbers on pages."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from barometer_cli.model.locale import MINUS, NO_BREAK
from barometer_cli.model.measure import Measure, Name


class Printed(Struct, frozen=True):
    """How a language prints numbers.

    Attributes
    ----------
    decimal, thousands
        The marks in a number.
    percent, points
        What stands behind a number of per cent, and one of the points between two of them.
    to
        What stands between two limits that have signs.
    measures
        What numbers are called, by their measure.
    """

    decimal: str
    thousands: str
    percent: str
    points: str
    to: str
    measures: Mapping[Name, str]

    def number(self, value: float) -> str:
        """A whole number as it is printed."""
        return f"{value:,.0f}".replace(",", self.thousands)

    def decimals(self, value: float) -> str:
        """A number with the decimals it has."""
        return f"{value:g}".replace(".", self.decimal)

    def per_cent(self, value: float) -> str:
        """A number of per cent."""
        return f"{self.decimals(value)}{self.percent}"

    def value(self, value: float, measure: Measure) -> str:
        """A value that was printed, as it was: "52 %", "3,9", "+4 procentpoint"."""
        sign = MINUS if value < 0 else "+" if measure.signed and value > 0 else ""
        if measure.is_share:
            unit = self.percent
        elif measure.in_points:
            unit = self.points
        else:
            unit = f"{NO_BREAK}{measure.unit}" if measure.unit else ""
        return f"{sign}{self._bare(value, measure)}{unit}"

    def _bare(self, value: float, measure: Measure) -> str:
        marks = str.maketrans({",": self.thousands, ".": self.decimal})
        return f"{abs(value):,.{max(measure.decimals, 0)}f}".translate(marks)

    def limits(self, low: float, high: float, measure: Measure) -> str:
        """The limits of an interval: "49–55 %", "−2 til +4"."""
        if measure.signed or low < 0:
            return f"{self.value(low, measure)} {self.to} {self.value(high, measure)}"
        return f"{self._bare(low, measure)}–{self.value(high, measure)}"

    def measured(self, measure: Measure) -> str:
        """What numbers are: "gennemsnit (timer)", "gennemsnit (1–5)", "ændring (andel)"."""
        ends = (measure.low, measure.high)
        scale = "–".join(self.decimals(end) for end in ends if end is not None) if None not in ends else ""
        of = self.measures[measure.of] if measure.name == "change" else ""
        about = ", ".join(filter(None, (of, measure.unit, scale)))
        return f"{self.measures[measure.name]} ({about})" if about else self.measures[measure.name]

    def size(self, value: int) -> str:
        """Bytes as people read them."""
        if value < 1_000_000:
            return f"{max(1, round(value / 1000))} kB"
        return f"{value / 1_000_000:.1f} MB".replace(".", self.decimal)
