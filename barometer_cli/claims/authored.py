"""Bindings that an author wrote: where they stand, what they speak of, and whether the words allow it.

A binding chooses what a claim speaks of, never its verdict. The words keep their say: a "not" among them turns a share
into all the rest, and where they name another answer or group than the binding does, both cannot be right.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from barometer_cli.claims.agree import dispute, label_stems, lacks, listed_stems, stands, text_stems
from barometer_cli.claims.clause import Clause, unfocused
from barometer_cli.claims.compare import bind_gradient, bind_pair, wave_of, waves_of
from barometer_cli.claims.denial import rest, undenied
from barometer_cli.claims.labels import is_residual, named_groups, named_labels
from barometer_cli.claims.shares import Shares
from barometer_cli.claims.tally import listed_beside, numeral, tally
from barometer_cli.claims.words import LETTERS, YEAR, fold, stem
from barometer_cli.errors import BindingError, suggestion
from barometer_cli.languages.claims import Vocabulary
from barometer_cli.messages import say
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
    Gradient,
    Misfit,
    One,
    Pair,
    Points,
    Ranking,
    Series,
    Side,
    Significance,
    Sole,
    Subject,
    Tally,
    Target,
    Unbound,
    Vague,
    shares_of,
)
from barometer_cli.model.spec import (
    BesideClaimSpec,
    ChangeClaimSpec,
    ClaimSpec,
    EachClaimSpec,
    NamedShareSpec,
    RankClaimSpec,
    ShareClaimSpec,
)

# -- where a binding stands -------------------------------------------------------------------------------------------


def placed(entries: Sequence[ClaimSpec], texts: Sequence[str]) -> tuple[tuple[Authored, ...], ...]:
    """For each text the bindings whose phrase stands in it, in the order of the text.

    A phrase that stands several times is bound by the entries that have it, one after the other; where it stands once
    more, by the last of them again.

    Parameters
    ----------
    entries
        As the spec has them.
    texts
        The texts of the figure, in order.
    """
    found: list[list[Authored]] = [[] for _ in texts]
    alike: dict[object, list[int]] = {}
    for place, entry in enumerate(entries):
        once = isinstance(entry, NamedShareSpec)
        alike.setdefault(place if once else " ".join(entry.phrase.casefold().split()), []).append(place)
    for waiting in alike.values():
        last = waiting[-1]
        for text, into in zip(texts, found, strict=True):
            for start, end in entries[last].places(text):
                again = not waiting
                place = last if again else waiting.pop(0)
                into.append(Authored(entries[place], place, start, end, again))
    return tuple(tuple(sorted(each, key=lambda authored: authored.start)) for each in found)


def spoken(authored: Authored, claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims that stand, at least in part, in the words of a binding."""
    return tuple(claim for claim in claims if authored.holds(claim))


def with_stated(claims: Sequence[Claim], authored: Sequence[Authored], text: str, language: str) -> tuple[Claim, ...]:
    """The claims of a text, and those that a binding itself makes of words that are not read as such.

    Of "Cyklen tager sølv" it is `rank: 2`, of "Overalt er et flertal med" it is `all`, and `count` finds its number in
    "kun tre lande": the author says what is claimed, and that is proved.
    """
    made = [*claims]
    for each in authored:
        if each.again:
            continue
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
    spec, vocabulary = authored.spec, shares.around.vocabulary
    noes, denied = _denies(spec, vocabulary), undenied(clause, vocabulary)
    words = _words_about(authored, claims, text, denied if denied and not noes else clause)
    try:
        sense = _sense(spec, words, denied is not None, noes, shares)
        if isinstance(spec, EachClaimSpec):
            target = _tally(claim, authored, claims, text, sense.turned, shares)
        else:
            target = _target(claim, spec, spoken(authored, claims), text, clause, shares)
            _prove_wave(target, spec, text, clause, shares)
    except BindingError as error:
        return Unbound(claim, "unfit", misfit=Misfit(authored.place, error.where, error.message, error.hint))
    if target is None:
        return Unbound(claim, "other kind" if isinstance(spec, EachClaimSpec) else "no candidate", spec.answers)
    against = (
        sense.against
        or _astray(claim, target, spec, words, shares)
        or _astray(claim, target, spec, _words_about(authored, claims, text, clause), shares)
        or _reversed(claim, target, clause, shares)
        or _listed(claim, target, authored, claims, text, shares)
    )
    if sense.turned and not isinstance(target, Tally):
        target, *others = _turned(target, shares)
        if others and not against:
            return Unbound(claim, "several candidates", spec.answers, (target, *others))
    return Bound(claim, target, "author", against=against)


def _tally(
    claim: Claim, authored: Authored, claims: Sequence[Claim], text: str, turned: bool, shares: Shares
) -> Target | None:
    """Several shares; None for a claim that neither counts them nor says something of each."""
    tallied = tally(authored, spoken(authored, claims), text, turned, shares)
    judged = {(type(each), each.start) for each in (tallied.counted, *tallied.said)}
    return tallied if (type(claim), claim.start) in judged else None


def _listed(
    claim: Claim, target: Target, authored: Authored, claims: Sequence[Claim], text: str, shares: Shares
) -> tuple[str, ...]:
    """The "i alle sektorer" of a claim that is bound to a single one."""
    if not isinstance(target, One) or len(shares.groups) < 2:
        return ()
    listed = listed_beside(claim, claims, text)
    return (listed.phrase,) if listed and not authored.holds(listed) else ()


def _words_about(authored: Authored, claims: Sequence[Claim], text: str, clause: Clause) -> str:
    """The words about a claim, and those of its binding; what other claims are made of is theirs."""
    words = [*text[authored.start : authored.end]]
    for claim in spoken(authored, claims):
        if (claim.start, claim.end) != (authored.start, authored.end):
            first, after = (min(max(place - authored.start, 0), len(words)) for place in (claim.start, claim.end))
            words[first:after] = " " * (after - first)
    return f"{clause.text} {''.join(words)}"


def _denies(spec: ClaimSpec, vocabulary: Vocabulary) -> bool:
    """Whether an answer that a binding names denies something itself: "Har ikke tillid", "Nej"; "Ved ikke" does not."""
    negations = listed_stems(vocabulary).negations
    names = (name for name in spec.answers if not is_residual(name, vocabulary))
    return any(label_stems(name, vocabulary) & negations or fold(name) in vocabulary.noes for name in names)


def explained_by(authored: Authored, vocabulary: Vocabulary) -> frozenset[str]:
    """The words that a binding explains wherever they stand about its claim: those that leave out, or count from."""
    spec = authored.spec
    lists: list[Iterable[str]] = []
    if (spec.each if isinstance(spec, EachClaimSpec) else spec).not_ or _denies(spec, vocabulary):
        same = (word for word, other in vocabulary.canon.items() if other in vocabulary.negations)
        lists += [vocabulary.negations, same, vocabulary.lacking, vocabulary.excepting]
    if isinstance(spec, RankClaimSpec) and (spec.since or spec.among == "groups"):
        lists += [vocabulary.since, vocabulary.onwards, vocabulary.past, vocabulary.ever]
    if isinstance(spec, ChangeClaimSpec):
        lists += [vocabulary.since, vocabulary.onwards, vocabulary.past, vocabulary.ago]
    if isinstance(spec, EachClaimSpec):
        lists.append(vocabulary.severally)
    return frozenset(word for phrases in lists for phrase in phrases for word in phrase.split())


def _target(
    claim: Claim, spec: ShareClaimSpec, inside: Sequence[Claim], text: str, clause: Clause, shares: Shares
) -> Target | None:
    """The share, pair or order that a claim of its kind speaks of; None where it needs two shares and has one."""
    if isinstance(spec, ChangeClaimSpec):
        _prove_change(inside)
    match claim:
        case Change(steady=True) if isinstance(spec, ChangeClaimSpec):
            return _series(spec, shares)
        case Change() if isinstance(spec, BesideClaimSpec):
            pair = _pair(spec, shares)
            return pair and _in_order(pair, shares, "beside_group")
        case Comparison() | Points() | Significance() | Change():
            return _pair(spec, shares)
        case Extreme():
            return _ranking(claim, spec, shares)
        case Gradient():
            walked = bind_gradient(claim, clause, shares.everywhere(spec), shares.around)
            return walked.target if isinstance(walked, Bound) else None
        case Sole():
            return Ranking(_subject(spec, shares), shares.everywhere(spec))
        case _:
            pair = _pair(spec, shares) if isinstance(spec, ChangeClaimSpec) else None
            if pair is None:
                return One(_subject(spec, shares))
            before = unfocused(text[: claim.start], shares.around.vocabulary).split()
            started = bool(before) and fold(before[-1]) in shares.around.vocabulary.start
            return One(pair.other if started else pair.subject)


def _turned(target: Target, shares: Shares) -> tuple[Target, ...]:
    """What a target is where the words deny it; of one share, "ved ikke" counted among the rest, or not.

    A place among the answers has no denial: the "not" is left unread.
    """

    def whole(subject: Subject) -> Subject:
        return rest(subject, (), shares.around.vocabulary)[0]

    match target:
        case One(subject):
            return tuple(map(One, rest(subject, shares.subjects, shares.around.vocabulary)))
        case Pair():
            return (replace(target, subject=whole(target.subject), other=whole(target.other)),)
        case Series():
            return (Series(tuple(map(whole, target.subjects))),)
        case Ranking() if all(other.label == target.subject.label for other in target.field):
            return (Ranking(whole(target.subject), tuple(map(whole, target.field))),)
        case _:
            return (target,)


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
        since = _wave(spec.since, shares, "since")
        return _in_order(Pair(_subject(spec, shares), shares.meant(spec, since)), shares, "since")
    if not isinstance(spec, BesideClaimSpec):
        return None
    subject = _subject(spec, shares)
    if spec.beside:
        whose = "beside_group" if spec.beside_group else "group"
        other = shares.one(spec.beside, spec.beside_group or spec.group, "beside", whose=whose)
        other = shares.rest(other) if spec.not_ else other
    else:
        assert spec.beside_group, "what is beside is a category, or the same one in a group"
        shares.prove_group(spec.beside_group, "beside_group")
        other = shares.meant(spec, spec.beside_group)
    if other == subject:
        field = "beside" if spec.beside else "beside_group"
        raise BindingError(
            say("{name!r} is compared with itself", name=subject.name), say("Name another share."), (field,)
        )
    return Pair(subject, other)


def _in_order(pair: Pair, shares: Shares, field: str) -> Pair:
    """A share and its earlier self."""
    groups = shares.groups
    now, before = pair.subject, pair.other
    if now.label != before.label or {now.group, before.group} - set(groups):
        raise BindingError(
            say("a change is of one share in two groups"), say("Write `change: {from: GROUP}`."), (field,)
        )
    if groups.index(str(before.group)) >= groups.index(str(now.group)):
        message = say("{earlier!r} is not before {later!r}", earlier=before.group, later=now.group)
        raise BindingError(message, say("Name the earlier wave here, the later one as `group`."), (field,))
    return pair


def _wave(name: str, shares: Shares, *where: str) -> str:
    """A group by its name."""
    found = next((group for group in shares.groups if fold(group) == fold(name)), None)
    if found is None:
        raise BindingError(say("the figure has no group {name!r}", name=name), suggestion(name, shares.groups), where)
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
        raise BindingError(
            say("{earlier!r} is not before {later!r}", earlier=first, later=last),
            say("Write the earlier one as `from`."),
            ("change", "from"),
        )
    if spec.group and fold(spec.group) != fold(last):
        message = say("the share is of {group!r}, and the change leads to {later!r}", group=spec.group, later=last)
        raise BindingError(message, say("Remove `group`, or `to`."), ("group",))
    return Pair(shares.meant(spec, last), shares.meant(spec, first))


def _prove_change(inside: Sequence[Claim]) -> None:
    """That words which are bound to a change say one."""
    if not any(isinstance(claim, Change | Comparison | Points | Significance) for claim in inside):
        message = say("the phrase says no change")
        raise BindingError(message, say("Take the words that do into the phrase; or name the `group`."), ("change",))


def _prove_wave(target: Target | None, spec: ShareClaimSpec, text: str, clause: Clause, shares: Shares) -> None:
    """That a claim of an earlier wave says so: words without a year, or a "var", are of the latest."""
    waves = waves_of(shares.subjects)
    if target is None or not waves:
        return
    now = _change(spec, shares).subject if isinstance(spec, ChangeClaimSpec) else shares_of(target)[0]
    wave = wave_of(now, waves)
    words = {fold(word) for word in LETTERS.findall(clause.text)}
    told = any(year in text for year in YEAR.findall(wave)) or not words.isdisjoint(shares.around.vocabulary.past)
    if wave != waves[-1] and not told:
        field = ("change", "to") if isinstance(spec, ChangeClaimSpec) else ("group",)
        message = say("the words do not say that they are of {wave!r}", wave=wave)
        hint = say("Say so in the text, or bind the claim to the latest, {wave!r}.", wave=waves[-1])
        raise BindingError(message, hint, field)


def _series(spec: ChangeClaimSpec, shares: Shares) -> Target:
    """A share in every wave of a steady change."""
    pair = _change(spec, shares)
    if pair.subject.group not in shares.groups:
        return pair
    first, last = (shares.groups.index(str(subject.group)) for subject in (pair.other, pair.subject))
    return Series(tuple(shares.meant(spec, group) for group in shares.groups[first : last + 1]))


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
        first, upto = _wave(since, shares, "since"), [each.group for each in groups].index
        groups = groups[upto(first) + 1 : upto(subject.group) + 1] if groups else ()
        if len(groups) < 2:
            message = say("after {wave!r} there is nothing to order {group!r} among", wave=first, group=subject.group)
            raise BindingError(message, say("Name an earlier wave, or remove `since`."), ("since",))
    if len(answers) > 1 and len(groups) > 1:
        raise BindingError(
            say(
                "{label!r} has a place among the answers of {group!r}, and one among the groups",
                label=subject.label,
                group=subject.group,
            ),
            say("Add `among: answers`, or `among: groups`."),
            ("of",),
        )
    field = max(answers, groups, key=len)
    if len(field) < 2:
        raise BindingError(
            say("there is no order in which {name!r} has a place", name=subject.name),
            say("Name a drawn answer."),
            ("of",),
        )
    if isinstance(spec, RankClaimSpec) and spec.rank is not None:
        _prove_rank(claim, len(field) if spec.rank == "last" else int(spec.rank), len(field))
    return Ranking(subject, field)


def _prove_rank(claim: Extreme, rank: int, of: int) -> None:
    """That the words and the binding say the same place of an order."""
    if rank > of:
        message = say("there is no place {rank} among {count}", rank=rank, count=of)
        raise BindingError(message, say("Correct `rank`."), ("rank",))
    said = claim.rank if claim.side == "most" else of + 1 - claim.rank
    ahead = range(1, claim.count + 1) if claim.count and claim.side == "most" else (said,)
    if rank not in ahead:
        message = say(
            "“{phrase}” is place {place} of {count}, and the binding says {rank}",
            phrase=claim.phrase,
            place=said,
            count=of,
            rank=rank,
        )
        raise BindingError(message, say("Correct the words, or `rank`."), ("rank",))


# -- what the words say -----------------------------------------------------------------------------------------------


class _Sense(NamedTuple):
    """Whether words deny the share that a binding names, and words by which they speak of something else."""

    turned: bool = False
    against: tuple[str, ...] = ()


def _sense(entry: ClaimSpec, text: str, denied: bool, noes: bool, shares: Shares) -> _Sense:
    """What words say of the answers that a binding names: the same, the opposite, or all but them.

    Parameters
    ----------
    entry
        The binding.
    text
        The words, without their plain "not".
    denied
        Whether they had one.
    noes
        Whether the answers themselves deny something.
    shares
        What can be chosen.
    """
    vocabulary, around = shares.around.vocabulary, shares.around
    spec = entry.each if isinstance(entry, EachClaimSpec) else entry
    names = (spec.of,) if spec.of else spec.not_ or spec.sum
    negations, lacking = listed_stems(vocabulary).negations, listed_stems(vocabulary).lacking
    words = text_stems(text, vocabulary)
    stems = frozenset[str]().union(*(label_stems(name, vocabulary) for name in names))
    own = stems - negations - lacking
    named = bool(own & words) or any(not label_stems(name, vocabulary) and stands(name, text) for name in names)
    said = _spelled(text, own, shares) or tuple(name for name in names if stands(name, text))
    denying = denied or bool(words & (negations | lacking - stems))
    if spec.not_:
        denying = denying or any(stands(phrase, text) for phrase in vocabulary.excepting)
        return _Sense(against=said if named and denying == noes else ())
    if noes:
        return _Sense(against=said if named and own and not denying else ())
    if denied:
        return _Sense(turned=True)
    if named and lacks(words, stems, around):
        return _Sense(against=_spelled(text, lacking, shares) or said)
    disputed = dispute(words - negations, stems, frozenset(), around)
    return _Sense(against=_spelled(text, disputed[0], shares) if disputed else ())


def _spelled(text: str, stems: frozenset[str], shares: Shares) -> tuple[str, ...]:
    """The words of a text that have some stems, as it spells them."""
    words = dict.fromkeys(word.group() for word in LETTERS.finditer(text))
    return tuple(word for word in words if stem(word, shares.around.vocabulary) in stems)


def _astray(claim: Claim, target: Target, spec: ClaimSpec, text: str, shares: Shares) -> tuple[str, ...]:
    """Answers and groups that words name whole and a target is not of, where it is of one that they do not name.

    What compares two names both: a third one is in its way whatever else it names.
    """
    around, subjects = shares.around, shares.subjects
    bound, words = shares_of(target), text_stems(text, around.vocabulary)
    compared = isinstance(target, Pair) and isinstance(claim, Comparison | Points)

    def stems(names: Iterable[str]) -> frozenset[str]:
        return frozenset[str]().union(*(label_stems(name, around.vocabulary) for name in names))

    def strays(named: Iterable[str], related: set[str], own: set[str]) -> tuple[str, ...]:
        whole = [name for name in named if (stems([name]) <= words if stems([name]) else stands(name, text))]
        found = tuple(name for name in whole if name not in related)
        unnamed = [name for name in own if name not in whole and not (stems([name]) - stems(whole)) & words]
        return found if compared or unnamed or not own else ()

    labels = {name for subject in bound for name in (subject.label, *subject.parts)}
    nets = {net.label for net in subjects if net.kind == "net" and labels & set(net.parts)}
    groups = {subject.group for subject in bound if subject.group}
    since = {spec.since} if isinstance(spec, RankClaimSpec) and spec.since else set()
    waves = {spec.change.from_, spec.change.to or ""} if isinstance(spec, ChangeClaimSpec) else set()
    own = {subject.label for subject in bound if subject.kind == "cell"} or labels
    return strays(named_labels(words, text, subjects, around), labels | nets, own) or strays(
        named_groups(words, text, shares.groups, around), groups | since | waves, groups
    )


def _reversed(claim: Claim, target: Target, clause: Clause, shares: Shares) -> tuple[str, ...]:
    """The share that words put first, where the binding puts it second."""
    same = isinstance(claim, Comparison) and claim.relation == "same"
    if not isinstance(target, Pair) or not isinstance(claim, Comparison | Points) or same:
        return ()
    read = bind_pair(claim, clause, shares.subjects, shares.around)
    if isinstance(read, Bound) and read.target == Pair(target.other, target.subject):
        return (target.other.name,)
    return ()
