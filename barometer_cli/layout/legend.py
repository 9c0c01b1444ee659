"""A key of colours: swatch, words and, where marks are too small to carry it, the value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from barometer_cli.layout.palette import edge
from barometer_cli.layout.text import block
from barometer_cli.layout.type import CAP_HEIGHT, SUBSTITUTE, width
from barometer_cli.model.characters import unbroken
from barometer_cli.model.scene import ORNAMENT, Circle, Mark, Of, Rect, Text
from barometer_cli.model.theme import Colours

SWATCH = 14
ROW = 1.3


class Entry(Struct, frozen=True):
    """One line of the key: a colour, a value as printed ("" where the mark carries it), words, and whose they are.

    It names the category, or where there is none the group. `dot` is whether its marks are dots.
    """

    fill: str
    value: str
    label: str
    category: str | None = None
    group: str | None = None
    dot: bool = False

    def of(self, role: Literal["key", "key label", "key value"]) -> Of:
        """What a mark of this line stands for."""
        return Of(role, self.category, self.group)


def dot(id: str, x: float, y: float, fill: str, of: Of, colours: Colours) -> Circle:
    """A colour as a dot about (x, y), px; a pale one within an edge."""
    line = edge(fill, colours)
    return Circle(id, round(x, 2), round(y, 2), SWATCH / 2, fill, line or fill, 1.0 if line else 0.0, of)


def _swatch(entry: Entry, index: int, x: float, baseline: float, size: float, colours: Colours) -> list[Mark]:
    """The colour of a line from `x`, level with its words; a pale one within an edge, all in px."""
    y = round(baseline - size * CAP_HEIGHT / 2 - SWATCH / 2)
    if entry.dot:
        return [dot(f"key-{index}", x + SWATCH / 2, y + SWATCH / 2, entry.fill, entry.of("key"), colours)]
    line = edge(entry.fill, colours)
    if line is None:
        return [Rect(f"key-{index}", x, y, SWATCH, SWATCH, entry.fill, entry.of("key"))]
    return [
        Rect(f"key-{index}-edge", x, y, SWATCH, SWATCH, line, ORNAMENT),
        Rect(f"key-{index}", x + 1, y + 1, SWATCH - 2, SWATCH - 2, entry.fill, entry.of("key")),
    ]


def column(
    entries: Sequence[Entry], left: float, right: float, top: float, size: float, colours: Colours
) -> tuple[tuple[Mark, ...], float]:
    """Entries below one another from `top`; the marks and where they end, px."""
    ink, ground = colours.ink, colours.background
    marks: list[Mark] = []
    values = max((width(entry.value, size, 700) for entry in entries), default=0) * SUBSTITUTE
    label_x = round(left + SWATCH + 10 + (values + 12 if values else 0))
    y = top
    for index, entry in enumerate(entries, start=1):
        lines = block(entry.label, (right - label_x) / SUBSTITUTE, size, 400, 1.25, balanced=True)
        baseline = y + size * 1.025
        marks += _swatch(entry, index, left, baseline, size, colours)
        if entry.value:
            x = left + SWATCH + 10
            of = entry.of("key value")
            marks.append(
                Text(f"key-value-{index}", x, round(baseline, 2), entry.value, size, 700, ink, "start", ground, of)
            )
        marks += lines.marks(f"key-label-{index}", label_x, y, ink, ground, entry.of("key label"))
        y += lines.height + 5
    return tuple(marks), y - 5


def flow(
    entries: Sequence[Entry], left: float, right: float, top: float, size: float, colours: Colours
) -> tuple[tuple[Mark, ...], float]:
    """Entries beside one another, in as many rows as they need; a column where one is wider than a row."""
    entries = [replace(entry, label=unbroken(entry.label)) for entry in entries]
    rooms = [SWATCH + 8 + width(entry.label, size) * SUBSTITUTE + 20 for entry in entries]
    if max(rooms) > right - left:
        return column(entries, left, right, top, size, colours)
    ink, ground = colours.ink, colours.background
    marks: list[Mark] = []
    x, baseline = left, top + size
    for index, (entry, room) in enumerate(zip(entries, rooms, strict=True), start=1):
        if x > left and x + room - 20 > right:
            x, baseline = left, baseline + size * ROW + 6
        marks += _swatch(entry, index, round(x), baseline, size, colours)
        label_x, of = round(x) + SWATCH + 8, entry.of("key label")
        marks.append(
            Text(f"key-label-{index}", label_x, round(baseline, 2), entry.label, size, 400, ink, "start", ground, of)
        )
        x += room
    return tuple(marks), baseline + size * 0.3
