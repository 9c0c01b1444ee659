"""The numbers of a figure as others read them: rows for a spreadsheet, a text table, or a program."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from decimal import Decimal
from io import StringIO

from msgspec import Struct, to_builtins
from msgspec.structs import asdict

from barometer_cli.messages import say, template
from barometer_cli.model.axis import Axis, Role
from barometer_cli.model.characters import unbroken
from barometer_cli.model.figure import Figure
from barometer_cli.model.table import Cell, Hidden, Net, Table

FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What makes a spreadsheet compute a cell of words (OWASP, CSV injection)."""


class Column(Struct, frozen=True):
    """A column of a text table.

    Attributes
    ----------
    field
        The field of a row that it holds.
    title
        What the figure calls it; None where it is called as in any other.
    """

    field: str
    title: str | None = None

    @property
    def name(self) -> str:
        """What it is called: in the words of the figure, or else in those of messages."""
        return self.title or say(COLUMNS[self.field])

    @property
    def words(self) -> bool:
        """Whether it holds words rather than numbers."""
        return self.field in ("category", "group", "section", "code", "note")


COLUMNS = {
    "category": template("Category"),
    "group": template("Group"),
    "section": template("Section"),
    "code": template("Code"),
    "printed": "%",
    "low": template("Low"),
    "high": template("High"),
    "n": "n",
    "value": template("Unrounded"),
    "se": "SE",
    "note": template("Note"),
}
"""What the fields of a row are called above a column."""


class Row(Struct, frozen=True):
    """One category, or net, of one group: what is printed of it, and its unrounded numbers.

    Attributes
    ----------
    category, group
        Members of the two axes; no group where there is only the whole base.
    section, code
        The section that the category, or else the group, stands in; the official code of an area.
    printed, low, high
        The value and the limits of its interval as printed, in the figure's measure: per cent of a share.
    n
        Its unweighted base.
    note
        What must be known of it, in the figure's language.
    value, se
        The unrounded value (a share is 0..1) and its standard error. All numbers but n are None where it is hidden.
    """

    category: str
    group: str | None
    section: str | None
    code: str | None
    printed: Decimal | None
    low: Decimal | None
    high: Decimal | None
    n: int | None
    note: str
    value: float | None
    se: float | None


def rows(figure: Figure) -> tuple[Row, ...]:
    """Every number of a figure, group by group: categories in the order of the table, nets, what is hidden."""
    return tuple(_row(figure, told) for told in in_order(figure.table))


def in_order(table: Table) -> Iterator[Cell | Net | Hidden]:
    """What `rows` tell of, each in its place."""
    told: tuple[Cell | Net | Hidden, ...] = (*table.cells, *table.nets, *table.hidden)
    for group in table.groups:
        yield from (each for each in told if each.group == group)


def _row(figure: Figure, told: Cell | Net | Hidden) -> Row:
    table = figure.table
    name = told.label if isinstance(told, Net) else told.category
    shown = None if isinstance(told, Hidden) else told
    low, high = (table.measure.rounded(limit) for limit in shown.interval) if shown and shown.interval else (None, None)
    return Row(
        name,
        told.group,
        table.categories.sections.get(name) or table.breakdown.sections.get(told.group or ""),
        table.categories.codes.get(name) or table.breakdown.codes.get(told.group or ""),
        table.printed(shown) if shown else None,
        low,
        high,
        _n(figure, told),
        _note(figure, told),
        shown.value if shown else None,
        told.se if isinstance(told, Cell) else None,
    )


def _n(figure: Figure, told: Cell | Net | Hidden) -> int | None:
    table = figure.table
    base = table.base(told.group)
    if base:
        return (told.n or base.n) if isinstance(told, Cell) and base.n is not None else base.n
    wave = table.breakdown.wave(told.group) or (
        table.categories.wave(told.category) if isinstance(told, Cell) else None
    )
    return (told.n if isinstance(told, Cell) else None) or (wave.n if wave else None) or figure.spec.n


def _note(figure: Figure, told: Cell | Net | Hidden) -> str:
    table, words = figure.table, figure.words.spreadsheet
    base = table.base(told.group)
    notes = [words.few] if base and base.few and not isinstance(told, Hidden) else []
    match told:
        case Cell():
            wave = table.breakdown.wave(told.group) or table.categories.wave(told.category)
            notes += [] if told.shown else [words.unshown]
            notes += [f"{words.broken}: {wave.broken}"] if wave and wave.broken else []
        case Net():
            notes.append(f"{words.net}: {' + '.join(told.parts)}")
        case Hidden():
            notes.append(words.withheld if told.withheld else words.hidden)
    return "; ".join([*notes, *([words.synthetic] if figure.survey.synthetic else [])])


def unit(figure: Figure) -> str | None:
    """What the printed values are in: "%", "procentpoint", "timer"; None for bare numbers."""
    measure = figure.table.measure
    if measure.in_points:
        return figure.words.spreadsheet.points
    return "%" if measure.is_share else measure.unit


def grid(figure: Figure) -> tuple[list[Column], list[tuple[str, ...]]]:
    """Every number of a figure as text: columns and rows, without columns that hold nothing."""
    table, of = figure.table, unit(figure)
    measured = figure.words.measures[table.measure.name]
    titles = {"category": table.categories.title, "group": table.breakdown.title}
    if not table.measure.is_share:
        titles["printed"] = f"{measured} ({of})" if of else measured
    columns = [Column(field, titles.get(field)) for field in COLUMNS]
    found = [_cells(row, table) for row in rows(figure)]
    kept = [i for i in range(len(columns)) if any(row[i] for row in found)]
    return [columns[i] for i in kept], [tuple(row[i] for i in kept) for row in found]


def _cells(row: Row, table: Table) -> tuple[str, ...]:
    exact = ".6f" if table.measure.is_share or table.measure.in_points else ".10g"
    return (
        row.category,
        row.group or "",
        row.section or "",
        row.code or "",
        *("" if value is None else f"{value:f}" for value in (row.printed, row.low, row.high)),
        "" if row.n is None else str(row.n),
        *("" if value is None else f"{value:{exact}}" for value in (row.value, row.se)),
        row.note,
    )


def as_csv(figure: Figure) -> bytes:
    """The printed numbers as the language's spreadsheets read them: UTF-8 with a mark, its separators, CRLF.

    The column of values is called what they are, per cent or mean; those of sections, codes and unit are there where
    there are any.
    """
    table, words, found = figure.table, figure.words.spreadsheet, rows(figure)
    of = None if table.measure.is_share else unit(figure)
    sections, codes = (any(getattr(row, part) for row in found) for part in ("section", "code"))
    names = (words.category, words.group, *(words.section,) * sections, *(words.code,) * codes)
    value = words.values[table.measure.name]
    rest = (value, *(words.unit,) * bool(of), words.low, words.high, words.n, words.note)
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=words.separator)
    writer.writerow([*_titled(names, rest, table), *rest])
    for row in found:
        placed = (row.category, row.group, *(row.section,) * sections, *(row.code,) * codes)
        told = (row.printed, *(of if row.printed is not None else None,) * bool(of), row.low, row.high, row.n, row.note)
        writer.writerow([_told(cell, words.decimal) for cell in (*placed, *told)])
    return text.getvalue().encode("utf-8-sig")


def _titled(names: tuple[str, ...], others: tuple[str, ...], table: Table) -> Iterator[str]:
    """The names of columns; those of the axes by their titles, where no other column is called so."""
    taken = {name.casefold() for name in (*names, *others)}
    axes: tuple[Axis, ...] = (table.categories, table.breakdown)
    for place, name in enumerate(names):
        title = axes[place].title if place < len(axes) else None
        other = title if title and title.casefold() not in taken else name
        taken.add(other.casefold())
        yield str(_told(other, "."))


def _told(value: str | Decimal | int | None, decimal: str) -> str | int:
    """A cell as a spreadsheet shows it; words that it would take for a formula stand behind an apostrophe."""
    if isinstance(value, str):
        value = unbroken(value)
        return f"'{value}" if value.lstrip().startswith(FORMULA) else value
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", decimal)
    return "" if value is None else value


def as_records(figure: Figure) -> list[dict[str, object]]:
    """The numbers for a program: printed and unrounded values, limits, standard error, n."""
    return [{name: _plain(value) for name, value in asdict(row).items()} for row in rows(figure)]


def _plain(value: object) -> object:
    """A cell for a program: words as they are in no line, a printed number whole where it has no decimals."""
    if isinstance(value, str):
        return unbroken(value)
    if not isinstance(value, Decimal):
        return value
    return float(value) if "." in f"{value:f}" else int(value)


def axes(table: Table) -> list[tuple[str, Role, Axis]]:
    """The axes of a figure's numbers: what the spec calls each, what its members are, and what is known of it."""
    found = zip(("categories", "groups"), table.shape, (table.categories, table.breakdown), strict=True)
    return [(name, role, axis) for name, role, axis in found if role]


def described(figure: Figure) -> dict[str, object]:
    """What the values measure, and what the axes are, for a program."""
    table = figure.table
    told = {name: {**to_builtins(axis), "role": role} for name, role, axis in axes(table)}
    return {"measure": {**to_builtins(table.measure), "in": unit(figure)}, "axes": told}
