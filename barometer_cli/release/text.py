"""Text on its way into a page: folded for search, cleaned of what would deceive the eye."""

from __future__ import annotations

import unicodedata

FOLDED = {ord("æ"): "ae", ord("ø"): "oe", ord("å"): "aa"}
"""gallery.js folds what is typed in the same way."""

DIRECTIONS = {0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}
"""Marks that turn the direction of text: they could make one file name look like another."""


def clean(text: str) -> str:
    """Text without control characters (but line breaks), marks of direction, and halves of characters."""
    return "".join(
        char
        for char in text
        if char == "\n" or (ord(char) not in DIRECTIONS and unicodedata.category(char) not in ("Cc", "Cs"))
    )


def fold(text: str) -> str:
    """Text as it is searched: no case, æ as ae, ø as oe, å as aa, no other accents, words apart by one space."""
    plain = unicodedata.normalize("NFC", text).casefold().translate(FOLDED)
    plain = "".join(char for char in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(char))
    return " ".join("".join(char if char.isalnum() else " " for char in plain).split())
