"""JSON Schema for editors: which file of it is for which of a project, and the settings that say so."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from barometer_cli.export.write import write
from barometer_cli.messages import say
from barometer_cli.model.naming import CODEBOOK, DATA, ENDINGS, FIGURES, PAGE, SURVEY

FOLDER = Path(".barometer")
SETTINGS = Path(".vscode/settings.json")
FOR: dict[str, list[str]] = {
    "figure": [
        *(f"{FIGURES}/**/*{ending}" for ending in ENDINGS),
        *(f"!**/{name}" for name in (SURVEY, PAGE, f"*{CODEBOOK}")),
    ],
    "survey": [f"**/{SURVEY}"],
    "page": [f"{FIGURES}/**/{PAGE}"],
    "codebook": [f"{folder}/**/*{CODEBOOK}" for folder in (FIGURES, DATA)],
}
"""The files that each schema is for, as VS Code matches them; an exclamation mark takes files out again."""


class Wired(Struct, frozen=True):
    """What was written for editors.

    Attributes
    ----------
    written
        The files.
    by_hand
        Why the settings of VS Code were left as they are; empty where they now name the schemas.
    """

    written: tuple[Path, ...]
    by_hand: str = ""


def file(what: str) -> Path:
    """Where the schema of "figure", "survey", "page" or "codebook" stands."""
    return FOLDER / f"{what}.schema.json"


def associations() -> dict[str, list[str]]:
    """What the settings of VS Code say of the schemas, below `yaml.schemas`."""
    return {f"./{file(what).as_posix()}": globs for what, globs in FOR.items()}


def wire(schemas: Mapping[str, Mapping[str, Any]]) -> Wired:
    """Write schemas into the project, and name them in the settings of VS Code.

    Settings of others are kept. A file that is not plain JSON, such as one with comments, is left as it is.

    Parameters
    ----------
    schemas
        By what they are of, as in `FOR`.

    Raises
    ------
    BuildError
        If a file cannot be written.
    """
    written = [write(file(what), _as_json(schema).encode()) for what, schema in schemas.items()]
    try:
        old = SETTINGS.read_bytes().decode("utf-8-sig") if SETTINGS.exists() else "{}"
        settings = json.loads(old, object_pairs_hook=_once)
        schemes = settings.setdefault("yaml.schemas", {})
        new = {**schemes, **associations()}
    except (OSError, ValueError, TypeError, AttributeError):
        return Wired(tuple(written), say("{settings} has comments, or is no plain JSON", settings=SETTINGS.as_posix()))
    if new != schemes:
        settings["yaml.schemas"] = new
        indent = re.match(r"\{\s*\n([ \t]+)", old)
        text = _as_json(settings, indent[1] if indent else 2)
        write(SETTINGS.resolve(), text.replace("\n", "\r\n" if "\r\n" in old else "\n").encode())
        written.append(SETTINGS)
    return Wired(tuple(written))


def _as_json(value: object, indent: str | int = 1) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent) + "\n"


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Fields of an object; one that is given twice would be lost."""
    if len(dict(pairs)) < len(pairs):
        raise ValueError
    return dict(pairs)
