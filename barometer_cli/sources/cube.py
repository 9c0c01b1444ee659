"""Cells of a statistical cube as rows: a column for each dimension, then `value` and `status`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import prod

from msgspec import Struct

from barometer_cli.errors import DataError
from barometer_cli.messages import say
from barometer_cli.model.dataset import Column, Dataset, code_text
from barometer_cli.sources import cells
from barometer_cli.sources.request import Request, column_name

VALUE, STATUS = "value", "status"
MISSING = "missing"
"""The status of a cell that has no value, and of which the file says nothing."""


class Dimension(Struct, frozen=True):
    """What the cells of a cube are counted by.

    Attributes
    ----------
    name
        What its column is called.
    label
        Its words; empty where the name is all it has.
    codes
        Its codes, in order.
    labels
        The words of each code, in the same order; empty where the codes are words.
    """

    name: str
    label: str
    codes: tuple[str, ...]
    labels: tuple[str, ...]


def dataset(
    request: Request,
    dimensions: Sequence[Dimension],
    values: Sequence[int | float | str | None],
    status: Mapping[int, str],
    label: str = "",
    meanings: Mapping[str, str] | None = None,
    said: Sequence[str] = (),
) -> Dataset:
    """The cube as rows, the last dimension running fastest; its codes are values, their words labels.

    Parameters
    ----------
    request
        What is read.
    dimensions
        In the order of the file.
    values
        Shape (product of the dimensions,); None for an empty cell.
    status
        What the file says of a cell, by its place in `values`.
    label
        What the values are.
    meanings
        The words of what the file says of cells.
    said
        What was recognised in the file.

    Raises
    ------
    DataError
        If there are more or fewer values than cells, or a code stands twice in a dimension.
    """
    import numpy as np

    rows = prod(len(dimension.codes) for dimension in dimensions)
    if len(values) != rows:
        sizes = " × ".join(str(len(dimension.codes)) for dimension in dimensions)
        raise DataError(
            say(
                "{file} has {n} values, but its dimensions make {sizes} = {rows} cells",
                file=request.file,
                n=len(values),
                sizes=sizes,
                rows=rows,
            ),
            say("It is cut off or wrong; fetch it again."),
        )
    if not rows:
        raise DataError(say("{file} is empty", file=request.file), say("Fetch the table again."))
    for dimension in dimensions:
        code, count = Counter(map(code_text, dimension.codes)).most_common(1)[0]
        if count > 1:
            raise DataError(
                say(
                    "{file}: {name!r} has the code {code!r} {count} times",
                    file=request.file,
                    name=dimension.name,
                    code=code,
                    count=count,
                ),
                say("Fetch it again, each code once."),
            )
    names = [dimension.name for dimension in dimensions] + [VALUE, STATUS]
    columns: dict[str, Column] = {}
    for place, name in request.pick(names):
        if place == len(dimensions):
            columns[name] = cells.from_objects(values)
        elif place > len(dimensions):
            said_of = [status.get(i) or (MISSING if value is None else None) for i, value in enumerate(values)]
            columns[name] = cells.from_objects(said_of)
        else:
            dimension = dimensions[place]
            inner = prod(len(after.codes) for after in dimensions[place + 1 :])
            places = np.tile(np.repeat(np.arange(len(dimension.codes)), inner), rows // (inner * len(dimension.codes)))
            columns[name] = cells.column(places, dimension.codes)
    read = {
        column_name(dimension.name): dimension for dimension in dimensions if column_name(dimension.name) in columns
    }
    variable_labels = {name: dimension.label for name, dimension in read.items() if dimension.label}
    if label and VALUE in columns:
        variable_labels[VALUE] = label
    labels = {
        name: dict(zip(map(code_text, dimension.codes), dimension.labels, strict=True))
        for name, dimension in read.items()
        if dimension.labels
    }
    if meanings and STATUS in columns:
        labels[STATUS] = dict(meanings)
    return Dataset(
        request.file,
        request.digest,
        rows,
        columns,
        first_row=1,
        labels=labels,
        variable_labels=variable_labels,
        recognised=tuple(said),
    )
