"""Colours of the themes: text that can be read, marks that can be seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from barometer_cli.checks.codes import finding
from barometer_cli.layout.colour import READABLE, VISIBLE, contrast, ink_on
from barometer_cli.model.finding import Evidence, Finding, Place
from barometer_cli.model.theme import Theme


def check(release: Sequence[Evidence]) -> Iterator[Finding]:
    """Each theme once, however many figures it dresses."""
    for theme in {evidence.theme.name: evidence.theme for evidence in release}.values():
        for name, colour, ground, least in _pairs(theme):
            ratio = contrast(colour, ground)
            if ratio < least:
                yield finding("BAR502", Place(f"{theme.name}.toml"), None,
                              f"{name} {colour} has {ratio:.2f}:1 contrast on {ground}; {least:g}:1 is needed",
                              value=colour)  # fmt: skip


def _pairs(theme: Theme) -> Iterator[tuple[str, str, str, float]]:
    """Name, colour, what it lies on, and the contrast it needs."""
    colours = theme.colours
    for name in ("ink", "muted", "accent"):
        yield f"colours.{name}", getattr(colours, name), colours.background, READABLE
    for name in ("data", "rest", "baseline"):
        yield f"colours.{name}", getattr(colours, name), colours.background, VISIBLE
    for name in ("steps", "asides"):
        for place, fill in enumerate(getattr(colours, name), start=1):
            yield f"colours.{name}, item {place}", fill, colours.background, VISIBLE
            yield "the text on it", ink_on(fill, colours.on_data, colours.ink), fill, READABLE
    for poster in ("key_number", "quote"):
        sheet = getattr(theme, poster)
        for name in ("ink", "muted", "accent"):
            yield f"{poster}.{name}", getattr(sheet, name), sheet.background, READABLE
