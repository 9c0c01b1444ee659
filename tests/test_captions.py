"""Captions: the publisher's four, word for word, and every rule about sums, bases and dialects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barometer_cli import captions, project
from barometer_cli.model.caption import Base, NotShown, SumsToMore, SumsToOther
from barometer_cli.model.spec import FigureSpec, SurveySpec
from barometer_cli.model.table import Cell, Comparison, GroupBase, Hidden, Net, Table

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "figures" / "samarbejd-paa-tvaers"
CLOSING = "Syntetiske data."

PUBLISHED = {
    "internt-eksternt": (
        "Figuren viser andelen af offentlige arbejdspladser, der har samarbejdet internt, eksternt eller både internt "
        "og eksternt om arbejdspladsens seneste innovation. Internt samarbejde = samarbejde med andre arbejdspladser "
        "inden for egen kommune, region eller ministerområde, mens eksternt samarbejde = samarbejde med mindst én "
        "ekstern samarbejdspartner. Figuren bygger på spørgsmålet ”Samarbejdede jeres arbejdsplads med nogle af de "
        "følgende om den seneste innovation?”. Spørgsmålet er kun stillet til de arbejdspladser, der har indført "
        "mindst én innovation i perioden 2018-2019. Andelene i figuren summerer ikke til 100 %, fordi figuren ikke "
        "viser de arbejdspladser, der hverken har samarbejdet internt eller eksternt om den seneste innovation. Data "
        "er vægtet til at repræsentere den offentlige sektor samlet set. n=1.877."
    ),
    "partnere": (
        "Figuren viser hvilke eksterne samarbejdspartnere offentlige arbejdspladser har samarbejdet med om "
        "arbejdspladsens seneste innovation. Figuren bygger på spørgsmålet: ”Samarbejdede jeres arbejdsplads med "
        "nogle af de følgende om den seneste innovation?”. Spørgsmålet er kun stillet til de arbejdspladser, der har "
        "indført mindst én innovation i perioden 2018-2019. Andelene i figuren summerer til mere end 100 %, fordi "
        "arbejdspladserne har haft mulighed for at vælge flere svarmuligheder. Figuren ikke viser de arbejdspladser, "
        "der kun har samarbejdet internt eller slet ikke samarbejdet om den seneste innovation. Data er vægtet til at "
        "repræsentere den offentlige sektor samlet set. n=1.877."
    ),
    "faser": (
        "Figuren viser i hvilke faser samarbejde om offentlig innovation foregår. Figuren bygger på spørgsmålet: "
        "”Hvilke faser af innovationsarbejdet var jeres samarbejdspartner(e) involveret i?” og arbejdspladserne har "
        "svaret for hver af de samarbejdspartnere, som de angav i det foregående spørgsmål. Procentandelene viser for "
        "hver arbejdsplads, om arbejdspladsen har samarbejdet med en eller flere samarbejdspartnere i den specifikke "
        "fase. Spørgsmålet er kun stillet til de arbejdspladser, der har samarbejdet med nogen om den seneste "
        "innovation. Procentandelene i figuren summerer til mere end 100 %, fordi arbejdspladserne har haft mulighed "
        "for at vælge flere svarmuligheder. Figuren ikke viser de 8 %, der har svaret ”Anden slags samarbejde” eller "
        "de 7 %, der har svaret ”Ved ikke” til spørgsmålet. Data er vægtet til at repræsentere den offentlige sektor "
        "samlet set. n=1.334."
    ),
    "tvaeroffentligt": (
        "Figuren viser andelen af offentlige arbejdspladser, der har samarbejdet om den seneste innovation med "
        "offentlige arbejdspladser uden for egen organisation hhv. inden for egen sektor og på tværs af sektorer. "
        "Samme sektor er fx kommunale arbejdspladser, der samarbejder med kommunale arbejdspladser i en anden "
        "kommune, men medregner ikke samarbejde med andre kommunale arbejdspladser i samme kommune. Samarbejde på "
        "tværs af sektor er fx over regionale arbejdspladser, der samarbejder med statslige arbejdspladser. Figuren "
        "bygger på spørgsmålet ”Samarbejdede jeres arbejdsplads med nogle af de følgende om den seneste innovation?”. "
        "Spørgsmålet er kun stillet til de arbejdspladser, der har indført mindst én innovation i perioden 2018-2019. "
        "Andelene i figuren summerer ikke til 100 %, fordi figuren ikke viser de arbejdspladser, der ikke har "
        "samarbejdet tværoffentligt om den seneste innovation. Data er vægtet til at repræsentere den offentlige "
        "sektor samlet set. n=1.877."
    ),
}
"""As the publisher wrote them, faults and all."""

ALLOWED = (
    ("Figuren ikke viser", "Figuren viser ikke", "word order of a main clause"),
    ("spørgsmålet: ”", "spørgsmålet ”", "one wording everywhere: no colon"),
    ("Procentandelene", "Andelene", "one word everywhere"),
    ("”Anden slags samarbejde” eller", "”Anden slags samarbejde”, eller", "a relative clause ends with a comma"),
)
"""Where we differ on purpose: theirs, ours, why."""


@pytest.fixture(scope="module")
def written() -> dict[str, str]:
    """Our captions of the page by figure, without the closing notice, blanks plain."""
    found = {}
    for entry in project.find([PAGE]):
        text = project.figure(entry, project.Microdata()).caption.text.replace("\u00a0", " ")
        found[entry.id] = text.removesuffix(CLOSING).rstrip()
    return found


@pytest.mark.parametrize("figure", PUBLISHED)
def test_caption_is_the_publishers(figure: str, written: dict[str, str]) -> None:
    expected = PUBLISHED[figure]
    for old, new, _ in ALLOWED:
        expected = expected.replace(old, new)
    assert written[figure] == expected


@pytest.mark.parametrize(("old", "new", "reason"), ALLOWED)
def test_no_allowed_difference_is_stale(old: str, new: str, reason: str, written: dict[str, str]) -> None:
    theirs = [figure for figure, text in PUBLISHED.items() if old in text]
    assert theirs, f"the publisher never wrote {old!r}"
    for figure in theirs:
        assert old not in written[figure] and new in written[figure], reason


@pytest.mark.parametrize("figure", PUBLISHED)
def test_synthetic_data_say_so(figure: str) -> None:
    (entry,) = project.find([PAGE], figure)
    made = project.figure(entry, project.Microdata())
    assert made.caption.text.endswith(CLOSING)
    assert made.description.endswith(CLOSING)


def test_per_cents_do_not_break() -> None:
    for entry in project.find([PAGE]):
        assert " %" not in project.figure(entry, project.Microdata()).caption.text


def made(
    percents: Sequence[float] = (60, 40),
    unshown: Sequence[tuple[str, float]] = (),
    dialect: dict[str, Any] | None = None,
    survey: dict[str, Any] | None = None,
    table: Table | None = None,
    **spec: Any,
) -> tuple[list[Any], str]:
    """Facts and wording of a small figure; no-break spaces plain."""
    cells = [Cell(f"Svar {i}", value / 100) for i, value in enumerate(percents)]
    cells += [Cell(name, value / 100, shown=False) for name, value in unshown]
    nouns = {"plural": "borgere", "definite": "borgerne"}
    about = SurveySpec.model_validate(
        {"name": "N", "wave": "2020", "unit": nouns, "dialect": dialect or {}, **(survey or {})}
    )
    figure = FigureSpec.model_validate({"kind": "bars", "title": "T", "table": "t.csv", **spec})
    caption = captions.caption(figure, about, table or Table(tuple(cells)), captions.locale(about))
    return [fact for fact, _ in caption.sentences], caption.text.replace("\u00a0", " ")


def asked(answers: str | None = None, **more: Any) -> dict[str, Any]:
    return {"text": "Hvad?", **({"answers": answers} if answers else {}), **more}


MORE = "Andelene i figuren summerer til mere end 100 %, fordi borgerne har haft mulighed for at vælge"
SUMS: list[tuple[Sequence[float], dict[str, Any], str | None]] = [
    ((60, 39), {}, "Andelene i figuren summerer ikke til 100 % grundet afrunding."),
    ((60, 41), {}, "Andelene i figuren summerer ikke til 100 % grundet afrunding."),
    ((33.3, 33.3, 33.4), {}, "Andelene i figuren summerer ikke til 100 % grundet afrunding."),
    ((60, 40), {}, None),
    ((60.4, 39.6), {}, None),
    ((59.5, 39.5), {}, None),  # 98.5 + 0.5 + 0.5 is printed as 60 + 40
    ((70, 60), {}, f"{MORE} flere svarmuligheder."),
    ((70, 60), {"question": asked("several")}, f"{MORE} flere svarmuligheder."),
    ((60, 41), {"question": asked("several")}, f"{MORE} flere svarmuligheder."),
    ((70, 60), {"question": asked("several", at_most=3)}, f"{MORE} op til tre svarmuligheder."),
    ((70, 60), {"question": asked("several", at_most=12)}, f"{MORE} op til 12 svarmuligheder."),
    ((70, 60), {"question": asked("separate")}, None),
    ((20, 15), {"question": asked("separate")}, None),
    ((50, 50), {"question": asked("several")}, None),
    ((69,), {}, None),
    (
        (50, 20),
        {"caption": {"shows": "a", "not_shown": "de borgere, der tav."}},
        "Andelene i figuren summerer ikke til 100 %, fordi figuren ikke viser de borgere, der tav.",
    ),
]


@pytest.mark.parametrize(("percents", "spec", "sentence"), SUMS)
def test_sum_is_computed_from_printed_numbers(
    percents: Sequence[float], spec: dict[str, Any], sentence: str | None
) -> None:
    facts, text = made(percents, **spec)
    if sentence is None:
        assert "summerer" not in text
        assert not any(isinstance(fact, SumsToMore | SumsToOther) for fact in facts)
    else:
        assert sentence in text
        assert text.count("summerer") == 1


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(st.floats(0, 100), min_size=2, max_size=8))
def test_sum_never_contradicts_the_printed_numbers(percents: list[float]) -> None:
    _, text = made(percents)
    total = sum(Cell("a", value / 100).percent for value in percents)
    assert ("summerer" in text) == (total != 100)
    assert "mere end 100" not in text or total > 100


UNSHOWN: list[tuple[Sequence[tuple[str, float]], str]] = [
    ([("Ved ikke", 8)], "Figuren viser ikke de 8 %, der har svaret ”Ved ikke”."),
    ([("Ved ikke", 1)], "Figuren viser ikke den ene procent, der har svaret ”Ved ikke”."),
    ([("Ved ikke", 0.6)], "Figuren viser ikke den ene procent, der har svaret ”Ved ikke”."),
    ([("Ved ikke", 1.5)], "Figuren viser ikke de 2 %, der har svaret ”Ved ikke”."),
    ([("Ved ikke", 0.2)], "Figuren viser ikke de <1 %, der har svaret ”Ved ikke”."),
    (
        [("A", 8), ("B", 7), ("C", 1)],
        "Figuren viser ikke de 8 %, der har svaret ”A”, de 7 %, der har svaret ”B”, eller "
        "den ene procent, der har svaret ”C”.",
    ),
]


@pytest.mark.parametrize(("unshown", "sentence"), UNSHOWN)
def test_answers_not_shown(unshown: Sequence[tuple[str, float]], sentence: str) -> None:
    facts, text = made((70, 60), unshown, question=asked("several"))
    assert sentence in text
    assert sum(isinstance(fact, NotShown) for fact in facts) == 1


def test_answers_not_shown_explain_the_sum_once() -> None:
    facts, text = made((50, 49), [("Ved ikke", 1)], question=asked("one"))
    assert (
        "Andelene i figuren summerer ikke til 100 %, fordi figuren ikke viser den ene procent, "
        "der har svaret ”Ved ikke”." in text
    )
    assert not any(isinstance(fact, NotShown) for fact in facts)


def test_word_order_of_main_and_subordinate_clauses() -> None:
    for percents in ((50, 20), (70, 60)):
        _, text = made(percents, [("Ved ikke", 8)])
        assert "Figuren ikke viser" not in text and "fordi figuren viser ikke" not in text


def test_several_bases() -> None:
    by_category = Table((Cell("Innovationer", 0.6, n=1352), Cell("Indkøb", 0.4, n=174)))
    assert "Innovationer, n=1.352, Indkøb, n=174." in made(table=by_category)[1]
    by_group = Table(tuple(Cell(c, 0.5, g, n) for g, n in (("Stat", 240), ("Region", 1312)) for c in "ab"))
    assert "Stat, n=240, Region, n=1.312." in made(table=by_group)[1]
    many = Table(tuple(Cell(f"S{n}", 0.2, n=n) for n in (1334, 1312, 1320, 1325, 1330)))
    assert "n=1.312-1.334." in made(table=many)[1]


def test_one_base() -> None:
    assert "n=1.877." in made(n=1877)[1]
    facts, text = made(table=Table((Cell("a", 0.6, n=999), Cell("b", 0.4, n=999))))
    assert "n=999." in text and Base(((None, 999),)) in facts
    assert not any(isinstance(fact, Base) for fact in made()[0])


def test_dialect_of_another_house() -> None:
    dialect = {
        "base": "Antal observationer = ",
        "percent": "pct.",
        "quotes": ("»", "«"),
        "dash": "–",
        "weighted": "vægtet op til den samlede population af",
    }
    _, text = made(
        (50, 42),
        [("Ved ikke", 8)],
        dialect,
        {"population": "virksomheder"},
        n=1093,
        question="Hvad?",
        filter="de borgere, der svarede i 2018-2019",
    )
    assert "spørgsmålet »Hvad?«." in text and "»Ved ikke«" in text and "”" not in text
    assert "100 pct., fordi" in text and "de 8 pct., der" in text and "%" not in text
    assert "2018–2019" in text
    assert "Data er vægtet op til den samlede population af virksomheder." in text
    assert text.endswith("Antal observationer = 1.093.")


@pytest.mark.parametrize(("percents", "unshown"), [((60, 39), ()), ((70, 60), ()), ((60, 30), [("Ved ikke", 10)])])
def test_a_sentence_ends_with_one_point(percents: Sequence[float], unshown: Sequence[tuple[str, float]]) -> None:
    assert ".." not in made(percents, unshown, {"percent": "pct."}, n=5)[1]


def test_unweighted_data_say_so() -> None:
    assert "Data er ikke vægtet." in made()[1]


def test_questions() -> None:
    sub = {"text": "Hvad?", "sub": ["En?", "To?", "Tre?"]}
    _, text = made(question=sub, filter="de borgere, der ved")
    assert "spørgsmålet ”Hvad?” med underspørgsmålene ”En?”, ”To?” og ”Tre?”." in text
    assert "Spørgsmålene er kun stillet til de borgere, der ved." in text
    assert "med underspørgsmålet ”En?”." in made(question={"text": "Hvad?", "sub": ["En?"]})[1]
    any_of = {"any_of": ["om de ser?", "om de hører."]}
    assert "Figuren bygger på mindst ét af to spørgsmål: Om de ser og om de hører." in made(question=any_of)[1]
    assert "stillet" not in made(question="Hvad?")[1]


def test_recodes_and_nets() -> None:
    recodes = [{"category": "Nej", "answers": ["Ved ikke", "Andet"]}]
    text = made(caption={"shows": "a", "recodes": recodes})[1]
    assert "”Nej” inkluderer her de tilfælde, hvor der er svaret ”Ved ikke” og ”Andet”." in text
    cells = tuple(Cell(c, 0.4, g) for g in ("A", "B") for c in ("Ja", "Måske"))
    nets = tuple(Net("Enig", ("Ja", "Måske"), 0.8, g) for g in ("A", "B"))
    assert made(table=Table(cells, nets))[1].count("Enig er den samlede andel, der har svaret ”Ja” og ”Måske”.") == 1


def test_typed_caption_is_kept_and_still_says_synthetic() -> None:
    facts, text = made(caption={"text": "Alt er 2 %."}, survey={"synthetic": True})
    assert text == f"Alt er 2 %. {CLOSING}" and facts[0] is None


def test_order_of_facts() -> None:
    facts, _ = made(
        (70, 60),
        [("Ved ikke", 8)],
        survey={"population": "alle", "synthetic": True},
        n=10,
        question="Hvad?",
        filter="de borgere, der ved",
        caption={"shows": "a", "definitions": [{"term": "A", "meaning": "b"}], "reading": "Læs."},
    )
    names = [type(fact).__name__ for fact in facts]
    expected = "Shows Definitions Asked Reading AskedOf SumsToMore NotShown Weighting Base Synthetic"
    assert " ".join(names) == expected


def microdata(**table: Any) -> Table:
    """A table of two groups as microdata give it, changed as wanted."""
    cells = tuple(
        Cell(name, share, group, n)
        for group, n in (("Kommune", 1258), ("Region", 22))
        for name, share in (("Ja", 0.6), ("Nej", 0.4))
    )
    bases = (GroupBase("Kommune", 1258, 9150.0), GroupBase("Region", 22, 1450.0, few=True))
    return replace(Table(cells, bases=bases, n=1280, partition=True), **table)


def words_of(table: Table, **spec: Any) -> str:
    written = FigureSpec.model_validate({"kind": "bars", "title": "T", "data": "x", **spec})
    survey = SurveySpec(name="I", wave="2019", population="alle")
    return captions.caption(written, survey, table, captions.locale(survey)).text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        ({"level": 0.95}, "De tynde streger viser et konfidensinterval på 95 %."),
        (
            {"comparison": Comparison(0.05, 0.01)},
            "Den samlede forskel er signifikant ved et signifikansniveau på 0,05.",
        ),
        (
            {"comparison": Comparison(0.01, 0.02)},
            "Der ses ikke en statistisk signifikant forskel ved et signifikansniveau på 0,01.",
        ),
        (
            {"comparison": Comparison(0.05, None, ("A", "B"), ("C",))},
            "Forskellen er signifikant for ”A” og ”B” ved et signifikansniveau på 0,05. "
            "Der ses ikke en statistisk signifikant forskel på de øvrige svar.",
        ),
        (
            {"comparison": Comparison(0.05, None, (), ("C",))},
            "Der ses ikke en statistisk signifikant forskel på nogen af svarene ved et signifikansniveau på 0,05.",
        ),
        ({"hidden": (Hidden("Andet", "Region"),)}, "* Andelen, der har svaret ”Andet”, vises ikke for Region grundet"),
        ({"hidden": (Hidden("A", "Stat"), Hidden("B", "Stat"))}, "* Andelene for Stat vises ikke grundet diskretions"),
        ({"omitted": ("Ved ikke",)}, "Svaret ”Ved ikke” er udeladt og indgår ikke i n."),
        ({"unweighted": True}, "Data er ikke vægtet."),
        ({}, "Andelene for Region bygger på få svar og er usikre."),
        ({}, "n=1.280 (Kommune 1.258, Region 22)."),
    ],
)
def test_what_microdata_add(table: dict[str, Any], sentence: str) -> None:
    assert sentence in words_of(microdata(**table))


def test_hidden_shares_explain_the_sum() -> None:
    table = Table((Cell("Ja", 0.6), Cell("Nej", 0.3)), hidden=(Hidden("A"), Hidden("B")), n=99, partition=True)
    text = words_of(table)
    assert "summerer ikke til 100 %, fordi figuren ikke viser andele, der er udeladt grundet diskretionshensyn." in text
    assert "* Andelene, der har svaret ”A” og ”B”, vises ikke grundet diskretionshensyn." in text
    assert "afrunding" not in text


def test_significance_only_from_a_test() -> None:
    assert "signifikan" not in words_of(microdata())
