"""`barometer gallery`: the pictures as a static site."""

from __future__ import annotations

from pathlib import Path

import typer

from barometer_cli.cli.exits import FAILED, GOOD, WRONG, complain, tell_left_out
from barometer_cli.errors import BarometerError
from barometer_cli.gallery.site import build
from barometer_cli.messages import counted

TEMPLATES = Path("templates")


def run(out: Path, to: Path, base_url: str | None, language: str | None, since: Path | None) -> int:
    """Write the gallery; returns the exit code."""
    try:
        built = build(out, to, base_url, language, TEMPLATES, since)
    except BarometerError as error:
        complain(error)
        return WRONG
    files = built.files
    there = [
        counted("{n} page", "{n} pages", built.pages),
        counted("{n} illustration", "{n} illustrations", built.illustrations),
    ]
    changed = [
        counted("{n} file", "{n} files", files.files),
        counted("{n} new or changed", "{n} new or changed", files.written),
        *([counted("{n} removed", "{n} removed", files.removed)] if files.removed else []),
    ]
    typer.echo(f"{built.index}: {', '.join(there)}; {', '.join(changed)}")
    return FAILED if tell_left_out(built.left_out) else GOOD
