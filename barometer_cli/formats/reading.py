"""What of a scene is read, and as what: by screen readers in a document whose parts have tags, and by who edits it.

Headline, subtitle, note, source and notice are a heading and paragraphs. All marks that tell numbers, and the words
among them, are one figure, which has the alternative text. On a sheet of words alone every word is read as it stands,
and a portrait is the figure. Ground and ornaments nobody needs to be told of.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import groupby
from typing import Literal, TypeAlias, get_args

from msgspec import Struct

from barometer_cli.formats.lines import legible, start
from barometer_cli.layout.type import ASCENT, DESCENT, width
from barometer_cli.model.scene import ORNAMENT, Circle, Dress, Image, Line, Mark, Path, Rect, Scene, Text, Words

Tag: TypeAlias = Literal["H1", "P", "BlockQuote", "LBody", "Figure"]
TAGS: Mapping[str, Tag] = {
    "title": "H1",
    "subtitle": "P",
    "note": "P",
    "source": "P",
    "notice": "P",
    "quote": "BlockQuote",
    "speaker": "P",
    "position": "P",
    "kicker": "P",
    "workplace": "P",
    "points": "LBody",
    "address": "P",
}
"""What words are, by their role, wherever they stand."""
TAGS_OF_WORDS: Mapping[str, Tag] = {**TAGS, "text": "P"}
"""What words are on a sheet of words alone; beside numbers the text is a part of the figure, for it tells of them."""
DRESS = {"ornament", "quote mark"}
"""What nobody needs to be told of."""
WORDS = {*TAGS_OF_WORDS.values()}


class Run(Struct, frozen=True):
    """Marks that are painted one after another, and the tag of what they belong to; None: they are artifacts."""

    tag: Tag | None
    marks: tuple[Mark, ...]


def runs_of(scene: Scene) -> list[Run]:
    """Everything that is painted, back to front, parted where what it belongs to changes."""
    ground = (Rect("background", 0, 0, scene.width, scene.height, scene.background, ORNAMENT),)
    tag_of = tags(scene)

    def belongs(mark: Mark) -> tuple[Tag | None, str | None]:
        tag = tag_of(mark)
        return tag, _role(mark) if tag in WORDS else None

    runs = groupby((*(() if scene.transparent else ground), *scene.marks()), belongs)
    return [Run(tag, tuple(marks)) for (tag, _), marks in runs]


def tags(scene: Scene) -> Callable[[Mark], Tag | None]:
    """What tells the tag of a mark of a scene; None: it is an ornament."""
    of_words = all(_role(mark) in (*get_args(Words), *get_args(Dress)) for mark in scene.marks())
    known = TAGS_OF_WORDS if of_words else TAGS
    return lambda mark: None if (role := _role(mark)) in DRESS else known.get(role or "", "Figure")


def _role(mark: Mark) -> str | None:
    return mark.of.role if mark.of else None


def extent(mark: Mark) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a mark, px."""
    match mark:
        case Rect() | Image():
            return mark.x, mark.y, mark.x + mark.width, mark.y + mark.height
        case Circle():
            return mark.x - mark.r, mark.y - mark.r, mark.x + mark.r, mark.y + mark.r
        case Line():
            across = mark.width / 2
            (left, right), (top, bottom) = sorted((mark.x1, mark.x2)), sorted((mark.y1, mark.y2))
            return left - across, top - across, right + across, bottom + across
        case Path():
            across = mark.width / 2
            steps = [step for line in mark.lines for step in line]
            xs, ys = [x for step in steps for x in step[::2]], [y for step in steps for y in step[1::2]]
            return min(xs) - across, min(ys) - across, max(xs) + across, max(ys) + across
        case Text():
            left, long = start(mark), width(legible(mark.text), mark.size, mark.weight)
            return left, mark.y - ASCENT * mark.size, left + long, mark.y + DESCENT * mark.size
