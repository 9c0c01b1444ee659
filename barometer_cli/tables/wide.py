"""A wide table as rows: which of its two axes are the categories, and one value a row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, TypeAlias

from msgspec.structs import replace

from barometer_cli.errors import DataError, EmptyBase, UnknownCategory, suggestion
from barometer_cli.languages.answers import scale_of
from barometer_cli.messages import say
from barometer_cli.model.axis import Axis, is_total
from barometer_cli.model.characters import fold
from barometer_cli.model.dataset import code_text
from barometer_cli.model.measure import Measure
from barometer_cli.model.period import in_time
from barometer_cli.model.spec import TableSpec, Unit
from barometer_cli.tables import written
from barometer_cli.tables.axes import called
from barometer_cli.tables.crosstab import Crosstab, Line, is_code
from barometer_cli.tables.long import OF_VALUES, is_of_values
from barometer_cli.tables.rows import POINT, Filled, Unfolded, is_base, is_weighted_base, unit_of

OfRows: TypeAlias = Literal["categories", "groups"]
Side: TypeAlias = Literal["rows", "columns"]
SIDES: tuple[Side, Side] = ("rows", "columns")
OF_A_ROW: Mapping[str, str] = {"unshown": "unshown", "ikke vist": "unshown", "net": "net", "netto": "net"}
"""Names of a column that says something of the category in its row, as in a long table."""
FEWEST = 2
"""Columns of values that a table has which is wide although nobody says so."""


def is_wide(table: Crosstab, measure: Measure) -> bool:
    """Whether a crosstab has a column for each of several members, or for one that was asked in several periods."""
    parts = _Parts(table, measure)
    return len(parts.members) >= FEWEST or (_is_series(parts) and bool(parts.members[0].name))


def unfolded(table: Crosstab, spec: TableSpec, unit: Unit | None, measure: Measure) -> Unfolded:
    """The rows that a wide table has when it is written long.

    Parameters
    ----------
    table
        As it was found.
    spec
        What its author says of it.
    unit, measure
        What its values are.

    Raises
    ------
    DataError
        If nothing tells which axis the categories are.
    """
    parts = _Parts(table, measure)
    if measure.is_share:
        lines = [[[table.value(*pair) for pair in parts.crossed(line, of)] for line in parts.lines(of)] for of in SIDES]
        cells = [table.value(row, column) for row in parts.rows for column in parts.members]
        unit, _ = unit_of(table.grid.file, unit, cells, parts.headings, lines)
    of_rows, why = (spec.wide.of_rows, "") if spec.wide else _orientation(parts, spec, unit)
    said = [*table.said, *parts.said]
    if why:
        said.append(
            say("wide: the rows are the categories, because {why}", why=why)
            if of_rows == "categories"
            else say("wide: the columns are the categories, because {why}", why=why)
        )
    names = {"rows": called((row.section, row.name) for row in parts.rows),
             "columns": called((column.section, column.name) for column in parts.members)}  # fmt: skip
    axes = {
        "rows": _axis(parts.rows, names["rows"], table.titles[0], parts.codes),
        "columns": _axis(parts.members, names["columns"], table.titles[1], {}),
    }
    filled = list(_filled(parts, of_rows, names, _bases(parts, of_rows, said)))
    first, second = ("rows", "columns") if of_rows == "categories" else ("columns", "rows")
    whole = Unfolded(filled, axes[first], axes[second], tuple(said), parts.headings)
    return _kept(table.grid.file, whole, spec.where) if spec.where else whole


def _kept(file: str, whole: Unfolded, where: Mapping[str, Sequence[str]]) -> Unfolded:
    """The values of some categories, groups or sections.

    Raises
    ------
    UnknownCategory
        If one is named that is not there.
    EmptyBase
        If nothing is in all that is named.
    """
    sections = (whole.categories.sections, whole.groups.sections)

    def held(one: Filled, what: str) -> set[str]:
        category, group = (str(one.values[axis] or "") for axis in ("category", "group"))
        if what == "section":
            return {fold(of[name]) for of, name in zip(sections, (category, group), strict=True) if name in of}
        axis, name = (whole.categories, category) if what == "category" else (whole.groups, group)
        return {fold(name), fold(axis.inside(name))}

    filled, others = whole.filled, {"category": whole.filled, "group": whole.filled}
    for what, names in where.items():
        known = (
            [name for of in sections for name in of.values()]
            if what == "section"
            else [str(name) for one in whole.filled if (name := one.values[what])]
        )
        for name in names:
            if not any(fold(name) in held(one, what) for one in whole.filled):
                raise UnknownCategory(
                    say(
                        "{file}: `where` names the {what} {name!r}, which is not there", file=file, what=what, name=name
                    ),
                    suggestion(name, dict.fromkeys(known)),
                )
        wanted = set(map(fold, names))
        filled = [one for one in filled if held(one, what) & wanted]
        others |= {
            axis: [one for one in rows if held(one, what) & wanted] for axis, rows in others.items() if axis != what
        }
    if not filled:
        raise EmptyBase(
            say(
                "{file} has no value where {said}",
                file=file,
                said=", ".join(f"{what}: {', '.join(names)}" for what, names in where.items()),
            ),
            say("Correct `where` of the spec's table."),
        )
    return replace(
        whole,
        filled=filled,
        categories=replace(whole.categories, members=_members(others["category"], "category")),
        groups=replace(whole.groups, members=_members(others["group"], "group")),
    )


def _members(filled: Iterable[Filled], axis: str) -> tuple[str, ...]:
    """The members of an axis in the order of the file, nets left out."""
    names = (one.values[axis] for one in filled if axis == "group" or one.values.get("net") is None)
    return tuple(dict.fromkeys(str(name) for name in names if name is not None))


class _Parts:
    """The rows and columns of a crosstab by what they hold: members of the axes, bases, and words of a row.

    Attributes
    ----------
    rows, members
        Those of values.
    row_bases, column_bases
        The column, and the rows, that hold bases: a row of each block of rows.
    inner_bases
        By the name of a member: the column that holds its bases beside its values.
    named
        What the columns of members are called in the header.
    words
        Columns that say something of the row's category, by what they say.
    codes
        By row: its official code.
    said
        What was left out.
    """

    def __init__(self, table: Crosstab, measure: Measure) -> None:
        self.table, self.measure = table, measure
        self.said: list[str] = []
        self.members: list[Line] = []
        self.named: list[str] = []
        self.words: dict[str, Line] = {}
        self.codes: dict[Line, Any] = {}
        self.row_bases: Line | None = None
        self.column_bases: list[Line] = []
        self.inner_bases: dict[str, Line] = {}
        self.rows = [row for row in table.rows if not self._holds_bases(row)]
        for column in table.columns:
            self._sort(column)
        self.named = [member.name for member in self.members]
        if len(self.members) == 1 and is_of_values(self.members[0].name, measure):
            self.members = [Line(self.members[0].place, "")]

    @property
    def headings(self) -> tuple[str, ...]:
        """What stands over all values: titles of the axes, and a name of columns that all say per cent."""
        alike = self.named[:1] if all(map(written.names_per_cent, self.named)) else []
        return tuple(filter(None, (*self.table.titles, *alike)))

    def _holds_bases(self, row: Line) -> bool:
        cells = [self.table.value(row, column) for column in self.table.columns]
        if not is_base(row.name, self.measure) or not all(written.is_whole(cell) for cell in cells if cell is not None):
            return False
        if is_weighted_base(row.name):
            self.said.append(_is_left_out(self.table, "row", row))
        else:
            self.column_bases.append(row)
        return True

    def _sort(self, column: Line) -> None:
        name, cells = fold(column.name), [self.table.value(row, column) for row in self.rows]
        if is_code(name):
            self.codes = dict(zip(self.rows, cells, strict=True))
        elif name in OF_A_ROW:
            self.words[OF_A_ROW[name]] = column
        elif not any(map(written.is_value, cells)):
            self._prove_beside(column, cells)
            self._prove_no_values(column, cells)
            self.said.append(_is_left_out(self.table, "column", column))
        elif is_base(name, self.measure) and all(written.is_whole(cell) for cell in cells if cell is not None):
            if is_weighted_base(name):
                self.said.append(_is_left_out(self.table, "column", column))
            elif column.section:
                self.inner_bases[column.section] = column
            else:
                self.row_bases = column
        elif name in OF_VALUES and not is_of_values(name, self.measure):
            self.said.append(_is_left_out(self.table, "column", column))
        elif column.section and is_of_values(name, self.measure):
            self.members.append(Line(column.place, column.section))
        else:
            self.members.append(column)

    def _prove_no_values(self, column: Line, cells: Sequence[Any]) -> None:
        """Raise DataError where all that a column holds are numbers with something around them: they are no remarks."""
        held = [(row, cell) for row, cell in zip(self.rows, cells, strict=True) if cell is not None]
        if held and all(written.is_nearly_value(cell) for _, cell in held):
            row, cell = held[0]
            raise DataError(
                say(
                    "{file}, {at} is {cell!r}, which is not a number",
                    file=self.table.grid.file,
                    at=self.table.at(row, column),
                    cell=cell,
                ),
                say(
                    "Write digits with one decimal mark; if the column is no part of the table, say in `range` which "
                    "cells are."
                ),
            )

    def _prove_beside(self, column: Line, cells: Sequence[Any]) -> None:
        """Raise DataError where a column of names, behind an empty one, names the rows otherwise than the first."""
        rows = self.table.grid.rows
        apart = column.place > 0 and all(rows[row.place][column.place - 1] is None for row in self.rows)
        told = [(row.name, cell) for row, cell in zip(self.rows, cells, strict=True) if isinstance(cell, str)]
        if apart and any(fold(name) != fold(cell) for name, cell in told):
            raise DataError(
                say(
                    "{file}, column {column}: other names of rows stand beside the table, as where a second one begins",
                    file=self.table.grid.file,
                    column=self.table.grid.column(column.place),
                ),
                say("Say in `range` which cells are the table."),
            )

    def lines(self, of: Side) -> list[Line]:
        """The members of one axis without one that is all of them."""
        return [line for line in (self.rows if of == "rows" else self.members) if not is_total(line.name)]

    def crossed(self, line: Line, of: Side) -> list[tuple[Line, Line]]:
        """A row, or a column, with each member of the other axis that is no net."""
        if of == "rows":
            return [(line, column) for column in self.lines("columns")]
        nets = self.words.get("net")
        return [(row, line) for row in self.lines("rows") if not nets or self.table.value(row, nets) is None]


# -- which axis are the categories -------------------------------------------------------------------------------------


def _orientation(parts: _Parts, spec: TableSpec, unit: Unit | None) -> tuple[OfRows, str]:
    """What the rows are, and why."""
    rows, columns = ([line.name for line in parts.lines(side)] for side in SIDES)
    if len(parts.members) == 1 and not _is_series(parts):
        return "categories", say("there is one column of values")
    timed = bool(in_time(rows)) and len(rows) > 1, bool(in_time(columns)) and len(columns) > 1
    if timed[0] != timed[1]:
        as_groups = not (spec.categories and spec.categories.role == "waves")
        of_rows: OfRows = "groups" if timed[0] == as_groups else "categories"
        return of_rows, say("the rows are periods") if timed[0] else say("the columns are periods")
    if parts.measure.is_share:
        wholes = [_are_wholes(parts, side, unit) for side in SIDES]
        if wholes[0] != wholes[1]:
            if wholes[0]:
                return "groups", say("each row sums to 100 %")
            return "categories", say("each column sums to 100 %")
    if (parts.row_bases is None) != (not parts.column_bases):
        return (
            ("groups", say("each row has a base")) if parts.row_bases else ("categories", say("each column has a base"))
        )
    totals = len(rows) < len(parts.rows), len(columns) < len(parts.members)
    if totals[0] != totals[1]:
        return ("groups", say("a row is of all")) if totals[0] else ("categories", say("a column is of all"))
    scales = [_is_two_poled(names) for names in (rows, columns)]
    if scales[0] != scales[1]:
        return ("categories", say("the rows are a scale")) if scales[0] else ("groups", say("the columns are a scale"))
    raise DataError(
        say(
            "{file} is a wide table, and nothing tells whether its rows ({rows}) or its columns "
            "({columns}) are the categories",
            file=parts.table.grid.file,
            rows=_some(rows),
            columns=_some(columns),
        ),
        say("Say in the spec's table what they are: `wide: {rows: items, columns: groups}`, or the other way round."),
    )


def _is_series(parts: _Parts) -> bool:
    """Whether there is one column of values, and the rows are periods."""
    rows = [line.name for line in parts.lines("rows")]
    return len(parts.members) == 1 and len(rows) > 1 and bool(in_time(rows))


def _are_wholes(parts: _Parts, of: Side, unit: Unit | None) -> bool:
    """Whether each row, or each column, holds the parts of one whole; one with a value that is not told is no proof."""
    table, proved = parts.table, False
    for line in parts.lines(of):
        told = [
            written.value(table.value(*pair), f"{table.grid.file}, {table.at(*pair)}: share", unit, parts.measure)
            for pair in parts.crossed(line, of)
        ]
        shares = [share for share in told if share is not None]
        if len(shares) < len(told) or len(told) < 2:
            continue
        if abs(sum(shares) - 1) > POINT * (len(shares) + 1) / 2:
            return False
        proved = True
    return proved


def _is_two_poled(names: Sequence[str]) -> bool:
    found = scale_of(tuple(names))
    return found is not None and found.meaning == "poles"


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:3]) + (" …" if len(names) > 3 else "")


# -- rows --------------------------------------------------------------------------------------------------------------


def _axis(lines: Iterable[Line], names: Mapping[tuple[str | None, str], str], title: str | None,
          codes: Mapping[Line, Any]) -> Axis:  # fmt: skip
    """What the table tells of one of its axes."""
    found = {names[line.section, line.name]: line for line in lines if line.name}
    return Axis(
        role="areas" if codes else None,
        title=title if title and not _says_nothing(title) else None,
        sections={name: line.section for name, line in found.items() if line.section},
        codes={name: code_text(codes[line]) for name, line in found.items() if codes.get(line) is not None},
    )


def _says_nothing(title: str) -> bool:
    """Whether a title says no more than what values are, as "Andel, pct." does."""
    folded = fold(title)
    return folded in _PLAIN or folded in OF_VALUES or fold(written.without_per_cent(title)) in {"", *OF_VALUES}


_PLAIN = frozenset({"category", "kategori", "svar", "group", "gruppe"})
"""What a corner is called that says no more than that names stand below it."""


def _bases(parts: _Parts, of_rows: OfRows, said: list[str]) -> Callable[[Line, Line], Any]:
    """The n of the value in a row and a column; an n of each category in all groups together is of no value."""
    table, by_row, by_column = parts.table, parts.row_bases, parts.column_bases
    groups = parts.members if of_rows == "categories" else parts.rows
    if of_rows == "categories" and by_row and len(groups) > 1:
        counts = {table.value(row, by_row) for row in parts.rows}
        if by_column or len(counts) > 1:
            said.append(_is_left_out(table, "column", by_row))
            by_row = None
    elif of_rows == "groups" and by_column and len(groups) > 1:
        counts = {table.value(each, column) for each in by_column for column in parts.members}
        if by_row or len(counts) > 1:
            said += [_is_left_out(table, "row", each) for each in by_column]
            by_column = []

    if by_row and not parts.inner_bases:
        place = table.grid.column(by_row.place)
        said.append(say("column {place}, {name!r}, is the base of each row", place=place, name=by_row.name))
    for each in by_column if not parts.inner_bases else ():
        number = table.grid.numbers[each.place]
        said.append(
            say("row {place}, {name!r}, is the base of each column", place=number, name=each.name)
            if len(by_column) == 1
            else say("row {place}, {name!r}, is the base of the rows beside it", place=number, name=each.name)
        )
    on_top = bool(by_column) and by_column[0].place < min(row.place for row in parts.rows)

    def base(row: Line, column: Line) -> Any:
        if inner := parts.inner_bases.get(column.section or column.name):
            return table.value(row, inner)
        if by_column:
            above = [each for each in by_column if each.place < row.place]
            below = [each for each in by_column if each.place > row.place]
            found = (above or by_column)[-1] if on_top else (below or by_column[-1:])[0]
            return table.value(found, column)
        return table.value(row, by_row) if by_row else None

    return base


def _is_left_out(table: Crosstab, kind: Literal["row", "column"], line: Line) -> str:
    place = table.grid.column(line.place) if kind == "column" else table.grid.numbers[line.place]
    return say(
        "{kind} {place}, {name!r}, is no part of the table, and left out", kind=kind, place=place, name=line.name
    )


def _filled(
    parts: _Parts,
    of_rows: OfRows,
    names: Mapping[str, Mapping[tuple[str | None, str], str]],
    base: Callable[[Line, Line], Any],
) -> Iterator[Filled]:
    """Each value as a row of a long table, group by group."""
    table = parts.table
    pairs = [(row, column) for column in parts.members for row in parts.rows]
    if of_rows == "groups":
        pairs = [(row, column) for row in parts.rows for column in parts.members]
        if parts.words:
            one = next(iter(parts.words.values()))
            raise DataError(
                say(
                    "{file}, column {column}: {name!r} is of categories, and the rows are groups",
                    file=table.grid.file,
                    column=table.grid.column(one.place),
                    name=one.name,
                ),
                say("Remove the column, or write the table long."),
            )
    for place, (row, column) in enumerate(pairs):
        ends = names["rows"][row.section, row.name], names["columns"][column.section, column.name]
        category, group = ends if of_rows == "categories" else ends[::-1]
        values = {"category": category, "group": group or None, "value": table.value(row, column),
                  "n": base(row, column)}  # fmt: skip
        values |= {name: table.value(row, line) for name, line in parts.words.items()}
        yield Filled(table.at(row, column), place, values)
