"""The manifest: which files belong to which figure, what they were made from, and whether that is still so.

It is read before anything else is imported, so that a run in which nothing changed costs little more than the start
of the program; nothing here may import more than the standard library, and what itself does not.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from operator import itemgetter
from pathlib import Path
from typing import Any

from msgspec import Struct, field
from msgspec.structs import asdict, astuple, replace

from barometer_cli.messages import say, template
from barometer_cli.model.identity import Identity
from barometer_cli.model.naming import specs_below, written_below

FILE = "manifest.json"
VERSION = 3
BEFORE = 2
"""The version that knew no editions: its figures can be shown and compared, but not taken for those of now."""

ABSENT, FLAWED = -1, -2
"""Sizes of a file that was looked for and not found, and of one that was there and could not be used."""

SPECS = "**/*.yaml"
"""Ends the path of a stamp that is of all a project draws from microdata, on which depends what a figure hides."""


class Stamp(Struct, frozen=True):
    """A file as it was: path, time of change in nanoseconds, size in bytes, SHA-256 of its bytes.

    Of a place where no file was: no time, `ABSENT` for the size, no digest. Of all that is written in a folder and
    below it: a number for names, times and sizes of the files, how many there are, SHA-256 of what is drawn from
    microdata.
    """

    path: str
    changed: int
    size: int
    sha256: str


class File(Struct, frozen=True):
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


class Case(Struct, frozen=True):
    """A story that a page leads on to; text and address are empty where there are none."""

    title: str
    text: str = ""
    url: str = ""


class Drawn(Struct, frozen=True):
    """A figure that was drawn, or could not be.

    Attributes
    ----------
    identity
        What tells it from every other.
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
    title, kind, wave
        For those who list figures.
    lead, cases
        What else is said on its page.
    refused
        Why it could not be drawn when that was last tried: its files are of a spec or data that are no more.
    gone
        Whether no spec makes it any more; its files stay until they are pruned.
    told
        Of a figure of microdata what it tells of them, as `model.told` has it: without any number.
    beside
        Digest of what figures tell that were not drawn with it, and whose files lay there all the same.
    """

    identity: Identity
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
    wave: str = ""
    lead: str = ""
    cases: tuple[Case, ...] = ()
    refused: str = ""
    gone: bool = False
    told: Mapping[str, Any] | None = None
    beside: str = ""


class Manifest(Struct):
    """The figures in a folder of files, and the version of what tells of them."""

    folder: Path
    figures: dict[Identity, Drawn] = field(default_factory=dict)
    version: object = VERSION
    _known: dict[tuple[str, int, int], bool] = field(default_factory=dict)
    _projects: dict[str, tuple[int, int]] = field(default_factory=dict)

    def reason(self, figure: Identity, spec: str, options: str, code: str) -> str | None:
        """Why a figure must be computed again; None if everything is as it was when it was drawn."""
        if self.version != VERSION:
            return say(
                "another version of barometer drew what is here (manifest {version}, not {own})",
                version=self.version,
                own=VERSION,
            )
        drawn = self.figures.get(figure)
        if drawn is None:
            return say("new")
        if drawn.refused:
            return say("it failed")
        if drawn.gone:
            return say("its spec is back")
        if drawn.spec != spec:
            return say("it was made by {spec}", spec=drawn.spec)
        if drawn.options != options:
            return say("other formats, sheets or scales are asked for")
        if drawn.unfit:
            return say("it did not fit {presets}", presets=", ".join(drawn.unfit))
        for file in drawn.files:
            if size(os.path.join(self.folder, file.path)) != file.size:
                return say("{path} is missing or was changed", path=file.path)
        if stamp := self.changed(drawn):
            return say(CHANGES.get(stamp.size, CHANGED), file=stamp.path)
        if drawn.told is not None and drawn.beside != left_behind(self.figures):
            return say("what other files tell of the same data changed")
        if drawn.code != code:
            return say("barometer changed")
        return None

    def renewed(self, drawn: Drawn) -> Drawn:
        """A figure of which nothing changed: what is written below its project may be, and ask the same of the data."""
        return replace(drawn, inputs=tuple(self._renewed(stamp) for stamp in drawn.inputs))

    def _renewed(self, stamp: Stamp) -> Stamp:
        if not stamp.path.endswith(SPECS):
            return stamp
        if stamp.path not in self._projects:
            self._projects[stamp.path] = _written(Path(stamp.path).parents[1])
        changed, size = self._projects[stamp.path]
        return replace(stamp, changed=changed, size=size)

    def changed(self, drawn: Drawn) -> Stamp | None:
        """The first of the files a figure was made from that is not as it was."""
        for stamp in drawn.inputs:
            key = (stamp.path, stamp.changed, stamp.size)
            if key not in self._known:
                self._known[key] = unchanged(stamp)
            if not self._known[key]:
                return stamp
        return None


CHANGED = template("{file} changed")
CHANGES = {ABSENT: template("{file} is there now"), FLAWED: template("{file} could not be used")}
"""What became of a file that a figure was not made from, by the size it is noted with; of any other that it changed."""


def load(folder: Path, *also: int) -> Manifest:
    """The manifest of a folder; without figures where there is none, or one that cannot be read.

    Parameters
    ----------
    folder
        Where `render` wrote.
    also
        Versions that are read besides this one.
    """
    version: object = VERSION
    try:
        content: Any = json.loads((folder / FILE).read_bytes())
        version = content["version"]
        if version not in (VERSION, *also):
            return Manifest(folder, version=version)
        stamps = [Stamp(*stamp) for stamp in content["inputs"]]
        figures = {drawn.identity: drawn for drawn in (_drawn(record, stamps) for record in content["figures"])}
    except (OSError, ValueError, KeyError, TypeError):
        return Manifest(folder, version=version)
    return Manifest(folder, figures, version)


def _drawn(record: dict[str, Any], stamps: Sequence[Stamp]) -> Drawn:
    identity = Identity(record.pop("edition", ""), *(record.pop(part) for part in ("page", "figure", "language")))
    inputs = tuple(stamps[place] for place in record.pop("inputs"))
    files = tuple(File(*file) for file in record.pop("files"))
    cases = tuple(Case(*case) for case in record.pop("cases", ()))
    return Drawn(identity, inputs=inputs, files=files, unfit=tuple(record.pop("unfit")), cases=cases, **record)


def as_json(figures: Iterable[Drawn]) -> bytes:
    """Figures as a manifest's bytes: pages in order of name, figures in their order there."""
    ordered = sorted(figures, key=_order)
    stamps = {stamp: place for place, stamp in enumerate(dict.fromkeys(s for drawn in ordered for s in drawn.inputs))}
    records = [
        {
            **asdict(drawn.identity),
            **{name: value for name, value in asdict(drawn).items() if name != "identity"},
            "inputs": [stamps[stamp] for stamp in drawn.inputs],
            "files": [astuple(file) for file in drawn.files],
            "cases": [astuple(case) for case in drawn.cases],
        }
        for drawn in ordered
    ]
    content = {"version": VERSION, "inputs": [astuple(stamp) for stamp in stamps], "figures": records}
    return encoded(json.dumps(content, ensure_ascii=False, indent=1) + "\n")


def encoded(text: str) -> bytes:
    """JSON as UTF-8; the bytes of a file's name that are none stand as escapes, and are read as they were."""
    return text.encode("utf-8", "backslashreplace")


def left_behind(figures: Mapping[Identity, Drawn]) -> str:
    """Digest of what is told by figures that are not drawn any more; their files lie there all the same."""
    left = [(each, drawn.told) for each, drawn in figures.items() if drawn.told and (drawn.gone or drawn.refused)]
    return sha256(repr(sorted(left, key=itemgetter(0))).encode()).hexdigest() if left else ""


def _order(drawn: Drawn) -> tuple[str, str, str, int, str]:
    each = drawn.identity
    return each.page, each.edition, each.language, drawn.place, each.figure


def stamped(path: Path) -> Stamp:
    """A file as it is now, or that none is there; or what is drawn from microdata below a folder."""
    if path.as_posix().endswith(SPECS):
        return Stamp(path.as_posix(), *_written(path.parents[1]), _asked(path.parents[1]))
    if not path.is_file():
        return Stamp(path.as_posix(), 0, ABSENT, "")
    try:
        status = path.stat()
        return Stamp(path.as_posix(), status.st_mtime_ns, status.st_size, _digest(path))
    except OSError:
        return Stamp(path.as_posix(), 0, FLAWED, "")


def unchanged(stamp: Stamp) -> bool:
    """Whether a file is as it was: by time and size, and where only the time differs, by its bytes."""
    if stamp.size == ABSENT:
        return not os.path.isfile(stamp.path)
    try:
        if stamp.path.endswith(SPECS):
            folder = Path(stamp.path).parents[1]
            return _written(folder) == (stamp.changed, stamp.size) or _asked(folder) == stamp.sha256
        status = os.stat(stamp.path)
    except OSError:
        return False
    if status.st_size != stamp.size:
        return False
    return status.st_mtime_ns == stamp.changed or _digest(Path(stamp.path)) == stamp.sha256


def _written(folder: Path) -> tuple[int, int]:
    """A number for the names, times and sizes of what is written below a folder, and how many files that are."""
    files = [(each.path, each.stat()) for each in written_below(str(folder))]
    found = sorted((path, status.st_mtime_ns, status.st_size) for path, status in files)
    return int.from_bytes(sha256(repr(found).encode()).digest()[:6]), len(found)


def _asked(folder: Path) -> str:
    from barometer_cli.project import asked

    return asked(folder)


def _digest(path: Path) -> str:
    digest = sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()


def size(path: str | Path) -> int:
    """Bytes of a file; `ABSENT` where it is not there."""
    try:
        return os.stat(path).st_size
    except OSError:
        return ABSENT


def code_digest(*parts: str) -> str:
    """SHA-256 of the program's files, or of some of its folders, by name, size and time of change."""
    root = Path(__file__).parents[1]
    digest = sha256()
    for folder in parts or ("",):
        for path, size, changed in sorted(_files(root / folder)):
            digest.update(f"{path}\0{size}\0{changed}\n".encode())
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as found:
        for entry in found:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _files(Path(entry.path))
            else:
                with suppress(FileNotFoundError):  # it went meanwhile, or is a link that leads nowhere
                    status = entry.stat()
                    yield entry.path, status.st_size, status.st_mtime_ns


def below(spec: str, paths: Iterable[Path]) -> bool:
    """Whether a spec is one of the paths, or would be in or below one of them."""
    names = [path.as_posix() for path in paths]
    return any(name == "." or spec == name or spec.startswith(f"{name}/") for name in names)


def specs(paths: Iterable[Path]) -> set[str]:
    """Every file below the paths that may be a spec, as a path with slashes."""
    found: set[str] = set()
    for path in paths:
        if path.is_dir():
            found |= {Path(spec).as_posix() for spec in specs_below(str(path))}
        else:
            found.add(path.as_posix())
    return found
