"""Naming: which labels and groups the words of a clause name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import combinations

from msgspec import Struct
from msgspec.structs import replace

from barometer_cli.claims.affirmed import YesNo
from barometer_cli.claims.agree import (
    EITHER,
    TAIL,
    Around,
    agrees,
    cumulated,
    foreign,
    label_stems,
    lacks,
    listed_stems,
    meaningful,
    stands,
    strengthened,
    text_stems,
)
from barometer_cli.claims.clause import Clause, label_places
from barometer_cli.claims.words import LETTERS, YEAR, fold, graded, stem
from barometer_cli.languages.claims import Vocabulary
from barometer_cli.model.claim import Reason, Subject
from barometer_cli.model.number import percent

_WHOLE = 0.03
"""How far from one the shares of all answers may sum, by rounding."""


class Several(Struct, frozen=True):
    """No single candidate, and why.

    `either` is a net and the parts of it that have its words; `jointly` are those named side by side, one category in
    several groups or several categories of one group.
    """

    reason: Reason
    names: tuple[str, ...] = ()
    either: tuple[Subject, ...] = ()
    jointly: tuple[Subject, ...] = ()


def choose(
    clause: Clause, subjects: Sequence[Subject], around: Around, grouped_best: bool = False
) -> Subject | Several:
    """The one subject whose label, and group where there are any, the clause names."""
    words = text_stems(clause.text, around.vocabulary)
    if unknown := foreign(words, clause.text, subjects, around):
        return Several("other words", unknown)
    labels = named_labels(words, clause.text, subjects, around)
    groups = list(dict.fromkeys(subject.group for subject in subjects))
    if not labels and len(groups) > 1 and len(named_groups(words, clause.text, groups, around)) == 1:
        # "31 % af kvinderne og 24 % af mændene cykler": the category is said once for both.
        labels = named_labels(text_stems(clause.sentence, around.vocabulary), clause.sentence, subjects, around)
        if around.yes_no and labels == [around.yes_no.yes] and not _names_only(clause.text, groups, around):
            labels = []  # "31 % af kvinderne går, og 24 % af mændene cykler"
    fitting = [subject for subject in subjects if subject.label in labels]
    if len(groups) > 1:
        named = named_groups(words, clause.text, groups, around)
        totals: list[str | None] = [g for g in groups if g and fold(g) in around.vocabulary.totals]
        if None in groups and not around.groups_named:
            totals.append(None)
        if not grouped_best or named:
            fitting = [subject for subject in fitting if subject.group in (named or totals or groups)]
    if len(fitting) == 1:
        return fitting[0]
    joined = joined_labels(clause.text, subjects, around)
    if labels == joined and (total := sum_of(fitting, subjects, clause, around)):
        return total
    names = tuple(subject.name for subject in fitting or subjects)
    named = named_groups(words, clause.text, groups, around) if len(groups) > 1 else []
    together = labels == joined or (len(labels) == 1 and [subject.group for subject in fitting] == named)
    parted = _adds(clause.text, around.vocabulary) or _contrasts(clause.text, around.vocabulary)
    return Several(
        "several candidates" if fitting else "no candidate",
        names,
        _net_first(fitting),
        tuple(fitting) if together and not parted else (),
    )


def _names_only(text: str, groups: Sequence[str | None], around: Around) -> bool:
    """Whether a text only says whose a share is, "af kvinderne", and nothing of what they do."""
    vocabulary = around.vocabulary
    held = around.units.union(*(label_stems(group or "", vocabulary) for group in groups))
    quiet = vocabulary.whose | vocabulary.among_whom | vocabulary.articles | vocabulary.those | vocabulary.joints
    words = map(fold, LETTERS.findall(text))
    return all(word in quiet | vocabulary.focus or stem(word, vocabulary) in held for word in words)


def _net_first(subjects: Sequence[Subject]) -> tuple[Subject, ...]:
    """A net and then its parts, where that is all there is: "tilfredse" are "Tilfredse i alt" or "Tilfreds"."""
    nets = [subject for subject in subjects if subject.kind == "net"]
    parts = [subject for subject in subjects if subject not in nets]
    if len(nets) != 1 or any(part.label not in nets[0].parts or part.group != nets[0].group for part in parts):
        return ()
    return (*nets, *parts)


def named_groups(words: frozenset[str], text: str, groups: Sequence[str | None], around: Around) -> list[str]:
    """Groups of the breakdown that the words name; "kun internt" is of the category where no group says it."""
    names = [group for group in groups if group]
    held = frozenset().union(*(label_stems(name, around.vocabulary) for name in names))
    lands = listed_stems(around.vocabulary).nations
    words |= {lands[word] for word in words & lands.keys() if word not in around.units and lands[word] in held}
    for dimension in listed_stems(around.vocabulary).exact:
        if not dimension & held:
            words -= dimension
    words -= listed_stems(around.vocabulary).lacking - held  # "modstanden blandt ældre": of the category, not of them
    return matching(words, text, names, around, names, {})


def named_labels(words: frozenset[str], text: str, subjects: Sequence[Subject], around: Around) -> list[str]:
    """Labels of cells and nets that the words name."""
    labels = list(dict.fromkeys(subject.label for subject in subjects))
    asked = around.yes_no
    if len(labels) == 1:
        if asked and labels == [asked.yes] and _says_another(words, text, asked, subjects, around):
            return []
        return labels if agrees(words, label_stems(labels[0], around.vocabulary), frozenset(), around) else []
    shown = {subject.label for subject in subjects if subject.shown}
    nets = {subject.label: subject.parts for subject in subjects if subject.kind == "net"}
    if joined := joined_labels(text, subjects, around):
        named = set(joined)
        whole = {subject.label for subject in subjects if subject.kind == "net" and set(subject.parts) == named}
        if len(whole) == 1 and _adds(text, around.vocabulary):
            return list(whole)
        # "tilfredse og utilfredse": each may be a net that has its words.
        stems = {label: label_stems(label, around.vocabulary) for label in labels}
        unsaid = {net: named.intersection(parts) for net, parts in nets.items() if not named.issuperset(parts)}
        return joined + [net for net, parts in unsaid.items() if any(stems[net] == stems[part] for part in parts)]
    if _adds(text, around.vocabulary) and _listed(text, subjects, around)[1]:
        return []
    found = matching(words, text, labels, around, shown, nets)
    if found and (negation := words & listed_stems(around.vocabulary).negations):
        # "oplever ikke manglende tid" is of "Manglende tid", denied, and not of "Ingen barrierer".
        denied = set(matching(words - negation, text, labels, around, shown, nets)) - set(found)
        if denied:
            parts = {label: label_stems(label, around.vocabulary) for label in found}
            found = [n for n in found if stands(n, text) or not negation & parts[n] or negation < parts[n] <= words]
            if not found:
                return []
            said = frozenset().union(*parts.values()) | around.units
            # "holder ikke ferie i Danmark" may be of "I Danmark", denied, and not of "Holder ikke ferie".
            found += sorted(name for name in denied if (label_stems(name, around.vocabulary) - said) & words)
    if len(found) != 1 and (net := _net_of(words, found, labels, subjects, around)):
        return [net]
    if not found and asked and asked.said_in(text, around.vocabulary):
        return [asked.yes]
    return found


def _says_another(words: frozenset[str], text: str, asked: YesNo, subjects: Sequence[Subject], around: Around) -> bool:
    """Whether words say anything of those whose only answer is a yes, and not what they said yes to."""
    if stands(asked.yes, text) or asked.said_in(text, around.vocabulary):
        return False
    groups = (label_stems(subject.group or "", around.vocabulary) for subject in subjects)
    return bool(meaningful(words, around.vocabulary) - around.units.union(*groups))


def joined_labels(text: str, subjects: Sequence[Subject], around: Around) -> list[str]:
    """Cells named side by side, "tilfredse eller meget tilfredse", "A, B og C", where no label says it so itself."""
    named, part = _listed(text, subjects, around)
    if part or len(named) < 2 or any(one & other for one, other in combinations(named, 2)):
        return []
    labels = dict.fromkeys(subject.label for subject in subjects)
    return [label for label in labels if any(label in each for each in named)]


def _listed(text: str, subjects: Sequence[Subject], around: Around) -> tuple[list[set[str]], bool]:
    """The cells that each item of a list names, and whether an item is a part of another cell.

    "Cykel, tog og gang" has a part of "Bus eller tog", and is no sum of the rest.
    """
    cells = list(dict.fromkeys(subject.label for subject in subjects if subject.kind == "cell"))
    labels = label_places(text, subjects)
    marks = [m.span() for m in _joints(around.vocabulary).finditer(text)]
    marks = [(first, after) for first, after in marks if not any(start <= first < end for start, end in labels)]
    if all(text[first:after] == "," for first, after in marks):
        return [], False
    bounds = [0, *(place for mark in marks for place in mark), len(text)]
    pieces = [text[first:after] for first, after in zip(bounds[::2], bounds[1::2], strict=True)]
    stems = [text_stems(piece, around.vocabulary) for piece in pieces]
    found = [matching(words, piece, cells, around, (), {}) for words, piece in zip(stems, pieces, strict=True)]
    for place in reversed(range(len(found) - 1)):
        if not found[place] and len(after := found[place + 1]) == 1:
            # "stor eller meget stor tillid": the noun is said once for both.
            noun = frozenset(graded(after[0], around.vocabulary)[-1:])
            others = [cell for cell in cells if cell not in after]
            found[place] = matching(stems[place] | noun, pieces[place], others, around, (), {})
        elif not found[place] and not found[place + 1]:
            # "cykel, bus og tog": two are of one label, "Bus eller tog".
            both = " ".join(pieces[place : place + 2])
            found[place] = matching(stems[place] | stems[place + 1], both, cells, around, (), {})
            stems[place + 1] = frozenset() if found[place] else stems[place + 1]
    named = [set(each) for each in found if each]
    unnamed = [label for label in cells if not any(label in each for each in named)]
    others_own = frozenset().union(*(label_stems(label, around.vocabulary) for label in unnamed))
    left = (words for words, each in zip(stems, found, strict=True) if not each)
    part = any(meaningful(words & others_own, around.vocabulary) - around.units for words in left)
    return named, bool(named) and part


@cache
def _joints(vocabulary: Vocabulary) -> re.Pattern[str]:
    words = "|".join(sorted(vocabulary.either | vocabulary.joined, key=len, reverse=True))
    return re.compile(rf",|(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


def _adds(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text adds up what it names side by side: "A eller B", "A og B udgør"; never after "hverken"."""
    denied = listed_stems(vocabulary).negations & text_stems(text, vocabulary)
    return not denied and any(stands(word, text) for word in vocabulary.either | vocabulary.adding)


def _contrasts(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text says one thing of the first and another of the last: "foran A, men efter B"."""
    apart = vocabulary.joints - vocabulary.joined
    return not apart.isdisjoint(fold(word) for word in LETTERS.findall(text))


def sum_of(joined: Sequence[Subject], subjects: Sequence[Subject], clause: Clause, around: Around) -> Subject | None:
    """Answers named side by side, as a net; None where one may have given both, or each is said for itself."""
    groups = {subject.group for subject in joined}
    cells = [other for other in subjects if other.kind == "cell" and other.group in groups]
    if len(groups) != 1 or around.several or not is_whole(cells) or not _adds(clause.text, around.vocabulary):
        return None
    share = sum(subject.share for subject in joined)
    *first, last = parts = tuple(subject.label for subject in joined)
    label = around.vocabulary.wording.both.format(first=", ".join(first), last=last)
    return replace(joined[0], label=label, share=share, printed=percent(share), kind="net", parts=parts, interval=None)


def matching(
    words: frozenset[str],
    text: str,
    names: Sequence[str],
    around: Around,
    partly: Iterable[str],
    nets: Mapping[str, tuple[str, ...]],
) -> list[str]:
    """Names that the words hold whole, the most specific; else those of which they hold a word that no other has."""
    vocabulary = around.vocabulary
    parts = {name: label_stems(name, vocabulary) for name in names}
    everywhere = frozenset().union(*parts.values()) if parts else frozenset()
    lacking = listed_stems(vocabulary).lacking
    lack_told = any(parts[name] & lacking and parts[name] <= words for name in names)
    open_names = []
    for name in names:
        if fold(name) in vocabulary.residuals:
            if stands(name, text):
                return [name]
        elif (
            agrees(words, parts[name], everywhere - parts[name], around)
            and (lack_told or not lacks(words, parts[name], around))
            and not strengthened(text, parts[name], around)
            and not cumulated(text, name, vocabulary)
        ):
            open_names.append(name)
    whole = [
        name
        for name in open_names
        if parts[name] and parts[name] - around.units - {EITHER} <= words and parts[name] & words
    ]
    whole += [name for name in open_names if not parts[name] and stands(name, text)]
    whole = [name for name in whole if not any(parts[name] < parts[other] for other in whole)]
    twins = [name for name in whole if any(part in whole and parts[part] == parts[name] for part in nets.get(name, ()))]
    if twins:
        # "Tilfreds" and "Tilfreds i alt" have the same words of content: only "i alt" says which.
        if len(exact := [name for name in twins if stands(name, text)]) == 1:
            return exact
        return twins if any(stands(phrase, text) for phrase in vocabulary.sums) else whole
    if len(whole) > 1:
        spelled = [name for name in whole if re.search(rf"(?<!\w){re.escape(fold(name))}", fold(text))]
        spelled = [name for name in spelled if not any(stands(name, n) for n in spelled if n != name)]
        whole = [name for name in whole if name in spelled or not any(parts[name] & parts[n] for n in spelled)]
    if whole:
        return whole
    held: list[str] = []
    negations = listed_stems(vocabulary).negations
    rivals = [name for name in names if words & negations or not parts[name] & negations]
    for name in open_names:
        # A net repeats the words of its parts; they are still the part's own. "Ikke tillid" takes none from "Tillid".
        others = frozenset().union(*(parts[n] for n in rivals if n != name and name not in nets.get(n, ())))
        own = meaningful(parts[name] - others, vocabulary) - around.units - lacking
        numbers = {word for word in parts[name] if word[0].isdigit() and not YEAR.fullmatch(word)}
        if name in partly and numbers <= words and any(_holds(words, word, others) for word in own):
            held.append(name)
    return held


def _holds(words: frozenset[str], word: str, others: frozenset[str]) -> bool:
    """Whether words hold a word, or the tail of a compound that ends no other label's word."""
    if word in words:
        return True
    return any(
        len(tail) >= TAIL and word.endswith(tail) and not any(other.endswith(tail) for other in others)
        for tail in words
    )


def is_whole(subjects: Sequence[Subject]) -> bool:
    """Whether shares are about 1 together: those of all answers to a question with one answer each."""
    return abs(sum(subject.share for subject in subjects) - 1) < _WHOLE


def rest_of(subject: Subject, subjects: Sequence[Subject], vocabulary: Vocabulary) -> Subject | None:
    """All answers but one, or but a net's, as a net; None where the answers make no whole, or not all are shown."""
    cells = [other for other in subjects if other.kind == "cell" and other.group == subject.group]
    left = [cell for cell in cells if cell.label not in (subject.label, *subject.parts)]
    share = 1 - subject.share
    if percent(share) != percent(sum(cell.share for cell in left)) or not all(cell.shown for cell in cells):
        return None
    label = vocabulary.wording.rest.format(label=subject.label)
    parts = tuple(cell.label for cell in left)
    return replace(subject, label=label, share=share, printed=percent(share), kind="rest", parts=parts, interval=None)


def with_stronger(subject: Subject, subjects: Sequence[Subject], vocabulary: Vocabulary) -> tuple[Subject, ...]:
    """A cell and those that say the same more strongly: "Stor tillid" and "Meget stor tillid"."""
    own = label_stems(subject.label, vocabulary)
    more = own | listed_stems(vocabulary).strengths
    alike = [other for other in subjects if other.kind == subject.kind == "cell" and other.group == subject.group]
    stronger = [other for other in alike if own and own < label_stems(other.label, vocabulary) <= more]
    return (subject, *stronger)


def _net_of(
    words: frozenset[str], found: Sequence[str], labels: Sequence[str], subjects: Sequence[Subject], around: Around
) -> str | None:
    """The net whose parts are exactly the cells that the words speak of."""
    cells = {subject.label for subject in subjects if subject.kind == "cell"}
    named = set(found) & cells
    if not named:
        parts = {label: label_stems(label, around.vocabulary) for label in labels if label in cells}
        common = frozenset.intersection(*parts.values()) if parts else frozenset()
        telling = {label: meaningful(part - common, around.vocabulary) - around.units for label, part in parts.items()}
        hits = {label: part & words for label, part in telling.items()}
        named = {label for label, hit in hits.items() if hit}
        if len({frozenset(hits[label]) for label in named}) > 1:
            return None
        if any(not agrees(words, parts[label], frozenset(), around) for label in named):
            return None
    nets = {subject.label for subject in subjects if subject.kind == "net" and set(subject.parts) == named}
    return nets.pop() if len(nets) == 1 and len(named) > 1 and set(found) <= named | nets else None


def is_residual(label: str, vocabulary: Vocabulary) -> bool:
    """Whether a label is of the answers outside the question: "Andet", "Andet, skriv hvad", "Ved ikke/ubesvaret"."""
    return bool(_residuals(vocabulary).match(fold(label)))


@cache
def _residuals(vocabulary: Vocabulary) -> re.Pattern[str]:
    return _opening(vocabulary.residuals)


def is_silent(label: str, vocabulary: Vocabulary) -> bool:
    """Whether a label is of those who gave no answer: "Ved ikke"."""
    return bool(_silences(vocabulary).match(fold(label)))


@cache
def _silences(vocabulary: Vocabulary) -> re.Pattern[str]:
    return _opening(vocabulary.silent)


def _opening(listed: Iterable[str]) -> re.Pattern[str]:
    """A label that is one of some phrases, or begins with one: "Andet, skriv hvad"."""
    words = "|".join(map(re.escape, sorted(listed, key=len, reverse=True)))
    return re.compile(rf"(?:{words})\s*(?:$|[,;:/(–-])")
