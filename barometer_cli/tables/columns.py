"""Columns of microdata as small integers, each read once; knows how to name a row in a message."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from barometer_cli.errors import BadWeight, DataError, UnknownVariable, suggestion
from barometer_cli.messages import say
from barometer_cli.model.dataset import NA, Column, Dataset, Declared, Mark, Scan, code_text
from barometer_cli.model.survey import Filter
from barometer_cli.tables import digits, places

if TYPE_CHECKING:
    import dask.dataframe as dd
    import duckdb
    import pandas as pd
    import polars as pl
    import pyarrow as pa

Held: TypeAlias = "pd.DataFrame | Dataset | Mapping[str, Sequence[Any] | NDArray[Any]]"
"""A frame whose rows are held."""
Frame: TypeAlias = "Held | Scan | pl.DataFrame | pl.LazyFrame | duckdb.DuckDBPyRelation | dd.DataFrame | pa.Table"
"""A frame that can be asked; all but Held by an engine."""
Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.signedinteger[Any]]
Mask: TypeAlias = NDArray[np.bool_]

_PLAIN = re.compile("[0-9.]*")
_UNLIKE = (" ", "\t", "\r", ".0", ",0", "true", "false")
"""What texts hold that may be other than their code is."""


class Coded(Struct, frozen=True):
    """A column as codes: `index` (rows,) gives the place in `labels` of each row's code, -1 where the cell is empty.

    `declared` says that the labels come in an order of their own (a pandas categorical).
    """

    index: Ints
    labels: tuple[str, ...]
    declared: bool = False

    def is_any(self, wanted: Callable[[str], bool]) -> Mask:
        """Rows (one bool each) whose code is wanted; an empty cell never is. Asked once for each code."""
        return np.array([*map(wanted, self.labels), False], dtype=np.bool_)[self.index]

    def without(self, gone: Collection[str]) -> Coded:
        """The same, with -1 for some codes, which then are no labels."""
        labels = tuple(label for label in self.labels if label not in gone)
        place = {label: i for i, label in enumerate(labels)}
        return Coded(
            np.array([*(place.get(label, -1) for label in self.labels), -1])[self.index], labels, self.declared
        )

    def times(self, among: Mask) -> Ints:
        """How many of some rows (one bool each) hold each label."""
        held = self.index[among].astype(np.int64)  # one more than the last place need not fit an int8
        return np.bincount(held + 1, minlength=len(self.labels) + 1)[1:]


class Summed(Struct, frozen=True):
    """What an engine has summed up: each row stands for all rows of the data that are the same in every column.

    Attributes
    ----------
    times
        Shape (rows,): how many rows of the data it stands for, at least 1.
    first
        Shape (rows,): the number of the first of these, in ascending order; None where the data have no numbers.
    spread
        Shape (rows,): sum of the squared distances of their weights from the mean weight, which is the row's own; None
        where they have no weights.
    truth
        Conditions that were proved of the data, and whether they are true of each row.
    """

    times: Ints
    first: Ints | None
    spread: Floats | None
    truth: Mapping[Filter, Mask]


class Columns:
    """The columns of a frame by name.

    Parameters
    ----------
    frame
        A Dataset, a pandas DataFrame, or a mapping from names to values of one length.
    summed
        What the rows stand for, where they are not the data themselves.
    declared
        Which cells hold no value although they are not empty; what a Dataset says of itself where left out.
    file, first_row
        Name of the file, and the number of its first row, where the frame does not say.

    Attributes
    ----------
    rows
        How many there are.
    summed, declared
        As given.
    bases
        What was put together of them before, by what was asked for (`base.read`).
    """

    def __init__(
        self,
        frame: Held,
        summed: Summed | None = None,
        declared: Declared | None = None,
        file: str = "",
        first_row: int = 0,
    ) -> None:
        self._frame: Any = frame.columns if isinstance(frame, Dataset) else frame
        self.summed = summed
        self.declared = declared or (frame.declared if isinstance(frame, Dataset) else Declared())
        self._file, self._first_row = file, first_row
        self._labels: Any = None
        self._memo: dict[str, dict[str, Any]] = {}
        self.bases: dict[Any, Any] = {}
        if isinstance(frame, Dataset):
            self._file, self._first_row, self.rows = frame.file, frame.first_row, frame.rows
        elif isinstance(frame, Mapping):
            lengths = {name: len(values) for name, values in frame.items()}
            self.rows = next(iter(lengths.values()), 0)
            for name, length in lengths.items():
                if length != self.rows:
                    raise DataError(
                        say(
                            "the column {name!r} has {length} rows, where the first column has {rows}",
                            name=name,
                            length=length,
                            rows=self.rows,
                        ),
                        say("Give each row of every column."),
                    )
        else:
            table: Any = frame
            self._labels, self.rows = table.index, len(table)
        self._keys = {str(name): name for name in self._frame}
        names = [str(name) for name in self._frame]
        if len(self._keys) < len(names):
            twice = next(name for name in names if names.count(name) > 1)
            raise DataError(say("the column {twice!r} is there twice", twice=twice), say("Rename one of them."))

    def row(self, position: int) -> str:
        """A row as it is named in messages: by its label in a DataFrame, else counted from the first row."""
        if self.summed is None:
            label = self._first_row + position if self._labels is None else self._labels[position]
        elif self.summed.first is None:
            return say("{file}, a row", file=self._file) if self._file else say("a row")
        else:
            label = self._first_row + self.summed.first[position]
        row = places.row(label)
        return f"{self._file}, {row}" if self._file else row

    def count(self, rows: Ints | Mask) -> int:
        """How many rows of the data some rows (positions, or one bool each) are."""
        if self.summed is not None:
            return int(self.summed.times[rows].sum())
        return int(np.count_nonzero(rows) if rows.dtype == np.bool_ else rows.size)

    def coded(self, name: str, named: Collection[str] = ()) -> Coded:
        """The column as codes; -1 where cells are empty, blank, or hold what is called missing.

        Parameters
        ----------
        name
            The column.
        named
            Codes that somebody has asked for by name: they are kept, whoever calls them missing.
        """
        coded = self.all_codes(name)
        if name not in self.declared.missing:
            return coded
        memo = self._memo.setdefault(name, {})
        if "gone" not in memo:
            memo["gone"] = frozenset(label for label in coded.labels if self.declared.is_missing(name, label))
        gone = memo["gone"] - set(named)
        if gone not in memo:
            memo[gone] = coded.without(gone)
        found: Coded = memo[gone]
        return found

    def all_codes(self, name: str) -> Coded:
        """Every code of the column, also those that are called missing; -1 where cells are empty or blank."""
        given = self._values(name)
        memo = given.memo if isinstance(given, Column) else self._memo.setdefault(name, {})
        if "coded" not in memo:
            places, values, declared = _placed(given)
            texts = [_text(value) for value in values]
            labels = tuple(dict.fromkeys(text for text in texts if text))
            if len(labels) < len(texts):  # values that are one code (1 and "1"), or none
                place = {label: i for i, label in enumerate(labels)}
                places = np.array([*(place.get(text, -1) for text in texts), -1])[places]
            memo["coded"] = Coded(places, labels, declared)
        coded: Coded = memo["coded"]
        return coded

    def numbers(self, name: str, error: type[DataError] = DataError) -> Floats:
        """The column as numbers, NaN where a value is missing; `error` is raised where it is no number."""
        given = self._values(name)
        dtype = getattr(given, "dtype", None)
        if getattr(dtype, "kind", "") in "iuf" and dtype is not None and name not in self.declared.missing:
            if hasattr(given, "to_numpy"):
                return np.asarray(given.to_numpy(dtype=np.float64, na_value=np.nan))
            return np.asarray(given, dtype=np.float64)
        memo = self._memo_of(name)
        if "numbers" not in memo:
            memo["numbers"] = self._parsed(name, error)
        numbers: Floats = memo["numbers"]
        return numbers

    def _parsed(self, name: str, error: type[DataError]) -> Floats:
        places, values = self._valid(name)
        if as_they_are := getattr(values, "dtype", np.dtype(object)).kind in "iuf":
            parsed, wrong = np.append(np.asarray(values, dtype=np.float64), np.nan), np.empty(0, np.int64)
        else:
            mark = self.declared.mark
            plain = None if mark == "comma" else _plain_numbers(values)
            found = plain or [_number(value, mark) for value in values]
            wrong = np.array([place for place, number in enumerate(found) if number is None], dtype=np.int64)
            parsed = np.array([*(np.nan if number is None else number for number in found), np.nan])
        rows = np.flatnonzero(np.isin(places, wrong)) if wrong.size else wrong
        if rows.size:
            wanted = say("Write numbers with a point or a comma as decimal mark.")
            raise error(
                say(
                    "{name!r}, {row}: {values!r} is not a number{more}",
                    name=name,
                    row=self.row(int(rows[0])),
                    values=str(values[int(places[rows[0]])]),
                    more=more(self.count(rows)),
                ),
                wanted,
            )
        if not as_they_are and self.declared.mark is None:
            self._prove_marks(name, places, values, error)
        return parsed[places]

    def _prove_marks(self, name: str, places: Ints, values: Any, error: type[DataError]) -> None:
        """Raise `error` where nothing tells what stands before the decimals of the column."""
        held = values
        if name in self.declared.missing:
            held = [values[place] for place in np.unique(places[places >= 0])]
        if not digits.is_doubtful(held, only_ratios=issubclass(error, BadWeight)):
            return
        either = [place for place, value in enumerate(values) if digits.is_either(value)]
        first = int(np.flatnonzero(np.isin(places, either))[0])
        raise digits.doubt(name, self.row(first), values[int(places[first])], error)

    def _valid(self, name: str) -> tuple[Ints, Any]:
        """Place of each row's value among the distinct ones, -1 where it is missing; and these."""
        places, values, _ = _placed(self._values(name))
        if name not in self.declared.missing or not len(values):
            return places, values
        if getattr(values, "dtype", np.dtype(object)).kind in "iuf":
            between = [one.bounds for one in self.declared.missing[name]]
            gone = either([(low <= values) & (values <= high) for low, high in filter(None, between)], len(values))
        else:
            gone = np.array([self.declared.is_missing(name, value) for value in values], dtype=np.bool_)
        return np.where(np.append(gone, False)[places], -1, places), values

    def prove_distinct(self, name: str) -> None:
        """Raise DataError where the column names a row as it has named another, or not at all."""
        if self.summed is not None:  # the engine has asked, of the data themselves
            return
        memo = self._memo_of(name)
        if memo.get("distinct"):
            return
        places, values = self._valid(name)
        missing = np.flatnonzero(places < 0)
        if missing.size:
            first = int(missing[0])
            raise DataError(
                say(
                    "{name!r}, {row}: the id is missing{why}{more}",
                    name=name,
                    row=self.row(first),
                    why=self.why(name, first),
                    more=more(missing.size),
                ),
                say("Every respondent has an id."),
            )
        people = places
        if not _are_codes(values):  # 1 and 1.0 are the same respondent
            known: dict[str, int] = {}
            people = np.array([known.setdefault(code_text(value), len(known)) for value in values])[places]
        times = np.bincount(people)
        twice = np.flatnonzero(times > 1)
        if twice.size:
            first, second = map(int, np.flatnonzero(people == twice[0])[:2])
            shown = code_text(values[int(places[first])])
            raise DataError(
                say(
                    "{name!r}, {row}: the id {id!r} is also that of {other}{more}",
                    name=name,
                    row=self.row(second),
                    id=shown,
                    other=self.row(first),
                    more=more(twice.size),
                ),
                say("One row a respondent: take out the copies."),
            )
        memo["distinct"] = True

    def why(self, name: str, position: int) -> str:
        """What a message adds of a value that is missing and not empty: " (999 is called missing)"."""
        coded = self.all_codes(name)
        place = int(coded.index[position])
        return say(" ({labels} is called missing)", labels=coded.labels[place]) if place >= 0 else ""

    def _values(self, name: str) -> Any:
        if name not in self._keys:
            raise UnknownVariable(lacking(self._file, name), suggestion(name, self._keys))
        given = self._frame[self._keys[name]]
        if name not in self.declared.na or not isinstance(given, Column):
            return given
        memo = self._memo.setdefault(name, {})
        if "values" not in memo:
            memo["values"] = _without_na(given)
        return memo["values"]

    def _memo_of(self, name: str) -> dict[str, Any]:
        """Where to keep what is worked out of a column: beside it, unless others may read it otherwise."""
        given = self._values(name)
        if isinstance(given, Column) and name not in self.declared.missing and self.declared.mark is None:
            return given.memo
        return self._memo.setdefault(name, {})


def _without_na(column: Column) -> Column:
    """The column, empty where it holds the text NA."""
    values = column.known
    if NA not in values:
        return column
    gone = values.index(NA)
    at = [*range(gone), -1, *range(gone, len(values) - 1), -1]
    return Column(np.array(at, column.places.dtype)[column.places], [*values[:gone], *values[gone + 1 :]])


def _placed(values: Any) -> tuple[Ints, Any, bool]:
    """Place of each row's value among the distinct ones (-1: missing), these, and whether they have their own order."""
    if isinstance(values, Column):
        return values.places, values.values, False
    if hasattr(values, "cat"):
        return np.asarray(values.cat.codes), values.cat.categories, True
    if hasattr(values, "factorize"):
        places, distinct = values.factorize(use_na_sentinel=True)
        return np.asarray(places), distinct, False
    if isinstance(values, np.ndarray) and values.dtype.kind in "biufU":
        distinct, places = np.unique(values, return_inverse=True)
        if distinct.dtype.kind == "f" and np.isnan(distinct[-1:]).any():
            distinct, places = distinct[:-1], np.where(places == len(distinct) - 1, -1, places)
        return places, distinct, False
    seen: dict[Any, int] = {}
    places = np.array([seen.setdefault(value, len(seen)) for value in values], dtype=np.int64)
    distinct = list(seen)
    there = [not _missing(value) for value in distinct]
    if not all(there):
        places = np.where(there, np.cumsum(there) - 1, -1)[places]
        distinct = [value for value, kept in zip(distinct, there, strict=True) if kept]
    return places, distinct, False


def _missing(value: Any) -> bool:
    """None, NaN, a blank text, or what pandas calls missing (which equals nothing, not even itself)."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return True
    return type(value).__name__ in ("NAType", "NaTType") or bool(value != value)


def _are_codes(values: Any) -> bool:
    """Whether different values are different codes, as far as can be seen without making a code of each."""
    if getattr(values, "dtype", np.dtype(object)).kind in "iuf":
        return True
    try:
        texts = "\n".join(values).lower()
    except TypeError:
        return False
    return texts.isascii() and not any(part in texts for part in _UNLIKE)


def _text(value: Any) -> str:
    return "" if _missing(value) else code_text(value)


def _plain_numbers(values: Any) -> list[float | None] | None:
    """Texts as numbers, where every one is written plainly, with a point or no decimals."""
    try:
        return list(map(float, values)) if _PLAIN.fullmatch("".join(values)) else None
    except (TypeError, ValueError):
        return None


def _number(value: Any, mark: Mark | None) -> float | None:
    """A cell as a number, NaN where it is missing; None where it is no number. True and False are none."""
    if _missing(value):
        return float("nan")
    if isinstance(value, str):
        return digits.number(value.strip(), mark)
    if isinstance(value, bool | np.bool_):
        return None
    try:
        return float(value)
    except (TypeError, ValueError):
        return None


def combine(*parts: tuple[Ints, int]) -> tuple[Ints, Ints]:
    """Rows put together that have the same value in every part.

    Parameters
    ----------
    parts
        Values (rows,) from 0, and a number that all of them are below.

    Returns
    -------
    tuple
        Place of each row among the combinations that occur, sorted by the first part, then the next; and for each
        combination the first row that has it.
    """
    rows = len(parts[0][0])
    dense = 4 * rows + 4096  # counting into so many places costs less than sorting the rows
    key, size = np.zeros(rows, dtype=np.int64), 1
    for index, count in parts:
        if count > dense:
            index, count = _compact(index, count, dense)
        if size * count > dense:
            key, size = _compact(key, size, dense)
        key, size = key * count + index, size * count
    key, size = _compact(key, size, dense)
    row = np.empty(size, dtype=np.int64)
    row[key[::-1]] = np.arange(rows - 1, -1, -1)
    return key, row


def _compact(key: Ints, size: int, dense: int) -> tuple[Ints, int]:
    """The same order of values, without the ones that do not occur."""
    if size > dense:
        values, key = np.unique(key, return_inverse=True)
        return key, len(values)
    held: Mask = np.bincount(key, minlength=size) > 0
    found = int(np.count_nonzero(held))
    return (key, size) if found == size else ((np.cumsum(held) - 1)[key], found)


def either(masks: Sequence[Mask], rows: int = 0) -> Mask:
    """Rows (one bool each) that are in any of the masks; without masks, none of so many rows is."""
    found = masks[0].copy() if masks else np.zeros(rows, dtype=np.bool_)
    for mask in masks[1:]:
        found |= mask
    return found


def sums(place: Ints, values: NDArray[Any], size: int) -> Floats:
    """Shape (size,): the sum of the values (rows,) at each place."""
    return np.asarray(np.bincount(place, values, minlength=size), dtype=np.float64)


def lacking(file: str, name: str) -> str:
    """What is said where the data of a file, or those that were handed over, have no such column."""
    if file:
        return say("{file} has no column {name!r}", file=file, name=name)
    return say("the data have no column {name!r}", name=name)


def more(times: int) -> str:
    """How many other rows a message speaks of, as it ends."""
    return say(" (and {times} more)", times=times - 1) if times > 1 else ""


def in_order(labels: Sequence[str]) -> tuple[str, ...]:
    """Codes sorted: numbers by size, then texts by alphabet."""

    def key(label: str) -> tuple[int, float, str]:
        try:
            return 0, float(label), label
        except ValueError:
            return 1, 0.0, label

    return tuple(sorted(labels, key=key))


def split(label: str, separator: str) -> tuple[str, ...]:
    """The codes of a delimited cell, each once."""
    return tuple(dict.fromkeys(code_text(part) for part in label.split(separator) if part.strip()))
