"""What the words of an author state, where they stand, and whether it is so."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

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
    "scale",
    "number",
]
Verdict: TypeAlias = Literal["holds", "fails", "not verified"]
Where: TypeAlias = tuple[str | int, ...]
"""Path of a field in a spec: ("caption", "shows")."""


class Statement(Struct, frozen=True):
    """One statement of a text.

    Attributes
    ----------
    span
        Where it stands: first character and the one after its last.
    text
        Its words.
    what
        What it speaks of; "share" is any value of the table, "number" is one that could not be read as any other.
    verdict
        Whether it is so; "not verified" where nothing is known to compare it with.
    truth
        What would be true, where it fails.
    where
        The field of the spec that the text is of.
    """

    span: tuple[int, int]
    text: str
    what: What
    verdict: Verdict
    truth: str | None = None
    where: Where = ("caption",)

    def meets(self, start: int, end: int) -> bool:
        """Whether it is of some of the words between two places."""
        return start < self.span[1] and self.span[0] < end
