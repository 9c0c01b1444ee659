"""Answers on two sides of one zero line that all rows share; what stands beside the scale in columns of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from barometer_cli.errors import DataError, LayoutError
from barometer_cli.layout import legend, stacks
from barometer_cli.layout.frame import Frame, open_frame
from barometer_cli.layout.groups import HIDDEN, fewer_items, group_label
from barometer_cli.layout.order import is_residual
from barometer_cli.layout.palette import told_apart
from barometer_cli.layout.reach import Band, reach, widest
from barometer_cli.layout.rows import LABEL_SHARE, LEADING, Pitch, Row, Rows, arrange
from barometer_cli.layout.sides import SIDES, Side, SidedSpec, Sides, sides
from barometer_cli.layout.stacks import MOVED, Setting, Stack, stacked
from barometer_cli.layout.text import Block, block, whole, wrap
from barometer_cli.layout.type import CAP_HEIGHT, SUBSTITUTE, width
from barometer_cli.messages import say, template
from barometer_cli.model.figure import Coloured, Figure, Kind, Starter, shapes
from barometer_cli.model.picture import Manner, always
from barometer_cli.model.preset import Preset
from barometer_cli.model.scene import Anchor, Group, Mark, Of, Rect, Scene, Text, Weight
from barometer_cli.model.table import Cell, Net, Table
from barometer_cli.model.theme import Theme

BESIDE = stacks.BEYOND
"""Room between the end of a bar, or zero, and what is written there, px."""
COLUMN = 26
"""White before a column of its own, px."""
OVERHANG = 4
"""How far the zero line stands out above and below its bar where no words stand there, px."""
ROUNDED = 0.5
"""By how much zero may be away from where it is wanted, px: it stands on a whole one."""
WIDE = 80
"""How wide the words above a column may be, and how much of their width those on either side of zero are given for
their longest word, px."""
LEAST = 120
"""The least width of what lies on the scale, px."""
STARVED = 0.6
"""Bars that have less of the width, because of what is written beside them, starve: totals, and numbers of what stands
beside the scale, are on a line above them then."""
LINE = 1.3
"""Height of such a line, in font sizes, and the white between it and its bar, px."""
UNDER_LINE = 6
CROWDED = 0.3
"""The most of all values that stand beside their parts where labels stand beside the bars and height is free."""
SHARES, LINES = (LABEL_SHARE, 0.36, 0.28, 0.22), 2
"""The most of the width that labels beside the bars take where height is not free, tried in turn; and in how many lines
they break at the least before the bars give up room."""
ELSEWHERE = 0.1
"""Part of all values that must gain their part for labels to stand above the bars where the sheet has them beside."""
TIGHT = 1.15
"""Leading of labels that break beside the bars where height is not free: their rows are near one another."""
UNDER_KEY, UNDER_HEADS = 18, 10
"""White between the key and what is below it, and between heads and the first row, px."""


Lone: TypeAlias = frozenset[tuple[str | None, str]]
"""Groups and answers of parts that are alone on their side."""


class Way(Struct, frozen=True):
    """A way to lay rows out.

    Attributes
    ----------
    above
        Whether labels stand above their bars.
    over
        Whether totals, and numbers of what stands beside the scale, stand on a line between label and bar: totals
        beside zero, the others in columns at the right. Elsewise totals stand at the ends of bars, and behind these
        what stands beside the scale has bars of its own.
    share
        The most of the chart's width that labels beside the bars take.
    """

    above: bool
    over: bool = False
    share: float = LABEL_SHARE


class Column(Struct, frozen=True):
    """What stands beside the scale: its name, its words above it, and where it begins, or numbers alone end (px)."""

    category: str
    head: Block
    x: float = 0.0


class Plan(Struct, frozen=True):
    """Where everything lies along the bars.

    Attributes
    ----------
    zero, scale
        The zero line, px, and the px of a share of 1.
    right, words
        Where what lies on the scale ends with what is written at its ends, and where names of totals end, px.
    columns
        What stands beside it.
    part
        How much of the width beside the labels bars have, those in columns of their own among them.
    outer
        The groups and answers of parts whose value stands beyond the outer end of its bar.
    """

    zero: float
    scale: float
    right: float
    words: float
    columns: tuple[Column, ...]
    part: float
    outer: Lone


class Drawing(Struct, frozen=True):
    """What is drawn, whichever way it is laid out.

    Attributes
    ----------
    frame, found, groups
        The sheet, the sides of the answers, and the rows from above.
    fills, setting
        The colour of each answer, and how values stand on parts.
    top
        Where heads and rows begin, px.
    """

    frame: Frame
    found: Sides
    groups: tuple[str | None, ...]
    fills: Mapping[str, str]
    setting: Setting
    top: float

    @property
    def table(self) -> Table:
        """The numbers."""
        return self.frame.figure.table

    def lying(self, group: str | None) -> list[Cell]:
        """A row's answers on the scale, from the left."""
        own = {cell.category: cell for cell in self.table.shown if cell.group == group}
        return [own[name] for name in self.found.lying if name in own]

    def room(self, printed: str, size: float, weight: Weight = 700) -> float:
        """What words at the end of a bar take with the white before them, px."""
        return width(printed, size, weight) * SUBSTITUTE + BESIDE


class Layout(Struct, frozen=True):
    """Rows laid out in one way: their stacks, words above them, and how many values stand beside their parts."""

    way: Way
    plan: Plan
    bars: tuple[Stack, ...]
    rows: tuple[Row, ...]
    heads: tuple[Text, ...]
    laid: Rows
    moved: int

    @property
    def suits(self) -> bool:
        """Whether bars have room for what they tell, where height is free."""
        if self.way.above:
            return self.plan.part >= STARVED
        return self.moved <= CROWDED * sum(len(bar.segments) for bar in self.bars)


def compose(figure: Figure, theme: Theme, preset: Preset) -> Scene:
    """Lay diverging bars out.

    Every row is a stack whose answers against lie left of zero and those for it right of it; all rows share the line
    and the scale. A net of a whole side is its total and stands at its outer end, or where that would starve the bars
    beside zero above them. Values that their part cannot hold stand below it, or beyond the end of its bar where it is
    alone on its side.

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
    setting = Setting(theme.sizes.subtitle, 6, 400 if _totals(table, found) else 700)
    groups = tuple(_ordered(figure, found))
    drawing = Drawing(frame, found, groups, fills, setting, round(top + UNDER_KEY))
    layout = _best(drawing)
    plan, laid = layout.plan, layout.laid
    marks: list[Rect] = []
    texts: list[Text] = []
    stands: list[Rect] = []
    leaders: list[Mark] = []
    for number, (bar, row, tops) in enumerate(zip(layout.bars, layout.rows, laid.tops, strict=True), start=1):
        placed = replace(bar, across=tops[0], thickness=laid.thickness)
        stands += _zero(frame, found, placed, laid.above, row, number)
        marks += placed.marks(f"segment-{number}", colours.track)
        limits, outer = (laid.left, plan.right), [name for group, name in plan.outer if group == bar.group]
        beyond: dict[str, Anchor] = {name: "end" if name in found.negative else "start" for name in outer}
        values = stacks.values(placed, frame, f"value-{number}", limits, setting, beyond=beyond)
        texts += values.texts
        leaders += values.leaders
        texts += _ends(drawing, layout, placed, number)
        for column in plan.columns:
            marks += _beside(drawing, layout, column, placed, number)
            texts += _value_beside(drawing, layout, column, placed, number)
    return frame.close(
        (
            Group("key", layers.key, key),
            Group("baseline", layers.baseline, tuple(stands)),
            Group("bars", layers.bars, tuple(marks)),
            Group("labels", layers.labels, (*laid.labels, *layout.heads)),
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


def _best(drawing: Drawing) -> Layout:
    """The way that suits a sheet.

    Where height is free labels stand beside their bars unless many values would not stand in their parts; where it is
    not, they break in lines, or stand above, where that is not too high and leaves the fewest outside.

    Raises
    ------
    LayoutError
        If no way leaves room for the bars.
    """
    frame, tried = drawing.frame, list[Layout]()
    refused: LayoutError | None = None
    beside = [] if frame.preset.labels == "above" else [Way(False, share=share) for share in _shares(drawing)]
    for way in (*beside, Way(True), Way(True, over=True)):
        if way.over and tried and tried[-1].way.above and tried[-1].suits:
            continue
        try:
            tried.append(_layout(drawing, way))
        except LayoutError as error:
            refused = refused or error
    if refused and not tried:
        raise refused
    if frame.room is None:
        return next((layout for layout in tried if layout.suits), tried[-1])
    return min(tried, key=lambda layout: (not frame.holds(layout.laid.bottom), layout.moved + _dear(frame, layout)))


def _dear(frame: Frame, layout: Layout) -> float:
    """How many values in their parts are worth a way in which labels leave the place that they have on a sheet."""
    elsewhere = layout.way.above and frame.preset.labels == "beside"
    return ELSEWHERE * sum(len(bar.segments) for bar in layout.bars) if elsewhere else 0.0


def _shares(drawing: Drawing) -> list[float]:
    """The most of the width that labels beside their bars may take, the widest first: those that break labels otherwise
    than the ones before, no word, and none in many lines.
    """
    frame = drawing.frame
    if frame.room is None or len(drawing.groups) == 1:
        return [LABEL_SHARE]
    size, names = frame.theme.sizes.label, [group_label(frame.figure, group) for group in drawing.groups]
    most, found = LINES, dict[tuple[tuple[str, ...], ...], float]()
    for share in SHARES:
        measure = share * frame.measure / SUBSTITUTE
        broken = tuple(wrap(name, measure, size, balanced=True) for name in names)
        lines = max(map(len, broken))
        if not found or (lines <= most and all(whole(name, measure, size) for name in names)):
            most = most if found else max(most, lines)
            found.setdefault(broken, share)
    return list(found.values())


def _layout(drawing: Drawing, way: Way) -> Layout:
    """Rows in one way.

    Raises
    ------
    LayoutError
        If labels and columns leave no room for the bars.
    """
    frame, setting = drawing.frame, drawing.setting
    line = round(frame.theme.sizes.label * LINE) if way.over and (drawing.table.nets or drawing.found.beside) else 0
    leading = TIGHT if frame.room is not None and not way.above else LEADING
    rows = [
        Row(group_label(frame.figure, group), Of("label", None, group), over=line, leading=leading)
        for group in drawing.groups
    ]
    plan = _plan(drawing, way, _arranged(frame, rows, drawing.top, way).left)
    bars = tuple(_stack(drawing, group, plan) for group in drawing.groups)
    moved = [{(bar.group, each.cell.category) for each in stacks.moved(bar, frame, setting)} for bar in bars]
    rows = [
        replace(
            row, below=MOVED if line or each - plan.outer else 0
        )  # a line above is nearer to its bar than to others
        for row, each in zip(rows, moved, strict=True)
    ]
    heads, y = _heads(drawing, way, plan)
    return Layout(way, plan, bars, tuple(rows), tuple(heads), _arranged(frame, rows, y, way), sum(map(len, moved)))


def _arranged(frame: Frame, rows: Sequence[Row], top: float, way: Way) -> Rows:
    """Rows with their labels; a row alone needs none."""
    above, moved = way.above and len(rows) > 1, way.above and frame.preset.labels != "above"
    pitch = Pitch(28, 20, above) if moved else Pitch(24, 18, above) if way.over else None
    laid = arrange(frame, rows, top, pitch, way.share, above=above)
    return laid if len(rows) > 1 else replace(laid, left=frame.left + 1, labels=())


def _totals(table: Table, found: Sides) -> dict[Side, list[Net]]:
    """The nets of either side, one a group."""
    totals: dict[Side, list[Net]] = {}
    for group in table.groups:
        for net in table.nets_of(group):
            if side := found.of(net):
                totals.setdefault(side, []).append(net)
    return totals


def _plan(drawing: Drawing, way: Way, left: float) -> Plan:
    """The widest scale on which all rows, their totals and the columns have room beside labels that end at `left` (px).

    Raises
    ------
    LayoutError
        If what lies on the scale would be too narrow to read.
    """
    frame, found = drawing.frame, drawing.found
    heads, outer = [_head(frame, name) for name in found.beside], Lone()
    while True:
        bands = _bands(drawing, way, heads, outer)
        scale = widest(bands, frame.right - left)
        if more := _outer(drawing, scale) - outer:
            outer |= more
        else:
            break
    long = scale * sum(max(share for share, _ in band) for band in bands[:2])
    if long < LEAST:
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
    before, after, *apart = (reach(band, scale) for band in bands)
    zero = round(left + before)
    right = words = x = zero + after
    columns: list[Column] = []
    for name, head, wide in zip(found.beside, heads, apart, strict=False):
        columns.append(Column(name, head, round(x + COLUMN, 2)))
        x += wide
    if way.over:
        right = words = frame.right
        for name, head in zip(found.beside[::-1], heads[::-1], strict=True):
            columns.insert(0, Column(name, head, round(words, 2)))
            words -= _number(drawing, name, head)
    long = scale * sum(max(share for share, _ in band) for band in bands)
    return Plan(zero, scale, right, words, tuple(columns), long / (frame.right - left), outer)


def _bands(drawing: Drawing, way: Way, heads: Sequence[Block], outer: Lone) -> list[Band]:
    """What lies against, what for, and what in each column with bars of its own: of each row a share and the room
    behind its bar, and what words above take.
    """
    beside = list(zip(drawing.found.beside, heads, strict=True))
    against, agreed = (_side(drawing, way, side, outer) for side in SIDES)
    if not way.over:
        return [against, agreed, *(_apart(drawing, name, head) for name, head in beside)]
    *rows, (none, over) = agreed
    return [against, [*rows, (none, over + sum(_number(drawing, name, head) for name, head in beside))]]


def _side(drawing: Drawing, way: Way, side: Side, outer: Lone) -> Band:
    """Of each row its share on a side and the room of what stands at its end, then that of what stands above zero."""
    table, found, locale = drawing.table, drawing.found, drawing.frame.figure.locale
    sizes, setting = drawing.frame.theme.sizes, drawing.setting
    band: Band = []
    words = [word for net in _totals(table, found).get(side, ())[:1] for word in net.label.split()]
    least = max((drawing.room(word, sizes.subtitle, 600) for word in words), default=0.0)
    over = min(least + ROUNDED, WIDE)
    for group in drawing.groups:
        lying = drawing.lying(group)
        against = sum(found.before(cell) for cell in lying)
        share = against if side == "negative" else sum(cell.value for cell in lying) - against
        told = [locale.value(net.value) for net in table.nets_of(group) if found.of(net) == side]
        told += [HIDDEN] if side == "positive" and table.unseen(group) else []
        totals = sum(drawing.room(each, sizes.label) for each in told)
        lone = [cell for cell in lying if cell.category in found.on(side) and (group, cell.category) in outer]
        values = sum(drawing.room(locale.value(cell.value), setting.size, setting.beside) for cell in lone)
        band.append((share, values if way.over else values + totals))
        over = max(over, totals if way.over else 0.0)
    return [*band, (0.0, over)]


def _apart(drawing: Drawing, name: str, head: Block) -> Band:
    """A column with bars of its own: the white before it, and of each row a share and the room of its value."""
    locale, size = drawing.frame.figure.locale, drawing.frame.theme.sizes.label
    cells = [cell for cell in drawing.table.shown if cell.category == name]
    values = [(cell.value, COLUMN + drawing.room(locale.value(cell.value), size)) for cell in cells]
    return [*values, (0.0, COLUMN + head.width * SUBSTITUTE)]


def _number(drawing: Drawing, name: str, head: Block) -> float:
    """Room of a column that has numbers alone with the white before it, px."""
    locale, size = drawing.frame.figure.locale, drawing.frame.theme.sizes.label
    printed = (locale.value(cell.value) for cell in drawing.table.shown if cell.category == name)
    return COLUMN + SUBSTITUTE * max(head.width, *(width(each, size) for each in printed))


def _outer(drawing: Drawing, scale: float) -> Lone:
    """The parts that have a side of their row alone, at whose end no total stands, and cannot carry their value."""
    table, found, figure = drawing.table, drawing.found, drawing.frame.figure
    outer: set[tuple[str | None, str]] = set()
    for side, group in product(SIDES, drawing.groups):
        cells = [cell for cell in drawing.lying(group) if cell.category in found.on(side)]
        free = side not in _totals(table, found) and not (side == "positive" and table.unseen(group))
        for cell in cells if len(cells) == 1 and free else ():
            if stacks.room(figure.locale.value(cell.value), drawing.setting) > cell.value * scale:
                outer.add((group, cell.category))
    return Lone(outer)


def _head(frame: Frame, name: str) -> Block:
    """The words above a column of its own, no wider than its longest word need be."""
    words, size = frame.figure.table.drawn(name), frame.theme.sizes.subtitle
    measure = max(WIDE, *(width(word, size) for word in words.split()))
    return block(words, measure, size, leading=1.2, balanced=True)


def _stack(drawing: Drawing, group: str | None, plan: Plan) -> Stack:
    """A row's answers, those against before zero."""
    lying = drawing.lying(group)
    start = -sum(drawing.found.before(cell) for cell in lying) * plan.scale
    return stacked(group, lying, drawing.fills, plan.zero, plan.scale, start=start)


def _heads(drawing: Drawing, way: Way, plan: Plan) -> tuple[list[Text], float]:
    """The names of totals on either side of zero, and those of columns above them; and where the rows begin (px)."""
    frame = drawing.frame
    colours, size = frame.theme.colours, frame.theme.sizes.subtitle
    placed: list[tuple[Block, float, Anchor, Of]] = []
    for side, nets in _totals(drawing.table, drawing.found).items():
        room = plan.zero - frame.left if side == "negative" else plan.words - plan.zero
        words = block(nets[0].label, (room - BESIDE) / SUBSTITUTE, size, 600, 1.2, balanced=True)
        of = Of("label", nets[0].label)
        if side == "negative":
            placed.append((words, plan.zero - BESIDE, "end", of))
        else:
            placed.append((words, plan.zero + BESIDE, "start", of))
    anchor: Anchor = "end" if way.over else "start"
    placed += [(column.head, column.x, anchor, Of("label", column.category)) for column in plan.columns]
    if not placed:
        return [], drawing.top
    foot = drawing.top + max(words.height for words, *_ in placed)
    texts: list[Text] = []
    for number, (words, x, anchor, of) in enumerate(placed, start=1):
        at = foot - words.height
        texts += words.marks(f"head-{number}", x, at, colours.ink, colours.background, of, anchor)
    return texts, foot + UNDER_HEADS


def _zero(frame: Frame, found: Sides, bar: Stack, above: bool, row: Row, number: int) -> list[Rect]:
    """The zero line of a row, which totals over its bar stand at too; only above and below its bar where that lies
    across it, and nowhere on words.

    Parameters
    ----------
    above
        Whether its label stands above it.
    """
    over, under = row.over or (OVERHANG / 2 if above else OVERHANG), 0 if row.below else OVERHANG
    top, foot, left = bar.across, bar.across + bar.thickness, bar.zero - 1
    across = any(each.cell.category in found.neutral and each.length for each in bar.segments)
    spans = [(top - over, top), (foot, foot + under)] if across else [(top - over, foot + under)]
    return [
        Rect(f"baseline-{number}-{place}", left, start, 1, end - start, frame.theme.colours.baseline, Of("zero"))
        for place, (start, end) in enumerate(spans, start=1)
        if end > start
    ]


def _level(drawing: Drawing, way: Way, bar: Stack) -> float:
    """The baseline of what is told of a row besides its parts, px: in the middle of its bar, or over that."""
    size = drawing.frame.theme.sizes.label
    return round(bar.across - UNDER_LINE if way.over else bar.across + (bar.thickness + size * CAP_HEIGHT) / 2, 2)


def _ends(drawing: Drawing, layout: Layout, bar: Stack, number: int) -> list[Text]:
    """The totals of a row at its outer ends, or beside zero over it, and what stands for hidden shares."""
    frame, over = drawing.frame, layout.way.over
    figure, colours, size = frame.figure, frame.theme.colours, frame.theme.sizes.label
    ink, ground, y = colours.ink, colours.background, _level(drawing, layout.way, bar)
    texts: list[Text] = []
    left, right = (bar.zero, bar.zero) if over else (bar.at(bar.segments[0].start), bar.at(bar.top))
    right += BESIDE
    for net in figure.table.nets_of(bar.group):
        printed, of = figure.locale.value(net.value), Of("total", net.label, net.group)
        if drawing.found.of(net) == "negative":
            x = round(left - BESIDE, 2)
            texts.append(Text(f"total-{number}-against", x, y, printed, size, 700, ink, "end", ground, of))
        else:
            texts.append(Text(f"total-{number}", round(right, 2), y, printed, size, 700, ink, "start", ground, of))
            right += width(printed, size, 700) * SUBSTITUTE + BESIDE
    if figure.table.unseen(bar.group):
        of = Of("hidden", None, bar.group)
        texts.append(Text(f"hidden-{number}", round(right, 2), y, HIDDEN, size, 700, ink, "start", ground, of))
    return texts


def _cell(drawing: Drawing, column: Column, bar: Stack) -> Cell | None:
    named = (column.category, bar.group)
    return next((cell for cell in drawing.table.shown if (cell.category, cell.group) == named), None)


def _beside(drawing: Drawing, layout: Layout, column: Column, bar: Stack, number: int) -> list[Rect]:
    """The bar of a row in a column of its own, where that has bars."""
    cell = _cell(drawing, column, bar)
    if cell is None or layout.way.over:
        return []
    of, id = Of("apart", column.category, bar.group), f"apart-{number}-{layout.plan.columns.index(column) + 1}"
    long = round(cell.value * layout.plan.scale, 2)
    return [Rect(id, column.x, bar.across, long, bar.thickness, drawing.fills[column.category], of)]


def _value_beside(drawing: Drawing, layout: Layout, column: Column, bar: Stack, number: int) -> list[Text]:
    """Its value behind it, or alone."""
    cell, colours, size = _cell(drawing, column, bar), drawing.frame.theme.colours, drawing.frame.theme.sizes.label
    if cell is None:
        return []
    id, over = f"value-apart-{number}-{layout.plan.columns.index(column) + 1}", layout.way.over
    of = Of("cell" if over else "value", column.category, bar.group)
    x = column.x if over else round(column.x + cell.value * layout.plan.scale + BESIDE * 0.75, 2)
    y, printed = _level(drawing, layout.way, bar), drawing.frame.figure.locale.value(cell.value)
    return [Text(id, x, y, printed, size, 400, colours.ink, "end" if over else "start", colours.background, of)]


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
