"""Danish wording: one sentence or more for every fact.

A main clause puts *ikke* after the verb ("Figuren viser ikke …"), a subordinate clause before it
("fordi figuren ikke viser …").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from barometer_cli.model.caption import (
    Asked,
    AskedOf,
    Base,
    Definitions,
    Fact,
    Few,
    Intervals,
    Netted,
    NotShown,
    Omitted,
    Reading,
    Recoded,
    Shows,
    Significance,
    SumsToMore,
    SumsToOther,
    Suppressed,
    Synthetic,
    Unshown,
    Weighting,
)
from barometer_cli.model.language import Language, LayerNames, SheetWords, SpreadsheetWords
from barometer_cli.model.locale import NO_BREAK, Dialect, Locale
from barometer_cli.model.number import percent
from barometer_cli.model.spec import FigureSpec, SurveySpec, UnitNouns
from barometer_cli.model.table import Table

COUNTS = {2: "to", 3: "tre", 4: "fire", 5: "fem", 6: "seks", 7: "syv", 8: "otte", 9: "ni", 10: "ti"}


def word(fact: Fact, locale: Locale) -> str:
    """A fact in Danish, as whole sentences.

    Parameters
    ----------
    fact
        What is told.
    locale
        Numbers, quotation marks and the words of the house.
    """
    dialect = locale.dialect
    match fact:
        case Shows():
            text = f"Figuren viser {_plain(fact.what)}."
        case Definitions():
            text = _definitions(fact)
        case Asked():
            text = _asked(fact, locale)
        case Reading():
            text = fact.text
        case Netted():
            parts = locale.both([locale.quote(part) for part in fact.parts])
            text = f"{fact.label} er den samlede andel, der har svaret {parts}."
        case Intervals():
            text = f"De tynde streger viser et konfidensinterval på {locale.percent(fact.level)}."
        case Significance():
            text = _significance(fact, locale)
        case AskedOf():
            asked = "Spørgsmålet er" if fact.questions == 1 else "Spørgsmålene er"
            text = f"{asked} kun stillet til {_plain(fact.who)}."
        case SumsToMore():
            choice = f"op til {COUNTS.get(fact.at_most, fact.at_most)}" if fact.at_most else "flere"
            text = (
                f"Andelene i figuren summerer til mere end {locale.percent(1)}, fordi "
                f"{dialect.unit.definite} har haft mulighed for at vælge {choice} svarmuligheder."
            )
        case SumsToOther():
            text = _sums_to_other(fact, locale)
        case NotShown():
            text = _not_shown(fact, locale)
        case Recoded():
            answers = locale.both([locale.quote(answer) for answer in fact.answers])
            category = locale.quote(fact.category)
            text = f"{category} inkluderer her de tilfælde, hvor der er svaret {answers}."
        case Omitted():
            answers = locale.both([locale.quote(answer) for answer in fact.answers])
            noun = "Svaret" if len(fact.answers) == 1 else "Svarene"
            text = f"{noun} {answers} er udeladt og indgår ikke i n."
        case Suppressed():
            text = _suppressed(fact, locale)
        case Few():
            groups = locale.both([group for group in fact.groups if group is not None])
            text = f"Andelene{f' for {groups}' if groups else ''} bygger på få svar og er usikre."
        case Weighting():
            weighted = f"{dialect.weighted} {fact.population}" if fact.population else "ikke vægtet"
            text = f"{dialect.results} er {weighted}."
        case Base():
            text = _base(fact, locale)
        case Synthetic():
            text = "Syntetiske data."
        case _:
            assert_never(fact)
    return locale.periods(text)


def _plain(text: str) -> str:
    return text.strip().rstrip(".")


def _definitions(fact: Definitions) -> str:
    terms = ", mens ".join(
        f"{term if first else term[:1].lower() + term[1:]} = {meaning}"
        for first, (term, meaning) in zip([True] + [False] * len(fact.terms), fact.terms, strict=False)
    )
    return " ".join(([f"{terms}."] if terms else []) + list(fact.sentences))


def _asked(fact: Asked, locale: Locale) -> str:
    if fact.question:
        text = f"Figuren bygger på spørgsmålet {locale.quote(fact.question)}"
    else:
        count = len(fact.any_of)
        questions = [question.rstrip("?. ") for question in fact.any_of]
        listed = locale.both([questions[0][:1].upper() + questions[0][1:], *questions[1:]])
        text = f"Figuren bygger på mindst ét af {COUNTS.get(count, count)} spørgsmål: {listed}"
    if fact.sub:
        noun = "underspørgsmålet" if len(fact.sub) == 1 else "underspørgsmålene"
        text += f" med {noun} {locale.both([locale.quote(question) for question in fact.sub])}"
    if fact.per:
        units = locale.dialect.unit.definite
        text += f" og {units} har svaret for hver af de {fact.per}, som de angav i det foregående spørgsmål"
    return f"{text}."


def _answered(unshown: Sequence[Unshown], locale: Locale) -> str:
    """Clauses such as "de 8 %, der har svaret ”A”, eller de 7 %, der har svaret ”B”"."""
    clauses = []
    for answer in unshown:
        share = "den ene procent" if percent(answer.share) == 1 else f"de {locale.percent(answer.share)}"
        clauses.append(f"{share}, der har svaret {locale.quote(answer.category)}")
    return ", eller ".join([", ".join(clauses[:-1])] * (len(clauses) > 1) + clauses[-1:])


def _sums_to_other(fact: SumsToOther, locale: Locale) -> str:
    left_out = [_plain(fact.not_shown)] if fact.not_shown else []
    left_out += [_answered(fact.unshown, locale)] if fact.unshown else []
    left_out += ["andele, der er udeladt grundet diskretionshensyn"] if fact.hidden else []
    reason = f", fordi figuren ikke viser {', eller '.join(left_out)}" if left_out else " grundet afrunding"
    return f"Andelene i figuren summerer ikke til {locale.percent(1)}{reason}."


def _not_shown(fact: NotShown, locale: Locale) -> str:
    left_out = [_plain(fact.who)] if fact.who else []
    left_out += [_answered(fact.unshown, locale)] if fact.unshown else []
    tail = f" {fact.tail}" if fact.tail else ""
    return f"Figuren viser ikke {', eller '.join(left_out)}{tail}."


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
    answers = locale.both([locale.quote(answer) for answer in fact.different])
    text = f"Forskellen er signifikant for {answers} {level}."
    return f"{text} Der ses ikke en statistisk signifikant forskel på de øvrige svar." if fact.same else text


def _suppressed(fact: Suppressed, locale: Locale) -> str:
    group = f" for {fact.group}" if fact.group is not None else ""
    if not fact.categories:
        return f"* Andelene{group} vises ikke grundet diskretionshensyn."
    noun = "Andelen" if len(fact.categories) == 1 else "Andelene"
    answers = locale.both([locale.quote(category) for category in fact.categories])
    return f"* {noun}, der har svaret {answers}, vises ikke{group} grundet diskretionshensyn."


def _base(fact: Base, locale: Locale) -> str:
    prefix = locale.dialect.base
    if len(fact.bases) == 1:
        return f"{prefix}{locale.number(fact.bases[0][1])}."
    if fact.bases[0][0] is None:
        groups = ", ".join(f"{label} {locale.number(n)}" for label, n in fact.bases[1:])
        return f"{prefix}{locale.number(fact.bases[0][1])} ({groups})."
    levels = [f"{label}, {prefix}{locale.number(n)}" for label, n in fact.bases]
    if len(levels) <= 4:
        return f"{', '.join(levels)}."
    sizes = [n for _, n in fact.bases]
    return f"{prefix}{locale.number(min(sizes))}{locale.dialect.dash}{locale.number(max(sizes))}."


WORDS = SheetWords(
    source="Kilde",
    synthetic="Syntetiske data",
    total="I alt",
    few="få svar",
    quote_mark="”",
    kinds={"bars": "Søjlediagram", "stacked_bars": "Opdelt søjle", "key_number": "Nøgletal", "quote": "Citat"},
    layers=LayerNames(
        header="Overskrift",
        rule="Streg",
        note="Note",
        source="Kilde",
        key="Signaturforklaring",
        bars="Søjler",
        labels="Etiketter",
        values="Værdier",
        values_and_labels="Værdier og etiketter",
        nets="Klammer",
        baseline="Nullinje",
        intervals="Konfidensintervaller",
        number="Nøgletal",
        text="Tekst",
        share="Andel",
        edge="Kant",
        mark="Citationstegn",
        quote="Citat",
        portrait="Portræt",
        speaker="Navn",
    ),
    spreadsheet=SpreadsheetWords(
        separator=";",
        header=("kategori", "gruppe", "procent", "nedre", "oevre", "n", "bemaerkning"),
        hidden="skjult: for få svar",
        unshown="ikke vist i figuren",
        net="samlet",
        few="få svar",
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


def alt(spec: FigureSpec, table: Table, locale: Locale) -> str:
    """One sentence for a screen reader."""
    name = WORDS.kinds.get(spec.kind, "Figur")
    if spec.quote and spec.speaker:
        return f"{name} af {spec.speaker.name}, {spec.speaker.title}."
    if not table.shown:
        return f"{name}."
    if len({cell.category for cell in table.shown}) == 1 and len(table.groups) > 1:
        cells = sorted(table.shown, key=lambda cell: -cell.share)
        shares = locale.both([f"{cell.group} {locale.percent(cell.share)}" for cell in cells])
        return f"{name}: {table.inline(cells[0].category)}; {shares}."
    largest = max(table.shown, key=lambda cell: cell.share)
    if len(table.shown) == 1:
        return f"{name}: {locale.percent(largest.share)} {_plain(spec.text or table.inline(largest.category))}."
    most = table.inline(largest.category) + (f" ({largest.group})" if largest.group else "")
    count = len({cell.category for cell in table.shown})
    return f"{name} med {count} kategorier; størst er {most} med {locale.percent(largest.share)}."


def description(spec: FigureSpec, survey: SurveySpec, table: Table, locale: Locale) -> str:
    """Every shown value in plain sentences."""
    if spec.quote:
        return f"{alt(spec, table, locale)} {locale.quote(spec.quote)}"
    sentences = [alt(spec, table, locale)]
    for group in table.groups:
        values = [f"{c.category} {locale.percent(c.share)}" for c in table.shown if c.group == group]
        values += [f"{net.label} {locale.percent(net.share)}" for net in table.nets if net.group == group]
        values += [f"{h.category} vises ikke" for h in table.hidden if h.group == group and h.drawn]
        if len(table.shown) > 1:
            sentences.append(f"{f'{group}: ' if group else ''}{'; '.join(values)}.")
    if survey.synthetic:
        sentences.append("Syntetiske data.")
    return " ".join(sentences)


LANGUAGE = Language(word, alt, description, WORDS, {"standard": STANDARD, "older": OLDER})
