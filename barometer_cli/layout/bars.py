"""Horizontal bars from one zero, each in its row: lengths, intervals, tracks and printed values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from barometer_cli.errors import DataError
from barometer_cli.layout.frame import Frame
from barometer_cli.layout.groups import HIDDEN
from barometer_cli.layout.palette import ink_in
from barometer_cli.layout.rows import GAP, Rows
from barometer_cli.layout.type import CAP_HEIGHT, SUBSTITUTE, width
from barometer_cli.messages import say
from barometer_cli.model.figure import Figure
from barometer_cli.model.scene import ORNAMENT, Anchor, Encoding, Group, Mark, Of, Rect, Text
from barometer_cli.model.table import Cell, Net
from barometer_cli.model.theme import Colours

NOTHING = 1e-9
"""A value that no rounding tells from none."""
WHISKER = 2
CAP = 10
"""Strength of an interval's line and height of its ends, px."""


class Bar(Struct, frozen=True):
    """One bar: whose it is, its value (None: hidden), that value as printed, and its colour."""

    category: str
    group: str | None
    told: Cell | Net | None
    printed: str
    fill: str

    @property
    def reach(self) -> float:
        """How far bar and interval go, in the table's measure."""
        if self.told is None:
            return 0.0
        return max(self.told.value, self.told.interval[1]) if self.told.interval else self.told.value

    def of(self, role: Encoding | Literal["value", "hidden"]) -> Of:
        """What a mark of this bar stands for."""
        return Of(role, self.category, self.group)


class Scale(Struct, frozen=True):
    """Where zero stands (px), and how many px a unit of the measure takes."""

    zero: float
    pace: float

    def at(self, value: float) -> float:
        """Where a value stands, px."""
        return self.zero + self.pace * value


def bar(figure: Figure, category: str, group: str | None, fill: str) -> Bar:
    """The bar of a category, or net, of a group."""
    told = figure.table.find(category, group)
    return Bar(category, group, told, figure.locale.value(told.value) if told else HIDDEN, fill)


def prove_positive(figure: Figure) -> None:
    """Refuse values below zero, where no bar can begin.

    Raises
    ------
    DataError
        If there is one.
    """
    table = figure.table
    for cell in (cell for cell in table.shown if cell.value < 0):
        raise DataError(
            say(
                "{id}: {category!r} is {value}, and bars begin at zero",
                id=figure.id,
                category=cell.category,
                value=figure.locale.value(cell.value),
            ),
            say("Draw values on both sides of zero as `kind: dots`."),
        )


def whole_of_one(figure: Figure, bars: Sequence[Bar]) -> float | None:
    """The whole in which the only bar that is told lies, for nothing else says how long it is; None where there are
    several, or the values are parts of nothing.
    """
    return figure.table.measure.whole if sum(bar.told is not None for bar in bars) == 1 else None


def scale(frame: Frame, bars: Sequence[Bar], left: float, right: float, whole: float | None) -> Scale:
    """The scale on which the longest bar and its value end at `right`; with tracks their `whole` does.

    Parameters
    ----------
    frame
        The sheet.
    bars
        All that lie on it.
    left, right
        Where it may begin and end, px.
    whole
        The value at which tracks end; None without tracks.
    """
    size = frame.theme.sizes.label
    figure = frame.figure
    printed = [*(bar.printed for bar in bars), *map(figure.locale.value, figure.beside)]
    values = max(width(text, size, 700) for text in printed) * SUBSTITUTE + GAP
    largest = whole or max(*(bar.reach for bar in bars), *figure.beside, 0.0)
    return Scale(left, (right - values - left) / (largest if largest > NOTHING else 1.0))


def draw(
    frame: Frame,
    rows: Rows,
    bars: Sequence[Sequence[Bar]],
    along: Scale,
    whole: float | None = None,
    clear: float | None = None,
) -> tuple[Group, ...]:
    """The layers of bars in their rows: bars, baseline, labels, intervals, values.

    Parameters
    ----------
    frame
        The sheet.
    rows
        Where they stand.
    bars
        Of each row, from above; none in a heading.
    along
        Their scale.
    whole
        The value at which each bar's track ends; None without tracks.
    clear
        Where a line crosses the rows, px: a printed value that would touch it stands in its bar if that holds it.
    """
    colours, size, layers = frame.theme.colours, frame.theme.sizes.label, frame.figure.words.layers
    drawn: list[Mark] = []
    intervals: list[Mark] = []
    numbers: list[Mark] = []
    number = 0
    anchor: Anchor
    for tops, row in zip(rows.tops, bars, strict=True):
        for top, each in zip(tops, row, strict=True):
            number += 1
            centre = top + rows.thickness / 2
            end = along.at(each.reach)
            if each.told and whole:
                end, length = along.at(whole), round(along.pace * whole, 2)
                track = Rect(
                    f"track-{number}", along.zero, top, length, rows.thickness, colours.track, each.of("whole")
                )
                drawn.append(track)
            if each.told:
                length = round(along.pace * each.told.value, 2)
                drawn.append(Rect(f"bar-{number}", along.zero, top, length, rows.thickness, each.fill, each.of("bar")))
                if each.told.interval:
                    intervals += _interval(each, along, f"interval-{number}", centre, colours)
            x, anchor, ink, ground = end + GAP * 0.7, "start", colours.ink, colours.background
            if _is_met(clear, x, each.printed, size) and _holds(each, end - along.zero, size):
                x, anchor, ink, ground = end - GAP * 0.7, "end", ink_in(each.fill, colours), each.fill
            of = each.of("value" if each.told else "hidden")
            baseline = round(centre + size * CAP_HEIGHT / 2, 2)
            numbers.append(
                Text(f"value-{number}", round(x, 2), baseline, each.printed, size, 700, ink, anchor, ground, of)
            )
    groups = [
        Group("bars", layers.bars, tuple(drawn)),
        Group("baseline", layers.baseline, baselines(rows, along.zero, colours)),
        Group("labels", layers.labels, rows.labels),
        Group("intervals", layers.intervals, tuple(intervals)),
        Group("values", layers.values, tuple(numbers)),
    ]
    return tuple(group for group in groups if group.marks)


def _is_met(line: float | None, x: float, printed: str, size: float) -> bool:
    """Whether a line at so many px touches a printed value that begins at `x` (px)."""
    return line is not None and x - GAP / 2 < line < x + width(printed, size, 700) * SUBSTITUTE + GAP / 2


def _holds(bar: Bar, length: float, size: float) -> bool:
    """Whether a bar so long (px) has room for its printed value, and no interval lies on it."""
    if bar.told is None or bar.told.interval:
        return False
    return length >= width(bar.printed, size, 700) * SUBSTITUTE + 2 * GAP * 0.7


def baselines(rows: Rows, zero: float, colours: Colours) -> tuple[Rect, ...]:
    """The line at `zero` (px) from which bars go: through all rows, but no words that stand between them."""
    runs = rows.runs()
    return tuple(
        Rect("baseline" if len(runs) == 1 else f"baseline-{number}", zero - 1, top, 1, round(bottom - top, 2),
             colours.baseline, Of("zero"))
        for number, (top, bottom) in enumerate(runs, start=1)
    )  # fmt: skip


def _interval(bar: Bar, along: Scale, id: str, centre: float, colours: Colours) -> list[Rect]:
    """A line from limit to limit with ends on them, set off from the bar by a casing that leaves the baseline whole."""
    assert bar.told and bar.told.interval, "only bars with an interval have one drawn"
    low, high = (along.at(limit) for limit in bar.told.interval)
    middle = round(centre - WHISKER / 2)
    left, length = round(low, 2), round(high - low, 2)
    limits: tuple[tuple[Literal["low", "high"], float], ...] = (("low", low), ("high", high))
    ends = [(name, round(limit - WHISKER / 2, 2)) for name, limit in limits]
    foot = round(centre - CAP / 2)
    ink = colours.ink

    def casing(name: str, x: float, y: float, right: float, height: float) -> Rect:
        start = max(x, along.zero)
        return Rect(f"{id}{name}-casing", start, y, round(right - start, 2), height, colours.background, ORNAMENT)

    return [
        casing("", left, middle - 1, left + length, WHISKER + 2),
        *(casing(f"-{name}", x - 1, foot - 1, x + WHISKER + 1, CAP + 2) for name, x in ends),
        Rect(f"{id}-line", left, middle, length, WHISKER, ink, bar.of("interval")),
        *(Rect(f"{id}-{name}", x, foot, WHISKER, CAP, ink, bar.of(name)) for name, x in ends),
    ]
