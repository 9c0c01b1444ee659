"""Alt text and long description: what is seen, derived from spec and table, then worded and kept short."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec.structs import replace

from barometer_cli.captions.facts import named
from barometer_cli.captions.sums import drawn_nets, step
from barometer_cli.languages import LANGUAGES, Language
from barometer_cli.layout.order import is_given, is_residual, outline
from barometer_cli.model.caption import Synthetic
from barometer_cli.model.card import CardSpec
from barometer_cli.model.locale import Locale
from barometer_cli.model.number import is_whole
from barometer_cli.model.numbers import KeyNumberSpec
from barometer_cli.model.period import in_time
from barometer_cli.model.picture import (
    Across,
    Alike,
    Areas,
    Card,
    Course,
    Ends,
    Groups,
    Largest,
    Manner,
    Mark,
    Moved,
    Numbers,
    One,
    Quoted,
    Sight,
    Smallest,
    Subject,
    Together,
    Trend,
    Values,
)
from barometer_cli.model.spec import FigureSpec, SurveySpec
from barometer_cli.model.table import Cell, Net, Table

PHRASE = re.compile(r"[,;:.] | [-–] | \(")
"""Where a phrase ends."""
ENOUGH = 0.4
"""The least part of what may be kept that is kept so that a phrase is whole."""
LEADING = re.compile(r"(?: [^\W\d]{1,3})+$")
"""Small words at the end of a text, which lead on to what is cut."""
LENGTH = 150
"""About as many characters as a screen reader's user will hear out."""
SUBJECT, LABEL, GROUP, SENTENCE = 60, 55, 30, 120
"""The least that is kept of what is measured where room is short; the most that is kept of a label, of a group, of a
sentence by its author."""
ACROSS = 80
"""The longest list of groups that is read out rather than its ends."""
ENDS, MANY_AREAS = 3, 6
"""How many of the highest and the lowest areas are named; the most areas of which only one each is."""


def alt(spec: FigureSpec, table: Table, manner: Manner, language: Language, locale: Locale) -> str:
    """What the picture is, what it measures and its point, in about 150 characters.

    Parameters
    ----------
    spec
        What its author wrote.
    table, manner
        Its values, and how they are drawn.
    language, locale
        How it is worded.
    """
    subject, *sights = _sights(spec, table, manner, language, locale, short=True)
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


def description(
    spec: FigureSpec, survey: SurveySpec, table: Table, manner: Manner, language: Language, locale: Locale
) -> str:
    """Every value that is drawn, in plain sentences.

    Parameters
    ----------
    spec, survey
        What people wrote.
    table, manner
        The values, and how they are drawn.
    language, locale
        How it is worded.
    """
    sights = _sights(spec, table, manner, language, locale, short=False)
    if len(table.shown) + len(table.hidden) + len(table.nets) > 1 and not isinstance(sights[0], Numbers):
        sights += (
            _by_category(spec, table, manner, language) if _across(table) else _by_group(spec, table, manner, language)
        )
    if survey.synthetic and (table.cells or isinstance(spec, CardSpec)):
        sights.append(Synthetic())
    return " ".join(filter(None, (language.see(sight, locale) for sight in sights)))


def _sights(
    spec: FigureSpec, table: Table, manner: Manner, language: Language, locale: Locale, short: bool
) -> list[Sight]:
    """What the picture is, and its point: what matters most first."""
    kind = language.sheet.kinds.get(spec.kind, language.sheet.figure)
    if spec.quote and spec.speaker:
        title = _cut(spec.speaker.title, SENTENCE) if short else spec.speaker.title
        return [Quoted(kind, spec.speaker.name, title, None if short else spec.quote)]
    if isinstance(spec, CardSpec):
        if short:
            return [Card(kind, _cut(spec.title, SENTENCE), _cut(spec.workplace, LABEL))]
        return [Card(kind, spec.title, spec.workplace, spec.text or "", spec.points, spec.address)]
    if numbers := _numbers(spec, table, LABEL if short else None):
        return [Numbers(kind, numbers)]
    shown = table.shown
    what = spec.subtitle or (spec.caption.shows if spec.caption else None)
    if len(shown) == 1 and len(table.groups) == 1 and (spec.text or not (what or table.nets)):
        of = spec.text or table.inline(shown[0].category)
        return [One(kind, shown[0].value, _cut(of, SENTENCE) if short else of)]
    categories = list(dict.fromkeys(cell.category for cell in shown))
    if what is None and len(categories) == 1:
        what = table.inline(categories[0])
    what = what if what != spec.title else None
    unnamed = not (table.measure.is_share or named(table.measure.name, what or "", LANGUAGES[locale.language].phrases))
    subject = Subject(kind, what, unnamed)
    if not shown:
        return [subject]
    names = tuple(group or language.sheet.total for group in table.described)
    several = len(names) > 1
    single = len(categories) == 1 and several
    size = LABEL if short else None

    def place(cell: Cell) -> int:
        return table.described.index(cell.group)

    told = sorted(shown, key=place)
    marks = [
        Mark(
            _cut(names[place(cell)] if single else table.inline(cell.category), size),
            cell.value,
            _cut(names[place(cell)], GROUP if short else None) if several and not single else None,
        )
        for cell in told
    ]
    recent = _comparable(table)
    compared = [mark for mark, cell in zip(marks, told, strict=True) if not table.waves or cell.group in recent]
    sights: list[Sight] = [subject, *_point(spec, table, manner, compared)]
    across = Across(tuple(marks if table.waves else sorted(marks, key=lambda mark: -mark.value)))
    if single and len(language.see(across, locale)) <= ACROSS:
        sights = [subject, across]
    if areas := _areas(table, manner):
        sights.insert(1, areas)
    if several and not single and not (table.waves and any(isinstance(sight, Trend) for sight in sights)):
        sights.append(Groups(names, table.shape[1] or "groups", table.breakdown.title))
    if short and not several and (nets := drawn_nets(table, manner, table.groups[0])):
        sights.append(Together(tuple(Mark(_cut(net.label, size), net.value) for net in nets)))
    return sights


def _numbers(spec: FigureSpec, table: Table, size: int | None) -> tuple[Mark, ...]:
    """Several key numbers and what each is of; none where one has no text of its own, or is hidden."""
    if not isinstance(spec, KeyNumberSpec) or table.hidden or table.nets:
        return ()
    texts = [spec.texts.get(cell.category) or spec.texts.get(cell.group or "") for cell in table.shown]
    told = zip(table.shown, texts, strict=True)
    found = tuple(Mark(_cut(text, size), cell.value) for cell, text in told if text)
    return found if len(found) == len(texts) > 1 else ()


def _point(spec: FigureSpec, table: Table, manner: Manner, marks: Sequence[Mark]) -> list[Sight]:
    """Order, course, or largest and smallest; the value itself where there is but one."""
    if len(marks) == 1 and len(table.groups) == 1:
        return [Across(tuple(marks))]
    printed = [_printed(mark, table) for mark in marks]
    largest = tuple(mark for mark in marks if _printed(mark, table) == max(printed))
    smallest = tuple(mark for mark in marks if _printed(mark, table) == min(printed))
    if table.shape == ("areas", None) and len(marks) > MANY_AREAS:
        return _ends(table, marks)
    if any(hidden.withheld for hidden in table.hidden):  # it may be any
        return []
    if any(hidden.drawn for hidden in table.hidden):  # which is smallest, and whether it only falls, is not told
        return [] if table.measure.signed else [Largest(largest)]
    if len(set(printed)) == 1:
        return [Alike(marks[0].value, len(marks))]
    if table.measure.signed:
        return [Moved(largest, smallest)]
    timed = bool(table.waves) and len({cell.category for cell in table.shown}) == 1
    stepped = manner.whole or timed or is_given([cell.category for cell in table.shown], spec.order)
    residual = any(_residual(cell, table) for cell in table.shown)
    single = len(table.groups) == 1 or timed
    if stepped and not residual and single and len(marks) > 2 and _moves_one_way(printed):
        return [Course(marks[0], marks[-1])]
    if trend := _trend(table):
        return [trend] if trend.label is None else [trend, Largest(largest)]
    return [Largest(largest), Smallest(smallest)]


def _ends(table: Table, marks: Sequence[Mark]) -> list[Sight]:
    """The areas at both ends; no end of which many are alike."""
    without = any(hidden.drawn for hidden in table.hidden)
    found: list[Sight] = []
    for highest in (True, False):
        ranked = sorted(marks, key=lambda mark: mark.value, reverse=highest)
        printed = [_printed(mark, table) for mark in ranked]
        apart = [count for count in range(1, ENDS + 1) if printed[count - 1] != printed[count]]
        if apart:
            found.append(Ends(tuple(ranked[: apart[-1]]), highest, without))
    return found


def _areas(table: Table, manner: Manner) -> Areas | None:
    """How many areas there are and how many have no value, where they are many or nothing is known of some."""
    if "areas" not in table.shape:
        return None
    place = table.shape.index("areas")
    known = {(cell.category, cell.group)[place] for cell in table.shown}
    without = {(hidden.category, hidden.group)[place] for hidden in table.hidden if hidden.drawn} - known
    if not manner.unknown and (table.shape[1] or len(known) <= MANY_AREAS):
        return None
    return Areas(len(known | without) + manner.unknown, len(without), manner.unknown)


def _trend(table: Table) -> Trend | None:
    """How values went over the waves since the last break: of one category, or of the one that moved most."""
    if "waves" not in table.shape or (table.shape[0] == "waves" and len(table.groups) > 1):
        return None
    by_group, waves = bool(table.waves), _comparable(table)
    series: dict[str | None, list[Mark]] = {}
    for cell in sorted(table.shown, key=lambda cell: _place(cell.group if by_group else cell.category, waves)):
        wave, label = (cell.group, table.inline(cell.category)) if by_group else (cell.category, None)
        if wave is not None and wave in waves:
            series.setdefault(label, []).append(Mark(wave, cell.value))
    series = {label: marks for label, marks in series.items() if len(marks) > 1}
    if not series:
        return None

    def moved(label: str | None) -> float:
        return abs(series[label][-1].value - series[label][0].value)

    label = max(series, key=moved)
    alone = len(series) == 1
    if not alone and _printed(series[label][0], table) == _printed(series[label][-1], table):
        return None
    first, *within, last = series[label]
    ends = [_printed(first, table), _printed(last, table)]
    above = [mark for mark in within if _printed(mark, table) > max(ends)]
    below = [mark for mark in within if _printed(mark, table) < min(ends)]
    return Trend(
        None if alone else label,
        first,
        last,
        max(above, key=lambda mark: mark.value, default=None),
        min(below, key=lambda mark: mark.value, default=None),
        1 if [moved(other) for other in series].count(moved(label)) > 1 else len(series),
    )


def _comparable(table: Table) -> list[str]:
    """The waves since the last break, from the first to the last: with those before it they are not compared."""
    axis = table.breakdown if table.waves else table.categories
    names = list(dict.fromkeys(cell.category for cell in table.shown))
    waves = list(table.waves or in_time(names) or names)
    broken = [place for place, name in enumerate(waves) if (known := axis.wave(name)) and known.broken]
    return waves[broken[-1] if broken else 0 :]


def _place(name: str | None, names: Sequence[str]) -> int:
    return names.index(name) if name in names else -1


def _printed(mark: Mark, table: Table) -> Decimal:
    """The number of a mark as it is read: "<1 %" is more than 0 and less than 1, ">99 %" more than 99 and not all."""
    rounded = table.measure.rounded(mark.value)
    if not table.measure.is_share or rounded not in (0, 100) or mark.value == 0 or is_whole(mark.value):
        return rounded
    return abs(rounded - step(table) / 2)


def _moves_one_way(values: Sequence[Decimal]) -> bool:
    return list(values) in (sorted(values), sorted(values, reverse=True))


def _residual(cell: Cell, table: Table) -> bool:
    return is_residual(cell.category, table.residual)


def _across(table: Table) -> bool:
    """Whether categories are told one by one, each in all groups: over waves, and items or areas by groups."""
    categories, groups = table.shape
    several = len({cell.category for cell in table.shown}) > 1
    return several and (groups == "waves" or (groups is not None and categories in ("items", "areas")))


def _by_group(spec: FigureSpec, table: Table, manner: Manner, language: Language) -> Iterator[Values]:
    """The values group by group, each under its section; of one group, section by section."""
    if table.groups in ((), (None,)) and table.categories.sections:
        yield from _by_section(spec, table, manner)
        return
    section = None
    for group in table.described:
        values = _values(spec, table, manner, group, language.sheet.total)
        here = table.breakdown.sections.get(group) if group else None
        yield replace(values, section=here if here != section else None)
        section = here


def _by_section(spec: FigureSpec, table: Table, manner: Manner) -> Iterator[Values]:
    """The values of the only group, under the sections of their categories; what stands in none, first or last."""
    values = _values(spec, table, manner, None, "")
    sections = {table.inline(name): section for name, section in table.categories.sections.items()}
    for section in dict.fromkeys(sections.get(mark.label) for mark in values.marks):
        marks = tuple(mark for mark in values.marks if sections.get(mark.label) == section)
        yield Values(section, None, False, marks, (), ())
    yield replace(values, marks=())


def _by_category(spec: FigureSpec, table: Table, manner: Manner, language: Language) -> Iterator[Values]:
    """The values category by category, in the groups as they are described; then nets, and what is not drawn."""
    labels = {group: group or language.sheet.total for group in table.described}
    few = {base.name for base in table.bases if base.few}
    told = {group: f"{label} ({language.sheet.few})" if group in few else label for group, label in labels.items()}
    for name in _drawn(spec, table, manner):
        cells = {cell.group: cell for cell in table.shown if cell.category == name}
        gone = {hidden.group: hidden for hidden in table.hidden if hidden.category == name and hidden.drawn}
        yield Values(
            table.inline(name),
            None,
            False,
            tuple(Mark(told[g], cells[g].value, None, cells[g].interval) for g in table.described if g in cells),
            (),
            tuple(labels[group] for group in table.described if group in gone and not gone[group].withheld),
            tuple(labels[group] for group in table.described if group in gone and gone[group].withheld),
        )
    nets = [net for group in table.described for net in drawn_nets(table, manner, group)]
    unshown = [cell for cell in table.unshown if not table.measure.is_share or cell.value]
    yield Values(None, None, False, (), _named(nets, table, labels), (), (), _named(unshown, table, labels))


def _named(told: Sequence[Cell | Net], table: Table, labels: Mapping[str | None, str]) -> tuple[Mark, ...]:
    """Marks that name their group beside the category or net."""
    name = [one.label if isinstance(one, Net) else table.inline(one.category) for one in told]
    return tuple(Mark(f"{label} ({labels[one.group]})", one.value) for label, one in zip(name, told, strict=True))


def _drawn(spec: FigureSpec, table: Table, manner: Manner) -> list[str]:
    """Categories in the order they are drawn, in all groups the same; those that are hidden everywhere last."""
    names = dict.fromkeys(
        [*(cell.category for cell in table.shown), *(h.category for h in table.hidden if not h.parts)]
    )
    ranked = [entry.name for entry in outline(table, spec.order)] if manner.ranked else []
    return list(dict.fromkeys([*(name for name in ranked if name in names), *names]))


def _values(spec: FigureSpec, table: Table, manner: Manner, group: str | None, total: str) -> Values:
    drawn = _drawn(spec, table, manner)
    cells = sorted((cell for cell in table.shown if cell.group == group), key=lambda cell: drawn.index(cell.category))
    several = len(table.groups) > 1
    base = table.base(group) if several else None
    gone = [hidden for hidden in table.hidden if hidden.group == group and hidden.drawn]
    n = base.n if base else next((cell.n for cell in cells if several), None)
    return Values(
        (group or total) if several else None,
        n,
        base.few if base else False,
        tuple(Mark(table.inline(cell.category), cell.value, None, cell.interval) for cell in cells),
        tuple(Mark(net.label, net.value) for net in drawn_nets(table, manner, group)),
        tuple(table.inline(hidden.category) for hidden in gone if not hidden.withheld),
        tuple(table.inline(hidden.category) for hidden in gone if hidden.withheld),
        tuple(
            Mark(table.inline(cell.category), cell.value)
            for cell in table.unshown
            if cell.group == group and (cell.value or not table.measure.is_share)
        ),
    )


def _shortened(subject: Subject, most: int) -> Subject:
    return replace(subject, what=_cut(subject.what, most)) if subject.what else subject


def _cut(text: str, most: int | None) -> str:
    """A text of at most so many characters, marked where it is cut: where a phrase ends, if that leaves enough; else
    between words, and never behind one that leads on, such as "og" or "til".
    """
    if most is None or len(text) <= most:
        return text
    kept = text[: most - 1]
    if text[most - 1] != " " and " " in kept:
        kept = kept.rsplit(" ", 1)[0]
    phrases = [end.start() for end in PHRASE.finditer(kept) if end.start() >= ENOUGH * most]
    kept = kept[: phrases[-1]] if phrases else LEADING.sub("", kept)
    return f"{kept.rstrip(' ,;:.(')}…"
