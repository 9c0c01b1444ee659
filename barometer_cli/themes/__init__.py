"""House styles: one TOML file of tokens each, shipped or of a project."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any, get_args

from msgspec import Struct
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from barometer_cli.errors import BarometerError, BuildError, Problem, SpecError, suggestion
from barometer_cli.layout.colour import mixed
from barometer_cli.messages import say
from barometer_cli.model.naming import THEME
from barometer_cli.model.theme import MADE, Theme
from barometer_cli.themes.pages import properties, roles

_SCREEN_FONTS = ("IBMPlexSans_400Regular.ttf", "IBMPlexSans_600SemiBold.ttf", "OFL.txt")
_FONTS = (*_SCREEN_FONTS[:-1], "IBMPlexSans_700Bold.ttf", "OFL.txt")
EXTENDS, HOUSE = "extends", "house"
FILES = {"fonts": ("regular", "semibold", "bold"), "logo": ("file", "on_dark")}
"""Keys that name files, by their table."""
POSTERS, TRACK = ("key_number", "quote"), 0.22
"""Sheets that are filled, and how much ink their track has on the background where a file gives it that alone."""
LARGEST = 64 * 1024
"""Bytes of a theme's file; the shipped ones have two thousand."""


def names() -> list[str]:
    """The themes that are shipped."""
    found = (entry.name for entry in resources.files(__package__).iterdir())
    return sorted(name.removesuffix(THEME) for name in found if name.endswith(THEME))


def load(name: str) -> Theme:
    """A theme: a shipped one by its name, or that of a file by its path, which ends in .toml.

    Raises
    ------
    BuildError
        If there is no such theme, or the file cannot be read.
    SpecError
        With every problem of the file.
    """
    if not name.endswith(THEME):
        return _shipped(name)
    try:
        stat = Path(name).stat()
        written = _of_file(name, stat.st_mtime_ns, stat.st_size)
    except OSError as error:
        raise BuildError(
            say("{file} cannot be read: {reason}", file=name, reason=error.strerror or str(error)),
            say("Check that the file is there and may be read."),
        ) from None
    return _equipped(written, tuple(map(_stamp, _beside(written))))


def files(name: str) -> tuple[Path, ...]:
    """The files that a theme's file names, as far as it can be read; none of a shipped one."""
    if not name.endswith(THEME):
        return ()
    try:
        stat = Path(name).stat()
        return _beside(_of_file(name, stat.st_mtime_ns, stat.st_size))
    except (BarometerError, OSError):
        return ()


def _beside(written: _Written) -> tuple[Path, ...]:
    """Where the files stand that a theme names."""
    return tuple(Path(written.file).parent / name for name in written.files.values())


def text(name: str) -> str:
    """The TOML of a shipped theme, for another to begin from.

    Raises
    ------
    BuildError
        If there is no such theme.
    """
    if name not in names():
        raise BuildError(say("there is no theme {name!r}", name=name), suggestion(name, names()))
    return (resources.files(__package__) / f"{name}{THEME}").read_text(encoding="utf-8")


@lru_cache(maxsize=8)
def _shipped(name: str) -> Theme:
    return Theme.model_validate({**tomllib.loads(text(name)), "name": name})


class _Written(Struct, frozen=True, eq=False):  # read once for each state of its file
    """A theme as its file says it, where that says what, and the files that it names, by table and key."""

    theme: Theme
    file: str
    places: Mapping[tuple[str, ...], tuple[int, int]]
    files: Mapping[tuple[str, str], str]

    def problem(self, key: tuple[str, str], message: str, hint: str) -> SpecError:
        """An error at a key of the file."""
        place = next((self.places[key[:end]] for end in (2, 1) if key[:end] in self.places), (1, 1))
        return SpecError([Problem(self.file, *place, message, hint)])


@lru_cache(maxsize=64)
def _of_file(file: str, changed: int, size: int) -> _Written:
    if size > LARGEST:
        raise SpecError([_problem(file, (1, 1), say("the theme has {n} bytes; at most {most}", n=size, most=LARGEST))])
    try:
        written = Path(file).read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SpecError([_problem(file, (1, 1), say("the theme is no text in UTF-8"))]) from None
    try:
        told = tomllib.loads(written)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        place = (int(at[1]), int(at[2])) if at else (len(written.splitlines()), 1)
        message = say("this is no TOML: {reason}", reason=str(error).partition(" (at ")[0])
        raise SpecError([_problem(file, place, message)]) from None
    except RecursionError:
        raise SpecError([_problem(file, (1, 1), say("the theme is nested too deep"))]) from None
    places = _places(written)
    base = told.pop(EXTENDS, HOUSE)
    if base not in names():
        message = say("there is no theme {name!r}", name=base)
        place = places.get((EXTENDS,), (1, 1))
        raise SpecError([Problem(file, *place, message, suggestion(str(base), names()))])
    for key in MADE:
        if key in told:
            hint = say("Remove it: it is made of what the file says and of its name.")
            raise SpecError([Problem(file, *places.get((key,), (1, 1)), say("unknown key {name!r}", name=key), hint)])
    whole = _over(tomllib.loads(text(base)), told)
    try:
        theme = Theme.model_validate({**whole, "name": file.removesuffix(THEME)})
    except ValidationError as error:
        found = [_told(details, file, places) for details in error.errors(include_url=False)]
        raise SpecError(sorted(found, key=lambda each: (each.line, each.column))) from None
    tracks = {
        name: poster.model_copy(update={"track": mixed(poster.background, poster.ink, TRACK)})
        for name in POSTERS
        if "background" in (given := told.get(name, {})) and "track" not in given and (poster := getattr(theme, name))
    }
    theme = theme.model_copy(update=tracks)
    named = ((table, key, getattr(getattr(theme, table), key, None)) for table in FILES for key in FILES[table])
    return _Written(theme, file, places, {(table, key): name for table, key, name in named if name})


@lru_cache(maxsize=16)
def _equipped(written: _Written, stamps: tuple[tuple[int, int], ...]) -> Theme:
    """A theme with what is in the files that it names, which are as the stamps say.

    Raises
    ------
    SpecError
        If one lies outside the folder of the theme, or is not fit for a figure.
    """
    theme, own, found = written.theme, Path(written.file).parent, dict[tuple[str, str], str]()
    for key, name in written.files.items():
        file = own / name
        if not file.resolve().is_relative_to(own.resolve()):
            message = say("{file} lies outside the folder of the theme", file=name)
            raise written.problem(key, message, say("Copy it beside the theme, and name it from there."))
        found[key] = file.as_posix()
    made: dict[str, object] = {}
    try:
        if theme.fonts:
            from barometer_cli.layout.typeface import typeface

            regular, bold = found["fonts", "regular"], found["fonts", "bold"]
            made["typeface"] = typeface(regular, found.get(("fonts", "semibold"), bold), bold)
        if theme.logo:
            from barometer_cli.layout import logo

            made["logo_on_pale"] = logo.read(found["logo", "file"], theme.logo.height)
            if dark := found.get(("logo", "on_dark")):
                made["logo_on_dark"] = logo.read(dark, theme.logo.height)
    except BuildError as error:
        key = next((key for key, file in found.items() if error.message.startswith(file)), next(iter(found)))
        raise written.problem(key, error.message, error.hint) from None
    return theme.model_copy(update=made) if made else theme


def _stamp(file: Path) -> tuple[int, int]:
    """When a file was changed, and its size; of one that is not there neither."""
    try:
        stat = os.stat(file)
    except OSError:
        return 0, 0
    return stat.st_mtime_ns, stat.st_size


def _problem(file: str, place: tuple[int, int], message: str) -> Problem:
    return Problem(
        file, *place, message, say("Begin from one that is shipped: barometer theme show {name}", name=HOUSE)
    )


def _over(base: Mapping[str, Any], told: Mapping[str, Any]) -> dict[str, Any]:
    """What a file says, and of its base what it leaves out."""
    whole = dict(base)
    for key, value in told.items():
        held = whole.get(key)
        whole[key] = _over(held, value) if isinstance(held, dict) and isinstance(value, dict) else value
    return whole


def _places(written: str) -> dict[tuple[str, ...], tuple[int, int]]:
    """Line and column, from 1, of every key and table: values of a theme hold no line that could be one."""
    table: tuple[str, ...] = ()
    found: dict[tuple[str, ...], tuple[int, int]] = {}
    for line, said in enumerate(written.splitlines(), start=1):
        if header := re.match(r"\s*\[([^\[\]\"',#]+)\]\s*(#.*)?$", said):
            table = _path(header[1])
            found.setdefault(table, (line, said.index("[") + 1))
        elif key := re.match(r"(\s*)([\w\"'.\- ]+?)\s*=", said):
            parts = _path(key[2])
            for end in range(1, len(parts) + 1):
                found.setdefault((*table, *parts[:end]), (line, len(key[1]) + 1))
    return found


def _path(key: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in key.split("."))


def _told(details: ErrorDetails, file: str, places: Mapping[tuple[str, ...], tuple[int, int]]) -> Problem:
    """One error of pydantic in plain words, at the nearest key that is written."""
    where = tuple(str(part) for part in details["loc"])
    place = next((places[where[:end]] for end in range(len(where), 0, -1) if where[:end] in places), (1, 1))
    kind, given, context = details["type"], details["input"], details.get("ctx", {})
    keys = tuple(part for part in details["loc"] if isinstance(part, str))
    field = ".".join(keys)
    items = [part + 1 for part in details["loc"] if isinstance(part, int)]
    if items:
        field = say("{field}, item {place}", field=field, place=" ".join(map(str, items)))
    if kind == "extra_forbidden":
        message = say("unknown key {name!r}", name=where[-1])
        return Problem(file, *place, message, suggestion(where[-1], _known(keys[:-1])))
    if kind == "missing":
        return Problem(file, *place, say("{field} is missing", field=field), say("Add it: {key} = …", key=keys[-1]))
    if kind == "string_pattern_mismatch" or kind == "string_type":
        message = say("{field} must be a colour, not {given!r}", field=field, given=given)
        return Problem(file, *place, message, say('Write it as "#RRGGBB", six hexadecimal digits.'))
    if kind == "too_short":
        message = say(
            "{field} holds {n} colours; at least {least}", field=field, n=len(given), least=context["min_length"]
        )
        return Problem(file, *place, message, say("Add colours, or remove the key, and those of the base hold."))
    if kind in ("greater_than_equal", "less_than_equal"):
        bound = context.get("ge", context.get("le"))
        limit = say("at least {n:g}", n=bound) if "ge" in context else say("at most {n:g}", n=bound)
        message = say("{field} is {given}; it must be {limit}", field=field, given=given, limit=limit)
        return Problem(file, *place, message, say("Write a number within the limits."))
    if kind == "value_error":
        message = say("{field}: {reason}", field=field, reason=str(context["error"]))
        return Problem(file, *place, message, say("Write the colours of two, of three, of four and so on."))
    message = say("{field} cannot be {given!r}", field=field, given=given)
    return Problem(
        file, *place, message, say("See how a shipped theme says it: barometer theme show {name}", name=HOUSE)
    )


def _known(path: tuple[str, ...]) -> Iterator[str]:
    """The keys of a table of a theme."""
    model: type[BaseModel] = Theme
    for part in path:
        held = model.model_fields[part].annotation
        tables = [each for each in (held, *get_args(held)) if isinstance(each, type) and issubclass(each, BaseModel)]
        assert tables, "only a table forbids keys"
        (model,) = tables
    yield from (name for name in model.model_fields if model is not Theme or name not in MADE)


def screen(painted: Mapping[str, str] | None = None) -> dict[str, bytes]:
    """A house on a screen, for pages of ours: a style sheet of colours and fonts, and the fonts, by their names.

    Parameters
    ----------
    painted
        The colours by role, as `roles` has them; the shipped house's where left out.
    """
    style = (resources.files(__package__) / "screen.css").read_text("utf-8")
    if painted and painted != roles(load(HOUSE)):
        style += properties(painted)
    return {"screen.css": style.encode()} | {f"fonts/{name}": _font(name) for name in _SCREEN_FONTS}


def house_fonts() -> dict[str, bytes]:
    """The fonts that pictures are set in, and their licence, by the names of the files."""
    return {name: _font(name) for name in _FONTS}


def _font(name: str) -> bytes:
    return (resources.files("barometer_cli.layout") / "fonts" / name).read_bytes()
