"""Files of rows as they stand, before anything is believed of them: one file per format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import file_digest
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from barometer_cli.errors import BuildError, DataError
from barometer_cli.messages import say
from barometer_cli.model.block import Block
from barometer_cli.model.dataset import Dataset, Grid, Reader, Scan
from barometer_cli.sources import delimited, jsonstat, parquet, pcaxis, statistical, xlsx
from barometer_cli.sources.engines import ENGINES
from barometer_cli.sources.frames import frame
from barometer_cli.sources.request import Request

if TYPE_CHECKING:
    from barometer_cli.model.spec import TableSpec

__all__ = [
    "CUBES",
    "GRIDS",
    "READERS",
    "SCANNERS",
    "SHEETS",
    "frame",
    "read",
    "read_column",
    "read_table",
    "scan",
    "sheets",
]

T = TypeVar("T")
READERS: dict[str, Callable[[Request], Dataset]] = {
    ".csv": delimited.read,
    ".tsv": delimited.read,
    ".xlsx": xlsx.read,
    ".xlsm": xlsx.read,
    ".parquet": parquet.read,
    ".sav": statistical.read,
    ".zsav": statistical.read,
    ".por": statistical.read,
    ".dta": statistical.read,
    ".sas7bdat": statistical.read,
    ".json": jsonstat.read,
    ".px": pcaxis.read,
}
GRIDS: dict[str, Callable[[Request], Dataset | Grid]] = {
    ".csv": delimited.read_table,
    ".tsv": delimited.read_table,
    ".xlsx": xlsx.read_table,
    ".xlsm": xlsx.read_table,
}
"""Formats in which a table may lie among other cells, and be wide."""
SCANNERS: dict[str, tuple[int, Callable[[Request, Reader], Scan | None]]] = {
    ".csv": (200_000_000, delimited.scan),
    ".tsv": (200_000_000, delimited.scan),
    ".parquet": (20_000_000, parquet.scan),
}
"""Formats that need not be held: bytes from which they are not, and what looks into them."""
SHEETS: dict[str, Callable[[Request], tuple[tuple[str, bool], ...]]] = {".xlsx": xlsx.sheets, ".xlsm": xlsx.sheets}
"""Formats in which several tables may lie, each on a sheet."""
CUBES = frozenset({".json", ".px"})
"""Formats whose rows are cells of a table, not respondents."""


def read(
    path: Path,
    columns: Iterable[str] | None = None,
    sheet: str | None = None,
    block: Block | None = None,
    header: Iterable[str] = (),
) -> Dataset:
    """The columns of a file, every value as it stands there.

    Parameters
    ----------
    path
        A file whose suffix is in `READERS`; its name as given is used in messages.
    columns
        Names of the columns to read, no others; all where left out.
    sheet
        The sheet of a workbook; where left out, the one that has the header.
    block
        The cells of a spreadsheet that are the table; where left out, it is found.
    header
        Names that the table's header has, by which it is found; where left out, `columns`.

    Raises
    ------
    BuildError
        If there is no such file, it may not be read, or what reads it is not installed.
    UnknownVariable
        If a column is asked for that is not there.
    DataError
        If it is of another format, broken, or not a plain table.
    """
    return _read(path, READERS, None if columns is None else tuple(columns), sheet, block, tuple(header))


def sheets(path: Path) -> tuple[tuple[str, bool], ...]:
    """The names of a workbook's sheets, and whether each is seen by who opens it; none of a file that has no sheets.

    Parameters
    ----------
    path
        As `read` takes it.

    Raises
    ------
    BuildError, DataError
        As `read`.
    """
    return _read(path, SHEETS, None) if path.suffix.lower() in SHEETS else ()


def read_column(path: Path, spec: TableSpec, column: str) -> Dataset:
    """One column of a file of weighted values, its table where the spec says it is, else where its header is.

    Parameters
    ----------
    path
        As `read` takes it.
    spec
        The sheet, the range, and names of columns.
    column
        The name of the one to read.

    Raises
    ------
    BuildError, UnknownVariable, DataError
        As `read`.
    """
    return read(path, [column], spec.sheet, _block(spec), spec.header)


def read_table(path: Path, spec: TableSpec) -> Dataset | Grid:
    """A file of weighted values: its columns, or its cells as they stand where its header has not the names of columns.

    Parameters
    ----------
    path
        As `read` takes it.
    spec
        The sheet, the range, names of columns, and whether it is wide.

    Raises
    ------
    BuildError, UnknownVariable, DataError
        As `read`, or if a format has no cells that could be a wide table.
    """
    if path.suffix.lower() not in GRIDS:
        if spec.wide and path.suffix.lower() in READERS:
            raise DataError(
                say(
                    "{path}: a wide table is read from {grids}, not {suffix}",
                    path=path.as_posix(),
                    grids=", ".join(GRIDS),
                    suffix=path.suffix,
                ),
                say("Save it as one of these, or remove `wide` from the spec's table."),
            )
        return read(path, None, spec.sheet, _block(spec), spec.header)
    return _read(path, GRIDS, None, spec.sheet, _block(spec), spec.header, spec.wide is not None)


def _block(spec: TableSpec) -> Block | None:
    return Block.of(spec.range) if spec.range else None


def _read(path: Path, readers: Mapping[str, Callable[[Request], T]], *asked: Any) -> T:
    """What the reader of a file's format makes of it; `asked` are the fields of a request after its digest."""
    file = path.as_posix()
    reader = readers.get(path.suffix.lower())
    with _readable(path):
        digest = _digest(path)
        if reader is None:
            known = ", ".join(READERS)
            raise DataError(
                say("{file}: files ending in {suffix!r} cannot be read", file=file, suffix=path.suffix),
                say("Save it as one of: {known}.", known=known),
            )
        return reader(Request(path, file, digest, *asked))


def scan(path: Path, columns: Iterable[str], engine: Reader | None = None) -> Scan | None:
    """The rows of a file as an engine sees them, without reading them; None where `read` does better.

    Parameters
    ----------
    path
        A file whose suffix is in `SCANNERS`; others can only be read.
    columns
        Names of the columns that will be asked for.
    engine
        What is to look into it. Left out, large files are looked into by DuckDB, else by Polars, where installed.

    Returns
    -------
    Scan
        None also where the file is written in a way that only `read` understands.

    Raises
    ------
    BuildError
        As `read`, or if the engine that is named is not installed.
    UnknownVariable, DataError
        As `read`.
    """
    if engine == "numpy" or path.suffix.lower() not in SCANNERS:
        return None
    large, scanner = SCANNERS[path.suffix.lower()]
    with _readable(path):
        if engine is None:
            installed = (name for name in ENGINES if find_spec(name) and find_spec("narwhals"))
            engine = next(installed, None) if path.stat().st_size >= large else None
        elif not (find_spec(engine) and find_spec("narwhals")):
            why = say(
                "{path} is to be read with {engine}, which is not installed, or not narwhals",
                path=path.as_posix(),
                engine=engine,
            )
            raise BuildError(why, f"pip install 'barometer-cli[big]' {engine}")
        if engine is None:
            return None
        return scanner(Request(path, path.as_posix(), _digest(path), tuple(columns)), engine)


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    file = path.as_posix()
    try:
        yield
    except FileNotFoundError:
        raise BuildError(
            say("{file} does not exist", file=file), say("Check the name of the file and its folder.")
        ) from None
    except OSError as error:
        raise BuildError(
            say("{file} cannot be read: {why}", file=file, why=error.strerror or error),
            say("Give a readable file."),
        ) from None
