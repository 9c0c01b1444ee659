"""What differs between two releases: numbers, words and pictures, illustration by illustration."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

from barometer_cli.errors import BuildError
from barometer_cli.export.manifest import FILE
from barometer_cli.messages import say
from barometer_cli.model.identity import Identity, PageIdentity, called
from barometer_cli.model.measure import SHARE, Measure
from barometer_cli.release.read import Download, Illustration, LeftOut, Release, Row, age, read

if TYPE_CHECKING:
    from barometer_cli.formats.compare import Difference

What = Literal["value", "low", "high", "n"]
Field = Literal["title", "subtitle", "caption", "alt", "description", "source", "published"]
Status = Literal["changed", "renamed", "probably renamed", "added", "removed", "same"]
Piece = tuple[Literal["same", "gone", "come"], str]

FIELDS: tuple[Field, ...] = ("title", "subtitle", "caption", "alt", "description", "source", "published")
VALUES: tuple[What, ...] = ("value", "low", "high")


class Number(Struct, frozen=True):
    """A printed number that changed, a value (of a share its per cent), limit or n; None where it is not told.

    Attributes
    ----------
    category, group
        The category is empty for an n that all categories of the group share, the group for the whole base.
    what
        Which number of it.
    old, new
        As they are printed; None where it is hidden or was not there.
    hidden_before, hidden_now
        Whether it is hidden.
    measures
        What the older and the newer value measure: the same, with decimals that may differ.
    """

    category: str
    group: str
    what: What
    old: float | None
    new: float | None
    hidden_before: bool = False
    hidden_now: bool = False
    measures: tuple[Measure, Measure] = (SHARE, SHARE)


class Wording(Struct, frozen=True):
    """A text that changed; an empty one was not there, or is gone."""

    field: Field
    old: str
    new: str

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The text word by word: what stayed, what is gone, what has come."""
        old, new = _words(self.old), _words(self.new)
        found: list[Piece] = []
        for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if tag == "equal":
                found.append(("same", "".join(old[i:j])))
                continue
            if j > i:
                found.append(("gone", "".join(old[i:j])))
            if m > k:
                found.append(("come", "".join(new[k:m])))
        return tuple(found)


class Redrawn(Struct, frozen=True):
    """A picture that looks different; one of the files is None where it was not there before, or is no more."""

    name: str
    old: Download | None
    new: Download | None
    difference: Difference | None


class Change(Struct, frozen=True):
    """What differs in one illustration.

    Attributes
    ----------
    name, page
        What it is called among those of both releases; the page of the new one that it belongs to, or did.
    old, new
        None where only one release has it.
    measures
        What its numbers measured and measure, where that is another; then they are not compared one by one.
    was
        What it was called before, where it has another name now or stands on another page.
    sure
        Whether it is the same figure for certain, as it shows the same; else only one of each release asks this
        question by this kind, and its numbers changed.
    """

    name: str
    page: PageIdentity

    old: Illustration | None
    new: Illustration | None
    numbers: tuple[Number, ...] = ()
    wordings: tuple[Wording, ...] = ()
    pictures: tuple[Redrawn, ...] = ()
    measures: tuple[Measure, Measure] | None = None
    was: str = ""
    sure: bool = True

    @property
    def illustration(self) -> Illustration:
        """The illustration as it is, or as it last was."""
        found = self.new or self.old
        assert found, "a change is of something"
        return found

    @property
    def status(self) -> Status:
        """What happened to it."""
        if self.old is None:
            return "added"
        if self.new is None:
            return "removed"
        if self.was:
            return "renamed" if self.sure else "probably renamed"
        return "changed" if self.measures or self.numbers or self.wordings or self.pictures else "same"


class Compared(Struct, frozen=True):
    """Two releases beside each other: the changes in the order of the new one, and figures that one does not show."""

    changes: tuple[Change, ...]
    left_out: tuple[LeftOut, ...] = ()


def changes(old: Path, new: Path, pictures: bool = True) -> Compared:
    """What differs between two releases, in the order of the new one; what is gone stands last.

    An edition of a page is compared with itself. Where the releases have none of a page in common, the newest edition
    of each is compared.

    Parameters
    ----------
    old, new
        Folders that `render` wrote, or their manifests.
    pictures
        Whether pictures are compared too, px by px.

    Raises
    ------
    BuildError
        If a folder holds no release, or a file of it is missing or was changed.
    """
    first, second = _release(old), _release(new)
    meant = _counterparts([page.identity for page in first.pages], [page.identity for page in second.pages])
    before = {_renamed(each.identity, meant): each for page in first.pages for each in page.illustrations}
    after = {each.identity: each for page in second.pages for each in page.illustrations}
    refused = {each.identity for each in second.left_out if each.refused}
    refused |= {_renamed(each.identity, meant) for each in first.left_out if each.refused}
    names = called((*after, *before))
    moved = _moved(before, after, refused)
    left = {was for was, _ in moved.values()}
    found = []
    for identity in dict.fromkeys((*after, *before)):
        if identity in refused or identity in left:
            continue
        was, sure = moved.get(identity, (identity, True))
        change = _change(names[identity], identity.on, before.get(was), after.get(identity), pictures)
        found.append(replace(change, was=names[was] if was != identity else "", sure=sure))
    left_out = (*(each for each in first.left_out if each.refused), *second.left_out)
    return Compared(tuple(found), tuple({each.identity: each for each in left_out}.values()))


def _counterparts(old: Sequence[PageIdentity], new: Sequence[PageIdentity]) -> dict[PageIdentity, PageIdentity]:
    """The page of the new release that a page of the old one is compared with, where that is of another edition."""
    meant: dict[PageIdentity, PageIdentity] = {}
    for page, language in {(each.page, each.language) for each in old}:
        was, is_ = ([each for each in some if (each.page, each.language) == (page, language)] for some in (old, new))
        if is_ and not set(was) & set(is_):
            meant[_newest(was)] = _newest(is_)
    return meant


def _newest(pages: Iterable[PageIdentity]) -> PageIdentity:
    return max(pages, key=lambda page: age(page.edition))


def _moved(
    before: Mapping[Identity, Illustration], after: Mapping[Identity, Illustration], refused: Collection[Identity]
) -> dict[Identity, tuple[Identity, bool]]:
    """Figures that have another name than before: the earlier one, and whether that is certain.

    They are found by all they show; where several show that, by their own name on another page. Of those that are left,
    one is probably another where no third of either release asks the same in the same way. A figure of another wave is
    another figure, unless the releases have no wave in common.
    """
    waves = {each.edition for each in before} & {each.edition for each in after}
    gone = [each for each in before if each not in after and each not in refused]
    come = [each for each in after if each not in before and each not in refused]
    found: dict[Identity, tuple[Identity, bool]] = {}
    old, new = (_by(release, _shown, waves) for release in (before, after))
    for shown, all_now in new.items():
        if not after[all_now[0]].rows and (len(all_now) > 1 or len(old.get(shown, ())) > 1):
            continue  # words alone tell no two figures apart that both say them
        then, now = ([each for each in old.get(shown, ()) if each in gone], [each for each in all_now if each in come])
        pairs = {(then[0], now[0])} if len(then) == 1 == len(now) else set()
        for figure in {each.figure for each in then} if not pairs else ():
            same = [[each for each in side if each.figure == figure] for side in (then, now)]
            if [len(side) for side in same] == [1, 1]:
                pairs.add((same[0][0], same[1][0]))
        found |= {is_: (was, True) for was, is_ in pairs}
    taken = {was for was, _ in found.values()}
    old, new = (_by(release, _asked, waves) for release in (before, after))
    for asked, now in new.items():
        then = old.get(asked, [])
        if len(then) == 1 == len(now) and then[0] in gone and now[0] in come and then[0] not in taken:
            found.setdefault(now[0], (then[0], False))
    return found


def _by(
    figures: Mapping[Identity, Illustration],
    told: Callable[[Illustration], Hashable | None],
    waves: Collection[str],
) -> dict[Hashable, list[Identity]]:
    """Figures by what is told of them, in which language and of which wave; those of which nothing is are left out."""
    found: dict[Hashable, list[Identity]] = {}
    for identity, each in figures.items():
        if about := told(each):
            found.setdefault((identity.edition if waves else "", identity.language, about), []).append(identity)
    return found


def _shown(each: Illustration) -> Hashable | None:
    """What a figure shows: its kind, its question and its numbers; of one without numbers, its words.

    Nothing where numbers stand without a question or subtitle: the same few may be those of anything.
    """
    if not each.rows:
        return (each.kind, each.title, each.description or each.caption or each.alt)
    about = _asked(each)
    return (about, each.measure, frozenset(each.rows)) if about else None


def _asked(each: Illustration) -> Hashable | None:
    """What a figure asks, and how it is drawn; nothing where it has no numbers or tells of no question."""
    question = each.question or each.subtitle
    return (each.kind, question, each.measure.name) if each.rows and question else None


def _renamed(figure: Identity, meant: Mapping[PageIdentity, PageIdentity]) -> Identity:
    """A figure of the old release as the new one would tell it from others."""
    return replace(figure, edition=meant.get(figure.on, figure.on).edition)


def _release(folder: Path) -> Release:
    if not folder.exists():
        raise BuildError(
            say("{folder}: there is no such folder", folder=folder), say("Name a folder that render wrote.")
        )
    if not folder.is_dir() and folder.name != FILE:
        raise BuildError(
            say("{folder}: this is no manifest", folder=folder), say("Name the folder, or the {file} in it.", file=FILE)
        )
    return read(folder if folder.is_dir() else folder.parent)


def _change(
    name: str, page: PageIdentity, old: Illustration | None, new: Illustration | None, pictures: bool
) -> Change:
    seen = tuple(_pictures(old, new)) if pictures else ()
    if old is None or new is None:
        return Change(name, page, old, new, pictures=seen)
    wordings = (Wording(field, getattr(old, field), getattr(new, field)) for field in FIELDS)
    measures = (old.measure, new.measure)
    alike = replace(old.measure, decimals=0) == replace(new.measure, decimals=0)
    return Change(
        name,
        page,
        old,
        new,
        tuple(_numbers(old.rows, new.rows, measures)) if alike else (),
        tuple(wording for wording in wordings if wording.old != wording.new),
        seen,
        None if alike else measures,
    )


def _numbers(old: tuple[Row, ...], new: tuple[Row, ...], measures: tuple[Measure, Measure]) -> Iterator[Number]:
    """Values and intervals category by category; then n, once where all categories of a group share it."""
    before = {(row.category, row.group): row for row in old}
    after = {(row.category, row.group): row for row in new}
    for place in dict.fromkeys((*after, *before)):
        for what in VALUES:
            for number in _number(place, what, before.get(place), after.get(place)):
                yield replace(number, measures=measures)
    for group in dict.fromkeys(group for _, group in (*after, *before)):
        bases = [{row.n for row in rows if row.group == group} for rows in (old, new)]
        if len(bases[0]) == 1 == len(bases[1]):
            (was,), (is_,) = bases
            if was != is_:
                yield Number("", group, "n", was, is_)
            continue
        for place in dict.fromkeys(place for place in (*after, *before) if place[1] == group):
            yield from _number(place, "n", before.get(place), after.get(place))


def _number(place: tuple[str, str], what: What, old: Row | None, new: Row | None) -> Iterator[Number]:
    was, is_ = (getattr(row, _FIELDS[what]) if row else None for row in (old, new))
    before, now = (what == "value" and row is not None and row.printed is None for row in (old, new))
    if was != is_ or before != now:
        yield Number(*place, what, was, is_, before, now)


_FIELDS: dict[What, str] = {"value": "printed", "low": "low", "high": "high", "n": "n"}


def _pictures(old: Illustration | None, new: Illustration | None) -> Iterator[Redrawn]:
    """The PNGs of each sheet at their smallest scale; other formats are drawn from the same scene."""
    from barometer_cli.formats.compare import compare

    before, after = (_sheets(each) if each else {} for each in (old, new))
    for sheet in dict.fromkeys((*after, *before)):
        was, is_ = before.get(sheet), after.get(sheet)
        if was is None or is_ is None:
            yield Redrawn(sheet, was, is_, None)
            continue
        first, second = _bytes(was), _bytes(is_)
        if first == second:
            continue
        try:
            difference = compare(first, second)
        except BuildError as error:
            raise BuildError(
                say(
                    "{source} and {other}: {message}",
                    source=was.source,
                    other=is_.source,
                    message=error.message,
                ),
                error.hint,
            ) from error
        if difference.share or difference.old != difference.new:
            yield Redrawn(sheet, was, is_, difference)


def _sheets(each: Illustration) -> dict[str, Download]:
    """PNGs by the end of their names, which is the sheet: what goes before it names figure, wave and language."""
    found: dict[str, Download] = {}
    for file in sorted((file for file in each.files if file.format == "png"), key=lambda file: file.width):
        stem = file.name.rpartition(f"-{each.language}-")[2]
        found.setdefault(re.sub(r"(@[\d.]+x)?\.png$", "", stem), file)
    return found


def _bytes(file: Download) -> bytes:
    try:
        return file.source.read_bytes()
    except OSError as error:
        raise BuildError(f"{file.source}: {error.strerror or error}", say("Draw it again: barometer render")) from error


def _words(text: str) -> list[str]:
    """Words with the space before them."""
    return re.findall(r"\s*\S+", text)
