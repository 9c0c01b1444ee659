"""Rows become a table only if they can be what they say."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barometer_cli.errors import BaseMismatch, DataError, EmptyBase, UnknownCategory, UnknownVariable
from barometer_cli.model.dataset import Dataset
from barometer_cli.model.spec import TableSpec
from barometer_cli.model.table import Cell, Net, Table
from barometer_cli.sources import read
from barometer_cli.sources.cells import from_objects
from barometer_cli.tables import weighted_table


def table(header: str, *rows: tuple[Any, ...], unit: Any = "percent", n: int | None = None) -> Table:
    names = header.split()
    columns = {name: from_objects(row[i] for row in rows) for i, name in enumerate(names)}
    return weighted_table(Dataset("t.csv", "d", len(rows), columns), TableSpec(file="t.csv"), unit, n)


def test_reads_every_column() -> None:
    made = table(
        "category group n se share unshown net",
        (" Ja ", "I alt", "1.877", "1,5", "49,6", None, None),
        ("Nej", "I alt", 1877, 1.5, 30, "nej", None),
        ("Ved ikke", "I alt", None, None, "20.4", "x", None),
        ("Begge", "I alt", None, None, 79.6, None, "ja + NEJ"),
        (None, None, None, None, None, None, None),
        n=1877,
    )
    assert made.cells == (
        Cell("Ja", 0.496, "I alt", 1877, 0.015),
        Cell("Nej", 0.3, "I alt", 1877, 0.015),
        Cell("Ved ikke", 0.204, "I alt", shown=False),
    )
    assert made.nets == (Net("Begge", ("Ja", "Nej"), 0.796, "I alt"),)
    assert (made.file, made.digest) == ("t.csv", "d")
    assert table("category share", ("a", "0,496"), unit="fraction").cells[0].value == 0.496


def test_names_are_composed() -> None:
    assert table("category share", ("A\u030arhus", 50)).cells[0].category == "Århus"


REFUSED: list[tuple[type[DataError], str, str, list[tuple[Any, ...]], dict[str, Any]]] = [
    (UnknownVariable, "kategori", "called 'category'", [], {"header": "kategori share"}),
    (UnknownVariable, "shares", "Did you mean 'share'", [], {"header": "category shares"}),
    (UnknownVariable, "no column 'share'", "category", [], {"header": "category"}),
    (EmptyBase, "no rows", "", [], {}),
    (DataError, "per cent or fractions", "unit: percent", [("a", 5)], {"unit": None}),
    (DataError, "row 2: share is 101", "", [("a", 101)], {}),
    (DataError, "row 3: share is -1", "", [("a", 5), ("b", "-1")], {}),
    (DataError, "share is 'abc'.*from 0 to 100", "", [("a", "abc")], {}),
    (DataError, "share is True", "", [("a", True)], {}),
    (DataError, "share is inf", "", [("a", float("inf"))], {}),
    (DataError, "share is missing", "", [("a", None)], {}),
    (DataError, "category is missing", "", [(None, 5)], {}),
    (DataError, "share is 49.6", "looks like per cent", [("a", 49.6)], {"unit": "fraction"}),
    (DataError, "no share is above 1", "like fractions", [("a", 0.4), ("b", 0.6)], {}),
    (DataError, "row 2 and row 4", "", [("På  a", 5), ("b", 5), ("pa\u030a A", 5)], {}),
    (DataError, "unshown is 'måske'", "", [("a", 5, "måske")], {"header": "category share unshown"}),
    (DataError, "every category is unshown", "", [("a", 5, True)], {"header": "category share unshown"}),
    (UnknownCategory, "'jah'", "'ja'", [("ja", 5, None), ("x", 5, "ja + jah")], {"header": "category share net"}),
    (DataError, "two or more", "", [("ja", 5, None), ("x", 5, "ja")], {"header": "category share net"}),
    (BaseMismatch, "row 2: n is 1876.*1877", "", [("a", 5, 1876)], {"header": "category share n", "n": 1877}),
    (DataError, "n is 0", "", [("a", 5, 0)], {"header": "category share n"}),
    (DataError, "n is 1.877", "", [("a", 5, 1.877)], {"header": "category share n"}),
    (DataError, "n is '12,000'", "", [("a", 5, "12,000")], {"header": "category share n"}),
    (DataError, "se is -1", "", [("a", 5, -1)], {"header": "category share se"}),
    (DataError, "row 3: the group", "", [("a", 5, "g"), ("b", 5, None)], {"header": "category share group"}),
]


@pytest.mark.parametrize(("error", "said", "hint", "rows", "how"), REFUSED)
def test_refuses(
    error: type[DataError], said: str, hint: str, rows: list[tuple[Any, ...]], how: dict[str, Any]
) -> None:
    how = {"header": "category share", **how}
    with pytest.raises(error, match=said) as caught:
        table(how.pop("header"), *rows, **how)
    assert caught.value.hint and hint in caught.value.hint
    assert "t.csv" in caught.value.message


@pytest.mark.parametrize("word", ["x", "JA", "yes", "True", "1", True, 1, 1.0])
def test_unshown(word: Any) -> None:
    assert [cell.shown for cell in table("category share unshown", ("a", 5, word), ("b", 5, None)).cells] == [
        False,
        True,
    ]


@pytest.mark.parametrize("word", ["nej", "no", "False", "0", False, 0, 0.0, None, " "])
def test_shown(word: Any) -> None:
    assert table("category share unshown", ("a", 5, word)).cells[0].shown


@pytest.mark.parametrize(("share", "fits"), [(28.4, False), (28.5, True), (51.5, True), (51.6, False)])
def test_a_net_lies_between_its_largest_part_and_their_sum(share: float, fits: bool) -> None:
    rows = [("a", 30, None), ("b", 20, None), ("a og b", share, "a + b")]
    if fits:
        assert table("category share net", *rows).nets
    else:
        with pytest.raises(DataError, match="parts allow only"):
            table("category share net", *rows)


def test_groups_have_bases_of_their_own() -> None:
    header, parts = "category group n share", [("a", "Stat", 10, 5), ("a", "Region", 20, 5)]
    assert len(table(header, *parts, n=99).cells) == 2
    assert len(table(header, *parts, ("a", "Alle", 99, 5), n=99).cells) == 3
    with pytest.raises(BaseMismatch):
        table(header, *parts, ("a", "Hele den offentlige sektor", 30, 5), n=99)


@settings(max_examples=50)
@given(
    st.lists(st.tuples(st.sampled_from("abcdefgh"), st.integers(11, 1000)), min_size=1, unique_by=lambda row: row[0])
)
def test_separator_and_decimal_mark_do_not_matter(rows: list[tuple[str, int]]) -> None:
    def made(separator: str, mark: str) -> Table:
        lines = [f"{name}{separator}{tenths // 10}{mark}{tenths % 10}" for name, tenths in rows]
        with TemporaryDirectory() as folder:
            path = Path(folder) / "t.csv"
            path.write_text("\n".join([f"category{separator}share", *lines]), encoding="utf-8")
            return weighted_table(read(path), TableSpec(file="t.csv"), "percent", None)

    one, other = made(";", ","), made(",", ".")
    assert (one.cells, one.nets) == (other.cells, other.nets)


def cube(**how: Any) -> Table:
    """Two years, two sectors and three answers, as a statistics office has them: codes with words."""
    cells = [(tid, sektor, svar) for tid in ("2022", "2023") for sektor in ("1", "2") for svar in ("J", "N", "V")]
    columns = {name: from_objects(cell[i] for cell in cells) for i, name in enumerate(("tid", "sektor", "svar"))}
    columns["value"] = from_objects([40.0, 50, 10, 41, 49, 10, 45, 50, 5, 46, 49, None])
    columns["status"] = from_objects([None] * 11 + [".."])
    labels = {"sektor": {"1": "Stat", "2": "Region"}, "svar": {"J": "Ja", "N": "Nej", "V": "Ved ikke"}}
    dataset = Dataset("k.px", "d", len(cells), columns, first_row=1, labels=labels)
    return weighted_table(dataset, TableSpec(file="k.px", **how), "percent", None)


def test_a_table_of_a_wider_file() -> None:
    made = cube(category="svar", share="value", group="sektor", where={"tid": 2023, "svar": ["Ja", "N"]})
    assert made.cells == (
        Cell("Ja", 0.45, "Stat"),
        Cell("Nej", 0.5, "Stat"),
        Cell("Ja", 0.46, "Region"),
        Cell("Nej", 0.49, "Region"),
    )


@pytest.mark.parametrize(
    ("how", "error", "said", "hint"),
    [
        ({"category": "svr", "share": "value"}, UnknownVariable, "'svr', which the spec's table.category", "'svar'"),
        ({"category": "svar", "where": {"tid": 2023}}, UnknownVariable, "no column 'share'", "spec's table"),
        ({"where": {"år": 2023}}, UnknownVariable, "'år', which the spec's table.where", "tid"),
        ({"category": "svar", "share": "value", "where": {"tid": 2024}}, UnknownCategory, "nowhere '2024'", "2023"),
        (
            {"category": "svar", "share": "value", "where": {"tid": 2023, "sektor": "Stad"}},
            UnknownCategory,
            "'sektor' is nowhere 'Stad'",
            "'Stat'",
        ),
        (
            {"category": "svar", "share": "value", "where": {"tid": 2022}},
            DataError,
            "'Ja' stands twice, in row 1 and row 4",
            "where: {sektor: Stat}",
        ),
        ({}, UnknownVariable, "unknown column 'tid'", ""),
    ],
)
def test_a_table_of_a_wider_file_is_refused(how: dict[str, Any], error: type[DataError], said: str, hint: str) -> None:
    with pytest.raises(error) as caught:
        cube(**how)
    assert said in caught.value.message and hint in caught.value.hint
