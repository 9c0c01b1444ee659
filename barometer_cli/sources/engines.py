"""Files as lazy frames of DuckDB and Polars: what neither reads before it is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from tempfile import gettempdir
from typing import Any

from msgspec import Struct

from barometer_cli.model.dataset import Reader, Scan
from barometer_cli.sources.request import Request

ENGINES: tuple[Reader, ...] = ("duckdb", "polars")
"""In the order of their speed (docs/performance.md)."""
NUMBERS = "barometer: row"
MEMORY = "512MB"
"""What DuckDB may hold before it writes to temporary files: it and Python stay below 1 GiB."""


class Table(Struct, frozen=True):
    """The columns of a file, by their names and by those they are read under.

    Attributes
    ----------
    request
        What is read.
    called
        Name in the file, and as it is compared.
    first_row
        As in Scan.
    """

    request: Request
    called: Mapping[str, str]
    first_row: int

    def parquet(self, engine: Reader) -> Scan:
        """A Parquet file."""
        if engine == "duckdb":
            return self._duckdb("read_parquet({path}, file_row_number = true)", "file_row_number", in_order=False)
        import polars as pl

        rows = pl.scan_parquet(self.request.path, row_index_name=NUMBERS, glob=False)
        return self._scan(rows.select(NUMBERS, *(pl.col(name).alias(called) for name, called in self.called.items())))

    def csv(self, names: Sequence[str], separator: str) -> Scan:
        """A CSV file in UTF-8 with one line of names, as text."""
        types = ", ".join(f"{_quoted(name)}: 'VARCHAR'" for name in names)
        how = f"delim = {_quoted(separator)}, quote = '\"', escape = '\"', header = true, auto_detect = false"
        source = f"read_csv({{path}}, {how}, columns = {{{types}}})"
        # rows come in the order of the file, so that their numbers are those that the file's reader gives them
        return self._duckdb(source, "row_number() over () - 1", in_order=True)

    def _duckdb(self, rows: str, number: str, in_order: bool) -> Scan:
        import duckdb

        connection = duckdb.connect(
            config={
                "memory_limit": MEMORY,
                "temp_directory": gettempdir(),
                "preserve_insertion_order": str(in_order).lower(),
            }
        )
        connection.execute("set enable_progress_bar = false")  # it would stand in stdout
        source = rows.replace("{path}", _quoted(str(self.request.path)))
        columns = [f"{_named(name)} as {_named(called)}" for name, called in self.called.items()]
        listed = ", ".join([*columns, f"{number} as {_named(NUMBERS)}"])
        return self._scan(connection.sql(f"select {listed} from {source}"))

    def _scan(self, frame: Any) -> Scan:
        columns = tuple(self.called.values())
        return Scan(self.request.file, self.request.digest, frame, NUMBERS, columns, self.first_row)


def _named(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
