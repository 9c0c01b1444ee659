"""Portable Document Format, tagged (ISO 32000-1, 14.8), so that screen readers and editors find words and their order.

Written by hand as SVG is. matplotlib's backend writes no structure, and a library that adds it (pikepdf: 13 MB with
what it needs) would have to find out from the content what we knew when we wrote it. Words are set as in the other
formats, kerned, in one font a weight, whose glyphs keep the characters that they stand for.

A px is 0.75 pt, and on a sheet for print what makes it as wide as it says; the content counts in px.

**Tags.** Headline, subtitle, note, source and notice are a heading and paragraphs. All marks that tell numbers, and the
words among them, are one figure with the alternative text. On a sheet of words alone every word is read as it stands,
and a portrait is the figure. Ground and ornaments are artifacts. A scene is painted in the order in which it is read.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from itertools import groupby, pairwise
from typing import Literal, TypeAlias, get_args

from barometer_cli.formats.lines import legible, start
from barometer_cli.formats.objects import Document, Value, name, number, ref, refs
from barometer_cli.formats.subset import cut
from barometer_cli.formats.xmp import packet
from barometer_cli.layout.type import ASCENT, CAP_HEIGHT, DESCENT, font, shape, width, words_of
from barometer_cli.model.scene import (
    ORNAMENT,
    Circle,
    Dress,
    Image,
    Line,
    Mark,
    Path,
    Rect,
    Scene,
    Text,
    Weight,
    Words,
)

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


def encode(scene: Scene) -> bytes:
    """Write a scene as PDF."""
    points = POINTS / scene.resolution
    document = Document()
    root, pages, page = document.reserve(), document.reserve(), document.reserve()
    runs = _runs(scene)
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


@dataclass(frozen=True, slots=True)
class _Run:
    """Marks that are painted one after another, and the tag of what they belong to; None: they are artifacts."""

    tag: Tag | None
    marks: tuple[Mark, ...]


def _runs(scene: Scene) -> list[_Run]:
    """Everything that is painted, back to front, parted where what it belongs to changes."""
    ground = Rect("background", 0, 0, scene.width, scene.height, scene.background, ORNAMENT)
    of_words = all(_role(mark) in (*get_args(Words), *get_args(Dress)) for mark in scene.marks())
    tags = TAGS_OF_WORDS if of_words else TAGS

    def belongs(mark: Mark) -> tuple[Tag | None, str | None]:
        role = _role(mark)
        if role in DRESS:
            return None, None
        tag = tags.get(role or "", "Figure")
        return tag, None if tag == "Figure" else role

    runs = groupby((ground, *scene.marks()), belongs)
    return [_Run(tag, tuple(marks if tag in (None, "Figure") else _spaced(marks))) for (tag, _), marks in runs]


def _role(mark: Mark) -> str | None:
    return mark.of.role if mark.of else None


def _spaced(marks: Iterable[Mark]) -> Iterator[Mark]:
    """Lines of one text, a space behind each that another follows, so that no two words are read as one."""
    for line, following in pairwise((*marks, None)):
        if isinstance(line, Text) and isinstance(following, Text) and line.anchor == "start":
            yield line if line.text.endswith(("-", " ")) else replace(line, text=f"{line.text} ")
        elif line:
            yield line


def _structure(document: Document, page: int, runs: Iterable[_Run], scene: Scene) -> int:
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


def _box(runs: Iterable[_Run], scene: Scene) -> list[float]:
    """What the figure covers, in points from the lower left corner of the sheet."""
    points = POINTS / scene.resolution
    left, top, right, bottom = zip(
        *(_extent(mark) for run in runs if run.tag == "Figure" for mark in run.marks), strict=True
    )
    corners = (min(left), scene.height - max(bottom), max(right), scene.height - min(top))
    return [points * corner for corner in corners]


def _extent(mark: Mark) -> tuple[float, float, float, float]:
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
