"""Statements on how it was measured: the scale, the weights, tests, waves and periods."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from barometer_cli.captions import facts
from barometer_cli.captions.verbatim.case import Case, fold, last, worded
from barometer_cli.languages.phrases import NUMBER, QUOTE, QUOTED, SIGNED
from barometer_cli.languages.text import plain
from barometer_cli.model.caption import Breaks, Fielded, Responded
from barometer_cli.model.number import percent
from barometer_cli.model.statement import Statement
from barometer_cli.model.table import Table

_YEARS = re.compile(r"(?<![\d.,])((?:19|20)\d\d)(?:\s*[-–/]\s*((?:19|20)?\d\d))?(?![\d]|[.,]\d)")


def scale(case: Case) -> Iterator[Statement]:
    """The ends of the scale, and what they are called: "fra 1 til 5, hvor 5 er ”Meget tilfreds”"."""
    measure, locale = case.table.measure, case.locale
    if measure.low is None or measure.high is None:
        return
    ends = [locale.decimal(measure.low), locale.decimal(measure.high)]
    for match in case.find(case.phrases.scale):
        said = [case.phrases.number(match["low"]), case.phrases.number(match["high"])]
        yield case.says(match, "scale", said == [measure.low, measure.high], locale.dialect.dash.join(ends))
    names = {fold(name): end for name, end in zip(measure.ends or (), (measure.low, measure.high), strict=False)}
    for match in case.find(rf"(?<![\w.,])(?P<end>{SIGNED})\s+{case.phrases.is_}\s+(?P<quote>{QUOTE})"):
        called = fold(QUOTED.findall(match["quote"])[0])
        if called in names:
            truth = f"{match['quote']} {locale.decimal(names[called])}"
            yield case.says(match, "scale", case.phrases.number(match["end"]) == names[called], truth)


def weighting(case: Case) -> Iterator[Statement]:
    """That shares are weighted, or not, and to what."""
    known = facts.weighting(case.spec, case.survey, case.table)
    population = known.population if known else None
    truth = plain(case.language.word(known, case.locale)) if known else None
    for match in case.find(case.phrases.weighted):
        span = (match.start(), min(match.end(), case.sentence(match.start())[1]))
        holds = bool(match["not"]) != bool(population) if known else None
        if holds and population and match["to"]:
            holds = fold(plain(population)) in fold(case.text[slice(*span)])
        yield case.says(span, "weighting", holds, truth)


def tests(case: Case) -> Iterator[Statement]:
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
        names = [fold(name) for name in QUOTED.findall(case.text[start:end])]
        if test is None or (test.p is None and not names) or _of_some(case, case.text[start:end]):
            yield case.says(match, "significance", None)
            continue
        different = {fold(name) for name in test.different}
        known = different | {fold(name) for name in test.same}
        if test.p is not None:
            holds: bool | None = (test.p < test.level) != denied
        else:
            holds = all((name in different) != denied for name in names) if set(names) <= known else None
        truth = None
        if holds is False:
            found = case.locale.both([case.locale.quote(name) for name in test.different])
            truth = found or f"p {'<' if test.p is not None and test.p < test.level else '>='} {test.level}"
        yield case.says(match, "significance", holds, truth)


def _of_some(case: Case, sentence: str) -> bool:
    """Whether a sentence is of some of several groups, of which a test of all of them tells nothing."""
    groups = [group for group in case.table.groups if group is not None]
    named = [group for group in groups if re.search(rf"(?<!\w){re.escape(fold(group))}\w{{0,4}}(?!\w)", fold(sentence))]
    return 0 < len(named) < len(groups)


def waves(case: Case) -> Iterator[Statement]:
    """Breaks in the series, response rates, the days of waves, and those between which something changed."""
    words, waves = case.phrases, facts.known_waves(case.table)
    names = [name for name in (case.table.waves or _categories(case.table)) if name]
    if between := case.table.measure.between:
        either = "|".join(map(re.escape, between))
        for match in case.find(rf"(?<!\w)(?P<first>{either})\s+{words.to}\s+(?P<last>{either})(?!\w)"):
            holds = (match["first"], match["last"]) == between
            yield case.says(match, "period", holds, f"{between[0]} {words.to} {between[1]}")
    broken = {wave.name for wave in waves if wave.broken}
    rates = {fold(wave.name): wave.response_rate for wave in waves if wave.response_rate is not None}
    for match in case.find(words.breaks):
        span = (match.start(), case.sentence(match.start())[1])
        said = {name for name in names if last(name, fold(case.text[slice(*span)])) >= 0}
        known = said == broken if said and waves else None
        yield case.says(span, "period", known, plain(worded(case, Breaks)) or words.unbroken_truth)
    for match in case.find(words.responded):
        span = (match.start(), case.sentence(match.start())[1])
        told = list(
            re.finditer(rf"(?P<number>{NUMBER})\s*{words.percent}(?:\s*\((?P<wave>[^)]*)\))?", case.text[slice(*span)])
        )
        if not rates or not told:
            yield case.says(span, "number", None)
            continue
        known_rates: list[float | None] = [rates.get(fold(one["wave"])) if one["wave"] else None for one in told]
        if None in known_rates:
            known_rates = [min(rates.values()), max(rates.values())]
        numbers = [words.number(one["number"]) for one in told]
        holds = numbers == [percent(rate) for rate in known_rates if rate is not None]
        yield case.says(span, "number", holds, plain(worded(case, Responded)))
    for wave in waves:
        for match in (
            case.find(rf"{re.escape(case.locale.day(wave.day))}(?:\s*\((?P<wave>[^)]*)\))?") if wave.day else ()
        ):
            holds = match["wave"] is None or fold(match["wave"]) == fold(wave.name)
            yield case.says(match, "period", holds, plain(worded(case, Fielded)))


def _categories(table: Table) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cell.category for cell in table.cells))


def periods(case: Case) -> Iterator[Statement]:
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
