"""The pages of docs/: every command in them is one that there is, and the site made of them stands alone."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.core import TyperCommand, TyperGroup

from barometer_cli.cli import app
from tools import commands

ROOT = Path(__file__).parents[1]
PAGES = sorted({*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")})
SHELL = re.compile(r"^```sh\n(.*?)^```$|((?:^ {4}barometer .*\n)+)", flags=re.MULTILINE | re.DOTALL)
CONSOLE = re.compile(r"^\$ (barometer .*)$", flags=re.MULTILINE)


def shown(page: Path) -> list[str]:
    """The commands of barometer on a page, without what is explained behind them."""
    text = page.read_text(encoding="utf-8")
    lines = [line.strip() for parts in SHELL.findall(text) for line in "".join(parts).splitlines()]
    typed = [line for line in lines if line.startswith("barometer ")] + CONSOLE.findall(text)
    return [re.split(r" {2,}|\s+#", line)[0] for line in typed]


COMMANDS = [(page, command) for page in PAGES for command in shown(page)]


def parsed(line: str) -> None:
    """Take a command apart as the shell and Typer do, and run nothing."""
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    _, name, *rest = shlex.split(line)
    if name == "--version":
        return
    command = group.commands[name]
    assert isinstance(command, TyperCommand)
    command.make_context(name, rest)


@pytest.mark.parametrize(
    ("page", "command"), COMMANDS, ids=[f"{page.relative_to(ROOT)}: {command}" for page, command in COMMANDS]
)
def test_a_command_that_is_shown_is_one_that_there_is(page: Path, command: str) -> None:
    parsed(command)


@pytest.mark.parametrize("command", ["barometer rendre", "barometer render --presets web", "barometer diff build"])
def test_a_command_that_there_is_not_is_noticed(command: str) -> None:
    with pytest.raises(Exception, match=r"rendre|presets|new"):
        parsed(command)


def test_every_command_is_in_the_readme() -> None:
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    assert {command.split()[1] for command in shown(ROOT / "README.md")} >= set(group.commands)


def test_a_test_that_is_named_is_one_that_there_is() -> None:
    named = {name for page in PAGES for name in re.findall(r"`(test_\w+)`", page.read_text(encoding="utf-8"))}
    there = {
        name
        for file in ROOT.glob("tests/*.py")
        for name in re.findall(r"^def (test_\w+)", file.read_text("utf-8"), re.M)
    }
    assert len(named) > 20 and named <= there, named - there


def test_the_page_of_commands_is_what_they_say_of_themselves() -> None:
    assert commands.PAGE.read_text(encoding="utf-8") == commands.page(), "write it again: python -m tools.commands"


@pytest.mark.thorough
def test_the_site_asks_no_other_for_anything(tmp_path: Path) -> None:
    pytest.importorskip("material", reason="mkdocs-material is not installed: make docs")
    built = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", tmp_path / "site"]
    done = subprocess.run(built, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    pages = sorted((tmp_path / "site").rglob("*.html"))
    assert {"index.html", "docs/tutorial.html", "docs/checks/BAR201.html"} <= {
        page.relative_to(tmp_path / "site").as_posix() for page in pages
    }
    for page in pages:
        fetched = re.findall(
            r"<(?:script|img|link|iframe)\b[^>]*\b(?:src|href)=[\"']?(https?:[^\"'> ]*)", page.read_text("utf-8")
        )
        assert not fetched, page
