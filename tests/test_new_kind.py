"""The steps of docs/new-kind.md, taken one by one in a copy of the project: they are all that a new kind needs."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from barometer_cli import charts
from barometer_cli.cli.app import app
from barometer_cli.model.spec import FigureSpec
from barometer_cli.specs.fields import ALWAYS, WITH_NUMBERS

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "new-kind.md").read_text(encoding="utf-8")
NAME = "lollipops"
SHEETS = "web,social,mobile"


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def change(path: Path, diff: str) -> None:
    """Put what a diff adds in the place of what it takes away, hunk by hunk."""
    text = path.read_text(encoding="utf-8")
    for taken, added in re.findall(r"((?:^-.*\n)+)((?:^\+.*\n)+)", diff, re.MULTILINE):
        old, new = (re.sub(r"^[-+]", "", lines, flags=re.MULTILINE).rstrip("\n") for lines in (taken, added))
        assert text.count(old) == 1, (path.name, old)
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project to which the page's kind was added."""
    folder = tmp_path_factory.mktemp("project")
    kept = shutil.ignore_patterns("__pycache__", "build", ".*")
    for name in ("barometer_cli", "tests", "figures", "data"):
        shutil.copytree(ROOT / name, folder / name, ignore=kept)
    shutil.copy(ROOT / "pyproject.toml", folder)
    package = folder / "barometer_cli"
    (source,), (place, words) = blocks("python"), blocks("diff")
    (package / "charts" / f"{NAME}.py").write_text(source, encoding="utf-8")
    change(package / "charts" / "__init__.py", place)
    for language in ("da", "en"):
        change(package / "languages" / language / "sheet.py", words)
    return folder


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], cwd=folder, env={"PYTHONPATH": str(folder), "PATH": ""},
                          capture_output=True, text=True, encoding="utf-8", check=False)  # fmt: skip


def test_the_steps_add_a_kind(copy: Path) -> None:
    (console,) = blocks("console")
    commands = re.findall(r"^\$ barometer (.*)$", console, re.MULTILINE)
    assert [command.split()[0] for command in commands] == ["new", "render", "check"]
    (copy / "own").mkdir()
    for command in commands:
        made = subprocess.run([sys.executable, "-m", "barometer_cli", *command.split()], cwd=copy / "own",
                              env={"PYTHONPATH": str(copy), "PATH": ""}, capture_output=True, text=True,
                              encoding="utf-8", check=False)  # fmt: skip
        assert made.returncode == 0, (command, made.stdout, made.stderr)
    for sheet in SHEETS.split(","):
        assert list((copy / "own" / "build").rglob(f"*{sheet}.png")), sheet


def test_its_marks_are_doctored_like_all_others(copy: Path) -> None:
    shutil.copytree(copy / "own" / "figures" / "eksempel", copy / "figures" / "eksempel", dirs_exist_ok=True)
    shutil.copytree(copy / "own" / "data", copy / "data", dirs_exist_ok=True)
    made = run(copy, "-m", "pytest", "-q", "-n0", "-p", "no:cacheprovider", "tests/test_marks.py", "-k", NAME)
    assert made.returncode == 0, made.stdout[-3000:]
    assert re.match(r"\.{5,}", made.stdout.strip()), made.stdout[-500:]


@pytest.mark.thorough
def test_mypy_and_the_floors_know_nothing_against_it(copy: Path) -> None:
    made = run(copy, "-m", "mypy", "--strict", f"barometer_cli/charts/{NAME}.py")
    assert made.returncode == 0, made.stdout


# -- every kind begins ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", charts.KINDS)
def test_a_new_figure_of_every_kind_works_at_once(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    runner = CliRunner()
    made = runner.invoke(app, ["new", kind, "min-side/Første figur"])
    assert made.exit_code == 0, made.output
    assert {path.name for path in tmp_path.rglob("*.yaml")} == {"foerste-figur.yaml", "survey.yaml"}
    spec = (tmp_path / "figures/min-side/foerste-figur.yaml").read_text(encoding="utf-8")
    invented = "the numbers are" if any(tmp_path.rglob("*.csv")) else "the words are"
    assert f"synthetic: true  # {invented} invented" in spec
    drawn = runner.invoke(app, ["render", "--preset", SHEETS])
    assert drawn.exit_code == 0, drawn.output
    names = {path.name for path in (tmp_path / "build").rglob("*.png")}
    assert names and all("syntetisk" in name for name in names)
    checked = runner.invoke(app, ["check", "--strict", "--render", "--preset", SHEETS])
    assert checked.exit_code == 0, checked.output


def test_nothing_is_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    runner = CliRunner()
    assert runner.invoke(app, ["new", "bars", "side/figur"]).exit_code == 0
    spec = tmp_path / "figures" / "side" / "figur.yaml"
    spec.write_text("mine", encoding="utf-8")
    again = runner.invoke(app, ["new", "bars", "side/figur"])
    assert again.exit_code == 2 and "is there already" in again.output
    assert spec.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("kind", "name", "why"),
    [
        ("barz", "side/figur", "there is no kind 'barz'"),
        ("bars", "../figur", "does not name a figure"),
        ("bars", "/figur", "does not name a figure"),
        ("bars", "side/", "does not name a figure"),
    ],
)
def test_what_cannot_begin_says_why(
    kind: str, name: str, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    made = CliRunner().invoke(app, ["new", kind, name])
    assert made.exit_code == 2 and why in made.output
    assert not list(tmp_path.iterdir())


def test_every_kind_is_listed_and_told() -> None:
    runner = CliRunner()
    listed = runner.invoke(app, ["kinds"])
    for name, kind in charts.KINDS.items():
        assert name in listed.output
        told = runner.invoke(app, ["kinds", name])
        assert told.exit_code == 0 and kind.purpose.split()[0] in told.output
        for field in kind.spec.model_fields.keys() - FigureSpec.model_fields.keys():
            assert field in told.output
    assert len(runner.invoke(app, ["kinds", "--json"]).output.splitlines()) == len(charts.KINDS)
    assert runner.invoke(app, ["kinds", "barz"]).exit_code == 2


def test_the_table_of_fields_says_which_kinds_take_them() -> None:
    """Each row of the table in docs/specs.md, against what kinds believe and enforce."""
    page = (ROOT / "docs" / "specs.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`[^|]+`) \| ([^|]+) \| [^|]+ \|$", page[: page.index("\n`question`:")], re.MULTILINE)
    told = {field: kinds.strip() for fields, kinds in rows for field in re.findall(r"`(\w+)`", fields)}
    numbers = {name for name, kind in charts.KINDS.items() if "table" in kind.needs}
    taken: dict[str, set[str]] = {}
    for name, kind in charts.KINDS.items():
        own = kind.spec.model_fields.keys() - FigureSpec.model_fields.keys()
        for field in (kind.needs | kind.takes | own) - ALWAYS - WITH_NUMBERS:
            taken.setdefault(field, set()).add(name)
    for field, kinds in taken.items():
        said = told[field]
        if said.startswith("those with numbers"):
            _, _, without = said.partition(", but not ")
            assert kinds == numbers - {name for name in without.split(", ") if name}, field
        else:
            assert kinds == set(said.split(", ")), field
    assert {told[field] for field in ALWAYS - {"for_each", "claims", "acknowledge"}} == {"all"}
