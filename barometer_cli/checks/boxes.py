"""What marks cover on a sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import hypot
from typing import TypeAlias

from barometer_cli.layout.type import ink, width
from barometer_cli.model.scene import Circle, Image, Line, Mark, Path, Rect, Step, Text

Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, right, bottom in px."""
Extent: TypeAlias = tuple[float, float]
"""Where something begins and ends along an axis, px."""
NEAR = 0.05
"""Slack of a place, px; places are rounded to 0.01 px."""


def box(mark: Mark) -> Box:
    """What a mark covers: of a text its glyphs, of a stroke its whole strength."""
    match mark:
        case Text():
            room = width(mark.text, mark.size, mark.weight)
            left = mark.x - {"start": 0.0, "middle": room / 2, "end": room}[mark.anchor]
            above, below = ink(mark.text, mark.weight)
            return left, mark.y - above * mark.size, left + room, mark.y + below * mark.size
        case Rect() | Image():
            return mark.x, mark.y, mark.x + mark.width, mark.y + mark.height
        case Line():
            length = hypot(mark.x2 - mark.x1, mark.y2 - mark.y1) or 1.0
            across = mark.width / 2 * abs(mark.y2 - mark.y1) / length
            down = mark.width / 2 * abs(mark.x2 - mark.x1) / length
            xs, ys = (mark.x1, mark.x2), (mark.y1, mark.y2)
            return min(xs) - across, min(ys) - down, max(xs) + across, max(ys) + down
        case Circle():
            return mark.x - mark.r, mark.y - mark.r, mark.x + mark.r, mark.y + mark.r
        case Path():
            half = mark.width / 2 if mark.stroke else 0.0
            left, top, right, bottom = around(map(_reach, mark.lines))
            return left - half, top - half, right + half, bottom + half


def _reach(line: Sequence[Step]) -> Box:
    """What the points of a line cover, and the handles of its curves, among which these stay."""
    if max(map(len, line)) > 2:
        line = [point for step in line for point in zip(step[::2], step[1::2], strict=True)]
    xs, ys = zip(*line, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def around(boxes: Iterable[Box]) -> Box:
    """The least box that holds all."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def vertices(mark: Mark) -> list[tuple[float, float]]:
    """Where a line begins, turns and ends, px."""
    match mark:
        case Path():
            return [(step[-2], step[-1]) for step in mark.points]
        case Line():
            return [(mark.x1, mark.y1), (mark.x2, mark.y2)]
        case _:
            return []


def middle(covered: Box) -> tuple[float, float]:
    """The middle of a box."""
    left, top, right, bottom = covered
    return (left + right) / 2, (top + bottom) / 2


def overlap(one: Extent, other: Extent) -> bool:
    """Whether two extents meet."""
    return min(one[1], other[1]) - max(one[0], other[0]) > NEAR


def apart(at: float, extent: Extent) -> float:
    """How far a place is from an extent, px; 0 within."""
    low, high = extent
    return max(low - at, at - high, 0.0)


def distance(point: tuple[float, float], covered: Box) -> float:
    """How far a point is from a box, px; 0 within."""
    left, top, right, bottom = covered
    return hypot(apart(point[0], (left, right)), apart(point[1], (top, bottom)))


def lies_in(point: tuple[float, float], mark: Path) -> bool:
    """Whether a point lies within the closed lines of a path, by how many of their edges lie to the right of it."""
    x, y = point
    within = False
    for (x0, y0), (x1, y1) in _edges(mark):
        if (y0 > y) != (y1 > y) and x < x0 + (x1 - x0) * (y - y0) / (y1 - y0):
            within = not within
    return within


def area(mark: Path) -> float:
    """What the closed lines of a path hold, px²; of a curve as it runs."""
    found = 0.0
    for line in mark.lines:
        x0, y0 = line[-1][-2:]
        for step in line:
            x, y = step[-2:]
            found += (x0 * y - x * y0) / 2
            if len(step) > 2:
                x1, y1, x2, y2, x3, y3 = (at - (y0 if odd % 2 else x0) for odd, at in enumerate(step))
                found -= 0.15 * (x1 * (-y2 - y3) + x2 * (y1 - 2 * y3) + x3 * (y1 + 2 * y2))
            x0, y0 = x, y
    return abs(found)


def covers(mark: Path, covered: Box) -> bool | None:
    """Whether a filled path lies under all of a box, under none (False), or under a part of it (None)."""
    left, top, right, bottom = covered
    low, high, far, foot = box(mark)
    if low >= right or far <= left or high >= bottom or foot <= top:
        return False
    if any(_meets(start, end, covered) for start, end in _edges(mark)):
        return None
    return lies_in(middle(covered), mark)


Point: TypeAlias = tuple[float, float]


def _edges(mark: Path) -> Iterator[tuple[Point, Point]]:
    """The edges of a path's closed lines; a curve is as its chord."""
    for line in mark.lines:
        points = [(step[-2], step[-1]) for step in line]
        yield from pairwise([*points, points[0]])


def _meets(start: Point, end: Point, covered: Box) -> bool:
    """Whether an edge passes through a box."""
    left, top, right, bottom = covered
    (x0, y0), (x1, y1) = start, end
    if max(x0, x1) <= left or min(x0, x1) >= right or max(y0, y1) <= top or min(y0, y1) >= bottom:
        return False
    corners = ((left, top), (right, top), (left, bottom), (right, bottom))
    sides = [(x1 - x0) * (y - y0) - (y1 - y0) * (x - x0) for x, y in corners]
    return min(sides) < 0 < max(sides)
