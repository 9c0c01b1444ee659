"""Columns of microdata as small integers, each read once; knows how to name a row in a message."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from barometer_cli.errors import DataError, UnknownVariable, suggestion
from barometer_cli.model.survey import code_text
from barometer_cli.model.table import Dataset

if TYPE_CHECKING:
    import pandas as pd

Frame: TypeAlias = "pd.DataFrame | Dataset | Mapping[str, Sequence[Any]]"
Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]
Mask: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Coded:
    """A column as numbers: `index` into `labels` for each row, -1 where the cell is missing.

    `declared` says that the labels come in an order of their own (an ordered or unordered categorical).
    """

    index: Ints
    labels: tuple[str, ...]
    declared: bool = False


class Columns:
    """The columns of a frame by name.

    Parameters
    ----------
    frame
        A DataFrame, a Dataset, or a mapping from names to values of one length.
    """

    def __init__(self, frame: Frame) -> None:
        self._first_row = 0
        self._file = ""
        self._labels: Any = None
        if isinstance(frame, Dataset):
            self._columns: Any = frame.columns
            self._first_row, self._file = frame.first_row, frame.file
        else:
            self._columns = frame
            self._labels = getattr(frame, "index", None)
        self.names = tuple(str(name) for name in self._columns)
        if self._labels is not None:
            twice = sorted({name for name in self.names if self.names.count(name) > 1})
            if twice:
                raise DataError(f"the column {twice[0]!r} is there twice", "Rename one of them.")
            self.rows = len(frame)
        else:
            lengths = {len(values) for values in self._columns.values()}
            if len(lengths) > 1:
                raise DataError(f"columns have different lengths: {sorted(lengths)}", "Give each row of every column.")
            self.rows = lengths.pop() if lengths else 0
        self._coded: dict[str, Coded] = {}

    def row(self, position: int) -> str:
        """A row as it is named in messages: by its label in a DataFrame, else counted from the first row."""
        label = self._first_row + position if self._labels is None else self._labels[position]
        return f"{self._file}, row {label}" if self._file else f"row {label}"

    def values(self, name: str) -> Any:
        """The column as it was given."""
        if name not in self.names:
            where = f"{self._file} has" if self._file else "the data have"
            raise UnknownVariable(f"{where} no column {name!r}", suggestion(name, self.names))
        return self._columns[name]

    def coded(self, name: str) -> Coded:
        """The column as codes; cells that are missing, or hold nothing but blanks, are -1."""
        if name not in self._coded:
            self._coded[name] = _coded(self.values(name))
        return self._coded[name]

    def numbers(self, name: str) -> tuple[Floats, tuple[tuple[int, Any], ...]]:
        """The column as numbers, NaN where missing, and the cells (position, value) that are not numbers."""
        values = self.values(name)
        dtype = getattr(values, "dtype", None)
        if getattr(dtype, "kind", "O") in "iuf" and hasattr(values, "to_numpy"):
            return values.to_numpy(dtype=np.float64, na_value=np.nan), ()
        if getattr(dtype, "kind", "O") in "iuf":
            return np.asarray(values, dtype=np.float64), ()
        wrong = []
        numbers = np.full(self.rows, np.nan)
        for position, value in enumerate(values):
            if _missing(value):
                continue
            try:
                if isinstance(value, bool | np.bool_):
                    raise TypeError
                numbers[position] = float(value)
            except (TypeError, ValueError):
                wrong.append((position, value))
        return numbers, tuple(wrong)


def _coded(values: Any) -> Coded:
    declared = False
    if hasattr(values, "cat"):
        raw, found, declared = np.asarray(values.cat.codes, dtype=np.int64), list(values.cat.categories), True
    elif hasattr(values, "factorize"):
        codes, uniques = values.factorize(use_na_sentinel=True)
        raw, found = np.asarray(codes, dtype=np.int64), list(uniques)
    else:
        seen: dict[Any, int] = {}
        raw = np.fromiter(
            (-1 if _missing(value) else seen.setdefault((type(value), value), len(seen)) for value in values),
            dtype=np.int64,
            count=len(values),
        )
        found = [value for _, value in seen]
    texts = ["" if _missing(value) else code_text(value) for value in found]
    labels = tuple(dict.fromkeys(text for text in texts if text))
    place = {label: i for i, label in enumerate(labels)}
    lookup = np.array([*(place.get(text, -1) for text in texts), -1], dtype=np.int64)
    return Coded(lookup[raw], labels, declared)


def _missing(value: Any) -> bool:
    if value is None or (isinstance(value, str) and not value.strip()):
        return True
    if type(value).__name__ in ("NAType", "NaTType"):
        return True
    return bool(value != value)


def in_order(labels: Sequence[str]) -> tuple[str, ...]:
    """Codes sorted: numbers by size, then texts by alphabet."""

    def key(label: str) -> tuple[int, float, str]:
        try:
            return 0, float(label), label
        except ValueError:
            return 1, 0.0, label

    return tuple(sorted(labels, key=key))
