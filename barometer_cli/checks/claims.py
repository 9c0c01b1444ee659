"""Findings on what headlines and texts claim."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import assert_never

from msgspec.structs import replace

from barometer_cli.checks.codes import finding
from barometer_cli.checks.written import as_yaml
from barometer_cli.languages import LANGUAGES
from barometer_cli.messages import say, template
from barometer_cli.model.claim import (
    Contradicts,
    Fails,
    Holds,
    NotVerified,
    One,
    PartlyRead,
    Reason,
    Subject,
    Tally,
    Vague,
    Verdict,
)
from barometer_cli.model.figure import UNWRITTEN
from barometer_cli.model.finding import Evidence, Finding, Text
from barometer_cli.model.locale import Locale
from barometer_cli.model.spec import BesideClaimSpec, ChangeClaimSpec, ClaimSpec, NamedShareSpec, ShareClaimSpec

MOST = 8
"""Answers that are listed."""
ALIKE = template("Say that they are alike, or leave the order out; where it is known from elsewhere, acknowledge it.")
"""What to do where a survey cannot tell apart what a text puts in order."""
SEEN = template("Say what the printed numbers show, or print more decimals: `decimals: 1`.")
"""What to do where the printed numbers do not show what a text says of them."""

REMEDIES: dict[Reason, str] = {
    "vague": template("Say a share, or leave it."),
    "no candidate": template("Use the words of an answer or a group that the figure has."),
    "several candidates": template("Use the words of the share that is meant."),
    "no test": template("Leave the word out, or have the difference tested."),
    "other kind": template("Say what the figure's own shares tell, or take it out."),
    "other words": template("Use the words of the share; or bind the claim under `claims:`, if both are the same."),
    "unfit": template("Correct the binding."),
    "hidden": template("Take it out: what is hidden must not be told."),
    "steps": template(
        "If they are meant together, make a net of them and name it in the text; else correct the number."
    ),
    "judgement": template("Say the share, or a fraction of it."),
}
"""What to do where nothing can be bound, or binding does not help."""

ABSENT = template("Copy the phrase from the text as it is now, or remove the binding.")
SILENT = template(
    "Take its number or its order into the phrase; or say what it claims: `rank: 1`, or `all: {of: …, above: 50}`."
)

UNREAD = template(
    "Say it without the word, or in words that are read: a share, a fraction, a rank, a change with its numbers."
)
"""What to do where a word was not read."""
NUMBER = template(
    "{number} is read as no share, and no answer, group, question or subtitle has it. Write a share as one (“7 %”, "
    "“seven out of ten”), or say in the subtitle what else it counts; else take it out."
)
"""What to do with a number that nothing is known of."""
TIMES = template("Write {times}: “{number} times more” is taken for that many times, and for once more than that.")
"""What to do with a number of times that has two readings."""


def check(release: Sequence[Evidence]) -> Iterator[Finding]:
    """False claims, claims that nobody proved, and words that belong to another number."""
    for evidence in release:
        for text in evidence.texts:
            for verdict in distinct(text.verdicts):
                place, phrase = evidence.locate(text.where), evidence.figure.locale.quote(phrase_of(verdict))
                match verdict:
                    case Holds():
                        if verdict.doubt:
                            message = f"{phrase}: {verdict.doubt.why}"
                            hint = SEEN if verdict.doubt.p is None else ALIKE
                            yield finding("BAR206", place, evidence.identity, message, say(hint), text.text)
                    case Fails():
                        yield finding("BAR201", place, evidence.identity, f"{phrase}: {verdict.truth}", verdict.note,
                                      text.text)  # fmt: skip
                    case Contradicts():
                        yield finding("BAR203", place, evidence.identity, verdict.truth, _other(evidence, verdict),
                                      text.text)  # fmt: skip
                    case PartlyRead():
                        yield finding("BAR202", place, evidence.identity, verdict.why, _mend(evidence, text, verdict),
                                      text.text)  # fmt: skip
                    case NotVerified():
                        yield from _not_verified(evidence, text, verdict)
                    case _:
                        assert_never(verdict)
        yield from _hidden_elsewhere(evidence)
        yield from _bindings(evidence)
        yield from _unwritten(evidence)


def phrase_of(verdict: Verdict) -> str:
    """The words of a claim; of one about several shares all that its author bound."""
    if isinstance(verdict, Holds | Fails) and isinstance(verdict.target, Tally):
        return verdict.target.phrase
    return verdict.claim.phrase


def distinct(verdicts: Sequence[Verdict]) -> Iterator[Verdict]:
    """Verdicts of which each says something of its own: what is said of several shares at once is told once."""
    told: set[object] = set()
    for verdict in verdicts:
        if isinstance(verdict, Holds | Fails) and isinstance(verdict.target, Tally):
            if verdict.claim != verdict.target.counted:
                continue
        elif isinstance(verdict, NotVerified):
            key = verdict.offers or verdict.misfit or verdict.why
            if key in told:
                continue
            told.add(key)
        yield verdict


def _not_verified(evidence: Evidence, text: Text, verdict: NotVerified) -> Iterator[Finding]:
    """A claim that the figure does not prove: another of the page may; a word for no number at all claims nothing."""
    if verdict.misfit or (isinstance(verdict.claim, Vague) and verdict.reason == "vague"):
        return
    place, phrase = evidence.locate(text.where), evidence.figure.locale.quote(verdict.claim.phrase)
    found = [
        each
        for each in evidence.elsewhere
        if each.where == text.where and _same(each.verdict, verdict) and not isinstance(each.verdict, NotVerified)
    ]
    if len(found) == 1 and not evidence.figure.table.cells:
        (one,) = found
        if isinstance(one.verdict, Fails):
            there = one.other.locate(("title",))
            message = say(
                "{phrase}: {truth}, in {figure} ({place})",
                phrase=phrase,
                truth=one.verdict.truth,
                figure=one.other.name,
                place=there,
            )
            yield finding("BAR205", place, evidence.identity, message, value=text.text)
        return
    code = "BAR208" if verdict.reason == "hidden" and _is_secret(evidence, verdict) else "BAR202"
    yield finding(code, place, evidence.identity, verdict.why, _hint(evidence, text, verdict), text.text)


def _hidden_elsewhere(evidence: Evidence) -> Iterator[Finding]:
    """What a figure without numbers says of shares that another figure of its page hides."""
    for each in evidence.elsewhere:
        verdict, other = each.verdict, each.other
        if isinstance(verdict, NotVerified) and _is_secret(other, verdict):
            message = say(
                "{why}, in {figure} ({place})", why=verdict.why, figure=other.name, place=other.locate(("title",))
            )
            remedy, phrase = REMEDIES["hidden"], verdict.claim.phrase
            yield finding("BAR208", evidence.locate(each.where), evidence.identity, message, say(remedy), phrase)


def _is_secret(evidence: Evidence, verdict: NotVerified) -> bool:
    """Whether what is in the way of a claim is a share that too few answered, not one that the source withholds."""
    secret = [hidden for hidden in evidence.figure.table.hidden if not hidden.withheld]
    names = {name for h in secret for name in (h.category, h.group, f"{h.category} ({h.group})") if name}
    return any(name in names for name in verdict.candidates)


def _same(one: Verdict, other: Verdict) -> bool:
    return one.claim.start == other.claim.start


def _hint(evidence: Evidence, text: Text, verdict: NotVerified) -> str:
    """What to do: the lines of which one says what is meant, where a line can; else as the reason has it."""
    if number := _numeral(evidence, text.text, verdict.turning):
        return number
    if verdict.turning:
        words = ", ".join(f"“{word}”" for word in verdict.turning)
        return say("Take out {words}, or say it in words that are read; then say what is meant.", words=words)
    return _offered(evidence, verdict.offers, ASKED) if verdict.offers else say(REMEDIES[verdict.reason])


def _mend(evidence: Evidence, text: Text, verdict: PartlyRead) -> str:
    """What to do where a word about a claim was not read."""
    if number := _numeral(evidence, text.text, verdict.unread if verdict.turning else ()):
        return number
    if verdict.offers:
        return _offered(evidence, verdict.offers, ANSWERED)
    remedy = UNREAD if verdict.turning else REMEDIES["other words"]
    return say(remedy)


def _numeral(evidence: Evidence, text: str, words: Sequence[str]) -> str:
    """What to do with the first number that is no share as it stands, and none of the figure's; empty without one."""
    locale, table = evidence.figure.locale, evidence.figure.table
    vocabulary = LANGUAGES[locale.language].claims
    numbers = vocabulary.numbers
    word = next((word for word in words if word.isdecimal() or word.casefold() in numbers), "")
    if not word:
        return ""
    # "3" may be all that was taken of "3,5"
    written = next((match[0] for match in _DIGITS.finditer(text) if match[0].startswith(word)), word)
    for phrase in sorted(vocabulary.multiplied):
        if re.search(rf"(?<!\w){re.escape(written)}\s+{phrase.split()[0]}(?!\w)", text):
            return say(TIMES, times=locale.quote(f"{written} {phrase} …"), number=written)
    told = say(NUMBER, number=locale.quote(written))
    per_cent = int(written) if written.isdecimal() else numbers.get(written.casefold())
    shares = [(cell.category, cell.group, cell.value) for cell in table.shown]
    shares += [(net.label, net.group, net.value) for net in table.nets]
    if per_cent is None or not 0 < per_cent < 100 or not table.measure.is_share or not shares:
        return told
    meant = float(per_cent) / 100
    label, group, value = min(shares, key=lambda share: abs(share[2] - meant))
    near = say(
        "Meant as {share}, it is nearest to {name}: {value}.",
        share=locale.value(meant),
        name=locale.quote(f"{label} ({group})" if group else label),
        value=locale.value(value),
    )
    return f"{told} {near}"


_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


def _offered(evidence: Evidence, offers: Sequence[ClaimSpec], asked: str) -> str:
    """What is asked of the author, with the lines that answer it, and what else could be meant."""
    table = evidence.figure.table
    more: list[str] = []
    known = dict.fromkeys([*(cell.category for cell in table.cells), *(net.label for net in table.nets)])
    if others := _listed(known, {name for offer in offers for name in offer.answers}):
        more.append(say("… or of: {others}", others=others))
    groups = {name for offer in offers for name in offer.groups}
    if groups and (others := _listed([group for group in table.groups if group], groups)):
        more.append(say("… or group: {others}", others=others))
    return "\n".join([say(asked), *(_line(evidence, offer) for offer in offers), *more])


def _line(evidence: Evidence, offer: ClaimSpec) -> str:
    """A line that is offered, and beside it, as a comment of YAML, the printed values that it is of."""
    printed = evidence.figure.locale.value
    table = evidence.figure.table
    values = {(cell.category, cell.group): printed(cell.value) for cell in table.cells}
    values |= {(net.label, net.group): printed(net.value) for net in table.nets}
    told = [" ".join(values[each].split()) for each in _named(offer) if each in values]
    return f"- {as_yaml(offer)}" + (f"  # {', '.join(told)}" if told else "")


def _named(offer: ClaimSpec) -> list[tuple[str | None, str | None]]:
    """Each share that a binding names by itself, with its group; not those that it adds up or leaves out."""
    match offer:
        case BesideClaimSpec():
            other = (offer.beside or offer.of, offer.beside_group or offer.group)
            return [(offer.of, offer.group), other]
        case ChangeClaimSpec():
            waves = (offer.change.from_, offer.change.to)
            return [*((offer.of, wave) for wave in waves), *((wave, offer.group) for wave in waves)]
        case ShareClaimSpec():
            return [(offer.of, offer.group)]
        case _:
            return []


def _listed(known: Iterable[str], offered: Collection[str]) -> str:
    """The first of the names that no line has; empty where each has one."""
    others = [name for name in known if name not in offered]
    return "; ".join([*others[:MOST], *(["…"] if len(others) > MOST else [])])


ASKED = template("Say what is meant: add one of these lines to the spec, under `claims:`.")
ANSWERED = template(
    "If these words say the same as the answer, add this line to the spec, under `claims:`; else take them out."
)


def _other(evidence: Evidence, verdict: Contradicts) -> str:
    """The share of another figure that the words speak of, and where it stands."""
    found = [
        (each.verdict.target.subject, each.other)
        for each in evidence.elsewhere
        if isinstance(each.verdict, Holds | Fails)
        and _same(each.verdict, verdict)
        and isinstance(each.verdict.target, One)
    ]
    nets = [pair for pair in found if pair[0].kind == "net"]
    locale = evidence.figure.locale
    return " ".join(
        say(
            "{words} is {value} in {figure} ({place}).",
            words=locale.quote(subject.name),
            value=_told(subject, other, locale),
            figure=other.name,
            place=other.locate(("title",)),
        )
        for subject, other in nets or found
    )


def _bindings(evidence: Evidence) -> Iterator[Finding]:
    """Bindings that stand in no text, are of no claim, or do not fit the figure."""
    verdicts = [verdict for text in evidence.texts for verdict in text.verdicts]
    misfits = dict.fromkeys(v.misfit for v in verdicts if isinstance(v, NotVerified) and v.misfit)
    for misfit in misfits:
        place = evidence.locate(("claims", misfit.place, *misfit.where))
        phrase = evidence.figure.spec.claims[misfit.place].phrase
        yield finding("BAR207", place, evidence.identity, misfit.message, misfit.hint, phrase)
    for i, claim in enumerate(evidence.figure.spec.claims):
        if isinstance(claim, NamedShareSpec):
            continue
        place = evidence.locate(("claims", i))
        standing = [text for text in evidence.texts if claim.places(text.text)]
        if not standing:
            message = say("the phrase {phrase!r} stands in no text of the figure", phrase=claim.phrase)
            yield finding("BAR204", place, evidence.identity, message, say(ABSENT), claim.phrase)
        elif not any(meets(verdict, claim, text.text) for text in standing for verdict in text.verdicts):
            message = say("no claim is read in the phrase {phrase!r}", phrase=claim.phrase)
            yield finding("BAR204", place, evidence.identity, message, say(SILENT), claim.phrase)


def _unwritten(evidence: Evidence) -> Iterator[Finding]:
    """A headline that a new figure begins with."""
    title = evidence.figure.spec.title
    begun = LANGUAGES[evidence.figure.locale.language].start.title
    if title in (*UNWRITTEN, begun) and evidence.figure.table.shown:
        hint = say("Headlines that are true of its numbers: barometer suggest {figure}", figure=evidence.identity.name)
        message = say("the headline is still {title!r}", title=title)
        yield finding("BAR209", evidence.locate(("title",)), evidence.identity, message, hint, title)


def meets(verdict: Verdict, claim: ClaimSpec, text: str) -> bool:
    """Whether a claim of a text stands, at least in part, in the phrase of a binding."""
    return any(start < verdict.claim.end and verdict.claim.start < end for start, end in claim.places(text))


def _told(subject: Subject, other: Evidence, locale: Locale) -> str:
    """The value of another figure in this figure's language."""
    measure = other.figure.locale.measure
    return replace(locale, measure=measure).value(measure.of_share(subject.share))
