"""A quote set large on warm paper, who said it below a hairline, with a portrait where there is one."""

from __future__ import annotations

from barometer_cli.errors import LayoutError
from barometer_cli.layout import logo
from barometer_cli.layout.frame import sheet, too_high
from barometer_cli.layout.picture import image
from barometer_cli.layout.text import block, whole
from barometer_cli.layout.type import ASCENT, CAP_HEIGHT, SUBSTITUTE
from barometer_cli.messages import say, template
from barometer_cli.model.figure import Figure, Kind, Starter
from barometer_cli.model.preset import Preset
from barometer_cli.model.scene import ORNAMENT, Group, Image, Of, Rect, Scene, Text
from barometer_cli.model.theme import Theme

MARGIN = 1.25
"""White round the sheet beside that of other kinds."""
PORTRAIT, SMALL_PORTRAIT = 160, 96
MARK = 124
MEASURE = 640
"""The longest line of a quote, px; on a sheet of one height as long as the sheet is wide."""
SMALLEST, LARGE_LINES, MOST_LINES = 16, 8, 16
"""The least size of a quote; how many lines are set at full size, and how many there may be; more on a narrow sheet."""
GROWN, SHORT_LINES = 1.8, 3
"""How much larger a short quote is set, and how many lines it takes then."""
FOOT = 30
"""White below the last line, px."""


def compose(figure: Figure, theme: Theme, preset: Preset) -> Scene:
    """Lay a quote out; a short one is set larger, a long one smaller, never below 16 px.

    Raises
    ------
    LayoutError
        If the quote takes more than sixteen lines at its smallest, or is higher than its sheet.
    """
    colours, sizes = theme.quote, theme.sizes
    ground = colours.background
    words, speaker = figure.spec.quote or "", figure.spec.speaker
    layers = figure.words.layers
    above = preset.labels == "above"
    margin = round(theme.margin * MARGIN)
    left, right = margin, preset.width - margin
    full = (right - left) / SUBSTITUTE

    kept = logo.room(theme, preset.width, ground)
    named = (right - left) * 0.9 - (kept[1] if kept else 0)
    name = block(speaker.name if speaker else "", named, sizes.label + 1, 600)
    title = block(speaker.title if speaker else "", full * 0.74, sizes.subtitle, 400, 1.35)
    credit = block(figure.spec.source or figure.survey.name or (), full, sizes.note, 600)
    beside = len(credit.lines) == 1 and (title.width + credit.width) * SUBSTITUTE + 16 <= right - left
    if not beside:
        title = block(speaker.title if speaker else "", full, sizes.subtitle, 400, 1.35)
    high = max(name.height, kept[2] if kept else 0)
    foot = 16 + high + 1 + title.height + (8 + credit.height if credit.lines and not beside else 0)

    mark_baseline = round(margin - 2 + MARK * CAP_HEIGHT)
    text_top: float = mark_baseline - 12
    if figure.portrait and above:
        text_top = max(text_top, margin + SMALL_PORTRAIT + 16)
    room = None if preset.height is None else preset.height - FOOT - foot - 32 - text_top
    portrait = SMALL_PORTRAIT if above else PORTRAIT
    if room is not None:
        portrait = max(min(portrait, int(room) - 8), SMALL_PORTRAIT)
    text_left = left + (portrait + 32 if figure.portrait and not above else 0)
    stretch = MEASURE / min(full, MEASURE)
    measure = (right - text_left) / SUBSTITUTE
    measure = min(measure, MEASURE) if room is None else measure  # a sheet of one height has room beside, not below
    size = round(sizes.quote * GROWN)
    text = block(words, measure, size, 400, 1.44)
    while size > sizes.quote and (len(text.lines) > SHORT_LINES or not whole(words, measure, size)):
        size -= 1
        text = block(words, measure, size, 400, 1.44)
    while size > SMALLEST and (len(text.lines) > LARGE_LINES * stretch or (room is not None and text.height > room)):
        size -= 1
        text = block(words, measure, size, 400, 1.44)
    if len(text.lines) > MOST_LINES * stretch:
        raise LayoutError(
            say("{id} ({preset}): the quote takes {n} lines", id=figure.id, preset=preset.name, n=len(text.lines)),
            say("Shorten it; mark cuts with …"),
        )
    body = max(text.height, portrait + 8 if figure.portrait and not above else 0)
    if room is not None:
        if body > room:
            raise too_high(figure, preset, body - room)
        text_top += (room - body) / 2

    pictures: tuple[Image, ...] = ()
    if figure.portrait:
        x, y = (right - portrait, margin) if above else (left, round(text_top + 8))
        pictures = (image("portrait", x, y, portrait, portrait, figure.portrait),)
    rule = round(text_top + body + 32 if preset.height is None else preset.height - FOOT - foot)
    name_top = rule + 16
    title_top = name_top + high + 1
    end = round(title_top + title.height)
    source: tuple[Text, ...]
    if beside:
        source = (
            Text(
                "source",
                right,
                round(title_top + sizes.subtitle * ASCENT),
                credit.lines[0],
                sizes.note,
                600,
                colours.ink,
                "end",
                ground,
                Of("source"),
            ),
        )
    else:
        source = credit.marks("source", left, end + 8, colours.ink, ground, Of("source"))
        end = round(end + 8 + credit.height) if source else end
    height = preset.height or end + FOOT
    groups = (
        Group("edge", layers.edge, (Rect("edge", 0, 0, 6, height, colours.accent, ORNAMENT),)),
        Group(
            "mark",
            layers.mark,
            (
                Text(
                    "mark",
                    left - 3,
                    mark_baseline,
                    figure.words.quote_mark,
                    MARK,
                    700,
                    colours.accent,
                    "start",
                    ground,
                    Of("quote mark"),
                ),
            ),
        ),
        Group("quote", layers.quote, text.marks("quote", text_left, text_top, colours.ink, ground, Of("quote"))),
        *((Group("portrait", layers.portrait, pictures),) if pictures else ()),
        Group("rule", layers.rule, (Rect("rule", left, rule, right - left, 1, colours.track, ORNAMENT),)),
        Group(
            "speaker",
            layers.speaker,
            (
                *name.marks("name", left, name_top + high - name.height, colours.ink, ground, Of("speaker")),
                *title.marks("title", left, title_top, colours.muted, ground, Of("position")),
            ),
        ),
        *((Group("source", layers.source, source),) if source else ()),
        *(
            (Group("logo", layers.logo, logo.marks(theme, preset.width, right, name_top + high, ground)),)
            if kept
            else ()
        ),
    )
    return sheet(figure, preset.width, height, ground, groups)


KIND = Kind(
    name="quote",
    purpose=template("a quote, who said it, and a portrait"),
    compose=compose,
    needs=frozenset({"quote", "speaker"}),
    takes=frozenset({"portrait"}),
    starter=Starter(
        fields="""
title: Citat
quote: Skriv citatet her.
speaker: {name: Navn Navnesen, title: "leder, Eksempelkommunen"}
""",
    ),
)
