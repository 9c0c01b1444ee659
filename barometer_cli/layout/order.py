"""The order in which categories are drawn."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from barometer_cli.errors import UnknownCategory, suggestion
from barometer_cli.model.table import Cell

RESIDUALS = frozenset(
    {"andet", "andre", "ved ikke", "ikke relevant", "andet/ved ikke", "ønsker ikke at svare", "ingen af disse"}
    | {"other", "others", "don't know", "do not know", "not relevant", "prefer not to say", "none of these"}
)
"""Answers that stand last however many gave them."""


def ordered(cells: Sequence[Cell], order: str | None, residual: Collection[str] = ()) -> tuple[Cell, ...]:
    """Cells by share, largest first and residual answers last; or as given, when `order` is "given"."""
    if order == "given":
        return tuple(cells)

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
