"""Shaping and measuring text in the house's fonts, or in those of a brand, unhinted, in units of the em.

HarfBuzz shapes a word once (kerning and ligatures as a browser would); a width at any size follows by
multiplication, because unhinted advances are linear. A line is as wide as its words and spaces: no font is asked
whether it kerns across spaces, and painters set words as they are measured here.

Which fonts is said once, by whoever lays a sheet out or paints one: `set_in`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from msgspec import Struct

from barometer_cli.model.scene import Weight
from barometer_cli.model.typeface import Typeface

FAMILY = "IBM Plex Sans"
FONT_FILES: dict[Weight, str] = {
    400: "IBMPlexSans_400Regular.ttf",
    600: "IBMPlexSans_600SemiBold.ttf",
    700: "IBMPlexSans_700Bold.ttf",
}
ASCENT = 1.025
DESCENT = 0.275
CAP_HEIGHT = 0.698
SUBSTITUTE = 1.13
"""How much wider a substituted font may be; labels are given that room."""


class Glyphs(Struct, frozen=True):
    """Glyph ids, the x of each in em from the start of the word, the advance of the whole in em, and the place in the
    word of the first character that each stands for.
    """

    ids: tuple[int, ...]
    x: tuple[float, ...]
    advance: float
    places: tuple[int, ...]


class Face(Struct, frozen=True, eq=False):  # each is there once
    """A font of one weight.

    Attributes
    ----------
    path
        Its TrueType file.
    drawn
        The font as HarfBuzz holds it.
    em
        Its units in an em of the layout.
    fit
        How much larger it is set than a font of its size.
    """

    path: Path
    weight: Weight
    drawn: Any
    em: float
    fit: float = 1.0


class _Faces(dict[Weight, Face]):
    """The faces of a typeface, each read when it is first asked for."""

    def __init__(self, typeface: Typeface | None) -> None:
        super().__init__()
        self.typeface = typeface

    def __missing__(self, weight: Weight) -> Face:
        if self.typeface is None:
            face = _read(Path(str(files(__package__) / "fonts" / FONT_FILES[weight])), weight, 1.0)
        else:
            own = {400: self.typeface.regular, 600: self.typeface.semibold, 700: self.typeface.bold}
            face = _read(Path(own[weight]), weight, self.typeface.fit)
        self[weight] = face
        return face


def _read(path: Path, weight: Weight, fit: float) -> Face:
    import uharfbuzz

    held = uharfbuzz.Face(path.read_bytes())  # a file that is mapped and then overwritten ends the process
    return Face(path, weight, uharfbuzz.Font(held), held.upem / fit, fit)


@lru_cache(maxsize=16)
def _faces(typeface: Typeface | None) -> _Faces:
    return _Faces(typeface)


_TYPEFACE: ContextVar[Typeface | None] = ContextVar("typeface", default=None)


@contextmanager
def set_in(typeface: Typeface | None) -> Iterator[None]:
    """Text that is measured and painted within, in the fonts of a brand; without one in the house's."""
    before = _TYPEFACE.set(typeface)
    try:
        yield
    finally:
        _TYPEFACE.reset(before)


def face(weight: Weight) -> Face:
    """The font of a weight (400, 600 or 700) that text is set in now."""
    return _faces(_TYPEFACE.get())[weight]


def family() -> str:
    """The name of the family that text is set in now, as programs list it."""
    typeface = _TYPEFACE.get()
    return typeface.family if typeface else FAMILY


@lru_cache(maxsize=65_536)
def shape(word: str, face: Face) -> Glyphs:
    """Shape a run of text without line breaks; glyph 0 stands where the font has no glyph."""
    import uharfbuzz

    buffer = uharfbuzz.Buffer()
    buffer.add_str(word)
    buffer.direction, buffer.script = "ltr", "Latn"
    uharfbuzz.shape(face.drawn, buffer)
    infos = buffer.glyph_infos or ()
    xs: list[float] = []
    pen = 0
    for position in buffer.glyph_positions or ():
        xs.append((pen + position.x_offset) / face.em)
        pen += position.x_advance
    ids, places = tuple(info.codepoint for info in infos), tuple(info.cluster for info in infos)
    return Glyphs(ids, tuple(xs), pen / face.em, places)


def characters(word: str, places: Sequence[int]) -> Iterator[str]:
    """The characters of each glyph of a word; where several glyphs stand for as many together, such as a letter and its
    accent, one each, and the last has those that are left.
    """
    for glyph, begin in enumerate(places):
        before = places[:glyph].count(begin)
        together = word[begin : min((other for other in places if other > begin), default=len(word))]
        last = glyph + 1 == len(places) or places[glyph + 1] != begin
        yield together[before:] if last else together[before : before + 1]


def words_of(line: str) -> list[str]:
    """A line cut after each space, so that the pieces are shaped (and painted) once and reused."""
    pieces = line.split(" ")
    return [piece + " " for piece in pieces[:-1]] + pieces[-1:]


def width(line: str, size: float, weight: Weight = 400) -> float:
    """Advance width in px of one line of text at a font size in px.

    Parameters
    ----------
    line
        Text without line breaks.
    size
        Font size in px.
    weight
        400, 600 or 700.
    """
    return size * advance(line, face(weight))


def advance(line: str, face: Face) -> float:
    """Advance width of one line of text, in em."""
    return sum(shape(word, face).advance for word in words_of(line))


def ink(line: str, weight: Weight = 400) -> tuple[float, float]:
    """How far a line's glyphs reach above and below its baseline, in units of the em."""
    return _ink(line, face(weight))


@lru_cache(maxsize=16_384)
def _ink(line: str, face: Face) -> tuple[float, float]:
    extents = [face.drawn.get_glyph_extents(glyph) for word in words_of(line) for glyph in shape(word, face).ids]
    tops = [each.y_bearing / face.em for each in extents if each.height]
    feet = [-(each.y_bearing + each.height) / face.em for each in extents if each.height]
    return max(tops, default=0.0), max(feet, default=0.0)


def missing(text: str, weight: Weight = 400) -> list[str]:
    """Characters of the text that the font has no glyph for."""
    used = face(weight)
    return sorted(char for char in set(text) if not char.isspace() and 0 in shape(char, used).ids)
