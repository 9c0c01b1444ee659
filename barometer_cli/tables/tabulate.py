"""Weighted shares of microdata, each with its linearised error."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from barometer_cli.errors import BaseMismatch
from barometer_cli.messages import say, template
from barometer_cli.model.survey import Design, Filter, Grouping, Number, Response
from barometer_cli.model.tabulation import Estimate, Method, Tabulation
from barometer_cli.tables.base import Base, Shares, path, read
from barometer_cli.tables.columns import Frame
from barometer_cli.tables.intervals import check
from barometer_cli.tables.intervals import interval as between


def tabulate(
    frame: Frame,
    *,
    response: Response,
    design: Design | None = None,
    filter: Filter | Iterable[Filter] | None = None,
    asked: Filter | Iterable[Filter] | None = None,
    breakdown: Grouping | str | None = None,
    n: int | None = None,
    interval: Method | None = "logit",
    level: float = 0.95,
) -> Tabulation:
    """Weighted shares (0..1) of the categories of a response in the whole base and in each group of a breakdown.

    Parameters
    ----------
    frame
        Microdata, one row a respondent: a Dataset, a pandas DataFrame, or a mapping from column names to values.
    response
        What is counted: Single, Multiple, Delimited, AnyOver, Nets or Bands.
    design
        Weights, strata and clusters; None weighs every row 1.
    filter
        Who is in the base: Where, AllOf, AnyOf; several in a row must all be true; None is everyone.
    asked
        Who was asked the question; an answer from anyone else is an error. None takes every row that answers.
    breakdown
        A column, a Breakdown with its groups in order, a response whose categories are the groups, which may then
        overlap, or two of these, Crossed.
    n
        The unweighted n that the base must have.
    interval
        Method of the confidence intervals; None leaves them out.
    level
        Confidence of the intervals, 0..1.

    Returns
    -------
    Tabulation
        One Estimate for each category of each group, the whole base first.

    Raises
    ------
    EmptyBase
        If no respondent is left, in the base or in a declared group.
    BadWeight
        If a weight is negative, not finite, or missing.
    UnknownVariable
        If a column is not there.
    UnknownCategory
        If an answer or group is not declared.
    BaseMismatch
        If the base is not `n`.
    DataError
        If someone answered who was not asked, a partition is none, an id comes twice, or the design has no variance.

    Notes
    -----
    Of a base D (filter true, asked, answered, weight above 0) with weights w and answers y in {0, 1}: W = sum_D w,
    p = sum_D w y / W, and the error of p is that of the sum of z = w (y - p) / W over the whole design, where rows
    outside D are 0 but counted. So a filter gives the share of the subset, and not its error.

    Examples
    --------
    >>> from barometer_cli import Design, Single
    >>> table = tabulate({"svar": [1, 1, 0], "w": [1.0, 1.0, 2.0]}, design=Design("w"), response=Single("svar"))
    >>> table["1"].share, table["1"].n, table["1"].percent
    (0.5, 3, Decimal('50'))
    """
    if interval is not None:
        check(interval, level)
    if isinstance(response, Number):
        raise TypeError(say("numbers have no shares: use measure, or put them in Bands"))
    base = read(frame, response, design, filter, asked, breakdown)
    if n is not None:
        prove_n(base, n)
    found: list[Estimate] = []
    for group in (None, *base.groups):
        found += estimates(base, base.shares(group), interval, level)
    return Tabulation(
        estimates=tuple(found),
        steps=base.steps,
        unanswered=base.unanswered,
        partly=base.partly,
        zero_weights=base.zero_weights,
        dropped=base.dropped,
        conflicts=base.conflicts,
        design_df=base.design_df,
    )


def estimates(base: Base, shares: Shares, method: Method | None, level: float) -> Iterator[Estimate]:
    """The shares of a group with everything that is known of their errors.

    The design effects divide V by p(1-p)/(n-1), with replacement, and by that times 1 - n/W, without
    (`svymean(deff=)` of R's survey).
    """
    cells, answered = shares.cells, shares.answered
    variance = (base.sample.deviations(cells, shares.scores) ** 2).sum(axis=1)
    if answered.all():
        df = [base.sample.df(cells)] * len(answered)
    else:
        df = [base.sample.df(cells[mask]) for mask in answered]
    columns = (shares.share, variance, np.sqrt(variance), answered @ cells.n, shares.yes @ cells.n, shares.weight,
               shares.weight**2 / (answered @ cells.squares))  # fmt: skip
    for category, free, *numbers in zip(base.categories, df, *(column.tolist() for column in columns), strict=True):
        share, v, se, n, n_yes, weight, kish_n = numbers
        deff = deff_replace = None
        if 0 < share < 1:
            deff_replace = v / (share * (1 - share) / (n - 1))
            if weight > n:
                deff = deff_replace / (1 - n / weight)
        yield Estimate(
            category=category,
            group=shares.group,
            share=share,
            se=se,
            n=int(n),
            n_yes=int(n_yes),
            weighted_n=weight,
            kish_n=kish_n,
            df=free,
            deff=deff,
            deff_replace=deff_replace,
            interval=None if method is None else between(share, se, int(n), kish_n, free, method, level),
        )


def prove_n(base: Base, n: int) -> None:
    """Compare the unweighted n of the base with what it must be.

    Raises
    ------
    BaseMismatch
        With both numbers and what each step to the base left.
    """
    if isinstance(n, bool) or not hasattr(n, "__index__"):
        raise TypeError(f"n is {n!r}; n counts respondents, so it is a whole number (1877, not 1.877)")
    for category, found in zip(base.categories, (base.answered @ base.cells.n).tolist(), strict=True):
        if found != n:
            whole = template("n is {n}, but the base in the data is {base:.0f}: {path}")
            of_one = template("n is {n}, but the base of {category!r} in the data is {base:.0f}: {path}")
            said = whole if base.answered.all() else of_one
            raise BaseMismatch(
                say(said, n=n, category=category, base=found, path=path(base.steps)),
                say("Compare the filter, or correct n."),
            )
