"""What editors underline is what the reader refuses, and what they offer is what a project holds."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from typer.testing import CliRunner

from barometer_cli.charts import KINDS
from barometer_cli.cli import app
from barometer_cli.errors import SpecError
from barometer_cli.model.codebook import CodebookSpec
from barometer_cli.model.naming import CODEBOOK, PAGE, SURVEY, specs_below
from barometer_cli.model.spec import FigureSpec, PageSpec, SurveySpec
from barometer_cli.model.written import Written
from barometer_cli.specs import load_codebook, load_figure, load_page, load_survey
from barometer_cli.specs.fields import needed, used
from barometer_cli.specs.positions import read_yaml
from barometer_cli.specs.schema import attributes, of_figures, of_file

ROOT = Path(__file__).parents[1]
KNOWN = {
    "sheets": ["web", "mobile", "social"],
    "languages": ["da", "en"],
    "themes": ["house"],
    "dialects": ["standard", "older"],
    "variables": ["alder", "sektor"],
    "members": ["Kommune", "Stat"],
}
FIGURES = of_figures(KINDS, KNOWN)
ALLOWED = Draft7Validator(FIGURES)
FILES: list[tuple[str, type[Written], Callable[[Path], Any]]] = [
    (SURVEY, SurveySpec, load_survey),
    (PAGE, PageSpec, load_page),
    (f"*{CODEBOOK}", CodebookSpec, load_codebook),
]


def allows(value: Any) -> bool:
    return bool(ALLOWED.is_valid(value))


def takes(tmp_path: Path, fields: dict[str, Any]) -> bool:
    path = tmp_path / "f.yaml"
    path.write_text(json.dumps(fields, ensure_ascii=False), encoding="utf-8")
    try:
        load_figure(path, KINDS)
    except SpecError:
        return False
    return True


def begun(tmp_path: Path, kind: str) -> dict[str, Any]:
    """The spec that `barometer new` writes."""
    starter = KINDS[kind].starter
    assert starter
    path = tmp_path / "begun.yaml"
    path.write_text(f"kind: {kind}\n{starter.fields.replace('{table}', 't.csv')}", encoding="utf-8")
    return dict(read_yaml(path).value)


def test_it_is_a_schema() -> None:
    Draft7Validator.check_schema(FIGURES)
    for _, model, _ in FILES:
        Draft7Validator.check_schema(of_file(model, KNOWN))


@pytest.mark.parametrize("path", sorted(specs_below(str(ROOT / "figures"))), ids=lambda path: Path(path).stem)
def test_every_sample_is_allowed(path: str) -> None:
    wrong = [
        f"{list(error.absolute_path)}: {error.message}" for error in ALLOWED.iter_errors(read_yaml(Path(path)).value)
    ]
    assert not wrong


@pytest.mark.parametrize(("name", "model", "load"), FILES, ids=[name for name, _, _ in FILES])
def test_every_sample_beside_figures_is_allowed(name: str, model: type[Written], load: Callable[[Path], Any]) -> None:
    allowed = Draft7Validator(of_file(model, KNOWN))
    found = [*(ROOT / "figures").rglob(name), *(ROOT / "data").rglob(name)]
    assert found
    for path in found:
        load(path)
        assert not [error.message for error in allowed.iter_errors(read_yaml(path).value)], path


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_has_the_fields_that_the_reader_takes(tmp_path: Path, kind: str) -> None:
    fields = begun(tmp_path, kind)
    assert allows(fields) and takes(tmp_path, fields)
    every = {name for each in KINDS.values() for name in each.spec.model_fields}
    for name in [*sorted(every - used(KINDS[kind])), "titel"]:
        for value in ("x", None):
            assert not allows(fields | {name: value}), name
            assert not takes(tmp_path, fields | {name: value}), name


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_lacks_no_field_that_the_reader_misses(tmp_path: Path, kind: str) -> None:
    fields = begun(tmp_path, kind)
    model = KINDS[kind].spec
    required = {name for name, field in model.model_fields.items() if field.is_required()} | needed(KINDS[kind])
    for name in required:
        without = {field: value for field, value in fields.items() if field != name}
        beside = name == "table"  # an editor does not see whether one lies beside the spec
        assert allows(without) is beside and not takes(tmp_path, without), name
        assert not allows(fields | {name: None}) and not takes(tmp_path, fields | {name: None}), name


@pytest.mark.parametrize(
    ("fields", "right"),
    [
        ({"kind": "barz", "table": "t.csv"}, False),
        ({"kind": "bars", "table": "t.csv"}, True),
        ({"kind": "bars", "data": "v"}, True),
        ({"kind": "bars", "data": "v", "table": None}, True),
        ({"kind": "bars", "data": "v", "table": "t.csv"}, False),
        ({"kind": "bars", "data": None, "table": None}, False),
        ({"kind": "bars", "table": "t.csv", "sheets": ["web"]}, True),
        ({"kind": "bars", "table": "t.csv", "sheets": ["webb"]}, False),
        ({"kind": "bars", "table": "t.csv", "synthetic": "yes"}, True),
        ({"kind": "bars", "table": "t.csv", "synthetic": "ja"}, False),
        ({"kind": "bars", "table": "t.csv", "title": 2018}, False),
        ({"kind": "bars", "table": "t.csv", "population": None}, True),
        ({"kind": "case", "text": "x", "workplace": "y", "url": "https://example.org/x"}, True),
        ({"kind": "case", "text": "x", "workplace": "y", "url": "example.org/x"}, False),
        ({"kind": "bars", "data": {"variable": "v", "waves": [2021, 2023]}}, True),
        ({"kind": "bars", "data": {"variable": "v", "waves": {"2021": {}, "2023": {"n": 5}}}}, True),
        ({"kind": "bars", "data": {"variable": "v", "waves": [[2021], 2023]}}, False),
        ({"kind": "bars", "data": {"variable": "v", "bands": [[0], 2]}}, False),
        ({"kind": "bars", "data": {"variable": "v", "bands": [0, 10]}}, True),
        ({"kind": "bars", "data": {"variable": "v", "bands": {"0": "Få", "10": "Mange"}}}, True),
        ({"kind": "bars", "data": {"variable": "v", "bands": {"få": "Få", "10": "Mange"}}}, False),
        ({"kind": "bars", "table": "t.csv", "claims": [{"phrase": "x", "of": 2020, "rank": "last"}]}, True),
        ({"kind": "bars", "table": "t.csv", "claims": [{"phrase": "x", "of": 2020, "rank": 0}]}, False),
        ({"kind": "bars", "table": "t.csv", "claims": [{"phrase": "x", "all": "y"}]}, True),
        ({"kind": "bars", "table": "t.csv", "claims": [{"phrase": "x", "of": "y", "all": "y"}]}, False),
        ({"kind": "bars", "table": {"file": "t.csv", "measure": "mean"}}, True),
        ({"kind": "bars", "table": {"file": "t.csv", "measure": "meen"}}, False),
        ({"kind": "bars", "table": {"file": "t.csv", "where": {"år": 2020}}}, True),
        ({"kind": "bars", "table": {"file": "t.csv", "where": {"år": [2020, "2021"]}}}, True),
        ({"kind": "bars", "table": {"file": "t.csv", "where": {"år": []}}}, False),
        ({"kind": "bars", "table": {"file": "t.csv", "where": {"år": None}}}, False),
    ],
)  # fmt: skip
def test_what_is_refused_is_underlined(tmp_path: Path, fields: dict[str, Any], right: bool) -> None:
    whole = {"title": "Titel"} | fields
    assert (takes(tmp_path, whole), allows(whole)) == (right, right)


@pytest.mark.parametrize(
    ("fields", "right"),
    [
        ({"for_each": {"language": ["da", "en"]}, "title": {"da": "x", "en": "y"}}, True),
        ({"for_each": {"language": ["da"]}, "title": "x", "emphasis": [{"da": "x"}]}, True),
        ({"for_each": {"name": "o", "values": ["sorted", "given"]}, "title": "{o}", "order": "{o}"}, True),
        ({"for_each": {"language": ["da", "de"]}, "title": "x"}, False),
        ({"for_each": {"language": ["da"]}, "title": {"de": "x"}}, False),
        ({"for_each": {"variabel": "x"}, "title": "x"}, False),
        ({"title": {"da": "x", "en": "y"}}, False),
        ({"for_each": None, "title": {"da": "x"}}, False),
        ({"for_each": "sektor", "title": "x", "quote": "x"}, False),
    ],
)  # fmt: skip
def test_a_spec_that_is_repeated_holds_languages_and_placeholders(fields: dict[str, Any], right: bool) -> None:
    assert allows({"kind": "bars", "table": "t.csv"} | fields) is right


PLACES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "question": lambda value: {"question": value},
    "filter": lambda value: {"filter": value},
    "caption": lambda value: {"caption": value},
    "definitions": lambda value: {"caption": {"definitions": [value]}},
    "table": lambda value: {"table": value},
    "measure": lambda value: {"table": {"file": "t.csv", "measure": value}},
    "groups": lambda value: {"table": {"file": "t.csv", "groups": value}},
    "rows": lambda value: {"table": {"file": "t.csv", "where": {"år": value}}},
    "data": lambda value: {"table": None, "data": value},
    "bands": lambda value: {"table": None, "data": {"variable": "v", "bands": value}},
    "breakdown": lambda value: {"table": None, "data": {"variable": "v", "breakdown": value}},
    "waves": lambda value: {"table": None, "data": {"variable": "v", "waves": value}},
    "codes": lambda value: {"table": None, "data": {"variable": "v", "where": {"column": "k", "value": value}}},
    "conditions": lambda value: {"table": None, "data": {"variable": "v", "where": value}},
    "for_each": lambda value: {"table": None, "data": "v", "for_each": value},
    "not": lambda value: {"claims": [{"phrase": "x", "not": value}]},
    "of": lambda value: {"claims": [{"phrase": "x", "of": value}]},
    "all": lambda value: {"claims": [{"phrase": "x", "all": value}]},
    "emphasis": lambda value: {"emphasis": value},
    "n": lambda value: {"n": value},
    "track": lambda value: {"track": value},
    "decimals": lambda value: {"decimals": value},
}
SCALARS = [
    None,
    True,
    False,
    0,
    1,
    2020,
    2.5,
    "",
    "x",
    "2020",
    "2.5",
    "yes",
    "last",
    "mean",
    "waves",
    "any",
    "==",
    "æ ø",
]
FIELDS = [
    "text",
    "file",
    "variable",
    "column",
    "value",
    "op",
    "of",
    "term",
    "meaning",
    "shows",
    "any",
    "all",
    "0",
    "10",
]


@pytest.fixture(scope="module")
def place_of_specs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("specs")


@given(
    st.sampled_from(sorted(PLACES)),
    st.recursive(
        st.sampled_from(SCALARS),
        lambda part: st.lists(part, max_size=3) | st.dictionaries(st.sampled_from(FIELDS), part, max_size=3),
        max_leaves=6,
    ),
)
def test_whatever_is_read_is_allowed(place_of_specs: Path, place: str, value: Any) -> None:
    fields = {"kind": "bars", "title": "x", "table": "t.csv"} | PLACES[place](value)
    if not allows(fields):
        assert not takes(place_of_specs, fields)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    "value", [*SCALARS, [], ["x", "y"], ["x", 2020], [0, 10], [["x"], ["y"]], [True], [{}], [None]], ids=repr
)
def test_shorthands_are_those_that_are_read(tmp_path: Path, place: str, value: Any) -> None:
    fields = {"kind": "bars", "title": "x", "table": "t.csv"} | PLACES[place](value)
    if not takes(tmp_path, fields):
        assert not allows(fields) or (place, repr(value)) in OF_THE_WHOLE
    else:
        assert allows(fields)


OF_THE_WHOLE = {
    *(("codes", value) for value in ("[]", "['x', 'y']", "['x', 2020]", "[0, 10]")),
    ("not", "[]"),
    ("of", "None"),
    ("all", "None"),
}
"""What is refused for the sake of what stands beside it, which a schema does not know: "==" takes one value."""


def test_every_field_is_told_of() -> None:
    models = {FigureSpec, *(kind.spec for kind in KINDS.values()), *(model for _, model, _ in FILES)}
    untold = [
        f"{model.__name__}.{name}" for model in models for name in model.model_fields if name not in attributes(model)
    ]
    assert not untold
    schemas = [FIGURES, *(of_file(model, KNOWN) for _, model, _ in FILES)]
    parts = [part for schema in schemas for part in (schema, *schema["definitions"].values())]
    told = [part for part in parts if "properties" in part and "description" in part]
    assert len(told) > 30
    assert not [name for part in told for name, field in part["properties"].items() if "description" not in field]


def test_names_are_offered_and_none_is_refused() -> None:
    definitions = FIGURES["definitions"]
    forms = definitions["DataSpec"]["properties"]["variable"]["anyOf"]
    assert {"$ref": "#/definitions/variables"} in [form for each in forms for form in each.get("anyOf", [each])]
    assert definitions["variables"] == {"enum": ["alder", "sektor"]}
    for name in ("alder", "køn"):
        assert allows({"kind": "bars", "title": "x", "data": name})


def test_a_null_is_no_proposal() -> None:
    assert '"default": null' not in json.dumps(FIGURES)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "figures" / "side").mkdir(parents=True)
    (tmp_path / "data").mkdir()
    (tmp_path / "figures" / SURVEY).write_text("name: N\nwave: '2020'\ntable_unit: percent\n", encoding="utf-8")
    (tmp_path / "figures" / "side" / "f.yaml").write_text("kind: bars\ntitle: T\ntable: data/t.csv\n", encoding="utf-8")
    (tmp_path / "data" / "t.csv").write_text("category,share\nGrøn,60\nRød,40\n", encoding="utf-8")
    (tmp_path / "data" / f"m{CODEBOOK}").write_text(
        "variables:\n  køn: {codes: {1: Kvin\u00adder, 2: Mænd}, column: kolonne}\n", encoding="utf-8"
    )
    return tmp_path


def invoke(*arguments: str) -> Any:
    return CliRunner().invoke(app, ["schema", *arguments])


def test_the_names_of_a_project(folder: Path) -> None:
    definitions = json.loads(invoke().stdout)["definitions"]
    assert definitions["members"] == {"enum": ["Kvinder", "Mænd", "Grøn", "Rød"]}
    assert definitions["variables"] == {"enum": ["køn"]}
    assert definitions["columns"] == {"enum": ["kolonne"]}
    assert definitions["data"] == {"enum": ["data/t.csv"]}
    assert json.loads(invoke("page").stdout)["definitions"]["figures"] == {"enum": ["f"]}


def test_a_broken_file_hides_no_name_of_another(folder: Path) -> None:
    (folder / "figures" / "side" / "g.yaml").write_text("kind: [", encoding="utf-8")
    (folder / "figures" / "side" / "h.yaml").write_text("kind: bars\ntitle: T\ntable: nix.csv\n", encoding="utf-8")
    assert "Grøn" in json.loads(invoke().stdout)["definitions"]["members"]["enum"]


def test_one_kind(folder: Path) -> None:
    allowed = Draft7Validator(json.loads(invoke("quote").stdout))
    assert allowed.is_valid({"kind": "quote", "title": "x", "quote": "y", "speaker": {"name": "a", "title": "b"}})
    assert not allowed.is_valid({"kind": "bars", "title": "x", "table": "t.csv"})
    wrong = invoke("quot")
    assert wrong.exit_code == 2 and "Did you mean 'quote'?" in wrong.stderr


def test_editors_are_told_where_the_schemas_are(folder: Path) -> None:
    result = invoke("--write")
    assert result.exit_code == 0
    settings = json.loads((folder / ".vscode/settings.json").read_text(encoding="utf-8"))
    for path in settings["yaml.schemas"]:
        Draft7Validator.check_schema(json.loads((folder / path).read_text(encoding="utf-8")))
    assert "# yaml-language-server: $schema=../../.barometer/figure.schema.json" in result.stderr
    assert (folder / "figures" / "side" / "../../.barometer/figure.schema.json").is_file()


def test_other_settings_are_kept(folder: Path) -> None:
    file = folder / ".vscode/settings.json"
    file.parent.mkdir()
    old = {"b": [1, 2.5], "yaml.schemas": {"./andet.json": ["*.yaml"]}, "a": "æ"}
    file.write_bytes(json.dumps(old, ensure_ascii=False, indent=4).replace("\n", "\r\n").encode())
    invoke("--write")
    written = file.read_bytes()
    new = json.loads(written)
    assert list(new) == ["b", "yaml.schemas", "a"]
    assert new["yaml.schemas"].pop("./andet.json") == ["*.yaml"] and len(new.pop("yaml.schemas")) == 4
    assert new == {"b": [1, 2.5], "a": "æ"}
    assert b'\r\n    "b"' in written
    changed = file.stat().st_mtime_ns
    assert ".vscode" not in invoke("--write").stdout
    assert (file.read_bytes(), file.stat().st_mtime_ns) == (written, changed)


@pytest.mark.parametrize(
    "text", ['{\n  // min\n  "a": 1\n}', '{"a": 1,}', '{"a": 1, "a": 2}', "[]", '{"yaml.schemas": []}', "", "\xff"]
)
def test_settings_that_could_lose_something_are_left(folder: Path, text: str) -> None:
    file = folder / ".vscode/settings.json"
    file.parent.mkdir()
    file.write_bytes(text.encode("latin-1"))
    result = invoke("--write")
    assert result.exit_code == 0
    assert file.read_bytes() == text.encode("latin-1")
    assert '"./.barometer/figure.schema.json"' in result.stderr
    assert (folder / ".barometer/figure.schema.json").is_file()
