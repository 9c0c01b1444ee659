"""Where an edit may touch a figure: what those watch who redraw it."""

from __future__ import annotations

import os
from pathlib import Path

from msgspec import Struct

from barometer_cli import project
from barometer_cli.export.manifest import SPECS
from barometer_cli.model.naming import folders_below, is_written


class Places(Struct, frozen=True):
    """Paths as the system gives them, absolute.

    Attributes
    ----------
    folders
        Those to watch, each without the folders in it; all are there.
    below
        Folders in and below which every change matters.
    projects
        Folders in and below which everything that is written matters.
    files
        Files that figures are made from, or would be if they were there.
    above
        The folders that those files are in: one of them may come or go.
    """

    folders: frozenset[str]
    below: frozenset[str]
    projects: frozenset[str]
    files: frozenset[str]
    above: frozenset[str]

    def touched(self, change: object, path: str) -> bool:
        """Whether a change matters, as watchfiles asks; what editors write for themselves does not."""
        name = os.path.basename(path)
        if path in self.files or path in self.above or (is_written(name) and _is_in(path, self.projects)):
            return True
        return not name.startswith(".") and not name.endswith("~") and _is_in(path, self.below)


def places(selection: project.Selection) -> Places:
    """Where an edit may touch what was looked for: the folders asked for, and all that figures are made from.

    A place at which a file was looked for and is not yet belongs to it, so that it is seen when the file comes.
    """
    below = {str(path.resolve()) for path in selection.paths if path.is_dir()}
    paths = {path for path in selection.paths if not path.is_dir()}
    asked = {path for each in selection.specs for path in project.inputs(each)}
    shared = {path for path in asked if path.as_posix().endswith(SPECS)}
    projects = {str(path.parents[1].resolve()) for path in shared}
    paths |= asked - shared
    resolved = {folder: folder.resolve() for folder in {path.parent for path in paths}}
    files = {os.path.join(resolved[path.parent], path.name) for path in paths}
    files |= {os.path.realpath(file) for file in files if os.path.islink(file)}  # a link and what it leads to
    parents = {Path(file).parent for file in files}
    above = {str(each) for parent in parents for each in (parent, *parent.parents)}
    watched = {folder for each in below | projects for folder in folders_below(each)} | set(map(_nearest, parents))
    return Places(frozenset(watched), frozenset(below), frozenset(projects), frozenset(files), frozenset(above))


def _is_in(path: str, folders: frozenset[str]) -> bool:
    return any(path == each or path.startswith(each + os.sep) for each in folders)


def _nearest(folder: Path) -> str:
    """The folder, or the nearest above it that is there."""
    return next(str(each) for each in (folder, *folder.parents) if each.is_dir())
