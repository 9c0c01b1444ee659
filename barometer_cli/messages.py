"""What is said to those who use the program: written in English where it is said, told in the language they chose.

A message is a template with named values, `say("{file} has no column {name!r}", file=file, name=name)`: the template is
what a catalogue of messages is looked up by (GNU gettext), so nothing is put together of pieces that another language
would order in another way. Words of figures are no messages: they are in the language of the survey.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from gettext import NullTranslations

ENGLISH = NullTranslations()
"""The catalogue of the language in which messages are written: it is empty."""
_CATALOGUE: ContextVar[NullTranslations] = ContextVar("catalogue", default=ENGLISH)


def say(template: str, /, **values: object) -> str:
    """A message in the language that is spoken.

    Parameters
    ----------
    template
        The message in English; with values, a format string: what stands between braces is the name of one, and braces
        that are meant are doubled. Without values it is told as it stands.
    values
        What the names stand for.
    """
    told = _CATALOGUE.get().gettext(template)
    return told.format(**values) if values else told


def counted(one: str, several: str, n: int, /, **values: object) -> str:
    """A message on a number of things, in the language that is spoken.

    Parameters
    ----------
    one, several
        Templates of the message for one thing and for several; `{n}` is their number.
    n
        How many there are.
    values
        What other names stand for.
    """
    return _CATALOGUE.get().ngettext(one, several, n).format(n=n, **values)


def template(text: str, /) -> str:
    """A template as it is written: one that a table holds, for `say` to tell when a language is spoken."""
    return text


@contextmanager
def speaking(catalogue: NullTranslations) -> Iterator[None]:
    """Messages that are told within, in the language of a catalogue."""
    before = _CATALOGUE.set(catalogue)
    try:
        yield
    finally:
        _CATALOGUE.reset(before)


def is_english() -> bool:
    """Whether messages are told as they are written."""
    return _CATALOGUE.get() is ENGLISH
