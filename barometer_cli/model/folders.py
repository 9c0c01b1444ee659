"""What people write below a folder: specs, surveys and codebooks."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from barometer_cli.model.naming import ENDINGS, PAGE


def written(folder: Path) -> Iterator[os.DirEntry[str]]:
    """The files below a folder that may say what is drawn from microdata, in the order of their names.

    Folders whose name begins with a point, and installations of Python, hold what programs keep there.
    """
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:
        return  # what may not be read is no spec either
    if any(entry.name == "pyvenv.cfg" for entry in entries):
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            if not entry.name.startswith("."):
                yield from written(Path(entry.path))
        elif entry.name.endswith(ENDINGS) and entry.name != PAGE:
            yield entry
