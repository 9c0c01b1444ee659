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
