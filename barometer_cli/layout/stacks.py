"""Parts of a whole laid end to end along an axis: their marks, and their values on them or, of slivers, beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from msgspec import Struct

from barometer_cli.errors import DataError
from barometer_cli.layout.frame import Frame
from barometer_cli.layout.palette import ink_in
from barometer_cli.layout.spread import spread
from barometer_cli.layout.type import CAP_HEIGHT, SUBSTITUTE, width
from barometer_cli.messages import say
from barometer_cli.model.scene import Anchor, Axis, Of, Path, Rect, Text, Weight
from barometer_cli.model.table import Cell, Table

GAP, SLIVER = 2, 0.5
"""White between touching segments, and the least that is left of one, px."""
MARGIN = 4
"""White after a value within its segment, and above and below it, px."""
SIZE = 14
"""Font size of a value that does not stand on its segment, px."""
HALF = SIZE * CAP_HEIGHT / 2
"""Half the height of its digits, px."""
LEADER, CLEAR, APART = 9, 2, 6
"""From a bar to the words that were moved beside it, white at either end of the line between them, and between words
beside one another, px."""
STROKE = 1
"""Strength of a leader, px."""
BEYOND = 8
"""From the outer end of a bar to the value of its last part beyond it, px."""
MOVED = LEADER + SIZE
"""Room that values below a bar take, px."""


class Segment(Struct, frozen=True):
    """A part: its cell, its colour, and where it begins (px from zero, where shares grow) and how long it is."""

    cell: Cell
    fill: str
    start: float
    length: float

    @property
    def end(self) -> float:
        """Where the next one begins, px from zero."""
        return self.start + self.length

    def of(self, role: Literal["bar", "value", "leader"]) -> Of:
        """What a mark of this part stands for."""
        return Of(role, self.cell.category, self.cell.group)


class Stack(Struct, frozen=True):
    """Parts of one whole, end to end.

    Attributes
    ----------
    group
        Whose they are.
    segments
        In the order in which they lie, from where shares are least.
    zero
        Where a share of 0 stands, px of the sheet.
    axis
        Whether it lies along x, or stands along y and grows upwards.
    whole
        Where 100 % ends, px from zero; None where what parts leave of it is not drawn.
    across, thickness
        Where it lies at right angles to its axis (its upper or left edge), and how thick it is, px.
    """

    group: str | None
    segments: tuple[Segment, ...]
    zero: float
    axis: Axis = "x"
    whole: float | None = None
    across: float = 0.0
    thickness: float = 0.0

    @property
    def top(self) -> float:
        """Where the last part ends, px from zero."""
        return self.segments[-1].end if self.segments else 0.0

    @property
    def rest(self) -> float:
        """Length of what the parts leave empty, px; 0 where it could not be seen beside the white before it."""
        rest = (self.whole or 0.0) - self.top
        return rest if rest >= GAP + SLIVER else 0.0

    def at(self, place: float) -> float:
        """A place that is so many px from zero, px of the sheet."""
        return self.zero + place if self.axis == "x" else self.zero - place

    def middle(self, segment: Segment) -> float:
        """The middle of the mark of a part, px of the sheet."""
        return self.at((segment.start + self.end(segment)) / 2)

    def end(self, segment: Segment) -> float:
        """Where the mark of a part ends, px from zero: it gives up the white to what follows it."""
        gap = GAP if segment is not self.segments[-1] or self.rest else 0
        return max(segment.end - gap, segment.start + min(segment.length, SLIVER))

    def marks(self, id: str, track: str) -> list[Rect]:
        """The parts and what they leave empty."""
        marks = [
            self._rect(f"{id}-{number}", each.start, self.end(each), each.fill, each.of("bar"))
            for number, each in enumerate(self.segments, start=1)
        ]
        if self.rest and self.whole is not None:
            marks.append(self._rect(f"{id}-rest", self.top, self.whole, track, Of("rest", None, self.group)))
        return marks

    def _rect(self, id: str, start: float, end: float, fill: str, of: Of) -> Rect:
        if self.axis == "x":
            left = round(self.at(start), 2)
            return Rect(id, left, self.across, round(end - start, 2), self.thickness, fill, of)
        top, foot = round(self.at(end), 2), round(self.at(start), 2)  # neighbours begin where one rounding has them
        return Rect(id, self.across, top, self.thickness, round(foot - top, 2), fill, of)


def stacked(
    group: str | None,
    cells: Iterable[Cell],
    fills: Mapping[str, str],
    zero: float,
    scale: float,
    axis: Axis = "x",
    start: float = 0.0,
    whole: float | None = None,
) -> Stack:
    """The parts of a group end to end, whose place across is not known yet.

    Parameters
    ----------
    group
        Whose they are.
    cells
        In the order in which they lie.
    fills
        The colour of each category.
    zero, axis, whole
        As of `Stack`.
    scale
        Px of a value of 1.
    start
        Where the first one begins, px from zero.
    """
    segments: list[Segment] = []
    for cell in cells:
        segments.append(Segment(cell, fills[cell.category], start, cell.value * scale))
        start = segments[-1].end
    return Stack(group, tuple(segments), zero, axis=axis, whole=whole)


def prove_whole(table: Table) -> None:
    """Refuse shares that overlap: they cannot be laid end to end.

    Raises
    ------
    DataError
        If those of a group sum to more than 100 % by more than rounding.
    """
    for group in table.groups if table.measure.is_share else ():
        cells = [cell for cell in table.shown if cell.group == group]
        total = sum(table.printed(cell) for cell in cells)
        if total > 100 + len(cells) / 2:
            raise DataError(
                say(
                    "{file}: the parts of a stacked bar sum to {total} % in {group!r}",
                    file=table.file,
                    total=total,
                    group=group,
                )
                if group
                else say("{file}: the parts of a stacked bar sum to {total} %", file=table.file, total=total),
                say("Shares that overlap are not parts of one whole: draw them as `kind: bars`."),
            )


class Setting(Struct, frozen=True):
    """How values stand on their parts: font size and where they begin in a part (px), and weight."""

    size: float
    inset: float = 8
    weight: Weight = 700

    @property
    def beside(self) -> Weight:
        """The weight of values that stand beside their parts."""
        return 400 if self.weight == 400 else 600


class Values(Struct, frozen=True):
    """The printed values of a stack, and the lines that lead to those that were moved beside it."""

    texts: tuple[Text, ...]
    leaders: tuple[Path, ...]


def moved(stack: Stack, frame: Frame, setting: Setting) -> list[Segment]:
    """The parts that cannot carry their values."""
    locale = frame.figure.locale
    return [each for each in stack.segments if not _fits(each, locale.value(each.cell.value), stack, setting)]


def room(value: str, setting: Setting) -> float:
    """How broad a part must be to carry a value, px."""
    return setting.inset + width(value, setting.size, setting.weight) * SUBSTITUTE + MARGIN


def _fits(segment: Segment, value: str, stack: Stack, setting: Setting) -> bool:
    if stack.axis == "x":
        return room(value, setting) <= segment.length
    high = setting.size * CAP_HEIGHT + 2 * MARGIN + GAP
    return high <= segment.length and room(value, setting) <= stack.thickness


def values(
    stack: Stack,
    frame: Frame,
    id: str,
    limits: tuple[float, float],
    setting: Setting,
    middles: Mapping[str, float] | None = None,
    beyond: Mapping[str, Anchor] | None = None,
) -> Values:
    """Every value on its part, or of slivers beside it: below a bar, to the right of a column, at the end of a line.

    Parameters
    ----------
    stack
        The parts.
    frame
        The sheet.
    id
        Of the marks, before the number of the part.
    limits
        Between which moved values lie along the axis, px of the sheet.
    setting
        Of values on their parts.
    middles
        Where a value that must be moved is wanted, px of the sheet, by its category; the middle of its part where left
        out.
    beyond
        The categories of outer parts of a bar whose value stands beyond its end, and how it is anchored there.
    """
    colours, locale = frame.theme.colours, frame.figure.locale
    out, size = moved(stack, frame, setting), setting.size
    texts: list[Text] = []
    for number, each in enumerate(stack.segments, start=1):
        if anchor := (beyond or {}).get(each.cell.category):
            at = each.start - BEYOND if anchor == "end" else each.end + BEYOND
            x, y = round(stack.at(at), 2), round(stack.across + (stack.thickness + size * CAP_HEIGHT) / 2, 2)
            value, ink, of = locale.value(each.cell.value), colours.ink, each.of("value")
            ground = colours.background
            texts.append(Text(f"{id}-{number}", x, y, value, size, setting.beside, ink, anchor, ground, of))
            out.remove(each)
            continue
        if each in out:
            continue
        middle = stack.middle(each)
        left = stack.at(each.start) if stack.axis == "x" else stack.across
        level = stack.across + stack.thickness / 2 if stack.axis == "x" else middle
        x, y = round(left + setting.inset, 2), round(level + size * CAP_HEIGHT / 2, 2)
        value, ink, of = locale.value(each.cell.value), ink_in(each.fill, colours), each.of("value")
        texts.append(Text(f"{id}-{number}", x, y, value, size, setting.weight, ink, "start", each.fill, of))
    if stack.axis == "y":
        out = out[::-1]  # in the order of the sheet, so that slivers of nothing keep it too
    printed = [locale.value(each.cell.value) for each in out]
    wide = [width(value, SIZE, setting.beside) * SUBSTITUTE for value in printed]
    rooms = [each + APART for each in wide] if stack.axis == "x" else [SIZE + CLEAR] * len(out)
    wanted = [(middles or {}).get(each.cell.category, stack.middle(each)) for each in out]
    leaders: list[Path] = []
    for each, value, broad, place in zip(out, printed, wide, spread(wanted, rooms, *limits), strict=True):
        number, edge = stack.segments.index(each) + 1, stack.across + stack.thickness
        x, y = (place - broad / 2, edge + LEADER) if stack.axis == "x" else (edge + LEADER, place - HALF)
        x, y, of = round(x, 2), round(y + 2 * HALF, 2), each.of("value")
        texts.append(
            Text(f"{id}-{number}", x, y, value, SIZE, setting.beside, colours.ink, "start", colours.background, of)
        )
        reach = broad / SUBSTITUTE / 2 - STROKE if stack.axis == "x" else HALF
        leaders.append(leader(f"{id}-{number}-leader", stack, each, place, reach, colours.rest))
    return Values(tuple(texts), tuple(leaders))


def leader(id: str, stack: Stack, segment: Segment, place: float, reach: float, stroke: str) -> Path:
    """A line from a part to words beside it: straight where these reach to before its middle, else with a step.

    Parameters
    ----------
    place, reach
        The middle of the words along the axis, and how far they go to either side of it, px.
    """
    tip, edge = stack.middle(segment), stack.across + stack.thickness
    first, last, turn = edge + CLEAR, edge + LEADER - CLEAR, edge + LEADER / 2
    straight = abs(tip - place) <= reach
    points = [(tip, first), (tip, last)] if straight else [(tip, first), (tip, turn), (place, turn), (place, last)]
    steps = points if stack.axis == "x" else [(across, along) for along, across in points]
    rounded = tuple((round(x, 2), round(y, 2)) for x, y in steps)
    return Path(id, rounded, stroke=stroke, width=STROKE, of=segment.of("leader"))
