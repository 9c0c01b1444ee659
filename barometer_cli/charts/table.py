"""A table of printed values: rows are categories, columns groups; nets bold, sections under headings."""

from __future__ import annotations

from itertools import pairwise

from barometer_cli.layout import grid
from barometer_cli.layout.frame import open_frame
from barometer_cli.layout.rows import Pitch
from barometer_cli.messages import template
from barometer_cli.model.figure import GROUPED, Figure, Kind, Starter
from barometer_cli.model.picture import Manner, always
from barometer_cli.model.preset import Preset
from barometer_cli.model.scene import ORNAMENT, Group, Rect, Scene
from barometer_cli.model.theme import Theme

HEIGHT, GAP = 22, 13
"""Height of a cell and white between rows, px."""


def compose(figure: Figure, theme: Theme, preset: Preset) -> Scene:
    """Lay a table out: a hairline under each row, values in the middle of their columns.

    Raises
    ------
    LayoutError
        If columns are narrower than their words.
    """
    frame = open_frame(figure, theme, preset)
    colours, layers = theme.colours, figure.words.layers
    made = grid.arranged(frame, Pitch(HEIGHT, GAP, preset.labels == "above"))
    numbers = grid.numbers(frame, made.fields, lambda field: (colours.ink, colours.background))
    length, extents = made.right - frame.left, made.rows.extents
    rules = [
        Rect(f"rule-{number}", frame.left, round((foot + top) / 2), length, 1, colours.hairline, ORNAMENT)
        for number, ((_, foot), (top, _)) in enumerate(pairwise(extents), start=1)
    ]
    groups = (
        Group("rules", layers.rule, tuple(rules)),
        Group("labels", layers.labels, made.labels),
        Group("values", layers.values, numbers),
    )
    return frame.close(tuple(group for group in groups if group.marks), made.rows.bottom)


KIND = Kind(
    name="table",
    purpose=template("every printed value in rows and columns, where readers look one up"),
    compose=compose,
    needs=frozenset({"table"}),
    takes=frozenset({"subtitle", "question", "filter", "n", "caption", "order", "significance"}),
    manner=always(Manner(ranked=True)),
    starter=Starter.asking(answers="several", table=GROUPED),
)
