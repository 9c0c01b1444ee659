"""Findings on a drawn sheet: words that cannot be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from barometer_cli.checks.boxes import NEAR, Box, box, covers
from barometer_cli.checks.codes import Faults, finding
from barometer_cli.layout.colour import READABLE, contrast
from barometer_cli.layout.type import set_in
from barometer_cli.messages import say
from barometer_cli.model.finding import Evidence, Finding
from barometer_cli.model.scene import Path, Rect, Scene, Text


def check(release: Sequence[Evidence]) -> Iterator[Finding]:
    """Every sheet that was drawn."""
    for evidence in release:
        for sheet in evidence.sheets:
            with set_in(sheet.scene.typeface):
                faults = list(_of(sheet.scene, sheet.preset.least))
            for code, message, value in faults:
                told = f"{sheet.preset.name}: {message}"
                yield finding(code, evidence.locate(("title",)), evidence.identity, told, value=value)


def _of(scene: Scene, least: float) -> Faults:
    """What cannot be read on a sheet whose least words are so large (px)."""
    texts = [mark for mark in scene.marks() if isinstance(mark, Text) and mark.text.strip()]
    boxes = [(text, box(text)) for text in texts]
    for text, (left, top, right, bottom) in boxes:
        if left < -NEAR or top < -NEAR or right > scene.width + NEAR or bottom > scene.height + NEAR:
            over = max(-left, -top, right - scene.width, bottom - scene.height)
            message = say("{mark} leaves the sheet by {over:.0f} px: {text!r}", mark=text.id, over=over, text=text.text)
            yield "BAR602", message, text.text
        if text.size < least:
            message = say(
                "{mark} is {size:g} px; {least} px is the least: {text!r}",
                mark=text.id,
                size=text.size,
                least=least,
                text=text.text,
            )
            yield "BAR603", message, text.text
        if (ratio := contrast(text.fill, text.ground)) < READABLE:
            message = say(
                "{mark} has {ratio:.2f}:1 contrast on {ground}: {text!r}",
                mark=text.id,
                ratio=ratio,
                ground=text.ground,
                text=text.text,
            )
            yield "BAR603", message, text.text
    yield from _grounds(scene, boxes)
    yield from _overlaps(boxes)


def _grounds(scene: Scene, boxes: Sequence[tuple[Text, Box]]) -> Faults:
    """Texts that lie on another colour than they say, or under what is painted after them."""
    grounds = dict.fromkeys((text for text, _ in boxes), scene.background)
    painted: set[Text] = set()
    for mark in scene.marks():
        if isinstance(mark, Text):
            painted.add(mark)
        fill = mark.fill if isinstance(mark, Rect | Path) else None
        if fill is None:
            continue
        left, top, right, bottom = box(mark)
        for text, each in boxes:
            across, down = min(right, each[2]) - max(left, each[0]), min(bottom, each[3]) - max(top, each[1])
            if across <= NEAR or down <= NEAR:
                continue
            under = covers(mark, each) if isinstance(mark, Path) else True
            if under is None:
                message = say(
                    "{mark} lies on the edge of {other}: {text!r}", mark=text.id, other=mark.id, text=text.text
                )
                yield "BAR603", message, text.text
            elif under and text in painted:
                message = say("{mark} lies under {other}: {text!r}", mark=text.id, other=mark.id, text=text.text)
                yield "BAR602", message, text.text
            elif under:
                grounds[text] = fill
    for text, ground in grounds.items():
        if ground != text.ground:
            message = say(
                "{mark} lies on {ground}, and was placed for {right}: {text!r}",
                mark=text.id,
                ground=ground,
                right=text.ground,
                text=text.text,
            )
            yield "BAR603", message, text.text


def _overlaps(boxes: Sequence[tuple[Text, Box]]) -> Faults:
    ordered = sorted(boxes, key=lambda pair: pair[1][1])
    for i, (one, a) in enumerate(ordered):
        for other, b in ordered[i + 1 :]:
            if b[1] >= a[3]:
                break
            across, down = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - b[1]
            if across > NEAR and down > NEAR:
                message = say(
                    "{mark} lies on {other}: {text!r}, {other_text!r}",
                    mark=one.id,
                    other=other.id,
                    text=one.text,
                    other_text=other.text,
                )
                yield "BAR602", message, one.text
