"""Cells of any format as columns: each distinct value once, and its place in every row."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from barometer_cli.model.dataset import Column, Day, Percent, Value

if TYPE_CHECKING:
    from numpy.typing import NDArray


def column(places: Sequence[int] | NDArray[Any], distinct: Sequence[Any] | NDArray[Any]) -> Column:
    """A column of rows that point at values, some of which may be empty, or the same but for the blanks around them.

    Parameters
    ----------
    places
        Shape (rows,), signed integers: the place of the row's value in `distinct`; -1 for an empty cell.
    distinct
        Shape (distinct,): the values as their format gives them, each once.
    """
    if hasattr(distinct, "dtype") and distinct.dtype in ("int64", "float64"):
        return _of_numbers(places, distinct)
    if all(type(value) is str and value and value.strip() is value for value in distinct):
        return Column(_small(places, len(distinct)), list(distinct))
    known: dict[Any, int] = {}
    at = [-1 if value is None else known.setdefault(_key(value), len(known)) for value in map(plain, distinct)]
    return Column(_small(_moved(places, at), len(known)), [value for _, value in known])


def _of_numbers(places: Any, distinct: Any) -> Column:
    """Numbers, of which NaN is an empty cell."""
    import numpy as np

    there = ~np.isnan(distinct) if distinct.dtype == np.float64 else np.ones(len(distinct), bool)
    if there.all():
        return Column(_small(places, len(distinct)), distinct)
    at = np.where(there, np.cumsum(there) - 1, -1).tolist()
    return Column(_small(_moved(places, at), len(distinct)), distinct[there])


def _moved(places: Any, at: list[int]) -> Any:
    """Places that follow their values to where these are now; those of empty cells stay -1."""
    if at == list(range(len(at))):
        return places
    if hasattr(places, "dtype"):
        import numpy as np

        return np.array([*at, -1], dtype=np.int32)[places]
    return array("i", (at[place] if place >= 0 else -1 for place in places))


def _small(places: Any, count: int) -> Any:
    """Places in the smallest integers that can count the distinct values."""
    bits, code = next((bits, code) for bits, code in ((8, "b"), (16, "h"), (32, "i")) if count < 1 << (bits - 1))
    return places.astype(f"int{bits}") if hasattr(places, "dtype") else array(code, places)


def from_objects(values: Iterable[Any]) -> Column:
    """A column from the Python object of each row."""
    known: dict[Any, int] = {}
    places = array("i", (known.setdefault(_key(value), len(known)) for value in values))
    return column(places, [value for _, value in known])


def _key(value: Any) -> tuple[str, Any]:
    """What tells a value from others: 1 and 1.0 are one; true, "1" and 1 shown as 100 % are others."""
    kind = "number" if isinstance(value, int | float) and type(value) not in _OTHER else type(value).__name__
    return kind, value


_OTHER = (bool, Percent)


def plain(value: Any) -> Value | None:
    """A value as int, float, bool or str; None where the cell is empty."""
    if isinstance(value, Day):
        return value
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
