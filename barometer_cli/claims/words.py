"""How a text falls into the words of a language, and how these are compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, NamedTuple

from msgspec import Struct, field

from barometer_cli.languages.claims import Vocabulary

_CONTRACTED = r"n['’]t(?!\w)"
_TOKEN = re.compile(
    rf"\d{{1,3}}(?:[\u00a0\u202f]\d{{3}})+(?!\d)|\d+(?:[.,]\d+)*|[^\W\d_]+{_CONTRACTED}|"
    r"[^\W\d_]+(?:\u00ad[^\W\d_]+)*|\S",
    flags=re.UNICODE,
)
_VERBS = {"ca": "can", "wo": "will", "sha": "shall"}
_CLIPPED = re.compile(rf"\b(?:{'|'.join(_VERBS)})(?={_CONTRACTED})", re.IGNORECASE)
"""The verbs that a contraction clips: "can't"."""
NOT = re.compile(_CONTRACTED)
"""What a contraction denies with: "don't"."""
_DASHES = dict.fromkeys("‐‑‒–—−", "-")
WORD = re.compile(r"[^\W_]+")
"""A word, or a number."""
LETTERS = re.compile(r"[^\W\d_]+")
"""A word without digits."""
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
"""A year in four digits."""


class Token(NamedTuple):
    """A word or phrase of a text: its place, and what it may be by its role's name."""

    word: str
    start: int
    end: int
    roles: Mapping[str, Any]


class Lexicon(Struct):
    """Phrases of a vocabulary by their first word, longest first."""

    vocabulary: Vocabulary
    phrases: dict[str, list[tuple[tuple[str, ...], dict[str, Any]]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        roles: dict[tuple[str, ...], dict[str, Any]] = {}
        for name in Vocabulary.__struct_fields__:
            entries = getattr(self.vocabulary, name)
            if name not in _ROLES:
                continue
            for phrase in entries:
                value = entries[phrase] if isinstance(entries, Mapping) else True
                roles.setdefault(tuple(split(phrase)), {})[name] = value
        for words, meaning in roles.items():
            self.phrases.setdefault(words[0], []).append((words, meaning))
        for candidates in self.phrases.values():
            candidates.sort(key=lambda entry: -len(entry[0]))


_ROLES = frozenset(Vocabulary.__struct_fields__) - {
    "decimal",
    "thousands",
    "stops",
    "scales",
    "participle",
    "endings",
    "final",
    "dropping",
    "canon",
    "fixed",
    "counting",
    "turns",
    "comparative",
    "exact",
    "opposites",
    "attributes",
    "apart",
    "degrees",
    "favourites",
    "privatives",
    "cumulative",
    "strengths",
    "lacking",
    "populations",
    "saying",
    "aiming",
    "since",
    "past",
    "ago",
    "answered",
    "residuals",
    "totals",
    "sums",
    "adding",
    "joints",
    "either",
    "excepting",
    "noes",
    "topping",
    "ayes",
    "addressed",
    "helping",
    "denials",
    "absolute",
    "contrasts",
    "shares",
    "grading",
    "whose",
    "moves",
    "amounting",
    "among_whom",
    "those",
    "headcounts",
    "doers",
    "differences",
    "severally",
    "onwards",
    "recently",
    "lately",
    "years",
    "overtaking",
    "turning",
    "conditions",
    "manner",
    "carriers",
    "kinds_of_answer",
    "people",
    "asides",
    "aged",
    "upwards",
    "prevalent",
    "synonyms",
    "nations",
    "silent",
    "qualifying",
    "placed",
    "standing",
    "bare_points",
    "wording",
}


@lru_cache(maxsize=8192)
def fold(word: str) -> str:
    """A word as it is compared: without case and soft hyphens, every dash a hyphen."""
    folded = word.casefold().replace("\u00ad", "")
    return _DASHES.get(folded, folded)


def split(text: str) -> list[str]:
    """The words of a text, folded."""
    return [fold(word) for word in _TOKEN.findall(text)]


def is_of(phrase: str, listed: Iterable[str]) -> bool:
    """Whether a claim's words, the hedge before them aside, are of a list: "klart foran"."""
    said = fold(phrase)
    return any(said == word or said.endswith(f" {word}") for word in listed)


def lex(text: str, lexicon: Lexicon) -> list[Token]:
    """The words and phrases of a text in order; the longest phrase wins."""
    found = [(fold(match.group()), match.start(), match.end()) for match in _TOKEN.finditer(text)]
    words = [word for word, _, _ in found]
    tokens = []
    place = 0
    while place < len(found):
        word, start, end = found[place]
        length, roles = 1, _NOTHING
        for phrase, meaning in lexicon.phrases.get(word, ()):
            if len(phrase) == 1 or tuple(words[place : place + len(phrase)]) == phrase:
                length, roles = len(phrase), meaning
                break
        end = found[place + length - 1][2]
        if word[0].isdigit() and length == 1:
            roles = {"digits": True}
        elif NOT.search(word):
            roles = _DENIED
        tokens.append(Token(" ".join(words[place : place + length]), start, end, roles))
        place += length
    return tokens


_NOTHING: dict[str, Any] = {}
_DENIED: dict[str, Any] = {"negations": True}


def number(word: str, vocabulary: Vocabulary) -> Decimal | None:
    """The number that digits mean in a language; None for a year and for what is no number."""
    word = word.replace("\u00a0", "").replace("\u202f", "")
    groups = word.split(vocabulary.thousands)
    whole, *decimals = groups[-1].split(vocabulary.decimal)
    if len(groups) > 1 and (len(groups[0]) > 3 or any(len(group) != 3 for group in [*groups[1:-1], whole])):
        # The other language's decimal mark, as in "49.6" in a Danish text.
        return Decimal(".".join(groups)) if len(groups) == 2 and not decimals else None
    if len(decimals) > 1:
        return None
    if len(groups) == 1 and not decimals and len(whole) == 4 and whole[:2] in ("19", "20"):
        return None
    return Decimal(".".join(["".join([*groups[:-1], whole]), *decimals]))


@lru_cache(maxsize=8192)
def stem(word: str, vocabulary: Vocabulary) -> str:
    """A word without its endings, so that its forms are one: "eksterne", "eksternt" -> "ekstern"."""
    word = fold(word)
    word = vocabulary.canon.get(word, word)
    if word in vocabulary.scales:
        return word
    least = 1 if word[0].isdigit() else 3  # "over-55s"
    before = ""
    while before != word:
        before = word
        for ending in vocabulary.endings:
            if word.endswith(ending) and len(word) - len(ending) >= least:
                word = word[: -len(ending)]
                break
        if len(word) > 4 and word[-1] in vocabulary.final:
            word = word[:-1]
        if len(word) > 3 and word[-1] == word[-2]:
            word = word[:-1]
        if len(word) > 3 and word[-2:] in vocabulary.dropping:
            # "cykler" and "cykel", "teatre" and "teater": the "e" falls out before an ending.
            word = f"{word[:-1]}e{word[-1]}"
    return word


def content(text: str, vocabulary: Vocabulary) -> list[str]:
    """Stems of the words of a text that mean something, in order."""
    return [stem for stem in graded(text, vocabulary) if not graduates(stem, vocabulary)]


def graded(text: str, vocabulary: Vocabulary) -> list[str]:
    """Stems of the words of a text that mean something or place it on a scale: "nogen tillid", "1-2 gange"."""
    return list(_graded(text, vocabulary))


@lru_cache(maxsize=4096)
def _graded(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    words = [fold(word) for word in WORD.findall(plainly(text, vocabulary))]
    kept = []
    for place, word in enumerate(words):
        if word in vocabulary.stops and word not in vocabulary.scales:
            continue
        fixed = {" ".join(words[place : place + 2]), " ".join(words[max(place - 1, 0) : place + 1])}
        if vocabulary.fixed.isdisjoint(fixed) and vocabulary.counting.isdisjoint(fixed):
            kept.append(stem(word, vocabulary))
    return tuple(kept)


def plainly(text: str, vocabulary: Vocabulary) -> str:
    """A text in which what is said in two ways is said in one: "don't" is "do not", "60 år eller mere" "over 60 år"."""

    def one(match: re.Match[str]) -> str:
        return vocabulary.synonyms[fold(match.group())]

    text = NOT.sub(" not", _CLIPPED.sub(lambda match: _VERBS[match.group().casefold()], text.replace("\u00ad", "")))
    if any(map(str.isdigit, text)):
        text = _upwards(vocabulary).sub(r"\g<number> over", text)
    return _synonyms(vocabulary).sub(one, text)


@cache
def _synonyms(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(vocabulary.synonyms)})(?!\w)", re.IGNORECASE)


@cache
def _upwards(vocabulary: Vocabulary) -> re.Pattern[str]:
    aged, upwards = ("|".join(sorted(words, key=len, reverse=True)) for words in (vocabulary.aged, vocabulary.upwards))
    return re.compile(rf"(?P<number>\d(?:[\s-]*(?:{aged}))?)\s+(?:{upwards})(?!\w)", re.IGNORECASE)


def is_manner(word: str, vocabulary: Vocabulary) -> bool:
    """Whether a word ends as those do that say how a thing is done, "hurtigt"; one too short is none, "fly"."""
    return any(word.endswith(ending) and len(word) - len(ending) >= _ROOT for ending in vocabulary.manner)


_ROOT = 3
"""Letters before its ending that a word of manner must have."""


def states(before: str, vocabulary: Vocabulary) -> bool:
    """Whether the words before a verb state something by it: they end in no "dem, der …", which tells who is meant."""
    words = [fold(word) for word in re.findall(r"[^\W_]+|%", before)]
    pronouns = [place for place, word in enumerate(words) if word in vocabulary.relative]
    if not pronouns:
        return True
    place = pronouns[-1]
    if place == 0:
        return True  # "46 procent, der ikke kører": right after the quantifier; "Der er ikke …"
    return words[place - 1] in vocabulary.shares or words[place - 1] in vocabulary.saying


def graduates(word: str, vocabulary: Vocabulary) -> bool:
    """Whether a word is only a step of a scale: "nogen", "mindst", a number in digits."""
    return word in vocabulary.scales or word[0].isdigit()
