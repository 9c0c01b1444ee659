"""What is too small to be shown, and what else must go so that it cannot be found by subtraction.

A published share is a linear function of the respondents: the sum of the weights of those who gave the answer. A hidden
one can be worked out if it is a linear combination of published ones, be they of the same figure or of another that
is drawn from the same data. As long as any can, the smallest published share it would be worked out from goes too.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from barometer_cli.model.codebook import SuppressionSpec

NEAR = 1e-9
MOST_TRIED = 200
"""Shares hidden for the sake of others that are tried again one by one; each takes as long as finding them."""


@dataclass(frozen=True, slots=True, eq=False)
class Published:
    """A share that would be told.

    Attributes
    ----------
    rows
        Shape (base,): positions in the data of its base.
    yes
        Shape (base,): which of them gave the answer.
    times
        Shape (base,): how many respondents each row is; None where each is one.
    about
        The columns that hold its answers: shares of other questions say nothing of it.
    """

    rows: NDArray[np.int64]
    yes: NDArray[np.bool_]
    times: NDArray[np.int64] | None = None
    about: frozenset[str] = frozenset()

    @property
    def n(self) -> int:
        """Unweighted respondents of the base."""
        return len(self.rows) if self.times is None else int(self.times.sum())

    @property
    def n_yes(self) -> int:
        """Unweighted respondents who gave the answer."""
        return int(np.count_nonzero(self.yes) if self.times is None else self.times[self.yes].sum())


def suppressed(shares: Sequence[Published], thresholds: SuppressionSpec) -> frozenset[int]:
    """Positions of the shares that must not be told.

    Parameters
    ----------
    shares
        Every share that is told anywhere from the same data.
    thresholds
        Unweighted respondents below which a share, or a whole base, is hidden.
    """
    hidden = {i for i, share in enumerate(shares) if too_small(share.n, share.n_yes, thresholds)}
    for places in _related(shares):
        if not hidden.isdisjoint(places):
            hidden |= _given_away(shares, places, hidden)
    return frozenset(hidden)


def _given_away(shares: Sequence[Published], places: Sequence[int], hidden: Set[int]) -> set[int]:
    """Of shares that may say something of one another: those to hide, so that no hidden one is found."""
    part = [shares[i] for i in places]
    sums, bases = _patterns(part)
    small = {k for k, i in enumerate(places) if i in hidden}
    gone = set(small)
    while chosen := _more(part, sums, bases, gone):
        gone |= chosen
    if len(gone - small) <= MOST_TRIED:
        for k in sorted(gone - small, key=lambda k: -part[k].n_yes):
            if not _more(part, sums, bases, gone - {k}):
                gone.remove(k)  # another that was hidden later does for it
    return {places[k] for k in gone}


def _more(part: Sequence[Published], sums: NDArray[np.float64], bases: Sequence[bytes], gone: Set[int]) -> set[int]:
    """Shares that must be hidden besides those that are; empty where no hidden one can be worked out."""
    told = [k for k in range(sums.shape[1]) if k not in gone]
    ordered = sorted(gone)
    chosen: set[int] = set()
    for k, terms in zip(ordered, _combinations(sums[:, told], sums[:, ordered]), strict=True):
        columns = {told[term] for term in terms}
        candidates = {column for column in columns if column < len(part)}
        if not candidates:
            # The difference of two bases is the answer itself: one of them must not be told at all.
            others = {bases[column - len(part)] for column in columns} - {part[k].rows.tobytes()}
            with_base = {i for i, share in enumerate(part) if i not in gone and share.rows.tobytes() in others}
            chosen |= with_base
        elif candidates.isdisjoint(chosen):
            chosen.add(min(candidates, key=lambda i: (part[i].n_yes, i)))
    return chosen


def _related(shares: Sequence[Published]) -> list[list[int]]:
    """Positions of shares that have a question and respondents in common, directly or through others."""
    parent = list(range(len(shares)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    asked: dict[str, int] = {}
    for i, share in enumerate(shares):
        for column in share.about or {""}:
            parent[root(i)] = root(asked.setdefault(column, i))
    by_question: dict[int, list[int]] = {}
    for i in range(len(shares)):
        by_question.setdefault(root(i), []).append(i)
    groups: list[list[int]] = []
    for places in by_question.values():
        parent[:] = range(len(shares))
        owner = np.full(1 + max((int(s.rows.max()) for i in places if len((s := shares[i]).rows)), default=0), -1)
        bases: dict[bytes, int] = {}
        for i in places:
            first = bases.setdefault(shares[i].rows.tobytes(), i)
            if first != i:
                parent[root(i)] = root(first)
                continue
            for other in np.unique(owner[shares[i].rows]).tolist():
                if other >= 0:
                    parent[root(i)] = root(other)
            owner[shares[i].rows] = i
        together: dict[int, list[int]] = {}
        for i in places:
            together.setdefault(root(i), []).append(i)
        groups += together.values()
    return groups


def too_small(n: int, n_yes: int, thresholds: SuppressionSpec) -> bool:
    """Whether a share of `n` unweighted respondents, `n_yes` of whom gave the answer, must be hidden for itself."""
    return n < thresholds.base or n_yes < thresholds.cell or n - n_yes < thresholds.cell


def _patterns(shares: Sequence[Published]) -> tuple[NDArray[np.float64], list[bytes]]:
    """Shape (patterns, shares and bases): for each pattern of answers that occurs, whether it counts in each sum.

    And the bases in order, each by the bytes of its rows.
    """
    size = 1 + max((int(share.rows.max()) for share in shares if len(share.rows)), default=0)
    bases = {share.rows.tobytes(): share.rows for share in shares}
    bits = np.zeros((size, len(shares) + len(bases)), dtype=np.bool_)
    for column, share in enumerate(shares):
        bits[share.rows[share.yes], column] = True
    for column, rows in enumerate(bases.values(), start=len(shares)):
        bits[rows, column] = True
    packed = np.packbits(bits, axis=1)
    found = np.unique(packed, axis=0)
    return np.unpackbits(found, axis=1, count=bits.shape[1]).astype(np.float64), list(bases)


def _combinations(told: NDArray[np.float64], wanted: NDArray[np.float64]) -> list[list[int]]:
    """For each column of `wanted`, the columns of `told` that it is worked out from; none where it cannot be."""
    factors, *_ = np.linalg.lstsq(told, wanted, rcond=None)
    left = np.abs(told @ factors - wanted).max(axis=0, initial=0.0)
    near = NEAR * max(len(wanted), 1)
    return [
        [int(k) for k in np.flatnonzero(np.abs(factors[:, j]) > NEAR)] if left[j] <= near else []
        for j in range(wanted.shape[1])
    ]
