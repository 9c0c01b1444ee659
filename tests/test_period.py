"""Periods as people write them, and the order of time in tables and pictures."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barometer_cli.layout.order import ordered
from barometer_cli.model.dataset import Dataset
from barometer_cli.model.period import bare, in_order, in_time, same
from barometer_cli.model.spec import TableSpec
from barometer_cli.model.table import Cell, Table
from barometer_cli.sources.cells import from_objects
from barometer_cli.tables import weighted_table

SERIES = [
    ("2013-2014", "2015-2016", "2018-2019", "2021-2023"),
    ("2018-19", "2019-20", "2020-21"),
    ("1999", "2000", "2020"),
    ("2019K4", "2020K1", "2020K2"),
    ("4. kvartal 2019", "1. kvartal 2020", "2. kvt. 2020"),
    ("Q4 2019", "Q1 2020"),
    ("2020M02", "2020M11"),
    ("2020-03", "2020-11", "2021-01"),
    ("januar 2020", "maj 2020", "Oktober 2020", "marts 2021"),
    ("May 2020", "October 2020"),
    ("Forår 2020", "efterår 2020", "forår 2021"),
    ("1. halvår 2020", "2. halvår 2020"),
    ("Bølge 2019", "Bølge 2021"),
    ("uge 7 2020", "uge 12 2020"),
    ("2018", "2018-2019", "2019"),
]


@pytest.mark.parametrize("series", SERIES)
def test_periods_stand_in_time_order(series: tuple[str, ...]) -> None:
    for shuffled in permutations(series):
        assert in_time(shuffled) == series


@pytest.mark.parametrize(
    "labels",
    [
        ("Kommune", "Region"),
        ("2018", "Region"),
        ("Før 2000", "Efter 2000"),
        ("2018", "2018"),
        ("1.877", "2.018"),
        ("1000 kr.", "2000 kr."),
        ("Bølge 2019", "2021"),
        ("18", "19"),
        ("",),
    ],
)
def test_other_labels_are_no_periods(labels: tuple[str, ...]) -> None:
    assert in_time(labels) == ()
    assert in_order(labels) == labels


@settings(derandomize=True)
@given(st.permutations(["2016", "2018", "2020", "2022"]))
def test_the_author_s_order_is_kept_where_it_is_one_of_time(labels: list[str]) -> None:
    forwards = ("2016", "2018", "2020", "2022")
    assert in_order(labels) == (tuple(labels) if tuple(labels) in (forwards, forwards[::-1]) else forwards)


def test_the_same_period_in_other_words() -> None:
    assert same("Bølge 2021", "2021") and same("2018-19", "2018–2019") and same("Øst", "Øst")
    assert not same("2021", "2021-2023") and not same("Øst", "2021") and not same("1. kvartal 2020", "2020")
    assert [bare(label) for label in ("Bølge 2021", "2018-2019", "marts 2020", "Øst for")] == [
        "2021", "2018-2019", "marts 2020", "Øst for",
    ]  # fmt: skip


def of_groups(groups: Sequence[str]) -> Table:
    rows = [(name, share, group) for group in groups for name, share in (("Ja", "60"), ("Nej", "40"))]
    names = ("category", "share", "group")
    columns = {name: from_objects(values) for name, values in zip(names, zip(*rows, strict=True), strict=True)}
    return weighted_table(Dataset("t.csv", "d", len(rows), columns), TableSpec(file="t.csv"), "percent", None)


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        (("2020", "2018", "2022"), ("2018", "2020", "2022")),
        (("2022", "2020", "2018"), ("2022", "2020", "2018")),
        (("Vest", "Øst"), ("Vest", "Øst")),
    ],
)
def test_groups_of_a_table(written: tuple[str, ...], drawn: tuple[str, ...]) -> None:
    table = of_groups(written)
    assert table.groups == drawn
    assert [cell.category for cell in table.cells] == ["Ja", "Nej"] * len(drawn)
    assert table.described == (tuple(sorted(drawn)) if drawn[0].isdigit() else drawn)


@pytest.mark.parametrize(
    ("order", "drawn"),
    [(None, ("2018", "2019", "2020")), ("sorted", ("2019", "2020", "2018")), ("given", ("2020", "2018", "2019"))],
)
def test_categories_that_are_periods(order: str | None, drawn: tuple[str, ...]) -> None:
    """They stand in time order unless the author wants another."""
    cells = [Cell("2020", 0.5), Cell("2018", 0.2), Cell("2019", 0.7)]
    assert tuple(cell.category for cell in ordered(cells, order)) == drawn
