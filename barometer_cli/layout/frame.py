"""The sheet around a chart: accent bar, headline, subtitle above; hairline, note, source and notices below."""

from __future__ import annotations

from dataclasses import dataclass

from barometer_cli.errors import LayoutError
from barometer_cli.layout.text import block
from barometer_cli.layout.type import SUBSTITUTE, width
from barometer_cli.model.caption import Synthetic
from barometer_cli.model.figure import Figure
from barometer_cli.model.preset import Preset
from barometer_cli.model.scene import Group, Rect, Scene, Text
from barometer_cli.model.theme import Theme

MOST_HEADLINE_LINES = 3
SHORTEST_LAST_LINE = 0.15
"""Part of the measure that a note's last line fills; one with less is evened out."""


@dataclass(frozen=True, slots=True)
class Frame:
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

    def close(self, groups: tuple[Group, ...], bottom: float) -> Scene:
        """The finished sheet around the chart's layers, whose lowest mark ends at `bottom`.

        Raises
        ------
        LayoutError
            If the chart is higher than the room of a sheet of fixed height.
        """
        if self.preset.height is not None:
            foot_top = self.preset.height - self.foot_height
            if bottom > foot_top:
                raise LayoutError(
                    f"{self.figure.id}: the chart needs {bottom - foot_top:.0f} px more than the "
                    f"{self.preset.width:g}x{self.preset.height:g} sheet has",
                    "Show fewer categories, shorten labels or caption, or take a sheet that grows.",
                )
        else:
            foot_top = bottom
        feet, end = footer(self.figure, self.theme, self.preset, foot_top)
        return Scene(
            id=self.figure.id,
            width=self.preset.width,
            height=self.preset.height or end,
            background=self.theme.colours.background,
            title=self.figure.spec.title,
            description=self.figure.description,
            lang=self.figure.locale.language,
            groups=(self.header, *groups, *feet),
        )


def open_frame(figure: Figure, theme: Theme, preset: Preset) -> Frame:
    """Place headline and subtitle, and measure what stands below the chart.

    Raises
    ------
    LayoutError
        If the headline takes more than three lines.
    """
    left, right = theme.margin, preset.width - theme.margin
    measure = text_measure(theme, preset)
    colours, sizes = theme.colours, theme.sizes
    headline = block(figure.spec.title, measure, sizes.headline, 600, 1.29, balanced=True)
    if len(headline.lines) > MOST_HEADLINE_LINES:
        raise LayoutError(
            f"{figure.id}: the headline takes {len(headline.lines)} lines; {MOST_HEADLINE_LINES} are allowed",
            f"Shorten it: {figure.spec.title!r}",
        )
    top = theme.margin - 2
    marks: list[Rect | Text] = [Rect("accent", left, top, 40, 5, colours.accent)]
    top += 14
    marks += headline.marks("headline", left, top, colours.ink, colours.background)
    top += headline.height + 4
    if figure.spec.subtitle:
        subtitle = block(figure.spec.subtitle, measure, sizes.subtitle, 400, 1.35, balanced=True)
        marks += subtitle.marks("subtitle", left, top, colours.muted, colours.background)
        top += subtitle.height
    top = round(top) + 20
    foot_height = footer(figure, theme, preset, 0)[1]
    room = None if preset.height is None else preset.height - foot_height - top
    header = Group("header", figure.words.layers.header, tuple(marks))
    return Frame(figure, theme, preset, left, right, top, room, header, foot_height)


def text_measure(theme: Theme, preset: Preset) -> float:
    """Widest line of running text in px: it stays on the sheet even in a substituted font."""
    return (preset.width - theme.margin) / SUBSTITUTE


def footer(figure: Figure, theme: Theme, preset: Preset, top: float) -> tuple[tuple[Group, ...], float]:
    """Hairline, note, source and notices from `top` down; the layers and where the sheet ends (px)."""
    colours, sizes, words = theme.colours, theme.sizes, figure.words
    left, right, measure = theme.margin, preset.width - theme.margin, text_measure(theme, preset)
    y: float = round(top) + 20
    rule = Rect("rule", left, y, right - left, 1, colours.hairline)
    groups: list[Group] = []
    y += 13
    note = " ".join(text for fact, text in figure.caption.sentences if not isinstance(fact, Synthetic))
    if note:
        lines = block(note, measure, sizes.note)
        if width(lines.lines[-1], sizes.note) < SHORTEST_LAST_LINE * measure:
            lines = block(note, measure, sizes.note, balanced=True)
        groups.append(Group("note", words.layers.note, lines.marks("note", left, y, colours.muted, colours.background)))
        y += lines.height + 12
    baseline = round(y + sizes.note)
    credit = f"{words.source}: {figure.spec.source or figure.survey.credit}"
    marks = [Text("source", left, baseline, credit, sizes.note, 600, colours.ink, "start", colours.background)]
    if figure.survey.synthetic:
        notice = words.synthetic
        marks.append(
            Text("synthetic", right, baseline, notice, sizes.note, 600, colours.accent, "end", colours.background)
        )
    groups = [Group("rule", words.layers.rule, (rule,)), *groups, Group("source", words.layers.source, tuple(marks))]
    return tuple(groups), float(round(baseline + theme.margin - 6))
