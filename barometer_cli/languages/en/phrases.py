"""Phrases that a caption in English that was typed by hand is read by."""

from __future__ import annotations

from barometer_cli.languages.phrases import NUMBER, SIGNED, Phrases

_PERCENT = r"(?:%|per\s?cent\b|percent\b|pct\b\.?)"
_WORDS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12,
}  # fmt: skip

PHRASES = Phrases(
    decimal=".",
    thousands=",",
    words=_WORDS,
    percent=_PERCENT,
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
        rf"(?:(?P<how>more\s+than|over|less\s+than|under)\s+)?(?P<number>{NUMBER})\s*{_PERCENT}"
    ),
    more=frozenset({"more than", "over"}),
    summed=(
        r"\b(?:shares|percentages|figures|numbers|bars|answers)"
        r"(?:\s+(?:in\s+(?:the\s+figure|each\s+\w+|some\s+of\s+the\s+\w+)|for\s+[^.]*?|above|shown|here))*\s*$|\bthey\s*$"
    ),
    parts=rf"\b(?P<number>{'|'.join(_WORDS)}|\d+)\s+(?:parts|components)\b",
    but=r"\b(?:(?:everything|anything|something|all)\s+(?:but|except)|(?:anything|something)?\s*other\s+than)\s+",
    among=r"\b(?:among|of)\s+(?:the\s+|those\b[^%]*)?",
    group=r"(?:for|of|among|from|in)\s+(?:the\s+)?",
    hedged=r"(?:<|>|\b(?:over|under|more\s+than|less\s+than|nearly|almost|just\s+over|about|around|at\s+least|at\s+most|up\s+to))",
    rounding=r"\b(?:due\s+to|because\s+of)\s+rounding\b",
    several=r"\b(?:choose|give|select|pick)\s+(?:several|more\s+than\s+one|multiple)\s+(?:answers?|options?)",
    overlap=r"\bcount\s+in\s+(?:several|more\s+than\s+one)\b",
    at_most=rf"\bup\s+to\s+(?P<number>{'|'.join(_WORDS)}|\d+)\s+(?:answers|options)",
    left_out=r"\b(?:left\s+out|omitted)\b",
    weighted=(
        r"\b(?:data|results?|figures|answers|responses|shares|survey)\s+(?:are|is|were)\s+(?P<not>not\s+|un)?"
        r"weighted\b(?P<to>\s+(?:up\s+)?to\s+[^;]*)?"
    ),
    some=r"\b(?:in|for)\s+some\s+of\s+the\s+(?:groups|waves|areas|sub-questions|answers)\b",
    every=r"(?:in|for)\s+each\s+(?:group|wave|area|sub-question|answer)",
    differs=r"\bdiffers?\b[^.]*\bfrom\s+the\s+sums?\s+of\s+(?:its|their|the)\b",
    questions=rf"\b(?P<number>{'|'.join(_WORDS)}|\d+)\s+questions(?=:)",
    items=rf"\b(?P<number>{'|'.join(_WORDS)}|\d+)\s+sub-questions\b",
    others=rf"\bthe\s+(?P<number>{'|'.join(_WORDS)}|\d+)\s+other\s+answers\b",
    covers=r"\bfigure\s+only\s+covers\s+",
    asked_of=r"\bquestions?\s+(?:was|were)\s+only\s+(?:put\s+to|asked\s+of)\s+",
    routed="those who answered {answers} to {question}",
    only_asked="The question was only put to {who}.",
    asked=r"\b(?:sub-)?questions?\s*:?\s*",
    interval=(
        rf"\b(?P<number>{NUMBER})\s*{_PERCENT}\s+confidence\s+intervals?"
        rf"|\bconfidence\s+intervals?\s+of\s+(?P<number2>{NUMBER})\s*{_PERCENT}"
    ),
    level=(rf"\bat\s+(?:the|a)\s+(?P<number>{NUMBER})(?P<percent>\s*{_PERCENT})?\s+(?:significance\s+)?level\b"),
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
)
