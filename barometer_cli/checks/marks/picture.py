"""A sheet as it is proved: its marks by what they are of, where they lie, and what lines join."""

from __future__ import annotations

from functools import cached_property
from itertools import combinations
from typing import TypeAlias

from msgspec import Struct

from barometer_cli.checks.boxes import Box, Extent, around, box, middle, overlap
from barometer_cli.checks.marks.maps import Map
from barometer_cli.checks.marks.relations import holds
from barometer_cli.checks.marks.roles import ASIDES, BESIDE, DRAWN, MAPPED, NAMES, PRINTED, SHEET
from barometer_cli.layout.nesting import asides, outers, reach
from barometer_cli.layout.series import Lines, joined
from barometer_cli.layout.sides import Sides, sides
from barometer_cli.model.figure import Figure, Sheet
from barometer_cli.model.scene import Mark, Of, Role, Text
from barometer_cli.model.table import Cell, Net
from barometer_cli.model.theme import Theme

Share: TypeAlias = tuple[str | None, str | None]
"""The category, or net, and the group of a share."""


class Row(Struct, frozen=True):
    """Bars that lie end to end, in order, and the mark of what they leave of 100 %; `start` is how much is before 0."""

    parts: tuple[tuple[Of, float], ...]
    rest: Of | None
    start: float = 0.0

    def until(self, part: int) -> float:
        """The share at which a part begins."""
        return sum(share for _, share in self.parts[:part]) - self.start

    def holds(self, net: Net) -> bool:
        """Whether all parts of a net are among its own."""
        return sum(holds(net, part) for part, _ in self.parts) == len(net.parts)


class Picture(Struct, frozen=True, dict=True):
    """A sheet with its marks by what they are of."""

    sheet: Sheet
    theme: Theme

    @property
    def figure(self) -> Figure:
        return self.sheet.figure

    @cached_property
    def marks(self) -> dict[Of, list[Mark]]:
        """The marks of each thing in the order they are read: by line, from the left."""
        found: dict[Of, list[Mark]] = {}
        for mark in self.sheet.scene.marks():
            if mark.of:
                found.setdefault(mark.of, []).append(mark)
        return {of: sorted(marks, key=_reading) for of, marks in found.items()}

    @cached_property
    def map(self) -> Map | None:
        """The same as a map; None where it is none."""
        return Map(self.sheet, self.marks) if any(of.role in MAPPED for of in self.marks) else None

    @cached_property
    def boxes(self) -> dict[Of, Box]:
        """What the marks of each share and name cover together."""
        return {of: around(map(box, marks)) for of, marks in self.marks.items() if of.role not in SHEET}

    @cached_property
    def told(self) -> dict[Share, Cell | Net]:
        """Every share that may be drawn."""
        nets: dict[Share, Cell | Net] = {(net.label, net.group): net for net in self.figure.table.nets}
        return nets | {(cell.category, cell.group): cell for cell in self.figure.table.shown}

    @cached_property
    def wanted(self) -> tuple[Share, ...]:
        """Every share that must be drawn: what is shown, nets whose parts are, and whatever else has any mark."""
        table = self.figure.table
        shown = [(cell.category, cell.group) for cell in table.shown]
        nets = [(net.label, net.group) for group in table.groups for net in table.nets_of(group)]
        drawn = [(of.category, of.group) for of in self.having(*PRINTED, *DRAWN, *BESIDE)]
        return tuple(share for share in dict.fromkeys([*shown, *nets, *drawn]) if share in self.told)

    @property
    def shaded(self) -> frozenset[Share]:
        """Shares that need no number of their own: areas of a map whose shade the key tells."""
        return frozenset(self.map.shaded) if self.map else frozenset()

    @cached_property
    def roles(self) -> dict[Role, list[Of]]:
        """What there are marks of, by role."""
        found: dict[Role, list[Of]] = {}
        for of in self.marks:
            found.setdefault(of.role, []).append(of)
        return found

    @cached_property
    def sides(self) -> Sides | None:
        """The two sides of the answers; None where there are none."""
        return sides(self.figure)

    @cached_property
    def zero(self) -> Extent:
        """Where the zero that all rows of a scale with two sides share begins and ends along the axis, px."""
        return self.along(around(map(box, self.marks[Of("zero")])))

    @cached_property
    def outers(self) -> dict[str, str]:
        """What each category and net is a part of."""
        return outers(self.figure)

    @cached_property
    def asides(self) -> dict[Of, str]:
        """Words between wholes and parts, and of what values are shares."""
        return asides(self.figure, self.outers)

    def tells(self, of: Of) -> bool:
        """Whether the table tells what a mark says it is of."""
        table = self.figure.table
        if of.role in MAPPED:
            return self.map is not None and self.map.tells(of)
        if of.role in (*PRINTED, *DRAWN, *BESIDE, "leader"):
            return (of.category, of.group) in self.told
        if of.role in ASIDES:
            return of in self.asides
        if of.role == "outer":
            return of.category in self.outers
        if of.role == "hidden":
            return any(each.group == of.group and of.category in (None, each.category) for each in table.hidden)
        if of.role == "heading":
            return of.category in {*table.categories.sections.values(), *table.breakdown.sections.values()}
        if of.role in ("course", "bridge"):
            return any(
                (of.category or category, group if of.category else of.group) == (category, group)
                for category, group in self.told
            )
        if of.role == "break":
            return bool(self.broken(self.station(of)))
        if of.role in NAMES and of.category is not None:
            known = (*(category for category, _ in self.told), *(hidden.category for hidden in table.hidden))
            return of.category in known
        return of.role not in (*NAMES, "rest", "vacant", "whole") or of.group in table.groups

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Bars that lie end to end."""
        lying: dict[tuple[float, float, str | None, str | None], list[Of]] = {}
        for of in self.having("bar", "rest"):
            if self.tells(of):
                low, high = self.across(self.boxes[of])
                lying.setdefault((round(low, 1), round(high, 1), of.group, of.panel), []).append(of)
        rows = []
        for found in lying.values():
            found.sort(key=lambda of: self.place(self.boxes[of]))
            parts = tuple((of, self.length(of)) for of in found if of.role == "bar")
            start = sum(self._before_zero(of, share) for of, share in parts)
            rows.append(Row(parts, next((of for of in found if of.role == "rest"), None), start))
        return tuple(rows)

    def _before_zero(self, of: Of, share: float) -> float:
        """How much of a part lies before zero: all of one that is against, half of what is between the sides."""
        found = self.sides
        if found and of.category in found.negative:
            return share
        return share / 2 if found and of.category in found.neutral else 0.0

    def length(self, of: Of) -> float:
        """The share, or value, that a bar is as long as: that of a part of the whole base also where it is told of its
        whole.
        """
        if of.category in self.outers:
            return reach(self.figure, of.category, self.outers)
        return self.told[of.category, of.group].value

    def having(self, *roles: Role) -> list[Of]:
        """What there are marks of, with one of these roles."""
        return [of for role in roles for of in self.roles.get(role, ())]

    def beside(self, of: Of, *roles: Role) -> list[Of]:
        """The same in the panel of something."""
        return [each for each in self.having(*roles) if each.panel == of.panel]

    def shares_in(self, panel: str, share: Share) -> bool:
        """Whether anything is told in a panel beside which a share that is compared with it belongs."""
        told = [of for of in self.having(*PRINTED, "hidden") if of.panel == panel]
        return self.having("course") != [] or any(share[0] == of.category or share[1] == of.group for of in told)

    def net(self, of: Of) -> Net | None:
        """The net that something is of."""
        told = self.told.get((of.category, of.group))
        return told if isinstance(told, Net) else None

    def reach(self, of: Of) -> Extent:
        """Where something begins and ends at right angles to the axis, px; points above one another are all alike."""
        low, high = self.across(self.boxes[of])
        alike = of.role == "point" and self.sheet.scene.axis == "y"
        return ((low + high) / 2,) * 2 if alike else (low, high)

    def centre(self, of: Of) -> tuple[float, float]:
        """The middle of what the marks of a share cover, px."""
        return middle(self.boxes[of])

    @cached_property
    def lines(self) -> Lines:
        """What lines join, and over what they run."""
        return joined(self.figure.table)

    @cached_property
    def _over_groups(self) -> bool:
        """Whether lines run over the groups, each a category's."""
        return all(series.of_category for series in self.lines.series)

    @cached_property
    def stations(self) -> tuple[str | None, ...]:
        """What lines run over in order: where there are any, and where points are told by their height."""
        upright = self.sheet.scene.axis == "y" and self.having("point")
        return self.lines.stations if upright or self.having("course") or self._beside else ()

    @property
    def _beside(self) -> bool:
        """Whether points of one category and several groups stand on one row."""
        rows: dict[tuple[str | None, str | None], list[Extent]] = {}
        for of in self.having("point"):
            rows.setdefault((of.category, of.panel), []).append(self.across(self.boxes[of]))
        return any(overlap(*pair) for row in rows.values() for pair in combinations(row, 2))

    def station(self, of: Of) -> str | None:
        """The station of something, were it at one: its group where lines run over groups, else its category."""
        return of.group if self._over_groups else of.category

    def is_station(self, of: Of) -> bool:
        """Whether a name is that of a station that lines run over side by side."""
        named = of.category is None if self._over_groups else of.category is not None
        return bool(self.stations) and named and self.sheet.scene.axis == "y"

    def is_series(self, of: Of) -> bool:
        """Whether a name is that of a line, which stands in a column at its end: its order there is what tells."""
        return bool(self.stations) and self.sheet.scene.axis == "y" and not self.is_station(of)

    def broken(self, station: str | None) -> str:
        """Why a station cannot be compared with those before; "" where it can."""
        return self.lines.broken(station) or "" if station in self.stations else ""

    @cached_property
    def is_timed(self) -> bool:
        """Whether lines run over waves side by side."""
        of_categories, of_groups = self.figure.table.shape
        role = of_groups if self._over_groups else of_categories
        return bool(self.stations) and role == "waves" and self.sheet.scene.axis == "y"

    @cached_property
    def read_off(self) -> frozenset[Share]:
        """Shares that need no number of their own: points of a line between its ends, where there is a scale."""
        if not self.having("tick") or not self.stations:
            return frozenset()
        inner: set[Share] = set()
        for name, told in self.courses.items():
            inner |= {self.share(name, station) for station in told[1:-1]}
        return frozenset(inner)

    @cached_property
    def courses(self) -> dict[str | None, list[str | None]]:
        """Of each line that there may be the stations at which it has a value, in order."""
        found: dict[str | None, list[str | None]] = {}
        for station in self.stations:
            for category, group in self.told:
                if (group if self._over_groups else category) == station:
                    found.setdefault(category if self._over_groups else group, []).append(station)
        return found

    def share(self, name: str | None, station: str | None) -> Share:
        """The share of a line at a station."""
        return (name, station) if self._over_groups else (station, name)

    def course(self, name: str | None, panel: str | None) -> Of:
        """What the line of a name is of."""
        return Of("course", name, None, panel) if self._over_groups else Of("course", None, name, panel)

    @cached_property
    def origins(self) -> dict[str | None, tuple[float, float]]:
        """Of each panel where its scale is counted from: its left edge, and its foot as `along` has it, px."""
        return {None: (0.0, 0.0)} | {each.name: (each.x, -(each.y + each.height)) for each in self.sheet.scene.panels}

    def from_origin(self, at: float, panel: str | None) -> float:
        """A place along the axis (px) as it is in its panel."""
        left, foot = self.origins.get(panel, (0.0, 0.0))
        return at - (left if self.sheet.scene.axis == "x" else foot)

    def along(self, covered: Box) -> Extent:
        """Where something begins and ends along the axis, px in the direction in which shares grow."""
        left, top, right, bottom = covered
        return (left, right) if self.sheet.scene.axis == "x" else (-bottom, -top)

    def place(self, covered: Box) -> Extent:
        """The same to be ordered by: what two neighbours have in common is rounded alike."""
        start, end = self.along(covered)
        return round(round(start, 2), 1), round(round(end, 2), 1)

    def across(self, covered: Box) -> Extent:
        """The same at right angles to the axis."""
        left, top, right, bottom = covered
        return (top, bottom) if self.sheet.scene.axis == "x" else (left, right)


def _reading(mark: Mark) -> tuple[float, float]:
    if isinstance(mark, Text):
        return mark.y, mark.x
    left, top, _, _ = box(mark)
    return top, left
