"""What every language writes alike: small repairs to what authors write, sentences, lists in quotes, marks, bases."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from barometer_cli.model.caption import Base, Unshown
from barometer_cli.model.locale import Locale
from barometer_cli.model.picture import Card, Mark

MOST_LEVELS = 4
"""The most bases that a caption tells one by one."""


_PRINTED = re.compile(r"[<>]?\d+(?:[.,\u00a0\u202f]\d+)*")
"""A number without what stands behind it, such as its unit."""


class Noun(NamedTuple):
    """What values of a measure, or members of an axis, are called: "andelen", "andelene", "andele"."""

    one: str
    these: str
    many: str


_OF_SCALE = re.compile(r"(ud )?af \d|(out )?of \d", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?](?=\s+(?:[A-ZÆØÅÉ*”“„»]|n\s*=)|\s*$)|(?:(?<=[a-zæøå]{5})|(?<=[%)”“]))[.!?](?=\s+\d)")
"""A point before a number ends a sentence where it is not that of a short word: "ca. 30 %"."""


def sentence_at(text: str, place: int) -> tuple[int, int]:
    """Where the sentence around a character begins and ends."""
    ends = [match.end() for match in _SENTENCE.finditer(text)]
    start = max((end for end in ends if end <= place), default=0)
    return start, min((end for end in ends if end > place), default=len(text))


def tells_scale(unit: str) -> bool:
    """Whether a unit is the end of a scale rather than what values are measured in: "af 5", "out of 10"."""
    return bool(_OF_SCALE.match(unit))


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


def card(sight: Card, opening: str, more: str) -> str:
    """A card as sentences: what opens it, its text, its points, and where more is told behind the words for that."""
    said = [opening, sight.text, *sight.points, sight.address and f"{more}: {sight.address}"]
    return " ".join(ended(part) for part in said if part)


def quoted(answers: Sequence[str], locale: Locale) -> str:
    """Answers in quotation marks, as a list with "and"."""
    return locale.both([locale.quote(answer) for answer in answers])


def marked(mark: Mark, locale: Locale, to: str, value: str | None = None) -> str:
    """A mark with its value as printed, or as it is worded, and its interval where one is drawn.

    `to` is the word between limits that have signs.
    """
    text = f"{mark.label} {value or locale.value(mark.value)}"
    return f"{text} ({between(*mark.interval, locale, to)})" if mark.interval else text


def between(low: float, high: float, locale: Locale, to: str) -> str:
    """Two values, their unit told once: "47-53 %", "35-39 timer"; "−2 til +4" where they have signs."""
    if locale.measure.signed or low < 0:
        return f"{locale.value(low)} {to} {locale.value(high)}"
    least = _PRINTED.match(locale.value(low))
    assert least, "a printed value has digits"
    return f"{least[0]}{locale.dialect.dash}{locale.value(high)}"


def with_subject(clause: str, verbs: Collection[str], subject: str) -> str:
    """A clause that begins with its verb, with its subject before it; any other clause as it is."""
    text = plain(clause)
    return f"{subject} {text}" if text.split(" ")[0].casefold() in verbs else text


def in_groups(answer: Unshown, locale: Locale, whole: str, every: str, to: str) -> str:
    """A category in quotation marks and its values: of each group, of all where they are alike, or from least to most.

    `whole`, `every` and `to` are words for the whole base, for "in every group", and between limits that have signs.
    """
    quote, values = locale.quote(answer.category), [value for _, value in answer.values]
    printed = [locale.value(value) for value in values]
    if answer.value is not None:
        return f"{quote} ({locale.value(answer.value)})"
    if not printed:
        return quote
    if len(set(printed)) == 1:
        return f"{quote} ({printed[0]} {every})"
    if len(printed) > MOST_LEVELS:
        return f"{quote} ({between(min(values), max(values), locale, to)})"
    names = [group or whole for group, _ in answer.values]
    colon = ":" if any(name[-1].isdigit() for name in names) else ""
    return f"{quote} ({', '.join(f'{name}{colon} {text}' for name, text in zip(names, printed, strict=True))})"


def base(fact: Base, locale: Locale) -> str:
    """Unweighted n: one, the whole with its groups, one a group or level, or the least and the most of many."""
    prefix, dash = locale.dialect.base, locale.dialect.dash
    if len(fact.bases) == 1 or (fact.brief and fact.bases[0][0] is None):
        return f"{prefix}{locale.number(fact.bases[0][1])}."
    if fact.bases[0][0] is None:
        groups = ", ".join(f"{label} {locale.number(n)}" for label, n in fact.bases[1:])
        return f"{prefix}{locale.number(fact.bases[0][1])} ({groups})."
    if len(fact.bases) <= MOST_LEVELS and not fact.brief:
        if fact.groups:
            return f"{prefix}{', '.join(f'{locale.number(n)} ({label})' for label, n in fact.bases)}."
        return f"{', '.join(f'{label}, {lowered(prefix)}{locale.number(n)}' for label, n in fact.bases)}."
    sizes = [n for _, n in fact.bases]
    return f"{prefix}{locale.number(min(sizes))}{dash}{locale.number(max(sizes))}."
