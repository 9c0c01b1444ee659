"""`barometer gallery`: the pictures as a static site."""

from __future__ import annotations

from pathlib import Path

import typer

from barometer_cli.cli.exits import FAILED, GOOD, WRONG, complain, tell_left_out
from barometer_cli.errors import BarometerError
from barometer_cli.gallery.site import build

TEMPLATES = Path("templates")


def run(out: Path, to: Path, base_url: str | None, language: str | None, since: Path | None) -> int:
    """Write the gallery; returns the exit code."""
    try:
        built = build(out, to, base_url, language, TEMPLATES, since)
    except BarometerError as error:
        complain(error)
        return WRONG
    files = built.files
    removed = f", {files.removed} removed" if files.removed else ""
    typer.echo(
        f"{built.index}: {built.pages} pages, {built.illustrations} illustrations; "
        f"{files.files} files, {files.written} new or changed{removed}"
    )
    return FAILED if tell_left_out(built.left_out) else GOOD
