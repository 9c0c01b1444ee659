"""A table of weighted shares: what every word and mark of a figure is computed from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from barometer_cli.model.number import percent


@dataclass(frozen=True, slots=True)
class Cell:
    """The weighted share (0..1, unrounded) of one category in one group.

    `n` is the unweighted base, `se` the standard error of the share, `shown` whether it is drawn.
    """

    category: str
    share: float
    group: str | None = None
    n: int | None = None
    se: float | None = None
    shown: bool = True

    @property
    def percent(self) -> Decimal:
        """The per cent that is printed."""
        return percent(self.share)


@dataclass(frozen=True, slots=True)
class Net:
    """A share (0..1) of several categories together, rounded from itself, never from its parts."""

    label: str
    parts: tuple[str, ...]
    share: float
    group: str | None = None

    @property
    def percent(self) -> Decimal:
        """The per cent that is printed."""
        return percent(self.share)


@dataclass(frozen=True, slots=True)
class Table:
    """Cells in the order of the source, nets, and where they come from."""

    cells: tuple[Cell, ...]
    nets: tuple[Net, ...] = ()
    file: str = ""
    digest: str = ""

    @property
    def groups(self) -> tuple[str | None, ...]:
        """The groups of the breakdown in order; (None,) where there is none."""
        return tuple(dict.fromkeys(cell.group for cell in self.cells))

    @property
    def shown(self) -> tuple[Cell, ...]:
        """Cells that are drawn."""
        return tuple(cell for cell in self.cells if cell.shown)

    @property
    def unshown(self) -> tuple[Cell, ...]:
        """Cells that the caption must account for."""
        return tuple(cell for cell in self.cells if not cell.shown)
