"""One indicator, one value, and one wording of who was asked: figures of a release beside one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import assert_never
from weakref import WeakKeyDictionary

from msgspec import Struct

from barometer_cli.checks.codes import finding
from barometer_cli.messages import say
from barometer_cli.model.characters import fold
from barometer_cli.model.finding import Evidence, Finding, Location
from barometer_cli.model.locale import NO_BREAK
from barometer_cli.model.period import bare
from barometer_cli.model.spec import AllSpec, AnySpec, Condition, Conditions, ConditionSpec
from barometer_cli.model.table import Cell, Net

Key = tuple[str, ...]
COLUMNS = ("sheet", "range", "category", "share", "value", "group")
"""What a spec names of a file that is wider than its table."""


def check(release: Sequence[Evidence]) -> Iterator[Finding]:
    """What two figures tell differently; the later one is reported, with both places."""
    yield from _values(release)
    yield from _filters(release)


class _Value(Struct, frozen=True):
    """A value as a figure prints it, what is counted there, and by what it is known in other figures."""

    label: str
    group: str | None
    printed: Decimal
    decimals: int
    told: str
    counted: _Counted
    keys: tuple[Key, ...]

    def agrees(self, other: _Value) -> bool:
        """Whether both may be printed of one value: where one has fewer decimals, the other rounds to it."""
        decimals = (self.decimals, other.decimals)
        slack = Decimal(1).scaleb(-min(decimals)) / 2 if len(set(decimals)) > 1 else Decimal(0)
        return abs(self.printed - other.printed) <= slack


_PRINTED: WeakKeyDictionary[Evidence, tuple[_Value, ...]] = WeakKeyDictionary()
"""What figures print, for as long as they are held: to a preview of thousands all but one are as they were."""


class _Counted(Struct, frozen=True):
    """What a share is of, besides its words: of microdata a variable, of a finished table what it is said to show.

    Attributes
    ----------
    variable
        File and variable of microdata, and the variable of the groups; None of a finished table.
    columns
        File of the table and the columns that hold categories, shares and groups; None of microdata.
    shows
        What the figure shows, in the author's words.
    """

    variable: Key | None
    columns: Key | None
    shows: str

    def may_be(self, other: _Counted) -> bool:
        """Whether both can be of the same variable: an answer may be called the same in two of them."""
        if self.variable and other.variable:
            return self.variable == other.variable
        if self.columns and other.columns and self.columns[0] == other.columns[0]:
            return self.columns == other.columns
        return self.shows == other.shows or not (self.shows and other.shows)


def _values(release: Sequence[Evidence]) -> Iterator[Finding]:
    """Values of one measure that are printed otherwise in another figure."""
    first: dict[Key, list[tuple[_Value, Evidence]]] = {}
    for evidence in release:
        if evidence not in _PRINTED:
            _PRINTED[evidence] = tuple(_printed(evidence))
        own: set[Key] = set()
        for here in _PRINTED[evidence]:
            others: list[tuple[_Value, Evidence]] = []
            for key in here.keys:
                if key in own:
                    continue
                own.add(key)
                told = first.setdefault(key, [])
                alike = [one for one in told if one[0].counted.may_be(here.counted)]
                others += alike
                if not alike:
                    told.append((here, evidence))
            if others and not here.agrees(others[0][0]):
                there, other = others[0]
                place = _place(evidence)
                values = {"here": _plain(here), "other": _plain(there), "figure": other.name, "place": _place(other)}
                if here.group:
                    message = say(
                        "”{label}” of {group} is {here} here and {other} in {figure} ({place})",
                        label=here.label,
                        group=here.group,
                        **values,
                    )
                else:
                    message = say(
                        "”{label}” is {here} here and {other} in {figure} ({place})", label=here.label, **values
                    )
                hint = say("Draw both from the same data, or say in the question or filter what differs.")
                yield finding("BAR401", place, evidence.identity, message, hint, str(here.printed))


def _place(evidence: Evidence) -> Location:
    """Where a figure says what its values are of."""
    return evidence.locate(("data",) if evidence.figure.spec.data else ("table",))


def _plain(value: _Value) -> str:
    """A value with plain spaces, as messages are written."""
    return value.told.replace(NO_BREAK, " ")


def _printed(evidence: Evidence) -> Iterator[_Value]:
    """Every value of a figure."""
    figure = evidence.figure
    table, locale = figure.table, figure.locale
    known: dict[str | None, tuple[_Counted, tuple[Key, ...]]] = {}
    shares: list[tuple[str, Cell | Net]] = [(cell.category, cell) for cell in table.cells]
    shares += [(net.label, net) for net in table.nets]
    for label, each in shares:
        if each.group not in known:
            counted = _counted(evidence, each.group)
            known[each.group] = counted, tuple(_indicators(evidence, counted, each.group))
        counted, indicators = known[each.group]
        keys = tuple((*indicator, fold(label)) for indicator in indicators)
        told = locale.value(each.value)
        yield _Value(label, each.group, table.printed(each), table.measure.decimals, told, counted, keys)


def _counted(evidence: Evidence, group: str | None) -> _Counted:
    spec, survey = evidence.figure.spec, evidence.figure.survey
    shows = fold(spec.caption.shows).rstrip(".") if spec.caption and spec.caption.shows else ""
    if data := spec.data:
        by = ", ".join(data.breakdown.variable) if data.breakdown and group else ""
        asked = data.variable or ", ".join(data.variables)
        measured = repr(data.measure) if data.measure else ""
        return _Counted((data.file or survey.data or "", asked, data.answer or "", measured, by), None, shows)
    columns = (spec.table.file, *(getattr(spec.table, name) or "" for name in COLUMNS)) if spec.table else None
    return _Counted(None, columns, shows)


def _indicators(evidence: Evidence, counted: _Counted, group: str | None) -> Iterator[Key]:
    """What is measured in a group, besides the answer: by the variable where that is known, by the question where one
    is worded; of whom, and when.

    The value of a wave among others is that of the figure of that wave alone. A mean is compared with no share.
    """
    figure = evidence.figure
    spec, survey, table = figure.spec, figure.survey, figure.table
    wave, of = (bare(group), "") if group and group in table.waves else (survey.wave, group or "")
    words = [spec.question.text or " ".join(spec.question.any_of)] if spec.question and spec.question.asked else []
    question = words[0] if words else table.question
    sub = " ".join(spec.question.sub) if spec.question else ""
    rows = _where(spec.data.where) if spec.data else _rows(spec.table.where) if spec.table else ""
    omitted = " ".join(sorted(table.omitted))
    population = spec.population_in(survey) or ""
    asked = spec.filter.text if spec.filter else ""
    measure = table.measure
    measured = (measure.name, measure.of if measure.signed else "", measure.unit or "", *(measure.between or ()))
    base = (survey.name, wave, population, sub, asked, rows, omitted, of, *measured)
    if counted.variable:
        yield ("variable", *counted.variable, *map(fold, base))
    if question:
        yield ("question", fold(question), *map(fold, base))


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
        where = _where(spec.filter.where)
        place = evidence.locate(("filter",))
        before, other = worded.setdefault((*data, fold(words)), (where, evidence))
        if before != where:
            here, there = (each or say("everybody") for each in (where, before))
            message = say(
                "”{words}” selects {here} here and {other} in {figure} ({place})",
                words=words,
                here=here,
                other=there,
                figure=other.name,
                place=other.locate(("filter",)),
            )
            yield finding("BAR402", place, evidence.identity, message, value=here)
        if not spec.filter.where:
            continue
        before, other = selected.setdefault((*data, where), (words, evidence))
        if fold(before) != fold(words):
            message = say(
                "{condition} is ”{here}” here and ”{other}” in {figure} ({place})",
                condition=where,
                here=words,
                other=before,
                figure=other.name,
                place=other.locate(("filter",)),
            )
            yield finding("BAR403", place, evidence.identity, message, value=words)


def _rows(where: Mapping[str, tuple[str, ...]]) -> str:
    """The rows of a wider table as they are read: "sektor in kommune, region"."""
    return " and ".join(f"{name} in {', '.join(values)}" for name, values in sorted(where.items()))


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
