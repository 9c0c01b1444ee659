"""Shares counted out in dots: how many each has, and grids in which they stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise
from math import ceil, cos, floor, pi, sin, tan
from typing import TypeAlias

from msgspec import Struct

from barometer_cli.layout.order import ordered, outline
from barometer_cli.model.number import half_up
from barometer_cli.model.numbers import DottedSpec
from barometer_cli.model.scene import Circle, Of, Path, Step
from barometer_cli.model.spec import FigureSpec
from barometer_cli.model.table import Cell, Net, Table

ACROSS = 10
"""Dots beside one another in a grid of a hundred."""
FULL = 0.8
"""Part of its place that a dot fills."""
SQUARE = 100
"""Dots that stand in a square and are counted one by one; fewer stand in a row, which is also as long as its share."""
HAIR = 1e-9
"""By how much sums of shares differ from themselves."""

HALVINGS = 40
"""How often an angle is halved until it is known."""

Dot: TypeAlias = Circle | Path
"""A dot, or what lies on it up to where a share ends."""
Piece: TypeAlias = tuple[Of, float]
"""What a part of a dot stands for, and how much of its area lies left of where that ends, 0..1."""


class Grid(Struct, frozen=True):
    """The dots of one whole: how many each of its shares has, in the order drawn, of how many.

    A square has whole dots alone; in a row a share ends where its number says, if need be within a dot. What no share
    has is of its only share's category, or of none where it has several.
    """

    group: str | None
    shares: tuple[tuple[Cell | Net, float], ...]
    dots: int

    @property
    def told(self) -> tuple[tuple[Piece, ...], ...]:
        """What its dots stand for, dot by dot, each from the left: as a rule one thing, and where it ends, 1."""
        ends = list(accumulate((count for _, count in self.shares), initial=0.0))
        lanes = [(Of("dot", name(share), self.group), start, end)
                 for (share, _), (start, end) in zip(self.shares, pairwise(ends), strict=True)]  # fmt: skip
        lanes.append((self.vacant, ends[-1], self.dots))
        return tuple(
            tuple((of, min(end - place, 1.0)) for of, start, end in lanes
                  if min(end, place + 1) - max(start, place) > HAIR)
            for place in range(self.dots)
        )  # fmt: skip

    @property
    def vacant(self) -> Of:
        """What a dot stands for that no share has."""
        return Of("vacant", name(self.shares[0][0]) if len(self.shares) == 1 else None, self.group)

    @property
    def across(self) -> int:
        """How many dots stand beside one another."""
        return ACROSS if self.dots == SQUARE else self.dots

    @property
    def parted(self) -> bool:
        """Whether a share ends within a dot."""
        return any(len(pieces) > 1 for pieces in self.told)

    def tells(self, table: Table) -> bool:
        """Whether each share has as many dots as its printed number says."""
        printed = (self.dots * table.measure.unrounded(table.printed(share)) for share, _ in self.shares)
        return all(abs(each - count) < HAIR for each, (_, count) in zip(printed, self.shares, strict=True))

    def marks(self, id: str, left: float, top: float, pitch: float, fills: Callable[[Of], str]) -> tuple[Dot, ...]:
        """Its dots from the upper left, row by row; over a dot in which a share ends what lies left of its end.

        Parameters
        ----------
        id
            What their ids begin with.
        left, top
            Where the grid begins, px.
        pitch
            From the middle of a dot to that of the next, px.
        fills
            The colour of what a dot stands for.
        """
        radius, edge = round(pitch * FULL / 2, 2), pitch * FULL / 2
        marks: list[Dot] = []
        for place, (*parts, (last, _)) in enumerate(self.told):
            x = round(left + edge + pitch * (place % self.across), 2)
            y = round(top + edge + pitch * (place // self.across), 2)
            own = f"{id}-{place + 1}"
            marks.append(Circle(own, x, y, radius, fills(last), of=last))
            marks += [Path(f"{own}-{number}", segment(x, y, radius, part), True, fills(of), of=of)
                      for number, (of, part) in reversed(list(enumerate(parts, start=1)))]  # fmt: skip
        return tuple(marks)

    def pitch(self, width: float) -> float:
        """From dot to dot where the grid is as wide as this, px."""
        return width / (self.across - 1 + FULL)

    def height(self, pitch: float) -> float:
        """From the top of the first row to the foot of the last, px."""
        return pitch * (-(-self.dots // self.across) - 1 + FULL)


def name(share: Cell | Net) -> str:
    """What people call a share."""
    return share.category if isinstance(share, Cell) else share.label


def grids(spec: FigureSpec, table: Table) -> tuple[Grid, ...]:
    """The grids of a figure in the order drawn: one a group, or one for each of its shares; none of other figures.

    In a square each share has as many dots as it rounds to; where its shares are the whole, or would have more dots
    than there are, they get theirs by the largest remainder. In a row each has what its printed number says, and there
    the shares of a whole are spread over all of the row.
    """
    if not isinstance(spec, DottedSpec) or spec.dots is None or not table.measure.is_share:
        return ()
    if spec.together:
        rows = [(group, [cell for cell in table.shown if cell.group == group]) for group in table.groups]
        return tuple(
            _grid(group, ordered(row, spec.order or "given", table.residual), spec.dots, table,
                  _is_whole(table, group))
            for group, row in rows if row
        )  # fmt: skip
    return tuple(
        _grid(group, (share,), spec.dots, table)
        for entry in outline(table, spec.order)
        for group in table.groups
        if (share := table.find(entry.name, group))
    )


def dotless(spec: FigureSpec, table: Table) -> set[tuple[str, str | None]]:
    """Shares that are too small for any dot, where shares are counted out in dots."""
    return {(name(share), grid.group) for grid in grids(spec, table) for share, count in grid.shares if not count}


def _grid(group: str | None, shares: Sequence[Cell | Net], dots: int, table: Table, whole: bool = False) -> Grid:
    counts: Sequence[float]
    if dots == SQUARE:
        counts = shared_out([share.value for share in shares], dots, whole)
    else:
        counts = filled([table.measure.unrounded(table.printed(share)) for share in shares], dots, whole)
    return Grid(group, tuple(zip(shares, counts, strict=True)), dots)


def _is_whole(table: Table, group: str | None) -> bool:
    """Whether the shown shares of a group are all there are, but for their rounding."""
    shares = [cell.value for cell in table.shown if cell.group == group]
    gone = any(each.group == group for cells in (table.unshown, table.hidden) for each in cells)
    slack = len(shares) * 0.005 / 10**table.measure.decimals + HAIR
    return len(shares) > 1 and not gone and abs(sum(shares) - 1) <= slack


def shared_out(shares: Sequence[float], dots: int, whole: bool = False) -> list[int]:
    """How many of so many dots each share has, whole ones.

    Parameters
    ----------
    shares
        0..1 each, together at most about 1.
    dots
        How many everybody is.
    whole
        Whether the shares are everybody, and no dot is left.
    """
    counts = [int(half_up(dots * share)) for share in shares]
    if not whole and sum(counts) <= dots:
        return counts
    total = sum(shares)
    told = dots if whole else min(dots, int(half_up(dots * total)))
    exact = [round(told * share / total, 9) for share in shares]
    counts = [floor(each) for each in exact]
    order = sorted(range(len(shares)), key=lambda place: (counts[place] - exact[place], -exact[place]))
    for place in order[: told - sum(counts)]:
        counts[place] += 1
    return counts


def filled(shares: Sequence[float], dots: int, whole: bool = False) -> list[float]:
    """How much of so many dots each share has, in dots.

    Parameters
    ----------
    shares, dots, whole
        As of `shared_out`; the shares as they are printed.
    """
    total = sum(shares)
    scale = dots / total if whole or total > 1 else dots
    return [round(scale * share, 9) for share in shares]


def segment(x: float, y: float, radius: float, part: float) -> tuple[Step, ...]:
    """What lies left of an upright line that parts a disc, as a closed line round it: from above, by the left.

    Parameters
    ----------
    x, y, radius
        The middle of the disc, and its radius, px.
    part
        How much of its area that is, 0..1. Dots are compared by how much of them is filled: a part of the width would
        show a tenth as a twentieth.
    """
    low, high = 0.0, pi  # half of the angle that the arc spans
    for _ in range(HALVINGS):
        half = (low + high) / 2
        low, high = (half, high) if half - sin(half) * cos(half) < pi * part else (low, half)
    curves = 2 * ceil(half / (pi / 2))
    turn = 2 * half / curves
    reach = 4 / 3 * tan(turn / 4)

    def at(angle: float, handle: float = 0.0) -> tuple[float, float]:
        """A point of the arc, so far from its leftmost, or a handle of it on its tangent."""
        across, down = -cos(angle), -sin(angle)
        return round(x + radius * (across + handle * down), 3), round(y + radius * (down - handle * across), 3)

    angles = [half - curve * turn for curve in range(curves + 1)]
    return (
        at(angles[0]),
        *((*at(one, reach), *at(other, -reach), *at(other)) for one, other in pairwise(angles)),
    )
