"""What a file, R or a codebook calls missing is missing everywhere, as if its cells were empty."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyreadstat
import pytest
import yaml

from barometer_cli import (
    AllOf,
    AnyOf,
    AnyOver,
    Breakdown,
    Delimited,
    Design,
    Multiple,
    Nets,
    Not,
    Single,
    Where,
    project,
    sources,
    tabulate,
)
from barometer_cli import Any as AnyNet
from barometer_cli.errors import BadWeight, BarometerError, DataError, EmptyBase, UnknownCategory
from barometer_cli.model.dataset import Dataset, MissingRange
from barometer_cli.model.figure import Figure
from barometer_cli.sources.cells import from_objects

# Law: a missing code is an empty cell

ROWS = 120
MISSING: dict[str, list[Any]] = {
    "w": [{"lo": 900, "hi": 999}],
    "alder": [{"lo": -99, "hi": -1}, 999],
    "q": [8, 9],
    "m1": [9],
    "m2": [9],
    "m3": [9],
    "t": ["XX"],
    "d": ["99", "98"],
    "p1": [9],
    "p2": [9],
    "g": [9],
    "s": [7],
}
CODES: dict[str, tuple[list[Any], list[Any]]] = {  # answers, and codes that are declared missing
    "w": ([0.5, 1.0, 2.25], [999.0, 950.0]),
    "alder": ([15, 18, 40, 66], [999, -9, -99]),
    "q": ([1, 2, 3], [8, 9]),
    "m1": ([0, 1], [9]),
    "m2": ([0, 1], [9]),
    "m3": ([0, 1], [9]),
    "t": (["HO", "SJ", "ØS"], ["XX"]),
    "d": (["1;2", "2", "3;1"], ["99", "98"]),
    "p1": ([1, 2, 3], [9]),
    "p2": ([1, 2, 3], [9]),
    "g": ([1, 2], [9]),
}


def frames() -> tuple[pd.DataFrame, pd.DataFrame]:
    """The same answers twice: with codes for what is missing, and with empty cells."""
    random = np.random.default_rng(11)
    coded: dict[str, list[Any]] = {"id": list(range(ROWS))}
    blank: dict[str, list[Any]] = {"id": list(range(ROWS))}
    for name, (answers, gone) in CODES.items():
        values = [random.choice(len(answers)) if random.random() < 0.8 else -1 for _ in range(ROWS)]
        coded[name] = [answers[at] if at >= 0 else gone[row % len(gone)] for row, at in enumerate(values)]
        blank[name] = [answers[at] if at >= 0 else ("" if name in "td" else None) for at in values]
    return pd.DataFrame(coded), pd.DataFrame(blank)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Dataset, Dataset]:
    """Two files of SPSS."""
    folder = tmp_path_factory.mktemp("spss")
    coded, blank = frames()
    ranges = {name: MISSING[name] for name in coded if name in MISSING}
    pyreadstat.write_sav(coded, folder / "coded.sav", missing_ranges=ranges)
    pyreadstat.write_sav(blank, folder / "blank.sav")
    return sources.read(folder / "coded.sav"), sources.read(folder / "blank.sav")


RESPONSES = {
    "single": Single("q"),
    "single, declared": Single("q", [1, 2, 3]),
    "text": Single("t", ["HO", "SJ", "ØS"]),
    "multiple": Multiple(["m1", "m2", "m3"]),
    "multiple, not counted": Multiple(["m1", "m2", "m3"], not_counted=0),
    "multiple, own bases": Multiple(["m1", "m2", "m3"], base="item"),
    "delimited": Delimited("d"),
    "delimited, declared": Delimited("d", [1, 2, 3]),
    "any over": AnyOver(["p1", "p2"]),
    "any over, declared": AnyOver(["p1", "p2"], [1, 2, 3]),
    "nets": Nets(Multiple(["m1", "m2", "m3"]), {"some": AnyNet("m1", "m2", "m3"), "not m1": Not("m1")}),
}
FILTERS = {
    ">=": Where("alder", ">=", 18),
    "<=": Where("alder", "<=", 40),
    "==": Where("alder", "==", 40),
    "!=": Where("alder", "!=", 15),
    "in": Where("alder", "in", [15, 18]),
    "not in": Where("alder", "not in", [15, 18]),
    "not null": Where("alder", "not null"),
    "is null": Where("alder", "is null"),
    "text, !=": Where("t", "!=", "HO"),
    "text, is null": Where("t", "is null"),
    "has any": Where("d", "has any", [1]),
    "has none": Where("d", "has none", [1]),
    "nested": AllOf(Where("q", "not null"), AnyOf(Where("alder", "is null"), Where("t", "not in", ["HO"]))),
}
WEIGHTED = Design("w", missing_weight="drop")
ASKED: dict[str, dict[str, Any]] = {
    **{f"response: {name}": {"response": response} for name, response in RESPONSES.items()},
    **{f"filter: {name}": {"response": Single("p1"), "filter": filter} for name, filter in FILTERS.items()},
    "asked": {"response": Single("q"), "asked": Where("q", "not null")},
    "asked, others answer": {"response": Single("q"), "asked": Where("alder", "not null")},
    "weight": {"response": Single("q"), "design": WEIGHTED},
    "weight, error": {"response": Single("q"), "design": Design("w")},
    "breakdown": {"response": Single("q"), "design": WEIGHTED, "breakdown": "g"},
    "breakdown, declared": {"response": Single("q"), "breakdown": Breakdown("t", ["ØS", "SJ", "HO"])},
    "strata": {"response": Single("q"), "design": Design(strata="g")},
    "clusters": {"response": Single("q"), "design": Design(cluster="g")},
    "fpc": {"response": Single("q"), "design": Design(fpc="alder")},
    "id": {"response": Single("q"), "design": Design(id="alder")},
}


def outcome(frame: Any, asked: Mapping[str, Any]) -> tuple[Any, ...]:
    """Everything that a table tells, or the kind of its complaint."""
    try:
        table = tabulate(frame, **asked)
    except BarometerError as error:
        return (type(error),)
    told: list[Any] = [table.unanswered, table.zero_weights, table.dropped, table.conflicts, table.design_df]
    for each in table.estimates:
        told += [each.category, each.group, each.n, each.n_yes, each.df]
        told += [pytest.approx(number, rel=1e-12) for number in (each.share, each.se, each.weighted_n, each.kish_n)]
    return (*told, table.steps)


@pytest.mark.parametrize("name", ASKED)
def test_what_a_file_calls_missing_is_as_good_as_empty(both: tuple[Dataset, Dataset], name: str) -> None:
    coded, blank = both
    assert outcome(coded, ASKED[name]) == outcome(blank, ASKED[name])


def test_ranges_dates_texts_and_letters_are_declared_too(tmp_path: Path) -> None:
    """A range down from the lowest value, a missing date of SPSS, Stata's .a: each is missing, and its row no error."""
    dates = pd.to_datetime(["2020-01-01", "1900-01-01", "2021-05-04", "2020-01-01"]).date
    frame = pd.DataFrame({"n": [1.0, -5, 2, -1e9], "d": dates})
    seconds = (pd.Timestamp("1900-01-01") - pd.Timestamp("1582-10-14")).total_seconds()
    pyreadstat.write_sav(frame, tmp_path / "t.sav", missing_ranges={"n": [{"lo": -np.inf, "hi": -1}], "d": [seconds]})
    read = sources.read(tmp_path / "t.sav")
    assert read.missing["d"] == (MissingRange("1900-01-01", "1900-01-01"),)
    assert tabulate(read, response=Single("d"))["2020-01-01"].n == 3
    assert tabulate(read, response=Single("d"), filter=Where("n", "<=", 5))["2020-01-01"].n == 2
    letters = pd.DataFrame({"q": [1, 2, 1, 2], "timer": [3, "a", 40, "z"]})
    pyreadstat.write_dta(letters, tmp_path / "t.dta", missing_user_values={"timer": ["a", "z"]})
    stata = sources.read(tmp_path / "t.dta")
    assert tabulate(stata, response=Single("q"), filter=Where("timer", "<=", 10))["1"].n == 1
    assert tabulate(stata, response=Single("q"), filter=Where("timer", "is null"))["2"].n == 2
    assert tabulate(stata, response=Single("timer")).categories == ("3", "40")


def test_a_missing_range() -> None:
    assert 8 in MissingRange(8, 8) and "8" in MissingRange(8.0, 8.0) and "8.0" in MissingRange("8", "8")
    assert 8.5 not in MissingRange(8, 8) and "08" not in MissingRange(8, 8)
    assert -3 in MissingRange(-99, -1) and "-3" in MissingRange(-99, -1) and -100 not in MissingRange(-99, -1)
    assert "ti" not in MissingRange(-99, -1) and "1950-01-01" in MissingRange("1900-01-01", "1999-12-31")
    assert MissingRange("a", "a").bounds is None and MissingRange("8", "8").bounds == (8, 8)
    assert MissingRange("01", "01").bounds is None, "no number is written so"


# What is named

Q = Dataset("f.sav", "", 6, {"q": from_objects([1, 2, 8, 8, 9, None]), "w": from_objects([1, 1, 1, 999, 1, 1])},
            missing={"q": (MissingRange(8, 9),), "w": (MissingRange(999, 999),)})  # fmt: skip


def test_an_answer_that_is_named_is_an_answer() -> None:
    """Nobody but the person who asks knows that "Ved ikke" is to be counted; the file calls 8 and 9 missing."""
    assert tabulate(Q, response=Single("q")).categories == ("1", "2")
    table = tabulate(Q, response=Single("q", [1, 2, 8]))
    assert table["8"].n == 4 and table["8"].n_yes == 2 and table.unanswered == 2
    with_groups = tabulate(Q, response=Single("w"), breakdown=Breakdown("q", [1, 2, 8]))
    assert [with_groups["1", group].n for group in with_groups.groups] == [5, 1, 1, 1]
    assert tabulate(Q, response=Single("w"), breakdown="q").groups == (None, "1", "2")


def test_a_message_says_who_calls_it_missing() -> None:
    with pytest.raises(BadWeight, match=r"f\.sav, row 5: the weight is missing \(999 is called missing\)"):
        tabulate(Q, response=Single("q"), design=Design("w"))
    with pytest.raises(DataError, match=r"'q', f\.sav, row 4: the value is missing \(8 is called missing\)"):
        tabulate(Q, response=Single("w"), design=Design(strata="q"))
    with pytest.raises(DataError, match=r"the id is missing \(8 is called missing\) \(and 3 more\)"):
        tabulate(Q, response=Single("w"), design=Design(id="q"))


def test_a_part_of_a_cell_is_missing_alone() -> None:
    cells = {"d": from_objects(["1;99", "2", "99", "98;99", "1;2"])}
    read = Dataset("f.sav", "", 5, cells, missing={"d": (MissingRange("99", "99"), MissingRange("98", "98"))})
    for response in (Delimited("d"), Delimited("d", [1, 2])):
        table = tabulate(read, response=response)
        assert (table["1"].n, table["1"].n_yes, table["2"].n_yes, table.unanswered) == (3, 2, 2, 2)
    assert tabulate(read, response=Delimited("d", [1, 2, 98]))["98"].n == 4


# NA of R


@pytest.mark.parametrize("large", [False, True])
def test_the_na_of_r_is_an_empty_cell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, large: bool) -> None:
    """In a small file, and in one that Arrow reads."""
    lines = 20
    if large:
        monkeypatch.setattr(sources.delimited, "LARGE", 1)
    body = "1,NA,40,kommune\n2,1.5,NA,NA\n1,2,15,NATO\n"
    (tmp_path / "r.csv").write_text("q,w,alder,sted\n" + body * lines, encoding="utf-8")
    read = sources.read(tmp_path / "r.csv")
    table = tabulate(read, response=Single("q"), design=Design("w", missing_weight="drop"))
    assert (table["1"].n, table.dropped) == (2 * lines, lines)
    assert tabulate(read, response=Single("q"), filter=Where("alder", ">=", 10))["1"].n == 2 * lines
    assert tabulate(read, response=Single("sted")).categories == ("NATO", "kommune"), "NATO is no NA"
    assert tabulate(read, response=Single("q"), filter=Where("sted", "is null"))["2"].n_yes == lines


def test_a_table_of_shares_may_have_a_category_na(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("category;share\nNA;50\nDK;50\n", encoding="utf-8")
    assert sources.read(tmp_path / "t.csv").columns["category"].objects() == ("NA", "DK")


# From the codebook

SURVEY = {"name": "Undersøgelsen", "wave": "2019", "population": "alle"}
FIGURE = {"kind": "bars", "title": "Titel", "caption": "svarene", "order": "given"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def drawn(file: str, codebook: Mapping[str, Any], data: Any, where: Any = None) -> Figure:
    """A figure of a file that is there already."""
    Path(file).with_suffix(".codebook.yaml").write_text(
        yaml.safe_dump({"suppression": None, **codebook}, allow_unicode=True), encoding="utf-8"
    )
    Path("side").mkdir(exist_ok=True)
    Path("side/survey.yaml").write_text(yaml.safe_dump({**SURVEY, "data": file}, allow_unicode=True), encoding="utf-8")
    kind = "grouped_bars" if "breakdown" in data else FIGURE["kind"]
    spec = {**FIGURE, "kind": kind, "data": data} | ({"filter": {"text": "nogle", "where": where}} if where else {})
    Path("side/f.yaml").write_text(yaml.safe_dump(spec, allow_unicode=True), encoding="utf-8")
    (entry,) = project.find([Path("side")])
    return project.figure(entry, project.Microdata())


def told(figure: Figure) -> dict[str, tuple[float, int | None]]:
    return {cell.category: (cell.value, cell.n) for cell in figure.table.cells}


def sav(**columns: list[Any]) -> str:
    """A file of SPSS in which 8, 9 and 999 are missing wherever they stand."""
    frame = pd.DataFrame(columns)
    ranges: dict[str, list[Any]] = {name: [{"lo": 8, "hi": 9}, 999] for name in columns if name != "id"}
    pyreadstat.write_sav(frame, "d.sav", missing_ranges=ranges)
    return "d.sav"


def test_items_that_are_missing_are_no_no(folder: Path) -> None:
    """20 respondents with 9 for every item: of the other 40, half ticked the first item. Today's 33 % were of 60."""
    file = sav(a=[9] * 20 + [0, 1] * 20, b=[9] * 20 + [0, 0, 0, 1] * 10)
    book = {"variables": {"q": {"type": "multiple", "items": {"a": "A", "b": "B"}}}}
    figure = drawn(file, book, "q")
    assert told(figure) == {"A": (0.5, 40), "B": (0.25, 40)}
    assert figure.table.notes == ("20 respondents have no answer and are not in n",)


def test_an_item_that_is_missing_beside_others_is_reported(folder: Path) -> None:
    """One base for all items is who answered any, so that this is a no; with a base for each it is none."""
    file = sav(a=[9] * 10 + [0, 1] * 20, b=[1] * 10 + [0, 0, 0, 1] * 10)
    item: dict[str, Any] = {"type": "multiple", "items": {"a": "A", "b": "B"}}
    figure = drawn(file, {"variables": {"q": item}}, "q")
    assert told(figure) == {"A": (0.4, 50), "B": (0.4, 50)}
    assert figure.table.notes == ("10 respondents left some items unanswered, which count as a no",)
    own = drawn(file, {"variables": {"q": {**item, "base": "item"}}}, "q")
    assert told(own) == {"A": (0.5, 40), "B": (0.4, 50)} and not own.table.notes


def test_a_weight_of_999(folder: Path) -> None:
    file = sav(w=[999] * 6 + [1.5] * 54, q=[1] * 6 + [1, 2] * 27)
    book: dict[str, Any] = {"weight": "w", "variables": {"q": {"codes": {1: "Ja", 2: "Nej"}}}}
    with pytest.raises(BadWeight, match="999 is called missing"):
        drawn(file, book, "q")
    figure = drawn(file, {**book, "missing_weight": "drop"}, "q")
    assert told(figure) == {"Ja": (0.5, 54), "Nej": (0.5, 54)}
    assert figure.table.notes == ("6 rows without a weight were left out",)


ALDER = [999] * 20 + [15] * 10 + [40] * 50
BOOK = {"variables": {"q": {"codes": {1: "Ja", 2: "Nej"}}}}


@pytest.mark.parametrize(
    ("where", "n"),
    [
        ({"op": ">=", "value": 18}, 50),
        ({"op": "!=", "value": 15}, 50),
        ({"op": "not in", "value": [15, 18]}, 50),
        ({"op": "not null"}, 60),
        ({"op": "is null"}, 20),
    ],
)
@pytest.mark.parametrize("form", ["sav", "R", "codebook"])
def test_an_age_that_is_missing_is_no_age(folder: Path, form: str, where: dict[str, Any], n: int) -> None:
    """Three ways to say it, one answer: 999 of SPSS, NA of R, and a code that the codebook names for no answer."""
    answers = [1, 2] * 40
    book = BOOK
    if form == "sav":
        file = sav(alder=ALDER, q=answers)
    else:
        file = "d.csv"
        frame = pd.DataFrame({"alder": ["NA" if form == "R" and each == 999 else each for each in ALDER], "q": answers})
        frame.to_csv(file, index=False)
    if form == "codebook":
        book = {"variables": {**BOOK["variables"], "alder": {"codes": {15: "15", 40: "40"}, "unanswered": 999}}}
    assert drawn(file, book, "q", {"column": "alder", **where}).table.n == n


def test_who_did_not_answer_is_in_no_group(folder: Path) -> None:
    file = sav(g=[1] * 20 + [2] * 20 + [8] * 10 + [9] * 5, q=[1, 2] * 27 + [1])
    groups = {"codes": {1: "En", 2: "To", 8: "Ved ikke", 9: "Intet svar"}, "dont_know": 8, "unanswered": 9}
    figure = drawn(file, {"variables": {**BOOK["variables"], "g": groups}}, {"variable": "q", "breakdown": "g"})
    assert [(base.name, base.n) for base in figure.table.bases] == [("En", 20), ("To", 20), ("Ved ikke", 10)]
    assert figure.table.n == 55


def test_the_file_names_no_answer_that_it_calls_missing(folder: Path) -> None:
    """Words of a code are the file's, and so is that it is missing; a codebook that counts it says so."""
    frame = pd.DataFrame({"q": [1, 2, 8, 9] * 10})
    words = {"q": {1: "Ja", 2: "Nej", 8: "Ved ikke", 9: "Ubesvaret"}}
    pyreadstat.write_sav(frame, "d.sav", missing_ranges={"q": [8, 9]}, variable_value_labels=words)
    assert told(drawn("d.sav", {"variables": {"q": {}}}, "q")) == {"Ja": (0.5, 20), "Nej": (0.5, 20)}
    third = pytest.approx(1 / 3)
    found = told(drawn("d.sav", {"variables": {"q": {"dont_know": 8}}}, "q"))
    assert found == {"Ja": (third, 30), "Nej": (third, 30), "Ved ikke": (third, 30)}


def test_a_condition_finds_the_code_that_it_names(folder: Path) -> None:
    """A codebook that words 8 lets a filter ask for it; every other condition takes it for missing, as SPSS does."""
    file = sav(svar=[1] * 10 + [5] * 10 + [8] * 10 + [9] * 5, q=[1, 2] * 17 + [1])
    book = {"variables": {**BOOK["variables"], "svar": {"codes": {1: "Lidt", 5: "Meget", 8: "Ved ikke"}}}}

    def n(where: dict[str, Any], book: dict[str, Any] = book) -> int | None:
        return drawn(file, book, "q", {"column": "svar", **where}).table.n

    assert n({"value": 8}) == 10 and n({"op": "in", "value": [5, 8]}) == 20
    assert n({"op": "!=", "value": 1}) == 10 and n({"op": ">=", "value": 5}) == 10 and n({"op": "not null"}) == 20
    assert n({"op": "not in", "value": [8]}) == 20 and n({"op": "is null"}) == 15
    for where in ({"value": 9}, {"op": "in", "value": [5, 9]}):
        with pytest.raises(UnknownCategory, match=r"d\.sav calls '9' missing, so no row has it"):
            n(where)
    nested = {"any": [{"column": "svar", "value": 1}, {"column": "svar", "value": 9}]}
    with pytest.raises(UnknownCategory, match="'9' missing"):
        drawn(file, book, "q", nested)
    silent = {"variables": {**BOOK["variables"], "svar": {"codes": {1: "Lidt", 5: "Meget"}, "unanswered": [8, 9]}}}
    assert n({"value": 9}, silent) == 5, "who did not answer can be looked at"
    with pytest.raises(EmptyBase, match="svar == 9: 0"):
        tabulate(sources.read(Path("d.sav")), response=Single("q"), filter=Where("svar", "==", 9))


@pytest.mark.parametrize("file", ["d.sav", "d.csv"])
def test_a_code_that_two_variables_of_a_column_read_otherwise(folder: Path, file: str) -> None:
    """Who counts "Uoplyst" gets it; it is no group, and in no condition, because another variable counts it."""
    columns: dict[str, list[Any]] = {"g": [1] * 20 + [2] * 20 + [9] * 10, "q": [1, 2] * 25}
    sav(**columns)
    pd.DataFrame(columns).to_csv("d.csv", index=False)
    known = {"codes": {1: "Mand", 2: "Kvinde"}, "unanswered": 9}
    every = {"column": "g", "codes": {1: "Mand", 2: "Kvinde", 9: "Uoplyst"}}
    book = {"variables": {**BOOK["variables"], "g": known, "alle": every}}
    assert drawn(file, book, "q", {"column": "g", "op": "!=", "value": 1}).table.n == 20
    assert drawn(file, book, "q", {"column": "g", "op": ">=", "value": 2}).table.n == 20
    by = drawn(file, book, {"variable": "q", "breakdown": "g"}).table
    assert [(base.name, base.n) for base in by.bases] == [("Mand", 20), ("Kvinde", 20)]
    assert told(drawn(file, book, "alle")) == {"Mand": (0.4, 50), "Kvinde": (0.4, 50), "Uoplyst": (0.2, 50)}


@pytest.mark.parametrize("engine", ["numpy", "duckdb"])
def test_namibia(folder: Path, engine: str) -> None:
    """NA is a code where the codebook says so: in every condition, group and answer."""
    if engine == "duckdb":
        pytest.importorskip("duckdb")
        pytest.importorskip("narwhals")
    pd.DataFrame({"land": ["NA", "DK", "SE", ""] * 10, "q": [1, 1, 2, 2] * 10}).to_csv("d.csv", index=False)
    lands = {"codes": {"NA": "Namibia", "DK": "Danmark", "SE": "Sverige"}}
    book: dict[str, Any] = {"engine": engine, "variables": {**BOOK["variables"], "land": lands}}
    third = pytest.approx(1 / 3)
    assert told(drawn("d.csv", book, "land")) == {
        "Namibia": (third, 30), "Danmark": (third, 30), "Sverige": (third, 30)
    }  # fmt: skip
    assert drawn("d.csv", book, "q", {"column": "land", "op": "!=", "value": "DK"}).table.n == 20
    without = {
        **book,
        "variables": {"q": book["variables"]["q"], "land": {"codes": {"DK": "Danmark", "SE": "Sverige"}}},
    }
    assert told(drawn("d.csv", without, "land")) == {"Danmark": (0.5, 20), "Sverige": (0.5, 20)}
    assert drawn("d.csv", without, "q", {"column": "land", "op": "!=", "value": "DK"}).table.n == 10


def test_pages_of_one_file_read_its_na_alike(folder: Path) -> None:
    """The second page needs a column that the first did not; codebooks of one file may differ."""
    pd.DataFrame({"q": [1, "NA"] * 20, "r": ["NA", 2, 1, 1] * 10}).to_csv("d.csv", index=False)
    answers = {"codes": {1: "Ja", 2: "Nej"}}
    books = {
        "d.codebook.yaml": {"q": answers, "r": answers},
        "other.yaml": {"r": {"codes": {1: "Ja", 2: "Nej", "NA": "N"}}},
    }
    for name, variables in books.items():
        Path(name).write_text(yaml.safe_dump({"suppression": None, "variables": variables}), encoding="utf-8")
    Path("survey.yaml").write_text(yaml.safe_dump({**SURVEY, "data": "d.csv"}), encoding="utf-8")
    for page, name, book in (("a", "q", {}), ("b", "r", {}), ("c", "r", {"codebook": "../other.yaml"})):
        Path(page).mkdir()
        spec = {**FIGURE, "data": {"variable": name, **book}}
        Path(page, "f.yaml").write_text(yaml.safe_dump(spec), encoding="utf-8")
    microdata = project.Microdata()
    found = [told(project.figure(entry, microdata)) for entry in project.find([Path("a"), Path("b"), Path("c")])]
    third, quarter = pytest.approx(1 / 3), 0.25
    assert found == [
        {"Ja": (1.0, 20), "Nej": (0.0, 20)},
        {"Ja": (pytest.approx(2 / 3), 30), "Nej": (third, 30)},
        {"Ja": (0.5, 40), "Nej": (quarter, 40), "N": (quarter, 40)},
    ]


def test_a_column_that_is_read_later_has_its_na_too(folder: Path) -> None:
    """While a preview runs, a spec is edited and needs a column that nothing needed before."""
    pd.DataFrame({"q": [1, "NA"] * 20, "r": ["NA", 2, 1, 1] * 10}).to_csv("d.csv", index=False)
    answers = {"codes": {1: "Ja", 2: "Nej"}}
    book = {"suppression": None, "variables": {"q": answers, "r": answers}}
    Path("d.codebook.yaml").write_text(yaml.safe_dump(book), encoding="utf-8")
    Path("survey.yaml").write_text(yaml.safe_dump({**SURVEY, "data": "d.csv"}), encoding="utf-8")
    Path("a").mkdir()
    microdata, found = project.Microdata(), []
    for name in ("q", "r"):
        Path("a", "f.yaml").write_text(yaml.safe_dump({**FIGURE, "data": {"variable": name}}), encoding="utf-8")
        microdata.reconsider()
        found += [told(project.figure(entry, microdata)) for entry in project.find([Path("a")])]
    assert found == [
        {"Ja": (1.0, 20), "Nej": (0.0, 20)},
        {"Ja": (pytest.approx(2 / 3), 30), "Nej": (pytest.approx(1 / 3), 30)},
    ]


# Yes, no, and neither


ODD = pd.DataFrame({"a": ["1", "0", "7", "x", "-99"] * 8, "b": ["1", "2"] * 20})
ITEMS: dict[str, Any] = {"type": "multiple", "items": {"a": "A", "b": "B"}}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "'a', d.csv, row 4: the code '7' is neither counted nor declared a no (and 7 more)"),
        ({"unanswered": [7, "x"]}, "'a', d.csv, row 6: the code '-99'"),
        ({"unanswered": [7, "x", -99]}, "'b', d.csv, row 3: the code '2'"),
        ({"unanswered": [7, "x", -99], "not_counted": 2}, "'a', d.csv, row 3: the code '0'"),
        ({"unanswered": [7, "x", -99], "counted": 2}, "row 2: the code '1'"),
    ],
)
def test_a_code_that_is_neither_yes_nor_no_is_refused(folder: Path, changes: dict[str, Any], words: str) -> None:
    ODD.to_csv("d.csv", index=False)
    with pytest.raises(UnknownCategory) as caught:
        drawn("d.csv", {"variables": {"q": {**ITEMS, **changes}}}, "q")
    assert words in caught.value.message and "not_counted" in caught.value.hint


def test_without_a_codebook_the_default_is_as_strict() -> None:
    """Where 1 alone is counted; who counts another code and names no no takes every other for one."""
    data = {"a": ["1", "2", "1", "0"], "b": ["Ja", "Nej", "Måske", "Ja"]}
    with pytest.raises(UnknownCategory, match="'a', row 1: the code '2' is neither counted nor declared a no"):
        tabulate(data, response=Multiple(["a"]))
    assert tabulate(data, response=Multiple(["a"], not_counted=[0, 2]))["a"].share == 0.5
    assert tabulate(data, response=Multiple(["b"], "Ja"))["b"].share == 0.5
    with pytest.raises(UnknownCategory, match="'Måske'"):
        tabulate(data, response=Multiple(["b"], "Ja", not_counted="Nej"))
    with pytest.raises(ValueError, match="'1' is counted and not_counted"):
        Multiple(["a"], not_counted=[0, 1])


@pytest.mark.parametrize("base", ["set", "item"])
def test_a_code_is_a_no_where_it_is_declared_one(folder: Path, base: str) -> None:
    ODD.to_csv("d.csv", index=False)
    items = {**ITEMS, "base": base, "unanswered": [-99, "x"], "not_counted": [0, 2, 7]}
    found = told(drawn("d.csv", {"variables": {"q": items}}, "q"))
    assert found == {"A": (8 / 40, 40) if base == "set" else (8 / 24, 24), "B": (0.5, 40)}


def test_only_who_was_asked_must_answer_in_known_codes(folder: Path) -> None:
    pd.DataFrame({"a": [1, 0, 7], "b": [0, 1, 7], "f": [1, 1, 0]}).to_csv("d.csv", index=False)
    figure = drawn("d.csv", {"variables": {"q": ITEMS}}, "q", {"column": "f", "value": 1})
    assert told(figure) == {"A": (0.5, 2), "B": (0.5, 2)}


def test_a_zero_that_the_file_calls_missing_is_no_no_unless_it_is_named(folder: Path) -> None:
    pyreadstat.write_sav(pd.DataFrame({"a": [1, 0] * 10, "b": [0, 0, 1, 1] * 5}), "d.sav",
                         missing_ranges={"a": [0], "b": [0]})  # fmt: skip
    figure = drawn("d.sav", {"variables": {"q": ITEMS}}, "q")
    assert figure.table.n == 15, "a row with 0 in both has no answer"
    named = drawn("d.sav", {"variables": {"q": {**ITEMS, "not_counted": 0}}}, "q")
    assert told(named) == {"A": (0.5, 20), "B": (0.5, 20)}


# Blank items

TICKED = [
    {"spurgt": spurgt, "a": a, "b": b}
    for spurgt, a, b in [(1, "", ""), (1, 1, ""), (1, "", ""), (1, "", 1), (0, "", "")] * 10
]


def test_who_ticked_nothing_is_a_no_if_the_codebook_says_so(folder: Path) -> None:
    """Of 40 who were asked 10 ticked each item and 20 none: a quarter, or of those who ticked something half."""
    pd.DataFrame(TICKED).to_csv("d.csv", index=False)
    items = {**ITEMS, "asked": {"column": "spurgt", "value": 1}}
    ticked = drawn("d.csv", {"variables": {"q": items}}, "q")
    assert told(ticked) == {"A": (0.5, 20), "B": (0.5, 20)}
    assert ticked.table.notes == ("20 respondents have no answer and are not in n",)
    asked = drawn("d.csv", {"variables": {"q": {**items, "base": "asked"}}}, "q")
    assert told(asked) == {"A": (0.25, 40), "B": (0.25, 40)} and not asked.table.notes
    nets = {"of": "q", "type": "nets", "nets": {"Noget": {"any": ["a", "b"]}, "Intet": {"not": {"any": ["a", "b"]}}},
            "partition": ["Noget", "Intet"]}  # fmt: skip
    both = {"q": {**items, "base": "asked"}, "n": nets}
    assert told(drawn("d.csv", {"variables": both}, "n")) == {"Noget": (0.5, 40), "Intet": (0.5, 40)}


def test_a_code_for_no_answer_is_not_blank(folder: Path) -> None:
    """Who is asked and refuses has ticked nothing, and has not said no."""
    file = sav(a=[9] * 10 + [np.nan] * 10 + [1] * 20, b=[9] * 10 + [np.nan] * 30, spurgt=[1] * 40)
    items = {**ITEMS, "asked": {"column": "spurgt", "value": 1}, "base": "asked"}
    figure = drawn(file, {"variables": {"q": items}}, "q")
    assert told(figure) == {"A": (2 / 3, 30), "B": (0.0, 30)}
    assert figure.table.notes == ("10 respondents have no answer and are not in n",)


def test_an_answer_of_somebody_who_was_not_asked_is_still_an_error(folder: Path) -> None:
    pd.DataFrame([*TICKED, {"spurgt": 0, "a": "", "b": 1}]).to_csv("d.csv", index=False)
    items = {**ITEMS, "asked": {"column": "spurgt", "value": 1}, "base": "asked"}
    with pytest.raises(DataError, match=r"'b', d\.csv, row 52: the answer '1' of someone who was not asked"):
        drawn("d.csv", {"variables": {"q": items}}, "q")


@pytest.mark.parametrize("items", [["a"], ["a", "b"]])
def test_the_base_of_who_was_asked(items: list[str]) -> None:
    data = {"a": [1, None, None, 0], "b": [None, None, 1, None], "s": [1, 1, 0, 1]}
    table = tabulate(
        data, response=Multiple(items, base="asked"), asked=Where("s", "==", 1) if items == ["a"] else None
    )
    assert table["a"].n == (3 if items == ["a"] else 4) and table["a"].n_yes == 1 and table.unanswered == 0
