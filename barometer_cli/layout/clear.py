"""Whether words stand clear of lines, points and other words."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import TypeAlias

from barometer_cli.layout.type import ASCENT, CAP_HEIGHT, SUBSTITUTE, width
from barometer_cli.model.scene import Circle, Line, Mark, Path, Text

Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, right, bottom in px."""
Stroke: TypeAlias = tuple[float, float, float, float]
"""Where a straight line begins and ends: x, y, x, y in px."""


def room(text: Text) -> Box:
    """What a line of text may take in another font: its capitals, and what hangs below them."""
    wide = width(text.text, text.size, text.weight) * SUBSTITUTE
    left = text.x - {"start": 0.0, "middle": wide / 2, "end": wide}[text.anchor]
    return left, text.y - text.size * (CAP_HEIGHT + 0.1), left + wide, text.y + text.size * (ASCENT - 0.8)


def strokes(marks: Iterable[Mark]) -> list[Stroke]:
    """The straight lines of lines and paths."""
    found: list[Stroke] = []
    for mark in marks:
        if isinstance(mark, Line):
            found.append((mark.x1, mark.y1, mark.x2, mark.y2))
        elif isinstance(mark, Path):
            ends = [step[-2:] for step in mark.points]
            found += [(*one, *other) for one, other in pairwise(ends)]
    return found


def is_clear(box: Box, words: Iterable[Box], lines: Iterable[Stroke], points: Iterable[Circle]) -> bool:
    """Whether a box meets none of these."""
    return not (
        any(meet(box, other) for other in words)
        or any(crosses(stroke, box) for stroke in lines)
        or any(meet(box, (each.x - each.r, each.y - each.r, each.x + each.r, each.y + each.r)) for each in points)
    )


def meet(one: Box, other: Box) -> bool:
    """Whether two boxes have anything in common."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def crosses(stroke: Stroke, box: Box) -> bool:
    """Whether a straight line meets a box (Liang and Barsky: the part of it between each pair of sides)."""
    x, y, end_x, end_y = stroke
    enter, leave = 0.0, 1.0
    for start, step, low, high in ((x, end_x - x, box[0], box[2]), (y, end_y - y, box[1], box[3])):
        if step == 0:
            if not low < start < high:
                return False
            continue
        near, far = sorted(((low - start) / step, (high - start) / step))
        enter, leave = max(enter, near), min(leave, far)
    return enter < leave


def between(left: float, right: float, y: float, words: Iterable[Box], white: float) -> list[tuple[float, float]]:
    """What is left of a level line from `left` to `right` (px) where it gives way to words, with white about them."""
    free, parts = left, []
    for start, top, end, bottom in sorted(words):
        if top < y < bottom and end + white > free and start - white < right:
            if start - white > free:
                parts.append((free, start - white))
            free = end + white
    if right > free:
        parts.append((free, right))
    return parts


def down(top: float, bottom: float, x: float, words: Iterable[Box], white: float) -> list[tuple[float, float]]:
    """The same of an upright line from `top` to `bottom` (px)."""
    return between(top, bottom, x, [(upper, left, lower, right) for left, upper, right, lower in words], white)
