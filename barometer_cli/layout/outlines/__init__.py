"""Outlines of Denmark's regions and municipalities, and which of them a written name means.

Coordinates are whole units of about 50 m, x to the east and y down (to the south), from the upper left corner of the
whole map; the projection is that of UTM zone 32, as near as a drawing is. Neighbours share the points of their border,
and a region's border is made of its municipalities'. Bornholm stands in the upper right corner at the same scale, in an
inset that a picture frames, because it is not where it lies.

`denmark.json` is TopoJSON, made by tools/outlines.py; SOURCE.md beside it says where it is from.
"""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate, chain
from types import MappingProxyType
from typing import Any, Literal, TypeAlias

from msgspec import Struct

from barometer_cli.model.naming import slug

Level: TypeAlias = Literal["regions", "municipalities"]
Point: TypeAlias = tuple[int, int]
Line: TypeAlias = tuple[Point, ...]
Box: TypeAlias = tuple[int, int, int, int]
"""Left, top, right, bottom."""

UNDRAWN = MappingProxyType({"411": "Christiansø"})
"""Places that stand among municipalities in official tables but are none, by code; they are too small to be drawn."""
OTHER_NAMES = {
    "Nordfyn": "480",
    "Vesthimmerland": "820",
    "Brønderslev-Dronninglund": "810",
    "Frederiksværk-Hundested": "260",
}
"""What municipalities were called before, or are in speech, besides other spellings of their names."""


class Area(Struct, frozen=True, eq=False):  # each is there once; comparing thousands of points would take long
    """A municipality or a region.

    Parameters
    ----------
    code
        Official code: three digits for a municipality ("101"), four for a region ("1084").
    name
        As Statistics Denmark writes it: "København", "Region Hovedstaden".
    region
        Code of the region it lies in; a region's own.
    rings
        Closed lines, the first point of each not repeated at its end. The parts of the area, the largest first, run one
        way round; a hole follows the part it lies in and runs the other way, so both rules of filling leave it out.
    label
        A point well within the largest part, where a label or the end of a leader line may stand.
    room
        Half the height, in units, of an ellipse about `label`, twice as wide as high, that lies within the area.
    """

    code: str
    name: str
    region: str
    rings: tuple[Line, ...]
    label: Point
    room: int


def outlines(level: Level) -> tuple[Area, ...]:
    """The 5 regions or the 98 municipalities, by code.

    København comes before Frederiksberg, which lies in a hole of it.
    """
    return tuple(_by_code(level).values())


def rings(level: Level, reach: float) -> dict[str, tuple[Line, ...]]:
    """The rings of each area by code, as `Area.rings`, without the points that `thinned` leaves out.

    Neighbours still share the points of their border.
    """
    return {shape["id"]: _rings(shape, reach) for shape in _shapes(level)}


def borders(level: Level, reach: float = 0) -> tuple[Line, ...]:
    """The lines between neighbours on land, each once, `thinned`; the coast is not among them.

    A line ends where others begin or the coast is met. Those of the regions are among those of the municipalities.
    """
    return _with_sides(level, 2, reach)


def coast(reach: float = 0) -> tuple[Line, ...]:
    """The lines between land and sea, and that to Germany, `thinned`; one ends where others begin or it began."""
    return _with_sides("municipalities", 1, reach)


def thinned(line: Line, reach: float) -> Line:
    """Points of a line, its ends among them: the line of these passes within `reach` of every other.

    What would be no more than a stroke there and back stays as it is: an island is never thinned away.

    References
    ----------
    Douglas, D. H. & Peucker, T. K. (1973). Algorithms for the reduction of the number of points required to represent
    a digitized line or its caricature. *Cartographica* 10(2), 112-122.
    """
    kept, parts = {0, len(line) - 1}, [(0, len(line) - 1)]
    while parts:
        first, last = parts.pop()
        (x0, y0), (x1, y1) = line[first], line[last]
        along, down = x1 - x0, y1 - y0
        squared = along * along + down * down
        farthest, most = first, reach * reach
        for at in range(first + 1, last):  # squares of distances, of some 7 000 points for each size of a map
            x, y = line[at]
            x, y = x - x0, y - y0
            beside = x * along + y * down
            if beside <= 0:
                off = float(x * x + y * y)
            elif beside < squared:
                off = (x * down - y * along) ** 2 / squared
            else:
                off = float((x - along) ** 2 + (y - down) ** 2)
            if off > most:
                farthest, most = at, off
        if farthest != first:
            kept.add(farthest)
            parts += (first, farthest), (farthest, last)
    return tuple(line[at] for at in sorted(kept)) if line[0] != line[-1] or len(kept) > 3 else line


def extent() -> Box:
    """The box that the whole map fills, the inset among it."""
    return _box("bbox")


def inset() -> Box:
    """The frame round Bornholm, in the upper right corner of the map."""
    return _box("inset")


@lru_cache(maxsize=1024)
def find(level: Level, written: str) -> Area | None:
    """The area that a code or a name means, as people and tables write it; None where there is none.

    Case, hyphens and spaces do not count, nor does "aa" for "å" ("Århus", "Høje Taastrup"), nor the words around a name
    ("Københavns Kommune", "Midtjylland"), nor zeros before a code ("0101"); "084" is region 1084, as in the tables of
    Statistics Denmark. What to suggest where this is None: the names of `outlines(level)`.
    """
    known = _known(level)
    return next((known[key] for key in _keys(level, written) if key in known), None)


def undrawn(written: str) -> str | None:
    """The name of the one of `UNDRAWN` that a code or a name means; None where it means none of them."""
    meant = set(_keys("municipalities", written))
    return next((name for code, name in UNDRAWN.items() if meant & {_key(code), _key(name)}), None)


def _keys(level: Level, written: str) -> Iterator[str]:
    """What a written name is looked up by, the likeliest first."""
    key = _key(written)
    yield key
    if level == "municipalities" and key.endswith("kommune"):
        name = key.removesuffix("kommune").removesuffix("regions")
        yield from (name, name.removesuffix("s"))


def _key(written: str) -> str:
    """A name as small ASCII letters and digits with nothing between them; a code without zeros before it."""
    return slug(unicodedata.normalize("NFC", written)).replace("-", "").lstrip("0")


@lru_cache(maxsize=2)
def _known(level: Level) -> dict[str, Area]:
    """Areas by every key that they are looked up by."""
    areas = _by_code(level)
    known = {_key(name): area for area in areas.values() for name in (area.code, area.name)}
    if level == "regions":
        return known | {
            key: area
            for area in areas.values()
            for key in (area.code.removeprefix("10"), _key(area.name.removeprefix("Region")))
        }
    return known | {_key(name): areas[code] for name, code in OTHER_NAMES.items()}


@lru_cache(maxsize=2)
def _by_code(level: Level) -> dict[str, Area]:
    return {
        shape["id"]: Area(
            shape["id"],
            shape["properties"]["name"],
            shape["properties"]["region"],
            _rings(shape, 0),
            tuple(shape["properties"]["label"]),
            shape["properties"]["room"],
        )
        for shape in _shapes(level)
    }


def _with_sides(level: Level, wanted: int, reach: float) -> tuple[Line, ...]:
    """The lines that so many areas have, by number."""
    numbers = (number for shape in _shapes(level) for ring in chain.from_iterable(shape["arcs"]) for number in ring)
    sides = Counter(number if number >= 0 else ~number for number in numbers)
    return tuple(_lines(reach)[number] for number in sorted(sides) if sides[number] == wanted)


def _rings(shape: Any, reach: float) -> tuple[Line, ...]:
    """The rings of an area, of lines that are thinned."""
    return tuple(_joined(ring, reach) for ring in chain.from_iterable(shape["arcs"]))


def _joined(ring: list[int], reach: float) -> Line:
    """A ring from the lines that it is made of; ~n is line n backwards."""
    every = _lines(reach)
    lines = (every[number] if number >= 0 else every[~number][::-1] for number in ring)
    return tuple(point for line in lines for point in line[:-1])


@lru_cache(maxsize=8)
def _lines(reach: float) -> tuple[Line, ...]:
    """The lines that areas are made of: each is stored as where it begins and its steps from there."""
    if reach:
        return tuple(thinned(line, reach) for line in _lines(0))
    return tuple(
        tuple(zip(*(accumulate(along) for along in zip(*steps, strict=True)), strict=True))
        for steps in _topology()["arcs"]
    )


def _shapes(level: Level) -> Any:
    return _topology()["objects"][level]["geometries"]


def _box(name: str) -> Box:
    left, top, right, bottom = _topology()[name]
    return left, top, right, bottom


@lru_cache(maxsize=1)
def _topology() -> Any:
    return json.loads((files(__package__) / "denmark.json").read_bytes())
