"""A folder of figures: names to files. Finds specs, the survey and page they belong to, and their data."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from functools import lru_cache
from pathlib import Path

from barometer_cli import charts, pipeline, sources, specs, tables
from barometer_cli.errors import BarometerError, BuildError, Problem, SpecError
from barometer_cli.model.codebook import CodebookSpec
from barometer_cli.model.dataset import Dataset, Reader, Scan
from barometer_cli.model.figure import Figure
from barometer_cli.model.finding import Place, Where
from barometer_cli.model.spec import DataSpec, FigureSpec, PageSpec, SurveySpec
from barometer_cli.model.table import Table

TRANSLITERATED = {ord(char): word for char, word in (("æ", "ae"), ("ø", "oe"), ("å", "aa"))}
SURVEY, PAGE = "survey.yaml", "page.yaml"


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure that is written: its id, where its spec stands, and what it belongs to."""

    id: str
    path: Path
    page: str
    heading: str
    spec: FigureSpec
    survey: SurveySpec

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
    for path in _spec_files(paths):
        page = slug(path.parent.resolve().name)
        id = slug(path.stem)
        if only and not (fnmatch(id, only) or fnmatch(f"{page}/{id}", only)):
            continue
        try:
            survey = _survey(path, surveys)
            heading = _page(path, pages)
            entries.append(Entry(id, path, page, heading or path.parent.name, _load(path), survey))
        except SpecError as error:
            problems += [problem for problem in error.problems if problem not in problems]
    clashes: dict[tuple[str, str], Path] = {}
    for entry in entries:
        other = clashes.setdefault((entry.page, entry.stem), entry.path)
        if other != entry.path:
            message = f"{entry.path} and {other} would write the same files"
            problems.append(Problem(str(entry.path), 1, 1, message, "Give one of them another name."))
    problems += _unordered(pages)
    return sorted(entries, key=lambda entry: _place(entry, pages)), problems


def place(path: Path, where: Where) -> Place:
    """Where a field stands in a spec: the field, or the nearest thing around it."""
    return Place(path.as_posix(), *specs.position(path, where))


class Microdata:
    """Tables that are computed from microdata, those of a page together: each file is read once for all its figures.

    They are taken together because what is hidden in one figure must not be found from another.
    """

    def __init__(self) -> None:
        self._tables: dict[tuple[Path, str, str], dict[str, Table | BarometerError]] = {}
        self._held: dict[str, tuple[Dataset | Scan, tables.Columns | tables.Engine]] = {}
        self._codebooks: dict[str, CodebookSpec] = {}

    def table(self, entry: Entry, data: DataSpec) -> Table:
        """The table of a figure.

        Raises
        ------
        DataError
            If the microdata cannot be what the spec or the codebook says.
        BuildError
            If a file is not there or cannot be read.
        """
        file = data.file or entry.survey.data
        if file is None:
            raise BuildError(
                f"{entry.path}: data does not say which file", "Name it here (`file:`) or in survey.yaml (`data:`)."
            )
        path = locate(file, entry.path)
        book = locate(data.codebook, entry.path) if data.codebook else path.with_suffix(".codebook.yaml")
        if not book.is_file():
            raise BuildError(f"{path} has no codebook {book.name} beside it",
                             f"Write a first one: barometer codebook {path} -o {book}")  # fmt: skip
        key = (entry.path.resolve().parent, str(path), str(book))
        if key not in self._tables:
            siblings = {name: spec for name, spec in _siblings(entry, data).items() if spec.data}
            if str(book) not in self._codebooks:
                self._codebooks[str(book)] = specs.load_codebook(book)
            codebook = self._codebooks[str(book)]
            self._tables[key] = pipeline.tabulated(
                siblings, entry.survey, codebook, lambda columns: self._read(path, columns, codebook.engine)
            )
        table = self._tables[key][entry.path.name]
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
        portrait = _portrait(locate(spec.portrait, entry.path)) if spec.portrait else None
        return pipeline.figure(entry.id, spec, entry.survey, table, portrait)
    except OSError as error:
        raise BuildError(f"{entry.path}: {error}", "Check that the file may be read.") from error


def _siblings(entry: Entry, data: DataSpec) -> dict[str, FigureSpec]:
    """The figures of the same page and data, by file name; one that cannot be read is told of when it is drawn."""
    found = {entry.path.name: entry.spec}
    for path in sorted(entry.path.parent.iterdir()):
        if path.suffix in (".yaml", ".yml") and path.name not in (SURVEY, PAGE, entry.path.name):
            try:
                spec = _load(path)
            except BarometerError:
                continue
            if spec.data and (spec.data.file, spec.data.codebook) == (data.file, data.codebook):
                found[path.name] = spec
    return dict(sorted(found.items()))


def locate(name: str, spec: Path) -> Path:
    """The file a spec names: beside the spec, else in the nearest folder above that has it.

    Raises
    ------
    BuildError
        If no folder from the spec's upwards has it.
    """
    folder = spec.resolve().parent
    for parent in (folder, *folder.parents):
        if (parent / name).is_file():
            found = parent / name
            return found.relative_to(Path.cwd()) if found.is_relative_to(Path.cwd()) else found
    raise BuildError(f"{spec}: there is no file {name!r}", f"It was looked for in {folder} and in every folder above.")


def _spec_files(paths: Iterable[Path]) -> list[Path]:
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.suffix in (".yaml", ".yml") and p.is_file())
            specs_inside = [p for p in inside if p.name not in (SURVEY, PAGE)]
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
    for folder in path.resolve().parents:
        if (file := folder / SURVEY).is_file():
            if file not in cache:
                cache[file] = specs.load_survey(_shown(file))
            return cache[file]
    hint = f"Write one beside it, with name: and wave: of the survey, at {path.parent / SURVEY}."
    raise SpecError([Problem(str(path), 1, 1, f"there is no {SURVEY} in its folder or above", hint)])


def _page(path: Path, cache: dict[Path, PageSpec | None]) -> str | None:
    file = path.resolve().parent / PAGE
    if file not in cache:
        cache[file] = specs.load_page(_shown(file)) if file.is_file() else None
    page = cache[file]
    return page.heading if page else None


def _shown(path: Path) -> Path:
    """The path as a person would write it from here."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _unordered(pages: dict[Path, PageSpec | None]) -> list[Problem]:
    """Names in a page's order that are no figure of its folder."""
    problems = []
    for file, page in pages.items():
        for name in page.order if page else ():
            if not any((file.parent / f"{name}{suffix}").is_file() for suffix in (".yaml", ".yml")):
                shown = str(_shown(file))
                message = f"order names {name!r}, and there is no {name}.yaml in its folder"
                problems.append(Problem(shown, 1, 1, message, "Correct the name or remove it."))
    return problems


def _place(entry: Entry, pages: dict[Path, PageSpec | None]) -> tuple[str, int, str]:
    page = pages.get(entry.path.resolve().parent / PAGE)
    order: Sequence[str] = page.order if page else ()
    place = order.index(entry.path.stem) if entry.path.stem in order else len(order)
    return (str(entry.path.parent), place, entry.id)


def _portrait(path: Path) -> bytes:
    data = path.read_bytes()
    if not data.startswith((b"\x89PNG\r\n", b"\xff\xd8\xff")):
        raise BuildError(f"{path}: a portrait must be a PNG or JPEG file", "Save it as one of these.")
    return data
