"""Text on its way into a page: folded for search, cleaned of what would deceive the eye."""

from __future__ import annotations

import unicodedata

from barometer_cli.model.characters import deceives

FOLDED = {ord("æ"): "ae", ord("ø"): "oe", ord("å"): "aa"}
"""gallery.js folds what is typed in the same way."""


def clean(text: str) -> str:
    """Text without control characters (but line breaks), marks of direction, and halves of characters."""
    return "".join(char for char in text if not deceives(char))


def fold(text: str) -> str:
    """Text as it is searched: no case, æ as ae, ø as oe, å as aa, no other accents, words apart by one space."""
    plain = unicodedata.normalize("NFC", text).casefold().translate(FOLDED)
    plain = "".join(char for char in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(char))
    return " ".join("".join(char if char.isalnum() else " " for char in plain).split())
