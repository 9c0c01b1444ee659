"""What printed shares sum to, and nets of them: told as it is, with a reason only where one is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Literal

from barometer_cli.model.axis import Role
from barometer_cli.model.caption import NetSum, Netted, Rounded, SumsToMore, SumsToOther, Unshown
from barometer_cli.model.period import same
from barometer_cli.model.picture import Manner
from barometer_cli.model.spec import FigureSpec, SurveySpec
from barometer_cli.model.table import Net, Table

MOST_LEFT_OUT = 4
"""The most answers that are named where the figure leaves them out and does not tell their shares."""
POINT = 0.01
EXACT = 1e-9
"""How far sums of unrounded shares may be from one another by the arithmetic of the machine."""
Relation = Literal["whole", "several", "separate"] | None
"""What the shares of a group are to one another: parts of one whole, of people who could give several answers, or
separate, as those of several waves; None where nobody says."""


def unshown(table: Table) -> tuple[Unshown, ...]:
    """Categories that the figure leaves out; of groups that are compared, with the value of each.

    An answer that nobody gave is none: it is not missed.
    """
    given: dict[str, list[tuple[str | None, float]]] = {}
    for cell in table.unshown:
        given.setdefault(cell.category, []).append((cell.group, cell.value))
    counted = table.measure.name in ("share", "count")
    some = {category: told for category, told in given.items() if not counted or any(value > 0 for _, value in told)}
    answered = answers(table)
    if len(table.groups) > 1:
        return tuple(Unshown(category, None, tuple(told), answered) for category, told in some.items())
    return tuple(Unshown(category, told[0][1], answered=answered) for category, told in some.items())


def answers(table: Table) -> bool:
    """Whether the categories are answers, and their values the shares of those who gave them."""
    return table.measure.is_share and table.categories.role in (None, "answers")


def compared(table: Table) -> Role:
    """What the groups are; "groups" also where there are none."""
    return table.shape[1] or "groups"


def totals(table: Table) -> dict[str | None, Decimal]:
    """The sum of the printed shares of each group that shows any."""
    found: dict[str | None, Decimal] = {}
    for cell in table.shown:
        found[cell.group] = found.get(cell.group, Decimal(0)) + table.printed(cell)
    return {group: found[group] for group in table.groups if group in found}


def slack(table: Table, group: str | None) -> Decimal:
    """How far rounding alone can take the sum of a group's printed shares from the true one (points)."""
    return step(table) * sum(cell.group == group for cell in table.shown) / 2


def step(table: Table) -> Decimal:
    """The least by which two printed shares differ (points)."""
    return Decimal(1).scaleb(-table.measure.decimals)


def relation(spec: FigureSpec, survey: SurveySpec, table: Table, manner: Manner) -> Relation:
    """What the shares of a group are to one another; where author and data contradict each other, data are believed.

    Parameters
    ----------
    spec, survey
        What people wrote.
    table, manner
        The shares, and how they are drawn.
    """
    question = spec.question
    taken = ("several" if question.at_most else question.answers) if question else None
    if taken == "separate" or manner.nested or not answers(table):
        return "separate"
    if table.partition:
        return "whole"
    if table.partition is False or (table.several and not table.overlap):
        return "several"
    if taken == "several" and table.several is not False:
        return "several"
    if manner.whole or (taken == "one" and not table.overlap):
        return "whole"
    return "separate" if any(same(cell.category, survey.wave) for cell in table.cells) else None


def sum_facts(
    spec: FigureSpec, survey: SurveySpec, table: Table, manner: Manner
) -> tuple[SumsToMore | SumsToOther, ...]:
    """What the printed shares sum to, whatever the author believes; nothing where it goes without saying.

    Parameters
    ----------
    spec, survey
        What people wrote.
    table, manner
        The shares, and how they are drawn.
    """
    sums, are, role = totals(table), relation(spec, survey, table, manner), compared(table)
    alone = all(slack(table, group) < step(table) for group in sums)
    if are == "separate" or not sums or (alone and not manner.whole):
        return ()
    if are == "several":
        more = all(total > 100 for total in sums.values())
        most = spec.question.at_most if spec.question and not table.overlap else None
        return (SumsToMore(most, groups=len(table.groups) > 1, overlap=table.overlap, role=role),) if more else ()
    if far := [group for group, total in sums.items() if total > 100 and _is_more(table, group, total)]:
        every, of = _where(far, sums, table)
        return (SumsToMore(None, table.overlap, every, of, table.overlap, role),)
    found: list[SumsToOther] = []
    whole = are == "whole"
    off = {group: _reason(spec, table, group, total, whole) for group, total in sums.items() if total != 100}
    for reason in ("left out", "rounding", None):
        if groups := [group for group, why in off.items() if why == reason]:
            found.append(_other(spec, table, reason, groups, sums))
    return tuple(found)


def _is_more(table: Table, group: str | None, total: Decimal) -> bool:
    """Whether a group's shares are more than one whole by more than rounding."""
    if table.overlap:
        return sum(cell.value for cell in table.shown if cell.group == group) > 1 + EXACT
    return total - 100 > slack(table, group)


def _where(
    groups: list[str | None], sums: Mapping[str | None, Decimal], table: Table
) -> tuple[bool, tuple[str | None, ...]]:
    """Whether something holds for every group, and for which where it does not."""
    return (len(table.groups) > 1, ()) if len(groups) == len(sums) else (False, tuple(groups))


def _reason(
    spec: FigureSpec, table: Table, group: str | None, total: Decimal, whole: bool
) -> Literal["left out", "rounding"] | None:
    """Why the printed shares of a group do not sum to 100; None where nothing that is known accounts for it."""
    unshown = [cell for cell in table.unshown if cell.group == group and cell.value > 0]
    all_told = total + sum(table.printed(cell) for cell in unshown)
    if total > 100:
        return "rounding"
    if (spec.caption and spec.caption.not_shown) or any(_gone(table, group, whole)) or table.left_out:
        return "left out"
    if abs(all_told - 100) > slack(table, group) + step(table) * len(unshown) / 2:
        return None
    return "left out" if unshown else "rounding"


def _gone(table: Table, group: str | None, whole: bool = True) -> tuple[bool, bool]:
    """Whether shares of a group, other than those of nets, are hidden because too few answered, or withheld.

    What the source withholds is known to be what is missing only where all answers are parts of one `whole`.
    """
    gone = [hidden for hidden in table.hidden if hidden.group == group and not hidden.parts]
    hidden = any(not each.withheld for each in gone)
    return hidden, whole and any(each.withheld and each.drawn for each in gone)


def _other(
    spec: FigureSpec,
    table: Table,
    reason: Literal["left out", "rounding"] | None,
    groups: list[str | None],
    sums: Mapping[str | None, Decimal],
) -> SumsToOther:
    every, of = _where(groups, sums, table)
    role = compared(table)
    if reason != "left out":
        return SumsToOther(None, (), explained=reason is not None, groups=every, of=of, role=role)
    who = spec.caption.not_shown if spec.caption else None
    rest = () if who else table.left_out
    named = tuple(Unshown(category, None) for category in rest) if len(rest) <= MOST_LEFT_OUT else ()
    hidden, withheld = map(any, zip(*(_gone(table, group) for group in groups), strict=True))
    return SumsToOther(who, unshown(table) + named, hidden, withheld, True, every, of, len(rest) - len(named), role)


def _printed_parts(net: Net, table: Table) -> Decimal | None:
    """The sum of a net's printed parts; None where not all of them are shown."""
    shown = {cell.category: table.printed(cell) for cell in table.shown if cell.group == net.group}
    return sum((shown[part] for part in net.parts), Decimal(0)) if shown.keys() >= set(net.parts) else None


def _overlaps(net: Net, spec: FigureSpec, survey: SurveySpec, table: Table, manner: Manner) -> bool:
    """Whether a net is so much less than its parts together that some must count in several of them.

    Shares of microdata are exact. Those of a finished table may be rounded, and then differ by so much by themselves:
    of them it is believed only where the question takes several answers.
    """
    shares = {cell.category: cell.value for cell in table.cells if cell.group == net.group}
    if not table.measure.is_share or not shares.keys() >= set(net.parts):
        return False
    exact = table.n is not None or relation(spec, survey, table, manner) == "several"
    rounding = EXACT if exact else POINT * (len(net.parts) + 1) / 2 + EXACT
    return sum(shares[part] for part in net.parts) - net.value > rounding


def net_sums(spec: FigureSpec, survey: SurveySpec, table: Table, manner: Manner) -> Iterator[NetSum]:
    """Nets that are less than their printed parts together, because one may count in several of them."""
    if len(table.groups) > 1 or not table.measure.is_share:
        return
    for net in table.nets:
        total = _printed_parts(net, table)
        if total is not None and total > table.printed(net) and _overlaps(net, spec, survey, table, manner):
            label = None if len(net.parts) == len(table.shown) else net.label
            yield NetSum(label, len(net.parts), net.value, spec.caption.overlap if spec.caption else None)


def rounded(spec: FigureSpec, survey: SurveySpec, table: Table, manner: Manner) -> Iterator[Rounded]:
    """Nets that are not the sums of their printed parts, though nobody counts in several of them.

    More than that sum a net can only be by rounding, whoever counts twice.
    """
    off: dict[str, int] = {}
    for net in table.nets if table.measure.is_share else ():
        total = _printed_parts(net, table)
        if total is None or total == table.printed(net):
            continue
        if total < table.printed(net) or not _overlaps(net, spec, survey, table, manner):
            off[net.label] = off.get(net.label, 0) + 1
    if off:
        yield Rounded(tuple(off), any(times < len(table.groups) for times in off.values()), compared(table))


def drawn_nets(table: Table, manner: Manner, group: str | None) -> tuple[Net, ...]:
    """Nets of a group that the figure draws: a bracket needs its parts, a bar does not.

    Parameters
    ----------
    table, manner
        The values, and how they are drawn.
    group
        Whose nets; None for the whole base.
    """
    if manner.whole:
        return table.nets_of(group)
    return tuple(net for net in table.nets if net.group == group)


def netted(spec: FigureSpec, survey: SurveySpec, table: Table, manner: Manner) -> Iterator[Netted]:
    """What nets hold: of groups that are compared always, else where parts overlap, or are not drawn."""
    chosen = relation(spec, survey, table, manner) == "several"
    drawn = {cell.category for cell in table.shown}
    found: dict[tuple[str, tuple[str, ...]], bool] = {}
    for group in table.groups:
        for net in drawn_nets(table, manner, group):
            key = (net.label, net.parts)
            found[key] = found.get(key, False) or chosen or _overlaps(net, spec, survey, table, manner)
    place = manner.nets if len(found) == 1 and len(table.groups) > 1 else None
    for (label, parts), any_of in found.items():
        if any_of or len(table.groups) > 1 or not drawn.issuperset(parts):
            yield Netted(label, parts, place, any_of, any_of and chosen)
