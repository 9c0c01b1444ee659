"""One share that fills its sheet: the number, what it is a share of, and a thin bar."""

from __future__ import annotations

from barometer_cli.errors import DataError, LayoutError
from barometer_cli.layout.frame import FOOT, closing, sheet, too_high
from barometer_cli.layout.text import block
from barometer_cli.layout.type import CAP_HEIGHT, SUBSTITUTE, width
from barometer_cli.model.caption import Asked, AskedOf, Shows, Synthetic
from barometer_cli.model.figure import Figure, Kind, Starter
from barometer_cli.model.locale import NO_BREAK
from barometer_cli.model.preset import Preset
from barometer_cli.model.scene import ORNAMENT, Group, Of, Rect, Scene, Text
from barometer_cli.model.theme import Theme

MARGIN = 1.25
"""White round the sheet beside that of other kinds."""
WIDEST = 2.3
"""Width of "100 %" for each px of the number's size."""
SMALLEST_TEXT, LARGEST_TEXT = 15, 23


def compose(figure: Figure, theme: Theme, preset: Preset) -> Scene:
    """Lay a key number out.

    Raises
    ------
    LayoutError
        If the text beside the number is longer than the sheet can hold.
    """
    colours, sizes, ground = theme.key_number, theme.sizes, theme.key_number.background
    layers = figure.words.layers
    cell = figure.table.shown[0]
    value, part, whole = (Of(role, cell.category, cell.group) for role in ("value", "bar", "whole"))
    margin = round(theme.margin * MARGIN)
    left, right = margin, preset.width - margin
    length = right - left
    above = preset.labels == "above"

    top = margin + 4
    accent = Rect("accent", left, top, 40, 5, colours.accent, ORNAMENT)
    heading = block(figure.spec.title, length / SUBSTITUTE, sizes.label, 600, balanced=True)
    heading_top = top + 21
    number_top = heading_top + heading.height + 26
    size = min(sizes.number, length / WIDEST) if above else sizes.number
    cap = size * CAP_HEIGHT
    baseline = round(number_top + cap)
    printed = figure.locale.value(cell.value)
    digits = printed.rstrip(f"{figure.locale.dialect.percent}{NO_BREAK}")
    sign = printed[len(digits) :].strip()
    sign_x = left - 6 + width(digits, size, 700) + 8
    sign_size = size * (0.47 if sign == "%" else 0.25)

    text_x = left if above else round(sign_x + width(sign, sign_size, 700) * 1.06 + 30)
    text_size = round(LARGEST_TEXT * preset.display)
    measure = (right - text_x) / SUBSTITUTE
    text = block(figure.spec.text or "", measure, text_size, 400, 1.4, balanced=True)
    while not above and text.height > cap + 34 and text_size > SMALLEST_TEXT:
        text_size -= 1
        text = block(figure.spec.text or "", measure, text_size, 400, 1.4, balanced=True)
    if not above and text.height > cap + 70:
        raise LayoutError(
            f"{figure.id} ({preset.name}): the text beside the number takes {len(text.lines)} lines", "Shorten `text`."
        )
    text_top = baseline + 18 if above else number_top + cap / 2 - text.height / 2
    bar_y = max(baseline + 52, round(text_top + text.height + 24))
    told = " ".join(
        sentence
        for fact, sentence in figure.caption.sentences
        if not isinstance(fact, Shows | Asked | AskedOf | Synthetic)
    )

    def foot(top: float) -> tuple[tuple[Text, ...], tuple[Text, ...], float]:
        return closing(figure, preset, told, left, right, top, length / SUBSTITUTE, sizes.note + 1, colours)

    height = foot(bar_y + 46)[2] + max(margin - 10, FOOT)
    spare = 0.0 if preset.height is None else preset.height - height
    if spare < 0:
        raise too_high(figure, preset, -spare)
    baseline, text_top, bar_y = baseline + round(spare / 2), text_top + round(spare / 2), bar_y + round(spare)
    note, source, _ = foot(bar_y + 46)
    groups = (
        Group(
            "header",
            layers.header,
            (accent, *heading.marks("headline", left, heading_top, colours.ink, ground, Of("title"))),
        ),
        Group(
            "number",
            layers.number,
            (
                Text("digits", left - 6, baseline, digits, size, 700, colours.ink, "start", ground, value),
                Text("sign", round(sign_x, 2), baseline, sign, sign_size, 700, colours.accent, "start", ground, value),
            ),
        ),
        Group("text", layers.text, text.marks("text", text_x, text_top, colours.ink, ground, Of("text"))),
        Group(
            "bar",
            layers.share,
            (
                Rect("track", left, bar_y, length, 10, colours.track, whole),
                Rect("share", left, bar_y, round(length * cell.value, 2), 10, colours.accent, part),
            ),
        ),
        Group("note", layers.note, (*note, *source)),
    )
    return sheet(figure, preset.width, preset.height or height, ground, groups)


def accept(figure: Figure) -> None:
    """Refuse what is not one number.

    Raises
    ------
    DataError
        If the table does not show exactly one share.
    """
    if len(figure.table.shown) != 1:
        raise DataError(
            f"{figure.table.file}: a key number shows one share, and the table shows {len(figure.table.shown)}",
            "Keep one row, or mark the others as unshown.",
        )


KIND = Kind(
    name="key_number",
    purpose="one share that fills its sheet",
    compose=compose,
    needs=frozenset({"table", "text"}),
    takes=frozenset({"question", "filter", "n", "caption"}),
    accept=accept,
    starter=Starter(
        fields="""
title: Skriv hvad tallet måler
text: af dem, der svarede, siger ja
table: {file: {table}, unit: percent}
n: 1000
""",
        table="""
category,share
Ja,62
""",
    ),
)
