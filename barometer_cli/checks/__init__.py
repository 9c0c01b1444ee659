"""Checks: one module per family, each a function from the figures of a release to findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from barometer_cli.checks import (
    account,
    captions,
    claims,
    colours,
    consistency,
    contrast,
    data,
    finished,
    glyphs,
    ledger,
)
from barometer_cli.checks.codes import CODES, SEVERITIES, explain, finding
from barometer_cli.checks.data import from_error
from barometer_cli.model.finding import Evidence, Finding

Check = Callable[[Sequence[Evidence]], Iterator[Finding]]


def _sheets(release: Sequence[Evidence]) -> Iterator[Finding]:
    """What was drawn, if anything was: a figure that nobody laid out waits for none of what looks at sheets."""
    if not any(evidence.sheets for evidence in release):
        return
    from barometer_cli.checks import marks, sheet

    yield from sheet.check(release)
    yield from marks.check(release)


ALONE: dict[str, Check] = {
    "data": data.check,
    "finished": finished.check,
    "captions": captions.check,
    "claims": claims.check,
    "ledger": ledger.check,
    "glyphs": glyphs.check,
    "sheets": _sheets,
}
"""Families by name that look at each figure by itself, in the order they report."""
TOGETHER: dict[str, Check] = {
    "consistency": consistency.check,
    "contrast": contrast.check,
    "colours": colours.check,
}
"""Families by name that look at all figures that are published together."""
CHECKS = ALONE | TOGETHER


def alone(evidence: Evidence) -> tuple[Finding, ...]:
    """What is found in a figure, whatever else is published."""
    return tuple(found for family in ALONE.values() for found in family([evidence]))


def together(release: Sequence[Evidence]) -> tuple[Finding, ...]:
    """What is found in the figures that are published together, beside one another."""
    return tuple(found for family in TOGETHER.values() for found in family(release))


__all__ = ["CHECKS", "CODES", "SEVERITIES", "account", "alone", "explain", "finding", "from_error", "ledger",
           "together"]  # fmt: skip
