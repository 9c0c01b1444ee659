"""Discs, filled outlines and strokes as how much of each px they cover.

Outlines are exact: an edge adds to each px that it crosses the area to its right, and the sum along a row is what is
covered there (as font rasterisers do it). Strokes are mitred, with butt ends.

Coordinates are device px, y down.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from math import ceil, dist
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from barometer_cli.model.scene import Lines, Step

LEVELS = 16
"""Parts of a px that are told apart: more than 40 dB from 255."""
EIGHT = 8
"""Px of a byte each that are one number of 64 bits."""
MITRE = 4.0
"""How many times as long as the stroke is wide a corner may be, as SVG has it; beyond that it is cut off."""
CHORD = 3.0
"""Px of a curve's handles for each straight line that stands for a part of it."""

Floats: TypeAlias = NDArray[np.float64]
Places: TypeAlias = NDArray[np.intp]
Box: TypeAlias = tuple[int, int, int, int]
"""Left, top, right and bottom, px."""
Touched: TypeAlias = tuple[Places, Places, Box]
"""The places of px that a shape touches, of how many of 16 parts, and its box."""


class Layer(NamedTuple):
    """Px that shapes touch, none of them twice: their places, which shape it is, and how many of 16 parts it covers."""

    places: Places
    of: Places
    part: Places


class Inside(NamedTuple):
    """Places that are covered wholly by a single shape: so many, in `counts`, by the first, and so on."""

    places: Places
    counts: Places


class Cover(NamedTuple):
    """What shapes that are laid one upon another cover.

    Places of px are in rows that follow one another; the box (px) is the one that all of them are in. Of px within a
    single shape, `eights` are where eight begin that follow one another (two such may have some in common), so that
    they are written at once, and `ones` the others. All else is in layers, to be laid from the first to the last: in
    each a px that several touch is covered by the next of them.
    """

    eights: Inside
    ones: Inside
    layers: tuple[Layer, ...]
    box: Box


@lru_cache(maxsize=1024)
def discs(x: float, y: float, radii: tuple[float, ...], stride: int) -> Cover:
    """Discs about x, y, the largest first, whose box begins at the first px; rows are `stride` apart.

    A px is covered by how far its middle lies within the edge: within 2 of 255 of its area from a radius of 3 px on.
    """
    right, bottom = ceil(x + radii[0]), ceil(y + radii[0])
    across, down = np.arange(right) + 0.5 - x, np.arange(bottom) + 0.5 - y
    off = np.hypot(across[None, :], down[:, None]).ravel()
    places = (np.arange(bottom)[:, None] * stride + np.arange(right)).ravel()
    return _cover([_touch(places, r + 0.5 - off, (0, 0, right, bottom)) for r in radii])


@lru_cache(maxsize=8)
def filled(shapes: tuple[Lines, ...], scale: float, stride: int) -> Cover:
    """What lies within closed lines, `scale` times as large, of shapes laid one upon another: the areas of a map.

    What the lines of a shape wind round twice is within, too.
    """
    touched = []
    for lines in shapes:
        rings = [_points(line, scale) for line in lines]
        onward = [np.roll(ring, -1, axis=0) for ring in rings]
        touched.append(_within(np.concatenate(rings), np.concatenate(onward), stride))
    return _cover(touched)


@lru_cache(maxsize=512)
def stroked(lines: Lines, scale: float, closed: bool, width: float, stride: int) -> Cover:
    """Strokes `width` px wide along lines, `scale` times as large."""
    parts = [part for line in lines for part in _stroke(_points(line, scale), width / 2, closed)]
    corners = np.concatenate(parts) if parts else np.zeros((0, 4, 2))
    onward = np.roll(corners, -1, axis=1)
    return _cover([_within(corners.reshape(-1, 2), onward.reshape(-1, 2), stride)])


def _points(line: tuple[Step, ...], scale: float) -> Floats:
    """The corners of a line, n by 2; of a curve as many points as it takes not to see them."""
    if all(len(step) == 2 for step in line):
        return np.array(line, float) * scale
    points = [np.array([line[0]], float)]
    for before, step in pairwise(line):
        handles = np.array([*before[-2:], *step], float).reshape(-1, 2)
        if len(handles) > 2:
            along = scale * sum(dist(one, other) for one, other in pairwise(handles.tolist()))
            t = np.linspace(0, 1, 2 + ceil(along / CHORD))[1:, None]
            a, b, c, d = handles
            points.append((1 - t) ** 3 * a + 3 * t * (1 - t) ** 2 * b + 3 * t * t * (1 - t) * c + t**3 * d)
        else:
            points.append(handles[1:])
    return np.concatenate(points) * scale


def _stroke(points: Floats, half: float, closed: bool) -> Iterator[Floats]:
    """The four-cornered pieces, n by 4 by 2, of a stroke twice `half` wide: its straight lines, and its corners.

    All run the same way round, so that none takes away what another covers.
    """
    if closed:
        points = np.concatenate([points, points[:1]])
    points = points[np.append(True, (np.diff(points, axis=0) != 0).any(axis=1))]
    if len(points) < 2:
        return
    step = np.diff(points, axis=0)
    aside = half * np.stack([-step[:, 1], step[:, 0]], axis=1) / np.hypot(step[:, 0], step[:, 1])[:, None]
    start, end = points[:-1], points[1:]
    yield np.stack([start + aside, end + aside, end - aside, start - aside], axis=1)
    before, after, at = (aside[:-1], aside[1:], end[:-1])
    if closed:
        before, after, at = aside, np.roll(aside, -1, axis=0), end
    outwards = before[:, 0] * after[:, 1] < before[:, 1] * after[:, 0]
    first = np.where(outwards[:, None], before, -after)
    last = np.where(outwards[:, None], after, -before)
    alike = (first * last).sum(axis=1) / half**2  # the cosine of the turn
    reach = np.where(1 + alike >= 2 / MITRE**2, 1 / np.maximum(1 + alike, 1 / MITRE**2), 0.5)
    yield np.stack([at, at + first, at + (first + last) * reach[:, None], at + last], axis=1)


def _within(start: Floats, end: Floats, stride: int) -> Touched:
    """What edges from start to end (n by 2) go round."""
    leans = start[:, 1] != end[:, 1]
    start, end = start[leans], end[leans]
    if not len(start):
        return _touch(np.zeros(0, int), np.zeros(0), (0, 0, 0, 0))
    (left, top), (right, bottom) = np.floor(start.min(axis=0)), np.ceil(start.max(axis=0))
    falls = end[:, 1] > start[:, 1]
    (x0, y0), (x1, y1) = np.where(falls[:, None], (start, end), (end, start)).transpose(0, 2, 1)
    edge, row, upper, lower = _cut(y0, y1)
    slope = ((x1 - x0) / (y1 - y0))[edge]
    xa, xb = x0[edge] + (upper - y0[edge]) * slope, x1[edge] - (y1[edge] - lower) * slope
    xa, xb = np.minimum(xa, xb), np.maximum(xa, xb)
    piece, column, x0_, x1_ = _cut(xa, xb)
    upright = xb == xa
    share = np.where(upright[piece], 1.0, (x1_ - x0_) / np.where(upright, 1.0, xb - xa)[piece])
    high = (np.where(falls, 1.0, -1.0)[edge] * (lower - upper))[piece] * share
    beyond = high * ((x0_ + x1_) / 2 - column)
    place = row[piece] * stride + column
    places, back = np.unique(np.concatenate([place, place + 1]), return_inverse=True)
    covered = np.abs(np.cumsum(np.bincount(back, np.concatenate([high - beyond, beyond]))))
    lengths = np.where(covered >= 0.5 / LEVELS, np.diff(places, append=places[-1]), 0)
    firsts = np.repeat(places - np.cumsum(lengths) + lengths, lengths)
    box = (int(left), int(top), int(right), int(bottom))
    return _touch(firsts + np.arange(len(firsts)), np.repeat(covered, lengths), box)


def _cut(low: Floats, high: Floats) -> tuple[Places, Places, Floats, Floats]:
    """Intervals cut at whole numbers: of each piece the number of its interval, the px it is in, and its ends."""
    first = np.floor(low).astype(int)
    count = np.maximum(np.ceil(high).astype(int) - first, 1)
    number = np.repeat(np.arange(len(low)), count)
    px = np.arange(len(number)) - np.repeat(np.cumsum(count) - count - first, count)
    return number, px, np.maximum(low[number], px), np.minimum(high[number], px + 1)


def _touch(places: Places, covered: Floats, box: Box) -> Touched:
    """Those of some px of which a shape covers a part that counts, by how much (0..1, or more) it covers of each."""
    levels = np.rint(np.clip(covered, 0, 1) * LEVELS).astype(int)
    some = levels > 0
    return places[some], levels[some], box


def _cover(touched: Sequence[Touched]) -> Cover:
    """What shapes cover together, the first of them lowest."""
    each_places, each_levels, boxes = zip(*touched, strict=True)
    left, top, right, bottom = zip(*boxes, strict=True)
    box = (min(left), min(top), max(right), max(bottom))
    places, levels = np.concatenate(each_places), np.concatenate(each_levels)
    of = np.repeat(np.arange(len(touched)), [len(each) for each in each_places])
    again = np.zeros(len(places), bool)
    if len(touched) > 1 and min(box) >= 0:
        seen, twice = np.zeros((2, places.max(initial=0) + 1), bool)
        for each in each_places:
            twice[each[seen[each]]] = True
            seen[each] = True
        again = twice[places]
    whole = ~again & (levels == LEVELS)
    turn = np.zeros(len(places), int)
    shared = np.flatnonzero(again)[np.argsort(places[again], kind="stable")]
    begins = np.append(True, np.diff(places[shared]) > 0)[: len(shared)]
    turn[shared] = np.arange(len(shared)) - np.maximum.accumulate(np.where(begins, np.arange(len(shared)), 0))
    layers = []
    for number in range(turn.max(initial=0) + 1):
        now = ~whole & (turn == number)
        layers.append(Layer(places[now], of[now], levels[now]))
    return Cover(*_inside(places[whole], of[whole], len(touched)), tuple(layers), box)


def _inside(places: Places, of: Places, shapes: int) -> tuple[Inside, Inside]:
    """Px within shapes, by eights and by ones; those of a shape stand together, from the first to the last."""
    goes_on = (np.diff(places) == 1) & (np.diff(of) == 0)
    first = np.flatnonzero(np.append(True, ~goes_on)[: len(places)])
    length = np.diff(first, append=len(places))
    long = length >= EIGHT
    times = -(-length[long] // EIGHT)
    step = EIGHT * (np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times))
    start, last = places[first[long]], places[first[long]] + length[long] - EIGHT
    eights = np.minimum(np.repeat(start, times) + step, np.repeat(last, times))
    ones = np.repeat(~long, length)
    return (
        Inside(eights, np.bincount(np.repeat(of[first[long]], times), minlength=shapes)),
        Inside(places[ones], np.bincount(of[ones], minlength=shapes)),
    )
