"""English wording: one sentence or more for every fact; a second wording of the facts, not of the Danish."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from barometer_cli.captions.text import base, card, ended, in_groups, lowered, marked, plain, quoted, with_subject
from barometer_cli.model.caption import (
    Asked,
    AskedOf,
    Bars,
    Base,
    Definitions,
    Fact,
    Few,
    Intervals,
    NetSum,
    Netted,
    NoBase,
    NotShown,
    Oftener,
    Omitted,
    Place,
    Reading,
    Recoded,
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
from barometer_cli.model.language import ClassWords, Language, LayerNames, MapWords, SheetWords, SpreadsheetWords
from barometer_cli.model.locale import NO_BREAK, Dialect, Locale
from barometer_cli.model.picture import (
    Across,
    Alike,
    Card,
    Course,
    Groups,
    Largest,
    Mark,
    One,
    Quoted,
    Sight,
    Smallest,
    Subject,
    Together,
    Values,
)
from barometer_cli.model.spec import UnitNouns

WORDS = SheetWords(
    source="Source",
    synthetic="Synthetic data",
    total="Total",
    few="few answers",
    answered="{share} answered",
    quote_mark="“",
    of_which="of which",
    of_these="of these",
    of_all="of all",
    more="Read more",
    figure="Figure",
    kinds={
        "bars": "Bar chart",
        "grouped_bars": "Grouped bar chart",
        "heat_table": "Heat table",
        "table": "Table",
        "stacked_bars": "Stacked bar chart",
        "map": "Map of Denmark",
        "key_number": "Key number",
        "quote": "Quote",
        "dots": "Dot plot",
        "line": "Line chart",
        "slope": "Slope chart",
        "small_multiples": "Small multiples",
        "stacked_columns": "Stacked column chart",
        "diverging_bars": "Diverging bar chart",
        "nested": "Nested bar chart",
        "case": "Case",
        "tool_card": "Tool",
    },
    layers=LayerNames(
        axis="Axis",
        lines="Lines",
        dots="Points",
        titles="Panel titles",
        header="Headline",
        rule="Rule",
        note="Note",
        source="Source",
        key="Key",
        bars="Bars",
        areas="Areas",
        borders="Borders",
        labels="Labels",
        values="Values",
        values_and_labels="Values and labels",
        nets="Brackets",
        baseline="Baseline",
        reference="Reference",
        shades="Shades",
        intervals="Confidence intervals",
        number="Key number",
        text="Text",
        share="Share",
        edge="Edge",
        mark="Quotation mark",
        quote="Quote",
        portrait="Portrait",
        speaker="Name",
        points="Points",
        address="Address",
    ),
    spreadsheet=SpreadsheetWords(
        separator=",",
        header=("category", "group", "percent", "lower", "upper", "n", "note"),
        hidden="hidden: too few answers",
        withheld="not told by the source",
        unshown="not shown in the figure",
        net="total of",
        few="few answers",
        synthetic="synthetic data",
    ),
    classes=ClassWords(below="under {limit}", above="{limit} or more", between="{low} to {high}"),
    map=MapWords(
        areas={"regions": ("region", "regions"), "municipalities": ("municipality", "municipalities")},
        blank={
            "missing": "No data",
            "withheld": "Not disclosed",
            "hidden": "Too few answers",
            "unshown": "Not shown",
        },
    ),
)
STANDARD = Dialect(
    unit=UnitNouns(plural="respondents", definite="the respondents"),
    base="n=",
    percent="%",
    quotes=("“", "”"),
    inner_quotes=("‘", "’"),
    dash="–",
    results="The data",
    weighted="weighted to represent",
)
OLDER = replace(
    STANDARD,
    base=f"Number of observations ={NO_BREAK}",
    percent="per cent",
    dash="-",
    results="The results",
    weighted="weighted to",
)


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
    match fact:
        case Shows():
            text = f"The figure shows {plain(fact.what)}."
        case Definitions():
            text = _definitions(fact)
        case Asked():
            text = _asked(fact, locale)
        case Bars():
            first, second = (
                ("The bar on the left", "the one on the right") if fact.upright else ("The upper bar", "the lower one")
            )
            text = f"{first} shows {plain(fact.first)}, while {second} shows {plain(fact.second)}."
        case Reading():
            text = fact.text
        case Netted():
            text = _netted(fact, locale)
        case Intervals():
            text = f"The thin lines show a {locale.percent(fact.level)} confidence interval."
        case Significance():
            text = _significance(fact, locale)
        case AskedOf():
            asked = "The question was" if fact.questions == 1 else "The questions were"
            text = f"{f'{asked} only put to' if fact.questions else 'The figure only covers'} {plain(fact.who)}."
        case SumsToMore():
            choice = f"up to {COUNTS.get(fact.at_most, fact.at_most)}" if fact.at_most else "several"
            may = "may count in several of them" if fact.overlap else f"could choose {choice} answers"
            reason = f" because {locale.dialect.unit.definite} {may}"
            text = f"{_shares(fact, locale)} sum to more than {locale.percent(1)}{reason * fact.explained}."
        case SumsToOther():
            text = _sums_to_other(fact, locale)
        case NetSum():
            whose = f" of {locale.quote(fact.net)}" if fact.net else ""
            why = with_subject(fact.why or "may count in several of them", VERBS, locale.dialect.unit.definite)
            text = (
                f"The {COUNTS.get(fact.parts, fact.parts)} parts{whose} sum to more than "
                f"{locale.percent(fact.share)} because {why}."
            )
        case Rounded():
            groups = " in some of the groups" * fact.groups
            differ, parts = ("differs", "its parts") if len(fact.nets) == 1 else ("differ", "their parts")
            text = f"{quoted(fact.nets, locale)} {differ} from the sum of {parts}{groups} due to rounding."
        case NotShown():
            tail = f" {fact.tail}" if fact.tail else ""
            text = f"The figure does not show {locale.either(_left_out(fact.who, fact.unshown, locale))}{tail}."
        case Selected():
            which = f"The {fact.drawn} most frequent" if fact.largest else f"The figure shows {fact.drawn}"
            text = f"{which} of {fact.of} answers."
        case Recoded():
            text = _recoded(fact, locale)
        case Omitted():
            noun, verbs = (
                ("answer", "is left out and does") if len(fact.answers) == 1 else ("answers", "are left out and do")
            )
            text = f"The {noun} {quoted(fact.answers, locale)} {verbs} not count in n."
        case Suppressed():
            text = _suppressed(fact, locale)
        case Few():
            groups = locale.both([group for group in fact.groups if group is not None])
            text = f"The shares{f' for {groups}' if groups else ''} are based on few answers and are uncertain."
        case Ungrouped():
            some = "one" if fact.n == 1 else locale.number(fact.n)
            text = f"The groups leave out {some} of {locale.dialect.unit.definite}."
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
        count = COUNTS.get(len(questions), len(questions))
        yes = "" if fact.each else "the answer yes to at least one of "
        text = f"The figure is based on {yes}{count} questions: {locale.both(questions)}"
    if fact.sub:
        noun = "sub-question" if len(fact.sub) == 1 else "sub-questions"
        text += f" with the {noun} {quoted(fact.sub, locale)}"
    if fact.per:
        units = locale.dialect.unit.definite
        text += f", and {units} answered for each of the {fact.per} that they named in the preceding question"
    return f"{text}."


def _netted(fact: Netted, locale: Locale) -> str:
    where = f"{PLACES[fact.place]} show" if fact.place else f"{fact.label} is"
    if not fact.any_of:
        return f"{where} the total share who answered {quoted(fact.parts, locale)}."
    of = "chose at least one of the answers" if fact.chosen else "belong to at least one of"
    return f"{where} the total share who {of} {quoted(fact.parts, locale)}."


def _shares(fact: SumsToMore | SumsToOther, locale: Locale) -> str:
    if fact.of:
        names = locale.both([group or f"all {locale.dialect.unit.plural}" for group in fact.of])
        return f"The shares for {names}" if len(fact.of) <= MOST_NAMES else "The shares in some of the groups"
    return "The shares in each group" if fact.groups else "The shares in the figure"


def _answers(answers: Sequence[Unshown], locale: Locale) -> str:
    """Answers with their shares in each group, where these are told: "the answer “A” (East 8%, West 5%)"."""
    noun = "answer" if len(answers) == 1 else "answers"
    listed = [in_groups(answer, locale, lowered(WORDS.total), "in each group") for answer in answers]
    return f"the {noun} {locale.both(listed)}"


def _left_out(who: str | None, unshown: Sequence[Unshown], locale: Locale) -> list[str]:
    """Clauses such as "the 8% who answered “A”"."""
    clauses = [plain(who)] if who else []
    for answer in unshown:
        if answer.share is not None:
            clauses.append(f"the {locale.percent(answer.share)} who answered {locale.quote(answer.category)}")
    if rest := [answer for answer in unshown if answer.share is None]:
        clauses.append(_answers(rest, locale))
    return clauses


def _sums_to_other(fact: SumsToOther, locale: Locale) -> str:
    bare = all(answer.share is None for answer in fact.unshown)
    if fact.unshown and bare and not (fact.not_shown or fact.hidden or fact.withheld or fact.others):
        verb = "is" if len(fact.unshown) == 1 else "are"
        reason = f" because {_answers(fact.unshown, locale)} {verb} left out"
    else:
        clauses = _left_out(fact.not_shown, fact.unshown, locale)
        clauses += [f"the {COUNTS.get(fact.others, fact.others)} other answers"] if fact.others else []
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
    if not fact.different:
        return f"There is no statistically significant difference in any of the answers {level}."
    sentences = [f"{_oftener(oftener, locale)} {level}." for oftener in fact.oftener]
    sentences = sentences or [f"The difference is significant for {quoted(fact.different, locale)} {level}."]
    if fact.same:
        sentences.append("There is no statistically significant difference in the other answers.")
    return " ".join(sentences)


def _oftener(fact: Oftener, locale: Locale) -> str:
    compared = f"when {plain(fact.when)}," if fact.when else f"for {fact.group} than for {fact.other}"
    verb = fact.verb or ("occurs" if len(fact.categories) == 1 else "occur")
    return f"{quoted(fact.categories, locale)} {verb} significantly more often {compared}"


def _recoded(fact: Recoded, locale: Locale) -> str:
    if fact.discretion:
        answers = quoted(fact.answers, locale)
        return f"* {answers} are shown together as {locale.quote(fact.category)} for reasons of confidentiality."
    answers = locale.either([locale.quote(answer) for answer in fact.answers])
    return f"{locale.quote(fact.category)} here includes the cases where the answer was {answers}."


def _suppressed(fact: Suppressed, locale: Locale) -> str:
    groups = f" for {locale.both(fact.groups)}" if fact.groups else ""
    shown, why = ("told by the source", "") if fact.withheld else ("shown", " for reasons of confidentiality")
    if not fact.categories:
        return f"* The shares{groups} are not {shown}{why}."
    noun, verb = ("share", "is") if len(fact.categories) == 1 else ("shares", "are")
    answers = quoted(fact.categories, locale)
    return f"* The {noun} who answered {answers} {verb} not {shown}{groups}{why}."


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
            text = ended(f"{sight.kind}: {sight.what}" if sight.what else sight.kind)
        case Quoted():
            said = f" {locale.quote(sight.text)}" if sight.text else ""
            text = f"{ended(f'{sight.kind} by {sight.name}, {sight.title}')}{said}"
        case Card():
            text = card(sight, f"{sight.kind} from {sight.workplace}: {sight.title}", WORDS.more)
        case One():
            text = ended(f"{sight.kind}: {locale.value(sight.value)} {sight.of}")
        case Largest():
            text = _extreme("largest", sight.marks, locale)
        case Smallest():
            text = _extreme("smallest", sight.marks, locale)
        case Alike():
            all_ = "Both" if sight.count == 2 else f"All {COUNTS.get(sight.count, sight.count)}"
            text = f"{all_} shares are {locale.value(sight.value)}."
        case Course():
            verb = "rise" if sight.first.value < sight.last.value else "fall"
            ends = [f"{locale.value(mark.value)} ({mark.label})" for mark in (sight.first, sight.last)]
            text = f"The shares {verb} from {ends[0]} to {ends[1]}."
        case Across():
            text = f"{locale.both([marked(mark, locale) for mark in sight.marks])}."
        case Groups():
            many = len(sight.names) > MOST_NAMES
            text = f"Broken down by {f'{len(sight.names)} groups' if many else locale.both(sight.names)}."
        case Together():
            text = f"Combined: {locale.both([marked(net, locale) for net in sight.nets])}."
        case Values():
            text = _values(sight, locale)
        case Synthetic():
            text = "Synthetic data."
        case _:
            assert_never(sight)
    return locale.finished(text)


def _extreme(which: str, marks: Sequence[Mark], locale: Locale) -> str:
    share = locale.value(marks[0].value)
    if len(marks) > 2:
        return f"The {which} are {COUNTS.get(len(marks), len(marks))} shares of {share} each."
    names = [f"{mark.label} ({mark.group})" if mark.group else mark.label for mark in marks]
    verb, both = ("are", ", both") if len(names) == 2 else ("is", "")
    return f"The {which} {verb} {locale.both(names)}{both} at {share}."


def _values(sight: Values, locale: Locale) -> str:
    about = [f"n={locale.number(sight.n)}"] if sight.n is not None else []
    about += [WORDS.few] if sight.few else []
    listed = f" ({', '.join(about)})" if about else ""
    name = f"{sight.group}{listed}" if sight.group else "The shares are"
    sentences = [f"{name}: {'; '.join(marked(mark, locale) for mark in sight.marks)}."] if sight.marks else []
    if sight.nets:
        sentences.append(f"Combined: {'; '.join(marked(net, locale) for net in sight.nets)}.")
    if sight.unshown:
        sentences.append(f"Not shown in the figure: {'; '.join(marked(mark, locale) for mark in sight.unshown)}.")
    where = f" for {sight.group}" if sight.group else ""
    if sight.hidden:
        sentences.append(f"Not shown{where} for reasons of confidentiality: {'; '.join(sight.hidden)}.")
    if sight.withheld:
        sentences.append(f"Not told by the source{where}: {'; '.join(sight.withheld)}.")
    return " ".join(sentences)


LANGUAGE = Language(word, see, WORDS, {"standard": STANDARD, "older": OLDER})
