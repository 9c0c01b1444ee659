"""What a language must list before scales in it can be read: which answers go which way, and how far."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

Measure = Literal["none", "hardly", "little", "some", "very", "most"]


class ScaleWords(Struct, frozen=True, eq=False):
    """Words of scales, in lower case; all but sets of words are regular expressions.

    Attributes
    ----------
    poles
        Words for either pole of a scale, the one that is for it first.
    fully, partly, between
        Words by which an answer goes all the way to a pole, or part of it, and those of what lies between the poles.
    filling
        Words that move an answer nowhere.
    answers
        What may stand before a degree: "ja, i høj grad".
    degrees
        Answers that tell how much, how often or how large, each row from the weakest to the strongest.
    measures
        What stands before a word, by how much of it that is: "mindre vigtigt".
    below, above, to, and_less, and_more
        Words round the numbers of a band: "under 18", "over 64", "18 til 29", "10 og derunder", "65 år og ældre".
    """

    poles: tuple[tuple[str, str], ...]
    fully: frozenset[str]
    partly: frozenset[str]
    between: frozenset[str]
    filling: frozenset[str]
    answers: str
    degrees: tuple[tuple[str, ...], ...]
    measures: Mapping[Measure, str]
    below: str
    above: str
    to: str
    and_less: str
    and_more: str
