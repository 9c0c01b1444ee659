"""A quote set large on warm paper, who said it below a hairline, with a portrait where there is one."""

from __future__ import annotations

from typing import Literal

from barometer_cli.errors import LayoutError
from barometer_cli.layout.text import block
from barometer_cli.layout.type import CAP_HEIGHT, SUBSTITUTE
from barometer_cli.model.figure import Figure, Kind
from barometer_cli.model.preset import Preset
from barometer_cli.model.scene import Group, Image, Mark, Rect, Scene, Text
from barometer_cli.model.theme import Theme

MARGIN = 40
PORTRAIT = 160
SMALLEST, MOST_LINES = 16, 16


def compose(figure: Figure, theme: Theme, preset: Preset) -> Scene:
    """Lay a quote out; a long one is set smaller, never below 16 px.

    Raises
    ------
    LayoutError
        If the quote takes more than sixteen lines at its smallest.
    """
    colours, sizes = theme.quote, theme.sizes
    ground = colours.background
    words, speaker = figure.spec.quote or "", figure.spec.speaker
    layers = figure.words.layers
    left, right = MARGIN, preset.width - MARGIN
    text_left = left + (PORTRAIT + 32 if figure.portrait else 0)
    measure = min((right - text_left) / SUBSTITUTE, 640)
    size = sizes.quote
    text = block(words, measure, size, 400, 1.44)
    while len(text.lines) > 8 and size > SMALLEST:
        size -= 1
        text = block(words, measure, size, 400, 1.44)
    if len(text.lines) > MOST_LINES:
        raise LayoutError(f"{figure.id}: the quote takes {len(text.lines)} lines", "Shorten it; mark cuts with …")

    mark_size = 124
    mark_baseline = round(MARGIN - 2 + mark_size * CAP_HEIGHT)
    text_top = mark_baseline - 12
    bottom = text_top + text.height
    pictures: tuple[Mark, ...] = ()
    if figure.portrait:
        media: Literal["image/png", "image/jpeg"] = (
            "image/png" if figure.portrait.startswith(b"\x89PNG") else "image/jpeg"
        )
        top = round(text_top + 8)
        pictures = (Image("portrait", left, top, PORTRAIT, PORTRAIT, figure.portrait, media),)
        bottom = max(bottom, top + PORTRAIT)
    rule = round(bottom + 32)
    name = block(speaker.name if speaker else "", (right - left) * 0.9, sizes.label + 1, 600)
    title_measure = (right - left) / SUBSTITUTE * 0.74
    title = block(speaker.title if speaker else "", title_measure, sizes.subtitle, 400, 1.35)
    name_top = rule + 16
    title_top = name_top + name.height + 1
    end = round(title_top + title.height)
    source = Text(
        "source",
        right,
        round(title_top + sizes.subtitle * 1.025),
        figure.spec.source or figure.survey.name,
        sizes.note,
        600,
        colours.ink,
        "end",
        ground,
    )
    groups = (
        Group("edge", layers.edge, (Rect("edge", 0, 0, 6, end + 30, colours.accent),)),
        Group(
            "mark",
            layers.mark,
            (
                Text(
                    "mark",
                    left - 3,
                    mark_baseline,
                    figure.words.quote_mark,
                    mark_size,
                    700,
                    colours.accent,
                    "start",
                    ground,
                ),
            ),
        ),
        Group("quote", layers.quote, text.marks("quote", text_left, text_top, colours.ink, ground)),
        *((Group("portrait", layers.portrait, pictures),) if pictures else ()),
        Group("rule", layers.rule, (Rect("rule", left, rule, right - left, 1, colours.track),)),
        Group(
            "speaker",
            layers.speaker,
            (
                *name.marks("name", left, name_top, colours.ink, ground),
                *title.marks("title", left, title_top, colours.muted, ground),
            ),
        ),
        Group("source", layers.source, (source,)),
    )
    return Scene(
        id=figure.id,
        width=preset.width,
        height=preset.height or end + 30,
        background=ground,
        title=figure.spec.title,
        description=figure.description,
        lang=figure.locale.language,
        groups=groups,
    )


KIND = Kind(
    name="quote",
    purpose="a quote, who said it, and a portrait",
    compose=compose,
    needs=frozenset({"quote", "speaker"}),
    takes=frozenset({"portrait"}),
)
