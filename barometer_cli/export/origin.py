"""What a picture is made from, carried in its file: taken out again as a project, and drawn again to compare.

It is what the spec and the survey say, the table that is published, and which barometer drew it. A share that is not
drawn is in it, for the description of the picture tells it; microdata, hidden shares and names of files are not.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict, replace

from barometer_cli import pipeline, project, themes
from barometer_cli.errors import BuildError
from barometer_cli.export.manifest import encoded
from barometer_cli.export.options import MOST_SCALE
from barometer_cli.export.write import write
from barometer_cli.formats import ENCODERS
from barometer_cli.formats.xmp import origin_in
from barometer_cli.messages import say
from barometer_cli.model.figure import Figure
from barometer_cli.model.naming import COMPUTED, FIGURES, SURVEY, THEME, slug
from barometer_cli.model.preset import PRESETS
from barometer_cli.model.spec import FigureSpec, NamedShareSpec, SurveySpec
from barometer_cli.model.table import Table
from barometer_cli.project import Entry
from barometer_cli.tables import computed
from barometer_cli.version import __version__

FORM = 1
"""Of what is carried; another program may carry another."""
LARGEST = 256 * 1024 * 1024
"""Bytes of a picture that is looked into."""
OWN = ("data", "table", "for_each", "interval", "significance", "portrait", "filter")
"""Fields of a spec that say where numbers are from, or need microdata; of some of them a part is kept."""
OF_WAVE = ("day", "n", "response_rate", "broken")
PORTRAIT = "portraet"


class Origin(Struct, frozen=True):
    """What a picture carries.

    Attributes
    ----------
    version, format, preset, scale
        The barometer that drew it; its encoder, sheet, and px for each px of the scene.
    page, figure
        Its page and id.
    spec, survey, table
        What people wrote, without where numbers are from, and the numbers.
    portrait
        Whether it shows a picture that somebody handed over, which a file carries only as it shows it.
    """

    version: str
    format: str
    preset: str
    scale: float
    page: str
    figure: str
    spec: Mapping[str, Any]
    survey: Mapping[str, Any]
    table: Mapping[str, Any]
    portrait: bool

    @property
    def theme(self) -> str:
        """The file of its theme, which is not carried; empty where it is one that is shipped."""
        named = str(self.survey.get("theme", ""))
        return named if named.endswith(THEME) else ""


def carried(entry: Entry, figure: Figure) -> Mapping[str, Any]:
    """What every picture of a figure carries, in the types of JSON."""
    return {
        "page": entry.page,
        "figure": entry.id,
        "spec": _spec(figure.spec),
        "survey": _survey(figure.survey),
        "table": computed.as_json(_told(figure), figure.beside) if figure.table.cells else {},
        **({"portrait": True} if figure.portrait else {}),
    }


def _told(figure: Figure) -> Table:
    """The table of a figure: with what its source has besides where colours go by it, and only there."""
    table = figure.table
    if pipeline.coloured(figure):
        return table
    return replace(
        table, categories=replace(table.categories, members=()), breakdown=replace(table.breakdown, members=())
    )


def as_text(content: Mapping[str, Any], format: str, preset: str, scale: float) -> str:
    """What one picture carries."""
    own = {"barometer": __version__, "form": FORM, "format": format, "preset": preset, "scale": float(scale)}
    return json.dumps({**own, **content}, ensure_ascii=False, separators=(",", ":"))


def _spec(spec: FigureSpec) -> dict[str, Any]:
    """A spec without where its numbers are from, and without what only microdata can give.

    Shares that its texts stand for are told as they were printed.
    """
    written = tuple(claim for claim in spec.claims if not isinstance(claim, NamedShareSpec))
    told = _written(spec.model_copy(update={"claims": written}) if written != spec.claims else spec, OWN)
    if spec.filter:
        told["filter"] = {"text": spec.filter.text}
    of_table = {"without_n": spec.table.without_n, "source": spec.table.source} if spec.table else {}
    if kept := {key: value for key, value in of_table.items() if value}:
        told["table"] = kept
    return told


def _survey(survey: SurveySpec) -> dict[str, Any]:
    told = _written(survey, ("data", "table_unit", "waves", "theme", "words", "sheets", "formats"))
    if survey.waves:
        told["waves"] = {
            name: {key: value for key, value in _written(wave, ()).items() if key in OF_WAVE}
            for name, wave in survey.waves.items()
        }
    if survey.colours:
        told["colours"] = [[*names] for names in survey.sets]
    if survey.theme != "house":
        told["theme"] = Path(survey.theme).name
    return told


def _written(model: Any, but: tuple[str, ...]) -> dict[str, Any]:
    found: dict[str, Any] = model.model_dump(mode="json", by_alias=True, exclude_unset=True, exclude=set(but))
    return found


def read(path: Path) -> Origin:
    """What a picture carries.

    Raises
    ------
    BuildError
        If the file cannot be read, carries nothing, or what it carries was cut or changed.
    """
    data = _bytes(path)
    broken = BuildError(
        say("{path}: what the picture carries was cut or changed", path=path),
        say("Take the file as barometer wrote it; what edits pictures may spoil it."),
    )
    try:
        text = origin_in(data)
    except ValueError:
        raise broken from None
    if text is None:
        raise BuildError(
            say("{path} carries nothing of what it was made from", path=path),
            say("PNG, WebP, SVG and PDF that barometer wrote do, until a program saves them without it."),
        )
    try:
        told = json.loads(text)
        if told["form"] != FORM:
            raise BuildError(
                say(
                    "{path} was drawn by barometer {version}, which carries another form",
                    path=path,
                    version=told["barometer"],
                ),
                say("Look into it with that version."),
            )
        found = Origin(
            version=str(told["barometer"]),
            format=str(told["format"]),
            preset=str(told["preset"]),
            scale=float(told["scale"]),
            page=str(told["page"]),
            figure=str(told["figure"]),
            spec=dict(told["spec"]),
            survey=dict(told["survey"]),
            table=dict(told["table"]),
            portrait=bool(told.get("portrait")),
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise broken from None
    known = found.format in ENCODERS and found.preset in PRESETS
    if not known or not 0 < found.scale <= MOST_SCALE * PRESETS[found.preset].density:
        raise broken
    if (slug(found.page), slug(found.figure)) != (found.page, found.figure):
        raise broken
    return found


def _bytes(path: Path) -> bytes:
    """What is in a file that somebody names."""
    try:
        if path.stat().st_size > LARGEST:
            raise BuildError(say("{path} is too large for a picture", path=path), say("Name a file of a figure."))
        return path.read_bytes()
    except OSError as error:
        raise BuildError(
            say("{file} cannot be read: {reason}", file=path, reason=error.strerror or str(error)),
            say("Check that the file is there and may be read."),
        ) from None


def extract(origin: Origin, folder: Path, portrait: Path | None = None, theme: Path | None = None) -> list[Path]:
    """Write a project that draws the same: the spec, its survey, and its table as it was computed.

    Parameters
    ----------
    origin
        What a picture carries.
    folder
        Where the project goes.
    portrait
        The picture that the figure shows; without it one that shows a picture is written without.
    theme
        The TOML of the theme, where it is none that is shipped.

    Returns
    -------
    list of Path
        The files that were written.

    Raises
    ------
    BuildError
        If a file is there already or cannot be written, or the theme is needed and not named.
    """
    for file in filter(None, (portrait, theme)):
        _bytes(file)  # a wrong name is told of, also where the figure needs none
    place = folder / FIGURES / origin.page
    spec, survey = dict(origin.spec), dict(origin.survey)
    files: dict[Path, bytes] = {}
    if origin.table:
        name = f"{origin.figure}{COMPUTED}"
        spec["table"] = {"file": name, **spec.get("table", {})}
        files[place / name] = encoded(json.dumps(origin.table, ensure_ascii=False, indent=1) + "\n")
    if origin.portrait and portrait:
        spec["portrait"] = f"{PORTRAIT}{portrait.suffix}"
        files[place / spec["portrait"]] = _bytes(portrait)
    if named := origin.theme:
        if theme is None:
            raise BuildError(
                say("the figure is drawn in a theme of its project, {theme}, which it does not carry", theme=named),
                say("Name the file: --theme {theme}", theme=named),
            )
        themes.load(theme.as_posix())  # what is wrong with it is told as of any other, before a file is written
        survey["theme"] = theme.name
        for file in (theme, *themes.files(theme.as_posix())):
            files[place / file.relative_to(theme.parent)] = _bytes(file)
    files[place / f"{origin.figure}.yaml"] = encoded(_yaml(spec))
    files[place / SURVEY] = encoded(_yaml(survey))
    if there := [path for path in files if path.exists()]:
        raise BuildError(
            say("{place} is there already", place=there[0]), say("Name a folder that is empty, or none yet.")
        )
    return [write(path, data) for path, data in files.items()]


def undressed(origin: Origin) -> Origin:
    """The same in the house's style and without a picture: what it tells does not depend on them."""
    return replace(origin, survey={key: value for key, value in origin.survey.items() if key != "theme"})


def as_record(origin: Origin) -> dict[str, Any]:
    """Everything that is carried, in the types of JSON."""
    return asdict(origin)


@contextmanager
def restored(origin: Origin, portrait: Path | None = None, theme: Path | None = None) -> Iterator[Entry]:
    """The figure of a picture, as a project in a folder of its own that goes when this ends; errors as of `extract`."""
    with TemporaryDirectory(prefix="barometer-") as folder:
        extract(origin, Path(folder).resolve(), portrait, theme)
        [entry] = project.find([Path(folder).resolve() / FIGURES])
        yield entry


def _yaml(value: Mapping[str, Any]) -> str:
    import yaml

    return str(yaml.safe_dump(dict(value), allow_unicode=True, sort_keys=False, width=110))
