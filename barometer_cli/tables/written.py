"""Cells of a weighted table as people and offices write them: shares, bases, marks, and shares that are not told."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from math import isfinite
from numbers import Integral
from typing import Any
from unicodedata import normalize

from barometer_cli.errors import DataError
from barometer_cli.model.dataset import Day, Percent
from barometer_cli.model.measure import Measure
from barometer_cli.model.spec import Unit

WITHHELD = re.compile(r"\.{1,7}|…|·{1,3}|\*{1,3}|:")
"""What offices write where they have a share and do not tell it, or have none; a hyphen may as well mean nil."""
_DASH = re.compile("[-–—−]")
_PERCENT = re.compile(r"(?i)\s*(%|pct\.?|procent|per ?cent)$")
_NUMBER = re.compile(r"[-+]?[0-9]+([.,][0-9]+)?([eE][-+]?[0-9]+)?")
_THOUSANDS = re.compile(r"[0-9]{1,3}([.\s][0-9]{3})+")
_WHOLE = re.compile(r"[-+]?[0-9]+([.,]0)?")
_N = re.compile(r"(?i)n\s*=\s*")
SCALE = "Correct the number, or the ends of the scale in table.measure."
YES = frozenset({"x", "ja", "yes", "true", "1"})
NO = frozenset({"", "nej", "no", "false", "0"})


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """A name as it is compared: composed, without case, its blanks collapsed."""
    return " ".join(normalize("NFC", text).casefold().split())


def is_marked(value: Any) -> bool:
    """Whether a share is written as per cent in its own cell, whatever the unit of the others."""
    return isinstance(value, Percent) or (isinstance(value, str) and bool(_PERCENT.search(value)))


def is_whole(value: Any) -> bool:
    """Whether a cell holds a whole number, and not of per cent."""
    number = None if is_marked(value) else _number(_count(value))
    return number is not None and number == int(number)


def share(value: Any, what: str, unit: Unit | None) -> float | None:
    """A share (0..1); None where its source does not tell it.

    Parameters
    ----------
    value
        The cell.
    what
        Where it is, for messages.
    unit
        What its number is where the cell does not say so itself; None where every cell does.

    Raises
    ------
    DataError
        If it is no number from 0 to 100 per cent.
    """
    if is_marked(value):
        unit = "percent"
        number = Decimal(repr(float(value))) * 100 if isinstance(value, Percent) else _number(_PERCENT.sub("", value))
    else:
        number = _number(value)
    most = 100 if unit == "percent" else 1
    allowed = f"allowed is a number from 0 to {most} (unit: {unit})"
    if value is None:
        raise DataError(f"{what} is missing; {allowed}",
                        "Fill in the cell, or remove the row; write .. where the source does not tell it.")  # fmt: skip
    if isinstance(value, str) and WITHHELD.fullmatch(value):
        return None
    if number is None:
        raise DataError(f"{what} is {value!r}, which is not a number; {allowed}", _hint(value))
    if not 0 <= number <= most:
        looks = unit == "fraction" and 1 < number <= 100
        hint = "It looks like per cent: declare `unit: percent`." if looks else "Correct the number."
        raise DataError(f"{what} is {value}; {allowed}", hint)
    return float(number / most)


def value(cell: Any, what: str, unit: Unit | None, measure: Measure) -> float | None:
    """A value of a measure; None where its source does not tell it. A share is 0..1, a change of shares -1..1.

    Parameters
    ----------
    cell, what, unit
        As `share` takes them.
    measure
        What the values are.

    Raises
    ------
    DataError
        If it is no number on the scale of the measure.
    """
    if measure.is_share:
        return share(cell, what, unit)
    if cell is None:
        raise DataError(f"{what} is missing",
                        "Fill in the cell, or remove the row; write .. where the source does not tell it.")  # fmt: skip
    if isinstance(cell, str) and WITHHELD.fullmatch(cell):
        return None
    number = _number(cell)
    if number is None:
        raise DataError(f"{what} is {cell!r}, which is not a number", _hint(cell))
    if measure.low is not None and number < measure.low:
        raise DataError(f"{what} is {cell}, and the scale begins at {measure.low:g}", SCALE)
    if measure.high is not None and number > measure.high:
        raise DataError(f"{what} is {cell}, and the scale ends at {measure.high:g}", SCALE)
    return float(number) / (100 if measure.in_points and unit != "fraction" else 1)


def _hint(value: Any) -> str:
    if isinstance(value, Day):
        return "A spreadsheet took it for a date; format the cells as text or number, and write it again."
    if isinstance(value, str) and _DASH.fullmatch(value):
        return "Write 0 where nobody answered so, and .. where the source does not tell it."
    return "Write digits with one decimal mark."


def base(value: Any, place: str) -> int | None:
    """An unweighted n; None where the cell is empty.

    Raises
    ------
    DataError
        If it is no whole number above 0.
    """
    if value is None:
        return None
    text = _count(value)
    number = _number(text)
    if isinstance(text, str) and not _WHOLE.fullmatch(text):
        number = None
    if number is None or number != int(number) or number <= 0:
        raise DataError(f"{place}: n is {value!r}; allowed is a whole number above 0",
                        "Write the unweighted number of respondents in digits: 1877.")  # fmt: skip
    return int(number)


def _count(value: Any) -> Any:
    """A count without what is written around it: "n=1.877" is "1877"."""
    if not isinstance(value, str):
        return value
    text = _N.sub("", value, count=1)
    return re.sub(r"[.\s]", "", text) if _THOUSANDS.fullmatch(text) else text


def unshown(value: Any, place: str) -> bool:
    """Whether a category is not drawn.

    Raises
    ------
    DataError
        If the cell says neither yes nor no.
    """
    word = "" if value is None else str(value).strip().casefold()
    if isinstance(value, float) and value in (0, 1):
        word = str(int(value))
    if word in YES:
        return True
    if word in NO:
        return False
    raise DataError(f"{place}: unshown is {value!r}; allowed are x, ja, yes, true, 1 or nej, no, false, 0",
                    "Write x where the category is not drawn, and nothing where it is.")  # fmt: skip


def _number(value: Any) -> Decimal | None:
    if isinstance(value, str):
        text = value.strip().replace("−", "-").replace(",", ".")
        return Decimal(text) if _NUMBER.fullmatch(text) else None
    if isinstance(value, bool):
        return None
    if isinstance(value, Integral):
        return Decimal(int(value))
    return Decimal(repr(float(value))) if isinstance(value, float) and isfinite(value) else None
