"""Every engine gives the answers and the complaints that columns in memory give; one that is absent is skipped."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from thorough import examples

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
    Tabulation,
    Where,
    association,
    differences,
    sources,
    tabulate,
)
from barometer_cli.errors import BarometerError, BuildError, DataError
from barometer_cli.model.dataset import Declared, MissingRange
from barometer_cli.tables.base import opened
from barometer_cli.tables.engines import Engine

ORACLE = Path(os.environ.get("BAROMETER_ORACLE", Path(__file__).parents[2] / "shared" / "oracle"))
CLOSE = {"rel": 1e-12, "abs": 1e-12}


def engine(*modules: str) -> list[Any]:
    """The modules of an engine; without them the test is skipped, and says so."""
    return [pytest.importorskip(name, reason=f"the engine {name} is not installed") for name in ("narwhals", *modules)]


def as_pandas(frame: pd.DataFrame, folder: Path) -> Any:
    engine()
    return Engine(frame)


def as_arrow(frame: pd.DataFrame, folder: Path) -> Any:
    engine()
    return import_module("pyarrow").Table.from_pandas(frame, preserve_index=False)


def as_polars(frame: pd.DataFrame, folder: Path) -> Any:
    return engine("polars")[1].from_pandas(frame)


def as_lazy_polars(frame: pd.DataFrame, folder: Path) -> Any:
    return as_polars(frame, folder).lazy()


def as_duckdb(frame: pd.DataFrame, folder: Path) -> Any:
    return engine("duckdb")[1].from_arrow(as_arrow(frame, folder))


def as_dask(frame: pd.DataFrame, folder: Path) -> Any:
    return engine("dask.dataframe")[1].from_pandas(frame, npartitions=3)


def as_file(name: str, kind: str) -> Callable[[pd.DataFrame, Path], Any]:
    def scan(frame: pd.DataFrame, folder: Path) -> Any:
        engine(name)
        path = folder / f"svar.{kind}"
        if kind == "csv":
            frame.to_csv(path, index=False, sep=";")
        else:
            frame.to_parquet(path, index=False)
        found = sources.scan(path, list(frame.columns), name)  # type: ignore[arg-type]
        assert found is not None
        return found

    return scan


ENGINES: dict[str, Callable[[pd.DataFrame, Path], Any]] = {
    "pandas": as_pandas,
    "arrow": as_arrow,
    "polars": as_polars,
    "polars, lazy": as_lazy_polars,
    "duckdb": as_duckdb,
    "dask": as_dask,
    "duckdb, csv": as_file("duckdb", "csv"),
    "duckdb, parquet": as_file("duckdb", "parquet"),
    "polars, parquet": as_file("polars", "parquet"),
}
NUMBERED = [name for name in ENGINES if name not in ("duckdb", "dask")]
every_engine = pytest.mark.parametrize("name", ENGINES)


def numbers(table: Tabulation) -> list[float]:
    found: list[float] = []
    for each in table.estimates:
        found += [each.share, each.se, each.n, each.n_yes, each.weighted_n, each.kish_n, each.df]
        found += [each.interval.low, each.interval.high] if each.interval else []
    return [*found, table.unanswered, table.zero_weights, table.dropped, table.conflicts, table.partly, table.design_df]


def same(frame: Any, asked: dict[str, Any], other: Any) -> None:
    """Both give the same numbers, or both complain."""
    try:
        expected = tabulate(frame, **asked)
    except BarometerError as error:
        with pytest.raises(type(error)):
            tabulate(other, **asked)
        return
    found = tabulate(other, **asked)
    assert [(e.category, e.group) for e in found.estimates] == [(e.category, e.group) for e in expected.estimates]
    assert found.steps == expected.steps
    assert numbers(found) == pytest.approx(numbers(expected), **CLOSE)


@st.composite
def frames(draw: st.DrawFn) -> pd.DataFrame:
    rows = draw(st.integers(4, 30))

    def column(*cells: Any) -> list[Any]:
        return draw(st.lists(st.sampled_from(cells), min_size=rows, max_size=rows))

    return pd.DataFrame(
        {
            "id": [f"r{i}" for i in range(rows)],
            "q": pd.array(column(1, 2, 3, None), dtype="Int64"),
            "f": np.array(column(1.0, 2.0, np.nan)),
            "m1": column(0, 1),
            "m2": column("1", "0", None),
            "d": column("1;2", "2", "9", " 3 ; 1", "", None),
            "g": column("a", "b ", "b", None),
            "s": column("x", "y"),
            "psu": column(1, 2, 3, 4),
            "w": draw(st.lists(st.floats(0.1, 10), min_size=rows, max_size=rows)),
            "some": np.array(column(0.0, 1.5, np.nan, 2.25)),
            "written": column("1,5", " 2 ", "0.25", "+1e0", "0"),
            "times": column(1, 2, 3),
        }
    )


DESIGNS = (
    None,
    Design("w", strata="s", lonely="certainty", id="id"),
    Design("some", missing_weight="drop", frequency="times"),
    Design("written", cluster="psu", strata="s", nest=True, lonely="average"),
)
RESPONSES = (
    Single("q", [1, 2, 3]),
    Single("f", [2], unanswered=[1]),
    Multiple({"en": "m1", "to": "m2"}, base="item"),
    Delimited("d", exclusive=["9"], unanswered=["2"]),
    AnyOver(["q", "f"], [1, 2, 3]),
    Nets(Multiple({"en": "m1", "to": "m2"}), {"ingen": Not("en"), "to": "to"}),
)
FILTERS = (
    None,
    Where("w", ">=", 0.5),
    (Where("written", "<=", 1.5), Where("q", "not in", [3])),
    AnyOf(Where("d", "has any", [1]), AllOf(Where("g", "is null"), Where("f", "!=", 1))),
    (Where("d", "not null"), Where("d", "has none", [9]), Where("m2", "in", [0, 1])),
)
# frames are made anew in each example; the folder is only written over
LOOSE = examples(15, suppress_health_check=[HealthCheck.function_scoped_fixture])


@every_engine
@LOOSE
@given(frame=frames(), data=st.data())
def test_the_same_answers(name: str, tmp_path: Path, frame: pd.DataFrame, data: st.DataObject) -> None:
    asked = {
        "response": data.draw(st.sampled_from(RESPONSES)),
        "design": data.draw(st.sampled_from(DESIGNS)),
        "filter": data.draw(st.sampled_from(FILTERS)),
        "asked": data.draw(st.sampled_from([None, Where("s", "in", ["x", "y"])])),
        "breakdown": data.draw(st.sampled_from([None, "g", Breakdown("psu", [4, 3, 2, 1])])),
    }
    same(frame, asked, ENGINES[name](frame, tmp_path))


DECLARED = Declared(
    {
        "q": (MissingRange(3, 3),),
        "f": (MissingRange(1.5, 2.5),),
        "m1": (MissingRange("9", "9"),),
        "m2": (MissingRange("0", "0"),),
        "d": (MissingRange("9", "9"), MissingRange("2", "2")),
        "g": (MissingRange("a", "a"),),
        "some": (MissingRange(2, 999),),
        "written": (MissingRange("2", "2"), MissingRange("0.25", "0.25")),
    },
    named={"d": frozenset({"9"}), "q": frozenset({"3"})},
)
NAMING = (
    *FILTERS,
    Where("d", "in", [9, "1;2"]),
    Where("q", "==", 3),
    Where("q", "!=", 3),
    Where("q", "in", [1, 2, 3]),
    Where("f", "not in", [1, 2]),
    Where("g", "not null"),
    Where("some", "is null"),
    Where("some", "<=", 100),
)


@every_engine
@LOOSE
@given(frame=frames(), data=st.data())
def test_the_same_is_missing(name: str, tmp_path: Path, frame: pd.DataFrame, data: st.DataObject) -> None:
    asked = {
        "response": data.draw(st.sampled_from((Single("q"), *RESPONSES, Multiple(["m1", "m2"], base="asked")))),
        "design": data.draw(st.sampled_from(DESIGNS)),
        "filter": data.draw(st.sampled_from(NAMING)),
        "breakdown": data.draw(st.sampled_from([None, "g", Breakdown("g", ["b", "a"])])),
    }
    other = Engine(frame, DECLARED) if name == "pandas" else opened(ENGINES[name](frame, tmp_path), DECLARED)
    same(opened(frame, DECLARED), asked, other)


@pytest.mark.parametrize(
    "asked",
    [
        {"filter": Where("alder", ">=", 18)},
        {"filter": Where("alder", "not null")},
        {"filter": Where("t", "!=", "b")},
        {"filter": Where("t", "is null")},
        {"breakdown": "t"},
        {"response": Single("t")},
        {"response": Multiple(["m"], base="asked")},
        {"design": Design("w", missing_weight="drop")},
        {"design": Design("w")},
        {"design": Design(id="t")},
    ],
)
def test_the_na_of_r_is_empty_in_a_file_that_is_not_held(asked: dict[str, Any], tmp_path: Path) -> None:
    engine("duckdb")
    frame = pd.DataFrame(
        {
            "q": [1, 2, 1, 1, 2],
            "alder": ["NA", "20", "17", " NA", "30"],
            "t": ["a", "NA", "b", "NATO", "na"],
            "m": ["NA", "1", "0", "NA", "1"],
            "w": ["1.5", "2", "NA", "1", "3"],
        }
    )
    held = as_file("duckdb", "csv")(frame, tmp_path)
    same(sources.read(tmp_path / "svar.csv"), {"response": Single("q"), **asked}, held)


@every_engine
def test_weights_that_hardly_differ_keep_their_spread(name: str, tmp_path: Path) -> None:
    """Of sums of squares nothing would be left: 1e8 squared has no digit for a difference of a hundredth."""
    frame = pd.DataFrame({"q": [1, 1, 2, 2] * 50, "s": ["x", "x", "y", "y"] * 50, "w": 1e8 + np.arange(200) / 100})
    same(frame, {"response": Single("q"), "design": Design("w", strata="s")}, ENGINES[name](frame, tmp_path))
    # each stratum answers one thing, so that nothing but the spread is left of the error
    table = tabulate(ENGINES[name](frame, tmp_path), response=Single("q"), design=Design("w", strata="s"))
    expected = tabulate(frame, response=Single("q"), design=Design("w", strata="s"))
    assert table["1"].se == pytest.approx(expected["1"].se, rel=1e-9)


@every_engine
def test_differences_and_tests(name: str, tmp_path: Path) -> None:
    random = np.random.default_rng(7)
    q, g = random.integers(1, 4, 300), random.choice(["a", "b"], 300)
    frame = pd.DataFrame({"q": q, "g": g, "w": random.random(300)})
    asked: dict[str, Any] = {"response": Single("q"), "breakdown": "g", "design": Design("w")}
    other = ENGINES[name](frame, tmp_path)
    for found, expected in zip(differences(other, **asked), differences(frame, **asked), strict=True):
        assert (found.difference, found.se, found.p) == pytest.approx(
            (expected.difference, expected.se, expected.p), **CLOSE
        )
    assert association(other, **asked).p == pytest.approx(association(frame, **asked).p, **CLOSE)


BAD: dict[str, tuple[dict[str, list[Any]], dict[str, Any]]] = {
    "code": ({"q": [1, 2, 7, 7]}, {"response": Single("q", [1, 2])}),
    "not asked": ({"q": [1, 2, 1, 1], "a": [1, 1, 0, 0]}, {"asked": Where("a", "==", 1)}),
    "group": ({"q": [1, 2, 1, 1], "g": [1, 1, 3, 3]}, {"breakdown": Breakdown("g", [1, 2])}),
    "negative weight": ({"q": [1, 2, 1, 1], "w": [1, 2, -0.5, -3]}, {"design": Design("w")}),
    "infinite weight": ({"q": [1, 2, 1, 1], "w": [1, 2, np.inf, np.inf]}, {"design": Design("w")}),
    "small weight": ({"q": [1, 2, 1, 1], "w": [1, 2, 1e-320, 1e-320]}, {"design": Design("w")}),
    "large weight": ({"q": [1, 2, 1, 1], "w": ["1", "2", "1e300", "1e300"]}, {"design": Design("w")}),
    "missing weight": ({"q": [1, 2, 1, 1], "w": [1, 2, None, None]}, {"design": Design("w")}),
    "weight in words": ({"q": [1, 2, 1, 1], "w": ["1", "2", "ti", "elleve"]}, {"design": Design("w")}),
    "frequency": ({"q": [1, 2, 1, 1], "n": [1, 2, 0.5, 0.5]}, {"design": Design(frequency="n")}),
    "stratum": ({"q": [1, 2, 1, 1], "s": ["x", "x", None, None]}, {"design": Design(strata="s")}),
    "id": ({"q": [1, 2, 1, 1], "id": [5, 6, 5, 7]}, {"design": Design(id="id")}),
    "text id": ({"q": [1, 2, 1, 1], "id": ["5", "6", "5", "7"]}, {"design": Design(id="id")}),
    "text id with zeros": ({"q": [1, 2, 1, 1], "id": ["5", "6", "5.0", "7,0"]}, {"design": Design(id="id")}),
    "no id": ({"q": [1, 2, 1, 1], "id": ["a", "b", None, None]}, {"design": Design(id="id")}),
    "words in order": ({"q": [1, 2, 1, 1], "x": ["1", "2", "ti", "ti"]}, {"filter": Where("x", ">=", 1)}),
    "no number": ({"q": [1, 2], "x": [1, 2]}, {"filter": Where("x", ">=", "ti")}),
    "column": ({"q": [1, 2]}, {"response": Single("qq")}),
    "nobody": ({"q": [1, 2], "x": [1, 2]}, {"filter": Where("x", "==", 3)}),
    "partition": (
        {"a": [1, 0, 1, 1], "b": [0, 1, 1, 1]},
        {"response": Nets(Multiple(["a", "b"]), {"a": "a", "b": "b"}, ["a", "b"])},
    ),
}


@every_engine
@pytest.mark.parametrize("ids", [["1", "01", "001", "1.1"], ["1.10", "1.1", "10", "1,1"], ["a", "A", "0a", "a.0"]])
def test_ids_that_are_written_otherwise_are_of_others(ids: list[str], name: str, tmp_path: Path) -> None:
    frame = pd.DataFrame({"q": [1, 2, 1, 2], "id": ids})
    same(frame, {"response": Single("q"), "design": Design(id="id")}, ENGINES[name](frame, tmp_path))
    assert tabulate(frame, response=Single("q"), design=Design(id="id"))["1"].n == 4


@every_engine
@pytest.mark.parametrize("size", [1e-99, 1e-12, 1e12, 1e99])
def test_the_size_of_weights_does_not_matter(size: float, name: str, tmp_path: Path) -> None:
    frame = pd.DataFrame({"q": [1, 2, 1, 2, 1], "w": [0.5, 1.0, 1.5, 2.0, 0.0]})
    asked: Any = {"response": Single("q"), "design": Design("w")}
    expected = tabulate(frame, **asked)["1"]
    with np.errstate(all="raise"):
        found = tabulate(ENGINES[name](frame.assign(w=frame["w"] * size), tmp_path), **asked)["1"]
    assert (found.share, found.se) == pytest.approx((expected.share, expected.se), rel=1e-9)
    assert (found.n, found.kish_n) == pytest.approx((expected.n, expected.kish_n), rel=1e-9)


def complaint(frame: Any, asked: dict[str, Any]) -> BarometerError:
    with pytest.raises(BarometerError) as caught:
        tabulate(frame, **asked)
    return caught.value


@every_engine
@pytest.mark.parametrize("what", BAD)
def test_the_same_complaints(what: str, name: str, tmp_path: Path) -> None:
    columns, asked = BAD[what]
    asked = {"response": Single("q"), **asked}
    frame = pd.DataFrame(columns)
    found = complaint(ENGINES[name](frame, tmp_path), asked)
    kind = name.rpartition(", ")[2]
    held: Any = sources.read(tmp_path / f"svar.{kind}") if kind in ("csv", "parquet") else frame
    expected = complaint(held, asked)
    words = str(expected)
    if name not in NUMBERED:
        words = words.replace("also that of row 0", "also that of another").replace("row 2", "a row")
    assert type(found) is type(expected)
    assert str(found) == words


@every_engine
@pytest.mark.parametrize("case", ["s01_single_strat_fpc", "s06_strat_cluster_domain", "s08_weights_only_by_province"])
def test_real_files(case: str, name: str, tmp_path: Path) -> None:
    if not ORACLE.is_dir():
        pytest.skip(f"R's answers are not at {ORACLE}: set BAROMETER_ORACLE to their folder")
    oracle = import_module("test_oracle")
    known = oracle.load(case)
    frame = oracle.data(known["data"].split(",")[0])
    asked = {
        "response": oracle.response(known["response"]),
        "design": oracle.design(known),
        "filter": oracle.filters(known),
        "breakdown": known["breakdown"],
        "level": known["level"],
    }
    other = ENGINES[name](frame, tmp_path)
    same(frame, asked, other)
    table = tabulate(other, **asked)
    for expected in known["expected"]:
        group = None if expected["group"] == "TOTAL" else expected["group"]
        for category, of in expected["cats"].items():
            assert (table[category, group].share, table[category, group].se) == pytest.approx(
                (of["share"], of["se"]), rel=0, abs=1e-9
            )


# Files


def test_which_files_are_looked_into(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine("duckdb")
    frame = pd.DataFrame({"q": [1, 2, 1]})
    frame.to_parquet(tmp_path / "svar.parquet")
    frame.to_csv(tmp_path / "svar.csv", index=False)
    frame.to_csv(tmp_path / "svar.tsv", index=False, sep="\t")
    assert sources.scan(tmp_path / "svar.parquet", ["q"]) is None, "small files are held"
    for suffix, (_, scanner) in sources.SCANNERS.items():
        monkeypatch.setitem(sources.SCANNERS, suffix, (1, scanner))
        assert sources.scan(tmp_path / f"svar{suffix}", ["q"]) is not None
        assert sources.scan(tmp_path / f"svar{suffix}", ["q"], "numpy") is None
        with pytest.raises(DataError, match="has no column 'p'"):
            sources.scan(tmp_path / f"svar{suffix}", ["p"])
    monkeypatch.setattr(sources, "find_spec", lambda name: None)
    assert sources.scan(tmp_path / "svar.csv", ["q"]) is None
    with pytest.raises(BuildError, match="not installed"):
        sources.scan(tmp_path / "svar.csv", ["q"], "duckdb")


@pytest.mark.parametrize("row", ["2", "2,1,5", '2,"1'])
def test_a_file_that_cannot_be_read_to_its_end(row: str, tmp_path: Path) -> None:
    engine("duckdb")
    (tmp_path / "svar.csv").write_text(f"q,w\n1,1\n{row}\n", encoding="utf-8")
    assert sources.scan(tmp_path / "svar.csv", ["q"], "polars") is None, "Polars takes rows that are too short or long"
    found = sources.scan(tmp_path / "svar.csv", ["q"], "duckdb")
    with pytest.raises(DataError, match=r"svar\.csv"):
        tabulate(found or sources.read(tmp_path / "svar.csv"), response=Single("q"))


@pytest.mark.parametrize(("name", "kind"), [("duckdb", "csv"), ("duckdb", "parquet"), ("polars", "parquet")])
def test_a_page_hides_the_same(name: str, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine(name)
    page = import_module("test_microdata")
    monkeypatch.chdir(tmp_path)
    data = page.rows(k_1=60, k_2=30, k_98=2, r_1=30, r_2=20, r_98=8, s_1=25, s_2=15, s_98=9)
    by_place = {"variable": "svar", "breakdown": "sted"}
    specs = {
        "f": page.FIGURE,
        "g": {**page.GROUPED, "data": by_place},
        "h": {**page.FIGURE, "data": {"variable": "flere"}, "filter": {"where": [{"column": "sted", "value": "k"}],
                                                                      "text": "i kommuner"}},
    }  # fmt: skip
    page.write(data, **specs)
    held = page.figures()
    pd.read_csv("svar.csv").to_parquet("svar.parquet")
    page.write(data, page.with_book(engine=name), {**page.SURVEY, "data": f"svar.{kind}"}, **specs)
    monkeypatch.setattr(sources, "read", lambda *given: pytest.fail("the file was read"))
    found = page.figures()
    assert any(figure.table.hidden for figure in held.values())
    for key, figure in held.items():
        assert found[key].table.hidden == figure.table.hidden
        assert page.shares(found[key]) == pytest.approx(page.shares(figure), **CLOSE)
        assert found[key].caption == figure.caption


MEASURED = """
import resource, sys
from pathlib import Path
from barometer_cli import Design, Single, sources, tabulate
found = sources.scan(Path(sys.argv[1]), ["id", "svar", "stratum", "w"])
tabulate(found, response=Single("svar"), breakdown="stratum", design=Design("w", "stratum", id="id"))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


@pytest.mark.thorough
def test_a_large_file_is_never_held(tmp_path: Path) -> None:
    """Twenty million rows, whose columns alone take 660 MB; ids are proved too, and written to disk for it."""
    engine("duckdb")
    import pyarrow as pa
    import pyarrow.parquet as pq

    random, rows = np.random.default_rng(1), 1_000_000
    with pq.ParquetWriter(tmp_path / "big.parquet", pa.schema([("id", pa.int64()), ("svar", pa.int8()),
                          ("stratum", pa.int8()), ("w", pa.float64())])) as file:  # fmt: skip
        for start in range(0, 20 * rows, rows):
            columns = {
                "id": np.arange(start, start + rows),
                "svar": random.integers(1, 6, rows, dtype=np.int8),
                "stratum": random.integers(0, 9, rows, dtype=np.int8),
                "w": random.random(rows) + 0.5,
            }
            file.write_table(pa.table(columns))
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, str(tmp_path / "big.parquet")],
        capture_output=True, text=True, check=True, cwd=Path(__file__).parents[1],
    )  # fmt: skip
    assert not done.stderr
    assert int(done.stdout) < 1024


@pytest.mark.parametrize("weight", [1e-320, 1e-101, 1e101, 1e300])
def test_weights_that_cannot_be_squared_are_refused(weight: float) -> None:
    with pytest.raises(BarometerError, match=r"the weight 'w', row 0: .* cannot be computed with \(and 1 more\)"):
        tabulate({"q": [1, 2], "w": [weight, weight]}, response=Single("q"), design=Design("w"))
