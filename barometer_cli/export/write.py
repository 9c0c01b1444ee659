"""Files written whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from barometer_cli.errors import BuildError


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
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        try:
            temporary.write_bytes(data)
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(data)
        os.replace(temporary, path)
    except OSError as error:
        _forget(temporary)
        raise BuildError(
            f"{path}: cannot be written: {error.strerror or error}",
            "Choose another folder by --out or --to, or make this one writable.",
        ) from error
    except BaseException:  # an interrupt leaves nothing half-written either
        _forget(temporary)
        raise
    return path


def _forget(temporary: Path) -> None:
    with suppress(OSError):
        temporary.unlink(missing_ok=True)


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
        raise BuildError(f"{path}: cannot be removed: {error.strerror or error}", "Make it writable.") from error
