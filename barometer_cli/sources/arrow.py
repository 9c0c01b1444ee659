"""Arrow's dictionary-encoded chunks as columns, without the pandas that Arrow's own conversions import."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from barometer_cli.model.dataset import Column
from barometer_cli.sources import cells

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray


def column(chunks: Sequence[pa.DictionaryArray], encoding: str = "utf-8") -> Column:
    """A column from its chunks.

    Parameters
    ----------
    chunks
        Each with a dictionary of its own.
    encoding
        Of values that are bytes.
    """
    import numpy as np
    import pyarrow as pa

    if not chunks:
        return cells.column(np.empty(0, np.int32), [])
    if pa.types.is_null(chunks[0].type.value_type):
        return cells.column(np.full(sum(map(len, chunks)), -1, np.int32), [])
    unified = pa.chunked_array(chunks).unify_dictionaries().chunks
    distinct = unified[0].dictionary
    places = np.concatenate([_places(chunk.indices) for chunk in unified])
    if pa.types.is_signed_integer(distinct.type) and not distinct.null_count:
        return cells.column(places, _buffer(distinct, "i").astype(np.int64))
    if distinct.type in (pa.float32(), pa.float64()) and not distinct.null_count:
        return cells.column(places, _buffer(distinct, "f").astype(np.float64))
    values = distinct.to_pylist()
    return cells.column(
        places, [value.decode(encoding) for value in values] if pa.types.is_binary(distinct.type) else values
    )


def _places(indices: pa.Array) -> NDArray[np.signedinteger[Any]]:
    import numpy as np

    places = _buffer(indices, "i")
    valid = indices.buffers()[0]
    if not indices.null_count or valid is None:
        return places
    bits = np.unpackbits(np.frombuffer(valid, np.uint8), bitorder="little")
    return np.where(bits[indices.offset : indices.offset + len(indices)], places, -1)


def _buffer(array: pa.Array, kind: str) -> NDArray[Any]:
    import numpy as np

    numbers = np.frombuffer(array.buffers()[1], f"{kind}{array.type.bit_width // 8}")
    return numbers[array.offset : array.offset + len(array)]
