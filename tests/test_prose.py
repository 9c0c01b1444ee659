"""Words of quantity in captions: what they claim of the shares is judged once, and what tells of the survey is not."""

from __future__ import annotations

from typing import Any

import pytest
from written import figure_spec

from barometer_cli import checks, pipeline
from barometer_cli.model.finding import Evidence, Finding, Location
from barometer_cli.model.identity import Identity
from barometer_cli.model.spec import SurveySpec
from barometer_cli.model.table import Cell, Net, Table

SATISFACTION = {
    "da": ("Meget tilfreds", "Tilfreds", "Hverken tilfreds eller utilfreds", "Utilfreds", "Ved ikke"),
    "en": ("Very satisfied", "Satisfied", "Neither satisfied nor dissatisfied", "Dissatisfied", "Don't know"),
}
SHARES = (0.28, 0.41, 0.14, 0.15, 0.02)
NETS = {"da": "Positive", "en": "Positive"}
UNITS = {
    "da": {"plural": "ansatte", "definite": "de ansatte"},
    "en": {"plural": "employees", "definite": "the employees"},
}


def found(caption: Any, language: str = "da", table: Table | None = None, **more: Any) -> list[Finding]:
    """What is found in a figure with a caption."""
    names = SATISFACTION[language]
    cells = tuple(Cell(name, share, shown=share > 0.05) for name, share in zip(names, SHARES, strict=True))
    table = table or Table(cells, (Net(NETS[language], names[:2], 0.69),), partition=True)
    about = {"name": "U", "wave": "2022", "language": language, "population": "alle", "unit": UNITS[language]}
    survey = SurveySpec.model_validate(about)
    spec = figure_spec({"kind": "bars", "title": "T", "n": 1234, "caption": caption, **more})
    figure = pipeline.figure("f", spec, survey, table)
    place = Location("f.yaml")
    evidence = Evidence(
        figure,
        Identity("2019", "page", figure.id, "da"),
        pipeline.theme(figure),
        pipeline.texts(figure),
        lambda where: place,
    )
    return [each for family in ("captions", "claims", "ledger") for each in checks.CHECKS[family]([evidence])]


CLAIMS = [
    ("Godt to ud af tre er positive.", "Knap halvdelen er positive.", "da"),
    ("De fleste er positive.", "De fleste er utilfredse.", "da"),
    ("Flest har svaret ”Tilfreds”.", "Flest har svaret ”Utilfreds”.", "da"),
    ("Figuren viser, at et flertal er positive.", "Figuren viser, at et flertal er utilfredse.", "da"),
    ("Figuren viser de fleste, der er positive.", "Figuren viser de fleste, der er utilfredse.", "da"),
    ("Flere er positive end utilfredse.", "Flere er utilfredse end positive.", "da"),
    ("Most employees are positive.", "Most employees are dissatisfied.", "en"),
    ("More than one in four are very satisfied.", "More than one in three are very satisfied.", "en"),
    ("The figure shows that a majority are positive.", "The figure shows that half are dissatisfied.", "en"),
]


@pytest.mark.parametrize("field", ["text", "reading", "definitions"])
@pytest.mark.parametrize(("true", "false", "language"), CLAIMS)
def test_a_false_claim_is_found_once_and_a_true_one_raises_nothing(
    field: str, true: str, false: str, language: str
) -> None:
    assert found({field: [true] if field == "definitions" else true}, language) == []
    (wrong,) = found({field: [false] if field == "definitions" else false}, language)
    assert (wrong.code, wrong.severity) == ("BAR201", "error")


@pytest.mark.parametrize(
    ("shows", "language", "code"),
    [
        ("at hver fjerde er positiv", "da", "BAR201"),
        ("at godt hver fjerde er meget tilfreds", "da", None),
        ("andelen af de ansatte, der er tilfredse", "da", None),
        ("hvilke svar flest har givet", "da", None),
        ("that most employees are dissatisfied", "en", "BAR201"),
        ("the share of employees who are satisfied", "en", None),
        ("which answers are the most common", "en", None),
    ],
)
def test_what_a_figure_shows_is_no_claim_but_what_is_so(shows: str, language: str, code: str | None) -> None:
    assert [each.code for each in found({"shows": shows}, language)] == ([code] if code else [])


DESCRIPTIONS = {
    "da": (
        "Figuren viser de mest udbredte svar.",
        "Figuren viser, hvor mange der har svaret.",
        "Spørgsmålet er stillet til alle ansatte.",
        "Alle ansatte er spurgt.",
        "Svarene er sorteret efter størst andel.",
        "De ansatte kunne vælge flere svar.",
        "Usikkerheden er størst for de mindste grupper.",
        "Undersøgelsen er sendt til hver fjerde af de ansatte.",
        "Halvdelen af de ansatte blev spurgt om foråret.",
        "Ingen af svarene er udeladt.",
        "Alle andele er vægtede.",
        "Ledere = den fjerdedel af de ansatte, der har flest under sig.",
        "Ikke alle har svaret på alle spørgsmål.",
    ),
    "en": (
        "The figure shows the most common answers.",
        "The question was put to all employees.",
        "Half of the employees were asked in the spring.",
        "The answers are sorted by the largest share.",
        "No answers are left out.",
        "Managers = the quarter of the employees with most staff.",
        "Not all respondents answered every question.",
    ),
}
ONE = {"da": Table((Cell("Har chef", 0.69),)), "en": Table((Cell("Has a manager", 0.69),))}


@pytest.mark.parametrize(
    ("words", "language"), [(words, language) for language, texts in DESCRIPTIONS.items() for words in texts]
)
def test_what_tells_of_the_survey_claims_nothing(words: str, language: str) -> None:
    """Not even where the figure has one number, of which every fraction would be."""
    for caption in ({"reading": words}, {"text": words}):
        assert found(caption, language) == []
        assert found(caption, language, ONE[language]) == []


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("67 % er positive.", ["BAR301"]),
        ("69 % er positive.", []),
        ("To ud af tre cykler.", ["BAR202"]),
        ("57 % cykler.", ["BAR302"]),
        ("28 % er meget tilfredse, og 15 % er utilfredse.", []),
        ("28 % er meget tilfredse, og 51 % er utilfredse.", ["BAR201"]),
        ("Ni ud af ti har svaret andet end ”Utilfreds”.", ["BAR202"]),
        ("Over 25 % er meget tilfredse.", []),
    ],
)
def test_a_number_is_told_of_once(words: str, codes: list[str]) -> None:
    """By the caption's own reader where it knows what the number is of, else as a claim."""
    assert [each.code for each in found({"text": words})] == codes


def test_an_author_binds_the_claim_of_a_caption() -> None:
    caption = {"text": "To ud af tre er glade."}
    assert [each.code for each in found(caption)] == ["BAR202"]
    assert found(caption, claims=[{"phrase": "To ud af tre", "of": "Positive"}]) == []
    (wrong,) = found(caption, claims=[{"phrase": "To ud af tre", "of": "Utilfreds"}])
    assert wrong.code == "BAR201"


def test_findings_stand_at_their_fields_and_quote_as_the_language_does() -> None:
    spec = figure_spec(
        {"kind": "bars", "title": "T", "caption": {"shows": "who is satisfied", "reading": "69% are dissatisfied."}}
    )
    survey = SurveySpec(name="U", wave="2022", language="en")
    cells = tuple(Cell(name, share) for name, share in zip(SATISFACTION["en"], SHARES, strict=True))
    figure = pipeline.figure("f", spec, survey, Table(cells))
    texts = pipeline.texts(figure)
    assert [text.where for text in texts] == [("title",), ("caption", "shows"), ("caption", "reading")]
    asked: list[Any] = []

    def place(where: Any) -> Location:
        asked.append(where)
        return Location("f.yaml")

    (wrong,) = checks.CHECKS["captions"](
        [Evidence(figure, Identity("2019", "page", figure.id, "da"), pipeline.theme(figure), texts, place)]
    )
    assert asked == [("caption", "reading")]
    assert wrong.message == "“69%”: 15% (Dissatisfied)"


@pytest.mark.parametrize(
    ("caption", "language", "called"),
    [
        ("gennemsnitlig tilfredshed på en skala fra 1 til 5", "da", True),
        ("medianen af svarene", "da", True),
        ("tilfredshedsindekset", "da", False),
        ("den gennemsnitlige andel tilfredse i kommunerne", "da", False),
        ("hvor tilfredse de ansatte er", "da", False),
        ("average satisfaction on a scale from 1 to 5", "en", True),
        ("the median of the answers", "en", True),
        ("the average share of satisfied employees", "en", False),
        ("what the answer means", "en", False),
    ],
)
def test_a_mean_is_not_drawn_as_a_per_cent_in_silence(caption: str, language: str, called: bool) -> None:
    for given in (caption, {"text": f"{caption}."}):
        assert ("BAR306" in {each.code for each in found(given, language)}) is called
