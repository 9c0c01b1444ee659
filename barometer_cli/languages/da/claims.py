"""The Danish words of claims."""

from __future__ import annotations

from decimal import Decimal

from barometer_cli.languages.claims import Compared, Vocabulary, Wording, phrases
from barometer_cli.model.claim import Hedge, Side

_UNITS = ("en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni")
_TEENS: dict[str, int] = {
    "nul": 0, "ti": 10, "elleve": 11, "tolv": 12, "tretten": 13, "fjorten": 14, "femten": 15, "seksten": 16,
    "sytten": 17, "atten": 18, "nitten": 19, "hundrede": 100, "et hundrede": 100,
}  # fmt: skip
_TENS = {
    "tyve": 20, "tredive": 30, "fyrre": 40, "fyrretyve": 40, "halvtreds": 50, "halvtredsindstyve": 50, "tres": 60,
    "tresindstyve": 60, "halvfjerds": 70, "halvfjerdsindstyve": 70, "firs": 80, "firsindstyve": 80, "halvfems": 90,
    "halvfemsindstyve": 90,
}  # fmt: skip
_NUMBERS = {
    **{unit: Decimal(n) for n, unit in enumerate(_UNITS, 1) if unit != "en"},
    **{one: Decimal(1) for one in ("én", "ét", "een", "eet")},
    "halvanden": Decimal("1.5"),
    **{word: Decimal(n) for word, n in _TEENS.items()},
    **{word: Decimal(n) for word, n in _TENS.items()},
    **{
        f"{unit}{joint}{ten}": Decimal(tens + n)
        for ten, tens in _TENS.items()
        for n, unit in [*enumerate(_UNITS, 1), (1, "én")]
        for joint in ("og", "-og-")
    },
}
_ORDINALS = {
    "anden": 2, "andet": 2, "tredje": 3, "tredie": 3, "fjerde": 4, "femte": 5, "sjette": 6, "syvende": 7, "ottende": 8,
    "niende": 9, "tiende": 10, "ellevte": 11, "tolvte": 12, "trettende": 13, "fjortende": 14, "femtende": 15,
    "sekstende": 16, "syttende": 17, "attende": 18, "nittende": 19, "tyvende": 20, "femogtyvende": 25, "tredivte": 30,
    "halvtredsindstyvende": 50, "hundrede": 100,
}  # fmt: skip
_PART_NOUNS = {
    "tredjedel": 3, "trediedel": 3, "fjerdedel": 4, "femtedel": 5, "sjettedel": 6, "syvendedel": 7, "ottendedel": 8,
    "niendedel": 9, "tiendedel": 10, "tyvendedel": 20,
}  # fmt: skip
_PREVALENT = ("udbredt", "udbredte", "almindelig", "almindelige", "almindeligt", "brugt", "brugte", "anvendt",
    "anvendte", "benyttet", "benyttede", "hyppig", "hyppige", "hyppigt", "populær", "populære", "populært", "valgt",
    "valgte", "nævnt", "nævnte", "forekommende", "typiske", "udpræget", "udprægede", "fremherskende")  # fmt: skip
_ADJECTIVES = (*_PREVALENT, "innovativ", "innovative", "positive", "betydningsfulde", "afgørende", "vigtige", "sjældne",
    "digitale", "tilfredse")  # fmt: skip
_PREFERRING = ("foretrækker", "foretrak", "foretrukket", "vælger helst", "vil helst", "vil hellere")
_FAVOURITES = (*_PREFERRING, "foretrukne", "favorit", "favoritten", "yndling", "yndlingen", "førstevalg",
    "førstevalget")  # fmt: skip
_MOST: dict[str, Side] = {"oftest": "most", "hyppigst": "most", "hyppigste": "most", "flest": "most",
    "størst": "most", "største": "most", "den største": "most", "det største": "most", "højest": "most",
    "højeste": "most",
    "den vigtigste": "most", "det vigtigste": "most", "vigtigst": "most", "vigtigste": "most", "almindeligst": "most",
    "almindeligste": "most", "topper": "most", "topper listen": "most", "ligger i top": "most", "i front": "most",
    "topscorer": "most", "topscoreren": "most", "førstepladsen": "most", "en førsteplads": "most",
    "sidstepladsen": "least", "en sidsteplads": "least",
    "går forrest": "most", "gå forrest": "most", "gik forrest": "most", "betyder mest": "most", "fylder mest": "most",
    "forrest": "most", "toppede": "most", "vinder": "most", "vandt": "most", "fører an": "most", "i spidsen": "most",
    "i føringen": "most", "den foretrukne": "most", "det foretrukne": "most", "bagest": "least",
    "stærkest": "most", "svagest": "least", **dict.fromkeys(_FAVOURITES, "most"),
    "sjældnest": "least", "sjældneste": "least", "færrest": "least", "lavest": "least", "laveste": "least",
    "den mindste": "least", "det mindste": "least", "nederst": "least", "i bund": "least"}  # fmt: skip
_PLACES = {"ét": 1, "et": 1, "én": 1, "en": 1, "1": 1, "to": 2, "2": 2, "tre": 3, "3": 3}
_RANKS = {"næst": 2, "tredje": 3, "fjerde": 4, "femte": 5}
_RANKED: dict[str, Side] = {"oftest": "most", "hyppigst": "most", "hyppigste": "most", "flest": "most",
    "størst": "most", "største": "most", "højest": "most", "højeste": "most", "vigtigst": "most", "vigtigste": "most",
    "sjældnest": "least", "færrest": "least", "lavest": "least", "laveste": "least", "mindst": "least",
    "mindste": "least", "almindeligste": "most"}  # fmt: skip
_NATIONS = {
    "dansk": "danmark", "norsk": "norge", "nordmænd": "norge", "svensk": "sverige", "finsk": "finland",
    "finn": "finland", "islandsk": "island", "islænding": "island", "tysk": "tyskland", "fransk": "frankrig",
    "italiensk": "italien", "italien": "italien", "spansk": "spanien", "spani": "spanien", "polsk": "polen",
    "polakk": "polen", "græsk": "grækenland", "græk": "grækenland", "britisk": "storbritannien",
    "brit": "storbritannien", "hollandsk": "holland", "holland": "holland", "ungarsk": "ungarn", "ungar": "ungarn",
}  # fmt: skip
_OF_A_NATION = ("", "e", "er", "ere", "erne", "ernes", "eren", "erens", "eres", "ene", "enes", "s")
_IRREGULAR = {
    "drikker": "drak drukket", "finder": "fandt", "flyver": "fløj fløjet", "giver": "gav", "hjælper": "hjalp hjulpet",
    "lyver": "løj løjet", "rider": "red redet", "sidder": "sad siddet", "skriver": "skrev skrevet",
    "sover": "sov sovet", "stjæler": "stjal stjålet", "sælger": "solgte solgt", "synger": "sang sunget",
    "vælger": "valgte valgt", "spørger": "spurgte spurgt", "følger": "fulgte fulgt", "bringer": "bragte bragt",
}  # fmt: skip
_KEEN = ("vilde", "glade", "ivrige", "begejstrede", "optagede", "optagne")
_MEASURES = ("ofte", "mange", "stor", "stort", "store", "hyppigt", "udbredt", "almindeligt", "høj", "højt",
    "høje", "stor en andel", "stor andel", "høj andel", "tit")  # fmt: skip
_DOWNWARD = {
    "få": "mange", "sjældent": "ofte", "sjældne": "udbredt", "lidt": "meget", "lille": "stor", "lille en andel": "stor",
    "lille andel": "stor", "små": "store", "lav": "høj", "lavt": "høj", "lave": "høj", "lav andel": "høj",
    "ualmindeligt": "almindeligt", "ualmindelig": "almindelig",
}  # fmt: skip
_NOT_QUITE = ("knap så", "ikke lige så", "ikke nær så", "slet ikke så", "ikke helt så", "langt fra så",
    "langt fra lige så")  # fmt: skip
_RESPONDENTS = (
    "arbejdspladser", "arbejdspladserne", "arbejdssteder", "virksomheder", "respondenter", "besvarelser", "personer",
    "borgere", "danskere", "innovationer", "offentlige", "deltagere", "interview", "skoler", "elever", "medarbejdere",
    "ledere", "husstande", "svar", "adspurgte",
)  # fmt: skip
_SIZED = ("arbejdsplads", "arbejdspladser", "by", "byer", "kommune", "kommuner", "region", "regioner", "skoler",
    "virksomhed", "virksomheder")  # fmt: skip

VOCABULARY = Vocabulary(
    decimal=",",
    thousands=".",
    numbers=_NUMBERS,
    articles=phrases("en, et"),
    ordinals=_ORDINALS,
    hedges={
        **dict.fromkeys(
            phrases(
                "knap, knapt, knap og nap, næppe, en lille, en knap, næsten, tæt på, tæt ved, op mod, op imod, "
                "nærmest, henved, hen ved, lige under, "
                "lidt under, lige knap, lidt mindre end, lidt færre end, ikke helt, "
                "stort set, en anelse under, så godt som, praktisk talt"
            ),
            Hedge.NEARLY,
        ),
        **dict.fromkeys(
            phrases(
                "godt, en god, et godt, godt og vel, lidt over, lige over, lidt mere end, lidt flere end, "
                "en anelse over, en smule over, en smule mere end, lige godt, lidt, en anelse, en smule, marginalt"
            ),
            Hedge.JUST_OVER,
        ),
        **dict.fromkeys(phrases("over, mere end, flere end, større end, >"), Hedge.OVER),
        **dict.fromkeys(phrases("under, mindre end, færre end, ikke engang, <, lavere end"), Hedge.UNDER),
        **dict.fromkeys(
            phrases("mindst, minimum, som minimum, i hvert fald, ikke under, ikke mindre end, ikke færre end, ≥"),
            Hedge.AT_LEAST,
        ),
        **dict.fromkeys(
            phrases("højst, højest, maksimalt, op til, ikke over, ikke mere end, ikke flere end, maks, ≤"),
            Hedge.AT_MOST,
        ),
        **dict.fromkeys(
            phrases(
                "cirka, ca, ca ., omkring, omtrent, rundt regnet, nogenlunde, i omegnen af, anslået, "
                "ligger på omkring, sådan cirka, ~, lige omkring"
            ),
            Hedge.ABOUT,
        ),
        **dict.fromkeys(phrases("præcis, præcist, nøjagtig, nøjagtigt, netop, lige præcis, eksakt"), Hedge.EXACTLY),
        **dict.fromkeys(
            phrases(
                "langt over, langt mere end, langt flere end, markant over, væsentligt over, betydeligt mere end, "
                "betydeligt over, langt, markant, væsentligt, betydeligt, klart, meget, væsentligt mere end, "
                "markant flere end, markant mere end, et godt stykke over, kraftigt, drastisk, dramatisk, voldsomt, "
                "betragteligt, klar, klare"
            ),
            Hedge.FAR_OVER,
        ),
        **dict.fromkeys(
            phrases(
                "langt under, langt fra, langtfra, langt mindre end, langt færre end, markant under, væsentligt under, "
                "betydeligt under, væsentligt færre end, markant færre end, et godt stykke fra, et godt stykke under"
            ),
            Hedge.FAR_UNDER,
        ),
    },
    afterwards={
        **dict.fromkeys(phrases("eller mere, eller flere, eller derover"), Hedge.AT_LEAST),
        **dict.fromkeys(phrases("eller mindre, eller færre, eller derunder"), Hedge.AT_MOST),
    },
    negations=phrases("ikke, ej, ikke længere"),
    focus=phrases(
        "kun, blot, bare, hele, fulde, samlet, samlet set, kun lige, allerede, så meget som, så få som, "
        "så lidt som, fortsat, stadig, nu, altså, nemlig, også, statistisk, noget"
    ),
    every=phrases("hver, hvert"),
    out_of=phrases("ud af, af, ud af de"),
    portions={
        "halvdelen": (1, 2),
        "den ene halvdel": (1, 2),
        "den anden halvdel": (1, 2),
        "halvparten": (1, 2),
        "halvdel": (1, 2),
        "det halve": (1, 2),
        "trekvart": (3, 4),
        "tre kvart": (3, 4),
        "½": (1, 2),
        "¼": (1, 4),
        "¾": (3, 4),
        "⅓": (1, 3),
        "⅔": (2, 3),
        "hveranden": (1, 2),
        "hverandet": (1, 2),
        "fifty-fifty": (1, 2),
        **{
            f"{unit}{noun}{ending}": (n, whole)
            for noun, whole in _PART_NOUNS.items()
            for n, unit in enumerate(_UNITS, 1)
            for ending in ("e", "ene")
            if 1 < n < whole
        },
    },
    parts={f"{noun}{ending}": n for noun, n in _PART_NOUNS.items() for ending in ("", "e", "en", "ene")},
    definite=frozenset(f"{noun}en" for noun in _PART_NOUNS),
    percent=phrases("%, pct, pct ., procent"),
    points=phrases(
        "procentpoint, procent-point, %-point, pct.-point, pct-point, procentpoints, pp, procentenheder, pct.point"
    ),
    between=phrases("mellem, imellem"),
    joined=phrases("og, plus"),
    start=phrases("fra"),
    until=phrases("til"),
    by=phrases("med"),
    majorities={
        **dict.fromkeys(
            phrases(
                "et flertal, flertallet, flertal, et klart flertal, de fleste, størstedelen, hovedparten, "
                "størsteparten, hovedpart, en overvægt, merparten, "
                "majoriteten, en majoritet, overvejende del, den største del, overvejende, hovedsagelig, "
                "hovedsageligt, hvermandseje, allemandseje, "
                "et absolut flertal"
            ),
            "majority",
        ),
        **dict.fromkeys(
            phrases(
                "et stort flertal, det store flertal, stort flertal, et overvældende flertal, et markant flertal, "
                "et solidt flertal, langt de fleste, de allerfleste, langt størstedelen, langt hovedparten, "
                "langt den største del, langt størsteparten, det overvejende flertal, et overvejende flertal, "
                "et bredt flertal, det overvældende flertal, et meget stort flertal, et kæmpe flertal, "
                "den altovervejende del, klart de fleste"
            ),
            "large majority",
        ),
        **dict.fromkeys(
            phrases(
                "et lille flertal, et snævert flertal, et spinkelt flertal, et knebent flertal, et smalt flertal, "
                "et svagt flertal"
            ),
            "narrow majority",
        ),
        **dict.fromkeys(
            phrases(
                "et mindretal, mindretallet, mindretal, de færreste, en minoritet, et stort mindretal, mindreparten"
            ),
            "minority",
        ),
        **dict.fromkeys(
            phrases("et lille mindretal, et beskedent mindretal, kun et mindretal, langt de færreste"), "small minority"
        ),
    },
    everyone={
        **dict.fromkeys(phrases("alle, samtlige, hver eneste, hvert eneste, alle sammen, enhver, hver og en"), "all"),
        **dict.fromkeys(
            phrases(
                "ingen, intet, slet ingen, slet intet, ikke en eneste, ikke én eneste, ikke et eneste, ikke ét eneste"
            ),
            "none",
        ),
        **dict.fromkeys(
            phrases(
                "få, et fåtal, fåtallet, meget få, ganske få, forsvindende få, enkelte, nogle få, en håndfuld, "
                "næppe nogen, knap nogen, stort set ikke nogen"
            ),
            "few",
        ),
    },
    extremes={
        **{word: (side, 1) for word, side in _MOST.items()},
        **{
            f"{prefix}{joint}{word}": (side, rank)
            for prefix, rank in _RANKS.items()
            for word, side in _RANKED.items()
            for joint in ("", "-")
        },
        **{f"nummer {place}": ("most", rank) for place, rank in _PLACES.items()},
        **{
            f"{prefix}plads{ending}": ("most", rank)
            for prefix, rank in (("anden", 2), ("tredje", 3))
            for ending in ("", "en")
        },
    },
    most={
        "mest": ("most", 1),
        "det mest": ("most", 1),
        "den mest": ("most", 1),
        "de mest": ("most", 1),
        "mindst": ("least", 1),
        "næstmest": ("most", 2),
        "næst mest": ("most", 2),
        "tredjemest": ("most", 3),
        "næstmindst": ("least", 2),
    },
    superlatives=frozenset(_ADJECTIVES),
    copulas=phrases("er, var, bliver, blev"),
    tops={f"top {number}": n for n, number in [*enumerate(_UNITS, 1), *((n, str(n)) for n in range(2, 10))] if n > 1},
    attributes=phrases(
        "største, mindste, vigtigste, hyppigste, almindeligste, sjældneste, højeste, laveste, udbredte, almindelige, "
        "brugte, anvendte, populære, nævnte, valgte, betydningsfulde, foretrukne, foretrækker, "
        "foretrak, 2, 3, 5, 10, to, tre, fem, ti"
    ),
    among=phrases("blandt de, en af de, et af de, én af de, ét af de, nogle af de, hører til de"),
    ahead={
        **dict.fromkeys(
            phrases(
                "foran, slår, slog, overgår, overgik, overhaler, overhalede, overhalet, vinder over, vandt over, "
                "trumfer, trumfede, har overhalet, over"
            ),
            "more",
        ),
        **dict.fromkeys(
            phrases(
                "bag, bagefter, efter, under, taber til, tabte til, slået af, overhalet af, må vige for, halter efter, "
                "halter bagefter, halter bag, halter bagud for, sakker bagud for, er bagud for, er bagud, sakker "
                "bagud, ligger efter, ligger bag, ligger bagefter, ligger under"
            ),
            "less",
        ),
    },
    apart=phrases("over, under, bag, efter"),
    degrees=phrases("størst, højest, stærkest, lavest, svagest, den største, den højeste, den laveste"),
    favourites=frozenset(_FAVOURITES),
    preferring=frozenset(_PREFERRING),
    supporting=phrases("støtter, bakker op om, går ind for, er imod, afviser, modsætter sig"),
    relative=phrases("der, som"),
    only=phrases("kun, udelukkende"),
    comparisons={
        "ingen forskel": "same",
        "oftere": "more",
        "hyppigere": "more",
        "sjældnere": "less",
        "lige så": "same",
        "ligeså": "same",
        "lige ofte": "same",
        "lige mange": "same",
        "lige store": "same",
        "samme andel": "same",
        "lige stor": "same",
        "ligger lige": "same",
        **{f"lige {adjective}": "same" for adjective in (*_ADJECTIVES, *_KEEN)},
        **dict.fromkeys(_NOT_QUITE, "less"),
        **{f"ikke så {measured}": "less" for measured in (*_MEASURES, *_DOWNWARD, *_ADJECTIVES)},
    },
    graded={
        "flere": "more",
        "færre": "less",
        "mere": "more",
        "mindre": "less",
        "hårdere": "more",
        "kraftigere": "more",
        "stærkere": "more",
        "værre": "more",
        "svagere": "less",
        "mildere": "less",
        "større": "more",
        "højere": "more",
        "lavere": "less",
        "vigtigere": "more",
        "almindeligere": "more",
        "vildere": "more",
        "gladere": "more",
        "ivrigere": "more",
    },
    alone=phrases("færre"),
    than=phrases("end"),
    as_=phrases("som"),
    times={
        "dobbelt så": Decimal(2),
        "dobbelt op": Decimal(2),
        "halvt så": Decimal("0.5"),
        "halv så": Decimal("0.5"),
        "det dobbelte": Decimal(2),
        "tredobbelt så": Decimal(3),
        "det tredobbelte": Decimal(3),
    },
    multiplied=phrases("gange så, gang så"),
    divided=phrases("gange færre, gange mindre, gange sjældnere, gange lavere"),
    topping=phrases("ikke kun, ikke bare, ikke blot, ikke alene"),
    measures=frozenset(_MEASURES),
    downward=_DOWNWARD,
    steady=phrases(
        "støt, jævnt, konstant, uafbrudt, vedvarende, støt og roligt, hvert år, hver gang, år for år, år efter år, "
        "gang på gang, hele tiden, måling for måling, i hver måling, ved hver måling, gradvist, løbende"
    ),
    bare_points=phrases("point"),
    records={
        **dict.fromkeys(
            phrases(
                "rekordhøj, rekordhøjt, rekordhøje, rekordstor, rekordstort, rekordmange, på sit højeste, "
                "historisk høj, historisk højt, aldrig været højere, aldrig været større, aldrig været flere, "
                "aldrig været så høj, aldrig været så stor, aldrig været så mange"
            ),
            "most",
        ),
        **dict.fromkeys(
            phrases(
                "rekordlav, rekordlavt, rekordlave, rekordlille, rekordfå, på sit laveste, historisk lav, "
                "historisk lavt, aldrig været lavere, aldrig været mindre, aldrig været færre, aldrig været så lav, "
                "aldrig været så få"
            ),
            "least",
        ),
    },
    ever=phrases(
        "nogensinde, nogensinde før, niveau nogensinde, til dato, siden målingerne begyndte, siden målingernes "
        "begyndelse"
    ),
    with_age=phrases("med alderen"),
    paired=phrases("jo, des, desto"),
    ordering={"yngre": "down", "ældre": "up"},
    amounts={
        **dict.fromkeys(phrases("mere, flere, oftere, hyppigere, større, højere, bedre"), "up"),
        **dict.fromkeys(phrases("mindre, færre, sjældnere, lavere, dårligere"), "down"),
    },
    changes={
        **dict.fromkeys(
            phrases(
                "steget, stiger, steg, stigning, stigningen, stigende, vokset, vokser, voksede, voksende, fremgang, "
                "flere og flere, stadig flere, forøget, gået frem, går frem, vækst, er gået op, oftere og oftere, "
                "vinder frem, vundet frem, vandt frem, rykker frem, rykket frem, klatrer, klatret, rettet sig, "
                "tiltager, tiltog, tiltaget, på vej op, på vej frem, eksploderer, eksploderet, eksploderede, øges, "
                "øgedes, er øget"
            ),
            "up",
        ),
        **dict.fromkeys(
            phrases(
                "faldet, falder, faldt, fald, faldende, tilbagegang, dykket, dykker, mindsket, færre og færre, stadig "
                "færre, gået tilbage, går tilbage, nedgang, sjældnere og sjældnere, er gået ned, reduceret, aftager, "
                "aftog, aftaget, på retur, på tilbagetog, på vej ned, skrumper, skrumpet, skrumpede, svinder, svundet, "
                "raslet ned, rasler ned, smuldrer, smuldret, styrtdykker, styrtdykket, styrtdykkede, daler, dalet, "
                "dalede"
            ),
            "down",
        ),
        **dict.fromkeys(
            phrases(
                "uændret, uændrede, uforandret, uforandrede, stabil, stabilt, stabile, status quo, samme niveau, "
                "på samme niveau, stagnerer, stagneret, stagnerede"
            ),
            "same",
        ),
    },
    fearing=phrases("frygter, frygtede, frygte"),
    participle="ende",
    factors={
        "halveret": Decimal("0.5"),
        "halveres": Decimal("0.5"),
        "halvering": Decimal("0.5"),
        **{
            f"{times}dobl{ending}": Decimal(n)
            for times, n in (("for", 2), ("fir", 4), *((unit, n) for n, unit in enumerate((*_UNITS, "ti"), 1) if n > 2))
            for ending in ("et", "es", "ing", "ede")
        },
    },
    significant=phrases("signifikant, signifikante, statistisk sikker, statistisk sikkert, statistisk sikre"),
    vague=phrases(
        "mange forskellige, en stor del, en lille del, en mindre del, en væsentlig del, en betydelig del, en god del, "
        "et par procent, et par pct, en stor andel, en lille andel, ofte, sjældent, typisk, en del af, stor del, "
        "lille del, adskillige"
    ),
    many=phrases(
        "mange, rigtig mange, meget mange, temmelig mange, masser af, en masse, et hav af, utallige, den typiske, "
        "stor, stort, massiv, massivt, bred, bredt"
    ),
    kinds=phrases(
        "slags, typer, former, faser, kategorier, områder, spørgsmål, svar, svarmuligheder, barrierer, roller, "
        "formål, kanaler, måder, årsager, partnertyper, innovationstyper, parametre, underspørgsmål"
    ),
    counted=frozenset(_RESPONDENTS),
    periods=phrases(
        "år, uge, dag, måned, time, gang, kvartal, minut, sekund, aften, døgn, årti, weekend, fredag, mandag, "
        "tirsdag, onsdag, torsdag, lørdag, søndag, sommeren, vinteren, foråret, efteråret, dagen, natten, aftenen, "
        "morgenen, formiddagen, eftermiddagen, ugen, året"
    ),
    doing=phrases("har, får, vil, kan, skal, er, bliver, siger, mener, svarer, oplever, bruger"),
    saying=phrases("siger, mener, svarer, synes, vurderer, angiver, tror, oplever"),
    aiming=phrases(
        "mål, målet, målsætning, målsætningen, ambition, ambitionen, visionen, skal, bør, burde, fremover, "
        "i fremtiden, på sigt, forventes, forventer"
    ),
    since=phrases("siden, fra, end, mod, med, til, som"),
    past=phrases("var, havde, lå, siden, tidligere, dengang, sidst, sidste, forrige, før, førhen"),
    ago=phrases("år siden"),
    asking=phrases("hvad, hvem, hvilke, hvilken, hvilket, hvor, hvordan, sådan"),
    grading=phrases("hvor"),
    sorting=phrases("efter, fordelt på, opdelt på"),
    owners=phrases("deres, jeres, sin, sit, sine, den, det, de, hans, hendes"),
    halved_before=phrases("første, anden, sidste, seneste"),
    bases={
        **dict.fromkeys(phrases("af, for, blandt, hos, ud af, fra, frem for, om, til, over for"), False),
        **dict.fromkeys(phrases("i, på, med, inden for, over, ved, under, gennem, inden, mellem"), True),
    },
    agents=phrases("af, hos, blandt"),
    answered=phrases(
        "svaret, svarede, svarer, besvaret, besvarede, deltaget, deltog, deltager, deltagere, spurgt, adspurgte, "
        "spurgte, interviewet, undersøgt, medvirket, undersøgelse, undersøgelsen, respondenter, "
        "besvarelser, svar, interview"
    ),
    not_before=phrases(
        "summerer, summer, summe, summere, sum, giver, signifikansniveau, niveau, konfidensinterval, svarprocent"
    ),
    not_after=phrases(
        "niveau, niveauet, sikkerhedsinterval, konfidensinterval, konfidens, sikkerhed, rabat, reglen, grænsen, "
        "grænse, rente"
    ),
    not_alone=phrases(
        "flere gange, flere steder, "
        "mest muligt, mest mulig, mest mulige, for det meste, mest af alt, det meste, i så fald, alle tiders, "
        "ikke mindst, i det mindste, i det hele taget, en gang for alle, ikke kun, ikke bare, ikke alene, "
        "alle veje fører, ingen vej uden om, ingen vej udenom, ingen vej tilbage, ingen nyheder er gode nyheder, "
        "alt eller intet, alle ære værd, ingen kunst, ingen ko på isen, ingen roser uden torne, ingen røg uden ild, "
        "ikke blot, alle aldre, for alle, én ting, mere eller mindre, på den anden side, i højere grad, "
        "i mindre grad, i stigende grad, faldt sammen, først og fremmest, falder sammen, falder sammen med, "
        "slår fast, slår til, slår igennem, slår rekord, slår hul, de mange, dem under, dem over, mange tak, "
        "hvor ofte, hvor mange, så ofte, så mange, så ofte som, hvor mange procent, for mange, "
        "der foretrækker, som foretrækker, der foretrak, som foretrak, "
        "alt for mange, tit og ofte, stigende krav, ingen tvivl, ingen sammenhæng, "
        + ", ".join(
            f"{size} {noun}" for size in ("største", "mindste", "den største", "den mindste") for noun in _SIZED
        )
    ),
    initial=phrases("få, slet ingen, slet intet, stor, stort, massiv, massivt, bred, bredt"),
    stops=phrases(
        "af, alle, alt, andel, andele, andelen, anden, andet, at, blandt, blev, blevet, bliver, både, ca, cirka, da, "
        "de, dem, den, denne, der, deres, det, dette, dig, din, dit, dobbelt, du, efter, eller, en, end, ene, enten, "
        "er, et, figuren, flere, flertal, flest, fleste, for, fra, frem, fx, få, fået, får, færre, færrest, før, "
        "gange, gjort, godt, gør, gøre, haft, halvdelen, ham, han, har, havde, have, hende, her, hhv, hos, "
        "hun, hvad, hvem, hver, hvert, hvilke, hvilken, hvilket, hvis, hvor, hvordan, hvorfor, højst, i, ialt, "
        "ifølge, igen, igennem, ind, inden, ja, jeg, jer, jeres, jo, kan, knap, kunne, langt, lige, man, med, "
        "mellem, men, mens, mere, mest, mig, min, mindst, mod, nej, nogen, noget, nogle, nu, number, når, næsten, "
        "ofte, oftere, oftest, og, også, om, op, os, over, pct, procent, procentpoint, på, s, samlet, samt, set, "
        "siden, sig, sin, sine, sjældent, sjældnere, sjældnest, skal, ske, sker, sket, skulle, som, så, tal, "
        "til, ud, under, var, ved, vi, vil, ville, viser, vær, være, været, én, ét"
    ),
    scales=phrases(
        "alle, efter, flere, flest, færre, før, godt, højst, langt, lige, mere, mest, mindst, nogen, noget, nogle, "
        "næsten, ofte, oftere, oftest, over, sjældent, sjældnere, sjældnest, under"
    ),
    endings=(
        "ningerne",
        "ninger",
        "ningen",
        "ning",
        "isterne",
        "ister",
        "isten",
        "ist",
        "erendes",
        "erende",
        "ernes",
        "erens",
        "erets",
        "sligt",
        "slige",
        "heden",
        "erne",
        "eren",
        "eret",
        "erer",
        "slig",
        "enes",
        "hed",
        "ede",
        "ene",
        "ens",
        "ers",
        "ets",
        "ale",
        "alt",
        "al",
        "er",
        "en",
        "et",
        "es",
        "e",
        "s",
    ),
    final="t",
    dropping=frozenset(f"{letter}{last}" for letter in "bdfgkptv" for last in "lr"),
    canon={
        **{form: verb for verb, forms in _IRREGULAR.items() for form in forms.split()},
        **dict.fromkeys(("går", "gå", "gik", "gående", "gåben", "gang", "fodgænger", "fodgængere"), "fods"),
        **dict.fromkeys(("stoler", "stole", "stolede"), "tillid"),
        "lille": "små",
        **dict.fromkeys(("årig", "årige", "åriges"), "år"),
        **dict.fromkeys(("mand", "manden", "mandens", "mands"), "mænd"),
        "derover": "over",
        "derunder": "under",
        "udelukkende": "kun",
        "alene": "kun",
        "nøjes": "kun",
        "nøjedes": "kun",
        **dict.fromkeys(("mangle", "manglede", "manglende", "mangel"), "mangler"),
        **dict.fromkeys(("modstand", "modstanden", "modstandere", "modstanderne", "afviser"), "imod"),
        "ej": "ikke",
        "ingen": "ikke",
        "intet": "ikke",
        "hverken": "ikke",
        "aldrig": "ikke",
        "uden": "ikke",
        "interne": "intern",
        "eksterne": "ekstern",
        "moderne": "modern",
        **dict.fromkeys(("forny", "fornyer", "fornyede", "fornyet", "fornyelse"), "innovation"),
    },
    fixed=phrases("i dag, i år, i gang, uden for, inden for, ikke kun, ikke bare, ikke alene, ikke blot, ikke mindst"),
    turns=phrases("gang, gange"),
    counting=phrases(
        "en gang, én gang, 1 gang, første gang, anden gang, tredje gang, hver gang, næste gang, sidste gang, denne "
        "gang, nogen gang, halvanden gang, gang om, gang i, gang for, gang på, gang så"
    ),
    exact=(phrases("kun"), phrases("ikke"), phrases("intern, ekstern")),
    opposites=(
        ("offentlig", "privat"),
        ("fremmer", "hæmmer"),
        ("positiv", "negativ"),
        ("høj", "lav"),
        ("enig", "uenig"),
        ("flere", "færre"),
        ("ofte", "sjældent"),
        ("god", "dårlig"),
        ("godt", "dårligt"),
        ("let", "svær"),
        ("billig", "dyr"),
        ("lang", "kort"),
        ("fordel", "ulempe"),
        ("mænd", "kvinder"),
        ("dansk", "norsk"),
        ("dansk", "udenlandsk"),
        ("tilfreds", "utilfreds"),
        ("større", "mindre"),
        ("vigtig", "mindre"),
        ("unge", "ældre"),
        ("kommunale", "regionale"),
        ("kommunale", "statslige"),
        ("regionale", "statslige"),
        ("stat", "kommune"),
        ("stat", "region"),
        ("region", "kommune"),
    ),
    privatives=phrases("u, mis"),
    cumulative=phrases(
        "mindst, højst, minimum, maksimalt, eller mere, eller flere, eller derover, eller oftere, eller bedre, "
        "eller mindre, eller færre, eller derunder, eller sjældnere, eller dårligere"
    ),
    strengths=phrases(
        "meget, særdeles, yderst, ekstremt, fuld, fuldt, fuldstændig, fuldstændigt, stor, store, stort, lille, små, "
        "helt, absolut, stærkt, delvist, delvis, nogenlunde"
    ),
    lacking=phrases(
        "mangler, mangle, manglede, mangel, manglende, savner, savne, savnede, mistror, mistro, mistillid, "
        "dropper, droppe, droppede, droppet, fravælger, fravælge, fravalgte, fravalgt, undgår, undgå, undgik, "
        "undlader, undlade, undlod, afviser, afvise, afviste, skyr, skyede, stå"
    ),
    populations=phrases(
        "kommuner, kommunale, regioner, regionale, stat, staten, statslige, kvinder, mænd, unge, ældre, "
        "nordiske, norske, svenske, finske, islandske, Norge, Sverige, Finland, Island, hovedstaden, jylland, "
        "fyn, sjælland, københavn, hospitaler, sygehuse, skoler, universiteter, gymnasier, daginstitutioner, "
        "plejehjem, politi"
    ),
    residuals=phrases(
        "ved ikke, andet, andre, ikke relevant, andet/ved ikke, ønsker ikke at svare, ingen af disse, "
        "ingen af delene, ingen af dem, intet, intet af dette, ingenting, ubesvaret"
    ),
    totals=phrases("i alt, ialt, alle, total, hele den offentlige sektor"),
    sums=phrases("i alt, ialt, samlet, sammenlagt, tilsammen, alt i alt"),
    adding=phrases("i alt, samlet, sammenlagt, tilsammen, til sammen, lagt sammen, udgør, udgjorde, plus"),
    joints=phrases("og, plus, mens, men, hvor, mod, eller, imens, medens"),
    either=phrases("eller, og/eller"),
    excepting=phrases("andet end, anden end, andre end, bortset fra, på nær, undtagen"),
    denials=phrases("ikke, ej"),
    absolute=phrases("aldrig, uden"),
    contrasts=phrases("men"),
    shares=phrases("andel, andelen, andele, procent, pct, %, del, delen"),
    whose=phrases("af, blandt"),
    moves=phrases("fald, stigning, stigningen, fremgang, tilbagegang, nedgang, vækst"),
    amounting=phrases("på"),
    among_whom=phrases("blandt, hos"),
    those=phrases("dem, alle, samtlige, selve, disse, øvrige"),
    headcounts=phrases("flere, færre, mange, få"),
    comparative="ere",
    doers=("ister", "isterne", "isternes", "ist", "isten"),
    differences=phrases(
        "forskel, forskellen, forskelle, afstand, afstanden, forspring, forspringet, skiller, skilte, adskiller, "
        "adskilte"
    ),
    severally=phrases("både, hver, især, begge"),
    onwards=phrases("siden"),
    recently=phrases("de seneste år, over de seneste år, i de seneste år, de sidste år, i de sidste år"),
    lately=phrases(
        "på, i, over de seneste, over de sidste, i de seneste, i de sidste, gennem de seneste, gennem de sidste, "
        "inden for de seneste, de seneste, de sidste"
    ),
    years=phrases("år"),
    overtaking=phrases("overhaler, overhalede, overhalet, har overhalet, overhalet af"),
    turning=phrases(
        # denial and exception
        "ikke, ej, aldrig, ingen, intet, ingenting, uden, hverken, næppe, knap, knapt, kun, blot, bare, alene, "
        "udelukkende, undtagen, bortset, minus, "
        # degree and nearness
        "næsten, nærmest, helt, halvt, delvist, delvis, lidt, meget, ret, temmelig, ganske, rimelig, særlig, særligt, "
        "partielt, især, mest, mindst, mere, mindre, flere, færre, flest, færrest, højst, godt, dårligt, bedre, bedst, "
        "værst, langt, dobbelt, nogen, nok, alt, "
        # how, how often, when
        "støt, jævnt, hurtigt, langsomt, pludselig, pludseligt, gradvist, altid, ofte, oftere, oftest, tit, sjældent, "
        "sjældnere, sjældnest, jævnligt, dagligt, ugentligt, månedligt, årligt, indimellem, før, inden, siden, "
        "tidligere, forhen, engang, snart, næste, sidste, seneste, forrige, længere, endnu, først, senest, sjælden, "
        "sædvanligvis, normalt, "
        # may be and should be
        "kan, kunne, skal, skulle, vil, ville, bør, burde, må, måtte, gerne, hellere, helst, måske, muligvis, "
        "formentlig, formodentlig, sandsynligvis, angiveligt, tilsyneladende, vist, vistnok, "
        # on condition
        "hvis, såfremt, medmindre, når, trods, selvom"
    ),
    conditions=phrases("hvis, såfremt, medmindre, når"),
    manner=("igt", "sk", "vis", "vist", "ende", "mæssigt"),
    carriers=phrases(
        "siger, sagt, svarer, svaret, svarede, mener, synes, vurderer, angiver, oplyser, fortæller, erklærer, peger, "
        "peget, nævner, nævnes, nævnt, fremhæver, udpeger, anfører, oplever, oplevet, bruger, brugt, besøger, besøgt, "
        "benytter, anvender, kører, kørte, henter, sætter, sættes, indeholder, andre, rejser, vælger, valgt, tager, "
        "taget, tog, udgør, udgjorde, står, stod, tegner, dækker, gælder, ligger, lå, finder, fundet, foregår, findes, "
        "skabes, skabt, bygger, hører, indgår, indgik, spiller, spillet, rolle, deltager, kommer, kom, lander, viser, "
        "ses, ser, føler, giver, givet, præger, præget, rammer, ramt, ramte, udsat, omfatter, inddrager, involverer, "
        "berører, berørt, topper, fylder, betyder, holder, laver, lavet, hjælper, gjort, ender, samme, egen, eget, "
        "egne, hinanden, selv, igen, videre, ændrer, initiativ, heraf, deraf, hertil, dertil, hermed, nemlig, dermed, "
        "således, altså, faktisk, dog, også, stadig, stadigvæk, fortsat, allerede, netop, ellers, derimod, desuden, "
        "endda, andel, andelen, andelene, del, delen, procentdel, tal, tallet, svar, svaret, undersøgelse, "
        "undersøgelsen, måling, målingen, rapport, rapporten, analyse, analysen, tilfælde, gruppe, gruppen, spørgsmål, "
        "spørgsmålet, niveau, niveauet, liste, listen, plads, pladsen, top, toppen, bund, bunden, gennemsnit, par, "
        "række, sted, steder, ting, noget, hele, blandt, sammen, imens, medens, selve, fald, stigning, omgang, "
        "tillægges, hvilket, hvoraf, hvorimod, halter, fører, an"
    ),
    kinds_of_answer=phrases(
        "svar, barriere, hindring, årsag, grund, udfordring, kilde, kanal, valg, bekymring, drivkraft, motiv, "
        "prioritet, problem, formål, middel, form, måde, vej, type, slags, faktor, forhold, kategori, område, emne, "
        "tema, løsning, redskab, værktøj, mulighed, svarmulighed, handling, aktivitet, tilbud, partner, aktør"
    ),
    people=phrases(
        "danmark, folk, menneske, mennesker, person, personer, borger, borgere, borgerne, befolkning, befolkningen, "
        "respondent, respondenter, respondenterne, adspurgt, adspurgte, deltager, deltagere, deltagerne, indbygger, "
        "indbyggere, voksne, landet, landets, samlet"
    ),
    asides=phrases(
        "viser undersøgelsen, viser en undersøgelse, viser en ny undersøgelse, viser målingen, viser en måling, viser "
        "en ny måling, viser rapporten, viser en rapport, viser tallene, viser nye tal, viser analysen, viser en "
        "analyse, viser en ny analyse, ifølge undersøgelsen, ifølge en ny undersøgelse, ifølge målingen, i dag, "
        "lige nu, i øjeblikket, til gengæld, en eller flere, et eller "
        "flere, mindst én, mindst et, mindst en, ny undersøgelse, ny måling, ny analyse, ny rapport, nye tal, når det "
        "gælder, hvad angår, når det kommer til, i det hele taget, alt i alt, som følge af, ikke kun, ikke bare, ikke "
        "alene, ikke blot, ikke mindst, slet ikke"
    ),
    aged=phrases(
        "år, årig, årige, åriges, alder, alderen, mellem, fra, til, over, under, og, derover, derunder, mindst, "
        "ældre, yngre, end, unge, mere, eller"
    ),
    upwards=phrases(
        "eller mere, eller ældre, eller derover, eller flere, og derover, og opefter, og ældre, eller over, og over"
    ),
    prevalent=frozenset(_PREVALENT),
    nations={f"{people}{ending}": land for people, land in _NATIONS.items() for ending in _OF_A_NATION},
    silent=phrases("ved ikke, ubesvaret, ønsker ikke at svare, ikke relevant, vil ikke svare, uoplyst"),
    qualifying=phrases(
        "altid, ofte, dagligt, ugentligt, månedligt, jævnligt, sjældent, hver, overvejer, ønsker, planlægger, "
        "forventer, håber, drømmer, frygter, vil, kunne, bør, skal, villig, sikker, helst, meget, helt, fuldt, delvist"
    ),
    placed=phrases("foran"),
    standing=phrases("ligger, lå, står, stod, kommer, kom, fører, rykket, rykker, langt, lige, fortsat"),
    synonyms={
        **dict.fromkeys(("mere end én", "mere end en", "mere end et", "mere end ét", "flere end én"), "flere"),
        **dict.fromkeys(("kollektiv trafik", "kollektiv transport", "offentlig transport"), "bus tog"),
    },
    noes=phrases("nej"),
    ayes=phrases("ja"),
    addressed=phrases("du, i, din, dit, dine, dig, jer, jeres"),
    helping=frozenset(),
    wording=Wording(
        instead="{share} er {truth}, ikke {phrase}",
        instead_negated="{share} er {truth}",
        number="Tallet er {share}, ikke {phrase}",
        percent="{number} %",
        under_one="under 1 %",
        over_99="over 99 %",
        difference="Forskellen er {truth}, ikke {phrase}",
        points="{number} procentpoint",
        relative="{number} %",
        versus="{share} mod {other} er {truth}, ikke {phrase}",
        versus_negated="{share} mod {other} er {truth}",
        versus_of="{labels} ligger tæt ({share} mod {other})",
        largest={
            ("most", 1): "Oftest er ”{label}” ({share}), ikke ”{wrong}” ({wrong_share})",
            ("least", 1): "Sjældnest er ”{label}” ({share}), ikke ”{wrong}” ({wrong_share})",
            ("most", 2): "Næstoftest er ”{label}” ({share}), ikke ”{wrong}” ({wrong_share})",
            ("least", 2): "Næstsjældnest er ”{label}” ({share}), ikke ”{wrong}” ({wrong_share})",
        },
        highest={
            "most": "Højest er ”{label}” ({share}), ikke ”{wrong}” ({wrong_share})",
            "least": "Lavest er ”{label}” ({share}), ikke ”{wrong}” ({wrong_share})",
        },
        quoted="”{text}”",
        foremost={"most": "Oftest er {labels}, ikke {wrong}", "least": "Sjældnest er {labels}, ikke {wrong}"},
        named="”{label}” ({share})",
        both="{first} og {last}",
        tied="{labels} står lige ({share})",
        compared=(
            Compared("oftere", "sjældnere", "lige så ofte", "ofte"),
            Compared("flere", "færre", "lige mange", "mange"),
            *(
                Compared(f"mere {word}", f"mindre {word}", f"lige så {word}", word)
                for word in ("udbredt", "almindeligt")
            ),
            Compared("mere", "mindre", "lige så meget", "meget"),
            Compared("større", "mindre", "lige så stor", "stor"),
            Compared("større", "mindre", "lige så stort", "stort"),
            Compared("større", "mindre", "lige så store", "store"),
            Compared("højere", "lavere", "lige så høj", "høj"),
            *(
                Compared(more, f"mindre {word}", f"lige så {word}", word)
                for more, word in (("hårdere", "hårdt"), ("kraftigere", "kraftigt"), ("stærkere", "stærkt"))
            ),
            Compared("vigtigere", "mindre vigtig", "lige så vigtig", "vigtig"),
            Compared("almindeligere", "mindre almindelig", "lige så almindelig", "almindelig"),
        ),
        times={
            Decimal(2): "dobbelt så {measured}",
            Decimal(3): "tre gange så {measured}",
            Decimal("0.5"): "halvt så {measured}",
            Decimal(4): "fire gange så {measured}",
            Decimal(5): "fem gange så {measured}",
        },
        changes={"up": "steget", "down": "faldet", "same": "uændret"},
        multiplied={Decimal(2): "fordoblet", Decimal(3): "tredoblet", Decimal("0.5"): "halveret"},
        changed="Tallet er {truth} fra {other} til {share}",
        test={True: "Forskellen er signifikant", False: "Forskellen er ikke signifikant"},
        base="Antallet er {number}, ikke {phrase}",
        sizes={
            "majority": "et flertal",
            "large majority": "et stort flertal",
            "narrow majority": "et lille flertal",
            "minority": "et mindretal",
            "small minority": "et lille mindretal",
        },
        everyone={"all": "alle", "none": "ingen", "few": "få"},
        nearly="næsten {phrase}",
        halves={"every": "hver anden", "out of": "en ud af to", "part": "halvdelen"},
        every={n: f"hver {word}" for word, n in _ORDINALS.items() if word not in ("andet", "tredie")},
        parts={
            (1, 3): "en tredjedel",
            (2, 3): "to tredjedele",
            (1, 4): "en fjerdedel",
            (3, 4): "tre fjerdedele",
            (1, 5): "en femtedel",
            (2, 5): "to femtedele",
            (3, 5): "tre femtedele",
            (4, 5): "fire femtedele",
            (1, 10): "en tiendedel",
        },
        out_of="{numerator} ud af {denominator}",
        out_of_numbers={**dict(enumerate(_UNITS, 1)), 10: "ti"},
        decimal=",",
        thousands=".",
        hedged={
            Hedge.NEARLY: "knap {phrase}",
            Hedge.JUST_OVER: "godt {phrase}",
            Hedge.UNDER: "under {phrase}",
            Hedge.OVER: "over {phrase}",
        },
        interval="Usikkerheden ({low}-{high}) udelukker ikke {phrase}",
        overlap="Usikkerheden er større end forskellen",
        printed_tie="De trykte tal er ens ({share})",
        unseen="Det trykte tal er {share}",
        rest="alt andet end ”{label}”",
        denied="ikke ”{label}”",
        remaining="Læst som {label}: {share}",
        walked="Tallene er {shares}",
        at="{share} ({group})",
        clash="Teksten siger ”{said}”, men tallet er ”{label}” ({share})",
        ahead={"more": "{} er foran {}", "less": "{} er bag {}", "same": "{} og {} står lige"},
        also="Det gælder også {labels}",
        unsaid="Teksten siger ikke, at tallet er ”{label}” ({share})",
        turning="”{phrase}” er kun læst i dele: {words} kan vende meningen og er ikke læst",
        unspoken="”{phrase}” er kun læst i dele: svaret siger {words}, og det gør teksten ikke",
        strange="”{phrase}” er kun læst i dele: figuren siger intet om {words}",
        placed="”{label}” ({share}) er nummer {place} af {of}",
        all_but="Det gælder ikke {labels}",
        tally="Det gælder {count} af {total}: {labels}",
        tally_none="Det gælder ingen af {total}",
        chance="Forskellen på {first} og {second} kan være tilfældig (p = {p})",
        missing={
            "vague": "”{phrase}” er intet bestemt antal",
            "no candidate": "Ingen andel i figuren passer på ”{phrase}”",
            "several candidates": "Flere andele kan være ment med ”{phrase}”",
            "no test": "”{phrase}” kræver en test, og der er ingen",
            "other kind": "”{phrase}” kan ikke afgøres af det, figuren viser",
            "other words": "Teksten og ”{candidates}” siger ikke det samme",
            "unfit": "Det, ”{phrase}” er bundet til, passer ikke til figuren",
            "steps": "”{phrase}” passer kun på flere svar tilsammen: {candidates}",
            "judgement": "Om ”{phrase}” passer på {candidates}, er et skøn",
            "hidden": "andelen af ”{candidates}” vises ikke: for få har svaret, eller kilden oplyser den ikke",
        },
    ),
)
