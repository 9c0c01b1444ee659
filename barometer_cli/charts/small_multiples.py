"""The same small chart for each group or category, side by side on one scale: lines over waves, or bars."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from typing import Literal, Protocol, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from barometer_cli.errors import DataError, LayoutError, UnknownCategory, suggestion
from barometer_cli.layout import legend
from barometer_cli.layout.bars import prove_positive
from barometer_cli.layout.clear import Box, is_clear, room, strokes
from barometer_cli.layout.colour import VISIBLE, contrast
from barometer_cli.layout.frame import Frame, open_frame
from barometer_cli.layout.groups import HIDDEN, group_label
from barometer_cli.layout.order import check_emphasis, outline
from barometer_cli.layout.palette import emphasised
from barometer_cli.layout.plot import HAIR, POINT, Plot, tick_room
from barometer_cli.layout.ruler import Ruler, ruler
from barometer_cli.layout.series import Lines, Series, joined
from barometer_cli.layout.text import Block, block, whole
from barometer_cli.layout.timeline import places
from barometer_cli.layout.type import CAP_HEIGHT, DESCENT, SUBSTITUTE, width
from barometer_cli.messages import say, template
from barometer_cli.model.figure import GROUPED, Figure, Kind, Starter
from barometer_cli.model.picture import Manner
from barometer_cli.model.preset import Preset
from barometer_cli.model.scene import (
    ORNAMENT,
    Axis,
    Circle,
    Group,
    Line,
    Mark,
    Of,
    Panel,
    Path,
    Rect,
    Role,
    Scene,
    Text,
)
from barometer_cli.model.spec import FigureSpec, Name, ScaledSpec
from barometer_cli.model.table import Cell, Net, Table
from barometer_cli.model.theme import Theme

NARROWEST, TIGHT = 136, 100
"""The least width of a panel where a sheet grows, and on one of fixed height, px."""
ACROSS, DOWN = 26, 20
"""White between panels beside and below one another, px."""
PLOTS = (118, 104, 90, 76, 62, 50)
"""Heights of the plot of lines, px: the first where a sheet grows, the first that fits where it does not."""
BARS = (15, 13, 11, 10)
"""Thicknesses of bars, likewise."""
OVER = 18
"""Room above the scale of lines for the value of the highest point, px."""
UNDER_TITLE = 6
"""White between a title and what stands below it, px."""
UNDER_LABEL = 3
"""White between the words of a bar and the bar, px."""
ROW = 9
"""White between rows of bars, px."""
STEPS = 3
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
        The one of them that is drawn in grey in every panel: "I alt".
    """

    panels: Literal["groups", "categories"] | None = None
    reference: Name | None = None


class Place(Struct, frozen=True):
    """Where a panel stands.

    Attributes
    ----------
    number
        From 1, along the rows.
    x, y, width, height
        Its box, px.
    head
        Height of the titles of a row with the white below, px.
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


class Names(Struct, frozen=True):
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

    def height(self, size: float, wide: float) -> float:
        """Of what stands below a panel's title, in a panel so wide, px."""

    def marks(self, name: str | None, place: Place) -> Made:
        """Everything in a panel but its title."""


def compose(figure: Figure, theme: Theme, preset: Preset) -> Scene:
    """Lay panels out in a grid of as many columns as have room, its rows as even as can be.

    Raises
    ------
    LayoutError
        If a sheet of fixed height has no room for all, or a panel none for its values.
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
        "points": layers.dots,
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
    return replace(frame.close(tuple(groups), bottom, tuple(panels)), axis=drawing.axis)


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
            raise DataError(
                say("{id}: over waves each line has a panel of its own", id=figure.id), say("Remove `panels`.")
            )
    elif spec.baseline == "data":
        raise DataError(say("{id}: bars begin at zero", id=figure.id), say("Remove `baseline`, or draw waves."))
    else:
        prove_positive(figure)
    panels = [figure.words.total if name is None else name for name in _names(figure).names]
    if spec.reference and spec.reference not in panels:
        message = say("{id}: reference names {reference!r}, which has no panel", id=figure.id, reference=spec.reference)
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
    reference = tuple(name for name in names if (name or figure.words.total) == spec.reference)
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
    sizes = frame.theme.sizes
    called = [names.title(name) for name in names.names]
    size_of = next(
        (size for size in (sizes.subtitle, (sizes.subtitle + sizes.note) / 2)
         if all(whole(title, wide / SUBSTITUTE, size, 600) for title in called)),
        sizes.note,
    )  # fmt: skip
    titles = [block(title, wide / SUBSTITUTE, size_of, 600, leading=1.15) for title in called]
    heads = [max(title.height for title in titles[row * columns :][:columns]) + UNDER_TITLE for row in range(rows)]
    room = None if frame.room is None else frame.room - (top - frame.top)
    for size in drawing.sizes if fixed else drawing.sizes[:1]:
        below = round(drawing.height(size, wide), 2)
        if room is None or sum(heads) + rows * (below + DOWN) - DOWN <= room:
            break
    for place, (name, title) in enumerate(zip(names.names, titles, strict=True)):
        row, column = divmod(place, columns)
        x, y = round(left + column * (wide + ACROSS), 2), round(top + sum(heads[:row]) + row * (below + DOWN), 2)
        height = round(heads[row] + below, 2)
        yield name, Place(place + 1, x, y, round(wide, 2), height, heads[row], size, column == 0), title


class _CourseDrawing(Struct, frozen=True):
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
        told += frame.figure.beside
        return cls(frame, names, lines, ruler(told, frame.figure.table.measure, spec.baseline, STEPS))

    def before(self) -> float:
        """Room for the numbers of the scale, px."""
        return tick_room(self.scale, self.frame)

    @property
    def _inset(self) -> float:
        """From the edge of a panel to its first point, px: half of a value has room there, or of the name of a wave."""
        sizes, figure = self.frame.theme.sizes, self.frame.figure
        printed = [figure.locale.value(told.value) for series in self.lines.series for told in series.told.values()]
        names = [figure.table.drawn(station or "") for station in self.lines.stations]
        widest = (
            max(width(text, sizes.subtitle, 700) for text in printed),
            max(width(name, sizes.note) for name in names),
        )
        return max(widest) * SUBSTITUTE / 2

    def height(self, size: float, wide: float) -> float:
        """Of the plot and the waves below it, px."""
        return OVER + size + 1.6 * self.frame.theme.sizes.note

    def marks(self, name: str | None, place: Place) -> Made:
        """Ticks and gridlines, the line of the reference and that of the panel, its ends and the waves."""
        theme, panel = self.frame.theme, self.names.title(name)
        first, last = place.x + self._inset, place.x + place.width - self._inset
        times = places([station or "" for station in self.lines.stations], self.lines.axis)
        across = {
            station: first + (last - first) * time for station, time in zip(self.lines.stations, times, strict=True)
        }
        upper = place.y + place.head + OVER
        scale = self.scale.between(upper + place.size, upper)
        plot = Plot(self.frame, self.lines, across, scale, panel, f"p{place.number}-")
        series = {each.name: each for each in self.lines.series}
        lanes: list[Line | Path] = []
        dots: list[Circle] = []
        for other in dict.fromkeys((*self.names.reference, name)):
            fill, own = self.names.fill(other, theme), other == name
            lanes += plot.courses(series[other], str(2 - own), fill, loud=own)
            lanes += plot.bridges(series[other], str(2 - own), fill, loud=own)
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
        for text in self._waves(plot):
            yield "labels", text
        for text in values:
            yield "values", text

    def _values(self, plot: Plot, series: Series, lanes: list[Line | Path], dots: list[Circle]) -> Iterator[Text]:
        """The first and the last value above or below their points: where nothing is in the way.

        Raises
        ------
        LayoutError
            If one would lie on another, or on a point of its line.
        """
        colours, size = self.frame.theme.colours, self.frame.theme.sizes.subtitle
        at, drawn, taken = plot.places(series), strokes(lanes), list[Box]()
        for number, (station, x, y) in enumerate((at[0], at[-1]) if len(at) > 1 else at, start=1):
            of = series.of("value", station, plot.panel)
            printed = self.frame.figure.locale.value(series.told[station].value)
            tried = [
                Text(f"{plot.id}value-{number}", x, round(foot, 2), printed, size, 700, colours.ink, "middle",
                     colours.background, of)
                for foot in (y - POINT - OFF, y + POINT + OFF + size * CAP_HEIGHT)
                if foot < plot.ruler.start
            ]  # fmt: skip
            own = [dot for dot in dots if dot.of and dot.of.role == "point" and dot.r != DOT]
            free = [text for text in tried if is_clear(room(text), taken, (), own)]
            if not free:
                raise LayoutError(
                    say(
                        "{id} ({preset}): no room for the value of {label} at {station} in its panel",
                        id=self.frame.figure.id,
                        preset=self.frame.preset.name,
                        label=series.label(self.frame.figure),
                        station=station,
                    ),
                    say("Draw fewer panels, or name in `sheets` the sheets it is drawn on."),
                )
            best = min(free, key=lambda text: [not is_clear(room(text), (), lines, dots) for lines in ((), drawn)])
            taken.append(room(best))
            yield best

    def _waves(self, plot: Plot) -> Iterator[Text]:
        """The first wave and the last, below the foot."""
        colours, size = self.frame.theme.colours, self.frame.theme.sizes.note
        y = round(plot.ruler.start + 1.25 * size, 2)
        for number, station in enumerate((self.lines.stations[0], self.lines.stations[-1]), start=1):
            name, x = self.frame.figure.table.drawn(station or ""), round(plot.across[station], 2)
            of = self.lines.of("label", station, plot.panel)
            yield Text(f"{plot.id}station-{number}", x, y, name, size, 400, colours.muted, "middle",
                       colours.background, of)  # fmt: skip


class _BarDrawing(Struct, frozen=True):
    """A bar for each of the other axis, its words above and its value behind it; the reference as a mark across."""

    frame: Frame
    names: Names
    rows: tuple[str | None, ...]
    axis: Axis = "x"
    sizes: tuple[int, ...] = BARS

    @classmethod
    def of(cls, frame: Frame, names: Names) -> _BarDrawing:
        """That of a figure."""
        table = frame.figure.table
        entries = tuple(entry.name for entry in outline(table, frame.figure.spec.order))
        return cls(frame, names, entries if names.of_groups else table.groups)

    def before(self) -> float:
        """Nothing: every bar has its number."""
        return 0.0

    def height(self, size: float, wide: float) -> float:
        """Of all rows, px; the last value may reach below a bar that is thinner than it is high."""
        depth = self._number * (CAP_HEIGHT / 2 + DESCENT) - size / 2
        return sum(self._steps(size, wide)) - ROW + max(MARK, depth)

    def marks(self, name: str | None, place: Place) -> Made:
        """The bars of a panel with their words, each from the line of zero."""
        colours, panel, id = self.frame.theme.colours, self.names.title(name), f"p{place.number}"
        y = place.y + place.head
        heads = self._heads(place.width)
        for number, (row, words, step) in enumerate(
            zip(self.rows, heads, self._steps(place.size, place.width), strict=True), start=1
        ):
            if not self._is_there(name, row):
                y += step
                continue
            of = self._of("label", None, row, panel)
            for text in words.marks(f"{id}-label-{number}", place.x, y, colours.ink, colours.background, of):
                yield "labels", text
            top = round(y + words.height + UNDER_LABEL, 2)
            zero = Of("zero", panel=panel)
            yield "axis", Rect(f"{id}-zero-{number}", place.x, top, HAIR, place.size, colours.baseline, zero)
            yield from self._bar(name, row, f"{id}-{number}", top, place)
            y += step

    def _bar(self, name: str | None, row: str | None, id: str, top: float, place: Place) -> Made:
        """A bar from `top` (px), the mark of what it is compared with, and its value behind both."""
        figure, colours, size = self.frame.figure, self.frame.theme.colours, self._number
        panel, told, zero = self.names.title(name), self._told(name, row), place.x + HAIR
        pace = (place.width - HAIR - OFF - MARK - self._numbers) / self._largest
        end = zero
        if told:
            length = round(pace * told.value, 2)
            end += length
            fill = self.names.fill(name, self.frame.theme)
            yield "bars", Rect(f"bar-{id}", zero, top, length, place.size, fill, self._of("bar", name, row, panel))
        for other in self.names.reference:
            if other != name and (compared := self._told(other, row)):
                at = zero + pace * compared.value
                end = max(end, at + MARK)
                fill, of = self.names.fill(other, self.frame.theme), self._of("point", other, row, panel)
                tall = place.size + 2 * MARK
                casing = colours.background
                yield "points", Rect(f"casing-{id}", round(at - MARK, 2), top, 2 * MARK, place.size, casing, ORNAMENT)
                yield "points", Rect(f"reference-{id}", round(at - MARK / 2, 2), top - MARK, MARK, tall, fill, of)
        of = self._of("value" if told else "hidden", name, row, panel)
        baseline = round(top + place.size / 2 + size * CAP_HEIGHT / 2, 2)
        printed = figure.locale.value(told.value) if told else HIDDEN
        yield "values", Text(f"value-{id}", round(end + OFF, 2), baseline, printed, size, 700, colours.ink, "start",
                             colours.background, of)  # fmt: skip

    def _of(self, role: Role, name: str | None, row: str | None, panel: str) -> Of:
        """What a mark of a panel's name at a row stands for."""
        return self.names.of(role, name, row, panel)

    def _told(self, name: str | None, row: str | None) -> Cell | Net | None:
        category, group = (row, name) if self.names.of_groups else (name, row)
        return self.frame.figure.table.find(category or "", group)

    def _is_there(self, name: str | None, row: str | None) -> bool:
        """Whether a panel has a value in a row, or one that is hidden."""
        share = (row, name) if self.names.of_groups else (name, row)
        hidden = {(each.category, each.group) for each in self.frame.figure.table.hidden if each.drawn}
        return self._told(name, row) is not None or share in hidden

    @property
    def _values(self) -> list[float]:
        found = [self._told(name, row) for name in self.names.names for row in self.rows]
        return [told.value for told in found if told]

    @property
    def _largest(self) -> float:
        return max(*self._values, *self.frame.figure.beside, 0.0) or 1.0

    @property
    def _number(self) -> float:
        """Size of the values, px."""
        return (self.frame.theme.sizes.note + self.frame.theme.sizes.label) / 2

    @property
    def _numbers(self) -> float:
        """Room for the values, px."""
        printed = map(self.frame.figure.locale.value, self._values)
        return max(width(text, self._number, 700) for text in printed) * SUBSTITUTE

    def _heads(self, wide: float) -> list[Block]:
        """The words above the bars of each row, in lines."""
        figure, size = self.frame.figure, self.frame.theme.sizes.note
        named = (
            figure.table.drawn(row or "") if self.names.of_groups else group_label(figure, row) for row in self.rows
        )
        return [block(label, wide / SUBSTITUTE, size, leading=1.2) for label in named]

    def _steps(self, size: float, wide: float) -> list[float]:
        """From the top of each row to that of the next, px."""
        return [words.height + UNDER_LABEL + size + ROW for words in self._heads(wide)]


def _manner(spec: FigureSpec, table: Table) -> Manner:
    """Lines join values over waves; of anything else there are bars."""
    return Manner(ranked=True, joined=_in_waves(table))


KIND = Kind(
    name="small_multiples",
    purpose=template("a small panel for each group or category on one scale: lines over waves, or bars"),
    compose=compose,
    needs=frozenset({"table"}),
    takes=frozenset({"subtitle", "question", "filter", "n", "caption", "order", "emphasis", "significance"}),
    spec=SmallMultiplesSpec,
    manner=_manner,
    accept=accept,
    starter=Starter.asking(
        answers="several",
        table=f"{GROUPED}Gruppe C,Første svar,55\nGruppe C,Andet svar,38\n",
    ),
)
