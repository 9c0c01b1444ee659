"""A file is read as it stands, or refused by name."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pandas as pd
import pytest

from barometer_cli.errors import BuildError, DataError
from barometer_cli.model.dataset import Dataset
from barometer_cli.sources import READERS, read

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
@pytest.mark.parametrize("data", [b"", b"PK\x03\x04\x00", b"PAR1\x00\x00PAR1", b"\xff\xfea\x00"])
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
