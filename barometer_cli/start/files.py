"""Files that are begun: all of them or none, and none that is there is overwritten."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from barometer_cli.errors import BuildError
from barometer_cli.export.write import unwritable
from barometer_cli.messages import say

MARKED = "synthetic: true  # the numbers are invented: remove this line when the table holds your own\n"
"""The line of a spec, or a survey, whose numbers are only there to begin with."""
MARKED_WORDS = "synthetic: true  # the words are invented: remove this line when they are yours\n"
"""The same of a spec without numbers."""


def as_yaml(fields: Mapping[str, Any]) -> str:
    """Fields as YAML, in their order, each text so that nobody takes it for anything else."""
    import yaml

    text: str = yaml.safe_dump(dict(fields), allow_unicode=True, sort_keys=False, width=1000)
    return text


class Beginning:
    """Files that nobody sees yet: made in a hidden folder, where they can be tried, and moved to their places then.

    Attributes
    ----------
    folder
        Where they go.
    stage
        Where they are made; paths below it are those below the folder.
    """

    def __init__(self, folder: Path, stage: Path) -> None:
        self.folder, self.stage = folder, stage
        self._names: dict[str, None] = {}

    def add(self, name: str, content: str | Path) -> None:
        """Make a file of a text, or as a copy of another file.

        Parameters
        ----------
        name
            Its path below the folder.
        content
            The text, or where the other file is; a file that lies in its place already stays there.

        Raises
        ------
        BuildError
            If another file has its place, or one cannot be read or written.
        """
        place, made = self.folder / name, self.stage / name
        there = isinstance(content, Path) and place.exists() and place.samefile(content)
        if not there:
            if place.exists() or place.is_symlink():
                raise BuildError(
                    say("{place} is there already", place=place),
                    say("Choose another name or folder, or remove it first."),
                )
            self._names[name] = None
        if isinstance(content, Path):
            _prove_readable(content)
        try:
            made.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(content, Path):
                shutil.copyfile(content, made)
            else:
                made.write_text(content, encoding="utf-8")
        except OSError as error:
            raise unwritable(self.folder, error) from error

    def drop(self, name: str) -> None:
        """Take a file back."""
        del self._names[name]
        (self.stage / name).unlink()

    def finish(self) -> tuple[Path, ...]:
        """Move all files to their places, and return these; none is left where that is not possible.

        Raises
        ------
        BuildError
            If one cannot be written.
        """
        moved: list[Path] = []
        made: list[Path] = []
        try:
            for name in self._names:
                place = self.folder / name
                made += reversed([each for each in place.parents if not each.exists()])
                place.parent.mkdir(parents=True, exist_ok=True)
                moved.append(place)
                (self.stage / name).rename(place)
        except BaseException as error:  # an interrupt leaves nothing half-written either
            for place in reversed(moved):
                with suppress(OSError):
                    place.unlink()
            for each in reversed(made):
                with suppress(OSError):
                    each.rmdir()
            if isinstance(error, OSError):
                raise unwritable(self.folder, error) from error
            raise
        return tuple(moved)


def _prove_readable(file: Path) -> None:
    """Raise BuildError where a file cannot be read, as a folder cannot that is called as a file is."""
    try:
        file.open("rb").close()
    except OSError as error:
        raise BuildError(
            say("{file} cannot be read: {why}", file=file, why=error.strerror or error), say("Give a readable file.")
        ) from error


@contextmanager
def begun(folder: Path) -> Iterator[Beginning]:
    """Files that are to be written in a folder; what is not finished is gone afterwards.

    Parameters
    ----------
    folder
        Where they go; it need not be there.

    Raises
    ------
    BuildError
        If nothing can be written there.
    """
    place = next(each for each in (folder, *folder.absolute().parents) if each.is_dir())
    try:
        stage = Path(mkdtemp(prefix=".barometer-", dir=place)).resolve()
    except OSError as error:
        raise unwritable(folder, error) from error
    try:
        yield Beginning(folder, stage)
    finally:
        shutil.rmtree(stage, ignore_errors=True)
