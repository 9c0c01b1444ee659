"""Findings on a drawn sheet: words that can be read, numbers and lengths that are those of the table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from barometer_cli.checks.codes import finding
from barometer_cli.layout.colour import READABLE, contrast
from barometer_cli.layout.type import ink, width
from barometer_cli.model.figure import Figure, Sheet
from barometer_cli.model.finding import Evidence, Finding
from barometer_cli.model.scene import Rect, Scene, Text

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in px."""

SMALLEST = 12
NEAR = 0.05
"""Slack, px."""
PROPORTION = 0.02
"""How far the ratio of length and share may vary within a sheet; lengths are rounded to 0.01 px."""


def check(release: Sequence[Evidence]) -> Iterator[Finding]:
    """Every sheet that was drawn."""
    for evidence in release:
        for sheet in evidence.sheets:
            for code, message, value in _of(sheet):
                told = f"{sheet.preset.name}: {message}"
                yield finding(code, evidence.place(("title",)), evidence.identity, told, value=value)


def _of(sheet: Sheet) -> Iterator[tuple[str, str, str]]:
    scene = sheet.scene
    texts = [mark for mark in scene.marks() if isinstance(mark, Text) and mark.text.strip()]
    boxes = [(text, _box(text)) for text in texts]
    for text, (left, top, right, bottom) in boxes:
        if left < -NEAR or top < -NEAR or right > scene.width + NEAR or bottom > scene.height + NEAR:
            over = max(-left, -top, right - scene.width, bottom - scene.height)
            yield "BAR602", f"{text.id} leaves the sheet by {over:.0f} px: {text.text!r}", text.text
        if text.size < SMALLEST:
            yield "BAR603", f"{text.id} is {text.size:g} px; {SMALLEST} px is the least: {text.text!r}", text.text
        if (ratio := contrast(text.fill, text.ground)) < READABLE:
            yield "BAR603", f"{text.id} has {ratio:.2f}:1 contrast on {text.ground}: {text.text!r}", text.text
    yield from _overlaps(boxes)
    yield from _numbers(sheet.figure, texts)
    yield from _lengths(sheet.figure, scene)


def _box(text: Text) -> Box:
    """What the glyphs of a line cover."""
    room = width(text.text, text.size, text.weight)
    left = text.x - {"start": 0.0, "middle": room / 2, "end": room}[text.anchor]
    above, below = ink(text.text, text.weight)
    return left, text.y - above * text.size, left + room, text.y + below * text.size


def _overlaps(boxes: Sequence[tuple[Text, Box]]) -> Iterator[tuple[str, str, str]]:
    ordered = sorted(boxes, key=lambda pair: pair[1][1])
    for i, (one, a) in enumerate(ordered):
        for other, b in ordered[i + 1 :]:
            if b[1] >= a[3]:
                break
            across, down = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - b[1]
            if across > NEAR and down > NEAR:
                yield "BAR602", f"{one.id} lies on {other.id}: {one.text!r}, {other.text!r}", one.text


def _numbers(figure: Figure, texts: Sequence[Text]) -> Iterator[tuple[str, str, str]]:
    """Values on the marks are those of the shown cells, no more and no fewer."""
    table, locale = figure.table, figure.locale
    if figure.spec.kind not in ("bars", "stacked_bars"):
        return
    drawn = Counter(text.text for text in texts if text.id.startswith(("value-", "key-value-")))
    wanted = Counter(locale.percent(cell.share) for cell in table.shown)
    drawn.pop("*", None)
    for value in (drawn - wanted) if not any(t.id.startswith("key-value-") for t in texts) else drawn.keys() - wanted:
        yield "BAR604", f"{value} is drawn, and no shown category has it", value
    for value in wanted - drawn:
        yield "BAR604", f"{value} is a shown category's share, and is not drawn", value


def _lengths(figure: Figure, scene: Scene) -> Iterator[tuple[str, str, str]]:
    """Bars of one sheet have one ratio of length to share."""
    cells = sorted((cell.share for cell in figure.table.shown), reverse=True)
    bars = [m for g in scene.groups if g.id == "bars" for m in g.marks if isinstance(m, Rect)]
    if figure.spec.kind != "bars" or not bars or len(bars) != len(cells) or not cells[0]:
        return
    widths = sorted((bar.width for bar in bars), reverse=True)
    scale = widths[0] / cells[0]
    for length, share in zip(widths, cells, strict=True):
        if abs(length - share * scale) > max(PROPORTION * share * scale, NEAR):
            yield (
                "BAR605",
                f"a bar is {length:g} px for {share * 100:.4g} %; {share * scale:.2f} px is right",
                str(share),
            )
