"""Lines over waves in true time: values on a scale, each line named where it ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from barometer_cli.errors import DataError, LayoutError
from barometer_cli.layout import legend
from barometer_cli.layout.clear import is_clear, meet, room, strokes
from barometer_cli.layout.ends import GAP, MOVED, Column, End, Side, column, end
from barometer_cli.layout.frame import Frame, open_frame
from barometer_cli.layout.order import check_emphasis
from barometer_cli.layout.palette import told_apart
from barometer_cli.layout.plot import BELOW, DASH, POINT, Place, Plot, tick_room
from barometer_cli.layout.ruler import Ruler, ruler
from barometer_cli.layout.series import Lines, Series, joined
from barometer_cli.layout.text import Block, block
from barometer_cli.layout.timeline import places
from barometer_cli.layout.type import CAP_HEIGHT, SUBSTITUTE
from barometer_cli.messages import say, template
from barometer_cli.model.figure import Coloured, Figure, Kind, Starter, shapes
from barometer_cli.model.picture import Manner, always
from barometer_cli.model.preset import Preset
from barometer_cli.model.scene import ORNAMENT, Circle, Group, Line, Mark, Of, Scene, Text
from barometer_cli.model.spec import ScaledSpec
from barometer_cli.model.theme import Theme

HEIGHT, LOWEST = 330, 110
"""Height of the plot on a sheet that grows, and the least on any, px."""
NARROWEST = 100
"""The least width between the first wave and the last, px."""
NAMES = {"beside": 0.36, "above": 0.33}
"""The most of the chart's width that names beside the lines may take."""
STEPS, PITCH = 5, 60
"""The most steps of the scale, and the height that a sheet must have for each, px."""
OVER = 22
"""Room over the plot for a value above the highest point, px."""
NEAR_TOP = 0.85
"""The part of the scale above which a value needs that room."""
UNDER = 6
"""Room over the plot for half of the highest tick, px."""
OFF = 8
"""White between a point and the value above or below it, px."""
FEW = 2
"""So many lines have their values at every wave where there is room."""
MARK = 4
"""Length of the mark on the axis where a wave stands, px."""
REASON = 130
"""The most room for the reason of a break, px."""


def compose(figure: Figure, theme: Theme, preset: Preset) -> Scene:
    """Lay lines out: values at both ends and, of few or emphasised lines, wherever there is room.

    Names stand where lines end; on a narrow sheet in a key above, where every line has a colour of its own.

    Raises
    ------
    LayoutError
        If there are more lines than colours to tell them apart, or no room for the plot beside the words.
    """
    spec = figure.spec
    assert isinstance(spec, ScaledSpec)
    frame = open_frame(figure, theme, preset)
    lines, fills = joined(figure.table), told_apart(frame, coloured(figure))
    told = [cell.value for series in lines.series for cell in series.told.values()]
    steps = STEPS if frame.room is None else min(STEPS, max(int(frame.room / PITCH), 2))
    scale = ruler([*told, *figure.beside], figure.table.measure, spec.baseline, steps)
    sheet = _Sheet(frame, lines, fills, scale)
    return sheet.scene()


def coloured(figure: Figure) -> Coloured[str | None]:
    """Its lines."""
    names = tuple(series.name for series in joined(figure.table).series)
    return Coloured(names, template("lines"), say("Emphasise some, or draw fewer."), pale=False)


def accept(figure: Figure) -> None:
    """Refuse what has no course.

    Raises
    ------
    DataError
        If the whole base stands among the waves.
    UnknownCategory
        If `emphasis` names what is no line.
    """
    lines = joined(figure.table)
    if figure.table.waves and None in figure.table.groups:
        raise DataError(
            say("{id}: a value of the whole base stands among the waves, and no wave holds it", id=figure.id),
            say("Leave it out, or give it the wave that it belongs to."),
        )
    check_emphasis(figure.spec.emphasis, [series.name for series in lines.series if series.name], figure.id)


class _Sheet(Struct, frozen=True):
    """What a line chart is laid out from."""

    frame: Frame
    lines: Lines
    fills: Mapping[str | None, str]
    scale: Ruler

    @property
    def figure(self) -> Figure:
        return self.frame.figure

    def scene(self) -> Scene:
        """The finished sheet."""
        frame = self.frame
        narrow = frame.preset.labels == "above"
        several = len(self.lines.series) > 1
        key: Group | None = None
        top = frame.top
        left, right = self._columns(named=several)
        apart = len(set(self.fills.values())) == len(self.fills)
        if narrow and several and apart and self._width(left, right) < 0.5 * frame.measure:
            left, right = self._columns(named=False)
            key, bottom = self._key()
            top = round(bottom + 14)
        if self._width(left, right) < NARROWEST:
            raise LayoutError(
                say(
                    "{id} ({preset}): the words beside the lines leave {width:.0f} px for the plot; {least} px "
                    "are the least",
                    id=self.figure.id,
                    preset=frame.preset.name,
                    width=max(self._width(left, right), 0),
                    least=NARROWEST,
                ),
                say("Shorten the names of the lines, or emphasise none, so that a key can name them."),
            )
        return self._plotted(left, right, key, top)

    def _columns(self, named: bool) -> tuple[Column | None, Column]:
        """The words left and right of the lines: first values, and last ones with the names."""
        most = NAMES[self.frame.preset.labels] * self.frame.measure
        starts = self._starting
        right = column(self.frame, [self._end(each, -1, named) for each in self.lines.series], most)
        firsts = [self._end(series, 0, False) for series in starts]
        return column(self.frame, firsts, most) if starts else None, right

    def _end(self, series: Series, place: int, named: bool) -> End:
        """The words of a line's first value (0) or last (-1)."""
        return end(self.figure, series, place, self.fills[series.name], named=named)

    @property
    def _starting(self) -> list[Series]:
        """The lines that begin at the first wave; what has one value has it where it ends."""
        first = self.lines.stations[0]
        return [series for series in self.lines.series if first in series.told and len(series.told) > 1]

    @property
    def _ticks(self) -> float:
        return tick_room(self.scale, self.frame)

    def _width(self, left: Column | None, right: Column) -> float:
        """What is left between the first wave and the last, px."""
        before = left.width + GAP + POINT if left else POINT
        return self.frame.measure - self._ticks - before - right.width - GAP - POINT

    def _key(self) -> tuple[Group, float]:
        frame, colours = self.frame, self.frame.theme.colours
        entries = [
            legend.Entry(self.fills[series.name], "", series.label(self.figure), series.category, series.group)
            for series in self.lines.series
        ]
        marks, bottom = legend.flow(entries, frame.left, frame.right, frame.top, frame.theme.sizes.subtitle, colours)
        return Group("key", self.figure.words.layers.key, marks), bottom

    def _plotted(self, left: Column | None, right: Column, key: Group | None, top: float) -> Scene:
        frame, lines = self.frame, self.lines
        start = frame.left + self._ticks
        first = start + (left.width + GAP if left else 0) + POINT
        last = frame.right - right.width - GAP - POINT
        times = places([name or "" for name in lines.stations], lines.axis)
        across = {station: first + (last - first) * time for station, time in zip(lines.stations, times, strict=True)}
        reasons = self._reasons(across)
        highest = max(told.value for series in lines.series for told in series.told.values())
        over = OVER if self.scale.between(0, 1).at(highest) > NEAR_TOP else UNDER
        upper = round(top + over + max((block.height for _, block in reasons), default=0.0))
        probe = Plot(frame, lines, across, self.scale.between(0, 0))
        nearest = min((b - a for a, b in pairwise(across.values())), default=last - first)
        words, below = probe.named(0, nearest - BELOW)
        needed = max([LOWEST, right.height, left.height if left else 0])
        height = max(HEIGHT, needed)
        if frame.room is not None:
            height = max(frame.room - (upper - frame.top) - BELOW - MARK - below, needed)
        foot = round(upper + height)
        plot = replace(probe, ruler=self.scale.between(foot, upper))

        lanes: list[Mark] = []
        dots: list[Circle] = []
        for number, series in sorted(enumerate(lines.series, start=1), key=lambda each: each[1].is_loud(self.figure)):
            fill, loud = self.fills[series.name], series.is_loud(self.figure)
            lanes += plot.courses(series, str(number), fill, loud)
            lanes += plot.bridges(series, str(number), fill, loud)
            dots += plot.points(series, str(number), fill, loud)
        values, leads = self._ends(plot, left, right, upper, foot, first, last)
        breaks, dashes = self._breaks(plot, reasons, top, foot)
        words = [replace(word, y=round(word.y + foot + BELOW + MARK, 2)) for word in words]
        values += self._inner(plot, [*values, *breaks, *words], [*lanes, *leads, *dashes], dots, right.size)
        boxes = [room(text) for text in (*values, *breaks)]
        marks = [
            Line(f"mark-{number}", round(x, 2), foot, round(x, 2), foot + MARK, frame.theme.colours.rest, 1, ORNAMENT)
            for number, x in enumerate(across.values(), start=1)
        ]
        layers = self.figure.words.layers
        groups = (
            *([key] if key else []),
            Group(
                "axis", layers.axis, (*plot.grid(start, last + POINT, boxes), *marks, *dashes, *plot.ticks(frame.left))
            ),
            Group("lines", layers.lines, tuple(lanes)),
            Group("points", layers.dots, (*leads, *dots)),
            Group("labels", layers.labels, (*words, *breaks)),
            Group("values", layers.values_and_labels, tuple(values)),
        )
        return replace(frame.close(groups, foot + BELOW + MARK + below), axis="y")

    def _ends(
        self, plot: Plot, left: Column | None, right: Column, upper: float, foot: float, first: float, last: float
    ) -> tuple[list[Text], list[Line]]:
        """The words at both ends, and what leads to them."""
        size = right.size
        low, high = upper - size, foot + size
        starts = self._starting
        texts: list[Text] = []
        leads: list[Line] = []
        sides: tuple[tuple[Side, Sequence[Series]], ...] = (("right", self.lines.series), ("left", starts))
        for side, drawn in sides:
            words, place = (right, -1) if side == "right" else (left, 0)
            if words:
                edge, x = (POINT, last + POINT + GAP) if side == "right" else (-POINT, first - POINT - GAP)
                at = [plot.places(series)[place] for series in drawn]
                set_, led = words.beside([(px + edge, py) for _, px, py in at]).marks(x, side, low, high)
                texts += set_
                leads += led
        return texts, leads

    def _inner(
        self, plot: Plot, words: Sequence[Text], lanes: Sequence[Mark], dots: Sequence[Circle], size: float
    ) -> list[Text]:
        """Values above or below their points where nothing is in the way; the first of a line that begins late, always.

        Where points stand above one another their values do, too.

        Raises
        ------
        LayoutError
            If there is no room for a value that has to be told.
        """
        taken = [room(text) for text in words]
        told = {text.of for text in words}
        zero = plot.ruler.at(0.0)
        drawn = [*strokes(lanes), (self.frame.left, zero, self.frame.right, zero)]
        found: list[Text] = []
        level = {text.of: text.y for text in words}
        beside = [
            (x, y, level[of])
            for series in self.lines.series
            for station, x, y in plot.places(series)
            if (of := series.of("value", station)) in level and abs(level[of] - size * CAP_HEIGHT / 2 - y) < MOVED
        ]
        few = len(self.lines.series) <= FEW or bool(self.figure.spec.emphasis)
        for number, series in enumerate(self.lines.series, start=1):
            placed = plot.places(series)
            for station, x, y in placed:
                of = series.of("value", station)
                must = station == placed[0][0]
                if of in told or not (must or (few and series.is_loud(self.figure))):
                    continue
                tried = self._about(f"value-{number}-{station}", of, series, placed, (station, x, y), size)
                free = [
                    text
                    for text in tried
                    if not any(meet(room(text), box) for box in taken)
                    and all(
                        (y < other) == (text.y < there)
                        for at, other, there in beside
                        if abs(x - at) < 2 * POINT and y != other
                    )
                ]
                best = next((text for text in free if is_clear(room(text), (), drawn, dots)), None)
                if best is None and must:
                    free = [text for text in free if is_clear(room(text), (), (), dots)]
                    if not free:
                        raise LayoutError(
                            say(
                                "{id} ({preset}): no room for the value of {label} at {station}",
                                id=self.figure.id,
                                preset=self.frame.preset.name,
                                label=series.label(self.figure),
                                station=station,
                            ),
                            say("Draw fewer lines, or emphasise fewer."),
                        )
                    best = free[0]
                if best:
                    found.append(best)
                    beside.append((x, y, best.y))
                    taken.append(room(best))
        return found

    def _about(
        self, id: str, of: Of, series: Series, placed: Sequence[Place], point: Place, size: float
    ) -> tuple[Text, ...]:
        """A value above and below its point: first on the side to which the line does not turn."""
        station, x, y = point
        loud, colours = series.is_loud(self.figure), self.frame.theme.colours
        at = [other for other, _, _ in placed].index(station)
        beside = [placed[place][2] for place in (at - 1, at + 1) if 0 <= place < len(placed)]
        over = round(y - POINT - OFF, 2)
        under = round(y + POINT + OFF + size * CAP_HEIGHT, 2)
        order = (over, under) if sum(beside) / len(beside or [1]) >= y else (under, over)
        text = self.figure.locale.value(series.told[station].value)
        ink = colours.ink if loud else colours.muted
        return tuple(
            Text(id, x, where, text, size, 700 if loud else 400, ink, "middle", colours.background, of)
            for where in order
        )

    def _reasons(self, across: Mapping[str | None, float]) -> list[tuple[str | None, Block]]:
        """The waves that cannot be compared with those before, and the words that say why."""
        size = self.frame.theme.sizes.note
        return [
            (station, block(reason, REASON / SUBSTITUTE, size, leading=1.25))
            for station in self.lines.stations
            if (reason := self.lines.broken(station))
        ]

    def _breaks(
        self, plot: Plot, reasons: Sequence[tuple[str | None, Block]], top: float, foot: float
    ) -> tuple[list[Text], list[Line]]:
        """Where a series breaks: a dashed line half-way between two waves, and its reason above."""
        colours, stations = self.frame.theme.colours, self.lines.stations
        texts: list[Text] = []
        dashes: list[Line] = []
        for number, (station, words) in enumerate(reasons, start=1):
            before = stations[stations.index(station) - 1]
            x = round((plot.across[before] + plot.across[station]) / 2, 2)
            left = min(x, self.frame.right - words.width * SUBSTITUTE)
            texts += words.marks(
                f"break-{number}", round(left, 2), top, colours.muted, colours.background, Of("break", None, station)
            )
            y = round(top + words.height + DASH)
            while y < foot:
                end = min(y + DASH, foot)
                dashes.append(Line(f"break-{number}-{y}", x, y, x, end, colours.rest, 1, ORNAMENT))
                y += 2 * DASH
        return texts, dashes


KIND = Kind(
    name="line",
    purpose=template("values over waves in true time, a line a category or group"),
    compose=compose,
    coloured=coloured,
    needs=frozenset({"table"}),
    takes=frozenset({"subtitle", "question", "filter", "n", "caption", "emphasis", "significance"}),
    spec=ScaledSpec,
    shapes=shapes(("answers", "items", "groups", "areas"), ("waves",))
    | shapes(("waves",), (None, "groups", "areas", "items", "answers")),
    manner=always(Manner(joined=True)),
    accept=accept,
    chart="line",
    starter=Starter.asking(
        answers="separate",
        categories="items",
        table="""
group,category,share
2018,Første svar,62
2018,Andet svar,41
2020,Første svar,58
2020,Andet svar,44
2024,Første svar,51
2024,Andet svar,46
""",
        more="emphasis: [Første svar]",
    ),
)
