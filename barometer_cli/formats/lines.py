"""What all painters do alike with a line of text: which characters stand in it and where it starts."""

from __future__ import annotations

import re

from barometer_cli.layout.type import width
from barometer_cli.model.characters import DIRECTIONS
from barometer_cli.model.scene import Anchor, Text

SHARE_BEFORE: dict[Anchor, float] = {"start": 0.0, "middle": 0.5, "end": 1.0}
"""How much of a line stands before the x of its anchor."""

_TURNING = "".join(map(chr, sorted(DIRECTIONS)))
_ILLEGAL = re.compile(f"[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff{_TURNING}]")

_ESCAPES = {
    **{ord(char): f"&#{ord(char)};" for char in "\t\n\r"},
    ord("&"): "&amp;",
    ord("<"): "&lt;",
    ord(">"): "&gt;",
    ord('"'): "&quot;",
}
_TO_ESCAPE = re.compile(f"[{''.join(map(chr, _ESCAPES))}]")


def legible(text: str) -> str:
    """The text without control characters, marks that turn its direction, and what else may not stand in XML."""
    return _ILLEGAL.sub("", text)


def start(mark: Text) -> float:
    """x in px where the pen starts, whatever the anchor."""
    return mark.x - SHARE_BEFORE[mark.anchor] * width(legible(mark.text), mark.size, mark.weight)


def escaped(text: str) -> str:
    """The text as it stands in XML, between tags or in an attribute."""
    text = legible(text)
    return text.translate(_ESCAPES) if _TO_ESCAPE.search(text) else text
