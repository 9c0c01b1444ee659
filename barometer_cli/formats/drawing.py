"""Marks as shapes of DrawingML (ECMA-376, 20.1), which Office documents draw with.

Text stands in boxes that keep their size: of several lines so wide that they break where they are drawn, in a font that
is up to 13 % wider too where the words leave room for that; of one line it never breaks. Several lines are as far apart
as they are drawn, whatever the font: programs do not agree on what a per cent of a line is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from barometer_cli.formats.lines import SHARE_BEFORE, escaped, legible
from barometer_cli.formats.reading import extent
from barometer_cli.layout.type import ASCENT, DESCENT, SUBSTITUTE, face, family, width
from barometer_cli.model.scene import Anchor, Circle, Line, Mark, Path, Rect, Text

INCH = 914_400
"""EMU."""
POINTS = 72
NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative'
    ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
ALIGNED: dict[Anchor, str] = {"start": "l", "middle": "ctr", "end": "r"}
BOLD = 600
"""From this weight on text is bold: Office knows two weights of a family."""
SURE = 1.02
"""How much wider than its longest line a box is at least, for a program that sets letters a little wider."""
SEVERAL = 1.75
"""The most from baseline to baseline of one text, in sizes."""


class Words(Struct, frozen=True):
    """Lines of text that belong together and look the same, top down."""

    lines: tuple[Text, ...]

    @property
    def first(self) -> Text:
        """The line on top."""
        return self.lines[0]

    @property
    def leading(self) -> float:
        """From baseline to baseline, px."""
        if len(self.lines) == 1:
            return self.first.size * (ASCENT + DESCENT)
        return (self.lines[-1].y - self.first.y) / (len(self.lines) - 1)

    @property
    def broken(self) -> list[str]:
        """The text, parted where a line must end: behind a hyphen, for nobody knows whether it is the word's own."""
        said = [""]
        for line in self.lines:
            text = legible(line.text).rstrip()
            said[-1] = f"{said[-1]} {text}".lstrip()
            if text.endswith("-"):
                said.append("")
        return [part for part in said if part]

    @property
    def wide(self) -> float:
        """Width of its box, px: with room for another font, but no more than keeps its lines as they are."""
        size, weight = self.first.size, self.first.weight
        longest = max(width(legible(line.text), size, weight) for line in self.lines)
        room = longest * SUBSTITUTE
        for line, following in pairwise(self.lines):
            next_word = legible(following.text).split(" ")[0]
            room = min(room, width(f"{legible(line.text).rstrip()} {next_word}", size, weight) * 0.995)
        return max(room, longest * SURE)


def words(marks: Iterable[Mark]) -> Iterator[Mark | Words]:
    """Marks in their order, lines of one text as one."""
    held: list[Text] = []
    for mark in marks:
        if held and isinstance(mark, Text) and _goes_on(held, mark):
            held.append(mark)
            continue
        if held:
            yield Words(tuple(held))
        held = [mark] if isinstance(mark, Text) else []
        if not held:
            yield mark
    if held:
        yield Words(tuple(held))


def _goes_on(lines: Sequence[Text], mark: Text) -> bool:
    last = lines[-1]
    alike = all(
        getattr(last, field) == getattr(mark, field) for field in ("of", "x", "size", "weight", "fill", "anchor")
    )
    step = mark.y - last.y
    even = len(lines) == 1 or abs(step - (last.y - lines[-2].y)) < 1
    return alike and even and 0 < step <= SEVERAL * last.size


class Pen:
    """Writes shapes of one slide, a px of whose sheet is so many EMU, in a language (BCP 47, with a country)."""

    def __init__(self, emu: float, language: str) -> None:
        self.emu, self.language = emu, language
        self._last = 1

    def number(self) -> int:
        """The id of the next shape."""
        self._last += 1
        return self._last

    def length(self, px: float) -> int:
        """Px in EMU."""
        return round(px * self.emu)

    def hundredths(self, px: float) -> int:
        """Px in hundredths of a point."""
        return round(px * self.emu / INCH * POINTS * 100)

    def named(self, name: str, alt: str = "", dress: bool = False, inside: str = "") -> str:
        """What a shape is called, and what is said of it to those who do not see it."""
        said = f' descr="{escaped(alt)}"' if alt else ""
        more = inside + (DECORATIVE if dress else "")
        return f'<p:cNvPr id="{self.number()}" name="{escaped(name)}"{said}>{more}</p:cNvPr>'

    def shape(self, mark: Mark | Words, dress: bool = False) -> str:
        """A mark, or words, as one element; pictures are no shapes."""
        match mark:
            case Words():
                return self.box(mark)
            case Rect():
                return self._preset(mark, "rect", mark.fill, None, 0, extent(mark), dress)
            case Circle():
                r = mark.r - mark.width / 2
                sides = (mark.x - r, mark.y - r, mark.x + r, mark.y + r)
                edge = mark.stroke if mark.width else None
                return self._preset(mark, "ellipse", mark.fill, edge, mark.width, sides, dress)
            case Line():
                return self._line(mark, dress)
            case Path():
                return self._path(mark, dress)
        raise AssertionError(f"{mark.id} is no shape")

    def box(self, text: Words, name: str = "", placeholder: str = "") -> str:
        """Words in a box of their own, or as what a slide calls them by (`<p:ph …/>`)."""
        first, lines = text.first, text.lines
        wide, high = text.wide, text.leading * len(lines)
        left = first.x - SHARE_BEFORE[first.anchor] * wide
        top = first.y - text.leading + first.size * DESCENT
        kind = '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>' if placeholder else '<p:cNvSpPr txBox="1"/>'
        body = (
            f'wrap="{"square" if len(lines) > 1 else "none"}" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" anchor="t"'
        )
        return (
            f"<p:sp><p:nvSpPr>{self.named(name or first.id)}{kind}<p:nvPr>{placeholder}</p:nvPr></p:nvSpPr>"
            f"<p:spPr>{self._frame((left, top, left + wide, top + high))}"
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>'
            f"<p:txBody><a:bodyPr {body}><a:noAutofit/></a:bodyPr><a:lstStyle/>"
            f"{self._paragraph(text)}</p:txBody></p:sp>"
        )

    def _paragraph(self, text: Words) -> str:
        first = text.first
        exact = f'<a:lnSpc><a:spcPts val="{self.hundredths(text.leading)}"/></a:lnSpc>' if len(text.lines) > 1 else ""
        look = self.look("a:rPr", first)
        end = f"<a:br>{look}</a:br>"
        runs = end.join(f"<a:r>{look}<a:t>{escaped(part)}</a:t></a:r>" for part in text.broken)
        return (
            f'<a:p><a:pPr marL="0" indent="0" algn="{ALIGNED[first.anchor]}">'
            f'{exact}<a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/></a:pPr>{runs}</a:p>'
        )

    def look(self, tag: str, text: Text) -> str:
        """The type of a text, as the properties of a run."""
        bold, name = int(text.weight >= BOLD), escaped(family())
        size = self.hundredths(text.size * face(text.weight).fit)
        return (
            f'<{tag} lang="{self.language}" sz="{size}" b="{bold}" dirty="0">'
            f'{_filled(text.fill)}<a:latin typeface="{name}"/><a:cs typeface="{name}"/></{tag}>'
        )

    def group(self, name: str, sides: tuple[float, float, float, float], shapes: str, alt: str = "") -> str:
        """Shapes as one that can be taken apart; `sides` is what they cover, px."""
        left, top, right, bottom = sides
        at = f'x="{self.length(left)}" y="{self.length(top)}"'
        size = f'cx="{self.length(right - left)}" cy="{self.length(bottom - top)}"'
        return (
            f"<p:grpSp><p:nvGrpSpPr>{self.named(name, alt)}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>"
            f"<a:off {at}/><a:ext {size}/><a:chOff {at}/><a:chExt {size}/></a:xfrm></p:grpSpPr>{shapes}</p:grpSp>"
        )

    def _frame(self, sides: tuple[float, float, float, float], flip: str = "") -> str:
        left, top, right, bottom = sides
        return (
            f'<a:xfrm{flip}><a:off x="{self.length(left)}" y="{self.length(top)}"/>'
            f'<a:ext cx="{self.length(right - left)}" cy="{self.length(bottom - top)}"/></a:xfrm>'
        )

    def _preset(
        self,
        mark: Rect | Circle,
        form: str,
        fill: str,
        stroke: str | None,
        width: float,
        sides: tuple[float, float, float, float],
        dress: bool,
    ) -> str:
        look = f"{_filled(fill)}{self._edge(stroke, width)}"
        form = f'{self._frame(sides)}<a:prstGeom prst="{form}"><a:avLst/></a:prstGeom>'
        return f"<p:sp>{self._about(mark, dress)}<p:spPr>{form}{look}</p:spPr>{EMPTY}</p:sp>"

    def _about(self, mark: Mark, dress: bool) -> str:
        return f"<p:nvSpPr>{self.named(mark.id, dress=dress)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"

    def _edge(self, stroke: str | None, width: float) -> str:
        if not (stroke and width):
            return "<a:ln><a:noFill/></a:ln>"
        return f'<a:ln w="{self.length(width)}" cap="flat">{_filled(stroke)}<a:miter lim="800000"/></a:ln>'

    def _line(self, mark: Line, dress: bool) -> str:
        (left, right), (top, bottom) = sorted((mark.x1, mark.x2)), sorted((mark.y1, mark.y2))
        flip = ' flipV="1"' if (mark.x2 - mark.x1) * (mark.y2 - mark.y1) < 0 else ""
        form = f'{self._frame((left, top, right, bottom), flip)}<a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
        about = f"<p:nvCxnSpPr>{self.named(mark.id, dress=dress)}<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr>"
        return f"<p:cxnSp>{about}<p:spPr>{form}{self._edge(mark.stroke, mark.width)}</p:spPr></p:cxnSp>"

    def _path(self, mark: Path, dress: bool) -> str:
        steps = [step for line in mark.lines for step in line]
        xs, ys = [x for step in steps for x in step[::2]], [y for step in steps for y in step[1::2]]
        left, top = min(xs), min(ys)
        drawn = ""
        for line in mark.lines:
            for place, step in enumerate(line):
                points = "".join(
                    f'<a:pt x="{self.length(x - left)}" y="{self.length(y - top)}"/>'
                    for x, y in zip(step[::2], step[1::2], strict=True)
                )
                tag = "cubicBezTo" if len(step) == 6 else "lnTo" if place else "moveTo"
                drawn += f"<a:{tag}>{points}</a:{tag}>"
            drawn += "<a:close/>" if mark.closed else ""
        size = f'w="{self.length(max(xs) - left)}" h="{self.length(max(ys) - top)}"'
        fill = "" if mark.fill else ' fill="none"'
        form = (
            f"{self._frame((left, top, max(xs), max(ys)))}<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
            '<a:rect l="0" t="0" r="r" b="b"/>'
            f"<a:pathLst><a:path {size}{fill}>{drawn}</a:path></a:pathLst></a:custGeom>"
        )
        look = f"{_filled(mark.fill) if mark.fill else '<a:noFill/>'}{self._edge(mark.stroke, mark.width)}"
        return f"<p:sp>{self._about(mark, dress)}<p:spPr>{form}{look}</p:spPr>{EMPTY}</p:sp>"


EMPTY = '<p:txBody><a:bodyPr rtlCol="0" anchor="ctr"/><a:lstStyle/><a:p><a:endParaRPr dirty="0"/></a:p></p:txBody>'
"""What an empty shape has where somebody may write."""


def _filled(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour[1:]}"/></a:solidFill>'


def covered(marks: Iterable[Mark]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of marks together, px."""
    left, top, right, bottom = zip(*map(extent, marks), strict=True)
    return min(left), min(top), max(right), max(bottom)
