"""Weighted means, medians and numbers of respondents, each with its linearised error.

=======  ===================================================================  ======================================
mean     sum_D w x / W; V is that of the sum of w (x - mean) / W              R's `svymean`
count    sum_D w y, of the respondents with the answer; V is that of the sum  R's `svytotal`
median   the number below which half the weight lies, as it is taught: where  R's `svyquantile(qrule = "school")`,
         exactly half lies at or below one, halfway to the next; interval by  Woodruff's interval (1952)
         the ends of that of the share at or below it
=======  ===================================================================  ======================================
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from barometer_cli.messages import say
from barometer_cli.model.dataset import code_text
from barometer_cli.model.survey import Code, Design, Filter, Grouping, Number, Response
from barometer_cli.model.tabulation import STATISTICS, Measured, Statistic
from barometer_cli.tables.base import Base, Shares, read
from barometer_cli.tables.columns import Floats, Frame, sums
from barometer_cli.tables.intervals import check, student

SE_LEVEL = 0.95
"""Confidence of the interval that the error of a median is taken from; R's `alpha` of 0.05."""
TIE = 1e-12
"""Parts of the whole weight that are the same."""


def measure(
    frame: Frame,
    *,
    response: Response,
    statistic: Statistic = "mean",
    scores: Mapping[Code, float] | None = None,
    design: Design | None = None,
    filter: Filter | Iterable[Filter] | None = None,
    asked: Filter | Iterable[Filter] | None = None,
    breakdown: Grouping | str | None = None,
    level: float = 0.95,
) -> tuple[Measured, ...]:
    """Means or medians of numbers, or weighted numbers of respondents, of the whole base and then of each group.

    Parameters
    ----------
    frame, design, filter, asked, breakdown
        As in `tabulate`.
    response
        A Number; or answers that count for numbers, by `scores`; of a count, what is counted.
    statistic
        "mean", "median" or "count".
    scores
        The number that each category counts for; who gave none of them is not in the base.
    level
        Confidence of the intervals, 0..1.

    Raises
    ------
    DataError
        If what should be a number is none, or somebody gave several answers that have scores.
    EmptyBase
        If no respondent is left, in the base or in a declared group.

    Examples
    --------
    >>> from barometer_cli import Design, Number
    >>> data = {"timer": [30, 37, 40], "w": [1.0, 1.0, 2.0]}
    >>> [found] = measure(data, response=Number("timer"), design=Design("w"))
    >>> found.value, found.n, round(found.se, 3)
    (36.75, 3, 2.87)
    """
    if statistic not in STATISTICS:
        raise ValueError(
            say(
                "statistic is {statistic!r}; known: {statistics}", statistic=statistic, statistics=", ".join(STATISTICS)
            )
        )
    check("mean", level)
    counts = statistic == "count"
    if counts and (scores is not None or isinstance(response, Number)):
        raise ValueError(say("a count is of answers: give a response that has categories, and no scores"))
    if not counts and (scores is None) is not isinstance(response, Number):
        raise ValueError(
            say("a {statistic} is of numbers: give a Number, or the scores of the categories", statistic=statistic)
        )
    base = read(frame, response, design, filter, asked, breakdown)
    if scores is not None:
        base = base.scored("score", {code_text(code): score for code, score in scores.items()})
    return tuple(
        found
        for group in (None, *base.groups)
        for found in measured(base, base.shares(group), statistic, level)
    )  # fmt: skip


def measured(base: Base, shares: Shares, statistic: Statistic, level: float) -> Iterator[Measured]:
    """What a group is measured to be, category by category, with everything that is known of its error."""
    match statistic:
        case "mean":
            value, scores = shares.share, shares.scores
        case "count":
            value, scores = shares.yes @ shares.cells.weight, shares.yes.astype(np.float64)
        case "median":
            yield from _medians(base, shares, level)
            return
    se = np.sqrt((base.sample.deviations(shares.cells, scores) ** 2).sum(axis=1))
    for place, (middle, error) in enumerate(zip(value.tolist(), se.tolist(), strict=True)):
        t = _student(base, shares, place, level)
        ends = (None, None) if t is None else (middle - t * error, middle + t * error)
        yield _found(base, shares, place, middle, error, ends, level)


def _found(
    base: Base, shares: Shares, place: int, value: float, se: float | None,
    ends: tuple[float | None, float | None], level: float,
) -> Measured:  # fmt: skip
    answered = shares.answered[place]
    return Measured(
        category=base.categories[place],
        group=shares.group,
        value=value,
        se=se,
        n=int(shares.cells.n[answered].sum()),
        weighted_n=float(shares.weight[place]),
        df=base.sample.df(shares.cells[answered]),
        low=ends[0],
        high=ends[1],
        level=level,
    )


def _student(base: Base, shares: Shares, place: int, level: float) -> float | None:
    """The quantile of Student's t for a category; None where it has no degrees of freedom."""
    df = base.sample.df(shares.cells[shares.answered[place]])
    return student(1 - level, df) if df > 0 else None


def _medians(base: Base, shares: Shares, level: float) -> Iterator[Measured]:
    assert base.values is not None, "only numbers have a median"
    values = base.values[:, shares.some]
    for place, answered in enumerate(shares.answered):
        numbers, weight = _distribution(values[place][answered], shares.cells.weight[answered])
        median = quantile(numbers, weight, 0.5)
        below = answered & (values[place] <= median)
        share = float(below @ shares.cells.weight) / float(shares.weight[place])
        scores = np.where(answered, (below - share) / shares.weight[place], 0.0)
        error = float(np.sqrt((base.sample.deviations(shares.cells, scores[None]) ** 2).sum()))
        ends = [
            None if t is None else _ends(numbers, weight, share - t * error, share + t * error)
            for t in (_student(base, shares, place, each) for each in (level, SE_LEVEL))
        ]
        low, high = ends[1] or (None, None)
        t = _student(base, shares, place, SE_LEVEL)
        se = None if t is None or low is None or high is None else (high - low) / (2 * t)
        yield _found(base, shares, place, median, se, ends[0] or (None, None), level)


def _distribution(values: Floats, weight: Floats) -> tuple[Floats, Floats]:
    """The different numbers, ascending, and the sum of weights of each."""
    numbers, place = np.unique(values, return_inverse=True)
    return numbers, sums(place, weight, len(numbers))


def _ends(numbers: Floats, weight: Floats, low: float, high: float) -> tuple[float | None, float | None]:
    """The numbers at which shares of the weight lie; no number has a share below 0 or above 1 below it."""
    return (
        None if low < 0 else quantile(numbers, weight, low),
        None if high > 1 else quantile(numbers, weight, high),
    )


def quantile(numbers: Floats, weight: Floats, share: float) -> float:
    """The number at or below which a share (0..1) of the weight lies.

    Parameters
    ----------
    numbers
        Shape (numbers,), ascending, each once.
    weight
        Shape (numbers,), above 0.
    share
        Where it lies on a number exactly, the middle of this and the next one is meant (R's qrule "school").
    """
    parts = np.cumsum(weight) / weight.sum()
    place = min(int(np.searchsorted(parts, share - TIE)), len(numbers) - 1)
    tied = abs(parts[place] - share) <= TIE and place + 1 < len(numbers)
    return float(numbers[place : place + 2].mean() if tied else numbers[place])
