"""Names that the files of a project may use: its variables, answers, groups and files, and what the program knows."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from barometer_cli import pipeline, sources, specs
from barometer_cli.errors import BarometerError
from barometer_cli.languages import LANGUAGES
from barometer_cli.model.characters import unbroken
from barometer_cli.model.codebook import CodebookSpec, Label
from barometer_cli.model.naming import CODEBOOK, DATA, FIGURES, folders_below, is_spec
from barometer_cli.model.preset import PRESETS, TOGETHER
from barometer_cli.project.discovery import search
from barometer_cli.project.locating import locate
from barometer_cli.project.names import Entry
from barometer_cli.themes import names as themes

PICTURES = (".png", ".jpg", ".jpeg")


def vocabulary() -> dict[str, list[str]]:
    """Every name by what it is a name of, each once, as far as the files below `figures` and `data` can be read.

    Returns
    -------
    dict
        "sheets", "languages", "themes" and "dialects" of the program; "variables", "columns" and "members" (categories,
        nets and groups) of codebooks and of the tables of figures; "data", "codebooks", "pictures" and "figures" by the
        names of their files. No value of microdata is read.
    """
    files = [*_files()]
    told: dict[str, list[str]] = {
        "sheets": [*PRESETS, *TOGETHER],
        "languages": [*LANGUAGES],
        "themes": themes(),
        "dialects": [name for language in LANGUAGES.values() for name in language.dialects],
        "variables": [],
        "columns": [],
        "members": [],
        "data": [file for file in files if Path(file).suffix.lower() in sources.READERS],
        "codebooks": [file for file in files if file.endswith(CODEBOOK)],
        "pictures": [file for file in files if file.lower().endswith(PICTURES)],
        "figures": [Path(file).stem for file in files if file.startswith(f"{FIGURES}/") and is_spec(Path(file).name)],
    }
    for file in told["codebooks"]:
        with suppress(BarometerError):
            book = specs.load_codebook(Path(file))
            told["variables"] += book.variables
            told["columns"] += _columns(book)
            told["members"] += _answers(book)
    if os.path.isdir(FIGURES):
        for entry in search([Path(FIGURES)]).entries:
            with suppress(BarometerError, OSError):
                told["members"] += _members(entry)
    return {what: [*dict.fromkeys(names)] for what, names in told.items()}


def _files() -> Iterator[str]:
    """Paths of the files that people write and hand over, as a spec may name them from anywhere in the project."""
    for top in (DATA, FIGURES):
        for folder in folders_below(top):
            with suppress(OSError), os.scandir(folder) as found:
                yield from sorted(Path(each.path).as_posix() for each in found
                                  if each.is_file() and not each.name.startswith((".", "~")))  # fmt: skip


def _columns(book: CodebookSpec) -> Iterator[str]:
    for name, variable in book.variables.items():
        yield from (*variable.columns, *variable.items)
        if variable.type in ("single", "delimited", "number"):
            yield variable.column or name


def _answers(book: CodebookSpec) -> Iterator[str]:
    """The categories, items and nets of a codebook by their words."""
    for variable in book.variables.values():
        labels: list[Label] = [*variable.codes.values(), *variable.items.values()]
        yield from (unbroken(label.text) for label in labels)
        yield from variable.nets
        yield from (book.variables[name].label or name for name in variable.variables)


def _members(entry: Entry) -> Iterator[str]:
    """The categories, nets and groups of a figure's finished table."""
    spec = entry.spec
    if spec.table is None:
        return
    file = locate(spec.table.file, entry.path)
    table = pipeline.weighted(spec, entry.survey, sources.read_table(file, spec.table))
    yield from (cell.category for cell in table.cells)
    yield from (net.label for net in table.nets)
    yield from (group for group in table.groups if group is not None)
