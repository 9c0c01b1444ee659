"""Lines over stations on a ruler: points and what joins them, ticks and gridlines, and the words below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import dist
from typing import TypeAlias

from msgspec import Struct

from barometer_cli.layout.clear import Box, between
from barometer_cli.layout.frame import Frame
from barometer_cli.layout.groups import HIDDEN
from barometer_cli.layout.ruler import Ruler
from barometer_cli.layout.series import Lines, Series
from barometer_cli.layout.text import Block, block, widest
from barometer_cli.layout.type import CAP_HEIGHT, SUBSTITUTE, width
from barometer_cli.model.scene import ORNAMENT, Circle, Line, Of, Path, Rect, Text

POINT, QUIET_POINT = 4.5, 3.5
"""Radius of a point that is told, and of one that steps back, px."""
STROKE, QUIET_STROKE = 2.5, 1.5
"""Strength of their lines, px."""
DASH = 4
"""Length of a dash and of the white after it, px."""
HAIR = 1
"""Strength of gridlines, px."""
BELOW = 8
"""White between the foot of a plot and the words below it, px."""
BESIDE = 8
"""The least white between words below a plot, and between ticks and the plot, px."""
ABOUT = 4
"""White about words that a gridline gives way to, px."""

Place: TypeAlias = tuple[str | None, float, float]
"""A station, and where the value stands there: x, y in px."""


class Plot(Struct, frozen=True):
    """Where stations and values stand.

    Attributes
    ----------
    frame
        The sheet.
    lines
        What is drawn.
    across
        x of every station, px.
    ruler
        From the foot of the plot (px) to its top.
    panel
        The panel of the scene that it is; None where there is one plot.
    id
        What the ids of its marks begin with.
    """

    frame: Frame
    lines: Lines
    across: Mapping[str | None, float]
    ruler: Ruler
    panel: str | None = None
    id: str = ""

    def places(self, series: Series) -> list[Place]:
        """Where the values of a series stand, in the order of the stations."""
        return [
            (station, round(self.across[station], 2), round(self.ruler.at(told.value), 2))
            for station, told in series.told.items()
        ]

    def courses(self, series: Series, id: str, fill: str, loud: bool) -> list[Path]:
        """What joins the points of a series."""
        at = {station: (x, y) for station, x, y in self.places(series)}
        stroke = STROKE if loud else QUIET_STROKE
        return [
            Path(f"{self.id}line-{id}-{number}", tuple(at[station] for station in run), stroke=fill, width=stroke,
                 of=series.of("course", panel=self.panel))
            for number, run in enumerate(self.lines.joined(series), start=1)
        ]  # fmt: skip

    def bridges(self, series: Series, id: str, fill: str, loud: bool) -> list[Line]:
        """Dashes over the waves in which a series has no value, from point to point."""
        at = {station: (x, y) for station, x, y in self.places(series)}
        stroke, of = STROKE if loud else QUIET_STROKE, series.of("bridge", panel=self.panel)
        found: list[Line] = []
        for one, other in ((at[before], at[after]) for before, after in self.lines.bridged(series)):
            length = dist(one, other)
            count = max(int((length - DASH) // (2 * DASH)), length > 2 * DASH)
            first = (length - (2 * count - 1) * DASH) / 2
            for start in (first + 2 * DASH * number for number in range(count)):
                ends = [
                    a + (b - a) * part / length
                    for part in (start, start + DASH)
                    for a, b in zip(one, other, strict=True)
                ]
                x1, y1, x2, y2 = (round(each, 2) for each in ends)
                found.append(Line(f"{self.id}bridge-{id}-{len(found) + 1}", x1, y1, x2, y2, fill, stroke, of))
        return found

    def points(self, series: Series, id: str, fill: str, loud: bool, r: float | None = None) -> list[Circle]:
        """The points of a series, of their usual radius where none is given (px)."""
        r = r or (POINT if loud else QUIET_POINT)
        return [
            Circle(f"{self.id}point-{id}-{number}", x, y, r, fill, of=series.of("point", station, self.panel))
            for number, (station, x, y) in enumerate(self.places(series), start=1)
        ]

    def ticks(self, left: float) -> list[Text]:
        """The numbers of the scale, from `left` (px)."""
        size, colours = self.frame.theme.sizes.note, self.frame.theme.colours
        return [
            Text(f"{self.id}tick-{number}", left, round(self.ruler.at(tick) + size * CAP_HEIGHT / 2, 2),
                 self.ruler.text(tick, self.frame.figure.locale), size, 400, colours.muted, "start",
                 colours.background, Of("tick", panel=self.panel))
            for number, tick in enumerate(self.ruler.ticks, start=1)
        ]  # fmt: skip

    def grid(self, left: float, right: float, words: Sequence[Box] = ()) -> list[Line | Rect]:
        """A hairline at each tick that gives way to words, and the line of zero; from `left` to `right` (px)."""
        colours, found = self.frame.theme.colours, list[Line | Rect]()
        for number, tick in enumerate(self.ruler.ticks, start=1):
            y = round(self.ruler.at(tick), 2)
            for part, (start, end) in enumerate(between(left, right, y, words, ABOUT), start=1):
                x, length = round(start, 2), round(end - start, 2)
                if tick == 0:
                    of = Of("zero", panel=self.panel)
                    found.append(Rect(f"{self.id}zero-{part}", x, y, length, HAIR, colours.baseline, of))
                else:
                    middle = round(y) + 0.5
                    ends = (x, middle, round(x + length, 2), middle)
                    found.append(Line(f"{self.id}grid-{number}-{part}", *ends, colours.hairline, HAIR, ORNAMENT))
        return found

    def named(self, top: float, most: float) -> tuple[list[Text], float]:
        """The words of the stations, and where they end (px).

        They are smaller where only so all have room; where there is none for all, the first and the last have theirs.

        Parameters
        ----------
        top
            Where they begin, px.
        most
            Room of a name, px; more where a word of it needs that.
        """
        sizes = self.frame.theme.sizes
        names, shown = self._fitting(most, sizes.subtitle)
        if len(shown) < len(names) and len((smaller := self._fitting(most, sizes.note))[1]) == len(names):
            names, shown = smaller
        colours = self.frame.theme.colours
        ink, muted, ground = colours.ink, colours.muted, colours.background
        deep = max(names[station][0].height for station in shown)
        texts: list[Text] = []
        bottom = top + deep
        for number, station in enumerate(shown, start=1):
            x, of = round(self.across[station], 2), self.lines.of("label", station, self.panel)
            name, *notes = names[station]
            texts += name.marks(f"{self.id}station-{number}", x, top, ink, ground, of, "middle")
            for note in notes:
                texts += note.marks(f"{self.id}n-{number}", x, top + deep, muted, ground, of, "middle")
                bottom = max(bottom, top + deep + note.height)
        starred = [station for station in self.lines.stations if self._hides(station)]
        for number, station in enumerate(starred, start=1):
            x, y = round(self.across[station], 2), round(bottom + sizes.note, 2)
            of = self.lines.of("hidden", station, self.panel)
            texts.append(Text(f"{self.id}hidden-{number}", x, y, HIDDEN, sizes.note, 700, ink, "middle", ground, of))
        return texts, bottom + (sizes.note * 1.3 if starred else 0)

    def _fitting(self, most: float, size: float) -> tuple[dict[str | None, tuple[Block, ...]], list[str | None]]:
        """The words of the stations where names have a size in px, and the stations that have room for them."""
        names = self._names(most, size)
        return names, self._with_room({station: max(map(_wide, blocks)) for station, blocks in names.items()})

    def _names(self, most: float, size: float) -> dict[str | None, tuple[Block, ...]]:
        """Of each station its name in lines, and below it what else is told of it."""
        found = {}
        for station in self.lines.stations:
            name, *notes = self.lines.words(self.frame.figure, station)
            told = [block(notes, most, self.frame.theme.sizes.note, leading=1.25)] if notes else []
            room = max(most / SUBSTITUTE, widest(name, size), *(each.width for each in told))
            found[station] = (block(name, room, size, leading=1.15), *told)
        return found

    def _hides(self, station: str | None) -> bool:
        """Whether any value of a station is hidden."""
        return self.lines.series[0].of_category and bool(self.frame.figure.table.unseen(station))

    def _with_room(self, wide: Mapping[str | None, float]) -> list[str | None]:
        """The stations whose words do not meet: the first, the last, and between them as many as there is room for."""
        first, *inner, last = self.lines.stations
        kept = [first]

        def apart(one: str | None, other: str | None) -> bool:
            reach = (wide[one] + wide[other]) / 2 + BESIDE
            return abs(self.across[one] - self.across[other]) >= reach

        for station in inner:
            if apart(kept[-1], station) and apart(station, last):
                kept.append(station)
        return [*kept, last]


def _wide(words: Block) -> float:
    """Room of words in another font, px."""
    return words.width * SUBSTITUTE


def tick_room(ruler: Ruler, frame: Frame) -> float:
    """Room for the numbers of a scale and the white after them, px."""
    size = frame.theme.sizes.note
    return max(width(ruler.text(tick, frame.figure.locale), size) for tick in ruler.ticks) * SUBSTITUTE + BESIDE
