"""What is hidden cannot be worked out: proved by elimination in fractions, not by the method that hid it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from barometer_cli.model.codebook import SuppressionSpec
from barometer_cli.tables.suppression import Published, suppressed

FIVE = SuppressionSpec(cell=5, base=10, warn=30)


def share(base: Sequence[int], yes: Sequence[int]) -> Published:
    """A share of the rows `base`, given by the rows `yes`."""
    return Published(np.asarray(base, dtype=np.int64), np.isin(base, yes))


def found_by_subtraction(shares: Sequence[Published], hidden: frozenset[int]) -> list[int]:
    """Hidden shares that are linear combinations of told ones and of bases, by elimination in exact fractions."""
    size = 1 + max(int(share.rows.max()) for share in shares)

    def vector(rows: np.ndarray) -> list[Fraction]:
        held = set(rows.tolist())
        return [Fraction(int(i in held)) for i in range(size)]

    told = [vector(s.rows[s.yes]) for i, s in enumerate(shares) if i not in hidden] + [vector(s.rows) for s in shares]
    pivots: list[tuple[int, list[Fraction]]] = []

    def reduced(row: list[Fraction]) -> list[Fraction]:
        for place, pivot in pivots:
            if row[place]:
                factor = row[place]
                row = [a - factor * b for a, b in zip(row, pivot, strict=True)]
        return row

    for row in told:
        rest = reduced(row)
        place = next((i for i, value in enumerate(rest) if value), None)
        if place is not None:
            pivots.append((place, [value / rest[place] for value in rest]))
    return [i for i in sorted(hidden) if not any(reduced(vector(shares[i].rows[shares[i].yes])))]


def test_nothing_small_nothing_hidden() -> None:
    rows = range(100)
    assert suppressed([share(rows, range(40)), share(rows, range(40, 100))], FIVE) == frozenset()


def test_small_cell_takes_a_second_with_it() -> None:
    rows = range(100)
    parts = [share(rows, range(3)), share(rows, range(3, 20)), share(rows, range(20, 60)), share(rows, range(60, 100))]
    assert suppressed(parts, FIVE) == {0, 1}, "the smallest of the others, so that the rest tells only their sum"


def test_small_complement() -> None:
    rows = range(50)
    assert suppressed([share(rows, range(47))], FIVE) == {0}


def test_multiple_answers_need_no_second() -> None:
    rows = range(100)
    assert suppressed([share(rows, range(3)), share(rows, range(50)), share(rows, range(30, 90))], FIVE) == {0}


def test_a_net_gives_its_part_away() -> None:
    rows = range(100)
    small, part, net = share(rows, range(3)), share(rows, range(3, 40)), share(rows, range(40))
    assert suppressed([small, part, net], FIVE) == {0, 1}


def test_group_too_small_and_the_total() -> None:
    everyone = range(60)
    groups = [share(range(8), range(4)), share(range(8, 30), range(8, 20)), share(range(30, 60), range(30, 45))]
    total = share(everyone, [*range(4), *range(8, 20), *range(30, 45)])
    assert suppressed(groups, FIVE) == {0}
    assert suppressed([*groups, total], FIVE) == {0, 1}, "the total less two groups would be the third"


def test_the_same_share_in_another_figure() -> None:
    rows = range(100)
    assert suppressed([share(rows, range(3)), share(rows, range(50)), share(rows, range(3))], FIVE) == {0, 2}


@settings(max_examples=120, derandomize=True)
@given(st.data())
def test_nothing_hidden_can_be_found(data: st.DataObject) -> None:
    n = data.draw(st.integers(20, 60))
    answers = data.draw(st.lists(st.sampled_from("aaaabbbccdde"), min_size=n, max_size=n))
    groups = data.draw(st.lists(st.sampled_from("xxxxyyyz"), min_size=n, max_size=n))
    everyone = list(range(n))
    shares = []
    for base in (everyone, *([i for i in everyone if groups[i] == g] for g in sorted(set(groups)))):
        for codes in ("a", "b", "c", "d", "e", "ab", "cd"):
            if data.draw(st.booleans()):
                shares.append(share(base, [i for i in everyone if answers[i] in codes]))
    if not shares:
        return
    hidden = suppressed(shares, FIVE)
    small = {i for i, s in enumerate(shares) if len(s.rows) < 10 or s.yes.sum() < 5 or len(s.rows) - s.yes.sum() < 5}
    assert small <= hidden
    trivial = {i for i in hidden if shares[i].n_yes in (0, len(shares[i].rows))}
    assert set(found_by_subtraction(shares, hidden)) <= trivial, "nobody and everybody are always known to themselves"


def test_more_is_hidden_only_where_it_must_be() -> None:
    rows = range(100)
    parts = [share(rows, range(k * 10, k * 10 + 10)) for k in range(10)]
    assert suppressed(parts, FIVE) == frozenset()


def test_the_difference_of_two_bases_is_not_told() -> None:
    """200 respondents in one figure, the 197 who did not give the answer in another: the answer is three."""
    everyone, others = range(200), range(3, 200)
    whole = [share(everyone, range(3)), share(everyone, range(3, 100)), share(everyone, range(100, 200))]
    without = [share(others, range(3, 100)), share(others, range(100, 200))]
    hidden = suppressed([*whole, *without], FIVE)
    assert {3, 4} <= hidden, "the figure without the three is not told at all"
    assert not found_by_subtraction(
        [s for i, s in enumerate([*whole, *without]) if i < 3], frozenset({0, *hidden} - {3, 4})
    )


def test_no_more_is_hidden_than_must_be() -> None:
    rows = range(200)
    parts = [
        share(rows, range(100)),
        share(rows, range(100, 160)),
        share(rows, range(160, 197)),
        share(rows, range(197, 200)),
    ]
    net = share(rows, [*range(100), *range(160, 197)])
    hidden = suppressed([*parts, net], FIVE)
    assert 3 in hidden and len(hidden) < 5, "not everything, though nearly everything gives something away"
