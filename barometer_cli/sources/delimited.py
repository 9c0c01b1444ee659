"""CSV: comma or semicolon, UTF-8 or Windows-1252; every value is text."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import TextIOWrapper
from itertools import chain

from barometer_cli.errors import DataError
from barometer_cli.model.dataset import Dataset
from barometer_cli.sources import cells, grid
from barometer_cli.sources.request import Request

LARGE = 3_000_000
"""Bytes from which Arrow is worth its import: it reads 600 MB/s, record by record makes 40."""
_CHUNK = 1 << 22
_NO_CP1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_END = "\0"


@dataclass(frozen=True, slots=True)
class _Form:
    """How a file is written; `regular` if Arrow and the csv module cannot understand it differently."""

    encoding: str
    separator: str
    regular: bool
    size: int


def read(request: Request) -> Dataset:
    """The columns of a CSV file as text.

    Parameters
    ----------
    request
        What is read.
    """
    request.no_sheet("CSV")
    form = _form(request)
    if form.regular and form.size >= LARGE:
        read = _by_block(request, form)
        if read is not None:
            return read
    return grid.dataset(_records(request, form), request)


def _form(request: Request) -> _Form:
    """Look at every byte once."""
    utf8 = cp1252 = regular = True
    size, quotes, before = 0, 0, b""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with request.path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            if b"\0" in chunk or (not size and chunk[:2] in (b"\xff\xfe", b"\xfe\xff")):
                raise DataError(f"{request.file} is not a CSV in UTF-8 or Windows-1252", "Save it as “CSV UTF-8”.")
            try:
                if utf8:
                    decoder.decode(chunk)
            except UnicodeDecodeError:
                utf8 = False
            cp1252 = cp1252 and not (not chunk.isascii() and _NO_CP1252.search(chunk))
            joined = before + chunk
            regular = regular and not any(odd in joined for odd in (b"\n\n", b"\n\r", b"\r\r", b'; "', b', "'))
            size, quotes, before = size + len(chunk), quotes + chunk.count(b'"'), chunk[-2:]
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        utf8 = False
    if not utf8 and not cp1252:
        raise DataError(f"{request.file} is neither UTF-8 nor Windows-1252", "Save it as “CSV UTF-8”.")
    encoding = "utf-8-sig" if utf8 else "cp1252"
    with request.path.open(encoding=encoding) as text:
        header = next((line for line in text if line.strip()), "")
    separator = ";" if ";" in re.sub(r'"[^"]*"', "", header) else ","
    return _Form(encoding, separator, regular and quotes % 2 == 0 and not _ends_empty(request, separator), size)


def _ends_empty(request: Request, separator: str) -> bool:
    """Whether the last line, however long, holds no value; such rows do not count."""
    with request.path.open("rb") as stream:
        stream.seek(max(0, stream.seek(0, 2) - (1 << 16)))
        lines = stream.read().splitlines()
    return not lines or not lines[-1].strip(f' \t"{separator}'.encode())


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
    import numpy as np
    import pyarrow as pa
    from pyarrow.csv import ConvertOptions, ParseOptions, ReadOptions, open_csv

    with TextIOWrapper(request.path.open("rb"), form.encoding, newline="") as text:
        reader = csv.reader(text, delimiter=form.separator, skipinitialspace=True)
        header = next(reader, [])
        if reader.line_num != 1 or any(not name.strip() for name in header):
            return None
    kept = request.pick(header)
    names = [str(place) for place in range(len(header))]
    wanted = [str(place) for place, _ in kept] or names[:1]
    text_once = pa.dictionary(pa.int32(), pa.binary())
    try:
        stream = open_csv(
            request.path,
            ReadOptions(column_names=names, skip_rows=1),
            ParseOptions(delimiter=form.separator, newlines_in_values=True),
            ConvertOptions(
                check_utf8=False, include_columns=wanted, column_types=dict.fromkeys(wanted, text_once)
            ),
        )  # fmt: skip
        table = pa.Table.from_batches(list(stream), stream.schema)
    except pa.ArrowInvalid:
        return None
    columns = {}
    for place, name in kept:
        chunks = table.column(str(place)).unify_dictionaries().chunks
        distinct = [value.decode(form.encoding) for value in chunks[0].dictionary.to_pylist()]
        places = np.concatenate([chunk.indices.to_numpy() for chunk in chunks])
        columns[name] = cells.column(places, distinct)
    return Dataset(request.file, request.digest, table.num_rows, columns)
