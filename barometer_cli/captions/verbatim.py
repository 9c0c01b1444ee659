"""Captions typed by hand: every statement that can be checked, compared with table, spec and survey.

No number passes silently: one that nothing could be made of is listed as not verified.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from barometer_cli.captions import facts
from barometer_cli.captions.facts import bases, items, known_waves, question_of, weighting
from barometer_cli.captions.nets import MARK, check_reading, spelled, together
from barometer_cli.captions.phrases import NUMBER, PHRASES, QUOTE, QUOTED, SIGNED, Phrases
from barometer_cli.captions.sums import relation, rounded, slack, sum_facts, totals
from barometer_cli.captions.text import in_groups, plain, sentence_at
from barometer_cli.model.caption import (
    AskedOf,
    Base,
    Breaks,
    Fact,
    Fielded,
    NetSum,
    Responded,
    Rounded,
    SumsToOther,
    Unshown,
)
from barometer_cli.model.language import Language
from barometer_cli.model.locale import Locale
from barometer_cli.model.number import percent
from barometer_cli.model.picture import Manner
from barometer_cli.model.spec import FigureSpec, SurveySpec
from barometer_cli.model.statement import Statement, Verdict, What
from barometer_cli.model.table import Cell, Net, Table

WHOLE = 0.015
"""How far printed shares may be from one whole, together, by rounding."""
_YEARS = re.compile(r"(?<![\d.,])((?:19|20)\d\d)(?:\s*[-–/]\s*((?:19|20)?\d\d))?(?![\d]|[.,]\d)")


class _Case(NamedTuple):
    """What a text is compared with, and how."""

    text: str
    spec: FigureSpec
    survey: SurveySpec
    table: Table
    manner: Manner
    language: Language
    locale: Locale
    phrases: Phrases

    def find(self, pattern: str) -> Iterator[re.Match[str]]:
        return re.finditer(pattern, self.text, flags=re.IGNORECASE)

    @property
    def number(self) -> str:
        """A number as a value of the figure is written, with its sign where it may have one."""
        measure = self.table.measure
        return rf"(?<![\w.,])[+]?{SIGNED}" if measure.signed or (measure.low or 0) < 0 else NUMBER

    @property
    def unit(self) -> str:
        """What stands after a value of the figure, where anything must."""
        measure = self.table.measure
        if measure.is_share:
            return rf"\s*{self.phrases.percent}"
        unit = self.phrases.points if measure.in_points else re.escape(measure.unit or "")
        return rf"(?:\s*{unit})?" if unit else ""

    def sentence(self, place: int) -> tuple[int, int]:
        """Where the sentence around a character begins and ends."""
        return sentence_at(self.text, place)

    def says(
        self, found: re.Match[str] | tuple[int, int], what: What, holds: bool | None, truth: str | None = None
    ) -> Statement:
        """A statement on part of the text; `holds` None where nothing is known."""
        start, end = found if isinstance(found, tuple) else found.span()
        verdict: Verdict = "not verified" if holds is None else "holds" if holds else "fails"
        return Statement((start, end), self.text[start:end], what, verdict, truth if holds is False else None)


def check(
    text: str,
    spec: FigureSpec,
    survey: SurveySpec,
    table: Table,
    manner: Manner,
    language: Language,
    locale: Locale,
) -> tuple[Statement, ...]:
    """Every statement of a caption that was typed by hand, in the order of the text.

    Parameters
    ----------
    text
        The caption.
    spec, survey, table, manner
        What it is compared with.
    language, locale
        The language it is in, and how that words what would be true.
    """
    case = _Case(text, spec, survey, table, manner, language, locale, PHRASES[locale.language])
    found = [
        *_questions(case),
        *_filter(case),
        *_bases(case),
        *_scale(case),
        *_sums(case),
        *_shares(case),
        *_in_groups(case),
        *_counts(case),
        *_rounded(case),
        *check_reading(text, table, locale),
        *_weighting(case),
        *_tests(case),
        *_waves(case),
        *_periods(case),
    ]
    found += _other_values(case, found)
    found += _nouns(case, found)
    found += _other_numbers(case, found)
    return tuple(sorted(found, key=lambda statement: statement.span))


def check_words(
    text: str,
    spec: FigureSpec,
    survey: SurveySpec,
    table: Table,
    manner: Manner,
    language: Language,
    locale: Locale,
) -> tuple[Statement, ...]:
    """The n, scales, sums and values in words of an author that stand within a computed caption.

    Parameters
    ----------
    text
        The words: a reading aid, what the figure shows, a definition.
    spec, survey, table, manner, language, locale
        As `check` takes them.
    """
    case = _Case(text, spec, survey, table, manner, language, locale, PHRASES[locale.language])
    found = [*_bases(case), *_scale(case), *_sums(case), *_shares(case), *_in_groups(case)]
    found += _other_values(case, found)
    return tuple(sorted(found, key=lambda statement: statement.span))


def leaves_out(text: str, language: str) -> bool:
    """Whether a text says that the figure leaves something out."""
    phrases = PHRASES[language]
    return bool(re.search(f"{phrases.not_shown}|{phrases.left_out}", text, flags=re.IGNORECASE))


def _fold(text: str) -> str:
    return " ".join(text.casefold().replace("\u00a0", " ").replace("\u00ad", "").split())


def _last(name: str, folded: str) -> int:
    """Where a name stands last, as words of its own; -1 where it does not."""
    return max((found.start() for found in re.finditer(rf"(?<!\w){re.escape(_fold(name))}(?!\w)", folded)), default=-1)


def _same(case: _Case, said: str, value: float) -> bool:
    """Whether a number is a value, rounded to as many decimals as it is said with, and a count as it is printed."""
    number = case.phrases.number(said.lstrip("+"))
    decimals = len(said.partition(case.phrases.decimal)[2]) or min(case.table.measure.decimals, 0)
    return number is not None and number == replace(case.table.measure, decimals=decimals).rounded(value)


def _directed(case: _Case, said: str, before: str, value: float) -> str:
    """A change with the sign that words before it give it, "faldt 3"; that of the value where nothing says it."""
    if not case.table.measure.signed or not said[0].isdigit():
        return said
    turns = {
        max((found.end() for found in re.finditer(pattern, before, re.IGNORECASE)), default=-1): below
        for pattern, below in ((case.phrases.rise, False), (case.phrases.fall, True))
    }
    place = max(turns)
    return f"-{said}" if (turns[place] if place >= 0 else value < 0) else said


def _covered(span: tuple[int, int], found: Iterable[Statement]) -> bool:
    return any(statement.span[0] <= span[0] and span[1] <= statement.span[1] for statement in found)


def _questions(case: _Case) -> Iterator[Statement]:
    """Quotations that are said to be the question."""
    asked = question_of(case.spec, case.table)
    if asked is None:
        return
    known = [_fold(plain(question)) for question in (asked.text, *asked.sub, *asked.any_of) if question]
    listed = rf"{case.phrases.asked}(?P<quotes>{QUOTE}(?:{case.phrases.joint}{QUOTE})*)"
    truth = case.locale.both([case.locale.quote(question) for question in (asked.text, *asked.sub) if question])
    for match in case.find(listed):
        said = [_fold(plain(quoted)) for quoted in QUOTED.findall(match["quotes"])]
        yield case.says(match.span("quotes"), "question", all(quoted in known for quoted in said), truth)


def _filter(case: _Case) -> Iterator[Statement]:
    for match in case.find(f"(?P<asked>{case.phrases.asked_of})|{case.phrases.covers}"):
        end = case.sentence(match.start())[1]
        if case.spec.filter is None:
            yield case.says((match.start(), end), "filter", None)
            continue
        who = plain(case.spec.filter.text)
        said = _fold(plain(case.text[match.end() : end]))
        others = bool(match["asked"]) and case.table.narrowed  # it was put to more than these
        truth = _worded(case, AskedOf) if others else f"{match[0]}{who}"
        yield case.says((match.start(), end), "filter", said == _fold(who) and not others, truth)


def _worded(case: _Case, kind: type[Fact]) -> str:
    """What a computed caption says of a kind of fact."""
    told = (fact for fact in facts.derive(case.spec, case.survey, case.table, case.manner) if isinstance(fact, kind))
    return " ".join(case.language.word(fact, case.locale) for fact in told)


def _bases(case: _Case) -> Iterator[Statement]:
    """Unweighted n: one, a range, one for each level or group, or the whole with its groups in brackets."""
    known = bases(case.spec, case.table)
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
        before = _fold(case.text[max(previous, case.sentence(match.start())[0]) : named])
        previous = match.end()
        whole = plain(_worded(case, Base)) if known else None
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


def _listed(case: _Case, known: Sequence[tuple[str | None, int]], match: re.Match[str]) -> list[Statement]:
    """ "n=800 mænd og 850 kvinder", "n=800 (mænd) og n=850 (kvinder)", "n=800/850": an n for each group.

    Of groups that the table does not have, nothing is known but that together they are the whole.
    """
    words, sizes = case.phrases, {_fold(label): n for label, n in known if label is not None}
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
    told = [(item, words.number(item["number"]), _fold(item["label"])) for item in items]
    if sizes:
        return [
            case.says(item, "base", number == sizes[label], f"{case.locale.number(sizes[label])} {label}")
            for item, number, label in told
        ] or _unnamed(case, sizes, match)
    added = sum((number or 0 for _, number, _ in told), Decimal(0)) == known[0][1]
    return [case.says(item, "base", added or None) for item in items] if len(items) > 1 else []


def _unnamed(case: _Case, sizes: Mapping[str, int], match: re.Match[str]) -> list[Statement]:
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
    named = [(place, n) for label, n in known if label is not None and (place := _last(label, before)) >= 0]
    if named:
        return max(named)[1]
    if known[0][0] is None or len({n for _, n in known}) == 1:
        return None if len(known) > 1 and before.endswith((",", "(")) else known[0][1]
    return None


def _groups(case: _Case, known: Sequence[tuple[str | None, int]], start: int, end: int) -> Iterator[Statement]:
    """ "Kommune 1.258, Region 22" between two places."""
    for label, n in known:
        if label is None:
            continue
        pattern = re.compile(rf"(?<!\w){re.escape(label)}\w{{0,3}}:?\s+(?P<number>{NUMBER})", flags=re.IGNORECASE)
        for match in pattern.finditer(case.text, start, end):
            holds = case.phrases.number(match["number"]) == n
            yield case.says(match, "base", holds, f"{label} {case.locale.number(n)}")


def _scale(case: _Case) -> Iterator[Statement]:
    """The ends of the scale, and what they are called: "fra 1 til 5, hvor 5 er ”Meget tilfreds”"."""
    measure, locale = case.table.measure, case.locale
    if measure.low is None or measure.high is None:
        return
    ends = [locale.decimal(measure.low), locale.decimal(measure.high)]
    for match in case.find(case.phrases.scale):
        said = [case.phrases.number(match["low"]), case.phrases.number(match["high"])]
        yield case.says(match, "scale", said == [measure.low, measure.high], locale.dialect.dash.join(ends))
    names = {_fold(name): end for name, end in zip(measure.ends or (), (measure.low, measure.high), strict=False)}
    for match in case.find(rf"(?<![\w.,])(?P<end>{SIGNED})\s+{case.phrases.is_}\s+(?P<quote>{QUOTE})"):
        called = _fold(QUOTED.findall(match["quote"])[0])
        if called in names:
            truth = f"{match['quote']} {locale.decimal(names[called])}"
            yield case.says(match, "scale", case.phrases.number(match["end"]) == names[called], truth)


def _waves(case: _Case) -> Iterator[Statement]:
    """Breaks in the series, response rates, the days of waves, and those between which something changed."""
    words, waves = case.phrases, known_waves(case.table)
    names = [name for name in (case.table.waves or _categories(case.table)) if name]
    if between := case.table.measure.between:
        either = "|".join(map(re.escape, between))
        for match in case.find(rf"(?<!\w)(?P<first>{either})\s+{words.to}\s+(?P<last>{either})(?!\w)"):
            holds = (match["first"], match["last"]) == between
            yield case.says(match, "period", holds, f"{between[0]} {words.to} {between[1]}")
    broken = {wave.name for wave in waves if wave.broken}
    rates = {_fold(wave.name): wave.response_rate for wave in waves if wave.response_rate is not None}
    for match in case.find(words.breaks):
        span = (match.start(), case.sentence(match.start())[1])
        said = {name for name in names if _last(name, _fold(case.text[slice(*span)])) >= 0}
        known = said == broken if said and waves else None
        yield case.says(span, "period", known, plain(_worded(case, Breaks)) or words.unbroken_truth)
    for match in case.find(words.responded):
        span = (match.start(), case.sentence(match.start())[1])
        told = list(
            re.finditer(rf"(?P<number>{NUMBER})\s*{words.percent}(?:\s*\((?P<wave>[^)]*)\))?", case.text[slice(*span)])
        )
        if not rates or not told:
            yield case.says(span, "number", None)
            continue
        known_rates: list[float | None] = [rates.get(_fold(one["wave"])) if one["wave"] else None for one in told]
        if None in known_rates:
            known_rates = [min(rates.values()), max(rates.values())]
        numbers = [words.number(one["number"]) for one in told]
        holds = numbers == [percent(rate) for rate in known_rates if rate is not None]
        yield case.says(span, "number", holds, plain(_worded(case, Responded)))
    for wave in waves:
        for match in (
            case.find(rf"{re.escape(case.locale.day(wave.day))}(?:\s*\((?P<wave>[^)]*)\))?") if wave.day else ()
        ):
            holds = match["wave"] is None or _fold(match["wave"]) == _fold(wave.name)
            yield case.says(match, "period", holds, plain(_worded(case, Fielded)))


def _categories(table: Table) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cell.category for cell in table.cells))


def _sums(case: _Case) -> Iterator[Statement]:
    """That shares sum to 100, to more, or not; of a net's parts; and why."""
    if not case.table.measure.is_share:
        return
    sums = totals(case.table)
    printed = [case.locale.percent(float(total) / 100, case.table.measure.decimals) for total in sums.values()]
    summed = case.locale.both(list(dict.fromkeys(printed)))
    computed = sum_facts(case.spec, case.survey, case.table, case.manner)
    words = " ".join(case.language.word(fact, case.locale) for fact in computed)
    truth = words or case.phrases.sum_truth.format(sum=summed)
    for match in case.find(case.phrases.sums):
        number = case.phrases.number(match["number"])
        more = _fold(match["how"] or "") in case.phrases.more if match["how"] else None
        denied = bool(match["not"] or match["not2"])
        start, end = case.sentence(match.start())
        before = case.text[start : match.start()]
        if re.search(case.phrases.parts, before, flags=re.IGNORECASE):
            yield from _net_sum(case, match, number, more, denied)
        elif number is not None and _of_all(case, before, number):
            of = _spoken_sums(case, before, sums)
            so = [_sums_so(Decimal(total), number, more, denied) for total in of.values()]
            some = re.search(case.phrases.some, before, flags=re.IGNORECASE)
            holds = (any(so) if some else all(so)) if so else None
            yield case.says(match, "sum", holds, truth if number == 100 else case.phrases.sum_truth.format(sum=summed))
            yield from _reasons(case, start, end, truth, of)


def _spoken_sums(case: _Case, before: str, sums: Mapping[str | None, Decimal]) -> Mapping[str | None, Decimal]:
    """The sums that a sentence is of: those of the groups it names, else of all."""
    whole = rf"\b{re.escape(_fold(case.locale.dialect.unit.plural))}\b"
    named = {
        group: total
        for group, total in sums.items()
        if (re.search(whole, _fold(before)) if group is None else _last(group, _fold(before)) >= 0)
    }
    return named if len(case.table.groups) > 1 and named else sums


def _of_all(case: _Case, before: str, number: Decimal) -> bool:
    """Whether a sum is said of all that is shown, and not of answers that are named before it."""
    _, marked = spelled(before, _names(case.table), case.phrases)
    listed = re.search(f"{MARK}{case.phrases.joint}{MARK}", marked)
    return bool(re.search(case.phrases.summed, marked)) or (number == 100 and not listed)


def _names(table: Table) -> tuple[str, ...]:
    """What a sentence may name: categories and nets."""
    return tuple(dict.fromkeys([*(cell.category for cell in table.cells), *(net.label for net in table.nets)]))


def _sums_so(total: Decimal, number: Decimal, more: bool | None, denied: bool) -> bool:
    if more is None:
        return (total == number) != denied
    return (total > number if more else total < number) != denied


def _net_sum(
    case: _Case, match: re.Match[str], number: Decimal | None, more: bool | None, denied: bool
) -> Iterator[Statement]:
    nets = [net for net in case.table.nets if case.table.printed(net) == number]
    start, end = case.sentence(match.start())
    if not case.table.nets:
        yield case.says(match, "sum", None)
        return
    known = case.locale.both(
        [f"{case.locale.quote(net.label)} {case.locale.value(net.value)}" for net in case.table.nets]
    )
    if not nets:
        yield case.says(match, "sum", False, known)
        return
    shares = {(cell.category, cell.group): case.table.printed(cell) for cell in case.table.cells}
    parts = [[shares[part, net.group] for part in net.parts if (part, net.group) in shares] for net in nets]
    printed = map(case.table.printed, nets)
    said = any(_sums_so(sum(part, Decimal(0)), net, more, denied) for net, part in zip(printed, parts, strict=True))
    total = case.locale.percent(float(sum(parts[0], Decimal(0))) / 100)
    yield case.says(match, "sum", said, case.phrases.sum_truth.format(sum=total))
    for count in re.compile(case.phrases.parts, flags=re.IGNORECASE).finditer(case.text, start, end):
        holds = any(case.phrases.number(count["number"]) == len(net.parts) for net in nets)
        yield case.says(count, "net", holds, str(len(nets[0].parts)))


def _reasons(case: _Case, start: int, end: int, truth: str, sums: Mapping[str | None, Decimal]) -> Iterator[Statement]:
    """Why a sum is not 100, in the same sentence."""
    question, table = case.spec.question, case.table
    are, most = relation(case.spec, case.survey, table, case.manner), max(sums.values(), default=0)

    def found(pattern: str) -> Iterator[re.Match[str]]:
        return re.compile(pattern, flags=re.IGNORECASE).finditer(case.text, start, end)

    for match in found(case.phrases.rounding):
        near = all(abs(total - 100) <= slack(table, group) for group, total in sums.items())
        left = any(cell.value > 0 and sums.get(cell.group, 100) < 100 for cell in table.unshown)
        yield case.says(match, "reason", near and not left and are != "several", truth)
    for match in found(case.phrases.several):
        never = most <= 100 or are == "whole" or table.several is False
        yield case.says(match, "reason", False if never else True if are == "several" else None, truth)
    for match in found(case.phrases.overlap):
        never = most <= 100 or (are == "whole" and not table.overlap)
        yield case.says(match, "reason", False if never else True if table.overlap or are == "several" else None, truth)
    for match in found(case.phrases.at_most):
        limit = question.at_most if question else None
        holds = case.phrases.number(match["number"]) == limit if limit else None
        yield case.says(match, "reason", holds, truth)
    if re.compile(case.phrases.left_out, flags=re.IGNORECASE).search(case.text, start, end):
        names = {_fold(cell.category): cell for cell in table.cells}
        away = {_fold(name) for name in (*table.omitted, *table.left_out)}
        for match in QUOTED.finditer(case.text, start, end):
            name = _fold(match[1])
            holds = True if name in away else not names[name].shown if name in names else None
            shown = case.phrases.shown_truth.format(category=match[0])
            yield case.says(match, "reason", holds, shown)


def _shares(case: _Case) -> Iterator[Statement]:
    """Per cents and the answers they belong to: "de 8 %, der har svaret ”Ved ikke”"."""
    words = case.phrases
    if not case.table.measure.is_share:
        return
    share = rf"(?:(?P<few><|\bunder\s+)\s*)?(?:(?P<one>{words.one_percent})|(?P<number>{NUMBER})\s*{words.percent})"
    pattern = rf"{share}{words.answered}(?P<quotes>{QUOTE}(?:{words.joint}{QUOTE}(?!\s*{words.percent}))*)"
    for match in case.find(pattern):
        names = QUOTED.findall(match["quotes"])
        start, end = case.sentence(match.start())
        mark = _owner(case, names, case.text[start:end])
        if mark is None:
            yield case.says(match, "share", None)
            continue
        printed = case.locale.value(mark.value)
        few = printed.startswith("<")
        same = match["number"] in re.findall(NUMBER, printed) if few else _agrees(case, match["number"] or "1", mark)
        same &= bool(match["few"]) == few
        holds, truth = same, f"{printed} ({', '.join(names)})"
        hides = re.search(words.not_shown, case.text[start : match.start()], flags=re.IGNORECASE)
        if same and hides and any(cell.shown for cell in _cells(case.table, names)):
            holds, truth = False, words.shown_truth.format(category=match["quotes"])
        yield case.says(match, "share", holds, truth)


def _in_groups(case: _Case) -> Iterator[Statement]:
    """ "”Ved ikke” (Øst 8 %, Vest 5 %)", "”Ved ikke” (8 % i hver gruppe)", "”Ved ikke” (3-8 %)"; so of other values."""
    words, table = case.phrases, case.table
    if len(table.groups) == 1:
        return
    labels = {_fold(group or case.language.words.total): group for group in table.groups}
    names = "|".join(re.escape(label) for label in sorted(labels, key=len, reverse=True))
    value = rf"<?{case.number}"
    number = re.compile(value)
    one = re.compile(rf"(?<!\w)(?P<label>{names}):?\s+(?P<number>{value}){case.unit}", flags=re.IGNORECASE)
    ends = re.compile(
        rf"{value}{case.unit}?(?:\s*(?:[-–]|{words.to})\s*{value}{case.unit}|\s+{words.every})\s*", flags=re.IGNORECASE
    )
    for match in case.find(rf"(?P<quote>{QUOTE})\s*\((?P<list>[^()]*\d{case.unit}[^()]*)\)"):
        cells = {cell.group: cell for cell in _cells(table, QUOTED.findall(match["quote"]))}
        if not cells:
            continue
        shares = tuple((group, cells[group].value) for group in table.groups if group in cells)
        spread = Unshown(next(iter(cells.values())).category, None, shares)
        for item in one.finditer(case.text, *match.span("list")):
            if cell := cells.get(labels[_fold(item["label"])]):
                printed = case.locale.value(cell.value)
                same = number.findall(printed) == [item["number"]]
                yield case.says(item, "share", same, f"{printed} ({item['label']})")
        if ends.fullmatch(match["list"]):
            said = [end[0] for end in number.finditer(match["list"])]
            least, most = (of(share for _, share in shares) for of in (min, max))
            known = [number.findall(case.locale.value(share))[0] for share in (least, most)]
            holds = said == known if len(said) == 2 else {*said} == {*known}
            truth = in_groups(spread, case.locale, case.language.words.total, "", "-")
            yield case.says(match.span("list"), "share", holds, truth)


def _rounded(case: _Case) -> Iterator[Statement]:
    """That nets are not the sums of their printed parts, as rounding makes them."""
    off = {_fold(name) for fact in rounded(case.spec, case.survey, case.table, case.manner) for name in fact.nets}
    known = {_fold(net.label) for net in case.table.nets}
    for match in case.find(case.phrases.differs):
        start, end = case.sentence(match.start())
        named = {_fold(name) for name in QUOTED.findall(case.text[start:end])} & known
        truth = _worded(case, Rounded) or _worded(case, NetSum) or case.phrases.even_truth
        yield case.says((start, end), "sum", named <= off if named else None, truth)


def _counts(case: _Case) -> Iterator[Statement]:
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


def _cells(table: Table, names: Sequence[str]) -> list[Cell]:
    wanted = {_fold(name) for name in names}
    return [cell for cell in table.cells if _fold(cell.category) in wanted]


def _owner(case: _Case, names: Sequence[str], sentence: str) -> Cell | Net | None:
    """The share of one answer or net, or of several answers together, in the group that a sentence names.

    None where that is unclear, and where people who gave several answers would be counted more than once.
    """
    table = case.table
    named = [group for group in table.groups if group is not None and _last(group, _fold(sentence)) >= 0]
    if len(table.groups) > 1:
        if len(named) > 1 or (not named and None not in table.groups):
            return None
        group = named[0] if named else None
    else:
        group = table.groups[0] if table.groups else None
    cells = [cell for cell in _cells(table, names) if cell.group == group]
    wanted = {_fold(name) for name in names}
    for net in table.nets:
        if net.group == group and (wanted == {_fold(net.label)} or wanted == set(map(_fold, net.parts))):
            return cells[0] if len(names) == 1 and cells else net
    if len(names) == 1:
        return cells[0] if cells else None
    if not table.measure.is_share:
        return None
    if len(cells) != len(wanted) or table.partition is False:
        return None
    return Net("", tuple(names), sum(cell.value for cell in cells), group)


def _others(case: _Case, mark: Cell | Net | None) -> Net | None:
    """The share of all other answers than one or several; None where people could give several."""
    table = case.table
    group = [cell for cell in table.cells if mark and cell.group == mark.group]
    whole = table.partition or (table.partition is None and abs(sum(cell.value for cell in group) - 1) <= WHOLE)
    if mark is None or not whole or not table.measure.is_share:
        return None
    out = mark.parts if isinstance(mark, Net) else (mark.category,)
    parts = tuple(cell.category for cell in group if cell.category not in out)
    return Net("", parts, 1 - mark.value, mark.group)


def _agrees(case: _Case, said: str, mark: Cell | Net) -> bool:
    """Whether a per cent is that of a share; that of answers which are no net may be the sum of what is printed."""
    if isinstance(mark, Cell) or mark.label or _same(case, said, mark.value):
        return _same(case, said, mark.value)
    parts = (case.table.printed(cell) for cell in _cells(case.table, mark.parts) if cell.group == mark.group)
    return case.phrases.number(said) == sum(parts)


def _other_values(case: _Case, found: Sequence[Statement]) -> list[Statement]:
    """Values beside the categories or net that their sentence names: one, a list of them, or all but these.

    A number without per cent may be of anything: it is a value only where its decimals, its unit, the name of the
    measure or its place beside a category say so.
    """
    made = []
    for match in case.find(rf"(?P<few><\s*)?(?P<number>{case.number})(?P<unit>{case.unit})"):
        if _covered(match.span(), found):
            continue
        start, end = case.sentence(match.start())
        sentence, before = case.text[start:end], case.text[start : match.start()]
        mark, named = _spoken_of(case, sentence, match.start() - start)
        if mark is None:
            if case.table.measure.is_share:
                made.append(case.says(match, "share", None))
        elif case.table.measure.is_share or _is_value(case, match, before, named):
            hedge = re.search(rf"(?:{case.phrases.hedged}|\d\s*[-–])\s*$", before, re.IGNORECASE)
            printed = case.locale.value(mark.value)
            if match["few"] or printed.startswith("<"):
                same = _fold(match[0]) == _fold(printed)
            else:
                same = _agrees(case, _directed(case, match["number"], before, mark.value), mark)
            truth = f"{printed} ({case.locale.both(named)})"
            made.append(case.says(match, "share", None if hedge else same, truth))
    return made


def _is_value(case: _Case, match: re.Match[str], before: str, named: Sequence[str]) -> bool:
    """Whether a number without per cent is surely meant as a value of the figure."""
    measure, words = case.table.measure, case.phrases
    called = (words.measures[measure.name], words.measures[measure.of], words.rise, words.fall)
    return (
        (measure.decimals > 0 and words.decimal in match["number"])
        or bool(match["unit"])
        or not match["number"][0].isdigit()
        or any(re.search(pattern, before, re.IGNORECASE) for pattern in called[: 4 if measure.signed else 1])
        or any(_fold(before).rstrip(' (:=”“«"').endswith(_fold(name)) for name in named)
    )


def _spoken_of(case: _Case, sentence: str, place: int) -> tuple[Cell | Net | None, Sequence[str]]:
    """What a value at a place of a sentence is of, and the names of that."""
    names = _names(case.table)
    before = _fold(sentence[:place]).rstrip(' (:=”“«"')
    beside = [name for name in names if before.endswith(_fold(name))]
    within = re.match(rf"<?\s*{case.number}{case.unit}\s*\w", sentence[place:], flags=re.IGNORECASE)
    if beside and sentence[:place].rstrip().endswith((":", "=") if within else ("(", ":", "=")):
        named = [max(beside, key=len)]
        return _owner(case, named, sentence), named
    named, marked = spelled(sentence, names, case.phrases)
    alone = (
        len(re.findall(rf"{case.number}{case.unit}", _without_names(sentence, case.table), flags=re.IGNORECASE)) == 1
    )
    if not alone or _denied(case, marked) or re.search(f"{case.phrases.among}{MARK}", marked):
        return None, ()
    explained = [net.label for net in case.table.nets if {net.label, *net.parts} == set(named)]
    if not explained and not (named and together(marked, len(named), case.phrases)):
        return None, ()
    named = explained[:1] or named
    mark = _owner(case, named, sentence)
    if re.search(rf"{case.phrases.but}{MARK}", marked):
        others = _others(case, mark)
        return others, others.parts if others else ()
    return mark, named


def _denied(case: _Case, marked: str) -> bool:
    """Whether a sentence speaks of those who did *not* answer so: what is not shown does not count."""
    rest = re.sub(case.phrases.not_shown, " ", QUOTED.sub(" ", marked), flags=re.IGNORECASE)
    return bool(re.search(case.phrases.negated, rest))


def _without_names(text: str, table: Table) -> str:
    """A text without the names of categories, nets and groups that hold numbers of their own."""
    for name in sorted((name for name in (*_names(table), *table.groups) if name), key=len, reverse=True):
        if any(letter.isdigit() for letter in name):
            text = re.sub(
                rf"(?<!\w){re.escape(name)}(?!\w)", lambda found: " " * len(found[0]), text, flags=re.IGNORECASE
            )
    return text


def _weighting(case: _Case) -> Iterator[Statement]:
    known = weighting(case.spec, case.survey, case.table)
    population = known.population if known else None
    truth = plain(case.language.word(known, case.locale)) if known else None
    for match in case.find(case.phrases.weighted):
        span = (match.start(), min(match.end(), case.sentence(match.start())[1]))
        holds = bool(match["not"]) != bool(population) if known else None
        if holds and population and match["to"]:
            holds = _fold(plain(population)) in _fold(case.text[slice(*span)])
        yield case.says(span, "weighting", holds, truth)


def _tests(case: _Case) -> Iterator[Statement]:
    """Levels of confidence and significance, and what a test found."""
    words, test = case.phrases, case.table.comparison
    for match in case.find(words.interval):
        number = words.number(match["number"] or match["number2"])
        level = case.table.level
        truth = case.locale.percent(level) if level else None
        yield case.says(match, "interval", number == percent(level, 1) if level else None, truth)
    for match in case.find(words.level):
        said = words.number(match["number"])
        if said is not None and match["percent"]:
            said /= 100
        truth = case.locale.decimal(test.level) if test else None
        yield case.says(match, "significance", said == Decimal(str(test.level)) if test else None, truth)
    for match in case.find(words.significant):
        start, end = case.sentence(match.start())
        unquoted = QUOTED.sub(" ", case.text[start : match.start()])  # "Ved ikke" denies nothing
        denied = bool(re.search(words.negated, unquoted, flags=re.IGNORECASE))
        names = [_fold(name) for name in QUOTED.findall(case.text[start:end])]
        if test is None or (test.p is None and not names) or _of_some(case, case.text[start:end]):
            yield case.says(match, "significance", None)
            continue
        different = {_fold(name) for name in test.different}
        known = different | {_fold(name) for name in test.same}
        if test.p is not None:
            holds: bool | None = (test.p < test.level) != denied
        else:
            holds = all((name in different) != denied for name in names) if set(names) <= known else None
        truth = None
        if holds is False:
            found = case.locale.both([case.locale.quote(name) for name in test.different])
            truth = found or f"p {'<' if test.p is not None and test.p < test.level else '>='} {test.level}"
        yield case.says(match, "significance", holds, truth)


def _of_some(case: _Case, sentence: str) -> bool:
    """Whether a sentence is of some of several groups, of which a test of all of them tells nothing."""
    groups = [group for group in case.table.groups if group is not None]
    named = [
        group for group in groups if re.search(rf"(?<!\w){re.escape(_fold(group))}\w{{0,4}}(?!\w)", _fold(sentence))
    ]
    return 0 < len(named) < len(groups)


def _periods(case: _Case) -> Iterator[Statement]:
    """Years and periods, compared with the survey's, the spec's own credit and its other words."""
    spec = case.spec
    words = [case.survey.wave, case.survey.credit, spec.source, spec.subtitle, spec.title, spec.text]
    words += [spec.filter.text if spec.filter else None, *(cell.category for cell in case.table.cells)]
    words += case.table.groups
    known = [_years(match) for text in words if text for match in _YEARS.finditer(text)]
    periods = {years for years in known if len(years) == 2}
    single = {year for years in known for year in years}
    wave = [_years(match) for match in _YEARS.finditer(case.survey.wave)]
    before = re.compile(rf"{case.phrases.base}$", flags=re.IGNORECASE)
    for match in _YEARS.finditer(case.text):
        if before.search(case.text, 0, match.start()):
            continue
        years = _years(match)
        if len(years) == 2:
            holds = years in periods if periods else None
            truth = case.survey.wave if wave else ", ".join("-".join(map(str, period)) for period in sorted(periods))
            yield case.says(match, "period", holds, truth)
        elif years[0] in single:
            yield case.says(match, "period", True)


def _years(match: re.Match[str]) -> tuple[int, ...]:
    first = int(match[1])
    if match[2] is None:
        return (first,)
    return first, int(match[2]) if len(match[2]) == 4 else first // 100 * 100 + int(match[2])


def _nouns(case: _Case, found: Sequence[Statement]) -> list[Statement]:
    """ "1.877 arbejdspladser": an n where it is one, else not verified."""
    unit = case.locale.dialect.unit
    sizes = {n for _, n in bases(case.spec, case.table)} | {fact.n for fact in facts.ungrouped(case.table)}
    nouns = rf"{re.escape(unit.plural)}|{re.escape(unit.definite)}|{case.phrases.nouns}"
    made = []
    for match in case.find(rf"(?<![\d.,])(?P<number>{NUMBER})\s+(?:\w+\s+)?(?:{nouns})\b"):
        if not _covered(match.span("number"), found):
            known = case.phrases.number(match["number"]) in sizes
            made.append(case.says(match, "base", True if known else None))
    return made


def _other_numbers(case: _Case, found: Sequence[Statement]) -> list[Statement]:
    """Every number that no statement speaks of."""
    words = "|".join(case.phrases.words)
    text = _without_names(case.text, case.table)
    return [
        case.says(match.span(), "number", None)
        for match in re.finditer(rf"{NUMBER}|\b(?:{words})\b", text, flags=re.IGNORECASE)
        if not _covered(match.span(), found)
    ]
