"""Shares as so many in a hundred, or in ten: grids of dots, so much of them filled, for a whole or for each share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from barometer_cli.errors import DataError
from barometer_cli.layout import legend
from barometer_cli.layout.dots import FULL, SQUARE, Dot, Grid, grids, name
from barometer_cli.layout.frame import Frame, open_frame, too_high
from barometer_cli.layout.groups import HIDDEN
from barometer_cli.layout.order import check_emphasis, outline
from barometer_cli.layout.palette import emphasised, told_apart
from barometer_cli.layout.rows import GAP, Line, Pitch, arrange, of_entries, of_groups
from barometer_cli.layout.spread import spread
from barometer_cli.layout.text import Block, block
from barometer_cli.layout.type import ASCENT, CAP_HEIGHT, SUBSTITUTE, width
from barometer_cli.messages import say, template
from barometer_cli.model.figure import Coloured, Figure, Kind, Starter, shapes
from barometer_cli.model.numbers import DottedSpec
from barometer_cli.model.picture import Manner
from barometer_cli.model.preset import Preset
from barometer_cli.model.scene import Group, Mark, Of, Scene, Text
from barometer_cli.model.spec import FigureSpec
from barometer_cli.model.table import Table
from barometer_cli.model.theme import Theme

LARGEST, LEAST, LOWEST_ROW = 300, 90, 12
"""How wide a square of a hundred dots is at most, and at least where room is short; how high a row of fewer is, px."""
PANEL = 168
"""How wide each of several squares is where there is room, px."""
WIDEST = 44
"""From dot to dot in a row at most, px."""
BETWEEN = 28
"""White between squares, and between a square and words that are not of it, px."""
UNDER = 10
"""White between words and the dots that they stand over, px."""
LEADING = 1.2
"""From value to value beside a square at least, in font sizes."""
HERO, LARGE = 52, 22
"""Sizes of a printed share beside a square: of the only one, of one among several, px."""

Fills: TypeAlias = Callable[[Of], str]


class WaffleSpec(DottedSpec):
    """A figure of dots that are counted.

    Attributes
    ----------
    dots
        How many dots everybody is: a square of 100, or a row of 20 or 10, where a share may end within a dot.
    grids
        Whether the categories share a grid, as parts of one whole, or each has one of its own, as where people may give
        several answers.
    """

    dots: Literal[10, 20, 100] = 100
    grids: Literal["together", "each"] = "together"

    @property
    def together(self) -> bool:
        """Whether the categories of a group stand in one grid."""
        return self.grids == "together"


class _Panel(Struct, frozen=True):
    """A grid with its words; none where its only share is hidden."""

    line: Line
    grid: Grid | None
    value: str
    of: Of


def compose(figure: Figure, theme: Theme, preset: Preset) -> Scene:
    """Lay a waffle out: one grid with its words beside it, else squares side by side or rows below one another.

    Raises
    ------
    LayoutError
        If there are more parts than colours, or more squares than the sheet has room for.
    """
    frame = open_frame(figure, theme, preset)
    found = grids(figure.spec, figure.table)
    fills = _fills(frame)
    if len(found) == 1 and len(_lines(figure)) == 1:
        return _whole(frame, found[0], fills)
    draw = _squares if _spec(figure).dots == SQUARE else _rows
    return draw(frame, _panels(figure, found), fills)


def accept(figure: Figure) -> None:
    """Refuse what dots cannot count truly.

    Raises
    ------
    DataError
        If parts sum to more than 100 %; if several categories of several groups would have a grid, or a row of dots,
        each; if there is a net and no grid of its own for it.
    UnknownCategory
        If `emphasis` names what is not drawn.
    """
    table, spec = figure.table, _spec(figure)
    categories = tuple(dict.fromkeys(cell.category for cell in table.shown))
    names = [*categories, *dict.fromkeys(net.label for net in table.nets)] if len(categories) > 1 else table.groups
    check_emphasis(spec.emphasis, [each for each in names if each is not None], figure.id)
    if len(categories) > 1 and len(table.groups) > 1 and (not spec.together or spec.dots != SQUARE):
        raise DataError(
            say(
                "{id}: there are several categories of several groups, and a grid for each would be too many",
                id=figure.id,
            ),
            say("Keep one category or one group, or write `grids: together` with `dots: 100`."),
        )
    if not spec.together:
        return
    if table.nets:
        raise DataError(
            say(
                "{id}: the net {label!r} has no dots besides those of its parts",
                id=figure.id,
                label=table.nets[0].label,
            ),
            say("Leave the net out, or write `grids: each`."),
        )
    for group in table.groups:
        cells = [cell for cell in table.shown if cell.group == group]
        total = sum(table.printed(cell) for cell in cells)
        if total > 100 + len(cells) / 2:
            raise DataError(
                say(
                    "{file}: the parts of a whole sum to {total} % in {group!r}",
                    file=table.file,
                    total=total,
                    group=group,
                )
                if group
                else say("{file}: the parts of a whole sum to {total} %", file=table.file, total=total),
                say("Shares that overlap are no parts of one whole: write `grids: each`."),
            )


def _spec(figure: Figure) -> WaffleSpec:
    assert isinstance(figure.spec, WaffleSpec), "the kind's own spec"
    return figure.spec


def _shared(spec: FigureSpec, table: Table) -> list[str]:
    """The categories that share a grid; none where each grid is of one share."""
    assert isinstance(spec, WaffleSpec), "the kind's own spec"
    categories = list(dict.fromkeys(cell.category for cell in table.shown))
    return categories if spec.together and len(categories) > 1 else []


def _parts(figure: Figure) -> list[str]:
    return _shared(figure.spec, figure.table)


def coloured(figure: Figure) -> Coloured[str] | None:
    """Its categories, where they share a grid."""
    parts = tuple(_parts(figure))
    return Coloured(parts, template("parts"), say("Join categories, or write `grids: each`.")) if parts else None


def _manner(spec: FigureSpec, table: Table) -> Manner:
    """Categories that share a grid are drawn as parts of one whole, those with grids of their own are not."""
    return Manner(whole=bool(_shared(spec, table)))


def _fills(frame: Frame) -> Fills:
    """The colour of a dot: by its category where these share a grid, else strong where it is emphasised."""
    figure, colours = frame.figure, frame.theme.colours
    emphasis, table = figure.spec.emphasis, figure.table
    parts = coloured(figure)
    apart = told_apart(frame, parts) if parts else {}

    def fill(of: Of) -> str:
        if of.role == "vacant":
            return colours.track
        if of.category in apart:
            return apart[of.category]
        strong = not emphasis or any(emphasised(each, emphasis, table) for each in (of.category, of.group))
        return colours.data if strong else colours.rest

    return fill


def _lines(figure: Figure) -> list[Line]:
    """What each grid is called, in the order drawn: a group where there are several, else a category or net."""
    table, spec = figure.table, _spec(figure)
    if len(table.groups) > 1:
        return of_groups(figure, table.groups)
    if _parts(figure):
        return of_groups(figure, table.groups)
    return [replace(line, row=replace(line.row, depth=0, apart=False))
            for line in of_entries(figure, outline(table, spec.order))]  # fmt: skip


def _panels(figure: Figure, found: tuple[Grid, ...]) -> list[_Panel]:
    """Each grid with its words; those whose share is hidden too."""
    table = figure.table
    by_group = len(table.groups) > 1
    only = next(iter(dict.fromkeys(cell.category for cell in table.shown)), None)
    panels = []
    for line in _lines(figure):
        if not line.row.bars:
            continue
        group = line.name if by_group else table.groups[0]
        category = line.name if not by_group else None if _parts(figure) else only
        own = (grid for grid in found if grid.group == group)
        grid = next((each for each in own if category in (None, name(each.shares[0][0]))), None)
        value = "" if category is None else HIDDEN
        if grid and category:
            value = figure.locale.value(grid.shares[0][0].value)
        panels.append(_Panel(line, grid, value, Of("value" if grid else "hidden", category, group)))
    return panels


# -- one whole ---------------------------------------------------------------------------------------------------------


def _whole(frame: Frame, grid: Grid, fills: Fills) -> Scene:
    """One grid, and its words to the right of a square, or below."""
    layers = frame.figure.words.layers
    square, above = grid.dots == SQUARE, frame.preset.labels == "above"
    if square and not above:
        side = LARGEST if frame.room is None else min(LARGEST, frame.room)
        pitch = grid.pitch(side)
        words, foot = _words(frame, grid, fills, round(frame.left + side + BETWEEN + GAP), frame.top, side)
        bottom = max(frame.top + side, foot)
    else:
        most = LARGEST if square else WIDEST * grid.dots
        pitch = grid.pitch(min(frame.measure, most))
        if frame.room is not None:
            spare = frame.room - (_words(frame, grid, fills, frame.left, 0.0)[1] + BETWEEN)
            least = LEAST if square else LOWEST_ROW
            if spare < least:
                raise too_high(frame.figure, frame.preset, least - spare)
            pitch = min(pitch, spare / grid.height(1.0))
        top = round(frame.top + grid.height(pitch) + BETWEEN)
        words, bottom = _words(frame, grid, fills, frame.left, top)
    dots = grid.marks("dot", frame.left, frame.top, pitch, fills)
    groups = (Group("dots", layers.dots, dots), Group("values", layers.values_and_labels, words))
    return frame.close(groups, bottom)


def _words(
    frame: Frame, grid: Grid, fills: Fills, left: float, top: float, height: float | None = None
) -> tuple[tuple[Mark, ...], float]:
    """The words of a grid from `left` (px) and where they end: beside one that is so high at their dots, else below."""
    if len(grid.shares) == 1:
        return _hero(frame, grid, left, top, height)
    figure, colours, size = frame.figure, frame.theme.colours, frame.theme.sizes.label
    values = [figure.locale.value(share.value) for share, _ in grid.shares]
    value_x = left + legend.SWATCH + GAP
    label_x = round(value_x + max(width(value, LARGE, 700) for value in values) * SUBSTITUTE + GAP)
    labels = [
        block(figure.table.drawn(name(share)), (frame.right - label_x) / SUBSTITUTE, size, leading=1.25, balanced=True)
        for share, _ in grid.shares
    ]
    rooms = [max(label.height + GAP, LARGE * 1.6) for label in labels]
    counts = [count for _, count in grid.shares]
    unseen = figure.table.unseen(grid.group)
    gone = block(f"{HIDDEN} {', '.join(unseen)}", (frame.right - left) / SUBSTITUTE, size, leading=1.25)
    wanted, high = [0.0] * len(counts), top + sum(rooms)
    if height is not None:
        wanted = [top + height * (sum(counts[:place]) + count / 2) / grid.dots for place, count in enumerate(counts)]
        high = max(high, top + height - (GAP + gone.height if unseen else 0))
    middles = spread([each + place / 1e3 for place, each in enumerate(wanted)], rooms, top, high)
    marks: list[Mark] = []
    shown = zip(grid.shares, values, labels, middles, strict=True)
    for number, ((share, _), value, label, middle) in enumerate(shown, start=1):
        category, fill = name(share), fills(Of("dot", name(share), grid.group))
        first = middle - label.leading * (len(label.lines) - 1) / 2
        of = Of("key", category, grid.group)
        marks.append(legend.dot(f"key-{number}", left + legend.SWATCH / 2, first, fill, of, colours))
        baseline = round(first + LARGE * CAP_HEIGHT / 2, 2)
        of = Of("key value", category, grid.group)
        marks.append(Text(f"key-value-{number}", round(value_x, 2), baseline, value, LARGE, 700, colours.ink, "start",
                          colours.background, of))  # fmt: skip
        of = Of("key label", category, grid.group)
        marks += label.marks(
            f"key-label-{number}", label_x, baseline - label.size * ASCENT, colours.ink, colours.background, of
        )
    bottom = middles[-1] + rooms[-1] / 2
    if unseen:
        of = Of("hidden", None, grid.group)
        marks += gone.marks("hidden", left, round(bottom + GAP), colours.ink, colours.background, of)
        bottom += GAP + gone.height
    return tuple(marks), bottom


def _hero(frame: Frame, grid: Grid, left: float, top: float, height: float | None) -> tuple[tuple[Mark, ...], float]:
    """The only share of a grid, large, above what it is of; in the middle beside a square that is so high."""
    figure, colours, size = frame.figure, frame.theme.colours, frame.theme.sizes.label + 2
    (share, _), *_ = grid.shares
    label = block(figure.table.drawn(name(share)), (frame.right - left) / SUBSTITUTE, size, leading=1.3, balanced=True)
    high = HERO * CAP_HEIGHT + GAP + label.height
    if height is not None:
        top += max((height - high) / 2, 0)
    value, of = figure.locale.value(share.value), Of("value", name(share), grid.group)
    baseline = round(top + HERO * CAP_HEIGHT)
    number = Text("value", left - 2, baseline, value, HERO, 700, colours.ink, "start", colours.background, of)
    words = label.marks(
        "label", left, baseline + GAP, colours.ink, colours.background, replace(of, role="label", group=None)
    )
    return (number, *words), baseline + GAP + label.height


# -- several grids -----------------------------------------------------------------------------------------------------


def _squares(frame: Frame, panels: list[_Panel], fills: Fills) -> Scene:
    """Squares side by side, as few rows of them as leave each its size; over each its words, or beside its values."""
    figure, colours, sizes = frame.figure, frame.theme.colours, frame.theme.sizes
    layers, locale = figure.words.layers, figure.locale
    parts, top = _parts(figure), frame.top
    groups: list[Group] = []
    beside = tall = 0.0
    if parts:
        keys = [legend.Entry(fills(Of("dot", part)), "", figure.table.drawn(part), part, dot=True) for part in parts]
        key, bottom = legend.flow(keys, frame.left, frame.right, top, sizes.subtitle, colours)
        groups.append(Group("key", layers.key, key))
        top = round(bottom + BETWEEN * 0.6)
        widest = max(width(locale.value(cell.value), sizes.label, 700) for cell in figure.table.shown)
        beside = GAP * 0.7 + widest * SUBSTITUTE
        told = (len(p.grid.shares) + bool(figure.table.unseen(p.grid.group)) for p in panels if p.grid)
        tall = sizes.label * LEADING * max(told, default=0)
    room = None if frame.room is None else frame.room - (top - frame.top)
    plan = _plan(frame, panels, beside, tall, room)
    dots: list[Dot] = []
    words: list[Text] = []
    ink, ground = colours.ink, colours.background
    for number, (panel, label) in enumerate(zip(panels, plan.labels, strict=True), start=1):
        column, row = (number - 1) % plan.columns, (number - 1) // plan.columns
        left = round(frame.left + column * plan.step, 2)
        y = top + row * (plan.head + plan.high + BETWEEN)
        if panel.value:
            baseline = round(y + LARGE * CAP_HEIGHT, 2)
            words.append(
                Text(f"value-{number}", left, baseline, panel.value, LARGE, 700, ink, "start", ground, panel.of)
            )
        label_top = y + (LARGE * CAP_HEIGHT + 4 if panel.value else 0)
        words += label.marks(f"label-{number}", left, label_top, ink, ground, panel.line.row.of)
        if panel.grid:
            y += plan.head
            dots += panel.grid.marks(f"dot-{number}", left, y, panel.grid.pitch(plan.side), fills)
            if parts:
                words += _beside(frame, panel.grid, f"value-{number}", left + plan.side + GAP * 0.7, y, plan.side)
    rows = -(-len(panels) // plan.columns)
    bottom = top + rows * (plan.head + plan.high) + (rows - 1) * BETWEEN
    groups += [Group("dots", layers.dots, tuple(dots)), Group("values", layers.values_and_labels, tuple(words))]
    return frame.close(tuple(groups), bottom)


class _Plan(Struct, frozen=True):
    """How squares stand: so many beside one another, each so wide and so far from the next, under its words and beside
    values that are so tall (px).
    """

    columns: int
    side: float
    step: float
    head: float
    labels: tuple[Block, ...]
    tall: float

    @property
    def high(self) -> float:
        """Height of a square with what stands beside it, px."""
        return max(self.side, self.tall)


def _plan(frame: Frame, panels: list[_Panel], beside: float, tall: float, room: float | None) -> _Plan:
    """The fewest rows of squares that are wide enough; on a sheet of fixed height the widest squares that fit.

    Raises
    ------
    LayoutError
        If no squares fit.
    """
    plans = [_of_columns(frame, panels, beside, tall, columns) for columns in range(len(panels), 0, -1)]

    def fitting(plan: _Plan) -> _Plan:
        if room is None:
            return plan
        rows = -(-len(panels) // plan.columns)
        side = (room - rows * plan.head - (rows - 1) * BETWEEN) / rows
        return replace(plan, side=min(plan.side, side))

    fitted = [fitting(plan) for plan in plans]
    wide = [plan for plan in fitted if plan.side >= 1.3 * LEAST]
    best = wide[0] if wide and room is None else max(fitted, key=lambda plan: plan.side)
    if best.side < LEAST:
        raise too_high(frame.figure, frame.preset, LEAST - best.side)
    rows = -(-len(panels) // best.columns)
    even = -(-len(panels) // rows)
    if room is None and even < best.columns:
        return next(plan for plan in plans if plan.columns == even)
    return best


def _of_columns(frame: Frame, panels: list[_Panel], beside: float, tall: float, columns: int) -> _Plan:
    step = (frame.measure + BETWEEN) / columns
    most = PANEL if frame.room is None else LARGEST
    side = min(step - BETWEEN - beside, most)
    step = min(step, most + beside + BETWEEN)
    size = frame.theme.sizes.subtitle
    weights = [panel.line.row.weight if panel.value else 600 for panel in panels]
    measure = max(step - BETWEEN * 0.7, 1.0) / SUBSTITUTE
    labels = tuple(
        block(panel.line.row.label, measure, size, weight, leading=1.25, balanced=True)
        for panel, weight in zip(panels, weights, strict=True)
    )
    value = LARGE * CAP_HEIGHT + 4 if any(panel.value for panel in panels) else 0
    head = round(value + max(label.height for label in labels) + UNDER)
    return _Plan(columns, side, step, head, labels, tall)


def _beside(frame: Frame, grid: Grid, id: str, left: float, top: float, side: float) -> list[Text]:
    """The printed share of each part of a square to its right, level with its dots."""
    colours, size = frame.theme.colours, frame.theme.sizes.label
    counts = [count for _, count in grid.shares]
    rooms = [size * LEADING] * len(counts)
    wanted = [top + side * (sum(counts[:place]) + count / 2) / grid.dots for place, count in enumerate(counts)]
    middles = spread([each + place / 1e3 for place, each in enumerate(wanted)], rooms, top, top + side)
    found = []
    for number, ((share, _), middle) in enumerate(zip(grid.shares, middles, strict=True), start=1):
        baseline, of = round(middle + size * CAP_HEIGHT / 2, 2), Of("value", name(share), grid.group)
        value = frame.figure.locale.value(share.value)
        found.append(Text(f"{id}-{number}", round(left, 2), baseline, value, size, 700, colours.ink, "start",
                          colours.background, of))  # fmt: skip
    if frame.figure.table.unseen(grid.group):
        x, of = round(left, 2), Of("hidden", None, grid.group)
        baseline = round(top + side - 2, 2) if not found else round(found[-1].y + size * LEADING, 2)
        found.append(Text(f"{id}-hidden", x, baseline, HIDDEN, size, 700, colours.ink, "start", colours.background, of))
    return found


def _rows(frame: Frame, panels: list[_Panel], fills: Fills) -> Scene:
    """Rows of dots below one another, each between its label and its value."""
    figure, colours, size = frame.figure, frame.theme.colours, frame.theme.sizes.label
    layers, ink, ground = figure.words.layers, colours.ink, colours.background
    lines = _lines(figure)
    count = _spec(figure).dots
    rows = arrange(frame, [line.row for line in lines], frame.top, Pitch(34, 12, frame.preset.labels == "above"))
    values = max(width(panel.value, size, 700) for panel in panels) * SUBSTITUTE + GAP
    pitch = min((frame.right - rows.left - values) / count, rows.thickness / FULL, WIDEST)
    tops = [tops[0] for tops in rows.tops if tops]
    dots: list[Dot] = []
    numbers: list[Text] = []
    for number, (panel, top) in enumerate(zip(panels, tops, strict=True), start=1):
        middle = top + rows.thickness / 2
        if panel.grid:
            dots += panel.grid.marks(f"dot-{number}", rows.left, middle - pitch * FULL / 2, pitch, fills)
        x, baseline = round(rows.left + pitch * count + GAP * 0.7, 2), round(middle + size * CAP_HEIGHT / 2, 2)
        numbers.append(Text(f"value-{number}", x, baseline, panel.value, size, 700, ink, "start", ground, panel.of))
    groups = (
        Group("dots", layers.dots, tuple(dots)),
        Group("labels", layers.labels, rows.labels),
        Group("values", layers.values, tuple(numbers)),
    )
    return frame.close(groups, rows.bottom)


KIND = Kind(
    name="waffle",
    purpose=template("a share as so many in a hundred, or one in ten, that can be counted"),
    compose=compose,
    coloured=coloured,
    needs=frozenset({"table"}),
    takes=frozenset({"subtitle", "question", "filter", "n", "caption", "order", "emphasis", "scale", "significance"}),
    spec=WaffleSpec,
    measures=frozenset({"share"}),
    shapes=shapes(("answers", "items", "areas", "waves"), (None, "groups", "waves", "items", "areas")),
    manner=_manner,
    accept=accept,
    starter=Starter.asking(
        answers="one",
        table="""
category,share
Første svar,62
Andet svar,27
Tredje svar,11
""",
    ),
)
