"""Tables of the figures that are drawn from the same microdata."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from hashlib import file_digest, sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from barometer_cli import sources, specs, tables
from barometer_cli.errors import BarometerError, TooFew, UnknownVariable
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
        What the figures tell whose files are there already, as `told` gives it.

    Attributes
    ----------
    outdated
        Of these figures those that tell what must be hidden now, as they are written now.
    """

    def __init__(self, told: Mapping[Identity, Mapping[str, Any]] = MappingProxyType({})) -> None:
        self.outdated: dict[Identity, Entry] = {}
        self._told = told
        self._siblings: dict[Path, tuple[_Sibling, ...]] = {}
        self._tables: dict[tuple[str, str], list[tuple[tuple[object, ...], Table | BarometerError]]] = {}
        self._held: dict[tuple[Path, Reader | None], Dataset | Scan] = {}
        self._opened: dict[tuple[Path, Path], tuple[Dataset | Scan, tables.Columns | tables.Engine]] = {}
        self._codebooks: dict[Path, CodebookSpec] = {}
        self._digests: dict[Path, str] = {}

    def reconsider(self) -> None:
        """Let go of the tables, since specs or codebooks were edited; what was read of the data is kept."""
        self._tables.clear()
        self._opened.clear()
        self._codebooks.clear()
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
        return next((table for asks, table in made if asks == _asks(entry.spec)), None)

    def _tabulate(self, asked: _Sibling, project: Path) -> None:
        """Make the tables of a figure and of all others of its project that are drawn from the same data."""
        if project not in self._siblings:
            self._siblings[project] = tuple(_siblings(project))
        alike = {asked.name: asked}
        for each in self._siblings[project]:
            if each.data == asked.data or _same(each.data, asked.data):
                alike.setdefault(each.name, each)
        book = asked.codebook
        tried = {name: _tried(partial(self._drawing, alike[name])) for name in sorted(alike)}
        figures = self._readable(asked.data, tried, book)
        names = {each.entry.identity: name for name, each in alike.items()}
        past = {
            names.get(identity, str(identity)): _tried(partial(self._earlier, told))
            for identity, told in sorted(self._told.items())
            if self._is_of(told, asked.data)
        }
        earlier = self._readable(asked.data, past, book)
        found = tables.microdata_tables(figures, *self._read(asked.data, (), book), earlier)
        own = {name: each for name, each in alike.items() if each.codebook == book}  # others may call more missing
        for name, each in own.items():
            made = self._tables.setdefault((os.path.abspath(each.entry.path), each.entry.id), [])
            made.append((_asks(each.entry.spec), found[name]))
        self._compare(own.values(), found)

    def _compare(self, siblings: Iterable[_Sibling], found: Mapping[str, Table | BarometerError]) -> None:
        """Note which figures told what is hidden now."""
        anything = any(isinstance(table, Table) and table.hidden for table in found.values())
        for each in siblings:
            before, table = self._told.get(each.entry.identity), found[each.name]
            if before is None:
                continue
            if isinstance(table, Table):
                now = told(each.entry, table) or {}
                same = {**now, "hidden": (), "digest": ""} == {**before, "hidden": (), "digest": ""}
                kept = {tuple(share) for share in now.get("hidden", ())} <= {*map(tuple, before.get("hidden", ()))}
                if not kept or (anything and not same):
                    self.outdated[each.entry.identity] = each.entry
            elif isinstance(table, TooFew):
                self.outdated[each.entry.identity] = each.entry

    def _drawing(self, sibling: _Sibling) -> tables.Drawing:
        entry = sibling.entry
        return tables.Drawing(entry.spec, entry.survey, self._codebook(sibling.codebook), _leaves_out(entry))

    def _earlier(self, told: Mapping[str, Any]) -> tables.Earlier:
        spec = ToldSpec.model_validate(told)
        return tables.Earlier(spec, self._codebook(Path(spec.codebook)))

    def _is_of(self, told: Mapping[str, Any], data: Path) -> bool:
        """Whether something was told of a file: of its path, whatever it held then, or of its bytes."""
        if told["file"] == data.as_posix() or Path(told["file"]).resolve() == data.resolve():
            return True
        if data not in self._digests:
            self._digests[data] = _digest(data)
        return bool(told["digest"] == self._digests[data])

    def _codebook(self, path: Path) -> CodebookSpec:
        if path not in self._codebooks:
            self._codebooks[path] = specs.load_codebook(path)
        return self._codebooks[path]

    def _readable(
        self, path: Path, asked: Mapping[str, Asking | BarometerError], book: Path
    ) -> dict[str, Asking | BarometerError]:
        """What is asked of a file once its columns are read; an error for what asks for columns it does not have."""
        askings = {name: each for name, each in asked.items() if not isinstance(each, BarometerError)}
        try:
            self._read(path, tuple(dict.fromkeys(name for each in askings.values() for name in each.columns)), book)
            return dict(asked)
        except UnknownVariable:
            found = dict(asked)
        for name, each in askings.items():
            try:
                self._read(path, each.columns, book)
            except UnknownVariable as error:
                found[name] = error
        return found

    def _read(
        self, path: Path, columns: tuple[str, ...], book: Path
    ) -> tuple[Dataset | Scan, tables.Columns | tables.Engine]:
        """The named columns of a file as a codebook has them; those not needed before are read by themselves."""
        codebook = self._codebook(book)
        held = self._held.get((path, codebook.engine))
        missing = [name for name in columns if held is None or name not in held.columns]
        if held is None or missing:
            found: Dataset | Scan | None = sources.scan(
                path, (*(held.columns if held else ()), *missing), codebook.engine
            )
            if found is None:
                found = _joined(held, sources.read(path, missing)) or sources.read(path, columns)
            self._held[path, codebook.engine] = held = found
        opened = self._opened.get((path, book))
        if opened is None or opened[0] is not held:
            opened = self._opened[path, book] = held, tables.opened(held, tables.declared(codebook, held))
        return opened


def _tried(make: Callable[[], Asking]) -> Asking | BarometerError:
    """What is asked, with its columns known; or why it cannot be."""
    try:
        asking = make()
        _ = asking.columns
    except BarometerError as error:
        return error
    return asking


def _joined(held: Dataset | Scan | None, read: Dataset) -> Dataset | None:
    """The columns that were read first and later, together; None where they are of different rows: the file was written
    meanwhile, or they stand on different sheets.
    """
    if held is None:
        return read
    if not isinstance(held, Dataset) or (held.digest, held.sheet) != (read.digest, read.sheet):
        return None
    return replace(
        read,
        columns={**held.columns, **read.columns},
        labels={**held.labels, **read.labels},
        variable_labels={**held.variable_labels, **read.variable_labels},
        missing={**held.missing, **read.missing},
        na=held.na | read.na,
        recognised=tuple(dict.fromkeys((*held.recognised, *read.recognised))),
    )


def told(entry: Entry, table: Table) -> dict[str, Any] | None:
    """What a figure tells of microdata, to be kept beside its files: no number, but all that is needed to know them.

    Parameters
    ----------
    entry, table
        The figure, and its table.
    """
    spec = entry.spec
    if spec.data is None:
        return None
    file, codebook = microdata_files(entry.path, entry.survey, spec.data)
    kept = ToldSpec(
        file=file.as_posix(),
        digest=table.digest,
        codebook=codebook.as_posix(),
        data=spec.data,
        where=spec.filter.where if spec.filter else (),
        wave=entry.survey.wave,
        hidden=tuple((hidden.category, hidden.group) for hidden in table.hidden),
    )
    return kept.model_dump(mode="json", exclude_defaults=True, by_alias=True)


def asked(project: Path) -> str:
    """SHA-256 of everything that is drawn from microdata below a folder: what is asked, of which file.

    Parameters
    ----------
    project
        The folder.
    """
    digest = sha256()
    for each in sorted(_siblings(project), key=lambda each: each.name):
        entry, codebook = each.entry, each.codebook.read_bytes() if each.codebook.is_file() else b""
        told = (each.name, entry.identity, _asks(entry.spec), _leaves_out(entry), each.data, codebook)
        digest.update(repr(told).encode())
    return digest.hexdigest()


def _asks(spec: FigureSpec) -> tuple[object, ...]:
    """What of a spec the table depends on."""
    return spec.data, spec.filter and spec.filter.where, spec.n, spec.interval, spec.significance


def _leaves_out(entry: Entry) -> bool:
    return entry.member is not None and entry.member.of.small == "leave out"


def _siblings(project: Path) -> Iterator[_Sibling]:
    """The figures below a folder that are drawn from microdata; one that cannot be read is told of when it is drawn."""
    for entry in readable(map(shown, sorted(specs_below(str(project))))):
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


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()
