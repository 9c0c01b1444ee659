"""Lines: wrapping by measured width, balancing, and blocks of lines placed as text marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from barometer_cli.layout.type import ASCENT, DESCENT, width
from barometer_cli.model.scene import Anchor, Text, Weight

SOFT_HYPHEN = "\u00ad"
ELLIPSIS = "…"


@lru_cache(maxsize=16_384)
def wrap(text: str, measure: float, size: float, weight: Weight = 400, balanced: bool = False) -> tuple[str, ...]:
    """Break a text into lines no wider than a measure.

    Breaks at spaces, after hyphens and slashes, and at authored soft hyphens; a word that is wider than the
    measure alone is broken where it must be. Text is never hyphenated by pattern.

    Parameters
    ----------
    text
        Text; newlines count as spaces, no-break spaces do not break.
    measure
        Width in px.
    size
        Font size in px.
    weight
        400, 600 or 700.
    balanced
        Whether lines are made as equal as they can be without adding one.
    """
    lines = _greedy(text, measure, size, weight)
    if not balanced or len(lines) < 2:
        return lines
    low, high = measure / 2, measure
    while high - low > 2:
        middle = (low + high) / 2
        tried = _greedy(text, middle, size, weight)
        if len(tried) <= len(lines) and max(width(line, size, weight) for line in tried) <= middle:
            high = middle
        else:
            low = middle
    return _greedy(text, high, size, weight)


def _greedy(text: str, measure: float, size: float, weight: Weight) -> tuple[str, ...]:
    lines: list[str] = []
    line = ""
    for piece, glue in _pieces(text):
        joined = f"{line}{piece}"
        end = "-" if glue == SOFT_HYPHEN else ""
        if not line or width(f"{joined.rstrip(' ')}{end}", size, weight) <= measure:
            line = joined
        else:
            lines.append(_ended(line))
            line = piece
        while width(_ended(line), size, weight) > measure and len(line) > 1:
            cut = _fitting(line, measure, size, weight)
            lines.append(line[:cut])
            line = line[cut:]
        line += glue
    if _ended(line).strip():
        lines.append(_ended(line).removesuffix("-") if line.endswith(SOFT_HYPHEN) else _ended(line))
    return tuple(lines) or ("",)


def _ended(line: str) -> str:
    """A line as it is set: inner soft hyphens gone, one at the break made visible."""
    end = "-" if line.endswith(SOFT_HYPHEN) else ""
    return line.replace(SOFT_HYPHEN, "").rstrip(" ") + end


def _fitting(word: str, measure: float, size: float, weight: Weight) -> int:
    cut = 1
    while cut < len(word) and width(word[: cut + 1], size, weight) <= measure:
        cut += 1
    return cut


def _pieces(text: str) -> list[tuple[str, str]]:
    """Unbreakable pieces, each with what glues it to the next: a space, a soft hyphen or nothing."""
    pieces: list[tuple[str, str]] = []
    word = ""
    for char in " ".join(text.replace("\u00a0", "\0").split()).replace("\0", "\u00a0"):
        if char in (" ", SOFT_HYPHEN):
            pieces.append((word, char))
            word = ""
        elif char in "-/" and len(word) > 1:
            pieces.append((word + char, ""))
            word = ""
        else:
            word += char
    return [*pieces, (word, "")]


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one style; `leading` is the distance of baselines in px."""

    lines: tuple[str, ...]
    size: float
    weight: Weight
    leading: float

    @property
    def height(self) -> float:
        """From the top of the first line to the foot of the last, in px."""
        return self.leading * (len(self.lines) - 1) + self.size * (ASCENT + DESCENT)

    @property
    def width(self) -> float:
        """Width of the widest line in px."""
        return max(width(line, self.size, self.weight) for line in self.lines)

    def marks(
        self, id: str, x: float, top: float, fill: str, ground: str, anchor: Anchor = "start"
    ) -> tuple[Text, ...]:
        """The lines as text marks, hanging from `top` at `x` (both px)."""
        first = top + self.size * ASCENT
        return tuple(
            Text(
                id if len(self.lines) == 1 else f"{id}-{number}",
                x,
                round(first + index * self.leading, 2),
                line,
                self.size,
                self.weight,
                fill,
                anchor,
                ground,
            )
            for index, (number, line) in enumerate(zip(range(1, len(self.lines) + 1), self.lines, strict=True))
        )


def block(
    text: str | Sequence[str], measure: float, size: float, weight: Weight = 400, leading: float = 1.4, **options: bool
) -> Block:
    """A text wrapped to a measure in px; `leading` in font sizes; `balanced=True` evens out the lines."""
    lines = wrap(text, measure, size, weight, **options) if isinstance(text, str) else tuple(text)
    return Block(lines, size, weight, round(size * leading))
