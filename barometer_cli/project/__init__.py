"""A folder of figures: names to files, and each to the figure it tells."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from msgspec.structs import replace

from barometer_cli import charts, pipeline, sources, specs, tables, themes
from barometer_cli.errors import BarometerError, BuildError
from barometer_cli.formats.portrait import drawable
from barometer_cli.messages import say
from barometer_cli.model.figure import Figure
from barometer_cli.model.naming import CODEBOOK, COMPUTED, SURVEY, slug
from barometer_cli.model.table import Cell, Net, Table
from barometer_cli.project.discovery import beside_of, find, handed_over, location, search
from barometer_cli.project.locating import locate, microdata_searched, page_file, root, searched, shown, tables_beside
from barometer_cli.project.microdata import Microdata, asked, questions, told, wave_entries
from barometer_cli.project.names import Entry, Selection, Unread
from barometer_cli.project.wording import glossary, untold
from barometer_cli.tables import computed


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
        table, shared = _table(entry, microdata)
        portrait = _portrait(locate(spec.portrait, entry.path)) if spec.portrait else None
        beside = shared or (
            microdata.beside(entry, partial(_told, microdata=microdata)) if entry.source is None else ()
        )
        lacking, words = untold(entry, table), glossary(entry, table)
        spec, table = specs.worded(spec, words), tables.worded(table, words)
        made = pipeline.figure(entry.id, spec, entry.survey, table, portrait, beside)
        return replace(made, untold=lacking) if lacking else made
    except OSError as error:
        raise BuildError(f"{entry.path}: {error}", say("Check that the file may be read.")) from error


def _table(entry: Entry, microdata: Microdata) -> tuple[Table, tuple[float, ...]]:
    """The values of a figure, without cells where it tells none; and those beside it that its table has with it."""
    spec, table = entry.spec, Table(())
    if spec.data:
        table = microdata.table(entry, spec.data)
    elif spec.table and spec.table.file.endswith(COMPUTED) and entry.source is None:
        file = locate(spec.table.file, entry.path)
        return computed.of_json(file.read_bytes(), file.as_posix())
    elif spec.table:
        source = entry.source
        if source is None:
            source = sources.read_table(locate(spec.table.file, entry.path), spec.table)
        each = entry.member.of.column if entry.member else None
        table = pipeline.weighted(spec, entry.survey, source, each)
        if entry.source is None and beside_of(entry.path):
            said = say("it is read because it lies beside {spec}, which names no table", spec=entry.path.name)
            table = replace(table, recognised=(said, *table.recognised))
    if entry.member and entry.member.of.small == "draw":
        table = replace(table, bases=tuple(replace(base, few=False) for base in table.bases))
    return table, ()


def _told(entry: Entry, microdata: Microdata) -> tuple[float, ...]:
    """The values that a figure shows and the ends of their intervals; none where it cannot be drawn."""
    try:
        table, _ = _table(entry, microdata)
    except (BarometerError, OSError):
        return ()
    shares: tuple[Cell | Net, ...] = (*table.shown, *table.nets)
    return tuple(end for told in shares for end in (told.value, *(told.interval or ())))


def inputs(each: Entry | Unread) -> tuple[Path, ...]:
    """Where what a figure is made of stands, or is looked for: a file that comes, goes or changes there may change it.

    With microdata also "**/*.yaml" of its project, for what is hidden in one figure depends on all others.
    """
    surveys = searched(SURVEY, each.path)
    found = [each.path, *surveys, page_file(each.path)]
    if theme := specs.theme_file(surveys[-1]):
        dressed = searched(theme, surveys[-1])
        found += (*dressed, *themes.files(dressed[-1].as_posix()))
    if specs.names_no_table(each.path, charts.KINDS):
        found += tables_beside(each.path)
    if isinstance(each, Unread):
        for name in (*specs.files_named(each.path), *specs.files_named(surveys[-1])):
            places = searched(name, each.path)
            found += [*places, places[-1].with_suffix(CODEBOOK)]
    else:
        spec = each.spec
        if spec.table:
            found += searched(spec.table.file, each.path)
        if spec.data:
            waves = wave_entries(each).values() if spec.data.waves else (each,)
            for one in (wave.spec.data for wave in waves):
                found += microdata_searched(each.path, each.survey, one or spec.data)
            found.append(shown(root(each.path, each.survey, spec.data) / "**" / "*.yaml"))
        if spec.portrait:
            found += searched(spec.portrait, each.path)
    return tuple(found)


def _portrait(path: Path) -> bytes:
    data = path.read_bytes()
    if not drawable(data):
        raise BuildError(
            say("{file}: a portrait must be a whole PNG or JPEG file", file=path), say("Save it as one of these.")
        )
    return data


__all__ = [
    "Entry",
    "Microdata",
    "Selection",
    "Unread",
    "asked",
    "figure",
    "find",
    "handed_over",
    "inputs",
    "location",
    "questions",
    "search",
    "slug",
    "told",
]
