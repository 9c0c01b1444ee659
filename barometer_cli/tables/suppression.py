"""What is too small to be shown, and what else must go so that it cannot be found by subtraction.

A published share is a linear function of the respondents: the sum of the weights of those who gave the answer. A hidden
one can be worked out if it is a linear combination of published ones, be they of the same figure or of another that
is drawn from the same data. As long as any can, the smallest published share it would be worked out from goes too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from barometer_cli.model.codebook import SuppressionSpec

NEAR = 1e-9


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
    """

    rows: NDArray[np.int64]
    yes: NDArray[np.bool_]
    times: NDArray[np.int64] | None = None

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
    if not hidden:
        return frozenset()
    sums = _patterns(shares)
    count = len(shares)
    queue = sorted(hidden)
    while queue:
        position = queue.pop(0)
        told = [i for i in range(sums.shape[1]) if i not in hidden]
        terms = _combination(sums[:, told], sums[:, position])
        candidates = [told[k] for k in terms if told[k] < count]
        if candidates:
            hidden.add(min(candidates, key=lambda i: (shares[i].n_yes, i)))
            queue = sorted(hidden)
    return frozenset(hidden)


def too_small(n: int, n_yes: int, thresholds: SuppressionSpec) -> bool:
    """Whether a share of `n` unweighted respondents, `n_yes` of whom gave the answer, must be hidden for itself."""
    return n < thresholds.base or n_yes < thresholds.cell or n - n_yes < thresholds.cell


def _patterns(shares: Sequence[Published]) -> NDArray[np.float64]:
    """Shape (patterns, shares and bases): for each pattern of answers that occurs, whether it counts in each sum."""
    size = 1 + max((int(share.rows.max()) for share in shares if len(share.rows)), default=0)
    bases = {share.rows.tobytes(): share.rows for share in shares}
    bits = np.zeros((size, len(shares) + len(bases)), dtype=np.bool_)
    for column, share in enumerate(shares):
        bits[share.rows[share.yes], column] = True
    for column, rows in enumerate(bases.values(), start=len(shares)):
        bits[rows, column] = True
    packed = np.packbits(bits, axis=1)
    found = np.unique(packed, axis=0)
    return np.unpackbits(found, axis=1, count=bits.shape[1]).astype(np.float64)


def _combination(told: NDArray[np.float64], wanted: NDArray[np.float64]) -> list[int]:
    """Columns of `told` that `wanted` is worked out from; empty where it cannot be."""
    factors, *_ = np.linalg.lstsq(told, wanted, rcond=None)
    if np.abs(told @ factors - wanted).max() > NEAR * max(len(wanted), 1):
        return []
    return [int(k) for k in np.flatnonzero(np.abs(factors) > NEAR)]
