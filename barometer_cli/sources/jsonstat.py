"""JSON-stat: version 2 and the wrapper of version 1."""

from __future__ import annotations

import json
from collections.abc import Mapping
from math import prod
from typing import Any

from barometer_cli.errors import DataError
from barometer_cli.messages import say
from barometer_cli.model.dataset import Dataset
from barometer_cli.sources import cube
from barometer_cli.sources.request import Request


def read(request: Request) -> Dataset:
    """The cells of a cube as rows; a column is called what its dimension's id is.

    Parameters
    ----------
    request
        What is read.
    """
    request.no_part("JSON-stat")
    try:
        written = json.loads(request.path.read_bytes())
    except UnicodeDecodeError:
        raise DataError(
            say("{file} is not UTF-8", file=request.file), say("Fetch the table again, as JSON-stat.")
        ) from None
    except (ValueError, RecursionError):
        why = say("{file} cannot be read as JSON-stat: it is cut off or of another format", file=request.file)
        raise DataError(why, say("Fetch the table again, as JSON-stat.")) from None
    table = _dataset(written, request.file)
    try:
        dimensions = _dimensions(table)
        size = table.get("size", table["dimension"].get("size"))
        if size is not None and list(map(int, size)) != [len(one.codes) for one in dimensions]:
            raise DataError(
                say(
                    "{file}: its dimensions are {dimensions} codes long, but it says {size}",
                    file=request.file,
                    dimensions=[len(one.codes) for one in dimensions],
                    size=size,
                ),
                say("Fetch the table again."),
            )
        cells = prod(len(one.codes) for one in dimensions)
        values = _values(table["value"], cells)
        status = _status(table.get("status"), cells)
    except (KeyError, TypeError, AttributeError, IndexError, ValueError) as error:
        why = say("{file} is not a JSON-stat dataset: {lacking}", file=request.file, lacking=_lacking(error))
        raise DataError(why, say("Fetch the table again, as JSON-stat.")) from error
    return cube.dataset(request, dimensions, values, status, str(table.get("label") or "").strip(), _meanings(table))


def _dataset(written: Any, file: str) -> Mapping[str, Any]:
    """The dataset, which version 1 wraps in a field."""
    if isinstance(written, dict) and "dimension" in written:
        return written
    inside = (
        {name: one for name, one in written.items() if isinstance(one, dict) and "dimension" in one}
        if isinstance(written, dict)
        else {}
    )
    if not inside:
        raise DataError(
            say("{file} is JSON, but not a JSON-stat dataset", file=file),
            say("Fetch the table as a JSON-stat dataset."),
        )
    if len(inside) > 1:
        raise DataError(
            f"{file} holds several datasets: {', '.join(inside)}", say("Save one of them in a file of its own.")
        )
    return next(iter(inside.values()))


def _lacking(error: Exception) -> str:
    return (
        say("it has no {field!r}", field=error.args[0])
        if isinstance(error, KeyError)
        else say("its fields are not as they should be")
    )


def _dimensions(table: Mapping[str, Any]) -> list[cube.Dimension]:
    dimensions = []
    for name in table.get("id") or table["dimension"]["id"]:
        one = table["dimension"][name]
        label = str(one.get("label") or "").strip()
        category = one["category"]
        words = category.get("label") or {}
        index = category.get("index") or list(words)
        codes = list(index) if isinstance(index, list) else sorted(index, key=lambda code: int(index[code]))
        labels = tuple(str(words.get(code, code)).strip() for code in codes) if words else ()
        dimensions.append(cube.Dimension(name, "" if label == name else label, tuple(map(str, codes)), labels))
    return dimensions


def _values(written: Any, size: int) -> list[int | float | str | None]:
    values = _spread(written, size)
    if odd := [value for value in values if isinstance(value, bool | list | dict)]:
        raise ValueError(say("{odd!r} is no value", odd=odd[0]))
    return values


def _status(written: Any, size: int) -> dict[int, str]:
    if written is None:
        return {}
    if isinstance(written, str):
        return dict.fromkeys(range(size), written)
    if isinstance(written, list) and len(written) == 1:
        written *= size
    return {place: str(one) for place, one in enumerate(_spread(written, size)) if one not in (None, "")}


def _meanings(table: Mapping[str, Any]) -> dict[str, str]:
    """The words of each status, where an extension gives them, as Eurostat's does."""
    found: Any = table
    for key in ("extension", "status", "label"):
        found = found.get(key) if isinstance(found, dict) else None
    return {str(code): str(words) for code, words in found.items()} if isinstance(found, dict) else {}


def _spread(written: Any, size: int) -> list[Any]:
    """A value for each cell, of a list or of a mapping that names only the cells that have one."""
    if not isinstance(written, dict):
        return list(written)
    spread: list[Any] = [None] * size
    for place, value in written.items():
        if int(place) < 0:
            raise ValueError(say("{place!r} is no cell", place=place))
        spread[int(place)] = value
    return spread
