"""Falsehoods planted in the sample figures are found where they stand; what is true of them raises nothing."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from barometer_cli import build, project
from barometer_cli.model.finding import Finding

ROOT = Path(__file__).parents[1]
MADE = re.compile(r"\s\|\s")

FALSE = """
internt-eksternt | title | Tre ud af fire offentlige innovationer bliver til i eksternt samarbejde
internt-eksternt | title | Offentlige arbejdspladser samarbejder oftere internt end eksternt
internt-eksternt | title | Et klart flertal henter hjælp hos eksterne samarbejdspartnere
internt-eksternt | title | Kun hver tredje arbejdsplads samarbejder eksternt om sin innovation
internt-eksternt | title | Eksternt samarbejde præger 52 procent af innovationerne
internt-eksternt | title | Hver tredje arbejdsplads nøjes med internt samarbejde
internt-eksternt | title | Over 30 pct. samarbejder både internt og eksternt
internt-eksternt | subtitle | 21 % har alene samarbejdet internt
internt-eksternt | subtitle | Godt halvdelen af arbejdspladserne har samarbejdet eksternt
faser | title | Afprøvning er den fase, der oftest samarbejdes om
faser | title | Samarbejdet er mindst udbredt i idéfasen, hvor kun hver tredje samarbejder om idé
faser | title | Færre end halvdelen samarbejder om ibrugtagning
faser | title | Fire ud af fem udvikler eller tilpasser en løsning sammen med andre, men hver anden samarbejder om evaluering
faser | title | Syv ud af ti arbejdspladser samarbejder om afprøvning
faser | title | Langt de fleste samarbejder om ibrugtagning
faser | title | Idé er den næstmest udbredte fase
faser | title | 61 % samarbejder om ibrugtagning, og 67 % om afprøvning
faser | title | Flere samarbejder om evaluering end om idé
faser | subtitle | Hver anden har samarbejdet om evaluering
partnere | title | Borgere er offentlige innovatørers hyppigste samarbejdspartner
partnere | title | Hver fjerde arbejdsplads har en privat virksomhed med
partnere | title | Fonde er med i hver tiende innovation
partnere | title | Udenlandske aktører er oftere med end fonde
partnere | title | Dobbelt så mange samarbejder med borgere som med private virksomheder
partnere | title | 18 % af arbejdspladserne samarbejder med borgere
partnere | title | Knap hver tiende samarbejder med frivillige foreninger
partnere | subtitle | Et flertal har samarbejdet med borgere
tvaeroffentligt | title | Hver fjerde samarbejder på tværs af sektorer
tvaeroffentligt | title | Samarbejdet på tværs af sektorer er lige så udbredt som i samme sektor
tvaeroffentligt | title | Offentlige arbejdspladser samarbejder oftest på tværs af sektorer
tvaeroffentligt | title | 27 procent samarbejder inden for samme sektor
noegletal | text | af de offentlige innovationer er sket uden samarbejde med eksterne
noegletal | text | af de offentlige innovationer er sket i eksternt samarbejde
noegletal | title | Fire ud af fem innovationer sker i samarbejde
noegletal-evalueret | title | Hver anden innovation bliver evalueret
noegletal-evalueret | title | Et flertal af innovationerne er blevet evalueret
noegletal-evalueret | text | af innovationerne er blevet evalueret, altså næsten halvdelen
noegletal-flere-typer | title | Mere end halvdelen af innovationerne hører til flere typer
noegletal-innovative | title | Næsten alle offentlige arbejdspladser fornyer sig
noegletal-innovative | title | To ud af tre arbejdspladser er innovative
noegletal-samarbejde | title | Hver anden innovation er skabt sammen med mindst én partner
noegletal-samarbejde | text | af innovationerne er skabt sammen med mindst én ekstern samarbejdspartner
evaluering | title | Godt halvdelen af innovationerne er blevet evalueret
evaluering | title | Hver femte innovation er evalueret eksternt
evaluering | title | Evaluering er planlagt i hver anden innovation
evaluering | title | Evaluering er i gang på hver fjerde arbejdsplads
evaluering | title | Kun hver fjerde innovation er evalueret i alt
evaluering | subtitle | 7 % af arbejdspladserne har udelukkende evalueret internt
haemmere-og-fremmere | title | Samarbejde på tværs af arbejdspladsen hæmmede hver femte innovation
haemmere-og-fremmere | title | Tre ud af fire innovationer er fremmet af medarbejdernes medvirken
haemmere-og-fremmere | title | Medarbejdernes medvirken hæmmede oftere end den fremmede innovationen
haemmere-og-fremmere | title | Samarbejde på tværs af arbejdspladsen fremmede 90 procent af innovationerne
innovationstyper | title | Kommunikationsinnovation er den mest udbredte type
innovationstyper | title | Hver tiende innovation er en produktinnovation
innovationstyper | title | Halvdelen af innovationerne er serviceinnovationer
innovationstyper | title | Serviceinnovation er mere udbredt end kommunikationsinnovation
kommuner | title | Norske kommuner bruger frivillige oftere end danske
kommuner | title | Frivillige er med i hver fjerde danske kommunale innovation
kommuner | title | Frivillige spiller tre gange så ofte en rolle i danske som i norske kommunale innovationer
ledelse | title | Den nærmeste politiske ledelse tog initiativet til hver fjerde innovation
ledelse | title | Arbejdspladsens egen leder tog initiativet til over halvdelen af innovationerne
spredning | title | Hver tredje innovation er en kopi af andres løsninger
spredning | title | Hver fjerde arbejdsplads er den første til at udvikle og indføre innovationen
teknologi | title | Teknologi er en vigtig del af hver anden innovation
teknologi | title | Et flertal af innovationerne er teknologiske
teknologi | title | I over en tredjedel af innovationerne indgår teknologi slet ikke
teknologi | title | Hver femte innovation er i sig selv en teknologisk løsning
virksomheder | title | Private virksomheder er igangsætter af hver tiende innovation
virksomheder | title | Private virksomheder fremmer hver fjerde innovation
innovative-arbejdspladser | title | Kommunerne er mest innovative
innovative-arbejdspladser | title | Regionerne er signifikant oftere innovative end kommunerne
innovative-arbejdspladser | title | 90 procent af de statslige arbejdspladser er innovative
innovative-arbejdspladser | title | Ni ud af ti offentlige arbejdspladser er innovative
innovative-arbejdspladser | title | Kommunerne er oftere innovative end staten
internt-eksternt-efter-sektor | title | Knap halvdelen af regionernes innovationer sker i eksternt samarbejde
internt-eksternt-efter-sektor | title | Staten samarbejder oftere eksternt end kommunerne
partnere-efter-sektor | title | Hver tredje region samarbejder med borgere
partnere-efter-sektor | title | Staten samarbejder oftere med borgere end kommunerne
"""

FALSE_CAPTIONS = """
internt-eksternt | caption.text | Figuren viser andelen med eksternt samarbejde. n=1.887.
internt-eksternt | caption.text | Andelene i figuren summerer til mere end 100 %.
internt-eksternt | caption.text | Andelene summerer til 100 %, fordi alle har svaret.
internt-eksternt | caption.text | Spørgsmålet er kun stillet til de arbejdspladser, der har samarbejdet eksternt. n=1.877.
internt-eksternt | caption.text | Data er ikke vægtet. n=1.877.
internt-eksternt | caption.text | Tallene er fra perioden 2016-2017. n=1.877.
internt-eksternt | caption.text | ”Kun internt” har 21 %.
internt-eksternt | caption.text | 28 % har svaret ”Kun eksternt”. n=1.877.
internt-eksternt | caption.text | Procenterne til højre viser den samlede andel, der har svaret ”Kun internt” og ”Kun eksternt”.
internt-eksternt | caption.text | Figuren bygger på spørgsmålet ”Hvem samarbejdede I med?”. n=1.877.
faser | caption.text | Figuren viser ikke de 8 %, der har svaret ”Ved ikke”. n=1.334.
faser | caption.text | Figuren viser ikke de 9 %, der har svaret ”Anden slags samarbejde”. n=1.334.
faser | caption.text | Figuren viser ikke de 61 %, der har svaret ”Ibrugtagning”. n=1.334.
faser | caption.text | Andelene i figuren summerer ikke til mere end 100 %. n=1.334.
faser | caption.text | Antal besvarelser: 1.343.
faser | caption.text | Svarene er fra 1.334 arbejdspladser, n=1.877.
faser | caption.text | Spørgsmålet er kun stillet til de arbejdspladser, der har indført mindst én innovation i perioden 2018-2019. n=1.334.
partnere | caption.text | 20 % har svaret ”Private virksomheder”, og 18 % har svaret ”Borgere”. n=1.877.
partnere | caption.text | Andelene summerer til mindre end 100 %. n=1.877.
partnere | caption.text | Andelene summerer ikke til 100 % grundet afrunding. n=1.877.
partnere | caption.text | Data er vægtet til at repræsentere alle kommuner. n=1.877.
tvaeroffentligt | caption.text | Samme sektor (15 %) og På tværs af sektorer (22 %). n=1.877.
evaluering | caption.text | Figuren viser ikke de 3 %, der har svaret ”Ved ikke”. n=1.352.
evaluering | caption.text | Samlet har 41 % svaret ”Evalueret i alt”. n=1.352.
evaluering | caption.text | Andelene summerer til 100 %. n=1.352.
ledelse | caption.text | Figuren viser ikke de 11 %, der har svaret ”Andet”, eller de 2 %, der har svaret ”Ved ikke”. n=1.352.
spredning | caption.text | Procenten viser den samlede andel, der har svaret ”Ved ikke” og ”Innovationen i vidt omfang en kopi af andres løsninger”. n=1.352.
spredning | caption.text | Andelene i figuren summerer til mere end 100 %. n=1.352.
teknologi | caption.text | Figuren viser ikke de 10 %, der har svaret ”Ved ikke”. n=1.352.
teknologi | caption.text | ”Teknologi indgår slet ikke” har 26 %. n=1.352.
virksomheder | caption.text | De tre delelementer summerer til mere end 36 %, fordi virksomheder kan spille flere roller. n=1.352.
virksomheder | caption.text | De fire delelementer summerer til mere end 26 %, fordi virksomheder kan spille flere roller. n=1.352.
innovationstyper | caption.text | Andelene summerer ikke til 100 %, fordi svaret ”Produktinnovation” er udeladt. n=1.352.
kommuner | caption.text | 18 % har svaret ”Danske kommunale innovationer”.
innovative-arbejdspladser | caption.text | n=2.271 (Kommune 1.528, Region 481, Stat 262).
innovative-arbejdspladser | caption.text | Stregerne viser et konfidensinterval på 90 %. n=2.271.
innovative-arbejdspladser | caption.text | Der ses ikke en signifikant forskel. n=2.271.
innovative-arbejdspladser | caption.text | Den samlede forskel er signifikant ved et signifikansniveau på 0,01. n=2.271.
internt-eksternt-efter-sektor | caption.text | Forskellen er signifikant. n=1.877.
partnere-efter-sektor | caption.text | Der ses en signifikant forskel for ”Borgere”. n=1.877.
"""

TRUE = """
internt-eksternt | title | Offentlige arbejdspladser samarbejder lidt oftere eksternt end internt
internt-eksternt | title | Hver femte arbejdsplads nøjes med internt samarbejde
internt-eksternt | title | Eksternt samarbejde præger 50 procent af innovationerne
internt-eksternt | title | Under 30 pct. samarbejder både internt og eksternt
internt-eksternt | title | Kun hver anden arbejdsplads samarbejder eksternt om sin innovation
internt-eksternt | subtitle | 19 % har alene samarbejdet internt
internt-eksternt | subtitle | Knap halvdelen af arbejdspladserne har samarbejdet eksternt
internt-eksternt | title | Både internt og eksternt samarbejde er mest udbredt
internt-eksternt | title | Færre end hver tredje samarbejder både internt og eksternt
faser | title | Udvikling eller tilpasning af en løsning er den fase, der oftest samarbejdes om
faser | title | Evaluering er den fase, som færrest samarbejder om
faser | title | Seks ud af ti samarbejder om ibrugtagning
faser | title | Tre ud af fire udvikler eller tilpasser en løsning sammen med andre, men kun fire ud af ti samarbejder om evaluering
faser | title | Flere samarbejder om idé end om evaluering
faser | title | Ibrugtagning er den næstmest udbredte fase
faser | title | Godt halvdelen samarbejder om idé
faser | title | Et stort flertal samarbejder om udvikling eller tilpasning
faser | subtitle | 58 % har samarbejdet om afprøvning
partnere | title | Hver femte arbejdsplads samarbejder med borgere
partnere | title | Knap hver femte arbejdsplads har private virksomheder med
partnere | title | Fonde er med i hver tyvende innovation
partnere | title | Fonde er oftere med end udenlandske aktører
partnere | title | Borgere er oftere med end private virksomheder
partnere | title | 20 % af arbejdspladserne samarbejder med borgere
partnere | title | Godt hver tiende samarbejder med frivillige foreninger
partnere | title | Udenlandske aktører er sjældnest med
partnere | subtitle | Et lille mindretal har samarbejdet med borgere
tvaeroffentligt | title | Knap hver sjette samarbejder på tværs af sektorer
tvaeroffentligt | title | Offentlige arbejdspladser samarbejder oftere i samme sektor end på tværs af sektorer
tvaeroffentligt | title | 22 procent samarbejder inden for samme sektor
noegletal | title | Knap syv ud af ti innovationer sker i samarbejde
noegletal-evalueret | title | Fire ud af ti innovationer bliver evalueret
noegletal-evalueret | title | Under halvdelen af innovationerne er blevet evalueret
noegletal-evalueret | text | af innovationerne er blevet evalueret, altså knap fire ud af ti
noegletal-flere-typer | title | Næsten halvdelen af innovationerne hører til flere typer
noegletal-innovative | title | Godt fire ud af fem offentlige arbejdspladser fornyer sig
noegletal-innovative | title | Et stort flertal af arbejdspladserne er innovative
noegletal-samarbejde | title | Over to tredjedele er skabt sammen med mindst én partner
noegletal-samarbejde | title | Et stort flertal af innovationerne er skabt i samarbejde
evaluering | title | 39 % af innovationerne er blevet evalueret
evaluering | title | Under hver tiende innovation er evalueret eksternt
evaluering | title | Evaluering er planlagt i tre ud af ti innovationer
evaluering | title | Evaluering er i gang på knap hver femte arbejdsplads
evaluering | subtitle | 32 % af arbejdspladserne har udelukkende evalueret internt
haemmere-og-fremmere | title | Samarbejde på tværs af arbejdspladsen hæmmede under hver tiende innovation
haemmere-og-fremmere | title | Ni ud af ti innovationer er fremmet af medarbejdernes medvirken
haemmere-og-fremmere | title | Samarbejde på tværs af arbejdspladsen fremmede 82 procent af innovationerne
innovationstyper | title | Nye processer og organisationsformer er den mest udbredte type
innovationstyper | title | Godt hver femte innovation er en produktinnovation
innovationstyper | title | Knap en tredjedel af innovationerne er serviceinnovationer
innovationstyper | title | Kommunikationsinnovation er mere udbredt end serviceinnovation
kommuner | title | Danske kommuner bruger frivillige oftere end norske
kommuner | title | Frivillige er med i hver sjette danske kommunale innovation
kommuner | title | Frivillige spiller halvt så ofte en rolle i norske kommunale innovationer som i danske
ledelse | title | Den nærmeste politiske ledelse tog initiativet til godt hver tiende innovation
ledelse | title | Arbejdspladsens egen leder tog initiativet til knap fire ud af ti innovationer
spredning | title | Knap hver femte innovation er en kopi af andres løsninger
spredning | title | Over halvdelen er inspireret af andres løsninger, men tilpasset væsentligt
teknologi | title | Teknologi er en vigtig del af godt hver fjerde innovation
teknologi | title | Et mindretal af innovationerne er teknologiske
teknologi | title | I godt en fjerdedel af innovationerne indgår teknologi slet ikke
teknologi | title | Hver tiende innovation er i sig selv en teknologisk løsning
virksomheder | title | Private virksomheder er igangsætter af 2 procent af innovationerne
virksomheder | title | Private virksomheder fremmer hver sjette innovation
innovative-arbejdspladser | title | Regionerne er mest innovative
innovative-arbejdspladser | title | Regionerne er oftere innovative end kommunerne
innovative-arbejdspladser | title | 84 procent af de statslige arbejdspladser er innovative
innovative-arbejdspladser | title | Over fire ud af fem offentlige arbejdspladser er innovative
innovative-arbejdspladser | title | Regionerne er ikke signifikant oftere innovative end kommunerne
internt-eksternt-efter-sektor | title | Over halvdelen af regionernes innovationer sker i eksternt samarbejde
internt-eksternt-efter-sektor | title | Kommunerne samarbejder oftere eksternt end staten
internt-eksternt-efter-sektor | title | Knap halvdelen af statens innovationer sker i eksternt samarbejde
partnere-efter-sektor | title | Kommunerne samarbejder oftere med borgere end staten
partnere-efter-sektor | title | Knap hver fjerde arbejdsplads i regionerne samarbejder med borgere
"""

TRUE_CAPTIONS = """
internt-eksternt | caption.text | Figuren viser andelen med eksternt samarbejde. n=1.877.
internt-eksternt | caption.text | Andelene i figuren summerer ikke til 100 %.
internt-eksternt | caption.text | Spørgsmålet er kun stillet til de arbejdspladser, der har indført mindst én innovation i perioden 2018-2019. n=1.877.
internt-eksternt | caption.text | Data er vægtet. Antal observationer = 1.877.
internt-eksternt | caption.text | Tallene er fra perioden 2018-2019. n=1.877.
internt-eksternt | caption.text | ”Kun internt” har 19 %.
internt-eksternt | caption.text | 21 % har svaret ”Kun eksternt”. n=1.877.
internt-eksternt | caption.text | Procenterne til højre viser den samlede andel, der har svaret ”Internt og eksternt” og ”Kun eksternt”.
faser | caption.text | Figuren viser ikke de 7 %, der har svaret ”Ved ikke”. n=1.334.
faser | caption.text | Figuren viser ikke de 8 %, der har svaret ”Anden slags samarbejde”, eller de 7 %, der har svaret ”Ved ikke” til spørgsmålet.
faser | caption.text | Andelene i figuren summerer til mere end 100 %. n=1.334.
faser | caption.text | Svarene er fra 1.334 arbejdspladser.
partnere | caption.text | 18 % har svaret ”Private virksomheder”, og 20 % har svaret ”Borgere”. n=1.877.
partnere | caption.text | Data er vægtet til at repræsentere den offentlige sektor samlet set. n=1.877.
tvaeroffentligt | caption.text | Samme sektor (22 %) og På tværs af sektorer (15 %). n=1.877.
evaluering | caption.text | Figuren viser ikke de 2 %, der har svaret ”Ved ikke”. n=1.352.
evaluering | caption.text | Samlet har 39 % svaret ”Evalueret i alt”. n=1.352.
ledelse | caption.text | Figuren viser ikke de 11 %, der har svaret ”Andet”, eller den ene procent, der har svaret ”Ved ikke”. n=1.352.
spredning | caption.text | Figuren viser ikke de 10 pct., der har svaret ”Ved ikke”. n=1.352.
teknologi | caption.text | ”Teknologi indgår slet ikke” har 27 %. n=1.352.
virksomheder | caption.text | De tre delelementer summerer til mere end 26 %, fordi virksomheder kan spille flere roller. n=1.352.
kommuner | caption.text | 16 % har svaret ”Danske kommunale innovationer”.
innovative-arbejdspladser | caption.text | n=2.271 (Kommune 1.528, Region 262, Stat 481).
innovative-arbejdspladser | caption.text | Stregerne viser et konfidensinterval på 95 %. n=2.271.
innovative-arbejdspladser | caption.text | Den samlede forskel er signifikant ved et signifikansniveau på 0,05. n=2.271.
internt-eksternt-efter-sektor | caption.text | Der ses ikke en signifikant forskel. n=1.877.
"""


def rows(lines: str) -> list[Any]:
    cases = [MADE.split(line, maxsplit=2) for line in lines.split("\n") if line]
    return [pytest.param(*case, id=f"{case[0]}: {case[2]}") for case in cases]


class Sample:
    """A copy of the sample figures in which one thing at a time is changed."""

    def __init__(self, folder: Path) -> None:
        for name in ("figures", "data"):
            shutil.copytree(ROOT / name, folder / name)
        self.folder = folder
        self.entries = {entry.id: entry for entry in project.find([folder / "figures"])}
        self.microdata = project.Microdata()

    def planted(self, figure: str, field: str, words: Any) -> tuple[tuple[Finding, ...], str]:
        """The findings of a figure in which a field says something else, and the place of that field."""
        path = self.entries[figure].path
        before = path.read_text(encoding="utf-8")
        spec = yaml.safe_load(before)
        inside = spec
        *outer, last = field.split(".")
        for name in outer:
            inside[name] = {} if last == "text" else inside.get(name, {})
            inside = inside[name]
        inside[last] = words
        if field in ("title", "text"):
            spec.pop("claims" if field == "title" else "acknowledge", None)
        text = yaml.safe_dump(spec, allow_unicode=True, sort_keys=False, width=1000)
        path.write_text(text, encoding="utf-8")
        try:
            (changed,) = project.find([path])
            page = [
                changed if entry.id == figure else entry
                for entry in self.entries.values()
                if entry.page == changed.page
            ]
            found = build.examine(page, project.Microdata() if field == "n" else self.microdata)
        finally:
            path.write_text(before, encoding="utf-8")
        return found.of(changed), f"{path.as_posix()}:{line(text, field)}"


def line(text: str, field: str) -> int:
    """The line a field is written on, found by its name and depth alone."""
    lines = text.splitlines()
    place = 0
    for depth, name in enumerate(field.split(".")):
        place = next(i for i in range(place, len(lines)) if lines[i].startswith(f"{'  ' * depth}{name}:"))
    return place + 1


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sample]:
    yield Sample(tmp_path_factory.mktemp("sample"))


@pytest.mark.parametrize(("figure", "field", "words"), rows(FALSE + FALSE_CAPTIONS))
def test_a_planted_falsehood_is_an_error_where_it_stands(sample: Sample, figure: str, field: str, words: str) -> None:
    found, place = sample.planted(figure, field, words)
    errors = [finding for finding in found if finding.severity == "error"]
    assert errors, found
    assert place in {f"{finding.place.file}:{finding.place.line}" for finding in errors}, errors


@pytest.mark.parametrize(("figure", "field", "words"), rows(TRUE + TRUE_CAPTIONS))
def test_what_is_true_raises_nothing(sample: Sample, figure: str, field: str, words: str) -> None:
    found, _ = sample.planted(figure, field, words)
    assert not [finding for finding in found if finding.severity != "info" and not finding.acknowledged], found
