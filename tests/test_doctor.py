"""What is wrong with a machine or a project is told with what to do, and nothing that is not for others to see."""

from __future__ import annotations

import json
import os
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from barometer_cli.cli import app
from barometer_cli.export import doctor
from barometer_cli.formats import ENCODERS, Encoder

SECRET = "Ingeborg"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in which all is well, in a folder whose name is nobody's business."""
    root = tmp_path / SECRET
    for name, text in {
        "figures/survey.yaml": "name: N\nwave: '2020'\ntable_unit: percent\n",
        "figures/side/f.yaml": "kind: bars\ntitle: T\ntable: data/t.csv\nn: 10\n",
        "figures/side/g.yaml": "kind: bars\ntitle: T\ndata: {variable: v, file: data/m.csv}\n",
        "data/t.csv": "category,share\nGrøn,60\nRød,40\n",
        "data/m.csv": f"v,navn\n1,{SECRET}\n2,{SECRET}\n",
        "data/m.codebook.yaml": "variables:\n  v: {codes: {1: Ja, 2: Nej}}\n",
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(root)
    monkeypatch.setenv("HOME", str(tmp_path))
    return root


def ask(*arguments: str) -> Any:
    result = CliRunner().invoke(app, ["doctor", *arguments])
    assert SECRET not in result.output and os.path.expanduser("~") not in result.output
    return result


def signs(code: int, about: str) -> list[dict[str, str]]:
    result = ask("--json")
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == code, found
    assert all(sign["remedy"] for sign in found if sign["state"] == "wrong")
    return [sign for sign in found if sign["about"] == about and sign["state"] != "good"]


def test_all_is_well(folder: Path) -> None:
    before = sorted(folder.rglob("*"))
    result = ask()
    assert result.exit_code == 0, result.output
    assert "All is well" in result.stdout and "wrong" not in result.stdout
    assert f"a small figure is drawn as {', '.join(ENCODERS)}" in result.stdout
    assert "figures/ holds figures: 2, survey.yaml: 1" in result.stdout
    assert sorted(folder.rglob("*")) == before, "it only looks"


def test_json_says_the_same(folder: Path) -> None:
    abouts = {json.loads(line)["about"] for line in ask("--json").stdout.splitlines()}
    assert abouts == {"terminal", "python", "packages", "extras", "fonts", "pictures", "figures", "data", "output"}


def test_what_was_drawn_is_counted(folder: Path) -> None:
    assert CliRunner().invoke(app, ["render", "figures/side/f.yaml", "--format", "svg"]).exit_code == 0
    assert "build can be written; figures drawn there: 1" in ask().stdout
    (folder / "build" / "manifest.json").write_text("{", encoding="utf-8")
    (sign,) = signs(0, "output")
    assert "manifest.json in build" in sign["said"]


def test_a_folder_that_is_no_project(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder.parent)
    (sign,) = signs(1, "figures")
    assert sign["said"] == "there is no folder figures/ here" and "barometer init" in sign["remedy"]


@pytest.mark.parametrize("file", ["figures/side/f.yaml", "figures/survey.yaml", "figures/side/page.yaml"])
def test_what_cannot_be_read_is_named_and_not_quoted(folder: Path, file: str) -> None:
    (folder / file).write_text(f"kind: bars\ntitel: {SECRET}\n", encoding="utf-8")
    said = " ".join(sign["said"] for sign in signs(1, "figures"))
    assert "cannot be used" in said and ("figures/side" in said)


def test_files_that_are_not_there(folder: Path) -> None:
    (folder / "figures/side/f.yaml").write_text("kind: bars\ntitle: T\ntable: data/nix.csv\n", encoding="utf-8")
    (folder / "figures/side/h.yaml").write_text(
        f"kind: bars\ntitle: T\ntable: /hjem/{SECRET}/t.csv\nn: 1\n", encoding="utf-8"
    )
    (sign,) = signs(1, "data")
    assert "data/nix.csv (in figures/side/f.yaml)" in sign["said"]
    assert "a file outside the project (in figures/side/h.yaml)" in sign["said"]


@pytest.mark.parametrize("waves", ["", ", waves: {2019: {file: data/m.csv}, 2020: {}}"])
def test_microdata_without_a_codebook(folder: Path, waves: str) -> None:
    (folder / "data/m.codebook.yaml").unlink()
    (folder / "figures/side/g.yaml").write_text(
        f"kind: bars\ntitle: T\ndata: {{variable: v, file: data/m.csv{waves}}}\n", encoding="utf-8"
    )
    (sign,) = signs(1, "data")
    assert sign["said"] == "microdata without a codebook: data/m.csv" and "barometer codebook" in sign["remedy"]


def test_a_codebook_that_cannot_be_read(folder: Path) -> None:
    (folder / "data/m.codebook.yaml").write_text(f"variables: {SECRET}\n", encoding="utf-8")
    assert "codebooks that cannot be read: data/m.codebook.yaml" in [sign["said"] for sign in signs(1, "data")]


@pytest.mark.parametrize(
    ("file", "text", "package", "extra"),
    [
        ("figures/survey.yaml", "name: N\nwave: '2020'\ndata: data/m.sav\n", "pyreadstat", "spss"),
        ("data/m.codebook.yaml", "engine: duckdb\nvariables:\n  v: {codes: {1: Ja, 2: Nej}}\n", "duckdb", "big"),
    ],
)
def test_an_extra_is_missed_where_files_need_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch, file: str, text: str, package: str, extra: str
) -> None:
    there = doctor._version
    monkeypatch.setattr(doctor, "_version", lambda name: None if name == package else there(name))
    assert not signs(0, "extras")
    (folder / file).write_text(text, encoding="utf-8")
    (sign,) = signs(1, "extras")
    assert package in sign["said"] and sign["remedy"] == f"pip install 'barometer-cli[{extra}]'"


def test_every_extra_for_people_is_known() -> None:
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert set(doctor.EXTRAS) == set(project["optional-dependencies"]) - {"bench", "docs", "test"}


def test_a_package_of_another_version(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = doctor._version
    monkeypatch.setattr(doctor, "_version", lambda name: "3.9.2" if name == "matplotlib" else there(name))
    (sign,) = signs(1, "packages")
    assert "matplotlib<3.12,>=3.11" in sign["said"] and "matplotlib 3.9.2" in sign["said"]


@pytest.mark.parametrize("data", [None, b"", b"\x89PNG\r\n\x1a\n"])
def test_a_format_that_is_not_drawn(folder: Path, monkeypatch: pytest.MonkeyPatch, data: bytes | None) -> None:
    def encode(*_: object) -> bytes:
        if data is None:
            raise RuntimeError(f"/hjem/{SECRET}/font.ttf")
        return data

    monkeypatch.setitem(ENCODERS, "png", Encoder("png", "png", True, encode))
    (sign,) = signs(1, "pictures")
    assert sign["said"].startswith("a small figure cannot be drawn as png")


def test_a_font_that_was_changed(folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(doctor, "files", lambda _: tmp_path)
    shutil.copytree(Path(doctor.__file__).parents[1] / "layout" / "fonts", tmp_path / "fonts")
    (tmp_path / "fonts" / "OFL.txt").write_text("", encoding="utf-8")
    assert any("OFL.txt" in sign["said"] for sign in signs(1, "fonts"))


def test_an_output_that_cannot_be_written(folder: Path) -> None:
    (folder / "build").write_text("", encoding="utf-8")
    (sign,) = signs(1, "output")
    assert sign["said"].startswith("build cannot be written")


def test_a_folder_elsewhere_is_not_named(folder: Path) -> None:
    assert "the folder of --out can be written" in ask("--out", str(folder.parent / f"{SECRET}-ud")).stdout


def test_a_run_that_was_killed_is_told(folder: Path) -> None:
    (folder / "build").mkdir()
    (folder / "build" / ".barometer-0.lock").write_text("", encoding="utf-8")
    (sign,) = signs(0, "output")
    assert sign["said"] == "runs that write to build just now, or were killed there: 1"


def test_a_part_that_cannot_be_looked_at_stops_no_other(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def search(*_: object) -> None:
        raise ValueError(SECRET)

    monkeypatch.setattr(doctor, "search", search)
    (sign,) = signs(1, "figures")
    assert sign["said"] == "looking at it failed: ValueError"
