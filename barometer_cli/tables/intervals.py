"""Confidence intervals of a weighted share, by the definitions of `svyciprop` in R's survey package.

With p the share, V its variance, t the quantile of Student's t on the df of the share, z that of the normal:

=====================  =================================================================================================
logit, xlogit          p transformed to log(p/(1-p)), whose error is sqrt(V)/(p(1-p)), plus and minus t errors, and back
asin                   the same with arcsin(sqrt(p)), whose error is sqrt(V)/(2 sqrt(p(1-p)))
mean                   p plus and minus t sqrt(V); can leave 0..1
wilson                 Wilson 1927 with t for z on n* = p(1-p)/V
korn_graubard          Clopper-Pearson on n* = p(1-p)/V (t_{n-1}/t_{df})^2 (Korn and Graubard 1998; R's "beta")
clopper_pearson_kish   Clopper and Pearson 1934 on Kish's n
wilson_kish_z          Wilson 1927 on Kish's n
=====================  =================================================================================================

R fits "logit" as a model and "xlogit" by the delta method; both give the formula above. At a share of 0 or 1, where
linearisation knows no error, every method but "wilson_kish_z" gives way to "clopper_pearson_kish".
"""

from __future__ import annotations

from math import asin, exp, lgamma, log, log1p, sin, sqrt

from barometer_cli.messages import say
from barometer_cli.model.tabulation import METHODS, Interval, Method


def interval(
    share: float, se: float, n: int, kish_n: float, df: int, method: Method = "logit", level: float = 0.95
) -> Interval | None:
    """The confidence interval of a share; None where it has no degrees of freedom.

    Parameters
    ----------
    share, se
        The share (0..1) and its standard error.
    n, kish_n, df
        Unweighted n, effective n after weighting and degrees of freedom of the share.
    method
        One of `METHODS`.
    level
        Confidence, above 0 and below 1.
    """
    check(method, level)
    if share in (0.0, 1.0) and method != "wilson_kish_z":
        method = "clopper_pearson_kish"
    alpha = 1 - level
    if method == "clopper_pearson_kish":
        return Interval(*_clopper_pearson(share, kish_n, alpha), level, method)
    if method == "wilson_kish_z":
        return Interval(*_wilson(share, kish_n, _normal(alpha)), level, method)
    if df < 1:
        return None
    if se == 0:
        return Interval(share, share, level, method)
    t = student(alpha, df)
    low, high = _linearised(share, se, n, t, alpha, method)
    return Interval(low, high, level, method)


def check(method: str, level: float) -> None:
    """Refuse a method that is not known, and a level that is no confidence."""
    if method not in METHODS:
        raise ValueError(say("interval is {method!r}; known: {methods}", method=method, methods=", ".join(METHODS)))
    if not 0 < level < 1:
        raise ValueError(
            say("level is {level!r}; a level of confidence is above 0 and below 1, such as 0.95", level=level)
        )


def student(alpha: float, df: float) -> float:
    """The quantile of Student's t (no unit, above 0) that leaves alpha/2 above it."""
    from scipy.special import stdtrit

    return -float(stdtrit(df, alpha / 2))


def beyond(t: float, df: float) -> float:
    """The chance (0..1) that Student's t lies farther from 0 than `t`, on either side.

    It is I_x(df/2, 1/2) with x = df/(df + t²), by the continued fraction of the incomplete beta function (DLMF
    8.17.22): a headline is checked before scipy could be imported.
    """
    a, b = df / 2, 0.5
    x, rest = df / (df + t * t), t * t / (df + t * t)
    if rest == 0:
        return 1.0
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log1p(-rest) + b * log(rest))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(x, a, b) / a
    return 1 - front * _fraction(rest, b, a) / b


def _fraction(x: float, a: float, b: float) -> float:
    """The continued fraction of I_x(a, b) but for what stands before it, by Lentz's method."""
    c, m = 1.0, 0
    value = d = 1 / (1 - (a + b) * x / (a + 1))
    while True:
        m += 1
        before = value
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d, c = 1 / (1 + term * d), 1 + term / c
            value *= c * d
        if abs(value - before) <= 1e-15 * abs(value):
            return value


def _linearised(share: float, se: float, n: int, t: float, alpha: float, method: Method) -> tuple[float, float]:
    odds = share * (1 - share)
    if method in ("logit", "xlogit"):
        from scipy.special import expit

        centre, error = log(share / (1 - share)), se / odds
        return float(expit(centre - t * error)), float(expit(centre + t * error))
    if method == "asin":
        centre, error = asin(sqrt(share)), se / (2 * sqrt(odds))
        return sin(centre - t * error) ** 2, sin(centre + t * error) ** 2
    if method == "mean":
        return share - t * se, share + t * se
    if method == "wilson":
        return _wilson(share, odds / se**2, t)
    if n < 2:
        return 0.0, 1.0
    return _clopper_pearson(share, odds / se**2 * (student(alpha, n - 1) / t) ** 2, alpha)


def _wilson(share: float, n: float, z: float) -> tuple[float, float]:
    centre = share + z**2 / (2 * n)
    half = z * sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    low, high = (centre - half) / (1 + z**2 / n), (centre + half) / (1 + z**2 / n)
    return 0.0 if share == 0 else low, 1.0 if share == 1 else high


def _clopper_pearson(share: float, n: float, alpha: float) -> tuple[float, float]:
    from scipy.special import betaincinv

    low = 0.0 if share == 0 else float(betaincinv(n * share, n * (1 - share) + 1, alpha / 2))
    high = 1.0 if share == 1 else float(betaincinv(n * share + 1, n * (1 - share), 1 - alpha / 2))
    return low, high


def _normal(alpha: float) -> float:
    from scipy.special import ndtri

    return -float(ndtri(alpha / 2))
