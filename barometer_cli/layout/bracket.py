"""Brackets over (or under) what belongs together, each with its words."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from barometer_cli.layout.text import Block, block
from barometer_cli.layout.type import ASCENT, CAP_HEIGHT, SUBSTITUTE
from barometer_cli.model.scene import Mark, Of, Path

SIZE, LEADING = 16, 1.25
STROKE = 1.5
"""Strength of a bracket's line, px; its outer edges stand where the bracket begins and ends."""
STANDOFF, TICK, LIFT = 8, 8, 9
"""Room between a bar and its bracket, length of the bracket's ends, and room between bracket and words, px."""
CLEAR = 8
"""Room after the words of a bracket, px."""


class Bracket(Struct, frozen=True):
    """What spans from `start` to `end` (px), worded by `text`, in a chart that lies between `left` and `right`.

    `of` is what its words stand for.
    """

    start: float
    end: float
    text: str
    of: Of
    left: float
    right: float

    @property
    def words(self) -> Block:
        """Its words, wrapped where they are wider than the chart."""
        return block(self.text, (self.right - self.left) / SUBSTITUTE, SIZE, 600, LEADING, balanced=True)

    @property
    def label_x(self) -> float:
        """Where the words begin: at the bracket's start, moved inward where they would leave the chart (px)."""
        return max(self.left, min(self.start, self.right - self.words.width * SUBSTITUTE))

    @property
    def reach(self) -> tuple[float, float]:
        """The span that bracket and words take together, px."""
        x = self.label_x
        return min(self.start, x), max(self.end, x + self.words.width * SUBSTITUTE + CLEAR)


def height(brackets: Sequence[Bracket], pace: float = 1) -> float:
    """Height of one level of brackets with their words, px; `pace` narrows the gaps."""
    words = max((each.words.leading * (len(each.words.lines) - 1) for each in brackets), default=0)
    return 30 * pace + SIZE + words


def levels(brackets: Sequence[Bracket], below: bool = True) -> list[int]:
    """A level for each bracket so that none meet: 1, 2 … above the bar, -1, -2 … below it.

    Parameters
    ----------
    brackets
        In the order they are told.
    below
        Whether brackets may stand below.
    """
    taken: dict[int, list[tuple[float, float]]] = {}
    chosen = []
    for bracket in brackets:
        start, end = bracket.reach
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
    brackets: Sequence[Bracket],
    places: Sequence[int],
    top: float,
    bottom: float,
    id: str,
    ink: str,
    ground: str,
    pace: float = 1,
) -> list[Mark]:
    """Lines and words of brackets on their levels beside a bar that lies from `top` to `bottom` (px).

    `pace` narrows all gaps.
    """
    step = height(brackets, pace)
    drawn: list[Mark] = []
    for number, (bracket, level) in enumerate(zip(brackets, places, strict=True), start=1):
        words = bracket.words
        if level > 0:
            foot = round(top - STANDOFF * pace - (level - 1) * step, 2)
            line = round(foot - TICK * pace, 2)
            baseline = line - LIFT * pace - words.leading * (len(words.lines) - 1)
        else:
            foot = round(bottom + STANDOFF * pace + (-level - 1) * step, 2)
            line = round(foot + TICK * pace, 2)
            baseline = line + (LIFT + 2) * pace + SIZE * CAP_HEIGHT
        start = round(bracket.start, 2) + STROKE / 2
        end = max(round(bracket.end, 2) - STROKE / 2, start)
        points = ((start, foot), (start, line), (end, line), (end, foot))
        span = replace(bracket.of, role="span")
        drawn.append(Path(f"{id}-{number}-line", points, stroke=ink, width=STROKE, of=span))
        x, y = round(bracket.label_x, 2), baseline - SIZE * ASCENT
        drawn += words.marks(f"{id}-{number}-label", x, y, ink, ground, bracket.of)
    return drawn
