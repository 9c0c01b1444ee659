"""How groups of a breakdown are named, which of them a sheet has room for, and what stands for a hidden value."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from barometer_cli.model.figure import Figure
from barometer_cli.model.table import Table

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


def fewer_items(figure: Figure, rows: Sequence[str | None], most: int) -> Table:
    """A figure's table with `most` of the items of a battery, which are its `rows` in the order drawn.

    Those that the headline speaks of are kept before others. Groups of people, areas and waves are compared with one
    another, so of them none is left out, nor where a value is hidden: what it hides might be told by the rest.
    """
    table, spec = figure.table, figure.spec
    spoken = {group for claim in spec.claims if claim.places(spec.title) for group in claim.groups}
    if table.breakdown.role != "items" or table.hidden or len(spoken) > most:
        return table
    kept = sorted(rows, key=lambda row: row not in spoken)[:most]
    return replace(
        table,
        cells=tuple(cell for cell in table.cells if cell.group in kept),
        nets=tuple(net for net in table.nets if net.group in kept),
        bases=tuple(base for base in table.bases if base.name in kept),
        categories=table.categories.with_members(table.known_categories, ()),
    )
