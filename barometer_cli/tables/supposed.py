"""Respondents that the data do not have and might have had: as those who are there, but for one answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from barometer_cli.model.dataset import Column, Dataset
from barometer_cli.model.survey import Breakdown, Response
from barometer_cli.tables.base import Members, grouped
from barometer_cli.tables.columns import Columns, Ints, Summed, combine, either
from barometer_cli.tables.engines import Question
from barometer_cli.tables.filters import matches, named
from barometer_cli.tables.responses import Change, answers, holding, supposed


def possible(columns: Columns, questions: Sequence[Question], varied: Iterable[Response]) -> Columns:
    """Rows that might be there: the distinct ones of what is asked for, once for each answer to give instead.

    Parameters
    ----------
    columns
        The microdata.
    questions
        What will be asked of the rows.
    varied
        What is answered otherwise.
    """
    asked = [condition for each in questions for condition in each.conditions]
    truth = {} if columns.summed is None else columns.summed.truth
    proved = {condition: truth[condition] for condition in asked if condition in truth}
    names = dict.fromkeys(name for each in questions for name in (*holding(each.response), *each.grouping))
    names |= dict.fromkeys(name for condition in asked if condition not in proved for name in named(condition))
    coded = {name: columns.coded(name) for name in names}
    parts = [(each.index.astype(np.int64) + 1, len(each.labels) + 1) for each in coded.values()]
    _, rows = combine(*parts, *((held.astype(np.int64), 2) for held in proved.values()))
    changes = [change for response in dict.fromkeys(varied) for change in supposed(response)]
    cells = {name: _changed(name, each.labels, each.index[rows], changes) for name, each in coded.items()}
    times = np.ones(len(rows) * len(changes), dtype=np.int64)
    still = {condition: np.tile(held[rows], len(changes)) for condition, held in proved.items()}
    return Columns(Dataset("", "", len(times), cells), Summed(times, None, None, still))


def members(columns: Columns, question: Question, groups: tuple[str, ...]) -> Members:
    """Who would be in the base of a question; nothing is proved, for nobody is there.

    Parameters
    ----------
    columns
        As `possible` makes them of this question, among others.
    groups
        Those of the breakdown.
    """
    nobody = np.zeros(columns.rows, dtype=np.bool_)
    said = answers(columns, question.response, nobody)
    inside = either(tuple(said.answered), said.yes.shape[1])[said.pattern]
    for condition in question.conditions:
        inside = inside & matches(columns, condition)
    by = next((Breakdown(column, groups) for column in question.grouping), None)
    _, group = grouped(columns, by, nobody)
    return Members(inside, group, groups, said)


def _changed(name: str, labels: Sequence[str], index: Ints, changes: Sequence[Change]) -> Column:
    """A column once for each change, one after the other."""
    held = [*labels, ""]
    distinct = list(held)
    places = np.where(index < 0, len(labels), index).astype(np.int64)
    at = [places[:0]]
    for change in changes:
        if name in change:
            at.append(places + len(distinct))
            distinct += map(change[name], held)
        else:
            at.append(places)
    return Column(np.concatenate(at), distinct)
