"""What a caption must tell, derived from the spec and the printed numbers, in a fixed order."""

from __future__ import annotations

from collections.abc import Iterator

from barometer_cli.model.caption import (
    Asked,
    AskedOf,
    Bars,
    Base,
    Definitions,
    Fact,
    Few,
    Intervals,
    NetSum,
    Netted,
    NoBase,
    NotShown,
    Oftener,
    Omitted,
    Place,
    Reading,
    Recoded,
    Selected,
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
from barometer_cli.model.statement import Where
from barometer_cli.model.table import Comparison, Table

NET_PLACES: dict[str, Place] = {"stacked_bars": "above"}
"""Where kinds of figures write the shares of nets when groups are compared."""
NEEDED = (Intervals, Suppressed, Few, Base, NoBase, Synthetic)
"""What also a short note tells: what marks and shares cannot be read without."""


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
    if authored.bars:
        yield Bars(*authored.bars, upright="columns" in spec.kind)
    if authored.reading:
        yield Reading(authored.reading)
    if len(table.groups) > 1:
        nets = dict.fromkeys((net.label, net.parts) for group in table.groups for net in table.nets_of(group))
        place = NET_PLACES.get(spec.kind) if len(nets) == 1 else None
        yield from (Netted(label, parts, place) for label, parts in nets)
    if table.level is not None:
        yield Intervals(table.level)
    if table.comparison:
        yield _significance(table.comparison, authored, table)
    if spec.filter:
        yield AskedOf(spec.filter.text, _questions(spec.question))
    yield from _left_out(spec, authored, table)
    yield from (Recoded(recode.category, recode.answers, recode.discretion) for recode in authored.recodes)
    if table.omitted:
        yield Omitted(table.omitted)
    yield from _hidden(table)
    if few := tuple(
        base.name for base in table.bases if base.few and any(cell.group == base.name for cell in table.cells)
    ):
        yield Few(few)
    if not table.cells:
        return
    yield Weighting(None if table.unweighted else survey.population)
    if found := bases(spec, table):
        yield Base(found)
    elif spec.table and spec.table.without_n:
        yield NoBase()
    if survey.synthetic:
        yield Synthetic()


def needed(spec: FigureSpec, survey: SurveySpec, table: Table) -> Iterator[Fact]:
    """Those of a caption's facts that a short note keeps."""
    for fact in derive(spec, survey, table):
        if isinstance(fact, NEEDED) or (isinstance(fact, Recoded) and fact.discretion):
            yield fact


def selected(table: Table, drawn: Table) -> Iterator[Selected]:
    """How many of all answers a sheet draws, where it leaves out what the figure shows.

    Parameters
    ----------
    table, drawn
        The computed shares, and the same with only those shown that the sheet draws.
    """
    if len(drawn.shown) < len(table.shown):
        nets = {net.label for net in table.nets}
        hidden = [each for each in table.hidden if each.category not in nets]
        kept, left = ([cell.percent for cell in cells] for cells in (drawn.shown, drawn.unshown))
        largest = not hidden and min(kept) > max(left)
        yield Selected(len(kept), len(table.cells) + len(hidden), largest)


def _questions(question: QuestionSpec | None) -> int:
    if question is None:
        return 1
    return max(len(question.sub), len(question.any_of), 1)


def _significance(test: Comparison, authored: CaptionSpec, table: Table) -> Significance:
    """What a test found; where two groups differ in single categories also which way."""
    whole = None if test.p is None else test.p < test.level
    groups = [group for group in table.groups if group is not None]
    found: list[Oftener] = []
    if whole is None and len(groups) == 2:
        shares = {(cell.category, cell.group): cell.share for cell in table.cells}
        words = authored.difference
        for group, other in (groups, groups[::-1]):
            both = [name for name in test.different if (name, group) in shares and (name, other) in shares]
            higher = tuple(name for name in both if shares[name, group] > shares[name, other])
            when = words.when.get(group) if words else None
            if higher:
                found.append(Oftener(higher, group, other, words.verb if words and when else None, when))
    complete = sum(len(oftener.categories) for oftener in found) == len(test.different)
    return Significance(test.level, whole, test.different, test.same, tuple(found) if complete else ())


def _left_out(spec: FigureSpec, authored: CaptionSpec, table: Table) -> Iterator[Fact]:
    """The sum of the printed shares, why it is not 100, and who is not shown: told once, together or apart."""
    unshown = _unshown(table)
    summed = sum_fact(spec, table)
    if summed:
        yield summed
    if not isinstance(summed, SumsToMore):
        yield from _net_sums(authored, table)
    told = isinstance(summed, SumsToOther) and bool(summed.not_shown or summed.unshown)
    if not told and (authored.not_shown or unshown):
        yield NotShown(authored.not_shown, unshown, authored.not_shown_tail)


def _unshown(table: Table) -> tuple[Unshown, ...]:
    """Answers that someone gave and the figure leaves out."""
    given = [cell for cell in table.unshown if cell.share > 0]
    if len(table.groups) > 1:
        return tuple(Unshown(category, None) for category in dict.fromkeys(cell.category for cell in given))
    return tuple(Unshown(cell.category, cell.share) for cell in given)


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


def totals(table: Table) -> tuple[int, ...]:
    """The sum of the printed shares of each group that shows any."""
    return tuple(
        sum(int(cell.percent) for cell in table.shown if cell.group == group)
        for group in table.groups
        if any(cell.group == group for cell in table.shown)
    )


def slack(table: Table) -> float:
    """How far rounding alone can take the sum of a group's printed shares from the true one (points)."""
    return max(sum(cell.group == group for cell in table.shown) for group in table.groups) / 2


def sum_fact(spec: FigureSpec, table: Table) -> SumsToMore | SumsToOther | None:
    """What the printed shares sum to, whatever the author believes; None where it goes without saying."""
    question, authored, unshown = spec.question, spec.caption or CaptionSpec(), _unshown(table)
    answers = question.answers if question else None
    sums = totals(table)
    groups = len(table.groups) > 1
    if answers == "separate" or not sums or slack(table) < 1:
        return None
    far = any(total > 100 + slack(table) for total in sums)
    guessed = far if table.partition is None else not table.partition
    several = answers == "several" or (answers is None and guessed)
    if all(total > 100 for total in sums):
        if several or far:
            return SumsToMore(question.at_most if question else None, several, groups)
        return SumsToOther(None, (), groups=groups)
    if several or any(total >= 100 for total in sums):
        return None
    hidden, untold = (any(h.drawn and h.withheld is why for h in table.hidden) for why in (False, True))
    withheld = untold and answers == "one"  # else whether they are what is missing is not known
    whole = [
        sum(int(cell.percent) for cell in table.cells if cell.group == group)
        for group in table.groups
        if any(cell.group == group for cell in table.shown)
    ]
    near = all(abs(total - 100) <= slack(table) + len(unshown) / 2 for total in whole)
    if authored.not_shown or hidden or withheld or near:
        return SumsToOther(authored.not_shown, unshown, hidden, withheld, groups=groups)
    return SumsToOther(None, (), explained=False, groups=groups)


def _net_sums(authored: CaptionSpec, table: Table) -> Iterator[NetSum]:
    """Nets that are less than their printed parts together, by more than rounding."""
    if len(table.groups) > 1:
        return
    shares = {cell.category: int(cell.percent) for cell in table.shown}
    for net in table.nets:
        parts = [shares[part] for part in net.parts if part in shares]
        if len(parts) == len(net.parts) and sum(parts) - net.percent > (len(parts) + 1) / 2:
            label = None if len(parts) == len(shares) else net.label
            yield NetSum(label, len(parts), net.share, authored.overlap)


def _hidden(table: Table) -> Iterator[Suppressed]:
    """What is hidden: of a group of which nothing is known, the whole; groups that hide the same, together."""
    known = {cell.group for cell in table.cells}
    for withheld in (False, True):
        gone = [hidden for hidden in table.hidden if hidden.withheld is withheld]
        found: dict[tuple[str, ...], list[str]] = {}
        for group in dict.fromkeys(hidden.group for hidden in gone):
            categories = tuple(hidden.category for hidden in gone if hidden.group == group)
            if group is None:
                yield Suppressed((), categories, withheld)
            else:
                found.setdefault(categories if group in known else (), []).append(group)
        for categories, groups in found.items():
            yield Suppressed(tuple(groups), categories, withheld)


def bases(spec: FigureSpec, table: Table) -> tuple[tuple[str | None, int], ...]:
    """Unweighted n: one where all bases agree, else by group, else by category."""
    if table.n is not None:
        groups = [(base.name, base.n) for base in table.bases if base.name is not None and base.n]
        return ((None, table.n), *groups)
    counted = [cell for cell in table.shown if cell.n is not None]
    sizes = {cell.n for cell in counted}
    if len(sizes) > 1:
        by_group = len(table.groups) > 1
        named = {(cell.group if by_group else cell.category): cell.n for cell in counted}
        return tuple((label, n) for label, n in named.items() if n is not None)
    n = spec.n or next(iter(sizes), None)
    return ((None, n),) if n else ()
