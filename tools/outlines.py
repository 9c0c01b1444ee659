"""Make barometer_cli/layout/outlines/denmark.json from the drawings in npm's react-denmark-map.

Shapely is needed here and nowhere else, so it has an environment of its own; its version, and that of the package, are
part of the recipe, and with them the same bytes come out every time.

    npm pack react-denmark-map@1.0.0
    python -m venv build/outlines
    build/outlines/bin/pip install shapely==2.2.0
    build/outlines/bin/python tools/outlines.py react-denmark-map-1.0.0.tgz

The package draws the municipalities apart, a white strip between each and the next, and draws the land once more
whole. Each point of the land is given to the municipality nearest to it: borders run down the middle of the strips,
neighbours share them, and the coast is that of the whole land. What is simplified then is the coverage, not each area,
so no border comes apart; and regions are unions of their municipalities, so their borders are the same lines.
"""

from __future__ import annotations

import json
import re
import sys
import tarfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
import shapely
from shapely import Geometry, MultiPolygon, Polygon

SHA256 = "fd19b7264c43460f6034e67f76f0d8b20fcae3b9455bb5327a70cda64a24b5dd"
"""Of react-denmark-map-1.0.0.tgz."""
DRAWN = "package/dist/esm/index.js"
MADE = Path(__file__).parents[1] / "barometer_cli/layout/outlines/denmark.json"

METRES_DRAWN, METRES = 28.75, 50
"""What a unit of the source's drawing of municipalities measures, and what one of ours does.

The first is measured: twelve capes and points of the coast, in UTM zone 32, lie within 2.5 km of where the drawing has
them when a unit is 28.75 m (28.6 from west to east, 28.9 from north to south).
"""
CHORDS = 8
"""Straight lines that stand for a curve of the source."""
SPACING = 3
"""How far apart the points along a municipality's edge stand that claim what is nearest to them, units."""
TOLERANCE = 5
"""Square root of the area of the corners that are cut off, units: a quarter of a kilometre."""
MARGIN = 100
"""White between Bornholm and the frame of its inset, units."""
BORNHOLM = "400"

NAMES = {"169": "Høje-Taastrup", "430": "Faaborg-Midtfyn", "480": "Nordfyns", "751": "Aarhus"}
"""Names that Statistics Denmark writes otherwise than the source does."""

Point = tuple[int, int]


class Drawn(NamedTuple):
    """An area of the source: its official code, "" for the whole land, its name, and its rings."""

    code: str
    name: str
    rings: list[np.ndarray]


def read(archive: Path) -> list[Drawn]:
    """The areas that the package draws."""
    if sha256(archive.read_bytes()).hexdigest() != SHA256:
        raise SystemExit(f"{archive}: not react-denmark-map 1.0.0 as npm has it")
    with tarfile.open(archive) as package:
        script = package.extractfile(DRAWN)
        assert script, DRAWN
        areas = re.findall(
            r'{id:"(\w[^"]*)",name:"[^"]*",en_name:"[^"]*",display_name:"([^"]*)",(?:code:"(\d+)"|en_term:"\w+"),d:"([^"]+)"',
            script.read().decode(),
        )
    return [Drawn(code, name, list(rings(path))) for id, name, code, path in areas if code or id == "danmark"]


def rings(path: str) -> Iterator[np.ndarray]:
    """The closed lines of an SVG path made of M, m, l, c and Z, one array of points each."""
    here = np.zeros(2)
    for part in re.findall(r"[Mm][^Mm]*", path):
        points: list[np.ndarray] = []
        for letter, numbers in re.findall(r"([Mmlc])([^A-Za-z]*)", part):
            pairs = np.array(re.findall(r"-?\d*\.?\d+", numbers), dtype=float).reshape(-1, 2)
            for step in pairs.reshape(-1, 3 if letter == "c" else 1, 2):
                start = here if letter != "M" else np.zeros(2)
                here = start + step[-1]
                points += curve(start, start + step) if letter == "c" else [here]
        here = points[0]
        yield np.array(points)


def curve(start: np.ndarray, step: np.ndarray) -> Iterator[np.ndarray]:
    """Points along a cubic Bézier curve, its start left out."""
    one, other, end = step
    for t in np.linspace(0, 1, CHORDS + 1)[1:]:
        yield start * (1 - t) ** 3 + one * 3 * t * (1 - t) ** 2 + other * 3 * t**2 * (1 - t) + end * t**3


def polygons(geometry: Geometry) -> list[Polygon]:
    """The polygons of a geometry, the largest first, each with its points in an order that depends on nothing else."""
    parts = [part for part in shapely.get_parts(shapely.normalize(geometry)) if isinstance(part, Polygon)]
    return sorted(parts, key=lambda part: -part.area)


def filled(drawn: Sequence[np.ndarray]) -> MultiPolygon:
    """What rings enclose. Rings that cross themselves are mended."""
    whole = shapely.union_all([shapely.make_valid(Polygon(ring)) for ring in drawn if len(ring) > 3])
    return MultiPolygon(polygons(whole))


def placed(areas: Sequence[Drawn], units: np.ndarray) -> list[Drawn]:
    """Areas moved and stretched so that together they fill a box of this size from the origin.

    The source draws each level on a sheet of its own size.
    """
    corners = np.vstack([ring for area in areas for ring in area.rings])
    low, size = corners.min(axis=0), np.ptp(corners, axis=0)
    return [area._replace(rings=[(ring - low) / size * units for ring in area.rings]) for area in areas]


def shared_out(land: MultiPolygon, areas: dict[str, MultiPolygon]) -> dict[str, MultiPolygon]:
    """The land cut up among areas by which is nearest, on whole numbers. Lakes are land."""
    claims: dict[tuple[float, float], str] = {}
    for code, area in areas.items():
        for x, y in shapely.get_coordinates(shapely.segmentize(area.boundary, SPACING)).round(3).tolist():
            claims.setdefault((x, y), code)
    points = shapely.MultiPoint(list(claims))
    cells = shapely.get_parts(shapely.voronoi_polygons(points, extend_to=land.envelope, ordered=True))
    by_code = defaultdict(list)
    for code, cell in zip(claims.values(), cells, strict=True):
        by_code[code].append(cell)
    nearest = [shapely.union_all(by_code[code]) for code in areas]
    coast = [Polygon(part.exterior) for part in polygons(land)]
    lines = shapely.union_all([line.boundary for line in (*coast, *nearest)], grid_size=1)
    inside, owner = shapely.STRtree(coast), shapely.STRtree(nearest)
    found = defaultdict(list)
    for face in shapely.get_parts(shapely.polygonize(shapely.get_parts(lines))):
        point = face.representative_point()
        if len(inside.query(point, predicate="within")):
            found[list(areas)[owner.nearest(point)]].append(face)
    return {code: MultiPolygon(polygons(shapely.coverage_union_all(found[code]))) for code in areas}


def label(area: MultiPolygon) -> tuple[Point, int]:
    """Where a label stands best in the largest part of an area, and how much room it has there.

    The room is half the height of the largest ellipse, twice as wide as high, that lies within.
    """
    narrowed = shapely.transform(polygons(area)[0], lambda points: points / (2, 1))
    radius = shapely.maximum_inscribed_circle(narrowed, tolerance=0.1)
    x, y = radius.coords[0]
    return (round(2 * x), round(y)), int(radius.length)


def outline(polygon: Polygon) -> list[list[Point]]:
    """The rings of a polygon, the outer one first, each with its first point once."""
    return [[(int(x), int(y)) for x, y in ring.coords[:-1]] for ring in (polygon.exterior, *polygon.interiors)]


class Arcs:
    """Rings cut where what lies beside them changes, so that two areas share the line between them.

    Parameters
    ----------
    areas
        The areas that meet.
    """

    def __init__(self, areas: Mapping[str, MultiPolygon]) -> None:
        self.lines: dict[tuple[Point, ...], int] = {}
        self._beside: dict[frozenset[Point], set[str]] = defaultdict(set)
        for code, area in areas.items():
            for ring in (ring for polygon in polygons(area) for ring in outline(polygon)):
                for edge in pairwise([*ring, ring[0]]):
                    self._beside[frozenset(edge)].add(code)

    def cut(self, ring: list[Point]) -> list[int]:
        """The numbers of the lines that a ring is made of; ~n is line n backwards, as TopoJSON has it."""
        sides = [self._beside[frozenset(edge)] for edge in pairwise([*ring, ring[0]])]
        ends = [at for at in range(len(ring)) if sides[at - 1] != sides[at]] or [ring.index(min(ring))]
        round_twice = ring * 2 + ring[:1]
        return [self._number(round_twice[start : end + 1]) for start, end in pairwise([*ends, ends[0] + len(ring)])]

    def _number(self, line: list[Point]) -> int:
        known = self.lines.get(tuple(reversed(line)))
        return ~known if known is not None else self.lines.setdefault(tuple(line), len(self.lines))


def compact(value: object) -> str:
    """A value as JSON without spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def collection(areas: Mapping[str, MultiPolygon], arcs: Arcs, told: Mapping[str, Mapping[str, object]]) -> str:
    """Areas as TopoJSON, by code, one to a line, each with what is told of it."""
    lines = []
    for code in sorted(areas):
        point, room = label(areas[code])
        properties = {**told[code], "label": point, "room": room}
        shape = [[arcs.cut(ring) for ring in outline(polygon)] for polygon in polygons(areas[code])]
        lines.append(compact({"type": "MultiPolygon", "id": code, "properties": properties, "arcs": shape}))
    return '{"type":"GeometryCollection","geometries":[\n' + ",\n".join(lines) + "\n]}"


def steps(line: Sequence[Point]) -> list[Point]:
    """Where a line begins, and how far it goes each time."""
    return [line[0], *((x - before, y - above) for (before, above), (x, y) in pairwise(line))]


def main(archive: Path) -> None:
    """Write the file."""
    drawn = read(archive)
    municipalities, regions = ([area for area in drawn if len(area.code) == digits] for digits in (3, 4))
    sheet = np.ptp(np.vstack([ring for area in municipalities for ring in area.rings]), axis=0)
    units = sheet * METRES_DRAWN / METRES
    (land,) = placed([area for area in drawn if not area.code], units)
    areas = {area.code: filled(area.rings) for area in placed(municipalities, units)}
    areas = shared_out(filled(land.rings), areas)
    around = {area.code: filled(area.rings) for area in placed(regions, units)}
    region = {code: max(around, key=lambda each: around[each].intersection(areas[code]).area) for code in areas}

    # The source has Bornholm in the Kattegat already; here its frame fills the upper right corner of the map.
    right = max(area.bounds[2] for area in areas.values())
    west, north, east, south = areas[BORNHOLM].bounds
    move = right - MARGIN - east, MARGIN - north
    areas[BORNHOLM] = shapely.transform(areas[BORNHOLM], lambda points: points + move)
    inset = [int(edge) for edge in (west + move[0] - MARGIN, 0, right, south + move[1] + MARGIN)]

    simple = shapely.coverage_simplify(list(areas.values()), TOLERANCE)
    assert shapely.coverage_is_valid(simple), "areas overlap or leave gaps"
    areas = dict(zip(areas, simple, strict=True))
    unions = {
        code: MultiPolygon(
            polygons(shapely.coverage_union_all([areas[each] for each in areas if region[each] == code]))
        )
        for code in around
    }
    told = {
        area.code: {"name": NAMES.get(area.code, area.name), "region": region[area.code]} for area in municipalities
    }
    told |= {area.code: {"name": f"Region {area.name}", "region": area.code} for area in regions}
    arcs = Arcs(areas)
    levels = {"municipalities": areas, "regions": unions}
    objects = ",\n".join(f"{compact(level)}:{collection(levels[level], arcs, told)}" for level in levels)
    lines = ",\n".join(compact(steps(line)) for line in arcs.lines)
    size = [int(edge) for edge in shapely.total_bounds([*areas.values(), shapely.box(*inset)])]
    head = {"type": "Topology", "bbox": size, "inset": inset, "transform": {"scale": [1, 1], "translate": [0, 0]}}
    MADE.write_text(f'{compact(head)[:-1]},\n"objects":{{{objects}}},\n"arcs":[\n{lines}\n]}}\n', encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
