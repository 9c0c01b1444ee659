"""Weights as they may be used: proved, counted, and raked to margins."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from msgspec import Struct

from barometer_cli.errors import BadWeight, DataError, UnknownCategory
from barometer_cli.messages import say, template
from barometer_cli.model.dataset import code_text
from barometer_cli.model.survey import Code, Design
from barometer_cli.tables.columns import Columns, Floats, Held, Ints, Mask, combine, more

LEAST, MOST = 1e-100, 1e100
"""Between these the squares of weights, and of their sums, are numbers."""


class Weights(Struct, frozen=True):
    """What each row counts for.

    Attributes
    ----------
    values
        Shape (rows,): the weight, 0 or more; None where every row weighs 1.
    times
        Shape (rows,): how many respondents of the design the row is, 0 if it is not in the design; None where each
        row is one.
    dropped
        Rows that left the design because they have no weight.
    spread
        Shape (rows,): sum of the squared distances of the respondents' weights from `values`, their mean; None where
        all of a row's have the same.
    """

    values: Floats | None
    times: Ints | None
    dropped: int
    spread: Floats | None

    def respondents(self, rows: Mask) -> int:
        """How many respondents some rows (one bool each) are."""
        return int(np.count_nonzero(rows) if self.times is None else self.times[rows].sum())


def weights(columns: Columns, design: Design) -> Weights:
    """The weights of the rows, proved.

    Parameters
    ----------
    columns
        The microdata.
    design
        Names the columns, and says whether a missing weight is an error.

    Raises
    ------
    BadWeight
        If a weight is negative, infinite, too small or too large to be squared, not a number, or missing and not to be
        dropped.
    """
    summed = columns.summed
    times, spread = (None, None) if summed is None else (summed.times, summed.spread)
    if design.frequency is not None:
        alike = _frequencies(columns, design.frequency)
        times = alike if times is None else times * alike
        spread = None if spread is None else spread * alike
    if design.weight is None:
        return Weights(None, times, 0, None)
    values = columns.numbers(design.weight, BadWeight)
    for bad, words in (
        (np.isinf(values), template("{value!r} is infinite")),
        (values < 0, template("{value!r} is negative")),
        ((values > MOST) | ((values > 0) & (values < LEAST)), template("{value!r} cannot be computed with")),
    ):
        if bad.any():
            raise _bad(columns, design.weight, bad, say(words, value=float(values[bad][0])))
    missing = np.isnan(values)
    dropped = columns.count(missing)
    if dropped:
        if design.missing_weight == "error":
            why = columns.why(design.weight, int(np.flatnonzero(missing)[0]))
            raise _bad(columns, design.weight, missing, say("the weight is missing{why}", why=why))
        values = np.where(missing, 0.0, values)
        times = np.where(missing, 0, 1 if times is None else times)
    return Weights(values, times, dropped, spread)


def _bad(columns: Columns, name: str, bad: Mask, words: str) -> BadWeight:
    rows = np.flatnonzero(bad)
    return BadWeight(
        say(
            "the weight {name!r}, {row}: {words}{more}",
            name=name,
            row=columns.row(int(rows[0])),
            words=words,
            more=more(columns.count(rows)),
        ),
        say("A weight is a number, 0 or more; `missing_weight: drop` in the codebook leaves out rows without one."),
    )


def _frequencies(columns: Columns, name: str) -> Ints:
    """How many identical respondents each row stands for: whole numbers, 0 or more."""
    values = columns.numbers(name, BadWeight)
    bad = np.flatnonzero(~np.isfinite(values) | (values < 0) | (values != np.floor(values)))
    if bad.size:
        raise BadWeight(
            say(
                "the frequency {name!r}, {row}: {values!r} is not a whole number, 0 or more{more}",
                name=name,
                row=columns.row(int(bad[0])),
                values=float(values[bad[0]]),
                more=more(columns.count(bad)),
            ),
            say("A frequency counts respondents; a weight belongs in `weight`."),
        )
    return values.astype(np.int64)


def rake(
    frame: Held,
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
    given = weights(columns, Design(weight)).values
    values = np.ones(columns.rows) if given is None else given.copy()
    members: list[tuple[Ints, Floats]] = []
    totals: dict[str, float] = {}
    for name, targets in margins.items():
        members.append(_margin(columns, name, {code_text(code): total for code, total in targets.items()}, values))
        totals[name] = float(members[-1][1].sum())
    if not members:
        raise DataError(
            say("there are no margins to rake to"), say("Give the population totals of at least one variable.")
        )
    if max(totals.values()) - min(totals.values()) > 1e-9 * max(totals.values()):
        listed = ", ".join(f"{name} {total:g}" for name, total in totals.items())
        raise DataError(
            say("margins have different totals: {listed}", listed=listed),
            say("Every margin sums to the same population."),
        )
    cell, _ = combine(*((index, len(target)) for index, target in members))
    for _ in range(rounds):
        before = np.bincount(cell, values)
        limit = tolerance * values.sum() if tolerance < 1 else tolerance
        for index, target in members:
            sums = np.bincount(index, values, minlength=len(target))
            factors = np.divide(target, sums, out=np.zeros_like(target), where=sums > 0)
            values *= factors[index]
        if np.abs(np.bincount(cell, values) - before).max() < limit:
            return values
    raise DataError(
        say("the weights have not settled after {rounds} rounds", rounds=rounds),
        say("Merge small categories: some combination of the margins has no rows."),
    )


def _margin(columns: Columns, name: str, targets: Mapping[str, float], values: Floats) -> tuple[Ints, Floats]:
    coded = columns.coded(name, targets)
    known = {code: i for i, code in enumerate(targets)}
    lookup = np.array([*(known.get(label, -1) for label in coded.labels), -1], dtype=np.int64)
    index = lookup[coded.index]
    if (index < 0).any():
        position = int(np.flatnonzero(index < 0)[0])
        at = int(coded.index[position])
        shown = say("a missing value") if at < 0 else repr(coded.labels[at])
        raise UnknownCategory(
            say("{name!r}, {row}: {shown} is not in the margin", name=name, row=columns.row(position), shown=shown),
            say("The margin names: {targets}.", targets=", ".join(targets)),
        )
    total = np.array(list(targets.values()), dtype=np.float64)
    if not np.isfinite(total).all() or (total < 0).any():
        raise DataError(
            say("the margin {name!r} has a total that is negative or not a number", name=name),
            say("Give population totals."),
        )
    empty = np.flatnonzero((np.bincount(index, values, minlength=len(total)) == 0) & (total > 0))
    if empty.size:
        raise DataError(
            say(
                "the margin {name!r} wants {total:g} of {targets!r}, but no row has it",
                name=name,
                total=total[empty[0]],
                targets=list(targets)[int(empty[0])],
            ),
            say("Merge it with another category."),
        )
    return index, total
