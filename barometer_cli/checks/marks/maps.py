"""Findings on maps: every area lies where it lies, in the shade of the one class of the key that holds its value.

An area needs no printed value where the key tells the range that its shade stands for; it must then be the right one,
and every value must lie in exactly one range, as the key is read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import combinations, pairwise
from math import hypot
from typing import TypeAlias

from msgspec import Struct

from barometer_cli.checks.boxes import Box, around, box, covers, distance, lies_in, middle
from barometer_cli.checks.codes import Faults
from barometer_cli.layout.areas import Areas, Member, areas
from barometer_cli.layout.classes import Class, read
from barometer_cli.layout.colour import contrast
from barometer_cli.layout.outlines import outlines
from barometer_cli.messages import say
from barometer_cli.model.figure import Figure, Sheet
from barometer_cli.model.scene import Line, Mark, Of, Path, Rect, Role
from barometer_cli.model.table import Named

Place: TypeAlias = tuple[float, float]
"""x and y in px."""
NEAR = 0.2
"""Slack of a place of an outline, px: it is rounded to 0.1 px, and so are those that the scale is found by."""
THIN = 0.3
"""How far an outline may pass from a point of its area that it leaves out, px."""
LED = 10
"""How far a leader, or the swatch of a place that is not drawn, may end from its words, px."""

IN_KEY: tuple[Role, ...] = ("area", "labelled value")
"""What tells a place that is too small to be drawn."""


class Map(Struct, frozen=True, dict=True):
    """The marks of a map on a sheet, by what they are of."""

    sheet: Sheet
    marks: Mapping[Of, Sequence[Mark]]

    @property
    def figure(self) -> Figure:
        return self.sheet.figure

    @cached_property
    def areas(self) -> Areas:
        """What the table's areas mean."""
        return areas(self.figure.table)

    @cached_property
    def told(self) -> dict[Named, Member]:
        """Areas with a value, those that are too small to be drawn among them."""
        every = (*self.areas.drawn.values(), *self.areas.beyond)
        return {each.value: each for each in every if each.reason is None}

    @cached_property
    def blank(self) -> dict[str, list[Member]]:
        """Areas without a value, by what is said of them."""
        found: dict[str, list[Member]] = {}
        for each in (*self.areas.drawn.values(), *self.areas.beyond):
            if each.reason:
                found.setdefault(self.figure.words.map.blank[each.reason], []).append(each)
        return found

    @cached_property
    def classes(self) -> dict[str, Class]:
        """The classes of the key, by their words."""
        words = [of.category or "" for of in self.having("class") if Of("class label", of.category) in self.marks]
        return {text: each for text in words if (each := read(text, self.figure))}

    @cached_property
    def shaded(self) -> frozenset[Named]:
        """Values whose shade is told by the key."""
        return frozenset(
            value
            for value in self.told
            if Of("area", *value) in self.marks
            and any(each.holds(self.printed(value)) for each in self.classes.values())
        )

    def having(self, role: Role) -> list[Of]:
        """What there are marks of, with a role."""
        return [of for of in self.marks if of.role == role]

    def printed(self, value: Named) -> Decimal:
        """The number that is printed of a value."""
        told = self.figure.table.find(*value)
        assert told, "an area with a value"
        return self.figure.table.printed(told)

    def fill(self, of: Of) -> str:
        """The colour of an area or a swatch."""
        mark = self.marks[of][0]
        return (mark.fill or "") if isinstance(mark, Rect | Path) else ""

    def tells(self, of: Of) -> bool:
        """Whether table and key tell what a mark of the map says it is of."""
        category = of.category or ""
        if of.role == "area":
            return (category, of.group) in self.told
        if of.role == "blank":
            return any(each.value == (category, of.group) for every in self.blank.values() for each in every)
        return category in self.blank or read(category, self.figure) is not None

    def right(self, of: Of) -> tuple[str, ...]:
        """What the words of a class may read: its range, or its reason, and behind it how many areas are in it."""
        words = of.category or ""
        if (each := read(words, self.figure)) is not None:
            drawn = [member.value for member in self.areas.told]
            number = sum(each.holds(self.printed(value)) for value in drawn)
        else:
            number = len(self.blank.get(words, ()))
        one, several = self.figure.words.map.areas[self.areas.level]
        return words, f"{words} {number} {one if number == 1 else several}"

    def check(self) -> Faults:
        """Everything that is wrong."""
        yield from self._key()
        yield from self._shades()
        yield from self._places()
        yield from self._words()

    def _key(self) -> Faults:
        """Classes that are not named, that overlap, or whose shades do not go with their values; reasons not told."""
        for of in self.having("class"):
            if Of("class label", of.category) not in self.marks:
                message = say("nothing tells what the shade {fill} stands for", fill=self.fill(of))
                yield "BAR607", message, of.category or ""
        for words in self.blank:
            if Of("class", words) not in self.marks:
                yield "BAR607", say("the key does not tell of areas without a value: {words}", words=words), words
        swatches = {of.category: box(self.marks[of][0]) for of in self.having("class")}
        for of in self.having("class label"):
            at = middle(box(self.marks[of][0]))
            nearest = min(swatches, key=lambda words: distance(at, swatches[words]), default=None)
            if nearest != of.category:
                message = say("the words {words} do not stand at their shade", words=of.category)
                yield "BAR606", message, of.category or ""
        counted = {of.category or "": len(self.marks[of]) > 1 for of in self.having("class label")}
        every = any(counted.get(words) for words in self.classes)
        for words in (*self.blank, *(self.classes if every else ())):
            if not counted.get(words, True):
                yield "BAR607", say("the key does not count the areas of {words}", words=words), words
        ordered = sorted(self.classes.items(), key=lambda each: (each[1].low is not None, each[1].low or 0))
        for (one, first), (other, second) in pairwise(ordered):
            if first.high is None or second.low is None or second.low <= first.high:
                message = say("the classes {one} and {other} of the key hold the same values", one=one, other=other)
                yield "BAR605", message, other
            yield from self._darker(one, first, other, second)
        keys = (Of("class", words) for words in (*self.classes, *self.blank))
        fills = {of.category or "": self.fill(of) for of in keys if of in self.marks}
        for (one, fill), (other, same) in combinations(fills.items(), 2):
            if fill == same and not (one in self.blank and other in self.blank):
                message = say(
                    "{one} and {other} have the same shade in the key: {fill}", one=one, other=other, fill=fill
                )
                yield "BAR606", message, other

    def _darker(self, one: str, first: Class, other: str, second: Class) -> Faults:
        """The shade of the larger class is darker; of a change, that further from zero."""
        ground = self.sheet.scene.background
        less, more = (contrast(self.fill(Of("class", words)), ground) for words in (one, other))
        falls = self.figure.table.measure.signed and second.side <= 0
        if less == more or (less > more) != falls:
            message = say("the shade of {other} does not go with its values beside {one}", other=other, one=one)
            yield "BAR605", message, other

    def _shades(self) -> Faults:
        """Areas in another shade than that of the one class that holds their value; blank ones in one that tells."""
        for of in self.having("area"):
            value = (of.category or "", of.group)
            if value not in self.told:
                continue
            within = [words for words, each in self.classes.items() if each.holds(self.printed(value))]
            name = self.told[value].name
            if len(within) != 1:
                message = say(
                    "{area} has {value}, which lies in {n} classes of the key",
                    area=name,
                    value=self.printed(value),
                    n=len(within),
                )
                yield "BAR605", message, name
            elif self.fill(of) != self.fill(Of("class", within[0])):
                message = say(
                    "{area} is in {fill}, and its class {words} is not", area=name, fill=self.fill(of), words=within[0]
                )
                yield "BAR606", message, name
        for words, members in self.blank.items():
            for each in members:
                of, key = Of("blank", *each.value), Of("class", words)
                if of in self.marks and key in self.marks and self.fill(of) != self.fill(key):
                    message = say("{area} has no value, and is in {fill}", area=each.name, fill=self.fill(of))
                    yield "BAR606", message, each.name

    # -- places --

    def _places(self) -> Faults:
        """Areas that are not there, or not where they lie; places that are too small to be drawn and not told."""
        outlined: dict[str, Path] = {}
        for code, each in self.areas.drawn.items():
            of = Of("blank" if each.reason else "area", *each.value)
            mark = self.marks[of][0] if of in self.marks else None
            if isinstance(mark, Path):
                outlined[code] = mark
            else:
                yield "BAR607", say("{area} is not on the map", area=each.name), each.name
        if not outlined:
            return
        known = {area.code: area.rings for area in outlines(self.areas.level)}
        lines = {
            code: [[(step[-2], step[-1]) for step in line] for line in mark.lines] for code, mark in outlined.items()
        }
        origin, pace = _scale([pair for code in outlined for pair in zip(known[code], lines[code], strict=False)])
        for code, drawn in lines.items():
            rings = [[(origin[0] + pace * x, origin[1] + pace * y) for x, y in ring] for ring in known[code]]
            if len(rings) != len(drawn) or not all(map(_follows, drawn, rings)):
                name = self.areas.drawn[code].name
                yield "BAR605", say("the outline of {area} is not where {area} lies", area=name), name
        for each in self.areas.beyond:
            told = all(Of(role, *each.value) in self.marks for role in IN_KEY)
            if each.reason is None and not told:
                message = say("{area} is too small to be drawn, and the key does not tell its value", area=each.name)
                yield "BAR607", message, each.name

    def _words(self) -> Faults:
        """Words that stand neither on their area nor at the end of its leader, or on another area; leaders astray."""
        drawn = (self.marks[of][0] for of in (*self.having("area"), *self.having("blank")))
        paths = [mark for mark in drawn if isinstance(mark, Path)]
        for of in self.having("labelled value"):
            value = (of.category or "", of.group)
            if value not in self.told:
                continue
            own, name = self.marks.get(Of("area", *value), (None,))[0], self.told[value].name
            words = around(map(box, self.marks[of]))
            if any(covers(path, words) is not False for path in paths if path is not own):
                yield "BAR606", say("the words of {area} stand on another area", area=name), name
            elif isinstance(own, Path):
                if covers(own, words) is not True and not self._led(value, words, own):
                    yield "BAR606", say("the words of {area} stand neither on it nor at its leader", area=name), name
            elif own is None or not _stands_at(words, box(own)):
                yield "BAR606", say("the words of {area} do not stand at its shade", area=name), name
        for of in self.having("leader"):
            if Of("labelled value", of.category, of.group) not in self.marks:
                message = say("a leader leads to no words of {area}", area=of.group or of.category)
                yield "BAR607", message, of.category or ""

    def _led(self, value: Named, words: Box, own: Path) -> bool:
        """Whether a leader leads from words into an area."""
        (line,) = self.marks.get(Of("leader", *value), (None,))[:1]
        if not isinstance(line, Line):
            return False
        ends = [(line.x1, line.y1), (line.x2, line.y2)]
        return any(distance(one, words) <= LED and lies_in(other, own) for one, other in (ends, ends[::-1]))


def _stands_at(words: Box, swatch: Box) -> bool:
    """Whether words begin right after a swatch, level with it."""
    return abs(words[0] - swatch[2] - LED) <= 2 and swatch[1] <= (words[1] + words[3]) / 2 <= swatch[3]


def _follows(drawn: Sequence[Place], ring: Sequence[Place]) -> bool:
    """Whether a closed line goes from point to point of a ring, the first among them, and passes near all others."""
    went = 0
    for x, y in ring:
        near = went < len(drawn) and hypot(drawn[went][0] - x, drawn[went][1] - y) <= NEAR
        if near:
            went += 1
        elif not went or _off((x, y), drawn[went - 1], drawn[went % len(drawn)]) > THIN + NEAR:
            return False
    return went == len(drawn)


def _off(point: Place, start: Place, end: Place) -> float:
    """How far a point lies from a stroke, px."""
    (x, y), (x0, y0), (x1, y1) = point, start, end
    along, down = x1 - x0, y1 - y0
    share = ((x - x0) * along + (y - y0) * down) / (along**2 + down**2 or 1)
    share = min(max(share, 0), 1)
    return hypot(x0 + share * along - x, y0 + share * down - y)


def _scale(pairs: Sequence[tuple[Sequence[Place], Sequence[Place]]]) -> tuple[Place, float]:
    """Where the outlines begin, px, and how many px a unit of them is: by where rings begin that lie farthest apart."""
    (west, left), (east, right) = (of(pairs, key=lambda pair: pair[0][0][0]) for of in (min, max))
    apart = east[0][0] - west[0][0]
    pace = (right[0][0] - left[0][0]) / apart if apart else 0.0
    return (left[0][0] - pace * west[0][0], left[0][1] - pace * west[0][1]), pace
