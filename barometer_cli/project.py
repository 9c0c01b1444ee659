"""A folder of figures: names to files. Finds specs, the survey and page they belong to, and their data."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from functools import lru_cache
from pathlib import Path

from barometer_cli import charts, pipeline, sources, specs, tables
from barometer_cli.errors import BarometerError, BuildError, Problem, SpecError, UnknownCategory, suggestion
from barometer_cli.formats.portrait import drawable
from barometer_cli.model.codebook import CodebookSpec
from barometer_cli.model.dataset import Dataset, Scan
from barometer_cli.model.figure import Figure
from barometer_cli.model.finding import Place
from barometer_cli.model.naming import CODEBOOK, ENDINGS, PAGE, SURVEY, is_spec
from barometer_cli.model.spec import DataSpec, FigureSpec, ForEachSpec, Member, PageSpec, SurveySpec
from barometer_cli.model.statement import Where
from barometer_cli.model.table import Table

TRANSLITERATED = {ord(char): word for char, word in (("æ", "ae"), ("ø", "oe"), ("å", "aa"))}


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure that is written: its id, where its spec stands, and what it belongs to.

    `member` is the value it is of, where its spec makes a figure for each of several.
    """

    id: str
    path: Path
    page: str
    about: PageSpec
    spec: FigureSpec
    survey: SurveySpec
    member: Member | None = None

    @property
    def stem(self) -> str:
        """Name of its files without preset and ending: figure, wave, "syntetisk" where so, language."""
        parts = [self.id, slug(self.survey.wave), "syntetisk" if self.survey.synthetic else "", self.survey.language]
        return "-".join(part for part in parts if part)


def slug(text: str) -> str:
    """A name as ASCII for files and ids: æ -> ae, ø -> oe, å -> aa, the rest folded or a hyphen."""
    folded = text.casefold().translate(TRANSLITERATED)
    ascii_text = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()
    return "-".join("".join(char if char.isalnum() else " " for char in ascii_text).split()) or "figur"


def find(paths: Iterable[Path], only: str | None = None) -> list[Entry]:
    """Every figure below the paths, in the order of their pages; all wrong specs are told at once.

    Parameters
    ----------
    paths, only
        As `search` takes them.

    Raises
    ------
    SpecError
        If a spec, survey or page file is wrong: every problem of every file.
    BuildError
        If a path is not there.
    """
    entries, problems = search(paths, only)
    if problems:
        raise SpecError(problems)
    return entries


def search(paths: Iterable[Path], only: str | None = None) -> tuple[list[Entry], list[Problem]]:
    """Every figure below the paths that can be read, in the order of their pages; and what is wrong with the others.

    Parameters
    ----------
    paths
        Spec files and folders.
    only
        Glob on the figure's id or "page/id"; None for all.

    Raises
    ------
    BuildError
        If a path is not there.
    """
    problems: list[Problem] = []
    entries: list[Entry] = []
    surveys: dict[Path, SurveySpec] = {}
    pages: dict[Path, PageSpec | None] = {}
    for path in spec_files(paths):
        page = slug(path.parent.resolve().name)
        try:
            made_for = specs.for_each(path)
            if made_for is None and not wanted(page, slug(path.stem), only):
                continue
            survey = _survey(path, surveys)
            about = _page(path, pages) or PageSpec(heading=path.parent.name)
            for id, spec, told, member in _figures(path, survey, made_for):
                if wanted(page, id, only):
                    entries.append(Entry(id, path, page, about, spec, told, member))
        except SpecError as error:
            problems += [problem for problem in error.problems if problem not in problems]
        except BarometerError as error:
            problems.append(Problem(path.as_posix(), *specs.position(path, ("for_each",)), error.message, error.hint))
    clashes: dict[tuple[str, str], Path] = {}
    for entry in entries:
        other = clashes.setdefault((entry.page, entry.stem), entry.path)
        if other != entry.path:
            message = f"{entry.path} and {other} would write the same files"
            problems.append(Problem(str(entry.path), 1, 1, message, "Give one of them another name."))
    problems += _unordered(pages)
    return sorted(entries, key=lambda entry: _place(entry, pages)), problems


def wanted(page: str, id: str, only: str | None) -> bool:
    """Whether a figure is one of those that were asked for by a glob; None asks for all."""
    return only is None or fnmatch(id, only) or fnmatch(f"{page}/{id}", only)


def _figures(
    path: Path, survey: SurveySpec, made_for: ForEachSpec | None
) -> list[tuple[str, FigureSpec, SurveySpec, Member | None]]:
    """The figures of a spec: one, or one for each value; with their ids and the survey in their language."""
    id = slug(path.stem)
    if made_for is None:
        return [(id, _load(path), survey, None)]
    found: list[tuple[str, FigureSpec, SurveySpec, Member | None]] = []
    for member in _members(path, survey, made_for):
        spec = specs.load_member(path, charts.KINDS, member)
        told = survey.model_copy(update={"language": member.code}) if made_for.language else survey
        own = bool(made_for.language) and member.code == survey.language
        found.append((id if own else f"{id}-{slug(member.words)}", spec, told, member))
    return found


def _members(path: Path, survey: SurveySpec, made_for: ForEachSpec) -> list[Member]:
    """The values that a spec makes a figure for.

    Raises
    ------
    UnknownVariable
        If the codebook has no such variable, or the table no such column.
    UnknownCategory
        If a value is named that is not there.
    """
    known: dict[str, str] = {}
    column = ""
    if made_for.language:
        return [Member(code, code, made_for) for code in made_for.language]
    if made_for.name:
        known = {value: value for value in made_for.values}
    elif made_for.variable:
        first = specs.load_member(path, charts.KINDS, Member("", "", ForEachSpec(name="-", values=("-",))))
        assert first.data, "for_each was checked to have data"
        _, book = _microdata_files(path, survey, first.data)
        column, known = tables.groups(specs.load_codebook(book), made_for.variable)
    elif made_for.column:
        first = specs.load_member(path, charts.KINDS, Member("", "", ForEachSpec(name="-", values=("-",))))
        assert first.table, "for_each was checked to have a table"
        read = sources.read(locate(first.table.file, path), [made_for.column], first.table.sheet)
        cells = read.columns[made_for.column]
        words = read.labels.get(made_for.column, {})
        known = {code: words.get(code, code) for code in cells.codes}
    chosen = {code: words for code, words in known.items() if not made_for.values or {code, words} & {*made_for.values}}
    for value in made_for.values:
        if value not in known and value not in known.values():
            raise UnknownCategory(f"for_each names {value!r}, which is no value of {made_for.placeholder!r}",
                                  suggestion(value, known.values()))  # fmt: skip
    return [Member(code, words, made_for, column) for code, words in chosen.items()]


def place(path: Path, where: Where) -> Place:
    """Where a field stands in a spec: the field, or the nearest thing around it."""
    return Place(path.as_posix(), *specs.position(path, where))


class Microdata:
    """Tables that are computed from microdata, those of a page together: each file is read once for all its figures.

    They are taken together because what is hidden in one figure must not be found from another.
    """

    def __init__(self) -> None:
        self._tables: dict[tuple[Path, str, str], dict[str, Table | BarometerError]] = {}
        self._held: dict[tuple[str, str], tuple[Dataset | Scan, tables.Columns | tables.Engine]] = {}
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
        path, book = _microdata_files(entry.path, entry.survey, data)
        key = (entry.path.resolve().parent, str(path.resolve()), str(book.resolve()))
        if key not in self._tables:
            siblings = _siblings(entry, data)
            if str(book) not in self._codebooks:
                self._codebooks[str(book)] = specs.load_codebook(book)
            codebook = self._codebooks[str(book)]
            self._tables[key] = pipeline.tabulated(
                siblings, entry.survey, codebook, lambda columns: self._read(path, book, columns)
            )
        table = self._tables[key][entry.id]
        if isinstance(table, BarometerError):
            raise table
        return table

    def _read(
        self, path: Path, book: Path, columns: tuple[str, ...]
    ) -> tuple[Dataset | Scan, tables.Columns | tables.Engine]:
        """The named columns of a file as its codebook has them; of several pages, those that the first did not need."""
        key, codebook = (str(path), str(book)), self._codebooks[str(book)]
        held, _ = self._held.get(key, (None, None))
        missing = [name for name in columns if held is None or name not in held.columns]
        if held is None or missing:
            wanted = (*(held.columns if held else ()), *missing)
            found: Dataset | Scan | None = sources.scan(path, wanted, codebook.engine)
            if found is None:
                found = _joined(held, sources.read(path, missing)) or sources.read(path, columns)
            self._held[key] = found, tables.opened(found, tables.declared(codebook, found))
        return self._held[key]


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
        na=held.na | read.na,
    )


def figure(entry: Entry, microdata: Microdata) -> Figure:
    """Read a figure's data and compute everything it says.

    Parameters
    ----------
    entry
        The figure, as `find` found it.
    microdata
        Where figures of one run share what is read.

    Raises
    ------
    DataError
        If the numbers cannot be what the spec says; the message names the spec.
    BuildError
        If a file cannot be read.
    """
    spec = entry.spec
    try:
        table = Table(())
        if spec.data:
            table = microdata.table(entry, spec.data)
        elif spec.table:
            path = locate(spec.table.file, entry.path)
            table = pipeline.weighted(spec, entry.survey, sources.read(path, sheet=spec.table.sheet))
        if entry.member and entry.member.of.small == "draw":
            table = replace(table, bases=tuple(replace(base, few=False) for base in table.bases))
        portrait = _portrait(locate(spec.portrait, entry.path)) if spec.portrait else None
        return pipeline.figure(entry.id, spec, entry.survey, table, portrait)
    except OSError as error:
        raise BuildError(f"{entry.path}: {error}", "Check that the file may be read.") from error


def inputs(entry: Entry) -> tuple[Path, ...]:
    """The files a figure is made of; with microdata also "*.yaml" of its folder, for what is hidden in one figure
    depends on the others.

    Raises
    ------
    BuildError
        If the spec names a file that is not there.
    """
    spec = entry.spec
    found = [entry.path, _nearest_survey(entry.path)]
    if (page := entry.path.parent / PAGE).is_file():
        found.append(page)
    if spec.table:
        found.append(locate(spec.table.file, entry.path))
    if spec.data:
        found += [*_microdata_files(entry.path, entry.survey, spec.data), entry.path.parent / "*.yaml"]
    if spec.portrait:
        found.append(locate(spec.portrait, entry.path))
    return tuple(path for path in found if path is not None)


def _microdata_files(spec: Path, survey: SurveySpec, data: DataSpec) -> tuple[Path, Path]:
    """The file of microdata that a spec names, and its codebook.

    Raises
    ------
    BuildError
        If no file is named, or one is not there.
    """
    file = data.file or survey.data
    if file is None:
        raise BuildError(f"{spec}: data does not say which file", "Name it here (`file:`) or in survey.yaml (`data:`).")
    path = locate(file, spec)
    book = locate(data.codebook, spec) if data.codebook else path.with_suffix(CODEBOOK)
    if not book.is_file():
        raise BuildError(f"{path} has no codebook {book.name} beside it",
                         f"Write a first one: barometer codebook {path} -o {book}")  # fmt: skip
    return path, book


def _siblings(entry: Entry, data: DataSpec) -> dict[str, FigureSpec]:
    """The figures of the same page and data by id; one that cannot be read is told of when it is drawn."""
    found = {entry.id: entry.spec}
    file, _ = (path.resolve() for path in _microdata_files(entry.path, entry.survey, data))
    for path in sorted(entry.path.parent.iterdir()):
        if is_spec(path.name):
            try:
                for id, spec, _, _ in _figures(path, entry.survey, specs.for_each(path)):
                    if spec.data and _microdata_files(path, entry.survey, spec.data)[0].resolve() == file:
                        found.setdefault(id, spec)
            except BarometerError:
                continue
    return dict(sorted(found.items()))


def locate(name: str, spec: Path) -> Path:
    """The file a spec names: beside the spec, else in the nearest folder above that has it.

    Raises
    ------
    BuildError
        If no folder from the spec's upwards has it.
    """
    folders = _upwards(spec.parent, Path.cwd())
    for folder in folders:
        if os.path.isfile(os.path.join(folder, name)):
            return _shown(folder / name)
    raise BuildError(
        f"{spec}: there is no file {name!r}", f"It was looked for in {folders[0]} and in every folder above."
    )


@lru_cache(maxsize=1024)
def _upwards(folder: Path, here: Path) -> tuple[Path, ...]:
    """A folder, as it is written in the folder that one is in, and every one above it."""
    resolved = (here / folder).resolve()
    return (resolved, *resolved.parents)


def spec_files(paths: Iterable[Path]) -> list[Path]:
    """The specs among files and below folders, each once, whether or not they can be read.

    Raises
    ------
    BuildError
        If a path is not there, or a folder holds none.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            specs_inside = sorted(p for p in path.rglob("*") if is_spec(p.name) and p.is_file())
            if not specs_inside:
                raise BuildError(f"{path}: no figure specs below this folder", "A spec is a file ending in .yaml.")
            found.update(dict.fromkeys(specs_inside))
        elif path.is_file():
            found[path] = None
        else:
            raise BuildError(f"{path}: there is no such file or folder", "Name a spec or a folder of specs.")
    return list(found)


def _load(path: Path) -> FigureSpec:
    """A spec as it is now; as a sibling it is asked for once more."""
    stat = path.stat()
    return _as_of(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=4096)
def _as_of(path: Path, changed: int, size: int) -> FigureSpec:
    return specs.load_figure(path, charts.KINDS)


def _survey(path: Path, cache: dict[Path, SurveySpec]) -> SurveySpec:
    file = _nearest_survey(path)
    if file is not None:
        if file not in cache:
            cache[file] = specs.load_survey(file)
        return cache[file]
    hint = f"Write one beside it, with name: and wave: of the survey, at {path.parent / SURVEY}."
    raise SpecError([Problem(str(path), 1, 1, f"there is no {SURVEY} in its folder or above", hint)])


def _nearest_survey(path: Path) -> Path | None:
    folders = _upwards(path.parent, Path.cwd())
    return next((_shown(folder / SURVEY) for folder in folders if os.path.isfile(os.path.join(folder, SURVEY))), None)


def _page(path: Path, cache: dict[Path, PageSpec | None]) -> PageSpec | None:
    file = _upwards(path.parent, Path.cwd())[0] / PAGE
    if file not in cache:
        cache[file] = specs.load_page(_shown(file)) if file.is_file() else None
    return cache[file]


def _shown(path: Path) -> Path:
    """The path as a person would write it from here."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _unordered(pages: dict[Path, PageSpec | None]) -> list[Problem]:
    """Names in a page's order that are no figure of its folder."""
    problems = []
    for file, page in pages.items():
        for name in page.order if page else ():
            if not any((file.parent / f"{name}{suffix}").is_file() for suffix in ENDINGS):
                shown = str(_shown(file))
                message = f"order names {name!r}, and there is no {name}.yaml in its folder"
                problems.append(Problem(shown, 1, 1, message, "Correct the name or remove it."))
    return problems


def _place(entry: Entry, pages: dict[Path, PageSpec | None]) -> tuple[str, int, str]:
    page = pages.get(_upwards(entry.path.parent, Path.cwd())[0] / PAGE)
    order: Sequence[str] = page.order if page else ()
    place = order.index(entry.path.stem) if entry.path.stem in order else len(order)
    return (str(entry.path.parent), place, entry.id)


def _portrait(path: Path) -> bytes:
    data = path.read_bytes()
    if not drawable(data):
        raise BuildError(f"{path}: a portrait must be a whole PNG or JPEG file", "Save it as one of these.")
    return data
