"""A binding, and a text, as its author would write it: one line of YAML."""

from __future__ import annotations

import json
import re
from typing import Any

from barometer_cli.model.spec import ClaimSpec

_PLAIN = re.compile(
    r"(?![-?~.+]|\d+[.eE]|(?:null|true|false|yes|no|on|off|y|n)$)[^\s,:{}\[\]#&*!|>'\"%@`=][^,:{}\[\]#&*!|>'\"`\\]*",
    re.IGNORECASE,
)
"""A text that any YAML takes for itself without quotes: to one of 1.1, as editors have it, a bare `Yes` is no text."""


def as_yaml(claim: ClaimSpec) -> str:
    """A binding as a flow mapping: `{phrase: Hver fjerde, of: "Ja, helt"}`.

    Parameters
    ----------
    claim
        The binding; what it leaves out is left out.
    """
    return _written(claim.model_dump(by_alias=True, exclude_defaults=True))


def in_yaml(text: str) -> str:
    """A text as YAML takes it: between quotes where it would be something else without."""
    return _written(text)


def _written(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {_written(part)}" for name, part in value.items()) + "}"
    if isinstance(value, list | tuple):
        return _written(value[0]) if len(value) == 1 else f"[{', '.join(map(_written, value))}]"
    if not isinstance(value, str):
        return f"{value:g}" if isinstance(value, float) else str(value)
    return value if _PLAIN.fullmatch(value) and value == value.strip() else json.dumps(value, ensure_ascii=False)
