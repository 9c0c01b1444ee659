"""Phrases that a caption in Danish that was typed by hand is read by."""

from __future__ import annotations

from barometer_cli.languages.phrases import NUMBER, SIGNED, Phrases

_PERCENT = r"(?:%|pct\b\.?|procent\b)"
_WORDS = {
    "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "syv": 7, "otte": 8, "ni": 9, "ti": 10, "elleve": 11, "tolv": 12,
}  # fmt: skip

PHRASES = Phrases(
    decimal=",",
    thousands=".",
    words=_WORDS,
    percent=_PERCENT,
    base=r"(?:\bn|\bantal\s+(?:observationer|besvarelser|respondenter|svar|interview))(?:\s*\([^)]*\))?\s*[=:]\s*",
    nouns=r"respondent\w*|besvarelse\w*|observationer\w*|svar|interview\w*",
    one_percent=r"\bden\s+ene\s+procent\b",
    answered=(
        r"(?:\s+af\s+(?:de\s+)?\w+)?,?\s*(?:(?:der|som)\s+)?(?:har\s+)?"
        r"(?:svaret|svarede|svarer|angivet|angav|angiver|valgt|valgte|vælger)\s*:?\s*"
    ),
    joint=r"\s*(?:,\s*)?(?:og|eller|samt|,)\s*",
    not_shown=r"\b(?:viser\s+ikke|ikke\s+viser|vises\s+ikke|ikke\s+vises|ikke\s+vist)\b",
    total=(
        r"\b(?:samle\w*|tilsammen|lagt\s+sammen|i\s+alt"
        r"|procent\w*\s+(?:til\s+(?:højre|venstre)|øverst|over\s+søjlerne))\b"
    ),
    sums=(
        r"(?:(?P<not>\bikke)\s+)?\b(?:summere?r?"
        r"|(?:giver|udgør|bliver|er)(?=\s+(?:ikke\s+)?(?:tilsammen|til\s+sammen|i\s+alt)))\s+"
        r"(?:(?P<not2>ikke)\s+)?(?:(?:tilsammen|til\s+sammen|i\s+alt)\s+)?(?:op\s+)?"
        rf"(?:til\s+)?(?:(?P<how>mere\s+end|over|mindre\s+end|under)\s+)?(?P<number>{NUMBER})\s*{_PERCENT}"
    ),
    more=frozenset({"mere end", "over"}),
    summed=(
        r"\b(?:andelene|procent(?:er|tal|andele)\w*|tallene|søjlerne|svarene)"
        r"(?:\s+(?:i\s+(?:figuren|hvert?\s+\w+|nogle\s+af\s+\w+)|for\s+[^.]*?|ovenfor|her))*\s*$|\bde\s*$"
    ),
    parts=rf"\b(?P<number>{'|'.join(_WORDS)}|\d+)\s+delelementer\b",
    but=r"\b(?:andet|andre\s+svar|alt\s+andet|alle\s+andre\s+svar|noget\s+andet)\s+end\s+",
    among=r"\b(?:blandt|af|hos)\s+(?:de\s+|dem\b[^%]*)?",
    group=r"(?:for|af|blandt|fra|i|hos)\s+",
    hedged=r"(?:<|>|\b(?:over|under|mere\s+end|mindre\s+end|knap|næsten|godt|omkring|omtrent|cirka|ca\.?|mindst|højst|op\s+til))",
    rounding=r"\b(?:grundet|på\s+grund\s+af|pga\.?|som\s+følge\s+af)\s+afrunding\w*",
    several=r"\b(?:vælge|vælge\s+imellem|afgive|give|angive)\s+flere\s+svar\w*",
    overlap=r"\b(?:indgå|tælle\s+med|være\s+med)\s+i\s+flere\b",
    at_most=rf"\bop\s+til\s+(?P<number>{'|'.join(_WORDS)}|\d+)\s+svar\w*",
    left_out=r"\budeladt\b",
    weighted=(
        r"\b(?:data|resultater\w*|tal\w*|svar\w*|besvarelser\w*|andele\w*|undersøgelsen)\s+er\s+(?P<not>ikke\s+|u)?"
        r"vægte(?:t|de)\b(?P<to>\s+(?:op\s+)?(?:til|så)\s+[^;]*)?"
    ),
    some=r"\b(?:i|for)\s+nogle\s+af\s+(?:grupperne|målingerne|områderne|underspørgsmålene|svarene)\b",
    every=r"(?:i|for)\s+hvert?\s+(?:gruppe|måling|område|underspørgsmål|svar)",
    differs=r"\bafviger\b[^.]*\bfra\s+summen\s+af\s+(?:sine|deres|de\s+viste)\b",
    questions=rf"\b(?P<number>{'|'.join(_WORDS)}|\d+)\s+spørgsmål(?=:)",
    items=rf"\b(?P<number>{'|'.join(_WORDS)}|\d+)\s+underspørgsmål\b",
    others=rf"\bde\s+(?P<number>{'|'.join(_WORDS)}|\d+)\s+øvrige\s+svar\w*",
    covers=r"\bfiguren\s+omfatter\s+(?:kun|alene)\s+",
    asked_of=r"\bspørgsmål(?:et|ene)\s+er\s+(?:kun|alene)\s+stillet\s+til\s+",
    routed="dem, der har svaret {answers} på {question}",
    only_asked="Spørgsmålet er kun stillet til {who}.",
    asked=r"\b(?:under)?spørgsmål(?:et|ene)?\s*:?\s*",
    interval=(
        rf"\b(?:konfidens|sikkerheds)interval\w*\s+(?:er\s+)?på\s+(?P<number>{NUMBER})\s*{_PERCENT}"
        rf"|\b(?P<number2>{NUMBER})(?:\s*{_PERCENT}|-procents)?[\s-]*(?:konfidens|sikkerheds)interval\w*"
    ),
    level=rf"\bsignifikansniveau\s+(?:er\s+)?på\s+(?P<number>{NUMBER})(?P<percent>\s*{_PERCENT})?",
    significant=r"\bsignifikant\w*",
    negated=r"\b(?:ikke|ingen)\b",
    sum_truth="summerer til {sum}",
    even_truth="de samlede andele er summen af deres dele",
    shown_truth="{category} vises i figuren",
    unbroken_truth="serien er ikke brudt",
    unread="”{phrase}” er af alle andre svar end de nævnte",
    method=(
        r"\b(?:spurgt|adspurgt\w*|spørgsmål(?:et|ene)?\s+er|(?:fået|stillet)\s+spørgsmålet|svaret\s+på\s+\w*\s*spørgsmål"
        r"|undersøgelsen\s+er|i\s+undersøgelsen|besvaret|besvarelse\w*|data\s+(?:er|dækker|stammer)"
        r"|u?vægte(?:t|de)|afrund(?:et|ing\w*)|udeladt|udeladte|sorteret|sorterede)\b"
    ),
    measures={
        "share": r"\b(?:procent)?andel(?:en|e|ene)?\b",
        "mean": r"\b(?:gennemsnit\w*|middelværdi\w*)\b",
        "median": r"\bmedian\w*\b",
        "count": r"\bantal(?:let|lene)?\b|\bhvor\s+mange\b",
        "index": r"\bindeks(?:et|tal\w*)?\b",
        "change": r"\b(?:ændring\w*|udvikling\w*|stigning\w*|fald|faldet|frem-?\s?og\s+tilbagegang)\b",
    },
    share=r"andel|procent|pct|%",
    scale=rf"\bskala(?:en)?\s+(?:går\s+)?(?:fra\s+|på\s+)?(?P<low>{SIGNED})(?:\s*[-–]\s*|\s+til\s+)(?P<high>{SIGNED})",
    points=r"procent\s?points?",
    rise=r"\b(?:ste[gt]|steget|stiger|stigning\w*|vokse[rdt]\w*|øge[rts]\w*)\b",
    fall=r"\b(?:fald|falder|faldet|faldt)\b",
    breaks=r"\b(?:brud\s+i\s+(?:data|tids)?serien?|(?:data|tids|serie)brud\w*)\b",
    responded=r"\bsvarprocent\w*\s+(?:var|er|lå\s+på)\b",
    to=r"til",
    is_=r"(?:er|=|betyder)",
    shows=r"figuren\s+(?:ikke\s+)?viser\b",
    that=r"at\b",
    opposite=("u", "mis"),
    contrary=(
        ("intern", "ekstern"),
        ("positiv", "negativ"),
        ("fremm", "hæmm"),
        ("fremmed", "hæmmed"),
        ("offentlig", "privat"),
        ("høj", "lav"),
        ("højt", "lavt"),
        ("høje", "lave"),
        ("ja", "nej"),
    ),
    denied=frozenset({"ikke", "hverken", "aldrig", "slet"}),
    silent=r"(?:ved ikke|ubesvaret|uoplyst|ikke relevant|ønsker ikke at svare|vil ikke svare)\b",
    generic=frozenset(
        {"i", "alt", "samlet", "tilsammen", "total", "andel", "andelen", "netto", "og", "eller", "svar", "de"}
    ),
)
