"""Shares counted out in dots: how many each has, and grids in which they stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import floor

from msgspec import Struct

from barometer_cli.layout.order import ordered, outline
from barometer_cli.model.number import half_up
from barometer_cli.model.numbers import DottedSpec
from barometer_cli.model.scene import Circle, Of
from barometer_cli.model.spec import FigureSpec
from barometer_cli.model.table import Cell, Net, Table

ACROSS = 10
"""Dots beside one another in a grid of a hundred."""
FULL = 0.8
"""Part of its place that a dot fills."""
HAIR = 1e-9
"""By how much sums of shares differ from themselves."""


class Grid(Struct, frozen=True):
    """The dots of one whole: how many each of its shares has, in the order drawn, of how many.

    The dots that no share has are of its only share's category, or of none where it has several.
    """

    group: str | None
    shares: tuple[tuple[Cell | Net, int], ...]
    dots: int

    @property
    def told(self) -> tuple[Of, ...]:
        """What its dots stand for, dot by dot."""
        counted = [Of("dot", name(share), self.group) for share, count in self.shares for _ in range(count)]
        return (*counted, *[self.vacant] * (self.dots - len(counted)))

    @property
    def vacant(self) -> Of:
        """What a dot stands for that no share has."""
        return Of("vacant", name(self.shares[0][0]) if len(self.shares) == 1 else None, self.group)

    @property
    def across(self) -> int:
        """How many dots stand beside one another."""
        return min(self.dots, ACROSS) if self.dots > 2 * ACROSS else self.dots

    def tells(self, table: Table) -> bool:
        """Whether each share has as many dots as its printed number says, with none rounded away."""
        printed = (self.dots * table.measure.unrounded(table.printed(share)) for share, _ in self.shares)
        return all(abs(each - count) < HAIR for each, (_, count) in zip(printed, self.shares, strict=True))

    def marks(self, id: str, left: float, top: float, pitch: float, fills: Callable[[Of], str]) -> tuple[Circle, ...]:
        """Its dots from the upper left, row by row.

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
        return tuple(
            Circle(f"{id}-{place + 1}", round(left + edge + pitch * (place % self.across), 2),
                   round(top + edge + pitch * (place // self.across), 2), radius, fills(of), of=of)
            for place, of in enumerate(self.told)
        )  # fmt: skip

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

    Each share has as many dots as it rounds to. Where the shares of a grid are the whole, or would have more dots than
    there are, they get theirs by the largest remainder.
    """
    if not isinstance(spec, DottedSpec) or spec.dots is None or not table.measure.is_share:
        return ()
    if spec.together:
        rows = [(group, [cell for cell in table.shown if cell.group == group]) for group in table.groups]
        return tuple(
            _grid(group, ordered(row, spec.order or "given", table.residual), spec.dots, _is_whole(table, group))
            for group, row in rows if row
        )  # fmt: skip
    return tuple(
        _grid(group, (share,), spec.dots)
        for entry in outline(table, spec.order)
        for group in table.groups
        if (share := table.find(entry.name, group))
    )


def dotless(spec: FigureSpec, table: Table) -> set[tuple[str, str | None]]:
    """Shares that are too small for any dot, where shares are counted out in dots."""
    return {(name(share), grid.group) for grid in grids(spec, table) for share, count in grid.shares if not count}


def _grid(group: str | None, shares: Sequence[Cell | Net], dots: int, whole: bool = False) -> Grid:
    return Grid(
        group, tuple(zip(shares, shared_out([share.value for share in shares], dots, whole), strict=True)), dots
    )


def _is_whole(table: Table, group: str | None) -> bool:
    """Whether the shown shares of a group are all there are, but for their rounding."""
    shares = [cell.value for cell in table.shown if cell.group == group]
    gone = any(each.group == group for cells in (table.unshown, table.hidden) for each in cells)
    slack = len(shares) * 0.005 / 10**table.measure.decimals + HAIR
    return len(shares) > 1 and not gone and abs(sum(shares) - 1) <= slack


def shared_out(shares: Sequence[float], dots: int, whole: bool = False) -> list[int]:
    """How many of so many dots each share has.

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
