"""Findings on what headlines and texts claim."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import assert_never

from barometer_cli.checks.codes import finding
from barometer_cli.model.claim import (
    Change,
    Comparison,
    Contradicts,
    Fails,
    Holds,
    NotVerified,
    One,
    PartlyRead,
    Points,
    Reason,
    Significance,
    Vague,
    Verdict,
)
from barometer_cli.model.finding import Evidence, Finding, Text

MOST = 8
"""Candidates that are listed."""

REMEDIES: dict[Reason, str] = {
    "vague": "Say a share, or leave it.",
    "no candidate": "Use the words of an answer or a group that the figure has.",
    "several candidates": "Use the words of the share that is meant.",
    "no test": "Leave the word out, or have the difference tested.",
    "other kind": "Say what the figure's own shares tell, or take it out.",
    "other words": "Use the words of the share; or bind the claim under `claims:`, if both are the same.",
    "no such label": "Correct the word, or take it out.",
    "hidden": "Take it out: what is hidden must not be told.",
    "steps": "If they are meant together, make a net of them and name it in the text; else correct the number.",
    "judgement": "Say the share, or a fraction of it.",
}
"""What to do where nothing can be bound, or binding does not help."""

UNREAD = "Say it without the word, or in words that are read: a share, a fraction, a rank, a change with its numbers."
"""What to do where a word was not read."""


def check(release: Sequence[Evidence]) -> Iterator[Finding]:
    """False claims, claims that nobody proved, and words that belong to another number."""
    for evidence in release:
        for text in evidence.texts:
            for verdict in text.verdicts:
                place, phrase = evidence.place(text.where), evidence.figure.locale.quote(verdict.claim.phrase)
                match verdict:
                    case Holds():
                        pass
                    case Fails():
                        yield finding("BAR201", place, evidence.name, f"{phrase}: {verdict.truth}", verdict.note,
                                      text.text)  # fmt: skip
                    case Contradicts():
                        yield finding("BAR203", place, evidence.name, verdict.truth, _other(evidence, verdict),
                                      text.text)  # fmt: skip
                    case PartlyRead():
                        yield finding(
                            "BAR202",
                            place,
                            evidence.name,
                            verdict.why,
                            UNREAD if verdict.turning else REMEDIES["other words"],
                            text.text,
                        )
                    case NotVerified():
                        yield from _not_verified(evidence, text, verdict)
                    case _:
                        assert_never(verdict)
        yield from _unused(evidence)


def _not_verified(evidence: Evidence, text: Text, verdict: NotVerified) -> Iterator[Finding]:
    """A claim that the figure does not prove: another of the page may; a word for no number at all claims nothing."""
    if isinstance(verdict.claim, Vague) and verdict.reason == "vague":
        return
    place, phrase = evidence.place(text.where), evidence.figure.locale.quote(verdict.claim.phrase)
    found = [each for each in evidence.elsewhere if each.where == text.where and _same(each.verdict, verdict)]
    if len(found) == 1 and not evidence.figure.table.cells:
        (one,) = found
        if isinstance(one.verdict, Fails):
            there = one.other.place(("title",))
            message = f"{phrase}: {one.verdict.truth}, in {one.other.name} ({there})"
            yield finding("BAR205", place, evidence.name, message, value=text.text)
        return
    grouped = len(evidence.figure.table.groups) > 1
    yield finding("BAR202", place, evidence.name, verdict.why, _hint(verdict, grouped), text.text)


def _same(one: Verdict, other: Verdict) -> bool:
    return one.claim.start == other.claim.start


def _hint(verdict: NotVerified, grouped: bool) -> str:
    """What to do: bind the claim, as it is written in a spec, where a share may be meant; else as the reason has it."""
    if verdict.reason not in ("several candidates", "no candidate") or not verdict.candidates:
        return REMEDIES[verdict.reason]
    paired = isinstance(verdict.claim, Comparison | Points | Significance | Change)
    fields = ["of", *(["group"] if grouped else []), *(["beside_group" if grouped else "beside"] if paired else [])]
    phrase = verdict.claim.phrase
    written = json.dumps(phrase, ensure_ascii=False) if _SPECIAL.search(phrase) else phrase
    entry = ", ".join((f"phrase: {written}", *(f"{field}: …" for field in fields)))
    more = len(verdict.candidates) - MOST
    shown = "; ".join(verdict.candidates[:MOST]) + (f"; and {more} more" if more > 0 else "")
    return f"Say which: `claims: [{{{entry}}}]`. There are: {shown}."


_SPECIAL = re.compile(r"[,:{}\[\]#&*!|>'\"%@`]")
"""Characters for which YAML wants a text between quotes."""


def _other(evidence: Evidence, verdict: Contradicts) -> str:
    """The share of another figure that the words speak of, and where it stands."""
    found = [
        (each.verdict.target.subject, each.other)
        for each in evidence.elsewhere
        if _same(each.verdict, verdict) and isinstance(each.verdict.target, One)
    ]
    nets = [pair for pair in found if pair[0].kind == "net"]
    quote, percent = evidence.figure.locale.quote, evidence.figure.locale.percent
    return " ".join(
        f"{quote(subject.name)} is {percent(subject.share)} in {other.name} ({other.place(('title',))})."
        for subject, other in nets or found
    )


def _unused(evidence: Evidence) -> Iterator[Finding]:
    for i, claim in enumerate(evidence.figure.spec.claims):
        if not any(claim.phrase.casefold() in text.text.casefold() for text in evidence.texts):
            yield finding("BAR204", evidence.place(("claims", i)), evidence.name,
                          f"the phrase {claim.phrase!r} stands in no text of the figure",
                          value=claim.phrase)  # fmt: skip
