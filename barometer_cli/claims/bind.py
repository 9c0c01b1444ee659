"""Binding: which share a claim speaks of, by its author's word or by the words around it.

`clause` finds the words that are a claim's own, `labels` the label they name, `agree` whether they say what it says;
`compare` binds what is said of more than one share. No value is looked at here: a claim is never bound to a share
because that share would make it true.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from msgspec.structs import replace

from barometer_cli.claims.affirmed import yes_no
from barometer_cli.claims.agree import (
    Around,
    astray,
    cumulated,
    dispute,
    foreign,
    label_stems,
    listed_stems,
    meaningful,
    stands,
    text_stems,
)
from barometer_cli.claims.authored import bind_authored, explained_by, placed, spoken
from barometer_cli.claims.clause import SENTENCE, Clause, clause_of, label_places, parting, split_at_last, unfocused
from barometer_cli.claims.compare import (
    bind_change,
    bind_extreme,
    bind_gradient,
    bind_pair,
    bind_record,
    bygone,
    compares_waves,
    dated,
    is_record,
    lately,
    of_latest_wave,
    waves_of,
)
from barometer_cli.claims.converse import is_converse
from barometer_cli.claims.denial import is_denied, rest, undenied
from barometer_cli.claims.labels import (
    Several,
    choose,
    is_silent,
    joined_labels,
    matching,
    named_groups,
    named_labels,
    rest_of,
)
from barometer_cli.claims.offers import confirmed, offers
from barometer_cli.claims.passage import Passage, Results
from barometer_cli.claims.shares import Shares
from barometer_cli.claims.unread import Told, told_by, unread
from barometer_cli.claims.words import LETTERS, YEAR, content, fold, is_of, stem
from barometer_cli.languages import LANGUAGES
from barometer_cli.languages.claims import Vocabulary
from barometer_cli.model.claim import (
    Authored,
    Binding,
    Bound,
    Change,
    Claim,
    Clash,
    Comparison,
    Count,
    Each,
    Everyone,
    Extreme,
    Gradient,
    One,
    Pair,
    Part,
    Percent,
    Points,
    Portion,
    Ranking,
    Significance,
    Sole,
    Subject,
    Target,
    Unbound,
    Vague,
    shares_of,
)
from barometer_cli.model.spec import ChangeClaimSpec, ClaimSpec


def bind(claims: Sequence[Claim], passage: Passage, results: Results) -> tuple[Binding, ...]:
    """What each claim of a text speaks of; "en mindre del" in a label's own words is no claim.

    Parameters
    ----------
    claims
        As `read` found them in the text.
    passage
        What is written.
    results
        What the figure knows.
    """
    if not claims:
        return ()
    text, authored, context = passage.text, passage.authored, passage.context
    subjects, question, unit = results.subjects, results.question, results.unit
    vocabulary = LANGUAGES[passage.language].claims
    around = Around(
        vocabulary,
        frozenset(content(f"{context} {unit}", vocabulary)),
        frozenset(content(unit, vocabulary)),
        tuple(YEAR.findall(context)),
        asked=frozenset(content(question, vocabulary)),
        stated=passage.stated,
        several=results.several,
        exclusive=results.exclusive,
        hidden=results.hidden,
    )
    told_answers = (subject.label for subject in subjects if not is_silent(subject.label, vocabulary))
    around = replace(around, yes_no=yes_no(question, told_answers, around.units, vocabulary))
    labels = label_places(text, subjects)
    bound_by = {claim: each for each in reversed(authored) for claim in spoken(each, claims)}
    claims = [claim for claim in claims if claim in bound_by or not _of_label(claim, claims, text, labels)]
    answers = [claim for claim in claims if claim not in bound_by and _of_answer(claim, claims, text)]
    claims = [claim for claim in claims if claim not in answers]
    read = [fold(word) for claim in answers for word in LETTERS.findall(claim.phrase)]
    groups = [group for group in dict.fromkeys(subject.group for subject in subjects) if group]
    claims = [
        claim
        for claim in claims
        if claim in bound_by or not isinstance(claim, Sole) or _sole_groups(claim, text, groups, around)
    ]
    if groups and named_groups(text_stems(text, vocabulary), text, groups, around):
        around = replace(around, groups_named=True)
    told = told_by(subjects, f"{context} {unit} {question}", vocabulary)
    around = replace(around, spelled=told.spelled)
    waves = waves_of(subjects)
    shares = Shares(subjects, around)

    def bound(claim: Claim, entry: Authored | None) -> Binding | None:
        """A claim as its author binds it, or as its words do, with what of them nobody has read."""
        clause = clause_of(claim, claims, text, subjects, around)
        if ago := bygone(clause, subjects, vocabulary):
            clause = dated(clause, _latest(subjects, around), vocabulary)
        if waves:
            clause = lately(clause, waves, vocabulary)
        if entry is not None:
            found: Binding | None = bind_authored(claim, entry, claims, text, clause, shares)
        else:
            found = _bind(claim, claims, clause, ago, shares.subjects, text, around)
        if found and (turned := _converse(found, clause, around)):
            found = turned
        if isinstance(found, Bound) and found.by == "label" and claim is not claims[-1]:
            # "Utilfreds: 9 %, tilfreds: 41 %": what follows is of the next.
            clause = replace(clause, after=clause.after[: parting(clause.after, 0, len(clause.after), vocabulary, ())])
        explained = [*read, *explained_by(entry, vocabulary)] if entry else read
        return found and _accounted(found, clause, told, around, waves, explained)

    def answered(found: Bound | Unbound, made: Sequence[ClaimSpec]) -> Bound | Unbound:
        """A claim with those bindings that leave nothing of it open; with the words that none could answer for."""
        if is_of(found.claim.phrase, vocabulary.overtaking):
            return found  # no binding proves that it was otherwise before
        decided: list[ClaimSpec] = []
        turning: tuple[str, ...] = ()
        for offer in made:
            (entries,) = placed([offer], [text])
            tried = next((bound(found.claim, entry) for entry in entries if entry.holds(found.claim)), None)
            if isinstance(tried, Bound) and not tried.against:
                decided += [] if tried.turning else [offer]
                turning = turning or tried.turning
        return replace(found, offers=tuple(decided), turning=found.turning or (() if decided else turning))

    bindings: list[Binding] = []
    for claim in claims:
        entry = bound_by.get(claim)
        found = bound(claim, entry)
        if entry and entry.again and isinstance(plain := bound(claim, None), Bound):
            found = plain
        if entry and isinstance(found, Unbound) and found.either and _read_whole(plain := bound(claim, None)):
            found = plain  # a binding that leaves two shares open decides nothing against words that leave none
        match found:
            case Bound(by="author") if entry:
                otherwise = _read_whole(bound(claim, None))
                if otherwise and not _over_waves(claim, entry, otherwise):
                    found = replace(found, otherwise=otherwise)
            case Bound(turning=()) if found.strange or found.unspoken:
                found = answered(found, confirmed(found, text, shares))
            case Unbound(misfit=None):
                clause = clause_of(claim, claims, text, subjects, around)
                found = answered(found, offers(found, claims, text, clause, shares))
        if found is not None:
            bindings.append(found)
    return tuple(bindings)


def _converse(binding: Binding, clause: Clause, around: Around) -> Unbound | None:
    """That a claim is of nothing in the figure, where it says of those who gave an answer that they are of a group."""
    targets = (
        (binding.target,) if isinstance(binding, Bound) else binding.either if isinstance(binding, Unbound) else ()
    )
    for target in targets:
        if is_converse(clause, target, around):
            return Unbound(binding.claim, "other kind", tuple(subject.name for subject in shares_of(target)))
    return None


def _over_waves(claim: Claim, entry: Authored, otherwise: Target) -> bool:
    """Whether a binding names the waves of a change of what its words speak of: words that name none are of any."""
    changes = isinstance(entry.spec, ChangeClaimSpec) and not isinstance(claim, Extreme)
    return changes and len({subject.label for subject in shares_of(otherwise)}) == 1


def _read_whole(binding: Binding | None) -> Target | None:
    """What a claim is of by its words alone, where every one of them was read."""
    if not isinstance(binding, Bound) or binding.turning or binding.strange or binding.unspoken:
        return None
    return binding.target


def _accounted(
    binding: Binding, clause: Clause, told: Told, around: Around, waves: Sequence[str], read: Sequence[str]
) -> Binding:
    """A binding with the words about its claim that nobody has read; an author's answers for those that are strange."""
    match binding:
        case Bound():
            left = unread(binding.claim, clause, binding.target, told, around, waves=waves, read=read)
            if binding.by == "author":
                return replace(binding, turning=left.turning)
            return replace(binding, turning=left.turning, strange=left.strange, unspoken=left.unspoken)
        case Unbound(either=(first, *_)):
            left = unread(binding.claim, clause, first, told, around, waves=waves, read=read)
            return replace(binding, turning=left.turning, strange=left.strange, unspoken=left.unspoken)
        case _:
            return binding


def _latest(subjects: Sequence[Subject], around: Around) -> Sequence[str]:
    """The years from which "fem år siden" counts back."""
    waves = waves_of(subjects)
    return YEAR.findall(waves[-1]) if waves else around.years


def _of_label(claim: Claim, claims: Sequence[Claim], text: str, labels: Sequence[tuple[int, int]]) -> bool:
    """Whether a claim is a label's own words: "en mindre del"; "Færre regler", where a share is told."""

    def beside(other: Claim) -> bool:
        gap = text[min(claim.end, other.end) : max(claim.start, other.start)]
        return parting(gap, 0, len(gap), LANGUAGES[claim.language].claims, ()) is None and "." not in gap

    inside = [(start, end) for start, end in labels if start <= claim.start and claim.end <= end]
    if isinstance(claim, Vague):
        return bool(inside)
    return any(
        isinstance(other, Percent | Portion) and beside(other)
        for start, end in inside
        if end - start > claim.end - claim.start
        for other in claims
        if not start <= other.start < end
    )


def _sole_groups(claim: Claim, text: str, groups: Sequence[str], around: Around) -> list[str]:
    """The groups that stand right after "kun"; "kun internt" is a label."""
    word = " ".join(text[claim.end :].split()[:1])
    return named_groups(text_stems(word, around.vocabulary), word, groups, around)


def _of_answer(claim: Claim, claims: Sequence[Claim], text: str) -> bool:
    """Whether a claim is part of what a share answered: "hver femte siger, at tid er den største barriere"."""
    if not isinstance(claim, Extreme | Comparison):
        return False
    vocabulary = LANGUAGES[claim.language].claims
    for other in claims:
        gap = text[other.end : claim.start]
        if not isinstance(other, Percent | Portion | Part) or other.end > claim.start or SENTENCE.search(gap):
            continue
        said = split_at_last("|".join(vocabulary.saying), gap)
        if said and "," not in said[1].lstrip(" ,"):
            return True
        _, taken = split_at_last("|".join(vocabulary.as_), gap) or ("", "none")
        if not taken.strip() or fold(taken.strip()) in vocabulary.articles:
            return True  # "nævner tid som den største barriere"
    return False


def _bind(
    claim: Claim,
    claims: Sequence[Claim],
    clause: Clause,
    ago: bool,
    subjects: tuple[Subject, ...],
    text: str,
    around: Around,
) -> Binding | None:
    """What one claim speaks of; None where it only names what the figure is about. `ago` is whether it is of a past."""
    if isinstance(claim, Vague) and not claim.many:
        return Unbound(claim, "vague")
    if isinstance(claim, Count):
        return _count(claim, clause, subjects, around)
    if not subjects:
        return Unbound(claim, "vague" if isinstance(claim, Vague) else "no candidate")
    if _aimed(clause, subjects, around):
        return Unbound(claim, "vague" if isinstance(claim, Vague) else "other kind")
    if hidden := _hidden(clause, subjects, around):
        return Unbound(claim, "hidden", hidden)
    if isinstance(claim, Comparison) and claim.named:
        clause = replace(clause, before=f"{clause.before} {claim.named}")
    waves = waves_of(subjects)
    if ago and not YEAR.search(clause.sentence) and not waves:
        return Unbound(claim, "other kind")
    if isinstance(claim, Gradient):
        return bind_gradient(claim, clause, subjects, around)
    if (left := _left_out(claim, clause, text, subjects, around.vocabulary)) is not None:
        return _all_but(claim, clause, left, of_latest_wave(clause, subjects, waves, around), around)
    of_two = isinstance(claim, Comparison | Points | Significance)
    if of_two and not (waves and compares_waves(claim, clause, around.vocabulary)):
        return bind_pair(claim, clause, of_latest_wave(clause, subjects, waves, around), around)
    if of_two or isinstance(claim, Change):
        return bind_change(claim, clause, subjects, around, text)
    if claim.earlier:
        return _earlier(bind_change(claim, clause, subjects, around, text))
    if isinstance(claim, Extreme) and is_record(claim, clause, waves, around.vocabulary):
        return bind_record(claim, clause, subjects, waves, around)
    subjects = of_latest_wave(clause, subjects, waves, around)
    if isinstance(claim, Sole):
        return _sole(claim, clause, subjects, around)
    if isinstance(claim, Everyone) and claim.listed:
        return Unbound(claim, "other kind")
    if isinstance(claim, Extreme):
        if len(subjects) == 1:
            return Unbound(claim, "other kind", (subjects[0].name,))
        return bind_extreme(claim, clause, subjects, around)
    found = _share(claim, claims, clause, subjects, text, around)
    if isinstance(found, Bound) or (plain := undenied(clause, around.vocabulary)) is None:
        return found
    denied = _share(claim, claims, plain, subjects, text, around)
    return _denying(denied, clause, subjects, around) if isinstance(denied, Bound) else found


def _earlier(change: Binding) -> Binding:
    """The share from which a change began: "faldet fra 60 procent"."""
    match change:
        case Bound(target=Pair(other=other)):
            return replace(change, target=One(other))
        case Unbound(either=pairs):
            return replace(change, either=tuple(One(pair.other) for pair in pairs if isinstance(pair, Pair)))
        case _:
            return change


def _share(
    claim: Claim, claims: Sequence[Claim], clause: Clause, subjects: tuple[Subject, ...], text: str, around: Around
) -> Binding | None:
    """The one share that a claim is of."""
    if isinstance(claim, Vague):
        return _many(claim, clause, subjects, around)
    if is_of(claim.phrase, around.vocabulary.supporting):
        return _supporters(claim, clause, subjects, around)
    if len(subjects) == 1:
        return _only(claim, clause, subjects[0], around)
    found = _listed(claim, claims, text, subjects, around)
    if isinstance(found, Subject):
        return Bound(claim, One(found), "label")
    found = found or _below(clause, subjects, around) or choose(clause, subjects, around)
    if isinstance(found, Subject):
        return Bound(claim, One(found), "words")
    groups = {subject.group for subject in found.jointly}
    if len(groups) > 1:
        # "Et flertal i Danmark og Polen": of each, or of both together.
        severally = any(stands(word, f"{claim.phrase} {clause.text}") for word in around.vocabulary.severally)
        return Bound(claim, Each(tuple(map(One, found.jointly)), severally), "words")
    return Unbound(claim, found.reason, found.names, tuple(map(One, found.either)))


def _denying(binding: Binding | None, clause: Clause, subjects: Sequence[Subject], around: Around) -> Binding | None:
    """A binding of what a clause denies: the share of those who do not, "46 procent kører ikke i bil".

    What an author has bound is denied as well, unless the words of the share deny it themselves, "Har ikke tillid".
    """
    if not isinstance(binding, Bound) or not isinstance(binding.target, One | Each):
        return binding
    claim, target = binding.claim, binding.target
    ones = target.targets if isinstance(target, Each) else (target,)
    if (
        isinstance(claim, Everyone | Count)
        or around.known & listed_stems(around.vocabulary).negations  # "andelen, der ikke …": of what, is not clear
        or undenied(clause, around.vocabulary) is None
        or any(isinstance(one, Pair) or is_denied(one.subject.label, around) for one in ones)
    ):
        return binding
    rests = [rest(one.subject, subjects, around.vocabulary) for one in ones if isinstance(one, One)]
    if isinstance(target, Each):
        return replace(binding, target=replace(target, targets=tuple(One(whole) for whole, *_ in rests)))
    ((whole, *others),) = rests
    if not others:
        return replace(binding, target=One(whole))
    return Unbound(claim, "several candidates", (whole.name,), (One(whole), *map(One, others)))


def _aimed(clause: Clause, subjects: Sequence[Subject], around: Around) -> bool:
    """Whether a clause says what is aimed at, where neither label nor question does: "I 2030 skal halvdelen cykle"."""
    found = (fold(match.group()) for match in _aiming(around.vocabulary).finditer(clause.text))
    labels = [subject.label for subject in subjects]
    return any(word not in around.spelled and not any(stands(word, label) for label in labels) for word in found)


@cache
def _aiming(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(vocabulary.aiming)})\b", re.IGNORECASE)


def _left_out(
    claim: Claim, clause: Clause, text: str, subjects: Sequence[Subject], vocabulary: Vocabulary
) -> str | None:
    """The words of what a clause leaves out, "andet end bil", "alle på nær 5 %"; None where a label leaves it out."""
    excepting = _excepting(vocabulary)
    if any(excepting.search(subject.label) for subject in subjects):
        return None
    before = excepting.split(unfocused(text[: claim.start], vocabulary))
    if len(before) > 1 and not before[-1].strip():
        return clause.after
    said = excepting.split(f"{clause.before}{claim.phrase}{clause.after}", maxsplit=1)
    return said[1] if len(said) > 1 else None


@cache
def _excepting(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(vocabulary.excepting)})\b", re.IGNORECASE)


def _all_but(claim: Claim, clause: Clause, left: str, subjects: Sequence[Subject], around: Around) -> Binding:
    """The share of all answers but the one that is left out; who is left out, "alle andre end kvinder", is in none."""
    words = text_stems(left, around.vocabulary)
    groups = list(dict.fromkeys(subject.group for subject in subjects))
    counted = isinstance(claim, Percent | Portion | Part) and not around.several
    if not counted or named_groups(words, left, groups, around):
        return Unbound(claim, "other kind")
    before, after = (_excepting(around.vocabulary).sub(" ", side) for side in (clause.before, clause.after))
    found = choose(replace(clause, before=before, after=after), subjects, around)
    if isinstance(found, Several):
        return Unbound(claim, found.reason, found.names)
    rest = rest_of(found, subjects, around.vocabulary)
    if rest is None or found.label not in named_labels(words, left, subjects, around):
        return Unbound(claim, "other kind", (found.name,))
    return Bound(claim, One(rest), "words")


def _listed(
    claim: Claim, claims: Sequence[Claim], text: str, subjects: Sequence[Subject], around: Around
) -> Subject | Several | None:
    """The share whose label stands whole before a colon and the claim: "Meget tilfreds: 28 %, tilfreds: 41 %".

    Of two labels side by side, "Dagligt eller ugentligt: Næsten halvdelen …", it is both that the claim is of.
    """
    before = unfocused(text[: claim.start], around.vocabulary).rstrip()
    if not before.endswith(":"):
        return None
    shares = (other for other in claims if isinstance(other, Percent | Portion | Part))
    last = max((other.end for other in shares if other.end <= len(before)), default=0)
    heading = SENTENCE.split(before[last:-1])[-1]
    if joined_labels(heading, subjects, around):
        return choose(Clause(heading, ""), subjects, around)
    joints = "|".join(map(re.escape, sorted(around.vocabulary.joints)))
    named = [
        subject
        for subject in subjects
        if re.search(
            rf"(?:^|[,;:.(–]|\b(?:{joints})\b)\s*[”“\"»]?{re.escape(fold(subject.label))}[”“\"«]?\s*:$", fold(before)
        )
    ]
    return named[0] if len(named) == 1 else None


def _below(clause: Clause, subjects: Sequence[Subject], around: Around) -> Subject | None:
    """The share that the words after a heading name alone: "Cyklen slår toget: 41 % cykler"; not below a group."""
    heading = clause.before.rstrip()
    groups = list(dict.fromkeys(subject.group for subject in subjects))
    if not heading.endswith(":") or named_groups(text_stems(heading, around.vocabulary), heading, groups, around):
        return None
    found = choose(replace(clause, before="", sentence=clause.after), subjects, around)
    return found if isinstance(found, Subject) else None


def _hidden(clause: Clause, subjects: Sequence[Subject], around: Around) -> tuple[str, ...]:
    """The hidden labels that a clause names, unless what it names is more: "meget stor tillid", not "stor tillid"."""
    words = text_stems(clause.text, around.vocabulary)
    told = {
        label_stems(name, around.vocabulary) for subject in subjects for name in (subject.label, subject.group or "")
    }
    named = []
    for name in around.hidden:
        label = label_stems(name, around.vocabulary)
        said = label <= words if label else stands(name, clause.text)
        if said and not any(label < other <= words for other in told):
            named.append(name)
    return tuple(named)


def _many(claim: Vague, clause: Clause, subjects: Sequence[Subject], around: Around) -> Binding | None:
    """The share that is said to be "mange"; of what was not asked, nothing in the figure could be it."""
    if len(subjects) == 1:
        only = _only(claim, clause, subjects[0], around)
        return only if isinstance(only, Bound) else Unbound(claim, "vague")
    noun, *following = clause.after.partition(",")[0].split() or [""]
    if is_of(claim.phrase, around.vocabulary.initial) and not named_labels(
        text_stems(noun, around.vocabulary), noun, subjects, around
    ):
        return None  # "Stor fremgang for toget"
    found = choose(clause, subjects, around)
    if isinstance(found, Subject):
        return Bound(claim, One(found), "words")
    # "mange bøger" are books; "mange går på arbejde" is of what was asked.
    done = text_stems(" ".join(following), around.vocabulary)
    if found.reason == "no candidate" and not (done & around.asked) - around.units:
        return Unbound(claim, "vague")
    return Unbound(claim, found.reason, found.names)


def _sole(claim: Sole, clause: Clause, subjects: Sequence[Subject], around: Around) -> Binding:
    """The share of the group that alone is said to do a thing, among those of the other groups."""
    found = choose(clause, subjects, around)
    if isinstance(found, Several):
        return Unbound(claim, found.reason, found.names)
    alike = tuple(subject for subject in subjects if subject.label == found.label and subject.shown)
    return Bound(claim, Ranking(found, alike), "words")


def _supporters(claim: Claim, clause: Clause, subjects: Sequence[Subject], around: Around) -> Binding | None:
    """The share of a group that is said to do a thing, "de ældre støtter"; None where neither is of the figure."""
    groups = list(dict.fromkeys(subject.group for subject in subjects))
    clause = replace(clause, after=f"{claim.phrase} {clause.after}")
    words = text_stems(clause.text, around.vocabulary)
    grouped = named_groups(text_stems(clause.before, around.vocabulary), clause.before, groups, around)
    if len(groups) < 2 or not (grouped or named_labels(words, clause.text, subjects, around)):
        return None
    found = choose(clause, subjects, around)
    if isinstance(found, Several):
        return Unbound(claim, found.reason, found.names)
    return Bound(claim, One(found), "words")


def _count(claim: Count, clause: Clause, subjects: Sequence[Subject], around: Around) -> Binding:
    """A number of respondents is the base only where it counts all who answered, not those who gave an answer."""
    asked = {subject.n: subject for subject in subjects if subject.n is not None}
    words = text_stems(clause.text, around.vocabulary)
    counted = clause.text if meaningful(words, around.vocabulary) else claim.phrase
    answered = any(stands(phrase, counted) for phrase in around.vocabulary.answered)
    labels = [subject.label for subject in subjects]
    if claim.of is not None or not asked or not answered or matching(words, clause.text, labels, around, (), {}):
        return Unbound(claim, "other kind")
    if len(asked) > 1:
        return Unbound(claim, "several candidates", tuple(f"n={n}" for n in sorted(asked)))
    return Bound(claim, One(*asked.values()), "only")


def _only(claim: Claim, clause: Clause, subject: Subject, around: Around) -> Binding:
    """The only share there is, unless the words say something else of it."""
    words = text_stems(clause.text, around.vocabulary)
    label = label_stems(subject.name, around.vocabulary)
    disputed = dispute(words, label, frozenset(), around)
    if disputed is None:
        if unknown := foreign(words, clause.text, (subject,), around):
            return Unbound(claim, "other words", unknown)
        strays = (label or not stands(subject.label, clause.text)) and astray(words, label, around)
        if strays or cumulated(clause.text, subject.label, around.vocabulary):
            return Unbound(claim, "other words", (subject.name,))
        return Bound(claim, One(subject), "only")
    said, labelled = disputed
    if (said and labelled) or (around.stated and claim.start == 0):
        spelled = {stem(word, around.vocabulary): fold(word) for word in LETTERS.findall(clause.text)}
        return Clash(claim, subject, tuple(spelled.get(word, word) for word in sorted(said)), tuple(sorted(labelled)))
    return Unbound(claim, "other words", (subject.name,))
