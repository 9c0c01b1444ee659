"""What stands in the sheets of ordinary workbooks beside their shares: bases, totals, headings, the whole country."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from test_wide import Rows, book, table, values
from typer.testing import CliRunner

from barometer_cli.cli import app
from barometer_cli.errors import BarometerError, DataError, UnknownCategory

PCT = ["Svar", "Pct."]
NAMED = {"category": "Svar", "share": "Pct."}


def run(*arguments: str) -> Any:
    return CliRunner().invoke(app, arguments, env={"NO_COLOR": "1", "COLUMNS": "400"})


# -- a column of n that is called otherwise ----------------------------------------------------------------------------


BASES: dict[str, tuple[list[list[Any]], dict[str, Any], list[int | None], str]] = {
    "of groups, beside a row of all": (
        [["Sektor", "Pct.", "Antal svar"], ["Stat", 60, 612], ["Kommune", 66, 1248], ["I alt", 64, 1860]],
        {"category": "Sektor"}, [612, 1248, 1860], "'Antal svar' is the base of each row",
    ),
    "of means": (
        [["Sektor", "Gennemsnit", "Antal svar"], ["Stat", 37.9, 612], ["Kommune", 35.4, 1248]],
        {"category": "Sektor", "share": None, "value": "Gennemsnit", "measure": "mean"},
        [612, 1248], "'Antal svar' is the base of each row",
    ),
    "the same in each row": (
        [[*PCT, "Antal svar"], ["Tid", 52, "1 877"], ["Penge", 31, "1 877"]],
        {}, [1877, 1877], "is the base of each row",
    ),
    "plainly a base": (
        [[*PCT, "Base"], ["Tid", 52, 1800], ["Penge", 31, 1700]], {}, [1800, 1700], "'Base' is the base of each row",
    ),
    "of areas, as the author says": (
        [["Svar", "Pct.", "Antal"], ["Nordjylland", 52, 251], ["Sjælland", 50, 250]],
        {"categories": "areas"}, [251, 250], "'Antal' is the base of each row",
    ),
    "counts of the parts of a whole": (
        [[*PCT, "Antal svar"], ["Ja", 60, 702], ["Nej", 40, 298]], {}, [None, None], "may count the answers",
    ),
    "counts of several answers": (
        [[*PCT, "Antal"], ["Tid", 52, 980], ["Penge", 31, 610], ["Kolleger", 24, 455]],
        {}, [None, None, None], "may count the answers",
    ),
    "counts beside a row of n": (
        [[*PCT, "Antal"], ["Tid", 52, 980], ["Penge", 31, 610], ["Antal svar", 1877, None]],
        {}, [1877, 1877], "may count the answers",
    ),
    "weights are no respondents": (
        [[*PCT, "Vægtet base"], ["Tid", 52, 1877], ["Penge", 31, 1877]], {}, [None, None], "",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "spec", "bases", "said"), BASES.values(), ids=BASES)
def test_a_column_of_bases_is_read_and_one_of_counts_is_not(
    tmp_path: Path, rows: list[list[Any]], spec: dict[str, Any], bases: list[int | None], said: str
) -> None:
    title = [["Tabel 1. Efter sektor (pct.)"], []]
    how = {name: value for name, value in (NAMED | spec).items() if value is not None}
    made = table(book(tmp_path, [*title, *rows]), None, **how)
    assert [cell.n for cell in made.cells] == bases
    assert said in " ".join(made.recognised)


# -- totals and fractions ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["I alt", "Total", "Totalt", "Sum", "I alt (pct.)", "Procent i alt", "Total i pct.", "Alle, %"]
)
def test_a_row_that_sums_the_others_up_is_left_out_whatever_it_is_called(tmp_path: Path, name: str) -> None:
    long = table(book(tmp_path, [PCT, ["A", 34], ["B", 34], ["C", 32], [name, 100]]), None, **NAMED)
    wide = table(book(tmp_path, [["", "Stat", "Kommune"], ["A", 34, 40], ["B", 66, 60], [name, 100, 100]]), None)
    assert [cell.category for cell in long.cells] == ["A", "B", "C"]
    assert {cell.category for cell in wide.cells} == {"A", "B"}
    for made in (long, wide):
        assert any(f"{name!r}, sums the others up" in said for said in made.recognised)


def test_a_fraction_among_whole_per_cents_is_no_third_of_a_per_cent(tmp_path: Path) -> None:
    rows = [PCT, ["A", 34], ["B", 0.34], ["C", 32]]
    with pytest.raises(DataError, match=r"row 3: the share is 0.34, and all others are whole per cents"):
        table(book(tmp_path, rows), None, **NAMED)
    assert table(book(tmp_path, rows), "percent", **NAMED).cells[1].value == pytest.approx(0.0034), (
        "who says so means it"
    )
    decimals = table(book(tmp_path, [PCT, ["A", 34.2], ["B", 0.3], ["C", 32.1]]), None, **NAMED)
    assert decimals.cells[1].value == pytest.approx(0.003)


def test_a_cell_shown_as_per_cent_among_whole_numbers_is_refused(tmp_path: Path) -> None:
    def shown(sheet: Any) -> None:
        sheet["B3"].number_format = "0%"

    with pytest.raises(DataError, match="has no per cent sign"):
        table(book(tmp_path, [PCT, ["A", 34], ["B", 0.34], ["C", 32]], change=shown), None, **NAMED)


# -- several backgrounds beside one another ----------------------------------------------------------------------------


BANNER = [
    ["Tabel 6. Hjemmearbejde"],
    [],
    [None, "I alt", "Køn", None, "Alder", None],
    [None, None, "Kvinder", "Mænd", "18-49 år", "50 år og derover"],
    ["Ja", 34, 32, 37, 41, 25],
    ["Nej", 66, 68, 63, 59, 75],
    ["Antal svar", 2400, 1392, 1008, 1745, 655],
]
MERGED = ("C3:D3", "E3:F3")


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ({"section": "Alder"}, {"Ja|18-49 år": 0.41, "Nej|18-49 år": 0.59, "Ja|50 år og derover": 0.25,
                                "Nej|50 år og derover": 0.75}),
        ({"group": ["I alt", "Mænd"], "category": "Ja"}, {"Ja|I alt": 0.34, "Ja|Mænd": 0.37}),
        ({"section": ["Køn", "Alder"], "category": "nej", "group": "kvinder"}, {"Nej|Kvinder": 0.68}),
    ],
)  # fmt: skip
def test_some_of_a_wide_table_are_kept_by_where(tmp_path: Path, where: dict[str, Any], found: dict[str, float]) -> None:
    made = table(book(tmp_path, BANNER, *MERGED), None, where=where)
    assert values(made) == pytest.approx(found)
    assert {cell.n for cell in made.cells} <= {2400, 1392, 1008, 1745, 655}


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ({"section": "Alderen"}, "`where` names the section 'Alderen', which is not there"),
        ({"group": "Kvinde"}, "`where` names the group 'Kvinde', which is not there"),
        ({"section": "Køn", "group": "18-49 år"}, "has no value where section: Køn, group: 18-49 år"),
    ],
)
def test_what_where_does_not_find_is_told(tmp_path: Path, where: dict[str, Any], said: str) -> None:
    with pytest.raises(BarometerError) as caught:
        table(book(tmp_path, BANNER, *MERGED), None, where=where)
    assert said in caught.value.message
    if isinstance(caught.value, UnknownCategory):
        assert "Did you mean" in caught.value.hint


def test_a_heading_that_says_per_cent_is_no_title_of_answers(tmp_path: Path) -> None:
    rows = [
        [None, "Andel, pct.", None, None],
        ["Sektor", "Ja", "Nej", "Antal svar"],
        ["Stat", 60, 40, 612],
        ["By", 55, 45, 540],
    ]
    made = table(book(tmp_path, rows, "B1:C1"), None)
    assert made.categories.title is None and not made.categories.sections
    assert made.breakdown.title == "Sektor" and [cell.n for cell in made.cells] == [612, 612, 540, 540]
    assert "column D, 'Antal svar', is the base of each row" in made.recognised


@pytest.mark.parametrize("on_top", [False, True])
def test_each_block_of_rows_has_its_own_base(tmp_path: Path, on_top: bool) -> None:
    blocks: Rows = [
        ["Tilfredshed"], ["Base", 100, 200], ["Tilfreds", 60, 55], ["Utilfreds", 40, 45],
        ["Tillid"], ["Base", 95, 195], ["Ja", 70, 65], ["Nej", 30, 35],
    ]  # fmt: skip
    rows = blocks if on_top else [blocks[place] for place in (0, 2, 3, 1, 4, 6, 7, 5)]
    made = table(book(tmp_path, [["", "Stat", "Kommune"], *rows]), None)
    found = {f"{cell.category}|{cell.group}": cell.n for cell in made.cells}
    assert found == {
        "Tilfreds|Stat": 100, "Utilfreds|Stat": 100, "Ja|Stat": 95, "Nej|Stat": 95,
        "Tilfreds|Kommune": 200, "Utilfreds|Kommune": 200, "Ja|Kommune": 195, "Nej|Kommune": 195,
    }  # fmt: skip
    assert sum("is the base of the rows beside it" in said for said in made.recognised) == 2


def test_a_second_table_with_other_rows_beside_the_first_is_refused(tmp_path: Path) -> None:
    names: Rows = [["", "Stat", "Kommune", None, "", "Kvinder", "Mænd"]]
    title: Rows = [["Tabel 1", None, None, None, "Tabel 2"]]
    rows: Rows = [["Ja", 34, 40, None, "Nej", 70, 55], ["Nej", 66, 60, None, "Ja", 30, 45]]
    path = book(tmp_path, [*title, *names, *rows])
    with pytest.raises(DataError, match="column E: other names of rows stand beside the table"):
        table(path, None)
    assert values(table(path, None, range="E2:G4")) == pytest.approx(
        {"Nej|Kvinder": 0.7, "Nej|Mænd": 0.55, "Ja|Kvinder": 0.3, "Ja|Mænd": 0.45}
    )


# -- first figures -----------------------------------------------------------------------------------------------------


def test_a_row_of_all_is_what_the_others_are_compared_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    rows = [
        ["Tilfredse efter region"],
        [],
        ["Region", "Pct.", "n"],
        ["Nord", 66, 251],
        ["Syd", 59, 320],
        ["Hele landet", 63, 571],
    ]
    book(tmp_path, rows)
    assert run("init", "--from", "t.xlsx", "--yes").exit_code == 0
    (path,) = (each for each in Path("figures").glob("*/*.yaml") if each.name != "page.yaml")
    spec = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert spec["kind"] == "bars" and spec["reference"] == "Hele landet"
    assert run("check", "--render", "--strict").exit_code == 0


def test_a_battery_with_dont_know_is_drawn_from_its_middle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    answers = ["Helt enig", "Delvist enig", "Hverken eller", "Delvist uenig", "Helt uenig", "Ved ikke"]
    book(tmp_path, [["Udsagn", *answers, "N="], ["A", 46, 31, 10, 7, 4, 2, 2391], ["B", 29, 35, 14, 12, 8, 2, 2388]])
    assert run("init", "--from", "t.xlsx", "--yes").exit_code == 0
    (path,) = (each for each in Path("figures").glob("*/*.yaml") if each.name != "page.yaml")
    assert yaml.safe_load(path.read_text(encoding="utf-8"))["kind"] == "diverging_bars"


# -- which row a key number is -----------------------------------------------------------------------------------------


def test_which_row_a_key_number_is_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    book(tmp_path, [["Region", "Pct.", "n"], ["Nord", 66, 251], ["Hele landet", 63, 571]])
    Path("survey.yaml").write_text("name: Prøven\nwave: 2026\npopulation: alle\n", encoding="utf-8")
    Path("f.yaml").write_text(
        "kind: key_number\ntitle: Hvor mange er tilfredse?\ntext: er tilfredse\n"
        "table: {file: t.xlsx, category: Region, share: Pct., where: {Region: Hele landet}}\n",
        encoding="utf-8",
    )
    assert "`where` keeps row 3, 'Hele landet'" in run("check", "f.yaml").output
