"""Portable Network Graphics: palette, 8-bit RGB or RGBA in sRGB, with size, words and XMP, and no software stamp."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Protocol

from zlib_ng import zlib_ng

from barometer_cli.formats.lines import legible, start
from barometer_cli.formats.xmp import packet
from barometer_cli.layout.rounding import rounded
from barometer_cli.layout.type import set_in
from barometer_cli.model.scene import Circle, Image, Line, Lines, Mark, Path, Rect, Scene, Text, Weight

SIGNATURE = b"\x89PNG\r\n\x1a\n"
METRES_PER_INCH = 0.0254
LEVEL = 2
"""Of zlib-ng: the next faster takes two thirds of the time for half as many bytes again."""
RGB, PALETTE, RGBA = 2, 3, 6
PERCEPTUAL = 0


class Canvas(Protocol):
    """A sheet of width x height px that marks are painted on.

    `palette` holds red, green and blue of each entry; it is empty where px hold them themselves.
    """

    width: int
    height: int

    @property
    def palette(self) -> bytes:
        """Red, green and blue of each entry."""

    def rect(self, x: float, y: float, width: float, height: float, fill: str) -> None:
        """Fill a rectangle."""

    def circle(self, x: float, y: float, r: float, fill: str, stroke: str, width: float) -> None:
        """Fill a disc about x, y, its edge `width` px within the radius."""

    def path(
        self, lines: Lines, scale: float, closed: bool, fill: str | None, stroke: str | None, width: float
    ) -> None:
        """Fill, stroke or both lines through points and along curves, `scale` times as large, mitred, butt ends."""

    def areas(self, areas: Sequence[tuple[Lines, str]], scale: float) -> None:
        """Fill outlines one after another, `scale` times as large, each with a colour."""

    def text(self, x: float, y: float, line: str, size: float, weight: Weight, fill: str) -> None:
        """Write one line of text with its pen starting at x on the baseline y."""

    def image(self, x: int, y: int, width: int, height: int, data: bytes) -> None:
        """Blend an encoded picture stretched to width x height, with its upper left corner at x, y."""

    def rows(self) -> Iterator[bytes | memoryview]:
        """All rows of px from the top, each behind a zero byte (filter none), in as many pieces as is handy."""

    def close(self) -> None:
        """Give the memory back; the canvas must not be used again."""


def encode(scene: Scene, scale: float = 1.0) -> bytes:
    """Paint a scene and write it as PNG.

    Parameters
    ----------
    scene
        What to paint.
    scale
        Device px per px of the scene.
    """
    canvas = paint(scene, scale)
    palette = canvas.palette
    deflate = zlib_ng.compressobj(LEVEL)
    image = b"".join((*map(deflate.compress, canvas.rows()), deflate.flush()))
    canvas.close()
    per_metre = round(scene.resolution * scale / METRES_PER_INCH)
    colour = PALETTE if palette else RGBA if scene.transparent else RGB
    head = struct.pack(">2L5B", canvas.width, canvas.height, 8, colour, 0, 0, 0)
    return SIGNATURE + b"".join(
        (
            _chunk(b"IHDR", head),
            _chunk(b"sRGB", bytes([PERCEPTUAL])),
            _chunk(b"pHYs", struct.pack(">2LB", per_metre, per_metre, 1)),
            _chunk(b"iTXt", _words("Title", scene.lang, scene.title)),
            _chunk(b"iTXt", _words("Description", scene.lang, scene.description)),
            _chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + packet(scene)),
            _chunk(b"PLTE", palette) if palette else b"",
            _chunk(b"IDAT", image),
            _chunk(b"IEND", b""),
        )
    )


def paint(scene: Scene, scale: float = 1.0) -> Canvas:
    """Paint a scene, `scale` device px to a px of the scene: in palette indices where that can be, else with Agg."""
    from barometer_cli.formats import indexed, palette

    scene = rounded(scene)
    width, height = round(scene.width * scale), round(scene.height * scale)
    if not scene.transparent and not any(isinstance(mark, Image) for mark in scene.marks()):
        inks = {(mark.fill, mark.ground) for mark in scene.marks() if isinstance(mark, Text)}
        fills = {mark.fill for mark in scene.marks() if isinstance(mark, Circle | Path) and mark.fill}
        try:
            return draw(indexed.Canvas(width, height, scene.background, len(inks), len(fills)), scene, scale)
        except palette.Unpaintable:
            pass
    from barometer_cli.formats import agg

    return draw(agg.Canvas(width, height, None if scene.transparent else scene.background), scene, scale)


def draw(canvas: Canvas, scene: Scene, scale: float) -> Canvas:
    """Draw every mark of a scene on a canvas, which is given back."""
    with set_in(scene.typeface):
        for areas, marks in groupby(scene.marks(), _is_area):
            if areas:
                canvas.areas([(mark.lines, mark.fill) for mark in marks if isinstance(mark, Path) and mark.fill], scale)
            else:
                _draw(canvas, marks, scale)
    return canvas


def _is_area(mark: Mark) -> bool:
    """Whether a mark is an outline that is filled and has no line around it."""
    return isinstance(mark, Path) and mark.closed and bool(mark.fill) and not mark.stroke


def _draw(canvas: Canvas, marks: Iterable[Mark], scale: float) -> None:
    """Draw marks one by one."""
    for mark in marks:
        match mark:
            case Rect():
                canvas.rect(mark.x * scale, mark.y * scale, mark.width * scale, mark.height * scale, mark.fill)
            case Circle():
                place = (mark.x * scale, mark.y * scale, mark.r * scale)
                canvas.circle(*place, mark.fill, mark.stroke, mark.width * scale)
            case Line():
                ends = ((mark.x1, mark.y1), (mark.x2, mark.y2))
                canvas.path((ends,), scale, False, None, mark.stroke, mark.width * scale)
            case Path():
                canvas.path(mark.lines, scale, mark.closed, mark.fill, mark.stroke, mark.width * scale)
            case Text():
                line = legible(mark.text)
                canvas.text(start(mark) * scale, mark.y * scale, line, mark.size * scale, mark.weight, mark.fill)
            case Image():
                left, top = round(mark.x * scale), round(mark.y * scale)
                right, bottom = round((mark.x + mark.width) * scale), round((mark.y + mark.height) * scale)
                canvas.image(left, top, max(right - left, 1), max(bottom - top, 1), mark.data)


def _words(keyword: str, lang: str, text: str) -> bytes:
    return keyword.encode("latin-1") + b"\0\0\0" + lang.encode("ascii") + b"\0\0" + legible(text).encode()


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(data, zlib.crc32(kind)))
