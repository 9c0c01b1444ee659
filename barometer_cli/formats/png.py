"""Portable Network Graphics: 8-bit RGB in sRGB, with size, title and description, and no software stamp."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, Any

from barometer_cli.formats.lines import legible, start
from barometer_cli.model.scene import Image, Line, Mark, Path, Rect, Scene, Text

if TYPE_CHECKING:
    from barometer_cli.formats.agg import Canvas

SIGNATURE = b"\x89PNG\r\n\x1a\n"
CSS_DPI = 96
METRES_PER_INCH = 0.0254
ISAL_LEVEL = 2
ZLIB_LEVEL = 6
RGB = 2
PERCEPTUAL = 0
BAND = 32
"""Rows converted and deflated at a time."""


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
    image = _deflated(canvas)
    canvas.close()
    per_metre = round(CSS_DPI * scale / METRES_PER_INCH)
    head = struct.pack(">2L5B", canvas.width, canvas.height, 8, RGB, 0, 0, 0)
    return SIGNATURE + b"".join(
        (
            _chunk(b"IHDR", head),
            _chunk(b"sRGB", bytes([PERCEPTUAL])),
            _chunk(b"pHYs", struct.pack(">2LB", per_metre, per_metre, 1)),
            _chunk(b"iTXt", _words("Title", scene.lang, scene.title)),
            _chunk(b"iTXt", _words("Description", scene.lang, scene.description)),
            _chunk(b"IDAT", image),
            _chunk(b"IEND", b""),
        )
    )


def paint(scene: Scene, scale: float = 1.0) -> Canvas:
    """Paint a scene on a canvas, `scale` device px to a px of the scene."""
    from barometer_cli.formats.agg import Canvas

    canvas = Canvas(round(scene.width * scale), round(scene.height * scale), scene.background)
    for mark in scene.marks():
        _paint(canvas, mark, scale)
    return canvas


def _paint(canvas: Canvas, mark: Mark, scale: float) -> None:
    match mark:
        case Rect():
            canvas.rect(mark.x * scale, mark.y * scale, mark.width * scale, mark.height * scale, mark.fill)
        case Line():
            ends = [(mark.x1 * scale, mark.y1 * scale), (mark.x2 * scale, mark.y2 * scale)]
            canvas.path(ends, False, None, mark.stroke, mark.width * scale)
        case Path():
            points = [(x * scale, y * scale) for x, y in mark.points]
            canvas.path(points, mark.closed, mark.fill, mark.stroke, mark.width * scale)
        case Text():
            line = legible(mark.text)
            canvas.text(start(mark) * scale, mark.y * scale, line, mark.size * scale, mark.weight, mark.fill)
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


def _deflated(canvas: Canvas) -> bytes:
    """The canvas as RGB rows, each behind a zero byte (filter none), deflated.

    Pillow puts a zero byte behind each row in the same pass that drops alpha, so the rows need one more in
    front and one fewer at the end. It works in bands, which stay in the processor's cache.
    """
    from PIL import Image as Pillow

    stride = 3 * canvas.width + 1
    pixels, deflate = canvas.pixels(), _compressor()
    out = [deflate.compress(b"\0")]
    for top in range(0, canvas.height, BAND):
        band = pixels[top : top + BAND]
        rgba = Pillow.frombuffer("RGBA", (canvas.width, len(band)), band, "raw", "RGBA", 0, 1)
        rows = rgba.tobytes("raw", "RGB", stride, 1)
        out.append(deflate.compress(rows if top + BAND < canvas.height else rows[:-1]))
    out.append(deflate.flush())
    return b"".join(out)


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
