"""CSV: comma or semicolon, UTF-8 or Windows-1252; every value is text."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from io import TextIOWrapper
from itertools import chain
from pathlib import Path

from barometer_cli.errors import DataError
from barometer_cli.model.dataset import NA, Dataset, Reader, Scan
from barometer_cli.sources import arrow, grid
from barometer_cli.sources.engines import Table
from barometer_cli.sources.request import Request

LARGE = 4_000_000
"""Bytes from which Arrow is worth its import, 50 ms: it reads 150 MB a second, record by record makes 30."""
_CHUNK = 1 << 22
_END = "\0"


@dataclass(frozen=True, slots=True)
class _Form:
    """How a file is written."""

    encoding: str
    separator: str


def read(request: Request) -> Dataset:
    """The columns of a CSV file as text; the `NA` of R is left standing, and said to be an empty cell.

    Parameters
    ----------
    request
        What is read.
    """
    request.no_sheet("CSV")
    form = _form(request)
    if request.path.stat().st_size >= LARGE and _is_regular(request.path):
        dataset = _by_block(request, form)
        if dataset is not None:
            return dataset
    dataset = grid.dataset(_records(request, form), request)
    return replace(dataset, na=frozenset(dataset.columns))


def scan(request: Request, engine: Reader) -> Scan | None:
    """A CSV file as DuckDB sees it; None where it is not in UTF-8, or written so oddly that records must be told apart
    one by one. Polars takes records that are too short or too long, so it is not given any.

    Parameters
    ----------
    request
        What will be asked for.
    engine
        What looks into it.
    """
    if engine != "duckdb":
        return None
    form = _form(request)
    header = _header(request, form) if form.encoding == "utf-8-sig" and _is_regular(request.path) else None
    if header is None:
        return None
    called = {header[place]: name for place, name in request.pick(header)}
    found = Table(request, called, first_row=2).csv(header, form.separator)
    # to look for it in every cell would take a fifth of the time of a figure
    return replace(found, na=frozenset(found.columns)) if _holds(request.path, NA.encode()) else found


def _header(request: Request, form: _Form) -> list[str] | None:
    """The names in the first line; None where they are not on it, or not all there."""
    with TextIOWrapper(request.path.open("rb"), form.encoding, newline="") as text:
        reader = csv.reader(text, delimiter=form.separator, skipinitialspace=True)
        header = next(reader, [])
        return None if reader.line_num != 1 or any(not name.strip() for name in header) else header


def _form(request: Request) -> _Form:
    encoding = next((name for name in ("utf-8-sig", "cp1252") if _is_written_in(request, name)), None)
    if encoding is None:
        raise DataError(f"{request.file} is neither UTF-8 nor Windows-1252", "Save it as “CSV UTF-8”.")
    with request.path.open(encoding=encoding) as text:
        header = next((line for line in text if line.strip()), "")
    separator = ";" if ";" in re.sub(r'"[^"]*"', "", header) else ","
    return _Form(encoding, separator)


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def _is_written_in(request: Request, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for number, chunk in enumerate(_chunks(request.path)):
            if b"\0" in chunk or (not number and chunk[:2] in (b"\xff\xfe", b"\xfe\xff")):
                raise DataError(f"{request.file} is not a CSV in UTF-8 or Windows-1252", "Save it as “CSV UTF-8”.")
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _holds(path: Path, text: bytes) -> bool:
    before = b""
    for chunk in _chunks(path):
        if text in before + chunk:
            return True
        before = chunk[1 - len(text) :]
    return False


def _is_regular(path: Path) -> bool:
    """Whether Arrow must understand the file as the csv module does: no line is empty, no quote odd."""
    quotes, before = 0, b""
    for chunk in _chunks(path):
        joined = before + chunk
        if b"\n\n" in joined or (b"\r" in joined and (b"\n\r" in joined or b"\r\r" in joined)):
            return False
        if b'"' in joined:
            if b' "' in joined:
                return False
            quotes += chunk.count(b'"')
        before = chunk[-1:]
    return quotes % 2 == 0


def _records(request: Request, form: _Form) -> Iterator[Sequence[str]]:
    """Each record of the file, once it is found to be as long as the header."""
    width = 0
    with TextIOWrapper(request.path.open("rb"), form.encoding, newline="") as text:
        # the last line is ours: inside a quote that is never closed it becomes part of a value
        reader = csv.reader(chain(text, [_END]), delimiter=form.separator, skipinitialspace=True)
        try:
            for number, record in enumerate(reader, start=1):
                if record == [_END]:
                    return
                if len(record) != width and not grid.is_blank(record):
                    if width and not record[-1].endswith(_END):
                        raise _other_width(request.file, number, len(record), width, form.separator)
                    width = width or len(record)
                yield record if len(record) == width else ()
        except csv.Error:
            raise DataError(f"{request.file} cannot be read as CSV", "Export the table again.") from None
    raise DataError(f"{request.file} is cut off: a quote is opened and never closed", "Export the table again.")


def _other_width(file: str, number: int, seen: int, width: int, separator: str) -> DataError:
    hint = (
        f"The values are separated by {separator!r}; put a value that holds one, such as a decimal comma, between "
        "quotes."
        if seen > width
        else f"The values are separated by {separator!r}; complete the row."
    )
    return DataError(f"{file}, row {number}: {seen} values, but the header has {width} columns", hint)


def _by_block(request: Request, form: _Form) -> Dataset | None:
    """The same through Arrow, which keeps one block at a time; None where it cannot, and records must tell why."""
    import pyarrow as pa
    from pyarrow.csv import ConvertOptions, ParseOptions, ReadOptions, open_csv

    header = _header(request, form)
    if header is None:
        return None
    kept = request.pick(header)
    names = [str(place) for place in range(len(header))]
    wanted = [str(place) for place, _ in kept] or names[:1]
    text_once = pa.dictionary(pa.int32(), pa.binary() if form.encoding == "cp1252" else pa.string())
    try:
        stream = open_csv(
            request.path,
            ReadOptions(column_names=names, skip_rows=1),
            ParseOptions(delimiter=form.separator, newlines_in_values=True),
            ConvertOptions(
                check_utf8=False, include_columns=wanted, column_types=dict.fromkeys(wanted, text_once)
            ),
        )  # fmt: skip
        batches = list(stream)
    except pa.ArrowInvalid:
        return None
    rows = sum(len(batch) for batch in batches)
    columns = {
        name: arrow.column([batch.column(i) for batch in batches], form.encoding) for i, (_, name) in enumerate(kept)
    }
    return Dataset(request.file, request.digest, rows, columns, na=frozenset(columns))
