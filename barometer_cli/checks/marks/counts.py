"""Findings on counted marks: each share has as many as it is, all are alike, and they stand in regular grids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise

from msgspec import Struct

from barometer_cli.checks.boxes import NEAR, Box, around, box, distance
from barometer_cli.checks.codes import Faults
from barometer_cli.checks.marks.picture import Picture
from barometer_cli.layout.dots import Grid, grids, name
from barometer_cli.messages import counted, say, template
from barometer_cli.model.scene import Circle, Mark, Of, Role, Text
from barometer_cli.model.table import Cell, Net

ROUNDED = 1.05
"""By how much places differ that are rounded to whole px."""
BESIDE: dict[Role, str] = {
    "label": template("a label does not stand at its dots as others do at theirs"),
    "value": template("a value does not stand at its dots as others do at theirs"),
    "number": template("a number does not stand at its dots as others do at theirs"),
    "hidden": template("a hidden share does not stand at its dots as others do at theirs"),
}
"""Words that stand at the same place beside every grid, and what is said of those that do not."""


class _Counted(Struct, frozen=True):
    """The marks of a grid as they are drawn, line by line, and what they should be."""

    grid: Grid
    dots: tuple[Circle, ...]

    @property
    def box(self) -> Box:
        """What its marks cover."""
        return around(map(box, self.dots))

    @property
    def name(self) -> str:
        """What it is called in a message."""
        only = name(self.shares[0]) if len(self.shares) == 1 else ""
        return " · ".join(each for each in (only, self.grid.group) if each) or say("the whole")

    def holds(self, of: Of) -> bool:
        """Whether words are of this grid."""
        return of.group == self.grid.group and of.category in (None, *map(name, self.shares))

    @property
    def shares(self) -> tuple[Cell | Net, ...]:
        """What is counted in it."""
        return tuple(share for share, _ in self.grid.shares)


def check(picture: Picture) -> Faults:
    """Whatever counted marks tell wrongly."""
    figure, marks = picture.figure, picture.marks
    found = [_Counted(grid, _drawn(grid, marks)) for grid in grids(figure.spec, figure.table)]
    for each in found:
        yield from _miscounted(each)
        yield from _uneven(each)
        yield from _ordered(each, marks)
    yield from _unlike([dot for each in found for dot in each.dots], picture.sheet.scene.background)
    if len(found) > 1 and all(each.dots for each in found):
        yield from _beside(found, marks)


def _drawn(grid: Grid, marks: Mapping[Of, Sequence[Mark]]) -> tuple[Circle, ...]:
    drawn = [mark for of in dict.fromkeys(grid.told) for mark in marks.get(of, ()) if isinstance(mark, Circle)]
    return tuple(sorted(drawn, key=lambda dot: (dot.y, dot.x)))


def _miscounted(each: _Counted) -> Faults:
    """Shares with more or fewer marks than they are, or whose marks lie scattered."""
    told = [dot.of for dot in each.dots]
    for of in dict.fromkeys(each.grid.told):
        count, right = told.count(of), each.grid.told.count(of)
        if count != right:
            name = of.category or each.name
            message = counted(
                "{grid} has {n} dot of {dots}; {right} is right",
                "{grid} has {n} dots of {dots}; {right} is right",
                count,
                grid=name,
                dots=each.grid.dots,
                right=right,
            )
            yield "BAR605", message, name
    runs = [of for of, _ in groupby(told)]
    if len(set(runs)) < len(runs):
        yield "BAR605", say("the dots of {grid} do not lie share by share", grid=each.name), each.name


def _uneven(each: _Counted) -> Faults:
    """Grids that are not regular, or not full."""
    xs, ys = ({round(getattr(dot, axis), 1) for dot in each.dots} for axis in "xy")
    steps = [after - before for places in (xs, ys) for before, after in pairwise(sorted(places))]
    places = {(round(dot.x, 1), round(dot.y, 1)) for dot in each.dots}
    even = not steps or max(steps) - min(steps) <= 0.2 + NEAR
    if not even or not len(places) == len(each.dots) == len(xs) * len(ys):
        yield "BAR605", say("the dots of {grid} do not stand in a regular grid", grid=each.name), each.name


def _unlike(dots: Sequence[Circle], ground: str) -> Faults:
    """Marks of another size than others, of another colour than those of their share, or of that of nobody."""
    for size in {(dot.r, dot.width) for dot in dots[1:]} - {(dot.r, dot.width) for dot in dots[:1]}:
        message = say(
            "a dot has a radius of {radius:g} px, and another of {other:g} px", radius=size[0], other=dots[0].r
        )
        yield "BAR605", message, "dots"
    fills: dict[Of, str] = {}
    for dot in dots:
        assert dot.of, "it was found by what it is of"
        if fills.setdefault(dot.of, dot.fill) != dot.fill:
            message = say(
                "{mark} is drawn in {fill}, and others of its share in {other}",
                mark=dot.id,
                fill=dot.fill,
                other=fills[dot.of],
            )
            yield "BAR606", message, dot.id
    vacant = {fill for of, fill in fills.items() if of.role == "vacant"}
    told = {fill for of, fill in fills.items() if of.role == "dot"}
    if len(vacant) > 1 or vacant & told or ground in vacant | told:
        message = say(
            "dots of shares are in {drawn}, and of none in {vacant}",
            drawn=", ".join(sorted(told)),
            vacant=", ".join(vacant),
        )
        yield "BAR606", message, "dots"


def _beside(found: Sequence[_Counted], marks: Mapping[Of, Sequence[Mark]]) -> Faults:
    """Words that do not stand beside their grid as others do beside theirs."""
    for role, astray in BESIDE.items():
        texts = [(each, _set(marks[of])) for of in marks if of.role == role for each in found if each.holds(of)]
        lefts = [left - each.box[0] for each, (left, _, _) in texts]
        tops, feet = ([set_[line] - each.box[1] for each, set_ in texts] for line in (1, 2))
        middles = [(top + foot) / 2 for top, foot in zip(tops, feet, strict=True)]
        several = role == "value" and any(len(each.shares) > 1 for each in found)
        if _vary(lefts) or (not several and all(map(_vary, (tops, middles, feet)))):
            yield "BAR606", say(astray), role
        for each, (left, top, _) in texts if several else ():
            nearest = min(found, key=lambda other: distance((left, top), other.box))
            if nearest is not each:
                message = say("a value of {grid} stands at the dots of {other}", grid=each.name, other=nearest.name)
                yield "BAR606", message, each.name


def _ordered(each: _Counted, marks: Mapping[Of, Sequence[Mark]]) -> Faults:
    """Values that stand in another order than the dots of their shares."""
    values = [marks.get(Of("value", name(share), each.grid.group)) for share in each.shares]
    feet = [_set(lines)[2] for lines in values if lines]
    if feet != sorted(set(feet)):
        message = say("the values of {grid} stand in another order than its dots", grid=each.name)
        yield "BAR606", message, each.name


def _vary(places: Sequence[float]) -> bool:
    """Whether places differ by more than is rounded, px."""
    return bool(places) and max(places) - min(places) > ROUNDED


def _set(lines: Sequence[Mark]) -> tuple[float, float, float]:
    """Where lines of text begin, and their first and last baseline, px."""
    texts = [line for line in lines if isinstance(line, Text)]
    return box(texts[0])[0], texts[0].y, texts[-1].y
