"""Files of numbers as rows, before anything is believed of them: CSV, XLSX and Parquet."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Sequence
from hashlib import sha256
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from barometer_cli.errors import BuildError, DataError, suggestion
from barometer_cli.model.table import Dataset

__all__ = ["READERS", "read"]

Rows = tuple[dict[str, tuple[Any, ...]], int]


def read(path: Path, sheet: str | None = None) -> Dataset:
    """The columns of a file, every value as it stands there and None where a cell is empty.

    Parameters
    ----------
    path
        A file whose suffix is in `READERS`; its name as given is used in messages.
    sheet
        The sheet of a workbook; the first where left out.

    Raises
    ------
    BuildError
        If there is no such file, or it may not be read.
    DataError
        If it is of another format, broken, or not a plain table.
    """
    file = path.as_posix()
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise BuildError(f"{file} does not exist", "Check the name of the file and its folder.") from None
    except OSError as error:
        raise BuildError(f"{file} cannot be read: {error.strerror or error}", "Give a readable file.") from None
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(READERS)
        raise DataError(f"{file}: files ending in {path.suffix!r} cannot be read", f"Save it as one of: {known}.")
    columns, first_row = reader(data, file, sheet)
    return Dataset(file, sha256(data).hexdigest(), columns, first_row)


def _csv(data: bytes, file: str, sheet: str | None) -> Rows:
    import pandas as pd

    _no_sheets(file, sheet, "CSV")
    text = _decode(data, file)
    if not text.strip():
        raise DataError(f"{file} is empty", "Export the table again.")
    header = re.sub(r'"[^"]*"', "", text.lstrip().splitlines()[0])
    separator = ";" if ";" in header else ","
    try:
        frame = pd.read_csv(StringIO(text, newline=""), sep=separator, header=None, dtype=str, keep_default_na=False,
                            skip_blank_lines=False, skipinitialspace=True, index_col=False)  # fmt: skip
    except (pd.errors.ParserError, pd.errors.EmptyDataError, ValueError) as error:
        raise _broken_csv(file, separator, error) from None
    try:
        lines = list(csv.reader(StringIO(text, newline=""), delimiter=separator, skipinitialspace=True))
    except csv.Error as error:
        raise _broken_csv(file, separator, error) from None
    for number, row in enumerate(lines, start=1):  # pandas fills up rows that are too short without a word
        if any(value.strip() for value in row) and len(row) < frame.shape[1]:
            raise DataError(f"{file}, row {number}: {len(row)} values, but the header has {frame.shape[1]} columns",
                            f"The values are separated by {separator!r}; complete the row.")  # fmt: skip
    return _table(frame.astype(object).to_numpy().tolist(), file)


def _broken_csv(file: str, separator: str, error: Exception) -> DataError:
    if counted := re.search(r"Expected (\d+) fields in line (\d+), saw (\d+)", str(error)):
        expected, row, seen = counted.groups()
        return DataError(f"{file}, row {row}: {seen} values, but the header has {expected} columns",
                         f"The values are separated by {separator!r}; put a value that holds one, "
                         "such as a decimal comma, between quotes.")  # fmt: skip
    if "EOF inside string" in str(error):
        return DataError(f"{file} is cut off: a quote is opened and never closed", "Export the table again.")
    return DataError(f"{file} cannot be read as CSV", "Export the table again.")


def _decode(data: bytes, file: str) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in data:
        raise DataError(f"{file} is not a CSV in UTF-8 or Windows-1252", "Save it as “CSV UTF-8”.")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise DataError(f"{file} is neither UTF-8 nor Windows-1252", "Save it as “CSV UTF-8”.")


def _xlsx(data: bytes, file: str, sheet: str | None) -> Rows:
    import pandas as pd

    try:
        with pd.ExcelFile(BytesIO(data), engine="openpyxl") as book:
            names = [str(name) for name in book.sheet_names]
            if sheet is None or sheet in names:
                frame = pd.read_excel(
                    book, sheet_name=sheet or names[0], header=None, dtype=object, keep_default_na=False, na_values=[""]
                )
            else:
                raise DataError(f"{file} has no sheet {sheet!r}", suggestion(sheet, names))
    except DataError:
        raise
    except Exception as error:
        why = f"{file} cannot be read as XLSX: it is cut off, protected or of another format"
        raise DataError(why, "Open it in a spreadsheet and save it again as XLSX.") from error
    return _table(frame.astype(object).to_numpy().tolist(), file)


def _parquet(data: bytes, file: str, sheet: str | None) -> Rows:
    from pyarrow import ArrowException
    from pyarrow.parquet import read_table

    _no_sheets(file, sheet, "Parquet")
    try:
        table = read_table(BytesIO(data))
        names, values = table.column_names, [column.to_pylist() for column in table.columns]
    except (ArrowException, OSError, ValueError) as error:
        why = f"{file} cannot be read as Parquet: it is cut off or of another format"
        raise DataError(why, "Write the file again.") from error
    kept = [i for i, name in enumerate(names) if not re.fullmatch(r"__index_level_\d+__", name)]
    grid = [[names[i] for i in kept], *zip(*(values[i] for i in kept), strict=True)]
    return _table(grid, file)[0], 1


def _no_sheets(file: str, sheet: str | None, form: str) -> None:
    if sheet is not None:
        raise DataError(f"{file}: sheet {sheet!r} is asked for, but {form} has no sheets", "Remove `sheet`.")


def _table(grid: Sequence[Sequence[Any]], file: str) -> Rows:
    """Columns by name from rows of cells, the first of which that is not empty is the header."""
    rows = [[_cell(value) for value in row] for row in grid]
    while rows and not any(value is not None for value in rows[-1]):
        rows.pop()
    head = next((i for i, row in enumerate(rows) if any(value is not None for value in row)), None)
    if head is None:
        raise DataError(f"{file} is empty", "Export the table again.")
    columns: dict[str, tuple[Any, ...]] = {}
    for position, name in enumerate(rows[head]):
        values = tuple(row[position] for row in rows[head + 1 :])
        if name is None:
            if any(value is not None for value in values):
                why = f"{file}: column {position + 1} has values, but no name in row {head + 1}"
                raise DataError(why, "Name the column, or empty it.")
            continue
        word = str(name).strip()
        if word in columns:
            raise DataError(f"{file}: there are two columns {word!r}", "Rename or remove one of them.")
        columns[word] = values
    return columns, head + 2


def _cell(value: Any) -> Any:
    if value is None or value != value or type(value).__name__ in ("NAType", "NaTType"):
        return None
    return None if isinstance(value, str) and not value.strip() else value


READERS: dict[str, Callable[[bytes, str, str | None], Rows]] = {".csv": _csv, ".xlsx": _xlsx, ".parquet": _parquet}
