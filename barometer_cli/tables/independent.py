"""Whether finished shares can be told apart: of groups that are samples of their own, by their standard errors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import erfc, hypot, sqrt

from msgspec import Struct

from barometer_cli.model.table import Cell, Named


class Independent(Struct, frozen=True):
    """The chance of differences between shares of which nothing but their errors is known.

    Attributes
    ----------
    errors
        Standard errors (0..1) by category and group.
    whole
        Whether a group without a name, the whole base, stands beside others: those are parts of it.
    """

    errors: Mapping[Named, float]
    whole: bool

    def __call__(self, terms: Mapping[Named, float], difference: float) -> float | None:
        """p of a difference (-1..1), two-sided, by the normal distribution; as `Table.apart` says.

        Two answers of one group have a covariance, which a finished table does not tell: None.
        """
        error = self.error(terms)
        return erfc(abs(difference) / error / sqrt(2)) if error else None

    def error(self, terms: Mapping[Named, float]) -> float | None:
        """As `Apart` says."""
        groups = [group for _, group in terms]
        dependent = len(set(groups)) < len(groups) or (self.whole and None in groups and len(groups) > 1)
        if dependent or not set(terms) <= set(self.errors):
            return None
        return hypot(*(weight * self.errors[place] for place, weight in terms.items()))


def independent(cells: Sequence[Cell]) -> Independent | None:
    """What tells the shares of a finished table apart; None where it gives no errors.

    Parameters
    ----------
    cells
        Of the table.
    """
    errors = {(cell.category, cell.group): cell.se for cell in cells if cell.se is not None}
    groups = {cell.group for cell in cells}
    return Independent(errors, None in groups and len(groups) > 1) if errors else None
