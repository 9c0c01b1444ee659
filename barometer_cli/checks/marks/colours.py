"""Findings on colours: a mark has that of its key, and a ground is as dark as its value is large."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations, pairwise

from barometer_cli.checks.codes import Faults
from barometer_cli.checks.marks.picture import Picture
from barometer_cli.checks.marks.relations import called, holds, is_name_of
from barometer_cli.checks.marks.roles import BARS
from barometer_cli.layout.colour import contrast
from barometer_cli.layout.palette import emphasised, quiet
from barometer_cli.messages import say
from barometer_cli.model.scene import Circle, Image, Line, Mark, Of, Path, Rect, Text


def check(picture: Picture) -> Faults:
    """Marks in another colour than their key, and grounds paler than those of smaller values."""
    yield from _coloured(picture)
    yield from _shaded(picture)


def _coloured(picture: Picture) -> Faults:
    """Keys of another colour than their marks, or of the same as another key; what steps out or back wrongly."""
    keys = {of: colour_of(picture.marks[of][0]) for of in picture.having("key")}
    bars = {of: colour_of(picture.marks[of][0]) for of in picture.having(*BARS, "point", "dot")}
    for of, fill in bars.items():
        if fill == picture.sheet.scene.background:
            message = say("{share} is drawn in the colour of the sheet: {fill}", share=called(of), fill=fill)
            yield "BAR606", message, called(of)
    for of in picture.having("course", "bridge") if picture.sheet.scene.axis == "y" else ():
        for other, fill in bars.items():
            stroke = colour_of(picture.marks[of][0])
            if of.panel == other.panel and _runs_through(of, other) and fill != stroke:
                message = say(
                    "the line of {share} is drawn in {stroke}, and its points in {fill}",
                    share=called(of),
                    stroke=stroke,
                    fill=fill,
                )
                yield "BAR606", message, called(of)
    fills: dict[str | None, str] = {}
    for of in (of for row in picture.rows if len(row.parts) > 1 for of, _ in row.parts):
        if fills.setdefault(of.category, bars[of]) != bars[of]:
            message = say(
                "{share} is drawn in {fill}, and elsewhere in {other}",
                share=called(of),
                fill=bars[of],
                other=fills[of.category],
            )
            yield "BAR606", message, called(of)
    for key, colour in keys.items():
        for of, fill in bars.items():
            if is_name_of(key, of) and fill != colour:
                message = say(
                    "{share} is drawn in {fill}, and its key is {key}", share=called(of), fill=fill, key=colour
                )
                yield "BAR606", message, called(of)
    for (key, colour), (other, fill) in combinations(keys.items(), 2):
        if colour == fill:
            message = say(
                "{share} and {other} have the same colour in the key: {fill}",
                share=called(key),
                other=called(other),
                fill=fill,
            )
            yield "BAR606", message, called(other)
    if picture.figure.spec.emphasis:
        yield from _emphasised(picture, bars)
    else:
        yield from _outstanding(picture, bars)


def _emphasised(picture: Picture, bars: Mapping[Of, str]) -> Faults:
    """What is emphasised in a colour of what is not, or in one that steps back."""
    table, emphasis = picture.figure.table, picture.figure.spec.emphasis
    strong = [of for of in bars if any(emphasised(name, emphasis, table) for name in (of.category, of.group))]
    back = {fill for of, fill in bars.items() if of not in strong}
    for of in strong if back else ():
        if bars[of] in (*back, *quiet(picture.theme.colours)):
            message = say("{share} is emphasised, and drawn in {fill} as what is not", share=called(of), fill=bars[of])
            yield "BAR606", message, called(of)


def _outstanding(picture: Picture, bars: Mapping[Of, str]) -> Faults:
    """Parts that stand out more than the net that they are in."""
    ground = picture.sheet.scene.background
    for of, fill in bars.items():
        net = picture.net(of)
        for other, colour in bars.items() if net else ():
            if net and holds(net, other) and contrast(colour, ground) > contrast(fill, ground):
                message = say(
                    "{share} stands out more than {net}, whose part it is", share=called(other), net=net.label
                )
                yield "BAR606", message, called(other)


def _runs_through(course: Of, of: Of) -> bool:
    """Whether a point is one of those that a line joins."""
    return course.category == of.category if course.category is not None else course.group == of.group


def _shaded(picture: Picture) -> Faults:
    """Grounds that are paler than those of values nearer to the least, or to zero; of both poles in one colour."""
    table, ground = picture.figure.table, picture.sheet.scene.background
    shades = [(of, picture.told[of.category, of.group].value) for of in picture.having("shade") if picture.tells(of)]
    signed = table.measure.signed
    shades.sort(key=lambda each: (each[1] < 0, abs(each[1])) if signed else (False, each[1]))
    fills = {of: colour_of(picture.marks[of][0]) for of, _ in shades}
    for (one, less), (other, more) in pairwise(shades):
        if signed and (less < 0) != (more < 0):
            continue
        same = table.printed(picture.told[one.category, one.group]) == table.printed(
            picture.told[other.category, other.group]
        )
        faint = contrast(fills[other], ground) < contrast(fills[one], ground)
        if faint or (same and fills[one] != fills[other]):
            message = say(
                "{share} is in {fill}, and what is no larger is in {other}",
                share=called(other),
                fill=fills[other],
                other=fills[one],
            )
            yield "BAR605", message, called(other)
    below = {fills[of] for of, value in shades if value < 0}
    middle = {fills[of] for of, value in shades if value >= 0 and fills[of] in below}
    if signed and len(middle) > 1:
        message = say("values below and above zero are both in {fills}", fills=", ".join(sorted(middle)))
        yield "BAR605", message, sorted(middle)[0]


def colour_of(mark: Mark) -> str:
    match mark:
        case Rect() | Circle() | Text():
            return mark.fill
        case Path():
            return mark.fill or mark.stroke or ""
        case Line():
            return mark.stroke
        case Image():
            return ""
