"""The English words of claims."""

from __future__ import annotations

from decimal import Decimal

from barometer_cli.languages.claims import Compared, Vocabulary, Wording, phrases
from barometer_cli.model.claim import Hedge, Side

_UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = {
    "zero": 0, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "one hundred": 100, "a hundred": 100, "hundred": 100,
}  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_ORDINALS = {
    "other": 2, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "twentieth": 20,
}  # fmt: skip
_NATIONS = {
    "Austria": "austrian", "Belgium": "belgian", "Britain": "british briton brit", "Bulgaria": "bulgarian",
    "Croatia": "croat croatian", "Cyprus": "cypriot", "Czechia": "czech", "Denmark": "danish dane",
    "Estonia": "estonian", "Europe": "european", "Finland": "finnish finn", "France": "french",
    "Germany": "german", "Greece": "greek", "Hungary": "hungarian", "Iceland": "icelandic icelander",
    "Ireland": "irish", "Italy": "italian", "Latvia": "latvian", "Lithuania": "lithuanian", "Malta": "maltese",
    "Netherlands": "dutch", "Norway": "norwegian", "Poland": "polish pole", "Portugal": "portuguese",
    "Romania": "romanian", "Slovakia": "slovak", "Slovenia": "slovene slovenian", "Spain": "spanish spaniard",
    "Sweden": "swedish swede", "Switzerland": "swiss", "America": "american", "Turkey": "turkish turk",
}  # fmt: skip
_IRREGULAR = {
    "buy": "bought", "build": "built", "catch": "caught", "choose": "chose chosen", "drink": "drank drunk",
    "drive": "drove driven", "eat": "ate eaten", "feel": "felt", "fly": "flew flown", "forget": "forgot forgotten",
    "give": "gave given", "grow": "grew grown", "hear": "heard", "keep": "kept", "know": "knew known", "lend": "lent",
    "lose": "lost", "meet": "met", "pay": "paid", "ride": "rode ridden", "run": "ran", "sell": "sold", "send": "sent",
    "sleep": "slept", "speak": "spoke spoken", "spend": "spent", "steal": "stole stolen", "swim": "swam swum",
    "teach": "taught", "tell": "told", "throw": "threw thrown", "wear": "wore worn", "write": "wrote written",
}  # fmt: skip
_PREFERRING = ("prefer", "prefers", "preferred")
_FAVOURITES = (*_PREFERRING, "favourite", "favorite", "first choice", "favourites", "favorites")
_MOST: dict[str, Side] = {
    "most often": "most", "most frequently": "most", "most commonly": "most", "most common": "most",
    "most frequent": "most", "most widespread": "most", "most widely": "most", "most popular": "most",
    "most used": "most", "the largest": "most", "the biggest": "most", "largest": "most", "the highest": "most",
    "highest": "most", "commonest": "most", "the most important": "most", "most important": "most",
    "most likely": "most", "tops the list": "most", "least often": "least", "least frequently": "least",
    "least common": "least", "least likely": "least", "least used": "least", "rarest": "least", "the lowest": "least",
    "lowest": "least", "the smallest": "least", "smallest": "least", "fewest": "least", "least widespread": "least",
    "biggest": "most", "most cited": "most", "most mentioned": "most", "most chosen": "most", "leads the list": "most",
    "tops": "most", "matters most": "most", "comes out on top": "most", "comes top": "most", "top the list": "most",
    "top of the list": "most", "heads the list": "most", "head the list": "most", "greatest": "most",
    "the greatest": "most", "peaked": "most", "wins": "most", "strongest": "most", "weakest": "least",
    **dict.fromkeys(_FAVOURITES, "most"),
}  # fmt: skip
_RANKS = {"second": 2, "third": 3}
_LEADING = ("main", "top", "chief", "leading", "primary", "number one")
_LED = ("answer", "barrier", "cause", "challenge", "channel", "choice", "concern", "driver", "goal", "motive",
    "obstacle", "partner", "priority", "problem", "purpose", "reason", "source", "worry")  # fmt: skip
_NOUNS = frozenset(f"{noun}{plural}" for noun in _LED for plural in ("", "s"))
_PLACES: dict[str, tuple[Side, int]] = {"first": ("most", 1), "second": ("most", 2), "third": ("most", 3),
    "last": ("least", 1)}  # fmt: skip
_MEASURES = ("often", "many", "likely", "common", "commonly", "frequently", "frequent", "large", "high", "popular",
    "widespread", "important")  # fmt: skip
_DOWNWARD = {
    "few": "many", "rarely": "often", "seldom": "often", "infrequently": "frequently", "rare": "common",
    "uncommon": "common", "unlikely": "likely", "unpopular": "popular", "little": "much", "low": "high",
    "small": "large",
}  # fmt: skip
_NOT_QUITE = ("not as", "not so", "not quite as", "not nearly as", "nowhere near as")

VOCABULARY = Vocabulary(
    decimal=".",
    thousands=",",
    numbers={
        **{unit: Decimal(n) for n, unit in enumerate(_UNITS, 1)},
        **{word: Decimal(n) for word, n in {**_TEENS, **_TENS}.items()},
        **{
            f"{ten}{joint}{unit}": Decimal(tens + n)
            for ten, tens in _TENS.items()
            for n, unit in enumerate(_UNITS, 1)
            for joint in (" ", "-")
        },
    },
    articles=phrases("a, an"),
    ordinals=_ORDINALS,
    hedges={
        **dict.fromkeys(
            phrases(
                "nearly, almost, close to, just under, a little under, slightly under, just below, slightly less than, "
                "not quite, a little less than, up towards, approaching, just short of, a shade under, virtually"
            ),
            Hedge.NEARLY,
        ),
        **dict.fromkeys(
            phrases(
                "just over, slightly over, slightly more than, a little over, a little more than, just above, "
                "slightly above, a shade over, slightly, a little, marginally"
            ),
            Hedge.JUST_OVER,
        ),
        **dict.fromkeys(phrases("over, more than, above, in excess of, >"), Hedge.OVER),
        **dict.fromkeys(phrases("under, less than, fewer than, below, not even, <"), Hedge.UNDER),
        **dict.fromkeys(
            phrases("at least, a minimum of, no less than, no fewer than, not less than, ≥"), Hedge.AT_LEAST
        ),
        **dict.fromkeys(phrases("at most, up to, a maximum of, no more than, not more than, ≤"), Hedge.AT_MOST),
        **dict.fromkeys(
            phrases("about, around, approximately, roughly, some, circa, in the region of, ~"), Hedge.ABOUT
        ),
        **dict.fromkeys(phrases("exactly, precisely"), Hedge.EXACTLY),
        **dict.fromkeys(
            phrases(
                "well over, far more than, well above, far above, far, much, considerably, markedly, clearly, clear, "
                "sharply, dramatically, substantially, steeply, "
                "significantly more than"
            ),
            Hedge.FAR_OVER,
        ),
        **dict.fromkeys(
            phrases("well under, far fewer than, far less than, well below, far below, far from, nowhere near"),
            Hedge.FAR_UNDER,
        ),
    },
    afterwards={
        **dict.fromkeys(phrases("or more"), Hedge.AT_LEAST),
        **dict.fromkeys(phrases("or less, or fewer"), Hedge.AT_MOST),
    },
    negations=phrases("not, no longer"),
    focus=phrases("only, just, fully, a full, as many as, as few as, still, now, statistically, even, already"),
    every=phrases("every"),
    out_of=phrases("out of, in, of"),
    portions={
        "half": (1, 2),
        "one half": (1, 2),
        "a half": (1, 2),
        "½": (1, 2),
        "¼": (1, 4),
        "¾": (3, 4),
        "⅓": (1, 3),
        "⅔": (2, 3),
    },
    parts={
        "third": 3,
        "thirds": 3,
        "quarter": 4,
        "quarters": 4,
        "fourths": 4,
        "fifth": 5,
        "fifths": 5,
        "sixth": 6,
        "sixths": 6,
        "sevenths": 7,
        "eighth": 8,
        "eighths": 8,
        "ninths": 9,
        "tenth": 10,
        "tenths": 10,
    },
    definite=frozenset(),
    percent=phrases("%, per cent, percent, pct, p.c."),
    points=phrases("percentage points, percentage point, percentage-point, pp, % points, %-points"),
    between=phrases("between"),
    joined=phrases("and, plus"),
    start=phrases("from"),
    until=phrases("to"),
    by=phrases("by"),
    majorities={
        **dict.fromkeys(
            phrases(
                "a majority, the majority, most, majority, majorities, a clear majority, the bulk, mostly, "
                "predominantly, overwhelmingly"
            ),
            "majority",
        ),
        **dict.fromkeys(
            phrases(
                "a large majority, the large majority, the vast majority, a vast majority, an overwhelming majority, "
                "the great majority, the overwhelming majority, a great majority, large majority, a strong majority, "
                "a substantial majority, by far most"
            ),
            "large majority",
        ),
        **dict.fromkeys(
            phrases("a narrow majority, a slim majority, a small majority, a slight majority, a bare majority"),
            "narrow majority",
        ),
        **dict.fromkeys(phrases("a minority, the minority, minority"), "minority"),
        **dict.fromkeys(phrases("a small minority, a tiny minority"), "small minority"),
    },
    everyone={
        **dict.fromkeys(phrases("all, everyone, everybody, every single"), "all"),
        **dict.fromkeys(phrases("none, no one, nobody, not a single, no"), "none"),
        **dict.fromkeys(
            phrases(
                "few, very few, hardly any, a few, a handful, a handful of, rarely do, rarely does, seldom do, "
                "seldom does, "
                + ", ".join(
                    f"{scarcely} {any_}"
                    for scarcely in ("hardly", "barely", "scarcely")
                    for any_ in ("any", "anyone", "anybody")
                )
            ),
            "few",
        ),
    },
    extremes={
        **{word: (side, 1) for word, side in _MOST.items()},
        **{
            f"{prefix}{joint}{word.removeprefix('the ')}": (side, rank)
            for prefix, rank in _RANKS.items()
            for word, side in _MOST.items()
            for joint in (" ", "-")
        },
        **{
            f"{article}{leading}{noun}": ("most", 1)
            for leading in _LEADING
            for article, noun in (("the ", ""), *(("", f" {noun}") for noun in _NOUNS))
        },
        **{
            phrase: place
            for word, place in _PLACES.items()
            for phrase in (f"ranks {word}", f"ranked {word}", f"comes {word}", f"came {word}", f"{word} place")
        },
        **dict.fromkeys(
            phrases(
                "lead on, leads on, led on, lead the way, leads the way, led the way, lead the field, leads the field, "
                "in the lead, take the lead, takes the lead, came out on top, come out on top, comes out on top, "
                "the preferred"
            ),
            ("most", 1),
        ),
        "number one": ("most", 1),
        "number two": ("most", 2),
        "number three": ("most", 3),
    },
    most={
        "most": ("most", 1),
        "least": ("least", 1),
        "the most": ("most", 1),
        "the least": ("least", 1),
        "the second most": ("most", 2),
    },
    superlatives=phrases("innovative, digital, satisfied, important, useful, active, successful"),
    copulas=phrases("is, are, was, were"),
    tops={
        f"{article}top {number}": n
        for n, number in [*enumerate(_UNITS, 1), *((n, str(n)) for n in range(2, 10))]
        for article in ("", "the ")
        if n > 1
    },
    attributes=phrases(
        "main, top, leading, primary, biggest, largest, smallest, highest, lowest, common, commonest, important, "
        "popular, frequent, widespread, preferred, prefer, prefers, "
        "used, cited, mentioned, chosen, 2, 3, 5, 10, two, three, five, ten"
    )
    | _NOUNS,
    among=phrases("among the, amongst the, one of the, some of the"),
    ahead={
        **dict.fromkeys(
            phrases(
                "ahead of, leads, lead, led, beats, beat, outranks, outrank, outranked, outnumbers, outnumber, "
                "exceeds, exceed, outweighs, outweigh, outweighed, outstrips, outstrip, surpasses, surpass, edges out, "
                "dwarfs, dwarf, overtakes, overtake, has overtaken, have overtaken, overtook, overtaken, above, over"
            ),
            "more",
        ),
        **dict.fromkeys(
            phrases(
                "trails, trail, trailed, behind, below, lags behind, lag behind, lags, lag, beaten by, loses to, lose "
                "to, overtaken by, falls behind, fall behind, trails behind, trail behind"
            ),
            "less",
        ),
    },
    apart=phrases("above, over, below, behind"),
    degrees=phrases("largest, highest, strongest, greatest, lowest, weakest, smallest, biggest"),
    favourites=frozenset(_FAVOURITES),
    preferring=frozenset(_PREFERRING),
    supporting=phrases(
        "back, backs, support, supports, favour, favours, favor, favors, embrace, embraces, oppose, opposes, reject, "
        "rejects"
    ),
    relative=phrases("who, that, which"),
    only=phrases("only"),
    comparisons={
        "no difference": "same",
        **dict.fromkeys(phrases("more often, more frequently, more likely, more common, more commonly"), "more"),
        **dict.fromkeys(phrases("less often, less frequently, less likely, less common, rarer, less commonly"), "less"),
        **dict.fromkeys(
            phrases(
                "as often as, equally often, equally keen, equally fond, just as keen, equally likely, as likely as, "
                "just as often, just as many, as many, equally common, as common, just as likely, as often"
            ),
            "same",
        ),
        **{f"{lead} {measured}": "less" for lead in _NOT_QUITE for measured in (*_MEASURES, *_DOWNWARD)},
    },
    graded={
        "more": "more",
        "less": "less",
        "fewer": "less",
        "higher": "more",
        "lower": "less",
        "larger": "more",
        "smaller": "less",
        "bigger": "more",
        "greater": "more",
        "keener": "more",
        "harder": "more",
        "worse": "more",
        "stronger": "more",
        "weaker": "less",
        "fonder": "more",
    },
    alone=phrases("fewer"),
    than=phrases("than"),
    as_=phrases("as"),
    times={
        **{
            f"{word} as{measure}": Decimal(factor)
            for word, factor in {"twice": "2", "half": "0.5", "thrice": "3"}.items()
            for measure in ("", " often", " many", " likely", " common", " frequently", " large", " high")
        },
        "double": Decimal(2),
    },
    multiplied=phrases("times as"),
    divided=phrases(
        "times fewer, times less, times lower, times less often, times less likely, times less common, times rarer"
    ),
    topping=phrases("not only, not just, not merely"),
    measures=frozenset(_MEASURES),
    downward=_DOWNWARD,
    steady=phrases(
        "steadily, steady, consistently, continuously, constantly, every year, year after year, year on year, year by "
        "year, each year, in every wave, in every survey, every time, wave after wave, gradually, without interruption"
    ),
    bare_points=phrases("points, point"),
    records={
        **dict.fromkeys(
            phrases(
                "record high, a record high, all-time high, an all-time high, at its highest, its highest, at its "
                "peak, never been so high, never been higher, never been greater, never higher, a new high, new high, "
                "record-high, at a record high"
            ),
            "most",
        ),
        **dict.fromkeys(
            phrases(
                "record low, a record low, all-time low, an all-time low, at its lowest, its lowest, never been lower, "
                "never been so low, never lower, a new low, new low, record-low, at a record low"
            ),
            "least",
        ),
    },
    ever=phrases("ever, ever before, on record, since records began, to date, level ever, level on record"),
    with_age=phrases("with age, by age"),
    paired=phrases("the"),
    ordering={"younger": "down", "older": "up"},
    amounts={
        **dict.fromkeys(phrases("more, more often, more likely, higher, greater, larger, better"), "up"),
        **dict.fromkeys(phrases("less, fewer, less often, less likely, lower, smaller, worse"), "down"),
    },
    changes={
        **dict.fromkeys(
            phrases(
                "risen, rises, rose, rise, rising, increased, increases, increase, grown, grew, growing, gone up, more "
                "and more, climbed, climbs, up from, soar, soars, soared, soaring, surge, surges, surged, surging, "
                "jumped, jumps, rebounded, rebounds, bounced back, recovered, picked up, edged up, crept up, rallied, "
                "increasing, on the rise, is up, are up"
            ),
            "up",
        ),
        **dict.fromkeys(
            phrases(
                "fallen, falls, fell, fall, falling, decreased, decreases, decrease, declined, decline, declining, "
                "dropped, drop, drops, gone down, fewer and fewer, down from, plummet, plummets, plummeted, "
                "plummeting, plunge, plunges, plunged, plunging, tumble, tumbles, tumbled, slump, slumps, slumped, "
                "shrinks, shrank, shrunk, shrinking, dwindle, dwindles, dwindled, decreasing, waning, on the decline, "
                "on the wane, is down, are down, slipped, slips, dipped, dips, edged down, slid, slides, eroded"
            ),
            "down",
        ),
        **dict.fromkeys(phrases("unchanged, stable, remained the same"), "same"),
    },
    fearing=phrases("fear, fears, feared, fearing, dread, dreads, dreaded"),
    participle="ing",
    factors={
        "doubled": Decimal(2),
        "doubles": Decimal(2),
        "halved": Decimal("0.5"),
        "tripled": Decimal(3),
        "trebled": Decimal(3),
        "quadrupled": Decimal(4),
        "quintupled": Decimal(5),
    },
    significant=phrases("significant, significantly"),
    vague=phrases(
        "many different, a large share, a small share, a large proportion, a small proportion, quite a few, often, "
        "rarely, seldom, several, a large part, a small part, typically, a considerable proportion"
    ),
    many=phrases(
        "many, very many, a lot of, lots of, plenty of, loads of, scores of, a great many, a large number of, "
        "the typical, widespread, massive, huge, broad, strong"
    ),
    kinds=phrases("kinds, types, phases, categories, areas, questions, answers, barriers, roles, stages, forms"),
    counted=phrases(
        "workplaces, respondents, companies, people, persons, citizens, innovations, answers, adults, employees, "
        "managers, schools, households, interviews, enterprises, residents, volunteers, workers, students, voters, "
        "men, women, children, families, workplace, respondent, company, person, citizen, innovation, adult, employee, "
        "manager, school, household, enterprise, resident, volunteer, worker, student, voter, man, woman, child, family"
    ),
    periods=phrases(
        "year, years, week, day, month, hour, time, quarter, minute, party, parties, edition, wave, round, "
        "weekend, night, a, an, -"
    ),
    doing=phrases("have, are, say, use, want, need, trust, now"),
    saying=phrases("say, says, said, think, thinks, believe, believes, feel, feels, find, finds"),
    aiming=phrases(
        "aim, aims, goal, target, ambition, vision, should, must, shall, in future, in the future, is expected, "
        "are expected"
    ),
    since=phrases("since, from, than, against, with, to, as, on, between"),
    past=phrases("was, were, had, ago, used, previously, earlier, before, last, formerly"),
    ago=phrases("year ago, years ago"),
    asking=phrases("what, which, who, where, how"),
    grading=phrases("how"),
    sorting=phrases("by, according to, sorted by"),
    owners=phrases("their, your, its, the, his, her"),
    halved_before=phrases("first, second, last, latter, former"),
    bases={
        **dict.fromkeys(phrases("of, for, to, among, from, by, out of, about, above"), False),
        **dict.fromkeys(phrases("in, across, at, on, with, through, throughout, between"), True),
    },
    agents=phrases("by, among, with"),
    answered=phrases(
        "answered, responded, replied, participated, took part, interviewed, asked, surveyed, survey, respondents, "
        "answers, interviews"
    ),
    not_before=phrases("sum, sums, add, adds, total, level, confidence, significance"),
    not_after=phrases("level, confidence, discount, significance, threshold"),
    not_alone=phrases(
        "no news is good news, all roads lead, no way around, no way back, no place like home, all or nothing, all "
        "ears, no smoke without fire, no pain no gain, no time to lose, no free lunch, no laughing matter, support "
        "for, support among, support from, in favour, in favor, the back, leads to, lead to, led to, led by, the many, "
        "back to, back in, back from, back on, at all, all in all, above all, after all, first of all, how often, how "
        "many, so many, so often, none other than, who prefer, who prefers, that prefer, who preferred, is preferred, "
        "are preferred, too many, too few, more or less, no longer, no doubt, for the most part, make the most of, "
        "most of all, not only, once and for all, no matter, better half, half an hour, half a year, half-year, "
        "significant other, the most of, most recent, at the most, all over, in total, growing old, growing older, "
        "growing up, falling ill, falling asleep, falling in love, falling behind, and over, and under, the top "
        "management, the top manager, the top managers"
    ),
    initial=phrases("widespread, massive, huge, broad, strong"),
    stops=phrases(
        "a, about, all, almost, also, an, and, any, are, as, at, be, been, being, both, but, by, can, cent, did, do, "
        "does, e, each, eg, either, every, few, figure, for, from, g, had, half, happen, happens, has, have, he, "
        "her, his, how, i, ie, in, into, is, it, its, just, least, less, likely, majority, many, minority, more, "
        "most, much, nearly, of, often, on, one, or, other, out, over, per, percent, place, points, proportion, "
        "rarely, seldom, share, she, shows, so, some, still, such, take, than, that, the, their, them, then, there, "
        "these, they, this, those, times, to, took, total, twice, two, under, up, us, was, we, were, what, when, "
        "where, which, who, whom, whose, will, with, would, you, your"
    ),
    scales=phrases(
        "all, almost, few, half, least, less, many, more, most, much, nearly, often, over, rarely, seldom, some, under"
    ),
    endings=(
        "ational",
        "ations",
        "ation",
        "ating",
        "ated",
        "ates",
        "ate",
        "ively",
        "ings",
        "ing",
        "ions",
        "ion",
        "ally",
        "al",
        "ies",
        "ied",
        "ely",
        "ly",
        "ers",
        "er",
        "ed",
        "es",
        "ive",
        "e",
        "s",
        "y",
    ),
    final="",
    dropping=frozenset(),
    canon={
        **{form: verb for verb, forms in _IRREGULAR.items() for form in forms.split()},
        "solely": "only",
        "exclusively": "only",
        **dict.fromkeys(("opposition", "opponents", "reject", "rejects"), "oppose"),
        **dict.fromkeys(
            ("back", "backs", "backing", "favour", "favours", "favor", "favors", "embrace", "embraces"), "support"
        ),
        "no": "not",
        "never": "not",
        "neither": "not",
        "without": "not",
        "none": "not",
        "nor": "not",
        "internally": "internal",
        "externally": "external",
    },
    fixed=phrases("not only, year old, year olds, growing old, growing older"),
    turns=phrases("time, times"),
    counting=phrases("first time, second time, third time, last time, this time, each time, one time, next time"),
    exact=(phrases("only"), phrases("not"), phrases("internal, external")),
    opposites=(
        ("public", "private"),
        ("promoted", "hampered"),
        ("positive", "negative"),
        ("high", "low"),
        ("agree", "disagree"),
        ("more", "fewer"),
        ("often", "rarely"),
        ("good", "bad"),
        ("good", "poor"),
        ("easy", "difficult"),
        ("cheap", "expensive"),
        ("long", "short"),
        ("men", "women"),
        ("danish", "norwegian"),
        ("danish", "foreign"),
        ("satisfied", "dissatisfied"),
        ("young", "old"),
        ("municipal", "regional"),
        ("municipal", "state"),
        ("regional", "state"),
    ),
    privatives=phrases("un, dis, in"),
    cumulative=phrases("at least, at most, or more, or less, or better, or worse, or higher, or lower, up to"),
    strengths=phrases(
        "very, extremely, highly, fully, full, completely, totally, entirely, strongly, deeply, partly, somewhat, "
        "fairly, great, little, large, small"
    ),
    lacking=phrases(
        "lack, lacks, lacked, lacking, distrust, distrusts, mistrust, mistrusts, miss, misses, without, "
        "avoid, avoids, avoided, shun, shuns, shunned, skip, skips, skipped, reject, rejects, rejected, refuse, "
        "refuses, refused, ditch, ditches, ditched, leave, leaves"
    ),
    populations=phrases(
        "municipal, municipalities, regional, regions, state, women, men, young, older, nordic, norwegian, "
        "swedish, finnish, norway, sweden, finland, iceland, hospitals, schools, universities, urban, rural"
    ),
    residuals=phrases(
        "don't know, do not know, other, not relevant, no answer, none, none of these, none of the above, nothing, "
        "nothing in particular"
    ),
    totals=phrases("total, all, in total, the whole public sector"),
    sums=phrases("in total, altogether, overall, in all, taken together"),
    adding=phrases(
        "in total, altogether, in all, together, combined, make up, makes up, made up, account for, accounts for, plus"
    ),
    joints=phrases("and, plus, while, but, where, against, or, whereas"),
    either=phrases("or, and/or"),
    excepting=phrases(
        "other than, anything but, everything but, anyone but, everyone but, everybody but, all but, apart from, "
        "aside from, except, except for"
    ),
    denials=phrases("not"),
    absolute=phrases("never, without"),
    contrasts=phrases("but"),
    shares=phrases("share, proportion, percentage, percent, cent, %"),
    whose=phrases("of, among"),
    moves=phrases("fall, rise, drop, increase, decrease, decline, slump, surge, plunge"),
    amounting=phrases("of"),
    among_whom=phrases("among, amongst"),
    those=phrases("those, all, these"),
    headcounts=phrases("more, fewer, many, few, outnumber, outnumbers"),
    comparative="er",
    doers=("ist", "ists", "er", "ers"),
    differences=phrases("difference, differences, gap, lead, margin, separate, separates, separated"),
    severally=phrases("both, each, majorities, every"),
    onwards=phrases("since"),
    recently=phrases("in recent years, over recent years, over the last years, over the past years"),
    lately=phrases(
        "in, over, over the past, over the last, in the past, in the last, within, during the past, during the last"
    ),
    years=phrases("years, year"),
    overtaking=phrases(
        "overtakes, overtake, has overtaken, have overtaken, overtook, overtaken, overtaken by, falls behind, fall "
        "behind"
    ),
    turning=phrases(
        # denial and exception
        "not, cannot, never, no, none, nobody, nothing, neither, nor, without, hardly, barely, scarcely, only, just, "
        "alone, except, but, unlike, "
        # degree and nearness
        "partly, partially, largely, almost, nearly, quite, rather, somewhat, fairly, very, too, so, much, most, "
        "least, more, less, few, fewer, half, twice, double, some, enough, further, better, best, worse, worst, "
        # how, how often, when
        "fast, hard, always, ever, often, sometimes, rarely, seldom, usually, daily, weekly, monthly, yearly, yet, "
        "ago, soon, last, latest, recent, next, previous, former, before, since, when, while, whenever, longer, "
        # may be and should be
        "can, cannot, could, may, might, must, shall, should, will, would, likely, unlikely, perhaps, maybe, ought, "
        # on condition
        "if, unless, until, once, despite, although, though"
    )
    - phrases("while, so, but"),
    conditions=phrases("if, unless, until, once, when"),
    manner=("ly", "wise"),
    carriers=phrases(
        "say, says, said, answer, answered, responded, think, feel, feels, report, reported, state, stated, mention, "
        "mentioned, cite, cited, point, name, named, experience, experienced, use, uses, used, using, choose, chosen, "
        "pick, picked, take, takes, took, make, makes, made, up, account, accounts, represent, get, gets, got, rank, "
        "ranks, involve, involves, involved, see, find, found, happen, give, given, play, role, part, count, number, "
        "hit, hits, affected, affect, affects, comes, come, came, go, goes, went, remain, remains, stand, stands, "
        "cover, covers, do, doing, done, being, been, having, being, share, proportion, percentage, case, cases, "
        "survey, surveyed, poll, study, report, data, figures, question, questions, group, level, list, place, top, "
        "bottom, average, total, overall, together, same, own, one, ones, other, others, another, something, thing, "
        "things, among, amongst, still, now, also, too, again, already, today, indeed, actually, however, instead, "
        "because, whereas, while, followed, here, there, as, like, including, comparison, compared, between"
    ),
    kinds_of_answer=_NOUNS
    | phrases(
        "way, ways, mode, modes, means, form, type, kind, factor, area, issue, topic, method, option, tool, partners, "
        "response, responses, action, actions, activity, activities"
    ),
    people=phrases(
        "people, person, persons, britons, brits, british, britain, americans, american, adults, adult, respondents, "
        "respondent, citizens, citizen, public, residents, resident, population, everyone, everybody, us, country, "
        "nation, national, participants"
    ),
    asides=phrases(
        "new survey, new poll, new study, new figures, a survey shows, the survey shows, a new survey shows, a poll "
        "shows, a new poll shows, the poll shows, according to the survey, according to a survey, according to a new "
        "survey, according to a poll, at the moment, right now, by contrast, on "
        "the other hand, one or more, at least one, not only, when it comes to, as well as, as a result of, in total, "
        "in all, by far, as a whole"
    ),
    aged=phrases(
        "aged, age, ages, year, years, old, olds, over, under, and, between, to, from, or, more, older, younger, "
        "than, people, at, least"
    ),
    upwards=phrases("or more, or older, or over, and over, and older, and above, or above, plus"),
    synonyms={"more than one": "several", "public transport": "bus train", "on foot": "walk"},
    nations={
        people: land.casefold()
        for land, peoples in _NATIONS.items()
        for word in peoples.split()
        for people in (word, f"{word}s")
    },
    silent=phrases("don't know, do not know, no answer, not relevant, prefer not to say, refused, not stated, unsure"),
    qualifying=phrases(
        "always, often, daily, weekly, monthly, regularly, rarely, every, consider, considering, want, plan, planning, "
        "expect, hope, fear, would, could, should, will, willing, certain, likely, very, completely, fully, partly, "
        "strongly"
    ),
    placed=frozenset(),
    standing=frozenset(),
    prevalent=phrases("common, frequent, popular, widespread, used, cited, mentioned"),
    noes=phrases("no"),
    ayes=phrases("yes"),
    addressed=phrases("you, your"),
    helping=phrases("do, does"),
    wording=Wording(
        instead="{share} is {truth}, not {phrase}",
        instead_negated="{share} is {truth}",
        number="The number is {share}, not {phrase}",
        percent="{number}%",
        under_one="under 1%",
        over_99="over 99%",
        difference="The difference is {truth}, not {phrase}",
        points="{number} percentage points",
        relative="{number}%",
        versus="{share} against {other} is {truth}, not {phrase}",
        versus_negated="{share} against {other} is {truth}",
        versus_of="{labels} are close ({share} against {other})",
        largest={
            ("most", 1): "Most often it is “{label}” ({share}), not “{wrong}” ({wrong_share})",
            ("least", 1): "Least often it is “{label}” ({share}), not “{wrong}” ({wrong_share})",
            ("most", 2): "Second most often it is “{label}” ({share}), not “{wrong}” ({wrong_share})",
            ("least", 2): "Second least often it is “{label}” ({share}), not “{wrong}” ({wrong_share})",
        },
        highest={
            "most": "Highest is “{label}” ({share}), not “{wrong}” ({wrong_share})",
            "least": "Lowest is “{label}” ({share}), not “{wrong}” ({wrong_share})",
        },
        quoted="“{text}”",
        foremost={"most": "Most often it is {labels}, not {wrong}", "least": "Least often it is {labels}, not {wrong}"},
        named="“{label}” ({share})",
        both="{first} and {last}",
        tied="{labels} are level ({share})",
        compared=(
            *(
                Compared(f"more {word}", f"less {word}", f"equally {word}", word)
                for word in ("often", "likely", "common", "frequently", "popular", "widespread", "important")
            ),
            Compared("more", "less", "as much", "much"),
            Compared("more", "fewer", "as many", "many"),
            Compared("higher", "lower", "as high", "high"),
            Compared("larger", "smaller", "as large", "large"),
            Compared("harder", "less hard", "as hard", "hard"),
            Compared("stronger", "weaker", "as strong", "strong"),
            Compared("bigger", "smaller", "as big", "big"),
            Compared("greater", "less", "as great", "great"),
        ),
        times={
            Decimal(2): "twice as {measured}",
            Decimal(3): "three times as {measured}",
            Decimal("0.5"): "half as {measured}",
            Decimal(4): "four times as {measured}",
            Decimal(5): "five times as {measured}",
        },
        changes={"up": "has risen", "down": "has fallen", "same": "is unchanged"},
        multiplied={Decimal(2): "has doubled", Decimal(3): "has tripled", Decimal("0.5"): "has halved"},
        changed="The number {truth} from {other} to {share}",
        test={True: "The difference is significant", False: "The difference is not significant"},
        base="The number is {number}, not {phrase}",
        sizes={
            "majority": "a majority",
            "large majority": "a large majority",
            "narrow majority": "a narrow majority",
            "minority": "a minority",
            "small minority": "a small minority",
        },
        everyone={"all": "all", "none": "none", "few": "few"},
        nearly="nearly {phrase}",
        halves={"every": "every second", "out of": "one in two", "part": "half"},
        every={n: f"every {word}" for word, n in _ORDINALS.items() if word != "other"},
        parts={
            (1, 3): "a third",
            (2, 3): "two thirds",
            (1, 4): "a quarter",
            (3, 4): "three quarters",
            (1, 5): "a fifth",
            (2, 5): "two fifths",
            (3, 5): "three fifths",
            (4, 5): "four fifths",
            (1, 10): "a tenth",
        },
        out_of="{numerator} in {denominator}",
        out_of_numbers={**dict(enumerate(_UNITS, 1)), 10: "ten"},
        decimal=".",
        thousands=",",
        hedged={
            Hedge.NEARLY: "nearly {phrase}",
            Hedge.JUST_OVER: "just over {phrase}",
            Hedge.UNDER: "under {phrase}",
            Hedge.OVER: "over {phrase}",
        },
        interval="The uncertainty ({low}-{high}) does not rule out {phrase}",
        overlap="The uncertainty is larger than the difference",
        printed_tie="The printed numbers are equal ({share})",
        unseen="The printed number is {share}",
        rest="everything but “{label}”",
        denied="not “{label}”",
        remaining="Read as {label}: {share}",
        walked="The numbers are {shares}",
        at="{share} ({group})",
        clash="The text says “{said}”, but the number is “{label}” ({share})",
        ahead={"more": "{} is ahead of {}", "less": "{} is behind {}", "same": "{} and {} are level"},
        also="So it is with {labels}",
        unsaid="The text does not say that the number is “{label}” ({share})",
        turning="“{phrase}” is read in part: {words} can turn its sense, and is not read",
        unspoken="“{phrase}” is read in part: the answer says {words}, and the text does not",
        strange="“{phrase}” is read in part: the figure says nothing of {words}",
        placed="“{label}” ({share}) is number {place} of {of}",
        all_but="It is not so with {labels}",
        tally="It is so with {count} of {total}: {labels}",
        tally_none="It is so with none of {total}",
        chance="The difference between {first} and {second} may be chance (p = {p})",
        missing={
            "vague": "“{phrase}” is no definite amount",
            "no candidate": "No share in the figure fits “{phrase}”",
            "several candidates": "Several shares may be meant by “{phrase}”",
            "no test": "“{phrase}” needs a test, and there is none",
            "other kind": "“{phrase}” cannot be decided by what the figure shows",
            "other words": "The text and “{candidates}” do not say the same",
            "unfit": "What “{phrase}” is bound to does not fit the figure",
            "steps": "“{phrase}” only fits several answers together: {candidates}",
            "judgement": "Whether {candidates} is “{phrase}” is a matter of judgement",
            "hidden": "the share of “{candidates}” is not shown: too few answered, or the source does not tell it",
        },
    ),
)
