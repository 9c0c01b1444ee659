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


@lru_cache(maxsize=2)
def borders(level: Level) -> tuple[Line, ...]:
    """The lines between neighbours on land, each once; the coast is not among them.

    A line ends where others begin or the coast is met. Those of the regions are among those of the municipalities.
    """
    return _with_sides(level, 2)


@lru_cache(maxsize=1)
def coast() -> tuple[Line, ...]:
    """The lines between land and sea, and that to Germany; one ends where others begin or it began."""
    return _with_sides("municipalities", 1)


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
            tuple(_joined(ring) for ring in _rings(shape)),
            tuple(shape["properties"]["label"]),
            shape["properties"]["room"],
        )
        for shape in _shapes(level)
    }


def _with_sides(level: Level, wanted: int) -> tuple[Line, ...]:
    """The lines that so many areas have, by number."""
    numbers = (number for shape in _shapes(level) for ring in _rings(shape) for number in ring)
    sides = Counter(number if number >= 0 else ~number for number in numbers)
    return tuple(_lines()[number] for number in sorted(sides) if sides[number] == wanted)


def _joined(ring: list[int]) -> Line:
    """A ring from the lines that it is made of; ~n is line n backwards."""
    lines = (_lines()[number] if number >= 0 else _lines()[~number][::-1] for number in ring)
    return tuple(point for line in lines for point in line[:-1])


@lru_cache(maxsize=1)
def _lines() -> tuple[Line, ...]:
    """The lines that areas are made of: each is stored as where it begins and its steps from there."""
    return tuple(
        tuple(zip(*(accumulate(along) for along in zip(*steps, strict=True)), strict=True))
        for steps in _topology()["arcs"]
    )


def _shapes(level: Level) -> Any:
    return _topology()["objects"][level]["geometries"]


def _rings(shape: Any) -> Iterator[list[int]]:
    """The rings of an area, each as the numbers of its lines."""
    return chain.from_iterable(shape["arcs"])


def _box(name: str) -> Box:
    left, top, right, bottom = _topology()[name]
    return left, top, right, bottom


@lru_cache(maxsize=1)
def _topology() -> Any:
    return json.loads((files(__package__) / "denmark.json").read_bytes())
