"""A table as lines: what each joins, and where along it the values stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from barometer_cli.layout.groups import group_label
from barometer_cli.layout.palette import emphasised
from barometer_cli.model.axis import Axis, Wave
from barometer_cli.model.figure import Figure
from barometer_cli.model.period import in_time
from barometer_cli.model.scene import Of, Role
from barometer_cli.model.table import Cell, Net, Table


class Series(Struct, frozen=True):
    """What one line joins: a category (or net) in every group, or a group in every category.

    Attributes
    ----------
    name
        The category or net, or the group; None is the whole base.
    of_category
        Whether it is a category.
    told
        Its values by station, in the order of the stations; a station without one is not in it.
    """

    name: str | None
    of_category: bool
    told: Mapping[str | None, Cell | Net]

    @property
    def category(self) -> str | None:
        """Its name where it is a category."""
        return self.name if self.of_category else None

    @property
    def group(self) -> str | None:
        """Its name where it is a group."""
        return None if self.of_category else self.name

    def of(self, role: Role, station: str | None = None, panel: str | None = None) -> Of:
        """What a mark of its value at a station stands for; of its name or its line where no station is given."""
        return Of(role, self.name, station, panel) if self.of_category else Of(role, station, self.name, panel)

    def label(self, figure: Figure) -> str:
        """Its name as it is drawn."""
        return figure.table.drawn(self.name or "") if self.of_category else group_label(figure, self.name)

    def is_loud(self, figure: Figure) -> bool:
        """Whether it is emphasised, or nothing is."""
        emphasis = figure.spec.emphasis
        return not emphasis or emphasised(self.name, emphasis, figure.table)


class Lines(Struct, frozen=True):
    """Series over the same stations.

    Attributes
    ----------
    stations
        What every line runs over, in order: waves from the first to the last, groups as they are drawn.
    series
        In the order of the table.
    axis
        What is known of the stations.
    timed
        Whether they are waves.
    """

    stations: tuple[str | None, ...]
    series: tuple[Series, ...]
    axis: Axis
    timed: bool

    def of(self, role: Role, station: str | None, panel: str | None = None) -> Of:
        """What a mark of a station stands for."""
        by_group = self.series[0].of_category
        return Of(role, None, station, panel) if by_group else Of(role, station, None, panel)

    def words(self, figure: Figure, station: str | None) -> tuple[str, ...]:
        """What stands below a station: its name, and of a wave its unweighted n and its response rate."""
        table, words, locale = figure.table, figure.words, figure.locale
        by_group = self.series[0].of_category
        wave, base = self.wave(station), table.base(station) if by_group else None
        counts = {cell.n for cell in table.cells if (cell.group if by_group else cell.category) == station}
        n = wave.n if wave else None
        if n is None:
            n = base.n if base else counts.pop() if len(counts) == 1 else None
        lines = [words.total if station is None else table.drawn(station)]
        if n is not None:
            lines.append(f"n={locale.number(n)}")
        if base and base.few:
            lines.append(words.few)
        if wave and wave.response_rate is not None:
            lines.append(words.answered.format(share=locale.percent(wave.response_rate)))
        return tuple(lines)

    def wave(self, station: str | None) -> Wave | None:
        """What is known of a station that is a wave."""
        return self.axis.wave(station)

    def broken(self, station: str | None) -> str | None:
        """Why values at a station cannot be compared with those before; None where they can, and at the first."""
        wave = self.wave(station)
        return wave.broken if wave and station != self.stations[0] else None

    def joined(self, series: Series) -> tuple[tuple[str | None, ...], ...]:
        """The stations that one line joins without a break, line by line; a station by itself is in none."""
        runs: list[list[str | None]] = []
        for before, station in pairwise(self.stations):
            if before in series.told and station in series.told and not self.broken(station):
                if not runs or runs[-1][-1] != before:
                    runs.append([before])
                runs[-1].append(station)
        return tuple(map(tuple, runs))

    def bridged(self, series: Series) -> tuple[tuple[str | None, str | None], ...]:
        """From which wave of a line to which it has no value in those between.

        There are none over what cannot be compared, nor of stations that are no waves.
        """
        if not self.timed:
            return ()
        place = self.stations.index
        return tuple(
            (before, after)
            for before, after in pairwise(series.told)
            if place(after) - place(before) > 1
            and not any(map(self.broken, self.stations[place(before) + 1 : place(after) + 1]))
        )


def joined(table: Table) -> Lines:
    """The lines of a table: over its categories where these are waves, else over its groups."""
    return over_categories(table) if table.shape[0] == "waves" else over_groups(table)


def over_categories(table: Table) -> Lines:
    """A line for each group over the categories of a table."""
    names = tuple(dict.fromkeys(cell.category for cell in table.shown))
    stations = in_time(names) or names
    series = []
    for group in table.groups:
        told: dict[str | None, Cell | Net] = {cell.category: cell for cell in table.shown if cell.group == group}
        series.append(Series(group, False, _in_order(told, stations)))
    return Lines(stations, tuple(series), table.categories, table.shape[0] == "waves")


def over_groups(table: Table) -> Lines:
    """A line for each category and net over the groups of a table."""
    stations = table.waves or table.groups
    told: dict[str, dict[str | None, Cell | Net]] = {}
    for cell in table.shown:
        told.setdefault(cell.category, {})[cell.group] = cell
    for group in table.groups:
        for net in table.nets_of(group):
            told.setdefault(net.label, {})[group] = net
    series = (Series(name, True, _in_order(each, stations)) for name, each in told.items())
    return Lines(stations, tuple(series), table.breakdown, table.shape[1] == "waves")


def _in_order(told: Mapping[str | None, Cell | Net], stations: Sequence[str | None]) -> Mapping[str | None, Cell | Net]:
    return {station: told[station] for station in stations if station in told}
