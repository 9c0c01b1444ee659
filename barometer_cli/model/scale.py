"""Scales: what a set of names is, and where on it each stands."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Meaning = Literal["steps", "poles", "names"]
"""What a set of names is: steps from weak to strong, a scale between two poles, or names in no order."""


class Scale(Struct, frozen=True):
    """What a set of names is, and where on it each stands.

    Of steps 0 is the weakest, earliest or least. Of poles the sign tells the side, 0 is the middle, and 1 stands next
    to it. Of names an earlier one stands higher.
    """

    meaning: Meaning
    places: tuple[int, ...]

    def told_as(self, meaning: Meaning) -> Scale:
        """The same order taken to mean something else; the middle of poles lies between as many on either side."""
        if meaning == self.meaning:
            return self
        order, half = sorted(self.places), len(self.places) // 2
        ranks = [order.index(place) for place in self.places]
        if meaning == "poles":
            even = len(ranks) % 2 == 0
            ranks = [rank - half + (even and rank >= half) for rank in ranks]
        return Scale(meaning, tuple(ranks))


def as_written(count: int) -> Scale:
    """So many names as they stand, the first above the others."""
    return Scale("names", tuple(reversed(range(count))))
