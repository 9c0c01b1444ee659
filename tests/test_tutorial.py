"""The tutorial, done as it is written: its files and its commands in order, from an empty folder, and what it shows."""

from __future__ import annotations

import os
import re
import shlex
import socket
import subprocess
import sys
from doctest import ELLIPSIS, NORMALIZE_WHITESPACE, OutputChecker
from pathlib import Path
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs/tutorial.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL)
"""Language, file and text: a block with a file is saved there, and one of the console is typed in."""

PROGRAMS = {"barometer": [sys.executable, "-m", "barometer_cli"], "python": [sys.executable]}


def commands(block: str) -> list[tuple[str, str]]:
    """Each command of a block, and what is shown below it."""
    return re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, flags=re.MULTILINE)


def arguments(command: str) -> list[str]:
    program, *rest = shlex.split(command)
    return [*PROGRAMS[program], *rest]


def environment() -> dict[str, str]:
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "NO_COLOR": "1",
        "COLUMNS": "100",
        "PYTHONUNBUFFERED": "1",
        "PYTHONIOENCODING": "utf-8",
    }


def alike(shown: str, printed: str) -> bool:
    """Whether that was printed, word for word but for what `...` stands for, and for how words are spaced."""
    return OutputChecker().check_output(
        shown, printed.replace("\N{NO-BREAK SPACE}", " "), ELLIPSIS | NORMALIZE_WHITESPACE
    )


def typed(command: str, shown: str, folder: Path) -> None:
    """A command does what the page shows, and fails only where the page shows an error."""
    done = subprocess.run(
        arguments(command), cwd=folder, env=environment(), stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
    )  # fmt: skip
    assert alike(shown, done.stdout), f"$ {command}\n{done.stdout}"
    assert done.returncode == (1 if re.search(r"BAR\d{3} error", shown) else 0), done.stdout


def previewed(command: str, shown: str, folder: Path) -> None:
    """The preview says where it is and shows the figure, until it is stopped; at a free port, and without a browser."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    given = [*arguments(command.replace(" --open", "")), "--port", port]
    with subprocess.Popen(
        given, cwd=folder, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    ) as server:
        try:
            assert server.stdout is not None
            assert server.stdout.readline() == shown.replace("8000", port)
            with urlopen(f"http://127.0.0.1:{port}/", timeout=60) as answer:
                assert "Knap seks ud af ti" in answer.read().decode()
        finally:
            server.kill()


@pytest.mark.thorough
def test_the_tutorial_does_what_it_shows(tmp_path: Path) -> None:
    for language, name, text in BLOCKS:
        if name:
            (tmp_path / name).write_text(text, encoding="utf-8")
        elif language == "console":
            for command, shown in commands(text):
                (previewed if command.startswith("barometer preview") else typed)(command, shown, tmp_path)
    assert (tmp_path / "build/gallery/biblioteket/tilfredshed/index.html").is_file()


def test_every_block_is_done_or_is_the_installation() -> None:
    left = [text for language, name, text in BLOCKS if not name and language != "console"]
    assert left == ['python3 -m venv .venv\n. .venv/bin/activate\npip install "/path/to/the/copy[live]"\n']
    assert all(commands(text) for language, _, text in BLOCKS if language == "console")


def test_every_file_is_named_in_words_before_its_block() -> None:
    """Where the page is read as text is set, the line that opens a block is not shown."""
    for place in re.finditer(r"^```\w+ (\S+)$", PAGE, flags=re.MULTILINE):
        paragraph = PAGE[: place.start()].rstrip().rpartition("\n\n")[2]
        assert f"`{place[1]}`" in paragraph, paragraph


def test_what_differs_is_noticed() -> None:
    assert alike("1 figure ... kB\n", "1 figure  73 kB\n")
    assert not alike("1 figure ... kB\n", "2 figures  73 kB\n")
