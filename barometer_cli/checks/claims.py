"""Findings on what headlines and texts claim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from barometer_cli.checks.codes import finding
from barometer_cli.model.claim import Contradicts, Fails, Holds, NotVerified, Vague
from barometer_cli.model.finding import Evidence, Finding


def check(release: Sequence[Evidence]) -> Iterator[Finding]:
    """False claims, claims that nobody proved, and words that belong to another number."""
    for evidence in release:
        for text in evidence.texts:
            for verdict in text.verdicts:
                place, phrase = evidence.place(text.where), f"”{verdict.claim.phrase}”"
                match verdict:
                    case Holds():
                        pass
                    case Fails():
                        yield finding("BAR201", place, evidence.name, f"{phrase}: {verdict.truth}", verdict.note,
                                      text.text)  # fmt: skip
                    case Contradicts():
                        yield finding("BAR203", place, evidence.name, verdict.truth, _other(evidence, release, verdict),
                                      text.text)  # fmt: skip
                    case NotVerified():
                        if not isinstance(verdict.claim, Vague):
                            yield finding("BAR202", place, evidence.name, verdict.why, _binding(verdict), text.text)
                    case _:
                        assert_never(verdict)
        yield from _unused(evidence)


def _binding(verdict: NotVerified) -> str:
    if not verdict.candidates:
        return ""
    return f"Say which: claims: [{{phrase: {verdict.claim.phrase!r}, of: {verdict.candidates[0]!r}}}]"


def _other(evidence: Evidence, release: Sequence[Evidence], verdict: Contradicts) -> str:
    """The share of another figure that the words speak of."""
    return ""


def _unused(evidence: Evidence) -> Iterator[Finding]:
    for i, claim in enumerate(evidence.figure.spec.claims):
        if not any(claim.phrase.casefold() in text.text.casefold() for text in evidence.texts):
            yield finding("BAR204", evidence.place(("claims", i)), evidence.name,
                          f"the phrase {claim.phrase!r} stands in no text of the figure", value=claim.phrase)  # fmt: skip
