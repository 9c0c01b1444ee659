"""Names of the files that people write, and names as ASCII."""

from __future__ import annotations

import unicodedata

SURVEY, PAGE, CODEBOOK = "survey.yaml", "page.yaml", ".codebook.yaml"
ENDINGS = (".yaml", ".yml")
TRANSLITERATED = {ord(char): word for char, word in (("æ", "ae"), ("ø", "oe"), ("å", "aa"))}


def is_spec(name: str) -> bool:
    """Whether a file of this name is a figure spec: YAML, and neither a survey, a page nor a codebook."""
    return name.endswith(ENDINGS) and name not in (SURVEY, PAGE) and not name.endswith(CODEBOOK)


def slug(text: str) -> str:
    """A name as ASCII for files and ids: æ -> ae, ø -> oe, å -> aa, the rest folded or a hyphen."""
    folded = text.casefold().translate(TRANSLITERATED)
    ascii_text = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()
    return "-".join("".join(char if char.isalnum() else " " for char in ascii_text).split()) or "figur"
