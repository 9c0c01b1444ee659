"""A table whose shares were weighted before: each row a category, read and proved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from math import isfinite
from numbers import Integral
from typing import Any, NoReturn
from unicodedata import normalize

from barometer_cli.errors import (
    BaseMismatch,
    DataError,
    EmptyBase,
    UnknownCategory,
    UnknownVariable,
    suggestion,
)
from barometer_cli.model.dataset import Dataset, code_text
from barometer_cli.model.spec import TableSpec, Unit
from barometer_cli.model.table import Cell, Net, Table
from barometer_cli.tables.independent import independent

REQUIRED = ("category", "share")
SAID = (*REQUIRED, "group")
COLUMNS = (*SAID, "n", "se", "unshown", "net")
STATUS = "status"
"""Of a cube: why a cell is empty."""
MOST_KNOWN = 60
DANISH = {
    "kategori": "category",
    "svar": "category",
    "andel": "share",
    "procent": "share",
    "pct": "share",
    "gruppe": "group",
    "antal": "n",
    "standardfejl": "se",
    "ikke vist": "unshown",
    "netto": "net",
}
TOTALS = frozenset({"i alt", "ialt", "alle", "total", "hele den offentlige sektor"})
YES = frozenset({"x", "ja", "yes", "true", "1"})
NO = frozenset({"", "nej", "no", "false", "0"})
POINT = 0.01
_NUMBER = re.compile(r"[-+]?\d+([.,]\d+)?([eE][-+]?\d+)?")
_THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+")


@dataclass(frozen=True, slots=True)
class _Row:
    """One row as believed; `number` is how its file counts it."""

    number: int
    category: str
    group: str | None
    share: float
    n: int | None
    se: float | None
    unshown: bool
    net: str | None

    @property
    def key(self) -> tuple[str, str]:
        return fold(self.group or ""), fold(self.category)


def weighted_table(dataset: Dataset, spec: TableSpec, unit: Unit | None, n: int | None) -> Table:
    """The table that a file of weighted shares holds.

    Parameters
    ----------
    dataset
        Rows with the columns category and share; group, n, se, unshown and net where there are any.
    spec
        Which columns these are, and which rows, where the file is wider than that.
    unit
        Whether share and se are per cent (0 to 100) or fractions (0 to 1).
    n
        The base that the spec asserts.

    Raises
    ------
    UnknownVariable
        If a column is missing or not known.
    EmptyBase
        If there are no rows.
    BaseMismatch
        If the base in the file is not `n`.
    UnknownCategory
        If a net names a category that is not there.
    DataError
        If a value cannot be what its column says.
    """
    names = _names(dataset, spec)
    if unit is None:
        raise DataError(
            f"{dataset.file} does not say whether its shares are per cent or fractions",
            "Declare `unit: percent` in the spec's table, or `table_unit: percent` in survey.yaml (else: fraction).",
        )
    kept = _kept(dataset, spec)
    rows = [_row(dataset, number, values, unit) for number, values in _filled(dataset, names, kept)]
    if not rows:
        raise EmptyBase(f"{dataset.file} has no rows", "Export the table again; a header alone has no shares.")
    _check_scale(dataset, rows, unit)
    _check_groups(dataset, rows)
    _check_unique(dataset, rows, names)
    _check_base(dataset, rows, n)
    cells = tuple(
        Cell(row.category, row.share, row.group, row.n, row.se, not row.unshown) for row in rows if row.net is None
    )
    nets = tuple(_net(dataset, row, row.net, cells) for row in rows if row.net is not None)
    if not any(cell.shown for cell in cells):
        raise DataError(f"{dataset.file}: every category is unshown, so nothing is left to draw",
                        "Empty the column unshown in the rows to be drawn.")  # fmt: skip
    return Table(cells, nets, dataset.file, dataset.digest, apart=independent(cells))


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """A name as it is compared: composed, without case, its blanks collapsed."""
    return " ".join(normalize("NFC", text).casefold().split())


def _names(dataset: Dataset, spec: TableSpec) -> dict[str, str]:
    """The file's name of each column of the table; a column of its own that the table does not have is an error."""
    given = {name: getattr(spec, name) for name in SAID if getattr(spec, name) is not None}
    known = list(dataset.columns)
    for field, name in (*given.items(), *(("where", name) for name in spec.where)):
        if name not in known:
            raise UnknownVariable(f"{dataset.file} has no column {name!r}, which the spec's table.{field} names",
                                  suggestion(name, known))  # fmt: skip
    wider = bool(given or spec.where)
    names = {name: name for name in (*COLUMNS, *([STATUS] if wider else [])) if name in known} | given
    unknown = [] if wider else [name for name in known if name not in COLUMNS]
    if unknown:
        named = ", ".join(map(repr, unknown))
        hints = [f"{name!r} is called {DANISH[fold(name)]!r} here." for name in unknown if fold(name) in DANISH]
        raise UnknownVariable(f"{dataset.file}: unknown column {named}",
                              " ".join(hints) or suggestion(unknown[0], COLUMNS))  # fmt: skip
    missing = [name for name in REQUIRED if name not in names]
    if missing:
        raise UnknownVariable(f"{dataset.file} has no column {' and no column '.join(map(repr, missing))}",
                              f"Name it in the header, or in the spec's table. There: {', '.join(known) or 'nothing'}."
                              )  # fmt: skip
    return names


def _kept(dataset: Dataset, spec: TableSpec) -> Sequence[int]:
    """Places of the rows that the spec's `where` keeps; all without one."""
    if not spec.where:
        return range(dataset.rows)
    import numpy as np

    kept = np.ones(dataset.rows, dtype=bool)
    for name, words in spec.where.items():
        column, labels = dataset.columns[name], dataset.labels.get(name, {})
        codes = column.codes
        wanted = np.zeros(len(codes) + 1, dtype=bool)  # the last is for empty cells
        for word in words:
            found = [i for i, code in enumerate(codes) if code == code_text(word)]
            found = found or [i for i, code in enumerate(codes) if fold(labels.get(code, code)) == fold(word)]
            named = {codes[i] for i in found}
            if not found:
                known = [labels.get(code, code) for code in codes[:MOST_KNOWN]] + ["…"] * (len(codes) > MOST_KNOWN)
                raise UnknownCategory(f"{dataset.file}: {name!r} is nowhere {word!r}", suggestion(word, known))
            if len(named) > 1:
                raise DataError(f"{dataset.file}: {name!r} has several codes called {word!r}: {', '.join(named)}",
                                "Name the code in table.where.")  # fmt: skip
            wanted[found] = True
        kept &= wanted[column.places]
    if dataset.rows and not kept.any():
        raise EmptyBase(f"{dataset.file} has no row where {_said(spec)}", "Correct table.where in the spec.")
    return [int(place) for place in np.flatnonzero(kept)]


def _said(spec: TableSpec) -> str:
    return " and ".join(f"{name} is {' or '.join(words)}" for name, words in spec.where.items())


def _filled(dataset: Dataset, names: Mapping[str, str], kept: Sequence[int]) -> Iterable[tuple[int, Mapping[str, Any]]]:
    """Number and values of each row that holds something; a code that the file has words for stands in these."""
    values = {}
    for name, written in names.items():
        column, labels = dataset.columns[written], dataset.labels.get(written, {})
        distinct = [labels.get(code_text(value), value) if labels else value for value in column.known]
        distinct = [_clean(value) for value in (*distinct, None)]
        values[name] = [distinct[column.at[row]] for row in kept]
    for i, row in enumerate(zip(*values.values(), strict=True)):
        if any(value is not None for value in row):
            yield dataset.first_row + kept[i], dict(zip(values, row, strict=True))


def _clean(value: Any) -> Any:
    return normalize("NFC", value.strip()) or None if isinstance(value, str) else value


def _row(dataset: Dataset, number: int, values: Mapping[str, Any], unit: Unit) -> _Row:
    place = f"{dataset.file}, row {number}"
    if values["category"] is None:
        raise DataError(f"{place}: the category is missing", "Name the category, or remove the row.")
    text = {name: None if values.get(name) is None else str(values[name]) for name in ("category", "group", "net")}
    if values["share"] is None and values.get(STATUS) is not None:
        raise DataError(f"{place}: the share of {values['category']!r} is missing; its status is {values[STATUS]!r}",
                        "Choose rows that have a share, by table.where.")  # fmt: skip
    share = _share(values["share"], f"{place}: share", unit)
    se = None if values.get("se") is None else _share(values["se"], f"{place}: se", unit)
    unshown = _unshown(values.get("unshown"), place)
    if unshown and text["net"]:
        raise DataError(f"{place}: a net cannot be unshown", "Empty unshown in this row; mark the net's parts instead.")
    n = _base(values.get("n"), place)
    return _Row(number, text["category"] or "", text["group"], share, n, se, unshown, text["net"])


def _decimal(value: Any) -> Decimal | None:
    if isinstance(value, str):
        return Decimal(value.replace(",", ".")) if _NUMBER.fullmatch(value) and value.isascii() else None
    if isinstance(value, bool):
        return None
    if isinstance(value, Integral):
        return Decimal(int(value))
    return Decimal(repr(float(value))) if isinstance(value, float) and isfinite(value) else None


def _share(value: Any, what: str, unit: Unit) -> float:
    most = 100 if unit == "percent" else 1
    allowed = f"allowed is a number from 0 to {most} (unit: {unit})"
    if value is None:
        raise DataError(f"{what} is missing; {allowed}", "Fill in the cell, or remove the row.")
    number = _decimal(value)
    if number is None:
        raise DataError(f"{what} is {value!r}, which is not a number; {allowed}", "Write digits with one decimal mark.")
    if not 0 <= number <= most:
        looks = unit == "fraction" and 1 < number <= 100
        hint = "It looks like per cent: declare `unit: percent`." if looks else "Correct the number."
        raise DataError(f"{what} is {value}; {allowed}", hint)
    return float(number / most)


def _base(value: Any, place: str) -> int | None:
    if value is None:
        return None
    if isinstance(value, str) and _THOUSANDS.fullmatch(value):
        value = value.replace(".", "")
    number = _decimal(value)
    if isinstance(value, str) and not re.fullmatch(r"[-+]?\d+(\.0)?", value):
        number = None
    if number is None or number != int(number) or number <= 0:
        raise DataError(f"{place}: n is {value!r}; allowed is a whole number above 0",
                        "Write the unweighted number of respondents in digits: 1877.")  # fmt: skip
    return int(number)


def _unshown(value: Any, place: str) -> bool:
    word = "" if value is None else fold(str(value))
    if isinstance(value, float) and value in (0, 1):
        word = str(int(value))
    if word in YES:
        return True
    if word in NO:
        return False
    raise DataError(f"{place}: unshown is {value!r}; allowed are x, ja, yes, true, 1 or nej, no, false, 0",
                    "Write x where the category is not drawn, and nothing where it is.")  # fmt: skip


def _check_scale(dataset: Dataset, rows: list[_Row], unit: Unit) -> None:
    most = max(rows, key=lambda row: row.share)
    if unit == "percent" and 0 < most.share <= POINT:
        raise DataError(
            f"{dataset.file}: the unit is percent, but no share is above 1; the largest is {most.share * 100:g} "
            f"in row {most.number}",
            "They look like fractions: declare `unit: fraction`. Shares that small are to be given as fractions.",
        )


def _check_groups(dataset: Dataset, rows: list[_Row]) -> None:
    without = [row for row in rows if row.group is None]
    if without and len(without) < len(rows):
        raise DataError(f"{dataset.file}, row {without[0].number}: the group is missing, but other rows have one",
                        "Name the group in every row; call the whole 'I alt'.")  # fmt: skip


def _check_unique(dataset: Dataset, rows: list[_Row], names: Mapping[str, str]) -> None:
    seen: dict[tuple[str, str], _Row] = {}
    for row in rows:
        if first := seen.get(row.key):
            inside = f" in group {row.group!r}" if row.group else ""
            raise DataError(f"{dataset.file}: category {row.category!r} stands twice{inside}, "
                            f"in row {first.number} and row {row.number}",
                            _difference(dataset, first, row, names) or "Remove or rename one of them.")  # fmt: skip
        seen[row.key] = row


def _difference(dataset: Dataset, one: _Row, other: _Row, names: Mapping[str, str]) -> str:
    """What sets two rows apart that should be one: a column of the file that the table does not use."""
    for name in (name for name in dataset.columns if name not in names.values()):
        column, labels = dataset.columns[name], dataset.labels.get(name, {})
        places = [int(column.at[row.number - dataset.first_row]) for row in (one, other)]
        if places[0] != places[1] and min(places) >= 0:
            words = [labels.get(column.codes[place], column.codes[place]) for place in places]
            return f"They differ in {name!r}: keep one by `where: {{{name}: {words[0]}}}`, or {words[1]}."
    return ""


def _check_base(dataset: Dataset, rows: list[_Row], n: int | None) -> None:
    for row in rows:
        compared = row.group is None or fold(row.group) in TOTALS
        if n is not None and row.n is not None and compared and row.n != n:
            raise BaseMismatch(f"{dataset.file}, row {row.number}: n is {row.n}, but the spec says n is {n}",
                               "Correct n in the spec, or use the table it was written for.")  # fmt: skip


def _net(dataset: Dataset, row: _Row, parts: str, cells: tuple[Cell, ...]) -> Net:
    place = f"{dataset.file}, row {row.number}"
    known = {fold(cell.category): cell for cell in cells if fold(cell.group or "") == fold(row.group or "")}
    found: list[Cell] = []
    for name in re.split(r"\s+\+\s+", parts):
        cell = known.get(fold(name))
        if cell is None:
            inside = f" in group {row.group!r}" if row.group else ""
            raise UnknownCategory(f"{place}: the net {row.category!r} holds {name!r}, which is no category{inside}",
                                  suggestion(name, [cell.category for cell in known.values()]))  # fmt: skip
        found.append(cell)
    names = tuple(cell.category for cell in found)
    if len(set(names)) < len(names) or len(names) < 2:
        raise DataError(f"{place}: the net {row.category!r} is {parts!r}; allowed are two or more different categories",
                        "Join the names of its categories by ' + '.")  # fmt: skip
    tolerance = POINT * (len(found) + 1) / 2 + 1e-9
    least, most = max(cell.share for cell in found), sum(cell.share for cell in found)
    if not least - tolerance <= row.share <= most + tolerance:
        _bad_net(place, row, least, most)
    return Net(row.category, names, row.share, row.group)


def _bad_net(place: str, row: _Row, least: float, most: float) -> NoReturn:
    raise DataError(
        f"{place}: the net {row.category!r} is {row.share * 100:.4g} per cent, but its parts allow only "
        f"{least * 100:.4g} (the largest) to {min(most, 1) * 100:.4g} (their sum)",
        "Correct the share of the net or the list of its parts.",
    )
