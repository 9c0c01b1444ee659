"""The account of a figure's headlines: what in them was proved, what only partly read, and what not read at all."""

from __future__ import annotations

from typing import Literal, TypeAlias, assert_never

from msgspec import Struct

from barometer_cli.checks.claims import distinct, meets, phrase_of
from barometer_cli.messages import template
from barometer_cli.model.claim import (
    Contradicts,
    Count,
    Fails,
    Holds,
    NotVerified,
    One,
    PartlyRead,
    Subject,
    Verdict,
    shares_of,
)
from barometer_cli.model.finding import Evidence, Location
from barometer_cli.model.identity import Identity
from barometer_cli.model.locale import Locale

State: TypeAlias = Literal["proved", "false", "partly read", "not proved"]
STATES: dict[State, str] = {
    "proved": template("proved"),
    "false": template("false"),
    "partly read": template("partly read"),
    "not proved": template("not proved"),
}
"""What became of a claim, and how that is told."""
HEADLINES = ("title", "subtitle", "text", "texts", "quote")
"""Fields that state a finding; a caption has findings of its own."""


class Account(Struct, frozen=True):
    """One claim of a headline.

    Attributes
    ----------
    phrase
        Its words.
    state
        What became of it.
    of
        The share it is of, with its per cent; empty where it is of none.
    bound
        Whether its author says so, under `claims`.
    unread
        Words that were not read, and can turn its sense.
    p
        That of the order it tells, where the survey cannot tell it apart.
    """

    phrase: str
    state: State
    of: str = ""
    bound: bool = False
    unread: tuple[str, ...] = ()
    p: float | None = None


class Headline(Struct, frozen=True):
    """A text of a figure: its field, its place, its claims, and the parts of it in which none was read."""

    figure: Identity
    field: str
    place: Location
    text: str
    claims: tuple[Account, ...]
    unread: tuple[str, ...]

    @property
    def state(self) -> State | Literal["not read"]:
        """What became of the whole of it: proved only where all of it is."""
        states = {claim.state for claim in self.claims}
        if not states:
            return "not read"
        if "false" in states:
            return "false"
        if states == {"proved"}:
            return "partly read" if self.unread else "proved"
        return "partly read" if states & {"proved", "partly read"} else "not proved"


def headlines(evidence: Evidence) -> tuple[Headline, ...]:
    """The title of a figure, and those other texts of it that claim something.

    Parameters
    ----------
    evidence
        The figure and its judged texts.
    """
    return tuple(
        Headline(
            evidence.identity,
            str(text.where[0]),
            evidence.locate(text.where),
            text.text,
            tuple(_account(verdict, evidence, text.text) for verdict in distinct(text.verdicts)),
            text.unread,
        )
        for text in evidence.texts
        if text.where == ("title",) or (text.where[0] in HEADLINES and text.verdicts)
    )


def state_of(verdict: Verdict) -> State:
    """What became of a claim."""
    match verdict:
        case Holds():
            return "proved"
        case Fails() | Contradicts():
            return "false"
        case PartlyRead():
            return "partly read"
        case NotVerified():
            return "not proved"
        case _:
            assert_never(verdict)


def record(headline: Headline) -> dict[str, object]:
    """A headline as JSON has it."""
    claims = [
        {
            "phrase": claim.phrase,
            "state": claim.state,
            "of": claim.of or None,
            "bound": claim.bound,
            "unread": list(claim.unread),
            "p": claim.p,
        }
        for claim in headline.claims
    ]
    return {"field": headline.field, "text": headline.text, "state": headline.state, "claims": claims,
            "unread": list(headline.unread)}  # fmt: skip


def _account(verdict: Verdict, evidence: Evidence, text: str) -> Account:
    phrase, state, locale = phrase_of(verdict), state_of(verdict), evidence.figure.locale
    bound = any(meets(verdict, claim, text) for claim in evidence.figure.spec.claims)
    match verdict:
        case Holds():
            return Account(phrase, state, _of(verdict, locale), bound, p=verdict.doubt.p if verdict.doubt else None)
        case Fails():
            return Account(phrase, state, _of(verdict, locale), bound)
        case Contradicts():
            return Account(phrase, state, _share(verdict.subject, locale), bound)
        case PartlyRead():
            return Account(phrase, state, _of(verdict, locale), bound, verdict.unread)
        case NotVerified():
            return Account(phrase, state, bound=bound)
        case _:
            assert_never(verdict)


def _of(verdict: Holds | Fails | PartlyRead, locale: Locale) -> str:
    """What a claim is of: "Bil 54 %"; "Ja (Kvinder) 22 %, Ja (Mænd) 18 %"; "n=1.877"."""
    subjects = shares_of(verdict.target)
    if isinstance(verdict.claim, Count) and isinstance(verdict.target, One) and subjects[0].n is not None:
        return f"n={locale.number(subjects[0].n)}"
    return ", ".join(_share(subject, locale) for subject in subjects)


def _share(subject: Subject, locale: Locale) -> str:
    return f"{subject.name} {locale.value(locale.measure.of_share(subject.share))}"
