"""Files written whole or not at all."""

from __future__ import annotations

import os
import tempfile
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
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, path)
    except OSError as error:
        raise BuildError(
            f"{path}: cannot be written: {error.strerror or error}",
            "Choose another folder with --out, or make this one writable.",
        ) from error
    finally:
        if temporary and os.path.exists(temporary):
            os.unlink(temporary)
    return path


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


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
