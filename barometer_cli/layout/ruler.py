"""Values along an axis: a linear scale between px, its ticks, and their words."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from math import ceil, floor, log10

from msgspec import Struct
from msgspec.structs import replace

from barometer_cli.model.locale import Locale
from barometer_cli.model.measure import Measure
from barometer_cli.model.spec import Baseline

ROUND = (1, 2, 2.5, 5, 10)
"""Steps between ticks, times a power of ten."""
WHOLE = (0.1, 0.2, 0.25, 0.5, 1, 2, 2.5, 3, 5, 10, 20, 25, 50, 100)
"""Steps between the ticks of a scale that has two ends."""
FINEST = 2
"""The most decimals of a tick."""


class Ruler(Struct, frozen=True):
    """Values from `low` to `high` (in the table's measure) between `start` and `end` (px); both ends are ticks.

    `step` lies between ticks, in the measure.
    """

    low: float
    high: float
    step: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Where a value stands, px."""
        return self.start + (self.end - self.start) * (value - self.low) / (self.high - self.low)

    @property
    def ticks(self) -> tuple[float, ...]:
        """Round values from the least to the greatest."""
        count = round((self.high - self.low) / self.step)
        return tuple(round(self.low + place * self.step, 9) for place in range(count + 1))

    def between(self, start: float, end: float) -> Ruler:
        """The same between other px."""
        return replace(self, start=start, end=end)

    def within(self, values: Iterable[float]) -> Ruler:
        """The same from the least to the greatest of zero and these, where no ticks are written; as it is of zeros."""
        low, high = min(drawn := (0.0, *values)), max(drawn)
        return replace(self, low=low, high=high) if low < high else self

    def text(self, tick: float, locale: Locale) -> str:
        """A tick as it is written: the last with its unit, of shares each."""
        decimals = next(count for count in range(FINEST + 1) if _even(self.step, locale.measure, count))
        return written(tick, locale, decimals, locale.measure.is_share or tick > self.high - self.step / 2)


def ruler(values: Iterable[float], measure: Measure, baseline: Baseline | None, most: int) -> Ruler:
    """A scale that holds all values, with at most so many steps between its ticks; its px are 0 to 1.

    Parameters
    ----------
    values
        What is drawn, in the measure.
    measure
        What the values are.
    baseline
        "zero": from zero, or of a measure with two ends from one to the other; "data": from what is drawn. None: as
        the measure needs it, which is "data" of an open index, and "zero" of all else.
    most
        The most steps.
    """
    held = ground(measure, baseline)
    if len(held) == 2:
        return _whole(*held, most)
    drawn = [*values, *held]
    low, high = min(drawn), max(drawn)
    unit = measure.unrounded(Decimal(1))
    finest = 10.0**-measure.decimals
    step = _step((high - low) / unit or finest * most, most, finest) * unit
    while (top := ceil(high / step - 1e-9)) - (foot := floor(low / step + 1e-9)) > most:
        step = _step(step / unit * (most + 0.5), most, finest) * unit
    if top == foot:
        top, foot = top + 1, foot - (not held and (foot > 0 or measure.signed))
    return Ruler(foot * step, top * step, step, 0.0, 1.0)


def ground(measure: Measure, baseline: Baseline | None) -> tuple[float, ...]:
    """What a scale holds whatever is drawn: nothing, zero, or both ends of a measure that has them."""
    if baseline == "data" or (baseline is None and measure.name == "index" and measure.low is None):
        return ()
    if measure.low is not None and measure.high is not None:
        return measure.low, measure.high
    return (measure.low or 0.0,)


def written(value: float, locale: Locale, decimals: int, full: bool) -> str:
    """A value of the scale with so many decimals, with its unit where it is written in full."""
    own = replace(
        locale, measure=replace(locale.measure, decimals=decimals, unit=locale.measure.unit if full else None)
    )
    return own.value(value)


def _whole(low: float, high: float, most: int) -> Ruler:
    """All of a scale that has two ends."""
    steps = [step for step in WHOLE if (high - low) / step <= most and ((high - low) / step).is_integer()]
    return Ruler(low, high, steps[0] if steps else high - low, 0.0, 1.0)


def _step(span: float, most: int, finest: float) -> float:
    """The least round step of which at most so many make the span: so many times the finest number that is printed."""
    power = 10.0 ** floor(log10(abs(span) / most))
    steps = (each * power * ten for ten in (1, 10, 100) for each in ROUND)
    return next(
        step
        for step in (*steps, finest)
        if step * most >= abs(span) * (1 - 1e-9) and step >= finest and abs(step / finest - round(step / finest)) < 1e-6
    )


def _even(step: float, measure: Measure, decimals: int) -> bool:
    """Whether so many decimals tell a step whole."""
    exact = replace(measure, decimals=decimals)
    return abs(exact.unrounded(exact.rounded(step)) - step) < step * 1e-6 or decimals == FINEST
