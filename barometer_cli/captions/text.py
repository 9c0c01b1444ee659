"""What authors write: small repairs, so that it stands well within a sentence, and where a sentence ends."""

from __future__ import annotations

import re

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
