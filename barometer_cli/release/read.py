"""What was rendered, as the gallery shows it: manifest and sidecars to pages of illustrations.

Both are files that anybody may have written: a name that could leave its folder is refused, a text is only a text.
"""

from __future__ import annotations

import json
import math
import re
import struct
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from pathlib import Path, PurePosixPath
from posixpath import relpath
from typing import Any
from urllib.parse import quote

from msgspec import Struct
from msgspec.structs import replace

from barometer_cli.errors import BuildError
from barometer_cli.export.manifest import BEFORE, FILE, Case, Drawn, File, load
from barometer_cli.messages import say, template
from barometer_cli.model.identity import Identity, PageIdentity, called, pages_called
from barometer_cli.model.measure import NAMES, SHARE, Measure
from barometer_cli.model.preset import MILLIMETRES, PRESETS, SCREEN
from barometer_cli.release.text import clean
from barometer_cli.themes.pages import ROLES

RESERVED = {"index.html", "sitemap.xml", "_gallery"}
"""Names that a gallery gives files of its own."""
ACTIVE = (".html", ".htm", ".xhtml", ".shtml", ".js", ".mjs", ".css", ".php")
SAFE = re.compile(r"[^\W_](?:[\w .@+,=-]*[\w@+=-])?")
"""A name of a folder or file: no slash, colon or quote, no dot or space at its ends."""

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""A figure or an edition: what `slug` makes of a name; also the beginning of ids in the page."""

COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
ADDRESS = re.compile(r"https?://[^\s\"'<>()]+[^\s\"'<>().,;:]")
"""Where a licence is told, in its text."""

LANGUAGE = re.compile(r"([A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*)?")
"""A BCP 47 code, as far as one is needed here; empty where an older release names none."""

SHOWN = ("svg", "png")
"""Formats that a browser shows, the best first."""

WIDE, NARROW = "web", "mobile"
"""Sheets that are shown in the page, and on a narrow screen."""

OPEN_GRAPH = (1200, 630)
"""Size in pixels of the picture that other sites show with a link."""

SCALED = ("png", "webp")
"""Formats that are made of pixels, at one scale or several."""

DATA = ("csv", "json")
"""Formats that hold the numbers, not a picture."""

OLD = "old"
"""Format of a file in the manifest that an earlier run left: its numbers may be others, so it is not shown."""


class Download(Struct, frozen=True):
    """A file of an illustration.

    Its name and address, where it is now, its bytes, its format, its sheet (empty: of the figure), its size in pixels,
    and in mm where it is of paper.
    """

    name: str
    source: Path
    size: int
    format: str
    preset: str = ""
    width: int = 0
    height: int = 0
    paper: tuple[int, int] | None = None

    @property
    def kind(self) -> str:
        """Its format as readers tell it from others: a PNG or WebP of more than one pixel a pixel is a large one."""
        return f"{self.format}-large" if self.format in SCALED and "@" in self.name else self.format

    @property
    def address(self) -> str:
        """Its name in a link."""
        return quote(self.name)


class Sheet(Struct, frozen=True):
    """A sheet that an illustration is drawn on, and its files; its name is empty where a file is of no sheet."""

    name: str
    files: tuple[Download, ...]

    @property
    def width(self) -> int:
        """In pixels of its PNG at 1x, or else of its SVG; nought where neither says it."""
        pixels = [file.width for file in self.files if file.format == "png" and file.width]
        return min(pixels or [file.width for file in self.files if file.width], default=0)


class Row(Struct, frozen=True):
    """A number of an illustration as it is printed, in the measure of the illustration; None where it is hidden."""

    category: str
    group: str
    printed: float | None
    low: float | None
    high: float | None
    n: int | None
    note: str


class Painted(Struct, frozen=True):
    """The theme of a figure: its colours as #RRGGBB by role, the path of the survey that names it, and that of its own
    file, empty where it is shipped.
    """

    colours: tuple[tuple[str, str], ...]
    survey: str
    file: str = ""


class Illustration(Struct, frozen=True):
    """An illustration, its words, its numbers and its files; `version` is the same as long as it looks the same.

    Attributes
    ----------
    identity, name
        What tells it from every other; what it is called among all that are shown.
    wave
        The edition as people wrote it.
    measure
        What its numbers are.
    titles
        What its categories and its groups are called together; empty where nobody says.
    licence
        What others may do with it, as the survey says it.
    day
        When the wave it is of was in the field; None where nobody says.
    question
        What was asked, as the questionnaire has it.
    theme
        What it is painted in; None where it is too old to say.
    """

    identity: Identity
    name: str
    heading: str
    wave: str
    kind: str
    title: str
    subtitle: str
    caption: str
    alt: str
    description: str
    source: str
    published: str
    version: str
    synthetic: bool
    notice: str
    rows: tuple[Row, ...]
    files: tuple[Download, ...]
    measure: Measure = SHARE
    titles: tuple[str, str] = ("", "")
    licence: str = ""
    day: date | None = None
    question: str = ""
    theme: Painted | None = None

    @property
    def figure(self) -> str:
        """Its name on its page; also the beginning of ids there."""
        return self.identity.figure

    @property
    def language(self) -> str:
        """Of its words."""
        return self.identity.language

    @property
    def licensed(self) -> tuple[str, str]:
        """What the licence is called, and where it is told; empty where nobody says."""
        found = ADDRESS.search(self.licence)
        if not found:
            return self.licence, ""
        around = (self.licence[: found.start()].rstrip(" ,;:("), self.licence[found.end() :].strip(" ,;:)."))
        return " ".join(filter(None, around)) or found[0], found[0]

    @property
    def address(self) -> str:
        """The folder of its page of its own below the gallery, as in a link."""
        return f"{quote(self.name)}/"

    @property
    def folder(self) -> str:
        """The folder of its files, as in a link: where `render` has them, in whatever editions there are besides."""
        return f"{quote(self.identity.name)}/"

    def _of(self, preset: str) -> tuple[Download, ...]:
        """The SVG of a sheet, which is sharp at any size, and its PNG files, the smallest first."""
        found = (file for file in self.files if file.format in SHOWN and file.preset == preset)
        return tuple(sorted(found, key=lambda file: (SHOWN.index(file.format), file.width)))

    @property
    def _shown(self) -> tuple[Download, ...]:
        """The pictures of the sheet for the web, or else of the first there is."""
        first = next(file.preset for file in self.files if file.format in SHOWN)
        return self._of(WIDE) or self._of(first)

    @property
    def pixels(self) -> tuple[Download, ...]:
        """PNG files of the sheet that it is shown on, the smallest first."""
        return tuple(file for file in self._shown if file.format == "png")

    @property
    def drawing(self) -> Download:
        """What is shown large: the SVG, or else the PNG."""
        return self._shown[0]

    @property
    def narrow(self) -> Download | None:
        """What is shown on a narrow screen instead, where there is such a sheet."""
        return next(iter(self._of(NARROW)), None)

    @property
    def narrow_pixels(self) -> Download | None:
        """The PNG of that sheet."""
        return next((file for file in self._of(NARROW) if file.format == "png"), None)

    @property
    def preview(self) -> Download | None:
        """The PNG that other sites show with a link, where there is one of the size they ask for."""
        asked = (file for file in self.files if file.format == "png" and (file.width, file.height) == OPEN_GRAPH)
        return next(asked, None)

    @property
    def thumbnail(self) -> Download:
        """What is shown small: what other sites show, which says least; or the PNG at 1x, or else the SVG."""
        return self.preview or (*self.pixels, self.drawing)[0]

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """Its pictures by sheet: those we know in their order, then others as they come, then what is of none."""
        pictures = [file for file in self.files if file.format not in DATA]
        names = dict.fromkeys((*PRESETS, *(file.preset for file in pictures if file.preset), ""))
        found = (Sheet(name, tuple(file for file in pictures if file.preset == name)) for name in names)
        return tuple(sheet for sheet in found if sheet.files)

    @property
    def data(self) -> tuple[Download, ...]:
        """The files of its numbers."""
        return tuple(file for file in self.files if file.format in DATA)

    @property
    def groups(self) -> tuple[str, ...]:
        """Groups that its numbers are divided by, where each has one n: the columns of a table."""
        bases = {(row.group, row.n) for row in self.rows}
        names = tuple(dict.fromkeys(row.group for row in self.rows))
        cells = {(row.category, row.group) for row in self.rows}
        return names if len(names) > 1 and len(bases) == len(names) and len(cells) == len(self.rows) else ()

    @property
    def crossed(self) -> tuple[tuple[str, str, tuple[Row | None, ...]], ...]:
        """Its numbers by category: the category, what is noted of it in any group, a number for each group."""
        found = []
        for category in dict.fromkeys(row.category for row in self.rows):
            own = {row.group: row for row in self.rows if row.category == category}
            notes = "; ".join(dict.fromkeys(row.note for row in own.values() if row.note))
            found.append((category, notes, tuple(own.get(group) for group in self.groups)))
        return tuple(found)

    @property
    def csv(self) -> Download | None:
        """The numbers, for a spreadsheet."""
        return next((file for file in self.data if file.format == "csv"), None)


class Page(Struct, frozen=True):
    """A page: its illustrations in order, what else it says and leads on to.

    Attributes
    ----------
    identity, name
        What tells it from every other; its folder below the gallery: the page's name, with edition and language where
        there are several of that name.
    edition, language
        What tells it from the others of its name: the edition as people wrote it, a BCP 47 code; empty where it is the
        same in all of them.
    """

    identity: PageIdentity
    name: str
    edition: str
    language: str
    heading: str
    lead: str
    cases: tuple[Case, ...]
    illustrations: tuple[Illustration, ...]

    @property
    def address(self) -> str:
        """Its folder below the gallery, as in a link."""
        return f"{quote(self.name)}/"

    @property
    def archive(self) -> str:
        """Name of the ZIP of everything."""
        return f"{self.bundle}.zip"

    @property
    def bundle(self) -> str:
        """Name of the folder in it."""
        return self.name.replace("/", "-")

    @property
    def synthetic(self) -> bool:
        """Whether any of its numbers are made up."""
        return any(each.synthetic for each in self.illustrations)

    @property
    def sources(self) -> tuple[str, ...]:
        """Whom its illustrations credit, each once."""
        return tuple(dict.fromkeys(each.source for each in self.illustrations if each.source))


class LeftOut(Struct, frozen=True):
    """A figure that is not shown: what it is called, why, and whether it was refused; else its spec is gone."""

    identity: Identity
    name: str
    why: str
    refused: bool


class Release(Struct, frozen=True):
    """What was rendered: the pages in order, and the figures whose files are not what their specs say now."""

    pages: tuple[Page, ...]
    left_out: tuple[LeftOut, ...] = ()


def read(out: Path) -> Release:
    """What is to be shown of a folder of files.

    Pages stand in order of their names, and of one name the newest edition first.

    Raises
    ------
    BuildError
        If nothing was rendered there, a file is missing or was changed, or a name is not safe.
    """
    found = tuple(load(out, BEFORE).figures.values())
    if not found:
        if (out / FILE).is_file():
            raise BuildError(
                say("{out} cannot be read, or is of another version", out=out / FILE),
                say("Draw again: barometer render"),
            )
        raise BuildError(
            say("{out}: there is no manifest of figures in this folder", out=out),
            say("Draw them first: barometer render"),
        )
    for drawn in found:
        _check(drawn, out)
    shown = [drawn for drawn in found if not drawn.refused and not drawn.gone]
    shown.sort(key=lambda drawn: (drawn.identity.language, drawn.place, drawn.identity.figure))
    shown.sort(key=lambda drawn: age(drawn.identity.edition), reverse=True)
    shown.sort(key=lambda drawn: drawn.identity.page)
    names = called(drawn.identity for drawn in shown)
    page_names = pages_called(drawn.identity.on for drawn in shown)
    pages = []
    for page, members in groupby(shown, key=lambda drawn: drawn.identity.on):
        together = tuple(members)
        illustrations = tuple(_illustration(drawn, names[drawn.identity], out) for drawn in together)
        same = [each for each in page_names if each.page == page.page]
        pages.append(_page(page_names[page], same, together[0], illustrations))
    told = called(drawn.identity for drawn in found)
    left_out = (
        LeftOut(
            each.identity,
            clean(told[each.identity]),
            clean(each.refused) or say("{spec} makes it no more", spec=clean(each.spec)),
            bool(each.refused),
        )
        for each in found
        if each.refused or each.gone
    )
    return Release(tuple(pages), tuple(left_out))


def age(edition: str) -> list[str | int]:
    """What orders editions, the oldest first: numbers in their names by size."""
    return [int(part) if part.isdecimal() else part for part in re.split(r"(\d+)", edition)]


def _check(drawn: Drawn, out: Path) -> None:
    """Refuse what barometer does not write."""
    each = drawn.identity
    told_of = (text for case in drawn.cases for text in (case.title, case.text, case.url))
    told = (each.edition, each.page, each.figure, each.language, drawn.heading, drawn.title, drawn.kind, drawn.lead)
    texts = (*told, drawn.wave, drawn.spec, drawn.refused, *told_of)
    if not all(isinstance(text, str) for text in texts) or not isinstance(drawn.place, int):
        raise BuildError(
            say("{out}: the manifest is not one that barometer wrote", out=out), say("Draw again: barometer render")
        )
    if not safe(each.page) or each.page.casefold().endswith(".zip"):
        raise BuildError(
            say("{out}: the manifest names a page {page!r}", out=out, page=each.page),
            say("Give its folder another name."),
        )
    wrong = [
        (said, name)
        for said, name, pattern in (
            (template("{out}: the manifest names a figure {name!r}"), each.figure, ID),
            (template("{out}: the manifest names an edition {name!r}"), each.edition or "0", ID),
            (template("{out}: the manifest names a language {name!r}"), each.language, LANGUAGE),
        )
        if not pattern.fullmatch(name)
    ]
    if wrong:
        said, name = wrong[0]
        raise BuildError(say(said, out=out, name=name), say("Draw again: barometer render"))


def _page(name: str, same: Sequence[PageIdentity], said: Drawn, illustrations: tuple[Illustration, ...]) -> Page:
    """A page; `same` are the pages of its name, itself among them, `said` tells what is said of it."""
    several = [len({getattr(each, part) for each in same}) > 1 for part in ("edition", "language")]
    return Page(
        identity=said.identity.on,
        name=name,
        edition=illustrations[0].wave if several[0] else "",
        language=said.identity.language if several[1] else "",
        heading=illustrations[0].heading,
        lead=clean(said.lead),
        cases=tuple(Case(clean(each.title), clean(each.text), _followed(each.url)) for each in said.cases),
        illustrations=illustrations,
    )


def way(address: str, there: str) -> str:
    """The folder `there` as a link from the page at `address` has it; empty where it is the same."""
    found = relpath(there or ".", address or ".")
    return "" if found == "." else f"{found}/"


def safe(name: str) -> bool:
    """Whether a folder or file of this name stays where it is put, and is not one of the gallery's own."""
    return bool(len(name) <= 200 and SAFE.fullmatch(name)) and clean(name) == name and name.casefold() not in RESERVED


def _illustration(drawn: Drawn, name: str, out: Path) -> Illustration:
    files = tuple(_download(file, drawn, out) for file in drawn.files if file.format != OLD)
    if not any(file.format in ("png", "svg") for file in files):
        raise BuildError(
            say("{name} has no PNG and no SVG", name=drawn.identity.name),
            say("Draw one: barometer render --format png,svg"),
        )
    told = _sidecar(files)
    files = _on_paper(files, told.get("sheets"))
    notice = _text(told, "notice")
    return Illustration(
        identity=drawn.identity,
        name=name,
        heading=clean(drawn.heading) or drawn.identity.page,
        wave=clean(drawn.wave) or drawn.identity.edition,
        kind=drawn.kind if re.fullmatch(r"[a-z_]+", drawn.kind) else "",
        title=clean(drawn.title),
        subtitle=_text(told, "subtitle"),
        caption=_text(told, "caption"),
        alt=_text(told, "alt") or clean(drawn.title),
        description=_text(told, "description"),
        source=_text(told, "source"),
        published=_published(told),
        version=_version(told),
        synthetic=bool(told.get("synthetic")) and drawn.kind != "quote",
        notice=notice,
        rows=_rows(told.get("table"), notice),
        files=files,
        measure=_measure(told),
        titles=_titles(told.get("axes")),
        licence=_text(told, "licence"),
        day=_day(_text(told, "date")),
        question=_question(told.get("facts")),
        theme=_painted(told.get("theme")),
    )


def _download(file: File, drawn: Drawn, out: Path) -> Download:
    path = PurePosixPath(file.path)
    inside = (
        path.parts[:-1] == (drawn.identity.page, drawn.identity.figure)
        and safe(path.name)
        and not file.path.count("\\")
    )
    source = out / path
    if not inside or path.suffix.casefold() in ACTIVE or not source.resolve().is_relative_to(out.resolve()):
        raise BuildError(
            say("{out}: the manifest names a file {path!r}", out=out, path=file.path),
            say("Draw again: barometer render"),
        )
    try:
        with source.open("rb") as stream:
            start = stream.read(4096)
        size = source.stat().st_size
    except OSError as error:
        raise BuildError(f"{source}: {error.strerror or error}", say("Draw it again: barometer render")) from error
    if size != file.size:
        raise BuildError(
            say("{source} is not as it was drawn", source=source), say("Draw it again, or put back the file that was.")
        )
    return Download(path.name, source, size, file.format, file.preset, *_dimensions(start))


def _on_paper(files: tuple[Download, ...], sheets: Any) -> tuple[Download, ...]:
    """Files with their size in mm: of sheets for print, and PDF of any."""
    sizes: dict[str, tuple[float, float]] = {}
    for sheet in sheets if isinstance(sheets, list) else []:
        if isinstance(sheet, dict):
            width, height = _number(sheet.get("width")), _number(sheet.get("height"))
            if width and height:
                sizes[_text(sheet, "preset")] = (width, height)
    found = []
    for file in files:
        resolution = PRESETS[file.preset].resolution if file.preset in PRESETS else SCREEN
        if file.preset in sizes and (file.format == "pdf" or resolution != SCREEN):
            across, down = (round(px / resolution * MILLIMETRES) for px in sizes[file.preset])
            file = replace(file, paper=(across, down))
        found.append(file)
    return tuple(found)


def _dimensions(start: bytes) -> tuple[int, int]:
    """Width and height of a PNG, WebP without loss, or SVG from its first bytes; noughts of any other."""
    if start.startswith(b"\x89PNG\r\n\x1a\n") and len(start) >= 24:
        width, height = struct.unpack(">II", start[16:24])
        return int(width), int(height)
    if start.startswith(b"RIFF") and start[8:16] == b"WEBPVP8X" and len(start) >= 30:
        return 1 + int.from_bytes(start[24:27], "little"), 1 + int.from_bytes(start[27:30], "little")
    if start.startswith(b"RIFF") and start[8:16] == b"WEBPVP8L" and len(start) >= 25:
        bits = int.from_bytes(start[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    found = re.search(rb'<svg\b[^>]*?\swidth="([\d.]+)"[^>]*?\sheight="([\d.]+)"', start)
    return (round(float(found[1])), round(float(found[2]))) if found else (0, 0)


def _sidecar(files: tuple[Download, ...]) -> dict[str, Any]:
    for file in files:
        if file.format == "json":
            try:
                told = json.loads(file.source.read_bytes())
            except (OSError, ValueError) as error:
                raise BuildError(
                    say("{source}: cannot be read: {error}", source=file.source, error=error),
                    say("Draw it again: barometer render"),
                ) from error
            return told if isinstance(told, dict) else {}
    return {}


def _text(told: dict[str, Any], key: str) -> str:
    value = told.get(key)
    return clean(value) if isinstance(value, str) else ""


def _published(told: dict[str, Any]) -> str:
    """Address of the source, where it is one that a reader can follow."""
    origin = told.get("provenance")
    return _followed(_text(origin, "published_at") if isinstance(origin, dict) else "")


def _followed(address: str) -> str:
    """An address, where it is one that a reader can follow."""
    return address if re.fullmatch(r"https?://[^\s\"'<>]+", address) else ""


def _version(told: dict[str, Any]) -> str:
    """The first digits of the digest of what was drawn on the sheet that is shown in the page."""
    drawn = told.get("sheets")
    sheets = [sheet for sheet in drawn if isinstance(sheet, dict)] if isinstance(drawn, list) else []
    shown = next((sheet for sheet in sheets if _text(sheet, "preset") == WIDE), {}) or next(iter(sheets), {})
    digest = _text(shown, "scene_sha256")
    return digest[:8] if re.fullmatch(r"[0-9a-f]{64}", digest) else ""


def _rows(records: Any, notice: str) -> tuple[Row, ...]:
    """Numbers; the notice that stands on the illustration is not said again in each of them."""
    said = notice.rstrip(".").casefold()
    found = []
    for record in records if isinstance(records, list) else []:
        if not isinstance(record, dict):
            continue
        notes = [note for note in _text(record, "note").split("; ") if note and note.casefold() != said]
        printed, low, high, n = (_number(record.get(key)) for key in (_value_of(record), "low", "high", "n"))
        found.append(
            Row(
                _text(record, "category"),
                _text(record, "group"),
                printed,
                low,
                high,
                int(n) if n is not None else None,
                "; ".join(notes),
            )
        )
    return tuple(found)


def _value_of(record: dict[str, Any]) -> str:
    """The field of a printed value; releases drawn before there were other measures than shares call it `percent`."""
    return "printed" if "printed" in record else "percent"


def _measure(told: dict[str, Any]) -> Measure:
    """What the numbers measure; shares, with as many decimals as there are, where a release is too old to say."""
    found = told.get("measure")
    if not isinstance(found, dict):
        rows = _rows(told.get("table"), "")
        return replace(SHARE, decimals=max((_decimals(row.printed) for row in rows), default=0))
    name, of, decimals = found.get("name"), found.get("of"), found.get("decimals")
    if name not in NAMES or of not in NAMES or not isinstance(decimals, int):
        figure = _text(told, "figure") or say("a figure")
        message = say(
            "the numbers of {figure} are of a measure that this barometer does not know: {name}",
            figure=figure,
            name=name,
        )
        raise BuildError(message, say("Use the barometer that drew it, or draw it again."))
    return Measure(
        name,
        _text(found, "unit") or None,
        min(decimals, MOST_DECIMALS),
        _number(found.get("low")),
        _number(found.get("high")),
        of,
    )


def _decimals(value: float | None) -> int:
    return 0 if value is None or value == int(value) else min(len(repr(value).partition(".")[2]), MOST_DECIMALS)


MOST_DECIMALS = 2


def _titles(axes: Any) -> tuple[str, str]:
    named = [axes.get(name) if isinstance(axes, dict) else None for name in ("categories", "groups")]
    categories, groups = (_text(axis, "title") if isinstance(axis, dict) else "" for axis in named)
    return categories, groups


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _question(facts: Any) -> str:
    """The question among the facts of a caption, with its parts where it has any."""
    for fact in facts if isinstance(facts, list) else []:
        if isinstance(fact, dict) and fact.get("fact") == "Asked":
            several = [part for key in ("sub", "any_of") if isinstance(fact.get(key), list) for part in fact[key]]
            return " / ".join(
                filter(None, (_text(fact, "question"), *(part for part in several if isinstance(part, str))))
            )
    return ""


def _painted(told: Any) -> Painted | None:
    """A theme, where it says every colour that pages take."""
    if not isinstance(told, dict):
        return None
    colours = tuple((role, _text(told, role)) for role in ROLES)
    whole = all(COLOUR.fullmatch(colour) for _, colour in colours)
    return Painted(colours, _text(told, "survey"), _text(told, "file")) if whole else None


def _number(value: Any) -> float | None:
    """A number that can be printed."""
    counts = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    return value if counts else None
