"""Names and values of areas on a map: on their area where it has room, else in the sea, and a leader leads to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import hypot
from typing import TypeAlias

from barometer_cli.layout.frame import Frame
from barometer_cli.layout.land import Land, Place
from barometer_cli.layout.outlines import Area
from barometer_cli.layout.palette import ink_in
from barometer_cli.layout.text import wrap
from barometer_cli.layout.type import ASCENT, DESCENT, SUBSTITUTE, width
from barometer_cli.layout.vacancy import Box, Vacancy
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
BELOW = 16
"""How far words may stand below the map, px."""
DOT, STROKE, CASING = 2.5, 1, 1
"""Radius of the dot at which a leader ends, its strength, and the white round both, px."""

Leader: TypeAlias = tuple[Place, Place]


@dataclass(frozen=True, slots=True)
class Callout:
    """An area, its name and its value as printed, its shade, and whose value in the table it is."""

    area: Area
    name: str
    printed: str
    fill: str
    value: Named


@dataclass(frozen=True, slots=True)
class _Words:
    """The lines of a name and below them its value, at a font size (px)."""

    callout: Callout
    name: tuple[str, ...]
    size: float

    @property
    def lines(self) -> tuple[tuple[str, Weight], ...]:
        return (*((line, 400) for line in self.name), (self.callout.printed, 700))

    @property
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


@dataclass(frozen=True, slots=True)
class _Spot:
    """Words at their place; in the sea with the leader from them to their area, and what they cost there."""

    words: _Words
    box: Box
    leader: Leader | None = None
    cost: float = 0.0


class _Sea:
    """What is free beside the map, between the edges of the chart, and where leaders may lead."""

    def __init__(self, frame: Frame, land: Land, key: Box, inside: Sequence[_Spot]) -> None:
        self.left, self.top, self.land = int(frame.left), land.top, land
        self._free = Vacancy(int(frame.measure), land.height + BELOW)
        self._free.take_rows(land.all_px, land.left - self.left, 0)
        self._words = Vacancy(int(frame.measure), land.height + BELOW)
        self._leaders: list[Leader] = []
        (x, above), _, (right, foot) = land.inset
        for box in ((x, above, x + 1, foot), (x, foot, right, foot + 1)):
            self._free.take(self._here(box))
        for box in (key, *(spot.box for spot in inside)):
            self._take(box)

    def settle(self, spot: _Spot) -> None:
        """Take what words stand on, and where their leader leads."""
        self._take(spot.box)
        if spot.leader:
            self._leaders.append(spot.leader)
            for x, y in _along(spot.leader):
                self._free.take(self._here((x - CASING, y - CASING, x + CASING, y + CASING)))

    def best(self, words: _Words) -> _Spot | None:
        """Where words stand best; None where there is no room."""
        spots = sorted(self._spots(words), key=lambda spot: spot.cost)
        return next((spot for spot in spots if spot.leader and self._is_clear(spot.leader)), None)

    def _take(self, box: Box) -> None:
        self._words.take(self._here(box))
        self._free.take(self._here(box))

    def _spots(self, words: _Words) -> Iterator[_Spot]:
        """Where words may stand: near to their area, leaders best level or upright."""
        to = self.land.label(words.callout.area)
        room, tall = words.width + 2 * CLEAR, words.height + 2 * CLEAR
        for x, y in self._free.near(room, tall, to[0] - self.left - room / 2):
            left, top = self.left + x + CLEAR, self.top + y + CLEAR
            box = (left, top, left + words.width, top + words.height)
            start = _start(box, to)
            across, down = abs(to[0] - start[0]), abs(to[1] - start[1])
            aside = abs(to[0] - (box[0] + box[2]) / 2) if not across else 0
            if hypot(across, down) <= LONGEST * self.land.height:
                cost = hypot(across, down) + BEND * min(across, down) + ASIDE * aside
                yield _Spot(words, box, (start, to), cost)

    def _is_clear(self, leader: Leader) -> bool:
        """Whether a leader crosses no other and no words."""
        return not any(_cross(leader, other) for other in self._leaders) and all(
            self._words.is_free(x - self.left, y - self.top) for x, y in _along(leader)
        )

    def _here(self, box: Box) -> Box:
        left, top, right, bottom = box
        return left - self.left, top - self.top, right - self.left, bottom - self.top


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
    sizes, spots = frame.theme.sizes, list[_Spot]()
    for size in (sizes.label - SMALLER, sizes.note + 1, sizes.note):
        spots = _spots(frame, callouts, land, key, size)
        if len(spots) == len(callouts):
            break
    words: list[Mark] = []
    leaders: list[Mark] = []
    for spot in spots:
        words += _marks(spot, frame)
        leaders += _leader(spot, frame)
    placed = [spot.words.callout for spot in spots]
    return (*leaders, *words), tuple(each for each in callouts if each not in placed)


def _spots(frame: Frame, callouts: Sequence[Callout], land: Land, key: Box, size: float) -> list[_Spot]:
    """Where the words of areas stand, as many as there is room for: those in the sea in the order that costs least."""
    inside, outside = list[_Spot](), list[Callout]()
    for each in callouts:
        spot = _inside(_set(each, size), land) or _inside(_set(each, size, folded=True), land)
        inside += [spot] if spot else []
        outside += [] if spot else [each]
    tried = []
    for order in _orders(outside):
        sea, found = _Sea(frame, land, key, inside), list[_Spot]()
        for each in order:
            if spot := sea.best(_set(each, size)):
                sea.settle(spot)
                found.append(spot)
        tried.append(found)
    return [*inside, *min(tried, key=lambda found: (-len(found), sum(spot.cost for spot in found)))]


def _orders(callouts: Sequence[Callout]) -> Iterator[Sequence[Callout]]:
    """Orders in which words may take their places: as given, from the north, the south, the west and the east."""
    yield callouts
    for axis in (1, 0):
        for sign in (1, -1):
            yield sorted(callouts, key=lambda each: sign * each.area.label[axis])


def _marks(spot: _Spot, frame: Frame) -> list[Mark]:
    """Words on their area in its middle, and in the sea with the side to where their leader leads."""
    (left, top, right, _), colours, fill = spot.box, frame.theme.colours, spot.words.callout.fill
    middle = (left + right) / 2
    if spot.leader is None:
        return spot.words.marks(middle, top, "middle", ink_in(fill, colours), fill)
    to = spot.leader[1][0]
    anchor: Anchor = "end" if right <= to else "start" if left >= to else "middle"
    x = {"end": right, "start": left, "middle": middle}[anchor]
    return spot.words.marks(x, top, anchor, colours.ink, colours.background)


def _inside(words: _Words, land: Land) -> _Spot | None:
    """Words on their area, as near to the middle of its room as they can be; None where it has none."""
    own, every = Vacancy(land.width, land.height), (1 << land.width) - 1
    own.take_rows([every & ~row for row in land.px[words.callout.area.code]], 0, 0)
    x, y = land.label(words.callout.area)
    room, tall = words.width + 2 * CLEAR, words.height + 2 * CLEAR
    left, top = x - land.left - room / 2, y - land.top - tall / 2
    spot = min(own.near(room, tall, left), key=lambda spot: hypot(spot[0] - left, spot[1] - top), default=None)
    if spot is None:
        return None
    left, top = land.left + spot[0] + CLEAR, land.top + spot[1] + CLEAR
    return _Spot(words, (left, top, left + words.width, top + words.height))


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


def _along(leader: Leader) -> Iterator[Place]:
    """Places along a leader, at most a px from one another."""
    (x0, y0), (x1, y1) = leader
    steps = int(hypot(x1 - x0, y1 - y0)) + 1
    for step in range(steps + 1):
        yield x0 + (x1 - x0) * step / steps, y0 + (y1 - y0) * step / steps


def _leader(spot: _Spot, frame: Frame) -> Iterator[Mark]:
    """A thin line from words to a dot on their area, both within white so that they are seen on every shade."""
    colours, code = frame.theme.colours, spot.words.callout.area.code
    if spot.leader:
        (x1, y1), (x2, y2) = ((round(x, 2), round(y, 2)) for x, y in spot.leader)
        yield Line(f"leader-{code}-casing", x1, y1, x2, y2, colours.background, STROKE + 2 * CASING, ORNAMENT)
        yield Line(f"leader-{code}", x1, y1, x2, y2, colours.ink, STROKE, Of("leader", *spot.words.callout.value))
        yield Circle(f"dot-{code}", x2, y2, DOT + CASING, colours.ink, colours.background, CASING, ORNAMENT)
