"""A file is read as it stands, or refused by name."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
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

from barometer_cli.errors import BuildError, DataError, UnknownVariable
from barometer_cli.model.dataset import Dataset, MissingRange, ResponseSet
from barometer_cli.sources import READERS, delimited, read

ORACLE = Path(__file__).parents[2] / "shared" / "oracle" / "data"
WANTED: dict[str, tuple[object, ...]] = {"category": ("På", "NA"), "share": ("49,6", None)}


def values(dataset: Dataset) -> dict[str, tuple[object, ...]]:
    """The value of each row by column."""
    return {name: column.objects() for name, column in dataset.columns.items()}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("separator", [";", ","])
def test_csv(tmp_path: Path, encoding: str, end: str, separator: str) -> None:
    path = tmp_path / "t.csv"
    text = end.join(["category;share", 'På;"49,6"', "NA;", "", ""]).replace(";", separator)
    path.write_bytes(text.encode(encoding))
    dataset = read(path)
    assert values(dataset) == WANTED
    assert (dataset.file, dataset.first_row) == (path.as_posix(), 2)
    assert dataset.digest == sha256(path.read_bytes()).hexdigest()


def test_xlsx(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    with pd.ExcelWriter(path) as writer:
        pd.DataFrame({"category": ["x"]}).to_excel(writer, sheet_name="A", index=False)
        pd.DataFrame({"category": ["På", "NA"], "n": [7, None]}).to_excel(writer, sheet_name="B", index=False)
    assert values(read(path)) == {"category": ("x",)}
    assert values(read(path, sheet="B")) == {"category": ("På", "NA"), "n": (7, None)}
    with pytest.raises(DataError, match="no sheet 'C'") as caught:
        read(path, sheet="C")
    assert "A, B" in caught.value.hint


def test_parquet(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    pd.DataFrame({"category": ["På", None, "c"], "share": [0.5, float("nan"), 1.0]}).to_parquet(path)
    dataset = read(path)
    assert values(dataset) == {"category": ("På", None, "c"), "share": (0.5, None, 1.0)}
    assert dataset.first_row == 1


def test_missing(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"t\.csv does not exist") as caught:
        read(tmp_path / "t.csv")
    assert caught.value.hint


def test_unknown_suffix(tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_bytes(b"x")
    with pytest.raises(DataError) as caught:
        read(tmp_path / "t.txt")
    assert all(suffix in caught.value.hint for suffix in READERS)


@pytest.mark.parametrize("suffix", list(READERS))
@pytest.mark.parametrize("data", [b"", b"PK\x03\x04\x00", b"PAR1\x00\x00PAR1", b"\xff\xfea"])
def test_broken(tmp_path: Path, suffix: str, data: bytes) -> None:
    path = tmp_path / f"t{suffix}"
    path.write_bytes(data)
    with pytest.raises(DataError, match=f"t{suffix}"):
        read(path)


@pytest.mark.parametrize("suffix", [".xlsx", ".parquet"])
def test_cut_off(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"t{suffix}"
    frame = pd.DataFrame({"category": ["a"] * 50, "share": [1.0] * 50})
    frame.to_excel(path) if suffix == ".xlsx" else frame.to_parquet(path)
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(DataError, match="cut off"):
        read(path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("category,share\na,49,6\n", "row 2: 3 values"),
        ("category,share\na,1\nb\n", "row 3: 1 values"),
        ("category,category\na,1\n", "two columns 'category'"),
        ("category,\na,1\n", "column 2 has values, but no name"),
        ('category,share\n"a,1\n', "cut off"),
        ("\n \n", "is empty"),
        (f"category,share\n{'a' * 200_000},1\n", "cannot be read as CSV"),
    ],
)
def test_not_a_plain_table(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "t.csv").write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=said):
        read(tmp_path / "t.csv")


def test_a_sheet_of_a_csv(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("category\na\n", encoding="utf-8")
    with pytest.raises(DataError, match="no sheets"):
        read(tmp_path / "t.csv", sheet="A")


FRAME = pd.DataFrame({"kon": [1.0, 2, 2, 8], "navn": ["På", "Å", "", "x"], "vaegt": [0.5, 1.25, 3, 2]})
LABELS = {"kon": {1: "Mand", 2: "Kvinde", 8: "Ved ikke"}}


def write_sav(path: Path, **how: Any) -> Path:
    """Three columns with words, and 8 for "Ved ikke" called missing; their names in Danish."""
    frame = FRAME.rename(columns={"kon": "køn", "vaegt": "vægt"})
    pyreadstat.write_sav(
        frame,
        path,
        column_labels=["Køn?", "Navn", ""],
        variable_value_labels={"køn": LABELS["kon"]},
        missing_ranges={"køn": [8], "vægt": [{"lo": 90, "hi": 99}]},
        **how,
    )
    return path


def write_dta(path: Path) -> Path:
    pyreadstat.write_dta(FRAME, path, column_labels=["Køn?", "Navn", ""], variable_value_labels=LABELS)
    return path


@pytest.mark.parametrize("suffix", [".sav", ".zsav"])
def test_spss(tmp_path: Path, suffix: str) -> None:
    path = write_sav(tmp_path / f"t{suffix}", compress=suffix == ".zsav")
    dataset = read(path)
    assert values(dataset) == {"køn": (1, 2, 2, 8), "navn": ("På", "Å", None, "x"), "vægt": (0.5, 1.25, 3, 2)}
    assert dataset.columns["køn"].codes == ("1", "2", "8")
    assert dataset.labels == {"køn": {"1": "Mand", "2": "Kvinde", "8": "Ved ikke"}}
    assert dataset.variable_labels == {"køn": "Køn?", "navn": "Navn"}
    assert dataset.missing == {"køn": (MissingRange(8, 8),), "vægt": (MissingRange(90, 99),)}
    assert (dataset.rows, dataset.first_row, dataset.mrsets) == (4, 1, ())
    assert dataset.digest == sha256(path.read_bytes()).hexdigest()
    one = read(path, ["navn"])
    assert list(one.columns) == ["navn"] and not one.labels and one.rows == 4
    assert read(path, []).rows == 4


def test_spss_portable(tmp_path: Path) -> None:
    pyreadstat.write_por(FRAME[["kon", "vaegt"]].rename(columns=str.upper), tmp_path / "t.por")
    assert values(read(tmp_path / "t.por")) == {"KON": (1, 2, 2, 8), "VAEGT": (0.5, 1.25, 3, 2)}


def test_stata(tmp_path: Path) -> None:
    dataset = read(write_dta(tmp_path / "t.dta"), ["kon", "navn"])
    assert values(dataset) == {"kon": (1, 2, 2, 8), "navn": ("På", "Å", None, "x")}
    assert dataset.labels == {"kon": {"1": "Mand", "2": "Kvinde", "8": "Ved ikke"}}


def test_stata_missing_letters_are_kept(tmp_path: Path) -> None:
    frame = pd.DataFrame({"q": [1, "a", 2]})
    pyreadstat.write_dta(frame, tmp_path / "t.dta", missing_user_values={"q": ["a"]})
    dataset = read(tmp_path / "t.dta")
    assert values(dataset) == {"q": (1, "a", 2)}
    assert dataset.missing == {"q": (MissingRange("a", "a"),)} and "a" in dataset.missing["q"][0]


def test_response_sets_of_spss() -> None:
    dataset = read(oracle("simple_alltypes.sav"), ["x"])
    assert dataset.mrsets == (
        ResponseSet("categorical_array", "", ("ca_subvar_1", "ca_subvar_2", "ca_subvar_3")),
        ResponseSet("mymrset", "My multiple response set", ("bool1", "bool2", "bool3"), "1"),
    )
    assert values(dataset) == {"x": (1, 2, 3, 4, 8, 9)}
    assert 8 in dataset.missing["x"][1] and 9 not in dataset.missing["x"][1]


@pytest.mark.parametrize("name", ["efc.sav", "efc.dta", "efc.csv"])
def test_a_real_file_in_three_formats(name: str) -> None:
    dataset = read(oracle(name), ["e42dep", "c82cop1"])
    wanted = read(oracle("efc.sav"), ["e42dep", "c82cop1"])
    assert dataset.rows == wanted.rows == 908
    assert codes(dataset) == codes(wanted)


def oracle(name: str) -> Path:
    if not (ORACLE / name).is_file():
        pytest.skip(f"{ORACLE / name} is not here")
    return ORACLE / name


def codes(dataset: Dataset) -> dict[str, list[str | None]]:
    """The code of each row by column."""
    return {
        name: [[*column.codes, None][place] for place in column.places.tolist()]
        for name, column in dataset.columns.items()
    }


@pytest.mark.parametrize("suffix", [".sav", ".zsav", ".dta"])
@pytest.mark.parametrize("kept", [0.5, 0.97])
def test_a_statistics_file_cut_off(tmp_path: Path, suffix: str, kept: float) -> None:
    path = tmp_path / f"t{suffix}"
    write_dta(path) if suffix == ".dta" else write_sav(path, compress=suffix == ".zsav")
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * kept)])
    with pytest.raises(DataError, match="cut off"):
        read(path)


@pytest.mark.parametrize("suffix", [".sav", ".dta"])
def test_texts_in_another_encoding_than_said(tmp_path: Path, suffix: str) -> None:
    path = write_dta(tmp_path / "t.dta") if suffix == ".dta" else write_sav(tmp_path / "t.sav")
    path.write_bytes(path.read_bytes().replace("På".encode(), b"P\xe5 ").replace("Køn".encode(), b"K\xf8n "))
    with pytest.raises(DataError, match=rf"t\{suffix}: its texts are not in the encoding") as caught:
        read(path)
    assert "save it again" in caught.value.hint


def test_without_pyreadstat(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_sav(tmp_path / "t.sav")
    monkeypatch.setitem(sys.modules, "pyreadstat", None)
    with pytest.raises(BuildError, match=r"pyreadstat, which is not installed") as caught:
        read(path)
    assert "barometer-cli[spss]" in caught.value.hint


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".parquet", ".sav", ".dta", ".json", ".px"])
def test_a_column_that_is_not_there(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"t{suffix}"
    writers: dict[str, Callable[[], object]] = {
        ".csv": lambda: FRAME.to_csv(path, index=False),
        ".xlsx": lambda: FRAME.to_excel(path, index=False),
        ".parquet": lambda: FRAME.to_parquet(path),
        ".sav": lambda: pyreadstat.write_sav(FRAME, path),
        ".dta": lambda: pyreadstat.write_dta(FRAME, path),
        ".json": lambda: path.write_text(json.dumps(CUBE, ensure_ascii=False).replace("køn", "kon"), "utf-8"),
        ".px": lambda: path.write_text(PX.replace("køn", "kon"), "utf-8"),
    }
    writers[suffix]()
    assert list(read(path, ["kon"]).columns) == ["kon"]
    with pytest.raises(UnknownVariable, match="no column 'knn'") as caught:
        read(path, ["kon", "knn"])
    assert "'kon'" in caught.value.hint


@pytest.mark.parametrize("suffix", [".sav", ".dta", ".json", ".px"])
def test_a_sheet_of_what_has_none(tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"t{suffix}").write_bytes(b"x")
    with pytest.raises(DataError, match="no sheets"):
        read(tmp_path / f"t{suffix}", sheet="A")


# What stands in a file of text, whatever wrote it.
CODES = st.one_of(st.none(), st.integers(-99, 99), st.sampled_from(["Ja", "På", "01", "a;b", 'sagde "nej"', "to, tre"]))


@settings(max_examples=40)
@given(st.lists(st.tuples(CODES, CODES), min_size=1, max_size=8))
def test_formats_agree_on_codes(rows: list[tuple[object, object]]) -> None:
    rows = [*rows, ("slut", "slut")]  # XLSX and CSV do not count empty rows at the end
    frame = pd.DataFrame(rows, columns=["a", "ø"], dtype=object)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "t.csv"
        frame.to_csv(path, index=False, sep=";")
        frame.to_excel(path.with_suffix(".xlsx"), index=False)
        frame.map(lambda value: None if value is None else str(value)).to_parquet(path.with_suffix(".parquet"))
        found = [codes(read(path.with_suffix(suffix))) for suffix in (".csv", ".xlsx", ".parquet")]
    assert found[0] == found[1] == found[2]


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(*[st.sampled_from(["", "1", "1,5", "På", " a", 'b"', "c;d", "to\nlinjer", 'si "ja"', "  "])] * 3),
        min_size=1,
        max_size=8,
    ),
    st.sampled_from(["utf-8", "utf-8-sig", "cp1252"]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
    st.sampled_from([None, ["c"], ["c", "a"], []]),
)
def test_blocks_and_records_agree(
    rows: list[tuple[str, ...]], encoding: str, end: str, quoting: Any, asked: list[str] | None
) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        path = Path(folder) / "t.csv"
        with path.open("w", encoding=encoding, newline="") as stream:
            csv.writer(stream, delimiter=";", lineterminator=end, quoting=quoting).writerows([("a", "å", "c"), *rows])
        small = read(path, asked)
        patch.setattr(delimited, "LARGE", 0)
        large = read(path, asked)
    assert (values(small), small.rows, small.first_row) == (values(large), large.rows, large.first_row)


def test_a_large_csv_tells_what_is_wrong_as_a_small_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "LARGE", 0)
    path = tmp_path / "t.csv"
    path.write_text("a;b\n1;2\n3\n", encoding="utf-8")
    with pytest.raises(DataError, match="row 3: 1 values"):
        read(path, ["a"])


@pytest.mark.parametrize("large", [True, False])
def test_rows_of_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, large: bool) -> None:
    """A row without values is a respondent; a line without anything is none, but keeps the numbers of the others."""
    monkeypatch.setattr(delimited, "LARGE", 0 if large else 10**9)
    path = tmp_path / "t.csv"
    path.write_text("\na;b\n1;2\n\n;\n3;4\n;\n\n\n", encoding="utf-8")
    dataset = read(path)
    assert values(dataset) == {"a": ("1", None, None, "3", None), "b": ("2", None, None, "4", None)}
    assert dataset.first_row == 3


def test_what_a_workbook_holds(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in [
        ["tekst", "tal", "dato", "ja"],
        [" På ", 1, date(2024, 1, 2), True],
        [None, 1.5, datetime(2024, 1, 2, 3), 1],
    ]:
        sheet.append(row)
    sheet.append([None, None, None, None])
    book.save(tmp_path / "t.xlsx")
    dataset = read(tmp_path / "t.xlsx", ["tal", "ja", "dato", "tekst"])
    assert values(dataset) == {
        "tekst": ("På", None),
        "tal": (1, 1.5),
        "dato": ("2024-01-02", "2024-01-02T03:00:00"),
        "ja": (True, 1),
    }
    assert [type(value) for value in dataset.columns["ja"].objects()] == [bool, int]


def test_what_parquet_holds(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    columns = {
        "a.b": pa.array([3, None, 3], pa.int8()),
        "stor": pa.array([2**63, 1, None], pa.uint64()),
        "pris": pa.array([Decimal("49.60"), Decimal("2.00"), None]),
        "dato": pa.array([date(2024, 1, 2), None, date(2024, 1, 2)]),
        "ja": pa.array([True, False, None]),
        "lille": pa.array([0.5, float("nan"), 2], pa.float32()),
        "kategori": pa.array(["På", None, "På"]).dictionary_encode(),
        "tom": pa.nulls(3),
    }
    pq.write_table(pa.table(columns), path, row_group_size=2)
    dataset = read(path)
    assert values(dataset) == {
        "a.b": (3, None, 3),
        "stor": (2**63, 1, None),
        "pris": (49.6, 2, None),
        "dato": ("2024-01-02", None, "2024-01-02"),
        "ja": (True, False, None),
        "lille": (0.5, None, 2),
        "kategori": ("På", None, "På"),
        "tom": (None, None, None),
    }
    assert list(read(path, ["ja", "a.b"]).columns) == ["a.b", "ja"]


def test_parquet_refuses_what_is_no_cell(tmp_path: Path) -> None:
    pq.write_table(pa.table({"a": [1], "svar": [[1, 2]]}), tmp_path / "t.parquet")
    assert values(read(tmp_path / "t.parquet", ["a"])) == {"a": (1,)}
    beside = read(tmp_path / "t.parquet")
    assert values(beside) == {"a": (1,)} and "'svar' is left out: it holds list" in beside.recognised[0]
    with pytest.raises(DataError, match=r"column 'svar' holds list"):
        read(tmp_path / "t.parquet", ["svar"])
    pq.write_table(pa.Table.from_arrays([pa.array([1]), pa.array([2])], ["a", "a"]), tmp_path / "t.parquet")
    with pytest.raises(DataError, match="two columns 'a'"):
        read(tmp_path / "t.parquet")


def test_names_are_composed(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("A\u030ar\n1\n", encoding="utf-8")
    assert list(read(tmp_path / "t.csv", ["År"]).columns) == ["År"]


def test_pandas_is_not_imported(tmp_path: Path) -> None:
    """It takes as long as drawing ten figures."""
    FRAME.to_csv(tmp_path / "t.csv", index=False)
    FRAME.to_excel(tmp_path / "t.xlsx", index=False)
    FRAME.to_parquet(tmp_path / "t.parquet")
    write_sav(tmp_path / "t.sav")
    code = (
        "import sys; from pathlib import Path; from barometer_cli.sources import delimited, read\n"
        "for name in sys.argv[1:]: assert read(Path(name)).rows == 4\n"
        "assert not {'pandas', 'pyarrow.pandas_compat'} & set(sys.modules)\n"
        "delimited.LARGE = 0; assert read(Path(sys.argv[1])).rows == 4; assert 'pandas' not in sys.modules"
    )
    files = [str(tmp_path / f"t.{suffix}") for suffix in ("csv", "xlsx", "parquet", "sav")]
    subprocess.run([sys.executable, "-c", code, *files], check=True, cwd=Path(__file__).parents[1])


CUBE: dict[str, Any] = {
    "version": "2.0",
    "class": "dataset",
    "label": "Andel, pct.",
    "id": ["køn", "tid"],
    "size": [2, 3],
    "dimension": {
        "køn": {"label": "Køn", "category": {"index": {"K": 1, "M": 0}, "label": {"M": "Mænd", "K": "Kvinder"}}},
        "tid": {"label": "tid", "category": {"index": ["2021", "2022", "2023"]}},
    },
    "value": [1, 2.5, None, 4, 5, 6],
    "status": {"2": ".."},
}
ROWS = {
    "køn": ("M", "M", "M", "K", "K", "K"),
    "tid": ("2021", "2022", "2023") * 2,
    "value": (1, 2.5, None, 4, 5, 6),
    "status": (None, None, "..", None, None, None),
}


def cube(tmp_path: Path, written: object) -> Dataset:
    (tmp_path / "t.json").write_text(json.dumps(written, ensure_ascii=False), encoding="utf-8-sig")
    return read(tmp_path / "t.json")


def test_jsonstat(tmp_path: Path) -> None:
    dataset = cube(tmp_path, CUBE)
    assert values(dataset) == ROWS
    assert dataset.labels == {"køn": {"M": "Mænd", "K": "Kvinder"}}
    assert dataset.variable_labels == {"køn": "Køn", "value": "Andel, pct."}
    assert dataset.first_row == 1
    asked = read(tmp_path / "t.json", ["value", "tid"])
    assert values(asked) == {name: ROWS[name] for name in ("tid", "value")} and asked.rows == 6


def test_jsonstat_of_version_1(tmp_path: Path) -> None:
    inside = {key: value for key, value in CUBE.items() if key not in ("id", "size", "class", "version")}
    inside["dimension"] = CUBE["dimension"] | {"id": CUBE["id"], "size": CUBE["size"], "role": {"time": ["tid"]}}
    assert values(cube(tmp_path, {"dataset": inside})) == ROWS


@pytest.mark.parametrize(
    ("change", "rows"),
    [
        (
            {"value": {"0": 1, "5": 6}, "status": None},
            {"value": (1, None, None, None, None, 6), "status": (None, *("missing",) * 4, None)},
        ),
        ({"status": "e"}, {"status": ("e",) * 6}),
        ({"status": ["a", None, "..", "", "e", None]}, {"status": ("a", None, "..", None, "e", None)}),
        ({"status": ["p"]}, {"status": ("p",) * 6}),
    ],
)
def test_jsonstat_forms(tmp_path: Path, change: dict[str, Any], rows: dict[str, object]) -> None:
    assert values(cube(tmp_path, CUBE | change)) == ROWS | rows


def test_jsonstat_of_one_category(tmp_path: Path) -> None:
    alone = {"label": "Enhed", "category": {"label": {"pct": "Pct."}}}
    written = CUBE | {"id": ["enhed", *CUBE["id"]], "size": [1, 2, 3]}
    dataset = cube(tmp_path, written | {"dimension": CUBE["dimension"] | {"enhed": alone}})
    assert values(dataset) == {"enhed": ("pct",) * 6} | ROWS
    assert dataset.labels["enhed"] == {"pct": "Pct."}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (CUBE | {"value": [1, 2]}, r"2 values, but its dimensions make 2 × 3 = 6"),
        (CUBE | {"size": [2, 4]}, r"\[2, 3\] codes long, but it says \[2, 4\]"),
        (CUBE | {"value": [1, 2, True, 4, 5, 6]}, "not a JSON-stat dataset"),
        (CUBE | {"value": {"6": 1}}, "not a JSON-stat dataset"),
        ({key: value for key, value in CUBE.items() if key != "value"}, "it has no 'value'"),
        (CUBE | {"id": ["køn", "år"]}, "it has no 'år'"),
        ({"a": CUBE, "b": CUBE}, "several datasets: a, b"),
        ({"class": "collection", "link": {}}, "not a JSON-stat dataset"),
        ([1], "not a JSON-stat dataset"),
        (
            CUBE | {"dimension": CUBE["dimension"] | {"tid": {"category": {"index": ["1", "1", "2"]}}}},
            "'tid' has the code '1' 2 times",
        ),
        (CUBE | {"id": ["value", "tid"], "dimension": {"value": CUBE["dimension"]["køn"]} | CUBE["dimension"]},
         "two columns 'value'"),
    ],
)  # fmt: skip
def test_jsonstat_refuses(tmp_path: Path, written: object, said: str) -> None:
    with pytest.raises(DataError, match=said):
        cube(tmp_path, written)


def test_jsonstat_cut_off_or_in_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "t.json"
    text = json.dumps(CUBE, ensure_ascii=False)
    path.write_text(text[:-9], encoding="utf-8")
    with pytest.raises(DataError, match="cut off"):
        read(path)
    path.write_bytes(text.encode("cp1252"))
    with pytest.raises(DataError, match="not UTF-8"):
        read(path)


PX = """CHARSET="ANSI";
AXIS-VERSION="2013";
LANGUAGE="da";
LANGUAGES="da","en";
DECIMALS=1;
SHOWDECIMALS=0;
TITLE="En titel; med semikolon, "
"over to linjer";
CONTENTS="Andel";
UNITS="pct.";
STUB="køn";
STUB[en]="sex";
HEADING="tid";
VALUES("køn")="Mæ"
"nd","Kvinder og
piger";
VALUES[en]("sex")="Men","Women";
CODES("køn")="M","K";
VALUES("tid")="2021","2022","2023";
TIMEVAL("tid")=TLIST(A1,"2021"-"2023");
NOTE="Linje et#linje to";
DATA=
1.0 2.5 ".."
-4 "-" ... ;
"""
PX_ROWS = {
    "køn": ("M", "M", "M", "K", "K", "K"),
    "tid": ("2021", "2022", "2023") * 2,
    "value": (1, 2.5, None, -4, 0, None),
    "status": (None, None, "..", None, "-", "..."),
}


def px(tmp_path: Path, text: str, encoding: str = "cp1252") -> Dataset:
    (tmp_path / "t.px").write_bytes(text.encode(encoding))
    return read(tmp_path / "t.px")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_pcaxis(tmp_path: Path, end: str) -> None:
    dataset = px(tmp_path, PX.replace("\n", end))
    assert values(dataset) == PX_ROWS
    assert dataset.labels == {"køn": {"M": "Mænd", "K": "Kvinder og piger"}}
    assert dataset.variable_labels == {"value": "Andel, pct."}
    assert values(read(tmp_path / "t.px", ["value"])) == {"value": PX_ROWS["value"]}


@pytest.mark.parametrize(
    ("first", "encoding"),
    [
        ('CHARSET="ANSI";\nCODEPAGE="utf-8";', "utf-8"),
        ('CHARSET="ANSI";\nCODEPAGE="Windows-1252";', "cp1252"),
        ('CODEPAGE="iso-8859-15";', "iso-8859-15"),
        ('CODEPAGE="850";', "cp850"),
        ('CHARSET="ANSI";', "utf-8"),
        ('CHARSET="ANSI";', "utf-8-sig"),
        ('MATRIX="uden";', "cp850"),
    ],
)
def test_pcaxis_encodings(tmp_path: Path, first: str, encoding: str) -> None:
    assert values(px(tmp_path, PX.replace('CHARSET="ANSI";', first), encoding)) == PX_ROWS


def test_pcaxis_order_of_dimensions(tmp_path: Path) -> None:
    """The stub before the heading, the last running fastest; values are codes where there are no others."""
    dataset = px(
        tmp_path,
        'CHARSET="ANSI";HEADING="c","d";STUB="a","b";VALUES("a")="a1","a2";VALUES("b")="b1";VALUES("c")="c1","c2";'
        'VALUES("d")="d1","d2";DATA=1,2\t3;4 5 6 7 8;',
    )
    assert list(dataset.columns) == ["a", "b", "c", "d", "value", "status"]
    assert dataset.columns["a"].objects() == ("a1",) * 4 + ("a2",) * 4
    assert dataset.columns["c"].objects() == ("c1", "c1", "c2", "c2") * 2
    assert dataset.columns["d"].objects() == ("d1", "d2") * 4
    assert dataset.columns["value"].objects() == tuple(range(1, 9))
    assert not dataset.labels


@pytest.mark.parametrize(
    ("key", "row"), [("CODES", '"K","2021"'), ("VALUES", '"Kvinder","2021"'), ("CODES", '"K", "2021",')]
)
def test_pcaxis_keys(tmp_path: Path, key: str, row: str) -> None:
    """Rows that are not there are rows of zeros."""
    text = (
        'CODEPAGE="utf-8";STUB="køn","tid";HEADING="svar";VALUES("køn")="Mænd","Kvinder";CODES("køn")="M","K";'
        'VALUES("tid")="2021","2022";VALUES("svar")="Ja","Nej";'
        f'KEYS("køn")={key};KEYS("tid")=VALUES;DATA=\n{row} 7 ".."\n;'
    )
    dataset = px(tmp_path, text, "utf-8")
    assert dataset.columns["value"].objects() == (0, 0, 0, 0, 7, None, 0, 0)
    assert dataset.columns["status"].objects() == (None,) * 5 + ("..", None, None)
    with pytest.raises(DataError, match="'X' is no code"):
        px(tmp_path, text.replace(row, '"X","2021"'), "utf-8")
    with pytest.raises(DataError, match="stands twice"):
        px(tmp_path, text.replace('".."\n', f"1\n{row} 7 8\n"), "utf-8")
    with pytest.raises(DataError, match="is too short"):
        px(tmp_path, text.replace('".."\n', ""), "utf-8")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"-" ... ;\n', '"-"', "5 values, but its dimensions make 2 × 3 = 6"),
        (PX[PX.index("DATA") :], "", "cut off"),
        (PX[PX.index("og\npiger") :], "", "cut off"),
        ("1.0 2.5", "2.5", "5 values, but its dimensions make 2 × 3 = 6"),
        ("2.5", "2,5", "7 values"),
        ("2.5", "to", "cell 2 of DATA is 'to'"),
        ('CODES("køn")="M","K"', 'CODES("køn")="M"', "'køn' has 1 CODES, but 2 VALUES"),
        ('CODES("køn")="M","K"', 'CODES("køn")="M","M"', "'køn' has the code 'M' 2 times"),
        ('VALUES("tid")="2021","2022","2023";', "", "no VALUES for 'tid'"),
        ('STUB="køn";', "", "6 values, but its dimensions make 3 = 3"),
        ('STUB="køn";\nSTUB[en]="sex";\nHEADING="tid";', "", "neither STUB nor HEADING"),
        ('UNITS="pct.";', "UNITS pct.", "line 10 is no"),
        ('CHARSET="ANSI";', 'CODEPAGE="utf-8";', "encoding"),
        ('CHARSET="ANSI";', 'CODEPAGE="klingon";', "CODEPAGE is 'klingon'"),
    ],
)
def test_pcaxis_refuses(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in PX
    with pytest.raises(DataError) as caught:
        px(tmp_path, PX.replace(old, new))
    assert said in caught.value.message and caught.value.hint
