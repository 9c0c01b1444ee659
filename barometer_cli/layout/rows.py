"""Rows below one another: each a label, beside or above it room for bars or points, and white between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from barometer_cli.layout.clear import meet
from barometer_cli.layout.clear import room as words
from barometer_cli.layout.frame import Frame
from barometer_cli.layout.groups import group_label
from barometer_cli.layout.order import Entry
from barometer_cli.layout.text import Block, block
from barometer_cli.layout.type import CAP_HEIGHT, SUBSTITUTE, width
from barometer_cli.model.characters import unbroken
from barometer_cli.model.figure import Figure
from barometer_cli.model.scene import ORNAMENT, Mark, Of, Rect, Text, Weight

LABEL_SHARE = 0.46
"""The most of the chart's width that labels take, where a kind leaves them as much."""
LEADING = 1.25
"""Distance of the lines of a label, in font sizes."""
GAP = 12
"""Room between label, bar and value, px."""
UNDER = 3
"""Room between a label and the bar below it, px."""
BESIDE = 3
"""White between the bars of one row, px."""
INDENT = 18
"""How far the label of a part stands beneath that of its whole, px."""
APART = 0.7
"""White above a row that begins something new, in gaps, besides the gap."""
THINNEST, THINNEST_OF_MANY, THICKEST, NARROWEST = 18, 14, 60, 5
"""How far bars, alone or several in a row, and the gap between rows give way on a sheet of fixed height, px."""
FEW, MANY = 3, 12
"""Few rows are thick, many are thin."""
BEYOND = 4
"""How far a baseline goes beyond the bars of a section, px."""
REFERENCE, UNDER_REFERENCE = 2, 1.5
"""Strength of the line of a value that others are compared with, px; height of its words with the white below, in font
sizes."""
WHITE = 3
"""White about the words that such a line gives way to, px."""
HEADING = 0.4
"""White above a heading besides its gap, in gaps."""


class Row(Struct, frozen=True):
    """A label and so many bars.

    Attributes
    ----------
    label, of
        The words, and what they name.
    bars
        How many bars or points stand in the row, below one another; none in the heading of a section.
    weight
        That of the label.
    depth
        How many labels it stands beneath.
    apart
        Whether it begins something that is no part of what stands above it.
    inset
        How far a label stands in for each that it stands beneath, px.
    over, below
        Room over and below the bars for words of theirs, px.
    clear
        White above it besides the gap, px: what it has over its bars moves its label away from them.
    leading
        Distance of the lines of a label, in font sizes.
    """

    label: str
    of: Of
    bars: int = 1
    weight: Weight = 400
    depth: int = 0
    apart: bool = False
    inset: float = INDENT
    over: float = 0
    below: float = 0
    clear: float = 0
    leading: float = LEADING

    @property
    def indent(self) -> float:
        """How far the label stands in, px."""
        return self.inset * self.depth


class Pitch(Struct, frozen=True):
    """Thickness of a bar, and gap between rows (px); whether labels stand above their bars."""

    thickness: float
    gap: float
    above: bool

    def bars(self, row: Row) -> float:
        """Height of a row's bars, px."""
        return max(row.bars * (self.thickness + BESIDE) - BESIDE, 0)

    def height(self, row: Row, label: Block) -> float:
        """Height of a row without its gap, px: label, bars and the words below these, or where labels stand beside the
        higher of both.
        """
        if not row.bars:
            return label.height
        if self.above:
            return label.height + UNDER + row.over + self.bars(row) + row.below
        return row.over + max(self.bars(row) + row.below, label.height if len(label.lines) > 1 else 0)

    def before(self, row: Row, first: bool) -> float:
        """White above a row besides its gap, px."""
        if row.bars or first:
            return APART * self.gap * row.apart + row.clear * (not first)
        return HEADING * self.gap

    def total(self, rows: Sequence[Row], labels: Sequence[Block]) -> float:
        """Height of all rows with their gaps, px."""
        heights = (self.height(row, label) + self.gap for row, label in zip(rows, labels, strict=True))
        return sum(heights) + sum(self.before(row, first=place == 0) for place, row in enumerate(rows))


class Rows(Struct, frozen=True):
    """Rows at their places, px.

    Attributes
    ----------
    left
        Where what is beside the labels may begin.
    thickness
        That of every bar.
    tops
        Of each row the top of each of its bars.
    extents
        Of each row where it begins and ends, with its label.
    top, bottom
        Where the rows begin and end.
    labels
        The words of all rows.
    above
        Whether labels stand above their bars.
    """

    left: float
    thickness: float
    tops: tuple[tuple[float, ...], ...]
    extents: tuple[tuple[float, float], ...]
    top: float
    bottom: float
    labels: tuple[Text, ...]
    above: bool

    def runs(self) -> tuple[tuple[float, float], ...]:
        """Where bars lie with no words between them, from top to bottom, px."""
        if self.above:
            return tuple((tops[0], tops[-1] + self.thickness) for tops in self.tops if tops)
        headings = [place for place, tops in enumerate(self.tops) if not tops]
        if not headings:
            return ((self.top, self.bottom),)
        starts = [0, *(place + 1 for place in headings)]
        found = []
        for start, end in zip(starts, [*headings, len(self.tops)], strict=True):
            tops = [top for row in self.tops[start:end] for top in row]
            if tops:
                found.append((min(tops) - BEYOND, max(tops) + self.thickness + BEYOND))
        return tuple(found)


def arrange(
    frame: Frame,
    rows: Sequence[Row],
    top: float,
    pitch: Pitch | None = None,
    share: float = LABEL_SHARE,
    above: bool | None = None,
) -> Rows:
    """Rows from `top` down (px): labels hang on the left edge and wrap where they would take more than their part.

    Parameters
    ----------
    frame
        The sheet.
    rows
        In the order drawn.
    top
        Where they begin, px.
    pitch
        Thickness and gap where nothing presses; by the number of rows where left out.
    share
        The most of the chart's width that labels may take.
    above
        Whether labels stand above their bars; as the sheet has it where left out.
    """
    colours, size = frame.theme.colours, frame.theme.sizes.label
    above = frame.preset.labels == "above" if above is None else above
    widest = max(width(unbroken(row.label), size, row.weight) * SUBSTITUTE + row.indent for row in rows)
    column = min(widest, frame.measure if above else share * frame.measure)
    labels = [_label(frame, row, frame.measure if above or not row.bars else column) for row in rows]
    beside = [label.width * SUBSTITUTE + row.indent for label, row in zip(labels, rows, strict=True) if row.bars]
    column = max(beside, default=0.0)
    room = None if frame.room is None else frame.room - (top - frame.top)
    pitch = _pressed(pitch or _usual(rows, above), rows, labels, room)
    y = top if above else top + pitch.gap / 2
    tops: list[tuple[float, ...]] = []
    extents: list[tuple[float, float]] = []
    told: list[Text] = []
    for index, (row, label) in enumerate(zip(rows, labels, strict=True)):
        y += pitch.before(row, first=index == 0)
        height = pitch.height(row, label)
        deep = pitch.bars(row) + row.below
        first = round(y + height - deep if above else y + row.over + (height - row.over - deep) / 2)
        # a name of several lines stands beside its bars and the words below them: then these take no more height
        middle = first + (deep if len(label.lines) > 1 else pitch.bars(row)) / 2
        tops.append(tuple(first + place * round(pitch.thickness + BESIDE) for place in range(row.bars)))
        extents.append((y, y + height))
        id, x = f"label-{index + 1}", frame.left + row.indent
        if above or not row.bars:
            told += label.marks(id, x, y, colours.ink, colours.background, row.of)
        else:
            told += hung(label, id, x, middle, colours.ink, colours.background, row.of)
        y += height + pitch.gap
    bottom = y - pitch.gap if above else y - pitch.gap / 2
    left = frame.left + 1 if above else round(frame.left + column + GAP)
    return Rows(left, pitch.thickness, tuple(tops), tuple(extents), top, bottom, tuple(told), above)


def reference_room(frame: Frame) -> int:
    """Height of the words of a line through all rows with the white below them, px: more where a label is next."""
    more = frame.theme.sizes.label / 2 if frame.preset.labels == "above" else 0.0
    return round(frame.theme.sizes.label * UNDER_REFERENCE + more)


def crossing(
    frame: Frame, rows: Rows, x: float, category: str, group: str | None, printed: str, values: Iterable[Mark]
) -> tuple[Rect | Text, ...]:
    """The line of a value at `x` (px) through all rows, and above it its name and the number as printed.

    It is painted below the words of the rows and their `values`, and gives way to them.
    """
    figure, colours, size = frame.figure, frame.theme.colours, frame.theme.sizes.label
    called = group or figure.words.total if len(figure.table.groups) > 1 else figure.table.drawn(category)
    text = f"{called} {printed}"
    room = width(text, size, 600) * SUBSTITUTE
    left = round(min(max(frame.left, x - room / 2), frame.right - room), 2)
    top = rows.top - reference_room(frame) + round(size * (UNDER_REFERENCE - 0.2))
    baseline = round(rows.top - reference_room(frame) + size, 2)
    tall = rows.bottom - top
    edge, of = round(x - REFERENCE / 2, 2), Of("labelled value", category, group)
    line = Rect("reference", edge, top, REFERENCE, tall, colours.accent, Of("reference", category, group))
    found = [Rect("reference-casing", edge - 1, top, REFERENCE + 2, tall, colours.background, ORNAMENT), line]
    told = (*rows.labels, *(value for value in values if isinstance(value, Text)))
    for number, box in enumerate(map(words, told), start=1):
        if meet(box, (edge - WHITE, top, edge + REFERENCE + WHITE, rows.bottom)):
            size_of = (round(box[2] - box[0], 2), round(box[3] - box[1], 2))
            found.append(Rect(f"reference-gap-{number}", round(box[0], 2), round(box[1], 2), *size_of,
                              colours.background, ORNAMENT))  # fmt: skip
    label = Text("reference-label", left, baseline, text, size, 600, colours.ink, "start", colours.background, of)
    return (*found, label)


def hung(label: Block, id: str, x: float, middle: float, fill: str, ground: str, of: Of) -> tuple[Text, ...]:
    """A label whose lines stand evenly about the middle of its row (px)."""
    first = middle + label.size * CAP_HEIGHT / 2 - label.leading * (len(label.lines) - 1) / 2
    top = first - label.size * 1.025
    return label.marks(id, x, top, fill, ground, of)


def _label(frame: Frame, row: Row, measure: float) -> Block:
    room = (measure - row.indent) / SUBSTITUTE
    return block(row.label, room, frame.theme.sizes.label, row.weight, leading=row.leading, balanced=True)


def _usual(rows: Sequence[Row], above: bool) -> Pitch:
    """Thickness and gap where nothing presses: few bars are thick."""
    few, many = len(rows) <= FEW, len(rows) > MANY
    if any(row.bars > 1 for row in rows):
        return Pitch(20, 20, above)
    if above:
        return Pitch(24, 14, above)
    return Pitch(38 if few else 22 if many else 26, 14 if few else 10, above)


def _pressed(pitch: Pitch, rows: Sequence[Row], labels: Sequence[Block], room: float | None) -> Pitch:
    """On a sheet of fixed height bars and gaps grow or shrink to the `room` (px) there is."""
    if room is None:
        return pitch
    thinnest = THINNEST_OF_MANY if any(row.bars > 1 for row in rows) else THINNEST
    while pitch.total(rows, labels) > room and pitch.thickness > thinnest:
        pitch = replace(pitch, thickness=pitch.thickness - 1, gap=max(pitch.gap - 1, NARROWEST))
    while pitch.total(rows, labels) > room and pitch.gap > NARROWEST:
        pitch = replace(pitch, gap=max(pitch.gap - 1, NARROWEST))
    while pitch.thickness < THICKEST:
        wider = replace(pitch, thickness=pitch.thickness + 1, gap=pitch.gap + 0.5)
        if wider.total(rows, labels) > room:
            break
        pitch = wider
    gaps = len(rows) + APART * sum(row.apart for row in rows)
    spare = (room - pitch.total(rows, labels)) / gaps
    return replace(pitch, gap=pitch.gap + min(max(spare, 0), pitch.thickness / 2))


class Line(Struct, frozen=True):
    """A row, and the name whose bars stand in it; None in the heading of a section."""

    row: Row
    name: str | None


def of_entries(figure: Figure, entries: Sequence[Entry], bars: int = 1) -> list[Line]:
    """A row for each category and net, with so many bars; above those of a section its heading.

    Parameters
    ----------
    figure
        Whose they are.
    entries
        In the order drawn, those of one section together.
    bars
        How many stand in each row.
    """
    table, found = figure.table, list[Line]()
    for place, entry in enumerate(entries):
        opens = entry.section is not None and (place == 0 or entries[place - 1].section != entry.section)
        if opens and entry.section:
            found.append(Line(heading(entry.section), None))
        weight: Weight = 600 if entry.net else 400
        apart = not opens and _apart(entries, place)
        row = Row(
            table.categories.inside(table.drawn(entry.name)), Of("label", entry.name), bars, weight, entry.depth, apart
        )
        found.append(Line(row, entry.name))
    return found


def of_groups(figure: Figure, groups: Sequence[str | None], bars: int = 1) -> list[Line]:
    """A row for each group of the breakdown, as `of_entries` has them; a line's name is None for the whole base too."""
    found, sections = list[Line](), figure.table.breakdown.sections
    last: str | None = None
    for group in groups:
        section = sections.get(group or "")
        if section and section != last:
            found.append(Line(heading(section), None))
        last = section
        found.append(Line(Row(group_label(figure, group, headed=bool(section)), Of("label", None, group), bars), group))
    return found


def heading(section: str) -> Row:
    """The row of a section's words, in which no bar stands."""
    return Row(section, Of("heading", section), 0, 600)


def _apart(entries: Sequence[Entry], place: int) -> bool:
    """Whether an entry begins something that is no part of what stands above it, where nets part the rows."""
    if place == 0:
        return False
    entry, above = entries[place], entries[place - 1]
    holds = place + 1 < len(entries) and entries[place + 1].depth > entry.depth
    return entry.depth < above.depth or (entry.depth == above.depth and (holds or entry.net != above.net))
