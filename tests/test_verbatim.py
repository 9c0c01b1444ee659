"""Captions typed by hand: nothing true is called false, no slip gets through, no number is passed over."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from written import figure_spec

from barometer_cli import captions, project
from barometer_cli.languages import LANGUAGES
from barometer_cli.model.picture import Manner
from barometer_cli.model.spec import SurveySpec
from barometer_cli.model.statement import Statement
from barometer_cli.model.table import Cell, Comparison, GroupBase, Net, Table

ROOT = Path(__file__).parents[1]
MANNER = Manner(ranked=True)
"""That of bars."""

PHASES = Table(
    (
        Cell("Idé", 0.52),
        Cell("Udvikling", 0.762),
        Cell("Afprøvning", 0.58),
        Cell("Anden slags samarbejde", 0.08, shown=False),
        Cell("Ved ikke", 0.07, shown=False),
        Cell("Ubesvaret", 0.01, shown=False),
        Cell("Uoplyst", 0.002, shown=False),
    )
)
"""Several answers each: the shown sum is 186."""
AGREE = Table(
    (
        Cell("Helt enig", 0.3),
        Cell("Delvist enig", 0.27),
        Cell("Delvist uenig", 0.2),
        Cell("Helt uenig", 0.15),
        Cell("Ved ikke", 0.08, shown=False),
    ),
    (Net("Enige", ("Helt enig", "Delvist enig"), 0.57), Net("Uenige", ("Delvist uenig", "Helt uenig"), 0.35)),
    partition=True,
)
"""One answer each: the shown sum is 92."""
ROLES = Table(
    (Cell("Fremmer", 0.17), Cell("Samarbejder", 0.16), Cell("Igangsætter", 0.02)),
    (Net("Positiv rolle", ("Fremmer", "Samarbejder", "Igangsætter"), 0.26),),
)
ROUNDED = Table((Cell("Ja", 0.334), Cell("Nej", 0.333), Cell("Måske", 0.333)), partition=True)
SECTORS = Table(
    tuple(Cell(name, share, group) for group in ("Kommune", "Region") for name, share in (("Ja", 0.6), ("Nej", 0.4))),
    bases=(GroupBase("Kommune", 1258, 9150.0), GroupBase("Region", 240, 450.0)),
    n=1498,
    partition=True,
    comparison=Comparison(0.05, 0.01),
    level=0.95,
)
SINGLE = replace(SECTORS, comparison=Comparison(0.05, None, ("Ja",), ("Nej",)))
LEVELS = Table((Cell("Alle offentlige innovationer", 0.6, n=1352), Cell("innovative offentlige indkøb", 0.4, n=174)))
MANY = Table(
    tuple(Cell(f"Svar {letter}", 0.2, n=n) for letter, n in zip("abcde", (1334, 1312, 1320, 1325, 1330), strict=True))
)
MEN_AND_WOMEN = Table(
    tuple(Cell(name, share, group) for group in ("Mænd", "Kvinder") for name, share in (("Ja", 0.6), ("Nej", 0.4))),
    bases=(GroupBase("Mænd", 800, 800.0), GroupBase("Kvinder", 850, 850.0)),
    n=1650,
    partition=True,
)
OFTEN = Table(
    (Cell("Dagligt", 0.22), Cell("Ugentligt", 0.31), Cell("Sjældnere", 0.35), Cell("Aldrig", 0.12)),
    (Net("Ofte", ("Dagligt", "Ugentligt"), 0.53),),
    partition=True,
)
SATISFIED = Table(
    (Cell("Very satisfied", 0.28), Cell("Satisfied", 0.41), Cell("Dissatisfied", 0.3)),
    (Net("Positive", ("Very satisfied", "Satisfied"), 0.69),),
    partition=True,
)
"""The printed shares sum to 99."""
WAVES = Table(
    tuple(
        Cell(name, share, group, n, shown=name != "Ved ikke")
        for group, n, yes in (("2020", 1180, 0.6), ("2018", 1100, 0.5))
        for name, share in (("Ja", yes), ("Nej", 0.92 - yes), ("Ved ikke", 0.08))
    ),
    partition=True,
)
"""Each leaves out the same."""
UNEVEN = Table(
    tuple(
        Cell(name, share, group, shown=name != "Ved ikke")
        for group, three in (("Øst", (0.6, 0.3, 0.1)), ("Vest", (0.6, 0.4, 0.0)), ("Syd", (0.5, 0.2, 0.05)))
        for name, share in zip(("Ja", "Nej", "Ved ikke"), three, strict=True)
    ),
    partition=True,
)
NETS = Table(
    (Cell("Meget enig", 0.284), Cell("Enig", 0.214), Cell("Ikke enig", 0.616)),
    (Net("Enige", ("Meget enig", "Enig"), 0.498), Net("Flere", ("Enig", "Ikke enig"), 0.83)),
    several=False,
    overlap=True,
)
TABLES = {
    "waves": WAVES,
    "uneven": UNEVEN,
    "nets": NETS,
    "men and women": MEN_AND_WOMEN,
    "often": OFTEN,
    "satisfied": SATISFIED,
    "phases": PHASES,
    "agree": AGREE,
    "roles": ROLES,
    "rounded": ROUNDED,
    "sectors": SECTORS,
    "single": SINGLE,
    "levels": LEVELS,
    "many": MANY,
}
MULTI = {"text": "Hvilke faser?", "answers": "several", "at_most": 3}
FILTER = "de arbejdspladser, der har indført mindst én innovation i perioden 2018-2019"


def typed(text: str, table: Table) -> tuple[Statement, ...]:
    """What is stated of a table in a caption of no other figure."""
    survey = SurveySpec(name="I", wave="2018-2019", language="da")
    spec = figure_spec({"kind": "bars", "title": "T", "table": "t.csv", "caption": {"text": text}})
    return captions.caption(spec, survey, table, MANNER, captions.locale(survey)).statements


def statements(text: str, table: str = "phases", language: str = "da", **more: Any) -> tuple[Statement, ...]:
    n = {} if table in ("sectors", "single", "levels", "many", "men and women", "waves") else {"n": 1877}
    spec = {"kind": "bars", "title": "T", "table": "t.csv", "caption": {"text": text}, **n}
    spec |= {"question": MULTI if table == "phases" else "Er I enige?"} | more
    population = "den offentlige sektor samlet set" if language == "da" else "the whole public sector"
    unit = {"plural": "arbejdspladser", "definite": "arbejdspladserne"}
    about = {"name": "I", "wave": "2018-2019", "population": population, "language": language}
    survey = SurveySpec.model_validate(about | ({"unit": unit} if language == "da" else {}))
    made = captions.caption(figure_spec(spec), survey, TABLES[table], MANNER, captions.locale(survey))
    return made.statements


TRUE = [
    ("n=1.100 (2018), 1.180 (2020).", "waves", "da"),
    ("n=1.180 (2020) og 1.100 (2018).", "waves", "da"),
    ("n=1,100 (2018), 1,180 (2020).", "waves", "en"),
    (
        "Andelene i hver gruppe summerer ikke til 100 %, fordi svaret ”Ved ikke” (8 % i hver gruppe) er udeladt.",
        "waves",
        "da",
    ),
    ("The figure does not show the answer “Ved ikke” (8% in each group).", "waves", "en"),
    (
        "Andelene for Øst summerer ikke til 100 %, fordi svaret ”Ved ikke” (Øst 10 %, Vest 0 %, Syd 5 %) er udeladt.",
        "uneven",
        "da",
    ),
    ("Figuren viser ikke svaret ”Ved ikke” (0-10 %).", "uneven", "da"),
    ("Andelene for Syd summerer til 70 %.", "uneven", "da"),
    ("Andelene for Vest summerer til 100 %.", "uneven", "da"),
    ("Andelene i nogle af grupperne summerer ikke til 100 %.", "uneven", "da"),
    ("Andelene i figuren summerer til mere end 100 %, fordi arbejdspladserne kan indgå i flere af dem.", "nets", "da"),
    ("The shares sum to more than 100% because they may count in several of them.", "nets", "en"),
    ("”Enige” afviger fra summen af sine dele grundet afrunding.", "nets", "da"),
    ("“Enige” differs from the sum of its parts due to rounding.", "nets", "en"),
    ("Figuren omfatter kun " + FILTER + ".", "phases", "da"),
    ("n=1.877.", "phases", "da"),
    ("n = 1877.", "phases", "da"),
    ("N=1.877", "phases", "da"),
    ("Antal observationer = 1.877.", "phases", "da"),
    ("Antal besvarelser: 1.877.", "phases", "da"),
    ("Figuren bygger på svar fra 1.877 arbejdspladser.", "phases", "da"),
    ("n=1.312-1.334.", "many", "da"),
    ("n=1.312–1.334.", "many", "da"),
    ("Alle offentlige innovationer, n=1.352, innovative offentlige indkøb, n=174.", "levels", "da"),
    ("n=1.498 (Kommune 1.258, Region 240).", "sectors", "da"),
    ("Kommune (n=1.258) og Region (n=240).", "sectors", "da"),
    ("Figuren viser ikke de 8 %, der har svaret ”Anden slags samarbejde”.", "phases", "da"),
    (
        "Figuren viser ikke de 8 %, der har svaret ”Anden slags samarbejde”, eller de 7 %, der har svaret ”Ved ikke”.",
        "phases",
        "da",
    ),
    ("Figuren ikke viser de 7 procent, der svarede ”ved ikke”.", "phases", "da"),
    ("Figuren viser ikke den ene procent, der har svaret ”Ubesvaret”.", "phases", "da"),
    ("Figuren viser ikke de <1 %, der har svaret »Uoplyst«.", "phases", "da"),
    ("Figuren viser ikke de 7 pct., der har svaret ”Ved ikke”. n=1.877.", "phases", "da"),
    ("De 15 %, der har svaret ”Anden slags samarbejde” eller ”Ved ikke”, er ikke vist.", "phases", "da"),
    ("Andelene i figuren summerer til mere end 100 %.", "phases", "da"),
    ("Andelene summerer til mere end 100 pct., fordi arbejdspladserne har kunnet vælge flere svar.", "phases", "da"),
    ("Andelene summerer til over 100 procent, fordi man kunne vælge op til tre svarmuligheder.", "phases", "da"),
    ("Andelene summerer ikke til 100 %, fordi svaret ”Ved ikke” er udeladt.", "agree", "da"),
    ("fordi andelene ikke summerer til 100 %", "agree", "da"),
    ("Andelene summerer ikke til 100 % grundet afrunding.", "rounded", "da"),
    ("Andelene summerer til 100 %.", "sectors", "da"),
    ("De tre delelementer summerer til mere end 26 %, fordi virksomheder kan spille flere roller.", "roles", "da"),
    ("Spørgsmålet er kun stillet til " + FILTER + ".", "phases", "da"),
    ("Tallene er fra perioden 2018-2019.", "phases", "da"),
    ("Tallene er fra 2018–19.", "phases", "da"),
    ("Den ene halvdel er spurgt i 2018.", "phases", "da"),
    ("Data er vægtet til at repræsentere den offentlige sektor samlet set.", "phases", "da"),
    ("Resultaterne er vægtet op til den offentlige sektor samlet set. Antal observationer = 1.877.", "phases", "da"),
    ("Data er vægtet.", "phases", "da"),
    ("Figuren bygger på spørgsmålet: ”Hvilke faser?”.", "phases", "da"),
    ("Procenterne til højre viser den samlede andel, der har svaret ”Helt enig” og ”Delvist enig”.", "agree", "da"),
    ("Procenterne viser andelen, der samlet er helt uenig eller delvist uenig.", "agree", "da"),
    ("Helt enig har 30 %.", "agree", "da"),
    ("30 % af arbejdspladserne har svaret ”Helt enig”, mens 15 % har svaret ”Helt uenig”.", "agree", "da"),
    ("Enige (57 %) og uenige (35 %).", "agree", "da"),
    ("Figuren viser ikke andelen, der har svaret ”Ved ikke” (8 %).", "agree", "da"),
    ("n=1 877.", "phases", "da"),
    ("n=800 mænd og 850 kvinder.", "men and women", "da"),
    ("n=800 (mænd) og n=850 (kvinder).", "men and women", "da"),
    ("n=800 for mænd og 850 for kvinder.", "men and women", "da"),
    ("n=800/850.", "men and women", "da"),
    ("n (mænd)=800, n (kvinder)=850.", "men and women", "da"),
    ("Antal besvarelser: mænd 800, kvinder 850.", "men and women", "da"),
    ("Number of respondents: kommune 1,258, region 240.", "sectors", "en"),
    ("n=800-850.", "men and women", "da"),
    ("n=1.258 kommuner og 240 regioner.", "sectors", "da"),
    ("n=1.498 kommuner og regioner.", "sectors", "da"),
    ("n=877 mænd og 1.000 kvinder.", "phases", "da"),
    ("n=1,258 kommune and 240 region.", "sectors", "en"),
    ("n=1,650 (Kvinder 850, Mænd 800).", "men and women", "en"),
    ("88 % har svaret andet end ”Aldrig”.", "often", "da"),
    ("57 % har svaret andet end ”Aldrig” og ”Ugentligt”.", "often", "da"),
    ("Procenten til højre viser den samlede andel, der har svaret andet end ”Sjældnere” og ”Aldrig”.", "often", "da"),
    ("88% answered everything but “Aldrig”.", "often", "en"),
    ("Andelene summerer til 92 %.", "agree", "da"),
    ("Andelene giver tilsammen 92 %, fordi svaret ”Ved ikke” er udeladt.", "agree", "da"),
    ("Helt enig og delvist uenig udgør tilsammen 50 %.", "agree", "da"),
    ("Tilsammen har 57 % svaret ”Helt enig” og ”Delvist enig”.", "agree", "da"),
    ("Enige (”Helt enig” og ”Delvist enig”) udgør 57 %.", "agree", "da"),
    ("57 % er helt eller delvist enige.", "agree", "da"),
    ("Procenterne til højre viser andelen, der er helt eller delvist enige.", "agree", "da"),
    ("The shares add up to 99% due to rounding.", "satisfied", "en"),
    ("69% are satisfied or very satisfied.", "satisfied", "en"),
    ("The percentages on the right show the share who are satisfied or very satisfied.", "satisfied", "en"),
    ("The percentages above show the total share who are very satisfied and satisfied.", "satisfied", "en"),
    ("76,2 % har svaret ”Udvikling”.", "phases", "da"),
    ("Af regionerne, Region, har 60 % svaret ”Ja”.", "sectors", "da"),
    ("Den samlede forskel er signifikant ved et signifikansniveau på 0,05.", "sectors", "da"),
    ("Forskellen er signifikant for ”Ja” ved et signifikansniveau på 5 %.", "single", "da"),
    ("Der ses ikke en signifikant forskel for ”Nej”.", "single", "da"),
    ("Stregerne viser et konfidensinterval på 95 %.", "sectors", "da"),
    ("n=1,877.", "phases", "en"),
    ("Number of observations = 1,877.", "phases", "en"),
    (
        "The figure does not show the 8% who answered “Anden slags samarbejde” or the 7% who answered “Ved ikke”.",
        "phases",
        "en",
    ),
    (
        "The shares in the figure sum to more than 100% because respondents could choose several answers.",
        "phases",
        "en",
    ),
    ("The shares do not sum to 100% because the answer “Ved ikke” is left out.", "agree", "en"),
    ("The shares do not sum to 100 per cent due to rounding.", "rounded", "en"),
    ("The data are weighted to represent the whole public sector.", "phases", "en"),
    ("The figures are from 2018–2019.", "phases", "en"),
    ("The thin lines show a 95% confidence interval.", "sectors", "en"),
    ("The percentages on the right show the total share who answered “Helt enig” and “Delvist enig”.", "agree", "en"),
]


@pytest.mark.parametrize(("text", "table", "language"), TRUE)
def test_what_is_true_holds(text: str, table: str, language: str) -> None:
    found = statements(text, table, language, filter=FILTER)
    assert found
    assert [s for s in found if s.verdict != "holds"] == []
    for statement in found:
        assert statement.text == text[slice(*statement.span)] and statement.truth is None


FIRST_TWO = "”Helt enig” og ”Delvist enig”"
SLIPS = [
    ("n=1.180 (2018), 1.100 (2020).", "waves", "da", "1.100 2018"),
    ("n=1.100 (2018), 1.810 (2020).", "waves", "da", "1.180 2020"),
    ("n=2.280.", "waves", "da", "n=1.100 (2018), 1.180 (2020)"),
    ("Figuren viser ikke svaret ”Ved ikke” (9 % i hver gruppe).", "waves", "da", "8 %"),
    ("Figuren viser ikke svaret ”Ved ikke” (Øst 5 %, Syd 5 %).", "uneven", "da", "10 % (Øst)"),
    ("Figuren viser ikke svaret ”Ved ikke” (1-10 %).", "uneven", "da", "Øst 10 %, Vest 0 %, Syd 5 %"),
    ("Andelene for Syd summerer til 100 %.", "uneven", "da", "for Syd"),
    ("Andelene for Vest summerer ikke til 100 %.", "uneven", "da", "er udeladt"),
    ("Andelene i hver gruppe summerer ikke til 100 %.", "uneven", "da", "er udeladt"),
    ("Andelene for Syd summerer ikke til 100 % grundet afrunding.", "uneven", "da", "for Syd"),
    ("Andelene summerer til mere end 100 %, da man kunne vælge flere svar.", "nets", "da", "indgå i flere"),
    ("Andelene summerer ikke til 100 %, fordi de kan indgå i flere af dem.", "agree", "da", "ikke viser"),
    ("”Flere” afviger fra summen af sine dele grundet afrunding.", "nets", "da", "”Enige” afviger"),
    ("”Enige” afviger fra summen af sine dele grundet afrunding.", "agree", "da", "summen af deres dele"),
    ("Figuren omfatter kun de arbejdspladser, der har samarbejdet.", "phases", "da", "indført mindst én"),
    ("n=1.787.", "phases", "da", "n=1.877"),
    ("n=1.334.", "phases", "da", "n=1.877"),
    ("n=1,877.", "phases", "da", "n=1.877"),
    ("n=18.77.", "phases", "da", "n=1.877"),
    ("n=187.7.", "phases", "da", "n=1.877"),
    ("Antal observationer = 1.093.", "phases", "da", "1.877"),
    ("n=850 mænd og 800 kvinder.", "men and women", "da", "800 mænd"),
    ("n=800 (mænd) og n=805 (kvinder).", "men and women", "da", "850 kvinder"),
    ("n=800/860.", "men and women", "da", "850 kvinder"),
    ("n (mænd)=850, n (kvinder)=850.", "men and women", "da", "800"),
    ("Antal besvarelser: mænd 800, kvinder 805.", "men and women", "da", "Kvinder 850"),
    ("n=800-1.650.", "men and women", "da", "Kvinder 850"),
    ("n=1,258 kommune and 420 region.", "sectors", "en", "240 region"),
    ("n=1,650 (Kvinder 800, Mænd 800).", "men and women", "en", "Kvinder 850"),
    ("78 % har svaret andet end ”Aldrig”.", "often", "da", "88 %"),
    ("88% answered everything but “Ugentligt”.", "often", "en", "69%"),
    ("Procenten til højre viser den samlede andel, der har svaret andet end ”Dagligt” og ”Aldrig”.", "often", "da",
     "”Dagligt” og ”Ugentligt”"),
    ("Andelene summerer til 93 %.", "agree", "da", "92 %"),
    ("Helt enig og delvist uenig udgør tilsammen 57 %.", "agree", "da", "50 %"),
    ("57 % er helt eller delvist uenige.", "agree", "da", "35 %"),
    ("Procenterne til højre viser andelen, der er helt enige eller helt uenige.", "agree", "da", "”Delvist enig”"),
    ("The shares add up to 98% due to rounding.", "satisfied", "en", "99%"),
    ("41% are satisfied or very satisfied.", "satisfied", "en", "69%"),
    ("The percentages on the right show the share who are dissatisfied or very satisfied.", "satisfied", "en",
     "“Very satisfied” and “Satisfied”"),
    ("Data er uvægtede.", "phases", "da", "vægtet til at repræsentere den offentlige"),
    ("n=1.312-1.343.", "many", "da", "n=1.312-1.334"),
    ("n=1.334.", "many", "da", "n=1.312-1.334"),
    ("Alle offentlige innovationer, n=174, innovative offentlige indkøb, n=1.352.", "levels", "da", "n=1.352"),
    ("n=1.498 (Kommune 240, Region 1.258).", "sectors", "da", "Kommune 1.258"),
    ("n=1.258 (Kommune 1.258, Region 240).", "sectors", "da", "n=1.498"),
    ("Kommune (n=240) og Region (n=1.258).", "sectors", "da", "1.258"),
    ("Figuren viser ikke de 9 %, der har svaret ”Anden slags samarbejde”.", "phases", "da", "8 %"),
    ("Figuren viser ikke de 8 %, der har svaret ”Ved ikke”, eller de 7 %, der har svaret ”Ubesvaret”.", "phases",
     "da", "7 %"),
    ("Figuren viser ikke de 58 %, der har svaret ”Afprøvning”.", "phases", "da", "vises i figuren"),
    ("Figuren viser ikke den ene procent, der har svaret ”Ved ikke”.", "phases", "da", "7 %"),
    ("Figuren viser ikke de 7,5 %, der har svaret ”Ved ikke”.", "phases", "da", "7 %"),
    ("Figuren viser ikke den ene procent, der har svaret ”Uoplyst”.", "phases", "da", "<1 %"),
    ("Andelene i figuren summerer ikke til 100 % grundet afrunding.", "phases", "da", "mere end 100"),
    ("Andelene i figuren summerer til mere end 100 %.", "agree", "da", "ikke til 100"),
    ("Andelene i figuren summerer til 100 %.", "agree", "da", "ikke til 100"),
    ("Andelene i figuren summerer til 100 %.", "phases", "da", "mere end 100"),
    ("Andelene i figuren summerer ikke til 100 %.", "sectors", "da", "summerer til 100"),
    ("Andelene i figuren summerer til over 100 pct., da man kunne vælge flere svar.", "agree", "da", "ikke til 100"),
    ("Andelene summerer til mere end 100 %, fordi man kunne vælge op til fire svarmuligheder.", "phases", "da", "tre"),
    ("Andelene summerer ikke til 100 %, fordi svaret ”Helt uenig” er udeladt.", "agree", "da", "vises i figuren"),
    ("De tre delelementer summerer til mere end 62 %.", "roles", "da", "26 %"),
    ("De to delelementer summerer til mere end 26 %.", "roles", "da", "3"),
    ("De tre delelementer summerer til 26 %.", "roles", "da", "35 %"),
    ("Spørgsmålet er kun stillet til de arbejdspladser, der har samarbejdet.", "phases", "da", "indført mindst én"),
    ("Spørgsmålet er kun stillet til " + FILTER.replace("2019", "2020") + ".", "phases", "da", "2018-2019"),
    ("Tallene er fra perioden 2017-2018.", "phases", "da", "2018-2019"),
    ("Tallene er fra 2018-20.", "phases", "da", "2018-2019"),
    ("Data er ikke vægtet.", "phases", "da", "vægtet til at repræsentere den offentlige"),
    ("Resultaterne er uvægtet.", "phases", "da", "vægtet til at repræsentere den offentlige"),
    ("Data er vægtet til at repræsentere alle private virksomheder.", "phases", "da", "den offentlige sektor"),
    ("Figuren bygger på spørgsmålet ”Hvilke partnere?”.", "phases", "da", "Hvilke faser?"),
    ("Procenterne til højre viser den samlede andel, der har svaret ”Helt uenig” og ”Delvist enig”.", "agree",
     "da", FIRST_TWO),
    ("Procenterne viser andelen, der samlet er helt enig eller delvist uenig.", "agree", "da", FIRST_TWO),
    ("Helt enig har 27 %.", "agree", "da", "30 %"),
    ("30 % har svaret ”Helt enig”, mens 16 % har svaret ”Helt uenig”.", "agree", "da", "15 %"),
    ("Enige (57 %) og uenige (53 %).", "agree", "da", "35 %"),
    ("30,4 % har svaret ”Helt enig”.", "agree", "da", "30 %"),
    ("Svaret ”Ved ikke” (9 pct.) er ikke vist.", "agree", "da", "8 %"),
    ("Der ses ikke en statistisk signifikant forskel ved et signifikansniveau på 0,05.", "sectors", "da", "p <"),
    ("Den samlede forskel er signifikant ved et signifikansniveau på 0,01.", "sectors", "da", "0,05"),
    ("Forskellen er signifikant for ”Nej”.", "single", "da", "”Ja”"),
    ("Stregerne viser et konfidensinterval på 90 %.", "sectors", "da", "95 %"),
    ("n=1.877.", "phases", "en", "n=1,877"),
    ("n=1,787.", "phases", "en", "n=1,877"),
    ("The figure does not show the 9% who answered “Anden slags samarbejde”.", "phases", "en", "8%"),
    ("The shares in the figure do not sum to 100% due to rounding.", "phases", "en", "more than 100%"),
    ("The shares in the figure sum to more than 100%.", "agree", "en", "do not sum to 100%"),
    ("The data are not weighted.", "phases", "en", "weighted to represent"),
    ("The figures are from 2017-2018.", "phases", "en", "2018-2019"),
    ("The percentages show the total share who answered “Helt uenig” and “Delvist enig”.", "agree", "en",
     "“Helt enig”"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "table", "language", "truth"), SLIPS)
def test_a_slip_is_found(text: str, table: str, language: str, truth: str) -> None:
    failing = [s for s in statements(text, table, language, filter=FILTER) if s.verdict == "fails"]
    assert failing
    assert all(statement.truth for statement in failing)
    assert any(truth in str(statement.truth).replace("\u00a0", " ") for statement in failing), failing


def test_a_slip_in_a_whole_caption_is_the_only_one_found() -> None:
    text = (
        "Figuren viser i hvilke faser samarbejde om offentlig innovation foregår. Figuren bygger på spørgsmålet: "
        f"”Hvilke faser?”. Spørgsmålet er kun stillet til {FILTER}. Andelene i figuren summerer til mere end 100 %, "
        "fordi arbejdspladserne har haft mulighed for at vælge flere svarmuligheder. Figuren viser ikke de 8 %, der "
        "har svaret ”Anden slags samarbejde”, eller de 7 %, der har svaret ”Ved ikke” til spørgsmålet. Data er vægtet "
        "til at repræsentere den offentlige sektor samlet set. n=1.877."
    )
    found = statements(text, filter=FILTER)
    assert {s.verdict for s in found} == {"holds"} and len(found) == 9
    for right, wrong in (("de 7 %", "de 6 %"), ("n=1.877", "n=1.878"), ("er vægtet", "er ikke vægtet")):
        (failing,) = [s for s in statements(text.replace(right, wrong), filter=FILTER) if s.verdict == "fails"]
        assert wrong.split()[-1] in failing.text


FRAGMENTS = (
    *("n=", "12", "1.877", "%", "8", "der har svaret", "”Ved ikke”", "summerer til", "100 %", "2018", "tre", "to"),
    *("i alt", ".", ",", "Data er vægtet", "(", ")", "3,5", "-", "spørgsmålet", "signifikant", "Idé", "Andelene"),
)


@settings(max_examples=200, derandomize=True)
@given(
    st.lists(
        st.sampled_from(FRAGMENTS),
        max_size=14,
    ),
    st.sampled_from(["da", "en"]),
    st.sampled_from(sorted(TABLES)),
)
def test_every_number_is_accounted_for(words: list[str], language: str, table: str) -> None:
    text = " ".join(["Tekst", *words])
    found = statements(text, table, language)
    for number in re.finditer(r"\d+(?:[.,]\d+)*", text):
        assert any(s.span[0] <= number.start() and number.end() <= s.span[1] for s in found), number
    for statement in found:
        assert (statement.verdict == "fails") == (statement.truth is not None)


def test_a_question_that_others_were_asked_too() -> None:
    survey = SurveySpec(name="I", wave="2020")
    about = {"kind": "bars", "title": "T", "data": "x", "filter": FILTER, "question": "Hvad?"}
    for words, verdict in (("Spørgsmålet er kun stillet til", "fails"), ("Figuren omfatter kun", "holds")):
        spec = figure_spec(about | {"caption": {"text": f"{words} {FILTER}."}})
        table = replace(AGREE, narrowed=True)
        (said,) = captions.caption(spec, survey, table, MANNER, captions.locale(survey)).statements[:1]
        assert (said.what, said.verdict) == ("filter", verdict)
        assert verdict == "holds" or said.truth == f"Figuren omfatter kun {FILTER}."


@pytest.mark.parametrize("text", ["Data er ikke vægtet.", "Data er vægtet til at repræsentere alle."])
def test_weights_that_nobody_tells_of_are_not_verified(text: str) -> None:
    assert {s.verdict for s in typed(text, AGREE)} == {"not verified"}


def test_several_answers_are_not_verified_where_nobody_says() -> None:
    text = "Andelene summerer til mere end 100 %, fordi man kunne vælge flere svarmuligheder."
    found = typed(text, PHASES)
    assert [(s.what, s.verdict) for s in found] == [("sum", "holds"), ("reason", "not verified")]


def test_what_is_not_known_is_not_verified() -> None:
    unknown = (
        "I 2011 svarede 40 arbejdspladser.",
        "57 % er tilfredse.",
        "Der er fire regioner.",
        "Plus/minus 2 procentpoint.",
    )
    unknown += ("Over 25 % er Helt enig.", "Mellem 25-35 % er Helt enig.")
    unknown += ("57 % er enige (30 % er helt enige, og 27 % er delvist enige).",)
    unknown += ("Blandt de helt enige er 40 % kvinder.", "n=100 mænd og 900 kvinder.")
    for text in (*unknown, "De 70 %, der ikke har svaret ”Helt enig”.", "Figuren bygger på 2.271 svar."):
        found = statements(text, "agree")
        assert found and {s.verdict for s in found} == {"not verified"}, text


def test_answers_of_those_who_gave_several_are_not_added() -> None:
    """Nobody knows how many named one of two, nor how many named only others."""
    table = replace(PHASES, partition=False)
    for text in ("Idé og Udvikling udgør tilsammen 128 %.", "48 % har svaret andet end ”Idé”."):
        assert {s.verdict for s in typed(text, table)} == {"not verified"}, text
    assert {s.verdict for s in typed("Idé og Udvikling udgør tilsammen 128 %.", PHASES)} == {"holds"}


def test_a_test_of_all_groups_is_none_of_two() -> None:
    groups = ("Kommune", "Region", "Stat")
    cells = tuple(Cell(name, 0.5, group) for group in groups for name in ("Ja", "Nej"))
    table = Table(cells, partition=True, comparison=Comparison(0.05, 0.01))
    (whole,) = typed("Forskellen er signifikant.", table)
    (part,) = typed("Forskellen på regionerne og staten er signifikant.", table)
    assert (whole.verdict, part.verdict) == ("holds", "not verified")


def test_own_captions_hold_when_typed() -> None:
    """What the program words, the reader reads: for every figure that is shipped with a finished table."""
    for entry in project.find([ROOT / "figures" / "innovation-2021-2023"]):
        if entry.spec.table is None:
            continue
        made = project.figure(entry, project.Microdata())
        found = captions.check_verbatim(
            made.caption.text, entry.spec, entry.survey, made.table, MANNER, LANGUAGES["da"], made.locale
        )
        assert [s for s in found if s.verdict == "fails"] == [], entry.id
        if entry.id == "kommuner":
            assert [s.text for s in found] == ["2015-2016", "2018"] and {s.verdict for s in found} == {"holds"}


@pytest.mark.parametrize(
    ("label", "parts", "language", "verdict", "truth"),
    [
        ("Enige", ("Helt enig", "Delvist enig"), "da", "holds", None),
        ("Enige i alt", ("Helt enig", "Delvist uenig"), "da", "fails", "”Helt enig” og ”Delvist enig”"),
        ("Uenige", ("Helt uenig", "Delvist enig"), "da", "fails", "”Delvist uenig” og ”Helt uenig”"),
        ("Uenige", ("Helt uenig", "Delvist uenig"), "da", "holds", None),
        ("Enige", ("Helt enig", "Hverken enig eller uenig"), "da", "fails", "”Helt enig” og ”Delvist enig”"),
        ("Helt uenig eller ved ikke", ("Delvist uenig", "Ved ikke"), "da", "fails", "uenig"),
        ("Positive", ("Helt enig", "Delvist enig"), "da", "not verified", None),
        ("Ikke enige", ("Hverken enig eller uenig", "Delvist uenig", "Helt uenig"), "da", "holds", None),
        ("Ikke enige", ("Hverken enig eller uenig", "Delvist uenig", "Helt uenig", "Ved ikke"), "da", "holds", None),
        (
            "Andet end helt enig",
            ("Delvist enig", "Hverken enig eller uenig", "Delvist uenig", "Helt uenig"),
            "da",
            "holds",
            None,
        ),
        (
            "Ikke helt enige",
            ("Delvist enig", "Hverken enig eller uenig", "Delvist uenig", "Helt uenig"),
            "da",
            "holds",
            None,
        ),
        ("Ikke enige", ("Delvist uenig", "Helt uenig"), "da", "fails", "”Hverken enig eller uenig”"),
        ("Ikke enige", ("Helt enig", "Delvist enig"), "da", "fails", "”Delvist uenig” og ”Helt uenig”"),
        ("Ikke helt uenige", ("Helt uenig", "Ved ikke"), "da", "fails", "”Delvist uenig”"),
    ],
)
def test_labels_of_nets(label: str, parts: tuple[str, ...], language: str, verdict: str, truth: str | None) -> None:
    names = ("Helt enig", "Delvist enig", "Hverken enig eller uenig", "Delvist uenig", "Helt uenig", "Ved ikke")
    table = Table(tuple(Cell(name, 0.16) for name in names), (Net(label, parts, 0.3),))
    locale = captions.locale(SurveySpec(name="I", wave="2020", language=language))
    (found,) = captions.check_labels(table, locale)
    assert (found.verdict, found.text) == (verdict, label)
    assert truth is None or truth in str(found.truth)


WAYS = ("Bil", "Cykel", "Bus eller tog", "Til fods", "Ved ikke")


@pytest.mark.parametrize(
    ("label", "parts", "verdict"),
    [
        ("Kører ikke i bil", WAYS[1:4], "holds"),
        ("Kører ikke i bil", WAYS[1:], "holds"),
        ("Kører ikke i bil", WAYS[:2], "fails"),
        ("Kører ikke i bil", WAYS[1:3], "fails"),
        ("Hverken bil eller cykel", WAYS[2:4], "holds"),
        ("Bil eller cykel", WAYS[:2], "holds"),
    ],
)
def test_a_net_may_be_worded_by_what_it_leaves_out(label: str, parts: tuple[str, ...], verdict: str) -> None:
    cells = tuple(Cell(name, 0.2) for name in WAYS)
    locale = captions.locale(SurveySpec(name="I", wave="2020"))
    (found,) = captions.check_labels(Table(cells, (Net(label, parts, 0.2 * len(parts)),)), locale)
    assert found.verdict == verdict


def test_of_those_who_gave_several_answers_nobody_knows_who_gave_none_of_one() -> None:
    cells = tuple(Cell(name, 0.2) for name in WAYS)
    table = Table(cells, (Net("Kører ikke i bil", WAYS[1:4], 0.6),), partition=False)
    (found,) = captions.check_labels(table, captions.locale(SurveySpec(name="I", wave="2020")))
    assert found.verdict == "not verified"


def test_a_sentence_may_say_what_a_net_leaves_out() -> None:
    cells = tuple(Cell(name, 0.2) for name in WAYS)
    table = Table(cells, (Net("Uden motor", WAYS[2:4], 0.4),), partition=True)
    (true,) = typed("Procenten til højre viser den samlede andel, der ikke har svaret ”Bil” eller ”Cykel”.", table)
    (false,) = typed("Procenten til højre viser den samlede andel, der ikke har svaret ”Bil” eller ”Til fods”.", table)
    assert (true.verdict, false.verdict) == ("holds", "fails")
    assert false.truth == "”Bus eller tog” og ”Til fods”"


def test_labels_in_english() -> None:
    names = ("Strongly agree", "Agree somewhat", "Disagree somewhat", "Strongly disagree")
    locale = captions.locale(SurveySpec(name="I", wave="2020", language="en"))
    cells = tuple(Cell(name, 0.25) for name in names)
    (good,) = captions.check_labels(Table(cells, (Net("Agree", names[:2], 0.5),)), locale)
    (bad,) = captions.check_labels(Table(cells, (Net("Agree", (names[0], names[2]), 0.5),)), locale)
    assert (good.verdict, bad.verdict) == ("holds", "fails")
    assert bad.truth == "“Strongly agree” and “Agree somewhat”"
