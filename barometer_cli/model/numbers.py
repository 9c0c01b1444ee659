"""Figures whose shares are counted out in dots, or whose numbers stand alone, as their authors write them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from barometer_cli.model.spec import FigureSpec, Line, Name


class DottedSpec(FigureSpec):
    """Fields of figures that count shares out in dots.

    Attributes
    ----------
    dots
        How many dots everybody is; None where none are drawn.
    """

    dots: int | None = None

    @property
    def together(self) -> bool:
        """Whether the categories of a group stand in one grid, as parts of one whole."""
        return False


class KeyNumberSpec(DottedSpec):
    """A figure of one number that fills its sheet, or of two or three.

    Attributes
    ----------
    dots
        Five or ten dots below each number, as much of them filled; None: a thin bar below a share.
    texts
        By category, net or group: what its number is of, where its name does not say it well.
    """

    dots: Literal[5, 10] | None = None
    texts: dict[Name, Line] = Field(default_factory=dict)
