"""Numbers of microdata that are texts: whether a mark stands before decimals or between thousands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from barometer_cli.errors import DataError
from barometer_cli.messages import say
from barometer_cli.model.dataset import Mark

EITHER = r"[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}"
"""A number whose mark may stand between thousands, or before decimals; a pattern that every engine knows."""
SMALL = r"[+-]?[0-9]{1,3}"
"""A whole number that has no thousands."""
_EXPONENT = r"(?:[eE][+-]?[0-9]+)?"
_NUMBERS: dict[Mark | None, str] = {
    None: rf"[+-]?(?:[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+){_EXPONENT}",
    "point": rf"[+-]?(?:[0-9]{{1,3}}(?:,[0-9]{{3}})+(?:\.[0-9]*)?|[0-9]+(?:\.[0-9]*)?|\.[0-9]+){_EXPONENT}",
    "comma": rf"[+-]?(?:[0-9]{{1,3}}(?:\.[0-9]{{3}})+(?:,[0-9]*)?|[0-9]+(?:,[0-9]*)?|,[0-9]+){_EXPONENT}",
}
BETWEEN: dict[Mark | None, str] = {None: "", "point": ",", "comma": "."}
"""What stands between thousands, where the mark before decimals is said."""
_COMPILED = {mark: re.compile(pattern) for mark, pattern in _NUMBERS.items()}
_EITHER = re.compile(rf"^{EITHER}$", re.MULTILINE)
_WITH_DECIMALS = re.compile(rf"^(?!{EITHER}$).*\.", re.MULTILINE)
_WITH_THOUSANDS = re.compile(rf"^(?!{SMALL}$)[^.\n]+$", re.MULTILINE)
_WHOLE = re.compile(r"^[^.\n]+$", re.MULTILINE)
_UNROUND = re.compile(r"\.[0-9]{2}[1-9]$", re.MULTILINE)


def pattern(mark: Mark | None) -> str:
    """How a number may be written, as a pattern that every engine knows; without a mark either may be the decimals'."""
    return _NUMBERS[mark]


def number(text: str, mark: Mark | None) -> float | None:
    """A text without blanks around it as a number; None where it is none."""
    if not _COMPILED[mark].fullmatch(text):
        return None
    return float((text.replace(BETWEEN[mark], "") if mark else text).replace(",", "."))


def is_doubtful(values: Iterable[Any], only_ratios: bool = False) -> bool:
    """Whether nothing tells if the marks in a column of numbers stand between thousands or before decimals.

    A comma alone is the decimals', as in every Danish file. Points are where one of the numbers can be read in no other
    way, or where a whole number of the column has thousands without one. What is left is doubtful beside whole numbers
    (1.234 and 987), and where all are round (325.000).

    Parameters
    ----------
    values
        The distinct values of the column, each a number or the text of one.
    only_ratios
        Whether nothing but the ratios of the numbers matters, so that they may all be a thousand times too small.
    """
    texts = "\n".join(value.strip() if isinstance(value, str) else "0" for value in values)
    if "." not in texts or not _EITHER.search(texts):
        return False
    if "," in texts:
        return True
    if _WITH_DECIMALS.search(texts) or _WITH_THOUSANDS.search(texts):
        return False
    return bool(_WHOLE.search(texts)) or not (only_ratios or _UNROUND.search(texts))


def is_either(value: Any) -> bool:
    """Whether a value is a text whose mark may stand between thousands, or before decimals."""
    return isinstance(value, str) and bool(_EITHER.fullmatch(value.strip()))


def question(what: str, text: str) -> str:
    """What is asked of a number whose mark may be either."""
    whole = int(re.sub("[.,]", "", text))
    return say(
        "{what} is {written!r}: is it {whole}, or a number with three decimals?", what=what, written=text, whole=whole
    )


def doubt(name: str, row: str, text: str, error: type[DataError]) -> DataError:
    """What is wrong with a column of microdata that is doubtful.

    Parameters
    ----------
    name, row
        The column, and the first row whose mark may be either.
    text
        What is written there.
    error
        What it is an error of.
    """
    return error(
        question(f"{name!r}, {row}", text.strip()),
        say("Say in the codebook which mark stands before decimals: `decimal_mark: comma`, or `decimal_mark: point`."),
    )
