"""A first codebook says what the file says, guesses in comments only, and loads as it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from barometer_cli.cli import app
from barometer_cli.model.codebook import CodebookSpec
from barometer_cli.model.dataset import Dataset, ResponseSet, code_text
from barometer_cli.sources.cells import from_objects
from barometer_cli.sources.request import column_name
from barometer_cli.specs import draft, load_codebook

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
    assert "# id: id\n# weight: vaegt\n" in result.stdout
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
    assert f"# weight: {'vaegt' if suffix == '.dta' else 'vægt'}\n" in result.stdout
    codes = {code: label.text for code, label in codebook.variables[name].codes.items()}
    if suffix in (".sav", ".dta"):
        assert codes == {"1": "Mand", "2": "Kvinde", "8": "Ved ikke", "9": "Ubesvaret: æøå"}
        assert codebook.variables[name].question == "Er du mand eller kvinde?"
        assert codebook.variables["by"].label == "Område"
        assert '    # dont_know: ["8"]\n' in result.stdout and '    # unanswered: ["9"]\n' in result.stdout
    else:
        assert codes == {"1": "1", "2": "2", "8": "8"}
    assert codebook.variables[name].dont_know == codebook.variables[name].unanswered == ()
    assert ("the file calls them missing" in result.stdout) == (suffix == ".sav")


@pytest.mark.parametrize("suffix", [".sav", ".dta", ".csv"])
def test_guesses_that_are_accepted_load(tmp_path: Path, suffix: str) -> None:
    """What stands behind a # can be taken as it is."""
    WRITERS[suffix](tmp_path / f"t{suffix}")
    text = run(tmp_path / f"t{suffix}").stdout
    accepted = re.sub(r"(?m)^( *)# ((?:weight|dont_know|not_asked|exclusive): .*)$", r"\1\2", text)
    codebook = loaded(accepted, tmp_path)
    assert codebook.weight in ("vægt", "vaegt")
    if suffix != ".csv":
        assert next(iter(codebook.variables.values())).dont_know == ("8",)


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
    assert "    # exclusive: [q2]\n" in text and '    # dont_know: ["9"]\n' in text


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
    assert kind or "\n# svar: " in text


def test_a_measure_is_no_variable(tmp_path: Path) -> None:
    text, codebook = drafted(tmp_path, {"alder": list(range(18, 90))})
    assert not codebook.variables and "# alder: 72 different values\n" in text


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
        assert f"\n# {line}\n" in text
    assert not codebook.variables and codebook.weight is None


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
NAMES = WORDS.filter(str.strip)


@settings(max_examples=150)
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
