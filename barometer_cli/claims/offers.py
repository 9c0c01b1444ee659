"""Offers: the bindings of which each would decide a claim that its words alone do not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from barometer_cli.claims.agree import kin, label_stems, listed_stems, stands, text_stems
from barometer_cli.claims.clause import Clause
from barometer_cli.claims.compare import waves_of
from barometer_cli.claims.labels import is_residual, is_whole, joined_labels
from barometer_cli.claims.shares import Shares
from barometer_cli.claims.tally import SAID, in_one_sentence, listed_beside
from barometer_cli.model.claim import (
    Bound,
    Change,
    Claim,
    Comparison,
    Count,
    Everyone,
    Extreme,
    One,
    Pair,
    Points,
    Ranking,
    Reason,
    Significance,
    Subject,
    Unbound,
)
from barometer_cli.model.spec import (
    BesideClaimSpec,
    ChangeClaimSpec,
    ClaimSpec,
    EachClaimSpec,
    EachSpec,
    RankClaimSpec,
    ShareClaimSpec,
    WavesSpec,
    places,
)

MOST = 4
"""Offers of one claim."""
DECIDED: frozenset[Reason] = frozenset({"several candidates", "no candidate", "other words", "steps"})
"""Reasons why a claim is not proved that a binding takes away."""


def offers(
    binding: Unbound, claims: Sequence[Claim], text: str, clause: Clause, shares: Shares
) -> tuple[ClaimSpec, ...]:
    """Bindings of a claim that has none, the nearest to its words first; none where none would decide it.

    Parameters
    ----------
    binding
        The claim and why it is not bound.
    claims, text
        All claims of the text, and the text.
    clause
        The words about the claim.
    shares
        What can be chosen.
    """
    claim = binding.claim
    listed = listed_beside(claim, claims, text) if len(shares.groups) > 1 else None
    if (binding.reason not in DECIDED and not listed) or isinstance(claim, Count) or not shares.subjects:
        return ()
    phrase = phrase_of(claim, text)
    if listed:
        made = _of_each(listed, claims, text, clause, shares)
    elif isinstance(claim, Change):
        made = _of_change(phrase, clause, shares)
    elif isinstance(claim, Comparison | Points | Significance):
        made = _of_two(phrase, clause, shares)
    elif isinstance(claim, Extreme):
        made = _of_order(claim, phrase, clause, binding.candidates, shares)
    else:
        made = _of_share(phrase, clause, binding.candidates, shares)
    return tuple(islice(made, MOST))


def confirmed(binding: Bound, text: str, shares: Shares) -> tuple[ClaimSpec, ...]:
    """The binding that says what was read: by it an author answers for the words about a claim that are strange.

    Parameters
    ----------
    binding
        As the words decided.
    text
        The text.
    shares
        What can be chosen.
    """
    claim, target = binding.claim, binding.target
    phrase = phrase_of(claim, text)
    match target:
        case One(subject) if subject.kind == "rest" and len(subject.parts) == 1:
            made = {"phrase": phrase, "not": subject.parts, "group": subject.group}
            return (ShareClaimSpec.model_validate(made),)
        case One(subject) if subject in shares.subjects:
            return (ShareClaimSpec(phrase=phrase, of=subject.label, group=subject.group),)
        case One(subject) if len(subject.parts) > 1 and subject.kind == "net":
            return (ShareClaimSpec(phrase=phrase, sum=subject.parts, group=subject.group),)
        case Ranking(subject=subject, beside=()) if subject in shares.subjects:
            groups = len({other.group for other in target.field}) > 1
            among = ("groups" if groups else "answers") if len(shares.groups) > 1 and len(shares.labels) > 1 else None
            if among is None:
                return (ShareClaimSpec(phrase=phrase, of=subject.label, group=subject.group),)
            return (RankClaimSpec(phrase=phrase, of=subject.label, group=subject.group, among=among),)
        case Pair(subject=subject, other=other) if {subject, other} <= set(shares.subjects):
            if subject.group and not other.group:
                return ()  # the whole base has no name by which a group could be beside it
            if subject.label == other.label:
                made = {"phrase": phrase, "of": subject.label, "group": subject.group, "beside_group": other.group}
            else:
                group = other.group if other.group != subject.group else None
                made = {"phrase": phrase, "of": subject.label, "group": subject.group, "beside": other.label}
                made |= {"beside_group": group}
            return (BesideClaimSpec.model_validate(made),)
        case _:
            return ()


def phrase_of(claim: Claim, text: str) -> str:
    """The words of a claim, with as many of those after it as part it from the same words elsewhere in the text."""
    start = text.find(claim.phrase, claim.start)
    after = start + len(claim.phrase)
    following = [after + match.end() for match in re.finditer(r"\s*\w+", text[after:])]
    ends = following if isinstance(claim, Everyone) and claim.listed else [after, *following]
    found = (text[start:end] for end in ends if len(places(text[start:end], text)) == 1)
    return " ".join(next(found, claim.phrase).split())


def _nearest(text: str, shares: Shares, named: Sequence[str] = ()) -> list[Subject]:
    """Shares by how many of their words a text has, those that have any; else the named ones first, "Andet" last."""
    vocabulary = shares.around.vocabulary
    words = text_stems(text, vocabulary)

    def near(subject: Subject) -> int:
        own = label_stems(subject.label, vocabulary) | label_stems(subject.group or "", vocabulary)
        return sum(any(kin(word, other) for other in words) for word in own) + stands(subject.label, text)

    by_name = sorted(shares.subjects, key=lambda s: (s.name not in named, is_residual(s.label, vocabulary)))
    spoken = sorted((subject for subject in by_name if near(subject)), key=lambda subject: -near(subject))
    return spoken or by_name


def _of_share(phrase: str, clause: Clause, named: Sequence[str], shares: Shares) -> Iterator[ClaimSpec]:
    """Of one share; of several that are named side by side; of all but one, where the words leave one out."""
    vocabulary = shares.around.vocabulary
    nearest = _nearest(clause.text, shares, named)
    joined = joined_labels(clause.text, shares.subjects, shares.around)
    cells = [other for other in shares.subjects if other.kind == "cell" and other.group == nearest[0].group]
    added = not shares.around.several and (shares.around.exclusive or is_whole(cells))
    if len(joined) > 1 and added:
        yield ShareClaimSpec(phrase=phrase, sum=tuple(joined), group=nearest[0].group)
    denying = listed_stems(vocabulary).negations & text_stems(clause.text, vocabulary)
    left_out = denying or any(stands(word, clause.text) for word in vocabulary.excepting)
    for subject in nearest:
        made = {"phrase": phrase, "not" if left_out else "of": subject.label, "group": subject.group}
        yield ShareClaimSpec.model_validate(made)


def _of_order(claim: Extreme, phrase: str, clause: Clause, named: Sequence[str], shares: Shares) -> Iterator[ClaimSpec]:
    """The place of one share, or that of several together: "de to hyppigste er A og B"."""
    joined = joined_labels(clause.text, shares.subjects, shares.around)
    if len(joined) == claim.count:
        yield EachClaimSpec(phrase=phrase, all=EachSpec(answers=tuple(joined)))
    for subject in _nearest(clause.text, shares, named):
        if len(shares.beside(subject)) > 1 and len(shares.groups) > 1:
            for among in ("groups", "answers"):
                made = {"phrase": phrase, "of": subject.label, "group": subject.group, "among": among}
                yield RankClaimSpec.model_validate(made)
        elif subject.shown:
            yield ShareClaimSpec(phrase=phrase, of=subject.label, group=subject.group)


def _of_two(phrase: str, clause: Clause, shares: Shares) -> Iterator[ClaimSpec]:
    """The share that the words before the claim are nearest to, beside those that the words after it are nearest to."""
    first = _nearest(clause.before if clause.before.strip() else clause.text, shares)[0]
    for other in _nearest(clause.after, shares):
        if other.label == first.label and other.group not in (None, first.group):
            yield BesideClaimSpec(phrase=phrase, of=first.label, group=first.group, beside_group=other.group)
        elif other.label != first.label and other.group == first.group:
            yield BesideClaimSpec(phrase=phrase, of=first.label, group=first.group, beside=other.label)


def _of_change(phrase: str, clause: Clause, shares: Shares) -> Iterator[ClaimSpec]:
    """From each wave to the latest, the first one first."""
    waves = waves_of(shares.subjects)
    if not waves:
        return
    nearest = _nearest(clause.text, shares)[0]
    in_groups = nearest.group in waves
    for wave in sorted(waves[:-1], key=lambda wave: not stands(wave, clause.text)):
        change = WavesSpec.model_validate({"from": wave, "to": waves[-1] if in_groups else None})
        of = nearest.label if in_groups else waves[-1]
        yield ChangeClaimSpec(phrase=phrase, of=of, change=change, group=None if in_groups else nearest.group)


def _of_each(
    listed: Everyone, claims: Sequence[Claim], text: str, clause: Clause, shares: Shares
) -> Iterator[ClaimSpec]:
    """One share in every group: "et flertal i alle sektorer"; the phrase holds what is said of each."""
    said = [other for other in claims if isinstance(other, SAID) and in_one_sentence(other, listed, text)]
    last = text.find(listed.phrase, listed.start) + len(phrase_of(listed, text))
    start, end = min(each.start for each in (listed, *said)), max(last, *(each.end for each in said), 0)
    phrase = " ".join(text[start:end].split())
    for label in dict.fromkeys(subject.label for subject in _nearest(clause.text, shares)):
        each = EachSpec(of=label) if said else EachSpec(of=label, above=50)
        yield EachClaimSpec(phrase=phrase, **{"none" if listed.amount == "none" else "all": each})
