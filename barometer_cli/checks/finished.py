"""Findings on numbers of finished tables that do not fit one another: errors and bases, a whole and its groups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import ceil, sqrt
from typing import NamedTuple

from barometer_cli.checks.codes import finding
from barometer_cli.messages import say
from barometer_cli.model.axis import COUNTRY, Axis, is_total
from barometer_cli.model.finding import Evidence, Finding
from barometer_cli.model.period import in_time
from barometer_cli.model.table import Table

SMALL = 0.1
"""What an error of shares may be of that of a simple random sample: strata make it smaller, but hardly by such factors,
and a finite population only where nearly everybody of it was asked."""
ABOUT = 0.01
"""By how much of it the n of a whole may be passed by those of its parts, which offices round one by one."""
MISSING = 0.1
"""What part of a whole may have no group in each of several breakdowns that stand side by side."""
FINEST = 6
"""Decimals of a value that its file may have written; what comes after them is how computers hold it."""


def check(release: Sequence[Evidence]) -> Iterator[Finding]:
    """What contradicts itself in finished tables, without being wrong in any single cell."""
    for evidence in release:
        if evidence.figure.spec.table:
            yield from _errors(evidence)
            yield from _wholes(evidence)


def _errors(evidence: Evidence) -> Iterator[Finding]:
    """Standard errors that look like fractions of shares in per cent: all far below what n makes them."""
    table, asserted = evidence.figure.table, evidence.figure.spec.n
    told = [(cell, cell.se or 0.0, cell.n or asserted or 0) for cell in table.cells if 0 < cell.value < 1]
    known = [(cell, se, n, sqrt(cell.value * (1 - cell.value) / n)) for cell, se, n in told if se > 0 and n > 0]
    if not table.measure.is_share or not known or any(se >= SMALL * usual for _, se, _, usual in known):
        return
    cell, se, n, usual = known[0]
    message = say(
        "se of {category!r} is {se:.2g} per cent, and n={n} makes it about {usual:.2g}: errors look like fractions",
        category=cell.category,
        se=100 * se,
        n=n,
        usual=100 * usual,
    )
    yield finding("BAR112", evidence.locate(("table",)), evidence.identity, message)


class _Told(NamedTuple):
    """A value, and the n it is of; None where nobody tells it."""

    value: float
    n: int | None


class _Whole(NamedTuple):
    """A total of some groups, as one row or column tells it.

    Attributes
    ----------
    of
        What the values are of: a category where the groups are groups, a group where they are categories.
    name, told
        What the total is called, and its value.
    parts
        The groups of one breakdown, or of several that nothing tells apart, by name.
    alone
        Whether nothing sets their breakdown apart from others.
    """

    of: str | None
    name: str
    told: _Told
    parts: Mapping[str, _Told]
    alone: bool


def _wholes(evidence: Evidence) -> Iterator[Finding]:
    """A total that is none of its groups: outside their values, or with fewer respondents than they have."""
    table, spec = evidence.figure.table, evidence.figure.spec.table
    selected = bool(spec and spec.where)  # some groups may be left out
    for whole in _totals(table):
        wrong = _wrong_n(whole) or _wrong_value(whole, table, selected)
        if wrong:
            yield finding("BAR113", evidence.locate(("table",)), evidence.identity, wrong)
            return  # what is wrong of one category is mostly so of all


def _totals(table: Table) -> Iterator[_Whole]:
    """Every total of groups that are samples of their own, with the groups whose values are all told."""
    role, of_groups = table.shape
    axes = [(table.breakdown, of_groups, True), (table.categories, role, False)]
    for axis, its, by_group in axes:
        if its not in ("groups", "areas") or axis.overlapping:
            continue
        rows: dict[str | None, dict[str, _Told]] = {}
        for cell in table.cells:
            of, member = (cell.category, cell.group) if by_group else (cell.group, cell.category)
            rows.setdefault(of, {})[member or ""] = _Told(cell.value, cell.n)
        untold = {h.category if by_group else h.group for h in table.hidden}
        for of, members in rows.items():
            wholes = [name for name in members if _is_whole(axis, name, its == "areas")]
            parts = {name: told for name, told in members.items() if name not in wholes}
            sections = {axis.sections.get(name) for name in parts}
            for name in wholes if of not in untold else ():
                own = axis.sections.get(name)
                for section in sections if own is None else {own}:
                    beside = {part: told for part, told in parts.items() if axis.sections.get(part) == section}
                    if len(beside) > 1 and not in_time([axis.inside(part) for part in beside]):
                        yield _Whole(of, name, members[name], beside, section is None)


def _is_whole(axis: Axis, name: str, areas: bool) -> bool:
    return is_total(axis.inside(name)) or (areas and name.casefold() in COUNTRY)


def _without_group(whole: _Whole) -> float | None:
    """The part of a whole (0..1) that is in none of its groups; None where the n do not tell."""
    n, known = whole.told.n or 0, [part.n for part in whole.parts.values() if part.n is not None]
    if n <= 0 or len(known) < len(whole.parts):
        return None
    times = max(1, ceil(sum(known) / n - ABOUT))  # breakdowns that stand side by side
    return max(0.0, 1 - sum(known) / (times * n))


def _wrong_n(whole: _Whole) -> str | None:
    """What is wrong with the n of a total; fewer in its groups may have no group, more are of several breakdowns."""
    n, outside = whole.told.n, _without_group(whole)
    if n is None or outside is None:
        return None
    sizes = {name: part.n or 0 for name, part in whole.parts.items()}
    largest = max(sizes, key=sizes.__getitem__)
    slack = max(ABOUT * n, len(sizes))
    if sizes[largest] > n + slack:
        return say(
            "n of {whole!r} is {n}, but {part!r} alone has {size}",
            whole=whole.name,
            n=n,
            part=largest,
            size=sizes[largest],
        )
    together = sum(sizes.values())
    several = whole.alone and outside <= MISSING
    if together > n + slack and not several:
        return say("n of {whole!r} is {n}, but its groups have {sum} together", whole=whole.name, n=n, sum=together)
    return None


def _wrong_value(whole: _Whole, table: Table, selected: bool) -> str | None:
    """What is wrong with the value of a total, which is a mean of its groups and of those who are in none."""
    measure = table.measure
    outside = _without_group(whole)
    if measure.name not in ("share", "mean", "index") or (outside is None and selected):
        return None
    size = 100 if measure.is_share else 1
    values = [part.value * size for part in whole.parts.values()]
    low, high, value = min(values), max(values), whole.told.value * size
    slack = 10.0 ** -_decimals([*values, value])
    if outside:
        bottom, top = (0.0, 100.0) if measure.is_share else (measure.low, measure.high)
        if bottom is None or top is None:
            return None
        heavy = min(1.0, 2 * outside)  # their weights may be larger than others'
        low, high = low + heavy * (bottom - low), high + heavy * (top - high)
    if low - slack - 1e-9 <= value <= high + slack + 1e-9:
        return None
    unit = " " + say("per cent") if measure.is_share else ""
    return say(
        "{of!r} of {whole!r} is {value:.4g}{unit}, but its groups allow only {low:.4g} to {high:.4g}",
        of=whole.of or "",
        whole=whole.name,
        value=value,
        unit=unit,
        low=low,
        high=high,
    )


def _decimals(values: Sequence[float]) -> int:
    """How many decimals numbers have, at most six."""
    return next((places for places in range(FINEST) if all(abs(round(v, places) - v) < 1e-9 for v in values)), FINEST)
