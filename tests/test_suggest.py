"""Suggested headlines: each is proved of the values it was made from, none tells what is hidden, none orders chance."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from typer.testing import CliRunner, Result
from written import figure_spec

from barometer_cli import pipeline, project
from barometer_cli.charts import KINDS
from barometer_cli.cli import app
from barometer_cli.errors import BuildError, UnknownCategory
from barometer_cli.export.check import examine
from barometer_cli.export.headline import in_language
from barometer_cli.languages import LANGUAGES
from barometer_cli.model.axis import Axis, Wave
from barometer_cli.model.claim import Holds, NotVerified
from barometer_cli.model.figure import UNWRITTEN, Figure
from barometer_cli.model.measure import Measure
from barometer_cli.model.spec import SurveySpec
from barometer_cli.model.table import Cell, Comparison, GroupBase, Hidden, Named, Net, Table
from barometer_cli.project import Entry
from barometer_cli.specs.editing import retitled
from barometer_cli.suggest import Suggestion, kept, suggest, titled
from barometer_cli.suggest.drafts import Wording
from barometer_cli.suggest.facts import Apart, Ends, Everywhere, First, Moved, Together, facts, values

ROOT = Path(__file__).parents[1]
UNPROVED = {"innovation-2021-2023/indkoeb"}
"""Counts of parts of one another: no order among them is news, and no headline is read as a bare count of answers."""
ORDERS = ("first", "last", "ends", "times", "higher", "beside", "more", "fewer", "up", "down", "most", "least")
"""How the forms begin that put values in order."""
QUESTION = "Hvad er den største barriere for at cykle?"


@cache
def microdata() -> project.Microdata:
    return project.Microdata()


@cache
def samples() -> tuple[Entry, ...]:
    return project.find([ROOT / "figures"])


def sample(name: str) -> Figure:
    return project.figure(next(each for each in samples() if each.identity.name == name), microdata())


def figure(table: Table, language: str = "da", **fields: object) -> Figure:
    """A figure of a table of shares, means or changes."""
    kind = "dots" if table.measure.name == "mean" or table.measure.signed else "table"
    spec = figure_spec({"kind": kind, "title": "Tallene", "table": "tal.csv", **fields})
    return pipeline.figure("tal", spec, SurveySpec(name="Prøven", wave="2023", language=language), table)


def shares(given: Mapping[str, float] | Mapping[Named, float], **rest: object) -> Table:
    """A table of shares by answer, or by answer and group."""
    named = ((name, None) if isinstance(name, str) else name for name in given)
    cells = tuple(Cell(label, share, group) for (label, group), share in zip(named, given.values(), strict=True))
    return replace(Table(cells), **rest)


def titles(found: Figure, count: int = 30) -> list[str]:
    return [each.title for each in suggest(found, count)]


BARRIERS = shares({"Manglende tid": 0.41, "Dårligt vejr": 0.22, "Lang afstand": 0.15, "Andet": 0.55})


# -- the samples ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "language", [pytest.param(each, marks=() if each == "da" else pytest.mark.thorough) for each in LANGUAGES]
)
def test_every_suggestion_of_every_sample_passes_check_in_its_spec(language: str) -> None:
    """The round trip: made, read, proved, bound to the same values; and then nothing more is found than before."""
    without: list[str] = []
    written: list[tuple[Entry, Suggestion, set[str]]] = []
    entries = [entry if entry.survey.language == language else in_language(entry, language) for entry in samples()]
    for entry in entries:
        try:
            drawn = project.figure(entry, microdata())
        except UnknownCategory:
            assert language == "en", "a reference is called in the language of the figure"
            continue
        found, before = suggest(drawn, 4), _codes(entry)
        without += [entry.identity.name] if drawn.table.shown and not found else []
        stay = [claim for claim in kept(drawn) if claim in entry.spec.claims]
        for each in found:
            update = {"title": each.title, "claims": (*each.claims, *stay)}
            written.append((replace(entry, spec=entry.spec.model_copy(update=update)), each, before))
    assert set(without) == UNPROVED
    assert len(written) > 2 * len(entries)
    for entry, each, before in written:
        examined = examine([entry], microdata())
        (headline,) = (one for one in examined.headlines(entry) if one.field == "title")
        assert headline.state == "proved", (entry.identity.name, headline)
        assert all(claim.p is None for claim in headline.claims), (entry.identity.name, headline)
        assert _codes(entry) <= before, (entry.identity.name, each.title)


def _codes(entry: Entry) -> set[str]:
    """What is found of the words of a figure."""
    found = examine([entry], microdata()).findings
    return {one.code for one in found if one.acknowledged is None and one.code.startswith("BAR2")}


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("katalog/grupper-syntetisk", "76 % svarer ”Bil” i landdistrikter mod 28 % i hovedstaden"),
        ("katalog/kurver-tillid-syntetisk", "Færre har i høj eller nogen grad tillid til kommunen end i 2012"),
        ("katalog/kort-regioner-syntetisk", "Flest har hørt om barometeret i Syddanmark, færrest i hovedstaden"),
        ("katalog/sammenligning-syntetisk", "75 år og derover ligger dobbelt så højt som 18-29 år"),
        ("katalog/prikker-middel-syntetisk", "Kollegerne ligger højest, ”Løn og pension” lavest"),
        ("katalog/prikker-aendring-syntetisk", "Tillid til EU er steget mest"),
        ("katalog/noegletal-prikker-syntetisk", "Knap otte ud af ti har en have"),
        ("katalog/tabel-syntetisk",
         "Sociale medier topper blandt de 18-29-årige, ”Tv på sendetid” blandt de 75-årige og derover"),
        ("innovation-2021-2023/noegletal-innovative",
         "Godt otte ud af ti offentlige arbejdspladser har taget mindst én innovation i brug"),
        ("innovation-2021-2023/teknologi", "Teknologisk innovation i alt: Knap fire ud af ti"),
        ("samarbejd-paa-tvaers/faser", "Udvikling eller tilpasning af en løsning er det hyppigste svar"),
        ("sektorer/innovative-arbejdspladser", "Godt otte ud af ti arbejdspladser har indført innovation"),
    ],
)  # fmt: skip
def test_the_first_suggestion_is_what_an_editor_would_write(name: str, title: str) -> None:
    assert suggest(sample(name))[0].title.replace("\u00a0", " ") == title


# -- what is told, and what is not ------------------------------------------------------------------------------------


def test_answers_are_called_what_the_question_asks_for() -> None:
    found = titles(figure(BARRIERS, question={"text": QUESTION, "answers": "several"}))
    assert "Manglende tid er den største barriere" in found
    assert not any("Andet" in title for title in found)


def test_people_are_named_only_where_all_of_them_were_asked() -> None:
    table, unit = shares({"Har en plan": 0.4, "Har ingen plan": 0.6}), {"plural": "skoler", "definite": "skolerne"}
    fields = {"unit": unit, "question": {"text": "Har I en plan?", "answers": "one"}}
    assert any("skoler" in title for title in titles(figure(table, **fields)))
    filtered = figure(table, **fields, filter="de skoler, der har svømmehal")
    assert titles(filtered) and not any("skole" in title for title in titles(filtered))


def test_what_is_hidden_is_never_told_nor_anything_put_before_it() -> None:
    told = {("Ja", "Nord"): 0.8, ("Ja", "Syd"): 0.3, ("Nej", "Nord"): 0.2}
    table = shares(told, hidden=(Hidden("Nej", "Syd"), Hidden("Ja", "Øst"), Hidden("Nej", "Øst")))
    made = figure(table, question={"text": "Er du med?", "answers": "one"})
    found = suggest(made, 40)
    assert found
    assert all((cell.label, cell.group) in told for each in found for cell in each.cells)
    assert not any("Øst" in each.title for each in found)
    ordered = [each.fact for each in facts(values(made)) if isinstance(each.fact, First | Ends | Apart)]
    assert [(fact.among, fact.subject.group) for fact in ordered if isinstance(fact, First)] == [("answers", "Nord")]
    assert len(ordered) == 1, ordered


def test_groups_with_few_answers_are_never_told() -> None:
    bases = (GroupBase("Nord", 400, 400.0), GroupBase("Syd", 390, 390.0), GroupBase("Øst", 31, 31.0, few=True))
    table = shares({("Ja", "Nord"): 0.5, ("Ja", "Syd"): 0.3, ("Ja", "Øst"): 0.95}, bases=bases)
    found = suggest(figure(table, subtitle="Andel, der har en plan"), 40)
    assert found and not any("Øst" in (cell.group or "") for each in found for cell in each.cells)


class Told:
    """Errors of a survey in which p of every difference is the same."""

    def __init__(self, p: float) -> None:
        self.p = p

    def __call__(self, terms: Mapping[Named, float], difference: float) -> float | None:
        return self.p

    def error(self, terms: Mapping[Named, float]) -> float | None:
        return 0.1


GROUPED = {("Har en plan", "Kvinder"): 0.62, ("Har en plan", "Mænd"): 0.41, ("Har en plan", "Unge"): 0.2}
WAVES = {("Har en plan", year): share for year, share in (("2019", 0.3), ("2021", 0.35), ("2023", 0.48))}


@pytest.mark.parametrize("given", [GROUPED, WAVES, {"Bil": 0.5, "Cykel": 0.3, "Tog": 0.2}])
def test_differences_that_cannot_be_told_apart_give_no_order(given: Mapping[Named, float]) -> None:
    asked = {"question": {"text": "Hvordan?", "answers": "separate"}}
    sure = suggest(figure(shares(given, apart=Told(0.001)), **asked), 40)
    unsure = suggest(figure(shares(given, apart=Told(0.2)), **asked), 40)
    assert any(each.form.startswith(ORDERS) for each in sure)
    assert unsure and not any(each.form.startswith(ORDERS) for each in unsure), unsure


def test_equal_printed_numbers_are_put_in_no_order() -> None:
    told = shares({"Bil": 0.3349, "Cykel": 0.3251, "Tog": 0.1}, apart=Told(0.001))
    found = facts(values(figure(told)))
    assert not any(isinstance(each.fact, First) for each in found)


def test_no_change_is_told_across_a_break() -> None:
    broken = Axis(role="waves", waves=(Wave("2019"), Wave("2021", broken="nyt spørgeskema"), Wave("2023")))
    moved = [
        each.fact.before.group
        for each in facts(values(figure(shares(WAVES, breakdown=broken))))
        if isinstance(each.fact, Moved)
    ]
    assert moved == ["2021"]
    plain = facts(values(figure(shares(WAVES))))
    assert {each.fact.before.group for each in plain if isinstance(each.fact, Moved)} == {"2019", "2021"}


def test_a_test_that_tells_no_groups_apart_is_said_and_no_order() -> None:
    pairs = tuple(("Har en plan", a, b, False) for a, b in (("Kvinder", "Mænd"), ("Kvinder", "Unge"), ("Mænd", "Unge")))
    made = figure(shares(GROUPED, comparison=Comparison(0.05, 0.3, pairs=pairs), apart=Told(0.01)))
    assert "Ingen signifikant forskel på kvinder og unge" in titles(made)
    assert not any(isinstance(each.fact, First | Ends | Apart) for each in facts(values(made)))


def test_two_answers_are_told_together_only_where_one_could_give_one() -> None:
    given = {"På cykel": 0.43, "Til fods": 0.27, "I bil": 0.2, "Med bus": 0.1}
    text = "Hvordan kom du i skole?"
    together = "Syv ud af ti svarer ”På cykel” eller ”Til fods”"
    (told,) = (each for each in suggest(figure(shares(given), question={"text": text, "answers": "one"}), 9)
               if each.title == together)  # fmt: skip
    assert [cell.label for cell in told.cells] == ["På cykel", "Til fods"]
    several = figure(shares(given), question={"text": text, "answers": "several"})
    assert not any(isinstance(each.fact, Together) for each in facts(values(several)))


def test_of_a_scale_only_answers_on_one_side_are_told_together() -> None:
    steps = {"Meget tilfreds": 0.3, "Tilfreds": 0.38, "Utilfreds": 0.3, "Meget utilfreds": 0.02}
    made = figure(shares(steps), question={"text": "Hvor tilfreds er du?", "answers": "one"})
    together = [each.fact for each in facts(values(made)) if isinstance(each.fact, Together)]
    assert [(fact.one.label, fact.other.label) for fact in together] == [("Meget tilfreds", "Tilfreds")]


def test_adjectives_agree_with_those_they_are_said_of() -> None:
    asked = {"question": {"text": "Hvor tilfreds er du?", "answers": "separate"}}
    assert "Hver fjerde er meget tilfreds" in titles(figure(shares({"Meget tilfreds": 0.25, "Utryg": 0.1}), **asked))
    volunteers = shares({"Har været frivillig i år": 0.5, "Har ikke tid": 0.1})
    assert "Halvdelen har været frivillige i år" in titles(figure(volunteers, **asked))
    assert "Halvdelen er helt enige" in titles(figure(shares({"Helt enig": 0.5, "Uenig": 0.1}), **asked))


def test_waves_that_are_the_categories_of_a_table_are_told_as_waves() -> None:
    found = titles(figure(shares({"2019": 0.3, "2021": 0.35, "2023": 0.48}), subtitle="Andel, der har en have"))
    assert found[0] == "Flere har en have i 2023 end i 2019"
    assert "2021" not in "".join(title for title in found if "end i" not in title), "only the latest wave is news"


def test_one_answer_that_leads_in_every_group_is_told_of_all_of_them() -> None:
    given = {(label, group): share for group in ("Nord", "Syd") for label, share in (("Bil", 0.45), ("Tog", 0.2))}
    made = figure(shares(given), question={"text": "Hvordan kommer du på arbejde?", "answers": "one"})
    assert any(isinstance(each.fact, Everywhere) for each in facts(values(made)))
    assert "Bil er det hyppigste svar i alle grupper" in titles(made)


def test_a_place_that_could_be_taken_for_the_most_common_answer_is_worded_otherwise() -> None:
    """ "Flest svarer ”Tog” i Nord" would be read as the most common answer there."""
    given = {("Bil", "Nordjylland"): 0.6, ("Tog", "Nordjylland"): 0.3, ("Bil", "Syddanmark"): 0.8,
             ("Tog", "Syddanmark"): 0.1, ("Bil", "Sjælland"): 0.7, ("Tog", "Sjælland"): 0.2}  # fmt: skip
    found = titles(figure(shares(given), question={"text": "Hvordan kommer du på arbejde?", "answers": "one"}))
    assert any("er mest udbredt i" in title for title in found)
    assert not any(title.startswith("Flest svarer ”Tog”") for title in found)


def test_shares_of_areas_name_the_area() -> None:
    areas = shares({"Aarhus": 0.6, "Odense": 0.4, "Bornholm": 0.3}, categories=Axis(role="areas"))
    found = titles(figure(areas, subtitle="Andel af de adspurgte, der har hørt om barometeret"))
    assert found[0] == "Flest har hørt om barometeret i Aarhus, færrest på Bornholm"
    assert all(any(name in title for name in ("Aarhus", "Odense", "Bornholm")) for title in found)


def test_means_and_changes_are_told_without_shares() -> None:
    mean = Measure("mean", None, 1, 1, 5)
    found = titles(figure(Table((Cell("Trivsel", 4.12), Cell("Ledelse", 3.66), Cell("Løn", 2.3)), measure=mean)))
    assert "Trivsel ligger højest, ”Løn” lavest" in found
    change = Table((Cell("Trivsel", 0.06), Cell("Ledelse", -0.05), Cell("Løn", 0.0)), measure=Measure("change"))
    assert {"Trivsel er steget mest", "Ledelse er faldet mest"} <= set(titles(figure(change)))


def test_a_net_is_told_as_what_it_is_and_never_as_an_answer() -> None:
    table = shares({"I høj grad": 0.3, "I nogen grad": 0.42, "Slet ikke": 0.28},
                   nets=(Net("I høj eller nogen grad", ("I høj grad", "I nogen grad"), 0.72),))  # fmt: skip
    found = titles(figure(table, question={"text": "Holder I møder digitalt?", "answers": "one"}))
    assert "”I høj eller nogen grad”: Godt syv ud af ti" in found
    assert not any("svarer ”I høj eller nogen" in title for title in found)


def test_a_house_that_calls_less_nearly_gets_no_such_word() -> None:
    survey = SurveySpec(name="Prøven", wave="2023", thresholds={"near": 0.5, "plain": 0.5})
    spec = figure_spec({"kind": "table", "title": "Tallene", "table": "tal.csv"})
    strict = pipeline.figure("tal", spec, survey, shares({"Bil": 0.37}))
    assert not any("Knap fire" in title for title in titles(strict))
    assert any("Knap fire" in title for title in titles(figure(shares({"Bil": 0.37}))))


def test_a_headline_has_its_three_lines_on_web_and_on_the_sheets_of_its_spec() -> None:
    label = "Samarbejde med offentlige arbejdspladser i en anden sektor om den seneste innovation og dens udbredelse"
    long = {label: 0.6, "Andre former": 0.2}
    longer = {f"{name} på tværs af regioner, kommuner og stat i hele landet": share for name, share in long.items()}
    asked = {"question": {"text": "Hvad gør I?", "answers": "separate"}}
    name = "Samarbejde med"
    assert any(name in title for title in titles(figure(shares(long), **asked)))
    assert not any(name in title for title in titles(figure(shares(long), **asked, sheets=["mobile"])))
    assert not any(name in title and "hyppigste" in title for title in titles(figure(shares(longer), **asked)))


def test_a_list_has_no_two_of_the_same_form_where_there_is_another() -> None:
    found = suggest(figure(BARRIERS, question={"text": QUESTION, "answers": "several"}), 3)
    assert len({each.form for each in found}) == len(found) == 3


LABELS = st.sampled_from(("Bil", "Cykel", "Har en plan", "Enig", "Ja", "I høj grad", "Manglende tid", "Ved ikke"))
PLACES = st.sampled_from((None, "Kvinder", "Mænd", "18-29 år", "Nordjylland", "Stat", "2019", "2023"))


@settings(max_examples=60)
@given(
    given=st.dictionaries(st.tuples(LABELS, PLACES), st.floats(0, 1), min_size=1, max_size=9),
    language=st.sampled_from(tuple(LANGUAGES)),
    asked=st.booleans(),
)
def test_whatever_the_table_no_suggestion_is_false(given: Mapping[Named, float], language: str, asked: bool) -> None:
    question = {"question": {"text": "Hvad svarer du?", "answers": "separate"}} if asked else {}
    made = figure(shares(given), language, **question)
    for each in suggest(made, 6):
        read = pipeline.headline(titled(made, each.title, each.claims))
        assert read.verdicts and not read.unread, each
        assert all(isinstance(verdict, Holds) for verdict in read.verdicts), each
        told = {(cell.label, cell.group): cell.share for cell in each.cells}
        assert all(given[name] == share for name, share in told.items()), each


@settings(max_examples=40)
@given(
    given=st.dictionaries(st.tuples(LABELS, PLACES), st.floats(0.01, 1), min_size=2, max_size=9),
    secret=st.integers(1, 3),
)
def test_whatever_is_hidden_no_suggestion_tells_it(given: Mapping[Named, float], secret: int) -> None:
    hidden = list(given)[:secret]
    told = {name: share for name, share in given.items() if name not in hidden}
    table = shares(told, hidden=tuple(Hidden(*name) for name in hidden))
    made = figure(table, question={"text": "Hvad svarer du?", "answers": "separate"})
    for each in suggest(made, 8):
        assert not {(cell.label, cell.group) for cell in each.cells} & set(hidden)
        read = pipeline.headline(titled(made, each.title, each.claims))
        assert not any(isinstance(verdict, NotVerified) for verdict in read.verdicts)


@settings(max_examples=40)
@given(given=st.dictionaries(LABELS, st.floats(0.01, 1), min_size=2, max_size=6))
def test_what_is_said_to_be_first_is_the_largest(given: Mapping[str, float]) -> None:
    made = figure(shares(given), question={"text": "Hvad svarer du?", "answers": "separate"})
    answers = {label: share for label, share in given.items() if label != "Ved ikke"}
    for each in suggest(made, 10):
        if each.form.startswith("first"):
            assert answers[each.cells[0].label] == max(answers.values())


def test_every_form_of_a_language_has_the_same_claims_as_in_the_others() -> None:
    forms = {code: set(language.headlines.sentences) for code, language in LANGUAGES.items()}
    assert forms["da"] == forms["en"]


def test_a_draft_of_other_values_is_no_suggestion(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sentence that is true, and of something else than it was made from, would be bound to the wrong cells."""
    made = figure(shares({"Bil": 0.5, "Cykel": 0.3}))
    drafts = Wording.drafts

    def swapped(self: Wording, scored: object) -> object:
        for draft in drafts(self, scored):  # type: ignore[arg-type]
            yield replace(draft, cells=frozenset({("Cykel", None)}) if "Bil" in draft.text else draft.cells)

    monkeypatch.setattr(Wording, "drafts", swapped)
    assert not any("Bil" in title and "ykel" not in title for title in titles(made))


# -- into the spec ----------------------------------------------------------------------------------------------------

SPEC = """# Bilisterne
kind: bars   # liggende
title: >-
  Noget om
  biler
# her følger resten
order: given

claims:
  # den gamle
  - {phrase: Noget, of: Bil}
  - {phrase: cykler, of: Cykel}   # undertitlen
subtitle: Om cykler
"""


def test_a_headline_is_put_into_a_spec_and_nothing_else_changes() -> None:
    written = retitled(SPEC, '"Ny: 5"', ["{phrase: Ny, of: Bil}"], (0,))
    assert written == SPEC.replace("title: >-\n  Noget om\n  biler\n", 'title: "Ny: 5"\n').replace(
        "  - {phrase: Noget, of: Bil}\n", ""
    ).replace("  # den gamle\n", "  # den gamle\n  - {phrase: Ny, of: Bil}\n")


@pytest.mark.parametrize(
    ("spec", "gone", "claims", "now"),
    [
        ("title: A  # x\nkind: bars", (), ["{phrase: B}"], "title: B  # x\nkind: bars\nclaims:\n  - {phrase: B}\n"),
        ("title: 'A'\r\nkind: bars\r\n", (), [], "title: B\r\nkind: bars\r\n"),
        ("title: A\nclaims: [{phrase: A}, {phrase: C}]\n", (0,), ["{phrase: B}"],
         "title: B\nclaims: [{phrase: B}, {phrase: C}]\n"),
        ("title: A\nclaims:\n- phrase: A\n  of: Bil\n# slut\nkind: bars\n", (0,), [], "title: B\n# slut\nkind: bars\n"),
        ("title: A\nclaims: [{phrase: A}]\nkind: bars\n", (0,), [], "title: B\nkind: bars\n"),
        ("title: A\nclaims:\n- phrase: A\n  of: Bil\n", (0,), ["{phrase: B}"], "title: B\nclaims:\n- {phrase: B}\n"),
    ],
)  # fmt: skip
def test_bindings_come_and_go_with_their_headline(
    spec: str, gone: tuple[int, ...], claims: list[str], now: str
) -> None:
    assert retitled(spec, "B", claims, gone) == now


@pytest.mark.parametrize("path", sorted({entry.path for entry in samples()}), ids=lambda path: path.stem)
def test_every_sample_can_be_given_another_headline(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    entry = next(each for each in samples() if each.path == path)
    written = retitled(text, "Ny", ["{phrase: Ny, of: Ja}"], range(len(entry.spec.claims)))
    left = [line for line in text.splitlines() if line.lstrip().startswith("#")]
    assert [line for line in written.splitlines() if line.lstrip().startswith("#")] == left
    assert retitled(written, "Ny", [], [0]).count("Ny") == 1 + text.count("Ny") - entry.spec.title.count("Ny")


def test_a_spec_that_cannot_be_edited_alone_is_left() -> None:
    with pytest.raises(BuildError, match="one field a line"):
        retitled("{title: A, kind: bars}", "B", [], ())
    with pytest.raises(BuildError, match="cannot be replaced alone"):
        retitled("title: &t A\nsubtitle: *t\n", "B", [], ())


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of one page, and the working directory in it."""
    folder = tmp_path / "figures" / "side"
    folder.mkdir(parents=True)
    (folder / "survey.yaml").write_text("name: Prøven\nwave: '2023'\ntable_unit: percent\n", encoding="utf-8")
    (folder / "en.yaml").write_text(
        "# Barrierer\nkind: bars\ntitle: Halvdelen siger nej  # gammel\nn: 900\n"
        f"question: {{text: {QUESTION}, answers: several}}\ncaption: barrierer\ntable: svar.csv\n"
        "claims:\n  - {phrase: Halvdelen, of: Dårligt vejr}\n",
        encoding="utf-8",
    )
    (folder / "svar.csv").write_text(
        "category;share\nManglende tid;41\nDårligt vejr;22\nLang vej;15\n", encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    return folder


def test_every_new_figure_with_numbers_says_that_its_headline_is_to_be_written() -> None:
    starters = [kind.starter for kind in KINDS.values() if kind.starter and kind.starter.table]
    assert len(starters) > 10
    assert all(any(f"title: {title}\n" in each.fields for title in UNWRITTEN) for each in starters)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["suggest", *arguments], env={"COLUMNS": "200", "NO_COLOR": "1"})


@pytest.mark.parametrize("name", ["en", "side/en", "figures/side/en.yaml"])
def test_the_command_prints_headlines_their_values_and_the_lines_to_paste(page: Path, name: str) -> None:
    result = run(name)
    assert result.exit_code == 0, result.output
    assert "1  Manglende tid er den største barriere" in result.output
    assert "Manglende tid 41" in result.output
    assert "# 1\ntitle: Manglende tid er den største barriere\n" in result.output


def test_as_json_a_figure_has_its_suggestions_with_cells_and_bindings(page: Path) -> None:
    told = json.loads(run("en", "--json", "--count", "2", "--language", "en").output)
    assert told["figure"] == "side/en" and told["language"] == "en" and len(told["suggestions"]) == 2
    first = told["suggestions"][0]
    assert first["cells"][0] == {"category": "Manglende tid", "group": None, "value": "41%"}
    assert "Manglende tid" in first["title"]


def test_a_headline_is_written_with_its_bindings_and_then_checked(page: Path) -> None:
    assert CliRunner().invoke(app, ["check"]).exit_code == 1, "the old headline is false"
    result = run("side/en", "--write", "1")
    assert result.exit_code == 0, result.output
    text = (page / "en.yaml").read_text(encoding="utf-8")
    assert text.startswith("# Barrierer\nkind: bars\ntitle: Manglende tid er den største barriere  # gammel\nn: 900\n")
    assert "claims" not in text
    checked = CliRunner().invoke(app, ["check", "--claims", "--strict"])
    assert checked.exit_code == 0 and "proved" in checked.output


def test_a_headline_is_written_into_a_spec_as_editors_on_windows_save_it(page: Path) -> None:
    path = page / "en.yaml"
    path.write_bytes(path.read_text(encoding="utf-8").replace("\n", "\r\n").encode("utf-8-sig"))
    result = run("side/en", "--write", "1")
    assert result.exit_code == 0, result.output
    text = path.read_bytes().decode()
    assert text.startswith(
        "\ufeff# Barrierer\r\nkind: bars\r\ntitle: Manglende tid er den største barriere  # gammel\r\n"
    )
    assert text.count("\ufeff") == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["intet"], "no figure matches"),
        (["en", "--language", "fr"], "there is no language 'fr'"),
        (["en", "--write", "40"], "suggestions"),
        (["en", "--write", "1", "--language", "en"], "another language"),
    ],
)
def test_what_cannot_be_suggested_or_written_is_said(page: Path, arguments: list[str], said: str) -> None:
    before = (page / "en.yaml").read_bytes()
    result = run(*arguments)
    assert result.exit_code != 0
    assert said in result.output
    assert (page / "en.yaml").read_bytes() == before


def test_a_spec_of_several_figures_is_not_written(page: Path) -> None:
    path = page / "en.yaml"
    path.write_text(
        "kind: bars\ntitle: Noget\nn: 900\ncaption: barrierer\nfor_each: {column: land}\n"
        "table: svar.csv\nquestion: {text: Hvad?, answers: several}\n", encoding="utf-8")  # fmt: skip
    (page / "svar.csv").write_text(
        "land;category;share\nDK;Tid;41\nDK;Vejr;22\nNO;Tid;20\nNO;Vejr;40\n", encoding="utf-8"
    )
    before = path.read_bytes()
    result = run("figures/side/en.yaml", "--write", "1")
    assert result.exit_code == 1 and "makes several figures" in result.output
    assert path.read_bytes() == before
