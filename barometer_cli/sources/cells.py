"""Cells of any format as columns: each distinct value once, and its place in every row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from barometer_cli.model.dataset import Column, Value

if TYPE_CHECKING:
    from numpy.typing import NDArray

EXACT = 2**53
"""Whole numbers up to here are the same as floats."""


def column(places: NDArray[Any], distinct: Sequence[Any] | NDArray[Any]) -> Column:
    """A column of rows that point at values, some of which may be empty, or the same but for the blanks around them.

    Parameters
    ----------
    places
        Shape (rows,), signed integers: the place of the row's value in `distinct`; -1 for an empty cell.
    distinct
        Shape (distinct,): the values as their format gives them, each once.
    """
    import numpy as np

    if isinstance(distinct, np.ndarray) and distinct.dtype in (np.int64, np.float64):
        empty = np.isnan(distinct) if distinct.dtype == np.float64 else np.zeros(len(distinct), bool)
        values, at = distinct, np.arange(len(distinct))
        if empty.any():
            values, at = distinct[~empty], np.where(empty, -1, np.cumsum(~empty) - 1)
    elif all(type(value) is str and value and value.strip() is value for value in distinct):
        values, at = _array(list(distinct)), np.arange(len(distinct))
    else:
        known: dict[Any, int] = {}
        at = np.fromiter(
            (-1 if value is None else known.setdefault(_key(value), len(known)) for value in map(_plain, distinct)),
            np.int64,
            len(distinct),
        )
        values = _array([value for _, value in known])
    if not np.array_equal(at, np.arange(len(distinct))):
        places = np.append(at, -1).astype(np.int32)[places]
    small = next(kind for kind in (np.int8, np.int16, np.int32) if len(values) <= np.iinfo(kind).max)
    placed: NDArray[np.signedinteger[Any]] = places.astype(small)
    placed.setflags(write=False)
    values.setflags(write=False)
    return Column(placed, values)


def from_objects(values: Iterable[Any]) -> Column:
    """A column from the Python object of each row."""
    import numpy as np

    known: dict[Any, int] = {}
    places = np.fromiter((known.setdefault(_key(value), len(known)) for value in values), np.int32)
    return column(places, [value for _, value in known])


def _key(value: Any) -> tuple[str, Any]:
    """What tells a value from others: 1 and 1.0 are one, true and "1" are others."""
    kind = "number" if isinstance(value, int | float) and not isinstance(value, bool) else type(value).__name__
    return kind, value


def _plain(value: Any) -> Value | None:
    """A value as int, float, bool or str; None where the cell is empty."""
    if isinstance(value, str):
        return value.strip() or None
    if value is None or value != value or type(value).__name__ in ("NAType", "NaTType"):
        return None
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value).strip() or None


def _array(values: list[Value]) -> NDArray[Any]:
    """Distinct values as int64 or float64 where all are numbers, else as objects."""
    import numpy as np

    kinds = {type(value) for value in values}
    if kinds == {int} and all(abs(value) < 2**63 for value in values if isinstance(value, int)):
        return np.array(values, dtype=np.int64)
    if kinds == {float} or (
        kinds == {int, float} and all(abs(value) <= EXACT for value in values if isinstance(value, int))
    ):
        return np.array(values, dtype=np.float64)
    objects = np.empty(len(values), dtype=object)
    objects[:] = values
    return objects
