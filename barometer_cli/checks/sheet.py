"""Findings on a drawn sheet: words that cannot be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from barometer_cli.checks.boxes import NEAR, Box, box, covers
from barometer_cli.checks.codes import Found, finding
from barometer_cli.layout.colour import READABLE, contrast
from barometer_cli.messages import say
from barometer_cli.model.finding import Evidence, Finding
from barometer_cli.model.scene import Path, Rect, Scene, Text

SMALLEST = 12


def check(release: Sequence[Evidence]) -> Iterator[Finding]:
    """Every sheet that was drawn."""
    for evidence in release:
        for sheet in evidence.sheets:
            for code, message, value in _of(sheet.scene):
                told = f"{sheet.preset.name}: {message}"
                yield finding(code, evidence.place(("title",)), evidence.identity, told, value=value)


def _of(scene: Scene) -> Found:
    texts = [mark for mark in scene.marks() if isinstance(mark, Text) and mark.text.strip()]
    boxes = [(text, box(text)) for text in texts]
    for text, (left, top, right, bottom) in boxes:
        if left < -NEAR or top < -NEAR or right > scene.width + NEAR or bottom > scene.height + NEAR:
            over = max(-left, -top, right - scene.width, bottom - scene.height)
            yield (
                "BAR602",
                say("{id} leaves the sheet by {over:.0f} px: {text!r}", id=text.id, over=over, text=text.text),
                text.text,
            )
        if text.size < SMALLEST:
            yield (
                "BAR603",
                say(
                    "{id} is {size:g} px; {smallest} px is the least: {text!r}",
                    id=text.id,
                    size=text.size,
                    smallest=SMALLEST,
                    text=text.text,
                ),
                text.text,
            )
        if (ratio := contrast(text.fill, text.ground)) < READABLE:
            yield (
                "BAR603",
                say(
                    "{id} has {ratio:.2f}:1 contrast on {ground}: {text!r}",
                    id=text.id,
                    ratio=ratio,
                    ground=text.ground,
                    text=text.text,
                ),
                text.text,
            )
    yield from _grounds(scene, boxes)
    yield from _overlaps(boxes)


def _grounds(scene: Scene, boxes: Sequence[tuple[Text, Box]]) -> Found:
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
                yield (
                    "BAR603",
                    say("{id} lies on the edge of {mark_id}: {text!r}", id=text.id, mark_id=mark.id, text=text.text),
                    text.text,
                )
            elif under and text in painted:
                yield "BAR602", f"{text.id} lies under {mark.id}: {text.text!r}", text.text
            elif under:
                grounds[text] = fill
    for text, ground in grounds.items():
        if ground != text.ground:
            yield (
                "BAR603",
                say(
                    "{id} lies on {ground}, and was placed for {text_ground}: {text!r}",
                    id=text.id,
                    ground=ground,
                    text_ground=text.ground,
                    text=text.text,
                ),
                text.text,
            )


def _overlaps(boxes: Sequence[tuple[Text, Box]]) -> Found:
    ordered = sorted(boxes, key=lambda pair: pair[1][1])
    for i, (one, a) in enumerate(ordered):
        for other, b in ordered[i + 1 :]:
            if b[1] >= a[3]:
                break
            across, down = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - b[1]
            if across > NEAR and down > NEAR:
                yield (
                    "BAR602",
                    say(
                        "{id} lies on {other_id}: {text!r}, {other_text!r}",
                        id=one.id,
                        other_id=other.id,
                        text=one.text,
                        other_text=other.text,
                    ),
                    one.text,
                )
