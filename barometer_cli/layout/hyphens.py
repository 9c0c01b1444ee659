"""Where a word may be broken that is too long for its line, by the rules of the language that a figure is in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from barometer_cli.languages import LANGUAGES

if TYPE_CHECKING:
    from pyphen import Pyphen

LEAST = 3
"""Letters that stand before a hyphen and after it."""

_LANGUAGE: ContextVar[str] = ContextVar("language", default="")


@contextmanager
def hyphenating(language: str) -> Iterator[None]:
    """Lines that are broken within, by the rules of a language; without one no word is hyphenated by rules.

    Parameters
    ----------
    language
        Code of a language, as `LANGUAGES` has it.
    """
    before = _LANGUAGE.set(language)
    try:
        yield
    finally:
        _LANGUAGE.reset(before)


def language() -> str:
    """Code of the language by whose rules words are broken; empty where there is none."""
    return _LANGUAGE.get()


@lru_cache(maxsize=1024)
def places(word: str, language: str) -> tuple[int, ...]:
    """How many letters may stand before a hyphen, the best place first: the parts of compounds, and then the most.

    Parameters
    ----------
    word
        A word, with what stands round it.
    language
        Code of its language; empty: a word has no such place.
    """
    if not language:
        return ()
    joint = LANGUAGES[language].joint
    found = [place for place in _positions(word, language) if _between_letters(word, place)]
    return tuple(sorted(found, key=lambda place: (joint != "" and word[:place].endswith(joint), place), reverse=True))


def _positions(word: str, language: str) -> set[int]:
    """Places by the rules of a language, but within parts that it says itself, and before these, by what it says."""
    found = set(map(int, _dictionary(language).positions(word)))
    for part in LANGUAGES[language].divided:
        whole = part.replace("-", "")
        for match in re.finditer(whole, word.lower()):
            start, end = match.span()
            lengths = accumulate(map(len, part.split("-")[:-1]))
            found = {place for place in found if not start < place < end} | {start, *(start + each for each in lengths)}
    return found


def _between_letters(word: str, place: int) -> bool:
    return place >= LEAST and word[place - LEAST : place].isalpha() and word[place : place + LEAST].isalpha()


@lru_cache(maxsize=4)
def _dictionary(language: str) -> Pyphen:
    from pyphen import Pyphen

    return Pyphen(lang=LANGUAGES[language].tag, left=LEAST, right=LEAST)
