"""Cells of a weighted table as people and offices write them: values, bases, marks, and what is not told."""

from __future__ import annotations

import re
from decimal import Decimal
from math import isfinite
from numbers import Integral
from typing import Any
from unicodedata import normalize

from barometer_cli.errors import DataError
from barometer_cli.messages import say
from barometer_cli.model.dataset import Day, Percent
from barometer_cli.model.measure import Measure
from barometer_cli.model.spec import Unit
from barometer_cli.tables import digits

WITHHELD = re.compile(r"\.{1,7}|…|·{1,3}|\*{1,3}|:")
"""What offices write where they have a value and do not tell it, or have none; a hyphen may as well mean nil."""
_DASH = re.compile("[-–—−]")
_PERCENT = re.compile(r"(?i)\s*(%|pct\.?|procent|per ?cent)$")
_IN_PER_CENT = re.compile(r"(?i)(?<![\d])(?<!\d\s)(%|\b(pct\.?|procent|per ?cent))\)?$")
_POINTS = re.compile(
    r"(?i)\s*((%|pct\.?|procent|per ?cent|percentage)[\s-]?points?|(pct\.?|procent)[\s-]?point|pp\.?)$"
)
_NUMBER = re.compile(r"[-+]?[0-9]+([.,][0-9]+)?([eE][-+]?[0-9]+)?")
_SPACED = re.compile(r"(?<=[0-9])\s(?=[0-9]{3}(?![0-9]))")
"""A blank between thousands."""
_POINTED = re.compile(r"[-+]?[0-9]{1,3}(\.[0-9]{3}){2,}(,[0-9]+)?|[-+]?[0-9]{1,3}\.[0-9]{3},[0-9]+")
"""Points that can only stand between thousands."""
_EITHER = re.compile(r"[-+]?[1-9][0-9]{0,2}[.,][0-9]{3}")
"""A mark that may stand between thousands, or before decimals."""
_DECIMALS = re.compile(r"[.,]([0-9]+)$")
_COUNTED = re.compile(r"[0-9]{1,3}(\.[0-9]{3})+")
_NEARLY = re.compile(
    r"(?i)((ca|cirka|omkring|omtrent|approx|about|around|knap|godt|næsten|over|under|mindst|højst)\b\.?\s*|[~≈<>≤≥]\s*)?"
    r"[-+−–]?[0-9]+([.,][0-9]+)?\s*(%|pct\.?|procent|per ?cent)?\s*(\(.*\)|[*†‡a-z?]\)?)?"
)
_BLANKS = re.compile(r"[\t\n\v\f\r ]+")
_N = re.compile(r"(?i)n\s*=\s*")
YES = frozenset({"x", "ja", "yes", "true", "1"})
NO = frozenset({"", "nej", "no", "false", "0"})


def clean(value: Any) -> Any:
    """A cell whose text is composed, every break and blank in it one blank; spaces that do not break stay."""
    if isinstance(value, Day) or not isinstance(value, str):
        return value
    return normalize("NFC", _BLANKS.sub(" ", value.strip())) or None


def is_marked(value: Any) -> bool:
    """Whether a share is written as per cent in its own cell, whatever the unit of the others."""
    return isinstance(value, Percent) or (isinstance(value, str) and bool(_PERCENT.search(value)))


def is_whole(value: Any) -> bool:
    """Whether a cell holds a whole number, and not of per cent."""
    number = None if is_marked(value) else _number(_count(value))
    return number is not None and number == int(number)


def is_value(value: Any) -> bool:
    """Whether a cell holds a number, however it is written, or what stands for one that is not told."""
    if not isinstance(value, str) or isinstance(value, Day):
        return isinstance(value, int | float) and not isinstance(value, bool)
    text = _PERCENT.sub("", _POINTS.sub("", value.strip()))
    return bool(WITHHELD.fullmatch(text) or _DASH.fullmatch(text)) or _number(text) is not None


def is_nearly_value(value: Any) -> bool:
    """Whether a text is a number with words or marks around it, such as "ca. 40", "<5" and "40 (n<30)"."""
    return isinstance(value, str) and not isinstance(value, Day) and bool(_NEARLY.fullmatch(value.strip()))


def bare(cell: Any) -> float | None:
    """The number in a cell that does not say itself that it is a per cent; None where there is none."""
    number = None if isinstance(cell, Day) or _says_per_cent(cell) else _number(cell)
    return None if number is None else float(number)


def names_per_cent(name: str) -> bool:
    """Whether what stands over values says that they are per cent."""
    return bool(_IN_PER_CENT.search(name.strip()))


def without_per_cent(name: str) -> str:
    """What stands over values without what says that they are per cent."""
    return _IN_PER_CENT.sub("", name.strip()).rstrip(" ,(:-–")


def value(cell: Any, what: str, unit: Unit | None, measure: Measure) -> float | None:
    """A value of a measure; None where its source does not tell it. A share is 0..1, a change of shares -1..1.

    Parameters
    ----------
    cell
        What is written.
    what
        Where it is, for messages.
    unit
        What the number of a share, or of a change of shares, is where the cell does not say so itself.
    measure
        What the values are. Of counts "1.234" is 1234; of shares it is 1.234; of other measures their scale must tell.

    Raises
    ------
    DataError
        If it is no number on the scale of the measure.
    """
    if isinstance(cell, str) and WITHHELD.fullmatch(cell):
        return None
    return _between(cell, what, unit, measure, *_ends(measure))


def error(cell: Any, what: str, unit: Unit | None, measure: Measure) -> float | None:
    """The standard error of a value, in the same measure; None where the cell is empty.

    Parameters
    ----------
    cell, what, unit, measure
        As `value` takes them.

    Raises
    ------
    DataError
        If it is no number of at least 0.
    """
    return None if cell is None else _between(cell, what, unit, measure, 0.0, 1.0 if _is_part(measure) else None)


def decimals(cell: Any, unit: Unit | None, measure: Measure) -> int:
    """How many decimals of what is printed a text has: "4,0" one, and as a fraction "0.690"; a number does not tell.

    Parameters
    ----------
    cell, unit, measure
        As `value` takes them.
    """
    if not isinstance(cell, str) or isinstance(cell, Day) or is_thousands(cell, measure):
        return 0
    text = _PERCENT.sub("", _POINTS.sub("", cell.strip()))
    text = text.removesuffix(measure.unit or "").rstrip()
    found = None if _POINTED.fullmatch(text) and "," not in text else _DECIMALS.search(text)
    hundredths = 2 if _is_part(measure) and unit == "fraction" and not _says_per_cent(cell) else 0
    return max(0, len(found[1]) - hundredths) if found else 0


def is_thousands(cell: Any, measure: Measure) -> bool:
    """Whether a point in a cell stands between thousands only because the measure says so."""
    return _is_count(measure) and isinstance(cell, str) and bool(_EITHER.fullmatch(cell.strip()))


def _is_part(measure: Measure) -> bool:
    return measure.is_share or measure.in_points


def _is_count(measure: Measure) -> bool:
    return "count" in (measure.name, measure.of if measure.name == "change" else "")


def _ends(measure: Measure) -> tuple[float | None, float | None]:
    """Between which values a measure must lie, as the table holds them; None where it is open."""
    if measure.is_share:
        return 0.0, 1.0
    if measure.in_points:
        return -1.0, 1.0
    return 0.0 if measure.name == "count" and measure.low is None else measure.low, measure.high


def _between(cell: Any, what: str, unit: Unit | None, measure: Measure, low: float | None, high: float | None) -> float:
    """A cell as a number between two ends, given and returned as the table holds them."""
    size = (
        Decimal(1) if not _is_part(measure) else Decimal(1 if unit == "fraction" and not _says_per_cent(cell) else 100)
    )
    allowed = _allowed(low, high, size, measure)
    if cell is None:
        raise DataError(
            say("{what} is missing; {allowed}", what=what, allowed=allowed),
            say(
                "Fill in the cell, or remove the row (a wide table is then to be written long); write .. "
                "where the source does not tell it."
            ),
        )
    if _says_per_cent(cell) and not _is_part(measure):
        raise DataError(
            say(
                "{what} is {cell}, a per cent, and the measure is {name}",
                what=what,
                cell=_seen(cell),
                name=measure.name,
            ),
            say("Correct the cell, or `measure` of the spec's table."),
        )
    number = _measured(cell, what, measure, low, high)
    if number is None:
        raise DataError(
            say("{what} is {given}, which is not a number; {allowed}", what=what, given=_told(cell), allowed=allowed),
            _hint(cell),
        )
    held = number / size
    if (low is not None and held < Decimal(repr(low))) or (high is not None and held > Decimal(repr(high))):
        looks = _is_part(measure) and size == 1 and 1 < abs(number) <= 100
        hint = say("It looks like per cent: declare `unit: percent`.") if looks else say("Correct the number.")
        if measure.is_share and not looks:
            hint = say(
                "Correct the number; if the values are no shares, say in the spec's table what they are: "
                "`measure: {name}`.",
                name="change" if number < 0 else "count",
            )
        if not _is_part(measure):
            hint = say(
                "Correct the number, or the ends of the scale: `measure: {{name: {name}, low: …, high: …}}`.",
                name=measure.name,
            )
        raise DataError(say("{what} is {cell}; {allowed}", what=what, cell=_seen(cell), allowed=allowed), hint)
    return float(held)


def _says_per_cent(cell: Any) -> bool:
    return is_marked(cell) or (isinstance(cell, str) and bool(_POINTS.search(cell)))


def _allowed(low: float | None, high: float | None, size: Decimal, measure: Measure) -> str:
    ends = [None if end is None else f"{end * float(size):g}".replace("-", "−") for end in (low, high)]
    unit = f" (unit: {'fraction' if size == 1 else 'percent'})" if _is_part(measure) else ""
    match ends:
        case [None, None]:
            return say("allowed is a number")
        case [_, None]:
            return say("allowed is a number of at least {low}{unit}", low=ends[0], unit=unit)
        case [None, _]:
            return say("allowed is a number of at most {high}{unit}", high=ends[1], unit=unit)
    return say("allowed is a number from {low} to {high}{unit}", low=ends[0], high=ends[1], unit=unit)


def _measured(cell: Any, what: str, measure: Measure, low: float | None, high: float | None) -> Decimal | None:
    """The number in a cell, without its unit; of a mark that may divide thousands, as the measure tells."""
    if isinstance(cell, Percent):
        return Decimal(repr(float(cell))) * 100
    if not isinstance(cell, str) or isinstance(cell, Day):
        return None if isinstance(cell, Day) else _number(cell)
    text = _PERCENT.sub("", _POINTS.sub("", cell.strip()))
    if measure.unit and text.endswith(measure.unit):
        text = text.removesuffix(measure.unit).rstrip()
    if _is_part(measure) or not _EITHER.fullmatch(text):
        return _number(text)
    whole, split = _number(re.sub("[.,]", "", text)), _number(text)
    assert whole is not None and split is not None, text
    if _is_count(measure) and "." in text:
        return whole
    fit = [number for number in (whole, split) if (low is None or number >= low) and (high is None or number <= high)]
    if not _is_count(measure) and (len(fit) < 2 or "," in text):
        return fit[0] if len(fit) == 1 else split
    raise DataError(
        digits.question(what, text),
        say(
            "Write thousands without a mark, or say between which ends the values lie: `measure: {{name: "
            "{name}, low: …, high: …}}`.",
            name=measure.name,
        ),
    )


def _hint(value: Any) -> str:
    if isinstance(value, Day):
        return say("A spreadsheet took it for a date; format the cells as text or number, and write it again.")
    if isinstance(value, str) and _DASH.fullmatch(value):
        return say("Write 0 where nobody answered so, and .. where the source does not tell it.")
    return say("Write digits with one decimal mark.")


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
    number = None if isinstance(text, str) and _EITHER.fullmatch(text) else _number(text)
    if number is None or number != int(number) or number <= 0:
        raise DataError(
            say("{place}: n is {given}; allowed is a whole number above 0", place=place, given=_told(value)),
            say("Write the unweighted number of respondents in digits: 1877."),
        )
    return int(number)


def _seen(cell: Any) -> Any:
    """A cell as a spreadsheet shows it: 1.2 that is formatted as per cent is 120 %."""
    return f"{100 * cell:g} %" if isinstance(cell, Percent) else cell


def _told(value: Any) -> str:
    """A cell as it is told in a message: a text in quotes, a truth value as spreadsheets write it."""
    return str(value).upper() if isinstance(value, bool) else repr(value)


def _count(value: Any) -> Any:
    """A count without what is written around it: "n=1.877" is "1877"."""
    if not isinstance(value, str):
        return value
    text = _N.sub("", value, count=1)
    return text.replace(".", "") if _COUNTED.fullmatch(text) else text


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
    raise DataError(
        say(
            "{place}: unshown is {given}; allowed are x, ja, yes, true, 1 or nej, no, false, 0",
            place=place,
            given=_told(value),
        ),
        say("Write x where the category is not drawn, and nothing where it is."),
    )


def _number(value: Any) -> Decimal | None:
    if isinstance(value, str):
        text = _SPACED.sub("", re.sub("^[−–]", "-", value.strip()))
        text = text.replace(".", "") if _POINTED.fullmatch(text) else text
        return Decimal(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None
    if isinstance(value, bool):
        return None
    if isinstance(value, Integral):
        return Decimal(int(value))
    return Decimal(repr(float(value))) if isinstance(value, float) and isfinite(value) else None
