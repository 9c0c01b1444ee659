"""The numbers of a figure as others read them: rows for a spreadsheet, a text table, or a program."""

from __future__ import annotations

import csv
from dataclasses import asdict, dataclass
from decimal import Decimal
from io import StringIO

from barometer_cli.model.figure import Figure
from barometer_cli.model.table import Cell, Net, Table

COLUMNS = ("Category", "Group", "%", "Low", "High", "n", "Share", "SE", "Note")
WORDS = ("Category", "Group", "Note")
"""Columns that hold words; the others hold numbers."""
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What makes a spreadsheet compute a cell of words (OWASP, CSV injection)."""


@dataclass(frozen=True, slots=True)
class Row:
    """One category, or net, of one group: what is printed of it, and its unrounded numbers.

    `percent`, `low` and `high` are per cent as printed; all numbers are None where a share is hidden.
    """

    category: str
    group: str | None
    percent: int | float | None
    low: int | float | None
    high: int | float | None
    n: int | None
    note: str
    share: float | None
    se: float | None


def rows(figure: Figure) -> tuple[Row, ...]:
    """Every number of a figure, group by group: categories in the order of the table, nets, what is hidden."""
    table, words = figure.table, figure.words.spreadsheet
    invented = words.synthetic if figure.survey.synthetic else ""
    found: list[Row] = []
    for group in table.groups:
        base = table.base(group)
        few = words.few if base and base.few else ""
        for cell in (cell for cell in table.cells if cell.group == group):
            low, high = _limits(cell, table)
            notes = _joined(few, "" if cell.shown else words.unshown, invented)
            found.append(
                Row(
                    cell.category,
                    group,
                    _number(table.printed(cell)),
                    low,
                    high,
                    base.n if base and base.n is None else cell.n or figure.spec.n,
                    notes,
                    cell.value,
                    cell.se,
                )
            )
        n = base.n if base else figure.spec.n
        for net in (net for net in table.nets if net.group == group):
            notes = _joined(few, f"{words.net}: {' + '.join(net.parts)}", invented)
            printed = _number(table.printed(net))
            found.append(Row(net.label, group, printed, *_limits(net, table), n, notes, net.value, None))
        for hidden in (hidden for hidden in table.hidden if hidden.group == group):
            note = _joined(words.withheld if hidden.withheld else words.hidden, invented)
            found.append(Row(hidden.category, group, None, None, None, n, note, None, None))
    return tuple(found)


def _number(printed: Decimal) -> int | float:
    """A printed number for a program: whole where it has no decimals."""
    return float(printed) if printed.as_tuple().exponent else int(printed)


def _limits(told: Cell | Net, table: Table) -> tuple[int | float | None, int | float | None]:
    """The limits of an interval as printed."""
    if told.interval is None:
        return None, None
    low, high = (_number(table.measure.rounded(limit)) for limit in told.interval)
    return low, high


def _joined(*notes: str) -> str:
    return "; ".join(note for note in notes if note)


def grid(figure: Figure) -> tuple[list[str], list[tuple[str, ...]]]:
    """Every number of a figure as text: header and rows, without columns that hold nothing."""
    found = [_cells(row) for row in rows(figure)]
    kept = [i for i in range(len(COLUMNS)) if any(row[i] for row in found)]
    return [COLUMNS[i] for i in kept], [tuple(row[i] for i in kept) for row in found]


def _cells(row: Row) -> tuple[str, ...]:
    whole = (row.percent, row.low, row.high)
    return (
        row.category,
        row.group or "",
        *("" if value is None else str(value) for value in whole),
        "" if row.n is None else str(row.n),
        "" if row.share is None else f"{row.share:.6f}",
        "" if row.se is None else f"{row.se:.6f}",
        row.note,
    )


def as_csv(figure: Figure) -> bytes:
    """The printed numbers as the language's spreadsheets read them: UTF-8 with a mark, its separator, CRLF."""
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=figure.words.spreadsheet.separator)
    writer.writerow(figure.words.spreadsheet.header)
    for row in rows(figure):
        values = (row.category, row.group, row.percent, row.low, row.high, row.n, row.note)
        writer.writerow([_told(value) for value in values])
    return text.getvalue().encode("utf-8-sig")


def _told(value: str | float | None) -> str | float:
    """A cell as a spreadsheet shows it; words that it would take for a formula stand behind an apostrophe."""
    if isinstance(value, str) and value.lstrip().startswith(FORMULA):
        return f"'{value}"
    return "" if value is None else value


def as_records(figure: Figure) -> list[dict[str, object]]:
    """The numbers for a program: printed per cent, unrounded share (0..1), standard error, n."""
    return [asdict(row) for row in rows(figure)]
