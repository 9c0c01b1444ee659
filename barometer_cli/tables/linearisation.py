"""The design of a sample in numbers, and the variance of what is linear in its rows.

A share is not linear in the rows of the sample; its scores z_i = w_i (y_i - p) / W are, and have its variance to first
order (Binder 1983; Särndal, Swensson and Wretman 1992, 5.5). Rows outside the base have score 0 and stay in the design.

All rows of the base that share stratum, PSU, group and answers make one cell, so an error is made of a few hundred
cells and not of a million rows.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from barometer_cli.errors import DataError
from barometer_cli.messages import say
from barometer_cli.model.survey import Design, Lonely
from barometer_cli.tables.columns import Columns, Floats, Ints, Mask, combine, more, sums
from barometer_cli.tables.weights import Weights


class Cells(Struct, frozen=True):
    """Rows of the base, put together where stratum, PSU, groups and answers are the same; sorted by groups.

    Attributes
    ----------
    group
        Shape (cells,): place of the groups that its rows are in.
    unit
        Shape (cells,): place of the PSU; of the stratum, where each row is a PSU.
    n
        Shape (cells,): respondents, as a float.
    weight
        Shape (cells,): sum of their weights.
    spread
        Shape (cells,): sum of the squared distances of their weights from the mean weight of the cell.
    """

    group: Ints
    unit: Ints
    n: Floats
    weight: Floats
    spread: Floats

    def __getitem__(self, some: slice | Mask | Ints) -> Cells:
        return Cells(self.group[some], self.unit[some], self.n[some], self.weight[some], self.spread[some])

    @property
    def squares(self) -> Floats:
        """Shape (cells,): sum of the squared weights."""
        return self.spread + self.weight**2 / self.n


class Sample(Struct, frozen=True):
    """Strata and PSUs of a design.

    Attributes
    ----------
    unit
        Shape (rows,): place of the row's PSU; of its stratum, where each row is a PSU.
    stratum
        Shape (units,): place of the unit's stratum.
    clustered
        Whether PSUs hold several rows.
    size
        Shape (strata,): PSUs in the stratum, n_h.
    unsampled
        Shape (strata,): 1 - n_h / N_h.
    names
        Each stratum as it is named in messages.
    lonely
        What is done with strata of one PSU.
    """

    unit: Ints
    stratum: Ints
    clustered: bool
    size: Ints
    unsampled: Floats
    names: tuple[str, ...]
    lonely: Lonely

    def df(self, cells: Cells) -> int:
        """PSUs that hold rows of these cells, minus strata that do (Korn and Graubard 1999, 5.2)."""
        units = np.flatnonzero(np.bincount(cells.unit, minlength=len(self.stratum)))
        strata = np.count_nonzero(np.bincount(self.stratum[units], minlength=len(self.size)))
        return int((units.size if self.clustered else cells.n.sum()) - strata)

    def deviations(self, cells: Cells, scores: Floats) -> Floats:
        """Numbers (k x any) whose products, summed, are the covariances of k sums of scores.

        V = sum_h (1 - n_h/N_h) n_h/(n_h - 1) sum_c (T_hc - mean_h)^2, with T_hc the sum of scores in PSU c of stratum h
        (Cochran 1977, 11.4; `svyrecvar` of R's survey). The inner sum has three parts: the PSUs of the cells by the
        mean of their cell, the weights around that mean, and the PSUs that hold no row of the base, whose T is 0.

        Parameters
        ----------
        cells
            Of the base.
        scores
            Shape (k, cells): what a row of the cell adds, for each unit of its weight.
        """
        if self.clustered:
            units, place = np.unique(cells.unit, return_inverse=True)
            points, times = _sums(scores * cells.weight, place, units.size), np.ones(units.size)
        else:
            units, points, times = cells.unit, scores * (cells.weight / cells.n), cells.n
        stratum = self.stratum[units]
        inside = np.bincount(stratum, times, minlength=len(self.size))
        factor = self._factor(inside > 0)
        mean = _sums(points * times, stratum, len(self.size)) / np.maximum(self.size, 1)
        if self.lonely == "adjust":
            mean[:, self.size == 1] = 0.0
        parts = [
            (points - mean[:, stratum]) * np.sqrt(times * factor[stratum]),
            mean * np.sqrt(np.maximum(self.size - inside, 0) * factor),
        ]
        if not self.clustered and cells.spread.any():
            parts.append(scores * np.sqrt(cells.spread * factor[stratum]))
        return np.concatenate(parts, axis=1)

    def _factor(self, held: Mask) -> Floats:
        """What the squares of each stratum are multiplied by; strata of one PSU as the policy says."""
        alone = (self.size == 1) & (self.unsampled > 1e-7) & held
        factor: Floats = np.where(self.size > 1, self.unsampled * self.size / np.maximum(self.size - 1, 1), 0.0)
        if not alone.any() or self.lonely == "certainty":
            return factor
        if self.lonely == "refuse":
            raise DataError(
                say(
                    "the stratum {names} has one sampling unit, so its variance is unknown{more}",
                    names=self.names[int(np.flatnonzero(alone)[0])],
                    more=more(int(alone.sum())),
                ),
                say(
                    "Merge it with a similar stratum, or name a policy in the codebook: `lonely: certainty`, "
                    "`adjust` or `average`."
                ),
            )
        if self.lonely == "adjust":
            factor = np.where(alone, self.unsampled, factor)
            return factor
        if not (held & ~alone).any():
            raise DataError(say("every stratum has one sampling unit, so there is nothing to average"), "Merge strata.")
        factor *= held.sum() / (held & ~alone).sum()
        return factor


def _sums(values: Floats, place: Ints, size: int) -> Floats:
    """Sums (k x size) of values (k x any) by place."""
    k = len(values)
    flat = (place + size * np.arange(k)[:, None]).ravel()
    return sums(flat, values.ravel(), k * size).reshape(k, size)


def sample(columns: Columns, design: Design, weights: Weights) -> Sample:
    """The strata and PSUs of a design.

    Parameters
    ----------
    columns
        The microdata.
    design
        Names the columns.
    weights
        Say which rows are in the design.

    Raises
    ------
    DataError
        If a row has no stratum or cluster, a cluster lies in several strata, or a population size is none.
    """
    live = None if weights.times is None else weights.times > 0
    stratum: Ints = np.zeros(columns.rows, dtype=np.int64)
    names: tuple[str, ...] = ("(whole sample)",)
    if design.strata:
        parts = [_complete(columns, name, live) for name in design.strata]
        stratum, row = combine(*((index, len(labels)) for index, labels in parts))
        shown = zip(*([labels[k] for k in index[row].tolist()] for index, labels in parts), strict=True)
        names = tuple(", ".join(map("{}={}".format, design.strata, codes)) for codes in shown)
    unit, home = stratum, np.arange(len(names))
    if design.cluster is not None:
        index, labels = _complete(columns, design.cluster, live)
        unit, row = (
            combine((stratum, len(names)), (index, len(labels))) if design.nest else combine((index, len(labels)))
        )
        home = stratum[row]
        astray = _first(home[unit] != stratum, live)
        if astray is not None:
            code = labels[int(index[astray])]
            raise DataError(
                say(
                    "{cluster!r}, {row}: the cluster {code!r} lies in several strata",
                    cluster=design.cluster,
                    row=columns.row(astray),
                    code=code,
                ),
                say("If clusters are numbered anew in each stratum, say `nest: true` in the codebook."),
            )
        held = np.bincount(unit if live is None else unit[live], minlength=len(home)) > 0
        size = np.bincount(home[held], minlength=len(names))
    else:
        size = np.bincount(stratum, weights.times, minlength=len(names)).astype(np.int64)
    unsampled = np.ones(len(names))
    if design.fpc is not None:
        unsampled = _unsampled(columns, design.fpc, live, stratum, size, names)
    return Sample(unit, home, design.cluster is not None, size, unsampled, names, design.lonely)


def _complete(columns: Columns, name: str, live: Mask | None) -> tuple[Ints, tuple[str, ...]]:
    coded = columns.coded(name)
    index = coded.index
    if (index < 0).any():
        empty = _first(index < 0, live)
        if empty is not None:
            raise DataError(
                say(
                    "{name!r}, {row}: the value is missing{why}",
                    name=name,
                    row=columns.row(empty),
                    why=columns.why(name, empty),
                ),
                say("Every row of a sample has a stratum and a cluster."),
            )
        index = np.maximum(index, 0)  # rows that are not in the design
    return index, coded.labels


def _first(rows: Mask, live: Mask | None) -> int | None:
    found = np.flatnonzero(rows if live is None else rows & live)
    return int(found[0]) if found.size else None


def _unsampled(
    columns: Columns, name: str, live: Mask | None, stratum: Ints, size: Ints, names: tuple[str, ...]
) -> NDArray[Any]:
    values = columns.numbers(name)
    bad = _first(~(np.isfinite(values) & (values > 0)), live)
    if bad is not None:
        raise DataError(
            say(
                "{name!r}, {row}: {values!r} is no population size",
                name=name,
                row=columns.row(bad),
                values=float(values[bad]),
            ),
            say("Give the sampling units of the population in the stratum, or the sampled part."),
        )
    given, size = np.ones(len(names)), np.maximum(size, 1)  # a stratum may have lost all its rows
    rows = np.arange(columns.rows) if live is None else np.flatnonzero(live)
    given[stratum[rows[::-1]]] = values[rows[::-1]]
    differs = _first(values != given[stratum], live)
    if differs is not None:
        raise DataError(
            say(
                "{name!r}, {row}: {values!r} differs from the rest of its stratum {names}",
                name=name,
                row=columns.row(differs),
                values=float(values[differs]),
                names=names[int(stratum[differs])],
            ),
            say("A stratum has one population size."),
        )
    if (given > 1).any() and (given < 1).any():
        raise DataError(
            say("{name!r} has values above and below 1", name=name),
            say("Give population sizes (all at least 1) or sampled parts (all at most 1)."),
        )
    population = given if (given > 1).any() else size / given
    short = np.flatnonzero(population < size * (1 - 1e-12))
    if short.size:
        h = int(short[0])
        raise DataError(
            say(
                "{name!r}: the stratum {names} has {size} sampling units of a population of {given:g}",
                name=name,
                names=names[h],
                size=size[h],
                given=given[h],
            ),
            say("A sample is no larger than its population."),
        )
    return np.maximum(1 - size / population, 0.0)
