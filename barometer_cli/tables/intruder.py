"""What somebody can work out who is told some sums and wants to know others.

A sum over respondents is a vector with one place for each kind of respondent, 1 where that kind counts, or what it adds
to a mean. Whoever is told
sums knows all their linear combinations. A sum of kinds that somebody is of can be worked out if, and only if, it is
one of these: as long as it is not, the respondents can be moved a little along a direction that changes no told sum.

Of kinds that nobody is of there may only be more. A sum over nothing but such kinds is 0, and known to be as soon as no
direction lets one of them grow; told sums that cancel out among the kinds that are there tie the others together.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

NEAR = 1e-7
"""Lengths below are rounding: of vectors of zeros and ones, what is left of one is 0 or far from it."""


class Intruder:
    """Somebody who is told one sum after the other.

    Parameters
    ----------
    sums
        Shape (kinds, sums): what a kind of respondent counts in a sum; 0 where it does not.
    there
        Shape (kinds,): whether anybody is of that kind.
    secrets
        Which of the sums must not be worked out.
    """

    def __init__(self, sums: Floats, there: Mask, secrets: Sequence[int]) -> None:
        seen, possible = sums[there], sums[~there]
        self._left, self._supposed = seen.copy(), possible.copy()
        """What of each sum is not worked out yet, in kinds that are there and in kinds that might be."""
        self._ties: list[Floats] = []
        secret = np.asarray(secrets, dtype=np.int64)
        given = seen[:, secret].any(axis=0)
        self._given: list[int] = secret[given].tolist()
        self._nobody: list[int] = [i for i in secret[~given].tolist() if possible[:, i].any()]
        self._kinds = {i: possible[:, i] != 0 for i in self._nobody}

    def learn(self, sum: int) -> tuple[int, ...]:
        """Tell a sum; returns the secrets that are worked out with it, which from then on are none."""
        left, supposed = self._left[:, sum].copy(), self._supposed[:, sum].copy()
        if (pivot := _pivot(left)) is not None:
            factors = self._left[pivot] / left[pivot]
            others = np.flatnonzero(factors)
            for each, taken in ((self._left, left), (self._supposed, supposed)):
                kinds = np.flatnonzero(taken)
                each[np.ix_(kinds, others)] -= np.outer(taken[kinds], factors[others])
            self._left[pivot] = 0.0
            near = [i for i in self._given if abs(factors[i]) > NEAR]
            return self._found(self._given, [i for i in near if _pivot(self._left[:, i]) is None])
        if _pivot(supposed) is not None:
            found = self._nobodies(supposed)
            self._ties.append(supposed)
            return self._found(self._nobody, found)
        return ()

    def would_know(self, sum: int) -> bool:
        """Whether a secret could be worked out, were this sum told too."""
        left, supposed = self._left[:, sum], self._supposed[:, sum]
        if (pivot := _pivot(left)) is None:
            return _pivot(supposed) is not None and bool(self._nobodies(supposed))
        factors = self._left[pivot] / left[pivot]
        near = (i for i in self._given if abs(factors[i]) > NEAR)
        return any(_pivot(self._left[:, i] - left * factors[i]) is None for i in near)

    @staticmethod
    def _found(secrets: list[int], found: Sequence[int]) -> tuple[int, ...]:
        for each in found:
            secrets.remove(each)
        return tuple(found)

    def _nobodies(self, tie: Floats) -> list[int]:
        """The secrets that are known to be 0 once the kinds that might be there are also tied by this."""
        ties = np.array([*self._ties, tie])
        free = _free(ties)
        return [i for i in self._nobody if not _may_grow(self._kinds[i], ties, free)]


def _pivot(left: Floats) -> int | None:
    """The kind that counts most in what is left of a sum; None where nothing is left but rounding."""
    if not left.size:
        return None
    most = int(np.abs(left).argmax())
    return most if abs(left[most]) > NEAR else None


def _free(ties: Floats) -> Mask:
    """Kinds that the signs of the ties do not hold at 0: of numbers that are not negative and sum to 0, each is 0."""
    free = np.ones(ties.shape[1], dtype=np.bool_)
    while True:
        held = ties * free
        same = (held >= -NEAR).all(axis=1) | (held <= NEAR).all(axis=1)
        stuck = (np.abs(held[same]) > NEAR).any(axis=0)
        if not stuck.any():
            return free
        free &= ~stuck


def _may_grow(kinds: Mask, ties: Floats, free: Mask) -> bool:
    """Whether there can be somebody of one of these kinds, and the ties still be 0."""
    if not (kinds & free).any():
        return False
    if (np.abs(ties[:, kinds & free]) <= NEAR).all(axis=0).any():
        return True
    from scipy.optimize import linprog

    found = linprog(-kinds[free].astype(np.float64), A_eq=ties[:, free], b_eq=np.zeros(len(ties)), bounds=(0, 1))
    return bool(-found.fun > NEAR)
