"""Nets whose words name other categories than they hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from barometer_cli.languages import LANGUAGES
from barometer_cli.languages.phrases import NUMBER, QUOTE, QUOTED, Phrases
from barometer_cli.model.locale import Locale
from barometer_cli.model.statement import Statement
from barometer_cli.model.table import Net, Table

_SENTENCE = re.compile(r"[^.!?]+(?:[.!?](?!\s|$)[^.!?]*)*[.!?]?")
_WORD = re.compile(r"[^\W\d_]+")
_ENDINGS = ("erne", "ende", "enes", "ens", "ere", "ene", "est", "er", "en", "et", "es", "ed", "e", "t", "s", "d", "ing")
_NOT = re.compile(r"n['’]t(?!\w)")
MARK = "\0"
"""What stands for a name that was read."""
STEM = 4
"""The fewest letters by which two words are called the same."""


def check_reading(text: str, table: Table, locale: Locale) -> tuple[Statement, ...]:
    """Every sentence of a text that names what a net holds, compared with the nets.

    Categories may stand between quotation marks or plainly; a sentence that names none says nothing of nets, and one
    that tells a per cent is compared with that of the categories it names.

    Parameters
    ----------
    text
        A reading aid, or a whole caption.
    table
        The shares and nets.
    locale
        Language of the text.

    Examples
    --------
    "Procenterne til højre viser den samlede andel, der har svaret ”Helt uenig” og ”Delvist enig”." fails where the net
    holds "Helt enig" and "Delvist enig".
    """
    phrases = LANGUAGES[locale.language].phrases
    nets = {net.parts: net for net in table.nets}
    found = []
    for sentence in _SENTENCE.finditer(text):
        if not re.search(phrases.total, sentence[0], flags=re.IGNORECASE):
            continue
        if re.search(rf"{NUMBER}\s*{phrases.percent}", sentence[0], flags=re.IGNORECASE):
            continue
        meanings = _named(sentence[0], table, phrases)
        if all(len(named) < 2 for named in meanings):
            continue
        lead = len(sentence[0]) - len(sentence[0].lstrip())
        span = (sentence.start() + lead, sentence.end())
        said = [frozenset(map(_fold, named)) for named in meanings]
        if not nets:
            found.append(Statement(span, text[slice(*span)], "net", "not verified"))
        elif any(frozenset(map(_fold, parts)) in said for parts in nets):
            found.append(Statement(span, text[slice(*span)], "net", "holds"))
        else:
            meant = _meant(sentence[0], said[0], tuple(nets.values()))
            truth = locale.both([locale.quote(part) for part in meant.parts])
            found.append(Statement(span, text[slice(*span)], "net", "fails", truth))
    return tuple(found)


def check_labels(table: Table, locale: Locale) -> tuple[Statement, ...]:
    """Every net's label, compared with the categories it holds; the spans are of the labels.

    A label fails where it names a category that the net does not hold, or where the net holds the opposite of what
    the label says: "Enige" with "Delvist uenig". One that denies, "Kører ikke i bil", "Ikke enige", is of all the
    others; whether those who gave no answer are among them, it leaves open.

    Parameters
    ----------
    table
        The shares and nets.
    locale
        Language of the labels.
    """
    phrases = LANGUAGES[locale.language].phrases
    categories = tuple(dict.fromkeys(cell.category for cell in table.cells))
    found = []
    for label, parts in dict.fromkeys((net.label, net.parts) for net in table.nets):
        span = (0, len(label))
        if denied := _denied(label, categories, phrases):
            found.append(_judged_rest(label, parts, denied, table, locale))
            continue
        named = {name for name in categories if len(_stems(name)) > 1 and _fold(name) in _fold(label)}
        named |= {name for name in categories if _fold(name) == _fold(label)}
        stems = [stem for stem in _stems(label) if stem not in phrases.generic]
        meant = [name for name in categories if stems and any(_says(name, stem, phrases) for stem in stems)]
        against = [part for part in parts if any(_denies(part, stem, phrases) for stem in stems) and part not in meant]
        if against or named - set(parts):
            truth = locale.both([locale.quote(name) for name in (meant or sorted(named))])
            found.append(Statement(span, label, "net", "fails", truth))
        else:
            alike = bool(stems) and set(parts) <= set(meant)
            found.append(Statement(span, label, "net", "holds" if alike else "not verified"))
    return tuple(found)


def _denied(label: str, categories: Sequence[str], phrases: Phrases) -> list[str]:
    """The categories that a net's label leaves out, "Kører ikke i bil"; none where it denies nothing of its own."""
    plainly = _NOT.sub(" not", label)
    if not _denies_any(_fold(plainly), phrases):
        return []  # most labels; what they name costs a pattern for each category
    said, marked = spelled(plainly, categories, phrases)
    if not _denies_any(marked, phrases):
        return []
    stems = [stem for stem in _stems(marked) if stem not in phrases.generic | phrases.denied]
    return said or [name for name in categories if any(_says(name, stem, phrases) for stem in stems)]


def _denies_any(folded: str, phrases: Phrases) -> bool:
    return bool(phrases.denied & set(_WORD.findall(folded)) or re.search(phrases.but, f"{folded} ", re.IGNORECASE))


def _judged_rest(label: str, parts: Sequence[str], denied: Sequence[str], table: Table, locale: Locale) -> Statement:
    """Whether a net holds all answers but those that its label denies; of those who gave several, nobody knows."""
    span = (0, len(label))
    phrases = LANGUAGES[locale.language].phrases
    meanings = _others(denied, table, phrases)
    if frozenset(parts) in map(frozenset, meanings):
        return Statement(span, label, "net", "holds" if table.partition is not False else "not verified")
    return Statement(span, label, "net", "fails", locale.both([locale.quote(name) for name in meanings[-1]]))


def _others(denied: Sequence[str], table: Table, phrases: Phrases) -> list[list[str]]:
    """All answers but some: every one, those that are shown, and those that are an answer, "Ved ikke" being none."""
    left = [name for name in dict.fromkeys(cell.category for cell in table.cells) if name not in denied]
    shown = {cell.category for cell in table.shown}
    return [
        left,
        [name for name in left if name in shown],
        [name for name in left if not re.match(phrases.silent, _fold(name))],
    ]


def _fold(text: str) -> str:
    return " ".join(text.casefold().replace("\u00a0", " ").replace("\u00ad", "").split())


def spelled(sentence: str, names: Sequence[str], phrases: Phrases) -> tuple[list[str], str]:
    """The names that a sentence says, with or without quotation marks, and the sentence with a mark for each.

    The longest is read first: "meget tilfreds" does not say "tilfreds" too. "Helt eller delvist enig" says both
    "helt enig" and "delvist enig".

    Parameters
    ----------
    sentence
        The words.
    names
        Categories and nets.
    phrases
        Those of the language.
    """
    folded, said = _completed(_fold(sentence), names, phrases), set()
    for name in sorted(names, key=len, reverse=True):
        ending = r"\w{0,2}" if len(name) >= STEM else ""
        pattern = rf"[”“„»\"]?(?<!\w){re.escape(_fold(name))}{ending}(?!\w)[”“«\"]?"
        marked = re.sub(pattern, MARK, folded)
        if marked != folded:
            said.add(name)
            folded = marked
    return [name for name in names if name in said], folded


def together(marked: str, count: int, phrases: Phrases) -> bool:
    """Whether the names that `spelled` marked in a sentence, so many, stand in one list."""
    listed = rf"{MARK}(?:{phrases.joint}{MARK}){{{count - 1}}}"
    return count == 1 or (marked.count(MARK) == count and bool(re.search(listed, marked)))


def _completed(folded: str, names: Sequence[str], phrases: Phrases) -> str:
    """A text in which "helt eller delvist enig" is written out, where several names end in the same word."""
    heads: dict[str, list[str]] = {}
    for name in names:
        head, _, tail = _fold(name).rpartition(" ")
        if head:
            heads.setdefault(tail, []).append(re.escape(head))
    for tail, found in heads.items():
        head = rf"(?:{'|'.join(sorted(found, key=len, reverse=True))})"
        end = rf"\s+(?P<tail>{re.escape(tail)}\w{{0,2}})(?!\w)"
        listed = rf"(?<!\w)(?P<head>{head})(?={phrases.joint}(?:{head}{phrases.joint})*{head}{end})"
        folded = re.sub(listed, r"\g<head> \g<tail>", folded)
    return folded


def _named(sentence: str, table: Table, phrases: Phrases) -> list[list[str]]:
    """What a sentence says a net holds: its longest list of quotations, else the categories it names.

    After "andet end", and after "der ikke har svaret", it is all others, which may be meant in more ways than one.
    """
    categories = tuple(dict.fromkeys(cell.category for cell in table.cells))
    lists = re.findall(rf"{QUOTE}(?:{phrases.joint}{QUOTE})+", sentence, flags=re.IGNORECASE)
    said, marked = spelled(_NOT.sub(" not", sentence), categories, phrases)
    before, mark, _ = marked.partition(MARK)
    if mark and (re.search(rf"{phrases.but}$", before) or phrases.denied & set(_WORD.findall(before))):
        return _others(said, table, phrases)
    return [QUOTED.findall(max(lists, key=len)) if lists else said]


def _meant(sentence: str, said: frozenset[str], nets: Sequence[Net]) -> Net:
    """The net that a sentence speaks of: the one it names, else the one that shares most with what is said."""
    labelled = [net for net in nets if _fold(net.label) in _fold(sentence)]
    return max(labelled or nets, key=lambda net: len(said & set(map(_fold, net.parts))))


@lru_cache(maxsize=4096)
def _stems(text: str) -> tuple[str, ...]:
    stems = []
    for word in _WORD.findall(_fold(text)):
        ending = next((end for end in _ENDINGS if word.endswith(end) and len(word) - len(end) >= STEM), "")
        stems.append(word.removesuffix(ending))
    return tuple(stems)


def _says(name: str, stem: str, phrases: Phrases) -> bool:
    """Whether a category says the word itself, and nothing in it turns it round."""
    stems = _stems(name)
    if stem not in stems:
        return False
    return not phrases.denied & set(_WORD.findall(_fold(name)))


def _denies(name: str, stem: str, phrases: Phrases) -> bool:
    """Whether a category says the opposite of a word: another word, a prefix of its own or of the label's, "not"."""
    stems = _stems(name)
    if stem not in stems and any({stem, other} in map(set, phrases.contrary) for other in stems):
        return True
    opposites = [prefix + stem for prefix in phrases.opposite]
    opposites += [stem.removeprefix(prefix) for prefix in phrases.opposite if stem.startswith(prefix)]
    if any(len(opposite) >= STEM and opposite in stems for opposite in opposites):
        return True
    return stem in stems and bool(phrases.denied & set(_WORD.findall(_fold(name))))
