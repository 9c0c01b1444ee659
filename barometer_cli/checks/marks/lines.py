"""Findings on lines: what they join, and how far apart their points stand in time."""

from __future__ import annotations

from itertools import pairwise
from math import dist

from barometer_cli.checks.boxes import NEAR, vertices
from barometer_cli.checks.codes import Found
from barometer_cli.checks.marks.picture import Picture
from barometer_cli.checks.marks.relations import called
from barometer_cli.layout import timeline
from barometer_cli.messages import say
from barometer_cli.model.scene import Of


def check(picture: Picture) -> Found:
    """Lines that join what they must not, or not what they must, and points that do not stand at their time."""
    yield from _joined(picture)
    yield from _in_time(picture)


def _joined(picture: Picture) -> Found:
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
                    yield (
                        "BAR605",
                        say("{id} does not run through the points of {called}", id=mark.id, called=called(of)),
                        mark.id,
                    )
                for before, after in pairwise(filter(None, corners)):
                    joins = {(one, other) for one in before for other in after}
                    drawn |= joins & wanted
                    if not joins & wanted:
                        said = say(
                            "{map} and {map_2}", map=" or ".join(map(str, before)), map_2=" or ".join(map(str, after))
                        )
                        yield (
                            "BAR605",
                            say(
                                "{id} joins {said} of {called}, which are no neighbours",
                                id=mark.id,
                                said=said,
                                called=called(of),
                            ),
                            mark.id,
                        )
            for one, other in wanted - drawn:
                yield (
                    "BAR607",
                    say("no line joins {one} and {other} of {called}", one=one, other=other, called=called(of)),
                    called(of),
                )


def _in_time(picture: Picture) -> Found:
    """Points of one wave, or group, that do not stand above one another, and waves not as far apart as in time."""
    if picture.sheet.scene.axis != "y" or not picture.stations:
        return
    found: dict[str | None, dict[str | None, float]] = {}
    for of in picture.having("point"):
        places, station = found.setdefault(of.panel, {}), picture.station(of)
        x = picture.centre(of)[0]
        if abs(places.setdefault(station, x) - x) > NEAR:
            yield (
                "BAR605",
                say("{called} does not stand above the others of {station}", called=called(of), station=station),
                called(of),
            )
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
                yield (
                    "BAR605",
                    say(
                        "{station} stands at {x:.2f} px in time; {right:.2f} px is right",
                        station=station,
                        x=x,
                        right=right,
                    ),
                    station or "",
                )
