"""The order in which categories are drawn."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from barometer_cli.errors import UnknownCategory, suggestion
from barometer_cli.model.period import in_order, in_time
from barometer_cli.model.table import Cell

RESIDUALS = frozenset(
    {"andet", "andre", "ved ikke", "ikke relevant", "andet/ved ikke", "ønsker ikke at svare", "ingen af disse"}
    | {"other", "others", "don't know", "do not know", "not relevant", "prefer not to say", "none of these"}
)
"""Answers that stand last however many gave them."""


def is_given(categories: Sequence[str], order: str | None) -> bool:
    """Whether categories have an order of their own: the author's, or that of time."""
    return order == "given" or (
        order is None and len(categories) > 1 and bool(in_time(tuple(dict.fromkeys(categories))))
    )


def ordered(cells: Sequence[Cell], order: str | None, residual: Collection[str] = ()) -> tuple[Cell, ...]:
    """Cells by share, largest first and residual answers last; as given, when `order` is "given".

    Periods are in time order where the author has chosen none.
    """
    names = [cell.category for cell in cells]
    if is_given(names, order):
        given = names if order else in_order(names)
        return tuple(sorted(cells, key=lambda cell: given.index(cell.category)))

    def place(cell: Cell) -> tuple[bool, float]:
        return (cell.category in residual or cell.category.casefold() in RESIDUALS, -cell.share)

    return tuple(sorted(cells, key=place))


def check_emphasis(emphasis: Sequence[str], categories: Sequence[str], figure: str) -> None:
    """Refuse to emphasise what is not drawn.

    Raises
    ------
    UnknownCategory
        If a name is not among the categories.
    """
    for name in emphasis:
        if name not in categories:
            raise UnknownCategory(
                f"{figure}: emphasis names {name!r}, which is not shown", suggestion(name, list(categories))
            )
