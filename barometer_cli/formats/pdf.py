"""Portable Document Format, tagged (ISO 32000-1, 14.8), so that screen readers and editors find words and their order.

matplotlib's backend writes no structure, and a library that adds it afterwards would have to find out from the content
what we knew when we wrote it. So pydyf writes objects and operators, and what they say is said here. Words are set as
in the other formats, kerned, in one font a weight, whose glyphs keep the characters that they stand for.

A px is 0.75 pt, and on a sheet for print what makes it as wide as it says; the content counts in px.

Tags are those of `reading.py`; a scene is painted in the order in which it is read.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from itertools import groupby, pairwise
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from pydyf import PDF, Array, Dictionary, Stream, String, name
from zlib_ng import zlib_ng

from barometer_cli.formats.lines import legible, start
from barometer_cli.formats.reading import WORDS, Run, extent, runs_of
from barometer_cli.formats.subset import cut
from barometer_cli.formats.xmp import packet
from barometer_cli.layout.rounding import rounded
from barometer_cli.layout.type import Face, characters, face, set_in, shape, words_of
from barometer_cli.model.scene import Circle, Image, Line, Mark, Path, Rect, Scene, Text, Weight

POINTS = 72.0
"""Points per inch."""
EM = 1000
"""Units of the em in which a PDF counts."""
LEVEL = 6
"""Of zlib-ng, whose bytes are the same every time."""
ROUND = 0.5522847498
"""How far the handles of a quarter of a circle are from its ends, in radii."""
SYMBOLIC, STEM = 4, 80
"""The flag of a font whose glyphs are told by number; about how strong its stems are, which nothing embedded needs."""
MOST_IN_MAP = 100
"""Glyphs of one section of a map to characters."""


def encode(scene: Scene) -> bytes:
    """Write a scene as PDF."""
    with set_in(scene.typeface):
        return _written(rounded(scene))


def _written(scene: Scene) -> bytes:
    points = POINTS / scene.resolution
    document = PDF()
    runs = _spaced(runs_of(scene))
    fonts, images = _fonts(document, scene), _images(document, scene)
    content = _content(runs, points, scene.height, fonts, images)
    page = Dictionary(
        {
            "Type": "/Page",
            "Parent": document.pages.reference,
            "MediaBox": Array([0, 0, scene.width * points, scene.height * points]),
            "Resources": Dictionary(
                {
                    "Font": Dictionary({_font_name(weight): each.reference for weight, each in fonts.items()}),
                    "XObject": Dictionary({_image_name(place): each for place, each in enumerate(images.values())}),
                }
            ),
            "Contents": _added(document, _deflated(content)).reference,
            "StructParents": 0,
            "Tabs": "/S",
        }
    )
    document.add_page(page)
    metadata = _added(document, Stream([packet(scene)], {"Type": "/Metadata", "Subtype": "/XML"}))
    document.catalog.update(
        {
            "Lang": String(scene.lang),
            "MarkInfo": Dictionary({"Marked": "true"}),
            "StructTreeRoot": _structure(document, page, runs, scene).reference,
            "ViewerPreferences": Dictionary({"DisplayDocTitle": "true"}),
            "Metadata": metadata.reference,
        }
    )
    document.info.update({"Title": String(legible(scene.title)), "Subject": String(legible(scene.description))})
    out = BytesIO()
    document.write(out, identifier=True)  # made of what stands in it
    return out.getvalue()


def _added(document: PDF, value: Any) -> Any:
    """An object of the document, which others refer to."""
    document.add_object(value)
    return value


def _deflated(data: bytes, **about: Any) -> Stream:
    return Stream([zlib_ng.compress(data, LEVEL)], {**about, "Filter": "/FlateDecode"})


def _content(
    runs: Iterable[Run], points: float, height: float, fonts: Mapping[Weight, _Font], images: Mapping[bytes, bytes]
) -> bytes:
    """What is painted, in px from the upper left corner; what is read has the number of its place among the runs."""
    pen, piece = Stream(), 0
    pen.push_state()
    pen.set_matrix(*_short(points, 0, 0, -points, 0, height * points))
    for run in runs:
        if run.tag is None:
            pen.begin_marked_content("Artifact")
        else:
            pen.begin_marked_content(run.tag, Dictionary({"MCID": piece}).data)
            piece += 1
        for mark in run.marks:
            _paint(pen, mark, fonts, images)
        pen.end_marked_content()
    pen.pop_state()
    return b"\n".join(line if isinstance(line, bytes) else line.encode() for line in pen.stream)


def _spaced(runs: Iterable[Run]) -> list[Run]:
    """Lines of one text, a space behind each that another follows, so that no two words are read as one."""
    return [replace(run, marks=tuple(_of_words(run.marks))) if run.tag in WORDS else run for run in runs]


def _of_words(marks: Iterable[Mark]) -> Iterator[Mark]:
    for line, following in pairwise((*marks, None)):
        if isinstance(line, Text) and isinstance(following, Text) and line.anchor == "start":
            yield line if line.text.endswith(("-", " ")) else replace(line, text=f"{line.text} ")
        elif line:
            yield line


def _structure(document: PDF, page: Any, runs: Iterable[Run], scene: Scene) -> Any:
    """The tree of what is read, in its order."""
    tagged = [run for run in runs if run.tag]
    owners: dict[int, bytes] = {}

    def element(tag: str, parent: Any, pieces: Sequence[int] = (), **more: Any) -> Any:
        """A part of the tree: what it is of, by the numbers of runs, or else what is within it."""
        own = {"Pg": page.reference} if pieces else {}
        told = {"Type": "/StructElem", "S": f"/{tag}", "P": parent.reference, **own, "K": Array(pieces), **more}
        made = _added(document, Dictionary(told))
        owners.update(dict.fromkeys(pieces, made.reference))
        if "S" in parent:
            parent["K"].append(made.reference)
        return made

    root = _added(document, Dictionary({"Type": "/StructTreeRoot"}))
    whole = element("Document", root)
    figure = [piece for piece, run in enumerate(tagged) if run.tag == "Figure"]
    for tag, group in groupby(enumerate(tagged), lambda each: each[1].tag):
        pieces = [piece for piece, _ in group]
        if tag == "Figure":
            if pieces[0] == figure[0]:
                place = {"O": "/Layout", "Placement": "/Block", "BBox": Array(_box(tagged, scene))}
                element(tag, whole, figure, Alt=String(legible(scene.alt)), A=Dictionary(place))
        elif tag == "LBody":
            points = element("L", whole)
            for piece in pieces:
                element(tag, element("LI", points), [piece])
        else:
            assert tag, "what has no tag is an artifact"
            for piece in pieces:
                element(tag, whole, [piece])
    numbers = Array([0, Array([owners[piece] for piece in range(len(tagged))])])
    parents = _added(document, Dictionary({"Nums": numbers}))
    root.update({"K": whole.reference, "ParentTree": parents.reference, "ParentTreeNextKey": 1})
    return root


def _box(runs: Iterable[Run], scene: Scene) -> list[float]:
    """What the figure covers, in points from the lower left corner of the sheet."""
    points = POINTS / scene.resolution
    left, top, right, bottom = zip(
        *(extent(mark) for run in runs if run.tag == "Figure" for mark in run.marks), strict=True
    )
    corners = (min(left), scene.height - max(bottom), max(right), scene.height - min(top))
    return [points * corner for corner in corners]


class _Font(Struct, frozen=True):
    """A font of the document: what refers to it, and the number that each glyph has in it."""

    reference: bytes
    glyphs: Mapping[int, int]


def _fonts(document: PDF, scene: Scene) -> dict[Weight, _Font]:
    """A font for each weight that the scene is written in, of the glyphs that it uses."""
    used: dict[Weight, dict[int, str]] = {}
    for mark in scene.marks():
        if isinstance(mark, Text):
            chars = used.setdefault(mark.weight, {})
            for word in words_of(f"{legible(mark.text)} "):
                glyphs = shape(word, face(mark.weight))
                for glyph, told in zip(glyphs.ids, characters(word, glyphs.places), strict=True):
                    chars.setdefault(glyph, told)
    return {weight: _font(document, face(weight), chars) for weight, chars in sorted(used.items())}


def _font(document: PDF, face: Face, chars: Mapping[int, str]) -> _Font:
    """Embed glyphs of a face, and say for which characters each stands."""
    part = cut(face, frozenset(chars))
    own = {part.numbers[glyph]: glyph for glyph in sorted(chars)}
    tag = "".join(chr(ord("A") + byte % 26) for byte in sha256(part.data).digest()[:6])
    base = name(f"{tag}+{face.drawn.face.get_name(6)}")
    units = EM / face.drawn.face.upem
    extents = face.drawn.get_font_extents("ltr")
    widths = Array([])
    for glyph, old in own.items():
        widths += [glyph, Array([round(EM * _advance(old, face), 2)])]
    descriptor = {
        "Type": "/FontDescriptor",
        "FontName": base,
        "Flags": SYMBOLIC,
        "FontBBox": Array([round(units * edge) for edge in _bounds(part.data)]),
        "ItalicAngle": 0,
        "Ascent": round(units * extents.ascender),
        "Descent": round(units * extents.descender),
        "CapHeight": round(units * face.drawn.get_glyph_extents(face.drawn.get_nominal_glyph(ord("H"))).y_bearing),
        "StemV": STEM,
        "FontFile2": _added(document, _deflated(part.data, Length1=len(part.data))).reference,
    }
    system = {"Registry": String("Adobe"), "Ordering": String("Identity"), "Supplement": 0}
    descendant = {
        "Type": "/Font",
        "Subtype": "/CIDFontType2",
        "BaseFont": base,
        "CIDSystemInfo": Dictionary(system),
        "FontDescriptor": _added(document, Dictionary(descriptor)).reference,
        "CIDToGIDMap": "/Identity",
        "DW": EM,
        "W": widths,
    }
    told = _characters({glyph: chars[old] for glyph, old in own.items()})
    whole = {
        "Type": "/Font",
        "Subtype": "/Type0",
        "BaseFont": base,
        "Encoding": "/Identity-H",
        "DescendantFonts": Array([_added(document, Dictionary(descendant)).reference]),
        "ToUnicode": _added(document, _deflated(told)).reference,
    }
    return _Font(_added(document, Dictionary(whole)).reference, part.numbers)


def _bounds(data: bytes) -> tuple[int, ...]:
    """The box that holds every glyph of a TrueType font, in its own units."""
    (tables,) = struct.unpack_from(">H", data, 4)
    entries = (struct.unpack_from(">4s3L", data, 12 + 16 * place) for place in range(tables))
    [head] = [offset for tag, _, offset, _ in entries if tag == b"head"]
    return struct.unpack_from(">4h", data, head + 36)


def _characters(told: Mapping[int, str]) -> bytes:
    """The map from glyphs to the characters that they stand for (ISO 32000-1, 9.10.3)."""
    pairs = [
        b"<%04X> <%b>" % (glyph, chars.encode("utf-16-be").hex().upper().encode())
        for glyph, chars in sorted(told.items())
        if glyph and chars
    ]
    lines = [
        b"/CIDInit /ProcSet findresource begin",
        b"12 dict begin",
        b"begincmap",
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        b"/CMapName /Adobe-Identity-UCS def",
        b"/CMapType 2 def",
        b"1 begincodespacerange",
        b"<0000> <FFFF>",
        b"endcodespacerange",
    ]
    for first in range(0, len(pairs), MOST_IN_MAP):
        section = pairs[first : first + MOST_IN_MAP]
        lines += [b"%d beginbfchar" % len(section), *section, b"endbfchar"]
    lines += [b"endcmap", b"CMapName currentdict /CMap defineresource pop", b"end", b"end"]
    return b"\n".join(lines)


def _images(document: PDF, scene: Scene) -> dict[bytes, bytes]:
    """What refers to every picture, by its bytes."""
    images = dict.fromkeys(mark.data for mark in scene.marks() if isinstance(mark, Image))
    return {data: _image(document, data) for data in images}


def _image(document: PDF, data: bytes) -> bytes:
    """Embed the px of a picture, and how much of each is seen where not all are."""
    from PIL import Image as Pillow

    with Pillow.open(BytesIO(data)) as picture:
        seen = picture.convert("RGBA")
    about: dict[str, Any] = {
        "Type": "/XObject",
        "Subtype": "/Image",
        "Width": seen.width,
        "Height": seen.height,
        "BitsPerComponent": 8,
    }
    alpha, more = seen.getchannel("A"), dict[str, Any]()
    if alpha.getextrema() != (255, 255):
        mask = _deflated(alpha.tobytes(), **about, ColorSpace="/DeviceGray")
        more["SMask"] = _added(document, mask).reference
    whole = _deflated(seen.convert("RGB").tobytes(), **about, ColorSpace="/DeviceRGB", **more)
    reference: bytes = _added(document, whole).reference
    return reference


def _font_name(weight: Weight) -> str:
    return f"F{weight}"


def _image_name(place: int) -> str:
    return f"I{place}"


def _paint(pen: Stream, mark: Mark, fonts: Mapping[Weight, _Font], images: Mapping[bytes, bytes]) -> None:
    """Paint a mark."""
    match mark:
        case Rect():
            pen.set_color_rgb(*_rgb(mark.fill))
            pen.rectangle(*_short(mark.x, mark.y, mark.width, mark.height))
            pen.fill()
        case Circle():
            stroke = mark.stroke if mark.width else None
            _style(pen, mark.fill, stroke, mark.width)
            _disc(pen, mark.x, mark.y, mark.r - mark.width / 2)
            _finish(pen, mark.fill, stroke)
        case Line():
            _style(pen, None, mark.stroke, mark.width)
            pen.move_to(*_short(mark.x1, mark.y1))
            pen.line_to(*_short(mark.x2, mark.y2))
            pen.stroke()
        case Path():
            _style(pen, mark.fill, mark.stroke, mark.width)
            for points in mark.lines:
                for place, step in enumerate(points):
                    go = pen.curve_to if len(step) == 6 else pen.line_to if place else pen.move_to
                    go(*_short(*step))
                if mark.closed:
                    pen.close()
            _finish(pen, mark.fill, mark.stroke)
        case Text():
            _set(pen, mark, fonts[mark.weight])
        case Image():
            pen.push_state()
            pen.set_matrix(*_short(mark.width, 0, 0, -mark.height, mark.x, mark.y + mark.height))
            pen.draw_x_object(_image_name(list(images).index(mark.data)))
            pen.pop_state()


def _style(pen: Stream, fill: str | None, stroke: str | None, width: float) -> None:
    if fill:
        pen.set_color_rgb(*_rgb(fill))
    if stroke:
        pen.set_color_rgb(*_rgb(stroke), stroke=True)
        pen.set_line_width(*_short(width))


def _finish(pen: Stream, fill: str | None, stroke: str | None) -> None:
    """Paint what stands in the path."""
    if fill and stroke:
        pen.fill_and_stroke()
    elif fill:
        pen.fill()
    elif stroke:
        pen.stroke()
    else:
        pen.end()


def _disc(pen: Stream, x: float, y: float, r: float) -> None:
    """A circle as four curves."""
    turns = ((1, 0), (0, 1), (-1, 0), (0, -1), (1, 0))
    pen.move_to(*_short(x + r, y))
    for (a, b), (c, d) in pairwise(turns):
        handles = (a + ROUND * c, b + ROUND * d, c + ROUND * a, d + ROUND * b, c, d)
        pen.curve_to(*_short(*((x, y)[place % 2] + r * part for place, part in enumerate(handles))))


def _set(pen: Stream, mark: Text, font: _Font) -> None:
    """A line of text, each glyph where it is in the other formats, upright on a sheet whose y goes down.

    The font counts in ems of its own, which are larger than the layout's where it is set larger.
    """
    used = face(mark.weight)
    line, at, end = Array([]), 0.0, 0.0
    for word in words_of(legible(mark.text)):
        glyphs = shape(word, used)
        for glyph, x in zip(glyphs.ids, glyphs.x, strict=True):
            if off := round(EM * (end - (at + x) / used.fit), 2):
                line.append(off)
            line.append(b"<%04X>" % font.glyphs[glyph])
            end = (at + x) / used.fit + _advance(glyph, used)
        at += glyphs.advance
    pen.begin_text()
    pen.set_color_rgb(*_rgb(mark.fill))
    pen.set_font_size(_font_name(mark.weight), *_short(mark.size * used.fit))
    pen.set_text_matrix(*_short(1, 0, 0, -1, start(mark), mark.y))
    pen.show_text(line.data[1:-1])
    pen.end_text()


@lru_cache(maxsize=4096)
def _advance(glyph: int, face: Face) -> float:
    """How wide a glyph is, in ems of its font."""
    return float(face.drawn.get_glyph_h_advance(glyph) / face.drawn.face.upem)


def _rgb(colour: str) -> Sequence[float]:
    return _short(*(part / 255 for part in bytes.fromhex(colour[1:])))


def _short(*values: float) -> list[float]:
    """Numbers to a ten-thousandth."""
    return [round(float(value), 4) for value in values]
