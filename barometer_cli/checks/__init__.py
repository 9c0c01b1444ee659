"""Checks: one module per family, each a function from the figures of a release to findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from barometer_cli.checks import account, captions, claims, consistency, contrast, data, glyphs, ledger, marks, sheet
from barometer_cli.checks.codes import CODES, SEVERITIES, explain, finding
from barometer_cli.checks.data import from_error
from barometer_cli.model.finding import Evidence, Finding

Check = Callable[[Sequence[Evidence]], Iterator[Finding]]

CHECKS: dict[str, Check] = {
    "data": data.check,
    "captions": captions.check,
    "claims": claims.check,
    "consistency": consistency.check,
    "ledger": ledger.check,
    "glyphs": glyphs.check,
    "contrast": contrast.check,
    "sheet": sheet.check,
    "marks": marks.check,
}
"""Families of checks by name, in the order they report."""


def check(release: Sequence[Evidence]) -> tuple[Finding, ...]:
    """What every family finds in the figures that are published together."""
    return tuple(found for family in CHECKS.values() for found in family(release))


__all__ = ["CHECKS", "CODES", "SEVERITIES", "account", "check", "explain", "finding", "from_error", "ledger"]
