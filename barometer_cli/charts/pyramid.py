"""Bands of two groups back to back: bars to the left and to the right of their labels, on one scale mirrored."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from barometer_cli.errors import DataError
from barometer_cli.languages.answers import scale_of
from barometer_cli.layout import bars as lengths
from barometer_cli.layout.bars import Bar
from barometer_cli.layout.frame import Frame, open_frame
from barometer_cli.layout.groups import group_label
from barometer_cli.layout.order import Entry, check_emphasis
from barometer_cli.layout.palette import told_apart
from barometer_cli.layout.rows import GAP, Line, Pitch, Rows, arrange, of_entries
from barometer_cli.layout.text import block
from barometer_cli.layout.type import CAP_HEIGHT, SUBSTITUTE, width
from barometer_cli.messages import say, template
from barometer_cli.model.figure import Coloured, Figure, Kind, Starter, shapes
from barometer_cli.model.preset import Preset
from barometer_cli.model.scene import Anchor, Group, Of, Rect, Scene, Text
from barometer_cli.model.theme import Colours, Theme

LABELS = 0.34
"""The most of the chart's width that the labels between the sides take."""
UNDER_HEADS = 10
"""White between the names of the groups and the first row, px."""
BEYOND = 4
"""How far the lines of zero go beyond the rows, px."""


class _Side(Struct, frozen=True):
    """One of the two groups: its bars row by row, where they begin (px), and px of a unit: below 0 to the left."""

    group: str | None
    bars: tuple[Bar, ...]
    zero: float
    pace: float

    @property
    def left(self) -> bool:
        """Whether its bars go to the left."""
        return self.pace < 0

    @property
    def name(self) -> str:
        """What ids of its marks hold."""
        return "left" if self.left else "right"

    @property
    def inner(self) -> Anchor:
        """The end of words that is nearer to zero."""
        return "end" if self.left else "start"

    def bar(self, id: str, top: float, height: float, bar: Bar) -> Rect:
        """The mark of a bar from `top`, px."""
        assert bar.told, "a hidden share has no bar"
        length = round(abs(self.pace) * bar.told.value, 2)
        x = round(self.zero - length, 2) if self.left else self.zero
        of = Of("mirrored" if self.left else "bar", bar.category, bar.group)
        return Rect(id, x, top, length, height, bar.fill, of)

    def value(self, id: str, baseline: float, size: float, bar: Bar, colours: Colours) -> Text:
        """The printed share at the outer end of its bar."""
        reach = bar.told.value if bar.told else 0.0
        x = round(self.zero + self.pace * reach + (-GAP if self.left else GAP) * 0.7, 2)
        of = bar.of("value" if bar.told else "hidden")
        return Text(id, x, baseline, bar.printed, size, 700, colours.ink, self.inner, colours.background, of)

    def line(self, rows: Rows, colour: str) -> Rect:
        """Where its bars begin."""
        x = self.zero if self.left else self.zero - 1
        top, bottom = rows.tops[0][0] - BEYOND, rows.tops[-1][0] + rows.thickness + BEYOND
        return Rect(f"zero-{self.name}", x, top, 1, bottom - top, colour, Of("zero", None, self.group))


def compose(figure: Figure, theme: Theme, preset: Preset) -> Scene:
    """Lay a pyramid out: a row for each band, the first group to the left of its label, the second to the right.

    Raises
    ------
    LayoutError
        If the sheet is too low for the rows.
    """
    frame = open_frame(figure, theme, preset)
    colours, sizes, layers = theme.colours, theme.sizes, figure.words.layers
    left, right = figure.table.groups
    fills = told_apart(frame, coloured(figure))
    lines = _lines(figure)
    beside = replace(frame, preset=replace(preset, labels="beside"))
    pitch, bands = Pitch(24, 5, above=False), [line.row for line in lines]
    half = round((arrange(beside, bands, frame.top, pitch, LABELS).left - frame.left + GAP) / 2)
    middle = round((frame.left + frame.right) / 2)
    zeros = middle - half, middle + half
    heads = [
        block(group_label(figure, group), (zeros[0] - frame.left) / SUBSTITUTE, sizes.label, 600, leading=1.25)
        for group in (left, right)
    ]
    top = round(frame.top + max(head.height for head in heads) + UNDER_HEADS)
    rows = arrange(beside, bands, top, pitch, LABELS)
    sides = _sides(frame, lines, (left, right), zeros, fills)
    labels = tuple(replace(text, x=middle, anchor="middle") for text in rows.labels)
    bars: list[Rect] = []
    values: list[Text] = []
    names: list[Text] = []
    for side, head in zip(sides, heads, strict=True):
        x, y, of = side.zero, top - UNDER_HEADS - head.height, Of("label", None, side.group)
        names += head.marks(f"group-{side.name}", x, y, colours.ink, colours.background, of, side.inner)
        for number, (bar, tops) in enumerate(zip(side.bars, rows.tops, strict=True), start=1):
            id = f"{side.name}-{number}"
            baseline = round(tops[0] + rows.thickness / 2 + sizes.label * CAP_HEIGHT / 2, 2)
            values.append(side.value(f"value-{id}", baseline, sizes.label, bar, colours))
            if bar.told:
                bars.append(side.bar(f"bar-{id}", tops[0], rows.thickness, bar))
    groups = (
        Group("bars", layers.bars, tuple(bars)),
        Group("baseline", layers.baseline, tuple(side.line(rows, colours.baseline) for side in sides)),
        Group("labels", layers.labels, (*names, *labels)),
        Group("values", layers.values, tuple(values)),
    )
    return frame.close(groups, rows.bottom)


def coloured(figure: Figure) -> Coloured[str | None]:
    """Its two groups."""
    return Coloured(figure.table.groups, template("groups"), say("Compare two groups."))


def accept(figure: Figure) -> None:
    """Refuse what does not stand back to back.

    Raises
    ------
    DataError
        If there are not two groups; if there is a net, which no row stands for; if a value is below zero.
    UnknownCategory
        If `emphasis` names no group.
    """
    table = figure.table
    if len(table.groups) != 2:
        raise DataError(
            say(
                "{id}: a pyramid has two groups, one on either side, and there are {n}",
                id=figure.id,
                n=len(table.groups),
            ),
            say("Keep two, or draw more as `kind: grouped_bars` or `kind: small_multiples`."),
        )
    if table.nets:
        raise DataError(
            say(
                "{id}: a pyramid has a row for each band, and the net {label!r} is none",
                id=figure.id,
                label=table.nets[0].label,
            ),
            say("Leave the net out."),
        )
    lengths.prove_positive(figure)
    check_emphasis(figure.spec.emphasis, [group for group in table.groups if group], figure.id)


def _lines(figure: Figure) -> list[Line]:
    """A row for each band: those of a number with the largest on top, as in every pyramid, others as they are given."""
    table = figure.table
    names = [cell.category for cell in table.cells if cell.shown]
    names += [name for group in table.groups for name in table.unseen(group)]
    bands = list(dict.fromkeys(names))
    found = scale_of(tuple(bands))
    rising = found is not None and found.meaning == "steps" and list(found.places) == sorted(found.places)
    if rising and figure.spec.order is None:
        bands.reverse()
    return of_entries(figure, [Entry(name) for name in bands])


def _sides(
    frame: Frame,
    lines: Sequence[Line],
    groups: tuple[str | None, str | None],
    zeros: tuple[int, int],
    fills: dict[str | None, str],
) -> tuple[_Side, _Side]:
    """Both groups on one scale, on which the longest bar with its value ends at its edge of the chart."""
    figure, size = frame.figure, frame.theme.sizes.label
    found = [tuple(lengths.bar(figure, line.name or "", group, fills[group]) for line in lines) for group in groups]
    rooms = (zeros[0] - frame.left, frame.right - zeros[1])
    paces = [
        (room - GAP * 0.7 - width(bar.printed, size, 700) * SUBSTITUTE) / bar.reach
        for room, bars in zip(rooms, found, strict=True)
        for bar in bars
        if bar.reach
    ]
    paces += [
        (room - GAP * 0.7 - width(figure.locale.value(value), size, 700) * SUBSTITUTE) / value
        for room in rooms
        for value in figure.beside
        if value
    ]
    pace = min(paces, default=1.0)
    left, right = (_Side(group, bars, zero, way * pace)
                   for group, bars, zero, way in zip(groups, found, zeros, (-1, 1), strict=True))  # fmt: skip
    return left, right


KIND = Kind(
    name="pyramid",
    purpose=template("two groups back to back over bands of age, income or size"),
    compose=compose,
    coloured=coloured,
    needs=frozenset({"table"}),
    takes=frozenset({"subtitle", "question", "filter", "n", "caption", "order", "emphasis", "scale", "significance"}),
    measures=frozenset({"share", "count"}),
    shapes=shapes(("answers", "items", "areas"), ("groups", "waves", "items", "areas")),
    accept=accept,
    starter=Starter(
        fields="""
title: Skriv figurens pointe her
subtitle: Hvad tallene viser
question: {text: Hvor gammel er du?, answers: one}
table: {file: {table}, unit: percent}
n: 1000
""",
        table="""
group,category,share
Kvinder,18-29 år,24
Kvinder,30-59 år,41
Kvinder,60 år og derover,35
Mænd,18-29 år,27
Mænd,30-59 år,44
Mænd,60 år og derover,29
""",
    ),
)
