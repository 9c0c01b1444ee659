"""English wording: one sentence or more for every fact; a second wording of the facts, not of the Danish."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from barometer_cli.languages.en.sheet import WORDS
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
    "share": Noun("the share", "the shares", "shares"),
    "mean": Noun("the mean", "the means", "means"),
    "median": Noun("the median", "the medians", "medians"),
    "count": Noun("the number", "the numbers", "numbers"),
    "index": Noun("the index score", "the index scores", "index scores"),
    "change": Noun("the change", "the changes", "changes"),
}
MEMBERS: dict[Role, Noun] = {
    "answers": Noun("each answer", "the answers", "answers"),
    "items": Noun("each sub-question", "the sub-questions", "sub-questions"),
    "groups": Noun("each group", "the groups", "groups"),
    "waves": Noun("each wave", "the waves", "waves"),
    "areas": Noun("each area", "the areas", "areas"),
}
"""What each of the members of an axis is called, all of them, and some."""
INSIDE: dict[Role, str] = {"answers": "for", "items": "for", "groups": "in", "waves": "in", "areas": "in"}
"""What stands before them."""
TO = "to"
COUNTS = {
    2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine", 10: "ten",
}  # fmt: skip
PLACES: dict[Place, str] = {
    "right": "The percentages on the right",
    "above": "The percentages above the bars",
    "top": "The percentages at the top",
}
VERBS = frozenset({"can", "could", "may", "might", "must", "will", "would", "have", "had", "are", "were"})
"""Verbs that an author's clause without a subject begins with."""
MOST_NAMES = 5
"""The most groups that alt text and a sentence on sums name."""


def word(fact: Fact, locale: Locale) -> str:
    """A fact in English, as whole sentences.

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
            text = f"The figure shows {plain(fact.what)}."
        case Measured():
            text = _measured(fact, locale)
        case Definitions():
            text = _definitions(fact)
        case Asked():
            text = _asked(fact, locale)
        case Bars():
            first, second = (
                ("The bar on the left", "the one on the right") if fact.upright else ("The upper bar", "the lower one")
            )
            text = f"{first} shows {plain(fact.first)}, while {second} shows {plain(fact.second)}."
        case Counted():
            rounded = "" if fact.exact else ", and numbers of dots are rounded"
            text = f"Each {'whole ' * fact.parted}dot is {locale.percent(1 / fact.dots)}{rounded}."
        case Reading():
            text = fact.text
        case Netted():
            text = _netted(fact, locale)
        case Intervals():
            text = f"The thin lines show a {locale.percent(fact.level)} confidence interval."
        case Significance():
            text = _significance(fact, locale)
        case Breaks():
            listed = locale.both([f"{wave} ({plain(why)})" for wave, why in fact.waves])
            text = f"Break in the series: {listed} cannot be compared with the waves before."
        case Bridged():
            text = _bridged(fact, locale)
        case AskedOf():
            asked = "The question was" if fact.questions == 1 else "The questions were"
            text = f"{f'{asked} only put to' if fact.questions else 'The figure only covers'} {plain(fact.who)}."
        case SumsToMore():
            choice = f"up to {_count(fact.at_most)}" if fact.at_most else "several"
            may = "may count in several of them" if fact.overlap else f"could choose {choice} answers"
            reason = f" because {locale.dialect.unit.definite} {may}"
            text = f"{_shares(fact, locale)} sum to more than {locale.percent(1)}{reason * fact.explained}."
        case SumsToOther():
            text = _sums_to_other(fact, locale)
        case NetSum():
            whose = f" of {locale.quote(fact.net)}" if fact.net else ""
            why = with_subject(fact.why or "may count in several of them", VERBS, locale.dialect.unit.definite)
            text = f"The {_count(fact.parts)} parts{whose} sum to more than {locale.value(fact.share)} because {why}."
        case Rounded():
            groups = f" {_some(fact.role)}" * fact.groups
            differ, parts = ("differs", "its parts") if len(fact.nets) == 1 else ("differ", "their parts")
            text = f"{quoted(fact.nets, locale)} {differ} from the sum of {parts}{groups} due to rounding."
        case NotShown():
            tail = f" {fact.tail}" if fact.tail else ""
            text = f"The figure does not show {locale.either(_left_out(fact.who, fact.unshown, locale))}{tail}."
        case Selected():
            text = _selected(fact, locale)
        case Recoded():
            text = _recoded(fact, locale)
        case Omitted():
            answer, verbs = (
                ("answer", "is left out and does") if len(fact.answers) == 1 else ("answers", "are left out and do")
            )
            text = f"The {answer} {quoted(fact.answers, locale)} {verbs} not count in n."
        case Suppressed():
            text = _suppressed(fact, locale)
        case Few():
            groups = locale.both([group for group in fact.groups if group is not None])
            whose = f" for {groups}" if groups else ""
            text = f"{_capital(noun.these)}{whose} are based on few answers and are uncertain."
        case Overlapping():
            text = f"{_capital(locale.dialect.unit.definite)} may count in several of the groups."
        case Ungrouped():
            some = "one" if fact.n == 1 else locale.number(fact.n)
            text = f"The groups leave out {some} of {locale.dialect.unit.definite}."
        case Fielded():
            days = [f"{locale.day(day)} ({wave})" for wave, day in fact.waves]
            if len(days) > MOST_LEVELS:
                text = f"The waves are from {days[0]} to {days[-1]}."
            else:
                text = f"{'The waves are' if len(days) > 1 else 'The wave is'} from {locale.both(days)}."
        case Responded():
            rates = [rate for _, rate in fact.waves]
            if len(rates) > MOST_LEVELS:
                low, high = locale.percent(min(rates)), locale.percent(max(rates))
                text = f"The response rate was between {low} and {high}."
            else:
                told = locale.both([f"{locale.percent(rate)} ({wave})" for wave, rate in fact.waves])
                text = f"The response rate was {told}."
        case Weighting():
            weighted = f"{locale.dialect.weighted} {fact.population}" if fact.population else "not weighted"
            text = f"{locale.dialect.results} are {weighted}."
        case Base():
            text = base(fact, locale)
        case NoBase():
            text = "The number of responses has not been published."
        case Synthetic():
            text = "Synthetic data."
        case _:
            assert_never(fact)
    return locale.finished(text)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _count(number: int) -> str:
    return COUNTS.get(number, str(number))


def _areas(sight: Areas) -> str:
    blank = ((sight.without, "not shown"), (sight.unknown, "without data"))
    some = [f", {'one' if count == 1 else _count(count)} of them {how}" for count, how in blank if count]
    return f"{_capital(_count(sight.count))} areas{''.join(some)}."


def _some(role: Role) -> str:
    return f"{INSIDE[role]} some of {MEMBERS[role].these}"


def _every(role: Role) -> str:
    return f"{INSIDE[role]} {MEMBERS[role].one}"


def _measured(fact: Measured, locale: Locale) -> str:
    measure = fact.measure
    since = f" from {measure.between[0]} to {measure.between[1]}" if measure.between and not fact.dated else ""
    ends = ""
    if None not in (measure.low, measure.high) and not fact.scaled:
        low, high = (locale.decimal(end) for end in (measure.low or 0, measure.high or 0))
        ends = f"from {low} to {high}"
        if measure.ends:
            worst, best = map(locale.quote, measure.ends)
            ends += f", where {low} is {worst} and {high} is {best}"
    of = f" in {NOUNS[measure.of].one}" if measure.name == "change" else ""
    if measure.in_points:
        unit = " in percentage points"
    elif measure.unit and not fact.named and not tells_scale(measure.unit):
        unit = f" {'of' if measure.name == 'count' else 'in'} {measure.unit}"
    else:
        unit = ""
    noun = NOUNS[measure.name]
    scale = f" on a scale {ends}" if ends else ""
    if fact.opens:
        return f"The figure shows {noun.one}{of}{since}{unit}{scale}."
    if not fact.named:
        return f"The values are {noun.many}{of}{since}{unit}{scale}."
    told = f"The changes{since} are{unit}." if unit else f"The changes are{since}."
    sentences = [told] if since or unit else []
    return " ".join([*sentences, *([f"The scale runs {ends}."] if ends else [])])


def _selected(fact: Selected, locale: Locale) -> str:
    if fact.role == "answers" and locale.measure.is_share:
        which = f"The {fact.drawn} most frequent" if fact.largest else f"The figure shows {fact.drawn}"
        return f"{which} of {fact.of} answers."
    highest = " with the highest values" * fact.largest
    return f"The figure shows {'the ' * fact.largest}{fact.drawn} of {fact.of} {MEMBERS[fact.role].many}{highest}."


def _definitions(fact: Definitions) -> str:
    terms = [f"{term if i == 0 else lowered(term)} = {meaning}" for i, (term, meaning) in enumerate(fact.terms)]
    told = ", while ".join([", ".join(terms[:-1])] * (len(terms) > 1) + terms[-1:])
    return " ".join(([f"{told}."] if told else []) + list(fact.sentences))


def _asked(fact: Asked, locale: Locale) -> str:
    questions = [lowered(question.rstrip("?. ")) for question in fact.any_of]
    if fact.question:
        text = f"The figure is based on the question {locale.quote(fact.question)}"
    elif len(questions) == 1:
        text = f"The figure is based on the question {questions[0]}"
    else:
        count = _count(len(questions))
        yes = "" if fact.each else "the answer yes to at least one of "
        text = f"The figure is based on {yes}{count} questions: {locale.both(questions)}"
    if fact.sub:
        noun = "sub-question" if len(fact.sub) == 1 else "sub-questions"
        text += f" with the {noun} {quoted(fact.sub, locale)}"
    if fact.items:
        text += f" with {_count(fact.items)} sub-question{'s' * (fact.items > 1)}"
    if fact.per:
        units = locale.dialect.unit.definite
        text += f", and {units} answered for each of the {fact.per} that they named in the preceding question"
    return f"{text}."


def _netted(fact: Netted, locale: Locale) -> str:
    if not locale.measure.is_share:
        return f"{fact.label} covers {quoted(fact.parts, locale)}."
    where = f"{PLACES[fact.place]} show" if fact.place else f"{fact.label} is"
    if not fact.any_of:
        return f"{where} the total share who answered {quoted(fact.parts, locale)}."
    of = "chose at least one of the answers" if fact.chosen else "belong to at least one of"
    return f"{where} the total share who {of} {quoted(fact.parts, locale)}."


def _shares(fact: SumsToMore | SumsToOther, locale: Locale) -> str:
    if fact.of:
        names = locale.both([group or f"all {locale.dialect.unit.plural}" for group in fact.of])
        return f"The shares for {names}" if len(fact.of) <= MOST_NAMES else f"The shares {_some(fact.role)}"
    return f"The shares {_every(fact.role)}" if fact.groups else "The shares in the figure"


def _answers(answers: Sequence[Unshown], locale: Locale) -> str:
    """Answers with their shares in each group, where these are told: "the answer “A” (East 8%, West 5%)"."""
    noun = "answer" if len(answers) == 1 else "answers"
    return f"the {noun} {locale.both([_named(answer, locale) for answer in answers])}"


def _named(answer: Unshown, locale: Locale) -> str:
    return in_groups(answer, locale, lowered(WORDS.total), "in each group", TO)


def _left_out(who: str | None, unshown: Sequence[Unshown], locale: Locale) -> list[str]:
    """Clauses such as "the 8% who answered “A”" and "“B” (3.9)"."""
    clauses = [plain(who)] if who else []
    for answer in unshown:
        if answer.answered and answer.value is not None:
            clauses.append(f"the {locale.value(answer.value)} who answered {locale.quote(answer.category)}")
    if rest := [answer for answer in unshown if answer.answered and answer.value is None]:
        clauses.append(_answers(rest, locale))
    return [*clauses, *(_named(other, locale) for other in unshown if not other.answered)]


def _sums_to_other(fact: SumsToOther, locale: Locale) -> str:
    bare = all(answer.value is None for answer in fact.unshown)
    if fact.unshown and bare and not (fact.not_shown or fact.hidden or fact.withheld or fact.others):
        verb = "is" if len(fact.unshown) == 1 else "are"
        reason = f" because {_answers(fact.unshown, locale)} {verb} left out"
    else:
        clauses = _left_out(fact.not_shown, fact.unshown, locale)
        clauses += [f"the {_count(fact.others)} other answers"] if fact.others else []
        clauses += ["shares that could give away single answers"] if fact.hidden else []
        clauses += ["shares that the source does not tell"] if fact.withheld else []
        reason = f" because the figure does not show {locale.either(clauses)}" if clauses else " due to rounding"
    return f"{_shares(fact, locale)} do not sum to {locale.percent(1)}{reason * fact.explained}."


def _significance(fact: Significance, locale: Locale) -> str:
    level = f"at the {locale.decimal(fact.level)} level"
    if fact.whole is not None:
        return (
            f"The overall difference is significant {level}."
            if fact.whole
            else f"There is no statistically significant difference {level}."
        )
    differ, which = ("change", "for") if locale.measure.name == "change" else ("difference", "in")
    noun = MEMBERS[fact.role]
    if not fact.different:
        return f"There is no statistically significant {differ} {which} any of {noun.these} {level}."
    sentences = [f"{_oftener(oftener, fact, locale)} {level}." for oftener in fact.oftener]
    sentences = sentences or [f"The {differ} is significant for {quoted(fact.different, locale)} {level}."]
    if fact.same:
        sentences.append(f"There is no statistically significant {differ} {which} the other {noun.many}.")
    return " ".join(sentences)


def _oftener(fact: Oftener, test: Significance, locale: Locale) -> str:
    inside = "in" if test.among == "waves" else "for"
    compared = f"when {plain(fact.when)}," if fact.when else f"{inside} {fact.group} than {inside} {fact.other}"
    often = test.role == "answers" and locale.measure.is_share
    occur, more = ("occur", "more often") if often else ("stand", "higher")
    verb = fact.verb or f"{occur}{'s' * (len(fact.categories) == 1)}"
    return f"{quoted(fact.categories, locale)} {verb} significantly {more} {compared}"


def _recoded(fact: Recoded, locale: Locale) -> str:
    if fact.discretion:
        answers = quoted(fact.answers, locale)
        return f"* {answers} are shown together as {locale.quote(fact.category)} for reasons of confidentiality."
    answers = locale.either([locale.quote(answer) for answer in fact.answers])
    return f"{locale.quote(fact.category)} here includes the cases where the answer was {answers}."


def _bridged(fact: Bridged, locale: Locale) -> str:
    lines = sum(max(len(names), 1) for names, _ in fact.gaps)
    dashed = "Dashed line" if lines == 1 else "Dashed lines"
    if lines > MOST_NAMES or any(len(waves) > MOST_NAMES for _, waves in fact.gaps):
        return f"{dashed}: waves without data."
    told = []
    for names, waves in fact.gaps:
        of = f" for {quoted([name or WORDS.total for name in names], locale)}" if names else ""
        told.append(f"{of} in {locale.both(waves)}".strip())
    return f"{dashed}: no data {locale.both(told)}."


def _suppressed(fact: Suppressed, locale: Locale) -> str:
    groups = f" for {locale.both(fact.groups)}" if fact.groups else ""
    shown, why = ("told by the source", "") if fact.withheld else ("shown", " for reasons of confidentiality")
    words, star = NOUNS[locale.measure.name], "* " * fact.starred
    if not fact.categories:
        return f"{star}{_capital(words.these)}{groups} are not {shown}{why}."
    noun, verb = (words.one, "is") if len(fact.categories) == 1 else (words.these, "are")
    answers = quoted(fact.categories, locale)
    if not fact.answered:
        return f"{star}{_capital(noun)} for {answers} {verb} not {shown}{groups}{why}."
    return f"{star}{_capital(noun)} who answered {answers} {verb} not {shown}{groups}{why}."


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
            text = f"{ended(f'{sight.kind} by {sight.name}, {sight.title}')}{said}"
        case Card():
            text = card(sight, f"{sight.kind} from {sight.workplace}: {sight.title}", WORDS.more)
        case One():
            points = " percentage points" if locale.measure.in_points else ""
            text = ended(f"{sight.kind}: {locale.value(sight.value)}{points} {sight.of}")
        case Numbers():
            told = "; ".join(f"{locale.value(mark.value)} {mark.label}" for mark in sight.marks)
            text = ended(f"{sight.kind}: {told}")
        case Largest():
            text = _extreme("largest" if locale.measure.is_share else "highest", sight.marks, locale)
        case Smallest():
            text = _extreme("smallest" if locale.measure.is_share else "lowest", sight.marks, locale)
        case Alike():
            all_ = "Both" if sight.count == 2 else f"All {_count(sight.count)}"
            text = f"{all_} {NOUNS[locale.measure.name].many} are {locale.value(sight.value)}."
        case Course():
            verb = "rise" if sight.first.value < sight.last.value else "fall"
            ends = [f"{locale.value(mark.value)} ({mark.label})" for mark in (sight.first, sight.last)]
            text = f"{_capital(NOUNS[locale.measure.name].these)} {verb} from {ends[0]} to {ends[1]}."
        case Trend():
            text = _trend(sight, locale)
        case Moved():
            text = " ".join(
                _moved(marks, most, locale) for marks, most in ((sight.highest, True), (sight.lowest, False))
            )
        case Ends():
            which = "Highest" if sight.highest else "Lowest"
            known = " of those told" * sight.known
            text = f"{which}{known}: {locale.both([_marked(mark, locale) for mark in sight.marks])}."
        case Areas():
            text = _areas(sight)
        case Across():
            text = f"{locale.both([_marked(mark, locale) for mark in sight.marks])}."
        case Groups():
            text = _groups(sight, locale)
        case Together():
            text = f"Combined: {locale.both([_marked(net, locale) for net in sight.nets])}."
        case Values():
            text = _values(sight, locale)
        case Synthetic():
            text = "Synthetic data."
        case _:
            assert_never(sight)
    return locale.finished(text)


def _measure(locale: Locale) -> str:
    """What the values are, in a word or two beside the kind of picture."""
    measure = locale.measure
    if measure.name != "change":
        return NOUNS[measure.name].many
    return "change in percentage points" if measure.in_points else f"change in {NOUNS[measure.of].many}"


def _marked(mark: Mark, locale: Locale) -> str:
    """A mark with its value; a change in words: "East rose 4 percentage points"."""
    return marked(mark, locale, TO, _change(mark.value, locale) if locale.measure.signed else None)


def _change(value: float, locale: Locale) -> str:
    rounded = locale.measure.rounded(value)
    if not rounded:
        return "is unchanged"
    return f"{'rose' if rounded > 0 else 'fell'} {_points(value, locale)}"


def _points(value: float, locale: Locale) -> str:
    if not locale.measure.in_points:
        return locale.points(value)
    one = abs(locale.measure.rounded(value)) == 1
    return f"{locale.points(value)}{NO_BREAK}percentage point{'s' * (not one)}"


def _moved(marks: Sequence[Mark], most: bool, locale: Locale) -> str:
    """ "East rose most: 4 percentage points." """
    rounded = locale.measure.rounded(marks[0].value)
    named = _labels(marks)
    who = locale.both(named) if len(named) <= 2 else f"{_count(len(named))} of them"
    if not rounded:
        return f"{_capital(who)} {'is' if len(named) == 1 else 'are'} unchanged."
    verb, degree = ("rose", most) if rounded > 0 else ("fell", not most)
    return f"{_capital(who)} {verb} {'most' if degree else 'least'}: {_points(marks[0].value, locale)}."


def _labels(marks: Sequence[Mark]) -> list[str]:
    return [f"{mark.label} ({mark.group})" if mark.group else mark.label for mark in marks]


def _trend(sight: Trend, locale: Locale) -> str:
    def at(mark: Mark) -> str:
        return f"{locale.value(mark.value)} ({mark.label})"

    between = [f"highest {at(sight.highest)}"] if sight.highest else []
    between += [f"lowest {at(sight.lowest)}"] if sight.lowest else []
    course = ", ".join([f"from {at(sight.first)} to {at(sight.last)}", *between])
    if sight.label is None:
        return f"{_capital(course)}."
    return f"{'Most changed is ' if sight.of > 1 else ''}{sight.label}: {course}."


def _groups(sight: Groups, locale: Locale) -> str:
    many = len(sight.names) > MOST_NAMES
    names = f"{len(sight.names)} {MEMBERS[sight.role].many}" if many else locale.both(sight.names)
    if sight.role == "waves":
        return f"Measured in {names}."
    return f"Broken down by {lowered(sight.title)}: {names}." if sight.title else f"Broken down by {names}."


def _extreme(which: str, marks: Sequence[Mark], locale: Locale) -> str:
    share = locale.value(marks[0].value)
    if len(marks) > 2:
        return f"The {which} are {_count(len(marks))} {NOUNS[locale.measure.name].many} of {share} each."
    names = _labels(marks)
    verb, both = ("are", ", both") if len(names) == 2 else ("is", "")
    return f"The {which} {verb} {locale.both(names)}{both} at {share}."


def _values(sight: Values, locale: Locale) -> str:
    about = [f"n={locale.number(sight.n)}"] if sight.n is not None else []
    about += [WORDS.few] if sight.few else []
    listed = f" ({', '.join(about)})" if about else ""
    name = f"{sight.group}{listed}" if sight.group else f"{_capital(NOUNS[locale.measure.name].these)} are"
    sentences = [f"{sight.section}."] if sight.section else []
    if sight.marks:
        sentences.append(f"{name}: {'; '.join(_marked(mark, locale) for mark in sight.marks)}.")
    if sight.nets:
        sentences.append(f"Combined: {'; '.join(_marked(net, locale) for net in sight.nets)}.")
    if sight.unshown:
        sentences.append(f"Not shown in the figure: {'; '.join(_marked(mark, locale) for mark in sight.unshown)}.")
    where = f" for {sight.group}" if sight.group else ""
    if sight.hidden:
        sentences.append(f"Not shown{where} for reasons of confidentiality: {'; '.join(sight.hidden)}.")
    if sight.withheld:
        sentences.append(f"Not told by the source{where}: {'; '.join(sight.withheld)}.")
    return " ".join(sentences)
