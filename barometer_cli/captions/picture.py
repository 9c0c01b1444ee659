"""Alt text and long description: what is seen, derived from spec and table, then worded and kept short."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from barometer_cli.captions.sums import WHOLES, drawn_nets, step
from barometer_cli.layout.order import is_given, is_residual, ordered
from barometer_cli.model.caption import Synthetic
from barometer_cli.model.card import CardSpec
from barometer_cli.model.language import Language
from barometer_cli.model.locale import Locale
from barometer_cli.model.picture import (
    Across,
    Alike,
    Card,
    Course,
    Groups,
    Largest,
    Mark,
    One,
    Quoted,
    Sight,
    Smallest,
    Subject,
    Together,
    Values,
)
from barometer_cli.model.spec import FigureSpec, SurveySpec
from barometer_cli.model.table import Cell, Table

LENGTH = 150
"""About as many characters as a screen reader's user will hear out."""
SUBJECT, LABEL, GROUP, SENTENCE = 60, 55, 30, 120
"""The least that is kept of what is measured where room is short; the most that is kept of a label, of a group, of a
sentence by its author."""
ACROSS = 80
"""The longest list of groups that is read out rather than its ends."""


def alt(spec: FigureSpec, table: Table, language: Language, locale: Locale) -> str:
    """What the picture is, what it measures and its point, in about 150 characters.

    Parameters
    ----------
    spec
        What its author wrote.
    table
        Its shares.
    language, locale
        How it is worded.
    """
    subject, *sights = _sights(spec, table, language, locale, short=True)
    if not isinstance(subject, Subject):
        return language.see(subject, locale)
    said: list[str] = []
    for sight in sights:
        sentence = language.see(sight, locale)
        least = len(language.see(_shortened(subject, SUBJECT), locale))
        if not said or least + sum(len(other) + 1 for other in [*said, sentence]) <= LENGTH:
            said.append(sentence)
    frame = len(language.see(replace(subject, what=""), locale)) + sum(len(sentence) + 1 for sentence in said)
    return " ".join([language.see(_shortened(subject, max(LENGTH - frame, SUBJECT)), locale), *said])


def description(spec: FigureSpec, survey: SurveySpec, table: Table, language: Language, locale: Locale) -> str:
    """Every value that is drawn, in plain sentences.

    Parameters
    ----------
    spec, survey
        What people wrote.
    table
        The shares.
    language, locale
        How it is worded.
    """
    sights = _sights(spec, table, language, locale, short=False)
    if len(table.shown) + len(table.hidden) + len(table.nets) > 1:
        sights += [_values(spec, table, group, language.words.total) for group in table.described]
    if survey.synthetic and (table.cells or isinstance(spec, CardSpec)):
        sights.append(Synthetic())
    return " ".join(language.see(sight, locale) for sight in sights)


def _sights(spec: FigureSpec, table: Table, language: Language, locale: Locale, short: bool) -> list[Sight]:
    """What the picture is, and its point: what matters most first."""
    kind = language.words.kinds.get(spec.kind, language.words.figure)
    if spec.quote and spec.speaker:
        title = _cut(spec.speaker.title, SENTENCE) if short else spec.speaker.title
        return [Quoted(kind, spec.speaker.name, title, None if short else spec.quote)]
    if isinstance(spec, CardSpec):
        if short:
            return [Card(kind, _cut(spec.title, SENTENCE), _cut(spec.workplace, LABEL))]
        return [Card(kind, spec.title, spec.workplace, spec.text or "", spec.points, spec.address)]
    shown = table.shown
    what = spec.subtitle or (spec.caption.shows if spec.caption else None)
    if len(shown) == 1 and len(table.groups) == 1 and (spec.text or not (what or table.nets)):
        of = spec.text or table.inline(shown[0].category)
        return [One(kind, shown[0].value, _cut(of, SENTENCE) if short else of)]
    categories = list(dict.fromkeys(cell.category for cell in shown))
    if what is None and len(categories) == 1:
        what = table.inline(categories[0])
    subject = Subject(kind, what if what != spec.title else None)
    if not shown:
        return [subject]
    names = tuple(group or language.words.total for group in table.described)
    several = len(names) > 1
    single = len(categories) == 1 and several
    size = LABEL if short else None

    def place(cell: Cell) -> int:
        return table.described.index(cell.group)

    marks = [
        Mark(
            _cut(names[place(cell)] if single else table.inline(cell.category), size),
            cell.value,
            _cut(names[place(cell)], GROUP if short else None) if several and not single else None,
        )
        for cell in sorted(shown, key=place)
    ]
    sights: list[Sight] = [subject, *_point(spec, table, marks)]
    across = Across(tuple(marks if table.waves else sorted(marks, key=lambda mark: -mark.value)))
    if single and len(language.see(across, locale)) <= ACROSS:
        sights = [subject, across]
    if several and not single:
        sights.append(Groups(names))
    if short and not several and (nets := drawn_nets(spec, table, table.groups[0])):
        sights.append(Together(tuple(Mark(_cut(net.label, size), net.value) for net in nets)))
    return sights


def _point(spec: FigureSpec, table: Table, marks: Sequence[Mark]) -> list[Sight]:
    """Order, or largest and smallest; the share itself where there is but one."""
    if len(marks) == 1 and len(table.groups) == 1:
        return [Across(tuple(marks))]
    printed = [_printed(mark, table) for mark in marks]
    if any(hidden.withheld for hidden in table.hidden):  # it may be any
        return []
    if any(hidden.drawn for hidden in table.hidden):  # which is smallest, and whether it only falls, is not told
        return [Largest(tuple(mark for mark in marks if _printed(mark, table) == max(printed)))]
    if len(set(printed)) == 1:
        return [Alike(marks[0].value, len(marks))]
    timed = bool(table.waves) and len({cell.category for cell in table.shown}) == 1
    stepped = spec.kind in WHOLES or timed or is_given([cell.category for cell in table.shown], spec.order)
    residual = any(_residual(cell, table) for cell in table.shown)
    single = len(table.groups) == 1 or timed
    if stepped and not residual and single and len(marks) > 2 and _moves_one_way(printed):
        return [Course(marks[0], marks[-1])]
    largest = tuple(mark for mark in marks if _printed(mark, table) == max(printed))
    smallest = tuple(mark for mark in marks if _printed(mark, table) == min(printed))
    return [Largest(largest), Smallest(smallest)]


def _printed(mark: Mark, table: Table) -> Decimal:
    """The number of a mark as it is read: "<1 %" is more than 0 and less than 1."""
    below = step(table) / 2 if table.measure.is_share and mark.value > 0 else Decimal(0)
    return table.measure.rounded(mark.value) or below


def _moves_one_way(values: Sequence[Decimal]) -> bool:
    return list(values) in (sorted(values), sorted(values, reverse=True))


def _residual(cell: Cell, table: Table) -> bool:
    return is_residual(cell.category, table.residual)


def _values(spec: FigureSpec, table: Table, group: str | None, total: str) -> Values:
    cells = [cell for cell in table.shown if cell.group == group]
    if spec.kind == "bars":
        cells = list(ordered(cells, spec.order, table.residual))
    several = len(table.groups) > 1
    base = table.base(group) if several else None
    gone = [hidden for hidden in table.hidden if hidden.group == group and hidden.drawn]
    n = base.n if base else next((cell.n for cell in cells if several), None)
    return Values(
        (group or total) if several else None,
        n,
        base.few if base else False,
        tuple(Mark(table.inline(cell.category), cell.value, None, cell.interval) for cell in cells),
        tuple(Mark(net.label, net.value) for net in drawn_nets(spec, table, group)),
        tuple(table.inline(hidden.category) for hidden in gone if not hidden.withheld),
        tuple(table.inline(hidden.category) for hidden in gone if hidden.withheld),
        tuple(
            Mark(table.inline(cell.category), cell.value)
            for cell in table.unshown
            if cell.group == group and cell.value
        ),
    )


def _shortened(subject: Subject, most: int) -> Subject:
    return replace(subject, what=_cut(subject.what, most)) if subject.what else subject


def _cut(text: str, most: int | None) -> str:
    """A text of at most so many characters, cut between words and marked where it is."""
    if most is None or len(text) <= most:
        return text
    kept = text[: most - 1]
    if text[most - 1] != " " and " " in kept:
        kept = kept.rsplit(" ", 1)[0]
    return f"{kept.rstrip(' ,;:.(')}…"
