"""Portable Document Format, tagged (ISO 32000-1, 14.8), so that screen readers and editors find words and their order.

Written by hand as SVG is. matplotlib's backend writes no structure, and a library that adds it (pikepdf: 13 MB with
what it needs) would have to find out from the content what we knew when we wrote it. Words are set as in the other
formats, kerned, in one font a weight, whose glyphs keep the characters that they stand for.

A px is 0.75 pt, and on a sheet for print what makes it as wide as it says; the content counts in px.

Tags are those of `reading.py`; a scene is painted in the order in which it is read.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from itertools import groupby, pairwise

from barometer_cli.formats.lines import legible, start
from barometer_cli.formats.objects import Document, Value, name, number, ref, refs
from barometer_cli.formats.reading import WORDS, Run, extent, runs_of
from barometer_cli.formats.subset import cut
from barometer_cli.formats.xmp import packet
from barometer_cli.layout.type import ASCENT, CAP_HEIGHT, DESCENT, font, shape, words_of
from barometer_cli.model.scene import Circle, Image, Line, Mark, Path, Rect, Scene, Text, Weight

POINTS = 72.0
"""Points per inch."""
EM = 1000
"""Units of the em in which a PDF counts."""
ROUND = 0.5522847498
"""How far the handles of a quarter of a circle are from its ends, in radii."""
SYMBOLIC, STEM = 4, 80
"""The flag of a font whose glyphs are told by number; about how strong its stems are, which nothing embedded needs."""
MOST_IN_MAP = 100
"""Glyphs of one section of a map to characters."""


def encode(scene: Scene) -> bytes:
    """Write a scene as PDF."""
    points = POINTS / scene.resolution
    document = Document()
    root, pages, page = document.reserve(), document.reserve(), document.reserve()
    runs = _spaced(runs_of(scene))
    fonts = _fonts(document, scene)
    images = _images(document, scene)
    flipped = b" ".join(map(number, (points, 0, 0, -points, 0, scene.height * points)))
    content = [b"q", flipped + b" cm"]
    piece = 0
    for run in runs:
        content.append(b"/Artifact BMC" if run.tag is None else b"/%b <</MCID %d>> BDC" % (run.tag.encode(), piece))
        piece += run.tag is not None
        for mark in run.marks:
            content += _painted(mark, fonts, images)
        content.append(b"EMC")
    content.append(b"Q\n")
    resources: Value = {
        "Font": {_font_name(weight): ref(each.number) for weight, each in fonts.items()},
        "XObject": {_image_name(place): ref(each) for place, each in enumerate(images.values())},
    }
    document.set(
        page,
        {
            "Type": name("Page"),
            "Parent": ref(pages),
            "MediaBox": [0, 0, scene.width * points, scene.height * points],
            "Resources": resources,
            "Contents": ref(document.stream(b"\n".join(content), {})),
            "StructParents": 0,
            "Tabs": name("S"),
        },
    )
    document.set(pages, {"Type": name("Pages"), "Kids": refs([page]), "Count": 1})
    metadata = document.stream(packet(scene), {"Type": name("Metadata"), "Subtype": name("XML")}, deflated=False)
    document.set(
        root,
        {
            "Type": name("Catalog"),
            "Pages": ref(pages),
            "Lang": scene.lang,
            "MarkInfo": {"Marked": b"true"},
            "StructTreeRoot": ref(_structure(document, page, runs, scene)),
            "ViewerPreferences": {"DisplayDocTitle": b"true"},
            "Metadata": ref(metadata),
        },
    )
    info = document.add({"Title": legible(scene.title), "Subject": legible(scene.description)})
    return document.file(root, info)


def _spaced(runs: Iterable[Run]) -> list[Run]:
    """Lines of one text, a space behind each that another follows, so that no two words are read as one."""
    return [replace(run, marks=tuple(_of_words(run.marks))) if run.tag in WORDS else run for run in runs]


def _of_words(marks: Iterable[Mark]) -> Iterator[Mark]:
    for line, following in pairwise((*marks, None)):
        if isinstance(line, Text) and isinstance(following, Text) and line.anchor == "start":
            yield line if line.text.endswith(("-", " ")) else replace(line, text=f"{line.text} ")
        elif line:
            yield line


def _structure(document: Document, page: int, runs: Iterable[Run], scene: Scene) -> int:
    """The tree of what is read, in its order; its number."""
    root, whole = document.reserve(), document.reserve()
    tagged = [run for run in runs if run.tag]
    owners: list[int] = [0] * len(tagged)
    children: list[int] = []

    def element(tag: str, parent: int, pieces: Sequence[int], **more: Value) -> int:
        told: dict[str, Value] = {"Type": name("StructElem"), "S": name(tag), "P": ref(parent), "Pg": ref(page)}
        made = document.add({**told, "K": pieces, **more})
        for piece in pieces:
            owners[piece] = made
        return made

    def within(tag: str, parent: int, number: int, kids: Iterable[int]) -> None:
        told: dict[str, Value] = {"Type": name("StructElem"), "S": name(tag), "P": ref(parent)}
        document.set(number, {**told, "K": refs(kids)})

    figure = [piece for piece, run in enumerate(tagged) if run.tag == "Figure"]
    for tag, group in groupby(enumerate(tagged), lambda each: each[1].tag):
        pieces = [piece for piece, _ in group]
        if tag == "Figure":
            if pieces[0] == figure[0]:
                place = {"O": name("Layout"), "Placement": name("Block"), "BBox": _box(tagged, scene)}
                children.append(element(tag, whole, figure, Alt=legible(scene.alt), A=place))
        elif tag == "LBody":
            points = document.reserve()
            children.append(points)
            items = [document.reserve() for _ in pieces]
            for item, piece in zip(items, pieces, strict=True):
                within("LI", points, item, [element(tag, item, [piece])])
            within("L", whole, points, items)
        else:
            assert tag, "what has no tag is an artifact"
            children += [element(tag, whole, [piece]) for piece in pieces]
    within("Document", root, whole, children)
    parents = document.add({"Nums": [0, refs(owners)]})
    tree: dict[str, Value] = {"Type": name("StructTreeRoot"), "K": ref(whole)}
    document.set(root, {**tree, "ParentTree": ref(parents), "ParentTreeNextKey": 1})
    return root


def _box(runs: Iterable[Run], scene: Scene) -> list[float]:
    """What the figure covers, in points from the lower left corner of the sheet."""
    points = POINTS / scene.resolution
    left, top, right, bottom = zip(
        *(extent(mark) for run in runs if run.tag == "Figure" for mark in run.marks), strict=True
    )
    corners = (min(left), scene.height - max(bottom), max(right), scene.height - min(top))
    return [points * corner for corner in corners]


@dataclass(frozen=True, slots=True)
class _Font:
    """A font of the document: the number of its object, and of each glyph in it."""

    number: int
    glyphs: Mapping[int, int]


def _fonts(document: Document, scene: Scene) -> dict[Weight, _Font]:
    """A font for each weight that the scene is written in, of the glyphs that it uses."""
    used: dict[Weight, dict[int, str]] = {}
    for mark in scene.marks():
        if isinstance(mark, Text):
            chars = used.setdefault(mark.weight, {})
            for word in words_of(f"{legible(mark.text)} "):
                glyphs = shape(word, mark.weight)
                for glyph, told in zip(glyphs.ids, glyphs.chars, strict=True):
                    chars.setdefault(glyph, told)
    return {weight: _font(document, weight, chars) for weight, chars in sorted(used.items())}


def _font(document: Document, weight: Weight, chars: Mapping[int, str]) -> _Font:
    """Embed the glyphs of a weight, and say for which characters each stands."""
    part = cut(weight, frozenset(chars))
    own = {part.numbers[glyph]: glyph for glyph in sorted(chars)}
    tag = "".join(chr(ord("A") + byte % 26) for byte in sha256(part.data).digest()[:6])
    base = name(f"{tag}+{font(weight)[0].face.get_name(6)}")
    ascent, descent, capitals = (round(EM * part) for part in (ASCENT, -DESCENT, CAP_HEIGHT))
    widths: list[Value] = []
    for glyph, old in own.items():
        widths += [glyph, [EM * _advance(old, weight)]]
    descriptor: dict[str, Value] = {
        "Type": name("FontDescriptor"),
        "FontName": base,
        "Flags": SYMBOLIC,
        "FontBBox": _bounds(part.data),
        "ItalicAngle": 0,
        "Ascent": ascent,
        "Descent": descent,
        "CapHeight": capitals,
        "StemV": STEM,
        "FontFile2": ref(document.stream(part.data, {"Length1": len(part.data)})),
    }
    system: Value = {"Registry": b"(Adobe)", "Ordering": b"(Identity)", "Supplement": 0}
    descendant: dict[str, Value] = {
        "Type": name("Font"),
        "Subtype": name("CIDFontType2"),
        "BaseFont": base,
        "CIDSystemInfo": system,
        "FontDescriptor": ref(document.add(descriptor)),
        "CIDToGIDMap": name("Identity"),
        "DW": EM,
        "W": widths,
    }
    whole: dict[str, Value] = {
        "Type": name("Font"),
        "Subtype": name("Type0"),
        "BaseFont": base,
        "Encoding": name("Identity-H"),
        "DescendantFonts": refs([document.add(descendant)]),
        "ToUnicode": ref(document.stream(_characters({glyph: chars[old] for glyph, old in own.items()}), {})),
    }
    return _Font(document.add(whole), part.numbers)


def _bounds(data: bytes) -> list[int]:
    """The box that holds every glyph of a TrueType font, in units of its em, which is that of a PDF."""
    (tables,) = struct.unpack_from(">H", data, 4)
    entries = (struct.unpack_from(">4s3L", data, 12 + 16 * place) for place in range(tables))
    [head] = [offset for tag, _, offset, _ in entries if tag == b"head"]
    return list(struct.unpack_from(">4h", data, head + 36))


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


def _images(document: Document, scene: Scene) -> dict[bytes, int]:
    """The number of every picture, by its bytes."""
    images = {mark.data: 0 for mark in scene.marks() if isinstance(mark, Image)}
    return {data: _image(document, data) for data in images}


def _image(document: Document, data: bytes) -> int:
    """Embed the px of a picture, and how much of each is seen where not all are."""
    from PIL import Image as Pillow

    with Pillow.open(BytesIO(data)) as picture:
        seen = picture.convert("RGBA")
    about: dict[str, Value] = {
        "Type": name("XObject"),
        "Subtype": name("Image"),
        "Width": seen.width,
        "Height": seen.height,
        "BitsPerComponent": 8,
    }
    alpha, more = seen.getchannel("A"), dict[str, Value]()
    if alpha.getextrema() != (255, 255):
        more["SMask"] = ref(document.stream(alpha.tobytes(), {**about, "ColorSpace": name("DeviceGray")}))
    return document.stream(seen.convert("RGB").tobytes(), {**about, "ColorSpace": name("DeviceRGB"), **more})


def _font_name(weight: Weight) -> str:
    return f"F{weight}"


def _image_name(place: int) -> str:
    return f"I{place}"


def _painted(mark: Mark, fonts: Mapping[Weight, _Font], images: Mapping[bytes, int]) -> list[bytes]:
    """The operators that paint a mark."""
    match mark:
        case Rect():
            return [_colour(mark.fill, "rg"), _ops("re", mark.x, mark.y, mark.width, mark.height), b"f"]
        case Circle():
            how = _style(mark.fill, mark.stroke if mark.width else None, mark.width)
            return [*how[:-1], *_disc(mark.x, mark.y, mark.r - mark.width / 2), how[-1]]
        case Line():
            line = [_ops("m", mark.x1, mark.y1), _ops("l", mark.x2, mark.y2)]
            how = _style(None, mark.stroke, mark.width)
            return [*how[:-1], *line, how[-1]]
        case Path():
            how = _style(mark.fill, mark.stroke, mark.width)
            drawn: list[bytes] = []
            for points in mark.lines:
                for place, step in enumerate(points):
                    drawn.append(_ops("c" if len(step) == 6 else "l" if place else "m", *step))
                drawn += [b"h"] * mark.closed
            return [*how[:-1], *drawn, how[-1]]
        case Text():
            return _set(mark, fonts[mark.weight])
        case Image():
            picture = _image_name(list(images).index(mark.data)).encode()
            box = _ops("cm", mark.width, 0, 0, -mark.height, mark.x, mark.y + mark.height)
            return [b"q", box, b"/%b Do" % picture, b"Q"]


def _style(fill: str | None, stroke: str | None, width: float) -> list[bytes]:
    """Colours and width, and last the operator that paints what stands between."""
    told = [_colour(fill, "rg")] if fill else []
    told += [_colour(stroke, "RG"), _ops("w", width)] if stroke else []
    return [*told, b"B" if fill and stroke else b"f" if fill else b"S" if stroke else b"n"]


def _disc(x: float, y: float, r: float) -> list[bytes]:
    """A circle as four curves."""
    turns = ((1, 0), (0, 1), (-1, 0), (0, -1), (1, 0))
    drawn = [_ops("m", x + r, y)]
    for (a, b), (c, d) in pairwise(turns):
        handles = (a + ROUND * c, b + ROUND * d, c + ROUND * a, d + ROUND * b, c, d)
        drawn.append(_ops("c", *((x, y)[place % 2] + r * part for place, part in enumerate(handles))))
    return drawn


def _set(mark: Text, font: _Font) -> list[bytes]:
    """A line of text, each glyph where it is in the other formats, upright on a sheet whose y goes down."""
    line, pen, end = [b"["], 0.0, 0.0
    for word in words_of(legible(mark.text)):
        glyphs = shape(word, mark.weight)
        for glyph, x in zip(glyphs.ids, glyphs.x, strict=True):
            if off := round(EM * (end - pen - x), 2):
                line.append(number(off))
            line.append(b"<%04X>" % font.glyphs[glyph])
            end = pen + x + _advance(glyph, mark.weight)
        pen += glyphs.advance
    size = b"/%b %b Tf" % (_font_name(mark.weight).encode(), number(mark.size))
    place = _ops("Tm", 1, 0, 0, -1, start(mark), mark.y)
    return [b"BT", _colour(mark.fill, "rg"), size, place, b" ".join(line) + b"] TJ", b"ET"]


@lru_cache(maxsize=4096)
def _advance(glyph: int, weight: Weight) -> float:
    """How wide a glyph is, in em."""
    drawn, upem = font(weight)
    return float(drawn.get_glyph_h_advance(glyph) / upem)


def _colour(colour: str, operator: str) -> bytes:
    return _ops(operator, *(part / 255 for part in bytes.fromhex(colour[1:])))


def _ops(operator: str, *values: float) -> bytes:
    return b"%b %b" % (b" ".join(map(number, values)), operator.encode())
