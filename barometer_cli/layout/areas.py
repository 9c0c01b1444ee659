"""What the members of a table's areas mean on a map: which outline is whose, and why others have no value."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal, TypeAlias, get_args

from msgspec import Struct
from msgspec.structs import replace

from barometer_cli.errors import DataError, UnknownCategory, suggestion
from barometer_cli.layout.outlines import Area, Level, find, outlines, undrawn
from barometer_cli.messages import say
from barometer_cli.model.axis import COUNTRY
from barometer_cli.model.table import Cell, Hidden, Named, Table

LEVELS: tuple[Level, ...] = get_args(Level)
Reason: TypeAlias = Literal["missing", "withheld", "hidden", "unshown"]
"""Why an area has no value: nothing is known of it, its source does not tell, too few answered, it is not shown."""
REASONS: tuple[Reason, ...] = get_args(Reason)


class Member(Struct, frozen=True):
    """An area of a map: its outline, what it is called, its value in the table, and where it has none, why.

    One that is too small to be drawn has no outline.
    """

    area: Area | None
    name: str
    value: Named
    reason: Reason | None


class Areas(Struct, frozen=True):
    """Every area of a level, by code, and members of the table that are places too small to be drawn."""

    level: Level
    drawn: dict[str, Member]
    beyond: tuple[Member, ...]

    @property
    def told(self) -> tuple[Member, ...]:
        """Those that have a value."""
        return tuple(each for each in self.drawn.values() if each.reason is None)

    @property
    def blank(self) -> tuple[Member, ...]:
        """Those that have none."""
        return tuple(each for each in self.drawn.values() if each.reason is not None)


def called(value: Named, table: Table) -> str:
    """What the area of a value is called: as the category, or as the group where the groups are areas."""
    category, group = value
    return (group or "") if _by_group(table) else category


def areas(table: Table, declared: Level | None = None) -> Areas:
    """The areas of a table of one category, or of categories of one group.

    Parameters
    ----------
    table
        One of its axes has the role areas.
    declared
        The level that its author says; where left out, that at which most of its areas are found.

    Raises
    ------
    UnknownCategory
        If there is no such area.
    DataError
        If an area is there twice, or has the code of another.
    """
    reasons = _reasons(table)
    codes = (table.breakdown if _by_group(table) else table.categories).codes
    written = {value: codes.get(name, name) for value in reasons if (name := called(value, table))}
    level = declared or _recognised(written.values())
    found: dict[str, Member] = {}
    beyond: list[Member] = []
    for value, reason in reasons.items():
        name = called(value, table)
        area = find(level, written.get(value, ""))
        if area is None:
            if level == "municipalities" and undrawn(written.get(value, "")):
                beyond.append(Member(None, name, value, reason))
            elif reason != "unshown":
                raise UnknownCategory(
                    say("{file}: {name!r} is no {one} of Denmark", file=table.file, name=name, one=ONE[level]),
                    _hint(name, level),
                )
            continue
        meant = find(level, name)
        if meant and meant != area:
            raise DataError(
                say(
                    "{file}: {name!r} has the code {code}, which is that of {owner}",
                    file=table.file,
                    name=name,
                    code=area.code,
                    owner=area.name,
                ),
                say("Write {code}, the code of {name}.", code=meant.code, name=meant.name),
            )
        if area.code in found:
            raise DataError(
                say(
                    "{file}: {name} is there twice, as {one!r} and as {other!r}",
                    file=table.file,
                    name=area.name,
                    one=found[area.code].name,
                    other=name,
                ),
                say("Remove one of them, or add them up before."),
            )
        found[area.code] = Member(area, name, value, reason)
    drawn = {area.code: found.get(area.code) or _absent(area, table) for area in outlines(level)}
    return Areas(level, drawn, tuple(beyond))


ONE: dict[Level, str] = {"regions": "region", "municipalities": "municipality"}


def _recognised(names: Collection[str]) -> Level:
    """The level at which most areas are found."""

    def known(level: Level) -> int:
        return sum(find(level, name) is not None for name in names)

    return max(LEVELS, key=known)


WHOLE = COUNTRY | {"i alt", "alle", "total", "all"}
"""What tables call all areas together, beside each of them."""


def without_whole(table: Table) -> Table:
    """A table without a value of all areas together, which is no place on a map; what is left out is told.

    Parameters
    ----------
    table
        As `areas` takes it.
    """
    codes = (table.breakdown if _by_group(table) else table.categories).codes
    told: tuple[Cell | Hidden, ...] = (*table.cells, *table.hidden)
    whole = {
        name
        for each in told
        if (name := called((each.category, each.group), table))
        and " ".join(codes.get(name, name).casefold().split()) in WHOLE
    }
    if not whole:
        return table
    said = (say("{name!r} is all areas together, and no place on the map", name=name) for name in sorted(whole))
    return replace(
        table,
        cells=tuple(cell for cell in table.cells if called((cell.category, cell.group), table) not in whole),
        hidden=tuple(each for each in table.hidden if called((each.category, each.group), table) not in whole),
        bases=tuple(base for base in table.bases if base.name not in whole),
        recognised=(*table.recognised, *said),
    )


def _by_group(table: Table) -> bool:
    return table.categories.role != "areas"


def _reasons(table: Table) -> dict[Named, Reason | None]:
    """Every value that the table knows of, with why it has none; None where it has."""
    found: dict[Named, Reason | None] = {
        (cell.category, cell.group): None if cell.shown else "unshown" for cell in table.cells
    }
    for each in table.hidden:
        if not each.parts:
            reason: Reason = "withheld" if each.withheld else "hidden"
            found[each.category, each.group] = reason if each.drawn else "unshown"
    return found


def _absent(area: Area, table: Table) -> Member:
    """An area that the table does not know."""
    if not _by_group(table):
        return Member(area, area.name, (area.name, table.groups[0]), "missing")
    return Member(area, area.name, (table.cells[0].category, area.name), "missing")


def _hint(name: str, level: Level) -> str:
    """What to do about a name that is none of a level's: the level that it is of, or the likeliest name."""
    for other in LEVELS:
        if other != level and find(other, name):
            return say(
                "It is a {one}: keep areas of one level, which `level: {other}` declares.", one=ONE[other], other=other
            )
    return say(
        "{suggestion} Leave sums such as the whole country out.",
        suggestion=suggestion(name, [area.name for area in outlines(level)]),
    )
