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
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from barometer_cli.formats.lines import escaped, legible, start
from barometer_cli.formats.subset import FAMILY, outline, subset
from barometer_cli.layout.type import shape, words_of
from barometer_cli.model.scene import Circle, Image, Line, Mark, Path, Rect, Scene, Step, Text, Weight

TextMode = Literal["web", "editable", "outlined"]

_BEFORE_POINT = re.compile(r"^(-?)0(?=\.)")
"""The zero that path data need not have."""
XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
"""Inkscape shows no picture that is named by a plain href."""
FAMILIES = f"'{FAMILY}', 'IBM Plex Sans', 'Open Sans', 'Segoe UI', Arial, sans-serif"


def encode(scene: Scene, mode: TextMode = "web") -> bytes:
    """Write a scene as SVG, in UTF-8.

    Parameters
    ----------
    scene
        What to write.
    mode
        What becomes of the text: web, editable or outlined.
    """
    ids = _Ids(scene.id)
    title, description = ids.unique("title"), ids.unique("desc")
    lang, w, h = escaped(scene.lang), _number(scene.width), _number(scene.height)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}" lang="{lang}"'
        f' xml:lang="{lang}" role="img" aria-labelledby="{title}" aria-describedby="{description}"'
        f' font-family="{FAMILIES}">',
        f'<title id="{title}">{escaped(scene.title)}</title>',
        f'<desc id="{description}">{escaped(scene.description)}</desc>',
    ]
    if mode == "web":
        lines += _font_faces(scene.marks())
    lines.append(f'<rect id="{ids.unique("background")}" width="{w}" height="{h}" fill="{scene.background}"/>')
    for group in scene.groups:
        lines.append(f'<g id="{ids.unique(group.id)}" data-name="{escaped(group.name)}">')
        lines += [_mark(mark, ids.unique(mark.id), mode) for mark in group.marks]
        lines.append("</g>")
    lines.append("</svg>\n")
    return "\n".join(lines).encode()


class _Ids:
    """Ids of one document: prefixed by the figure, so that many can stand in one page, and each once."""

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
    """A line as path data: where it begins, then every step from the point before, in hundredths of a px."""
    (x, y), *steps = ([round(100 * place) for place in step] for step in line)
    data, last = [f"M{_number(x / 100)} {_number(y / 100)}"], "M"
    for step in steps:
        command = "l" if len(step) == 2 else "c"
        for place, at in enumerate(step):
            text = _hundredths(at - (y if place % 2 else x))
            if command != last:
                data.append(command)
                last = command
            elif text[0] != "-":
                data.append(" ")
            data.append(text)
        x, y = step[-2:]
    return "".join(data)


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
    pen = start(mark)
    commands: list[str] = []
    for word in words_of(legible(mark.text)):
        glyphs = shape(word, mark.weight)
        for glyph, x in zip(glyphs.ids, glyphs.x, strict=True):
            left = pen + x * mark.size
            for command, values in outline(glyph, mark.weight):
                commands.append(command)
                commands.append(
                    " ".join(
                        _number(mark.y - value * mark.size if index % 2 else left + value * mark.size)
                        for index, value in enumerate(values)
                    )
                )
        pen += glyphs.advance * mark.size
    return "".join(commands)


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
