"""A table whose shares were weighted before: each row a category, read and proved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
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
from barometer_cli.model.dataset import Dataset, Day, code_text
from barometer_cli.model.period import in_order
from barometer_cli.model.spec import TableSpec, Unit
from barometer_cli.model.table import Cell, Hidden, Net, Table
from barometer_cli.tables import written
from barometer_cli.tables.independent import independent

REQUIRED = ("category", "share")
SAID = (*REQUIRED, "group")
COLUMNS = (*SAID, "n", "se", "unshown", "net")
STATUS = "status"
"""Of a cube: why a cell is empty, or what is to be known of its value."""
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
TOTALS = frozenset({"i alt", "ialt", "alle", "total", "hele den offentlige sektor"})
POINT = 0.01
_BASES = re.compile(
    r"(u?vægtet |(un)?weighted )?(n ?=?|base|antal (svar|besvarelser|respondenter|observationer))( \(.*\))?"
)
"""Names of a row that holds bases, and no shares."""
_WEIGHTED = re.compile(r"(?<!u)(?<!un)(vægtet|weighted)")
_BLANKS = re.compile(r"[\t\n\v\f\r ]+")


@dataclass(frozen=True, slots=True)
class _Row:
    """One row as believed; `number` is how its file counts it."""

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
    filled = list(_filled(dataset, names, _kept(dataset, spec)))
    _check_unit(dataset, unit, filled)
    said: list[str] = []
    counted = [row for row in filled if _holds_bases(row[1])]
    rows = [_row(dataset, number, values, unit) for number, values in filled if not _holds_bases(values)]
    rows = _with_bases(dataset, rows, counted, said)
    if not rows:
        raise EmptyBase(f"{dataset.file} has no rows", "Export the table again; a header alone has no shares.")
    _check_marks(dataset, rows)
    _check_scale(dataset, rows, unit)
    _check_groups(dataset, rows)
    _check_unique(dataset, rows, names)
    rows = _without_totals(dataset, rows, said)
    _check_counts(dataset, rows)
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
    )


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


def _row(dataset: Dataset, number: int, values: Mapping[str, Any], unit: Unit | None) -> _Row:
    place = f"{dataset.file}, row {number}"
    if values["category"] is None:
        raise DataError(f"{place}: the category is missing", "Name the category, or remove the row.")
    text = {name: _words(values.get(name), f"{place}: {name}") for name in ("category", "group", "net")}
    unshown = written.unshown(values.get("unshown"), place)
    if unshown and text["net"]:
        raise DataError(f"{place}: a net cannot be unshown", "Empty unshown in this row; mark the net's parts instead.")
    share, status = values["share"], values.get(STATUS)
    told = share is not None or status is None
    return _Row(
        number,
        text["category"] or "",
        text["group"],
        written.share(share, f"{place}: share", unit) if told else None,
        written.base(values.get("n"), place),
        None if values.get("se") is None else written.share(values["se"], f"{place}: se", unit),
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


def _with_bases(
    dataset: Dataset, rows: list[_Row], counted: Sequence[tuple[int, Mapping[str, Any]]], said: list[str]
) -> list[_Row]:
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


def _without_totals(dataset: Dataset, rows: list[_Row], said: list[str]) -> list[_Row]:
    """The rows without those that only sum up their group, or say that it is 100 per cent; these may give its n."""
    kept: list[_Row] = []
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


def _sums_up(row: _Row, members: Sequence[_Row]) -> bool:
    others = [one.share for one in members if one is not row and one.net is None and one.share is not None]
    if fold(row.category) not in TOTALS or row.share is None or row.net or row.unshown or len(others) < 2:
        return False
    return row.share > max(others) and (
        abs(row.share - 1) < POINT / 2 or abs(row.share - sum(others)) <= POINT * (len(others) + 1) / 2
    )


def _check_counts(dataset: Dataset, rows: Sequence[_Row]) -> None:
    """A column n that counts the answers of each category has their shares; a base is that of all of them."""
    for group in dict.fromkeys(row.key[0] for row in rows):
        pairs = [(row.share, row.n) for row in rows if row.key[0] == group and row.net is None]
        known = [(share, n) for share, n in pairs if share is not None and n is not None]
        whole = sum(n for _, n in known)
        differing = len({n for _, n in known}) > 2 and len(known) == len(pairs)
        if differing and all(abs(n / whole - share) <= POINT for share, n in known):
            raise _counts(dataset, next(row for row in rows if row.key[0] == group), whole)


def _counts(dataset: Dataset, row: _Row, whole: int) -> DataError:
    return DataError(
        f"{dataset.file}, row {row.number}: n is {row.n}, which counts the answers {row.category!r}, not the base",
        f"n is the number of those whom shares are of, here perhaps {whole}, the same in each row. Remove the column, "
        "or correct it.",
    )


def _flags(dataset: Dataset, rows: Iterable[_Row]) -> Iterator[str]:
    """What the source says of shares that it tells: of each status, whose."""
    words = dataset.labels.get(STATUS, {})
    for status in dict.fromkeys(row.status for row in rows if row.status and row.status != NIL):
        marked = [row for row in rows if row.status == status and row.share is not None]
        names = ", ".join(f"{row.category} ({row.group})" if row.group else row.category for row in marked)
        if marked:
            yield f"the source marks {status!r}{f' ({words[status]})' if status in words else ''}: {names}"


def _check_unit(dataset: Dataset, unit: Unit | None, filled: Sequence[tuple[int, Mapping[str, Any]]]) -> None:
    rows = [values for _, values in filled if not _holds_bases(values)]
    shares = [row[name] for row in rows for name in ("share", "se") if row.get(name) is not None]
    if unit is None and not (shares and all(map(written.is_marked, shares))):
        raise DataError(
            f"{dataset.file} does not say whether its shares are per cent or fractions",
            "Declare `unit: percent` in the spec's table, or `table_unit: percent` in survey.yaml (else: fraction).",
        )


def _check_marks(dataset: Dataset, rows: Sequence[_Row]) -> None:
    told = [row for row in rows if row.share]
    marked, bare = ([row for row in told if row.marked is is_marked] for is_marked in (True, False))
    if marked and bare:
        raise DataError(
            f"{dataset.file}, row {bare[0].number}: the share has no per cent sign, but that of row {marked[0].number} "
            "has one",
            "Write, or format, all shares of the column alike.",
        )


def _check_scale(dataset: Dataset, rows: list[_Row], unit: Unit | None) -> None:
    bare = [(row.share, row.number) for row in rows if row.share is not None and not row.marked]
    most, number = max(bare, default=(0.0, 0))
    if unit == "percent" and 0 < most <= POINT:
        raise DataError(
            f"{dataset.file}: the unit is percent, but no share is above 1; the largest is {most * 100:g} "
            f"in row {number}",
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


def _net(dataset: Dataset, row: _Row, parts: str, share: float, rows: Sequence[_Row]) -> Net:
    place = f"{dataset.file}, row {row.number}"
    known = {one.key[1]: one for one in rows if one.key[0] == row.key[0]}
    found: list[_Row] = []
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


def _bad_net(place: str, row: _Row, share: float, least: float, most: float) -> NoReturn:
    raise DataError(
        f"{place}: the net {row.category!r} is {share * 100:.4g} per cent, but its parts allow only "
        f"{least * 100:.4g} (the largest) to {min(most, 1) * 100:.4g} (their sum)",
        "Correct the share of the net or the list of its parts.",
    )
