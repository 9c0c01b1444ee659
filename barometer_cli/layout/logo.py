"""Logos that people hand over: read into shapes of ours, so that nothing else of a file can reach a figure, and drawn.

Of an SVG flat fills and strokes are read. What would look another way without more of the format (gradients, clips,
style sheets, words, pictures) is refused by name, not left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from io import BytesIO
from itertools import pairwise
from math import cos, hypot, radians, sin, tan
from pathlib import Path as File
from typing import Any
from xml.etree.ElementTree import Element, ParseError, fromstring

from barometer_cli.errors import BuildError
from barometer_cli.layout.colour import contrast
from barometer_cli.messages import say
from barometer_cli.model.logo import Logo, Shape
from barometer_cli.model.scene import ORNAMENT, Image, Lines, Path, Step
from barometer_cli.model.theme import Theme

LARGEST = 512 * 1024
"""Bytes of a logo."""
MOST_STEPS = 20_000
"""Points and curves of an SVG: more are a drawing."""
SHARP = 2
"""Px of a picture for each px of the layout: fewer are blurred on a good screen."""
MOST_PX = 2000
"""Px of a picture along either side."""
WIDEST = 0.35
"""Part of a sheet's width that a logo takes at the most."""
DARK = 3.0
"""The least contrast of white on a ground where the logo for dark grounds is drawn."""
MITRE = 4
"""How many times its width a mitred corner of a stroke may be long, as SVG has it and every painter here."""
SVG = "{http://www.w3.org/2000/svg}"
DRAWN = ("path", "rect", "circle", "ellipse", "line", "polyline", "polygon")
SILENT = ("title", "desc", "metadata", "defs")
"""Elements that draw nothing by themselves."""
HEEDED = ("fill", "stroke", "stroke-width", "fill-rule", "opacity", "fill-opacity", "stroke-opacity", "color")
"""Attributes that an element has from those around it."""
ELSEWHERE = ("clip-path", "mask", "filter", "class", "stroke-dasharray", "marker-end", "marker-start", "marker-mid")
"""Attributes that let an element look another way than its shape and colours."""
INITIAL = {"fill": "#000000", "stroke": "none", "stroke-width": "1", "fill-rule": "nonzero", "color": "#000000"}

Matrix = tuple[float, float, float, float, float, float]
"""a, b, c, d, e, f of SVG: x goes to a x + c y + e, y to b x + d y + f."""
UNMOVED: Matrix = (1, 0, 0, 1, 0, 0)


def read(file: str, height: float) -> Logo:
    """A logo, by the path of a PNG or SVG, that is drawn so many px high.

    Raises
    ------
    BuildError
        If it cannot be read, is neither, holds what a figure does not draw, or has too few px to be sharp.
    """
    try:
        if File(file).stat().st_size > LARGEST:
            raise _refused(
                file,
                say("the logo has more than {most} bytes", most=LARGEST),
                say("Export it smaller, without pictures and words."),
            )
        data = File(file).read_bytes()
    except OSError as error:
        raise BuildError(
            say("{file} cannot be read: {reason}", file=file, reason=error.strerror or str(error)),
            say("Check that the file is there and may be read."),
        ) from None
    return _of_png(file, data, height) if data.startswith(b"\x89PNG") else _of_svg(file, data)


def marks(theme: Theme, width: float, right: float, bottom: float, ground: str) -> tuple[Path | Image, ...]:
    """The logo of a theme on a sheet `width` px wide, its lower right corner there (px); none where it has none.

    Parameters
    ----------
    ground
        What it lies on: a dark ground takes the logo that is for it.
    """
    size = room(theme, width, ground)
    if size is None:
        return ()
    logo, wide, high = size
    left, top = round(right - wide, 2), round(bottom - high, 2)
    if logo.picture:
        return (Image("logo", left, top, round(wide, 2), round(high, 2), logo.picture, "image/png", ORNAMENT),)
    found = []
    for place, shape in enumerate(logo.shapes, start=1):
        first, *more = (_placed(line, left, top, high) for line in shape.lines)
        stroke = round(shape.width * high, 2)
        found.append(
            Path(f"logo-{place}", first, shape.closed, shape.fill, shape.stroke, stroke, ORNAMENT, tuple(more))
        )
    return tuple(found)


def room(theme: Theme, width: float, ground: str) -> tuple[Logo, float, float] | None:
    """The logo that a sheet takes, and its width and height in px; None where it takes none."""
    dark = contrast("#FFFFFF", ground) >= DARK
    logo = theme.logo_on_dark if dark else theme.logo_on_pale
    if logo is None or theme.logo is None:
        return None
    high = min(theme.logo.height, WIDEST * width / logo.aspect)
    return logo, high * logo.aspect, high


def _placed(line: Sequence[Step], left: float, top: float, high: float) -> tuple[Step, ...]:
    return tuple(
        tuple(round(place * high + (top if odd % 2 else left), 2) for odd, place in enumerate(step))  # type: ignore[misc]
        for step in line
    )


def _refused(file: str, reason: str, hint: str) -> BuildError:
    return BuildError(say("{file}: {reason}", file=file, reason=reason), hint)


@lru_cache(maxsize=16)
def _of_png(file: str, data: bytes, height: float) -> Logo:
    from PIL import Image as Pillow

    try:
        with Pillow.open(BytesIO(data), formats=("PNG",)) as opened:
            if max(opened.size) > MOST_PX:
                raise _refused(
                    file,
                    say("the logo is {width} x {height} px", width=opened.width, height=opened.height),
                    say("Save it with at most {most} px along either side.", most=MOST_PX),
                )
            picture = opened.convert("RGBA")
    except (OSError, SyntaxError, ValueError, Pillow.DecompressionBombError):
        raise _refused(file, say("this is no whole PNG"), say("Save it again as PNG, or as SVG.")) from None
    inked = picture.getbbox()
    if not inked:
        raise _refused(file, say("the logo is empty"), say("Save it with what it shows."))
    picture = picture.crop(inked)
    if picture.height < SHARP * height:
        raise _refused(
            file,
            say(
                "the logo is {n} px high and drawn {height:g} px high: it would be blurred",
                n=picture.height,
                height=height,
            ),
            say("Save it at least {least:g} px high, or as SVG.", least=SHARP * height),
        )
    smaller = picture.resize(
        (max(round(picture.width * 4 * height / picture.height), 1), round(4 * height)), Pillow.Resampling.LANCZOS
    )
    saved = BytesIO()
    (smaller if smaller.height < picture.height else picture).save(saved, "PNG")
    return Logo(picture.width / picture.height, picture=saved.getvalue())


def _of_svg(file: str, data: bytes) -> Logo:
    hint = say("Save the logo as PNG, or as SVG with flat colours and its words as curves.")
    if b"<!ENTITY" in data:
        raise _refused(file, say("the SVG declares entities"), hint)
    try:
        root = fromstring(data)
    except (ParseError, ValueError, LookupError):
        raise _refused(file, say("this is neither PNG nor SVG"), hint) from None
    if root.tag not in (f"{SVG}svg", "svg"):
        raise _refused(file, say("this is neither PNG nor SVG"), hint)
    try:
        shapes = tuple(_shapes(root, INITIAL, UNMOVED))
    except _Beyond as error:
        raise _refused(file, str(error), hint) from None
    except (ValueError, OverflowError, RecursionError, KeyError, IndexError):
        raise _refused(file, say("the SVG is wrong"), hint) from None
    points = [point for shape in shapes for line in shape.lines for point in _points(line)]
    if len(points) > MOST_STEPS:
        raise _refused(file, say("the SVG has {n} points; at most {most}", n=len(points), most=MOST_STEPS), hint)
    if not points:
        raise _refused(file, say("the logo is empty"), say("Save it with what it shows."))
    boxes = [_reach(shape) for shape in shapes]
    left, top = min(each[0] for each in boxes), min(each[1] for each in boxes)
    wide, high = max(each[2] for each in boxes) - left, max(each[3] for each in boxes) - top
    if not (wide > 0 and high > 0 and max(wide, high) < 1e6):
        raise _refused(file, say("the SVG is wrong"), hint)
    moved: Matrix = (1 / high, 0, 0, 1 / high, -left / high, -top / high)
    return Logo(
        wide / high,
        tuple(
            Shape(
                tuple(_moved(line, moved) for line in each.lines),
                each.closed,
                each.fill,
                each.stroke,
                each.width / high,
            )
            for each in shapes
        ),
    )


class _Beyond(Exception):
    """What of an SVG a figure does not draw."""


def _shapes(element: Element, around: Mapping[str, str], place: Matrix) -> Iterator[Shape]:
    """What an element draws, and what is in it, where those around it say how."""
    if not element.tag.startswith(SVG) and element.tag.startswith("{"):
        return  # an editor's own notes
    name = element.tag.removeprefix(SVG)
    if name in SILENT:
        return
    if name not in ("g", *DRAWN) and around is not INITIAL:
        raise _Beyond(say("<{element}> is not drawn in figures", element=name))
    said = dict(element.attrib)
    for declaration in filter(str.strip, said.pop("style", "").split(";")):
        key, _, value = declaration.partition(":")
        said[key.strip()] = value.strip()
    for key in ELSEWHERE:
        if said.get(key, "none").strip() not in ("none", ""):
            raise _Beyond(say("`{attribute}` of <{element}> is not drawn in figures", attribute=key, element=name))
    if said.get("display") == "none" or said.get("visibility") == "hidden":
        return
    told = {**around, **{key: said[key].strip() for key in HEEDED if said.get(key, "inherit").strip() != "inherit"}}
    for key in ("opacity", "fill-opacity", "stroke-opacity"):
        if float(told.pop(key, "1")) != 1:
            raise _Beyond(say("`{attribute}` of <{element}> is not drawn in figures", attribute=key, element=name))
    place = _times(place, _transform(said.get("transform", "")))
    if name in DRAWN:
        yield from _drawn(element, told, place)
        return
    for child in element:
        yield from _shapes(child, told, place)


def _drawn(element: Element, told: Mapping[str, str], place: Matrix) -> Iterator[Shape]:
    """A shape: what is filled closes its lines, what is stroked closes those that say so."""
    fill, stroke = (_colour(told[key], told) for key in ("fill", "stroke"))
    lines, closed = _outline(element, place)
    if not lines:
        return
    across = abs(place[0] * place[3] - place[1] * place[2]) ** 0.5
    width = float(re.sub(r"px$", "", told["stroke-width"])) * across if stroke else 0.0
    if fill and any(len(line) > 1 for line in lines):
        filled = tuple(line for line in lines if len(line) > 1)
        yield Shape(_wound(filled) if told["fill-rule"] == "evenodd" else filled, True, fill, None, 0.0)
    if stroke and width:
        for is_closed in (True, False):
            if some := tuple(line for line, ends in zip(lines, closed, strict=True) if ends is is_closed):
                yield Shape(some, is_closed, None, stroke, width)


def _colour(written: str, told: Mapping[str, str]) -> str | None:
    """#RRGGBB of a colour of CSS; None where nothing is painted."""
    from PIL import ImageColor

    if written == "currentColor":
        written = told["color"]
    if written in ("none", "transparent"):
        return None
    try:
        red, green, blue, *rest = ImageColor.getrgb(written)
    except ValueError:
        raise _Beyond(say("the colour {colour!r} is not drawn in figures", colour=written)) from None
    if rest and rest[0] != 255:
        raise _Beyond(say("the colour {colour!r} is not drawn in figures", colour=written))
    return f"#{red:02X}{green:02X}{blue:02X}"


def _outline(element: Element, place: Matrix) -> tuple[Lines, tuple[bool, ...]]:
    """The lines of a shape where it is placed, and whether each comes back to where it begins."""
    from fontTools.pens.basePen import BasePen
    from fontTools.svgLib.path import parse_path
    from fontTools.svgLib.path.shapes import PathBuilder

    plain = Element(element.tag.removeprefix(SVG), {k: v for k, v in element.attrib.items() if k != "transform"})
    builder: Any = PathBuilder()
    builder.add_path_from_element(plain)

    lines: list[list[Step]] = []
    closed: list[bool] = []

    class Pen(BasePen):  # type: ignore[misc]
        """Takes down lines; quadratic curves come as cubic ones."""

        def _moveTo(self, point: tuple[float, float]) -> None:
            lines.append([point])
            closed.append(False)

        def _lineTo(self, point: tuple[float, float]) -> None:
            lines[-1].append(point)

        def _curveToOne(self, one: tuple[float, float], other: tuple[float, float], point: tuple[float, float]) -> None:
            lines[-1].append((*one, *other, *point))

        def _closePath(self) -> None:
            closed[-1] = True
            if len(lines[-1]) > 1 and len(lines[-1][-1]) == 2 and lines[-1][-1] == lines[-1][0]:
                lines[-1].pop()

    for data in builder.paths:
        parse_path(data, Pen(None))
    return tuple(_moved(line, place) for line in lines), tuple(closed)


def _moved(line: Sequence[Step], matrix: Matrix) -> tuple[Step, ...]:
    a, b, c, d, e, f = matrix

    def moved(step: Step) -> Step:
        points = zip(step[::2], step[1::2], strict=True)
        return tuple(part for x, y in points for part in (a * x + c * y + e, b * x + d * y + f))  # type: ignore[return-value]

    return tuple(map(moved, line))


def _reach(shape: Shape) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what a shape covers."""
    from fontTools.misc.bezierTools import calcCubicBounds

    boxes = []
    for line in shape.lines:
        boxes += [(*step[-2:], *step[-2:]) for step in line]
        for before, step in pairwise(line):
            if len(step) == 6:
                boxes.append(calcCubicBounds(before[-2:], step[:2], step[2:4], step[4:]))
        boxes += [(*tip, *tip) for tip in _tips(line, shape.closed, shape.width / 2)]
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    edge = shape.width / 2
    return min(lefts) - edge, min(tops) - edge, max(rights) + edge, max(bottoms) + edge


def _tips(line: Sequence[Step], closed: bool, half: float) -> Iterator[tuple[float, float]]:
    """How far the mitred corners of a stroke reach beyond half its width, which every point of it has round it."""
    points = list(_points(line)) if half else []
    around = (*points[-1:], *points, *points[:1]) if closed else points
    around = [point for place, point in enumerate(around) if not place or point != around[place - 1]]
    for (x0, y0), (x, y), (x1, y1) in zip(around, around[1:], around[2:], strict=False):
        into, out = hypot(x - x0, y - y0), hypot(x1 - x, y1 - y)
        across, down = (x - x0) / into - (x1 - x) / out, (y - y0) / into - (y1 - y) / out
        sharp = hypot(across, down) / 2  # the cosine of half the angle
        if sharp > 0 and 1 - sharp**2 >= 1 / MITRE**2:
            further = (half / (1 - sharp**2) ** 0.5 - half) / (2 * sharp)
            yield x + across * further, y + down * further


def _points(line: Sequence[Step]) -> Iterator[tuple[float, float]]:
    for step in line:
        yield from zip(step[::2], step[1::2], strict=True)


def _wound(lines: Lines) -> Lines:
    """Lines that are filled by the rule evenodd, turned so that both rules fill the same: a line within an even number
    of others runs one way round, one within an odd number the other way.
    """
    corners = [[step[-2:] for step in line] for line in lines]
    found = []
    for place, line in enumerate(lines):
        x, y = corners[place][0]
        depth = sum(_within(x, y, other) for number, other in enumerate(corners) if number != place)
        forwards = _area(corners[place]) > 0
        found.append(line if forwards is (depth % 2 == 0) else _backwards(line))
    return tuple(found)


def _area(corners: Sequence[Sequence[float]]) -> float:
    """Twice the area within corners; negative where they run against the clock."""
    onward = (*corners[1:], corners[0])
    return sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in zip(corners, onward, strict=True))


def _within(x: float, y: float, corners: Sequence[Sequence[float]]) -> bool:
    inside = False
    for (x0, y0), (x1, y1) in zip(corners, (*corners[1:], corners[0]), strict=True):
        if (y0 > y) != (y1 > y) and x < x0 + (x1 - x0) * (y - y0) / (y1 - y0):
            inside = not inside
    return inside


def _backwards(line: tuple[Step, ...]) -> tuple[Step, ...]:
    """The same line from its end to its beginning."""
    found: list[Step] = [line[-1][-2:]]
    for before, step in zip(line[-2::-1], line[:0:-1], strict=True):
        x, y = before[-2:]
        found.append((x, y) if len(step) == 2 else (step[2], step[3], step[0], step[1], x, y))
    return tuple(found)


def _times(outer: Matrix, inner: Matrix) -> Matrix:
    a, b, c, d, e, f = outer
    g, h, i, j, k, m = inner
    return (a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * m + e, b * k + d * m + f)


def _transform(written: str) -> Matrix:
    """The matrix of a `transform` attribute of SVG 1.1."""
    place = UNMOVED
    for name, inside in re.findall(r"(\w+)\s*\(([^)]*)\)", written):
        numbers = [float(each) for each in re.split(r"[\s,]+", inside.strip())]
        place = _times(place, _MOVES[name](*numbers))
    return place


def _turned(angle: float, x: float = 0, y: float = 0) -> Matrix:
    c, s = cos(radians(angle)), sin(radians(angle))
    return _times(_times((1, 0, 0, 1, x, y), (c, s, -s, c, 0, 0)), (1, 0, 0, 1, -x, -y))


_MOVES: dict[str, Callable[..., Matrix]] = {
    "matrix": lambda a, b, c, d, e, f: (a, b, c, d, e, f),
    "translate": lambda x, y=0.0: (1, 0, 0, 1, x, y),
    "scale": lambda x, y=None: (x, 0, 0, x if y is None else y, 0, 0),
    "rotate": _turned,
    "skewX": lambda angle: (1, 0, tan(radians(angle)), 1, 0, 0),
    "skewY": lambda angle: (1, tan(radians(angle)), 0, 1, 0, 0),
}
