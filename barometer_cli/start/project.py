"""A project that a stranger can go on with: a survey, a page, first figures and their numbers, proved before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any, Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from barometer_cli import captions, project, sources, specs
from barometer_cli.errors import BarometerError, BuildError, DataError, UnknownVariable, suggestion
from barometer_cli.export.check import examine
from barometer_cli.languages import LANGUAGES
from barometer_cli.messages import say
from barometer_cli.model.dataset import Dataset
from barometer_cli.model.naming import CODEBOOK, DATA, FIGURES, PAGE, SURVEY, slug
from barometer_cli.model.period import in_time
from barometer_cli.model.preset import WEB
from barometer_cli.model.spec import Unit
from barometer_cli.project.locating import shown
from barometer_cli.specs import draft
from barometer_cli.start import microdata, tables
from barometer_cli.start.draft import Draft, LeftOut
from barometer_cli.start.files import MARKED, Beginning, as_yaml, begun

Form: TypeAlias = Literal["tables", "microdata"]
"""What a file holds: weighted tables, or the answers of respondents."""
_YEARS = re.compile(r"(?<!\d)(19|20)\d\d([-–/](19|20)?\d\d)?(?!\d)")


class Answers(Struct, frozen=True):
    """What is known of a survey before its project is begun.

    Attributes
    ----------
    name, wave, population, language
        As survey.yaml has them; a population that nobody knows is empty.
    weight
        The column of weights of microdata; empty where there is none.
    unit
        Whether shares are per cent or fractions, where tables do not say so.
    """

    name: str
    wave: str
    population: str
    language: str
    weight: str = ""
    unit: Unit | None = None


class Begun(Struct, frozen=True):
    """What was begun.

    Attributes
    ----------
    files
        In the order of their names.
    left_out
        What nothing was begun of, and why.
    """

    files: tuple[Path, ...]
    left_out: tuple[LeftOut, ...]


class Source:
    """The file that a project is begun from; without one it is begun with invented numbers.

    Parameters
    ----------
    path
        The file.
    form
        What it holds; where left out, its ending and its rows tell.

    Raises
    ------
    BuildError, DataError
        If it cannot be read.
    """

    def __init__(self, path: Path | None, form: Form | None = None) -> None:
        self.path = path
        self.form: Form | None = None if path is None else form or _form(path)

    @cached_property
    def dataset(self) -> Dataset:
        """All columns of a file of microdata."""
        assert self.path, "without a file there are no columns"
        return sources.read(self.path)

    def read(self, unit: Unit | None) -> tables.Book:
        """The tables of a file, and why others are left out; as it was read for the same unit before."""
        assert self.path, "without a file there are no tables"
        if unit not in self._read:
            self._read[unit] = tables.read(self.path, unit)
        return self._read[unit]

    @cached_property
    def _read(self) -> dict[Unit | None, tables.Book]:
        return {}

    @property
    def asks_for_unit(self) -> bool:
        """Whether some of its tables do not tell whether they are of per cent or of fractions."""
        return self.form == "tables" and any(each.by_unit for each in self.read(None).left_out)

    @property
    def defaults(self) -> Answers:
        """What the file, or its name, tells of the survey."""
        language = captions.language_of(self._texts())
        if self.path is None:
            return Answers("", _this_year(), "", language)
        called = self.read(None).cover if self.form == "tables" else ""
        file = self.path.stem.replace("_", " ")
        called = called or file
        wave = _year(called) or _year(file) or self._last_wave() or _this_year()
        name = " ".join(_YEARS.sub("", called).split()).strip(" -–,.:")
        guess = draft.guessed_weight(self.dataset) if self.form == "microdata" else None
        return Answers(name[:1].upper() + name[1:], wave, "", language, guess or "")

    def _texts(self) -> list[str]:
        if self.path is None:
            return []
        if self.form == "microdata":
            labels = [*self.dataset.variable_labels.values()]
            return labels + [word for words in self.dataset.labels.values() for word in words.values()]
        found = self.read(None).sheets
        names = (name for each in found for cell in each.table.cells for name in (cell.category, cell.group))
        return [*(each.title for each in found), *filter(None, dict.fromkeys(names))]

    def _last_wave(self) -> str:
        """The last wave of its tables, else the year that the titles above them agree on; empty without."""
        if self.form == "microdata":
            return ""
        found = self.read(None).sheets
        years = {year for each in found if (year := _year(each.title))}
        agreed = years.pop() if len(years) == 1 else ""
        held = (each.table for each in found)
        waves = (table.waves or in_time([*dict.fromkeys(cell.category for cell in table.cells)]) for table in held)
        return max(chain.from_iterable(waves), default=agreed)


def _year(text: str) -> str:
    """The first year, or years, that a text names; empty without."""
    return match[0].replace("/", "-") if (match := _YEARS.search(text)) else ""


def _this_year() -> str:
    return str(datetime.now(UTC).year)


def _form(path: Path) -> Form:
    """What a file holds, as its ending and its rows tell."""
    if not path.exists():
        raise BuildError(
            say("{path} does not exist", path=path.as_posix()), say("Check the name of the file and its folder.")
        )
    suffix = path.suffix.lower()
    if suffix in sources.CUBES:
        raise DataError(
            say(
                "{path} holds a cube of a statistics office, of which no first figures are drafted",
                path=path.as_posix(),
            ),
            say(
                "Begin with an example (`barometer init`), and name the file in a spec: `table: {file: …, "
                "category: …, share: …}`."
            ),
        )
    if suffix not in sources.GRIDS:
        return "microdata"
    try:
        return "microdata" if microdata.holds_respondents(sources.read(path)) else "tables"
    except BarometerError:  # titles, notes and crosstabs are no columns
        return "tables"


def begin(folder: Path, source: Source, answers: Answers) -> Begun:
    """Write a project whose figures can be drawn, or nothing at all.

    Parameters
    ----------
    folder
        Where it goes; made if it is not there.
    source
        What it is begun from.
    answers
        What is known of the survey.

    Raises
    ------
    UnknownVariable
        If there is no such column of weights.
    BuildError
        If no figure can be drawn of the file, a file of the project is there already, or the folder is, or is called
        as, a file.
    """
    _prove_folder(folder)
    page = f"{FIGURES}/{slug(answers.name)}"
    with begun(folder) as beginning:
        survey: dict[str, Any] = {"name": answers.name, "wave": answers.wave}
        survey |= {"population": answers.population} if answers.population else {}
        survey |= {"language": answers.language}
        drafts, left = _drafted(beginning, source, answers, survey)
        marked = MARKED if source.path is None else ""
        beginning.add(f"{FIGURES}/{SURVEY}", as_yaml(survey) + marked)
        figures, refused = _proved(beginning, page, drafts, answers.language)
        left += refused
        if not figures:
            raise BuildError(
                "\n".join(f"{each.what}: {each.why}" for each in left) or say("there is nothing to draw"),
                next((each.hint for each in left if each.hint), ""),
            )
        beginning.add(f"{page}/{PAGE}", as_yaml({"heading": answers.name, "order": figures}))
        return Begun(tuple(sorted(beginning.finish())), tuple(left))


def _prove_folder(folder: Path) -> None:
    """Raise BuildError where a file stands, or is meant, where the folder of a project goes: it is to be read."""
    if folder.is_dir():
        return
    if folder.suffix.lower() in sources.READERS:
        raise BuildError(
            say("{folder} is called as a file of data is, and a project is a folder", folder=folder),
            say("Begin one with what is in the file: barometer init --from {file}", file=folder),
        )
    if folder.exists():
        raise BuildError(say("{folder} is a file, and a project is a folder", folder=folder), say("Name a folder."))


def _drafted(
    beginning: Beginning, source: Source, answers: Answers, survey: dict[str, Any]
) -> tuple[list[Draft], list[LeftOut]]:
    """The figures to be tried, with the files that they are drawn from; `survey` learns what they need of it."""
    if source.path is None:
        return _examples(beginning, answers.language), []
    beginning.add(f"{DATA}/{source.path.name}", source.path)
    if source.form == "microdata":
        survey["data"] = f"{DATA}/{source.path.name}"
        return _of_microdata(beginning, source, answers), []
    book = source.read(answers.unit)
    return [sheet.draft for sheet in book.sheets], list(book.left_out)


def _examples(beginning: Beginning, language: str) -> list[Draft]:
    found = []
    for example in LANGUAGES[language].start.examples:
        file = f"{DATA}/{example.name}-syntetisk.csv"
        beginning.add(file, example.table)
        table = {"file": file, "unit": "percent", **example.axes}
        found.append(Draft(example.name, [{"kind": example.kind, **example.fields, "table": table}]))
    return found


def _of_microdata(beginning: Beginning, source: Source, answers: Answers) -> list[Draft]:
    """The figures of a file of respondents, with its codebook, and what keeps it out of a repository."""
    assert source.path, "microdata are in a file"
    dataset = source.dataset
    if answers.weight and answers.weight not in dataset.columns:
        message = say("--weight: {file} has no column {name!r}", file=source.path.name, name=answers.weight)
        raise UnknownVariable(message, suggestion(answers.weight, dataset.columns))
    name = Path(DATA, source.path.name).with_suffix(CODEBOOK).as_posix()
    named = replace(dataset, file=source.path.name)
    beginning.add(name, draft.codebook(named, weight=answers.weight or None))
    beginning.add(f"{DATA}/.gitignore", microdata.ignored(source.path))
    return microdata.drafts(specs.load_codebook(beginning.stage / name))


def _proved(beginning: Beginning, page: str, drafts: Sequence[Draft], language: str) -> tuple[list[str], list[LeftOut]]:
    """The names of those figures that can be drawn, each in the first of its specs that can; and why others cannot.

    They are drawn together, for what is hidden in one figure of microdata depends on all others.
    """
    place = dict.fromkeys((each.name for each in drafts), 0)
    first: dict[str, LeftOut] = {}
    left: list[LeftOut] = []
    while place:
        for each in drafts:
            if each.name in place:
                fields = each.specs[place[each.name]]
                spec = {"kind": fields["kind"], "title": LANGUAGES[language].start.title, **fields}
                beginning.add(f"{page}/{each.name}.yaml", as_yaml(spec))
        wrong = _wrong(beginning, page)
        if not wrong:
            break
        first = wrong | first
        for each in drafts:
            if each.name in place and each.name in wrong:
                place[each.name] += 1
                if place[each.name] == len(each.specs):
                    del place[each.name]
                    beginning.drop(f"{page}/{each.name}.yaml")
                    left.append(first[each.name])
    return list(place), left


def _wrong(beginning: Beginning, page: str) -> dict[str, LeftOut]:
    """By the name of a figure that cannot be drawn as it stands: why."""
    selection = project.search([beginning.stage / page])
    wrong: dict[str, LeftOut] = {}
    for unread in selection.unread:
        problem = unread.problems[0]
        wrong[unread.path.stem] = LeftOut(unread.path.stem, problem.message, problem.hint)
    examined = examine(selection.entries, project.Microdata(), (WEB,))
    stage = f"{shown(beginning.stage).as_posix()}/"
    for finding in examined.findings:
        if finding.severity == "error" and finding.figure:
            said = finding.message.replace(stage, "").replace(f"{beginning.stage.as_posix()}/", "")
            wrong.setdefault(finding.figure.figure, LeftOut(finding.figure.figure, said, finding.hint))
    return wrong
