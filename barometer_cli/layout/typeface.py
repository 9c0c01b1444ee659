"""Fonts that people hand over, looked at before anything is set in them."""

from __future__ import annotations

import struct
from hashlib import sha256
from pathlib import Path
from typing import Any

from barometer_cli.errors import BuildError
from barometer_cli.layout.type import CAP_HEIGHT
from barometer_cli.messages import say
from barometer_cli.model.typeface import Typeface

LARGEST = 8 * 1024 * 1024
"""Bytes of a font; one of all of Europe's letters has a tenth of that."""
NEEDED = "".join(map(chr, range(33, 127))) + "ÆØÅæøåÉé\u00a0–—’‘”“»«…·−×½§"
"""What figures write in any language: letters, digits, and the marks that the program sets itself."""
TABLES = ("OS/2", "cmap", "glyf", "head", "hmtx", "loca", "maxp", "name", "post")
"""What a TrueType font cannot be drawn and embedded without."""
WEIGHT, RIGHTS = 4, 8
"""Where OS/2 says how heavy a font is, and what may be embedded."""
RESTRICTED, WHOLE_ONLY, BITMAPS_ONLY = 0x0002, 0x0100, 0x0200
"""Rights that forbid what a figure does: carry some glyphs of a font as outlines (OpenType, OS/2, fsType)."""
FAMILY, TYPOGRAPHIC_FAMILY = 1, 16
"""Numbers of names of a font: of its family of four styles, and of the family that designers know."""


def typeface(regular: str, semibold: str, bold: str) -> Typeface:
    """The typeface of three TrueType fonts, by their paths: weights 400, 600 and 700.

    Raises
    ------
    BuildError
        If one cannot be read, drawn or embedded, lacks letters, or the regular one is not the lightest.
    """
    files = dict.fromkeys((regular, semibold, bold))
    read = {file: _read(file) for file in files}
    faces = {file: _face(file, data) for file, data in read.items()}
    weights = {file: _of_style(face, WEIGHT) for file, face in faces.items()}
    for heavier in (semibold, bold):
        if heavier != regular and weights[heavier] <= weights[regular]:
            raise BuildError(
                say(
                    "{regular} (weight {one}) is not lighter than {bold} (weight {other})",
                    regular=regular,
                    one=weights[regular],
                    bold=heavier,
                    other=weights[heavier],
                ),
                say("Name the font of the text as `regular`, and a heavier one as `bold`."),
            )
    digest = sha256(b"".join(sha256(data).digest() for data in read.values())).hexdigest()
    family = str(faces[regular].get_name(TYPOGRAPHIC_FAMILY) or faces[regular].get_name(FAMILY))
    return Typeface(family, regular, semibold, bold, digest, round(CAP_HEIGHT / _capitals(regular, faces[regular]), 4))


def _read(file: str) -> bytes:
    path = Path(file)
    try:
        if path.stat().st_size > LARGEST:
            raise BuildError(
                say("{file}: the font has {n} bytes; at most {most}", file=file, n=path.stat().st_size, most=LARGEST),
                say("Take a font of fewer letters."),
            )
        return path.read_bytes()
    except OSError as error:
        raise BuildError(
            say("{file} cannot be read: {reason}", file=file, reason=error.strerror or str(error)),
            say("Check that the file is there and may be read."),
        ) from None


def _face(file: str, data: bytes) -> Any:
    """A font as HarfBuzz holds it, with all that a figure asks of it."""
    import uharfbuzz

    if told := _other(data[:4]):
        raise BuildError(say("{file}: {reason}", file=file, reason=told[0]), told[1])
    face = uharfbuzz.Face(data)
    if lost := [table for table in TABLES if not face.reference_table(table).data]:
        raise BuildError(
            say("{file}: the font is broken: it lacks {tables}", file=file, tables=", ".join(lost)),
            say("Get it again from where it is from."),
        )
    if face.has_var_data:
        raise BuildError(
            say("{file}: this is a variable font", file=file),
            say("Take a file of its own for each weight; they are often in a folder `static` beside it."),
        )
    if _of_style(face, RIGHTS) & (RESTRICTED | WHOLE_ONLY | BITMAPS_ONLY):
        raise BuildError(
            say("{file}: the font says that it must not be embedded", file=file),
            say("Ask those who sell it for a file that may be, or take another font."),
        )
    if lost := sorted(set(NEEDED) - {chr(code) for code in face.unicodes}):
        raise BuildError(
            say("{file}: the font has no glyph for {characters}", file=file, characters=" ".join(lost)),
            say("Take a font of all Latin letters."),
        )
    return face


def _other(magic: bytes) -> tuple[str, str] | None:
    """What a file is that is no TrueType font, by its first bytes, and what to do; None where it is one."""
    if magic in (b"\0\1\0\0", b"true"):
        return None
    if magic in (b"wOFF", b"wOF2"):
        return say("this is a font for web pages"), say("Take the .ttf that it was made from.")
    if magic == b"OTTO":
        return say("this is an OpenType font with PostScript curves"), say("Take the .ttf of the same font.")
    if magic == b"ttcf":
        return say("this is a collection of fonts"), say("Take a .ttf for each weight.")
    return say("this is no font"), say("Name a TrueType font, which ends in .ttf.")


def _of_style(face: Any, place: int) -> int:
    """A number that OS/2 holds in two bytes."""
    data = face.reference_table("OS/2").data
    return int(struct.unpack_from(">H", data, place)[0]) if len(data) >= place + 2 else 0


def _capitals(file: str, face: Any) -> float:
    """How high the capitals of a font are, in em."""
    import uharfbuzz

    font = uharfbuzz.Font(face)
    extents = font.get_glyph_extents(font.get_nominal_glyph(ord("H")) or 0)
    if not extents or extents.y_bearing <= 0:
        raise BuildError(
            say("{file}: the font draws no capitals", file=file), say("Get it again from where it is from.")
        )
    return float(extents.y_bearing / face.upem)
