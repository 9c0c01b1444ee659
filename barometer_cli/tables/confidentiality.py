"""What figures of the same microdata may tell, so that nothing that is hidden can be found from all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
from msgspec import Struct, field
from msgspec.structs import replace

from barometer_cli.model.codebook import SuppressionSpec
from barometer_cli.model.survey import Breakdown, Design, Multiple, Nets, Number
from barometer_cli.tables.base import together
from barometer_cli.tables.columns import Columns, Floats
from barometer_cli.tables.engines import Engine, Question
from barometer_cli.tables.filters import named
from barometer_cli.tables.kinds import Kinds
from barometer_cli.tables.responses import Answers, holding
from barometer_cli.tables.suppression import (
    Published,
    Role,
    given_away,
    secrets,
    suppressed,
    too_alike,
    too_small,
    untold,
)

Share: TypeAlias = tuple[str, str | None]
"""A category, or net, and its group; None is the whole base."""


class Mean(Struct, frozen=True):
    """A mean, median or index that a figure tells; what is worked out from a mean is hidden for a median, too.

    Attributes
    ----------
    label
        What is measured: the only thing that is told.
    scores
        What each answer counts for; None where the answers are numbers themselves.
    n_other
        By group, unweighted respondents who did not give its commonest number; empty where it was drawn before.
    """

    label: str
    scores: Mapping[str, float] | None
    n_other: Mapping[str | None, int] = field(default_factory=dict)

    def values(self, answers: Answers) -> Floats:
        """Shape (patterns,): what each pattern of answers adds to the sum, scaled to 1..2.

        With the n of its base a sum tells as much however it is scaled.
        """
        if self.scores is None:
            assert answers.values is not None, "a mean without scores is of numbers"
            values, known = answers.values[0], answers.values[0][answers.answered[0]]
        else:
            values = np.array([self.scores[category] for category in answers.categories]) @ answers.yes
            known = np.array(list(self.scores.values()))
        low, high = known.min(initial=np.inf), known.max(initial=-np.inf)
        return 1 + (values - low) / (high - low) if high > low else np.ones(len(values))


class Telling(Struct, frozen=True):
    """What a figure tells of the data.

    Attributes
    ----------
    question, design
        What it asks.
    told, groups
        Categories and nets, and groups (None: the whole base), that are told.
    thresholds
        What is too small to be shown; None shows everything.
    sizes
        Unweighted n of each group, and of the whole base (None); empty where the figure was drawn before.
    counts
        Unweighted n, and how many gave the answer, of every category there is, told or not, in each of the groups.
    hidden
        What it does not tell, where it was drawn before.
    mean
        Where it tells no shares: the one thing that is measured, which is a sum of numbers over the respondents.
    """

    question: Question
    design: Design
    told: tuple[str, ...]
    groups: tuple[str | None, ...]
    thresholds: SuppressionSpec | None
    sizes: Mapping[str | None, int] = field(default_factory=dict)
    counts: Mapping[Share, tuple[int, int]] = field(default_factory=dict)
    hidden: frozenset[Share] = frozenset()
    mean: Mean | None = None

    @property
    def settled(self) -> bool:
        """Whether it tells what it tells: it was drawn before, or its codebook hides nothing."""
        return not self.sizes or self.thresholds is None

    def role(self, category: str, group: str | None) -> Role | None:
        """What a share is in everything that is told; None where it says nothing."""
        if not self.settled:
            return "new" if category in self.told else "untold"
        return "earlier" if category in self.told and (category, group) not in self.hidden else None

    @property
    def shares(self) -> frozenset[Share]:
        """Everything it tells if nothing is hidden."""
        return frozenset((category, group) for category in self.told for group in self.groups)

    @property
    def answers(self) -> frozenset[str]:
        """The columns that hold what it tells."""
        return frozenset(holding(self.question.response))

    @property
    def about(self) -> frozenset[str]:
        """The columns that say of whom it tells that."""
        asked = (name for condition in self.question.conditions for name in named(condition))
        return frozenset((*self.question.grouping, *asked))

    @property
    def base(self) -> tuple[object, ...]:
        """Two figures of which this is the same have the same whole base."""
        response, filter, asked, _ = self.question
        return (response.of if isinstance(response, Nets) else response), filter, asked


class Kept(Struct):
    """What must not be told, by the figure's name.

    Attributes
    ----------
    shares
        Categories and groups whose share is hidden.
    sizes
        Groups whose n is not told.
    given_away
        The settled figure that tells what this one must hide.
    """

    shares: dict[str, frozenset[Share]]
    sizes: dict[str, frozenset[str]]
    given_away: dict[str, str]


def kept(tellings: Mapping[str, Telling], columns: Columns | Engine) -> Kept:
    """What must be hidden so that nothing that is too small can be worked out from everything together.

    Parameters
    ----------
    tellings
        What each figure tells, by its name: all that are drawn from the same data, and those that were.
    columns
        The microdata.
    """
    found = Kept({name: frozenset() for name in tellings}, {name: frozenset() for name in tellings}, {})
    live = dict(tellings)
    for name, telling in tellings.items():
        least = telling.thresholds.base if telling.thresholds else 0
        if telling.sizes and all(telling.sizes[group] < least for group in telling.groups):
            found.shares[name] = telling.shares
            del live[name]  # it cannot be shown, so it tells nothing of the others
    for names in _related(live):
        system = _System(live, names, columns)
        if system.may_have_secrets():
            system.hide(found)
    _hide_sizes(live, columns, found)
    return found


class _System:
    """Figures that tell of the same answers, and others whose n tells how many gave them."""

    def __init__(self, tellings: Mapping[str, Telling], names: Sequence[str], columns: Columns | Engine) -> None:
        self._own = {name: tellings[name] for name in names}
        self._every = tellings
        self._columns = columns
        self._thresholds = _strictest(self._own.values())

    def may_have_secrets(self) -> bool:
        """Whether the counts, which are known already, leave it open that there is anything to hide; they seldom do."""
        own = [telling for telling in self._own.values() if not telling.settled]
        several = len({telling.base for telling in self._own.values()}) > 1
        return bool(own) and (several or any(self._may_hide(telling) for telling in own))

    def _may_hide(self, telling: Telling) -> bool:
        small = any(
            too_small(n, n_yes, self._thresholds) and (n_yes > 0 or category in telling.told)
            for (category, _), (n, n_yes) in telling.counts.items()
        )
        if mean := telling.mean:
            sizes = [(telling.sizes[group], mean.n_other[group]) for group in telling.groups]
            small = small or any(too_alike(n, n_other, self._thresholds) for n, n_other in sizes)
        if not isinstance(telling.question.breakdown, Breakdown | None):
            return True  # groups may overlap, so their sizes alone do not tell who is between them
        grouped = [telling.sizes[group] for group in telling.groups if group is not None]
        outside = telling.sizes[None] - sum(grouped) if grouped else 0
        return small or 0 < outside < self._thresholds.base

    def hide(self, found: Kept) -> None:
        """Note what must be hidden, if anything."""
        shares = [share for _, share in _Reader(self._columns, self._own).shares(self._own)]
        if not (kept := secrets(shares, self._thresholds)):
            return
        answers = frozenset().union(*(telling.answers for telling in self._own.values()))
        others = {name: each for name, each in self._every.items() if not each.about.isdisjoint(answers)}
        every = self._own | others
        nobody = any(share.values is None and share.n_yes in (0, share.n) for share in kept)
        varied = [telling.question for telling in self._own.values()] if nobody else []
        reader = _Reader(self._columns, every, varied)
        placed = [*reader.shares(self._own), *reader.sizes(every)]
        places, shares = [place for place, _ in placed], [share for _, share in placed]
        if any(share.role == "earlier" for share in shares):
            for secret, by in given_away(shares, self._thresholds).items():
                names = [places[secret].figure] if secret < len(places) else [*self._own]
                found.given_away |= dict.fromkeys(names, places[by].figure)
        for i in suppressed(shares, self._thresholds):
            match places[i]:
                case _Place(name, None, None):
                    found.shares[name] = every[name].shares
                case _Place(name, None, str(group)):
                    found.sizes[name] |= {group}
                case _Place(name, str(category), group):
                    found.shares[name] |= {(category, group)}


class _Place(NamedTuple):
    """Where something is told: a share, or without a category an n; without a group of the whole base."""

    figure: str
    category: str | None
    group: str | None


class _Reader:
    """Figures in kinds of respondents: those that are there, and if wanted those that might be.

    Parameters
    ----------
    columns
        The microdata.
    tellings
        The figures that are read.
    varied
        Questions that respondents might have answered otherwise.
    """

    def __init__(
        self, columns: Columns | Engine, tellings: Mapping[str, Telling], varied: Sequence[Question] = ()
    ) -> None:
        questions = [telling.question for telling in tellings.values()]
        designs = [telling.design for telling in tellings.values()]
        kinds = Kinds(
            together(columns, designs[0], questions), questions, designs, [question.response for question in varied]
        )
        self._times, self._tellings = kinds.times, tellings
        self._members = {
            name: kinds.members(each.question, each.design, tuple(filter(None, each.groups)))
            for name, each in tellings.items()
        }

    def shares(self, tellings: Mapping[str, Telling]) -> Iterator[tuple[_Place, Published]]:
        """Every share of some figures, and of the categories that they do not tell."""
        for name, telling in tellings.items():
            by_item = isinstance(telling.question.response, Multiple)
            whole = None if by_item else self.published(_Place(name, None, None), "n").rows
            numbers = isinstance(telling.question.response, Number)
            answers = () if numbers else self._members[name].answers.categories
            for category in (*answers, *((telling.mean.label,) if telling.mean else ())):
                for group in telling.groups:
                    if role := telling.role(category, group):
                        place = _Place(name, category, group)
                        yield place, replace(self.published(place, role), whole=whole)

    def sizes(self, tellings: Mapping[str, Telling]) -> Iterator[tuple[_Place, Published]]:
        """The n of some figures: of the whole base, and of each group."""
        for name, telling in tellings.items():
            for group in dict.fromkeys((None, *telling.groups)):
                place = _Place(name, None, group)
                yield place, self.published(place, "earlier" if telling.settled else "n")

    def published(self, place: _Place, role: Role) -> Published:
        """What is told at a place."""
        members, mean = self._members[place.figure], self._tellings[place.figure].mean
        measured = mean is not None and place.category == mean.label
        kinds, yes = members.of(None if measured else place.category, place.group)
        values = mean.values(members.answers)[members.answers.pattern[kinds]] if mean and measured else None
        return Published(kinds, yes, self._times[kinds], role=role, values=values)


def _hide_sizes(tellings: Mapping[str, Telling], columns: Columns | Engine, found: Kept) -> None:
    """Note the groups whose n must not be told: it is too small, or one that is could be found from it.

    A figure of which every share is hidden is not drawn, and so tells no n either.
    """
    tellings = {name: each for name, each in tellings.items() if each.settled or not each.shares <= found.shares[name]}
    least = _strictest(tellings.values()).base
    of_small = {
        column
        for telling in tellings.values()
        if not telling.settled and any(telling.sizes[group] < least for group in telling.groups)
        for column in telling.question.grouping
    }
    near = {name: each for name, each in tellings.items() if not of_small.isdisjoint(each.about | each.answers)}
    if not near:
        return
    reader, placed = _Reader(columns, near), []
    for name, telling in near.items():
        whole = reader.published(_Place(name, None, None), "earlier")
        placed.append((_Place(name, None, None), whole))
        for group in filter(None, telling.groups):
            place = _Place(name, None, group)
            inside = np.isin(whole.rows, reader.published(place, "n").rows)
            placed.append((place, replace(whole, yes=inside, role="earlier" if telling.settled else "new")))
        if not of_small.isdisjoint(telling.answers):
            told = [_Place(name, *share) for share in telling.shares - telling.hidden - found.shares[name]]
            placed += [(place, reader.published(place, "earlier")) for place in told]
    for i in untold([share for _, share in placed], least):
        place, _ = placed[i]
        found.sizes[place.figure] |= {str(place.group)}


def _strictest(tellings: Iterable[Telling]) -> SuppressionSpec:
    """The thresholds that hide what any of them hides."""
    given = [telling.thresholds for telling in tellings if telling.thresholds]
    cell, base, warn = (max((getattr(each, name) for each in given), default=0) for name in ("cell", "base", "warn"))
    return SuppressionSpec(cell=cell, base=base, warn=warn)


def _related(tellings: Mapping[str, Telling]) -> list[list[str]]:
    """Figures that tell of the same answers, or each of the other's by group, directly or through others."""
    parent = {name: name for name in tellings}

    def root(name: str) -> str:
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    answering: dict[str, list[str]] = {}
    for name, telling in tellings.items():
        for column in telling.answers:
            answering.setdefault(column, []).append(name)
            parent[root(name)] = root(answering[column][0])
    for name, telling in tellings.items():
        for other in (other for column in telling.about for other in answering.get(column, ())):
            if not tellings[other].about.isdisjoint(telling.answers):
                parent[root(name)] = root(other)
    groups: dict[str, list[str]] = {}
    for name in tellings:
        groups.setdefault(root(name), []).append(name)
    return [*groups.values()]
