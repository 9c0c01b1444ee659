"""Lines: wrapping by measured width, balancing, and blocks of lines placed as text marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations, pairwise

from msgspec import Struct

from barometer_cli.layout import hyphens
from barometer_cli.layout.type import ASCENT, DESCENT, Face, advance, face, shape, width
from barometer_cli.model.characters import SOFT_HYPHEN, unbroken
from barometer_cli.model.scene import Anchor, Of, Text, Weight

_RANGE = re.compile(r"\d[-/]\d")
"""Numbers that a line does not part: "18-29", "2018/2019"."""
SMALL = 3
"""The most letters of a word that should not end a line of a headline: "i", "og", "til"."""
CLAUSE = (",", ":", ";", "–", "—")
"""What ends a clause within a sentence."""
MOST_LINES, SHORTEST = 3, 0.55
"""The most lines that may rather end where a clause does, and how long the shortest is then, beside the longest."""
HAIR = 0.01
"""Px by which a line may be wider than its measure: a text fits into its own width, however that was computed."""
_BREAKS = re.compile(f"[-/{SOFT_HYPHEN}]")


def wrap(text: str, measure: float, size: float, weight: Weight = 400, balanced: bool = False) -> tuple[str, ...]:
    """Break a text into lines no wider than a measure.

    Breaks at spaces, after hyphens and slashes, and at authored soft hyphens. Only a word that is wider than the
    measure alone is hyphenated, by the rules of the language (`hyphens.hyphenating`); one that has no such place is cut
    where it must be, which the proof of the sheet tells of.

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
        Whether lines are made as equal as they can be without adding one, or breaking a word; and none ends in a small
        word that leads on, if that adds no line. Rather they end where a clause does, if none is much shorter then.
    """
    return _wrapped(text, measure, size, face(weight), balanced, hyphens.language())


@lru_cache(maxsize=16_384)
def _wrapped(text: str, measure: float, size: float, face: Face, balanced: bool, language: str) -> tuple[str, ...]:
    pieces = _pieces(text)
    measure += HAIR
    lines = _greedy(pieces, measure, size, face, language)
    if not balanced or len(lines) < 2:
        return lines
    bound = _bound(pieces)
    if all(size * advance(_ended(piece + glue), face) <= measure for piece, glue in bound if " " in piece):
        tried = _greedy(bound, measure, size, face, language)
        pieces = bound if len(tried) == len(lines) else pieces
    words = (size * advance(_ended(piece + glue), face) for piece, glue in pieces)
    low, high = max([measure / 2, *(word for word in words if word <= measure)]), measure
    while high - low > 2:
        middle = (low + high) / 2
        tried = _greedy(pieces, middle, size, face, language)
        if len(tried) <= len(lines) and max(size * advance(line, face) for line in tried) <= middle:
            high = middle
        else:
            low = middle
    even = _greedy(pieces, high, size, face, language)
    return _by_clauses(pieces, even, measure, size, face)


def _by_clauses(
    pieces: list[tuple[str, str]], even: tuple[str, ...], measure: float, size: float, face: Face
) -> tuple[str, ...]:
    """As many lines, of which more end where a clause does, if no line is left much shorter than another."""
    ends = [place for place, (_, glue) in enumerate(pieces[:-1], start=1) if glue == " "]
    if len(even) > MOST_LINES or not any(pieces[place - 1][0].endswith(CLAUSE) for place in ends):
        return even
    best, most, least = even, sum(line.endswith(CLAUSE) for line in even[:-1]), 0.0
    for places in combinations(ends, len(even) - 1):
        closed = sum(pieces[place - 1][0].endswith(CLAUSE) for place in places)
        if not closed or closed < most:
            continue
        parts = pairwise((0, *places, len(pieces)))
        lines = tuple(_ended("".join(piece + glue for piece, glue in pieces[start:end])) for start, end in parts)
        widths = [size * advance(line, face) for line in lines]
        share = min(widths) / max(widths)
        if max(widths) <= measure and share >= SHORTEST and (closed > most or (least and share > least)):
            best, most, least = lines, closed, share
    return best


def widest(text: str, size: float, weight: Weight = 400) -> float:
    """Width of the widest part of a text that is not broken, px."""
    return max(width(piece + ("-" if glue == SOFT_HYPHEN else ""), size, weight) for piece, glue in _pieces(text))


def whole(text: str, measure: float, size: float, weight: Weight = 400) -> bool:
    """Whether a text stands in a measure (px) without a word that is broken where it must be."""
    return widest(text, size, weight) <= measure + HAIR


def _greedy(pieces: list[tuple[str, str]], measure: float, size: float, face: Face, language: str) -> tuple[str, ...]:
    """As many pieces in each line as it holds.

    A line is measured as it grows: `head` is the advance of what stands before its last word, `tail` that word.
    """
    lines: list[str] = []
    line = tail = ""
    head = 0.0
    for piece, glue in pieces:
        end = "-" if glue == SOFT_HYPHEN else ""
        if line and size * (head + shape(f"{tail}{piece}{end}", face).advance) <= measure:
            line, tail, settled = line + piece, tail + piece, SOFT_HYPHEN not in line
        else:
            if line:
                lines.append(_ended(line))
            line, tail, head, settled = piece, piece, 0.0, False
        while not settled and len(line) > 1 and _fitting(_ended(line), measure, size, face) < len(_ended(line)):
            cut, end = _parted(line, measure, size, face, language)
            lines.append(unbroken(line[:cut]) + end)
            line = tail = line[cut:]
            head = 0.0
        line += glue
        if glue == " ":
            head += shape(f"{tail} ", face).advance
            tail = ""
        else:
            tail += glue
    if _ended(line).strip():
        lines.append(_ended(line).removesuffix("-") if line.endswith(SOFT_HYPHEN) else _ended(line))
    return tuple(lines) or ("",)


def widest_word(text: str, size: float, weight: Weight = 400) -> float:
    """Width (px) of what of a text cannot be broken: its widest word, or part of one that a hyphen may end."""
    pieces = _pieces(text)
    return max(width(f"{piece}{'-' * (glue == SOFT_HYPHEN)}", size, weight) for piece, glue in pieces)


def _ended(line: str) -> str:
    """A line as it is set: inner soft hyphens gone, one at the break made visible."""
    end = "-" if line.endswith(SOFT_HYPHEN) else ""
    return unbroken(line).rstrip(" ") + end


def _bound(pieces: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Pieces of which a small word, such as "i" or "og", is one with the next; but of two behind a number, the first is
    what it counts, and one with it: "75 år" and "og ældre".
    """
    found: list[tuple[str, str]] = []
    small = ""
    for place, (piece, glue) in enumerate(pieces):
        counted = not small and found and found[-1][1] == " " and found[-1][0][-1:].isdigit()
        if not _leads(piece, glue):
            found.append((small + piece, glue))
            small = ""
        elif counted and place + 1 < len(pieces) and _leads(*pieces[place + 1]):
            found[-1] = (f"{found[-1][0]} {piece}", glue)
        else:
            small += f"{piece} "
    return found


def _leads(piece: str, glue: str) -> bool:
    """Whether a piece is a small word that leads on to the next."""
    return glue == " " and len(piece) <= SMALL and piece.isalpha()


def _parted(word: str, measure: float, size: float, face: Face, language: str) -> tuple[int, str]:
    """How many letters of a word stand on a line, and what ends it: a hyphen, if the language allows one there.

    The end of a part of a compound is the best place, unless it leaves more than half of the line.
    """
    most = _fitting(word, measure, size, face)
    found = [
        place
        for place in hyphens.places(word, language)
        if place <= most and size * advance(f"{word[:place]}-", face) <= measure
    ]
    best = next((place for place in found if 2 * place >= most), max(found, default=0))
    return (best, "-") if best else (most, "")


def _fitting(word: str, measure: float, size: float, face: Face) -> int:
    """How many letters fit into a measure (px), at least one; no more than twice as many are shaped to find out."""

    def room(letters: int) -> float:
        return size * advance(word[:letters], face)

    least = 1
    while 2 * least <= len(word) and room(2 * least) <= measure:
        least *= 2
    return least + bisect_right(range(least + 1, min(2 * least, len(word)) + 1), measure, key=room)


def _pieces(text: str) -> list[tuple[str, str]]:
    """Unbreakable pieces, each with what glues it to the next: a space, a soft hyphen or nothing."""
    pieces: list[tuple[str, str]] = []
    for word in " ".join(text.replace("\u00a0", "\0").split()).replace("\0", "\u00a0").split(" "):
        if not _BREAKS.search(word):
            pieces.append((word, " "))
            continue
        piece = ""
        for place, char in enumerate(word):
            if char == SOFT_HYPHEN:
                pieces.append((piece, char))
                piece = ""
            elif char in "-/" and len(piece) > 1 and not _RANGE.match(word, place - 1):
                pieces.append((piece + char, ""))
                piece = ""
            else:
                piece += char
        pieces.append((piece, " "))
    return [*pieces[:-1], (pieces[-1][0], "")]


class Block(Struct, frozen=True):
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
        self, id: str, x: float, top: float, fill: str, ground: str, of: Of | None = None, anchor: Anchor = "start"
    ) -> tuple[Text, ...]:
        """The lines as text marks of one thing, hanging from `top` at `x` (both px)."""
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
                of,
            )
            for index, (number, line) in enumerate(zip(range(1, len(self.lines) + 1), self.lines, strict=True))
        )


def block(
    text: str | Sequence[str], measure: float, size: float, weight: Weight = 400, leading: float = 1.4, **options: bool
) -> Block:
    """A text wrapped to a measure in px; `leading` in font sizes; `balanced=True` evens out the lines."""
    lines = wrap(text, measure, size, weight, **options) if isinstance(text, str) else tuple(text)
    return Block(lines, size, weight, round(size * leading))
