"""Weights as they may be used: proved, counted, and raked to margins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from barometer_cli.errors import BadWeight, DataError, UnknownCategory
from barometer_cli.model.survey import Code, Design, code_text
from barometer_cli.tables.columns import Columns, Floats, Frame, Ints, Mask


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights (0 or more) by row of the file, which rows are in the design, and how many were dropped for want of one."""

    values: Floats
    kept: Mask
    dropped: int


def weights(columns: Columns, design: Design) -> Weights:
    """The weight of each row, proved.

    Parameters
    ----------
    columns
        The microdata.
    design
        Names the column, and says whether a missing weight is an error.

    Raises
    ------
    BadWeight
        If a weight is negative, infinite, not a number, or missing and not to be dropped.
    """
    everyone = np.ones(columns.rows, dtype=np.bool_)
    if design.weight is None:
        return Weights(np.ones(columns.rows), everyone, 0)
    values, wrong = columns.numbers(design.weight)
    if wrong:
        position, value = wrong[0]
        raise _bad(columns, design.weight, position, f"{value!r} is not a number")
    for bad, words in ((np.isinf(values), "is infinite"), (values < 0, "is negative")):
        if bad.any():
            position = int(np.flatnonzero(bad)[0])
            raise _bad(columns, design.weight, position, f"{float(values[position])!r} {words}", int(bad.sum()))
    missing = np.isnan(values)
    if missing.any() and design.missing_weight == "error":
        position = int(np.flatnonzero(missing)[0])
        raise _bad(columns, design.weight, position, "the weight is missing (nan)", int(missing.sum()))
    return Weights(np.where(missing, 0.0, values), ~missing, int(missing.sum()))


def _bad(columns: Columns, name: str, position: int, words: str, times: int = 1) -> BadWeight:
    more = f" (and {times - 1} more)" if times > 1 else ""
    return BadWeight(f"the weight {name!r}, {columns.row(position)}: {words}{more}",
                     "A weight is a number, 0 or more; missing_weight='drop' leaves out rows that have none.")  # fmt: skip


def frequencies(columns: Columns, name: str) -> Ints:
    """How many identical respondents each row stands for: whole numbers, 0 or more."""
    values, wrong = columns.numbers(name)
    bad = np.flatnonzero(~np.isfinite(values) | (values < 0) | (values != np.floor(values)))
    if wrong or bad.size:
        position = wrong[0][0] if wrong else int(bad[0])
        shown = wrong[0][1] if wrong else float(values[position])
        raise BadWeight(f"the frequency {name!r}, {columns.row(position)}: {shown!r} is not a whole number, 0 or more",
                        "A frequency counts respondents; a weight belongs in `weight`.")  # fmt: skip
    return values.astype(np.int64)


def kish_n(values: Floats) -> float:
    """Effective number of respondents (at most their number): (sum w)^2 / sum w^2, Kish 1965, 11.7.

    Parameters
    ----------
    values
        Weights, 0 or more, one a respondent.
    """
    scaled = scale(values)
    return float(scaled.sum() ** 2 / (scaled @ scaled))


def scale(values: Floats) -> Floats:
    """Weights divided by the power of two that brings the largest below 1; exact, and squares cannot overflow."""
    largest = float(values.max(initial=0.0))
    return np.ldexp(values, -int(np.frexp(largest)[1])) if largest > 0 else values


def rake(
    frame: Frame,
    margins: Mapping[str, Mapping[Code, float]],
    weight: str | None = None,
    tolerance: float = 1e-10,
    rounds: int = 1000,
) -> Floats:
    """Weights (one a row, in row order) that meet population totals on several variables at once.

    Each round scales the weights to each margin in turn: iterative proportional fitting, Deming and Stephan 1940.

    Parameters
    ----------
    frame
        The microdata.
    margins
        For each variable, the population total of each of its codes.
    weight
        Column of weights to start from; None starts from 1.
    tolerance
        Stops when no cell of the table of all the variables moves more than this in a round: a part (below 1) of the
        sum of weights, or a sum of weights (1 or more), as in `survey::rake`, whose own choice is 1.
    rounds
        At most this many.

    Raises
    ------
    UnknownCategory
        If a row has a code that its margin does not name, or none.
    DataError
        If a margin cannot be met, margins have different totals, or the weights do not settle.
    """
    columns = Columns(frame)
    values = weights(columns, Design(weight)).values.copy()
    members: list[tuple[Ints, Floats]] = []
    totals: dict[str, float] = {}
    for name, targets in margins.items():
        members.append(_margin(columns, name, {code_text(code): total for code, total in targets.items()}, values))
        totals[name] = float(members[-1][1].sum())
    if not members:
        raise DataError("there are no margins to rake to", "Give the population totals of at least one variable.")
    if max(totals.values()) - min(totals.values()) > 1e-9 * max(totals.values()):
        listed = ", ".join(f"{name} {total:g}" for name, total in totals.items())
        raise DataError(f"margins have different totals: {listed}", "Every margin sums to the same population.")
    _, cell = np.unique(np.stack([index for index, _ in members]), axis=1, return_inverse=True)
    cell = cell.reshape(-1)
    for _ in range(rounds):
        before = np.bincount(cell, values)
        limit = tolerance * values.sum() if tolerance < 1 else tolerance
        for index, target in members:
            sums = np.bincount(index, values, minlength=len(target))
            factors = np.divide(target, sums, out=np.zeros_like(target), where=sums > 0)
            values *= factors[index]
        if np.abs(np.bincount(cell, values) - before).max() < limit:
            return values
    raise DataError(f"the weights have not settled after {rounds} rounds",
                    "Merge small categories: some combination of the margins has no rows.")  # fmt: skip


def _margin(columns: Columns, name: str, targets: Mapping[str, float], values: Floats) -> tuple[Ints, Floats]:
    coded = columns.coded(name)
    known = {code: i for i, code in enumerate(targets)}
    lookup = np.array([*(known.get(label, -1) for label in coded.labels), -1], dtype=np.int64)
    index = lookup[coded.index]
    if (index < 0).any():
        position = int(np.flatnonzero(index < 0)[0])
        at = int(coded.index[position])
        shown = "a missing value" if at < 0 else repr(coded.labels[at])
        raise UnknownCategory(f"{name!r}, {columns.row(position)}: {shown} is not in the margin",
                              f"The margin names: {', '.join(targets)}.")  # fmt: skip
    total = np.array(list(targets.values()), dtype=np.float64)
    if not np.isfinite(total).all() or (total < 0).any():
        raise DataError(f"the margin {name!r} has a total that is negative or not a number", "Give population totals.")
    empty = np.flatnonzero((np.bincount(index, values, minlength=len(total)) == 0) & (total > 0))
    if empty.size:
        raise DataError(f"the margin {name!r} wants {total[empty[0]]:g} of {list(targets)[int(empty[0])]!r}, "
                        "but no row has it", "Merge it with another category.")  # fmt: skip
    return index, total
