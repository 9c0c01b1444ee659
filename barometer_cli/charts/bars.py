"""Horizontal bars from a zero baseline, one a category, its value at its end."""

from __future__ import annotations

from barometer_cli.layout.frame import open_frame
from barometer_cli.layout.order import check_emphasis, ordered
from barometer_cli.layout.text import Block, block
from barometer_cli.layout.type import CAP_HEIGHT, SUBSTITUTE, width
from barometer_cli.model.figure import Figure, Kind
from barometer_cli.model.scene import Group, Rect, Scene, Text
from barometer_cli.model.theme import Preset, Theme

LABEL_SHARE = 0.46
"""The most of the chart's width that labels may take."""
GAP = 12
"""Room between label, bar and value, px."""


def compose(figure: Figure, theme: Theme, preset: Preset) -> Scene:
    """Lay a bar chart out.

    Labels hang on the left edge of the sheet; they wrap where they would take more than their part of the
    width, and a row grows with its label.
    """
    frame = open_frame(figure, theme, preset)
    colours, size = theme.colours, theme.sizes.label
    cells = ordered(figure.table.shown, figure.spec.order)
    check_emphasis(figure.spec.emphasis, [cell.category for cell in cells], figure.id)

    widest = max(width(cell.category, size) for cell in cells) * SUBSTITUTE
    column = min(widest, LABEL_SHARE * frame.measure)
    labels = [block(cell.category, column / SUBSTITUTE, size, leading=1.25, balanced=True) for cell in cells]
    column = max(label.width for label in labels) * SUBSTITUTE
    values = [figure.locale.percent(cell.share) for cell in cells]
    value_room = max(width(value, size, 700) for value in values) * SUBSTITUTE + GAP
    zero = round(frame.left + column + GAP)
    reach = frame.right - value_room - zero
    largest = max(cell.share for cell in cells) or 1.0
    thickness, gap, spread = _pitch(labels, frame.room)

    bars: list[Rect] = []
    names: list[Text] = []
    numbers: list[Text] = []
    y = frame.top + gap / 2
    for index, (cell, label, value) in enumerate(zip(cells, labels, values, strict=True), start=1):
        row = max(thickness, label.height if len(label.lines) > 1 else 0)
        middle = y + row / 2
        length = reach * cell.share / largest
        quiet = figure.spec.emphasis and cell.category not in figure.spec.emphasis
        fill = colours.rest if quiet else colours.data
        bars.append(Rect(f"bar-{index}", zero, round(middle - thickness / 2), round(length, 2), thickness, fill))
        names += _hung(label, f"label-{index}", frame.left, middle, colours.ink, colours.background)
        numbers.append(
            Text(
                f"value-{index}",
                round(zero + length + GAP * 0.7, 2),
                round(middle + size * CAP_HEIGHT / 2, 2),
                value,
                size,
                700,
                colours.ink,
                "start",
                colours.background,
            )
        )
        y += row + gap + spread
    bottom = y - gap / 2 - spread
    axis = Rect("baseline", zero - 1, frame.top, 1, round(bottom - frame.top), colours.baseline)
    groups = (
        Group("bars", "Søjler", tuple(bars)),
        Group("baseline", "Nullinje", (axis,)),
        Group("labels", "Etiketter", tuple(names)),
        Group("values", "Værdier", tuple(numbers)),
    )
    return frame.close(groups, bottom)


def _pitch(labels: list[Block], room: float | None) -> tuple[float, float, float]:
    """Thickness of a bar, gap between rows, and the extra gap that fills a sheet of fixed height (px)."""
    few, many = 3, 12
    thickness = 38 if len(labels) <= few else 26 if len(labels) <= many else 22
    gap = 14 if len(labels) <= few else 10
    if room is None:
        return thickness, gap, 0.0
    tall = sum(max(thickness, label.height if len(label.lines) > 1 else 0) + gap for label in labels)
    spare = max(room - tall, 0)
    return thickness, gap, min(spare / len(labels), thickness * 1.2)


def _hung(label: Block, id: str, x: float, middle: float, fill: str, ground: str) -> tuple[Text, ...]:
    """A label whose lines stand evenly about the middle of its row (px)."""
    first = middle + label.size * CAP_HEIGHT / 2 - label.leading * (len(label.lines) - 1) / 2
    top = first - label.size * 1.025
    return label.marks(id, x, top, fill, ground)


KIND = Kind(
    name="bars",
    purpose="horizontal bars, one a category",
    compose=compose,
    needs=frozenset({"table"}),
    takes=frozenset({"subtitle", "question", "filter", "n", "caption", "order", "emphasis"}),
)
