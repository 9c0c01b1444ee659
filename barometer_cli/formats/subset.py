"""Fonts cut down to the glyphs a figure uses, and glyphs as curves.

A subset gets a name of ours, 'Barometer Sans' that of the house's, because 'Plex' is a reserved name under the SIL Open
Font License, and other licences reserve theirs.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from msgspec import Struct

from barometer_cli.layout.type import Face
from barometer_cli.model.scene import Weight

FAMILY = "Barometer Sans"
STYLES: dict[Weight, str] = {400: "Regular", 600: "SemiBold", 700: "Bold"}
FEATURES = ("kern", "liga", "ccmp", "locl", "mark", "mkmk")
DROPPED = ("STAT", "gasp")
NAME_IDS = range(15)

Segment = tuple[str, tuple[float, ...]]
"""An SVG path command and its coordinates in em, y up."""


@lru_cache(maxsize=512)
def subset(face: Face, family: str, chars: str) -> bytes:
    """A TrueType font of exactly these characters, unhinted, with kerning and ligatures.

    Parameters
    ----------
    face
        What it is cut from.
    family
        The name it gets.
    chars
        The characters, each once, sorted.
    """
    import uharfbuzz

    wanted = uharfbuzz.SubsetInput()
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING
    wanted.unicode_set.update(map(ord, chars))
    wanted.drop_table_tag_set.update(map(_tag, DROPPED))
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.update(map(_tag, FEATURES))
    wanted.name_id_set.clear()
    wanted.name_id_set.update(NAME_IDS)
    return bytes(uharfbuzz.subset(_renamed_face(face, family), wanted).blob.data)


class Cut(Struct, frozen=True):
    """A font of some glyphs of another: its bytes, and the number that each glyph has now."""

    data: bytes
    numbers: Mapping[int, int]


@lru_cache(maxsize=512)
def cut(face: Face, glyphs: frozenset[int]) -> Cut:
    """A font of exactly these glyphs, for a document that says itself which glyph stands where and for what.

    Parameters
    ----------
    face
        What it is cut from.
    glyphs
        Numbers of its glyphs; .notdef is always there.
    """
    import uharfbuzz

    wanted = uharfbuzz.SubsetInput()
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING
    wanted.unicode_set.clear()
    wanted.glyph_set.update({0, *glyphs})
    wanted.drop_table_tag_set.update(map(_tag, (*DROPPED, "GSUB", "GPOS", "GDEF")))
    plan = uharfbuzz.SubsetPlan(_whole(face), wanted)
    return Cut(bytes(plan.execute().blob.data), dict(plan.old_to_new_glyph_mapping))


@lru_cache(maxsize=8)
def _whole(face: Face) -> Any:
    import uharfbuzz

    return uharfbuzz.Face(face.path.read_bytes())


@lru_cache(maxsize=4096)
def outline(glyph: int, face: Face) -> tuple[Segment, ...]:
    """The curves of one glyph, in em with y up from the baseline."""
    pen = _Pen(face.em)
    face.drawn.draw_glyph_with_pen(glyph, pen)
    return tuple(pen.segments)


class _Pen:
    """Records what HarfBuzz draws as SVG path commands."""

    def __init__(self, em: float) -> None:
        self.em = em
        self.segments: list[Segment] = []

    def _add(self, command: str, *points: tuple[float, float]) -> None:
        self.segments.append((command, tuple(value / self.em for point in points for value in point)))

    def moveTo(self, point: tuple[float, float]) -> None:
        self._add("M", point)

    def lineTo(self, point: tuple[float, float]) -> None:
        self._add("L", point)

    def qCurveTo(self, *points: tuple[float, float]) -> None:
        self._add("Q", *points)

    def curveTo(self, *points: tuple[float, float]) -> None:
        self._add("C", *points)

    def closePath(self) -> None:
        self._add("Z")

    def endPath(self) -> None:
        """Nothing to do: an open contour is filled as it stands."""


def _tag(name: str) -> int:
    return int.from_bytes(name.encode("ascii"), "big")


@lru_cache(maxsize=8)
def _renamed_face(face: Face, family: str) -> Any:
    import uharfbuzz

    style = STYLES[face.weight]
    data = face.path.read_bytes()
    licence = uharfbuzz.Face(data)
    names = {
        0: licence.get_name(0),
        1: family if face.weight == 400 else f"{family} {style}",
        2: "Regular",
        4: f"{family} {style}",
        6: f"{family.replace(' ', '')}-{style}",
        13: licence.get_name(13),
        14: licence.get_name(14),
    }
    return uharfbuzz.Face(_with_name_table(data, {key: text for key, text in names.items() if text}))


def _with_name_table(data: bytes, names: dict[int, str]) -> bytes:
    """The font with another name table; checksums are left for the subsetter, which writes all anew."""
    records, strings = b"", b""
    for key, text in sorted(names.items()):
        encoded = text.encode("utf-16-be")
        records += struct.pack(">6H", 3, 1, 0x409, key, len(encoded), len(strings))
        strings += encoded
    table = struct.pack(">3H", 0, len(names), 6 + len(records)) + records + strings
    out = bytearray(data + b"\0" * (-len(data) % 4))
    for entry in range(12, 12 + 16 * struct.unpack_from(">H", data, 4)[0], 16):
        if data[entry : entry + 4] == b"name":
            struct.pack_into(">2L", out, entry + 8, len(out), len(table))
    return bytes(out) + table
