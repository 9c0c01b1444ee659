"""Where every number in a text comes from."""

from __future__ import annotations

from msgspec import Struct

from barometer_cli.model.identity import Identity


class Line(Struct, frozen=True):
    """One numeral of one text.

    Attributes
    ----------
    figure, text
        The figure, and which of its texts: "title", "caption", "alt".
    numeral
        As it is printed: "69 %".
    source
        What it is: "cell ”Kun internt”", "n", "year"; empty where nothing is known that it could be.
    value
        The value before it was rounded: "0.194".
    """

    figure: Identity
    text: str
    numeral: str
    source: str
    value: str = ""
