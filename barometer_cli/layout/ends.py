"""Values and names at the ends of lines: level with their points where they can be, and led to them where not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from barometer_cli.errors import LayoutError
from barometer_cli.layout.frame import Frame
from barometer_cli.layout.series import Series
from barometer_cli.layout.spread import spread
from barometer_cli.layout.text import Block, block, whole
from barometer_cli.layout.type import ASCENT, CAP_HEIGHT, SUBSTITUTE, width
from barometer_cli.messages import say
from barometer_cli.model.figure import Figure
from barometer_cli.model.scene import ORNAMENT, Line, Of, Text, Weight

LEADING = 1.2
BETWEEN = 8
"""Room between a value and the name beside it, px."""
WHITE = 4
"""The least white between what stands above one another, px."""
MOVED = 3
"""From how many px a word is led to its point."""
CLEAR = 2
"""White at both ends of what leads, px."""
GAP = 14
"""Room between a point and its words, px: what leads to words that moved is seen in it."""
LEAD = 1
"""Strength of what leads from a point to its words, px."""


Side: TypeAlias = Literal["left", "right"]


class End(Struct, frozen=True):
    """A point at an end of a line, and its words.

    Attributes
    ----------
    at
        Where the point stands: x of the edge that the words are beside, and y of its centre, px.
    fill
        Colour of the line.
    value, value_of
        The number as printed.
    name, name_of
        What the line is called; "" where that is told elsewhere.
    loud
        Whether its words stand out.
    weight
        That of the name.
    """

    at: tuple[float, float]
    fill: str
    value: str
    value_of: Of
    name: str = ""
    name_of: Of = ORNAMENT
    loud: bool = True
    weight: Weight = 400


def end(figure: Figure, series: Series, place: int, fill: str, *, named: bool) -> End:
    """The words of the first value (0) or last (-1) of a line of a colour, as yet without a place."""
    station, told = list(series.told.items())[place]
    loud = series.is_loud(figure)
    return End(
        (0.0, 0.0),
        fill,
        figure.locale.value(told.value),
        series.of("value", station),
        series.label(figure) if named else "",
        series.of("label"),
        loud,
        600 if loud and figure.spec.emphasis else 400,
    )


class Column(Struct, frozen=True):
    """Words of ends in a column: values first, and beside or below them the names in lines.

    Attributes
    ----------
    ends
        In any order.
    names
        Their names in lines.
    values
        Room for the values, px.
    stacked
        Whether names stand below values.
    """

    frame: Frame
    ends: tuple[End, ...]
    names: tuple[Block | None, ...]
    values: float
    stacked: bool

    @property
    def size(self) -> float:
        """That of the values, px."""
        return self.frame.theme.sizes.label

    @property
    def width(self) -> float:
        """Room of values and names with that for another font, px."""
        names = max((name.width * SUBSTITUTE for name in self.names if name), default=0.0)
        return max(self.values, names) if self.stacked else self.values + (BETWEEN + names if names else 0.0)

    @property
    def rooms(self) -> tuple[float, ...]:
        """Height of each end's words with the white after them, px."""
        return tuple(self._height(name) + WHITE for name in self.names)

    @property
    def height(self) -> float:
        """The least height in which they stand above one another, px."""
        return sum(self.rooms)

    def _height(self, name: Block | None) -> float:
        line = LEADING * self.size
        if name is None:
            return line
        named = len(name.lines) * name.leading
        return line + named if self.stacked else max(line, named)

    def beside(self, points: Sequence[tuple[float, float]]) -> Column:
        """The same beside points: x of the edge that the words are beside, and y of the centre, px."""
        ends = tuple(replace(end, at=at) for end, at in zip(self.ends, points, strict=True))
        return replace(self, ends=ends)

    def marks(self, x: float, side: Side, low: float, high: float) -> tuple[list[Text], list[Line]]:
        """The words beside `x` between `low` and `high` (px), and the lines that lead to those that had to move.

        Those on the left end at `x` and are values alone; those on the right begin there.
        """
        line = LEADING * self.size
        placed = sorted(zip(self.ends, self.names, self.rooms, strict=True), key=lambda each: each[0].at[1])
        half = [line / 2 if self.stacked else (room - WHITE) / 2 for _, _, room in placed]
        wanted = [end.at[1] - up + room / 2 for (end, _, room), up in zip(placed, half, strict=True)]
        rooms = [room for _, _, room in placed]
        centres = spread(wanted, rooms, low, max(high, low + self.height))
        texts: list[Text] = []
        leads: list[Line] = []
        for number, ((end, name, room), up, centre) in enumerate(zip(placed, half, centres, strict=True), start=1):
            middle = centre - room / 2 + up
            texts += self._words(f"{side}-{number}", x, middle, end, name, side)
            leads += self._lead(f"lead-{side}-{number}", x, middle, end, side)
        return texts, leads

    def _words(self, id: str, x: float, middle: float, end: End, name: Block | None, side: Side) -> list[Text]:
        colours, ground = self.frame.theme.colours, self.frame.theme.colours.background
        ink = colours.ink if end.loud else colours.muted
        baseline = round(middle + self.size * CAP_HEIGHT / 2, 2)
        anchor: Literal["start", "end"] = "end" if side == "left" else "start"
        value = Text(f"value-{id}", round(x, 2), baseline, end.value, self.size, 700 if end.loud else 400, ink, anchor,
                     ground, end.value_of)  # fmt: skip
        if name is None:
            return [value]
        left = x if self.stacked else x + self.values + BETWEEN
        half = name.leading * (len(name.lines) - 1) / 2
        first = baseline + name.leading if self.stacked else baseline - half
        top = first - name.size * ASCENT
        return [value, *name.marks(f"name-{id}", round(left, 2), top, ink, ground, end.name_of)]

    def _lead(self, id: str, x: float, middle: float, end: End, side: Side) -> list[Line]:
        """A thin line from the point to words that do not stand level with it, or far from it."""
        px, py = end.at
        if abs(middle - py) < MOVED and abs(x - px) < GAP + MOVED:
            return []
        sign = 1 if side == "right" else -1
        ends = (round(px + sign * CLEAR, 2), round(py, 2), round(x - sign * CLEAR, 2), round(middle, 2))
        return [Line(id, *ends, end.fill, LEAD, ORNAMENT)]


def column(frame: Frame, ends: Sequence[End], most: float) -> Column:
    """Ends in a column at most so wide (px).

    Names are as large as values, or smaller where that keeps their words whole. On a narrow sheet they stand below
    the values, unless each has room beside its own on one line.

    Parameters
    ----------
    frame
        The sheet.
    ends
        In any order, yet without their places.
    most
        The most width, px.

    Raises
    ------
    LayoutError
        If a word of a name is wider than the column in any size.
    """
    narrow = frame.preset.labels == "above"
    sizes = frame.theme.sizes
    between = (sizes.label + sizes.note) / 2
    ways = [(False, size) for size in (sizes.label, sizes.subtitle)]
    ways += [(narrow, size) for size in (sizes.label, sizes.subtitle, between, sizes.note)]
    for stacked, size in ways:
        values = max(width(end.value, sizes.label, 700) for end in ends) * SUBSTITUTE
        room = max(most if stacked else most - values - BETWEEN, 1) / SUBSTITUTE
        names = tuple(block(end.name, room, size, end.weight, LEADING) if end.name else None for end in ends)
        broken = [end.name for end in ends if not whole(end.name, room, size, end.weight)]
        in_line = all(name is None or len(name.lines) == 1 for name in names)
        if not broken and (in_line or stacked == narrow):
            return Column(frame, tuple(ends), names, values, stacked)
    raise LayoutError(
        say(
            "{id} ({preset}): no room beside the lines for {broken!r}",
            id=frame.figure.id,
            preset=frame.preset.name,
            broken=broken[0],
        ),
        say("Shorten the name, or write a soft hyphen (U+00AD) where its long word may break."),
    )
