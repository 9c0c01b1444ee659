"""Findings on the numbers: what is hidden, left out or not known; and errors of reading as findings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from barometer_cli.checks.codes import finding
from barometer_cli.checks.written import in_yaml
from barometer_cli.errors import (
    BadWeight,
    BarometerError,
    BaseMismatch,
    BuildError,
    DataError,
    EmptyBase,
    LayoutError,
    SpecError,
    UnknownCategory,
    UnknownVariable,
)
from barometer_cli.languages import LANGUAGES
from barometer_cli.messages import counted, say, template
from barometer_cli.model.figure import Figure
from barometer_cli.model.finding import Evidence, Finding, Location
from barometer_cli.model.identity import Identity
from barometer_cli.model.naming import SURVEY
from barometer_cli.model.table import Hidden, Table

UNKNOWN_SURVEY = template(
    "Write {file} beside it: `name: …` and `wave: …` are the source, `population: …` is whom "
    "weights speak for; `barometer init` writes one."
)
EXACT = 6
"""Decimals of a value that its file may have written; what comes after them is how computers hold it."""
CODES: tuple[tuple[type[BarometerError], str], ...] = (
    (BaseMismatch, "BAR102"),
    (EmptyBase, "BAR103"),
    (UnknownVariable, "BAR104"),
    (UnknownCategory, "BAR104"),
    (BadWeight, "BAR105"),
    (DataError, "BAR101"),
    (LayoutError, "BAR601"),
    (BuildError, "BAR002"),
)


def from_error(error: BarometerError, place: Location, figure: Identity | None) -> Iterator[Finding]:
    """An error that stopped a figure, as findings; a wrong spec is one finding for each of its problems."""
    if isinstance(error, SpecError):
        for problem in error.problems:
            at = Location(problem.file, problem.line, problem.column)
            yield finding("BAR001", at, figure, problem.message, problem.hint)
        return
    code = next((code for kind, code in CODES if isinstance(error, kind)), "BAR101")
    yield finding(code, place, figure, error.message, error.hint)


def check(release: Sequence[Evidence]) -> Iterator[Finding]:
    """Values that are hidden, what was left out of rows and files, bases that are not known, answers not as said."""
    for evidence in release:
        figure, table = evidence.figure, evidence.figure.table
        source = evidence.locate(("data",) if figure.spec.data else ("table",))
        if not figure.survey.name:
            message = say(
                "there is no {file} beside the spec or above it: neither survey nor wave nor population is told",
                file=SURVEY,
            )
            hint = say(UNKNOWN_SURVEY, file=SURVEY)
            yield finding("BAR123", evidence.locate(()), evidence.identity, message, hint)
        for each in figure.untold:
            yield finding("BAR124", evidence.locate(each.where), evidence.identity, each.message, each.hint)
        if hidden := [h for h in table.hidden if not h.withheld]:
            message = counted(
                "{n} share is hidden: {names}", "{n} shares are hidden: {names}", len(hidden), names=_named(hidden)
            )
            yield finding("BAR106", source, evidence.identity, message)
        if table.unasked and not _tells_who_was_asked(evidence):
            message = counted(
                "{n} respondent was not asked, and the caption does not say who was",
                "{n} respondents were not asked, and the caption does not say who was",
                table.unasked,
            )
            yield finding("BAR111", source, evidence.identity, message, _words_of_who_was_asked(evidence))
        for note in table.notes:
            yield finding("BAR107", source, evidence.identity, note)
        for what in table.recognised:
            yield finding("BAR121", source, evidence.identity, f"{table.file}: {what}")
        if withheld := [h for h in table.hidden if h.withheld]:
            message = say("the source does not tell {names}", names=_named(withheld))
            yield finding("BAR122", source, evidence.identity, message)
        for flag in table.flagged:
            yield finding("BAR122", source, evidence.identity, flag)
        reason = figure.spec.table.without_n if figure.spec.table else None
        if (
            table.cells
            and table.measure.name != "count"  # counts are themselves how many
            and reason is None
            and figure.spec.n is None
            and table.n is None
            and not any(cell.n for cell in table.cells)
            and not any(wave.n for wave in (*table.breakdown.waves, *table.categories.waves))
        ):
            hint = say("Write `n: …`, how many answered, unweighted; `table: {without_n: …}` says why nobody knows.")
            yield finding("BAR108", source, evidence.identity, say("neither spec nor table gives n"), hint)
        if figure.spec.table and _has_fewer_decimals(table):
            first = figure.locale.value(table.cells[0].value)
            where = evidence.locate(("decimals",)) if figure.spec.decimals else source
            message = say(
                "{value} is printed, but no number of {file} has so many decimals", value=first, file=table.file
            )
            hint = say(
                "Write `decimals: {decimals}`, or take the numbers from where they have more.",
                decimals=table.measure.decimals - 1,
            )
            yield finding("BAR110", where, evidence.identity, message, hint)
        yield from _answers(evidence)


def _tells_who_was_asked(evidence: Evidence) -> bool:
    """Whether spec or caption words who was asked, or for whom the shares are said to speak instead of everybody."""
    figure = evidence.figure
    phrases = LANGUAGES[figure.survey.language].phrases
    if re.search(f"(?:{phrases.asked_of}|{phrases.covers})(?!{UNSAID})", figure.caption.text, re.IGNORECASE):
        return True
    if "population" in figure.spec.model_fields_set:
        return True
    return figure.spec.filter is not None and figure.spec.filter.text != UNSAID and not _is_typed(figure)


UNSAID = "…"
"""What stands in a hint for words that its reader has to find."""


def _is_typed(figure: Figure) -> bool:
    """Whether the caption is its author's own, which no other field changes."""
    return bool(figure.spec.caption and figure.spec.caption.text)


def _words_of_who_was_asked(evidence: Evidence) -> str:
    """The line, or the sentence of a typed caption, that says who was asked; in the codebook's words, if it has any."""
    figure = evidence.figure
    phrases, locale = LANGUAGES[figure.locale.language].phrases, figure.locale
    who = UNSAID
    if figure.table.routed:
        question, answers = figure.table.routed
        said = locale.either([locale.quote(answer) for answer in answers])
        who = phrases.routed.format(answers=said, question=locale.quote(question))
    if _is_typed(figure):
        return say(
            "The caption is typed, and shows no filter. Say in it who was asked, {sentence}, and write "
            "`filter: {who}`, with which it is compared.",
            sentence=locale.quote(phrases.only_asked.format(who=who)),
            who=in_yaml(who),
        )
    sentence = locale.quote(phrases.only_asked.format(who=UNSAID).removesuffix("."))
    if who == UNSAID:
        return say("Write `filter: …` with the words that complete {sentence}.", sentence=sentence)
    return say("Write `filter: {who}`, which completes {sentence}.", who=in_yaml(who), sentence=sentence)


def _has_fewer_decimals(table: Table) -> bool:
    """Whether no value of a finished table has as many decimals as are printed."""
    printed = table.measure.decimals
    if table.decimals >= printed:
        return False
    coarse, exact = (replace(table.measure, decimals=decimals) for decimals in (printed - 1, EXACT))
    told = [*(cell.value for cell in table.cells), *(net.value for net in table.nets)]
    return bool(told) and all(coarse.rounded(value) == exact.rounded(value) for value in told)


def _named(hidden: Iterable[Hidden]) -> str:
    return ", ".join(f"{one.category}{f' ({one.group})' if one.group else ''}" for one in hidden)


def _answers(evidence: Evidence) -> Iterator[Finding]:
    spec, table = evidence.figure.spec, evidence.figure.table
    said = spec.question.answers if spec.question else None
    if said not in ("one", "several") or not table.shown or not table.measure.is_share:
        return
    place = evidence.locate(("question", "answers"))
    known = table.several if table.several is not None else False if table.partition else None
    if known is not None and known != (said == "several") and not (known and table.partition):
        variable = (spec.data.variable if spec.data else None) or ""
        if known:
            message = say("answers is {said!r}, but {variable!r} holds several answers", said=said, variable=variable)
        else:
            message = say("answers is {said!r}, but {variable!r} holds one answer each", said=said, variable=variable)
        yield finding("BAR304", place, evidence.identity, message, value=said)
        return
    for group in table.groups if not table.overlap else ():  # nets of one answer may hold it twice
        cells = [cell for cell in table.shown if cell.group == group]
        total = sum(table.printed(cell) for cell in cells)
        if said == "one" and total > 100 + len(cells) / 2:
            message = say("answers is 'one', but the printed shares sum to {sum} %", sum=total)
            yield finding("BAR304", place, evidence.identity, message, value=said)
            return
