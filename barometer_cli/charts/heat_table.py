"""A table whose cells are the darker the larger their values: where many rows and columns are compared at once."""

from __future__ import annotations

from math import floor

from barometer_cli.layout import grid
from barometer_cli.layout.frame import open_frame
from barometer_cli.layout.grid import Field
from barometer_cli.layout.palette import ink_in, ramp
from barometer_cli.layout.rows import Pitch
from barometer_cli.messages import template
from barometer_cli.model.figure import GROUPED, Figure, Kind, Starter, shapes
from barometer_cli.model.picture import Manner, always
from barometer_cli.model.preset import Preset
from barometer_cli.model.scene import Group, Rect, Scene
from barometer_cli.model.theme import Colours, Theme

HEIGHT, GAP, APART = 34, 3, 14
"""Height of a cell and white between rows; the white where labels stand between them, px."""
STEPS = 5
"""How many shades there are from the least value to the largest."""


def compose(figure: Figure, theme: Theme, preset: Preset) -> Scene:
    """Lay a heat table out: a shade in each cell, its value on it.

    Values from the least to the largest take the steps of the theme; changes take the steps of two poles, from the
    furthest below zero to as far above it.

    Raises
    ------
    LayoutError
        If columns are narrower than their words.
    """
    frame = open_frame(figure, theme, preset)
    colours, layers = theme.colours, figure.words.layers
    above = preset.labels == "above"
    made = grid.arranged(frame, Pitch(HEIGHT, APART if above else GAP, above))
    fills = {(field.category, field.group): fill for field, fill in _fills(figure, made.fields, colours)}

    def fill(field: Field) -> str:
        return fills.get((field.category, field.group), colours.background)

    grounds: list[Rect] = []
    for number, field in enumerate(made.fields, start=1):
        if field.told:
            grounds.append(field.ground(f"shade-{number}", fill(field)))
    numbers = grid.numbers(frame, made.fields, lambda field: (ink_in(fill(field), colours), fill(field)))
    groups = (
        Group("bars", layers.shades, tuple(grounds)),
        Group("labels", layers.labels, made.labels),
        Group("values", layers.values, numbers),
    )
    return frame.close(groups, made.rows.bottom)


def _fills(figure: Figure, fields: tuple[Field, ...], colours: Colours) -> list[tuple[Field, str]]:
    """The shade of each cell that tells a value, by the value as it is printed."""
    measure = figure.table.measure
    told = [(field, float(measure.rounded(field.told.value))) for field in fields if field.told]
    values = [*(value for _, value in told), *(float(measure.rounded(value)) for value in figure.beside)]
    if measure.signed:
        steps, most = colours.diverging[STEPS - 2], max(map(abs, values)) or 1.0
        low, high = -most, most
    else:
        steps, low, high = ramp(STEPS, colours), min(values), max(values)

    def shade(value: float) -> str:
        return steps[min(floor(len(steps) * (value - low) / ((high - low) or 1.0)), len(steps) - 1)]

    return [(field, shade(value)) for field, value in told]


KIND = Kind(
    name="heat_table",
    purpose=template("many rows and columns of values, darker where they are larger"),
    compose=compose,
    needs=frozenset({"table"}),
    takes=frozenset({"subtitle", "question", "filter", "n", "caption", "order", "significance"}),
    shapes=shapes(("answers", "items", "areas", "waves"), ("groups", "waves", "items", "areas")),
    manner=always(Manner(ranked=True)),
    starter=Starter.asking(
        answers="several",
        table=f"{GROUPED}Gruppe C,Første svar,27\nGruppe C,Andet svar,12\n",
    ),
)
