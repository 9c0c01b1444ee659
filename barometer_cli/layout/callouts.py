"""Names and values of areas on a map: on their area where it has room, else in the sea, and a leader leads to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from heapq import heappop, heappush
from itertools import count, islice
from math import hypot, inf
from threading import Lock
from typing import TypeAlias

from msgspec import Struct

from barometer_cli.layout.frame import Frame
from barometer_cli.layout.land import Land, Place
from barometer_cli.layout.outlines import Area
from barometer_cli.layout.palette import ink_in
from barometer_cli.layout.text import wrap
from barometer_cli.layout.type import ASCENT, DESCENT, SUBSTITUTE, width
from barometer_cli.layout.vacancy import Box, Vacancy, nearest
from barometer_cli.model.scene import ORNAMENT, Anchor, Circle, Line, Mark, Of, Text, Weight
from barometer_cli.model.table import Named

CLEAR = 4
"""White round words, px."""
LEADING = 1.2
"""Distance of a value's baseline from that of its name, in font sizes."""
SMALLER = 2
"""How much smaller words in the sea are than other labels, px."""
BEND = 0.7
"""What a px costs by which a leader is not level or upright, beside a px of its length."""
ASIDE = 0.5
"""What a px costs by which words above or below an area do not stand in the middle."""
LONGEST = 0.4
"""The longest leader, in heights of the map."""
EVERY, AWAY = 4, (0, -40, 40)
"""Words are tried in every fourth row, there as near to their area as they can be, and so many px beside that."""
BELOW = 16
"""How far words may stand below the map, px."""
DOT, STROKE, CASING = 2.5, 1, 1
"""Radius of the dot at which a leader ends, its strength, and the white round both, px."""
SLACK = 1
"""How much nearer to the dot of a neighbour than its own a leader may come, px."""

Leader: TypeAlias = tuple[Place, Place]


class Callout(Struct, frozen=True):
    """An area, its name and its value as printed, its shade, and whose value in the table it is."""

    area: Area
    name: str
    printed: str
    fill: str
    value: Named


class _Words(Struct, frozen=True, dict=True):  # what is worked out of it is kept in it
    """The lines of a name and below them its value, at a font size (px)."""

    callout: Callout
    name: tuple[str, ...]
    size: float

    @property
    def lines(self) -> tuple[tuple[str, Weight], ...]:
        return (*((line, 400) for line in self.name), (self.callout.printed, 700))

    @cached_property
    def width(self) -> float:
        return SUBSTITUTE * max(width(text, self.size, weight) for text, weight in self.lines)

    @property
    def leading(self) -> float:
        return round(LEADING * self.size)

    @property
    def height(self) -> float:
        return self.leading * len(self.name) + self.size * (ASCENT + DESCENT)

    def marks(self, x: float, top: float, anchor: Anchor, fill: str, ground: str) -> list[Mark]:
        """The words hanging from `top`, their anchor at `x` (px)."""
        of, id = Of("labelled value", *self.callout.value), f"words-{self.callout.area.code}"
        x, first = round(x, 2), top + self.size * ASCENT
        return [
            Text(f"{id}-{line + 1}", x, round(first + line * self.leading, 2), text, self.size, weight, fill, anchor,
                 ground, of)
            for line, (text, weight) in enumerate(self.lines)
        ]  # fmt: skip


def _set(callout: Callout, size: float, folded: bool = False) -> _Words:
    """Words whose name is one line; or folded, of lines as alike as can be where it is several words."""
    if not folded:
        return _Words(callout, (callout.name,), size)
    longest = max(width(word, size) for word in callout.name.split())
    return _Words(callout, wrap(callout.name, max(longest, width(callout.name, size) / 2), size), size)


class _Spot(Struct, frozen=True, eq=False):  # each is looked at again and again, as itself
    """A place of words, and in the sea the leader from them to their area."""

    box: Box
    leader: Leader | None = None
    length: float = 0.0
    cost: float = 0.0

    @classmethod
    def at(cls, box: Box, to: Place) -> _Spot:
        """A place in the sea, and what the leader to a place costs there."""
        start = _start(box, to)
        across, down = abs(to[0] - start[0]), abs(to[1] - start[1])
        length, aside = hypot(across, down), 0.0 if across else abs(to[0] - (box[0] + box[2]) / 2)
        return cls(box, (start, to), length, length + BEND * min(across, down) + ASIDE * aside)

    @lru_cache(maxsize=4096)  # noqa: B019 - spots are kept anyway
    def is_clear_of(self, other: _Spot) -> bool:
        """Whether neither words nor leaders of two meet, nor the leader of one the dot of the other."""
        left, top, right, bottom = self.box
        across = left - CLEAR < other.box[2] and other.box[0] < right + CLEAR
        if across and top - CLEAR < other.box[3] and other.box[1] < bottom + CLEAR:
            return False
        if _passes(self.leader, other.box) or _passes(other.leader, self.box):
            return False
        if not (self.leader and other.leader):
            return True
        return not (
            _cross(self.leader, other.leader)
            or _touches(self.leader, other.leader)
            or _touches(other.leader, self.leader)
        )


_Placed: TypeAlias = tuple[_Words, _Spot]


class _Sea(Struct, frozen=True):
    """What is free beside map and key, between the edges of the chart: from `left` on, so wide (px)."""

    land: Land
    key: Box
    left: int
    width: int

    def spots(self, area: Area, wide: float, high: float) -> Iterator[_Spot]:
        """Where words so wide and high (px) may stand, the best first: near to their area, leaders level or upright.

        Rows are looked at from that of the area on; a spot is the best once those further out can be no better.
        """
        to = self.land.label(area)
        x, reach = to[0] - self.left - wide / 2 - CLEAR, LONGEST * self.land.height
        middle = to[1] - self.land.top
        level = middle - high / 2 - CLEAR
        rows = range(max(int(middle - reach - high), 0), max(int(middle + reach), 0), EVERY)
        waiting: list[tuple[float, int, int, _Spot]] = []
        for row, bits in _free(self).starts(wide + 2 * CLEAR, high + 2 * CLEAR, rows, level):
            nearer = abs(row - level) - (high + CLEAR) / 2
            while waiting and waiting[0][0] < nearer:
                yield heappop(waiting)[-1]
            top = self.land.top + row + CLEAR
            for left in {left for away in AWAY for left in nearest(bits, x + away)}:
                start = self.left + left + CLEAR
                spot = _Spot.at((start, top, start + wide, top + high), to)
                if spot.length <= reach and not _passes(spot.leader, self.key):
                    heappush(waiting, (spot.cost, row, left, spot))
        while waiting:
            yield heappop(waiting)[-1]


@lru_cache(maxsize=16)
def _free(sea: _Sea) -> Vacancy:
    """The px of a sea: the same for all maps of one size with keys alike."""
    land = sea.land
    free = Vacancy.beside(sea.width, land.height + BELOW, land.all_px, land.left - sea.left)
    (x, above), _, (right, foot) = land.inset
    for left, top, end, bottom in (sea.key, (x, above, x + 1, foot), (x, foot, right, foot + 1)):
        free.take((left - sea.left, top - land.top, end - sea.left, bottom - land.top))
    return free


class _Spots:
    """Spots that any number of threads go through, each looked for when one of them first asks for it."""

    def __init__(self, sought: Iterator[_Spot]) -> None:
        self._sought, self._found, self._lock = sought, list[_Spot](), Lock()

    def __iter__(self) -> Iterator[_Spot]:
        for place in count():
            with self._lock:
                if place == len(self._found):
                    self._found += islice(self._sought, 1)
                if place == len(self._found):
                    return
            yield self._found[place]


@lru_cache(maxsize=512)
def _known(sea: _Sea, area: Area, wide: float, high: float) -> _Spots:
    """The spots of a sea for words of a size."""
    return _Spots(sea.spots(area, wide, high))


def place(
    frame: Frame, callouts: Sequence[Callout], land: Land, key: Box
) -> tuple[tuple[Mark, ...], tuple[Callout, ...]]:
    """The words of areas with their leaders, and the areas whose words there is no room for.

    All are of one size, the largest at which there is room for all.

    Parameters
    ----------
    frame
        The sheet.
    callouts
        The areas; where room is short, the first have it.
    land
        The map.
    key
        Where its key stands.
    """
    sizes, placed, sea = frame.theme.sizes, list[_Placed](), _Sea(land, key, int(frame.left), int(frame.measure))
    largest = max(sizes.label - SMALLER, sizes.note)
    for size in (largest, min(sizes.note + 1, largest), sizes.note):
        placed = _placed(callouts, land, sea, size)
        if len(placed) == len(callouts):
            break
    marks = [mark for words, spot in placed for mark in _marks(words, spot, frame)]
    leaders = [mark for words, spot in placed for mark in _leader(words.callout, spot, frame)]
    there = [words.callout for words, _ in placed]
    return (*leaders, *marks), tuple(each for each in callouts if each not in there)


def _placed(callouts: Sequence[Callout], land: Land, sea: _Sea, size: float) -> list[_Placed]:
    """Where the words of areas stand, as many as there is room for: those in the sea in the order that costs least."""
    inside, outside = list[_Placed](), list[_Words]()
    for each in callouts:
        for words in (level := _set(each, size)), _set(each, size, folded=True):
            if spot := _inside(words, land):
                inside.append((words, spot))
                break
        else:
            outside.append(level)
    tried = list[list[_Placed]]()
    for order in _orders(outside):
        found = list(inside)
        for words in order:
            spots = _known(sea, words.callout.area, words.width, words.height)
            clear = (spot for spot in spots if all(spot.is_clear_of(other) for _, other in found))
            found += ((words, spot) for spot in islice(clear, 1))
        tried.append(found)
    return min(tried, key=lambda found: (-len(found), sum(spot.cost for _, spot in found)))


def _orders(words: Sequence[_Words]) -> Iterator[Sequence[_Words]]:
    """Orders in which words may take their places: as given, from the north, the south, the west and the east."""
    yield words
    for axis in (1, 0):
        for sign in (1, -1):
            yield sorted(words, key=lambda each: sign * each.callout.area.label[axis])


def _marks(words: _Words, spot: _Spot, frame: Frame) -> list[Mark]:
    """Words on their area in its middle, and in the sea with the side to where their leader leads."""
    (left, top, right, _), colours, fill = spot.box, frame.theme.colours, words.callout.fill
    middle = (left + right) / 2
    if spot.leader is None:
        return words.marks(middle, top, "middle", ink_in(fill, colours), fill)
    to = spot.leader[1][0]
    anchor: Anchor = "end" if right <= to else "start" if left >= to else "middle"
    x = {"end": right, "start": left, "middle": middle}[anchor]
    return words.marks(x, top, anchor, colours.ink, colours.background)


def _inside(words: _Words, land: Land) -> _Spot | None:
    """Words on their area, as near to the middle of its room as they can be; None where it has none."""
    room = _room(Land(land.level, land.height), words.callout.area, words.width + 2 * CLEAR, words.height + 2 * CLEAR)
    if room is None:
        return None
    left, top = land.left + room[0] + CLEAR, land.top + room[1] + CLEAR
    return _Spot((left, top, left + words.width, top + words.height))


@lru_cache(maxsize=1024)
def _room(land: Land, area: Area, width: float, height: float) -> tuple[int, int] | None:
    """Where a box so large (px) has room on an area, the nearest to its middle: its left and top on the map."""
    x, y = land.label(area)
    first, own = _own(land, area)
    left, top, best, off = x - width / 2, y - height / 2 - first, None, inf
    for row, bits in own.starts(width, height, range(own.height), top):
        if abs(row - top) >= off:
            break
        for place in nearest(bits, left):
            if (apart := hypot(place - left, row - top)) < off:
                best, off = (place, first + row), apart
    return best


@lru_cache(maxsize=128)
def _own(land: Land, area: Area) -> tuple[int, Vacancy]:
    """The row of the map in which an area begins, and its px from there on."""
    rows = land.px(area)
    there = [row for row, bits in enumerate(rows) if bits]
    return there[0], Vacancy(land.width, rows[there[0] : there[-1] + 1])


def _start(box: Box, to: Place) -> Place:
    """Where a leader leaves words: the middle of the side that faces where it leads, or near it if it is level then."""
    left, top, right, bottom = box
    if left <= to[0] <= right:
        return to[0], (bottom + CLEAR / 2 if to[1] > bottom else top - CLEAR / 2)
    middle = (top + bottom) / 2
    level = abs(to[1] - middle) < (bottom - top) / 4
    return (right + CLEAR if to[0] > right else left - CLEAR), to[1] if level else middle


def _cross(one: Leader, other: Leader) -> bool:
    """Whether two leaders cross."""

    def side(of: Leader, at: Place) -> float:
        (x0, y0), (x1, y1) = of
        return (x1 - x0) * (at[1] - y0) - (y1 - y0) * (at[0] - x0)

    return side(one, other[0]) * side(one, other[1]) < 0 and side(other, one[0]) * side(other, one[1]) < 0


def _touches(leader: Leader, other: Leader) -> bool:
    """Whether a leader comes as near to the dot of another as words have white about them; nearer than its own dot lies
    where the two are neighbours.
    """
    (x0, y0), (x1, y1) = leader
    x, y = other[1]
    across, down = x1 - x0, y1 - y0
    along = min(max(((x - x0) * across + (y - y0) * down) / ((across**2 + down**2) or 1), 0), 1)
    near = min(DOT + CASING + CLEAR, hypot(x - x1, y - y1) - SLACK)
    return hypot(x0 + along * across - x, y0 + along * down - y) < near


def _passes(leader: Leader | None, box: Box) -> bool:
    """Whether a leader passes through a box, or as near by as words have white about them."""
    if leader is None:
        return False
    (x0, y0), (x1, y1) = leader
    left, top, right, bottom = box[0] - CLEAR / 2, box[1] - CLEAR / 2, box[2] + CLEAR / 2, box[3] + CLEAR / 2
    if max(x0, x1) <= left or min(x0, x1) >= right or max(y0, y1) <= top or min(y0, y1) >= bottom:
        return False
    corners = ((left, top), (right, top), (left, bottom), (right, bottom))
    sides = [(x1 - x0) * (y - y0) - (y1 - y0) * (x - x0) for x, y in corners]
    return min(sides) < 0 < max(sides)


def _leader(callout: Callout, spot: _Spot, frame: Frame) -> Iterator[Mark]:
    """A thin line from words to a dot on their area, both within white so that they are seen on every shade."""
    colours, code = frame.theme.colours, callout.area.code
    if spot.leader:
        (x1, y1), (x2, y2) = ((round(x, 2), round(y, 2)) for x, y in spot.leader)
        yield Line(f"leader-{code}-casing", x1, y1, x2, y2, colours.background, STROKE + 2 * CASING, ORNAMENT)
        yield Line(f"leader-{code}", x1, y1, x2, y2, colours.ink, STROKE, Of("leader", *callout.value))
        yield Circle(f"dot-{code}", x2, y2, DOT + CASING, colours.ink, colours.background, CASING, ORNAMENT)
