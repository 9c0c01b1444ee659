"""Judging: whether a bound claim is so, and what would be true where it is not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple, assert_never

from msgspec.structs import replace

from barometer_cli.claims.read import wording_of
from barometer_cli.claims.words import fold, is_of
from barometer_cli.languages import LANGUAGES
from barometer_cli.languages.claims import Wording
from barometer_cli.model.claim import (
    Amount,
    Change,
    Claim,
    Comparison,
    Count,
    Direction,
    Doubt,
    Each,
    Everyone,
    Extreme,
    Fails,
    Form,
    Gradient,
    Hedge,
    Holds,
    NotVerified,
    One,
    Pair,
    Part,
    Percent,
    Points,
    Portion,
    Ranking,
    Reason,
    Relation,
    Series,
    Significance,
    Size,
    Sole,
    Subject,
    Target,
    Thresholds,
    Vague,
    Verdict,
)
from barometer_cli.model.number import half_up, percent

STANDARD = Thresholds()
_TIE = 1e-9
"""Shares nearer than this are one share, computed twice."""


class Band(NamedTuple):
    """The per cents for which a claim is true; None where there is no bound."""

    low: Fraction | None = None
    high: Fraction | None = None
    low_open: bool = False
    high_open: bool = False

    def holds(self, value: Fraction) -> bool:
        """Whether a per cent lies within."""
        above = self.low is None or value > self.low or (value == self.low and not self.low_open)
        below = self.high is None or value < self.high or (value == self.high and not self.high_open)
        return above and below


def judge(claim: Claim, target: Target, thresholds: Thresholds = STANDARD) -> Verdict:
    """Whether a claim holds of what it speaks of.

    Parameters
    ----------
    claim
        As `read` found it.
    target
        One share, a pair to compare, or a ranking.
    thresholds
        Where the words of this house begin and end.

    Examples
    --------
    >>> from barometer_cli.claims.read import read, wording_of
    >>> nineteen = Subject("Kun internt", 0.19, Decimal(19))
    >>> judge(read("hver fjerde", "da")[0], One(nineteen)).truth
    '19 % er hver femte, ikke hver fjerde'
    """
    if isinstance(target, Each):
        return _each(claim, target, thresholds)
    match claim:
        case Percent() | Portion() | Part() | Everyone() if isinstance(target, One):
            return _share(claim, target, thresholds)
        case Extreme() if isinstance(target, Ranking):
            return _extreme(claim, target, thresholds)
        case Comparison() | Change() if _is_odd(claim):
            return missing(claim, "other kind")
        case Comparison() | Change() | Points() if _is_ratio(claim) and not claim.measure.has_ratios:
            return missing(claim, "other kind")
        case Comparison() if isinstance(target, Pair):
            return _comparison(claim, target, thresholds)
        case Points() if isinstance(target, Pair):
            return _points(claim, target, thresholds)
        case Change() if isinstance(target, Pair):
            return _change(claim, target, thresholds)
        case Change() | Gradient() if isinstance(target, Series):
            return _walked(claim, target)
        case Significance():
            return _significance(claim, target)
        case Count() if isinstance(target, One):
            return _count(claim, target, thresholds)
        case Vague() if claim.many and isinstance(target, One):
            return _many(claim, target, thresholds)
        case Sole() if isinstance(target, Ranking):
            return _sole(claim, target, thresholds)
        case Vague():
            return missing(claim, "vague")
        case (
            Percent()
            | Portion()
            | Part()
            | Everyone()
            | Extreme()
            | Comparison()
            | Points()
            | Change()
            | Gradient()
            | Count()
            | Sole()
        ):
            return missing(claim, "other kind")
        case _:
            assert_never(claim)


def _is_odd(claim: Comparison | Change) -> bool:
    """Whether a hedge before an order is none: it neither says how far apart two shares are nor denies it."""
    if claim.factor is not None:
        return False
    level = (claim.relation if isinstance(claim, Comparison) else claim.direction) == "same"
    ordered = (Hedge.PLAIN, Hedge.EXACTLY, Hedge.FAR_OVER, Hedge.JUST_OVER, *_DENIED)
    near = (Hedge.PLAIN, Hedge.EXACTLY, Hedge.NEARLY, Hedge.ABOUT, Hedge.AT_LEAST, Hedge.AT_MOST, *_DENIED)
    return claim.hedge not in (near if level else ordered)


def _is_ratio(claim: Comparison | Change | Points) -> bool:
    """Whether a claim divides one value by another: "dobbelt så", "halveret", "20 % højere"."""
    return claim.relative if isinstance(claim, Points) else claim.factor is not None


def _each(claim: Claim, target: Each, thresholds: Thresholds) -> Verdict:
    """Whether a claim holds of each of several; where it may be of them together, only that can be said."""
    verdicts = [judge(claim, each, thresholds) for each in target.targets]
    if all(isinstance(verdict, Holds) for verdict in verdicts):
        return Holds(claim, target)
    failed = [verdict for verdict in verdicts if isinstance(verdict, Fails)]
    if target.severally and failed:
        first, wording = failed[0], wording_of(claim.language, claim.measure)
        if isinstance(first.target, One):
            name = wording.quoted.format(text=first.target.subject.name)
            first = replace(first, truth=f"{name}: {first.truth}")
        return first
    return missing(claim, "several candidates", tuple(each.subject.name for each in target.targets))


def missing(claim: Claim, reason: Reason, candidates: tuple[str, ...] = ()) -> NotVerified:
    """The verdict that nobody proved a claim, worded in its language."""
    template = wording_of(claim.language, claim.measure).missing[reason]
    why = template.format(phrase=claim.phrase, candidates=", ".join(candidates))
    return NotVerified(claim, reason, why, candidates)


def around(point: Fraction, hedge: Hedge, thresholds: Thresholds, plain: float | None = None) -> Band:
    """The per cents a hedge allows around its number.

    Parameters
    ----------
    point
        The number, in per cent.
    hedge
        The word before it.
    thresholds
        How near is near.
    plain
        What a number without a hedge allows, where that is not `thresholds.plain`.
    """
    near = Fraction(str(thresholds.near))
    within = Fraction(str(thresholds.plain if plain is None else plain))
    match hedge:
        case Hedge.PLAIN | Hedge.EXACTLY:
            return Band(point - within, point + within)
        case Hedge.ABOUT:
            return Band(point - near, point + near)
        case Hedge.NEARLY:
            return Band(point - near, point)
        case Hedge.JUST_OVER:
            return Band(point, point + near, low_open=True)
        case Hedge.OVER:
            return Band(low=point, low_open=True)
        case Hedge.UNDER:
            return Band(high=point, high_open=True)
        case Hedge.AT_LEAST:
            return Band(low=point)
        case Hedge.AT_MOST:
            return Band(high=point)
        case Hedge.FAR_OVER:
            return Band(low=point + near, low_open=True)
        case Hedge.FAR_UNDER:
            return Band(high=point - near, high_open=True)
        case _:
            assert_never(hedge)


_SMALL = 25
"""Shares below it, in per cent, are small: what is near to them is a part of them."""


def _near_share(point: Fraction, claim: Percent | Portion, subject: Subject, thresholds: Thresholds) -> Band:
    """What a hedge allows around a share: of a small one a fifth of it at most, so that 0.6 % is no "hver tyvende".

    Rounding adds half of what is printed last: of "godt hver tiende" 12.1 is printed 12 %.
    """
    small = point < _SMALL or not claim.measure.is_share
    if not small or claim.hedge in (Hedge.FAR_OVER, Hedge.FAR_UNDER):
        return around(point, claim.hedge, thresholds)
    rounding = Fraction(1, 2 * 10 ** _decimals(subject.printed)) if point else Fraction(0)
    reach = float(abs(point) * Fraction(str(thresholds.times_near)) + rounding)
    nearer = replace(thresholds, near=min(thresholds.near, reach), plain=min(thresholds.plain, reach))
    return around(point, claim.hedge, nearer)


def _near_difference(value: Decimal, hedge: Hedge, thresholds: Thresholds) -> Band:
    """What a hedge allows around a difference: less around a small one, "knap 5 procentpoint" is no 3.

    "Knap" and "godt" reach a tenth of it and "cirka" a fifth, `times` and `times_near` of the house, or as far as
    rounding does; around nothing they reach nowhere.
    """
    point = Fraction(value)
    part = {Hedge.NEARLY: thresholds.times, Hedge.JUST_OVER: thresholds.times, Hedge.ABOUT: thresholds.times_near}
    if hedge not in part:
        return around(point, hedge, thresholds)
    rounding = Fraction(1, 2 * 10 ** _decimals(value)) if value else Fraction(0)
    reach = max(abs(point) * Fraction(str(part[hedge])), rounding)
    return around(point, hedge, replace(thresholds, near=min(thresholds.near, float(reach))))


def points_of(share: float) -> Fraction:
    """A share in per cent, exact to the nine decimals that rounding looks at."""
    return Fraction(Decimal(repr(round(100 * share, 9))))


def _true(claim: Percent | Portion | Part | Everyone, subject: Subject, thresholds: Thresholds) -> bool:
    """Whether a claim about one share is true, its negation aside; "ikke kun hver fjerde" is that, or more."""
    value = points_of(subject.share)
    if claim.topped and _above(claim, value):
        return True
    match claim:
        case Percent():
            decimals = max(_decimals(claim.value), _decimals(claim.upper or claim.value))
            printed = Fraction(_printed(subject, decimals))
            if claim.upper is not None:
                return Fraction(claim.value) <= printed <= Fraction(claim.upper)
            if claim.hedge in (Hedge.PLAIN, Hedge.EXACTLY):
                # "<1 %" is not nothing, and ">99 %" is not all
                told = value == printed or printed not in (0, 100) or not claim.measure.is_share
                return told and printed == Fraction(claim.value)
            if claim.measure.signed:
                hedge = _MIRRORED.get(claim.hedge, claim.hedge) if claim.value < 0 else claim.hedge
                return _near_difference(claim.value, hedge, thresholds).holds(value)
            return _near_share(Fraction(claim.value), claim, subject, thresholds).holds(value)
        case Portion():
            point = Fraction(100 * claim.numerator, claim.denominator)
            if claim.hedge is Hedge.EXACTLY:
                return _printed(subject, 0) == half_up(float(point))
            return _near_share(point, claim, subject, thresholds).holds(value)
        case Part():
            return band_of(claim.size, thresholds).holds(value)
        case Everyone():
            if claim.amount == "few":
                return Band(Fraction(0), Fraction(str(thresholds.few)), low_open=True).holds(value)
            point = Fraction(100 if claim.amount == "all" else 0)
            if claim.amount == "none" and claim.hedge in (Hedge.NEARLY, Hedge.ABOUT):
                # "næsten ingen" comes from above.
                return around(point, Hedge.JUST_OVER, thresholds)._replace(low_open=False).holds(value)
            return around(point, claim.hedge, thresholds, plain=0).holds(value)
        case _:
            assert_never(claim)


def band_of(size: Size, thresholds: Thresholds) -> Band:
    half = Fraction(str(thresholds.majority))
    match size:
        case "majority":
            return Band(low=half, low_open=True)
        case "large majority":
            return Band(low=Fraction(str(thresholds.large_majority)), low_open=True)
        case "narrow majority":
            return Band(half, half + Fraction(str(thresholds.near)), low_open=True)
        case "minority":
            return Band(high=half, high_open=True)
        case "small minority":
            return Band(high=Fraction(str(thresholds.small_minority)), high_open=True)
        case _:
            assert_never(size)


def _share(claim: Percent | Portion | Part | Everyone, target: One, thresholds: Thresholds) -> Verdict:
    if isinstance(claim, Everyone) and claim.listed:
        return missing(claim, "other kind")
    subject = target.subject
    if _true(claim, subject, thresholds) != claim.negated:
        if _exceeds(claim, subject):
            return missing(claim, "judgement", (named_shares((subject,), wording_of(claim.language, claim.measure)),))
        return Holds(claim, target, doubt=_unseen(claim, subject, thresholds))
    if isinstance(claim, Everyone) and _nearly(claim, subject, thresholds):
        return missing(claim, "judgement", (named_shares((subject,), wording_of(claim.language, claim.measure)),))
    wording = wording_of(claim.language, claim.measure)
    phrase = claim.phrase.casefold()
    note = ""
    if subject.kind == "rest":
        note = wording.remaining.format(label=subject.label, share=_said(subject, wording))
    if subject.interval and not claim.negated and _some(claim, subject, thresholds):
        low, high = (_say(percent(bound), wording) for bound in subject.interval)
        note = wording.interval.format(low=low, high=high, phrase=phrase)
    if claim.negated:
        return Fails(claim, target, wording.instead_negated.format(share=_said(subject, wording), truth=phrase), note)
    if isinstance(claim, Percent):
        decimals = max(_decimals(claim.value), _decimals(claim.upper or claim.value))
        if _printed(subject, decimals) == claim.value:
            # "over 50 %" of 49.6: the printed 50 would not show what is wrong.
            decimals += 1
        return Fails(
            claim,
            target,
            _not(wording.number, phrase, claim).format(share=_said(subject, wording, decimals), phrase=phrase),
            note,
        )
    truth = next(_truths(claim, subject, thresholds, wording), None)
    share = _said(subject, wording)
    template = wording.instead if truth else wording.number
    return Fails(claim, target, _not(template, phrase, claim).format(share=share, truth=truth, phrase=phrase), note)


def _exceeds(claim: Percent | Portion | Part | Everyone, subject: Subject) -> bool:
    """Whether a share is above a number that is denied, where "not" may be "fewer than": "ikke hver fjerde" of 48 %.

    Where it is said what is so instead, "ikke hver fjerde, men hver anden", it may be above.
    """
    if not claim.negated or claim.corrected or claim.hedge is not Hedge.PLAIN:
        return False
    return _above(claim, points_of(subject.share))


def _above(claim: Percent | Portion | Part | Everyone, value: Fraction) -> bool:
    """Whether a per cent is above the number of a claim, where it has one; a change downwards is so below its own."""
    match claim:
        case Percent() if claim.measure.signed and claim.value < 0:
            return value < Fraction(claim.value)
        case Percent():
            return value > Fraction(claim.upper or claim.value)
        case Portion():
            return value > Fraction(100 * claim.numerator, claim.denominator)
        case _:
            return False


def _nearly(claim: Everyone, subject: Subject, thresholds: Thresholds) -> bool:
    """Whether "næsten alle" is said of a share that is not near to all, and not far from it either."""
    if claim.hedge not in (Hedge.NEARLY, Hedge.ABOUT) or claim.amount == "few" or claim.negated:
        return False
    return _true(claim, subject, replace(thresholds, near=2 * thresholds.near))


def _many(claim: Vague, target: One, thresholds: Thresholds) -> Verdict:
    """ "mange" is false of a share that is "få", and true from a third; what lies between is for the author to say."""
    share = points_of(target.subject.share)
    wording = wording_of(claim.language, claim.measure)
    said = _said(target.subject, wording)
    if Band(low=Fraction(str(thresholds.few)), low_open=True).holds(share):
        third = around(Fraction(100, 3), Hedge.PLAIN, thresholds)
        if not third._replace(high=None).holds(share):
            return missing(claim, "judgement", (named_shares((target.subject,), wording),))
        true = not claim.negated
    else:
        true = claim.negated
    phrase = claim.phrase.casefold()
    if true:
        return Holds(claim, target)
    if claim.negated:
        return Fails(claim, target, wording.instead_negated.format(share=said, truth=phrase))
    return Fails(claim, target, wording.instead.format(share=said, truth=wording.everyone["few"], phrase=phrase))


def _not(template: str, phrase: str, claim: Claim) -> str:
    """A template without its ", ikke {phrase}" where the phrase begins with "ikke", or is a verb and no amount."""
    vocabulary = LANGUAGES[claim.language].claims
    first = fold(phrase.split()[0]) if phrase.split() else ""
    denied = vocabulary.canon.get(first, first) in vocabulary.negations
    return template.partition(", ")[0] if denied or is_of(phrase, vocabulary.supporting) else template


def _some(claim: Percent | Portion | Part | Everyone, subject: Subject, thresholds: Thresholds) -> bool:
    """Whether some share within the interval would make the claim true."""
    assert subject.interval is not None
    low, high = subject.interval
    steps = (low + (high - low) * step / 100 for step in range(101))
    return any(_true(claim, replace(subject, share=share, printed=percent(share)), thresholds) for share in steps)


def _truths(
    claim: Portion | Part | Everyone, subject: Subject, thresholds: Thresholds, wording: Wording
) -> Iterator[str]:
    """What would be true of a share, in words of the same kind first."""
    share = subject.share

    def portion(numerator: int, denominator: int, form: Form, hedge: Hedge) -> str | None:
        words = _portion_words(numerator, denominator, form, wording)
        made = Portion(numerator, denominator, form, phrase="", start=0, end=0, language=claim.language, hedge=hedge)
        if words is None or not _true(made, subject, thresholds):
            return None
        return wording.hedged[hedge].format(phrase=words) if hedge in wording.hedged else words

    if isinstance(claim, Part):
        sizes: tuple[Size, ...] = ("large majority", "majority", "small minority", "minority")
        for size in sizes:
            if band_of(size, thresholds).holds(points_of(share)):
                yield wording.sizes[size]
    if isinstance(claim, Everyone):
        for amount, hedge in _AMOUNTS:
            made = Everyone(amount, phrase="", start=0, end=0, language=claim.language, hedge=hedge)
            if _true(made, subject, thresholds):
                words = wording.everyone[amount]
                yield wording.nearly.format(phrase=words) if hedge is Hedge.NEARLY else words
    if isinstance(claim, Portion) and claim.hedge is not Hedge.PLAIN:
        printed = half_up(100 * claim.numerator / claim.denominator, _decimals(subject.printed))
        plain = portion(claim.numerator, claim.denominator, claim.form, Hedge.PLAIN)
        if plain and subject.printed == printed:
            yield plain  # "10 % er hver tiende, ikke mere end hver tiende"
        # The same fraction from its other side: "knap hver fjerde, ikke godt hver fjerde".
        for hedge in (Hedge.NEARLY, Hedge.JUST_OVER):
            if spoken := portion(claim.numerator, claim.denominator, claim.form, hedge):
                yield spoken
    own: Form = claim.form if isinstance(claim, Portion) else "out of"
    others: tuple[Form, ...] = ("every", "part", "out of")
    near = sorted(_FRACTIONS, key=lambda pair: (abs(Fraction(*pair) * 100 - points_of(share)), pair[1]))
    for hedge in (Hedge.PLAIN, Hedge.NEARLY, Hedge.JUST_OVER):
        for form in (own, *(other for other in others if other != own)):
            for numerator, denominator in near:
                if spoken := portion(numerator, denominator, form, hedge):
                    yield spoken


_AMOUNTS: tuple[tuple[Amount, Hedge], ...] = (
    ("none", Hedge.PLAIN),
    ("all", Hedge.PLAIN),
    ("none", Hedge.NEARLY),
    ("all", Hedge.NEARLY),
)
_FRACTIONS = (
    *((1, n) for n in (2, 3, 4, 5, 6, 7, 8, 9, 10, 20)),
    *((2, 3), (3, 4), (2, 5), (3, 5), (4, 5), (3, 10), (7, 10), (9, 10)),
)


def _portion_words(numerator: int, denominator: int, form: Form, wording: Wording) -> str | None:
    if (numerator, denominator) == (1, 2):
        return wording.halves[form]
    match form:
        case "every":
            return wording.every.get(denominator) if numerator == 1 else None
        case "part":
            return wording.parts.get((numerator, denominator))
        case "out of":
            one = wording.out_of_numbers
            if denominator not in (3, 4, 5, 10):
                return None
            return wording.out_of.format(numerator=one[numerator], denominator=one[denominator])
        case _:
            assert_never(form)


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def _printed(subject: Subject, decimals: int) -> Decimal:
    """The per cent as printed, or rounded to the decimals that a claim gives."""
    return subject.printed if decimals == _decimals(subject.printed) else percent(subject.share, decimals)


def _say(value: Decimal, wording: Wording) -> str:
    return wording.percent.format(number=_number(value, wording))


def _number(value: Decimal, wording: Wording) -> str:
    return f"{value:f}".replace(".", wording.decimal)


def _said(subject: Subject, wording: Wording, decimals: int | None = None) -> str:
    """A value as a sentence says it: "19 %", "under 1 %" for a share that rounds to nothing and "over 99 %" for one
    that rounds to all; as printed, or with so many decimals.
    """
    printed = subject.printed if decimals is None else _printed(subject, decimals)
    if points_of(subject.share) in (0, 100) or printed not in (0, 100):
        return _say(printed, wording)
    return wording.under_one if printed == 0 else wording.over_99


def _extreme(claim: Extreme, target: Ranking, thresholds: Thresholds) -> Verdict:
    """The rank of a share among those shown; equal shares share their rank, and neither is alone the largest."""
    if len(target.field) < 2 or claim.rank > len(target.field):
        return missing(claim, "other kind")
    if claim.hedge not in (Hedge.PLAIN, Hedge.EXACTLY, Hedge.FAR_OVER, *_DENIED):
        return missing(claim, "other kind")
    if claim.hedge in _DENIED:
        claim = replace(claim, negated=not claim.negated)
    if claim.among or claim.count or target.beside:
        return _foremost(claim, target)
    wording = wording_of(claim.language, claim.measure)
    most = claim.side == "most"
    ranked = sorted(target.field, key=lambda subject: -subject.share if most else subject.share)
    holder = ranked[claim.rank - 1]
    tied = [subject for subject in ranked if abs(subject.share - holder.share) < _TIE]
    own = abs(target.subject.share - holder.share) < _TIE
    lead = min((abs(subject.share - holder.share) for subject in ranked if subject not in tied), default=0)
    true = own and len(tied) == 1
    if claim.hedge is Hedge.FAR_OVER and true:
        true = points_of(lead) > Fraction(str(thresholds.near))
    if true != claim.negated:
        alike = [s for s in ranked if s.printed == holder.printed and s is not holder]
        note = wording.printed_tie.format(share=_said(holder, wording)) if alike and true else ""
        return Holds(claim, target, note, Doubt(None, note) if note else None)
    if own and not claim.negated:
        labels = ", ".join(wording.quoted.format(text=s.name) for s in (tied if len(tied) > 1 else ranked[:2]))
        if len(tied) == 1:
            first, second = ranked[0], ranked[1]
            template, shares = wording.versus_of, (_said(first, wording), _said(second, wording))
            return Fails(claim, target, template.format(labels=labels, share=shares[0], other=shares[1]))
        return Fails(claim, target, wording.tied.format(labels=labels, share=_said(holder, wording)))
    if (claim.side, claim.rank) not in wording.largest and not claim.negated:
        place = 1 + sum(subject.share > target.subject.share + _TIE for subject in target.field)
        share = _said(target.subject, wording)
        truth = wording.placed.format(label=target.subject.name, share=share, place=place, of=len(target.field))
        return Fails(claim, target, truth)
    template = wording.largest.get((claim.side, claim.rank), wording.largest[claim.side, 1])
    if claim.rank == 1 and all(subject.label == target.subject.label for subject in target.field):
        template = wording.highest[claim.side]
    shown = holder if (claim.side, claim.rank) in wording.largest else ranked[0]
    template = template.partition(", ")[0] if claim.negated else template
    return Fails(
        claim,
        target,
        template.format(
            label=shown.name,
            share=_said(shown, wording),
            wrong=target.subject.name,
            wrong_share=_said(target.subject, wording),
        ),
    )


_DENIED = (Hedge.FAR_UNDER, Hedge.UNDER)
""" "langt fra den største", "ikke engang den største": before what is no amount they only deny."""


def _foremost(claim: Extreme, target: Ranking) -> Verdict:
    """Whether those named together are the first ones, or one is among so many of the first."""
    named = (target.subject, *target.beside)
    count = claim.count or len(named)
    if (claim.among and not claim.count) or claim.rank > 1 or count >= len(target.field):
        return missing(claim, "other kind")
    if not claim.among and count != len(named):
        return missing(claim, "other kind")
    ranked = sorted(target.field, key=lambda subject: -subject.share if claim.side == "most" else subject.share)
    first, last = ranked[:count], ranked[count - 1]
    wrong = [each for each in named if each not in first and abs(each.share - last.share) >= _TIE]
    tied = not claim.among and abs(last.share - ranked[count].share) < _TIE
    if (not wrong and not tied) != claim.negated:
        return Holds(claim, target)
    wording = wording_of(claim.language, claim.measure)
    if tied and not wrong:
        labels = ", ".join(wording.quoted.format(text=each.name) for each in (last, ranked[count]))
        return Fails(claim, target, wording.tied.format(labels=labels, share=_said(last, wording)))
    template = wording.foremost[claim.side] if wrong else wording.foremost[claim.side].partition(", ")[0]
    labels, others = named_shares(first, wording), named_shares(wrong, wording)
    return Fails(claim, target, template.format(labels=labels, wrong=others))


def named_shares(subjects: Sequence[Subject], wording: Wording) -> str:
    """Shares with their names: "”A” (48 %), ”B” (36 %) og ”C” (21 %)"."""
    words = [wording.named.format(label=subject.name, share=_said(subject, wording)) for subject in subjects]
    return wording.both.format(first=", ".join(words[:-1]), last=words[-1]) if len(words) > 1 else "".join(words)


def _sole(claim: Sole, target: Ranking, thresholds: Thresholds) -> Verdict:
    """Whether no other group does it: more than "få" do if it is false, and "få" are for the author to say."""
    wording = wording_of(claim.language, claim.measure)
    others = sorted(
        (each for each in target.field if each != target.subject and each.share > 0), key=lambda s: -s.share
    )
    if not others:
        return Holds(claim, target)
    many = [each for each in others if points_of(each.share) > Fraction(str(thresholds.few))]
    if not many:
        return missing(claim, "judgement", (named_shares((target.subject,), wording),))
    return Fails(claim, target, wording.also.format(labels=named_shares(many, wording)))


def _related(relation: str, factor: Decimal | None, hedge: Hedge, target: Pair, thresholds: Thresholds) -> bool:
    """Whether a comparison is true, its negation aside."""
    first, second = points_of(target.subject.share), points_of(target.other.share)
    if factor is not None:
        if not second:
            return False
        return _times(Fraction(factor), hedge, thresholds).holds(first / second)
    difference = first - second
    same = Fraction(str(thresholds.same))
    if relation == "same":
        if hedge is Hedge.AT_LEAST:
            return difference >= -same
        if hedge is Hedge.AT_MOST:
            return difference <= same
        return abs(difference) <= (Fraction(str(thresholds.near)) if hedge in (Hedge.NEARLY, Hedge.ABOUT) else same)
    lead = difference if relation == "more" else -difference
    if hedge is Hedge.FAR_OVER:
        return lead > Fraction(str(thresholds.near))
    if hedge is Hedge.JUST_OVER:
        return 0 < lead <= Fraction(str(thresholds.near))
    return lead > 0 and abs(target.subject.share - target.other.share) >= _TIE


def _times(factor: Fraction, hedge: Hedge, thresholds: Thresholds) -> Band:
    """The ratios a hedge allows around a factor: the hedges of shares, on the scale of ratios."""
    plain = factor * Fraction(str(thresholds.times))
    scaled = replace(thresholds, near=float(factor * Fraction(str(thresholds.times_near))))
    return around(factor, hedge, scaled, plain=float(plain))


def _comparison(claim: Comparison, target: Pair, thresholds: Thresholds) -> Verdict:
    wording = wording_of(claim.language, claim.measure)
    if claim.factor is None and claim.hedge in _DENIED:
        claim = replace(claim, hedge=Hedge.PLAIN, negated=not claim.negated)
    if target.counted and _outnumbered(target):
        return missing(claim, "other kind")
    measured = replace(target, subject=target.other, other=target.subject) if claim.down else target
    true = _related(claim.relation, claim.factor, claim.hedge, measured, thresholds)
    vocabulary = LANGUAGES[claim.language].claims
    if true != claim.negated:
        if not claim.negated and is_of(claim.phrase, vocabulary.overtaking):
            return missing(claim, "other kind")  # that it was otherwise before, one wave cannot prove
        ordered = claim.relation != "same" and claim.factor is None and not claim.negated
        return Holds(claim, target, _doubt(target, wording), _alike(target, wording) if ordered else None)
    if claim.factor is None and is_of(claim.phrase, vocabulary.ahead):
        relations: tuple[Relation, ...] = ("more", "less", "same")
        way = next(each for each in relations if _related(each, None, Hedge.PLAIN, target, thresholds))
        named = (named_shares((each,), wording) for each in (target.subject, target.other))
        return Fails(claim, target, wording.ahead[way].format(*named))
    shares = {"share": _said(target.subject, wording), "other": _said(target.other, wording)}
    phrase = claim.phrase.casefold()
    if claim.negated:
        template = wording.versus_negated
        return Fails(claim, target, template.format(truth=phrase, **shares))
    return Fails(
        claim,
        target,
        _not(wording.versus, phrase, claim).format(
            truth=_relation_words(claim, target, thresholds, wording), phrase=phrase, **shares
        ),
    )


def _outnumbered(target: Pair) -> bool:
    """Whether of the larger share fewer people are: 60 % of 200 beside 30 % of 800."""
    first, second = target.subject, target.other
    if first.n is None or second.n is None:
        return False
    return (first.share - second.share) * (first.n * first.share - second.n * second.share) < 0


def _relation_words(claim: Comparison, target: Pair, thresholds: Thresholds, wording: Wording) -> str:
    """What would be true of two shares, in words of what the claim compares: "færre" where it says "flere"."""
    downward = LANGUAGES[claim.language].claims.downward
    said = {downward.get(fold(word), fold(word)) for word in claim.phrase.split()}
    compared = next((each for each in wording.compared if not said.isdisjoint(each)), wording.compared[0])
    if claim.factor is not None:
        for factor, words in wording.times.items():
            if _related("more", factor, Hedge.PLAIN, target, thresholds):
                return words.format(measured=compared.measured)
    relations: dict[Relation, str] = {"more": compared.more, "less": compared.less, "same": compared.same}
    for relation, words in relations.items():
        if (claim.down or relation != claim.relation) and _related(relation, None, Hedge.PLAIN, target, thresholds):
            return words
    return relations[claim.relation]


def _alike(target: Pair, wording: Wording) -> Doubt | None:
    """That two shares are printed alike: nobody sees which is the larger."""
    first, second = target.subject, target.other
    if first.printed != second.printed or first.share == second.share:
        return None
    return Doubt(None, wording.printed_tie.format(share=_said(first, wording)))


def _unseen(claim: Percent | Portion | Part | Everyone, subject: Subject, thresholds: Thresholds) -> Doubt | None:
    """That a share is printed as the number it is said to be above or below: "over halvdelen" beside "50 %"."""
    match claim:
        case Percent(hedge=Hedge.OVER | Hedge.UNDER):
            point = Fraction(claim.value)
        case Portion(hedge=Hedge.OVER | Hedge.UNDER):
            point = Fraction(100 * claim.numerator, claim.denominator)
        case Part(size="majority" | "narrow majority" | "minority"):
            point = Fraction(str(thresholds.majority))
        case _:
            return None
    if claim.negated or half_up(float(point), _decimals(subject.printed)) != subject.printed:
        return None
    wording = wording_of(claim.language, claim.measure)
    return Doubt(None, wording.unseen.format(share=_said(subject, wording)))


def _doubt(target: Pair, wording: Wording) -> str:
    """A note where two numbers are printed alike, or their intervals overlap."""
    first, second = target.subject, target.other
    if alike := _alike(target, wording):
        return alike.why
    if first.interval and second.interval and target.significant is None:
        low, high = max(first.interval[0], second.interval[0]), min(first.interval[1], second.interval[1])
        if low <= high:
            return wording.overlap
    return ""


def _points(claim: Points, target: Pair, thresholds: Thresholds) -> Verdict:
    """A difference of unrounded shares, then rounded; or of a share relative to the other."""
    wording = wording_of(claim.language, claim.measure)
    first, second = points_of(target.subject.share), points_of(target.other.share)
    if claim.relative and not second:
        return missing(claim, "other kind")
    size = abs(first - second) * (100 / second if claim.relative else 1)
    decimals = _decimals(claim.value)
    rounded = half_up(float(size), decimals)
    if claim.hedge in (Hedge.PLAIN, Hedge.EXACTLY):
        true = rounded == claim.value
    else:
        true = _near_difference(claim.value, claim.hedge, thresholds).holds(size)
    if true != claim.negated:
        return Holds(claim, target, _doubt(target, wording))
    template = wording.relative if claim.relative else wording.points
    truth = template.format(number=_number(rounded, wording))
    phrase = claim.phrase.casefold()
    return Fails(claim, target, _not(wording.difference, phrase, claim).format(truth=truth, phrase=phrase))


def _change(claim: Change, target: Pair, thresholds: Thresholds) -> Verdict:
    """A later share (the subject) beside an earlier one."""
    wording = wording_of(claim.language, claim.measure)
    later, earlier = target.subject, target.other
    if claim.before is not None and claim.after is not None:
        ends = ((claim.before, earlier), (claim.after, later))
        true = all(_true(end, subject, thresholds) != end.negated for end, subject in ends)
    else:
        relation = {"up": "more", "down": "less", "same": "same"}[claim.direction]
        shrinks = claim.factor is not None and claim.factor < 1
        hedge = _MIRRORED.get(claim.hedge, claim.hedge) if shrinks else claim.hedge
        true = _related(relation, claim.factor, hedge, target, thresholds)
    if true != claim.negated:
        ordered = claim.direction != "same" and claim.before is None and claim.factor is None and not claim.negated
        return Holds(claim, target, _doubt(target, wording), _alike(target, wording) if ordered else None)
    way: Direction = "up" if later.share > earlier.share else "down"
    if claim.direction != "same" and _related("same", None, Hedge.PLAIN, target, thresholds):
        way = "same"
    factors = (factor for factor in wording.multiplied if _related("more", factor, Hedge.PLAIN, target, thresholds))
    factor = next(factors, None) if claim.factor is not None else None
    truth = wording.changes[way] if factor is None else wording.multiplied[factor]
    return Fails(
        claim,
        target,
        wording.changed.format(truth=truth, other=_said(earlier, wording), share=_said(later, wording)),
    )


_MIRRORED = {
    one: other
    for pair in (
        (Hedge.OVER, Hedge.UNDER),
        (Hedge.NEARLY, Hedge.JUST_OVER),
        (Hedge.AT_LEAST, Hedge.AT_MOST),
        (Hedge.FAR_OVER, Hedge.FAR_UNDER),
    )
    for one, other in (pair, pair[::-1])
}
"""What a hedge says of what is left, "mere end halveret" is under a half; and of a fall, which is below nothing."""


def _walked(claim: Change | Gradient, target: Series) -> Verdict:
    """Whether a share goes one way at every step, of unrounded shares."""
    wording = wording_of(claim.language, claim.measure)
    steps = [later.share - earlier.share for earlier, later in pairwise(target.subjects)]
    if claim.direction == "same":
        return missing(claim, "other kind")
    true = all(step > _TIE if claim.direction == "up" else step < -_TIE for step in steps)
    if true != claim.negated:
        return Holds(claim, target)
    *first, last = (
        wording.at.format(share=_said(subject, wording), group=subject.group) for subject in target.subjects
    )
    return Fails(claim, target, wording.walked.format(shares=wording.both.format(first=", ".join(first), last=last)))


def _significance(claim: Significance, target: Target) -> Verdict:
    """Nothing is significant without a test."""
    if not isinstance(target, Pair) or target.significant is None:
        return missing(claim, "no test")
    if target.significant != claim.negated:
        return Holds(claim, target)
    return Fails(claim, target, wording_of(claim.language, claim.measure).test[target.significant])


def _count(claim: Count, target: One, thresholds: Thresholds) -> Verdict:
    """A number of respondents is the unweighted base; a number of answers is not in a table of shares."""
    n = target.subject.n
    if n is None or claim.of is not None:
        return missing(claim, "other kind")
    band = around(Fraction(claim.value), claim.hedge, replace(thresholds, near=claim.value / 20), plain=0)
    if band.holds(Fraction(n)) != claim.negated:
        return Holds(claim, target)
    wording = wording_of(claim.language, claim.measure)
    phrase = claim.phrase.casefold()
    return Fails(
        claim,
        target,
        _not(wording.base, phrase, claim).format(number=f"{n:,}".replace(",", wording.thousands), phrase=phrase),
    )
