"""Pictures that people hand over, made fit for a place on a sheet: upright, in proportion, no larger than seen."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Literal

from barometer_cli.model.scene import Image, Of

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

PX = 3
"""The most px of a picture for each px of the layout: more are seen by nobody and make every file larger."""
CENTRE = 0.5, 0.4
"""What stays in view where a picture is cut, as parts of its width and height: faces are above the middle."""
QUALITY = 92
PNG = b"\x89PNG"
"""How such a file begins; what may be drawn and begins otherwise is a JPEG."""


def image(id: str, x: float, y: float, width: float, height: float, data: bytes) -> Image:
    """A picture that fills a rectangle in px and keeps its proportions: what stands over is cut.

    Parameters
    ----------
    id
        Name of the mark.
    x, y, width, height
        The rectangle.
    data
        A PNG or JPEG; how its camera was held and where it stood do not travel on.
    """
    media: Literal["image/png", "image/jpeg"] = "image/png" if data.startswith(PNG) else "image/jpeg"
    return Image(id, x, y, width, height, _filled(data, width, height), media, Of("portrait"))


@lru_cache(maxsize=16)
def _filled(data: bytes, width: float, height: float) -> bytes:
    from PIL import Image as Pillow
    from PIL import ImageOps

    with Pillow.open(BytesIO(data)) as opened:
        picture: Picture = ImageOps.exif_transpose(opened)
    picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    wide = min(picture.width, picture.height * width / height)
    high = min(picture.height, wide * height / width)
    left, top = CENTRE[0] * (picture.width - wide), CENTRE[1] * (picture.height - high)
    smaller = min(1.0, PX * width / wide)
    size = max(round(wide * smaller), 1), max(round(high * smaller), 1)
    seen = picture.resize(size, Pillow.Resampling.LANCZOS, (left, top, left + wide, top + high))
    file = BytesIO()
    if data.startswith(PNG):
        seen.save(file, "PNG")
    else:
        seen.save(file, "JPEG", quality=QUALITY, subsampling=0)
    return file.getvalue()
