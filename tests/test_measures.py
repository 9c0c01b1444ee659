"""Means, medians, net promoter scores and numbers of respondents, against R's `survey` and closed formulas.

The expected values are those of R 4.2 and survey 4.1-1 (July 2022). The data, written in R as they are here:

    i <- 0:59
    d <- data.frame(h = i %% 3, c = i %/% 4, w = 1 + (i * 7) %% 5 / 2, x = (i * i * 31) %% 97,
                    g = ifelse((i * 5) %% 7 < 3, "a", "b"), l = c("n", rep("m", 59)), N = c(40, 50, 60)[i %% 3 + 1])
    d$k <- (d$x * 3) %% 11;  d$y <- as.integer(d$x > 60)
    d$nps <- ifelse(d$k >= 9, 100, ifelse(d$k <= 6, -100, 0))

and of each design `b`, and of `subset(b, g == "a")`:

    m <- svymean(~x, b);   coef(m); SE(m); confint(m, df = degf(b))
    m <- svymean(~nps, b); coef(m); SE(m)
    m <- svytotal(~y, b);  coef(m); SE(m); confint(m, df = degf(b))
    q <- svyquantile(~x, b, 0.5, qrule = "school", df = degf(b)); coef(q); SE(q); confint(q)
"""

from __future__ import annotations

from math import sqrt
from typing import Any

import polars as pl
import pytest

from barometer_cli import (
    Bands,
    Breakdown,
    Crossed,
    Delimited,
    Design,
    Multiple,
    Number,
    Single,
    Where,
    association,
    differences,
    measure,
    tabulate,
)
from barometer_cli.errors import DataError, EmptyBase
from barometer_cli.tables import engines

ROWS = range(60)
X = [i * i * 31 % 97 for i in ROWS]
K = [x * 3 % 11 for x in X]
DATA: dict[str, list[Any]] = {
    "h": [i % 3 for i in ROWS],
    "c": [i // 4 for i in ROWS],
    "w": [1 + i * 7 % 5 / 2 for i in ROWS],
    "x": X,
    "g": ["a" if i * 5 % 7 < 3 else "b" for i in ROWS],
    "l": ["n", *["m"] * 59],
    "N": [(40, 50, 60)[i % 3] for i in ROWS],
    "k": K,
    "y": [int(x > 60) for x in X],
}
NPS = {code: 100.0 if code >= 9 else -100.0 if code <= 6 else 0.0 for code in range(11)}
DESIGNS = {
    "weights": Design("w"),
    "strata": Design("w", strata="h"),
    "fpc": Design("w", strata="h", fpc="N"),
    "cluster": Design("w", cluster="c"),
    "none": Design(),
}
R = {
    ("weights", None): (
        (46.1375, 4.0129234727, 38.1076586785, 54.1673413215),
        (-42.0833333333, 11.3775238555),
        (46, 8.2994792567, 29.3927803668, 62.6072196332),
        (44, 7.9960204682, 32, 64),
    ),
    ("weights", "a"): (
        (46.2843137255, 5.7732908356, 34.3939986734, 58.1746287776),
        (-23.5294117647, 19.0585798231),
        (18, 6.1423784937, 5.3495346867, 30.6504653133),
        (47, 9.9536859714, 32, 73),
    ),
    ("strata", None): (
        (46.1375, 4.0634220585, 38.0006376812, 54.2743623188),
        (-42.0833333333, 11.4983187230),
        (46, 8.4058250480, 29.1676256846, 62.8323743154),
        (44, 7.9901503048, 32, 64),
    ),
    ("strata", "a"): (
        (46.2843137255, 5.7783876439, 34.3308081499, 58.2378193011),
        (-23.5294117647, 19.1485938954),
        (18, 6.1665481259, 5.2435232893, 30.7564767107),
        (47, 9.9098081271, 32, 73),
    ),
    ("fpc", None): (
        (46.1375, 3.0642911833, 40.0013627483, 52.2736372517),
        (-42.0833333333, 8.7731622119),
        (46, 6.4289299538, 33.1262898273, 58.8737101727),
        (44, 5.2435361376, 33, 54),
    ),
    ("fpc", "a"): (
        (46.2843137255, 4.2700724770, 37.4509957989, 55.1176316521),
        (-23.5294117647, 14.5715006518),
        (18, 4.6047744102, 8.4742983722, 27.5257016278),
        (47, 7.0093764802, 35, 64),
    ),
    ("cluster", None): (
        (46.1375, 3.4375390750, 38.7647119528, 53.5102880472),
        (-42.0833333333, 10.2045791885),
        (46, 8.3087733322, 28.1794535642, 63.8205464358),
        (44, 6.9937024901, 32, 62),
    ),
    ("cluster", "a"): (
        (46.2843137255, 4.0818714575, 37.5295701617, 55.0390572893),
        (-23.5294117647, 14.1529521169),
        (18, 5.1651303399, 6.9218972055, 29.0781027945),
        (47, 9.5580600698, 32, 73),
    ),
    ("none", None): (
        (47.2833333333, 3.9390190401, 39.4013744399, 55.1652922267),
        (-45, 10.2027469437),
        (24, 3.8267568249, 16.3426772804, 31.6573227196),
        (47, 7.7461448286, 33, 64),
    ),
    ("none", "a"): (
        (46.1923076923, 5.7151360223, 34.4217647201, 57.9628506645),
        (-30.7692307692, 17.1443669495),
        (9, 2.7892043699, 3.2555260687, 14.7444739313),
        (47, 9.9536859714, 32, 73),
    ),
}
HELD = {"held": DATA, "asked": pl.DataFrame(DATA).lazy()}


def found(frame: Any, group: str | None = None, **asked: Any) -> tuple[float, ...]:
    """Value, error and interval of a group."""
    made = measure(frame, **asked) if group is None else measure(frame, breakdown="g", **asked)
    [one] = [each for each in made if each.group == group and each.category != "0"]
    assert one.se is not None and one.low is not None and one.high is not None
    return one.value, one.se, one.low, one.high


@pytest.mark.parametrize("frame", HELD)
@pytest.mark.parametrize(("design", "group"), R)
def test_what_r_computes(design: str, group: str | None, frame: str) -> None:
    mean, nps, total, median = R[design, group]
    data, drawn = HELD[frame], DESIGNS[design]
    near = {"rel": 1e-9, "abs": 1e-9}
    assert found(data, group, response=Number("x"), design=drawn) == pytest.approx(mean, **near)
    assert found(data, group, response=Single("k"), scores=NPS, design=drawn)[:2] == pytest.approx(nps, **near)
    assert found(data, group, response=Single("y"), statistic="count", design=drawn) == pytest.approx(total, **near)
    assert found(data, group, response=Number("x"), statistic="median", design=drawn) == pytest.approx(median, **near)


@pytest.mark.parametrize(("policy", "error"), [("adjust", 4.0128649203), ("average", 5.6489398367),
                                               ("certainty", 3.9944036650)])  # fmt: skip
def test_a_lonely_unit(policy: Any, error: float) -> None:
    """`options(survey.lonely.psu = policy)`, `svydesign(~1, strata = ~l, weights = ~w, data = d)`."""
    design = Design("w", strata="l", lonely=policy)
    assert found(DATA, response=Number("x"), design=design)[:2] == pytest.approx((46.1375, error), rel=1e-9)
    with pytest.raises(DataError, match="one sampling unit"):
        measure(DATA, response=Number("x"), design=Design("w", strata="l"))


def test_a_lonely_unit_of_a_count() -> None:
    design = Design("w", strata="l", lonely="adjust")
    assert found(DATA, response=Single("y"), statistic="count", design=design)[1] == pytest.approx(8.2639641485)


@pytest.mark.parametrize(("design", "error", "p"), [("weights", 7.9884697651, 0.9746101611),
                                                    ("cluster", 7.4541692631, 0.9731589228),
                                                    ("strata", 7.9552282429, 0.9745078971)])  # fmt: skip
def test_a_difference_of_means(design: str, error: float, p: float) -> None:
    """`svycontrast(svyby(~x, ~g, b, svymean, covmat = TRUE), c(a = 1, b = -1))`, with t on `degf(b)`."""
    [one] = differences(DATA, response=Number("x"), breakdown="g", design=DESIGNS[design])
    assert (one.difference, one.se, one.p) == pytest.approx((0.2553282182, error, p), rel=1e-8)


def test_a_net_promoter_score_is_a_difference_of_two_shares_with_their_covariance() -> None:
    """`svycontrast(svymean(~p + q, b), c(p = 100, q = -100))` with p of 9 and 10 and q of 0 to 6, clustered."""
    value, error, *_ = found(DATA, response=Single("k"), scores=NPS, design=DESIGNS["cluster"])
    assert (value, error) == pytest.approx((-42.0833333333, 10.2045791885), rel=1e-9)
    table = tabulate(DATA, response=Single("k"), design=DESIGNS["cluster"])
    promoters = sum(table[str(code)].share for code in (9, 10))
    detractors = sum(table[str(code)].share for code in range(7))
    assert value == pytest.approx(100 * (promoters - detractors), rel=1e-12)


def test_a_mean_of_four_by_hand() -> None:
    """Of n numbers without weights: their mean, s/√n, and t on n - 1; in a finite population of N, times √(1 - n/N)."""
    numbers = [2, 4, 4, 10]
    value, error, low, high = found({"x": numbers}, response=Number("x"))
    s = sqrt(sum((x - 5) ** 2 for x in numbers) / 3)
    assert (value, error) == pytest.approx((5, s / 2), rel=1e-12)
    assert (low, high) == pytest.approx((5 - 3.182446305 * s / 2, 5 + 3.182446305 * s / 2), rel=1e-9)
    data = {"x": numbers, "N": [16] * 4}
    assert found(data, response=Number("x"), design=Design(fpc="N"))[1] == pytest.approx(s / 2 * sqrt(0.75), rel=1e-12)


def test_a_count_of_four_by_hand() -> None:
    """Without weights N times the share of four: its error is n times that of the mean of 0 and 1."""
    value, error, *_ = found({"y": [1, 1, 0, 1]}, response=Single("y"), statistic="count")
    assert (value, error) == pytest.approx((3, 4 * sqrt(0.75 * 0.25 / 3)), rel=1e-12)


@pytest.mark.parametrize(("numbers", "weights", "median"), [
    ([1, 2, 3, 4], None, 2.5), ([4, 1, 3], None, 3), ([1, 2, 9], [1, 1, 2], 5.5), ([1, 2, 9], [1, 1, 3], 9),
    ([1, 9], [3, 1], 1)])  # fmt: skip
def test_a_median_as_it_is_taught(numbers: list[int], weights: list[int] | None, median: float) -> None:
    data = {"x": numbers, "w": weights or [1] * len(numbers)}
    [one] = measure(data, response=Number("x"), design=Design("w"), statistic="median")
    assert one.value == median


def test_a_median_of_few_has_no_end_and_no_error() -> None:
    [one] = measure({"x": [1, 2, 3]}, response=Number("x"), statistic="median")
    assert (one.value, one.low, one.high, one.se) == (2, None, None, None)


def test_a_score_leaves_out_who_gave_none() -> None:
    data = {"svar": ["1", "5", "98", "5"]}
    [one] = measure(data, response=Single("svar"), scores={1: 0, 5: 100})
    assert (one.value, one.n) == (pytest.approx(200 / 3), 3)
    with pytest.raises(EmptyBase, match="nobody gave an answer that has a score"):
        measure(data, response=Single("svar", [1, 5, 98, 7]), scores={7: 1})


def test_several_answers_are_no_score() -> None:
    with pytest.raises(DataError, match="1 respondents gave several answers that have scores"):
        measure({"svar": ["1;2", "1"]}, response=Delimited("svar"), scores={1: 1, 2: 2})


@pytest.mark.parametrize("frame", ["held", "asked"])
def test_a_number_out_of_its_range(frame: str) -> None:
    data: Any = {"timer": [37, 400, 500]}
    data = data if frame == "held" else pl.DataFrame(data).lazy()
    with pytest.raises(DataError, match=r"'timer', row 1: 400 is out of the range, 0 to 168 \(and 1 more\)"):
        measure(data, response=Number("timer", low=0, high=168))
    [one] = measure(data, response=Number("timer", low=0, high=168, unanswered=[400, 500]))
    assert (one.value, one.n) == (37, 1)


def test_what_is_no_number() -> None:
    with pytest.raises(DataError, match="'x', row 1: 'mange' is not a number"):
        measure({"x": ["1", "mange"]}, response=Number("x"))


def test_numbers_with_a_comma_and_empty_cells() -> None:
    [one] = measure({"x": ["1,5", "", "2.5", None]}, response=Number("x"))
    assert (one.value, one.n) == (2, 2)


@pytest.mark.parametrize("frame", HELD)
def test_bands(frame: str) -> None:
    bands = Bands(Number("x"), [0, 1, 10, 50])
    assert bands.labels == ("0", "1-9", "10-49", "50+")
    table = tabulate(HELD[frame], response=bands)
    counted = [sum(low <= x < high for x in X) for low, high in ((0, 1), (1, 10), (10, 50), (50, 1000))]
    assert [table[label].n_yes for label in bands.labels] == counted


def test_bands_hold_their_lower_edge_and_not_the_next() -> None:
    table = tabulate({"x": [9, 10, 10, 49.5, 50]}, response=Bands(Number("x"), [0, 10, 50], ["a", "b", "c"]))
    assert [table[label].n_yes for label in "abc"] == [1, 3, 1]
    with pytest.raises(DataError, match=r"row 3: 49\.5 is not whole, and the bands are 0-9, 10-49, 50\+"):
        tabulate({"x": [9, 10, 10, 49.5, 50]}, response=Bands(Number("x"), [0, 10, 50]))
    with pytest.raises(DataError, match="row 0: 9 is below the first band, 10-49"):
        tabulate({"x": [9]}, response=Bands(Number("x"), [10, 50]))


MULTI: dict[str, list[Any]] = {**DATA, "a": [int(i % 2 == 0) for i in ROWS], "b": [int(i % 3 == 0) for i in ROWS]}


@pytest.mark.parametrize("frame", ["held", "asked"])
def test_groups_that_overlap(frame: str) -> None:
    """Of who has a, and of who has b: each as if it were filtered, though some are in both."""
    data: Any = MULTI if frame == "held" else pl.DataFrame(MULTI).lazy()
    by = Multiple(["a", "b"])
    table = tabulate(data, response=Single("y"), breakdown=by, design=Design("w"))
    assert [table["1", group].n for group in ("a", "b")] == [30, 20]
    for group in ("a", "b"):
        alone = tabulate(data, response=Single("y"), filter=Where(group, "==", 1), design=Design("w"))["1"]
        inside = table["1", group]
        assert (inside.share, inside.se, inside.n) == pytest.approx((alone.share, alone.se, alone.n), rel=1e-12)


def test_a_test_of_independence_needs_groups_apart() -> None:
    with pytest.raises(DataError, match="groups that do not overlap"):
        association(MULTI, response=Single("y"), breakdown=Multiple(["a", "b"]))


@pytest.mark.parametrize("frame", HELD)
def test_two_breakdowns_crossed(frame: str) -> None:
    by = Crossed(Breakdown("g", ["a", "b"]), Bands(Number("k"), [0, 5]))
    found = {each.group: each for each in measure(HELD[frame], response=Number("x"), breakdown=by)}
    assert list(found) == [None, "a, 0-4", "a, 5+", "b, 0-4", "b, 5+"]
    [alone] = measure(HELD[frame], response=Number("x"), filter=[Where("g", "==", "b"), Where("k", ">=", 5)])
    inside = found["b, 5+"]
    assert (inside.value, inside.se, inside.n) == pytest.approx((alone.value, alone.se, alone.n), rel=1e-12)


def test_too_many_numbers_to_be_counted_where_data_are_not_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "MOST_NUMBERS", 10)
    with pytest.raises(DataError, match="'x' has 49 different numbers, too many"):
        measure(HELD["asked"], response=Number("x"))


def test_what_is_asked_of_the_wrong_response() -> None:
    with pytest.raises(TypeError, match="numbers have no shares"):
        tabulate(DATA, response=Number("x"))
    with pytest.raises(ValueError, match="give a Number, or the scores"):
        measure(DATA, response=Single("k"))
    with pytest.raises(ValueError, match="a count is of answers"):
        measure(DATA, response=Number("x"), statistic="count")
