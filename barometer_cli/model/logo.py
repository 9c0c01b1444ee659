"""A house's logo: flat shapes, or a picture."""

from __future__ import annotations

from msgspec import Struct

from barometer_cli.model.scene import Lines


class Shape(Struct, frozen=True):
    """A part of a logo: lines that are filled (#RRGGBB), or stroked, with the width of the stroke."""

    lines: Lines
    closed: bool
    fill: str | None
    stroke: str | None
    width: float


class Logo(Struct, frozen=True):
    """A logo as it is drawn one px high.

    Attributes
    ----------
    aspect
        Its width for each px of height.
    shapes
        Its parts from back to front, from its upper left corner; none of a picture.
    picture
        A PNG; empty where there are shapes.
    """

    aspect: float
    shapes: tuple[Shape, ...] = ()
    picture: bytes = b""
