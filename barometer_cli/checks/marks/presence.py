"""Findings on what a sheet has: nothing unknown, nothing missing, nothing without a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from barometer_cli.checks.codes import Found
from barometer_cli.checks.marks.picture import Picture, Share
from barometer_cli.checks.marks.relations import called, is_name_of
from barometer_cli.checks.marks.roles import BESIDE, DRAWN, LIMITS, PRINTED, SINGLE, WRITTEN
from barometer_cli.checks.marks.words import by_group, sheet_words
from barometer_cli.layout.dots import dotless
from barometer_cli.messages import say
from barometer_cli.model.scene import Of, Role, Text


def check(picture: Picture) -> Found:
    """Marks that are of nothing told, shares without a mark, and marks without a name."""
    yield from _unknown(picture)
    yield from _missing(picture)
    yield from _nameless(picture)


def _unknown(picture: Picture) -> Found:
    """Marks that do not say what they are of, that are of nothing told, or that are there twice."""
    for mark in picture.sheet.scene.marks():
        if mark.of is None:
            yield "BAR607", say("{id} does not say what it is of", id=mark.id), mark.id
        elif isinstance(mark, Text) != (mark.of.role in WRITTEN):
            kind = type(mark).__name__.lower()
            yield (
                "BAR607",
                say("{id} is a {kind} and says that it is a {role}", id=mark.id, kind=kind, role=mark.of.role),
                mark.id,
            )
    for of, marks in picture.marks.items():
        if not picture.tells(of):
            yield (
                "BAR604",
                say("{id} is of {called}, which is not shown", id=marks[0].id, called=called(of)),
                called(of),
            )
        told_once = (*SINGLE, *BESIDE, "rest", "whole", "outer", "key", "blank", "class", "leader")
        if of.role in told_once and len(marks) > 1:
            yield (
                "BAR607",
                say("{called} has {n} marks that are its {role}", called=called(of), n=len(marks), role=of.role),
                called(of),
            )


def _missing(picture: Picture) -> Found:
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
            yield "BAR604", say("the share of {name} is not printed", name=name), name
        if not has.intersection((*DRAWN, "total", "cell", "number")) and share not in without:
            yield "BAR607", say("{name} has no mark that tells its share", name=name), name
        if picture.having("stem") and "stem" not in has:
            yield "BAR607", say("no line leads from zero to {name}", name=name), name
        if picture.told[share].interval and "reference" not in has and not has >= limits:
            yield "BAR607", say("the interval of {name} is not drawn", name=name), name
    for of, aside in picture.asides.items():
        if of not in picture.marks:
            yield "BAR604", say("{aside!r} does not stand at {called}", aside=aside, called=called(of)), called(of)
    table = picture.figure.table
    for group in table.groups:
        for category in table.unseen(group):
            told = any(of.group == group and of.category in (category, None) for of in picture.having("hidden"))
            if not told and not picture.map:
                yield "BAR607", say("nothing stands for the hidden share of {category}", category=category), category
    said = {picture.station(of) for of in picture.having("break")}
    for station in picture.stations:
        if station and picture.broken(station) and station not in said:
            yield (
                "BAR604",
                say("nothing says that {station} cannot be compared with what stands before", station=station),
                station,
            )
    for role, words in sheet_words(picture.figure).items():
        if any(words) and Of(role) not in picture.marks:
            yield "BAR604", say("the {role} is not on the sheet", role=role), words[0]


def _nameless(picture: Picture) -> Found:
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
            yield "BAR607", say("nothing on the sheet names {name}", name=name), name
    if picture.sheet.scene.panels:
        yield from _nameless_in_panels(picture, between)
    colours, words = ({replace(of, role="key") for of in picture.having(role)} for role in ("key", "key label"))
    for of in colours ^ words:
        yield "BAR607", say("{called} has either a colour or a name in the key", called=called(of)), called(of)
    for of in names:
        if not any(is_name_of(of, other) for other in told):
            yield "BAR607", say("{called} is named, and nothing is told of it", called=called(of)), called(of)


def _nameless_in_panels(picture: Picture, between: Sequence[str | None]) -> Found:
    """The same in a panel: what is printed there has its mark and names there, and what is in the key is in all."""
    told = picture.having(*PRINTED, "hidden")
    several = [len({getattr(of, axis) for of in told}) > 1 for axis in ("category", "group")]
    for of in told:
        names = (Of("label", of.category, None, of.panel), Of("label", None, of.group, of.panel))
        for name, more in zip(names, several, strict=True):
            if more and picture.station(name) not in between and name not in picture.marks:
                yield (
                    "BAR607",
                    say("nothing in the panel {panel!r} names {called}", panel=of.panel, called=called(name)),
                    called(name),
                )
        if of.role != "hidden" and not any(replace(of, role=role) in picture.marks for role in DRAWN):
            yield (
                "BAR607",
                say("{called} has no mark in the panel {panel!r}", called=called(of), panel=of.panel),
                called(of),
            )
    for key in picture.having("key"):
        for share in (each for each in picture.told if is_name_of(key, Of("point", *each))):
            for panel in picture.sheet.scene.panels:
                if picture.shares_in(panel.name, share) and not any(
                    Of(role, *share, panel.name) in picture.marks for role in DRAWN
                ):
                    told_of = called(Of("point", *share))
                    yield (
                        "BAR607",
                        say(
                            "{told_of} is in the key, and has no mark in the panel {name!r}",
                            told_of=told_of,
                            name=panel.name,
                        ),
                        told_of,
                    )
