"""Who is in the base: conditions on columns as one true or false for each row."""

from __future__ import annotations

from collections.abc import Iterable

from barometer_cli.errors import DataError
from barometer_cli.messages import say
from barometer_cli.model.dataset import code_text
from barometer_cli.model.survey import AllOf, AnyOf, Filter, Where
from barometer_cli.tables.columns import Columns, Mask, either, split


def conditions(filter: Filter | Iterable[Filter] | None) -> tuple[Filter, ...]:
    """The conditions that must all be true, one after the other; none where there is no filter."""
    if filter is None:
        return ()
    if isinstance(filter, Where | AnyOf):
        return (filter,)
    parts = filter.parts if isinstance(filter, AllOf) else tuple(filter)
    for part in parts:
        if not isinstance(part, Where | AllOf | AnyOf):
            raise TypeError(say("{part!r} is not a filter: use Where, AllOf and AnyOf", part=part))
    return parts


def named(condition: Filter) -> tuple[str, ...]:
    """The columns of a condition."""
    if isinstance(condition, Where):
        return (condition.column,)
    return tuple(name for part in condition.parts for name in named(part))


def matches(columns: Columns, condition: Filter) -> Mask:
    """Rows (one bool each) for which a condition is true.

    Parameters
    ----------
    columns
        The microdata.
    condition
        On a missing value every condition but "is null" is false. A code that is called missing is found by a
        condition that names it, if a codebook gives it words.
    """
    if columns.summed is not None and condition in columns.summed.truth:
        return columns.summed.truth[condition]
    match condition:
        case AllOf():
            return ~either([~matches(columns, part) for part in condition.parts], columns.rows)
        case AnyOf():
            return either([matches(columns, part) for part in condition.parts], columns.rows)
        case Where():
            return _where(columns, condition)


def _where(columns: Columns, where: Where) -> Mask:
    if where.operator in (">=", "<="):
        return _ordered(columns, where)
    wanted = {code_text(value) for value in where.values}
    coded = columns.coded(where.column, wanted & columns.declared.named.get(where.column, frozenset()))
    match where.operator:
        case "is null":
            return coded.index < 0
        case "not null":
            return coded.index >= 0
        case "==" | "in":
            return coded.is_any(lambda label: label in wanted)
        case "!=" | "not in":
            return coded.is_any(lambda label: label not in wanted)
        case "has any":
            return coded.is_any(lambda label: not wanted.isdisjoint(split(label, where.separator)))
        case _:
            return coded.is_any(lambda label: wanted.isdisjoint(split(label, where.separator)))


def _ordered(columns: Columns, where: Where) -> Mask:
    numbers, end = columns.numbers(where.column), limit(where)
    return numbers >= end if where.operator == ">=" else numbers <= end


def limit(where: Where) -> float:
    """The number that a column is compared with.

    Raises
    ------
    DataError
        If it is none.
    """
    try:
        return float(where.values[0])
    except ValueError:
        raise DataError(
            say(
                "{column!r} is compared with {values!r}, which is not a number",
                column=where.column,
                values=where.values[0],
            ),
            say("{operator!r} compares numbers; name the codes with 'in'.", operator=where.operator),
        ) from None
