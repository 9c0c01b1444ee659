"""Periods as people write them: "2018", "2018-2019", "1. kvartal 2020", "Bølge 2021"; and which of them comes first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

_YEAR = r"(?:19|20)\d\d"
_PARTS = r"kvartal|kvt\.?|quarter|halvår|uge|week|[kqhmuw]"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?:(?P<word>[^\W\d_]+\.?)\s+)?(?P<first>{_YEAR})(?:\s*[-–/]\s*(?P<last>{_YEAR}|\d\d))?",
        rf"(?P<part>\d{{1,2}})\.?\s*(?:{_PARTS})\s*(?P<first>{_YEAR})",
        rf"(?:{_PARTS})\s*(?P<part>\d{{1,2}})\s+(?P<first>{_YEAR})",
        rf"(?P<first>{_YEAR})\s*(?:{_PARTS})\s*(?P<part>\d{{1,2}})",
    )
)
_MONTHS = (
    *("januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober"),
    *("november", "december", "january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
_SEASONS = {
    "vinter": 1, "winter": 1, "forår": 3, "foråret": 3, "spring": 3, "sommer": 6, "summer": 6, "efterår": 9,
    "efteråret": 9, "autumn": 9, "fall": 9,
}  # fmt: skip
_WITHIN = {name: i % 12 + 1 for i, name in enumerate(_MONTHS)} | _SEASONS


class _Period(NamedTuple):
    """When a period begins (year, part of it) and in which year it ends; a word before it that tells no time."""

    first: int
    part: int
    last: int
    word: str


@lru_cache(maxsize=4096)
def _read(label: str) -> _Period | None:
    folded = " ".join(label.casefold().split())
    match = next((match for form in _FORMS if (match := form.fullmatch(folded))), None)
    if match is None:
        return None
    named = match.groupdict()
    first, part, word = int(named["first"]), int(named.get("part") or 0), (named.get("word") or "").rstrip(".")
    last = first
    if written := named.get("last"):
        last = int(written) if len(written) == 4 else first // 100 * 100 + int(written)
        if last < first:  # 2020-03 is a month, 2018-19 are two years
            last, part = first, int(written)
    return _Period(first, part or _WITHIN.get(word, 0), last, "" if word in _WITHIN else word)


def in_time(labels: Sequence[str]) -> tuple[str, ...]:
    """Labels that are periods, from the first to the last; none where one of them is no period, or two begin alike."""
    periods = [_read(label) for label in labels]
    found = [(period[:3], label) for period, label in zip(periods, labels, strict=True) if period]
    alike = len({period.word for period in periods if period}) == 1 and len({when for when, _ in found}) == len(labels)
    return tuple(label for _, label in sorted(found)) if len(found) == len(labels) and alike else ()


def middle(label: str) -> float | None:
    """The middle of a period in years: "2018" -> 2018.5, "2018-2019" -> 2019.0; None where it is no period."""
    period = _read(label)
    if period is None:
        return None
    if not period.part:
        return (period.first + period.last + 1) / 2
    named = next((count for sign, count in _TO_A_YEAR if sign.search(label.casefold())), 12)
    return period.first + (period.part - 0.5) / named


_TO_A_YEAR = (
    (re.compile(r"kvartal|kvt|quarter|(?<![^\W\d_])[kq]\s*\d|\d\s*[kq](?![^\W\d_])"), 4),
    (re.compile(r"halvår|(?<![^\W\d_])h\s*\d|\d\s*h(?![^\W\d_])"), 2),
    (re.compile(r"uge|week|(?<![^\W\d_])[uw]\s*\d|\d\s*[uw](?![^\W\d_])"), 53),
)
"""How a period names its part of a year, and how many of them a year has; months otherwise."""


def in_order(labels: Sequence[str]) -> tuple[str, ...]:
    """Labels in the order they are drawn: periods that run neither forwards nor backwards are put in time order."""
    forwards = in_time(labels)
    return forwards if forwards and tuple(labels) != forwards[::-1] else tuple(labels)


def same(one: str, other: str) -> bool:
    """Whether two labels are the same period: "Bølge 2021" and "2021", "2018-19" and "2018-2019"."""
    first, second = _read(one), _read(other)
    return one == other if first is None or second is None else first[:3] == second[:3]


def bare(label: str) -> str:
    """A period without a word that tells no time: "Bølge 2021" -> "2021"."""
    period = _read(label)
    return label.split(maxsplit=1)[1] if period and period.word else label
