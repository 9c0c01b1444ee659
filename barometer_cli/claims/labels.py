"""Naming: which labels and groups the words of a clause name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

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
from barometer_cli.claims.words import YEAR, Vocabulary, fold, graded
from barometer_cli.model.claim import Reason, Subject
from barometer_cli.model.number import percent


@dataclass(frozen=True, slots=True)
class Several:
    """No single candidate, and why."""

    reason: Reason
    names: tuple[str, ...] = ()


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
    names = tuple(subject.name for subject in fitting or subjects)
    return Several("several candidates" if fitting else "no candidate", names)


def named_groups(words: frozenset[str], text: str, groups: Sequence[str | None], around: Around) -> list[str]:
    """Groups of the breakdown that the words name; "kun internt" is of the category where no group says it."""
    names = [group for group in groups if group]
    held = frozenset().union(*(label_stems(name, around.vocabulary) for name in names))
    for dimension in listed_stems(around.vocabulary).exact:
        if not dimension & held:
            words -= dimension
    return matching(words, text, names, around, names, {})


def named_labels(words: frozenset[str], text: str, subjects: Sequence[Subject], around: Around) -> list[str]:
    """Labels of cells and nets that the words name."""
    labels = list(dict.fromkeys(subject.label for subject in subjects))
    if len(labels) == 1:
        return labels if agrees(words, label_stems(labels[0], around.vocabulary), frozenset(), around) else []
    shown = {subject.label for subject in subjects if subject.shown}
    nets = {subject.label: subject.parts for subject in subjects if subject.kind == "net"}
    if joined := _joined(text, subjects, around):
        named = set(joined)
        whole = {subject.label for subject in subjects if subject.kind == "net" and set(subject.parts) == named}
        return list(whole) if len(whole) == 1 else joined
    found = matching(words, text, labels, around, shown, nets)
    if found and (negation := words & listed_stems(around.vocabulary).negations):
        # "oplever ikke manglende tid" is of "Manglende tid", denied, and not of "Ingen barrierer".
        denied = set(matching(words - negation, text, labels, around, shown, nets)) - set(found)
        if denied:
            parts = {label: label_stems(label, around.vocabulary) for label in found}
            found = [n for n in found if stands(n, text) or not negation & parts[n] or negation < parts[n] <= words]
            if not found:
                return []
    if len(found) != 1 and (net := _net_of(words, found, labels, subjects, around)):
        return [net]
    return found


def _joined(text: str, subjects: Sequence[Subject], around: Around) -> list[str]:
    """Cells on either side of an "eller" that is no label's own: "tilfredse eller meget tilfredse"."""
    cells = list(dict.fromkeys(subject.label for subject in subjects if subject.kind == "cell"))
    labels = label_places(text, subjects)
    for mark in re.finditer(rf"(?<!\w)(?:{'|'.join(around.vocabulary.either)})(?!\w)", text, re.IGNORECASE):
        if any(start <= mark.start() < end for start, end in labels):
            continue
        first, second = text[: mark.start()], text[mark.end() :]
        right = matching(text_stems(second, around.vocabulary), second, cells, around, (), {})
        # "stor eller meget stor tillid": the noun is said once for both.
        noun = frozenset(graded(right[0], around.vocabulary)[-1:]) if len(right) == 1 else frozenset()
        words = text_stems(first, around.vocabulary)
        left = matching(words, first, cells, around, (), {}) or matching(words | noun, first, cells, around, (), {})
        if left and right and not set(left) & set(right):
            return [label for label in cells if label in {*left, *right}]
    return []


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
        whole = [name for name in spelled if not any(stands(name, n) for n in spelled if n != name)] or whole
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


def rest_of(subject: Subject, subjects: Sequence[Subject], vocabulary: Vocabulary) -> Subject | None:
    """All answers but one, or but a net's, as a net; None where the answers make no whole, or not all are shown."""
    cells = [other for other in subjects if other.kind == "cell" and other.group == subject.group]
    left = [cell for cell in cells if cell.label not in (subject.label, *subject.parts)]
    share = 1 - subject.share
    if percent(share) != percent(sum(cell.share for cell in left)) or not all(cell.shown for cell in cells):
        return None
    label = vocabulary.wording.rest.format(label=subject.label)
    parts = tuple(cell.label for cell in left)
    return replace(subject, label=label, share=share, printed=percent(share), kind="net", parts=parts, interval=None)


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
