"""The floors of CONTRIBUTING.md, held by import-linter; and a proof for each contract that it can fail."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from hashlib import sha256
from pathlib import Path

import pytest

from barometer_cli.languages import LANGUAGES
from barometer_cli.sources import READERS

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "barometer_cli"
FONTS = PACKAGE / "layout" / "fonts"
CONTRACTS = {
    contract["id"]: contract["name"]
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
}

# contract id -> (module to break it in, line to append there); an absent module is created
OFFENCES = {
    "upwards": ("floors", "model/scene.py", "import barometer_cli.charts"),
    "sideways": ("floors", "captions/__init__.py", "import barometer_cli.charts"),
    "from export to gallery": ("floors", "release/read.py", "import barometer_cli.gallery"),
    "from export to preview": ("floors", "export/write.py", "import barometer_cli.preview"),
    "from preview to gallery": ("floors", "preview/pages.py", "import barometer_cli.gallery.site"),
    "from gallery to preview": ("floors", "gallery/site.py", "import barometer_cli.preview.desk"),
    "utils": ("floors", "utils.py", '"""Where good designs go to die."""'),
    "matplotlib": ("painters", "captions/__init__.py", "import matplotlib"),
    "pillow": ("painters", "charts/__init__.py", "def late() -> None:\n    import PIL.Image"),
    "fonttools": ("painters", "model/__init__.py", "from fontTools import ttLib"),
    "rich": ("printers", "pipeline.py", "from rich.console import Console"),
    "typer": ("printers", "export/__init__.py", "import typer"),
    "from cli to api": ("floors", "cli/table.py", "import barometer_cli.api"),
    "rich in api": ("printers", "api.py", "import rich"),
    "pillow in api": ("painters", "api.py", "import PIL.Image"),
    "typer in preview": ("printers", "preview/server.py", "import typer"),
    "pillow in preview": ("painters", "preview/desk.py", "import PIL.Image"),
    "typer in gallery": ("printers", "gallery/site.py", "import typer"),
    "pillow in gallery": ("painters", "gallery/site.py", "import PIL.Image"),
    "kinds": ("kinds", "charts/bars.py", "import barometer_cli.charts.quote"),
    "readers": ("readers", "sources/xlsx.py", "import barometer_cli.sources.delimited"),
    "from languages to captions": ("floors", "languages/text.py", "import barometer_cli.captions.facts"),
    "from languages to layout": ("floors", "languages/da/captions.py", "import barometer_cli.layout.order"),
    "rich in languages": ("printers", "languages/language.py", "import rich"),
    "pillow in languages": ("painters", "languages/en/sheet.py", "import PIL.Image"),
    "languages": ("languages", "languages/en/claims.py", "import barometer_cli.languages.da.claims"),
    "cycle": ("cycles", "layout/one.py", "import barometer_cli.layout.two"),
}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """import-linter on the tree in folder, whatever is installed in this environment."""
    command = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
    environment = {**os.environ, "PYTHONPATH": str(folder), "NO_COLOR": "1", "COLUMNS": "200"}
    return subprocess.run(
        [sys.executable, "-c", command, "--no-cache", "--config", str(folder / "pyproject.toml")],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )


def verdicts(output: str) -> dict[str, str]:
    """Contract name -> KEPT or BROKEN, from the summary import-linter prints."""
    plain = re.sub(r"\x1b\[[0-9;]*m", "", output)
    return dict(re.findall(r"^(.+?) (KEPT|BROKEN)\b", plain, flags=re.MULTILINE))


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the package and its contracts, to be broken."""
    shutil.copytree(PACKAGE, tmp_path / "barometer_cli", ignore=shutil.ignore_patterns("__pycache__", "*.ttf"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def append(path: Path, line: str) -> None:
    before = path.read_text("utf-8") if path.exists() else ""
    path.write_text(f"{before}\n{line}\n", "utf-8")


def test_the_house_stands() -> None:
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr
    assert verdicts(result.stdout) == dict.fromkeys(CONTRACTS.values(), "KEPT")


def test_the_copy_is_what_is_linted(house: Path) -> None:
    result = lint(house)
    assert result.returncode == 0, result.stdout + result.stderr


FIRST = {contract: offence for offence, (contract, _, _) in reversed(OFFENCES.items())}
"""One for each contract, which every run tries."""


@pytest.mark.parametrize(
    "offence",
    [
        pytest.param(offence, marks=() if FIRST[contract] == offence else pytest.mark.thorough)
        for offence, (contract, _, _) in OFFENCES.items()
    ],
)
def test_a_broken_contract_is_noticed(offence: str, house: Path) -> None:
    contract, module, line = OFFENCES[offence]
    if offence == "cycle":
        append(house / "barometer_cli/layout/two.py", "import barometer_cli.layout.one")
    append(house / "barometer_cli" / module, line)
    result = lint(house)
    assert result.returncode != 0
    assert verdicts(result.stdout).get(CONTRACTS[contract]) == "BROKEN", result.stdout + result.stderr


@pytest.mark.thorough
@pytest.mark.parametrize(("module", "union"), [("caption", "Fact"), ("picture", "Sight")])
def test_what_a_language_does_not_word_is_a_type_error(module: str, union: str, house: Path) -> None:
    """A new member of a closed union is an error in every language, until it is worded there."""
    path = house / "barometer_cli" / "model" / f"{module}.py"
    novel = f"@dataclass(frozen=True)\nclass Novel: ...\n\n\n{union} = Novel | "
    path.write_text(re.sub(rf"^{union} = ", novel, path.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    languages = sorted(path for path in (house / "barometer_cli" / "languages").glob("*/captions.py"))
    assert len(languages) >= 2
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--follow-imports=silent",
        "--no-incremental",
        *map(str, languages),
    ]
    result = subprocess.run(command, cwd=house, capture_output=True, text=True, timeout=300)
    for language in languages:
        assert re.search(rf"{language.parent.name}/{language.name}:\d+: error: .*assert_never.*Novel", result.stdout), (
            result.stdout
        )


def test_every_contract_has_an_offence() -> None:
    assert {contract for contract, _, _ in OFFENCES.values()} == set(CONTRACTS)


def test_the_forbidden_contracts_name_every_floor() -> None:
    """A new package must decide whether it may paint or print, by being named or by being the exception."""
    contracts = {
        contract["id"]: contract
        for contract in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    }
    floors = {f"barometer_cli.{name.strip()}" for layer in contracts["floors"]["layers"] for name in layer.split("|")}
    assert floors - set(contracts["painters"]["source_modules"]) == {"barometer_cli.layout", "barometer_cli.formats"}
    assert floors - set(contracts["printers"]["source_modules"]) == {"barometer_cli.cli"}


def test_the_kinds_contract_names_every_kind() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    named = next(contract["modules"] for contract in contracts if contract["id"] == "kinds")
    kinds = {f"barometer_cli.charts.{path.stem}" for path in (PACKAGE / "charts").glob("[!_]*.py")}
    assert named == ["barometer_cli.charts.*"] and kinds, "a wildcard holds those that are to come"


def test_the_languages_contract_names_every_language() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    named = next(contract["modules"] for contract in contracts if contract["id"] == "languages")
    folders = {f"barometer_cli.languages.{path.parent.name}" for path in (PACKAGE / "languages").glob("*/__init__.py")}
    assert set(named) == folders == {type(language).__module__ for language in LANGUAGES.values()}


def test_the_readers_contract_names_every_reader() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    named = next(contract["modules"] for contract in contracts if contract["id"] == "readers")
    assert set(named) == {reader.__module__ for reader in READERS.values()}


def test_the_fonts_are_the_ones_we_vendored() -> None:
    lines = (FONTS / "SHA256SUMS").read_text("utf-8").splitlines()
    expected = {name: digest for digest, name in (line.split(maxsplit=1) for line in lines)}
    actual = {path.name: sha256(path.read_bytes()).hexdigest() for path in FONTS.iterdir() if path.name != "SHA256SUMS"}
    assert actual == expected


@pytest.mark.parametrize("path", sorted((ROOT / "requirements").iterdir()), ids=lambda path: path.name)
def test_requirements_name_no_host(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"://|file:|--(extra-)?index|--find-links|--trusted-host|\bwww\.", text, flags=re.IGNORECASE)


@pytest.mark.parametrize("name", ["run.txt", "test.txt"])
def test_requirements_are_pinned_and_hashed(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text("utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    assert lines
    assert all(re.match(r"[A-Za-z0-9._-]+==\S+", line) and "--hash=sha256:" in line for line in lines)
