"""The key of a scale of shades: its classes as steps, each with its range, and below them what has no value."""

from __future__ import annotations

from msgspec import Struct

from barometer_cli.layout.palette import edge
from barometer_cli.layout.type import CAP_HEIGHT, DESCENT, SUBSTITUTE, width
from barometer_cli.model.scene import ORNAMENT, Mark, Of, Rect, Text
from barometer_cli.model.theme import Theme

WIDE, HIGH = 24, 22
"""A step of a key that goes down, px; in one that goes across it is as wide as its room."""
THIN, UNDER = 12, 6
"""Height of a step in a key that goes across, and white between it and its words, px."""
SMALLER = 3
"""How much smaller words of a key that goes across are than other labels, px."""
BETWEEN = 1
"""White between steps, px."""
BESIDE = 10
"""White between a step and its words, px."""
APART = 10
"""White between steps and what has no value, px."""


class Step(Struct, frozen=True):
    """One shade: its words and what stands behind them in grey, and what the shade and the words stand for."""

    fill: str
    words: str
    aside: str
    of: Of
    words_of: Of


class Steps(Struct, frozen=True):
    """Steps in the order of their classes, from the least, and beside them, in the order drawn, what is no step."""

    scale: tuple[Step, ...]
    others: tuple[Step, ...]


def room(steps: Steps, theme: Theme) -> float:
    """How wide a key is that goes down, px."""
    asides = max(width(step.aside, theme.sizes.note) for step in (*steps.scale, *steps.others)) * SUBSTITUTE
    return WIDE + BESIDE + _words(steps, theme) + (BESIDE + asides if asides else 0)


def down(steps: Steps, left: float, top: float, theme: Theme) -> tuple[tuple[Mark, ...], float]:
    """Steps below one another, the largest first; the marks and where they end, px."""
    marks: list[Mark] = []
    y, column = top, _words(steps, theme)
    for number, step in enumerate((*reversed(steps.scale), *steps.others), start=1):
        if number == len(steps.scale) + 1:
            y += APART
        marks += _swatch(f"step-{number}", step, left, y, WIDE, HIGH, theme)
        marks += _beside(f"step-{number}", step, left + WIDE + BESIDE, y + HIGH / 2, column, theme.sizes.label, theme)
        y += HIGH + BETWEEN
    return tuple(marks), y - BETWEEN


def across(steps: Steps, left: float, right: float, top: float, theme: Theme) -> tuple[tuple[Mark, ...], float]:
    """Steps side by side from the least, their words alone below them; `down` where words are wider than their step."""
    size, colours = max(theme.sizes.label - SMALLER, theme.sizes.note), theme.colours
    each = (right - left + BETWEEN) / len(steps.scale)
    if max(width(step.words, size) for step in steps.scale) * SUBSTITUTE > each - BETWEEN:
        return down(steps, left, top, theme)
    marks: list[Mark] = []
    baseline = round(top + THIN + UNDER + size, 2)
    for number, step in enumerate(steps.scale, start=1):
        start, end = round(left + (number - 1) * each), round(left + number * each) - BETWEEN
        marks += _swatch(f"step-{number}", step, start, top, end - start, THIN, theme)
        marks.append(
            Text(f"step-{number}-words", (start + end) / 2, baseline, step.words, size, 400, colours.ink, "middle",
                 colours.background, step.words_of)
        )  # fmt: skip
    bottom = baseline + size * DESCENT
    x, y = left, bottom + APART
    for number, step in enumerate(steps.others, start=len(steps.scale) + 1):
        words = SUBSTITUTE * width(step.words, size)
        taken = WIDE + BESIDE + words + (BESIDE + SUBSTITUTE * width(step.aside, theme.sizes.note))
        if x > left and x + taken > right:
            x, y = left, y + HIGH + BETWEEN
        marks += _swatch(f"step-{number}", step, x, y + (HIGH - THIN) / 2, WIDE, THIN, theme)
        marks += _beside(f"step-{number}", step, x + WIDE + BESIDE, y + HIGH / 2, words, size, theme)
        x = round(x + taken + 2 * BESIDE)
    return tuple(marks), y + HIGH if steps.others else bottom


def _words(steps: Steps, theme: Theme) -> float:
    """How wide the words of steps are in a key that goes down, px."""
    return SUBSTITUTE * max(width(step.words, theme.sizes.label) for step in (*steps.scale, *steps.others))


def _swatch(id: str, step: Step, x: float, y: float, wide: float, high: float, theme: Theme) -> list[Mark]:
    """The colour of a step; a pale one within an edge."""
    line = edge(step.fill, theme.colours)
    if line is None:
        return [Rect(id, x, y, wide, high, step.fill, step.of)]
    return [
        Rect(f"{id}-edge", x, y, wide, high, line, ORNAMENT),
        Rect(id, x + 1, y + 1, wide - 2, high - 2, step.fill, step.of),
    ]


def _beside(id: str, step: Step, x: float, middle: float, column: float, size: float, theme: Theme) -> list[Mark]:
    """The words of a step from `x` in a column so wide, what is aside behind it; letters stand about `middle`, px."""
    colours, note = theme.colours, theme.sizes.note
    baseline, ground, of = round(middle + size * CAP_HEIGHT / 2, 2), colours.background, step.words_of
    marks: list[Mark] = [Text(f"{id}-words", x, baseline, step.words, size, 400, colours.ink, "start", ground, of)]
    if step.aside:
        aside = round(x + column + BESIDE, 2)
        marks.append(Text(f"{id}-aside", aside, baseline, step.aside, note, 400, colours.muted, "start", ground, of))
    return marks
