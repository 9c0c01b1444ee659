"""Findings on words and numbers: texts that do not read as the figure has them."""

from __future__ import annotations

from collections.abc import Sequence

from barometer_cli.checks.codes import Faults
from barometer_cli.checks.marks.picture import Picture
from barometer_cli.checks.marks.relations import either
from barometer_cli.checks.marks.roles import ASIDES, NAMES, PRINTED
from barometer_cli.layout.groups import HIDDEN, group_label
from barometer_cli.messages import say
from barometer_cli.model.caption import Asked, AskedOf, Shows, Synthetic
from barometer_cli.model.card import CardSpec
from barometer_cli.model.characters import unbroken
from barometer_cli.model.figure import Figure
from barometer_cli.model.numbers import KeyNumberSpec
from barometer_cli.model.scene import Of, Role, Text


def check(picture: Picture) -> Faults:
    """Texts that do not read as the figure has them."""
    for of, marks in picture.marks.items():
        lines = [mark.text for mark in marks if isinstance(mark, Text)]
        if not lines or of.role == "tick" or not picture.tells(of):
            continue
        right = _right(picture, of)
        if not any(says(lines, words) for words in right):
            read = " ".join(lines)
            allowed = either(map(repr, right))
            message = say("{mark} reads {words!r}; {allowed} is right", mark=marks[0].id, words=read, allowed=allowed)
            yield "BAR604", message, read
        if torn := next(filter(None, (cut(lines, words) for words in right)), None):
            yield "BAR608", say("{word!r} is cut after {start!r}", word=torn[0], start=torn[1]), torn[0]


def _right(picture: Picture, of: Of) -> tuple[str, ...]:
    """What a text may read."""
    figure = picture.figure
    table = figure.table
    if of.role == "hidden":
        names = f"{HIDDEN} {', '.join(table.unseen(of.group))}"
        return (HIDDEN,) if of.category else (HIDDEN, names)
    if of.role == "heading":
        return (of.category or "",)
    if of.role == "class label":
        return picture.map.right(of) if picture.map else ()
    if of.role in NAMES:
        if isinstance(figure.spec, KeyNumberSpec) and (own := figure.spec.texts.get(of.category or of.group or "")):
            return (own,)
        if of.role == "label" and picture.is_station(of):
            words = picture.lines.words(figure, picture.station(of))
            return (words[0] if of.panel else " ".join(words),)
        if of.category is None:
            return group_label(figure, of.group), group_label(figure, of.group, headed=True)
        return table.drawn(of.category), table.categories.inside(table.drawn(of.category))
    if of.role == "break":
        return (picture.broken(picture.station(of)),)
    if of.role in ASIDES:
        return (picture.asides[of],)
    if of.role in PRINTED:
        printed = figure.locale.value(picture.told[of.category, of.group].value)
        if of.role != "labelled value":
            return (printed,)
        called = of.group or figure.words.total if by_group(picture) else table.drawn(of.category or "")
        return (f"{called} {printed}",)
    return sheet_words(figure).get(of.role, ("",))


def sheet_words(figure: Figure) -> dict[Role, tuple[str, ...]]:
    """The words of a sheet that are not of single shares, each as it may read."""
    spec, speaker, words = figure.spec, figure.spec.speaker, figure.words
    if spec.quote and speaker:
        return {
            "quote": (spec.quote,),
            "speaker": (speaker.name,),
            "position": (speaker.title,),
            "source": (spec.source or figure.survey.name,),
            "quote mark": (words.quote_mark,),
        }
    credit = (f"{words.source}: {figure.credit}" if figure.credit else "",)
    notice = (words.synthetic if figure.survey.synthetic else "",)
    if isinstance(spec, CardSpec):
        return {
            "kicker": (words.kinds[spec.kind],),
            "title": (spec.title,),
            "workplace": (spec.workplace,),
            "text": (spec.text or "",),
            "points": (" ".join(spec.points),),
            "address": (f"{words.more}: {spec.address}" if spec.address else "",),
            "source": credit,
            "notice": notice,
        }
    told = [(fact, text) for fact, text in figure.caption.sentences if not isinstance(fact, Synthetic)]
    beside = [text for fact, text in told if not isinstance(fact, Shows | Asked | AskedOf)]
    return {
        "title": (spec.title,),
        "subtitle": (spec.subtitle or "",),
        "text": (spec.text or "",),
        "note": (" ".join(beside if isinstance(spec, KeyNumberSpec) else [text for _, text in told]),),
        "source": credit,
        "notice": notice,
    }


def says(lines: Sequence[str], words: str) -> bool:
    """Whether lines read together are the words; a hyphen at the end of a line may be one that only breaks a word."""
    rest = _squeezed(words)
    for line in map(_squeezed, lines):
        if not rest.startswith(line):
            line = line.removesuffix("-")
        if not rest.startswith(line):
            return False
        rest = rest[len(line) :]
    return not rest


def cut(lines: Sequence[str], words: str) -> tuple[str, str] | None:
    """A word that goes on in the next line without a hyphen, and what of it stands before; None where there is none."""
    rest = _spaced(words)
    for line in map(_spaced, lines):
        hyphenated = not rest.startswith(line)
        told = line.removesuffix("-") if hyphenated else line
        if not rest.startswith(told):
            return None
        rest = rest[len(told) :]
        if not hyphenated and told[-1:].isalnum() and rest[:1].isalnum():
            start = told.rpartition(" ")[2]
            return start + rest.partition(" ")[0], start
        rest = rest.lstrip()
    return None


def _spaced(text: str) -> str:
    return " ".join(unbroken(text).split())


def _squeezed(text: str) -> str:
    return _spaced(text).replace(" ", "")


def by_group(picture: Picture) -> bool:
    """Whether groups of one category are what is told apart."""
    return len(picture.figure.table.groups) > 1 and len({category for category, _ in picture.told}) == 1
