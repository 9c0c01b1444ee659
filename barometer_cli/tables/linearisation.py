"""The design of a sample in numbers, and the variance of what is linear in its rows.

A share is not linear in the rows of the sample; its scores z_i = w_i (y_i - p) / W are, and have its variance to first
order (Binder 1983; Särndal, Swensson and Wretman 1992, 5.5). Rows outside the base have score 0 and stay in the design.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from barometer_cli.errors import DataError
from barometer_cli.model.survey import Design, Lonely
from barometer_cli.tables.columns import Columns, Floats, Ints, Mask


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores (1/W times the unit of y) of the rows of a base; every other row of the design has 0."""

    rows: Ints
    values: Floats


@dataclass(frozen=True, slots=True)
class Sample:
    """Strata and PSUs of the rows of a design.

    Attributes
    ----------
    stratum
        Stratum of each row.
    psu
        PSU of each row; None where each row is one.
    psu_stratum
        Stratum of each PSU.
    size
        PSUs in each stratum, n_h.
    unsampled
        1 - n_h / N_h of each stratum.
    names
        Each stratum as it is named in messages.
    lonely
        What is done with strata of one PSU.
    """

    stratum: Ints
    psu: Ints | None
    psu_stratum: Ints
    size: Ints
    unsampled: Floats
    names: tuple[str, ...]
    lonely: Lonely

    def df(self, rows: Ints) -> int:
        """PSUs that hold these rows, minus strata that do (Korn and Graubard 1999, 5.2)."""
        psus = rows.size if self.psu is None else int(np.count_nonzero(np.bincount(self.psu[rows])))
        return psus - int(np.count_nonzero(np.bincount(self.stratum[rows])))

    def variance(self, scores: Scores) -> float:
        """The variance (unit of the scores, squared) of a sum of scores.

        V = sum_h (1 - n_h/N_h) n_h/(n_h - 1) sum_c (T_hc - mean_h)^2, with T_hc the sum of scores in PSU c of stratum h
        (Cochran 1977, 11.4; `svyrecvar` of R's survey). PSUs without rows of the base have T = 0 and are counted.
        """
        strata = len(self.size)
        if self.psu is None:
            totals, stratum = scores.values, self.stratum[scores.rows]
        else:
            held, inverse = np.unique(self.psu[scores.rows], return_inverse=True)
            totals, stratum = np.bincount(inverse, scores.values), self.psu_stratum[held]
        inside = np.bincount(stratum, minlength=strata)
        means = np.bincount(stratum, totals, minlength=strata) / self.size
        squares = np.bincount(stratum, (totals - means[stratum]) ** 2, minlength=strata)
        squares += (self.size - inside) * means**2
        factors, average = self._factors(inside > 0)
        if self.lonely == "adjust":
            alone = self.size == 1
            squares = np.where(alone, means**2, squares)
        return float(factors @ squares) * average

    def covariance(self, several: Sequence[Scores]) -> Floats:
        """The covariance matrix (k x k) of k sums of scores, by the formula of `variance`."""
        strata = len(self.size)
        totals = np.zeros((len(several), len(self.psu_stratum)))
        for k, scores in enumerate(several):
            where = scores.rows if self.psu is None else self.psu[scores.rows]
            np.add.at(totals[k], where, scores.values)
        held = np.zeros(strata, dtype=np.bool_)
        for scores in several:
            held[self.stratum[scores.rows]] = True
        means = np.stack([np.bincount(self.psu_stratum, row, minlength=strata) for row in totals]) / self.size
        if self.lonely == "adjust":
            means[:, self.size == 1] = 0.0
        factors, average = self._factors(held)
        centred = (totals - means[:, self.psu_stratum]) * np.sqrt(factors[self.psu_stratum])
        matrix: Floats = centred @ centred.T * average
        return matrix

    def _factors(self, held: Mask) -> tuple[Floats, float]:
        """What each stratum's squares are multiplied by, and then all of them; lonely PSUs as the policy says."""
        alone = (self.size == 1) & (self.unsampled > 1e-7) & held
        if alone.any() and self.lonely == "refuse":
            raise DataError(f"the stratum {self.names[int(np.flatnonzero(alone)[0])]} has one sampling unit, so its "
                            f"variance is unknown ({int(alone.sum())} such strata)",
                            "Merge it with a similar stratum, or name a policy: lonely='certainty', 'adjust' or "
                            "'average'.")  # fmt: skip
        average = 1.0
        if alone.any() and self.lonely == "average":
            if int(alone.sum()) == int(held.sum()):
                raise DataError("every stratum has one sampling unit, so there is nothing to average",
                                "Merge strata.")  # fmt: skip
            average = int(held.sum()) / int(held.sum() - alone.sum())
        factors = np.where(self.size > 1, self.unsampled * self.size / np.maximum(self.size - 1, 1), 0.0)
        if self.lonely == "adjust":
            factors = np.where(alone, self.unsampled, factors)
        return factors, average


def sample(columns: Columns, design: Design, at: Ints) -> Sample:
    """The strata and PSUs of the rows of a design.

    Parameters
    ----------
    columns
        The microdata.
    design
        Names the columns.
    at
        Position in the file of each row of the design.

    Raises
    ------
    DataError
        If a row has no stratum or cluster, clusters lie in several strata, or the population size is not one.
    """
    stratum = np.zeros(at.size, dtype=np.int64)
    names = [""]
    for name in design.strata:
        index, labels = _complete(columns, name, at)
        found, stratum = np.unique(stratum * len(labels) + index, return_inverse=True)
        names = [
            f"{names[code // len(labels)]}{', ' if names[code // len(labels)] else ''}{name}={labels[code % len(labels)]}"
            for code in found.tolist()
        ]
    psu: Ints | None = None
    psu_stratum = stratum
    if design.cluster is not None:
        index, labels = _complete(columns, design.cluster, at)
        code = stratum * len(labels) + index if design.nest else index
        _, first, psu = np.unique(code, return_index=True, return_inverse=True)
        psu_stratum = stratum[first]
        astray = np.flatnonzero(psu_stratum[psu] != stratum)
        if astray.size:
            position = int(astray[0])
            raise DataError(f"{design.cluster!r}, {columns.row(int(at[position]))}: the cluster "
                            f"{labels[int(index[position])]!r} lies in several strata",
                            "If clusters are numbered anew in each stratum, say nest=True.")  # fmt: skip
    size = np.bincount(psu_stratum, minlength=len(names))
    unsampled = np.ones(len(names))
    if design.fpc is not None:
        unsampled = _unsampled(columns, design.fpc, at, stratum, size, names)
    return Sample(stratum, psu, psu_stratum, size, unsampled, tuple(name or "(whole sample)" for name in names),
                  design.lonely)  # fmt: skip


def _complete(columns: Columns, name: str, at: Ints) -> tuple[Ints, tuple[str, ...]]:
    coded = columns.coded(name)
    index = coded.index[at]
    if (index < 0).any():
        position = int(at[int(np.flatnonzero(index < 0)[0])])
        raise DataError(f"{name!r}, {columns.row(position)}: the value is missing",
                        "Every row of a sample has a stratum and a cluster.")  # fmt: skip
    return index, coded.labels


def _unsampled(
    columns: Columns, name: str, at: Ints, stratum: Ints, size: Ints, names: Sequence[str]
) -> NDArray[np.float64]:
    values, wrong = columns.numbers(name)
    values = values[at]
    bad = np.flatnonzero(~np.isfinite(values) | (values <= 0))
    if wrong or bad.size:
        position = wrong[0][0] if wrong else int(at[int(bad[0])])
        raise DataError(f"{name!r}, {columns.row(position)}: not a population size",
                        "Give the sampling units of the population in the stratum, or the sampled part.")  # fmt: skip
    first = np.zeros(len(size), dtype=np.int64)
    first[stratum[::-1]] = np.arange(at.size)[::-1]
    given = values[first]
    differs = np.flatnonzero(values != given[stratum])
    if differs.size:
        position = int(differs[0])
        raise DataError(f"{name!r}, {columns.row(int(at[position]))}: {float(values[position])!r} differs from the "
                        f"rest of its stratum {names[int(stratum[position])]}",
                        "A stratum has one population size.")  # fmt: skip
    if (given > 1).any() and (given < 1).any():
        raise DataError(f"{name!r} has values above and below 1",
                        "Give population sizes (all at least 1) or sampled parts (all at most 1).")  # fmt: skip
    population = given if (given > 1).any() else size / given
    short = np.flatnonzero(population < size * (1 - 1e-12))
    if short.size:
        h = int(short[0])
        raise DataError(f"{name!r}: the stratum {names[h] or '(whole sample)'} has {size[h]} sampling units of a "
                        f"population of {given[h]:g}", "A sample is no larger than its population.")  # fmt: skip
    return np.maximum(1 - size / population, 0.0)
