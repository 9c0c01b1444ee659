"""What takes long to make is made once a run, whichever of its processes asks first."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock


def made_once(run: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder of a run that `make` fills. Every process of the run reads it, so none may write there."""
    own = run.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / name
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            unfinished = folder.with_name(f"{name}.unfinished")
            make(unfinished)
            unfinished.rename(folder)
    return folder
