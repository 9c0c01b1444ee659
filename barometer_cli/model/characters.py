"""Characters that deceive the eye, wherever text is shown to be trusted."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

DIRECTIONS = frozenset({0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)})
"""Marks that turn the direction of text: they could make one file name, or one line of a spec, look like another."""


SOFT_HYPHEN = "\u00ad"
"""Says where a word may be broken; what is not broken into lines does without."""


DECEIVING = re.compile(f"[\0-\t\v-\x1f\x7f-\x9f\ud800-\udfff{''.join(map(chr, sorted(DIRECTIONS)))}]")
"""A control character (but a line break), half of a character, or a mark of direction."""


def unbroken(text: str) -> str:
    """The text without the soft hyphens that say where it may break."""
    return text.replace(SOFT_HYPHEN, "")


@lru_cache(maxsize=1 << 14)  # most of what figures of one survey tell, they all tell
def fold(text: str) -> str:
    """A name as it is compared: composed, without case, its blanks collapsed."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


_SIGNS = re.compile(
    "[\ufffd\x80-\x9f\u2500-\u257f]|ï»¿"
    "|[ÃÂ][\xa0-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â[€‰ˆ†]|√.|(ÔÇ|Ôë|ΓÇ|Γë|‚Ä|‚â)."  # UTF-8, read as another
    "|(?<=[a-zæøå])[‘›†µ°¯¾¿ÕÊÂŒ](?=[a-zæøå])|(?<=[a-zæøå])[¯¾ÕÂŒ](?!\\w)|(?<=\\b[A-Za-z])†"  # signs that are letters
    "|(?<![^\\s“”(])[A-Za-zÆØÅæøå]+\\?[a-zæøå]+(?![\\w=/.])"
)
_READ_AS = (
    ("cp1252", "utf-8"),
    ("mac-roman", "utf-8"),
    ("cp850", "utf-8"),
    ("cp437", "utf-8"),
    ("cp1252", "cp850"),
    ("cp850", "cp1252"),
    ("cp1252", "mac-roman"),
    ("mac-roman", "cp1252"),
)
"""What texts are read as, and what they were written in."""


def garbled(text: str) -> tuple[str, str] | None:
    """The first word of a text whose letters were read in another encoding than they were written in.

    Returns
    -------
    tuple
        The word, and what it was before, empty where that cannot be told; None where no word looks so.
    """
    for word in re.split("[ \n\t]+", text):
        if _SIGNS.search(word):
            return word, next(filter(None, (_mended(word, *pair) for pair in _READ_AS)), "")
    return None


def _mended(word: str, read: str, written: str) -> str:
    try:
        found = b"".join(_byte(char, read) for char in word).decode(written)
    except UnicodeError:
        return ""
    letters = [char for char in found if not char.isascii()]
    plain = all(char in "æøåÆØÅ" or (written == "utf-8" and unicodedata.category(char) != "Co") for char in letters)
    return found if letters and plain and not _SIGNS.search(found) else ""


def _byte(char: str, encoding: str) -> bytes:
    """The byte that a character was read of; what an encoding does not use is read as the number that it is."""
    try:
        return char.encode(encoding)
    except UnicodeEncodeError:
        return char.encode("latin-1")
