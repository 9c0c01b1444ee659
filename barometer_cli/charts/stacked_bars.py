"""Parts of one whole laid end to end, one bar or one a group: the width is 100 % of the base, nets are brackets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from barometer_cli.errors import DataError
from barometer_cli.layout import bracket as brackets
from barometer_cli.layout import legend
from barometer_cli.layout.bracket import Bracket
from barometer_cli.layout.frame import Frame, open_frame
from barometer_cli.layout.groups import HIDDEN, group_label
from barometer_cli.layout.order import check_emphasis
from barometer_cli.layout.palette import ink_in, told_apart
from barometer_cli.layout.text import block
from barometer_cli.layout.type import ASCENT, CAP_HEIGHT, SUBSTITUTE, width
from barometer_cli.model.figure import Figure, Kind, Starter
from barometer_cli.model.locale import Locale
from barometer_cli.model.preset import Preset
from barometer_cli.model.scene import Group, Mark, Number, Of, Rect, Scene, Text
from barometer_cli.model.table import Cell, Net
from barometer_cli.model.theme import Theme

PACES = tuple(step / 20 for step in range(34, 11, -1))
"""How bars and gaps grow or shrink on a sheet of fixed height; the first that fits is taken."""
GAP, SLIVER = 2, 0.5
"""White between touching segments, and the least that is left of one, px."""
LEAST = 22
"""The least thickness of a bar whose segments carry their values, px."""
UNDER = 3
"""Room between a label and the bar below it, px."""
PAD = 14
LABEL_SHARE = 0.34
LARGE = 22
BESIDE = 7
"""Room between a bar and what stands beside it, px."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar: its cell, its colour, and where it lies (px)."""

    cell: Cell
    fill: str
    x: float
    width: float

    @property
    def end(self) -> float:
        """Where the next one begins, px."""
        return self.x + self.width

    def of(self, role: Literal["bar", "value"]) -> Of:
        """What a mark of this part stands for."""
        return Of(role, self.cell.category, self.cell.group)


@dataclass(frozen=True, slots=True)
class Stack:
    """A bar of a group: its parts from `left`, on a scale on which the whole base is `whole` px."""

    group: str | None
    segments: tuple[Segment, ...]
    left: float
    whole: float

    @property
    def rest(self) -> float:
        """Width of what the parts leave empty, px; 0 where it could not be seen beside the white before it."""
        rest = self.left + self.whole - (self.segments[-1].end if self.segments else self.left)
        return rest if rest >= GAP + SLIVER else 0.0

    def end(self, segment: Segment) -> float:
        """Where the mark of a part ends, px: it gives up the white to what follows it."""
        gap = GAP if segment is not self.segments[-1] or self.rest else 0
        return max(segment.end - gap, segment.x + min(segment.width, SLIVER))

    def marks(self, top: float, height: float, id: str, track: str) -> list[Rect]:
        """The parts and what they leave empty, from `top` (px)."""
        rects = [
            Rect(f"{id}-{number}", round(each.x, 2), top, round(self.end(each) - each.x, 2), height, each.fill,
                 each.of("bar"))
            for number, each in enumerate(self.segments, start=1)
        ]  # fmt: skip
        if self.rest:
            x = round(self.left + self.whole - self.rest, 2)
            of = Of("rest", None, self.group)
            rects.append(Rect(f"{id}-rest", x, top, round(self.rest, 2), height, track, of))
        return rects

    def bracket(self, net: Net, locale: Locale, named: bool, right: float) -> Bracket:
        """A net over its parts, with its label where it is to be named."""
        parts = [segment for segment in self.segments if segment.cell.category in net.parts]
        printed = locale.value(net.value)
        role: Number = "labelled value" if named else "value"
        text = f"{net.label} {printed}" if named else printed
        return Bracket(parts[0].x, self.end(parts[-1]), text, Of(role, net.label, net.group), self.left, right)


def compose(figure: Figure, theme: Theme, preset: Preset) -> Scene:
    """Lay stacked bars out: a broad one with its words inside, or one a group with a key above.

    All bars have one scale, the whole width 100 % of the base; what is not shown is left empty.

    Raises
    ------
    LayoutError
        If there are more parts than colours to tell them apart.
    """
    frame = open_frame(figure, theme, preset)
    draw = _one if len(figure.table.groups) == 1 else _several
    groups, bottom = draw(frame, 1)
    if frame.room is not None:
        for pace in PACES:
            groups, bottom = draw(frame, pace)
            if bottom <= frame.top + frame.room:
                break
    return frame.close(groups, bottom)


def accept(figure: Figure) -> None:
    """Refuse what is no whole with its parts.

    Raises
    ------
    DataError
        If the parts of a bar sum to more than 100 %, or a net's parts do not lie side by side.
    UnknownCategory
        If `emphasis` names what is not drawn.
    """
    table = figure.table
    categories = tuple(dict.fromkeys(cell.category for cell in table.shown))
    check_emphasis(figure.spec.emphasis, categories, figure.id)
    for group in table.groups:
        cells = [cell for cell in table.shown if cell.group == group]
        total = sum(table.printed(cell) for cell in cells)
        if total > 100 + len(cells) / 2:
            raise DataError(
                f"{table.file}: the parts of a stacked bar sum to {total} %{f' in {group!r}' if group else ''}",
                "Shares that overlap are not parts of one whole: draw them as `kind: bars`.",
            )
    for net in table.nets:
        places = [categories.index(part) for part in net.parts if part in categories]
        if len(places) == len(net.parts) and max(places) - min(places) + 1 != len(net.parts):
            raise DataError(
                f"{table.file}: the parts of the net {net.label!r} do not lie side by side",
                f"Move the rows {', '.join(net.parts)} together, or drop the net.",
            )


def _colours(frame: Frame) -> dict[str, str]:
    """A colour for each category."""
    categories = list(dict.fromkeys(cell.category for cell in frame.figure.table.shown))
    return told_apart(frame, categories, "parts", "Join categories, or draw them as bars.")


def _stacks(frame: Frame, left: float, width: float) -> list[Stack]:
    """A bar for each group, all on one scale: the width is 100 %, or what rounded shares of a table sum to above it."""
    table, fills = frame.figure.table, _colours(frame)
    rows = [[cell for cell in table.shown if cell.group == group] for group in table.groups]
    whole = width / max([1.0, *(sum(cell.value for cell in row) for row in rows)])
    stacks = []
    for group, row in zip(table.groups, rows, strict=True):
        segments: list[Segment] = []
        for cell in row:
            x = segments[-1].end if segments else left
            segments.append(Segment(cell, fills[cell.category], x, cell.value * whole))
        stacks.append(Stack(group, tuple(segments), left, whole))
    return stacks


def _one(frame: Frame, pace: float) -> tuple[tuple[Group, ...], float]:
    """The layers of a single bar and where they end (px)."""
    near = min(pace, 1)
    figure, theme = frame.figure, frame.theme
    colours, size, locale = theme.colours, theme.sizes.subtitle, figure.locale
    (stack,) = _stacks(frame, frame.left, frame.measure)
    segments = stack.segments
    spans = [stack.bracket(net, locale, True, frame.right) for net in figure.table.nets_of(stack.group)]
    places = brackets.levels(spans)
    above, below = max([0, *places]), -min([0, *places])

    inside = [
        block(figure.table.drawn(s.cell.category), max(s.width - 2 * PAD, 1) / SUBSTITUTE, size, leading=1.25)
        for s in segments
    ]
    large = next((large for large in (LARGE, theme.sizes.label) if _carry(segments, locale, large)), LARGE)
    words_fit = all(
        len(label.lines) <= 3
        and _carries(segment, locale.value(segment.cell.value), large)
        and label.width * SUBSTITUTE <= segment.width - 2 * PAD
        and not _broken(label.lines, figure.table.drawn(segment.cell.category))
        for label, segment in zip(inside, segments, strict=True)
    )
    lines = max(len(label.lines) for label in inside) if words_fit else 0
    height = max(60.0 * pace, LEAST) if not words_fit else 60.0 * max(pace, 1) + 12 + 19 * lines - 19
    top = frame.top + above * brackets.height(spans, near) + (4 if above else 0)
    bottom = top + height
    drop = 30 * max(pace - 1, 0)
    texts: list[Text] = []
    entries: list[legend.Entry] = []
    unwritten = False
    for index, (segment, label) in enumerate(zip(segments, inside, strict=True), start=1):
        value = locale.value(segment.cell.value)
        fits = _carries(segment, value, large)
        pad = PAD if fits and segment.width > 80 else 0.6 * PAD
        if fits:
            offset = drop + 31 if words_fit else height / 2 + large * CAP_HEIGHT / 2
            texts.append(
                Text(
                    f"value-{index}",
                    round(segment.x + pad, 2),
                    round(top + offset, 2),
                    value,
                    large,
                    700,
                    ink_in(segment.fill, colours),
                    "start",
                    segment.fill,
                    segment.of("value"),
                )
            )
        if words_fit:
            label_top = top + drop + 53 - size * ASCENT
            ink = ink_in(segment.fill, colours)
            x, of = round(segment.x + PAD, 2), Of("label", segment.cell.category)
            texts += label.marks(f"label-{index}", x, label_top, ink, segment.fill, of)
        unwritten |= not fits
        category = segment.cell.category
        entries.append(legend.Entry(segment.fill, value, figure.table.drawn(category), category))
    drawn = brackets.marks(spans, places, top, bottom, "net", colours.ink, colours.background, near)
    end = bottom + below * brackets.height(spans, near)
    layers = figure.words.layers
    if unseen := figure.table.unseen(stack.group):
        names = block(f"{HIDDEN} {', '.join(unseen)}", frame.measure / SUBSTITUTE, theme.sizes.label, leading=1.25)
        of = Of("hidden", None, stack.group)
        texts += names.marks("hidden", frame.left, round(end + PAD), colours.ink, colours.background, of)
        end = round(end + PAD + names.height)
    groups = [
        Group("bars", layers.bars, tuple(stack.marks(top, height, "segment", colours.track))),
        Group("values", layers.values_and_labels if words_fit else layers.values, tuple(texts)),
    ]
    if drawn:
        groups.append(Group("nets", layers.nets, tuple(drawn)))
    if not words_fit:
        if not unwritten:
            entries = [replace(entry, value="") for entry in entries]
        key, end = legend.column(entries, frame.left, frame.right, end + 18 * near, theme.sizes.label, colours)
        groups.append(Group("key", layers.key, key))
    return tuple(groups), end + 4 * near


def _carry(segments: Sequence[Segment], locale: Locale, size: float) -> bool:
    """Whether all values fit into their segments at a size in px."""
    return all(_carries(segment, locale.value(segment.cell.value), size) for segment in segments)


def _carries(segment: Segment, value: str, size: float) -> bool:
    """Whether a value fits into its segment at a size in px."""
    return width(value, size, 700) * SUBSTITUTE <= segment.width - 1.2 * PAD


def _broken(lines: Sequence[str], text: str) -> bool:
    """Whether a word had to be broken to fit."""
    return " ".join(lines) != " ".join(text.replace("\u00ad", "").split()) and "\u00ad" not in text


def _several(frame: Frame, pace: float) -> tuple[tuple[Group, ...], float]:
    """The layers of a bar for each group and where they end (px)."""
    above, near = frame.preset.labels == "above", min(pace, 1)
    figure, theme = frame.figure, frame.theme
    colours, size, locale, table = theme.colours, theme.sizes.label, figure.locale, figure.table
    ground = colours.background
    keys = [legend.Entry(fill, "", table.drawn(name), name) for name, fill in _colours(frame).items()]
    key, y = legend.flow(keys, frame.left, frame.right, frame.top, theme.sizes.subtitle, colours)
    y = round(y + 20 * near)

    names = [group_label(figure, group) for group in table.groups]
    most = frame.measure if above else LABEL_SHARE * frame.measure
    column = min(max(width(name, size) for name in names) * SUBSTITUTE, most)
    labels = [block(name, column / SUBSTITUTE, size, leading=1.25, balanced=True) for name in names]
    zero = frame.left if above else round(frame.left + max(label.width for label in labels) * SUBSTITUTE + 14)
    right = frame.right
    if any(table.unseen(group) for group in table.groups):
        right -= BESIDE + width(HIDDEN, size, 700) * SUBSTITUTE
    thickness = max(round(34 * pace), LEAST)
    between = 14 if not table.nets else 22

    bars: list[Rect] = []
    numbers: list[Text] = []
    texts: list[Text] = []
    nets: list[Mark] = []
    named: set[str] = set()
    for number, (stack, label) in enumerate(zip(_stacks(frame, zero, right - zero), labels, strict=True), start=1):
        own = table.nets_of(stack.group)
        spans = [stack.bracket(net, locale, net.label not in named, frame.right) for net in own]
        named.update(net.label for net in own)
        places = brackets.levels(spans, below=False)
        label_top: float = y
        y += (label.height + UNDER) * above + max([0, *places]) * brackets.height(spans, near)
        tall = max(thickness, label.height if len(label.lines) > 1 and not above else 0)
        top = round(y + (tall - thickness) / 2)
        bars += stack.marks(top, thickness, f"segment-{number}", colours.track)
        small = _numbers(stack, number, top, thickness, figure, theme, numbers, frame.right)
        baseline = round(top + thickness / 2 + size * CAP_HEIGHT / 2, 2)
        if table.unseen(stack.group):
            x, of = round(right + BESIDE, 2), Of("hidden", None, stack.group)
            numbers.append(Text(f"hidden-{number}", x, baseline, HIDDEN, size, 700, colours.ink, "start", ground, of))
        if not above:
            label_top = baseline - label.leading * (len(label.lines) - 1) / 2 - size * ASCENT
        of = Of("label", None, stack.group)
        texts += label.marks(f"label-{number}", frame.left, label_top, colours.ink, ground, of)
        nets += brackets.marks(spans, places, top, top + thickness, f"net-{number}", colours.ink, ground, near)
        y += tall + between * pace + (16 if small else 0)
    layers = figure.words.layers
    groups = [
        Group("key", layers.key, key),
        Group("bars", layers.bars, tuple(bars)),
        Group("labels", layers.labels, tuple(texts)),
        Group("values", layers.values, tuple(numbers)),
    ]
    if nets:
        groups.append(Group("nets", layers.nets, tuple(nets)))
    return tuple(groups), y - between * pace + 6 * near


def _numbers(
    stack: Stack,
    row: int,
    top: float,
    thickness: float,
    figure: Figure,
    theme: Theme,
    numbers: list[Text],
    right: float,
) -> bool:
    """Values inside their segments, and below the bar where one is too small; never on what is left empty.

    Returns whether any stands below.
    """
    colours, size, note = theme.colours, theme.sizes.label, theme.sizes.note
    baseline = round(top + thickness / 2 + size * CAP_HEIGHT / 2, 2)
    small: list[tuple[str, Segment, str]] = []
    for index, segment in enumerate(stack.segments, start=1):
        value = figure.locale.value(segment.cell.value)
        id = f"value-{row}-{index}"
        if width(value, size, 700) * SUBSTITUTE + 12 <= segment.width:
            x = round(segment.x + 8, 2)
            ink = ink_in(segment.fill, colours)
            numbers.append(Text(id, x, baseline, value, size, 700, ink, "start", segment.fill, segment.of("value")))
        else:
            small.append((id, segment, value))
    places = _apart([segment.x for _, segment, _ in small], [value for _, _, value in small], note, right)
    y = round(top + thickness + 14, 2)
    for (id, segment, value), x in zip(small, places, strict=True):
        of = segment.of("value")
        numbers.append(Text(id, x, y, value, note, 600, colours.ink, "start", colours.background, of))
    return bool(small)


def _apart(wanted: Sequence[float], values: Sequence[str], size: float, right: float) -> list[float]:
    """Where values begin (px): as near to where they are wanted as they can without meeting or passing `right`."""
    rooms = [width(value, size, 600) * SUBSTITUTE + 6 for value in values]
    places: list[float] = []
    free = 0.0
    for x, room in zip(wanted, rooms, strict=True):
        places.append(max(x, free))
        free = places[-1] + room
    limit = right + 6
    for index in reversed(range(len(places))):
        places[index] = round(min(places[index], limit - rooms[index]), 2)
        limit = places[index]
    return places


KIND = Kind(
    name="stacked_bars",
    purpose="parts of a whole in one bar or one a group, nets as brackets",
    compose=compose,
    needs=frozenset({"table"}),
    takes=frozenset({"subtitle", "question", "filter", "n", "caption", "emphasis", "scale", "significance"}),
    accept=accept,
    starter=Starter(
        fields="""
title: Skriv figurens pointe her
subtitle: Hvad tallene viser
question: {text: Hvad svarede I?, answers: one}
table: {file: {table}, unit: percent}
n: 1000
""",
        table="""
category,share
I høj grad,42
I nogen grad,31
Slet ikke,27
""",
    ),
)
