"""Workbooks: one sheet, its first row that is not empty the header."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from typing import Any

from barometer_cli.errors import DataError, suggestion
from barometer_cli.model.dataset import Dataset
from barometer_cli.sources import grid
from barometer_cli.sources.request import Request


def read(request: Request) -> Dataset:
    """The columns of a sheet; of a formula, the value that was last computed.

    Parameters
    ----------
    request
        What is read.
    """
    return grid.dataset(_records(request), request)


def _records(request: Request) -> Iterator[Sequence[Any]]:
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings(), request.path.open("rb") as stream:
            warnings.simplefilter("ignore")  # of styles and validations, which are not read
            book = load_workbook(stream, read_only=True, data_only=True, keep_links=False)
            names = [sheet.title for sheet in book.worksheets]
            if request.sheet is not None and request.sheet not in names:
                raise DataError(f"{request.file} has no sheet {request.sheet!r}", suggestion(request.sheet, names))
            sheet = book[request.sheet or names[0]]
            sheet.reset_dimensions()  # some programs write wrong ones
            yield from sheet.iter_rows(values_only=True)
    except DataError:
        raise
    except Exception as error:
        why = f"{request.file} cannot be read as XLSX: it is cut off, protected or of another format"
        raise DataError(why, "Open it in a spreadsheet and save it again as XLSX.") from error
