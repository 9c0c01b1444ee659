"""Tables of the figures that are drawn from the same microdata."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from hashlib import file_digest, sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from barometer_cli import sources, specs, tables
from barometer_cli.errors import BarometerError, DataError, TooFew, UnknownVariable
from barometer_cli.messages import say
from barometer_cli.model.axis import Wave
from barometer_cli.model.codebook import CodebookSpec
from barometer_cli.model.dataset import Dataset, Reader, Scan
from barometer_cli.model.identity import Identity
from barometer_cli.model.naming import specs_below
from barometer_cli.model.spec import DataSpec, SurveySpec, WaveFileSpec
from barometer_cli.model.table import Table
from barometer_cli.model.told import EditionSpec, ToldSpec
from barometer_cli.project.discovery import readable
from barometer_cli.project.locating import microdata_files, root, shown
from barometer_cli.project.names import Entry

Asking = TypeVar("Asking", "tables.Drawing", "tables.Earlier")


class _Sibling(Struct, frozen=True):
    """A figure that is drawn from microdata, or one wave of it, and the files it is drawn from.

    Attributes
    ----------
    entry
        The figure; of one that compares waves, as it were of this wave alone.
    identity
        That of the figure.
    data, codebook
        The files.
    edition, words
        Of a wave: which it is, and the codebook whose labels are used.
    """

    entry: Entry
    identity: Identity
    data: Path
    codebook: Path
    edition: tables.Edition | None = None
    words: Path | None = None

    @property
    def name(self) -> str:
        """What it is called in messages."""
        wave = f", {self.edition.name}" if self.edition else ""
        return f"{os.path.relpath(self.entry.path.parent)}/{self.entry.id} ({self.entry.survey.language}){wave}"


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
        self._values: dict[str, dict[Identity, tuple[float, ...]]] = {}

    def reconsider(self) -> None:
        """Let go of the tables, since specs or codebooks were edited; what was read of the data is kept."""
        self._tables.clear()
        self._opened.clear()
        self._codebooks.clear()
        self._siblings.clear()
        self._values.clear()

    def beside(self, entry: Entry, told: Callable[[Entry], tuple[float, ...]]) -> tuple[float, ...]:
        """The values of the other figures that a spec makes for each group of its data, in ascending order.

        Parameters
        ----------
        entry
            One of the figures; one by itself, in another language, or of a list, which may tell of anything, has none.
        told
            What gives the values of a figure.
        """
        if entry.member is None or not (entry.member.of.variable or entry.member.of.column):
            return ()
        spec = os.path.abspath(entry.path)
        if spec not in self._values:
            self._values[spec] = {each.identity: told(each) for each in readable([entry.path])}
        others = (values for each, values in self._values[spec].items() if each != entry.identity)
        return tuple(sorted({value for values in others for value in values}))

    def table(self, entry: Entry, data: DataSpec) -> Table:
        """The table of a figure.

        Raises
        ------
        DataError
            If the microdata cannot be what the spec or the codebook says.
        BuildError
            If a file is not there or cannot be read.
        """
        found = {
            each.edition.name if each.edition else "": self._table(each, root(entry.path, entry.survey, data))
            for each in _parts(entry)
        }
        if not data.waves:
            return found[""]
        self._prove_apart(_parts(entry))
        known = {name: _about(wave, name) for name, wave in _waves(data, entry.survey).items()}
        notes = [note for each in _parts(entry) for note in self._words(each)[1]]
        return tables.joined(entry.spec, found, _own(data, entry.survey), known, notes)

    def _prove_apart(self, waves: Iterable[_Sibling]) -> None:
        """Raise DataError where two waves are the same rows: of one file that does not say which wave a row is of."""
        seen: dict[Path, str] = {}
        for each in waves:
            assert each.edition, "a wave has a name"
            if each.data in seen and self._codebook(each.codebook).wave is None:
                raise DataError(
                    say(
                        "the waves {wave} and {other} are the same rows of {file}",
                        wave=seen[each.data],
                        other=each.edition.name,
                        file=each.data,
                    ),
                    say("Name the `file` of each, or in the codebook the column that holds the `wave`."),
                )
            seen[each.data] = each.edition.name

    def _table(self, asked: _Sibling, project: Path) -> Table:
        """The table of a figure of one wave, or of one wave of a figure."""
        table = self._known(asked.entry)
        if table is None:
            self._tabulate(asked, project)
            table = self._known(asked.entry)
        if isinstance(table, BarometerError):
            raise table
        assert table is not None, "it has just been made"
        return table

    def _known(self, entry: Entry) -> Table | BarometerError | None:
        """The table of a figure that was made before; in another language it has the same numbers."""
        made = self._tables.get((os.path.abspath(entry.path), entry.id), ())
        return next((table for asks, table in made if asks == _asks(entry)), None)

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
        names = {(each.identity, each.entry.survey.wave): name for name, each in alike.items()}
        past = {
            names.get((identity, told.wave), str(identity)): _tried(partial(self._earlier, told))
            for identity, record in sorted(self._told.items())
            for told in ToldSpec.model_validate(record).each
            if self._is_of(told, asked.data)
        }
        earlier = self._readable(asked.data, past, book)
        found = tables.microdata_tables(figures, *self._read(asked.data, (), book), earlier)
        own = {name: each for name, each in alike.items() if each.codebook == book}  # others may call more missing
        for name, each in own.items():
            made = self._tables.setdefault((os.path.abspath(each.entry.path), each.entry.id), [])
            made.append((_asks(each.entry), found[name]))
        self._compare(own.values(), found)

    def _compare(self, siblings: Iterable[_Sibling], found: Mapping[str, Table | BarometerError]) -> None:
        """Note which figures told what is hidden now."""
        anything = any(isinstance(table, Table) and table.hidden for table in found.values())
        for each in siblings:
            record, table = self._told.get(each.identity), found[each.name]
            wave = each.entry.survey.wave
            before = (
                next((told for told in ToldSpec.model_validate(record).each if told.wave == wave), None)
                if record
                else None
            )
            if before is None:
                continue
            if isinstance(table, Table):
                now = _told(each, table)
                same = now.model_copy(update=_NOTHING) == before.model_copy(update=_NOTHING)
                if not {*now.hidden} <= {*before.hidden} or (anything and not same):
                    self.outdated[each.identity] = each.entry
            elif isinstance(table, TooFew):
                self.outdated[each.identity] = each.entry

    def _drawing(self, sibling: _Sibling) -> tables.Drawing:
        entry = sibling.entry
        return tables.Drawing(entry.spec, entry.survey, self._words(sibling)[0], _leaves_out(entry))

    def _words(self, sibling: _Sibling) -> tuple[CodebookSpec, tuple[str, ...]]:
        """The codebook of a figure, of a wave in the words of the figure's own; and what was matched to put it so."""
        codebook, data = self._codebook(sibling.codebook), sibling.entry.spec.data
        if sibling.edition is None or sibling.words in (None, sibling.codebook) or data is None:
            return codebook, ()
        assert sibling.words is not None, "a wave has words of its own, or those of another"
        return tables.relabelled(codebook, self._codebook(sibling.words), data, sibling.edition)

    def _earlier(self, told: ToldSpec) -> tables.Earlier:
        codebook = self._codebook(Path(told.codebook))
        if told.edition:
            words, edition = self._codebook(Path(told.edition.codebook)), told.edition
            codebook, _ = tables.relabelled(
                codebook, words, told.data, tables.Edition(told.wave, edition.own, edition.same)
            )
        return tables.Earlier(told, codebook)

    def _is_of(self, told: ToldSpec, data: Path) -> bool:
        """Whether something was told of a file: of its path, whatever it held then, or of its bytes."""
        if told.file == data.as_posix() or Path(told.file).resolve() == data.resolve():
            return True
        if data not in self._digests:
            self._digests[data] = _digest(data)
        return told.digest == self._digests[data]

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
    if entry.spec.data is None:
        return None
    table = table.own or table  # what another language calls it is not what the codebook knows
    kept, *others = [_told(each, of) for each, of in zip(_parts(entry), table.parts or (table,), strict=True)]
    return kept.model_copy(update={"others": tuple(others)}).model_dump(
        mode="json", exclude_defaults=True, by_alias=True
    )


_NOTHING: dict[str, object] = {"hidden": (), "digest": "", "others": ()}
"""What of a record may change though the same is asked."""


def _told(sibling: _Sibling, table: Table) -> ToldSpec:
    """What a figure, or one wave of it, tells."""
    spec, edition, words = sibling.entry.spec, sibling.edition, sibling.words
    assert spec.data, "only figures of microdata tell of them"
    other = edition is not None and words is not None and words != sibling.codebook
    return ToldSpec(
        file=sibling.data.as_posix(),
        digest=table.digest,
        codebook=sibling.codebook.as_posix(),
        data=spec.data,
        where=spec.filter.where if spec.filter else (),
        wave=sibling.entry.survey.wave,
        hidden=tuple((hidden.category, hidden.group) for hidden in table.hidden),
        edition=EditionSpec(codebook=words.as_posix(), own=edition.own, same=dict(edition.same))
        if other and edition and words
        else None,
    )


def _waves(data: DataSpec, survey: SurveySpec) -> dict[str, WaveFileSpec]:
    """The waves of a figure with all that is known of them: what its spec says, and else the survey."""
    return {
        name: WaveFileSpec.model_validate(
            {
                **survey.waves.get(name, WaveFileSpec()).model_dump(exclude_unset=True),
                **wave.model_dump(exclude_unset=True),
            }
        )
        for name, wave in data.waves.items()
    }


def _own(data: DataSpec, survey: SurveySpec) -> str:
    """The wave whose words a figure has: the survey's own, else the one that is named last."""
    return survey.wave if survey.wave in data.waves else [*data.waves][-1]


def _about(wave: WaveFileSpec, name: str) -> Wave:
    rate = None if wave.response_rate is None else wave.response_rate / 100
    return Wave(name, wave.day, wave.n, rate, wave.broken)


def wave_entries(entry: Entry) -> dict[str, Entry]:
    """A figure of microdata as it were of each of its waves alone, by their names.

    Parameters
    ----------
    entry
        The figure, whose spec names waves.
    """
    data, found = entry.spec.data, {}
    assert data, "only figures of microdata have waves of their own"
    for name, wave in _waves(data, entry.survey).items():
        measure = data.measure
        if measure and measure.name == "change":
            update = {"name": measure.computed, "of": None, "from_": None, "to": None}
            measure = None if measure.computed == "share" else measure.model_copy(update=update)
        alone = data.model_copy(
            update={
                "waves": {},
                "measure": measure,
                "file": wave.file or data.file,
                "codebook": wave.codebook or (None if wave.file else data.codebook),
            }
        )
        spec = entry.spec.model_copy(update={"data": alone, "n": data.waves[name].n, "significance": None})
        found[name] = replace(entry, spec=spec, survey=entry.survey.model_copy(update={"wave": name}))
    return found


def _parts(entry: Entry) -> tuple[_Sibling, ...]:
    """What is asked of files for a figure: of one that compares waves, one thing of each.

    Raises
    ------
    BuildError
        If no file is named, or one is not there.
    """
    data = entry.spec.data
    assert data, "only figures of microdata ask them"
    if not data.waves:
        return (_Sibling(entry, entry.identity, *microdata_files(entry.path, entry.survey, data)),)
    alone = wave_entries(entry)
    files = {name: microdata_files(each.path, each.survey, _asked_of(each)) for name, each in alone.items()}
    own, waves = _own(data, entry.survey), _waves(data, entry.survey)
    return tuple(
        _Sibling(each, entry.identity, *files[name], tables.Edition(name, own, waves[name].same), files[own][1])
        for name, each in alone.items()
    )


def _asked_of(entry: Entry) -> DataSpec:
    assert entry.spec.data, "a wave is of microdata"
    return entry.spec.data


def asked(project: Path) -> str:
    """SHA-256 of everything that is drawn from microdata below a folder: what is asked, of which file.

    Parameters
    ----------
    project
        The folder.
    """
    digest = sha256()
    for each in sorted(_siblings(project), key=lambda each: each.name):
        codebook = each.codebook.read_bytes() if each.codebook.is_file() else b""
        digest.update(repr((_question(each), codebook)).encode())
    return digest.hexdigest()


def questions(entry: Entry) -> tuple[object, ...]:
    """What a figure asks of microdata: all that others of its project depend on besides codebooks and data.

    Parameters
    ----------
    entry
        The figure; of one that asks nothing, or cannot, there is nothing.
    """
    try:
        return tuple((_question(each), each.codebook) for each in _parts(entry)) if entry.spec.data else ()
    except BarometerError:
        return ()


def _question(each: _Sibling) -> tuple[object, ...]:
    entry = each.entry
    return each.name, each.identity, _asks(entry), _leaves_out(entry), each.data, each.edition


def _asks(entry: Entry) -> tuple[object, ...]:
    """What of a figure the table depends on."""
    spec = entry.spec
    where = spec.filter and spec.filter.where
    return spec.data, where, spec.n, spec.interval, spec.significance, spec.decimals, entry.survey.wave


def _leaves_out(entry: Entry) -> bool:
    return entry.member is not None and entry.member.of.small == "leave out"


def _siblings(project: Path) -> Iterator[_Sibling]:
    """The figures below a folder that are drawn from microdata; one that cannot be read is told of when it is drawn."""
    for entry in readable(map(shown, sorted(specs_below(str(project))))):
        if entry.spec.data:
            try:
                yield from _parts(entry)
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
