"""Workbooks: one sheet, with what a spreadsheet shows beside its values: what is hidden, merged, or not computed."""

from __future__ import annotations

import re
import warnings
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date, datetime, time
from itertools import islice
from typing import Any
from xml.parsers.expat import ParserCreate

from msgspec.structs import replace

from barometer_cli.errors import DataError, suggestion
from barometer_cli.messages import say
from barometer_cli.model.block import Block, column_number
from barometer_cli.model.dataset import Dataset, Day, Grid, Percent
from barometer_cli.sources import grid
from barometer_cli.sources.request import Request

_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
"""What a number format writes as it stands."""
_TELLING = (b' hidden="', b"<f>", b"<f ", b"<f/", b":f>", b":f ", b"mergeCell ", b' ht="0', b' width="0')
"""Without any of these, the XML of a sheet says nothing beside its values."""
_CHUNK = 1 << 20


def sheets(request: Request) -> tuple[tuple[str, bool], ...]:
    """The names of the sheets that hold cells, in their order, and whether each is seen by who opens the workbook.

    Parameters
    ----------
    request
        The file.
    """
    with _opened(request) as book:
        return tuple((sheet.title, _is_seen(sheet)) for sheet in book.worksheets)


def read(request: Request) -> Dataset:
    """The columns of a sheet; of a formula, the value that was last computed.

    Where no sheet is named, it is the first one that is not hidden and has the header, else the first with anything.

    Parameters
    ----------
    request
        What is read.
    """
    with _opened(request) as book:
        return _dataset(book, request, *_sheet(book, request))


def read_table(request: Request) -> Dataset | Grid:
    """As `read`; the cells as they stand where no sheet has the header, or the table is wide.

    Parameters
    ----------
    request
        What is read.
    """
    with _opened(request) as book:
        sheet, told = _sheet(book, request)
        with closing(sheet.iter_rows(values_only=True)) as rows:
            if grid.has_header(rows, request):
                return _dataset(book, request, sheet, told)
        numbers = [one for one in book.worksheets if _is_seen(one) and _holds_numbers(one, request)]
        if request.sheet is None and numbers:
            sheet, *others = numbers
            others += [] if others or sheet is book.worksheets[0] else [book.worksheets[0]]
            names = ", ".join(repr(one.title) for one in others)
            told = (
                [
                    say(
                        "the sheet {title!r} is read, and not {names}; `sheet` says which is meant",
                        title=sheet.title,
                        names=names,
                    )
                ]
                if others
                else []
            )
        layout = _layout(sheet, _percent_styles(book))
        found = grid.cells_of(_records(sheet, layout), request, told, _shape(layout), _value)
        return found or _dataset(book, request, sheet, told)


def _dataset(book: Any, request: Request, sheet: Any, told: Sequence[str]) -> Dataset:
    layout = _layout(sheet, _percent_styles(book))
    made = grid.dataset(_records(sheet, layout), request, told, shape=_shape(layout), value=_value)
    return replace(made, sheet=sheet.title)


def _shape(layout: _Layout) -> grid.Shape:
    return grid.Shape(layout.rows, layout.columns, layout.merged)


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
        why = say("{file} cannot be read as XLSX: it is cut off, protected or of another format", file=request.file)
        raise DataError(why, say("Open it in a spreadsheet and save it again as XLSX.")) from error


def _sheet(book: Any, request: Request) -> tuple[Any, list[str]]:
    """The sheet that is read, and what is to be told of that."""
    sheets = book.worksheets
    for sheet in sheets:
        sheet.reset_dimensions()  # some programs write wrong ones
    if request.sheet is not None:
        named = next((sheet for sheet in sheets if sheet.title == request.sheet), None)
        if named is None:
            names = [sheet.title for sheet in sheets]
            raise DataError(
                say("{file} has no sheet {sheet!r}", file=request.file, sheet=request.sheet),
                suggestion(request.sheet, names),
            )
        return named, [] if _is_seen(named) else [say("the sheet {title!r} is hidden, and is read", title=named.title)]
    seen = [sheet for sheet in sheets if _is_seen(sheet)]
    fit = [sheet for sheet in seen if grid.named_at(_start(sheet, request), request) is not None]
    if not fit:
        for sheet in sheets:
            if sheet not in seen and grid.named_at(_start(sheet, request), request) is not None:
                raise DataError(
                    say(
                        "{file}: the sheet {title!r}, which has the table, is hidden",
                        file=request.file,
                        title=sheet.title,
                    ),
                    say("Show it, or name it: `sheet: {title}`.", title=sheet.title),
                )
    chosen = next(iter(fit), None) or next((sheet for sheet in seen if any(_start(sheet, request))), sheets[0])
    others = [f"{sheet.title!r}{'' if _is_seen(sheet) else ' (hidden)'}" for sheet in sheets if sheet is not chosen]
    told = say("the sheet {title!r} is read, and not {others}", title=chosen.title, others=", ".join(others))
    if len(fit) > 1:
        told += say("; {n} of them have such a header, and `sheet` says which is meant", n=len(fit))
    return chosen, [told] if len(fit) > 1 or chosen is not sheets[0] else []


def _is_seen(sheet: Any) -> bool:
    return bool(sheet.sheet_state == "visible")


def _start(sheet: Any, request: Request) -> list[grid.Numbered]:
    """The first rows that hold something."""
    with closing(sheet.iter_rows(values_only=True)) as rows:
        window = list(islice(grid.numbered(rows, request), grid.LOOKED))
    return [(number, record) for number, record in window if not grid.is_blank(record)]


def _holds_numbers(sheet: Any, request: Request) -> bool:
    return any(isinstance(cell, int | float) for _, record in _start(sheet, request) for cell in record)


def _percent_styles(book: Any) -> frozenset[str]:
    """The styles of cells that show a number as per cent, as cells name them."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE

    own = book._number_formats
    ids = [style.numFmtId for style in book._cell_styles]
    formats = [
        BUILTIN_FORMATS.get(one, "") if one < BUILTIN_FORMATS_MAX_SIZE else own[one - BUILTIN_FORMATS_MAX_SIZE]
        for one in ids
    ]
    return frozenset(str(place) for place, format in enumerate(formats) if "%" in _LITERAL.sub("", format))


def _records(sheet: Any, layout: _Layout) -> Iterator[Sequence[Any]]:
    """The values of each row, with numbers that are shown as per cent, and formulas without a value, as such."""
    told = {row for row, _ in (*layout.formulas, *layout.percent)}
    for number, record in enumerate(sheet.iter_rows(values_only=True), start=1):
        yield _as_told(number, record, layout) if number in told else record


def _as_told(row: int, record: Sequence[Any], layout: _Layout) -> list[Any]:
    cells = list(record)
    for place, value in enumerate(record):
        if value is None and (row, place + 1) in layout.formulas:
            cells[place] = grid.Unreadable(
                say("holds a formula that was never computed"),
                say("Open the workbook in a spreadsheet, and save it again."),
            )
        elif isinstance(value, int | float) and (row, place + 1) in layout.percent:
            cells[place] = Percent(value)
    return cells


def _value(value: Any) -> Any:
    """A value as the dataset has it: dates as such, and errors as what cannot be read."""
    if isinstance(value, datetime) and value.time() == time():
        return Day(value.date().isoformat())
    if isinstance(value, date | time):
        return Day(value.isoformat())
    if isinstance(value, str) and value in _ERRORS:
        return grid.Unreadable(
            say("is {value}", value=value), say("Mend the cell in a spreadsheet, and save the workbook again.")
        )
    return value


_ERRORS = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA", "#SPILL!"})


class _Layout:
    """What the XML of a sheet says beside its values, which openpyxl does not tell of a sheet that it streams.

    Attributes
    ----------
    rows, columns
        Those that are hidden, counted from 1.
    merged
        Merged cells, by their first row.
    formulas, percent
        Row and column of each formula without a value, and of each cell that is shown as per cent.
    """

    def __init__(self, styles: Collection[str]) -> None:
        self._styles = styles
        self.percent: set[tuple[int, int]] = set()
        self.rows: set[int] = set()
        self.columns: set[int] = set()
        self.merged: dict[int, list[Block]] = {}
        self.formulas: set[tuple[int, int]] = set()
        self._row, self._column, self._place = 0, 0, ""
        self._formula = self._filled = self._in_value = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A tag that opens."""
        match name.rpartition(":")[2]:
            case "c":
                self._place, self._column = attributes.get("r", ""), self._column + 1
                self._formula, self._filled = False, attributes.get("t") == "str"  # a text may be empty
                if attributes.get("s") in self._styles:
                    self.percent.add(self._cell)
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
                self.merged.setdefault(block.top, []).append(block)

    def end(self, name: str) -> None:
        """A tag that closes."""
        match name.rpartition(":")[2]:
            case "v":
                self._in_value = False
            case "c" if self._formula and not self._filled:
                self.formulas.add(self._cell)

    def text(self, text: str) -> None:
        """Text between tags."""
        self._filled = self._filled or (self._in_value and bool(text.strip()))

    @property
    def _cell(self) -> tuple[int, int]:
        """Row and column of the cell that is open."""
        letters = self._place.rstrip("0123456789")
        return self._row, column_number(letters) if letters else self._column


def _layout(sheet: Any, percent: Collection[str]) -> _Layout:
    layout, parser = _Layout(percent), ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = layout.start, layout.end
    parser.CharacterDataHandler = layout.text
    if percent or _is_telling(sheet):
        with sheet._get_source() as stream:
            parser.ParseFile(stream)
    return layout


def _is_telling(sheet: Any) -> bool:
    """Whether the XML of a sheet is worth being parsed twice, which takes a third of the time of reading its values."""
    before = b""
    with sheet._get_source() as stream:
        while chunk := stream.read(_CHUNK):
            seen = before + chunk
            if any(sign in seen for sign in _TELLING):
                return True
            before = chunk[-32:]
    return False


def _is_hidden(attributes: dict[str, str], size: str) -> bool:
    return attributes.get("hidden") in ("1", "true") or float(attributes.get(size, 1)) == 0
