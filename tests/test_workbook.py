"""An ordinary workbook becomes a page of ten figures in two languages, as the guide says; no number is typed again.

The guide is done as it is written, from an empty folder. What its figures show is then compared with the workbook, cell
by cell, by a reader of its own: openpyxl, and addresses that stand here.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import load_workbook
from test_tutorial import alike, commands
from typer.testing import CliRunner

from barometer_cli.cli import app

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "docs/workbook.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", GUIDE, flags=re.MULTILINE | re.DOTALL)
BOOK = "data/trivsel-2026.xlsx"
LANGUAGES = ("da", "en")


@dataclass(frozen=True)
class Sheet:
    """Where the numbers of a figure stand: their cells, the names beside them and over them, and their bases.

    `across` is whether the names over them are the categories, and those beside them the groups.
    """

    name: str
    values: str
    beside: str
    over: str = ""
    n: str = ""
    across: bool = False
    measure: str = "share"


FIGURES = {
    "noegletal": Sheet("Regioner", "B9:B9", "A9:A9", n="C9:C9"),
    "tilfredshed": Sheet("Tilfredshed", "B6:F9", "A6:A9", "B5:F5", "H6:H9", across=True),
    "udsagn": Sheet("Udsagn", "B5:G8", "A5:A8", "B4:G4", "I5:I8", across=True),
    "udvikling": Sheet("Udvikling", "B4:F6", "A4:A6", "B3:F3", "B7:F7"),
    "regioner": Sheet("Regioner", "B4:B8", "A4:A8", n="C4:C8"),
    "barrierer": Sheet("Barrierer", "B5:B10", "A5:A10", n="B11:B11"),
    "hjemmearbejde": Sheet("Hjemmearbejde", "B4:D6", "A4:A6", "B3:D3", "B8:D8"),
    "baggrund": Sheet("Baggrund", "E5:G7", "A5:A7", "E4:G4", "E9:G9"),
    "kanaler": Sheet("Kanaler", "B4:C7", "A4:A7", "B3:C3", "B8:C8"),
    "arbejdstid": Sheet("Arbejdstid", "B4:B7", "A4:A7", n="C4:C7", measure="mean"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The project at the end of the guide; every command has shown what the guide shows."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("workbook"))
        patch.setenv("COLUMNS", "100")
        patch.setenv("NO_COLOR", "1")
        for language, name, text in BLOCKS:
            if name:
                Path(name).parent.mkdir(parents=True, exist_ok=True)
                Path(name).write_text(text, encoding="utf-8")
            elif language == "console":
                for command, shown in commands(text):
                    typed(command, shown)
        yield Path.cwd()


def typed(command: str, shown: str) -> None:
    program, *arguments = command.split()
    if program == "python":
        exec(Path(arguments[0]).read_text(encoding="utf-8"), {})
        return
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0 and alike(shown, done.output), f"$ {command}\n{done.output}"


# -- the second reader -------------------------------------------------------------------------------------------------


def cells(folder: Path, sheet: str, block: str) -> list[list[Any]]:
    """The cells of a block as they stand, those that are shown as per cent as such."""
    made = load_workbook(folder / BOOK)[sheet]
    return [
        [Decimal(str(cell.value)) * 100 if "%" in cell.number_format else cell.value for cell in row]
        for row in made[block]
    ]


def number(cell: Any) -> Decimal:
    """A number as a person writes it: 34, 1 877, 52,4%."""
    text = "".join(str(cell).split()).rstrip("%").replace(",", ".")
    return Decimal(text)


def expected(folder: Path, of: Sheet) -> dict[tuple[str, str], tuple[Decimal, int | None]]:
    """By category and group: the number of the workbook, and its base."""
    names = [str(row[0]) for row in cells(folder, of.name, of.beside)]
    over = [str(cell) for cell in cells(folder, of.name, of.over)[0]] if of.over else [""]
    bases = [[number(cell) for cell in row] for row in cells(folder, of.name, of.n)] if of.n else []
    found = {}
    for i, row in enumerate(cells(folder, of.name, of.values)):
        for j, cell in enumerate(row):
            named = (over[j], names[i]) if of.across else (names[i], over[j])
            n = bases[min(i, len(bases) - 1)][min(j, len(bases[0]) - 1)] if bases else None
            found[named] = (number(cell), None if n is None else int(n))
    return found


def words(folder: Path, language: str) -> dict[str, str]:
    """What the guide calls things in a language."""
    survey = yaml.safe_load((folder / "figures/survey.yaml").read_text(encoding="utf-8"))
    return dict(survey["words"].get(language, {}))


def files(folder: Path, figure: str, language: str, ending: str) -> list[Path]:
    own = figure if language == "da" else f"{figure}-en"
    return sorted((folder / "build/trivselsmaalingen" / own).glob(f"{own}-2026-syntetisk-{language}{ending}"))


def printed(value: Decimal, of: Sheet, language: str) -> str:
    """A number as a picture has it."""
    if of.measure == "mean":
        text = str(value.quantize(Decimal("0.1"), ROUND_HALF_UP))
        return f"{text.replace('.', ',')} timer" if language == "da" else f"{text} hours"
    text = str(value.quantize(Decimal(1), ROUND_HALF_UP))
    return f"{text} %" if language == "da" else f"{text}%"


NUMBER = re.compile(r"\d+(,\d+|\.\d+)?( ?%| timer| hours)")


def drawn(path: Path) -> list[str]:
    """The texts of a picture that are a number."""
    found = re.findall(r"<text[^>]*>(.*?)</text>", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    told = [unescape(re.sub(r"<[^>]+>", "", text)).replace("\N{NO-BREAK SPACE}", " ").strip() for text in found]
    return [text for text in told if NUMBER.fullmatch(text)]


# -- what is shown -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("figure", FIGURES)
def test_every_number_is_that_of_its_cell(folder: Path, figure: str, language: str) -> None:
    of, called = FIGURES[figure], words(folder, language)
    wanted = {
        (called.get(category, category), called.get(group, group)): told
        for (category, group), told in expected(folder, of).items()
    }
    (path,) = files(folder, figure, language, ".json")
    found = {
        (row["category"], row["group"] or ""): (Decimal(str(row["value"])), row["n"])
        for row in json.loads(path.read_text(encoding="utf-8"))["table"]
    }
    assert set(found) == set(wanted)
    for named, (value, n) in wanted.items():
        share, told = found[named]
        assert abs(share * (100 if of.measure == "share" else 1) - value) < Decimal("1e-9"), named
        assert told == n, named


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("figure", FIGURES)
def test_every_number_that_is_drawn_is_one_of_the_workbook(folder: Path, figure: str, language: str) -> None:
    of = FIGURES[figure]
    wanted = Counter(printed(value, of, language) for value, _ in expected(folder, of).values())
    pictures = files(folder, figure, language, "-*.svg")
    assert len(pictures) == 2, "both sheets that survey.yaml names"
    for path in pictures:
        told = Counter(drawn(path))
        if figure == "noegletal":
            (whole,) = wanted
            assert re.findall(r"<text[^>]*>([\d]+)</text>", path.read_text(encoding="utf-8")) == [whole.rstrip(" %")]
        elif figure == "udvikling":  # the first and the last of each line, and of one all that there is room for
            axis = Counter(f"{tick} %" if language == "da" else f"{tick}%" for tick in range(0, 81, 20))
            ends = {row[place] for row in cells(folder, of.name, of.values) for place in (0, -1)}
            assert not told - axis - wanted
            assert {printed(number(end), of, language) for end in ends} <= set(told)
        elif figure == "arbejdstid":  # the mean of all stands at its line, after its name
            value, _ = expected(folder, of)["I alt", ""]
            assert told == wanted - Counter([printed(value, of, language)])
        else:
            assert told == wanted, path.name


@pytest.mark.parametrize("figure", FIGURES)
def test_an_english_figure_has_no_danish_word(folder: Path, figure: str) -> None:
    """What the workbook, the survey and the page say in Danish stands on no English sheet."""
    same = {"Intranet"}
    danish = {name for name, word in words(folder, "en").items() if name != word} - same
    (told,) = files(folder, figure, "en", ".json")
    record = json.loads(told.read_text(encoding="utf-8"))
    said = [record["title"], record["subtitle"], record["caption"], record["alt"], record["description"]]
    said += [row[name] for row in record["table"] for name in ("category", "group")]
    for path in files(folder, figure, "en", "-*.svg"):
        said += [unescape(text) for text in re.findall(r">([^<>]+)<", path.read_text(encoding="utf-8"))]
    for text in filter(None, said):
        assert not re.search(r"[æøåÆØÅ]", text), text
        assert text not in danish, text
    assert "all public employees" in record["caption"] or record["kind"] == "key_number"
    assert record["caption"].endswith("Synthetic data.")
    (danish_told,) = files(folder, figure, "da", ".json")
    assert json.loads(danish_told.read_text(encoding="utf-8"))["caption"].endswith("Syntetiske data.")


def test_nothing_is_left_to_be_found(folder: Path) -> None:
    """But what was understood of the file, which is told."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        done = CliRunner().invoke(app, ["check", "--render", "--format", "json"])
    found = json.loads(done.stdout)
    assert {each["code"] for each in found} == {"BAR121"}
    assert "data/trivsel-2026.xlsx: 'All of Denmark' is all areas together, and no place on the map" in {
        each["message"] for each in found
    }


def test_the_gallery_has_a_page_in_each_language(folder: Path) -> None:
    for language, heading, lead in (
        ("da", "Trivsel på arbejdet", "Hvordan offentligt ansatte har det."),
        ("en", "Well-being at work", "How public employees are doing."),
    ):
        page = (folder / f"build/gallery/trivselsmaalingen/2026/{language}/index.html").read_text(encoding="utf-8")
        told = re.sub(r"<[^>]+>", " ", page)
        assert heading in told and lead in told
        assert page.count('<article class="illustration') == len(FIGURES)


def test_every_file_is_named_in_words_before_its_block() -> None:
    for place in re.finditer(r"^```\w+ (\S+)$", GUIDE, flags=re.MULTILINE):
        paragraph = GUIDE[: place.start()].rstrip().rpartition("\n\n")[2]
        assert f"`{place[1]}`" in paragraph, paragraph
