"""First figures of a file of weighted tables: each sheet read as the reader reads it, with a kind that suits it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from barometer_cli import charts, sources, tables
from barometer_cli.errors import BarometerError, UnknownUnit
from barometer_cli.languages.answers import scale_of
from barometer_cli.layout.order import is_residual
from barometer_cli.messages import say, template
from barometer_cli.model.characters import fold
from barometer_cli.model.dataset import Grid, code_text
from barometer_cli.model.naming import DATA, slug
from barometer_cli.model.period import in_time
from barometer_cli.model.spec import TableSpec, Unit
from barometer_cli.model.table import Table
from barometer_cli.start.draft import Draft, LeftOut
from barometer_cli.tables import letters, written
from barometer_cli.tables.long import BESIDE, DANISH, OF_VALUES
from barometer_cli.tables.rows import is_of_all

POINT = 0.01
UNIT = template("Say it: --unit percent, or --unit fraction.")
MOST_BARS = 24
"""More bars than that are no picture: they are told as a table whose cells are shaded."""
MOST_LETTERS = 48
"""Letters of a title that the name of a file is made of."""
ANY_WAY = ({"rows": "answers", "columns": "groups"}, {"rows": "groups", "columns": "answers"})
"""Ways in which a wide table may lie; the first is believed where nothing tells."""
ITEMS = frozenset({"udsagn", "spørgsmål", "emne", "item", "items", "statement", "statements", "question", "questions"})
"""Titles of an axis whose members are items of a battery."""
BY = frozenset(
    {
        *("alder", "aldersgruppe", "køn", "region", "landsdel", "kommune", "sektor", "branche", "uddannelse"),
        *("age", "age group", "gender", "sex", "municipality", "sector", "industry", "education"),
    }
)
"""Titles of an axis whose members are groups of those who were asked."""
_NUMBERED = re.compile(r"(?i)^(tabel|table|figur|figure|fig\.?)\s*[\dA-Z]+([.:]\d+)*\s*[.:–-]?\s+(?=\S)")
_UNNAMED = re.compile(r"(?i)(ark|sheet|tabelle|feuil)\s*\d*")


class Sheet(Struct, frozen=True):
    """A table that was read.

    Attributes
    ----------
    name
        What its figure is called: the sheet, else the title above it, else the file.
    title
        What stands above it; empty without.
    fields
        How a spec says where it is, and how it is read.
    table
        What it holds.
    """

    name: str
    title: str
    fields: dict[str, Any]
    table: Table

    @property
    def draft(self) -> Draft:
        """Its first figure: kinds that draw it, under the title that stands above it."""
        fields: dict[str, Any] = {"table": self.fields}
        if _are_separate(self.table):
            fields = {"question": {"answers": "separate"}, **fields}
        titles = ({"subtitle": self.title}, {}) if self.title else ({},)
        beside = {"bars": {"reference": whole} if (whole := _whole(self.table)) else {}}
        return Draft(
            self.name,
            [
                {"kind": kind, **title, **beside.get(kind, {}), **fields}
                for kind in kinds(self.table)
                for title in titles
            ],
        )


class Book(Struct, frozen=True):
    """The tables of a file.

    Attributes
    ----------
    sheets
        Those that were read.
    left_out
        Why the others were not.
    cover
        What stands first on a sheet without numbers before the tables; empty without.
    """

    sheets: tuple[Sheet, ...]
    left_out: tuple[LeftOut, ...]
    cover: str = ""


def read(path: Path, unit: Unit | None) -> Book:
    """Every table of a file, and why other sheets are left out.

    Parameters
    ----------
    path
        The file.
    unit
        Whether shares are per cent or fractions, where they do not say so.

    Raises
    ------
    BuildError, DataError
        If the file cannot be read at all.
    """
    names = sources.sheets(path)
    found: list[Sheet] = []
    left = [
        LeftOut(_called(name), say("it is hidden"), say("Show it in the workbook."))
        for name, is_seen in names
        if not is_seen
    ]
    cover = ""
    seen: list[str | None] = [name for name, is_seen in names if is_seen]
    for name in seen or [None]:
        what = _called(name) if name else path.name
        base = {"file": f"{DATA}/{path.name}"} | ({"sheet": name} if name and len(names) > 1 else {})
        try:
            grid = _cells(path, base)
            if grid and not any(written.is_value(cell) for row in grid.rows for cell in row):
                cover = cover or ("" if found else _first(grid))  # a sheet behind the tables is no cover
                left.append(
                    LeftOut(what, say("it holds no numbers"), say("Name the sheet, or the file, that has them."))
                )
            else:
                found.append(_sheet(path, base, grid, unit))
        except BarometerError as error:
            hint = say(UNIT) if isinstance(error, UnknownUnit) else error.hint
            left.append(LeftOut(what, error.message, hint, isinstance(error, UnknownUnit)))
    return Book(tuple(_called_apart(found)), tuple(left), cover)


def _called(sheet: str) -> str:
    return say("the sheet {sheet!r}", sheet=sheet)


def _first(grid: Grid) -> str:
    """The first text of a sheet; empty where there is none."""
    return next((" ".join(cell.split()) for row in grid.rows for cell in row if isinstance(cell, str)), "")


def _called_apart(found: Sequence[Sheet]) -> list[Sheet]:
    """The same with a number behind every name that another has too."""
    names = [sheet.name for sheet in found]
    return [
        Sheet(
            f"{sheet.name}-{place}" if names.count(sheet.name) > 1 else sheet.name,
            sheet.title,
            sheet.fields,
            sheet.table,
        )
        for place, sheet in enumerate(found, start=1)
    ]


def _sheet(path: Path, base: Mapping[str, Any], grid: Grid | None, unit: Unit | None) -> Sheet:
    """The table of a sheet, read in the first way that can be understood.

    Raises
    ------
    UnknownUnit
        If there is a way to read it but for its unit.
    BarometerError
        Else, why it cannot be read as it stands.
    """
    title = _title(grid) if grid else ""
    sheet = base.get("sheet", "")
    named = sheet if sheet and not _UNNAMED.fullmatch(sheet) else title or path.stem
    first: BarometerError | None = None
    of_values: BarometerError | None = None
    of_unit: BarometerError | None = None
    for fields in _ways(base, grid):
        for own in ({}, {"unit": unit}) if unit and "measure" not in fields else ({},):
            spec = TableSpec.model_validate(fields | own)
            try:
                table = tables.weighted_table(sources.read_table(path, spec), spec, spec.unit, None)
                over = title or written.without_per_cent(fields.get("share", ""))
                over = "" if fold(over) in OF_VALUES else over
                return Sheet(slug(named[:MOST_LETTERS]), over, _with_roles(fields | own, table), table)
            except UnknownUnit as error:
                of_unit = of_unit or error
            except BarometerError as error:
                first = first or error
                of_values = of_values or (error if "category" in fields else None)
                of_unit = error if own else of_unit
                break
    told = of_unit or of_values or first  # where its columns are known, what is wrong is what they hold
    assert told, "there is a way that failed"
    raise told


def _cells(path: Path, base: Mapping[str, Any]) -> Grid | None:
    """The cells of a sheet as they stand; None where they are too many, or of no spreadsheet."""
    if path.suffix.lower() not in sources.GRIDS:
        return None
    found = sources.read_table(path, TableSpec.model_validate({**base, "wide": ANY_WAY[0]}))
    return found if isinstance(found, Grid) else None


def _title(grid: Grid) -> str:
    """What stands alone in the first row, above a row of several cells."""
    rows = [[cell for cell in row if cell is not None] for row in grid.rows]
    held = [row for row in rows if row]
    if len(held) < 2 or len(held[0]) != 1 or not isinstance(held[0][0], str):
        return ""
    return _NUMBERED.sub("", " ".join(held[0][0].split())).rstrip(".")


def _ways(base: Mapping[str, Any], grid: Grid | None) -> Iterator[dict[str, Any]]:
    """Ways in which a table may be read: as it stands; by what its columns are called; which way it may lie."""
    tested = letters.found_in(grid) if grid else None
    base = {**base, "letters": "dropped"} if tested and tested.cells else dict(base)
    yield base
    header, texts = _header(grid) if grid else ([], [])
    called = {fold(name): name for name in header}
    values = [name for name in header if written.names_per_cent(name) or fold(name) in OF_VALUES]
    shares = [name for name in values if written.names_per_cent(name) or OF_VALUES[fold(name)] == "share"]
    if len(header) > 1 and values:
        value = (shares or values)[0]
        words = [name for name in texts if fold(name) not in BESIDE and name != value]
        category = next((called[name] for name in called if DANISH.get(name, name) == "category"), None)
        group = next((called[name] for name in called if DANISH.get(name, name) == "group"), None)
        rest = [name for name in words if name not in (category, group)]
        category = category or (rest.pop(0) if rest else None)
        group = group or (rest.pop(0) if rest else None)
        if category is None:  # groups that are all there is, are what values are told of
            category, group = group, None
        if category:
            measure = {} if shares else {"measure": OF_VALUES[fold(value)]}
            column = {"share": value} if shares else {"value": value}
            yield base | measure | {"category": category} | column | ({"group": group} if group else {})
    elif len(header) == 2 and texts == header[:1]:  # what stands over the values tells what they are shares of
        yield base | {"category": header[0], "share": header[1]}
    for way in ANY_WAY:
        yield base | {"wide": way}


def _header(grid: Grid) -> tuple[list[str], list[str]]:
    """The names of the first row of several texts, and those of columns that hold texts or periods below it."""
    for place, row in enumerate(grid.rows):
        held = [cell for cell in row if cell is not None]
        if len(held) > 1 and all(isinstance(cell, str) and not written.is_value(cell) for cell in held):
            below = grid.rows[place + 1 :]
            columns = {name: [line[column] for line in below] for column, name in enumerate(row) if name}
            texts = [name for name, cells in columns.items() if _are_names(cells)]
            return [str(cell) for cell in held], [str(name) for name in texts]
    return [], []


def _are_names(cells: Sequence[object]) -> bool:
    """Whether a column holds names of rows: a text, or periods, which may be years that are written as numbers."""
    held = [cell for cell in cells if cell is not None]
    texts = any(isinstance(cell, str) and not written.is_value(cell) for cell in held)
    return texts or len(in_time([code_text(cell) for cell in held])) > 1


def _with_roles(fields: dict[str, Any], table: Table) -> dict[str, Any]:
    """The same, where the title of an axis tells it, with what its members are: items of a battery, or groups."""
    if "wide" in fields:
        return fields
    for name, axis in (("categories", table.categories), ("groups", table.breakdown)):
        title = fold(axis.title or (fields.get("category", "") if name == "categories" else ""))
        if title in ITEMS and axis.role is None:
            return {**fields, name: "items"}
        if title in BY and axis.role is None and name == "categories":
            return {**fields, name: "groups"}
    return fields


# -- kinds -------------------------------------------------------------------------------------------------------------


def kinds(table: Table) -> list[str]:
    """Kinds that draw a table, the most fitting first.

    Parameters
    ----------
    table
        What is drawn.
    """
    categories, groups = table.shape
    names = tuple(dict.fromkeys(cell.category for cell in table.shown))
    whole = _is_whole(table)
    if "waves" in (categories, groups):
        wanted = ["stacked_columns"] if whole and groups == "waves" and len(names) > 2 else []
        wanted += ["line", "dots"]
    elif groups is None:
        wanted = []
    elif whole:
        found = scale_of(tuple(name for name in names if not is_residual(name, table.residual)))
        wanted = ["diverging_bars"] if found and found.meaning == "poles" else []
        wanted += ["stacked_bars", "stacked_columns"]
    elif len(table.shown) > MOST_BARS:
        wanted = ["heat_table"]
    else:
        wanted = []
    wanted += ["bars"] if groups is None else ["grouped_bars", "heat_table"]
    return [kind for kind in dict.fromkeys([*wanted, "table"]) if charts.draws(charts.KINDS[kind], table)]


def _whole(table: Table) -> str | None:
    """The row of all among rows of groups, with which the others are compared; None without one."""
    names = tuple(dict.fromkeys(cell.category for cell in table.shown))
    found = [name for name in names if is_of_all(name)]
    return found[0] if len(found) == 1 and len(names) > 2 and table.groups == (None,) else None


def _is_whole(table: Table) -> bool:
    """Whether the shares of each group make up a whole."""
    sums, slack = _sums(table)
    return bool(sums) and all(abs(one - 1) <= slack for one in sums)


def _are_separate(table: Table) -> bool:
    """Whether shares cannot be parts of one whole: those of a group are more than that, or only some groups are one."""
    sums, slack = _sums(table)
    return any(one > 1 + slack for one in sums) or (len(sums) > 1 and not _is_whole(table))


def _sums(table: Table) -> tuple[list[float], float]:
    """The sum of the shares of each group, and how far rounding may take it from one; none where they are no shares."""
    if not table.measure.is_share:
        return [], 0.0
    most = len(dict.fromkeys(cell.category for cell in table.cells))
    sums = [sum(cell.value for cell in table.cells if cell.group == group) for group in table.groups]
    return sums if most > 1 else [], POINT * (most + 1) / 2
