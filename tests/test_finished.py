"""Numbers of finished tables that do not fit one another are told, and those that may be right are not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from barometer_cli.cli import app

SURVEY = {"name": "Undersøgelsen", "wave": "2024", "population": "alle", "table_unit": "percent"}
SPEC: dict[str, Any] = {"kind": "stacked_bars", "title": "Svarene", "caption": "svarene", "table": "tal.csv"}


def found(folder: Path, numbers: str, **extra: Any) -> list[str]:
    """The warnings of a figure of a table; it can be drawn."""
    for name, content in {"survey": SURVEY, "figur": {**SPEC, **extra}}.items():
        (folder / f"{name}.yaml").write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")
    (folder / "tal.csv").write_text(numbers, encoding="utf-8")
    printed = CliRunner().invoke(app, ["check", str(folder)], env={"NO_COLOR": "1", "COLUMNS": "300"}).output
    assert " error " not in printed and "1 figure checked" in printed, printed
    return [line.partition(" warning ")[2] for line in printed.splitlines() if " warning " in line]


# -- errors ------------------------------------------------------------------------------------------------------------


def of_errors(errors: str, n: str = "100", shares: tuple[str, str] = ("51", "49")) -> str:
    rows = [f"{answer};{group};{share};{errors};{n}"
            for group in ("Mænd", "Kvinder") for answer, share in zip(("Ja", "Nej"), shares, strict=True)]  # fmt: skip
    return "\n".join(["category;group;share;se;n", *rows, ""])


def test_errors_in_fractions_beside_per_cents_are_told(tmp_path: Path) -> None:
    (told,) = found(tmp_path, of_errors("0,05"))
    assert told == "se of 'Ja' is 0.05 per cent, and n=100 makes it about 5: errors look like fractions"


@pytest.mark.parametrize(
    "table",
    [
        of_errors("5"),
        of_errors("1"),  # much smaller, by strata or a finite population
        of_errors("0,05", "1000000"),
        of_errors("0"),  # as it is rounded
        of_errors("", "100"),
        of_errors("0,05", ""),
        of_errors("0,05").replace("Ja;Kvinder;51;0,05", "Ja;Kvinder;51;4,9"),  # one is as it should be
        of_errors("0,05", shares=("100", "0")),
    ],
)
def test_errors_that_may_be_right_are_not_told(table: str, tmp_path: Path) -> None:
    assert not [told for told in found(tmp_path, table) if "se of" in told]


def test_errors_and_shares_in_fractions_are_alike(tmp_path: Path) -> None:
    table = of_errors("0,05", shares=("0,51", "0,49"))
    assert not [told for told in found(tmp_path, table, table={"file": "tal.csv", "unit": "fraction"}) if "se" in told]


# -- totals ------------------------------------------------------------------------------------------------------------


def of_groups(groups: dict[str, tuple[float, int | str]], header: str = "category;group;share;n") -> str:
    """A table of two answers; of each group the share of the first, and n."""
    rows = [
        f"{answer};{name};{value:g};{n}".replace(".", ",")
        for name, (share, n) in groups.items()
        for answer, value in (("Ja", share), ("Nej", 100 - share))
    ]
    return "\n".join([header, *rows, ""])


@pytest.mark.parametrize(
    ("groups", "words"),
    [
        (
            {"M": (60, 500), "K": (50, 500), "I alt": (70, 1000)},
            "'Ja' of 'I alt' is 70 per cent, but its groups allow ",
        ),
        ({"M": (60, 500), "K": (50, 500), "I alt": (48, 1000)}, "'Ja' of 'I alt' is 48 per cent"),
        ({"M": (60, ""), "K": (50, ""), "I alt": (70, "")}, "'Ja' of 'I alt' is 70 per cent"),
        ({"M": (60.2, 500), "K": (60.1, 500), "I alt": (60.4, 1000)}, "'Ja' of 'I alt' is 60.4 per cent"),
        ({"M": (60, 500), "K": (50, 480), "I alt": (70, 1000)}, "'Ja' of 'I alt' is 70 per cent"),  # 20 cannot do that
        (
            {"M": (60, 500), "K": (50, 500), "I alt": (55, 800)},
            "n of 'I alt' is 800, but its groups have 1000 together",
        ),
        ({"M": (60, 900), "K": (50, 500), "I alt": (55, 800)}, "n of 'I alt' is 800, but 'M' alone has 900"),
    ],
)
def test_a_total_that_is_none_of_its_groups_is_told(
    groups: dict[str, tuple[float, int | str]], words: str, tmp_path: Path
) -> None:
    assert [told for told in found(tmp_path, of_groups(groups)) if told.startswith(words)]


@pytest.mark.parametrize(
    "groups",
    [
        {"M": (60, 500), "K": (50, 500), "I alt": (55, 1000)},
        {"M": (60, 500), "K": (60, 500), "I alt": (61, 1000)},  # 60.4, 60.4 and 60.5 a moment before
        {"M": (60, 333), "K": (50, 334), "X": (55, 334), "I alt": (55, 1000)},  # rounded one by one
        {"M": (60, 480), "K": (50, 500), "I alt": (55, 1000)},  # of 20 nobody knows
        {"M": (60, 480), "K": (60, 500), "I alt": (62, 1000)},  # and they may all have said yes
        {"18-29 år": (60, 100), "60+ år": (50, 200), "I alt": (70, 1000)},  # those between are not drawn
        {"M": (60, 500), "K": (50, 500), "18-39": (40, 480), "40+": (66, 490), "I alt": (55, 1000)},  # sex, and age
        {"M": (60, 1000), "K": (50, 1000), "I alt": (55, 1000)},  # n of all beside each
        {"2021": (60, 500), "2023": (50, 500), "I alt": (70, 800)},  # waves
        {"Danmark": (70, 800), "Norge": (60, 500), "Sverige": (50, 500)},  # countries, none of them a whole
    ],
)
def test_a_total_that_may_be_right_is_not_told(groups: dict[str, tuple[float, int | str]], tmp_path: Path) -> None:
    assert not [told for told in found(tmp_path, of_groups(groups)) if "its groups" in told or "alone has" in told]


def test_medians_need_not_lie_between_and_means_must(tmp_path: Path) -> None:
    table = "category;group;value;n\nLøn;M;30;500\nLøn;K;20;500\nLøn;I alt;40;1000\n"
    for measure, times in (("mean", 1), ("median", 0)):
        spec = {"file": "tal.csv", "measure": {"name": measure, "low": 0, "high": 100}}
        assert len([told for told in found(tmp_path, table, kind="bars", table=spec) if "I alt" in told]) == times


def test_groups_that_are_categories_have_a_total_too(tmp_path: Path) -> None:
    table = "category;share;n\nM;60;500\nK;50;500\nI alt;70;1000\n"
    spec = {"file": "tal.csv", "categories": {"role": "groups"}}
    assert [told for told in found(tmp_path, table, kind="bars", table=spec) if "'I alt' is 70 per cent" in told]


def test_without_n_groups_that_were_selected_tell_nothing_of_the_total(tmp_path: Path) -> None:
    rows = of_groups({"M": (60, ""), "K": (50, ""), "X": (90, ""), "I alt": (70, "")})
    spec = {"file": "tal.csv", "where": {"group": ["M", "K", "I alt"]}}
    assert not [told for told in found(tmp_path, rows, table=spec) if "I alt" in told]


# -- decimals ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "spec", "told"),
    [
        (("60,0", "40,0"), {}, False),
        (("60,0", "40"), {}, False),  # the others may be written without
        (("60", "40"), {}, True),
        (("60 %", "40 %"), {}, True),
        (("60,0 %", "40,0 %"), {}, False),
        (("0,600", "0,400"), {"unit": "fraction"}, False),
        (("0,60", "0,40"), {"unit": "fraction"}, True),
        (("4,0", "2,0"), {"measure": {"name": "mean", "low": 1, "high": 5}}, False),
        (("4", "2"), {"measure": {"name": "mean", "low": 1, "high": 5}}, True),
        (("4,0 år", "2,0 år"), {"measure": {"name": "mean", "unit": "år"}}, False),
        (("1.234", "2.000"), {"measure": {"name": "count"}}, True),  # thousands are no decimals
        (("1.234.000", "2.000.000"), {"measure": {"name": "mean"}}, True),
    ],
)
def test_decimals_count_as_they_are_written(
    cells: tuple[str, str], spec: dict[str, Any], told: bool, tmp_path: Path
) -> None:
    name = "value" if "measure" in spec else "share"
    table = f"category;{name};n\nJa;{cells[0]};500\nNej;{cells[1]};500\n"
    printed = found(tmp_path, table, kind="bars", table={"file": "tal.csv", **spec}, decimals=1)
    assert any("has so many decimals" in each for each in printed) is told
