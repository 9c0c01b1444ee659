"""A share of a group is no share of those who gave an answer: "60 % of the unemployed are men" is another number."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter

from barometer_cli import claims
from barometer_cli.model.claim import Fails, Holds, NotVerified, Verdict
from barometer_cli.model.spec import ClaimSpec
from barometer_cli.model.table import Cell, Table


def two(groups: tuple[str, str], answers: tuple[str, str], n: tuple[int, int] = (200, 800)) -> Table:
    """60 % of few gave the first answer, 30 % of many: 120 people, and 240."""
    return Table(
        tuple(
            Cell(answer, share, group, base)
            for group, base, shares in zip(groups, n, ((0.6, 0.4), (0.3, 0.7)), strict=True)
            for answer, share in zip(answers, shares, strict=True)
        )
    )


WORK = two(("Mænd", "Kvinder"), ("Arbejdsløs", "I arbejde"))
RIDING = two(("Mænd", "Kvinder"), ("Cykler", "Kører bil"))
JOBS = two(("Men", "Women"), ("Unemployed", "Employed"))
LANDS = two(("Danmark", "Norge"), ("Har tillid til EU", "Har ikke tillid til EU"))
ASKED = two(("Mænd", "Kvinder"), ("Ja", "Nej"))
AGES = two(("18-34 år", "35 år og derover"), ("Cykler", "Kører bil"))


def verdicts(text: str, table: Table, **binding: str) -> tuple[Verdict, ...]:
    entries: list[ClaimSpec] = [TypeAdapter(ClaimSpec).validate_python(binding)] if binding else []
    (authored,) = claims.placed(entries, [text])
    passage = claims.Passage(text, "en" if table is JOBS else "da", authored)
    return claims.verify(passage, claims.Results(claims.subjects(table), unit="borgere"))


CONVERSE = [
    (WORK, "De fleste arbejdsløse er mænd"),
    (WORK, "60 procent af de arbejdsløse er mænd"),
    (WORK, "To ud af tre arbejdsløse er kvinder"),
    (WORK, "Blandt de arbejdsløse er 60 procent mænd"),
    (WORK, "Mænd udgør 60 procent af de arbejdsløse"),
    (WORK, "Mænd står for 60 procent af de arbejdsløse"),
    (WORK, "60 procent af de arbejdsløse udgøres af mænd"),
    (WORK, "60 procent af dem, der er arbejdsløse, er mænd"),
    (WORK, "Et flertal af de borgere, der er arbejdsløse, er mænd"),
    (WORK, "Der er 60 procent mænd blandt de arbejdsløse"),
    (WORK, "Andelen af arbejdsløse, der er mænd, er 60 procent"),
    (WORK, "De arbejdsløse er overvejende mænd"),
    (WORK, "Mange arbejdsløse er mænd"),
    (WORK, "Arbejdsløse er oftere mænd end kvinder"),
    (WORK, "Der er flere mænd end kvinder blandt de arbejdsløse"),
    (RIDING, "Seks ud af ti, der cykler, er mænd"),
    (RIDING, "Seks ud af ti cyklister er mænd"),
    (RIDING, "60 procent af cyklisterne er mænd"),
    (LANDS, "60 procent af dem, der har tillid til EU, er danskere"),
    (LANDS, "Seks ud af ti med tillid til EU er danskere"),
    (ASKED, "De fleste, der svarer ja, er mænd"),
    (ASKED, "Seks ud af ti af dem, der siger ja, er mænd"),
    (ASKED, "60 procent af ja-svarene kommer fra mænd"),
    (AGES, "60 procent af cyklisterne er 18-34 år"),
    (AGES, "De 18-34-årige udgør 60 procent af cyklisterne"),
    (WORK, "Ud af de arbejdsløse er 60 procent mænd"),
    (WORK, "Af de arbejdsløse er 60 procent mænd"),
    (JOBS, "Of the unemployed, 60% are men"),
    (JOBS, "Most unemployed are men"),
    (JOBS, "60% of the unemployed are men"),
    (JOBS, "Among the unemployed, 60% are men"),
    (JOBS, "Men make up 60% of the unemployed"),
    (JOBS, "Six in ten of those who are unemployed are men"),
    (JOBS, "The unemployed are mostly men"),
    (JOBS, "The unemployed are more often men than women"),
    (JOBS, "Men outnumber women among the unemployed"),
]


@pytest.mark.parametrize(("table", "text"), CONVERSE)
def test_of_those_who_gave_an_answer_the_figure_tells_nothing(table: Table, text: str) -> None:
    found = verdicts(text, table)
    assert found and not any(isinstance(each, Holds | Fails) for each in found), found


@pytest.mark.parametrize(
    "text",
    [
        "28 procent af de tilfredse er meget tilfredse",
        "Blandt de tilfredse er 28 procent meget tilfredse",
        "Hver fjerde tilfreds er meget tilfreds",
    ],
)
def test_a_part_of_those_who_gave_an_answer_is_none_of_all(text: str) -> None:
    """Of 69 % who are satisfied 28 % are very: four in ten of them."""
    table = Table((Cell("Meget tilfreds", 0.28), Cell("Tilfreds", 0.41), Cell("Utilfreds", 0.31)))
    (verdict,) = verdicts(text, table)
    assert isinstance(verdict, NotVerified)
    (of_all,) = verdicts("28 procent af borgerne er meget tilfredse", table)
    assert isinstance(of_all, Holds)


def test_no_binding_turns_a_share_round_and_none_is_offered() -> None:
    text = "60 procent af de arbejdsløse er mænd"
    for binding in ({}, {"phrase": "60 procent", "of": "Arbejdsløs", "group": "Mænd"}):
        (verdict,) = verdicts(text, WORK, **binding)
        assert isinstance(verdict, NotVerified) and not verdict.offers
        assert verdict.why == "”60 procent” kan ikke afgøres af det, figuren viser"


@pytest.mark.parametrize(
    ("table", "text"),
    [
        (WORK, "De fleste mænd er arbejdsløse"),
        (WORK, "60 procent af mændene er arbejdsløse"),
        (WORK, "Blandt mænd er 60 procent arbejdsløse"),
        (WORK, "60 procent er arbejdsløse blandt mænd"),
        (WORK, "Arbejdsløse udgør 60 procent af mændene"),
        (WORK, "Andelen af arbejdsløse er 60 procent blandt mænd"),
        (WORK, "Mænd er oftere arbejdsløse end kvinder"),
        (WORK, "En større andel af mænd end kvinder er arbejdsløse"),
        (WORK, "Mænd er oftere ramt af at være arbejdsløse end kvinder"),
        (RIDING, "Seks ud af ti cykler blandt mænd"),
        (RIDING, "60 procent af mændene cykler"),
        (ASKED, "Seks ud af ti mænd svarer ja"),
        (ASKED, "60 procent af mændene siger ja"),
        (LANDS, "60 procent af danskerne har tillid til EU"),
        (LANDS, "Seks ud af ti danskere har tillid til EU"),
        (AGES, "60 procent af de 18-34-årige cykler"),
        (JOBS, "60% of men are unemployed"),
        (JOBS, "Most men are unemployed"),
        (JOBS, "Among men, 60% are unemployed"),
        (JOBS, "Men are more often unemployed than women"),
    ],
)
def test_of_a_group_it_does(table: Table, text: str) -> None:
    found = verdicts(text, table)
    assert found and all(isinstance(each, Holds) for each in found), found


@pytest.mark.parametrize(
    ("table", "text"),
    [
        (WORK, "Flere mænd end kvinder er arbejdsløse"),
        (WORK, "Flere kvinder end mænd er arbejdsløse"),
        (WORK, "Færre kvinder end mænd er arbejdsløse"),
        (WORK, "Dobbelt så mange mænd som kvinder er arbejdsløse"),
        (JOBS, "More men than women are unemployed"),
        (JOBS, "Twice as many men as women are unemployed"),
    ],
)
def test_how_many_of_a_group_there_are_is_decided_only_where_numbers_and_shares_agree(table: Table, text: str) -> None:
    (verdict,) = verdicts(text, table)
    assert isinstance(verdict, NotVerified) and verdict.reason == "other kind"
    alike = Table(tuple(Cell(cell.category, cell.value, cell.group, 500) for cell in table.cells))
    found = claims.verify(claims.Passage(text, "en" if table is JOBS else "da"), claims.Results(claims.subjects(alike)))
    assert found and not any(isinstance(each, NotVerified) for each in found)
