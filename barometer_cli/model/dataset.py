"""Rows of a file as they were read, and what the file says of them; nothing of it is believed yet."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeAlias
from unicodedata import normalize

from msgspec import Struct, field

from barometer_cli.model.block import Block, column_letters

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Value: TypeAlias = int | float | str
Reader: TypeAlias = Literal["numpy", "duckdb", "polars"]
"""What reads microdata: numpy holds the columns, the others are asked anew for what each figure needs."""
Mark: TypeAlias = Literal["point", "comma"]
"""What stands before decimals."""
NOTE = re.compile(
    r"(?i)[*†‡¹²³⁴]|\d+\)|n\s*=|"
    r"(kilder?|noter?|anm(ærkning(er)?)?|bemærk(ning(er)?)?|sources?|notes?|tabel|figur|spørgsmål)\b"
)
"""How a note begins that stands below a table."""
EXACT = 2**53
"""Whole numbers up to here are the same as floats."""
_BOOLEANS = {"true": "1", "false": "0"}
_WHOLE = re.compile(r"-?(0|[1-9]\d*)[.,]0+")
_PLAIN_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d*[1-9])?")
NA = "NA"
"""How R writes an empty cell of a CSV."""


class Percent(float):
    """A number that its file shows as a per cent: 0.34, shown as 34 %."""

    __slots__ = ()


class Day(str):
    """A date or time of a spreadsheet, in ISO's form; some were texts, such as 1-2, before it took them for dates."""

    __slots__ = ()


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


class Column(Struct, frozen=True, eq=False):
    """A variable, one value a row, kept as places in the list of its distinct values.

    Attributes
    ----------
    at
        Length rows, signed integers: the place of the row's value in `distinct`; -1 where the cell is empty.
    distinct
        The distinct values (int, float and str) as the file has them; text stays text.
    memo
        What was worked out of the column once, for whoever asks again.
    """

    at: Sequence[int] | NDArray[np.signedinteger[Any]]
    distinct: Sequence[Value] | NDArray[Any]
    memo: dict[str, Any] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.at)

    @property
    def places(self) -> NDArray[np.signedinteger[Any]]:
        """Shape (rows,): `at` for computing."""
        import numpy as np

        if "places" not in self.memo:
            places = np.asarray(self.at)
            places.setflags(write=False)
            self.memo["places"] = places
        found: NDArray[np.signedinteger[Any]] = self.memo["places"]
        return found

    @property
    def values(self) -> NDArray[Any]:
        """Shape (distinct,): int64 or float64 where all are numbers, else object: `distinct` for computing."""
        import numpy as np

        if "values" not in self.memo:
            values = self.distinct if isinstance(self.distinct, np.ndarray) else _array(self.distinct)
            values.setflags(write=False)
            self.memo["values"] = values
        found: NDArray[Any] = self.memo["values"]
        return found

    @property
    def known(self) -> list[Value]:
        """The distinct values as Python objects."""
        return _listed(self.distinct)

    @property
    def codes(self) -> tuple[str, ...]:
        """The distinct values as codes, in their order; not for measures, which may have millions."""
        return tuple(code_text(value) for value in self.known)

    def objects(self) -> tuple[Value | None, ...]:
        """The value of each row as a Python object, None where the cell is empty; for small files."""
        values = [*self.known, None]
        return tuple(values[place] for place in _listed(self.at))


def _listed(values: Any) -> list[Any]:
    return values.tolist() if hasattr(values, "tolist") else list(values)


def _array(values: Sequence[Value]) -> NDArray[Any]:
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


class ResponseSet(Struct, frozen=True):
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


class MissingRange(Struct, frozen=True):
    """Values that the file itself calls missing, both ends included; kept in the columns all the same.

    A single value is compared as a code is, whatever type it has; a wider range is one of numbers, or of ISO dates.
    """

    low: Value
    high: Value

    def __contains__(self, value: object) -> bool:
        if self.low == self.high:
            return code_text(value) == code_text(self.low)
        if isinstance(self.low, str) or isinstance(self.high, str):
            return isinstance(value, str) and str(self.low) <= value <= str(self.high)
        number = as_number(value)
        return number is not None and self.low <= number <= self.high

    @property
    def bounds(self) -> tuple[float, float] | None:
        """Both ends as numbers; None where no number lies between them."""
        low, high = as_number(self.low), as_number(self.high)
        return None if low is None or high is None else (low, high)


def as_number(value: object) -> float | None:
    """A value or code as the number that has this code; None where none has."""
    if isinstance(value, str):
        return float(value) if _PLAIN_NUMBER.fullmatch(value) else None
    return float(value) if isinstance(value, int | float) else None


class Declared(Struct, frozen=True, eq=False):
    """Which cells of columns hold no value although they are not empty.

    Attributes
    ----------
    missing
        By column, what the file calls missing, and the codes that a codebook names for no answer.
    named
        By column, the codes that a codebook gives words; a condition that asks for one of them finds it.
    na
        Columns in which the text `NA` is an empty cell, as R writes it.
    mark
        What stands before the decimals of numbers that are texts; the other mark then stands between thousands. None
        where nobody says.
    """

    missing: Mapping[str, tuple[MissingRange, ...]] = field(default_factory=dict)
    named: Mapping[str, frozenset[str]] = field(default_factory=dict)
    na: frozenset[str] = frozenset()
    mark: Mark | None = None

    def is_missing(self, column: str, value: object) -> bool:
        """Whether a value, or the text of its code, is missing in a column."""
        return any(value in one for one in self.missing.get(column, ()))


class Dataset(Struct, frozen=True, eq=False):
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
    na
        Columns in which the text `NA` is an empty cell, unless somebody knows better; kept in them all the same.
    sheet
        The sheet of a workbook that they are of.
    recognised
        What was told from the table, or read in a way that nobody asked for: titles above it, notes below it, the
        sheet it is on, the encoding of its texts.
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
    sheet: str | None = None
    recognised: tuple[str, ...] = ()
    na: frozenset[str] = frozenset()

    @property
    def declared(self) -> Declared:
        """What the file alone says of cells that hold no value."""
        return Declared(self.missing, na=self.na)


class Grid(Struct, frozen=True, eq=False):
    """The cells of a spreadsheet as they stand, of which nothing is known: a table may lie anywhere among them.

    Attributes
    ----------
    file, digest
        As in Dataset.
    rows
        Shape (rows, columns): the value of each cell; None where it is empty.
    left
        The column of the spreadsheet that is the first here, counted from 1.
    numbers
        The number of each row in the spreadsheet.
    merged
        Cells that are one; the value stands in the first of them.
    hidden_rows, hidden_columns
        Those that nobody sees who looks at the spreadsheet, counted from 1.
    recognised
        As in Dataset.
    """

    file: str
    digest: str
    rows: tuple[tuple[Value | None, ...], ...]
    numbers: tuple[int, ...]
    left: int = 1
    merged: tuple[Block, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    recognised: tuple[str, ...] = ()

    def column(self, place: int) -> str:
        """A column as the spreadsheet names it: "C"."""
        return column_letters(place + self.left)

    def cell(self, row: int, column: int) -> str:
        """A cell as the spreadsheet names it: "C5"."""
        return f"{self.column(column)}{self.numbers[row]}"


class Scan(Struct, frozen=True, eq=False):
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
    labels, missing, na
        As in Dataset.
    """

    file: str
    digest: str
    frame: Any
    numbers: str
    columns: tuple[str, ...]
    first_row: int
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    missing: Mapping[str, tuple[MissingRange, ...]] = field(default_factory=dict)
    na: frozenset[str] = frozenset()

    @property
    def declared(self) -> Declared:
        """As of Dataset."""
        return Declared(self.missing, na=self.na)
