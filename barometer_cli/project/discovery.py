"""Specs below folders, with the survey and page they belong to, in the order they are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache, partial
from itertools import product
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from barometer_cli import captions, charts, sources, specs, tables, themes
from barometer_cli.errors import BarometerError, BuildError, Problem, SpecError, UnknownCategory, suggestion, unexpected
from barometer_cli.languages import LANGUAGES
from barometer_cli.messages import say, template
from barometer_cli.model.finding import Location
from barometer_cli.model.identity import Identity, PageIdentity
from barometer_cli.model.naming import CODEBOOK, COMPUTED, ENDINGS, PAGE, SURVEY, THEME, slug, specs_below
from barometer_cli.model.spec import NO_SURVEY, FigureSpec, ForEachSpec, Member, PageSpec, SurveySpec
from barometer_cli.model.statement import Where
from barometer_cli.project.locating import locate, microdata_files, nearest_survey, page_file, table_beside
from barometer_cli.project.names import Entry, Selection, Unread, identity
from barometer_cli.specs import Document


def find(paths: Iterable[Path], only: tuple[str, ...] = ()) -> tuple[Entry, ...]:
    """Every figure below the paths, in the order of their pages; all that is wrong is told at once.

    Parameters
    ----------
    paths, only
        As `search` takes them.

    Raises
    ------
    SpecError
        If a spec, survey or page file is wrong, or two specs make the same figure: every problem of every file.
    BuildError
        If a path is not there.
    """
    selection = search(paths, only)
    if selection.problems:
        raise SpecError(selection.problems)
    return selection.entries


def search(paths: Iterable[Path], only: tuple[str, ...] = ()) -> Selection:
    """Every figure below the paths that can be read, in the order of their pages; and what is wrong with the others.

    Parameters
    ----------
    paths
        Spec files and folders; of several, those that stand beside specs and are none, such as surveys and tables, are
        left out, for `figures/*` names them all.
    only
        Globs on the figure's id, "page/id" or "page/edition/language/id"; none for all.

    Raises
    ------
    BuildError
        If a path is not there.
    """
    paths = tuple(paths)
    project = _Project(only)
    for path in [path for path in paths if not (path.is_file() and _beside_specs(path))] or paths:
        project.look_below(path)
    return project.found(paths)


def _beside_specs(path: Path) -> str | None:
    """What a file is that belongs to specs and is none, in words; None of specs, and of what nobody knows."""
    ends = {SURVEY: template("what is said of a survey"), PAGE: template("what is said of a page"),
            CODEBOOK: template("a codebook"), THEME: template("a theme")}  # fmt: skip
    ends |= dict.fromkeys((*sources.READERS, COMPUTED), template("a table"))
    name = path.name
    return next((what for end, what in ends.items() if name == end or (end[0] == "." and name.endswith(end))), None)


def readable(paths: Iterable[Path]) -> tuple[Entry, ...]:
    """Every figure of some specs that can be read, also where two of them would be the same.

    Parameters
    ----------
    paths
        Spec files.
    """
    project = _Project(())
    for path in paths:
        project.read(path)
    return project.entries


def location(entry: Entry, where: Where) -> Location:
    """Where a field stands in the spec of a figure: the field, or the nearest thing around it."""
    return Location(entry.path.as_posix(), *specs.position(entry.document or entry.path, where))


def handed_over(path: Path, fields: Mapping[str, Any] | None = None, table: Any = None) -> Entry:
    """A figure of a spec that a program hands over, or whose table it does.

    Parameters
    ----------
    path
        The file of the spec, or where it is taken to stand: its survey, its page and the files it names are found from
        there.
    fields
        Those of the spec, as YAML would give them; those of the file where left out.
    table
        A frame, as `sources.frame` takes it, in the place of a file of weighted values.

    Raises
    ------
    SpecError
        With every problem of spec and survey.
    BuildError
        If a file cannot be read, or nothing can read the frame.
    DataError
        If the frame is no plain table.
    """
    return _Project(()).handed_over(path, fields, table)


class _Project:
    """What was read of a project so far; what is wrong with one spec stops no other."""

    def __init__(self, only: tuple[str, ...]) -> None:
        self._only = only
        self._surveys: dict[tuple[Path, str | None], SurveySpec | SpecError] = {}
        self._pages: dict[tuple[Path, str], PageSpec | None] = {}
        self._wrong: dict[Path, tuple[Problem, ...]] = {}
        self._read: set[Path] = set()
        self._entries: list[Entry] = []
        self._unread: list[Unread] = []

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The figures that could be read."""
        return tuple(self._entries)

    def look_below(self, path: Path) -> None:
        """Add the figures of a spec, or of the specs in a folder and below it; each spec once.

        Raises
        ------
        BuildError
            If the path is not there.
        """
        if not path.exists():
            raise BuildError(
                say("{path}: there is no such file or folder", path=path),
                say("Name a spec or a folder of specs; `barometer init` makes one to begin with."),
            )
        if path.is_file() and (what := _beside_specs(path)):
            message = say("this is no figure spec, but {what}", what=say(what))
            hint = say("Name a spec, or the folder that holds the specs.")
            self._wrong[path] = (Problem(path.as_posix(), 1, 1, message, hint),)
            return
        found = sorted(map(Path, specs_below(str(path)))) if path.is_dir() else [path]
        if not found:
            hint = say("A spec is a file ending in .yaml.")
            self._wrong[path] = (Problem(path.as_posix(), 1, 1, say("no figure specs below this folder"), hint),)
        for spec in found:
            if spec not in self._read:
                self._read.add(spec)
                self.read(spec)

    def read(self, path: Path) -> None:
        """Add the figures of a spec, or what is wrong with it."""
        page, id = slug(path.parent.resolve().name), slug(path.stem)
        named = identity(page, id, None)
        several = False
        try:
            survey = self._survey(path, path)
            named = identity(page, id, survey)
            several = specs.for_each(path) is not None
            if several or named.wanted(self._only):
                made = (
                    Entry(each, path, page, self._about(path, told.language), spec, told, member)
                    for each, spec, told, member in _figures_of(path, survey, partial(self._nearest, path, path))
                )
                self._entries += [entry for entry in made if entry.identity.wanted(self._only)]
        except Exception as fault:
            if several or named.wanted(self._only):
                self._unread.append(Unread(path, named, _problems(fault, path)))

    def handed_over(self, path: Path, fields: Mapping[str, Any] | None, table: Any) -> Entry:
        """The figure of a spec that is handed over, or whose table is; errors as of the function."""
        document = specs.handed_over(path, fields, table is not None)
        survey = self._survey(path, document)
        if specs.for_each(document):
            message = say("for_each makes several figures, and one is handed over")
            hint = say("Hand each of them over by itself.")
            raise SpecError([Problem(path.as_posix(), *specs.position(document, ("for_each",)), message, hint)])
        beside = beside_of(path) if fields is None and table is None else None
        spec = specs.load_figure(document, charts.KINDS, beside)
        source = sources.frame(table, spec.table) if table is not None and spec.table else None
        page, about = slug(path.parent.resolve().name), self._about(path, survey.language)
        return Entry(slug(path.stem), path, page, about, spec, _survey_of(spec, survey), None, source, document)

    def found(self, paths: tuple[Path, ...]) -> Selection:
        """All that was read; of two specs that make the same figure neither does, for nobody knows which is meant."""
        entries, unread = self._entries, self._unread
        by_identity: dict[Identity, list[Entry]] = {}
        by_file: dict[str, list[Entry]] = {}
        for entry in entries:
            by_identity.setdefault(entry.identity, []).append(entry)
            by_file.setdefault(f"{entry.identity.name}/{entry.stem}", []).append(entry)
        clashing = {
            id(entry): same for same in (*by_identity.values(), *by_file.values()) for entry in same if same[1:]
        }
        for entry in entries:
            if same := clashing.get(id(entry)):
                unread.append(Unread(entry.path, entry.identity, (_clash(entry, same),)))
        entries = [entry for entry in entries if id(entry) not in clashing]
        self._order()
        self._meet(entries)
        told = (*(each.problems for each in unread), *self._wrong.values())
        return Selection(
            paths,
            self._only,
            tuple(sorted(entries, key=self._place)),
            tuple(unread),
            tuple(dict.fromkeys(problem for problems in told for problem in problems)),
            frozenset(self._wrong),
        )

    def _survey(self, path: Path, written: Path | Document) -> SurveySpec:
        """The survey that a spec belongs to, in the spec's own language where it says one."""
        language = specs.language(written)
        if language is not None and language not in LANGUAGES:
            raise _no_wording(path, written, ("language",), language)
        return self._nearest(path, written, language)

    def _nearest(self, path: Path, written: Path | Document, language: str | None) -> SurveySpec:
        """The survey that a spec belongs to, in a language or else its own; a spec that stands alone has only that."""
        file = nearest_survey(path)
        if file is None:
            language = language or captions.language_of(specs.texts(written))
            return NO_SURVEY.model_copy(update={"language": language})
        if (file, language) not in self._surveys:
            try:
                self._surveys[file, language] = _dressed(specs.load_survey(file, language), file)
            except SpecError as error:
                self._surveys[file, language] = error
        found = self._surveys[file, language]
        if isinstance(found, SpecError):
            raise found
        return found

    def _about(self, path: Path, language: str) -> PageSpec:
        """What a spec's page is called, at the least."""
        return self._page(path, language) or PageSpec(heading=_readable(path.parent.resolve().name))

    def _page(self, path: Path, language: str) -> PageSpec | None:
        """What is said of a spec's page in a language; None where nothing is, or it cannot be read."""
        file = page_file(path)
        if (file, language) not in self._pages:
            self._pages[file, language] = None
            if file.is_file():
                try:
                    self._pages[file, language] = specs.load_page(file, language)
                except BarometerError as error:
                    self._wrong[file] = _problems(error, file)
        return self._pages[file, language]

    def _order(self) -> None:
        """Names in a page's order that are no figure of its folder are wrong."""
        for (file, _), page in self._pages.items():
            missing = [
                name
                for name in (page.order if page else ())
                if not any((file.parent / f"{name}{ending}").is_file() for ending in ENDINGS)
            ]
            if missing:
                self._wrong[file] = tuple(
                    Problem(
                        file.as_posix(),
                        *specs.position(file, ("order",)),
                        say("order names {name!r}, and there is no {name}.yaml in its folder", name=name),
                        say("Correct the name or remove it."),
                    )
                    for name in missing
                )

    def _meet(self, entries: Iterable[Entry]) -> None:
        """Two folders that are one page, by their names, must say the same of it."""
        first: dict[PageIdentity, Entry] = {}
        for entry in entries:
            other = first.setdefault(entry.identity.on, entry)
            file = page_file(entry.path)
            if other.about != entry.about and file not in self._wrong:
                message = say(
                    "{folder} and {other} are one page, {page}, and different things are said of it",
                    folder=entry.path.parent.as_posix(),
                    other=other.path.parent.as_posix(),
                    page=entry.identity.on,
                )
                hint = say("Give one of the folders another name, or say the same in both.")
                self._wrong[file] = (Problem(file.as_posix(), 1, 1, message, hint),)

    def _place(self, entry: Entry) -> tuple[str, int, str]:
        page = self._pages[page_file(entry.path), entry.survey.language]
        order: Sequence[str] = page.order if page else ()
        place = order.index(entry.path.stem) if entry.path.stem in order else len(order)
        return (str(entry.path.parent), place, entry.id)


def _no_wording(path: Path, written: Path | Document, where: Where, language: str) -> SpecError:
    message = say("there is no wording in language {language!r}", language=language)
    position = specs.position(written, where)
    return SpecError([Problem(path.as_posix(), *position, message, suggestion(language, LANGUAGES))])


def _readable(name: str) -> str:
    """The name of a folder as text; bytes that are none stand as question marks."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _clash(entry: Entry, same: Sequence[Entry]) -> Problem:
    """That a figure is made more than once, told where one of its specs stands."""
    others = dict.fromkeys(each.path.as_posix() for each in same if each.path != entry.path)
    if others:
        message = say(
            "{spec} and {others} would write the same files: both are {figure}",
            spec=entry.path.as_posix(),
            others=", ".join(others),
            figure=entry.identity,
        )
        hint = say("Give one of the specs, folders or waves another name.")
        return Problem(entry.path.as_posix(), 1, 1, message, hint)
    values = ", ".join(repr(each.member.called) for each in same if each.member)
    message = say("for_each makes the same figure of {values}, {figure}", values=values, figure=entry.identity)
    where = specs.position(entry.path, ("for_each",))
    return Problem(entry.path.as_posix(), *where, message, say("Choose one of them by `values`."))


def _problems(fault: Exception, path: Path) -> tuple[Problem, ...]:
    """What stopped the reading of a spec, as problems at their places."""
    if isinstance(fault, SpecError):
        return fault.problems
    error = fault if isinstance(fault, BarometerError) else unexpected(fault)
    try:
        line, column = specs.position(path, ("for_each",))
    except BarometerError:
        line, column = 1, 1
    return (Problem(path.as_posix(), line, column, error.message, error.hint),)


def _figures_of(
    path: Path, survey: SurveySpec, in_language: Callable[[str], SurveySpec]
) -> list[tuple[str, FigureSpec, SurveySpec, Member | None]]:
    """The figures of a spec: one, or one for each value; with their ids and the survey in their language."""
    id, made_for = slug(path.stem), specs.for_each(path)
    beside = beside_of(path)
    if made_for is None:
        spec = _load(path, beside)
        return [(id, spec, _survey_of(spec, survey), None)]
    found: list[tuple[str, FigureSpec, SurveySpec, Member | None]] = []
    for value, language in product(_values(path, survey, made_for, beside), made_for.language or ("",)):
        told = in_language(language) if language else survey
        words = told.words.get(language, {}).get(value.words, value.words)
        member = replace(value, words=words, language=language)
        spec = specs.load_member(path, charts.KINDS, member, beside)
        named = (id, value.words, language if language != survey.language else "")
        found.append(("-".join(map(slug, filter(None, named))), spec, _survey_of(spec, told), member))
    return found


def _survey_of(spec: FigureSpec, survey: SurveySpec) -> SurveySpec:
    """The survey as a figure tells of it, whose own numbers may be invented."""
    return survey.model_copy(update={"synthetic": True}) if spec.synthetic else survey


def beside_of(path: Path) -> str | None:
    """The table beside a spec that is meant because it names none; None where it names what it is drawn from."""
    return table_beside(path) if specs.names_no_table(path, charts.KINDS) else None


def _values(path: Path, survey: SurveySpec, made_for: ForEachSpec, beside: str | None) -> list[Member]:
    """The values that a spec makes a figure for, in the words of their source; one without words for languages alone.

    Raises
    ------
    UnknownVariable
        If the codebook has no such variable, or the table no such column.
    UnknownCategory
        If a value is named that is not there.
    """
    known: dict[str, str] = {}
    column = ""
    for place, code in enumerate(made_for.language):
        if code not in LANGUAGES:
            raise _no_wording(path, path, ("for_each", "language", place), code)
    if not made_for.placeholder:
        return [Member("", "", made_for)]
    if made_for.name:
        known = {value: value for value in made_for.values}
    else:
        blank = Member("", "", ForEachSpec(name="-", values=("-",)), language=next(iter(made_for.language), ""))
        first = specs.load_member(path, charts.KINDS, blank, beside)
        if made_for.variable and first.data:
            _, book = microdata_files(path, survey, first.data)
            column, known = tables.groups(specs.load_codebook(book), made_for.variable)
        elif made_for.column and first.table:
            read = sources.read_column(locate(first.table.file, path), first.table, made_for.column)
            cells = read.columns[made_for.column]
            words = read.labels.get(made_for.column, {})
            known = {code: words.get(code, code) for code in cells.codes}
        else:
            needed, other = ("data", "column") if made_for.variable else ("table", "variable")
            message = say(
                "for_each takes the values of {name!r} from `{field}`, which the figure has not",
                name=made_for.placeholder,
                field=needed,
            )
            hint = say("Add `{field}: …`, or take `{other}` instead.", field=needed, other=other)
            raise SpecError([Problem(path.as_posix(), *specs.position(path, ("for_each",)), message, hint)])
    chosen = {code: words for code, words in known.items() if not made_for.values or {code, words} & {*made_for.values}}
    for value in made_for.values:
        if value not in known and value not in known.values():
            raise UnknownCategory(
                say("for_each names {value!r}, which is no value of {name!r}", value=value, name=made_for.placeholder),
                suggestion(value, known.values()),
            )
    return [Member(code, words, made_for, column) for code, words in chosen.items()]


def _dressed(survey: SurveySpec, file: Path) -> SurveySpec:
    """A survey whose theme is there: a shipped one by its name, any other by the path of its file.

    Raises
    ------
    SpecError
        If there is no such theme, or its file is wrong; if a set of names has more than the theme has colours of names.
    """
    try:
        found = locate(survey.theme, file).as_posix() if survey.theme.endswith(THEME) else survey.theme
        theme = themes.load(found)
    except SpecError:
        raise
    except BarometerError as error:
        where = specs.position(file, ("theme",))
        raise SpecError([Problem(file.as_posix(), *where, error.message, error.hint)]) from None
    most = len(theme.colours.names)
    too_long = [
        Problem(
            file.as_posix(),
            *specs.position(file, ("colours", number)),
            say(
                "colours: a set has {n} names, and the theme {theme} has {most} colours of names; {name!r} has none",
                n=len(names),
                theme=survey.theme,
                most=most,
                name=names[most],
            ),
            say("Take out those that may have any colour, or give the theme more `names`."),
        )
        for number, names in enumerate(survey.colours)
        if len(names) > most
    ]
    if too_long:
        raise SpecError(too_long)
    return survey.model_copy(update={"theme": found})


def _load(path: Path, beside: str | None) -> FigureSpec:
    """A spec as it is now; as a sibling it is asked for once more."""
    stat = path.stat()
    return _as_of(path, stat.st_mtime_ns, stat.st_size, beside)


@lru_cache(maxsize=4096)
def _as_of(path: Path, changed: int, size: int, beside: str | None) -> FigureSpec:
    return specs.load_figure(path, charts.KINDS, beside)
