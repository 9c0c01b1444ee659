"""Parquet: numbers as numbers, dates as their ISO text; columns of anything else only if they are asked for by name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from barometer_cli.errors import DataError
from barometer_cli.messages import say
from barometer_cli.model.dataset import Dataset, Reader, Scan
from barometer_cli.sources import arrow
from barometer_cli.sources.engines import Table
from barometer_cli.sources.request import Request, column_name

if TYPE_CHECKING:
    import pyarrow as pa
    from pyarrow.parquet import FileMetaData, ParquetFile

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

    request.no_part("Parquet")
    with _whole(request.file):
        with ParquetFile(request.path) as file:
            kept, said = _kept(file.schema_arrow, request)
            once = _once(file.metadata, kept)
        with ParquetFile(request.path, read_dictionary=once) as file:
            rows = file.metadata.num_rows
            wanted = [name for name, _, _ in kept]
            batches = list(_encoded(file, wanted)) if wanted else []
    columns = {name: arrow.column([batch[i] for batch in batches]) for i, (_, name, _) in enumerate(kept)}
    return Dataset(request.file, request.digest, rows, columns, first_row=1, recognised=said)


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
    from pyarrow.parquet import ParquetFile

    with _whole(request.file), ParquetFile(request.path) as file:
        kept, _ = _kept(file.schema_arrow, request)
    if any(types.is_time(type) or types.is_timestamp(type) or types.is_decimal(type) for _, _, type in kept):
        return None
    return Table(request, {name: called for name, called, _ in kept}, first_row=1).parquet(engine)


def _kept(schema: pa.Schema, request: Request) -> tuple[list[tuple[str, str, pa.DataType]], tuple[str, ...]]:
    """Each column that is asked for: its name, that name as it is compared, and its type; and what is left out."""
    kept: list[tuple[str, str, pa.DataType]] = []
    said: list[str] = []
    for place, name in request.pick([None if _INDEX.fullmatch(name) else name for name in schema.names]):
        type = schema.field(place).type
        if _is_cell(type):
            kept.append((schema.names[place], name, type))
        elif request.columns is None and column_name(name) not in request.sought:
            said.append(say("the column {name!r} is left out: it holds {type}", name=name, type=type))
        else:
            why = say(
                "{file}: column {name!r} holds {type}; allowed are numbers, texts, dates and yes or no",
                file=request.file,
                name=name,
                type=type,
            )
            raise DataError(why, say("Write it as several columns, or as text."))
    return kept, tuple(said)


def _once(metadata: FileMetaData, kept: list[tuple[str, str, pa.DataType]]) -> list[str]:
    """Columns of texts that Arrow reads as places and distinct values, which it cannot of those kept as differences."""
    groups = [metadata.row_group(i) for i in range(metadata.num_row_groups)]
    chunks = [group.column(i) for group in groups for i in range(group.num_columns)]
    differences = {chunk.path_in_schema for chunk in chunks if any("DELTA" in name for name in chunk.encodings)}
    return [name for name, _, type in kept if _is_text(type) and name not in differences]


@contextmanager
def _whole(file: str) -> Iterator[None]:
    import pyarrow as pa

    try:
        yield
    except DataError:
        raise
    except (pa.ArrowException, OSError, ValueError) as error:
        why = say("{file} cannot be read as Parquet: it is cut off or of another format", file=file)
        raise DataError(why, say("Write the file again.")) from error


def _is_text(type: pa.DataType) -> bool:
    from pyarrow import types

    return bool(types.is_string(type) or types.is_large_string(type))


def _is_cell(type: pa.DataType) -> bool:
    from pyarrow import types

    binary = types.is_binary(type) or types.is_large_binary(type) or types.is_fixed_size_binary(type)
    return not (binary or types.is_nested(type))


def _encoded(file: ParquetFile, names: list[str]) -> Iterator[list[pa.DictionaryArray]]:
    """Some rows at a time, so that only places and distinct values are ever held of a column."""
    import pyarrow as pa

    for batch in file.iter_batches(_BATCH, columns=names):
        found = [batch.column(name) for name in names]
        yield [values if pa.types.is_dictionary(values.type) else values.dictionary_encode() for values in found]
