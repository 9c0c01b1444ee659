"""What chance leaves of a claim: an order that the survey cannot tell apart is in doubt, and not false."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

from msgspec.structs import replace

from barometer_cli.claims.judge import band_of, named_shares
from barometer_cli.claims.passage import Apart
from barometer_cli.claims.read import wording_of
from barometer_cli.claims.words import fold
from barometer_cli.languages import LANGUAGES
from barometer_cli.languages.claims import Wording
from barometer_cli.model.claim import (
    Change,
    Comparison,
    Doubt,
    Extreme,
    Hedge,
    Holds,
    One,
    Pair,
    Part,
    Percent,
    Portion,
    Ranking,
    Subject,
    Tally,
    Thresholds,
)
from barometer_cli.model.number import half_up


def doubted(verdict: Holds, apart: Apart, level: float, thresholds: Thresholds) -> Holds:
    """A true claim with the doubt in it: the difference it rests on that is the likeliest to be chance.

    To be the largest is to be larger than each of the others, so its p is the largest of theirs, and needs no
    correction for being several (an intersection-union test; Berger 1982). A claim that two shares are alike, or that
    is denied, puts nothing in order.

    Parameters
    ----------
    verdict
        As it was judged.
    apart
        p of a difference; `Table.apart`.
    level
        From which p on it is in doubt.
    thresholds
        Where a majority begins.
    """
    wording = wording_of(verdict.claim.language, verdict.claim.measure)
    found = [
        (p, first, second)
        for first, second in _differences(verdict, thresholds)
        if (p := _p(first, second, apart, LANGUAGES[verdict.claim.language].claims.totals)) is not None
    ]
    if not found:
        return verdict
    p, first, second = max(found, key=lambda each: each[0])
    if p < level:
        return verdict
    said = named_shares((first,), wording)
    other = named_shares((second,), wording) if isinstance(second, Subject) else _percent(second, wording)
    chance = f"{half_up(p, 2)}".replace(".", wording.decimal)
    return replace(verdict, doubt=Doubt(p, wording.chance.format(first=said, second=other, p=chance)))


def _percent(points: Fraction, wording: Wording) -> str:
    number = f"{half_up(float(points), 1):f}".removesuffix(".0").replace(".", wording.decimal)
    return wording.percent.format(number=number)


def _differences(verdict: Holds, thresholds: Thresholds) -> Iterator[tuple[Subject, Subject | Fraction]]:
    """What a claim puts in order: a share and another, or a share that is most or least and its limit in per cent."""
    claim, target = verdict.claim, verdict.target
    if isinstance(target, Tally):
        for member, said in product(target.members if target.amount == "all" else (), target.said):
            yield from _differences(
                Holds(said, member if isinstance(said, Extreme) else One(member.subject)), thresholds
            )
    elif claim.negated:
        return
    elif isinstance(target, One) and isinstance(claim, Part):
        band = band_of(claim.size, thresholds)
        yield target.subject, next(limit for limit in (band.low, band.high) if limit is not None)
    elif isinstance(target, One) and isinstance(claim, Percent | Portion) and claim.hedge in (Hedge.OVER, Hedge.UNDER):
        half = claim.value == 50 if isinstance(claim, Percent) else 2 * claim.numerator == claim.denominator
        if half:  # "over halvdelen" is most of them; "over 40 %" puts nothing in order
            yield target.subject, Fraction(50)
    elif isinstance(target, Pair) and (
        (isinstance(claim, Comparison) and claim.relation != "same")
        or (isinstance(claim, Change) and claim.direction != "same" and claim.before is None)
    ):
        yield target.subject, target.other
    elif isinstance(target, Ranking) and isinstance(claim, Extreme):
        one, others = _sides(claim, target)
        yield from product(one, others)


def _sides(claim: Extreme, target: Ranking) -> tuple[list[Subject], list[Subject]]:
    """The shares that have a place in an order, and those they are parted from."""
    foremost = (target.subject, *target.beside)
    if not (claim.among or claim.count or target.beside):
        return [target.subject], [other for other in target.field if other != target.subject]
    ranked = sorted(target.field, key=lambda each: -each.share if claim.side == "most" else each.share)
    return [*foremost], ranked[claim.count or len(foremost) :]


def _p(first: Subject, second: Subject | Fraction, apart: Apart, totals: frozenset[str]) -> float | None:
    """p that a share is the other; a group of everybody holds the other group, so nothing is known of the two."""
    signed = [(1.0, first)]
    if isinstance(second, Subject):
        difference = first.share - second.share
        signed.append((-1.0, second))
    else:
        difference = first.share - float(second / 100)
    groups = {subject.group for _, subject in signed}
    if len(groups) > 1 and any(fold(group or "") in totals for group in groups):
        return None
    for in_parts in (False, True):  # a net may be in the table as itself, or only its parts are
        terms: dict[tuple[str, str | None], float] = {}
        for sign, subject in signed:
            all_but = subject.kind == "rest"
            for name in subject.parts if all_but or (in_parts and subject.parts) else (subject.label,):
                place = name, subject.group
                terms[place] = terms.get(place, 0.0) + (-sign if all_but else sign)
        if (p := apart({place: weight for place, weight in terms.items() if weight}, difference)) is not None:
            return p
    return None
