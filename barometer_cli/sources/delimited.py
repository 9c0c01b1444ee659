"""CSV: semicolon, comma or tab, in any encoding that can be told; every value is text."""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from io import StringIO, TextIOWrapper
from itertools import chain
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from barometer_cli.errors import DataError
from barometer_cli.messages import say
from barometer_cli.model.dataset import NA, Dataset, Grid, Reader, Scan
from barometer_cli.sources import arrow, encoding, grid
from barometer_cli.sources.engines import Table
from barometer_cli.sources.request import Request

LARGE = 4_000_000
"""Bytes from which Arrow is worth its import, 50 ms: it reads 150 MB a second, record by record makes 30."""
_CHUNK = 1 << 22
_SEEN = 1 << 16
"""Bytes of the beginning, and of the end, by which the form of a file is told."""
_END = "\0"
_BY_BYTE = (encoding.UTF8, "cp1252", "cp850", "mac-roman")
"""Encodings in which a line end, a quote and a separator are the same bytes."""
_SEPARATORS = (";", "\t", ",")
_SAID = re.compile(r'"?sep=([^\w"])"?;*\s*', re.IGNORECASE)
"""A first line in which spreadsheets say what separates."""


class _Form(Struct, frozen=True):
    """How a file is written.

    Attributes
    ----------
    written
        The encoding of its texts.
    separator
        Of its values.
    said
        Whether its first line says what separates, and is no row.
    start
        The rows of its beginning, with their numbers.
    quoted
        Whether its header is in quotes.
    """

    written: encoding.Encoding
    separator: str
    said: bool
    start: list[grid.Numbered]
    quoted: bool


def read(request: Request) -> Dataset:
    """The columns of a CSV file as text; the `NA` of R is left standing, and said to be an empty cell.

    Parameters
    ----------
    request
        What is read.
    """
    request.no_sheet("CSV")
    with _decoding(request, form := _form(request)):
        return _dataset(request, form)


def read_table(request: Request) -> Dataset | Grid:
    """As `read`; the cells as they stand where there is no header, or the table is wide.

    Parameters
    ----------
    request
        What is read.
    """
    request.no_sheet("CSV")
    with _decoding(request, form := _form(request)):
        if grid.has_header((record for _, record in form.start), request):
            return _dataset(request, form)
        told = [form.written.told] if form.written.told else []
        return grid.cells_of(_records(request, form), request, told) or _dataset(request, form)


@contextmanager
def _decoding(request: Request, form: _Form) -> Iterator[None]:
    try:
        yield
    except UnicodeDecodeError as error:
        byte = error.object[error.start]
        why = say(
            "{file} is no text in UTF-8 or {name}: it holds the byte {byte:#04x}",
            file=request.file,
            name=form.written.name,
            byte=byte,
        )
        raise DataError(why, say(encoding.AS_UTF8)) from None


def _dataset(request: Request, form: _Form) -> Dataset:
    if request.path.stat().st_size >= LARGE and (header := _plain_header(request, form)):
        dataset = _by_block(request, form, header)
        if dataset is not None:
            return dataset
    dataset = grid.dataset(
        _records(request, form),
        request,
        [form.written.told] if form.written.told else [],
        None if request.block else _misfit(request, form),  # what is outside a block was cut off
        short=request.block is None and (form.quoted or form.separator != ","),
    )
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
    header = _plain_header(request, form) if form.written.name == encoding.UTF8 else None
    if header is None:
        return None
    called = {header[place]: name for place, name in request.pick(header)}
    found = Table(request, called, first_row=2).csv(header, form.separator)
    # to look for it in every cell would take a fifth of the time of a figure
    return replace(found, na=frozenset(found.columns)) if _holds(request.path, NA.encode()) else found


def _form(request: Request) -> _Form:
    written = encoding.detect(_chunks(request.path), request.file)
    size = request.path.stat().st_size
    with request.path.open("rb") as stream:
        beginning = codecs.getincrementaldecoder(written.name)("replace").decode(stream.read(_SEEN), size <= _SEEN)
    lines = list(StringIO(beginning, newline=""))
    if size > _SEEN and len(lines) > 1:
        lines.pop()  # it may be cut
    said = _SAID.fullmatch(lines[0]) if lines else None
    if said:
        lines[0] = "\n"
    separator = said[1] if said else _separator(lines, request)
    start = _rows(lines, separator)
    return _Form(written, separator, bool(said), start, any(line.startswith('"') for line in lines[:1]))


def _rows(lines: Sequence[str], separator: str) -> list[grid.Numbered]:
    """Rows with their numbers, as far as they can be read."""
    found: list[grid.Numbered] = []
    with suppress(csv.Error):  # who reads all of them will tell
        found.extend(enumerate(csv.reader(lines, delimiter=separator, skipinitialspace=True), start=1))
    return found


def _separator(lines: Sequence[str], request: Request) -> str:
    """What divides the header by the names that it must have, else most rows into equally many; for a single column,
    what its values do not hold.
    """
    divided = {separator: _rows(lines, separator) for separator in _SEPARATORS}
    most: dict[str, int] = {}
    for separator, rows in divided.items():
        window = rows[: grid.LOOKED]
        named, head = grid.named_at(window, request), grid.header_at(window, request)
        if named is not None and len(window[named][1]) > 1:
            return separator
        if request.header or (head is not None and len(window[head][1]) > 1):
            most[separator] = max(Counter(len(row) for _, row in rows if len(row) > 1).values(), default=0)
    if most:
        return max(most, key=lambda separator: most[separator])
    return next((name for name, rows in divided.items() if all(len(row) < 2 for _, row in rows)), ",")


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def _plain_header(request: Request, form: _Form) -> list[str] | None:
    """The names in the first line, where all other lines are rows as Arrow and engines must understand them; else None.

    No line is empty, no quote odd, and nothing stands above or below the table.
    """
    if form.written.name not in _BY_BYTE or form.said or request.block or not form.start:
        return None
    (_, header), below = form.start[0], form.start[1:]
    if (
        not all(name.strip() for name in header)
        or grid.header_at(form.start[: grid.LOOKED], request) != 0
        or any("\n" in name or "\r" in name for name in header)
        or any(len(row) != len(header) for _, row in below)
        or grid.ends_in_notes(_end(request, form))
    ):
        return None
    return list(header) if _is_regular(request.path) else None


def _end(request: Request, form: _Form) -> list[grid.Numbered]:
    """The last rows of a file that is in an encoding of single bytes, or in UTF-8."""
    with request.path.open("rb") as stream:
        stream.seek(max(0, request.path.stat().st_size - _SEEN))
        ending = stream.read().decode(form.written.name, "replace")
    return _rows(list(StringIO(ending, newline=""))[1:], form.separator)


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
    """Each record of the file; none where the line that says what separates stands."""
    with TextIOWrapper(request.path.open("rb"), form.written.name, newline="") as lines:
        if form.said:
            next(lines)
            yield ()
        # the last line is ours: inside a quote that is never closed it becomes part of a value
        reader = csv.reader(chain(lines, [_END]), delimiter=form.separator, skipinitialspace=True)
        try:
            for record in reader:
                if record == [_END]:
                    return
                if record and record[-1].endswith(_END):
                    break
                yield record
        except csv.Error:
            raise DataError(
                say("{file} cannot be read as CSV", file=request.file), say("Export the table again.")
            ) from None
    raise DataError(
        say("{file} is cut off: a quote is opened and never closed", file=request.file), say("Export the table again.")
    )


def _misfit(request: Request, form: _Form) -> Callable[[int, int, int], DataError]:
    """What is wrong with a row that is not as wide as the header."""

    def error(number: int, seen: int, width: int) -> DataError:
        hint = (
            say(
                "The values are separated by {separator!r}; put a value that holds one, such as a decimal "
                "comma, between quotes.",
                separator=form.separator,
            )
            if seen > width
            else say("The values are separated by {separator!r}; complete the row.", separator=form.separator)
        )
        why = say(
            "{file}, row {number}: {seen} values, but the header has {width} columns",
            file=request.file,
            number=number,
            seen=seen,
            width=width,
        )
        return DataError(why, hint)

    return error


def _by_block(request: Request, form: _Form, header: list[str]) -> Dataset | None:
    """The same through Arrow, which keeps one block at a time; None where it cannot, and records must tell why."""
    import pyarrow as pa
    from pyarrow.csv import ConvertOptions, ParseOptions, ReadOptions, open_csv

    kept = request.pick(header)
    names = [str(place) for place in range(len(header))]
    wanted = [str(place) for place, _ in kept] or names[:1]
    in_bytes = form.written.name != encoding.UTF8
    text_once = pa.dictionary(pa.int32(), pa.binary() if in_bytes else pa.string())
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
        name: arrow.column([batch.column(i) for batch in batches], form.written.name)
        for i, (_, name) in enumerate(kept)
    }
    told = (form.written.told,) if form.written.told else ()
    return Dataset(request.file, request.digest, rows, columns, na=frozenset(columns), recognised=told)
