"""Frames that a program hands over, as a file of the same cells would be read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from barometer_cli.errors import BuildError, DataError
from barometer_cli.messages import say
from barometer_cli.model.dataset import Dataset, Grid
from barometer_cli.sources import cells
from barometer_cli.sources.request import Request, column_name

if TYPE_CHECKING:
    from barometer_cli.model.spec import TableSpec


def frame(given: Any, spec: TableSpec) -> Dataset | Grid:
    """A frame of weighted values: its columns, or its cells where its header has not the names of a long table.

    Parameters
    ----------
    given
        A pandas DataFrame, a mapping from names of columns to values, or another frame that narwhals knows: of Polars,
        Arrow or DuckDB. Of pandas the columns count, not the index.
    spec
        What it is called in messages (`file`), names of columns, and whether it is wide. Rows count from 0, as those of
        a frame do; cells of a wide one are named as if it were a spreadsheet.

    Raises
    ------
    BuildError
        If it is no frame, or narwhals is needed to read it and not installed.
    DataError
        If a column has not a value for each row, or two have the same name, or none has any.
    """
    file, columns = spec.file, _columns(given, spec.file)
    if spec.sheet is not None or spec.range is not None:
        raise DataError(
            say("{file}: a frame has no sheet", file=file)
            if spec.sheet
            else say("{file}: a frame has no range", file=file),
            say("Remove it from the spec."),
        )
    picked = Request(Path(file), file, "").pick([name for name, _ in columns])
    rows = len(columns[0][1])
    for name, values in columns:
        if len(values) != rows:
            raise DataError(
                say(
                    "{file}: the column {name!r} has {n} rows, where the first column has {rows}",
                    file=file,
                    name=name,
                    n=len(values),
                    rows=rows,
                ),
                say("Give each row of every column."),
            )
    if spec.wide is None and {name for _, name in picked} >= set(map(column_name, spec.header)):
        return Dataset(
            file, "", rows, {name: cells.from_objects(columns[place][1]) for place, name in picked}, first_row=0
        )
    body = (tuple(cells.plain(value) for value in row) for row in zip(*(values for _, values in columns), strict=True))
    return Grid(file, "", (tuple(name for name, _ in columns), *body), tuple(range(1, rows + 2)))


def _columns(given: Any, file: str) -> list[tuple[str, list[Any]]]:
    """Name and values of each column, as Python objects."""
    if isinstance(given, Mapping):
        return [(str(name), _listed(values)) for name, values in given.items()]
    if type(given).__module__.partition(".")[0] == "pandas" and hasattr(given, "columns"):
        return [(str(name), given.iloc[:, place].tolist()) for place, name in enumerate(given.columns)]
    try:
        import narwhals as nw
    except ImportError:
        raise BuildError(
            say("{file}: a {type} is read by narwhals, which is not installed", file=file, type=type(given).__name__),
            say("pip install narwhals, or hand over a pandas DataFrame."),
        ) from None
    try:
        read = nw.from_native(given)
    except TypeError:
        raise BuildError(
            say("{file}: what was handed over is no frame, its type is {type}", file=file, type=type(given).__name__),
            say("Hand over a frame of pandas, Polars, Arrow or DuckDB, or a dict of columns."),
        ) from None
    held = read.collect() if isinstance(read, nw.LazyFrame) else read
    return [(name, held[name].to_list()) for name in held.columns]


def _listed(values: Any) -> list[Any]:
    """A column's values as Python objects; numpy's are none before they are asked."""
    return list(values.tolist() if hasattr(values, "tolist") else values)
