"""What microdata answer: weighted shares with their errors, differences between them, and tests."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct

from barometer_cli.model.number import percent

if TYPE_CHECKING:
    import pandas as pd

Method: TypeAlias = Literal[
    "logit", "xlogit", "wilson", "korn_graubard", "mean", "asin", "clopper_pearson_kish", "wilson_kish_z"
]
METHODS: tuple[Method, ...] = (
    "logit", "xlogit", "wilson", "korn_graubard", "mean", "asin", "clopper_pearson_kish", "wilson_kish_z",
)  # fmt: skip


class Interval(Struct, frozen=True):
    """Two shares (mostly 0..1; "mean" can leave it) that hold the true one with confidence `level` (0..1).

    `method` is the one that was used, which at a share of 0 or 1 can be another than the one asked for.
    """

    low: float
    high: float
    level: float
    method: Method


class Estimate(Struct, frozen=True):
    """One weighted share (0..1, unrounded) of one category in one group, and what is known of its error.

    Attributes
    ----------
    category
        The answer, or the label of the net.
    group
        The group of the breakdown; None is the whole base.
    share
        Weighted part of the respondents of the base, 0..1.
    se
        Linearised standard error of the share, 0..1.
    n
        Unweighted n: respondents in the base with a weight above 0. The n that is printed.
    n_yes
        Unweighted respondents of the base with the answer.
    weighted_n
        Sum of the weights of the base.
    kish_n
        Effective n after weighting alone: squared sum of weights by sum of squared weights.
    df
        Degrees of freedom: PSUs that hold rows of the base minus strata that do.
    deff
        Variance by that of a simple random sample without replacement; None at a share of 0 or 1, and where weights
        do not sum to a population larger than n.
    deff_replace
        The same, with replacement; None at a share of 0 or 1.
    interval
        Confidence interval; None where none was asked for or df is 0.
    """

    category: str
    group: str | None
    share: float
    se: float
    n: int
    n_yes: int
    weighted_n: float
    kish_n: float
    df: int
    deff: float | None = None
    deff_replace: float | None = None
    interval: Interval | None = None

    @property
    def kish_deff(self) -> float:
        """Unweighted n by Kish n (at least 1): what weighting alone costs."""
        return self.n / self.kish_n

    @property
    def percent(self) -> Decimal:
        """The per cent that is printed."""
        return percent(self.share)


class Measured(Struct, frozen=True):
    """One weighted value, unrounded, of one group, and what is known of its error.

    Attributes
    ----------
    category
        What is measured; the answer, of a count.
    group
        The group of the breakdown; None is the whole base.
    value
        A mean, median, or weighted number of respondents.
    se
        Its linearised standard error; that of a median is Woodruff's. None where it has none.
    n
        Unweighted n: respondents in the base with a weight above 0.
    weighted_n
        Sum of the weights of the base.
    df
        Degrees of freedom: PSUs that hold rows of the base minus strata that do.
    low, high, level
        Confidence interval, and its confidence (0..1); None where it has no end.
    """

    category: str
    group: str | None
    value: float
    se: float | None
    n: int
    weighted_n: float
    df: int
    low: float | None
    high: float | None
    level: float


Statistic: TypeAlias = Literal["mean", "median", "count"]
STATISTICS: tuple[Statistic, ...] = ("mean", "median", "count")


class Tabulation(Struct, frozen=True):
    """Estimates of every category in the whole base and then in each group, in declared order.

    Attributes
    ----------
    estimates
        Categories within groups; the whole base (group None) first.
    steps
        Words of each step from all rows to the base, and the unweighted n that it leaves.
    unanswered
        Respondents that were asked and have a weight above 0, but no answer, and so are not in the base.
    zero_weights
        Respondents that weight 0 takes out of the base.
    dropped
        Rows of the file that left the design because they have no weight.
    conflicts
        Respondents of the base who give an exclusive category together with another; they are counted as they stand.
    design_df
        Degrees of freedom of the whole design: PSUs minus strata.
    partly
        Respondents of the base that hold a code for no answer in some items of a multiple-response set; with one base
        for all items these count as a no.
    """

    estimates: tuple[Estimate, ...]
    steps: tuple[tuple[str, int], ...] = ()
    unanswered: int = 0
    zero_weights: int = 0
    dropped: int = 0
    conflicts: int = 0
    design_df: int = 0
    partly: int = 0

    @property
    def groups(self) -> tuple[str | None, ...]:
        """The groups in order; None, the whole base, first."""
        return tuple(dict.fromkeys(estimate.group for estimate in self.estimates))

    @property
    def categories(self) -> tuple[str, ...]:
        """The categories in order."""
        return tuple(dict.fromkeys(estimate.category for estimate in self.estimates))

    def __iter__(self) -> Iterator[Estimate]:
        return iter(self.estimates)

    def __len__(self) -> int:
        return len(self.estimates)

    def to_frame(self) -> pd.DataFrame:
        """A pandas DataFrame with a row for each estimate, in order.

        Returns
        -------
        DataFrame
            Columns category, group (missing: the whole base), share, se, n, n_yes, weighted_n, kish_n, df, deff,
            deff_replace, and of the interval low, high, level and method, as in Estimate and Interval.
        """
        import pandas as pd

        named = ("category", "group", "share", "se", "n", "n_yes", "weighted_n", "kish_n", "df", "deff", "deff_replace")
        of_interval = ("low", "high", "level", "method")
        columns: dict[str, list[object]] = {name: [getattr(each, name) for each in self.estimates] for name in named}
        columns |= {name: [getattr(each.interval, name, None) for each in self.estimates] for name in of_interval}
        frame = pd.DataFrame(columns)
        numbers = ("deff", "deff_replace", "low", "high", "level")
        return frame.astype(
            {**dict.fromkeys(("category", "group", "method"), "str"), **dict.fromkeys(numbers, "float64")}
        )

    def __getitem__(self, key: str | tuple[str, str | None]) -> Estimate:
        """The estimate of a category in the whole base, or of (category, group)."""
        category, group = key if isinstance(key, tuple) else (key, None)
        for estimate in self.estimates:
            if estimate.category == category and estimate.group == group:
                return estimate
        raise KeyError(key)


class Difference(Struct, frozen=True):
    """Share a minus share b (-1..1, unrounded), its error and its t test.

    Attributes
    ----------
    category
        The category whose share differs between two groups; None where a and b are categories of one base.
    a, b
        Groups (None is the whole base), or categories.
    difference
        Share of a minus share of b.
    se
        Its standard error, with the covariance of the two shares.
    df
        Degrees of freedom: PSUs minus strata of the whole design.
    t, p
        Student's t, and the probability (0..1) of one as far from 0; None where the error or df is 0.
    low, high, level
        Confidence interval difference -/+ t se; None where df is 0.
    p_holm, p_bh
        p, adjusted for all the differences made together: Holm; Benjamini and Hochberg.
    """

    category: str | None
    a: str | None
    b: str | None
    difference: float
    se: float
    df: int
    t: float | None
    p: float | None
    low: float | None
    high: float | None
    level: float
    p_holm: float | None
    p_bh: float | None

    @property
    def points(self) -> Decimal:
        """The difference in percentage points, as it is printed: rounded once, from the unrounded shares."""
        return percent(self.difference)


Test: TypeAlias = Literal["rao_scott_f", "rao_scott_chi2", "wald", "adjusted_wald"]
TESTS: tuple[Test, ...] = ("rao_scott_f", "rao_scott_chi2", "wald", "adjusted_wald")


class Association(Struct, frozen=True):
    """A test that a response and a breakdown are independent.

    Attributes
    ----------
    method
        "rao_scott_f" (second order), "rao_scott_chi2" (first order), "wald" or "adjusted_wald".
    statistic
        An F; Pearson's chi-squared of the weighted shares for "rao_scott_chi2", whose p is adjusted.
    df
        Two numbers for an F, one for a chi-squared.
    p
        Probability (0..1) of a statistic as large, were they independent.
    n
        Unweighted n of the table.
    """

    method: Test
    statistic: float
    df: tuple[float, ...]
    p: float
    n: int
