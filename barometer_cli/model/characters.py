"""Characters that deceive the eye, wherever text is shown to be trusted."""

from __future__ import annotations

import unicodedata

DIRECTIONS = frozenset({0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)})
"""Marks that turn the direction of text: they could make one file name, or one line of a spec, look like another."""


def deceives(char: str) -> bool:
    """Whether a character is a control character (but a line break), a mark of direction, or half of a character."""
    return char != "\n" and (ord(char) in DIRECTIONS or unicodedata.category(char) in ("Cc", "Cs"))
