"""`barometer init`: what is begun is drawn at once, and claims nothing; nothing is overwritten or half-written."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from subprocess import Popen
from typing import Any

import pytest
import yaml
from click.testing import Result
from openpyxl import Workbook
from typer.testing import CliRunner

from barometer_cli.cli import app
from barometer_cli.languages import LANGUAGES
from barometer_cli.model.preset import PRESETS
from barometer_cli.start import files

ROOT = Path(__file__).parents[1]
SHEETS = ",".join(PRESETS)
TITLE = LANGUAGES["da"].start.title


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments, env={"NO_COLOR": "1", "COLUMNS": "400"})


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def begun(*arguments: str) -> tuple[Result, dict[str, dict[str, Any]]]:
    """What init says, and the specs that it wrote by name, after all of them were drawn and checked."""
    made = run("init", *arguments)
    assert made.exit_code == 0, made.output
    drawn = run("render")
    assert drawn.exit_code == 0, drawn.output
    checked = run("check", "--render")
    assert checked.exit_code == 0, checked.output
    specs = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in Path("figures").glob("*/*.yaml")}
    page = specs.pop("page")
    assert page["order"] and set(page["order"]) == specs.keys()
    return made, specs


def told(name: str) -> dict[str, Any]:
    """What is told of a figure that was drawn."""
    (path,) = Path("build").glob(f"*/{name}/*.json")
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


# -- from nothing ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_nothing_come_figures_of_invented_numbers(language: str, here: Path) -> None:
    _, specs = begun("--language", language, "--name", "Prøve")
    assert {spec["title"] for spec in specs.values()} == {LANGUAGES[language].start.title}
    names = [path.name for path in Path("build").rglob("*.png")]
    assert names and all(f"-syntetisk-{language}-" in name for name in names)
    assert all("syntetisk" in path.name for path in Path("data").iterdir())
    strict = run("check", "--strict", "--render", "--preset", SHEETS)
    assert strict.exit_code == 0, strict.output
    assert strict.output.count(f"not read “{LANGUAGES[language].start.title}”") == len(specs)


def test_the_survey_is_called_as_its_folder_where_nobody_names_it(here: Path) -> None:
    assert run("init", "min-måling").exit_code == 0
    survey = yaml.safe_load(Path("min-måling/figures/survey.yaml").read_text("utf-8"))
    assert survey["name"] == "Min-måling" and survey["synthetic"] is True
    assert Path("min-måling/figures/min-maaling/page.yaml").is_file()


def test_it_ends_with_what_to_do_next(here: Path) -> None:
    made = run("init", "ny")
    after = made.stderr.split("Go on with:")[1].split("\n")
    assert [line.strip() for line in after if line] == [
        "cd ny", "barometer render", "barometer preview --open", "barometer check",
    ]  # fmt: skip
    assert set(made.stdout.split()) == {path.as_posix() for path in Path("ny").rglob("*") if path.is_file()}


# -- from tables -------------------------------------------------------------------------------------------------------


def sheet(book: Any, name: str, rows: list[list[Any]]) -> Any:
    """A sheet whose fractions are shown as per cent."""
    made = book.create_sheet(name)
    for row in rows:
        made.append(row)
    for cells in made.iter_rows():
        for cell in cells:
            if isinstance(cell.value, float) and cell.value < 1:
                cell.number_format = "0 %"
    return made


@pytest.fixture
def workbook(here: Path) -> Path:
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    sheet(book, "Forside", [["Tillidsmålingen 2024"], [], ["Tabelrapport"]])
    sheet(book, "Tillid", [
        ["Tabel 1. Hvor stor tillid har du til kommunen?"], [], ["", "I alt", "Mænd", "Kvinder"],
        ["Meget stor", 0.12, 0.11, 0.13], ["Stor", 0.48, 0.47, 0.49], ["Lille", 0.3, 0.31, 0.29],
        ["Meget lille", 0.1, 0.11, 0.09], ["Antal svar", 1012, 500, 512], [], ["Kilde: Tillidsmålingen"],
    ])  # fmt: skip
    sheet(book, "Udvikling", [
        ["Tabel 2. Andel med tillid"], ["", 2018, 2020, 2022], ["Kommunen", 0.5, 0.55, 0.56],
        ["Regionen", 0.4, 0.42, 0.43],
    ])  # fmt: skip
    sheet(book, "Brug", [["", 2020, 2022], ["Ofte", 0.5, 0.4], ["Sjældent", 0.3, 0.3], ["Aldrig", 0.2, 0.3]])
    sheet(book, "Udsagn", [
        ["Udsagn", "Helt uenig", "Uenig", "Hverken eller", "Enig", "Helt enig", "n"],
        ["Jeg stoler på kommunen", 0.1, 0.1, 0.2, 0.3, 0.3, 1000],
        ["Jeg stoler på staten", 0.2, 0.2, 0.2, 0.2, 0.2, 1000],
    ])  # fmt: skip
    sheet(book, "Flere svar", [
        ["Hvad gør du?"], [], ["Aktivitet", "Andel i procent"], ["Cykler", 61.2], ["Går", 73.1], [],
        ["Note: Flere svar"],
    ])  # fmt: skip
    sheet(book, "Tilfredshed", [["Gruppe", "Gennemsnit"], ["Mænd", 3.4], ["Kvinder", 3.9]])
    sheet(book, "Grupper", [["", "Mænd", "Kvinder", "n"], ["Cykler", 0.6, 0.5, None], ["Går", 0.3, 0.4, None]])
    sheet(book, "Skjult", [["category", "share"], ["a", 5]]).sheet_state = "hidden"
    sheet(book, "Uklar", [["", "Mænd", "Kvinder"], ["Ja", 1, 1], ["Nej", 1, 0]])
    path = here / "tal 2023.xlsx"
    book.save(path)
    return path


KINDS = {
    "tillid": "stacked_bars",
    "udvikling": "line",
    "brug": "stacked_columns",
    "udsagn": "diverging_bars",
    "flere-svar": "bars",
    "tilfredshed": "bars",
    "grupper": "grouped_bars",
}


def test_every_sheet_that_can_be_read_has_a_figure_of_a_kind_that_suits_it(workbook: Path) -> None:
    made, specs = begun("--from", workbook.name)
    assert {name: spec["kind"] for name, spec in specs.items()} == KINDS
    assert specs["tillid"]["subtitle"] == "Hvor stor tillid har du til kommunen?"
    assert {spec["title"] for spec in specs.values()} == {TITLE}
    assert specs["udsagn"]["table"]["groups"] == "items"
    assert "left out the sheet 'Skjult': it is hidden" in made.stderr
    assert "left out the sheet 'Forside': it holds no numbers" in made.stderr
    assert "left out the sheet 'Uklar'" in made.stderr and "--unit percent, or --unit fraction" in made.stderr
    assert Path("data", workbook.name).read_bytes() == workbook.read_bytes()


def test_the_survey_is_told_of_by_the_cover(workbook: Path) -> None:
    assert run("init", "--from", workbook.name).exit_code == 0
    survey = yaml.safe_load(Path("figures/survey.yaml").read_text("utf-8"))
    assert survey == {"name": "Tillidsmålingen", "wave": "2024", "language": "da"}


@pytest.mark.parametrize(("cover", "name"), [([], "Nyheder"), ([["Mediemålingen"]], "Mediemålingen")])
def test_a_sheet_of_text_behind_the_tables_is_no_cover_and_the_file_tells_the_year(
    cover: list[list[Any]], name: str, here: Path
) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    sheet(book, "Forside", cover)
    sheet(book, "Brug", [["Svar", "Procent"], ["Ofte", 61], ["Sjældent", 29]])
    sheet(book, "Læs mig", [["Dette ark forklarer tabellerne fra 2019"]])
    book.save(here / "nyheder 2025.xlsx")
    assert run("init", "--from", "nyheder 2025.xlsx").exit_code == 0
    survey = yaml.safe_load(Path("figures/survey.yaml").read_text("utf-8"))
    assert (survey["name"], survey["wave"]) == (name, "2025")


def test_the_wave_is_the_last_that_a_table_holds(here: Path) -> None:
    Path("tal.csv").write_text("År;Andel i procent\n2017;31\n2019;29,5\n", encoding="utf-8")
    assert run("init", "--from", "tal.csv").exit_code == 0
    assert yaml.safe_load(Path("figures/survey.yaml").read_text("utf-8"))["wave"] == "2019"


@pytest.mark.parametrize(("second", "told"), [("Brug", True), ("Brug i 2019", True), ("Brug i 2020", False)])
def test_the_year_is_that_of_the_titles_where_they_agree(second: str, told: bool, here: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for title in ("Tillid i 2019", second):
        sheet(book, title, [[title], ["Svar", "Procent"], ["Ja", 61], ["Nej", 29]])
    book.save(here / "tal.xlsx")
    assert run("init", "--from", "tal.xlsx").exit_code == 0
    survey = yaml.safe_load(Path("figures/survey.yaml").read_text("utf-8"))
    assert (survey["wave"] == "2019") == told


def test_shares_that_are_no_whole_are_not_said_to_miss_one_for_rounding(workbook: Path) -> None:
    begun("--from", workbook.name)
    assert "afrunding" not in told("udvikling")["caption"]
    assert "afrunding" not in told("grupper")["caption"]
    assert "svarmuligheder" not in told("flere-svar")["caption"]


def test_a_unit_is_said_of_those_tables_that_do_not_say_it(workbook: Path) -> None:
    made, specs = begun("--from", workbook.name, "--unit", "percent")
    assert specs.keys() == {*KINDS}, "a table of ones is none of per cent"
    assert "They look like fractions" in made.stderr
    assert all("unit" not in spec["table"] for spec in specs.values())


def test_options_say_what_the_file_does_not(workbook: Path) -> None:
    begun("--from", workbook.name, "--name", "Panelet", "--wave", "1. kvartal 2025", "--population", "alle danskere")
    assert Path("figures/panelet/tillid.yaml").is_file()
    assert told("tillid")["source"] == "Panelet 1. kvartal 2025"
    assert "Data er vægtet til at repræsentere alle danskere" in told("tillid")["caption"]


@pytest.mark.parametrize(
    ("text", "kind", "language"),
    [
        ("category;share;n\nJa;60;1000\nNej;40;1000\n", "bars", "da"),
        ("svar;gruppe;procent\nJa;Mænd;60\nNej;Mænd;40\nJa;Kvinder;50\nNej;Kvinder;50\n", "stacked_bars", "da"),
        ("Undersøgelse af rejser\n\n;Jylland;Fyn\nBil;60,1;50,2\nCykel;20,3;20,1\n\nKilde: Os\n", "grouped_bars", "da"),
        ("answer,share\nVery often,0.6\nNever,0.4\n", "bars", "en"),
        ("År;Andel i procent\n2019;31\n2020;29,5\n2021;26\n", "line", "da"),
        ("År;Stoler på EU\n2019;31\n2020;29,5\n2021;26\n", "line", "da"),
        ("Emne;2019;2021\nTillid til EU;61,5;58,1\nTillid til staten;50,5;48,1\n", "line", "da"),
    ],
)
def test_a_table_of_text_is_recognised(text: str, kind: str, language: str, here: Path) -> None:
    Path("tal_2021.csv").write_text(text, encoding="utf-8")
    _, specs = begun("--from", "tal_2021.csv")
    (spec,) = specs.values()
    assert spec["kind"] == kind and spec["title"] == LANGUAGES[language].start.title
    survey = yaml.safe_load(Path("figures/survey.yaml").read_text("utf-8"))
    assert (survey["name"], survey["wave"], survey["language"]) == ("Tal", "2021", language)


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("Alder;Bruger hjelm\n18-49 år;22 %\n50 år og derover;30 %\n",
         {"category": "Alder", "share": "Bruger hjelm", "categories": "groups"}),
        ("Grund;Andel, der nævner den (pct.)\nPris;31,5\nTid;42,1\nAndet;55\n",
         {"category": "Grund", "share": "Andel, der nævner den (pct.)"}),
    ],
)  # fmt: skip
def test_what_stands_over_the_only_values_tells_what_they_are(text: str, fields: dict[str, str], here: Path) -> None:
    Path("tal_2021.csv").write_text(text, encoding="utf-8")
    _, specs = begun("--from", "tal_2021.csv")
    (spec,) = specs.values()
    assert spec["kind"] == "bars"
    assert spec["subtitle"] == fields["share"].removesuffix(" (pct.)")
    assert {name: value for name, value in spec["table"].items() if name != "file"} == fields


# -- from microdata ----------------------------------------------------------------------------------------------------


@pytest.fixture(params=[".sav", ".csv", ".parquet"])
def answers(request: pytest.FixtureRequest, here: Path) -> Path:
    import pandas as pd

    rows = range(300)
    words = {
        "koen": {1: "Mand", 2: "Kvinde"},
        "q1": {1: "Meget utilfreds", 2: "Utilfreds", 3: "Hverken eller", 4: "Tilfreds", 5: "Meget tilfreds"},
    }
    frame = pd.DataFrame(
        {
            "lbnr": rows,
            "koen": [1 + i % 2 for i in rows],
            "q1": [1 + (i * 7 + i // 11) % 5 for i in rows],
            "bil": [int(i % 3 == 0) for i in rows],
            "vaegt": [0.5 + (i % 13) / 10 for i in rows],
        }
    ).rename(columns={"bil": "q2_1"})
    frame["q2_2"] = 1 - frame["q2_1"]
    frame["q2_3"] = [int(i % 5 == 0) for i in rows]
    path = here / f"borgere-2023{request.param}"
    if request.param == ".sav":
        import pyreadstat

        labels = {"q1": "Hvor tilfreds er du?", "koen": "Køn", "q2_1": "Bil", "q2_2": "Bus", "q2_3": "Cykel"}
        pyreadstat.write_sav(frame, path, column_labels=labels, variable_value_labels=words)
        return path
    for name, labels in words.items():
        frame[name] = frame[name].map(labels)
    if request.param == ".csv":
        frame.to_csv(path, index=False, sep=";", decimal=",")
    else:
        frame.to_parquet(path)
    return path


def test_microdata_have_a_codebook_and_first_figures(answers: Path) -> None:
    made, specs = begun("--from", answers.name)
    assert {name: spec["kind"] for name, spec in specs.items()} == {
        "q1": "bars",
        "q2": "bars",
        "q1-koen": "stacked_bars",
    }
    assert specs["q1-koen"]["data"] == {"variable": "q1", "breakdown": "koen"}
    assert Path("data", answers.name).is_file()
    assert f"/{answers.name}\n" in Path("data/.gitignore").read_text("utf-8")
    assert "#weight: vaegt" in Path("data/borgere-2023.codebook.yaml").read_text("utf-8")
    assert "Not weighted, though 'vaegt' looks like weights. To use them: --weight vaegt --population" in made.stderr
    assert "Data er ikke vægtet" in told("q1")["caption"]


def test_a_form_that_was_filled_in_on_the_web_has_figures_of_every_question(here: Path) -> None:
    rows = ["Tidsstempel,Hvad bruger du? (flere svar),Hvor ofte?,Køn"]
    tools, often = ["Bil", '"Bil, Bus, Cykel"', '"Bus, Cykel"', "Cykel"], ["Ofte", "Aldrig", "Altid", "Ofte", "Aldrig"]
    rows += [f"2026/10/01 9.{i:02},{tools[i % 4]},{often[i % 5]},{'Mand' if i % 3 else 'Kvinde'}" for i in range(60)]
    Path("svar.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    _, specs = begun("--from", "svar.csv", "--holds", "microdata")
    assert {name: (spec["kind"], spec.get("subtitle")) for name, spec in specs.items()} == {
        "hvad-bruger-du-flere-svar": ("bars", "Hvad bruger du? (flere svar)"),
        "hvor-ofte": ("bars", None),  # the caption tells the question
        "hvad-bruger-du-flere-svar-koen": ("grouped_bars", "Hvad bruger du? (flere svar)"),
    }


def test_weights_are_used_with_the_population_that_they_speak_for(answers: Path) -> None:
    made, _ = begun("--from", answers.name, "--population", "alle voksne")
    assert "\nweight: vaegt\n" in Path("data/borgere-2023.codebook.yaml").read_text("utf-8")
    assert "Data er vægtet til at repræsentere alle voksne" in told("q1")["caption"]
    assert "Not weighted" not in made.stderr


@pytest.mark.parametrize(
    ("options", "said", "todo"),
    [
        (("--weight", "vaegt"), "--population is missing", "--population TEXT"),
        (("--weight", "vægt", "--population", "alle"), "has no column 'vægt'", "Did you mean 'vaegt'?"),
        (("--weight", "-", "--population", "alle"), "and there are none", "--weight COLUMN"),
        (("--wave", " "), "--wave is missing", "--wave TEXT"),
        (("--language", "no"), "--language: there is no language 'no'", "Known: da, en."),
        (("--unit", "percent"), "--unit is only for tables", "Leave it out"),
        (("--holds", "tabeller"), "--holds: there is no 'tabeller'", "tables"),
        (("--holds", "tables"), "", ""),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_written(
    options: tuple[str, ...], said: str, todo: str, answers: Path
) -> None:
    made = run("init", "--from", answers.name, *options)
    assert made.exit_code == 2 and said in made.output and todo in made.output
    assert list(answers.parent.iterdir()) == [answers]


def test_the_same_file_may_lie_in_its_place_already(here: Path) -> None:
    Path("data").mkdir()
    Path("data/tal.csv").write_text("category;share\nJa;60\nNej;40\n", encoding="utf-8")
    begun("--from", "data/tal.csv")
    assert [path.name for path in Path("data").iterdir()] == ["tal.csv"]


# -- all or nothing ----------------------------------------------------------------------------------------------------


def everything(folder: Path) -> dict[str, bytes]:
    return {path.as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    "taken", ["figures/survey.yaml", "data/tal.csv", "figures/tal/page.yaml", "figures/tal/tal.yaml"]
)
def test_nothing_is_overwritten(taken: str, here: Path) -> None:
    Path("tal.csv").write_text("category;share\nJa;60\nNej;40\n", encoding="utf-8")
    Path(taken).parent.mkdir(parents=True)
    Path(taken).write_text("mit", encoding="utf-8")
    before = everything(here)
    made = run("init", "--from", "tal.csv")
    assert made.exit_code == 2 and f"{taken} is there already" in made.output
    assert everything(here) == before


@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("folder", [".", "ny/mappe"])
def test_what_is_stopped_leaves_nothing(
    fault: BaseException, folder: str, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moves: list[Path] = []
    rename = Path.rename

    def stop(self: Path, target: Path) -> Path:
        moves.append(target)
        if len(moves) == 4:
            raise fault
        return rename(self, target)

    monkeypatch.setattr(files.Path, "rename", stop)
    made = run("init", folder)
    assert len(moves) == 4
    assert made.exit_code == (130 if isinstance(fault, KeyboardInterrupt) else 2)
    assert list(here.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("tal.xlsx", b"PK no workbook", "cannot be read as XLSX"),
        ("tal.csv", b"", "is empty"),
        ("tal.csv", b"navn\nBo\nIda\n", "holds no numbers"),
        ("tal.px", b"", "cube"),
        ("tal.docx", b"", "cannot be read"),
        (None, b"", "does not exist"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_of(name: str | None, content: bytes, said: str, here: Path) -> None:
    if name:
        Path(name).write_bytes(content)
    made = run("init", "--from", name or "tal.xlsx")
    assert made.exit_code == 2 and said in made.output, made.output
    assert [path.name for path in here.iterdir()] == ([name] if name else [])


# -- at a prompt -------------------------------------------------------------------------------------------------------


def talk(here: Path, answers: Iterator[bytes | None], *arguments: str) -> tuple[str, int]:
    """What is said on a terminal on which every question is answered in turn (None: interrupted), and the exit code."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", "TERM": "dumb"}
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "barometer_cli", *arguments]
    with Popen(command, cwd=here, env=environment, stdin=theirs, stdout=theirs, stderr=theirs) as child:
        os.close(theirs)
        said, asked, end = b"", 0, time.monotonic() + 60
        while time.monotonic() < end:
            if select.select([ours], [], [], 0.2)[0]:
                try:
                    said += os.read(ours, 4096)
                except OSError:  # the other end is closed
                    break
            elif re.search(rb"[^\n]+: ?$", said[asked:]):  # it waits
                asked, answer = len(said), next(answers)
                if answer is None:
                    child.send_signal(signal.SIGINT)
                else:
                    os.write(ours, answer)
        if time.monotonic() >= end:
            child.kill()
    os.close(ours)
    return said.decode(), child.returncode


def test_it_asks_on_a_terminal_and_asks_again(here: Path) -> None:
    Path("tal_2021.csv").write_text("svar;Mænd;Kvinder\nOfte;0,5;0,4\nSjældent;0,2;0,3\n", encoding="utf-8")
    given = iter([b"dansk\n", b"\n", b"Rejsepanelet\n", b"\n", b"alle danskere\n", b"fraction\n"])
    said, code = talk(here, given, "init", "--from", "tal_2021.csv")
    assert code == 0, said
    assert "Language (da, en) [da]" in said and "Error: --language: there is no language 'dansk'." in said
    survey = yaml.safe_load((here / "figures/survey.yaml").read_text("utf-8"))
    assert survey == {"name": "Rejsepanelet", "wave": "2021", "population": "alle danskere", "language": "da"}
    (spec,) = (here / "figures/rejsepanelet").glob("tal*.yaml")
    assert yaml.safe_load(spec.read_text("utf-8"))["table"]["unit"] == "fraction"


@pytest.mark.parametrize("stop", [None, b"\x04"])
def test_an_interrupt_at_a_question_leaves_nothing(stop: bytes | None, here: Path) -> None:
    said, code = talk(here, iter([b"\n", stop]), "init")
    assert code == 130 and "nothing was written" in said
    assert list(here.iterdir()) == []


def test_yes_asks_nothing_on_a_terminal(here: Path) -> None:
    said, code = talk(here, iter([]), "init", "--yes")
    assert code == 0 and "Go on with:" in said, said


@pytest.mark.parametrize("command", [["init"], ["init", "p", "--from"]])
def test_a_folder_that_is_called_as_a_file_is_told_of(command: list[str], here: Path) -> None:
    Path("tal.csv").mkdir()
    Path("fil").write_text("x", encoding="utf-8")
    told = {"init": "fil is a file, and a project is a folder", "--from": "tal.csv cannot be read: Is a directory"}
    made = run(*command, {"init": "fil", "--from": "tal.csv"}[command[-1]])
    assert made.exit_code == 2 and told[command[-1]] in made.output
    assert sorted(path.name for path in here.iterdir()) == ["fil", "tal.csv"]


@pytest.mark.parametrize("there", [True, False])
def test_a_file_of_data_is_no_folder_to_begin_in(there: bool, here: Path) -> None:
    """Whoever forgets --from is told; an example in a folder called tal.xlsx is what nobody asked for."""
    if there:
        Path("tal.xlsx").write_bytes(b"PK")
    made = run("init", "tal.xlsx")
    assert made.exit_code == 2 and "barometer init --from tal.xlsx" in made.output
    assert [path.name for path in here.iterdir()] == ["tal.xlsx"] * there


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("Ja;60\nNej;140\n", "row 3: share is 140; allowed is a number from 0 to 100"),
        ("Ja;60\n ja ;20\nNej;20\n", "category 'ja' stands twice, in row 2 and row 3"),
        ("Ja;60\nNej;om 40\n", "row 3: share is 'om 40', which is not a number"),
        ("Ja;60\nNej;ca. 40\nVed ikke;1\n", "row 3: share is 'ca. 40', which is not a number"),
    ],
)
def test_what_is_wrong_is_what_the_columns_hold_and_not_how_they_are_called(rows: str, said: str, here: Path) -> None:
    Path("tal.csv").write_text("Svar;Pct.\n" + rows, encoding="utf-8")
    made = run("init", "--from", "tal.csv")
    assert made.exit_code == 2 and said in made.output and "→" in made.output


def test_a_per_cent_of_a_cell_is_told_as_a_spreadsheet_shows_it(here: Path) -> None:
    book = Workbook()
    for row in (["Svar", "Pct."], ["Ja", 1.2], ["Nej", 0.4]):
        book.active.append(row)
    for cell in ("B2", "B3"):
        book.active[cell].number_format = "0%"
    book.save("tal.xlsx")
    assert "share is 120 %; allowed is a number from 0 to 100" in run("init", "--from", "tal.xlsx").output
