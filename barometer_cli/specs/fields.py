"""Which fields the specs of a kind hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from barometer_cli.model.spec import FigureSpec

if TYPE_CHECKING:
    from barometer_cli.model.figure import Kind

ALWAYS = frozenset({"kind", "title", "source", "for_each", "claims", "acknowledge", "sheets", "synthetic", "language"})
"""Fields of every kind."""
WITH_NUMBERS = frozenset({"data", "population", "weighted", "unit", "decimals"})
"""Fields of every kind that draws numbers."""


def used(kind: Kind) -> frozenset[str]:
    """Every field that specs of a kind may hold."""
    own = kind.spec.model_fields.keys() - FigureSpec.model_fields.keys()
    return ALWAYS | kind.needs | kind.takes | own | (WITH_NUMBERS if "table" in kind.needs else frozenset())


def needed(kind: Kind) -> frozenset[str]:
    """Fields common to all kinds that specs of this one must hold; instead of `table` they may hold `data`."""
    return kind.needs - ALWAYS
