"""Names of the files that people write, of formats, and names as ASCII."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from typing import Literal, TypeAlias

Format: TypeAlias = Literal["png", "svg", "svg-editable", "svg-outlined", "pdf", "webp", "pptx"]
"""How a picture is written; `formats.ENCODERS` knows how."""
SURVEY, PAGE, CODEBOOK = "survey.yaml", "page.yaml", ".codebook.yaml"
THEME = ".toml"
COMPUTED = ".table.json"
"""Ends the name of a table as barometer has computed it: what a picture carries of its numbers."""
ENDINGS = (".yaml", ".yml")
FIGURES, DATA = "figures", "data"
"""The folder of specs that is meant where none is named."""
OUTSIDE = "BAROMETER_OUTSIDE"
"""Names folders outside the project whose files specs may name."""
TRANSLITERATED = {ord(char): word for char, word in (("æ", "ae"), ("ø", "oe"), ("å", "aa"))}


def is_spec(name: str) -> bool:
    """Whether a file of this name is a figure spec: YAML, and neither a survey, a page nor a codebook.

    What systems and editors leave beside files ("._f.yaml", ".#f.yaml", "~$f.yaml") is none.
    """
    return is_written(name) and name not in (SURVEY, PAGE) and not name.endswith(CODEBOOK)


def specs_below(folder: str) -> Iterator[str]:
    """Paths of the specs in a folder and below it, hidden folders left out.

    A folder that may not be opened, and a link that leads nowhere, are among them, so that they are told of.
    """
    for each in folders_below(folder):
        try:
            with os.scandir(each) as found:
                yield from (entry.path for entry in found if is_spec(entry.name) and _may_be_read(entry))
        except OSError:
            yield each


def written_below(folder: str) -> Iterator[os.DirEntry[str]]:
    """What people write in a folder and below it: specs, surveys, pages and codebooks, hidden folders left out."""
    for each in folders_below(folder):
        with suppress(OSError), os.scandir(each) as found:
            yield from (entry for entry in found if is_written(entry.name) and entry.is_file())


def is_written(name: str) -> bool:
    """Whether a file of this name is one that people write: a spec, a survey, a page or a codebook."""
    return name.endswith(ENDINGS) and not _hidden(name)


def folders_below(folder: str) -> Iterator[str]:
    """A folder and those below it, hidden ones left out."""
    yield folder
    try:
        with os.scandir(folder) as found:
            inside = [each.path for each in found if each.is_dir(follow_symlinks=False) and not _hidden(each.name)]
    except OSError:
        return
    for each in inside:
        yield from folders_below(each)


def _hidden(name: str) -> bool:
    """Whether a name begins as those do that systems and programs give their own files: ".x", "~$x"; not "..x"."""
    return name.startswith("~$") or (name.startswith(".") and not name.startswith(".."))


def _may_be_read(entry: os.DirEntry[str]) -> bool:
    return entry.is_file() or (entry.is_symlink() and not entry.is_dir())


@lru_cache(maxsize=4096)
def slug(text: str) -> str:
    """A name as ASCII for files and ids: æ -> ae, ø -> oe, å -> aa, the rest folded or a hyphen."""
    folded = text.casefold().translate(TRANSLITERATED)
    ascii_text = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()
    return "-".join("".join(char if char.isalnum() else " " for char in ascii_text).split()) or "figur"
