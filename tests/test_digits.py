"""Marks in the numbers of microdata: thousands are never taken for decimals, and decimals are left in peace."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from test_engines import ENGINES, every_engine

from barometer_cli import Bands, Design, Number, Single, Where, measure, tabulate
from barometer_cli.errors import BadWeight, DataError
from barometer_cli.model.dataset import Declared, MissingRange
from barometer_cli.tables.columns import Columns
from barometer_cli.tables.engines import Engine

DOUBTFUL = {
    "both marks": ["987,25", "1.234", "12", "900,5"],
    "a comma between thousands": ["987.25", "1,234", "12.5", "900.5"],
    "beside whole numbers": ["987", "1.234", "12", "900"],
    "all of whose marked numbers are": ["987", "1.234", "2.000", "12.750"],
}
PLAIN = {
    "weights of three decimals": (["0.987", "1.234", "1", "2"], [0.987, 1.234, 1, 2]),
    "weights below one": (["0.987", "0.250", "1.000", "1.234"], [0.987, 0.25, 1, 1.234]),
    "decimal commas": (["0,987", "1,234", "1", "2"], [0.987, 1.234, 1, 2]),
    "thousands without a mark": (["1.234", "2500", "12", "3"], [1.234, 2500, 12, 3]),
    "one has two decimals": (["1.234", "2.5", "12", "3"], [1.234, 2.5, 12, 3]),
    "both, and neither between thousands": (["37,5", "37.5", "12", "0.125"], [37.5, 37.5, 12, 0.125]),
    "fixed decimals": (["1.234", "2.345", "12.001", "3.000"], [1.234, 2.345, 12.001, 3]),
}


@pytest.mark.parametrize("cells", DOUBTFUL.values(), ids=DOUBTFUL)
def test_a_number_with_thousands_is_not_guessed(cells: list[str]) -> None:
    with pytest.raises(DataError, match=r"or a number with three decimals\?") as caught:
        Columns({"x": cells}).numbers("x")
    assert "decimal_mark: comma" in (caught.value.hint or "")


@pytest.mark.parametrize(("cells", "numbers"), PLAIN.values(), ids=PLAIN)
def test_a_number_with_decimals_is_one(cells: list[str], numbers: list[float]) -> None:
    assert Columns({"x": cells}).numbers("x").tolist() == numbers


def test_round_numbers_with_a_point_are_doubtful_unless_they_are_weights() -> None:
    incomes = {"x": ["325.000", "412.500", "1.000"]}
    with pytest.raises(DataError, match=r"'x', row 0 is '325\.000': is it 325000"):
        Columns(incomes).numbers("x")
    assert Columns(incomes).numbers("x", BadWeight).tolist() == [325.0, 412.5, 1.0]  # their ratios are the same


def test_a_missing_code_tells_nothing_of_the_others() -> None:
    missing = {"x": (MissingRange("9999", "9999"),)}
    with pytest.raises(DataError, match="is it 1234"):
        Columns({"x": ["9999", "1.234", "987"]}, declared=Declared(missing)).numbers("x")


@pytest.mark.parametrize(
    ("mark", "cell", "number"),
    [
        ("comma", "1.234", 1234.0),
        ("comma", "1.234,5", 1234.5),
        ("comma", "0,5", 0.5),
        ("point", "1.234", 1.234),
        ("point", "1,234.5", 1234.5),
    ],
)
def test_the_codebook_says_what_stands_before_decimals(mark: Any, cell: str, number: float) -> None:
    assert Columns({"x": [cell, "987"]}, declared=Declared(mark=mark)).numbers("x").tolist() == [number, 987.0]


@pytest.mark.parametrize(("mark", "cell"), [("comma", "0.5"), ("point", "0,5"), ("point", "1.234,5")])
def test_the_other_mark_stands_between_thousands_or_is_wrong(mark: Any, cell: str) -> None:
    with pytest.raises(DataError, match="is not a number"):
        Columns({"x": [cell]}, declared=Declared(mark=mark)).numbers("x")


@every_engine
@pytest.mark.parametrize("cells", DOUBTFUL.values(), ids=DOUBTFUL)
def test_every_engine_asks_of_weights(name: str, cells: list[str], tmp_path: Path) -> None:
    frame = pd.DataFrame({"q": [1, 2, 1, 2], "w": cells})
    asked: Any = {"response": Single("q"), "design": Design("w")}
    with pytest.raises(BadWeight) as expected:
        tabulate({"q": [1, 2, 1, 2], "w": cells}, **asked)
    with pytest.raises(BadWeight) as caught:
        tabulate(ENGINES[name](frame, tmp_path), **asked)
    assert caught.value.hint == expected.value.hint
    assert caught.value.message.split(": ")[1:] == expected.value.message.split(": ")[1:]


@every_engine
@pytest.mark.parametrize(("cells", "numbers"), PLAIN.values(), ids=PLAIN)
def test_every_engine_reads_the_decimals_of_weights(
    name: str, cells: list[str], numbers: list[float], tmp_path: Path
) -> None:
    frame = pd.DataFrame({"q": [1, 2, 1, 2], "w": cells})
    found = tabulate(ENGINES[name](frame, tmp_path), response=Single("q"), design=Design("w"))
    assert found["1"].share == pytest.approx((numbers[0] + numbers[2]) / sum(numbers))


@every_engine
def test_every_engine_is_told_what_stands_before_decimals(name: str, tmp_path: Path) -> None:
    frame = pd.DataFrame({"q": [1, 2, 1, 2], "w": ["1.234", "987", "1.000,5", "0,5"]})
    asked: Any = {"response": Single("q"), "design": Design("w")}
    made = frame if name == "pandas" else ENGINES[name](frame, tmp_path)
    engine = Engine(made, Declared(mark="comma"))
    found = tabulate(engine, filter=Where("w", ">=", 1), **asked)
    assert found["1"].share == pytest.approx(2234.5 / 3221.5)
    assert found["1"].n == 3


@every_engine
def test_every_engine_asks_of_numbers(name: str, tmp_path: Path) -> None:
    frame = pd.DataFrame({"q": [1, 2, 1], "x": ["900,5", "1.250", "300"]})
    made = ENGINES[name](frame, tmp_path)
    for ask in (
        lambda: measure(made, response=Number("x")),
        lambda: tabulate(made, response=Bands(Number("x"), (0.0, 1000.0))),
        lambda: tabulate(made, response=Single("q"), filter=Where("x", ">=", 500)),
    ):
        with pytest.raises(DataError, match="is it 1250, or a number with three decimals"):
            ask()
