"""Answers on two sides of one zero line that all rows share; what stands beside the scale in columns of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from barometer_cli.errors import DataError, LayoutError
from barometer_cli.layout import legend, stacks
from barometer_cli.layout.frame import Frame, open_frame
from barometer_cli.layout.groups import HIDDEN, fewer_items, group_label
from barometer_cli.layout.order import is_residual
from barometer_cli.layout.palette import told_apart
from barometer_cli.layout.rows import Pitch, Row, Rows, arrange
from barometer_cli.layout.sides import Side, SidedSpec, Sides, sides
from barometer_cli.layout.stacks import MOVED, Setting, Stack, stacked
from barometer_cli.layout.text import Block, block
from barometer_cli.layout.type import CAP_HEIGHT, SUBSTITUTE, width
from barometer_cli.messages import say, template
from barometer_cli.model.figure import Coloured, Figure, Kind, Starter, shapes
from barometer_cli.model.picture import Manner, always
from barometer_cli.model.preset import Preset
from barometer_cli.model.scene import Anchor, Group, Mark, Of, Rect, Scene, Text
from barometer_cli.model.table import Cell, Net, Table
from barometer_cli.model.theme import Theme

BESIDE = 8
"""Room between the end of a bar and what is written there, px."""
COLUMN = 26
"""White before a column of its own, px."""
OVERHANG = 4
"""How far the zero line stands out above and below its bar where no words stand there, px."""
WIDE, NARROW = 80, 40
"""How wide the words above a column may be, and on a sheet whose labels stand above its bars, px."""
LEAST = 120
"""The least width of what lies on the scale, px."""
CROWDED = 0.3
"""The most of all values that stand beside their parts where labels stand beside the bars."""
UNDER_KEY, UNDER_HEADS = 18, 10
"""White between the key and what is below it, and between heads and the first row, px."""


class Column(Struct, frozen=True):
    """What stands beside the scale: its name, its words above it, and where it begins (px)."""

    category: str
    head: Block
    x: float = 0.0


class Plan(Struct, frozen=True):
    """Where everything lies along the bars.

    Attributes
    ----------
    zero, scale
        The zero line, px, and the px of a share of 1.
    right
        Where what lies on the scale ends with its totals, px.
    columns
        What stands beside it.
    """

    zero: float
    scale: float
    right: float
    columns: tuple[Column, ...]


def compose(figure: Figure, theme: Theme, preset: Preset) -> Scene:
    """Lay diverging bars out.

    Every row is a stack whose answers against lie left of zero and those for it right of it; all rows share the line
    and the scale. A net of a whole side is its total and stands at its outer end. Values that their part cannot hold
    stand below it.

    Raises
    ------
    LayoutError
        If labels and columns leave no room for the bars.
    """
    frame, found = open_frame(figure, theme, preset), sides(figure)
    assert found, "a diverging figure has sides"
    table, colours, layers = figure.table, theme.colours, figure.words.layers
    fills = told_apart(frame, coloured(figure))
    keys = [legend.Entry(fills[name], "", table.drawn(name), name) for name in found.lying]
    key, top = legend.flow(keys, frame.left, frame.right, frame.top, theme.sizes.subtitle, colours)
    groups = _ordered(figure, found)
    rows = [Row(group_label(figure, group), Of("label", None, group)) for group in groups]
    setting = Setting(theme.sizes.subtitle, 6, 400 if _totals(table, found) else 700)
    above = preset.labels == "above"
    left = _arranged(frame, rows, top, above).left
    if not above and frame.room is None:
        above = _crowded(frame, found, fills, groups, left, setting)
        left = _arranged(frame, rows, top, above).left
    plan, bars = _planned(frame, found, fills, groups, left)
    rows = [
        replace(row, below=MOVED if stacks.moved(bar, frame, setting) else 0)
        for row, bar in zip(rows, bars, strict=True)
    ]
    heads, y = _heads(frame, found, plan, round(top + UNDER_KEY))
    laid = _arranged(frame, rows, y, above)
    marks: list[Rect] = []
    texts: list[Text] = []
    stands: list[Rect] = []
    leaders: list[Mark] = []
    for number, (bar, tops) in enumerate(zip(bars, laid.tops, strict=True), start=1):
        placed = replace(bar, across=tops[0], thickness=laid.thickness)
        stands += _zero(frame, found, placed, laid.above, rows[number - 1].below, number)
        marks += placed.marks(f"segment-{number}", colours.track)
        values = stacks.values(placed, frame, f"value-{number}", (laid.left, plan.right), setting)
        texts += values.texts
        leaders += values.leaders
        texts += _ends(frame, found, placed, number)
        for column in plan.columns:
            marks += _beside(frame, column, placed, fills, plan, number)
            texts += _value_beside(frame, column, placed, plan, number)
    return frame.close(
        (
            Group("key", layers.key, key),
            Group("baseline", layers.baseline, tuple(stands)),
            Group("bars", layers.bars, tuple(marks)),
            Group("labels", layers.labels, (*laid.labels, *heads)),
            Group("values", layers.values, (*texts, *leaders)),
        ),
        laid.bottom,
    )


def coloured(figure: Figure) -> Coloured[str]:
    """Its answers."""
    found = sides(figure)
    assert found, "a diverging figure has sides"
    names = (*found.rated, *(name for name in found.beside if name not in found.rated))
    return Coloured(names, template("answers"), say("Join answers."), found=found.scale)


def accept(figure: Figure) -> None:
    """Refuse what has no two sides, or is no whole with its parts.

    Raises
    ------
    DataError
        If the sides are not known, the answers of a row sum to more than 100 %, or a net is not that of one side.
    UnknownCategory
        If `sides` names an answer that is not shown.
    """
    table, found = figure.table, sides(figure)
    assert found, "a diverging figure has sides"
    stacks.prove_whole(table)
    for net in table.nets:
        if found.of(net) is None:
            raise DataError(
                say("{file}: the net {label!r} is not the total of one side", file=table.file, label=net.label),
                say(
                    "Let it hold {negative}, or {positive}, or drop it.",
                    negative=", ".join(found.negative),
                    positive=", ".join(found.positive),
                ),
            )


def shown(figure: Figure) -> Table:
    """The table of a figure with its neutral answer unshown, where that is hidden."""
    spec, table, found = figure.spec, figure.table, sides(figure)
    if not isinstance(spec, SidedSpec) or spec.neutral != "hidden" or not found or not found.neutral:
        return table
    cells = tuple(replace(cell, shown=cell.shown and cell.category not in found.neutral) for cell in table.cells)
    return replace(table, cells=cells)


def abridge(figure: Figure, most: int) -> Table:
    """A figure's table with its first `most` items, those that the headline speaks of among them."""
    found = sides(figure)
    assert found, "a diverging figure has sides"
    return fewer_items(figure, _ordered(figure, found), most)


def _ordered(figure: Figure, found: Sides) -> list[str | None]:
    """The rows from above: items by the net of the side that is for it, others as they are given."""
    table, order = figure.table, figure.spec.order
    if order == "given" or (order is None and table.shape[1] != "items"):
        return list(table.described)

    def place(group: str | None) -> tuple[bool, float, float]:
        own = [cell for cell in table.shown if cell.group == group]
        either = (sum(c.value for c in own if c.category in side) for side in (found.positive, found.negative))
        agreed, against = either
        return group is not None and is_residual(group, table.residual), -agreed, against

    return sorted(table.groups, key=place)


def _arranged(frame: Frame, rows: Sequence[Row], top: float, above: bool) -> Rows:
    """Rows with their labels; a row alone needs none."""
    moved = above and frame.preset.labels != "above"
    laid = arrange(frame, rows, top, Pitch(32, 16, above) if moved else None, above=above)
    return laid if len(rows) > 1 else replace(laid, left=frame.left + 1, labels=())


def _totals(table: Table, found: Sides) -> dict[Side, list[Net]]:
    """The nets of either side, one a group."""
    totals: dict[Side, list[Net]] = {}
    for group in table.groups:
        for net in table.nets_of(group):
            if side := found.of(net):
                totals.setdefault(side, []).append(net)
    return totals


def _plan(frame: Frame, found: Sides, left: float) -> Plan:
    """The widest scale on which all rows, their totals and the columns have room."""
    table, locale, size = frame.figure.table, frame.figure.locale, frame.theme.sizes.label
    totals = _totals(table, found)
    room = {
        side: max((width(locale.value(net.value), size, 700) for net in nets), default=0) * SUBSTITUTE + BESIDE
        for side, nets in totals.items()
    }
    before, after = room.get("negative", 0.0), room.get("positive", 0.0)
    if any(table.unseen(group) for group in table.groups):
        after += width(HIDDEN, size, 700) * SUBSTITUTE + BESIDE
    lying = [[c for c in table.shown if c.group == group and c.category in found.lying] for group in table.groups]
    against = max((sum(found.before(cell) for cell in row) for row in lying), default=0.0)
    agreed = max((sum(cell.value - found.before(cell) for cell in row) for row in lying), default=0.0)
    beside = [[cell for cell in table.shown if cell.category == name] for name in found.beside]
    most = [max(cell.value for cell in cells) for cells in beside]
    values = [max(width(locale.value(c.value), size, 700) for c in cells) * SUBSTITUTE + BESIDE for cells in beside]
    heads = [_head(frame, name) for name in found.beside]
    free = frame.right - left - before - after - COLUMN * len(beside)
    wide: set[int] = set()
    while True:
        fixed = sum(heads[i].width * SUBSTITUTE if i in wide else values[i] for i in range(len(beside)))
        bars = against + agreed + sum(most[i] for i in range(len(beside)) if i not in wide)
        scale = (free - fixed) / (bars or 1.0)
        wider = {i for i in range(len(beside)) if most[i] * scale + values[i] < heads[i].width * SUBSTITUTE} - wide
        if not wider or scale <= 0:
            break
        wide |= wider
    if scale * (against + agreed) < LEAST:
        raise LayoutError(
            say(
                "{id} ({preset}): labels and columns leave no room for the bars",
                id=frame.figure.id,
                preset=frame.preset.name,
            ),
            say(
                "Shorten the labels, draw the neutral answer in the middle, or name in `sheets` the sheets "
                "it is drawn on."
            ),
        )
    zero = round(left + before + against * scale)
    right = x = zero + agreed * scale + after
    columns = []
    for i, name in enumerate(found.beside):
        x += COLUMN
        columns.append(Column(name, heads[i], round(x, 2)))
        x += heads[i].width * SUBSTITUTE if i in wide else most[i] * scale + values[i]
    return Plan(zero, scale, right, tuple(columns))


def _head(frame: Frame, name: str) -> Block:
    """The words above a column of its own, no wider than its longest word need be."""
    words, size = frame.figure.table.drawn(name), frame.theme.sizes.subtitle
    least = NARROW if frame.preset.labels == "above" else WIDE
    measure = max(least, *(width(word, size) for word in words.split()))
    return block(words, measure, size, leading=1.2, balanced=True)


def _planned(
    frame: Frame, found: Sides, fills: Mapping[str, str], groups: Sequence[str | None], left: float
) -> tuple[Plan, list[Stack]]:
    """Where everything lies beside labels that end at `left` (px), and the stack of each row."""
    plan = _plan(frame, found, left)
    return plan, [_stack(frame.figure.table, group, found, fills, plan) for group in groups]


def _crowded(
    frame: Frame,
    found: Sides,
    fills: Mapping[str, str],
    groups: Sequence[str | None],
    left: float,
    setting: Setting,
) -> bool:
    """Whether labels that end at `left` (px) leave so little room beside them that they had better stand above."""
    try:
        _, bars = _planned(frame, found, fills, groups, left)
    except LayoutError:
        return True
    return sum(len(stacks.moved(bar, frame, setting)) for bar in bars) > CROWDED * sum(len(b.segments) for b in bars)


def _stack(table: Table, group: str | None, found: Sides, fills: Mapping[str, str], plan: Plan) -> Stack:
    """A row's answers, those against before zero."""
    own = {cell.category: cell for cell in table.shown if cell.group == group}
    lying = [own[name] for name in found.lying if name in own]
    start = -sum(found.before(cell) for cell in lying) * plan.scale
    return stacked(group, lying, fills, plan.zero, plan.scale, start=start)


def _heads(frame: Frame, found: Sides, plan: Plan, top: float) -> tuple[list[Text], float]:
    """The names of totals on either side of zero, and those of columns above them; and where the rows begin (px)."""
    colours, size = frame.theme.colours, frame.theme.sizes.subtitle
    left = frame.left
    placed: list[tuple[Block, float, bool, Of]] = []
    for side, nets in _totals(frame.figure.table, found).items():
        room = plan.zero - left if side == "negative" else plan.right - plan.zero
        words = block(nets[0].label, (room - BESIDE) / SUBSTITUTE, size, 600, 1.2, balanced=True)
        x = plan.zero - BESIDE if side == "negative" else plan.zero + BESIDE
        placed.append((words, x, side == "negative", Of("label", nets[0].label)))
    placed += [(column.head, column.x, False, Of("label", column.category)) for column in plan.columns]
    if not placed:
        return [], top
    foot = top + max(words.height for words, *_ in placed)
    texts: list[Text] = []
    for number, (words, x, ends, of) in enumerate(placed, start=1):
        at = foot - words.height
        anchor: Anchor = "end" if ends else "start"
        texts += words.marks(f"head-{number}", x, at, colours.ink, colours.background, of, anchor)
    return texts, foot + UNDER_HEADS


def _zero(frame: Frame, found: Sides, bar: Stack, above: bool, below: float, number: int) -> list[Rect]:
    """The zero line of a row, only above and below its bar where that lies across it; nowhere on words.

    Parameters
    ----------
    above, below
        Whether its label stands above it, and the room (px) of what stands below it.
    """
    over, under = OVERHANG / 2 if above else OVERHANG, 0 if below else OVERHANG
    top, foot, left = bar.across, bar.across + bar.thickness, bar.zero - 1
    across = any(each.cell.category in found.neutral and each.length for each in bar.segments)
    spans = [(top - over, top), (foot, foot + under)] if across else [(top - over, foot + under)]
    return [
        Rect(f"baseline-{number}-{place}", left, start, 1, end - start, frame.theme.colours.baseline, Of("zero"))
        for place, (start, end) in enumerate(spans, start=1)
        if end > start
    ]


def _ends(frame: Frame, found: Sides, bar: Stack, number: int) -> list[Text]:
    """The totals of a row at its outer ends, and what stands for hidden shares."""
    figure, colours, size = frame.figure, frame.theme.colours, frame.theme.sizes.label
    ink, ground = colours.ink, colours.background
    y = round(bar.across + bar.thickness / 2 + size * CAP_HEIGHT / 2, 2)
    texts: list[Text] = []
    right = bar.at(bar.top) + BESIDE
    for net in figure.table.nets_of(bar.group):
        printed, of = figure.locale.value(net.value), Of("total", net.label, net.group)
        if found.of(net) == "negative":
            x = round(bar.at(bar.segments[0].start) - BESIDE, 2)
            texts.append(Text(f"total-{number}-against", x, y, printed, size, 700, ink, "end", ground, of))
        else:
            texts.append(Text(f"total-{number}", round(right, 2), y, printed, size, 700, ink, "start", ground, of))
            right += width(printed, size, 700) * SUBSTITUTE + BESIDE
    if figure.table.unseen(bar.group):
        of = Of("hidden", None, bar.group)
        texts.append(Text(f"hidden-{number}", round(right, 2), y, HIDDEN, size, 700, ink, "start", ground, of))
    return texts


def _cell(frame: Frame, column: Column, bar: Stack) -> Cell | None:
    named = (column.category, bar.group)
    return next((cell for cell in frame.figure.table.shown if (cell.category, cell.group) == named), None)


def _beside(frame: Frame, column: Column, bar: Stack, fills: Mapping[str, str], plan: Plan, number: int) -> list[Rect]:
    """The bar of a row in a column of its own."""
    cell = _cell(frame, column, bar)
    if cell is None:
        return []
    of, id = Of("apart", column.category, bar.group), f"apart-{number}-{plan.columns.index(column) + 1}"
    long = round(cell.value * plan.scale, 2)
    return [Rect(id, column.x, bar.across, long, bar.thickness, fills[column.category], of)]


def _value_beside(frame: Frame, column: Column, bar: Stack, plan: Plan, number: int) -> list[Text]:
    """Its value behind it."""
    cell, colours, size = _cell(frame, column, bar), frame.theme.colours, frame.theme.sizes.label
    if cell is None:
        return []
    of, id = Of("value", column.category, bar.group), f"value-apart-{number}-{plan.columns.index(column) + 1}"
    x = round(column.x + cell.value * plan.scale + BESIDE * 0.75, 2)
    y = round(bar.across + bar.thickness / 2 + size * CAP_HEIGHT / 2, 2)
    printed = frame.figure.locale.value(cell.value)
    return [Text(id, x, y, printed, size, 400, colours.ink, "start", colours.background, of)]


KIND = Kind(
    name="diverging_bars",
    purpose=template("answers against and for on either side of zero, an item or a group a row"),
    compose=compose,
    coloured=coloured,
    needs=frozenset({"table"}),
    takes=frozenset({"subtitle", "question", "filter", "n", "caption", "order", "scale", "significance"}),
    spec=SidedSpec,
    measures=frozenset({"share"}),
    shapes=shapes({"answers"}, {"items", "groups", "waves", "areas", None}),
    manner=always(Manner(whole=True)),
    starter=Starter(
        fields="""
title: Skriv figurens pointe her
subtitle: Hvad tallene viser
question: Hvor enig eller uenig er du i hvert udsagn?
table: {file: {table}, unit: percent, groups: items}
n: 1000
""",
        table="""
category,share,group,net
Uenig,22,Første udsagn,
Hverken enig eller uenig,20,Første udsagn,
Delvis enig,35,Første udsagn,
Helt enig,23,Første udsagn,
Enig i alt,58,Første udsagn,Delvis enig + Helt enig
Uenig,41,Andet udsagn,
Hverken enig eller uenig,24,Andet udsagn,
Delvis enig,22,Andet udsagn,
Helt enig,13,Andet udsagn,
Enig i alt,35,Andet udsagn,Delvis enig + Helt enig
""",
    ),
    accept=accept,
    abridge=abridge,
    shown=shown,
)
