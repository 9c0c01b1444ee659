"""Answers of respondents, one row each, and what their file says of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Value = int | float | str


def code_text(value: object) -> str:
    """A code as it is compared, whatever type its file gives it: 1, 1.0 and "1" are "1"; "01" is another code."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(float(value))
    return str(value)


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """A variable, one value a row, kept as places in the list of its distinct values.

    Attributes
    ----------
    places
        Shape (rows,), signed integers: the place of the row's value in `values`; -1 where the cell is empty.
    values
        Shape (distinct,), int64, float64 or object (int, float and str): sorted, numbers before texts.
    """

    places: NDArray[np.signedinteger[Any]]
    values: NDArray[Any]

    def __len__(self) -> int:
        return len(self.places)

    @property
    def codes(self) -> tuple[str, ...]:
        """The distinct values as codes, in the order of `values`; not for measures, which may have millions."""
        return tuple(code_text(value) for value in self.values.tolist())

    def numbers(self) -> NDArray[np.float64]:
        """The values as numbers, one a row; NaN where a cell is empty.

        Raises
        ------
        ValueError
            If a value is text.
        """
        import numpy as np

        texts = [] if self.values.dtype != object else [value for value in self.values if isinstance(value, str)]
        if texts:
            raise ValueError(f"{texts[0]!r} is not a number")
        return np.append(self.values.astype(np.float64), np.nan)[self.places]

    def counts(self) -> NDArray[np.int64]:
        """How many rows hold each of `values`."""
        import numpy as np

        return np.bincount(self.places[self.places >= 0], minlength=len(self.values)).astype(np.int64)

    def objects(self) -> tuple[Value | None, ...]:
        """The value of each row as a Python object, None where the cell is empty; for small files and tests."""
        values = [*self.values.tolist(), None]
        return tuple(values[place] for place in self.places.tolist())


@dataclass(frozen=True, slots=True)
class ResponseSet:
    """A multiple-response set that a file defines.

    Attributes
    ----------
    name, label
        What it is called; the label is empty where it has none.
    variables
        Its columns.
    counted
        The code that means yes in each column; None where each column holds one of the chosen categories.
    """

    name: str
    label: str
    variables: tuple[str, ...]
    counted: str | None = None


@dataclass(frozen=True, slots=True)
class MissingRange:
    """Values that the file itself calls missing, both ends included; kept in the columns all the same."""

    low: Value
    high: Value

    def __contains__(self, value: object) -> bool:
        if isinstance(value, str) or isinstance(self.low, str) or isinstance(self.high, str):
            return value == self.low == self.high
        return isinstance(value, int | float) and self.low <= value <= self.high


@dataclass(frozen=True, slots=True, eq=False)
class Microdata:
    """The columns that were asked for, and what the file says of them; nothing of it is believed yet.

    Attributes
    ----------
    file
        Name of the file, for messages.
    digest
        SHA-256 of its bytes.
    rows
        How many respondents the file holds.
    columns
        By name, in the order of the file.
    labels
        Words of codes (as `code_text`) by variable; only variables that have some.
    variable_labels
        Words of variables; only those that have some.
    missing
        Values that the file calls missing, by variable.
    mrsets
        The file's multiple-response sets, also those of columns that were not asked for.
    """

    file: str
    digest: str
    rows: int
    columns: Mapping[str, Column]
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    variable_labels: Mapping[str, str] = field(default_factory=dict)
    missing: Mapping[str, tuple[MissingRange, ...]] = field(default_factory=dict)
    mrsets: tuple[ResponseSet, ...] = ()
