"""Everything that can be known of figures before, and if wanted after, they are drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, partial
from typing import TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from barometer_cli import checks, pipeline, project
from barometer_cli.checks import account
from barometer_cli.checks.account import Headline
from barometer_cli.errors import (
    BarometerError,
    BaseMismatch,
    CheckError,
    EmptyBase,
    LayoutError,
    SpecError,
    TooFew,
    unexpected,
)
from barometer_cli.messages import say
from barometer_cli.model.figure import Figure, Sheet
from barometer_cli.model.finding import Elsewhere, Evidence, Finding, Location
from barometer_cli.model.identity import Identity, PageIdentity
from barometer_cli.model.preset import Preset
from barometer_cli.model.statement import Where
from barometer_cli.project import Entry

Told = TypeVar("Told", bound=BarometerError)

Seen = Evidence | BarometerError
"""A figure and its judged texts, or the error that stopped it."""


class Examination(Struct, frozen=True, dict=True):
    """What is known of figures that are published together.

    Attributes
    ----------
    figures
        The figure, or the error that stopped it.
    evidence
        What was looked at, in order.
    findings
        In the order of the figures; acknowledged ones carry their reason.
    """

    figures: Mapping[Identity, Figure | BarometerError]
    evidence: tuple[Evidence, ...]
    findings: tuple[Finding, ...]

    @cached_property
    def _by_figure(self) -> dict[Identity | None, list[Finding]]:
        found: dict[Identity | None, list[Finding]] = {}
        for finding in self.findings:
            found.setdefault(finding.figure, []).append(finding)
        return found

    @cached_property
    def _looked_at(self) -> dict[Identity, Evidence]:
        return {evidence.identity: evidence for evidence in self.evidence}

    def of(self, entry: Entry) -> tuple[Finding, ...]:
        """The findings of one figure."""
        return tuple(self._by_figure.get(entry.identity, ()))

    def looked_at(self, entry: Entry) -> Evidence | None:
        """What was looked at of one figure; None where something stopped it."""
        return self._looked_at.get(entry.identity)

    def headlines(self, entry: Entry) -> tuple[Headline, ...]:
        """What of the headlines of one figure was proved."""
        evidence = self.looked_at(entry)
        return tuple(account.headlines(evidence)) if evidence else ()

    def left_out(self, entry: Entry) -> str:
        """Why one of the several figures of a spec is left out, its base being too small; empty where it is not."""
        if entry.member is None:
            return ""
        found = self.figures[entry.identity]
        return found.message if isinstance(found, TooFew | EmptyBase) else ""


class _Concluded(Struct, frozen=True):
    """A figure by itself, and beside the others of its page; what is found in it whatever else is published."""

    alone: Evidence
    among: Evidence
    findings: tuple[Finding, ...]


class _Page(Struct, frozen=True):
    """The figures of a page, what was concluded of them, and what one says of another, by both of them."""

    figures: Sequence[Evidence] = ()
    concluded: tuple[_Concluded, ...] = ()
    said: Mapping[tuple[int, int], tuple[Elsewhere, ...]] = field(default_factory=dict)


class Memory:
    """What was concluded of figures: of those that are the same in the next conclusion nothing is computed again.

    Figures are the same where they are the same object; what is remembered of others is forgotten.
    """

    def __init__(self) -> None:
        self._pages: dict[PageIdentity, _Page] = {}

    def concluded(self, release: Sequence[Evidence]) -> list[_Concluded]:
        """Each figure as it is beside the others of its page, and what is found in it by itself."""
        pages: dict[PageIdentity, list[Evidence]] = {}
        for evidence in release:
            pages.setdefault(evidence.identity.on, []).append(evidence)
        self._pages = {on: _concluded(page, self._pages.get(on, _Page())) for on, page in pages.items()}
        found = {id(each.alone): each for page in self._pages.values() for each in page.concluded}
        return [found[id(evidence)] for evidence in release]


def _concluded(figures: Sequence[Evidence], before: _Page) -> _Page:
    """What is concluded of the figures of a page, of which some may be those of before."""
    if _same(figures, before.figures):
        return before
    said = {(id(one), id(other)): _said(one, other, before) for one in figures for other in figures if other is not one}
    known = {id(each.alone): each for each in before.concluded}
    concluded = []
    for each in figures:
        elsewhere = tuple(told for other in figures if other is not each for told in said[id(each), id(other)])
        old = known.get(id(each))
        if old is None or not _same(old.among.elsewhere, elsewhere):
            among = replace(each, elsewhere=elsewhere)
            old = _Concluded(each, among, checks.alone(among))
        concluded.append(old)
    return _Page(figures, tuple(concluded), said)


def _said(one: Evidence, other: Evidence, before: _Page) -> tuple[Elsewhere, ...]:
    known = before.said.get((id(one), id(other)))
    return tuple(pipeline.elsewhere(one, other)) if known is None else known


def _same(some: Sequence[object], others: Sequence[object]) -> bool:
    """Whether they are the same objects in the same order."""
    return len(some) == len(others) and all(one is other for one, other in zip(some, others, strict=True))


def examine(
    entries: Iterable[Entry], microdata: project.Microdata, presets: Sequence[Preset] | None = ()
) -> Examination:
    """Compute figures and check them against their numbers and one another.

    Parameters
    ----------
    entries
        The figures, as `project.search` found them.
    microdata
        Where figures of one run share what is read.
    presets
        Sheets that are laid out and proved too; None for those of each figure's survey.
    """
    return conclude([(entry, look(entry, microdata, presets)) for entry in entries])


def look(entry: Entry, microdata: project.Microdata, presets: Sequence[Preset] | None = ()) -> Seen:
    """Compute one figure and judge its texts by itself: all of an examination that needs no other figure.

    What was not foreseen stops this figure, and no other.

    Parameters
    ----------
    entry, microdata, presets
        As `examine` takes them.
    """
    try:
        figure = project.figure(entry, microdata)
        return _evidence(entry, figure, *pipeline.sheets(figure, presets))
    except BarometerError as error:
        return error
    except Exception as fault:
        return unexpected(fault)


def conclude(looked: Iterable[tuple[Entry, Seen]], memory: Memory | None = None) -> Examination:
    """Check figures that were looked at against their numbers and one another.

    Parameters
    ----------
    looked
        Each figure and what `look` gave for it.
    memory
        Of earlier conclusions.
    """
    figures: dict[Identity, Figure | BarometerError] = {}
    release: list[Evidence] = []
    findings: list[Finding] = []
    specs: dict[Identity, Entry] = {}
    for entry, seen in looked:
        specs[entry.identity] = entry
        if not isinstance(seen, BarometerError):
            figures[entry.identity] = seen.figure
            release.append(seen)
            for error in seen.unfit:
                findings += checks.from_error(error, location_of(error, entry), entry.identity)
            continue
        figures[entry.identity] = seen
        if entry.member and isinstance(seen, TooFew | EmptyBase):
            where = Location(entry.path.as_posix())
            findings.append(checks.finding("BAR109", where, entry.identity, f"{entry.member.called}: {seen.message}"))
            continue
        findings += checks.from_error(seen, location_of(seen, entry), entry.identity)
    concluded = (memory or Memory()).concluded(release)
    found = tuple(each.among for each in concluded)
    findings += (finding for each in concluded for finding in each.findings)
    findings += checks.together(found)
    order: dict[Identity | None, int] = {each: place for place, each in enumerate(specs)}
    findings = list(_acknowledged(findings, specs))
    findings.sort(key=lambda finding: (order.get(finding.figure, -1), finding.code))
    return Examination(figures, found, tuple(findings))


def refuse(findings: Iterable[Finding], forced: str) -> None:
    """Stop a figure that says what its numbers do not.

    Parameters
    ----------
    findings
        Those of the figure.
    forced
        How it is asked for all the same.

    Raises
    ------
    CheckError
        If one of them is an error that its author has not acknowledged.
    """
    wrong = [found for found in findings if found.severity == "error" and found.acknowledged is None]
    if wrong:
        told = (f"{found.place}: {found.code} {found.message}" + (f"\n  → {found.hint}" if found.hint else "")
                for found in wrong)  # fmt: skip
        hint = say("Correct it, acknowledge it in the spec with a reason, or draw it with {forced}.", forced=forced)
        raise CheckError("\n".join(told), hint)


def location_of(error: BarometerError, entry: Entry) -> Location:
    """Where in the spec of a figure the field stands that an error speaks of."""
    return project.location(entry, _field(error, entry))


def placed(error: Told, entry: Entry) -> Told:
    """An error with the place in the spec that it speaks of."""
    if isinstance(error, SpecError | CheckError):
        return error
    said = error.message.removeprefix(f"{entry.path}: ")
    return type(error)(f"{location_of(error, entry)}: {said}", error.hint)


def _field(error: BarometerError, entry: Entry) -> Where:
    match error:
        case BaseMismatch():
            return ("n",)
        case EmptyBase():
            return ("filter",)
        case LayoutError():
            return ("title",)
        case _:
            return ("data",) if entry.spec.data else ("table",)


def _evidence(entry: Entry, figure: Figure, sheets: tuple[Sheet, ...], unfit: Mapping[str, LayoutError]) -> Evidence:
    return Evidence(
        figure=figure,
        identity=entry.identity,
        theme=pipeline.theme(figure),
        texts=pipeline.texts(figure),
        locate=cache(partial(project.location, entry)),
        sheets=sheets,
        unfit=tuple(unfit.values()),
        coloured=pipeline.coloured(figure),
    )


def _acknowledged(findings: Sequence[Finding], specs: Mapping[Identity, Entry]) -> Iterator[Finding]:
    """Findings with the reasons their authors give; a reason for what is not there is a finding too."""
    reasons = {
        (figure, each.code): (each.reason, i)
        for figure, entry in specs.items()
        for i, each in enumerate(entry.spec.acknowledge)
    }
    used = set()
    for finding in findings:
        key = (finding.figure, finding.code)
        if key in reasons:
            used.add(key)
            finding = replace(finding, acknowledged=reasons[key][0])
        yield finding
    for (figure, code), (_, i) in reasons.items():
        if (figure, code) not in used:
            where: Where = ("acknowledge", i)
            place = project.location(specs[figure], where)
            yield checks.finding(
                "BAR901", place, figure, say("{code} is acknowledged, and was not found", code=code), value=code
            )
