"""Small repairs to what authors write, so that it stands well within a sentence."""

from __future__ import annotations


def plain(text: str) -> str:
    """A text without the point at its end."""
    return text.strip().rstrip(".")


def lowered(text: str) -> str:
    """A text that begins in lower case, unless its first word has other capitals too (FoU)."""
    first = text.split(" ")[0]
    return text[:1].lower() + text[1:] if first[1:] == first[1:].lower() else text


def ended(text: str) -> str:
    """A text as a sentence: with one point, or the sign it ends in."""
    return text if text.endswith(("…", "!", "?")) else f"{plain(text)}."
