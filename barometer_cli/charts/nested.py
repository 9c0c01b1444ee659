"""Wholes and their parts: every bar lies on what it is a part of, drawn again beneath it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from barometer_cli.errors import DataError
from barometer_cli.layout.frame import Frame, open_frame
from barometer_cli.layout.nesting import NestedSpec, asides, outers, reach
from barometer_cli.layout.order import is_given, is_residual
from barometer_cli.layout.rows import Row, Rows, arrange
from barometer_cli.layout.type import CAP_HEIGHT, SUBSTITUTE, width
from barometer_cli.messages import say, template
from barometer_cli.model.figure import Figure, Kind, Starter, shapes
from barometer_cli.model.picture import Manner, always
from barometer_cli.model.preset import Preset
from barometer_cli.model.scene import Group, Of, Rect, Scene, Text
from barometer_cli.model.theme import Theme

BESIDE = 9
"""Room between a whole and what is written after it, and between words there, px."""
HANG = 9
"""Room between "of which" and the label behind it, px."""


class Line(Struct, frozen=True):
    """A row: its name, what it is a part of (None: of everybody), and how many wholes it is in.

    Attributes
    ----------
    reach, span
        How long its bar is, and the bar of what it is a part of, in the figure's measure; no span where that is not
        drawn.
    value, asides
        What is written after it: the value, and in how many words of what kind it is told of what.
    """

    name: str
    outer: str | None
    depth: int
    reach: float
    span: float | None
    value: str
    asides: tuple[tuple[Of, str], ...]

    def room(self, size: float, note: float) -> float:
        """How wide what is written after it is, px."""
        words = sum(BESIDE + width(text, note) * SUBSTITUTE for _, text in self.asides)
        return BESIDE + width(self.value, size, 700) * SUBSTITUTE + words


def compose(figure: Figure, theme: Theme, preset: Preset) -> Scene:
    """Lay nested bars out: a row for each whole, below it one for each of its parts, whose labels stand in.

    All bars begin at one line and have one scale; of shares its end is 100 %.
    """
    frame, layers = open_frame(figure, theme, preset), figure.words.layers
    colours, size, note = theme.colours, theme.sizes.label, theme.sizes.note + 1
    lines, group = _lines(figure), figure.table.groups[0]
    hang = width(figure.words.of_which, note) * SUBSTITUTE + HANG
    laid = arrange(frame, [_row(figure, line, hang, number) for number, line in enumerate(lines)], frame.top)
    scale = min(
        (frame.right - laid.left - line.room(size, note)) / long
        for line in lines
        if (long := line.reach if line.span is None else line.span)
    )
    tracks: list[Rect] = []
    bars: list[Rect] = []
    texts: list[Text] = []
    for number, (line, (top,)) in enumerate(zip(lines, laid.tops, strict=True), start=1):
        end = long = round(line.reach * scale, 2)
        if line.span is not None:
            end = round(line.span * scale, 2)
            of = Of("outer" if line.outer else "whole", line.name, group)
            tracks.append(Rect(f"track-{number}", laid.left, top, end, laid.thickness, colours.track, of))
        of = Of("bar", line.name, group)
        bars.append(Rect(f"bar-{number}", laid.left, top, long, laid.thickness, colours.data, of))
        texts += _written(line, number, laid.left + end, top + laid.thickness / 2, group, theme)
    hung = _of_which(figure, lines, laid, frame, hang, note)
    spans = [(tops[0], laid.thickness) for tops in laid.tops] if laid.above else [(laid.top, laid.bottom - laid.top)]
    stands = tuple(
        Rect(f"baseline-{number}", laid.left - 1, top, 1, round(high), colours.baseline, Of("zero"))
        for number, (top, high) in enumerate(spans, start=1)
    )
    return frame.close(
        (
            Group("bars", layers.bars, (*tracks, *bars)),
            Group("labels", layers.labels, (*laid.labels, *hung)),
            Group("values", layers.values, tuple(texts)),
            Group("baseline", layers.baseline, stands),
        ),
        laid.bottom,
    )


def accept(figure: Figure) -> None:
    """Refuse what is not nested, or cannot be drawn so.

    Raises
    ------
    DataError
        If nothing is a part of anything, a part is more than its whole, or shares are of another base than they can be.
    UnknownCategory
        If `parts` names what is not shown.
    """
    table, held, spec = figure.table, outers(figure), figure.spec
    assert isinstance(spec, NestedSpec)
    if not held:
        raise DataError(
            say("{id}: nothing is a part of anything", id=figure.id),
            say("Write `parts: {WHOLE: [PART, PART]}`, or draw it as `kind: bars`."),
        )
    if spec.base == "outer" and not table.measure.is_share:
        raise DataError(
            say("{id}: base: outer says what shares are of, and the values are no shares", id=figure.id),
            say("Remove `base`."),
        )
    for name, outer in held.items():
        if reach(figure, name, held) > reach(figure, outer, held):
            raise DataError(
                say(
                    "{file}: {name!r} is more than {outer!r}, whose part it is", file=table.file, name=name, outer=outer
                ),
                say("Correct the numbers, or write `base: outer` where the shares of parts are of their wholes."),
            )
    asides(figure, held)


def _lines(figure: Figure) -> list[Line]:
    """Every row from above, a whole before its parts."""
    table, order = figure.table, figure.spec.order
    held, group = outers(figure), table.groups[0]
    said = asides(figure, held)
    told = {net.label: net.value for net in table.nets} | {cell.category: cell.value for cell in table.shown}
    names = [*(net.label for net in table.nets), *(cell.category for cell in table.shown)]

    def place(name: str) -> tuple[bool, float]:
        return is_residual(name, table.residual), -told[name]

    def within(outer: str | None, depth: int) -> Iterator[Line]:
        parts = [name for name in names if held.get(name) == outer]
        for name in parts if is_given(parts, order) else sorted(parts, key=place):
            ofs = (Of("base", name, group), Of("share of another", name, group))
            span = reach(figure, outer, held) if outer else table.measure.whole
            yield Line(
                name,
                outer,
                depth,
                reach(figure, name, held),
                span,
                figure.locale.value(told[name]),
                tuple((of, said[of]) for of in ofs if of in said),
            )
            yield from within(name, depth + 1)

    return list(within(None, 0))


def _row(figure: Figure, line: Line, hang: float, number: int) -> Row:
    """The row of a line; a whole begins something new."""
    label, of = figure.table.drawn(line.name), Of("label", line.name)
    row = Row(label, of, depth=line.depth, apart=line.depth == 0 and number > 0, inset=hang)
    return row if line.depth else replace(row, weight=600)


def _written(line: Line, number: int, end: float, middle: float, group: str | None, theme: Theme) -> list[Text]:
    """The value of a line and what it is of, from where what it is a part of ends (px)."""
    colours, size, note = theme.colours, theme.sizes.label, theme.sizes.note + 1
    x, y, ground = end + BESIDE, round(middle + size * CAP_HEIGHT / 2, 2), colours.background
    of = Of("value", line.name, group)
    texts = [Text(f"value-{number}", round(x, 2), y, line.value, size, 700, colours.ink, "start", ground, of)]
    x += width(line.value, size, 700) * SUBSTITUTE + BESIDE
    for place, (of, words) in enumerate(line.asides, start=1):
        id = f"of-{number}-{place}"
        texts.append(Text(id, round(x, 2), y, words, note, 400, colours.muted, "start", ground, of))
        x += width(words, note) * SUBSTITUTE + BESIDE
    return texts


def _of_which(figure: Figure, lines: list[Line], laid: Rows, frame: Frame, hang: float, note: float) -> list[Text]:
    """ "Of which" before the first part of each whole, on the line of its label."""
    colours, said = frame.theme.colours, figure.words.of_which
    first = {text.of: text for text in reversed(laid.labels)}
    texts: list[Text] = []
    for outer in dict.fromkeys(line.outer for line in lines if line.outer):
        line = next(line for line in lines if line.outer == outer)
        x = round(frame.left + hang * (line.depth - 1), 2)
        of, y = Of("of which", outer, figure.table.groups[0]), first[Of("label", line.name)].y
        id = f"of-which-{len(texts) + 1}"
        texts.append(Text(id, x, y, said, note, 400, colours.muted, "start", colours.background, of))
    return texts


KIND = Kind(
    name="nested",
    purpose=template("wholes and what is a part of them, each on the bar of its whole"),
    compose=compose,
    needs=frozenset({"table"}),
    takes=frozenset({"subtitle", "question", "filter", "n", "caption", "order"}),
    spec=NestedSpec,
    measures=frozenset({"share", "count"}),
    shapes=shapes({"answers", "items", "groups", "areas"}),
    manner=always(Manner(nested=True)),
    starter=Starter(
        fields="""
title: Skriv figurens pointe her
subtitle: Hvad tallene viser
table: {file: {table}, unit: percent}
parts:
  Helheden: [Første del, Anden del]
n: 1000
""",
        table="""
category,share
Helheden,62
Første del,42
Anden del,17
""",
    ),
    accept=accept,
)
