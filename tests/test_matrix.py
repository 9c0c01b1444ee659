"""A figure for each of several values: texts, bases, small ones by rule, languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from barometer_cli import project
from barometer_cli.cli import app
from barometer_cli.errors import SpecError
from barometer_cli.export.check import examine
from barometer_cli.model.figure import Figure

CODEBOOK = """
variables:
  svar: {codes: {1: Ja, 2: Nej}}
  kommune: {codes: {101: København, 751: Århus, 825: Læsø, 411: Christiansø}}
"""
SPEC = """kind: bars
title: "{=Ja} svarer ja i {kommune}"
caption: svarene i {kommune}
data: svar
for_each: kommune
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    page = tmp_path / "side"
    page.mkdir()
    (page / "survey.yaml").write_text('name: U\nwave: "2019"\ndata: svar.csv\n', encoding="utf-8")
    (page / "svar.codebook.yaml").write_text(CODEBOOK, encoding="utf-8")
    rows = [(101, 1 + (i % 4 == 0)) for i in range(120)] + [(751, 1 + i % 2) for i in range(80)]
    rows += [(825, 1 + i % 2) for i in range(20)] + [(411, 1) for _ in range(4)]
    text = "kommune,svar\n" + "".join(f"{k},{s}\n" for k, s in rows)
    (page / "svar.csv").write_text(text, encoding="utf-8")
    return page


def figures() -> dict[str, Any]:
    entries = project.find([Path("side")])
    return {identity.figure: figure for identity, figure in examine(entries, project.Microdata()).figures.items()}


def run(*arguments: str) -> Any:
    return CliRunner().invoke(app, list(arguments), env={"COLUMNS": "200", "NO_COLOR": "1"})


def test_texts_and_bases_are_those_of_the_value(folder: Path) -> None:
    (folder / "f.yaml").write_text(SPEC, encoding="utf-8")
    found = figures()
    assert set(found) == {"f-koebenhavn", "f-aarhus", "f-laesoe", "f-christiansoe"}
    capital = found["f-koebenhavn"]
    assert isinstance(capital, Figure)
    assert capital.spec.title == "75\u00a0% svarer ja i København"
    assert capital.table.n == 120 and "svarene i København" in capital.caption.text
    assert found["f-aarhus"].spec.title == "50\u00a0% svarer ja i Århus"


def test_claims_are_checked_for_each_value(folder: Path) -> None:
    bound = "claims: [{phrase: Tre ud af fire, of: Ja}]\n"
    (folder / "f.yaml").write_text(SPEC.replace("{=Ja} svarer", "Tre ud af fire svarer") + bound, encoding="utf-8")
    result = run("check", "side")
    assert result.exit_code == 1
    errors = [line for line in result.output.splitlines() if "BAR201" in line]
    assert len(errors) == 2 and all("Tre ud af fire" in line for line in errors), "Århus and Læsø, not København"


def test_small_bases_by_rule(folder: Path) -> None:
    (folder / "f.yaml").write_text(SPEC, encoding="utf-8")
    result = run("render", "side", "--explain")
    assert result.exit_code == 0, result.output
    assert "side/f-christiansoe: left out" in result.stdout
    assert "få svar" in Path("build/side/f-laesoe/f-laesoe-2019-da.json").read_text("utf-8")
    (folder / "f.yaml").write_text(SPEC.replace("kommune\n", "{variable: kommune, small: leave out}\n"), "utf-8")
    assert "side/f-laesoe: left out: the base is small: n=20" in run("render", "side", "--explain").stdout
    assert not Path("build/side/f-laesoe").exists(), "what is left out does not stay from an earlier run"
    drawn = SPEC.replace("for_each: kommune", "for_each: {variable: kommune, small: draw}")
    (folder / "f.yaml").write_text(drawn, encoding="utf-8")
    assert "få svar" not in figures()["f-laesoe"].caption.text


def test_chosen_values_by_word_or_code(folder: Path) -> None:
    spec = SPEC.replace("for_each: kommune", "for_each: {variable: kommune, values: [Århus, 101]}")
    (folder / "f.yaml").write_text(spec, encoding="utf-8")
    assert set(figures()) == {"f-koebenhavn", "f-aarhus"}
    (folder / "f.yaml").write_text(spec.replace("Århus", "Odense"), encoding="utf-8")
    with pytest.raises(SpecError, match="'Odense'"):
        project.find([folder])


def test_a_share_that_is_hidden_is_not_offered_another_in_its_place(folder: Path) -> None:
    """Four in Christiansø said no, which is too few to be told."""
    answers = folder / "svar.csv"
    with answers.open("a", encoding="utf-8") as file:
        file.write("411,1\n" * 12 + "411,2\n" * 4 + "411,3\n" * 30)
    codebook = folder / "svar.codebook.yaml"
    codebook.write_text(CODEBOOK.replace("2: Nej}", "2: Nej, 3: Jaså}"), encoding="utf-8")
    (folder / "f.yaml").write_text(SPEC.replace("{=Ja}", "{=Nej}"), encoding="utf-8")
    told = run("render", "side", "--format", "svg").output
    assert "the text names the share of 'Nej', which is not told" in told
    assert "Take the claim out: what is hidden must not be told." in told and "Did you mean" not in told


def test_rows_of_a_table(folder: Path) -> None:
    (folder / "t.csv").write_text("category;share;by;n\nJa;60;A;50\nNej;40;A;50\nJa;30;B;40\nNej;70;B;40\n", "utf-8")
    spec = """kind: bars
title: "{=Ja} i {by}"
table: {file: t.csv, unit: percent, category: category, share: share}
for_each: {column: by}
"""
    (folder / "f.yaml").write_text(spec, encoding="utf-8")
    assert [figure.spec.title for figure in figures().values()] == ["60\u00a0% i A", "30\u00a0% i B"]


def test_languages(folder: Path) -> None:
    spec = """kind: bars
title: {da: Sådan svarer man, en: How people answer}
caption: {da: svarene, en: the answers}
data: svar
for_each: {language: [da, en]}
"""
    (folder / "f.yaml").write_text(spec, encoding="utf-8")
    found = figures()
    assert (found["f"].spec.title, found["f-en"].spec.title) == ("Sådan svarer man", "How people answer")
    assert found["f-en"].caption.text.startswith("The figure shows the answers.")
    assert run("render", "side", "--format", "svg").exit_code == 0
    assert Path("build/side/f-en/f-en-2019-en-web.svg").is_file()


def test_only_names_one_of_them(folder: Path) -> None:
    (folder / "f.yaml").write_text(SPEC, encoding="utf-8")
    assert [entry.id for entry in project.find([folder], ("f-aar*",))] == ["f-aarhus"]


def test_a_wrong_for_each_is_told_at_its_place(folder: Path) -> None:
    (folder / "f.yaml").write_text(SPEC.replace("for_each: kommune", "for_each: {variabel: kommune}"), "utf-8")
    with pytest.raises(SpecError) as caught:
        project.find([folder])
    assert any(problem.line == 5 and "variabel" in problem.message for problem in caught.value.problems)
