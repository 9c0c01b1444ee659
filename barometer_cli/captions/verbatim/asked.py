"""Statements on whom was asked what: questions, filters, and the unweighted n."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from barometer_cli.captions import facts
from barometer_cli.captions.facts import items, question_of
from barometer_cli.captions.sums import sum_facts
from barometer_cli.captions.verbatim.case import Case, covered, fold, last, worded
from barometer_cli.languages.phrases import NUMBER, QUOTE, QUOTED
from barometer_cli.languages.text import plain
from barometer_cli.model.caption import AskedOf, Base, SumsToOther
from barometer_cli.model.statement import Statement


def questions(case: Case) -> Iterator[Statement]:
    """Quotations that are said to be the question."""
    asked = question_of(case.spec, case.table)
    if asked is None:
        return
    known = [fold(plain(question)) for question in (asked.text, *asked.sub, *asked.any_of) if question]
    listed = rf"{case.phrases.asked}(?P<quotes>{QUOTE}(?:{case.phrases.joint}{QUOTE})*)"
    truth = case.locale.both([case.locale.quote(question) for question in (asked.text, *asked.sub) if question])
    for match in case.find(listed):
        said = [fold(plain(quoted)) for quoted in QUOTED.findall(match["quotes"])]
        yield case.says(match.span("quotes"), "question", all(quoted in known for quoted in said), truth)


def filtered(case: Case) -> Iterator[Statement]:
    """Whom the question is said to have been put to."""
    for match in case.find(f"(?P<asked>{case.phrases.asked_of})|{case.phrases.covers}"):
        end = case.sentence(match.start())[1]
        if case.spec.filter is None:
            yield case.says((match.start(), end), "filter", None)
            continue
        who = plain(case.spec.filter.text)
        said = fold(plain(case.text[match.end() : end]))
        others = bool(match["asked"]) and case.table.narrowed  # it was put to more than these
        truth = worded(case, AskedOf) if others else f"{match[0]}{who}"
        yield case.says((match.start(), end), "filter", said == fold(who) and not others, truth)


def bases(case: Case) -> Iterator[Statement]:
    """Unweighted n: one, a range, one for each level or group, or the whole with its groups in brackets."""
    known = facts.bases(case.spec, case.table)
    sizes = [n for label, n in known if label is not None] or [n for _, n in known]
    previous = 0
    number = rf"{NUMBER}(?: \d{{3}}\b)*"
    pattern = rf"{case.phrases.base}(?P<low>{number})(?:\s*[-–]\s*(?P<high>{number}))?"
    for match in case.find(pattern):
        if match.start() < previous:
            continue
        low = case.phrases.number(match["low"])
        of = re.search(r"\([^)]*(?=\))", match[0])  # "n (mænd)=800" names its group within
        named = match.start() + (of.end() if of else 0)
        before = fold(case.text[max(previous, case.sentence(match.start())[0]) : named])
        previous = match.end()
        whole = plain(worded(case, Base)) if known else None
        if not known:
            yield case.says(match, "base", None)
        elif match["high"]:
            ends = [low, case.phrases.number(match["high"])]
            yield case.says(match, "base", ends == [min(sizes), max(sizes)], whole)
        elif listed := _listed(case, known, match):
            yield from listed
            previous = listed[-1].span[1]
        else:
            n = _level(known, before)
            if n is None and len(known) > 1 and before.endswith((",", "(")):
                yield case.says(match, "base", None)
                continue
            prefix = case.text[match.start() : match.start("low")]
            one = f"{prefix}{case.locale.number(n)}" if n is not None else None
            yield case.says(match, "base", n is not None and low == n, one or whole)
        if brackets := re.compile(r"\s*\(([^)]*)\)").match(case.text, match.end()):
            yield from _groups(case, known, *brackets.span(1))
    for match in case.find(rf"{case.phrases.base}(?=[^\W\d])"):
        yield from _groups(case, known, match.end(), case.sentence(match.end())[1])


def _listed(case: Case, known: Sequence[tuple[str | None, int]], match: re.Match[str]) -> list[Statement]:
    """ "n=800 mænd og 850 kvinder", "n=800 (mænd) og n=850 (kvinder)", "n=800/850": an n for each group.

    Of groups that the table does not have, nothing is known but that together they are the whole.
    """
    words, sizes = case.phrases, {fold(label): n for label, n in known if label is not None}
    names = "|".join(map(re.escape, sorted(sizes, key=len, reverse=True))) or r"[^\W\d]+"
    named = rf"(?:{words.group})?(?P<label>{names})\w{{0,3}}(?!\w)"
    of_more = rf":?\s*\d|{words.joint}(?:{words.group})?(?:{names})"  # "n=1.498 kommuner og regioner"
    one = re.compile(rf"(?P<number>{NUMBER})\s+(?P<open>\()?{named}(?(open)\))(?!{of_more})", flags=re.IGNORECASE)
    joint = re.compile(rf"(?:{words.joint}|\s*;\s*)(?:{words.base})?", flags=re.IGNORECASE)
    items: list[re.Match[str]] = []
    place = match.start("low")
    while item := one.match(case.text, place):
        items.append(item)
        if (more := joint.match(case.text, item.end())) is None:
            break
        place = more.end()
    told = [(item, words.number(item["number"]), fold(item["label"])) for item in items]
    if sizes:
        return [
            case.says(item, "base", number == sizes[label], f"{case.locale.number(sizes[label])} {label}")
            for item, number, label in told
        ] or _unnamed(case, sizes, match)
    added = sum((number or 0 for _, number, _ in told), Decimal(0)) == known[0][1]
    return [case.says(item, "base", added or None) for item in items] if len(items) > 1 else []


def _unnamed(case: Case, sizes: Mapping[str, int], match: re.Match[str]) -> list[Statement]:
    """ "n=800/850" and "n=800 og 850", where there are as many groups."""
    joint = rf"(?:\s*/\s*|(?=\s){case.phrases.joint})"
    listed = re.compile(rf"{NUMBER}(?:{joint}{NUMBER})+(?=\s*(?:[.;)]|$))", flags=re.IGNORECASE)
    found = listed.match(case.text, match.start("low"))
    if found is None:
        return []
    numbers = [case.phrases.number(number[0]) for number in re.finditer(NUMBER, found[0])]
    truth = case.locale.both([f"{case.locale.number(n)} {label}" for label, n in sizes.items()])
    return [case.says(found, "base", sorted(map(str, numbers)) == sorted(map(str, sizes.values())), truth)]


def _level(known: Sequence[tuple[str | None, int]], before: str) -> int | None:
    """The n that is meant after some words: of the level they end in, else of the whole, None where that is unclear."""
    named = [(place, n) for label, n in known if label is not None and (place := last(label, before)) >= 0]
    if named:
        return max(named)[1]
    if known[0][0] is None or len({n for _, n in known}) == 1:
        return None if len(known) > 1 and before.endswith((",", "(")) else known[0][1]
    return None


def _groups(case: Case, known: Sequence[tuple[str | None, int]], start: int, end: int) -> Iterator[Statement]:
    """ "Kommune 1.258, Region 22" between two places."""
    for label, n in known:
        if label is None:
            continue
        pattern = re.compile(rf"(?<!\w){re.escape(label)}\w{{0,3}}:?\s+(?P<number>{NUMBER})", flags=re.IGNORECASE)
        for match in pattern.finditer(case.text, start, end):
            holds = case.phrases.number(match["number"]) == n
            yield case.says(match, "base", holds, f"{label} {case.locale.number(n)}")


def counts(case: Case) -> Iterator[Statement]:
    """How many questions the figure is based on, and how many answers it leaves out without a name."""
    asked = question_of(case.spec, case.table)
    fact = next(
        (f for f in sum_facts(case.spec, case.survey, case.table, case.manner) if isinstance(f, SumsToOther)), None
    )
    for pattern, known in (
        (case.phrases.questions, len(asked.any_of) if asked else 0),
        (case.phrases.items, (len(asked.sub) or items(asked, case.table)) if asked else 0),
        (case.phrases.others, fact.others if fact else 0),
    ):
        for match in case.find(pattern):
            same = case.phrases.number(match["number"]) == known if known else None
            yield case.says(match, "number", same, str(known))


def nouns(case: Case, found: Sequence[Statement]) -> list[Statement]:
    """ "1.877 arbejdspladser": an n where it is one, else not verified."""
    unit = case.locale.dialect.unit
    sizes = {n for _, n in facts.bases(case.spec, case.table)} | {fact.n for fact in facts.ungrouped(case.table)}
    named = rf"{re.escape(unit.plural)}|{re.escape(unit.definite)}|{case.phrases.nouns}"
    made = []
    for match in case.find(rf"(?<![\d.,])(?P<number>{NUMBER})\s+(?:\w+\s+)?(?:{named})\b"):
        if not covered(match.span("number"), found):
            known = case.phrases.number(match["number"]) in sizes
            made.append(case.says(match, "base", True if known else None))
    return made
