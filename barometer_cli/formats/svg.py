"""Scalable Vector Graphics, written so that browsers, Illustrator, Figma, Inkscape and PowerPoint agree on it.

Presentation attributes only; no clip path, mask, transform or filter. Three ways with text:

web
    text, with the glyphs it uses embedded as a font;
editable
    text, in IBM Plex Sans or the first family after it that the designer's machine has;
outlined
    curves, those of a letter that stands often drawn once and used.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from typing import Literal

from barometer_cli.formats.lettering import Lettering
from barometer_cli.formats.lines import escaped, legible
from barometer_cli.formats.pathdata import number, steps
from barometer_cli.formats.subset import FAMILY, subset
from barometer_cli.formats.xmp import element
from barometer_cli.layout.rounding import rounded
from barometer_cli.layout.type import face, set_in
from barometer_cli.model.scene import Circle, Image, Line, Mark, Path, Rect, Scene, Text, Weight
from barometer_cli.model.typeface import Typeface, quotable

TextMode = Literal["web", "editable", "outlined"]

NAMESPACES = (
    'xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"'
    ' xmlns:xlink="http://www.w3.org/1999/xlink"'
)
ANYWHERE = "'Open Sans', 'Segoe UI', Arial, sans-serif"
INSTALLED = f"'IBM Plex Sans', {ANYWHERE}"
FAMILIES: dict[TextMode, str] = {"web": f"'{FAMILY}', {INSTALLED}", "editable": INSTALLED, "outlined": INSTALLED}
"""LibreOffice takes none but the first family: an editable file must not begin with one that is nowhere installed."""


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
    lang, w, h = escaped(scene.lang), number(scene.width), number(scene.height)
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
    lettering = Lettering(_texts(scene), ids.prefix) if mode == "outlined" else None
    if lettering:
        lines += lettering.definitions()
    if not scene.transparent:
        lines.append(f'<rect id="{ids.unique("background")}" width="{w}" height="{h}" fill="{scene.background}"/>')
    for group in rounded(scene).groups:
        layer, name = ids.unique(group.id), escaped(group.name)
        lines.append(f'<g id="{layer}" data-name="{name}" inkscape:groupmode="layer" inkscape:label="{name}">')
        lines += [_mark(mark, ids.unique(mark.id), lettering) for mark in group.marks]
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


def _mark(mark: Mark, name: str, lettering: Lettering | None) -> str:
    match mark:
        case Rect():
            return f'<rect id="{name}" {_box(mark)} fill="{mark.fill}"/>'
        case Circle():
            stroke = f' stroke="{mark.stroke}" stroke-width="{number(mark.width)}"' if mark.width else ""
            middle = f'cx="{number(mark.x)}" cy="{number(mark.y)}" r="{number(mark.r - mark.width / 2)}"'
            return f'<circle id="{name}" {middle} fill="{mark.fill}"{stroke}/>'
        case Line():
            return (
                f'<line id="{name}" x1="{number(mark.x1)}" y1="{number(mark.y1)}" x2="{number(mark.x2)}"'
                f' y2="{number(mark.y2)}" stroke="{mark.stroke}" stroke-width="{number(mark.width)}"/>'
            )
        case Path():
            data = "".join(steps(line) + ("Z" if mark.closed else "") for line in mark.lines)
            stroke = f' stroke="{mark.stroke}" stroke-width="{number(mark.width)}"' if mark.stroke else ""
            return f'<path id="{name}" d="{data}" fill="{mark.fill or "none"}"{stroke}/>'
        case Image():
            href = f"data:{mark.media_type};base64,{b64encode(mark.data).decode()}"
            return f'<image id="{name}" {_box(mark)} preserveAspectRatio="none" xlink:href="{href}"/>'
        case Text():
            return lettering.line(mark, name) if lettering else _text(mark, name)


def _box(mark: Rect | Image) -> str:
    return f'x="{number(mark.x)}" y="{number(mark.y)}" width="{number(mark.width)}" height="{number(mark.height)}"'


def _texts(scene: Scene) -> Iterator[Text]:
    return (mark for mark in scene.marks() if isinstance(mark, Text))


def _text(mark: Text, name: str) -> str:
    anchor = "" if mark.anchor == "start" else f' text-anchor="{mark.anchor}"'
    space = ' xml:space="preserve"' if mark.text != mark.text.strip(" ") or "  " in mark.text else ""
    size = number(mark.size * face(mark.weight).fit)
    return (
        f'<text id="{name}" x="{number(mark.x)}" y="{number(mark.y)}" font-size="{size}"'
        f' font-weight="{mark.weight}" fill="{mark.fill}"{anchor}{space}>{escaped(mark.text)}</text>'
    )


def _families(typeface: Typeface | None, mode: TextMode) -> str:
    """What text is set in, the first family first."""
    if typeface is None:
        return FAMILIES[mode]
    own = f"'{quotable(typeface.family)}', {ANYWHERE}"
    return f"'{typeface.embedded}', {own}" if mode == "web" else own


def _font_faces(scene: Scene) -> list[str]:
    used: dict[Weight, set[str]] = {}
    for text in _texts(scene):
        used.setdefault(text.weight, {" "}).update(legible(text.text))
    family = scene.typeface.embedded if scene.typeface else FAMILY
    faces = [
        f"@font-face{{font-family:'{family}';font-weight:{weight};src:url(data:font/ttf;base64,"
        f"{b64encode(subset(face(weight), family, ''.join(sorted(chars)))).decode()}) format('truetype')}}"
        for weight, chars in sorted(used.items())
    ]
    return ["<style>", *faces, "</style>"] if faces else []
