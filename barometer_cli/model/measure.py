"""What the numbers of a table measure, and how they are rounded."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from typing import Literal, TypeAlias, get_args

from msgspec import Struct

from barometer_cli.model.number import half_up

Name: TypeAlias = Literal["share", "mean", "median", "count", "index", "change"]
"""A share of respondents, a mean or median of what they answered, how many they are, an index (a score made of
answers, or a number beside a base of 100), and how far one of these moved."""
NAMES: tuple[Name, ...] = get_args(Name)


class Measure(Struct, frozen=True):
    """What the values of a table are.

    Attributes
    ----------
    name
        What is measured.
    unit
        What stands after a value that is no share: "timer", "kr."; None for a bare number.
    decimals
        Decimals printed, at most 2; of a share those of its per cent. Of a count -2 is hundreds: its error allows no
        more.
    low, high
        Ends of the scale on which the values lie, such as 1 and 5; None where it is open. Shares lie from 0 to 1.
    of
        What has changed, where `name` is "change".
    ends
        What the lowest and the highest value of the scale are called: "Meget utilfreds", "Meget tilfreds"; None where
        nobody says.
    between
        Of a change: the earlier and the later wave; None where nobody says.
    """

    name: Name = "share"
    unit: str | None = None
    decimals: int = 0
    low: float | None = None
    high: float | None = None
    of: Name = "share"
    ends: tuple[str, str] | None = None
    between: tuple[str, str] | None = None

    @property
    def is_share(self) -> bool:
        """Whether values are parts of a base, 0..1, printed as per cent."""
        return self.name == "share"

    @property
    def in_points(self) -> bool:
        """Whether values are differences of shares, -1..1, printed in percentage points."""
        return self.name == "change" and self.of == "share"

    @property
    def signed(self) -> bool:
        """Whether a value above 0 is printed with its plus."""
        return self.name == "change"

    @property
    def has_ratios(self) -> bool:
        """Whether one value may be twice another: their scale has a zero, as that of counts and hours, not 1 to 5.

        A mean or median with a unit and no ends of a scale is of a quantity: "timer", "kr.".
        """
        if self.name in ("share", "count") or self.low == 0:
            return True
        return self.name in ("mean", "median") and self.low is None and self.high is None and bool(self.unit)

    @property
    def whole(self) -> float | None:
        """The value of everybody: 1 of shares; None where there is no such thing."""
        return 1.0 if self.is_share else None

    def rounded(self, value: float) -> Decimal:
        """A value as it is printed, without sign and unit: 0.496 -> 50 of a share, 3.85 -> 3.9 of a mean."""
        return half_up(100 * value if self.is_share or self.in_points else value, self.decimals)

    def as_share(self, value: float) -> float:
        """A value on the scale of shares, on which its hundredfold is what is printed: 3.9 -> 0.039 of a mean."""
        return value if self.is_share or self.in_points else value / 100

    def of_share(self, share: float) -> float:
        """The value that `as_share` has put on the scale of shares."""
        return share if self.is_share or self.in_points else 100 * share

    def unrounded(self, printed: Decimal) -> float:
        """The value that a printed number stands for: 50 -> 0.5 of a share."""
        return float(printed) / 100 if self.is_share or self.in_points else float(printed)


DECIMALS: dict[Name, int] = {"share": 0, "mean": 1, "median": 1, "count": 0, "index": 0, "change": 0}
"""How many decimals are printed where nobody says."""
PRECISE = 100
"""From here on three figures are left of the comma."""


def default_decimals(name: Name, values: Collection[float]) -> int:
    """How many decimals of these values are printed where nobody says.

    Medians that are whole numbers, and means and medians of at least 100, have none: 412 kr., not 411,6 kr.

    Parameters
    ----------
    name
        What they are.
    values
        Those that are told.
    """
    if values and name in ("mean", "median"):
        whole = name == "median" and all(float(value).is_integer() for value in values)
        if whole or all(abs(value) >= PRECISE for value in values):
            return 0
    return DECIMALS[name]


SHARE = Measure()
"""Shares in whole per cent: what a table holds where nobody says otherwise."""
