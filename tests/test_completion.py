"""What a shell offers on Tab, asked as shells ask."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from barometer_cli.charts import KINDS
from barometer_cli.cli import completion
from barometer_cli.formats import ENCODERS
from barometer_cli.model.preset import PRESETS, TOGETHER

ROOT = Path(__file__).parents[1]
HEAVY = ("pydantic", "numpy", "pandas", "matplotlib", "yaml", "barometer_cli.charts")
PROBE = f"""
import sys
from barometer_cli.cli import app
try:
    app(prog_name="barometer")
finally:
    print("loaded:", sorted({set(HEAVY)} & set(sys.modules)), file=sys.stderr)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project of which nothing but names could be read."""
    for name in (
        "Side Æ/én.yaml",
        "Side Æ/to.yml",
        "anden/én.yaml",
        "anden/survey.yaml",
        "anden/page.yaml",
        "figur.txt",
    ):
        file = tmp_path / "figures" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("kind: [", encoding="utf-8")
    return tmp_path


def ask(folder: Path, typed: str, shell: str = "bash") -> list[str]:
    """What is offered for the last word of a line."""
    asked = {
        "bash": {"COMP_WORDS": typed, "COMP_CWORD": str(len(typed.split(" ")) - 1)},
        "zsh": {"_TYPER_COMPLETE_ARGS": typed},
        "fish": {"_TYPER_COMPLETE_ARGS": typed, "_TYPER_COMPLETE_FISH_ACTION": "get-args"},
    }[shell]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "_BAROMETER_COMPLETE": f"complete_{shell}", **asked}
    said = subprocess.run([sys.executable, "-c", PROBE], env=environment, cwd=folder, capture_output=True, text=True,
                          encoding="utf-8")  # fmt: skip
    assert "loaded: []" in said.stderr, said.stderr
    return [word for word in said.stdout.replace('"', "\n").split("\n") if word]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("barometer ki", ["kinds"]),
        ("barometer kinds sl", ["slope"]),
        ("barometer new quo", ["quote"]),
        ("barometer schema p", ["pyramid", "page"]),
        ("barometer render --only ", ["side-ae/en", "side-ae/to", "anden/en"]),
        ("barometer check --only e", ["en"]),
        ("barometer render --preset ", [*PRESETS, *TOGETHER]),
        ("barometer render --preset web,m", ["web,mobile"]),
        ("barometer render --preset web,w", []),
        ("barometer render --format svg-", ["svg-editable", "svg-outlined"]),
        ("barometer watch --format pdf,p", ["pdf,png", "pdf,pptx"]),
        ("barometer table --format m", ["md"]),
        ("barometer gallery --language ", ["da", "en"]),
        ("barometer list figures/a", ["figures/anden", "figures/anden/én.yaml"]),
        ("barometer render ../", []),
    ],
)
def test_what_is_offered(folder: Path, typed: str, offered: list[str]) -> None:
    assert sorted(ask(folder, typed)) == sorted(offered)


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells(folder: Path, shell: str) -> None:
    assert {"stacked_bars", "stacked_columns"} <= {
        word.strip("():") for word in ask(folder, "barometer kinds st", shell)
    }


def test_every_kind_and_format_is_offered() -> None:
    assert set(completion.kinds("")) == set(KINDS)
    assert completion.listed(completion.formats)("") == [*ENCODERS]


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
def test_bash_itself_completes(folder: Path) -> None:
    program = folder / "bin" / "barometer"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m barometer_cli "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    environment = {
        "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1",
    }
    script = (
        'eval "$(barometer --show-completion bash)"; COMP_WORDS=(barometer kinds stacked_c); COMP_CWORD=2; '
        '$(complete -p barometer | sed "s/.*-F \\([^ ]*\\).*/\\1/") barometer; echo "${COMPREPLY[@]}"'
    )
    said = subprocess.run(["bash", "-c", script], env=environment, cwd=folder, capture_output=True, text=True)
    assert said.stdout == "stacked_columns\n", said.stderr
