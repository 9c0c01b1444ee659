"""`barometer check` from end to end: what it prints in every format, how it exits, and what it finds in a project."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, get_args
from urllib.parse import unquote

import pytest
import yaml
from typer.testing import CliRunner, Result

from barometer_cli import checks
from barometer_cli.checks.claims import REMEDIES
from barometer_cli.cli import app
from barometer_cli.model.claim import Reason

SURVEY = {
    "name": "Undersøgelsen",
    "wave": "2018-2019",
    "population": "alle",
    "table_unit": "percent",
    "data": "svar.csv",
}
TABLE = "category;share;n;unshown\nJa;60;1877;\nNej;33;1877;\nVed ikke;7;1877;x\n"
FIGURE: dict[str, Any] = {"kind": "bars", "title": "Seks ud af ti svarer ja", "caption": "svarene", "table": "tal.csv"}
FALSE = {**FIGURE, "title": "Hver fjerde svarer ja"}
UNPROVED = {**FIGURE, "title": "Hver fjerde bakker op"}
REASON = "Citeret, som avisen skrev."
KNOWN = {**FALSE, "acknowledge": [{"code": "BAR201", "reason": REASON}]}

CODEBOOK: dict[str, Any] = {
    "id": "id",
    "weight": "w",
    "suppression": None,
    "variables": {"svar": {"codes": {1: "Ja", 2: "Nej", 3: "Måske"}}},
}
ROWS = ["id,w,ansat,svar", *(f"{i},1,{i % 2},{1 if i < 60 else 2 if i < 98 else 3}" for i in range(100))]
MICRO: dict[str, Any] = {"kind": "bars", "title": "Seks ud af ti svarer ja", "caption": "svarene", "data": "svar"}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(page: str = "side", **figures: dict[str, Any]) -> None:
    Path(page).mkdir(exist_ok=True)
    Path("tal.csv").write_text(TABLE, encoding="utf-8")
    Path("svar.csv").write_text("\n".join(ROWS) + "\n", encoding="utf-8")
    Path("svar.codebook.yaml").write_text(yaml.safe_dump(CODEBOOK, allow_unicode=True), encoding="utf-8")
    for name, content in {"survey": SURVEY, **figures}.items():
        text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=1000)
        Path(page, f"{name}.yaml").write_text(text, encoding="utf-8")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["check", *(arguments or ("side",))], env={"NO_COLOR": "1", "COLUMNS": "300"})


def found(*arguments: str) -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = json.loads(run("--format", "json", *(arguments or ("side",))).stdout)
    return records


def codes(*arguments: str) -> list[str]:
    return [record["code"] for record in found(*arguments)]


# -- formats ----------------------------------------------------------------------------------------------------------


def test_text_names_place_code_truth_and_counts() -> None:
    write(god=FIGURE, falsk=FALSE, ubevist=UNPROVED)
    assert run().output.splitlines() == [
        "side/falsk.yaml:2:1: false “Hver fjerde” (Ja 60\N{NO-BREAK SPACE}%)",
        "side/falsk.yaml:2:1: BAR201 error ”Hver fjerde”: 60 % er tre femtedele, ikke hver fjerde",
        "side/god.yaml:2:1: proved “Seks ud af ti” (Ja 60\N{NO-BREAK SPACE}%)",
        "side/ubevist.yaml:2:1: not proved “Hver fjerde”",
        "side/ubevist.yaml:2:1: BAR202 warning Ingen andel i figuren passer på ”Hver fjerde”",
        "  → Say what is meant: add one of these lines to the spec, under `claims:`.",
        "    - {phrase: Hver fjerde, of: Ja}  # 60 %",
        "    - {phrase: Hver fjerde, of: Nej}  # 33 %",
        "    - {phrase: Hver fjerde, of: Ved ikke}  # 7 %",
        "3 figures checked: 1 error, 1 warning.",
    ]


def test_groups_that_no_offered_line_has_are_named_below_them() -> None:
    groups = ("18-34 år", "35-59 år", "60 år og derover")
    table = "category,group,share\n" + "".join(f"Glad,{group},60\nVred,{group},40\n" for group in groups)
    write(ubevist={**FIGURE, "kind": "stacked_bars", "title": "De ældste er oftest glade", "table": "aldre.csv"})
    Path("aldre.csv").write_text(table, encoding="utf-8")
    hint = next(record["hint"] for record in found() if record["code"] == "BAR202")
    assert "group: 35-59 år" in hint and hint.endswith("\n… or of: Vred\n… or group: 60 år og derover")


def test_json_is_one_record_a_finding() -> None:
    write(falsk=KNOWN)
    assert found() == [
        {
            "file": "side/falsk.yaml",
            "line": 2,
            "column": 1,
            "code": "BAR201",
            "severity": "error",
            "figure": "side/falsk",
            "message": "”Hver fjerde”: 60 % er tre femtedele, ikke hver fjerde",
            "hint": "",
            "value": "Hver fjerde svarer ja",
            "acknowledged": REASON,
        }
    ]


def test_sarif_is_what_code_scanning_reads() -> None:
    """The parts of SARIF 2.1.0 that the standard requires, and those that code scanning needs besides."""
    write("vores side", falsk=FALSE, kendt=KNOWN, ubevist=UNPROVED, fejl={**FIGURE, "titel": "x"})
    document = json.loads(run("--format", "sarif", "vores side").stdout)
    assert document["version"] == "2.1.0" and document["$schema"].endswith("sarif-2.1.0.json")
    (only,) = document["runs"]
    rules = only["tool"]["driver"]["rules"]
    assert only["tool"]["driver"]["name"] == "barometer"
    assert [rule["id"] for rule in rules] == ["BAR001", "BAR201", "BAR202"]
    for rule in rules:
        assert rule["shortDescription"]["text"] == checks.CODES[rule["id"]].title
        assert rule["fullDescription"]["text"] and rule["help"]["text"]
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note")
    for result in only["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] == rules[result["ruleIndex"]]["defaultConfiguration"]["level"]
        assert result["message"]["text"]
        ((place),) = (location["physicalLocation"] for location in result["locations"])
        assert place["region"]["startLine"] >= 1 and place["region"]["startColumn"] >= 1
        uri = place["artifactLocation"]["uri"]
        assert re.fullmatch(r"[A-Za-z0-9%/._~-]+", uri) and Path(unquote(uri)).is_file()
    suppressed = [result for result in only["results"] if "suppressions" in result]
    assert [result["suppressions"] for result in suppressed] == [[{"kind": "inSource", "justification": REASON}]]
    assert all("suppressions" not in r or r["suppressions"] for r in only["results"])


def test_github_annotations_are_escaped() -> None:
    write("a,b: 100%", falsk=FALSE, kendt=KNOWN, skjult={**MICRO, "acknowledge": []})
    lines = run("--format", "github", "a,b: 100%").stdout.splitlines()
    truth = "”Hver fjerde”: 60 %25 er tre femtedele, ikke hver fjerde"
    assert lines == [
        f"::error file=a%2Cb%3A 100%25/falsk.yaml,line=2,col=1,title=BAR201::{truth}",
        f"::notice file=a%2Cb%3A 100%25/kendt.yaml,line=2,col=1,title=BAR201::{truth} (acknowledged: {REASON})",
    ]


def test_ledger_lists_numerals_and_claims_in_words() -> None:
    write(god=FIGURE)
    output = run("--ledger", "side").output
    for line in (
        r"caption +n=1\.877 +n +1877",
        r"caption +7\s% +cell ”Ved ikke” +0\.07",
        r"title +Seks ud af ti +proved",
    ):
        assert re.search(line, output), output
    read = json.loads(run("--ledger", "--format", "json", "side").stdout)
    assert {"figure": "side/god", "text": "caption", "number": "n=1.877", "source": "n", "value": "1877"} in read
    assert ["title", "Seks ud af ti", "proved"] in [[each["text"], each["number"], each["source"]] for each in read]


# -- exits ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("side/god.yaml",), 0),
        (("--strict", "side/god.yaml"), 0),
        (("side/falsk.yaml",), 1),
        (("side/kendt.yaml",), 0),
        (("--strict", "side/kendt.yaml"), 0),
        (("side/ubevist.yaml",), 0),
        (("--strict", "side/ubevist.yaml"), 1),
        (("side/tom.yaml",), 1),
        (("side",), 1),
        (("--only", "god", "side"), 0),
        (("--only", "side/g*", "side"), 0),
        (("--only", "falsk", "side"), 1),
        (("--only", "andet", "side"), 2),
        (("--format", "sarif", "side/falsk.yaml"), 1),
        (("--format", "json", "side/kendt.yaml"), 0),
        (("--format", "xml", "side"), 2),
        (("mangler",), 2),
        (("--explain", "BAR201"), 0),
        (("--explain", "BAR999"), 2),
    ],
)
def test_exit_codes(arguments: tuple[str, ...], code: int) -> None:
    write(god=FIGURE, falsk=FALSE, kendt=KNOWN, ubevist=UNPROVED, tom={"kind": "bars"})
    assert run(*arguments).exit_code == code


def test_only_what_is_asked_for_is_checked() -> None:
    write(god=FIGURE, falsk=FALSE)
    account, counts = run("--only", "god", "side").output.splitlines()
    assert account.startswith("side/god.yaml:2:1: proved “Seks ud af ti”")
    assert counts == "1 figure checked: 0 errors, 0 warnings."


def test_a_glob_may_name_what_stands_beside_specs() -> None:
    write(god=FIGURE)
    Path("side/page.yaml").write_text("heading: Side\n", encoding="utf-8")
    Path("side/tal.csv").write_text(TABLE, encoding="utf-8")
    Path("side/egen.toml").write_text("", encoding="utf-8")
    Path("side/svar.codebook.yaml").write_text("variables: {}\n", encoding="utf-8")
    named = [path.as_posix() for path in sorted(Path("side").iterdir())]
    assert len(named) == 6
    result = run(*named)
    assert result.exit_code == 0 and result.output.endswith("1 figure checked: 0 errors, 0 warnings.\n")


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("page.yaml", "what is said of a page"),
        ("survey.yaml", "what is said of a survey"),
        ("svar.codebook.yaml", "a codebook"),
        ("egen.toml", "a theme"),
        ("tal.csv", "a table"),
    ],
)
def test_a_file_that_is_no_spec_is_told_as_what_it_is(name: str, what: str) -> None:
    write(god=FIGURE)
    Path("side/page.yaml").write_text("heading: Side\n", encoding="utf-8")
    for each in ("tal.csv", "egen.toml", "svar.codebook.yaml"):
        Path("side", each).write_text("", encoding="utf-8")
    result = run(f"side/{name}")
    assert result.exit_code == 2
    assert f"side/{name}:1:1: this is no figure spec, but {what}" in result.output


def test_a_file_that_is_not_there_is_missed_also_beside_specs() -> None:
    write(god=FIGURE)
    result = run("side/god.yaml", "side/page.yaml")
    assert result.exit_code != 0 and "there is no such file or folder" in result.output


def test_sheets_are_proved_with_render() -> None:
    write(
        lang={**FIGURE, "title": "Seks ud af ti svarer ja, " + "ja og ja og ja og ja og ja og ja, " * 6 + "viser tal"}
    )
    assert codes() == []
    assert codes("--render", "side") == ["BAR601"]


def test_explain() -> None:
    for code in ("BAR401", "bar401", " BAR401 "):
        result = run("--explain", code)
        assert result.output.startswith("BAR401 (error): The same indicator has two values\n")
        assert "acknowledge: [{code: BAR401, reason: …}]" in result.output
    wrong = run("--explain", "BAR4O1")
    assert wrong.exit_code == 2 and "Did you mean 'BAR401'?" in wrong.output.splitlines()[1]
    assert wrong.output.startswith("there is no code 'BAR4O1'\n  → ")


# -- acknowledging ----------------------------------------------------------------------------------------------------


def test_an_acknowledged_finding_keeps_its_reason() -> None:
    write(kendt=KNOWN)
    lines = run().output.splitlines()
    assert lines[2:] == [f"  acknowledged: {REASON}", "1 figure checked: 0 errors, 0 warnings, 1 acknowledged."]


def test_an_acknowledgement_is_of_its_own_figure_and_code() -> None:
    write(kendt=KNOWN, falsk=FALSE, anden={**FALSE, "acknowledge": [{"code": "BAR202", "reason": REASON}]})
    assert {(r["figure"], r["code"], r["acknowledged"]) for r in found()} == {
        ("side/kendt", "BAR201", REASON),
        ("side/falsk", "BAR201", None),
        ("side/anden", "BAR201", None),
        ("side/anden", "BAR901", None),
    }


def test_a_stale_acknowledgement_is_found_where_it_stands() -> None:
    write(god={**FIGURE, "acknowledge": [{"code": "BAR201", "reason": REASON}]})
    (record,) = found()
    assert (record["code"], record["line"]) == ("BAR901", 6)
    assert run("--strict", "side").exit_code == 1


# -- what is found ----------------------------------------------------------------------------------------------------

ASKED = {"question": "Er I enige?"}
WHO = {"filter": {"text": "dem, der er ansat", "where": {"column": "ansat", "value": 1}}}
OTHER = {"filter": {"text": "dem, der er ansat", "where": {"column": "ansat", "value": 0}}}
WORDS = {"filter": {"text": "dem, der er selvstændige", "where": {"column": "ansat", "value": 1}}}


def typed(text: str, **more: Any) -> dict[str, Any]:
    return {**FIGURE, "caption": {"text": text}, **more}


@pytest.mark.parametrize(
    ("figure", "code", "words"),
    [
        ({**FIGURE, "title": "Flest svarer nej"}, "BAR201", "Oftest er ”Ja” (60 %), ikke ”Nej” (33 %)"),
        ({**FIGURE, "title": "Nej er det hyppigste svar"}, "BAR201", "Oftest er ”Ja”"),
        ({**FIGURE, "subtitle": "33 % svarer ja"}, "BAR201", "Tallet er 60 %, ikke 33 %"),
        ({**FIGURE, "claims": [{"phrase": "syv ud af ti", "of": "Ja"}]}, "BAR204", "'syv ud af ti' stands in no text"),
        ({**FIGURE, "claims": [{"phrase": "Seks ud af ti", "of": "Nej"}]}, "BAR201", "33 % er en ud af tre"),
        (typed("Figuren viser svarene. n=1.787."), "BAR301", "n=1.877"),
        (typed("Figuren viser ikke de 8 %, der har svaret ”Ved ikke”."), "BAR301", "7 % (Ved ikke)"),
        (typed("Andelene summerer til 100 %."), "BAR301", "summerer ikke til 100 %"),
        (typed("Spørgsmålet er kun stillet til de ledige.", filter="dem, der er ansat"), "BAR301", "dem, der er ansat"),
        (typed("Tallene er fra perioden 2016-2017."), "BAR301", "2018-2019"),
        (typed("Figuren viser svar fra 98 byer."), "BAR302", "”98” is not verified"),
        ({**FIGURE, "caption": {"shows": "svarene", "reading": "63 % har svaret ”Ja”."}}, "BAR301", "60 % (Ja)"),
        ({**FIGURE, "caption": {"shows": "andelen, der har svaret ”Nej” (30 %)"}}, "BAR301", "33 % (Nej)"),
        ({**FIGURE, "n": 1878}, "BAR102", "n is 1877, but the spec says n is 1878"),
        ({**FIGURE, "title": "Seks ud af ti svarer ja. Se side 412"}, "BAR701", "412 in the title"),
        ({**FIGURE, "question": {"text": "Er I enige?", "answers": "one"}, "title": "Ja ☃"}, "BAR501", "☃ (U+2603)"),
    ],
)  # fmt: skip
def test_one_thing_wrong(figure: dict[str, Any], code: str, words: str) -> None:
    write(f=figure)
    (record,) = found()
    assert record["code"] == code
    assert words in record["message"].replace("\u00a0", " ")


def hint(title: str, **survey: Any) -> list[str]:
    """The lines that are offered."""
    write(f={**FIGURE, "title": title}, survey={**SURVEY, **survey})
    (record,) = found()
    assert record["code"] == "BAR202", record
    return [line.removeprefix("- ") for line in record["hint"].splitlines() if line.startswith("- ")]


def test_a_hint_names_the_words_that_no_binding_answers_for() -> None:
    write(f={**FIGURE, "title": "Hver fjerde er vist nok enige"})
    (record,) = found()
    assert record["hint"] == "Take out “vist”, “nok”, or say it in words that are read; then say what is meant."


@pytest.mark.parametrize("title", ["Hver fjerde bakker op", "Over 25 % bakker op", "Tilhængerne er oftere med"])
def test_a_hint_can_be_pasted_into_a_spec(title: str) -> None:
    """Each of its lines is the answer: the claim is proved, or found false."""
    for line in hint(title):
        write(f={**FIGURE, "title": title, "claims": [yaml.safe_load(line)]})
        assert {record["code"] for record in found()} <= {"BAR201"}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Seks ud af ti svarer ja", []),
        ("Hver fjerde svarer ja", ["BAR205"]),
        ("I 2015 svarede hver fjerde ja", ["BAR202"]),
        ("Målet er, at hver fjerde svarer ja", ["BAR202"]),
        ("Vi gør det sammen", []),
    ],
)
def test_a_quote_is_not_false_for_another_year_or_an_aim(words: str, expected: list[str]) -> None:
    quote = {"kind": "quote", "title": "Citat", "quote": words, "speaker": {"name": "N. N.", "title": "leder"}}
    write(f=FIGURE, g=quote)
    assert codes() == expected


def test_an_english_finding_quotes_in_english() -> None:
    write(f={**FIGURE, "title": "One in four answered Ja"}, survey={**SURVEY, "language": "en"})
    (record,) = found()
    assert record["message"] == "“One in four”: 60% is three in five, not one in four"


def test_one_indicator_has_one_value_across_pages() -> None:
    write("foraar", f={**FIGURE, **ASKED})
    write("efteraar", g={**FIGURE, **ASKED, "table": "ny.csv", "title": "Svarene"}, h={**FIGURE, **ASKED})
    Path("ny.csv").write_text(TABLE.replace("60", "61").replace("33", "32"), encoding="utf-8")
    records = found("foraar", "efteraar")
    assert {(r["code"], r["figure"]) for r in records} == {("BAR401", "foraar/f"), ("BAR401", "efteraar/h")}
    here, there = "efteraar/g (efteraar/g.yaml:4:1)", "foraar/f.yaml"
    assert any(here in r["message"] and r["file"] == there and "60 % here and 61 %" in r["message"] for r in records)


def shown(share: int, **more: Any) -> dict[str, Any]:
    """A figure of a table of its own with one share of "Ja"."""
    Path(f"{share}.csv").write_text(f"category;share;n\nJa;{share};1000\nNej;{100 - share};1000\n", encoding="utf-8")
    return {**FIGURE, **ASKED, "title": "Svarene", "table": f"{share}.csv", **more}


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ({}, {}, 2),
        ({"caption": "hvor ofte a indgår"}, {"caption": "hvor ofte b indgår"}, 0),
        ({"caption": "Hvor ofte a indgår."}, {"caption": "hvor ofte a indgår"}, 2),
        ({"caption": {"text": "Svarene."}}, {}, 2),
        ({"population": "nogle"}, {}, 0),
        ({"question": {"text": "Er I enige?", "sub": ["Helt?"]}}, {}, 0),
    ],
)
def test_an_answer_may_be_called_the_same_in_two_variables(
    first: dict[str, Any], second: dict[str, Any], expected: int
) -> None:
    """Of finished tables, what the author says they show tells them apart."""
    write(f=shown(60, **first), g=shown(55, **second))
    assert codes().count("BAR401") == expected


def test_the_variable_of_microdata_is_known() -> None:
    """Two of one question with the same words, two breakdowns with the same groups; one by two names of a question."""
    book = {
        **CODEBOOK,
        "variables": {
            "svar": CODEBOOK["variables"]["svar"] | {"question": "Er I enige?"},
            "ja": {"type": "nets", "of": "svar", "nets": {"Ja": {"any": ["1", "3"]}, "Nej": "2"}},
            "ansat": {"codes": {0: "Nej", 1: "Ja"}},
            "lige": {"codes": {0: "Nej", 1: "Ja"}},
        },
    }
    rows = ["id,w,ansat,lige,svar", *(f"{i},1,{i % 2},{int(i % 3 == 0)},{1 if i < 60 else 2 if i < 90 else 3}"
                                      for i in range(100))]  # fmt: skip
    figure = {**MICRO, "title": "Svarene"}
    by = {
        name: {**figure, "kind": "grouped_bars", "data": {"variable": "svar", "breakdown": name}}
        for name in ("ansat", "lige")
    }
    write(f=figure, g={**figure, "data": "ja"}, h=by["ansat"], i=by["lige"])
    Path("svar.codebook.yaml").write_text(yaml.safe_dump(book, allow_unicode=True), encoding="utf-8")
    Path("svar.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    assert "BAR401" not in codes()
    write(f=figure, j=shown(61, table="60.csv", caption="svarene"))
    shown(60)
    Path("svar.codebook.yaml").write_text(yaml.safe_dump(book, allow_unicode=True), encoding="utf-8")
    Path("svar.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    assert "”Nej” is 40 % here and 30 % in side/f" in " ".join(record["message"] for record in found())


def test_the_share_of_a_wave_is_the_same_beside_others() -> None:
    write("nu", f={**FIGURE, **ASKED, "kind": "grouped_bars", "title": "Svarene", "table": "bølger.csv"})
    write("foer", survey={**SURVEY, "wave": "2016-2017"}, g={**FIGURE, **ASKED, "title": "Svarene", "table": "ny.csv"})
    rows = ["category;share;group;n", "Ja;58;2016-2017;900", "Nej;42;2016-2017;900"]
    rows += ["Ja;60;2018-2019;1877", "Nej;40;2018-2019;1877"]
    Path("bølger.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    Path("ny.csv").write_text("category;share;n\nJa;59;900\nNej;41;900\n", encoding="utf-8")
    messages = [record["message"] for record in found("nu", "foer") if record["code"] == "BAR401"]
    assert len(messages) == 2 and "”Ja” of 2016-2017 is 58 % here and 59 %" in " ".join(messages)


@pytest.mark.parametrize(
    ("figure", "table", "words"),
    [
        ({"kind": "stacked_bars"}, "Ja;60\nNej;25", "sum to 85 %, and nothing says who is missing"),
        ({}, "Ja;60\nNej;25", "sum to 85 %, and nothing says who is missing"),
        ({}, "Ja;60\nNej;70", "sum to 130 %, and nothing says why"),
        ({"kind": "stacked_bars"}, "Ja;60;A\nNej;40;A\nJa;30;B\nNej;20;B", "sum to 50 % (B), and nothing says who"),
        ({"kind": "stacked_bars", "caption": {"text": "Svarene."}}, "Ja;60\nNej;25", "sum to 85 %"),
        ({"caption": {"shows": "svar", "not_shown": "de borgere, der tav"}}, "Ja;60\nNej;25", None),
        ({"kind": "stacked_bars", "caption": {"text": "Figuren viser ikke dem, der tav."}}, "Ja;60\nNej;25", None),
        ({"caption": {"text": "Svarene."}}, "Ja;60\nNej;25", None),
        ({"question": {"answers": "separate"}}, "Ja;60\nNej;70", None),
        ({"question": {"answers": "several"}}, "Ja;60\nNej;25", None),
        ({}, "Ja;60\nNej;41", None),
    ],
)
def test_who_is_missing_is_asked_for(figure: dict[str, Any], table: str, words: str | None) -> None:
    write(f={**FIGURE, "title": "Svarene", "n": 1000, **figure})
    header = "category;share;group" if table.count(";") > table.count("\n") + 1 else "category;share"
    Path("tal.csv").write_text(f"{header}\n{table}\n", encoding="utf-8")
    records = [record for record in found() if record["code"] == "BAR305"]
    assert [words in record["message"] and record["severity"] == "warning" for record in records] == [True] * bool(
        words
    )


def test_nets_of_one_answer_may_sum_to_more() -> None:
    nets = {"type": "nets", "of": "svar", "nets": {"Svar": {"any": ["1", "2"]}, "Ikke nej": {"not": "2"}}}
    write(f={**MICRO, "title": "Svarene", "data": "nets", "question": {"text": "Er I enige?", "answers": "one"}})
    book = {**CODEBOOK, "variables": {**CODEBOOK["variables"], "nets": nets}}
    Path("svar.codebook.yaml").write_text(yaml.safe_dump(book, allow_unicode=True), encoding="utf-8")
    assert codes() == []


def test_another_wave_is_another_indicator() -> None:
    write("nu", f={**FIGURE, **ASKED})
    write("foer", survey={**SURVEY, "wave": "2016-2017"}, g={**FIGURE, **ASKED, "table": "ny.csv", "title": "Svarene"})
    Path("ny.csv").write_text(TABLE.replace("60", "61"), encoding="utf-8")
    assert codes("nu", "foer") == []


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (WHO, WHO, []),
        (WHO, OTHER, ["BAR402"]),
        (WHO, {"filter": "dem, der er ansat"}, ["BAR402"]),
        (WHO, WORDS, ["BAR403"]),
        (WHO, {}, []),
    ],
)
def test_a_copied_filter(first: dict[str, Any], second: dict[str, Any], expected: list[str]) -> None:
    write(f={**MICRO, **first, "title": "Svarene"}, g={**MICRO, **second, "title": "Svarene"})
    assert codes() == expected
    assert not expected or "side/f (side/f.yaml:5:1)" in found()[0]["message"]


def test_figures_for_each_of_several_are_not_confused() -> None:
    """Each has its own base, and in another language its own words."""
    where = {"text": {"da": "dem, der er ansat", "en": "those in work"}, "where": {"column": "ansat", "value": 1}}
    each = {"variable": "ansat", "values": [0, 1]}
    write(f={**MICRO, **ASKED, "title": "Svarene, {ansat}", "for_each": each})
    write("sprog", f={**MICRO, **ASKED, "title": "Svarene", "filter": where, "for_each": {"language": ["da", "en"]}})
    book = {**CODEBOOK, "variables": {**CODEBOOK["variables"], "ansat": {"codes": {0: "Andre", 1: "Ansatte"}}}}
    Path("svar.codebook.yaml").write_text(yaml.safe_dump(book, allow_unicode=True), encoding="utf-8")
    assert {each["code"] for each in found("side", "sprog")} <= {"BAR124"}


ROUTED = {**CODEBOOK, "variables": {"svar": {**CODEBOOK["variables"]["svar"], "asked": {"column": "f", "value": 1}}}}


@pytest.mark.parametrize(
    ("extra", "told"),
    [
        ({}, False),
        ({"filter": {"text": "dem, der har en bil"}}, True),
        ({"filter": {"text": "…"}}, False),  # the words of a hint that its reader has to find
        ({"filter": {"text": "dem, der har en bil", "where": {"column": "f", "value": 1}}}, True),
        ({"data": {"variable": "svar", "where": {"column": "f", "value": 1}}}, True),  # nobody else is looked at
        ({"data": {"variable": "svar", "where": {"column": "ansat", "value": 1}}}, False),
        ({"population": "danskere med bil"}, True),
        ({"caption": {"text": "Spørgsmålet er kun stillet til dem, der har en bil. n=100."}}, True),
        ({"caption": {"text": "Svarene. n=100."}}, False),
        ({"caption": {"text": "Svarene. n=100."}, "filter": {"text": "dem, der har en bil"}}, False),  # drawn as typed
    ],
)
def test_who_was_asked_is_told(extra: dict[str, Any], told: bool) -> None:
    write_routed(extra)
    assert ("BAR111" in codes()) is not told


def write_routed(extra: dict[str, Any], codebook: dict[str, Any] = ROUTED) -> None:
    """A figure of a question that 50 of 150 were not asked, with other fields."""
    write(svar={**MICRO, **extra})
    rows = [f"{i},1,{i % 2},{1 if i < 60 else 2 if i < 98 else 3},1" for i in range(100)]
    unasked = [f"{i},1,{i % 2},,2" for i in range(100, 150)]
    Path("svar.csv").write_text("\n".join(["id,w,ansat,svar,f", *rows, *unasked]) + "\n", encoding="utf-8")
    Path("svar.codebook.yaml").write_text(yaml.safe_dump(codebook, allow_unicode=True), encoding="utf-8")


INNER = str.maketrans("’", "”")
"""Quotes within a quotation, as they stand outside it."""
CARS = {"question": "Har du en bil?", "codes": {1: "Ja", 2: "Nej"}}


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"column": "f", "value": 1}, "dem, der har svaret ”Ja” på ”Har du en bil?”"),
        ({"column": "f", "op": "in", "value": [1, 2]}, "dem, der har svaret ”Ja” eller ”Nej” på ”Har du en bil?”"),
        ({"column": "f", "op": "!=", "value": 2}, None),
        ({"any": [{"column": "f", "value": 1}]}, None),
    ],
)
def test_the_hint_on_who_was_asked_is_followed_word_for_word(asked: dict[str, Any], words: str | None) -> None:
    """What it offers is the codebook's own; where that says it otherwise, "…" is no answer."""
    variables = {"bil": {**CARS, "column": "f"}, "svar": {**ROUTED["variables"]["svar"], "asked": asked}}
    book = {**ROUTED, "variables": variables}
    write_routed({}, book)
    if "in" in asked.values():
        Path("svar.csv").write_text(
            Path("svar.csv").read_text(encoding="utf-8").replace(",,2\n", ",,3\n"), encoding="utf-8"
        )
    (hint,) = [each["hint"] for each in found() if each["code"] == "BAR111"]
    line = re.fullmatch(r"Write `(filter: .*)`.* ”Spørgsmålet er kun stillet til …”\.", hint)
    assert line is not None, hint
    spec = Path("side/svar.yaml")
    spec.write_text(f"{spec.read_text(encoding='utf-8')}{line[1]}\n", encoding="utf-8")
    assert yaml.safe_load(line[1]) == {"filter": words or "…"}
    assert ("BAR111" in codes()) is (words is None)


def test_the_hint_of_a_typed_caption_is_followed_word_for_word() -> None:
    """Such a caption shows no filter, so its author has to say it in it, and in the spec for the proof."""
    typed = "Svarene. n=100."
    book = {**ROUTED, "variables": {**ROUTED["variables"], "bil": {**CARS, "column": "f"}}}
    write_routed({"caption": {"text": typed}}, book)
    (hint,) = [each["hint"] for each in found() if each["code"] == "BAR111"]
    said = re.search(r"who was asked, ”(.*)”, and write `(filter: .*)`, with which it is compared\.", hint)
    assert said is not None, hint
    sentence, line = said[1].translate(INNER), yaml.safe_load(said[2])
    assert sentence == "Spørgsmålet er kun stillet til dem, der har svaret ”Ja” på ”Har du en bil?”."
    write_routed({"caption": {"text": f"{typed} {sentence}"}, **line}, book)
    assert codes() == []
    write_routed({"caption": {"text": typed}, **line}, book)
    assert codes() == ["BAR111"]


def test_a_question_that_everybody_was_asked_needs_no_words() -> None:
    write(svar=MICRO)
    Path("svar.csv").write_text("\n".join(row + (",f" if row == ROWS[0] else ",1") for row in ROWS) + "\n", "utf-8")
    Path("svar.codebook.yaml").write_text(yaml.safe_dump(ROUTED, allow_unicode=True), encoding="utf-8")
    assert "BAR111" not in codes()


def test_n_that_belongs_to_another_figure() -> None:
    write(f={**MICRO, "n": 50}, g={**MICRO, **WHO, "n": 100, "title": "Svarene"})
    assert sorted(codes()) == ["BAR102", "BAR102"]


def test_what_is_hidden_is_never_confirmed() -> None:
    """A share that too few gave is not in the table: words that tell it are an error, right or wrong."""
    write(
        f={**MICRO, "title": "Kun 2 % svarer måske"},
        g={**MICRO, "caption": {"text": "2 % har svaret ”Måske”."}},
        h={**MICRO, "caption": {"shows": "svarene", "reading": "2 % har svaret ”Måske”."}},
    )
    book = {name: value for name, value in CODEBOOK.items() if name != "suppression"}
    Path("svar.codebook.yaml").write_text(yaml.safe_dump(book, allow_unicode=True), encoding="utf-8")
    records = found()
    told = {r["figure"]: {x["code"] for x in records if x["figure"] == r["figure"]} for r in records}
    for secret in (r for r in records if r["code"] == "BAR208"):
        assert secret["message"] == "andelen af ”Måske” vises ikke: for få har svaret, eller kilden oplyser den ikke"
        assert secret["hint"] == REMEDIES["hidden"]
    assert all({"BAR106", "BAR208"} <= found for found in told.values()) and len(told) == 3


def test_a_wrong_file_stops_only_its_own_figure() -> None:
    write(god=FIGURE, falsk=FALSE, tom={"kind": "bars"}, mangler={**FIGURE, "table": "ingen.csv"})
    assert {(r["code"], r["file"]) for r in found()} == {
        ("BAR001", "side/tom.yaml"),
        ("BAR201", "side/falsk.yaml"),
        ("BAR002", "side/mangler.yaml"),
    }


def test_the_sample_pages_hold_the_publisher_s_contradiction_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """69 % "eksterne" beside about half: told with both places, and acknowledged with its reason."""
    monkeypatch.chdir(Path(__file__).parents[1])
    told = json.loads(CliRunner().invoke(app, ["check", "figures", "--format", "json"]).stdout)
    (found,) = (each for each in told if each["severity"] == "error")
    # what is told besides: answers that are missing; no n, and one area, are not told
    assert {each["code"] for each in told} == {"BAR107", "BAR108", "BAR122", "BAR203"}
    assert (found["code"], found["figure"]) == ("BAR203", "samarbejd-paa-tvaers/noegletal")
    assert "”Eksternt i alt” is 50\N{NO-BREAK SPACE}%" in found["hint"]
    assert "figures/samarbejd-paa-tvaers/internt-eksternt.yaml:2:1" in found["hint"]
    assert "publisher's own wording" in found["acknowledged"]


def test_every_reason_why_a_claim_is_not_proved_says_what_to_do() -> None:
    assert set(REMEDIES) == set(get_args(Reason)) and all(REMEDIES.values())


# -- hidden shares ----------------------------------------------------------------------------------------------------

HELD_BACK = {
    **CODEBOOK,
    "suppression": {},
    "variables": {**CODEBOOK["variables"], "hold": {"codes": {1: "Øst", 2: "Vest"}}},
}
SECRET_ROWS = ["id,w,hold,svar", *(f"{i},1,{1 + i % 2},{1 if i % 2 or i < 4 else 2 + i // 2 % 2}" for i in range(200))]
"""Two respondents of Øst say Ja, everybody in Vest."""


def speaks(title: str, **more: Any) -> list[str]:
    data = {"variable": "svar", "breakdown": "hold"}
    write(f={**MICRO, "kind": "grouped_bars", "title": title, "data": data, **more})
    Path("svar.csv").write_text("\n".join(SECRET_ROWS) + "\n", encoding="utf-8")
    Path("svar.codebook.yaml").write_text(yaml.safe_dump(HELD_BACK, allow_unicode=True), encoding="utf-8")
    return [code for code in codes() if code == "BAR208"]


@pytest.mark.parametrize(
    "title",
    [
        "2 % i Øst svarer ja",
        "60 % i Øst svarer ja",
        "Hver tredje i Øst svarer ja",
        "Flest i Øst svarer ja",
        "Flere svarer ja i Vest end i Øst",
        "Kun to i Øst svarer ja",
        "I Øst har under 5 svaret ja",
        "Ja er det sjældneste svar i Øst",
        "Hver fyrretyvende i Øst siger ja",
        "98 svarer ja i Vest, i Øst 2",
    ],
)
def test_no_text_says_how_large_a_hidden_share_is_right_or_wrong(title: str) -> None:
    assert set(speaks(title)) == {"BAR208"}


def test_a_binding_to_a_hidden_share_does_not_draw_the_figure() -> None:
    assert "error" in {
        r["severity"] for r in found_of("2 % i Øst svarer ja", claims=[{"phrase": "2 %", "of": "Ja", "group": "Øst"}])
    }


def found_of(title: str, **more: Any) -> list[dict[str, Any]]:
    speaks(title, **more)
    return found()


@pytest.mark.parametrize("field", ["subtitle", "caption"])
def test_other_texts_do_not_either(field: str) -> None:
    words: Any = "2 % i Øst svarer ja"
    assert speaks("Svarene", **{field: {"shows": words} if field == "caption" else words}) == ["BAR208"]


@pytest.mark.parametrize("title", ["Svarene i Øst og Vest", "Folk i Øst er glade"])
def test_a_text_without_a_claim_of_it_may_name_its_group(title: str) -> None:
    assert speaks(title) == []


@pytest.mark.parametrize("quote", ["Kun to i Øst svarer ja, og det er for få.", "Ja siger 2 % i Øst"])
def test_a_figure_without_numbers_does_not_tell_what_another_hides(quote: str) -> None:
    speaks("Svarene")
    speaker = {"name": "Jens Jensen", "title": "chef"}
    spec = {"kind": "quote", "title": "Et citat", "quote": quote, "speaker": speaker}
    Path("side/q.yaml").write_text(yaml.safe_dump(spec, allow_unicode=True), "utf-8")
    (secret,) = (each for each in found() if each["code"] == "BAR208")
    assert secret["figure"] == "side/q" and "side/f" in secret["message"]
