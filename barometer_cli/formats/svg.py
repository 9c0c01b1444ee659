"""Scalable Vector Graphics, written so that browsers, Illustrator, Figma, Inkscape and PowerPoint agree on it.

Presentation attributes only; no clip path, mask, use, transform or filter. Three ways with text:

web
    text, with the glyphs it uses embedded as a font;
editable
    text, in the first family that the designer's machine has;
outlined
    curves.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal
from zlib import crc32

from barometer_cli.formats.lines import escaped, legible, start
from barometer_cli.formats.subset import FAMILY, outline, subset
from barometer_cli.layout.type import shape, words_of
from barometer_cli.model.scene import Circle, Image, Line, Mark, Path, Rect, Scene, Step, Text, Weight

TextMode = Literal["web", "editable", "outlined"]

_BEFORE_POINT = re.compile(r"^(-?)0(?=\.)")
"""The zero that path data need not have."""
XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
"""Inkscape shows no picture that is named by a plain href."""
SUBSTITUTES = "'IBM Plex Sans', 'Open Sans', 'Segoe UI', Arial, sans-serif"
FAMILIES: dict[TextMode, str] = {"web": f"'{FAMILY}', {SUBSTITUTES}", "editable": SUBSTITUTES, "outlined": SUBSTITUTES}
"""Fonts that are asked for: Illustrator takes the first, whatever others are named."""
INKSCAPE = 'xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"'
"""What names layers in Inkscape; Illustrator and Figma take their names from ids and data-name."""


def encode(scene: Scene, mode: TextMode = "web") -> bytes:
    """Write a scene as SVG, in UTF-8.

    Parameters
    ----------
    scene
        What to write.
    mode
        What becomes of the text: web, editable or outlined.
    """
    ids = _Ids(f"{scene.id}-{_told_apart(scene)}")
    title, description = ids.unique("title"), ids.unique("desc")
    lang, w, h = escaped(scene.lang), _number(scene.width), _number(scene.height)
    layered = f" {INKSCAPE}" if mode == "editable" else ""
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}" lang="{lang}"'
        f' xml:lang="{lang}" role="img" aria-labelledby="{title}" aria-describedby="{description}"'
        f' font-family="{FAMILIES[mode]}"{layered}>',
        f'<title id="{title}">{escaped(scene.title)}</title>',
        f'<desc id="{description}">{escaped(scene.description)}</desc>',
    ]
    if mode == "web":
        lines += _font_faces(scene.marks())
    lines.append(f'<rect id="{ids.unique("background")}" width="{w}" height="{h}" fill="{scene.background}"/>')
    for group in scene.groups:
        name = escaped(group.name)
        layer = f' inkscape:groupmode="layer" inkscape:label="{name}"' if layered else ""
        lines.append(f'<g id="{ids.unique(group.id)}" data-name="{name}"{layer}>')
        lines += [_mark(mark, ids.unique(mark.id), mode) for mark in group.marks]
        lines.append("</g>")
    lines.append("</svg>\n")
    return "\n".join(lines).encode()


NEAR = 2
"""Hundredths of a px by which the control of a curve may be off, where it is told by the curve before."""


def _told_apart(scene: Scene) -> str:
    """What tells a sheet from others of figures called the same: eight hexadecimal digits of its words and its size."""
    told = f"{scene.title}\n{scene.description}\n{scene.lang} {scene.width} {scene.height}"
    return f"{crc32(told.encode(errors='surrogatepass')):08x}"


class _Ids:
    """Ids of one document: prefixed by figure and sheet, so that many can stand in one page, and each once."""

    def __init__(self, prefix: str) -> None:
        self.prefix = escaped(prefix)
        self.used: set[str] = set()

    def unique(self, name: str) -> str:
        wanted = unused = f"{self.prefix}-{escaped(name)}"
        count = 1
        while unused in self.used:
            count += 1
            unused = f"{wanted}-{count}"
        self.used.add(unused)
        return unused


def _mark(mark: Mark, name: str, mode: TextMode) -> str:
    match mark:
        case Rect():
            return f'<rect id="{name}" {_box(mark)} fill="{mark.fill}"/>'
        case Circle():
            stroke = f' stroke="{mark.stroke}" stroke-width="{_number(mark.width)}"' if mark.width else ""
            middle = f'cx="{_number(mark.x)}" cy="{_number(mark.y)}" r="{_number(mark.r - mark.width / 2)}"'
            return f'<circle id="{name}" {middle} fill="{mark.fill}"{stroke}/>'
        case Line():
            return (
                f'<line id="{name}" x1="{_number(mark.x1)}" y1="{_number(mark.y1)}" x2="{_number(mark.x2)}"'
                f' y2="{_number(mark.y2)}" stroke="{mark.stroke}" stroke-width="{_number(mark.width)}"/>'
            )
        case Path():
            data = "".join(_steps(line) + ("Z" if mark.closed else "") for line in mark.lines)
            stroke = f' stroke="{mark.stroke}" stroke-width="{_number(mark.width)}"' if mark.stroke else ""
            return f'<path id="{name}" d="{data}" fill="{mark.fill or "none"}"{stroke}/>'
        case Image():
            href = f"data:{mark.media_type};base64,{b64encode(mark.data).decode()}"
            return f'<image id="{name}" {_box(mark)} preserveAspectRatio="none" {XLINK} xlink:href="{href}"/>'
        case Text():
            if mode == "outlined":
                return f'<path id="{name}" d="{_curves(mark)}" fill="{mark.fill}"/>'
            return _text(mark, name)


@lru_cache(maxsize=1024)
def _steps(line: tuple[Step, ...]) -> str:
    """A line as path data: where it begins, then every step from the point before."""
    first, *steps = line
    data = _Data()
    data.add("m", _hundred(first))
    for step in steps:
        data.add("l" if len(step) == 2 else "c", _hundred(step))
    return data.text()


def _hundred(places: Iterable[float]) -> list[int]:
    return [round(100 * place) for place in places]


class _Data:
    """Path data in few bytes: hundredths of a px from the point before, a command only where it is another.

    It begins at a place of its sheet, "M"; all else is relative.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._last = ""
        self._x = self._y = self._start_x = self._start_y = 0
        self._bend: tuple[int, int] | None = None  # the control of the last curve, turned about where it ends

    def add(self, command: str, places: Sequence[int]) -> None:
        """Go on: "m", "l", "q" and "c" by places on the sheet (hundredths of a px), "z" to where the part began."""
        if command == "z":
            if self._parts:
                self._bend = None
                self._parts.append("z")
                self._last, self._x, self._y = "z", self._start_x, self._start_y
            return
        bend, self._bend = self._bend, None
        if command == "q":
            self._bend = 2 * places[2] - places[0], 2 * places[3] - places[1]
            if bend and max(abs(bend[0] - places[0]), abs(bend[1] - places[1])) <= NEAR:
                self._bend = 2 * places[2] - bend[0], 2 * places[3] - bend[1]
                command, places = "t", places[2:]
        steps = [place - (self._y if index % 2 else self._x) for index, place in enumerate(places)]
        if command == "l" and 0 in steps:
            if not any(steps):
                return
            command, steps = ("v", steps[1:]) if steps[0] == 0 else ("h", steps[:1])
        self._x, self._y = places[-2:]
        if command == "m":
            self._start_x, self._start_y = self._x, self._y
        self._write("M" if not self._parts else command, steps)

    def text(self) -> str:
        """All of it."""
        return "".join(self._parts)

    def _write(self, command: str, steps: Sequence[int]) -> None:
        for step in steps:
            number = _hundredths(step)
            if command != self._last:
                self._parts.append(command)
                self._last = command
            elif number[0] != "-" and not (number[0] == "." and "." in self._parts[-1]):
                self._parts.append(" ")
            self._parts.append(number)


@lru_cache(maxsize=16_384)
def _hundredths(number: int) -> str:
    """A number of path data, without the zero before its point."""
    return _BEFORE_POINT.sub(r"\1", _number(number / 100))


def _box(mark: Rect | Image) -> str:
    return f'x="{_number(mark.x)}" y="{_number(mark.y)}" width="{_number(mark.width)}" height="{_number(mark.height)}"'


def _text(mark: Text, name: str) -> str:
    anchor = "" if mark.anchor == "start" else f' text-anchor="{mark.anchor}"'
    space = ' xml:space="preserve"' if mark.text != mark.text.strip(" ") or "  " in mark.text else ""
    return (
        f'<text id="{name}" x="{_number(mark.x)}" y="{_number(mark.y)}" font-size="{_number(mark.size)}"'
        f' font-weight="{mark.weight}" fill="{mark.fill}"{anchor}{space}>{escaped(mark.text)}</text>'
    )


def _curves(mark: Text) -> str:
    """The letters of a line as one path."""
    pen, data = start(mark), _Data()
    for word in words_of(legible(mark.text)):
        glyphs = shape(word, mark.weight)
        for glyph, x in zip(glyphs.ids, glyphs.x, strict=True):
            left = pen + x * mark.size
            for command, values in outline(glyph, mark.weight):
                data.add(
                    command.lower(),
                    _hundred(
                        mark.y - value * mark.size if index % 2 else left + value * mark.size
                        for index, value in enumerate(values)
                    ),
                )
        pen += glyphs.advance * mark.size
    return data.text()


def _font_faces(marks: Iterable[Mark]) -> list[str]:
    used: dict[Weight, set[str]] = {}
    for mark in marks:
        if isinstance(mark, Text):
            used.setdefault(mark.weight, {" "}).update(legible(mark.text))
    faces = [
        f"@font-face{{font-family:'{FAMILY}';font-weight:{weight};src:url(data:font/ttf;base64,"
        f"{b64encode(subset(weight, ''.join(sorted(chars)))).decode()}) format('truetype')}}"
        for weight, chars in sorted(used.items())
    ]
    return ["<style>", *faces, "</style>"] if faces else []


@lru_cache(maxsize=16_384)
def _number(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
