"""Words along a line, each as near to where it belongs as the others leave it."""

from __future__ import annotations

from collections.abc import Sequence


def spread(wanted: Sequence[float], rooms: Sequence[float], low: float, high: float) -> tuple[float, ...]:
    """Centres (px) that do not meet, in the order given, moved as little as can be (least squares).

    What each is moved by is the same for all that touch: they are pooled (isotonic regression), so that no pass over
    them has to be repeated.

    Parameters
    ----------
    wanted
        Shape (words,): where each belongs, px; in the order in which they are to stand.
    rooms
        Shape (words,): the room that each takes, px.
    low, high
        What they lie between, px; more than there is room for begins at `low` and passes `high`.
    """
    before, offsets = 0.0, []
    for room in rooms:
        offsets.append(before + room / 2)
        before += room
    pools: list[tuple[float, int]] = []
    for place, offset in zip(wanted, offsets, strict=True):
        start, count = place - offset, 1
        while pools and pools[-1][0] > start:
            other, others = pools.pop()
            start, count = (start * count + other * others) / (count + others), count + others
        pools.append((start, count))
    last = max(high - before, low)
    starts = (min(max(start, low), last) for start, count in pools for _ in range(count))
    return tuple(start + offset for start, offset in zip(starts, offsets, strict=True))
