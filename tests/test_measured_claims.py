"""Claims of headlines over values that are no shares: means, counts, and changes."""

from __future__ import annotations

import pytest

from barometer_cli import claims
from barometer_cli.model.claim import Fails, Holds, NotVerified
from barometer_cli.model.measure import Measure
from barometer_cli.model.table import Cell, Table

MEAN = Measure("mean", None, 1, 1, 5)
COUNT = Measure("count", "skoler", 0)
CHANGE = Measure("change")
MEANS = Table(
    (Cell("Trivsel", 4.12), Cell("Ledelse", 3.66), Cell("Samarbejde", 3.91), Cell("Indflydelse", 3.28)), measure=MEAN
)
COUNTS = Table((Cell("Folkeskoler", 1877.0), Cell("Friskoler", 559.0)), measure=COUNT)
CHANGES = Table((Cell("Trivsel", 0.04), Cell("Ledelse", -0.026), Cell("Samarbejde", 0.0)), measure=CHANGE)


def verdicts(text: str, table: Table, language: str = "da") -> tuple[object, ...]:
    return claims.verify(
        claims.Passage(text, language), claims.Results(claims.subjects(table), table.measure, several=True)
    )


@pytest.mark.parametrize(
    ("text", "table"),
    [
        ("Trivsel ligger på 4,1", MEANS),
        ("Trivsel ligger højest", MEANS),
        ("Indflydelse ligger lavest", MEANS),
        ("Samarbejde ligger over 3,8", MEANS),
        ("Ledelse ligger knap 3,7", MEANS),
        ("Trivsel ligger højere end ledelse", MEANS),
        ("1.877 skoler er folkeskoler", COUNTS),
        ("Trivsel er steget 4 procentpoint", CHANGES),
        ("Ledelse er faldet knap 3 procentpoint", CHANGES),
        ("Ledelse er faldet mere end 2 procentpoint", CHANGES),
        ("Friskoler er der godt 500 skoler af", COUNTS),
        ("Ledelse er faldet 3 procentpoint", CHANGES),
        ("Trivsel er steget", CHANGES),
        ("Ledelse er faldet", CHANGES),
        ("Samarbejde er uændret", CHANGES),
        ("Ledelse er faldet mest", CHANGES),
        ("Trivsel er steget mest", CHANGES),
    ],
)
def test_what_is_so_is_proved(text: str, table: Table) -> None:
    found = verdicts(text, table)
    assert found and all(isinstance(each, Holds) for each in found), found


@pytest.mark.parametrize(
    ("text", "table", "truth"),
    [
        ("Trivsel ligger på 4,2", MEANS, "4,1"),
        ("Ledelse ligger højest", MEANS, "Trivsel"),
        ("Samarbejde ligger over 4,0", MEANS, "3,9"),
        ("Ledelse ligger knap 3,9", MEANS, "3,7"),
        ("Ledelse ligger højere end trivsel", MEANS, "3,7"),
        ("1.870 skoler er folkeskoler", COUNTS, "1877 skoler"),
        ("Trivsel er steget 5 procentpoint", CHANGES, "4"),
        ("Trivsel er steget med knap 5 procentpoint", CHANGES, "4"),
        ("Trivsel er steget godt 1 procentpoint", CHANGES, "4"),
        ("Ledelse er faldet mere end 3 procentpoint", CHANGES, "-2,6"),
        ("Ledelse er faldet knap 2 procentpoint", CHANGES, "-3"),
        ("Ledelse er steget 3 procentpoint", CHANGES, "-3"),
        ("Ledelse er steget", CHANGES, "-3"),
        ("Samarbejde er faldet", CHANGES, "0"),
    ],
)
def test_what_is_not_so_is_found_with_the_value_in_its_own_unit(text: str, table: Table, truth: str) -> None:
    found = [each for each in verdicts(text, table) if isinstance(each, Fails)]
    assert found and truth in found[0].truth and ("%" not in found[0].truth or table is CHANGES), found


@pytest.mark.parametrize("text", ["Et flertal trives", "Halvdelen trives", "Alle trives", "Hver fjerde er i ledelse"])
def test_what_only_a_share_can_be_is_no_claim_of_a_mean(text: str) -> None:
    found = verdicts(text, MEANS)
    assert found and not any(isinstance(each, Holds | Fails) for each in found)
    assert any(isinstance(each, NotVerified) and each.reason == "other kind" for each in found)


HOURS = Measure("mean", "timer", 1)
SCORE = Measure("index", None, 0, 0, 100)
BARE = Measure("mean", None, 1)
BASED = Measure("index", None, 0)


@pytest.mark.parametrize(
    ("measure", "language", "text"),
    [
        (MEAN, "da", "Trivsel ligger dobbelt så højt som ledelse"),
        (MEAN, "da", "Ledelse ligger halvt så højt som trivsel"),
        (MEAN, "da", "Trivsel ligger 100 % højere end ledelse"),
        (MEAN, "en", "Trivsel is twice as high as ledelse"),
        (Measure("median", None, 0, 1, 7), "da", "Trivsel ligger dobbelt så højt som ledelse"),
        (Measure("mean", "point", 1, 1, 5), "da", "Trivsel ligger dobbelt så højt som ledelse"),
        (BARE, "da", "Trivsel ligger dobbelt så højt som ledelse"),
        (BASED, "da", "Trivsel ligger dobbelt så højt som ledelse"),
        (CHANGE, "da", "Trivsel ligger dobbelt så højt som ledelse"),
    ],
)
def test_a_scale_without_a_zero_has_no_ratios(measure: Measure, language: str, text: str) -> None:
    """From 1 to 5, 4 is no more twice 2 than 40 degrees are."""
    table = Table((Cell("Trivsel", 4.0), Cell("Ledelse", 2.0)), measure=measure)
    found = claims.verify(claims.Passage(text, language), claims.Results(claims.subjects(table), measure, several=True))
    assert found and not any(isinstance(each, Holds | Fails) for each in found), found


@pytest.mark.parametrize("measure", [HOURS, SCORE, COUNT, Measure("median", "kr.", 0), Measure("mean", None, 1, 0, 10)])
def test_what_begins_at_nothing_has(measure: Measure) -> None:
    table = Table((Cell("Trivsel", 4.0), Cell("Ledelse", 2.0)), measure=measure)
    of = claims.subjects(table)
    results = claims.Results(of, measure, several=True)
    (true,) = claims.verify(claims.Passage("Trivsel ligger dobbelt så højt som ledelse", "da"), results)
    (false,) = claims.verify(claims.Passage("Trivsel ligger tre gange så højt som ledelse", "da"), results)
    assert isinstance(true, Holds) and isinstance(false, Fails)


@pytest.mark.parametrize("text", ["Trivsel i 2019", "Svar fra 18-29-årige", "62 % trives"])
def test_a_year_a_group_and_a_per_cent_are_no_values_of_a_mean(text: str) -> None:
    assert not any(isinstance(each, Holds | Fails) for each in verdicts(text, MEANS))
