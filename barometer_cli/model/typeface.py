"""What letters are drawn with: the fonts of a family by weight, as files."""

from __future__ import annotations

import re

from msgspec import Struct


class Typeface(Struct, frozen=True):
    """A family of a house's own.

    Attributes
    ----------
    family
        Its name, as programs list it.
    regular, semibold, bold
        Paths of its TrueType fonts of weight 400, 600 and 700; weights may share one.
    sha256
        Digest of what is in them (hex).
    fit
        How much larger it is set than a font of its size, so that its capitals are as high as the house's: every place
        of a sheet stays where it is.
    """

    family: str
    regular: str
    semibold: str
    bold: str
    sha256: str
    fit: float

    @property
    def embedded(self) -> str:
        """The name of a font that holds some of its glyphs: many licences reserve the family's own name."""
        return f"Barometer {quotable(self.family)}"


def quotable(family: str) -> str:
    """A family's name with nothing in it that would end a name in quotes."""
    return " ".join(re.sub(r"[^\w .+-]", " ", family).split())
