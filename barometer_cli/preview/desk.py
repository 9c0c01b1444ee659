"""What lies on the desk: the figures of a project as they are now, computed when asked for and kept until an edit."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock, RLock
from typing import Literal, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from barometer_cli import checks, pipeline, project
from barometer_cli.checks.account import Headline
from barometer_cli.errors import BarometerError, SpecError, TooFew, unexpected
from barometer_cli.export import encode, numbers, origin
from barometer_cli.export.check import Examination, Memory, Seen, conclude, look
from barometer_cli.export.headline import lines as lines_of
from barometer_cli.export.headline import values
from barometer_cli.export.manifest import ABSENT, SPECS, Stamp, stamped, unchanged
from barometer_cli.export.places import Places, places
from barometer_cli.languages import LANGUAGES
from barometer_cli.model.figure import Figure
from barometer_cli.model.finding import Evidence, Finding, Location
from barometer_cli.model.identity import Identity, PageIdentity, called, pages_called
from barometer_cli.model.naming import CODEBOOK, ENDINGS
from barometer_cli.model.preset import PRESETS, Preset
from barometer_cli.model.scene import Scene
from barometer_cli.preview.source import Excerpt, Line, excerpt, lines
from barometer_cli.project import Entry
from barometer_cli.suggest import suggest

SHEETS = tuple(PRESETS[name] for name in ("web", "mobile", "social"))
"""Sheets that are shown while figures are edited, where neither spec nor survey names any; the first is the list's."""

FORMATS = ("svg", "png")

Thing = TypeVar("Thing")

State = Literal["drawn", "wrong", "left out", "stopped"]
"""What becomes of a figure: "wrong" can be drawn and has errors, "stopped" has nothing that could be drawn."""


class Proof(Struct, frozen=True):
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


class Card(Struct, frozen=True):
    """A figure as the list tells of it.

    Attributes
    ----------
    identity, heading
        What tells it from every other, and what its page is called.
    path
        Its spec.
    title, kind, language
        As they were when the spec could last be read.
    address
        What it is called among all that there are; its folder in an address.
    state, reason
        What becomes of it, and why it is left out.
    findings
        In the order of the checks.
    headlines
        What of its headlines was proved.
    thumbnail, stale
        Its own sheet, None where there never was one; whether it is older than the files, which cannot be drawn now.
    """

    identity: Identity
    heading: str
    path: Path
    title: str
    kind: str = ""
    language: str = ""
    address: str = ""
    state: State = "stopped"
    reason: str = ""
    findings: tuple[Finding, ...] = ()
    headlines: tuple[Headline, ...] = ()
    thumbnail: Proof | None = None
    stale: bool = False

    @property
    def open(self) -> tuple[Finding, ...]:
        """Findings that nobody has acknowledged."""
        return tuple(finding for finding in self.findings if finding.acknowledged is None)


class Shelf(Struct, frozen=True):
    """A page: what tells it from every other, what it is called among all, its heading, its figures in order."""

    page: PageIdentity
    address: str
    heading: str
    cards: tuple[Card, ...]

    @property
    def told(self) -> str:
        """Its heading, with edition and language where that is needed."""
        several = self.address != self.page.page
        return f"{self.heading} ({self.page.edition}, {self.page.language})" if several else self.heading


class Overview(Struct, frozen=True):
    """All pages, and what is wrong with files that belong to no figure alone."""

    shelves: tuple[Shelf, ...]
    problems: tuple[Excerpt, ...]

    @property
    def cards(self) -> tuple[Card, ...]:
        """Every figure, in order."""
        return tuple(card for shelf in self.shelves for card in shelf.cards)


class View(Struct, frozen=True):
    """One figure with all there is to know of it.

    Attributes
    ----------
    card, shelf, before, after
        The figure, its page, and its neighbours in the list.
    place, of
        Its place in the list, from 1, and how many there are.
    proofs
        Its own language first, then the others; in each, every preset.
    figure
        As it was last computed; None where it never was.
    columns, rows
        Its numbers as `barometer table` prints them.
    stopped
        What keeps it from being drawn now, with the lines around.
    lines
        Its spec as it stands.
    elsewhere
        Findings that are in other files than its spec.
    """

    card: Card
    shelf: Shelf
    before: Card | None
    after: Card | None
    place: int
    of: int
    proofs: tuple[Proof, ...]
    figure: Figure | None
    columns: tuple[numbers.Column, ...]
    rows: tuple[tuple[str, ...], ...]
    stopped: tuple[Excerpt, ...]
    lines: tuple[Line, ...]
    elsewhere: tuple[Finding, ...]


class Suggested(Struct, frozen=True):
    """A headline that a figure could have: its words, the values it is of, the lines of the spec that it is."""

    title: str
    values: tuple[tuple[str, str], ...]
    lines: str


class _Looked(Struct, frozen=True):
    """A figure that was looked at, and what it was made from: the files, and how they were."""

    entry: Entry
    files: tuple[Path, ...]
    made_from: tuple[Stamp, ...]
    seen: Seen


class _Told(Struct, frozen=True):
    """A figure as the list told of it, and what it was told from."""

    looked: _Looked
    evidence: Evidence | None
    card: Card


class _Good(Struct, frozen=True):
    """A figure as it could last be drawn, and its proofs and suggested headlines that were asked for since."""

    entry: Entry
    figure: Figure
    proofs: dict[tuple[str, Preset], Proof] = field(default_factory=dict)
    suggested: list[tuple[Suggested, ...]] = field(default_factory=list)


class Desk:
    """The figures below some paths. It may be asked from several threads, and works for one at a time.

    Parameters
    ----------
    paths
        Spec files and folders.
    only
        Globs on the figures' names; none for all.
    """

    def __init__(self, paths: Iterable[Path], only: tuple[str, ...] = ()) -> None:
        self._found = project.Selection(tuple(paths), only, ())
        self._lock, self._noting = RLock(), Lock()
        self._touched: frozenset[str] | None = None
        self._changed = True
        self._microdata = project.Microdata()
        self._stamps: dict[Path, Stamp] = {}
        self._looked: dict[Identity, _Looked] = {}
        self._memory = Memory()
        self._good: dict[Identity, _Good] = {}
        self._cards: dict[Identity, _Told] = {}
        self._specs: dict[str, Path] = {}
        self._tables: dict[str, Path] = {}
        self._shared: frozenset[Path] = frozenset()
        self._overview = Overview((), ())
        self._places: Places | None = None

    def touch(self, files: frozenset[str] | None = None) -> None:
        """Note that files were edited: what is asked for next is as they are then.

        Parameters
        ----------
        files
            Their paths, as the system gives them; None where nobody knows which they are.
        """
        with self._noting:
            if not self._changed:
                self._touched = files
            elif files is None or self._touched is None:
                self._touched = None
            else:
                self._touched |= files
            self._changed = True

    def overview(self) -> Overview:
        """Everything there is, in order."""
        with self._lock:
            if self._changed:
                with self._noting:
                    touched, self._changed = self._touched, False  # an edit while the files are read is another one
                try:
                    self._overview = self._read(touched)
                except BaseException:
                    self.touch()
                    raise
            return self._overview

    def view(self, address: str) -> View | None:
        """One figure; None where there is none of this address."""
        with self._lock:
            overview = self.overview()
            cards = overview.cards
            place = next((i for i, card in enumerate(cards) if card.address == address), None)
            if place is None:
                return None
            card = cards[place]
            good = self._good.get(card.identity)
            columns, rows = numbers.grid(good.figure) if good else ([], [])
            stopping = [each for each in card.findings if each.severity == "error"] if card.state == "stopped" else []
            spec = lines(card.path, card.findings)
            told = [*stopping, *(each for line in spec for each in line.findings)]
            return View(
                card=card,
                shelf=next(shelf for shelf in overview.shelves if shelf.page == card.identity.on),
                before=cards[place - 1] if place else None,
                after=cards[place + 1] if place + 1 < len(cards) else None,
                place=place + 1,
                of=len(cards),
                proofs=tuple(self._proofs(good)),
                figure=good.figure if good else None,
                columns=tuple(columns),
                rows=tuple(rows),
                stopped=tuple(map(excerpt, stopping)),
                lines=spec,
                elsewhere=tuple(each for each in card.findings if each not in told),
            )

    def suggested(self, address: str) -> tuple[Suggested, ...] | None:
        """Headlines that a figure could have; None where there is none of this address that could be drawn."""
        with self._lock:
            card = next((card for card in self.overview().cards if card.address == address), None)
            good = self._good.get(card.identity) if card else None
        if good is None:
            return None
        if not good.suggested:  # beside the lock: nothing else waits until headlines are found
            found = suggest(good.figure)
            good.suggested.append(
                tuple(Suggested(each.title, values(each, good.figure), lines_of(each)) for each in found)
            )
        return good.suggested[0]

    def picture(self, address: str, name: str) -> tuple[str, bytes] | None:
        """A file of a figure by the name that `render` gives it: its format and its bytes; None where there is none."""
        with self._lock:
            card = next((card for card in self.overview().cards if card.address == address), None)
            for proof in self._proofs(self._good.get(card.identity)) if card else ():
                for picture in proof.pictures:
                    if picture.path == name:
                        return picture.encoder, encode.encode(encode.Task(address, (picture,)))[0]
            return None

    def places(self) -> Places:
        """Where an edit may touch a figure."""
        with self._lock:
            with suppress(Exception):  # the pages tell of it; the watch goes on, for an edit may mend it
                self.overview()
            self._places = self._places or places(self._found)
            return self._places

    def _read(self, touched: frozenset[str] | None) -> Overview:
        """The project as its files are now; only figures of which a file changed are computed."""
        paths, only = self._found.paths, self._found.only
        edited = self._edited(touched) if touched is not None else None
        try:
            self._found = selection = edited or project.search(paths, only)
        except BarometerError as error:
            self._found, self._places = project.Selection(paths, only, ()), None
            return Overview((), tuple(map(excerpt, checks.from_error(error, Location(_told(paths)), None))))
        self._look(selection.entries, touched if edited else None)
        examination = conclude([(each.entry, each.seen) for each in self._looked.values()], self._memory)
        broken = list(self._broken(selection))
        names = called([*(entry.identity for entry in selection.entries), *(card.identity for card in broken)])
        cards = [self._card(each, examination, names[each.identity]) for each in selection.entries]
        broken = [replace(each, address=names[each.identity]) for each in broken]
        shelves = tuple(_shelves(cards, broken, self._overview.cards))
        self._good = {identity: good for identity, good in self._good.items() if identity in names}
        specs = {each.path.as_posix() for each in selection.specs}
        wrong = checks.from_error(SpecError(selection.problems), Location(""), None)
        return Overview(shelves, tuple(excerpt(each) for each in wrong if each.place.file not in specs))

    def _edited(self, touched: frozenset[str]) -> project.Selection | None:
        """What was found before, its figures anew where their specs were edited.

        None where more may have changed than what figures that were there say, or tables that they are made from:
        everything is looked for again then.
        """
        found = self._found
        if found.unread or found.problems or not all(map(self._is_known, touched)):
            return None
        if not (specs := {self._specs[file] for file in touched if file in self._specs}):
            return found
        again = project.search(specs, found.only)
        anew = {entry.identity: entry for entry in again.entries}
        same = anew.keys() == {entry.identity for entry in found.entries if entry.path in specs}
        if again.unread or again.problems or not same:
            return None
        return replace(found, entries=tuple(anew.get(entry.identity, entry) for entry in found.entries))

    def _is_known(self, file: str) -> bool:
        """Whether a file is a spec, or a table, that was there and is."""
        path = self._specs.get(file) or self._tables.get(file)
        return path is not None and self._stamps[path].size != ABSENT and os.path.isfile(file)

    def _look(self, entries: Sequence[Entry], touched: frozenset[str] | None) -> None:
        """Look at the figures again of which a file changed, where it is known by which files were touched."""
        before, gone = self._stamps, self._gone(touched, entries)
        now = dict(before)
        for path in gone:
            now.pop(path, None)
        same = {entry.identity: old for entry in entries if (old := self._same(entry, gone))}
        files = {entry.identity: self._files(entry, now) for entry in entries if entry.identity not in same}
        changed = [path for path in gone if path in now and now[path] != before.get(path)]
        changed += now.keys() - before.keys()
        self._stamps = now
        if before.keys() != now.keys():
            self._places = None
            self._specs = {os.path.realpath(entry.path): entry.path for entry in entries}
            self._shared = frozenset(path for path in now if path.as_posix().endswith(SPECS))
            self._tables = {os.path.realpath(path): path for path in now if path.suffix not in ENDINGS}
        if any(not _written(path) for path in changed):
            self._microdata = project.Microdata()
        elif any(path.as_posix().endswith(SPECS) for path in changed):
            self._microdata.reconsider()
        looked: dict[Identity, _Looked] = {}
        for entry in entries:
            key = entry.identity
            if key in same:
                looked[key] = same[key]
                continue
            old, made_from = self._looked.get(key), tuple(now[path] for path in files[key])
            if old and (old.made_from == made_from or self._tells_the_same(entry, old, made_from)):
                looked[key] = replace(old, entry=entry, made_from=made_from)
                continue
            seen = look(entry, self._microdata, _sheets(entry))
            looked[key] = _Looked(entry, files[key], made_from, seen)
            if not isinstance(seen, BarometerError) and seen.sheets:
                self._good[key] = _Good(entry, seen.figure)
            elif isinstance(seen, TooFew):  # what must not be shown must not stay either
                self._good.pop(key, None)
        self._looked = looked

    def _tells_the_same(self, entry: Entry, old: _Looked, made_from: tuple[Stamp, ...]) -> bool:
        """Whether all that changed is what others ask of a figure's microdata, and its table is what it was."""
        if isinstance(old.seen, BarometerError) or entry.spec.data is None or not self._same_but_shared(old, made_from):
            return False
        try:
            table, before = self._microdata.table(entry, entry.spec.data), old.seen.figure.table
        except BarometerError:
            return False
        return (table, table.parts) == (before, before.parts)

    def _same_but_shared(self, old: _Looked, made_from: tuple[Stamp, ...]) -> bool:
        changed = {stamp.path for stamp in set(old.made_from) ^ set(made_from)}
        return all(path.endswith(SPECS) for path in changed)

    def _gone(self, touched: frozenset[str] | None, entries: Sequence[Entry]) -> frozenset[Path]:
        """Files that may be other than they were; what is drawn from microdata depends on what every spec asks."""
        if touched is None:
            return frozenset(self._stamps)
        gone = frozenset(self._specs.get(file) or self._tables[file] for file in touched)
        return gone if all(map(self._asks_the_same, entries)) else gone | self._shared

    def _asks_the_same(self, entry: Entry) -> bool:
        """Whether a figure asks of microdata what it asked when it was looked at."""
        old = self._looked[entry.identity].entry
        return old is entry or project.questions(old) == project.questions(entry)

    def _same(self, entry: Entry, gone: frozenset[Path]) -> _Looked | None:
        """A figure as it was looked at, where none of its files may be another."""
        old = self._looked.get(entry.identity)
        return old if old and old.entry is entry and gone.isdisjoint(old.files) else None

    def _files(self, entry: Entry, now: dict[Path, Stamp]) -> tuple[Path, ...]:
        """What a figure is made from; how that is now is noted, where it is not known already."""
        files = project.inputs(entry)
        for path in files:
            if path not in now:
                known = self._stamps.get(path)
                now[path] = known if known and unchanged(known) else stamped(path)
        return files

    def _card(self, entry: Entry, examination: Examination, address: str) -> Card:
        """A figure as the list tells of it; what it told before, where nothing of it is other than then."""
        looked = self._looked[entry.identity]
        findings, left_out = examination.of(entry), examination.left_out(entry)
        evidence, known = examination.looked_at(entry), self._cards.get(entry.identity)
        same = known and known.looked is looked and known.evidence is evidence
        if known and same and (known.card.findings, known.card.address) == (findings, address):
            return known.card
        card = self._told(entry, looked.seen, findings, left_out)
        card = replace(card, headlines=examination.headlines(entry), address=address)
        self._cards[entry.identity] = _Told(looked, evidence, card)
        return card

    def _told(self, entry: Entry, seen: Seen, findings: tuple[Finding, ...], left_out: str) -> Card:
        stopped = isinstance(seen, BarometerError) or not seen.sheets
        good = self._good.get(entry.identity)
        state: State = "drawn"
        if left_out:
            state = "left out"
        elif stopped:
            state = "stopped"
        elif any(each.severity == "error" and each.acknowledged is None for each in findings):
            state = "wrong"
        return Card(
            identity=entry.identity,
            heading=entry.about.heading,
            path=entry.path,
            title=entry.spec.title if stopped or good is None else good.figure.spec.title,
            kind=entry.spec.kind,
            language=entry.survey.language,
            state=state,
            reason=left_out,
            findings=findings,
            thumbnail=next(self._proofs(good), None),
            stale=stopped and not left_out,
        )

    def _broken(self, selection: project.Selection) -> Iterator[Card]:
        """Specs that cannot be read: as they last could, or by the name of their file."""
        readable = {entry.identity: entry for entry in selection.entries}
        known = (*selection.entries, *(good.entry for good in self._good.values()))
        told: set[Identity] = set()
        for each in selection.unread:
            findings = tuple(checks.from_error(SpecError(each.problems), Location(""), None))
            before = {
                identity: good
                for identity, good in self._good.items()
                if good.entry.path == each.path and identity not in readable and identity not in told
            }
            for good in before.values():
                yield replace(self._remembered(good), findings=findings)
            told |= set(before)
            if not before and each.identity not in told:
                beside = next((entry for entry in known if entry.path.parent == each.path.parent), None)
                identity = each.identity
                if beside and not identity.edition:  # its survey cannot be read now: as it could be before
                    identity = replace(beside.identity, figure=identity.figure)
                heading = beside.about.heading if beside else each.path.resolve().parent.name
                yield Card(identity, heading, each.path, each.path.stem, findings=findings)

    def _remembered(self, good: _Good) -> Card:
        return Card(
            good.entry.identity,
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
        for language in (own, *(code for code in LANGUAGES if code != own)):
            for preset in pipeline.wanted(good.figure, _sheets(good.entry)):
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
            told = origin.carried(entry, figure)
            pictures = encode.pictures(Path(entry.stem), entry.page, sheet, FORMATS, preset.scales, told)
            return Proof(language, preset, pictures, sheet.scene, version=sheet.scene.digest()[:16])
        except BarometerError as error:
            return Proof(language, preset, error=error)
        except Exception as fault:
            return Proof(language, preset, error=unexpected(fault))

    def _in_language(self, entry: Entry, language: str) -> Entry:
        """A figure in another language: the one its spec makes for it, else the same words with another caption."""
        for each in self._looked.values():
            if each.entry.survey.language == language and each.entry.path == entry.path:
                return each.entry
        return replace(entry, survey=entry.survey.model_copy(update={"language": language}))


def _shelves(cards: Sequence[Card], broken: Sequence[Card], before: Sequence[Card]) -> Iterator[Shelf]:
    """Pages in order; what cannot be read stands where it stood before, or last: a card on its page, a page of all."""
    order = [card.identity for card in before]
    pages = list(dict.fromkeys(card.identity.on for card in cards))
    for page in dict.fromkeys(card.identity.on for card in broken):
        if page not in pages:
            _put(page, pages, [identity.on for identity in order])
    members: dict[PageIdentity, list[Card]] = {page: [] for page in pages}
    for card in cards:
        members[card.identity.on].append(card)
    for card in broken:
        some = members[card.identity.on]
        place = [each.identity for each in some]
        _put(card.identity, place, order)
        some.insert(place.index(card.identity), card)
    names = pages_called(pages)
    for page in pages:
        yield Shelf(page, names[page], members[page][0].heading, tuple(members[page]))


def _put(one: Thing, some: list[Thing], before: Sequence[Thing]) -> None:
    """Put one among some: behind those that it stood behind before, or last."""
    earlier = before[: before.index(one)] if one in before else some
    some.insert(sum(each in earlier for each in some), one)


def _written(path: Path) -> bool:
    """Whether a file holds words about figures, not data: its edit leaves what was read of the data as it is."""
    return path.name.endswith(ENDINGS) and not path.name.endswith(CODEBOOK)


def _told(paths: Iterable[Path]) -> str:
    return ", ".join(path.as_posix() for path in paths)


def _sheets(entry: Entry) -> tuple[Preset, ...] | None:
    """The sheets among which a figure's spec chooses; None: those of its survey."""
    if entry.spec.sheets:
        return tuple(PRESETS.values())
    return None if "sheets" in entry.survey.model_fields_set else SHEETS
