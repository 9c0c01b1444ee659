"""Horizontal bars from a zero baseline, one a category or one a group of it, its value at its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from barometer_cli.errors import LayoutError
from barometer_cli.layout import legend
from barometer_cli.layout.frame import Frame, open_frame
from barometer_cli.layout.groups import HIDDEN, group_label
from barometer_cli.layout.order import check_emphasis, ordered
from barometer_cli.layout.text import Block, block
from barometer_cli.layout.type import CAP_HEIGHT, SUBSTITUTE, width
from barometer_cli.model.figure import Figure, Kind
from barometer_cli.model.preset import Preset
from barometer_cli.model.scene import Group, Mark, Rect, Scene, Text
from barometer_cli.model.table import Cell, Table
from barometer_cli.model.theme import Colours, Theme

LABEL_SHARE = 0.46
"""The most of the chart's width that labels may take."""
GAP = 12
"""Room between label, bar and value, px."""
UNDER = 3
"""Room between a label and the bar below it, px."""
BESIDE = 3
"""White between the bars of one category's groups, px."""
THINNEST, THICKEST, NARROWEST = 18, 60, 5
"""How far bars and the gap between rows give way on a sheet of fixed height, px."""
WHISKER = 2
CAP = 10
"""Strength of an interval's line and height of its ends, px."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a row: its cell (None: hidden), the value as printed, and its colour."""

    cell: Cell | None
    value: str
    fill: str

    @property
    def reach(self) -> float:
        """How far bar and interval go, as a share (0..1)."""
        if self.cell is None:
            return 0.0
        return max(self.cell.share, self.cell.interval[1]) if self.cell.interval else self.cell.share


@dataclass(frozen=True, slots=True)
class Row:
    """A label and its bars."""

    label: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Pitch:
    """Thickness of a bar, and gap between rows (px); whether labels stand above their bars."""

    thickness: float
    gap: float
    above: bool

    def bars(self, row: Row) -> float:
        """Height of a row's bars, px."""
        return len(row.bars) * (self.thickness + BESIDE) - BESIDE

    def height(self, row: Row, label: Block) -> float:
        """Height of a row without its gap, px: label and bars, or the higher of them where they stand beside."""
        if self.above:
            return label.height + UNDER + self.bars(row)
        return max(self.bars(row), label.height if len(label.lines) > 1 else 0)

    def total(self, rows: Sequence[Row], labels: Sequence[Block]) -> float:
        """Height of all rows with their gaps, px."""
        return sum(self.height(row, label) + self.gap for row, label in zip(rows, labels, strict=True))


def compose(figure: Figure, theme: Theme, preset: Preset) -> Scene:
    """Lay a bar chart out.

    Labels hang on the left edge of the sheet; they wrap where they would take more than their part of the
    width, and a row grows with its label. Where groups are compared, each category has a bar for each, named by a
    key above; a single category has a row for each instead.

    Raises
    ------
    LayoutError
        If there are more groups than colours to tell them apart.
    """
    frame = open_frame(figure, theme, preset)
    table = figure.table
    categories = _categories(table, figure.spec.order)
    check_emphasis(figure.spec.emphasis, categories if len(categories) > 1 else _named(table), figure.id)
    if len(table.groups) == 1:
        return _draw(frame, _single(figure, theme.colours, categories), frame.top)
    if len(categories) == 1:
        return _draw(frame, _by_group(figure, theme.colours, categories[0]), frame.top)
    if len(table.groups) > len(theme.colours.steps):
        raise LayoutError(
            f"{figure.id} ({preset.name}): {len(table.groups)} groups, "
            f"and {len(theme.colours.steps)} colours to tell them apart",
            "Compare fewer groups, or show one category.",
        )
    fills = dict(zip(table.groups, theme.colours.steps, strict=False))
    entries = [legend.Entry(fill, "", group_label(figure, group)) for group, fill in fills.items()]
    key, bottom = legend.flow(
        entries,
        frame.left,
        frame.right,
        frame.top,
        theme.sizes.subtitle,
        theme.colours.ink,
        theme.colours.background,
    )
    rows = [
        Row(table.drawn(category), tuple(_bar(figure, category, group, fill) for group, fill in fills.items()))
        for category in categories
    ]
    return _draw(frame, rows, round(bottom + 16), Group("key", figure.words.layers.key, key))


def abridge(figure: Figure, most: int) -> Table:
    """A figure's table with the `most` largest answers shown, those that the headline speaks of among them.

    Nothing is left out where bars are groups or steps that have an order of their own, nor where a share is hidden:
    what is largest cannot be told then.
    """
    table, spec = figure.table, figure.spec
    names = _categories(table, spec.order)
    spoken = {*spec.emphasis, *(name for claim in spec.claims if claim.places(spec.title) for name in claim.answers)}
    kept = sorted(names, key=lambda name: name not in spoken)[:most]
    whole = spec.order == "given" or len(table.groups) > 1 or table.unseen(table.groups[0])
    if whole or spoken.intersection(names).difference(kept):
        return table
    return replace(table, cells=tuple(replace(c, shown=c.shown and c.category in kept) for c in table.cells))


def _categories(table: Table, order: str | None) -> list[str]:
    """Categories in the order drawn: by the sum of their groups' shares or as given; hidden ones without any last."""
    sums: dict[str, float] = {}
    for cell in table.shown:
        sums[cell.category] = sums.get(cell.category, 0.0) + cell.share
    cells = [Cell(category, total) for category, total in sums.items()]
    hidden = [hidden.category for hidden in table.hidden if hidden.drawn and hidden.category not in sums]
    nets = {net.label for net in table.nets}
    return [cell.category for cell in ordered(cells, order, table.residual)] + [
        name for name in dict.fromkeys(hidden) if name not in nets
    ]


def _named(table: Table) -> list[str]:
    return [group for group in table.groups if group is not None] + [cell.category for cell in table.shown]


def _bar(figure: Figure, category: str, group: str | None, fill: str) -> Bar:
    cell = next((c for c in figure.table.shown if c.category == category and c.group == group), None)
    return Bar(cell, figure.locale.percent(cell.share) if cell else HIDDEN, fill)


def _fill(figure: Figure, colours: Colours, name: str | None) -> str:
    return colours.rest if figure.spec.emphasis and name not in figure.spec.emphasis else colours.data


def _single(figure: Figure, colours: Colours, categories: Sequence[str]) -> list[Row]:
    group = figure.table.groups[0]
    return [
        Row(figure.table.drawn(name), (_bar(figure, name, group, _fill(figure, colours, name)),)) for name in categories
    ]


def _by_group(figure: Figure, colours: Colours, category: str) -> list[Row]:
    """A row for each group, in the order of the breakdown."""
    table = figure.table
    return [
        Row(
            group_label(figure, group),
            (_bar(figure, category, group, _fill(figure, colours, group)),),
        )
        for group in table.groups
    ]


def _draw(frame: Frame, rows: Sequence[Row], top: float, key: Group | None = None) -> Scene:
    colours, size = frame.theme.colours, frame.theme.sizes.label
    above = frame.preset.labels == "above"
    widest = max(width(row.label.replace("\u00ad", ""), size) for row in rows) * SUBSTITUTE
    column = min(widest, frame.measure if above else LABEL_SHARE * frame.measure)
    labels = [block(row.label, column / SUBSTITUTE, size, leading=1.25, balanced=True) for row in rows]
    column = max(label.width for label in labels) * SUBSTITUTE
    values = max(width(bar.value, size, 700) for row in rows for bar in row.bars) * SUBSTITUTE + GAP
    zero = frame.left + 1 if above else round(frame.left + column + GAP)
    largest = max(bar.reach for row in rows for bar in row.bars) or 1.0
    longest = frame.right - values - zero

    def along(share: float) -> float:
        """Length of a share, px."""
        return longest * (share / largest)

    room = None if frame.room is None else frame.room - (top - frame.top)
    pitch = _pitch(rows, labels, above, room)

    bars: list[Mark] = []
    intervals: list[Mark] = []
    names: list[Mark] = []
    numbers: list[Mark] = []
    axis: list[Mark] = []
    y = top if above else top + pitch.gap / 2
    number = 0
    for index, (row, label) in enumerate(zip(rows, labels, strict=True), start=1):
        height = pitch.height(row, label)
        middle = y + height / 2
        bar_top = round(y + height - pitch.bars(row) if above else middle - pitch.bars(row) / 2)
        if above:
            names += label.marks(f"label-{index}", frame.left, y, colours.ink, colours.background)
            axis.append(Rect(f"baseline-{index}", zero - 1, bar_top, 1, pitch.bars(row), colours.baseline))
        else:
            names += _hung(label, f"label-{index}", frame.left, middle, colours.ink, colours.background)
        for bar in row.bars:
            number += 1
            length = round(along(bar.cell.share), 2) if bar.cell else 0.0
            if bar.cell:
                bars.append(Rect(f"bar-{number}", zero, bar_top, length, pitch.thickness, bar.fill))
            centre = bar_top + pitch.thickness / 2
            if bar.cell and bar.cell.interval:
                low, high = (round(zero + along(limit), 2) for limit in bar.cell.interval)
                intervals += _interval(low, high, f"interval-{number}", centre, colours)
            x = round(zero + along(bar.reach) + GAP * 0.7, 2)
            baseline = round(centre + size * CAP_HEIGHT / 2, 2)
            numbers.append(
                Text(f"value-{number}", x, baseline, bar.value, size, 700, colours.ink, "start", colours.background)
            )
            bar_top += round(pitch.thickness + BESIDE)
        y += height + pitch.gap
    bottom = y - pitch.gap if above else y - pitch.gap / 2
    if not above:
        axis.append(Rect("baseline", zero - 1, top, 1, round(bottom - top), colours.baseline))
    layers = frame.figure.words.layers
    groups = [
        *([key] if key else []),
        Group("bars", layers.bars, tuple(bars)),
        Group("baseline", layers.baseline, tuple(axis)),
        Group("labels", layers.labels, tuple(names)),
        Group("values", layers.values, tuple(numbers)),
    ]
    if intervals:
        groups.insert(-2, Group("intervals", layers.intervals, tuple(intervals)))
    return frame.close(tuple(groups), bottom)


def _interval(left: float, right: float, id: str, centre: float, colours: Colours) -> list[Rect]:
    """A line with ends from limit to limit (px), set off from the bar by a casing in the colour of the sheet."""
    middle = round(centre - WHISKER / 2)
    length = round(max(right - left, WHISKER), 2)
    end = round(left + length - WHISKER, 2)
    foot = round(centre - CAP / 2)
    ground, ink = colours.background, colours.ink
    return [
        Rect(f"{id}-casing", left, middle - 1, length, WHISKER + 2, ground),
        Rect(f"{id}-low-casing", left - 1, foot - 1, WHISKER + 2, CAP + 2, ground),
        Rect(f"{id}-high-casing", end - 1, foot - 1, WHISKER + 2, CAP + 2, ground),
        Rect(f"{id}-line", left, middle, length, WHISKER, ink),
        Rect(f"{id}-low", left, foot, WHISKER, CAP, ink),
        Rect(f"{id}-high", end, foot, WHISKER, CAP, ink),
    ]


def _pitch(rows: Sequence[Row], labels: Sequence[Block], above: bool, room: float | None) -> Pitch:
    """Few bars are thick; on a sheet of fixed height bars and gaps grow or shrink to the `room` (px) there is."""
    few, many = 3, 12
    if any(len(row.bars) > 1 for row in rows):
        pitch = Pitch(20, 20, above)
    elif above:
        pitch = Pitch(24, 14, above)
    else:
        pitch = Pitch(
            38 if len(rows) <= few else 26 if len(rows) <= many else 22, 14 if len(rows) <= few else 10, above
        )
    if room is None:
        return pitch
    while pitch.total(rows, labels) > room and pitch.thickness > THINNEST:
        pitch = replace(pitch, thickness=pitch.thickness - 1, gap=max(pitch.gap - 1, NARROWEST))
    while pitch.thickness < THICKEST:
        wider = replace(pitch, thickness=pitch.thickness + 1, gap=pitch.gap + 0.5)
        if wider.total(rows, labels) > room:
            break
        pitch = wider
    spare = (room - pitch.total(rows, labels)) / len(rows)
    return replace(pitch, gap=pitch.gap + min(max(spare, 0), pitch.thickness / 2))


def _hung(label: Block, id: str, x: float, middle: float, fill: str, ground: str) -> tuple[Text, ...]:
    """A label whose lines stand evenly about the middle of its row (px)."""
    first = middle + label.size * CAP_HEIGHT / 2 - label.leading * (len(label.lines) - 1) / 2
    top = first - label.size * 1.025
    return label.marks(id, x, top, fill, ground)


KIND = Kind(
    name="bars",
    purpose="horizontal bars, one a category or one a group of it",
    compose=compose,
    needs=frozenset({"table"}),
    takes=frozenset(
        {"subtitle", "question", "filter", "n", "caption", "order", "emphasis", "interval", "significance"}
    ),
    abridge=abridge,
)
