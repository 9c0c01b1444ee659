"""What lies on the desk: the figures of a project as they are now, computed when asked for and kept until an edit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import RLock
from traceback import extract_tb
from typing import Literal

from barometer_cli import captions, checks, pipeline, project
from barometer_cli.checks.account import Headline
from barometer_cli.errors import BarometerError, BuildError, SpecError, TooFew
from barometer_cli.export import encode, numbers
from barometer_cli.export.check import Key, Seen, conclude, look
from barometer_cli.export.manifest import Stamp, stamped, unchanged
from barometer_cli.model.figure import Figure
from barometer_cli.model.finding import Finding, Place
from barometer_cli.model.naming import CODEBOOK, ENDINGS, PAGE, SURVEY
from barometer_cli.model.preset import PRESETS, Preset
from barometer_cli.model.scene import Scene
from barometer_cli.preview.source import Excerpt, Line, excerpt, lines
from barometer_cli.project import Entry

SHEETS = tuple(PRESETS.values())
"""Every sheet a figure is shown on, where its spec wants it; the first is the one of the list."""

FORMATS = ("svg", "png")

State = Literal["drawn", "wrong", "left out", "stopped"]
"""What becomes of a figure: "wrong" can be drawn and has errors, "stopped" has nothing that could be drawn."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A figure on one sheet in one language, or what stopped it there.

    Attributes
    ----------
    pictures
        Its files as `render` names them: the SVG first, then PNGs, the smallest first.
    scene, error
        What is drawn; where there is nothing, why.
    version
        Differs as soon as anything drawn does.
    """

    language: str
    preset: Preset
    pictures: tuple[encode.Picture, ...] = ()
    scene: Scene | None = None
    error: BarometerError | None = None
    version: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A figure as the list tells of it.

    Attributes
    ----------
    page, figure, heading
        Its name, and what its page is called.
    path
        Its spec.
    title, kind, language
        As they were when the spec could last be read.
    state, reason
        What becomes of it, and why it is left out.
    findings
        In the order of the checks.
    headlines
        What of its headlines was proved.
    thumbnail, stale
        Its own sheet, None where there never was one; whether it is older than the files, which cannot be drawn now.
    """

    page: str
    figure: str
    heading: str
    path: Path
    title: str
    kind: str = ""
    language: str = ""
    state: State = "stopped"
    reason: str = ""
    findings: tuple[Finding, ...] = ()
    headlines: tuple[Headline, ...] = ()
    thumbnail: Proof | None = None
    stale: bool = False

    @property
    def name(self) -> str:
        """Page and figure."""
        return f"{self.page}/{self.figure}"

    @property
    def open(self) -> tuple[Finding, ...]:
        """Findings that nobody has acknowledged."""
        return tuple(finding for finding in self.findings if finding.acknowledged is None)


@dataclass(frozen=True, slots=True)
class Shelf:
    """A page: its name, its heading, its figures in order."""

    page: str
    heading: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """All pages, and what is wrong with files that belong to no figure alone."""

    shelves: tuple[Shelf, ...]
    problems: tuple[Excerpt, ...]

    @property
    def cards(self) -> tuple[Card, ...]:
        """Every figure, in order."""
        return tuple(card for shelf in self.shelves for card in shelf.cards)


@dataclass(frozen=True, slots=True)
class View:
    """One figure with all there is to know of it.

    Attributes
    ----------
    card, before, after
        The figure, and its neighbours in the list.
    place, of
        Its place in the list, from 1, and how many there are.
    proofs
        Its own language first, then the others; in each, every preset.
    figure
        As it was last computed; None where it never was.
    header, rows
        Its numbers as `barometer table` prints them.
    stopped
        What keeps it from being drawn now, with the lines around.
    lines
        Its spec as it stands.
    elsewhere
        Findings that are in other files than its spec.
    """

    card: Card
    before: Card | None
    after: Card | None
    place: int
    of: int
    proofs: tuple[Proof, ...]
    figure: Figure | None
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    stopped: tuple[Excerpt, ...]
    lines: tuple[Line, ...]
    elsewhere: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Looked:
    """A figure that was looked at, and what it was made from; None where a file of it was missing."""

    entry: Entry
    made_from: tuple[Stamp, ...] | None
    seen: Seen


@dataclass(frozen=True, slots=True)
class _Good:
    """A figure as it could last be drawn, and its proofs that were asked for since."""

    entry: Entry
    figure: Figure
    proofs: dict[tuple[str, Preset], Proof] = field(default_factory=dict)


class Desk:
    """The figures below some paths. It may be asked from several threads, and works for one at a time.

    Parameters
    ----------
    paths
        Spec files and folders.
    only
        Glob on the figure's id or "page/id"; None for all.
    """

    def __init__(self, paths: Iterable[Path], only: str | None = None) -> None:
        self._paths, self._only = tuple(paths), only
        self._lock = RLock()
        self._changed = True
        self._microdata = project.Microdata()
        self._stamps: dict[Path, Stamp] = {}
        self._looked: dict[Key, _Looked] = {}
        self._good: dict[Key, _Good] = {}
        self._overview = Overview((), ())

    def touch(self) -> None:
        """Note that a file was edited: what is asked for next is as the files are then."""
        self._changed = True

    def overview(self) -> Overview:
        """Everything there is, in order."""
        with self._lock:
            if self._changed:
                self._changed = False  # before the files are read: an edit meanwhile is another one
                try:
                    self._overview = self._read()
                except BaseException:
                    self._changed = True
                    raise
            return self._overview

    def view(self, page: str, figure: str) -> View | None:
        """One figure; None where there is none of this name."""
        with self._lock:
            cards = self.overview().cards
            place = next((i for i, card in enumerate(cards) if (card.page, card.figure) == (page, figure)), None)
            if place is None:
                return None
            card = cards[place]
            good = self._good.get((page, figure))
            header, rows = numbers.grid(good.figure) if good else ([], [])
            stopping = [each for each in card.findings if each.severity == "error"] if card.state == "stopped" else []
            spec = lines(card.path, card.findings)
            told = [*stopping, *(each for line in spec for each in line.findings)]
            return View(
                card=card,
                before=cards[place - 1] if place else None,
                after=cards[place + 1] if place + 1 < len(cards) else None,
                place=place + 1,
                of=len(cards),
                proofs=tuple(self._proofs(good)),
                figure=good.figure if good else None,
                header=tuple(header),
                rows=tuple(rows),
                stopped=tuple(map(excerpt, stopping)),
                lines=spec,
                elsewhere=tuple(each for each in card.findings if each not in told),
            )

    def picture(self, page: str, figure: str, name: str) -> tuple[str, bytes] | None:
        """A file of a figure by the name that `render` gives it: its format and its bytes; None where there is none."""
        with self._lock:
            self.overview()
            good = self._good.get((page, figure))
            for proof in self._proofs(good):
                for picture in proof.pictures:
                    if picture.path == name:
                        task = encode.Task(f"{page}/{figure}", (picture,))
                        return picture.encoder, encode.encode(task)[0]
            return None

    def folders(self) -> frozenset[Path]:
        """Where an edit may touch a figure: folders that are there of specs and of what figures are made from."""
        with self._lock:
            with suppress(Exception):  # the pages tell of it; the watch goes on, for an edit may mend it
                self.overview()
            found = {path if path.is_dir() else path.parent for path in self._paths}
            found |= {path.parent for path in self._stamps}
            found = {folder.resolve() for folder in found if folder.is_dir()}
            return frozenset(folder for folder in found if not any(other in folder.parents for other in found))

    def _read(self) -> Overview:
        """The project as its files are now; only figures of which a file changed are computed."""
        try:
            entries, problems = project.search(self._paths, self._only)
            files = project.spec_files(self._paths)
        except BarometerError as error:
            return Overview((), tuple(map(excerpt, checks.from_error(error, Place(_told(self._paths)), ""))))
        wrong = tuple(checks.from_error(SpecError(problems), Place(""), ""))
        self._look(entries)
        examination = conclude([(each.entry, each.seen) for each in self._looked.values()])
        cards = []
        for entry in entries:
            key = (entry.page, entry.id)
            own = tuple(each for each in wrong if each.place.file == entry.path.as_posix())
            card = self._card(key, entry, (*own, *examination.of(entry)), examination.left_out(entry))
            cards.append(replace(card, headlines=examination.headlines(entry)))
        broken = tuple(self._broken(entries, files, wrong))
        shelves = tuple(_shelves(cards, broken, self._overview.cards))
        there = {(card.page, card.figure) for card in (*cards, *broken)}
        self._good = {key: good for key, good in self._good.items() if key in there}
        specs = {path.as_posix() for path in files}
        return Overview(shelves, tuple(excerpt(each) for each in wrong if each.place.file not in specs))

    def _look(self, entries: Sequence[Entry]) -> None:
        """Look at the figures again of which a file changed."""
        now: dict[Path, Stamp] = {}
        made_from = {(entry.page, entry.id): self._made_from(entry, now) for entry in entries}
        before, self._stamps = self._stamps, now
        others = {path for path, stamp in now.items() if before.get(path) != stamp and not _written(path)}
        if others:
            self._microdata = project.Microdata()
        self._microdata.turn_page()
        looked: dict[Key, _Looked] = {}
        for entry in entries:
            key = (entry.page, entry.id)
            old = self._looked.get(key)
            if old and old.made_from is not None and old.made_from == made_from[key]:
                looked[key] = old
                continue
            seen = _seen(entry, self._microdata)
            looked[key] = _Looked(entry, made_from[key], seen)
            if not isinstance(seen, BarometerError) and seen.sheets:
                self._good[key] = _Good(entry, seen.figure)
            elif isinstance(seen, TooFew):  # what must not be shown must not stay either
                self._good.pop(key, None)
        self._looked = looked

    def _made_from(self, entry: Entry, now: dict[Path, Stamp]) -> tuple[Stamp, ...] | None:
        """The files of a figure as they are now; None where one is missing, so that it is looked for again."""
        try:
            paths = project.inputs(entry)
            for path in paths:
                if path not in now:
                    old = self._stamps.get(path)
                    now[path] = old if old and unchanged(old) else stamped(path)
        except (BarometerError, OSError):
            return None
        return tuple(now[path] for path in paths)

    def _card(self, key: Key, entry: Entry, findings: tuple[Finding, ...], left_out: str) -> Card:
        seen = self._looked[key].seen
        stopped = isinstance(seen, BarometerError) or not seen.sheets
        good = self._good.get(key)
        state: State = "drawn"
        if left_out:
            state = "left out"
        elif stopped:
            state = "stopped"
        elif any(each.severity == "error" and each.acknowledged is None for each in findings):
            state = "wrong"
        return Card(
            page=entry.page,
            figure=entry.id,
            heading=entry.about.heading,
            path=entry.path,
            title=entry.spec.title if stopped or good is None else good.figure.spec.title,
            kind=entry.spec.kind,
            language=entry.survey.language,
            state=state,
            reason=left_out,
            findings=findings,
            thumbnail=next(self._proofs(good), None),
            stale=stopped,
        )

    def _broken(self, entries: Sequence[Entry], files: Sequence[Path], wrong: Sequence[Finding]) -> Iterator[Card]:
        """Specs that cannot be read: as they last could, or by the name of their file."""
        readable = {entry.path for entry in entries}
        headings = {entry.page: entry.about.heading for entry in entries}
        for path in (path for path in files if path not in readable):
            page, id = project.slug(path.resolve().parent.name), project.slug(path.stem)
            own = tuple(each for each in wrong if each.place.file == path.as_posix())
            found = own or tuple(each for each in wrong if _shared(Path(each.place.file), path))
            if not own and not project.wanted(page, id, self._only):
                continue
            before = [(key, good) for key, good in self._good.items() if good.entry.path == path]
            for key, good in before:
                yield replace(self._remembered(key, good), findings=found)
            if found and not before:
                yield Card(page, id, headings.get(page, path.parent.name), path, path.stem, findings=found)

    def _remembered(self, key: Key, good: _Good) -> Card:
        return Card(
            *key,
            good.entry.about.heading,
            good.entry.path,
            good.figure.spec.title,
            good.entry.spec.kind,
            good.entry.survey.language,
            thumbnail=next(self._proofs(good), None),
            stale=True,
        )

    def _proofs(self, good: _Good | None) -> Iterator[Proof]:
        """Every sheet in every language, the figure's own language first; each laid out when it is asked for."""
        if good is None:
            return
        own = good.entry.survey.language
        for language in (own, *(code for code in captions.LANGUAGES if code != own)):
            for preset in pipeline.wanted(good.figure, SHEETS):
                if (language, preset) not in good.proofs:
                    good.proofs[language, preset] = self._proof(good, language, preset)
                yield good.proofs[language, preset]

    def _proof(self, good: _Good, language: str, preset: Preset) -> Proof:
        try:
            entry, figure = good.entry, good.figure
            if language != entry.survey.language:
                entry = self._in_language(entry, language)
                figure = project.figure(entry, self._microdata)
            sheet = pipeline.on_sheet(figure, preset)
            pictures = encode.pictures(Path(entry.stem), sheet, FORMATS, preset.scales)
            return Proof(language, preset, pictures, sheet.scene, version=sheet.scene.digest()[:16])
        except BarometerError as error:
            return Proof(language, preset, error=error)
        except Exception as fault:
            return Proof(language, preset, error=unexpected(fault))

    def _in_language(self, entry: Entry, language: str) -> Entry:
        """A figure in another language: the one its spec makes for it, else the same words with another caption."""
        for each in self._looked.values():
            if each.entry.path == entry.path and each.entry.survey.language == language:
                return each.entry
        return replace(entry, survey=entry.survey.model_copy(update={"language": language}))


def unexpected(fault: Exception) -> BuildError:
    """What was not foreseen, told as an error: what it is, and where in the program."""
    frames = extract_tb(fault.__traceback__)
    where = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    said = "".join(str(fault).splitlines()[:1])
    return BuildError(f"{type(fault).__name__}: {said}{where}", "Report it as a fault of barometer, with the spec.")


def _seen(entry: Entry, microdata: project.Microdata) -> Seen:
    """A figure as it was looked at; what was not foreseen stops this figure, and no other."""
    try:
        return look(entry, microdata, SHEETS)
    except Exception as fault:
        return unexpected(fault)


def _shelves(cards: Sequence[Card], broken: Sequence[Card], before: Sequence[Card]) -> Iterator[Shelf]:
    """Pages in order; what cannot be read stands where it stood before, or last on its page."""
    pages: dict[str, list[Card]] = {card.page: [] for card in (*cards, *broken)}
    for card in cards:
        pages[card.page].append(card)
    names = [card.name for card in before]
    for card in broken:
        members = pages[card.page]
        earlier = names[: names.index(card.name)] if card.name in names else [each.name for each in members]
        members.insert(sum(each.name in earlier for each in members), card)
    for page, members in pages.items():
        yield Shelf(page, members[0].heading, tuple(members))


def _shared(file: Path, spec: Path) -> bool:
    """Whether a file says something of a spec: the survey and page of its folder, a survey above it."""
    folder = file.resolve().parent
    return (file.name == SURVEY and folder in spec.resolve().parents) or (
        file.name == PAGE and folder == spec.resolve().parent
    )


def _written(path: Path) -> bool:
    """Whether a file holds words about figures, not data: its edit leaves what was read of the data as it is."""
    return path.name.endswith(ENDINGS) and not path.name.endswith(CODEBOOK)


def _told(paths: Iterable[Path]) -> str:
    return ", ".join(path.as_posix() for path in paths)
