"""Text on its way into a page: folded for search, cleaned of what would deceive the eye."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from barometer_cli.model.characters import DECEIVING

FOLDED = {ord("æ"): "ae", ord("ø"): "oe", ord("å"): "aa"}
"""gallery.js folds what is typed in the same way."""

OTHERWISE = ({ord("æ"): "ae", ord("ø"): "o", ord("å"): "a"}, {ord("æ"): "a", ord("ø"): "o", ord("å"): "a"})
"""How people write the letters who have none of them."""


def clean(text: str) -> str:
    """Text without control characters (but line breaks), marks of direction, and halves of characters."""
    return DECEIVING.sub("", text)


def searchable(text: str) -> str:
    """Text folded, and words of it that would be folded otherwise: "nøgletal" is found by "nogletal", too."""
    words = dict.fromkeys(word for letters in OTHERWISE for word in fold(text, letters).split())
    folded = fold(text)
    return " ".join((folded, *(word for word in words if word not in folded.split())))


def fold(text: str, letters: Mapping[int, str] = FOLDED) -> str:
    """Text as it is searched: no case, æ as ae, ø as oe, å as aa, no other accents, words apart by one space."""
    plain = unicodedata.normalize("NFC", text).casefold().translate(letters)
    plain = "".join(char for char in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(char))
    return " ".join("".join(char if char.isalnum() else " " for char in plain).split())
