"""`barometer check`: everything that can be known of figures without drawing them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import typer
from msgspec import Struct, to_builtins
from msgspec.structs import asdict

from barometer_cli import checks, project
from barometer_cli.checks.account import Account, Headline
from barometer_cli.cli.exits import FAILED, GOOD, WRONG, begun, complain, not_beside, only_for, printer, put
from barometer_cli.cli.render import presets
from barometer_cli.errors import BarometerError, BuildError, SpecError, suggestion
from barometer_cli.export.check import Examination, examine
from barometer_cli.messages import counted, say
from barometer_cli.model.finding import Finding, Location
from barometer_cli.model.identity import Identity, called

FORMATS = ("text", "json", "sarif", "github")
COLOURS = {"error": "red", "warning": "yellow", "info": "cyan"}
STATES = {"proved": "green", "false": "red", "partly read": "yellow", "not proved": "yellow"}
LEVELS = {"error": "error", "warning": "warning", "info": "note"}
"""Severities as SARIF calls them."""


class _Row(NamedTuple):
    """What a numeral is (None: nothing is known), or what became of a claim in words."""

    figure: str
    text: str
    number: str
    source: str | None
    value: str


class Asked(Struct, frozen=True):
    """What is printed: in which format; the account of headlines, or of every number, instead of the findings."""

    format: str
    claims: bool
    ledger: bool


def run(paths: list[Path], only: tuple[str, ...], asked: Asked, strict: bool, render: bool, sheets: str | None) -> int:
    """Check figures, and to `render` their sheets (by comma), and print what was found; returns the exit code."""
    try:
        if asked.ledger:
            not_beside("--ledger", {"--claims": asked.claims})
        if not render:
            only_for("--render", {"--preset": sheets})
        if asked.format not in (known := FORMATS[:2] if asked.claims or asked.ledger else FORMATS):
            raise BuildError(
                say("--format: there is no format {format!r}", format=asked.format), suggestion(asked.format, known)
            )
        laid = presets(sheets) if render else ()
        searched = begun(project.search(paths, only))
        if not searched.specs:
            raise SpecError(searched.problems)
    except BarometerError as error:
        complain(error)
        return WRONG
    wrong = checks.from_error(SpecError(searched.problems), Location(""), None)
    examined = examine(searched.entries, project.Microdata(), laid)
    names = called(examined.figures)
    findings = (*wrong, *examined.findings)
    headlines = [headline for entry in searched.entries for headline in examined.headlines(entry)]
    if asked.ledger and asked.format == "json":
        put([each._asdict() for each in _ledger(examined, names)], indent=2)
    elif asked.ledger:
        _print(_ledger(examined, names))
    elif asked.claims and asked.format == "json":
        put([_told(headline, names) for headline in headlines], indent=2)
    elif asked.claims:
        for headline in headlines:
            _say(_line(headline))
    elif asked.format == "json":
        put([_record(finding, names) for finding in findings], indent=2)
    elif asked.format == "sarif":
        put(_sarif(findings), indent=2)
    elif asked.format == "github":
        for finding in findings:
            typer.echo(_annotation(finding))
    else:
        _text(findings, headlines, len(searched.entries))
    stopping = ("error", "warning") if strict else ("error",)
    return FAILED if any(f.severity in stopping and f.acknowledged is None for f in findings) else GOOD


def explain(code: str, others: Mapping[str, object]) -> int:
    """Print what a code means, where that alone is asked for; returns the exit code."""
    try:
        not_beside("--explain", others)
        typer.echo(checks.explain(code))
    except BarometerError as error:
        complain(error)
        return WRONG
    return GOOD


def _text(findings: Sequence[Finding], headlines: Sequence[Headline], count: int) -> None:
    """Figure by figure what was proved of its headlines, and what was found; then how much of it there is."""
    of_none = [finding.figure for finding in findings if finding.figure is None]
    told = [headline.figure for headline in headlines] + [finding.figure for finding in findings]
    for figure in dict.fromkeys([*of_none, *told]):
        for headline in headlines:
            if headline.figure == figure:
                _say(_line(headline))
        for finding in findings:
            if finding.figure == figure:
                _found(finding)
    left = [finding for finding in findings if finding.acknowledged is None]
    counts = [
        counted("{n} error", "{n} errors", sum(finding.severity == "error" for finding in left)),
        counted("{n} warning", "{n} warnings", sum(finding.severity == "warning" for finding in left)),
        *([say("{n} acknowledged", n=len(findings) - len(left))] if len(left) < len(findings) else []),
    ]
    figures = counted("{n} figure checked", "{n} figures checked", count)
    _say(f"{figures}: {', '.join(counts)}.")


def _found(finding: Finding) -> None:
    severity = say(checks.SEVERITIES[finding.severity])
    what = f"{finding.code} {severity}"
    line = f"{finding.place}: {typer.style(what, COLOURS[finding.severity])}"
    _say(f"{line} {finding.message}")
    if finding.hint:
        _say("  → " + finding.hint.replace("\n", "\n    "))
    if finding.acknowledged:
        _say(typer.style("  " + say("acknowledged: {reason}", reason=finding.acknowledged), dim=True))


def _line(headline: Headline) -> str:
    """A headline in a line: "proved “Six in ten” (Yes 60%); not read “and they are glad”"."""
    parts = []
    for state, told in checks.account.STATES.items():
        if claims := [claim for claim in headline.claims if claim.state == state]:
            parts.append(typer.style(say(told), STATES[state]) + " " + ", ".join(map(_claim, claims)))
    if headline.unread:
        parts.append(typer.style(say("not read"), dim=True) + " " + ", ".join(map(_quoted, headline.unread)))
    return f"{headline.place}: {'; '.join(parts)}"


def _claim(claim: Account) -> str:
    told = [claim.of, say("bound") * claim.bound, f"p = {claim.p:.2f}" if claim.p is not None else ""]
    told.append(say("without {words}", words=", ".join(map(_quoted, claim.unread))) if claim.unread else "")
    return _quoted(claim.phrase) + (f" ({'; '.join(filter(None, told))})" if any(told) else "")


def _quoted(text: str) -> str:
    return f"“{text}”"


def _told(headline: Headline, names: Mapping[Identity, str]) -> dict[str, object]:
    return {**asdict(headline.place), "figure": names[headline.figure], **checks.account.record(headline)}


def _say(line: str) -> None:
    """Print a line, coloured on a terminal that wants it; rich would take longer to import than a page to check."""
    typer.echo(line, color=False if "NO_COLOR" in os.environ else None)


def _record(finding: Finding, names: Mapping[Identity, str]) -> dict[str, object]:
    record = to_builtins(finding)
    place = record.pop("place")
    return {**place, **record, "figure": names[finding.figure] if finding.figure else ""}


def _annotation(finding: Finding) -> str:
    """One line as GitHub's runners read it; an acknowledged finding is a notice."""
    level = "notice" if finding.severity == "info" or finding.acknowledged is not None else finding.severity
    message = " → ".join(part for part in (finding.message, finding.hint) if part)
    if finding.acknowledged is not None:
        reason = say("acknowledged: {reason}", reason=finding.acknowledged)
        message += f" ({reason})"
    place = finding.place
    where = f"file={_escaped(place.file, True)},line={place.line},col={place.column},title={finding.code}"
    return f"::{level} {where}::{_escaped(message)}"


def _escaped(text: str, property: bool = False) -> str:
    for char, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"), *(((":", "%3A"), (",", "%2C")) if property else ())):
        text = text.replace(char, code)
    return text


def _sarif(findings: Sequence[Finding]) -> dict[str, object]:
    """SARIF 2.1.0, as code scanning reads it."""
    used = sorted({finding.code for finding in findings})
    rules = [
        {
            "id": code,
            "shortDescription": {"text": told.title},
            "fullDescription": {"text": told.why},
            "help": {"text": told.fix},
            "defaultConfiguration": {"level": LEVELS[told.severity]},
        }
        for code in used
        for told in (checks.CODES[code].told(),)
    ]
    results = []
    for finding in findings:
        region = {"startLine": finding.place.line, "startColumn": finding.place.column}
        location = {"artifactLocation": {"uri": quote(os.fsencode(finding.place.file))}, "region": region}
        result: dict[str, object] = {
            "ruleId": finding.code,
            "ruleIndex": used.index(finding.code),
            "level": LEVELS[finding.severity],
            "message": {"text": " ".join(part for part in (finding.message, finding.hint) if part)},
            "locations": [{"physicalLocation": location}],
        }
        if finding.acknowledged is not None:
            result["suppressions"] = [{"kind": "inSource", "justification": finding.acknowledged}]
        results.append(result)
    driver = {"name": "barometer", "rules": rules}
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return {"$schema": schema, "version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": results}]}


def _ledger(examined: Examination, names: Mapping[Identity, str]) -> Iterator[_Row]:
    for evidence in examined.evidence:
        for line in checks.ledger.ledger(evidence):
            yield _Row(names[line.figure], line.text, line.numeral, line.source or None, line.value)
        for text in evidence.texts:
            for verdict in text.verdicts:
                if not any(char.isdigit() for char in verdict.claim.phrase):
                    state = say(checks.account.STATES[checks.account.state_of(verdict)])
                    yield _Row(names[evidence.identity], str(text.where[0]), verdict.claim.phrase, state, "")


def _print(rows: Iterable[_Row]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False)
    for name in (say("Figure"), say("Text"), say("Number"), say("Is"), say("Value")):
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(Text("?" if cell is None else cell) for cell in row))
    printer(soft_wrap=False).print(table)
