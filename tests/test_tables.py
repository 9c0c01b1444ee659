"""Rows become a table only if they can be what they say."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from pydantic import ValidationError

from barometer_cli import captions
from barometer_cli.errors import BaseMismatch, DataError, EmptyBase, UnknownCategory, UnknownVariable
from barometer_cli.model.axis import Wave
from barometer_cli.model.dataset import Dataset, Percent
from barometer_cli.model.spec import SurveySpec, TableSpec, WaveSpec
from barometer_cli.model.table import Cell, Net, Table
from barometer_cli.sources import read
from barometer_cli.sources.cells import from_objects
from barometer_cli.tables import weighted_table


def table(
    header: str,
    *rows: tuple[Any, ...],
    unit: Any = "percent",
    n: int | None = None,
    decimals: int | None = None,
    waves: Any = None,
    **spec: Any,
) -> Table:
    names = header.split()
    columns = {name: from_objects(row[i] for row in rows) for i, name in enumerate(names)}
    known = {name: WaveSpec.model_validate(fact) for name, fact in (waves or {}).items()}
    made = Dataset("t.csv", "d", len(rows), columns)
    return weighted_table(made, TableSpec.model_validate({"file": "t.csv", **spec}), unit, n, decimals, known)


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


@pytest.mark.parametrize(
    ("shares", "column", "value", "because"),
    [
        ([54, 22], "share", 0.54, "no fraction is 54"),
        ([0.54, 0.46], "share", 0.54, "they sum to 1"),
        (["0,4", "1,3"], "Andel (pct.)", 0.004, "'Andel (pct.)' stands over them"),
        (["0,4", "1"], "Andel over 50 %", None, ""),
        ([0.54, 0.22], "share", None, ""),
    ],
)
def test_the_unit_of_shares_is_recognised_where_it_is_sure(
    shares: list[Any], column: str, value: float | None, because: str
) -> None:
    made = Dataset("t.csv", "d", 2, {"category": from_objects(["a", "b"]), column: from_objects(shares)})
    spec = TableSpec.model_validate({"file": "t.csv", "share": column})
    if value is None:
        with pytest.raises(DataError, match="per cent or fractions"):
            weighted_table(made, spec, None, None)
        return
    found = weighted_table(made, spec, None, None)
    assert found.cells[0].value == value
    assert [because in said for said in found.recognised] == [True]


def test_one_group_that_sums_to_1_tells_no_unit() -> None:
    with pytest.raises(DataError, match="per cent or fractions"):
        table("category group share", ("a", "x", 0.6), ("b", "x", 0.4), ("a", "y", 0.6), ("b", "y", 0.3), unit=None)


REFUSED: list[tuple[type[DataError], str, str, list[tuple[Any, ...]], dict[str, Any]]] = [
    (UnknownVariable, "kategori", "called 'category'", [], {"header": "kategori share"}),
    (UnknownVariable, "shares", "Did you mean 'share'", [], {"header": "category shares"}),
    (UnknownVariable, "no column 'share'", "category", [], {"header": "category"}),
    (EmptyBase, "no rows", "", [], {}),
    (DataError, "per cent or fractions", "file: t.csv, unit: percent", [("a", 0.5), ("b", 0.4)], {"unit": None}),
    (DataError, "row 2: share is 101", "measure: count", [("a", 101)], {}),
    (DataError, "row 3: share is -1", "measure: change", [("a", 5), ("b", "-1")], {}),
    (DataError, "share is 'abc'.*from 0 to 100", "", [("a", "abc")], {}),
    (DataError, "share is TRUE", "", [("a", True)], {}),
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
        ({"category": "svr", "share": "value"}, UnknownVariable, "'svr', which `category` of the spec", "'svar'"),
        ({"category": "svar", "where": {"tid": 2023}}, UnknownVariable, "no column 'share'", "spec's table"),
        ({"where": {"år": 2023}}, UnknownVariable, "'år', which `where` of the spec", "tid"),
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


# -- measures ----------------------------------------------------------------------------------------------------------

MEAN = {"name": "mean", "low": 1, "high": 5}
KRONER = {"name": "median", "unit": "kr."}
COUNT = {"name": "count"}
CHANGE = {"name": "change"}
VALUES: list[tuple[dict[str, Any], Any, float, str]] = [
    (MEAN, "3,85", 3.85, "3,9"),
    (MEAN, 4, 4.0, "4,0"),
    (MEAN, "3.853", 3.853, "3,9"),  # 3853 is not on the scale
    ({"name": "mean", "unit": "timer"}, "37 timer", 37.0, "37,0\u00a0timer"),
    (KRONER, "31 250", 31250.0, "31.250\u00a0kr."),
    (KRONER, "1.031.250", 1031250.0, "1.031.250\u00a0kr."),
    (KRONER, "31.250,5 kr.", 31250.5, "31.251\u00a0kr."),
    ({**KRONER, "low": 1000}, "31.250", 31250.0, "31.250\u00a0kr."),
    (KRONER, "31", 31.0, "31\u00a0kr."),
    (KRONER, "31,5", 31.5, "31,5\u00a0kr."),
    ({"name": "mean", "unit": "kr."}, "411,6", 411.6, "412\u00a0kr."),
    ({"name": "mean", "unit": "kr."}, "99,6", 99.6, "99,6\u00a0kr."),
    (COUNT, "1.234", 1234.0, "1.234"),
    (COUNT, 1234.4, 1234.4, "1.234"),
    ({"name": "index"}, "104,2", 104.2, "104"),
    (CHANGE, "+3", 0.03, "+3"),
    (CHANGE, "\u22123,4", -0.034, "\u22123"),
    (CHANGE, "–3", -0.03, "\u22123"),
    (CHANGE, "4 procentpoint", 0.04, "+4"),
    (CHANGE, "-4 pct.point", -0.04, "\u22124"),
    (CHANGE, "0", 0.0, "0"),
    ({"name": "change", "of": "mean"}, "+0,3", 0.3, "+0,3"),
    ({"name": "change", "of": "count"}, "+1.200", 1200.0, "+1.200"),
]


@pytest.mark.parametrize(("measure", "written", "value", "printed"), VALUES)
def test_a_value_of_each_measure(measure: dict[str, Any], written: Any, value: float, printed: str) -> None:
    made = table("category value", ("a", written), measure=measure)
    assert made.cells[0].value == pytest.approx(value)
    locale = replace(captions.locale(SurveySpec(name="P", wave="1")), measure=made.measure)
    assert locale.value(made.cells[0].value) == printed


def test_values_beside_one_another_have_as_many_decimals() -> None:
    """One below a hundred, or a median that is not whole, and all have one."""
    assert table("category value", ("a", 412.4), ("b", 99.6), measure=KRONER).measure.decimals == 1
    assert table("category value", ("a", 412.4), ("b", 199.6), measure=KRONER).measure.decimals == 0
    assert table("category value", ("a", 3), ("b", 4.5), measure=KRONER).measure.decimals == 1
    assert table("category value", ("a", 412.4), measure=KRONER, decimals=2).measure.decimals == 2


def test_thousands_that_only_the_measure_tells_are_told() -> None:
    made = table("category value", ("a", "1.234"), ("b", 900), measure="count")
    assert made.recognised == ("row 2, '1.234', is a count with its thousands marked",)


@pytest.mark.parametrize(
    ("measure", "written", "said", "hint"),
    [
        (MEAN, 5.2, "value is 5.2; allowed is a number from 1 to 5", "measure: {name: mean, low: …"),
        (MEAN, None, "value is missing; allowed is a number from 1 to 5", ".."),
        (MEAN, "38 %", "value is 38 %, a per cent, and the measure is mean", "`measure` of the spec"),
        (MEAN, Percent(0.38), "a per cent, and the measure is mean", "`measure` of the spec"),
        (MEAN, "9.999", "value is 9.999; allowed is a number from 1 to 5", "scale"),
        ({"name": "median", "low": 1}, 0, "allowed is a number of at least 1", "scale"),
        (KRONER, "31.250", "is it 31250, or a number with three decimals", "low"),
        (COUNT, "1,234", "is it 1234, or a number with three decimals", "without a mark"),
        (COUNT, -1, "allowed is a number of at least 0", "scale"),
        (CHANGE, 101, "value is 101; allowed is a number from −100 to 100 (unit: percent)", "Correct"),
        (CHANGE, "mange", "value is 'mange', which is not a number", "digits"),
    ],
)
def test_a_value_that_a_measure_cannot_have(measure: dict[str, Any], written: Any, said: str, hint: str) -> None:
    with pytest.raises(DataError) as caught:
        table("category value", ("a", written), measure=measure)
    assert said in caught.value.message and hint in caught.value.hint, str(caught.value)


@pytest.mark.parametrize(
    ("header", "spec", "said", "hint"),
    [
        ("category share", {"measure": "mean"}, "unknown column 'share'", "call it 'value'"),
        ("category value", {}, "unknown column 'value'", "`measure: mean`"),
        ("category gennemsnit", {}, "'gennemsnit'", "`measure: mean`"),
        ("category gennemsnit", {"measure": "mean"}, "'gennemsnit'", "'gennemsnit' is called 'value' here."),
        ("category værdi", {"measure": "index"}, "'værdi'", "is called 'value' here."),
        ("category antal", {}, "'antal'", "`measure: count`"),
        ("category andel antal", {}, "'andel', 'antal'", "'andel' is called 'share' here. 'antal' is called 'n' here."),
        ("category ændring", {}, "'ændring'", "`measure: change`"),
        ("Svarmulighed Pct", {}, "unknown column 'Svarmulighed', 'Pct'", "category: Svarmulighed, share: Pct}"),
    ],
)
def test_the_column_of_values_is_named_by_the_measure(header: str, spec: Any, said: str, hint: str) -> None:
    with pytest.raises(UnknownVariable) as caught:
        table(header, ("a", 3, 1), **spec)
    assert said in caught.value.message and hint in caught.value.hint, str(caught.value)


def test_a_column_of_values_of_a_wider_file() -> None:
    assert table("category snit", ("a", 3.4), value="snit", measure="mean").cells[0].value == 3.4


@pytest.mark.parametrize(
    ("spec", "said"),
    [
        ({"measure": "mean", "unit": "percent"}, "unit says how shares are written, and the measure is mean"),
        ({"measure": {"name": "share", "low": 1}}, "takes no low"),
        ({"measure": {"name": "share", "unit": "%"}}, "takes no unit"),
        ({"measure": "mean", "share": "snit"}, "the column of values is called value where the measure is mean"),
        ({"value": "snit"}, "the column of values is called share where the measure is share"),
        ({"wide": {"rows": "items", "columns": "waves"}, "category": "svar"}, "no column that category could name"),
        ({"wide": {"rows": "items", "columns": "waves"}, "groups": "areas"}, "groups are areas, but wide says that"),
        ({"groups": {"sections": {"A": ["x"], "B": ["X"]}}}, "'X' stands in two sections"),
        ({"waves": {"2019": {"day": "1. maj 2019"}}}, "a day is written as 2023-05-31"),
    ],
)
def test_a_spec_that_says_two_things(spec: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        TableSpec.model_validate({"file": "t.csv", **spec})


def test_nets_lie_where_their_measure_allows() -> None:
    rows = [("a", 2.0, None), ("b", 4.0, None)]
    assert table("category value net", *rows, ("c", 3.1, "a + b"), measure=MEAN).nets
    with pytest.raises(DataError, match=r"net 'c' is 4.5, but its parts allow only 2 \(the smallest\) to 4"):
        table("category value net", *rows, ("c", 4.5, "a + b"), measure=MEAN)
    assert table("category value net", *rows, ("c", 6, "a + b"), measure="count").nets
    with pytest.raises(DataError, match=r"net 'c' is 9, but its parts allow only 4 \(the largest\) to 6"):
        table("category value net", *rows, ("c", 9, "a + b"), measure="count")


def test_a_total_of_counts_is_left_out() -> None:
    made = table("category value", ("a", 200), ("b", 100), ("I alt", 300), measure="count")
    assert [cell.category for cell in made.cells] == ["a", "b"]
    assert len(table("category value", ("a", 2), ("b", 4), ("I alt", 3), measure=MEAN).cells) == 3


# -- axes --------------------------------------------------------------------------------------------------------------


def test_sections_of_rows_are_of_the_axis_whose_members_they_hold() -> None:
    rows = [("Ja", "Ministerier", "Stat", 60), ("Nej", "Ministerier", "Stat", 40), ("Ja", "Skoler", "Kommune", 30),
            ("Nej", "Skoler", "Kommune", 70)]  # fmt: skip
    made = table("category group section share", *rows)
    assert made.breakdown.sections == {"Ministerier": "Stat", "Skoler": "Kommune"} and not made.categories.sections
    made = table("category section share", ("Ja", "Internt", 60), ("Måske", "Eksternt", 40))
    assert made.categories.sections == {"Ja": "Internt", "Måske": "Eksternt"}


def test_names_that_stand_in_two_sections_are_told_apart() -> None:
    years = [(answer, year, sector, 50) for sector in ("Stat", "Kommune") for year in (2019, 2021)
             for answer in ("Ja", "Nej")]  # fmt: skip
    made = table("category group section share", *years)
    assert made.groups == ("Stat, 2019", "Stat, 2021", "Kommune, 2019", "Kommune, 2021") and not made.waves
    assert made.breakdown.sections["Stat, 2021"] == "Stat"
    asked = [("Ja", "A", 60), ("Ved ikke", "A", 40), ("Nej", "B", 60), ("Ved ikke", "B", 40)]
    made = table("category section share", *asked)
    assert [cell.category for cell in made.cells] == ["A, Ja", "A, Ved ikke", "B, Nej", "B, Ved ikke"]


def test_codes_are_of_areas() -> None:
    rows = [("Aarhus", 2019, 751, 50), ("Odense", 2019, 461, 40), ("Aarhus", 2021, 751, 55), ("Odense", 2021, 461, 45)]
    made = table("category group code share", *rows)
    assert made.shape == ("areas", "waves") and made.categories.codes == {"Aarhus": "751", "Odense": "461"}
    assert not made.categories.ordered and made.breakdown.ordered
    turned = table("group category code share", *rows)
    assert turned.breakdown.codes == made.categories.codes
    with pytest.raises(DataError, match="'Aarhus' has several codes: 1, 2"):
        table("category code share", ("Aarhus", 1, 50), ("Odense", 3, 50), ("Aarhus", 2, 50))
    with pytest.raises(DataError, match="have one code, '1'"):
        table("category code share", ("Aarhus", 1, 50), ("Odense", 1, 50))
    assert table("category share", ("Aarhus", 50), categories={"role": "areas", "codes": {"Aarhus": "751"}}).categories
    with pytest.raises(DataError, match="the code of 'Aarhus' is '1', but the spec's table says '751'"):
        table("category code share", ("Aarhus", 1, 50), categories={"codes": {"Aarhus": "751"}})


def test_what_the_spec_says_of_axes() -> None:
    rows = [("Ja", "Små", 60), ("Ja", "Store", 40)]
    said = {"title": "Størrelse", "ordered": True, "role": "groups", "sections": {"Alle": ["små", "Store"]}}
    made = table("category group share", *rows, groups={**said, "n": {"Små": 10}})
    assert (made.breakdown.title, made.breakdown.ordered, made.breakdown.role) == ("Størrelse", True, "groups")
    assert made.breakdown.sections == {"Små": "Alle", "Store": "Alle"}
    assert [cell.n for cell in made.cells] == [10, None]
    for axis in ({"sections": {"A": ["Smaa"]}}, {"codes": {"Smaa": 1}}, {"n": {"Smaa": 1}}):
        with pytest.raises(UnknownCategory, match="'Smaa', which is not there"):
            table("category group share", *rows, groups=axis)
    with pytest.raises(BaseMismatch, match="row 2: n is 9, but the spec's table says 10 for 'Små'"):
        table("category group share n", ("Ja", "Små", 60, 9), ("Ja", "Store", 40, 9), groups={"n": {"Små": 10}})


@pytest.mark.parametrize(
    ("names", "ordered"),
    [
        (("0-9", "10-49", "50+"), True),
        (("Helt enig", "Delvist enig", "Uenig", "Ved ikke"), True),
        (("2019", "2021"), True),
        (("Stat", "Kommune", "Region"), False),
    ],
)
def test_what_has_an_order_of_its_own(names: tuple[str, ...], ordered: bool) -> None:
    rows = [(name, 100 / len(names)) for name in names]
    assert table("category share", *rows).categories.ordered is ordered
    assert table("category share", *rows, categories={"ordered": not ordered}).categories.ordered is not ordered
    assert not table("category share", *rows, categories="items").categories.ordered
    groups = table("group category share", *((name, "Ja", 50) for name in (*names, "I alt")))
    assert groups.breakdown.ordered is ordered


WAVES = {"Anden": {"day": "2021-03-01", "n": 1352, "broken": "nyt spørgeskema"},
         "Første": {"day": "2019-03-01", "response_rate": 61}}  # fmt: skip


def test_waves_whose_names_are_no_periods_are_put_in_order_by_their_days() -> None:
    rows = [("Ja", "Anden", 60), ("Ja", "Første", 40)]
    made = table("category group share", *rows, waves=WAVES)
    assert made.waves == ("Første", "Anden") and made.breakdown.ordered
    assert made.breakdown.waves == (Wave("Første", date(2019, 3, 1), None, 0.61),
                                    Wave("Anden", date(2021, 3, 1), 1352, None, "nyt spørgeskema"))  # fmt: skip
    assert [cell.n for cell in made.cells] == [None, None]  # n of the survey's wave is no base of the figure
    own = weighted_table(made_of(rows), TableSpec.model_validate({"file": "t.csv", "waves": WAVES}), "percent", None)
    assert [cell.n for cell in own.cells] == [None, 1352]
    assert table("category group share", *rows, waves={"Anden": WAVES["Anden"]}).waves == ()


def made_of(rows: list[tuple[str, str, int]]) -> Dataset:
    columns = {name: from_objects(row[i] for row in rows) for i, name in enumerate(("category", "group", "share"))}
    return Dataset("t.csv", "d", len(rows), columns)


def test_facts_of_a_wave_find_its_period() -> None:
    rows = [("Ja", 2019, 60), ("Ja", 2021, 40)]
    made = table("category group share", *rows, waves={"Bølge 2021": {"broken": "x"}, "2016": {"n": 5}})
    assert [wave.name for wave in made.breakdown.waves] == ["2021"] and made.breakdown.wave("2021")
    with pytest.raises(UnknownCategory, match="an n for '2016', which is not there"):
        own = TableSpec.model_validate({"file": "t.csv", "waves": {"2016": {"n": 5}}})
        weighted_table(made_of([("Ja", "2019", 60)]), own, "percent", None)
