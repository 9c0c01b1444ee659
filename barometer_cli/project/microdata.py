"""Tables of the figures that are drawn from the same microdata."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from hashlib import file_digest
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from barometer_cli import sources, specs, tables
from barometer_cli.errors import BarometerError, UnknownVariable
from barometer_cli.model.codebook import CodebookSpec
from barometer_cli.model.dataset import Dataset, Reader, Scan
from barometer_cli.model.identity import Identity
from barometer_cli.model.naming import specs_below
from barometer_cli.model.spec import DataSpec, FigureSpec
from barometer_cli.model.table import Table
from barometer_cli.model.told import ToldSpec
from barometer_cli.project.discovery import readable
from barometer_cli.project.locating import microdata_files, root, shown
from barometer_cli.project.names import Entry

Asking = TypeVar("Asking", "tables.Drawing", "tables.Earlier")


@dataclass(frozen=True, slots=True)
class _Sibling:
    """A figure that is drawn from microdata, and the files it is drawn from."""

    entry: Entry
    data: Path
    codebook: Path

    @property
    def name(self) -> str:
        """What it is called in messages."""
        return f"{os.path.relpath(self.entry.path.parent)}/{self.entry.id} ({self.entry.survey.language})"


class Microdata:
    """Tables that are computed from microdata, those of a whole project together: each file is read once.

    They are taken together because what is hidden in one figure must not be found from all the others.

    Parameters
    ----------
    told
        What the figures tell whose files are there already.
    """

    def __init__(self, told: Mapping[Identity, ToldSpec] = MappingProxyType({})) -> None:
        self._told = told
        self._siblings: dict[Path, tuple[_Sibling, ...]] = {}
        self._tables: dict[tuple[str, str], list[tuple[FigureSpec, Table | BarometerError]]] = {}
        self._held: dict[str, tuple[Dataset | Scan, tables.Columns | tables.Engine]] = {}
        self._codebooks: dict[Path, CodebookSpec] = {}

    def reconsider(self) -> None:
        """Let go of the tables, since specs were edited; what was read of the data is kept."""
        self._tables.clear()
        self._siblings.clear()

    def table(self, entry: Entry, data: DataSpec) -> Table:
        """The table of a figure.

        Raises
        ------
        DataError
            If the microdata cannot be what the spec or the codebook says.
        BuildError
            If a file is not there or cannot be read.
        """
        table = self._known(entry)
        if table is None:
            asked = _Sibling(entry, *microdata_files(entry.path, entry.survey, data))
            self._tabulate(asked, root(entry.path, entry.survey, data))
            table = self._known(entry)
        if isinstance(table, BarometerError):
            raise table
        assert table is not None, "it has just been made"
        return table

    def _known(self, entry: Entry) -> Table | BarometerError | None:
        """The table of a figure that was made before; in another language it has the same numbers."""
        made = self._tables.get((os.path.abspath(entry.path), entry.id), ())
        return next((table for spec, table in made if spec == entry.spec), None)

    def _tabulate(self, asked: _Sibling, project: Path) -> None:
        """Make the tables of a figure and of all others of its project that are drawn from the same data."""
        if project not in self._siblings:
            self._siblings[project] = tuple(_siblings(project))
        alike = {asked.name: asked}
        for each in self._siblings[project]:
            if each.data == asked.data or _same(each.data, asked.data):
                alike.setdefault(each.name, each)
        there = {each.entry.identity for each in alike.values()}
        gone = {str(name): told for name, told in self._told.items() if name not in there and _is_of(told, asked.data)}
        engine = self._codebook(asked.codebook).engine
        tried = {name: _tried(partial(self._drawing, alike[name])) for name in sorted(alike)}
        figures = self._readable(asked.data, tried, engine)
        past = {name: _tried(partial(self._earlier, gone[name])) for name in sorted(gone)}
        earlier = self._readable(asked.data, past, engine)
        found = tables.microdata_tables(figures, *self._read(asked.data, (), engine), earlier)
        for name, each in alike.items():
            made = self._tables.setdefault((os.path.abspath(each.entry.path), each.entry.id), [])
            made.append((each.entry.spec, found[name]))

    def _drawing(self, sibling: _Sibling) -> tables.Drawing:
        entry = sibling.entry
        leave_out = entry.member is not None and entry.member.of.small == "leave out"
        return tables.Drawing(entry.spec, entry.survey, self._codebook(sibling.codebook), leave_out)

    def _earlier(self, told: ToldSpec) -> tables.Earlier:
        return tables.Earlier(told, self._codebook(Path(told.codebook)))

    def _codebook(self, path: Path) -> CodebookSpec:
        if path not in self._codebooks:
            self._codebooks[path] = specs.load_codebook(path)
        return self._codebooks[path]

    def _readable(
        self, path: Path, asked: Mapping[str, Asking | BarometerError], engine: Reader | None
    ) -> dict[str, Asking | BarometerError]:
        """What is asked of a file once its columns are read; an error for what asks for columns it does not have."""
        askings = {name: each for name, each in asked.items() if not isinstance(each, BarometerError)}
        try:
            self._read(path, tuple(dict.fromkeys(name for each in askings.values() for name in each.columns)), engine)
            return dict(asked)
        except UnknownVariable:
            found = dict(asked)
        for name, each in askings.items():
            try:
                self._read(path, each.columns, engine)
            except UnknownVariable as error:
                found[name] = error
        return found

    def _read(
        self, path: Path, columns: tuple[str, ...], engine: Reader | None
    ) -> tuple[Dataset | Scan, tables.Columns | tables.Engine]:
        """The named columns of a file, each read once; those that were not needed before are read for themselves."""
        held, _ = self._held.get(str(path), (None, None))
        missing = [name for name in columns if held is None or name not in held.columns]
        if held is None or missing:
            found: Dataset | Scan | None = sources.scan(path, (*(held.columns if held else ()), *missing), engine)
            if found is None:
                found = _joined(held, sources.read(path, missing)) or sources.read(path, columns)
            self._held[str(path)] = found, tables.opened(found)
        return self._held[str(path)]


def _tried(make: Callable[[], Asking]) -> Asking | BarometerError:
    """What is asked, with its columns known; or why it cannot be."""
    try:
        asking = make()
        _ = asking.columns
    except BarometerError as error:
        return error
    return asking


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


def _siblings(project: Path) -> Iterator[_Sibling]:
    """The figures below a folder that are drawn from microdata; one that cannot be read is told of when it is drawn."""
    for entry in readable(map(Path, sorted(specs_below(str(shown(project)))))):
        if entry.spec.data:
            try:
                yield _Sibling(entry, *microdata_files(entry.path, entry.survey, entry.spec.data))
            except BarometerError:
                continue


def _same(one: Path, other: Path) -> bool:
    """Whether two files are one, or copies of one another."""
    if one.resolve() == other.resolve():
        return True
    return one.stat().st_size == other.stat().st_size and _digest(one) == _digest(other)


def _is_of(told: ToldSpec, data: Path) -> bool:
    """Whether something was told of a file: of its path, whatever it held then, or of its bytes."""
    return Path(told.file).resolve() == data.resolve() or told.digest == _digest(data)


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()
