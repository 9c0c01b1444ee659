"""Phrases that a caption typed by hand is read by, in each language and in the dialects of its houses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from barometer_cli.model.measure import Name

NUMBER = r"\d+(?:[.,\u00a0\u202f]\d+)*"
SIGNED = rf"[-−–]?{NUMBER}"
QUOTE = r"(?:[”“„»\"][^”“„»«\"]+[”“«\"])"
QUOTED = re.compile(r"[”“„»\"]([^”“„»«\"]+)[”“«\"]")


@dataclass(frozen=True, slots=True)
class Phrases:
    """Regular expressions of a language; all of them ignore case.

    Attributes
    ----------
    decimal, thousands
        Marks within numbers.
    words
        Numbers in words.
    percent
        What stands after a per cent.
    base
        What stands before n.
    nouns
        What respondents are called besides the survey's own noun.
    one_percent
        "den ene procent".
    answered
        What stands between a share and the answer it belongs to.
    joint
        What stands between answers in a list.
    not_shown
        That something is left out of the figure.
    total
        That a net is spoken of.
    sums
        That shares sum to `number`; `not` and `not2` deny it, `how` is an inequality, `more` the words of "more than".
    summed
        What a sum of all that is shown is said of, right before it.
    parts
        The number of parts of a net.
    but, among
        What turns the answers after it into all others: "andet end"; into those of whom a part is meant: "blandt de".
    group
        What stands between an n and the group it is of.
    hedged
        What makes a per cent more or less than itself.
    rounding, several, overlap, at_most, left_out
        Why shares do not sum to 100.
    some, every
        That it holds for some, or for each, of the groups.
    differs
        That nets are not the sums of their parts.
    questions, items, others
        The number of questions, of sub-questions, and of answers that are left out without a name.
    weighted
        Whether data are weighted (`not`), and to whom (`to`).
    asked_of, covers, asked
        Before the words of a filter, of people who were asked or whom the figure tells of, and of a question.
    interval, level, significant, negated
        Levels of confidence and of significance, and what a test found.
    sum_truth, even_truth, shown_truth, unbroken_truth
        What would be true.
    unread
        Why a claim of all other answers is not verified.
    method
        What a sentence on the survey itself says: who was asked, counted and weighted.
    measures, share
        What values are called, by their measure; that they are shares, whatever else they are called.
    scale
        The ends of a scale, `low` and `high`.
    points, rise, fall
        What stands after a change of shares; that a value rose, that it fell.
    breaks, responded
        That a series is broken; that so many of those asked answered.
    to, is_
        What stands between two ends, and between a step of a scale and its name.
    shows, that
        How a sentence on what is shown begins; how one on what is so goes on.
    opposite, contrary
        How the opposite of a word begins; pairs of words, as stems, that are opposites.
    denied
        Words that turn the ones after them round.
    silent
        How a category of those who gave no answer begins.
    generic
        Words of a net's label that name no category.
    """

    decimal: str
    thousands: str
    words: Mapping[str, int]
    percent: str
    base: str
    nouns: str
    one_percent: str
    answered: str
    joint: str
    not_shown: str
    total: str
    sums: str
    more: frozenset[str]
    summed: str
    parts: str
    but: str
    among: str
    group: str
    hedged: str
    rounding: str
    several: str
    overlap: str
    at_most: str
    left_out: str
    weighted: str
    some: str
    every: str
    differs: str
    questions: str
    items: str
    others: str
    asked_of: str
    covers: str
    asked: str
    interval: str
    level: str
    significant: str
    negated: str
    sum_truth: str
    even_truth: str
    shown_truth: str
    unbroken_truth: str
    unread: str
    method: str
    measures: Mapping[Name, str]
    share: str
    scale: str
    points: str
    rise: str
    fall: str
    breaks: str
    responded: str
    to: str
    is_: str
    shows: str
    that: str
    opposite: tuple[str, ...]
    contrary: tuple[tuple[str, str], ...]
    denied: frozenset[str]
    silent: str
    generic: frozenset[str]

    def number(self, text: str) -> Decimal | None:
        """A number in digits or words; None where the language does not write one so."""
        word = text.strip().casefold()
        if word[:1] in ("-", "−", "–"):
            below = self.number(word[1:])
            return None if below is None else -below
        if word in self.words:
            return Decimal(self.words[word])
        if re.fullmatch(r"\d+", word):
            return Decimal(word)
        if re.fullmatch(rf"\d{{1,3}}(?:[ {re.escape(self.thousands)}\u00a0\u202f]\d{{3}})+", word):
            return Decimal(re.sub(r"\D", "", word))
        if re.fullmatch(rf"\d+{re.escape(self.decimal)}\d+", word):
            return Decimal(word.replace(self.decimal, "."))
        return None


_DA_PERCENT = r"(?:%|pct\b\.?|procent\b)"
_EN_PERCENT = r"(?:%|per\s?cent\b|percent\b|pct\b\.?)"
_DA_WORDS = {
    "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "syv": 7, "otte": 8, "ni": 9, "ti": 10, "elleve": 11, "tolv": 12,
}  # fmt: skip
_EN_WORDS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12,
}  # fmt: skip

PHRASES: dict[str, Phrases] = {
    "da": Phrases(
        decimal=",",
        thousands=".",
        words=_DA_WORDS,
        percent=_DA_PERCENT,
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
            rf"(?:til\s+)?(?:(?P<how>mere\s+end|over|mindre\s+end|under)\s+)?(?P<number>{NUMBER})\s*{_DA_PERCENT}"
        ),
        more=frozenset({"mere end", "over"}),
        summed=(
            r"\b(?:andelene|procent(?:er|tal|andele)\w*|tallene|søjlerne|svarene)"
            r"(?:\s+(?:i\s+(?:figuren|hvert?\s+\w+|nogle\s+af\s+\w+)|for\s+[^.]*?|ovenfor|her))*\s*$|\bde\s*$"
        ),
        parts=rf"\b(?P<number>{'|'.join(_DA_WORDS)}|\d+)\s+delelementer\b",
        but=r"\b(?:andet|andre\s+svar|alt\s+andet|alle\s+andre\s+svar|noget\s+andet)\s+end\s+",
        among=r"\b(?:blandt|af|hos)\s+(?:de\s+|dem\b[^%]*)?",
        group=r"(?:for|af|blandt|fra|i|hos)\s+",
        hedged=r"(?:<|>|\b(?:over|under|mere\s+end|mindre\s+end|knap|næsten|godt|omkring|omtrent|cirka|ca\.?|mindst|højst|op\s+til))",
        rounding=r"\b(?:grundet|på\s+grund\s+af|pga\.?|som\s+følge\s+af)\s+afrunding\w*",
        several=r"\b(?:vælge|vælge\s+imellem|afgive|give|angive)\s+flere\s+svar\w*",
        overlap=r"\b(?:indgå|tælle\s+med|være\s+med)\s+i\s+flere\b",
        at_most=rf"\bop\s+til\s+(?P<number>{'|'.join(_DA_WORDS)}|\d+)\s+svar\w*",
        left_out=r"\budeladt\b",
        weighted=(
            r"\b(?:data|resultater\w*|tal\w*|svar\w*|besvarelser\w*|andele\w*|undersøgelsen)\s+er\s+(?P<not>ikke\s+|u)?"
            r"vægte(?:t|de)\b(?P<to>\s+(?:op\s+)?(?:til|så)\s+[^;]*)?"
        ),
        some=r"\b(?:i|for)\s+nogle\s+af\s+(?:grupperne|målingerne|områderne|underspørgsmålene|svarene)\b",
        every=r"(?:i|for)\s+hvert?\s+(?:gruppe|måling|område|underspørgsmål|svar)",
        differs=r"\bafviger\b[^.]*\bfra\s+summen\s+af\s+(?:sine|deres|de\s+viste)\b",
        questions=rf"\b(?P<number>{'|'.join(_DA_WORDS)}|\d+)\s+spørgsmål(?=:)",
        items=rf"\b(?P<number>{'|'.join(_DA_WORDS)}|\d+)\s+underspørgsmål\b",
        others=rf"\bde\s+(?P<number>{'|'.join(_DA_WORDS)}|\d+)\s+øvrige\s+svar\w*",
        covers=r"\bfiguren\s+omfatter\s+(?:kun|alene)\s+",
        asked_of=r"\bspørgsmål(?:et|ene)\s+er\s+(?:kun|alene)\s+stillet\s+til\s+",
        asked=r"\b(?:under)?spørgsmål(?:et|ene)?\s*:?\s*",
        interval=(
            rf"\b(?:konfidens|sikkerheds)interval\w*\s+(?:er\s+)?på\s+(?P<number>{NUMBER})\s*{_DA_PERCENT}"
            rf"|\b(?P<number2>{NUMBER})(?:\s*{_DA_PERCENT}|-procents)?[\s-]*(?:konfidens|sikkerheds)interval\w*"
        ),
        level=rf"\bsignifikansniveau\s+(?:er\s+)?på\s+(?P<number>{NUMBER})(?P<percent>\s*{_DA_PERCENT})?",
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
    ),
    "en": Phrases(
        decimal=".",
        thousands=",",
        words=_EN_WORDS,
        percent=_EN_PERCENT,
        base=r"(?:\bn|\bnumber\s+of\s+(?:observations|respondents|responses|answers|interviews))(?:\s*\([^)]*\))?\s*[=:]\s*",
        nouns=r"respondents?|responses?|observations?|answers|interviews?",
        one_percent=r"\bthe\s+one\s+per\s?cent\b",
        answered=(
            r"(?:\s+of\s+(?:the\s+)?\w+)?,?\s*(?:(?:who|that|which)\s+)?(?:have\s+|had\s+)?"
            r"(?:answered|responded|chose|chosen|selected|stated|said)\s*:?\s*"
        ),
        joint=r"\s*(?:,\s*)?(?:and|or|,)\s*",
        not_shown=r"\b(?:does\s+not\s+show|doesn't\s+show|not\s+shown|leaves\s+out)\b",
        total=(
            r"\b(?:total|combined|together|altogether|in\s+all"
            r"|percentages?\s+(?:on\s+the\s+(?:right|left)|at\s+the\s+top|above))\b"
        ),
        sums=(
            r"(?:\b(?P<not>do(?:es)?\s+not|don't|doesn't)\s+)?\b(?:(?:sums?|adds?)\s+(?P<not2>not\s+)?(?:up\s+)?to"
            r"|together\s+makes?(?:\s+up)?|makes?(?:\s+up)?\s+(?:together|in\s+all))\s+"
            rf"(?:(?P<how>more\s+than|over|less\s+than|under)\s+)?(?P<number>{NUMBER})\s*{_EN_PERCENT}"
        ),
        more=frozenset({"more than", "over"}),
        summed=(
            r"\b(?:shares|percentages|figures|numbers|bars|answers)"
            r"(?:\s+(?:in\s+(?:the\s+figure|each\s+\w+|some\s+of\s+the\s+\w+)|for\s+[^.]*?|above|shown|here))*\s*$|\bthey\s*$"
        ),
        parts=rf"\b(?P<number>{'|'.join(_EN_WORDS)}|\d+)\s+(?:parts|components)\b",
        but=r"\b(?:(?:everything|anything|something|all)\s+(?:but|except)|(?:anything|something)?\s*other\s+than)\s+",
        among=r"\b(?:among|of)\s+(?:the\s+|those\b[^%]*)?",
        group=r"(?:for|of|among|from|in)\s+(?:the\s+)?",
        hedged=r"(?:<|>|\b(?:over|under|more\s+than|less\s+than|nearly|almost|just\s+over|about|around|at\s+least|at\s+most|up\s+to))",
        rounding=r"\b(?:due\s+to|because\s+of)\s+rounding\b",
        several=r"\b(?:choose|give|select|pick)\s+(?:several|more\s+than\s+one|multiple)\s+(?:answers?|options?)",
        overlap=r"\bcount\s+in\s+(?:several|more\s+than\s+one)\b",
        at_most=rf"\bup\s+to\s+(?P<number>{'|'.join(_EN_WORDS)}|\d+)\s+(?:answers|options)",
        left_out=r"\b(?:left\s+out|omitted)\b",
        weighted=(
            r"\b(?:data|results?|figures|answers|responses|shares|survey)\s+(?:are|is|were)\s+(?P<not>not\s+|un)?"
            r"weighted\b(?P<to>\s+(?:up\s+)?to\s+[^;]*)?"
        ),
        some=r"\b(?:in|for)\s+some\s+of\s+the\s+(?:groups|waves|areas|sub-questions|answers)\b",
        every=r"(?:in|for)\s+each\s+(?:group|wave|area|sub-question|answer)",
        differs=r"\bdiffers?\b[^.]*\bfrom\s+the\s+sums?\s+of\s+(?:its|their|the)\b",
        questions=rf"\b(?P<number>{'|'.join(_EN_WORDS)}|\d+)\s+questions(?=:)",
        items=rf"\b(?P<number>{'|'.join(_EN_WORDS)}|\d+)\s+sub-questions\b",
        others=rf"\bthe\s+(?P<number>{'|'.join(_EN_WORDS)}|\d+)\s+other\s+answers\b",
        covers=r"\bfigure\s+only\s+covers\s+",
        asked_of=r"\bquestions?\s+(?:was|were)\s+only\s+(?:put\s+to|asked\s+of)\s+",
        asked=r"\b(?:sub-)?questions?\s*:?\s*",
        interval=(
            rf"\b(?P<number>{NUMBER})\s*{_EN_PERCENT}\s+confidence\s+intervals?"
            rf"|\bconfidence\s+intervals?\s+of\s+(?P<number2>{NUMBER})\s*{_EN_PERCENT}"
        ),
        level=(rf"\bat\s+(?:the|a)\s+(?P<number>{NUMBER})(?P<percent>\s*{_EN_PERCENT})?\s+(?:significance\s+)?level\b"),
        significant=r"\bsignificant\w*",
        negated=r"\b(?:not|no)\b",
        sum_truth="sum to {sum}",
        even_truth="the nets are the sums of their parts",
        shown_truth="{category} is shown in the figure",
        unbroken_truth="the series is not broken",
        unread="“{phrase}” is of all answers but those named",
        method=(
            r"\b(?:were\s+asked|was\s+asked|questions?\s+(?:is|are|was|were)|asked\s+the\s+question"
            r"|answer(?:ed)?\s+(?:the|every|all|each)\s+questions?|survey\s+(?:is|was|covers)|in\s+the\s+survey"
            r"|data\s+(?:are|is|cover)|(?:un)?weighted|round(?:ed|ing)|left\s+out|omitted|sorted)\b"
        ),
        measures={
            "share": r"\b(?:shares?|proportions?|percentages?)\b",
            "mean": r"\b(?:averages?|mean\s+(?:score|value|number|rating)s?|(?:the|a)\s+mean)\b",
            "median": r"\bmedians?\b",
            "count": r"\bnumbers?\s+of\b|\bhow\s+many\b",
            "index": r"\bindex\b",
            "change": r"\b(?:changes?|rises?|falls?|increases?|decreases?)\b",
        },
        share=r"share|proportion|per\s?cent|%",
        scale=rf"\bscale\s+(?:runs\s+)?(?:from\s+|of\s+)?(?P<low>{SIGNED})(?:\s*[-–]\s*|\s+to\s+)(?P<high>{SIGNED})",
        points=r"(?:percentage|per\s?cent)\s+points?",
        rise=r"\b(?:rose|risen|rises?|up|increase[sd]?|grew|grows?)\b",
        fall=r"\b(?:fell|fallen|falls?|down|decrease[sd]?|dropped|drops?)\b",
        breaks=r"\bbreaks?\s+in\s+(?:the\s+)?(?:time\s+)?series\b",
        responded=r"\bresponse\s+rates?\s+(?:was|were|is)\b",
        to=r"to",
        is_=r"(?:is|=|means)",
        shows=r"the\s+figure\s+(?:does\s+not\s+)?shows?\b",
        that=r"that\b",
        opposite=("un", "dis", "in", "im"),
        contrary=(
            ("internal", "external"),
            ("positive", "negative"),
            ("public", "private"),
            ("high", "low"),
            ("yes", "no"),
        ),
        denied=frozenset({"not", "neither", "never", "nor"}),
        silent=r"(?:don['’]t know|do not know|no answer|not stated|not relevant|prefer not to say|refused)\b",
        generic=frozenset({"in", "total", "all", "combined", "together", "share", "net", "and", "or", "the", "those"}),
    ),
}
"""Phrases by language."""
