"""Findings on bars: how thick they are, what they lie on, and what adds them up."""

from __future__ import annotations

from statistics import median_low

from msgspec.structs import replace

from barometer_cli.checks.boxes import NEAR, Box, around, distance, overlap
from barometer_cli.checks.codes import Faults
from barometer_cli.checks.marks.picture import Picture
from barometer_cli.checks.marks.relations import called, holds, of_one_share
from barometer_cli.checks.marks.roles import BARS
from barometer_cli.messages import say
from barometer_cli.model.scene import Of, Path

OVER = 24
"""How far a total stands at most from the end of what it adds up, px."""


def check(picture: Picture) -> Faults:
    """Bars of another strength, without their track, and totals and braces that are not at their parts."""
    yield from _totalled(picture)
    yield from _strong(picture)
    yield from _tracked(picture)
    yield from _held(picture)


def _totalled(picture: Picture) -> Faults:
    """Totals that do not stand at the end of the row whose parts they add up, on the side of these, or of a scale with
    two sides right above the row beside zero."""
    places = set[bool]()
    for of in picture.having("total"):
        net, text = picture.net(of), picture.boxes[of]
        row = next((row for row in picture.rows if net and row.holds(net)), None)
        if not (net and row):
            yield "BAR606", say("the total of {share} stands at no parts that it adds up", share=called(of)), called(of)
            continue
        lying = around(picture.boxes[part] for part in (*(part for part, _ in row.parts), row.rest) if part)
        (low, high), (start, end) = picture.along(lying), picture.along(text)
        over = is_over(picture, text, lying)
        if over:
            low, high = picture.zero
        against = bool(picture.sides and picture.sides.of(net) == "negative")
        away = low - end if against else start - high
        places.add(over)
        if not 0 <= away <= OVER or not (over or overlap(picture.across(text), picture.across(lying))):
            message = say("the total of {share} does not stand at the end of its parts", share=called(of))
            yield "BAR606", message, called(of)
    if len(places) > 1:
        yield "BAR606", say("some totals stand over their bars, and others at the ends of theirs"), "total"
    for category in dict.fromkeys(of.category for of in picture.having("total")):
        name = Of("label", category)
        if name in picture.boxes and not _heads(picture, name):
            yield "BAR606", say("the label of {share} does not stand at its totals", share=called(name)), called(name)


def is_over(picture: Picture, text: Box, lying: Box) -> bool:
    """Whether words stand on a line right above a row of a scale with two sides."""
    (_, foot), (top, _) = picture.across(text), picture.across(lying)
    return bool(picture.sides) and 0 <= top - foot <= OVER


def _heads(picture: Picture, name: Of) -> bool:
    """Whether the name of totals stands right above one of them, or on their side of zero."""
    left, top, right, bottom = picture.boxes[name]
    totals = [of for of in picture.having("total") if of.category == name.category]
    nets = [net for of in totals if (net := picture.net(of))]
    if picture.sides and nets:
        against = picture.sides.of(nets[0]) == "negative"
        start, end = picture.along(picture.boxes[name])
        return end <= picture.zero[0] if against else start >= picture.zero[1]
    first = min((picture.boxes[of] for of in totals), key=lambda covered: covered[0])
    return distance((first[0], first[1]), (left, top, right, bottom)) <= OVER and bottom <= first[1] + NEAR


def _strong(picture: Picture) -> Faults:
    """Bars that are thicker or thinner than others: their areas would tell another share than their lengths."""
    extents = {of: picture.across(picture.boxes[of]) for of in picture.having(*BARS)}
    strengths = {of: round(high - low, 1) for of, (low, high) in extents.items()}
    usual = median_low(strengths.values()) if strengths else 0.0
    for of, strength in strengths.items():
        if strength != usual:
            message = say(
                "the bar of {share} is {strength:g} px thick, and others {usual:g} px",
                share=called(of),
                strength=strength,
                usual=usual,
            )
            yield "BAR605", message, called(of)


def _tracked(picture: Picture) -> Faults:
    """Bars without a track where they must or others have one, and tracks that do not lie under their bar."""
    tracks, everybody = picture.having("whole", "outer"), picture.figure.table.measure.whole
    for track in tracks:
        if replace(track, role="bar") not in picture.marks:
            yield "BAR605", say("the track of {share} has no bar", share=called(track)), called(track)
    for bar in picture.having("bar") if tracks or picture.outers else ():
        own = next((each for each in tracks if of_one_share(each, bar)), None)
        if own is None and (everybody or bar.category in picture.outers):
            message = say("the bar of {share} lies on no track of what it is a part of", share=called(bar))
            yield "BAR605", message, called(bar)
        elif own and any(
            abs(one - other) > NEAR
            for one, other in zip(*(picture.across(picture.boxes[each]) for each in (own, bar)), strict=True)
        ):
            yield "BAR605", say("the track of {share} does not lie under its bar", share=called(bar)), called(bar)


def _held(picture: Picture) -> Faults:
    """Braces that do not lie beside the bars of all their parts, and of nothing else."""
    bars = {of: picture.across(picture.boxes[of]) for of in picture.having("bar", "point")}
    for of in picture.having("brace"):
        net, (start, end) = picture.net(of), picture.across(picture.boxes[of])
        parts = [extent for each, extent in bars.items() if net and holds(net, each)]
        first, last = min((low for low, _ in parts), default=0.0), max((high for _, high in parts), default=0.0)
        within = [each for each, (low, high) in bars.items() if start - NEAR <= (low + high) / 2 <= end + NEAR]
        strange = [each for each in within if not (net and holds(net, each))]
        mark = picture.marks[of][0]
        stroke = mark.width if isinstance(mark, Path) else 0.0
        if abs(start + stroke / 2 - first) > NEAR or abs(end - stroke / 2 - last) > NEAR or strange:
            message = say("the brace of {share} is not beside all its parts and nothing else", share=called(of))
            yield "BAR605", message, called(of)
