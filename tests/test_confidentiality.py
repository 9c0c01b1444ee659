"""Somebody who reads every figure of the same microdata: what he can work out, and whether less could be hidden.

He is no part of what is tested: he counts in fractions, and where counts cannot be negative he asks a linear program.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog
from thorough import examples
from typer.testing import CliRunner
from written import figure_spec

from barometer_cli import tables
from barometer_cli.cli import app
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
    return figure_spec({"kind": "bars", "title": "En titel", "data": {"variable": "svar", **data}})


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


@examples(150, derandomize=True)
@given(releases())
def test_no_reader_of_all_figures_finds_what_is_hidden(release: Release) -> None:
    reader = release.reader()
    assert not [each for each in release.secrets() if reader.can_work_out(each)]


@examples(100, derandomize=True)
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


@examples(100, derandomize=True)
@given(releases())
def test_the_n_of_a_group_too_small_is_found_from_no_other_n(release: Release) -> None:
    """But from those of whole figures, which are always told."""
    wholes = [
        [Fraction(int(group in {g for g, _ in kinds_of(spec)})) for group in GROUPS] for spec, _ in release.shown()
    ]
    told, small = list(wholes), []
    for _, table in release.shown():
        for base in table.bases:
            if base.name is None:
                continue
            one = [Fraction(int(group == base.name.lower())) for group in GROUPS]
            if base.n is not None:
                told.append(one)
            if sum(release.counts[base.name.lower(), code] for code in CODES) < BASE:
                small.append(one)
    for one in small:
        if rank([*wholes, one]) > rank(wholes):
            assert rank([*told, one]) > rank(told)


ITEMS = ("a", "b", "c")
SEVERAL = CodebookSpec.model_validate(
    {
        "variables": {
            "flere": {"type": "multiple", "items": {item: item.upper() for item in ITEMS}},
            "sted": {"codes": {group: group.upper() for group in GROUPS}},
        }
    }
)


@examples(60, derandomize=True)
@given(st.data())
def test_nothing_is_found_of_several_answers(data: st.DataObject) -> None:
    """Each respondent is of a group and gave any answers of three; nets of any two, and groups of one, are told."""
    kinds = [(group, answers) for group in ("x", "y") for answers in product((0, 1), repeat=3)]
    counts = {kind: data.draw(st.sampled_from([0, 0, 1, 3, 6, 15])) for kind in kinds}
    counts |= {(group, (1, 1, 0)): 12 for group in ("x", "y")}
    rows = [kind for kind, count in counts.items() for _ in range(count)]
    columns = {"sted": Column([GROUPS.index(group) for group, _ in rows], GROUPS)}
    columns |= {item: Column([answers[i] for _, answers in rows], (0, 1)) for i, item in enumerate(ITEMS)}
    dataset = Dataset("svar.csv", "", len(rows), columns)
    figures = {}
    for i in range(data.draw(st.integers(1, 3))):
        chosen = data.draw(st.lists(st.sampled_from("ABC"), min_size=1, max_size=3, unique=True))
        asked: dict[str, Any] = {"variable": "flere", "categories": chosen}
        if data.draw(st.booleans()):
            asked["nets"] = {"A eller B": ["A", "B"]}
        if data.draw(st.booleans()):
            asked["where"] = [{"column": "sted", "value": "x"}]
        spec = figure_spec({"kind": "bars", "title": "En titel", "data": asked})
        figures[f"f{i}"] = tables.Drawing(spec, SURVEY, SEVERAL)
    found = tables.microdata_tables(figures, dataset, tables.opened(dataset), {})

    def counted(label: str, name: str, everybody: bool = False) -> list[Fraction]:
        asked = [group == "x" or not figures[name].data.where for group, _ in there]
        wanted = ["ABC".index(part) for part in {"A eller B": "AB"}.get(label, label)]
        gave = [everybody or any(answers[i] for i in wanted) for _, answers in there]
        return [Fraction(int(a and b)) for a, b in zip(asked, gave, strict=True)]

    there = [kind for kind, count in counts.items() if count]
    told, hidden = [], []
    for name, table in found.items():
        if isinstance(table, Table):
            told.append(base := counted("ABC", name, everybody=True))
            told += [counted(cell.category, name) for cell in table.cells]
            told += [counted(net.label, name) for net in table.nets]
            stars = [counted(each.category, name) for each in table.hidden]
            hidden += [star for star in stars if any(star) and star != base]
    assert not [star for star in hidden if rank([*told, star]) == rank(told)]


# -- the same through render: pages, surveys, languages, what was drawn before -----------------------------------------

PARTS = {"A": 50, "B": 30, "C": 18, "D": 2}
"""One question, in which one answer is too small; the three others together give it away, and no two of them."""
APART = {"p1/f1": {"A": 50, "D": None}, "p2/f2": {"B": 30, "C": None}}
"""What figures of A and D, and of B and C, tell together; alone, the second would tell C too."""


@dataclass
class Project:
    """A project on disk: data, codebook, survey, and specs by the name of page and figure."""

    folder: Path

    def data(self, name: str = "svar.csv", **parts: int) -> None:
        rows = [answer for answer, count in (parts or PARTS).items() for _ in range(count)]
        lines = [f"{i};{answer.lower()};{'xyz'[i % 3]}" for i, answer in enumerate(rows)]
        (self.folder / name).write_text("\n".join(["id;svar;sted", *lines, ""]), "utf-8")
        book = {"variables": {"svar": {"codes": {answer.lower(): answer for answer in (parts or PARTS)}},
                              "sted": {"codes": {"x": "X", "y": "Y", "z": "Z"}}}}  # fmt: skip
        (self.folder / name).with_suffix(".codebook.yaml").write_text(yaml.safe_dump(book), "utf-8")

    def crossed(self, **groups: Sequence[int]) -> None:
        """Respondents by group and answer: A, B, C."""
        lines = [
            f"{svar};{sted}"
            for sted, row in groups.items()
            for svar, count in zip("abc", row, strict=True)
            for _ in range(count)
        ]
        (self.folder / "svar.csv").write_text("\n".join(["svar;sted", *lines, ""]), "utf-8")

    def survey(self, folder: str = "figures", **fields: Any) -> None:
        path = self.folder / folder / "survey.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump({"name": "Prøven", "wave": "2021", "data": "svar.csv", **fields}), "utf-8")

    def spec(self, name: str, **fields: Any) -> Path:
        """Write a spec; `data` holds the categories where it is a list."""
        path = self.folder / f"figures/{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(fields.get("data"), list):
            fields["data"] = {"variable": "svar", "categories": fields["data"]}
        written = {"kind": "bars", "title": "En titel", "caption": "svarene", "order": "given", **fields}
        written = {field: value for field, value in written.items() if value is not None}
        path.write_text(yaml.safe_dump(written, allow_unicode=True), "utf-8")
        return path

    def render(self, *arguments: str) -> str:
        result = CliRunner().invoke(app, ["render", "figures", "--format", "svg", "--quiet", *arguments])
        assert not isinstance(result.exception, Exception) or isinstance(result.exception, SystemExit), result.output
        return result.output

    def told(self) -> dict[str, dict[str, int | None]]:
        """What the files that lie there tell: the per cents of each figure's JSON, None for a star."""
        found = {}
        for path in sorted((self.folder / "build").rglob("*-da.json")):
            content = json.loads(path.read_text("utf-8"))
            rows = {"|".join(filter(None, (row["category"], row["group"]))): row["printed"] for row in content["table"]}
            found[f"{content['page']}/{content['figure']}"] = rows
        return found


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.chdir(tmp_path)
    found = Project(tmp_path)
    found.data()
    found.survey()
    return found


def test_figures_of_several_pages(folder: Project) -> None:
    """A and D on one page, B and C on another: what these three leave is D."""
    folder.spec("p1/f1", data=["A", "D"])
    folder.spec("p2/f2", data=["B", "C"])
    folder.render()
    assert folder.told() == APART


def test_an_answer_that_no_figure_names(folder: Project) -> None:
    """A, B and C alone would tell that the rest, two respondents, gave the fourth answer."""
    folder.spec("p/f", data=["A", "B", "C"])
    folder.render()
    assert folder.told() == {"p/f": {"A": 50, "B": 30, "C": None}}


def test_figures_of_several_surveys(folder: Project) -> None:
    folder.spec("ny/p1/f1", data=["A", "D"])
    folder.spec("gammel/p2/f2", data=["B", "C"])
    folder.survey("figures/gammel", wave="2019")
    folder.render()
    assert folder.told() == APART


def test_a_figure_drawn_alone_is_as_it_is_among_all(folder: Project) -> None:
    folder.spec("p1/f1", data=["A", "D"])
    folder.spec("p2/f2", data=["B", "C"])
    folder.render("--only", "f2")
    assert folder.told() == {"p2/f2": APART["p2/f2"]}
    alone = {path: path.read_bytes() for path in Path("build").rglob("f2-*")}
    folder.render()
    assert alone and {path: path.read_bytes() for path in Path("build").rglob("f2-*")} == alone


def test_part_of_a_project_is_drawn_as_all_of_it(folder: Project) -> None:
    folder.spec("p1/f1", data=["A", "D"])
    folder.spec("p2/f2", data=["B", "C"])
    CliRunner().invoke(app, ["render", "figures/p2", "--format", "svg"])
    assert folder.told() == {"p2/f2": APART["p2/f2"]}


def test_a_copy_of_the_data_is_the_data(folder: Project) -> None:
    folder.data("kopi.csv")
    folder.spec("p1/f1", data=["A", "D"])
    folder.spec("p2/f2", data={"variable": "svar", "categories": ["B", "C"], "file": "kopi.csv"})
    folder.render()
    assert folder.told() == APART


def test_languages_hide_the_same(folder: Project) -> None:
    titles = {"da": "Ja", "en": "Yes"}
    folder.spec("p/f", data=["A", "B", "C", "D"], for_each={"language": ["da", "en"]}, title=titles)
    folder.render()
    tables = [json.loads(path.read_text("utf-8"))["table"] for path in Path("build/p").rglob("*.json")]
    assert [[row["printed"] for row in table] for table in tables] == [[50, 30, None, None]] * 2


def test_a_figure_for_each_group_and_the_whole(folder: Project) -> None:
    """Of three groups one is too small; with the whole, the other two would give it away."""
    rows = [("x", "a", 40), ("x", "b", 30), ("y", "a", 30), ("y", "b", 20), ("z", "a", 5), ("z", "b", 2)]
    lines = [f"{svar};{sted}" for sted, svar, count in rows for _ in range(count)]
    Path("svar.csv").write_text("\n".join(["svar;sted", *lines, ""]), "utf-8")
    book = {"variables": {"svar": {"codes": {"a": "A", "b": "B"}}, "sted": {"codes": {"x": "X", "y": "Y", "z": "Z"}}}}
    Path("svar.codebook.yaml").write_text(yaml.safe_dump(book), "utf-8")
    folder.spec("p/hver", data=["A"], for_each={"variable": "sted"}, title="Svar ({sted})")
    folder.render()
    assert folder.told() == {"p/hver-x": {"A": 57}, "p/hver-y": {"A": 60}}, "what is left out tells nothing of others"
    folder.spec("q/alle", data=["A"])
    folder.render()
    assert folder.told() == {"p/hver-x": {"A": 57}, "q/alle": {"A": 59}}


def test_a_figure_that_is_not_drawn_tells_no_n(folder: Project) -> None:
    """Of y alone nothing can be shown, so that its 12 are not known; with them, the 4 of z would be what is left."""
    rows = [("x", "a", 40), ("x", "b", 30), ("y", "a", 9), ("y", "b", 3), ("z", "a", 4)]
    lines = [f"{svar};{sted}" for sted, svar, count in rows for _ in range(count)]
    Path("svar.csv").write_text("\n".join(["svar;sted", *lines, ""]), "utf-8")
    book = {"variables": {"svar": {"codes": {"a": "A", "b": "B"}}, "sted": {"codes": {"x": "X", "y": "Y", "z": "Z"}}}}
    Path("svar.codebook.yaml").write_text(yaml.safe_dump(book), "utf-8")
    folder.spec("p/efter", kind="grouped_bars", data={"variable": "svar", "breakdown": "sted"})
    folder.spec("q/kun-y", data=["A"], filter={"text": "Y", "where": {"column": "sted", "value": "y"}})
    folder.render()
    (path,) = (path for path in Path("build").rglob("*.json") if path.name != "manifest.json")
    assert "n=86 (X 70)" in json.loads(path.read_text("utf-8"))["caption"]


def test_what_is_left_out_hides_nothing_of_others(folder: Project) -> None:
    """Z would show C, and hide it; drawn, it would take an answer of the whole with it."""
    folder.crossed(x=(40, 30, 20), y=(30, 20, 20), z=(10, 9, 3))
    folder.spec("p/hver", data=["A", "B", "C"], for_each={"variable": "sted", "small": "mark"}, title="Svar ({sted})")
    folder.spec("q/alle", data=["A", "B", "C"])
    folder.render()
    everything = [row for rows in folder.told().values() for row in rows.values()]
    assert everything.count(None) == 4, "two of Z, and the same two of another"
    folder.spec("p/hver", data=["A", "B", "C"], for_each={"variable": "sted", "small": "leave out"}, title="({sted})")
    folder.spec(
        "q/alle", data=["A", "B", "C"], filter={"text": "X og Y", "where": {"column": "sted", "op": "!=", "value": "z"}}
    )
    folder.render()
    assert set(folder.told()) == {"p/hver-x", "p/hver-y", "q/alle"}
    assert None not in [row for rows in folder.told().values() for row in rows.values()]


def test_the_few_between_two_bases(folder: Project) -> None:
    """All, and all but the four of Z: what the figures differ by is what these four answered."""
    folder.crossed(x=(40, 30, 20), y=(30, 20, 20), z=(3, 1, 0))
    folder.spec("p/alle", data=["A", "B", "C"])
    folder.spec(
        "p/uden", data=["A", "B", "C"], filter={"text": "X og Y", "where": {"column": "sted", "op": "!=", "value": "z"}}
    )
    folder.render()
    told = folder.told()
    for answer in ("A", "B"):
        assert None in [rows[answer] for rows in told.values()], "told of all and of the others, it is told of Z"


def test_n_that_tells_who_gave_an_answer(folder: Project) -> None:
    """Two of all gave C; how many were asked another question because they did not tells the same."""
    folder.crossed(x=(40, 30, 1), y=(30, 20, 1), z=(20, 10, 0))
    folder.spec("p/svar", data=["A", "C"])
    folder.spec(
        "q/sted",
        data={"variable": "sted"},
        filter={"text": "dem", "where": {"column": "svar", "op": "!=", "value": "c"}},
    )
    output = folder.render()
    assert folder.told() == {"p/svar": {"A": 59, "C": None}} and "sted" in output


def test_the_json_tells_nothing_that_is_for_the_author(folder: Project) -> None:
    folder.spec("p/f", data=["A", "B", "C"])
    folder.render()
    assert "BAR106" in CliRunner().invoke(app, ["check", "figures"]).output
    (path,) = Path("build").rglob("f-*.json")
    assert json.loads(path.read_text("utf-8"))["findings"] == []


def test_what_was_drawn_of_a_spec_that_is_gone_is_told(folder: Project) -> None:
    """Its files lie there: what they tell cannot be told again in other words."""
    old = folder.spec("p/gammel", data={"variable": "svar", "nets": {"A eller B": ["A", "B"]}, "categories": ["A"]})
    folder.data(A=60, B=30, C=8)
    folder.render()
    assert folder.told() == {"p/gammel": {"A": 61, "A eller B": 92}}
    old.unlink()
    folder.data(A=60, B=38, C=2)
    folder.spec("p/ny", data=["A", "B"])
    assert "gammel" in folder.render()
    assert folder.told()["p/gammel"] == {"A": 61, "A eller B": 92}
    folder.render("--prune")
    folder.render()
    assert folder.told() == {"p/ny": {"A": 60, "B": None}}


def test_what_lies_there_makes_more_be_hidden(folder: Project) -> None:
    folder.spec("p/gammel", data=["A"])
    folder.render()
    folder.spec("p/gammel").unlink()
    folder.spec("p/ny", data=["B", "C", "D"])
    folder.render()
    assert folder.told() == {"p/gammel": {"A": 50}, "p/ny": {"B": 30, "C": None, "D": None}}
    folder.render("--prune")
    folder.render()
    assert folder.told() == {"p/ny": {"B": 30, "C": 18, "D": None}}, "nobody tells the first answer any more"


def test_what_lies_there_and_is_not_understood_any_more_may_tell_anything(folder: Project) -> None:
    folder.spec("p/gammel", data=["A"])
    folder.render()
    folder.spec("p/gammel").unlink()
    book = Path("svar.codebook.yaml")
    book.write_text(book.read_text("utf-8").replace("a: A", "a: Andet"), "utf-8")
    folder.spec("p/ny", data=["B", "C", "D"])
    assert "gammel" in folder.render()
    assert "p/ny" not in folder.told()


def test_the_record_of_what_was_told_holds_no_number_and_nobody(folder: Project) -> None:
    folder.data(A=53, B=31, C=13, D=3)
    by = {"variable": "svar", "breakdown": "sted"}
    folder.spec("p/f", kind="grouped_bars", data=by, filter={"text": "dem", "where": []})
    folder.render()
    (record,) = json.loads(Path("build/manifest.json").read_text("utf-8"))["figures"]
    assert set(record["told"]) <= {"file", "digest", "codebook", "data", "where", "wave", "hidden"}
    assert ["D", "X"] in record["told"]["hidden"]
    assert not [part for part in json.dumps(record["told"]["hidden"]) if part.isdigit()]


def test_words_of_another_page_change_nothing_and_its_data_may(folder: Project) -> None:
    folder.spec("p1/f1", data=["B", "C"])
    folder.spec("p2/f2", data=["B"])
    render = ["render", "figures", "--format", "svg", "--explain"]
    CliRunner().invoke(app, render)
    folder.spec("p2/f2", data=["B"], title="En anden titel")
    assert "p1/f1: up to date" in CliRunner().invoke(app, render).output
    before = Path("build/manifest.json").read_bytes()
    assert "figures up to date" in CliRunner().invoke(app, render[:-1]).output
    assert Path("build/manifest.json").read_bytes() == before
    folder.spec("p2/f2", data=["A", "D"])
    assert "p1/f1: drawn, because **/*.yaml changed" in CliRunner().invoke(app, render).output
    assert folder.told() == {"p1/f1": {"B": 30, "C": None}, "p2/f2": {"A": 50, "D": None}}


def test_make_knows_that_other_pages_matter(folder: Project) -> None:
    folder.spec("p1/f1", data=["B", "C"])
    folder.spec("p2/f2", data=["A"])
    folder.render("--depfile", "build/deps.mk")
    (rule,) = (
        line for line in Path("build/deps.mk").read_text("utf-8").splitlines() if line.startswith("build/p1/f1/")
    )
    assert {"figures/p2/f2.yaml", "figures/survey.yaml", "svar.codebook.yaml"} <= set(rule.split())


# -- files of what must be hidden now ----------------------------------------------------------------------------------


def files(name: str) -> set[str]:
    return {path.suffix for path in Path("build").rglob(f"{name}-*") if path.is_file()}


def test_files_of_a_figure_that_can_show_nothing_any_more_are_removed(folder: Project) -> None:
    folder.spec("p/f", data=["A", "B"])
    folder.data(A=60, B=40)
    folder.render("--format", "svg,png,pdf")
    assert files("f") == {".svg", ".png", ".pdf", ".csv", ".json"}
    folder.data(A=3, B=4)
    folder.render("--format", "svg,png,pdf")
    assert files("f") == set() and not Path("build/p").exists()
    assert json.loads(Path("build/manifest.json").read_text("utf-8"))["figures"] == []


def test_files_of_a_figure_that_tells_less_are_those_of_now(folder: Project) -> None:
    folder.spec("p/f", data=["A", "B", "C"])
    folder.data(A=60, B=30, C=7)
    folder.render()
    folder.data(A=60, B=34, C=3)
    folder.render()
    assert folder.told() == {"p/f": {"A": 62, "B": None, "C": None}}
    (csv,) = Path("build").rglob("f-*.csv")
    (svg,) = Path("build").rglob("f-*.svg")
    assert csv.read_text("utf-8-sig").splitlines()[2].startswith("B;;;;;")
    assert not re.search(r"\b(35|3)[\s\u00a0]%", svg.read_text("utf-8"))


def test_files_of_a_figure_that_was_not_asked_for_go_where_they_tell_too_much(folder: Project) -> None:
    """B was told when nobody told A: the picture that tells A is drawn, and the one that tells B goes."""
    folder.spec("p/f1", data=["B", "C"])
    folder.render()
    assert folder.told() == {"p/f1": {"B": 30, "C": 18}}
    folder.spec("q/f2", data=["A", "D"])
    folder.render("--only", "f2")
    assert folder.told() == {"q/f2": {"A": 50, "D": None}}
    folder.render()
    assert folder.told() == {"p/f1": {"B": 30, "C": None}, "q/f2": {"A": 50, "D": None}}


def test_files_of_a_figure_that_fails_go_where_they_tell_too_much(folder: Project) -> None:
    folder.spec("p/f1", data=["B", "C"])
    folder.render()
    folder.spec("p/f1", data=["B", "C"], title="Alle svarer B")
    folder.spec("q/f2", data=["A", "D"])
    folder.render()
    assert folder.told() == {"q/f2": {"A": 50, "D": None}}


def test_files_of_a_figure_that_fails_stay_where_they_tell_no_more_than_it_would(folder: Project) -> None:
    folder.spec("p/f1", data=["B", "C"])
    folder.render()
    folder.spec("p/f1", data=["B", "C"], title="Alle svarer B")
    folder.render()
    assert folder.told() == {"p/f1": {"B": 30, "C": 18}}


def test_a_gallery_shows_nothing_of_what_was_hidden_since(folder: Project) -> None:
    folder.data(A=60, B=30, C=7)
    folder.spec("p/f", data=["A", "B", "C"])
    folder.spec("p/g", data=["B"])
    folder.render("--format", "svg,png")
    gallery = ["gallery", "--to", "galleri"]
    assert CliRunner().invoke(app, gallery).exit_code == 0
    assert any("31\u00a0%" in path.read_text("utf-8") for path in Path("galleri").rglob("*.html"))
    folder.data(A=60, B=34, C=3)
    folder.render("--format", "svg,png")
    assert CliRunner().invoke(app, gallery).exit_code == 0
    assert not [path for path in Path("galleri").rglob("*") if "/g" in path.as_posix() and path.suffix == ".svg"]
    for path in Path("galleri").rglob("*"):
        if path.suffix in (".html", ".json", ".csv", ".svg", ".js", ".txt"):
            text = path.read_text("utf-8")
            assert not [told for told in ("31\u00a0%", "35\u00a0%", "0.3505", "0.0309") if told in text], path


def test_no_file_holds_a_hidden_share(folder: Project) -> None:
    """Weights make every share one of a kind, so that its digits can be looked for in whatever is written."""
    rows = [
        ("x", "a", 53),
        ("x", "b", 37),
        ("x", "c", 3),
        ("y", "a", 41),
        ("y", "b", 29),
        ("y", "c", 31),
        ("z", "a", 6),
    ]
    lines, weights = ["svar;sted;w"], dict[tuple[str, str], float]()
    for sted, svar, count in rows:
        for i in range(count):
            weight = 1 + (i * 7 + len(lines) * 3) % 11 / 7
            weights[sted, svar] = weights.get((sted, svar), 0) + round(weight, 6)
            lines.append(f"{svar};{sted};{weight:.6f}")
    Path("svar.csv").write_text("\n".join([*lines, ""]), "utf-8")
    book = {"weight": "w", "variables": {"svar": {"codes": {"a": "A", "b": "B", "c": "C"}},
                                         "sted": {"codes": {"x": "X", "y": "Y", "z": "Z"}}}}  # fmt: skip
    Path("svar.codebook.yaml").write_text(yaml.safe_dump(book), "utf-8")
    folder.survey(population="alle")
    by = {"variable": "sted", "total": True}
    folder.spec("p/f1", kind="grouped_bars", data={"variable": "svar", "breakdown": by}, interval=95)
    folder.spec("p/f2", kind="stacked_bars", data={"variable": "svar", "breakdown": "sted"}, order=None)
    output = folder.render("--format", "svg,png,pdf", "--depfile", "build/deps.mk")
    assert {"p/f1", "p/f2"} == set(folder.told()), output
    hidden = [key.split("|") for key, percent in folder.told()["p/f1"].items() if percent is None]
    assert ["C", "X"] in hidden and ["A", "Z"] in hidden
    assert CliRunner().invoke(app, ["gallery", "--to", "galleri"]).exit_code == 0
    read = "".join(
        path.read_text("utf-8")
        for path in (*Path("build").rglob("*"), *Path("galleri").rglob("*"))
        if path.suffix in (".svg", ".csv", ".json", ".mk", ".html", ".js", ".txt")
    )
    printed = CliRunner().invoke(app, ["table", "figures", "--format", "json"]).output
    for category, group in hidden:
        within = {key: weight for key, weight in weights.items() if key[0] == group.lower()}
        yes = within.get((group.lower(), category.lower()), 0.0)
        if yes:
            for number in (yes, yes / sum(within.values())):
                for digits in (f"{number:.6f}", f"{number:.4f}".replace(".", ",")):
                    assert digits not in read and digits not in printed, (category, group, digits)
