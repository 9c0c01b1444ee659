"""Shaping and measuring text in the vendored fonts, unhinted, in units of the em.

HarfBuzz shapes a word once (kerning and ligatures as a browser would); a width at any size follows by
multiplication, because unhinted advances are linear. The fonts do not kern across spaces, so a line is as
wide as its words and spaces.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from barometer_cli.model.scene import Weight

FAMILY = "IBM Plex Sans"
FONT_FILES: dict[Weight, str] = {
    400: "IBMPlexSans_400Regular.ttf",
    600: "IBMPlexSans_600SemiBold.ttf",
    700: "IBMPlexSans_700Bold.ttf",
}
ASCENT = 1.025
DESCENT = 0.275
CAP_HEIGHT = 0.698
X_HEIGHT = 0.516
SUBSTITUTE = 1.13
"""How much wider a substituted font may be; labels are given that room."""


@dataclass(frozen=True, slots=True)
class Glyphs:
    """Glyph ids, the x of each in em from the start of the word, the advance of the whole in em, and the characters
    that each glyph stands for: of a ligature several.
    """

    ids: tuple[int, ...]
    x: tuple[float, ...]
    advance: float
    chars: tuple[str, ...]


def font_path(weight: Weight) -> Path:
    """Path of the vendored TrueType file of a weight (400, 600 or 700)."""
    return Path(str(files(__package__) / "fonts" / FONT_FILES[weight]))


@lru_cache(maxsize=8)
def font(weight: Weight) -> tuple[Any, int]:
    """The vendored font of a weight as HarfBuzz holds it, and its units per em."""
    import uharfbuzz

    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(font_path(weight))))
    return uharfbuzz.Font(face), face.upem


@lru_cache(maxsize=65_536)
def shape(word: str, weight: Weight) -> Glyphs:
    """Shape a run of text without line breaks.

    Parameters
    ----------
    word
        Text; glyph 0 stands where the font has no glyph.
    weight
        400, 600 or 700.
    """
    import uharfbuzz

    face, upem = font(weight)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(word)
    buffer.direction, buffer.script = "ltr", "Latn"
    uharfbuzz.shape(face, buffer)
    infos = buffer.glyph_infos or ()
    xs: list[float] = []
    pen = 0
    for position in buffer.glyph_positions or ():
        xs.append((pen + position.x_offset) / upem)
        pen += position.x_advance
    return Glyphs(tuple(info.codepoint for info in infos), tuple(xs), pen / upem, _chars(word, infos))


def _chars(word: str, infos: Sequence[Any]) -> tuple[str, ...]:
    """The characters of each glyph; where several glyphs stand for as many together, such as a letter and its accent,
    one each, and the last has those that are left.
    """
    begins = [info.cluster for info in infos]
    found: list[str] = []
    for place, begin in enumerate(begins):
        before = begins[:place].count(begin)
        together = word[begin : min((other for other in begins if other > begin), default=len(word))]
        last = place + 1 == len(begins) or begins[place + 1] != begin
        found.append(together[before:] if last else together[before : before + 1])
    return tuple(found)


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
    return size * sum(shape(word, weight).advance for word in words_of(line))


@lru_cache(maxsize=16_384)
def ink(line: str, weight: Weight = 400) -> tuple[float, float]:
    """How far a line's glyphs reach above and below its baseline, in units of the em."""
    drawn, em = font(weight)
    extents = [drawn.get_glyph_extents(glyph) for word in words_of(line) for glyph in shape(word, weight).ids]
    tops = [each.y_bearing / em for each in extents if each.height]
    feet = [-(each.y_bearing + each.height) / em for each in extents if each.height]
    return max(tops, default=0.0), max(feet, default=0.0)


def missing(text: str, weight: Weight = 400) -> list[str]:
    """Characters of the text that the font has no glyph for."""
    return sorted(char for char in set(text) if not char.isspace() and not _drawn(char, weight))


@lru_cache(maxsize=4096)
def _drawn(char: str, weight: Weight) -> bool:
    return 0 not in shape(char, weight).ids
