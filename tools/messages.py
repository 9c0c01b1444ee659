"""The catalogues of messages: what is said in English is gathered from the source, what other languages say is kept.

`python -m tools.messages` gathers the messages, notes the new ones, without words, in the catalogue of every language
(barometer_cli/languages/*/LC_MESSAGES/messages.po), and compiles it beside (messages.mo).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import typer
from babel.messages.catalog import Catalog
from babel.messages.extract import extract, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from typer import rich_utils
from typer.core import TyperGroup

from barometer_cli.cli import app
from barometer_cli.cli.speech import worded

ROOT = Path(__file__).parents[1]
LANGUAGES = ROOT / "barometer_cli" / "languages"
KEYWORDS = {"say": None, "template": None, "counted": (1, 2), "Code": (2, 3, 4)}
"""What messages are written in, and which of its arguments are messages; None is the first."""

HEADER = r"""msgid ""
msgstr ""
"Language: {language}\n"
"Plural-Forms: {plurals}\n"
"Content-Type: text/plain; charset=utf-8\n"

"""
"""What a catalogue says of itself: nobody's name, and no time that changes it when nothing else does."""
NO_TIME = datetime(1970, 1, 1, tzinfo=UTC)
"""When every compiled catalogue was made: the same words are the same bytes."""


def gathered() -> Catalog:
    """Every message in English, as the source has it."""
    catalogue = Catalog(project="barometer", charset="utf-8", fuzzy=False)
    for file, _, ids, _, _ in extract_from_dir(ROOT / "barometer_cli", [("**.py", "python")], keywords=KEYWORDS):
        plural = isinstance(ids, tuple) and len(ids) == 2
        for each in [ids] if plural or isinstance(ids, str) else ids:
            catalogue.add(each, locations=[(f"barometer_cli/{file}", 0)])
    for text in (*told(), *titles()):
        catalogue.add(text, locations=[("barometer_cli/cli/app.py", 0)])
    return catalogue


def told() -> Iterator[str]:
    """What the help of every command says of it and of what it takes, and what stands there for a value."""
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    return (getattr(holder, name) for holder, name in worded(group))


def titles() -> Iterator[str]:
    """What the library that reads the command line puts over that help; it asks the same catalogue."""
    with Path(rich_utils.__file__).open("rb") as source:
        yield from (str(each) for _, each, *_ in extract("python", source, keywords={"_": None}))


def compiled(path: Path) -> bytes:
    """A catalogue as programs read it."""
    with path.open("rb") as file:
        catalogue = read_po(file)
    catalogue.creation_date = NO_TIME
    written = BytesIO()
    write_mo(written, catalogue)
    return written.getvalue()


def main() -> int:
    """Bring every catalogue up to date; returns 1 where one lacks words."""
    english, lacking = gathered(), 0
    for path in sorted(LANGUAGES.glob("*/LC_MESSAGES/messages.po")):
        with path.open("rb") as file:
            catalogue = read_po(file, locale=path.parents[1].name)
        catalogue.update(english, no_fuzzy_matching=True, update_creation_date=False)
        with path.open("wb") as file:
            file.write(HEADER.format(language=path.parents[1].name, plurals=catalogue.plural_forms).encode())
            write_po(
                file,
                catalogue,
                width=120,
                omit_header=True,
                ignore_obsolete=True,
                include_lineno=False,
                sort_output=True,
            )
        silent = [message for message in catalogue if message.id and not all(_words(message.string))]
        lacking += len(silent)
        print(f"{path.relative_to(ROOT)}: {len(catalogue)} messages, {len(silent)} without words")
        path.with_suffix(".mo").write_bytes(compiled(path))
    return int(lacking > 0)


def _words(string: Any) -> tuple[str, ...]:
    return string if isinstance(string, tuple) else (string,)


if __name__ == "__main__":
    sys.exit(main())
