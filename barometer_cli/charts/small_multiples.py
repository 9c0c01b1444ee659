"""The same small chart for each group or category, side by side on one scale: lines over waves, or bars."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil
from typing import Literal, Protocol, TypeAlias

from barometer_cli.errors import DataError, UnknownCategory, suggestion
from barometer_cli.layout import legend
from barometer_cli.layout.clear import is_clear, room, strokes
from barometer_cli.layout.colour import VISIBLE, contrast
from barometer_cli.layout.frame import Frame, open_frame
from barometer_cli.layout.groups import HIDDEN, group_label
from barometer_cli.layout.order import check_emphasis, outline
from barometer_cli.layout.palette import emphasised
from barometer_cli.layout.plot import POINT, Plot, tick_room
from barometer_cli.layout.ruler import Ruler, ruler
from barometer_cli.layout.series import Lines, Series, joined
from barometer_cli.layout.text import Block, block
from barometer_cli.layout.timeline import places
from barometer_cli.layout.type import CAP_HEIGHT, SUBSTITUTE, width
from barometer_cli.model.figure import Figure, Kind
from barometer_cli.model.preset import Preset
from barometer_cli.model.scene import Anchor, Axis, Circle, Group, Mark, Of, Panel, Path, Rect, Role, Scene, Text
from barometer_cli.model.spec import Line, ScaledSpec
from barometer_cli.model.table import Cell, Net, Table
from barometer_cli.model.theme import Theme

NARROWEST, TIGHT = 148, 112
"""The least width of a panel where a sheet grows, and on one of fixed height, px."""
ACROSS, DOWN = 26, 20
"""White between panels beside and below one another, px."""
PLOTS = (118, 104, 90, 76, 62, 50)
"""Heights of the plot of lines, px: the first where a sheet grows, the first that fits where it does not."""
BARS = (15, 13, 11, 9, 7)
"""Thicknesses of bars, likewise."""
OVER = 18
"""Room above the scale of lines for the value of the highest point, px."""
UNDER_TITLE = 6
"""White between a title and what stands below it, px."""
ROW = 0.7
"""White between rows of bars, in thicknesses."""
STEPS = 2
"""The most steps of the scale of lines."""
OFF = 7
"""White between a point or a bar and its value, px."""
DOT = 1.5
"""Radius of the points of what is compared with, px."""
MARK = 2
"""Strength of the mark of what bars are compared with, and how far it passes them, px."""

Made: TypeAlias = Iterator[tuple[str, Mark]]
"""Marks, each with the layer that it stands in."""


class SmallMultiplesSpec(ScaledSpec):
    """Fields of small multiples.

    Attributes
    ----------
    panels
        Of what there is a panel each where bars are drawn; groups where left out. Over waves each line has its own.
    reference
        The one of them that is drawn in grey in every panel; the whole base where it is among them.
    """

    panels: Literal["groups", "categories"] | None = None
    reference: Line | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a panel stands.

    Attributes
    ----------
    number
        From 1, along the rows.
    x, y, width, height
        Its box, px.
    head
        Height of the titles of all panels with the white below, px.
    size
        Height of the plot of lines, or thickness of bars, px.
    first
        Whether it is the first of its row.
    """

    number: int
    x: float
    y: float
    width: float
    height: float
    head: float
    size: float
    first: bool


@dataclass(frozen=True, slots=True)
class Names:
    """Of what there are panels.

    Attributes
    ----------
    figure
        What is drawn.
    names
        In order; None is the whole base.
    of_groups
        Whether they are groups.
    reference
        The one that is drawn in every panel, in a tuple; nothing where there is none.
    """

    figure: Figure
    names: tuple[str | None, ...]
    of_groups: bool
    reference: tuple[str | None, ...]

    def of(self, role: Role, name: str | None, other: str | None = None, panel: str | None = None) -> Of:
        """What a mark of a panel's name stands for, or of its value at the other axis' `other`."""
        return Of(role, other, name, panel) if self.of_groups else Of(role, name, other, panel)

    def title(self, name: str | None) -> str:
        """What a panel is called."""
        return group_label(self.figure, name) if self.of_groups else self.figure.table.drawn(name or "")

    def fill(self, name: str | None, theme: Theme) -> str:
        """The colour of a panel's marks: grey of the reference, pale beside what is emphasised."""
        colours, emphasis = theme.colours, self.figure.spec.emphasis
        if name in self.reference:
            return next(grey for grey in colours.grey[::-1] if contrast(grey, colours.background) >= VISIBLE)
        return colours.data if not emphasis or emphasised(name, emphasis, self.figure.table) else colours.rest


class Drawing(Protocol):
    """What is drawn in every panel."""

    @property
    def axis(self) -> Axis:
        """The one along which marks tell values."""

    @property
    def sizes(self) -> tuple[int, ...]:
        """Of the plot of a panel, from the largest."""

    def before(self) -> float:
        """Room for the numbers of the scale beside the first panel of a row, px."""

    def height(self, size: float) -> float:
        """Of what stands below a panel's title, px."""

    def marks(self, name: str | None, place: Place) -> Made:
        """Everything in a panel but its title."""


def compose(figure: Figure, theme: Theme, preset: Preset) -> Scene:
    """Lay panels out in a grid of as many columns as have room, its rows as even as can be.

    Raises
    ------
    LayoutError
        If a sheet of fixed height has no room for all.
    """
    frame = open_frame(figure, theme, preset)
    names = _names(figure)
    drawing: Drawing = _CourseDrawing.of(frame, names) if _in_waves(figure.table) else _BarDrawing.of(frame, names)
    layers = figure.words.layers
    top, groups = frame.top, list[Group]()
    for name in names.reference:
        called = names.of("key", name)
        entry = legend.Entry(names.fill(name, theme), "", names.title(name), called.category, called.group)
        key, bottom = legend.flow([entry], frame.left, frame.right, top, theme.sizes.subtitle, theme.colours)
        groups, top = [Group("key", layers.key, key)], round(bottom + 16)
    called_layers = {
        "axis": layers.axis,
        "bars": layers.bars,
        "lines": layers.lines,
        "points": layers.points,
        "titles": layers.titles,
        "labels": layers.labels,
        "values": layers.values,
    }
    made: dict[str, list[Mark]] = {layer: [] for layer in called_layers}
    panels: list[Panel] = []
    for name, place, title in _grid(frame, names, drawing, top):
        panel, colours = names.title(name), theme.colours
        of = names.of("label", name, panel=panel)
        id = f"title-{place.number}"
        made["titles"] += title.marks(id, place.x, place.y, colours.ink, colours.background, of)
        for layer, mark in drawing.marks(name, place):
            made[layer].append(mark)
        before = drawing.before() if place.first else 0.0
        panels.append(Panel(panel, place.x - before, place.y, place.width + before, place.height))
    groups += [Group(layer, called_layers[layer], tuple(marks)) for layer, marks in made.items() if marks]
    bottom = max(panel.y + panel.height for panel in panels)
    return replace(frame.close(tuple(groups), bottom), axis=drawing.axis, panels=tuple(panels))


def accept(figure: Figure) -> None:
    """Refuse what the panels could not show on one scale.

    Raises
    ------
    DataError
        If `panels` or `baseline` says what cannot be, or bars had values below zero.
    UnknownCategory
        If `reference` or `emphasis` names no panel.
    """
    spec, table = figure.spec, figure.table
    assert isinstance(spec, SmallMultiplesSpec)
    if _in_waves(table):
        if spec.panels:
            raise DataError(f"{figure.id}: over waves each line has a panel of its own", "Remove `panels`.")
    elif spec.baseline == "data":
        raise DataError(f"{figure.id}: bars begin at zero", "Remove `baseline`, or draw waves.")
    elif any(cell.value < 0 for cell in table.shown):
        raise DataError(f"{figure.id}: bars begin at zero, and a value lies below it", "Draw it as `kind: dots`.")
    panels = [name for name in _names(figure).names if name]
    if spec.reference and spec.reference not in panels:
        message = f"{figure.id}: reference names {spec.reference!r}, which has no panel"
        raise UnknownCategory(message, suggestion(spec.reference, panels))
    check_emphasis(spec.emphasis, panels, figure.id)


def _in_waves(table: Table) -> bool:
    return "waves" in table.shape


def _names(figure: Figure) -> Names:
    """Of what there are panels, what all are compared with first."""
    spec, table = figure.spec, figure.table
    assert isinstance(spec, SmallMultiplesSpec)
    if _in_waves(table):
        series = joined(table).series
        names, of_groups = tuple(each.name for each in series), not series[0].of_category
    else:
        of_groups = spec.panels != "categories"
        names = table.groups if of_groups else tuple(entry.name for entry in outline(table, spec.order))
    chosen = spec.reference if spec.reference else None
    reference = (chosen,) if chosen in names and len(names) > 1 else ()
    return Names(figure, tuple(sorted(names, key=lambda name: name not in reference)), of_groups, reference)


def _grid(frame: Frame, names: Names, drawing: Drawing, top: float) -> Iterator[tuple[str | None, Place, Block]]:
    """Every panel with its place and its title in lines.

    Panels are as large as the first, where a sheet of fixed height has room for so large ones.
    """
    fixed, count, before = frame.room is not None, len(names.names), drawing.before()
    left, most_wide = frame.left + before, frame.measure - before
    most = max(int((most_wide + ACROSS) // ((TIGHT if fixed else NARROWEST) + ACROSS)), 1)
    rows = ceil(count / most)
    columns = ceil(count / rows)
    wide = min((most_wide + ACROSS) / columns - ACROSS, most_wide / 2)
    titles = [
        block(names.title(name), wide / SUBSTITUTE, frame.theme.sizes.subtitle, 600, leading=1.15)
        for name in names.names
    ]
    head = max(title.height for title in titles) + UNDER_TITLE
    room = None if frame.room is None else frame.room - (top - frame.top)
    for size in drawing.sizes if fixed else drawing.sizes[:1]:
        height = round(head + drawing.height(size), 2)
        if room is None or rows * (height + DOWN) - DOWN <= room:
            break
    for place, (name, title) in enumerate(zip(names.names, titles, strict=True)):
        row, column = divmod(place, columns)
        x, y = round(left + column * (wide + ACROSS), 2), round(top + row * (height + DOWN), 2)
        yield name, Place(place + 1, x, y, round(wide, 2), height, head, size, column == 0), title


@dataclass(frozen=True, slots=True)
class _CourseDrawing:
    """A line over waves, the first and the last value printed, and the line of the reference behind it."""

    frame: Frame
    names: Names
    lines: Lines
    scale: Ruler
    axis: Axis = "y"
    sizes: tuple[int, ...] = PLOTS

    @classmethod
    def of(cls, frame: Frame, names: Names) -> _CourseDrawing:
        """That of a figure."""
        spec, lines = frame.figure.spec, joined(frame.figure.table)
        assert isinstance(spec, SmallMultiplesSpec)
        told = [cell.value for series in lines.series for cell in series.told.values()]
        return cls(frame, names, lines, ruler(told, frame.figure.table.measure, spec.baseline, STEPS))

    def before(self) -> float:
        """Room for the numbers of the scale, px."""
        return tick_room(self.scale, self.frame)

    def height(self, size: float) -> float:
        """Of the plot and the waves below it, px."""
        return OVER + size + 1.4 * self.frame.theme.sizes.note

    def marks(self, name: str | None, place: Place) -> Made:
        """Ticks and gridlines, the line of the reference and that of the panel, its ends and the waves."""
        theme, panel = self.frame.theme, self.names.title(name)
        first, last = place.x + POINT, place.x + place.width - POINT
        times = places([station or "" for station in self.lines.stations], self.lines.axis)
        across = {
            station: first + (last - first) * time for station, time in zip(self.lines.stations, times, strict=True)
        }
        upper = place.y + place.head + OVER
        scale = self.scale.between(upper + place.size, upper)
        plot = Plot(self.frame, self.lines, across, scale, panel, f"p{place.number}-")
        series = {each.name: each for each in self.lines.series}
        lanes: list[Path] = []
        dots: list[Circle] = []
        for other in dict.fromkeys((*self.names.reference, name)):
            fill, own = self.names.fill(other, theme), other == name
            lanes += plot.courses(series[other], str(2 - own), fill, loud=own)
            dots += plot.points(series[other], str(2 - own), fill, loud=own, r=None if own else DOT)
        values = list(self._values(plot, series[name], lanes, dots))
        for mark in plot.grid(place.x, place.x + place.width, [room(text) for text in values]):
            yield "axis", mark
        if place.first:
            for tick in plot.ticks(self.frame.left):
                yield "axis", tick
        for lane in lanes:
            yield "lines", lane
        for dot in dots:
            yield "points", dot
        for text in self._waves(plot, place):
            yield "labels", text
        for text in values:
            yield "values", text

    def _values(self, plot: Plot, series: Series, lanes: list[Path], dots: list[Circle]) -> Iterator[Text]:
        """The first and the last value, above or below their points: where nothing is in the way."""
        colours, size = self.frame.theme.colours, self.frame.theme.sizes.subtitle
        at, drawn = plot.places(series), strokes(lanes)
        ends: dict[str | None, Anchor] = (
            {at[0][0]: "start"} | {at[-1][0]: "end"} if len(at) > 1 else {at[0][0]: "middle"}
        )
        middle = (plot.ruler.start + plot.ruler.end) / 2
        for number, (station, x, y) in enumerate(each for each in at if each[0] in ends):
            anchor = ends[station]
            edge = {"start": -POINT, "end": POINT}.get(anchor, 0.0)
            printed = self.frame.figure.locale.value(series.told[station].value)
            over, under = y - POINT - OFF, y + POINT + OFF + size * CAP_HEIGHT
            tried = [
                Text(f"{plot.id}value-{number}", round(x + edge, 2), round(where, 2), printed, size, 700, colours.ink,
                     anchor, colours.background, series.of("value", station, plot.panel))
                for where in ((over, under) if y > middle - 1e9 else (under, over))
                if where < plot.ruler.start - 1
            ]  # fmt: skip
            yield next((text for text in tried if is_clear(room(text), (), drawn, dots)), tried[0])

    def _waves(self, plot: Plot, place: Place) -> Iterator[Text]:
        """The first wave and the last, at either end of the foot."""
        colours, size = self.frame.theme.colours, self.frame.theme.sizes.note
        y = round(plot.ruler.start + 1.25 * size, 2)
        ends: tuple[tuple[str | None, float, Anchor], ...] = (
            (self.lines.stations[0], place.x, "start"),
            (self.lines.stations[-1], round(place.x + place.width, 2), "end"),
        )
        for number, (station, x, anchor) in enumerate(ends):
            of = self.lines.of("label", station, plot.panel)
            yield Text(f"{plot.id}station-{number}", x, y, self.frame.figure.table.drawn(station or ""), size, 400,
                       colours.muted, anchor, colours.background, of)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _BarDrawing:
    """A bar for each of the other axis, its words above and its value behind it; the reference as a mark across."""

    frame: Frame
    names: Names
    rows: tuple[str | None, ...]
    told: dict[tuple[str | None, str | None], Cell | Net]
    axis: Axis = "x"
    sizes: tuple[int, ...] = BARS

    @classmethod
    def of(cls, frame: Frame, names: Names) -> _BarDrawing:
        """That of a figure."""
        table = frame.figure.table
        entries = tuple(entry.name for entry in outline(table, frame.figure.spec.order))
        told: dict[tuple[str | None, str | None], Cell | Net] = {}
        for group in table.groups:
            told |= {(net.label, group): net for net in table.nets_of(group)}
        told |= {(cell.category, cell.group): cell for cell in table.shown}
        return cls(frame, names, entries if names.of_groups else table.groups, told)

    def before(self) -> float:
        """Nothing: every bar has its number."""
        return 0.0

    @property
    def _line(self) -> float:
        """Height of the words above a bar, px."""
        return self.frame.theme.sizes.note * 1.4

    def height(self, size: float) -> float:
        """Of all rows, px."""
        return len(self.rows) * (self._line + size * (1 + ROW)) - size * ROW

    def marks(self, name: str | None, place: Place) -> Made:
        """The bars of a panel with their words, the marks of the reference across them, and the line of zero."""
        figure, colours = self.frame.figure, self.frame.theme.colours
        panel, note, ground = self.names.title(name), self.frame.theme.sizes.note, colours.background
        id = f"p{place.number}"
        size = place.size
        numbers = max(width(figure.locale.value(each.value), note + 2, 700) for each in self.told.values()) * SUBSTITUTE
        largest = max(each.value for each in self.told.values()) or 1.0
        longest = place.width - numbers - OFF - 1
        zero, y = place.x + 1, place.y + place.head
        top = y + self._line
        for number, row in enumerate(self.rows, start=1):
            told = self.told.get(self._key(name, row))
            label = self._label(row)
            words = block(label, place.width / SUBSTITUTE, note, leading=1.2).lines
            of = self.names.of("label", None, row, panel) if self.names.of_groups else Of("label", None, row, panel)
            bar_top = round(y + self._line, 2)
            middle = bar_top + size / 2
            end = zero
            yield "labels", Text(f"{id}-label-{number}", place.x, round(y + note, 2), words[0], note, 400, colours.ink,
                                 "start", ground, of)  # fmt: skip
            if told:
                length = round(longest * told.value / largest, 2)
                end = zero + length
                yield "bars", Rect(f"{id}-bar-{number}", zero, bar_top, length, size, self.names.fill(name, self.frame.theme),
                                   self.names.of("bar", name, row, panel))  # fmt: skip
            for other in self.names.reference:
                if other != name and (compared := self.told.get(self._key(other, row))):
                    at = zero + longest * compared.value / largest
                    end = max(end, at + MARK)
                    yield "points", Rect(f"{id}-reference-{number}", round(at - MARK / 2, 2), bar_top - MARK, MARK,
                                         size + 2 * MARK, colours.ink, self.names.of("point", other, row, panel))  # fmt: skip
            role: Role = "value" if told else "hidden"
            printed = figure.locale.value(told.value) if told else HIDDEN
            yield "values", Text(f"{id}-value-{number}", round(end + OFF, 2), round(middle + (note + 2) * CAP_HEIGHT / 2, 2),
                                 printed, note + 2, 700, colours.ink, "start", ground,
                                 self.names.of(role, name, row, panel))  # fmt: skip
            y += self._line + size * (1 + ROW)
        yield "axis", Rect(f"{id}-zero", place.x, round(top, 2), 1, round(y - size * ROW - top, 2), colours.baseline,
                           Of("zero", panel=panel))  # fmt: skip

    def _key(self, name: str | None, row: str | None) -> tuple[str | None, str | None]:
        return (row, name) if self.names.of_groups else (name, row)

    def _label(self, row: str | None) -> str:
        return self.frame.figure.table.drawn(row or "") if self.names.of_groups else group_label(self.frame.figure, row)


KIND = Kind(
    name="small_multiples",
    purpose="a small panel for each group or category on one scale: lines over waves, or bars",
    compose=compose,
    needs=frozenset({"table"}),
    takes=frozenset({"subtitle", "question", "filter", "n", "caption", "order", "emphasis", "significance"}),
    spec=SmallMultiplesSpec,
    accept=accept,
)
