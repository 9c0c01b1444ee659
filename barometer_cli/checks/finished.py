"""Findings on numbers of finished tables that do not fit one another: errors and bases, a whole and its groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import sqrt

from barometer_cli.checks.codes import finding
from barometer_cli.messages import say
from barometer_cli.model.finding import Evidence, Finding

SMALL = 0.1
"""What an error of shares may be of that of a simple random sample: strata make it smaller, but hardly by such factors,
and a finite population only where nearly everybody of it was asked."""


def check(release: Sequence[Evidence]) -> Iterator[Finding]:
    """What contradicts itself in finished tables, without being wrong in any single cell."""
    for evidence in release:
        if evidence.figure.spec.table:
            yield from _errors(evidence)


def _errors(evidence: Evidence) -> Iterator[Finding]:
    """Standard errors that look like fractions of shares in per cent: all far below what n makes them."""
    table, n = evidence.figure.table, evidence.figure.spec.n
    known = [
        (cell, cell.se, sqrt(cell.value * (1 - cell.value) / of))
        for cell in table.cells
        if cell.se and (of := cell.n or n) and 0 < cell.value < 1
    ]
    if not table.measure.is_share or not known or any(se >= SMALL * usual for _, se, usual in known):
        return
    cell, se, usual = known[0]
    message = say(
        "se of {category!r} is {se:.2g} per cent, and n={n} makes it about {usual:.2g}: errors look like fractions",
        category=cell.category,
        se=100 * se,
        n=cell.n or n,
        usual=100 * usual,
    )
    yield finding("BAR112", evidence.locate(("table",)), evidence.identity, message)
