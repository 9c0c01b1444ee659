"""What may be wrong with a machine or a project, and what to do; for others to read, so it quotes no data."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from importlib.resources import files
from importlib.util import cache_from_source
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias
from xml.etree import ElementTree
from zipfile import ZipFile

from msgspec import Struct
from msgspec.structs import asdict

from barometer_cli import pipeline, sources, specs
from barometer_cli.charts import KINDS
from barometer_cli.errors import BarometerError
from barometer_cli.export import manifest
from barometer_cli.export.write import marks
from barometer_cli.formats import ENCODERS, Encoder
from barometer_cli.formats.portrait import drawable
from barometer_cli.layout.type import missing
from barometer_cli.messages import say, template
from barometer_cli.model.naming import CODEBOOK, DATA, FIGURES, SURVEY, folders_below, specs_below, written_below
from barometer_cli.model.spec import SurveySpec
from barometer_cli.model.table import Cell, Table
from barometer_cli.project import Selection, search
from barometer_cli.project.locating import searched
from barometer_cli.project.microdata import wave_entries
from barometer_cli.sources import statistical
from barometer_cli.sources.engines import ENGINES

if TYPE_CHECKING:
    from packaging.requirements import Requirement

State: TypeAlias = Literal["good", "note", "wrong"]
"""All is well; worth knowing; a figure, or a command, will fail of it."""
PACKAGE = "barometer-cli"
MATTERS = ("matplotlib", "numpy", "pandas", "pillow", "pyarrow", "pydantic", "scipy", "typer", "uharfbuzz", "zlib-ng")
"""Packages whose versions a report should tell."""
EXTRAS = {
    "office": template("PowerPoint files with charts that can be edited"),
    "spss": template("SPSS, Stata and SAS"),
    "big": template("microdata that need not fit into memory"),
    "dask": template("drawing on a cluster"),
    "live": template("`barometer preview` and `barometer watch`"),
}
STATISTICAL = tuple(ending for ending, read in sources.READERS.items() if read is statistical.read)
LETTERS = "ÆØÅæøåÄÖÜäöüÉé–—−“”„’…·½"
ROOM = 200_000_000
"""Bytes of a disk that has room for a few hundred figures in every format."""
MOST = 5
"""So many of the same are named."""


class Sign(Struct, frozen=True):
    """What was looked at, and how it is.

    Attributes
    ----------
    about
        What was looked at: "fonts".
    state
        How it is.
    said
        What was found.
    remedy
        What to do about it; empty where all is well.
    """

    about: str
    state: State
    said: str
    remedy: str = ""

    def record(self) -> dict[str, str]:
        """Its fields, for JSON."""
        return asdict(self)


def examine(out: Path) -> Iterator[Sign]:
    """Everything that is looked at, in order; a part that cannot be looked at is a sign of its own.

    Parameters
    ----------
    out
        Where `render` writes.
    """
    for about, look in (
        ("python", _python),
        ("packages", _packages),
        ("extras", lambda: _extras(_wanted())),
        ("fonts", _fonts),
        ("pictures", _pictures),
        ("figures", _figures),
        ("data", _data),
        ("output", lambda: _output(out)),
    ):
        try:
            yield from look()
        except Exception as fault:  # whatever it is, the rest is to be told
            yield Sign(
                about,
                "wrong",
                say("looking at it failed: {fault}", fault=_fault(fault)),
                say("Report it as a fault of barometer."),
            )


def _fault(fault: Exception) -> str:
    """What is said of an error: its kind, for its words may hold a path or a value."""
    return type(fault).__name__


def _python() -> Iterator[Sign]:
    yield Sign(
        "python",
        "good",
        say(
            "Python {python_version} on {system} {machine}, barometer {version}",
            python_version=platform.python_version(),
            system=platform.system(),
            machine=platform.machine(),
            version=importlib.metadata.version(PACKAGE),
        ),
    )
    if not Path(cache_from_source(str(files("barometer_cli") / "__init__.py"))).exists():
        yield Sign(
            "python",
            "note",
            say("barometer is compiled anew at every start, so it starts slowly"),
            say("Unset PYTHONDONTWRITEBYTECODE, or compile it: python -m compileall."),
        )


def _packages() -> Iterator[Sign]:
    lacking = [str(each) for each in _required() if not _satisfied(each)]
    told = ", ".join(f"{name} {_version(name) or say('missing')}" for name in MATTERS)
    if lacking:
        yield Sign(
            "packages",
            "wrong",
            say(
                "missing, or of another version than barometer was made for: {names}; there are {there}",
                names=", ".join(lacking),
                there=told,
            ),
            say("Install it again: pip install --upgrade {package}", package=PACKAGE),
        )
    else:
        yield Sign("packages", "good", told)


def _extras(wanted: dict[str, str]) -> Iterator[Sign]:
    for extra, used in EXTRAS.items():
        use = say(used)
        lacking = [each.name for each in _required(extra) if not _satisfied(each)]
        if not lacking:
            yield Sign("extras", "good", say("{extra} is installed: {use}", extra=extra, use=use))
        elif extra in wanted:
            yield Sign(
                "extras",
                "wrong",
                say("{wanted}, and {lacking} is not installed", wanted=wanted[extra], lacking=", ".join(lacking)),
                f"pip install '{PACKAGE}[{extra}]'",
            )
        else:
            yield Sign(
                "extras",
                "good",
                say("{extra} is not installed, and nothing here needs it: {use}", extra=extra, use=use),
            )


def _required(extra: str | None = None) -> list[Requirement]:
    """What barometer needs, or an extra of it needs besides."""
    from packaging.requirements import Requirement

    every = map(Requirement, importlib.metadata.requires(PACKAGE) or ())
    if extra is None:
        return [each for each in every if each.marker is None or each.marker.evaluate({"extra": ""})]
    return [each for each in every if each.marker and not each.marker.evaluate({"extra": ""})
            and each.marker.evaluate({"extra": extra})]  # fmt: skip


def _satisfied(required: Requirement) -> bool:
    version = _version(required.name)
    return version is not None and required.specifier.contains(version, prereleases=True)


def _version(package: str) -> str | None:
    with suppress(importlib.metadata.PackageNotFoundError):
        return importlib.metadata.version(package)
    return None


def _wanted() -> dict[str, str]:
    """The extras that files of the project need, and why."""
    wanted: dict[str, str] = {}
    for path in _written():
        names = specs.files_named(path)
        if any(name.lower().endswith(STATISTICAL) for name in names):
            wanted.setdefault("spss", say("{path} names a file of SPSS, Stata or SAS", path=path.as_posix()))
        if path.name.endswith(CODEBOOK):
            with suppress(BarometerError):
                if specs.load_codebook(path).engine in ENGINES:
                    wanted.setdefault("big", say("{path} names an engine", path=path.as_posix()))
    return wanted


def _written() -> list[Path]:
    """What people have written below figures and data."""
    return sorted({Path(entry.path) for top in (FIGURES, DATA) for entry in written_below(top)})


def _fonts() -> Iterator[Sign]:
    folder = files("barometer_cli.layout") / "fonts"
    lines = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    sums = {name: digest for digest, name in (line.split() for line in lines)}
    shipped = {name for name in sums if (folder / name).is_file()}
    broken = [name for name in sums
              if name not in shipped or sha256((folder / name).read_bytes()).hexdigest() != sums[name]]  # fmt: skip
    undrawn = [] if broken else missing(LETTERS)
    if broken or undrawn:
        yield Sign(
            "fonts",
            "wrong",
            say("not as they were shipped: {broken}", broken=", ".join(broken or undrawn)),
            say("Install it again: pip install --force-reinstall --no-deps {package}", package=PACKAGE),
        )
    else:
        yield Sign(
            "fonts",
            "good",
            say("IBM Plex Sans, {n} files as they were shipped, with {letters}", n=len(sums), letters=LETTERS),
        )


def _pictures() -> Iterator[Sign]:
    """One small picture in each format."""
    spec = KINDS["bars"].spec.model_validate(
        {"kind": "bars", "title": "Æblegrød på åen", "table": "t.csv", "n": 10, "question": {"answers": "one"}}
    )
    survey = SurveySpec(name="Prøve", wave="1", synthetic=True)
    drawn = pipeline.figure("proeve", spec, survey, Table((Cell("Ja", 0.6), Cell("Nej", 0.4)), n=10))
    scene = pipeline.on_sheet(drawn).scene
    good = []
    for encoder in filter(lambda each: each.is_installed, ENCODERS.values()):
        try:
            whole = _whole(encoder, encoder.encode(scene, 1))
            fault = "" if whole else say("it is not whole")
        except Exception as error:  # a library that is broken may raise anything
            fault = _fault(error)
        if fault:
            yield Sign(
                "pictures",
                "wrong",
                say("a small figure cannot be drawn as {name}: {fault}", name=encoder.name, fault=fault),
                say("Install what draws it again: pip install --force-reinstall {package}", package=PACKAGE),
            )
        else:
            good.append(encoder.name)
    if good:
        yield Sign("pictures", "good", say("a small figure is drawn as {good}", good=", ".join(good)))


def _whole(encoder: Encoder, data: bytes) -> bool:
    if encoder.extension == "png":
        return drawable(data)
    if encoder.extension == "svg":
        return ElementTree.fromstring(data).tag.endswith("svg")
    if encoder.extension == "webp":
        return (
            data.startswith(b"RIFF") and data[8:12] == b"WEBP" and len(data) == int.from_bytes(data[4:8], "little") + 8
        )
    if encoder.extension == "pptx":
        with ZipFile(BytesIO(data)) as archive:
            return archive.testzip() is None and "ppt/presentation.xml" in archive.namelist()
    return data.startswith(b"%PDF-") and data.rstrip().endswith(b"%%EOF")


def _figures() -> Iterator[Sign]:
    if not os.path.isdir(FIGURES):
        yield Sign(
            "figures",
            "wrong",
            say("there is no folder {figures}/ here", figures=FIGURES),
            say("Go to the folder of the project, or begin one: barometer init"),
        )
        return
    locked = [folder for folder in folders_below(FIGURES) if not os.access(folder, os.R_OK | os.X_OK)]
    if locked:
        yield Sign(
            "figures",
            "wrong",
            say("folders that may not be opened: {some}", some=_some(locked)),
            say("Make them readable."),
        )
    if not any(specs_below(FIGURES)):
        yield Sign(
            "figures",
            "wrong",
            say("there is no spec below {figures}/", figures=FIGURES),
            say("Begin one: barometer new bars side/figur"),
        )
        return
    selection = search([Path(FIGURES)])
    if selection.unread or selection.flawed:
        where = sorted(
            {*(each.path.as_posix() for each in selection.unread), *(path.as_posix() for path in selection.flawed)}
        )
        yield Sign(
            "figures",
            "wrong",
            say("{n} of what people wrote cannot be used: {files}", n=len(where), files=_some(where)),
            say("`barometer list` tells every problem with its line."),
        )
    surveys = [path for path in _written() if path.name == SURVEY]
    n = len(selection.entries)
    said = say(
        "{folder}/ holds figures: {n}, {file}: {surveys}", folder=FIGURES, n=n, file=SURVEY, surveys=len(surveys)
    )
    yield Sign("figures", "good" if n else "wrong", said, "" if n else say("`barometer list` tells why."))
    yield from _named(selection)


def _named(selection: Selection) -> Iterator[Sign]:
    """Files that specs name: whether they are there, may be read, and have a codebook."""
    lost, locked, bare = set[str](), set[str](), set[str]()
    for entry in selection.entries:
        spec, survey = entry.spec, entry.survey
        waves = wave_entries(entry).values() if spec.data and spec.data.waves else (entry,)
        microdata = {data.file or survey.data: data for wave in waves if (data := wave.spec.data)}
        for name in (*microdata, spec.table.file if spec.table else None, spec.portrait):
            if name is None:
                continue
            place = searched(name, entry.path)[-1]
            if not place.is_file():
                lost.add(say("{file} (in {spec})", file=_shown(Path(name)), spec=entry.path.as_posix()))
            elif not os.access(place, os.R_OK):
                locked.add(_shown(place))
            elif name in microdata and not (microdata[name].codebook or place.with_suffix(CODEBOOK).is_file()):
                bare.add(_shown(place))
    if lost:
        yield Sign(
            "data",
            "wrong",
            say("files that specs name and that are not there: {some}", some=_some(lost)),
            say("Correct the name, or put the file beside the spec or in a folder above."),
        )
    if locked:
        yield Sign(
            "data", "wrong", say("files that may not be read: {some}", some=_some(locked)), say("Make them readable.")
        )
    if bare:
        yield Sign(
            "data",
            "wrong",
            say("microdata without a codebook: {some}", some=_some(bare)),
            say("Write a first one: barometer codebook FILE -o NAME.codebook.yaml"),
        )


def _data() -> Iterator[Sign]:
    """Codebooks that cannot be read, and files that are held in memory though they are large."""
    broken = []
    for path in _written():
        if path.name.endswith(CODEBOOK):
            try:
                specs.load_codebook(path)
            except BarometerError:
                broken.append(path.as_posix())
    if broken:
        yield Sign(
            "data",
            "wrong",
            say("codebooks that cannot be read: {some}", some=_some(broken)),
            say("`barometer check` tells every problem with its line."),
        )
    if not os.path.isdir(DATA):
        yield Sign(
            "data",
            "note",
            say("there is no folder {data}/ here; specs may name files anywhere in the project", data=DATA),
        )
        return
    there = [Path(entry.path) for folder in folders_below(DATA) for entry in _files(folder)]
    known = [path for path in there if path.suffix.lower() in sources.READERS]
    yield Sign("data", "good", say("{data}/ holds files of tables or microdata: {n}", data=DATA, n=len(known)))
    if not any(_version(engine) for engine in ENGINES):
        large = [_shown(path) for path in known
                 if path.stat().st_size >= sources.SCANNERS.get(path.suffix.lower(), (sys.maxsize,))[0]]  # fmt: skip
        if large:
            yield Sign(
                "data",
                "note",
                say("large files that are held in memory: {some}", some=_some(large)),
                say("pip install '{package}[big]' reads them without holding them.", package=PACKAGE),
            )


def _files(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return [entry for entry in found if entry.is_file()]
    except OSError:
        return []


def _output(out: Path) -> Iterator[Sign]:
    place = next(path for path in (out, *out.absolute().parents) if path.exists())
    name = _shown(out, say("the folder of --out"))
    try:
        with tempfile.TemporaryFile(dir=place):
            pass
    except OSError as error:
        yield Sign(
            "output",
            "wrong",
            say("{name} cannot be written: {why}", name=name, why=error.strerror),
            say("Make it writable, or name another folder: barometer render --out FOLDER"),
        )
        return
    free = shutil.disk_usage(place).free
    if free < ROOM:
        yield Sign(
            "output",
            "wrong",
            say("{free} MB are left where {name} is", free=free // 1_000_000, name=name),
            say("Make room on the disk."),
        )
    drawn = manifest.load(out)
    if not (out / manifest.FILE).exists():
        yield Sign("output", "good", say("{name} can be written; nothing was drawn there yet", name=name))
    elif drawn.version != manifest.VERSION or not drawn.figures:
        yield Sign(
            "output",
            "note",
            say("{file} in {name} is of another version, or holds no figure", file=manifest.FILE, name=name),
            say("The next `barometer render` draws everything anew."),
        )
    else:
        yield Sign(
            "output", "good", say("{name} can be written; figures drawn there: {n}", name=name, n=len(drawn.figures))
        )
    if runs := marks(out):
        yield Sign(
            "output",
            "note",
            say("runs that write to {name} just now, or were killed there: {n}", name=name, n=len(runs)),
            say("If none is under way, the next `barometer render` clears up after them."),
        )


def _shown(path: Path, otherwise: str = "") -> str:
    """A path within the project as it is written from here; of another nothing is told but what it is."""
    with suppress(ValueError):
        return path.resolve().relative_to(Path.cwd().resolve()).as_posix()
    return otherwise or say("a file outside the project")


def _some(names: Iterable[str]) -> str:
    """The first of some names, and how many more there are."""
    every = sorted(names)
    more = say(" and {n} more", n=len(every) - MOST) if len(every) > MOST else ""
    return ", ".join(every[:MOST]) + more
