"""Pictures that people hand over: read whole before they are drawn, by the library that draws them."""

from __future__ import annotations

from io import BytesIO


def drawable(data: bytes) -> bool:
    """Whether bytes are a PNG or JPEG that can be drawn: not cut off, not something else behind the same first bytes,
    and not so many px that they fill the memory.
    """
    from PIL import Image as Pillow

    try:
        with Pillow.open(BytesIO(data), formats=("PNG", "JPEG")) as picture:
            picture.load()
    except (OSError, SyntaxError, ValueError, Pillow.DecompressionBombError):
        return False
    return True
