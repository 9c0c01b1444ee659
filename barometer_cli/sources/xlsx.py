"""Workbooks: one sheet, with what a spreadsheet shows beside its values: what is hidden, merged, or not computed."""

from __future__ import annotations

import re
import warnings
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from itertools import islice
from typing import Any
from xml.parsers.expat import ParserCreate

from barometer_cli.errors import DataError, suggestion
from barometer_cli.model.block import Block, column_number
from barometer_cli.model.dataset import Dataset, Day, Percent
from barometer_cli.sources import grid
from barometer_cli.sources.request import Request

_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
"""What a number format writes as it stands."""


def read(request: Request) -> Dataset:
    """The columns of a sheet; of a formula, the value that was last computed.

    Where no sheet is named, it is the first one that is not hidden and has the header, else the first with anything.

    Parameters
    ----------
    request
        What is read.
    """
    with _opened(request) as book:
        sheet, told = _sheet(book, request)
        layout = _layout(sheet)
        cells = _Cells(sheet.title, request.file, layout.formulas)
        shape = grid.Shape(layout.rows, layout.columns, layout.merged)
        return replace(grid.dataset(_records(sheet, cells), request, told, shape=shape), sheet=sheet.title)


@contextmanager
def _opened(request: Request) -> Iterator[Any]:
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings(), request.path.open("rb") as stream:
            warnings.simplefilter("ignore")  # of styles and validations, which are not read
            yield load_workbook(stream, read_only=True, data_only=True, keep_links=False)
    except DataError:
        raise
    except Exception as error:
        why = f"{request.file} cannot be read as XLSX: it is cut off, protected or of another format"
        raise DataError(why, "Open it in a spreadsheet and save it again as XLSX.") from error


def _sheet(book: Any, request: Request) -> tuple[Any, list[str]]:
    """The sheet that is read, and what is to be told of that."""
    sheets = book.worksheets
    for sheet in sheets:
        sheet.reset_dimensions()  # some programs write wrong ones
    if request.sheet is not None:
        named = next((sheet for sheet in sheets if sheet.title == request.sheet), None)
        if named is None:
            names = [sheet.title for sheet in sheets]
            raise DataError(f"{request.file} has no sheet {request.sheet!r}", suggestion(request.sheet, names))
        return named, [] if _is_seen(named) else [f"the sheet {named.title!r} is hidden, and is read"]
    seen = [sheet for sheet in sheets if _is_seen(sheet)]
    fit = [sheet for sheet in seen if grid.named_at(_start(sheet, request), request) is not None]
    if not fit:
        for sheet in sheets:
            if sheet not in seen and grid.named_at(_start(sheet, request), request) is not None:
                raise DataError(f"{request.file}: the sheet {sheet.title!r}, which has the table, is hidden",
                                f"Show it, or name it: `sheet: {sheet.title}`.")  # fmt: skip
    chosen = next(iter(fit), None) or next((sheet for sheet in seen if any(_start(sheet, request))), sheets[0])
    others = [f"{sheet.title!r}{'' if _is_seen(sheet) else ' (hidden)'}" for sheet in sheets if sheet is not chosen]
    told = f"the sheet {chosen.title!r} is read, and not {', '.join(others)}"
    if len(fit) > 1:
        told += f"; {len(fit)} of them have such a header, and `sheet` says which is meant"
    return chosen, [told] if len(fit) > 1 or chosen is not sheets[0] else []


def _is_seen(sheet: Any) -> bool:
    return bool(sheet.sheet_state == "visible")


def _start(sheet: Any, request: Request) -> list[grid.Numbered]:
    """The first rows that hold something."""
    with closing(sheet.iter_rows(values_only=True)) as rows:
        window = list(islice(grid.numbered(rows, request), grid.LOOKED))
    return [(number, record) for number, record in window if not grid.is_blank(record)]


@dataclass(slots=True)
class _Cells:
    """The cells of a sheet as values.

    Attributes
    ----------
    sheet, file
        Where they are, as messages call it.
    formulas
        Row and column of those whose formula has no value.
    percent
        Styles that were looked at, and whether they show a number as per cent.
    """

    sheet: str
    file: str
    formulas: Collection[tuple[int, int]]
    percent: dict[int, bool] = field(default_factory=dict)

    def value(self, cell: Any, row: int, column: int) -> Any:
        """A cell's value: numbers that are shown as per cent, dates, and what cannot be read, as such."""
        found = cell.value
        if found is None and (row, column) in self.formulas:
            return self._unreadable("holds a formula that was never computed", row, column)
        if isinstance(found, str):
            return self._unreadable(f"is {found}", row, column) if cell.data_type == "e" else found
        if isinstance(found, datetime) and found.time() == time():
            return Day(found.date().isoformat())
        if isinstance(found, date | time):
            return Day(found.isoformat())
        shown = isinstance(found, int | float) and not isinstance(found, bool) and self._shows_percent(cell)
        return Percent(found) if shown else found

    def _shows_percent(self, cell: Any) -> bool:
        style = cell._style_id
        if style not in self.percent:
            self.percent[style] = "%" in _LITERAL.sub("", cell.number_format)
        return self.percent[style]

    def _unreadable(self, what: str, row: int, column: int) -> grid.Unreadable:
        from openpyxl.utils import get_column_letter

        where = f"{self.file}: the cell {get_column_letter(column)}{row} of the sheet {self.sheet!r}"
        return grid.Unreadable(
            f"{where} {what}", "Open the workbook in a spreadsheet, mend the cell and save it again."
        )


def _records(sheet: Any, cells: _Cells) -> Iterator[Sequence[Any]]:
    for number, row in enumerate(sheet.iter_rows(), start=1):
        yield [cells.value(cell, number, place) for place, cell in enumerate(row, start=1)]


class _Layout:
    """What the XML of a sheet says beside its values, which openpyxl does not tell of a sheet that it streams.

    Attributes
    ----------
    rows, columns
        Those that are hidden, counted from 1.
    merged
        Row and column of each cell below the first in a column of merged cells, and the row of the first.
    formulas
        Row and column of each formula without a value.
    """

    def __init__(self) -> None:
        self.rows: set[int] = set()
        self.columns: set[int] = set()
        self.merged: dict[tuple[int, int], int] = {}
        self.formulas: set[tuple[int, int]] = set()
        self._row, self._column, self._place = 0, 0, ""
        self._formula = self._filled = self._in_value = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A tag that opens."""
        match name.rpartition(":")[2]:
            case "c":
                self._place, self._column = attributes.get("r", ""), self._column + 1
                self._formula, self._filled = False, attributes.get("t") == "str"  # a text may be empty
            case "v":
                self._in_value = True
            case "f":
                self._formula = True
            case "row":
                self._row, self._column = int(attributes.get("r", self._row + 1)), 0
                if _is_hidden(attributes, "ht"):
                    self.rows.add(self._row)
            case "col" if _is_hidden(attributes, "width"):
                self.columns.update(range(int(attributes["min"]), int(attributes["max"]) + 1))
            case "mergeCell":
                block = Block.of(attributes["ref"])
                self.merged.update(((row, block.left), block.top) for row in range(block.top + 1, block.bottom + 1))

    def end(self, name: str) -> None:
        """A tag that closes."""
        match name.rpartition(":")[2]:
            case "v":
                self._in_value = False
            case "c" if self._formula and not self._filled:
                letters = self._place.rstrip("0123456789")
                self.formulas.add((self._row, column_number(letters) if letters else self._column))

    def text(self, text: str) -> None:
        """Text between tags."""
        self._filled = self._filled or (self._in_value and bool(text.strip()))


def _layout(sheet: Any) -> _Layout:
    layout, parser = _Layout(), ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = layout.start, layout.end
    parser.CharacterDataHandler = layout.text
    with sheet._get_source() as stream:
        parser.ParseFile(stream)
    return layout


def _is_hidden(attributes: dict[str, str], size: str) -> bool:
    return attributes.get("hidden") in ("1", "true") or float(attributes.get(size, 1)) == 0
