"""Binding: which share a claim speaks of, by its author's word or by the words around it.

No value is looked at here: a claim is never bound to a share because that share would make it true.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from barometer_cli.claims.read import LANGUAGES
from barometer_cli.claims.words import Vocabulary, content, fold, graded, graduates, stem
from barometer_cli.model.claim import (
    Authored,
    Binding,
    Bound,
    Change,
    Claim,
    Clash,
    Comparison,
    Count,
    Everyone,
    Extreme,
    One,
    Pair,
    Part,
    Percent,
    Points,
    Portion,
    Ranking,
    Reason,
    Significance,
    Subject,
    Target,
    Unbound,
    Vague,
)

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE = re.compile(r"(?:[!?:]|\.(?!\s+[a-zæøå]))(?=\s|$)")
_TAIL = 5
"""Letters that the tail of a compound must have to be a word: "partner" in "samarbejdspartner"."""


def bind(
    claims: Sequence[Claim],
    subjects: Sequence[Subject],
    text: str,
    *,
    authored: Sequence[Authored] = (),
    context: str = "",
    question: str = "",
    unit: str = "",
    stated: bool = False,
    hidden: Sequence[str] = (),
) -> tuple[Binding, ...]:
    """What each claim of a text speaks of; "en mindre del" in a label's own words is no claim.

    Parameters
    ----------
    claims
        As `read` found them in `text`.
    subjects
        The cells and nets of the figure.
    text
        The text the claims stand in.
    authored
        What the spec says of them.
    context
        What else the figure says of itself: subtitle, "shows", filter, wave. Its words are no surprise in a claim.
    question
        What was asked: a text of its words is of the one share there is.
    unit
        Nouns of the respondents, which name no category.
    stated
        Whether the text begins with the one share there is, as a key number does: its words are then of that share.
    hidden
        Labels and groups whose shares are not to be told; a claim that names one is of none that is.
    """
    if not claims:
        return ()
    vocabulary = LANGUAGES[claims[0].language]
    around = _Around(
        vocabulary,
        frozenset(content(f"{context} {unit}", vocabulary)),
        frozenset(content(unit, vocabulary)),
        tuple(_YEAR.findall(context)),
        asked=frozenset(content(question, vocabulary)),
        stated=stated,
        hidden=tuple(hidden),
    )
    labels = _places(text, subjects)
    claims = [claim for claim in claims if not _of_label(claim, claims, text, labels)]
    claims = [claim for claim in claims if not _of_answer(claim, claims, text)]
    groups = [group for group in dict.fromkeys(subject.group for subject in subjects) if group]
    if groups and _groups(_words(text, vocabulary), text, groups, around):
        around = replace(around, groups_named=True)
    bound = (_bind(claim, claims, tuple(subjects), text, authored, around) for claim in claims)
    return tuple(binding for binding in bound if binding)


def _of_label(claim: Claim, claims: Sequence[Claim], text: str, labels: Sequence[tuple[int, int]]) -> bool:
    """Whether a claim is a label's own words: "en mindre del"; "Færre regler", where a share is told."""

    def beside(other: Claim) -> bool:
        gap = text[min(claim.end, other.end) : max(claim.start, other.start)]
        return _parting(gap, 0, len(gap), LANGUAGES[claim.language], ()) is None and "." not in gap

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


def _of_answer(claim: Claim, claims: Sequence[Claim], text: str) -> bool:
    """Whether a claim is part of what a share answered: "hver femte siger, at tid er den største barriere"."""
    if not isinstance(claim, Extreme | Comparison):
        return False
    vocabulary = LANGUAGES[claim.language]
    for other in claims:
        gap = text[other.end : claim.start]
        if not isinstance(other, Percent | Portion | Part) or other.end > claim.start or _SENTENCE.search(gap):
            continue
        said = _last("|".join(vocabulary.saying), gap)
        if said and "," not in said[1].lstrip(" ,"):
            return True
        _, taken = _last("|".join(vocabulary.as_), gap) or ("", "none")
        if not taken.strip() or fold(taken.strip()) in vocabulary.articles:
            return True  # "nævner tid som den største barriere"
    return False


def _places(text: str, subjects: Sequence[Subject]) -> list[tuple[int, int]]:
    """Where labels stand in a text, word for word."""
    return [
        match.span()
        for label in {subject.label for subject in subjects}
        for match in re.finditer(re.escape(label), text, re.IGNORECASE)
    ]


@dataclass(frozen=True, slots=True)
class _Around:
    """What the figure says besides the text: words it uses, nouns it counts, years it is of, words of its question.

    `groups_named` is whether the text names any group: a claim of one that names none is of the whole base. `stated`
    is whether the text begins with the one share there is; `hidden` names what is not to be told.
    """

    vocabulary: Vocabulary
    known: frozenset[str]
    units: frozenset[str]
    years: tuple[str, ...]
    asked: frozenset[str] = frozenset()
    groups_named: bool = False
    stated: bool = False
    hidden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Stems:
    """Words of a vocabulary that binding asks for, as stems."""

    exact: tuple[frozenset[str], ...]
    opposites: tuple[tuple[str, str], ...]
    populations: frozenset[str]
    negations: frozenset[str]
    strengths: frozenset[str]
    lacking: frozenset[str]


@cache
def _stems(vocabulary: Vocabulary) -> _Stems:
    def stems(words: Iterable[str]) -> frozenset[str]:
        return frozenset(stem(word, vocabulary) for word in words)

    opposites = tuple((stem(one, vocabulary), stem(other, vocabulary)) for one, other in vocabulary.opposites)
    exact = tuple(stems(words) for words in vocabulary.exact)
    return _Stems(
        exact,
        opposites,
        stems(vocabulary.populations),
        stems(word for word in vocabulary.negations if " " not in word),
        stems(vocabulary.strengths),
        stems(vocabulary.lacking),
    )


def _words(text: str, vocabulary: Vocabulary) -> frozenset[str]:
    """Stems of a text; "internt eller eksternt" adds that either will do, which "internt og eksternt" does not."""
    words = frozenset(graded(text, vocabulary))
    either = any(
        dimension <= words and {stem(match["first"], vocabulary), stem(match["second"], vocabulary)} == dimension
        for dimension in _stems(vocabulary).exact
        if len(dimension) > 1
        for match in _either(vocabulary).finditer(text)
    )
    return words | {_EITHER} if either else words


_EITHER = "|"
"""A stem that is no word: one of two that exclude one another is enough."""


@cache
def _either(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?P<first>\w+)[ /]+(?:{'|'.join(vocabulary.either)})[ /]+(?P<second>\w+)", re.IGNORECASE)


@cache
def _label(label: str, vocabulary: Vocabulary) -> frozenset[str]:
    """Stems of a label; none where it only places on a scale, as "Ofte": it must stand as it is."""
    words = _words(label, vocabulary)
    return words if _meant(words, vocabulary) else frozenset()


def _meant(words: frozenset[str], vocabulary: Vocabulary) -> frozenset[str]:
    """The stems that mean something by themselves."""
    return frozenset(word for word in words if not graduates(word, vocabulary))


def _bind(
    claim: Claim,
    claims: Sequence[Claim],
    subjects: tuple[Subject, ...],
    text: str,
    authored: Sequence[Authored],
    around: _Around,
) -> Binding | None:
    """What a claim speaks of; None where it only names what the figure is about."""
    if isinstance(claim, Vague):
        return Unbound(claim, "vague")
    for entry in authored:
        if _speaks_of(entry, claim, text):
            return _by_author(claim, entry, subjects)
    if isinstance(claim, Count):
        return _count(claim, _clause(claim, claims, text, subjects), subjects, around)
    if not subjects:
        return Unbound(claim, "no candidate")
    clause = _clause(claim, claims, text, subjects)
    if _aimed(clause, subjects, around.vocabulary):
        return Unbound(claim, "other kind")
    if hidden := _hidden(clause, subjects, around):
        return Unbound(claim, "hidden", hidden)
    waves = _waves(subjects)
    if isinstance(claim, Comparison | Points | Significance) and not (waves and _since(clause, around.vocabulary)):
        return _pair(claim, clause, _latest(clause, subjects, waves, around), around)
    if isinstance(claim, Comparison | Points | Significance | Change):
        return _change(claim, clause, subjects, around, text)
    subjects = _latest(clause, subjects, waves, around)
    if len(subjects) == 1:
        return _only(claim, clause, subjects[0], around)
    if isinstance(claim, Everyone) and claim.listed:
        return Unbound(claim, "other kind")
    if isinstance(claim, Extreme):
        return _extreme(claim, clause, subjects, around)
    found = _listed(claim, text, subjects, around.vocabulary) or _choose(clause, subjects, around)
    if isinstance(found, _Several):
        return Unbound(claim, found.reason, found.names)
    return Bound(claim, One(found), "words")


def _aimed(clause: _Clause, subjects: Sequence[Subject], vocabulary: Vocabulary) -> bool:
    """Whether a clause says what is aimed at, where no label does: "I 2030 skal halvdelen cykle"."""
    found = (fold(match.group()) for match in _aiming(vocabulary).finditer(clause.text))
    return any(not any(_stands(word, subject.label) for subject in subjects) for word in found)


@cache
def _aiming(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(vocabulary.aiming)})\b", re.IGNORECASE)


def _listed(claim: Claim, text: str, subjects: Sequence[Subject], vocabulary: Vocabulary) -> Subject | None:
    """The share whose label stands whole before a colon and the claim: "Meget tilfreds: 28 %, tilfreds: 41 %"."""
    before = _unfocused(text[: claim.start], vocabulary).rstrip()
    if not before.endswith(":"):
        return None
    joints = "|".join(map(re.escape, sorted(vocabulary.joints)))
    named = [
        subject
        for subject in subjects
        if re.search(
            rf"(?:^|[,;:.(–]|\b(?:{joints})\b)\s*[”“\"»]?{re.escape(fold(subject.label))}[”“\"«]?\s*:$", fold(before)
        )
    ]
    return named[0] if len(named) == 1 else None


def _hidden(clause: _Clause, subjects: Sequence[Subject], around: _Around) -> tuple[str, ...]:
    """The hidden labels that a clause names, unless what it names is more: "meget stor tillid", not "stor tillid"."""
    words = _words(clause.text, around.vocabulary)
    told = {_label(name, around.vocabulary) for subject in subjects for name in (subject.label, subject.group or "")}
    named = []
    for name in around.hidden:
        label = _label(name, around.vocabulary)
        stands = label <= words if label else _stands(name, clause.text)
        if stands and not any(label < other <= words for other in told):
            named.append(name)
    return tuple(named)


def _speaks_of(entry: Authored, claim: Claim, text: str) -> bool:
    """Whether the author's words stand where the claim stands."""
    start = text.casefold().find(entry.phrase.casefold())
    return start >= 0 and start < claim.end and claim.start < start + len(entry.phrase)


def _named(label: str, group: str | None, subjects: Sequence[Subject]) -> list[Subject]:
    """Subjects of a label in a group; without a group the whole base, where it is among them."""
    labelled = [subject for subject in subjects if fold(subject.label) == fold(label)]
    if group is None:
        return [subject for subject in labelled if subject.group is None] or labelled
    return [subject for subject in labelled if fold(subject.group or "") == fold(group)]


def _by_author(claim: Claim, entry: Authored, subjects: Sequence[Subject]) -> Binding:
    wanted = [(entry.label, entry.group)]
    if entry.other is not None or entry.other_group is not None:
        wanted.append((entry.other or entry.label, entry.other_group or (entry.group if entry.other else None)))
    chosen: list[Subject] = []
    for label, group in wanted:
        named = _named(label, group, subjects)
        if not named:
            return Unbound(claim, "no such label", (f"{label} ({group})" if group else label,))
        if len(named) > 1:
            return Unbound(claim, "several candidates", tuple(subject.name for subject in named))
        chosen += named
    if len(chosen) == 2:
        return Bound(claim, Pair(chosen[0], chosen[1]), "author")
    if isinstance(claim, Extreme):
        ranked = _ranked(claim, chosen[0], subjects, LANGUAGES[claim.language])
        return Bound(claim, ranked.target, "author") if isinstance(ranked, Bound) else ranked
    if isinstance(claim, Comparison | Points | Significance | Change):
        return Unbound(claim, "no candidate", (chosen[0].name,))
    return Bound(claim, One(chosen[0]), "author")


def _count(claim: Count, clause: _Clause, subjects: Sequence[Subject], around: _Around) -> Binding:
    """A number of respondents is the base only where it counts all who answered, not those who gave an answer."""
    asked = {subject.n: subject for subject in subjects if subject.n is not None}
    words = _words(clause.text, around.vocabulary)
    counted = clause.text if _meant(words, around.vocabulary) else claim.phrase
    answered = any(_stands(phrase, counted) for phrase in around.vocabulary.answered)
    labels = [subject.label for subject in subjects]
    if claim.of is not None or not asked or not answered or _matching(words, clause.text, labels, around, (), {}):
        return Unbound(claim, "other kind")
    if len(asked) > 1:
        return Unbound(claim, "several candidates", tuple(f"n={n}" for n in sorted(asked)))
    return Bound(claim, One(*asked.values()), "only")


# -- the clause about a quantifier ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Clause:
    """The words about a quantifier: before and after it, without any quantifier's own words.

    `answer` is what stands after a colon that ends its sentence: "Den største barriere: økonomi".
    """

    before: str
    after: str
    sentence: str = ""
    answer: str = ""

    @property
    def text(self) -> str:
        return f"{self.before} {self.after}"


def _clause(claim: Claim, claims: Sequence[Claim], text: str, subjects: Sequence[Subject]) -> _Clause:
    """The words about a claim: its sentence, parted from its neighbours at the last comma or "and" between them."""
    vocabulary = LANGUAGES[claim.language]
    # The point of "22 pct." ends no sentence.
    places = (match.start() for match in _SENTENCE.finditer(text))
    ends = [place for place in places if not any(each.start <= place < each.end for each in claims)]
    first = max((place + 1 for place in ends if place < claim.start), default=0)
    if first and text[first - 1] == ":" and _unfocused(text[first : claim.start], vocabulary).strip() == "":
        # "Kun internt: 19 %" names its share before the colon.
        first = max((place + 1 for place in ends if place < first - 1), default=0)
    last, following = ([place for place in ends if place >= claim.end] + [len(text)] * 2)[:2]
    whole = first, last
    labels = _places(text, subjects)
    blank = list(text)
    blank[claim.start : claim.end] = " " * (claim.end - claim.start)
    for other in claims:
        # What a neighbour is about is its own; but a comparison and its measure, and the ends of a range, are about
        # the same.
        if other is not claim and not isinstance(other, Vague):
            blank[other.start : other.end] = " " * (other.end - other.start)
            gap = text[min(claim.end, other.end) : max(claim.start, other.start)]
            if _shares_words(claim, other) or not content(gap, vocabulary):
                continue
            if first <= other.start < claim.start:
                first = max(first, _parting(text, other.end, claim.start, vocabulary, labels) or first)
            elif claim.start < other.start < last:
                last = min(last, _parting(text, claim.end, other.start, vocabulary, labels) or last)
    before = _unfocused("".join(blank[first : claim.start]), vocabulary)
    answer = "".join(blank[whole[1] + 1 : following]) if text[whole[1] : whole[1] + 1] == ":" else ""
    return _Clause(before, "".join(blank[claim.end : last]), "".join(blank[whole[0] : whole[1]]), answer)


def _unfocused(before: str, vocabulary: Vocabulary) -> str:
    """The words before a quantifier without those that belong to it."""
    while (shorter := _focus(vocabulary).sub("", before)) != before:
        before = shorter
    return before


@cache
def _focus(vocabulary: Vocabulary) -> re.Pattern[str]:
    """The words right before a quantifier that belong to it: "kun hver fjerde", "kun af få"."""
    words = sorted(vocabulary.focus | vocabulary.negations, key=len, reverse=True)
    by = rf"(?:{'|'.join(vocabulary.focus)})\s+(?:{'|'.join(vocabulary.agents)})"
    return re.compile(rf"\b(?:{by}|{'|'.join(words)})\s*$", re.IGNORECASE)


def _shares_words(claim: Claim, other: Claim) -> bool:
    compared = Comparison | Points | Change | Significance
    return isinstance(claim, compared) and isinstance(other, compared)


def _parting(text: str, start: int, end: int, vocabulary: Vocabulary, labels: Sequence[tuple[int, int]]) -> int | None:
    """Where the words between two claims part: at the last comma, else at the last "og" or "mens"; never in a label."""

    def parts(place: int) -> bool:
        return not any(first <= place < after for first, after in labels)

    commas = [place for place in range(start, end) if text[place] in ",;–" and parts(place)]
    if commas:
        return commas[-1] + 1
    words = _WORD.finditer(text, start, end)
    joints = [word.start() for word in words if fold(word.group()) in vocabulary.joints and parts(word.start())]
    return joints[-1] if joints else None


# -- which label the words of a clause name ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Several:
    """No single candidate, and why."""

    reason: Reason
    names: tuple[str, ...] = ()


def _choose(
    clause: _Clause, subjects: Sequence[Subject], around: _Around, grouped_best: bool = False
) -> Subject | _Several:
    """The one subject whose label, and group where there are any, the clause names."""
    words = _words(clause.text, around.vocabulary)
    if unknown := _foreign(words, clause.text, subjects, around):
        return _Several("other words", unknown)
    labels = _labels(words, clause.text, subjects, around)
    groups = list(dict.fromkeys(subject.group for subject in subjects))
    if not labels and len(groups) > 1 and len(_groups(words, clause.text, groups, around)) == 1:
        # "31 % af kvinderne og 24 % af mændene cykler": the category is said once for both.
        labels = _labels(_words(clause.sentence, around.vocabulary), clause.sentence, subjects, around)
    fitting = [subject for subject in subjects if subject.label in labels]
    if len(groups) > 1:
        named = _groups(words, clause.text, groups, around)
        totals: list[str | None] = [g for g in groups if g and fold(g) in around.vocabulary.totals]
        if None in groups and not around.groups_named:
            totals.append(None)
        if not grouped_best or named:
            fitting = [subject for subject in fitting if subject.group in (named or totals or groups)]
    if len(fitting) == 1:
        return fitting[0]
    names = tuple(subject.name for subject in fitting or subjects)
    return _Several("several candidates" if fitting else "no candidate", names)


def _groups(words: frozenset[str], text: str, groups: Sequence[str | None], around: _Around) -> list[str]:
    """Groups of the breakdown that the words name; "kun internt" is of the category where no group says it."""
    names = [group for group in groups if group]
    held = frozenset().union(*(_label(name, around.vocabulary) for name in names))
    for dimension in _stems(around.vocabulary).exact:
        if not dimension & held:
            words -= dimension
    return _matching(words, text, names, around, names, {})


def _labels(words: frozenset[str], text: str, subjects: Sequence[Subject], around: _Around) -> list[str]:
    """Labels of cells and nets that the words name."""
    labels = list(dict.fromkeys(subject.label for subject in subjects))
    if len(labels) == 1:
        return labels if _agrees(words, _label(labels[0], around.vocabulary), frozenset(), around) else []
    shown = {subject.label for subject in subjects if subject.shown}
    nets = {subject.label: subject.parts for subject in subjects if subject.kind == "net"}
    if joined := _joined(text, subjects, around):
        named = set(joined)
        whole = {subject.label for subject in subjects if subject.kind == "net" and set(subject.parts) == named}
        return list(whole) if len(whole) == 1 else joined
    found = _matching(words, text, labels, around, shown, nets)
    if found and (negation := words & _stems(around.vocabulary).negations):
        # "oplever ikke manglende tid" is of "Manglende tid", denied, and not of "Ingen barrierer".
        denied = set(_matching(words - negation, text, labels, around, shown, nets)) - set(found)
        if denied:
            parts = {label: _label(label, around.vocabulary) for label in found}
            found = [n for n in found if _stands(n, text) or not negation & parts[n] or negation < parts[n] <= words]
            if not found:
                return []
    if len(found) != 1 and (net := _net_of(words, found, labels, subjects, around)):
        return [net]
    return found


def _joined(text: str, subjects: Sequence[Subject], around: _Around) -> list[str]:
    """Cells on either side of an "eller" that is no label's own: "tilfredse eller meget tilfredse"."""
    cells = list(dict.fromkeys(subject.label for subject in subjects if subject.kind == "cell"))
    labels = _places(text, subjects)
    for mark in re.finditer(rf"(?<!\w)(?:{'|'.join(around.vocabulary.either)})(?!\w)", text, re.IGNORECASE):
        if any(start <= mark.start() < end for start, end in labels):
            continue
        first, second = text[: mark.start()], text[mark.end() :]
        right = _matching(_words(second, around.vocabulary), second, cells, around, (), {})
        # "stor eller meget stor tillid": the noun is said once for both.
        noun = frozenset(graded(right[0], around.vocabulary)[-1:]) if len(right) == 1 else frozenset()
        words = _words(first, around.vocabulary)
        left = _matching(words, first, cells, around, (), {}) or _matching(words | noun, first, cells, around, (), {})
        if left and right and not set(left) & set(right):
            return [label for label in cells if label in {*left, *right}]
    return []


def _matching(
    words: frozenset[str],
    text: str,
    names: Sequence[str],
    around: _Around,
    partly: Iterable[str],
    nets: Mapping[str, tuple[str, ...]],
) -> list[str]:
    """Names that the words hold whole, the most specific; else those of which they hold a word that no other has."""
    vocabulary = around.vocabulary
    parts = {name: _label(name, vocabulary) for name in names}
    everywhere = frozenset().union(*parts.values()) if parts else frozenset()
    lacking = _stems(vocabulary).lacking
    lack_told = any(parts[name] & lacking and parts[name] <= words for name in names)
    open_names = []
    for name in names:
        if fold(name) in vocabulary.residuals:
            if _stands(name, text):
                return [name]
        elif (
            _agrees(words, parts[name], everywhere - parts[name], around)
            and (lack_told or not _lacks(words, parts[name], around))
            and not _strengthened(text, parts[name], around)
            and not _cumulated(text, name, vocabulary)
        ):
            open_names.append(name)
    whole = [
        name
        for name in open_names
        if parts[name] and parts[name] - around.units - {_EITHER} <= words and parts[name] & words
    ]
    whole += [name for name in open_names if not parts[name] and _stands(name, text)]
    whole = [name for name in whole if not any(parts[name] < parts[other] for other in whole)]
    twins = [name for name in whole if any(part in whole and parts[part] == parts[name] for part in nets.get(name, ()))]
    if twins:
        # "Tilfreds" and "Tilfreds i alt" have the same words of content: only "i alt" says which.
        if len(exact := [name for name in twins if _stands(name, text)]) == 1:
            return exact
        return twins if any(_stands(phrase, text) for phrase in vocabulary.sums) else whole
    if len(whole) > 1:
        spelled = [name for name in whole if re.search(rf"(?<!\w){re.escape(fold(name))}", fold(text))]
        whole = [name for name in spelled if not any(_stands(name, n) for n in spelled if n != name)] or whole
    if whole:
        return whole
    held: list[str] = []
    negations = _stems(vocabulary).negations
    rivals = [name for name in names if words & negations or not parts[name] & negations]
    for name in open_names:
        # A net repeats the words of its parts; they are still the part's own. "Ikke tillid" takes none from "Tillid".
        others = frozenset().union(*(parts[n] for n in rivals if n != name and name not in nets.get(n, ())))
        own = _meant(parts[name] - others, vocabulary) - around.units - lacking
        numbers = {word for word in parts[name] if word[0].isdigit() and not _YEAR.fullmatch(word)}
        if name in partly and numbers <= words and any(_holds(words, word, others) for word in own):
            held.append(name)
    return held


def _stands(name: str, text: str) -> bool:
    """Whether a name without any word of content, such as "Ja", stands in a text as it is."""
    return bool(re.search(rf"(?<!\w){re.escape(fold(name))}(?!\w)", fold(text)))


def _holds(words: frozenset[str], word: str, others: frozenset[str]) -> bool:
    """Whether words hold a word, or the tail of a compound that ends no other label's word."""
    if word in words:
        return True
    return any(
        len(tail) >= _TAIL and word.endswith(tail) and not any(other.endswith(tail) for other in others)
        for tail in words
    )


def _net_of(
    words: frozenset[str], found: Sequence[str], labels: Sequence[str], subjects: Sequence[Subject], around: _Around
) -> str | None:
    """The net whose parts are exactly the cells that the words speak of."""
    cells = {subject.label for subject in subjects if subject.kind == "cell"}
    named = set(found) & cells
    if not named:
        parts = {label: _label(label, around.vocabulary) for label in labels if label in cells}
        common = frozenset.intersection(*parts.values()) if parts else frozenset()
        telling = {label: _meant(part - common, around.vocabulary) - around.units for label, part in parts.items()}
        hits = {label: part & words for label, part in telling.items()}
        named = {label for label, hit in hits.items() if hit}
        if len({frozenset(hits[label]) for label in named}) > 1:
            return None
        if any(not _agrees(words, parts[label], frozenset(), around) for label in named):
            return None
    nets = {subject.label for subject in subjects if subject.kind == "net" and set(subject.parts) == named}
    return nets.pop() if len(nets) == 1 and len(named) > 1 and set(found) <= named | nets else None


def _agrees(words: frozenset[str], label: frozenset[str], siblings: frozenset[str], around: _Around) -> bool:
    """Whether text and label say the same of what must be the same, and neither says the opposite."""
    return not _disputed(words, label, siblings, around)


def _disputed(
    words: frozenset[str], label: frozenset[str], siblings: frozenset[str], around: _Around
) -> tuple[frozenset[str], frozenset[str]] | None:
    """What the text says and what the label says, where that is not the same."""
    stems = _stems(around.vocabulary)
    for dimension in stems.exact:
        said, labelled = words & dimension, label & dimension
        if not labelled and not siblings & dimension and said <= around.known:
            continue
        if not said and _EITHER in label:
            # "intern eller ekstern" is everybody: a text need not say so.
            continue
        if said == dimension == labelled and (_EITHER in words) != (_EITHER in label):
            return said, labelled
        if said != labelled:
            return said, labelled
    for one, other in stems.opposites:
        for first, second in ((one, other), (other, one)):
            if first in label and second not in label and second in words and first not in words:
                return frozenset({second}), frozenset({first})
    for prefix in around.vocabulary.privatives:
        for first in label - words:
            for second in (prefix + first, first.removeprefix(prefix)):
                if second != first and second in words:
                    return frozenset({second}), frozenset({first})
    return None


def _lacks(words: frozenset[str], label: frozenset[str], around: _Around) -> bool:
    """Whether only one of text and label is of a lack: "mangler tillid" is not "Tillid"."""
    lacking = _stems(around.vocabulary).lacking
    return bool(lacking & words - around.known) != bool(lacking & label - around.known)


def _strengthened(text: str, label: frozenset[str], around: _Around) -> bool:
    """Whether a text makes a label's own word more or less than the label does: "meget tilfreds", not "Tilfreds"."""
    strengths = _stems(around.vocabulary).strengths - label - around.known
    stems = [stem(word, around.vocabulary) for word in _WORD.findall(text)]
    return any(first in strengths and second in label for first, second in pairwise(stems))


def _cumulated(text: str, label: str, vocabulary: Vocabulary) -> bool:
    """Whether a text adds up steps that a label does not: "mindst ugentligt". "Mindst én" is any at all."""
    return any(fold(match.group()) not in fold(label) for match in _cumulative(vocabulary).finditer(text))


@cache
def _cumulative(vocabulary: Vocabulary) -> re.Pattern[str]:
    ones = (word for word, value in vocabulary.numbers.items() if value == 1)
    other = "|".join((*ones, *vocabulary.articles, *vocabulary.copulas))
    return re.compile(rf"\b(?:{'|'.join(vocabulary.cumulative)})\b(?! (?:{other})\b)", re.IGNORECASE)


def _foreign(words: frozenset[str], text: str, subjects: Sequence[Subject], around: _Around) -> tuple[str, ...]:
    """Parts of the respondents, and years, that neither the table nor the figure's texts know."""
    vocabulary = around.vocabulary
    known = around.known.union(*(_label(s.label, vocabulary) | _label(s.group or "", vocabulary) for s in subjects))
    strange = (words & _stems(vocabulary).populations) - known
    years = [year for year in _YEAR.findall(text) if around.years and year not in around.years]
    years = [year for year in years if not any(year in (subject.group or "") for subject in subjects)]
    if not strange and not years:
        return ()
    spelled = [word for word in _WORD.findall(text) if stem(word, vocabulary) in strange]
    return tuple(dict.fromkeys([*spelled, *years]))


def _only(claim: Claim, clause: _Clause, subject: Subject, around: _Around) -> Binding:
    """The only share there is, unless the words say something else of it."""
    if isinstance(claim, Extreme) or (isinstance(claim, Everyone) and claim.listed):
        return Unbound(claim, "other kind", (subject.name,))
    words = _words(clause.text, around.vocabulary)
    label = _label(subject.name, around.vocabulary)
    disputed = _disputed(words, label, frozenset(), around)
    if disputed is None:
        if unknown := _foreign(words, clause.text, (subject,), around):
            return Unbound(claim, "other words", unknown)
        strays = (label or not _stands(subject.label, clause.text)) and _strays(words, label, around)
        if strays or _cumulated(clause.text, subject.label, around.vocabulary):
            return Unbound(claim, "other words", (subject.name,))
        return Bound(claim, One(subject), "only")
    said, labelled = disputed
    if (said and labelled) or (around.stated and claim.start == 0):
        spelled = {stem(word, around.vocabulary): fold(word) for word in _WORD.findall(clause.text)}
        return Clash(claim, subject, tuple(spelled.get(word, word) for word in sorted(said)), tuple(sorted(labelled)))
    return Unbound(claim, "other words", (subject.name,))


def _strays(words: frozenset[str], label: frozenset[str], around: _Around) -> bool:
    """Whether words are of something else than a label: none is its own, or one makes it more, less or nothing."""
    if words & _stems(around.vocabulary).strengths - label - around.known or _lacks(words, label, around):
        return True
    counted = around.units - label
    said = _meant(words, around.vocabulary) - counted
    known = _meant(label | around.known | around.asked, around.vocabulary) - counted
    return bool(said and known) and not any(_kin(one, other) for one in said for other in known)


def _kin(one: str, other: str) -> bool:
    """Whether two stems are of one word, or one ends the other: "innovativ" and "innovation", "type" in "fejltype"."""
    short, long = sorted((one, other), key=len)
    whole = long.endswith(short) if len(short) < _TAIL - 1 else short in (long[: len(short)], long[-len(short) :])
    return short == long or (len(short) > 2 and whole) or one[:_TAIL] == other[:_TAIL]


# -- claims about more than one share ---------------------------------------------------------------------------------


def _residual(label: str, vocabulary: Vocabulary) -> bool:
    """Whether a label is of the answers outside the question: "Andet", "Andet, skriv hvad", "Ved ikke/ubesvaret"."""
    words = "|".join(map(re.escape, sorted(vocabulary.residuals, key=len, reverse=True)))
    return bool(re.match(rf"(?:{words})\s*(?:$|[,;:/(–-])", fold(label)))


def _extreme(claim: Extreme, clause: _Clause, subjects: Sequence[Subject], around: _Around) -> Binding | None:
    """The share that is said to be the largest, or those that together are the largest; None in a heading."""

    def chosen(before: str, after: str = "") -> Subject | _Several:
        return _choose(replace(clause, before=before, after=after), subjects, around, grouped_best=True)

    if claim.among and claim.count is None:
        return Unbound(claim, "vague")
    found = chosen(clause.before, clause.after)
    if isinstance(found, _Several) and found.reason == "no candidate":
        if clause.answer:
            found = chosen(clause.before, f"{clause.after} {clause.answer}")
        elif _heads(claim, clause, around):
            return None
    one = isinstance(found, Subject) and _list(found.label, around.vocabulary)  # "internt og eksternt" is one label
    items = [] if one else _items(clause, around.vocabulary)
    named = tuple(dict.fromkeys(each for each in map(chosen, items) if isinstance(each, Subject)))
    if items and len(named) == len(items):
        ranked = _ranked(claim, named[0], subjects, around.vocabulary)
        if not isinstance(ranked, Bound) or not isinstance(ranked.target, Ranking):
            return ranked
        if not set(named) <= set(ranked.target.field):
            return Unbound(claim, "several candidates", tuple(subject.name for subject in named))
        return replace(ranked, target=replace(ranked.target, beside=named[1:]))
    if "," in clause.after and (isinstance(found, _Several) or found.kind == "net"):
        # "A topper listen, fulgt af B"
        first = chosen(clause.before, clause.after.partition(",")[0])
        found = first if isinstance(first, Subject) else found
    if isinstance(found, _Several):
        return Unbound(claim, found.reason, found.names)
    if items and named:
        # "Økonomi og lovgivning er de største" of a table that has no "lovgivning".
        return Unbound(claim, "other words", (found.name,))
    if _opens(clause.sentence, found.group, around):
        subjects = [subject for subject in subjects if subject.group == found.group]
    return _ranked(claim, found, subjects, around.vocabulary)


def _heads(claim: Extreme, clause: _Clause, around: _Around) -> bool:
    """Whether a superlative only heads what the figure is about: "De vigtigste barrierer for cyklister"."""
    vocabulary = around.vocabulary
    if fold(claim.phrase.split()[-1]) not in vocabulary.attributes or _last(
        "|".join(vocabulary.copulas), clause.sentence
    ):
        return False
    known = around.known | around.asked
    said = _meant(_words(clause.text, vocabulary), vocabulary) - around.units
    return all(any(_kin(word, other) for other in known) for word in said)


def _opens(sentence: str, group: str | None, around: _Around) -> bool:
    """Whether a sentence says first in which group it ranks: "Blandt kvinder er bilen mest udbredt"."""
    opening = re.match(rf"(?:{'|'.join(around.vocabulary.bases)})\b", sentence.strip(), re.IGNORECASE)
    if group is None or opening is None:
        return False
    named = " ".join(sentence.strip()[opening.end() :].split()[:_OPENING])
    return bool(_groups(_words(named, around.vocabulary), named, [group], around))


_OPENING = 3
"""Words after its preposition that the name of a group may take to open a sentence."""


def _items(clause: _Clause, vocabulary: Vocabulary) -> list[str]:
    """What a superlative is said of together: "A og B er de hyppigste", "De hyppigste er A, B og C"."""
    copulas = "|".join(vocabulary.copulas)
    parts = [part for side in (clause.before, clause.after) for part in _last(copulas, side)]
    if not clause.after.strip():
        parts.append(clause.before)  # "A, B og C topper listen"
    return next((items for part in (*parts, clause.answer) if (items := _list(part, vocabulary))), [])


def _last(words: str, text: str) -> tuple[str, ...]:
    """What stands before and after the last of some words; nothing where none of them stands."""
    marks = list(re.finditer(rf"(?<!\w)(?:{words})(?!\w)", text, re.IGNORECASE))
    return (text[: marks[-1].start()], text[marks[-1].end() :]) if marks else ()


def _list(text: str, vocabulary: Vocabulary) -> list[str]:
    """The items of a list, "A, B og C"; a comma before the last joint alone parts two sentences."""
    head, *tail = _last("|".join(vocabulary.joined), text) or (text,)
    commas = head.split(",")
    if not tail or (commas[-1].strip() == "" and len(commas) < 3):
        return []
    items = [*(item for item in commas if item.strip()), tail[0].split(",")[0]]
    return items if len(items) > 1 and items[-1].strip() else []


def _ranked(claim: Claim, subject: Subject, subjects: Sequence[Subject], vocabulary: Vocabulary) -> Binding:
    """A share among the shown ones of its kind: in its group, or over the groups where it is the only category.

    "Andet" is the largest answer only where the claim is of "Andet".
    """
    if not subject.shown:
        return Unbound(claim, "other kind", (subject.name,))
    alike = [other for other in subjects if other.shown and other.kind == subject.kind]
    if not _residual(subject.label, vocabulary):
        alike = [other for other in alike if not _residual(other.label, vocabulary)]
    in_group = [other for other in alike if other.group == subject.group]
    over_groups = [other for other in alike if other.label == subject.label]
    if len(in_group) > 1 and len(over_groups) > 1:
        return Unbound(claim, "several candidates", tuple(other.name for other in alike))
    field = in_group if len(in_group) > 1 else over_groups
    if len(field) < 2:
        return Unbound(claim, "other kind", (subject.name,))
    return Bound(claim, Ranking(subject, tuple(field)), "words")


def _pair(claim: Claim, clause: _Clause, subjects: Sequence[Subject], around: _Around) -> Binding:
    """The two shares on either side of "end" or "som"; of two in all, the other one."""
    first, second = _sides(clause, around.vocabulary)
    words = _words(clause.text, around.vocabulary)
    if unknown := _foreign(words, clause.text, subjects, around):
        return Unbound(claim, "other words", unknown)
    shown = [subject for subject in subjects if subject.shown]
    if not second:
        left = _choose(_Clause(first, ""), subjects, around)
        two = _two(clause.text, subjects, around) if _symmetric(claim) else ()
        if len(two) == 2:
            return Bound(claim, Pair(*two), "words")
        if len(shown) == 2 and isinstance(left, Subject) and left in shown:
            return Bound(claim, Pair(left, shown[1 - shown.index(left)]), "words")
        names = left.names if isinstance(left, _Several) else (left.name,)
        return Unbound(claim, "no candidate", names)
    left, right = _both(first, second, subjects, around)
    if isinstance(left, Subject) and isinstance(right, Subject):
        if left == right:
            return Unbound(claim, "no candidate", (left.name,))
        return Bound(claim, Pair(left, right), "words")
    several = left if isinstance(left, _Several) else right
    assert isinstance(several, _Several)
    return Unbound(claim, several.reason, several.names)


def _symmetric(claim: Claim) -> bool:
    """Whether a claim says the same of two shares whichever is named first."""
    return (isinstance(claim, Comparison) and claim.relation == "same") or (
        isinstance(claim, Significance | Points) and not (isinstance(claim, Points) and claim.relative)
    )


def _two(text: str, subjects: Sequence[Subject], around: _Around) -> tuple[Subject, ...]:
    """The two shares that a clause names beside one another: "stat og kommune er lige innovative"."""
    words = _words(text, around.vocabulary)
    groups = list(dict.fromkeys(subject.group for subject in subjects))
    named = _groups(words, text, groups, around) if len(groups) > 1 else groups
    labels = _labels(words, text, subjects, around)
    found = tuple(subject for subject in subjects if subject.label in labels and subject.group in named)
    return found if len(found) == 2 else ()


def _both(
    first: str, second: str, subjects: Sequence[Subject], around: _Around
) -> tuple[Subject | _Several, Subject | _Several]:
    """Both sides of a comparison; the category that one leaves out it takes from the other."""
    left = _choose(_Clause(first, ""), subjects, around)
    right = _choose(_Clause("", second), subjects, around)
    if isinstance(left, Subject) and isinstance(right, _Several):
        right = _like(left, second, subjects, around) or right
    elif isinstance(right, Subject) and isinstance(left, _Several):
        left = _like(right, first, subjects, around) or left
    return left, right


def _like(subject: Subject, text: str, subjects: Sequence[Subject], around: _Around) -> Subject | None:
    """The same category as a subject, in the one other group that a text names; else another of the same group."""
    groups = list(dict.fromkeys(other.group for other in subjects))
    words = _words(text, around.vocabulary)
    named = _groups(words, text, groups, around)
    if named:
        found = [other for other in subjects if other.label == subject.label and other.group in named]
    else:
        labels = _labels(words, text, subjects, around)
        found = [other for other in subjects if other.group == subject.group and other.label in labels]
    return found[0] if len(found) == 1 else None


def _sides(clause: _Clause, vocabulary: Vocabulary) -> tuple[str, str]:
    """The words of a comparison before and after its "end", "som" or "mod"."""
    marks = [match for match in _WORD.finditer(clause.after) if fold(match.group()) in vocabulary.than | vocabulary.as_]
    if not marks:
        return clause.text, ""
    mark = marks[-1] if fold(marks[-1].group()) in vocabulary.than else marks[0]
    return f"{clause.before} {clause.after[: mark.start()]}", clause.after[mark.end() :]


def _waves(subjects: Sequence[Subject]) -> tuple[str, ...]:
    """The waves of a table, the earliest first: its groups, or its categories, where all are years.

    Years that share out the respondents are answers and no waves: "1990-1999", "2000-2009".
    """
    groups = {subject.group for subject in subjects}
    labels = {subject.label for subject in subjects}
    if len(groups) > 1 and all(group and _YEAR.search(group) for group in groups):
        return tuple(sorted(group for group in groups if group))
    whole = abs(sum(subject.share for subject in subjects) - 1) < _WHOLE
    if len(groups) == 1 and len(labels) > 1 and not whole and all(_SPAN.fullmatch(label) for label in labels):
        return tuple(sorted(labels))
    return ()


_SPAN = re.compile(r"(?:19|20)\d\d(?:\s*[-–/]\s*(?:(?:19|20)\d\d|\d\d))?")
_WHOLE = 0.03
"""How far from one the shares of all answers may sum, by rounding."""


def _wave(subject: Subject, waves: Sequence[str]) -> str:
    return subject.group if subject.group and subject.group in waves else subject.label


def _since(clause: _Clause, vocabulary: Vocabulary) -> bool:
    """Whether a comparison is with an earlier wave: it names nothing else, "flere end i 2019", "flere end sidst"."""
    _, second = _sides(clause, vocabulary)
    words = {fold(word) for word in _WORD.findall(second)}
    return not second.strip() or bool(_YEAR.search(second)) or not words.isdisjoint(vocabulary.past)


def _latest(
    clause: _Clause, subjects: tuple[Subject, ...], waves: Sequence[str], around: _Around
) -> tuple[Subject, ...]:
    """The shares of the latest wave, where a clause names no year and speaks of now."""
    words = _WORD.findall(clause.text)
    if not waves or _YEAR.search(clause.text) or any(fold(word) in around.vocabulary.past for word in words):
        return subjects
    return tuple(subject for subject in subjects if _wave(subject, waves) == waves[-1])


def _compared(text: str, years: tuple[str, ...], vocabulary: Vocabulary) -> tuple[str, ...]:
    """The two waves a text compares, the earlier first: those it names, or the latest and the one it counts from."""
    named = tuple(wave for wave in years if any(year in text for year in _YEAR.findall(wave)))
    if len(named) == 1:
        spelled = "|".join(_YEAR.findall(named[0]))
        since = re.search(rf"\b(?:{'|'.join(vocabulary.since)})\s+(?:\w+\s+)?(?:{spelled})", text, re.IGNORECASE)
        named = (named[0], years[-1]) if since else years if named[0] == years[-1] else ()
    elif not named:
        named = years
    return named if len(named) == 2 and named[0] != named[1] else ()


def _change(claim: Claim, clause: _Clause, subjects: Sequence[Subject], around: _Around, text: str) -> Binding:
    """A later share beside an earlier one, where groups or categories are years."""
    years = _waves(subjects)
    if not years:
        return Unbound(claim, "other kind")
    waves = _compared(text, years, around.vocabulary)
    if not waves:
        return Unbound(claim, "several candidates", years)
    words = _words(clause.text, around.vocabulary)
    grouped = len({subject.group for subject in subjects}) > 1
    labels = _labels(words, clause.text, subjects, around) if grouped else list(years)
    if not grouped and _strays(words, frozenset(), around):
        return Unbound(claim, "other words", tuple(waves))
    chosen: list[Target] = [
        Pair(later, earlier)
        for later in subjects
        for earlier in subjects
        if (later.label == earlier.label or not grouped)
        and later.label in labels
        and (_wave(earlier, years), _wave(later, years)) == (waves[0], waves[1])
    ]
    if len(chosen) == 1:
        return Bound(claim, chosen[0], "words")
    return Unbound(claim, "several candidates" if chosen else "no candidate", tuple(labels))
