"""Figures in a script or a notebook: the numbers, errors and bytes of the commands, and nothing that is hidden."""

from __future__ import annotations

import doctest
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import yaml
from test_microdata import FIGURE, GROUPED, SMALL, write
from typer.testing import CliRunner

import barometer_cli
from barometer_cli import BarometerError, Figure, Project, Single, tabulate
from barometer_cli.cli import app
from barometer_cli.errors import (
    BuildError,
    CheckError,
    DataError,
    EmptyBase,
    SpecError,
    UnknownCategory,
    UnknownFigure,
    UnknownVariable,
)
from barometer_cli.formats import ENCODERS, ENDINGS

ROOT = Path(__file__).parents[1]
SURVEY = "name: Prøven\nwave: 2018-2019\npopulation: alle\ntable_unit: percent\n"
DATA = "category,share\nJa,62\nNej,30\nVed ikke,8\n"
SPEC: dict[str, Any] = {"kind": "bars", "title": "Seks ud af ti siger ja", "n": 1877, "caption": "hvad der blev svaret",
                        "question": {"text": "Hvad siger I?", "answers": "one"}}  # fmt: skip
FALSE = {**SPEC, "title": "Ni ud af ti siger ja"}
FRAME = pd.DataFrame({"category": ["Ja", "Nej", "Ved ikke"], "share": [62, 30, 8]})


def add(path: str, spec: Mapping[str, Any], survey: str = SURVEY) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(yaml.safe_dump(dict(spec), allow_unicode=True), encoding="utf-8")
    Path(path).with_name("survey.yaml").write_text(survey, encoding="utf-8")
    Path(path).with_name("svar.csv").write_text(DATA, encoding="utf-8")


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Project]:
    """Opens a project of one page, `side`, whose figure is `en`; and of whatever else it is given."""
    monkeypatch.chdir(tmp_path)

    def make(**others: Mapping[str, Any]) -> Project:
        for name, spec in {"en": SPEC, **others}.items():
            add(f"figures/side/{name}.yaml", {**spec, "table": "svar.csv"})
        return barometer_cli.open()

    return make


def command(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(arguments), env={"COLUMNS": "200", "NO_COLOR": "1"})
    return result.exit_code, result.output


# -- finding -----------------------------------------------------------------------------------------------------------


def test_a_figure_is_found_by_each_of_its_names(opened: Callable[..., Project]) -> None:
    project = opened(to=SPEC)
    assert project.names == ("side/en", "side/to") and len(project) == 2
    assert [figure.name for figure in project] == ["side/en", "side/to"]
    for name in ("en", "side/en", "side/2018-2019/da/en"):
        assert name in project and project[name].name == "side/en"
    figure = project["en"]
    assert (figure.id, figure.page, figure.language, figure.edition, figure.kind) == (
        "en", "side", "da", "2018-2019", "bars"
    )  # fmt: skip


def test_a_name_of_no_figure_or_of_several_says_which_there_are(opened: Callable[..., Project]) -> None:
    opened()
    add("figures/anden/en.yaml", {**SPEC, "table": "svar.csv"})
    project = barometer_cli.open("figures")
    with pytest.raises(UnknownFigure, match="2 figures are called 'en'") as several:
        project["en"]
    assert "'anden/en', 'side/en'" in several.value.hint and "en" not in project
    with pytest.raises(KeyError) as none:
        project["side/em"]
    assert str(none.value) == ("there is no figure 'side/em'\n  → Did you mean 'side/en'? Known: anden/en, side/en."), (
        "as every error of the house is told, not as KeyError would"
    )
    with pytest.raises(BuildError, match="there is no such file or folder"):
        barometer_cli.open("figurer")


def test_pages_languages_and_editions_are_filtered(opened: Callable[..., Project]) -> None:
    opened()
    add("figures/page/en.yaml", {**SPEC, "table": "svar.csv"}, SURVEY + "language: en\n")
    project = barometer_cli.open()
    assert [each.name for each in project.filter(language="en")] == ["page/en"]
    assert [each.name for each in project.filter(page="side", edition="2018-2019")] == ["side/en"]
    assert project.filter(page="side")["en"].page == "side"
    with pytest.raises(UnknownFigure, match="no figure is of the language 'dk'") as wrong:
        project.filter(language="dk")
    assert "da" in wrong.value.hint
    with pytest.raises(UnknownFigure):
        project.filter(page="side", language="en")
    assert barometer_cli.open("figures", only="page/*").names == ("page/en",)


def test_a_spec_that_cannot_be_read_stops_no_other(opened: Callable[..., Project]) -> None:
    project = opened(forkert={**SPEC, "kind": "barz"})
    assert len(project) == 1 and project["en"].check() == ()
    assert [problem.message for problem in project.problems] == ["there is no kind 'barz'"]
    with pytest.raises(SpecError, match=r"figures/side/forkert\.yaml:\d+:\d+: there is no kind 'barz'"):
        project["forkert"]
    assert "1 that cannot be read" in repr(project)
    assert [found.code for found in project.check()] == ["BAR001"]


# -- drawing -----------------------------------------------------------------------------------------------------------


def test_pictures_are_those_that_render_writes(opened: Callable[..., Project]) -> None:
    figure = opened()["en"]
    code, said = command("render", "--format", ",".join(ENCODERS), "--preset", "web,social")
    assert code == 0, said
    files = {path.name.removeprefix("en-2018-2019-da-"): path.read_bytes() for path in Path("build/side/en").iterdir()}
    drawn = {
        "web.svg": figure.svg().encode(),
        "web-editable.svg": figure.svg(mode="editable").encode(),
        "web-outlined.svg": figure.svg(mode="outlined").encode(),
        "social.svg": figure.svg("social").encode(),
        "web.png": figure.png(),
        "web@2x.png": figure.png(scale=2),
        "social.png": figure.png(preset="social"),
        "web.pdf": figure.pdf(),
        "web.pptx": figure.pptx(),
        "web@2x.webp": figure.webp(scale=2),
    }
    for name, data in drawn.items():
        assert data == files[name], name
    written = {".svg": "web.svg", ".png": "web@2x.png", ".pdf": "web.pdf", ".webp": "web@2x.webp", ".pptx": "web.pptx"}
    assert set(written) == set(ENDINGS)
    for name in written.values():
        saved = figure.save(Path("ud") / name, scale=2 if "@2x" in name else 1)
        assert saved.read_bytes() == files[name]
    assert figure.save("ud/outlined.SVG", mode="outlined").read_bytes() == files["web-outlined.svg"]


def test_words_and_numbers_are_those_of_the_files(opened: Callable[..., Project]) -> None:
    figure = opened()["en"]
    assert command("render")[0] == 0
    record = json.loads(Path("build/side/en/en-2018-2019-da.json").read_text("utf-8"))
    assert record["title"] == figure.title and record["caption"] == figure.caption and record["alt"] == figure.alt
    assert record["description"] == figure.description and record["source"] == figure.source
    frame = figure.table.to_frame()
    for name in ("category", "value", "n", "printed"):
        assert frame[name].tolist() == [row[name] for row in record["table"]]
    assert [claim.state for headline in figure.claims for claim in headline.claims] == ["proved"]
    assert [headline["state"] for headline in record["headlines"]] == [each.state for each in figure.claims]
    assert repr(figure.table).splitlines()[1].split() == ["Ja", "62", "1877", "0.620000"]


def test_what_render_refuses_is_drawn_by_force_only(opened: Callable[..., Project]) -> None:
    figure = opened(falsk=FALSE)["falsk"]
    assert [found.code for found in figure.check()] == ["BAR201"]
    assert figure.claims[0].state == "false" and figure.table["Ja"].value == 0.62
    for draw in (figure.svg, figure.png, figure.pdf, lambda: figure.save("falsk.svg")):
        with pytest.raises(CheckError, match="BAR201") as refused:
            draw()
        assert "force=True" in refused.value.hint
    assert not Path("falsk.svg").exists()
    assert "Ni ud af ti" in figure.svg(force=True)
    code, said = command("render", "--only", "falsk")
    assert code == 2 and "BAR201" in said


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (lambda figure: figure.svg("wep"), "there is no preset 'wep'"),
        (lambda figure: figure.svg(mode="outlines"), "there is no mode 'outlines'"),
        (lambda figure: figure.png(scale=0), "the scale 0 is out of range"),
        (lambda figure: figure.png(scale=9), "the scale 9 is out of range"),
        (lambda figure: figure.svg("social"), "does not want the sheet 'social'"),
        (lambda figure: figure.save("en.jpg"), "there is no format '.jpg'"),
        (lambda figure: figure.save("en.png", mode="outlined"), "a mode is of files ending in .svg"),
        (lambda figure: figure.save("en.svg", scale=2), "a scale is of files ending in .png or .webp"),
        (lambda figure: figure.save("en.webp", scale=9), "the scale 9 is out of range"),
        (lambda figure: figure.save("en.yaml/x.svg"), "en.yaml/x.svg"),
    ],
)
def test_what_cannot_be_drawn(opened: Callable[..., Project], asked: Callable[[Figure], Any], said: str) -> None:
    figure = opened(to={**SPEC, "sheets": ["web", "mobile"]})["to"]
    Path("en.yaml").touch()
    with pytest.raises(BuildError, match=said) as wrong:
        asked(figure)
    assert wrong.value.hint


def test_data_that_cannot_be_raise_what_the_command_prints(opened: Callable[..., Project]) -> None:
    figure = opened(leer={**SPEC, "n": 10})["leer"]
    Path("figures/side/svar.csv").write_text("category,share,n\nJa,62,1877\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"figures/side/leer\.yaml:\d+:\d+: .*n is 1877, but the spec says") as wrong:
        _ = figure.caption
    assert wrong.value.message in command("table", "figures/side/leer.yaml")[1].replace("\n", " ")
    assert [found.code for found in figure.check()] == ["BAR102"]


# -- notebooks ---------------------------------------------------------------------------------------------------------


def test_a_notebook_shows_the_picture_and_says_it_in_words(opened: Callable[..., Project]) -> None:
    figure = opened()["en"]
    bundle = figure._repr_mimebundle_()
    assert bundle["image/svg+xml"] == figure._repr_svg_() == figure.svg()
    assert bundle["text/plain"] == f"<Figure side/en: bars>\n{figure.alt}"
    assert set(figure._repr_mimebundle_(include=["text/plain", "text/html"])) == {"text/plain"}
    assert set(figure._repr_mimebundle_(exclude=["text/plain"])) == {"image/svg+xml"}


def test_a_notebook_shows_the_first_sheet_that_a_figure_wants(opened: Callable[..., Project]) -> None:
    figure = opened(social={**SPEC, "sheets": ["social"]})["social"]
    assert figure._repr_svg_() == figure.svg("social")


def test_a_notebook_says_why_there_is_no_picture(opened: Callable[..., Project]) -> None:
    figure = opened(falsk=FALSE)["falsk"]
    assert figure._repr_svg_() is None
    bundle = figure._repr_mimebundle_()
    assert set(bundle) == {"text/plain"} and "BAR201" in bundle["text/plain"]


# -- tables ------------------------------------------------------------------------------------------------------------


def test_hidden_shares_are_in_no_frame(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(SMALL, f={**GROUPED, "data": {"variable": "svar", "breakdown": "sted"}, "interval": 95}, g=FIGURE)
    figure = barometer_cli.open("side")["f"]
    frame = figure.table.to_frame()
    hidden = frame[frame.hidden]
    assert set(zip(hidden.category, hidden.group, strict=True)) >= {("Ved ikke", "Kommune"), ("Ja", "Stat")}
    assert hidden[["value", "se", "low", "high", "printed"]].isna().all(axis=None)
    assert frame[~frame.hidden][["value", "se", "low", "high", "printed"]].notna().all(axis=None)
    assert ((frame.low < frame.value) & (frame.value < frame.high))[~frame.hidden].all()
    assert frame[frame.group == "Region"].n.isna().all(), "the n of another group is told by it and the total"
    assert hidden.note.str.contains("skjult").all()
    assert all(row.value is None and row.n in (None, 93) for row in figure.table if row.note.startswith("skjult"))


def test_microdata_are_hidden_in_fields_as_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    spec = {**GROUPED, "data": {"variable": "svar", "breakdown": "sted"}}
    write(SMALL, f=spec, g=FIGURE)
    project = barometer_cli.open("side")
    handed, written = project.figure(spec, name="h").table.to_frame(), project["f"].table.to_frame()
    assert handed.hidden.any() and handed.equals(written)


def test_a_frame_has_the_same_columns_whatever_there_is(opened: Callable[..., Project]) -> None:
    table = opened()["en"].table
    frame = table.to_frame()
    assert frame.dtypes.astype(str).to_dict() == {
        **dict.fromkeys(("category", "group", "section", "code"), "str"),
        **dict.fromkeys(("value", "se", "low", "high"), "float64"),
        "n": "Int64", "printed": "float64", "net": "bool", "hidden": "bool", "note": "str",
    }  # fmt: skip
    assert frame.group.isna().all() and frame.printed.tolist() == [62, 30, 8] and table.unit == "%"
    assert len(table) == 3 and [row.category for row in table] == ["Ja", "Nej", "Ved ikke"]
    with pytest.raises(KeyError):
        table["Ja", "Mænd"]


def test_a_row_is_asked_for_by_name(opened: Callable[..., Project]) -> None:
    """Whether it is there, and what is meant where it is not."""
    project = opened()
    table = project["en"].table
    assert "Ja" in table and ("Ja", None) in table and table["Ja"] in table
    assert "ja" not in table and ("Ja", "Mænd") not in table and None not in table
    with pytest.raises(UnknownCategory, match="there is no category 'ja'") as wrong:
        table["ja"]
    assert isinstance(wrong.value, KeyError) and wrong.value.hint.startswith("Did you mean 'Ja'?")
    with pytest.raises(UnknownCategory, match="'Ja' has no value for the group 'Mænd'"):
        table["Ja", "Mænd"]
    spec = {"kind": "grouped_bars", "title": "Flere kvinder end mænd siger ja", "caption": "svarene", "n": 100}
    wide = pd.DataFrame({"svar": ["Ja", "Nej"], "Kvinder": [60, 40], "Mænd": [50, 50]})
    read = {"table": {"wide": {"rows": "categories", "columns": "groups"}}}
    grouped = project.figure({**spec, **read}, wide, folder="figures/side").table
    assert ("Ja", "Mænd") in grouped and "Ja" not in grouped
    with pytest.raises(UnknownCategory, match="'Ja' has no value for the whole base") as whole:
        grouped["Ja"]
    assert "('Ja', 'Kvinder'), ('Ja', 'Mænd')" in whole.value.hint
    with pytest.raises(UnknownCategory) as near:
        grouped["Ja", "Mand"]
    assert "Did you mean 'Mænd'?" in near.value.hint


def test_a_figure_without_numbers_has_a_table_without_rows(opened: Callable[..., Project]) -> None:
    spec = {
        "kind": "quote",
        "title": "En borger",
        "quote": "Det gik godt.",
        "speaker": {"name": "Borger", "title": "svarperson"},
    }
    table = opened().figure(spec, folder="figures/side").table
    assert len(table) == 0 and table.to_frame().empty and repr(table) == ""
    assert list(table.to_frame().columns) == list(barometer_cli.open()["en"].table.to_frame().columns)


def test_a_tabulation_is_a_frame_and_iterates() -> None:
    found = tabulate({"q": [1, 1, 0, 1], "g": list("aabb"), "w": [1, 2, 1, 1]}, response=Single("q"), breakdown="g")
    frame = found.to_frame()
    assert len(found) == len(frame) == 6 and [each.category for each in found] == frame.category.tolist()
    for row, each in zip(frame.itertuples(), found, strict=True):
        assert (row.share, row.n, row.df) == (each.share, each.n, each.df)
        assert each.group == row.group or (each.group is None and pd.isna(row.group))
        assert each.interval is not None and (row.low, row.method) == (each.interval.low, each.interval.method)
    bare = tabulate({"q": [1, 1, 0]}, response=Single("q"), interval=None).to_frame()
    assert bare.dtypes.astype(str).to_dict() == frame.dtypes.astype(str).to_dict() and bare.low.isna().all()


# -- what is handed over -----------------------------------------------------------------------------------------------


def as_arrow(frame: pd.DataFrame) -> Any:
    return import_module("pyarrow").Table.from_pandas(frame, preserve_index=False)


def as_polars(frame: pd.DataFrame) -> Any:
    return pytest.importorskip("polars").from_pandas(frame)


def as_duckdb(frame: pd.DataFrame) -> Any:
    return pytest.importorskip("duckdb").connect().from_arrow(as_arrow(frame))


FRAMES: dict[str, Callable[[pd.DataFrame], Any]] = {
    "pandas": lambda frame: frame,
    "pandas with categories": lambda frame: frame.astype({"category": "category"}),
    "dict": lambda frame: {name: list(frame[name]) for name in frame},
    "numpy": lambda frame: {name: np.array(frame[name]) for name in frame},
    "arrow": as_arrow,
    "polars": as_polars,
    "polars lazily": lambda frame: as_polars(frame).lazy(),
    "duckdb": as_duckdb,
}


@pytest.mark.parametrize("name", FRAMES)
def test_a_frame_draws_what_its_file_does(opened: Callable[..., Project], name: str) -> None:
    project = opened()
    handed = project.filter(page="side").figure(SPEC, FRAMES[name](FRAME), name="en")
    assert handed.svg() == project["en"].svg() and handed.caption == project["en"].caption
    assert handed.check() == ()


def test_a_wide_frame_is_read_as_a_wide_file(opened: Callable[..., Project]) -> None:
    wide = pd.DataFrame({"svar": ["Ja", "Nej"], "Kvinder": [60, 40], "Mænd": [50, 50]})
    spec = {"kind": "grouped_bars", "title": "Flere kvinder end mænd siger ja", "caption": "svarene", "n": 100,
            "table": {"wide": {"rows": "categories", "columns": "groups"}}}  # fmt: skip
    table = opened().figure(spec, wide, folder="figures/side").table
    assert table["Ja", "Mænd"].value == 0.5 and len(table) == 4


def test_the_file_of_a_spec_is_drawn_with_another_table(opened: Callable[..., Project]) -> None:
    project = opened()
    other = project.figure("figures/side/en.yaml", FRAME.assign(share=[90, 8, 2]))
    assert other.table["Ja"].value == 0.9 and project["en"].table["Ja"].value == 0.62
    (found,) = [each for each in other.check() if each.severity == "error"]
    line = Path("figures/side/en.yaml").read_text("utf-8").splitlines()[found.place.line - 1]
    assert found.code == "BAR201" and line.startswith("title:"), "its place is that in the file"
    assert project["en"].check() == (), "what is handed over leaves the project alone"


def test_what_is_handed_over_is_held_against_its_page(opened: Callable[..., Project]) -> None:
    spec, frame = {**SPEC, "title": "Syv ud af ti siger ja"}, FRAME.assign(share=[70, 22, 8])
    project = opened()
    assert {found.code for found in project.figure(spec, frame, folder="figures/side").check()} == {"BAR401"}
    assert {found.code for found in project.figure(spec, frame, folder=Path("figures/side").resolve()).check()} == {
        "BAR401"
    }
    alike = project.figure(spec, frame, folder="figures/side", name="en")
    assert alike.check() == (), "it takes the place of the one that is called alike"


@pytest.mark.parametrize(
    ("spec", "frame", "error", "said"),
    [
        ({**SPEC, "titel": "x"}, FRAME, SpecError, r"^figures/side/figure\.yaml: unknown field 'titel'"),
        ({**SPEC, "kind": "quote"}, FRAME, SpecError, "quote does not use 'table'"),
        ({**SPEC, "kind": "barz", "caption": {"showz": "x"}}, FRAME, SpecError, "(?s)showz.*barz|barz.*showz"),
        ({**SPEC, "data": "svar"}, FRAME, SpecError, "from a table or from data"),
        ({**SPEC, "for_each": {"language": ["da", "en"]}}, FRAME, SpecError, "for_each makes several figures"),
        ({**SPEC, "table": {"sheet": "Ark1"}}, FRAME, DataError, "table: a frame has no sheet"),
        (SPEC, FRAME.assign(share=[62, 30, 800]), DataError, "table, row 2: share is 800"),
        (SPEC, FRAME[:0], EmptyBase, "table has no rows"),
        (SPEC, FRAME.rename(columns={"share": "shares"}), UnknownVariable, "table: unknown column 'shares'"),
        (SPEC, FRAME.set_index("category"), UnknownVariable, "no column 'category'"),
        (SPEC, {"category": ["Ja", "Nej"], "share": [62]}, DataError, "the column 'share' has 1 rows"),
        (SPEC, pd.DataFrame([[1, 2]], columns=["share", "share"]), DataError, "two columns 'share'"),
        (SPEC, "svar.csv", BuildError, "no frame, its type is str"),
        (SPEC, None, SpecError, "bars needs table"),
    ],
)
def test_what_is_handed_over_wrongly(
    opened: Callable[..., Project], spec: dict[str, Any], frame: Any, error: type[BarometerError], said: str
) -> None:
    project = opened().filter(page="side")
    with pytest.raises(error, match=said):
        project.figure(spec, frame).svg()


def test_without_a_survey_its_words_tell_the_language(opened: Callable[..., Project]) -> None:
    opened()
    add("figures/anden/en.yaml", {**SPEC, "table": "svar.csv"})
    project = barometer_cli.open()
    spec = {**SPEC, "title": "Six in ten say yes to this", "question": "What do you say?", "caption": "what they said"}
    assert project.figure({**spec, "table": {"unit": "percent"}}, FRAME).language == "en"
    assert project.figure({**SPEC, "table": {"unit": "percent"}}, FRAME).language == "da"
    assert project.figure({**SPEC, "language": "en"}, FRAME, folder="figures/side").language == "en"
    with pytest.raises(SpecError, match=r"figures/side/figure\.yaml: there is no wording in language 'dk'"):
        project.figure({**SPEC, "language": "dk"}, FRAME, folder="figures/side")


def test_a_spec_that_names_no_table_takes_the_one_beside_it(opened: Callable[..., Project]) -> None:
    opened()
    Path("figures/side/alene.csv").write_text(DATA, encoding="utf-8")
    add("figures/side/alene.yaml", SPEC)
    project = barometer_cli.open()
    assert project.figure("figures/side/alene.yaml").svg() == project["alene"].svg()
    assert project.figure("figures/side/alene.yaml", FRAME.assign(share=[61, 31, 8])).table["Ja"].value == 0.61


# -- the module --------------------------------------------------------------------------------------------------------


def test_importing_it_imports_nothing_else() -> None:
    code = """
import sys
before = set(sys.modules)
import barometer_cli
new = {name.partition(".")[0] for name in set(sys.modules) - before} - set(sys.stdlib_module_names)
assert new == {"barometer_cli"}, new
assert {name for name in sys.modules if name.startswith("barometer_cli.")} == set()
assert barometer_cli.__version__
figure = barometer_cli.open("figures")["samarbejd-paa-tvaers/faser"]
figure.caption
assert not {"pandas", "narwhals", "matplotlib", "typer", "rich"} & set(sys.modules)
"""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT, env=environment)


def test_every_name_is_there() -> None:
    for name in barometer_cli.__all__:
        assert getattr(barometer_cli, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'opne'"):
        _ = barometer_cli.opne  # type: ignore[attr-defined]


SCRIPT = """
from pathlib import Path
from typing import assert_type

import barometer_cli
from barometer_cli import Figure, FigureTable, Project

project = barometer_cli.open(Path("figures"))
assert_type(project, Project)
figure = project["side/en"]
assert_type(figure, Figure)
assert_type(figure.svg(preset="web", mode="outlined"), str)
assert_type(figure.png(scale=2), bytes)
assert_type(figure.save("x.pdf"), Path)
assert_type(figure.table, FigureTable)
assert_type([each.name for each in project.filter(page="side")], list[str])
assert_type([row.value for row in figure.table], list[float | None])
assert_type([found.code for found in figure.check()], list[str])
project.figure({"kind": "bars"}, {"category": ["Ja"], "share": [1]})
figure.svg(mode="outlines")  # type: ignore[arg-type]
project[1]  # type: ignore[index]
figure.tittle  # type: ignore[attr-defined]
"""


@pytest.mark.thorough
def test_a_script_is_typed(tmp_path: Path) -> None:
    """What mypy must refuse is ignored by name; were it typed as anything, mypy would tell of an ignore too many."""
    script = tmp_path / "script.py"
    script.write_text(SCRIPT, encoding="utf-8")
    options = ["--strict", "--follow-imports", "silent", "--python-version", "3.11", "--config-file", os.devnull]
    environment = {**os.environ, "MYPYPATH": str(ROOT)}
    found = subprocess.run(
        [sys.executable, "-m", "mypy", *options, "--cache-dir", str(tmp_path / "cache"), str(script)],
        cwd=tmp_path, env=environment, capture_output=True, text=True,
    )  # fmt: skip
    assert found.returncode == 0, found.stdout + found.stderr


def test_what_the_documentation_shows_is_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    shown = doctest.testfile(str(ROOT / "docs" / "python.md"), module_relative=False, optionflags=doctest.ELLIPSIS)
    assert shown.attempted > 15 and not shown.failed
