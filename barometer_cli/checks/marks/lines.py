"""Findings on lines: what they join, and how far apart their points stand in time."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import dist
from typing import TypeAlias

from barometer_cli.checks.boxes import NEAR, vertices
from barometer_cli.checks.codes import Faults
from barometer_cli.checks.marks.picture import Picture
from barometer_cli.checks.marks.relations import called, either
from barometer_cli.layout import timeline
from barometer_cli.layout.plot import DASH
from barometer_cli.messages import say
from barometer_cli.model.scene import Mark, Of

Point: TypeAlias = tuple[float, float]
"""x and y, px."""


def check(picture: Picture) -> Faults:
    """Lines that join what they must not, or not what they must, and points that do not stand at their time."""
    yield from _joined(picture)
    yield from _bridged(picture)
    yield from _in_time(picture)


def _joined(picture: Picture) -> Faults:
    """Lines that do not run from centre to centre of neighbours, over what is missing or cannot be compared."""
    points = {of: picture.centre(of) for of in picture.having("point")}
    panels = {of.panel for of in points} if picture.stations else set()
    for name, stations in picture.courses.items():
        for panel in panels:
            at = {s: points[of] for s in stations if (of := Of("point", *picture.share(name, s), panel)) in points}
            wanted = {
                (one, other)
                for one, other in pairwise(picture.stations)
                if one in at and other in at and not picture.broken(other)
            }
            of = picture.course(name, panel)
            drawn: set[tuple[str | None, str | None]] = set()
            for mark in picture.marks.get(of, ()):
                corners = [
                    {station for station, place in at.items() if dist(place, corner) <= NEAR}
                    for corner in vertices(mark)
                ]
                if not all(corners):
                    message = say("{mark} does not run through the points of {share}", mark=mark.id, share=called(of))
                    yield "BAR605", message, mark.id
                for before, after in pairwise(filter(None, corners)):
                    joins = {(one, other) for one in before for other in after}
                    drawn |= joins & wanted
                    if not joins & wanted:
                        message = say(
                            "{mark} joins {one} and {other} of {share}, which are no neighbours",
                            mark=mark.id,
                            one=either(sorted(map(str, before))),
                            other=either(sorted(map(str, after))),
                            share=called(of),
                        )
                        yield "BAR605", message, mark.id
            for one, other in wanted - drawn:
                message = say("no line joins {one} and {other} of {share}", one=one, other=other, share=called(of))
                yield "BAR607", message, called(of)


def _bridged(picture: Picture) -> Faults:
    """Dashes that do not lie straight between two points of a line, over waves that it misses, or are not there."""
    points = {of: picture.centre(of) for of in picture.having("point")}
    panels = {of.panel for of in points} if picture.stations else set()
    for series in picture.lines.series if picture.sheet.scene.axis == "y" else ():
        for panel in panels:
            share = [series.of("point", station, panel) for station in series.told]
            if not all(of in points for of in share):
                continue
            of = series.of("bridge", panel=panel)
            ends = {
                (before, after): (points[series.of("point", before, panel)], points[series.of("point", after, panel)])
                for before, after in picture.lines.bridged(series)
            }
            marks = picture.marks.get(of, ())
            over = {pair: [m for m in marks if _lies_between(vertices(m), *ends[pair])] for pair in ends}
            for mark in marks:
                if not any(mark in dashes for dashes in over.values()):
                    message = say("{mark} lies between no two points of {share}", mark=mark.id, share=called(of))
                    yield "BAR605", message, mark.id
            for (before, after), dashes in over.items():
                if not _leads(dashes, *ends[before, after]):
                    message = say(
                        "no dashes lead from {one} to {other} of {share}", one=before, other=after, share=called(of)
                    )
                    yield "BAR607", message, called(of)


def _leads(dashes: Sequence[Mark], one: Point, other: Point) -> bool:
    """Whether dashes lead from one point all the way to another: no white among them is wider than two dashes."""
    reach = sorted(sorted(dist(one, corner) for corner in vertices(mark)) for mark in dashes)
    starts, ends = [near for near, *_ in reach], [far for *_, far in reach]
    whites = (start - end for end, start in zip([0.0, *ends], [*starts, dist(one, other)], strict=True))
    return max(whites) <= 2 * DASH


def _lies_between(corners: Sequence[Point], one: Point, other: Point) -> bool:
    """Whether all corners lie on the straight line from one point to another: the way over them is no longer."""
    length = dist(one, other)
    return all(dist(one, corner) + dist(corner, other) - length <= NEAR / length for corner in corners)


def _in_time(picture: Picture) -> Faults:
    """Points of one wave, or group, that do not stand above one another, and waves not as far apart as in time."""
    if picture.sheet.scene.axis != "y" or not picture.stations:
        return
    found: dict[str | None, dict[str | None, float]] = {}
    for of in picture.having("point"):
        places, station = found.setdefault(of.panel, {}), picture.station(of)
        x = picture.centre(of)[0]
        if abs(places.setdefault(station, x) - x) > NEAR:
            message = say("{share} does not stand above the others of {station}", share=called(of), station=station)
            yield "BAR605", message, called(of)
    if not picture.is_timed:
        return
    times = dict(
        zip(picture.stations, timeline.places([s or "" for s in picture.stations], picture.lines.axis), strict=True)
    )
    for places in found.values():
        first, last = min(places, key=times.__getitem__), max(places, key=times.__getitem__)
        pace = (places[last] - places[first]) / ((times[last] - times[first]) or 1.0)
        for station, x in places.items():
            right = places[first] + pace * (times[station] - times[first])
            if abs(x - right) > NEAR:
                message = say(
                    "{station} stands at {at:.2f} px in time; {right:.2f} px is right",
                    station=station,
                    at=x,
                    right=right,
                )
                yield "BAR605", message, station or ""
