"""Bindings that an author wrote: where they stand, what they speak of, and whether the words allow it.

A binding chooses what a claim speaks of, never its verdict. The words keep their say: a "not" among them turns a share
into all the rest, and where they name another answer or group than the binding does, both cannot be right.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from barometer_cli.claims.agree import dispute, label_stems, listed_stems, stands, text_stems
from barometer_cli.claims.clause import Clause, unfocused
from barometer_cli.claims.compare import bind_pair
from barometer_cli.claims.labels import named_groups, named_labels
from barometer_cli.claims.shares import Shares
from barometer_cli.claims.tally import numeral, tally
from barometer_cli.claims.words import LETTERS, fold, graded, stem
from barometer_cli.errors import BindingError, suggestion
from barometer_cli.model.claim import (
    Amount,
    Authored,
    Binding,
    Bound,
    Change,
    Claim,
    Comparison,
    Everyone,
    Extreme,
    Misfit,
    One,
    Pair,
    Points,
    Ranking,
    Side,
    Significance,
    Sole,
    Subject,
    Tally,
    Target,
    Unbound,
    Vague,
)
from barometer_cli.model.spec import (
    BesideClaimSpec,
    ChangeClaimSpec,
    ClaimSpec,
    EachClaimSpec,
    EachSpec,
    RankClaimSpec,
    ShareClaimSpec,
)

# -- where a binding stands -------------------------------------------------------------------------------------------


def placed(entries: Sequence[ClaimSpec], texts: Sequence[str]) -> tuple[tuple[Authored, ...], ...]:
    """For each text the bindings whose phrase stands in it, in the order of the text.

    A phrase that stands several times is bound by the entries that have it, one after the other; the last of them binds
    what is left.

    Parameters
    ----------
    entries
        As the spec has them.
    texts
        The texts of the figure, in order.
    """
    found: list[list[Authored]] = [[] for _ in texts]
    alike: dict[str, list[int]] = {}
    for place, entry in enumerate(entries):
        alike.setdefault(" ".join(entry.phrase.casefold().split()), []).append(place)
    for waiting in alike.values():
        for text, into in zip(texts, found, strict=True):
            for start, end in entries[waiting[0]].places(text):
                place = waiting.pop(0) if len(waiting) > 1 else waiting[0]
                into.append(Authored(entries[place], place, start, end))
    return tuple(tuple(sorted(each, key=lambda authored: authored.start)) for each in found)


def spoken(authored: Authored, claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims that stand, at least in part, in the words of a binding."""
    return tuple(claim for claim in claims if authored.start < claim.end and claim.start < authored.end)


def with_stated(claims: Sequence[Claim], authored: Sequence[Authored], text: str, language: str) -> tuple[Claim, ...]:
    """The claims of a text, and those that a binding itself makes of words that are not read as such.

    Of "Cyklen tager sølv" it is `rank: 2`, of "Overalt er et flertal med" it is `all`, and `count` finds its number in
    "kun tre lande": the author says what is claimed, and that is proved.
    """
    made = [*claims]
    for each in authored:
        if claim := _stated(each, spoken(each, claims), text, language):
            made.append(claim)
    return tuple(sorted(made, key=lambda claim: claim.start))


def _stated(authored: Authored, inside: Sequence[Claim], text: str, language: str) -> Claim | None:
    """The claim that a binding makes where none of its kind is read in its words."""
    spec, start, end = authored.spec, authored.start, authored.end
    phrase = text[start:end]
    if isinstance(spec, RankClaimSpec):
        if spec.rank is None or any(isinstance(claim, Extreme) for claim in inside):
            return None
        side: Side = "least" if spec.rank == "last" else "most"
        rank = 1 if spec.rank == "last" else spec.rank
        return Extreme(side, rank, phrase=phrase, start=start, end=end, language=language)
    if not isinstance(spec, EachClaimSpec):
        return None
    if spec.count:
        found = numeral(authored, inside, text, language)
        return found or (None if inside else Vague(phrase=phrase, start=start, end=end, language=language))
    if any(isinstance(claim, Everyone) for claim in inside):
        return None
    amount: Amount = "all" if spec.all else "none"
    return Everyone(amount, True, phrase=phrase, start=start, end=end, language=language)


# -- what it speaks of ------------------------------------------------------------------------------------------------


def bind_authored(
    claim: Claim, authored: Authored, claims: Sequence[Claim], text: str, clause: Clause, shares: Shares
) -> Binding:
    """What the author says that a claim speaks of.

    Parameters
    ----------
    claim
        One of those in the words of the binding.
    authored
        The binding.
    claims
        All claims of the text.
    text, clause
        The text, and the words about the claim.
    shares
        What can be chosen.
    """
    inside = spoken(authored, claims)
    words = [*text[authored.start : authored.end]]
    for other in inside:
        if (other.start, other.end) != (authored.start, authored.end):
            first, after = (min(max(place - authored.start, 0), len(words)) for place in (other.start, other.end))
            words[first:after] = " " * (after - first)
    said = f"{clause.text} {''.join(words)}"
    spec = authored.spec
    try:
        sense = _sense(spec.each if isinstance(spec, EachClaimSpec) else spec, said, shares)
        if isinstance(spec, EachClaimSpec):
            target: Target | None = tally(authored, inside, text, sense.turned, shares)
        else:
            target = _target(claim, _turned(spec) if sense.turned else spec, text, shares)
    except BindingError as error:
        return Unbound(claim, "unfit", misfit=Misfit(authored.place, error.where, error.message, error.hint))
    if target is None:
        return Unbound(claim, "no candidate", (spec.of or "",) if isinstance(spec, ShareClaimSpec) else ())
    against = sense.against or _astray(target, spec, said, shares) or _reversed(claim, target, clause, shares)
    return Bound(claim, target, "author", against)


def _target(claim: Claim, spec: ShareClaimSpec, text: str, shares: Shares) -> Target | None:
    """The share, pair or order that a claim of its kind speaks of; None where it needs two shares and has one."""
    match claim:
        case Comparison() | Points() | Significance() | Change():
            return _pair(spec, shares)
        case Extreme():
            return _ranking(claim, spec, shares)
        case Sole():
            return Ranking(_subject(spec, shares), shares.everywhere(spec))
        case _:
            pair = _pair(spec, shares) if isinstance(spec, ChangeClaimSpec) else None
            if pair is None:
                return One(_subject(spec, shares))
            before = unfocused(text[: claim.start], shares.around.vocabulary).split()
            started = bool(before) and fold(before[-1]) in shares.around.vocabulary.start
            return One(pair.other if started else pair.subject)


def _subject(spec: ShareClaimSpec, shares: Shares) -> Subject:
    """The share that a claim is of; with `since` and `change` that of the latest wave, where no group is named."""
    if isinstance(spec, ChangeClaimSpec):
        return _change(spec, shares).subject
    group = spec.group
    if group is None and isinstance(spec, RankClaimSpec) and spec.since and shares.groups:
        group = shares.groups[-1]
    return shares.meant(spec, group)


def _pair(spec: ShareClaimSpec, shares: Shares) -> Pair | None:
    if isinstance(spec, ChangeClaimSpec):
        return _change(spec, shares)
    if isinstance(spec, RankClaimSpec) and spec.since:
        return Pair(_subject(spec, shares), shares.meant(spec, _wave(spec.since, shares, "since")))
    if not isinstance(spec, BesideClaimSpec):
        return None
    subject = _subject(spec, shares)
    if spec.beside:
        other = shares.one(spec.beside, spec.beside_group or spec.group, "beside")
        other = shares.rest(other) if spec.not_ else other
    else:
        other = shares.meant(spec, spec.beside_group)
    if other == subject:
        field = "beside" if spec.beside else "beside_group"
        raise BindingError(f"{subject.name!r} is compared with itself", "Name another share.", (field,))
    return Pair(subject, other)


def _wave(name: str, shares: Shares, *where: str) -> str:
    """A group by its name."""
    found = next((group for group in shares.groups if fold(group) == fold(name)), None)
    if found is None:
        raise BindingError(f"the figure has no group {name!r}", suggestion(name, shares.groups), where)
    return found


def _change(spec: ChangeClaimSpec, shares: Shares) -> Pair:
    """A later share beside an earlier one: in two groups, or as two answers where the answers are waves."""
    first, last = spec.change.from_, spec.change.to
    if fold(first) not in map(fold, shares.groups) and fold(first) in map(fold, shares.labels) and spec.of:
        later = shares.one(last or spec.of, spec.group, "change", "to")
        return Pair(later, shares.one(first, spec.group, "change", "from"))
    first = _wave(first, shares, "change", "from")
    wanted = last or spec.group
    last = _wave(wanted, shares, "change", "to") if wanted else shares.groups[-1]
    if shares.groups.index(first) >= shares.groups.index(last):
        raise BindingError(f"{first!r} is not before {last!r}", "Write the earlier one as `from`.", ("change", "from"))
    if spec.group and fold(spec.group) != fold(last):
        message = f"the share is of {spec.group!r}, and the change leads to {last!r}"
        raise BindingError(message, "Remove `group`, or `to`.", ("group",))
    return Pair(shares.meant(spec, last), shares.meant(spec, first))


def _ranking(claim: Extreme, spec: ShareClaimSpec, shares: Shares) -> Ranking:
    """A share in the order that the binding names, or in the only one there is."""
    subject = _subject(spec, shares)
    if isinstance(spec, BesideClaimSpec):
        pair = _pair(spec, shares)
        assert pair, "a binding with beside names two shares"
        return Ranking(subject, (subject, pair.other))
    since = spec.since if isinstance(spec, RankClaimSpec) else None
    among = "groups" if since or isinstance(spec, ChangeClaimSpec) else getattr(spec, "among", None)
    answers = shares.beside(subject) if among != "groups" and spec.of else ()
    groups = shares.everywhere(spec) if among != "answers" and subject.group in shares.groups else ()
    if since:
        names, first = [each.group for each in groups], _wave(since, shares, "since")
        groups = groups[names.index(first) + 1 : names.index(subject.group) + 1]
        if len(groups) < 2:
            message = f"after {first!r} there is nothing to order {subject.group!r} among"
            raise BindingError(message, "Name an earlier wave, or remove `since`.", ("since",))
    if len(answers) > 1 and len(groups) > 1:
        raise BindingError(
            f"{subject.label!r} has a place among the answers of {subject.group!r}, and one among the groups",
            "Add `among: answers`, or `among: groups`.",
            ("of",),
        )
    field = max(answers, groups, key=len)
    if len(field) < 2:
        raise BindingError(f"there is no order in which {subject.name!r} has a place", "Name a drawn answer.", ("of",))
    if isinstance(spec, RankClaimSpec) and spec.rank is not None:
        _prove_rank(claim, len(field) if spec.rank == "last" else int(spec.rank), len(field))
    return Ranking(subject, field)


def _prove_rank(claim: Extreme, rank: int, of: int) -> None:
    """That the words and the binding say the same place of an order."""
    if rank > of:
        raise BindingError(f"there is no place {rank} among {of}", "Correct `rank`.", ("rank",))
    said = claim.rank if claim.side == "most" else of + 1 - claim.rank
    ahead = range(1, claim.count + 1) if claim.count and claim.side == "most" else (said,)
    if rank not in ahead:
        message = f"“{claim.phrase}” is place {said} of {of}, and the binding says {rank}"
        raise BindingError(message, "Correct the words, or `rank`.", ("rank",))


# -- what the words say -----------------------------------------------------------------------------------------------


class _Sense(NamedTuple):
    """Whether words deny the share that a binding names, and words by which they speak of something else."""

    turned: bool = False
    against: tuple[str, ...] = ()


def _turned(spec: ShareClaimSpec) -> ShareClaimSpec:
    """A binding to all but its share."""
    return spec.model_copy(update={"of": None, "sum": (), "not_": (spec.of,) if spec.of else spec.sum})


def _sense(spec: ShareClaimSpec | EachSpec, text: str, shares: Shares) -> _Sense:
    """What words say of the answers that a binding names: the same, the opposite, or all but them."""
    vocabulary, around = shares.around.vocabulary, shares.around
    names = (spec.of,) if spec.of else spec.not_ or spec.sum
    if not names:
        return _Sense()
    denying = listed_stems(vocabulary).negations | listed_stems(vocabulary).lacking
    words = text_stems(text, vocabulary)
    stems = frozenset[str]().union(*(label_stems(name, vocabulary) for name in names))
    own, noes = stems - denying, stems & denying or any(fold(name) in vocabulary.noes for name in names)
    named = bool(own & words) or any(not label_stems(name, vocabulary) and stands(name, text) for name in names)
    denied = _denied(text, own, shares)
    said = _spelled(text, own, shares) or tuple(names)
    if spec.not_:
        left_out = denied or any(stands(phrase, text) for phrase in vocabulary.excepting)
        return _Sense(against=said if named and left_out == bool(noes) else ())
    if noes:
        return _Sense(against=said if named and own and not words & denying else ())
    if denied:
        return _Sense(turned=True)
    disputed = dispute(words, stems, frozenset(), around)
    return _Sense(against=_spelled(text, disputed[0], shares) if disputed else ())


def _denied(text: str, own: frozenset[str], shares: Shares) -> bool:
    """Whether words deny what has some stems, "kører ikke i bil"; a "not" before another answer is of that one."""
    vocabulary = shares.around.vocabulary
    denying = listed_stems(vocabulary).negations | listed_stems(vocabulary).lacking
    known = own.union(*(label_stems(label, vocabulary) for label in shares.labels)) - denying
    words = graded(text, vocabulary)
    for place, word in enumerate(words):
        if word in denying:
            after = [other for other in words[place + 1 :] if other in known]
            before = [other for other in reversed(words[:place]) if other in known]
            if not (nearest := after or before) or nearest[0] in own:
                return True
    return False


def _spelled(text: str, stems: frozenset[str], shares: Shares) -> tuple[str, ...]:
    """The words of a text that have some stems, as it spells them."""
    words = dict.fromkeys(word.group() for word in LETTERS.finditer(text))
    return tuple(word for word in words if stem(word, shares.around.vocabulary) in stems)


def _astray(target: Target, spec: ClaimSpec, text: str, shares: Shares) -> tuple[str, ...]:
    """Answers and groups that words name whole, where the target is of none of them."""
    around, subjects = shares.around, shares.subjects
    bound = _bound(target)
    words = text_stems(text, around.vocabulary)

    def whole(name: str) -> bool:
        stems = label_stems(name, around.vocabulary)
        return stems <= words if stems else stands(name, text)

    def other(named: Iterable[str], mine: set[str]) -> tuple[str, ...]:
        found = [name for name in named if whole(name)]
        own = frozenset[str]().union(*(label_stems(name, around.vocabulary) for name in mine))
        return () if mine & set(found) or own & words else tuple(found)

    labels = {name for subject in bound for name in (subject.label, *subject.parts)}
    labels |= {net.label for net in subjects if net.kind == "net" and labels & set(net.parts)}
    groups = {subject.group for subject in bound if subject.group}
    groups |= {spec.since} if isinstance(spec, RankClaimSpec) and spec.since else set()
    groups |= {spec.change.from_, *filter(None, [spec.change.to])} if isinstance(spec, ChangeClaimSpec) else set()
    return other(named_labels(words, text, subjects, around), labels) or other(
        named_groups(words, text, shares.groups, around), groups
    )


def _bound(target: Target) -> tuple[Subject, ...]:
    """The shares that a target is of; of an order the one that has the place."""
    match target:
        case Pair():
            return target.subject, target.other
        case Tally():
            return tuple(member.subject for member in target.members)
        case One() | Ranking():
            return (target.subject,)


def _reversed(claim: Claim, target: Target, clause: Clause, shares: Shares) -> tuple[str, ...]:
    """The share that words put first, where the binding puts it second."""
    same = isinstance(claim, Comparison) and claim.relation == "same"
    if not isinstance(target, Pair) or not isinstance(claim, Comparison | Points) or same:
        return ()
    read = bind_pair(claim, clause, shares.subjects, shares.around)
    if isinstance(read, Bound) and read.target == Pair(target.other, target.subject):
        return (target.other.name,)
    return ()
