"""Two pictures beside each other: how much of what is seen differs, and where."""

from __future__ import annotations

from io import BytesIO

from msgspec import Struct
from PIL import Image, ImageChops

from barometer_cli.errors import BuildError
from barometer_cli.messages import say

VISIBLE = 24
"""Difference of a colour channel (0..255) from which an eye may see it; less is another rounding of the same edge."""
PALE = 0.82
"""How far what is alike fades towards white."""
MARK = (201, 42, 42)


class Difference(Struct, frozen=True):
    """How two pictures differ.

    Attributes
    ----------
    share
        Part (0..1) of the px that differ visibly; px that only one of the pictures has count as such.
    old, new
        Width and height, px.
    png
        The new picture faded, with what differs marked; it covers both.
    """

    share: float
    old: tuple[int, int]
    new: tuple[int, int]
    png: bytes


def compare(old: bytes, new: bytes) -> Difference:
    """Compare two encoded pictures px by px from their upper left corners.

    Parameters
    ----------
    old, new
        The bytes of two picture files.

    Raises
    ------
    BuildError
        If one cannot be read as a picture.
    """
    first, second = _opened(old, "old"), _opened(new, "new")
    width, height = max(first.width, second.width), max(first.height, second.height)
    both = Image.new("L", (width, height), 255)
    differing = ImageChops.difference(_placed(first, width, height), _placed(second, width, height))
    red, green, blue = differing.split()
    strongest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    shared = (min(first.width, second.width), min(first.height, second.height))
    both.paste(strongest.crop((0, 0, *shared)).point([255 * (level >= VISIBLE) for level in range(256)]), (0, 0))
    shown = _placed(second, width, height).convert("L").convert("RGB")
    shown = Image.blend(shown, Image.new("RGB", shown.size, "white"), PALE)
    shown.paste(MARK, (0, 0), both)
    stream = BytesIO()
    shown.save(stream, "PNG")
    share = both.histogram()[255] / (width * height)
    return Difference(share, first.size, second.size, stream.getvalue())


def _opened(data: bytes, which: str) -> Image.Image:
    try:
        return Image.open(BytesIO(data)).convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise BuildError(
            say("the {which} picture cannot be read: {error}", which=which, error=error),
            say("Draw it again: barometer render"),
        ) from error


def _placed(picture: Image.Image, width: int, height: int) -> Image.Image:
    """A picture on white ground of the given size."""
    ground = Image.new("RGB", (width, height), "white")
    ground.paste(picture, (0, 0))
    return ground
