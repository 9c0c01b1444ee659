"""Classes of values: each is one shade, and the printed numbers between which it lies say which values are in it.

A value is put into a class by the number that is printed of it: who reads 39 % finds it at "20-39 %", and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import count, pairwise
from typing import Literal, TypeAlias

from msgspec import Struct

from barometer_cli.layout.palette import about_zero, ramp
from barometer_cli.model.figure import Figure
from barometer_cli.model.locale import MINUS
from barometer_cli.model.measure import Measure
from barometer_cli.model.table import Table
from barometer_cli.model.theme import Colours

How: TypeAlias = Literal["even", "quantiles"] | tuple[Decimal, ...]
"""Limits at even round numbers; limits between which as many areas lie; the numbers at which all classes but the first
begin."""
MOST, MOST_OF_FEW, MOST_EACH_WAY = 6, 5, 3
"""The most classes of even limits, of few values, and of those on either side of zero."""
FEW = 12
QUANTILES = 5


class Class(Struct, frozen=True):
    """The values from one printed number to another, both in it; None where it is open."""

    low: Decimal | None
    high: Decimal | None

    def holds(self, printed: Decimal) -> bool:
        """Whether a value that is printed so is in the class."""
        return (self.low is None or self.low <= printed) and (self.high is None or printed <= self.high)

    @property
    def side(self) -> int:
        """On which side of zero it lies: -1 or 1, and 0 where it holds zero among others or alone."""
        if self.low is not None and self.low >= 0 and self.high != 0:
            return 1
        return -1 if self.high is not None and self.high < 0 else 0


def classes(table: Table, how: How, beside: Sequence[float] = ()) -> tuple[Class, ...]:
    """The classes of shown values, a table's and those beside it, from the least to the largest; each is in one.

    A change has as many on either side of zero as it needs, alike, and one of zero alone where any value is.
    """
    measure = table.measure
    every = sorted([*(table.printed(cell) for cell in table.shown), *map(measure.rounded, beside)])
    values = sorted(set(every))
    if isinstance(how, tuple):
        return _between(how, _finest(measure))
    if len(values) == 1:
        return (Class(values[0], values[0]),)
    if how == "quantiles":
        return tuple(_quantiles(every))
    if measure.signed:
        return tuple(_mirrored(values, _finest(measure)))
    most = MOST if len(table.shown) > FEW else MOST_OF_FEW
    return tuple(_even(values, measure, most))


def fills(found: Sequence[Class], measure: Measure, colours: Colours) -> tuple[str, ...]:
    """The shade of each class: from pale to dark, of a change from one pole by zero to the other."""
    if not measure.signed:
        return ramp(len(found), colours)
    sides = [each.side for each in found]
    below = sides.count(-1)
    return about_zero([place - below + (0 not in sides and side == 1) for place, side in enumerate(sides)], colours)


def told(each: Class, figure: Figure) -> str:
    """A class in words: "20-39 %", "39 %", "under 20 %", "60 % eller mere", "+1 til +5"."""
    words = figure.words.classes
    if each.low is None or each.high is None:
        if each.high is not None:
            return words.below.format(limit=_printed(each.high + _finest(figure.table.measure), figure))
        assert each.low is not None, "a class is open on one side"
        return words.above.format(limit=_printed(each.low, figure))
    last = _printed(each.high, figure)
    if each.low == each.high:
        return last
    first = _bare(each.low, figure)
    if figure.table.measure.signed or each.low < 0:
        return words.between.format(low=first, high=last)
    return f"{first}{figure.locale.dialect.dash}{last}"


def read(text: str, figure: Figure) -> Class | None:
    """The class that a text tells, as `told` writes it; None where it tells none."""
    words, finest = figure.words.classes, _finest(figure.table.measure)
    joined = f"{{low}}{figure.locale.dialect.dash}{{high}}"
    for form in (words.between, joined, words.below, words.above, "{low}"):
        match = re.fullmatch(re.escape(form).replace(r"\{", "(?P<").replace(r"\}", ">.+)"), text)
        numbers = {name: _number(printed, figure) for name, printed in match.groupdict().items()} if match else {}
        if not numbers or None in numbers.values():
            continue
        limit, low = numbers.get("limit"), numbers.get("low")
        each = Class(low, numbers.get("high", low))
        if limit is not None:
            each = Class(None, limit - finest) if form == words.below else Class(limit, None)
        if told(each, figure) == text:
            return each
    return None


def _number(printed: str, figure: Figure) -> Decimal | None:
    """The number that is printed, whatever unit stands behind it; None where there is none."""
    from babel.numbers import NumberFormatError, parse_decimal

    match = re.match(rf"([+{MINUS}]?)(\d[\d.,]*)", printed)
    try:
        return match and parse_decimal(match[2], figure.locale.language) * (-1 if match[1] == MINUS else 1)
    except NumberFormatError:
        return None


def _printed(number: Decimal, figure: Figure) -> str:
    return figure.locale.value(figure.table.measure.unrounded(number))


def _bare(number: Decimal, figure: Figure) -> str:
    """A printed number with its sign and without its unit."""
    printed, digits = _printed(number, figure), figure.locale.digits(figure.table.measure.unrounded(number))
    return printed[: printed.index(digits) + len(digits)]


def _finest(measure: Measure) -> Decimal:
    """The least difference of two printed numbers."""
    return Decimal(1).scaleb(-measure.decimals)


def _round(finest: Decimal) -> Iterator[Decimal]:
    """Round numbers from the finest on: 1, 2, 5, 10, 20 …"""
    for exponent in count():
        for digit in (1, 2, 5):
            yield finest * digit * 10**exponent


def _even(values: Sequence[Decimal], measure: Measure, most: int) -> Iterator[Class]:
    """Classes as wide as the least round number that makes no more than there may be."""
    low, high, finest = values[0], values[-1], _finest(measure)
    whole = measure.whole if measure.high is None else measure.high
    top = None if whole is None else measure.rounded(whole)
    bottom = None if measure.low is None else measure.rounded(measure.low)
    step = next(step for step in _round(finest) if len(_starts(low, high, step, top)) <= most)
    for start in _starts(low, high, step, top):
        end = start + step
        yield Class(
            start if bottom is None else max(start, bottom),
            end - finest if top is None or end < top else top,
        )


def _starts(low: Decimal, high: Decimal, step: Decimal, top: Decimal | None) -> list[Decimal]:
    """Where classes of a width begin; what would begin at the top of the scale is in the class below."""
    first = (low / step).to_integral_value(ROUND_FLOOR)
    last = (high / step).to_integral_value(ROUND_FLOOR)
    if high == top and last * step == top and last > first:
        last -= 1
    return [step * place for place in range(int(first), int(last) + 1)]


def _mirrored(values: Sequence[Decimal], finest: Decimal) -> Iterator[Class]:
    """Classes on both sides of zero, each as wide as the others and as far out as one of the other side."""

    def reach(most: Decimal, step: Decimal) -> int:
        return int((max(most, Decimal(0)) / step).to_integral_value(ROUND_CEILING))

    below, above = -values[0], values[-1]
    step = next(step for step in _round(finest) if reach(max(below, above), step) <= MOST_EACH_WAY)
    for place in range(reach(below, step), 0, -1):
        yield Class(-place * step, -(place - 1) * step - finest)
    if 0 in values:
        yield Class(Decimal(0), Decimal(0))
    for place in range(1, reach(above, step) + 1):
        yield Class((place - 1) * step + finest, place * step)


def _quantiles(every: Sequence[Decimal]) -> Iterator[Class]:
    """Classes of as many values as can be where those that are printed alike are together; from the least to the most
    in each.
    """
    starts = sorted({every[0], *(every[len(every) * part // QUANTILES] for part in range(1, QUANTILES))})
    for start, end in pairwise([*starts, None]):
        assert start is not None, "only the last is open"
        yield Class(start, max(value for value in every if value >= start and (end is None or value < end)))


def _between(limits: Sequence[Decimal], finest: Decimal) -> tuple[Class, ...]:
    lows = [None, *limits]
    highs = [*(limit - finest for limit in limits), None]
    return tuple(Class(low, high) for low, high in zip(lows, highs, strict=True))
