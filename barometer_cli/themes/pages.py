"""A house style on pages: its colours by what they are for, by day and by night, every text of them readable."""

from __future__ import annotations

from collections.abc import Mapping

from barometer_cli.layout.colour import READABLE, contrast, luminance, mixed
from barometer_cli.model.theme import Theme

ROLES = ("ground", "sheet", "ink", "muted", "line", "link", "accent")
"""What a page asks of a house: its ground, what is raised from it, words, lines, what is pressed, what is set off."""

PALE_STEP = 1.25
"""Contrast of the ground with the sheets that lie on it, at most: it is seen, and reads as the same paper."""
DARK = 0.18
"""Luminance below which a ground is one of the night already."""
NIGHT, NIGHT_RAISED, NIGHT_INK = "#10181F", "#18232C", "#EEF2F4"
"""The house's ground, sheets and words by night, as screen.css has them."""
TINT = 0.14
"""How much of the accent is in the ground of a mark."""


def roles(theme: Theme) -> dict[str, str]:
    """The colours of a theme that pages take, as #RRGGBB by role.

    The ground is that of quotes, where it is a shade of the sheet's own; otherwise the sheet's.
    """
    sheet, ink, toned = theme.colours.background, theme.colours.ink, theme.quote.background
    shade = contrast(sheet, toned) <= PALE_STEP and contrast(ink, toned) >= READABLE
    told = (
        toned if shade else sheet,
        sheet,
        ink,
        theme.colours.muted,
        theme.colours.hairline,
        theme.colours.data,
        theme.colours.accent,
    )
    return dict(zip(ROLES, told, strict=True))


def properties(painted: Mapping[str, str]) -> str:
    """CSS custom properties of colours by role; what is too pale for a text becomes ink.

    By night a house that has no dark ground keeps its hue: what is pressed and set off is lightened until it is read.
    Behind pictures lies the sheet, by night as well: some have no ground of their own.
    """
    ground, sheet, line = painted["ground"], painted["sheet"], painted["line"]
    ink = _read(painted["ink"], _plain(ground, sheet), ground, sheet)
    muted, link, accent = (_read(painted[role], ink, ground, sheet) for role in ("muted", "link", "accent"))
    mark = mixed(sheet, accent, TINT)
    day = {"paper": ground, "raised": sheet, "ink": ink, "muted": muted, "line": line, "edge": muted}
    day |= {"link": link, "accent": accent, "on-link": sheet, "mark": mark, "on-mark": _marked(mark, accent, ink)}
    day["sheet"] = sheet
    night = day
    if luminance(ground) >= DARK:
        link, accent = (_lightened(painted[role]) for role in ("link", "accent"))
        mark = mixed(NIGHT_RAISED, accent, TINT)
        night = {
            "sheet": sheet,
            "link": link,
            "accent": accent,
            "mark": mark,
            "on-mark": _marked(mark, accent, NIGHT_INK),
        }
    return (
        "\n/* The colours of the project's theme. */\n"
        f"@media not all and (prefers-color-scheme: dark) {{\n{_declared(day)}}}\n"
        f"@media (prefers-color-scheme: dark) {{\n{_declared(night)}}}\n"
    )


def _declared(colours: Mapping[str, str]) -> str:
    return f"  :root {{ {' '.join(f'--{name}: {colour.lower()};' for name, colour in colours.items())} }}\n"


def _read(colour: str, instead: str, *grounds: str) -> str:
    """A colour that text may have on each of some grounds, or another instead."""
    return colour if min(contrast(colour, ground) for ground in grounds) >= READABLE else instead


def _marked(mark: str, accent: str, ink: str) -> str:
    """The words on a mark: in the accent, else in ink, else in what is read anywhere."""
    return _read(accent, _read(ink, _plain(mark), mark), mark)


def _plain(*grounds: str) -> str:
    """Black or white, of which one is readable on any ground and on shades of it."""
    return max(("#000000", "#FFFFFF"), key=lambda each: min(contrast(each, ground) for ground in grounds))


def _lightened(colour: str) -> str:
    """A colour with as little white as makes it readable by night."""
    shades = (mixed(colour, "#FFFFFF", part / 10) for part in range(11))
    return next(each for each in shades if contrast(each, NIGHT_RAISED) >= READABLE)
