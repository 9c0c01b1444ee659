"""Specs below folders, with the survey and page they belong to, in the order they are shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fnmatch import fnmatch
from functools import lru_cache
from pathlib import Path

from barometer_cli import charts, sources, specs, tables
from barometer_cli.errors import BarometerError, BuildError, Problem, SpecError, UnknownCategory, suggestion
from barometer_cli.model.finding import Place
from barometer_cli.model.naming import ENDINGS, PAGE, SURVEY, is_spec, slug
from barometer_cli.model.spec import FigureSpec, ForEachSpec, Member, PageSpec, SurveySpec
from barometer_cli.model.statement import Where
from barometer_cli.project.locating import locate, microdata_files, nearest_survey, shown, upwards
from barometer_cli.project.names import Entry


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
            for id, spec, told, member in figures_of(path, survey, made_for):
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


def place(path: Path, where: Where) -> Place:
    """Where a field stands in a spec: the field, or the nearest thing around it."""
    return Place(path.as_posix(), *specs.position(path, where))


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


def figures_of(
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
        _, book = microdata_files(path, survey, first.data)
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


def _load(path: Path) -> FigureSpec:
    """A spec as it is now; as a sibling it is asked for once more."""
    stat = path.stat()
    return _as_of(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=4096)
def _as_of(path: Path, changed: int, size: int) -> FigureSpec:
    return specs.load_figure(path, charts.KINDS)


def _survey(path: Path, cache: dict[Path, SurveySpec]) -> SurveySpec:
    file = nearest_survey(path)
    if file is not None:
        if file not in cache:
            cache[file] = specs.load_survey(file)
        return cache[file]
    hint = f"Write one beside it, with name: and wave: of the survey, at {path.parent / SURVEY}."
    raise SpecError([Problem(str(path), 1, 1, f"there is no {SURVEY} in its folder or above", hint)])


def _page(path: Path, cache: dict[Path, PageSpec | None]) -> PageSpec | None:
    file = upwards(path.parent, Path.cwd())[0] / PAGE
    if file not in cache:
        cache[file] = specs.load_page(shown(file)) if file.is_file() else None
    return cache[file]


def _unordered(pages: dict[Path, PageSpec | None]) -> list[Problem]:
    """Names in a page's order that are no figure of its folder."""
    problems = []
    for file, page in pages.items():
        for name in page.order if page else ():
            if not any((file.parent / f"{name}{suffix}").is_file() for suffix in ENDINGS):
                named = str(shown(file))
                message = f"order names {name!r}, and there is no {name}.yaml in its folder"
                problems.append(Problem(named, 1, 1, message, "Correct the name or remove it."))
    return problems


def _place(entry: Entry, pages: dict[Path, PageSpec | None]) -> tuple[str, int, str]:
    page = pages.get(upwards(entry.path.parent, Path.cwd())[0] / PAGE)
    order: Sequence[str] = page.order if page else ()
    place = order.index(entry.path.stem) if entry.path.stem in order else len(order)
    return (str(entry.path.parent), place, entry.id)
