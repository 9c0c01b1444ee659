"""The manifest: which files belong to which figure, what they were made from, and whether that is still so.

It is read before anything else is imported, so that a run in which nothing changed costs little more than the start
of the program; nothing here may import more than the standard library, and what itself does not.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field, fields
from hashlib import sha256
from pathlib import Path
from typing import Any

from barometer_cli.model.naming import is_spec

FILE = "manifest.json"
VERSION = 2


SPECS = "/*.yaml"
"""Ends the path of a stamp that is of all specs of a folder: what is hidden in one figure depends on the others."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A file as it was: path, time of change in nanoseconds, size in bytes, SHA-256 of its bytes.

    Of all specs of a folder: no time, how many there are, SHA-256 of their names, times and sizes.
    """

    path: str
    changed: int
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class File:
    """A written file.

    Attributes
    ----------
    path
        Below the folder of the manifest.
    size
        In bytes.
    format
        "old" where an earlier run left it, and what was asked for since is other files.
    preset
        The sheet it is of; empty where it is of the figure.
    key
        Digest of everything it holds.
    """

    path: str
    size: int
    format: str
    preset: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A story that a page leads on to; text and address are empty where there are none."""

    title: str
    text: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A figure that was drawn.

    Attributes
    ----------
    page, figure
        Its name.
    spec, heading, place
        Path of its spec, heading of its page, and its place there.
    options, code
        Digests of what was asked, and of the program.
    inputs
        What it was made from.
    files
        What was written.
    unfit
        The sheets that were asked for and on which it cannot be laid out.
    title, kind, language
        For those who list figures.
    lead, cases
        What else is said on its page.
    """

    page: str
    figure: str
    spec: str
    heading: str
    place: int
    options: str
    code: str
    inputs: tuple[Stamp, ...]
    files: tuple[File, ...]
    unfit: tuple[str, ...] = ()
    title: str = ""
    kind: str = ""
    language: str = ""
    lead: str = ""
    cases: tuple[Case, ...] = ()

    @property
    def name(self) -> str:
        """Page and figure."""
        return f"{self.page}/{self.figure}"


@dataclass(slots=True)
class Manifest:
    """Figures by name, in a folder of files."""

    folder: Path
    figures: dict[str, Drawn] = field(default_factory=dict)
    _known: dict[Stamp, bool] = field(default_factory=dict)

    def reason(self, name: str, options: str, code: str) -> str | None:
        """Why a figure must be computed again; None if everything is as it was when it was drawn."""
        drawn = self.figures.get(name)
        if drawn is None:
            return "new"
        if drawn.options != options:
            return "other formats, sheets or scales are asked for"
        if drawn.unfit:
            return f"it did not fit {', '.join(drawn.unfit)}"
        for file in drawn.files:
            if size(self.folder / file.path) != file.size:
                return f"{file.path} is missing or was changed"
        for stamp in drawn.inputs:
            if stamp not in self._known:
                self._known[stamp] = unchanged(stamp)
            if not self._known[stamp]:
                return f"{stamp.path} changed"
        if drawn.code != code:
            return "barometer changed"
        return None


def load(folder: Path) -> Manifest:
    """The manifest of a folder; empty where there is none, or one of another version."""
    try:
        content: Any = json.loads((folder / FILE).read_bytes())
        if content["version"] != VERSION:
            return Manifest(folder)
        stamps = [Stamp(*stamp) for stamp in content["inputs"]]
        figures = {drawn.name: drawn for drawn in (_drawn(record, stamps) for record in content["figures"])}
    except (OSError, ValueError, KeyError, TypeError):
        return Manifest(folder)
    return Manifest(folder, figures)


def _drawn(record: dict[str, Any], stamps: Sequence[Stamp]) -> Drawn:
    inputs = tuple(stamps[place] for place in record.pop("inputs"))
    files = tuple(File(*file) for file in record.pop("files"))
    cases = tuple(Case(*case) for case in record.pop("cases", ()))
    return Drawn(inputs=inputs, files=files, unfit=tuple(record.pop("unfit")), cases=cases, **record)


def as_json(figures: Mapping[str, Drawn]) -> bytes:
    """Figures as a manifest's bytes: pages in order of name, figures in their order there."""
    ordered = sorted(figures.values(), key=lambda drawn: (drawn.page, drawn.place, drawn.figure))
    stamps = {stamp: place for place, stamp in enumerate(dict.fromkeys(s for drawn in ordered for s in drawn.inputs))}
    records = [
        {
            **{each.name: getattr(drawn, each.name) for each in fields(drawn)},
            "inputs": [stamps[stamp] for stamp in drawn.inputs],
            "files": [astuple(file) for file in drawn.files],
            "cases": [astuple(case) for case in drawn.cases],
        }
        for drawn in ordered
    ]
    content = {"version": VERSION, "inputs": [astuple(stamp) for stamp in stamps], "figures": records}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def stamped(path: Path) -> Stamp:
    """A file as it is now, or all specs of a folder."""
    if path.name == SPECS[1:]:
        found = sorted(each for each in _files(path.parent, deep=False) if is_spec(Path(each[0]).name))
        return Stamp(path.as_posix(), 0, len(found), sha256(repr(found).encode()).hexdigest())
    status = path.stat()
    return Stamp(path.as_posix(), status.st_mtime_ns, status.st_size, _digest(path))


def unchanged(stamp: Stamp) -> bool:
    """Whether a file is as it was: by time and size, and where only the time differs, by its bytes."""
    try:
        if stamp.path.endswith(SPECS):
            return stamped(Path(stamp.path)) == stamp
        status = os.stat(stamp.path)
    except OSError:
        return False
    if status.st_size != stamp.size:
        return False
    return status.st_mtime_ns == stamp.changed or _digest(Path(stamp.path)) == stamp.sha256


def _digest(path: Path) -> str:
    digest = sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()


def size(path: Path) -> int:
    """Bytes of a file; -1 where it is not there."""
    try:
        return path.stat().st_size
    except OSError:
        return -1


def code_digest(*parts: str) -> str:
    """SHA-256 of the program's files, or of some of its folders, by name, size and time of change."""
    root = Path(__file__).parents[1]
    digest = sha256()
    for folder in parts or ("",):
        for path, size, changed in sorted(_files(root / folder)):
            digest.update(f"{path}\0{size}\0{changed}\n".encode())
    return digest.hexdigest()


def _files(folder: Path, deep: bool = True) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as found:
        for entry in found:
            if entry.is_dir():
                if deep and entry.name != "__pycache__":
                    yield from _files(Path(entry.path))
            else:
                status = entry.stat()
                yield entry.path, status.st_size, status.st_mtime_ns


def specs(paths: Iterable[Path]) -> set[str]:
    """Every file below the paths that may be a spec, as a path with slashes."""
    found: set[str] = set()
    for path in paths:
        if path.is_file():
            found.add(path.as_posix())
        for folder, _, names in os.walk(path):
            found |= {(Path(folder) / name).as_posix() for name in names if is_spec(name)}
    return found
