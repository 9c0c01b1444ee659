"""Kinds of respondents: those that somebody is of, and those that somebody might be of who gave one other answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from msgspec import Struct

from barometer_cli.model.dataset import Column, Dataset
from barometer_cli.model.survey import Breakdown, Design, Response
from barometer_cli.tables.base import Groups, grouped
from barometer_cli.tables.columns import Columns, Ints, Mask, Summed, combine, either
from barometer_cli.tables.engines import Question
from barometer_cli.tables.filters import matches, named
from barometer_cli.tables.responses import Answers, Change, answers, holding, supposed
from barometer_cli.tables.weights import weights


class Members(Struct, frozen=True):
    """Which kinds are in a base, with which answers.

    Attributes
    ----------
    inside
        Shape (kinds,): is in the base.
    groups
        Which groups of the breakdown each kind is in.
    answers
        What each kind answers.
    """

    inside: Mask
    groups: Groups
    answers: Answers

    def of(self, category: str | None, group: str | None) -> tuple[Ints, Mask]:
        """The kinds of a category's base in a group (None: in all), and whether each has it; without one all do."""
        inside = self.inside
        if group is not None:
            inside = inside & self.groups.member[self.groups.names.index(group)][self.groups.pattern]
        if category is None:
            return np.flatnonzero(inside), np.ones(np.count_nonzero(inside), dtype=np.bool_)
        place = self.answers.categories.index(category)
        kinds = np.flatnonzero(inside & self.answers.answered[place][self.answers.pattern])
        return kinds, self.answers.yes[place][self.answers.pattern[kinds]]


class Kinds:
    """Rows of microdata that are the same in everything that is asked, put together; and rows that might be there.

    Parameters
    ----------
    columns
        The microdata.
    questions
        What will be asked of the kinds. It was asked of the microdata before: nothing is proved again.
    designs
        Of whom; a respondent without a weight is of no base.
    varied
        Questions that each respondent might have answered otherwise.

    Attributes
    ----------
    times
        Shape (kinds,): how many respondents are of each; 0 of those that might be there.
    """

    def __init__(
        self,
        columns: Columns,
        questions: Sequence[Question],
        designs: Iterable[Design],
        varied: Iterable[Response] = (),
    ) -> None:
        asked = [condition for each in questions for condition in each.conditions]
        truth = {} if columns.summed is None else columns.summed.truth
        proved = {condition: truth[condition] for condition in asked if condition in truth}
        names = dict.fromkeys(name for each in questions for name in (*holding(each.response), *each.grouping))
        names |= dict.fromkeys(name for condition in asked if condition not in proved for name in named(condition))
        coded = {name: columns.coded(name) for name in names}
        weighed = {design: _weighed(columns, design) for design in designs}
        parts = [(each.index.astype(np.int64) + 1, len(each.labels) + 1) for each in coded.values()]
        parts += [(held.astype(np.int64), 2) for held in (*proved.values(), *weighed.values())]
        place, rows = combine(*parts)
        changes: list[Change] = [{}]
        changes += [change for response in dict.fromkeys(varied) for change in supposed(response)]
        cells = {name: _changed(name, each.labels, each.index[rows], changes) for name, each in coded.items()}
        ones = np.ones(len(rows) * len(changes), dtype=np.int64)
        still = {condition: np.tile(held[rows], len(changes)) for condition, held in proved.items()}
        self._columns = Columns(Dataset("", "", len(ones), cells), Summed(ones, None, None, still))
        self._weighed = {design: np.tile(held[rows], len(changes)) for design, held in weighed.items()}
        respondents = None if columns.summed is None else columns.summed.times
        self.times = np.zeros(len(ones), dtype=np.int64)
        self.times[: len(rows)] = np.bincount(place, respondents, minlength=len(rows))

    def members(self, question: Question, design: Design, groups: tuple[str, ...]) -> Members:
        """Which kinds are in the base of a question.

        Parameters
        ----------
        question, design
            Of those that were given.
        groups
            Those of its breakdown.
        """
        nobody = np.zeros(self._columns.rows, dtype=np.bool_)
        said = answers(self._columns, question.response, nobody)
        inside = self._weighed[design] & either(tuple(said.answered), said.yes.shape[1])[said.pattern]
        for condition in question.conditions:
            inside = inside & matches(self._columns, condition)
        by = question.breakdown
        if isinstance(by, str):
            by = Breakdown(by, groups)
        return Members(inside, grouped(self._columns, by, nobody), said)


def _weighed(columns: Columns, design: Design) -> Mask:
    """Rows (one bool each) that have a weight above 0."""
    found = weights(columns, design)
    live = np.ones(columns.rows, dtype=np.bool_) if found.times is None else found.times > 0
    return live if found.values is None else live & (found.values > 0)


def _changed(name: str, labels: Sequence[str], index: Ints, changes: Sequence[Change]) -> Column:
    """A column once for each change, one after the other."""
    held = [*labels, ""]
    distinct = list(held)
    places = np.where(index < 0, len(labels), index).astype(np.int64)
    at = []
    for change in changes:
        if name in change:
            at.append(places + len(distinct))
            distinct += map(change[name], held)
        else:
            at.append(places)
    return Column(np.concatenate(at), distinct)
