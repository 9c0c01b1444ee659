"""Rows of a weighted table as believed: those of categories, and what else stands among them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from barometer_cli.errors import BaseMismatch, DataError
from barometer_cli.model.dataset import Dataset, Day, code_text
from barometer_cli.model.measure import Measure
from barometer_cli.model.spec import Unit
from barometer_cli.tables import written
from barometer_cli.tables.written import fold

STATUS = "status"
"""Of a cube: why a cell is empty, or what is to be known of its value."""
TOTALS = frozenset({"i alt", "ialt", "alle", "total", "hele den offentlige sektor"})
POINT = 0.01
Filled: TypeAlias = tuple[int, Mapping[str, Any]]
"""A row that holds something: its number as its file counts it, and its values by column."""
_BASES = re.compile(
    r"(u?vægtet |(un)?weighted )?(n ?=?|base|antal (svar|besvarelser|respondenter|observationer))( \(.*\))?"
)
"""Names of a row that holds bases, and no shares."""
_WEIGHTED = re.compile(r"(?<!u)(?<!un)(vægtet|weighted)")


@dataclass(frozen=True, slots=True)
class Row:
    """A category, or net, of a group.

    Attributes
    ----------
    number
        How its file counts the row.
    category, group, net
        Its name, its group, and the names of the categories that it is the net of.
    share, se
        From 0 to 1; the share None where the source does not tell it.
    n
        Its unweighted base.
    unshown
        Whether it is not drawn.
    marked
        Whether its share is written as per cent.
    status
        What the source says of it.
    """

    number: int
    category: str
    group: str | None
    share: float | None
    n: int | None
    se: float | None
    unshown: bool
    net: str | None
    marked: bool
    status: str | None

    @property
    def key(self) -> tuple[str, str]:
        """Its group and category as they are compared."""
        return fold(self.group or ""), fold(self.category)


def believed(
    dataset: Dataset, filled: Sequence[Filled], unit: Unit | None, measure: Measure
) -> tuple[list[Row], list[str]]:
    """The rows that are categories or nets, and what was recognised of the others.

    Parameters
    ----------
    dataset
        Where they are from.
    filled
        Those that hold something.
    unit
        Whether share and se are per cent (0 to 100) or fractions (0 to 1), where their cells do not say so.
    measure
        What the values are; the unit is that of shares, and of changes of them.

    Raises
    ------
    BaseMismatch
        If a base is not that of the rows it is of.
    DataError
        If a value cannot be what its column says.
    """
    said: list[str] = []
    counted = [row for row in filled if _holds_bases(row[1])]
    others = [row for row in filled if not _holds_bases(row[1])]
    if measure.is_share or measure.in_points:
        _check_unit(dataset, unit, others)
    rows = _with_bases(dataset, [_row(dataset, *row, unit, measure) for row in others], counted, said)
    _check_groups(dataset, rows)
    if measure.is_share:
        _check_marks(dataset, rows)
        _check_scale(dataset, rows, unit)
        rows = _without_totals(dataset, rows, said)
        _check_counts(dataset, rows)
    return rows, said


def _row(dataset: Dataset, number: int, values: Mapping[str, Any], unit: Unit | None, measure: Measure) -> Row:
    place = f"{dataset.file}, row {number}"
    if values["category"] is None:
        raise DataError(f"{place}: the category is missing", "Name the category, or remove the row.")
    text = {name: _words(values.get(name), f"{place}: {name}") for name in ("category", "group", "net")}
    unshown = written.unshown(values.get("unshown"), place)
    if unshown and text["net"]:
        raise DataError(f"{place}: a net cannot be unshown", "Empty unshown in this row; mark the net's parts instead.")
    share, status = values["share"], values.get(STATUS)
    told = share is not None or status is None
    return Row(
        number,
        text["category"] or "",
        text["group"],
        written.value(share, f"{place}: {'share' if measure.is_share else 'value'}", unit, measure) if told else None,
        written.base(values.get("n"), place),
        None
        if values.get("se") is None
        else written.value(values["se"], f"{place}: se", unit, replace(measure, low=0.0, high=None)),
        unshown,
        text["net"],
        written.is_marked(share),
        None if status is None else str(status),
    )


def _words(value: Any, what: str) -> str | None:
    if isinstance(value, Day):
        raise DataError(f"{what} is the date {value}",
                        "A spreadsheet makes dates of texts such as 1-2; format the cells as text and write it again."
                        )  # fmt: skip
    return None if value is None else code_text(value) if isinstance(value, float) else str(value)


def _holds_bases(values: Mapping[str, Any]) -> bool:
    """Whether a row is one of bases, which stands among the categories."""
    category, held = values["category"], values["share"]
    named = isinstance(category, str) and values.get("net") is None and _BASES.fullmatch(fold(category))
    return bool(named) and held is not None and written.is_whole(held)


def _with_bases(dataset: Dataset, rows: list[Row], counted: Sequence[Filled], said: list[str]) -> list[Row]:
    """The rows with the n of their group that a row of its own gives; what it is of weights is left out."""
    bases: dict[str, int] = {}
    for number, values in counted:
        name = values["category"]
        if _WEIGHTED.search(fold(name)):
            said.append(f"row {number}, {name!r}, is no category, and left out")
            continue
        n = written.base(values["share"], f"{dataset.file}, row {number}")
        group = fold(str(values.get("group") or ""))
        if n is None or bases.setdefault(group, n) != n:
            raise DataError(f"{dataset.file}, row {number}: {name!r} gives no base, or another than the row before",
                            "Give one n for each group.")  # fmt: skip
        said.append(f"row {number}, {name!r}, is no category, but the base: n={n}")
    for row in rows:
        n = bases.get(row.key[0])
        if n is not None and row.n not in (None, n):
            raise BaseMismatch(f"{dataset.file}, row {row.number}: n is {row.n}, but the row of bases says {n}",
                               "Correct one of them, or remove it.")  # fmt: skip
    return [replace(row, n=bases.get(row.key[0], row.n)) for row in rows]


def _without_totals(dataset: Dataset, rows: list[Row], said: list[str]) -> list[Row]:
    """The rows without those that only sum up their group, or say that it is 100 per cent; these may give its n."""
    kept: list[Row] = []
    for group in dict.fromkeys(row.key[0] for row in rows):
        members = [row for row in rows if row.key[0] == group]
        total = next((row for row in members if _sums_up(row, members)), None)
        others = [row for row in members if row is not total]
        if total:
            said.append(f"row {total.number}, {total.category!r}, sums the others up, and is left out")
            counts = [row.n for row in others if row.n is not None]
            if total.n and sum(counts) == total.n and len(counts) == len(others) > 1:
                raise _counts(dataset, others[0], total.n)
            if total.n and not counts:
                others = [replace(row, n=total.n) for row in others]
        kept += others
    return sorted(kept, key=lambda row: row.number)


def _sums_up(row: Row, members: Sequence[Row]) -> bool:
    others = [one.share for one in members if one is not row and one.net is None and one.share is not None]
    if fold(row.category) not in TOTALS or row.share is None or row.net or row.unshown or len(others) < 2:
        return False
    return row.share > max(others) and (
        abs(row.share - 1) < POINT / 2 or abs(row.share - sum(others)) <= POINT * (len(others) + 1) / 2
    )


def _check_counts(dataset: Dataset, rows: Sequence[Row]) -> None:
    """A column n that counts the answers of each category has their shares; a base is that of all of them."""
    for group in dict.fromkeys(row.key[0] for row in rows):
        pairs = [(row.share, row.n) for row in rows if row.key[0] == group and row.net is None]
        known = [(share, n) for share, n in pairs if share is not None and n is not None]
        whole = sum(n for _, n in known)
        differing = len({n for _, n in known}) > 2 and len(known) == len(pairs)
        if differing and all(abs(n / whole - share) <= POINT for share, n in known):
            raise _counts(dataset, next(row for row in rows if row.key[0] == group), whole)


def _counts(dataset: Dataset, row: Row, whole: int) -> DataError:
    return DataError(
        f"{dataset.file}, row {row.number}: n is {row.n}, which counts the answers {row.category!r}, not the base",
        f"n is the number of those whom shares are of, here perhaps {whole}, the same in each row. Remove the column, "
        "or correct it.",
    )


def _check_unit(dataset: Dataset, unit: Unit | None, filled: Sequence[Filled]) -> None:
    shares = [row[name] for _, row in filled for name in ("share", "se") if row.get(name) is not None]
    if unit is None and not (shares and all(map(written.is_marked, shares))):
        raise DataError(
            f"{dataset.file} does not say whether its shares are per cent or fractions",
            "Declare `unit: percent` in the spec's table, or `table_unit: percent` in survey.yaml (else: fraction).",
        )


def _check_marks(dataset: Dataset, rows: Sequence[Row]) -> None:
    told = [row for row in rows if row.share]
    marked, bare = ([row for row in told if row.marked is is_marked] for is_marked in (True, False))
    if marked and bare:
        raise DataError(
            f"{dataset.file}, row {bare[0].number}: the share has no per cent sign, but that of row {marked[0].number} "
            "has one",
            "Write, or format, all shares of the column alike.",
        )


def _check_scale(dataset: Dataset, rows: list[Row], unit: Unit | None) -> None:
    bare = [(row.share, row.number) for row in rows if row.share is not None and not row.marked]
    most, number = max(bare, default=(0.0, 0))
    if unit == "percent" and 0 < most <= POINT:
        raise DataError(
            f"{dataset.file}: the unit is percent, but no share is above 1; the largest is {most * 100:g} "
            f"in row {number}",
            "They look like fractions: declare `unit: fraction`. Shares that small are to be given as fractions.",
        )


def _check_groups(dataset: Dataset, rows: list[Row]) -> None:
    without = [row for row in rows if row.group is None]
    if without and len(without) < len(rows):
        raise DataError(f"{dataset.file}, row {without[0].number}: the group is missing, but other rows have one",
                        "Name the group in every row; call the whole 'I alt'.")  # fmt: skip
