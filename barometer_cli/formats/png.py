"""Portable Network Graphics: palette or 8-bit RGB in sRGB, with size, title and description, and no software stamp."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Protocol

from barometer_cli.formats.lines import legible, start
from barometer_cli.model.scene import Image, Line, Path, Rect, Scene, Text, Weight

if TYPE_CHECKING:
    from barometer_cli.formats.agg import Canvas as AggCanvas

SIGNATURE = b"\x89PNG\r\n\x1a\n"
CSS_DPI = 96
METRES_PER_INCH = 0.0254
ISAL_LEVEL = 2
ZLIB_LEVEL = 6
RGB, PALETTE = 2, 3
PERCEPTUAL = 0


class Canvas(Protocol):
    """A sheet of width x height px that rectangles and text are painted on.

    `palette` holds red, green and blue of each entry; it is empty where px hold them themselves.
    """

    width: int
    height: int

    @property
    def palette(self) -> bytes:
        """Red, green and blue of each entry."""

    def rect(self, x: float, y: float, width: float, height: float, fill: str) -> None:
        """Fill a rectangle."""

    def text(self, x: float, y: float, line: str, size: float, weight: Weight, fill: str) -> None:
        """Write one line of text with its pen starting at x on the baseline y."""

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
    deflate = _compressor()
    image = b"".join((*map(deflate.compress, canvas.rows()), deflate.flush()))
    canvas.close()
    per_metre = round(CSS_DPI * scale / METRES_PER_INCH)
    head = struct.pack(">2L5B", canvas.width, canvas.height, 8, PALETTE if palette else RGB, 0, 0, 0)
    return SIGNATURE + b"".join(
        (
            _chunk(b"IHDR", head),
            _chunk(b"sRGB", bytes([PERCEPTUAL])),
            _chunk(b"pHYs", struct.pack(">2LB", per_metre, per_metre, 1)),
            _chunk(b"iTXt", _words("Title", scene.lang, scene.title)),
            _chunk(b"iTXt", _words("Description", scene.lang, scene.description)),
            _chunk(b"PLTE", palette) if palette else b"",
            _chunk(b"IDAT", image),
            _chunk(b"IEND", b""),
        )
    )


def paint(scene: Scene, scale: float = 1.0) -> Canvas:
    """Paint a scene, `scale` device px to a px of the scene: in palette indices where that can be, else with Agg."""
    from barometer_cli.formats import indexed

    width, height = round(scene.width * scale), round(scene.height * scale)
    marks = [_upright(mark) if isinstance(mark, Line) else mark for mark in scene.marks()]
    plain = [mark for mark in marks if isinstance(mark, Rect | Text)]
    if len(plain) == len(marks):
        inks = {(mark.fill, mark.ground) for mark in plain if isinstance(mark, Text)}
        sheet = indexed.Canvas(width, height, scene.background, len(inks))
        try:
            for mark in plain:
                _paint(sheet, mark, scale)
            return sheet
        except indexed.Unpaintable:
            pass
    from barometer_cli.formats import agg

    canvas = agg.Canvas(width, height, scene.background)
    for each in marks:
        if isinstance(each, Rect | Text):
            _paint(canvas, each, scale)
        else:
            _draw(canvas, each, scale)
    return canvas


def _upright(line: Line) -> Line | Rect:
    """A line along the edges of the sheet as the rectangle it covers, any other as it is."""
    left, top = min(line.x1, line.x2), min(line.y1, line.y2)
    if line.y1 == line.y2:
        return Rect(line.id, left, top - line.width / 2, abs(line.x2 - line.x1), line.width, line.stroke)
    if line.x1 == line.x2:
        return Rect(line.id, left - line.width / 2, top, line.width, abs(line.y2 - line.y1), line.stroke)
    return line


def _paint(canvas: Canvas, mark: Rect | Text, scale: float) -> None:
    if isinstance(mark, Rect):
        canvas.rect(mark.x * scale, mark.y * scale, mark.width * scale, mark.height * scale, mark.fill)
    else:
        line = legible(mark.text)
        canvas.text(start(mark) * scale, mark.y * scale, line, mark.size * scale, mark.weight, mark.fill)


def _draw(canvas: AggCanvas, mark: Line | Path | Image, scale: float) -> None:
    match mark:
        case Line():
            ends = [(mark.x1 * scale, mark.y1 * scale), (mark.x2 * scale, mark.y2 * scale)]
            canvas.path(ends, False, None, mark.stroke, mark.width * scale)
        case Path():
            points = [(x * scale, y * scale) for x, y in mark.points]
            canvas.path(points, mark.closed, mark.fill, mark.stroke, mark.width * scale)
        case Image():
            left, top = round(mark.x * scale), round(mark.y * scale)
            right, bottom = round((mark.x + mark.width) * scale), round((mark.y + mark.height) * scale)
            canvas.image(left, top, _resized(mark.data, max(right - left, 1), max(bottom - top, 1)))


def _resized(data: bytes, width: int, height: int) -> Any:
    from io import BytesIO

    import numpy as np
    from PIL import Image as Pillow

    with Pillow.open(BytesIO(data)) as picture:
        resized = picture.convert("RGBA").resize((width, height), Pillow.Resampling.LANCZOS)
    return np.asarray(resized)


def _words(keyword: str, lang: str, text: str) -> bytes:
    return keyword.encode("latin-1") + b"\0\0\0" + lang.encode("ascii") + b"\0\0" + legible(text).encode()


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(data, zlib.crc32(kind)))


def _compressor() -> Any:
    """ISA-L's deflate, or zlib's where it is missing."""
    try:
        from isal import isal_zlib
    except ImportError:
        return zlib.compressobj(ZLIB_LEVEL)
    return isal_zlib.compressobj(ISAL_LEVEL)
