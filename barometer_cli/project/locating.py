"""Where the files that a spec names are: beside it, else in the nearest folder above."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from barometer_cli.errors import BuildError
from barometer_cli.messages import say
from barometer_cli.model.naming import CODEBOOK, FIGURES, OUTSIDE, PAGE, SURVEY
from barometer_cli.model.spec import DataSpec, SurveySpec
from barometer_cli.sources import READERS


def locate(name: str, spec: Path) -> Path:
    """The file a spec names: beside the spec, else in the nearest folder above that has it.

    Raises
    ------
    BuildError
        If no folder from the spec's upwards has it, or it lies outside the project and nobody allowed that.
    """
    places = searched(name, spec)
    if os.path.isfile(places[-1]):
        return _inside(places[-1], spec)
    raise BuildError(
        say("{spec}: there is no file {name!r}", spec=spec, name=name),
        say("It was looked for in {folder} and in every folder above.", folder=spec.parent.resolve()),
    )


def searched(name: str, spec: Path) -> tuple[Path, ...]:
    """Where a file that a spec names is looked for, the nearest first; the last is where it is, if it is anywhere.

    A file that comes to stand at one of the others is the one that is meant from then on.
    """
    places: dict[str, None] = {}
    for folder in _upwards(spec):
        place = os.path.join(folder, name)
        places[place] = None
        if os.path.isfile(place):
            break
    return tuple(map(shown, places))


def tables_beside(spec: Path) -> tuple[Path, ...]:
    """Where the table of a spec may lie that names none: beside it, called as it is."""
    return tuple(spec.with_suffix(suffix) for suffix in READERS)


def table_beside(spec: Path) -> str | None:
    """The name of the table that lies beside a spec and is called as it is; None where there is none.

    Raises
    ------
    BuildError
        If there are several.
    """
    found = [place.name for place in tables_beside(spec) if place.is_file()]
    if len(found) > 1:
        raise BuildError(
            say("{spec} names no table, and {files} lie beside it", spec=spec, files=say(" and ").join(found)),
            say("Say in the spec which is meant: `table: {file}`.", file=found[0]),
        )
    return found[0] if found else None


def _inside(file: Path, spec: Path) -> Path:
    """The file, which the spec of a stranger must not choose freely: it could be any on this machine."""
    where, root = Path(os.path.realpath(file)), _root(spec)
    allowed = [os.path.realpath(folder) for folder in os.environ.get(OUTSIDE, "").split(os.pathsep) if folder]
    if not any(where.is_relative_to(folder) for folder in (root, *allowed)):
        raise BuildError(
            say("{spec}: {file} is outside the project, which is {root}", spec=spec, file=file, root=root),
            say("Copy it into the project, or allow its folder: --outside {folder}", folder=where.parent),
        )
    return file


def _root(spec: Path) -> str:
    """The project of a spec: the folder that one is in, that holds its `figures`, or that its survey is in; of those
    above the spec, the outermost.
    """
    folders, own = _upwards(spec), os.path.realpath(os.curdir)
    holds_figures = False  # of the folder that comes next
    found = folders[0]
    for folder in folders:
        if holds_figures or folder == own or os.path.isfile(os.path.join(folder, SURVEY)):
            found = folder
        holds_figures = os.path.basename(folder) == FIGURES
    return found


def microdata_files(spec: Path, survey: SurveySpec, data: DataSpec) -> tuple[Path, Path]:
    """The file of microdata that a spec names, and its codebook.

    Raises
    ------
    BuildError
        If no file is named, or one is not there.
    """
    file = data.file or survey.data
    if file is None:
        raise BuildError(
            say("{spec}: data does not say which file", spec=spec),
            say("Name it here (`file:`) or in survey.yaml (`data:`)."),
        )
    path = locate(file, spec)
    book = locate(data.codebook, spec) if data.codebook else path.with_suffix(CODEBOOK)
    if not book.is_file():
        raise BuildError(
            say("{file} has no codebook {name} beside it", file=path, name=book.name),
            say("Write a first one: barometer codebook {file} -o {codebook}", file=path, codebook=book),
        )
    return path, _inside(book, spec)


def microdata_searched(spec: Path, survey: SurveySpec, data: DataSpec) -> tuple[Path, ...]:
    """Where microdata and their codebook are looked for, as `searched` tells it."""
    file = data.file or survey.data
    places = searched(file, spec) if file else ()
    if data.codebook:
        return (*places, *searched(data.codebook, spec))
    return (*places, *(place.with_suffix(CODEBOOK) for place in places[-1:]))


def root(spec: Path, survey: SurveySpec, data: DataSpec) -> Path:
    """The folder of the project that a spec draws microdata in: the outermost of those that hold its survey and the
    file, and of that from which the file's name was found; every spec that names the file alike lies below it.
    """
    folders = _upwards(spec)
    nearest = nearest_survey(spec)
    found = [os.path.dirname(os.path.realpath(nearest))] if nearest else []
    places = searched(data.file or survey.data or "", spec)
    if os.path.isfile(places[-1]):
        found += [folders[len(places) - 1], os.path.dirname(os.path.realpath(places[-1]))]
    return Path(min((each for each in found if each in folders), key=len, default=folders[0]))


def nearest_survey(spec: Path) -> Path | None:
    """The survey that a spec belongs to; None where there is none in its folder or above."""
    nearest = searched(SURVEY, spec)[-1]
    return nearest if os.path.isfile(nearest) else None


def page_file(spec: Path) -> Path:
    """Where the page of a spec is told of, whether or not it is."""
    return shown(os.path.join(_upwards(spec)[0], PAGE))


def _upwards(spec: Path) -> tuple[str, ...]:
    """The folder of a spec and every one above it."""
    return _above(os.path.dirname(spec), os.getcwd())


@lru_cache(maxsize=1024)
def _above(folder: str, here: str) -> tuple[str, ...]:
    """A folder, as it is written in the folder that one is in, and every one above it."""
    resolved = Path(os.path.realpath(os.path.join(here, folder)))
    return tuple(map(str, (resolved, *resolved.parents)))


def shown(path: str | Path) -> Path:
    """A resolved path as a person would write it from here."""
    return Path(os.fspath(path).removeprefix(os.path.join(os.getcwd(), "")))
