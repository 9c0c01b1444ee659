"""Points on one scale, a row a name: groups joined by a line, a value with its interval, or a change from zero."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from barometer_cli.errors import DataError, UnknownCategory, suggestion
from barometer_cli.layout import legend
from barometer_cli.layout.clear import between, down, room
from barometer_cli.layout.frame import Frame, open_frame, too_high
from barometer_cli.layout.groups import HIDDEN, group_label
from barometer_cli.layout.order import check_emphasis, outline
from barometer_cli.layout.palette import edge, emphasised, told_apart
from barometer_cli.layout.plot import tick_room
from barometer_cli.layout.rows import BESIDE, Pitch, Row, Rows, arrange, crossing, of_entries, of_groups, reference_room
from barometer_cli.layout.rows import Line as Named
from barometer_cli.layout.ruler import Ruler, ground, ruler
from barometer_cli.layout.series import over_groups
from barometer_cli.layout.spread import spread
from barometer_cli.layout.type import CAP_HEIGHT, DESCENT, SUBSTITUTE, width
from barometer_cli.messages import say, template
from barometer_cli.model.figure import GROUPED, Coloured, Figure, Kind, Starter, shapes
from barometer_cli.model.picture import Manner, always
from barometer_cli.model.preset import Preset
from barometer_cli.model.scene import ORNAMENT, Anchor, Circle, Group, Line, Mark, Of, Rect, Role, Scene, Text
from barometer_cli.model.spec import Name, ScaledSpec
from barometer_cli.model.table import Cell, Net
from barometer_cli.model.theme import Theme

RADIUS, NEAREST = 6, 19
"""Radius of a point, and how far one is at least from the next of its row: a value is nearest to its own, px."""
OFF = 7
"""White between a point, or the end of its interval, and its value, px."""
EDGE = 1.5
"""Strength of the line round a pale point, px."""
JOIN, STEM, INTERVAL = 2.5, 2.0, 2.0
"""Strength of what joins points, of what leads to one from zero, and of an interval, px."""
HAIR = 1
"""Strength of the line of zero and of the hairline that a row is read along, px."""
ABOUT = 5
"""White about words that a hairline gives way to, px."""
NUDGE = 4
"""How far points that would hide one another stand above and below their row, px."""
STEPS = 5
"""The most steps of the scale."""
ROW, GAP = 22, 12
"""Height of a row, and the white after it, px."""
ABOVE = 14
"""Room above the points of a row for values that stand between others, px."""
CLEAR = 6
"""White between such values and the name of their row, where it stands over them, px."""
AIR = 2
"""How much nearer a name, or a value above its point, stands to it than to the row before, px."""
APART = 6
"""White between values above one another's points, px."""
UNDER = 20
"""Room below the rows for the numbers of a scale that does not begin at zero, px."""


class DotsSpec(ScaledSpec):
    """Fields of dots.

    Attributes
    ----------
    reference
        The group, or the category, whose value is a line through the rows of the others: "I alt".
    """

    reference: Name | None = None


class Dot(Struct, frozen=True):
    """One value: whose it is, the value (None: hidden), as printed, its colour, and whether it stands out."""

    category: str
    group: str | None
    told: Cell | Net | None
    printed: str
    fill: str
    loud: bool

    def of(self, role: Role) -> Of:
        """What a mark of this value stands for."""
        return Of(role, self.category, self.group)

    @property
    def ends(self) -> tuple[float, float]:
        """What it reaches from and to: its interval, or the value alone."""
        assert self.told, "a hidden value reaches nowhere"
        return self.told.interval or (self.told.value, self.told.value)


class Plan(Struct, frozen=True):
    """What stands in which row.

    Attributes
    ----------
    named
        The rows by name, headings of sections among them, without the reference.
    rows
        Of each the lines of dots in it from above; none in a heading.
    reference
        What the others are compared with.
    joined
        Whether the dots of a row are of several groups, on one line.
    """

    named: tuple[Named, ...]
    rows: tuple[tuple[tuple[Dot, ...], ...], ...]
    reference: Dot | None
    joined: bool

    @property
    def dots(self) -> list[Dot]:
        """Every value that is told."""
        found = [dot for row in self.rows for line in row for dot in line]
        return [dot for dot in (*found, *([self.reference] if self.reference else [])) if dot.told]


def compose(figure: Figure, theme: Theme, preset: Preset) -> Scene:
    """Lay dots out: values left of the first point of a row and right of the last, others above their points.

    A value that has no room between zero and its point, where nothing is below zero, stands above too.

    A scale that does not begin at zero, or holds a single share of the whole, has its numbers below. Any
    other ends where values do.

    Raises
    ------
    LayoutError
        If there are more groups than colours to tell them apart.
    """
    spec = _spec(figure)
    frame = open_frame(figure, theme, preset)
    fills = _fills(frame)
    plan = _plan(figure, fills, theme)
    top, layers = frame.top, list[Group]()
    if plan.joined or any(len(row) > 1 for row in plan.rows):
        keys = [legend.Entry(fill, "", group_label(figure, group), group=group) for group, fill in fills.items()]
        key, bottom = legend.flow(keys, frame.left, frame.right, top, theme.sizes.subtitle, theme.colours)
        layers, top = [Group("key", figure.words.layers.key, key)], round(bottom + 16)
    head = reference_room(frame) if plan.reference else 0
    ends = [end for dot in plan.dots for end in dot.ends]
    whole = figure.table.measure.whole if len(plan.dots) == 1 else None  # nothing else says how far out it stands
    ends += figure.beside
    scale = ruler([*ends, whole] if whole is not None else ends, figure.table.measure, spec.baseline, STEPS)
    foot = 0 if whole is None and scale.low <= 0 <= scale.high else UNDER
    if not foot and len(ground(figure.table.measure, spec.baseline)) < 2:
        scale = scale.within(ends)
    held = frame if frame.room is None else replace(frame, room=frame.room - foot)
    named, pitch = [each.row for each in plan.named], Pitch(ROW, GAP, preset.labels == "above")
    rows = arrange(held, named, top + head, pitch)
    along = _along(frame, rows, plan, scale, foot)
    over = [any(_sides(frame, line, along)[1] for line in row) for row in plan.rows]
    if any(over):
        higher = ABOVE + CLEAR * pitch.above
        clear = higher * pitch.above  # or a name would stand as near to the points of the row before
        named = [replace(row, over=higher * up, clear=clear * up) for row, up in zip(named, over, strict=True)]
        rows = arrange(held, named, top + head, pitch)
    if any(lack := _lacking(frame, plan, named, rows, along)):
        named = [replace(row, clear=row.clear + more) for row, more in zip(named, lack, strict=True)]
        rows = arrange(held, named, top + head, pitch)
    several = max(row.bars for row in named)
    if several > 1 and (lacks := NEAREST - rows.thickness - BESIDE) > 0:
        raise too_high(figure, preset, lacks * several * len(named))
    drawn = _drawn(frame, rows, plan, along, foot)
    if plan.reference and plan.reference.told:
        dot, at = plan.reference, round(along.at(plan.reference.told.value), 2)
        values = (mark for layer in drawn if layer.id == "values" for mark in layer.marks)
        marks = crossing(frame, rows, at, dot.category, dot.group, dot.printed, values)
        layers.append(Group("reference", figure.words.layers.reference, marks))
    return frame.close((*layers, *drawn), rows.bottom + foot)


def accept(figure: Figure) -> None:
    """Refuse what has no row, or no colour of its own.

    Raises
    ------
    DataError
        If a line of reference is wanted beside points of several groups.
    UnknownCategory
        If `emphasis` or `reference` names what is not drawn.
    """
    table, spec = figure.table, _spec(figure)
    names, crossed = _names(figure), len(table.groups) > 1 and len(_entries(figure)) > 1
    if spec.reference is not None and crossed:
        raise DataError(
            say(
                "{id}: there are several categories and several groups, and a line is compared with one of either",
                id=figure.id,
            ),
            say("Remove `reference`, or keep one category or one group."),
        )
    if spec.reference is not None and spec.reference not in names:
        raise UnknownCategory(
            say("{id}: reference names {reference!r}, which is not shown", id=figure.id, reference=spec.reference),
            suggestion(spec.reference, names),
        )
    if len(names) == 1 and spec.reference:
        raise DataError(say("{id}: there is nothing besides the reference", id=figure.id), say("Remove `reference`."))
    groups = [group or figure.words.total for group in table.groups]
    check_emphasis(spec.emphasis, groups if crossed else names, figure.id)


def _spec(figure: Figure) -> DotsSpec:
    assert isinstance(figure.spec, DotsSpec), "the kind's own spec"
    return figure.spec


def _entries(figure: Figure) -> list[str]:
    return [entry.name for entry in outline(figure.table, figure.spec.order)]


def _names(figure: Figure) -> list[str]:
    """What people call the rows: by category or net, or by group where there is one category."""
    entries, groups = _entries(figure), figure.table.groups
    return [group or figure.words.total for group in groups] if len(entries) == 1 and len(groups) > 1 else entries


def _fills(frame: Frame) -> dict[str | None, str]:
    """A colour for each group; of two waves the later one stands out."""
    table, colours = frame.figure.table, frame.theme.colours
    if _is_a_pair(frame.figure):
        return dict(zip(table.waves, (colours.rest, colours.data), strict=True))
    groups = coloured(frame.figure)
    return told_apart(frame, groups) if groups else {}


def _is_a_pair(figure: Figure) -> bool:
    """Whether its groups are two waves, of which neither is emphasised."""
    return len(figure.table.waves) == 2 and not figure.spec.emphasis


def coloured(figure: Figure) -> Coloured[str | None] | None:
    """Its groups, where a row has a dot for each."""
    groups = figure.table.groups
    if _is_a_pair(figure) or len(groups) == 1 or len(_entries(figure)) == 1:
        return None
    hint = say("Compare fewer groups, or show one category.")
    return Coloured(groups, template("groups"), hint, pale=bool(figure.spec.emphasis))


def _plan(figure: Figure, fills: Mapping[str | None, str], theme: Theme) -> Plan:
    """A row for each category and net with a dot for each group, or a row for each group of the only category."""
    table, spec, colours = figure.table, _spec(figure), theme.colours
    entries = outline(table, spec.order)

    def dot(category: str, group: str | None) -> Dot:
        told, emphasis = table.find(category, group), spec.emphasis
        loud = not emphasis or any(emphasised(name, emphasis, table) for name in (category, group))
        fill = fills.get(group) or (colours.data if loud else colours.rest)
        return Dot(category, group, told, figure.locale.value(told.value) if told else HIDDEN, fill, loud)

    groups, named, several = table.groups, list[Named](), len(table.groups) > 1 and len(entries) > 1
    apart = several and any(cell.interval for cell in table.shown)
    if several or len(groups) == 1:
        named = of_entries(figure, entries, len(groups) if apart else 1)
        found = [[dot(line.name, group) for group in groups] if line.name else [] for line in named]
    else:
        named = of_groups(figure, groups)
        found = [[dot(entries[0].name, line.name)] if line.row.bars else [] for line in named]
    hidden = {(each.category, each.group) for each in table.hidden}
    kept, rows, reference = list[Named](), list[tuple[tuple[Dot, ...], ...]](), None
    for line, dots in zip(named, found, strict=True):
        if spec.reference is not None and dots and (line.name or figure.words.total) == spec.reference:
            reference = dots[0]
            continue
        kept.append(line)
        dots = [each for each in dots if each.told or (each.category, each.group) in hidden]
        lines = tuple((each,) for each in dots) if apart else (tuple(dots),)
        rows.append(lines if dots else ())
    return Plan(tuple(kept), tuple(rows), reference, several and not apart)


def _told(line: Sequence[Dot]) -> list[Dot]:
    """The dots of one line that are told, from the least to the greatest value."""
    return sorted((dot for dot in line if dot.told), key=lambda dot: dot.told.value if dot.told else 0.0)


def _first(line: Sequence[Dot], negative: bool) -> list[Dot]:
    """The dot of one line whose value belongs left of it: the least of several, or one below zero."""
    told = _told(line)
    below = negative and told and told[0].told is not None and told[0].told.value < 0
    return told[:1] if len(told) > 1 or below else []


def _sides(frame: Frame, line: Sequence[Dot], along: Ruler) -> tuple[list[Dot], list[Dot], list[Dot]]:
    """The dots of one line whose values stand left, above and right, each from the least to the greatest value.

    All stand above where those between the first and the last would stand out over either's value.
    """
    told, left = _told(line), _first(line, along.low < 0)
    right = told[-1:] if told != left else []
    if along.low == 0 and any(along.at(dot.ends[0]) - _reach(frame, dot) < along.start + ABOUT for dot in left):
        left = []
    above = told[len(left) : len(told) - len(right)]
    if above and right:
        rooms = _rooms(frame, above)
        low, high = _over(frame, line, rooms, bool(left), along)
        first, last = low + rooms[0] / 2, high - rooms[-1] / 2
        if any(first < _middle(frame, dot, along, -1) for dot in left) or last > _middle(frame, right[0], along, 1):
            return [], told, []
    return left, above, right


def _middle(frame: Frame, dot: Dot, along: Ruler, sign: int) -> float:
    """The middle of a value beside its point, left (-1) or right (1) of it, px."""
    return along.at(dot.ends[sign > 0]) + sign * (RADIUS + OFF + width(dot.printed, frame.theme.sizes.label, 700) / 2)


def _rooms(frame: Frame, above: Sequence[Dot]) -> list[float]:
    """What each value above its point takes of the line, px."""
    return [width(dot.printed, frame.theme.sizes.label, 700) * SUBSTITUTE + APART for dot in above]


def _reach(frame: Frame, dot: Dot) -> float:
    """From the end of a point's interval to that of its value, px."""
    return RADIUS + OFF + width(dot.printed, frame.theme.sizes.label, 700) * SUBSTITUTE


def _along(frame: Frame, rows: Rows, plan: Plan, scale: Ruler, foot: float) -> Ruler:
    """The scale between labels and edge, so that every value beside its point is on the sheet."""
    end = frame.right - max((_reach(frame, dot) for dot in plan.dots), default=0.0)
    starred = max((sum(dot.told is None for dot in line) for row in plan.rows for line in row), default=0)
    end -= starred * (OFF + width(HIDDEN, frame.theme.sizes.label, 700) * SUBSTITUTE)
    ticks = tick_room(scale, frame) / 2 if foot else 0
    start = rows.left + max(RADIUS, ticks)
    unit = scale.between(0.0, 1.0)
    for dot in (dot for row in plan.rows for line in row for dot in _first(line, scale.low < 0) if scale.low):
        part = unit.at(dot.ends[0])
        if part < 1:
            start = max(start, (rows.left + _reach(frame, dot) - end * part) / (1 - part))
    return scale.between(round(start, 2), round(end, 2))


def _drawn(frame: Frame, rows: Rows, plan: Plan, along: Ruler, foot: float) -> list[Group]:
    """The layers of the rows."""
    colours, layers = frame.theme.colours, frame.figure.words.layers
    clear = along.at(plan.reference.told.value) if plan.reference and plan.reference.told else None
    lines: list[Mark] = []
    dots: list[Mark] = []
    texts: list[Text] = []
    hairs: list[Mark] = []
    number = 0
    for row, tops in zip(plan.rows, rows.tops, strict=True):
        for line, top in zip(row, tops, strict=True):
            number += 1
            y = round(top + rows.thickness / 2, 2)
            values = _values(frame, line, f"value-{number}", along, y, clear)
            texts += values
            boxes = [room(text) for text in values]
            begin = along.start if along.low == 0 else rows.left
            for part, (start, stop) in enumerate(between(begin, frame.right, y, boxes, ABOUT), start=1):
                hairs.append(Line(f"row-{number}-{part}", start, y, stop, y, colours.hairline, HAIR, ORNAMENT))
            for place, (dot, at, level) in enumerate(_levels(line, along, y), start=1):
                lines += _leads(dot, f"{number}-{place}", along, y, stem=not plan.joined)
                ring = edge(dot.fill, colours)
                dots.append(Circle(f"point-{number}-{place}", at, level, RADIUS, dot.fill, ring or dot.fill,
                                   EDGE if ring else 0.0, dot.of("point")))  # fmt: skip
    if plan.joined:
        lines += _joins(frame, dots)
    found = [Group("axis", layers.axis, (*hairs, *_scale(frame, rows, along, foot, texts)))]
    found += [Group("lines", layers.lines, tuple(lines))] if lines else []
    found += [Group("points", layers.dots, tuple(dots)), Group("labels", layers.labels, rows.labels)]
    return [*found, Group("values", layers.values, tuple(texts))]


def _levels(line: Sequence[Dot], along: Ruler, y: float) -> list[tuple[Dot, float, float]]:
    """Where each point of one line stands, px: on the line, but for those that would hide one another."""
    placed = [(dot, round(along.at(dot.told.value), 2)) for dot in line if dot.told]
    found = []
    for place, (dot, x) in enumerate(placed):
        near = [other for other, (_, beside) in enumerate(placed) if abs(beside - x) < RADIUS]
        nudge = 0 if len(near) == 1 else NUDGE * (2 * near.index(place) / (len(near) - 1) - 1)
        found.append((dot, x, round(y + nudge, 2)))
    return found


def _lacking(frame: Frame, plan: Plan, named: Sequence[Row], rows: Rows, along: Ruler) -> list[float]:
    """What white each row lacks above it (px) where a sheet of one height presses rows together: without it its name,
    or the values above its points, would stand nearer to the row before than to its own points.
    """
    if frame.room is None:
        return [0.0] * len(named)
    size, found, before = frame.theme.sizes.label, list[float](), None
    for row, line, tops, extent in zip(named, plan.rows, rows.tops, rows.extents, strict=True):
        levels = [
            level
            for dots, top in zip(line, tops, strict=True)
            for _, _, level in _levels(dots, along, top + rows.thickness / 2)
        ]
        if not levels:
            found.append(0.0)
            before = None
            continue
        first = min(levels) - RADIUS
        middle = (extent[0] + tops[0] - row.over) / 2 if rows.above else first - OFF + 2 - size * CAP_HEIGHT / 2
        wanted = first - middle + AIR if rows.above or row.over else 0.0
        found.append(max(before + wanted - middle, 0.0) if wanted and before is not None else 0.0)
        foot = tops[-1] + rows.thickness / 2 + size * (CAP_HEIGHT / 2 + DESCENT)
        before = max(max(levels) + RADIUS, foot) if rows.above else max(levels) + RADIUS
    return found


def _leads(dot: Dot, id: str, along: Ruler, y: float, *, stem: bool) -> list[Mark]:
    """The interval of a dot, and on a scale with two sides what leads to it from zero."""
    assert dot.told, "only told values lead anywhere"
    found: list[Mark] = []
    if stem and along.low < 0 <= along.high:
        start, end = sorted((round(along.at(0.0), 2), round(along.at(dot.told.value), 2)))
        found.append(Rect(f"stem-{id}", start, y - STEM / 2, round(end - start, 2), STEM, dot.fill, dot.of("stem")))
    if dot.told.interval:
        low, high = (round(along.at(limit), 2) for limit in dot.told.interval)
        of = dot.of("interval")
        found.append(Rect(f"interval-{id}", low, y - INTERVAL / 2, round(high - low, 2), INTERVAL, dot.fill, of))
    return found


def _joins(frame: Frame, dots: Sequence[Mark]) -> list[Mark]:
    """What joins the points of each name from group to group."""
    at = {dot.of: (dot.x, dot.y) for dot in dots if isinstance(dot, Circle)}
    lines, grey = over_groups(frame.figure.table), frame.theme.colours.asides[0]
    found: list[Mark] = []
    for number, series in enumerate(lines.series, start=1):
        for run in lines.joined(series):
            for place, (one, other) in enumerate(pairwise(run), start=1):
                ends = (*at[series.of("point", one)], *at[series.of("point", other)])
                found.append(Line(f"join-{number}-{place}", *ends, grey, JOIN, series.of("course")))
    return found


def _values(frame: Frame, line: Sequence[Dot], id: str, along: Ruler, y: float, clear: float | None) -> list[Text]:
    """The values of the points at `y` (px) in a row, and a star for each that is hidden, after the last.

    One that would touch the line of zero stands beyond it. One that would touch the line at `clear` (px), or lie beyond
    it from its point, stands on the other side of its point if that is free.
    """
    size = frame.theme.sizes.label
    left, above, right = _sides(frame, line, along)
    baseline = round(y + size * CAP_HEIGHT / 2, 2)
    texts: list[Text] = []
    sides: tuple[tuple[list[Dot], Anchor, int], ...] = ((left, "end", -1), (right, "start", 1))
    for dots, anchor, sign in sides:
        for dot in dots:
            x = along.at(dot.ends[sign > 0]) + sign * (RADIUS + OFF)
            reach = width(dot.printed, size, 700) * SUBSTITUTE
            other = along.at(dot.ends[sign < 0]) - sign * (RADIUS + OFF)
            zero = along.at(0.0) if along.low <= 0 else None
            if _strays(dot, along, clear, x + sign * (reach + ABOUT)) and _is_free(along, other, other - sign * reach):
                x, anchor = other, "end" if sign > 0 else "start"
            elif zero is not None and min(x, x + sign * reach) - ABOUT < zero < max(x, x + sign * reach) + ABOUT:
                x = zero + sign * ABOUT
            texts.append(_text(frame, dot, f"{id}-{len(texts) + 1}", x, baseline, anchor))
    rooms = _rooms(frame, above)
    wanted = [along.at(dot.told.value) for dot in above if dot.told]
    over = round(min((at for _, _, at in _levels(line, along, y)), default=y) - RADIUS - OFF + 2, 2)
    for dot, x in zip(above, spread(wanted, rooms, *_over(frame, line, rooms, bool(left), along)), strict=True):
        texts.append(_text(frame, dot, f"{id}-{len(texts) + 1}", x, over, "middle"))
    after = max((room(text)[2] for text in texts), default=along.start) + OFF
    for dot in (dot for dot in line if dot.told is None):
        texts.append(_text(frame, dot, f"{id}-{len(texts) + 1}", after, baseline, "start"))
        after = room(texts[-1])[2] + OFF
    return texts


def _strays(dot: Dot, along: Ruler, line: float | None, end: float) -> bool:
    """Whether a value that ends at `end` touches a line, or lies beyond it from its point (px)."""
    assert dot.told, "what is hidden lies on no side"
    at = along.at(dot.told.value)
    return line is not None and min(at, end) < line < max(at, end)


def _is_free(along: Ruler, start: float, end: float) -> bool:
    """Whether nothing but a row's hairline lies from `start` to `end` beside a point (px): neither zero nor a stem."""
    return not along.low < 0 <= along.high and along.start + ABOUT <= min(start, end)


def _over(frame: Frame, line: Sequence[Dot], rooms: Sequence[float], beside: bool, along: Ruler) -> tuple[float, float]:
    """What values above points of a line lie between, px; that of the first is among them, or stands `beside` it."""
    ends = [along.at(dot.told.value) for dot in line if dot.told]
    low, high = min(ends, default=0.0), max(ends, default=0.0)
    spare = max(sum(rooms) - (high - low), 0.0) / 2
    if beside or not rooms:
        return low - spare, high + spare
    zero = along.start if along.low == 0 else frame.left
    start = max(low - max(spare, rooms[0] / 2), zero + ABOUT - APART / 2)
    end = min(max(high + rooms[-1] / 2, start + sum(rooms)), frame.right)
    return min(start, end - sum(rooms)), end


def _text(frame: Frame, dot: Dot, id: str, x: float, y: float, anchor: Anchor) -> Text:
    colours, size = frame.theme.colours, frame.theme.sizes.label
    ink = colours.ink if dot.loud else colours.muted
    of = dot.of("value" if dot.told else "hidden")
    return Text(id, round(x, 2), y, dot.printed, size, 700 if dot.loud else 400, ink, anchor, colours.background, of)


def _scale(frame: Frame, rows: Rows, along: Ruler, foot: float, words: Sequence[Text]) -> list[Mark]:
    """The line of zero, which gives way to words; where there is a foot, the numbers of the scale."""
    colours, size = frame.theme.colours, frame.theme.sizes.note
    spans = [(tops[0], tops[-1] + rows.thickness) for tops in rows.tops if tops] if rows.above else rows.runs()
    found: list[Mark] = []
    if not foot:
        x = round(along.at(0.0), 2)
        parts = [part for top, bottom in spans for part in down(top, bottom, x, [room(word) for word in words], HAIR)]
        return [
            Rect(f"zero-{number}", x - HAIR, round(top, 2), HAIR, round(bottom - top, 2), colours.baseline, Of("zero"))
            for number, (top, bottom) in enumerate(parts, start=1)
        ]
    for number, tick in enumerate(along.ticks, start=1):
        x = round(along.at(tick), 2)
        y = round(rows.bottom + foot - 2, 2)
        text = along.text(tick, frame.figure.locale)
        found.append(Text(f"tick-{number}", x, y, text, size, 400, colours.muted, "middle", colours.background,
                          Of("tick")))  # fmt: skip
        found.append(Line(f"mark-{number}", x, rows.bottom, x, rows.bottom + 4, colours.rest, HAIR, ORNAMENT))
    return found


KIND = Kind(
    name="dots",
    purpose=template("points on one scale: groups joined by a line, a value with its interval, or a change from zero"),
    compose=compose,
    coloured=coloured,
    needs=frozenset({"table"}),
    takes=frozenset(
        {"subtitle", "question", "filter", "n", "caption", "order", "emphasis", "interval", "significance"}
    ),
    spec=DotsSpec,
    shapes=shapes(("answers", "items", "areas", "groups"), (None, "groups", "waves", "areas", "items"))
    | shapes(("waves",)),
    manner=always(Manner(ranked=True)),
    accept=accept,
    starter=Starter.asking(answers="several", table=GROUPED),
)
