"""Claims about several shares at once: what holds of all of them, of none, or of as many as the words count."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Literal

from msgspec.structs import replace

from barometer_cli.claims.agree import label_stems, stands, text_stems
from barometer_cli.claims.clause import SENTENCE
from barometer_cli.claims.judge import STANDARD, around, judge, named_shares, points_of
from barometer_cli.claims.read import lexicon, wording_of
from barometer_cli.claims.shares import Shares
from barometer_cli.claims.words import fold, lex, number, split
from barometer_cli.errors import BindingError
from barometer_cli.languages import LANGUAGES
from barometer_cli.languages.claims import Vocabulary
from barometer_cli.messages import say
from barometer_cli.model.claim import (
    Authored,
    Claim,
    Count,
    Everyone,
    Extreme,
    Fails,
    Hedge,
    Holds,
    NotVerified,
    One,
    Part,
    Percent,
    Portion,
    Ranking,
    Subject,
    Tally,
    Thresholds,
    Vague,
    Verdict,
)
from barometer_cli.model.number import percent
from barometer_cli.model.spec import EachClaimSpec, EachSpec

_TIE = 1e-9
"""Shares nearer than this are one share, computed twice."""
_AMOUNTS = Portion | Part | Percent | Everyone
SAID = Percent | Portion | Part | Vague | Extreme
"""Claims that may be said of each of several shares."""
_LIMITS = ("above", "below", "at_least", "at_most", "top", "bottom")


def tally(authored: Authored, inside: Sequence[Claim], text: str, turned: bool, shares: Shares) -> Tally:
    """The shares that a binding is of, and what its words and itself say of each.

    Parameters
    ----------
    authored
        The binding.
    inside
        The claims in its words.
    text
        The text they stand in.
    turned
        Whether the words deny the share that is named.
    shares
        What can be chosen.

    Raises
    ------
    BindingError
        If a share is not told, or nothing is said of them.
    """
    spec = authored.spec
    assert isinstance(spec, EachClaimSpec), "a binding of several shares"
    amount = _amount(spec)
    counted = _counted(authored, inside, text)
    said = tuple(claim for claim in inside if claim is not counted and isinstance(claim, _AMOUNTS | Vague | Extreme))
    each = spec.each
    if not said and not _limited(each):
        message = say("what holds of each share is said neither by the phrase nor by the binding")
        raise BindingError(message, say("Take the words into the phrase, or add a limit: `above: 50`."), (amount,))
    members = _members(each, amount, shares)
    if each.answers:
        said = tuple(_among(claim, len(members)) if isinstance(claim, Extreme) else claim for claim in said)
    _prove_all(authored, inside, text, shares)
    if turned:
        members = tuple(shares.rest(member) for member in members)
    ranked = tuple(Ranking(member, shares.beside(member)) for member in members)
    return Tally(text[authored.start : authored.end], ranked, amount, counted, said, each)


def _amount(spec: EachClaimSpec) -> Literal["all", "none", "count"]:
    return "all" if spec.all else "none" if spec.none else "count"


def _members(each: EachSpec, amount: str, shares: Shares) -> tuple[Subject, ...]:
    """The shares that are meant, one for each group, or for each answer of a group."""
    if each.groups:
        return tuple(shares.meant(each, group, amount) for group in each.groups)
    if each.answers:
        return tuple(shares.one(name, each.group, amount, "answers", i) for i, name in enumerate(each.answers))
    if shares.around.hidden:
        hidden = shares.around.hidden[0]
        field, message = "answers", say("{name!r} is hidden, so nobody can tell of all answers", name=hidden)
        if each.of or each.not_ or each.sum:
            field, message = "groups", say("{name!r} is hidden, so nobody can tell of all groups", name=hidden)
        raise BindingError(message, say("Name those that are meant: `{field}: […]`.", field=field), (amount,))
    if each.of or each.not_ or each.sum:
        members = shares.everywhere(each, amount)
    else:
        drawn = [
            s for s in shares.subjects if s.kind == "cell" and s.shown and fold(s.group or "") == fold(each.group or "")
        ]
        members = shares.beside(drawn[0]) if drawn else ()
    if len(members) < 2:
        hint = say("Write `of: CATEGORY` without all, none or count.")
        raise BindingError(say("there are not several shares here"), hint, (amount,))
    return members


def _among(claim: Extreme, of: int) -> Extreme:
    """A superlative that several answers share, "de to hyppigste er A og B": each is among so many."""
    if claim.count not in (None, of) and not claim.among:
        message = say("“{phrase}” are {n}, and the binding names {named}", phrase=claim.phrase, n=claim.count, named=of)
        raise BindingError(message, say("Name as many answers as the words count."), ("all", "answers"))
    return replace(claim, count=claim.count or of, among=True)


def _prove_all(authored: Authored, inside: Sequence[Claim], text: str, shares: Shares) -> None:
    """That words which say "alle" are not bound to some: those are named by the words too, or counted, "alle tre"."""
    spec, said = authored.spec, text[authored.start : authored.end]
    assert isinstance(spec, EachClaimSpec), "a binding of several shares"
    field, chosen, known = "groups", spec.each.groups, shares.groups
    if spec.each.answers:
        drawn = (subject for subject in shares.subjects if subject.shown and subject.kind == "cell")
        field, chosen, known = "answers", spec.each.answers, [subject.label for subject in drawn]
    left = [name for name in known if fold(name) not in map(fold, chosen)]
    read = any(isinstance(claim, Everyone) and claim.phrase != said for claim in inside)
    if not chosen or not left or not read or _is_named(chosen, said, shares.around.vocabulary):
        return
    message = say("“{phrase}” is of all, and `{field}` leaves out {name!r}", phrase=said, field=field, name=left[0])
    raise BindingError(message, say("Remove `{field}`, or name them in the text.", field=field), (_amount(spec), field))


def _is_named(names: Sequence[str], text: str, vocabulary: Vocabulary) -> bool:
    """Whether words name things one by one, or say how many they are."""
    words, said = text_stems(text, vocabulary), split(text)
    counts = [vocabulary.numbers.get(word) for word in said] + [
        number(word, vocabulary) for word in said if word[0].isdigit()
    ]
    if len(names) in counts:
        return True
    return all(stands(name, text) or ((stems := label_stems(name, vocabulary)) and stems <= words) for name in names)


def _limited(each: EachSpec) -> bool:
    return any(getattr(each, name) is not None for name in _LIMITS)


def listed_beside(claim: Claim, claims: Sequence[Claim], text: str) -> Everyone | None:
    """The "i alle sektorer" of a claim's sentence, or the claim itself; it decides of how many shares the claim is."""
    if not isinstance(claim, Everyone | SAID):
        return None
    listed = (other for other in claims if isinstance(other, Everyone) and other.listed)
    return next((other for other in listed if in_one_sentence(claim, other, text)), None)


def in_one_sentence(one: Claim, other: Claim, text: str) -> bool:
    """Whether no sentence ends between two claims."""
    return not SENTENCE.search(text[min(one.end, other.end) : max(one.start, other.start)])


# -- the words that count ---------------------------------------------------------------------------------------------


def numeral(authored: Authored, inside: Sequence[Claim], text: str, language: str) -> Count | None:
    """The number that a phrase counts with by itself, "i én sektor", "mindst tre lande"; None where a claim does."""
    spec, words = authored.spec, lexicon(language)
    assert isinstance(spec, EachClaimSpec), "a binding of several shares"
    if any(isinstance(claim, Count) for claim in inside) or sum(isinstance(claim, _AMOUNTS) for claim in inside) > 1:
        return None
    tokens = lex(text, words)
    for place, token in enumerate(tokens):
        outside = not authored.start <= token.start < authored.end
        if outside or any(claim.start <= token.start < claim.end for claim in inside):
            continue
        value = number(token.word, words.vocabulary) if "digits" in token.roles else token.roles.get("numbers")
        if value is None or value % 1:
            continue
        first = place
        hedge = tokens[place - 1].roles.get("hedges") if place else None
        first -= hedge is not None
        negated = first > 0 and "negations" in tokens[first - 1].roles
        start, end = tokens[first - negated].start, token.end
        phrase = text[tokens[first].start : end]
        return Count(int(value), phrase=phrase, start=start, end=end, language=language, hedge=hedge or Hedge.PLAIN,
                     negated=negated)  # fmt: skip
    return None


def _counted(authored: Authored, inside: Sequence[Claim], text: str) -> Claim:
    """The claim of a phrase that says of how many shares something holds: "alle sektorer", "tre ud af fire lande"."""
    spec = authored.spec
    assert isinstance(spec, EachClaimSpec), "a binding of several shares"
    if spec.count is None:
        every = [claim for claim in inside if isinstance(claim, Everyone) and claim.amount != "few"]
        amount = _amount(spec)
        if not every:
            message = say("the phrase does not say that it is of {amount}", amount=amount)
            raise BindingError(message, say("Write `count`."), (amount,))
        synthetic = (every[0].start, every[0].end) == (authored.start, authored.end)
        if amount == "none" and synthetic and len(inside) > 1:
            message = say("“{phrase}” is said, and the binding says that it is so of none", phrase=inside[0].phrase)
            hint = say("Take the word that denies it into the phrase, or write `all` or `count`.")
            raise BindingError(message, hint, ("none",))
        if every[0].amount != amount:
            phrase, said = every[0].phrase, every[0].amount
            message = say(
                "“{phrase}” is {said}, and the binding says {amount}", phrase=phrase, said=said, amount=amount
            )
            raise BindingError(message, say("Correct the words, or the binding."), (amount,))
        return every[0]
    counts: list[Claim] = [claim for claim in inside if isinstance(claim, Count)]
    amounts = counts or [claim for claim in inside if isinstance(claim, _AMOUNTS)]
    if not amounts:
        message = say("the phrase has no number that could be counted")
        raise BindingError(message, say("Take the number into the phrase."), ("phrase",))
    return next((claim for claim in amounts if _is_listed(claim, text)), amounts[0])


def _is_listed(claim: Claim, text: str) -> bool:
    """Whether a number is of a list, "i tre ud af fire sektorer", and no share of the respondents."""
    before = re.findall(r"\w+", text[: claim.start])
    return bool(before) and LANGUAGES[claim.language].claims.bases.get(fold(before[-1]), False)


# -- judging ----------------------------------------------------------------------------------------------------------


def judge_tally(claim: Claim, target: Tally, thresholds: Thresholds = STANDARD) -> Verdict:
    """Whether what is said of several shares holds of as many as it is said of.

    Parameters
    ----------
    claim
        One of the words of the binding; all of them are true together, or false.
    target
        The shares and what is said of them.
    thresholds
        Where the words of this house begin and end.
    """
    true: list[Subject] = []
    for member in target.members:
        verdicts = [_of_one(said, member, thresholds) for said in target.said]
        if open_one := next((verdict for verdict in verdicts if isinstance(verdict, NotVerified)), None):
            return replace(open_one, claim=claim)
        if _within(member, target.limits) and all(isinstance(verdict, Holds) for verdict in verdicts):
            true.append(member.subject)
    of = len(target.members)
    if _counts(target, len(true), of, thresholds) != target.counted.negated:
        return Holds(claim, target)
    wording = wording_of(claim.language, claim.measure)
    others = [member.subject for member in target.members if member.subject not in true]
    if target.amount == "all" and others:
        return Fails(claim, target, wording.all_but.format(labels=named_shares(others[:_MOST], wording)))
    if not true:
        return Fails(claim, target, wording.tally_none.format(total=of))
    labels = named_shares(true[:_MOST], wording)
    return Fails(claim, target, wording.tally.format(count=len(true), total=of, labels=labels))


_MOST = 6
"""Shares that a sentence names."""


def _of_one(said: Claim, member: Ranking, thresholds: Thresholds) -> Verdict:
    return judge(said, member if isinstance(said, Extreme) else One(member.subject), thresholds)


def _counts(target: Tally, true: int, of: int, thresholds: Thresholds) -> bool:
    """Whether so many are as many as the words say; a fraction of a few shares is exact unless it is hedged."""
    claim = target.counted
    if target.amount != "count":
        return true == (of if target.amount == "all" else 0)
    match claim:
        case Count():
            near = around(Fraction(claim.value), claim.hedge, replace(thresholds, near=1), plain=0)
            return near.holds(Fraction(true)) and claim.of in (None, of)
        case Portion():
            point = Fraction(100 * claim.numerator, claim.denominator)
            return around(point, claim.hedge, thresholds, plain=0).holds(Fraction(100 * true, of))
        case _:
            told = Subject("", true / of, percent(true / of))
            plain = replace(claim, negated=False)
            plain = replace(plain, listed=False) if isinstance(plain, Everyone) else plain
            return isinstance(judge(plain, One(told), thresholds), Holds)


def _within(member: Ranking, limits: EachSpec) -> bool:
    """Whether a share is within what the binding says of each, in per cent of its unrounded share."""
    share, own = points_of(member.subject.share), member.subject.share
    larger = sum(other.share > own - _TIE for other in member.field if other != member.subject)
    smaller = sum(other.share < own + _TIE for other in member.field if other != member.subject)
    return (
        (limits.above is None or share > Fraction(str(limits.above)))
        and (limits.below is None or share < Fraction(str(limits.below)))
        and (limits.at_least is None or share >= Fraction(str(limits.at_least)))
        and (limits.at_most is None or share <= Fraction(str(limits.at_most)))
        and (limits.top is None or larger < limits.top)
        and (limits.bottom is None or smaller < limits.bottom)
    )
