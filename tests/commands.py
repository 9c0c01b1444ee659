"""Commands as people give them, run in this process: to start Python for each took longer than what they do."""

from __future__ import annotations

from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

from typer.testing import CliRunner

from barometer_cli.cli import app


@dataclass(frozen=True)
class Done:
    """What a command said, and its exit code."""

    returncode: int
    stdout: str
    stderr: str


def barometer(folder: Path, *options: str) -> Done:
    """A command in a folder; what nobody expected is a traceback, as it would be in a terminal."""
    with chdir(folder):
        result = CliRunner().invoke(app, options)
    fault = result.exception if not isinstance(result.exception, SystemExit) else None
    return Done(result.exit_code, result.stdout, result.stderr + (f"Traceback: {fault!r}" if fault else ""))
