"""Scales as people write them, in any language: "Helt enig … Helt uenig", "I nogen grad", "Sjældent", "18-29 år"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from math import inf
from typing import NamedTuple

from barometer_cli.languages import LANGUAGES
from barometer_cli.languages.scales import ScaleWords
from barometer_cli.model.period import in_time
from barometer_cli.model.scale import Scale

_CODE = re.compile(r"^\d+\s*[-–.:=)]\s+(?=\D)")
"""The number of an answer before its words: "1 - Helt uenig"."""
_NUMBER = r"\d+(?:[.\s]\d{3})*(?:,\d+)?"


def scale_of(labels: tuple[str, ...]) -> Scale | None:
    """The scale that labels make, in whatever order they stand; None where they make none that is known.

    Parameters
    ----------
    labels
        Names of answers or groups; who writes a table need not say in which language.
    """
    return _read(labels, tuple(LANGUAGES))


@lru_cache(maxsize=1024)
def _read(labels: tuple[str, ...], languages: tuple[str, ...]) -> Scale | None:
    if len(labels) < 2:
        return None
    folded = [_CODE.sub("", " ".join(label.replace("\u00ad", "").casefold().split())) for label in labels]
    for language in languages:
        words = _compiled(LANGUAGES[language].scales)
        if found := _between_poles(folded, words) or _by_degree(folded, words):
            return found
    return _in_order(_bands(folded, _band(languages))) or _in_order(_times(labels))


class _Words(NamedTuple):
    """The words of a language, compiled; each pole, each step of a row of degrees is an expression of its own."""

    listed: ScaleWords
    poles: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    known: frozenset[str]
    degrees: tuple[tuple[re.Pattern[str], ...], ...]
    answer: re.Pattern[str]
    measured: re.Pattern[str]


@cache
def _compiled(words: ScaleWords) -> _Words:
    measures = "|".join(f"(?P<{name}>{before})" for name, before in words.measures.items())
    return _Words(
        words,
        tuple((re.compile(one), re.compile(other)) for one, other in words.poles),
        words.fully | words.partly | words.between | words.filling,
        tuple(tuple(re.compile(step) for step in steps) for steps in words.degrees),
        re.compile(rf"^(?:{words.answers})[,:]?\s+(?=\w)"),
        re.compile(rf"(?:{measures})\s+(?P<of>[^\W\d_]+)"),
    )


@cache
def _band(languages: tuple[str, ...]) -> re.Pattern[str]:
    """A band of numbers, or one, in any language: a word that is round them in one is no unit in another."""
    listed = [LANGUAGES[language].scales for language in languages]
    below, above, to, less, more = (
        "|".join(getattr(words, part) for words in listed) for part in ("below", "above", "to", "and_less", "and_more")
    )
    return re.compile(
        rf"(?:(?P<below>{below})|{above})?\s*(?P<first>{_NUMBER})\s*(?:(?:[-–—]|{to})\s*{_NUMBER})?\s*\+?\s*"
        rf"(?P<unit>[^\d+]*?)\s*(?:(?P<less>{less})|{more})?"
    )


def _in_order(strengths: Sequence[float] | None) -> Scale | None:
    """Steps by their strength; of two alike the one nearer the strong end is the stronger."""
    if not strengths or len(set(strengths)) < 2:
        return None
    return Scale("steps", _ranks(strengths))


def _ranks(strengths: Sequence[float]) -> tuple[int, ...]:
    rising = strengths[-1] > strengths[0]
    order = sorted(range(len(strengths)), key=lambda place: (strengths[place], place if rising else -place))
    return tuple(order.index(place) for place in range(len(strengths)))


# -- two poles ---------------------------------------------------------------------------------------------------------


def _between_poles(labels: Sequence[str], words: _Words) -> Scale | None:
    """A scale with answers on both sides of its middle; steps where all are on one side of it."""
    told = [re.findall(r"[^\W_]+", label) for label in labels]
    for one, other in words.poles:
        known = [_leaning(said, one, other, words) for said in told]
        leanings = [each for each in known if each is not None]
        if len(leanings) < len(labels) or leanings.count(0) > 1 or set(leanings) == {0}:
            continue
        if min(leanings) * max(leanings) >= 0:
            return _in_order([abs(each) for each in leanings])
        ranks, against = _ranks(leanings), sum(each < 0 for each in leanings)
        middle = 0 in leanings
        return Scale("poles", tuple(rank - against + (rank >= against and not middle) for rank in ranks))
    return None


def _leaning(said: Sequence[str], one: re.Pattern[str], other: re.Pattern[str], words: _Words) -> float | None:
    """How far an answer leans to one pole (above 0) or the other; None where it says anything besides."""
    sides = {1 if one.fullmatch(word) else -1 for word in said if one.fullmatch(word) or other.fullmatch(word)}
    rest = {word for word in said if not one.fullmatch(word) and not other.fullmatch(word)}
    if not rest <= words.known:
        return None
    if rest & words.listed.between or len(sides) == 2:
        return 0
    if not sides:
        return None
    return sides.pop() * (3 if rest & words.listed.fully else 1 if rest & words.listed.partly else 2)


# -- degrees -----------------------------------------------------------------------------------------------------------

_MEASURES = ("none", "hardly", "little", "some", "of", "very", "most")


def _by_degree(labels: Sequence[str], words: _Words) -> Scale | None:
    bare = [words.answer.sub("", label) for label in labels]
    for steps in words.degrees:
        found = [next((rank for rank, step in enumerate(steps) if step.fullmatch(label)), None) for label in bare]
        if None not in found:
            return _in_order([rank for rank in found if rank is not None])
    matches = [words.measured.fullmatch(label) for label in bare]
    measured = {match["of"] if match else label for match, label in zip(matches, bare, strict=True)}
    if len(measured) > 1 or not any(matches):
        return None
    return _in_order([_MEASURES.index("of") if match is None else _measure(match) for match in matches])


def _measure(match: re.Match[str]) -> int:
    return next(rank for rank, name in enumerate(_MEASURES) if name != "of" and match[name])


# -- numbers and time --------------------------------------------------------------------------------------------------


def _bands(labels: Sequence[str], band: re.Pattern[str]) -> list[float] | None:
    """The lower bounds of bands in one unit, each another: "Under 18 år", "18-29", "65 år eller mere"."""
    found = [match for label in labels if (match := band.fullmatch(label))]
    if len(found) < len(labels) or len({match["unit"] for match in found} - {""}) > 1:
        return None
    bounds = [-inf if match["below"] or match["less"] else _value(match["first"]) for match in found]
    return bounds if len(set(bounds)) == len(bounds) else None


def _value(written: str) -> float:
    return float(re.sub(r"[.\s]", "", written).replace(",", "."))


def _times(labels: Sequence[str]) -> list[float] | None:
    order = in_time(labels)
    return [order.index(label) for label in labels] if order else None
