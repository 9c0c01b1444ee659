"""Claims in words: read in a headline, bound to the shares they speak of, judged.

A headline states a finding, so it can be wrong. `verify` strings the three steps together; each is a pure function.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import assert_never

from barometer_cli.claims.bind import bind
from barometer_cli.claims.judge import STANDARD, judge, missing
from barometer_cli.claims.labels import with_stronger
from barometer_cli.claims.read import LANGUAGES, read
from barometer_cli.model.claim import (
    Authored,
    Bound,
    Clash,
    Contradicts,
    Fails,
    Holds,
    One,
    Pair,
    PartlyRead,
    Subject,
    Thresholds,
    Unbound,
    Verdict,
)
from barometer_cli.model.number import percent
from barometer_cli.model.table import Table


def subjects(table: Table, figure: str = "") -> tuple[Subject, ...]:
    """The cells and nets of a table as what claims may speak of.

    Parameters
    ----------
    table
        The computed shares.
    figure
        Where they stand, for messages.
    """
    cells = tuple(
        Subject(
            cell.category,
            cell.share,
            cell.percent,
            cell.group,
            shown=cell.shown,
            interval=cell.interval,
            n=cell.n,
            figure=figure,
        )
        for cell in table.cells
    )
    nets = tuple(
        Subject(net.label, net.share, net.percent, net.group, "net", net.parts, figure=figure) for net in table.nets
    )
    return cells + nets


def verify(
    text: str,
    language: str,
    subjects: Sequence[Subject],
    *,
    authored: Sequence[Authored] = (),
    context: str = "",
    question: str = "",
    unit: str = "",
    stated: bool = False,
    several: bool = False,
    hidden: Sequence[str] = (),
    thresholds: Thresholds = STANDARD,
    tests: Mapping[frozenset[str], bool] = MappingProxyType({}),
) -> tuple[Verdict, ...]:
    """A verdict on every claim of a text.

    Parameters
    ----------
    text
        A headline; of a key number its printed share and its text: "69 % af innovationerne er …".
    language
        BCP 47 code: "da" or "en".
    subjects, authored, context, question, unit, stated, several, hidden
        As `bind` takes them.
    thresholds
        Where the words of this house begin and end.
    tests
        Whether two shares differ significantly, by both their names, where that was tested.
    """
    verdicts: list[Verdict] = []
    for binding in bind(
        read(text, language),
        subjects,
        text,
        authored=authored,
        context=context,
        question=question,
        unit=unit,
        stated=stated,
        several=several,
        hidden=hidden,
    ):
        match binding:
            case Bound():
                target = binding.target
                if isinstance(target, Pair):
                    tested = tests.get(frozenset({target.subject.name, target.other.name}))
                    target = replace(target, significant=tested)
                verdict = judge(binding.claim, target, thresholds)
                if isinstance(verdict, Fails) and binding.by == "words":
                    verdict = _of_steps(verdict, subjects, thresholds) or verdict
                verdicts.append(_as_read(verdict, binding))
            case Clash():
                wording = LANGUAGES[language].wording
                share = wording.percent.format(number=binding.subject.printed)
                said = ", ".join(binding.said)
                template = wording.clash if said else wording.unsaid
                truth = template.format(said=said, label=binding.subject.name, share=share)
                verdicts.append(Contradicts(binding.claim, binding.subject, truth))
            case Unbound():
                judged = [judge(binding.claim, each, thresholds) for each in binding.either]
                if judged and any(all(isinstance(verdict, kind) for verdict in judged) for kind in (Holds, Fails)):
                    verdicts.append(_as_read(judged[0], binding))
                    continue
                verdicts.append(missing(binding.claim, binding.reason, binding.candidates))
            case _:
                assert_never(binding)
    return tuple(verdicts)


def _as_read(verdict: Verdict, binding: Bound | Unbound) -> Verdict:
    """A verdict, unless a word about its claim was not read that may turn it."""
    if not isinstance(verdict, Holds | Fails):
        return verdict
    wording = LANGUAGES[verdict.claim.language].wording
    left = binding.unread
    worded = ((left.turning, wording.turning), (left.strange, wording.strange), (left.unspoken, wording.unspoken))
    for unread, template in worded:
        if unread:
            words = ", ".join(wording.quoted.format(text=word) for word in unread)
            why = template.format(phrase=verdict.claim.phrase, words=words)
            return PartlyRead(verdict.claim, verdict.target, unread, bool(left.turning), why)
    return verdict


def _of_steps(verdict: Fails, subjects: Sequence[Subject], thresholds: Thresholds) -> Verdict | None:
    """That a false claim may be of several steps, "stor tillid" of "Meget stor tillid" too; None where it is not."""
    if not isinstance(verdict.target, One):
        return None
    subject = verdict.target.subject
    steps = with_stronger(subject, subjects, LANGUAGES[verdict.claim.language])
    share = sum(step.share for step in steps)
    together = One(replace(subject, share=share, printed=percent(share)))
    if len(steps) == 1 or not isinstance(judge(verdict.claim, together, thresholds), Holds):
        return None
    return missing(verdict.claim, "steps", tuple(step.name for step in steps))


__all__ = ["LANGUAGES", "STANDARD", "bind", "judge", "read", "subjects", "verify"]
