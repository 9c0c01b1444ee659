"""The ledger: every numeral in every text, and the cell, base or level it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, TypeAlias

from msgspec import Struct

from barometer_cli.checks.codes import finding
from barometer_cli.languages import LANGUAGES
from barometer_cli.layout.dots import grids
from barometer_cli.messages import say, template
from barometer_cli.model.caption import Asked, SumsToOther, Ungrouped
from barometer_cli.model.card import CardSpec
from barometer_cli.model.claim import (
    Fails,
    Holds,
    NotVerified,
    Pair,
    PartlyRead,
    Ranking,
    Target,
    Verdict,
    shares_of,
)
from barometer_cli.model.figure import Figure
from barometer_cli.model.finding import Evidence, Finding
from barometer_cli.model.ledger import Line
from barometer_cli.model.locale import Locale
from barometer_cli.model.number import percent

SENTENCE = re.compile(r"(?<=[.;:])\s")
YEAR = re.compile(r"(?:19|20)\d\d")
Kind: TypeAlias = Literal["cell", "net", "rest", "limit"]
SHARES: dict[tuple[Kind, bool], str] = {
    ("cell", False): template("cell ”{label}”"),
    ("cell", True): template("cell ”{label}” of ”{group}”"),
    ("net", False): template("net ”{label}”"),
    ("net", True): template("net ”{label}” of ”{group}”"),
    ("rest", False): template("rest ”{label}”"),
    ("rest", True): template("rest ”{label}” of ”{group}”"),
    ("limit", False): template("limit of the interval of ”{label}”"),
    ("limit", True): template("limit of the interval of ”{label}” of ”{group}”"),
}
"""What a number is, alone and of a group."""


class _Known(Struct, frozen=True):
    """A number that is known of the figure: as it may be printed, what it is, its unrounded value, its words.

    `group` is the group of the breakdown that it belongs to; `below` whether it lies below 0, None without a sign;
    `is_n` whether it is a number of respondents, as only "n=" may tell.
    """

    printed: str
    share: bool
    source: str
    value: str
    words: str = ""
    group: str | None = None
    below: bool | None = None
    is_n: bool = False


_Index: TypeAlias = dict[tuple[str, bool], list[_Known]]


class _Numeral(Struct, frozen=True):
    """A numeral in a text: the field and sentence it stands in, the group spoken of, and what a claim says of it."""

    field: str
    match: re.Match[str]
    sentence: str
    group: tuple[str | None, ...] = ()
    verdict: Verdict | None = None

    @property
    def key(self) -> tuple[str, bool]:
        """Its digits, and whether it is a share."""
        return self.match["digits"], self.match["unit"] is not None


@cache
def numeral(language: str) -> re.Pattern[str]:
    """A number as texts of a language have it: its sign, its digits, and whether it is of a per cent."""
    per_cent = rf"[\s\u00a0]?{LANGUAGES[language].phrases.percent}"
    return re.compile(
        r"(?<![\w.,])(?P<n>n\s*=\s*)?(?P<sign>[+−-](?=\d))?"
        r"(?P<digits>[<>]?(?:\d{1,3}(?:[.,\u00a0\u202f]\d{3})+|\d+(?:[.,]\d+)?))"
        rf"(?P<unit>(?=[-–][<>]?\d+(?:[.,]\d+)?{per_cent})|{per_cent})?(?![\w])"
    )


def ledger(evidence: Evidence) -> tuple[Line, ...]:
    """Every numeral of a figure: title, subtitle, text, caption, labels, alt text, description.

    The rows of its CSV and JSON are the cells themselves and are listed as such.
    """
    figure = evidence.figure
    known = _known(figure)
    lines = [_line(evidence, numeral, known) for numeral in _numerals(evidence)]
    table = figure.table
    for cell in table.cells:
        source = _share("cell", cell.category, cell.group)
        lines.append(Line(evidence.identity, "csv, json", f"{table.printed(cell):f}", source, repr(cell.value)))
    for net in table.nets:
        source = _share("net", net.label, net.group)
        lines.append(Line(evidence.identity, "csv, json", f"{table.printed(net):f}", source, repr(net.value)))
    return tuple(lines)


def check(release: Sequence[Evidence]) -> Iterator[Finding]:
    """Numerals that are nothing that is known; those of a caption typed by hand are judged elsewhere."""
    for evidence in release:
        typed = bool(evidence.figure.spec.caption and evidence.figure.spec.caption.text)
        known = _known(evidence.figure)
        for numeral in _numerals(evidence):
            if _is_explained(numeral, known) or (typed and numeral.field == "caption"):
                continue
            printed, field = numeral.match[0].strip(), numeral.field
            where = (field,) if field in ("title", "subtitle", "text", "texts") else ("caption",)
            message = say(
                "{number} in the {field} is no number that is known of the figure", number=printed, field=field
            )
            yield finding("BAR701", evidence.locate(where), evidence.identity, message, value=printed)


def _numerals(evidence: Evidence) -> Iterator[_Numeral]:
    """Every numeral of a figure's texts; "Region (n=220):" names the group of those that follow it."""
    figure = evidence.figure
    for text in evidence.texts:
        if text.where[0] == "caption":
            continue  # it is told with the caption's sentences
        for match in numeral(figure.locale.language).finditer(text.text):
            place = match.start("digits")
            verdict = next((v for v in text.verdicts if v.claim.start <= place < v.claim.end), None)
            yield _Numeral(str(text.where[0]), match, text.text, verdict=verdict)
    opened = [(f"{group or figure.words.total} (", group) for group in figure.table.groups]
    told = [("caption", sentence) for _, sentence in figure.caption.sentences]
    for field, words in (*told, ("alt", figure.alt), ("description", figure.description)):
        group: tuple[str | None, ...] = ()
        for sentence in SENTENCE.split(words):
            group = next(((name,) for opening, name in opened if sentence.startswith(opening)), group)
            for match in numeral(figure.locale.language).finditer(sentence):
                yield _Numeral(field, match, sentence, group)


def _value(value: float, locale: Locale, source: str, words: str, group: str | None) -> _Known:
    """A value, or limit, by its digits as printed: "<1" of "<1 %"; whether they are of a per cent, and their sign."""
    found = numeral(locale.language).search(locale.value(value))
    assert found, "a printed value has digits"
    below = value < 0 if locale.measure.signed or value < 0 else None
    return _Known(found["digits"], found["unit"] is not None, source, repr(value), words, group, below)


def _is_explained(numeral: _Numeral, known: _Index) -> bool:
    if numeral.verdict is not None:
        return True
    return bool(_fitting(numeral, known)) or _is_year(numeral)


def _is_year(numeral: _Numeral) -> bool:
    digits, share = numeral.key
    return not share and YEAR.fullmatch(digits) is not None


def _fitting(numeral: _Numeral, known: _Index) -> list[_Known]:
    """What a numeral could be; one that is told with a sign is nothing that has the other."""
    fitting = known.get(numeral.key, [])
    if sign := numeral.match["sign"]:
        fitting = [one for one in fitting if one.below in (None, sign != "+")]
    return [one for one in fitting if one.is_n] if numeral.match["n"] else fitting


def _line(evidence: Evidence, numeral: _Numeral, known: _Index) -> Line:
    """The ledger's line of a numeral: of all that it could be, what the words around it name, in its group if known."""
    field, printed = numeral.field, numeral.match[0].strip()
    if isinstance(numeral.verdict, Holds | Fails):
        return Line(evidence.identity, field, printed, *_target(numeral.verdict.target))
    if isinstance(numeral.verdict, PartlyRead | NotVerified):
        return Line(evidence.identity, field, printed, say("claim that is not verified"))
    if fitting := _fitting(numeral, known):
        told, place = numeral.sentence.casefold(), numeral.match.start()

        def nearness(one: _Known) -> tuple[bool, bool, int]:
            words, of = one.words.casefold(), (one.group or "").casefold()
            within = one.group in numeral.group if numeral.group else of in told[:place]
            nearest = max(told.rfind(word, 0, place) if word else -1 for word in (words, of))
            return bool(words) and words in told, within, nearest

        best = max(fitting, key=nearness)
        return Line(evidence.identity, field, printed, best.source, best.value)
    return Line(evidence.identity, field, printed, say("year, as the author wrote it") if _is_year(numeral) else "")


def _known(figure: Figure) -> _Index:
    """Everything that a numeral of the figure can be, by its digits and whether it is a share."""
    found: _Index = {}
    for one in _explanations(figure):
        found.setdefault((one.printed, one.share), []).append(one)
    return found


def _explanations(figure: Figure) -> Iterator[_Known]:
    table, spec, locale = figure.table, figure.spec, figure.locale
    for cell in table.cells:
        of = cell.category, cell.group
        yield _value(cell.value, locale, _share("cell", *of), *of)
        for limit in cell.interval or ():
            yield _value(limit, locale, _share("limit", *of), *of)
    for net in table.nets:
        yield _value(net.value, locale, _share("net", net.label, net.group), net.label, net.group)
    if table.measure.is_share:
        yield _Known("100", True, say("the whole"), "1")
    for dots in {grid.dots for grid in grids(spec, table)}:
        yield _Known(str(percent(1 / dots)), True, say("one dot"), repr(1 / dots))
    for match in numeral(locale.language).finditer(table.measure.unit or ""):
        yield _Known(match["digits"], match["unit"] is not None, say("in the unit of the values"), match["digits"])
    for end in (table.measure.low, table.measure.high):
        if end is not None:
            yield _Known(locale.decimal(abs(end)), False, say("end of the scale"), repr(end), below=end < 0 or None)
    for wave in (*table.breakdown.waves, *table.categories.waves):
        if wave.response_rate is not None:
            rate = str(percent(wave.response_rate))
            source = say("response rate of ”{wave}”", wave=wave.name)
            yield _Known(rate, True, source, repr(wave.response_rate), wave.name)
        for match in numeral(locale.language).finditer(locale.day(wave.day) if wave.day else ""):
            yield _Known(match["digits"], False, say("day of ”{wave}”", wave=wave.name), str(wave.day), wave.name)
    for n, base in _bases(figure):
        source = say("n of ”{base}”", base=base) if base else "n"
        for printed in {locale.number(n), str(n)}:
            yield _Known(printed, False, source, str(n), base or "", is_n=True)
    if table.level is not None:
        yield _Known(str(percent(table.level)), True, say("level of the intervals"), repr(table.level))
    if table.comparison is not None:
        yield _Known(
            locale.decimal(table.comparison.level), False, say("level of the test"), repr(table.comparison.level)
        )
    for fact, _ in figure.caption.sentences:
        if isinstance(fact, Ungrouped):
            yield _Known(locale.number(fact.n), False, say("respondents in no group"), str(fact.n))
        if isinstance(fact, SumsToOther):
            yield _Known(str(fact.others), False, say("number of answers left out"), str(fact.others))
        if isinstance(fact, Asked) and fact.items:
            yield _Known(str(fact.items), False, say("number of sub-questions"), str(fact.items))
    shown = len({cell.category for cell in table.shown})
    hidden = len({each.category for each in table.hidden if each.drawn})
    unknown = figure.manner.unknown
    counts = (
        (shown, say("number of categories shown")),
        (len(table.groups), say("number of groups shown")),
        (hidden, say("number of categories hidden")),
        (shown + hidden, say("number of categories drawn")),
    )
    if unknown:
        place = table.shape.index("areas")
        yield _Known(str(unknown), False, say("number of areas without data"), str(unknown))
        told = [(cell.category, cell.group)[place] for cell in table.shown]
        gone = [(each.category, each.group)[place] for each in table.hidden if each.drawn]
        areas = unknown + len({*told, *gone})
        yield _Known(str(areas), False, say("number of areas"), str(areas))
    for count, source in counts:
        yield _Known(str(count), False, source, str(count))
    if spec.question and spec.question.at_most:
        yield _Known(str(spec.question.at_most), False, say("most answers one could give"), str(spec.question.at_most))
    for words in _authored(figure):
        for match in numeral(locale.language).finditer(words):
            source = say("as the author wrote it")
            yield _Known(match["digits"], match["unit"] is not None, source, match["digits"], words)


def _bases(figure: Figure) -> Iterator[tuple[int, str | None]]:
    table = figure.table
    for n in (table.n, figure.spec.n):
        if n is not None:
            yield n, None
    for base in table.bases:
        if base.n is not None:
            yield base.n, base.name
    for wave in (*table.breakdown.waves, *table.categories.waves):
        if wave.n is not None:
            yield wave.n, wave.name
    sizes = {cell.n for cell in table.cells}
    for cell in table.cells:
        if cell.n is not None:
            yield cell.n, None if len(sizes) == 1 else cell.group or cell.category


def _authored(figure: Figure) -> Iterator[str]:
    """Words that are told as their author wrote them, and whose numbers are the author's."""
    spec, survey = figure.spec, figure.survey
    yield from (survey.name, survey.wave, figure.credit, spec.population_in(survey) or "", figure.table.question or "")
    if spec.question:
        yield from (spec.question.text or "", *spec.question.sub, *spec.question.any_of)
    if spec.filter:
        yield spec.filter.text
    if spec.caption:
        authored = spec.caption
        yield from (authored.shows or "", authored.reading or "", authored.not_shown or "")
        for definition in authored.definitions:
            yield definition if isinstance(definition, str) else f"{definition.term} {definition.meaning}"
        for recode in authored.recodes:
            yield from (recode.category, *recode.answers)
    table = figure.table
    for cell in table.cells:
        yield from (cell.category, cell.group or "")
    for gone in table.hidden:
        yield from (gone.category, gone.group or "")
    yield from (*table.left_out, *table.omitted, *(base.name or "" for base in table.bases))
    for axis in (table.categories, table.breakdown):
        yield from (axis.title or "", *axis.sections.values(), *(wave.broken or "" for wave in axis.waves))
    yield from (table.measure.unit or "", *(table.measure.ends or ()), *(table.measure.between or ()))
    for net in table.nets:
        yield from (net.label, *net.parts)
    if spec.speaker:
        yield from (spec.speaker.name, spec.speaker.title, spec.quote or "")
    if isinstance(spec, CardSpec):
        yield from (spec.title, spec.workplace, spec.text or "", *spec.points, spec.address)


def _target(target: Target) -> tuple[str, str]:
    subjects = shares_of(target)[:1] if isinstance(target, Ranking) else shares_of(target)
    told = [_share(subject.kind, subject.label, subject.group) for subject in subjects]
    source = say("{one} beside {other}", one=told[0], other=told[1]) if isinstance(target, Pair) else "; ".join(told)
    return source, ", ".join(repr(subject.share) for subject in subjects)


def _share(kind: Kind, label: str, group: str | None) -> str:
    """A share as the ledger calls it: "cell ”Ja” of ”Kvinder”"."""
    return say(SHARES[kind, bool(group)], label=label, group=group)
