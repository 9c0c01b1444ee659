"""Findings on places: what belongs to a mark stands at it, and in the order of the marks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations, product
from statistics import median_low

from barometer_cli.checks.boxes import NEAR, apart, around, box, distance, overlap, vertices
from barometer_cli.checks.codes import Faults
from barometer_cli.checks.marks.bars import OVER
from barometer_cli.checks.marks.picture import Picture, Row
from barometer_cli.checks.marks.relations import called, is_name_of, of_one_share
from barometer_cli.checks.marks.roles import BARS, BESIDE, CALLED
from barometer_cli.layout.clear import meet
from barometer_cli.messages import say, template
from barometer_cli.model.scene import ORNAMENT, Circle, Line, Of, Path, Role, Text

LED = 6
"""How far what leads from a mark to its words may end from either, px."""
SWAPPED: dict[Role, str] = {
    "label": template("the labels of {share} and {other} have changed places"),
    "value": template("the values of {share} and {other} have changed places"),
    "labelled value": template("the labelled values of {share} and {other} have changed places"),
}
"""Texts that follow one another as their marks do, and what is said of those that do not."""


def check(picture: Picture) -> Faults:
    """Words, intervals, brackets and panels that stand where they do not belong."""
    yield from _placed(picture)
    yield from _led(picture)
    yield from _over_sides(picture)
    yield from _numbered(picture)
    yield from _in_panels(picture)


def _placed(picture: Picture) -> Faults:
    """Texts, intervals and brackets that stand at what they are not of, or in another order than their marks."""
    for of in picture.having("label", "value", "labelled value", "base", "share of another", "span", *BESIDE):
        own, others = _belonging(picture, of)
        if not own:
            continue
        place, at = picture.centre(of), sum(picture.across(picture.boxes[of])) / 2
        others = [each for each in others if not any(_on_one_another(picture, each, other) for other in own)]
        near, far = (
            min((apart(at, picture.reach(each)) for each in found), default=float("inf")) for found in (others, own)
        )
        on = of.role != "span" and any(distance(place, picture.boxes[each]) == 0 for each in others)
        mark = picture.marks[own[0]][0]
        slack = 2 * mark.r if isinstance(mark, Circle) and of.role == "value" else NEAR
        elsewhere = near < far - slack and not (of.role == "label" and picture.is_series(of))
        led = _is_led(picture, of, own) or (of.role == "value" and Of("leader", of.category, of.group) in picture.marks)
        if on or (elsewhere and not led and not _close(picture, of, own, others)):
            message = say(
                "{what} of {share} stands at a mark that is not of it", what=say(CALLED[of.role]), share=called(of)
            )
            yield "BAR606", message, called(of)
    if picture.sheet.scene.axis == "x":
        for of, point in product(picture.having("value"), picture.having("point")):
            if isinstance(picture.marks[point][0], Circle) and meet(picture.boxes[of], picture.boxes[point]):
                message = say(
                    "the value of {share} lies on the point of {other}", share=called(of), other=called(point)
                )
                yield "BAR606", message, called(of)
    points = [picture.along(picture.boxes[of]) for of in picture.having("point")]
    for of in picture.having("label"):
        foot, head = picture.along(picture.boxes[of])
        if picture.is_station(of) and not of.panel and head > min(points)[0] and foot < max(points)[1]:
            message = say("the label of {share} stands among the lines, not above or below them", share=called(of))
            yield "BAR606", message, called(of)
    for role, swapped in SWAPPED.items():
        yield from _out_of_order(picture, picture.having(role), swapped)
    yield from _level_with(picture)
    keys = picture.having("key")
    for of in picture.having("key label", "key value") if keys else ():
        left, top, _, bottom = box(picture.marks[of][0])
        start = left, (top + bottom) / 2
        nearest = min(keys, key=lambda key: distance(start, picture.boxes[key]))
        if not of_one_share(nearest, of):
            message = say(
                "{what} of {share} stands at the key of {other}",
                what=say(CALLED[of.role]),
                share=called(of),
                other=called(nearest),
            )
            yield "BAR606", message, called(of)


def _belonging(picture: Picture, of: Of) -> tuple[list[Of], list[Of]]:
    """What something belongs to, and what of the same sort it does not belong to."""
    bars, totals = picture.beside(of, *BARS, "point"), picture.having("total")
    spans = picture.beside(of, "span", "brace")
    if of.role == "labelled value" and Of("reference", of.category, of.group) in picture.marks:
        return [], []  # it names a line across all rows
    if of.role == "label" and of.category is None and picture.having("mirrored"):
        return [], []  # it stands over its side
    if of.role == "label" and picture.having("dot", "vacant", "number"):
        return [], []  # where words stand beside counted marks, or a large number, is proved with these
    if of.role == "label" and any(is_name_of(of, total) for total in totals if of.category):
        if picture.sides:
            return [], []  # it heads the totals on its side of zero, which is proved with these
        return _parted(totals, lambda other: is_name_of(of, other))
    if of.role == "label":
        held: tuple[Role, ...] = ("span",) if picture.sheet.scene.axis == "y" else ()  # between columns and their names
        braced = {(each.category, each.group) for each in picture.having("brace", "reference", *held)}
        led = {(each.category, each.group) for each in picture.having("leader")}
        numbers = picture.beside(of, "value", "labelled value", "hidden")
        told = {(each.category, each.group) for each in numbers}
        beside = [
            each
            for each in (*bars, *spans, *(each for each in numbers if (each.category, each.group) not in led))
            if (each.category, each.group) not in braced and (not of.panel or (each.category, each.group) in told)
        ]
        return _parted(beside, lambda other: is_name_of(of, other))
    if of.role == "span":
        beside = [other for other in (*bars, *spans) if other != of]
        return _parted(beside, lambda other: other.group == of.group)
    return _parted(bars if of.role in BESIDE else [*bars, *spans], lambda other: of_one_share(of, other))


def _parted(all: Sequence[Of], own: Callable[[Of], bool]) -> tuple[list[Of], list[Of]]:
    return [each for each in all if own(each)], [each for each in all if not own(each)]


def _on_one_another(picture: Picture, one: Of, other: Of) -> bool:
    """Whether two points lie on one another, so that a value stands at both."""
    if one.role != "point" or other.role != "point":
        return False
    a, b = picture.boxes[one], picture.boxes[other]
    return overlap((a[0], a[2]), (b[0], b[2])) and overlap((a[1], a[3]), (b[1], b[3]))


def _close(picture: Picture, of: Of, own: Sequence[Of], others: Sequence[Of]) -> bool:
    """Whether a value stands right beside its point, wherever its middle is."""
    words = picture.boxes[of]
    near, far = (
        min((distance(picture.centre(each), words) for each in found if each.role == "point"), default=float("inf"))
        for found in (own, others)
    )
    return near < far


def _out_of_order(picture: Picture, texts: Sequence[Of], swapped: str) -> Faults:
    """Texts of one line that follow one another otherwise than the marks of one row that they belong to."""
    homes = {of: _home(picture, of, own) for of in texts if (own := _belonging(picture, of)[0])}
    led = {of for of, home in homes.items() if _is_led(picture, of, [home])}
    for (one, home), (other, its) in combinations(homes.items(), 2):
        if one.panel != other.panel or picture.is_station(one) != picture.is_station(other):
            continue
        written, drawn = (picture.boxes[one], picture.boxes[other]), (picture.boxes[home], picture.boxes[its])
        of_points = home.role == its.role == "point" and one not in led and other not in led
        pairs = (drawn,) if of_points else (written, drawn)
        if all(overlap(*map(picture.across, pair)) for pair in pairs):
            (first, second), (before, after) = (
                [sum(picture.place(each)) for each in pair] for pair in (written, drawn)
            )
            if abs(before - after) > 2 * NEAR and (first < second) != (before < after):
                yield "BAR606", say(swapped, share=called(one), other=called(other)), called(one)


def _home(picture: Picture, of: Of, own: Sequence[Of]) -> Of:
    """What a text stands at: the first that it is of; the name of a line at its last point."""
    if of.role != "label" or not picture.is_series(of):
        return own[0]
    name = of.category if of.category is not None else of.group
    last = Of("point", *picture.share(name, picture.courses[name][-1]), of.panel)
    return last if last in own else own[0]


def _level_with(picture: Picture) -> Faults:
    """ "Of which" that does not stand at a part; names away from their columns and the parts of these."""
    labels = picture.having("label")
    for of in picture.having("of which"):
        parts = [each for each in labels if picture.outers.get(each.category or "") == of.category]
        if not any(overlap(*(picture.across(picture.boxes[each]) for each in (of, part))) for part in parts):
            message = say("{words!r} does not stand at a part of {share}", words=picture.asides[of], share=of.category)
            yield "BAR606", message, called(of)
    if picture.sheet.scene.axis == "y" and picture.having("bar"):
        names = [of for of in labels if not of.category]
        lines = {of: min(mark.y for mark in picture.marks[of] if isinstance(mark, Text)) for of in names}
        for of, line in lines.items():
            if abs(line - median_low(lines.values())) > NEAR:
                message = say("the label of {share} does not stand on the line of the others", share=called(of))
                yield "BAR606", message, called(of)
        columns = [row.parts for row in picture.rows if row.parts]
        last = max(columns, key=lambda parts: picture.across(picture.boxes[parts[0][0]]), default=())
        for of, _ in last if len(last) > 1 else ():
            if not _named_beside(picture, of):
                message = say("the label of {share} does not stand beside it", share=of.category)
                yield "BAR606", message, of.category or ""


def _named_beside(picture: Picture, bar: Of) -> bool:
    """Whether the name of a part of a column, where it is not in a key, is level with the part, or with its value where
    that was moved.
    """
    name, value = Of("label", bar.category), Of("value", bar.category, bar.group)
    if name not in picture.boxes or value not in picture.boxes:
        return True
    low, high = picture.along(picture.boxes[name])
    within = distance(picture.centre(value), picture.boxes[bar]) == 0
    return apart((low + high) / 2, picture.along(picture.boxes[bar if within else value])) <= NEAR


def _led(picture: Picture) -> Faults:
    """Leaders that do not lead from a part to its words, and values beside their part to which none leads."""
    for of in picture.having("leader") if not picture.map else ():
        mark, bar = picture.marks[of][0], picture.boxes.get(Of("bar", of.category, of.group))
        words = picture.boxes.get(Of("value", of.category, of.group))
        tips = mark.points if isinstance(mark, Path) else ()
        ends = [(step[-2], step[-1]) for step in tips[:1] + tips[-1:]]
        if len(ends) < 2 or not (bar and words) or distance(ends[0], bar) > LED or distance(ends[1], words) > LED:
            yield "BAR606", say("a line does not lead from {share} to its value", share=called(of)), called(of)
    for row in picture.rows:
        for of, _ in row.parts if len(row.parts) > 1 else ():
            value = Of("value", of.category, of.group)
            if value not in picture.boxes or Of("leader", of.category, of.group) in picture.marks:
                continue
            if distance(picture.centre(value), picture.boxes[of]) > 0 and not _beyond(picture, row, of, value):
                message = say("the value of {share} stands beside it, and no line leads there", share=called(of))
                yield "BAR606", message, called(of)


def _beyond(picture: Picture, row: Row, of: Of, value: Of) -> bool:
    """Whether a value stands right beyond the outer end of a part that has one of two sides of its row alone."""
    found = picture.sides
    side = next((names for names in (found.negative, found.positive) if of.category in names), ()) if found else ()
    lying, text = around(picture.boxes[part] for part, _ in row.parts), picture.boxes[value]
    (low, high), (start, end) = picture.along(lying), picture.along(text)
    away = low - end if found and side == found.negative else start - high
    level = overlap(picture.across(text), picture.across(lying))
    return level and sum(part.category in side for part, _ in row.parts) == 1 and 0 <= away <= OVER


def _is_led(picture: Picture, of: Of, own: Sequence[Of]) -> bool:
    """Whether a thin line leads from words to a point that they are of."""
    words = picture.boxes[of]
    for mark in picture.marks.get(ORNAMENT, ()):
        if isinstance(mark, Line):
            start, end = vertices(mark)
            if distance(end, words) < LED and any(distance(start, picture.boxes[each]) < LED for each in own):
                return True
    return False


def _over_sides(picture: Picture) -> Faults:
    """Names of groups that do not stand over their own bars, where these go to both sides."""
    mirrored = {of.group for of in picture.having("mirrored")}
    for of in (of for of in picture.having("label") if of.category is None and mirrored):
        start, end = picture.along(picture.boxes[of])
        zeros = {each.group in mirrored: picture.along(picture.boxes[each]) for each in picture.having("zero")}
        bars = [picture.across(picture.boxes[each]) for each in picture.having(*BARS)]
        zero, _ = zeros.get(True, (end, end))
        _, other = zeros.get(False, (start, start))
        beyond = end > zero + NEAR if of.group in mirrored else start < other - NEAR
        if beyond or picture.across(picture.boxes[of])[1] > min(top for top, _ in bars):
            yield "BAR606", say("the label of {share} does not stand over its side", share=called(of)), called(of)


def _numbered(picture: Picture) -> Faults:
    """Words of large numbers that begin at another number; those of counted marks are proved with these."""
    numbers = picture.having("number", "hidden")
    alone = picture.having("number") and not picture.having("dot", "vacant")
    for of in picture.having("label") if alone else ():
        first = left, top, _, _ = box(picture.marks[of][0])
        level = [number for number in numbers if overlap(*map(picture.across, (first, picture.boxes[number])))]
        nearest = min(level or numbers, key=lambda number: distance((left, top), picture.boxes[number]))
        if not is_name_of(of, nearest):
            message = say(
                "the label of {share} stands at the number of {other}", share=called(of), other=called(nearest)
            )
            yield "BAR606", message, called(of)


def _in_panels(picture: Picture) -> Faults:
    """Marks outside the panel that they say they stand in, and panels on one another."""
    panels = {
        each.name: (each.x, each.y, each.x + each.width, each.y + each.height) for each in picture.sheet.scene.panels
    }
    for mark in picture.sheet.scene.marks():
        if mark.of is None or mark.of.panel is None:
            continue
        left, top, right, bottom = box(mark)
        room = panels.get(mark.of.panel)
        if room is None:
            message = say(
                "{mark} is of the panel {panel!r}, which is not on the sheet", mark=mark.id, panel=mark.of.panel
            )
            yield "BAR607", message, mark.id
        elif left < room[0] - NEAR or top < room[1] - NEAR or right > room[2] + NEAR or bottom > room[3] + NEAR:
            message = say("{mark} does not stand in its panel {panel!r}", mark=mark.id, panel=mark.of.panel)
            yield "BAR606", message, mark.id
    for (one, a), (other, b) in combinations(panels.items(), 2):
        if overlap((a[0], a[2]), (b[0], b[2])) and overlap((a[1], a[3]), (b[1], b[3])):
            yield "BAR606", say("the panels {one!r} and {other!r} lie on one another", one=one, other=other), one
