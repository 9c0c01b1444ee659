"""Scales as people write them: which way they go, and what is none."""

from __future__ import annotations

from itertools import permutations

import pytest

from barometer_cli.languages.answers import scale_of
from barometer_cli.model.scale import Meaning, Scale, as_written

STEPS = [
    "I meget høj grad|I høj grad|I nogen grad|I mindre grad|Slet ikke",
    "Altid|Ofte|Af og til|Sjældent|Aldrig",
    "Dagligt|Ugentligt|Månedligt|Sjældnere|Aldrig",
    "Meget vigtigt|Vigtigt|Mindre vigtigt|Slet ikke vigtigt",
    "Ja, i høj grad|Ja, i nogen grad|Nej",
    "Ja|Nej",
    "Helt enig|Enig|Delvist enig",
    "To a great extent|To some extent|To a lesser extent|Not at all",
    "Always|Often|Sometimes|Rarely|Never",
    "Very important|Important|Not important",
    "65 år eller ældre|50-64 år|30-49 år|Under 30 år",
    "250+ ansatte|50-249 ansatte|10-49 ansatte|1-9 ansatte",
    "Over 10.000 kr.|1.000-9.999 kr.|Under 1.000 kr.",
    "2023|2021|2019",
    "5|4|3|2|1",
]
"""From the strongest, largest or latest."""
POLES = [
    ("Helt enig|Enig|Hverken enig eller uenig|Uenig|Helt uenig", (2, 1, 0, -1, -2)),
    ("Helt enig|Delvist enig|Delvist uenig|Helt uenig", (2, 1, -1, -2)),
    (
        "1 - Meget enig|2 - Enig|3 - Lidt enig|4 - Neutral|5 - Lidt uenig|6 - Uenig|7 - Meget uenig",
        (3, 2, 1, 0, -1, -2, -3),
    ),
    ("Meget tilfreds|Tilfreds|Hverken/eller|Utilfreds|Meget utilfreds", (2, 1, 0, -1, -2)),
    ("Fremmede i høj grad|Fremmede i nogen grad|Hæmmede i nogen grad|Hæmmede i høj grad", (2, 1, -1, -2)),
    ("Bedre|Uændret|Dårligere", (1, 0, -1)),
    ("Meget godt|Godt|Nogenlunde|Dårligt", (2, 1, 0, -1)),
    ("Strongly agree|Agree|Neither agree nor disagree|Disagree|Strongly disagree", (2, 1, 0, -1, -2)),
    ("Very satisfied|Satisfied|Dissatisfied|Very dissatisfied", (2, 1, -1, -2)),
    ("For|Imod", (1, -1)),
]
"""From the most for it, and where each stands."""
NAMES = [
    "Kommune|Region|Stat",
    "Kun internt|Internt og eksternt|Kun eksternt",
    "Bedre økonomi|Bedre kvalitet|Mindre fravær",
    "God ledelse|Dårlig ledelse",
    "Mænd|Kvinder",
    "Borgere|Slet ikke",
    "2-4 kommuner|5-9 regioner",
    "Enig",
    "",
]


@pytest.mark.parametrize("labels", STEPS)
def test_steps_have_their_place_wherever_they_stand(labels: str) -> None:
    known = labels.split("|")
    for order in permutations(known):
        found = scale_of(order)
        assert found and found.meaning == "steps"
        assert [known[::-1][place] for place in found.places] == [*order]


@pytest.mark.parametrize(("labels", "places"), POLES)
def test_poles_have_a_side(labels: str, places: tuple[int, ...]) -> None:
    known = labels.split("|")
    assert scale_of(tuple(known)) == Scale("poles", places)
    assert scale_of(tuple(reversed(known))) == Scale("poles", places[::-1])


@pytest.mark.parametrize("labels", NAMES)
def test_names_are_no_scale(labels: str) -> None:
    assert scale_of(tuple(labels.split("|"))) is None


@pytest.mark.parametrize(
    ("meaning", "count", "places"),
    [
        ("steps", 4, (3, 2, 1, 0)),
        ("poles", 4, (2, 1, -1, -2)),
        ("poles", 5, (2, 1, 0, -1, -2)),
        ("poles", 1, (0,)),
        ("names", 3, (2, 1, 0)),
    ],
)
def test_names_may_be_told_to_be_a_scale(meaning: Meaning, count: int, places: tuple[int, ...]) -> None:
    assert as_written(count).told_as(meaning) == Scale(meaning, places)


def test_poles_may_be_told_as_steps() -> None:
    found = scale_of(("Uenig", "Helt enig", "Enig"))
    assert found == Scale("poles", (-1, 2, 1)) and found.told_as("steps") == Scale("steps", (0, 2, 1))
