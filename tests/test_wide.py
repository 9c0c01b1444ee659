"""Wide tables: a crosstab as people lay it out says the same as the long table of its numbers, or is refused."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Sequence
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from typer.testing import CliRunner

from barometer_cli.cli import app
from barometer_cli.errors import BarometerError, DataError
from barometer_cli.model.spec import TableSpec
from barometer_cli.model.table import Table
from barometer_cli.sources import read_table
from barometer_cli.tables import weighted_table

Rows = Sequence[Sequence[Any]]


def table(path: Path, unit: Any = "percent", **spec: Any) -> Table:
    """The table of a file as a spec has it drawn."""
    how = TableSpec(file=path.name, **spec)
    return weighted_table(read_table(path, how), how, unit, None)


def written(folder: Path, rows: Rows) -> Path:
    """The rows as a Danish spreadsheet exports them."""
    text = StringIO(newline="")
    csv.writer(text, delimiter=";").writerows(
        [str(cell).replace(".", ",") if isinstance(cell, float) else cell for cell in row] for row in rows
    )
    path = folder / "t.csv"
    path.write_bytes(text.getvalue().encode("utf-8-sig"))
    return path


def book(folder: Path, rows: Rows, *merged: str, change: Callable[[Any], None] | None = None) -> Path:
    """The rows as a workbook, some of its cells merged."""
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    for cells in merged:
        sheet.merge_cells(cells)
    if change:
        change(sheet)
    path = folder / "t.xlsx"
    made.save(path)
    return path


def values(made: Table) -> dict[str, float]:
    return {f"{cell.category}|{cell.group}" if cell.group else cell.category: cell.value for cell in made.cells}


# -- long and wide are one table --------------------------------------------------------------------------------------

LETTERS = "abcdefgh"


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[str], list[str], dict[tuple[str, str], int], dict[str, int]]:
    """Categories, groups, whole per cents that sum to 100 in each group, and an n for each group."""
    categories = [f"Svar {letter}" for letter in LETTERS[: draw(st.integers(2, 5))]]
    groups = [f"Sektor {letter}" for letter in LETTERS[: draw(st.integers(2, 4))]]
    shares: dict[tuple[str, str], int] = {}
    for group in groups:
        cuts = sorted(draw(st.integers(1, 99)) for _ in categories[1:])
        for category, low, high in zip(categories, [0, *cuts], [*cuts, 100], strict=True):
            shares[category, group] = high - low
    return categories, groups, shares, {group: draw(st.integers(10, 5000)) for group in groups}


@settings(max_examples=60, deadline=None)
@given(
    made=tables(),
    of_rows=st.booleans(),
    totals=st.booleans(),
    bases=st.booleans(),
    around=st.booleans(),
    excel=st.booleans(),
)
def test_a_table_says_the_same_long_and_wide(
    made: Any, of_rows: bool, totals: bool, bases: bool, around: bool, excel: bool
) -> None:
    categories, groups, shares, n = made
    long: list[list[Any]] = [["category", "group", "share", *(["n"] if bases else [])]]
    long += [[c, g, shares[c, g], *([n[g]] if bases else [])] for g in groups for c in categories]
    wide: list[list[Any]] = [["", *groups], *([c, *(shares[c, g] for g in groups)] for c in categories)]
    if totals:
        wide.append(["I alt", *(100 for _ in groups)])
    if bases:
        wide.append(["Antal svar", *(n[g] for g in groups)])
    if not of_rows:
        wide = [list(column) for column in zip(*wide, strict=True)]
    wide[0][0] = None
    if around:
        wide = [["Tabel 4. Hvor ofte, pct."], [], *wide, [], ["Kilde: Undersøgelsen"]]
    sides = ("categories", "groups") if of_rows else ("groups", "categories")
    write = book if excel else written
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        expected = table(written(Path(one), long))
        path = write(Path(other), wide)
        assert same(table(path, wide={"rows": sides[0], "columns": sides[1]}), expected)
        sums = [sum(shares[category, group] for group in groups) for category in categories]
        if not all(abs(total - 100) <= len(groups) for total in sums):  # else both rows and columns may be wholes
            assert same(table(path), expected)


def same(one: Table, other: Table) -> bool:
    keys = ("cells", "nets", "hidden", "measure", "categories", "breakdown")
    return all(getattr(one, key) == getattr(other, key) for key in keys)


# -- what is recognised ------------------------------------------------------------------------------------------------

X = None
PLAIN = [["", "Stat", "Kommune"], ["Ja", 60, 30], ["Nej", 40, 70]]
OF_PLAIN = {"Ja|Stat": 0.6, "Nej|Stat": 0.4, "Ja|Kommune": 0.3, "Nej|Kommune": 0.7}
WHOLES = "the rows are the categories, because each column sums to 100 %"
TWICE = {"Ja|Stat, 2019": 0.6, "Nej|Stat, 2019": 0.4, "Ja|Stat, 2021": 0.5, "Nej|Stat, 2021": 0.5,
         "Ja|Kommune, 2019": 0.3, "Nej|Kommune, 2019": 0.7, "Ja|Kommune, 2021": 0.2, "Nej|Kommune, 2021": 0.8
         }  # fmt: skip
READ: list[tuple[str, Rows, tuple[str, ...], dict[str, float], list[str]]] = [
    ("plain", PLAIN, (), OF_PLAIN, [WHOLES]),
    ("the other way", [list(row) for row in zip(*PLAIN, strict=True)], (), OF_PLAIN,
     ["the columns are the categories, because each row sums to 100 %"]),
    ("a title and a note", [["Tabel 4, pct."], [], *PLAIN, [], ["* Foreløbig"]], (), OF_PLAIN,
     ["left out above the table: “Tabel 4, pct.”", "left out below the table: “* Foreløbig”", WHOLES]),
    ("breaks in names", [["", " Stat", "Kom-\nmune"], *PLAIN[1:]], (),
     {name.replace("Kommune", "Kom- mune"): value for name, value in OF_PLAIN.items()}, [WHOLES]),
    ("away from the corner", [[], [X, *PLAIN[0]], [X, *PLAIN[1]], [X, *PLAIN[2]]], (), OF_PLAIN, [WHOLES]),
    ("a comment and a mean", [[*PLAIN[0], "Gennemsnit", "OBS"], [*PLAIN[1], 1.5, "!"], [*PLAIN[2], 2, X]], (), OF_PLAIN,
     ["column D, 'Gennemsnit', is no part of the table", "column E, 'OBS', is no part of the table", WHOLES]),
    ("numbers of rows", [[X, *PLAIN[0]], [0, *PLAIN[1]], [1, *PLAIN[2]]], (), OF_PLAIN,
     ["column A has no name and numbers the rows", WHOLES]),
    ("a title of the groups", [["", "Sektor", X], *PLAIN], ("B1:C1",), OF_PLAIN,
     ["the columns together are called “Sektor”", WHOLES]),
    ("two rows of header", [["", "Stat", X, "Kommune", X], ["", 2019, 2021, 2019, 2021], ["Ja", 60, 50, 30, 20],
                            ["Nej", 40, 50, 70, 80]], ("B1:C1", "D1:E1", "A1:A2"), TWICE, [WHOLES]),
    ("two columns of names", [["Sektor", "År", "Ja", "Nej"], ["Stat", 2019, 60, 40], [X, 2021, 50, 50],
                              ["Kommune", 2019, 30, 70], [X, 2021, 20, 80]], ("A2:A3", "A4:A5"), TWICE,
     ["the columns are the categories, because each row sums to 100 %"]),
    ("shares and bases in turn", [["", "Stat", X, "Kommune", X], ["", "Pct.", "n", "Pct.", "n"], ["Ja", 60, 9, 30, 9],
                                  ["Nej", 40, 9, 70, 9]], ("B1:C1", "D1:E1"), OF_PLAIN, [WHOLES]),
    ("years", [["Type", 2019, 2021], ["Produkt", 60, 50], ["Service", 50, 50]], (),
     {"Produkt|2019": 0.6, "Service|2019": 0.5, "Produkt|2021": 0.5, "Service|2021": 0.5},
     ["the rows are the categories, because the columns are periods"]),
    ("years and a base", [["", 2019, 2021], ["Produkt", 60, 50], ["Service", 50, 50], ["n", 1200, 1300]], (),
     {"Produkt|2019": 0.6, "Service|2019": 0.5, "Produkt|2021": 0.5, "Service|2021": 0.5},
     ["the rows are the categories, because the columns are periods", "row 4, 'n', is the base of each column"]),
    ("bases tell the groups", [["", "Produkt", "Service", "Base"], ["Stat", 60, 50, 200], ["Kommune", 30, 20, 300]], (),
     {"Produkt|Stat": 0.6, "Service|Stat": 0.5, "Produkt|Kommune": 0.3, "Service|Kommune": 0.2},
     ["the columns are the categories, because each row has a base", "column D, 'Base', is the base of each row"]),
    ("a total tells the groups", [["", "Stat", "Kommune", "I alt"], ["Produkt", 60, 30, 40], ["Service", 50, 20, 30]],
     (), {"Produkt|Stat": 0.6, "Service|Stat": 0.5, "Produkt|Kommune": 0.3, "Service|Kommune": 0.2,
          "Produkt|I alt": 0.4, "Service|I alt": 0.3},
     ["the rows are the categories, because a column is of all"]),
    ("counts of answers are no base", [[*PLAIN[0], "Antal"], [*PLAIN[1], 450], [*PLAIN[2], 550]], (), OF_PLAIN,
     [WHOLES, "column D, 'Antal', is no part of the table, and left out"]),
    ("one series", [["År", "Cykler"], [2019, 60], [2021, 50]], (), {"Cykler|2019": 0.6, "Cykler|2021": 0.5},
     ["the columns are the categories, because the rows are periods"]),
    ("weighted bases", [*PLAIN, ["Vægtet base", 812, 900]], (), OF_PLAIN,
     ["row 4, 'Vægtet base', is no part of the table", WHOLES]),
]  # fmt: skip


CASES = {name: rows for name, rows, *_ in READ}


@pytest.mark.parametrize(("rows", "merged", "found", "said"), [one[1:] for one in READ], ids=[one[0] for one in READ])
@pytest.mark.parametrize("write", [written, book])
def test_a_crosstab_is_read(
    tmp_path: Path, write: Callable[..., Path], rows: Rows, merged: tuple[str, ...], found: Any, said: list[str]
) -> None:
    made = table(write(tmp_path, rows, *merged) if write is book else write(tmp_path, rows))
    assert values(made) == pytest.approx(found)
    assert len(made.recognised) == len(said) and all(map(str.__contains__, made.recognised, said)), made.recognised


def test_bases_are_of_the_groups(tmp_path: Path) -> None:
    made = table(written(tmp_path, [*PLAIN, ["Antal svar", "1.338", 940]]))
    assert [cell.n for cell in made.cells] == [1338, 1338, 940, 940]
    made = table(written(tmp_path, CASES["shares and bases in turn"]))
    assert {cell.n for cell in made.cells} == {9}


def test_sections_and_titles(tmp_path: Path) -> None:
    rows = [["Samarbejde", "Stat", "Kommune"], ["Internt"], ["Ja", 60, 50], ["Ved ikke", 10, 30], ["Eksternt"],
            ["Nej", 20, 10], ["Ved ikke", 10, 10]]  # fmt: skip
    made = table(written(tmp_path, rows))
    assert made.categories.title == "Samarbejde"
    assert made.categories.sections == {"Internt, Ja": "Internt", "Internt, Ved ikke": "Internt",
                                        "Eksternt, Nej": "Eksternt", "Eksternt, Ved ikke": "Eksternt"}  # fmt: skip
    assert [made.categories.inside(name) for name in made.categories.sections] == ["Ja", "Ved ikke", "Nej", "Ved ikke"]
    assert "headings of the rows below them: “Internt”, “Eksternt”" in made.recognised
    rows[5][0], rows[6][0] = "Nej", "Måske"
    assert list(table(written(tmp_path, rows)).categories.sections) == ["Ja", "Ved ikke", "Nej", "Måske"]
    two = table(book(tmp_path, CASES["two rows of header"], "B1:C1", "D1:E1"))
    assert two.breakdown.sections == {"Stat, 2019": "Stat", "Stat, 2021": "Stat", "Kommune, 2019": "Kommune",
                                      "Kommune, 2021": "Kommune"}  # fmt: skip
    beside = [["", "Stat", X, X], ["", 2019, 2021, "Privat"], ["Ja", 60, 50, 30], ["Nej", 40, 50, 70]]
    made = table(book(tmp_path, beside, "B1:C1"))
    assert made.breakdown.sections == {"2019": "Stat", "2021": "Stat"} and made.groups == ("2019", "2021", "Privat")
    titled = table(written(tmp_path, [["", "Sektor", X, X], [*PLAIN[0], "I alt"], [*PLAIN[1], 45], [*PLAIN[2], 55]]))
    assert titled.breakdown.title == "Sektor" and not titled.breakdown.sections


def test_roles_are_as_declared(tmp_path: Path) -> None:
    rows = [["", "Helt enig", "Uenig", "Ved ikke", "n"], ["Ledelsen støtter", 50, 40, 10, 100], ["Tid", 20, 70, 10, 98]]
    made = table(written(tmp_path, rows), wide={"rows": "items", "columns": "answers"})
    assert made.shape == ("answers", "items") and made.categories.ordered and not made.breakdown.ordered
    assert [cell.n for cell in made.cells] == [100, 100, 100, 98, 98, 98]
    turned = table(written(tmp_path, rows), wide={"rows": "categories", "columns": "groups"})
    assert turned.groups == ("Helt enig", "Uenig", "Ved ikke") and turned.cells[0].category == "Ledelsen støtter"
    waves = table(written(tmp_path, CASES["years"]))
    assert waves.shape == ("answers", "waves") and waves.waves == ("2019", "2021") and waves.breakdown.ordered
    areas = table(written(tmp_path, [["Kommune", "Kode", 2019, 2021], ["Aarhus", 751, 5, 6], ["Odense", 461, 7, 8]]))
    assert areas.shape == ("areas", "waves") and areas.categories.codes == {"Aarhus": "751", "Odense": "461"}


def test_nets_and_answers_that_are_not_drawn(tmp_path: Path) -> None:
    rows = [["", "Stat", "Kommune", "net", "Ikke vist"], ["Ja", 60, 50], ["Nej", 30, 40], ["Ved ikke", 10, 10, "", "x"],
            ["Svar", 90, 90, "Ja + Nej"]]  # fmt: skip
    made = table(written(tmp_path, rows))
    assert [(net.parts, net.group) for net in made.nets] == [(("Ja", "Nej"), "Stat"), (("Ja", "Nej"), "Kommune")]
    assert {cell.category for cell in made.unshown} == {"Ved ikke"}


def test_numbers_that_a_workbook_shows_as_per_cent(tmp_path: Path) -> None:
    def as_per_cent(sheet: Any) -> None:
        for row in sheet["B2:C3"]:
            for cell in row:
                cell.value, cell.number_format = cell.value / 100, "0 %"

    assert values(table(book(tmp_path, PLAIN, change=as_per_cent), unit=None)) == pytest.approx(OF_PLAIN)


def hide(what: str, key: Any) -> Callable[[Any], None]:
    return lambda sheet: setattr(getattr(sheet, f"{what}_dimensions")[key], "hidden", True)


REFUSED: list[tuple[str, Rows, Any, dict[str, Any], str, str]] = [
    ("nothing tells", [["", "Stat", "Kommune"], ["Produkt", 30, 35], ["Service", 33, 44]], X, {},
     "rows (Produkt, Service) or its columns (Stat, Kommune)", "`wide: {rows: items, columns: groups}`"),
    ("both are wholes", [["", "Stat", "Kommune"], ["Produkt", 40, 60], ["Service", 60, 40]], X, {}, "nothing tells",
     "wide"),
    ("an empty cell", [PLAIN[0], PLAIN[1], ["Nej", X, 70]], X, {}, "cell B3: share is missing", "written long"),
    ("a year without a value", [["År", "Cykler"], [2019, 60], [2020, X], [2021, 50]], X, {},
     "cell B3: share is missing",
     "write .."),
    ("a band without values", [["Alder", "Ja", "Nej"], ["Under 30 år", 60, 40], ["30-49 år", X, X], ["50+ år", 30, 70]],
     X, {}, "cell B3: share is missing", "write .."),
    ("words among numbers", [PLAIN[0], PLAIN[1], ["Nej", "fyrre", 70]], X, {}, "cell B3: share is 'fyrre'", "digits"),
    ("too large", [PLAIN[0], PLAIN[1], ["Nej", 140, 70]], X, {}, "cell B3: share is 140", "Correct"),
    ("a row without name", [PLAIN[0], PLAIN[1], [X, 40, 70]], X, {}, "cell A3 is empty: the row has no name", "range"),
    ("a column without name", [["", "Stat", X], *PLAIN[1:]], X, {}, "cell C1 is empty: the column has", "range"),
    ("two rows alike", [*PLAIN, ["ja", 0, 0]], X, {}, "stands twice in group 'Stat', in cell B2 and cell B4", "rename"),
    ("a second table below", [*PLAIN, [], ["", "Mand", "Kvinde"], *PLAIN[1:]], X, {}, "cell A5 is empty", "range"),
    ("three rows of header", [["", "a", "b"], ["", "c", "d"], *PLAIN], X, {}, "rows 1 to 3 are a header of three rows",
     "range"),
    ("a hidden row", PLAIN, hide("row", 3), {}, "row 3 of the table is hidden", "Show all rows"),
    ("a hidden column", PLAIN, hide("column", "C"), {}, "column C of the table is hidden", "Show it"),
    ("an error of the workbook", PLAIN, lambda sheet: sheet.__setitem__("B2", "#N/A"), {}, "cell B2: the cell is #N/A",
     "Mend"),
    ("net where rows are groups", [["", "Ja", "Nej", "net"], ["Stat", 60, 40, "a + b"], ["Kommune", 30, 70, X]], X, {},
     "column D: 'net' is of categories", "long"),
    ("no table", [["hej"], ["a"]], X, {"wide": {"rows": "items", "columns": "waves"}}, "holds no rows of", "name"),
    ("n of the spec", PLAIN, X, {"groups": {"n": {"Regon": 5}}}, "an n for 'Regon', which is not", "Stat, Kommune"),
    ("no unit", [["", "Stat", "Kommune"], ["Ja", 0.6, 0.3], ["Nej", 0.3, 0.6]], X, {"unit": None},
     "per cent or fractions", "unit: percent"),
    ("a column of a long table", PLAIN, X, {"where": {"Stat": 60}}, "no column 'category' and no column 'share'", ""),
    ("a long table below its range", [["Tabel", 4], ["category", "share"], ["Ja", 60], ["Nej", 40]], X,
     {"range": "A1:B4"}, "not in the first row of the range", "Begin `range`"),
    ("a slip in a long table", [["category", "shares"], ["Ja", 60], ["Nej", 40]], X, {}, "unknown column 'shares'",
     "Did you mean 'share'"),
    ("Danish names", [["Svar", "Antal", "Procent"], ["Ja", 6, 60], ["Nej", 4, 40]], X, {}, "'Svar', 'Antal', 'Procent'",
     "'Antal' is called 'n' here. 'Procent' is called 'share' here."),
    ("a mean that is no share", [["Svar", "Gennemsnit"], ["Ja", 6], ["Nej", 4]], X, {}, "'Svar', 'Gennemsnit'",
     "'Gennemsnit' is called 'value' here, where `measure: mean`"),
    ("shares that are no means", [["category", "share"], ["Ja", 6], ["Nej", 4]], X, {"measure": "mean"}, "'share'",
     "'share' holds shares"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "change", "spec", "said", "hint"), [one[1:] for one in REFUSED], ids=[one[0] for one in REFUSED]
)
def test_a_crosstab_is_refused(
    tmp_path: Path, rows: Rows, change: Any, spec: dict[str, Any], said: str, hint: str
) -> None:
    with pytest.raises(DataError) as caught:
        table(book(tmp_path, rows, change=change), **spec)
    assert said in caught.value.message and hint in caught.value.hint, str(caught.value)


def test_only_a_spreadsheet_is_wide(tmp_path: Path) -> None:
    (tmp_path / "t.json").write_text("{}")
    with pytest.raises(DataError, match=r"wide table is read from \.csv"):
        table(tmp_path / "t.json", wide={"rows": "items", "columns": "groups"})


def test_the_sheet_that_is_read_is_told(tmp_path: Path) -> None:
    path = book(tmp_path, PLAIN, change=lambda sheet: sheet.parent.create_sheet("Andet").append(["x", 1]))
    assert "the sheet 'Sheet' is read, and not 'Andet'; `sheet` says which is meant" in table(path).recognised
    assert not any("sheet" in said for said in table(path, sheet="Sheet").recognised)
    path = book(
        tmp_path, PLAIN, change=lambda sheet: sheet.parent.create_sheet("Forside", 0).append(["Tabeller", "2021"])
    )
    made = table(path)
    assert values(made) == OF_PLAIN and "the sheet 'Sheet' is read, and not 'Forside'; " in made.recognised[0]


@pytest.mark.parametrize(
    ("rows", "columns"),
    [("items", "items"), ("categories", "answers"), ("categories", "waves")],
)
def test_two_sides_that_are_no_two_axes(rows: str, columns: str) -> None:
    with pytest.raises(ValidationError, match="which of them are the categories"):
        TableSpec.model_validate({"file": "t.csv", "wide": {"rows": rows, "columns": columns}})


BLOCK = re.compile(r"^```(\w+) ?(\S*)\n(.*?)^```$", flags=re.MULTILINE | re.DOTALL)
DOCS = (Path(__file__).parents[1] / "docs/specs.md").read_text(encoding="utf-8")


def test_the_example_of_the_documentation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for _, name, text in BLOCK.findall(DOCS):
        if name.startswith("samarbejde."):
            (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "survey.yaml").write_text("name: Prøven\nwave: '2021'\nsynthetic: true\npopulation: alle\n")
    said = next(text for kind, _, text in BLOCK.findall(DOCS) if kind == "text" and "samarbejde.yaml" in text)
    command, *lines = said.splitlines()
    result = CliRunner().invoke(app, command.removeprefix("$ barometer ").split(), env={"COLUMNS": "400"})
    assert result.exit_code == 0, result.output
    assert all(line in result.output for line in lines), result.output
    assert " BAR121 " not in "".join(
        line for line in result.output.splitlines() if not any(map(line.__contains__, lines))
    )


CELL = st.sampled_from([None, "", "Ja", "Nej", "Stat", "I alt", "n", "Pct.", "kode", "net", "2019", 2021, 0, 40, 60.5,
                        "40 %", "..", "-", "Ja + Nej", True, "Gennemsnit", "category", "share"])  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(
    rows=st.lists(st.lists(CELL, min_size=1, max_size=5), min_size=1, max_size=6),
    wide=st.sampled_from([None, {"rows": "items", "columns": "answers"}, {"rows": "categories", "columns": "groups"}]),
    measure=st.sampled_from(["share", "mean", "count", "change"]),
    merged=st.sampled_from([(), ("A1:B1",), ("B1:C2",), ("A2:A4",)]),
    excel=st.booleans(),
)
def test_whatever_cells_hold_is_read_or_refused(rows: Rows, wide: Any, measure: Any, merged: Any, excel: bool) -> None:
    with TemporaryDirectory() as folder:
        path = book(Path(folder), rows, *merged) if excel else written(Path(folder), rows)
        spec = {"measure": measure} if measure != "share" else {}
        try:
            made = table(path, **spec, **({"wide": wide} if wide else {}))
        except BarometerError as error:
            assert error.message and error.hint
        else:
            assert made.cells


# -- right below a table -----------------------------------------------------------------------------------------------

CROSS: Rows = [["Svar", "Mænd", "Kvinder"], ["Ja", 60, 50]]


@pytest.mark.parametrize(
    ("row", "cell"), [(["Nej", "ca. 40", "ca. 50"], "B3"), (["Nej", "40 (n<30)", ""], "B3"), (["Nej", "", "5o0"], "C3")]
)
def test_a_last_row_whose_numbers_are_none_is_no_note(row: list[str], cell: str, tmp_path: Path) -> None:
    with pytest.raises(DataError) as told:
        table(written(tmp_path, [*CROSS, row]))
    assert f"cell {cell} is " in told.value.message and "which is not a number" in told.value.message


@pytest.mark.parametrize("cells", [("ca. 40", "ca. 60"), ("<5", ">95"), ("40 (n<30)", "60 (n<30)"), ("40*", "")])
def test_a_column_whose_numbers_are_none_is_no_remark(cells: tuple[str, str], tmp_path: Path) -> None:
    rows: Rows = [["Svar", "Mænd", "Kvinder", "Alle"], ["Ja", 60, 50, cells[0]], ["Nej", 40, 50, cells[1]]]
    with pytest.raises(DataError, match=r"cell D2 is .*, which is not a number") as told:
        table(written(tmp_path, rows))
    assert "`range`" in (told.value.hint or "")


@pytest.mark.parametrize("cells", [("se note 1", "ca. 60"), ("A", "B"), ("2 svar mangler", ""), ("K1", "K2")])
def test_a_column_of_remarks_is_left_out_as_ever(cells: tuple[str, str], tmp_path: Path) -> None:
    rows: Rows = [["Svar", "Mænd", "Kvinder", "Note"], ["Ja", 60, 50, cells[0]], ["Nej", 40, 50, cells[1]]]
    made = table(written(tmp_path, rows))
    assert len(made.cells) == 4 and any("is no part of the table" in each for each in made.recognised)


def test_of_values_that_are_no_numbers_the_unit_is_not_asked(tmp_path: Path) -> None:
    path = tmp_path / "lang.csv"
    path.write_text("category;share;n\nJa;ca. 40;100\nNej;ca. 60;100\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"row 2: share is 'ca\. 40', which is not a number"):
        table(path, None)


@pytest.mark.parametrize("told", ["-", ".."])
def test_one_cell_without_a_number_leaves_the_signs_of_the_others(told: str, tmp_path: Path) -> None:
    """Nothing is nothing in per cent and in fractions: the unit is not asked for, the dash is told."""
    path = tmp_path / "lang.csv"
    path.write_text(f"category;share;n\nJa;40 %;100\nNej;{told};100\n", encoding="utf-8")
    if told == "..":
        assert values(table(path, None)) == {"Ja": 0.4}
    else:
        with pytest.raises(DataError, match="row 3: share is '-', which is not a number"):
            table(path, None)


@pytest.mark.parametrize(
    "notes",
    [
        [["Kilde", "Undersøgelsen 2023", ""]],
        [["* p<0,05", "", ""]],
        [["", "", ""], ["Nej", "ca. 40", ""]],
        [["Se også", "andre tabeller", ""]],
    ],
)
def test_notes_are_left_out_as_ever(notes: Rows, tmp_path: Path) -> None:
    made = table(written(tmp_path, [*CROSS, ["Nej", 40, 50], *notes]))
    assert len(made.cells) == 4 and any("left out below the table" in each for each in made.recognised)
