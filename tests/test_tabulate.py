"""Survey arithmetic: laws that hold of any microdata, answers worked out by hand, and data that are refused."""

from __future__ import annotations

import doctest
import subprocess
import sys
from decimal import Decimal
from fractions import Fraction
from math import nan, sqrt
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import fdtrc

from barometer_cli import (
    All,
    AllOf,
    AnyOf,
    AnyOver,
    Breakdown,
    Delimited,
    Design,
    Multiple,
    Nets,
    Not,
    Only,
    Single,
    Tabulation,
    Where,
    association,
    differences,
    rake,
    tabulate,
)
from barometer_cli import Any as AnyNet
from barometer_cli.errors import BadWeight, BaseMismatch, DataError, EmptyBase, UnknownCategory, UnknownVariable
from barometer_cli.model.dataset import Column, Dataset
from barometer_cli.model.tabulation import METHODS
from barometer_cli.tables.columns import Columns, combine
from barometer_cli.tables.comparisons import adjust

Table = dict[str, list[Any]]
LOOSE = Design("w", strata="s", lonely="certainty")


@st.composite
def tables(draw: st.DrawFn) -> Table:
    rows = draw(st.integers(3, 25))

    def column(cells: st.SearchStrategy[Any]) -> list[Any]:
        return draw(st.lists(cells, min_size=rows, max_size=rows))

    return {
        "q": column(st.sampled_from([1, 2, 3])),
        "m1": column(st.sampled_from([0, 1])),
        "m2": column(st.sampled_from([0, 1])),
        "g": [*column(st.sampled_from(["a", "b"]))[2:], "a", "b"],
        "s": column(st.sampled_from(["x", "y"])),
        "w": column(st.floats(0.1, 10)),
        "times": column(st.integers(1, 3)),
    }


def shares(data: Table, **asked: Any) -> Tabulation:
    return tabulate(data, **{"response": Single("q", [1, 2, 3]), "design": LOOSE, **asked})


def numbers(table: Tabulation) -> list[float]:
    return [number for each in table.estimates for number in (each.share, each.se, each.kish_n, each.df, each.n)]


def rows_of(data: Table, rows: list[int]) -> Table:
    return {name: [values[row] for row in rows] for name, values in data.items()}


# Laws


@given(tables(), st.floats(1e-6, 1e6))
def test_scaling_weights_changes_nothing(data: Table, factor: float) -> None:
    scaled = data | {"w": [factor * w for w in data["w"]]}
    assert numbers(shares(scaled, breakdown="g")) == pytest.approx(numbers(shares(data, breakdown="g")), abs=1e-9)


@given(tables(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(data: Table, random: Any) -> None:
    order = random.sample(range(len(data["q"])), len(data["q"]))
    turned = rows_of(data, order)
    assert numbers(shares(turned, breakdown="g")) == pytest.approx(numbers(shares(data, breakdown="g")), abs=1e-12)


@given(tables())
def test_a_filter_has_the_share_of_the_subset_and_the_error_of_the_whole_design(data: Table) -> None:
    subset = rows_of(data, [row for row, group in enumerate(data["g"]) if group == "a"])
    whole = shares(data, filter=Where("g", "==", "a"), design=Design("w"))
    n, size = len(subset["q"]), len(data["q"])
    for each in whole.estimates:
        assert each.n == n
        if n > 1:  # the scores of a base sum to 0, so only n/(n-1) knows of the rows outside
            alone = shares(subset, design=Design("w"))[each.category]
            assert each.share == pytest.approx(alone.share, abs=1e-12)
            assert each.se == pytest.approx(alone.se * sqrt(size / (size - 1) * (n - 1) / n), abs=1e-12)


@given(tables())
def test_single_choice_sums_to_one(data: Table) -> None:
    table = shares(data, breakdown="g")
    for group in table.groups:
        assert sum(table[category, group].share for category in table.categories) == pytest.approx(1, abs=1e-12)


@given(tables())
def test_the_total_is_the_groups_weighted_by_their_weight(data: Table) -> None:
    table = shares(data, breakdown="g")
    for category in table.categories:
        total, parts = table[category], [table[category, "a"], table[category, "b"]]
        mixed = sum(each.share * each.weighted_n for each in parts) / sum(each.weighted_n for each in parts)
        assert total.share == pytest.approx(mixed, abs=1e-12)


@given(tables())
def test_any_is_what_none_leaves(data: Table) -> None:
    nets = Nets(Multiple(["m1", "m2"]), {"any": AnyNet("m1", "m2"), "none": Not(AnyNet("m1", "m2"))})
    table = shares(data, response=nets)
    assert table["any"].share == pytest.approx(1 - table["none"].share, abs=1e-12)
    assert table["any"].se == pytest.approx(table["none"].se, abs=1e-12)


@given(tables())
def test_a_frequency_is_that_many_rows(data: Table) -> None:
    long = rows_of(data, [row for row, times in enumerate(data["times"]) for _ in range(times)])
    counted = shares(data, breakdown="g", design=Design("w", strata="s", lonely="certainty", frequency="times"))
    assert numbers(counted) == pytest.approx(numbers(shares(long, breakdown="g")), abs=1e-12)


@given(tables())
def test_a_difference_is_that_of_the_shares_and_turns_its_sign(data: Table) -> None:
    table = shares(data, breakdown="g")
    asked = {"response": Single("q", [1, 2, 3]), "design": LOOSE, "breakdown": "g"}
    there = differences(data, **asked, pairs=[("a", "b"), ("a", None)])
    back = differences(data, **asked, pairs=[("b", "a"), (None, "a")])
    for one, other in zip(there, back, strict=True):
        a, b = table[str(one.category), one.a], table[str(one.category), one.b]
        assert (
            one.difference == pytest.approx(a.share - b.share, abs=1e-12) == pytest.approx(-other.difference, abs=1e-12)
        )
        assert one.se == pytest.approx(other.se, abs=1e-12)


@given(tables())
def test_categories_of_one_base_move_together(data: Table) -> None:
    """V(p1 - p2) = V(p1 + p2 of each counted +1 and -1); with two categories it is 4 V(p)."""
    two = data | {"q": [min(answer, 2) for answer in data["q"]]}
    [found] = differences(two, response=Single("q", [1, 2]), design=LOOSE)
    assert found.category is None
    assert found.se == pytest.approx(2 * shares(two, response=Single("q", [1, 2]))["1"].se, abs=1e-12)


@given(st.lists(st.tuples(*[st.integers(0, 5)] * 3), min_size=1, max_size=40), st.sampled_from([6, 10**6, 10**12]))
def test_rows_are_put_together_by_what_they_share(rows: list[tuple[int, ...]], size: int) -> None:
    values = np.array(rows)
    place, first = combine(*((column, size) for column in values.T))
    known, inverse = np.unique(values, axis=0, return_inverse=True)
    assert place.tolist() == inverse.ravel().tolist()
    assert values[first].tolist() == known.tolist()


# Answers worked out by hand


def test_weights_only() -> None:
    # W = 4, p = (1 + 1)/4. Scores w (y - p)/W: 1/8, 1/8, -2/8. V = 3/2 (1/64 + 1/64 + 4/64) = 9/64. Kish n = 16/6.
    found = tabulate({"q": [1, 1, 0], "w": [1, 1, 2]}, response=Single("q"), design=Design("w"))["1"]
    assert (found.share, found.n, found.n_yes, found.weighted_n, found.df) == (0.5, 3, 2, 4.0, 2)
    assert found.se == pytest.approx(0.375)
    assert found.kish_n == pytest.approx(16 / 6)
    assert found.deff_replace == pytest.approx(9 / 64 / (0.25 / 2))
    assert found.deff == pytest.approx(9 / 64 / (0.25 / 2) / (1 - 3 / 4))


@pytest.mark.parametrize("fpc", [[4, 4, 6, 6, 6], [0.5] * 5])
def test_strata_and_finite_population(fpc: list[float]) -> None:
    # W = 10, p = 0.6. A: 0.08, -0.12: squares about the mean 0.02, times 1/2 * 2/1. B: 0.08, 0.08, -0.12: 0.08/3, times
    # 1/2 * 3/2. V = 0.02 + 0.02.
    data = {"q": [1, 0, 1, 1, 0], "s": list("AABBB"), "w": [2] * 5, "N": fpc}
    found = tabulate(data, response=Single("q"), design=Design("w", "s", fpc="N"))["1"]
    assert (found.share, found.df) == (pytest.approx(0.6), 3)
    assert found.se == pytest.approx(0.2)


def test_clusters() -> None:
    # W = 6, p = 1/2. Sums of scores: 1/6, -1/6, 0. V = 3/2 (2/36) = 1/12.
    data = {"q": [1, 1, 0, 0, 1, 0], "c": list("aabbcc")}
    found = tabulate(data, response=Single("q"), design=Design(cluster="c"))["1"]
    assert (found.se, found.df) == (pytest.approx(sqrt(1 / 12)), 2)


@pytest.mark.parametrize(("policy", "variance"), [("certainty", 1 / 9), ("adjust", 10 / 81), ("average", 2 / 9)])
def test_lonely_units(policy: Any, variance: float) -> None:
    # p = 2/3. A: 1/9. B: 1/9, -2/9, whose squares about the mean are 1/18, times 2/1: 1/9. Certainty: A adds nothing;
    # adjust: (1/9 - 0)^2; average: as much as B.
    data = {"q": [1, 1, 0], "s": list("ABB")}
    found = tabulate(data, response=Single("q"), design=Design(strata="s", lonely=policy))["1"]
    assert found.se == pytest.approx(sqrt(variance))


def test_partners_are_not_respondents() -> None:
    # Three of four respondents say 1 for some partner; of six partners, three.
    data = {"p1": ["1", "2", "2;1", None], "p2": ["2", "1", "", 2]}
    table = tabulate(data, response=AnyOver(["p1", "p2"], [1, 2], ";"))
    assert [each.share for each in table.estimates] == [0.75, 1.0]


def test_do_not_know_for_any_partner_or_for_all() -> None:
    data = {"p1": [8, 8, 1, None], "p2": [1, None, 1, None]}
    for rule, shares_ in (("any", [2 / 3, 2 / 3]), ("only", [2 / 3, 1 / 3])):
        table = tabulate(data, response=AnyOver(["p1", "p2"], [1, 8], dont_know=[8], rule=rule))  # type: ignore[arg-type]
        assert [each.share for each in table.estimates] == pytest.approx(shares_)
        assert table.unanswered == 1


def test_bases_of_items() -> None:
    data = {"a": [1, 0, None, None], "b": [None, 0, 1, None]}
    assert [each.share for each in tabulate(data, response=Multiple(["a", "b"])).estimates] == pytest.approx(
        [1 / 3] * 2
    )
    own = tabulate(data, response=Multiple(["a", "b"], base="item"))
    assert [(each.share, each.n, each.df) for each in own.estimates] == [(0.5, 2, 1)] * 2


def test_more_items_than_an_integer_has_bits() -> None:
    data = {f"m{i}": [int(i == row) for row in range(70)] for i in range(70)}
    table = tabulate(
        data, response=Nets(Multiple(list(data)), {"first": "m0", "both": All("m0", "m69"), "only": Only("m69")})
    )
    assert [each.n_yes for each in table.estimates] == [1, 0, 1]


def test_a_declared_category_without_rows_is_zero_with_an_exact_interval() -> None:
    found = tabulate({"q": [1] * 10}, response=Single("q", [1, 2]))["2"]
    assert (found.share, found.se, found.n_yes, found.deff) == (0.0, 0.0, 0, None)
    assert found.interval is not None and found.interval.method == "clopper_pearson_kish"
    assert (found.interval.low, found.interval.high) == (0.0, pytest.approx(1 - 0.025 ** (1 / 10)))


@pytest.mark.parametrize("method", METHODS)
def test_every_interval_holds_its_share_and_grows_with_confidence(method: Any) -> None:
    data = {"q": [1, 1, 0, 0, 1, 0, 1, 1, 1, 1], "w": [1, 2, 1, 3, 1, 1, 2, 1, 2, 1]}
    narrow, wide = (
        tabulate(data, response=Single("q"), design=Design("w"), interval=method, level=level)["1"]
        for level in (0.8, 0.95)
    )
    assert narrow.interval is not None and wide.interval is not None
    assert wide.interval.low < narrow.interval.low < narrow.share < narrow.interval.high < wide.interval.high


def test_without_degrees_of_freedom_there_is_no_interval() -> None:
    found = tabulate(
        {"q": [1, 0], "s": ["a", "b"]}, response=Single("q"), design=Design(strata="s", lonely="certainty")
    )
    assert (found["1"].df, found["1"].interval) == (0, None)
    [change] = differences({"q": [1], "g": [1]}, response=Single("q"), breakdown="g", pairs=[("1", None)],
                           design=Design(lonely="certainty"))  # fmt: skip
    assert (change.se, change.t, change.p, change.low, change.p_holm) == (0, None, None, None, None)


def test_many_differences_are_adjusted_as_by_hand() -> None:
    # Holm: 3 * 0.01, 2 * 0.02, 1 * 0.03, none below the one before.
    # Benjamini-Hochberg: 3/1 * 0.01, 3/2 * 0.02, 3/3 * 0.03.
    assert adjust([0.03, 0.01, 0.02]) == (pytest.approx([0.04, 0.03, 0.04]), pytest.approx([0.03, 0.03, 0.03]))
    assert adjust([]) == ([], [])


def test_a_change_is_rounded_from_unrounded_shares() -> None:
    data = {"q": [1] * 496 + [0] * 504 + [1] * 454 + [0] * 546, "wave": [2] * 1000 + [1] * 1000}
    [change] = differences(data, response=Single("q"), categories=["1"], breakdown="wave", pairs=[("2", "1")])
    assert change.difference == pytest.approx(0.042)
    assert change.points == Decimal(4)  # 50 - 45 printed is 5
    # independent waves: V = n/(n-1) (p q/n + p q/n) with the n = 2000 rows of the file
    assert change.se == pytest.approx(sqrt(2000 / 1999 * (0.496 * 0.504 + 0.454 * 0.546) / 1000))


def test_a_net_and_its_parts_are_compared_in_one_base() -> None:
    data = {"a": [1, 1, 0, 0], "b": [1, 0, 1, 0]}
    nets = Nets(Multiple(["a", "b"]), {"any": AnyNet("a", "b"), "a": "a"})
    [found] = differences(data, response=nets, pairs=[("any", "a")])
    # any - a is the share of those with b alone: 1/4, V = 4/3 (1/4 * 3/4)/4
    assert (found.difference, found.se) == (0.25, pytest.approx(sqrt(1 / 16)))


def test_a_wald_test_of_two_by_two_is_a_closed_formula() -> None:
    """Y = T11 - T1. T.1 / T and its influence u = w (1_11 - T.1/T 1_1. - T1./T 1_.1 + T1. T.1 / T^2), in fractions."""
    q, g, w = [1, 1, 2, 1, 2, 2, 1, 1, 2, 1], list("aaaabbbbba"), [1, 2, 3, 1, 5, 2, 1, 4, 2, 6]
    rows = [(Fraction(weight), int(each == 1), int(group == "a")) for each, group, weight in zip(q, g, w, strict=True)]
    total, row, column, cell = (
        sum(weight * part for weight, part in zip(map(Fraction, w), parts, strict=True))
        for parts in ([1] * 10, [i for _, i, _ in rows], [j for _, _, j in rows], [i * j for _, i, j in rows])
    )
    moved = [weight * (i * j - column / total * i - row / total * j + row * column / total**2) for weight, i, j in rows]
    mean = sum(moved, Fraction()) / 10
    variance = Fraction(10, 9) * sum((each - mean) ** 2 for each in moved)
    wald = (cell - row * column / total) ** 2 / variance
    found = association(
        {"q": q, "g": g, "w": w}, response=Single("q"), breakdown="g", design=Design("w"), method="wald"
    )
    assert found.statistic == pytest.approx(float(wald), rel=1e-12) and found.df == (1, 9)
    assert found.p == pytest.approx(float(fdtrc(1, 9, float(wald))), rel=1e-12)


def wald_row_by_row(data: pd.DataFrame, inside: Any, fpc: dict[str, int], adjusted: bool) -> tuple[float, int, int]:
    """`svychisq.survey.design` of R's survey 4.1 (R/chisqsum.R), row by row: totals of cells, margins and table."""
    rows, columns = sorted(set(data.q)), sorted(set(data.g))
    r, c = len(rows), len(columns)
    cells = [(data.q == i) & (data.g == j) & inside for j in columns for i in rows]
    margins = [*((data.q == i) & inside for i in rows), *((data.g == j) & inside for j in columns), inside]
    scores = np.array([np.where(each, data.w, 0.0) for each in (*cells, *margins)])
    covariance = np.zeros((len(scores), len(scores)))
    for stratum, size in fpc.items():
        units = [scores[:, (data.s == stratum) & (data.psu == unit)].sum(axis=1)
                 for unit in sorted(set(data.psu[data.s == stratum]))]  # fmt: skip
        n = len(units)
        apart = np.array(units) - np.mean(units, axis=0)
        covariance += (1 - n / size) * n / (n - 1) * apart.T @ apart
    totals = scores.sum(axis=1)
    row, column, total = totals[r * c : r * c + r], totals[r * c + r : -1], totals[-1]
    jacobian = np.hstack([np.eye(r * c), np.zeros((r * c, r + c + 1))])
    for at in range(r * c):
        i, j = at % r, at // r
        jacobian[at, r * c + i] = -column[j] / total
        jacobian[at, r * c + r + j] = -row[i] / total
        jacobian[at, -1] = row[i] * column[j] / total**2
    residual = totals[: r * c] - np.outer(column, row).ravel() / total
    use = [at for at in range(r * c) if at % r and at // r]
    variance = (jacobian @ covariance @ jacobian.T)[np.ix_(use, use)]
    k, df = len(use), len(set(zip(data.s, data.psu, strict=True))) - len(fpc)
    statistic = residual[use] @ np.linalg.solve(variance, residual[use]) / k
    return (statistic * (df - k + 1) / df, k, df - k + 1) if adjusted else (statistic, k, df)


@pytest.mark.parametrize("method", ["wald", "adjusted_wald"])
@pytest.mark.parametrize("seed", range(4))
def test_a_wald_test_is_that_of_totals(method: Any, seed: int) -> None:
    """A test of shares has another statistic: 2.35 against 1.55 on R's own clusters of schools."""
    random = np.random.default_rng(seed)
    size = 400
    data = pd.DataFrame(
        {
            "psu": random.integers(0, 9, size),
            "s": random.choice(["x", "y"], size),
            "q": random.integers(1, 4, size),
            "g": random.choice(["a", "b", "c"], size),
            "w": random.random(size) + 0.2,
            "x": random.integers(0, 3, size),
        }
    )
    data["w"] *= 1 + data.psu % 3  # clusters of different sizes, so that the size of the population is uncertain
    fpc = {"x": 40, "y": 25}
    data["N"] = data.s.map(fpc)
    found = association(
        data,
        response=Single("q"),
        breakdown="g",
        design=Design("w", "s", "psu", "N", nest=True),
        filter=Where("x", ">=", 1),
        method=method,
    )
    statistic, k, df = wald_row_by_row(data, data.x >= 1, fpc, method == "adjusted_wald")
    assert found.statistic == pytest.approx(statistic, rel=1e-9) and found.df == (k, df)


def test_raking_meets_its_margins() -> None:
    data = {"a": [1, 1, 2, 2], "b": [1, 2, 1, 2], "w": [1, 2, 3, 4]}
    found = rake(data, {"a": {1: 40, 2: 60}, "b": {1: 50, 2: 50}}, "w")
    assert (found[0] + found[1], found[0] + found[2]) == (pytest.approx(40), pytest.approx(50))
    assert found[0] * found[3] / found[1] / found[2] == pytest.approx(1 * 4 / 2 / 3)  # the odds ratio stays


# Columns and filters

FRAMES = {
    "mapping": lambda data: data,
    "arrays": lambda data: {name: np.array(values, dtype=object) for name, values in data.items()},
    "pandas": pd.DataFrame,
    "categories": lambda data: pd.DataFrame(data).astype({"q": "category"}),
    "text": lambda data: {name: ["" if v is None else f" {v} " for v in values] for name, values in data.items()},
    "dataset": lambda data: Dataset(
        "f.csv", "", 6, {name: column(values) for name, values in data.items()}
    ),
}  # fmt: skip


def column(values: list[Any]) -> Column:
    distinct = list(dict.fromkeys(value for value in values if value is not None))
    places = [-1 if value is None else distinct.index(value) for value in values]
    return Column(np.array(places, dtype=np.int8), np.array(distinct, dtype=object))


@pytest.mark.parametrize("kind", FRAMES)
def test_every_kind_of_frame_says_the_same(kind: str) -> None:
    data = {"q": [1, 2, None, 2, 1, 2], "w": ["1,5", 1, "2.5", 1, 1, "1e0"], "g": ["a", "b", "a", "b", "a", "b"]}
    table = tabulate(FRAMES[kind](data), response=Single("q"), design=Design("w"), breakdown="g")
    assert table["1"].share == pytest.approx(2.5 / 5.5)
    assert [each.n for each in table.estimates] == [5, 5, 2, 2, 3, 3]
    assert table.unanswered == 1


def test_columns_of_numbers_and_missing_cells() -> None:
    frame = pd.DataFrame({"i": pd.array([1, None, 3], dtype="Int64"), "f": [1.0, nan, 3], "s": ["1", None, "3,0"]})
    for name in frame:
        assert Columns(frame).coded(str(name)).labels == ("1", "3")
        assert Columns(frame).coded(str(name)).index.tolist() == [0, -1, 1]
        assert Columns(frame).numbers(str(name)).tolist() == pytest.approx([1, nan, 3], nan_ok=True)
    with pytest.raises(DataError, match="'f', row 1: the id is missing"):
        Columns({"f": np.array([1, nan, 3])}).prove_distinct("f")


def test_places_that_fill_their_integers() -> None:
    full = Column(np.arange(-1, 128, dtype=np.int8), np.arange(128))
    table = tabulate(Dataset("f.csv", "", 129, {"q": full}), response=Single("q"), breakdown="q", interval=None)
    assert (len(table.categories), len(table.groups), table.unanswered) == (128, 129, 1)
    assert table["127", "127"].share == 1


@pytest.mark.parametrize(
    ("filter", "rows"),
    [
        (Where("q", "==", "1"), {0, 3}),
        (Where("q", "!=", 1), {1}),
        (Where("q", "in", [1, 2]), {0, 1, 3}),
        (Where("q", "not in", [1]), {1}),
        (Where("q", "is null"), {2}),
        (Where("q", "not null"), {0, 1, 3}),
        (Where("x", ">=", 2.5), {1, 3}),
        (Where("x", "<=", "2"), {0}),
        (Where("d", "has any", [3]), {0, 1}),
        (Where("d", "has none", [1]), {1}),
        (AnyOf(Where("q", "==", 2), Where("d", "has any", 1)), {0, 1}),
        (AllOf(Where("q", "==", 1), AnyOf()), set()),
        (AllOf(), {0, 1, 2, 3}),
        ([Where("q", "==", 1), Where("x", ">=", 3)], {3}),
    ],
    ids=str,
)
def test_filters(filter: Any, rows: set[int]) -> None:
    data = {"q": [1, 2, None, 1], "x": [1.5, 2.5, None, 4], "d": ["1;3", "3", "", None], "id": [0, 1, 2, 3]}
    if not rows:
        with pytest.raises(EmptyBase):
            tabulate(data, response=Single("id"), filter=filter)
    else:
        assert {int(each) for each in tabulate(data, response=Single("id"), filter=filter).categories} == rows


def test_exclusive_codes_given_with_others_are_counted() -> None:
    table = tabulate({"q": ["1;9", "1", "9", "9;2;1", ""]}, response=Delimited("q", [1, 2, 9], exclusive=[9]))
    assert (table.conflicts, table["9"].n_yes, table["9"].n) == (2, 3, 4)
    items = {"a": [1, 1, 0], "none": [1, 0, 1]}
    assert tabulate(items, response=Multiple(["a", "none"], exclusive=["none"])).conflicts == 1


def test_weights_of_zero_and_rows_without_weight_are_counted() -> None:
    data = {"q": [1, 0, 1, 1], "w": [1, 1, 0, None]}
    table = tabulate(data, response=Single("q"), design=Design("w", missing_weight="drop"))
    assert (table["1"].n, table.zero_weights, table.dropped) == (2, 1, 1)
    assert table.steps == (("rows", 4), ("in the design", 3), ("answered", 3), ("weight above 0", 2))


@pytest.mark.parametrize("cluster", [None, "c"])
def test_rows_that_leave_the_design_leave_no_trace(cluster: str | None) -> None:
    kept = {"q": [1, 0, 1, 1, 0], "s": list("AABBB"), "c": list("abcde"), "w": [2.0, 1, 2, 2, 3], "N": [4, 4, 6, 6, 6]}
    more = {"q": [1, 1, None], "s": ["A", "C", None], "c": ["f", "g", None], "w": [None] * 3, "N": [4, 9, None]}
    design = Design("w", "s", cluster, "N", missing_weight="drop")
    tables = [tabulate({name: kept[name] + rest for name, rest in tail.items()}, response=Single("q"), design=design)
              for tail in ({name: [] for name in more}, more)]  # fmt: skip
    assert numbers(tables[0]) == numbers(tables[1])
    assert (tables[0].design_df, tables[0].dropped, tables[1].dropped) == (tables[1].design_df, 0, 3)


# Data that are refused

GOOD: Table = {
    "id": ["r1", "r2", "r3", "r4"],
    "q": [1, 2, 1, 2],
    "a": [1, 0, 1, 0],
    "b": [1, 1, 0, 0],
    "g": ["x", "x", "y", "y"],
    "s": ["s", "s", "s", "t"],
    "c": ["k", "k", "l", "l"],
    "w": [1.0, 1.0, 2.0, 2.0],
}
PARTS = {"both": All("a", "b"), "a": "a", "b": "b"}


@pytest.mark.parametrize(
    ("error", "words", "changed", "asked"),
    [
        (BadWeight, ["'w'", "row 1", "-1.0 is negative"], {"w": [1, -1, 1, 1]}, {}),
        (BadWeight, ["'w'", "row 3", "missing"], {"w": [1, 1, 1, nan]}, {}),
        (BadWeight, ["'w'", "row 2", "missing (and 1 more)"], {"w": [1, 1, None, None]}, {}),
        (BadWeight, ["'w'", "row 0", "inf is infinite"], {"w": [float("inf"), 1, 1, 1]}, {}),
        (BadWeight, ["'w'", "row 0", "'tung' is not a number"], {"w": ["tung", 1, 1, 1]}, {}),
        (BadWeight, ["'w'", "row 0", "'1.234,5'"], {"w": ["1.234,5", 1, 1, 1]}, {}),
        (BadWeight, ["'f'", "row 1", "2.5"], {"f": [1, 2.5, 1, 1]}, {"design": Design(frequency="f")}),
        (UnknownCategory, ["'q'", "row 3", "'7'", "declared"], {"q": [1, 2, 1, 7]}, {}),
        (UnknownCategory, ["'g'", "row 2", "'y'", "(and 1 more)"], {}, {"breakdown": Breakdown("g", ["x"])}),
        (DataError, ["'q'", "row 1", "'2'", "not asked"], {}, {"asked": Where("a", "==", 1)}),
        (EmptyBase, ["4 rows → q == 9: 0"], {}, {"filter": Where("q", "==", 9)}),
        (EmptyBase, ["4 rows → answered: 0"], {"q": [None] * 4}, {}),
        (EmptyBase, ["answered: 4 → weight above 0: 0"], {"w": [0, 0, 0, 0]}, {}),
        (EmptyBase, ["group 'z'"], {}, {"breakdown": Breakdown("g", ["x", "y", "z"])}),
        (BaseMismatch, ["n is 5", "is 2", "4 rows → g == x: 2 → answered: 2"], {},
         {"filter": Where("g", "==", "x"), "n": 5}),
        (TypeError, ["1.877"], {}, {"n": 1.877}),
        (DataError, ["row 0", "in several of them, 'both', 'a', 'b'"], {},
         {"response": Nets(Multiple(["a", "b"]), PARTS, ["both", "a", "b"])}),
        (DataError, ["row 3", "in none of"], {},
         {"response": Nets(Multiple(["a", "b"]), {"some": AnyNet("a", "b")}, ["some"])}),
        (UnknownCategory, ["'e'", "'f'"], {}, {"response": Nets(Multiple(["a", "b"]), {"e": "f"})}),
        (DataError, ["s=t", "one sampling unit"], {}, {"design": Design("w", "s")}),
        (DataError, ["'c'", "row 3", "'l'", "several strata"], {}, {"design": Design("w", "s", "c")}),
        (DataError, ["'s'", "row 1", "missing"], {"s": ["s", "", "s", "t"]}, {"design": Design("w", "s")}),
        (DataError, ["'N'", "row 3", "5.0 differs"], {"N": [9, 9, 9, 5]}, {"design": Design(fpc="N")}),
        (DataError, ["'N'", "4 sampling units", "3"], {"N": [3] * 4}, {"design": Design(fpc="N")}),
        (DataError, ["'N'", "row 0", "-1.0"], {"N": [-1] * 4}, {"design": Design(fpc="N")}),
        (DataError, ["'id'", "row 2", "'r1'", "row 0"], {"id": ["r1", "r2", "r1", "r4"]}, {"design": Design(id="id")}),
        (DataError, ["'id'", "row 2", "missing"], {"id": ["r1", "r2", None, "r4"]}, {"design": Design(id="id")}),
        (DataError, ["'n'", "row 1", "'7'", "row 0"], {"n": [7, 7, 8, 9]}, {"design": Design(id="n")}),
        (EmptyBase, ["0 rows"], {name: [] for name in GOOD}, {}),
        (UnknownVariable, ["'gg'", "Did you mean 'g'"], {}, {"filter": Where("gg", "==", 1)}),
        (UnknownVariable, ["'vaegt'"], {}, {"design": Design("vaegt")}),
        (DataError, ["'g'", "row 0", "'x' is not a number"], {}, {"filter": Where("g", ">=", 1)}),
        (DataError, ["'q'", "'ti'"], {}, {"filter": Where("q", ">=", "ti")}),
        (DataError, ["'q' has 3 rows", "4"], {"q": [1, 2, 1]}, {}),
        (ValueError, ["level"], {}, {"level": 95}),
        (ValueError, ["wald", "logit"], {}, {"interval": "wald"}),
    ],
)  # fmt: skip
def test_bad_data_are_refused(error: type[Exception], words: list[str], changed: Table, asked: dict[str, Any]) -> None:
    with pytest.raises(error) as refused:
        tabulate(GOOD | changed, **{"response": Single("q", [1, 2]), "design": Design("w"), **asked})
    for word in words:
        assert word in str(refused.value)


def test_a_message_names_the_file_and_its_row() -> None:
    data = Dataset("svar.csv", "", 2, {"q": column([1, 5])}, first_row=2)
    with pytest.raises(UnknownCategory, match=r"'q', svar.csv, row 3: the code '5'"):
        tabulate(data, response=Single("q", [1]))
    with pytest.raises(UnknownVariable, match=r"svar.csv has no column 'r'"):
        tabulate(data, response=Single("r"))


@pytest.mark.parametrize(
    ("words", "make"),
    [
        ("operator is '='.*'=='", lambda: Where("q", "=", 1)),  # type: ignore[arg-type]
        ("takes one value, not 2", lambda: Where("q", "==", [1, 2])),
        ("takes no value", lambda: Where("q", "is null", 1)),
        ("at least one value", lambda: Where("q", "in")),
        ("'1' is named twice", lambda: Single("q", [1, "1.0"])),
        ("partition is 'c'.*'a'", lambda: Nets(Multiple(["m"]), {"a": "m"}, ["c"])),
        ("one base for all", lambda: Nets(Multiple(["m"], base="item"), {"a": "m"})),
        ("dont_know needs a rule", lambda: AnyOver(["p"], dont_know=[8])),
        ("dont_know is '8'", lambda: AnyOver(["p"], [1, 2], dont_know=[8], rule="any")),
        ("exclusive is '9'", lambda: Delimited("q", [1, 2], exclusive=[9])),
        ("lonely is 'remove'", lambda: Design(lonely="remove")),  # type: ignore[arg-type]
    ],
)
def test_questions_that_make_no_sense(words: str, make: Any) -> None:
    with pytest.raises(ValueError, match=words):
        make()


@pytest.mark.parametrize(
    ("error", "words", "asked"),
    [
        (UnknownCategory, "'z'", {"pairs": [("x", "z")]}),
        (UnknownCategory, "'3'", {"categories": ["3"]}),
        (UnknownCategory, "None", {"breakdown": None, "pairs": [("1", None)]}),
    ],
)
def test_differences_of_what_is_not_there(error: type[Exception], words: str, asked: dict[str, Any]) -> None:
    with pytest.raises(error, match=words):
        differences(GOOD, **{"response": Single("q", [1, 2]), "breakdown": "g", **asked})


def test_tests_that_cannot_be_made() -> None:
    with pytest.raises(DataError, match="exactly one category"):
        association(GOOD, response=Multiple(["a", "b"]), breakdown="g")
    with pytest.raises(DataError, match="2 by 1"):
        association(GOOD, response=Single("q"), breakdown="g", filter=Where("g", "==", "x"))
    few = {"q": [1, 2, 3, 1, 2, 3, 1, 3], "g": list("abcabcab"), "psu": [1, 1, 1, 2, 2, 2, 3, 3]}
    with pytest.raises(DataError, match="3 by 3 shares needs 4 degrees of freedom or more, and the design has 2"):
        association(few, response=Single("q"), breakdown="g", design=Design(cluster="psu"), method="wald")
    with pytest.raises(ValueError, match="rao_scott_f"):
        association(GOOD, response=Single("q"), breakdown="g", method="chi2")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("error", "words", "margins"),
    [
        (UnknownCategory, "row 1: '2'", {"q": {1: 10}}),
        (DataError, "wants 5 of '3'", {"q": {1: 10, 2: 10, 3: 5}}),
        (DataError, "different totals", {"q": {1: 10, 2: 10}, "g": {"x": 10, "y": 9}}),
        (DataError, "negative", {"q": {1: 10, 2: -1}}),
        (DataError, "no margins", {}),
    ],
)
def test_margins_that_cannot_be_met(error: type[Exception], words: str, margins: dict[str, Any]) -> None:
    with pytest.raises(error, match=words):
        rake(GOOD, margins)


def test_what_the_documentation_shows_is_so(monkeypatch: pytest.MonkeyPatch) -> None:
    root = Path(__file__).parents[1]
    monkeypatch.chdir(root)
    shown = doctest.testfile(str(root / "docs" / "estimates.md"), module_relative=False)
    assert shown.attempted > 10 and not shown.failed


@pytest.mark.parametrize("function", [tabulate, differences, association])
def test_examples(function: Any) -> None:
    [example] = doctest.DocTestFinder(recurse=False).find(
        function, function.__name__, globs={function.__name__: function}
    )
    assert example.examples
    assert not doctest.DocTestRunner().run(example).failed


def test_only_what_is_asked_for_is_imported() -> None:
    code = """
import sys, barometer_cli
assert not {"numpy", "pandas", "scipy", "pydantic", "matplotlib"} & set(sys.modules)
barometer_cli.tabulate({"q": [1, 0]}, response=barometer_cli.Single("q"), interval=None)
assert not {"pandas", "scipy", "matplotlib"} & set(sys.modules)
barometer_cli.tabulate({"q": [1, 0]}, response=barometer_cli.Single("q"))
assert "scipy.special" in sys.modules and "scipy.stats" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True)
