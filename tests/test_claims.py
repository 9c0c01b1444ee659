"""Claims: what is read, what is true, what is bound; planted falsehoods found, true variants left alone."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from pydantic import TypeAdapter

from barometer_cli import claims, pipeline, project
from barometer_cli.model.claim import (
    Authored,
    Bound,
    Change,
    Claim,
    Comparison,
    Contradicts,
    Count,
    Everyone,
    Extreme,
    Fails,
    Gradient,
    Hedge,
    Holds,
    NotVerified,
    One,
    Pair,
    Part,
    PartlyRead,
    Percent,
    Points,
    Portion,
    Ranking,
    Significance,
    Subject,
    Thresholds,
    Unbound,
    Vague,
    Verdict,
)
from barometer_cli.model.figure import Figure
from barometer_cli.model.number import percent
from barometer_cli.model.spec import ClaimSpec
from barometer_cli.model.table import Cell, Net, Table

ROOT = Path(__file__).parents[1]


def shown(claim: Claim) -> str:
    """A claim in a few signs: "nearly 1/4", "not all", "8-9 %", "x2", "12>16"."""
    match claim:
        case Percent():
            core = f"{claim.value}-{claim.upper} %" if claim.upper is not None else f"{claim.value} %"
        case Points():
            core = f"{claim.value} {'% more' if claim.relative else 'points'}"
        case Portion():
            core = f"{claim.numerator}/{claim.denominator}"
        case Part():
            core = claim.size
        case Everyone():
            core = f"{claim.amount}{' listed' if claim.listed else ''}"
        case Extreme():
            core = claim.side + (f"#{claim.rank}" if claim.rank > 1 else "")
            core = f"{'among ' if claim.among else ''}{f'{claim.count} ' if claim.count else ''}{core}"
            core = f"ever {core}" if claim.ever else core
        case Comparison():
            core = f"x{claim.factor}" if claim.factor is not None else claim.relation
        case Change():
            core = f"x{claim.factor} since" if claim.factor is not None else claim.direction
            core = f"{shown(claim.before)}>{shown(claim.after)}" if claim.before and claim.after else core
            core = f"steadily {core}" if claim.steady else core
        case Gradient():
            core = f"{claim.direction} per {'older' if claim.along == 'up' else 'younger'}"
        case Significance():
            core = "significant"
        case Count():
            core = f"n {claim.value}" if claim.of is None else f"n {claim.value} of {claim.of}"
        case Vague():
            core = "many" if claim.many else "vague"
    hedge = "" if claim.hedge is Hedge.PLAIN else f"{claim.hedge.value} "
    return f"{'not ' if claim.negated else ''}{'from ' if claim.earlier else ''}{hedge}{core}"


DANISH = """
69 % af innovationerne er sket i samarbejde | 69 %
69% af innovationerne | 69 %
69 % af innovationerne | 69 %
69 pct. af innovationerne | 69 %
69 pct af innovationerne | 69 %
69 procent af innovationerne | 69 %
69 PROCENT AF INNOVATIONERNE | 69 %
niogtres procent af innovationerne | 69 %
Niogtres procent af innovationerne | 69 %
ni-og-tres procent | 69 %
halvtreds procent evaluerer | 50 %
halvtredsindstyve procent evaluerer | 50 %
enoghalvtreds procent evaluerer | 51 %
énoghalvtreds procent evaluerer | 51 %
tres pct. samarbejder | 60 %
halvfjerds procent | 70 %
firs procent | 80 %
syvoghalvfems procent | 97 %
fyrretyve procent | 40 %
femten procent | 15 %
én procent samarbejder med udlandet | 1 %
en procent samarbejder med udlandet | 1 %
hundrede procent | 100 %
nul procent | 0 %
49,6 % samarbejder eksternt | 49.6 %
0,5 % har svaret | 0.5 %
mellem 40 og 50 % evaluerer | 40-50 %
mellem 40 % og 50 % evaluerer | 40-50 %
mellem fyrre og halvtreds procent | 40-50 %
8-9 % har svaret | 8-9 %
8–9 % har svaret | 8-9 %
8 til 9 procent | 8-9 %
Omkring 70 % samarbejder | about 70 %
ca. 70 % samarbejder | about 70 %
cirka 70 procent samarbejder | about 70 %
omtrent 70 pct. | about 70 %
rundt regnet 70 pct. | about 70 %
præcis 70 % | exactly 70 %
over 70 % samarbejder | over 70 %
mere end 70 % samarbejder | over 70 %
Mere end syv ud af ti samarbejder | over 7/10
flere end 70 % samarbejder | over 70 %
under 10 procent | under 10 %
mindre end 10 procent | under 10 %
færre end 10 procent | under 10 %
mindst 10 procent | at least 10 %
højst 10 procent | at most 10 %
op til 10 procent | at most 10 %
op mod 40 % | nearly 40 %
knap 40 % | nearly 40 %
næsten 40 % | nearly 40 %
tæt på 40 % | nearly 40 %
godt 40 % | just over 40 %
lidt over 40 % | just over 40 %
lidt mere end 40 % | just over 40 %
langt over 40 % | far over 40 %
langt under 40 % | far under 40 %
kun 12 % finansieres eksternt | 12 %
hele 90 % af medarbejderne | 90 %
ikke 12 %, men 14 % | not 12 %; 14 %
<1 % | under 1 %
hhv. 48 og 69 % | 48 %; 69 %
Andelen steg med 3 procentpoint | up; 3 points
Andelen steg med 3 pct.-point | up; 3 points
et fald på to procentpoint | down; 2 points
steget med 20 % | up; 20 % more
20 % flere end sidst | 20 % more; more
Halvdelen af alle innovationer sker i eksternt samarbejde | 1/2
HALVDELEN AF ALLE INNOVATIONER | 1/2
knap halvdelen | nearly 1/2
næsten halvdelen | nearly 1/2
tæt på halvdelen | nearly 1/2
godt halvdelen | just over 1/2
lidt over halvdelen | just over 1/2
lidt mere end halvdelen | just over 1/2
over halvdelen | over 1/2
mere end halvdelen | over 1/2
Arbejdspladsens eget budget medfinansierer mere end halvdelen af offentlige innovationer | over 1/2
under halvdelen | under 1/2
mindre end halvdelen | under 1/2
mindst halvdelen | at least 1/2
cirka halvdelen | about 1/2
omkring halvdelen | about 1/2
langt fra halvdelen | far under 1/2
ikke engang halvdelen | under 1/2
ikke halvdelen | not 1/2
ikke helt halvdelen | nearly 1/2
kun halvdelen | 1/2
hver anden innovation | 1/2
Kun hver anden offentlige innovation bliver evalueret | 1/2
hvert andet barn | 1/2
hver tredje | 1/3
hver 3. borger | 1/3
hver fjerde | 1/4
Knap hver fjerde | nearly 1/4
ikke hver fjerde | not 1/4
godt hver fjerde innovation | just over 1/4
mere end hver femte | over 1/5
Hver femte offentlige innovation drives af økonomiske udfordringer | 1/5
hver sjette | 1/6
hver tiende nye løsning | 1/10
hver 10. løsning | 1/10
hver tyvende | 1/20
en fjerdedel af innovationerne | 1/4
knap en tredjedel | nearly 1/3
en tredjedel | 1/3
to tredjedele | 2/3
to-tredjedele | 2/3
Tre slags innovation |
over to tredjedele | over 2/3
godt to tredjedele | just over 2/3
tre fjerdedele | 3/4
næsten tre fjerdedele | nearly 3/4
en femtedel | 1/5
fire femtedele | 4/5
under en tiendedel | under 1/10
mere end en tredjedel | over 1/3
en ud af fire | 1/4
En ud af fire arbejdspladser | 1/4
én ud af fire | 1/4
3 ud af 10 | 3/10
1 af 5 | 1/5
Fire af fem offentlige arbejdssteder er innovative | 4/5
Fire ud af fem offentlige arbejdspladser har indført mindst én innovation | 4/5
godt to ud af tre | just over 2/3
næsten 7 ud af 10 | nearly 7/10
mere end fire ud af ti innovationer | over 4/10
Knap tre ud af fire offentlige innovationer er inspireret af andre | nearly 3/4
otte ud af ti | 8/10
ni af ti | 9/10
Et flertal evaluerer | majority
Flertallet evaluerer | majority
et stort flertal af innovationerne | large majority
et klart flertal | majority
et snævert flertal | narrow majority
De fleste evaluerer | majority
langt de fleste | large majority
størstedelen | majority
Størstedelen af innovationerne | majority
hovedparten | majority
langt hovedparten | large majority
merparten | majority
et mindretal | minority
et lille mindretal | small minority
de færreste | minority
Alle arbejdspladser evaluerer | all
Samtlige arbejdspladser evaluerer | all
Næsten alle evaluerer | nearly all
Stort set alle evaluerer | nearly all
ikke alle evaluerer | not all
langt fra alle evaluerer | far under all
Ingen evaluerer | none
nærmest ingen evaluerer | nearly none
Næsten ingen evaluerer | nearly none
Få innovationer evalueres | few
Kun få innovationer evalueres | few
Meget få innovationer evalueres | few
Der samarbejdes i alle faser | all listed
Der samarbejdes oftest om udvikling | most
Mindst er evaluering | least
Det mest udbredte er processer | most
Processer er mest udbredt | most
De mest innovative er regionerne | most
Flest samarbejder med borgere | most
Hyppigst samarbejdes der med borgere | most
Den største barriere er økonomi | most
Faglige relationer er den vigtigste inspirationskanal | most
Regionerne ligger i top | most
Produktinnovation er sjældnest | least
Færrest samarbejder med udlandet | least
Andelen er lavest i kommunerne | least
Andelen er højest i regionerne | most
Næstmest udbredt er kommunikation | most#2
Næstoftest samarbejdes der om idéen | most#2
Den næststørste gruppe | most#2
Danske kommuner samarbejder oftere end norske | more
langt oftere end kopiering | far over more
VÆSENTLIG TILPASNING SKER LANGT OFTERE END KOPIERING | far over more
lidt oftere end sidst | just over more
sjældnere end i Norge | less
Flere samarbejder eksternt end internt | more
Færre samarbejder eksternt end internt | less
Flere end sidst | more
dobbelt så ofte i danske kommuner som i norske | x2
dobbelt så mange | x2
mere end dobbelt så mange | over x2
næsten dobbelt så ofte | nearly x2
tre gange så mange | x3
3 gange så ofte | x3
halvt så mange | x0.5
lige så ofte | same
ikke lige så ofte | less
ikke oftere | not more
Andelen er steget | up
Andelen er ikke steget | not up
Andelen er faldet siden 2015 | down
Andelen er uændret | same
stigning fra 12 til 16 % | up; 12 %>16 %
fra 12 % til 16 % | 12 %>16 %
faldet fra 51 til 45 procent | down; 51 %>45 %
faldet fra knap 51 til godt 45 procent | down; nearly 51 %>just over 45 %
falder fra seks ud af ti til knap halvdelen | down; 6/10>nearly 1/2
falder fra tre ud af fem til 45 procent | down; 3/5>45 %
faldet fra seks ud af ti i 2020 til knap halvdelen i 2024 | down; 6/10>nearly 1/2
faldet fra et flertal til et mindretal | down; majority>minority
faldet fra 60 procent | down; from 60 %
Fald på 25 procent i tilliden | down; 25 % more
Et fald i tilliden på 25 procent | down; 25 % more
Tilliden stiger på 25 procent af skolerne | up; 25 %
faldet fra 60 procent i 2020 | down; 60 %
en tredjedel til halvdelen | at least 1/3; at most 1/2
fordoblet siden 2015 | x2 since
halveret | x0.5 since
Forskellen er signifikant | significant
Der ses ikke en statistisk signifikant forskel | not significant
ingen signifikant forskel | not significant
signifikant oftere | significant; more
1.877 arbejdspladser har svaret | n 1877
1.877 offentlige arbejdspladser har svaret | n 1877
4 ud af 5 slags samarbejde | n 4 of 5
Mange samarbejder | many
En stor del samarbejder | vague
Samarbejde sker ofte | vague
Ny analyse: Fonde bidrager til 9 procent af de offentlige innovationer | 9 %
I mere end fire ud af ti innovationer spiller ledelsen en rolle | over 4/10
Borgerne spiller en positiv rolle i over halvdelen af de offentlige innovationer | over 1/2
48 % samarbejder eksternt, mens 19 % kun samarbejder internt | 48 %; 19 %
Hver fjerde dansker over 65 år bor alene | 1/4
Seks ud af ti unge mellem 18 og 24 år stemte | 6/10
To ud af tre virksomheder har svært ved at finde arbejdskraft | 2/3
Knap en million danskere bor alene |
Ni ud af ti danskere har en smartphone | 9/10
Hveranden dansker er bekymret for klimaet | 1/2
Syv ud af 10 elever trives | 7/10
Næsten hver tredje ung er ensom | nearly 1/3
Kun hver fjerde virksomhed er klar til EU's nye klimakrav | 1/4
Danskerne er EU's mest tilfredse | most
Staten er mest innovativ | most
Færre unge ryger | less
Syv ud af ti kommuner har en innovationsstrategi | 7/10
Ledigheden faldt til 2,9 pct. i maj | down; 2.9 %
Forbrugerpriserne steg 2,3 pct. på et år | up; 2.3 % more
Antallet af konkurser steg med 12 pct. | up; 12 % more
42 pct. af kvinderne mod 31 pct. af mændene | 42 %; 31 %
Andelen af rygere er faldet fra 21 til 13 pct. siden 2010 | down; 21 %>13 %
En tredjedel færre unge får børn | x0.6667
En god halvdel af lederne | just over 1/2
En god tredjedel af lederne | just over 1/3
Knap og nap halvdelen | nearly 1/2
Mellem hver fjerde og hver tredje | at least 1/4; at most 1/3
Mellem en tredjedel og halvdelen | at least 1/3; at most 1/2
Fire-fem procent | 4-5 %
5 procent eller færre | at most 5 %
Halvdelen eller flere | at least 1/2
Der er ingen forskel på kommuner og regioner | same
Hver tiende har ingen tillid | 1/10
Slet ingen evaluerer | none
halvanden gang så mange | x1.5
12 procentpoint flere end i 2015 | 12 points; more
Stort flertal støtter forslaget | large majority
Godt og vel halvdelen | just over 1/2
i de fleste tilfælde | majority
i hvert fjerde tilfælde | 1/4
Halvdelen af danskerne har prøvet det mindst én gang | 1/2
over halvdelen af de 16-24-årige spiser ikke frugt | over 1/2
markant flere end halvdelen | far over 1/2
er den tredjestørste gruppe | most#3
den mindst udbredte type | least
Danskernes største barriere er vejret | most
Vejret er nummer ét | most
Vejret er nummer to på listen | most#2
Vejret er topscorer | most
Danmarks største kommuner samarbejder |
Knap så udbredt som fonde | less
ikke så ofte som i Norge | less
Vejret er vigtigere end afstanden | more
Andelen aftager | down
Tilliden er på retur | down
Tilliden tiltager | up
Borgerne efter deres vigtigste transportmiddel |
Hvad er den største barriere? |
Fondene nævnes kun af få | few
Fondene nævnes af næsten ingen | nearly none
En af få kommuner |
Om få år er det anderledes |
De tre hyppigste barrierer | 3 most
Blandt de tre hyppigste barrierer | among 3 most
En af de største barrierer | among most
Fonde er i top tre | among 3 most
ni skoler ud af ti | 9/10
ni ud af de ti | 9/10
½ af innovationerne | 1/2
2½ innovation |
tre kvart af innovationerne | 3/4
tre kvart år |
Borgerne bekymrer sig mest om økonomi | most
Økonomi bekymrer borgerne mest | most
Borgerne bekymrer sig mindst om økonomi | least
Halvdelen frygter faldende kvalitet | 1/2
Borgerne er bekymrede for stigende priser |
Stigende tilfredshed med kommunen | up
14 % arbejder hjemme hver dag og 32 % flere gange om ugen | 14 %; 32 %
Tilliden er på sit højeste siden 2021 | ever most
Tilliden er rekordlav | ever least
Tilliden har aldrig været lavere | ever least
Det laveste nogensinde | ever least
Andelen er støt faldende | steadily down
Andelen er faldet hvert år siden 2015 | steadily down
Andelen faldt ikke | not down
Andelen er faldet markant | far over down
Andelen er faldet lidt over 5 procentpoint | down; just over 5 points
Andelen er faldet 10 point | down; 10 points
Andelen er faldet med en fjerdedel | down; x0.7500 since
Jo yngre, jo mindre læser vi | down per younger
Jo ældre, desto oftere | up per older
Andelen stiger med alderen | up per older
Staten halter efter kommuner og regioner | less
Tv er blevet overhalet af sociale medier | less
Kvinder er hårdere ramt end mænd | more
Kvinder er tryggere end mænd | more
Drenge sidder foran en skærm |
Alle veje fører til arbejde |
Ingen vej udenom bilen |
Fra 61 % i 2019 til 51 % i 2025 | 61 %>51 %
""".strip().splitlines()

ENGLISH = """
69% of innovations | 69 %
69 % of innovations | 69 %
69 per cent of innovations | 69 %
69 percent of innovations | 69 %
sixty-nine per cent | 69 %
sixty nine per cent | 69 %
fifty percent | 50 %
49.6% collaborate | 49.6 %
between 40 and 50% | 40-50 %
between 40% and 50% | 40-50 %
8-9% | 8-9 %
8 to 9 per cent | 8-9 %
rose by 3 percentage points | up; 3 points
rose by 20% | up; 20 % more
20% more than last time | 20 % more; more
about 70% | about 70 %
around 70% | about 70 %
approximately 70% | about 70 %
exactly 70% | exactly 70 %
over 70% | over 70 %
more than 70% | over 70 %
under 10% | under 10 %
less than 10% | under 10 %
fewer than 10% | under 10 %
at least 10% | at least 10 %
up to 10% | at most 10 %
nearly 40% | nearly 40 %
almost 40% | nearly 40 %
just under 40% | nearly 40 %
close to 40% | nearly 40 %
just over 40% | just over 40 %
slightly more than 40% | just over 40 %
only 12% | 12 %
not 12% | not 12 %
Half of all innovations | 1/2
nearly half | nearly 1/2
Nearly half of all innovations | nearly 1/2
just over half | just over 1/2
more than half | over 1/2
less than half | under 1/2
about half | about 1/2
just over a third | just over 1/3
a third of workplaces | 1/3
two thirds | 2/3
two-thirds | 2/3
three quarters | 3/4
a quarter | 1/4
over a quarter | over 1/4
one in four | 1/4
One in ten workplaces | 1/10
two out of three | 2/3
nearly seven in ten | nearly 7/10
4 out of 5 | 4/5
every third innovation | 1/3
every other innovation | 1/2
Most workplaces evaluate | majority
A majority evaluates | majority
the vast majority | large majority
a large majority | large majority
a minority | minority
All workplaces evaluate | all
Almost all workplaces evaluate | nearly all
Not all workplaces evaluate | not all
None of them evaluates | none
Few workplaces evaluate | few
Most often about development | most
The most common type | most
the largest group | most
Least often with foundations | least
the second most common type | most#2
more often than in Norway | more
twice as often in Danish municipalities as in Norwegian | x2
more than twice as many | over x2
three times as many | x3
half as many | x0.5
equally often | same
The share has risen | up
The share has fallen from 51 to 45 per cent | down; 51 %>45 %
Trust falls from six in ten to nearly half | down; 6/10>nearly 1/2
Trust fell from 60% in 2020 to less than half in 2024 | down; 60 %>under 1/2
Trust is 45%, down from 60% | 45 %; down; from 60 %
A fall of 25% in trust | down; 25 % more
Trust sees a 25% drop | 25 % more; down
25% fall ill | 25 %; down
unchanged since 2015 | same
doubled since 2015 | x2 since
no significant difference | not significant
significantly more often | significant; more
1,877 workplaces answered | n 1877
Many collaborate | many
No more than a third | at most 1/3
Well over half of adults | far over 1/2
Citizens are most innovative | most
Between a third and a half | at least 1/3; at most 1/2
10% or more | at least 10 %
The biggest barrier is time | most
The top reason is money | most
Main reason: money | most
Money is number one | most
Second biggest barrier | most#2
The top managers answered |
Residents by their main reason |
What is the biggest barrier? |
The top two barriers | among 2 most
One of the biggest barriers | among most
The three most common barriers | 3 most
not as common as in Norway | less
not as many as in Norway | less
Trust has plummeted | down
Prices soar | up
Only a few evaluate | few
It is used by only a few | few
A few years ago |
Quite a few evaluate | vague
nine schools out of ten | 9/10
In total 69% are satisfied | 69 %
The shares total 104% |
66% of those aged 18-34 and 54% of those aged 35-54 | 66 %; 54 %
From 66% of those aged 18-34 to 54% of those aged 35-54 | 66 %; 54 %
66% of those under 35 and 54% of the others | 66 %; 54 %
8 and 9% | 8 %; 9 %
Voters worry most about cost | most
Cost is what worries voters most | most
Voters worry least about cost | least
Cost worries most voters | majority
Most in the north cycle | majority
58% fear falling ill | 58 %
People worry about rising prices |
Growing old is not for the faint of heart |
Rising satisfaction with the council | up
18 to 34% | 18-34 %
52% don't use it | 52 %
Aren't all satisfied | not all
Satisfaction has fallen twenty points | down; 20 points
A 10-point fall | 10 points; down
Twenty points on a scale |
Satisfaction hits a record low | ever least
Satisfaction is at its highest since 2021 | ever most
The lowest on record | ever least
Satisfaction has fallen steadily | steadily down
The older we get, the less we exercise | down per older
Exercise falls with age | down per older
Social media has overtaken television | more
Greece lags behind Poland | less
Majorities in Denmark and Poland | majority
Satisfaction has more than halved | over x0.5 since
Women are safer than men | more
No news is good news |
by a margin of two to one | x2
""".strip().splitlines()

NO_CLAIM = [
    "Sådan foretrækker danskerne at rejse",
    "Danskere, der foretrækker bil",
    "Innovation 2018-2019",
    "Indført mindst én innovation i perioden 2018-2019",
    "I 2023 blev undersøgelsen gentaget",
    "n=1.877.",
    "Figur 2",
    "EU's 27 lande",
    "Den 1. maj 2023",
    "16-74-årige",
    "Borgere over 65 år",
    "For anden gang",
    "Den anden slags samarbejde",
    "Anden slags samarbejde",
    "En ny tilgang",
    "Et nyt produkt",
    "Samarbejd på tværs",
    "Virker det nye?",
    "Flere ting på én gang",
    "Servicen over for trafikanterne",
    "Under innovationsarbejdet",
    "Over hele landet",
    "Godt arbejde",
    "Det er godt",
    "Mest muligt for pengene",
    "4 gode råd til at få mest innovation for pengene",
    "Sådan kan I få flere med",
    "Ved fleste Kro",
    "Rapporten ”Halvdelen af livet” udkom",
    "Bogen »Hver anden« udkom",
    "I løbet af første halvdel af 2019",
    "I anden halvdel af 2019",
    "Undersøgelsen gennemføres hvert andet år",
    "Hver tredje måned",
    "Signifikansniveau på 5 %",
    "Andelene i figuren summerer til mere end 100 %",
    "Et 95 %-konfidensinterval",
    "I alt",
    "Innovationstyper",
    "En innovation kan omfatte flere innovationstyper",
    "Samarbejde mellem kommuner og regioner",
    "Fra idé til løsning",
    "Kommunen er mere end en myndighed",
    "Alt om innovation",
    "I hvert fald",
    "To slags samarbejde",
    "Tre kvinder og to mænd",
    "På den ene og den anden side",
    "Næsten færdig",
    "Teknologi og offentlig innovation",
    "Spredning og skalering af innovation",
    "Citat fra Vejdirektoratet",
    "Hvor ofte samarbejdes der?",
    "Hvor mange samarbejder?",
    "Kort over hele Danmark i 2019",
    "Hvad bekymrer vælgerne mest?",
    "Foran stationen",
    "Andelen, der støtter en firedagesuge",
    "Mange tak for hjælpen",
    "Vinteren slår til",
    "Firedagesugen: støtter de unge den?",
]

NO_CLAIM_ENGLISH = [
    "How people prefer to travel",
    "People who prefer the car",
    "Innovation 2018-2019",
    "Figure 2",
    "The 27 countries of the EU",
    "n=1,877",
    "The second wave",
    "A third party",
    "In the third quarter of 2019",
    "The first half of 2019",
    "Over the years",
    "Under the new law",
    "Half an hour",
    "How often do they collaborate?",
    "Every other year",
    "At the 5% significance level",
    "One for the road",
    "In one place",
    "Growing old is not for the faint of heart",
    "Where worry leads",
    "Those who support a four-day week",
    "Support for a four-day week",
    "Do young people support a four-day week?",
    "Back to work",
]


def table(lines: list[str]) -> list[tuple[str, str]]:
    return [(text.rstrip(), expected.strip()) for text, expected in (line.rsplit("|", 1) for line in lines)]


@pytest.mark.parametrize(("text", "expected"), table(DANISH))
def test_what_danish_says(text: str, expected: str) -> None:
    assert "; ".join(shown(claim) for claim in claims.read(text, "da")) == expected


@pytest.mark.parametrize(("text", "expected"), table(ENGLISH))
def test_what_english_says(text: str, expected: str) -> None:
    assert "; ".join(shown(claim) for claim in claims.read(text, "en")) == expected


@pytest.mark.parametrize("text", NO_CLAIM)
def test_what_claims_nothing(text: str) -> None:
    assert claims.read(text, "da") == ()


@pytest.mark.parametrize("text", NO_CLAIM_ENGLISH)
def test_what_claims_nothing_in_english(text: str) -> None:
    assert claims.read(text, "en") == ()


def subject(share: float, label: str = "A", **more: Any) -> Subject:
    return Subject(label, share, percent(share), **more)


def said(text: str, language: str = "da") -> Claim:
    (claim,) = claims.read(text, language)
    return claim


# text -> per cents that are true, per cents that are not: on either side of every threshold
BOUNDARIES = [
    ("halvdelen", (47.5, 50, 52.5), (47.4, 52.6)),
    ("knap halvdelen", (45, 47, 50), (44.9, 50.1)),
    ("næsten halvdelen", (45, 50), (44.9, 50.1)),
    ("tæt på halvdelen", (45, 50), (44.9, 50.1)),
    ("godt halvdelen", (50.1, 55), (50, 55.1, 49.9)),
    ("lidt over halvdelen", (50.1, 55), (50, 55.1)),
    ("over halvdelen", (50.1, 90), (50, 49.9)),
    ("mere end halvdelen", (50.1, 90), (50, 49.9)),
    ("under halvdelen", (49.9, 1), (50, 50.1)),
    ("mindst halvdelen", (50, 51), (49.9,)),
    ("højst halvdelen", (50, 49), (50.1,)),
    ("cirka halvdelen", (45, 55), (44.9, 55.1)),
    ("omtrent halvdelen", (45, 55), (44.9, 55.1)),
    ("præcis halvdelen", (49.5, 50, 50.4), (49.4, 50.5)),
    ("langt over halvdelen", (55.1, 90), (55, 51)),
    ("langt fra halvdelen", (44.9, 10), (45, 50, 90)),
    ("ikke halvdelen", (47.4,), (47.5, 50)),
    ("ikke præcis halvdelen", (47.4, 52.6), (50,)),
    ("ikke hver fjerde, men", (22.4, 48), (24,)),
    (", ikke hver fjerde", (22.4, 48), (24,)),
    ("ikke mere end halvdelen", (50, 10), (50.1,)),
    ("hver anden", (47.5, 52.5), (47.4, 52.6)),
    ("hver tredje", (31, 33.3, 35.8), (30.8, 35.9)),
    ("hver fjerde", (22.5, 27.5), (22.4, 27.6)),
    ("knap hver fjerde", (20, 25), (19.9, 25.1)),
    ("godt hver fjerde", (25.1, 30), (25, 30.1)),
    ("mere end hver fjerde", (25.1,), (25,)),
    ("hver femte", (17.5, 22.5), (17.4, 22.6)),
    ("hver tiende", (7.5, 12.5), (7.4, 12.6)),
    ("knap hver femte", (15.5, 20), (15.4, 20.1)),
    ("godt hver tiende", (10.1, 12.5), (10, 12.6, 15)),
    ("cirka hver tiende", (7.5, 12.5), (7.4, 12.6)),
    ("hver tyvende", (3.5, 6.5), (3.4, 6.6)),
    ("knap hver tyvende", (3.5, 5), (3.4, 5.1, 0.6)),
    ("cirka hver tyvende", (3.5, 6.5), (3.4, 6.6, 0.6)),
    ("næsten 5 procent", (3.5, 5), (3.4, 5.1, 0.6)),
    ("godt 0 %", (), (0, 0.4)),
    ("godt 20 %", (20.1, 24.5), (20, 24.6)),
    ("langt over 10 %", (15.1,), (15, 12.1)),
    ("langt under hver tiende", (4.9,), (5, 7)),
    ("en ud af fire", (22.5, 27.5), (22.4, 27.6)),
    ("to ud af tre", (64.2, 69.1), (64.1, 69.2)),
    ("godt to ud af tre", (66.7, 71.6), (66.6, 71.7)),
    ("knap tre ud af fire", (70, 75), (69.9, 75.1)),
    ("fire ud af fem", (77.5, 82.5), (77.4, 82.6)),
    ("næsten 7 ud af 10", (65, 70), (64.9, 70.1)),
    ("en tredjedel", (30.9, 35.8), (30.8, 35.9)),
    ("to tredjedele", (64.2, 69.1), (64.1, 69.2)),
    ("et flertal", (50.1, 99), (50, 49.9)),
    ("de fleste", (50.1,), (50, 20)),
    ("et stort flertal", (66.1, 90), (66, 60)),
    ("langt de fleste", (66.1,), (66,)),
    ("et snævert flertal", (50.1, 55), (50, 55.1)),
    ("et mindretal", (49.9, 5), (50, 51)),
    ("et lille mindretal", (33.9,), (34, 40)),
    ("alle", (100,), (99.9, 99.5)),
    ("næsten alle", (95, 99.9, 100), (89.9,)),
    ("ikke alle", (99.9, 40), (100,)),
    ("langt fra alle", (94.9,), (95, 100)),
    ("ingen", (0,), (0.1,)),
    ("næsten ingen", (0, 5), (10.1,)),
    ("få", (0.1, 15), (15.1, 40)),
    ("69 %", (68.5, 69.4), (68.4, 69.5)),
    ("niogtres procent", (68.5, 69.4), (68.4, 69.5)),
    ("49,6 %", (49.55, 49.64), (49.54, 49.65)),
    ("knap 70 %", (65, 70), (64.9, 70.1)),
    ("godt 70 %", (70.1, 75), (70, 75.1)),
    ("over 70 %", (70.1,), (70, 69.9)),
    ("under 70 %", (69.9,), (70,)),
    ("ca. 70 %", (65, 75), (64.9, 75.1)),
    ("mellem 40 og 50 %", (40, 50, 39.5), (39.4, 50.5)),
    ("8-9 %", (7.5, 9.4), (7.4, 9.5)),
    ("ikke 69 %", (68.4,), (68.5, 69.4)),
    ("mindst 70 %", (70,), (69.9,)),
]


def each(side: int) -> list[tuple[str, float]]:
    return [(entry[0], value) for entry in BOUNDARIES for value in entry[side]]  # type: ignore[misc]


@pytest.mark.parametrize(("text", "value"), each(1))
def test_true_at_the_boundary(text: str, value: float) -> None:
    assert isinstance(claims.judge(said(text), One(subject(value / 100))), Holds)


@pytest.mark.parametrize(("text", "value"), each(2))
def test_false_beyond_the_boundary(text: str, value: float) -> None:
    assert isinstance(claims.judge(said(text), One(subject(value / 100))), Fails)


RELATIONS = [
    ("oftere", (16, 15.9), (16, 16.1)),
    ("oftere", (16, 8), (8, 16)),
    ("sjældnere", (8, 16), (16, 8)),
    ("langt oftere", (16, 10.9), (16, 11)),
    ("lidt oftere", (16, 11), (16, 10.9)),
    ("ikke oftere", (8, 16), (16, 8)),
    ("dobbelt så ofte", (16, 8), (16, 10)),
    ("dobbelt så ofte", (18, 10), (17.9, 10)),
    ("dobbelt så ofte", (22, 10), (22.1, 10)),
    ("mere end dobbelt så ofte", (20.1, 10), (20, 10)),
    ("næsten dobbelt så ofte", (16, 10), (15.9, 10)),
    ("næsten dobbelt så ofte", (20, 10), (20.1, 10)),
    ("tre gange så ofte", (30, 10), (20, 10)),
    ("halvt så ofte", (8, 16), (16, 8)),
    ("dobbelt så få", (8, 16), (16, 8)),
    ("dobbelt så sjældent", (8, 16), (16, 8)),
    ("dobbelt så lille en andel", (8, 16), (16, 8)),
    ("mere end dobbelt så få", (7.9, 16), (8, 16)),
    ("mere end dobbelt så få", (5, 16), (16, 5)),
    ("tre gange så få", (10, 30), (30, 10)),
    ("halvt så få", (16, 8), (8, 16)),
    ("knap så få", (16, 8), (8, 16)),
    ("ikke så sjældent", (16, 8), (8, 16)),
    ("lige så få", (16, 15), (16, 14.9)),
    ("mindst lige så få", (8, 16), (16, 8)),
    ("ikke dobbelt så få", (16, 8), (8, 16)),
    ("lige så ofte", (16, 15), (16, 14.9)),
    ("ikke lige så ofte", (14, 16), (16, 14)),
    ("næsten lige mange", (16, 11), (16, 10.9)),
    ("nogenlunde lige ofte", (11, 16), (10.9, 16)),
    ("ikke lige mange", (16, 14), (16, 16)),
    ("8 procentpoint", (16, 8), (16, 9)),
    ("knap 8 procentpoint", (16, 8.5), (16, 7)),
    ("knap 8 procentpoint", (16, 8.8), (16, 8.9)),
    ("knap 5 procentpoint", (45.5, 50), (45.4, 46)),
    ("knap 5 procentpoint", (45, 50), (45, 50.1)),
    ("godt 5 procentpoint", (45, 50.5), (45, 50.6)),
    ("cirka 5 procentpoint", (45, 49), (45, 48.9)),
    ("cirka 5 procentpoint", (45, 51), (45, 45.6)),
    ("knap 1 procentpoint", (45, 45.6), (45, 45.4)),
    ("knap 20 procentpoint", (42, 60), (45, 60)),
    ("knap 30 procent flere", (12.8, 10), (12.5, 10)),
    ("langt over 20 procentpoint", (70, 44.9), (70, 45)),
    ("mere end 20 procentpoint", (70, 49.9), (70, 50)),
    ("20 % flere", (12, 10), (13, 10)),
]


@pytest.mark.parametrize(("text", "true", "false"), RELATIONS)
def test_two_shares(text: str, true: tuple[float, float], false: tuple[float, float]) -> None:
    claim = claims.read(text, "da")[0]

    def verdict(pair: tuple[float, float]) -> Verdict:
        return claims.judge(claim, Pair(subject(pair[0] / 100), subject(pair[1] / 100, "B")))

    assert isinstance(verdict(true), Holds)
    assert isinstance(verdict(false), Fails)


@pytest.mark.parametrize(
    ("text", "later", "earlier", "true"),
    [
        ("steget", 45, 44, True),
        ("steget", 44, 45, False),
        ("faldet", 44, 45, True),
        ("uændret", 44, 45, True),
        ("uændret", 44, 45.1, False),
        ("fra 44 til 45 %", 45, 44, True),
        ("fra 44 til 45 %", 51, 44, False),
        ("fordoblet", 20, 10, True),
        ("fordoblet", 15, 10, False),
        ("halveret", 5, 10, True),
    ],
)
def test_change(text: str, later: float, earlier: float, true: bool) -> None:
    verdict = claims.judge(said(text), Pair(subject(later / 100), subject(earlier / 100)))
    assert isinstance(verdict, Holds if true else Fails)


@pytest.mark.parametrize(
    ("language", "text", "share", "why"),
    [
        ("da", "over halvdelen", 50.4, "Det trykte tal er 50 %"),
        ("da", "under halvdelen", 49.6, "Det trykte tal er 50 %"),
        ("da", "over 50 procent", 50.4, "Det trykte tal er 50 %"),
        ("da", "mere end hver tredje", 33.4, "Det trykte tal er 33 %"),
        ("da", "et flertal", 50.4, "Det trykte tal er 50 %"),
        ("da", "et mindretal", 49.6, "Det trykte tal er 50 %"),
        ("en", "more than half", 50.4, "The printed number is 50%"),
        ("da", "over halvdelen", 50.6, None),
        ("da", "et flertal", 50.6, None),
        ("da", "godt halvdelen", 50.4, None),
        ("da", "ikke over halvdelen", 49.6, None),
        ("da", "over 50,2 procent", 50.6, None),
    ],
)
def test_what_the_printed_number_does_not_show_is_told(language: str, text: str, share: float, why: str | None) -> None:
    verdict = claims.judge(said(text, language), One(subject(share / 100)))
    assert isinstance(verdict, Holds)
    assert (verdict.doubt and verdict.doubt.why) == why


@pytest.mark.parametrize("text", ["oftere", "steget", "flere end"])
def test_an_order_of_numbers_printed_alike_is_told(text: str) -> None:
    def doubt(*shares: float) -> str | None:
        claim = claims.read(text, "da")[0]
        verdict = claims.judge(
            claim, Pair(*(subject(share / 100, name) for share, name in zip(shares, "AB", strict=True)))
        )
        assert isinstance(verdict, Holds)
        return verdict.doubt and verdict.doubt.why

    assert doubt(45.4, 45.3) == "De trykte tal er ens (45 %)"
    assert doubt(45.5, 45.3) is None


@pytest.mark.parametrize(
    ("language", "text", "share"),
    [
        ("da", "ikke hver fjerde", 48),
        ("da", "ikke hver tiende", 16),
        ("da", "ikke en fjerdedel", 48),
        ("da", "ikke halvdelen", 52.6),
        ("da", "ikke 25 procent", 48),
        ("da", "ikke 69 %", 69.5),
        ("en", "not one in four", 48),
        ("en", "not a quarter", 48),
        ("en", "not 25%", 48),
    ],
)
def test_not_a_fourth_may_be_less_and_of_more_it_is_not_verified(language: str, text: str, share: float) -> None:
    verdict = claims.judge(said(text, language), One(subject(share / 100)))
    assert isinstance(verdict, NotVerified) and verdict.reason == "judgement"
    below = claims.judge(said(text, language), One(subject(0.05)))
    assert isinstance(below, Holds)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("da", "ikke kun hver fjerde"),
        ("da", "ikke bare en fjerdedel"),
        ("da", "ikke blot 25 procent"),
        ("en", "not only one in four"),
        ("en", "not just a quarter"),
        ("en", "not just 25%"),
    ],
)
def test_not_only_a_fourth_is_a_fourth_or_more(language: str, text: str) -> None:
    claim = said(text, language)
    assert claim.phrase == text
    for share in (25, 26, 48, 97):
        if share != 26 or "25" not in text:
            assert isinstance(claims.judge(claim, One(subject(share / 100))), Holds), share
    assert isinstance(claims.judge(claim, One(subject(0.12))), Fails)


def test_not_just_over_a_fourth_denies() -> None:
    assert isinstance(claims.judge(said("not just over a quarter", "en"), One(subject(0.27))), Fails)


@pytest.mark.parametrize(
    ("language", "text"),
    [("da", "tre gange færre"), ("da", "tre gange sjældnere"), ("en", "three times fewer"), ("en", "three times less")],
)
def test_three_times_fewer_are_a_third(language: str, text: str) -> None:
    claim = said(text, language)
    third, all_of_it = subject(0.16, "A"), subject(0.48, "B")
    assert isinstance(claims.judge(claim, Pair(third, all_of_it)), Holds)
    assert isinstance(claims.judge(claim, Pair(all_of_it, third)), Fails)
    assert isinstance(claims.judge(claim, Pair(subject(0.3, "A"), all_of_it)), Fails)


def test_just_over_nothing_is_no_difference() -> None:
    verdict = claims.judge(said("godt 0 procentpoint"), Pair(subject(0.45), subject(0.456, "B")))
    assert isinstance(verdict, Fails) and verdict.truth == "Forskellen er 1 procentpoint, ikke godt 0 procentpoint"


def test_nothing_is_significant_without_a_test() -> None:
    claim = said("signifikant")
    two = subject(0.16), subject(0.08, "B")
    assert isinstance(claims.judge(claim, Pair(*two)), NotVerified)
    assert isinstance(claims.judge(claim, Pair(*two, significant=True)), Holds)
    assert isinstance(claims.judge(claim, Pair(*two, significant=False)), Fails)
    assert isinstance(claims.judge(said("ikke signifikant"), Pair(*two, significant=False)), Holds)


def test_extremes_tie_and_rank() -> None:
    a, b, c = subject(0.4, "A"), subject(0.4, "B"), subject(0.2, "C")
    assert isinstance(claims.judge(said("oftest"), Ranking(a, (a, b, c))), Fails)
    assert isinstance(claims.judge(said("sjældnest"), Ranking(c, (a, b, c))), Holds)
    near = subject(0.396, "B")
    verdict = claims.judge(said("oftest"), Ranking(a, (a, near, c)))
    assert isinstance(verdict, Holds) and verdict.note == "De trykte tal er ens (40 %)" and verdict.doubt
    assert isinstance(claims.judge(said("næstoftest"), Ranking(near, (a, near, c))), Holds)
    assert isinstance(claims.judge(said("næstoftest"), Ranking(a, (a, near, c))), Fails)
    assert isinstance(claims.judge(said("klart oftest"), Ranking(a, (a, near, c))), Fails)
    assert isinstance(claims.judge(said("klart oftest"), Ranking(a, (a, c))), Holds)


def test_a_heading_claims_nothing() -> None:
    of = claims.subjects(TABLES["hindringer"])
    for title in (
        "De største hindringer for innovation",
        "Arbejdspladsernes hyppigste hindringer",
        "Top 3 over hindringer",
    ):
        results = claims.Results(of, question="Hvad hindrer innovation?", unit="arbejdspladser")
        assert claims.verify(claims.Passage(title, "da"), results) == ()
    results = claims.Results(of, question="Hvad hindrer innovation?")
    (open_claim,) = claims.verify(claims.Passage("Den største gruppe bruger bilen", "da"), results)
    assert isinstance(open_claim, NotVerified)


def test_what_several_first_ones_would_be() -> None:
    a, b, c, d = (subject(share, label) for share, label in ((0.4, "A"), (0.3, "B"), (0.3, "C"), (0.1, "D")))
    verdict = claims.judge(said("de to hyppigste"), Ranking(a, (a, b, d), beside=(d,)))
    assert isinstance(verdict, Fails) and verdict.truth == "Oftest er ”A” (40 %) og ”B” (30 %), ikke ”D” (10 %)"
    tied = claims.judge(said("the two most common", "en"), Ranking(a, (a, b, c, d), beside=(b,)))
    assert isinstance(tied, Fails) and tied.truth == "“B”, “C” are level (30%)"
    assert isinstance(claims.judge(said("de to hyppigste"), Ranking(a, (a, b, c, d))), NotVerified)


def test_counts_are_the_unweighted_base() -> None:
    asked = One(subject(0.5, n=1877))
    assert isinstance(claims.judge(said("1.877 arbejdspladser"), asked), Holds)
    verdict = claims.judge(said("1.900 arbejdspladser"), asked)
    assert isinstance(verdict, Fails) and verdict.truth == "Antallet er 1.877, ikke 1.900 arbejdspladser"
    assert isinstance(claims.judge(said("mere end 1.800 arbejdspladser"), asked), Holds)


@pytest.mark.parametrize(
    ("text", "value", "truth"),
    [
        ("hver fjerde", 19, "19 % er hver femte, ikke hver fjerde"),
        ("Hver fjerde", 19, "19 % er hver femte, ikke hver fjerde"),
        ("godt hver fjerde", 24, "24 % er knap hver fjerde, ikke godt hver fjerde"),
        ("halvdelen", 66, "66 % er to tredjedele, ikke halvdelen"),
        ("to ud af tre", 75, "75 % er tre ud af fire, ikke to ud af tre"),
        ("mere end hver tiende", 10, "10 % er hver tiende, ikke mere end hver tiende"),
        ("mindre end hver tiende", 10, "10 % er hver tiende, ikke mindre end hver tiende"),
        ("over halvdelen", 49.6, "50 % er halvdelen, ikke over halvdelen"),
        ("mindre end hver femte", 21, "21 % er godt hver femte, ikke mindre end hver femte"),
        ("et stort flertal", 60, "60 % er et flertal, ikke et stort flertal"),
        ("de fleste", 20, "20 % er et lille mindretal, ikke de fleste"),
        ("alle", 97, "97 % er næsten alle, ikke alle"),
        ("72 %", 69, "Tallet er 69 %, ikke 72 %"),
        ("over 50 %", 49.6, "Tallet er 49,6 %, ikke over 50 %"),
        ("ikke halvdelen", 50, "50 % er halvdelen"),
        ("ikke engang hver femte", 24, "24 % er godt hver femte"),
        ("ikke engang 20 %", 24, "Tallet er 24 %"),
        ("ikke helt halvdelen", 66, "66 % er to tredjedele"),
        ("halvdelen", 0.3, "Tallet er under 1 %, ikke halvdelen"),
        ("halvdelen", 4.3, "4 % er hver tyvende, ikke halvdelen"),
        ("alle", 99.7, "over 99 % er næsten alle, ikke alle"),
        ("99 %", 99.7, "Tallet er over 99 %, ikke 99 %"),
        ("100 %", 99.7, "Tallet er 99,7 %, ikke 100 %"),
        ("0 %", 0.3, "Tallet er 0,3 %, ikke 0 %"),
    ],
)
def test_what_would_be_true(text: str, value: float, truth: str) -> None:
    verdict = claims.judge(said(text), One(subject(value / 100)))
    assert isinstance(verdict, Fails)
    assert verdict.truth == truth


@pytest.mark.parametrize(
    ("language", "text", "shares", "truth"),
    [
        ("da", "Flere cykler end før", (12, 21), "12 % mod 21 % er færre, ikke flere"),
        ("da", "En større andel end før", (12, 21), "12 % mod 21 % er mindre, ikke større"),
        ("da", "dobbelt så mange", (15, 10), "15 % mod 10 % er flere, ikke dobbelt så mange"),
        ("da", "tre gange så mange", (20, 10), "20 % mod 10 % er dobbelt så mange, ikke tre gange så mange"),
        ("da", "oftere", (12, 21), "12 % mod 21 % er sjældnere, ikke oftere"),
        ("da", "lige så udbredt", (12, 21), "12 % mod 21 % er mindre udbredt, ikke lige så udbredt"),
        ("da", "dobbelt så få", (48, 24), "48 % mod 24 % er dobbelt så mange, ikke dobbelt så få"),
        ("da", "dobbelt så sjældent", (48, 24), "48 % mod 24 % er dobbelt så ofte, ikke dobbelt så sjældent"),
        ("da", "tre gange så få", (12, 21), "12 % mod 21 % er færre, ikke tre gange så få"),
        ("da", "knap så få", (12, 21), "12 % mod 21 % er færre, ikke knap så få"),
        ("en", "twice as few", (48, 24), "48% against 24% is twice as many, not twice as few"),
        ("en", "twice as rarely", (48, 24), "48% against 24% is twice as often, not twice as rarely"),
        ("da", "fordoblet", (30, 10), "Tallet er tredoblet fra 10 % til 30 %"),
        ("da", "ikke fordoblet", (20, 10), "Tallet er fordoblet fra 10 % til 20 %"),
        ("da", "fordoblet", (15, 10), "Tallet er steget fra 10 % til 15 %"),
        ("en", "fewer people than before", (21, 12), "21% against 12% is more, not fewer"),
        ("en", "more common than before", (12, 21), "12% against 21% is less common, not more common"),
        ("en", "doubled", (5, 10), "The number has halved from 10% to 5%"),
        ("en", "risen", (10, 10.4), "The number is unchanged from 10% to 10%"),
        ("en", "plummeted", (15, 10), "The number has risen from 10% to 15%"),
    ],
)
def test_what_would_be_true_of_two(language: str, text: str, shares: tuple[float, float], truth: str) -> None:
    first, second = shares
    verdict = claims.judge(said(text, language), Pair(subject(first / 100), subject(second / 100, "B")))
    assert isinstance(verdict, Fails) and verdict.truth == truth


def test_a_tie_is_told_in_the_marks_of_the_language() -> None:
    a, b = subject(0.4, "A"), subject(0.4, "B")
    verdict = claims.judge(said("most often", "en"), Ranking(a, (a, b)))
    assert isinstance(verdict, Fails) and verdict.truth == "“A”, “B” are level (40%)"


def test_no_truth_says_not_twice_in_english() -> None:
    for text, truth in (("not even one in five", "just over one in five"), ("no more than 10%", "24%")):
        verdict = claims.judge(said(text, "en"), One(subject(0.24)))
        assert isinstance(verdict, Fails)
        assert truth in verdict.truth and "not" not in verdict.truth


def test_an_interval_excuses_nothing() -> None:
    verdict = claims.judge(said("hver fjerde"), One(subject(0.19, interval=(0.15, 0.24))))
    assert isinstance(verdict, Fails)
    assert verdict.note == "Usikkerheden (15 %-24 %) udelukker ikke hver fjerde"
    assert claims.judge(said("halvdelen"), One(subject(0.19, interval=(0.15, 0.24)))).note == ""  # type: ignore[union-attr]


def test_a_house_sets_its_own_thresholds() -> None:
    half = One(subject(0.47))
    assert isinstance(claims.judge(said("halvdelen"), half), Fails)
    assert isinstance(claims.judge(said("halvdelen"), half, Thresholds(plain=3)), Holds)
    thirteen = One(subject(0.13))
    assert isinstance(claims.judge(said("godt hver tiende"), thirteen), Fails)
    assert isinstance(claims.judge(said("godt hver tiende"), thirteen, Thresholds(times_near=0.25)), Holds)


QUANTIFIERS = ["halvdelen", "hver tredje", "hver fjerde", "hver tiende", "to ud af tre", "tre ud af fire", "7 ud af 10"]


def near(x: Fraction, most: Fraction = Fraction(5)) -> Fraction:
    """How near is near: of less than a quarter at most a fifth, and half a point that rounding takes."""
    return min(most, x / 5 + Fraction(1, 2)) if x < 25 else most


HEDGES = {
    "": lambda s, x: abs(s - x) <= near(x, Fraction(5, 2)),
    "knap ": lambda s, x: x - near(x) <= s <= x,
    "næsten ": lambda s, x: x - near(x) <= s <= x,
    "godt ": lambda s, x: x < s <= x + near(x),
    "lidt over ": lambda s, x: x < s <= x + near(x),
    "over ": lambda s, x: s > x,
    "mere end ": lambda s, x: s > x,
    "under ": lambda s, x: s < x,
    "cirka ": lambda s, x: abs(s - x) <= near(x),
    "omtrent ": lambda s, x: abs(s - x) <= near(x),
}


@settings(deadline=None)
@given(st.integers(0, 1000), st.sampled_from(QUANTIFIERS), st.sampled_from(sorted(HEDGES)))
def test_exactly_the_documented_range_holds(tenths: int, quantifier: str, hedge: str) -> None:
    claim = said(hedge + quantifier)
    assert isinstance(claim, Portion)
    expected = HEDGES[hedge](Fraction(tenths, 10), Fraction(100 * claim.numerator, claim.denominator))
    assert isinstance(claims.judge(claim, One(subject(tenths / 1000))), Holds) == expected


SPOKEN = {
    "da": [*(h + q for h in sorted(HEDGES) for q in QUANTIFIERS), "et flertal", "et stort flertal", "et mindretal",
           "alle", "ingen", "få", "næsten alle", "69 %", "49,6 %", "over 30 %", "knap 20 %", "8-9 %", "ikke alle",
           "ikke halvdelen", "mellem 40 og 50 %", "en femtedel", "fire femtedele", "langt over halvdelen"],
    "en": ["half", "nearly half", "one in four", "just over a third", "two thirds", "a majority", "a large majority",
           "all", "none", "few", "69%", "over 30%", "every third", "not all", "more than two in three", "a minority"],
}  # fmt: skip


@settings(deadline=None)
@given(st.data(), st.sampled_from(["da", "en"]), st.integers(0, 100_000))
def test_what_would_be_true_is_true_when_read_back(data: st.DataObject, language: str, share: int) -> None:
    target = One(subject(share / 100_000))
    verdict = claims.judge(said(data.draw(st.sampled_from(SPOKEN[language])), language), target)
    if isinstance(verdict, Fails):
        back = claims.read(verdict.truth, language)
        assert back
        for claim in back:
            assert isinstance(claims.judge(claim, target), Holds), (verdict.truth, claim)


# -- headlines over tables

BORROWED = ("arbejdspladser", "innovationer")


def figures() -> dict[str, Figure]:
    return {
        entry.id: project.figure(entry, project.Microdata())
        for entry in project.find([ROOT / "figures"])
        if entry.spec.table or entry.spec.data
    }


FIGURES = figures()


def context_of(figure: Figure) -> str:
    """What the figure says of itself besides its headline."""
    spec = figure.spec
    shows = (spec.caption.shows or spec.caption.text or "") if spec.caption else ""
    asked = spec.filter.text if spec.filter else ""
    return ". ".join([spec.subtitle or "", shows, asked, figure.survey.wave, figure.survey.population or ""])


def simple(
    shares: dict[str, float | dict[str, float]], nets: dict[str, tuple[float, tuple[str, ...]]] | None = None
) -> Table:
    """A small table of per cents: category to per cent, or group to its categories."""
    cells = []
    for name, value in shares.items():
        if isinstance(value, dict):
            cells += [Cell(category, share / 100, name, 1000) for category, share in value.items()]
        else:
            cells.append(Cell(name, value / 100, None, 1000, shown=name != "Ved ikke"))
    return Table(tuple(cells), tuple(Net(label, parts, share / 100) for label, (share, parts) in (nets or {}).items()))


TABLES = {
    "sektor": simple({
        "Kommunale": {"Innovative": 80}, "Statslige": {"Innovative": 84}, "Regionale": {"Innovative": 85},
    }),
    "år": simple({
        "2015-2016": {"Evalueret": 51, "Genbrugt": 70},
        "2018-2019": {"Evalueret": 45, "Genbrugt": 70},
    }),
    "tillid": simple({
        "Meget stor tillid": 22, "Stor tillid": 46, "Mindre tillid": 21, "Slet ingen tillid": 8, "Ved ikke": 3,
    }, {"Stor eller meget stor tillid": (68, ("Meget stor tillid", "Stor tillid"))}),
    "køn": simple({
        "Mænd": {"Cykler dagligt": 24, "Kører bil dagligt": 61},
        "Kvinder": {"Cykler dagligt": 31, "Kører bil dagligt": 47},
    }),
    "formål": simple({
        "Bedre kvalitet": 68, "Øget effektivitet": 47, "Højere medarbejdertilfredshed": 47, "Lavere omkostninger": 29,
    }),
    "partners": simple({"Private companies": 26, "Citizens": 57, "Foundations": 10, "Universities": 18}),
    "tilfredshed": simple({
        "Meget tilfreds": 28, "Tilfreds": 41, "Hverken/eller": 17, "Utilfreds": 9, "Meget utilfreds": 4,
    }, {"Tilfreds i alt": (69, ("Meget tilfreds", "Tilfreds")),
        "Utilfreds i alt": (13, ("Utilfreds", "Meget utilfreds"))}),
    "barrierer": simple({"Manglende tid": 64, "Manglende penge": 27, "Ingen barrierer": 9, "Andet": 70}),
    "scope": simple({"Only internal": 19.4, "Internal and external": 28.2, "Only external": 21.4},
                    {"External in total": (49.6, ("Internal and external", "Only external")),
                     "Internal in total": (47.6, ("Only internal", "Internal and external"))}),
    "presse": simple({"Stor tillid": 42, "Nogen tillid": 38, "Ingen tillid": 15, "Ved ikke": 5}),
    "hjælp": simple({"Tid": 52, "Penge": 41, "Færre regler": 35, "Flere kolleger": 22}),
    "træning": simple({"Mindst én gang om ugen": 44, "Sjældnere end én gang om ugen": 31, "1-2 gange om året": 12,
                       "Aldrig": 13}),
    "hindringer": simple({"Økonomi": 48, "Travlhed": 36, "Lovgivning": 21, "Ledelse": 12, "Andet": 4}),
    "obstacles": simple({"Cost": 48, "Workload": 36, "Regulation": 21, "Management": 12, "Other": 4}),
    "kommune": simple({
        "2019": {"Tillid til kommunen": 61, "Ikke tillid til kommunen": 27},
        "2023": {"Tillid til kommunen": 54, "Ikke tillid til kommunen": 33},
    }),
    "bølger": simple({"2015": 51, "2018": 45, "2021": 49}),
    "news": simple({
        "Men": {"Reads news online": 62, "Reads news on paper": 31},
        "Women": {"Reads news online": 70, "Reads news on paper": 24},
    }),
    "vejr": simple({"Dårligt vejr": 46, "Utryg i trafikken": 18, "Mangler cykel": 7}),
    "access": simple({"Cheap entry": 70, "Longer opening hours": 24, "At least one café": 12}),
    "politi": simple({"Tillid til politiet": 72}),
    "police": simple({"Trust in the police": 72}),
    "trust": simple({"Very great trust": 12, "Great trust": 30, "Some trust": 41, "No trust": 17}),
    "travel": simple({"Car": 44, "Bus": 31, "Bicycle": 25}),
    "alder": simple({
        "18-34 år": {"Cykler": 61, "Kører bil": 24, "Går": 15}, "35-54 år": {"Cykler": 44, "Kører bil": 46, "Går": 10},
        "55 år og derover": {"Cykler": 30, "Kører bil": 52, "Går": 18},
    }),
    "ages": simple({
        "18-34": {"Cycle": 61, "Drive": 24, "Walk": 15}, "35-54": {"Cycle": 44, "Drive": 46, "Walk": 10},
        "55 and over": {"Cycle": 30, "Drive": 52, "Walk": 18},
    }),
    "hjemme": simple({
        "2019": {"Hver dag": 9, "Ugentligt": 15, "Aldrig": 76}, "2024": {"Hver dag": 13, "Ugentligt": 31, "Aldrig": 56},
    }),
    "home": simple({"2019": {"Works at home": 24, "Never": 76}, "2024": {"Works at home": 48, "Never": 52}}),
    "erhverv": simple({"Små virksomheder": 37, "Store virksomheder": 64}),
    "worries": simple({"Poor health": 58, "Loneliness": 34, "Housing": 13, "Nothing": 7}),
    "bekymringer": simple({"Sygdom": 58, "Ensomhed": 34, "Bolig": 13, "Ingen af disse": 7}),
    "transport": simple({"Cykel": 41, "Tog": 24, "Elcykel": 9}),
    "rejser": simple({"Bil": 62, "Cykel": 41, "Tog": 24, "Bus": 18, "Elløbehjul": 3}),
    "bøger": simple({
        "Mænd": {"Fagbøger": 36, "Krimier": 28, "Biografier": 33, "Tegneserier": 12, "Digte": 4},
        "Kvinder": {"Fagbøger": 34, "Krimier": 42, "Biografier": 21, "Tegneserier": 6, "Digte": 8},
    }),
    "firedage": simple({
        "Unge": {"Støtter": 66, "Er imod": 14, "Ved ikke": 20},
        "Ældre": {"Støtter": 33, "Er imod": 45, "Ved ikke": 22},
    }),
    "fears": simple({"Poor health": 58, "Loneliness": 34, "Losing a partner": 26, "Housing": 13, "Crime": 7}),
    "workweek": simple({
        "18-34": {"Support": 66, "Oppose": 14, "Don't know": 20},
        "35-54": {"Support": 54, "Oppose": 24, "Don't know": 22},
        "55 and over": {"Support": 33, "Oppose": 45, "Don't know": 22},
    }),
    "help": simple({"Time": 52, "Money": 41, "Fewer rules": 35, "More colleagues": 22}),
}  # fmt: skip
IN_ENGLISH = (
    "partners", "scope", "help", "obstacles", "police", "news", "access", "travel", "trust", "ages", "home", "worries",
    "fears", "workweek",
)  # fmt: skip


ASKED = {
    "sektor": "Er arbejdspladsen innovativ?",
    "tillid": "Hvor stor tillid har du til kommunen?",
    "partners": "Who did you work with on the innovation? Which partners were involved?",
    "tilfredshed": "Hvor tilfreds er du alt i alt?",
    "barrierer": "Hvilke barrierer har I oplevet?",
    "scope": "Was the innovation made in collaboration?",
    "presse": "Hvor stor tillid har du til pressen?",
    "hjælp": "Hvad ønsker du?",
    "help": "What do you want?",
    "træning": "Hvor tit træner du?",
    "hindringer": "Hvad var hindringer for innovation på arbejdspladsen?",
    "obstacles": "What were the obstacles to innovation in the workplace?",
    "access": "What do you want of the museum?",
    "travel": "How do you travel to work?",
    "hjemme": "Hvor tit arbejder du hjemme?",
    "home": "How often do you work at home?",
    "erhverv": "Bruger virksomheden kunstig intelligens?",
    "worries": "What do you worry about when you think of growing old?",
    "fears": "What do you worry about when you think of growing old?",
    "bekymringer": "Hvad bekymrer dig?",
    "transport": "Hvordan kommer du på arbejde?",
    "rejser": "Hvordan kommer du på arbejde?",
    "bøger": "Hvilke bøger læser du?",
    "firedage": "Støtter du en firedagesuge?",
    "workweek": "Would you support or oppose a four-day week?",
}
"""What was asked, where the labels do not say it."""


def verdicts(name: str, text: str) -> tuple[Verdict, ...]:
    if name in FIGURES:
        figure = FIGURES[name]
        of = claims.subjects(figure.table, name)
        question = figure.spec.question
        asked = f"{question.text or ''} {' '.join(question.sub)}" if question else ""
        results = claims.Results(of, figure.table.measure, question=asked, unit=" ".join(BORROWED))
        return claims.verify(claims.Passage(text, "da", context=context_of(figure)), results)
    language = "en" if name in IN_ENGLISH else "da"
    of = claims.subjects(TABLES[name], name)
    results = claims.Results(of, question=ASKED.get(name, ""), unit="innovationer borgere danskere")
    return claims.verify(claims.Passage(text, language), results)


TRUE = """
internt-eksternt | 50 % af innovationerne er sket i samarbejde med en eller flere eksterne partnere
køn | Mænd foretrækker bil
rejser | Bilen er 38 procentpoint foran toget
rejser | Bilen fører med 38 procentpoint foran toget
rejser | Toget slår bussen med 6 procentpoint
rejser | Bussen taber til toget
rejser | Tog er slået af bil
rejser | Bilen er danskernes klare favorit
rejser | Danskerne foretrækker bilen
rejser | 24 procent foretrækker toget
rejser | Danskerne bruger bilen mest
rejser | Mange tager bilen
rejser | Ikke mange kører på elløbehjul
rejser | Næppe nogen kører på elløbehjul
rejser | Tog ligger 6 procentpoint over bus
bøger | Kvinder er 14 procentpoint foran mænd, når det gælder krimier
bøger | Mænd er vildere med biografier end kvinder
bøger | Fagbøger er mænds favorit, mens kvinderne foretrækker krimier
firedage | Støtten er stærkest blandt unge
firedage | Modstanden er størst blandt ældre
firedage | Unge støtter firedagesugen
vejr | Dårligt vejr overgår utryghed
tilfredshed | Mange er meget tilfredse eller tilfredse
fears | Poor health leads loneliness by 24 percentage points
fears | Housing trails poor health by 45 percentage points
fears | Poor health is the biggest worry, ahead of loneliness
fears | Poor health comes top
fears | Poor health is the chief concern
fears | Britons worry most about poor health
fears | Many worry about poor health
fears | Hardly anyone worries about crime
workweek | Opposition is strongest among those aged 55 and over
workweek | Support is lowest among those aged 55 and over
workweek | Those aged 18-34 back the four-day week
workweek | Opposition outweighs support among those aged 55 and over
internt-eksternt | Halvdelen af alle innovationer i den offentlige sektor sker i eksternt samarbejde
internt-eksternt | Knap halvdelen af innovationerne sker i eksternt samarbejde
internt-eksternt | 50 % af innovationerne sker i eksternt samarbejde
internt-eksternt | Hver anden innovation sker i eksternt samarbejde
internt-eksternt | Knap hver femte samarbejder kun internt
internt-eksternt | 19 % samarbejder udelukkende internt
internt-eksternt | Hver femte innovation sker i kun eksternt samarbejde
internt-eksternt | Næsten halvdelen samarbejder internt
internt-eksternt | Godt hver fjerde samarbejder både internt og eksternt
internt-eksternt | Flere samarbejder eksternt end internt
internt-eksternt | 50 % samarbejder eksternt, mens 48 % samarbejder internt
internt-eksternt | 50 % samarbejder eksternt og 48 % internt
internt-eksternt | Et mindretal samarbejder internt
internt-eksternt | Halvdelen af arbejdspladserne har eksterne samarbejdspartnere
faser | Der samarbejdes oftest om udvikling eller tilpasning af en løsning
faser | Godt tre ud af fire samarbejder om udvikling eller tilpasning af en løsning
faser | Tre ud af fire samarbejder om udvikling eller tilpasning
faser | Der samarbejdes sjældnest om evaluering
faser | Fire ud af ti samarbejder om evaluering
faser | Et flertal samarbejder om ibrugtagning
faser | Mere end halvdelen samarbejder om idéen
faser | Næstoftest samarbejdes der om ibrugtagning
faser | Der samarbejdes oftere om ibrugtagning end om afprøvning
faser | 8 % har svaret ”Anden slags samarbejde”
faser | Cirka seks ud af ti samarbejder om afprøvning
tvaeroffentligt | Tværoffentligt samarbejde sker oftest inden for samme sektor
tvaeroffentligt | Godt hver femte samarbejder inden for samme sektor
tvaeroffentligt | 15 % samarbejder på tværs af sektorer
tvaeroffentligt | Samarbejde i samme sektor sker oftere end på tværs af sektorer
partnere | Knap hver femte samarbejder med private virksomheder
partnere | 5 % samarbejder med fonde
partnere | Flere samarbejder med borgere end med fonde
partnere | Hver femte samarbejder med borgere
partnere | Udenlandske aktører er sjældnest med
partnere | Et lille mindretal samarbejder med frivillige foreninger eller organisationer
evaluering | Knap fire ud af ti innovationer er blevet evalueret
evaluering | 39 % af innovationerne er evalueret
evaluering | Knap hver tredje er udelukkende evalueret internt
evaluering | Kun 7 % er evalueret eksternt
evaluering | I tre ud af ti innovationer er evaluering planlagt
evaluering | I knap hver femte innovation er evaluering i gang
teknologi | Knap fire ud af ti innovationer er teknologiske
teknologi | 37 % er en teknologisk innovation
teknologi | Teknologi indgår slet ikke i godt hver fjerde innovation
teknologi | I hver fjerde innovation er teknologi en vigtig del
spredning | Knap tre ud af fire innovationer bygger videre på andres løsninger
spredning | Knap hver femte er en kopi af andres løsninger
spredning | Knap tre ud af fire er inspireret eller kopieret
innovationstyper | Næsten fire ud af fem innovationer ændrer processer eller organisering
innovationstyper | Nye processer og organisationsformer er mest udbredt
innovationstyper | Knap fire ud af ti er kommunikationsinnovation
innovationstyper | Produktinnovation er sjældnest
innovationstyper | Tre ud af ti er serviceinnovationer
innovationstyper | Kommunikationsinnovation er næstmest udbredt
haemmere-og-fremmere | Medarbejdernes medvirken har fremmet et stort flertal af innovationerne
haemmere-og-fremmere | Medarbejdernes medvirken hæmmede 7 % af innovationerne
haemmere-og-fremmere | Ni ud af ti innovationer er fremmet af medarbejdernes medvirken
haemmere-og-fremmere | Samarbejde på tværs af arbejdspladsen fremmede fire ud af fem innovationer
ledelse | Lederen på arbejdspladsen tager oftest initiativet
ledelse | I fire ud af ti innovationer førte arbejdspladsens egen leder an
ledelse | Hver tiende igangsættes af den nærmeste politiske ledelse
kommuner | Frivillige spiller dobbelt så ofte en rolle i danske kommuner som i norske
kommuner | Frivillige spiller oftere en rolle i danske kommuner end i norske
kommuner | I 16 % af de danske kommunale innovationer spiller frivillige en rolle
virksomheder | Virksomheder fremmer hver sjette innovation
virksomheder | Virksomheder spiller en positiv rolle i godt hver fjerde innovation
noegletal-evalueret | 39 % af innovationerne er blevet evalueret
noegletal-evalueret | Knap fire ud af ti innovationer er evalueret
noegletal-flere-typer | Knap halvdelen af innovationerne hører til mere end én type
noegletal-innovative | Godt fire ud af fem arbejdspladser har indført mindst én innovation
noegletal-samarbejde | To ud af tre innovationer er skabt sammen med mindst én samarbejdspartner
noegletal-samarbejde | 69 % af innovationerne er skabt i internt eller eksternt samarbejde
sektor | Fire af fem kommunale arbejdspladser er innovative
sektor | 85 % af de regionale arbejdspladser er innovative
sektor | Regionale arbejdspladser er oftest innovative
sektor | Statslige arbejdspladser er oftere innovative end kommunale
år | Andelen af evaluerede innovationer er faldet siden 2015
år | Evaluerede innovationer er faldet fra 51 til 45 %
tillid | To ud af tre har stor eller meget stor tillid
tillid | Hver femte har mindre tillid
køn | Tre ud af ti kvinder cykler dagligt
køn | Kvinder cykler oftere dagligt end mænd
køn | Knap halvdelen af kvinderne kører bil dagligt
køn | Hver fjerde af mændene cykler dagligt
formål | Bedre kvalitet er det hyppigste formål
formål | To ud af tre får bedre kvalitet
partners | Most innovations involve citizens
partners | One in four innovations involve private companies
partners | Foundations are least often involved
scope | Half of the innovations are made in external collaboration
scope | Nearly one in five collaborate only internally
scope | 28% collaborate both internally and externally
partners | Twice as many involve citizens as private companies
partners | Citizens are the most common partner
partners | Few innovations involve foundations
partners | 57% involve citizens, while 26% involve private companies
internt-eksternt | Halvdelen af innovationerne sker internt, den anden halvdel eksternt
internt-eksternt | Eksternt samarbejde: Hver anden innovation er med
faser | Evaluering er den fase, der sjældnest samarbejdes om
evaluering | Evaluering er planlagt i mindre end hver tredje innovation
kommuner | Frivillige spiller en rolle i 16 % af danske og 8 % af norske kommunale innovationer
spredning | Over halvdelen er inspireret af andre
internt-eksternt | Mellem en tredjedel og halvdelen sker i eksternt samarbejde
internt-eksternt | Eksternt samarbejde sker i 50 % og internt i 48 % af innovationerne
internt-eksternt | Kun internt: 19 %
faser | Dobbelt så mange samarbejder om udvikling som om evaluering
partnere | Virksomheder er med i knap hver femte innovation
partnere | Næsten ingen samarbejder med udenlandske aktører
teknologi | Teknologi er en vigtig del af hver fjerde innovation
noegletal | To ud af tre innovationer sker i samarbejde
noegletal | 69 % sker i internt eller eksternt samarbejde
sektor | 85 % i regionerne, 84 % i staten og 80 % i kommunerne er innovative
køn | 31 % af kvinderne og 24 % af mændene cykler dagligt
år | Andelen, der evaluerer, er faldet med 6 procentpoint
barrierer | Ingen barrierer: 9 %
barrierer | 9 % oplever ingen barrierer
barrierer | 64 % oplever manglende tid
barrierer | 9 % oplever ingen barrierer, og 64 % oplever manglende tid
tilfredshed | Meget tilfreds: 28 %, tilfreds: 41 %, hverken/eller: 17 %
tilfredshed | Meget utilfreds: 4 %; utilfreds: 9 % og tilfreds i alt: 69 %
barrierer | Manglende tid er den hyppigste barriere
barrierer | Der svares oftest ”Andet”
tilfredshed | I alt er 69 % tilfredse
tilfredshed | 69 % er tilfredse eller meget tilfredse
tilfredshed | 13 % er utilfredse eller meget utilfredse
tilfredshed | Samlet set er 69 % tilfredse
presse | 38 % har nogen tillid til pressen
kommune | Færre har tillid til kommunen
hindringer | Hver femte siger, at lovgivning er den største hindring
hindringer | 12 % nævner ledelse som den største hindring
hindringer | Ledelse er langt fra den største hindring
hindringer | Ledelse er langt fra lige så udbredt som økonomi
hindringer | Økonomi fylder mest, ledelse mindst
obstacles | One in five say regulation is the main obstacle
vejr | 46 % nævner dårligt vejr
vejr | Hver femte er utryg i trafikken
vejr | Dårligt vejr betyder mest
access | 70% want cheap entry
access | 12% want at least one café
access | Cheap entry matters most
hjælp | Halvdelen ønsker tid
hjælp | Hver femte ønsker flere kolleger
hjælp | 35 % ønsker færre regler
træning | 44 % træner mindst én gang om ugen
træning | 31 % træner sjældnere end én gang om ugen
help | Half want time
help | 35% want fewer rules
kommune | 54 % har tillid til kommunen
kommune | I 2019 havde 61 % tillid til kommunen
kommune | Tilliden til kommunen aftager
kommune | Færre har tillid til kommunen end i 2019
kommune | Flere har tillid til kommunen end ikke tillid til kommunen
bølger | Andelen er faldet siden 2015
bølger | Andelen er steget fra 45 til 49 % fra 2018 til 2021
bølger | Andelen er 49 %
bølger | Andelen var højest i 2015
news | Among women, news online is the most common
politi | 72 % har tillid til politiet
politi | Syv ud af ti borgere stoler på politiet
politi | 72 % af borgerne
police | 72% trust the police
police | In total 72% trust the police
hindringer | Økonomi er den største hindring
hindringer | Økonomi er nummer ét på listen
hindringer | Økonomi er topscorer
hindringer | Økonomi er en større hindring end lovgivning
hindringer | Travlhed er vigtigere end lovgivning
hindringer | Lovgivning er knap så udbredt som travlhed
hindringer | Lovgivning er ikke lige så udbredt som travlhed
hindringer | Ledelse nævnes kun af få
hindringer | Fem arbejdspladser ud af ti peger på økonomi
hindringer | ½ af arbejdspladserne peger på økonomi
hindringer | 1.000 arbejdspladser har svaret
hindringer | Økonomi og travlhed er de hyppigste hindringer
hindringer | De mest udbredte hindringer er økonomi og travlhed, viser undersøgelsen
hindringer | De tre største hindringer er økonomi, lovgivning og travlhed
hindringer | Lovgivning er blandt de tre hyppigste hindringer
hindringer | Travlhed er i top tre
hindringer | Den største hindring: økonomi
hindringer | Mest udbredt er økonomi, og ledelse halter efter
hindringer | 48 pct. nævner økonomi, og 36 pct. travlhed
hindringer | Økonomi, travlhed og lovgivning topper listen
obstacles | Regulation ranks third
obstacles | One workplace in five mentions regulation
obstacles | Cost tops the list, followed by workload
obstacles | Cost and workload are the most common obstacles
obstacles | The three biggest obstacles are cost, workload, and regulation
obstacles | Workload is among the three biggest obstacles
obstacles | Cost is the top obstacle
obstacles | Main reason: cost
obstacles | Regulation is not as common as workload
obstacles | Only a few mention management
obstacles | In total 48% mention cost
obstacles | Helping hands? Only 4% answer something other
tilfredshed | 69 % er tilfredse i alt (28 % er meget tilfredse)
tilfredshed | 69 % (heraf 28 % meget tilfredse) er tilfredse i alt
internt-eksternt | 50 % samarbejder eksternt (48 % samarbejder internt)
partners | 18% work with universities (57% with citizens, 26% with private companies) and 10% with foundations
træning | 87 % svarer andet end aldrig
træning | Et flertal svarer andet end aldrig
travel | 56% travel by something other than car
trust | 30% have great trust
sektor | Regionale arbejdspladser går forrest
hindringer | Borgerne foretrækker økonomi
travel | People prefer the car
travel | The car leads the field
køn | 61 % af mændene foretrækker at køre bil dagligt
tilfredshed | 32 % er meget tilfredse eller meget utilfredse
presse | 80 % har stor eller nogen tillid til pressen
tilfredshed | Meget tilfredse og tilfredse udgør tilsammen 69 procent
tilfredshed | De utilfredse og meget utilfredse udgør 13 procent
travel | Car, bus and bicycle together make up 100%
travel | Car and bus make up three quarters
travel | Together, bus or bicycle account for a majority
presse | Stor eller nogen tillid: Fire ud af fem stoler på pressen
ages | Cycling is 61% among those aged 18-34 and 44% among those aged 35-54
ages | 61% of those aged 18-34 and 30% of those aged 55 and over cycle
ages | Three in ten over-55s cycle
ages | Twice as many 18-34s as over-55s cycle
ages | Nearly half of 35-54-year-olds drive
alder | 61 % af de 18-34-årige og 44 % af de 35-54-årige cykler
alder | Tre ud af ti over 55 år cykler
alder | Dobbelt så mange 18-34-årige som danskere på 55 år og derover cykler
hjemme | I dag arbejder 13 % hjemme hver dag
hjemme | For fem år siden arbejdede 76 % aldrig hjemme
hjemme | Dobbelt så mange arbejder hjemme ugentligt som i 2019
hjemme | Dobbelt så mange arbejder hjemme ugentligt som for fem år siden
home | Five years ago 24% worked at home
home | Twice as many work at home as five years ago
transport | 41 % tager cyklen
transport | 41 % cykler på arbejde
transport | Cyklisterne udgør 41 %
transport | Cyklen er mere udbredt end toget
erhverv | Godt hver tredje lille virksomhed bruger kunstig intelligens
køn | Knap hver fjerde mand cykler dagligt
worries | People worry most about poor health
worries | Housing is the least common worry
worries | Poor health tops the list of worries about growing old
bekymringer | Danskerne bekymrer sig mest om sygdom
bekymringer | Danskerne bekymrer sig mindst om bolig
transport | Cyklen slår toget: 41 % cykler
transport | Toget taber til cyklen: Hver fjerde tager toget
ages | Six in ten 18-34s and three in ten over-55s cycle
ages | Three in five 18-34s cycle
barrierer | 36 % oplever ikke manglende tid
internt-eksternt | Halvdelen af innovationerne sker ikke i eksternt samarbejde
news | Most men and women read news online
""".strip().splitlines()

FALSE = """
internt-eksternt | 69 % af innovationerne er sket i samarbejde med en eller flere eksterne partnere
news | Men prefer news on paper
rejser | Toget er 38 procentpoint foran bilen
rejser | Toget fører med 38 procentpoint foran bilen
rejser | Toget slår bilen med 38 procentpoint
rejser | Bussen slår bilen
rejser | Bussen vinder over toget
rejser | Bil er slået af tog
rejser | Bus ligger 6 procentpoint over tog
rejser | Toget er danskernes foretrukne vej til arbejdet
rejser | Bussen er førstevalget
rejser | Danskerne vælger helst bussen
rejser | Danskerne bruger toget mest
rejser | Mange tager elløbehjulet på arbejde
rejser | Masser af danskere kører på elløbehjul
rejser | Ikke mange tager bilen
rejser | En håndfuld tager bilen
bøger | Mænd er 14 procentpoint foran kvinder, når det gælder krimier
bøger | Mændene er vildere med krimier end kvinderne
bøger | Mænd og kvinder er lige vilde med krimier
bøger | Krimier er mændenes favorit, mens kvinderne foretrækker fagbøger
bøger | Mænd foretrækker digte
bøger | Kun mænd læser fagbøger
firedage | Støtten er stærkest blandt ældre
firedage | Modstanden er størst blandt unge
firedage | Ældre støtter firedagesugen
firedage | Unge er imod firedagesugen
fears | Loneliness leads poor health by 24 percentage points
fears | Poor health trails housing by 45 percentage points
fears | Losing a partner comes ahead of loneliness
fears | Loneliness comes top
fears | Loneliness is top of the list
fears | Loneliness is by far the greatest worry
fears | Housing and losing a partner top the list
fears | Britons worry most about loneliness
fears | Britons worry least about poor health
fears | Many worry about housing
fears | Barely anyone worries about poor health
fears | Rarely do people worry about poor health
fears | A handful worry about loneliness
workweek | Opposition is strongest among those aged 18-34
workweek | Opposition is weakest among those aged 55 and over
workweek | Those aged 55 and over back the four-day week
workweek | Those aged 55 and over favour the four-day week by a margin of two to one
workweek | Opposition outweighs support among those aged 18-34
news | Men prefer to read news on paper
access | Opening hours beat cheap entry
internt-eksternt | To tredjedele af alle innovationer sker i eksternt samarbejde
internt-eksternt | Over halvdelen af innovationerne sker i eksternt samarbejde
internt-eksternt | 69 % af innovationerne sker i eksternt samarbejde
internt-eksternt | Hver tredje innovation sker i eksternt samarbejde
internt-eksternt | Hver fjerde samarbejder kun internt
internt-eksternt | 48 % samarbejder udelukkende internt
internt-eksternt | Hver anden innovation sker i kun eksternt samarbejde
internt-eksternt | Mere end halvdelen samarbejder internt
internt-eksternt | Knap hver fjerde samarbejder både internt og eksternt
internt-eksternt | Flere samarbejder internt end eksternt
internt-eksternt | 50 % samarbejder eksternt, mens 50 % samarbejder internt
internt-eksternt | Et flertal af innovationerne sker i eksternt samarbejde
internt-eksternt | De fleste innovationer sker i eksternt samarbejde
internt-eksternt | Alle innovationer sker i eksternt samarbejde
internt-eksternt | Der samarbejdes dobbelt så ofte eksternt som internt
faser | Der samarbejdes oftest om idé
faser | Der samarbejdes oftest om evaluering
faser | Der samarbejdes sjældnest om udvikling eller tilpasning af en løsning
faser | Halvdelen samarbejder om udvikling eller tilpasning af en løsning
faser | Et flertal samarbejder om evaluering
faser | Næstoftest samarbejdes der om afprøvning
faser | Der samarbejdes oftere om afprøvning end om ibrugtagning
faser | 9 % har svaret ”Anden slags samarbejde”
faser | Hver femte samarbejder om afprøvning
tvaeroffentligt | Tværoffentligt samarbejde sker oftest på tværs af sektorer
tvaeroffentligt | Hver tredje samarbejder inden for samme sektor
tvaeroffentligt | Samarbejde på tværs af sektorer sker oftere end i samme sektor
tvaeroffentligt | Dobbelt så mange samarbejder i samme sektor som på tværs af sektorer
partnere | Hver tredje samarbejder med private virksomheder
partnere | Der samarbejdes oftest med private virksomheder
partnere | Flere samarbejder med fonde end med borgere
partnere | Fonde er sjældnest med
partnere | 15 % samarbejder med fonde
evaluering | Halvdelen af innovationerne er blevet evalueret
evaluering | Godt fire ud af ti innovationer er evalueret
evaluering | 51 % af innovationerne er evalueret
evaluering | 39 % er udelukkende evalueret internt
evaluering | Hver fjerde er evalueret eksternt
evaluering | I halvdelen af innovationerne er evaluering planlagt
teknologi | Knap hver anden innovation er teknologisk
teknologi | Teknologi indgår slet ikke i hver tredje innovation
teknologi | I hver tredje innovation er teknologi en vigtig del
spredning | Godt tre ud af fire innovationer bygger videre på andres løsninger
spredning | Hver tredje er en kopi af andres løsninger
innovationstyper | Over fire ud af fem innovationer ændrer processer eller organisering
innovationstyper | Kommunikationsinnovation er mest udbredt
innovationstyper | Serviceinnovation er sjældnest
innovationstyper | Et flertal er serviceinnovationer
haemmere-og-fremmere | Medarbejdernes medvirken har fremmet knap halvdelen af innovationerne
haemmere-og-fremmere | Medarbejdernes medvirken hæmmede et stort flertal af innovationerne
haemmere-og-fremmere | Alle innovationer er fremmet af medarbejdernes medvirken
ledelse | Den nærmeste politiske ledelse tager oftest initiativet
ledelse | I halvdelen af innovationerne førte arbejdspladsens egen leder an
kommuner | Frivillige spiller dobbelt så ofte en rolle i norske kommuner som i danske
kommuner | Frivillige spiller tre gange så ofte en rolle i danske kommuner som i norske
kommuner | Frivillige spiller lige så ofte en rolle i danske kommuner som i norske
kommuner | Frivillige spiller sjældnere en rolle i danske kommuner end i norske
virksomheder | Virksomheder fremmer hver fjerde innovation
virksomheder | Virksomheder spiller en positiv rolle i hver tredje innovation
noegletal | 69 % af de offentlige innovationer er sket i samarbejde med en eller flere eksterne samarbejdspartnere
noegletal | Halvdelen af innovationerne sker i eksternt samarbejde
noegletal-evalueret | Hver anden innovation er evalueret
noegletal-flere-typer | Over halvdelen af innovationerne hører til mere end én type
noegletal-innovative | Tre ud af fire arbejdspladser har indført mindst én innovation
noegletal-samarbejde | 69 % af innovationerne er skabt sammen med eksterne samarbejdspartnere
sektor | To ud af tre kommunale arbejdspladser er innovative
sektor | Kommunale arbejdspladser er oftest innovative
sektor | Kommunale arbejdspladser er oftere innovative end statslige
sektor | 80 % af de regionale arbejdspladser er innovative
år | Andelen af evaluerede innovationer er steget siden 2015
år | Evaluerede innovationer er steget fra 45 til 51 %
tillid | Et lille mindretal har stor eller meget stor tillid
tillid | Halvdelen har slet ingen tillid
køn | Tre ud af ti mænd cykler dagligt
køn | Mænd cykler oftere dagligt end kvinder
køn | Over halvdelen af kvinderne kører bil dagligt
formål | Øget effektivitet er det hyppigste formål
partners | Most innovations involve private companies
partners | Foundations are most often involved
scope | Two thirds of the innovations are made in external collaboration
scope | Half collaborate only internally
internt-eksternt | Halvdelen af innovationerne sker i internt samarbejde, to tredjedele i eksternt
scope | Fewer collaborate externally than internally
scope | More than half collaborate externally
partners | Two out of three innovations involve citizens
partners | The vast majority involve citizens
partners | Private companies are more often involved than citizens
partners | 26% involve foundations
evaluering | Kun godt hver tredje innovation er evalueret
innovationstyper | Produktinnovation er mere udbredt end serviceinnovation
haemmere-og-fremmere | Medarbejdernes medvirken hæmmer oftere end samarbejde på tværs af arbejdspladsen
spredning | Tre ud af fire innovationer er kopieret
internt-eksternt | Halvdelen har både interne og eksterne partnere
internt-eksternt | Mellem en fjerdedel og en tredjedel sker i eksternt samarbejde
partnere | Private virksomheder er den mest brugte partner
faser | Hver anden samarbejder om idé, og hver fjerde om evaluering
noegletal | 69 % af innovationerne er sket i samarbejde med interne partnere
virksomheder | Virksomheder igangsætter 17 % af innovationerne
køn | Dobbelt så mange kvinder som mænd cykler dagligt
køn | 24 % af kvinderne og 31 % af mændene cykler dagligt
år | Andelen, der evaluerer, er faldet med 16 procentpoint
barrierer | 12 % oplever ingen barrierer
tilfredshed | Meget tilfreds: 28 %, tilfreds: 69 %, hverken/eller: 17 %
barrierer | Manglende penge er den hyppigste barriere
tilfredshed | I alt er 79 % tilfredse
tilfredshed | 28 % er tilfredse eller meget tilfredse
presse | Halvdelen har nogen tillid til pressen
kommune | Flere har tillid til kommunen
hindringer | Hver tredje siger, at lovgivning er den største hindring
hindringer | 48 % siger økonomi, og ledelse er den største hindring
hindringer | Økonomi er langt fra den største hindring
hindringer | Økonomi er langt fra lige så udbredt som ledelse
hindringer | Økonomi fylder mest, travlhed mindst
obstacles | One in three say regulation is the main obstacle
vejr | Hver tredje er utryg i trafikken
vejr | At mangle cykel betyder mest
access | Longer opening hours matters most
hjælp | Hver tredje ønsker tid
hjælp | Hver tredje ønsker flere kolleger
træning | 31 % træner mindst én gang om ugen
træning | 44 % træner sjældnere end én gang om ugen
help | One in three want time
help | 22% want fewer rules
kommune | 61 % har tillid til kommunen
kommune | I 2019 havde 54 % tillid til kommunen
kommune | Tilliden til kommunen tiltager
kommune | Flere har tillid til kommunen end i 2019
kommune | Færre har tillid til kommunen end ikke tillid til kommunen
bølger | Andelen er steget siden 2015
bølger | Andelen er 51 %
bølger | Andelen var højest i 2021
news | Among men, reading on paper is the most common
politi | Kun to ud af tre har tillid til politiet
police | 62% trust the police
hindringer | Travlhed er den største hindring
hindringer | Ledelse er nummer ét på listen
hindringer | Travlhed er topscorer
hindringer | Lovgivning er en større hindring end økonomi
hindringer | Ledelse er vigtigere end lovgivning
hindringer | Travlhed er knap så udbredt som lovgivning
hindringer | Travlhed er ikke lige så udbredt som lovgivning
hindringer | Økonomi nævnes kun af få
hindringer | Ni arbejdspladser ud af ti peger på økonomi
hindringer | Tre kvart af arbejdspladserne peger på økonomi
hindringer | 1.100 arbejdspladser har svaret
hindringer | Økonomi og ledelse er de hyppigste hindringer
hindringer | De mest udbredte hindringer er økonomi og lovgivning, viser undersøgelsen
hindringer | De tre største hindringer er økonomi, ledelse og travlhed
hindringer | Ledelse er blandt de tre hyppigste hindringer
hindringer | Ledelse er i top tre
hindringer | Den største hindring: ledelse
hindringer | Mest udbredt er travlhed, og ledelse halter efter
hindringer | 36 pct. nævner økonomi, og 48 pct. travlhed
hindringer | Økonomi, travlhed og ledelse topper listen
hindringer | Økonomi er ikke den største hindring
obstacles | Regulation ranks second
obstacles | Three workplaces in five mention regulation
obstacles | Workload tops the list, followed by cost
obstacles | Cost and management are the most common obstacles
obstacles | The three biggest obstacles are cost, workload, and management
obstacles | Management is among the three biggest obstacles
obstacles | Management is the main obstacle
obstacles | Main reason: workload
obstacles | Workload is not as common as regulation
obstacles | Only a few mention cost
obstacles | In total 58% mention cost
tilfredshed | 69 % er tilfredse i alt (41 % er meget tilfredse)
tilfredshed | 69 % (heraf 28 % tilfredse i alt) er meget tilfredse
internt-eksternt | 50 % samarbejder eksternt (28 % samarbejder internt)
partners | 57% work with citizens (18% with private companies)
partners | 18% work with universities (57% with citizens, 26% with private companies) and 12% with foundations
træning | 44 % træner andet end mindst én gang om ugen
træning | Kun 13 % svarer andet end aldrig
travel | 44% travel by anything but car
tillid | 60 % har stor tillid
tillid | Stor tillid: 68 %
trust | 41% have great trust
trust | 12% have great trust
sektor | Kommunale arbejdspladser går forrest
hindringer | Borgerne foretrækker ledelse
travel | People prefer the bus
travel | The bicycle is in the lead
travel | The bus is the preferred choice
tilfredshed | Meget tilfredse og tilfredse udgør tilsammen 28 procent
tilfredshed | De utilfredse og meget utilfredse udgør 4 procent
travel | Car, bus and bicycle together make up 75%
presse | 42 % har stor eller nogen tillid til pressen
travel | Car and bus make up 44%
presse | Stor eller nogen tillid: To ud af fem stoler på pressen
travel | By bus or bicycle: Three in four go to work
ages | Cycling is 44% among those aged 18-34 and 61% among those aged 35-54
ages | Six in ten over-55s cycle
ages | Twice as many over-55s as 18-34s cycle
ages | Nearly half of 18-34-year-olds drive
alder | 44 % af de 18-34-årige og 61 % af de 35-54-årige cykler
alder | Seks ud af ti over 55 år cykler
hjemme | I dag arbejder 13 % aldrig hjemme
hjemme | For fem år siden arbejdede 56 % aldrig hjemme
hjemme | Tre gange så mange arbejder hjemme ugentligt som for fem år siden
home | Five years ago 48% worked at home
home | Three times as many work at home as five years ago
transport | 24 % tager cyklen
transport | Hver fjerde cykler på arbejde
transport | Cyklisterne udgør 24 %
erhverv | To ud af tre små virksomheder bruger kunstig intelligens
erhverv | Hver anden lille virksomhed bruger kunstig intelligens
køn | Knap hver tredje mand cykler dagligt
worries | People worry most about loneliness
worries | Poor health is what worries people least
worries | Loneliness is the least common worry
bekymringer | Danskerne bekymrer sig mest om bolig
bekymringer | Sygdom bekymrer danskerne mindst
tilfredshed | Fire ud af fem er tilfredse
tilfredshed | Kun hver tyvende er utilfreds
tilfredshed | Flere er utilfredse end tilfredse
transport | Cyklen slår toget: 24 % cykler
transport | Toget taber til cyklen: Fire ud af ti tager toget
ages | Six in ten 18-34s and half of over-55s cycle
noegletal-evalueret | Fire ud af ti innovationer er ikke evalueret
barrierer | 27 % har penge nok, 64 % mangler ikke tid
""".strip().splitlines()

UNDECIDED = """
rejser | Mange tager toget
bøger | Kun mænd læser tegneserier
tilfredshed | Stor utilfredshed
firedage | Danskerne støtter firedagesugen
fears | The typical Briton worries about losing a partner
workweek | Older people embrace the four-day week
workweek | Those aged 18-34 favour the four-day week by a margin of two to one
internt-eksternt | Halvdelen af innovationerne evalueres
internt-eksternt | Halvdelen af de kommunale innovationer sker i eksternt samarbejde
internt-eksternt | Halvdelen af innovationerne skete i eksternt samarbejde i 2015
internt-eksternt | Halvdelen samarbejder
internt-eksternt | Der samarbejdes signifikant oftere eksternt end internt
internt-eksternt | Eksternt samarbejde er steget
faser | Der samarbejdes i alle faser
faser | Der samarbejdes om 4 ud af 5 slags
partnere | Der samarbejdes med mange forskellige eksterne aktører om offentlig innovation
partnere | Hver femte samarbejder med kommuner
virksomheder | Virksomheder bidrager til godt hver fjerde innovation
haemmere-og-fremmere | Et stort flertal er fremmet
haemmere-og-fremmere | To ud af tre har hæmmet
køn | Hver fjerde cykler dagligt
formål | Halvdelen får øget effektivitet eller bedre kvalitet
noegletal-evalueret | Fire ud af ti kommunale innovationer er evalueret
noegletal-evalueret | 39 % er udelukkende evalueret
evaluering | Syv procent er evalueret internt
tillid | To ud af tre har tillid
sektor | Fire ud af fem er innovative
internt-eksternt | 69 % samarbejder internt eller eksternt
evaluering | Knap hver tredje evaluerer internt
teknologi | Et flertal af innovationerne bruger ikke teknologi
tilfredshed | 69 % er tilfredse
tilfredshed | 41 % er tilfredse
tilfredshed | 31 % er ikke tilfredse
tilfredshed | 17 % er hverken tilfredse eller utilfredse
barrierer | Der er ingen barrierer, mens 64 % har manglende tid
presse | 38 % har tillid til pressen
presse | Målet er, at halvdelen har stor tillid til pressen
hjælp | I fremtiden ønsker halvdelen tid
help | The goal is that half have more colleagues
hindringer | Flere arbejdspladser har travlt
presse | 80 % har mindst nogen tillid til pressen
vejr | 46 % nævner godt vejr
vejr | Hver femte er tryg i trafikken
access | 70% say that entry is expensive
hjælp | 35 % ønsker flere regler
hjælp | 22 % ønsker færre kolleger
træning | 44 % træner om ugen
træning | 12 % træner fem gange om året
help | 35% want more rules
kommune | Tilliden var 61 % og er nu 54 %
kommune | Tilliden til kommunen faldt i 2019
bølger | Andelen steg i 2018
news | Men most often read news on paper
politi | 72 % mangler tillid til politiet
politi | 72 % mistror politiet
politi | 72 % har fuld tillid til politiet
politi | 72 % har meget stor tillid til politiet
politi | 72 % spiser rugbrød
police | 72% lack trust in the police
police | 72% fully trust the police
police | 72% like ice cream
barrierer | 27 % har penge nok
formål | 68 % får meget bedre kvalitet
hindringer | Økonomi som hindring er på retur
hindringer | 1.204 arbejdspladser peger på økonomi
hindringer | 1.000 arbejdspladser peger på økonomi
hindringer | Økonomi og kultur er de hyppigste hindringer
hindringer | De tre største hindringer er økonomi og travlhed
hindringer | Ledelse er en af de største hindringer
obstacles | Cost and culture are the most common obstacles
obstacles | Management is one of the biggest obstacles
obstacles | Cost as an obstacle has soared
obstacles | Helping others takes 4% of the time
tilfredshed | 72 % er andet end meget tilfredse
tilfredshed | 28 % er andet end meget tilfredse
presse | 42 % har andet end stor tillid
presse | 58 % har andet end stor tillid
hindringer | 48 % peger på andet end økonomi
hindringer | Andet end økonomi er den største hindring
køn | Alle andre end kvinder cykler
partners | 57% work with partners other than citizens
news | All but women read news online
news | Everyone but women reads news online
tillid | 68 % har stor tillid
tillid | To ud af tre har stor tillid
trust | 42% have great trust
køn | Kvinder er forrest i at cykle
news | Women lead on reading news online
politi | Alle på nær 28 % har tillid til politiet
police | All but 5% trust the police
travel | The car is chosen by 44%, other than in winter
travel | None other than the car is used by 44%
tilfredshed | 28 % er meget tilfredse og tilfredse
hindringer | Økonomi og travlhed nævnes tilsammen af 84 %
hjemme | For ti år siden arbejdede 76 % aldrig hjemme
hjemme | For nogle år siden arbejdede 56 % aldrig hjemme
hjemme | Aldrig er halveret siden 2014
home | Ten years ago 24% worked at home
transport | For fem år siden tog 41 % cyklen
transport | 59 % lader cyklen stå
transport | 41 % dropper cyklen
worries | 58% avoid poor health
tilfredshed | Fire ud af ti er tilfredse
tilfredshed | Syv ud af ti er tilfredse
tilfredshed | Tilfredse og utilfredse udgør tilsammen 82 procent
tilfredshed | Der er lige mange tilfredse og utilfredse
spredning | Tre ud af fire genbruger andres løsninger
travel | By bus or bicycle: More than half leave without a car
obstacles | Forget regulation: 48% mention cost
obstacles | Forget regulation: 21% mention cost
""".strip().splitlines()


def pairs(lines: list[str]) -> list[tuple[str, str]]:
    return [(name.strip(), text.strip()) for name, text in (line.split("|", 1) for line in lines)]


@pytest.mark.parametrize(("name", "text"), pairs(TRUE))
def test_a_true_headline_holds(name: str, text: str) -> None:
    found = verdicts(name, text)
    assert found
    assert all(isinstance(verdict, Holds) for verdict in found), found


@pytest.mark.parametrize(("name", "text"), pairs(FALSE))
def test_a_false_headline_is_found(name: str, text: str) -> None:
    found = verdicts(name, text)
    assert any(isinstance(verdict, Fails | Contradicts) for verdict in found), found


@pytest.mark.parametrize(("name", "text"), pairs(UNDECIDED))
def test_what_cannot_be_decided_never_passes(name: str, text: str) -> None:
    found = verdicts(name, text)
    assert any(isinstance(verdict, PartlyRead | NotVerified) for verdict in found), found
    assert not any(isinstance(verdict, Fails | Contradicts) for verdict in found), found


@pytest.mark.parametrize("name", sorted(FIGURES))
def test_our_own_captions_and_descriptions_are_not_called_false(name: str) -> None:
    figure = FIGURES[name]
    for text in (figure.caption.text, figure.description):
        false = [v for v in verdicts(name, text) if isinstance(v, Fails | Contradicts)]
        # The key number in the publisher's words contradicts its label, wherever it stands.
        assert not false or name == "noegletal", false


def test_the_publishers_key_number_contradicts_its_label() -> None:
    (verdict,) = verdicts(
        "noegletal", "69 % af de offentlige innovationer er sket med en eller flere eksterne partnere"
    )
    assert isinstance(verdict, Contradicts)
    assert verdict.truth == (
        "Teksten siger ”eksterne”, men tallet er ”Mindst én samarbejdspartner, intern eller ekstern” (69 %)"
    )


def test_an_author_who_may_mean_several_steps_is_asked() -> None:
    (verdict,) = verdicts("tillid", "68 % har stor tillid")
    assert isinstance(verdict, NotVerified)
    assert verdict.why == "”68 %” passer kun på flere svar tilsammen: Stor tillid, Meget stor tillid"
    of = claims.subjects(TABLES["tillid"])
    text = "68 % har stor tillid"
    single = told(text, phrase="68 %", of="Stor tillid")
    (one,) = claims.verify(claims.Passage(text, "da", single), claims.Results(of))
    assert isinstance(one, Fails)
    added = told(text, phrase="68 %", sum=["Stor tillid", "Meget stor tillid"])
    (both,) = claims.verify(claims.Passage(text, "da", added), claims.Results(of))
    assert isinstance(both, Holds)


def test_where_one_may_give_several_answers_the_rest_is_no_share() -> None:
    of = claims.subjects(TABLES["travel"])
    text = "56% travel by something other than car"
    asked = ASKED["travel"]
    for several, kind in ((False, Holds), (True, NotVerified)):
        results = claims.Results(of, question=asked, several=several)
        assert {type(verdict) for verdict in claims.verify(claims.Passage(text, "en"), results)} == {kind}
    asked = FIGURES["partnere-i-hver-sektor-kommune"]  # its shares come to 100 by chance
    title = "82 % samarbejder med andre end private virksomheder"
    (told, *_) = pipeline.texts(replace(asked, spec=asked.spec.model_copy(update={"title": title})))
    assert {type(verdict) for verdict in told.verdicts} == {NotVerified}


@pytest.mark.parametrize(
    ("name", "text", "truth"),
    [
        ("rejser", "Toget slår bilen", "”Tog” (24 %) er bag ”Bil” (62 %)"),
        ("fears", "Poor health trails housing", "“Poor health” (58%) is ahead of “Housing” (13%)"),
        ("rejser", "Mange kører på elløbehjul", "3 % er få, ikke mange"),
        ("rejser", "Ikke mange tager bilen", "62 % er mange"),
        ("bøger", "Kun mænd læser fagbøger", "Det gælder også ”Fagbøger (Kvinder)” (34 %)"),
        ("workweek", "Those aged 55 and over back the four-day week", "33% is a small minority"),
    ],
)
def test_what_would_be_true_of_those_named(name: str, text: str, truth: str) -> None:
    (verdict,) = verdicts(name, text)
    assert isinstance(verdict, Fails) and verdict.truth == truth


def test_a_large_thing_that_is_no_label_is_no_claim() -> None:
    assert verdicts("rejser", "Stor jubel for elløbehjul") == ()


def test_between_few_and_many_is_a_matter_of_judgement() -> None:
    (verdict,) = verdicts("rejser", "Mange tager toget")
    assert isinstance(verdict, NotVerified)
    assert verdict.why == "Om ”Mange” passer på ”Tog” (24 %), er et skøn"


def told(text: str, **binding: Any) -> tuple[Authored, ...]:
    """A binding as a spec writes it, where its phrase stands in a text."""
    entry: ClaimSpec = TypeAdapter(ClaimSpec).validate_python(binding)
    (placed,) = claims.placed([entry], [text])
    return placed


def test_the_author_decides() -> None:
    figure = FIGURES["virksomheder"]
    of = claims.subjects(figure.table)
    title = figure.spec.title
    right = told(title, phrase="godt hver fjerde", of="Positiv rolle i alt")
    (holds,) = claims.verify(claims.Passage(title, "da", right), claims.Results(of))
    assert isinstance(holds, Holds) and isinstance(holds.target, One) and holds.target.subject.share == 0.26
    wrong = told(title, phrase="hver fjerde", of="Fremmer")
    (fails,) = claims.verify(claims.Passage(title, "da", wrong), claims.Results(of))
    assert isinstance(fails, Fails) and fails.truth == "17 % er hver sjette, ikke godt hver fjerde"
    unknown = told(title, phrase="hver fjerde", of="Positive roller")
    (unbound,) = claims.bind(claims.read(title, "da"), claims.Passage(title, "da", unknown), claims.Results(of))
    assert isinstance(unbound, Unbound) and unbound.reason == "unfit" and unbound.misfit
    assert unbound.misfit.message == "the figure has no 'Positive roller'"


def test_the_author_names_two() -> None:
    of = claims.subjects(TABLES["køn"])
    text = "Dobbelt så mange kvinder"
    two = told(text, phrase="Dobbelt", of="Cykler dagligt", group="Kvinder", beside_group="Mænd")
    (verdict,) = claims.verify(claims.Passage(text, "da", two), claims.Results(of))
    assert isinstance(verdict, Fails) and verdict.truth == "31 % mod 24 % er flere, ikke dobbelt så mange"


def test_a_test_makes_significance_decidable() -> None:
    of = claims.subjects(TABLES["sektor"])
    asked = ASKED["sektor"]
    text = "Statslige arbejdspladser er signifikant oftere innovative end kommunale"
    names = frozenset({"Innovative (Statslige)", "Innovative (Kommunale)"})

    def kinds(tests: dict[frozenset[str], bool]) -> set[type]:
        results = claims.Results(of, question=asked, tests=tests)
        return {type(verdict) for verdict in claims.verify(claims.Passage(text, "da"), results)}

    assert kinds({}) == {Holds, NotVerified}
    assert kinds({names: True}) == {Holds}
    assert kinds({names: False}) == {Holds, Fails}


@settings(deadline=None)
@given(st.lists(st.integers(0, 1000), min_size=4, max_size=4), st.sampled_from(pairs(TRUE) + pairs(FALSE)))
def test_no_value_chooses_its_claim(tenths: list[int], headline: tuple[str, str]) -> None:
    name, text = headline
    if name not in ("tillid", "formål", "køn"):
        return
    before = claims.subjects(TABLES[name])
    after = [
        Subject(s.label, tenths[i % 4] / 1000, percent(tenths[i % 4] / 1000), s.group, s.kind, s.parts, s.shown)
        for i, s in enumerate(before)
    ]

    def names(of: Any) -> list[str]:
        bound = claims.bind(claims.read(text, "da"), claims.Passage(text, "da"), claims.Results(of))
        return [
            ", ".join(getattr(b.target, part).name for part in ("subject", "other") if hasattr(b.target, part))
            if isinstance(b, Bound)
            else "?"
            for b in bound
        ]

    assert names(before) == names(after)
