"""What every language writes alike: small repairs to what authors write, sentences, lists in quotes, marks, bases."""

from __future__ import annotations

import re
from collections.abc import Sequence

from barometer_cli.model.caption import Base
from barometer_cli.model.locale import Locale
from barometer_cli.model.number import percent
from barometer_cli.model.picture import Mark

MOST_LEVELS = 4
"""The most bases that a caption tells one by one."""
_SENTENCE = re.compile(r"[.!?](?=\s+(?:[A-ZÆØÅ*”“„»]|n\s*=)|\s*$)|(?:(?<=[a-zæøå]{5})|(?<=[%)”“]))[.!?](?=\s+\d)")
"""A point before a number ends a sentence where it is not that of a short word: "ca. 30 %"."""


def sentence_at(text: str, place: int) -> tuple[int, int]:
    """Where the sentence around a character begins and ends."""
    ends = [match.end() for match in _SENTENCE.finditer(text)]
    start = max((end for end in ends if end <= place), default=0)
    return start, min((end for end in ends if end > place), default=len(text))


def plain(text: str) -> str:
    """A text without the point at its end."""
    return text.strip().rstrip(".")


def lowered(text: str) -> str:
    """A text that begins in lower case, unless its first word has other capitals too (FoU)."""
    first = text.split(" ")[0]
    return text[:1].lower() + text[1:] if first[1:] == first[1:].lower() else text


def ended(text: str) -> str:
    """A text as a sentence: with one point, or the sign it ends in."""
    return text if text.endswith(("…", "!", "?")) else f"{plain(text)}."


def quoted(answers: Sequence[str], locale: Locale) -> str:
    """Answers in quotation marks, as a list with "and"."""
    return locale.both([locale.quote(answer) for answer in answers])


def marked(mark: Mark, locale: Locale) -> str:
    """A mark with its share as printed, and its interval where one is drawn."""
    text = f"{mark.label} {locale.percent(mark.share)}"
    if mark.interval:
        low, high = mark.interval
        text += f" ({percent(low)}{locale.dialect.dash}{locale.percent(high)})"
    return text


def base(fact: Base, locale: Locale) -> str:
    """Unweighted n: one, the whole with its groups, one a level, or the least and the most of many."""
    prefix, dash = locale.dialect.base, locale.dialect.dash
    if len(fact.bases) == 1:
        return f"{prefix}{locale.number(fact.bases[0][1])}."
    if fact.bases[0][0] is None:
        groups = ", ".join(f"{label} {locale.number(n)}" for label, n in fact.bases[1:])
        return f"{prefix}{locale.number(fact.bases[0][1])} ({groups})."
    levels = [f"{label}, {lowered(prefix)}{locale.number(n)}" for label, n in fact.bases]
    if len(levels) <= MOST_LEVELS:
        return f"{', '.join(levels)}."
    sizes = [n for _, n in fact.bases]
    return f"{prefix}{locale.number(min(sizes))}{dash}{locale.number(max(sizes))}."
