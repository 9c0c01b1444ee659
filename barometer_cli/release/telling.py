"""What changed of an illustration's numbers, in the words of a language."""

from __future__ import annotations

from collections.abc import Iterator

from barometer_cli.languages import Language
from barometer_cli.release.changes import Change, Number, Status


def rows(change: Change, language: Language) -> Iterator[tuple[str, str, str]]:
    """What changed of the numbers: what it is, before, now; another measure first."""
    if change.measures:
        before, now = map(language.numbers.measured, change.measures)
        yield language.changes.measure, before, now
    for number in change.numbers:
        yield name(number, language), value(number, False, language), value(number, True, language)


def name(number: Number, language: Language) -> str:
    """What a number is of."""
    parts = [number.category, number.group]
    if number.what != "value":
        parts.append(language.changes.limits[number.what])
    elif not any(parts):
        parts.append(language.numbers.measures[number.measures[1].name])
    return ", ".join(part for part in parts if part)


def value(number: Number, now: bool, language: Language) -> str:
    """A number of the newer or the older release as it is printed."""
    words, printed = language.changes, language.numbers
    found, hidden = (number.new, number.hidden_now) if now else (number.old, number.hidden_before)
    if found is None:
        return words.hidden if hidden else words.absent
    return printed.number(found) if number.what == "n" else printed.value(found, number.measures[now])


def since(change: Change, language: Language) -> str:
    """That an illustration is new or changed, and since when."""
    words = language.changes
    source = change.old.source if change.old and change.new and change.old.source != change.new.source else ""
    return (words.notes if change.old else words.added).format(old=source or words.previous)


def counted(status: Status, count: int, language: Language) -> tuple[str, str]:
    """How many illustrations something happened to: the number, and what they are, one or several."""
    one, several = language.changes.counts[status]
    return language.numbers.number(count), one if count == 1 else several
