"""From microdata to weighted shares: filter, answers, groups, and for each share its linearised error."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ldexp, sqrt

import numpy as np

from barometer_cli.errors import BaseMismatch, DataError, EmptyBase, UnknownCategory, suggestion
from barometer_cli.model.survey import Breakdown, Design, Filter, Response
from barometer_cli.model.tabulation import Estimate, Method, Tabulation
from barometer_cli.tables.columns import Columns, Floats, Frame, Ints, Mask, in_order
from barometer_cli.tables.filters import matches
from barometer_cli.tables.intervals import check, interval
from barometer_cli.tables.linearisation import Sample, Scores, sample
from barometer_cli.tables.responses import answers
from barometer_cli.tables.weights import frequencies, kish_n, scale, weights


@dataclass(frozen=True, slots=True)
class Domain:
    """One category in one group: the rows of its base, their weights and answers, and the share's scores."""

    category: str
    group: str | None
    rows: Ints
    weights: Floats
    yes: Mask
    share: float
    scores: Scores


@dataclass(frozen=True, slots=True)
class Prepared:
    """Microdata once everything in them is believed.

    `weights` are scaled by 2**-`exponent`; `domains` run through the categories of the whole base and of each group.
    """

    sample: Sample
    weights: Floats
    exponent: int
    domains: tuple[Domain, ...]
    groups: tuple[str, ...]
    unanswered: int
    zero_weights: int
    dropped: int

    @property
    def design_df(self) -> int:
        """PSUs minus strata of all rows with a weight above 0."""
        return self.sample.df(np.flatnonzero(self.weights > 0))


def tabulate(
    frame: Frame,
    *,
    response: Response,
    design: Design | None = None,
    filter: Filter | Iterable[Filter] | None = None,
    asked: Filter | Iterable[Filter] | None = None,
    breakdown: Breakdown | str | None = None,
    n: int | None = None,
    interval: Method | None = "logit",
    level: float = 0.95,
) -> Tabulation:
    """Weighted shares (0..1) of the categories of a response in the whole base and in each group of a breakdown.

    Parameters
    ----------
    frame
        Microdata, one row a respondent: a pandas DataFrame, or a mapping from column names to values.
    response
        What is counted: Single, Multiple, Delimited, AnyOver or Nets.
    design
        Weights, strata and clusters; None weighs every row 1.
    filter
        Who is in the base: Where, AllOf, AnyOf; several in a row must all be true; None is everyone.
    asked
        Who was asked the question; an answer from anyone else is an error. None takes every row that answers.
    breakdown
        A column, or a Breakdown with its groups in order.
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
        If someone answered who was not asked, a partition is none, or the design cannot be estimated.

    Notes
    -----
    Of a base D (filter true, asked, answered, weight above 0) with weights w and answers y in {0, 1}: W = sum_D w,
    p = sum_D w y / W, and the error of p is that of the sum of z = w (y - p) / W over the whole design, where rows
    outside D are 0 but counted. So a filter gives the share of the subset, and not its error.

    Examples
    --------
    >>> table = tabulate({"svar": [1, 1, 0], "w": [1.0, 1.0, 2.0]}, design=Design("w"), response=Single("svar"))
    >>> table["1"].share, table["1"].n, table["1"].percent
    (0.5, 3, Decimal('50'))
    """
    if interval is not None:
        check(interval, level)
    prepared = prepare(frame, response, design or Design(), filter, asked, breakdown)
    if n is not None:
        _check_n(prepared, n)
    return Tabulation(
        tuple(estimate(prepared, domain, interval, level) for domain in prepared.domains),
        prepared.unanswered,
        prepared.zero_weights,
        prepared.dropped,
        prepared.design_df,
    )


def prepare(
    frame: Frame,
    response: Response,
    design: Design,
    filter: Filter | Iterable[Filter] | None,
    asked: Filter | Iterable[Filter] | None,
    breakdown: Breakdown | str | None,
) -> Prepared:
    """Prove the microdata and find the rows and scores of every category in every group; see `tabulate`."""
    columns = Columns(frame)
    weighted = weights(columns, design)
    at = np.flatnonzero(weighted.kept)
    if design.frequency is not None:
        at = np.repeat(at, frequencies(columns, design.frequency)[at])
    drawn = sample(columns, design, at)
    routed = matches(columns, asked)
    wanted = routed & matches(columns, filter)
    found = answers(columns, response, wanted)
    if asked is not None:
        _check_asked(columns, answers(columns, response, routed).answered, routed)
    values = scale(weighted.values)
    exponent = int(np.frexp(weighted.values.max(initial=0.0))[1])
    values = values[at]
    if not wanted.any():
        raise EmptyBase(f"nobody of {columns.rows} rows is asked and let through by the filter",
                        "Compare the codes of the filter with those of the data.")  # fmt: skip
    counted = wanted[at] & (values > 0)
    any_answered = np.logical_or.reduce([*found.answered, np.zeros(columns.rows, dtype=np.bool_)])
    groups = _groups(columns, breakdown, wanted & any_answered, at)
    domains: list[Domain] = []
    for group, member in ((None, None), *groups):
        last: Mask | None = None
        rows = np.zeros(0, dtype=np.int64)
        for category, yes, answered in zip(found.categories, found.yes, found.answered, strict=True):
            if answered is not last:
                inside = counted & answered[at]
                rows, last = np.flatnonzero(inside if member is None else inside & member), answered
            domains.append(_domain(category, group, rows, values, yes[at]))
    if not domains:
        raise EmptyBase("nobody in the base has an answer", "Compare the filter with who was asked.")
    inside = wanted[at] & any_answered[at]
    return Prepared(
        drawn,
        values,
        exponent,
        tuple(domains),
        tuple(group for group, _ in groups),
        int(np.count_nonzero(counted & ~any_answered[at])),
        int(np.count_nonzero(inside & (values == 0))),
        weighted.dropped,
    )


def estimate(prepared: Prepared, domain: Domain, method: Method | None, level: float) -> Estimate:
    """The share of a domain with everything that is known of its error.

    Kish's n is (sum w)^2 / sum w^2. The design effects divide V by p(1-p)/(n-1), with replacement, and by that times
    1 - n/W, without (`svymean(deff=)` of R's survey).
    """
    share, n = domain.share, domain.rows.size
    weighted_n = ldexp(float(domain.weights.sum()), prepared.exponent)
    variance = 0.0 if share in (0.0, 1.0) else prepared.sample.variance(domain.scores)
    df = prepared.sample.df(domain.rows)
    effective = kish_n(domain.weights)
    deff = deff_replace = None
    if share not in (0.0, 1.0):
        simple = share * (1 - share) / (n - 1)
        deff_replace = variance / simple
        if weighted_n > n:
            deff = deff_replace / (1 - n / weighted_n)
    se = sqrt(variance)
    between = None if method is None else interval(share, se, n, effective, df, method, level)
    return Estimate(
        category=domain.category,
        group=domain.group,
        share=share,
        se=se,
        n=n,
        n_yes=int(np.count_nonzero(domain.yes)),
        weighted_n=weighted_n,
        kish_n=effective,
        df=df,
        deff=deff,
        deff_replace=deff_replace,
        interval=between,
    )


def _domain(category: str, group: str | None, rows: Ints, weights: Floats, yes: Mask) -> Domain:
    if not rows.size:
        where = "the base" if group is None else f"the group {group!r}"
        raise EmptyBase(f"nobody in {where} has answered {category!r} or otherwise, with a weight above 0",
                        "Compare the filter with who was asked, or leave out the group.")  # fmt: skip
    w, y = weights[rows], yes[rows]
    total = float(w.sum())
    share = 1.0 if y.all() else float(w[y].sum()) / total
    return Domain(category, group, rows, w, y, share, Scores(rows, w * (y - share) / total))


def _groups(
    columns: Columns, breakdown: Breakdown | str | None, base: Mask, at: Ints
) -> tuple[tuple[str, Mask], ...]:
    if breakdown is None:
        return ()
    by = Breakdown(breakdown) if isinstance(breakdown, str) else breakdown
    coded = columns.coded(by.column)
    index = coded.index[base]
    there = np.bincount(index[index >= 0], minlength=len(coded.labels)) > 0
    found = [label for label, seen in zip(coded.labels, there, strict=True) if seen]
    order = by.groups if by.groups is not None else tuple(found) if coded.declared else in_order(found)
    for label in found:
        if label not in order:
            position = int(np.flatnonzero(base & (coded.index == coded.labels.index(label)))[0])
            raise UnknownCategory(f"{by.column!r}, {columns.row(position)}: the group {label!r} is not declared",
                                  f"Declare it, or filter it away. {suggestion(label, order)}")  # fmt: skip
    place = {label: i for i, label in enumerate(coded.labels)}
    return tuple((label, coded.index[at] == place.get(label, -2)) for label in order)


def _check_asked(columns: Columns, answered: Iterable[Mask], routed: Mask) -> None:
    for mask in answered:
        astray = np.flatnonzero(mask & ~routed)
        if astray.size:
            raise DataError(f"{columns.row(int(astray[0]))} has an answer but was not asked ({astray.size} such rows)",
                            "Mend who was asked, or the data.")  # fmt: skip


def _check_n(prepared: Prepared, n: int) -> None:
    if isinstance(n, bool) or not isinstance(n, int):
        raise TypeError(f"n is {n!r}; n counts respondents, so it is a whole number (1877, not 1.877)")
    for domain in _whole(prepared):
        if domain.rows.size != n:
            raise BaseMismatch(f"n is {n}, but the data have {domain.rows.size} in the base of {domain.category!r}",
                               "Compare the filter, or correct n.")  # fmt: skip


def _whole(prepared: Prepared) -> Iterator[Domain]:
    return (domain for domain in prepared.domains if domain.group is None)
