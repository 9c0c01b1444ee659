"""A scene's bars or lines as the chart that an office program draws by itself, in the place and colours of the marks.

Such a program spaces its rows evenly. Where the picture leaves more room, an empty row stands between; where that does
not come out either, rows are moved by a few px, and what stands at them with them. What the program has no chart for
stays marks: ticks and grids, brackets, braces, intervals, keys, totals, and values that do not stand at their bar.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import Literal, TypeAlias, TypeVar

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from barometer_cli.formats.lines import legible, start
from barometer_cli.formats.reading import extent
from barometer_cli.layout.type import CAP_HEIGHT, width
from barometer_cli.model.scene import Chart, Circle, Line, Mark, Of, Path, Rect, Scene, Text, Told

Place: TypeAlias = Literal["end", "inside end", "base", "middle", "left", "right", "above", "below"]
"""Where a value stands: behind its bar, within it at its end, its beginning or its middle; about its point."""

Drawn = TypeVar("Drawn", Rect, Circle)

NEAR, FAR = 16.0, 34.0
"""How far from the end of its bar, or from the middle of its point, a value stands at most, px."""
EVEN = 0.75
"""How far from its place in an even row a mark may stand without being moved, px."""
MOST_EMPTY = 24
"""The most rows, empty ones among them, of a chart whose rows are not spaced evenly."""
MOVED_ABOVE = 3.0
"""How far rows may be moved where their words stand above them and would come upon the row before, px."""
AROUND = 1.6
"""Room of the only row of a chart beside the thickness of what stands in it."""
OVER, UNDER = 24.0, 24.0
"""White above the highest point of a line, and below the lowest where nothing shows where zero is, px."""


class Value(Struct, frozen=True):
    """The text of a value where a chart can draw it: as it is printed, in the type of the mark, and where it stands."""

    text: Text
    place: Place


class Point(Struct, frozen=True):
    """A number of a series: in which colour it is drawn, and its value."""

    told: Told
    fill: str
    value: Value | None


class Series(Struct, frozen=True):
    """Numbers of one category, or group: one for each row, None where there is none; of a line its strength (px).

    A line that is broken is several series of one name, for programs draw a line over a row without a number.
    """

    name: str
    points: tuple[Point | None, ...]
    stroke: float = 0.0


class Native(Struct, frozen=True):
    """A chart.

    Attributes
    ----------
    chart
        Its form and the numbers that are shown.
    upright
        Whether its rows stand beside one another.
    rows
        The name of each as it is drawn; "" of one that is empty.
    series
        Its numbers.
    left, top, right, bottom
        The area of the rows, from zero; of lines from the first point to the last, px.
    least, most
        The values at the ends of that area.
    thickness, between, pitch
        Of a bar; from bar to bar within a row; from row to row, px.
    names
        One of the texts that name rows, all of which look the same; None where they stay marks.
    drawn
        Ids of the marks that the chart is drawn in place of.
    places
        For each row that is not empty its middle in the scene and in the chart, px.
    """

    chart: Chart
    upright: bool
    rows: tuple[str, ...]
    series: tuple[Series, ...]
    left: float
    top: float
    right: float
    bottom: float
    least: float
    most: float
    thickness: float
    between: float
    pitch: float
    names: Text | None
    drawn: frozenset[str]
    places: tuple[tuple[float, float], ...]

    def moved(self, mark: Mark) -> Mark:
        """A mark where it belongs in the chart: what lies within a row goes with it, what spans rows is stretched."""
        if all(abs(one - other) <= EVEN for one, other in self.places):
            return mark
        scene, chart = zip(*self.places, strict=True)
        begin, end = (side := extent(mark))[not self.upright], side[2 + (not self.upright)]
        if end < scene[0] - self.pitch or begin > scene[-1] + self.pitch:
            return mark

        def at(place: float) -> float:
            if place <= scene[0] or place >= scene[-1]:
                edge = 0 if place <= scene[0] else -1
                return float(place + chart[edge] - scene[edge])
            return float(np.interp(place, scene, chart))

        if end - begin <= self.pitch or not isinstance(mark, Rect | Line | Path):
            middle = (begin + end) / 2
            return _shifted(mark, lambda place: place + at(middle) - middle, self.upright)
        return _shifted(mark, at, self.upright)


def native(scene: Scene) -> Native | None:
    """The chart of a scene; None where it has none, or its marks are not what such a chart would draw."""
    if scene.chart is None:
        return None
    told = {(each.category, each.group): each for each in scene.chart.told}
    read = _Read(scene, scene.chart, told)
    return read.lines() if scene.chart.form == "line" else read.bars()


class _Read:
    """The marks of a scene as rows and series."""

    def __init__(self, scene: Scene, chart: Chart, told: dict[tuple[str, str | None], Told]) -> None:
        self.scene, self.chart, self.told = scene, chart, told
        self.upright = scene.axis == "y"
        self.labels = [m for m in scene.marks() if isinstance(m, Text) and m.of and m.of.role == "label"]
        texts = [m for m in scene.marks() if isinstance(m, Text) and m.of and m.of.role == "value"]
        self.values = {_named(text): text for text in texts}

    def bars(self) -> Native | None:
        """Bars, in clusters or stacks."""
        bars = [m for m in self.scene.marks() if isinstance(m, Rect) and m.of and m.of.role == "bar"]
        if not bars or any(self._told(bar) is None for bar in bars):
            return None
        stacked = self.chart.form == "stacked"
        by_category = not stacked and all(label.of and label.of.category for label in self.labels)
        rows = _grouped(bars, lambda bar: _name(bar.of, by_category))
        order = self._along if stacked else self._across
        names = _merged([_name(bar.of, not by_category) for bar in sorted(own, key=order)] for own in rows.values())
        if names is None:
            return None
        thickness = self._thick(bars[0])
        if any(abs(self._thick(bar) - thickness) > EVEN for bar in bars):
            return None
        sides = [sorted(map(self._across, own)) for own in rows.values()]
        apart = [other - one for side in sides for one, other in pairwise(side)]
        between = 0.0 if stacked else min(apart, default=thickness) - thickness
        if abs(between) > thickness:
            return None
        middles = {}
        for row, own in rows.items():
            steps = [
                0 if stacked else names.index(_name(bar.of, not by_category)) - (len(names) - 1) / 2 for bar in own
            ]
            places = [self._across(bar) - step * (thickness + between) for bar, step in zip(own, steps, strict=True)]
            if max(places) - min(places) > EVEN:
                return None
            middles[row] = sum(places) / len(places)
        kept = sorted(middles, key=lambda row: middles[row])
        deep = thickness * (1 if stacked else len(names)) + between * (0 if stacked else len(names) - 1)
        spaced = _spaced([middles[row] for row in kept], deep)
        naming = [label for label in self.labels if self._names(label, by_category)]
        texts = {row: [label for label in naming if _name(label.of, by_category) == row] for row in kept}
        beside = all(abs(self._middle(texts[row]) - middles[row]) <= deep / 2 for row in kept if texts[row])
        if not self.upright and not beside and spaced.moved > MOVED_ABOVE:
            return None
        ends = {row: max(map(self._end, own)) for row, own in rows.items()}
        zero = min(map(self._begin, bars))
        sums = {row: [told.value for bar in own if (told := self._told(bar))] for row, own in rows.items()}
        tall = {row: sum(values) if stacked else max(values) for row, values in sums.items()}
        longest = max(kept, key=lambda row: ends[row])
        most = max(tall.values())
        if tall[longest] <= 0 or min(min(values) for values in sums.values()) < 0:
            return None
        long = (ends[longest] - zero) * most / tall[longest]
        drawn = {bar.id for bar in bars}
        series = []
        for name in names:
            points: list[Point | None] = [None] * spaced.rows
            for row in kept:
                bar = next((bar for bar in rows[row] if _name(bar.of, not by_category) == name), None)
                if bar and (told := self._told(bar)):
                    value = self._value(bar, stacked)
                    drawn |= {value.text.id} if value else set()
                    points[spaced.at[kept.index(row)]] = Point(told, bar.fill, value)
            series.append(Series(name, tuple(points)))
        plain = self._plain([texts[row] for row in kept], beside or self.upright)
        if plain:
            drawn |= {label.id for row in kept for label in texts[row]}
        named = [""] * spaced.rows
        for place, row in zip(spaced.at, kept, strict=True):
            named[place] = joined(texts[row]) if texts[row] else row
        across = (spaced.first, spaced.first + spaced.rows * spaced.pitch)
        left, right = across if self.upright else (zero, zero + long)
        top, bottom = (-zero - long, -zero) if self.upright else across
        return Native(
            chart=self.chart, upright=self.upright, rows=tuple(named), series=tuple(series), left=left, top=top,
            right=right, bottom=bottom, least=0.0, most=most, thickness=thickness, between=between,
            pitch=spaced.pitch, names=plain, drawn=frozenset(drawn),
            places=tuple(zip((middles[row] for row in kept), spaced.middles, strict=True)),
        )  # fmt: skip

    def lines(self) -> Native | None:
        """Lines through points, the rows beside one another."""
        points = [m for m in self.scene.marks() if isinstance(m, Circle) and m.of and m.of.role == "point"]
        if not points or any(self._told(point) is None for point in points) or not self.upright:
            return None
        places = _grouped(points, lambda point: _name(point.of, True))
        by_category = len(places) > 1 and all(len({round(p.x) for p in own}) == 1 for own in places.values())
        rows = _grouped(points, lambda point: _name(point.of, by_category))
        if any(max(p.x for p in own) - min(p.x for p in own) > EVEN for own in rows.values()):
            return None
        kept = sorted(rows, key=lambda row: rows[row][0].x)
        spaced = _spaced([rows[row][0].x for row in kept], points[0].r)
        if spaced.moved > EVEN + 0.5:
            return None
        told = [told.value for point in points if (told := self._told(point))]
        zeros = [extent(m) for m in self.scene.marks() if m.of and m.of.role == "zero"]
        zero = (zeros[0][1] + zeros[0][3]) / 2 if zeros else None
        scale = _fitted(told, [point.y for point in points], zero)
        if scale is None:
            return None
        origin, unit = scale
        top = min(point.y for point in points) - OVER
        bottom = origin if zero is not None else max(point.y for point in points) + UNDER
        paths = [m for m in self.scene.marks() if isinstance(m, Path) and m.of and m.of.role == "course"]
        drawn = {point.id for point in points} | {path.id for path in paths}
        crowded = {_name(p.of, by_category) for p in points if self._valued(p) and not self._about(p)}
        series = []
        for name in dict.fromkeys(_name(point.of, not by_category) for point in points):
            own = {_name(p.of, by_category): p for p in points if _name(p.of, not by_category) == name}
            parts: list[list[Point | None]] = [[None] * spaced.rows]
            before: Circle | None = None
            for row in kept:
                if (point := own.get(row)) and (number := self._told(point)):
                    value = None if row in crowded else self._about(point)
                    drawn |= {value.text.id} if value else set()
                    if before and not any(_joins(path, before, point) for path in paths):
                        parts.append([None] * spaced.rows)
                    parts[-1][spaced.at[kept.index(row)]] = Point(number, point.fill, value)
                    before = point
            stroke = next((path.width for path in paths if path.of and _name(path.of, not by_category) == name), 0.0)
            series += [Series(name, tuple(part), stroke) for part in parts]
        named = [""] * spaced.rows
        for place, row in zip(spaced.at, kept, strict=True):
            named[place] = row
        return Native(
            chart=self.chart, upright=True, rows=tuple(named), series=tuple(series), left=spaced.middles[0], top=top,
            right=spaced.middles[-1], bottom=bottom, least=(origin - bottom) / unit,
            most=(origin - top) / unit, thickness=2 * points[0].r, between=0.0, pitch=spaced.pitch, names=None,
            drawn=frozenset(drawn),
            places=tuple(zip((rows[row][0].x for row in kept), spaced.middles, strict=True)),
        )  # fmt: skip

    def _told(self, mark: Mark) -> Told | None:
        return self.told.get(_named(mark))

    def _valued(self, mark: Rect | Circle) -> Text | None:
        return self.values.get(_named(mark))

    def _across(self, bar: Rect) -> float:
        """The middle of a bar across the axis."""
        return bar.x + bar.width / 2 if self.upright else bar.y + bar.height / 2

    def _thick(self, bar: Rect) -> float:
        return bar.width if self.upright else bar.height

    def _along(self, bar: Rect) -> float:
        return -bar.y if self.upright else bar.x

    def _begin(self, bar: Rect) -> float:
        """Where a bar begins along the axis; upwards where rows stand."""
        return -(bar.y + bar.height) if self.upright else bar.x

    def _end(self, bar: Rect) -> float:
        return -bar.y if self.upright else bar.x + bar.width

    def _names(self, label: Text, by_category: bool) -> bool:
        """Whether a label is that of a row, not that of a series or of a bar within a row."""
        return label.of is not None and not (label.of.group if by_category else label.of.category)

    def _middle(self, texts: Sequence[Text]) -> float:
        """The middle of the lines of a label across the axis."""
        sides = [extent(text) for text in texts]
        low, high = (0, 2) if self.upright else (1, 3)
        return (min(side[low] for side in sides) + max(side[high] for side in sides)) / 2

    def _plain(self, rows: Sequence[Sequence[Text]], beside: bool) -> Text | None:
        """A label, where each row has one beside or below it, and all look the same, so that an axis can write them."""
        looks = {(text.size, text.weight, text.fill) for row in rows for text in row}
        return rows[0][0] if beside and all(rows) and len(looks) == 1 else None

    def _value(self, bar: Rect, stacked: bool) -> Value | None:
        """The value of a bar, where it stands so that a chart can place it."""
        text = self._valued(bar)
        if text is None:
            return None
        left, right, middle = _ink(text)
        if self.upright:
            within = bar.x - 1 <= left and right <= bar.x + bar.width + 1 and bar.y <= middle <= bar.y + bar.height
            if within:
                return Value(text, "middle")
            over = not stacked and 0 <= bar.y - text.y <= NEAR and bar.x - NEAR <= (left + right) / 2
            return Value(text, "end") if over and (left + right) / 2 <= bar.x + bar.width + NEAR else None
        if not bar.y <= middle <= bar.y + bar.height:
            return None
        end = bar.x + bar.width
        if bar.x <= left and right <= end:
            near_end, near_base = end - right <= NEAR, left - bar.x <= NEAR
            return Value(text, "base" if near_base else "inside end" if near_end else "middle")
        return Value(text, "end") if not stacked and 0 <= left - end <= NEAR else None

    def _about(self, point: Circle) -> Value | None:
        """The value of a point, where it stands so near that a chart can place it."""
        text = self._valued(point)
        if text is None:
            return None
        left, right, middle = _ink(text)
        if abs(middle - point.y) <= text.size / 2 and 0 <= min(abs(left - point.x), abs(right - point.x)) <= FAR:
            return Value(text, "right" if left > point.x else "left")
        if abs((left + right) / 2 - point.x) <= 2 and abs(middle - point.y) <= FAR:
            return Value(text, "above" if middle < point.y else "below")
        return None


def joined(texts: Sequence[Text]) -> str:
    """The lines of a text as one, without the hyphen of a word that only the line broke."""
    said = ""
    for text in texts:
        line = legible(text.text)
        said = f"{said}{line}" if said.endswith("-") or not said else f"{said} {line}"
    of = texts[0].of
    name = (of.category or of.group or "") if of else ""
    bare = str.maketrans("", "", "- \u00ad")
    return name.replace("\u00ad", "") if name.translate(bare) == said.translate(bare) else said


def _merged(rows: Iterable[Sequence[str]]) -> list[str] | None:
    """The names of all rows in the order that each has them in; None where two rows contradict each other."""
    before: dict[str, dict[str, None]] = {}
    for row in rows:
        for place, name in enumerate(row):
            before.setdefault(name, {}).update(dict.fromkeys(row[:place]))
    try:
        return list(TopologicalSorter(before).static_order())
    except CycleError:
        return None


class _Spaced(Struct, frozen=True):
    """Even rows: how many, which are not empty, the pitch and where the first begins (px), how far any was moved."""

    rows: int
    at: tuple[int, ...]
    pitch: float
    first: float
    middles: tuple[float, ...]
    moved: float


def _spaced(middles: Sequence[float], deep: float) -> _Spaced:
    """The fewest even rows in which all middles stand where they are; where none do, as many as there are middles."""
    if len(middles) == 1:
        pitch = AROUND * deep
        return _Spaced(1, (0,), pitch, middles[0] - pitch / 2, tuple(middles), 0.0)
    begin, long = middles[0], middles[-1] - middles[0]
    tried = []
    for steps in range(len(middles) - 1, max(MOST_EMPTY, len(middles))):
        pitch = long / steps
        at = [round((middle - begin) / pitch) for middle in middles]
        if any(one >= other for one, other in pairwise(at)) or pitch < deep:
            at = list(range(len(middles))) if steps == len(middles) - 1 else []
        if at:
            places = tuple(begin + place * pitch for place in at)
            off = max(abs(one - other) for one, other in zip(middles, places, strict=True))
            tried.append(_Spaced(steps + 1, tuple(at), pitch, begin - pitch / 2, places, off))
    return next((each for each in tried if each.moved <= EVEN), tried[0])


def _fitted(values: Sequence[float], places: Sequence[float], zero: float | None) -> tuple[float, float] | None:
    """Where zero is, and how many px upwards make a unit; None where the values do not tell."""
    told, at = np.array(values), np.array(places)
    if zero is not None:
        unit = float(((zero - at) * told).sum() / (told**2).sum()) if told.any() else 0.0
        return (zero, unit) if unit > 0 else None
    if np.ptp(told) == 0:
        return None
    slope, origin = (float(each) for each in np.polyfit(told, at, 1))
    return (origin, -slope) if slope < 0 else None


def _joins(path: Path, one: Circle, other: Circle) -> bool:
    """Whether a line goes through two points."""
    corners = [step[-2:] for line in path.lines for step in line]
    return all(any(abs(x - p.x) <= 1 and abs(y - p.y) <= 1 for x, y in corners) for p in (one, other))


def _ink(text: Text) -> tuple[float, float, float]:
    """Left, right, and the middle of the digits, px."""
    left = start(text)
    return left, left + width(legible(text.text), text.size, text.weight), text.y - text.size * CAP_HEIGHT / 2


def _named(mark: Mark) -> tuple[str, str | None]:
    """The category, or net, and group whose number a mark tells."""
    return ((mark.of.category or "", mark.of.group)) if mark.of else ("", None)


def _name(of: Of | None, by_category: bool) -> str:
    return ((of.category if by_category else of.group) or "") if of else ""


def _grouped(marks: Sequence[Drawn], key: Callable[[Drawn], str]) -> dict[str, list[Drawn]]:
    found: dict[str, list[Drawn]] = {}
    for mark in marks:
        found.setdefault(key(mark), []).append(mark)
    return found


def _shifted(mark: Mark, at: Callable[[float], float], upright: bool) -> Mark:
    """A mark whose places across the axis are others."""
    match mark:
        case Rect():
            begin, long = (mark.x, mark.width) if upright else (mark.y, mark.height)
            place, size = at(begin), at(begin + long) - at(begin)
            return replace(mark, x=place, width=size) if upright else replace(mark, y=place, height=size)
        case Line():
            if upright:
                return replace(mark, x1=at(mark.x1), x2=at(mark.x2))
            return replace(mark, y1=at(mark.y1), y2=at(mark.y2))
        case Path():
            lines = tuple(tuple(tuple(at(v) if i % 2 != upright else v for i, v in enumerate(step)) for step in line)
                          for line in mark.lines)  # fmt: skip
            return replace(mark, points=lines[0], more=lines[1:])
        case _:
            return replace(mark, x=at(mark.x)) if upright else replace(mark, y=at(mark.y))
