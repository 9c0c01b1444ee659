"""Tables as people and offices hand them over: each is read right, and what was recognised is told, or is refused."""

from __future__ import annotations

import csv
import json
import struct
import zipfile
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyreadstat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from barometer_cli import pipeline
from barometer_cli.charts.bars import BarsSpec
from barometer_cli.errors import DataError
from barometer_cli.model.characters import garbled
from barometer_cli.model.claim import Fails, Holds, NotVerified
from barometer_cli.model.spec import SurveySpec, TableSpec
from barometer_cli.model.table import Hidden, Table
from barometer_cli.sources import delimited, read, read_table, scan
from barometer_cli.tables import weighted_table

SHARES = {"Aldrig": 0.245, "Sjældent": 0.31, "På øen": 0.445}
"""What every good table below holds."""
ROWS: list[list[Any]] = [
    ["category", "share", "n"],
    ["Aldrig", 24.5, 100],
    ["Sjældent", 31, 100],
    ["På øen", 44.5, 100],
]
CSV = "category;share;n\nAldrig;24,5;100\nSjældent;31;100\nPå øen;44,5;100\n"


def table(path: Path, unit: Any = "percent", **spec: Any) -> Table:
    """The table of a file as a spec has it drawn."""
    how = TableSpec(file=path.name, **spec)
    return weighted_table(read_table(path, how), how, unit, None)


def shares(made: Table) -> dict[str, float]:
    return {f"{cell.category}|{cell.group}" if cell.group else cell.category: cell.value for cell in made.cells}


def text(tmp_path: Path, written: str, encoding: str = "utf-8", name: str = "t.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(written.encode(encoding))
    return path


def book(tmp_path: Path, *sheets: list[list[Any]], change: Callable[[Any], None] | None = None) -> Path:
    """A workbook of sheets A, B …, changed before it is saved."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for number, rows in enumerate(sheets, start=1):
        sheet = made.create_sheet(get_column_letter(number))
        for row in rows:
            sheet.append(row)
    if change:
        change(made)
    made.save(tmp_path / "t.xlsx")
    return tmp_path / "t.xlsx"


# -- bytes to text ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("utf-32", ""),
        ("cp1252", ""),
        ("utf-16-le", "UTF-16, without saying so"),
        ("utf-16-be", "UTF-16, without saying so"),
        ("cp850", "code page 850"),
        ("cp865", "code page 850"),
        ("mac-roman", "Mac Roman"),
    ],
)
@pytest.mark.parametrize("large", [False, True])
def test_the_encoding_is_told_by_the_letters(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str, said: str, large: bool
) -> None:
    monkeypatch.setattr(delimited, "LARGE", 0 if large else 10**9)
    made = table(text(tmp_path, CSV, encoding))
    assert shares(made) == SHARES
    assert [said in what for what in made.recognised] == [True] * bool(said)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (CSV.encode().replace("På".encode(), b"P\xe5"), "line 4: the byte 0xe5 is no UTF-8, but the rest"),
        (CSV.encode("utf-16")[:-1], "cut off: it begins as UTF-16"),
        (CSV.encode().replace(b"Aldrig", b"Ald\0rig"), "bytes of zero"),
        (CSV.encode("cp1252").replace(b"Aldrig", b"Al\x81rig"), "holds the byte 0x81"),
    ],
)
def test_bytes_that_are_no_text(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "t.csv").write_bytes(data)
    with pytest.raises(DataError, match=said) as caught:
        table(tmp_path / "t.csv")
    assert "UTF-8" in caught.value.hint


# -- what separates, and what stands around ---------------------------------------------------------------------------

FROM_R = '"1","Aldrig",24.5,100\n"2","Sjældent",31,100\n"3","På øen",44.5,100\n'
HEAD = "Tabel 4. Hvor ofte, pct.;;\n\n"
READ: list[tuple[str, str, list[str]]] = [
    ("as it is", CSV, []),
    ("tabs", CSV.replace(";", "\t"), []),
    ("a separator after each row", CSV.replace("\n", ";\n"), []),
    ("a separator after each row but the header", CSV.replace("00\n", "00;\n"), []),
    ("sep=;", f"sep=;\n{CSV}", []),
    ('"sep=|"', f'"sep=|"\r\n{CSV.replace(";", "|")}', []),
    ("commas and quotes", 'category,share,n\nAldrig,"24,5",100\nSjældent,31,100\n"På øen","44,5",100\n', []),
    ("title", HEAD + CSV, ["in row 3; left out above it: “Tabel 4. Hvor ofte, pct.”"]),
    ("title of two cells", "Tabel 4;Hvor ofte;\n" + CSV, ["in row 2; left out above it: “Tabel 4 · Hvor ofte”"]),
    ("title without padding", "Tabel 4, hvor ofte\n" + CSV, ["in row 2; left out above it: “Tabel 4, hvor ofte”"]),
    ("years over the header", ";2022;\n" + CSV, ["left out above it: “2022”"]),
    ("note after a blank line", CSV + "\nAlle tal er vægtede.\n", ["below the table: “Alle tal er vægtede.”"]),
    ("note without one", CSV + "Kilde: Danmarks Statistik;;\n", ["“Kilde: Danmarks Statistik”"]),
    ("two notes", CSV + ";;\n*) Note;;\nn=1.877;;\n", ["“*) Note”, “n=1.877”"]),
    ("pandas' row numbers", _numbered := "".join(
        f"{number};{line}\n" for number, line in zip(["", 0, 1, 2], CSV.splitlines(), strict=True)
    ), ["column 1 has no name and numbers the rows"]),
    ("R's write.csv", f'"","category","share","n"\n{FROM_R}', ["column 1 has no name"]),
    ("R's write.table", f'"category","share","n"\n{FROM_R}', ["column 1 has no name"]),
    ("R's write.csv2 without names", CSV.replace("category;", '"category";'), []),
    ("total", CSV + "I alt;100;100\n", ["row 5, 'I alt', sums the others up"]),
    ("total not quite 100", CSV + "Total;99,9;100\n", ["row 5, 'Total', sums the others up"]),
    ("row of bases", CSV.replace(";100", ";") + "n;1.877;\n", ["row 5, 'n', is no category, but the base: n=1877"]),
    ("row of weighted bases", CSV + "Vægtet n;1900;\n", ["row 5, 'Vægtet n', is no category, and left out"]),
    ("per cents", CSV.replace(";24,5;", ";24,5 %;").replace(";31;", ";31%;").replace(";44,5;", ";44,5\u00a0pct.;"), []),
    ("blanks in thousands", CSV.replace(";100", ";1 877"), []),
    ("no-break and thin spaces", CSV.replace(";100", ";1\u00a0877", 1).replace(";100", ";1\u2009877"), []),
]  # fmt: skip


@pytest.mark.parametrize(("written", "said"), [one[1:] for one in READ], ids=[one[0] for one in READ])
def test_a_csv_is_read(tmp_path: Path, written: str, said: list[str]) -> None:
    made = table(text(tmp_path, written))
    assert shares(made) == SHARES
    assert len(made.recognised) == len(said) and all(map(str.__contains__, made.recognised, said)), made.recognised


@pytest.mark.parametrize(("written", "said"), [one[1:] for one in READ], ids=[one[0] for one in READ])
def test_a_large_csv_is_read_as_a_small_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str, said: list[str]
) -> None:
    monkeypatch.setattr(delimited, "LARGE", 0)
    assert shares(table(text(tmp_path, written))) == SHARES


@pytest.mark.parametrize("written", [one[1] for one in READ], ids=[one[0] for one in READ])
def test_duckdb_reads_what_is_plain_and_leaves_the_rest(tmp_path: Path, written: str) -> None:
    path = text(tmp_path, written)
    found = scan(path, ["category", "share"], "duckdb")
    if found is not None:
        rows = {row[found.columns.index("category")] for row in found.frame.fetchall()}
        assert rows == set(read(path, ["category"]).columns["category"].known)


MICRODATA: list[tuple[str, str, dict[str, tuple[Any, ...]]]] = [
    ("a separator after each row but the header", "id;q\n1;5;\n2;4;\n", {"id": ("1", "2"), "q": ("5", "4")}),
    ("numbers of rows without a name", "q;r\n1;5;8\n2;4;9\n", {"q": ("5", "4"), "r": ("8", "9")}),
    ("decimal commas in a single column", "q\n1,5\n2,5\n", {"q": ("1,5", "2,5")}),
    ("several answers in a single column", "q\n1;3\n2\n", {"q": ("1;3", "2")}),
    (
        "who answered nothing",
        "id;q\nR1;5\nR2;\n;\nR4;\n",
        {"id": ("R1", "R2", None, "R4"), "q": ("5", None, None, None)},
    ),
    ("a title and a note", "Rådata 2023;\n\nid;q\nR1;5\nR2;\n\nKilde: os;\n", {"id": ("R1", "R2"), "q": ("5", None)}),
    ("names that are numbers", "1;2\n5;6\n", {"1": ("5",), "2": ("6",)}),
]


@pytest.mark.parametrize(("written", "found"), [one[1:] for one in MICRODATA], ids=[one[0] for one in MICRODATA])
@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("named", [False, True])
def test_respondents_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str, found: dict[str, Any], large: bool, named: bool
) -> None:
    monkeypatch.setattr(delimited, "LARGE", 0 if large else 10**9)
    dataset = read(text(tmp_path, written), list(found) if named else None)
    assert {name: column.objects() for name, column in dataset.columns.items()} == found


def test_numbers_of_rows_are_counted_not_guessed(tmp_path: Path) -> None:
    """Unquoted decimal commas make each row one longer than the header, too."""
    with pytest.raises(DataError, match="row 2: 3 values"):
        read(text(tmp_path, "vægt,svar\n1,5,1\n2,5,2\n"))


def test_a_tsv(tmp_path: Path) -> None:
    assert shares(table(text(tmp_path, CSV.replace(";", "\t"), name="t.tsv"))) == SHARES


def test_bases_of_rows_and_totals_reach_the_cells(tmp_path: Path) -> None:
    made = table(text(tmp_path, CSV.replace(";100", ";") + "n;1.877;\n"))
    assert {cell.n for cell in made.cells} == {1877}
    made = table(text(tmp_path, CSV.replace(";100", ";") + "I alt;100;1.877\n"))
    assert {cell.n for cell in made.cells} == {1877}


REFUSED: list[tuple[str, str, str, str]] = [
    ("cut in the middle", CSV.rpartition(";44")[0], "row 4: 1 values", "complete"),
    ("cut within a word", CSV.rpartition(" øen")[0], "row 4: 1 values", "complete"),
    ("decimal commas, unquoted", CSV.replace(";", ",") , "row 2: 4 values", "between quotes"),
    ("an unquoted comma in every row", "category,share,n\nA,24,5,1\nB,31,0,1\nC,44,5,1\n", "row 2: 4 values", "quotes"),
    ("names of rows", "".join(f"{a};{b}\n" for a, b in zip(["", "a", "b", "c"], CSV.splitlines(), strict=True)),
     "column 1 has values, but no name in row 1", "range"),
    ("numbers of rows twice", ";a\n1;x\n1;y\n", "unknown column 'a'", "category, share"),
    ("two tables", CSV + "\nTabel 5;;\ncategory;share;n\nJa;50;10\nNej;50;10\n", "share is missing", "remove the row"),
    ("two tables beside one another", "category;share;n;;category;share;n\nA;5;1;;B;6;1\n", "two columns 'category'",
     "range"),
    ("mixed units", CSV.replace("24,5", "24,5 %"), "row 3: the share has no per cent sign, but that of row 2",
     "alike"),
    ("a hyphen", CSV.replace("24,5", "-"), "row 2: share is '-'", "0 where nobody"),
    ("nothing", CSV.replace("24,5", ""), "row 2: share is missing", ".. where the source"),
    ("NA", CSV.replace("24,5", "NA"), "row 2: share is 'NA'", "digits"),
    ("minus", CSV.replace("24,5", "−5"), "share is −5", "Correct"),
    ("140 %", CSV.replace("24,5", "140 %").replace("31", "31 %").replace("44,5", "44,5 %"), "share is 140 %", ""),
    ("counts for n", "category;share;n\nA;24,5;245\nB;31;310\nC;44,5;445\n", "n is 245, which counts the answers 'A'",
     "perhaps 1000"),
    ("counts for n, with a total", "category;share;n\nA;20;260\nB;80;740\nI alt;100;1000\n", "n is 260, which counts",
     "perhaps 1000"),
    ("two bases", CSV.replace(";100", ";") + "n;50;\nn;60;\n", "row 6: 'n' gives no base, or another", "one n"),
    ("a base that is not that of the rows", CSV + "n;101;\n", "n is 100, but the row of bases says 101", ""),
]  # fmt: skip


@pytest.mark.parametrize(("written", "said", "hint"), [one[1:] for one in REFUSED], ids=[one[0] for one in REFUSED])
def test_a_csv_is_refused(tmp_path: Path, written: str, said: str, hint: str) -> None:
    with pytest.raises(DataError) as caught:
        table(text(tmp_path, written))
    assert said in caught.value.message and hint in caught.value.hint, str(caught.value)
    assert "t.csv" in caught.value.message


# -- workbooks --------------------------------------------------------------------------------------------------------


def sheet(change: Callable[[Any], None]) -> Callable[[Any], None]:
    """A change of the first sheet."""
    return lambda made: change(made.worksheets[0])


def _merged(made: Any) -> None:
    made.merge_cells("A2:A4")
    made.merge_cells("A5:A7")


def _percent(made: Any) -> None:
    for row in (2, 3, 4):
        made.cell(row, 2).value /= 100
        made.cell(row, 2).number_format = "0.0%"


TITLED = [["Tabel 4. Hvor ofte"], [], *ROWS, [], ["Kilde: Danmarks Statistik"]]
BOOKS: list[tuple[str, list[list[list[Any]]], Callable[[Any], None] | None, dict[str, Any], list[str]]] = [
    ("as it is", [ROWS], None, {}, []),
    ("title and note", [TITLED], None, {}, ["row 3; left out above it: “Tabel 4. Hvor ofte”", "“Kilde: Danmarks"]),
    ("a range", [TITLED], None, {"range": "A3:C6"}, []),
    ("a range in dollars", [TITLED], None, {"range": "$a$3:$c$6"}, []),
    ("a range of one of two tables", [[[*row, None, *row] for row in ROWS]], None, {"range": "E1:G4"}, []),
    ("in the middle of the sheet", [[[], [], *([None, None, *row] for row in ROWS)]], None, {}, []),
    ("a cover", [[["Rapport"], ["2023"]], ROWS], None, {}, ["the sheet 'B' is read, and not 'A'"]),
    ("an empty first sheet", [[], ROWS], None, {}, ["the sheet 'B' is read, and not 'A'"]),
    ("a hidden first sheet", [[["notes"]], ROWS], sheet(lambda made: setattr(made, "sheet_state", "hidden")), {},
     ["the sheet 'B' is read, and not 'A' (hidden)"]),
    ("an older table that is hidden", [[ROWS[0], ["Nej", 100, 5]], ROWS],
     sheet(lambda made: setattr(made, "sheet_state", "veryHidden")), {}, ["'B' is read, and not 'A' (hidden)"]),
    ("a hidden sheet by name", [ROWS, ROWS], sheet(lambda made: setattr(made, "sheet_state", "hidden")), {"sheet": "A"},
     ["the sheet 'A' is hidden, and is read"]),
    ("two that fit", [ROWS, [ROWS[0], ["Nej", 100, 5]]], None, {}, ["2 of them have such a header, and `sheet` says"]),
    ("one of two by name", [[ROWS[0], ["Nej", 100, 5]], ROWS], None, {"sheet": "B"}, []),
    ("per cent by format", [ROWS], sheet(_percent), {}, []),
    ("per cent by format, unit not said", [ROWS], sheet(_percent), {"unit": None}, []),
    ("a per cent sign that is a letter", [ROWS], sheet(lambda made: setattr(made["B2"], "number_format", '0" %"')), {},
     []),
    ("numbers as texts", [[ROWS[0], ["Aldrig", "24,5", "100"], ["Sjældent", "31", "100"], ["På øen", "44,5", "100"]]],
     None, {}, []),
    ("a column that is hidden", [ROWS], sheet(lambda made: setattr(made.column_dimensions["C"], "hidden", True)), {},
     ["hidden in the sheet, but read: 'n'"]),
    ("rows that are hidden above and below", [TITLED],
     sheet(lambda made: [setattr(made.row_dimensions[row], "hidden", True) for row in (1, 8)]), {},
     ["left out above", "left out below"]),
    ("a tall header", [[ROWS[0], [], *ROWS[1:]]],
     sheet(lambda made: [made.merge_cells(f"{column}1:{column}2") for column in "ABC"]), {}, []),
    ("row numbers of pandas", [[[None, *ROWS[0]], *([n, *row] for n, row in enumerate(ROWS[1:]))]], None, {},
     ["column 1 has no name and numbers the rows"]),
    ("an alt-enter", [[ROWS[0], ["Aldrig", 24.5, 100], ["Sjældent", 31, 100], ["På\nøen", 44.5, 100]]], None, {}, []),
    ("a filter that hides nothing", [ROWS], sheet(lambda made: setattr(made.auto_filter, "ref", "A1:C4")), {}, []),
    ("a formula beside the table", [[[*row, None] for row in ROWS]],
     sheet(lambda made: made.cell(6, 1, "=SUM(B2:B4)")), {"range": "A1:C4"}, []),
]  # fmt: skip


@pytest.mark.parametrize(("sheets", "change", "how", "said"), [one[1:] for one in BOOKS], ids=[one[0] for one in BOOKS])
def test_a_workbook_is_read(
    tmp_path: Path, sheets: list[Any], change: Callable[[Any], None] | None, how: dict[str, Any], said: list[str]
) -> None:
    how = dict(how)
    made = table(book(tmp_path, *sheets, change=change), how.pop("unit", "percent"), **how)
    assert shares(made) == pytest.approx(SHARES)
    assert len(made.recognised) == len(said) and all(map(str.__contains__, made.recognised, said)), made.recognised


def test_texts_in_merged_cells_stand_in_every_row(tmp_path: Path) -> None:
    rows = [["group", *ROWS[0]], *(["Stat", *row] for row in ROWS[1:]), *(["Region", *row] for row in ROWS[1:])]
    made = table(book(tmp_path, rows, change=sheet(_merged)))
    assert shares(made) == {f"{name}|{group}": share for group in ("Stat", "Region") for name, share in SHARES.items()}
    assert made.recognised == ("in every row that it is merged over stands “Stat”, “Region”",)


def test_a_number_in_merged_cells_is_of_the_first_row_only(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="row 3: share is missing"):
        table(book(tmp_path, ROWS, change=sheet(lambda made: made.merge_cells("B2:B4"))))


NO_BOOKS: list[tuple[str, list[list[Any]], Callable[[Any], None] | None, str, str]] = [
    ("a hidden row", ROWS, lambda made: setattr(made.row_dimensions[3], "hidden", True), "row 3 of the table is hidden",
     "Show all rows"),
    ("a formula that was never computed", ROWS, lambda made: made.cell(4, 2, "=100-B2-B3"),
     "row 4: the cell of the column 'share' holds a formula that was never computed", "save it again"),
    ("an error for a share", ROWS, lambda made: made.cell(4, 2, "#DIV/0!"), "column 'share' is #DIV/0!",
     "Mend the cell"),
    ("an error for a category", ROWS, lambda made: made.cell(4, 1, "#N/A"), "column 'category' is #N/A", ""),
    ("a date for a category", ROWS, lambda made: made.cell(3, 1, date(2024, 2, 1)),
     "row 3: category is the date 2024-02-01", "texts such as 1-2"),
    ("a date for a share", ROWS, lambda made: made.cell(3, 2, date(2024, 5, 12)), "row 3: share is '2024-05-12'",
     "took it for a date"),
    ("one share by format", ROWS, lambda made: setattr(made["B2"], "number_format", "0%"), "share is 2450 %;",
     ""),
    ("mixed formats", [ROWS[0], ["a", 0.245, 9], ["b", 31, 9]],
     lambda made: setattr(made["B2"], "number_format", "0.0%"), "row 3: the share has no per cent sign", "alike"),
    ("a header over two columns", [["category", "share", None], [None, 2022, 2023], ["A", 5, 6]],
     lambda made: made.merge_cells("B1:C1"), "column 3 has values, but no name in row 1", "range"),
    ("a table below the table", [*ROWS, [], *ROWS], None, "row 6: share is 'share'", "digits"),
    ("a heading among the rows", [*ROWS[:2], ["Resten"], *ROWS[2:]], None, "row 3: share is missing", ".."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "change", "said", "hint"), [one[1:] for one in NO_BOOKS], ids=[one[0] for one in NO_BOOKS]
)
def test_a_workbook_is_refused(
    tmp_path: Path, rows: list[Any], change: Callable[[Any], None] | None, said: str, hint: str
) -> None:
    with pytest.raises(DataError) as caught:
        table(book(tmp_path, rows, change=sheet(change) if change else None))
    assert said in caught.value.message and hint in caught.value.hint, str(caught.value)
    assert "t.xlsx" in caught.value.message


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('<row r="3"', '<row r="3" ht="0" customHeight="1"', "row 3 of the table is hidden"),
        ("<v>31</v>", "<f>1+1</f>", "row 3: the cell of the column 'share' holds a formula"),
        ("<sheetData>", '<cols><col min="2" max="3" width="0"/></cols><sheetData>', ""),
    ],
)
def test_what_other_programs_write(tmp_path: Path, old: str, new: str, said: str) -> None:
    path = book(tmp_path, ROWS)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    assert parts[name].decode().count(old) == 1
    parts[name] = parts[name].decode().replace(old, new).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for part, data in parts.items():
            archive.writestr(part, data)
    if said:
        with pytest.raises(DataError, match=said):
            table(path)
    else:
        assert table(path).recognised == ("hidden in the sheet, but read: 'share', 'n'",)


def test_the_only_table_is_hidden(tmp_path: Path) -> None:
    path = book(tmp_path, ROWS, [["Forside"]], change=sheet(lambda made: setattr(made, "sheet_state", "hidden")))
    with pytest.raises(DataError, match="the sheet 'A', which has the table, is hidden") as caught:
        table(path)
    assert "`sheet: A`" in caught.value.hint


@pytest.mark.parametrize("written", ["A3", "A3:", "3:9", "C9:A3", "A3:C3", "Ark1!A3:C9"])
def test_a_range_that_is_none(written: str) -> None:
    with pytest.raises(ValueError, match="range"):
        TableSpec(file="t.xlsx", range=written)


def test_a_range_of_what_has_none(tmp_path: Path) -> None:
    pq.write_table(pa.table({"category": ["a"], "share": [5.0]}), tmp_path / "t.parquet")
    with pytest.raises(DataError, match="a range is asked for, but Parquet"):
        table(tmp_path / "t.parquet", range="A1:B2")


def test_a_range_of_a_csv(tmp_path: Path) -> None:
    path = text(tmp_path, "Tabel 4\n;category;share\n;Ja;60;note\n;Nej;40\nKilde: os\n")
    assert shares(table(path, range="B2:C4")) == {"Ja": 0.6, "Nej": 0.4}


def test_microdata_are_found_on_their_sheet(tmp_path: Path) -> None:
    path = book(tmp_path, [["Kodebog"], ["q1", "Er I enige?"]], [["id", "q1"], ["R1", 1], ["R2", 2], ["R3", None]])
    found = read(path, ["id", "q1"])
    assert found.rows == 3 and found.columns["q1"].objects() == (1, 2, None) and found.sheet == "B"


# -- Parquet ----------------------------------------------------------------------------------------------------------

COLUMNS = {"category": list(SHARES), "share": [24.5, 31, 44.5], "n": [100] * 3}


@pytest.mark.parametrize(
    "how",
    [
        {},
        {"use_dictionary": False, "column_encoding": {"category": "DELTA_BYTE_ARRAY"}},
        {"use_dictionary": False, "column_encoding": {"category": "DELTA_LENGTH_BYTE_ARRAY"}},
        {"use_dictionary": False, "column_encoding": {"n": "DELTA_BINARY_PACKED", "share": "BYTE_STREAM_SPLIT"}},
        {"version": "1.0", "data_page_version": "2.0"},
    ],
)
@pytest.mark.parametrize("engine", [None, "duckdb", "polars"])
def test_every_encoding_of_parquet(tmp_path: Path, how: dict[str, Any], engine: Any) -> None:
    """With columns beside it that are no cells: lists, and a struct of which a field is called as a column is."""
    beside = {"list": [[1, 2], [], None], "struct": [{"n": "x"}] * 3, "struct.n": ["y"] * 3, "raw": [b"x"] * 3}
    path = tmp_path / "t.parquet"
    pq.write_table(pa.table(COLUMNS | beside), path, **how)
    if engine is None:
        found = read(path)
        assert list(found.columns) == [*COLUMNS, "struct.n"]
        assert [what.split(" is ")[0] for what in found.recognised] == [
            "the column 'list'",
            "the column 'struct'",
            "the column 'raw'",
        ]
        assert shares(table(path, category="category", share="share")) == SHARES
    else:
        seen = scan(path, ["category", "n", "struct.n"], engine)
        assert seen is not None
        frame = seen.frame.fetchall() if engine == "duckdb" else seen.frame.collect().rows()
        kept = sorted(tuple(v for v in row if isinstance(v, str)) for row in frame)
        assert kept == sorted((name, "y") for name in SHARES)


# -- cubes ------------------------------------------------------------------------------------------------------------

PX = """CHARSET="ANSI";
CODEPAGE="windows-1252";
UNITS="Pct.";
STUB="svar";
HEADING="tid";
VALUES("svar")="Aldrig","Sjældent","På øen";
VALUES("tid")="2022","2023";
CODES("svar")="a","b","c";
DATA=
20 24.5
30 31
50 44.5;
"""
OF_2023 = {"category": "svar", "share": "value", "where": {"tid": "2023"}}


@pytest.mark.parametrize(
    ("old", "new", "encoding", "said"),
    [
        ("", "", "cp1252", []),
        ("44.5;\n", "44.5\n", "cp1252", ["its last `;` is missing"]),
        ("44.5;\n", "44.5\x1a", "cp1252", ["its last `;` is missing"]),
        ("", "", "utf-8", ["it says that it is in cp1252, but is in UTF-8"]),
        ("", "", "utf-16", []),
        ('CODEPAGE="windows-1252";', 'CODEPAGE="ISO-8859-15";', "iso-8859-15", []),
        ('CHARSET="ANSI";\nCODEPAGE="windows-1252";', "", "cp850", []),
        ('CHARSET="ANSI";\nCODEPAGE="windows-1252";', "", "cp1252", ["it is read as Windows-1252"]),
    ],
)
def test_px_is_read(tmp_path: Path, old: str, new: str, encoding: str, said: list[str]) -> None:
    made = table(text(tmp_path, PX.replace(old, new), encoding, "t.px"), **OF_2023)
    assert shares(made) == SHARES
    assert len(made.recognised) == len(said) and all(map(str.__contains__, made.recognised, said)), made.recognised


@pytest.mark.parametrize("written", [".", "..", '".."', "...", ".......", '"....."'])
def test_what_px_withholds_is_hidden(tmp_path: Path, written: str) -> None:
    made = table(text(tmp_path, PX.replace("44.5;", f"{written};"), name="t.px"), **OF_2023)
    assert shares(made) == {name: share for name, share in SHARES.items() if name != "På øen"}
    assert made.hidden == (Hidden("På øen", withheld=True),)


@pytest.mark.parametrize("written", ["-", '"-"'])
def test_what_px_calls_nil_is_nothing(tmp_path: Path, written: str) -> None:
    made = table(text(tmp_path, PX.replace("44.5;", f"{written};"), name="t.px"), **OF_2023)
    assert shares(made) == SHARES | {"På øen": 0} and not made.hidden and not made.flagged


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("50 44.5;", "50", "has 5 values, but its dimensions make 3 × 2 = 6"),
        ("DATA=\n20 24.5\n30 31\n50 44.5;", 'KEYS("svar")=CODES;\nDATA=\n"a" 20 24.5\n', "is cut off"),
        ("44.5;", "nan;", "cell 6 of DATA is 'nan'"),
        ("44.5", "4_4", "is '4_4'"),
    ],
)
def test_px_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(DataError, match=said):
        table(text(tmp_path, PX.replace(old, new), name="t.px"), **OF_2023)


def jsonstat(**change: Any) -> str:
    index = {"a": 0, "b": 1, "c": 2}
    written = {
        "id": ["svar", "tid"],
        "size": [3, 2],
        "dimension": {
            "svar": {"category": {"index": index, "label": dict(zip(index, SHARES, strict=True))}},
            "tid": {"category": {"index": ["2022", "2023"]}},
        },
        "value": [20, 24.5, 30, 31, 50, 44.5],
    }
    return json.dumps(written | change, ensure_ascii=False)


@pytest.mark.parametrize(
    ("change", "flagged", "hidden"),
    [
        ({}, [], []),
        ({"size": ["3", "2"]}, [], []),
        ({"value": ["20", "24.5", "30", "31", "50", "44.5"]}, [], []),
        ({"status": [None, "p", None, None, None, None]}, ["the source marks 'p': Aldrig"], []),
        ({"status": "e"}, ["the source marks 'e': Aldrig, Sjældent, På øen"], []),
        ({"status": {"1": "p", "3": "p"}, "extension": {"status": {"label": {"p": "foreløbig"}}}},
         ["the source marks 'p' (foreløbig): Aldrig, Sjældent"], []),
        ({"value": [20, 24.5, 30, 31, 50, None], "status": {"5": "c"}}, [], ["På øen"]),
        ({"value": [20, 24.5, 30, 31, 50, None]}, [], ["På øen"]),
        ({"value": {"1": 24.5, "3": 31}}, [], ["På øen"]),
        ({"value": ["20", "24.5", "30", "31", "50", ":"]}, [], ["På øen"]),
    ],
)  # fmt: skip
def test_jsonstat_is_read(tmp_path: Path, change: dict[str, Any], flagged: list[str], hidden: list[str]) -> None:
    made = table(text(tmp_path, jsonstat(**change), name="t.json"), **OF_2023)
    assert shares(made) == {name: share for name, share in SHARES.items() if name not in hidden}
    assert (list(made.flagged), [one.category for one in made.hidden]) == (flagged, hidden)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_jsonstat_in_each_encoding_of_json(tmp_path: Path, encoding: str) -> None:
    assert shares(table(text(tmp_path, jsonstat(), encoding, "t.json"), **OF_2023)) == SHARES


# -- shares that are not told -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("written", ["..", "...", "…", ":", "*", " .. "])
def test_a_share_that_is_not_told(tmp_path: Path, written: str) -> None:
    made = table(text(tmp_path, CSV.replace("44,5", written)))
    assert shares(made) == {"Aldrig": 0.245, "Sjældent": 0.31}
    assert made.hidden == (Hidden("På øen", withheld=True),)


def test_nets_of_what_is_not_told(tmp_path: Path) -> None:
    header = "category;share;net;unshown\n"
    made = table(text(tmp_path, f"{header}A;30;;\nB;..;;\nC;..;;x\nA og B;70;A + B;\nB og C;..;B + C;\n"))
    assert [(net.label, net.value) for net in made.nets] == [("A og B", 0.7)]
    assert made.hidden == (
        Hidden("B", withheld=True),
        Hidden("C", drawn=False, withheld=True),
        Hidden("B og C", drawn=False, withheld=True),
    )
    with pytest.raises(DataError, match="its parts allow only 30"):
        table(text(tmp_path, f"{header}A;30;;\nB;..;;\nA og B;20;A + B;\n"))


def test_nothing_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="its value is not told: nothing is left to draw"):
        table(text(tmp_path, "category;share\nA;..\nB;..\n"))


# -- statistics programs ----------------------------------------------------------------------------------------------


def survey(path: Path) -> Path:
    """Three respondents in SPSS or Stata: a question with labels, an open answer, a day."""
    frame = pd.DataFrame(
        {"q": [1.0, 2, 1], "åben": ["blå", "rød", "grøn"], "dag": [date(2024, 1, 2), date(2024, 1, 3), None]}
    )
    how = {"column_labels": ["Spørgsmål", "Åbent svar", ""], "variable_value_labels": {"q": {1: "Måske", 2: "Nej"}}}
    if path.suffix == ".dta":
        pyreadstat.write_dta(frame.rename(columns={"åben": "aaben"}), path, **how)
    else:
        pyreadstat.write_sav(frame, path, **how)
    return path


@pytest.mark.parametrize("suffix", [".sav", ".dta"])
def test_a_stray_byte(tmp_path: Path, suffix: str) -> None:
    """It costs the text it stands in, not the file; and a figure that does not ask for that text never knows."""
    path = survey(tmp_path / f"t{suffix}")
    path.write_bytes(path.read_bytes().replace("rød".encode(), b"r\xf8d "))
    found = read(path)
    _, opened, _ = found.columns
    assert found.columns[opened].known == ["blå", "r\ufffdd", "grøn"]
    assert found.labels == {"q": {"1": "Måske", "2": "Nej"}} and found.variable_labels["q"] == "Spørgsmål"
    assert found.recognised == ("not all bytes are UTF-8, as the file says, in 'r\ufffdd'",)
    assert read(path, ["q"]).recognised == ()


def test_a_stray_byte_in_a_label_is_a_finding(tmp_path: Path) -> None:
    path = survey(tmp_path / "t.sav")
    path.write_bytes(path.read_bytes().replace("Måske".encode(), b"M\xe5ske "))
    found = read(path, ["q"])
    assert found.labels["q"]["1"] == "M\ufffdske" and garbled(found.labels["q"]["1"])


@pytest.mark.parametrize(("suffix", "day", "size"), [(".sav", 13_923_532_800.0, 1e14), (".dta", 23_377.0, 1e8)])
def test_a_day_that_is_in_no_calendar(tmp_path: Path, suffix: str, day: float, size: float) -> None:
    path = survey(tmp_path / f"t{suffix}")
    data = path.read_bytes()
    assert data.count(struct.pack("<d", day)) == 1
    path.write_bytes(data.replace(struct.pack("<d", day), struct.pack("<d", size)))
    found = read(path)
    assert found.columns["dag"].objects() == (size, "2024-01-03", None)
    assert found.recognised == ("1 dates of the column 'dag' are in no calendar, and read as numbers",)
    assert read(path, ["q"]).recognised == ()


# -- words read in another encoding -----------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["Sjældent", "Færøerne", "på", "Årligt", "Øst", "én", "≥5"])
@pytest.mark.parametrize("read_as", ["cp1252", "latin-1", "mac-roman", "cp850", "cp437"])
def test_utf8_that_was_read_as_another(word: str, read_as: str) -> None:
    seen = word.encode().decode(read_as, "replace")
    found = garbled(f"Svaret {seen} er givet")
    assert found and found[0] == seen
    assert "\ufffd" in seen or found[1] in (word, "")
    assert word != "Sjældent" or found[1] == word


@pytest.mark.parametrize(
    ("written", "read_as"), [("cp850", "cp1252"), ("cp1252", "cp850"), ("mac-roman", "cp1252"), ("cp1252", "mac-roman")]
)
def test_letters_of_one_byte_that_were_read_as_another(written: str, read_as: str) -> None:
    seen = "Sjældent".encode(written).decode(read_as)
    assert garbled(seen) == (seen, "Sjældent")


@pytest.mark.parametrize(
    "text",
    ["CAFÉ’S", "”PÅ“", "20°C", "5 µm", "Âge", "SÃO", "O’Brien", "Hvad? Ja", "https://x.dk/a?b=c", "x.dk/s?id", "Ja†",
     "½ time", "≥ 50", "rÅ…", "n° 4", "Sjældent – på øen", "“Ja”", "naïve Ünal", "50 %¹", "Fyn›"],
)  # fmt: skip
def test_words_that_are_meant_so(text: str) -> None:
    assert garbled(text) is None


def test_nothing_of_the_samples_is_garbled() -> None:
    root = Path(__file__).parents[1]
    for path in (*root.glob("figures/**/*.yaml"), *root.glob("data/*.csv"), *root.glob("data/*.yaml")):
        assert garbled(path.read_text("utf-8")) is None, path


@pytest.mark.parametrize(
    ("title", "withheld", "verdict"),
    [
        ("Flest svarer Aldrig", "..", NotVerified),
        ("Flest svarer Aldrig", "5", Holds),
        ("Flest svarer Sjældent", "..", Fails),
        ("60 % svarer Aldrig", "..", Holds),
    ],
)
def test_a_rank_is_not_proved_where_a_share_is_not_told(
    tmp_path: Path, title: str, withheld: str, verdict: type[object]
) -> None:
    made = table(text(tmp_path, f"category;share;n\nAldrig;60;100\nSjældent;35;100\nOfte;{withheld};100\n"))
    spec = BarsSpec(kind="bars", title=title, table=TableSpec(file="t.csv"))
    figure = pipeline.figure("f", spec, SurveySpec(name="Prøven", wave="2023"), made)
    (judged,) = pipeline.texts(figure)[0].verdicts
    assert isinstance(judged, verdict)
    assert "mest" not in figure.alt.lower() and ("størst" in figure.alt.lower()) is (withheld != "..")


# -- laws -------------------------------------------------------------------------------------------------------------

LETTERS = "aæbøcådeÆfØgÅh"
WORDS = st.text(LETTERS, min_size=2, max_size=9)


@settings(max_examples=150)
@given(
    st.lists(st.tuples(WORDS, st.integers(11, 999)), min_size=2, max_size=6, unique_by=lambda row: row[0].casefold()),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"]),
    st.sampled_from([";", "\t", ","]),
    st.sampled_from([(), ("Tabel 4. Hvor ofte",), ("Tabel 4", "", "Pct. af alle")]),
    st.sampled_from([(), ("", "Kilde: os selv"), ("* foreløbige tal",)]),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
def test_how_a_table_is_written_changes_no_share(
    rows: list[tuple[str, int]],
    encoding: str,
    separator: str,
    above: tuple[str, ...],
    below: tuple[str, ...],
    numbered: bool,
    padded: bool,
    signed: bool,
    large: bool,
) -> None:
    """Encoding, separator, titles, notes, numbers of rows, per cent signs: the shares are those that were written."""
    written = [["category", "share"], *([name, f"{t // 10},{t % 10}{' %' * signed}"] for name, t in rows)]
    if numbered:
        written = [[str(number or ""), *row] for number, row in enumerate(written)]
    width = len(written[0])
    around = [
        [[line, *[""] * ((width - 1) * padded)] if line or padded else [] for line in part] for part in (above, below)
    ]
    stream = StringIO(newline="")
    csv.writer(stream, delimiter=separator, lineterminator="\n").writerows([*around[0], *written, *around[1]])
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(delimited, "LARGE", 0 if large else 10**9)
        made = table(text(Path(folder), stream.getvalue(), encoding))
    assert {cell.category: cell.value for cell in made.cells} == {name: tenths / 1000 for name, tenths in rows}
    assert len(made.recognised) == bool(above) + bool(below) + numbered + (encoding == "utf-16-le")


CASES = Path(__file__).parents[2] / "shared" / "cases" / "files"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("arrow_nestedextra.parquet", "'raa' is left out"),
        ("duck_v2.parquet", ""),
        ("r_rownames.csv", "numbers the rows"),
        ("px_nosemicolon.px", "last `;`"),
        ("px_says_1252_is_utf8.px", "is in UTF-8"),
        ("js_status_list.json", ""),
        ("x_hiddenfirst.xlsx", "'Skjult' (hidden)"),
        ("x_formula_nocache.xlsx", "never computed"),
        ("x_date_category.xlsx", "category is the date 2024-02-01"),
    ],
)
def test_files_that_went_wrong_once(name: str, told: str) -> None:
    if not (CASES / name).is_file():
        pytest.skip(f"{CASES / name} is not here")
    cube = OF_2023 if name.endswith((".px", ".json")) else {}
    try:
        made = table(CASES / name, **cube)
    except DataError as error:
        assert told and told in error.message
        return
    assert shares(made) == {"Aldrig": 0.245, "Sjældent": 0.31, "Ofte": 0.445}
    assert [told in what for what in made.recognised] == [True] * bool(told)
