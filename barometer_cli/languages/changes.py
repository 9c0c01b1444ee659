"""What is said of the changes between two releases."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class ChangeWords(Struct, frozen=True):
    """The words of what changed.

    Attributes
    ----------
    title, lead, nothing
        Heading of the report; what it compares, with `old` and `new`; what it says where nothing changed.
    notes, added, previous
        Heading of an illustration's changes, or of one that is new, with `old`; what `old` is called without a name.
    counts, statuses
        What happened to illustrations: of one and of several, behind their number, and as a mark.
    moved
        That one has another name or page now, with `old` and `new`.
    numbers, wordings, pictures, header
        Headings of the three kinds of changes, and of the columns of numbers.
    measure, limits, fields
        What is measured; names of the limits of an interval and of n, and of texts.
    hidden, absent
        What stands for a number that is hidden, or not there.
    old, new, difference, differs, resized
        The three pictures; how much of one differs, with `share`; other sizes, with `old` and `new`.
    """

    title: str
    lead: str
    nothing: str
    notes: str
    added: str
    previous: str
    counts: Mapping[str, tuple[str, str]]
    statuses: Mapping[str, str]
    moved: str
    numbers: str
    wordings: str
    pictures: str
    header: tuple[str, str, str]
    measure: str
    limits: Mapping[str, str]
    fields: Mapping[str, str]
    hidden: str
    absent: str
    old: str
    new: str
    difference: str
    differs: str
    resized: str
