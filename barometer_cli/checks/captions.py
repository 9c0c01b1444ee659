"""Findings on captions: what is typed by hand, and words that name other categories than a net holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from barometer_cli.checks.codes import finding
from barometer_cli.model.finding import Evidence, Finding


def check(release: Sequence[Evidence]) -> Iterator[Finding]:
    """Statements that were compared with the numbers and do not hold, or could not be compared."""
    for evidence in release:
        typed = bool(evidence.figure.spec.caption and evidence.figure.spec.caption.text)
        place = evidence.place(("caption", "text") if typed else ("caption",))
        for statement in evidence.figure.caption.statements:
            named = statement.what == "net" and statement.verdict == "not verified"
            if statement.verdict == "holds" or (named and not typed):
                continue  # a net's label need not repeat the words of its categories
            code = (
                "BAR302" if statement.verdict == "not verified" else "BAR303" if statement.what == "net" else "BAR301"
            )
            message = f"”{statement.text}”" + (f": {statement.truth}" if statement.truth else " is not verified")
            yield finding(code, place, evidence.name, message, value=statement.text)
