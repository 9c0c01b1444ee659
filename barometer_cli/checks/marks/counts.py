"""Findings on counted marks: each share has as much of them as it is, all are alike, in regular grids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise
from math import hypot, pi

from msgspec import Struct

from barometer_cli.checks.boxes import NEAR, Box, area, around, box, distance, vertices
from barometer_cli.checks.codes import Faults
from barometer_cli.checks.marks.picture import Picture
from barometer_cli.layout.dots import Grid, Piece, grids, name
from barometer_cli.messages import say, template
from barometer_cli.model.scene import Circle, Mark, Of, Path, Role, Text
from barometer_cli.model.table import Cell, Net

ROUNDED = 1.05
"""By how much places differ that are rounded to whole px."""
SLIVER = 0.02
"""By how much of a dot what is drawn differs that is rounded to hundredths of px."""
BESIDE: dict[Role, str] = {
    "label": template("a label does not stand at its dots as others do at theirs"),
    "value": template("a value does not stand at its dots as others do at theirs"),
    "number": template("a number does not stand at its dots as others do at theirs"),
    "hidden": template("a hidden share does not stand at its dots as others do at theirs"),
}
"""Words that stand at the same place beside every grid, and what is said of those that do not."""


class _Counted(Struct, frozen=True):
    """The marks of a grid as they are drawn, and what they should be.

    Attributes
    ----------
    grid
        What they should be.
    dots
        Its discs, line by line.
    seen
        What is seen of each of them, from the left: its colour is of a share, or of none, up to a part of its area.
    parts
        What lies on them up to where a share ends; `stray` are those that do not.
    """

    grid: Grid
    dots: tuple[Circle, ...]
    seen: tuple[tuple[Piece, ...], ...]
    parts: tuple[Path, ...]
    stray: tuple[Path, ...]

    @property
    def marks(self) -> tuple[Circle | Path, ...]:
        """Its discs and what lies on them."""
        return *self.dots, *self.parts

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
    painted = [mark for mark in picture.sheet.scene.marks() if mark.of and mark.of.role in ("dot", "vacant")]
    found = [_drawn(grid, painted) for grid in grids(figure.spec, figure.table)]
    for each in found:
        yield from _miscounted(each)
        yield from _uneven(each)
        yield from _ordered(each, marks)
    yield from _unlike([dot for each in found for dot in each.dots])
    yield from _coloured([dot for each in found for dot in each.marks], picture.sheet.scene.background)
    if len(found) > 1 and all(each.dots for each in found):
        yield from _beside(found, marks)


def _drawn(grid: Grid, painted: Sequence[Mark]) -> _Counted:
    """What is seen of a grid when its marks have been painted one after the other."""
    own = {grid.vacant, *(Of("dot", name(share), grid.group) for share, _ in grid.shares)}
    seen: dict[Circle, list[Piece]] = {}
    parts: list[Path] = []
    stray: list[Path] = []
    for mark in painted:
        if mark.of not in own:
            continue
        if isinstance(mark, Circle):
            seen[mark] = [(mark.of, 1.0)]
        elif isinstance(mark, Path):
            parts.append(mark)
            under = next((dot for dot in seen if _is_part(mark, dot)), None)
            if under is None:
                stray.append(mark)
                continue
            end = area(mark) / (pi * under.r**2)
            seen[under] = [(mark.of, end), *((of, until) for of, until in seen[under] if until > end)]
    dots = sorted(seen, key=lambda dot: (dot.y, dot.x))
    return _Counted(grid, tuple(dots), tuple(tuple(seen[dot]) for dot in dots), tuple(parts), tuple(stray))


def _is_part(mark: Path, dot: Circle) -> bool:
    """Whether a path lies on a disc, round its edge on the left and upright on the right."""
    corners = [(x - dot.x, y - dot.y) for x, y in vertices(mark)]
    (first, _), *_, (last, _) = corners
    line = max(x for x, _ in corners)
    on_edge = max(abs(hypot(x, y) - dot.r) for x, y in corners) <= NEAR
    return on_edge and max(line - first, line - last) <= NEAR


def _miscounted(each: _Counted) -> Faults:
    """Shares with more or less of the marks than they are, or whose marks lie scattered."""
    for of in dict.fromkeys(of for pieces in (*each.grid.told, *each.seen) for of, _ in pieces):
        drawn, right = _amount(of, each.seen), _amount(of, each.grid.told)
        if abs(drawn - right) > SLIVER:
            message = say(
                "{grid} fills {drawn:g} of {dots} dots; {right:g} is right",
                grid=of.category or each.name,
                drawn=round(drawn, 2),
                dots=each.grid.dots,
                right=round(right, 2),
            )
            yield "BAR605", message, of.category or each.name
    runs = [of for of, _ in groupby(of for pieces in each.seen for of, _ in pieces)]
    if len(set(runs)) < len(runs):
        yield "BAR605", say("the dots of {grid} do not lie share by share", grid=each.name), each.name
    for mark in each.stray:
        yield "BAR605", say("{mark} is no part of a dot up to an upright line", mark=mark.id), each.name


def _amount(of: Of, seen: Sequence[Sequence[Piece]]) -> float:
    """How many dots are of something, parts of them among them."""
    starts = ([0.0, *(end for _, end in pieces)] for pieces in seen)
    return sum(
        end - start
        for pieces, begun in zip(seen, starts, strict=True)
        for (told, end), start in zip(pieces, begun, strict=False)
        if told == of
    )


def _uneven(each: _Counted) -> Faults:
    """Grids that are not regular, or not full."""
    xs, ys = ({round(getattr(dot, axis), 1) for dot in each.dots} for axis in "xy")
    steps = [after - before for places in (xs, ys) for before, after in pairwise(sorted(places))]
    places = {(round(dot.x, 1), round(dot.y, 1)) for dot in each.dots}
    even = not steps or max(steps) - min(steps) <= 0.2 + NEAR
    if not even or not len(places) == len(each.dots) == len(xs) * len(ys):
        yield "BAR605", say("the dots of {grid} do not stand in a regular grid", grid=each.name), each.name


def _unlike(dots: Sequence[Circle]) -> Faults:
    """Marks of another size than others."""
    for size in {(dot.r, dot.width) for dot in dots[1:]} - {(dot.r, dot.width) for dot in dots[:1]}:
        message = say(
            "a dot has a radius of {radius:g} px, and another of {other:g} px", radius=size[0], other=dots[0].r
        )
        yield "BAR605", message, "dots"


def _coloured(dots: Sequence[Circle | Path], ground: str) -> Faults:
    """Marks of another colour than those of their share, or of that of nobody."""
    fills: dict[Of, str] = {}
    for dot in dots:
        assert dot.of and dot.fill, "it was found by what it is of"
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
