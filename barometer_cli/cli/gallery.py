"""`barometer gallery`: the pictures as a static site."""

from __future__ import annotations

from pathlib import Path

import typer

from barometer_cli.cli.exits import FAILED, GOOD, WRONG, complain, tell_left_out
from barometer_cli.errors import BarometerError
from barometer_cli.gallery.site import build
from barometer_cli.messages import say

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
        say(
            "{index}: {pages} pages, {illustrations} illustrations; {files} files, {written} new or changed{removed}",
            index=built.index,
            pages=built.pages,
            illustrations=built.illustrations,
            files=files.files,
            written=files.written,
            removed=removed,
        )
    )
    return FAILED if tell_left_out(built.left_out) else GOOD
