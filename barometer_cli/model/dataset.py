"""Rows of a file as they were read, and what the file says of them; nothing of it is believed yet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeAlias
from unicodedata import normalize

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Value: TypeAlias = int | float | str
Reader: TypeAlias = Literal["numpy", "duckdb", "polars"]
"""What reads microdata: numpy holds the columns, the others are asked anew for what each figure needs."""
_BOOLEANS = {"true": "1", "false": "0"}
_WHOLE = re.compile(r"-?(0|[1-9]\d*)[.,]0+")


def code_text(value: object) -> str:
    """A code as it is compared, whatever type its file gives it: 1, 1.0, "1.0" and " 1 " are "1"; "01" is another."""
    if isinstance(value, str):
        text = normalize("NFC", value.strip())
        if text.casefold() in _BOOLEANS:
            return _BOOLEANS[text.casefold()]
        return re.split("[.,]", text)[0] if _WHOLE.fullmatch(text) else text
    if isinstance(value, bool) or type(value).__name__ in ("bool", "bool_"):
        return "1" if value else "0"
    try:
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        return normalize("NFC", str(value).strip())
    return str(int(number)) if number.is_integer() and abs(number) < 2**53 else str(value)


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """A variable, one value a row, kept as places in the list of its distinct values.

    Attributes
    ----------
    places
        Shape (rows,), signed integers: the place of the row's value in `values`; -1 where the cell is empty.
    values
        Shape (distinct,): int64, float64, or object (int, float and str), as the file has them; text stays text.
    memo
        What was worked out of the column once, for whoever asks again.
    """

    places: NDArray[np.signedinteger[Any]]
    values: NDArray[Any]
    memo: dict[str, Any] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        return len(self.places)

    @property
    def codes(self) -> tuple[str, ...]:
        """The distinct values as codes, in the order of `values`; not for measures, which may have millions."""
        return tuple(code_text(value) for value in self.values.tolist())

    def objects(self) -> tuple[Value | None, ...]:
        """The value of each row as a Python object, None where the cell is empty; for small files."""
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
class Dataset:
    """The columns that were asked for, and what the file says of them.

    Attributes
    ----------
    file
        Name of the file, for messages.
    digest
        SHA-256 of its bytes.
    rows
        How many rows of values the file holds.
    columns
        By name, in the order of the file.
    first_row
        The number of the first row of values as the file's reader sees it (2 below a header).
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
    first_row: int = 2
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    variable_labels: Mapping[str, str] = field(default_factory=dict)
    missing: Mapping[str, tuple[MissingRange, ...]] = field(default_factory=dict)
    mrsets: tuple[ResponseSet, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Scan:
    """The rows of a file that is too large to be held: an engine reads what it needs, each time it is asked.

    Attributes
    ----------
    file
        Name of the file, for messages.
    digest
        SHA-256 of its bytes.
    frame
        A DuckDB relation or a Polars LazyFrame.
    numbers
        Column of the frame that numbers the rows from 0, in the order of the file.
    columns
        Names of the columns that can be asked for.
    first_row
        The number of the first row of values as the file's reader sees it.
    labels
        As in Dataset.
    """

    file: str
    digest: str
    frame: Any
    numbers: str
    columns: tuple[str, ...]
    first_row: int
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
