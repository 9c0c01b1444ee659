"""Words of every measure and axis: captions, alt text, descriptions, files and checks say what the numbers are."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from written import figure_spec

from barometer_cli import captions, checks, pipeline
from barometer_cli.charts import KINDS
from barometer_cli.checks.ledger import ledger
from barometer_cli.export import numbers
from barometer_cli.languages import LANGUAGES
from barometer_cli.model.axis import Axis, Role, Wave
from barometer_cli.model.figure import Figure
from barometer_cli.model.finding import Evidence, Finding, Location, Where
from barometer_cli.model.identity import Identity
from barometer_cli.model.measure import NAMES, Measure
from barometer_cli.model.spec import SurveySpec
from barometer_cli.model.table import Cell, Comparison, GroupBase, Hidden, Table

MEAN = Measure("mean", None, 1, 1, 5, ends=("Lav", "Høj"))
POINTS = Measure("change", between=("2018", "2020"))
WAVES = (
    Wave("2018", n=900, response_rate=0.52),
    Wave("2020", n=950, response_rate=0.49),
    Wave("2022", n=910, response_rate=0.45, broken="nyt spørgeskema"),
    Wave("2024", n=905, response_rate=0.47),
)


def figure(table: Table, language: str = "da", kind: str = "table", **spec: Any) -> Figure:
    """A figure as the pipeline makes it, of a kind that draws every table."""
    survey = SurveySpec(name="Måling", wave="2024", population="alle", language=language)
    written = figure_spec({"kind": kind, "title": "Overskriften", "table": "t.csv", "caption": "tallene", **spec})
    return pipeline.figure("f", written, survey, table)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def crossed(values: dict[str, Sequence[float]], groups: Sequence[str], measure: Measure = MEAN, **more: Any) -> Table:
    cells = [
        Cell(name, value, group) for name, each in values.items() for group, value in zip(groups, each, strict=True)
    ]
    return Table(tuple(cells), measure=measure, **more)


def over_waves(**values: Sequence[float]) -> Table:
    names = [wave.name for wave in WAVES]
    return crossed(values, names, Measure(), breakdown=Axis("waves", waves=WAVES))


# -- captions ---------------------------------------------------------------------------------------------------------

SCORES = Table((Cell("Ledelse", 3.94), Cell("Løn", 2.5)), measure=MEAN, categories=Axis("items"))
SCALE = "hvor 1 er ”Lav” og 5 er ”Høj”"


@pytest.mark.parametrize(
    ("spec", "sentence"),
    [
        ({"caption": None}, f"Figuren viser gennemsnittet på en skala fra 1 til 5, {SCALE}."),
        (
            {"caption": "tilfredshed"},
            f"Figuren viser tilfredshed. Tallene er gennemsnit på en skala fra 1 til 5, {SCALE}.",
        ),
        ({"caption": "gennemsnitlig tilfredshed"}, f"tilfredshed. Skalaen går fra 1 til 5, {SCALE}."),
        ({"subtitle": "Gennemsnit", "caption": "tilfredshed"}, f"tilfredshed. Skalaen går fra 1 til 5, {SCALE}."),
        ({"caption": "tilfredshed på en skala fra 1 til 5 (lav til høj)"}, "høj). Tallene er gennemsnit."),
    ],
)
def test_a_caption_says_what_its_author_does_not(spec: dict[str, Any], sentence: str) -> None:
    assert sentence in plain(figure(SCORES, **spec).caption.text)


def test_a_caption_repeats_nothing_that_its_author_says() -> None:
    text = figure(
        SCORES, caption="gennemsnit på en skala fra 1 (lav) til 5 (høj), altså skala fra 1 til 5"
    ).caption.text
    assert "Tallene" not in text and "Skalaen" not in text


def test_a_change_is_in_points_and_says_since_when() -> None:
    table = Table((Cell("A", 0.04), Cell("B", -0.02)), measure=POINTS)
    assert "Ændringerne fra 2018 til 2020 er i procentpoint." in plain(
        figure(table, caption="udviklingen").caption.text
    )
    said = figure(table, caption="udviklingen fra 2018 til 2020 i procentpoint").caption.text
    assert "Ændringerne" not in said


@pytest.mark.parametrize("name", [name for name in NAMES if name != "share"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_no_share_sums_to_nothing_and_is_no_per_cent(name: Any, language: str) -> None:
    table = Table((Cell("A", 60.0), Cell("B", 40.0), Cell("C", 3.0, shown=False)), measure=Measure(name, of="mean"))
    made = figure(table, language, question={"text": "Hvad?", "answers": "one"})
    for text in (made.caption.text, made.alt, made.description):
        assert not re.search(r"%|summer|\bsum\b|andel|share|har svaret|answered", text), text


def test_items_of_a_battery_are_counted_where_nobody_words_them() -> None:
    asked = {"text": "Hvor tilfreds er du?"}
    assert "med to underspørgsmål. Spørgsmålene er kun stillet til dem." in plain(
        figure(SCORES, question=asked, filter="dem").caption.text
    )
    worded = figure(SCORES, question={**asked, "sub": ["Ledelsen?", "Lønnen?"]}).caption.text
    assert "med underspørgsmålene ”Ledelsen?” og ”Lønnen?”." in worded and "to underspørgsmål" not in worded


def test_waves_have_their_n_response_rate_and_break() -> None:
    text = plain(figure(over_waves(Ja=(0.4, 0.5, 0.45, 0.6))).caption.text)
    assert "Brud i serien: 2022 (nyt spørgeskema) kan ikke sammenlignes med målingerne før." in text
    assert "Svarprocenten var 52 % (2018), 49 % (2020), 45 % (2022) og 47 % (2024)." in text
    assert text.endswith("n=900 (2018), 950 (2020), 910 (2022), 905 (2024).")


def test_a_wave_whose_name_tells_no_time_has_its_day() -> None:
    waves = (Wave("Første", date(2018, 5, 3)), Wave("Anden", date(2020, 6, 12)))
    table = crossed({"Ja": (0.4, 0.5), "Nej": (0.6, 0.5)}, ("Første", "Anden"), Measure())
    table = replace(table, breakdown=Axis("waves", waves=waves))
    assert "Målingerne er fra 3. maj 2018 (Første) og 12. juni 2020 (Anden)." in plain(figure(table).caption.text)


@pytest.mark.parametrize(("bases", "overlapping", "expected"), [
    ((60, 70), False, "Respondenterne kan indgå i flere af grupperne."),
    ((40, 50), True, "Respondenterne kan indgå i flere af grupperne."),
    ((40, 50), False, "Uden for grupperne falder 10 af respondenterne."),
])  # fmt: skip
def test_groups_that_overlap_leave_nobody_out(bases: tuple[int, int], overlapping: bool, expected: str) -> None:
    table = crossed({"A": (0.4, 0.5), "B": (0.6, 0.5)}, ("Øst", "Vest"), Measure(), n=100)
    sizes = tuple(GroupBase(name, n, 1.0) for name, n in zip(("Øst", "Vest"), bases, strict=True))
    table = replace(table, bases=sizes, breakdown=Axis("groups", overlapping=overlapping), partition=True)
    text = figure(table).caption.text
    assert expected in text and ("Uden for" in text) != ("flere af grupperne" in text)


def test_shares_of_items_are_no_parts_of_a_whole() -> None:
    table = Table((Cell("Ledelse", 0.3), Cell("Løn", 0.2), Cell("Mad", 0.1, shown=False)), categories=Axis("items"))
    text = plain(figure(table, kind="bars").caption.text)
    assert "summerer" not in text and "Figuren viser ikke ”Mad” (10 %)." in text


def test_one_per_cent_with_decimals_is_none_in_words() -> None:
    measure = Measure(decimals=1)
    table = Table((Cell("A", 0.6), Cell("B", 0.387), Cell("C", 0.013, shown=False)), measure=measure, partition=True)
    assert "de 1,3 %, der har svaret ”C”" in plain(figure(table, kind="bars").caption.text)


# -- alt text and description -----------------------------------------------------------------------------------------


def test_an_item_is_described_with_all_its_groups() -> None:
    table = crossed({"Ledelse": (3.9, 4.1), "Løn": (2.5, 2.9)}, ("Øst", "Vest"), categories=Axis("items"))
    assert "Ledelse: Øst 3,9; Vest 4,1. Løn: Øst 2,5; Vest 2,9." in figure(table, kind="grouped_bars").description


def test_a_battery_is_described_item_by_item() -> None:
    table = crossed({"Enig": (0.5, 0.2), "Uenig": (0.5, 0.8)}, ("Ledelse", "Løn"), Measure())
    table = replace(table, breakdown=Axis("items"), partition=True)
    said = plain(figure(table, kind="stacked_bars").description)
    assert "Ledelse: Enig 50 %; Uenig 50 %. Løn: Enig 20 %; Uenig 80 %." in said


def test_waves_are_a_course_since_the_last_break() -> None:
    made = figure(over_waves(Ja=(0.4, 0.5, 0.45, 0.6), Nej=(0.6, 0.5, 0.55, 0.38)), kind="grouped_bars")
    assert plain(made.alt).endswith(
        "Mest ændret er Nej: fra 55 % (2022) til 38 % (2024). Størst er Ja (2024) med 60 %."
    )
    assert "Ja: 2018 40 %; 2020 50 %; 2022 45 %; 2024 60 %." in plain(made.description)
    whole = replace(made.table, breakdown=Axis("waves"))
    assert "fra 60 % (2018) til 38 % (2024). Størst er" in plain(figure(whole, kind="grouped_bars").alt)


def test_a_course_names_the_highest_and_the_lowest_between_its_ends() -> None:
    table = Table(tuple(Cell(str(2010 + i), value) for i, value in enumerate((0.35, 0.6, 0.2, 0.36))))
    said = plain(figure(table, kind="bars", subtitle="Andel, der svarer ja").alt)
    assert "Fra 35 % (2010) til 36 % (2013), højest 60 % (2011), lavest 20 % (2012)." in said


def test_areas_are_told_by_their_ends() -> None:
    cells = tuple(Cell(f"Egn {name}", i / 20) for i, name in enumerate("ABCDEFGH"))
    table = Table(cells, categories=Axis("areas"), hidden=(Hidden("Egn Q", withheld=True),))
    said = plain(figure(table, kind="bars").description)
    assert "Ni områder, heraf ét, der ikke vises. Højest af de oplyste: Egn H 35 %, Egn G 30 % og Egn F 25 %." in said
    assert "Lavest af de oplyste: Egn A 0 %, Egn B 5 % og Egn C 10 %." in said
    alike = replace(table, cells=tuple(replace(cell, value=min(cell.value, 0.2)) for cell in cells), hidden=())
    assert "Højest" not in figure(alike, kind="bars").description, "four are alike, and three would be any of them"


def test_sections_are_told_where_they_begin() -> None:
    table = Table(
        (Cell("A", 0.5), Cell("B", 0.3), Cell("C", 0.2)),
        categories=Axis("answers", sections={"A": "Inde", "B": "Ude", "C": "Inde"}),
        partition=True,
    )
    assert "Inde: A 50 %; C 20 %. Ude: B 30 %." in plain(figure(table, kind="bars").description)
    groups = ("Mænd 18-34", "Mænd 35+", "Kvinder 18-34", "Kvinder 35+")
    by_two = crossed({"Ja": (0.5, 0.2, 0.4, 0.3), "Nej": (0.5, 0.8, 0.6, 0.7)}, groups, Measure(), partition=True)
    by_two = replace(by_two, breakdown=Axis("groups", sections={name: name.split(" ")[0] for name in groups}))
    said = plain(figure(by_two, kind="stacked_bars").description)
    assert said.count("Mænd. Mænd 18-34:") == 1 and said.count("Kvinder. Kvinder 18-34:") == 1
    assert said.count("Mænd. ") == 1


# -- whatever is measured ---------------------------------------------------------------------------------------------

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
MEASURES = {
    "share": Measure(),
    "share, decimals": Measure(decimals=1),
    "mean": MEAN,
    "median": Measure("median", "timer", 0),
    "count": Measure("count", "arbejdspladser"),
    "index": Measure("index", None, 0, -100, 100),
    "change": POINTS,
    "change of means": Measure("change", None, 2, of="mean", between=("2018", "2020")),
}
names = st.sampled_from(["Ledelse", "Løn", "Kantinen", "Kolleger", "Meget enig", "Ved ikke"])


def values(measure: Measure) -> st.SearchStrategy[float]:
    low, high = {"share": (0.0, 1.0), "count": (0.0, 9999.0)}.get(
        measure.name, (measure.low or 0.0, measure.high or 60.0)
    )
    if measure.signed:
        low, high = (-1.0, 1.0) if measure.in_points else (-4.0, 4.0)
    return st.floats(low, high)


@st.composite
def tables(draw: st.DrawFn, measure: Measure) -> Table:
    value = values(measure)
    role: Role = draw(st.sampled_from(["answers", "items", "areas"]))
    categories = draw(st.lists(names, min_size=1, max_size=5, unique=True))
    groups, breakdown = draw(
        st.sampled_from([
            ((None,), Axis()),
            (("Øst", "Vest"), Axis("groups", title="Landsdel")),
            (tuple(wave.name for wave in WAVES), Axis("waves", waves=WAVES)),
            (("Bølge A", "Bølge B"), Axis("waves", waves=(Wave("Bølge A", date(2018, 5, 3)), Wave("Bølge B", n=77)))),
            (tuple("PQRSTU"), Axis("groups", overlapping=True)),
        ])
    )  # fmt: skip
    hide = draw(st.booleans()) and len(categories) > 1
    interval = draw(st.booleans()) and not hide
    cells = []
    for name, group in product(categories, groups):
        low, told, high = sorted((draw(value), draw(value), draw(value)))
        shown = not (hide and name == categories[-1])
        cells.append(Cell(name, told, group, shown=shown, interval=(low, high) if interval else None))
    test = Comparison(0.05, None, tuple(categories[:1]), tuple(categories[1:])) if draw(st.booleans()) else None
    return Table(tuple(cells), measure=measure, categories=Axis(role), breakdown=breakdown, comparison=test,
                 level=0.95 if interval else None)  # fmt: skip


TABLES = st.sampled_from(sorted(MEASURES)).flatmap(lambda name: tables(MEASURES[name]))


def worded(table: Table, language: str, kind: str, **spec: Any) -> tuple[str, str, str]:
    survey = SurveySpec(name="N", wave="2024", population="alle", language=language, synthetic=True)
    made = figure_spec({"kind": kind, "title": "T", "table": "t", "n": 1877, **spec})
    manner, locale = KINDS[kind].manner(made, table), replace(captions.locale(survey), measure=table.measure)
    return (
        captions.caption(made, survey, table, manner, locale).text,
        captions.alt(made, table, manner, locale),
        captions.description(made, survey, table, manner, locale),
    )


KIND = st.sampled_from(["bars", "stacked_bars", "table"])


@settings(max_examples=300, derandomize=True)
@given(TABLES, st.sampled_from(["da", "en"]), KIND)
def test_every_number_is_of_the_table(table: Table, language: str, kind: str) -> None:
    locale = replace(captions.locale(SurveySpec(name="N", wave="2024", language=language)), measure=table.measure)
    told = [value for cell in table.cells for value in (cell.value, *(cell.interval or ()))]
    known = {number for value in told for number in NUMBER.findall(locale.value(value))}
    known |= {locale.decimal(abs(end)) for end in (table.measure.low, table.measure.high) if end is not None}
    for wave in WAVES:
        known |= {wave.name, str(wave.n), *NUMBER.findall(locale.percent(wave.response_rate or 0))}
    known |= {"77", "3", "2018", locale.number(1877), "95", "100", locale.decimal(0.05)}
    known |= {str(count) for count in range(len(table.cells) + 1)}
    for text in worded(table, language, kind):
        assert set(NUMBER.findall(text)) <= known, text


@settings(max_examples=300, derandomize=True)
@given(TABLES, st.sampled_from(["da", "en"]), KIND)
def test_alt_is_short_and_the_description_holds_every_value(table: Table, language: str, kind: str) -> None:
    _, alt, description = worded(table, language, kind, subtitle="Hvad der er målt")
    assert len(alt) <= 190, alt
    locale = replace(captions.locale(SurveySpec(name="N", wave="2024", language=language)), measure=table.measure)
    for cell in table.shown:
        assert (
            locale.digits(cell.value) in description
            or locale.value(cell.value) in description
            or not (table.measure.rounded(cell.value))
        )
        assert cell.category in description and (cell.group or "") in description
    if not table.measure.is_share:
        assert "%" not in alt + description and not re.search("andel|share", alt + description)


@settings(max_examples=300, derandomize=True)
@given(TABLES, st.sampled_from(["da", "en"]), KIND)
def test_what_is_worded_holds_when_it_is_typed(table: Table, language: str, kind: str) -> None:
    survey = SurveySpec(name="N", wave="2024", population="alle", language=language)
    asked = {"question": {"text": "Hvad?"}, "filter": "de, der ved"}
    spec = figure_spec({"kind": kind, "title": "T", "table": "t", "n": 1877, **asked})
    manner, locale = KINDS[kind].manner(spec, table), replace(captions.locale(survey), measure=table.measure)
    text = captions.caption(spec, survey, table, manner, locale).text
    found = captions.check_verbatim(text, spec, survey, table, manner, LANGUAGES[language], locale)
    assert [statement for statement in found if statement.verdict == "fails"] == [], text
    unread = [
        statement.text
        for statement in found
        if statement.verdict == "not verified" and statement.what != "significance"
    ]
    assert unread == [], text


# -- captions typed by hand -------------------------------------------------------------------------------------------

LEVELS = Table(
    (Cell("Ledelse", 3.94, n=900), Cell("Løn", 2.5, n=900), Cell("Mad", 3.1, n=900, shown=False)),
    measure=MEAN,
    categories=Axis("items"),
)
CHANGES = Table((Cell("Ledelse", 0.04), Cell("Løn", -0.03)), measure=POINTS, categories=Axis("items"))
YEARS = over_waves(Ja=(0.4, 0.5, 0.45, 0.6), Nej=(0.6, 0.5, 0.55, 0.4))
TRUE = [
    (LEVELS, "Gennemsnittet for ”Ledelse” er 3,9."),
    (LEVELS, "Gennemsnittet for ”Ledelse” er 3,94."),
    (LEVELS, "Ledelse: 3,9."),
    (LEVELS, "Figuren viser ikke ”Mad” (3,1)."),
    (LEVELS, "Tallene er gennemsnit på en skala fra 1 til 5, hvor 1 er ”Lav” og 5 er ”Høj”."),
    (LEVELS, "Gennemsnit på en skala på 1-5."),
    (CHANGES, "”Ledelse” steg 4 procentpoint."),
    (CHANGES, "”Løn” faldt med 3 procentpoint."),
    (CHANGES, "”Løn” (−3)."),
    (CHANGES, "Ændringerne er fra 2018 til 2020."),
    (YEARS, "Brud i serien: 2022 (nyt spørgeskema)."),
    (YEARS, "Svarprocenten var 52 % (2018) og 47 % (2024)."),
    (YEARS, "Svarprocenten var mellem 45 % og 52 %."),
]
FALSE = [
    (LEVELS, "Gennemsnittet for ”Ledelse” er 3,8.", "3,9 (Ledelse)"),
    (LEVELS, "Gennemsnittet for ”Ledelse” er 3,90.", "3,9 (Ledelse)"),
    (LEVELS, "Løn: 3,9.", "2,5 (Løn)"),
    (LEVELS, "Figuren viser ikke ”Mad” (3,2).", "3,1 (Mad)"),
    (LEVELS, "Tallene er gennemsnit på en skala fra 1 til 7.", "1-5"),
    (LEVELS, "På skalaen fra 1 til 5 er det sådan, at 1 er ”Høj”.", "”Høj” 5"),
    (CHANGES, "”Ledelse” faldt 4 procentpoint.", "+4 (Ledelse)"),
    (CHANGES, "”Løn” steg 3 procentpoint.", "−3 (Løn)"),
    (CHANGES, "”Løn” (+3).", "−3 (Løn)"),
    (CHANGES, "Ændringerne er fra 2020 til 2018.", "2018 til 2020"),
    (YEARS, "Brud i serien: 2020 (nyt spørgeskema).", "2022 (nyt spørgeskema)"),
    (YEARS, "Svarprocenten var 52 % (2018) og 47 % (2020).", "49 % (2020)"),
    (YEARS, "Svarprocenten var mellem 44 % og 52 %.", "45 % (2022)"),
]


def stated(table: Table, text: str) -> list[tuple[str, str | None]]:
    made = figure(table, caption={"text": text})
    return [(each.verdict, each.truth and plain(each.truth)) for each in made.caption.statements]


@pytest.mark.parametrize(("table", "text"), TRUE)
def test_what_is_true_of_a_measure_holds(table: Table, text: str) -> None:
    found = stated(table, text)
    assert found and {verdict for verdict, _ in found} == {"holds"}


@pytest.mark.parametrize(("table", "text", "truth"), FALSE)
def test_a_slip_is_found_with_what_would_be_true(table: Table, text: str, truth: str) -> None:
    assert [said for verdict, said in stated(table, text) if verdict == "fails" and said and truth in said]


def test_a_number_that_is_no_value_is_not_called_a_false_one() -> None:
    assert [verdict for verdict, _ in stated(LEVELS, "”Ledelse” består af 7 spørgsmål.")] == ["not verified"]


# -- files ------------------------------------------------------------------------------------------------------------


def lines(made: Figure) -> list[str]:
    return numbers.as_csv(made).decode("utf-8-sig").splitlines()


def test_a_spreadsheet_calls_the_values_what_they_are() -> None:
    assert lines(figure(LEVELS))[:2] == ["kategori;gruppe;gennemsnit;nedre;oevre;n;bemaerkning", "Ledelse;;3,9;;;900;"]
    hours = Table((Cell("A", 37.25, interval=(35.0, 39.5)),), measure=Measure("median", "timer", 1))
    made = figure(hours, "en", n=12)
    assert lines(made) == ["category,group,median,unit,lower,upper,n,note", "A,,37.3,timer,35.0,39.5,12,"]
    assert lines(figure(CHANGES))[2] == "Løn;;-3;procentpoint;;;;"


def test_a_spreadsheet_has_the_titles_sections_and_codes_of_the_axes() -> None:
    table = crossed({"Egn A": (3.9, 4.0), "Egn B": (2.0, 2.1)}, ("Øst", "Vest"))
    axis = Axis("areas", title="Egn", sections={"Egn B": "Fjern"}, codes={"Egn A": "0101"})
    table = replace(table, categories=axis, breakdown=Axis("groups", title="Note"))
    head, first, *rest = lines(figure(table))
    assert head == "Egn;Note;afsnit;kode;gennemsnit;nedre;oevre;n;bemaerkning" and first == "Egn A;Øst;;0101;3,9;;;;"
    assert "Egn B;Øst;Fjern;;2,0;;;;" in rest
    clash = replace(table, breakdown=Axis("groups", title="n"))
    assert lines(figure(clash))[0].startswith("Egn;gruppe;"), "two columns are never called the same"


def test_a_break_and_the_n_of_a_wave_are_told_of_its_rows() -> None:
    rows = {row.group: row for row in numbers.rows(figure(YEARS)) if row.category == "Ja"}
    assert rows["2022"].note == "brud i serien: nyt spørgeskema" and rows["2020"].note == ""
    assert [row.n for row in rows.values()] == [900, 950, 910, 905]


def test_a_program_reads_measure_and_axes() -> None:
    made = figure(YEARS)
    told = json.loads(json.dumps({**numbers.described(made), "table": numbers.as_records(made)}))
    assert told["measure"]["name"] == "share" and told["measure"]["in"] == "%"
    assert told["axes"]["groups"]["role"] == "waves"
    assert told["axes"]["groups"]["waves"][2] == {
        "name": "2022", "day": None, "n": 910, "response_rate": 0.45, "broken": "nyt spørgeskema",
    }  # fmt: skip
    assert told["table"][0]["printed"] == 40 and told["table"][0]["value"] == 0.4
    assert "percent" not in told["table"][0] and "share" not in told["table"][0]


def test_a_text_table_names_measure_and_unit() -> None:
    columns, rows = numbers.grid(figure(Table((Cell("A", 37.25),), measure=Measure("median", "timer", 1))))
    assert [column.name for column in columns] == ["Category", "Median (timer)", "Unrounded"]
    assert rows == [("A", "37.3", "37.25")] and [column.words for column in columns] == [True, False, False]


# -- checks -----------------------------------------------------------------------------------------------------------


def evidence(made: Figure, id: str = "f") -> Evidence:
    def place(where: Where) -> Location:
        return Location(f"{id}.yaml")

    made = replace(made, id=id)
    return Evidence(made, Identity("2024", "side", id, "da"), pipeline.theme(made), pipeline.texts(made), place)


def found(family: str, *made: Figure) -> list[Finding]:
    return list(checks.CHECKS[family]([evidence(each, f"f{place}") for place, each in enumerate(made)]))


@pytest.mark.parametrize(
    ("table", "words", "wrong"),
    [
        (LEVELS, "andelen af tilfredse", "andelen"),
        (LEVELS, "medianen af svarene", "medianen"),
        (LEVELS, "gennemsnitlig tilfredshed", None),
        (LEVELS, "et indeks for tilfredshed", None),
        (LEVELS, "den gennemsnitlige andel af tiden", None),
        (LEVELS, "tilfredshed", None),
        (CHANGES, "ændringen i andelen", None),
        (CHANGES, "ændringen i gennemsnittet", "gennemsnittet"),
        (replace(CHANGES, measure=Measure("change", of="mean")), "ændringen i andelen", "andelen"),
        (replace(LEVELS, measure=Measure("count")), "antal og andel", None),
        (replace(LEVELS, measure=Measure("count")), "andel", "andel"),
        (YEARS, "den gennemsnitlige tilfredshed", "gennemsnitlige"),
        (YEARS, "den gennemsnitlige andel", None),
        (YEARS, "antal timer", None),
    ],
)
def test_words_of_another_measure_are_an_error(table: Table, words: str, wrong: str | None) -> None:
    codes = [each.value for each in found("captions", figure(table, caption=words)) if each.code == "BAR306"]
    assert codes == ([wrong] if wrong else [])


def test_a_mean_is_no_other_value_of_a_share() -> None:
    asked = {"question": {"text": "Er du tilfreds?", "answers": "separate"}}
    shares = Table((Cell("Ledelse", 0.61),), categories=Axis("items"))
    means = Table((Cell("Ledelse", 3.94),), measure=MEAN, categories=Axis("items"))
    assert found("consistency", figure(shares, **asked), figure(means, **asked)) == []
    other = replace(means, cells=(Cell("Ledelse", 3.8),))
    (clash,) = found("consistency", figure(means, **asked), figure(other, **asked))
    assert clash.code == "BAR401" and "”Ledelse” is 3,8 here and 3,9" in clash.message


@pytest.mark.parametrize(("share", "agrees"), [(0.523, True), (0.525, True), (0.516, True), (0.531, False)])
def test_a_share_with_decimals_is_the_same_as_its_rounded_one(share: float, agrees: bool) -> None:
    asked = {"question": {"text": "Er du tilfreds?", "answers": "separate"}}
    whole = Table((Cell("Ledelse", 0.52),))
    exact = Table((Cell("Ledelse", share),), measure=Measure(decimals=1))
    assert (found("consistency", figure(whole, **asked), figure(exact, **asked)) == []) == agrees


def test_answers_to_one_question_are_not_summed_where_they_are_no_shares() -> None:
    table = Table((Cell("A", 900.0), Cell("B", 800.0)), measure=Measure("count"))
    assert found("data", figure(table, question={"text": "Hvad?", "answers": "one"}, n=1700)) == []


@pytest.mark.parametrize(
    ("said", "known"),
    [("A +4", True), ("A −4", False), ("A steg 4", True), ("A -4", False), ("B −3", True), ("B +3", False)],
)
def test_the_ledger_knows_signs(said: str, known: bool) -> None:
    table = Table((Cell("A", 0.04), Cell("B", -0.03)), measure=POINTS)
    made = replace(figure(table), alt=f"Tabel: {said} procentpoint.")
    codes = [each.code for each in checks.CHECKS["ledger"]([evidence(made)])]
    assert codes == ([] if known else ["BAR701"])


@settings(max_examples=150, derandomize=True)
@given(TABLES, st.sampled_from(["da", "en"]))
def test_every_numeral_has_a_source(table: Table, language: str) -> None:
    made = figure(table, language, n=1877)
    unknown = [line for line in ledger(evidence(made)) if not line.source]
    assert unknown == [], (made.caption.text, made.alt, made.description)
