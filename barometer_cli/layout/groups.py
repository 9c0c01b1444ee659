"""How groups of a breakdown are named, and what stands for a value that is hidden."""

from __future__ import annotations

from barometer_cli.model.locale import Locale
from barometer_cli.model.table import Table

HIDDEN = "*"
"""Stands for a value that too few answered."""


def group_label(table: Table, group: str | None, locale: Locale) -> str:
    """A group with its unweighted n, and a word where that is small."""
    name = group or "I alt"
    base = table.base(group)
    n = base.n if base else next((cell.n for cell in table.cells if cell.group == group), None)
    if n is None:
        return name
    return f"{name} (n={locale.number(n)}{', få svar' if base and base.few else ''})"
