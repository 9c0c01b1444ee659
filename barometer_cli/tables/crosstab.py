"""The parts of a crosstab among the cells of a spreadsheet: its header, its rows and columns, and what is around it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, NoReturn

from msgspec import Struct
from msgspec.structs import replace

from barometer_cli.errors import DataError
from barometer_cli.languages.answers import scale_of
from barometer_cli.messages import say
from barometer_cli.model.axis import is_total
from barometer_cli.model.characters import fold
from barometer_cli.model.dataset import NOTE, Grid
from barometer_cli.model.measure import SHARE
from barometer_cli.model.period import in_time
from barometer_cli.tables import places, written
from barometer_cli.tables.rows import is_base, words

SAID = 70
"""Letters of what is left out that are told."""
CODES = frozenset({"code", "kode", "kommunekode", "regionskode", "kommunenr", "kommunenr."})
"""Names of a column that holds official codes of areas."""


class Line(Struct, frozen=True):
    """A row, or a column, of a crosstab.

    Attributes
    ----------
    place
        Its place in the grid.
    name
        What it is called.
    section
        The heading that it stands below: of rows one above them, of columns one in the row above the header.
    """

    place: int
    name: str
    section: str | None = None


class Crosstab(Struct, frozen=True):
    """What was found.

    Attributes
    ----------
    grid
        The cells as they stand.
    rows, columns
        Those that hold something.
    titles
        What the rows, and the columns, are called together.
    said
        What was recognised.
    """

    grid: Grid
    rows: tuple[Line, ...]
    columns: tuple[Line, ...]
    titles: tuple[str | None, str | None]
    said: tuple[str, ...]

    @property
    def header(self) -> list[str]:
        """The names of its columns, that of the names of the rows before them."""
        return [*filter(None, self.titles[:1]), *(column.name for column in self.columns)]

    def value(self, row: Line, column: Line) -> Any:
        """What stands in a row and a column."""
        return self.grid.rows[row.place][column.place]

    def at(self, row: Line, column: Line) -> str:
        """Where that is, as the spreadsheet names it: "cell C5"."""
        return places.cell(self.grid.cell(row.place, column.place))


def is_code(name: str | None) -> bool:
    """Whether a column is called as one of official codes is."""
    return name is not None and fold(name) in CODES


def header_of(grid: Grid) -> list[str]:
    """The first row of several texts, else the first of any: the names of columns, if the grid has a header at all."""
    rows = [row for row in ([cell for cell in row if cell is not None] for row in grid.rows) if row]
    several = (row for row in rows if len(row) > 1 and not any(map(written.is_value, row)))
    return [str(cell) for cell in next(several, rows[0] if rows else [])]


def found_in(grid: Grid) -> Crosstab | None:
    """The crosstab that a grid holds; None where no rows of a name and numbers stand below names of columns.

    Parameters
    ----------
    grid
        One table, with titles above and notes below it.

    Raises
    ------
    DataError
        If a row or a column has no name, or is hidden, or there are more names than a crosstab has.
    """
    rows = tuple(tuple(map(written.clean, row)) for row in grid.rows)
    return _Finder(replace(grid, rows=rows)).found()


class _Finder:
    """Cells with what is merged into them, and where the table lies among them."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self._cells = [list(row) for row in grid.rows]
        self._own = [[cell is not None for cell in row] for row in grid.rows]
        self._said: list[str] = []
        self._spread()
        width = range(len(self._cells[0]))
        held = [row for row, cells in enumerate(grid.rows) if any(map(written.is_value, cells))]
        self._left = min((place for place in width if any(self._own[row][place] for row in held)), default=0)
        valued = [row for row in held if any(self._is_value(row, place) for place in self._after(self._left))]
        self._valued = valued[1:] if len(valued) > 1 and self._is_of_years(valued[0]) else valued

    def found(self) -> Crosstab | None:
        """The whole of it; None where there is none."""
        header = self._header()
        if header is None:
            return None
        upper = self._upper(header)
        names = self._labels(header)
        columns = list(self._columns(header, upper, names))
        rows = tuple(self._rows(header, names))
        self._check_seen(rows, columns)
        self._check_below(names, columns)
        corner = self._text(header, names[-1]) or (self._text(upper, names[-1]) if upper is not None else None)
        title: str | None = None
        over = {column.section for column in columns if not is_total(column.name) and not _is_beside(column)}
        if len(over) == 1 and None not in over:  # a heading of all is what they are called together
            (title,) = over
            columns = [replace(column, section=None) for column in columns]
            self._said.append(say("the columns together are called {quoted}", quoted=_quoted([title or ""])))
        self._leave_out(header if upper is None else upper)
        return Crosstab(self._grid, rows, tuple(columns), (corner, title), tuple(self._said))

    def _fail(self, at: str, why: str, hint: str) -> NoReturn:
        raise DataError(f"{self._grid.file}, {at} {why}", hint)

    # -- cells --------------------------------------------------------------------------------------------------------

    def _spread(self) -> None:
        """Texts and periods in all cells that are merged with theirs."""
        at = {number: row for row, number in enumerate(self._grid.numbers)}
        for block in self._grid.merged:
            left, right = block.left - self._grid.left, block.right - self._grid.left
            if block.top not in at or not 0 <= left < len(self._cells[0]):
                continue  # it begins outside of what is read
            value = self._cells[at[block.top]][left]
            if isinstance(value, str) or _is_year(value):
                for row in (at[number] for number in range(block.top, block.bottom + 1) if number in at):
                    for place in range(left, min(right + 1, len(self._cells[row]))):
                        self._cells[row][place] = value

    def _is_value(self, row: int, place: int) -> bool:
        return self._own[row][place] and written.is_value(self._grid.rows[row][place])

    def _text(self, row: int, place: int) -> str | None:
        return words(
            self._cells[row][place],
            say("{file}, cell {cell}: the name", file=self._grid.file, cell=self._grid.cell(row, place)),
        )

    def _after(self, place: int) -> range:
        return range(place + 1, len(self._cells[0]))

    def _holds(self, row: int, places: Iterable[int]) -> bool:
        return any(self._own[row][place] for place in places)

    def _is_of_years(self, row: int) -> bool:
        """Whether all numbers in a row are years, as in a header."""
        numbers = [self._cells[row][place] for place in self._after(self._left) if self._is_value(row, place)]
        return all(map(_is_year, numbers)) and bool(in_time(_distinct(numbers)))

    # -- header -------------------------------------------------------------------------------------------------------

    def _header(self) -> int | None:
        """The row that names the columns: the last above all numbers that holds anything beside its first cell."""
        above = range(self._valued[0]) if self._valued else ()
        return next((row for row in reversed(above) if self._holds(row, self._after(self._left))), None)

    def _upper(self, header: int) -> int | None:
        """The row above the header that names several columns together."""
        beside, above = self._after(self._left), header - 1
        if above < 0 or not self._holds(above, beside):
            return None
        if above and self._holds(above - 1, beside):
            self._fail(
                say(
                    "rows {first} to {last}",
                    first=self._grid.numbers[above - 1],
                    last=self._grid.numbers[header],
                ),
                say("are a header of three rows; two are the most"),
                say("Say in `range` where the table begins, or write its header in two rows."),
            )
        return above

    def _labels(self, header: int) -> list[int]:
        """The columns that name the rows: one, or a section and a name."""
        first = next(place for place in self._after(self._left) if self._holds_values(place))
        if self._holds_periods(first) and not self._tells_apart(self._left):
            first = next((place for place in self._after(first) if self._holds_values(place)), first)
        texts = [place for place in range(self._left, first) if place == self._left or self._holds_own(place)]
        texts = [place for place in texts if not is_code(self._text(header, place))] or texts
        if len(texts) > 1 and self._numbers_rows(header, texts[0]):
            self._said.append(
                say(
                    "column {column} has no name and numbers the rows; it is left out",
                    column=self._grid.column(texts[0]),
                )
            )
            texts = texts[1:]
        if len(texts) > 2:
            self._fail(
                say(
                    "columns {first} to {last}",
                    first=self._grid.column(texts[0]),
                    last=self._grid.column(texts[-1]),
                ),
                say("stand before the numbers and hold names; two such columns are the most"),
                say("Say in `range` where the table is, or join them."),
            )
        return texts

    def _holds_periods(self, place: int) -> bool:
        return all(_is_year(self._cells[row][place]) for row in self._valued)

    def _tells_apart(self, place: int) -> bool:
        """Whether a column names each row, and no two alike."""
        names = [self._cells[row][place] for row in self._valued]
        return None not in names and len(set(map(str, names))) == len(names)

    def _numbers_rows(self, header: int, place: int) -> bool:
        counted = [str(self._cells[row][place]) for row in self._valued]
        return self._cells[header][place] is None and any(
            counted == [str(number) for number in range(start, start + len(counted))] for start in (0, 1)
        )

    def _columns(self, header: int, upper: int | None, names: Collection[int]) -> Iterator[Line]:
        """The columns that hold something beside the names of the rows, with their own names."""
        beside = [place for place in range(self._left, len(self._cells[0])) if place not in names]
        merged = upper is not None and any(
            self._cells[upper][place] is not None and not self._own[upper][place] for place in beside
        )
        section: str | None = None
        for place in beside:
            name = self._text(header, place)
            if upper is not None:
                over = self._text(upper, place)
                section = over if over or merged or (name and is_total(name)) else section
                if name is None or name == section:
                    name, section = section, None
            if self._holds_own(place) and not self._numbers_rows(header, place):
                if name is None:
                    self._fail(
                        places.cell(self._grid.cell(header, place)),
                        say("is empty: the column has no name"),
                        say("Name it, or say in `range` where the table is."),
                    )
                yield Line(place, name, section)

    def _holds_values(self, place: int) -> bool:
        return any(self._is_value(row, place) for row in self._valued)

    def _holds_own(self, place: int) -> bool:
        return any(self._own[row][place] for row in self._valued)

    # -- rows ---------------------------------------------------------------------------------------------------------

    def _rows(self, header: int, names: Sequence[int]) -> Iterator[Line]:
        """The rows with their names and headings."""
        outer, inner = names[0], names[-1]
        section: str | None = None
        headings: list[str] = []
        every = range(self._left, len(self._cells[0]))
        held = [row for row in range(header + 1, self._valued[-1] + 1) if self._holds(row, every)]
        named = [self._text(row, inner) or self._text(row, outer) for row in held]
        for row, above, name, below in zip(held, (None, *named), named, (*named[1:], None), strict=False):
            if not self._holds(row, self._after(inner)) and not _is_step(above, name, below):
                section = name
                headings += [name] if name else []
                continue
            if name is None:
                self._fail(
                    places.cell(self._grid.cell(row, inner)),
                    say("is empty: the row has no name"),
                    say("Name the row, or say in `range` where the table is."),
                )
            if outer != inner:
                section = self._text(row, outer) or section
            yield Line(row, name, None if name == section or is_total(name) else section)
        if headings:
            self._said.append(say("headings of the rows below them: {quoted}", quoted=_quoted(headings)))

    def _check_seen(self, rows: Iterable[Line], columns: Iterable[Line]) -> None:
        for row in rows:
            if (number := self._grid.numbers[row.place]) in self._grid.hidden_rows:
                self._fail(
                    places.row(number),
                    say("of the table is hidden, by hand or by a filter"),
                    say("Show all rows (Data > Filter > Clear), or delete those that are not meant."),
                )
        for column in columns:
            if column.place + self._grid.left in self._grid.hidden_columns:
                self._fail(
                    places.column(self._grid.column(column.place)),
                    say("of the table is hidden"),
                    say("Show it, or delete it."),
                )

    def _check_below(self, names: Sequence[int], columns: Iterable[Line]) -> None:
        """Refuse a row right below the table whose numbers are none, such as "ca. 40": it is no note."""
        for row in range(self._valued[-1] + 1, len(self._cells)):
            name = self._text(row, names[-1])
            if name is None or NOTE.match(name):
                return
            for column in columns:
                cell = self._cells[row][column.place] if self._own[row][column.place] else None
                if isinstance(cell, str) and any(map(str.isdigit, cell)):
                    self._fail(
                        places.cell(self._grid.cell(row, column.place)),
                        say("is {cell!r}, which is not a number", cell=cell),
                        say(
                            "Write digits with one decimal mark, or leave a row blank between the table and its notes."
                        ),
                    )

    def _leave_out(self, top: int) -> None:
        """Tell what stands above and below."""
        above, below = (
            [text for row in rows if (text := " · ".join(self._texts(row)))]
            for rows in (range(top), range(self._valued[-1] + 1, len(self._cells)))
        )
        if above:
            self._said.append(say("left out above the table: {quoted}", quoted=_quoted(above)))
        if below:
            self._said.append(say("left out below the table: {quoted}", quoted=_quoted(below)))

    def _texts(self, row: int) -> list[str]:
        return [" ".join(str(cell).split()) for cell in self._grid.rows[row] if cell is not None]


def _is_step(above: str | None, name: str | None, below: str | None) -> bool:
    """Whether the name of a row without values is a step among those of its neighbours: a row, and no heading."""
    return bool(name and below and scale_of(tuple(each for each in (above, name, below) if each)))


def _is_beside(column: Line) -> bool:
    """Whether a column stands outside of all headings, and holds the bases of the rows."""
    return column.section is None and is_base(column.name, SHARE)


def _is_year(value: Any) -> bool:
    """Whether a cell may be a year in a header: a whole number from 1900 to 2099, or a text that is a period."""
    if isinstance(value, str):
        return bool(in_time([value]))
    return (
        not isinstance(value, bool) and isinstance(value, int | float) and 1900 <= value <= 2099 and value == int(value)
    )


def _distinct(values: Collection[Any]) -> list[str]:
    return list(dict.fromkeys(words(value, "") or "" for value in values))


def _quoted(texts: Iterable[str]) -> str:
    return ", ".join(f"“{text if len(text) <= SAID else text[: SAID - 1] + '…'}”" for text in texts)
