"""One share that fills its sheet: the number, what it is a share of, and a thin bar."""

from __future__ import annotations

from barometer_cli.errors import DataError, LayoutError
from barometer_cli.layout.text import block
from barometer_cli.layout.type import CAP_HEIGHT, SUBSTITUTE, width
from barometer_cli.model.caption import Asked, AskedOf, Shows, Synthetic
from barometer_cli.model.figure import Figure, Kind
from barometer_cli.model.locale import NO_BREAK
from barometer_cli.model.preset import Preset
from barometer_cli.model.scene import Group, Rect, Scene, Text
from barometer_cli.model.theme import Theme

MARGIN = 40
SMALLEST_TEXT, LARGEST_TEXT = 15, 23


def compose(figure: Figure, theme: Theme, preset: Preset) -> Scene:
    """Lay a key number out.

    Raises
    ------
    DataError
        If the table does not show exactly one share.
    LayoutError
        If the text beside the number is longer than the sheet can hold.
    """
    if len(figure.table.shown) != 1:
        raise DataError(
            f"{figure.table.file}: a key number shows one share, and the table shows {len(figure.table.shown)}",
            "Keep one row, or mark the others as unshown.",
        )
    colours, sizes = theme.key_number, theme.sizes
    words, layers = figure.words, figure.words.layers
    share = figure.table.shown[0].share
    left, right = MARGIN, preset.width - MARGIN
    printed = figure.locale.percent(share)
    digits = printed.rstrip(f"{figure.locale.dialect.percent}{NO_BREAK}")
    sign = printed[len(digits) :].strip()

    top = MARGIN + 4
    accent = Rect("accent", left, top, 40, 5, colours.accent)
    heading = block(figure.spec.title, right - left, sizes.label, 600, balanced=True)
    heading_top = top + 21
    number_top = heading_top + heading.height + 26
    cap = sizes.number * CAP_HEIGHT
    baseline = round(number_top + cap)
    sign_x = left - 6 + width(digits, sizes.number, 700) + 8
    sign_size = sizes.number * (0.47 if sign == "%" else 0.25)
    text_x = round(sign_x + width(sign, sign_size, 700) * 1.06 + 30)
    measure = (right - text_x) / SUBSTITUTE
    text_size = LARGEST_TEXT
    text = block(figure.spec.text or "", measure, text_size, 400, 1.4, balanced=True)
    while text.height > cap + 34 and text_size > SMALLEST_TEXT:
        text_size -= 1
        text = block(figure.spec.text or "", measure, text_size, 400, 1.4, balanced=True)
    if text.height > cap + 70:
        raise LayoutError(f"{figure.id}: the text beside the number takes {len(text.lines)} lines", "Shorten `text`.")
    text_top = number_top + cap / 2 - text.height / 2
    bar_y = max(baseline + 52, round(text_top + text.height + 24))
    length = right - left
    note = " ".join(
        sentence
        for fact, sentence in figure.caption.sentences
        if not isinstance(fact, Shows | Asked | AskedOf | Synthetic)
    )
    note_block = block(note, length / SUBSTITUTE, sizes.note + 1, 400)
    note_top = bar_y + 10 + 36
    source_y = round(note_top + note_block.height + 16)
    credit = f"{words.source}: {figure.spec.source or figure.survey.credit}"
    ground = colours.background
    foot = [
        *note_block.marks("note", left, note_top, colours.muted, ground),
        Text("source", left, source_y, credit, sizes.note + 1, 600, colours.ink, "start", ground),
    ]
    if figure.survey.synthetic:
        foot.append(
            Text("synthetic", right, source_y, words.synthetic, sizes.note + 1, 600, colours.accent, "end", ground)
        )
    groups = (
        Group("header", layers.header, (accent, *heading.marks("headline", left, heading_top, colours.ink, ground))),
        Group(
            "number",
            layers.number,
            (
                Text("digits", left - 6, baseline, digits, sizes.number, 700, colours.ink, "start", ground),
                Text("sign", round(sign_x, 2), baseline, sign, sign_size, 700, colours.accent, "start", ground),
            ),
        ),
        Group("text", layers.text, text.marks("text", text_x, text_top, colours.ink, ground)),
        Group(
            "bar",
            layers.share,
            (
                Rect("track", left, bar_y, length, 10, colours.track),
                Rect("share", left, bar_y, round(length * share, 2), 10, colours.accent),
            ),
        ),
        Group("note", layers.note, tuple(foot)),
    )
    height = source_y + MARGIN - 10
    if preset.height is not None and height > preset.height:
        raise LayoutError(f"{figure.id}: the key number is {height:.0f} px high", "Shorten `text` or the caption.")
    return Scene(
        id=figure.id,
        width=preset.width,
        height=preset.height or height,
        background=colours.background,
        title=figure.spec.title,
        description=figure.description,
        lang=figure.locale.language,
        groups=groups,
    )


KIND = Kind(
    name="key_number",
    purpose="one share that fills its sheet",
    compose=compose,
    needs=frozenset({"table", "text"}),
    takes=frozenset({"question", "filter", "n", "caption"}),
)
