"""Everything that can be known of figures before, and if wanted after, they are drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

from barometer_cli import checks, pipeline, project
from barometer_cli.errors import BarometerError, BaseMismatch, EmptyBase, LayoutError, TooFew
from barometer_cli.model.figure import Figure
from barometer_cli.model.finding import Evidence, Finding, Place
from barometer_cli.model.scene import Scene
from barometer_cli.model.statement import Where
from barometer_cli.project import Entry

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Examination:
    """What is known of figures that are published together.

    Attributes
    ----------
    figures
        By page and id: the figure, or the error that stopped it.
    evidence
        What was looked at, in order.
    findings
        In the order of the figures; acknowledged ones carry their reason.
    """

    figures: Mapping[Key, Figure | BarometerError]
    evidence: tuple[Evidence, ...]
    findings: tuple[Finding, ...]

    def of(self, entry: Entry) -> tuple[Finding, ...]:
        """The findings of one figure."""
        return tuple(finding for finding in self.findings if finding.figure == name(entry))


def name(entry: Entry) -> str:
    """A figure as findings call it."""
    return f"{entry.page}/{entry.id}"


def examine(entries: Iterable[Entry], microdata: project.Microdata, draw: bool = False) -> Examination:
    """Compute figures and check them against their numbers and one another.

    Parameters
    ----------
    entries
        The figures, as `project.search` found them.
    microdata
        Where figures of one run share what is read.
    draw
        Whether the sheets are laid out and proved too.
    """
    figures: dict[Key, Figure | BarometerError] = {}
    release: list[Evidence] = []
    findings: list[Finding] = []
    specs: dict[str, Entry] = {}
    for entry in entries:
        specs[name(entry)] = entry
        try:
            figure = project.figure(entry, microdata)
            scene = pipeline.compose(figure) if draw else None
            figures[entry.page, entry.id] = figure
            release.append(_evidence(entry, figure, scene))
        except BarometerError as error:
            figures[entry.page, entry.id] = error
            if entry.member and isinstance(error, TooFew | EmptyBase):
                where = Place(entry.path.as_posix())
                findings.append(checks.finding("BAR109", where, name(entry), f"{entry.member.words}: {error.message}"))
                continue
            place = project.place(entry.path, _field(error, entry))
            findings += checks.from_error(error, place, name(entry))
    found = pipeline.compared(release)
    findings += checks.check(found)
    order = {each: place for place, each in enumerate(specs)}
    findings = list(_acknowledged(findings, specs))
    findings.sort(key=lambda finding: (order.get(finding.figure, -1), finding.code))
    return Examination(figures, tuple(found), tuple(findings))


def _field(error: BarometerError, entry: Entry) -> Where:
    """The field of a spec that an error speaks of."""
    match error:
        case BaseMismatch():
            return ("n",)
        case EmptyBase():
            return ("filter",)
        case LayoutError():
            return ("title",)
        case _:
            return ("data",) if entry.spec.data else ("table",)


def _evidence(entry: Entry, figure: Figure, scene: Scene | None) -> Evidence:
    return Evidence(
        figure=figure,
        page=entry.page,
        theme=pipeline.theme(figure),
        texts=pipeline.texts(figure),
        place=cache(partial(project.place, entry.path)),
        scene=scene,
    )


def _acknowledged(findings: Sequence[Finding], specs: Mapping[str, Entry]) -> Iterator[Finding]:
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
            place = project.place(specs[figure].path, where)
            yield checks.finding("BAR901", place, figure, f"{code} is acknowledged, and was not found", value=code)
