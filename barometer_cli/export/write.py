"""Files written whole or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from barometer_cli.errors import BuildError
from barometer_cli.messages import say

RUN = os.urandom(6).hex()
"""Names this process in the names of files that are half-written: numbers of processes come again."""

PART = ".part"
"""Ends the name of a file that is half-written."""

MARK = ".barometer-"
"""Begins the name of the file that says that a run is under way; its other end is `.lock`."""


def write(path: Path, data: bytes) -> Path:
    """Write a file under a temporary name beside its place and rename it there.

    Parameters
    ----------
    path
        Where the file goes; folders above it are made.
    data
        All of its bytes.

    Raises
    ------
    BuildError
        If the folder or the file cannot be written; what stood there before is kept.
    """
    temporary = path.with_name(f".{path.name}.{RUN}{PART}")
    try:
        try:
            temporary.write_bytes(data)
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(data)
        os.replace(temporary, path)
    except OSError as error:
        _forget(temporary)
        raise unwritable(path, error) from error
    except BaseException:  # an interrupt leaves nothing half-written either
        _forget(temporary)
        raise
    return path


@contextmanager
def working(folder: Path) -> Iterator[None]:
    """Mark a folder while files are written in it and below; what a killed run has left there half-written is removed.

    The mark is a lock, which ends with its process however that ends: a mark that can be locked is of a dead run. So
    runs that are under way are left alone, on this machine and wherever else locks of this folder are seen.
    """
    from filelock import FileLock, Timeout

    own = folder / f"{MARK}{RUN}.lock"
    lock = FileLock(own)
    made = [each for each in (folder, *folder.parents) if not each.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in marks(folder):
            with suppress(Timeout), FileLock(folder / name, timeout=0):
                _clear(folder, name.removeprefix(MARK).removesuffix(".lock"))
                _forget(folder / name)
        lock.acquire(timeout=0)
    except (
        OSError,
        Timeout,
    ):  # nothing can be written here and nothing will be left; or this process has its mark there
        yield
        return
    try:
        yield
    finally:
        _forget(own)
        lock.release()
        with suppress(OSError):  # a folder in which nothing was written goes again
            for each in made:
                each.rmdir()


def marks(folder: Path) -> list[str]:
    """Names of the files in a folder that mark runs: those that are under way, and dead ones."""
    try:
        return [name for name in os.listdir(folder) if name.startswith(MARK) and name.endswith(".lock")]
    except OSError:
        return []


def _clear(folder: Path, run: str) -> None:
    """Remove what a run has left half-written."""
    for parent, _, names in os.walk(folder):
        for name in names:
            if name.startswith(".") and name.endswith(f".{run}{PART}"):
                _forget(Path(parent, name))


def _forget(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)


_ELSEWHERE = "render --out, gallery --to, diff --to"
"""Options that say where files go."""


def unwritable(path: Path, error: OSError) -> BuildError:
    """What is said of a place that cannot be written."""
    taken = next((each for each in (path, *path.parents) if each.is_file()), path)
    match error.errno:
        case errno.ENAMETOOLONG:
            hint = say("Give the spec a shorter name.")
        case errno.ENOSPC | errno.EDQUOT:
            hint = say("Make room on the disk, or choose another folder ({options}).", options=_ELSEWHERE)
        case errno.ENOTDIR | errno.EEXIST:
            hint = say("{file} is a file: choose another folder ({options}).", file=taken, options=_ELSEWHERE)
        case _:
            hint = say("Make this folder writable, or choose another ({options}).", options=_ELSEWHERE)
    return BuildError(say("{path}: cannot be written: {why}", path=path, why=error.strerror or error), hint)


def remove(path: Path, root: Path) -> None:
    """Remove a file, and the folders below `root` that it leaves empty; one that is not there is as well.

    Raises
    ------
    BuildError
        If it may not be removed.
    """
    try:
        path.unlink(missing_ok=True)
        for folder in path.parents:
            if folder == root or any(folder.iterdir()):
                break
            folder.rmdir()
    except OSError as error:
        raise BuildError(
            say("{path}: cannot be removed: {why}", path=path, why=error.strerror or error),
            say("Make it writable."),
        ) from error
