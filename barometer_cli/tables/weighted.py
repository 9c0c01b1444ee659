"""A table whose shares were weighted before: each row a category, read and proved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
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
from barometer_cli.model.axis import NOTHING_KNOWN, Axis
from barometer_cli.model.dataset import Dataset, Day, code_text
from barometer_cli.model.measure import DECIMALS, SHARE, Measure
from barometer_cli.model.period import in_order
from barometer_cli.model.spec import AxisSpec, MeasureSpec, TableSpec, Unit
from barometer_cli.model.table import Cell, Hidden, Net, Table
from barometer_cli.tables.independent import independent
from barometer_cli.tables.rows import POINT, STATUS, TOTALS, Filled, Row, believed
from barometer_cli.tables.written import fold

REQUIRED = ("category", "share")
SAID = (*REQUIRED, "group")
COLUMNS = (*SAID, "n", "se", "unshown", "net")
NIL = "-"
"""The status of a cell that is nothing but 0."""
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
_BLANKS = re.compile(r"[\t\n\v\f\r ]+")


def weighted_table(
    dataset: Dataset, spec: TableSpec, unit: Unit | None, n: int | None, decimals: int | None = None
) -> Table:
    """The table that a file of weighted values holds.

    Parameters
    ----------
    dataset
        Rows with the columns category and share, or value where the measure is another; group, n, se, unshown and net
        where there are any.
    spec
        Which columns these are, and which rows, where the file is wider than that.
    unit
        Whether share and se are per cent (0 to 100) or fractions (0 to 1).
    n
        The base that the spec asserts.
    decimals
        How many are printed, where the spec says so.

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
    measure = _measure(spec.measure, decimals)
    names = _names(dataset, spec, "share" if measure.is_share else "value")
    filled = list(_filled(dataset, names, _kept(dataset, spec)))
    if not filled:
        raise EmptyBase(f"{dataset.file} has no rows", "Export the table again; a header alone has no shares.")
    rows, said = believed(dataset, filled, unit, measure)
    _check_unique(dataset, rows, names)
    _check_base(dataset, rows, n)
    order = in_order(tuple(dict.fromkeys(row.group for row in rows if row.group is not None)))
    rows.sort(key=lambda row: order.index(row.group) if row.group is not None else 0)
    parts = [row for row in rows if row.net is None]
    cells = tuple(
        Cell(row.category, row.share, row.group, row.n, row.se, not row.unshown)
        for row in parts
        if row.share is not None
    )
    nets = tuple(_net(dataset, row, row.net, row.share, parts) for row in rows if row.net and row.share is not None)
    if not any(cell.shown for cell in cells):
        raise DataError(f"{dataset.file}: every category is unshown, or its share is not told: nothing is left to draw",
                        "Empty the column unshown in the rows to be drawn.")  # fmt: skip
    return Table(
        cells,
        nets,
        dataset.file,
        dataset.digest,
        hidden=tuple(
            Hidden(row.category, row.group, row.net is None and not row.unshown, withheld=True)
            for row in rows
            if row.share is None
        ),
        recognised=(*dataset.recognised, *said),
        flagged=tuple(_flags(dataset, rows)),
        apart=independent(cells),
        measure=measure,
        categories=_axis(spec.categories),
        breakdown=_axis(spec.groups),
    )


def _measure(spec: MeasureSpec | None, decimals: int | None) -> Measure:
    """What the values are; a change whose spec does not say of what is one of shares."""
    if spec is None:
        return replace(SHARE, decimals=decimals or 0)
    printed = DECIMALS[spec.of or spec.name] if decimals is None else decimals
    return Measure(spec.name, spec.unit, printed, spec.low, spec.high, spec.of or "share", spec.ends, spec.between)


def _axis(spec: AxisSpec | None) -> Axis:
    return Axis(spec.role, spec.title) if spec else NOTHING_KNOWN


def _names(dataset: Dataset, spec: TableSpec, value: str) -> dict[str, str]:
    """The file's name of each column of the table; a column of its own that the table does not have is an error.

    `value` is what the column of values is called where the spec does not say.
    """
    given = {name: getattr(spec, name) for name in SAID if getattr(spec, name) is not None}
    if value != "share" and value in dataset.columns:
        given.setdefault("share", value)
    known = list(dataset.columns)
    for field, name in (*given.items(), *(("where", name) for name in spec.where)):
        if name not in known:
            raise UnknownVariable(f"{dataset.file} has no column {name!r}, which the spec's table.{field} names",
                                  suggestion(name, known))  # fmt: skip
    wider = bool(given.keys() - {"share"} or spec.share or spec.where)
    names = {name: name for name in (*COLUMNS, *([STATUS] if wider else [])) if name in known} | given
    unknown = [] if wider else [name for name in known if name not in (*COLUMNS, value)]
    if unknown:
        named = ", ".join(map(repr, unknown))
        hints = [f"{name!r} is called {DANISH[fold(name)]!r} here." for name in unknown if fold(name) in DANISH]
        raise UnknownVariable(f"{dataset.file}: unknown column {named}",
                              " ".join(hints) or suggestion(unknown[0], COLUMNS))  # fmt: skip
    missing = [value if name == "share" else name for name in REQUIRED if name not in names]
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


def _filled(dataset: Dataset, names: Mapping[str, str], kept: Sequence[int]) -> Iterable[Filled]:
    """Number and values of each row that holds something; a code that the file has words for stands in these."""
    values = {}
    for name, called in names.items():
        column, labels = dataset.columns[called], dataset.labels.get(called, {}) if name != STATUS else {}
        distinct = [labels.get(code_text(value), value) if labels else value for value in column.known]
        distinct = [_clean(value) for value in (*distinct, None)]
        values[name] = [distinct[column.at[row]] for row in kept]
    for i, row in enumerate(zip(*values.values(), strict=True)):
        if any(value is not None for value in row):
            yield dataset.first_row + kept[i], dict(zip(values, row, strict=True))


def _clean(value: Any) -> Any:
    """A text composed, every break and blank in it one blank; spaces that do not break stay."""
    if isinstance(value, Day) or not isinstance(value, str):
        return value
    return normalize("NFC", _BLANKS.sub(" ", value.strip())) or None


def _flags(dataset: Dataset, rows: Iterable[Row]) -> Iterator[str]:
    """What the source says of shares that it tells: of each status, whose."""
    words = dataset.labels.get(STATUS, {})
    for status in dict.fromkeys(row.status for row in rows if row.status and row.status != NIL):
        marked = [row for row in rows if row.status == status and row.share is not None]
        names = ", ".join(f"{row.category} ({row.group})" if row.group else row.category for row in marked)
        if marked:
            yield f"the source marks {status!r}{f' ({words[status]})' if status in words else ''}: {names}"


def _check_unique(dataset: Dataset, rows: list[Row], names: Mapping[str, str]) -> None:
    seen: dict[tuple[str, str], Row] = {}
    for row in rows:
        if first := seen.get(row.key):
            inside = f" in group {row.group!r}" if row.group else ""
            raise DataError(f"{dataset.file}: category {row.category!r} stands twice{inside}, "
                            f"in row {first.number} and row {row.number}",
                            _difference(dataset, first, row, names) or "Remove or rename one of them.")  # fmt: skip
        seen[row.key] = row


def _difference(dataset: Dataset, one: Row, other: Row, names: Mapping[str, str]) -> str:
    """What sets two rows apart that should be one: a column of the file that the table does not use."""
    for name in (name for name in dataset.columns if name not in names.values()):
        column, labels = dataset.columns[name], dataset.labels.get(name, {})
        places = [int(column.at[row.number - dataset.first_row]) for row in (one, other)]
        if places[0] != places[1] and min(places) >= 0:
            words = [labels.get(column.codes[place], column.codes[place]) for place in places]
            return f"They differ in {name!r}: keep one by `where: {{{name}: {words[0]}}}`, or {words[1]}."
    return ""


def _check_base(dataset: Dataset, rows: list[Row], n: int | None) -> None:
    for row in rows:
        compared = row.group is None or fold(row.group) in TOTALS
        if n is not None and row.n is not None and compared and row.n != n:
            raise BaseMismatch(f"{dataset.file}, row {row.number}: n is {row.n}, but the spec says n is {n}",
                               "Correct n in the spec, or use the table it was written for.")  # fmt: skip


def _net(dataset: Dataset, row: Row, parts: str, share: float, rows: Sequence[Row]) -> Net:
    place = f"{dataset.file}, row {row.number}"
    known = {one.key[1]: one for one in rows if one.key[0] == row.key[0]}
    found: list[Row] = []
    for name in re.split(r"\s+\+\s+", parts):
        part = known.get(fold(name))
        if part is None:
            inside = f" in group {row.group!r}" if row.group else ""
            raise UnknownCategory(f"{place}: the net {row.category!r} holds {name!r}, which is no category{inside}",
                                  suggestion(name, [one.category for one in known.values()]))  # fmt: skip
        found.append(part)
    names = tuple(part.category for part in found)
    if len(set(names)) < len(names) or len(names) < 2:
        raise DataError(f"{place}: the net {row.category!r} is {parts!r}; allowed are two or more different categories",
                        "Join the names of its categories by ' + '.")  # fmt: skip
    tolerance = POINT * (len(found) + 1) / 2 + 1e-9
    told = [part.share for part in found if part.share is not None]
    least, most = max(told, default=0.0), sum(told) if len(told) == len(found) else 1.0
    if not least - tolerance <= share <= most + tolerance:
        _bad_net(place, row, share, least, most)
    return Net(row.category, names, share, row.group)


def _bad_net(place: str, row: Row, share: float, least: float, most: float) -> NoReturn:
    raise DataError(
        f"{place}: the net {row.category!r} is {share * 100:.4g} per cent, but its parts allow only "
        f"{least * 100:.4g} (the largest) to {min(most, 1) * 100:.4g} (their sum)",
        "Correct the share of the net or the list of its parts.",
    )
