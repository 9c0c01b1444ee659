"""The ledger: every numeral in every text, and the cell, base or level it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from barometer_cli.checks.codes import finding
from barometer_cli.model.claim import Fails, Holds, NotVerified, One, Pair, Ranking, Subject, Target
from barometer_cli.model.figure import Figure
from barometer_cli.model.finding import Evidence, Finding
from barometer_cli.model.ledger import Line
from barometer_cli.model.number import percent

NUMERAL = re.compile(
    r"(?<![\w.,])(?P<n>n\s*=\s*)?(?P<digits><?(?:\d{1,3}(?:[.,]\d{3})+|\d+(?:[.,]\d+)?))"
    r"(?P<unit>(?=[-–]\d+[\s\u00a0]?(?:%|p[ce]))|[\s\u00a0]?(?:%|pct\.|procent\b|per cent\b|percent\b))?(?![\w])"
)
SENTENCE = re.compile(r"(?<=[.;:])\s")
YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class _Known:
    """A number that is known of the figure: as it may be printed, what it is, its unrounded value, its words.

    `group` is the group of the breakdown that it belongs to.
    """

    printed: str
    share: bool
    source: str
    value: str
    words: str = ""
    group: str | None = None


def ledger(evidence: Evidence) -> tuple[Line, ...]:
    """Every numeral of a figure: title, subtitle, text, caption, labels, alt text, description.

    The rows of its CSV and JSON are the cells themselves and are listed as such.
    """
    figure = evidence.figure
    known = tuple(_known(figure))
    lines: list[Line] = []
    for text in evidence.texts:
        field = str(text.where[0])
        if field == "caption":
            continue  # it is told with the caption's sentences
        spans = [(v.claim.start, v.claim.end, v) for v in text.verdicts]
        for match in NUMERAL.finditer(text.text):
            claim = next((v for start, end, v in spans if start <= match.start("digits") < end), None)
            if isinstance(claim, Holds | Fails):
                lines.append(Line(evidence.name, field, match[0].strip(), *_target(claim.target)))
            elif isinstance(claim, NotVerified):
                lines.append(Line(evidence.name, field, match[0].strip(), "claim that is not verified", ""))
            else:
                lines.append(_line(evidence, field, match, text.text, known))
    for _, sentence in figure.caption.sentences:
        lines += _lines(evidence, "caption", sentence, known)
    for field, words in (("alt", figure.alt), ("description", figure.description)):
        lines += _lines(evidence, field, words, known)
    for cell in figure.table.cells:
        source = f"cell {_quoted(cell.category, cell.group)}"
        lines.append(Line(evidence.name, "csv, json", str(cell.percent), source, repr(cell.share)))
    for net in figure.table.nets:
        source = f"net {_quoted(net.label, net.group)}"
        lines.append(Line(evidence.name, "csv, json", str(net.percent), source, repr(net.share)))
    return tuple(lines)


def check(release: Sequence[Evidence]) -> Iterator[Finding]:
    """Numerals that are nothing that is known; those of a caption typed by hand are judged elsewhere."""
    for evidence in release:
        typed = bool(evidence.figure.spec.caption and evidence.figure.spec.caption.text)
        for line in ledger(evidence):
            if not line.source and not (typed and line.text == "caption"):
                where = (line.text,) if line.text in ("title", "subtitle", "text") else ("caption",)
                yield finding("BAR701", evidence.place(where), evidence.name,
                              f"{line.numeral} in the {line.text} is no number that is known of the figure",
                              value=line.numeral)  # fmt: skip


def _lines(evidence: Evidence, field: str, words: str, known: Sequence[_Known]) -> Iterator[Line]:
    """The ledger's lines of a text, sentence by sentence; "Region (n=220):" names the group of those that follow."""
    figure = evidence.figure
    group: tuple[str | None, ...] = ()
    for sentence in SENTENCE.split(words):
        named = (each for each in figure.table.groups if sentence.startswith(f"{each or figure.words.total} ("))
        group = tuple(islice(named, 1)) or group
        for match in NUMERAL.finditer(sentence):
            yield _line(evidence, field, match, sentence, known, group)


def _line(
    evidence: Evidence,
    field: str,
    match: re.Match[str],
    around: str,
    known: Sequence[_Known],
    group: tuple[str | None, ...] = (),
) -> Line:
    """The ledger's line of a numeral: of all that it could be, what the words around it name, in `group` if known."""
    numeral, digits, share = match[0].strip(), match["digits"], match["unit"] is not None
    fitting = [one for one in known if one.printed == digits and one.share == share]
    if match["n"]:
        fitting = [one for one in fitting if one.source.startswith("n")]
    if fitting:
        told, place = around.casefold(), match.start()

        def nearness(one: _Known) -> tuple[bool, bool, int]:
            words, of = one.words.casefold(), (one.group or "").casefold()
            within = one.group in group if group else of in told[:place]
            nearest = max(told.rfind(word, 0, place) if word else -1 for word in (words, of))
            return bool(words) and words in told, within, nearest

        best = max(fitting, key=nearness)
        return Line(evidence.name, field, numeral, best.source, best.value)
    if YEAR.fullmatch(digits) and not share:
        return Line(evidence.name, field, numeral, "year, as the author wrote it")
    return Line(evidence.name, field, numeral, "")


def _known(figure: Figure) -> Iterator[_Known]:
    table, spec, locale = figure.table, figure.spec, figure.locale
    few = "<1"
    for cell in table.cells:
        printed = few if cell.percent == 0 and cell.share > 0 else str(cell.percent)
        yield _Known(
            printed, True, f"cell {_quoted(cell.category, cell.group)}", repr(cell.share), cell.category, cell.group
        )
        for limit in cell.interval or ():
            source = f"limit of the interval of {_quoted(cell.category, cell.group)}"
            yield _Known(str(percent(limit)), True, source, repr(limit), cell.category, cell.group)
    for net in table.nets:
        printed = few if net.percent == 0 and net.share > 0 else str(net.percent)
        yield _Known(printed, True, f"net {_quoted(net.label, net.group)}", repr(net.share), net.label, net.group)
    yield _Known("100", True, "the whole", "1")
    for n, of in _bases(figure):
        for printed in {locale.number(n), str(n)}:
            yield _Known(printed, False, f"n{f' of ”{of}”' if of else ''}", str(n), of or "")
    if table.level is not None:
        yield _Known(str(percent(table.level)), True, "level of the intervals", repr(table.level))
    if table.comparison is not None:
        yield _Known(locale.decimal(table.comparison.level), False, "level of the test", repr(table.comparison.level))
    for count, what in ((len({cell.category for cell in table.shown}), "categories"), (len(table.groups), "groups")):
        yield _Known(str(count), False, f"number of {what} shown", str(count))
    if spec.question and spec.question.at_most:
        yield _Known(str(spec.question.at_most), False, "most answers one could give", str(spec.question.at_most))
    for words in _authored(figure):
        for match in NUMERAL.finditer(words):
            yield _Known(match["digits"], match["unit"] is not None, "as the author wrote it", match["digits"], words)


def _bases(figure: Figure) -> Iterator[tuple[int, str | None]]:
    table = figure.table
    for n in (table.n, figure.spec.n):
        if n is not None:
            yield n, None
    for base in table.bases:
        if base.n is not None:
            yield base.n, base.name
    sizes = {cell.n for cell in table.cells}
    for cell in table.cells:
        if cell.n is not None:
            yield cell.n, None if len(sizes) == 1 else cell.group or cell.category


def _authored(figure: Figure) -> Iterator[str]:
    """Words that are told as their author wrote them, and whose numbers are the author's."""
    spec, survey = figure.spec, figure.survey
    yield from (survey.name, survey.wave, survey.credit, survey.population or "", figure.table.question or "")
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
    for cell in figure.table.cells:
        yield from (cell.category, cell.group or "")
    yield from (net.label for net in figure.table.nets)
    if spec.speaker:
        yield from (spec.speaker.name, spec.speaker.title, spec.quote or "")


def _target(target: Target) -> tuple[str, str]:
    match target:
        case One() | Ranking():
            return _subject(target.subject), repr(target.subject.share)
        case Pair():
            return (
                f"{_subject(target.subject)} beside {_subject(target.other)}",
                f"{target.subject.share!r}, {target.other.share!r}",
            )


def _subject(subject: Subject) -> str:
    return f"{subject.kind} {_quoted(subject.label, subject.group)}"


def _quoted(label: str, group: str | None) -> str:
    return f"”{label}”{f' of ”{group}”' if group else ''}"
