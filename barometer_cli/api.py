"""Figures in a script or a notebook: what the commands do, as values.

Nothing is done here in a way of its own: figures are found, computed, checked and encoded as `barometer render` does
it, with the same numbers, errors and bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from msgspec.structs import replace

from barometer_cli import checks, pipeline, project
from barometer_cli.checks.account import Headline
from barometer_cli.errors import (
    BarometerError,
    BuildError,
    Problem,
    SpecError,
    UnknownCategory,
    UnknownFigure,
    suggestion,
)
from barometer_cli.export import numbers
from barometer_cli.export.check import Examination, Seen, conclude, look, placed, refuse
from barometer_cli.export.encode import Task, encode, pictures
from barometer_cli.export.numbers import Row
from barometer_cli.export.options import MOST_SCALE
from barometer_cli.export.origin import carried
from barometer_cli.export.write import write
from barometer_cli.formats import ENDINGS
from barometer_cli.messages import counted, say, template
from barometer_cli.model import figure as model
from barometer_cli.model.finding import Finding, Location
from barometer_cli.model.identity import Identity, called
from barometer_cli.model.naming import FIGURES
from barometer_cli.model.preset import PRESETS, Preset
from barometer_cli.model.table import Hidden, Net
from barometer_cli.project import Entry, Selection

if TYPE_CHECKING:
    import pandas as pd

Named: TypeAlias = str | PathLike[str]
"""A file or folder by its name."""
Mode: TypeAlias = Literal["web", "editable", "outlined"]
"""What an SVG is for: the web, an illustrator's program, or where its font is not to be had."""
MODES: dict[str, str] = {"web": "svg", "editable": "svg-editable", "outlined": "svg-outlined"}
"""The encoder of each."""
_NONE_OF = {
    "page": template("no figure is of the page {name!r}"),
    "language": template("no figure is of the language {name!r}"),
    "edition": template("no figure is of the edition {name!r}"),
}


def open(path: Named = FIGURES, *, only: str | None = None) -> Project:
    """The figures below a folder, or of one spec.

    Parameters
    ----------
    path
        A folder of specs, or a spec.
    only
        Glob on the figure's id, "page/id" or "page/edition/language/id"; None for all.

    Returns
    -------
    Project
        As it is now; what is edited afterwards is seen by opening it again. Nothing is computed yet.

    Raises
    ------
    BuildError
        If there is no such file or folder.
    """
    selection = project.search([Path(path)], () if only is None else (only,))
    return Project(selection, _Desk(selection.entries))


class _Desk:
    """What was computed of figures so far; those of one project share it, and with it the files that are read."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = {entry.identity: entry for entry in entries}
        folders = {folder: folder.resolve() for folder in {each.path.parent for each in self.entries.values()}}
        self._beside: dict[Path, list[Entry]] = {folder: [] for folder in folders.values()}
        for each in self.entries.values():
            self._beside[folders[each.path.parent]].append(each)
        self._microdata = project.Microdata()
        self._seen: dict[Identity, Seen] = {}
        self._pages: dict[Path, Examination] = {}

    def seen(self, entry: Entry) -> Seen:
        """A figure and its judged texts, or what stopped it."""
        if not self._is_own(entry):
            return look(entry, self._microdata)
        if entry.identity not in self._seen:
            self._seen[entry.identity] = look(entry, self._microdata)
        return self._seen[entry.identity]

    def together(self, entries: Iterable[Entry]) -> Examination:
        """What is known of figures beside one another."""
        return conclude((entry, self.seen(entry)) for entry in entries)

    def page(self, entry: Entry, seen: Seen) -> Examination:
        """What is known of the figures of a page together, in which a figure that is handed over has its place.

        Parameters
        ----------
        entry, seen
            One of its figures.
        """
        folder = entry.path.parent.resolve()
        beside = self._beside.get(folder, [])
        if not self._is_own(entry):
            looked = {each.identity: (each, self.seen(each)) for each in beside}
            return conclude({**looked, entry.identity: (entry, seen)}.values())
        if folder not in self._pages:
            self._pages[folder] = self.together(beside)
        return self._pages[folder]

    def _is_own(self, entry: Entry) -> bool:
        return self.entries.get(entry.identity) is entry


class Project:
    """Figures of a folder, by name and in the order of their pages; made by `open`.

    Parameters
    ----------
    selection
        What was found below the folder.
    desk
        Where figures of one project share what is computed.
    """

    def __init__(self, selection: Selection, desk: _Desk) -> None:
        self._found = selection
        self._desk = desk
        self._names = called(desk.entries)

    @property
    def names(self) -> tuple[str, ...]:
        """What the figures are called: "page/figure"; with edition and language where several have that name."""
        return tuple(self._names[entry.identity] for entry in self._found.entries)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that is wrong with specs, surveys and pages; a spec that cannot be read is no figure."""
        return self._found.problems

    def __iter__(self) -> Iterator[Figure]:
        return map(self._figure, self._found.entries)

    def __len__(self) -> int:
        return len(self._found.entries)

    def __contains__(self, name: object) -> bool:
        """Whether a name is that of one figure."""
        return isinstance(name, str) and len(self._called(name)) == 1

    def __getitem__(self, name: str) -> Figure:
        """The figure of a name: "page/figure", or its id alone where no other has it.

        Parameters
        ----------
        name
            As `names` has it, with or without page, edition and language.

        Raises
        ------
        UnknownFigure
            If no figure has the name, or several have it. It is a KeyError.
        SpecError
            If the spec of that name cannot be read.
        """
        found = self._called(name)
        if len(found) == 1:
            return self._figure(found[0])
        if found:
            names = ", ".join(repr(self._names[each.identity]) for each in found)
            raise UnknownFigure(
                say("{n} figures are called {name!r}", n=len(found), name=name),
                say("Name one of them: {names}.", names=names),
            )
        for unread in self._found.unread:
            if name in _ways_to_name(unread.identity):
                raise SpecError(unread.problems)
        known = self.names if "/" in name else dict.fromkeys(each.id for each in self._found.entries)
        raise UnknownFigure(say("there is no figure {name!r}", name=name), suggestion(name, known))

    def filter(self, *, page: str | None = None, language: str | None = None, edition: str | None = None) -> Project:
        """Those of its figures that are of a page, a language and an edition.

        Parameters
        ----------
        page
            The slug of its folder.
        language
            BCP 47 code of its words: "da".
        edition
            The slug of its survey's wave.

        Raises
        ------
        UnknownFigure
            If no figure has one of these.
        """
        asked = {"page": page, "language": language, "edition": edition}
        kept = self._found
        for part, wanted in asked.items():
            if wanted is None:
                continue
            known = dict.fromkeys(getattr(each.identity, part) for each in kept.entries)
            if wanted not in known:
                raise UnknownFigure(say(_NONE_OF[part], name=wanted), suggestion(wanted, known))
            entries = tuple(each for each in kept.entries if getattr(each.identity, part) == wanted)
            unread = tuple(each for each in kept.unread if getattr(each.identity, part) == wanted)
            kept = replace(kept, entries=entries, unread=unread)
        return Project(kept, self._desk)

    def figure(
        self,
        spec: Mapping[str, Any] | Named,
        table: Any = None,
        *,
        name: str = "figure",
        folder: Named | None = None,
    ) -> Figure:
        """A figure that the project's folder does not hold: its spec, its table, or both are handed over.

        It is computed and checked as if it stood there, beside the other figures of its page; one that is called alike
        it takes the place of. Microdata that it draws are hidden as beside the figures that stand in files, but no
        figure that was handed over before is taken into account.

        Parameters
        ----------
        spec
            The fields of a spec, as YAML would give them; or the file of one.
        table
            A frame of weighted values (pandas, Polars, Arrow, DuckDB, or a dict of columns) in the place of the file
            that `table` of the spec names; what else it says of the table is kept.
        name
            What a figure of fields is called.
        folder
            Where fields are taken to stand: the survey, the page and files that they name are found from there. Left
            out, it is that of the project's figures where they all stand in one, else that which was opened.

        Raises
        ------
        SpecError
            With every problem of the spec; where fields stand in no file, without line and column.
        BuildError, DataError
            If a file or the frame cannot be read.
        """
        if isinstance(spec, Mapping):
            at = Path(folder) if folder is not None else self._folder
            return self._figure(project.handed_over(at / f"{name}.yaml", spec, table))
        return self._figure(project.handed_over(Path(spec), table=table))

    def check(self) -> tuple[Finding, ...]:
        """What `barometer check` finds: what is wrong with specs, then the findings of figures, in their order."""
        wrong = checks.from_error(SpecError(self.problems), Location(""), None)
        return (*wrong, *self._desk.together(self._found.entries).findings)

    def __repr__(self) -> str:
        figures, unread = counted("{n} figure", "{n} figures", len(self)), len(self._found.unread)
        if unread:
            figures = say("{figures}, {n} that cannot be read (see problems)", figures=figures, n=unread)
        where = ", ".join(path.as_posix() for path in self._found.paths)
        return f"<Project {where}: {figures}>"

    @property
    def _folder(self) -> Path:
        folders = {entry.path.parent for entry in self._found.entries}
        opened = self._found.paths[0]
        return folders.pop() if len(folders) == 1 else opened if opened.is_dir() else opened.parent

    def _called(self, name: str) -> list[Entry]:
        return [each for each in self._found.entries if name in _ways_to_name(each.identity)]

    def _figure(self, entry: Entry) -> Figure:
        return Figure(entry, self._desk, self._names.get(entry.identity, entry.identity.name))


def _ways_to_name(identity: Identity) -> tuple[str, str, str]:
    return identity.figure, identity.name, str(identity)


class Figure:
    """A figure of a project: computed when something is asked of it, and then kept.

    Whatever computes raises a BarometerError if its data, spec or sheet stop it: the error that the command prints.

    Parameters
    ----------
    entry
        The figure as it is written.
    desk
        Where it is computed.
    name
        What it is called among those of its project.

    Attributes
    ----------
    name
        As given.
    """

    def __init__(self, entry: Entry, desk: _Desk, name: str) -> None:
        self.name = name
        self._entry = entry
        self._desk = desk
        self._seen: Seen | None = None

    @property
    def id(self) -> str:
        """Its name within its page."""
        return self._entry.id

    @property
    def page(self) -> str:
        """The page it stands on."""
        return self._entry.page

    @property
    def language(self) -> str:
        """BCP 47 code of its words."""
        return self._entry.identity.language

    @property
    def edition(self) -> str:
        """Slug of its survey's wave."""
        return self._entry.identity.edition

    @property
    def kind(self) -> str:
        """The kind of figure: "bars"."""
        return self._entry.spec.kind

    @property
    def title(self) -> str:
        """Its headline, numbers that it names filled in."""
        return self._computed.spec.title

    @property
    def caption(self) -> str:
        """The note below it: what is shown of whom, what shares sum to, who is not shown, n."""
        return self._computed.caption.text

    @property
    def alt(self) -> str:
        """One sentence for a screen reader."""
        return self._computed.alt

    @property
    def description(self) -> str:
        """Every shown number in words."""
        return self._computed.description

    @property
    def source(self) -> str:
        """The source it names."""
        return self._computed.credit

    @property
    def table(self) -> FigureTable:
        """Its numbers, row by row; none where it has none."""
        return FigureTable(self._computed)

    @property
    def claims(self) -> tuple[Headline, ...]:
        """What of its headlines was proved: each text, its claims with their state, and the parts nobody read."""
        _ = self._computed
        return self._examined.headlines(self._entry)

    def check(self) -> tuple[Finding, ...]:
        """What the checks find of it, by itself and beside the figures of its page; none raises."""
        return self._examined.of(self._entry)

    def svg(self, preset: str = "web", *, mode: Mode = "web", force: bool = False) -> str:
        """The figure as SVG.

        Parameters
        ----------
        preset
            The sheet: "web", "mobile", "social" (docs/sizes.md).
        mode
            "web" carries its font, "editable" has live text for Illustrator, Figma and Inkscape, "outlined" has curves.
        force
            Draw also what the checks refuse.

        Raises
        ------
        CheckError
            If it says what its numbers do not, and its author has not acknowledged that.
        LayoutError
            If it does not fit the sheet.
        BuildError
            If there is no such preset or mode, or its spec does not want the sheet.
        """
        if mode not in MODES:
            raise BuildError(say("there is no mode {mode!r}", mode=mode), suggestion(mode, MODES))
        return self._encoded(MODES[mode], preset, 1.0, force).decode("utf-8")

    def png(self, preset: str = "web", *, scale: float = 1, force: bool = False) -> bytes:
        """The figure as PNG.

        Parameters
        ----------
        preset, force
            As for `svg`.
        scale
            How much larger than the preset's own size: above 0, at most 8.

        Raises
        ------
        CheckError, LayoutError, BuildError
            As `svg`, or if the scale is out of range.
        """
        return self._encoded("png", preset, _scale(scale), force)

    def webp(self, preset: str = "web", *, scale: float = 1, force: bool = False) -> bytes:
        """The figure as WebP: the pixels of its PNG, in a smaller file.

        Parameters
        ----------
        preset, scale, force
            As for `png`.

        Raises
        ------
        CheckError, LayoutError, BuildError
            As `png`.
        """
        return self._encoded("webp", preset, _scale(scale), force)

    def pdf(self, preset: str = "web", *, force: bool = False) -> bytes:
        """The figure as PDF.

        Parameters
        ----------
        preset, force
            As for `svg`.

        Raises
        ------
        CheckError, LayoutError, BuildError
            As `svg`.
        """
        return self._encoded("pdf", preset, 1.0, force)

    def pptx(self, preset: str = "web", *, force: bool = False) -> bytes:
        """The figure as a slide of PowerPoint, with a chart that can be edited where PowerPoint has its kind.

        Parameters
        ----------
        preset, force
            As for `svg`.

        Raises
        ------
        CheckError, LayoutError, BuildError
            As `svg`, or if python-pptx is not installed.
        """
        return self._encoded("pptx", preset, 1.0, force)

    def save(
        self, path: Named, preset: str = "web", *, scale: float = 1, mode: Mode = "web", force: bool = False
    ) -> Path:
        """Write the figure to a file, whole or not at all.

        Parameters
        ----------
        path
            Its ending says the format: .svg, .png, .webp, .pdf or .pptx.
        preset, scale, mode, force
            As for `svg` and `png`; a scale is of a PNG or WebP, a mode of an SVG.

        Returns
        -------
        Path
            The file.

        Raises
        ------
        CheckError, LayoutError, BuildError
            As `svg`, or if the file cannot be written, or its ending is of no format or of one that has no such
            scale or mode.
        """
        path = Path(path)
        ending = path.suffix.lower()
        if ending not in ENDINGS:
            message = say("{file}: there is no format {ending!r}", file=path, ending=ending)
            raise BuildError(message, suggestion(ending, ENDINGS))
        raster = [each for each, encoder in ENDINGS.items() if encoder.raster]
        for option, is_given, of in (("scale", scale != 1, raster), ("mode", mode != "web", [".svg"])):
            if is_given and ending not in of:
                endings = say(" or ").join(of)
                raise BuildError(
                    say("{file}: a {option} is of files ending in {ending}", file=path, option=option, ending=endings),
                    say("Leave it out, or change the ending."),
                )
        if ending == ".svg":
            return write(path, self.svg(preset, mode=mode, force=force).encode("utf-8"))
        return write(path, self._encoded(ENDINGS[ending].name, preset, _scale(scale), force))

    def _repr_svg_(self) -> str | None:
        """The figure in a notebook, on the first sheet that its spec wants; None where it cannot be drawn."""
        try:
            return self.svg(self._first)
        except BarometerError:
            return None

    def _repr_mimebundle_(
        self, include: Iterable[str] | None = None, exclude: Iterable[str] | None = None
    ) -> dict[str, str]:
        """The figure in a notebook: as SVG and in words, or why it cannot be drawn.

        Parameters
        ----------
        include, exclude
            Names of MIME types, as notebooks ask for them.
        """
        try:
            bundle = {"image/svg+xml": self.svg(self._first), "text/plain": f"{self!r}\n{self.alt}"}
        except BarometerError as error:
            bundle = {"text/plain": f"{self!r}\n{error}"}
        asked = bundle.keys() if include is None else set(include)
        return {name: data for name, data in bundle.items() if name in asked and name not in set(exclude or ())}

    def __repr__(self) -> str:
        return f"<Figure {self.name}: {self.kind}>"

    @property
    def _looked(self) -> Seen:
        if self._seen is None:
            self._seen = self._desk.seen(self._entry)
        return self._seen

    @property
    def _computed(self) -> model.Figure:
        if isinstance(seen := self._looked, BarometerError):
            raise placed(seen, self._entry)
        return seen.figure

    @property
    def _examined(self) -> Examination:
        return self._desk.page(self._entry, self._looked)

    @property
    def _first(self) -> str:
        return pipeline.wanted(self._computed, PRESETS.values())[0].name

    def _encoded(self, encoder: str, preset: str, scale: float, force: bool) -> bytes:
        """The bytes that `barometer render` writes."""
        figure, sheet = self._computed, _preset(preset)
        if not pipeline.wanted(figure, [sheet]):
            raise BuildError(
                say("{figure}: its spec does not want the sheet {sheet!r}", figure=self.name, sheet=preset),
                say("Draw it on {sheets}, or add it to `sheets`.", sheets=say(" or ").join(figure.spec.sheets)),
            )
        if not force:
            refuse(self.check(), "force=True")
        drawn, unfit = pipeline.sheets(figure, [sheet])
        for error in unfit.values():
            raise placed(error, self._entry)
        stem, page, told = Path(self._entry.stem), self._entry.page, carried(self._entry, figure)
        [made] = encode(Task(self.name, pictures(stem, page, drawn[0], (encoder,), (scale,), told)))
        return made


def _scale(scale: float) -> float:
    if not 0 < scale <= MOST_SCALE:
        raise BuildError(
            say("the scale {scale:g} is out of range", scale=scale),
            say("Give a number above 0, at most {most}.", most=MOST_SCALE),
        )
    return float(scale)


def _preset(name: str) -> Preset:
    if name not in PRESETS:
        raise BuildError(say("there is no preset {name!r}", name=name), suggestion(name, PRESETS))
    return PRESETS[name]


class FigureTable:
    """The numbers of a figure, row by row: group by group, categories in the order of the table, nets, what is hidden.

    What is hidden has its row, and no number: it is not in here.

    Parameters
    ----------
    figure
        As it was computed.
    """

    def __init__(self, figure: model.Figure) -> None:
        self._figure = figure
        self._rows = numbers.rows(figure)

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, key: object) -> bool:
        """Whether there is a row of a category, or of (category, group); or a row is one of its rows."""
        return key in self._rows or self._find(key) is not None

    def __getitem__(self, key: str | tuple[str, str | None]) -> Row:
        """The row of a category, or net, of the whole base, or of (category, group).

        Parameters
        ----------
        key
            As the table has them.

        Raises
        ------
        UnknownCategory
            If there is no such row. It is a KeyError.
        """
        if (found := self._find(key)) is not None:
            return found
        category, group = key if isinstance(key, tuple) else (key, None)
        groups = dict.fromkeys(row.group for row in self._rows if row.category == category)
        if not groups:
            known = dict.fromkeys(row.category for row in self._rows)
            raise UnknownCategory(say("there is no category {name!r}", name=category), suggestion(category, known))
        named = [name for name in groups if name is not None]
        if group is None:
            raise UnknownCategory(
                say("{name!r} has no value for the whole base", name=category),
                say("Name a group too: {groups}.", groups=", ".join(repr((category, each)) for each in named)),
            )
        raise UnknownCategory(
            say("{name!r} has no value for the group {group!r}", name=category, group=group), suggestion(group, named)
        )

    def _find(self, key: object) -> Row | None:
        wanted = key if isinstance(key, tuple) else (key, None)
        return next((row for row in self._rows if (row.category, row.group) == wanted), None)

    @property
    def unit(self) -> str | None:
        """What printed values are in: "%", "procentpoint", "timer"; None for bare numbers."""
        return numbers.unit(self._figure)

    def to_frame(self) -> pd.DataFrame:
        """A tidy pandas DataFrame: one row each.

        Returns
        -------
        DataFrame
            Columns category and group (missing where there is only the whole base), section and code (missing where
            there are none), value, se, low and high (unrounded; a share is 0..1; missing where hidden or not known), n
            (unweighted), printed (as the figure has it: a share in per cent), net and hidden (bool), note.
        """
        import pandas as pd

        told = tuple(numbers.in_order(self._figure.table))
        intervals = [None if isinstance(each, Hidden) else each.interval for each in told]
        frame = pd.DataFrame(
            {
                "category": [row.category for row in self._rows],
                "group": [row.group for row in self._rows],
                "section": [row.section for row in self._rows],
                "code": [row.code for row in self._rows],
                "value": [row.value for row in self._rows],
                "se": [row.se for row in self._rows],
                "low": [limits[0] if limits else None for limits in intervals],
                "high": [limits[1] if limits else None for limits in intervals],
                "n": [row.n for row in self._rows],
                "printed": [row.printed for row in self._rows],
                "net": [isinstance(each, Net) or (isinstance(each, Hidden) and bool(each.parts)) for each in told],
                "hidden": [isinstance(each, Hidden) for each in told],
                "note": [row.note for row in self._rows],
            }
        )
        types = {
            **dict.fromkeys(("category", "group", "section", "code", "note"), "str"),
            **dict.fromkeys(("value", "se", "low", "high", "printed"), "float64"),
            **dict.fromkeys(("net", "hidden"), "bool"),
            "n": "Int64",
        }
        return frame.astype(types)

    def __repr__(self) -> str:
        columns, found = numbers.grid(self._figure)
        header = tuple(column.name for column in columns)
        widths = [max(map(len, column)) for column in zip(header, *found, strict=True)]
        aligned = [str.ljust if column.words else str.rjust for column in columns]
        lines = [
            "  ".join(align(cell, width) for align, cell, width in zip(aligned, row, widths, strict=True)).rstrip()
            for row in (header, *found)
        ]
        return "\n".join(lines)
