"""Words along a line, each as near to where it belongs as the others leave it."""

from __future__ import annotations

from collections.abc import Sequence


def spread(wanted: Sequence[float], rooms: Sequence[float], low: float, high: float) -> tuple[float, ...]:
    """Centres (px) in the order wanted that do not meet, moved as little as can be (least squares).

    Where words are side by side, what each is moved by is the same for all that touch: they are pooled (isotonic
    regression), so that no pass over them has to be repeated.

    Parameters
    ----------
    wanted
        Shape (words,): where each belongs, px.
    rooms
        Shape (words,): the room that each takes, px.
    low, high
        What they lie between, px; more than there is room for begins at `low` and passes `high`.
    """
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    before, offsets = 0.0, []
    for place in order:
        offsets.append(before + rooms[place] / 2)
        before += rooms[place]
    pools: list[tuple[float, int]] = []
    for place, offset in zip(order, offsets, strict=True):
        start, count = wanted[place] - offset, 1
        while pools and pools[-1][0] > start:
            other, others = pools.pop()
            start, count = (start * count + other * others) / (count + others), count + others
        pools.append((start, count))
    last = max(high - before, low)
    starts = [min(max(start, low), last) for start, count in pools for _ in range(count)]
    found = [0.0] * len(wanted)
    for place, start, offset in zip(order, starts, offsets, strict=True):
        found[place] = start + offset
    return tuple(found)
