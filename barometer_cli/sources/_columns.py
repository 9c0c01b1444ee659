"""What every reader of microdata shares: which columns are read, and values as columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from barometer_cli.errors import DataError, UnknownVariable, suggestion
from barometer_cli.model.microdata import Column

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

NUMBER = r"^-?(0|[1-9][0-9]{0,14})?([.,][0-9]+)?([eE][-+]?[0-9]{1,3})?$"
"""How a number is written; `NUMBER` also lets through what has no digits at all, which `_number` refuses."""
_NUMBER = re.compile(NUMBER)
_INDEX = re.compile(r"__index_level_\d+__")


def asked(file: str, names: Iterable[str | None], columns: Sequence[str] | None) -> list[str]:
    """The columns to read, in the order of the file; the first where none is asked for, so that rows are counted.

    Parameters
    ----------
    file
        Name of the file, for messages.
    names
        The names of its columns; a column without one is never read.
    columns
        What was asked for; None for all.

    Raises
    ------
    UnknownVariable
        If a column is asked for that is not there.
    DataError
        If two columns have the same name, or there is none.
    """
    known = [name for name in names if name and not _INDEX.fullmatch(name)]
    for i, name in enumerate(known):
        if name in known[:i] and (columns is None or name in columns):
            raise DataError(f"{file}: there are two columns {name!r}", "Rename or remove one of them.")
    if not known:
        raise DataError(f"{file} has no named columns", "Export the data again, with the names in the first row.")
    if columns is None:
        return known
    wanted = set(columns)
    for name in columns:
        if name not in known:
            raise UnknownVariable(f"{file} has no column {name!r}", _nearest(name, known))
    return [name for name in known if name in wanted] or known[:1]


def _nearest(name: str, known: Sequence[str]) -> str:
    return suggestion(name, known if len(known) <= 60 else [*known[:60], "…"])


def from_arrow(chunks: pa.ChunkedArray, numeric: bool, comma: bool = False) -> Column:
    """A column of Arrow values.

    Parameters
    ----------
    chunks
        The values.
    numeric
        Whether texts that are numbers as people write them are read as numbers.
    comma
        Whether a comma may be the decimal mark.
    """
    import numpy as np
    import pyarrow as pa

    if not pa.types.is_dictionary(chunks.type):
        chunks = chunks.dictionary_encode(null_encoding="mask")
    chunks = chunks.unify_dictionaries()
    distinct = chunks.chunk(0).dictionary if chunks.num_chunks else pa.array([], chunks.type.value_type)
    places = np.concatenate(
        [np.empty(0, np.int32), *(chunk.indices.fill_null(-1).to_numpy(zero_copy_only=False) for chunk in chunks.chunks)]
    )
    values: NDArray[Any] | None = None
    if pa.types.is_integer(distinct.type) and distinct.type != pa.uint64():
        values = distinct.to_numpy(zero_copy_only=False)
    elif pa.types.is_floating(distinct.type):
        values = distinct.to_numpy(zero_copy_only=False).astype(np.float64)
    elif numeric:
        values = _written(distinct, comma)
    if values is None:
        loose = distinct.to_pylist()
        values = as_objects([_number(value, comma) for value in loose] if numeric else loose)
    return tidy(values, places)


def _written(texts: pa.Array, comma: bool) -> NDArray[Any] | None:
    """Numbers from texts that are all numbers, or all but the empty one; None where any is not."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    trimmed = pc.utf8_trim_whitespace(texts)
    blank = pc.equal(trimmed, "")
    is_number = pc.and_(pc.match_substring_regex(trimmed, NUMBER), pc.match_substring_regex(trimmed, "^-?[.,]?[0-9]"))
    if not comma:
        is_number = pc.and_not(is_number, pc.match_substring(trimmed, ","))
    if len(texts) == 0 or not pc.all(pc.or_(blank, is_number)).as_py():
        return None
    if not pc.any(blank).as_py() and pc.all(pc.match_substring_regex(trimmed, "^-?[0-9]+$")).as_py():
        return np.asarray(trimmed.cast(pa.int64()).to_numpy(zero_copy_only=False))
    numbers = pc.if_else(blank, pa.scalar(None, trimmed.type), pc.replace_substring(trimmed, ",", "."))
    return np.asarray(numbers.cast(pa.float64()).to_numpy(zero_copy_only=False))


def _number(value: Any, comma: bool) -> Any:
    """A text as the number it is, else as it stands."""
    if not isinstance(value, str):
        return value
    text = value.strip()
    if not _NUMBER.fullmatch(text) or not any(char.isdigit() for char in text) or ("," in text and not comma):
        return text
    try:
        return int(text) if text.lstrip("-").isdigit() else float(text.replace(",", "."))
    except ValueError:
        return text


def from_objects(values: Iterable[Any]) -> Column:
    """A column of Python objects: numbers, texts, dates; None, NaN and blank texts are empty cells."""
    import numpy as np

    places: dict[Any, int] = {}
    found = [places.setdefault((type(value) is str, value), len(places)) for value in map(_plain, values)]
    distinct = [value for _, value in places]
    return tidy(as_objects(distinct), np.asarray(found, dtype=np.int32))


def as_objects(values: Sequence[Any]) -> NDArray[Any]:
    """Distinct values as an array: int64 or float64 where all are numbers, else object."""
    import numpy as np

    plain = [_plain(value) for value in values]
    kinds = {type(value) for value in plain}
    if kinds == {int} and all(abs(value) < 2**63 for value in plain):
        return np.asarray(plain, dtype=np.int64)
    if kinds and kinds <= {int, float, type(None)} and all(abs(value or 0) < 2**53 for value in plain):
        return np.asarray([np.nan if value is None else value for value in plain], dtype=np.float64)
    array = np.empty(len(plain), dtype=object)
    array[:] = plain
    return array


def _plain(value: Any) -> int | float | str | None:
    """A value as int, float or str; None where the cell is empty."""
    if value is None or value != value or type(value).__name__ in ("NAType", "NaTType"):
        return None
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace").strip() or None
    if isinstance(value, bool | int):
        return int(value)
    if isinstance(value, float):
        return float(value)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date | time):
        return value.isoformat()
    return _plain(value.item()) if hasattr(value, "item") else str(value)


def tidy(values: NDArray[Any], places: NDArray[Any]) -> Column:
    """The same column with each value once, sorted, in as few bytes as hold its places."""
    import numpy as np

    if values.dtype == object:
        known = {_order(value): value for value in values if value is not None}
        ordered = sorted(known)
        at = {key: i for i, key in enumerate(ordered)}
        new = [-1 if value is None else at[_order(value)] for value in values]
        kept = np.empty(len(ordered), dtype=object)
        kept[:] = [known[key] for key in ordered]
    else:
        kept, inverse = np.unique(values, return_inverse=True)
        new = inverse
        if kept.dtype.kind == "f":
            empty = np.isnan(kept)
            kept, new = kept[~empty], np.where(np.isnan(values), -1, inverse)
            if len(kept) and np.all(kept == np.floor(kept)) and np.all(np.abs(kept) < 2**53):
                kept = kept.astype(np.int64)
        elif kept.dtype != np.int64:
            kept = kept.astype(np.int64)
    small = next(kind for kind in (np.int8, np.int16, np.int32) if len(kept) <= np.iinfo(kind).max)
    table = np.append(np.asarray(new, dtype=np.int64), -1).astype(small)
    placed = table[places]
    placed.setflags(write=False)
    kept.setflags(write=False)
    return Column(placed, kept)


def _order(value: Any) -> tuple[bool, Any]:
    return (isinstance(value, str), value)
