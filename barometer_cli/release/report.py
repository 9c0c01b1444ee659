"""The changes between two releases as a page: numbers, words, and every picture old | new | difference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files
from itertools import chain
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from barometer_cli import themes
from barometer_cli.languages import Language
from barometer_cli.release.changes import Change, Redrawn, Status
from barometer_cli.release.publish import publish
from barometer_cli.release.telling import counted, rows

INDEX, STYLE, LIST = "index.html", "changes.css", "files.txt"
STATUSES: tuple[Status, ...] = ("changed", "renamed", "probably renamed", "added", "removed", "same")
"""What happened to an illustration; what asks for a look stands first."""


def report(changes: Sequence[Change], to: Path, language: Language, old: str, new: str) -> Path:
    """Write the page of changes; returns where it is.

    Parameters
    ----------
    changes
        What differs, as `changes` found it.
    to
        The folder it goes to.
    language
        The language it is told in.
    old, new
        What the releases are called.

    Raises
    ------
    BuildError
        If a file cannot be written, or one of a release is not there.
    """
    environment = Environment(
        loader=PackageLoader("barometer_cli.release", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    text = environment.get_template("changes.html").render(
        changes=[change for change in changes if change.status != "same"],
        counts=counts(changes),
        old=old,
        new=new,
        language=language,
        words=language.changes,
        rows=rows,
        counted=counted,
        shown=_shown,
    )
    style = (files("barometer_cli.release") / "templates" / STYLE).read_bytes()
    page = [(INDEX, text.encode()), (STYLE, style), *themes.screen().items()]
    publish(chain(page, _pictures(changes)), to, LIST)
    return to / INDEX


def counts(changes: Sequence[Change]) -> dict[Status, int]:
    """How many illustrations changed, came, went and stayed."""
    return {status: sum(change.status == status for change in changes) for status in STATUSES}


def _pictures(changes: Sequence[Change]) -> Iterator[tuple[str, bytes]]:
    """Every picture of the page: its name there, its bytes."""
    for change in changes:
        for redrawn in change.pictures:
            for side, name in _shown(change, redrawn):
                file = {"old": redrawn.old, "new": redrawn.new}.get(side)
                if file:
                    yield name, file.source.read_bytes()
                elif redrawn.difference:
                    yield name, redrawn.difference.png


def _shown(change: Change, redrawn: Redrawn) -> list[tuple[str, str]]:
    """The pictures of a sheet that there are: which one it is, and the name of its file."""
    there = {"old": redrawn.old, "new": redrawn.new, "difference": redrawn.difference}
    return [(side, f"{change.name}/{redrawn.name}-{side}.png") for side, found in there.items() if found]
