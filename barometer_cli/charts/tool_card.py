"""A tool that a workplace works with, on white to be printed: what it is for, and its steps or a list to check off."""

from __future__ import annotations

from collections.abc import Sequence

from barometer_cli.layout.card import MEASURE, RAISED, foot, head, too_long
from barometer_cli.layout.frame import sheet
from barometer_cli.layout.text import Block, block
from barometer_cli.layout.type import ASCENT, CAP_HEIGHT, DESCENT, SUBSTITUTE
from barometer_cli.messages import template
from barometer_cli.model.card import ToolCardSpec
from barometer_cli.model.figure import Figure, Kind, Starter
from barometer_cli.model.preset import Preset
from barometer_cli.model.scene import ORNAMENT, Group, Of, Rect, Scene, Text
from barometer_cli.model.theme import Colours, Theme

MARGIN = 1.25
"""White round the sheet beside that of other kinds."""
COLUMN = 0.42
"""Part of the width that title and text take where the steps stand beside them."""
GUTTER = 40
LARGEST, READABLE, SMALLEST = 18, 16, 15
"""Sizes of the text and of the steps, px: the largest, the least where there is room, the least."""
NUMBER = 1.4
"""Size of a step's number beside its words."""
EDGE = 2
"""Strength of a box's edge, px."""
INDENT = 2.0
"""From the left edge of a number or box to its words, in sizes of these."""
GAP, WIDEST_GAP = 22, 52
"""White between steps: the least, and the most where there is room to spare, px."""
UNDER_HEAD, UNDER_TEXT, OVER_FOOT = 14, 26, 26


def compose(figure: Figure, theme: Theme, preset: Preset) -> Scene:
    """Lay a tool out: the steps below its text, or beside it on a sheet that is low.

    Raises
    ------
    LayoutError
        If the title takes more than three lines, or the words are higher than the sheet.
    """
    spec, colours, layers = figure.spec, theme.colours, figure.words.layers
    assert isinstance(spec, ToolCardSpec), "cards have specs of their own"
    ground = colours.background
    margin = round(theme.margin * MARGIN)
    left, right, top = margin, preset.width - margin, margin
    beside = preset.height is not None and preset.labels == "beside"
    points_left = round(preset.width * COLUMN) + GUTTER if beside else left
    measure = min(((points_left - GUTTER if beside else right) - left) / SUBSTITUTE, MEASURE)
    upper = head(figure, theme, preset, colours, measure)
    lower = foot(figure, theme, preset, colours, left, right, 0).end
    bottom = None if preset.height is None else preset.height - lower - OVER_FOOT

    size = max(round(LARGEST * preset.display), READABLE)
    while True:
        text = block(spec.text or "", measure, size, 400, 1.45, balanced=True)
        room = min((right - points_left) / SUBSTITUTE - size * INDENT, MEASURE)
        points = [block(words, room, size, 400, 1.35, balanced=True) for words in spec.steps or spec.checklist]
        text_top = upper.height + UNDER_HEAD
        points_top = 0 if beside else text_top + text.height + UNDER_TEXT
        end = top + max(text_top + text.height, points_top + _height(points, GAP))
        if bottom is None or end <= bottom or size == SMALLEST:
            break
        size -= 1
    gap: float = GAP
    if bottom is not None:
        if end > bottom:
            lines = {"text": len(text.lines), "title": len(upper.title.lines)}
            field = "steps" if spec.steps else "checklist"
            raise too_long(figure, preset, end - bottom, {field: sum(len(each.lines) for each in points), **lines})
        gap = min(GAP + (bottom - top - points_top - _height(points, GAP)) / (len(points) - 1), WIDEST_GAP)
        end = top + max(text_top + text.height, points_top + _height(points, gap))
        top += round(RAISED * (bottom - end))
    feet = foot(figure, theme, preset, colours, left, right, (end if bottom is None else bottom) + OVER_FOOT)
    drawn = _points(points, bool(spec.steps), points_left, right, top + points_top, gap, colours)
    groups = (
        Group("header", layers.header, upper.marks(left, top)),
        Group("text", layers.text, text.marks("text", left, top + text_top, colours.ink, ground, Of("text"))),
        Group("points", layers.points, drawn),
        *feet.groups,
    )
    return sheet(figure, preset.width, preset.height or feet.end, ground, groups)


def _height(points: Sequence[Block], gap: float) -> float:
    return sum(each.height for each in points) + gap * (len(points) - 1)


def _points(
    points: Sequence[Block], numbered: bool, left: float, right: float, top: float, gap: float, colours: Colours
) -> tuple[Rect | Text, ...]:
    """Each step behind its number, or behind a box to check off, with hairlines between them."""
    ground, of = colours.background, Of("points")
    marks: list[Rect | Text] = []
    for place, words in enumerate(points, start=1):
        size, baseline = words.size, round(top + words.size * ASCENT, 2)
        if place > 1:
            marks.append(Rect(f"line-{place}", left, round(top - gap / 2), right - left, 1, colours.hairline, ORNAMENT))
        if numbered:
            large = round(size * NUMBER)
            marks.append(
                Text(f"number-{place}", left, baseline, str(place), large, 700, colours.data, "start", ground, of)
            )
        else:
            marks += _box(f"box-{place}", left, baseline, size, colours)
        marks += words.marks(f"point-{place}", left + round(size * INDENT), top, colours.ink, ground, of)
        top += words.height + gap
    return tuple(marks)


def _box(id: str, left: float, baseline: float, size: float, colours: Colours) -> tuple[Rect, Rect]:
    """An empty square as high as the line beside it, about the middle of its capitals."""
    side, middle = round(size * (ASCENT + DESCENT) * 0.8), baseline - size * CAP_HEIGHT / 2
    top, within = round(middle - side / 2), side - 2 * EDGE
    return (
        Rect(id, left, top, side, side, colours.data, ORNAMENT),
        Rect(f"{id}-inside", left + EDGE, top + EDGE, within, within, colours.background, ORNAMENT),
    )


KIND = Kind(
    name="tool_card",
    purpose=template("a tool: what it is for, and its steps or a list to check off"),
    compose=compose,
    needs=frozenset({"text"}),
    takes=frozenset(),
    spec=ToolCardSpec,
    starter=Starter(
        fields="""
title: Skriv hvad redskabet hedder
workplace: Eksempelkommunen
text: Skriv hvad det skal bruges til.
steps:
  - Skriv det første trin
  - Skriv det andet trin
  - Skriv det tredje trin
""",
    ),
)
