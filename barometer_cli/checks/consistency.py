"""One indicator, one value: the same category of the same question, asked of the same people, in every figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from unicodedata import normalize

from barometer_cli.checks.codes import finding
from barometer_cli.model.finding import Evidence, Finding, Place

Key = tuple[str, ...]


def check(release: Sequence[Evidence]) -> Iterator[Finding]:
    """Shares that are printed with another value in another figure; the later one is reported, with both places."""
    first: dict[Key, tuple[Decimal, Evidence, Place]] = {}
    for evidence in release:
        told: set[Key] = set()
        for label, group, percent in _printed(evidence):
            key = _indicator(evidence, label, group)
            if key is None or key in told:
                continue
            told.add(key)
            place = evidence.place(("data",) if evidence.figure.spec.data else ("table",))
            before, other, there = first.setdefault(key, (percent, evidence, place))
            if percent != before:
                of = f" of {group}" if group else ""
                yield finding(
                    "BAR401",
                    place,
                    evidence.name,
                    f"”{label}”{of} is {percent} % here and {before} % in {other.name} ({there})",
                    "Draw both from the same data, or say in the question or filter what differs.",
                    str(percent),
                )


def _printed(evidence: Evidence) -> Iterator[tuple[str, str | None, Decimal]]:
    for cell in evidence.figure.table.cells:
        yield cell.category, cell.group, cell.percent
    for net in evidence.figure.table.nets:
        yield net.label, net.group, net.percent


def _indicator(evidence: Evidence, label: str, group: str | None) -> Key | None:
    """What is measured, of whom; None where the spec does not say which question was asked."""
    figure = evidence.figure
    spec, table = figure.spec, figure.table
    question = spec.question.text or " ".join(spec.question.any_of) if spec.question else table.question
    if not question:
        return None
    asked = spec.filter.text if spec.filter else ""
    sub = " ".join(spec.question.sub) if spec.question else ""
    omitted = " ".join(sorted(table.omitted))
    words = (figure.survey.name, figure.survey.wave, question, sub, asked, omitted, label, group or "")
    return tuple(" ".join(normalize("NFC", word).casefold().split()) for word in words)
