"""From microdata to tables of every measure and axis, as a project draws them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from barometer_cli import project
from barometer_cli.cli import app
from barometer_cli.errors import BarometerError, SpecError
from barometer_cli.model.axis import Wave
from barometer_cli.model.measure import Measure
from barometer_cli.model.table import Table
from barometer_cli.model.told import ToldSpec

Row = Mapping[str, Any]
SURVEY = {"name": "Undersøgelsen", "wave": "2023", "population": "alle", "data": "svar.csv"}
SCALE = {1: "Helt uenig", 2: "Hverken eller", 3: "Helt enig", 98: "Ved ikke"}
BOOK: dict[str, Any] = {
    "weight": "w",
    "variables": {
        "timer": {"type": "number", "label": "Timer om ugen", "unit": "timer", "range": [0, 100], "decimals": 1},
        "ansatte": {"type": "number", "label": "Ansatte", "bands": [0, 10, 50]},
        "enig": {"label": "Enighed", "codes": SCALE, "dont_know": 98, "scores": {1: 0, 2: 50, 3: 100}},
        "glad": {"label": "Glæde", "codes": SCALE, "dont_know": 98, "scores": {1: 0, 2: 50, 3: 100}},
        "tro": {"type": "battery", "label": "Tro", "question": "Hvor enig er du?", "variables": ["enig", "glad"]},
        "anbefal": {"codes": {str(i): str(i) for i in range(11)}},
        "sted": {"label": "Sektor", "codes": {"k": "Kommune", "r": "Region"}},
        "brug": {"type": "multiple", "label": "Brug", "items": {"a": "Avis", "b": "Radio"}},
    },
}


def respondents(n: int = 120, shift: int = 0) -> list[dict[str, Any]]:
    """Answers that follow fixed patterns."""
    return [
        {
            "w": 1 + i % 3,
            "timer": 20 + (i * 7 + shift) % 30,
            "ansatte": (i * 11) % 90,
            "enig": (1, 2, 3, 3, 98)[(i + shift) % 5],
            "glad": (1, 1, 2, 3)[i % 4],
            "anbefal": (i * 3 + shift) % 11,
            "sted": "kr"[i % 2],
            "a": int(i % 2 == 0 or i % 3 == 0),
            "b": int(i % 3 == 0 or i % 2 == 1),
        }
        for i in range(n)
    ]


ROWS = respondents()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def save(rows: Sequence[Row], book: Mapping[str, Any] = BOOK, name: str = "svar") -> None:
    lines = [",".join(rows[0]), *(",".join(map(str, row.values())) for row in rows)]
    Path(f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    Path(f"{name}.codebook.yaml").write_text(yaml.safe_dump(dict(book), allow_unicode=True), encoding="utf-8")


def spec(name: str = "f", survey: Mapping[str, Any] = SURVEY, kind: str = "bars", **fields: Any) -> None:
    Path("side").mkdir(exist_ok=True)
    Path("side/survey.yaml").write_text(yaml.safe_dump(dict(survey), allow_unicode=True), encoding="utf-8")
    figure = {"kind": kind, "title": "Svarene", "caption": "svarene", **fields}
    Path(f"side/{name}.yaml").write_text(yaml.safe_dump(figure, allow_unicode=True), encoding="utf-8")


def tables() -> dict[str, Table]:
    microdata = project.Microdata()
    found = project.find([Path("side")])
    return {entry.id: microdata.table(entry, entry.spec.data) for entry in found if entry.spec.data}


def table(data: Any, **fields: Any) -> Table:
    spec(data=data, **fields)
    return tables()["f"]


def values(made: Table) -> dict[tuple[str, str | None], float]:
    return {(cell.category, cell.group): cell.value for cell in made.cells}


def mean(rows: Sequence[Row], of: Any) -> float:
    kept = [(row["w"], of(row)) for row in rows if of(row) is not None]
    return sum(w * x for w, x in kept) / sum(w for w, _ in kept)


def book(**variables: Any) -> dict[str, Any]:
    return {**BOOK, "variables": {**BOOK["variables"], **variables}}


# Measures


def test_a_mean_by_groups(folder: Path) -> None:
    save(ROWS)
    made = table(
        {"variable": "timer", "measure": "mean", "breakdown": {"variable": "sted", "total": True}}, interval=95
    )
    assert values(made) == pytest.approx({
        ("Timer om ugen", None): mean(ROWS, lambda row: row["timer"]),
        ("Timer om ugen", "Kommune"): mean(ROWS[::2], lambda row: row["timer"]),
        ("Timer om ugen", "Region"): mean(ROWS[1::2], lambda row: row["timer"]),
    })  # fmt: skip
    assert made.measure == Measure("mean", "timer", 1, 0, 100)
    assert [cell.n for cell in made.cells] == [120, 60, 60] and made.n == 120
    assert made.breakdown.title == "Sektor" and made.shape == ("answers", "groups")
    for cell in made.cells:
        assert cell.se and cell.interval and cell.interval[0] < cell.value < cell.interval[1]


def test_a_median_and_the_decimals_of_a_figure(folder: Path) -> None:
    save([{**row, "w": 1} for row in ROWS])
    made = table({"variable": "timer", "measure": "median"}, decimals=2)
    ordered = sorted(row["timer"] for row in ROWS)
    assert made.cells[0].value == (ordered[59] + ordered[60]) / 2
    assert made.measure.name == "median" and made.measure.decimals == 2


@pytest.mark.parametrize(("shift", "measure", "decimals"), [(0, "median", 0), (0, "mean", 1), (200, "mean", 0)])
def test_decimals_where_nobody_says_them(folder: Path, shift: int, measure: str, decimals: int) -> None:
    """A median of whole numbers that is whole has none, as have means of three figures before the comma."""
    hours = {"type": "number", "label": "Timer om ugen", "range": [0, 400]}
    rows = [{**row, "timer": row["timer"] + shift, "w": 1} for row in ROWS[:-1]]
    save(rows, book(timer=hours))
    made = table({"variable": "timer", "measure": measure})
    assert made.measure.decimals == decimals


def test_an_index_counts_answers_for_their_scores_and_leaves_out_dont_know(folder: Path) -> None:
    save(ROWS)
    made = table({"variable": "enig", "measure": "index"})
    score = {1: 0, 2: 50, 3: 100, 98: None}
    assert values(made) == pytest.approx({("Enighed", None): mean(ROWS, lambda row: score[row["enig"]])})
    assert (made.n, made.omitted) == (96, ("Ved ikke",))
    assert made.measure == Measure("index", None, 0, 0, 100, ends=("Helt uenig", "Helt enig"))


def test_scores_of_the_spec_stand_before_those_of_the_codebook(folder: Path) -> None:
    save(ROWS)
    scores = {"Helt enig": 5, "Hverken eller": 3, "Helt uenig": 1}
    made = table({"variable": "enig", "measure": {"name": "mean", "scores": scores, "unit": "point"}})
    score = {1: 1, 2: 3, 3: 5, 98: None}
    assert made.cells[0].value == pytest.approx(mean(ROWS, lambda row: score[row["enig"]]))
    assert (made.measure.low, made.measure.high, made.measure.unit) == (1, 5, "point")
    with pytest.raises(BarometerError, match="has no answer 'Meget enig' to score"):
        table({"variable": "enig", "measure": {"name": "mean", "scores": {"Meget enig": 1, "Helt enig": 2}}})


def test_codes_that_are_numbers_count_for_themselves_in_a_mean_and_not_in_an_index(folder: Path) -> None:
    save(ROWS)
    made = table({"variable": "anbefal", "measure": "mean"})
    assert made.cells[0].value == pytest.approx(mean(ROWS, lambda row: row["anbefal"]))
    with pytest.raises(BarometerError, match="nothing says for how much '0' counts in a index"):
        table({"variable": "anbefal", "measure": "index"})


def test_a_net_promoter_score(folder: Path) -> None:
    save(ROWS)
    made = table({"variable": "anbefal", "measure": "nps"})
    promoter = {**dict.fromkeys(range(7), -100), 7: 0, 8: 0, 9: 100, 10: 100}
    assert made.cells[0].value == pytest.approx(mean(ROWS, lambda row: promoter[row["anbefal"]]))
    assert made.measure == Measure("index", None, 0, -100, 100)
    with pytest.raises(BarometerError, match="a net promoter score is of answers 0 to 10"):
        table({"variable": "enig", "measure": "nps"})


def test_a_count_is_rounded_to_what_its_error_allows(folder: Path) -> None:
    save([{**row, "w": 100 * row["w"]} for row in ROWS])
    made = table({"variable": "enig", "measure": "count"})
    enig = next(cell for cell in made.cells if cell.category == "Helt enig")
    assert enig.value == sum(100 * row["w"] for row in ROWS if row["enig"] == 3)
    assert enig.n == 120 and enig.se and 1000 < enig.se < 10_000, "of others it is less than 1000"
    assert (made.measure.name, made.measure.decimals) == ("count", -2)
    assert made.printed(enig) == Decimal(round(enig.value, -2))
    save(ROWS, {**BOOK, "weight": None})
    exact = table({"variable": "enig", "measure": "count"})
    assert exact.measure.decimals == 0 and exact.cells[0].value == sum(row["enig"] == 1 for row in ROWS)


def test_what_is_no_number_is_not_measured(folder: Path) -> None:
    save(ROWS)
    with pytest.raises(BarometerError, match="needs one answer a row"):
        table({"variable": "brug", "measure": "mean"})
    with pytest.raises(BarometerError, match="shares of it are of bands"):
        table("timer")
    with pytest.raises(BarometerError, match="nets belongs to shares, and the measure is mean"):
        spec(data={"variable": "timer", "measure": "mean", "nets": {"x": ["a"]}})
        project.find([Path("side")])


def test_significance_of_means(folder: Path) -> None:
    rows = [{**row, "timer": row["timer"] + 20 * (row["sted"] == "k")} for row in ROWS]
    save(rows)
    made = table({"variable": "timer", "measure": "mean", "breakdown": "sted"}, significance=0.05)
    assert made.comparison and made.comparison.different == ("Timer om ugen",)
    assert made.comparison.pairs == (("Timer om ugen", "Kommune", "Region", True),)
    with pytest.raises(BarometerError, match="compares shares or means"):
        table({"variable": "timer", "measure": "median", "breakdown": "sted"}, significance=0.05)


# Bands


def test_bands_as_categories_and_as_groups(folder: Path) -> None:
    save(ROWS)
    made = table("ansatte")
    assert [cell.category for cell in made.cells] == ["0-9", "10-49", "50+"]
    assert made.categories.ordered and made.partition
    assert made.cells[0].value == pytest.approx(mean(ROWS, lambda row: float(row["ansatte"] < 10)))
    by = {"variable": "ansatte", "bands": {0: "Små", 45: "Store"}}
    groups = table({"variable": "enig", "categories": ["Helt enig"], "breakdown": by})
    small = [row for row in ROWS if row["ansatte"] < 45]
    assert values(groups)["Helt enig", "Små"] == pytest.approx(mean(small, lambda row: float(row["enig"] == 3)))
    assert groups.breakdown.ordered and groups.breakdown.title == "Ansatte"


# Breakdowns


def test_groups_that_overlap_have_each_their_own_n(folder: Path) -> None:
    save(ROWS)
    made = table({"variable": "timer", "measure": "mean", "breakdown": "brug"})
    paper, radio = [row for row in ROWS if row["a"]], [row for row in ROWS if row["b"]]
    assert values(made) == pytest.approx({
        ("Timer om ugen", "Avis"): mean(paper, lambda row: row["timer"]),
        ("Timer om ugen", "Radio"): mean(radio, lambda row: row["timer"]),
    })  # fmt: skip
    assert [base.n for base in made.bases] == [len(paper), len(radio)] and len(paper) + len(radio) > 120
    assert made.breakdown.overlapping


def test_two_breakdowns_stand_in_sections(folder: Path) -> None:
    save(ROWS)
    made = table({"variable": "timer", "measure": "mean", "breakdown": ["sted", "ansatte"]})
    assert made.groups == (
        "Kommune, 0-9",
        "Kommune, 10-49",
        "Kommune, 50+",
        "Region, 0-9",
        "Region, 10-49",
        "Region, 50+",
    )
    assert made.breakdown.sections["Region, 0-9"] == "Region" and made.breakdown.inside("Region, 0-9") == "0-9"
    inside = [row for row in ROWS[1::2] if row["ansatte"] >= 50]
    assert values(made)["Timer om ugen", "Region, 50+"] == pytest.approx(mean(inside, lambda row: row["timer"]))


def test_nobody_in_a_crossed_group_is_hidden_like_few(folder: Path) -> None:
    save([{**row, "ansatte": 5 if row["sted"] == "k" else row["ansatte"]} for row in ROWS])
    made = table({"variable": "timer", "measure": "mean", "breakdown": ["sted", "ansatte"]})
    gone = {hidden.group for hidden in made.hidden}
    assert {"Kommune, 10-49", "Kommune, 50+"} <= gone
    assert [base.n for base in made.bases if base.name in gone] == [None] * len(gone)


# Batteries


def test_a_battery_has_its_answers_as_categories_and_its_items_as_groups(folder: Path) -> None:
    save(ROWS)
    made = table("tro", kind="stacked_bars")
    assert made.shape == ("answers", "items") and made.groups == ("Enighed", "Glæde")
    assert (made.breakdown.title, made.variable, made.question) == ("Tro", "Tro", "Hvor enig er du?")
    assert made.partition
    for item, name in (("enig", "Enighed"), ("glad", "Glæde")):
        share = mean(ROWS, lambda row, item=item: float(row[item] == 3))
        assert values(made)["Helt enig", name] == pytest.approx(share)
    assert values(table({"variables": ["enig", "glad"]}, kind="stacked_bars")) == values(made)


def test_one_answer_of_each_item_by_group(folder: Path) -> None:
    save(ROWS)
    made = table({"variable": "tro", "answer": "Helt enig", "breakdown": "sted"})
    assert made.shape == ("items", "groups") and made.partition is False
    assert values(made)["Glæde", "Region"] == pytest.approx(mean(ROWS[1::2], lambda row: float(row["glad"] == 3)))
    net = table({"variable": "tro", "answer": "Ikke uenig", "nets": {"Ikke uenig": ["Hverken eller", "Helt enig"]}})
    assert values(net)["Glæde", None] == pytest.approx(mean(ROWS, lambda row: float(row["glad"] in (2, 3))))
    assert not net.nets


def test_a_battery_of_means(folder: Path) -> None:
    save(ROWS)
    made = table({"variable": "tro", "measure": "index", "breakdown": "sted"})
    score = {1: 0, 2: 50, 3: 100, 98: None}
    assert made.shape == ("items", "groups")
    assert [(cell.category, cell.group) for cell in made.cells] == [
        ("Enighed", "Kommune"), ("Glæde", "Kommune"), ("Enighed", "Region"), ("Glæde", "Region")]  # fmt: skip
    assert values(made)["Enighed", "Kommune"] == pytest.approx(mean(ROWS[::2], lambda row: score[row["enig"]]))
    assert [base.n for base in made.bases] == [None, None], "the items have other bases"


def test_items_of_a_battery_have_the_same_answers(folder: Path) -> None:
    save(ROWS, book(glad={"label": "Glæde", "codes": {**SCALE, 3: "Meget enig"}}))
    with pytest.raises(BarometerError, match="'enig' has the answer 'Helt enig' and 'glad' has not"):
        table("tro", kind="stacked_bars")
    save(ROWS, book(glad={**BOOK["variables"]["glad"], "scores": {1: 0, 2: 1, 3: 2}}))
    with pytest.raises(BarometerError, match=r"the high of 'glad' is 2\.0, and that of 'enig' is 100\.0"):
        table({"variable": "tro", "measure": "index"})
    save(ROWS, book(glad={**BOOK["variables"]["glad"], "label": "Enighed"}))
    with pytest.raises(BarometerError, match="two items are called 'Enighed', 'enig' and 'glad'"):
        table("tro", kind="stacked_bars")


def test_a_battery_of_shares_is_not_divided_again(folder: Path) -> None:
    save(ROWS)
    with pytest.raises(BarometerError, match="Name one answer"):
        table({"variable": "tro", "breakdown": "sted"}, kind="stacked_bars")
    with pytest.raises(BarometerError, match="'enig' is one variable"):
        table({"variable": "enig", "answer": "Helt enig"})


# Waves

BEFORE = respondents(90, shift=2)
OLD = {1: "Uenig", 2: "Hverken eller", 3: "Helt enig", 98: "Ved ikke"}
WAVES = {2021: {"file": "gammel.csv", "day": "2021-03-01", "response_rate": 42}, 2023: {}}


def save_both(old: Mapping[int, str] = SCALE, **changes: Any) -> None:
    save(ROWS)
    save(BEFORE, book(enig={**BOOK["variables"]["enig"], "codes": dict(old)}, **changes), "gammel")


def test_waves_stand_side_by_side(folder: Path) -> None:
    save_both()
    made = table({"variable": "enig", "categories": ["Helt enig"], "waves": WAVES})
    assert made.shape == ("answers", "waves") and made.waves == ("2021", "2023")
    assert values(made) == pytest.approx({
        ("Helt enig", "2021"): mean(BEFORE, lambda row: float(row["enig"] == 3)),
        ("Helt enig", "2023"): mean(ROWS, lambda row: float(row["enig"] == 3)),
    })  # fmt: skip
    first, last = made.breakdown.waves
    assert (first.name, first.n, first.response_rate, str(first.day)) == ("2021", 90, 0.42, "2021-03-01")
    assert last == Wave("2023", n=120)
    assert [base.n for base in made.bases] == [90, 120]


def test_a_change_is_the_difference_of_two_samples(folder: Path) -> None:
    save_both()
    data = {"variable": "timer", "waves": WAVES}
    each = table({**data, "measure": "mean"})
    made = table({**data, "measure": {"name": "change", "of": "mean"}}, interval=95, significance=0.05)
    (old, new), (cell,) = each.cells, made.cells
    assert cell.value == pytest.approx(new.value - old.value)
    assert cell.se == pytest.approx((old.se**2 + new.se**2) ** 0.5)  # type: ignore[operator]
    assert made.df == 90 + 120 - 2
    assert made.measure == Measure("change", "timer", 1, of="mean", between=("2021", "2023"))
    assert cell.interval == pytest.approx((cell.value - 1.971434733 * cell.se, cell.value + 1.971434733 * cell.se))  # type: ignore[operator]
    assert made.comparison and made.comparison.same == ("Timer om ugen",)


def test_a_change_as_r_computes_it(folder: Path) -> None:
    """`svycontrast(svyby(~x, ~g, svydesign(~1, strata = ~g, weights = ~w), svymean, covmat = TRUE), c(b = 1, a = -1))`
    of the data of test_measures, of x and of y, with t and interval on `degf`.
    """
    numbers = {"x": {"type": "number"}, "y": {"codes": {0: "Nej", 1: "Ja"}}}
    rows = [
        {"w": 1 + i * 7 % 5 / 2, "x": (x := i * i * 31 % 97), "y": int(x > 60), "g": i * 5 % 7 < 3} for i in range(60)
    ]
    for name, old in (("gammel", True), ("svar", False)):
        save([row for row in rows if row["g"] is old], {"weight": "w", "variables": numbers}, name)
    waves = {"a": {"file": "gammel.csv"}, "b": {}}
    data = {"waves": waves, "measure": {"name": "change", "of": "mean"}}
    made = table({**data, "variable": "x"}, interval=95)
    (cell,) = made.cells
    assert (cell.value, cell.se) == pytest.approx((-0.2553282182, 8.0604872217), rel=1e-8)
    assert cell.interval == pytest.approx((-16.3901464207, 15.8794899842), rel=1e-8)
    assert made.apart
    assert made.apart({("x", None): 1}, cell.value) == pytest.approx(0.9748387716, rel=1e-8)
    made = table({"waves": waves, "measure": "change", "variable": "y", "categories": ["Ja"]}, interval=95)
    (cell,) = made.cells
    assert (cell.value, cell.se) == pytest.approx((0.0528559250, 0.1367294641), rel=1e-8)
    assert cell.interval == pytest.approx((-0.2208378340, 0.3265496839), rel=1e-8)
    assert made.apart
    assert made.apart({("Ja", None): 1}, cell.value) == pytest.approx(0.7004869496, rel=1e-8)


def test_waves_of_one_file_are_the_rows_that_say_so(folder: Path) -> None:
    rows = [{**row, "aar": 2021} for row in BEFORE] + [{**row, "aar": 2023} for row in ROWS]
    save(rows, {**BOOK, "wave": "aar"})
    one = values(table({"variable": "timer", "measure": "mean", "waves": [2021, 2023]}))
    save_both()
    assert one == pytest.approx(values(table({"variable": "timer", "measure": "mean", "waves": WAVES})))
    with pytest.raises(BarometerError, match=r"the waves 2021 and 2023 are the same rows of svar\.csv"):
        table({"variable": "timer", "measure": "mean", "waves": [2021, 2023]})


def test_labels_that_differ_match_by_their_code_and_are_told(folder: Path) -> None:
    save_both(OLD)
    made = table({"variable": "enig", "waves": WAVES})
    assert values(made)["Helt uenig", "2021"] == pytest.approx(mean(BEFORE, lambda row: float(row["enig"] == 1)))
    assert "2021 calls 'Uenig' what 2023 calls 'Helt uenig' (enig, 1)" in made.notes


def test_labels_that_changed_places_match_by_their_words(folder: Path) -> None:
    save_both({1: "Helt enig", 2: "Hverken eller", 3: "Helt uenig", 98: "Ved ikke"})
    made = table({"variable": "enig", "waves": WAVES})
    assert values(made)["Helt enig", "2021"] == pytest.approx(mean(BEFORE, lambda row: float(row["enig"] == 1)))


def test_a_label_without_an_equal_is_an_error_that_names_both(folder: Path) -> None:
    save(ROWS)
    old = {"codes": {11: "Uenig", 12: "Hverken eller", 13: "Helt enig", 108: "Ved ikke"}}
    save([{**row, "enig": row["enig"] + 10} for row in BEFORE], book(enig=old), "gammel")
    with pytest.raises(BarometerError, match="no equal in both waves for 'Uenig' of 2021 and 'Helt uenig' of 2023"):
        table({"variable": "enig", "waves": WAVES})
    same = {2021: {**WAVES[2021], "same": {"Uenig": "Helt uenig"}}, 2023: {}}
    made = table({"variable": "enig", "waves": same})
    assert values(made)["Helt uenig", "2021"] == pytest.approx(mean(BEFORE, lambda row: float(row["enig"] == 1)))
    assert values(table({"variable": "enig", "categories": ["Helt enig"], "waves": WAVES}))


def test_a_break_is_told_and_no_change_is_taken_across_it(folder: Path) -> None:
    save_both()
    waves = {**WAVES, 2023: {"broken": "nyt spørgeskema"}}
    made = table({"variable": "timer", "measure": "mean", "waves": waves})
    assert made.breakdown.waves[1].broken == "nyt spørgeskema"
    with pytest.raises(BarometerError, match="2023 cannot be compared with the waves before it: nyt spørgeskema"):
        table({"variable": "timer", "measure": {"name": "change", "of": "mean"}, "waves": waves})
    with pytest.raises(BarometerError, match="from 2023 to 2021, which is not later"):
        table(
            {"variable": "timer", "waves": WAVES, "measure": {"name": "change", "of": "mean", "from": 2023, "to": 2021}}
        )


def test_a_survey_says_of_its_waves_what_every_figure_needs(folder: Path) -> None:
    save_both()
    survey = {**SURVEY, "waves": {2021: WAVES[2021], 2023: {"response_rate": 50}}}
    made = table({"variable": "timer", "measure": "mean", "waves": [2021, 2023]}, survey=survey)
    assert [wave.response_rate for wave in made.breakdown.waves] == [0.42, 0.5]


def test_items_and_groups_beside_waves(folder: Path) -> None:
    save_both()
    items = table({"variable": "tro", "measure": "index", "waves": WAVES})
    assert items.shape == ("items", "waves") and len(items.cells) == 4
    groups = table({"variable": "timer", "measure": "mean", "breakdown": "sted", "waves": WAVES})
    assert groups.shape == ("groups", "waves")
    assert values(groups)["Kommune", "2021"] == pytest.approx(mean(BEFORE[::2], lambda row: row["timer"]))
    with pytest.raises(BarometerError, match="three axes"):
        table({"variable": "enig", "breakdown": "sted", "waves": WAVES})


def test_n_of_a_wave_is_compared_with_the_data(folder: Path) -> None:
    save_both()
    with pytest.raises(BarometerError, match="n is 91, but the base in the data is 90"):
        table({"variable": "timer", "measure": "mean", "waves": {2021: {**WAVES[2021], "n": 91}, 2023: {}}})
    with pytest.raises(SpecError, match="n is another one in each wave"):
        table({"variable": "timer", "measure": "mean", "waves": WAVES}, n=90)


def test_significance_between_waves_is_corrected_for_all_pairs(folder: Path) -> None:
    save(ROWS)
    save([{**row, "timer": row["timer"] + 30} for row in BEFORE], name="gammel")
    made = table({"variable": "timer", "measure": "mean", "waves": WAVES}, significance=0.05)
    assert made.comparison and made.comparison.pairs == (("Timer om ugen", "2021", "2023", True),)
    assert made.apart
    assert made.apart({("Timer om ugen", "2021"): 1, ("Timer om ugen", "2023"): -1}, 30) < 0.001  # type: ignore[operator]


# What is hidden


def few(k: int, r: int) -> list[dict[str, Any]]:
    return [row for row in respondents(400) if row["sted"] == "k"][:k] + [row for row in ROWS if row["sted"] == "r"][:r]


def test_a_mean_of_few_is_hidden_and_so_is_what_it_could_be_found_from(folder: Path) -> None:
    save(few(9, 60))
    made = table({"variable": "timer", "measure": "mean", "breakdown": {"variable": "sted", "total": True}})
    assert {hidden.group for hidden in made.hidden} == {"Kommune", "Region"}, "total less Region is Kommune"
    assert {cell.group for cell in made.cells} == {None}
    assert {base.name for base in made.bases if base.n is None} >= {"Kommune"}


def test_a_mean_of_people_who_nearly_all_answer_alike_is_hidden(folder: Path) -> None:
    save([{**row, "timer": 37 if i > 3 else 20} for i, row in enumerate(ROWS)])
    with pytest.raises(BarometerError, match="too few answered"):
        table({"variable": "timer", "measure": "mean"})
    save([{**row, "timer": 37 if i > 4 else 20} for i, row in enumerate(ROWS)])
    assert table({"variable": "timer", "measure": "mean"}).cells


def test_an_index_does_not_tell_a_share_that_is_hidden(folder: Path) -> None:
    """Of two answers with scores 0 and 100 the index is the share of one of them."""
    rows = [{**row, "enig": 1 if i < 3 else 3} for i, row in enumerate(ROWS)]
    save(rows)
    with pytest.raises(BarometerError, match="too few answered"):
        table({"variable": "enig", "measure": "index"})


def test_an_index_is_hidden_where_with_told_shares_it_gives_one_away(folder: Path) -> None:
    """Three answers, of which one is told: their sum and the index are two equations for the other two."""
    save([{**row, "enig": 1 if i < 3 else 2 if i < 40 else 3} for i, row in enumerate(ROWS)])
    spec("a", data={"variable": "enig", "categories": ["Helt enig"]})
    spec("b", data={"variable": "enig", "measure": "index"})
    microdata, told = project.Microdata(), 0
    for entry in project.find([Path("side")]):
        assert entry.spec.data
        try:
            told += len(microdata.table(entry, entry.spec.data).cells)
        except BarometerError as error:
            assert "give away one that is hidden" in error.message
    assert told == 1


def test_items_of_a_battery_are_hidden_one_by_one(folder: Path) -> None:
    save([{**row, "glad": 1 if i < 3 else 3} for i, row in enumerate(ROWS)])
    made = table({"variable": "tro", "answer": "Helt uenig"})
    assert [hidden.category for hidden in made.hidden] == ["Glæde"]
    assert [cell.category for cell in made.cells] == ["Enighed"]


def test_a_change_is_hidden_where_either_wave_is(folder: Path) -> None:
    save_both()
    save([{**row, "enig": 1 if i < 3 else row["enig"] if row["enig"] != 1 else 2} for i, row in enumerate(ROWS)])
    made = table({"variable": "enig", "measure": "change", "waves": WAVES})
    assert "Helt uenig" in {hidden.category for hidden in made.hidden}
    assert "Helt uenig" not in {cell.category for cell in made.cells}


def render() -> str:
    result = CliRunner().invoke(app, ["render", "side"])
    return " ".join(result.output.split())


def test_what_a_figure_of_waves_has_told_is_kept_of_each_wave(folder: Path) -> None:
    save_both(OLD)
    spec("a", data={"variable": "enig", "categories": ["Helt enig"], "waves": WAVES})
    render()
    manifest = json.loads(Path("build/manifest.json").read_text(encoding="utf-8"))
    (told,) = [ToldSpec.model_validate(each["told"]) for each in manifest["figures"] if each.get("told")]
    assert [(each.wave, each.file) for each in told.each] == [("2021", "gammel.csv"), ("2023", "svar.csv")]
    assert told.edition and told.edition.own == "2023"
    assert "1 figure up to date" in render()


@pytest.mark.parametrize("before", [True, False])
def test_a_wave_that_was_told_before_is_told_as_long_as_its_files_are_there(folder: Path, before: bool) -> None:
    """Of 2021 all answers but one are told, by a figure of waves that is gone and by one that is not: the three who
    gave the last are what is left.
    """
    save(ROWS)
    save([{**row, "enig": 1 if i < 3 else 2 + i % 2} for i, row in enumerate(BEFORE)], name="gammel")
    if before:
        spec("a", data={"variable": "enig", "categories": ["Hverken eller"], "waves": WAVES})
        render()
        assert Path("build/side/a").is_dir()
        Path("side/a.yaml").unlink()
    spec("b", data={"variable": "enig", "categories": ["Helt enig"], "file": "gammel.csv"})
    render()
    assert Path("build/side/b").is_dir() is not before


BLOCK = re.compile(r"^```yaml ?(\S*)\n(.*?)^```$", flags=re.MULTILINE | re.DOTALL)
DOCS = Path(__file__).parents[1] / "docs"


def _blocks(name: str) -> dict[str, Any]:
    found = BLOCK.findall((DOCS / name).read_text(encoding="utf-8"))
    return {title: yaml.safe_load(text) for title, text in found}


@pytest.mark.parametrize(
    ("name", "shape", "groups"),
    [
        ("tilfredshed", ("answers", "groups"), (None, "Kommune", "Region")),
        ("arbejdsmiljoe", ("items", "groups"), ("Kommune", "Region")),
        ("timer", ("answers", "groups"), ("Kommune, 0-9", "Kommune, 10-49", "Kommune, 50+", "Region, 0-9",
                                          "Region, 10-49", "Region, 50+")),
        ("udvikling", ("answers", None), (None,)),
    ],
)  # fmt: skip
def test_the_examples_of_the_documentation(folder: Path, name: str, shape: Any, groups: Any) -> None:
    (written,) = (block["variables"] for _, block in _book_blocks() if "timer" in block.get("variables", {}))
    scale = {"codes": {1: "Helt enig", 2: "Delvist enig", 3: "Uenig"}}
    items = {"tid": {"label": "Tid nok", **scale}, "ro": {"label": "Ro nok", **scale}}
    variables = {**written, **items, "sektor": BOOK["variables"]["sted"] | {"column": "sted"}}
    rows = [{**row, "tilfreds": 1 + i % 3, "tid": 1 + i % 3, "ro": 1 + i % 2} for i, row in enumerate(respondents(400))]
    save(rows, {"variables": variables})
    words = {1: "Utilfreds", 2: "Hverken eller", 3: "Godt tilfreds", 98: "Ved ikke"}
    old = variables | {"tilfreds": {**variables["tilfreds"], "codes": words}}
    save(rows, {"variables": old}, "maaling-2021")
    survey = {key: value for key, value in SURVEY.items() if key != "population"}
    made = table(_blocks("specs.md")[name]["data"], survey=survey)
    assert (made.shape, made.groups) == (shape, groups)
    assert made.cells


def _book_blocks() -> list[tuple[str, Any]]:
    text = (DOCS / "codebook.md").read_text(encoding="utf-8")
    return [(title, yaml.safe_load(block)) for title, block in BLOCK.findall(text) if "variables" in block]
