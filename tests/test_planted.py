"""Falsehoods planted in the sample figures are found where they stand; what is true of them raises nothing."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from barometer_cli import project
from barometer_cli.export.check import examine
from barometer_cli.model.finding import Finding

ROOT = Path(__file__).parents[1]

FALSE = """
internt-eksternt:
  Kun eksternt samarbejde er sjældnest
  Tre ud af fire offentlige innovationer bliver til i eksternt samarbejde
  Offentlige arbejdspladser samarbejder oftere internt end eksternt
  Et klart flertal henter hjælp hos eksterne samarbejdspartnere
  Kun hver tredje arbejdsplads samarbejder eksternt om sin innovation
  Eksternt samarbejde præger 52 procent af innovationerne
  Hver tredje arbejdsplads nøjes med internt samarbejde
  Over 30 pct. samarbejder både internt og eksternt
  Flere nøjes med internt samarbejde end med eksternt
  Kun internt samarbejde er det mest udbredte
  Eksternt samarbejde er ti procentpoint mere udbredt end internt
  Mindre end en fjerdedel samarbejder både internt og eksternt
  Halvdelen samarbejder både internt og eksternt
  Eksternt samarbejde: Kun fire ud af ti er med
  1.887 arbejdspladser har svaret, og halvdelen samarbejder eksternt
  Et flertal samarbejder ikke eksternt, men 40 % samarbejder eksternt
  50 % samarbejder eksternt (28 % samarbejder internt)
  subtitle | 21 % har alene samarbejdet internt
  subtitle | Godt halvdelen af arbejdspladserne har samarbejdet eksternt
faser:
  Højst hver tredje samarbejder om evaluering
  Mindst to ud af tre samarbejder om idé
  Afprøvning er den fase, der oftest samarbejdes om
  Samarbejdet er mindst udbredt i idéfasen, hvor kun hver tredje samarbejder om idé
  Færre end halvdelen samarbejder om ibrugtagning
  Fire ud af fem udvikler eller tilpasser en løsning sammen med andre, men hver anden samarbejder om evaluering
  Syv ud af ti arbejdspladser samarbejder om afprøvning
  Langt de fleste samarbejder om ibrugtagning
  Idé er den næstmest udbredte fase
  61 % samarbejder om ibrugtagning, og 67 % om afprøvning
  Flere samarbejder om evaluering end om idé
  Kun få samarbejder om evaluering
  Næsten alle samarbejder om idé
  Ingen samarbejder om evaluering
  Idé er den mindst udbredte fase
  15 procentpoint flere samarbejder om udvikling eller tilpasning end om evaluering
  Arbejdspladserne samarbejder lige så ofte om idé som om udvikling eller tilpasning
  Samarbejdet topper ved ibrugtagning
  Evaluering er forrest
  Evaluering er topscorer
  Samarbejdet er størst om idé og mindst om evaluering
  Samarbejdet er størst om udvikling eller tilpasning og mindst om afprøvning
  Der samarbejdes om idé i 61 % og om ibrugtagning i 52 % af tilfældene
  Samarbejdet om evaluering er halvt så udbredt som samarbejdet om idé
  8 % har svaret ved ikke
  subtitle | Hver anden har samarbejdet om evaluering
partnere:
  Kun 5 % samarbejder med udenlandske aktører
  Borgere og fonde er lige udbredte samarbejdspartnere
  Borgere er offentlige innovatørers hyppigste samarbejdspartner
  Hver fjerde arbejdsplads har en privat virksomhed med
  Fonde er med i hver tiende innovation
  Udenlandske aktører er oftere med end fonde
  Dobbelt så mange samarbejder med borgere som med private virksomheder
  18 % af arbejdspladserne samarbejder med borgere
  Knap hver tiende samarbejder med frivillige foreninger
  Private virksomheder er næstoftest samarbejdspartner
  Et fåtal samarbejder med borgere
  Hver tredje samarbejder med offentlige arbejdspladser i samme sektor
  Tre gange så mange samarbejder med borgere som med fonde
  Flest samarbejder med borgere og færrest med fonde
  Andre eksterne er sjældnest med
  Frivillige foreninger er mere brugt end private virksomheder
  Borgerne er med i 18 pct. af innovationerne
  Borgere og fonde er de hyppigste samarbejdspartnere
  De to sjældneste samarbejdspartnere er udenlandske aktører og fonde
  Fonde er blandt de tre hyppigste samarbejdspartnere
  Borgere er topscorer blandt samarbejdspartnerne
  Fonde er vigtigere end borgere
  Borgere er knap så udbredte som fonde
  Borgere bruges kun af få
  Tre arbejdspladser ud af ti samarbejder med borgere
  subtitle | Et flertal har samarbejdet med borgere
tvaeroffentligt:
  Hver fjerde samarbejder på tværs af sektorer
  Samarbejdet på tværs af sektorer er lige så udbredt som i samme sektor
  Offentlige arbejdspladser samarbejder oftest på tværs af sektorer
  27 procent samarbejder inden for samme sektor
  Samme sektor vinder: Tre ud af ti samarbejder i samme sektor
  Langt flere samarbejder på tværs af sektorer end i samme sektor
  Samarbejde i samme sektor er ti procentpoint mere udbredt end på tværs af sektorer
noegletal:
  Fire ud af fem innovationer sker i samarbejde
  Over syv ud af ti innovationer sker i samarbejde
  text | af de offentlige innovationer er sket uden samarbejde med eksterne
  text | af de offentlige innovationer er sket i eksternt samarbejde
noegletal-evalueret:
  Hver anden innovation bliver evalueret
  Et flertal af innovationerne er blevet evalueret
  Kun et lille mindretal af innovationerne er blevet evalueret
  Mere end fire ud af ti innovationer er evalueret
  Knap hver tredje innovation er evalueret
  text | af innovationerne er blevet evalueret, altså næsten halvdelen
noegletal-flere-typer:
  Mere end halvdelen af innovationerne hører til flere typer
noegletal-innovative:
  Næsten alle offentlige arbejdspladser fornyer sig
  To ud af tre arbejdspladser er innovative
  Kun tre ud af fire arbejdspladser har indført innovation
  Et mindretal af arbejdspladserne er innovative
noegletal-samarbejde:
  Hver anden innovation er skabt sammen med mindst én partner
  text | af innovationerne er skabt sammen med mindst én ekstern samarbejdspartner
evaluering:
  Godt halvdelen af innovationerne er blevet evalueret
  Hver femte innovation er evalueret eksternt
  Evaluering er planlagt i hver anden innovation
  Evaluering er i gang på hver fjerde arbejdsplads
  Kun hver fjerde innovation er evalueret i alt
  18 % planlægger at evaluere, og for 30 % er evalueringen i gang
  Mindst hver tiende innovation er evalueret eksternt
  Fire ud af ti innovationer er udelukkende evalueret internt
  subtitle | 7 % af arbejdspladserne har udelukkende evalueret internt
haemmere-og-fremmere:
  Samarbejde på tværs af arbejdspladsen hæmmede hver femte innovation
  Tre ud af fire innovationer er fremmet af medarbejdernes medvirken
  Medarbejdernes medvirken hæmmede oftere end den fremmede innovationen
  Samarbejde på tværs af arbejdspladsen fremmede 90 procent af innovationerne
innovationstyper:
  Knap otte ud af ti ændrer processer eller organisationsformer, mens hver tredje er en produktinnovation
  Kommunikationsinnovation er den mest udbredte type
  Hver tiende innovation er en produktinnovation
  Halvdelen af innovationerne er serviceinnovationer
  Serviceinnovation er mere udbredt end kommunikationsinnovation
  Produktinnovation er næstmest udbredt
  Under en tredjedel er kommunikationsinnovationer
  Alle innovationer ændrer processer eller organisationsformer
  Hver femte er en serviceinnovation, og hver tredje er en produktinnovation
kommuner:
  Norske kommuner bruger frivillige oftere end danske
  Frivillige er med i hver fjerde danske kommunale innovation
  Frivillige spiller tre gange så ofte en rolle i danske som i norske kommunale innovationer
  I hver sjette norske kommunale innovation spiller frivillige en rolle
  Frivillige spiller lige så ofte en rolle i norske som i danske kommunale innovationer
  Frivillige spiller en rolle i 8 % af de danske og 16 % af de norske kommunale innovationer
  Frivillige spiller fire gange så ofte en rolle i danske kommuner som i norske
ledelse:
  Den nærmeste politiske ledelse tog initiativet til hver fjerde innovation
  Arbejdspladsens egen leder tog initiativet til over halvdelen af innovationerne
  Arbejdspladsens egen leder tager initiativet dobbelt så ofte som den nærmeste politiske ledelse
  Fire ud af fem innovationer sættes i gang af arbejdspladsens egen leder
spredning:
  19 % er de første til at udvikle og indføre innovationen
  Hver tredje innovation er en kopi af andres løsninger
  Hver fjerde arbejdsplads er den første til at udvikle og indføre innovationen
  Flest er kopier af andres løsninger
  Kun hver anden innovation er inspireret eller kopieret
  Flere er kopier end inspireret af andres løsninger
teknologi:
  I 27 % af innovationerne er teknologi en vigtig del
  Teknologi er en vigtig del af hver anden innovation
  Et flertal af innovationerne er teknologiske
  I over en tredjedel af innovationerne indgår teknologi slet ikke
  Hver femte innovation er i sig selv en teknologisk løsning
  Teknologi er oftest en vigtig del af innovationen
  Hver anden innovation indeholder slet ikke teknologi
  Teknologi indgår slet ikke i færre end hver femte innovation
virksomheder:
  Private virksomheder er igangsætter af hver tiende innovation
  Private virksomheder fremmer hver fjerde innovation
  Private virksomheder er oftere igangsætter end samarbejdspartner
  Private virksomheder er samarbejdspartner i hver tredje innovation
  Private virksomheder spiller en positiv rolle i hver anden innovation
innovative-arbejdspladser:
  Kommunerne er lige så innovative som regionerne
  Kommunerne er mest innovative
  Regionerne er signifikant oftere innovative end kommunerne
  90 procent af de statslige arbejdspladser er innovative
  Ni ud af ti offentlige arbejdspladser er innovative
  Kommunerne er oftere innovative end staten
  Staten er mindst innovativ
  Kun tre ud af fire kommunale arbejdspladser er innovative
  Regionerne er dobbelt så innovative som kommunerne
  80 % i regionerne, 84 % i staten og 85 % i kommunerne er innovative
  Kommuner og stat er lige innovative
  Forskellen på region og kommune er signifikant
  Forskellen mellem stat og kommune er ti procentpoint
internt-eksternt-efter-sektor:
  Knap halvdelen af regionernes innovationer sker i eksternt samarbejde
  Staten samarbejder oftere eksternt end kommunerne
  Regionerne samarbejder sjældnest eksternt
  Staten samarbejder oftest eksternt
  Over halvdelen af statens innovationer sker i eksternt samarbejde
  53 % af kommunernes innovationer sker i eksternt samarbejde
partnere-efter-sektor:
  Regionerne samarbejder oftere med frivillige foreninger end kommunerne
  Hver tredje region samarbejder med borgere
  Staten samarbejder oftere med borgere end kommunerne
  Regionerne samarbejder sjældnere med borgere end staten
  Hver femte regionale arbejdsplads samarbejder med frivillige foreninger
  20 % af regionerne og 23 % af kommunerne samarbejder med borgere
"""

FALSE_CAPTIONS = """
internt-eksternt:
  Figuren viser, at hver tredje samarbejder eksternt. n=1.877.
  caption.reading | Tre ud af fire samarbejder eksternt.
  caption.shows | at de fleste nøjes med internt samarbejde
  Figuren viser andelen med eksternt samarbejde. n=1.887.
  Andelene i figuren summerer til mere end 100 %.
  Andelene summerer til 100 %, fordi alle har svaret.
  Spørgsmålet er kun stillet til de arbejdspladser, der har samarbejdet eksternt. n=1.877.
  Data er ikke vægtet. n=1.877.
  Tallene er fra perioden 2016-2017. n=1.877.
  ”Kun internt” har 21 %.
  28 % har svaret ”Kun eksternt”. n=1.877.
  Procenterne til højre viser den samlede andel, der har svaret ”Kun internt” og ”Kun eksternt”.
  Figuren bygger på spørgsmålet ”Hvem samarbejdede I med?”. n=1.877.
faser:
  Figuren viser ikke de 8 %, der har svaret ”Ved ikke”. n=1.334.
  Figuren viser ikke de 9 %, der har svaret ”Anden slags samarbejde”. n=1.334.
  Figuren viser ikke de 61 %, der har svaret ”Ibrugtagning”. n=1.334.
  Andelene i figuren summerer ikke til mere end 100 %. n=1.334.
  Antal besvarelser: 1.343.
  To ud af tre samarbejder om idé. n=1.334.
  Svarene er fra 1.334 arbejdspladser, n=1.877.
  Spørgsmålet er kun stillet til de arbejdspladser, der har indført mindst én innovation i perioden 2018-2019. n=1.334.
partnere:
  20 % har svaret ”Private virksomheder”, og 18 % har svaret ”Borgere”. n=1.877.
  Andelene summerer til mindre end 100 %. n=1.877.
  Andelene summerer ikke til 100 % grundet afrunding. n=1.877.
  Data er vægtet til at repræsentere alle kommuner. n=1.877.
tvaeroffentligt:
  Samme sektor (15 %) og På tværs af sektorer (22 %). n=1.877.
evaluering:
  Figuren viser ikke de 3 %, der har svaret ”Ved ikke”. n=1.352.
  Samlet har 41 % svaret ”Evalueret i alt”. n=1.352.
  Andelene summerer til 100 %. n=1.352.
ledelse:
  Figuren viser ikke de 11 %, der har svaret ”Andet”, eller de 2 %, der har svaret ”Ved ikke”. n=1.352.
spredning:
  Procenten viser den samlede andel, der har svaret ”Ved ikke” og ”Innovationen i vidt omfang en kopi af andres løsninger”. n=1.352.
  Andelene i figuren summerer til mere end 100 %. n=1.352.
teknologi:
  Figuren viser ikke de 10 %, der har svaret ”Ved ikke”. n=1.352.
  ”Teknologi indgår slet ikke” har 26 %. n=1.352.
virksomheder:
  De tre delelementer summerer til mere end 36 %, fordi virksomheder kan spille flere roller. n=1.352.
  De fire delelementer summerer til mere end 26 %, fordi virksomheder kan spille flere roller. n=1.352.
innovationstyper:
  Andelene summerer ikke til 100 %, fordi svaret ”Produktinnovation” er udeladt. n=1.352.
kommuner:
  18 % har svaret ”Danske kommunale innovationer”.
innovative-arbejdspladser:
  n=2.271 (Kommune 1.528, Region 481, Stat 262).
  n=1.528 kommuner, 481 regioner og 262 i staten.
  Stregerne viser et konfidensinterval på 90 %. n=2.271.
  Der ses ikke en signifikant forskel. n=2.271.
  Den samlede forskel er signifikant ved et signifikansniveau på 0,01. n=2.271.
internt-eksternt-efter-sektor:
  Forskellen er signifikant. n=1.877.
partnere-efter-sektor:
  Der ses en signifikant forskel for ”Borgere”. n=1.877.
"""  # noqa: E501

TRUE = """
internt-eksternt:
  Kun internt samarbejde er sjældnest
  Hver femte samarbejder kun eksternt
  Offentlige arbejdspladser samarbejder lidt oftere eksternt end internt
  Hver femte arbejdsplads nøjes med internt samarbejde
  Eksternt samarbejde præger 50 procent af innovationerne
  Under 30 pct. samarbejder både internt og eksternt
  Kun hver anden arbejdsplads samarbejder eksternt om sin innovation
  Både internt og eksternt samarbejde er mest udbredt
  Færre end hver tredje samarbejder både internt og eksternt
  Eksternt samarbejde er to procentpoint mere udbredt end internt
  50 % samarbejder eksternt (48 % samarbejder internt)
  Eksternt samarbejde: Fem ud af ti er med
  1.877 arbejdspladser har svaret, og halvdelen samarbejder eksternt
  subtitle | 19 % har alene samarbejdet internt
  subtitle | Knap halvdelen af arbejdspladserne har samarbejdet eksternt
faser:
  Udvikling eller tilpasning er forrest
  Under halvdelen samarbejder om evaluering
  Langt fra alle samarbejder om evaluering
  Ikke alle samarbejder om evaluering
  Størst er samarbejdet om udvikling eller tilpasning, og mindst fire ud af ti samarbejder om evaluering
  Mindst halvdelen samarbejder om idé
  Samarbejdet er mest udbredt ved udvikling eller tilpasning og mindst udbredt ved evaluering
  Flere end tre ud af fire samarbejder om udvikling eller tilpasning
  Udvikling eller tilpasning af en løsning er den fase, der oftest samarbejdes om
  Evaluering er den fase, som færrest samarbejder om
  Seks ud af ti samarbejder om ibrugtagning
  Tre ud af fire udvikler eller tilpasser en løsning sammen med andre, men kun fire ud af ti samarbejder om evaluering
  Flere samarbejder om idé end om evaluering
  Ibrugtagning er den næstmest udbredte fase
  Udvikling eller tilpasning er topscorer
  Godt halvdelen samarbejder om idé
  Et stort flertal samarbejder om udvikling eller tilpasning
  Evaluering er den mindst udbredte fase
  35 procentpoint flere samarbejder om udvikling eller tilpasning end om evaluering
  Samarbejdet topper ved udvikling eller tilpasning
  Samarbejdet er størst om udvikling eller tilpasning og mindst om evaluering
  subtitle | 58 % har samarbejdet om afprøvning
partnere:
  Kun 3 % samarbejder med udenlandske aktører
  Offentlige arbejdspladser i samme sektor er den hyppigste partner
  Hver femte arbejdsplads samarbejder med borgere
  Knap hver femte arbejdsplads har private virksomheder med
  Fonde er med i hver tyvende innovation
  Fonde er oftere med end udenlandske aktører
  Borgere er oftere med end private virksomheder
  20 % af arbejdspladserne samarbejder med borgere
  Godt hver tiende samarbejder med frivillige foreninger
  Udenlandske aktører er sjældnest med
  Borgere er næstoftest samarbejdspartner
  Borgere er blandt de tre hyppigste samarbejdspartnere
  Borgere er vigtigere end fonde
  Private virksomheder er knap så udbredte som borgere
  Fonde bruges kun af få
  To arbejdspladser ud af ti samarbejder med borgere
  18 pct. samarbejder med private virksomheder, og 20 pct. med borgere
  subtitle | Et lille mindretal har samarbejdet med borgere
tvaeroffentligt:
  Knap hver sjette samarbejder på tværs af sektorer
  Offentlige arbejdspladser samarbejder oftere i samme sektor end på tværs af sektorer
  22 procent samarbejder inden for samme sektor
  Samarbejde i samme sektor er seks procentpoint mere udbredt end på tværs af sektorer
noegletal:
  Knap syv ud af ti innovationer sker i samarbejde
noegletal-evalueret:
  39 % af innovationerne er evalueret
  Fire ud af ti innovationer bliver evalueret
  Under halvdelen af innovationerne er blevet evalueret
  text | af innovationerne er blevet evalueret, altså knap fire ud af ti
noegletal-flere-typer:
  Næsten halvdelen af innovationerne hører til flere typer
noegletal-innovative:
  83 % af arbejdspladserne er innovative
  Godt fire ud af fem offentlige arbejdspladser fornyer sig
  Et stort flertal af arbejdspladserne er innovative
noegletal-samarbejde:
  Over to tredjedele er skabt sammen med mindst én partner
  Et stort flertal af innovationerne er skabt i samarbejde
evaluering:
  Knap fire ud af ti har evalueret, og tre ud af ti har planlagt evaluering
  39 % af innovationerne er blevet evalueret
  Under hver tiende innovation er evalueret eksternt
  Evaluering er planlagt i tre ud af ti innovationer
  Evaluering er i gang på knap hver femte arbejdsplads
  subtitle | 32 % af arbejdspladserne har udelukkende evalueret internt
haemmere-og-fremmere:
  Medarbejdernes medvirken fremmede langt flere innovationer, end den hæmmede
  Medarbejdernes medvirken fremmer oftere end samarbejde på tværs af arbejdspladsen
  Samarbejde på tværs af arbejdspladsen hæmmede under hver tiende innovation
  Ni ud af ti innovationer er fremmet af medarbejdernes medvirken
  Samarbejde på tværs af arbejdspladsen fremmede 82 procent af innovationerne
innovationstyper:
  Knap otte ud af ti ændrer processer eller organisationsformer, mens godt hver femte er en produktinnovation
  Nye processer og organisationsformer er den mest udbredte type
  Godt hver femte innovation er en produktinnovation
  Knap en tredjedel af innovationerne er serviceinnovationer
  Kommunikationsinnovation er mere udbredt end serviceinnovation
kommuner:
  Frivillige spiller en rolle i 8 % af de norske kommunale innovationer
  Danske kommuner bruger frivillige oftere end norske
  Frivillige er med i hver sjette danske kommunale innovation
  Frivillige spiller halvt så ofte en rolle i norske kommunale innovationer som i danske
ledelse:
  Arbejdspladsens egen leder er oftere igangsætter end den nærmeste politiske ledelse
  Den nærmeste politiske ledelse tog initiativet til godt hver tiende innovation
  Arbejdspladsens egen leder tog initiativet til knap fire ud af ti innovationer
  Arbejdspladsens egen leder tager initiativet tre gange så ofte som den nærmeste politiske ledelse
spredning:
  16 % er de første til at udvikle og indføre innovationen
  Knap hver femte innovation er en kopi af andres løsninger
  Over halvdelen er inspireret af andres løsninger, men tilpasset væsentligt
teknologi:
  I 27 % af innovationerne indgår teknologi slet ikke
  Teknologi er en vigtig del af godt hver fjerde innovation
  Et mindretal af innovationerne er teknologiske
  I godt en fjerdedel af innovationerne indgår teknologi slet ikke
  Hver tiende innovation er i sig selv en teknologisk løsning
  Teknologi er oftest en mindre del af innovationen
virksomheder:
  Private virksomheder er igangsætter af 2 procent af innovationerne
  Private virksomheder fremmer hver sjette innovation
innovative-arbejdspladser:
  Forskellen mellem region og kommune er fem procentpoint
  Kommunerne er mindst innovative
  80 % af kommunerne, 85 % af regionerne og 84 % af staten er innovative
  Regionerne er mest innovative
  Regionerne er oftere innovative end kommunerne
  84 procent af de statslige arbejdspladser er innovative
  Over fire ud af fem offentlige arbejdspladser er innovative
  Regionerne er ikke signifikant oftere innovative end kommunerne
  Forskellen mellem stat og kommune er fire procentpoint
internt-eksternt-efter-sektor:
  Statens arbejdspladser samarbejder sjældnest eksternt
  53 % i regionerne samarbejder eksternt
  Over halvdelen af regionernes innovationer sker i eksternt samarbejde
  Kommunerne samarbejder oftere eksternt end staten
  Knap halvdelen af statens innovationer sker i eksternt samarbejde
  Regionerne samarbejder oftest eksternt
partnere-efter-sektor:
  Hver femte kommunale arbejdsplads samarbejder med borgere
  Kommunerne samarbejder oftere med borgere end staten
  Knap hver fjerde arbejdsplads i regionerne samarbejder med borgere
"""

TRUE_CAPTIONS = """
internt-eksternt:
  Figuren viser, at halvdelen samarbejder eksternt. n=1.877.
  caption.reading | Halvdelen samarbejder eksternt.
  caption.shows | at hver femte nøjes med internt samarbejde
  Figuren viser andelen med eksternt samarbejde. n=1.877.
  Andelene i figuren summerer ikke til 100 %.
  Spørgsmålet er kun stillet til de arbejdspladser, der har indført mindst én innovation i perioden 2018-2019. n=1.877.
  Data er vægtet. Antal observationer = 1.877.
  Tallene er fra perioden 2018-2019. n=1.877.
  ”Kun internt” har 19 %.
  21 % har svaret ”Kun eksternt”. n=1.877.
  Procenterne til højre viser den samlede andel, der har svaret ”Internt og eksternt” og ”Kun eksternt”.
faser:
  Figuren viser ikke de 7 %, der har svaret ”Ved ikke”. n=1.334.
  Figuren viser ikke de 8 %, der har svaret ”Anden slags samarbejde”, eller de 7 %, der har svaret ”Ved ikke” til spørgsmålet.
  Andelene i figuren summerer til mere end 100 %. n=1.334.
  Svarene er fra 1.334 arbejdspladser.
  Godt halvdelen samarbejder om idé. n=1.334.
partnere:
  18 % har svaret ”Private virksomheder”, og 20 % har svaret ”Borgere”. n=1.877.
  Data er vægtet til at repræsentere den offentlige sektor samlet set. n=1.877.
tvaeroffentligt:
  Samme sektor (22 %) og På tværs af sektorer (15 %). n=1.877.
evaluering:
  Figuren viser ikke de 2 %, der har svaret ”Ved ikke”. n=1.352.
  Samlet har 39 % svaret ”Evalueret i alt”. n=1.352.
ledelse:
  Figuren viser ikke de 11 %, der har svaret ”Andet”, eller den ene procent, der har svaret ”Ved ikke”. n=1.352.
spredning:
  Figuren viser ikke de 10 pct., der har svaret ”Ved ikke”. n=1.352.
teknologi:
  ”Teknologi indgår slet ikke” har 27 %. n=1.352.
virksomheder:
  De tre delelementer summerer til mere end 26 %, fordi virksomheder kan spille flere roller. n=1.352.
kommuner:
  16 % har svaret ”Danske kommunale innovationer”.
innovative-arbejdspladser:
  n=2.271 (Kommune 1.528, Region 262, Stat 481).
  n=1.528 kommuner, 262 regioner og 481 i staten.
  Regionerne er ikke signifikant oftere innovative end kommunerne.
  Stregerne viser et konfidensinterval på 95 %. n=2.271.
  Den samlede forskel er signifikant ved et signifikansniveau på 0,05. n=2.271.
internt-eksternt-efter-sektor:
  Der ses ikke en signifikant forskel. n=1.877.
"""  # noqa: E501


def rows(lines: str, field: str) -> list[Any]:
    """Figure, field and words of every line; a line that names no field is of `field`."""
    cases = []
    for line in lines.strip().splitlines():
        if not line.startswith(" "):
            figure = line.rstrip(":")
            continue
        named = re.match(r"([\w.]+) \| (.*)", line.strip())
        case = (figure, *named.groups()) if named else (figure, field, line.strip())
        cases.append(pytest.param(*case, id=f"{figure}: {case[2]}"))
    return cases


class Sample:
    """A copy of the sample figures in which one thing at a time is changed."""

    def __init__(self, folder: Path) -> None:
        for name in ("figures", "data"):
            shutil.copytree(ROOT / name, folder / name)
        self.folder = folder
        self.entries = {entry.id: entry for entry in project.find([folder / "figures"])}
        self.microdata = project.Microdata()

    def planted(self, figure: str, field: str, words: Any, at: str | None = None) -> tuple[tuple[Finding, ...], str]:
        """The findings of a figure in which a field says something else, and the place of that field, or of another."""
        path = self.entries[figure].path
        before = path.read_text(encoding="utf-8")
        spec = yaml.safe_load(before)
        inside = spec
        *outer, last = field.split(".")
        for name in outer:
            if last == "text" or name not in inside:
                inside[name] = {}
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
            told = field in ("title", "subtitle", "text", "caption.text", "caption.reading", "caption.shows", "claims")
            found = examine(page, self.microdata if told else project.Microdata())
        finally:
            path.write_text(before, encoding="utf-8")
        return found.of(changed), f"{path.as_posix()}:{line(text, field if at is None else at)}"

    def miscounted(self, figure: str, category: str, share: str) -> tuple[tuple[Finding, ...], str]:
        """The findings of a figure in whose table a share is another, and the place of its headline."""
        entry = self.entries[figure]
        assert entry.spec.table
        path = self.folder / entry.spec.table.file
        before = path.read_text(encoding="utf-8")
        after = re.sub(rf"^{re.escape(category)};[\d,]+;", f"{category};{share};", before, count=1, flags=re.MULTILINE)
        assert after != before
        path.write_text(after, encoding="utf-8")
        try:
            found = examine([entry], self.microdata)
        finally:
            path.write_text(before, encoding="utf-8")
        return found.of(entry), f"{entry.path.as_posix()}:{line(entry.path.read_text(encoding='utf-8'), 'title')}"


def line(text: str, field: str) -> int:
    """The line a field is written on, found by its name and depth alone."""
    lines = text.splitlines()
    place = 0
    for depth, name in enumerate(field.split(".") if field else ()):
        place = next(i for i in range(place, len(lines)) if lines[i].startswith(f"{'  ' * depth}{name}:"))
    return place + 1


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sample]:
    yield Sample(tmp_path_factory.mktemp("sample"))


@pytest.mark.parametrize(("figure", "field", "words"), rows(FALSE, "title") + rows(FALSE_CAPTIONS, "caption.text"))
def test_a_planted_falsehood_is_an_error_where_it_stands(sample: Sample, figure: str, field: str, words: str) -> None:
    found, place = sample.planted(figure, field, words)
    errors = [finding for finding in found if finding.severity == "error"]
    assert errors, found
    assert place in {f"{finding.place.file}:{finding.place.line}" for finding in errors}, errors


@pytest.mark.parametrize(("figure", "field", "words"), rows(TRUE, "title") + rows(TRUE_CAPTIONS, "caption.text"))
def test_what_is_true_raises_nothing(sample: Sample, figure: str, field: str, words: str) -> None:
    """But that an order may be chance, which is no falsehood."""
    found, _ = sample.planted(figure, field, words)
    raised = [finding for finding in found if finding.severity != "info" and not finding.acknowledged]
    assert not [finding for finding in raised if finding.code != "BAR206"], found


def test_an_order_of_the_samples_that_may_be_chance_is_told(sample: Sample) -> None:
    """Shares of 85 and 84 per cent of 262 and 481 workplaces, weighted; of 82 and 19 per cent nothing is told."""
    found, place = sample.planted("innovative-arbejdspladser", "title", "Regionerne er mest innovative")
    (doubt,) = [finding for finding in found if finding.code == "BAR206"]
    assert f"{doubt.place.file}:{doubt.place.line}" == place and doubt.severity == "warning"
    assert "”Har indført innovation (Region)” (85 %) og ”Har indført innovation (Stat)” (84 %)" in doubt.message
    found, _ = sample.planted("faser", "title", "Der samarbejdes oftest om udvikling eller tilpasning")
    assert "BAR206" not in {finding.code for finding in found}


# -- what the samples have no figure of -------------------------------------------------------------------------------

SMALL: dict[str, tuple[dict[str, Any], str]] = {
    "cykler": (
        {"kind": "grouped_bars", "question": "Cykler du til arbejde?"},
        "category;group;share;n\nJa;Mænd;60;900\nNej;Mænd;40;900\nJa;Kvinder;45;900\nNej;Kvinder;55;900\n",
    ),
    "cycle": (
        {"kind": "grouped_bars", "question": "Do you cycle to work?", "language": "en"},
        "category;group;share;n\nYes;Men;60;900\nNo;Men;40;900\nYes;Women;45;900\nNo;Women;55;900\n",
    ),
    "politi": (
        {"kind": "bars", "question": "Har du tillid til politiet?"},
        "category;share;n\nJa;60;900\nNej;30;900\nVed ikke;10;900\n",
    ),
    "vej": (
        {"kind": "bars", "question": "Hvordan kommer du oftest på arbejde?"},
        "category;share;n\nBil;48;900\nCykel;29;900\nTog;16;900\nTil fods;7;900\n",
    ),
    "way": (
        {"kind": "bars", "question": "How do you get to work?", "language": "en"},
        "category;share;n\nCar;48;900\nBicycle;29;900\nTrain;16;900\nOn foot;7;900\n",
    ),
    "ai": (
        {"kind": "line", "question": "Bruger du kunstig intelligens?"},
        "category;group;share;n\nKunstig intelligens;2021;12;900\nKunstig intelligens;2025;60;900\n",
    ),
    "regioner": (
        {"kind": "bars", "question": "Støtter du loven?"},
        "category;group;share;n\nStøtter loven;Sjælland;52;9\nStøtter loven;Fyn;64;9\nStøtter loven;Jylland;45;9\n",
    ),
}
"""Made-up tables: the fields of a figure, and its shares."""

FALSE_OF_SMALL = """
cykler:
  Syv ud af ti mænd cykler
  Seks ud af ti mænd cykler ikke
  Flere kvinder end mænd cykler
  Et flertal af kvinderne cykler til arbejde
cycle:
  Seven in ten men cycle
  60% of men do not cycle
politi:
  Syv ud af ti har tillid til politiet
  Halvdelen har ikke tillid til politiet
vej:
  Tre gange færre cykler, end der kører i bil
  Ikke kun hver anden tager toget
  Trefjerdedele kører i bil
  Hver fjortende kører i bil
  30 procentpoint adskiller bil og cykel
way:
  Three times fewer take the bicycle than the car
  Not just 60% take the car
ai:
  Brugen af kunstig intelligens er tidoblet siden 2021
regioner:
  Støtten til loven er mindst på Fyn
"""
TRUE_OF_SMALL = """
cykler:
  Seks ud af ti mænd cykler
  Fire ud af ti mænd cykler ikke
  Flere mænd end kvinder cykler
  Et mindretal af kvinderne cykler til arbejde
cycle:
  Six in ten men cycle
  40% of men do not cycle
politi:
  Seks ud af ti har tillid til politiet
vej:
  Tre gange færre tager toget, end der kører i bil
  Ikke kun hver fjerde kører i bil
  Knap trefjerdedele cykler ikke
  Hver fjortende går
  19 procentpoint adskiller bil og cykel
way:
  Three times fewer take the train than the car
  Not just one in four take the car
ai:
  Brugen af kunstig intelligens er femdoblet siden 2021
regioner:
  Støtten til loven er mindst i Jylland
"""


def examined(folder: Path, name: str, title: str) -> tuple[Finding, ...]:
    """The findings on a small figure with a headline."""
    fields, table = SMALL[name]
    (folder / "tal.csv").write_text(table, encoding="utf-8")
    survey = {"name": "Måling", "wave": "2025", "source": "Tænkt", "population": "alle", "weighted": True}
    spec = {"title": title, "caption": "svarene", "table": {"file": "tal.csv", "unit": "percent"}, **fields}
    for file, written in (("survey.yaml", {**survey, "synthetic": True}), ("f.yaml", spec)):
        (folder / file).write_text(yaml.safe_dump(written, allow_unicode=True, width=1000), encoding="utf-8")
    (entry,) = project.find([folder / "f.yaml"])
    return examine([entry], project.Microdata()).of(entry)


@pytest.mark.parametrize(("name", "field", "title"), rows(FALSE_OF_SMALL, "title"))
def test_a_falsehood_of_a_small_table_is_an_error(tmp_path: Path, name: str, field: str, title: str) -> None:
    assert "BAR201" in [finding.code for finding in examined(tmp_path, name, title)]


@pytest.mark.parametrize(("name", "field", "title"), rows(TRUE_OF_SMALL, "title"))
def test_what_is_true_of_a_small_table_raises_nothing(tmp_path: Path, name: str, field: str, title: str) -> None:
    found = [each for each in examined(tmp_path, name, title) if each.severity != "info" and each.code != "BAR124"]
    assert not [each for each in found if each.code != "BAR206"], found


def claim(phrase: str, of: str, **more: str) -> list[dict[str, str]]:
    return [{"phrase": phrase, "of": of, **more}]


KOPI = "Innovationen i vidt omfang en kopi af andres løsninger"
WRONG_NET = "Procenten viser den samlede andel, der har svaret ”Kun internt” og ”Kun eksternt”."
FIELDS: list[tuple[str, str, Any, str, str]] = [
    ("spredning", "claims", claim("Knap tre ud af fire", KOPI), "BAR201", "title"),
    ("spredning", "claims", claim("Godt tre ud af fire", "Inspireret eller kopieret i alt"), "BAR204", "- phrase"),
    ("virksomheder", "claims", claim("godt hver fjerde", "Fremmer"), "BAR201", "title"),
    ("virksomheder", "claims", claim("godt hver fjerde", "Samarbejdspartner"), "BAR201", "title"),
    ("faser", "claims", claim("oftest", "Evaluering"), "BAR201", "title"),
    ("innovative-arbejdspladser", "claims", claim("Fire ud af fem", "Har indført innovation", group="Region"),
     "BAR201", "title"),
    ("kommuner", "claims", claim("dobbelt så ofte", "Norske kommunale innovationer",
                                 beside="Danske kommunale innovationer"), "BAR201", "title"),
    ("internt-eksternt", "caption.reading", WRONG_NET, "BAR303", "caption.reading"),
    ("internt-eksternt", "data.nets", {"Eksternt i alt": ["Kun internt", "Internt og eksternt"]}, "BAR303", "caption"),
    ("internt-eksternt", "data.nets", {"Kun eksternt i alt": ["Internt og eksternt"]}, "BAR303", "caption"),
    ("innovationstyper", "question.answers", "one", "BAR304", "question.answers"),
    ("evaluering", "n", 1325, "BAR102", "n"),
    ("faser", "n", 1343, "BAR102", "n"),
    ("innovative-arbejdspladser", "n", 2217, "BAR102", "n"),
]  # fmt: skip
"""A figure, a field and its wrong value; the code of what is found, and the field it is found at."""


@pytest.mark.parametrize(("figure", "field", "value", "code", "at"), FIELDS)
def test_a_field_that_does_not_fit_the_numbers(
    sample: Sample, figure: str, field: str, value: Any, code: str, at: str
) -> None:
    found, written = sample.planted(figure, field, value, at)
    assert (code, written) in [(f.code, f"{f.place.file}:{f.place.line}") for f in found], found


MISCOUNTED = """
evaluering | Evalueret i alt | 33
evaluering | Evalueret i alt | 45
haemmere-og-fremmere | Fremmede i nogen eller i høj grad | 64
innovationstyper | Nye processer og organisationsformer | 69
innovationstyper | Nye processer og organisationsformer | 97
kommuner | Danske kommunale innovationer | 8
kommuner | Norske kommunale innovationer | 18
ledelse | Arbejdspladsens egen leder | 9
ledelse | Arbejdspladsens nærmeste politiske ledelse | 42
spredning | Inspireret eller kopieret i alt | 57
teknologi | Teknologisk innovation i alt | 73
virksomheder | Positiv rolle i alt | 31
"""


@pytest.mark.parametrize(
    ("figure", "category", "share"), [case.split(" | ") for case in MISCOUNTED.strip().splitlines()]
)
def test_a_headline_is_false_when_its_number_is_another(sample: Sample, figure: str, category: str, share: str) -> None:
    """A net whose parts cannot make it stops the figure; any other wrong share makes the headline false."""
    found, headline = sample.miscounted(figure, category, share)
    (error,) = [finding for finding in found if finding.severity == "error"]
    place = f"{error.place.file}:{error.place.line}"
    assert (place, error.code) == (headline, "BAR201") or (place != headline and error.code == "BAR101")


PAGE = ROOT.parent / "shared" / "PAGE.md"
TYPED = ("internt-eksternt", "partnere", "faser", "tvaeroffentligt")
MUTATIONS = (
    (r"=\s?1\.(\d)(\d)(\d)", r"=1.\3\2\1"),
    (r"2018-2019", "2016-2017"),
    (r"er vægtet", "er ikke vægtet"),
    (r"den offentlige sektor samlet set", "alle kommuner"),
    (r"ikke til 100", "til mere end 100"),
    (r"til mere end 100", "til mindre end 100"),
    (r"”(Samarbejdede|Hvilke)", "”Hvornår"),
    (r"til\s+de arbejdspladser, der har", "til de kommuner, der har"),
    (r"de 8 (%|pct\.)", r"de 9 \1"),
    (r"”Ved ikke”", "”Evaluering”"),
)
"""What a caption says, and what would not be so."""
OLDER = (
    (r"n=(\S+)$", "Antal observationer = \\1"),
    (r"Data er vægtet til at repræsentere", "Resultaterne er vægtet op til"),
    (r" %", " pct."),
)


@pytest.mark.skipif(not PAGE.is_file(), reason="the page's own captions are in ../shared, which is not here")
@pytest.mark.parametrize("older", [False, True], ids=["standard", "older"])
@pytest.mark.parametrize("figure", TYPED)
def test_the_captions_of_the_page_hold_word_for_word_and_no_slip_in_them_does(
    sample: Sample, figure: str, older: bool
) -> None:
    lines = re.findall(r"^## [1-4] ·.*\n((?:> .*\n)+)", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    caption = " ".join(lines[TYPED.index(figure)].replace("> ", "").split())
    for pattern, words in OLDER if older else ():
        caption = re.sub(pattern, words, caption)
    found, _ = sample.planted(figure, "caption.text", caption)
    assert [each for each in found if each.severity != "info"] == []
    slips = [slip for slip in MUTATIONS if re.search(slip[0], caption)]
    assert len(slips) >= 7
    for pattern, words in slips:
        found, place = sample.planted(figure, "caption.text", re.sub(pattern, words, caption, count=1))
        errors = [each for each in found if each.severity == "error"]
        assert errors and {f"{each.place.file}:{each.place.line}" for each in errors} == {place}, (words, found)
