"""Parts of a whole in columns side by side, one a wave or group: the net of all above, that of some at a bracket."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor

from msgspec import Struct
from msgspec.structs import replace

from barometer_cli.errors import DataError, LayoutError
from barometer_cli.layout import legend, stacks
from barometer_cli.layout.bracket import STROKE
from barometer_cli.layout.frame import Frame, open_frame
from barometer_cli.layout.groups import HIDDEN, group_words
from barometer_cli.layout.order import check_emphasis
from barometer_cli.layout.palette import told_apart
from barometer_cli.layout.spread import spread
from barometer_cli.layout.stacks import HALF, LEADER, MARGIN, SIZE, Setting, Stack, stacked
from barometer_cli.layout.text import Block, block
from barometer_cli.layout.type import ASCENT, CAP_HEIGHT, SUBSTITUTE, width
from barometer_cli.messages import say, template
from barometer_cli.model.figure import Coloured, Figure, Kind, Starter, shapes
from barometer_cli.model.picture import Manner
from barometer_cli.model.preset import Preset
from barometer_cli.model.scene import ORNAMENT, Group, Mark, Of, Path, Rect, Scene, Text
from barometer_cli.model.table import Net, Table
from barometer_cli.model.theme import Colours, Theme

TALL = {"beside": 320, "above": 280}
"""Height of the columns on a sheet that grows, px, by where labels stand."""
LOW = 96
"""The least height of columns, px."""
WIDEST = 104
"""The most that a column is wide, px."""
BETWEEN, TIGHT = 0.32, 8
"""The part of a column's place that is white, and the least white where there is no more room, px."""
LABEL_SHARE = 0.28
"""The most of the chart's width that labels beside the last column take."""
AWAY = 12
"""Room between the last column, with what stands beside it, and labels, px."""
UNDER_KEY = 16
"""Room between a key and what is below it, px."""
UNDER, OVER = 8, 7
"""Room between columns and the words below and above them, px."""
STANDOFF, TICK, LIFT = 4, 5, 5
"""Room between a column and the bracket of a net, length of its ends, and room between it and its number, px."""
GLYPH = 8
"""White between the sign of a bracket and the name of its net, px."""
WITHIN = 1
"""How far inside its part the middle of a name beside it stands, px."""


class Bracket(Struct, frozen=True):
    """How far right of a column the bracket of its net begins, px, and whether its number stands there or above."""

    off: float
    numbered: bool


class Columns(Struct, frozen=True):
    """Columns at their places.

    Attributes
    ----------
    stacks
        Their parts, from the left.
    top, foot
        Where the highest ends, or 100 % does, and where all begin, px.
    pace
        How far it is from one to the next, px.
    setting
        How values stand on them.
    title
        The words over the first one that name the net of all of them.
    bracket
        What holds the parts of a net beside each; None where it is of all of them, or there is no room.
    key
        The key above them; nothing where categories are named beside the last one.
    """

    stacks: tuple[Stack, ...]
    top: float
    foot: float
    pace: float
    setting: Setting
    title: Block | None
    bracket: Bracket | None
    key: tuple[Mark, ...]


class Labels(Struct, frozen=True):
    """The names beside the last column, and the middle of each (px), by its category."""

    texts: tuple[Text, ...]
    middles: dict[str, float]


def compose(figure: Figure, theme: Theme, preset: Preset) -> Scene:
    """Lay stacked columns out.

    The first category stands at the foot. Categories are named beside the last column where there is room, else in a
    key above. Values that their part cannot hold stand to the right of it.

    Raises
    ------
    LayoutError
        If the sheet has no room for so many columns, or for their height.
    """
    frame, layers, colours = open_frame(figure, theme, preset), figure.words.layers, theme.colours
    fills = told_apart(frame, coloured(figure))
    columns, labels = _labelled(frame, fills) or (_columns(frame, fills, {}), Labels((), {}))
    bars: list[Rect] = []
    texts: list[Text] = []
    leaders: list[Mark] = []
    nets: list[Mark] = []
    limits = (columns.top - HALF, columns.foot)
    for number, column in enumerate(columns.stacks, start=1):
        bars += column.marks(f"segment-{number}", colours.track)
        wanted = labels.middles if column is columns.stacks[-1] else None
        values = stacks.values(column, frame, f"value-{number}", limits, columns.setting, wanted)
        texts += values.texts
        leaders += values.leaders
        nets += _nets(frame, columns, column, number)
    under, bottom = _below(frame, columns)
    last, left = columns.stacks[-1], columns.stacks[0].across
    long = last.across + last.thickness - left
    stand = Rect("baseline", left, columns.foot, long, 1, colours.baseline, Of("zero"))
    groups = [
        Group("key", layers.key, columns.key),
        Group("bars", layers.bars, tuple(bars)),
        Group("labels", layers.labels, (*under, *labels.texts)),
        Group("values", layers.values, (*texts, *nets, *leaders)),
        Group("baseline", layers.baseline, (stand,)),
    ]
    return replace(frame.close(tuple(group for group in groups if group.marks), bottom), axis="y")


def coloured(figure: Figure) -> Coloured[str]:
    """Its categories."""
    names = tuple(dict.fromkeys(cell.category for cell in figure.table.shown))
    return Coloured(names, template("parts"), say("Join categories, or draw them as bars."))


def accept(figure: Figure) -> None:
    """Refuse what is no whole with its parts, or has more above it than one net.

    Raises
    ------
    DataError
        If the parts of a column sum to more than 100 %, or there are several nets.
    UnknownCategory
        If `emphasis` names what is not drawn.
    """
    table = figure.table
    check_emphasis(figure.spec.emphasis, tuple(dict.fromkeys(cell.category for cell in table.shown)), figure.id)
    stacks.prove_whole(table)
    if len(nets := list(dict.fromkeys(net.label for net in table.nets))) > 1:
        raise DataError(
            say(
                "{file}: one net stands above the columns, and there are {n}: {nets}",
                file=table.file,
                n=len(nets),
                nets=", ".join(nets),
            ),
            say("Keep one of them, or draw `kind: stacked_bars`, or `diverging_bars` for the two sides of a scale."),
        )


def _manner(spec: object, table: Table) -> Manner:
    """Nets of all parts stand above their columns; those of some beside these."""
    return Manner(whole=True, upright=True, nets=None if _is_part(table) else "above")


def _labelled(frame: Frame, fills: dict[str, str]) -> tuple[Columns, Labels] | None:
    """Columns with the names of their parts beside the last one; None where one would have no room beside its part."""
    measure, size = LABEL_SHARE * frame.measure / SUBSTITUTE, frame.theme.sizes.subtitle
    words = {name: frame.figure.table.drawn(name) for name in fills}
    wide = any(width(word, size) > measure for text in words.values() for word in text.split())
    if wide or frame.preset.labels == "above":
        return None
    blocks = {name: block(text, measure, size, leading=1.2, balanced=True) for name, text in words.items()}
    try:
        columns = _columns(frame, fills, blocks)
    except LayoutError:
        return None
    labels = _labels(frame, columns, blocks)
    return (columns, labels) if labels else None


def _columns(frame: Frame, fills: dict[str, str], labels: dict[str, Block]) -> Columns:
    """The columns on one scale: the highest, or 100 %, is as high as the sheet has room."""
    sizes, table = frame.theme.sizes, frame.figure.table
    top: float = frame.top
    key: tuple[Mark, ...] = ()
    if not labels:
        entries = [legend.Entry(fill, "", table.drawn(name), name) for name, fill in fills.items()]
        key, end = legend.flow(entries, frame.left, frame.right, top, sizes.subtitle, frame.theme.colours)
        top = round(end + UNDER_KEY)
    away = max((label.width * SUBSTITUTE + AWAY for label in labels.values()), default=0.0)
    right = frame.right - away
    net = next((net for group in table.groups for net in table.nets_of(group)), None)
    title = block(net.label, (right - frame.left) / SUBSTITUTE, sizes.subtitle, 600, 1.2) if net else None
    if title or any(table.unseen(group) for group in table.groups):
        top += (title.height if title else 0) + sizes.label + OVER + 1
    tall: float = TALL[frame.preset.labels]
    if frame.room is not None:
        tall = max(frame.top + frame.room - top - _feet(frame, right), LOW)
    foot = round(top + tall)
    rows = {group: [cell for cell in table.shown if cell.group == group] for group in table.groups}
    whole = table.measure.whole
    scale = (foot - top) / (max([whole or 0.0, *(sum(cell.value for cell in row) for row in rows.values())]) or 1.0)
    hundred = None if whole is None else foot - top
    made = [stacked(group, row, fills, foot, scale, "y", whole=hundred) for group, row in rows.items()]
    lefts, wide, pace, setting, bracket = _plan(frame, made, right)
    placed = tuple(replace(each, across=left, thickness=wide) for each, left in zip(made, lefts, strict=True))
    return Columns(placed, top, foot, pace, setting, title, bracket, key)


def _plan(
    frame: Frame, columns: Sequence[Stack], right: float
) -> tuple[tuple[float, ...], float, float, Setting, Bracket | None]:
    """Left edges and width of columns, how far it is to the next one (px), how values stand on them, and what holds
    nets.

    There is room for the values beside them; where it is short values are set smaller, else numbers of nets stand above
    the columns, and else their brackets are left out.

    Raises
    ------
    LayoutError
        If their values have no room.
    """
    count, held, wide = len(columns), 0.0, 0.0
    settings = (Setting(frame.theme.sizes.label), Setting(SIZE, MARGIN))
    ways = (True, False, None) if _is_part(frame.figure.table) else (None,)
    ends = [_held(column, net) for column in columns for net in frame.figure.table.nets_of(column.group)]
    least = min((foot - head for foot, head in ends), default=0.0)
    for setting, numbered in ((setting, numbered) for numbered in ways for setting in settings):
        if numbered is not None and least < (setting.size if numbered else TICK):
            continue  # a number would hang below the bracket that it is of, or nobody would see what that holds
        held = _needed(frame, columns, setting)
        narrow = [replace(column, thickness=held) for column in columns]
        bracket = None if numbered is None else Bracket(_off(frame, narrow, setting), numbered)
        beside = [_beside(frame, column, setting, bracket) for column in narrow]
        # a bracket is nearer to its own column than to the next one, also where places are whole px
        between = [*beside[:-1], 2 * bracket.off + TICK + 2 if bracket else 0.0]
        room = right - frame.left - beside[-1]
        gap = max([BETWEEN * min(room / (count - BETWEEN), WIDEST / (1 - BETWEEN)), *between]) if count > 1 else 0.0
        if room - gap * (count - 1) < held * count and count > 1:
            gap = max([TIGHT, *between])
        wide = min((room - gap * (count - 1)) / count, WIDEST)
        if floor(wide) >= held:
            pace = floor(wide) + gap
            return (
                tuple(round(frame.left + number * pace) for number in range(count)),
                floor(wide),
                pace,
                setting,
                bracket,
            )
    raise LayoutError(
        say(
            "{id} ({preset}): {count} columns have {wide:.0f} px each, and values need {held:.0f}",
            id=frame.figure.id,
            preset=frame.preset.name,
            count=count,
            wide=wide,
            held=held,
        ),
        say("Show fewer groups, join small parts, draw stacked_bars, or name in `sheets` the sheets it is drawn on."),
    )


def _needed(frame: Frame, columns: Sequence[Stack], setting: Setting) -> float:
    """How wide columns must be to carry their values, px."""
    locale = frame.figure.locale
    return max(stacks.room(locale.value(each.cell.value), setting) for column in columns for each in column.segments)


def _beside(frame: Frame, column: Stack, setting: Setting, bracket: Bracket | None) -> float:
    """The room of the values beside a column, and of the bracket of its net, px."""
    locale = frame.figure.locale
    printed = [locale.value(each.cell.value) for each in stacks.moved(column, frame, setting)]
    needed = [width(value, SIZE, 600) * SUBSTITUTE + LEADER + MARGIN for value in printed]
    if bracket:
        nets = [locale.value(net.value) for net in frame.figure.table.nets_of(column.group) if bracket.numbered]
        numbers = [LIFT + width(value, setting.size, 700) * SUBSTITUTE for value in nets]
        needed.append(bracket.off + TICK + max(numbers, default=0.0) + MARGIN)
    return max(needed, default=0.0)


def _is_part(table: Table) -> bool:
    """Whether each net holds some of the parts of its column, but not all, and these lie together."""
    for net in table.nets:
        names = [cell.category for cell in table.shown if cell.group == net.group]
        held = sorted(names.index(part) for part in net.parts if part in names)
        if not len(net.parts) == len(held) < len(names) or held[-1] - held[0] >= len(held):
            return False
    return bool(table.nets)


def _off(frame: Frame, columns: Sequence[Stack], setting: Setting) -> float:
    """How far right of a column the bracket of its net begins: behind the values there where one stands at it, px."""
    out = 0.0
    for column in columns:
        places = [column.middle(each) for each in stacks.moved(column, frame, setting)]
        reach = SIZE * (len(places) + 1) / 2
        for foot, head in (_held(column, net) for net in frame.figure.table.nets_of(column.group)):
            if any(head - reach < place < foot + reach for place in places):
                out = max(out, _beside(frame, column, setting, None))
    return out + STANDOFF


def _held(column: Stack, net: Net) -> tuple[float, float]:
    """Where the parts of a net begin and end in a column, px of the sheet."""
    held = [each for each in column.segments if each.cell.category in net.parts]
    return column.at(held[0].start), column.at(column.end(held[-1]))


def _labels(frame: Frame, columns: Columns, labels: dict[str, Block]) -> Labels | None:
    """The names beside the last column, none on another; None where one would not be beside its part."""
    column, colours = columns.stacks[-1], frame.theme.colours
    out = stacks.moved(column, frame, columns.setting)
    downwards = column.segments[::-1]
    rooms = [labels[each.cell.category].height + 2 for each in downwards]
    if sum(rooms) > columns.foot - columns.top:
        return None
    places = spread([column.middle(each) for each in downwards], rooms, columns.top, columns.foot)
    edge, beside = column.across + column.thickness, _beside(frame, column, columns.setting, columns.bracket)
    after = round(edge + AWAY + beside - MARGIN, 2)
    x = round(edge + AWAY, 2) if columns.bracket is None else after
    texts: list[Text] = []
    for number, (each, place) in enumerate(zip(downwards, places, strict=True), start=1):
        if each not in out and abs(place - column.middle(each)) > (column.end(each) - each.start) / 2 - WITHIN:
            return None
        label, of = labels[each.cell.category], Of("label", each.cell.category)
        half = label.leading * (len(label.lines) - 1) / 2
        at = place - half + label.size * CAP_HEIGHT / 2 - label.size * ASCENT
        texts += label.marks(f"label-{number}", after if each in out else x, at, colours.ink, colours.background, of)
    middles = {each.cell.category: place for each, place in zip(downwards, places, strict=True)}
    return Labels(tuple(texts), middles) if middles.keys() == labels.keys() else None


def _nets(frame: Frame, columns: Columns, column: Stack, number: int) -> list[Mark]:
    """The net over a column or at the bracket of its parts, over the first one its name; what hidden shares have."""
    figure, colours, size = frame.figure, frame.theme.colours, frame.theme.sizes.label
    ink, ground, bracket = colours.ink, colours.background, columns.bracket
    x = column.across
    y = round(column.at(column.whole if column.whole is not None else column.top) - OVER, 2)
    marks: list[Mark] = []
    for net in figure.table.nets_of(column.group):
        printed, above = figure.locale.value(net.value), not (bracket and bracket.numbered)
        if bracket:
            marks += _bracketed(
                column, bracket, net, "" if above else printed, f"net-{number}", columns.setting, colours
            )
        if above:
            of = Of("total", net.label, net.group)
            marks.append(Text(f"total-{number}", x, y, printed, size, 700, ink, "start", ground, of))
            x += width(printed, size, 700) * SUBSTITUTE + OVER
        if columns.title and number == 1:
            top = y - size * above - columns.title.height + 1
            marks += _title(frame, columns.title, top, net.label, bracket)
    if figure.table.unseen(column.group):
        of = Of("hidden", None, column.group)
        marks.append(Text(f"hidden-{number}", round(x, 2), y, HIDDEN, size, 700, ink, "start", ground, of))
    return marks


def _title(frame: Frame, title: Block, top: float, name: str, bracket: Bracket | None) -> list[Mark]:
    """The name of nets, behind a small bracket where they have one."""
    colours, left, marks = frame.theme.colours, frame.left, list[Mark]()
    keyed = bracket is not None and bracket.numbered
    if bracket:
        foot = top + title.size * ASCENT
        of = Of("key", name) if keyed else ORNAMENT
        marks.append(_line("net-key", left, foot - title.size * CAP_HEIGHT, foot, colours.ink, of))
        left += TICK + GLYPH
    of = Of("key label" if keyed else "label", name)
    return [*marks, *title.marks("total-label", left, top, colours.ink, colours.background, of)]


def _bracketed(
    column: Stack, bracket: Bracket, net: Net, printed: str, id: str, setting: Setting, colours: Colours
) -> list[Mark]:
    """The bracket right of the parts of a net, and its number beside that, "" where it stands elsewhere."""
    size = setting.size
    foot, head = _held(column, net)
    left = round(column.across + column.thickness + bracket.off, 2)
    marks: list[Mark] = [_line(f"{id}-line", left, head, foot, colours.ink, Of("span", net.label, net.group))]
    if printed:
        x, y = round(left + TICK + LIFT, 2), round((head + foot) / 2 + size * CAP_HEIGHT / 2, 2)
        of = Of("value", net.label, net.group)
        marks.append(Text(id, x, y, printed, size, 700, colours.ink, "start", colours.background, of))
    return marks


def _line(id: str, left: float, top: float, foot: float, ink: str, of: Of) -> Path:
    """A bracket that opens to the left, its outer edges at `top` and `foot` (px)."""
    right, end = left + TICK, round(foot - STROKE / 2, 2)
    start = min(round(top + STROKE / 2, 2), end)
    return Path(id, ((left, start), (right, start), (right, end), (left, end)), stroke=ink, width=STROKE, of=of)


def _words(frame: Frame, group: str | None, measure: float) -> list[Block]:
    """A group's name and its n below it."""
    name, *n = group_words(frame.figure, group)
    sizes = frame.theme.sizes
    blocks = [block(name, measure / SUBSTITUTE, sizes.subtitle, 600, 1.2)]
    return blocks + [block(each, measure / SUBSTITUTE, sizes.note + 1, leading=1.2) for each in n]


def _feet(frame: Frame, right: float) -> float:
    """Height of what stands below the columns, px."""
    groups = frame.figure.table.groups
    if len(groups) == 1:
        return 0.0
    slot = min((right - frame.left) / len(groups), WIDEST / (1 - BETWEEN))
    measure = slot * (1 - BETWEEN) if right == frame.right else slot - MARGIN
    return UNDER + max(sum(each.height for each in _words(frame, group, measure)) for group in groups)


def _below(frame: Frame, columns: Columns) -> tuple[list[Text], float]:
    """The groups' names with their n, and where they end (px); a column alone needs none."""
    colours = frame.theme.colours
    measure = min(columns.pace - MARGIN, frame.right - columns.stacks[-1].across)
    texts: list[Text] = []
    bottom = columns.foot + 1
    for number, column in enumerate(columns.stacks if len(columns.stacks) > 1 else (), start=1):
        y, of = columns.foot + UNDER, Of("label", None, column.group)
        for part, each in enumerate(_words(frame, column.group, measure), start=1):
            ink = colours.ink if part == 1 else colours.muted
            texts += each.marks(f"group-{number}-{part}", column.across, y, ink, colours.background, of)
            y += each.height
        bottom = max(bottom, y)
    return texts, bottom


KIND = Kind(
    name="stacked_columns",
    purpose=template("parts of a whole in columns, one a wave or group, with their net above"),
    compose=compose,
    coloured=coloured,
    needs=frozenset({"table"}),
    takes=frozenset({"subtitle", "question", "filter", "n", "caption", "emphasis", "scale", "significance"}),
    measures=frozenset({"share", "count"}),
    shapes=shapes({"answers", "groups"}, {"waves", "groups", "items", "areas", None}),
    manner=_manner,
    chart="stacked",
    starter=Starter(
        fields="""
title: Skriv figurens pointe her
subtitle: Hvad tallene viser
question: {text: Hvad svarede I?, answers: one}
table: {file: {table}, unit: percent}
""",
        table="""
category,share,group,n,net
I høj grad,32,2021,1000,
I nogen grad,41,2021,1000,
Slet ikke,27,2021,1000,
I høj eller nogen grad,73,2021,1000,I høj grad + I nogen grad
I høj grad,42,2023,1100,
I nogen grad,31,2023,1100,
Slet ikke,27,2023,1100,
I høj eller nogen grad,73,2023,1100,I høj grad + I nogen grad
""",
    ),
    accept=accept,
)
