"""Findings on captions: what is typed by hand, and words that name other categories than a net holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from barometer_cli.checks.codes import finding
from barometer_cli.model.finding import Evidence, Finding
from barometer_cli.model.statement import Statement


def check(release: Sequence[Evidence]) -> Iterator[Finding]:
    """Statements that were compared with the numbers and do not hold, or could not be compared."""
    for evidence in release:
        typed = bool(evidence.figure.spec.caption and evidence.figure.spec.caption.text)
        for statement in evidence.figure.caption.statements:
            named = statement.what == "net" and statement.verdict == "not verified"
            if statement.verdict == "holds" or (named and not typed) or _claimed(evidence, statement):
                continue  # a net's label need not repeat the words of its categories
            code = (
                "BAR302" if statement.verdict == "not verified" else "BAR303" if statement.what == "net" else "BAR301"
            )
            said = evidence.figure.locale.quote(statement.text)
            message = said + (f": {statement.truth}" if statement.truth else " is not verified")
            yield finding(code, evidence.place(statement.where), evidence.identity, message, value=statement.text)


def _claimed(evidence: Evidence, statement: Statement) -> bool:
    """Whether words that could not be compared are part of a claim, which is judged as such: "to ud af tre"."""
    return statement.verdict == "not verified" and any(
        statement.what != "net" and statement.meets(verdict.claim.start, verdict.claim.end)
        for text in evidence.texts
        if text.where == statement.where
        for verdict in text.verdicts
    )
