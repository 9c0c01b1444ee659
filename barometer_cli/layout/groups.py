"""How groups of a breakdown are named, and what stands for a value that is hidden."""

from __future__ import annotations

from barometer_cli.model.figure import Figure

HIDDEN = "*"
"""Stands for a value that too few answered."""


def group_label(figure: Figure, group: str | None, headed: bool = False) -> str:
    """A group with its unweighted n where groups differ in it, and a word where that is small; `headed` is whether it
    stands under the heading of its section.
    """
    return " ".join(group_words(figure, group, headed))


def group_words(figure: Figure, group: str | None, headed: bool = False) -> tuple[str, ...]:
    """The same in two: its name, and what stands in brackets after it where anything does."""
    table, words = figure.table, figure.words
    name = (table.breakdown.inside(group) if headed else group) if group else words.total
    base = table.base(group)
    counts = {cell.n for cell in table.cells if cell.group == group}
    n = base.n if base else counts.pop() if len(counts) == 1 else None
    if n is None and base and base.few:
        return name, f"({words.few})"
    if n is None or (base is None and len({cell.n for cell in table.cells}) == 1):
        return (name,)
    return name, f"(n={figure.locale.number(n)}{f', {words.few}' if base and base.few else ''})"
