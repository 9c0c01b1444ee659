"""Key numbers: one, two or three on a sheet, each with its own words, of whatever measure."""

from __future__ import annotations

from typing import Any

import pytest
from thorough import SHEETS
from written import figure_spec

from barometer_cli import pipeline
from barometer_cli.errors import DataError, UnknownCategory
from barometer_cli.layout.type import SUBSTITUTE, width
from barometer_cli.model.claim import Holds, shares_of
from barometer_cli.model.figure import Figure
from barometer_cli.model.measure import Measure
from barometer_cli.model.preset import WEB, Preset
from barometer_cli.model.scene import Circle, Rect, Role, Scene, Text
from barometer_cli.model.spec import SurveySpec
from barometer_cli.model.table import Cell, Table

sheets = pytest.mark.parametrize("preset", SHEETS)
THREE = Table((Cell("a", 0.79), Cell("b", 0.47), Cell("c", 0.04)))
TEXTS = {"a": "af alle er med", "b": "af alle er lidt med", "c": "er slet ikke med"}


def figure(table: Table, /, **spec: Any) -> Figure:
    survey = SurveySpec(name="Prøven", wave="2024", population="alle", language=spec.pop("language", "da"))
    written = figure_spec({"kind": "key_number", "title": "T", "table": "t.csv", "n": 1877, **spec})
    return pipeline.figure("f", written, survey, table)


def scene(table: Table, preset: Preset = WEB, /, **spec: Any) -> Scene:
    return pipeline.on_sheet(figure(table, **spec), preset).scene


def texts(drawn: Scene, role: Role) -> list[Text]:
    return [mark for mark in drawn.marks() if isinstance(mark, Text) and mark.of and mark.of.role == role]


@sheets
@pytest.mark.parametrize(
    ("table", "digits", "unit"),
    [
        (Table((Cell("a", 0.69),)), "69", "%"),
        (Table((Cell("a", 1.0),)), "100", "%"),
        (Table((Cell("a", 0.004),)), "<1", "%"),
        (Table((Cell("a", 3.9),), measure=Measure("mean", "af 5", 1, 1, 5)), "3,9", "af 5"),
        (Table((Cell("a", 0.04),), measure=Measure("change", "procentpoint")), "+4", "procentpoint"),
        (Table((Cell("a", 1877),), measure=Measure("count")), "1.877", ""),
    ],
)
def test_a_number_of_any_measure_has_room_for_a_wider_font(
    preset: Preset, table: Table, digits: str, unit: str
) -> None:
    """Digits of a font that is 13 % wider neither meet their unit nor leave the sheet."""
    number, *sign = texts(scene(table, preset, text="af alle"), "number")
    assert [number.text, *(mark.text for mark in sign)] == [digits, *([unit] if unit else [])]
    room = SUBSTITUTE * width(digits, number.size, 700)
    if sign:
        assert number.anchor == "end" and number.x < sign[0].x and number.x - room >= 0
        assert sign[0].x + SUBSTITUTE * width(unit, sign[0].size, 700) <= preset.width
    else:
        assert number.anchor == "start" and number.x + room <= preset.width
    bars = [mark for mark in scene(table, preset, text="af alle").marks() if mark.of and mark.of.role == "bar"]
    assert len(bars) == (table.measure.name == "share")


@sheets
def test_three_numbers_have_one_size(preset: Preset) -> None:
    drawn = scene(THREE, preset, texts=TEXTS)
    digits = [mark for mark in texts(drawn, "number") if mark.text != "%"]
    assert [mark.text for mark in digits] == ["79", "47", "4"] and len({mark.size for mark in digits}) == 1
    abreast, below = len({mark.y for mark in digits}) == 1, [mark.y for mark in digits] == sorted(m.y for m in digits)
    assert abreast if preset.labels == "beside" and not preset.height else below and not abreast
    assert " ".join(mark.text for mark in texts(drawn, "label")) == " ".join(TEXTS.values())


@sheets
def test_dots_take_the_place_of_the_bar(preset: Preset) -> None:
    drawn = scene(Table((Cell("a", 0.83),)), preset, text="er fire ud af fem", dots=5)
    dots = [mark.of.role for mark in drawn.marks() if isinstance(mark, Circle) and mark.of]
    assert dots == ["dot"] * 4 + ["vacant"]
    assert {mark.id for mark in drawn.marks() if isinstance(mark, Rect)} == {"accent"}


def test_a_category_without_words_of_its_own_is_named() -> None:
    assert [mark.text for mark in texts(scene(THREE, texts={"b": "er b"}), "label")] == ["a", "er b", "c"]
    groups = Table((Cell("a", 0.3, "X"), Cell("a", 0.5, "Y")))
    assert [mark.text for mark in texts(scene(groups, texts={"Y": "hos Y"}), "label")] == ["X", "hos Y"]


def test_each_number_is_said_with_its_words() -> None:
    made = figure(THREE, texts=TEXTS)
    assert made.alt == "Nøgletal: 79\u00a0% af alle er med; 47\u00a0% af alle er lidt med; 4\u00a0% er slet ikke med."
    assert made.description == made.alt
    assert figure(THREE, texts=TEXTS, language="en").alt.startswith("Key number: 79% af alle er med; 47%")
    assert figure(THREE).alt.startswith("Nøgletal. Størst er a")


def test_the_words_of_each_number_are_claims_of_that_number() -> None:
    table = Table((Cell("Har en have", 0.78), Cell("Har en hund", 0.24)))
    told = {"Har en have": "har en have", "Har en hund": "har en hund"}
    read = {text.where: text for text in pipeline.texts(figure(table, texts=told))}
    (verdict,) = read["texts", "Har en hund"].verdicts
    assert read["texts", "Har en hund"].text == "24\u00a0% har en hund" and isinstance(verdict, Holds)
    alike = Table((Cell("Har en have", 0.47), Cell("Har en hund", 0.47)))
    for text in pipeline.texts(figure(alike, texts=dict.fromkeys(told, "af alle")))[1:]:
        (verdict,) = text.verdicts
        assert isinstance(verdict, Holds)
        assert [subject.label for subject in shares_of(verdict.target)] == [text.where[1]]


def test_what_is_no_key_number_is_refused() -> None:
    with pytest.raises(DataError, match="one to three values, and the table shows 4"):
        figure(Table((*THREE.cells, Cell("d", 0.1))))
    with pytest.raises(DataError, match="`text` is that of one number, and there are 3"):
        figure(THREE, text="af alle")
    with pytest.raises(DataError, match="has a `text`, and one of `texts`"):
        figure(Table((Cell("a", 0.3),)), text="af alle", texts={"a": "af alle"})
    with pytest.raises(UnknownCategory, match="texts names 'x'"):
        figure(THREE, texts={"x": "af alle"})
