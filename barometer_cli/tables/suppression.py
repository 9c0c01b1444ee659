"""What is too small to be shown, and what else must go so that it cannot be found by subtraction.

A share is a sum over the respondents of its base: of the weights of those who gave the answer; a mean is one of what
they answered. Of everything that is drawn from the same data as much is told as can be, the largest first, and a share
is hidden if together with what is told already it would give away one that is too small. So whatever is hidden has to
be: were it told as well, somebody could work out a share that must not be known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import compress
from typing import Literal

import numpy as np
from msgspec import Struct

from barometer_cli.model.codebook import SuppressionSpec
from barometer_cli.tables.columns import Floats, Ints, Mask, combine
from barometer_cli.tables.intruder import Intruder

Role = Literal["new", "n", "earlier", "untold"]


class Published(Struct, frozen=True, eq=False):
    """A share of everything that is drawn from the same data.

    Attributes
    ----------
    rows
        Shape (base,): positions in the data of its base.
    yes
        Shape (base,): which of them gave the answer.
    times
        Shape (base,): how many respondents each row is, 0 where it is one that might be and is not; None where each
        is one.
    whole
        Positions in the data of the whole base of its figure, whose n is printed; None where that is its own.
    values
        Shape (base,): of a mean, what each row adds to it, scaled to 1..2; None of a share.
    role
        "new": it would be told. "n": only the n of its base would be. "earlier": it was told before, and cannot be
        taken back. "untold": nobody tells it, and still it must not be found if it is small and anybody's answer.
    """

    rows: Ints
    yes: Mask
    times: Ints | None = None
    whole: Ints | None = None
    role: Role = "new"
    values: Floats | None = None

    @property
    def n(self) -> int:
        """Unweighted respondents of the base."""
        return len(self.rows) if self.times is None else int(self.times.sum())

    @property
    def n_yes(self) -> int:
        """Unweighted respondents who gave the answer."""
        return int(np.count_nonzero(self.yes) if self.times is None else self.times[self.yes].sum())

    @property
    def n_other(self) -> int:
        """Of a mean, unweighted respondents who did not give its commonest number."""
        assert self.values is not None, "a share has no numbers"
        times = np.ones(len(self.rows)) if self.times is None else self.times
        _, place = np.unique(self.values, return_inverse=True)
        return self.n - int(np.bincount(place, times).max(initial=0))

    @property
    def bases(self) -> tuple[Ints, ...]:
        """The bases whose n is told where the share is."""
        if self.role == "untold":
            return ()
        return (self.rows,) if self.whole is None else (self.rows, self.whole)


def too_small(n: int, n_yes: int, thresholds: SuppressionSpec) -> bool:
    """Whether a share of `n` unweighted respondents, `n_yes` of whom gave the answer, must be hidden for itself."""
    return n < thresholds.base or n_yes < thresholds.cell or n - n_yes < thresholds.cell


def too_alike(n: int, n_other: int, thresholds: SuppressionSpec) -> bool:
    """Whether a mean of `n` unweighted respondents, all but `n_other` of whom gave one number, must be hidden for
    itself: like a share of nearly everybody it would tell what each of them answered.
    """
    return n < thresholds.base or n_other < thresholds.cell


def suppressed(shares: Sequence[Published], thresholds: SuppressionSpec) -> frozenset[int]:
    """Positions of the new shares that must not be told.

    Parameters
    ----------
    shares
        Every share that is told anywhere from the same data, and those that must not be found.
    thresholds
        Unweighted respondents below which a share, or a whole base, is hidden.
    """
    everything = _everything(shares, thresholds)
    everything.tell_earlier()
    return everything.tell()


def given_away(shares: Sequence[Published], thresholds: SuppressionSpec) -> dict[int, int]:
    """Shares that must not be known and that earlier ones tell, each with the one it is found by.

    Parameters
    ----------
    shares, thresholds
        As `suppressed` takes them. A position beyond the last is of answers that lie between two bases.
    """
    return _everything(shares, thresholds).tell_earlier()


def secrets(shares: Sequence[Published], thresholds: SuppressionSpec) -> list[Published]:
    """Those of the shares that must not be known, and answers that lie between two bases.

    Parameters
    ----------
    shares, thresholds
        As `suppressed` takes them.
    """
    return [share for share in (*shares, *_between(shares, thresholds)) if _secret(share, thresholds)]


def untold(sizes: Sequence[Published], least: int) -> frozenset[int]:
    """Positions of the groups whose n must not be told.

    Parameters
    ----------
    sizes
        Every group of which an n is told from the same data, as a share of the whole base of its figure.
    least
        Respondents below which an n is not told.
    """
    everything = _Everything(sizes, [size.role == "new" and size.n_yes < least for size in sizes])
    everything.tell_earlier()
    return everything.tell()


def _everything(shares: Sequence[Published], thresholds: SuppressionSpec) -> _Everything:
    every = (*shares, *_between(shares, thresholds))
    return _Everything(every, [_secret(share, thresholds) for share in every])


class _Everything:
    """The shares of a system and then their bases, as sums, and an intruder who is told them one after the other."""

    def __init__(self, shares: Sequence[Published], secret: Sequence[bool]) -> None:
        self._shares, self._secret = shares, secret
        self._yes = [share.n_yes for share in self._shares]
        self._times = _times(self._shares)
        bases = _bases(self._shares)
        self._place = {base: place for place, base in enumerate(bases, start=len(self._shares))}
        self._sizes = {self._place[base]: int(self._times[rows].sum()) for base, rows in bases.items()}
        kinds, there = self._kinds([*bases.values()])
        self._intruder = Intruder(kinds, there, [*compress(range(len(self._shares)), self._secret)])

    def tell_earlier(self) -> dict[int, int]:
        """Tell what was told before; each secret that is worked out, and the share with which it is."""
        found: dict[int, int] = {}
        for i, share in enumerate(self._shares):
            if share.role == "earlier":
                for sum in (*self._bases_of(share), i):
                    found |= dict.fromkeys(self._intruder.learn(sum), i)
        return found

    def tell(self) -> frozenset[int]:
        """Tell as much as can be, the largest first; the new shares that cannot."""
        refused = self._told(sorted(self._sizes, key=self._sizes.__getitem__, reverse=True))
        new = [i for i, share in enumerate(self._shares) if share.role in ("new", "n")]
        hidden = {i for i in new if self._secret[i] or not refused.isdisjoint(self._bases_of(self._shares[i]))}
        open_ = [i for i in new if i not in hidden]
        hidden |= self._told(sorted(open_, key=lambda i: (self._yes[i], i), reverse=True))
        return frozenset(hidden)

    def _told(self, sums: Sequence[int]) -> set[int]:
        """Tell sums in order, but for those that would give a secret away, which are returned."""
        refused = set()
        for sum in sums:
            if self._intruder.would_know(sum):
                refused.add(sum)
            else:
                self._intruder.learn(sum)
        return refused

    def _bases_of(self, share: Published) -> list[int]:
        return [self._place[rows.tobytes()] for rows in share.bases]

    def _kinds(self, bases: Sequence[Ints]) -> tuple[Floats, Mask]:
        """Shape (kinds, shares and bases): what a kind of respondent counts in each; and whether it is there.

        Of a secret that everybody answered, those count who did not: it is as secret that they are none.
        """
        times = self._times
        counted = np.zeros((len(times), len(self._shares) + len(bases)))
        means = [i for i, share in enumerate(self._shares) if share.values is not None]
        for i, share in enumerate(self._shares):
            if share.values is not None:
                counted[share.rows, i] = share.values
                continue
            everybody = self._secret[i] and self._yes[i] == share.n
            counted[share.rows[~share.yes if everybody else share.yes], i] = 1.0
        for place, rows in enumerate(bases, start=len(self._shares)):
            counted[rows, place] = 1.0
        held, _ = _alike(np.column_stack([counted != 0, times > 0]))
        numbers = (np.unique(counted[:, i], return_inverse=True)[1] for i in means)
        _, first = combine(*((place, int(place.max(initial=0)) + 1) for place in (held, *numbers)))
        return counted[first], times[first] > 0


def _secret(share: Published, thresholds: SuppressionSpec) -> bool:
    """Whether a share must not be known; of an answer that nobody gave and no figure names, nothing is said."""
    if share.values is not None:
        return share.role in ("new", "untold") and too_alike(share.n, share.n_other, thresholds)
    n, n_yes = share.n, share.n_yes
    may_be = share.role == "new" or (share.role == "untold" and n_yes > 0)
    return may_be and too_small(n, n_yes, thresholds)


def _times(shares: Sequence[Published]) -> Ints:
    """Shape (rows,): how many respondents each row is."""
    times = np.zeros(1 + max((int(share.rows.max(initial=-1)) for share in shares), default=-1), dtype=np.int64)
    for share in shares:
        times[share.rows] = 1 if share.times is None else share.times
    return times


def _bases(shares: Sequence[Published]) -> dict[bytes, Ints]:
    """The bases that are told, each once."""
    return {rows.tobytes(): rows for share in shares for rows in share.bases}


def _between(shares: Sequence[Published], thresholds: SuppressionSpec) -> Iterator[Published]:
    """The answers of the few whom some bases hold and others do not, where they are no base themselves.

    Of all, and of all but three: what the two tell apart is what the three answered.
    """
    times, bases = _times(shares), _bases(shares)
    held = np.zeros((len(times), len(bases)), dtype=np.bool_)
    for place, rows in enumerate(bases.values()):
        held[rows, place] = True
    part, _ = _alike(held)
    sizes = np.bincount(part, times)
    for few in np.flatnonzero((sizes > 0) & (sizes < thresholds.base)).tolist():
        rows = np.flatnonzero(part == few)
        around = [share for share in shares if np.isin(rows, share.rows).all()]
        least = min((len(share.rows) for share in around), default=0)
        if least > len(rows):
            for share in (share for share in around if len(share.rows) == least):
                inside = np.isin(share.rows, rows)
                own = None if share.times is None else share.times[inside]
                values = None if share.values is None else share.values[inside]
                yield Published(share.rows[inside], share.yes[inside], own, role="untold", values=values)


def _alike(held: Mask) -> tuple[Ints, Ints]:
    """Rows that hold the same: the place of each row among the distinct ones, and the first row of each of these."""
    bits = np.packbits(held, axis=1)
    words = np.zeros((len(bits), -(-bits.shape[1] // 8) * 8), dtype=np.uint8)
    words[:, : bits.shape[1]] = bits
    places = (np.unique(word, return_inverse=True)[1] for word in words.view(np.uint64).T)
    return combine(*((place, int(place.max(initial=0)) + 1) for place in places))
