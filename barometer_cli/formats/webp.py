"""WebP without loss: the px of a PNG in fewer bytes, for pages whose pictures must be light."""

from __future__ import annotations

from io import BytesIO

from barometer_cli.formats import png
from barometer_cli.formats.xmp import packet
from barometer_cli.model.scene import Scene

EFFORT, METHOD = 60, 4
"""How hard is sought for fewer bytes, of 100 and of 6; more takes several times as long for a few per cent."""


def encode(scene: Scene, scale: float = 1.0) -> bytes:
    """Write a scene as WebP.

    Parameters
    ----------
    scene
        What to paint.
    scale
        Device px per px of the scene.
    """
    from PIL import Image as Pillow

    file = BytesIO()
    with Pillow.open(BytesIO(png.encode(scene, scale))) as picture:
        picture.convert("RGB").save(file, "WEBP", lossless=True, quality=EFFORT, method=METHOD, xmp=packet(scene))
    return file.getvalue()
