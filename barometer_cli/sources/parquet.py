"""Parquet: numbers as numbers, dates as their ISO text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from barometer_cli.errors import DataError
from barometer_cli.model.dataset import Dataset
from barometer_cli.sources import arrow
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
    import pyarrow as pa
    from pyarrow.parquet import ParquetFile

    request.no_sheet("Parquet")
    try:
        with ParquetFile(request.path) as file:
            schema, rows = file.schema_arrow, file.metadata.num_rows
            kept = request.pick([None if _INDEX.fullmatch(name) else name for name in schema.names])
            for place, name in kept:
                _check_type(request.file, name, schema.field(place).type)
            texts = [schema.names[place] for place, _ in kept if _is_text(schema.field(place).type)]
        with ParquetFile(request.path, read_dictionary=texts) as file:
            wanted = [schema.names[place] for place, _ in kept]
            batches = list(_encoded(file, wanted)) if wanted else []
    except DataError:
        raise
    except (pa.ArrowException, OSError, ValueError) as error:
        why = f"{request.file} cannot be read as Parquet: it is cut off or of another format"
        raise DataError(why, "Write the file again.") from error
    columns = {name: arrow.column([batch[i] for batch in batches]) for i, (_, name) in enumerate(kept)}
    return Dataset(request.file, request.digest, rows, columns, first_row=1)


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
