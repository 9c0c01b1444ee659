"""Figures of one survey in several languages: its words stand once, and what nobody says in a language is told."""

from __future__ import annotations

import json
import re
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner, Result

from barometer_cli import pipeline, project, tables
from barometer_cli.charts import KINDS
from barometer_cli.cli import app
from barometer_cli.errors import BarometerError, DataError
from barometer_cli.model.axis import Axis
from barometer_cli.model.figure import Figure
from barometer_cli.model.spec import FigureSpec
from barometer_cli.model.table import Cell, Named, Table
from barometer_cli.specs import handed_over, load_figure, worded

SURVEY: dict[str, Any] = {
    "name": {"da": "Prøven", "en": "The Trial"},
    "wave": 2026,
    "population": {"da": "alle borgere", "en": "all citizens"},
    "unit": {
        "da": {"plural": "borgere", "definite": "borgerne"},
        "en": {"plural": "citizens", "definite": "the citizens"},
    },
    "words": {"en": {"Ja": "Yes", "Nej": "No", "Kommune": "Municipalities", "Stat": "Central government"}},
}
TABLE = "category;group;share;n\nJa;Stat;60 %;400\nNej;Stat;40 %;400\nJa;Kommune;52 %;900\nNej;Kommune;48 %;900\n"
SPEC: dict[str, Any] = {
    "kind": "grouped_bars",
    "title": {"da": "Flest siger ja i staten", "en": "Most say yes in central government"},
    "caption": {"shows": {"da": "hvad borgerne svarer", "en": "what the citizens answer"}},
    "table": "t.csv",
    "emphasis": ["Stat"],
    "claims": [{"phrase": {"da": "Flest", "en": "Most"}, "of": "Ja", "group": "Stat", "among": "groups"}],
    "for_each": {"language": ["da", "en"]},
}


@pytest.fixture(autouse=True)
def side(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "figures/side"
    folder.mkdir(parents=True)
    write(folder / "survey.yaml", SURVEY)
    write(folder / "f.yaml", SPEC)
    (folder / "t.csv").write_text(TABLE, encoding="utf-8")
    return folder


def write(path: Path, fields: dict[str, Any]) -> None:
    path.write_text(yaml.safe_dump(fields, allow_unicode=True, sort_keys=False), encoding="utf-8")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def figures(side: Path) -> dict[str, Figure]:
    microdata = project.Microdata()
    return {entry.survey.language: project.figure(entry, microdata) for entry in project.find([side])}


def found(*codes: str) -> list[dict[str, Any]]:
    made = json.loads(run("check", "--render", "--format", "json").stdout)
    return [each for each in made if each["severity"] != "info" and (not codes or each["code"] in codes)]


def test_one_table_is_told_in_both_languages(side: Path) -> None:
    made = figures(side)
    danish, english = made["da"], made["en"]
    assert [cell.category for cell in english.table.cells] == ["Yes", "No", "Yes", "No"]
    assert english.table.groups == ("Central government", "Municipalities")
    assert [cell.value for cell in english.table.cells] == [cell.value for cell in danish.table.cells]
    assert english.spec.emphasis == ("Central government",) and danish.spec.emphasis == ("Stat",)
    assert "alle borgere" in danish.caption.text and "all citizens" in english.caption.text
    assert "n=400 (Central government), 900 (Municipalities)" in english.caption.text
    assert (danish.credit, english.credit) == ("Prøven 2026", "The Trial 2026")
    assert not found(), "every headline is proved, and every mark"


def test_one_language_alone_may_be_asked_for(side: Path) -> None:
    write(side / "f.yaml", SPEC | {"for_each": {"language": ["en"]}})
    assert [*figures(side)] == ["en"] and not found()
    english = {**SPEC, "language": "en", "title": "Most say yes in central government", "caption": "what people answer"}
    english["claims"] = [{**SPEC["claims"][0], "phrase": "Most"}]
    write(side / "f.yaml", {name: value for name, value in english.items() if name != "for_each"})
    assert figures(side)["en"].table.groups == ("Central government", "Municipalities") and not found()


@pytest.mark.parametrize(
    ("survey", "spec", "page", "said", "hint"),
    [
        ({"words": {"en": {"Ja": "Yes", "Kommune": "M"}}}, {}, None, "the table calls “Stat”, “Nej”", "    Stat: …"),
        ({"words": {}}, {}, None, "“Stat”, “Ja”, “Nej”, “Kommune”", "words:\n  en:\n    Stat: …\n    Ja: …"),
        ({"population": "alle borgere"}, {}, None, "survey.yaml: population is said in one", "population: {da"),
        ({"unit": SURVEY["unit"]["da"]}, {}, None, "survey.yaml: unit is said in one", "unit: {da: …, en: …}"),
        ({}, {"title": "Hvad borgerne svarer", "claims": []}, None, "title is the same in every", "title: {da"),
        ({}, {"caption": "hvad borgerne svarer"}, None, "caption is the same in every language", "caption: {da"),
        ({}, {}, {"heading": {"da": "Side", "en": "Page"}, "lead": "Alt."}, "page.yaml: lead is said", "lead: {da"),
    ],
    ids=["a word", "all words", "population", "unit", "title", "caption", "page"],
)  # fmt: skip
def test_what_nobody_says_in_the_other_language_is_told(
    side: Path, survey: dict[str, Any], spec: dict[str, Any], page: dict[str, Any] | None, said: str, hint: str
) -> None:
    write(side / "survey.yaml", {name: value for name, value in (SURVEY | survey).items() if value})
    write(side / "f.yaml", SPEC | spec)
    if page:
        write(side / "page.yaml", page)
    (told,) = found("BAR124")
    assert said in told["message"] and hint in told["hint"], told


@pytest.mark.parametrize(
    ("file", "fields", "said"),
    [
        ("f.yaml", {"title": {"da": "Kun dansk"}}, "title is said in da, and not in the language of the figure"),
        ("survey.yaml", {"population": {"da": "alle"}}, "it is said in da, and not in en"),
        ("f.yaml", {"for_each": {"language": ["fr"]}}, "there is no wording in language 'fr'"),
    ],
)
def test_what_is_said_in_other_languages_only_is_refused_at_its_place(
    side: Path, file: str, fields: dict[str, Any], said: str
) -> None:
    write(side / file, (SPEC if file == "f.yaml" else SURVEY) | fields)
    result = run("check")
    assert result.exit_code == 1 and said in result.output and f"figures/side/{file}:" in result.output


def test_following_the_hint_leaves_nothing_to_be_told(side: Path) -> None:
    write(side / "survey.yaml", {name: value for name, value in SURVEY.items() if name != "words"})
    (told,) = found("BAR124")
    lines = told["hint"].partition("\n")[2].replace("…", "Et ord")
    names = re.findall(r"^    (.+): Et ord$", lines, flags=re.MULTILINE)
    for name in names:
        lines = lines.replace(f"{name}: Et ord", f"{name}: {name} in English")
    path = side / "survey.yaml"
    path.write_text(path.read_text(encoding="utf-8") + lines + "\n", encoding="utf-8")
    assert not found("BAR124")
    assert {cell.category for cell in figures(side)["en"].table.cells} == {"Ja in English", "Nej in English"}


def test_two_names_that_would_be_one_are_refused() -> None:
    table = Table((Cell("Ja", 0.6), Cell("Jo", 0.4)))
    with pytest.raises(DataError, match="'Ja' and 'Jo' are both called 'Yes'"):
        tables.worded(table, {"Ja": "Yes", "Jo": "Yes"})


def test_members_of_sections_are_told_by_their_parts() -> None:
    sections = {"Stat, 2019": "Stat", "Kommune, 2019": "Kommune"}
    table = Table((Cell("Stat, 2019", 0.6), Cell("Kommune, 2019", 0.4)), categories=Axis(sections=sections))
    assert tables.names(table) == ("Stat", "Kommune"), "years are the same in every language"
    made = tables.worded(table, tables.glossary(table, {"Stat": "State", "Kommune": "Town"}))
    assert [cell.category for cell in made.cells] == ["State, 2019", "Town, 2019"]
    assert made.categories.sections == {"State, 2019": "State", "Town, 2019": "Town"}
    assert made.own is table


def test_areas_are_found_by_the_names_of_their_own_country(side: Path) -> None:
    """All but the country as a whole, which is no place on a map."""
    names = ["Nordjylland", "Midtjylland", "Syddanmark", "Hovedstaden", "Sjælland", "Danmark"]
    regions = dict(zip(names, [31, 47, 59, 29, 38, 40], strict=True))
    called = dict(zip(regions, ["North", "Central", "South", "Capital", "Zealand", "Denmark"], strict=True))
    rows = "".join(f"{name};{share} %;100\n" for name, share in regions.items())
    (side / "t.csv").write_text(f"category;share;n\n{rows}", encoding="utf-8")
    write(side / "survey.yaml", SURVEY | {"words": {"en": called}})
    title = {"da": "Andele", "en": "Shares"}
    write(
        side / "f.yaml",
        {
            "kind": "map",
            "title": title,
            "table": {"file": "t.csv", "categories": "areas"},
            "for_each": SPEC["for_each"],
        },
    )
    made = figures(side)
    assert [cell.category for cell in made["en"].table.cells] == [*called.values()][:-1]
    assert "'Denmark' is all areas together" in " ".join(made["en"].table.recognised)
    words = {mark.of.category for mark in pipeline.on_sheet(made["en"]).scene.marks() if mark.of and mark.of.category}
    assert {*called.values()} - words == {"Denmark"} and not found()


# -- every field that names something ----------------------------------------------------------------------------------


NAMING: dict[str, dict[str, Any]] = {
    "diverging_bars": {"sides": {"negative": ["A"], "neutral": ["B"], "positive": ["A"]}},
    "bars": {"reference": "A", "emphasis": ["B"]},
    "dots": {"reference": "B"},
    "map": {"labels": ["A", "B"]},
    "nested": {"parts": {"A": ["B"]}},
    "key_number": {"texts": {"A": "A siger noget"}},
    "grouped_bars": {
        "emphasis": ["A"],
        "caption": {"recodes": [{"category": "A", "answers": ["B", "A"]}]},
        "claims": [
            {"phrase": "A", "of": "A", "group": "B", "beside": "B"},
            {"phrase": "A", "sum": ["A", "B"]},
            {"phrase": "A", "not": ["A"]},
            {"phrase": "A", "all": {"of": "A", "groups": ["B"]}},
            {"phrase": "A", "of": "A", "change": {"from": "A", "to": "B"}},
        ],
    },
}


@pytest.mark.parametrize("kind", NAMING)
def test_whatever_names_a_member_names_it_as_the_table_does(kind: str) -> None:
    spec: FigureSpec = load_figure(
        handed_over(Path("f.yaml"), {"kind": kind, "title": "A {=A|B}", "text": "A", "table": "t.csv", **NAMING[kind]}
                    if kind == "key_number" else
                    {"kind": kind, "title": "A {=A|B}", "table": "t.csv", **NAMING[kind]}, False), KINDS
    )  # fmt: skip
    told = worded(spec, {"A": "Aa", "B": "Bb"})
    assert told.title == "A {=Aa|Bb}"
    for field, written in NAMING[kind].items():
        wanted = json.dumps(written).replace('"from"', '"from_"').replace('"not"', '"not_"')
        wanted = wanted.replace('"A"', '"Aa"').replace('"B"', '"Bb"').replace('"phrase": "Aa"', '"phrase": "A"')
        made = told.model_dump(mode="json", exclude_unset=True)[field]
        assert json.loads(wanted) == made, field


# -- microdata ---------------------------------------------------------------------------------------------------------


BOOK = """
variables:
  svar: {codes: {1: Ja, 2: Nej, 3: Ved ikke}, label: Svaret}
  sektor: {codes: {1: Stat, 2: Kommune}}
"""


def microdata(side: Path, **fields: Any) -> dict[str, Figure]:
    answers = [1] * 40 + [2] * 25 + [3] * 5
    rows = [f"{sector};{answer}" for sector, answer in product((1, 2), answers)] + ["1;1"] * 30 + ["2;2"] * 30
    (side / "svar.csv").write_text("\n".join(["sektor;svar", *rows]) + "\n", encoding="utf-8")
    (side / "svar.codebook.yaml").write_text(BOOK, encoding="utf-8")
    words = SURVEY["words"]["en"] | {"Ved ikke": "Don't know", "Har svaret": "Have answered"}
    survey = {name: value for name, value in SURVEY.items() if name != "population"}
    write(side / "survey.yaml", survey | {"words": {"en": words}})
    data = {"file": "svar.csv", "variable": "svar", "breakdown": "sektor", **fields.pop("data", {})}
    spec = {name: value for name, value in SPEC.items() if name not in ("table",)}
    write(side / "f.yaml", spec | {"data": data} | fields)
    return figures(side)


def test_answers_of_a_codebook_are_told_in_both_languages(side: Path) -> None:
    made = microdata(side, data={"nets": {"Har svaret": ["Ja", "Nej"]}}, significance=0.05, interval=95)
    english = made["en"].table
    assert {cell.category for cell in english.cells} == {"Yes", "No", "Don't know"}
    assert {net.label for net in english.nets} == {"Have answered"} and english.nets[0].parts == ("Yes", "No")
    assert [base.name for base in english.bases] == ["Central government", "Municipalities"]
    assert [cell.interval for cell in english.cells] == [cell.interval for cell in made["da"].table.cells]
    danish = made["da"].table
    assert danish.apart and english.apart
    own: dict[Named, float] = {("Ja", "Stat"): 1.0, ("Ja", "Kommune"): -1.0}
    told: dict[Named, float] = {("Yes", "Central government"): 1.0, ("Yes", "Municipalities"): -1.0}
    assert english.apart(told, 0.1) == danish.apart(own, 0.1) is not None
    assert english.apart.error(told) == danish.apart.error(own) is not None
    assert not [each for each in found() if each["code"] == "BAR124"]


def test_what_is_kept_of_microdata_is_in_the_words_of_their_codebook(side: Path) -> None:
    made = microdata(side)
    entries = {entry.survey.language: entry for entry in project.find([side])}
    records = {language: project.told(entries[language], made[language].table) for language in made}
    assert records["en"] == records["da"] and records["da"]
    assert run("render", "--format", "png").exit_code == 0
    assert run("render", "--format", "png").exit_code == 0, "and is read again"


def test_hidden_answers_are_kept_in_the_words_of_the_codebook(side: Path) -> None:
    """So that another run knows them for those that it must not give away."""
    path = side / "svar.csv"
    microdata(side)
    path.write_text(path.read_text(encoding="utf-8") + "2;4\n" * 2, encoding="utf-8")
    book = BOOK.replace("3: Ved ikke", "3: Ved ikke, 4: Ja og nej") + "suppression: {cell: 5, base: 10}\n"
    (side / "svar.codebook.yaml").write_text(book, encoding="utf-8")
    english = next(entry for entry in project.find([side]) if entry.survey.language == "en")
    made = project.figure(english, project.Microdata())
    record = project.told(english, made.table)
    assert made.table.hidden and record
    kept = {group for _, group in record["hidden"]}
    assert "Kommune" in kept and kept <= {"Stat", "Kommune"}


def test_a_category_that_is_not_there_is_refused_as_ever(side: Path) -> None:
    write(side / "f.yaml", SPEC | {"emphasis": ["Staten"]})
    with pytest.raises(BarometerError, match="Staten"):
        figures(side)


# -- each value in each language


EACH = {
    **{name: value for name, value in SPEC.items() if name not in ("emphasis", "claims")},
    "kind": "bars",
    "title": {"da": "Svarene i {group}", "en": "The answers in {group}"},
    "caption": {"shows": {"da": "hvad man svarer i {group}", "en": "what people answer in {group}"}},
    "for_each": {"column": "group", "language": ["da", "en"]},
}


def each(side: Path) -> dict[str, Figure]:
    """The figures by page, id and language."""
    told = project.Microdata()
    return {f"{entry.id} {entry.survey.language}": project.figure(entry, told) for entry in project.find([side])}


def shown(figure: Figure) -> list[tuple[str, float]]:
    return [(cell.category, cell.value) for cell in figure.table.cells]


def test_each_value_of_a_column_is_told_in_each_language(side: Path) -> None:
    write(side / "f.yaml", EACH)
    made = each(side)
    assert list(made) == ["f-kommune da", "f-kommune-en en", "f-stat da", "f-stat-en en"]
    assert [figure.spec.title for figure in made.values()] == [
        "Svarene i Kommune",
        "The answers in Municipalities",
        "Svarene i Stat",
        "The answers in Central government",
    ]
    assert shown(made["f-kommune da"]) == [("Ja", 0.52), ("Nej", 0.48)]
    assert shown(made["f-kommune-en en"]) == [("Yes", 0.52), ("No", 0.48)]
    assert "Municipalities" in made["f-kommune-en en"].caption.text
    assert not found("BAR124")


def test_each_value_of_a_variable_is_told_in_each_language(side: Path) -> None:
    microdata(side)
    spec = {**EACH, "data": {"file": "svar.csv", "variable": "svar"}}
    texts = {"title": {"da": "Svarene i {sektor}", "en": "The answers in {sektor}"}, "caption": "x"}
    made_for = {"variable": "sektor", "language": ["en", "da"]}
    write(
        side / "f.yaml",
        {name: value for name, value in spec.items() if name != "table"} | texts | {"for_each": made_for},
    )
    made = each(side)
    assert len(made) == 4 and {figure.table.n for figure in made.values()} == {100}
    for danish, english in (("f-stat da", "f-stat-en en"), ("f-kommune da", "f-kommune-en en")):
        assert [value for _, value in shown(made[danish])] == [value for _, value in shown(made[english])]
        assert {name for name, _ in shown(made[english])} == {"Yes", "No", "Don't know"}
    assert made["f-stat-en en"].spec.title == "The answers in Central government"


def test_a_list_and_its_language_stand_in_the_texts(side: Path) -> None:
    listed = {"name": "orden", "values": ["sorted", "given"], "language": ["en"]}
    write(
        side / "f.yaml", SPEC | {"title": "{orden} ({language})", "order": "{orden}", "claims": [], "for_each": listed}
    )
    assert [figure.spec.title for figure in each(side).values()] == ["given (en)", "sorted (en)"]


def test_a_value_without_a_word_in_the_language_is_told(side: Path) -> None:
    """Also one that its own figure does not show, but names in its headline."""
    rows = [
        f"{answer};{share} %;400;{place}" for place in ("Nord", "Syd") for answer, share in (("Ja", 60), ("Nej", 40))
    ]
    (side / "t.csv").write_text("\n".join(["category;share;n;sted", *rows]) + "\n", encoding="utf-8")
    texts = {"title": {"da": "Svarene i {sted}", "en": "The answers in {sted}"}, "caption": {"da": "x", "en": "y"}}
    write(side / "f.yaml", EACH | texts | {"for_each": {"column": "sted", "language": ["da", "en"]}})
    assert [(each["figure"], "Nord: …" in each["hint"]) for each in found("BAR124")] == [
        ("side/f-nord-en", True),
        ("side/f-syd-en", False),
    ]
    words = {"Ja": "Yes", "Nej": "No", "Nord": "North", "Syd": "South"}
    write(side / "survey.yaml", SURVEY | {"words": {"en": words}})
    assert not found("BAR124")


@pytest.mark.parametrize(
    "given",
    [
        {"values": ["a"]},
        {"variable": "a", "column": "b"},
        {"column": "a", "name": "b", "values": ["c"], "language": ["da"]},
    ],
)
def test_values_come_from_one_place(given: dict[str, Any], side: Path) -> None:
    write(side / "f.yaml", EACH | {"for_each": given})
    assert "for_each takes one of variable, column and name, and language beside it or alone" in run("check").output
