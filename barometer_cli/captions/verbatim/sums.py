"""Statements on sums: that shares are 100 % together, more or less, what nets are the sum of, and why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from barometer_cli.captions.nets import MARK, spelled
from barometer_cli.captions.sums import relation, rounded, slack, sum_facts, totals
from barometer_cli.captions.verbatim.case import Case, fold, last, names_of, worded
from barometer_cli.languages.phrases import QUOTED
from barometer_cli.model.caption import NetSum, Rounded
from barometer_cli.model.statement import Statement


def summed(case: Case) -> Iterator[Statement]:
    """That shares sum to 100, to more, or not; of a net's parts; and why."""
    if not case.table.measure.is_share:
        return
    sums = totals(case.table)
    printed = [case.locale.percent(float(total) / 100, case.table.measure.decimals) for total in sums.values()]
    summed = case.locale.both(list(dict.fromkeys(printed)))
    computed = sum_facts(case.spec, case.survey, case.table, case.manner)
    words = " ".join(case.language.word(fact, case.locale) for fact in computed)
    truth = words or case.phrases.sum_truth.format(sum=summed)
    for match in case.find(case.phrases.sums):
        number = case.phrases.number(match["number"])
        more = fold(match["how"] or "") in case.phrases.more if match["how"] else None
        denied = bool(match["not"] or match["not2"])
        start, end = case.sentence(match.start())
        before = case.text[start : match.start()]
        if re.search(case.phrases.parts, before, flags=re.IGNORECASE):
            yield from _net_sum(case, match, number, more, denied)
        elif number is not None and _of_all(case, before, number):
            of = _spoken_sums(case, before, sums)
            so = [_sums_so(Decimal(total), number, more, denied) for total in of.values()]
            some = re.search(case.phrases.some, before, flags=re.IGNORECASE)
            holds = (any(so) if some else all(so)) if so else None
            yield case.says(match, "sum", holds, truth if number == 100 else case.phrases.sum_truth.format(sum=summed))
            yield from _reasons(case, start, end, truth, of)


def _spoken_sums(case: Case, before: str, sums: Mapping[str | None, Decimal]) -> Mapping[str | None, Decimal]:
    """The sums that a sentence is of: those of the groups it names, else of all."""
    whole = rf"\b{re.escape(fold(case.locale.dialect.unit.plural))}\b"
    named = {
        group: total
        for group, total in sums.items()
        if (re.search(whole, fold(before)) if group is None else last(group, fold(before)) >= 0)
    }
    return named if len(case.table.groups) > 1 and named else sums


def _of_all(case: Case, before: str, number: Decimal) -> bool:
    """Whether a sum is said of all that is shown, and not of answers that are named before it."""
    _, marked = spelled(before, names_of(case.table), case.phrases)
    listed = re.search(f"{MARK}{case.phrases.joint}{MARK}", marked)
    return bool(re.search(case.phrases.summed, marked)) or (number == 100 and not listed)


def _sums_so(total: Decimal, number: Decimal, more: bool | None, denied: bool) -> bool:
    if more is None:
        return (total == number) != denied
    return (total > number if more else total < number) != denied


def _net_sum(
    case: Case, match: re.Match[str], number: Decimal | None, more: bool | None, denied: bool
) -> Iterator[Statement]:
    nets = [net for net in case.table.nets if case.table.printed(net) == number]
    start, end = case.sentence(match.start())
    if not case.table.nets:
        yield case.says(match, "sum", None)
        return
    known = case.locale.both(
        [f"{case.locale.quote(net.label)} {case.locale.value(net.value)}" for net in case.table.nets]
    )
    if not nets:
        yield case.says(match, "sum", False, known)
        return
    shares = {(cell.category, cell.group): case.table.printed(cell) for cell in case.table.cells}
    parts = [[shares[part, net.group] for part in net.parts if (part, net.group) in shares] for net in nets]
    printed = map(case.table.printed, nets)
    said = any(_sums_so(sum(part, Decimal(0)), net, more, denied) for net, part in zip(printed, parts, strict=True))
    total = case.locale.percent(float(sum(parts[0], Decimal(0))) / 100)
    yield case.says(match, "sum", said, case.phrases.sum_truth.format(sum=total))
    for count in re.compile(case.phrases.parts, flags=re.IGNORECASE).finditer(case.text, start, end):
        holds = any(case.phrases.number(count["number"]) == len(net.parts) for net in nets)
        yield case.says(count, "net", holds, str(len(nets[0].parts)))


def _reasons(case: Case, start: int, end: int, truth: str, sums: Mapping[str | None, Decimal]) -> Iterator[Statement]:
    """Why a sum is not 100, in the same sentence."""
    question, table = case.spec.question, case.table
    are, most = relation(case.spec, case.survey, table, case.manner), max(sums.values(), default=0)

    def found(pattern: str) -> Iterator[re.Match[str]]:
        return re.compile(pattern, flags=re.IGNORECASE).finditer(case.text, start, end)

    for match in found(case.phrases.rounding):
        near = all(abs(total - 100) <= slack(table, group) for group, total in sums.items())
        left = any(cell.value > 0 and sums.get(cell.group, 100) < 100 for cell in table.unshown)
        yield case.says(match, "reason", near and not left and are != "several", truth)
    for match in found(case.phrases.several):
        never = most <= 100 or are == "whole" or table.several is False
        yield case.says(match, "reason", False if never else True if are == "several" else None, truth)
    for match in found(case.phrases.overlap):
        never = most <= 100 or (are == "whole" and not table.overlap)
        yield case.says(match, "reason", False if never else True if table.overlap or are == "several" else None, truth)
    for match in found(case.phrases.at_most):
        limit = question.at_most if question else None
        holds = case.phrases.number(match["number"]) == limit if limit else None
        yield case.says(match, "reason", holds, truth)
    if re.compile(case.phrases.left_out, flags=re.IGNORECASE).search(case.text, start, end):
        names = {fold(cell.category): cell for cell in table.cells}
        away = {fold(name) for name in (*table.omitted, *table.left_out)}
        for match in QUOTED.finditer(case.text, start, end):
            name = fold(match[1])
            holds = True if name in away else not names[name].shown if name in names else None
            shown = case.phrases.shown_truth.format(category=match[0])
            yield case.says(match, "reason", holds, shown)


def differing(case: Case) -> Iterator[Statement]:
    """That nets are not the sums of their printed parts, as rounding makes them."""
    off = {fold(name) for fact in rounded(case.spec, case.survey, case.table, case.manner) for name in fact.nets}
    known = {fold(net.label) for net in case.table.nets}
    for match in case.find(case.phrases.differs):
        start, end = case.sentence(match.start())
        named = {fold(name) for name in QUOTED.findall(case.text[start:end])} & known
        truth = worded(case, Rounded) or worded(case, NetSum) or case.phrases.even_truth
        yield case.says((start, end), "sum", named <= off if named else None, truth)
