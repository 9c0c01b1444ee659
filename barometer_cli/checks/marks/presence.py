"""Findings on what a sheet has: nothing unknown, nothing missing, nothing without a name."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from barometer_cli.checks.codes import Faults
from barometer_cli.checks.marks.picture import Picture, Share
from barometer_cli.checks.marks.relations import called, is_name_of
from barometer_cli.checks.marks.roles import BESIDE, CALLED, DRAWN, LIMITS, PRINTED, SINGLE, WRITTEN
from barometer_cli.checks.marks.words import by_group, sheet_words
from barometer_cli.layout.dots import dotless
from barometer_cli.messages import say
from barometer_cli.model.scene import Of, Role, Text


def check(picture: Picture) -> Faults:
    """Marks that are of nothing told, shares without a mark, and marks without a name."""
    yield from _unknown(picture)
    yield from _missing(picture)
    yield from _nameless(picture)


def _unknown(picture: Picture) -> Faults:
    """Marks that do not say what they are of, that are of nothing told, or that are there twice."""
    for mark in picture.sheet.scene.marks():
        if mark.of is None:
            yield "BAR607", say("{mark} does not say what it is of", mark=mark.id), mark.id
        elif isinstance(mark, Text) != (mark.of.role in WRITTEN):
            kind = type(mark).__name__.lower()
            message = say("{mark} is a {kind} and says that it is a {role}", mark=mark.id, kind=kind, role=mark.of.role)
            yield "BAR607", message, mark.id
    for of, marks in picture.marks.items():
        if not picture.tells(of):
            message = say("{mark} is of {share}, which is not shown", mark=marks[0].id, share=called(of))
            yield "BAR604", message, called(of)
        told_once = (*SINGLE, *BESIDE, "rest", "whole", "outer", "key", "blank", "class", "leader")
        if of.role in told_once and len(marks) > 1:
            message = say("{share} has {n} marks that are its {role}", share=called(of), n=len(marks), role=of.role)
            yield "BAR607", message, called(of)


def _missing(picture: Picture) -> Faults:
    """Shares without a value, a mark or an interval; hidden ones that nothing stands for; words of the sheet."""
    without = dotless(picture.figure.spec, picture.figure.table)
    limits = {of.role for of in picture.having(*LIMITS)}
    if picture.figure.spec.interval:
        limits.add("interval")
    roles: dict[Share, set[Role]] = {}
    for of in picture.marks:
        roles.setdefault((of.category, of.group), set()).add(of.role)
    for share in picture.wanted:
        name, has = called(Of("value", *share)), roles.get(share, set())
        if not has.intersection(PRINTED) and share not in picture.read_off | picture.shaded:
            yield "BAR604", say("the share of {share} is not printed", share=name), name
        if not has.intersection((*DRAWN, "total", "cell", "number")) and share not in without:
            yield "BAR607", say("{share} has no mark that tells its share", share=name), name
        if picture.having("stem") and not has.intersection(("stem", "reference")):
            yield "BAR607", say("no line leads from zero to {share}", share=name), name
        if "total" in has and "span" not in has and picture.having("span"):
            yield "BAR607", say("no bracket holds the parts of {share}", share=name), name
        if picture.told[share].interval and "reference" not in has and not has >= limits:
            yield "BAR607", say("the interval of {share} is not drawn", share=name), name
    for of, aside in picture.asides.items():
        if of not in picture.marks:
            yield "BAR604", say("{words!r} does not stand at {share}", words=aside, share=called(of)), called(of)
    table = picture.figure.table
    for group in table.groups:
        for category in table.unseen(group):
            told = any(of.group == group and of.category in (category, None) for of in picture.having("hidden"))
            if not told and not picture.map:
                yield "BAR607", say("nothing stands for the hidden share of {category}", category=category), category
    said = {picture.station(of) for of in picture.having("break")}
    for station in picture.stations:
        if station and picture.broken(station) and station not in said:
            message = say("nothing says that {station} cannot be compared with what stands before", station=station)
            yield "BAR604", message, station
    for role, words in sheet_words(picture.figure).items():
        if any(words) and Of(role) not in picture.marks:
            yield "BAR604", say("{what} is not on the sheet", what=say(CALLED[role])), words[0]


def _nameless(picture: Picture) -> Faults:
    """Categories, nets and groups that are drawn and not named, or named and not drawn; the only one needs no name."""
    table = picture.figure.table
    told = picture.having(*PRINTED, "hidden", *(("point",) if picture.read_off else ()))
    names = picture.having("label", "key label")
    named = {(of.category, None if of.category else of.group) for of in names}
    grouped = by_group(picture)
    named |= {(None, of.group) if grouped else (of.category, None) for of in picture.having("labelled value")}
    named |= {(of.category, None) for of in picture.having("heading")}
    categories = dict.fromkeys([category for category, _ in picture.wanted] + [of.category for of in told])
    wanted: list[Share] = [(category, None) for category in categories if category]
    if len(wanted) == 1 and (len(table.groups) > 1 or picture.figure.spec.text):
        wanted = []
    if len(table.groups) > 1:
        wanted += [(None, group) for group in table.groups]
    by_shade = picture.shaded.difference((of.category, of.group) for of in picture.having(*PRINTED))
    only_shaded = {(None, group) if grouped else (category, None) for category, group in by_shade}
    between = picture.stations[1:-1] if picture.is_timed else ()
    for share in (share for share in wanted if picture.station(Of("label", *share)) not in between):
        if share not in named and share not in only_shaded:
            name = called(Of("label", *share))
            yield "BAR607", say("nothing on the sheet names {share}", share=name), name
    if picture.sheet.scene.panels:
        yield from _nameless_in_panels(picture, between)
    colours, words = ({replace(of, role="key") for of in picture.having(role)} for role in ("key", "key label"))
    for of in colours ^ words:
        yield "BAR607", say("{share} has either a colour or a name in the key", share=called(of)), called(of)
    for of in names:
        if not any(is_name_of(of, other) for other in told):
            yield "BAR607", say("{share} is named, and nothing is told of it", share=called(of)), called(of)


def _nameless_in_panels(picture: Picture, between: Sequence[str | None]) -> Faults:
    """The same in a panel: what is printed there has its mark and names there, and what is in the key is in all."""
    told = picture.having(*PRINTED, "hidden")
    several = [len({getattr(of, axis) for of in told}) > 1 for axis in ("category", "group")]
    for of in told:
        names = (Of("label", of.category, None, of.panel), Of("label", None, of.group, of.panel))
        for name, more in zip(names, several, strict=True):
            if more and picture.station(name) not in between and name not in picture.marks:
                message = say("nothing in the panel {panel!r} names {share}", panel=of.panel, share=called(name))
                yield "BAR607", message, called(name)
        if of.role != "hidden" and not any(replace(of, role=role) in picture.marks for role in DRAWN):
            message = say("{share} has no mark in the panel {panel!r}", share=called(of), panel=of.panel)
            yield "BAR607", message, called(of)
    for key in picture.having("key"):
        for share in (each for each in picture.told if is_name_of(key, Of("point", *each))):
            for panel in picture.sheet.scene.panels:
                if picture.shares_in(panel.name, share) and not any(
                    Of(role, *share, panel.name) in picture.marks for role in DRAWN
                ):
                    told_of = called(Of("point", *share))
                    message = say(
                        "{share} is in the key, and has no mark in the panel {panel!r}", share=told_of, panel=panel.name
                    )
                    yield "BAR607", message, told_of
