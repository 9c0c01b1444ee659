"""Horizontal bars from a zero baseline, one a category or one a group of it, nets above their parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from barometer_cli.errors import DataError
from barometer_cli.layout import legend
from barometer_cli.layout.frame import Frame, open_frame
from barometer_cli.layout.groups import HIDDEN, group_label
from barometer_cli.layout.order import Entry, check_emphasis, is_given, ordered, outline
from barometer_cli.layout.palette import emphasised, told_apart
from barometer_cli.layout.text import SOFT_HYPHEN, Block, block
from barometer_cli.layout.type import CAP_HEIGHT, SUBSTITUTE, width
from barometer_cli.model.figure import Figure, Kind
from barometer_cli.model.picture import Manner
from barometer_cli.model.preset import Preset
from barometer_cli.model.scene import ORNAMENT, Encoding, Group, Mark, Of, Rect, Scene, Text, Weight
from barometer_cli.model.table import Cell, Net, Table
from barometer_cli.model.theme import Colours, Theme

LABEL_SHARE = 0.46
"""The most of the chart's width that labels may take."""
GAP = 12
"""Room between label, bar and value, px."""
UNDER = 3
"""Room between a label and the bar below it, px."""
BESIDE = 3
"""White between the bars of one category's groups, px."""
INDENT = 18
"""How far the label of a part stands beneath that of its net, px."""
APART = 0.7
"""White between a net with its parts and what is no part of it, in gaps, besides the gap."""
THINNEST, THICKEST, NARROWEST = 18, 60, 5
"""How far bars and the gap between rows give way on a sheet of fixed height, px."""
WHISKER = 2
CAP = 10
"""Strength of an interval's line and height of its ends, px."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a row: whose it is, its share (None: hidden), the value as printed, and its colour."""

    category: str
    group: str | None
    told: Cell | Net | None
    value: str
    fill: str

    @property
    def reach(self) -> float:
        """How far bar and interval go, as a share (0..1)."""
        if self.told is None:
            return 0.0
        return max(self.told.value, self.told.interval[1]) if self.told.interval else self.told.value

    def of(self, role: Encoding | Literal["value", "hidden"]) -> Of:
        """What a mark of this bar stands for."""
        return Of(role, self.category, self.group)


@dataclass(frozen=True, slots=True)
class Row:
    """A label and its bars.

    Attributes
    ----------
    label, of
        The words, and what they name.
    bars
        From above.
    entry
        The category or net, at its place.
    apart
        Whether it begins something that is no part of what stands above it.
    """

    label: str
    of: Of
    bars: tuple[Bar, ...]
    entry: Entry
    apart: bool = False

    @property
    def weight(self) -> Weight:
        """That of the label."""
        return 600 if self.entry.net else 400

    @property
    def indent(self) -> float:
        """How far the label stands beneath that of a net, px."""
        return INDENT * self.entry.depth


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

    def before(self, row: Row) -> float:
        """White above a row besides its gap, px."""
        return APART * self.gap if row.apart else 0.0

    def total(self, rows: Sequence[Row], labels: Sequence[Block]) -> float:
        """Height of all rows with their gaps, px."""
        return sum(
            self.before(row) + self.height(row, label) + self.gap for row, label in zip(rows, labels, strict=True)
        )


def compose(figure: Figure, theme: Theme, preset: Preset) -> Scene:
    """Lay a bar chart out.

    Labels hang on the left edge of the sheet; they wrap where they would take more than their part of the
    width, and a row grows with its label. Nets are rows too, their parts set in beneath them. Where groups are
    compared, each category has a bar for each, named by a key above; a single category has a row for each instead.

    Raises
    ------
    LayoutError
        If there are more groups than colours to tell them apart.
    """
    frame = open_frame(figure, theme, preset)
    table = figure.table
    entries = outline(table, figure.spec.order)
    if len(table.groups) == 1:
        fills = [{table.groups[0]: _fill(figure, theme.colours, entry.name)} for entry in entries]
        return _draw(frame, _rows(figure, entries, fills), frame.top)
    if len(entries) == 1:
        return _draw(frame, _by_group(figure, theme.colours, entries[0]), frame.top)
    hint = "Compare fewer groups, or show one category."
    of_group = told_apart(frame, table.groups, "groups", hint)
    keys = [legend.Entry(fill, "", group_label(figure, group), group=group) for group, fill in of_group.items()]
    key, bottom = legend.flow(keys, frame.left, frame.right, frame.top, theme.sizes.subtitle, theme.colours)
    rows = _rows(figure, entries, [of_group] * len(entries))
    return _draw(frame, rows, round(bottom + 16), Group("key", figure.words.layers.key, key))


def accept(figure: Figure) -> None:
    """Refuse to emphasise what is not drawn, or shares its colour with others, and a scale that no colours tell.

    Raises
    ------
    UnknownCategory
        If `emphasis` names it.
    DataError
        If `scale` says what colours tell apart, and there is one colour.
    """
    table = figure.table
    rows = [entry.name for entry in outline(table, figure.spec.order)]
    groups = [group for group in table.groups if group is not None]
    one_row_a_group = len(rows) == 1 or len(table.groups) == 1
    check_emphasis(figure.spec.emphasis, [*rows, *groups] if one_row_a_group else groups, figure.id)
    if figure.spec.scale and one_row_a_group:
        raise DataError(
            f"{figure.id}: `scale` says what names are that colours tell apart, and these bars are all of one colour",
            "Remove it, or compare groups over several categories.",
        )


def abridge(figure: Figure, most: int) -> Table:
    """A figure's table with the `most` largest answers and nets shown, those that the headline speaks of among them.

    Nothing is left out where bars are groups or steps that have an order of their own, nor where a share is hidden:
    what is largest cannot be told then.
    """
    table, spec = figure.table, figure.spec
    spoken = {*spec.emphasis, *(name for claim in spec.claims if claim.places(spec.title) for name in claim.answers)}
    told = [*table.shown, *(Cell(net.label, net.value) for net in table.nets)]
    names = [cell.category for cell in ordered(told, spec.order, table.residual)]
    kept = sorted(names, key=lambda name: name not in spoken)[:most]
    whole = is_given(names, spec.order) or len(table.groups) > 1 or table.unseen(table.groups[0])
    if whole or spoken.intersection(names).difference(kept):
        return table
    return replace(
        table,
        cells=tuple(replace(cell, shown=cell.shown and cell.category in kept) for cell in table.cells),
        nets=tuple(net for net in table.nets if net.label in kept),
    )


def _rows(figure: Figure, entries: Sequence[Entry], fills: Sequence[Mapping[str | None, str]]) -> list[Row]:
    """A row for each category and net, with a bar for each group in the colour that it has there."""
    rows: list[Row] = []
    for place, (entry, colours) in enumerate(zip(entries, fills, strict=True)):
        bars = tuple(_bar(figure, entry.name, group, fill) for group, fill in colours.items())
        label = figure.table.drawn(entry.name)
        rows.append(Row(label, Of("label", entry.name), bars, entry, _apart(entries, place)))
    return rows


def _apart(entries: Sequence[Entry], place: int) -> bool:
    """Whether an entry begins something that is no part of what stands above it, where nets part the rows."""
    if place == 0:
        return False
    entry, above = entries[place], entries[place - 1]
    holds = place + 1 < len(entries) and entries[place + 1].depth > entry.depth
    return entry.depth < above.depth or (entry.depth == above.depth and (holds or entry.net != above.net))


def _bar(figure: Figure, category: str, group: str | None, fill: str) -> Bar:
    table = figure.table
    told = next((cell for cell in table.shown if (cell.category, cell.group) == (category, group)), None) or next(
        (net for net in table.nets if (net.label, net.group) == (category, group)), None
    )
    return Bar(category, group, told, figure.locale.value(told.value) if told else HIDDEN, fill)


def _fill(figure: Figure, colours: Colours, *names: str | None) -> str:
    """Strong where a name is emphasised; where nothing is, parts step back beside the nets that they are in."""
    emphasis, table = figure.spec.emphasis, figure.table
    if emphasis:
        strong = any(emphasised(name, emphasis, table) for name in names)
    else:
        strong = not any(name in net.parts for name in names for net in table.nets)
    return colours.data if strong else colours.rest


def _by_group(figure: Figure, colours: Colours, only: Entry) -> list[Row]:
    """A row for each group, in the order of the breakdown."""
    return [
        Row(
            group_label(figure, group),
            Of("label", None, group),
            (_bar(figure, only.name, group, _fill(figure, colours, only.name, group)),),
            Entry(only.name),
        )
        for group in figure.table.groups
    ]


def _draw(frame: Frame, rows: Sequence[Row], top: float, key: Group | None = None) -> Scene:
    colours, size = frame.theme.colours, frame.theme.sizes.label
    above = frame.preset.labels == "above"
    whole = sum(bar.told is not None for row in rows for bar in row.bars) == 1
    widest = max(width(row.label.replace(SOFT_HYPHEN, ""), size, row.weight) * SUBSTITUTE + row.indent for row in rows)
    column = min(widest, frame.measure if above else LABEL_SHARE * frame.measure)
    labels = [
        block(row.label, (column - row.indent) / SUBSTITUTE, size, row.weight, leading=1.25, balanced=True)
        for row in rows
    ]
    column = max(label.width * SUBSTITUTE + row.indent for label, row in zip(labels, rows, strict=True))
    values = max(width(bar.value, size, 700) for row in rows for bar in row.bars) * SUBSTITUTE + GAP
    zero = frame.left + 1 if above else round(frame.left + column + GAP)
    largest = 1.0 if whole else max(bar.reach for row in rows for bar in row.bars) or 1.0
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
        y += pitch.before(row)
        height = pitch.height(row, label)
        middle = y + height / 2
        bar_top = round(y + height - pitch.bars(row) if above else middle - pitch.bars(row) / 2)
        left = frame.left + row.indent
        if above:
            names += label.marks(f"label-{index}", left, y, colours.ink, colours.background, row.of)
            stand = Rect(f"baseline-{index}", zero - 1, bar_top, 1, pitch.bars(row), colours.baseline, Of("zero"))
            axis.append(stand)
        else:
            names += _hung(label, f"label-{index}", left, middle, colours.ink, colours.background, row.of)
        for bar in row.bars:
            number += 1
            centre = bar_top + pitch.thickness / 2
            end = zero + along(bar.reach)
            if bar.told and whole:
                end = zero + longest
                track = Rect("track", zero, bar_top, longest, pitch.thickness, colours.track, bar.of("whole"))
                bars.append(track)
            if bar.told:
                length = round(along(bar.told.value), 2)
                bars.append(Rect(f"bar-{number}", zero, bar_top, length, pitch.thickness, bar.fill, bar.of("bar")))
                if bar.told.interval:
                    low, high = (zero + along(limit) for limit in bar.told.interval)
                    intervals += _interval(low, high, f"interval-{number}", centre, bar, colours)
            x, of = round(end + GAP * 0.7, 2), bar.of("value" if bar.told else "hidden")
            baseline = round(centre + size * CAP_HEIGHT / 2, 2)
            numbers.append(
                Text(f"value-{number}", x, baseline, bar.value, size, 700, colours.ink, "start", colours.background, of)
            )
            bar_top += round(pitch.thickness + BESIDE)
        y += height + pitch.gap
    bottom = y - pitch.gap if above else y - pitch.gap / 2
    if not above:
        axis.append(Rect("baseline", zero - 1, top, 1, round(bottom - top), colours.baseline, Of("zero")))
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


def _interval(low: float, high: float, id: str, centre: float, bar: Bar, colours: Colours) -> list[Rect]:
    """A line from limit to limit (px) with ends on them, set off from the bar by a casing in the sheet's colour."""
    middle = round(centre - WHISKER / 2)
    left, length = round(low, 2), round(high - low, 2)
    limits: tuple[tuple[Literal["low", "high"], float], ...] = (("low", low), ("high", high))
    ends = [(name, round(limit - WHISKER / 2, 2)) for name, limit in limits]
    foot = round(centre - CAP / 2)
    ground, ink = colours.background, colours.ink
    return [
        Rect(f"{id}-casing", left, middle - 1, length, WHISKER + 2, ground, ORNAMENT),
        *(Rect(f"{id}-{name}-casing", x - 1, foot - 1, WHISKER + 2, CAP + 2, ground, ORNAMENT) for name, x in ends),
        Rect(f"{id}-line", left, middle, length, WHISKER, ink, bar.of("interval")),
        *(Rect(f"{id}-{name}", x, foot, WHISKER, CAP, ink, bar.of(name)) for name, x in ends),
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
    gaps = len(rows) + APART * sum(row.apart for row in rows)
    spare = (room - pitch.total(rows, labels)) / gaps
    return replace(pitch, gap=pitch.gap + min(max(spare, 0), pitch.thickness / 2))


def _hung(label: Block, id: str, x: float, middle: float, fill: str, ground: str, of: Of) -> tuple[Text, ...]:
    """A label whose lines stand evenly about the middle of its row (px)."""
    first = middle + label.size * CAP_HEIGHT / 2 - label.leading * (len(label.lines) - 1) / 2
    top = first - label.size * 1.025
    return label.marks(id, x, top, fill, ground, of)


KIND = Kind(
    name="bars",
    purpose="horizontal bars, one a category or one a group of it",
    compose=compose,
    needs=frozenset({"table"}),
    takes=frozenset(
        {"subtitle", "question", "filter", "n", "caption", "order", "emphasis", "scale", "interval", "significance"}
    ),
    manner=Manner(ranked=True),
    accept=accept,
    abridge=abridge,
)
