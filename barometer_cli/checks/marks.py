"""Findings on what a sheet tells: every word, number, length, colour and place of it is that of the table.

Each mark says what it is of (`model/scene.py`) and is believed in nothing: its words are compared with the figure's,
its ends with one line of share against px, its colour with that of its key, its place with that of what it belongs to.
The proof is the same for every kind. A kind whose marks do not say what they are of, or that leaves a shown share
without a printed value, a mark or a name, is not proved, and that is a finding too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations, pairwise
from math import dist
from statistics import median_low
from typing import TypeAlias, get_args

from barometer_cli.checks import counts
from barometer_cli.checks.boxes import Box, Extent, apart, around, box, distance
from barometer_cli.checks.codes import finding
from barometer_cli.checks.maps import Map
from barometer_cli.layout import timeline
from barometer_cli.layout.colour import contrast
from barometer_cli.layout.dots import dotless
from barometer_cli.layout.groups import HIDDEN, group_label
from barometer_cli.layout.nesting import asides, outers, reach
from barometer_cli.layout.palette import emphasised, quiet
from barometer_cli.layout.ruler import FINEST, ground, written
from barometer_cli.layout.series import Lines, joined
from barometer_cli.layout.sides import Sides, sides
from barometer_cli.layout.text import SOFT_HYPHEN
from barometer_cli.layout.type import CAP_HEIGHT
from barometer_cli.model.caption import Asked, AskedOf, Shows, Synthetic
from barometer_cli.model.card import CardSpec
from barometer_cli.model.figure import Figure, Sheet
from barometer_cli.model.finding import Evidence, Finding
from barometer_cli.model.numbers import KeyNumberSpec
from barometer_cli.model.scene import (
    ORNAMENT,
    Aside,
    Circle,
    Dress,
    Image,
    Line,
    Mapped,
    Mark,
    Name,
    Number,
    Of,
    Path,
    Rect,
    Role,
    Text,
    Words,
)
from barometer_cli.model.spec import ScaledSpec
from barometer_cli.model.table import Cell, Net
from barometer_cli.model.theme import Theme

NEAR = 0.05
"""Slack of a place, px; places are rounded to 0.01 px."""
WHITE = 2
"""The most that a mark gives up of its length to the white before the next one, px."""
LED = 6
"""How far what leads from a point to its words may end from either, px."""
SEEN = 0.5
"""The least width of what is left empty that must be drawn, px."""

LED = 6
"""How far a leader ends from its mark and from its words, px."""
OVER = 24
"""How far a total stands at most from the end of what it adds up, px."""

PRINTED: tuple[Role, ...] = ("value", "labelled value", "key value", "total", "cell", "number")
SINGLE: tuple[Role, ...] = ("bar", "mirrored", "apart", "point", "reference", "span", "brace", "shade", "area")
DRAWN: tuple[Role, ...] = (*SINGLE, "dot")
BARS: tuple[Role, ...] = ("bar", "mirrored", "apart")
LIMITS: tuple[Role, ...] = ("interval", "low", "high")
BESIDE: tuple[Role, ...] = (*LIMITS, "stem")
"""Roles of what stands at the mark that tells a share."""
NAMES: tuple[Role, ...] = get_args(Name)
ASIDES: tuple[Role, ...] = get_args(Aside)
SHEET: tuple[Role, ...] = (*get_args(Words), *get_args(Dress))
WRITTEN: tuple[Role, ...] = (
    *get_args(Number), *ASIDES, *get_args(Words), "label", "key label", "heading", "quote mark", "class label",
)  # fmt: skip
"""Roles of texts; marks of all others are shapes and pictures."""
MAPPED: tuple[Role, ...] = get_args(Mapped)
"""Roles that only maps have."""

Share: TypeAlias = tuple[str | None, str | None]
"""The category, or net, and the group of a share."""
Found: TypeAlias = Iterator[tuple[str, str, str]]
"""Code, message and value of a finding."""


def check(release: Sequence[Evidence]) -> Iterator[Finding]:
    """Every sheet that was drawn."""
    for evidence in release:
        for sheet in evidence.sheets:
            for code, message, value in _of(_Picture(sheet, evidence.theme)):
                told = f"{sheet.preset.name}: {message}"
                yield finding(code, evidence.place(("title",)), evidence.identity, told, value=value)


def _of(picture: _Picture) -> Found:
    yield from _unknown(picture)
    yield from _missing(picture)
    yield from _nameless(picture)
    yield from _written(picture)
    yield from _measured(picture)
    yield from _read_off(picture)
    yield from _joined(picture)
    yield from _in_time(picture)
    yield from _totalled(picture)
    yield from _led(picture)
    yield from _strong(picture)
    yield from _tracked(picture)
    yield from _coloured(picture)
    yield from _placed(picture)
    yield from _over_sides(picture)
    yield from _numbered(picture)
    yield from _in_panels(picture)
    yield from _held(picture)
    yield from _shaded(picture)
    yield from _tabled(picture)
    yield from _headed(picture)
    yield from picture.map.check() if picture.map else ()
    yield from counts.check(picture.figure, picture.marks, picture.sheet.scene.background)


@dataclass(frozen=True)
class _Picture:
    """A sheet with its marks by what they are of."""

    sheet: Sheet
    theme: Theme

    @property
    def figure(self) -> Figure:
        return self.sheet.figure

    @cached_property
    def marks(self) -> dict[Of, list[Mark]]:
        """The marks of each thing in the order they are read: by line, from the left."""
        found: dict[Of, list[Mark]] = {}
        for mark in self.sheet.scene.marks():
            if mark.of:
                found.setdefault(mark.of, []).append(mark)
        return {of: sorted(marks, key=_reading) for of, marks in found.items()}

    @cached_property
    def map(self) -> Map | None:
        """The same as a map; None where it is none."""
        return Map(self.sheet, self.marks) if any(of.role in MAPPED for of in self.marks) else None

    @cached_property
    def boxes(self) -> dict[Of, Box]:
        """What the marks of each share and name cover together."""
        return {of: around(map(box, marks)) for of, marks in self.marks.items() if of.role not in SHEET}

    @cached_property
    def told(self) -> dict[Share, Cell | Net]:
        """Every share that may be drawn."""
        nets: dict[Share, Cell | Net] = {(net.label, net.group): net for net in self.figure.table.nets}
        return nets | {(cell.category, cell.group): cell for cell in self.figure.table.shown}

    @cached_property
    def wanted(self) -> tuple[Share, ...]:
        """Every share that must be drawn: what is shown, nets whose parts are, and whatever else has any mark."""
        table = self.figure.table
        shown = [(cell.category, cell.group) for cell in table.shown]
        nets = [(net.label, net.group) for group in table.groups for net in table.nets_of(group)]
        drawn = [(of.category, of.group) for of in self.having(*PRINTED, *DRAWN, *BESIDE)]
        return tuple(share for share in dict.fromkeys([*shown, *nets, *drawn]) if share in self.told)

    @property
    def shaded(self) -> frozenset[Share]:
        """Shares that need no number of their own: areas of a map whose shade the key tells."""
        return frozenset(self.map.shaded) if self.map else frozenset()

    @cached_property
    def roles(self) -> dict[Role, list[Of]]:
        """What there are marks of, by role."""
        found: dict[Role, list[Of]] = {}
        for of in self.marks:
            found.setdefault(of.role, []).append(of)
        return found

    @cached_property
    def sides(self) -> Sides | None:
        """The two sides of the answers; None where there are none."""
        return sides(self.figure)

    @cached_property
    def outers(self) -> dict[str, str]:
        """What each category and net is a part of."""
        return outers(self.figure)

    @cached_property
    def asides(self) -> dict[Of, str]:
        """Words between wholes and parts, and of what values are shares."""
        return asides(self.figure, self.outers)

    def length(self, of: Of) -> float:
        """The share, or value, that a bar is as long as: that of a part of the whole base also where it is told of its
        whole.
        """
        if of.category in self.outers:
            return reach(self.figure, of.category, self.outers)
        return self.told[of.category, of.group].value

    def having(self, *roles: Role) -> list[Of]:
        """What there are marks of, with one of these roles."""
        return [of for role in roles for of in self.roles.get(role, ())]

    def beside(self, of: Of, *roles: Role) -> list[Of]:
        """The same in the panel of something."""
        return [each for each in self.having(*roles) if each.panel == of.panel]

    def shares_in(self, panel: str, share: Share) -> bool:
        """Whether anything is told in a panel beside which a share that is compared with it belongs."""
        told = [of for of in self.having(*PRINTED, "hidden") if of.panel == panel]
        return self.having("course") != [] or any(share[0] == of.category or share[1] == of.group for of in told)

    def net(self, of: Of) -> Net | None:
        """The net that something is of."""
        told = self.told.get((of.category, of.group))
        return told if isinstance(told, Net) else None

    def reach(self, of: Of) -> Extent:
        """Where something begins and ends at right angles to the axis, px; points above one another are all alike."""
        low, high = self.across(self.boxes[of])
        alike = of.role == "point" and self.sheet.scene.axis == "y"
        return ((low + high) / 2,) * 2 if alike else (low, high)

    def centre(self, of: Of) -> tuple[float, float]:
        """The middle of what the marks of a share cover, px."""
        left, top, right, bottom = self.boxes[of]
        return (left + right) / 2, (top + bottom) / 2

    @cached_property
    def lines(self) -> Lines:
        """What lines join, and over what they run."""
        return joined(self.figure.table)

    @cached_property
    def _by_group(self) -> bool:
        """Whether lines run over the groups, each a category's."""
        return all(series.of_category for series in self.lines.series)

    @cached_property
    def stations(self) -> tuple[str | None, ...]:
        """What lines run over in order: where there are any, and where points are told by their height."""
        upright = self.sheet.scene.axis == "y" and self.having("point")
        return self.lines.stations if upright or self.having("course") or self._beside else ()

    @property
    def _beside(self) -> bool:
        """Whether points of one category and several groups stand on one row."""
        rows: dict[tuple[str | None, str | None], list[Extent]] = {}
        for of in self.having("point"):
            rows.setdefault((of.category, of.panel), []).append(self.across(self.boxes[of]))
        return any(_level(*pair) for row in rows.values() for pair in combinations(row, 2))

    def station(self, of: Of) -> str | None:
        """The station of something, were it at one: its group where lines run over groups, else its category."""
        return of.group if self._by_group else of.category

    def is_station(self, of: Of) -> bool:
        """Whether a name is that of a station that lines run over side by side."""
        named = of.category is None if self._by_group else of.category is not None
        return bool(self.stations) and named and self.sheet.scene.axis == "y"

    def is_series(self, of: Of) -> bool:
        """Whether a name is that of a line, which stands in a column at its end: its order there is what tells."""
        return bool(self.stations) and self.sheet.scene.axis == "y" and not self.is_station(of)

    def broken(self, station: str | None) -> str:
        """Why a station cannot be compared with those before; "" where it can."""
        return self.lines.broken(station) or "" if station in self.stations else ""

    @cached_property
    def is_timed(self) -> bool:
        """Whether lines run over waves side by side."""
        of_categories, of_groups = self.figure.table.shape
        role = of_groups if self._by_group else of_categories
        return bool(self.stations) and role == "waves" and self.sheet.scene.axis == "y"

    @cached_property
    def read_off(self) -> frozenset[Share]:
        """Shares that need no number of their own: points of a line between its ends, where there is a scale."""
        if not self.having("tick") or not self.stations:
            return frozenset()
        inner: set[Share] = set()
        for name, told in self.courses.items():
            inner |= {self.share(name, station) for station in told[1:-1]}
        return frozenset(inner)

    @cached_property
    def courses(self) -> dict[str | None, list[str | None]]:
        """Of each line that there may be the stations at which it has a value, in order."""
        found: dict[str | None, list[str | None]] = {}
        for station in self.stations:
            for category, group in self.told:
                if (group if self._by_group else category) == station:
                    found.setdefault(category if self._by_group else group, []).append(station)
        return found

    def share(self, name: str | None, station: str | None) -> Share:
        """The share of a line at a station."""
        return (name, station) if self._by_group else (station, name)

    def course(self, name: str | None, panel: str | None) -> Of:
        """What the line of a name is of."""
        return Of("course", name, None, panel) if self._by_group else Of("course", None, name, panel)

    @cached_property
    def origins(self) -> dict[str | None, tuple[float, float]]:
        """Of each panel where its scale is counted from: its left edge, and its foot as `along` has it, px."""
        return {None: (0.0, 0.0)} | {each.name: (each.x, -(each.y + each.height)) for each in self.sheet.scene.panels}

    def from_origin(self, at: float, panel: str | None) -> float:
        """A place along the axis (px) as it is in its panel."""
        left, foot = self.origins.get(panel, (0.0, 0.0))
        return at - (left if self.sheet.scene.axis == "x" else foot)

    @cached_property
    def scale(self) -> _Scale | None:
        """The line of share against px; None where nothing tells it."""
        rows = _rows(self)
        anchors = [*_end_to_end(self, rows), *_spanned(self, rows), *_alone(self), *_ticked(self)]
        placed = tuple(
            replace(each, at=self.from_origin(each.at, each.mark.of.panel if each.mark.of else None))
            for each in anchors
        )
        exact = sorted((each for each in placed if not each.before + each.beyond), key=lambda each: each.share)
        return _Scale(tuple(rows), placed, exact[0], exact[-1]) if exact else None

    def along(self, covered: Box) -> Extent:
        """Where something begins and ends along the axis, px in the direction in which shares grow."""
        left, top, right, bottom = covered
        return (left, right) if self.sheet.scene.axis == "x" else (-bottom, -top)

    def place(self, covered: Box) -> Extent:
        """The same to be ordered by: what two neighbours have in common is rounded alike."""
        start, end = self.along(covered)
        return round(round(start, 2), 1), round(round(end, 2), 1)

    def across(self, covered: Box) -> Extent:
        """The same at right angles to the axis."""
        left, top, right, bottom = covered
        return (top, bottom) if self.sheet.scene.axis == "x" else (left, right)


def _reading(mark: Mark) -> tuple[float, float]:
    if isinstance(mark, Text):
        return mark.y, mark.x
    left, top, _, _ = box(mark)
    return top, left


def _name(of: Of) -> str:
    """What a mark is of, in a message."""
    return " · ".join(name for name in (of.category, of.group) if name) or of.role


# -- nothing unknown, nothing missing ----------------------------------------------------------------------------------


def _unknown(picture: _Picture) -> Found:
    """Marks that do not say what they are of, that are of nothing told, or that are there twice."""
    for mark in picture.sheet.scene.marks():
        if mark.of is None:
            yield "BAR607", f"{mark.id} does not say what it is of", mark.id
        elif isinstance(mark, Text) != (mark.of.role in WRITTEN):
            kind = type(mark).__name__.lower()
            yield "BAR607", f"{mark.id} is a {kind} and says that it is a {mark.of.role}", mark.id
    for of, marks in picture.marks.items():
        if not _told(picture, of):
            yield "BAR604", f"{marks[0].id} is of {_name(of)}, which is not shown", _name(of)
        told_once = (*SINGLE, *BESIDE, "rest", "whole", "outer", "key", "blank", "class", "leader")
        if of.role in told_once and len(marks) > 1:
            yield "BAR607", f"{_name(of)} has {len(marks)} marks that are its {of.role}", _name(of)


def _told(picture: _Picture, of: Of) -> bool:
    """Whether the table tells what a mark says it is of."""
    table = picture.figure.table
    if of.role in MAPPED:
        return picture.map is not None and picture.map.tells(of)
    if of.role in (*PRINTED, *DRAWN, *BESIDE, "leader"):
        return (of.category, of.group) in picture.told
    if of.role in ASIDES:
        return of in picture.asides
    if of.role == "outer":
        return of.category in picture.outers
    if of.role == "hidden":
        return any(each.group == of.group and of.category in (None, each.category) for each in table.hidden)
    if of.role == "heading":
        return of.category in {*table.categories.sections.values(), *table.breakdown.sections.values()}
    if of.role == "course":
        return any(
            (of.category or category, group if of.category else of.group) == (category, group)
            for category, group in picture.told
        )
    if of.role == "break":
        return bool(picture.broken(picture.station(of)))
    if of.role in NAMES and of.category is not None:
        known = (*(category for category, _ in picture.told), *(hidden.category for hidden in table.hidden))
        return of.category in known
    return of.role not in (*NAMES, "rest", "vacant", "whole") or of.group in table.groups


def _missing(picture: _Picture) -> Found:
    """Shares without a value, a mark or an interval; hidden ones that nothing stands for; words of the sheet."""
    without = dotless(picture.figure.spec, picture.figure.table)
    limits = {of.role for of in picture.having(*LIMITS)}
    if picture.figure.spec.interval:
        limits.add("interval")
    roles: dict[Share, set[Role]] = {}
    for of in picture.marks:
        roles.setdefault((of.category, of.group), set()).add(of.role)
    for share in picture.wanted:
        name, has = _name(Of("value", *share)), roles.get(share, set())
        if not has.intersection(PRINTED) and share not in picture.read_off | picture.shaded:
            yield "BAR604", f"the share of {name} is not printed", name
        if not has.intersection((*DRAWN, "total", "cell", "number")) and share not in without:
            yield "BAR607", f"{name} has no mark that tells its share", name
        if picture.having("stem") and "stem" not in has:
            yield "BAR607", f"no line leads from zero to {name}", name
        if picture.told[share].interval and "reference" not in has and not has >= limits:
            yield "BAR607", f"the interval of {name} is not drawn", name
    for of, aside in picture.asides.items():
        if of not in picture.marks:
            yield "BAR604", f"{aside!r} does not stand at {_name(of)}", _name(of)
    table = picture.figure.table
    for group in table.groups:
        for category in table.unseen(group):
            told = any(of.group == group and of.category in (category, None) for of in picture.having("hidden"))
            if not told and not picture.map:
                yield "BAR607", f"nothing stands for the hidden share of {category}", category
    said = {picture.station(of) for of in picture.having("break")}
    for station in picture.stations:
        if station and picture.broken(station) and station not in said:
            yield "BAR604", f"nothing says that {station} cannot be compared with what stands before", station
    for role, words in _sheet_words(picture.figure).items():
        if any(words) and Of(role) not in picture.marks:
            yield "BAR604", f"the {role} is not on the sheet", words[0]


def _nameless(picture: _Picture) -> Found:
    """Categories, nets and groups that are drawn and not named, or named and not drawn; the only one needs no name."""
    table = picture.figure.table
    told = picture.having(*PRINTED, "hidden", *(("point",) if picture.read_off else ()))
    names = picture.having("label", "key label")
    named = {(of.category, None if of.category else of.group) for of in names}
    by_group = _by_group(picture)
    named |= {(None, of.group) if by_group else (of.category, None) for of in picture.having("labelled value")}
    named |= {(of.category, None) for of in picture.having("heading")}
    categories = dict.fromkeys([category for category, _ in picture.wanted] + [of.category for of in told])
    wanted: list[Share] = [(category, None) for category in categories if category]
    if len(wanted) == 1 and (len(table.groups) > 1 or picture.figure.spec.text):
        wanted = []
    if len(table.groups) > 1:
        wanted += [(None, group) for group in table.groups]
    by_shade = picture.shaded.difference((of.category, of.group) for of in picture.having(*PRINTED))
    only_shaded = {(None, group) if by_group else (category, None) for category, group in by_shade}
    between = picture.stations[1:-1] if picture.is_timed else ()
    for share in (share for share in wanted if picture.station(Of("label", *share)) not in between):
        if share not in named and share not in only_shaded:
            name = _name(Of("label", *share))
            yield "BAR607", f"nothing on the sheet names {name}", name
    if picture.sheet.scene.panels:
        yield from _nameless_in_panels(picture, between)
    colours, words = ({replace(of, role="key") for of in picture.having(role)} for role in ("key", "key label"))
    for of in colours ^ words:
        yield "BAR607", f"{_name(of)} has either a colour or a name in the key", _name(of)
    for of in names:
        if not any(_names(of, other) for other in told):
            yield "BAR607", f"{_name(of)} is named, and nothing is told of it", _name(of)


def _nameless_in_panels(picture: _Picture, between: Sequence[str | None]) -> Found:
    """The same in a panel: what is printed there has its mark and names there, and what is in the key is in all."""
    told = picture.having(*PRINTED, "hidden")
    several = [len({getattr(of, axis) for of in told}) > 1 for axis in ("category", "group")]
    for of in told:
        names = (Of("label", of.category, None, of.panel), Of("label", None, of.group, of.panel))
        for name, more in zip(names, several, strict=True):
            if more and picture.station(name) not in between and name not in picture.marks:
                yield "BAR607", f"nothing in the panel {of.panel!r} names {_name(name)}", _name(name)
        if of.role != "hidden" and not any(replace(of, role=role) in picture.marks for role in DRAWN):
            yield "BAR607", f"{_name(of)} has no mark in the panel {of.panel!r}", _name(of)
    for key in picture.having("key"):
        for share in (each for each in picture.told if _names(key, Of("point", *each))):
            for panel in picture.sheet.scene.panels:
                if picture.shares_in(panel.name, share) and not any(
                    Of(role, *share, panel.name) in picture.marks for role in DRAWN
                ):
                    told_of = _name(Of("point", *share))
                    yield "BAR607", f"{told_of} is in the key, and has no mark in the panel {panel.name!r}", told_of


# -- words and numbers -------------------------------------------------------------------------------------------------


def _by_group(picture: _Picture) -> bool:
    """Whether groups of one category are what is told apart."""
    return len(picture.figure.table.groups) > 1 and len({category for category, _ in picture.told}) == 1


def _written(picture: _Picture) -> Found:
    """Texts that do not read as the figure has them."""
    for of, marks in picture.marks.items():
        lines = [mark.text for mark in marks if isinstance(mark, Text)]
        if not lines or of.role == "tick" or not _told(picture, of):
            continue
        right = _right(picture, of)
        if not any(says(lines, words) for words in right):
            read = " ".join(lines)
            yield "BAR604", f"{marks[0].id} reads {read!r}; {' or '.join(map(repr, right))} is right", read


def _right(picture: _Picture, of: Of) -> tuple[str, ...]:
    """What a text may read."""
    figure = picture.figure
    table = figure.table
    if of.role == "hidden":
        names = f"{HIDDEN} {', '.join(table.unseen(of.group))}"
        return (HIDDEN,) if of.category else (HIDDEN, names)
    if of.role == "heading":
        return (of.category or "",)
    if of.role == "class label":
        return picture.map.right(of) if picture.map else ()
    if of.role in NAMES:
        if isinstance(figure.spec, KeyNumberSpec) and (own := figure.spec.texts.get(of.category or of.group or "")):
            return (own,)
        if of.role == "label" and picture.is_station(of):
            words = picture.lines.words(figure, picture.station(of))
            return (words[0] if of.panel else " ".join(words),)
        if of.category is None:
            return group_label(figure, of.group), group_label(figure, of.group, headed=True)
        return table.drawn(of.category), table.categories.inside(table.drawn(of.category))
    if of.role == "break":
        return (picture.broken(picture.station(of)),)
    if of.role in ASIDES:
        return (picture.asides[of],)
    if of.role in PRINTED:
        printed = figure.locale.value(picture.told[of.category, of.group].value)
        if of.role != "labelled value":
            return (printed,)
        called = of.group or figure.words.total if _by_group(picture) else table.drawn(of.category or "")
        return (f"{called} {printed}",)
    return _sheet_words(figure).get(of.role, ("",))


def _sheet_words(figure: Figure) -> dict[Role, tuple[str, ...]]:
    """The words of a sheet that are not of single shares, each as it may read."""
    spec, speaker, words = figure.spec, figure.spec.speaker, figure.words
    if spec.quote and speaker:
        return {
            "quote": (spec.quote,),
            "speaker": (speaker.name,),
            "position": (speaker.title,),
            "source": (spec.source or figure.survey.name,),
            "quote mark": (words.quote_mark,),
        }
    credit = (f"{words.source}: {figure.credit}" if figure.credit else "",)
    notice = (words.synthetic if figure.survey.synthetic else "",)
    if isinstance(spec, CardSpec):
        return {
            "kicker": (words.kinds[spec.kind],),
            "title": (spec.title,),
            "workplace": (spec.workplace,),
            "text": (spec.text or "",),
            "points": (" ".join(spec.points),),
            "address": (f"{words.more}: {spec.address}" if spec.address else "",),
            "source": credit,
            "notice": notice,
        }
    told = [(fact, text) for fact, text in figure.caption.sentences if not isinstance(fact, Synthetic)]
    beside = [text for fact, text in told if not isinstance(fact, Shows | Asked | AskedOf)]
    return {
        "title": (spec.title,),
        "subtitle": (spec.subtitle or "",),
        "text": (spec.text or "",),
        "note": (" ".join(beside if isinstance(spec, KeyNumberSpec) else [text for _, text in told]),),
        "source": credit,
        "notice": notice,
    }


def says(lines: Sequence[str], words: str) -> bool:
    """Whether lines read together are the words; a hyphen at the end of a line may be one that only breaks a word."""
    rest = _squeezed(words)
    for line in map(_squeezed, lines):
        if not rest.startswith(line):
            line = line.removesuffix("-")
        if not rest.startswith(line):
            return False
        rest = rest[len(line) :]
    return not rest


def _squeezed(text: str) -> str:
    return "".join(text.replace(SOFT_HYPHEN, "").split())


# -- lengths and positions ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A place of a mark (px along the axis) that stands for a share; it may lie so many px before or beyond that."""

    mark: Mark
    share: float
    at: float
    before: float = 0.0
    beyond: float = 0.0


@dataclass(frozen=True, slots=True)
class _Row:
    """Bars that lie end to end, in order, and the mark of what they leave of 100 %; `start` is how much is before 0."""

    parts: tuple[tuple[Of, float], ...]
    rest: Of | None
    start: float = 0.0

    def until(self, part: int) -> float:
        """The share at which a part begins."""
        return sum(share for _, share in self.parts[:part]) - self.start

    def holds(self, net: Net) -> bool:
        """Whether all parts of a net are among its own."""
        return sum(_holds(net, part) for part, _ in self.parts) == len(net.parts)


@dataclass(frozen=True, slots=True)
class _Scale:
    """The line of share against px through the least and the largest that stand at an exact place."""

    rows: tuple[_Row, ...]
    anchors: tuple[_Anchor, ...]
    low: _Anchor
    high: _Anchor

    @property
    def pace(self) -> float:
        """Px of a share of 1, or of 1 of another measure."""
        return (self.high.at - self.low.at) / ((self.high.share - self.low.share) or 1.0)

    def at(self, share: float) -> float:
        """Where a share stands, px."""
        return self.low.at + self.pace * (share - self.low.share)


def _measured(picture: _Picture) -> Found:
    """Marks that do not lie on one line of share against px."""
    if (scale := picture.scale) is None:
        return
    alone = len({anchor.mark for anchor in scale.anchors if anchor.mark.of != Of("zero")}) == 1
    for anchor in scale.anchors:
        right = scale.at(anchor.share)
        if not -anchor.before - NEAR <= anchor.at - right <= anchor.beyond + NEAR:
            told = f"{anchor.mark.id} has {100 * anchor.share:.4g} % at {abs(anchor.at):.2f} px"
            yield "BAR605", f"{told}; {abs(right):.2f} px is right", anchor.mark.id
    yield from _columned(picture, scale.at(1.0) - scale.at(0.0))
    completed = any(row.rest for row in scale.rows) or alone
    for row in scale.rows if picture.figure.table.measure.whole and not picture.sides else ():
        if row.rest or not (completed or len(row.parts) > 1):
            continue
        left = scale.at(1.0) - scale.at(row.until(len(row.parts)))
        if left > WHITE + SEEN + NEAR:
            name = _name(row.parts[-1][0])
            yield "BAR605", f"what is left of 100 % after {name} is not drawn: {left:.2f} px", name


def _read_off(picture: _Picture) -> Found:
    """Numbers of a scale that are no numbers, that do not stand at even steps, or not round all that is drawn.

    That they stand at what they say is proved with all that does: `_measured`.
    """
    told: dict[str | None, list[float]] = {}
    for of in picture.having("tick"):
        for mark in picture.marks[of]:
            if (value := _said(picture, mark)) is None:
                yield "BAR605", f"{mark.id} is no number of the scale", mark.id
            else:
                told.setdefault(of.panel, []).append(value)
    spec, measure = picture.figure.spec, picture.figure.table.measure
    held = ground(measure, spec.baseline if isinstance(spec, ScaledSpec) else None)
    drawn = [*(anchor.share for anchor in picture.scale.anchors), *held] if picture.scale else []
    for ticks in told.values():
        ticks.sort()
        steps = {round(after - before, 6) for before, after in pairwise(ticks)}
        if len(steps) != 1:
            yield "BAR605", f"the numbers of the scale do not stand at even steps: {ticks}", "tick"
        elif drawn and not (ticks[0] - 1e-6 <= min(drawn) and max(drawn) <= ticks[-1] + 1e-6):
            yield "BAR605", f"the scale ends at {ticks[0]:g} and {ticks[-1]:g}, and what is drawn does not", "tick"


def _said(picture: _Picture, mark: Mark) -> float | None:
    """The value that a number of the scale says, where it is written as the figure writes numbers."""
    locale = picture.figure.locale
    if not isinstance(mark, Text) or (number := locale.read(mark.text)) is None:
        return None
    value = locale.measure.unrounded(number)
    ways = {written(value, locale, decimals, full) for decimals in range(FINEST + 1) for full in (True, False)}
    return value if mark.text in ways else None


def _joined(picture: _Picture) -> Found:
    """Lines that do not run from centre to centre of neighbours, over what is missing or cannot be compared."""
    points = {of: picture.centre(of) for of in picture.having("point")}
    panels = {of.panel for of in points} if picture.stations else set()
    for name, stations in picture.courses.items():
        for panel in panels:
            at = {s: points[of] for s in stations if (of := Of("point", *picture.share(name, s), panel)) in points}
            wanted = {
                (one, other)
                for one, other in pairwise(picture.stations)
                if one in at and other in at and not picture.broken(other)
            }
            of = picture.course(name, panel)
            drawn: set[tuple[str | None, str | None]] = set()
            for mark in picture.marks.get(of, ()):
                corners = [
                    {station for station, place in at.items() if dist(place, corner) <= NEAR}
                    for corner in _corners(mark)
                ]
                if not all(corners):
                    yield "BAR605", f"{mark.id} does not run through the points of {_name(of)}", mark.id
                for before, after in pairwise(filter(None, corners)):
                    joins = {(one, other) for one in before for other in after}
                    drawn |= joins & wanted
                    if not joins & wanted:
                        said = f"{' or '.join(map(str, before))} and {' or '.join(map(str, after))}"
                        yield "BAR605", f"{mark.id} joins {said} of {_name(of)}, which are no neighbours", mark.id
            for one, other in wanted - drawn:
                yield "BAR607", f"no line joins {one} and {other} of {_name(of)}", _name(of)


def _corners(mark: Mark) -> list[tuple[float, float]]:
    """Where a line begins, turns and ends, px."""
    match mark:
        case Path():
            return [(step[-2], step[-1]) for step in mark.points]
        case Line():
            return [(mark.x1, mark.y1), (mark.x2, mark.y2)]
        case _:
            return []


def _in_time(picture: _Picture) -> Found:
    """Points of one wave, or group, that do not stand above one another, and waves not as far apart as in time."""
    if picture.sheet.scene.axis != "y" or not picture.stations:
        return
    found: dict[str | None, dict[str | None, float]] = {}
    for of in picture.having("point"):
        places, station = found.setdefault(of.panel, {}), picture.station(of)
        x = picture.centre(of)[0]
        if abs(places.setdefault(station, x) - x) > NEAR:
            yield "BAR605", f"{_name(of)} does not stand above the others of {station}", _name(of)
    if not picture.is_timed:
        return
    times = dict(
        zip(picture.stations, timeline.places([s or "" for s in picture.stations], picture.lines.axis), strict=True)
    )
    for places in found.values():
        first, last = min(places, key=times.__getitem__), max(places, key=times.__getitem__)
        pace = (places[last] - places[first]) / ((times[last] - times[first]) or 1.0)
        for station, x in places.items():
            right = places[first] + pace * (times[station] - times[first])
            if abs(x - right) > NEAR:
                yield "BAR605", f"{station} stands at {x:.2f} px in time; {right:.2f} px is right", station or ""


def _strong(picture: _Picture) -> Found:
    """Bars that are thicker or thinner than others: their areas would tell another share than their lengths."""
    extents = {of: picture.across(picture.boxes[of]) for of in picture.having(*BARS)}
    strengths = {of: round(high - low, 1) for of, (low, high) in extents.items()}
    usual = median_low(strengths.values()) if strengths else 0.0
    for of, strength in strengths.items():
        if strength != usual:
            yield "BAR605", f"the bar of {_name(of)} is {strength:g} px thick, and others {usual:g} px", _name(of)


def _tracked(picture: _Picture) -> Found:
    """Bars without a track where they must or others have one, and tracks that do not lie under their bar."""
    tracks, everybody = picture.having("whole", "outer"), picture.figure.table.measure.whole
    for track in tracks:
        if replace(track, role="bar") not in picture.marks:
            yield "BAR605", f"the track of {_name(track)} has no bar", _name(track)
    for bar in picture.having("bar") if tracks or picture.outers else ():
        own = next((each for each in tracks if _same(each, bar)), None)
        if own is None and (everybody or bar.category in picture.outers):
            yield "BAR605", f"the bar of {_name(bar)} lies on no track of what it is a part of", _name(bar)
        elif own and any(
            abs(one - other) > NEAR
            for one, other in zip(*(picture.across(picture.boxes[each]) for each in (own, bar)), strict=True)
        ):
            yield "BAR605", f"the track of {_name(bar)} does not lie under its bar", _name(bar)


def _rows(picture: _Picture) -> list[_Row]:
    lying: dict[tuple[float, float, str | None, str | None], list[Of]] = {}
    for of in picture.having("bar", "rest"):
        if _told(picture, of):
            low, high = picture.across(picture.boxes[of])
            lying.setdefault((round(low, 1), round(high, 1), of.group, of.panel), []).append(of)
    rows = []
    for found in lying.values():
        found.sort(key=lambda of: picture.place(picture.boxes[of]))
        parts = tuple((of, picture.length(of)) for of in found if of.role == "bar")
        start = sum(_before_zero(picture, of, share) for of, share in parts)
        rows.append(_Row(parts, next((of for of in found if of.role == "rest"), None), start))
    return rows


def _before_zero(picture: _Picture, of: Of, share: float) -> float:
    """How much of a part lies before zero: all of one that is against, half of what is between the sides."""
    found = picture.sides
    if found and of.category in found.negative:
        return share
    return share / 2 if found and of.category in found.neutral else 0.0


def _columned(picture: _Picture, pace: float) -> Found:
    """Bars beside the scale that are not as long as their share on it, or do not begin where their name does.

    `pace` are the px of 100 %.
    """
    for of in picture.having("apart"):
        start, end = picture.along(picture.boxes[of])
        name, right = Of("label", of.category), pace * picture.told[of.category, of.group].value
        first = picture.along(box(picture.marks[name][0]))[0] if name in picture.marks else start
        if abs(end - start - right) > NEAR or abs(start - first) > NEAR:
            told = f"{_name(of)} has a bar of {end - start:.2f} px from {start:.2f} px"
            yield "BAR605", f"{told}; {right:.2f} px from {first:.2f} px is right", _name(of)


def _totalled(picture: _Picture) -> Found:
    """Totals that do not stand at the end of the row whose parts they add up, on the side of these."""
    rows = _rows(picture)
    for of in picture.having("total"):
        net, text = picture.net(of), picture.boxes[of]
        row = next((row for row in rows if net and row.holds(net)), None)
        if not (net and row):
            yield "BAR606", f"the total of {_name(of)} stands at no parts that it adds up", _name(of)
            continue
        lying = around(picture.boxes[part] for part in (*(part for part, _ in row.parts), row.rest) if part)
        (low, high), (start, end) = picture.along(lying), picture.along(text)
        against = bool(picture.sides and picture.sides.of(net) == "negative")
        away = low - end if against else start - high
        if not 0 <= away <= OVER or not _level(picture.across(text), picture.across(lying)):
            yield "BAR606", f"the total of {_name(of)} does not stand at the end of its parts", _name(of)
    for category in dict.fromkeys(of.category for of in picture.having("total")):
        name = Of("label", category)
        if name in picture.boxes and not _heads(picture, name):
            yield "BAR606", f"the label of {_name(name)} does not stand at its totals", _name(name)


def _heads(picture: _Picture, name: Of) -> bool:
    """Whether the name of totals stands right above one of them, or on their side of zero."""
    left, top, right, bottom = picture.boxes[name]
    totals = [of for of in picture.having("total") if of.category == name.category]
    nets = [net for of in totals if (net := picture.net(of))]
    if picture.sides and nets:
        against = picture.sides.of(nets[0]) == "negative"
        zeros = [picture.along(box(mark))[1] for mark in picture.marks.get(Of("zero"), ())]
        start, end = picture.along(picture.boxes[name])
        return all(end <= zero if against else start >= zero for zero in zeros)
    first = min((picture.boxes[of] for of in totals), key=lambda covered: covered[0])
    return distance((first[0], first[1]), (left, top, right, bottom)) <= OVER and bottom <= first[1] + NEAR


def _led(picture: _Picture) -> Found:
    """Leaders that do not lead from a part to its words, and values beside their part to which none leads."""
    for of in picture.having("leader") if not picture.map else ():
        mark, bar = picture.marks[of][0], picture.boxes.get(Of("bar", of.category, of.group))
        words = picture.boxes.get(Of("value", of.category, of.group))
        tips = mark.points if isinstance(mark, Path) else ()
        ends = [(step[-2], step[-1]) for step in tips[:1] + tips[-1:]]
        if len(ends) < 2 or not (bar and words) or distance(ends[0], bar) > LED or distance(ends[1], words) > LED:
            yield "BAR606", f"a line does not lead from {_name(of)} to its value", _name(of)
    for row in _rows(picture):
        for of, _ in row.parts if len(row.parts) > 1 else ():
            value = Of("value", of.category, of.group)
            if value not in picture.boxes or Of("leader", of.category, of.group) in picture.marks:
                continue
            left, top, right, bottom = picture.boxes[value]
            if distance(((left + right) / 2, (top + bottom) / 2), picture.boxes[of]) > 0:
                yield "BAR606", f"the value of {_name(of)} stands beside it, and no line leads there", _name(of)


def _end_to_end(picture: _Picture, rows: Sequence[_Row]) -> Iterator[_Anchor]:
    """Both ends of bars and of what they leave; a bar that something follows gives up the white before it."""
    for row in rows:
        for part, (of, share) in enumerate(row.parts):
            mark, (start, end) = picture.marks[of][0], picture.along(picture.boxes[of])
            followed = part + 1 < len(row.parts) or row.rest
            yield _Anchor(mark, row.until(part), start)
            yield _Anchor(mark, row.until(part) + share, end, WHITE if followed else 0.0)
        if row.rest:
            mark, (start, end) = picture.marks[row.rest][0], picture.along(picture.boxes[row.rest])
            yield _Anchor(mark, row.until(len(row.parts)), start)
            yield _Anchor(mark, 1.0, end)


def _spanned(picture: _Picture, rows: Sequence[_Row]) -> Iterator[_Anchor]:
    """Both ends of brackets over the parts of a row."""
    for of in picture.having("span"):
        net = picture.net(of)
        for row in rows if net else ():
            held = [part for part, (other, _) in enumerate(row.parts) if net and _holds(net, other)]
            if net and len(held) == len(net.parts):
                mark, (start, end) = picture.marks[of][0], picture.along(picture.boxes[of])
                first, stroke = row.until(min(held)), mark.width if isinstance(mark, Path) else 0.0
                narrow = stroke if end - start <= stroke + NEAR else 0.0
                yield _Anchor(mark, first, start)
                yield _Anchor(mark, first + sum(row.parts[part][1] for part in held), end, WHITE, narrow)


def _alone(picture: _Picture) -> Iterator[_Anchor]:
    """The places of everything that stands by itself at a share."""
    reflected = _reflected(picture)
    for of in picture.having("zero", "whole", "outer", "mirrored", "point", "reference", *BESIDE):
        told = picture.told.get((of.category, of.group))
        lower, upper = (told.interval if told else None) or (0.0, 0.0)
        for mark in picture.marks[of]:
            start, end = picture.along(box(mark))
            match of.role:
                case "zero":
                    yield _Anchor(mark, 0.0, reflected.get(of.group, start + end) - start)
                case "mirrored":
                    yield _Anchor(mark, 0.0, reflected[of.group] - end)
                    yield _Anchor(mark, told.value if told else 0.0, reflected[of.group] - start)
                case "outer":
                    yield _Anchor(mark, 0.0, start)
                    whole = replace(of, category=picture.outers.get(of.category or ""))
                    yield _Anchor(mark, picture.length(whole), end)
                case "whole" | "interval":
                    yield _Anchor(mark, 0.0 if of.role == "whole" else lower, start)
                    yield _Anchor(mark, 1.0 if of.role == "whole" else upper, end)
                case "stem":
                    low, high = sorted((0.0, told.value if told else 0.0))
                    yield _Anchor(mark, low, start)
                    yield _Anchor(mark, high, end)
                case "low" | "high":
                    yield _Anchor(mark, lower if of.role == "low" else upper, (start + end) / 2)
                case _:
                    yield _Anchor(mark, told.value if told else 0.0, (start + end) / 2)


def _reflected(picture: _Picture) -> dict[str | None, float]:
    """By group whose bars go against the axis: the sum of any place on its side and of that which it mirrors, px."""
    zeros = {of.group: picture.along(picture.boxes[of]) for of in picture.having("zero")}
    groups = dict.fromkeys(of.group for of in picture.having("mirrored"))
    other = next((end for group, (_, end) in zeros.items() if group not in groups), 0.0)
    return {group: zeros[group][0] + other if group in zeros else 0.0 for group in groups}


def _ticked(picture: _Picture) -> Iterator[_Anchor]:
    """The places of the numbers of a scale: of a text the middle of its capitals, or where it is centred."""
    for of in picture.having("tick"):
        for mark in picture.marks[of]:
            if isinstance(mark, Text) and (value := _said(picture, mark)) is not None:
                upright = -(mark.y - mark.size * CAP_HEIGHT / 2)
                yield _Anchor(mark, value, mark.x if picture.sheet.scene.axis == "x" else upright)


def _holds(net: Net, of: Of) -> bool:
    """Whether a mark is of a part of a net."""
    return of.group == net.group and of.category in net.parts


# -- colours -----------------------------------------------------------------------------------------------------------


def _coloured(picture: _Picture) -> Found:
    """Keys of another colour than their marks, or of the same as another key; what steps out or back wrongly."""
    keys = {of: _colour(picture.marks[of][0]) for of in picture.having("key")}
    bars = {of: _colour(picture.marks[of][0]) for of in picture.having(*BARS, "point", "dot")}
    for of, fill in bars.items():
        if fill == picture.sheet.scene.background:
            yield "BAR606", f"{_name(of)} is drawn in the colour of the sheet: {fill}", _name(of)
    for of in picture.having("course") if picture.sheet.scene.axis == "y" else ():
        for other, fill in bars.items():
            stroke = _colour(picture.marks[of][0])
            if of.panel == other.panel and _runs_through(of, other) and fill != stroke:
                yield "BAR606", f"the line of {_name(of)} is drawn in {stroke}, and its points in {fill}", _name(of)
    fills: dict[str | None, str] = {}
    for of in (of for row in _rows(picture) if len(row.parts) > 1 for of, _ in row.parts):
        if fills.setdefault(of.category, bars[of]) != bars[of]:
            yield "BAR606", f"{_name(of)} is drawn in {bars[of]}, and elsewhere in {fills[of.category]}", _name(of)
    for key, colour in keys.items():
        for of, fill in bars.items():
            if _names(key, of) and fill != colour:
                yield "BAR606", f"{_name(of)} is drawn in {fill}, and its key is {colour}", _name(of)
    for (key, colour), (other, fill) in combinations(keys.items(), 2):
        if colour == fill:
            yield "BAR606", f"{_name(key)} and {_name(other)} have the same colour in the key: {fill}", _name(other)
    if picture.figure.spec.emphasis:
        yield from _emphasised(picture, bars)
    else:
        yield from _outstanding(picture, bars)


def _emphasised(picture: _Picture, bars: Mapping[Of, str]) -> Found:
    """What is emphasised in a colour of what is not, or in one that steps back."""
    table, emphasis = picture.figure.table, picture.figure.spec.emphasis
    strong = [of for of in bars if any(emphasised(name, emphasis, table) for name in (of.category, of.group))]
    back = {fill for of, fill in bars.items() if of not in strong}
    for of in strong if back else ():
        if bars[of] in (*back, *quiet(picture.theme.colours)):
            yield "BAR606", f"{_name(of)} is emphasised, and drawn in {bars[of]} as what is not", _name(of)


def _outstanding(picture: _Picture, bars: Mapping[Of, str]) -> Found:
    """Parts that stand out more than the net that they are in."""
    ground = picture.sheet.scene.background
    for of, fill in bars.items():
        net = picture.net(of)
        for other, colour in bars.items() if net else ():
            if net and _holds(net, other) and contrast(colour, ground) > contrast(fill, ground):
                yield "BAR606", f"{_name(other)} stands out more than {net.label}, whose part it is", _name(other)


def _colour(mark: Mark) -> str:
    match mark:
        case Rect() | Circle() | Text():
            return mark.fill
        case Path():
            return mark.fill or mark.stroke or ""
        case Line():
            return mark.stroke
        case Image():
            return ""


def _runs_through(course: Of, of: Of) -> bool:
    """Whether a point is one of those that a line joins."""
    return course.category == of.category if course.category is not None else course.group == of.group


def _names(name: Of, of: Of) -> bool:
    """Whether a label or a key is of a mark."""
    return name.category == of.category if name.category is not None else name.group == of.group


# -- places ------------------------------------------------------------------------------------------------------------


def _placed(picture: _Picture) -> Found:
    """Texts, intervals and brackets that stand at what they are not of, or in another order than their marks."""
    for of in picture.having("label", "value", "labelled value", "base", "share of another", "span", *BESIDE):
        own, others = _belonging(picture, of)
        if not own:
            continue
        left, top, right, bottom = picture.boxes[of]
        place, at = ((left + right) / 2, (top + bottom) / 2), sum(picture.across(picture.boxes[of])) / 2
        others = [each for each in others if not any(_on_one_another(picture, each, other) for other in own)]
        near, far = (
            min((apart(at, picture.reach(each)) for each in found), default=float("inf")) for found in (others, own)
        )
        on = of.role != "span" and any(distance(place, picture.boxes[each]) == 0 for each in others)
        mark = picture.marks[own[0]][0]
        slack = 2 * mark.r if isinstance(mark, Circle) and of.role == "value" else NEAR
        elsewhere = near < far - slack and not (of.role == "label" and picture.is_series(of))
        led = _is_led(picture, of, own) or (of.role == "value" and Of("leader", of.category, of.group) in picture.marks)
        if on or (elsewhere and not led and not _close(picture, of, own, others)):
            yield "BAR606", f"the {of.role} of {_name(of)} stands at a mark that is not of it", _name(of)
    points = [picture.along(picture.boxes[of]) for of in picture.having("point")]
    for of in picture.having("label"):
        foot, head = picture.along(picture.boxes[of])
        if picture.is_station(of) and not of.panel and head > min(points)[0] and foot < max(points)[1]:
            yield "BAR606", f"the label of {_name(of)} stands among the lines, not above or below them", _name(of)
    for role in ("label", "value", "labelled value"):
        yield from _out_of_order(picture, picture.having(role))
    yield from _level_with(picture)
    keys = picture.having("key")
    for of in picture.having("key label", "key value") if keys else ():
        left, top, _, bottom = box(picture.marks[of][0])
        start = left, (top + bottom) / 2
        nearest = min(keys, key=lambda key: distance(start, picture.boxes[key]))
        if not _same(nearest, of):
            yield "BAR606", f"the {of.role} of {_name(of)} stands at the key of {_name(nearest)}", _name(of)


def _over_sides(picture: _Picture) -> Found:
    """Names of groups that do not stand over their own bars, where these go to both sides."""
    mirrored = {of.group for of in picture.having("mirrored")}
    for of in (of for of in picture.having("label") if of.category is None and mirrored):
        start, end = picture.along(picture.boxes[of])
        zeros = {each.group in mirrored: picture.along(picture.boxes[each]) for each in picture.having("zero")}
        bars = [picture.across(picture.boxes[each]) for each in picture.having(*BARS)]
        zero, _ = zeros.get(True, (end, end))
        _, other = zeros.get(False, (start, start))
        beyond = end > zero + NEAR if of.group in mirrored else start < other - NEAR
        if beyond or picture.across(picture.boxes[of])[1] > min(top for top, _ in bars):
            yield "BAR606", f"the label of {_name(of)} does not stand over its side", _name(of)


def _numbered(picture: _Picture) -> Found:
    """Words of large numbers that begin at another number; those of counted marks are proved with these."""
    numbers = picture.having("number", "hidden")
    alone = picture.having("number") and not picture.having("dot", "vacant")
    for of in picture.having("label") if alone else ():
        first = left, top, _, _ = box(picture.marks[of][0])
        level = [number for number in numbers if _level(*map(picture.across, (first, picture.boxes[number])))]
        nearest = min(level or numbers, key=lambda number: distance((left, top), picture.boxes[number]))
        if not _names(of, nearest):
            yield "BAR606", f"the label of {_name(of)} stands at the number of {_name(nearest)}", _name(of)


def _level_with(picture: _Picture) -> Found:
    """ "Of which" that does not stand at a part; names away from their columns and the parts of these."""
    labels = picture.having("label")
    for of in picture.having("of which"):
        parts = [each for each in labels if picture.outers.get(each.category or "") == of.category]
        if not any(_level(*(picture.across(picture.boxes[each]) for each in (of, part))) for part in parts):
            yield "BAR606", f"{picture.asides[of]!r} does not stand at a part of {of.category}", _name(of)
    if picture.sheet.scene.axis == "y" and picture.having("bar"):
        names = [of for of in labels if not of.category]
        lines = {of: min(mark.y for mark in picture.marks[of] if isinstance(mark, Text)) for of in names}
        for of, line in lines.items():
            if abs(line - median_low(lines.values())) > NEAR:
                yield "BAR606", f"the label of {_name(of)} does not stand on the line of the others", _name(of)
        last = max(_rows(picture), key=lambda row: picture.across(picture.boxes[row.parts[0][0]]))
        for of, _ in last.parts if len(last.parts) > 1 else ():
            if not _named_beside(picture, of):
                yield "BAR606", f"the label of {of.category} does not stand beside it", of.category or ""


def _named_beside(picture: _Picture, bar: Of) -> bool:
    """Whether the name of a part of a column, where it is not in a key, is level with the part, or with its value where
    that was moved.
    """
    name, value = Of("label", bar.category), Of("value", bar.category, bar.group)
    if name not in picture.boxes or value not in picture.boxes:
        return True
    (low, high), (left, top, right, bottom) = picture.along(picture.boxes[name]), picture.boxes[value]
    within = distance(((left + right) / 2, (top + bottom) / 2), picture.boxes[bar]) == 0
    return apart((low + high) / 2, picture.along(picture.boxes[bar if within else value])) <= NEAR


def _held(picture: _Picture) -> Found:
    """Braces that do not lie beside the bars of all their parts, and of nothing else."""
    bars = {of: picture.across(picture.boxes[of]) for of in picture.having("bar", "point")}
    for of in picture.having("brace"):
        net, (start, end) = picture.net(of), picture.across(picture.boxes[of])
        parts = [extent for each, extent in bars.items() if net and _holds(net, each)]
        first, last = min((low for low, _ in parts), default=0.0), max((high for _, high in parts), default=0.0)
        within = [each for each, (low, high) in bars.items() if start - NEAR <= (low + high) / 2 <= end + NEAR]
        strange = [each for each in within if not (net and _holds(net, each))]
        mark = picture.marks[of][0]
        stroke = mark.width if isinstance(mark, Path) else 0.0
        if abs(start + stroke / 2 - first) > NEAR or abs(end - stroke / 2 - last) > NEAR or strange:
            yield "BAR605", f"the brace of {_name(of)} is not beside all its parts and nothing else", _name(of)


def _shaded(picture: _Picture) -> Found:
    """Grounds that are paler than those of values nearer to the least, or to zero; of both poles in one colour."""
    table, ground = picture.figure.table, picture.sheet.scene.background
    shades = [(of, picture.told[of.category, of.group].value) for of in picture.having("shade") if _told(picture, of)]
    signed = table.measure.signed
    shades.sort(key=lambda each: (each[1] < 0, abs(each[1])) if signed else (False, each[1]))
    fills = {of: _colour(picture.marks[of][0]) for of, _ in shades}
    for (one, less), (other, more) in pairwise(shades):
        if signed and (less < 0) != (more < 0):
            continue
        same = table.printed(picture.told[one.category, one.group]) == table.printed(
            picture.told[other.category, other.group]
        )
        faint = contrast(fills[other], ground) < contrast(fills[one], ground)
        if faint or (same and fills[one] != fills[other]):
            yield (
                "BAR605",
                f"{_name(other)} is in {fills[other]}, and what is no larger is in {fills[one]}",
                _name(other),
            )
    below = {fills[of] for of, value in shades if value < 0}
    middle = {fills[of] for of, value in shades if value >= 0 and fills[of] in below}
    if signed and len(middle) > 1:
        yield "BAR605", f"values below and above zero are both in {', '.join(sorted(middle))}", sorted(middle)[0]


def _tabled(picture: _Picture) -> Found:
    """Cells that do not stand in the row and column of what they are of, or in the middle of their ground."""
    cells = picture.having("cell", "hidden") if picture.having("cell") else []
    middles = {of: _middle(picture.boxes[of]) for of in cells}
    across = len({round(x) for x, _ in middles.values()}) > 1
    columns = [of for of in picture.having("label") if of.category is None and across]
    rows = [of for of in picture.having("label") if of not in columns]
    for of, (x, y) in middles.items():
        row = min(rows, key=lambda each: _under(y, picture.boxes[each]), default=None)
        column = min(columns, key=lambda each: abs(_middle(picture.boxes[each])[0] - x), default=None)
        if any(name and not _names(name, of) for name in (row, column)):
            yield "BAR606", f"the value of {_name(of)} stands in the row or column of another", _name(of)
        ground = picture.boxes.get(Of("shade", of.category, of.group))
        if ground and (distance((x, y), ground) > 0 or abs(_middle(ground)[0] - x) > NEAR):
            yield "BAR606", f"the value of {_name(of)} does not stand in the middle of its ground", _name(of)


def _middle(covered: Box) -> tuple[float, float]:
    left, top, right, bottom = covered
    return (left + right) / 2, (top + bottom) / 2


def _under(y: float, label: Box) -> float:
    """How far below a label, or beside its middle, a row stands; labels further down are of other rows."""
    _, top, _, bottom = label
    return max(0.0, y - bottom) if top <= y else float("inf")


def _headed(picture: _Picture) -> Found:
    """Headings that do not stand right above those that are in their section."""
    table, headings = picture.figure.table, picture.having("heading")
    tops = {of: picture.boxes[of][1] for of in headings}
    sections = {**table.categories.sections, **table.breakdown.sections}
    for of in picture.having("label"):
        parts = next((net.parts for net in table.nets if net.label == of.category), (of.category or of.group or "",))
        within = {sections.get(part) for part in parts}
        section = within.pop() if len(within) == 1 else None
        above = [each for each in headings if tops[each] <= picture.boxes[of][1]]
        over = max(above, key=lambda each: tops[each], default=None)
        if headings and section != (over.category if over else None):
            yield "BAR606", f"the label of {_name(of)} does not stand under its section", _name(of)


def _belonging(picture: _Picture, of: Of) -> tuple[list[Of], list[Of]]:
    """What something belongs to, and what of the same sort it does not belong to."""
    bars, totals = picture.beside(of, *BARS, "point"), picture.having("total")
    spans = picture.beside(of, "span", "brace")
    if of.role == "labelled value" and Of("reference", of.category, of.group) in picture.marks:
        return [], []  # it names a line across all rows
    if of.role == "label" and of.category is None and picture.having("mirrored"):
        return [], []  # it stands over its side
    if of.role == "label" and picture.having("dot", "vacant", "number"):
        return [], []  # where words stand beside counted marks, or a large number, is proved with these
    if of.role == "label" and any(_names(of, total) for total in totals if of.category):
        return _parted(totals, lambda other: _names(of, other))
    if of.role == "label":
        braced = {(each.category, each.group) for each in picture.having("brace", "reference")}
        led = {(each.category, each.group) for each in picture.having("leader")}
        numbers = picture.beside(of, "value", "labelled value", "hidden")
        told = {(each.category, each.group) for each in numbers}
        beside = [
            each
            for each in (*bars, *spans, *(each for each in numbers if (each.category, each.group) not in led))
            if (each.category, each.group) not in braced and (not of.panel or (each.category, each.group) in told)
        ]
        return _parted(beside, lambda other: _names(of, other))
    if of.role == "span":
        beside = [other for other in (*bars, *spans) if other != of]
        return _parted(beside, lambda other: other.group == of.group)
    return _parted(bars if of.role in BESIDE else [*bars, *spans], lambda other: _same(of, other))


def _parted(all: Sequence[Of], own: Callable[[Of], bool]) -> tuple[list[Of], list[Of]]:
    return [each for each in all if own(each)], [each for each in all if not own(each)]


def _same(one: Of, other: Of) -> bool:
    """Whether two marks are of one share."""
    return (one.category, one.group) == (other.category, other.group)


def _on_one_another(picture: _Picture, one: Of, other: Of) -> bool:
    """Whether two points lie on one another, so that a value stands at both."""
    a, b = picture.boxes[one], picture.boxes[other]
    return (
        {one.role, other.role} == {"point"}
        and _level((a[0], a[2]), (b[0], b[2]))
        and _level((a[1], a[3]), (b[1], b[3]))
    )


def _close(picture: _Picture, of: Of, own: Sequence[Of], others: Sequence[Of]) -> bool:
    """Whether a value stands right beside its point, wherever its middle is."""
    words = picture.boxes[of]
    near, far = (
        min((distance(picture.centre(each), words) for each in found if each.role == "point"), default=float("inf"))
        for found in (own, others)
    )
    return near < far


def _is_led(picture: _Picture, of: Of, own: Sequence[Of]) -> bool:
    """Whether a thin line leads from words to a point that they are of."""
    words = picture.boxes[of]
    for mark in picture.marks.get(ORNAMENT, ()):
        if isinstance(mark, Line):
            start, end = _corners(mark)
            if distance(end, words) < LED and any(distance(start, picture.boxes[each]) < LED for each in own):
                return True
    return False


def _out_of_order(picture: _Picture, texts: Sequence[Of]) -> Found:
    """Texts of one line that follow one another otherwise than the marks of one row that they belong to."""
    homes = {of: _home(picture, of, own) for of in texts if (own := _belonging(picture, of)[0])}
    for (one, home), (other, its) in combinations(homes.items(), 2):
        if one.panel != other.panel or picture.is_station(one) != picture.is_station(other):
            continue
        written, drawn = (picture.boxes[one], picture.boxes[other]), (picture.boxes[home], picture.boxes[its])
        led = any(_is_led(picture, text, [at]) for text, at in ((one, home), (other, its)))
        pairs = (drawn,) if {home.role, its.role} == {"point"} and not led else (written, drawn)
        if all(_level(*map(picture.across, pair)) for pair in pairs):
            (first, second), (before, after) = (
                [sum(picture.place(each)) for each in pair] for pair in (written, drawn)
            )
            if abs(before - after) > 2 * NEAR and (first < second) != (before < after):
                yield "BAR606", f"the {one.role}s of {_name(one)} and {_name(other)} have changed places", _name(one)


def _home(picture: _Picture, of: Of, own: Sequence[Of]) -> Of:
    """What a text stands at: the first that it is of; the name of a line at its last point."""
    if of.role != "label" or not picture.is_series(of):
        return own[0]
    name = of.category if of.category is not None else of.group
    last = Of("point", *picture.share(name, picture.courses[name][-1]), of.panel)
    return last if last in own else own[0]


def _level(one: Extent, other: Extent) -> bool:
    """Whether two extents meet."""
    return min(one[1], other[1]) - max(one[0], other[0]) > NEAR


def _in_panels(picture: _Picture) -> Found:
    """Marks outside the panel that they say they stand in, and panels on one another."""
    panels = {
        each.name: (each.x, each.y, each.x + each.width, each.y + each.height) for each in picture.sheet.scene.panels
    }
    for mark in picture.sheet.scene.marks():
        if mark.of is None or mark.of.panel is None:
            continue
        left, top, right, bottom = box(mark)
        room = panels.get(mark.of.panel)
        if room is None:
            yield "BAR607", f"{mark.id} is of the panel {mark.of.panel!r}, which is not on the sheet", mark.id
        elif left < room[0] - NEAR or top < room[1] - NEAR or right > room[2] + NEAR or bottom > room[3] + NEAR:
            yield "BAR606", f"{mark.id} does not stand in its panel {mark.of.panel!r}", mark.id
    for (one, a), (other, b) in combinations(panels.items(), 2):
        if _level((a[0], a[2]), (b[0], b[2])) and _level((a[1], a[3]), (b[1], b[3])):
            yield "BAR606", f"the panels {one!r} and {other!r} lie on one another", one
