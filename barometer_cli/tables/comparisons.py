"""Differences between weighted shares, and tests that a response and a breakdown are independent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple, TypeAlias

import numpy as np
from msgspec import Struct

from barometer_cli.errors import DataError, EmptyBase, UnknownCategory, suggestion
from barometer_cli.messages import say
from barometer_cli.model.dataset import code_text
from barometer_cli.model.survey import Code, Design, Filter, Grouping, Response
from barometer_cli.model.table import Named
from barometer_cli.model.tabulation import TESTS, Association, Difference, Test
from barometer_cli.tables.base import Base, path, read
from barometer_cli.tables.columns import Columns, Floats, Frame, Mask
from barometer_cli.tables.engines import Engine
from barometer_cli.tables.intervals import beyond, check, student

Pair: TypeAlias = tuple[Code | None, Code | None]


def differences(
    frame: Frame | Columns | Engine,
    *,
    response: Response,
    breakdown: Grouping | str | None = None,
    pairs: Iterable[Pair] | None = None,
    categories: Iterable[Code] | None = None,
    design: Design | None = None,
    filter: Filter | Iterable[Filter] | None = None,
    asked: Filter | Iterable[Filter] | None = None,
    level: float = 0.95,
) -> tuple[Difference, ...]:
    """Differences (-1..1) of weighted shares: of each category between groups, or between categories of one base.

    Parameters
    ----------
    frame, response, design, filter, asked
        As in `tabulate`.
    breakdown
        The groups that are compared, category by category; waves are groups too. None compares categories.
    pairs
        Which groups (None for the whole base) or, without a breakdown, which categories are compared; None compares
        each with every one after it.
    categories
        Categories, all of them if None: those compared between groups, or those that pairs are made of.
    level
        Confidence of the intervals, 0..1.

    Raises
    ------
    UnknownCategory
        If a pair or `categories` name what is not there.

    Notes
    -----
    V(a - b) is that of the sum of the difference of scores z_a - z_b over the whole design, and so holds their
    covariance. t has the degrees of freedom of the whole design.

    Examples
    --------
    >>> from barometer_cli import Single
    >>> data = {"svar": [1, 1, 0, 1, 0, 0], "hold": ["a", "a", "a", "b", "b", "b"]}
    >>> [found] = differences(data, response=Single("svar"), categories=["1"], breakdown="hold")
    >>> found.a, found.b, found.points, round(found.se, 4)
    ('a', 'b', Decimal('33'), 0.4216)
    """
    check("mean", level)
    base = read(frame, response, design, filter, asked, breakdown)
    wanted = base.categories if categories is None else tuple(map(code_text, categories))
    for category in wanted:
        if category not in base.categories:
            raise UnknownCategory(
                say("there is no {category!r} to compare", category=category), suggestion(category, base.categories)
            )
    if breakdown is None:
        compared = [(str(a), str(b)) for a, b in _compared(wanted, base.categories, pairs)]
        share, deviations = _of_group(base, None)
        made = [
            Contrast(None, a, b, float(share[i] - share[j]), deviations[i] - deviations[j])
            for a, b in compared
            for i, j in [(base.categories.index(a), base.categories.index(b))]
        ]
    else:
        made = contrasted(base, wanted, pairs)
    return tested(made, base.design_df, level)


def _compared(
    sides: tuple[str, ...], known: tuple[str | None, ...], pairs: Iterable[Pair] | None
) -> list[tuple[str | None, str | None]]:
    """Each side with every one after it, or the pairs that are wanted, of sides that are known."""
    found = list(combinations(sides, 2) if pairs is None else ((_side(a), _side(b)) for a, b in pairs))
    for side in (side for pair in found for side in pair):
        if side not in known:
            raise UnknownCategory(
                say("there is no {side!r} to compare", side=side), suggestion(str(side), filter(None, known))
            )
    return found


def contrasted(base: Base, categories: Sequence[str], pairs: Iterable[Pair] | None) -> list[Contrast]:
    """Differences of each category between groups of a base.

    Parameters
    ----------
    base
        The respondents.
    categories
        Those of its categories that are compared.
    pairs
        Which groups are (None for the whole base); None compares each with every one after it.
    """
    compared = _compared(base.groups, (None, *base.groups), pairs)
    groups = {side: _of_group(base, side) for pair in compared for side in pair}
    return [
        Contrast(base.categories[k], a, b, float(share_a[k] - share_b[k]), deviations_a[k] - deviations_b[k])
        for k in map(base.categories.index, categories)
        for a, b in compared
        for (share_a, deviations_a), (share_b, deviations_b) in [(groups[a], groups[b])]
    ]


class Contrast(NamedTuple):
    """A difference and what its error is made of, over the cells of the base."""

    category: str | None
    a: str | None
    b: str | None
    difference: float
    deviations: Floats


def _side(code: Code | None) -> str | None:
    return None if code is None else code_text(code)


def _of_group(base: Base, group: str | None) -> tuple[Floats, Floats]:
    """Shares (categories,) of a group and their deviations (categories x any) over the cells of the whole base."""
    shares = base.shares(group)
    scores = np.zeros(base.yes.shape)
    scores[:, shares.some] = shares.scores
    return shares.share, base.sample.deviations(base.cells, scores)


class Sampled(Struct, frozen=True):
    """The chance of differences between shares of one base, with their covariance; computed when asked for.

    Attributes
    ----------
    base
        The respondents.
    places
        Values that may be told, by where they stand in the table: their category and group in the base.
    """

    base: Base
    places: Mapping[Named, tuple[str, str | None]]

    @property
    def told(self) -> frozenset[Named]:
        """Where the values that may be told stand."""
        return frozenset(self.places)

    def __call__(self, terms: Mapping[Named, float], difference: float) -> float | None:
        """p of a difference (-1..1), two-sided; as `Table.apart` says.

        t has the degrees of freedom of the whole design; of one share alone, those of the PSUs that hold its base.
        """
        error = self.error(terms)
        df = self._df(terms) if error else 0
        return beyond(difference / error, df) if error and df > 0 else None

    def error(self, terms: Mapping[Named, float]) -> float | None:
        """Standard error of a sum of values, each times a number, with their covariance; as `Apart` says."""
        if not self.told.issuperset(terms):
            return None
        made: Floats | float = 0.0
        for place, weight in terms.items():
            category, group = self.places[place]
            _, deviations = _of_group(self.base, group)
            made = made + weight * deviations[self.base.categories.index(category)]
        return float(np.sqrt(np.sum(np.square(made))))

    def _df(self, terms: Mapping[Named, float]) -> int:
        if len(terms) > 1:
            return self.base.design_df
        (place,) = terms
        category, group = self.places[place]
        shares = self.base.shares(group)
        return self.base.sample.df(shares.cells[shares.answered[self.base.categories.index(category)]])


def tested(made: Sequence[Contrast], df: int, level: float = 0.95) -> tuple[Difference, ...]:
    """Differences with their t tests, adjusted for being several.

    Parameters
    ----------
    made
        The differences.
    df
        Degrees of freedom of the whole design.
    level
        Confidence of the intervals, 0..1.
    """
    quantile = student(1 - level, df) if df > 0 else None
    se = [float(np.sqrt(each.deviations @ each.deviations)) for each in made]
    t = [each.difference / error if error > 0 and df > 0 else None for each, error in zip(made, se, strict=True)]
    p = [None if ratio is None else beyond(ratio, df) for ratio in t]
    holm, bh = map(iter, adjust([chance for chance in p if chance is not None]))
    return tuple(
        Difference(
            category=each.category,
            a=each.a,
            b=each.b,
            difference=each.difference,
            se=error,
            df=df,
            t=ratio,
            p=chance,
            low=None if quantile is None else each.difference - quantile * error,
            high=None if quantile is None else each.difference + quantile * error,
            level=level,
            p_holm=None if chance is None else next(holm),
            p_bh=None if chance is None else next(bh),
        )
        for each, error, ratio, chance in zip(made, se, t, p, strict=True)
    )


def adjust(p: Iterable[float]) -> tuple[list[float], list[float]]:
    """Probabilities (0..1) adjusted for being several: Holm 1979; Benjamini and Hochberg 1995 (R's `p.adjust`).

    Holm keeps the chance of any false finding below the level, Benjamini and Hochberg the part of findings that are
    false.
    """
    values = np.array(list(p))
    order = np.argsort(values, kind="stable")
    rank = np.arange(values.size)
    holm, bh = np.empty(values.size), np.empty(values.size)
    holm[order] = np.maximum.accumulate(np.minimum(values[order] * (values.size - rank), 1.0))
    bh[order] = np.minimum.accumulate((values[order] * values.size / (rank + 1))[::-1])[::-1]
    return holm.tolist(), bh.tolist()


def association(
    frame: Frame | Columns | Engine,
    *,
    response: Response,
    breakdown: Grouping | str,
    method: Test = "rao_scott_f",
    design: Design | None = None,
    filter: Filter | Iterable[Filter] | None = None,
    asked: Filter | Iterable[Filter] | None = None,
) -> Association:
    """Test that the shares of a response are the same in all groups of a breakdown (`svychisq` of R's survey).

    Parameters
    ----------
    frame, design, filter, asked
        As in `tabulate`.
    response
        Of which every respondent has exactly one category: Single, or Nets that are a partition.
    breakdown
        The groups; respondents in none are left out of the table.
    method
        One of `TESTS`: Rao and Scott's second-order F, their first-order chi-squared, the Wald test of the
        differences between observed and expected totals, and that test adjusted for its degrees of freedom.

    Raises
    ------
    DataError
        If respondents have none or several of the categories, the table has one row or column, or the design has too
        few degrees of freedom for a Wald test of it.

    Notes
    -----
    Delta = (C' D C / N)^-1 C' D V D C with D = diag(1/observed share), C the contrasts of interaction, V the covariance
    of the shares of the table and N its unweighted n. First order divides Pearson's chi-squared by the mean of Delta's
    diagonal; second order (Satterthwaite) by its sum, for an F on d and d * df with d = tr(Delta)^2 / tr(Delta^2).
    Wald: Y' V_Y^-1 Y / k with Y the totals T_ij - T_i. T_.j / T_.. of the interaction, k of them, and V_Y their
    covariance to first order; the size T_.. of the population is estimated, too, and not taken for known.

    Examples
    --------
    >>> from barometer_cli import Single
    >>> data = {"svar": [1, 1, 0, 1, 0, 0, 1, 1], "hold": ["a", "a", "a", "b", "b", "b", "b", "a"]}
    >>> found = association(data, response=Single("svar"), breakdown="hold")
    >>> round(found.statistic, 4), found.df, round(found.p, 4)
    (0.4667, (1.0, 7.0), 0.5165)
    """
    if method not in TESTS:
        raise ValueError(say("method is {method!r}; known: {tests}", method=method, tests=", ".join(TESTS)))
    base = read(frame, response, design, filter, asked, breakdown)
    if (base.member.sum(axis=0) > 1).any():
        raise DataError(
            say("a test of independence needs groups that do not overlap"),
            say("Break down by a variable of which everybody has one code."),
        )
    table: Mask = np.asarray(base.member.any(axis=0))
    cells, yes, group = base.cells[table], base.yes[:, table], base.member.argmax(axis=0)[table]
    if not cells.n.size:
        raise EmptyBase(
            say("nobody in the base is in a group: {path}", path=path(base.steps)),
            say("Compare the codes of the breakdown."),
        )
    if (yes.sum(axis=0) != 1).any():
        raise DataError(
            say("a test of independence needs exactly one category for each respondent"),
            say("Use Single, or Nets whose categories are a partition."),
        )
    rows, columns = np.unique(yes.argmax(axis=0)), np.unique(group)
    if rows.size < 2 or columns.size < 2:
        raise DataError(
            say("a table of {size} by {columns_size} has nothing to test", size=rows.size, columns_size=columns.size),
            say("At least two categories and two groups need respondents."),
        )
    held = (yes[rows][:, None, :] & (group == columns[:, None])[None]).reshape(-1, cells.n.size)
    total = float(cells.weight.sum())
    shares = held @ cells.weight / total
    shape, n, df = (rows.size, columns.size), float(cells.n.sum()), base.design_df
    if method in ("wald", "adjusted_wald"):
        deviations = base.sample.deviations(cells, held / total)
        statistic, freedom, p = _wald(shares, deviations, shape, df, method == "adjusted_wald")
    else:
        deviations = base.sample.deviations(cells, (held - shares[:, None]) / total)
        statistic, freedom, p = _rao_scott(shares, deviations, shape, n, df, method == "rao_scott_f")
    return Association(method, statistic, freedom, p, int(n))


def _rao_scott(
    shares: Floats, deviations: Floats, shape: tuple[int, int], n: float, df: int, second_order: bool
) -> tuple[float, tuple[float, ...], float]:
    from scipy.special import chdtrc, fdtrc

    table = shares.reshape(shape)
    expected = np.outer(table.sum(axis=1), table.sum(axis=0))
    pearson = n * float(((table - expected) ** 2 / expected).sum())
    inverse = np.divide(1.0, shares, out=np.zeros_like(shares), where=shares > 0)
    contrasts = np.kron(_contrasts(shape[0]), _contrasts(shape[1]))
    weighed = inverse[:, None] * contrasts
    root = deviations.T @ weighed
    delta = np.linalg.solve(contrasts.T @ weighed / n, root.T @ root)
    trace = float(np.trace(delta))
    if not second_order:
        k = len(delta)
        return pearson, (float(k),), float(chdtrc(k, pearson * k / trace))
    d = trace**2 / float(np.trace(delta @ delta))
    return pearson / trace, (d, d * df), float(fdtrc(d, d * df, pearson / trace))


def _contrasts(size: int) -> Floats:
    """Contrasts (size x size - 1) of each level but the first with the mean of all."""
    return np.eye(size)[:, 1:] - 1 / size


def _wald(
    totals: Floats, deviations: Floats, shape: tuple[int, int], df: int, adjusted: bool
) -> tuple[float, tuple[float, ...], float]:
    """`svychisq(statistic = "Wald")`, of totals (cells,) whose sum is taken for 1 and which vary all the same."""
    from scipy.special import fdtrc

    # T_ij - T_i. T_.j / T_.. is linear in the totals to first order: so are its deviations.
    table, parts = totals.reshape(shape), deviations.reshape(*shape, -1)
    row, column = table.sum(axis=1), table.sum(axis=0)
    expected = np.outer(row, column)
    moved = (
        parts
        - row[:, None, None] * parts.sum(axis=0)
        - column[None, :, None] * parts.sum(axis=1)[:, None]
        + expected[:, :, None] * parts.sum(axis=(0, 1))
    )
    residual = (table - expected)[1:, 1:].ravel()
    free = moved[1:, 1:].reshape(residual.size, -1)
    k = residual.size
    left = df - k + 1 if adjusted else df
    if df < k:
        raise DataError(
            say(
                "a Wald test of {rows} by {columns} shares needs {k} degrees of freedom or more, and the "
                "design has {df}",
                rows=shape[0],
                columns=shape[1],
                k=k,
                df=df,
            ),
            say("Use rao_scott_f, or join categories or groups."),
        )
    statistic = float(residual @ np.linalg.solve(free @ free.T, residual)) / k * left / df
    return statistic, (float(k), float(left)), float(fdtrc(k, left, statistic))
