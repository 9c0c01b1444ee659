"""Horizontal bars from a zero baseline, one a category or one a group of it, nets above or beside their parts."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from barometer_cli.errors import DataError, UnknownCategory, suggestion
from barometer_cli.layout import bars as lengths
from barometer_cli.layout.bars import Bar
from barometer_cli.layout.frame import Frame, open_frame
from barometer_cli.layout.order import check_emphasis, is_given, ordered, outline
from barometer_cli.layout.palette import emphasised
from barometer_cli.layout.rows import GAP, Line, Rows, arrange, crossing, hung, of_entries, of_groups, reference_room
from barometer_cli.layout.text import Block, block
from barometer_cli.layout.type import SUBSTITUTE
from barometer_cli.messages import say, template
from barometer_cli.model.figure import Figure, Kind, Starter, shapes
from barometer_cli.model.picture import Manner, always
from barometer_cli.model.preset import Preset
from barometer_cli.model.scene import Group, Mark, Of, Path, Scene
from barometer_cli.model.spec import FigureSpec, Name
from barometer_cli.model.table import Cell, Table
from barometer_cli.model.theme import Colours, Theme

BRACE_SHARE = 0.24
"""The most of the chart's width that the words of braces may take."""
TICK, STROKE = 7, 1.5
"""Length of a brace's ends and strength of its line, px."""


class BarsSpec(FigureSpec):
    """A figure of bars.

    Attributes
    ----------
    nets
        Whether a net has a bar above those of its parts, or stands at a brace far right of them.
    track
        Whether each bar lies in a track that ends at 100 %.
    reference
        The group, or the category, whose value is a line through the bars of the others: "I alt".
    """

    nets: Literal["bars", "braces"] = "bars"
    track: bool = False
    reference: Name | None = None


class _Plan(Struct, frozen=True):
    """What stands in which row, without the reference; `only` is the category whose groups are the rows."""

    lines: tuple[Line, ...]
    reference: Line | None
    only: str | None

    def names(self, figure: Figure) -> list[str]:
        """What people call the bars: by category or net, or by group."""
        return [line.name or figure.words.total for line in self.lines if line.row.bars]

    def share(self, line: Line, figure: Figure) -> tuple[str, str | None]:
        """The category, or net, and the group whose bar stands in a row."""
        return (line.name or "", figure.table.groups[0]) if self.only is None else (self.only, line.name)


def compose(figure: Figure, theme: Theme, preset: Preset) -> Scene:
    """Lay a bar chart out.

    Labels hang on the left edge of the sheet; they wrap where they would take more than their part of the
    width, and a row grows with its label. Nets are rows too, their parts set in beneath them, or braces at the right
    edge. A single category has a row for each group instead.
    """
    frame = open_frame(figure, theme, preset)
    spec, plan = _spec(figure), _plan(figure)
    bars = [[_bar(figure, plan, line, theme.colours)] if line.row.bars else [] for line in plan.lines]
    reference = _bar(figure, plan, plan.reference, theme.colours) if plan.reference else None
    head = reference_room(frame) if reference else 0
    rows = arrange(frame, [line.row for line in plan.lines], frame.top + head)
    every = [bar for row in bars for bar in row] + ([reference] if reference else [])
    whole = figure.table.measure.whole if spec.track else lengths.whole_of_one(figure, every)
    braces = _braces(frame, plan) if spec.nets == "braces" else {}
    beside = max((words.width * SUBSTITUTE + 2 * GAP + TICK for words in braces.values()), default=0.0)
    along = lengths.scale(frame, every, rows.left, frame.right - beside, whole)
    clear = along.at(reference.told.value) if reference and reference.told else None
    layers = [*lengths.draw(frame, rows, bars, along, whole, clear)]
    if braces:
        x = round(frame.right - beside + GAP + TICK, 2)
        marks = [mark for net, words in braces.items() for mark in _brace(frame, rows, plan, net, words, x)]
        layers.append(Group("nets", figure.words.layers.nets, tuple(marks)))
    if reference and clear is not None:
        values = (mark for layer in layers if layer.id == "values" for mark in layer.marks)
        line = crossing(frame, rows, clear, reference.category, reference.group, reference.printed, values)
        under = [layer.id for layer in layers].index("labels")
        layers.insert(under, Group("reference", figure.words.layers.reference, line))
    return frame.close(tuple(layers), rows.bottom)


def accept(figure: Figure) -> None:
    """Refuse what bars cannot draw truly.

    Raises
    ------
    DataError
        If there are several categories of several groups; if a value is below zero; if the parts of a net that is to
        have a brace do not stand together; if tracks are wanted of values without a whole; if nothing is compared with
        the reference.
    UnknownCategory
        If `emphasis` or `reference` names what is not drawn.
    """
    table, spec, plan = figure.table, _spec(figure), _plan(figure)
    if len(table.groups) > 1 and plan.only is None:
        raise DataError(
            say("{id}: there are several categories and several groups, and bars draw one of either", id=figure.id),
            say("Draw them as `kind: grouped_bars`, or keep one category or one group."),
        )
    lengths.prove_positive(figure)
    names = plan.names(figure)
    if spec.reference is not None and plan.reference is None:
        raise UnknownCategory(
            say("{id}: reference names {reference!r}, which is not shown", id=figure.id, reference=spec.reference),
            suggestion(spec.reference, names),
        )
    if not names:
        raise DataError(say("{id}: there is no bar besides the reference", id=figure.id), say("Remove `reference`."))
    if spec.track and table.measure.whole is None:
        raise DataError(
            say(
                "{id}: a track ends at 100 %, and the values are no shares: {measure}",
                id=figure.id,
                measure=table.measure.name,
            ),
            say("Remove `track`."),
        )
    if spec.nets == "braces":
        _prove_together(figure)
    check_emphasis(spec.emphasis, names, figure.id)


def _prove_together(figure: Figure) -> None:
    """Raise DataError where a net's parts do not stand together, so that no brace can hold them."""
    entries = outline(figure.table, figure.spec.order)
    over = {entry.name for entry, under in pairwise(entries) if under.depth > entry.depth}
    for net in dict.fromkeys(net.label for net in figure.table.nets):
        if net not in over or any(entry.depth > 1 for entry in entries):
            raise DataError(
                say(
                    "{id}: the parts of the net {net!r} do not stand together, or hold another net",
                    id=figure.id,
                    net=net,
                ),
                say("Write `nets: bars`, or leave the net out."),
            )


def abridge(figure: Figure, most: int) -> Table:
    """A figure's table with the `most` largest answers and nets shown, those that the headline speaks of among them.

    Nothing is left out where bars are groups or steps that have an order of their own, where a brace holds all parts of
    a net, nor where a value is hidden: what is largest cannot be told then.
    """
    table, spec = figure.table, _spec(figure)
    spoken = {*spec.emphasis, *(name for claim in spec.claims if claim.places(spec.title) for name in claim.answers)}
    spoken |= {spec.reference} if spec.reference else set()
    told = [*table.shown, *(Cell(net.label, net.value) for net in table.nets)]
    names = [cell.category for cell in ordered(told, spec.order, table.residual)]
    kept = sorted(names, key=lambda name: name not in spoken)[:most]
    fixed = is_given(names, spec.order) or spec.nets == "braces" or len(table.groups) > 1
    if fixed or table.unseen(table.groups[0]) or spoken.intersection(names).difference(kept):
        return table
    return replace(
        table,
        cells=tuple(replace(cell, shown=cell.shown and cell.category in kept) for cell in table.cells),
        nets=tuple(net for net in table.nets if net.label in kept),
    )


def _spec(figure: Figure) -> BarsSpec:
    assert isinstance(figure.spec, BarsSpec), "the kind's own spec"
    return figure.spec


def _plan(figure: Figure) -> _Plan:
    """A row for each category and net, or for each group of the only category."""
    table, spec = figure.table, _spec(figure)
    entries = outline(table, spec.order)
    only = entries[0].name if len(table.groups) > 1 and len(entries) == 1 else None
    if spec.nets == "braces":
        entries = tuple(replace(entry, depth=0) for entry in entries if not entry.net)
    lines = of_entries(figure, entries) if only is None else of_groups(figure, table.groups)
    wanted = spec.reference
    reference = next((line for line in lines if line.row.bars and (line.name or figure.words.total) == wanted), None)
    return _Plan(tuple(line for line in lines if line is not reference), reference, only)


def _bar(figure: Figure, plan: _Plan, line: Line, colours: Colours) -> Bar:
    """The bar of a row: strong where emphasised; where nothing is, parts step back beside the bars of their nets."""
    table, emphasis = figure.table, figure.spec.emphasis
    category, group = plan.share(line, figure)
    if emphasis:
        strong = any(emphasised(name, emphasis, table) for name in (category, group if plan.only else category))
    else:
        strong = _spec(figure).nets == "braces" or not any(category in net.parts for net in table.nets)
    return lengths.bar(figure, category, group, colours.data if strong else colours.rest)


def _braces(frame: Frame, plan: _Plan) -> dict[str, Block]:
    """The words of each net that has a brace: its value, behind its label where no heading says it."""
    figure, size = frame.figure, frame.theme.sizes.label
    headings = {line.row.label for line in plan.lines if not line.row.bars}
    measure = BRACE_SHARE * frame.measure / SUBSTITUTE
    found = {}
    for net in figure.table.nets:
        printed = figure.locale.value(net.value)
        text = printed if net.label in headings else f"{figure.table.drawn(net.label)} {printed}"
        found[net.label] = block(text, measure, size, 700, leading=1.25, balanced=True)
    return found


def _brace(frame: Frame, rows: Rows, plan: _Plan, label: str, words: Block, x: float) -> list[Mark]:
    """The brace of a net at `x` (px) beside all bars of its parts, and its words."""
    table, colours = frame.figure.table, frame.theme.colours
    net = next(net for net in table.nets if net.label == label)
    tops = [rows.tops[place][0] for place, line in enumerate(plan.lines) if line.name in net.parts]
    top, bottom = min(tops), max(tops) + rows.thickness
    alone = " ".join(words.lines) == frame.figure.locale.value(net.value)
    of = Of("value" if alone else "labelled value", label, net.group)
    points = ((x - TICK, top), (x, top), (x, bottom), (x - TICK, bottom))
    id = f"brace-{table.nets.index(net) + 1}"
    line = Path(id, points, stroke=colours.ink, width=STROKE, of=Of("brace", label, net.group))
    return [line, *hung(words, f"{id}-label", x + GAP, (top + bottom) / 2, colours.ink, colours.background, of)]


KIND = Kind(
    name="bars",
    purpose=template("horizontal bars, one a category or one a group of it"),
    compose=compose,
    needs=frozenset({"table"}),
    takes=frozenset(
        {"subtitle", "question", "filter", "n", "caption", "order", "emphasis", "interval", "significance"}
    ),
    spec=BarsSpec,
    measures=frozenset({"share", "mean", "median", "count", "index"}),
    shapes=shapes(("answers", "items", "areas", "waves", "groups"))
    | shapes(("answers", "items"), ("groups", "waves", "areas")),
    manner=always(Manner(ranked=True)),
    accept=accept,
    abridge=abridge,
    chart="clustered",
    starter=Starter.asking(
        answers="several",
        table="""
category,share
Første svar,62
Andet svar,41
Tredje svar,18
""",
    ),
)
