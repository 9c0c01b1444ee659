"""A spec that stands alone beside its table: no survey.yaml is demanded, and nothing is told that nobody knows."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from barometer_cli import charts
from barometer_cli.cli import app
from barometer_cli.model.preset import PRESETS

TABLE = "category;share;n\nBil;54;1000\nCykel;41;1000\nTil fods;5;1000\n"
SHEETS = ",".join(name for name in PRESETS if name != "square")  # where a map has no room beside its key


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments, env={"NO_COLOR": "1", "COLUMNS": "400"})


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "Rejser"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def drawn(folder: Path, spec: str, table: str = TABLE) -> dict[str, Any]:
    """What is told of a spec beside a table, both called "my", after both are drawn."""
    (folder / "my.yaml").write_text(spec, encoding="utf-8")
    (folder / "my.csv").write_text(table, encoding="utf-8")
    made = run("render", "my.yaml")
    assert made.exit_code == 0, made.output
    (told,) = (folder / "build" / "rejser" / "my").glob("*.json")
    found: dict[str, Any] = json.loads(told.read_text(encoding="utf-8"))
    return {**found, "file": told.name, "svg": told.with_name(f"{told.stem}-web.svg").read_text(encoding="utf-8")}


def test_it_is_drawn_without_what_nobody_knows(folder: Path) -> None:
    told = drawn(folder, "kind: bars\ntitle: Sådan kommer vi på arbejde\ncaption: hvordan danskerne rejser\n")
    assert told["file"] == "my-da.json" and told["edition"] == ""
    assert told["caption"].startswith("Figuren viser hvordan danskerne rejser.") and "n=1.000" in told["caption"]
    assert "vægte" not in told["caption"] and told["source"] is None
    assert "Kilde" not in told["svg"]


def test_its_own_source_is_told(folder: Path) -> None:
    told = drawn(folder, "kind: bars\ntitle: Sådan rejser vi\nsource: Transportvaneundersøgelsen\n")
    assert told["source"] == "Transportvaneundersøgelsen"
    assert "Kilde: Transportvaneundersøgelsen" in told["svg"].replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("spec", "language", "words"),
    [
        ("title: How people get to work\ncaption: how people travel", "en", "The figure shows how people travel."),
        ("title: Sådan kommer vi på arbejde\ncaption: hvordan vi rejser", "da", "Figuren viser hvordan vi rejser."),
        ("title: Transport", "da", "n=1.000"),
        ("title: Transport\nlanguage: en", "en", "n=1,000"),
    ],
)
def test_its_language_is_that_of_its_words(folder: Path, spec: str, language: str, words: str) -> None:
    told = drawn(folder, f"kind: bars\n{spec}\n")
    assert told["language"] == language and words in told["caption"]


def test_a_figure_may_be_in_another_language_than_its_survey(folder: Path) -> None:
    (folder / "survey.yaml").write_text("name: Rejser\nwave: '2024'\n", encoding="utf-8")
    told = drawn(folder, "kind: bars\ntitle: How we travel\nlanguage: en\n")
    assert told["language"] == "en" and told["file"] == "my-2024-en.json"
    assert run("list", "--only", "rejser/2024/en/my", ".").stdout.count("my") == 1
    assert run("list", "--only", "rejser/2024/da/my", ".").exit_code == 2


def test_a_language_that_is_not_known_is_told_at_its_place(folder: Path) -> None:
    (folder / "my.yaml").write_text("kind: bars\ntitle: T\nlanguage: dansk\ntable: my.csv\n", encoding="utf-8")
    made = run("render", "my.yaml")
    assert made.exit_code == 2
    assert "my.yaml:3:1: there is no wording in language 'dansk'" in made.output and "Known: da, en." in made.output


def test_it_is_said_what_was_taken_and_what_a_survey_would_add(folder: Path) -> None:
    drawn(folder, "kind: bars\ntitle: Sådan rejser vi\n")
    made = run("check", "--strict", "--render", "my.yaml")
    assert made.exit_code == 0, made.output
    assert "BAR121 info my.csv: it is read because it lies beside my.yaml, which names no table" in made.output
    assert "BAR121 info my.csv: the values are per cent, because no fraction is 54" in made.output
    assert "BAR123 info there is no survey.yaml" in made.output and "`name: …` and `wave: …`" in made.output


def test_a_survey_that_comes_is_told_of(folder: Path) -> None:
    drawn(folder, "kind: bars\ntitle: Sådan rejser vi\n")
    (folder / "survey.yaml").write_text("name: Rejser\nwave: '2024'\npopulation: alle danskere\n", encoding="utf-8")
    made = run("render", "my.yaml")
    assert made.exit_code == 0, made.output
    (told,) = (folder / "build" / "rejser" / "my").glob("my-2024-da.json")
    assert json.loads(told.read_text(encoding="utf-8"))["source"] == "Rejser 2024"
    assert "BAR123" not in run("check", "my.yaml").output


def test_a_table_that_cannot_be_told_from_another_is_not_taken(folder: Path) -> None:
    drawn(folder, "kind: bars\ntitle: Sådan rejser vi\n")
    (folder / "my.tsv").write_text(TABLE.replace(";", "\t"), encoding="utf-8")
    made = run("render", "my.yaml")
    assert made.exit_code == 2
    assert "my.yaml names no table, and my.csv and my.tsv lie beside it" in made.output
    assert "`table: my.csv`" in made.output


def test_without_any_table_it_is_said_where_it_would_be_taken_from(folder: Path) -> None:
    (folder / "my.yaml").write_text("kind: bars\ntitle: Sådan rejser vi\n", encoding="utf-8")
    made = run("render", "my.yaml")
    assert made.exit_code == 2
    assert "kind bars needs table" in made.output and "as my.csv" in made.output
    (folder / "my.csv").write_text(TABLE, encoding="utf-8")
    assert run("render", "my.yaml").exit_code == 0


def test_a_unit_that_nothing_tells_is_asked_for_as_it_is_written(folder: Path) -> None:
    (folder / "my.yaml").write_text("kind: bars\ntitle: Sådan rejser vi\n", encoding="utf-8")
    (folder / "my.csv").write_text("category;share\nBil;0,5\nCykel;0,3\n", encoding="utf-8")
    made = run("render", "my.yaml")
    assert made.exit_code == 2 and "`table: {file: my.csv, unit: percent}`" in made.output
    drawn(folder, "kind: bars\ntitle: Sådan rejser vi\ntable: {file: my.csv, unit: fraction}\n",
          "category;share\nBil;0,5\nCykel;0,3\n")  # fmt: skip


def test_columns_that_are_called_otherwise_are_named_as_the_hint_says(folder: Path) -> None:
    table = "Svar;Gruppe;Procent\nJa;Mænd;60\nNej;Mænd;40\n"
    (folder / "my.yaml").write_text("kind: bars\ntitle: Sådan rejser vi\n", encoding="utf-8")
    (folder / "my.csv").write_text(table, encoding="utf-8")
    made = run("render", "my.yaml")
    assert made.exit_code == 2 and "'Svar' is called 'category' here." in made.output
    (field,) = re.findall(r"or say so in the spec: `(.*)`", made.output)
    drawn(folder, f"kind: bars\ntitle: Sådan rejser vi\n{field}\n", table)


def test_one_figure_for_each_value_of_a_table_beside_it(folder: Path) -> None:
    spec = "kind: bars\ntitle: Sådan rejser vi i {landsdel}\ntable: {file: my.csv, category: svar, share: pct}\n"
    table = "landsdel;svar;pct\nJylland;Bil;60\nJylland;Cykel;40\nFyn;Bil;70\nFyn;Cykel;30\n"
    (folder / "my.yaml").write_text(f"{spec}for_each: {{column: landsdel}}\n", encoding="utf-8")
    (folder / "my.csv").write_text(table, encoding="utf-8")
    made = run("render", "my.yaml")
    assert made.exit_code == 0, made.output
    assert {path.name for path in (folder / "build" / "rejser").iterdir()} == {"my-jylland", "my-fyn"}


def test_of_several_waves_it_is_asked_which(folder: Path) -> None:
    rows = "".join(f"{2020 + i % 2};{i % 3}\n" for i in range(90))
    (folder / "svar.csv").write_text(f"aar;svar\n{rows}", encoding="utf-8")
    book = "wave: aar\nvariables:\n  svar:\n    codes: {0: Nej, 1: Ja, 2: Ved ikke}\n"
    (folder / "svar.codebook.yaml").write_text(book, encoding="utf-8")
    (folder / "my.yaml").write_text("kind: bars\ntitle: T\ndata: {variable: svar, file: svar.csv}\n", encoding="utf-8")
    made = run("render", "my.yaml")
    assert made.exit_code == 2
    assert "the data are of several waves, by 'aar'" in made.output and "`wave: …`" in made.output


@pytest.mark.parametrize("kind", charts.KINDS)
def test_every_kind_stands_alone_on_every_sheet(kind: str, folder: Path) -> None:
    assert run("new", kind, "side/figur").exit_code == 0
    survey = folder / "figures" / "side" / "survey.yaml"
    survey.unlink()
    made = run("render", "--preset", SHEETS)
    assert made.exit_code == 0, made.output
    checked = run("check", "--strict", "--render", "--preset", SHEETS)
    assert checked.exit_code == 0, checked.output
