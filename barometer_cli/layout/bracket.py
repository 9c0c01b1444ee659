"""Brackets over (or under) what belongs together, each with its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from barometer_cli.layout.type import CAP_HEIGHT, SUBSTITUTE, width
from barometer_cli.model.scene import Mark, Path, Text

SIZE = 16
LEVEL = 46
"""Height of one level of brackets with their words, px."""
TICK = 8
CLEAR = 8
"""Room after the words of a bracket, px."""


@dataclass(frozen=True, slots=True)
class Bracket:
    """What spans from `start` to `end` (px) and is worded by `text`."""

    start: float
    end: float
    text: str

    def label_x(self, left: float, right: float) -> float:
        """Where the words begin: at the bracket's start, moved inward where they would leave the chart (px)."""
        room = width(self.text, SIZE, 600) * SUBSTITUTE
        return max(left, min(self.start, right - room))

    def reach(self, left: float, right: float) -> tuple[float, float]:
        """The span that bracket and words take together, px."""
        x = self.label_x(left, right)
        return min(self.start, x), max(self.end, x + width(self.text, SIZE, 600) * SUBSTITUTE + CLEAR)


def levels(brackets: Sequence[Bracket], left: float, right: float, below: bool = True) -> list[int]:
    """A level for each bracket so that none meet: 1, 2 … above the bar, -1, -2 … below it.

    Parameters
    ----------
    brackets
        In the order they are told.
    left, right
        Edges of the chart, px.
    below
        Whether brackets may stand below.
    """
    taken: dict[int, list[tuple[float, float]]] = {}
    chosen = []
    for bracket in brackets:
        start, end = bracket.reach(left, right)
        candidates = [sign * level for level in range(1, len(brackets) + 1) for sign in ((1, -1) if below else (1,))]
        level = next(
            candidate
            for candidate in candidates
            if all(end <= other[0] or start >= other[1] for other in taken.get(candidate, []))
        )
        taken.setdefault(level, []).append((start, end))
        chosen.append(level)
    return chosen


def marks(
    bracket: Bracket, level: int, top: float, bottom: float, left: float, right: float, id: str, ink: str, ground: str
) -> tuple[Mark, ...]:
    """The bracket's line and words beside a bar that lies from `top` to `bottom` (px)."""
    x = round(bracket.label_x(left, right), 2)
    if level > 0:
        foot = top - 8 - (level - 1) * LEVEL
        line = foot - TICK
        baseline = line - 9
    else:
        foot = bottom + 8 + (-level - 1) * LEVEL
        line = foot + TICK
        baseline = line + 11 + SIZE * CAP_HEIGHT
    start, end = round(bracket.start, 2) + 0.75, round(bracket.end, 2) - 0.75
    points = ((start, foot), (start, line), (end, line), (end, foot))
    return (
        Path(f"{id}-line", points, stroke=ink, width=1.5),
        Text(f"{id}-label", x, round(baseline, 2), bracket.text, SIZE, 600, ink, "start", ground),
    )
