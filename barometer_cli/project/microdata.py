"""Tables of the figures that are drawn from the same microdata."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from barometer_cli import pipeline, sources, specs, tables
from barometer_cli.errors import BarometerError
from barometer_cli.model.codebook import CodebookSpec
from barometer_cli.model.dataset import Dataset, Reader, Scan
from barometer_cli.model.naming import is_spec
from barometer_cli.model.spec import DataSpec, FigureSpec
from barometer_cli.model.table import Table
from barometer_cli.project.discovery import figures_of
from barometer_cli.project.locating import microdata_files
from barometer_cli.project.names import Entry


class Microdata:
    """Tables that are computed from microdata, those of a page together: each file is read once for all its figures.

    They are taken together because what is hidden in one figure must not be found from another.
    """

    def __init__(self) -> None:
        self._tables: dict[tuple[Path, str, str], dict[str, Table | BarometerError]] = {}
        self._held: dict[str, tuple[Dataset | Scan, tables.Columns | tables.Engine]] = {}
        self._codebooks: dict[str, CodebookSpec] = {}

    def turn_page(self) -> None:
        """Let go of the tables of the page that is done; what was read is kept for the next."""
        self._tables.clear()

    def table(self, entry: Entry, data: DataSpec) -> Table:
        """The table of a figure.

        Raises
        ------
        DataError
            If the microdata cannot be what the spec or the codebook says.
        BuildError
            If a file is not there or cannot be read.
        """
        path, book = microdata_files(entry.path, entry.survey, data)
        key = (entry.path.resolve().parent, str(path.resolve()), str(book.resolve()))
        if key not in self._tables:
            siblings = _siblings(entry, data)
            if str(book) not in self._codebooks:
                self._codebooks[str(book)] = specs.load_codebook(book)
            codebook = self._codebooks[str(book)]
            self._tables[key] = pipeline.tabulated(
                siblings, entry.survey, codebook, lambda columns: self._read(path, columns, codebook.engine)
            )
        table = self._tables[key][str(entry.identity)]
        if isinstance(table, BarometerError):
            raise table
        return table

    def _read(
        self, path: Path, columns: tuple[str, ...], engine: Reader | None
    ) -> tuple[Dataset | Scan, tables.Columns | tables.Engine]:
        """The named columns of a file, each read once; of several pages, those that the first did not need."""
        held, _ = self._held.get(str(path), (None, None))
        missing = [name for name in columns if held is None or name not in held.columns]
        if held is None or missing:
            found: Dataset | Scan | None = sources.scan(path, (*(held.columns if held else ()), *missing), engine)
            if found is None:
                found = _joined(held, sources.read(path, missing)) or sources.read(path, columns)
            self._held[str(path)] = found, tables.opened(found)
        return self._held[str(path)]


def _joined(held: Dataset | Scan | None, read: Dataset) -> Dataset | None:
    """The columns that were read first and later, together; None where the file was written meanwhile."""
    if held is None:
        return read
    if not isinstance(held, Dataset) or held.digest != read.digest:
        return None
    return replace(
        read,
        columns={**held.columns, **read.columns},
        labels={**held.labels, **read.labels},
        variable_labels={**held.variable_labels, **read.variable_labels},
        missing={**held.missing, **read.missing},
    )


def _siblings(entry: Entry, data: DataSpec) -> dict[str, FigureSpec]:
    """The figures of the same page and data by identity; one that cannot be read is told of when it is drawn."""
    found = {str(entry.identity): entry.spec}
    file, _ = (path.resolve() for path in microdata_files(entry.path, entry.survey, data))
    for path in sorted(entry.path.parent.iterdir()):
        if is_spec(path.name):
            try:
                for id, spec, survey, _ in figures_of(path, entry.survey, specs.for_each(path)):
                    if spec.data and microdata_files(path, entry.survey, spec.data)[0].resolve() == file:
                        found.setdefault(str(replace(entry, id=id, survey=survey).identity), spec)
            except Exception:
                continue
    return dict(sorted(found.items()))
