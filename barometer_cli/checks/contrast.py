"""Colours of the themes: text that can be read, marks that can be seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from barometer_cli.checks.codes import finding
from barometer_cli.layout.colour import READABLE, VISIBLE, contrast
from barometer_cli.layout.palette import ink_in
from barometer_cli.messages import say
from barometer_cli.model.finding import Evidence, Finding, Location
from barometer_cli.model.theme import Theme


def check(release: Sequence[Evidence]) -> Iterator[Finding]:
    """Each theme once, however many figures it dresses."""
    for theme in {evidence.theme.name: evidence.theme for evidence in release}.values():
        for name, colour, ground, least in _pairs(theme):
            ratio = contrast(colour, ground)
            if ratio < least:
                message = say(
                    "{what} {colour} has {ratio:.2f}:1 contrast on {ground}; {least:g}:1 is needed",
                    what=name,
                    colour=colour,
                    ratio=ratio,
                    ground=ground,
                    least=least,
                )
                yield finding("BAR502", Location(f"{theme.name}.toml"), None, message, value=colour)


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
