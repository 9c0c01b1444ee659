"""What a text typed by hand states, and whether it is so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

What: TypeAlias = Literal[
    "base",
    "share",
    "sum",
    "reason",
    "net",
    "period",
    "weighting",
    "question",
    "filter",
    "interval",
    "significance",
    "number",
]
Verdict: TypeAlias = Literal["holds", "fails", "not verified"]


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of a text.

    Attributes
    ----------
    span
        Where it stands: first character and the one after its last.
    text
        Its words.
    what
        What it speaks of; "number" is one that could not be read as any other.
    verdict
        Whether it is so; "not verified" where nothing is known to compare it with.
    truth
        What would be true, where it fails.
    """

    span: tuple[int, int]
    text: str
    what: What
    verdict: Verdict
    truth: str | None = None
