"""One indicator, one value, and one wording of who was asked: figures of a release beside one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import assert_never
from unicodedata import normalize

from barometer_cli.checks.codes import finding
from barometer_cli.model.finding import Evidence, Finding, Place
from barometer_cli.model.spec import AllSpec, AnySpec, Condition, Conditions, ConditionSpec

Key = tuple[str, ...]


def check(release: Sequence[Evidence]) -> Iterator[Finding]:
    """What two figures tell differently; the later one is reported, with both places."""
    yield from _values(release)
    yield from _filters(release)


def _values(release: Sequence[Evidence]) -> Iterator[Finding]:
    """Shares that are printed with another value in another figure."""
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
                    evidence.identity,
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
    rows = _where(spec.data.where) if spec.data else repr(sorted(spec.table.where.items())) if spec.table else ""
    words = (figure.survey.name, figure.survey.wave, question, sub, asked, rows, omitted, label, group or "")
    return tuple(map(_fold, words))


def _filters(release: Sequence[Evidence]) -> Iterator[Finding]:
    """The same words for other people of the same data, and other words for the same people."""
    worded: dict[Key, tuple[str, Evidence]] = {}
    selected: dict[Key, tuple[str, Evidence]] = {}
    for evidence in release:
        spec, survey = evidence.figure.spec, evidence.figure.survey
        if spec.filter is None or spec.data is None:
            continue
        rows = _where(spec.data.where)
        data = (survey.name, survey.wave, survey.language, spec.data.file or survey.data or "", rows)
        words = spec.filter.text
        where = _where(spec.filter.where) or "everybody"
        place = evidence.place(("filter",))
        before, other = worded.setdefault((*data, _fold(words)), (where, evidence))
        if before != where:
            there = f"{other.name} ({other.place(('filter',))})"
            message = f"”{words}” selects {where} here and {before} in {there}"
            yield finding("BAR402", place, evidence.identity, message, value=where)
        if not spec.filter.where:
            continue
        before, other = selected.setdefault((*data, where), (words, evidence))
        if _fold(before) != _fold(words):
            there = f"{other.name} ({other.place(('filter',))})"
            message = f"{where} is ”{words}” here and ”{before}” in {there}"
            yield finding("BAR403", place, evidence.identity, message, value=words)


def _where(conditions: Conditions) -> str:
    return " and ".join(sorted(map(_condition, conditions)))


def _condition(condition: Condition) -> str:
    """A condition as it is read: "sektor in kommune, region"."""
    match condition:
        case ConditionSpec():
            return " ".join(filter(None, (condition.column, condition.op, ", ".join(map(str, condition.value)))))
        case AllSpec():
            return f"({' and '.join(sorted(map(_condition, condition.all)))})"
        case AnySpec():
            return f"({' or '.join(sorted(map(_condition, condition.any)))})"
        case _:
            assert_never(condition)


def _fold(words: str) -> str:
    return " ".join(normalize("NFC", words).casefold().split())
