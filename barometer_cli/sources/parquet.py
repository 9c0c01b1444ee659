"""Parquet: numbers as numbers, dates as their ISO text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from barometer_cli.errors import DataError
from barometer_cli.model.dataset import Dataset, Reader, Scan
from barometer_cli.sources import arrow
from barometer_cli.sources.engines import Table
from barometer_cli.sources.request import Request

if TYPE_CHECKING:
    import pyarrow as pa
    from pyarrow.parquet import ParquetFile

_INDEX = re.compile(r"__index_level_\d+__")
_BATCH = 1 << 18


def read(request: Request) -> Dataset:
    """The columns of a Parquet file; those in which pandas keeps its row numbers are none.

    Parameters
    ----------
    request
        What is read.
    """
    from pyarrow.parquet import ParquetFile

    request.no_sheet("Parquet")
    with _whole(request.file):
        kept = _kept(request)
        texts = [name for name, _, type in kept if _is_text(type)]
        with ParquetFile(request.path, read_dictionary=texts) as file:
            rows = file.metadata.num_rows
            wanted = [name for name, _, _ in kept]
            batches = list(_encoded(file, wanted)) if wanted else []
    columns = {name: arrow.column([batch[i] for batch in batches]) for i, (_, name, _) in enumerate(kept)}
    return Dataset(request.file, request.digest, rows, columns, first_row=1)


def scan(request: Request, engine: Reader) -> Scan | None:
    """A Parquet file as an engine sees it; None where a column holds times or decimals, which engines write otherwise.

    Parameters
    ----------
    request
        What will be asked for.
    engine
        What looks into it.
    """
    from pyarrow import types

    with _whole(request.file):
        kept = _kept(request)
    if any(types.is_time(type) or types.is_timestamp(type) or types.is_decimal(type) for _, _, type in kept):
        return None
    return Table(request, {name: called for name, called, _ in kept}, first_row=1).parquet(engine)


def _kept(request: Request) -> list[tuple[str, str, pa.DataType]]:
    """Each column that is asked for: its name, that name as it is compared, and its type."""
    from pyarrow.parquet import ParquetFile

    with ParquetFile(request.path) as file:
        schema = file.schema_arrow
    kept = request.pick([None if _INDEX.fullmatch(name) else name for name in schema.names])
    for place, name in kept:
        _check_type(request.file, name, schema.field(place).type)
    return [(schema.names[place], name, schema.field(place).type) for place, name in kept]


@contextmanager
def _whole(file: str) -> Iterator[None]:
    import pyarrow as pa

    try:
        yield
    except DataError:
        raise
    except (pa.ArrowException, OSError, ValueError) as error:
        why = f"{file} cannot be read as Parquet: it is cut off or of another format"
        raise DataError(why, "Write the file again.") from error


def _is_text(type: pa.DataType) -> bool:
    from pyarrow import types

    return bool(types.is_string(type) or types.is_large_string(type))


def _check_type(file: str, name: str, type: pa.DataType) -> None:
    from pyarrow import types

    if types.is_nested(type) or types.is_binary(type) or types.is_large_binary(type):
        raise DataError(f"{file}: column {name!r} holds {type}; allowed are numbers, texts, dates and yes or no",
                        "Write it as several columns, or as text.")  # fmt: skip


def _encoded(file: ParquetFile, names: list[str]) -> Iterator[list[pa.DictionaryArray]]:
    """Some rows at a time, so that only places and distinct values are ever held of a column."""
    import pyarrow as pa

    for batch in file.iter_batches(_BATCH, columns=names):
        found = [batch.column(name) for name in names]
        yield [values if pa.types.is_dictionary(values.type) else values.dictionary_encode() for values in found]
