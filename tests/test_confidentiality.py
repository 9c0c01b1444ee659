"""Somebody who reads every figure of the same microdata: what he can work out, and whether less could be hidden.

He is no part of what is tested: he counts in fractions, and where counts cannot be negative he asks a linear program.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from barometer_cli import tables
from barometer_cli.model.codebook import CodebookSpec
from barometer_cli.model.dataset import Column, Dataset
from barometer_cli.model.spec import FigureSpec, SurveySpec
from barometer_cli.model.table import Table

GROUPS, CODES = ("x", "y", "z"), ("a", "b", "c", "d")
CODEBOOK = CodebookSpec.model_validate(
    {
        "variables": {
            "svar": {"codes": {code: code.upper() for code in CODES}},
            "sted": {"codes": {group: group.upper() for group in GROUPS}},
        }
    }
)
SURVEY = SurveySpec(name="Undersøgelsen", wave="2021")
CELL, BASE = 5, 10

Counts = Mapping[tuple[str, str], int]
"""Respondents by group and code: everything there is to know of the data."""
Kind = tuple[str, str]


def figure(**data: Any) -> FigureSpec:
    return FigureSpec.model_validate({"kind": "bars", "title": "En titel", "data": {"variable": "svar", **data}})


def drawn(counts: Counts, figures: Sequence[FigureSpec]) -> list[Table | Exception]:
    """The tables of figures of these respondents."""
    rows = [kind for kind, count in counts.items() for _ in range(count)]
    columns = {
        name: Column([order.index(row[i]) for row in rows], order)
        for i, (name, order) in enumerate((("sted", GROUPS), ("svar", CODES)))
    }
    dataset = Dataset("svar.csv", "", len(rows), columns)
    drawings = {f"f{i:02}": tables.Drawing(spec, SURVEY, CODEBOOK) for i, spec in enumerate(figures)}
    found = tables.microdata_tables(drawings, dataset, tables.opened(dataset), {})
    return [found[name] for name in drawings]


@dataclass(frozen=True)
class Sum:
    """A number that is told, or hidden, or not to be found: of which kinds of respondents it is the sum."""

    kinds: frozenset[Kind]
    base: frozenset[Kind]

    def count(self, counts: Counts) -> int:
        return sum(counts[kind] for kind in self.kinds)

    def count_of_base(self, counts: Counts) -> int:
        return sum(counts[kind] for kind in self.base)

    def small(self, counts: Counts) -> bool:
        n, yes = self.count_of_base(counts), self.count(counts)
        return n < BASE or yes < CELL or n - yes < CELL


def kinds_of(spec: FigureSpec, group: str | None = None) -> frozenset[Kind]:
    """Who is in the base of a figure, in a group."""
    assert spec.data
    chosen = set(GROUPS) if group is None else {group.lower()}
    for condition in spec.data.where:
        chosen = {g for g in chosen if (g in condition.value) == (condition.op == "==")}
    return frozenset((g, code) for g in chosen for code in CODES if code not in map(str.lower, spec.data.omit))


def sum_of(spec: FigureSpec, category: str, group: str | None) -> Sum:
    assert spec.data
    codes = {part.lower() for part in spec.data.nets.get(category, (category,))}
    base = kinds_of(spec, group)
    return Sum(frozenset(kind for kind in base if kind[1] in codes), base)


@dataclass
class Reader:
    """Somebody who has every figure before him, and knows how many were asked in each base."""

    counts: Counts
    told: list[Sum] = field(default_factory=list)
    bases: list[frozenset[Kind]] = field(default_factory=list)

    def can_work_out(self, sum: Sum) -> bool:
        """Whether the number is the same in everything that could be so."""
        if 0 < sum.count(self.counts) < sum.count_of_base(self.counts):
            return self._is_combination(sum.kinds)
        others = sum.kinds if sum.count(self.counts) == 0 else sum.base - sum.kinds
        return bool(others) and self._most(others) < 1e-6

    def _known(self) -> list[frozenset[Kind]]:
        return [*(each.kinds for each in self.told), *self.bases]

    def _is_combination(self, kinds: frozenset[Kind]) -> bool:
        """By elimination, among kinds that somebody is of: these can become fewer or more, and no sum change."""
        there = [kind for kind, count in self.counts.items() if count]
        rows = [[Fraction(int(kind in known)) for kind in there] for known in self._known()]
        wanted = [Fraction(int(kind in kinds)) for kind in there]
        return rank([*rows, wanted]) == rank(rows)

    def _most(self, kinds: frozenset[Kind]) -> float:
        """How many could be of some kinds that nobody is of."""
        every = list(self.counts)
        known = self._known()
        found = linprog(
            [-float(kind in kinds) for kind in every],
            A_eq=[[float(kind in each) for kind in every] for each in known],
            b_eq=[float(sum(self.counts[kind] for kind in each)) for each in known],
        )
        assert found.status == 0, "what is so can be so"
        return float(-found.fun)


def rank(rows: Sequence[Sequence[Fraction]]) -> int:
    left, found = [list(row) for row in rows], 0
    for place in range(len(rows[0]) if rows else 0):
        pivot = next((i for i in range(found, len(left)) if left[i][place]), None)
        if pivot is None:
            continue
        left[found], left[pivot] = left[pivot], left[found]
        for i in range(found + 1, len(left)):
            if left[i][place]:
                factor = left[i][place] / left[found][place]
                left[i] = [a - factor * b for a, b in zip(left[i], left[found], strict=True)]
        found += 1
    return found


@dataclass(frozen=True)
class Release:
    """Figures as they were drawn, in sums of kinds."""

    counts: Counts
    figures: Sequence[FigureSpec]
    tables: Sequence[Table | Exception]

    def shown(self) -> Iterator[tuple[FigureSpec, Table]]:
        for spec, table in zip(self.figures, self.tables, strict=True):
            if isinstance(table, Table):
                yield spec, table

    def reader(self) -> Reader:
        found = Reader(self.counts)
        for spec, table in self.shown():
            found.told += [sum_of(spec, cell.category, cell.group) for cell in table.cells]
            found.told += [sum_of(spec, net.label, net.group) for net in table.nets]
            found.bases += [kinds_of(spec), *(kinds_of(spec, group) for group in table.groups)]
        return found

    def hidden(self) -> list[Sum]:
        """The stars."""
        return [sum_of(spec, hidden.category, hidden.group) for spec, table in self.shown() for hidden in table.hidden]

    def secrets(self) -> list[Sum]:
        """What must not be known: stars for shares that are too small, answers that no figure names, and those of the
        few between two bases.
        """
        found = [each for each in self.hidden() if each.small(self.counts)]
        for spec, table in self.shown():
            every = [sum_of(spec, code.upper(), group) for code in CODES for group in table.groups]
            found += [each for each in every if each.small(self.counts) and each.count(self.counts)]
        bases = {frozenset(base) for base in self.reader().bases}
        parts: dict[tuple[bool, ...], set[Kind]] = {}
        for kind in self.counts:
            parts.setdefault(tuple(kind in base for base in sorted(bases, key=sorted)), set()).add(kind)
        for part in parts.values():
            if any(part <= base for base in bases) and part not in bases:
                for code in CODES:
                    each = Sum(frozenset(kind for kind in part if kind[1] == code), frozenset(part))
                    if each.count_of_base(self.counts) < BASE and each.count(self.counts):
                        found.append(each)
        return found


@st.composite
def releases(draw: st.DrawFn) -> Release:
    many = st.sampled_from([0, 0, 1, 2, 4, 5, 9, 20, 35, 60])
    counts = {(group, code): draw(many) for group in GROUPS for code in CODES}
    if not all(any(counts[group, code] for code in CODES) for group in GROUPS):
        counts |= {(group, "a"): 30 for group in GROUPS}
    figures = []
    for _ in range(draw(st.integers(1, 4))):
        data: dict[str, Any] = {}
        if draw(st.booleans()):
            data["categories"] = draw(st.lists(st.sampled_from("ABCD"), min_size=1, max_size=4, unique=True))
        if draw(st.booleans()):
            data["breakdown"] = {"variable": "sted", "total": draw(st.booleans())}
        if draw(st.booleans()):
            data["nets"] = {"A eller B": ["A", "B"]}
        if draw(st.integers(0, 2)) == 2:
            data["where"] = [
                {"column": "sted", "op": draw(st.sampled_from(["==", "!="])), "value": draw(st.sampled_from(GROUPS))}
            ]
            data.pop("breakdown", None)
        figures.append(figure(**data))
    return Release(counts, figures, drawn(counts, figures))


@settings(max_examples=150, derandomize=True, deadline=None)
@given(releases())
def test_no_reader_of_all_figures_finds_what_is_hidden(release: Release) -> None:
    reader = release.reader()
    assert not [each for each in release.secrets() if reader.can_work_out(each)]


@settings(max_examples=100, derandomize=True, deadline=None)
@given(releases())
def test_each_star_is_needed(release: Release) -> None:
    """With any one of them told there is something to find."""
    if any(isinstance(table, Exception) for table in release.tables):
        return
    secrets = release.secrets()
    for star in release.hidden():
        if not star.small(release.counts):
            reader = release.reader()
            reader.told.append(star)
            assert any(reader.can_work_out(each) for each in secrets)
