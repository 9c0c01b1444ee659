"""The sheet around a chart: accent bar, headline, subtitle above; hairline, note, source and notices below."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from barometer_cli.errors import LayoutError
from barometer_cli.layout import logo
from barometer_cli.layout.text import block
from barometer_cli.layout.type import ASCENT, DESCENT, SUBSTITUTE, width
from barometer_cli.messages import say, template
from barometer_cli.model.characters import unbroken
from barometer_cli.model.figure import Figure
from barometer_cli.model.preset import PRESETS, Preset
from barometer_cli.model.scene import ORNAMENT, Group, Image, Of, Panel, Path, Rect, Scene, Text, Weight, lowered
from barometer_cli.model.theme import Colours, Poster, Theme

MOST_HEADLINE_LINES = 3
WHITE = 20
"""White between the header and the chart, and between the chart and the rule, px."""
FOOT = 18
"""The least white below the last line, px."""
EMPTY, LIFTED = 0.25, 0.4
"""The part of its room that a chart may leave empty below it; of more such a part is above it."""
SLACK = 0.5
"""By how much a chart may be too high for its room and be taken to fit, px."""
BESIDE = 16
"""The least white between source, note and notice on one line, px."""
UNDER_NOTE = 12
"""White between the foot of a note and the line of the source, px."""
BETWEEN_TIERS = 6
"""White between the tiers of a note beside that between its lines, px."""
UNDER_ACCENT = 9
"""White between the accent bar and the headline's first line, px."""
SHORTEST_LAST_LINE = 0.15
"""Part of the measure that a note's last line fills; with less, the lines are a little shorter."""
MEASURES = (1.0, 0.98, 0.96, 0.94, 0.92)
"""How long the lines of a note may be beside its measure: all notes look as wide."""
LONG_NAME, BEGINNING, NAMED = 40, 30, 3
"""Longer names are to be shortened where height is short; so many characters of them, and of so many, are told."""
MANY_NAMES = 8
"""More categories or groups are many where height is short."""
SHORTEN = template("Shorten the words, or show fewer categories or groups.")


class Frame(Struct, frozen=True):
    """The parts that stand still and the room between them, in px.

    The chart lies between `left` and `right`, from `top` down; `room` is the height left for it on a sheet of
    fixed height, None where the sheet grows with its content.
    """

    figure: Figure
    theme: Theme
    preset: Preset
    left: float
    right: float
    top: float
    room: float | None
    header: Group
    foot_height: float

    @property
    def measure(self) -> float:
        """Width of the chart in px."""
        return self.right - self.left

    def holds(self, bottom: float) -> bool:
        """Whether a chart whose lowest mark ends at `bottom` (px) is not too high for the sheet."""
        return self.preset.height is None or bottom <= self.preset.height - self.foot_height + SLACK

    def close(self, groups: tuple[Group, ...], bottom: float, panels: tuple[Panel, ...] = ()) -> Scene:
        """The finished sheet around the chart's layers, whose lowest mark ends at `bottom`, and its `panels`.

        On a sheet of fixed height that it leaves much of empty it stands a little above the middle of its room.

        Raises
        ------
        LayoutError
            If the chart is higher than the room of a sheet of fixed height.
        """
        if self.preset.height is not None:
            foot_top = self.preset.height - self.foot_height
            if not self.holds(bottom):
                raise too_high(self.figure, self.preset, bottom - foot_top)
            if foot_top - bottom > EMPTY * (foot_top - self.top):
                down = round(LIFTED * (foot_top - bottom))
                groups = tuple(
                    replace(group, marks=tuple(lowered(mark, down) for mark in group.marks)) for group in groups
                )
                panels = tuple(replace(panel, y=panel.y + down) for panel in panels)
        else:
            foot_top = bottom
        feet, end = footer(self.figure, self.theme, self.preset, foot_top)
        ground = self.theme.colours.background
        made = sheet(self.figure, self.preset.width, self.preset.height or end, ground, (self.header, *groups, *feet))
        return replace(made, panels=panels) if panels else made


def sheet(figure: Figure, width: float, height: float, background: str, groups: tuple[Group, ...]) -> Scene:
    """A finished sheet of width x height px, with the words that travel with it."""
    return Scene(
        id=figure.id,
        width=width,
        height=height,
        background=background,
        title=unbroken(figure.spec.title),
        description=unbroken(figure.description),
        lang=figure.locale.language,
        groups=groups,
        alt=unbroken(figure.alt),
        credit=unbroken(figure.credit),
        licence=figure.survey.licence or "",
    )


def open_frame(figure: Figure, theme: Theme, preset: Preset, column: float | None = None) -> Frame:
    """Place headline and subtitle, and measure what stands below the chart.

    Parameters
    ----------
    figure, theme, preset
        What is drawn, in which house style, on which sheet.
    column
        Width in px of the column that they stand in, where the chart stands beside them too.

    Raises
    ------
    LayoutError
        If the headline takes more than three lines.
    """
    left, right = theme.margin, preset.width - theme.margin
    measure = text_measure(theme, preset) if column is None else column / SUBSTITUTE
    colours, sizes = theme.colours, theme.sizes
    headline = block(figure.spec.title, measure, sizes.headline, 600, 1.29, balanced=True)
    if len(headline.lines) > MOST_HEADLINE_LINES:
        raise LayoutError(
            say(
                "{id} ({preset}): the headline takes {n} lines; {most} are allowed",
                id=figure.id,
                preset=preset.name,
                n=len(headline.lines),
                most=MOST_HEADLINE_LINES,
            ),
            say("Shorten it: {title!r}", title=figure.spec.title),
        )
    top = theme.margin - 2
    marks: list[Rect | Text] = [*accent_bar(theme, left, top, colours.accent)]
    top += under_accent(theme, theme.accent_bar.height + UNDER_ACCENT)
    marks += headline.marks("headline", left, top, colours.ink, colours.background, Of("title"))
    top += headline.height + 4
    if figure.spec.subtitle:
        subtitle = block(figure.spec.subtitle, measure, sizes.subtitle, 400, 1.35, balanced=True)
        marks += subtitle.marks("subtitle", left, top, colours.muted, colours.background, Of("subtitle"))
        top += subtitle.height
    top = round(top) + round(WHITE * preset.white)
    foot_height = footer(figure, theme, preset, 0)[1]
    room = None if preset.height is None else preset.height - foot_height - top
    header = Group("header", figure.words.layers.header, tuple(marks))
    return Frame(figure, theme, preset, left, right, top, room, header, foot_height)


def accent_bar(theme: Theme, left: float, top: float, fill: str, edge: float = 0) -> tuple[Rect, ...]:
    """The bar above a headline, its upper left corner at `left` and `top` (px), or where the sheet has its `edge`; none
    where the theme has none.
    """
    bar = theme.accent_bar
    y = edge if bar.edge else top
    return (Rect("accent", left, y, bar.width, bar.height, fill, ORNAMENT),) if bar.height else ()


def under_accent(theme: Theme, room: float) -> float:
    """How far a headline stands below where its accent bar may begin (px): `room`, or nothing where no bar is there."""
    return room if theme.accent_bar.height and not theme.accent_bar.edge else 0


def too_high(figure: Figure, preset: Preset, missing: float) -> LayoutError:
    """The error of a figure that needs more height than a sheet has: `missing` px of the layout.

    It says which names are long and what there is much of; a sheet whose height is free has room for all.
    """
    categories = {cell.category for cell in figure.table.shown}
    groups = {cell.group for cell in figure.table.shown if cell.group}
    long = sorted((name for name in categories | groups if len(name) > LONG_NAME), key=lambda name: (-len(name), name))
    steps = []
    if long:
        named = ", ".join(repr(f"{name[:BEGINNING].rstrip()}…") for name in long[:NAMED])
        more = say(" and {n} more", n=len(long) - NAMED) if len(long) > NAMED else ""
        steps.append(
            say(
                "Shorten the names that are longer than {most} characters: {named}{more}.",
                most=LONG_NAME,
                named=named,
                more=more,
            )
        )
    if (n := len(categories)) > MANY_NAMES:
        steps.append(say("There are {n} categories: show fewer, or split them over several figures.", n=n))
    if (n := len(groups)) > MANY_NAMES:
        steps.append(say("There are {n} groups: show fewer, or split them over several figures.", n=n))
    free = ", ".join(each.name for each in PRESETS.values() if each.height is None)
    return LayoutError(
        say(
            "{id} ({preset}): {missing} px too high for the sheet of {pixels}",
            id=figure.id,
            preset=preset.name,
            missing=ceil(missing * preset.density),
            pixels=preset.pixels,
        ),
        say(
            "{steps} Or draw it where height is free: `sheets: [{free}]`.",
            steps=" ".join(steps) or say(SHORTEN),
            free=free,
        ),
    )


def text_measure(theme: Theme, preset: Preset) -> float:
    """Widest line of running text in px: it stays on the sheet even in a substituted font."""
    return (preset.width - theme.margin) / SUBSTITUTE


def footer(figure: Figure, theme: Theme, preset: Preset, top: float) -> tuple[tuple[Group, ...], float]:
    """Hairline, note, source and notices from `top` down; the layers and where the sheet ends (px)."""
    colours, size, layers = theme.colours, theme.sizes.note, figure.words.layers
    left, right = theme.margin, preset.width - theme.margin
    y = round(top) + round(WHITE * preset.white)
    rule = Rect("rule", left, y, right - left, 1, colours.hairline, ORNAMENT)
    told = figure.caption.tiers
    tiers = told if preset.tiers else (" ".join(told),)
    measure = text_measure(theme, preset)
    closed = closing(figure, theme, preset, tiers, left, right, y + 13, measure, size, colours)
    groups = (
        Group("rule", layers.rule, (rule,)),
        Group("note", layers.note, closed.note),
        Group("source", layers.source, closed.source),
        Group("logo", layers.logo, closed.logo),
    )
    return tuple(group for group in groups if group.marks), closed.end(theme.margin - 6)


class Closing(NamedTuple):
    """What stands below a sheet's hairline: note, source and notice, logo, and the last baseline (px)."""

    note: tuple[Text, ...]
    source: tuple[Text, ...]
    logo: tuple[Path | Image, ...]
    baseline: float

    def end(self, white: float) -> float:
        """Where the sheet ends (px) that has so much white below, and no less than every sheet has."""
        return float(round(self.baseline + max(white, FOOT)))


def _note(
    tiers: Sequence[str], left: float, top: float, measure: float, size: float, colours: Colours | Poster
) -> tuple[tuple[Text, ...], float]:
    """The lines of a note's tiers from `top` down, and their foot (px)."""
    note: tuple[Text, ...] = ()
    inks = (colours.ink, colours.muted)[-len(tiers) :]
    for place, (tier, ink) in enumerate(zip(tiers, inks, strict=True)):
        tried = [block(tier, part * measure, size) for part in MEASURES]
        lines = next((each for each in tried if width(each.lines[-1], size) >= SHORTEST_LAST_LINE * measure), tried[0])
        top += lines.leading - lines.size * (ASCENT + DESCENT) + BETWEEN_TIERS if place else 0
        note += lines.marks("method" if place else "note", left, top, ink, colours.background, Of("note"))
        top += lines.height
    return note, top


def closing(
    figure: Figure,
    theme: Theme,
    preset: Preset,
    tiers: Sequence[str],
    left: float,
    right: float,
    top: float,
    measure: float,
    size: float,
    colours: Colours | Poster,
) -> Closing:
    """Note, source, logo and, of invented numbers, the notice from `top` down.

    A short note stands beside the source where it fits. Source and notice share a line where they fit. Without a
    source that is known there is no such line. A logo stands at the right on the last baseline, below the note.

    Parameters
    ----------
    tiers
        The note; of two, the first is in the ink of the picture's names.
    measure
        Width of the note's lines.
    """
    words, ground, edge = figure.words, colours.background, right
    kept = logo.room(theme, preset.width, ground)
    right -= kept[1] + BESIDE if kept else 0
    credited = f"{words.source}: {figure.credit}" if figure.credit else ()
    credit = block(credited, (right - left) / SUBSTITUTE, size, 600, balanced=True)
    notice = words.synthetic if figure.survey.synthetic else ""
    told = " ".join(tiers)
    short = told if preset.note == "short" else ""
    parts: list[tuple[str, Weight]] = [("".join(credit.lines[-1:]), 600), (short, 400), (notice, 600)]
    rooms = [width(text, size, weight) * SUBSTITUTE + BESIDE if text else 0.0 for text, weight in parts]
    beside = bool(rooms[1]) and sum(rooms) - BESIDE <= right - left
    note: tuple[Text, ...] = ()
    baseline: float = round(top + size) if credited or notice or told else top
    if told and not beside:
        note, foot = _note(tiers, left, top, measure, size, colours)
        baseline = round(foot + UNDER_NOTE + size) if credited or notice else note[-1].y
    source = credit.marks("source", left, baseline - size * ASCENT, colours.ink, ground, Of("source"))
    baseline += credit.leading * len(credit.lines[1:])
    if beside:
        x = round(left + rooms[0], 2)
        note = (Text("note", x, baseline, told, size, 400, colours.muted, "start", ground, Of("note")),)
    if notice and (credited or beside) and rooms[0] + rooms[2] - BESIDE <= right - left:
        source += (Text("synthetic", right, baseline, notice, size, 600, colours.accent, "end", ground, Of("notice")),)
    elif notice:
        baseline += credit.leading if credited else 0
        source += (Text("synthetic", left, baseline, notice, size, 600, colours.accent, "start", ground, Of("notice")),)
    if kept:
        over = note[-1].y + UNDER_NOTE if told and not beside else top
        down = max(round(over + kept[2] - baseline), 0)
        baseline += down
        source = tuple(replace(mark, y=mark.y + down) for mark in source)
        note = tuple(replace(mark, y=mark.y + down) for mark in note) if beside else note
    return Closing(note, source, logo.marks(theme, preset.width, edge, baseline, ground), baseline)
