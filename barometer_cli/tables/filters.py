"""Who is in the base: conditions on columns as one true or false for each row."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from barometer_cli.errors import DataError
from barometer_cli.model.survey import AllOf, AnyOf, Filter, Where, code_text
from barometer_cli.tables.columns import Coded, Columns, Mask


def matches(columns: Columns, condition: Filter | Iterable[Filter] | None) -> Mask:
    """Rows (one bool each) for which a filter is true; several conditions in a row must all be.

    Parameters
    ----------
    columns
        The microdata.
    condition
        A filter, conditions that must all be true, or None for every row.
    """
    if condition is None:
        return np.ones(columns.rows, dtype=np.bool_)
    if isinstance(condition, Where):
        return _where(columns, condition)
    if isinstance(condition, AnyOf):
        parts = [matches(columns, part) for part in condition.parts]
        return np.logical_or.reduce(parts) if parts else np.zeros(columns.rows, dtype=np.bool_)
    several = condition.parts if isinstance(condition, AllOf) else tuple(condition)
    for part in several:
        if not isinstance(part, Where | AllOf | AnyOf):
            raise TypeError(f"{part!r} is not a filter: use Where, AllOf and AnyOf")
    parts = [matches(columns, part) for part in several]
    return np.logical_and.reduce(parts) if parts else np.ones(columns.rows, dtype=np.bool_)


def _where(columns: Columns, where: Where) -> Mask:
    if where.operator in (">=", "<="):
        return _ordered(columns, where)
    coded = columns.coded(where.column)
    there = coded.index >= 0
    match where.operator:
        case "null":
            return ~there
        case "not null":
            return there
        case "==" | "in":
            return _is(coded, where) & there
        case "!=" | "not in":
            return ~_is(coded, where) & there
        case "has any":
            return _has(coded, where) & there
        case _:
            return ~_has(coded, where) & there


def _is(coded: Coded, where: Where) -> Mask:
    wanted = {code_text(value) for value in where.values}
    return _lookup(coded, [label in wanted for label in coded.labels])


def _has(coded: Coded, where: Where) -> Mask:
    wanted = {code_text(value) for value in where.values}
    cells = [{part.strip() for part in label.split(where.separator)} for label in coded.labels]
    return _lookup(coded, [not wanted.isdisjoint(cell) for cell in cells])


def _lookup(coded: Coded, truths: list[bool]) -> Mask:
    found: Mask = np.array([*truths, False], dtype=np.bool_)[coded.index]
    return found


def _ordered(columns: Columns, where: Where) -> Mask:
    numbers, wrong = columns.numbers(where.column)
    if wrong:
        position, value = wrong[0]
        raise DataError(f"{where.column!r}, {columns.row(position)}: {value!r} is not a number",
                        f"{where.operator!r} compares numbers; name the codes with 'in'.")  # fmt: skip
    try:
        limit = float(where.values[0])
    except ValueError:
        raise DataError(f"{where.column!r} is compared with {where.values[0]!r}, which is not a number",
                        f"{where.operator!r} compares numbers; name the codes with 'in'.") from None  # fmt: skip
    return numbers >= limit if where.operator == ">=" else numbers <= limit
