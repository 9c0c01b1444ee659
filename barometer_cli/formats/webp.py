"""WebP without loss: the px of the PNG, with its words as XMP. The format has no place for a resolution."""

from __future__ import annotations

from io import BytesIO

from PIL import Image as Pillow

from barometer_cli.errors import BuildError
from barometer_cli.formats.png import paint
from barometer_cli.formats.xmp import packet
from barometer_cli.messages import say
from barometer_cli.model.scene import Scene

LONGEST = 16383
"""Px of a side, of which the format can count no more."""
METHOD = 4
"""Of libwebp: 6 takes up to three times as long, and pictures become no smaller."""


def encode(scene: Scene, scale: float = 1.0) -> bytes:
    """Paint a scene and write it as lossless WebP.

    Parameters
    ----------
    scene
        What to paint.
    scale
        Device px per px of the scene.

    Raises
    ------
    BuildError
        If a side is longer than the format can count.
    """
    width, height = round(scene.width * scale), round(scene.height * scale)
    if max(width, height) > LONGEST:
        raise BuildError(
            say(
                "{id}: {width} x {height} px are too many for WebP, of which a side has at most {most}",
                id=scene.id,
                width=width,
                height=height,
                most=LONGEST,
            ),
            say("Draw it at a smaller --scale, or as png."),
        )
    canvas = paint(scene, scale)
    palette = canvas.palette
    mode, deep = ("P", 1) if palette else ("RGBA", 4) if scene.transparent else ("RGB", 3)
    rows = b"".join((*canvas.rows(), b"\0"))  # each row then ends in the zero byte that the next begins with
    canvas.close()
    picture = Pillow.frombuffer(mode, (width, height), rows[1:], "raw", mode, deep * width + 1, 1)
    if palette:
        picture.putpalette(palette)
    out = BytesIO()
    picture = picture.convert("RGB") if palette else picture
    picture.save(out, "WEBP", lossless=True, method=METHOD, xmp=packet(scene))
    return out.getvalue()
