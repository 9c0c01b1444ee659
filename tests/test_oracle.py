"""Agreement with R's survey package, case by case, on the real files of ../shared/oracle (or of $BAROMETER_ORACLE)."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyreadstat
import pytest

from barometer_cli import (
    All,
    AnyOver,
    Delimited,
    Design,
    Multiple,
    Nets,
    Not,
    Only,
    Single,
    Tabulation,
    Where,
    association,
    differences,
    rake,
    tabulate,
)
from barometer_cli import Any as AnyNet
from barometer_cli.model.number import percent
from barometer_cli.model.survey import Filter, Response
from barometer_cli.model.tabulation import Method

ORACLE = Path(os.environ.get("BAROMETER_ORACLE", Path(__file__).parents[2] / "shared" / "oracle"))
if not ORACLE.is_dir():
    pytest.skip(f"R's answers are not at {ORACLE}: set BAROMETER_ORACLE to their folder", allow_module_level=True)

INTERVALS: dict[str, Method] = {
    "logit": "logit",
    "xlogit": "xlogit",
    "beta": "korn_graubard",
    "mean": "mean",
    "asin": "asin",
    "wilson": "wilson",
    "wilson_kish_z": "wilson_kish_z",
    "clopper_pearson_kish": "clopper_pearson_kish",
}
UNWEIGHTED: dict[str, Method] = {"wilson": "wilson_kish_z", "clopper_pearson": "clopper_pearson_kish"}
OPERATORS = {"notnull": "not null", "has_none": "has none"}


def load(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((ORACLE / f"{name}.json").read_text("utf-8"))
    return loaded


def cases(*kinds: str) -> list[str]:
    return [case["id"] for case in json.loads((ORACLE / "index.json").read_text("utf-8")) if case["kind"] in kinds]


def data(name: str) -> pd.DataFrame:
    return pd.read_csv(ORACLE / "data" / name, dtype=str, keep_default_na=False)


def design(case: dict[str, Any]) -> Design:
    given = case["design"]
    return Design(given["weight"], given["strata"], given["cluster"], given["fpc"], nest=given.get("nest", False))


def filters(case: dict[str, Any]) -> tuple[Filter, ...]:
    return tuple(
        Where(row["column"], OPERATORS.get(row["op"], row["op"]), () if row["op"] == "notnull" else row["value"])
        for row in case["filter"]
    )


def response(given: dict[str, Any]) -> Response:
    match given["type"]:
        case "single":
            return Single(given["column"])
        case "multi_delimited":
            return Delimited(given["column"], given["codes"], given["separator"], exclusive=["96"])
        case "any_over":
            items = Multiple(given["columns"], given["counted_values"])
            return Nets(items, {name: name for name in given["columns"]} | {"any": AnyNet(*given["columns"])})
        case "any_over_delimited":
            return AnyOver(given["columns"], given["codes"], given["separator"])
        case "nets":
            a, b = given["a"], given["b"]
            nets = {"only_a": Only(a), "only_b": Only(b), "both": All(a, b), "neither": Not(AnyNet(a, b)),
                    "any_a": a, "any_b": b, "any": AnyNet(a, b)}  # fmt: skip
            return Nets(Multiple([a, b], given["counted_value"]), nets, ["only_a", "only_b", "both", "neither"])
        case "sav_mrset":
            return Multiple(given["columns"], given["counted_value"])
    raise AssertionError(given["type"])


def close(found: float, expected: float, tolerance: float = 1e-9) -> None:
    assert found == pytest.approx(expected, rel=0, abs=tolerance)


def agree(
    tables: dict[Method, Tabulation], group: str | None, expected: dict[str, Any], names: dict[str, Method]
) -> int:
    """Every number of a group that R gives; how many these were."""
    compared = 0
    for category, known in expected["cats"].items():
        found = tables["logit"][category, group]
        assert found.n == expected["n"] and found.n_yes == known["n_yes"]
        close(found.share, known["share"])
        if "se" in known:
            close(found.se, known["se"])
            assert found.df == known["df"]
            assert found.weighted_n == pytest.approx(expected["sum_w"], rel=1e-9, abs=0)
            assert found.kish_n == pytest.approx(expected["kish_n_eff"], rel=1e-9, abs=0)
        if "kish_deff" in expected:
            assert found.kish_deff == pytest.approx(expected["kish_deff"], rel=1e-9, abs=0)
        for name in ("deff", "deff_replace"):
            if name in known:
                assert getattr(found, name) == pytest.approx(known[name], rel=1e-9, abs=0)
        for name, (low, high) in known.get("ci", {}).items():
            interval = tables[names[name]][category, group].interval
            assert interval is not None and interval.method == names[name]
            close(interval.low, low, 1e-6)
            close(interval.high, high, 1e-6)
            compared += 2
        compared += 4
    return compared


def frames(case: dict[str, Any]) -> list[pd.DataFrame]:
    """The file as text, and where it is given in other formats too, as their codes."""
    made = []
    for name in case["data"].split(","):
        if name.endswith(".csv"):
            made.append(data(name))
        else:
            reader = pyreadstat.read_sav if name.endswith(".sav") else pyreadstat.read_dta
            made.append(reader(ORACLE / "data" / name, user_missing=True)[0])
    return made


@pytest.mark.parametrize("name", cases("shares", "shares_unweighted"))
def test_shares(name: str) -> None:
    case = load(name)
    names = INTERVALS if case["kind"] == "shares" else UNWEIGHTED
    for frame in frames(case):
        tables = {
            method: tabulate(
                frame,
                response=response(case["response"]),
                design=design(case),
                filter=filters(case),
                breakdown=case["breakdown"],
                interval=method,
                level=case["level"],
            )
            for method in {*names.values(), "logit"}
        }
        groups = [None if expected["group"] == "TOTAL" else expected["group"] for expected in case["expected"]]
        assert set(tables["logit"].groups) == set(groups)
        for group, expected in zip(groups, case["expected"], strict=True):
            assert agree(tables, group, expected, names)
        if "expected_exclusive_conflicts" in case:
            assert tables["logit"].conflicts == case["expected_exclusive_conflicts"]["rows"]


PARTNERS = ("off_samme", "off_tvaers", "virksomhed", "borger", "forening", "viden", "fond", "udland", "andre")
WITH = Multiple({name: f"sam_{name}" for name in ("intern", *PARTNERS)} | {"ingen": "sam_ingen"})
OUTSIDE = AnyNet(*PARTNERS)
PHASES = [f"fase_{name}" for name in ("intern", *PARTNERS)]
CODES = ["1", "2", "3", "4", "5", "6", "98"]
FIGURES: dict[str, dict[str, Response]] = {
    "f0_hovedtal": {"": Nets(WITH, {"samarbejde_i_alt": AnyNet("intern", OUTSIDE)})},
    "f1_internt_eksternt": {
        "": Nets(
            WITH,
            {
                "kun_internt": Only("intern"),
                "kun_eksternt": All(OUTSIDE, Not("intern")),
                "baade": All("intern", OUTSIDE),
                "SKJULT_hverken": "ingen",
                "NET_internt": "intern",
                "NET_eksternt": OUTSIDE,
                "NET_samarbejde": Not("ingen"),
            },
            partition=["kun_internt", "kun_eksternt", "baade", "SKJULT_hverken"],
        )
    },
    "f2_eksterne_partnere": {"": WITH},
    "f3_faser": {
        "": AnyOver(PHASES, CODES, ";"),
        "SKJULT_": AnyOver(PHASES, CODES, ";", dont_know=["98"], rule="any"),
        "_kun": AnyOver(PHASES, CODES, ";", dont_know=["98"], rule="only"),
    },
    "f4_tvaeroffentligt": {
        "": Nets(
            WITH,
            {
                "samme_sektor": "off_samme",
                "paa_tvaers": "off_tvaers",
                "baade": All("off_samme", "off_tvaers"),
                "SKJULT_ingen": Not(AnyNet("off_samme", "off_tvaers")),
            },
        )
    },
}


@pytest.mark.parametrize("stratified", [False, True], ids=["weights_only", "stratified"])
@pytest.mark.parametrize("figure", FIGURES)
def test_five_figures(figure: str, stratified: bool) -> None:
    case = load("synthetic_five_figures")
    expected = case["figures"][figure]["stratified" if stratified else "weights_only"]
    base = [Where("indfoert_innovation", "==", 1)]
    if figure == "f3_faser":
        base.append(Where("sam_ingen", "==", 0))
    for mark, asked_for in FIGURES[figure].items():
        tables = {
            method: tabulate(
                data(case["data"]),
                response=asked_for,
                design=Design(case["weight"], case["strata"] if stratified else None, id="id"),
                filter=base,
                n=expected["n"],
                interval=method,
            )
            for method in INTERVALS.values()
        }
        known = {}
        for name, numbers in expected["cats"].items():
            if figure != "f3_faser" or (not mark and name in CODES):
                known[name] = numbers
            elif mark and mark in name:
                known[name.replace(mark, "")] = numbers
        assert known
        assert agree(tables, None, {**expected, "cats": known}, INTERVALS)


def test_all_five_figures_are_asked() -> None:
    assert set(load("synthetic_five_figures")["figures"]) == set(FIGURES)


@pytest.mark.parametrize("name", cases("differences"))
def test_differences(name: str) -> None:
    case = load(name)
    found = differences(
        data(case["data"]),
        response=Single(case["response"]["column"]),
        categories=case["response"]["categories"],
        breakdown=case["breakdown"],
        design=design(case),
        filter=filters(case),
    )
    assert [(each.a, each.b) for each in found] == [(known["a"], known["b"]) for known in case["expected"]]
    for each, known in zip(found, case["expected"], strict=True):
        assert each.df == known["df"]
        close(each.difference, known["diff"])
        close(each.se, known["se"])
        low, high = known["ci95"]
        pairs = [(each.t, known["t"]), (each.p, known["p"]), (each.p_holm, known["p_holm"])]
        for value, answer in [*pairs, (each.p_bh, known["p_bh"]), (each.low, low), (each.high, high)]:
            assert value is not None
            assert value == pytest.approx(answer, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize(
    ("method", "named"),
    [("rao_scott_f", "F"), ("rao_scott_chi2", "Chisq"), ("wald", "Wald"), ("adjusted_wald", "adjWald")],
)
@pytest.mark.parametrize("name", cases("chisq"))
def test_association(name: str, method: Any, named: str) -> None:
    case = load(name)
    found = association(
        data(case["data"]),
        response=Single(case["response"]["column"]),
        breakdown=case["breakdown"],
        design=design(case),
        filter=filters(case),
        method=method,
    )
    known = case["expected"][named]
    assert found.statistic == pytest.approx(known["statistic"], rel=1e-9)
    assert found.df == pytest.approx(known["parameter"], rel=1e-9)
    assert found.p == pytest.approx(known["p"], rel=1e-8)


@pytest.mark.parametrize(
    ("method", "statistic", "df", "p"),
    [
        ("rao_scott_f", 5.1934, (1.495, 20.925), 0.02175),
        ("rao_scott_chi2", 11.9409, (2,), 0.005553),
        ("adjusted_wald", 2.2296, (2, 13), 0.1471),
    ],
)
def test_what_r_prints_of_clusters(method: Any, statistic: float, df: tuple[float, ...], p: float) -> None:
    """As published on r-survey.r-forge.r-project.org/survey/example-chisq.html, of `dclus1`."""
    found = association(
        data("apiclus1.csv"),
        response=Single("sch.wide"),
        breakdown="stype",
        design=Design("pw", cluster="dnum", fpc="fpc"),
        method=method,
    )
    assert found.statistic == pytest.approx(statistic, abs=5.1e-5)
    assert found.df == pytest.approx(df, abs=5.1e-4)
    assert found.p == pytest.approx(p, abs=5.1e-5)


@pytest.mark.parametrize("name", cases("rake"))
def test_raking(name: str) -> None:
    case = load(name)
    frame = data(case["data"])
    found = rake(frame, case["response"]["margins"], case["design"]["weight"])
    np.testing.assert_allclose(found, case["expected"]["weights_in_row_order"], rtol=1e-9)
    raked = tabulate(frame.assign(raked=found), response=Single("comp.imp"), design=Design("raked"), interval=None)
    for name, share in case["expected"]["shares_after"].items():
        close(raked[name.removeprefix("comp.imp")].share, share)


def test_every_case_is_asked() -> None:
    written = {path.stem for path in ORACLE.glob("s[0-9]*.json")}
    assert written == set(cases("shares", "shares_unweighted", "differences", "chisq", "rake"))


@pytest.mark.parametrize("vector", load("rounding_vectors")["vectors"], ids=lambda vector: vector["exact_pct"])
def test_rounding(vector: dict[str, Any]) -> None:
    share = vector["numerator"] / vector["denominator"]
    assert float(percent(share)) == vector["half_up_0"]
    assert float(percent(share, 1)) == vector["half_up_1"]


@pytest.mark.parametrize("net", load("rounding_vectors")["nets"], ids=lambda net: net["net"])
def test_a_net_is_rounded_and_not_added(net: dict[str, Any]) -> None:
    parts = [part / 100 for part in net["parts"].values()]
    assert [int(percent(part)) for part in parts] == net["rounded_parts"]
    assert int(percent(sum(parts))) == net["net_rounded"] != net["sum_of_rounded"]
