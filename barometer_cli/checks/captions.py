"""Findings on captions: what is typed by hand, words of other categories than a net holds, sums without a reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from barometer_cli.checks.codes import finding
from barometer_cli.messages import say, template
from barometer_cli.model.caption import SumsToMore
from barometer_cli.model.finding import Evidence, Finding
from barometer_cli.model.statement import Statement

MORE = template(
    "Say `question: {answers: several}` if one could give several answers, `separate` if the "
    "shares are no parts of one whole."
)
LESS = template(
    "Say who, `caption: {not_shown: …}`, or give the answers that are left out as `unshown`; if "
    "the shares are no parts of one whole: `question: {answers: separate}` or `several`."
)
SHARES = template("Draw the shares of the answers instead, or say in the same words what share it is.")
MEASURES = template("Say in the same words what is drawn, or correct `measure`.")


def check(release: Sequence[Evidence]) -> Iterator[Finding]:
    """Statements that were compared with the numbers and do not hold, or could not be compared."""
    for evidence in release:
        typed = bool(evidence.figure.spec.caption and evidence.figure.spec.caption.text)
        for statement in evidence.figure.caption.statements:
            named = statement.what == "net" and statement.verdict == "not verified"
            if statement.verdict == "holds" or (named and not typed) or _claimed(evidence, statement):
                continue  # a net's label need not repeat the words of its categories
            code = (
                "BAR302" if statement.verdict == "not verified" else "BAR303" if statement.what == "net" else "BAR301"
            )
            said = evidence.figure.locale.quote(statement.text)
            message = f"{said}: {statement.truth}" if statement.truth else say("{said} is not verified", said=said)
            yield finding(code, evidence.locate(statement.where), evidence.identity, message, value=statement.text)
        yield from _unexplained(evidence)
        measure = evidence.figure.table.measure
        for where, word in evidence.figure.caption.miscalled:
            said = evidence.figure.locale.quote(word)
            if measure.is_share:
                message = say("{said} is no share, and the numbers are drawn as per cent of respondents", said=said)
            else:
                message = say(
                    "{said} is not what the numbers are drawn as, which is the {measure}",
                    said=said,
                    measure=measure.name,
                )
            hint = say(SHARES if measure.is_share else MEASURES)
            yield finding("BAR306", evidence.locate(where), evidence.identity, message, hint, word)


def _unexplained(evidence: Evidence) -> Iterator[Finding]:
    """Printed shares that are more or less than 100, and neither author nor data say why."""
    spec, table = evidence.figure.spec, evidence.figure.table
    for fact in evidence.figure.caption.unexplained:
        more = isinstance(fact, SumsToMore)
        if more and spec.question and spec.question.answers == "one":
            continue  # the author says what cannot be, which is a finding of its own
        groups = fact.of or table.groups
        sums = [sum(table.printed(cell) for cell in table.shown if cell.group == group) for group in groups]
        told = ", ".join(
            f"{total} %{f' ({group})' if group else ''}" for group, total in zip(groups, sums, strict=True)
        )
        if more:
            message = say("the printed shares sum to {sums}, and nothing says why", sums=told)
        else:
            message = say("the printed shares sum to {sums}, and nothing says who is missing", sums=told)
        hint = say(MORE if more else LESS)
        yield finding("BAR305", evidence.locate(("caption",)), evidence.identity, message, hint, told)


def _claimed(evidence: Evidence, statement: Statement) -> bool:
    """Whether words that could not be compared are part of a claim, which is judged as such: "to ud af tre"."""
    return statement.verdict == "not verified" and any(
        statement.what != "net" and statement.meets(verdict.claim.start, verdict.claim.end)
        for text in evidence.texts
        if text.where == statement.where
        for verdict in text.verdicts
    )
