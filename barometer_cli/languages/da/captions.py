"""Danish wording: one sentence or more for every fact.

A main clause puts *ikke* after the verb ("Figuren viser ikke …"), a subordinate clause before it
("fordi figuren ikke viser …").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import assert_never

from barometer_cli.languages.da.sheet import WORDS
from barometer_cli.languages.text import (
    MOST_LEVELS,
    Noun,
    base,
    card,
    ended,
    in_groups,
    lowered,
    marked,
    plain,
    quoted,
    tells_scale,
    with_subject,
)
from barometer_cli.model.axis import Role
from barometer_cli.model.caption import (
    Asked,
    AskedOf,
    Bars,
    Base,
    Breaks,
    Bridged,
    Counted,
    Definitions,
    Fact,
    Few,
    Fielded,
    Intervals,
    Measured,
    NetSum,
    Netted,
    NoBase,
    NotShown,
    Oftener,
    Omitted,
    Overlapping,
    Place,
    Reading,
    Recoded,
    Responded,
    Rounded,
    Selected,
    Shows,
    Significance,
    SumsToMore,
    SumsToOther,
    Suppressed,
    Synthetic,
    Ungrouped,
    Unshown,
    Weighting,
)
from barometer_cli.model.locale import NO_BREAK, Locale
from barometer_cli.model.measure import Name
from barometer_cli.model.picture import (
    Across,
    Alike,
    Areas,
    Card,
    Course,
    Ends,
    Groups,
    Largest,
    Mark,
    Moved,
    Numbers,
    One,
    Quoted,
    Sight,
    Smallest,
    Subject,
    Together,
    Trend,
    Values,
)

NOUNS: dict[Name, Noun] = {
    "share": Noun("andelen", "andelene", "andele"),
    "mean": Noun("gennemsnittet", "gennemsnittene", "gennemsnit"),
    "median": Noun("medianen", "medianerne", "medianer"),
    "count": Noun("antallet", "antallene", "antal"),
    "index": Noun("indekstallet", "indekstallene", "indekstal"),
    "change": Noun("ændringen", "ændringerne", "ændringer"),
}
MEMBERS: dict[Role, Noun] = {
    "answers": Noun("hvert svar", "svarene", "svar"),
    "items": Noun("hvert underspørgsmål", "underspørgsmålene", "underspørgsmål"),
    "groups": Noun("hver gruppe", "grupperne", "grupper"),
    "waves": Noun("hver måling", "målingerne", "målinger"),
    "areas": Noun("hvert område", "områderne", "områder"),
}
"""What each of the members of an axis is called, all of them, and some."""
INSIDE: dict[Role, str] = {"answers": "for", "items": "for", "groups": "i", "waves": "i", "areas": "i"}
"""What stands before them."""
TO = "til"
COUNTS = {2: "to", 3: "tre", 4: "fire", 5: "fem", 6: "seks", 7: "syv", 8: "otte", 9: "ni", 10: "ti"}
_ASIDE = re.compile(r"\([^()]*\)|[”»“][^”»«“]*[”«“]")
"""What stands in brackets or between quotation marks: commas there are of other things."""
PLACES: dict[Place, str] = {
    "right": "Procenterne til højre",
    "above": "Procenterne over søjlerne",
    "top": "Procenterne øverst",
}
VERBS = frozenset({"kan", "kunne", "må", "måtte", "vil", "ville", "har", "havde", "er", "var", "blev", "får", "fik"})
"""Verbs that an author's clause without a subject begins with."""
MOST_NAMES = 5
"""The most groups that alt text and a sentence on sums name."""


def word(fact: Fact, locale: Locale) -> str:
    """A fact in Danish, as whole sentences.

    Parameters
    ----------
    fact
        What is told.
    locale
        Numbers, quotation marks and the words of the house.
    """
    noun = NOUNS[locale.measure.name]
    match fact:
        case Shows():
            text = f"Figuren viser {plain(fact.what)}."
        case Measured():
            text = _measured(fact, locale)
        case Definitions():
            text = _definitions(fact)
        case Asked():
            text = _asked(fact, locale)
        case Bars():
            first, second = (
                ("Søjlen til venstre", "søjlen til højre")
                if fact.upright
                else ("Den øverste søjle", "den nederste søjle")
            )
            text = f"{first} viser {plain(fact.first)}, mens {second} viser {plain(fact.second)}."
        case Counted():
            rounded = "" if fact.exact else ", og antallet af prikker er rundet af"
            text = f"Hver {'hel ' * fact.parted}prik svarer til {locale.percent(1 / fact.dots)}{rounded}."
        case Reading():
            text = fact.text
        case Netted():
            text = _netted(fact, locale)
        case Intervals():
            text = f"De tynde streger viser et konfidensinterval på {locale.percent(fact.level)}."
        case Significance():
            text = _significance(fact, locale)
        case Breaks():
            listed = locale.both([f"{wave} ({plain(why)})" for wave, why in fact.waves])
            text = f"Brud i serien: {listed} kan ikke sammenlignes med målingerne før."
        case Bridged():
            text = _bridged(fact, locale)
        case AskedOf():
            asked = "Spørgsmålet er" if fact.questions == 1 else "Spørgsmålene er"
            text = f"{f'{asked} kun stillet til' if fact.questions else 'Figuren omfatter kun'} {plain(fact.who)}."
        case SumsToMore():
            choice = f"op til {_count(fact.at_most)}" if fact.at_most else "flere"
            may = (
                "kan indgå i flere af dem"
                if fact.overlap
                else f"har haft mulighed for at vælge {choice} svarmuligheder"
            )
            reason = f", fordi {locale.dialect.unit.definite} {may}"
            text = f"{_shares(fact, locale)} summerer til mere end {locale.percent(1)}{reason * fact.explained}."
        case SumsToOther():
            text = _sums_to_other(fact, locale)
        case NetSum():
            whose = f" af {locale.quote(fact.net)}" if fact.net else ""
            why = with_subject(fact.why or "kan indgå i flere af dem", VERBS, locale.dialect.unit.definite)
            text = (
                f"De {_count(fact.parts)} delelementer{whose} summerer til mere end "
                f"{locale.value(fact.share)}, fordi {why}."
            )
        case Rounded():
            groups = f" {_some(fact.role)}" * fact.groups
            parts = "sine dele" if len(fact.nets) == 1 else "deres dele"
            text = f"{quoted(fact.nets, locale)} afviger{groups} fra summen af {parts} grundet afrunding."
        case NotShown():
            tail = f" {fact.tail}" if fact.tail else ""
            text = f"Figuren viser ikke {_or(_left_out(fact.who, fact.unshown, locale))}{tail}."
        case Selected():
            text = _selected(fact, locale)
        case Recoded():
            text = _recoded(fact, locale)
        case Omitted():
            answer = "Svaret" if len(fact.answers) == 1 else "Svarene"
            text = f"{answer} {quoted(fact.answers, locale)} er udeladt og indgår ikke i n."
        case Suppressed():
            text = _suppressed(fact, locale)
        case Few():
            groups = locale.both([group for group in fact.groups if group is not None])
            text = f"{_capital(noun.these)}{f' for {groups}' if groups else ''} bygger på få svar og er usikre."
        case Overlapping():
            text = f"{_capital(locale.dialect.unit.definite)} kan indgå i flere af grupperne."
        case Ungrouped():
            some = "én" if fact.n == 1 else locale.number(fact.n)
            text = f"Uden for grupperne falder {some} af {locale.dialect.unit.definite}."
        case Fielded():
            days = [f"{locale.day(day)} ({wave})" for wave, day in fact.waves]
            if len(days) > MOST_LEVELS:
                text = f"Målingerne er fra {days[0]} til {days[-1]}."
            else:
                text = f"{'Målingerne' if len(days) > 1 else 'Målingen'} er fra {locale.both(days)}."
        case Responded():
            rates = [rate for _, rate in fact.waves]
            if len(rates) > MOST_LEVELS:
                low, high = locale.percent(min(rates)), locale.percent(max(rates))
                text = f"Svarprocenten var mellem {low} og {high}."
            else:
                text = f"Svarprocenten var {locale.both([f'{locale.percent(r)} ({wave})' for wave, r in fact.waves])}."
        case Weighting():
            weighted = f"{locale.dialect.weighted} {fact.population}" if fact.population else "ikke vægtet"
            text = f"{locale.dialect.results} er {weighted}."
        case Base():
            text = base(fact, locale)
        case NoBase():
            text = "Antallet af svar er ikke offentliggjort."
        case Synthetic():
            text = "Syntetiske data."
        case _:
            assert_never(fact)
    return locale.finished(text)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _count(number: int) -> str:
    return COUNTS.get(number, str(number))


def _areas(sight: Areas) -> str:
    blank = ((sight.without, ", der ikke vises"), (sight.unknown, " uden data"))
    some = [f"{'ét' if count == 1 else _count(count)}{how}" for count, how in blank if count]
    return f"{_capital(_count(sight.count))} områder{', heraf ' if some else ''}{', og '.join(some)}."


def _some(role: Role) -> str:
    return f"{INSIDE[role]} nogle af {MEMBERS[role].these}"


def _every(role: Role) -> str:
    return f"{INSIDE[role]} {MEMBERS[role].one}"


def _measured(fact: Measured, locale: Locale) -> str:
    measure = fact.measure
    since = f" fra {measure.between[0]} til {measure.between[1]}" if measure.between and not fact.dated else ""
    ends = ""
    if None not in (measure.low, measure.high) and not fact.scaled:
        low, high = (locale.decimal(end) for end in (measure.low or 0, measure.high or 0))
        ends = f"fra {low} til {high}"
        if measure.ends:
            worst, best = map(locale.quote, measure.ends)
            ends += f", hvor {low} er {worst} og {high} er {best}"
    of = f" i {NOUNS[measure.of].one}" if measure.name == "change" else ""
    if measure.in_points:
        unit = " i procentpoint"
    elif measure.unit and not fact.named and not tells_scale(measure.unit):
        unit = f" {measure.unit}" if measure.name == "count" else f" i {measure.unit}"
    else:
        unit = ""
    noun = NOUNS[measure.name]
    scale = f" på en skala {ends}" if ends else ""
    if fact.opens:
        counted = " af" if measure.name == "count" and measure.unit else ""
        return f"Figuren viser {noun.one}{of}{since}{counted}{unit}{scale}."
    if not fact.named:
        return f"Tallene er {noun.many}{of}{since}{unit}{scale}."
    told = f"Ændringerne{since} er{unit}." if unit else f"Ændringerne er{since}."
    sentences = [told] if since or unit else []
    return " ".join([*sentences, *([f"Skalaen går {ends}."] if ends else [])])


def _selected(fact: Selected, locale: Locale) -> str:
    if fact.role == "answers" and locale.measure.is_share:
        which = f"De {fact.drawn} hyppigste" if fact.largest else f"Figuren viser {fact.drawn}"
        return f"{which} af {fact.of} svar."
    noun = MEMBERS[fact.role]
    highest = f" med de højeste {'tal' if locale.measure.name == 'count' else 'værdier'}" * fact.largest
    return f"Figuren viser {'de ' * fact.largest}{fact.drawn} af {fact.of} {noun.many}{highest}."


def _or(clauses: Sequence[str]) -> str:
    """Clauses as a list; where the last but one ends in a relative clause, its comma stands before "eller" too."""
    *rest, last = clauses
    if not rest:
        return last
    relative = "," in _ASIDE.sub("", rest[-1])
    return f"{', '.join(rest)}{',' * relative} eller {last}"


def _definitions(fact: Definitions) -> str:
    terms = [f"{term if i == 0 else lowered(term)} = {meaning}" for i, (term, meaning) in enumerate(fact.terms)]
    told = ", mens ".join([", ".join(terms[:-1])] * (len(terms) > 1) + terms[-1:])
    return " ".join(([f"{told}."] if told else []) + list(fact.sentences))


def _asked(fact: Asked, locale: Locale) -> str:
    questions = [question.rstrip("?. ") for question in fact.any_of]
    if fact.question:
        text = f"Figuren bygger på spørgsmålet {locale.quote(fact.question)}"
    elif len(questions) == 1:
        text = f"Figuren bygger på spørgsmålet, {questions[0]}"
    else:
        count = _count(len(questions))
        listed = locale.both([questions[0][:1].upper() + questions[0][1:], *questions[1:]])
        yes = "" if fact.each else "svaret ja til mindst ét af "
        text = f"Figuren bygger på {yes}{count} spørgsmål: {listed}"
    if fact.sub:
        noun = "underspørgsmålet" if len(fact.sub) == 1 else "underspørgsmålene"
        text += f" med {noun} {quoted(fact.sub, locale)}"
    if fact.items:
        text += f" med {_count(fact.items)} underspørgsmål"
    if fact.per:
        units = locale.dialect.unit.definite
        text += f" og {units} har svaret for hver af de {fact.per}, som de angav i det foregående spørgsmål"
    return f"{text}."


def _netted(fact: Netted, locale: Locale) -> str:
    if not locale.measure.is_share:
        return f"{fact.label} omfatter {quoted(fact.parts, locale)}."
    where = f"{PLACES[fact.place]} viser" if fact.place else f"{fact.label} er"
    if not fact.any_of:
        of = "har svaret"
    else:
        of = "har valgt mindst én af svarmulighederne" if fact.chosen else "hører under mindst én af"
    return f"{where} den samlede andel, der {of} {quoted(fact.parts, locale)}."


def _shares(fact: SumsToMore | SumsToOther, locale: Locale) -> str:
    if fact.of:
        names = locale.both([group or f"alle {locale.dialect.unit.plural}" for group in fact.of])
        return f"Andelene for {names}" if len(fact.of) <= MOST_NAMES else f"Andelene {_some(fact.role)}"
    return f"Andelene {_every(fact.role)}" if fact.groups else "Andelene i figuren"


def _answers(answers: Sequence[Unshown], locale: Locale) -> str:
    """Answers with their shares in each group, where these are told: "svaret ”A” (Øst 8 %, Vest 5 %)"."""
    noun = "svaret" if len(answers) == 1 else "svarene"
    return f"{noun} {locale.both([_named(answer, locale) for answer in answers])}"


def _named(answer: Unshown, locale: Locale) -> str:
    return in_groups(answer, locale, lowered(WORDS.total), "i hver gruppe", TO)


def _left_out(who: str | None, unshown: Sequence[Unshown], locale: Locale) -> list[str]:
    """Clauses such as "de 8 %, der har svaret ”A”", "den ene procent, der har svaret ”B”" and "”C” (3,9)"."""
    clauses = [plain(who)] if who else []
    for answer in unshown:
        if answer.answered and answer.value is not None:
            one = locale.value(answer.value) == locale.percent(0.01)
            share = "den ene procent" if one else f"de {locale.value(answer.value)}"
            clauses.append(f"{share}, der har svaret {locale.quote(answer.category)}")
    if rest := [answer for answer in unshown if answer.answered and answer.value is None]:
        clauses.append(_answers(rest, locale))
    return [*clauses, *(_named(other, locale) for other in unshown if not other.answered)]


def _sums_to_other(fact: SumsToOther, locale: Locale) -> str:
    bare = all(answer.value is None for answer in fact.unshown)
    if fact.unshown and bare and not (fact.not_shown or fact.hidden or fact.withheld or fact.others):
        reason = f", fordi {_answers(fact.unshown, locale)} er udeladt"
    else:
        clauses = _left_out(fact.not_shown, fact.unshown, locale)
        clauses += [f"de {_count(fact.others)} øvrige svarmuligheder"] if fact.others else []
        clauses += ["andele, der kunne røbe enkelte besvarelser"] if fact.hidden else []
        clauses += ["andele, som kilden ikke oplyser"] if fact.withheld else []
        reason = f", fordi figuren ikke viser {_or(clauses)}" if clauses else " grundet afrunding"
    return f"{_shares(fact, locale)} summerer ikke til {locale.percent(1)}{reason * fact.explained}."


def _significance(fact: Significance, locale: Locale) -> str:
    level = f"ved et signifikansniveau på {locale.decimal(fact.level)}"
    if fact.whole is not None:
        return (
            f"Den samlede forskel er signifikant {level}."
            if fact.whole
            else f"Der ses ikke en statistisk signifikant forskel {level}."
        )
    changed = locale.measure.name == "change"
    differ, which = ("ændring", "for") if changed else ("forskel", "på")
    noun = MEMBERS[fact.role]
    if not fact.different:
        return f"Der ses ikke en statistisk signifikant {differ} {which} nogen af {noun.these} {level}."
    sentences = [f"{_oftener(oftener, fact, locale)} {level}." for oftener in fact.oftener]
    what = "Ændringen" if changed else "Forskellen"
    sentences = sentences or [f"{what} er signifikant for {quoted(fact.different, locale)} {level}."]
    if fact.same:
        sentences.append(f"Der ses ikke en statistisk signifikant {differ} {which} de øvrige {noun.many}.")
    return " ".join(sentences)


def _oftener(fact: Oftener, test: Significance, locale: Locale) -> str:
    inside = "i" if test.among == "waves" else "for"
    compared = f", når {plain(fact.when)}," if fact.when else f" {inside} {fact.group} end {inside} {fact.other}"
    often = test.role == "answers" and locale.measure.is_share
    usual, more = ("forekommer", "oftere") if often else ("ligger", "højere")
    return f"{quoted(fact.categories, locale)} {fact.verb or usual} signifikant {more}{compared}"


def _recoded(fact: Recoded, locale: Locale) -> str:
    answers = quoted(fact.answers, locale)
    if fact.discretion:
        return f"* {answers} vises samlet som {locale.quote(fact.category)} grundet diskretionshensyn."
    return f"{locale.quote(fact.category)} inkluderer her de tilfælde, hvor der er svaret {answers}."


def _bridged(fact: Bridged, locale: Locale) -> str:
    lines = sum(max(len(names), 1) for names, _ in fact.gaps)
    dashed = "Stiplet linje" if lines == 1 else "Stiplede linjer"
    if lines > MOST_NAMES or any(len(waves) > MOST_NAMES for _, waves in fact.gaps):
        return f"{dashed}: målinger uden tal."
    told = []
    for names, waves in fact.gaps:
        of = f" for {quoted([name or WORDS.total for name in names], locale)}" if names else ""
        told.append(f"{of} i {locale.both(waves)}".strip())
    return f"{dashed}: ingen tal {locale.both(told)}."


def _suppressed(fact: Suppressed, locale: Locale) -> str:
    groups = f" for {locale.both(fact.groups)}" if fact.groups else ""
    verb, why = ("oplyses ikke af kilden", "") if fact.withheld else ("vises ikke", " grundet diskretionshensyn")
    words, star = NOUNS[locale.measure.name], "* " * fact.starred
    if not fact.categories:
        return f"{star}{_capital(words.these)}{groups} {verb}{why}."
    noun = _capital(words.one if len(fact.categories) == 1 else words.these)
    answers = quoted(fact.categories, locale)
    if not fact.answered:
        return f"{star}{noun} for {answers} {verb}{groups}{why}."
    return f"{star}{noun}, der har svaret {answers}, {verb}{groups}{why}."


def see(sight: Sight, locale: Locale) -> str:
    """What is seen in a picture, as whole sentences.

    Parameters
    ----------
    sight
        What is seen.
    locale
        Numbers, quotation marks and the words of the house.
    """
    match sight:
        case Subject():
            kind = f"{sight.kind} ({_measure(locale)})" if sight.unnamed else sight.kind
            text = ended(f"{kind}: {sight.what}" if sight.what else kind)
        case Quoted():
            said = f" {locale.quote(sight.text)}" if sight.text else ""
            text = f"{ended(f'{sight.kind} af {sight.name}, {sight.title}')}{said}"
        case Card():
            text = card(sight, f"{sight.kind} fra {sight.workplace}: {sight.title}", WORDS.more)
        case One():
            points = " procentpoint" if locale.measure.in_points else ""
            text = ended(f"{sight.kind}: {locale.value(sight.value)}{points} {sight.of}")
        case Numbers():
            told = "; ".join(f"{locale.value(mark.value)} {mark.label}" for mark in sight.marks)
            text = ended(f"{sight.kind}: {told}")
        case Largest():
            text = _extreme("Størst" if locale.measure.is_share else "Højest", sight.marks, locale)
        case Smallest():
            text = _extreme("Mindst" if locale.measure.is_share else "Lavest", sight.marks, locale)
        case Alike():
            all_ = "Begge" if sight.count == 2 else f"Alle {_count(sight.count)}"
            text = f"{all_} {NOUNS[locale.measure.name].many} er {locale.value(sight.value)}."
        case Course():
            verb = "stiger" if sight.first.value < sight.last.value else "falder"
            ends = [f"{locale.value(mark.value)} ({mark.label})" for mark in (sight.first, sight.last)]
            text = f"{_capital(NOUNS[locale.measure.name].these)} {verb} fra {ends[0]} til {ends[1]}."
        case Trend():
            text = _trend(sight, locale)
        case Moved():
            text = " ".join(
                _moved(marks, most, locale) for marks, most in ((sight.highest, True), (sight.lowest, False))
            )
        case Ends():
            which = "Højest" if sight.highest else "Lavest"
            known = " af de oplyste" * sight.known
            text = f"{which}{known}: {locale.both([_marked(mark, locale) for mark in sight.marks])}."
        case Areas():
            text = _areas(sight)
        case Across():
            text = f"{locale.both([_marked(mark, locale) for mark in sight.marks])}."
        case Groups():
            text = _groups(sight, locale)
        case Together():
            text = f"Samlet: {locale.both([_marked(net, locale) for net in sight.nets])}."
        case Values():
            text = _values(sight, locale)
        case Synthetic():
            text = "Syntetiske data."
        case _:
            assert_never(sight)
    return locale.finished(text)


def _measure(locale: Locale) -> str:
    """What the values are, in a word or two beside the kind of picture."""
    measure = locale.measure
    if measure.name != "change":
        return NOUNS[measure.name].many
    return "ændring i procentpoint" if measure.in_points else f"ændring i {NOUNS[measure.of].many}"


def _marked(mark: Mark, locale: Locale) -> str:
    """A mark with its value; a change in words: "Øst steg 4 procentpoint"."""
    return marked(mark, locale, TO, _change(mark.value, locale) if locale.measure.signed else None)


def _change(value: float, locale: Locale) -> str:
    rounded = locale.measure.rounded(value)
    if not rounded:
        return "er uændret"
    return f"{'steg' if rounded > 0 else 'faldt'} {_points(value, locale)}"


def _points(value: float, locale: Locale) -> str:
    return locale.points(value) + (f"{NO_BREAK}procentpoint" if locale.measure.in_points else "")


def _moved(marks: Sequence[Mark], most: bool, locale: Locale) -> str:
    """ "Øst steg mest: 4 procentpoint." """
    rounded = locale.measure.rounded(marks[0].value)
    named = _labels(marks)
    who = locale.both(named) if len(named) <= 2 else f"{_count(len(named))} af dem"
    if not rounded:
        return f"{_capital(who)} er uændret."
    verb, degree = ("steg", most) if rounded > 0 else ("faldt", not most)
    return f"{_capital(who)} {verb} {'mest' if degree else 'mindst'}: {_points(marks[0].value, locale)}."


def _labels(marks: Sequence[Mark]) -> list[str]:
    return [f"{mark.label} ({mark.group})" if mark.group else mark.label for mark in marks]


def _trend(sight: Trend, locale: Locale) -> str:
    def at(mark: Mark) -> str:
        return f"{locale.value(mark.value)} ({mark.label})"

    between = [f"højest {at(sight.highest)}"] if sight.highest else []
    between += [f"lavest {at(sight.lowest)}"] if sight.lowest else []
    course = ", ".join([f"fra {at(sight.first)} til {at(sight.last)}", *between])
    if sight.label is None:
        return f"{_capital(course)}."
    return f"{'Mest ændret er ' if sight.of > 1 else ''}{sight.label}: {course}."


def _groups(sight: Groups, locale: Locale) -> str:
    many = len(sight.names) > MOST_NAMES
    names = f"{len(sight.names)} {MEMBERS[sight.role].many}" if many else locale.both(sight.names)
    if sight.role == "waves":
        return f"Målt i {names}."
    return f"Fordelt på {lowered(sight.title)}: {names}." if sight.title else f"Fordelt på {names}."


def _extreme(which: str, marks: Sequence[Mark], locale: Locale) -> str:
    share = locale.value(marks[0].value)
    if len(marks) > 2:
        return f"{which} er {_count(len(marks))} {NOUNS[locale.measure.name].many} på hver {share}."
    names = _labels(marks)
    return f"{which} er {locale.both(names)}{', begge' * (len(names) == 2)} med {share}."


def _values(sight: Values, locale: Locale) -> str:
    about = [f"n={locale.number(sight.n)}"] if sight.n is not None else []
    about += [WORDS.few] if sight.few else []
    listed = f" ({', '.join(about)})" if about else ""
    name = f"{sight.group}{listed}" if sight.group else f"{_capital(NOUNS[locale.measure.name].these)} er"
    sentences = [f"{sight.section}."] if sight.section else []
    if sight.marks:
        sentences.append(f"{name}: {'; '.join(_marked(mark, locale) for mark in sight.marks)}.")
    if sight.nets:
        sentences.append(f"Samlet: {'; '.join(_marked(net, locale) for net in sight.nets)}.")
    if sight.unshown:
        sentences.append(f"Ikke vist i figuren: {'; '.join(_marked(mark, locale) for mark in sight.unshown)}.")
    where = f" for {sight.group}" if sight.group else ""
    if sight.hidden:
        sentences.append(f"Ikke vist{where} grundet diskretionshensyn: {'; '.join(sight.hidden)}.")
    if sight.withheld:
        sentences.append(f"Ikke oplyst af kilden{where}: {'; '.join(sight.withheld)}.")
    return " ".join(sentences)
