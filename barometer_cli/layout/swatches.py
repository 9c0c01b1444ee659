"""A theme on one sheet: every colour by the token that holds it, as it stands on its ground."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from barometer_cli.layout.frame import accent_bar
from barometer_cli.layout.palette import ink_in
from barometer_cli.layout.type import CAP_HEIGHT
from barometer_cli.messages import say
from barometer_cli.model.scene import ORNAMENT, Group, Mark, Rect, Scene, Text
from barometer_cli.model.theme import Poster, Theme

LEAST, NAMES, SWATCH, HIGH, GAP = 800, 160, 82, 40, 2
"""The least width of the sheet, that of the names of tokens and of a swatch, its height, the white between two, px."""
BETWEEN = 14
"""White between two tokens, px."""


def swatches(theme: Theme) -> Scene:
    """The colours of a theme: a row for each token, on each swatch its colour as text is set on it."""
    colours, sizes = theme.colours, theme.sizes
    left, y = theme.margin, theme.margin + sizes.headline + 14
    title = say("Colours of the theme {name}", name=PurePath(theme.name).name)
    rows = list(_rows(theme))
    marks: list[Mark] = [*accent_bar(theme, left, theme.margin - 2, colours.accent)]
    marks.append(_words("title", left, y, title, sizes.headline, colours.ink, colours.background))
    y += 10 + BETWEEN
    for row, (name, swatched) in enumerate(rows, start=1):
        middle = y + HIGH / 2
        label, note = (round(middle + size * CAP_HEIGHT / 2, 2) for size in (sizes.label, sizes.note))
        marks.append(_words(f"name-{row}", left, label, name, sizes.label, colours.ink, colours.background))
        for place, (fill, ink, code) in enumerate(swatched):
            x = left + NAMES + place * (SWATCH + GAP)
            marks.append(Rect(f"swatch-{row}-{place + 1}", x, y, SWATCH, HIGH, fill, ORNAMENT))
            marks.append(_words(f"code-{row}-{place + 1}", x + 8, note, code, sizes.note, ink, fill))
        y += HIGH + BETWEEN
    most = max(len(swatched) for _, swatched in rows)
    width = max(LEAST, round(2 * left + NAMES + most * (SWATCH + GAP)))
    group = Group("swatches", say("Colours"), tuple(marks))
    return Scene(
        "theme",
        width,
        round(y + theme.margin),
        colours.background,
        title,
        title,
        "en",
        (group,),
        typeface=theme.typeface,
    )


def _words(id: str, x: float, y: float, text: str, size: float, ink: str, ground: str) -> Text:
    return Text(id, x, y, text, size, 600, ink, "start", ground, ORNAMENT)


def _rows(theme: Theme) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    """Each token and its swatches: the fill, the colour of text on it, and the colour that is told."""
    colours = theme.colours
    single = {name: (getattr(colours, name),) for name in ("data", "rest", "track", "accent", "missing")}
    for name, fills in (single | colours.fills).items():
        yield name, [(fill, ink_in(fill, colours), fill) for fill in fills]
    posters: dict[str, Poster] = {"key_number": theme.key_number, "quote": theme.quote}
    for name, poster in posters.items():
        inks = (poster.ink, poster.muted, poster.accent)
        on_ground = ((poster.background, ink, ink) for ink in inks)
        track = (poster.track, ink_in(poster.track, colours), poster.track)
        yield name, [(poster.background, inks[0], poster.background), *on_ground, track]
