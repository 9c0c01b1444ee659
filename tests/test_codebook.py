"""A first codebook says what the file says, guesses in comments only, and loads as it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from thorough import examples
from typer.testing import CliRunner, Result

from barometer_cli.cli import app
from barometer_cli.errors import SpecError
from barometer_cli.model.codebook import CodebookSpec
from barometer_cli.model.dataset import Dataset, MissingRange, ResponseSet, code_text
from barometer_cli.sources.cells import from_objects
from barometer_cli.sources.request import column_name
from barometer_cli.specs import draft, load_codebook
from barometer_cli.tables.columns import Columns
from barometer_cli.tables.variables import declared

ORACLE = Path(__file__).parents[2] / "shared" / "oracle" / "data"
SAMPLE = Path(__file__).parents[1] / "data" / "samarbejde" / "samarbejde-syntetisk.csv"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["codebook", *map(str, arguments)])


def loaded(text: str, folder: Path) -> CodebookSpec:
    path = folder / "codebook.yaml"
    path.write_text(text, encoding="utf-8")
    return load_codebook(path)


def drafted(folder: Path, columns: dict[str, list[object]], **said: object) -> tuple[str, CodebookSpec]:
    made = {name: from_objects(values) for name, values in columns.items()}
    text = draft.codebook(Dataset("d.sav", "", len(next(iter(columns.values()))), made, **said))  # type: ignore[arg-type]
    return text, loaded(text, folder)


def test_the_sample(tmp_path: Path) -> None:
    result = run(SAMPLE)
    assert result.exit_code == 0
    codebook = loaded(result.stdout, tmp_path)
    assert (codebook.id, codebook.weight) == (None, None)
    assert "#id: id\n#weight: vaegt\n" in result.stdout
    assert list(codebook.variables)[:4] == ["syntetisk", "sektor", "indfoert_innovation", "sam"]
    assert codebook.variables["sam"].type == "multiple" and len(codebook.variables["sam"].items) == 11
    assert codebook.variables["fase_borger"].type == "delimited"
    assert list(codebook.variables["fase_borger"].codes) == ["1", "2", "3", "4", "5", "6", "98"]


FRAME = pd.DataFrame({"køn": [1.0, 2, 8] * 20, "by": ["Ærø", "Århus", ""] * 20, "vægt": [0.5, 1.25, 3.7] * 20})
WRITERS: dict[str, Callable[[Path], object]] = {
    ".csv": lambda path: path.write_bytes(FRAME.to_csv(index=False, lineterminator="\r\n").encode("cp1252")),
    ".xlsx": lambda path: FRAME.to_excel(path, index=False),
    ".parquet": lambda path: FRAME.to_parquet(path),
    ".sav": lambda path: pyreadstat.write_sav(
        FRAME,
        path,
        column_labels=["Er du mand eller kvinde?", "Område", ""],
        variable_value_labels={"køn": {1: "Mand", 2: "Kvinde", 8: "Ved ikke", 9: "Ubesvaret: æøå"}},
        missing_ranges={"køn": [8, 9]},
    ),
    ".dta": lambda path: pyreadstat.write_dta(
        FRAME.rename(columns={"køn": "kon", "vægt": "vaegt"}),
        path,
        column_labels=["Er du mand eller kvinde?", "Område", ""],
        variable_value_labels={"kon": {1: "Mand", 2: "Kvinde", 8: "Ved ikke", 9: "Ubesvaret: æøå"}},
    ),
}


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_it_loads(tmp_path: Path, suffix: str, end: str) -> None:
    WRITERS[suffix](tmp_path / f"t{suffix}")
    result = run(tmp_path / f"t{suffix}")
    assert result.exit_code == 0, result.stderr
    name = "kon" if suffix == ".dta" else "køn"
    codebook = loaded(result.stdout.replace("\n", end), tmp_path)
    assert list(codebook.variables) == [name, "by"]
    assert list(codebook.variables["by"].codes) == ["Ærø", "Århus"]
    assert f"#weight: {'vaegt' if suffix == '.dta' else 'vægt'}\n" in result.stdout
    codes = {code: label.text for code, label in codebook.variables[name].codes.items()}
    if suffix in (".sav", ".dta"):
        assert codes == {"1": "Mand", "2": "Kvinde", "8": "Ved ikke", "9": "Ubesvaret: æøå"}
        assert codebook.variables[name].question == "Er du mand eller kvinde?"
        assert codebook.variables["by"].label == "Område"
    else:
        assert codes == {"1": "1", "2": "2", "8": "8"}
    guessed = '    #dont_know: ["8"]\n' in result.stdout and '    #unanswered: ["9"]\n' in result.stdout
    assert guessed == (suffix == ".dta"), "in SPSS the file says what is missing, and that is no guess"
    assert codebook.variables[name].unanswered == (("8", "9") if suffix == ".sav" else ())
    assert codebook.variables[name].dont_know == ()
    assert ("the file calls them missing" in result.stdout) == (suffix == ".sav")


def opened(text: str) -> str:
    """A first codebook of which every guess is taken for true."""
    return re.sub(r"(?m)^( *)#(?!#)", r"\1", text)


@pytest.mark.parametrize("suffix", [".sav", ".dta", ".csv"])
def test_guesses_that_are_accepted_load(tmp_path: Path, suffix: str) -> None:
    """What stands behind a # can be taken as it is."""
    WRITERS[suffix](tmp_path / f"t{suffix}")
    codebook = loaded(opened(run(tmp_path / f"t{suffix}").stdout), tmp_path)
    assert codebook.weight in ("vægt", "vaegt")
    if suffix != ".csv":
        found = next(iter(codebook.variables.values()))
        assert (found.dont_know, found.unanswered) == (((), ("8", "9")) if suffix == ".sav" else (("8",), ("9",)))


@pytest.mark.parametrize("name", ["efc.sav", "efc.dta", "simple_alltypes.sav"])
def test_real_files(tmp_path: Path, name: str) -> None:
    if not (ORACLE / name).is_file():
        pytest.skip(f"{ORACLE / name} is not here")
    codebook = loaded(run(ORACLE / name).stdout, tmp_path)
    if name.startswith("efc"):
        assert codebook.variables["e42dep"].codes["1"].text == "independent"
    else:
        assert codebook.variables["mymrset"].type == "multiple"
        assert codebook.variables["categorical_array"].type == "any over"


def test_response_sets(tmp_path: Path) -> None:
    text, codebook = drafted(
        tmp_path,
        {"q1": [2, 1, 2], "q2": [1, 1, 2], "p1": [1, 2, 3], "p2": [None, 1, 9], "q": [1, 2, 1]},
        labels={"p1": {"1": "Kommune", "2": "Stat"}, "p2": {"1": "Kommune", "9": "Ved ikke"}},
        variable_labels={"q1": "Borgere", "q2": "Ingen af disse"},
        mrsets=(ResponseSet("q", "Hvem?", ("q1", "q2"), "2"), ResponseSet("partner", "", ("p1", "p2"))),
    )
    assert list(codebook.variables) == ["q_set", "partner", "q"]
    multiple, over, _ = codebook.variables.values()
    assert (multiple.type, multiple.label, multiple.counted) == ("multiple", "Hvem?", ("2",))
    assert {column: label.text for column, label in multiple.items.items()} == {"q1": "Borgere", "q2": "Ingen af disse"}
    assert (over.type, over.columns, list(over.codes)) == ("any over", ("p1", "p2"), ["1", "2", "3", "9"])
    assert "    #exclusive: [q2]\n" in text and '    #dont_know: ["9"]\n' in text


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (["1;3", "2", "1;2;3"], "delimited"),
        (["1|3", "2", "1|2|3"], "delimited"),
        (["1,2,3", "2", "1"], "delimited"),
        (["1,3", "2", "1,2"], None),  # numbers, as likely
        (["Ja, det gør vi", "Nej; aldrig", "Ved ikke"], "single"),
        ([1, 2, 2], "single"),
        (["2024-01-01", "2024-01-02", "2024-01-02"], None),
        (["x" * 90, "a", "b"], None),
        ([None, None, None], None),
    ],
)
def test_types(tmp_path: Path, values: list[object], kind: str | None) -> None:
    text, codebook = drafted(tmp_path, {"svar": values})
    assert [variable.type for variable in codebook.variables.values()] == ([kind] if kind else [])
    assert kind or "\n## svar: " in text


@pytest.mark.parametrize(
    ("answers", "wanted"),
    [
        (["Utilfreds", "Tilfreds", "Hverken eller", "Meget tilfreds", "Ved ikke"],
         ["Meget tilfreds", "Tilfreds", "Hverken eller", "Utilfreds", "Ved ikke"]),
        (["Sjældent", "Aldrig", "Altid", "Ofte"], ["Altid", "Ofte", "Sjældent", "Aldrig"]),
        (["50+ år", "18-29 år", "30-49 år", "Under 18 år"], ["Under 18 år", "18-29 år", "30-49 år", "50+ år"]),
        (["Ås", "Aas", "Bø"], ["Aas", "Bø", "Ås"]),
    ],
)  # fmt: skip
def test_answers_without_numbers_stand_as_their_scale_does(
    answers: list[object], wanted: list[str], tmp_path: Path
) -> None:
    _, book = drafted(tmp_path, {"Hvad siger du?": answers * 9})
    variable = book.variables["Hvad siger du?"]
    assert list(variable.codes) == wanted
    assert variable.question == "Hvad siger du?"


def test_a_measure_is_no_variable(tmp_path: Path) -> None:
    text, codebook = drafted(tmp_path, {"alder": list(range(18, 90))})
    assert not codebook.variables and "## alder: 72 different values\n" in text


def test_a_design_is_guessed_in_comments(tmp_path: Path) -> None:
    columns: dict[str, list[object]] = {
        "lbnr": [1, 2, 3, 4],
        "stratum": [1, 1, 2, 2],
        "psu": [1, 2, 1, 1],
        "wgt": ["1,5", "0,5", "1,0", "1,0"],
        "bølge": [2022, 2022, 2023, 2023],
    }
    text, codebook = drafted(tmp_path, columns)
    for line in ("id: lbnr", "strata: stratum", "cluster: psu", "weight: wgt", "wave: bølge"):
        assert f"\n#{line}\n" in text
    assert not codebook.variables and codebook.weight is None


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
NAMES = WORDS.filter(str.strip)


@examples(150)
@given(st.dictionaries(NAMES, st.dictionaries(NAMES, WORDS, max_size=4), min_size=1, max_size=3))
def test_any_words_come_back(tmp_path_factory: pytest.TempPathFactory, said: dict[str, dict[str, str]]) -> None:
    labels = {
        column_name(name): {code_text(code): " ".join(text.split()) for code, text in words.items()}
        for name, words in said.items()
    }
    columns: dict[str, list[object]] = {name: [*words, None] for name, words in labels.items()}
    longest = max(map(len, columns.values()))
    columns = {name: [*values, *[None] * (longest - len(values))] for name, values in columns.items()}
    _, codebook = drafted(
        tmp_path_factory.mktemp("c"), columns, labels={name: words for name, words in labels.items() if words}
    )
    for name, words in labels.items():
        if words:
            found = {code: label.text for code, label in codebook.variables[name].codes.items()}
            assert found == {code: text or " ".join(code.split()) for code, text in words.items()}


LABELS = st.sampled_from(
    [
        "Ja",
        "Nej",
        "Ved ikke",
        "Ubesvaret",
        "Ikke spurgt",
        "Ved ikke / ubesvaret",
        "Ønsker ikke at svare",
        "NA",
        "# x",
        "",
    ]
)


@examples(150)
@given(st.data())
def test_every_guess_may_be_taken_for_true(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """And what the file calls missing is written out, wherever it has a word or a row."""
    names = data.draw(
        st.lists(st.sampled_from(["q_1", "q_2", "q_3", "r", "vægt", "id", "lag"]), min_size=1, unique=True)
    )
    values = st.sampled_from([0, 1, 2, 8, 9, 98.5, -99, "NA", "1;2", "a", None])
    columns = {name: data.draw(st.lists(values, min_size=4, max_size=4)) for name in names}
    labels = {
        name: data.draw(st.dictionaries(st.sampled_from(["0", "1", "8", "9", "-99", "a"]), LABELS)) for name in names
    }
    one = st.sampled_from([MissingRange(8, 8), MissingRange(9, 9), MissingRange(-99, -1), MissingRange("a", "a")])
    missing = {name: tuple(data.draw(st.lists(one, max_size=2))) for name in names}
    counted = data.draw(st.sampled_from([None, "1", "2"]))
    sets = (ResponseSet("sæt", "", tuple(names[:3]), counted),) if data.draw(st.booleans()) else ()
    text, codebook = drafted(
        tmp_path_factory.mktemp("c"), columns, mrsets=sets, na=frozenset(names), missing=missing,
        labels={name: words for name, words in labels.items() if words},
    )  # fmt: skip
    loaded(opened(text), tmp_path_factory.mktemp("o"))
    for variable, spec in codebook.variables.items():
        held = (*spec.items, *spec.columns) or (variable,)
        gone, kept = set(), set()
        for name in held:
            there = {code_text(value) for value in columns[name] if value is not None}
            for code in {*labels[name], *there}:
                if any(code in each for each in missing[name]):
                    gone.add(code)
                elif code in there or labels[name][code]:
                    kept.add(code)
        assert set(spec.unanswered) == gone - kept, text
        assert not {*spec.dont_know, *spec.not_asked}, "these are guesses"


def test_a_set_of_spss_says_what_means_no(tmp_path: Path) -> None:
    """Its other codes mean no, but not one whose words say something else; 9 is missing in every item."""
    words = {"1": "Valgt", "2": "Ikke valgt", "8": "Ved ikke", "9": "Ubesvaret"}
    text, codebook = drafted(
        tmp_path,
        {"a": [1, 2, 9, 8], "b": [2, 2, 9, 1]},
        labels={"a": words, "b": words},
        missing={"a": (MissingRange(9, 9),), "b": (MissingRange(9, 9),)},
        mrsets=(ResponseSet("q", "Hvem?", ("a", "b"), "1"),),
    )
    (q,) = codebook.variables.values()
    assert (q.counted, q.not_counted, q.unanswered) == (("1",), ("2",), ("9",))
    assert "## 8 (Ved ikke): add here what is no answer either" in text


def test_columns_of_0_and_1_are_a_set_also_where_some_are_missing(tmp_path: Path) -> None:
    columns: dict[str, list[object]] = {f"a_{i}": [0, 1, 9, "NA"] for i in range(3)}
    gone = {name: (MissingRange(9, 9),) for name in columns}
    text, codebook = drafted(tmp_path, columns, missing=gone, na=frozenset(columns))
    assert codebook.variables["a"].type == "multiple" and codebook.variables["a"].unanswered == ("9",)
    assert "## NA is read as an empty cell, as R writes it, in a_0, a_1, a_2." in text


def test_a_measure_says_what_is_missing(tmp_path: Path) -> None:
    text, codebook = drafted(
        tmp_path,
        {"alder": [*range(18, 90), 999], "vægt": [*(i / 7 for i in range(72)), 999]},
        labels={"vægt": {"999": "Uden vægt"}},
        missing={"alder": (MissingRange(999, 999),), "vægt": (MissingRange(999, 999),)},
    )
    assert not codebook.variables and "\n#weight: vægt\n" in text
    assert "\n## alder: 72 different values; the file calls missing 999\n" in text
    assert "\n## vægt: see weight above; the file calls missing 999 (Uden vægt)\n" in text


@pytest.mark.parametrize(
    "fields",
    [
        {"codes": {8: "Ved ikke"}, "dont_know": 8, "unanswered": [8, 9]},
        {"type": "multiple", "items": {"a": "A"}, "counted": 1, "not_counted": [0, 1]},
        {"type": "multiple", "items": {"a": "A"}, "not_counted": [0, 2], "not_asked": 2},
    ],
)
def test_a_code_means_one_thing(tmp_path: Path, fields: dict[str, object]) -> None:
    path = tmp_path / "c.codebook.yaml"
    path.write_text(yaml.safe_dump({"variables": {"q": fields}}), encoding="utf-8")
    with pytest.raises(SpecError, match=r"names '[812]', which \w+ names too"):
        load_codebook(path)


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    out = tmp_path / "ny" / "codebook.yaml"
    assert run(SAMPLE, "-o", out).exit_code == 0
    load_codebook(out)
    out.write_text("min egen", encoding="utf-8")
    result = run(SAMPLE, "-o", out)
    assert result.exit_code == 2 and "is there already" in result.stderr and "--force" in result.stderr
    assert out.read_text(encoding="utf-8") == "min egen"
    assert run(SAMPLE, "-o", out, "--force").exit_code == 0
    load_codebook(out)


@pytest.mark.parametrize(("name", "said"), [("t.px", "not respondents"), ("nej.csv", "does not exist")])
def test_refused(tmp_path: Path, name: str, said: str) -> None:
    result = run(tmp_path / name)
    assert result.exit_code == 2 and said in result.stderr and not result.stdout


def test_the_mark_before_decimals_is_said(tmp_path: Path) -> None:
    found = loaded("decimal_mark: comma\nvariables: {indkomst: {type: number}}\n", tmp_path)
    dataset = Dataset("d.csv", "", 2, {"indkomst": from_objects(["987", "1.234"])})
    assert Columns(dataset, declared=declared(found, dataset)).numbers("indkomst").tolist() == [987, 1234]
