"""Records under a header as columns, one record at a time."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import Any

from barometer_cli.errors import DataError
from barometer_cli.model.dataset import Dataset
from barometer_cli.sources import cells
from barometer_cli.sources.request import Request


def dataset(records: Iterable[Sequence[Any]], request: Request) -> Dataset:
    """The columns that are asked for; only their distinct values and a number per row are held.

    Parameters
    ----------
    records
        All rows of the file; the first that is not blank is the header. Rows at the end that have no cell, or only
        None, do not count; a row of empty texts does.
    request
        What is read.

    Raises
    ------
    DataError
        If there is nothing, a column has values but no name, or two have the same name.
    """
    numbered = enumerate(records, start=1)
    head, header = next(((n, record) for n, record in numbered if not is_blank(record)), (0, ()))
    if not header:
        raise DataError(f"{request.file} is empty", "Export the table again.")
    kept = request.pick([None if is_blank([name]) else str(name) for name in header])
    nameless = [place for place, name in enumerate(header) if is_blank([name])]
    known: list[dict[Any, int]] = [{} for _ in kept]
    places = [array("i") for _ in kept]
    columns = [(place, known[i], places[i].append) for i, (place, _) in enumerate(kept)]
    rows = last = 0
    for rows, (number, record) in enumerate(numbered, start=1):
        width = len(record)
        if record.count(None) == width:
            for _, _, append in columns:
                append(-1)
            continue
        last = rows
        for place in (*nameless, *range(len(header), width)):
            if place < width and not is_blank([record[place]]):
                why = f"{request.file}: column {place + 1} has values, but no name in row {head}"
                raise DataError(why, f"Name the column, or empty it; the first is in row {number}.")
        for place, seen, append in columns:
            value = record[place] if place < width else None
            key = value if type(value) is str else (type(value), value)
            append(seen.setdefault(key, len(seen)))
    made = {
        name: cells.column(places[i][:last], [key if type(key) is str else key[1] for key in known[i]])
        for i, (_, name) in enumerate(kept)
    }
    return Dataset(request.file, request.digest, last, made, first_row=head + 1)


def is_blank(record: Sequence[Any]) -> bool:
    """Whether no cell of a record holds anything."""
    return not any(value.strip() if type(value) is str else value is not None and value == value for value in record)
