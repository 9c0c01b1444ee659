"""Denmark's outlines: every area there, drawn soundly, meeting its neighbours, and found by what people call it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import chain, pairwise, product
from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from barometer_cli.layout import outlines as package
from barometer_cli.layout.outlines import (
    Area,
    Level,
    Line,
    Point,
    borders,
    coast,
    extent,
    find,
    inset,
    outlines,
    rings,
    thinned,
    undrawn,
)  # fmt: skip

Edge = tuple[Point, Point]

LEVELS: tuple[Level, ...] = get_args(Level)
OFFICIAL = {
    "1081 Region Nordjylland": """
        773 Morsø, 787 Thisted, 810 Brønderslev, 813 Frederikshavn, 820 Vesthimmerlands, 825 Læsø, 840 Rebild,
        846 Mariagerfjord, 849 Jammerbugt, 851 Aalborg, 860 Hjørring""",
    "1082 Region Midtjylland": """
        615 Horsens, 657 Herning, 661 Holstebro, 665 Lemvig, 671 Struer, 706 Syddjurs, 707 Norddjurs, 710 Favrskov,
        727 Odder, 730 Randers, 740 Silkeborg, 741 Samsø, 746 Skanderborg, 751 Aarhus, 756 Ikast-Brande,
        760 Ringkøbing-Skjern, 766 Hedensted, 779 Skive, 791 Viborg""",
    "1083 Region Syddanmark": """
        410 Middelfart, 420 Assens, 430 Faaborg-Midtfyn, 440 Kerteminde, 450 Nyborg, 461 Odense, 479 Svendborg,
        480 Nordfyns, 482 Langeland, 492 Ærø, 510 Haderslev, 530 Billund, 540 Sønderborg, 550 Tønder, 561 Esbjerg,
        563 Fanø, 573 Varde, 575 Vejen, 580 Aabenraa, 607 Fredericia, 621 Kolding, 630 Vejle""",
    "1084 Region Hovedstaden": """
        101 København, 147 Frederiksberg, 151 Ballerup, 153 Brøndby, 155 Dragør, 157 Gentofte, 159 Gladsaxe,
        161 Glostrup, 163 Herlev, 165 Albertslund, 167 Hvidovre, 169 Høje-Taastrup, 173 Lyngby-Taarbæk, 175 Rødovre,
        183 Ishøj, 185 Tårnby, 187 Vallensbæk, 190 Furesø, 201 Allerød, 210 Fredensborg, 217 Helsingør, 219 Hillerød,
        223 Hørsholm, 230 Rudersdal, 240 Egedal, 250 Frederikssund, 260 Halsnæs, 270 Gribskov, 400 Bornholm""",
    "1085 Region Sjælland": """
        253 Greve, 259 Køge, 265 Roskilde, 269 Solrød, 306 Odsherred, 316 Holbæk, 320 Faxe, 326 Kalundborg,
        329 Ringsted, 330 Slagelse, 336 Stevns, 340 Sorø, 350 Lejre, 360 Lolland, 370 Næstved, 376 Guldborgsund,
        390 Vordingborg""",
}
"""Codes and names as Statistics Denmark has them (Regioner, landsdele og kommuner, 2007)."""
NEIGHBOURS = (
    "Aarhus Favrskov, Billund Vejle, Ballerup Herlev, Dragør Tårnby, Faxe Stevns, Frederiksberg København, "
    "Gribskov Hillerød, Guldborgsund Lolland, Herning Ikast-Brande, Hjørring Frederikshavn, Hvidovre København, "
    "Ishøj Vallensbæk, Kolding Vejen, Nyborg Svendborg, Randers Norddjurs, Sønderborg Aabenraa, Tønder Esbjerg, "
    "Varde Ringkøbing-Skjern"
)
APART = (
    "Aarhus Odense, Bornholm Frederikshavn, Brøndby Gentofte, Langeland Svendborg, Læsø Samsø, Morsø Thisted, "
    "Vejle Assens"
)

each_area = pytest.mark.parametrize(
    "area", [area for level in LEVELS for area in outlines(level)], ids=lambda area: area.name
)
each_level = pytest.mark.parametrize("level", LEVELS)


def size(ring: Line) -> int:
    """Twice the area that a ring encloses; negative where it runs the other way round."""
    return sum(x * below - right * y for (x, y), (right, below) in pairwise((*ring, ring[0])))


def edges(line: Line) -> Iterator[Edge]:
    return pairwise(line)


def around(area: Area) -> list[Edge]:
    """The edges of an area, each from the point where it begins to the point where it ends."""
    return [edge for ring in area.rings for edge in edges((*ring, ring[0]))]


def within(x: float, y: float, area: Area) -> bool:
    """Whether a point lies in an area, by how many of its edges lie to the right of it."""
    return (
        sum((y0 > y) != (y1 > y) and x < x0 + (x1 - x0) * (y - y0) / (y1 - y0) for (x0, y0), (x1, y1) in around(area))
        % 2
        == 1
    )


def meetings(lines: Iterable[Edge]) -> list[tuple[Edge, Edge]]:
    """The pairs of edges that cross or touch elsewhere than at an end that they have in common."""
    every = np.array(list(lines), dtype=np.int64)
    found = []
    a, b = every[:, 0], every[:, 1]

    def side(origin: np.ndarray, to: np.ndarray, point: np.ndarray) -> np.ndarray:
        """Which side of a line a point is on: -1, 0 or 1."""
        along, aside = to - origin, point - origin
        return np.sign(along[..., 0] * aside[..., 1] - along[..., 1] * aside[..., 0])

    low, high = np.minimum(a, b), np.maximum(a, b)
    for at, (c, d) in enumerate(every):
        near = np.flatnonzero(((low <= np.maximum(c, d)) & (high >= np.minimum(c, d))).all(axis=1))
        near = near[near > at]
        one, other = a[near], b[near]
        shared = np.any([(end == point).all(axis=1) for end in (one, other) for point in (c, d)], axis=0)
        straddled = (side(one, other, c) * side(one, other, d) <= 0) & (side(c, d, one) * side(c, d, other) <= 0)
        found += [(tuple(map(tuple, every[at])), tuple(map(tuple, every[hit]))) for hit in near[straddled & ~shared]]
    return found


def test_edges_that_cross_are_found() -> None:
    bow = (((0, 0), (4, 4)), ((4, 4), (4, 0)), ((4, 0), (0, 4)), ((0, 4), (0, 0)))
    assert meetings(bow) == [(bow[0], bow[2])]
    assert meetings([((0, 0), (4, 0)), ((2, 0), (2, 3))]), "an edge that begins on another"
    assert not meetings([((0, 0), (4, 0)), ((4, 0), (2, 3)), ((9, 9), (8, 8))])


def test_every_region_and_every_municipality_is_there_under_its_official_name() -> None:
    there = {
        f"{region.code} {region.name}": [
            f"{area.code} {area.name}" for area in outlines("municipalities") if area.region == region.code
        ]
        for region in outlines("regions")
    }
    assert there == {region: " ".join(names.split()).split(", ") for region, names in OFFICIAL.items()}
    assert sum(map(len, there.values())) == 98


def test_a_region_lies_in_itself() -> None:
    assert all(area.region == area.code for area in outlines("regions"))


@each_level
def test_no_line_crosses_or_touches_another(level: Level) -> None:
    once = {min(edge, edge[::-1]) for area in outlines(level) for edge in around(area)}
    assert not meetings(sorted(once))


@each_level
def test_no_stretch_is_walked_twice_the_same_way(level: Level) -> None:
    walked = Counter(edge for area in outlines(level) for edge in around(area))
    assert set(walked.values()) == {1}


@each_area
def test_parts_run_one_way_round_and_the_largest_is_first(area: Area) -> None:
    sizes = [size(ring) for ring in area.rings]
    parts = [-each for each in sizes if each < 0]
    assert parts == sorted(parts, reverse=True)
    assert -sizes[0] == max(map(abs, sizes))
    assert all(len(set(ring)) == len(ring) >= 3 for ring in area.rings)


def test_only_koebenhavn_has_a_hole_and_it_is_frederiksberg() -> None:
    holes = {area.name: [ring for ring in area.rings if size(ring) > 0] for area in outlines("municipalities")}
    ((name, (hole,)),) = [(name, rings) for name, rings in holes.items() if rings]
    frederiksberg = find("municipalities", "Frederiksberg")
    assert frederiksberg and name == "København"
    assert set(hole) == set(frederiksberg.rings[0])
    assert [area.name for area in outlines("municipalities")][:2] == ["København", "Frederiksberg"]
    assert all(size(ring) < 0 for area in outlines("regions") for ring in area.rings)


def met(level: Level) -> set[frozenset[str]]:
    """The names of every two areas that have an edge in common."""
    owner = {edge: area.name for area in outlines(level) for edge in around(area)}
    return {frozenset({name, owner[edge[::-1]]}) for edge, name in owner.items() if edge[::-1] in owner}


def test_neighbours_share_their_border_and_others_do_not() -> None:
    pairs = met("municipalities")
    assert {frozenset(pair.split()) for pair in NEIGHBOURS.split(", ")} <= pairs
    assert not {frozenset(pair.split()) for pair in APART.split(", ")} & pairs
    assert met("regions") == {
        frozenset({"Region Nordjylland", "Region Midtjylland"}),
        frozenset({"Region Midtjylland", "Region Syddanmark"}),
        frozenset({"Region Sjælland", "Region Hovedstaden"}),
    }


@each_level
def test_there_is_no_gap_inside_the_country(level: Level) -> None:
    """The coast is nothing but outer rings: walked from edge to edge, a gap between areas runs backwards."""
    every = {edge for area in outlines(level) for edge in around(area)}
    onward = {start: end for start, end in every if (end, start) not in every}
    coasts = []
    while onward:
        start, at = onward.popitem()
        ring = [start]
        while at != start:
            ring.append(at)
            at = onward.pop(at)
        coasts.append(tuple(ring))
    assert all(size(ring) < 0 for ring in coasts)
    assert sum(map(size, coasts)) == sum(size(ring) for area in outlines(level) for ring in area.rings)


@pytest.mark.parametrize("region", outlines("regions"), ids=lambda region: region.name)
def test_a_region_is_the_union_of_its_municipalities(region: Area) -> None:
    members = [area for area in outlines("municipalities") if area.region == region.code]
    edges_of_members = {edge for area in members for edge in around(area)}
    assert {edge for edge in edges_of_members if edge[::-1] not in edges_of_members} == set(around(region))
    assert sum(map(size, region.rings)) == sum(size(ring) for area in members for ring in area.rings)


@each_level
def test_borders_are_what_neighbours_share_each_once(level: Level) -> None:
    every = {edge for area in outlines(level) for edge in around(area)}
    shared = {min(edge, edge[::-1]) for edge in every if edge[::-1] in every}
    drawn = [min(edge, edge[::-1]) for line in borders(level) for edge in edges(line)]
    assert len(drawn) == len(set(drawn))
    assert set(drawn) == shared


def test_borders_of_regions_are_among_those_of_municipalities() -> None:
    assert set(borders("regions")) < set(borders("municipalities"))


@each_area
def test_a_label_has_the_room_it_says_within_its_area(area: Area) -> None:
    x, y = area.label
    assert area.room > 5
    room = area.room - 2  # the label stands on whole units
    for angle in np.linspace(0, 2 * math.pi, 48):
        assert within(x + 2 * room * math.cos(angle), y + room * math.sin(angle), area)
    assert [
        other.name for other in outlines("municipalities" if len(area.code) == 3 else "regions") if within(x, y, other)
    ] == [area.name]


def test_the_map_fills_its_box_and_bornholm_alone_stands_in_the_inset() -> None:
    points = {area.name: [point for ring in area.rings for point in ring] for area in outlines("municipalities")}
    left, top, right, bottom = inset()
    xs, ys = zip(*(point for every in points.values() for point in every), strict=True)
    assert extent() == (min(xs), min(ys), max(*xs, right), max(ys))
    assert (right, top) == (extent()[2], extent()[1])
    inside = {
        name for name, every in points.items() if any(left <= x <= right and top <= y <= bottom for x, y in every)
    }
    assert inside == {"Bornholm"}
    assert all(left < x < right and top < y < bottom for x, y in points["Bornholm"])


@each_area
def test_an_area_is_found_by_its_code_and_its_names(area: Area) -> None:
    level: Level = "municipalities" if len(area.code) == 3 else "regions"
    short = area.name.removeprefix("Region ")
    full = {
        "regions": [f"Region {short}", f"0{area.code[2:]}"],
        "municipalities": [f"{short} Kommune", f"0{area.code}"],
    }
    for written in (area.code, area.name, short, short.upper(), *full[level]):
        assert find(level, written) == area


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Københavns Kommune", "København"),
        ("koebenhavn", "København"),
        ("Frederiksberg kommune", "Frederiksberg"),
        ("Århus", "Aarhus"),
        ("A\N{COMBINING RING ABOVE}rhus Kommune", "Aarhus"),
        ("Åbenrå", "Aabenraa"),
        ("Lyngby-Tårbæk", "Lyngby-Taarbæk"),
        ("Lyngby Taarbæk", "Lyngby-Taarbæk"),
        ("Høje Taastrup", "Høje-Taastrup"),
        ("Høje-Tåstrup Kommune", "Høje-Taastrup"),
        ("Fåborg-Midtfyn", "Faaborg-Midtfyn"),
        ("Ikast–Brande", "Ikast-Brande"),
        ("Nordfyn", "Nordfyns"),
        ("Vesthimmerland", "Vesthimmerlands"),
        ("Vesthimmerlands Kommune", "Vesthimmerlands"),
        ("Brønderslev-Dronninglund", "Brønderslev"),
        ("Frederiksværk-Hundested", "Halsnæs"),
        ("Bornholms Regionskommune", "Bornholm"),
        ("Horsens Kommune", "Horsens"),
    ],
)
def test_a_municipality_is_found_as_people_write_it(written: str, name: str) -> None:
    found = find("municipalities", written)
    assert found and found.name == name


@pytest.mark.parametrize(
    ("level", "written"),
    [
        *product(LEVELS, ["", "Hele landet", "000", "Skagen", "Østdanmark", "Kommune", "Christiansø", "411"]),
        ("regions", "Lolland"),
        ("regions", "101"),
        ("municipalities", "Region Hovedstaden"),
        ("municipalities", "Region København"),
        ("municipalities", "1084"),
        ("municipalities", "Københavns"),
        ("municipalities", "Horsen Kommune"),
    ],
)
def test_nothing_is_found_where_nothing_is_meant(level: Level, written: str) -> None:
    assert find(level, written) is None


def test_christiansoe_is_known_and_not_drawn() -> None:
    assert [undrawn(written) for written in ("Christiansø", "christiansoe", "411", "0411")] == ["Christiansø"] * 4
    assert undrawn("Bornholm") is None


def test_the_file_is_small_and_stands_beside_its_licence() -> None:
    folder = files(package)
    assert len((folder / "denmark.json").read_bytes()) < 80_000
    licence = (folder / "LICENSE.txt").read_text(encoding="utf-8")
    assert licence.startswith("MIT License") and "Copyright (c) 2022 Martin Polley" in licence
    assert "react-denmark-map" in (folder / "SOURCE.md").read_text(encoding="utf-8")


# -- thinned -----------------------------------------------------------------------------------------------------------


def off(point: Point, line: Line) -> float:
    """How far a point lies from a line: from the nearest of the places along its strokes, found by their parameter."""
    if len(line) < 2:
        return math.dist(point, line[0])
    found = math.inf
    for start, end in pairwise(line):
        stroke, to = complex(*end) - complex(*start), complex(*point) - complex(*start)
        along = min(max((to / stroke).real, 0), 1) if stroke else 0
        found = min(found, abs(to - along * stroke))
    return found


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=2, max_size=40), st.floats(0.1, 20))
def test_a_thinned_line_passes_near_all_that_it_leaves_out(points: list[Point], reach: float) -> None:
    line = tuple(points)
    left = thinned(line, reach)
    assert (left[0], left[-1]) == (line[0], line[-1])
    every = iter(line)
    assert all(point in every for point in left), "in their order"
    assert all(off(point, left) <= reach + 1e-9 for point in line)


def test_of_a_straight_line_the_ends_are_left() -> None:
    assert thinned(((0, 0), (1, 0), (2, 0), (9, 0)), 0.1) == ((0, 0), (9, 0))


def test_an_island_is_never_thinned_to_a_stroke() -> None:
    island = ((0, 0), (5, 1), (9, 0), (4, -1), (0, 0))
    assert thinned(island, 3) == island


@each_level
@pytest.mark.parametrize("reach", [3, 10, 25])
def test_no_area_is_thinned_away_and_neighbours_still_share_their_border(level: Level, reach: float) -> None:
    found = rings(level, reach)
    assert sum(map(len, chain(*found.values()))) < sum(len(ring) for area in outlines(level) for ring in area.rings)
    sides = Counter(frozenset(edge) for ring in chain(*found.values()) for edge in edges((*ring, ring[0])))
    for area in outlines(level):
        for ring, whole in zip(found[area.code], area.rings, strict=True):
            assert size(ring) * size(whole) > 0, area.name
    shared = {frozenset(edge) for line in borders(level, reach) for edge in edges(line)}
    assert shared == {edge for edge, number in sides.items() if number == 2}
    if level == "municipalities":
        alone = {frozenset(edge) for line in coast(reach) for edge in edges(line)}
        assert alone == {edge for edge, number in sides.items() if number == 1}
