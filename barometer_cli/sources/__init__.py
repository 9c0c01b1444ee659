"""Files of rows as they stand, before anything is believed of them: one file per format."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import file_digest
from pathlib import Path

from barometer_cli.errors import BuildError, DataError
from barometer_cli.model.dataset import Dataset
from barometer_cli.sources import delimited, jsonstat, parquet, pcaxis, statistical, xlsx
from barometer_cli.sources.request import Request

__all__ = ["CUBES", "READERS", "read"]

READERS: dict[str, Callable[[Request], Dataset]] = {
    ".csv": delimited.read,
    ".xlsx": xlsx.read,
    ".parquet": parquet.read,
    ".sav": statistical.read,
    ".zsav": statistical.read,
    ".por": statistical.read,
    ".dta": statistical.read,
    ".sas7bdat": statistical.read,
    ".json": jsonstat.read,
    ".px": pcaxis.read,
}
CUBES = frozenset({".json", ".px"})
"""Formats whose rows are cells of a table, not respondents."""


def read(path: Path, columns: Iterable[str] | None = None, sheet: str | None = None) -> Dataset:
    """The columns of a file, every value as it stands there.

    Parameters
    ----------
    path
        A file whose suffix is in `READERS`; its name as given is used in messages.
    columns
        Names of the columns to read, no others; all where left out.
    sheet
        The sheet of a workbook; the first where left out.

    Raises
    ------
    BuildError
        If there is no such file, it may not be read, or what reads it is not installed.
    UnknownVariable
        If a column is asked for that is not there.
    DataError
        If it is of another format, broken, or not a plain table.
    """
    file = path.as_posix()
    reader = READERS.get(path.suffix.lower())
    try:
        with path.open("rb") as stream:
            digest = file_digest(stream, "sha256").hexdigest()
        if reader is None:
            known = ", ".join(READERS)
            raise DataError(f"{file}: files ending in {path.suffix!r} cannot be read", f"Save it as one of: {known}.")
        return reader(Request(path, file, digest, None if columns is None else tuple(columns), sheet))
    except FileNotFoundError:
        raise BuildError(f"{file} does not exist", "Check the name of the file and its folder.") from None
    except OSError as error:
        raise BuildError(f"{file} cannot be read: {error.strerror or error}", "Give a readable file.") from None
