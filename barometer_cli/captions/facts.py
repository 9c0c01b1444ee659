"""What a caption must tell, derived from the spec and the printed numbers, in a fixed order."""

from __future__ import annotations

from collections.abc import Iterator

from barometer_cli.model.caption import (
    Asked,
    AskedOf,
    Base,
    Definitions,
    Fact,
    Few,
    Intervals,
    Netted,
    NotShown,
    Omitted,
    Reading,
    Recoded,
    Shows,
    Significance,
    SumsToMore,
    SumsToOther,
    Suppressed,
    Synthetic,
    Unshown,
    Weighting,
)
from barometer_cli.model.spec import CaptionSpec, DefinitionSpec, FigureSpec, QuestionSpec, SurveySpec
from barometer_cli.model.table import Table


def derive(spec: FigureSpec, survey: SurveySpec, table: Table) -> Iterator[Fact]:
    """The facts of a figure's caption, in the order they are told.

    Parameters
    ----------
    spec, survey
        What people wrote.
    table
        The computed shares.
    """
    authored = spec.caption or CaptionSpec()
    if authored.shows:
        yield Shows(authored.shows)
    if authored.definitions:
        terms = tuple((d.term, d.meaning) for d in authored.definitions if isinstance(d, DefinitionSpec))
        yield Definitions(terms, tuple(d for d in authored.definitions if isinstance(d, str)))
    if spec.question:
        question = spec.question
        yield Asked(question.text, question.sub, question.any_of, question.per)
    elif table.question:
        yield Asked(table.question)
    if authored.reading:
        yield Reading(authored.reading)
    if len(table.groups) > 1:
        nets = dict.fromkeys((net.label, net.parts) for net in table.nets)
        yield from (Netted(label, parts) for label, parts in nets)
    if table.level is not None:
        yield Intervals(table.level)
    if test := table.comparison:
        whole = None if test.p is None else test.p < test.level
        yield Significance(test.level, whole, test.different, test.same)
    if spec.filter:
        yield AskedOf(spec.filter.text, _questions(spec.question))
    yield from _left_out(spec, authored, table)
    yield from (Recoded(recode.category, recode.answers) for recode in authored.recodes)
    if table.omitted:
        yield Omitted(table.omitted)
    yield from _hidden(table)
    if few := tuple(base.name for base in table.bases if base.few):
        yield Few(few)
    yield Weighting(None if table.unweighted else survey.population)
    if bases := _bases(spec, table):
        yield Base(bases)
    if survey.synthetic:
        yield Synthetic()


def _questions(question: QuestionSpec | None) -> int:
    if question is None:
        return 1
    return max(len(question.sub), len(question.any_of), 1)


def _left_out(spec: FigureSpec, authored: CaptionSpec, table: Table) -> Iterator[Fact]:
    """The sum of the printed shares, why it is not 100, and who is not shown: told once, together or apart."""
    answers = spec.question.answers if spec.question else None
    at_most = spec.question.at_most if spec.question else None
    unshown = tuple(Unshown(cell.category, cell.share) for cell in table.unshown if cell.group == table.groups[0])
    if len(table.groups) > 1:
        unshown = ()
    parts = len([cell for cell in table.shown if cell.group == table.groups[0]])
    total = sum(cell.percent for cell in table.shown if cell.group == table.groups[0])
    guessed = total > 100 + parts / 2 if table.partition is None else not table.partition
    several = answers == "several" or (answers is None and guessed)
    told = False
    hidden = any(hidden.drawn for hidden in table.hidden)
    if parts > 1 and answers != "separate" and len(table.groups) == 1 and total != 100:
        if several and total > 100:
            yield SumsToMore(at_most)
        elif not several:
            told = total < 100
            yield SumsToOther(authored.not_shown if told else None, unshown if told else (), hidden and told)
    if not told and (authored.not_shown or unshown):
        yield NotShown(authored.not_shown, unshown, authored.not_shown_tail)


def _hidden(table: Table) -> Iterator[Suppressed]:
    """What is hidden, whole groups first told as such."""
    known = {(cell.category, cell.group) for cell in table.cells}
    for group in dict.fromkeys(hidden.group for hidden in table.hidden):
        categories = tuple(hidden.category for hidden in table.hidden if hidden.group == group)
        whole = group is not None and not any(place == group for _, place in known)
        yield Suppressed(group, () if whole else categories)


def _bases(spec: FigureSpec, table: Table) -> tuple[tuple[str | None, int], ...]:
    """Unweighted n: one where all bases agree, else by group, else by category."""
    if table.n is not None:
        groups = [(base.name, base.n) for base in table.bases if base.name is not None]
        return ((None, table.n), *groups)
    counted = [cell for cell in table.shown if cell.n is not None]
    sizes = {cell.n for cell in counted}
    if len(sizes) > 1:
        by_group = len(table.groups) > 1
        named = {(cell.group if by_group else cell.category): cell.n for cell in counted}
        return tuple((label, n) for label, n in named.items() if n is not None)
    n = spec.n or next(iter(sizes), None)
    return ((None, n),) if n else ()
