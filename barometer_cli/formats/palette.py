"""The colours of a sheet that is painted in palette indices.

It holds flat colours from its first entry on, and ramps from its last entry down: the shades of one colour of text on
one ground.
"""

from __future__ import annotations

from functools import lru_cache

from barometer_cli.formats.pixels import Colour, mixed

COLOURS = 256
FINE, COARSE = 32, 16
"""Shades of a ramp, and where there are many ramps: both are more than 40 dB from 256 shades."""
ROOM = 192
"""Entries that ramps may take while they are fine; the others are for flat colours and edges."""
SPARE = 16
"""Entries that edges of shapes leave for flat colours to come."""


class Unpaintable(Exception):
    """Too many colours, or text that lies on several or reaches off the sheet."""


class Palette:
    """Room for 256 colours, for about so many inks of text, each on its ground, and shapes of so many fills.

    Attributes
    ----------
    shades
        Of a ramp.
    flat
        The entry of each flat colour.
    colours
        Red, green and blue of each entry.
    """

    def __init__(self, inks: int, fills: int) -> None:
        self.shades = FINE if (inks + fills) * FINE <= ROOM else COARSE
        self.flat: dict[Colour, int] = {}
        self.colours = bytearray(3 * COLOURS)
        self._kept = COLOURS - SPARE - inks * self.shades
        self._ramps: dict[tuple[Colour, int], int] = {}

    def __getitem__(self, entry: int) -> Colour:
        red, green, blue = self.colours[3 * entry : 3 * entry + 3]
        return red, green, blue

    @property
    def spares(self) -> bool:
        """Whether edges of shapes may have another entry."""
        return len(self.flat) < self._kept

    def index(self, colour: Colour) -> int:
        """The entry of a flat colour.

        Raises
        ------
        Unpaintable
            If it would be one too many.
        """
        found = self.flat.get(colour)
        if found is None:
            found = len(self.flat)
            if found >= COLOURS - len(self._ramps) * self.shades:
                raise Unpaintable
            self.flat[colour] = found
            self.colours[3 * found : 3 * found + 3] = bytes(colour)
        return found

    def ramp(self, colour: Colour, ground: int) -> int:
        """The first entry of the shades from a ground, which must be a flat colour, to a colour.

        Raises
        ------
        Unpaintable
            If the ground is none, or there is no room.
        """
        first = self._ramps.get((colour, ground))
        if first is None:
            first = COLOURS - (len(self._ramps) + 1) * self.shades
            if first < len(self.flat) or ground >= len(self.flat):
                raise Unpaintable
            self._ramps[colour, ground] = first
            shades = _shades(self[ground], colour, self.shades)
            self.colours[3 * first : 3 * first + len(shades)] = shades
        return first


@lru_cache(maxsize=256)
def _shades(ground: Colour, colour: Colour, count: int) -> bytes:
    """The shades of a ramp, from the first that is not the ground to the colour itself."""
    return b"".join(bytes(mixed(ground, colour, step / count)) for step in range(1, count + 1))
