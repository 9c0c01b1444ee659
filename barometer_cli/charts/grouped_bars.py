"""Horizontal bars of several groups side by side: a row for each category, in it a bar for each group."""

from __future__ import annotations

from barometer_cli.layout import bars as lengths
from barometer_cli.layout import legend
from barometer_cli.layout.bars import Bar
from barometer_cli.layout.frame import open_frame
from barometer_cli.layout.groups import group_label
from barometer_cli.layout.order import check_emphasis, outline
from barometer_cli.layout.palette import told_apart
from barometer_cli.layout.rows import arrange, of_entries
from barometer_cli.messages import say, template
from barometer_cli.model.figure import GROUPED, Coloured, Figure, Kind, Starter, shapes
from barometer_cli.model.picture import Manner, always
from barometer_cli.model.preset import Preset
from barometer_cli.model.scene import Group, Scene
from barometer_cli.model.theme import Theme

UNDER_KEY = 16
"""White between the key and the rows, px."""


def compose(figure: Figure, theme: Theme, preset: Preset) -> Scene:
    """Lay grouped bars out: a key of the groups, below it the categories as bars has them, with a bar a group.

    Raises
    ------
    LayoutError
        If there are more groups than colours to tell them apart.
    """
    frame = open_frame(figure, theme, preset)
    table, colours = figure.table, theme.colours
    fills = told_apart(frame, coloured(figure))
    keys = [legend.Entry(fill, "", group_label(figure, group), group=group) for group, fill in fills.items()]
    key, bottom = legend.flow(keys, frame.left, frame.right, frame.top, theme.sizes.subtitle, colours)
    lines = of_entries(figure, outline(table, figure.spec.order), len(table.groups))
    bars = [[lengths.bar(figure, line.name, group, fills[group]) for group in table.groups] if line.name else []
            for line in lines]  # fmt: skip
    rows = arrange(frame, [line.row for line in lines], round(bottom + UNDER_KEY))
    every: list[Bar] = [bar for row in bars for bar in row]
    whole = lengths.whole_of_one(figure, every)
    along = lengths.scale(frame, every, rows.left, frame.right, whole)
    layers = lengths.draw(frame, rows, bars, along, whole)
    return frame.close((Group("key", figure.words.layers.key, key), *layers), rows.bottom)


def coloured(figure: Figure) -> Coloured[str | None]:
    """Its groups."""
    return Coloured(figure.table.groups, template("groups"), say("Compare fewer groups, or show one category."))


def accept(figure: Figure) -> None:
    """Refuse values below zero, and to emphasise what has no colour of its own.

    Raises
    ------
    DataError
        If a value is below zero.
    UnknownCategory
        If `emphasis` names no group.
    """
    lengths.prove_positive(figure)
    groups = [group for group in figure.table.groups if group is not None]
    check_emphasis(figure.spec.emphasis, groups, figure.id)


KIND = Kind(
    name="grouped_bars",
    purpose=template("horizontal bars of several groups, waves or items side by side, a row a category"),
    compose=compose,
    coloured=coloured,
    needs=frozenset({"table"}),
    takes=frozenset(
        {"subtitle", "question", "filter", "n", "caption", "order", "emphasis", "scale", "interval", "significance"}
    ),
    measures=frozenset({"share", "mean", "median", "count", "index"}),
    shapes=shapes(("answers", "items", "areas", "waves"), ("groups", "waves", "items", "areas")),
    manner=always(Manner(ranked=True)),
    accept=accept,
    chart="clustered",
    starter=Starter.asking(answers="several", table=GROUPED),
)
