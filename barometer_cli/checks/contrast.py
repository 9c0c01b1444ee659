"""Colours of the themes: text that can be read, marks that can be seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from msgspec import Struct

from barometer_cli.checks.codes import finding
from barometer_cli.layout.colour import APART, MANY_APART, READABLE, SEEN, VISIBLE, contrast, difference
from barometer_cli.layout.palette import ink_in
from barometer_cli.messages import say
from barometer_cli.model.finding import Evidence, Finding, Location
from barometer_cli.model.naming import THEME
from barometer_cli.model.theme import Theme

MANY = 6
"""More steps than that lie closer."""


def check(release: Sequence[Evidence]) -> Iterator[Finding]:
    """Each theme once, however many figures it dresses; of a shipped one tests know that its colours are told apart."""
    own = {evidence.theme.name for evidence in release if evidence.figure.survey.theme.endswith(THEME)}
    for theme in {evidence.theme.name: evidence.theme for evidence in release}.values():
        for each in faint(theme):
            message = say(
                "{what} {colour} has {ratio:.2f}:1 contrast on {ground}; {least:g}:1 is needed",
                what=each.what,
                colour=each.one,
                ratio=each.measured,
                ground=each.other,
                least=each.least,
            )
            yield finding("BAR502", Location(f"{theme.name}{THEME}"), None, message, value=each.one)
        for each in alike(theme) if theme.name in own else ():
            message = say(
                "{what}: {one} and {other} are {measured:.1f} apart; {least:g} is needed",
                what=each.what,
                one=each.one,
                other=each.other,
                measured=each.measured,
                least=each.least,
            )
            yield finding("BAR504", Location(f"{theme.name}{THEME}"), None, message, value=f"{each.one} {each.other}")


class Failing(Struct, frozen=True):
    """Two colours of a theme that lie too close, by contrast (1..21) or by CIEDE2000 (0..100).

    Attributes
    ----------
    what
        The tokens that hold them.
    one, other
        The colours; of a contrast the second is the ground.
    measured, least
        What lies between them, and what should.
    """

    what: str
    one: str
    other: str
    measured: float
    least: float


def faint(theme: Theme) -> Iterator[Failing]:
    """What of a theme cannot be read or seen on what it lies on."""
    for name, colour, ground, least in _pairs(theme):
        ratio = contrast(colour, ground)
        if ratio < least:
            yield Failing(name, colour, ground, ratio, least)


def alike(theme: Theme) -> Iterator[Failing]:
    """Colours of a theme that somebody cannot tell apart, though they must be."""
    for name, one, other, least in dict.fromkeys(_neighbours(theme)):
        between = difference(one, other)
        if between < least:
            yield Failing(name, one, other, between, least)


def _neighbours(theme: Theme) -> Iterator[tuple[str, str, str, float]]:
    """Tokens, two colours that may stand in one figure, and the CIEDE2000 they need."""
    colours = theme.colours
    scales = {name: fills for name, fills in colours.fills.items() if name not in ("strong", "asides", "grey")}
    loud = {"colours.data": (colours.data,), "colours.strong": colours.strong}
    back = {"colours.asides": colours.asides, "colours.grey": colours.grey}
    for name, fills in scales.items():
        least = MANY_APART if fills in colours.sequential and len(fills) > MANY else APART
        yield from ((f"colours.{name}", *pair, least) for pair in combinations(fills, 2))
        yield from ((f"colours.{name}, grey", fill, grey, APART) for fill in fills for grey in colours.grey)
        if fills in colours.sequential:
            yield from ((f"colours.{name}, missing", fill, colours.missing, APART) for fill in fills)
        yield from ((f"colours.{name}, background", fill, colours.background, SEEN) for fill in fills)
    for together in (loud, back):
        named = [(name, fill) for name, fills in together.items() for fill in fills]
        for (name, one), (beside, other) in combinations(named, 2):
            yield name if name == beside else f"{name}, {beside}", one, other, APART
        yield from ((f"{name}, background", fill, colours.background, SEEN) for name, fill in named)
    for name, fills in loud.items():
        for beside, pale in back.items():
            yield from ((f"{name}, {beside}", one, other, APART) for one in fills for other in pale)
    yield "colours.missing, background", colours.missing, colours.background, SEEN


def _pairs(theme: Theme) -> Iterator[tuple[str, str, str, float]]:
    """Name, colour, what it lies on, and the contrast it needs."""
    colours = theme.colours
    for name in ("ink", "muted", "accent"):
        yield f"colours.{name}", getattr(colours, name), colours.background, READABLE
    for name in ("data", "rest", "baseline"):
        yield f"colours.{name}", getattr(colours, name), colours.background, VISIBLE
    for name, fills in colours.fills.items():
        for place, fill in enumerate(fills, start=1):
            text = say("the text on {field}, item {place},", field=f"colours.{name}", place=place)
            yield text, ink_in(fill, colours), fill, READABLE
    for place, fill in enumerate(colours.names, start=1):
        yield say("{field}, item {place}", field="colours.names", place=place), fill, colours.background, VISIBLE
    for poster in ("key_number", "quote"):
        sheet = getattr(theme, poster)
        for name in ("ink", "muted", "accent"):
            yield f"{poster}.{name}", getattr(sheet, name), sheet.background, READABLE
