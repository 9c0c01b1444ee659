"""What cards have in common: who tells what above, where more is told and the source below a hairline."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil

from msgspec import Struct

from barometer_cli.errors import LayoutError
from barometer_cli.layout.frame import MOST_HEADLINE_LINES, accent_bar, closing, under_accent
from barometer_cli.layout.text import Block, block, widest_word
from barometer_cli.layout.type import SUBSTITUTE
from barometer_cli.messages import say
from barometer_cli.model.card import CardSpec
from barometer_cli.model.figure import Figure
from barometer_cli.model.preset import Preset
from barometer_cli.model.scene import ORNAMENT, Group, Of, Rect, Text
from barometer_cli.model.theme import Colours, Poster, Theme

MEASURE = 640
"""The longest line of a card's text, px."""
SMALLEST_TITLE = 18
UNDER_ACCENT, UNDER_KICKER, UNDER_TITLE = 14, 6, 6
RAISED = 0.4
"""Part of the white to spare that stands above a card's words: a little above the middle looks like the middle."""


class Head(Struct, frozen=True):
    """The kicker that says what the card is, its title and its workplace, set to one measure; heights in px."""

    theme: Theme
    colours: Colours | Poster
    kicker: Block
    title: Block
    workplace: Block

    @property
    def height(self) -> float:
        """From the top of the accent bar to the foot of the workplace."""
        return self._title + self.title.height + UNDER_TITLE + self.workplace.height

    @property
    def _kicker(self) -> float:
        return under_accent(self.theme, UNDER_ACCENT)

    @property
    def _title(self) -> float:
        return self._kicker + self.kicker.height + UNDER_KICKER

    def marks(self, left: float, top: float, edge: float = 0) -> tuple[Rect | Text, ...]:
        """The marks, hanging from `top` (px) on ground that begins at `edge`."""
        colours, ground, title_top = self.colours, self.colours.background, top + self._title
        below = title_top + self.title.height + UNDER_TITLE
        return (
            *accent_bar(self.theme, left, top, colours.accent, edge),
            *self.kicker.marks("kicker", left, top + self._kicker, colours.accent, ground, Of("kicker")),
            *self.title.marks("headline", left, title_top, colours.ink, ground, Of("title")),
            *self.workplace.marks("workplace", left, below, colours.muted, ground, Of("workplace")),
        )


def head(figure: Figure, theme: Theme, preset: Preset, colours: Colours | Poster, measure: float) -> Head:
    """The upper words of a card; a title of many lines, or with a word wider than the measure, is set smaller.

    Raises
    ------
    LayoutError
        If the title takes more than three lines at its smallest.
    """
    spec, sizes = figure.spec, theme.sizes
    assert isinstance(spec, CardSpec), "cards have specs of their own"
    size = sizes.headline
    title = block(spec.title, measure, size, 600, 1.25, balanced=True)
    while size > SMALLEST_TITLE and (
        len(title.lines) > MOST_HEADLINE_LINES or widest_word(spec.title, size, 600) > measure
    ):
        size -= 1
        title = block(spec.title, measure, size, 600, 1.25, balanced=True)
    if len(title.lines) > MOST_HEADLINE_LINES:
        raise LayoutError(
            say(
                "{id} ({preset}): the headline takes {n} lines; {most} are allowed",
                id=figure.id,
                preset=preset.name,
                n=len(title.lines),
                most=MOST_HEADLINE_LINES,
            ),
            say("Shorten it: {title!r}", title=spec.title),
        )
    kicker = block(figure.words.kinds[spec.kind], measure, sizes.subtitle, 600)
    return Head(theme, colours, kicker, title, block(spec.workplace, measure, sizes.subtitle, 400, 1.35, balanced=True))


class Foot(Struct, frozen=True):
    """The layers below a card, from its hairline down to `end` (px), where the sheet may end."""

    groups: tuple[Group, ...]
    end: float


def foot(
    figure: Figure, theme: Theme, preset: Preset, colours: Colours | Poster, left: float, right: float, top: float
) -> Foot:
    """Hairline, where more is told, source and notice between `left` and `right` (px), from `top` down."""
    spec, layers, size = figure.spec, figure.words.layers, theme.sizes.note
    assert isinstance(spec, CardSpec), "cards have specs of their own"
    line = colours.hairline if isinstance(colours, Colours) else colours.track
    measure, y = (right - left) / SUBSTITUTE, round(top)
    groups = [Group("rule", layers.rule, (Rect("rule", left, y, right - left, 1, line, ORNAMENT),))]
    y += 13
    if spec.address:
        address = block(f"{figure.words.more}: {spec.address}", measure, theme.sizes.subtitle, 600)
        marks = address.marks("address", left, y, colours.ink, colours.background, Of("address"))
        groups.append(Group("address", layers.address, marks))
        y += round(address.height) + 6
    closed = closing(figure, theme, preset, (), left, right, y, measure, size, colours)
    groups += [Group("source", layers.source, closed.source), Group("logo", layers.logo, closed.logo)]
    return Foot(tuple(group for group in groups if group.marks), closed.end(theme.margin - 6))


def too_long(figure: Figure, preset: Preset, missing: float, lines: Mapping[str, int]) -> LayoutError:
    """The error of a card whose words need more height than a sheet has.

    Parameters
    ----------
    missing
        Px of the layout that it lacks.
    lines
        How many lines the words of each field take.
    """
    longest = max(lines, key=lambda field: lines[field])
    return LayoutError(
        say(
            "{id} ({preset}): {missing} px too high for the sheet of {pixels}",
            id=figure.id,
            preset=preset.name,
            missing=ceil(missing * preset.density),
            pixels=preset.pixels,
        ),
        say(
            "Shorten `{longest}`, which takes {lines} lines, or name in `sheets` the sheets it is drawn on.",
            longest=longest,
            lines=lines[longest],
        ),
    )
