"""Every error barometer raises on purpose.

::

    BarometerError
    ├── SpecError              a file that people write is wrong: every problem at once
    ├── DataError              the numbers cannot be what the spec says they are
    │   ├── BaseMismatch       n in the spec is not n in the data
    │   ├── EmptyBase          nobody is left to take a share of
    │   ├── TooFew             so few answered that nothing may be shown
    │   ├── UnknownVariable    a column that is not there, or not known
    │   ├── UnknownCategory    an answer that is not in the table (a KeyError too)
    │   ├── UnknownUnit        shares that may be per cent or fractions
    │   └── BadWeight          a weight that is negative, missing or not a number
    ├── BindingError           what an author says of a claim does not fit the figure
    ├── CheckError             the figure says what its numbers do not
    ├── LayoutError            the figure does not fit its sheet
    ├── UnknownFigure          a figure that the project does not have (a KeyError too)
    └── BuildError             a file could not be read or written

A message names the thing, the value and what was allowed; the hint says what to do.
Errors survive pickling, so a worker process can raise them; the library never prints them.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from msgspec import Struct

from barometer_cli.messages import say


class Problem(Struct, frozen=True):
    """One thing wrong at one place of a file; line and column count from 1, both 0 where fields stand in no file."""

    file: str
    line: int
    column: int
    message: str
    hint: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        text = f"{place}: {self.message}"
        return f"{text}\n  → {self.hint}" if self.hint else text


class BarometerError(Exception):
    """Base of all errors raised on purpose.

    Parameters
    ----------
    message
        What is wrong and where: the thing, its value, what was allowed.
    hint
        What to do about it.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}\n  → {self.hint}" if self.hint else self.message


class SpecError(BarometerError):
    """A file that people write (spec, survey, page, theme) is wrong.

    Parameters
    ----------
    problems
        Every problem found, in the order of the file.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        Exception.__init__(self, self.problems)
        self.message = "\n".join(str(problem) for problem in self.problems)
        self.hint = ""


class DataError(BarometerError):
    """The numbers cannot be what the spec says they are."""


class BaseMismatch(DataError):
    """The base in the data is not the n that the spec asserts."""


class EmptyBase(DataError):
    """Nobody is left to take a share of."""


class TooFew(DataError):
    """So few answered that nothing may be shown."""


class UnknownVariable(DataError):
    """A column is missing, or is there and not known."""


class UnknownCategory(DataError, KeyError):
    """An answer is named that is not in the table."""


class UnknownUnit(DataError):
    """Nothing tells whether shares are per cent or fractions."""


class BadWeight(DataError):
    """A weight is negative, missing or not a finite number."""


class BindingError(BarometerError):
    """What an author says of a claim does not fit the figure.

    Parameters
    ----------
    message, hint
        As for every error.
    where
        The path of the field within the binding: ("sum", 1).
    """

    def __init__(self, message: str, hint: str = "", where: tuple[str | int, ...] = ()) -> None:
        super().__init__(message, hint)
        self.args = (message, hint, where)
        self.where = where


class CheckError(BarometerError):
    """The figure says what its numbers do not."""


class LayoutError(BarometerError):
    """The figure does not fit its sheet."""


class UnknownFigure(BarometerError, KeyError):
    """A name is that of no figure of the project, or of several."""


class BuildError(BarometerError):
    """A file could not be read or written."""


def unexpected(fault: Exception) -> BuildError:
    """What was not foreseen, told as an error: what it is, and where in the program."""
    from pathlib import PurePath
    from traceback import extract_tb

    frames = extract_tb(fault.__traceback__)
    where = f" ({PurePath(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    said = "".join(str(fault).splitlines()[:1])
    return BuildError(
        f"{type(fault).__name__}: {said}{where}", say("Report it as a fault of barometer, with the spec.")
    )


def suggestion(word: str, known: Iterable[str]) -> str:
    """Say which known word was probably meant, else list what is known.

    Parameters
    ----------
    word
        What was written.
    known
        What could have been written.
    """
    names = list(known)
    folded = {name.casefold(): name for name in names}
    near = get_close_matches(word.casefold(), list(folded), n=1, cutoff=0.6)
    listed = ", ".join(names)
    if near:
        return say("Did you mean {meant!r}? Known: {known}.", meant=folded[near[0]], known=listed)
    return say("Known: {known}.", known=listed)
