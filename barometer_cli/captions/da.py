"""Danish wording: one sentence or more for every fact.

A main clause puts *ikke* after the verb ("Figuren viser ikke …"), a subordinate clause before it
("fordi figuren ikke viser …").
"""

from __future__ import annotations

import re
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
from barometer_cli.model.number import percent
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
    source="Kilde",
    synthetic="Syntetiske data",
    total="I alt",
    few="få svar",
    answered="{share} svarede",
    quote_mark="”",
    of_which="heraf",
    of_these="af dem",
    of_all="af alle",
    more="Læs mere",
    figure="Figur",
    kinds={
        "bars": "Søjlediagram",
        "grouped_bars": "Grupperede søjler",
        "heat_table": "Varmetabel",
        "table": "Tabel",
        "stacked_bars": "Opdelt søjle",
        "map": "Danmarkskort",
        "key_number": "Nøgletal",
        "quote": "Citat",
        "dots": "Prikdiagram",
        "line": "Kurvediagram",
        "slope": "Hældningsdiagram",
        "small_multiples": "Små paneler",
        "stacked_columns": "Opdelte søjler",
        "diverging_bars": "Modstillede søjler",
        "nested": "Indlejrede søjler",
        "case": "Case",
        "tool_card": "Redskab",
    },
    layers=LayerNames(
        axis="Akse",
        lines="Linjer",
        dots="Prikker",
        titles="Paneltitler",
        header="Overskrift",
        rule="Streg",
        note="Note",
        source="Kilde",
        key="Signaturforklaring",
        bars="Søjler",
        areas="Områder",
        borders="Grænser",
        labels="Etiketter",
        values="Værdier",
        values_and_labels="Værdier og etiketter",
        nets="Klammer",
        baseline="Nullinje",
        reference="Sammenligning",
        shades="Farvede felter",
        intervals="Konfidensintervaller",
        number="Nøgletal",
        text="Tekst",
        share="Andel",
        edge="Kant",
        mark="Citationstegn",
        quote="Citat",
        portrait="Portræt",
        speaker="Navn",
        points="Punkter",
        address="Adresse",
    ),
    spreadsheet=SpreadsheetWords(
        separator=";",
        header=("kategori", "gruppe", "procent", "nedre", "oevre", "n", "bemaerkning"),
        hidden="skjult: for få svar",
        withheld="ikke oplyst af kilden",
        unshown="ikke vist i figuren",
        net="samlet",
        few="få svar",
        synthetic="syntetiske data",
    ),
    classes=ClassWords(below="under {limit}", above="{limit} eller mere", between="{low} til {high}"),
    map=MapWords(
        areas={"regions": ("region", "regioner"), "municipalities": ("kommune", "kommuner")},
        blank={
            "missing": "Ingen data",
            "withheld": "Ikke oplyst",
            "hidden": "For få svar",
            "unshown": "Ikke vist",
        },
    ),
)
STANDARD = Dialect(
    unit=UnitNouns(plural="respondenter", definite="respondenterne"),
    base="n=",
    percent="%",
    quotes=("”", "”"),
    inner_quotes=("’", "’"),
    dash="-",
    results="Data",
    weighted="vægtet til at repræsentere",
)
OLDER = replace(
    STANDARD,
    base=f"Antal observationer ={NO_BREAK}",
    percent="pct.",
    results="Resultaterne",
    weighted="vægtet op til",
)

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
    match fact:
        case Shows():
            text = f"Figuren viser {plain(fact.what)}."
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
        case Reading():
            text = fact.text
        case Netted():
            text = _netted(fact, locale)
        case Intervals():
            text = f"De tynde streger viser et konfidensinterval på {locale.percent(fact.level)}."
        case Significance():
            text = _significance(fact, locale)
        case AskedOf():
            asked = "Spørgsmålet er" if fact.questions == 1 else "Spørgsmålene er"
            text = f"{f'{asked} kun stillet til' if fact.questions else 'Figuren omfatter kun'} {plain(fact.who)}."
        case SumsToMore():
            choice = f"op til {COUNTS.get(fact.at_most, fact.at_most)}" if fact.at_most else "flere"
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
                f"De {COUNTS.get(fact.parts, fact.parts)} delelementer{whose} summerer til mere end "
                f"{locale.percent(fact.share)}, fordi {why}."
            )
        case Rounded():
            groups = " i nogle af grupperne" * fact.groups
            parts = "sine dele" if len(fact.nets) == 1 else "deres dele"
            text = f"{quoted(fact.nets, locale)} afviger{groups} fra summen af {parts} grundet afrunding."
        case NotShown():
            tail = f" {fact.tail}" if fact.tail else ""
            text = f"Figuren viser ikke {_or(_left_out(fact.who, fact.unshown, locale))}{tail}."
        case Selected():
            which = f"De {fact.drawn} hyppigste" if fact.largest else f"Figuren viser {fact.drawn}"
            text = f"{which} af {fact.of} svar."
        case Recoded():
            text = _recoded(fact, locale)
        case Omitted():
            noun = "Svaret" if len(fact.answers) == 1 else "Svarene"
            text = f"{noun} {quoted(fact.answers, locale)} er udeladt og indgår ikke i n."
        case Suppressed():
            text = _suppressed(fact, locale)
        case Few():
            groups = locale.both([group for group in fact.groups if group is not None])
            text = f"Andelene{f' for {groups}' if groups else ''} bygger på få svar og er usikre."
        case Ungrouped():
            some = "én" if fact.n == 1 else locale.number(fact.n)
            text = f"Uden for grupperne falder {some} af {locale.dialect.unit.definite}."
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
        count = COUNTS.get(len(questions), len(questions))
        listed = locale.both([questions[0][:1].upper() + questions[0][1:], *questions[1:]])
        yes = "" if fact.each else "svaret ja til mindst ét af "
        text = f"Figuren bygger på {yes}{count} spørgsmål: {listed}"
    if fact.sub:
        noun = "underspørgsmålet" if len(fact.sub) == 1 else "underspørgsmålene"
        text += f" med {noun} {quoted(fact.sub, locale)}"
    if fact.per:
        units = locale.dialect.unit.definite
        text += f" og {units} har svaret for hver af de {fact.per}, som de angav i det foregående spørgsmål"
    return f"{text}."


def _netted(fact: Netted, locale: Locale) -> str:
    where = f"{PLACES[fact.place]} viser" if fact.place else f"{fact.label} er"
    if not fact.any_of:
        of = "har svaret"
    else:
        of = "har valgt mindst én af svarmulighederne" if fact.chosen else "hører under mindst én af"
    return f"{where} den samlede andel, der {of} {quoted(fact.parts, locale)}."


def _shares(fact: SumsToMore | SumsToOther, locale: Locale) -> str:
    if fact.of:
        names = locale.both([group or f"alle {locale.dialect.unit.plural}" for group in fact.of])
        return f"Andelene for {names}" if len(fact.of) <= MOST_NAMES else "Andelene i nogle af grupperne"
    return "Andelene i hver gruppe" if fact.groups else "Andelene i figuren"


def _answers(answers: Sequence[Unshown], locale: Locale) -> str:
    """Answers with their shares in each group, where these are told: "svaret ”A” (Øst 8 %, Vest 5 %)"."""
    noun = "svaret" if len(answers) == 1 else "svarene"
    listed = [in_groups(answer, locale, lowered(WORDS.total), "i hver gruppe") for answer in answers]
    return f"{noun} {locale.both(listed)}"


def _left_out(who: str | None, unshown: Sequence[Unshown], locale: Locale) -> list[str]:
    """Clauses such as "de 8 %, der har svaret ”A”" and "den ene procent, der har svaret ”B”"."""
    clauses = [plain(who)] if who else []
    for answer in unshown:
        if answer.share is not None:
            share = "den ene procent" if percent(answer.share) == 1 else f"de {locale.percent(answer.share)}"
            clauses.append(f"{share}, der har svaret {locale.quote(answer.category)}")
    if rest := [answer for answer in unshown if answer.share is None]:
        clauses.append(_answers(rest, locale))
    return clauses


def _sums_to_other(fact: SumsToOther, locale: Locale) -> str:
    bare = all(answer.share is None for answer in fact.unshown)
    if fact.unshown and bare and not (fact.not_shown or fact.hidden or fact.withheld or fact.others):
        reason = f", fordi {_answers(fact.unshown, locale)} er udeladt"
    else:
        clauses = _left_out(fact.not_shown, fact.unshown, locale)
        clauses += [f"de {COUNTS.get(fact.others, fact.others)} øvrige svarmuligheder"] if fact.others else []
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
    if not fact.different:
        return f"Der ses ikke en statistisk signifikant forskel på nogen af svarene {level}."
    sentences = [f"{_oftener(oftener, locale)} {level}." for oftener in fact.oftener]
    sentences = sentences or [f"Forskellen er signifikant for {quoted(fact.different, locale)} {level}."]
    if fact.same:
        sentences.append("Der ses ikke en statistisk signifikant forskel på de øvrige svar.")
    return " ".join(sentences)


def _oftener(fact: Oftener, locale: Locale) -> str:
    compared = f", når {plain(fact.when)}," if fact.when else f" for {fact.group} end for {fact.other}"
    return f"{quoted(fact.categories, locale)} {fact.verb or 'forekommer'} signifikant oftere{compared}"


def _recoded(fact: Recoded, locale: Locale) -> str:
    answers = quoted(fact.answers, locale)
    if fact.discretion:
        return f"* {answers} vises samlet som {locale.quote(fact.category)} grundet diskretionshensyn."
    return f"{locale.quote(fact.category)} inkluderer her de tilfælde, hvor der er svaret {answers}."


def _suppressed(fact: Suppressed, locale: Locale) -> str:
    groups = f" for {locale.both(fact.groups)}" if fact.groups else ""
    verb, why = ("oplyses ikke af kilden", "") if fact.withheld else ("vises ikke", " grundet diskretionshensyn")
    if not fact.categories:
        return f"* Andelene{groups} {verb}{why}."
    noun = "Andelen" if len(fact.categories) == 1 else "Andelene"
    answers = quoted(fact.categories, locale)
    return f"* {noun}, der har svaret {answers}, {verb}{groups}{why}."


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
            text = f"{ended(f'{sight.kind} af {sight.name}, {sight.title}')}{said}"
        case Card():
            text = card(sight, f"{sight.kind} fra {sight.workplace}: {sight.title}", WORDS.more)
        case One():
            text = ended(f"{sight.kind}: {locale.value(sight.value)} {sight.of}")
        case Largest():
            text = _extreme("Størst", sight.marks, locale)
        case Smallest():
            text = _extreme("Mindst", sight.marks, locale)
        case Alike():
            all_ = "Begge" if sight.count == 2 else f"Alle {COUNTS.get(sight.count, sight.count)}"
            text = f"{all_} andele er {locale.value(sight.value)}."
        case Course():
            verb = "stiger" if sight.first.value < sight.last.value else "falder"
            ends = [f"{locale.value(mark.value)} ({mark.label})" for mark in (sight.first, sight.last)]
            text = f"Andelene {verb} fra {ends[0]} til {ends[1]}."
        case Across():
            text = f"{locale.both([marked(mark, locale) for mark in sight.marks])}."
        case Groups():
            many = len(sight.names) > MOST_NAMES
            text = f"Fordelt på {f'{len(sight.names)} grupper' if many else locale.both(sight.names)}."
        case Together():
            text = f"Samlet: {locale.both([marked(net, locale) for net in sight.nets])}."
        case Values():
            text = _values(sight, locale)
        case Synthetic():
            text = "Syntetiske data."
        case _:
            assert_never(sight)
    return locale.finished(text)


def _extreme(which: str, marks: Sequence[Mark], locale: Locale) -> str:
    share = locale.value(marks[0].value)
    if len(marks) > 2:
        return f"{which} er {COUNTS.get(len(marks), len(marks))} andele på hver {share}."
    names = [f"{mark.label} ({mark.group})" if mark.group else mark.label for mark in marks]
    return f"{which} er {locale.both(names)}{', begge' * (len(names) == 2)} med {share}."


def _values(sight: Values, locale: Locale) -> str:
    about = [f"n={locale.number(sight.n)}"] if sight.n is not None else []
    about += [WORDS.few] if sight.few else []
    listed = f" ({', '.join(about)})" if about else ""
    name = f"{sight.group}{listed}" if sight.group else "Andelene er"
    sentences = [f"{name}: {'; '.join(marked(mark, locale) for mark in sight.marks)}."] if sight.marks else []
    if sight.nets:
        sentences.append(f"Samlet: {'; '.join(marked(net, locale) for net in sight.nets)}.")
    if sight.unshown:
        sentences.append(f"Ikke vist i figuren: {'; '.join(marked(mark, locale) for mark in sight.unshown)}.")
    where = f" for {sight.group}" if sight.group else ""
    if sight.hidden:
        sentences.append(f"Ikke vist{where} grundet diskretionshensyn: {'; '.join(sight.hidden)}.")
    if sight.withheld:
        sentences.append(f"Ikke oplyst af kilden{where}: {'; '.join(sight.withheld)}.")
    return " ".join(sentences)


LANGUAGE = Language(word, see, WORDS, {"standard": STANDARD, "older": OLDER})
