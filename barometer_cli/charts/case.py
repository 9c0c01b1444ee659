"""The story of a workplace on warm paper: what happened, where, and where to read on; a picture fills one side."""

from __future__ import annotations

from barometer_cli.layout.card import MEASURE, RAISED, foot, head, too_long
from barometer_cli.layout.frame import sheet
from barometer_cli.layout.picture import image
from barometer_cli.layout.text import block
from barometer_cli.layout.type import SUBSTITUTE
from barometer_cli.messages import template
from barometer_cli.model.card import CaseCardSpec
from barometer_cli.model.figure import Figure, Kind, Starter
from barometer_cli.model.preset import Preset
from barometer_cli.model.scene import Group, Image, Of, Scene
from barometer_cli.model.theme import Theme

MARGIN = 1.25
"""White round the sheet beside that of other kinds."""
BESIDE, ABOVE = 0.35, 0.56
"""Width of a picture beside the words, and height of one above them, as parts of the sheet's width."""
GUTTER = 32
"""White between words and picture, px."""
LARGEST, SMALLEST = 20, 15
"""Sizes of the text, px."""
UNDER_HEAD, OVER_FOOT = 16, 24


def compose(figure: Figure, theme: Theme, preset: Preset) -> Scene:
    """Lay a case out; on a sheet of fixed height a long text is set smaller, never below 15 px.

    Raises
    ------
    LayoutError
        If the title takes more than three lines, or the words are higher than the sheet.
    """
    colours, layers = theme.quote, figure.words.layers
    ground = colours.background
    margin = round(theme.margin * MARGIN)
    above = preset.labels == "above"
    band = round(preset.width * ABOVE) if figure.portrait and above else 0
    side = round(preset.width * BESIDE) if figure.portrait and not above else 0
    left, right = margin, preset.width - side - (GUTTER if side else margin)
    top = band + margin
    measure = min((right - left) / SUBSTITUTE, MEASURE)

    upper = head(figure, theme, preset, colours, measure)
    lower = foot(figure, theme, preset, colours, left, right, 0).end
    bottom = None if preset.height is None else preset.height - lower - OVER_FOOT
    size = round(LARGEST * preset.display)
    while True:
        text = block(figure.spec.text or "", measure, size, 400, 1.45)
        end = top + upper.height + UNDER_HEAD + text.height
        if bottom is None or end <= bottom or size == SMALLEST:
            break
        size -= 1
    if bottom is not None:
        if end > bottom:
            lines = {"title": len(upper.title.lines), "text": len(text.lines)}
            raise too_long(figure, preset, end - bottom, lines)
        top += round(RAISED * (bottom - end))
    text_top = top + upper.height + UNDER_HEAD
    feet = foot(figure, theme, preset, colours, left, right, (end if bottom is None else bottom) + OVER_FOOT)
    height = preset.height or feet.end
    pictures: tuple[Image, ...] = ()
    if figure.portrait:
        x, width, high = (0, preset.width, band) if above else (preset.width - side, side, height)
        pictures = (image("portrait", x, 0, width, high, figure.portrait),)
    groups = (
        *((Group("portrait", layers.portrait, pictures),) if pictures else ()),
        Group("header", layers.header, upper.marks(left, top, band)),
        Group("text", layers.text, text.marks("text", left, text_top, colours.ink, ground, Of("text"))),
        *feet.groups,
    )
    return sheet(figure, preset.width, height, ground, groups)


KIND = Kind(
    name="case",
    purpose=template("the story of a workplace, with a picture and where to read on"),
    compose=compose,
    needs=frozenset({"text"}),
    takes=frozenset({"portrait"}),
    spec=CaseCardSpec,
    starter=Starter(
        fields="""
title: Skriv hvad der skete
workplace: Eksempelkommunen
text: Fortæl historien med to eller tre sætninger.
url: https://example.org/case
""",
    ),
)
