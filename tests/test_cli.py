"""The command line: what it writes, what it says where, and how it exits."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from barometer_cli import project
from barometer_cli.cli import app
from barometer_cli.model.figure import Figure
from barometer_cli.model.naming import OUTSIDE

SURVEY = "name: Prøven\nwave: 2018-2019\npopulation: alle\ntable_unit: percent\n"
SPEC = "kind: bars\ntitle: Flest siger ja\nn: 1877\ncaption: hvad der blev svaret\ntable: svar.csv\n"
DATA = "category;share;n\nJa;60;1877\nNej;40;1877\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of one page with one good figure, `en`, and the working directory in it."""
    page = tmp_path / "figures" / "side"
    page.mkdir(parents=True)
    (page / "survey.yaml").write_text(SURVEY, encoding="utf-8")
    (page / "page.yaml").write_text("heading: Én side\n", encoding="utf-8")
    (page / "en.yaml").write_text(SPEC, encoding="utf-8")
    (page / "svar.csv").write_text(DATA, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return page


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments), env={"COLUMNS": "200", "NO_COLOR": "1"})


def written(out: str = "build") -> dict[str, bytes]:
    """The files of the figures, without the manifest that knows them and its lock."""
    found = {path.relative_to(out).as_posix(): path for path in sorted(Path(out).rglob("*")) if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if not name.endswith(("manifest.json", ".lock"))}


def add(folder: Path, name: str, text: str) -> None:
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")


STEM = "side/en/en-2018-2019-da-web"
BAD_DATA = SPEC.replace("n: 1877", "n: 1878")


def test_a_sidecar_tells_when_waves_were_in_the_field(folder: Path) -> None:
    Path("waves.csv").write_text("category;group;share;n\nJa;Første;40;900\nJa;Anden;60;900\n", encoding="utf-8")
    waves = "waves: {Første: {day: 2019-03-01}, Anden: {day: 2021-03-01}}"
    table = f"{{file: waves.csv, groups: waves, unit: percent, {waves}}}"
    add(folder, "to", f"kind: line\ntitle: Svarene\ncaption: svarene\ntable: {table}\n")
    assert run("render", "--only", "to").exit_code == 0
    told = next(Path("build").rglob("to-*.json")).read_text(encoding="utf-8")
    assert '"2019-03-01"' in told and '"2021-03-01"' in told


def test_render_writes_pictures_and_sidecar(folder: Path) -> None:
    result = run("render")
    assert result.exit_code == 0, result.output
    files = written()
    table, told = (f"{STEM.removesuffix('-web')}.{ending}" for ending in ("csv", "json"))
    assert sorted(files) == sorted([table, told, f"{STEM}.png", f"{STEM}.svg", f"{STEM}@2x.png"])
    assert files[f"{STEM}.png"].startswith(b"\x89PNG") and b"<svg" in files[f"{STEM}.svg"]
    size = [int.from_bytes(files[f"{STEM}{part}.png"][16:20], "big") for part in ("", "@2x")]
    assert size == [800, 1600]
    side = json.loads(files[told])
    assert side["figure"] == "en" and side["synthetic"] is False and side["notice"] is None
    assert [(row["category"], row["printed"], row["n"]) for row in side["table"]] == [
        ("Ja", 60, 1877),
        ("Nej", 40, 1877),
    ]
    header, *rows = files[table].decode("utf-8-sig").split("\r\n")
    assert header == "kategori;gruppe;procent;nedre;oevre;n;bemaerkning" and rows == [
        "Ja;;60;;;1877;",
        "Nej;;40;;;1877;",
        "",
    ]
    assert sorted(side["files"]) == sorted(Path(name).name for name in files if not name.endswith("json"))
    assert result.stdout == "" and "en" in result.stderr


def test_formats_and_scales(folder: Path) -> None:
    arguments = ("--format", "png,svg,svg-editable,svg-outlined,pdf", "--scale", "1", "--scale", "1.5", "--out", "o")
    assert run("render", *arguments).exit_code == 0
    endings = {name.removeprefix(STEM) for name in written("o") if not name.endswith((".csv", ".json"))}
    assert endings == {".png", "@1.5x.png", ".svg", "-editable.svg", "-outlined.svg", ".pdf"}


def test_one_bad_figure_among_good_ones(folder: Path) -> None:
    add(folder, "to", BAD_DATA)
    result = run("render")
    assert result.exit_code == 1
    assert f"{STEM}.png" in written() and not any("/to/" in name for name in written())
    assert "n is 1877, but the spec says n is 1878" in result.stderr


def test_all_figures_bad(folder: Path) -> None:
    add(folder, "en", BAD_DATA)
    assert run("render").exit_code == 2
    assert not Path("build").exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (SPEC + "titel: x\n", "to.yaml:6:1: "),
        (SPEC.replace("bars", "barz"), "Did you mean 'bars'"),
        (SPEC.replace("title: Flest siger ja\n", ""), "title"),
        ("kind: [bars\n", "to.yaml:"),
        (SPEC.replace("n: 1877", "n: 1.877"), "n must be a whole number"),
    ],
)
def test_a_wrong_spec_stops_no_other(folder: Path, text: str, said: str) -> None:
    add(folder, "to", text)
    result = run("render")
    assert result.exit_code == 1
    assert said in result.stderr and f"{STEM}.png" in written() and not any("/to/" in name for name in written())
    assert "Traceback" not in result.output
    (folder / "en.yaml").unlink()
    result = run("render", "--out", "nothing")
    assert result.exit_code == 2, "nothing could be attempted"
    assert said in result.stderr and not Path("nothing").exists()


def test_all_wrong_specs_are_told_at_once(folder: Path) -> None:
    add(folder, "to", SPEC + "titel: x\n")
    add(folder, "tre", SPEC + "subtitel: x\n")
    stderr = run("render").stderr
    assert "to.yaml" in stderr and "tre.yaml" in stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--format", "pgn"], "Did you mean 'png'"),
        (["--format", ","], "Known: png"),
        (["--scale", "0"], "above 0"),
        (["--scale", "-1"], "above 0"),
        (["--scale", "9"], "at most 8"),
        (["--scale", "nan"], "above 0"),
        (["--only", "findes-ikke"], "barometer list"),
        (["ingen-mappe"], "no such file or folder"),
        (["--forkert"], "No such option"),
        (["--scale", "stor"], "stor"),
    ],
)
def test_wrong_usage(folder: Path, arguments: list[str], said: str) -> None:
    result = run("render", *arguments)
    assert result.exit_code == 2
    assert said in result.stderr and not Path("build").exists()


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("check --preset web", "--preset is only for --render"),
        ("check --preset nonsense", "--preset is only for --render"),
        ("check --ledger --claims", "--claims does nothing beside --ledger"),
        ("check --ledger --format sarif", "there is no format 'sarif'"),
        ("check figures --explain BAR201", "[SPEC or FOLDER …] does nothing beside --explain"),
        ("check --explain BAR201 --format json", "--format does nothing beside --explain"),
        ("check --explain BAR201 --strict", "--strict does nothing beside --explain"),
        ("schema bars --write", "[KIND] does nothing beside --write"),
        ("theme show light --out t.png", "--out is only for barometer theme check"),
        ("codebook svar.csv --force", "--force is only for --out"),
        ("suggest en --write 1 --json", "--json does nothing beside --write"),
        ("suggest figures/side/en.yaml figures", "[FOLDER …] does nothing beside figures/side/en.yaml"),
        ("init ny --yes --unit percent", "--unit is only for --from"),
        ("init ny --yes --holds tables", "--holds is only for --from"),
        ("init ny --yes --from svar.csv --unit procent", "--unit: there is no 'procent'"),
        ("init ny --yes --from svar.csv --holds microdata --unit percent", "--unit is only for tables"),
        ("inspect b.svg --json --extract ud", "--json does nothing beside --extract"),
        ("inspect b.svg --theme nix.toml", "--theme is only for --extract"),
        ("inspect b.svg --portrait nix.jpg", "--portrait is only for --extract"),
        ("inspect b.svg --extract ud --theme nix.toml", "--theme is only for a figure in a theme of its project"),
        ("inspect b.svg --extract ud --portrait nix.jpg", "--portrait is only for a figure that shows a picture"),
        ("verify b.svg --theme nix.toml", "nix.toml cannot be read"),
        ("verify b.svg --portrait nix.jpg", "nix.jpg cannot be read"),
        ("render --format svg,pdf --scale 2", "--scale is only for png or webp"),
        ("render --scheduler tcp://127.0.0.1:8786", "--scheduler is only for --executor dask"),
        ("render --executor dask --scheduler tcp://127.0.0.1:8786 --jobs 2", "--jobs does nothing beside"),
        ("render --executor dask", "--executor dask needs --scheduler"),
        ("render --executor proceses", "Did you mean 'processes'?"),
    ],
)
def test_an_option_that_would_do_nothing_is_refused(folder: Path, command: str, said: str) -> None:
    assert run("render", "--format", "svg", "--out", "drawn").exit_code == 0
    Path("b.svg").write_bytes(next(Path("drawn").rglob("*.svg")).read_bytes())
    Path("svar.csv").write_text(DATA, encoding="utf-8")
    before = set(Path().rglob("*"))
    result = run(*command.split())
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr and set(Path().rglob("*")) == before


def test_scales_are_refused_where_the_survey_asks_for_no_format_that_has_them(folder: Path) -> None:
    survey = (folder / "survey.yaml").read_text("utf-8")
    (folder / "survey.yaml").write_text(f"{survey}\nformats: [svg, pdf]\n", "utf-8")
    result = run("render", "--scale", "3")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--scale is only for png or webp" in result.stderr and not Path("build").exists()
    (folder / "survey.yaml").write_text(f"{survey}\nformats: [svg, webp]\n", "utf-8")
    assert run("render", "--scale", "3").exit_code == 0
    assert [path.name for path in Path("build").rglob("*.webp")] == ["en-2018-2019-da-web@3x.webp"]
    (folder / "survey.yaml").write_text(f"{survey}\nformats: [svg]\n", "utf-8")
    assert run("render", "--scale", "2", "--format", "png").exit_code == 0, "the command line has the last word"


def test_a_csv_holds_one_table(folder: Path) -> None:
    add(folder, "to", SPEC)
    result = run("table", "--format", "csv")
    assert (result.exit_code, result.stdout) == (2, "") and "2 figures" in result.stderr and "--only" in result.stderr
    result = run("table", "--only", "to", "--format", "csv")
    assert result.exit_code == 0 and result.stdout_bytes.count("\ufeff".encode()) == 1
    assert len(json.loads(run("table", "--format", "json").stdout)) == 2


def test_a_table_that_cannot_be_says_where(folder: Path) -> None:
    """As when it is drawn: file, line and column of what is wrong; the others are printed."""
    add(folder, "to", BAD_DATA)
    result = run("table")
    assert result.exit_code == 1 and "Flest siger ja" in result.stdout
    assert (
        "figures/side/to.yaml:3:1: figures/side/svar.csv, row 2: n is 1877, but the spec says n is 1878"
        in result.stderr
    )


def test_what_stands_beside_a_table_is_as_wide_as_the_terminal(folder: Path) -> None:
    """Its columns may be narrow; its title and what was recognised are read as sentences."""
    title = "Flest siger ja, når de bliver spurgt om det, og næsten ingen siger nej"
    add(folder, "en", SPEC.replace("Flest siger ja", title))
    (folder / "svar.csv").write_text(f"Tabel 1\n\n{DATA}\nKilde: En undersøgelse af, hvad der bliver svaret\n", "utf-8")
    shown = run("table").stdout.splitlines()
    assert shown[0] == f"en: {title}"
    assert any(line.startswith("recognised: ") and line.endswith("svaret”") for line in shown)


def test_a_table_nobody_foresaw_stops_no_other(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(folder, "to", SPEC)
    made = project.figure

    def figure(entry: project.Entry, microdata: project.Microdata) -> Figure:
        return made(entry, microdata) if entry.id == "en" else [][0]

    monkeypatch.setattr(project, "figure", figure)
    result = run("table")
    assert result.exit_code == 1 and "en: Flest siger ja" in result.stdout
    assert "figures/side/to.yaml:5:1: IndexError" in result.stderr and "Report it" in result.stderr


def test_missing_data_and_empty_folder(folder: Path) -> None:
    (folder / "svar.csv").unlink()
    result = run("render")
    assert result.exit_code == 2 and "there is no file 'svar.csv'" in result.stderr
    Path("tom").mkdir()
    assert run("render", "tom").exit_code == 2


def test_json_is_one_object_a_line(folder: Path) -> None:
    add(folder, "to", BAD_DATA)
    result = run("render", "--json")
    assert result.exit_code == 1
    records: list[dict[str, Any]] = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(record["figure"], record["ok"]) for record in records] == [("en", True), ("to", False)]
    assert "1878" in records[1]["error"] and records[1]["files"] == []
    for file in records[0]["files"]:
        assert Path(file["path"]).stat().st_size == file["bytes"]


def test_json_is_json_also_where_it_is_explained(folder: Path) -> None:
    for why in ("drawn, because new", "up to date"):
        result = run("render", "--json", "--explain")
        assert [json.loads(line)["figure"] for line in result.stdout.splitlines()] == ["en"]
        assert f"side/en: {why}" in result.stderr


def test_quiet_says_nothing_but_errors(folder: Path) -> None:
    result = run("render", "--quiet")
    assert (result.exit_code, result.output) == (0, "")
    add(folder, "to", BAD_DATA)
    result = run("render", "--quiet")
    assert result.exit_code == 1
    assert "1878" in result.stderr and "kB" not in result.stderr and result.stdout == ""


def test_unwritable_output_names_the_path(folder: Path) -> None:
    Path("build").write_text("a file where the folder should be")
    result = run("render")
    assert result.exit_code == 2
    assert f"build/{STEM}" in result.stderr and "cannot be written" in result.stderr and "--out" in result.stderr
    assert "build is a file" in result.stderr and "writable" not in result.stderr
    assert "Traceback" not in result.output


def test_no_temporary_files_are_left(folder: Path) -> None:
    blocked = Path("build") / f"{STEM}.svg"
    blocked.mkdir(parents=True)
    assert run("render").exit_code == 2
    assert not list(Path("build").rglob(".*"))


def test_list(folder: Path) -> None:
    add(folder, "to", SPEC)
    result = run("list")
    assert result.exit_code == 0
    assert "en" in result.stdout and "Flest siger ja" in result.stdout and result.stderr == ""
    lines = [json.loads(line) for line in run("list", "--json", "--only", "t*").stdout.splitlines()]
    assert [(line["page"], line["figure"], line["kind"]) for line in lines] == [("side", "to", "bars")]
    assert not Path("build").exists()
    (folder / "page.yaml").write_text("heading: Side\norder: [to, en]\n", encoding="utf-8")
    assert [json.loads(line)["figure"] for line in run("list", "--json").stdout.splitlines()] == ["to", "en"]
    add(folder, "to", "kind: barz\n")
    result = run("list")
    assert result.exit_code == 1 and "side  en" in result.stdout and "to.yaml:1:7: " in result.stderr
    add(folder, "en", "kind: barz\n")
    assert run("list").exit_code == 2


def test_only_by_page_and_id(folder: Path) -> None:
    add(folder, "to", SPEC)
    assert run("render", "--only", "side/t*").exit_code == 0
    assert {name.split("/")[1] for name in written()} == {"to"}
    add(folder, "tre", SPEC)
    assert run("render", "--only", "en", "--only", "tr*").exit_code == 0
    assert {name.split("/")[1] for name in written()} == {"en", "to", "tre"}
    result = run("render", "--only", "en", "--only", "fire")
    assert result.exit_code == 2 and "no figure matches 'fire'" in result.output


def test_rerun_gives_the_same_bytes(folder: Path) -> None:
    arguments = ["render", "--quiet", "--format", "png,webp,svg,svg-editable,svg-outlined,pdf"]
    assert run(*arguments).exit_code == 0
    first = written()
    assert run(*arguments, "--force").exit_code == 0
    assert written() == first
    again = [sys.executable, "-m", "barometer_cli", *arguments, "--out", "other"]
    subprocess.run(again, check=True, env={"PATH": "", "PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT)})
    assert written("other") == first


ROOT = Path(__file__).parents[1]
PROBE = """
import sys
from barometer_cli.cli import app
try:
    app(["--help"], prog_name="barometer")
finally:
    print("loaded:", sorted({"pandas", "matplotlib", "pydantic", "numpy", "yaml"} & set(sys.modules)))
"""


def test_help_is_light() -> None:
    found = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, cwd=ROOT)
    assert found.returncode == 0 and "loaded: []" in found.stdout and "render" in found.stdout, found.stderr


def test_crlf_and_bom_change_nothing(folder: Path) -> None:
    assert run("render", "--quiet").exit_code == 0
    pictures = {name: data for name, data in written().items() if not name.endswith(".json")}
    for path in folder.iterdir():
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    result = run("render", "--out", "crlf")
    assert result.exit_code == 0, result.output
    assert {name: data for name, data in written("crlf").items() if not name.endswith(".json")} == pictures


def test_synthetic_is_marked(folder: Path) -> None:
    (folder / "survey.yaml").write_text(SURVEY + "synthetic: true\n", encoding="utf-8")
    assert run("render").exit_code == 0
    files = written()
    assert files and all("en-2018-2019-syntetisk-da" in name for name in files)
    (table,) = (data.decode("utf-8-sig") for name, data in files.items() if name.endswith(".csv"))
    assert all("syntetiske data" in row for row in table.splitlines()[1:])
    (side,) = (json.loads(data) for name, data in files.items() if name.endswith(".json"))
    assert side["synthetic"] is True and side["notice"] == "Syntetiske data."
    assert side["caption"].endswith("Syntetiske data.") and side["description"].endswith("Syntetiske data.")
    (svg,) = (data.decode() for name, data in files.items() if name.endswith(".svg"))
    assert "Syntetiske data" in svg


def test_a_cube_of_a_statistics_office_is_drawn(folder: Path) -> None:
    (folder / "svar.px").write_text(
        'CHARSET="ANSI";STUB="svar";HEADING="år";VALUES("svar")="Ja","Nej";VALUES("år")="2022","2023";'
        'DATA=60 61 40 ".." ;',
        encoding="cp1252",
    )
    table = "table: {file: svar.px, category: svar, share: value, where: {år: 2022}}"
    add(folder, "en", SPEC.replace("table: svar.csv", table))
    assert run("render", "--format", "svg").exit_code == 0
    assert b"60" in written()[f"{STEM}.svg"]
    add(folder, "en", SPEC.replace("table: svar.csv", table.replace("2022", "2023")))
    result = run("render", "--format", "svg")
    assert result.exit_code == 0 and "BAR122 the source does not tell Nej" in " ".join(result.stderr.split())
    told = json.loads(written()[f"{STEM.removesuffix('-web')}.json"])
    assert "* Andelen, der har svaret ”Nej”, oplyses ikke af kilden." in told["caption"]


@pytest.mark.parametrize(
    "how", ["{outside}/svar.csv", "../../../elsewhere/svar.csv", "linked.csv", "elsewhere/svar.csv"]
)
def test_a_file_outside_the_project_needs_a_flag(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    """By its path, through `..`, through a link, or in a folder above the project."""
    monkeypatch.setenv(OUTSIDE, "")
    (tmp_path / "home").mkdir()
    project = (tmp_path / "figures").rename(tmp_path / "home" / "project")
    outside = (tmp_path / "home" if how.startswith("else") else tmp_path) / "elsewhere"
    outside.mkdir()
    (outside / "svar.csv").write_text(DATA, encoding="utf-8")
    (project / "side" / "linked.csv").symlink_to(outside / "svar.csv")
    add(project / "side", "en", SPEC.replace("svar.csv", how.format(outside=outside)))
    monkeypatch.chdir(project)
    result = run("check", "side")
    assert result.exit_code == 1 and "outside the project, which is" in result.output, result.output
    assert f"--outside {outside.resolve()}" in result.output
    assert run("check", "side", "--outside", str(outside)).exit_code == 0


def test_the_project_of_a_spec_that_is_elsewhere(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It holds `figures`: what lies beside that folder is in the project wherever one stands."""
    (folder / "svar.csv").rename(folder.parents[1] / "svar.csv")
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    assert run("check", str(folder)).exit_code == 0
    monkeypatch.chdir(folder)
    assert run("check", "en.yaml").exit_code == 0


def test_two_specs_for_the_same_files(folder: Path) -> None:
    (folder / "En.yml").write_text(SPEC, encoding="utf-8")
    result = run("render")
    assert result.exit_code == 2 and "would write the same files" in result.stderr


def test_version_and_no_arguments() -> None:
    assert run("--version").stdout.startswith("barometer ")
    assert "render" in run().output
