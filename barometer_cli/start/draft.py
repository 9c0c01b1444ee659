"""A figure that is to be begun: its name, and specs of it, the most fitting first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct


class Draft(Struct, frozen=True):
    """A figure that is to be begun.

    Attributes
    ----------
    name
        That of its file, as ASCII.
    specs
        Its fields, besides the title; the first of them that can be drawn is taken.
    """

    name: str
    specs: Sequence[Mapping[str, Any]]


class LeftOut(Struct, frozen=True):
    """A part of a file, or one of its figures, that nothing is begun of, why, and what to do.

    `by_unit` is whether it can be read by who knows whether its shares are per cent or fractions.
    """

    what: str
    why: str
    hint: str = ""
    by_unit: bool = False
