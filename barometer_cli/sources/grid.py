"""Rows of a spreadsheet as columns, one row at a time: the header is found, and what is no table is told from it."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any

from msgspec import Struct, field

from barometer_cli.errors import DataError
from barometer_cli.messages import say
from barometer_cli.model.block import Block, column_letters
from barometer_cli.model.dataset import NOTE, Dataset, Grid
from barometer_cli.sources import cells
from barometer_cli.sources.request import Request, column_name

LOOKED = 200
"""Rows in which the header is looked for."""
MOST_OF_A_GRID = 2000
"""Rows of a table that may be wide; one with more has rows of respondents, or of a long table."""
SAID = 70
"""Letters of what is left out that are told."""
Record = Sequence[Any]
Numbered = tuple[int, Record]
"""A row with its number, counted from 1."""
_PHRASE = re.compile(r"[^\W\d_].*[\s:=]|[\s:=].*[^\W\d_]", re.DOTALL)
_NUMBER = re.compile(r"[-+−]?[\d.,]+\s*%?$")
_NO_NAME = re.compile(r"\s*(Unnamed: \d+)?\s*")
"""What pandas calls a column that has no name."""


class Unreadable(Struct, frozen=True):
    """What a cell holds that has no value ("holds …"), and what to do; a column that is read must not have one."""

    why: str
    hint: str


class Shape(Struct, frozen=True):
    """What a spreadsheet shows beside its values.

    Attributes
    ----------
    hidden_rows, hidden_columns
        Those that nobody sees who looks at it, counted from 1.
    merged
        Merged cells, by their first row.
    """

    hidden_rows: Collection[int] = frozenset()
    hidden_columns: Collection[int] = frozenset()
    merged: Mapping[int, Sequence[Block]] = field(default_factory=dict)


PLAIN = Shape()
"""Nothing is hidden or merged."""


def dataset(
    records: Iterable[Record],
    request: Request,
    told: Iterable[str] = (),
    misfit: Callable[[int, int, int], DataError] | None = None,
    short: bool = False,
    shape: Shape = PLAIN,
    value: Callable[[Any], Any] = lambda found: found,
) -> Dataset:
    """The columns that are asked for; only their distinct values and a number per row are held.

    Rows at the end that have no cell, or only None, do not count; a row of empty texts does.

    Parameters
    ----------
    records
        All rows of the file.
    request
        What is read.
    told
        What was recognised in the file before.
    misfit
        Why a row (its number, its width, that of the header) is wrong that is not as wide as the header; without,
        cells that are not there are empty.
    short
        Whether the header may lack a name over the numbers of the rows, as R writes tables.
    shape
        What the spreadsheet hides and merges.
    value
        What a value in a cell is, asked once for each that is not another.

    Raises
    ------
    DataError
        If there is nothing, a column has values but no name, two have the same name, a row of the table is hidden, or
        a cell cannot be read.
    """
    rest = numbered(records, request)
    window = list(islice(rest, LOOKED))
    at = header_at(window, request)
    if at is None:
        raise DataError(say("{file} is empty", file=request.file), say("Export the table again."))
    head, header = window[at]
    said = [*told, *_above(window[:at], head)]
    below = window[at + 1 :]
    if short and _is_one_short(header, below):
        header = ("", *header)
    names = [_name(cell) for cell in header]
    kept = request.pick(names)
    nameless = [place for place, name in enumerate(names) if name is None]
    known: list[dict[Any, int]] = [{} for _ in kept]
    places = [array("i") for _ in kept]
    columns = [(place, known[i], places[i].append) for i, (place, _) in enumerate(kept)]
    numbers: set[int] = set()
    rows = last = 0
    for rows, (number, record) in enumerate(_body(chain(below, rest), names, request, shape, said), start=1):
        width = len(record)
        if record.count(None) == width or (misfit and width != len(names) and is_blank(record)):
            for _, _, append in columns:
                append(-1)
            continue
        last = rows
        if misfit and (width < len(names) or not is_blank(record[len(names) :])):
            raise misfit(number, width, len(names))
        if number in shape.hidden_rows and not is_blank(record):
            raise DataError(
                say(
                    "{file}: row {number} of the table is hidden, by hand or by a filter",
                    file=request.file,
                    number=number,
                ),
                say("Show all rows (Data > Filter > Clear), or delete those that are not meant."),
            )
        for place in (*nameless, *range(len(names), width)):
            if place < width and not is_blank([record[place]]) and (place or not _is_new(record[0], numbers)):
                raise _no_name(request, place, head, number)
        for place, seen, append in columns:
            cell = record[place] if place < width else None
            key = cell if type(cell) is str else (type(cell), cell)
            append(seen.setdefault(key, len(seen)))
    if numbers:
        said.append(say("column 1 has no name and numbers the rows; it is left out"))
    if hidden := [repr(name) for place, name in kept if place + _first(request) in shape.hidden_columns]:
        said.append(say("hidden in the sheet, but read: {hidden}", hidden=", ".join(hidden)))
    made = {}
    for i, (_, name) in enumerate(kept):
        values = [value(key if type(key) is str else key[1]) for key in known[i]]
        if wrong := next((one for one in values if isinstance(one, Unreadable)), None):
            row = head + 1 + places[i].index(values.index(wrong))
            raise DataError(
                say(
                    "{file}, row {row}: the cell of the column {name!r} {why}",
                    file=request.file,
                    row=row,
                    name=name,
                    why=wrong.why,
                ),
                wrong.hint,
            )
        made[name] = cells.column(places[i][:last], values)
    return Dataset(request.file, request.digest, last, made, first_row=head + 1, recognised=tuple(said))


def _body(
    rows: Iterable[Numbered], names: Sequence[str | None], request: Request, shape: Shape, said: list[str]
) -> Iterable[Numbered]:
    """The rows below the header that are of the table."""
    if shape.merged:
        rows = _filled_down(rows, shape.merged, _first(request), said)
    alone = len(names) - names.count(None) < 2  # a note cannot be told from a value
    return rows if request.block or alone else _without_notes(rows, said)


def cells_of(
    records: Iterable[Record],
    request: Request,
    told: Iterable[str] = (),
    shape: Shape = PLAIN,
    value: Callable[[Any], Any] = lambda found: found,
) -> Grid | None:
    """The cells as they stand; None where there are too many rows for a table that is wide.

    Parameters
    ----------
    records, request, told, shape, value
        As `dataset` takes them.

    Raises
    ------
    DataError
        If there is nothing, or a cell cannot be read.
    """
    rows = list(islice(numbered(records, request), MOST_OF_A_GRID + 1))
    if len(rows) > MOST_OF_A_GRID:
        return None
    while rows and is_blank(rows[-1][1]):
        rows.pop()
    if not rows:
        raise DataError(say("{file} is empty", file=request.file), say("Export the table again."))
    width, left = max(len(record) for _, record in rows), _first(request)
    found = []
    for number, record in rows:
        values = [value(cell) for cell in record]
        for place, wrong in enumerate(values):
            if isinstance(wrong, Unreadable):
                at = f"{column_letters(place + left)}{number}"
                raise DataError(
                    say("{file}, cell {at}: the cell {why}", file=request.file, at=at, why=wrong.why), wrong.hint
                )
        found.append((*map(cells.plain, values), *[None] * (width - len(values))))
    return Grid(
        request.file,
        request.digest,
        tuple(found),
        tuple(number for number, _ in rows),
        left,
        tuple(block for blocks in shape.merged.values() for block in blocks),
        frozenset(shape.hidden_rows),
        frozenset(shape.hidden_columns),
        tuple(told),
    )


def has_header(records: Iterable[Record], request: Request) -> bool:
    """Whether the names that the header is known by stand in one of the first rows; of a block, in its first.

    Parameters
    ----------
    records, request
        As `dataset` takes them.
    """
    window = list(islice(numbered(records, request), 1 if request.block else LOOKED))
    return not request.wide and named_at(window, request) is not None


def header_at(window: Sequence[Numbered], request: Request) -> int | None:
    """Place of the row that is the header: the first that has the names it is known by, else the first after titles.

    Parameters
    ----------
    window
        The first rows.
    request
        What is read.

    Returns
    -------
    int
        None where there is nothing.
    """
    filled = [sum(1 for cell in record if not is_blank([cell])) for _, record in window]
    if not any(filled):
        return None
    if request.block is None:
        named = named_at(window, request)
        if named is not None:
            return named
        several = next((place for place, count in enumerate(filled) if count > 1), None)
        if several is not None and _is_of_names(window[several][1]):
            return several
    return next(place for place, count in enumerate(filled) if count)


def named_at(window: Sequence[Numbered], request: Request) -> int | None:
    """Place of the first row that has the names a header is known by; None where none has, or none are known."""
    wanted = request.sought
    found = (
        place
        for place, (_, record) in enumerate(window)
        if len(record) >= len(wanted) and wanted <= {column_name(cell) for cell in record if cell is not None}
    )
    return next(found, None) if wanted else None


def _is_of_names(record: Record) -> bool:
    """Whether every cell that holds something is a text, and no number."""
    there = [cell for cell in record if not is_blank([cell])]
    return all(isinstance(cell, str) and not _NUMBER.match(cell.strip()) for cell in there)


def ends_in_notes(rows: Iterable[Numbered]) -> bool:
    """Whether notes stand at the end of rows that have no header."""
    said: list[str] = []
    for _ in _without_notes(rows, said):
        pass
    return bool(said)


def is_blank(record: Record) -> bool:
    """Whether no cell of a record holds anything."""
    return not any(value.strip() if type(value) is str else value is not None and value == value for value in record)


def numbered(records: Iterable[Record], request: Request) -> Iterator[Numbered]:
    """The rows with their numbers; of a block, only its cells."""
    rows = enumerate(records, start=1)
    block = request.block
    if block is None:
        return rows
    return ((number, row[block.left - 1 : block.right]) for number, row in islice(rows, block.top - 1, block.bottom))


def _name(cell: Any) -> str | None:
    return None if is_blank([cell]) or _NO_NAME.fullmatch(str(cell)) else str(cell)


def _first(request: Request) -> int:
    """The column of the sheet that is the first of the records, counted from 1."""
    return request.block.left if request.block else 1


def _above(window: Sequence[Numbered], head: int) -> Iterator[str]:
    if texts := [_text(record) for _, record in window if not is_blank(record)]:
        yield say("the header is in row {head}; left out above it: {quoted}", head=head, quoted=_quoted(texts))


def _text(record: Record) -> str:
    return " · ".join(" ".join(str(cell).split()) for cell in record if not is_blank([cell]))


def _quoted(texts: Sequence[str]) -> str:
    return ", ".join(f"“{text if len(text) <= SAID else text[: SAID - 1] + '…'}”" for text in texts)


def _is_one_short(header: Record, below: Sequence[Numbered]) -> bool:
    """Whether every row has one cell more than the header, and the first ones count the rows."""
    rows = [record for _, record in below if not is_blank(record) and len(record) > 1]
    longer = all(len(row) == len(header) + 1 for row in rows) and any(not is_blank(row[-1:]) for row in rows)
    return longer and all(str(row[0]).strip() == str(number) for number, row in enumerate(rows, start=1))


def _is_new(cell: Any, numbers: set[int]) -> bool:
    """Whether a cell holds a whole number that stands in no row before."""
    text = str(cell).strip()
    if isinstance(cell, bool) or not text.isdecimal() or int(text) in numbers:
        return False
    numbers.add(int(text))
    return True


def _filled_down(
    body: Iterable[Numbered], merged: Mapping[int, Sequence[Block]], left: int, said: list[str]
) -> Iterator[Numbered]:
    """The rows, each with the texts of cells that are merged into it from above; `said` tells of it."""
    filled: dict[str, None] = {}
    above: list[Any] = []
    last: dict[int, int] = {}
    for number, record in body:
        cells = [*record, *[None] * (len(above) - len(record))]
        for place, text in enumerate(above):
            if isinstance(text, str) and number <= last.get(place + left, 0):
                cells[place] = text
                filled[text] = None
        last.update((block.left, block.bottom) for block in merged.get(number, ()))
        above = cells
        yield number, cells
    if filled:
        said.append(say("in every row that it is merged over stands {quoted}", quoted=_quoted(list(filled))))


def _without_notes(body: Iterable[Numbered], said: list[str]) -> Iterator[Numbered]:
    """The rows without the notes at their end, and what is blank before these; `said` tells of it.

    A note is a phrase alone in its row that follows a blank row, or that begins as notes do.
    """
    waiting: list[Numbered] = []
    for row in body:
        few = _few(row[1])
        if few is not None and (not few or _is_note(few[0], after=bool(waiting))):
            waiting.append(row)
            continue
        yield from waiting
        waiting.clear()
        yield row
    notes = [_text(record) for _, record in waiting if not is_blank(record)]
    if notes:
        said.append(say("left out below the table: {quoted}", quoted=_quoted(notes)))
    else:
        yield from waiting


def _few(record: Record) -> list[Any] | None:
    """The cells that hold something, if they are at most one."""
    found: list[Any] = []
    for cell in record:
        if cell is not None and cell != "" and not is_blank([cell]):
            found.append(cell)
            if len(found) > 1:
                return None
    return found


def _is_note(cell: Any, after: bool) -> bool:
    return isinstance(cell, str) and bool(NOTE.match(cell.strip()) or (after and _PHRASE.search(cell.strip())))


def _no_name(request: Request, place: int, head: int, number: int) -> DataError:
    column = place + _first(request)
    return DataError(
        say(
            "{file}: column {column} has values, but no name in row {head}", file=request.file, column=column, head=head
        ),
        say(
            "Name the column, or empty it; the first is in row {number}. In a spreadsheet, `range` says "
            "which cells are the table.",
            number=number,
        ),
    )
