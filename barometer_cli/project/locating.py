"""Where the files that a spec names are: beside it, else in the nearest folder above."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from barometer_cli.errors import BuildError
from barometer_cli.model.naming import CODEBOOK, SURVEY
from barometer_cli.model.spec import DataSpec, SurveySpec


def locate(name: str, spec: Path) -> Path:
    """The file a spec names: beside the spec, else in the nearest folder above that has it.

    Raises
    ------
    BuildError
        If no folder from the spec's upwards has it.
    """
    folders = upwards(spec.parent, Path.cwd())
    for folder in folders:
        if os.path.isfile(os.path.join(folder, name)):
            return shown(folder / name)
    raise BuildError(
        f"{spec}: there is no file {name!r}", f"It was looked for in {folders[0]} and in every folder above."
    )


def microdata_files(spec: Path, survey: SurveySpec, data: DataSpec) -> tuple[Path, Path]:
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


def root(spec: Path, survey: SurveySpec, data: DataSpec) -> Path:
    """The folder of the project that a spec draws microdata in: the outermost of those that hold its survey and the
    file, and of that from which the file's name was found; every spec that names the file alike lies below it.

    Raises
    ------
    BuildError
        As `microdata_files`.
    """
    file, _ = microdata_files(spec, survey, data)
    folders = upwards(spec.parent, Path.cwd())
    found_from = next(folder for folder in folders if os.path.isfile(folder / (data.file or survey.data or "")))
    nearest = nearest_survey(spec)
    held_by = [file.resolve().parent, nearest.resolve().parent] if nearest else [file.resolve().parent]
    return min((found_from, *(folder for folder in held_by if folder in folders)), key=lambda each: len(each.parts))


def nearest_survey(path: Path) -> Path | None:
    folders = upwards(path.parent, Path.cwd())
    return next((shown(folder / SURVEY) for folder in folders if os.path.isfile(os.path.join(folder, SURVEY))), None)


@lru_cache(maxsize=1024)
def upwards(folder: Path, here: Path) -> tuple[Path, ...]:
    """A folder, as it is written in the folder that one is in, and every one above it."""
    resolved = (here / folder).resolve()
    return (resolved, *resolved.parents)


def shown(path: Path) -> Path:
    """The path as a person would write it from here."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
