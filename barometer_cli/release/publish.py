"""A folder of files that is written again and again: what did not change is left, what is gone is removed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from barometer_cli.errors import BuildError
from barometer_cli.export.manifest import FILE
from barometer_cli.export.write import remove, unwritable, working, write
from barometer_cli.messages import say
from barometer_cli.release.text import clean

INDEX = "index.html"


class Published(Struct, frozen=True):
    """How many files there are, how many of them are new or changed, how many were removed."""

    files: int
    written: int
    removed: int


def publish(files: Iterable[tuple[str, bytes]], to: Path, listed: str) -> Published:
    """Write the files of a folder.

    Parameters
    ----------
    files
        Name below the folder, and bytes.
    to
        The folder.
    listed
        Name of the file there that lists what was written, so that what is gone can be removed and nothing else.

    Raises
    ------
    BuildError
        If the folder holds what `render` wrote or a page of somebody else's, or a file cannot be written or removed.
    """
    before = _listed(to, listed)
    if (to / FILE).is_file():
        raise BuildError(
            say("--to {folder}: this folder holds what render wrote", folder=to), say("Choose another folder.")
        )
    if INDEX not in before and (to / INDEX).exists():
        raise BuildError(
            say("--to {folder}: there is an {file} that barometer did not write", folder=to, file=INDEX),
            say("Choose another folder."),
        )
    written = 0
    names: list[str] = []
    with working(to):
        for name, data in files:
            _note(to / listed, name)  # before it is written: a run that is killed leaves nothing that nobody knows
            names.append(name)
            written += _update(to / name, data)
        removed = [name for name in before if name not in set(names)]
        for name in removed:
            remove(to / name, to)
        write(to / listed, "".join(f"{name}\n" for name in sorted(names)).encode())
    return Published(len(names), written, len(removed))


def _note(listed: Path, name: str) -> None:
    try:
        listed.parent.mkdir(parents=True, exist_ok=True)
        with listed.open("a", encoding="utf-8", newline="\n") as file:
            file.write(f"{name}\n")
    except OSError as error:
        raise unwritable(listed, error) from error


def _listed(to: Path, listed: str) -> list[str]:
    """What was written here before; a line that names anything outside the folder is passed over."""
    try:
        lines = (to / listed).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    root = to.resolve()
    names = dict.fromkeys(name for name in lines if name and clean(name) == name)
    return [name for name in names if (to / name).resolve().is_relative_to(root)]


def _update(path: Path, data: bytes) -> bool:
    """Write a file unless it holds the same already: what did not change need not be sent again."""
    try:
        if path.read_bytes() == data:
            return False
    except OSError:
        pass
    write(path, data)
    return True
