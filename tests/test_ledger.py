"""The ledger: every numeral of every text has its source, and no text outlives the number it was written from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace
from test_messages import Marked
from thorough import examples, in_turn
from written import figure_spec

from barometer_cli import charts, checks, pipeline, project
from barometer_cli.checks.ledger import ledger
from barometer_cli.layout.outlines import outlines
from barometer_cli.messages import speaking
from barometer_cli.model.axis import Axis
from barometer_cli.model.figure import Figure
from barometer_cli.model.finding import Evidence, Finding, Location, Where
from barometer_cli.model.identity import Identity
from barometer_cli.model.ledger import Line
from barometer_cli.model.spec import CaptionSpec, FigureSpec, SurveySpec
from barometer_cli.model.table import Cell, GroupBase, Hidden, Net, Table

ROOT = Path(__file__).parents[1]
DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
FAMILIES = ("claims", "captions", "ledger")


def evidence(figure: Figure) -> Evidence:
    def place(where: Where) -> Location:
        return Location("figure.yaml")

    return Evidence(
        figure, Identity("2019", "page", figure.id, "da"), pipeline.theme(figure), pipeline.texts(figure), place
    )


def samples() -> dict[str, Figure]:
    microdata = project.Microdata()
    return {entry.id: project.figure(entry, microdata) for entry in project.find([ROOT / "figures"])}


def typed(figure: Figure) -> Figure:
    """The same figure, its computed caption typed by hand."""
    text = figure.caption.text.removesuffix(" Syntetiske data.")
    spec = figure.spec.model_copy(update={"caption": CaptionSpec(text=text)})
    return pipeline.figure(figure.id, spec, figure.survey, figure.table, figure.portrait)


FIGURES = samples()
NUMBERED = {name: one for name, one in FIGURES.items() if one.table.cells and one.table.measure.is_share}
TYPED = {f"{name}, typed": typed(figure) for name, figure in NUMBERED.items() if figure.caption.text}
ALL = {**NUMBERED, **TYPED}


def texts(examined: Evidence) -> dict[str, str]:
    """Every text of a figure as the ledger calls it."""
    figure = examined.figure
    judged: dict[str, str] = {}
    for text in examined.texts:
        field = str(text.where[0])
        judged[field] = f"{judged[field]} {text.text}" if field in judged and field != "caption" else text.text
    return {**judged, "caption": figure.caption.text, "alt": figure.alt, "description": figure.description}


@pytest.mark.parametrize("name", sorted({**FIGURES, **TYPED}))
def test_every_numeral_is_told_once_and_has_a_source(name: str) -> None:
    examined = evidence({**FIGURES, **TYPED}[name])
    lines = ledger(examined)
    assert not [line for line in lines if not line.source and line.text != "quote"]
    for field, text in texts(examined).items():
        listed = [line.numeral for line in lines if line.text == field]
        assert DIGITS.findall(" ".join(listed)) == DIGITS.findall(text), field


@pytest.mark.parametrize("name", sorted(FIGURES))
def test_what_a_numeral_is_is_told_in_the_language_that_is_spoken(name: str) -> None:
    with speaking(Marked()):
        sources = {line.source for line in ledger(evidence(FIGURES[name]))}
    assert all(source.startswith("«") for source in sources - {"", "n"}), sources


# -- a share is another: what was written from it changes, or is reported ---------------------------------------------

Share = Cell | Net


def shares(table: Table) -> Iterator[Share]:
    yield from table.cells
    yield from table.nets


def changed(figure: Figure, old: Share, share: float) -> Figure:
    """The figure computed again from a table in which one share is another; bars, which take parts of any sum."""
    table = figure.table
    cells = tuple(replace(cell, value=share) if cell is old else cell for cell in table.cells)
    nets = tuple(replace(net, value=share) if net is old else net for net in table.nets)
    table = replace(table, cells=cells, nets=nets)
    spec = figure.spec
    manner = charts.KINDS[spec.kind].manner(spec, table)
    if manner.whole or manner.nested or spec.kind == "waffle":
        written = {name: getattr(spec, name) for name in spec.model_fields_set & FigureSpec.model_fields.keys()}
        spec = figure_spec({**written, "kind": "grouped_bars" if len(table.groups) > 1 else "bars", "emphasis": ()})
    return pipeline.figure(figure.id, spec, figure.survey, table, figure.portrait)


def source(old: Share) -> str:
    kind, label = ("cell", old.category) if isinstance(old, Cell) else ("net", old.label)
    return f"{kind} ”{label}”" + (f" of ”{old.group}”" if old.group else "")


def stale(before: Figure, old: Share, share: float) -> list[str]:
    """What still says the old share after it changed, and no finding reports."""
    after = changed(before, old, share)
    examined = evidence(after)
    found = [finding for family in FAMILIES for finding in checks.CHECKS[family]([examined])]
    here, told, every = source(old), texts(examined), ledger(examined)
    lines = {field: [line for line in every if line.text == field] for field in told}
    left = [
        f"{line.text}: {line.numeral} is {line.source}"
        for of_field in lines.values()
        for line in of_field
        if line.source == here and line.value != repr(share) and not reported(line, found)
    ]
    left += [
        f"{field}: {count} x {numeral} stand for {numeral} of others"
        for field, text in told.items()
        for numeral, count in outdated(before, old, text, lines[field]).items()
        if not any(numeral in finding.message + finding.value for finding in found)
    ]
    return left


def reported(line: Line, found: list[Finding]) -> bool:
    return any(line.numeral in finding.message + finding.value for finding in found)


def outdated(before: Figure, old: Share, text: str, lines: list[Line]) -> Counter[str]:
    """The old share where it still stands in a text, unless another share or the author says the same."""
    printed = before.locale.percent(old.value).removeprefix("<")
    others = {
        before.locale.percent(other.value).removeprefix("<") for other in shares(before.table) if other is not old
    }
    explained = [line for line in lines if line.numeral == printed and not line.source.startswith(("cell", "net"))]
    if printed in others or explained:
        return Counter()
    return Counter(re.findall(rf"(?<![\d,.–-]){re.escape(printed)}", text))


MANY = 24
"""Of figures with more shares than these, such as maps, some stand for all."""


def some(figure: Figure) -> list[Share]:
    """All of a few shares, of many some from the first to the last."""
    every = list(shares(figure.table))
    return every[:: len(every) // MANY + 1]


def becomes(old: Share) -> list[float]:
    """What a share may become: somewhat or much more or less."""
    return [share for points in (3, -11, 34, -34) if 0 < (share := old.value + points / 100) < 1]


def outliving(figure: Figure, changes: Iterable[tuple[Share, float]]) -> list[str]:
    """What says an old share after any of so many changes."""
    return [
        f"{source(old)} {old.value} -> {share}: {left}" for old, share in changes for left in stale(figure, old, share)
    ]


@pytest.mark.parametrize("name", ALL)
def test_no_text_outlives_its_number(name: str) -> None:
    """Every share becomes another, by the changes in turn."""
    assert outliving(ALL[name], ((old, in_turn(becomes(old), i)) for i, old in enumerate(some(ALL[name])))) == []


@pytest.mark.thorough
@pytest.mark.parametrize("name", ALL)
def test_no_text_outlives_its_number_by_any_change(name: str) -> None:
    assert outliving(ALL[name], ((old, share) for old in some(ALL[name]) for share in becomes(old))) == []


@examples(150)
@given(st.sampled_from(sorted(ALL)), st.integers(0, 99), st.integers(0, 1000))
def test_no_text_outlives_any_number(name: str, i: int, permille: int) -> None:
    figure = ALL[name]
    all_shares = list(shares(figure.table))
    old, share = all_shares[i % len(all_shares)], permille / 1000
    printed = figure.locale.percent(share)
    assume(printed != figure.locale.percent(old.value) and not printed.startswith("<"))
    assert stale(figure, old, share) == []


WHERE = ("title", "subtitle", "caption.reading", "caption.shows", "caption.text")


def told(figure: Figure, share: Share, field: str) -> Figure:
    """The figure with a field that tells a share as an author would."""
    label = share.category if isinstance(share, Cell) else share.label
    printed = figure.locale.percent(share.value)
    of = f" i {share.group}" if share.group else ""
    shown = f"andelen, der har svaret ”{label}”{of} ({printed})"
    words = shown if field == "caption.shows" else f"{printed}{of} har svaret ”{label}”."
    outer, _, inner = field.rpartition(".")
    if not outer:
        spec = figure.spec.model_copy(update={field: words, "claims": ()})
    elif field == "caption.text":
        spec = figure.spec.model_copy(update={"caption": CaptionSpec(text=words)})
    else:
        before = figure.spec.caption or CaptionSpec()
        before = CaptionSpec() if before.text else before
        spec = figure.spec.model_copy(update={"caption": before.model_copy(update={inner: words})})
    return pipeline.figure(figure.id, spec, figure.survey, figure.table, figure.portrait)


def unreported(figure: Figure, old: Share, field: str) -> list[str]:
    """What is wrong before the share that an author tells in a field changes; or that nothing is, afterwards."""
    author = told(figure, old, field)
    before, after = errors(author), errors(changed(author, old, old.value + 0.04))
    here = f"{source(old)} in {field}"
    return [*(f"{here}: {finding.message}" for finding in before), *([] if after else [f"{here} is outlived"])]


def errors(figure: Figure) -> list[Finding]:
    examined = evidence(figure)
    found = [finding for family in FAMILIES for finding in checks.CHECKS[family]([examined])]
    return [finding for finding in found if finding.severity == "error"]


TELLING = [name for name, figure in NUMBERED.items() if figure.spec.kind != "key_number"]


@pytest.mark.parametrize("name", TELLING)
def test_what_an_author_tells_is_reported_when_it_is_outlived(name: str) -> None:
    """Every share is told in one of the fields, in turn."""
    figure = NUMBERED[name]
    turns = enumerate(some(figure), start=TELLING.index(name))
    assert [wrong for i, share in turns for wrong in unreported(figure, share, in_turn(WHERE, i))] == []


@pytest.mark.thorough
@pytest.mark.parametrize("name", TELLING)
def test_what_an_author_tells_anywhere_is_reported_when_it_is_outlived(name: str) -> None:
    figure = NUMBERED[name]
    assert [wrong for share in some(figure) for field in WHERE for wrong in unreported(figure, share, field)] == []


# -- numbers that are names ------------------------------------------------------------------------------------------


def unknown_numbers(table: Table, **spec: Any) -> list[str]:
    survey = SurveySpec(name="Prøven", wave="2024", population="alle")
    written = {"kind": "bars", "title": "Så mange svarer ja", "table": "t.csv", "n": 1877, "question": "Hvad?", **spec}
    made = pipeline.figure("f", figure_spec(written), survey, table)
    assert re.search(r"250|områder", f"{made.caption.text} {made.alt} {made.description}")
    return [found.message for found in checks.CHECKS["ledger"]([evidence(made)])]


BANDS = tuple(Cell("Ja", share, group) for group, share in (("10-49 ansatte", 0.3), ("50-249 ansatte", 0.5)))
LARGE = "Over 250 ansatte"
GROUPS = (*(cell.group for cell in BANDS), LARGE)


@pytest.mark.parametrize(
    "table",
    [
        Table(BANDS, hidden=(Hidden("Ja", LARGE),)),
        Table(tuple(Cell(cell.group or "", cell.value) for cell in BANDS), hidden=(Hidden(LARGE),)),
        Table(tuple(Cell(cell.group or "", cell.value) for cell in BANDS), left_out=(LARGE,)),
        Table(BANDS, omitted=(LARGE,)),
        Table((*BANDS, Cell("Ja", 0.6, LARGE)), bases=tuple(GroupBase(name, 20, None, few=True) for name in GROUPS)),
    ],
    ids=["group hidden", "category hidden", "left out", "omitted", "few"],
)
def test_numbers_in_names_are_no_claims(table: Table) -> None:
    """Bands are named by numbers; also those of which the caption only tells that they are not shown."""
    assert unknown_numbers(table) == []


def test_areas_that_a_map_counts_are_known() -> None:
    names = [area.name for area in outlines("municipalities")][:40]
    shares = tuple(Cell(name, 0.1 + place / 100) for place, name in enumerate(names))
    assert unknown_numbers(Table(shares, categories=Axis("areas")), kind="map") == []
