"""What a caption must tell, derived from the spec and the printed numbers, in a fixed order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from barometer_cli.captions.sums import answers, compared, net_sums, netted, rounded, sum_facts, unshown
from barometer_cli.languages import LANGUAGES
from barometer_cli.languages.phrases import Phrases
from barometer_cli.layout.dots import grids
from barometer_cli.layout.series import joined
from barometer_cli.model.axis import Wave, is_total
from barometer_cli.model.caption import (
    Asked,
    AskedOf,
    Bars,
    Base,
    Breaks,
    Bridged,
    Counted,
    Definitions,
    Fact,
    Few,
    Fielded,
    Intervals,
    Measured,
    NoBase,
    NotShown,
    Oftener,
    Omitted,
    Overlapping,
    Reading,
    Recoded,
    Responded,
    Selected,
    Shows,
    Significance,
    SumsToMore,
    SumsToOther,
    Suppressed,
    Synthetic,
    Ungrouped,
    Weighting,
)
from barometer_cli.model.measure import Name
from barometer_cli.model.period import in_time
from barometer_cli.model.picture import Manner
from barometer_cli.model.spec import CaptionSpec, DefinitionSpec, FigureSpec, QuestionSpec, SurveySpec
from barometer_cli.model.statement import Where
from barometer_cli.model.table import Comparison, Table

NEEDED = (Counted, Measured, Intervals, Breaks, Bridged, Suppressed, Few, NoBase, Synthetic)
"""What also a short note tells: what marks and values cannot be read without; n is told briefly."""


def derive(spec: FigureSpec, survey: SurveySpec, table: Table, manner: Manner) -> Iterator[Fact]:
    """The facts of a figure's caption, in the order they are told.

    Parameters
    ----------
    spec, survey
        What people wrote.
    table, manner
        The computed values, and how they are drawn.
    """
    authored = spec.caption or CaptionSpec()
    if authored.shows:
        yield Shows(authored.shows)
    yield from measured(spec, survey, table)
    if authored.definitions:
        terms = tuple((d.term, d.meaning) for d in authored.definitions if isinstance(d, DefinitionSpec))
        yield Definitions(terms, tuple(d for d in authored.definitions if isinstance(d, str)))
    if question := question_of(spec, table):
        each = question.answers == "separate" and len({cell.category for cell in table.shown}) > 1
        each &= len(question.any_of) > 1
        yield Asked(question.text, question.sub, question.any_of, question.per, each, items(question, table))
    if authored.bars:
        yield Bars(*authored.bars, upright=manner.upright)
    if counted := grids(spec, table):
        exact, parted = all(grid.tells(table) for grid in counted), any(grid.parted for grid in counted)
        yield Counted(counted[0].dots, exact, parted)
    if authored.reading:
        yield Reading(authored.reading)
    yield from netted(spec, survey, table, manner)
    if table.level is not None:
        yield Intervals(table.level)
    if table.comparison:
        yield _significance(table.comparison, authored, table)
    waves = known_waves(table)
    if broken := tuple((wave.name, wave.broken) for wave in waves if wave.broken):
        yield Breaks(broken)
    if manner.joined:
        yield from bridged(table)
    if spec.filter:
        yield AskedOf(spec.filter.text, 0 if table.narrowed else _questions(question, table))
    yield from _left_out(spec, survey, authored, table, manner)
    yield from (Recoded(recode.category, recode.answers, recode.discretion) for recode in authored.recodes)
    if table.omitted:
        yield Omitted(table.omitted)
    yield from _hidden(table, manner)
    if few := tuple(
        base.name for base in table.bases if base.few and any(cell.group == base.name for cell in table.cells)
    ):
        yield Few(few)
    if not table.cells:
        return
    if overlapping(table):
        yield Overlapping()
    yield from ungrouped(table)
    if days := tuple((wave.name, wave.day) for wave in waves if wave.day and not in_time([wave.name])):
        yield Fielded(days)
    if rates := tuple((wave.name, wave.response_rate) for wave in waves if wave.response_rate is not None):
        yield Responded(rates)
    if found := weighting(spec, survey, table):
        yield found
    if known := base(spec, table):
        yield known
    elif spec.table and spec.table.without_n:
        yield NoBase()
    if survey.synthetic:
        yield Synthetic()


def needed(spec: FigureSpec, survey: SurveySpec, table: Table, manner: Manner) -> Iterator[Fact]:
    """Those of a caption's facts that a short note keeps."""
    for fact in derive(spec, survey, table, manner):
        if isinstance(fact, Base):
            yield replace(fact, brief=True)
        elif isinstance(fact, NEEDED) or (isinstance(fact, Recoded) and fact.discretion):
            yield fact


def selected(table: Table, drawn: Table) -> Iterator[Selected]:
    """How many of all answers, or items of a battery, a sheet draws, where it leaves out what the figure shows.

    Parameters
    ----------
    table, drawn
        The computed shares, and the same with only those shown that the sheet draws.
    """
    if len(drawn.groups) < len(table.groups):
        yield Selected(len(drawn.groups), len(table.groups), False, table.breakdown.role or "groups")
    elif len(drawn.shown) < len(table.shown):
        nets = {net.label for net in table.nets}
        hidden = [each for each in table.hidden if each.category not in nets]
        kept, left = ([table.printed(cell) for cell in cells] for cells in (drawn.shown, drawn.unshown))
        largest = not hidden and min(kept) > max(left)
        yield Selected(len(kept), len(table.cells) + len(hidden), largest, table.categories.role or "answers")


def measured(spec: FigureSpec, survey: SurveySpec, table: Table) -> Iterator[Measured]:
    """What the values are, where they are no shares and the author's words do not tell all of it.

    Parameters
    ----------
    spec, survey
        What people wrote.
    table
        The values.
    """
    measure = table.measure
    if measure.is_share or not table.cells:
        return
    phrases = LANGUAGES[survey.language].phrases
    authored = spec.caption or CaptionSpec()
    words = " ".join(filter(None, (authored.shows, spec.subtitle, spec.text)))
    scaled = None in (measure.low, measure.high) or any(
        {phrases.number(scale["low"]), phrases.number(scale["high"])} == {measure.low, measure.high}
        for scale in re.finditer(phrases.scale, words, flags=re.IGNORECASE)
    )
    scaled &= not measure.ends or all(end.casefold() in words.casefold() for end in measure.ends)
    dated = not measure.between or all(wave in words for wave in measure.between)
    fact = Measured(measure, not words, named(measure.name, words, phrases), scaled, dated)
    if not (fact.named and scaled and dated) or (measure.in_points and not re.search(phrases.points, words, re.I)):
        yield fact


def named(measure: Name, words: str, phrases: Phrases) -> bool:
    """Whether words call the values by the name of a measure."""
    return bool(re.search(phrases.measures[measure], words, flags=re.IGNORECASE))


def items(question: QuestionSpec, table: Table) -> int:
    """How many sub-questions of a question the figure tells apart and nobody words; 0 where it is no battery."""
    if not question.text or question.sub or "items" not in table.shape:
        return 0
    told = (*((cell.category, cell.group) for cell in table.cells), *((h.category, h.group) for h in table.hidden))
    count = len({pair[table.shape.index("items")] for pair in told})
    return count if count > 1 else 0


def known_waves(table: Table) -> tuple[Wave, ...]:
    """The waves that are drawn, or between which values changed, and of which anything is known, in time order."""
    if table.measure.signed and table.breakdown.waves:
        return table.breakdown.waves
    if "waves" not in table.shape:
        return ()
    names = table.waves or tuple(dict.fromkeys(cell.category for cell in table.cells))
    axis = table.breakdown if table.waves else table.categories
    return tuple(wave for name in in_time(names) or names if (wave := axis.wave(name)))


def bridged(table: Table) -> Iterator[Bridged]:
    """The waves that lines lead over with dashes, but for those whose values are hidden, which is told by itself.

    Parameters
    ----------
    table
        The values.
    """
    lines = joined(table)
    hidden = {(each.category, each.group) for each in table.hidden}
    found: dict[tuple[str, ...], list[str | None]] = {}
    for series in lines.series:
        gaps: list[str] = []
        for before, after in lines.bridged(series):
            over = lines.stations[lines.stations.index(before) + 1 : lines.stations.index(after)]
            of = ((wave, series.of("bridge", wave)) for wave in over)
            gaps += [wave for wave, each in of if wave and (each.category, each.group) not in hidden]
        if gaps:
            found.setdefault(tuple(gaps), []).append(series.name)
    if found:
        several = len(lines.series) > 1
        yield Bridged(tuple((tuple(names) if several else (), gaps) for gaps, names in found.items()))


def overlapping(table: Table) -> bool:
    """Whether one respondent may be in several groups: as the data say, or because they are more than all together."""
    sizes = [base.n for base in table.bases if base.name is not None and base.n]
    return table.breakdown.overlapping or (table.n is not None and not table.waves and sum(sizes) > table.n)


def question_of(spec: FigureSpec, table: Table) -> QuestionSpec | None:
    """The question in the author's words, else in those of the codebook; None where nobody words one."""
    if spec.question and spec.question.asked:
        return spec.question
    return QuestionSpec(text=table.question) if table.question else None


def _questions(question: QuestionSpec | None, table: Table) -> int:
    return max(len(question.sub), len(question.any_of), items(question, table), 1) if question else 0


def _significance(test: Comparison, authored: CaptionSpec, table: Table) -> Significance:
    """What a test found; where two groups differ in single categories also which way."""
    whole = None if test.p is None else test.p < test.level
    groups = [group for group in table.groups if group is not None]
    found: list[Oftener] = []
    if whole is None and len(groups) == 2:
        shares = {(cell.category, cell.group): cell.value for cell in table.cells}
        words = authored.difference
        for group, other in (groups, groups[::-1]):
            both = [name for name in test.different if (name, group) in shares and (name, other) in shares]
            higher = tuple(name for name in both if shares[name, group] > shares[name, other])
            when = words.when.get(group) if words else None
            if higher:
                found.append(Oftener(higher, group, other, words.verb if words and when else None, when))
    complete = sum(len(oftener.categories) for oftener in found) == len(test.different)
    role = "answers" if answers(table) else table.shape[0]
    oftener = tuple(found) if complete else ()
    return Significance(test.level, whole, test.different, test.same, oftener, role, compared(table))


def _left_out(
    spec: FigureSpec, survey: SurveySpec, authored: CaptionSpec, table: Table, manner: Manner
) -> Iterator[Fact]:
    """The sums of the printed shares, why they are not 100, and who is not shown: told once, together or apart."""
    left = unshown(table)
    summed = sum_facts(spec, survey, table, manner)
    yield from summed
    if authored.overlap or not any(isinstance(fact, SumsToMore) for fact in summed):
        yield from net_sums(spec, survey, table, manner)
    yield from rounded(spec, survey, table, manner)
    told = any(isinstance(fact, SumsToOther) and (fact.not_shown or fact.unshown) for fact in summed)
    if not told and (authored.not_shown or left):
        yield NotShown(authored.not_shown, left, authored.not_shown_tail)


def authored(spec: FigureSpec) -> Iterator[tuple[Where, str]]:
    """What the author words of a caption, or all of it, and no fact can prove: field and words."""
    if (caption := spec.caption) is None:
        return
    for i, definition in enumerate(caption.definitions):
        if isinstance(definition, str):
            yield ("caption", "definitions", i), definition
        else:
            yield ("caption", "definitions", i, "meaning"), definition.meaning
    yield from ((("caption", "bars", i), bar) for i, bar in enumerate(caption.bars or ()))
    for field in ("shows", "reading", "overlap", "not_shown", "text"):
        if words := getattr(caption, field):
            yield ("caption", field), words


def _hidden(table: Table, manner: Manner) -> Iterator[Suppressed]:
    """What is hidden: of a group of which nothing is known, the whole; groups that hide the same, together."""
    known = {cell.group for cell in table.cells}
    answered = answers(table)
    for withheld in (False, True):
        gone = [hidden for hidden in table.hidden if hidden.withheld is withheld]
        found: dict[tuple[str, ...], list[str]] = {}
        for group in dict.fromkeys(hidden.group for hidden in gone):
            categories = tuple(hidden.category for hidden in gone if hidden.group == group)
            if group is None:
                yield Suppressed((), categories, withheld, answered, manner.starred)
            else:
                found.setdefault(categories if group in known else (), []).append(group)
        for categories, groups in found.items():
            yield Suppressed(tuple(groups), categories, withheld, answered, manner.starred)


def ungrouped(table: Table) -> Iterator[Ungrouped]:
    """Those of the whole base who are in no group, where the n of all groups are told and nobody counts in two.

    Parameters
    ----------
    table
        The shares with their bases.
    """
    sizes = [base.n for base in table.bases if base.name is not None]
    known = [n for n in sizes if n is not None]
    complete = bool(known) and len(known) == len(sizes) and not table.breakdown.overlapping
    if table.n is not None and complete and sum(known) < table.n:
        yield Ungrouped(table.n - sum(known))


def weighting(spec: FigureSpec, survey: SurveySpec, table: Table) -> Weighting | None:
    """Whom the weights make the data speak for, or that they are not weighted; None where nobody says.

    Parameters
    ----------
    spec, survey
        What people wrote; what the figure says of it counts before the survey.
    table
        The shares.
    """
    if table.unweighted or spec.weighted is False:
        return Weighting(None)
    if population := spec.population_in(survey):
        return Weighting(population)
    own = "population" in spec.model_fields_set
    return Weighting(None) if survey.weighted is False and not own else None


def base(spec: FigureSpec, table: Table) -> Base | None:
    """Unweighted n as it is told; None where nobody knows it."""
    found = bases(spec, table)
    labels = [label for label, _ in found if label is not None]
    waves = {wave.name for wave in known_waves(table)}
    told = any(label in table.groups or label in waves for label in labels) or bool(in_time(labels))
    grouped = told or table.categories.role in ("groups", "areas")
    return Base(found, grouped) if found else None


def bases(spec: FigureSpec, table: Table) -> tuple[tuple[str | None, int], ...]:
    """Unweighted n: one where all bases agree, else by group, else by category, else by both; of one that holds all
    others ("I alt") it is that of the whole.

    Waves are samples of their own, whose sum is the n of nothing.
    """
    if table.n is not None:
        groups = {base.name: base.n for base in table.bases if base.name is not None and base.n}
        told = tuple((group, groups[group]) for group in table.waves if group in groups)
        return told if told and None not in table.groups else ((None, table.n), *groups.items())
    counted = [cell for cell in table.shown if cell.n is not None]
    if not counted and (sizes_of_waves := tuple((wave.name, wave.n) for wave in known_waves(table) if wave.n)):
        return sizes_of_waves
    sizes = {cell.n for cell in counted}
    if len(sizes) <= 1:
        n = spec.n or next(iter(sizes), None)
        return ((None, n),) if n else ()
    by_group = {(cell.group, cell.n) for cell in counted}
    if len(table.groups) == 1:
        return _whole_first([(cell.category, cell.n) for cell in counted if cell.n is not None])
    if len(by_group) == len({group for group, _ in by_group}):
        named = dict(by_group)
        return _whole_first([(group, n) for group in table.described if (n := named.get(group)) is not None])
    return tuple((f"{cell.category} ({cell.group})", cell.n) for cell in counted if cell.n is not None)


def _whole_first(found: list[tuple[str | None, int]]) -> tuple[tuple[str | None, int], ...]:
    """Bases by label; that of all, which is no smaller than any other, comes first and needs no label."""
    total = [(label, n) for label, n in found if label is not None and is_total(label)]
    others = [each for each in found if each not in total]
    if len(total) == 1 and others and all(n <= total[0][1] for _, n in others):
        return ((None, total[0][1]), *others)
    return tuple(found)
