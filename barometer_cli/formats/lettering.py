"""Text of an SVG as curves: a letter that stands often is drawn once, and used wherever it stands.

Where it stands is told by `use` with x and y alone, so that no program has to know of transforms. Its colour is that
of the line it stands in, which stays one group: who colours the group colours its letters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import sha256
from itertools import pairwise
from typing import NamedTuple

from barometer_cli.formats.lines import legible, start
from barometer_cli.formats.pathdata import Data, hundredths, move
from barometer_cli.formats.subset import outline
from barometer_cli.layout.type import Face, face, shape, words_of
from barometer_cli.model.scene import Text

NEAR = 3
"""By how many hundredths of a px a point of a letter may be off where that is shorter to write: about the grid that
the font itself is drawn on, at the sizes of a sheet."""
USE = 55
"""Characters that it takes to use a letter where it stands, with its id and its place."""
DIGITS = 8
"""Of the hash that ids of letters begin with: the whole name of the document would be most of a file, once a letter."""


Point = tuple[int, int]
"""x and y from the place of the pen, y down, in hundredths of a px."""


class Letter(NamedTuple):
    """A glyph at a size in px, as path data.

    Attributes
    ----------
    data
        All of it, with the pen at 0, 0: what it is known by. Empty where it has no ink.
    curves
        What is behind its first move.
    begin, last
        Where its first outline begins, and where its last does.
    """

    data: str
    curves: str
    begin: Point
    last: Point


class Lettering:
    """The lines of text of a document as curves.

    Parameters
    ----------
    texts
        Every line that the document has.
    document
        What the document is called, unlike every other that may stand in the same page.
    """

    def __init__(self, texts: Iterable[Text], document: str) -> None:
        self._lines = {text: _placed(text) for text in texts}
        often = Counter(letter.data for line in self._lines.values() for letter, _ in line)
        prefix = f"g{sha256(document.encode()).hexdigest()[:DIGITS]}"
        shared = (data for data, count in often.items() if _is_shared(data, count))
        self._ids = {data: f"{prefix}-{number}" for number, data in enumerate(shared)}

    def definitions(self) -> Iterator[str]:
        """The letters that are used, to stand before the first of the lines."""
        if self._ids:
            yield "<defs>"
            for data, name in self._ids.items():
                yield f'<path id="{name}" d="{data}"/>'
            yield "</defs>"

    def line(self, text: Text, name: str) -> str:
        """A line of text: one path where none of its letters is shared, otherwise a group of them."""
        down = round(100 * text.y)
        y = hundredths(down)
        own: list[tuple[Letter, int]] = []
        uses: list[str] = []
        for letter, x in self._lines[text]:
            if used := self._ids.get(letter.data):
                uses.append(f'<use xlink:href="#{used}" x="{hundredths(x)}" y="{y}"/>')
            else:
                own.append((letter, x))
        if not uses:
            return f'<path id="{name}" d="{_path(own, down)}" fill="{text.fill}"/>'
        alone = f'<path d="{_path(own, down)}"/>' if own else ""
        return f'<g id="{name}" fill="{text.fill}">{alone}{"".join(uses)}</g>'


def _placed(text: Text) -> list[tuple[Letter, int]]:
    """The letters of a line that have ink, and where the pen of each starts, in hundredths of a px."""
    pen, used = start(text), face(text.weight)
    found = []
    for word in words_of(legible(text.text)):
        letters, advance = _letters(word, used, text.size)
        found += [(letter, round(100 * (pen + left))) for letter, left in letters]
        pen += advance
    return found


@lru_cache(maxsize=16_384)
def _letters(word: str, face: Face, size: float) -> tuple[tuple[tuple[Letter, float], ...], float]:
    """The letters of a word that have ink and how far right each stands, and the advance of the word, px."""
    glyphs = shape(word, face)
    letters = ((letter_of(glyph, face, size), left * size) for glyph, left in zip(glyphs.ids, glyphs.x, strict=True))
    return tuple(each for each in letters if each[0].data), glyphs.advance * size


def _is_shared(data: str, count: int) -> bool:
    """Whether a document is shorter where a letter that it has so often is drawn once."""
    return (count - 1) * len(data) > count * USE


def _path(letters: Iterable[tuple[Letter, int]], top: int) -> str:
    """Letters of a line as the data of one path: each from where the one before began."""
    parts: list[str] = []
    x = y = 0
    for (_, curves, begin, last), right in letters:
        parts += (move("m" if parts else "M", right + begin[0] - x, top + begin[1] - y), curves)
        x, y = right + last[0], top + last[1]
    return "".join(parts)


@lru_cache(maxsize=16_384)
def letter_of(glyph: int, face: Face, size: float) -> Letter:
    """A glyph at a font size in px."""
    data = Data()
    begin: Point | None = None
    first = at = handle = (0, 0)
    segments = [(command, _points(values, size)) for command, values in outline(glyph, face)]
    for (command, points), (following, beyond) in pairwise((*segments, ("", []))):
        if command == "M":
            if begin is None:
                begin = points[0]
            else:
                data.add("m", *_from(first, points[0]))
            first = at = handle = points[0]
        elif command == "Z":
            data.add("z")
        elif command == "L":
            if following == "Z" and points[0] == first:
                continue
            right, down = map(_near, _from(at, points[0]))
            if right and down:
                data.add("l", right, down)
            elif right or down:
                data.add("h" if right else "v", right or down)
            at = handle = (at[0] + right, at[1] + down)
        elif command == "Q":
            goes_on = following == "Q" and _off(_mirrored(*points), beyond[0]) <= NEAR
            right, down = _from(at, points[1]) if goes_on else map(_near, _from(at, points[1]))
            mirrored = _mirrored(handle, at)
            if _off(mirrored, points[0]) <= 2 * NEAR:  # a curve is half as far off as its handle
                handle = mirrored
                data.add("t", right, down)
            else:
                over, under = map(_near, _from(at, points[0]))
                handle = (at[0] + over, at[1] + under)
                data.add("q", over, under, right, down)
            at = (at[0] + right, at[1] + down)
        else:
            data.add("c", *_from(at, *points))
            at = handle = points[-1]
    if begin is None:
        return Letter("", "", first, first)
    curves = str(data)
    return Letter(move("M", *begin) + curves, curves, begin, first)


@lru_cache(maxsize=16_384)
def _near(value: int) -> int:
    """The number near this one that takes the fewest characters, of those the nearest."""
    choice = range(value - NEAR, value + NEAR + 1)
    return min(choice, key=lambda each: (len(hundredths(each).lstrip("-")), abs(each - value)))


def _points(values: tuple[float, ...], size: float) -> list[Point]:
    places = [round(100 * size * value) * (-1 if index % 2 else 1) for index, value in enumerate(values)]
    return list(zip(places[::2], places[1::2], strict=True))


def _mirrored(handle: Point, at: Point) -> Point:
    """The handle on the other side of a point, where a curve goes on without a corner."""
    return 2 * at[0] - handle[0], 2 * at[1] - handle[1]


def _off(one: Point, other: Point) -> int:
    return max(map(abs, _from(one, other)))


def _from(at: Point, *points: Point) -> list[int]:
    """Points, each as far as it is from another: x, y, x, y."""
    return [place - other for point in points for place, other in zip(point, at, strict=True)]
