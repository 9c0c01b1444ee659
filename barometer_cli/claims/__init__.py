"""Claims in words: read in a headline, bound to the shares they speak of, judged.

A headline states a finding, so it can be wrong. `verify` strings the three steps together; each is a pure function.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from msgspec.structs import replace

from barometer_cli.claims.authored import placed, with_stated
from barometer_cli.claims.bind import bind
from barometer_cli.claims.chance import doubted
from barometer_cli.claims.judge import STANDARD, judge, missing
from barometer_cli.claims.labels import with_stronger
from barometer_cli.claims.offers import phrase_of
from barometer_cli.claims.passage import LEVEL, Apart, Passage, Results
from barometer_cli.claims.read import read, wording_of
from barometer_cli.claims.secret import of_secrets
from barometer_cli.claims.silent import silent
from barometer_cli.claims.tally import judge_tally
from barometer_cli.languages import LANGUAGES
from barometer_cli.model.claim import (
    Bound,
    Claim,
    Clash,
    Contradicts,
    Count,
    Everyone,
    Fails,
    Holds,
    NotVerified,
    One,
    Pair,
    Part,
    PartlyRead,
    Portion,
    Subject,
    Tally,
    Target,
    Thresholds,
    Unbound,
    Verdict,
    shares_of,
)
from barometer_cli.model.measure import Measure
from barometer_cli.model.number import percent
from barometer_cli.model.spec import ClaimSpec, ShareClaimSpec
from barometer_cli.model.table import Cell, Table


def subjects(table: Table, figure: str = "") -> tuple[Subject, ...]:
    """The cells and nets of a table as what claims may speak of.

    Parameters
    ----------
    table
        The computed shares.
    figure
        Where they stand, for messages.
    """
    measure = table.measure
    cells = tuple(
        Subject(
            cell.category,
            measure.as_share(cell.value),
            table.printed(cell),
            cell.group,
            shown=cell.shown,
            interval=_as_shares(cell, measure),
            n=cell.n,
            figure=figure,
        )
        for cell in table.cells
    )
    nets = tuple(
        Subject(net.label, measure.as_share(net.value), table.printed(net), net.group, "net", net.parts, figure=figure)
        for net in table.nets
    )
    return cells + nets


def _as_shares(cell: Cell, measure: Measure) -> tuple[float, float] | None:
    """The limits of an interval on the scale of shares."""
    return (measure.as_share(cell.interval[0]), measure.as_share(cell.interval[1])) if cell.interval else None


def verify(passage: Passage, results: Results, thresholds: Thresholds = STANDARD) -> tuple[Verdict, ...]:
    """A verdict on every claim of a text.

    Parameters
    ----------
    passage
        What is written.
    results
        What the figure knows.
    thresholds
        Where the words of this house begin and end.
    """
    verdicts: list[Verdict] = []
    text, measure, subjects = passage.text, results.measure, results.subjects
    thresholds = _scaled(thresholds, measure, subjects)
    read_of = read(text, passage.language, measure)
    for binding in bind(with_stated(read_of, passage.authored, text, passage.language), passage, results):
        if not measure.is_share and isinstance(binding.claim, _OF_SHARES):
            verdicts.append(missing(binding.claim, "other kind"))
            continue
        match binding:
            case Bound():
                target = binding.target
                if isinstance(target, Pair):
                    tested = results.tests.get(frozenset({target.subject.name, target.other.name}))
                    target = replace(target, significant=tested)
                verdict = _judged(binding.claim, target, thresholds)
                if isinstance(verdict, Holds) and (said := _against(binding, text, subjects, thresholds)):
                    verdict = _contradicted(binding.claim, shares_of(target)[0], said)
                if isinstance(verdict, Fails) and binding.by == "words" and measure.is_share:
                    verdict = _of_steps(verdict, text, subjects, thresholds) or verdict
                verdicts.append(_as_read(verdict, binding))
            case Clash():
                verdicts.append(_contradicted(binding.claim, binding.subject, binding.said))
            case Unbound():
                judged = [judge(binding.claim, each, thresholds) for each in binding.either]
                if judged and any(all(isinstance(verdict, kind) for verdict in judged) for kind in (Holds, Fails)):
                    verdicts.append(_as_read(judged[-1 if binding.told else 0], binding))
                    continue
                if binding.told and (true := next((each for each in judged if isinstance(each, Holds)), None)):
                    verdicts.append(_as_read(true, binding))
                    continue
                verdict = missing(binding.claim, binding.reason, binding.candidates)
                verdicts.append(replace(verdict, offers=binding.offers, turning=binding.turning, misfit=binding.misfit))
            case _:
                assert_never(binding)
    if (apart := results.apart) is None:
        return tuple(verdicts)
    return tuple(
        doubted(each, apart, results.level, thresholds) if isinstance(each, Holds) else each for each in verdicts
    )


_OF_SHARES = Portion | Part | Everyone | Count
"""Claims that can only be of shares: "halvdelen", "et flertal", "alle"."""


def _scaled(thresholds: Thresholds, measure: Measure, subjects: Sequence[Subject]) -> Thresholds:
    """Where words begin and end on the scale of a measure: a point is a hundredth of it, or of the largest value."""
    if measure.is_share or measure.in_points or not subjects:
        return thresholds
    if measure.low is not None and measure.high is not None:
        length = measure.high - measure.low
    else:
        length = 100 * max(abs(subject.share) for subject in subjects)
    point = length / 100
    return replace(
        thresholds, plain=thresholds.plain * point, near=thresholds.near * point, same=thresholds.same * point
    )


def _judged(claim: Claim, target: Target, thresholds: Thresholds) -> Verdict:
    return judge_tally(claim, target, thresholds) if isinstance(target, Tally) else judge(claim, target, thresholds)


def _against(binding: Bound, text: str, subjects: Sequence[Subject], thresholds: Thresholds) -> tuple[str, ...]:
    """What a text speaks of by its own words, where it is false of that and its author binds it to something else."""
    if binding.against or binding.otherwise in (None, binding.target):
        return binding.against
    assert binding.otherwise is not None, "the case before has none"
    plain = _judged(binding.claim, binding.otherwise, thresholds)
    if not isinstance(plain, Fails) or _of_steps(plain, text, subjects, thresholds):
        return ()
    return tuple(dict.fromkeys(subject.name for subject in shares_of(binding.otherwise)))


def _contradicted(claim: Claim, subject: Subject, said: Sequence[str]) -> Contradicts:
    """That the words of a text, or its silence, and the share of its number do not go together."""
    wording = wording_of(claim.language, claim.measure)
    share = wording.percent.format(number=subject.printed)
    template = wording.clash if said else wording.unsaid
    truth = template.format(said=", ".join(said), label=subject.name, share=share)
    return Contradicts(claim, subject, truth)


def _as_read(verdict: Verdict, binding: Bound | Unbound) -> Verdict:
    """A verdict, unless a word about its claim was not read that may turn it."""
    if not isinstance(verdict, Holds | Fails):
        return verdict
    wording = wording_of(verdict.claim.language, verdict.claim.measure)
    worded = (
        (binding.turning, wording.turning),
        (binding.strange, wording.strange),
        (binding.unspoken, wording.unspoken),
    )
    for unread, template in worded:
        if unread:
            words = ", ".join(wording.quoted.format(text=word) for word in unread)
            why = template.format(phrase=verdict.claim.phrase, words=words)
            offers = () if binding.turning else binding.offers
            return PartlyRead(verdict.claim, verdict.target, unread, bool(binding.turning), why, offers)
    return verdict


def _of_steps(verdict: Fails, text: str, subjects: Sequence[Subject], thresholds: Thresholds) -> NotVerified | None:
    """That a false claim may be of several steps, "stor tillid" of "Meget stor tillid" too; None where it is not."""
    if not isinstance(verdict.target, One):
        return None
    subject = verdict.target.subject
    steps = with_stronger(subject, subjects, LANGUAGES[verdict.claim.language].claims)
    share = sum(step.share for step in steps)
    together = One(replace(subject, share=share, printed=percent(share)))
    if len(steps) == 1 or not isinstance(judge(verdict.claim, together, thresholds), Holds):
        return None
    phrase = phrase_of(verdict.claim, text)
    made: tuple[ClaimSpec, ...] = (
        ShareClaimSpec(phrase=phrase, sum=tuple(step.label for step in steps), group=subject.group),
        ShareClaimSpec(phrase=phrase, of=subject.label, group=subject.group),
    )
    return replace(missing(verdict.claim, "steps", tuple(step.name for step in steps)), offers=made)


__all__ = [
    "LEVEL",
    "STANDARD",
    "Apart",
    "Passage",
    "Results",
    "bind",
    "judge",
    "missing",
    "of_secrets",
    "placed",
    "read",
    "silent",
    "subjects",
    "verify",
]
