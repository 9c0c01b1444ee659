"""A rectangle of a spreadsheet's cells."""

from __future__ import annotations

import re

from msgspec import Struct

from barometer_cli.messages import say

_WRITTEN = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6}):([A-Z]{1,3})([1-9][0-9]{0,6})")


class Block(Struct, frozen=True):
    """The cells from one corner to the other: rows and columns counted from 1, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    @classmethod
    def of(cls, text: str) -> Block:
        """The cells as a spreadsheet names them: "B3:E9", also with dollar signs.

        Raises
        ------
        ValueError
            If the text is no such name, or its corners are not the upper left and the lower right one.
        """
        found = _WRITTEN.fullmatch(text.replace("$", "").upper())
        block = found and cls(int(found[2]), column_number(found[1]), int(found[4]), column_number(found[3]))
        if not block or block.top > block.bottom or block.left > block.right:
            raise ValueError(
                say("a range is written as B3:E9, from its first cell to its last, not as {text!r}", text=text)
            )
        return block


def column_letters(number: int) -> str:
    """A column, counted from 1, as a spreadsheet names it: 1 is A, 27 is AA."""
    letters = ""
    while number:
        number, place = divmod(number - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters


def column_number(letters: str) -> int:
    """A column, counted from 1, as a spreadsheet names it: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number
