"""Scalable Vector Graphics, written so that browsers, Illustrator, Figma, Inkscape and PowerPoint agree on it.

Presentation attributes only; no clip path, mask, use, transform or filter. Three ways with text:

web
    text, with the glyphs it uses embedded as a font;
editable
    text, in IBM Plex Sans or the first family after it that the designer's machine has;
outlined
    curves.
"""

from __future__ import annotations

import re
from base64 import b64encode
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from barometer_cli.formats.lines import escaped, legible, start
from barometer_cli.formats.subset import FAMILY, outline, subset
from barometer_cli.formats.xmp import element
from barometer_cli.layout.type import Face, face, set_in, shape, words_of
from barometer_cli.model.scene import Circle, Image, Line, Mark, Path, Rect, Scene, Step, Text, Weight
from barometer_cli.model.typeface import Typeface, quotable

TextMode = Literal["web", "editable", "outlined"]

_BEFORE_POINT = re.compile(r"^(-?)0(?=\.)")
"""The zero that path data need not have."""
NAMESPACES = (
    'xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"'
    ' xmlns:xlink="http://www.w3.org/1999/xlink"'
)
ANYWHERE = "'Open Sans', 'Segoe UI', Arial, sans-serif"
INSTALLED = f"'IBM Plex Sans', {ANYWHERE}"
FAMILIES: dict[TextMode, str] = {"web": f"'{FAMILY}', {INSTALLED}", "editable": INSTALLED, "outlined": INSTALLED}
"""LibreOffice takes none but the first family: an editable file must not begin with one that is nowhere installed."""
NEAR = 3
"""By how many hundredths of a px a point of a letter may be off where that is shorter to write: about the grid that
the font itself is drawn on, at the sizes of a sheet."""


def encode(scene: Scene, mode: TextMode = "web") -> bytes:
    """Write a scene as SVG, in UTF-8.

    Parameters
    ----------
    scene
        What to write.
    mode
        What becomes of the text: web, editable or outlined.
    """
    with set_in(scene.typeface):
        return _written(scene, mode)


def _written(scene: Scene, mode: TextMode) -> bytes:
    ids = _Ids(scene.id if mode == "web" else f"{scene.id}-{mode}")
    title, description = ids.unique("title"), ids.unique("desc")
    lang, w, h = escaped(scene.lang), _number(scene.width), _number(scene.height)
    lines = [
        f'<svg {NAMESPACES} width="{w}" height="{h}" viewBox="0 0 {w} {h}" lang="{lang}"'
        f' xml:lang="{lang}" role="img" aria-labelledby="{title}" aria-describedby="{description}"'
        f' font-family="{_families(scene.typeface, mode)}">',
        f'<title id="{title}">{escaped(scene.title)}</title>',
        f'<desc id="{description}">{escaped(scene.description)}</desc>',
    ]
    if scene.origin:
        lines.append(f"<metadata>{element(scene)}</metadata>")
    if mode == "web":
        lines += _font_faces(scene)
    if not scene.transparent:
        lines.append(f'<rect id="{ids.unique("background")}" width="{w}" height="{h}" fill="{scene.background}"/>')
    for group in scene.groups:
        layer, name = ids.unique(group.id), escaped(group.name)
        lines.append(f'<g id="{layer}" data-name="{name}" inkscape:groupmode="layer" inkscape:label="{name}">')
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
            return f'<image id="{name}" {_box(mark)} preserveAspectRatio="none" xlink:href="{href}"/>'
        case Text():
            if mode == "outlined":
                return f'<path id="{name}" d="{_curves(mark)}" fill="{mark.fill}"/>'
            return _text(mark, name)


@lru_cache(maxsize=1024)
def _steps(line: tuple[Step, ...]) -> str:
    """A line as path data: where it begins, then every step from the point before, in hundredths of a px."""
    (x, y), *steps = ([round(100 * place) for place in step] for step in line)
    data = _Data()
    data.add("M", x, y)
    for step in steps:
        command = "l" if len(step) == 2 else "c"
        data.add(command, *(at - (y if place % 2 else x) for place, at in enumerate(step)))
        x, y = step[-2:]
    return str(data)


class _Data:
    """Path data in as few characters as its grammar allows; numbers are hundredths of a px."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._last = ""

    def add(self, command: str, *numbers: int) -> None:
        """Go on with a command; its letter is left out where it is the same as before."""
        written = self._last == command and command not in "mM"
        if not written:
            self._parts.append(command)
        for number in numbers:
            text = _hundredths(number)
            apart = text[0] == "-" or (text[0] == "." and "." in self._parts[-1])
            self._parts.append(text if apart or not written else f" {text}")
            written = True
        self._last = command

    def __str__(self) -> str:
        return "".join(self._parts)


@lru_cache(maxsize=16_384)
def _hundredths(number: int) -> str:
    """A number of path data, without the zero before its point."""
    return _BEFORE_POINT.sub(r"\1", _number(number / 100))


def _box(mark: Rect | Image) -> str:
    return f'x="{_number(mark.x)}" y="{_number(mark.y)}" width="{_number(mark.width)}" height="{_number(mark.height)}"'


def _text(mark: Text, name: str) -> str:
    anchor = "" if mark.anchor == "start" else f' text-anchor="{mark.anchor}"'
    space = ' xml:space="preserve"' if mark.text != mark.text.strip(" ") or "  " in mark.text else ""
    size = _number(mark.size * face(mark.weight).fit)
    return (
        f'<text id="{name}" x="{_number(mark.x)}" y="{_number(mark.y)}" font-size="{size}"'
        f' font-weight="{mark.weight}" fill="{mark.fill}"{anchor}{space}>{escaped(mark.text)}</text>'
    )


def _curves(mark: Text) -> str:
    """A line of text as the data of one path: each glyph from where the one before began, its curves used again."""
    pen, top, used = start(mark), round(100 * mark.y), face(mark.weight)
    data: list[str] = []
    x = y = 0
    for word in words_of(legible(mark.text)):
        glyphs = shape(word, used)
        for glyph, left in zip(glyphs.ids, glyphs.x, strict=True):
            curves, begin, last = _glyph(glyph, used, mark.size)
            if curves:
                origin = round(100 * (pen + left * mark.size))
                there = _Data()
                there.add("m" if data else "M", origin + begin[0] - x, top + begin[1] - y)
                data += (str(there), curves)
                x, y = origin + last[0], top + last[1]
        pen += glyphs.advance * mark.size
    return "".join(data)


Point = tuple[int, int]
"""x and y from the place of the pen, y down, in hundredths of a px."""


@lru_cache(maxsize=16_384)
def _glyph(glyph: int, face: Face, size: float) -> tuple[str, Point, Point]:
    """The curves of a glyph at a font size in px, as path data behind its first move.

    Returns
    -------
    tuple
        The data, empty where the glyph has no ink; where its first outline begins, and where its last does.
    """
    data = _Data()
    begin: Point | None = None
    first = at = handle = (0, 0)
    segments = [(command, _points(values, size)) for command, values in outline(glyph, face)]
    for (command, points), (following, beyond) in pairwise((*segments, ("", []))):
        if command == "M":
            if begin is None:
                begin = points[0]
            else:
                data.add("m", *_from(first, points[0]))
            first = at = handle = points[0]
        elif command == "Z":
            data.add("z")
        elif command == "L":
            if following == "Z" and points[0] == first:
                continue
            right, down = map(_near, _from(at, points[0]))
            if right and down:
                data.add("l", right, down)
            elif right or down:
                data.add("h" if right else "v", right or down)
            at = handle = (at[0] + right, at[1] + down)
        elif command == "Q":
            goes_on = following == "Q" and _off(_mirrored(*points), beyond[0]) <= NEAR
            right, down = _from(at, points[1]) if goes_on else map(_near, _from(at, points[1]))
            mirrored = _mirrored(handle, at)
            if _off(mirrored, points[0]) <= 2 * NEAR:  # a curve is half as far off as its handle
                handle = mirrored
                data.add("t", right, down)
            else:
                over, under = map(_near, _from(at, points[0]))
                handle = (at[0] + over, at[1] + under)
                data.add("q", over, under, right, down)
            at = (at[0] + right, at[1] + down)
        else:
            data.add("c", *_from(at, *points))
            at = handle = points[-1]
    return str(data), begin or (0, 0), first


@lru_cache(maxsize=16_384)
def _near(number: int) -> int:
    """The number near this one that takes the fewest characters, of those the nearest."""
    choice = range(number - NEAR, number + NEAR + 1)
    return min(choice, key=lambda each: (len(_hundredths(each).lstrip("-")), abs(each - number)))


def _points(values: tuple[float, ...], size: float) -> list[Point]:
    places = [round(100 * size * value) * (-1 if index % 2 else 1) for index, value in enumerate(values)]
    return list(zip(places[::2], places[1::2], strict=True))


def _mirrored(handle: Point, at: Point) -> Point:
    """The handle on the other side of a point, where a curve goes on without a corner."""
    return 2 * at[0] - handle[0], 2 * at[1] - handle[1]


def _off(one: Point, other: Point) -> int:
    return max(map(abs, _from(one, other)))


def _from(at: Point, *points: Point) -> list[int]:
    """Points, each as far as it is from another: x, y, x, y."""
    return [place - other for point in points for place, other in zip(point, at, strict=True)]


def _families(typeface: Typeface | None, mode: TextMode) -> str:
    """What text is set in, the first family first."""
    if typeface is None:
        return FAMILIES[mode]
    own = f"'{quotable(typeface.family)}', {ANYWHERE}"
    return f"'{typeface.embedded}', {own}" if mode == "web" else own


def _font_faces(scene: Scene) -> list[str]:
    used: dict[Weight, set[str]] = {}
    for mark in scene.marks():
        if isinstance(mark, Text):
            used.setdefault(mark.weight, {" "}).update(legible(mark.text))
    family = scene.typeface.embedded if scene.typeface else FAMILY
    faces = [
        f"@font-face{{font-family:'{family}';font-weight:{weight};src:url(data:font/ttf;base64,"
        f"{b64encode(subset(face(weight), family, ''.join(sorted(chars)))).decode()}) format('truetype')}}"
        for weight, chars in sorted(used.items())
    ]
    return ["<style>", *faces, "</style>"] if faces else []


@lru_cache(maxsize=16_384)
def _number(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
