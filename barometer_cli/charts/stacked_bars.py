"""Parts of one whole laid end to end, one bar or one a group, with nets as brackets over their parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import cycle

from barometer_cli.errors import DataError, LayoutError
from barometer_cli.layout import bracket as brackets
from barometer_cli.layout import legend
from barometer_cli.layout.bracket import Bracket
from barometer_cli.layout.colour import ink_on
from barometer_cli.layout.frame import Frame, open_frame
from barometer_cli.layout.groups import HIDDEN, group_label
from barometer_cli.layout.order import check_emphasis
from barometer_cli.layout.text import block
from barometer_cli.layout.type import ASCENT, CAP_HEIGHT, SUBSTITUTE, width
from barometer_cli.model.figure import Figure, Kind
from barometer_cli.model.preset import Preset
from barometer_cli.model.scene import Group, Mark, Rect, Scene, Text
from barometer_cli.model.table import Cell, Net
from barometer_cli.model.theme import Theme

PACES = tuple(step / 20 for step in range(34, 11, -1))
"""How bars and gaps grow or shrink on a sheet of fixed height; the first that fits is taken."""
GAP = 2
"""White between touching segments, px."""
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


def compose(figure: Figure, theme: Theme, preset: Preset) -> Scene:
    """Lay stacked bars out: a broad one with its words inside, or one a group with a key above.

    Raises
    ------
    DataError
        If the parts of a bar sum to more than 100 %, or a net's parts do not lie side by side.
    LayoutError
        If there are more parts than colours to tell them apart.
    """
    frame = open_frame(figure, theme, preset)
    _check(figure, theme, preset)
    draw = _one if len(figure.table.groups) == 1 else _several
    groups, bottom = draw(frame, 1)
    if frame.room is not None:
        for pace in PACES:
            groups, bottom = draw(frame, pace)
            if bottom <= frame.top + frame.room:
                break
    return frame.close(groups, bottom)


def _check(figure: Figure, theme: Theme, preset: Preset) -> None:
    table = figure.table
    categories = tuple(dict.fromkeys(cell.category for cell in table.shown))
    check_emphasis(figure.spec.emphasis, categories, figure.id)
    if len(categories) > len(theme.colours.steps):
        raise LayoutError(
            f"{figure.id} ({preset.name}): {len(categories)} parts, "
            f"and {len(theme.colours.steps)} colours to tell them apart",
            "Join categories, or draw them as bars.",
        )
    for group in table.groups:
        cells = [cell for cell in table.shown if cell.group == group]
        total = sum(cell.percent for cell in cells)
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


def _colours(figure: Figure, theme: Theme) -> dict[str, str]:
    """A colour for each category: steps in order; what is not emphasised, if anything is, takes the asides by turns."""
    categories = list(dict.fromkeys(cell.category for cell in figure.table.shown))
    chosen = [name for name in categories if name in figure.spec.emphasis] or categories
    steps = [step for step in theme.colours.steps if chosen == categories or step not in theme.colours.asides]
    fills = dict(zip(chosen, steps, strict=False))
    others = zip([name for name in categories if name not in fills], cycle(theme.colours.asides), strict=False)
    return fills | dict(others)


def _segments(cells: Sequence[Cell], fills: dict[str, str], left: float, per_share: float) -> list[Segment]:
    segments = []
    x = left
    for cell in cells:
        segments.append(Segment(cell, fills[cell.category], x, cell.share * per_share))
        x += cell.share * per_share
    return segments


def _rects(segments: Sequence[Segment], y: float, height: float, id: str) -> list[Rect]:
    rects = []
    for index, segment in enumerate(segments, start=1):
        gap = GAP if index < len(segments) else 0
        width_ = round(max(segment.width - gap, min(segment.width, 0.5)), 2)
        rects.append(Rect(f"{id}-{index}", round(segment.x, 2), y, width_, height, segment.fill))
    return rects


def _spans(
    nets: Sequence[Net], segments: Sequence[Segment], texts: Sequence[str], left: float, right: float
) -> list[Bracket]:
    spans = []
    for net, text in zip(nets, texts, strict=True):
        parts = [segment for segment in segments if segment.cell.category in net.parts]
        last = parts[-1]
        gap = 0 if last is segments[-1] else GAP
        spans.append(Bracket(parts[0].x, last.x + last.width - gap, text, left, right))
    return spans


def _one(frame: Frame, pace: float) -> tuple[tuple[Group, ...], float]:
    """The layers of a single bar and where they end (px)."""
    near = min(pace, 1)
    figure, theme = frame.figure, frame.theme
    colours, size, locale = theme.colours, theme.sizes.subtitle, figure.locale
    cells = figure.table.shown
    total = sum(cell.share for cell in cells) or 1.0
    segments = _segments(cells, _colours(figure, theme), frame.left, frame.measure / total)
    nets = figure.table.nets_of(figure.table.groups[0])
    spans = _spans(
        nets, segments, [f"{net.label} {locale.percent(net.share)}" for net in nets], frame.left, frame.right
    )
    places = brackets.levels(spans)
    above, below = max([0, *places]), -min([0, *places])

    inside = [
        block(figure.table.drawn(s.cell.category), max(s.width - 2 * PAD, 1) / SUBSTITUTE, size, leading=1.25)
        for s in segments
    ]
    words_fit = all(
        len(label.lines) <= 3
        and _carries(segment, locale.percent(segment.cell.share))
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
        value = locale.percent(segment.cell.share)
        fits = _carries(segment, value)
        pad = PAD if fits and segment.width > 80 else 0.6 * PAD
        if fits:
            offset = drop + 31 if words_fit else height / 2 + LARGE * CAP_HEIGHT / 2
            texts.append(
                Text(
                    f"value-{index}",
                    round(segment.x + pad, 2),
                    round(top + offset, 2),
                    value,
                    LARGE,
                    700,
                    ink_on(segment.fill, colours.on_data, colours.ink),
                    "start",
                    segment.fill,
                )
            )
        if words_fit:
            label_top = top + drop + 53 - size * ASCENT
            ink = ink_on(segment.fill, colours.on_data, colours.ink)
            texts += label.marks(f"label-{index}", round(segment.x + PAD, 2), label_top, ink, segment.fill)
        unwritten |= not fits
        entries.append(legend.Entry(segment.fill, value, figure.table.drawn(segment.cell.category)))
    drawn = brackets.marks(spans, places, top, bottom, "net", colours.ink, colours.background, near)
    end = bottom + below * brackets.height(spans, near)
    layers = figure.words.layers
    if unseen := figure.table.unseen(figure.table.groups[0]):
        names = block(f"{HIDDEN} {', '.join(unseen)}", frame.measure / SUBSTITUTE, theme.sizes.label, leading=1.25)
        texts += names.marks("hidden", frame.left, round(end + PAD), colours.ink, colours.background)
        end = round(end + PAD + names.height)
    groups = [
        Group("bars", layers.bars, tuple(_rects(segments, top, height, "segment"))),
        Group("values", layers.values_and_labels if words_fit else layers.values, tuple(texts)),
    ]
    if drawn:
        groups.append(Group("nets", layers.nets, tuple(drawn)))
    if not words_fit:
        if not unwritten:
            entries = [replace(entry, value="") for entry in entries]
        key, end = legend.column(
            entries, frame.left, frame.right, end + 18 * near, theme.sizes.label, colours.ink, colours.background
        )
        groups.append(Group("key", layers.key, key))
    return tuple(groups), end + 4 * near


def _carries(segment: Segment, value: str) -> bool:
    """Whether a value fits into its segment."""
    return width(value, LARGE, 700) * SUBSTITUTE <= segment.width - 1.2 * PAD


def _broken(lines: Sequence[str], text: str) -> bool:
    """Whether a word had to be broken to fit."""
    return " ".join(lines) != " ".join(text.replace("\u00ad", "").split()) and "\u00ad" not in text


def _several(frame: Frame, pace: float) -> tuple[tuple[Group, ...], float]:
    """The layers of a bar for each group and where they end (px)."""
    above, near = frame.preset.labels == "above", min(pace, 1)
    figure, theme = frame.figure, frame.theme
    colours, size, locale, table = theme.colours, theme.sizes.label, figure.locale, figure.table
    ground = colours.background
    fills = _colours(figure, theme)
    entries = [legend.Entry(fill, "", table.drawn(category)) for category, fill in fills.items()]
    key, y = legend.flow(entries, frame.left, frame.right, frame.top, theme.sizes.subtitle, colours.ink, ground)
    y = round(y + 20 * near)

    names = [group_label(figure, group) for group in table.groups]
    most = frame.measure if above else LABEL_SHARE * frame.measure
    column = min(max(width(name, size) for name in names) * SUBSTITUTE, most)
    labels = [block(name, column / SUBSTITUTE, size, leading=1.25, balanced=True) for name in names]
    zero = frame.left if above else round(frame.left + max(label.width for label in labels) * SUBSTITUTE + 14)
    rows = [[cell for cell in table.shown if cell.group == group] for group in table.groups]
    longest = max(sum(cell.share for cell in row) for row in rows) or 1.0
    tail = max(width(locale.percent(row[-1].share), size, 700) for row in rows if row) * SUBSTITUTE + 8
    if any(table.unseen(group) for group in table.groups):
        tail += BESIDE + width(HIDDEN, size, 700) * SUBSTITUTE
    per_share = (frame.right - zero - tail) / longest
    thickness = max(round(34 * pace), LEAST)

    bars: list[Rect] = []
    numbers: list[Text] = []
    texts: list[Text] = []
    nets: list[Mark] = []
    for number, (group, label, row) in enumerate(zip(table.groups, labels, rows, strict=True), start=1):
        segments = _segments(row, fills, zero, per_share)
        own = table.nets_of(group)
        worded = [f"{net.label} {locale.percent(net.share)}" if not nets else locale.percent(net.share) for net in own]
        spans = _spans(own, segments, worded, zero, frame.right)
        places = brackets.levels(spans, below=False)
        label_top: float = y
        y += (label.height + UNDER) * above + max([0, *places]) * brackets.height(spans, near)
        tall = max(thickness, label.height if len(label.lines) > 1 and not above else 0)
        top = round(y + (tall - thickness) / 2)
        bars += _rects(segments, top, thickness, f"segment-{number}")
        written = len(numbers)
        small = _numbers(segments, number, top, thickness, figure, theme, numbers, frame.right)
        if table.unseen(group):
            baseline = round(top + thickness / 2 + size * CAP_HEIGHT / 2, 2)
            ends = [segment.x + segment.width for segment in segments]
            ends += [t.x + width(t.text, t.size, t.weight) * SUBSTITUTE for t in numbers[written:] if t.y == baseline]
            x = round(max([zero, *ends]) + BESIDE, 2)
            numbers.append(Text(f"hidden-{number}", x, baseline, HIDDEN, size, 700, colours.ink, "start", ground))
        if not above:
            first = top + thickness / 2 + size * CAP_HEIGHT / 2 - label.leading * (len(label.lines) - 1) / 2
            label_top = first - size * ASCENT
        texts += label.marks(f"label-{number}", frame.left, label_top, colours.ink, ground)
        nets += brackets.marks(spans, places, top, top + thickness, f"net-{number}", colours.ink, ground, near)
        y += tall + 14 * pace + (16 if small else 0)
    layers = figure.words.layers
    groups = [
        Group("key", layers.key, key),
        Group("bars", layers.bars, tuple(bars)),
        Group("labels", layers.labels, tuple(texts)),
        Group("values", layers.values, tuple(numbers)),
    ]
    if nets:
        groups.append(Group("nets", layers.nets, tuple(nets)))
    return tuple(groups), y - 14 * pace + 6 * near


def _numbers(
    segments: Sequence[Segment],
    row: int,
    top: float,
    thickness: float,
    figure: Figure,
    theme: Theme,
    numbers: list[Text],
    right: float,
) -> bool:
    """Values inside their segments; beside the bar after the last, and below it where a segment is too small.

    Returns whether any stands below.
    """
    colours, size = theme.colours, theme.sizes.label
    baseline = round(top + thickness / 2 + size * CAP_HEIGHT / 2, 2)
    small: list[tuple[str, Segment, str]] = []
    for index, segment in enumerate(segments, start=1):
        value = figure.locale.percent(segment.cell.share)
        id = f"value-{row}-{index}"
        if width(value, size, 700) * SUBSTITUTE + 12 <= segment.width:
            x = round(segment.x + 8, 2)
            ink = ink_on(segment.fill, colours.on_data, colours.ink)
            numbers.append(Text(id, x, baseline, value, size, 700, ink, "start", segment.fill))
        elif index == len(segments):
            x = round(segment.x + segment.width + BESIDE, 2)
            numbers.append(Text(id, x, baseline, value, size, 700, colours.ink, "start", colours.background))
        else:
            small.append((id, segment, value))
    places = _apart([segment.x for _, segment, _ in small], [value for _, _, value in small], theme.sizes.note, right)
    y = round(top + thickness + 14, 2)
    for (id, _, value), x in zip(small, places, strict=True):
        numbers.append(Text(id, x, y, value, theme.sizes.note, 600, colours.ink, "start", colours.background))
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
    takes=frozenset({"subtitle", "question", "filter", "n", "caption", "emphasis", "significance"}),
)
