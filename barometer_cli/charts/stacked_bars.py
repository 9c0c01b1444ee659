"""Parts of one whole laid end to end, one bar or one a group: the width is 100 % of the base, nets are brackets."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import product

from msgspec.structs import replace

from barometer_cli.errors import DataError
from barometer_cli.layout import bracket as brackets
from barometer_cli.layout import legend, stacks
from barometer_cli.layout.bracket import Bracket
from barometer_cli.layout.frame import Frame, open_frame
from barometer_cli.layout.groups import HIDDEN, fewer_items, group_label
from barometer_cli.layout.order import check_emphasis
from barometer_cli.layout.palette import ink_in, told_apart
from barometer_cli.layout.stacks import MOVED, Segment, Setting, Stack, stacked
from barometer_cli.layout.text import block
from barometer_cli.layout.type import ASCENT, CAP_HEIGHT, SUBSTITUTE, width
from barometer_cli.messages import say, template
from barometer_cli.model.figure import Coloured, Figure, Kind, Starter
from barometer_cli.model.locale import Locale
from barometer_cli.model.picture import Manner, always
from barometer_cli.model.preset import Preset
from barometer_cli.model.scene import Group, Mark, Number, Of, Rect, Scene, Text
from barometer_cli.model.table import Net, Table
from barometer_cli.model.theme import Theme

PACES = tuple(step / 20 for step in range(34, 11, -1))
"""How bars and gaps grow or shrink on a sheet of fixed height; the first that fits is taken."""
LEAST = 22
"""The least thickness of a bar whose segments carry their values, px."""
UNDER = 3
"""Room between a label and the bar below it, px."""
PAD = 14
LABEL_SHARE = 0.34
LARGE = 22
BESIDE = 7
"""Room between a bar and what stands beside it, px."""


def compose(figure: Figure, theme: Theme, preset: Preset) -> Scene:
    """Lay stacked bars out: a broad one with its words inside, or one a group with a key above.

    All bars have one scale, the whole width 100 % of the base; what is not shown is left empty.

    Raises
    ------
    LayoutError
        If there are more parts than colours to tell them apart.
    """
    frame = open_frame(figure, theme, preset)
    if len(figure.table.groups) == 1:
        ways = (partial(_one, frame, pace) for pace in (PACES if frame.room is not None else (1,)))
    else:
        paces = product((True, False), PACES) if frame.room is not None else ((True, 1),)
        ways = (partial(_several, frame, pace, even) for even, pace in paces)
    for draw in ways:
        groups, bottom = draw()
        if frame.room is None or bottom <= frame.top + frame.room:
            break
    return frame.close(groups, bottom)


def coloured(figure: Figure) -> Coloured[str]:
    """Its categories."""
    names = tuple(dict.fromkeys(cell.category for cell in figure.table.shown))
    return Coloured(names, template("parts"), say("Join categories, or draw them as bars."))


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
    stacks.prove_whole(table)
    for net in table.nets:
        places = [categories.index(part) for part in net.parts if part in categories]
        if len(places) == len(net.parts) and max(places) - min(places) + 1 != len(net.parts):
            raise DataError(
                say("{file}: the parts of the net {label!r} do not lie side by side", file=table.file, label=net.label),
                say("Move the rows {parts} together, or drop the net.", parts=", ".join(net.parts)),
            )


def abridge(figure: Figure, most: int) -> Table:
    """A figure's table with its first `most` items, those that the headline speaks of among them."""
    return fewer_items(figure, figure.table.groups, most)


def _bars(frame: Frame, left: float, right: float) -> list[Stack]:
    """A bar for each group, all on one scale: from `left` to `right` it is 100 %, or what rounded shares sum to above.

    Their places across are not known yet.
    """
    table, fills = frame.figure.table, told_apart(frame, coloured(frame.figure))
    rows = {group: [cell for cell in table.shown if cell.group == group] for group in table.groups}
    whole = (right - left) / max([1.0, *(sum(cell.value for cell in row) for row in rows.values())])
    return [stacked(group, row, fills, left, whole, whole=whole) for group, row in rows.items()]


def _bracket(stack: Stack, net: Net, locale: Locale, named: bool, right: float) -> Bracket:
    """A net over its parts, with its label where it is to be named."""
    parts = [segment for segment in stack.segments if segment.cell.category in net.parts]
    printed = locale.value(net.value)
    role: Number = "labelled value" if named else "value"
    text = f"{net.label} {printed}" if named else printed
    start, end = stack.at(parts[0].start), stack.at(stack.end(parts[-1]))
    return Bracket(start, end, text, Of(role, net.label, net.group), stack.zero, right)


def _one(frame: Frame, pace: float) -> tuple[tuple[Group, ...], float]:
    """The layers of a single bar and where they end (px)."""
    near = min(pace, 1)
    figure, theme = frame.figure, frame.theme
    colours, size, locale = theme.colours, theme.sizes.subtitle, figure.locale
    (stack,) = _bars(frame, frame.left, frame.right)
    segments = stack.segments
    spans = [_bracket(stack, net, locale, True, frame.right) for net in figure.table.nets_of(stack.group)]
    places = brackets.levels(spans)
    above, below = max([0, *places]), -min([0, *places])

    inside = [
        block(figure.table.drawn(s.cell.category), max(s.length - 2 * PAD, 1) / SUBSTITUTE, size, leading=1.25)
        for s in segments
    ]
    large = next((large for large in (LARGE, theme.sizes.label) if _carry(segments, locale, large)), LARGE)
    words_fit = all(
        len(label.lines) <= 3
        and _carries(segment, locale.value(segment.cell.value), large)
        and label.width * SUBSTITUTE <= segment.length - 2 * PAD
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
        pad = PAD if fits and segment.length > 80 else 0.6 * PAD
        if fits:
            offset = drop + 31 if words_fit else height / 2 + large * CAP_HEIGHT / 2
            texts.append(
                Text(
                    f"value-{index}",
                    round(stack.at(segment.start) + pad, 2),
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
            x, of = round(stack.at(segment.start) + PAD, 2), Of("label", segment.cell.category)
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
        Group("bars", layers.bars, tuple(replace(stack, across=top, thickness=height).marks("segment", colours.track))),
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
    return width(value, size, 700) * SUBSTITUTE <= segment.length - 1.2 * PAD


def _broken(lines: Sequence[str], text: str) -> bool:
    """Whether a word had to be broken to fit."""
    return " ".join(lines) != " ".join(text.replace("\u00ad", "").split()) and "\u00ad" not in text


def _several(frame: Frame, pace: float, even: bool) -> tuple[tuple[Group, ...], float]:
    """The layers of a bar for each group and where they end (px).

    Where values of one bar stand below it, all bars have room for that if they are to stand evenly.
    """
    above, near = frame.preset.labels == "above", min(pace, 1)
    figure, theme = frame.figure, frame.theme
    colours, size, locale, table = theme.colours, theme.sizes.label, figure.locale, figure.table
    ground = colours.background
    keys = [
        legend.Entry(fill, "", table.drawn(name), name)
        for name, fill in told_apart(frame, coloured(frame.figure)).items()
    ]
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
    leaders: list[Mark] = []
    limits = (frame.left, frame.right)
    drawn = _bars(frame, zero, right)
    below = even and any(stacks.moved(stack, frame, Setting(size)) for stack in drawn)
    for number, (stack, label) in enumerate(zip(drawn, labels, strict=True), start=1):
        own = table.nets_of(stack.group)
        spans = [_bracket(stack, net, locale, net.label not in named, frame.right) for net in own]
        named.update(net.label for net in own)
        places = brackets.levels(spans, below=False)
        label_top: float = y
        y += (label.height + UNDER) * above + max([0, *places]) * brackets.height(spans, near)
        tall = max(thickness, label.height if len(label.lines) > 1 and not above else 0)
        top = round(y + (tall - thickness) / 2)
        laid = replace(stack, across=top, thickness=thickness)
        bars += laid.marks(f"segment-{number}", colours.track)
        values = stacks.values(laid, frame, f"value-{number}", limits, Setting(size))
        numbers += values.texts
        leaders += values.leaders
        baseline = round(top + thickness / 2 + size * CAP_HEIGHT / 2, 2)
        if table.unseen(stack.group):
            x, of = round(right + BESIDE, 2), Of("hidden", None, stack.group)
            numbers.append(Text(f"hidden-{number}", x, baseline, HIDDEN, size, 700, colours.ink, "start", ground, of))
        if not above:
            label_top = baseline - label.leading * (len(label.lines) - 1) / 2 - size * ASCENT
        of = Of("label", None, stack.group)
        texts += label.marks(f"label-{number}", frame.left, label_top, colours.ink, ground, of)
        nets += brackets.marks(spans, places, top, top + thickness, f"net-{number}", colours.ink, ground, near)
        led = bool(values.leaders) or (below and number < len(labels))
        y += max(tall, (top - y) + thickness + MOVED if led else 0) + between * pace
    layers = figure.words.layers
    groups = [
        Group("key", layers.key, key),
        Group("bars", layers.bars, tuple(bars)),
        Group("labels", layers.labels, tuple(texts)),
        Group("values", layers.values, (*numbers, *leaders)),
    ]
    if nets:
        groups.append(Group("nets", layers.nets, tuple(nets)))
    return tuple(groups), y - between * pace + 6 * near


KIND = Kind(
    name="stacked_bars",
    purpose=template("parts of a whole in one bar or one a group, nets as brackets"),
    compose=compose,
    coloured=coloured,
    needs=frozenset({"table"}),
    takes=frozenset({"subtitle", "question", "filter", "n", "caption", "emphasis", "scale", "significance"}),
    manner=always(Manner(whole=True, nets="above")),
    accept=accept,
    abridge=abridge,
    chart="stacked",
    starter=Starter.asking(
        answers="one",
        table="""
category,share
I høj grad,42
I nogen grad,31
Slet ikke,27
""",
    ),
)
