"""Every sheet, whatever its words and numbers: nothing off it, nothing on top of anything, nothing too faint."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import combinations, pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given
from hypothesis import strategies as st
from msgspec.structs import replace
from thorough import SHEETS, examples
from written import figure_spec

from barometer_cli import captions, pipeline
from barometer_cli.charts import KINDS
from barometer_cli.checks import marks
from barometer_cli.checks.marks.words import cut, says
from barometer_cli.errors import DataError, LayoutError
from barometer_cli.languages import LANGUAGES
from barometer_cli.layout import hyphens
from barometer_cli.layout.hyphens import hyphenating
from barometer_cli.layout.text import wrap
from barometer_cli.layout.type import SUBSTITUTE, width
from barometer_cli.model.figure import Figure
from barometer_cli.model.finding import Evidence, Location
from barometer_cli.model.measure import Measure
from barometer_cli.model.number import percent
from barometer_cli.model.preset import PRESETS, WEB, Preset
from barometer_cli.model.scene import Circle, Image, Of, Path, Rect, Scene, Text
from barometer_cli.model.spec import SurveySpec
from barometer_cli.model.table import Cell, GroupBase, Hidden, Net, Table

sheets = pytest.mark.parametrize("preset", SHEETS)

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in px."""

many = examples(60, derandomize=True, suppress_health_check=list(HealthCheck), print_blob=False)
WORDS = (  # noqa: SIM905
    "og på i af en den øget åben ærlig samarbejde kommunale arbejdspladser innovation offentlige løsning borgere "
    "forskningsinstitutioner videregående uddannelses- medarbejderinddragelse evaluering/opfølgning 2018-2019 (egne) "
    "sundhedsvæsenets driftsorganisationer kvalitetsudviklingsmedarbejderne ikke mindst én ny"
).split()


def phrase(least: int, most: int) -> st.SearchStrategy[str]:
    """Danish words, `least` to `most` characters together."""
    words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=most // 3)
    return words.map(lambda found: " ".join(found)[:most].strip().capitalize().ljust(least, "e"))


labels = st.one_of(phrase(3, 120), phrase(3, 30), st.text("abeimæøåW", min_size=3, max_size=60))
titles = st.one_of(phrase(3, 120), phrase(3, 50))
shares = st.one_of(st.floats(0, 1), st.sampled_from([0.0, 0.001, 0.004, 0.005, 0.285, 0.5, 0.995, 1.0]))
notes = st.one_of(st.none(), phrase(3, 1300))
PNG = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=")


def scene(
    table: Table,
    /,
    portrait: bytes | None = None,
    synthetic: bool = True,
    language: str = "da",
    dialect: str = "standard",
    preset: Preset = WEB,
    **spec: Any,
) -> Scene:
    written = figure_spec({"title": "T", **spec})
    survey = SurveySpec.model_validate(
        {
            "name": "Innovationsbarometeret",
            "wave": "2018-2019",
            "synthetic": synthetic,
            "population": "alle",
            "language": language,
            "dialect": dialect,
        }
    )
    locale = replace(captions.locale(survey), measure=table.measure)
    manner = KINDS[written.kind].manner(written, table)
    caption = captions.caption(written, survey, table, manner, locale)
    alt = captions.alt(written, table, manner, locale)
    description = captions.description(written, survey, table, manner, locale)
    words = LANGUAGES[locale.language].sheet
    figure = Figure("f", written, survey, locale, table, caption, alt, description, words, manner, portrait)
    if accept := KINDS[written.kind].accept:
        accept(figure)
    laid = pipeline.on_sheet(figure, preset)
    evidence = Evidence(figure, "p", pipeline.theme(figure), (), lambda where: Location("f"), (laid,))
    found = [each for each in marks.check([evidence]) if each.code != "BAR608"]  # no rule breaks an invented word
    assert [(each.code, each.message) for each in found] == []
    return laid.scene


def bars_of(drawn: Scene) -> list[Rect]:
    """The marks of shares, back to front."""
    return [mark for mark in drawn.marks() if isinstance(mark, Rect) and mark.of and mark.of.role == "bar"]


def excused(error: LayoutError, preset: Preset) -> bool:
    """Whether a sheet may refuse: a headline that is too long, and on one of fixed height what is too high."""
    assert f"({preset.name})" in error.message and error.hint
    return "headline" in error.message or (preset.height is not None and "px too high" in error.message)


def texts(drawn: Scene) -> list[Text]:
    return [mark for mark in drawn.marks() if isinstance(mark, Text) and mark.text.strip()]


def box(text: Text, wider: float = 1.0) -> Box:
    """What a line covers: capitals and descenders, its width times `wider`."""
    room = width(text.text, text.size, text.weight) * wider
    left = text.x - {"start": 0.0, "middle": room / 2, "end": room}[text.anchor]
    height = 0.72 if text.id != "mark" else 0.70  # the great quotation mark has nothing below its upper part
    foot = text.y + 0.22 * text.size if text.id not in ("mark", "digits", "sign") else text.y
    if text.id == "mark":
        foot = text.y - 0.35 * text.size
    return left, text.y - height * text.size, left + room, foot


def meet(a: Box, b: Box, slack: float = 0.05) -> bool:
    return min(a[2], b[2]) - max(a[0], b[0]) > slack and min(a[3], b[3]) - max(a[1], b[1]) > slack


def rect_box(rect: Rect | Image) -> Box:
    return rect.x, rect.y, rect.x + rect.width, rect.y + rect.height


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(a: str, b: str) -> float:
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def prove(drawn: Scene) -> None:
    """No text off the sheet, even in a wider font; none on another; each readable on what it lies on."""
    lines = texts(drawn)
    for text in lines:
        left, top, right, bottom = box(text, SUBSTITUTE)
        assert left >= 0 and top >= 0, ("off the sheet", text)
        assert right <= drawn.width + 0.05 and bottom <= drawn.height, ("off the sheet", text, right, drawn.width)
        assert contrast(text.fill, text.ground) >= 4.5, ("too faint", text)
        assert text.size >= 12, ("too small", text)
        assert ground(drawn, text) == text.ground, ("lies on something else", text)
    for a, b in combinations(lines, 2):
        assert not meet(box(a), box(b)), ("on one another", a, b)
    for rect in (mark for mark in drawn.marks() if isinstance(mark, Rect | Image)):
        left, top, right, bottom = rect_box(rect)
        assert -0.05 <= left <= right <= drawn.width + 0.05 and -0.05 <= top <= bottom <= drawn.height + 0.05, rect
        for text in lines:
            inside = isinstance(rect, Rect) and rect.fill == text.ground
            assert inside or not meet(box(text), rect_box(rect)), ("text on a mark", text, rect)
    for dot in (mark for mark in drawn.marks() if isinstance(mark, Circle) and mark.of and mark.of.role != "point"):
        around = dot.x - dot.r, dot.y - dot.r, dot.x + dot.r, dot.y + dot.r
        assert around[0] >= -0.05 and around[1] >= -0.05, ("off the sheet", dot)
        assert around[2] <= drawn.width + 0.05 and around[3] <= drawn.height + 0.05, ("off the sheet", dot)
        for text in lines:
            assert not meet(box(text), around), ("text on a dot", text, dot)
    strokes = [mark for mark in drawn.marks() if isinstance(mark, Path) and mark.of and mark.of.role != "course"]
    for path in strokes:
        for (x1, y1), (x2, y2) in pairwise(step[-2:] for step in path.points):
            stroke = (min(x1, x2) - 0.75, min(y1, y2) - 0.75, max(x1, x2) + 0.75, max(y1, y2) + 0.75)
            for text in lines:
                assert not meet(box(text), stroke), ("text on a bracket", text, path)


def ground(drawn: Scene, text: Text) -> str:
    """The colour below the middle of a text."""
    left, top, right, bottom = box(text)
    x, y = (left + right) / 2, (top + bottom) / 2
    found = drawn.background
    for mark in drawn.marks():
        if isinstance(mark, Rect) and mark.x <= x <= mark.x + mark.width and mark.y <= y <= mark.y + mark.height:
            found = mark.fill
    return found


def note(text: str | None) -> dict[str, Any]:
    return {"caption": {"text": text}} if text else {}


@st.composite
def tables(draw: st.DrawFn, least: int = 1, most: int = 20) -> Table:
    names = draw(st.lists(labels, min_size=least, max_size=most, unique_by=str.casefold))
    return Table(tuple(Cell(name, draw(shares)) for name in names))


@sheets
@many
@given(tables(), titles, st.none() | titles, notes, st.sampled_from(["given", "sorted"]), st.booleans())
def test_bars(
    preset: Preset, table: Table, title: str, subtitle: str | None, words: str | None, order: str, aside: bool
) -> None:
    emphasis = [table.cells[0].category] if aside else []
    try:
        drawn = scene(
            table,
            preset=preset,
            kind="bars",
            title=title,
            subtitle=subtitle,
            order=order,
            emphasis=emphasis,
            table="t",
            **note(words),
        )
    except LayoutError as error:
        assume(not excused(error, preset))
        raise
    prove(drawn)
    bars = bars_of(drawn)
    values = [text for text in texts(drawn) if text.id.startswith("value-")]
    for text in texts(drawn):
        assert not any(meet(box(text, SUBSTITUTE), rect_box(bar)) for bar in bars), ("text on a bar", text)
    for a, b in combinations(bars, 2):
        assert not meet(rect_box(a), rect_box(b))
    cells = list(table.cells) if order == "given" else sorted(table.cells, key=lambda cell: -cell.value)
    if preset.most_bars and order == "sorted":
        most = min(preset.most_bars, max(len(bars), pipeline.LEAST_BARS))  # where they are too high, fewer are drawn
        kept = {*emphasis, *[cell.category for cell in cells if cell.category not in emphasis][: most - len(emphasis)]}
        cells = [cell for cell in cells if cell.category in kept]
    whole = [mark for mark in drawn.marks() if isinstance(mark, Rect) and mark.of and mark.of.role == "whole"]
    assert len(whole) == (len(cells) == 1), "a bar alone shows what it is a part of"
    largest = 1.0 if whole else max(cell.value for cell in cells)
    full = max(bar.width for bar in (*bars, *whole))
    assert full >= 100 or largest < 1e-9, ("no room for bars", full)
    assert len({bar.x for bar in bars}) == 1
    for cell, bar, value in zip(cells, bars, values, strict=True):
        assert bar.width == pytest.approx(full * cell.value / (largest or 1), abs=0.02)
        assert value.text == printed(cell)
        assert value.x > bar.x + bar.width


@st.composite
def breakdowns(draw: st.DrawFn) -> Table:
    """Shares of groups with their intervals, some hidden, some groups small."""
    names = draw(st.lists(labels, min_size=1, max_size=6, unique_by=str.casefold))
    groups = draw(st.lists(phrase(3, 40), min_size=2, max_size=5, unique_by=str.casefold))
    cells, hidden = [], []
    for group in groups:
        for name in names:
            low, share, high = sorted(draw(st.tuples(shares, shares, shares)))
            interval = (low, high) if draw(st.booleans()) else None
            if draw(st.integers(0, 5)) == 0:
                hidden.append(Hidden(name, group))
            else:
                cells.append(Cell(name, share, group, interval=interval))
    bases = tuple(GroupBase(group, draw(st.integers(1, 20_000)), 1.0, draw(st.booleans())) for group in groups)
    assume(cells)
    return Table(tuple(cells), hidden=tuple(hidden), bases=bases, n=99, level=0.95)


@sheets
@many
@given(breakdowns(), titles, notes)
def test_grouped_bars(preset: Preset, table: Table, title: str, words: str | None) -> None:
    names = {*(cell.category for cell in table.cells), *(hidden.category for hidden in table.hidden)}
    kind = "grouped_bars" if len(names) > 1 else "bars"
    try:
        drawn = scene(table, preset=preset, kind=kind, title=title, order="given", data="x", **note(words))
    except LayoutError as error:
        assume(not excused(error, preset))
        raise
    prove(drawn)
    bars = bars_of(drawn)
    values = [text for text in texts(drawn) if text.id.startswith("value-")]
    assert sorted(value.text for value in values) == sorted(
        [printed(cell) for cell in table.cells] + ["*"] * len(table.hidden)
    )
    assert len(bars) == len(table.cells)
    for a, b in combinations(bars, 2):
        assert not meet(rect_box(a), rect_box(b)), ("bars on one another", a, b)
    for text in texts(drawn):
        assert not any(meet(box(text, SUBSTITUTE), rect_box(bar)) for bar in bars), ("text on a bar", text)
    reach = 1.0 if len(bars) == 1 else max(max(cell.value, *(cell.interval or (0,))) for cell in table.cells)
    drawn_shares = sorted(bar.width for bar in bars)
    wanted = sorted(cell.value for cell in table.cells)
    if wanted[-1] > 1e-6:
        scale = drawn_shares[-1] / wanted[-1]
        assert drawn_shares == pytest.approx([share * scale for share in wanted], abs=0.05)
        assert scale * reach >= 100, "no room for bars"
    lines = [mark for mark in drawn.marks() if isinstance(mark, Rect) and mark.id.endswith("-line")]
    assert len(lines) == sum(cell.interval is not None for cell in table.cells)
    shown = " ".join(text.text for text in texts(drawn))
    assert all(base.name is None or base.name.split()[0] in shown for base in table.bases)
    assert ("få svar" in shown.replace("\n", " ")) >= any(base.few for base in table.bases)


def printed(cell: Cell | Net) -> str:
    """As the figure must print a share: from the cell's own per cent."""
    rounded = percent(cell.value)
    if rounded == 100 and round(cell.value, 11) < 1:
        return ">99\u00a0%"
    return "<1\u00a0%" if rounded == 0 and cell.value > 0 else f"{rounded}\u00a0%"


@st.composite
def wholes(draw: st.DrawFn, groups: Sequence[str | None]) -> Table:
    """Parts that sum to at most one in every group, with nets of neighbours."""
    names = draw(st.lists(st.one_of(labels, phrase(3, 16)), min_size=2, max_size=6, unique_by=str.casefold))
    cells: list[Cell] = []
    nets: list[Net] = []
    spans = draw(st.lists(st.tuples(st.integers(0, len(names) - 2), st.integers(2, 3)), max_size=3, unique=True))
    for group in groups:
        weights = draw(st.lists(st.integers(0, 60), min_size=len(names), max_size=len(names)))
        total = max(sum(weights), 1) * draw(st.sampled_from([1.0, 1.3]))
        row = [Cell(name, weight / total, group) for name, weight in zip(names, weights, strict=True)]
        cells += row
        for number, (start, count) in enumerate(spans):
            parts = row[start : start + count]
            label = ("I alt", "Enige og meget enige tilsammen, også dem, der kun er enige i nogen grad", "Internt")[
                number
            ]
            nets.append(Net(label, tuple(part.category for part in parts), sum(part.value for part in parts), group))
    return Table(tuple(cells), tuple(nets))


def prove_stacked(drawn: Scene, table: Table) -> None:
    prove(drawn)
    shown = " ".join(text.text for text in texts(drawn))
    for cell in (*table.shown, *table.nets):
        assert printed(cell) in shown, ("not printed", cell)
    bars = bars_of(drawn)
    assert len(bars) == len(table.shown)
    for a, b in combinations(bars, 2):
        assert not meet(rect_box(a), rect_box(b), 0.02), ("segments on one another", a, b)
    laid = {mark.of: mark for mark in drawn.marks() if isinstance(mark, Rect) and mark.of}
    zero = min(bar.x for bar in bars)
    ends = []
    for group in table.groups:
        cells = [cell for cell in table.shown if cell.group == group]
        row = [laid[Of("bar", cell.category, group)] for cell in cells]
        assert len({bar.y for bar in row}) == 1
        rest = laid.get(Of("rest", None, group))
        ends.append(max(mark.x + mark.width for mark in (*row, *([rest] if rest else []))))
    hundred = max(ends) - zero
    assert max(ends) - min(ends) < 2.6, ("each bar reaches 100 %", ends)
    assert len(table.groups) > 1 or hundred > drawn.width - 2 * 32 - 2.6, "the whole width is 100 %"
    for group in table.groups:
        so_far = 0.0
        for cell in table.shown:
            if cell.group == group:
                bar = laid[Of("bar", cell.category, group)]
                assert bar.x == pytest.approx(zero + so_far * hundred, abs=2.7), ("on another scale", cell)
                so_far += cell.value
                assert bar.x + bar.width == pytest.approx(zero + so_far * hundred - 1, abs=3.7)


@sheets
@many
@given(wholes([None]), titles, notes)
def test_one_stacked_bar(preset: Preset, table: Table, title: str, words: str | None) -> None:
    try:
        drawn = scene(table, preset=preset, kind="stacked_bars", title=title, table="t", **note(words))
    except LayoutError as error:
        assume(not excused(error, preset))
        raise
    prove_stacked(drawn, table)


@sheets
@many
@given(st.lists(labels, min_size=2, max_size=8, unique_by=str.casefold).flatmap(wholes), titles, notes)
def test_several_stacked_bars(preset: Preset, table: Table, title: str, words: str | None) -> None:
    try:
        drawn = scene(table, preset=preset, kind="stacked_bars", title=title, table="t", **note(words))
    except LayoutError as error:
        assume(not excused(error, preset))
        raise
    prove_stacked(drawn, table)


def prove_values(drawn: Scene, table: Table) -> None:
    """Every share is printed; what does not stand on its part is led to, and no leader runs into words."""
    prove(drawn)
    shown = " ".join(text.text for text in texts(drawn))
    for cell in table.shown:
        assert printed(cell) in shown, ("not printed", cell)
    for a, b in combinations(bars_of(drawn), 2):
        assert not meet(rect_box(a), rect_box(b), 0.02), ("segments on one another", a, b)


@sheets
@many
@given(st.lists(labels, min_size=1, max_size=6, unique_by=str.casefold).flatmap(wholes), titles, notes)
def test_stacked_columns(preset: Preset, table: Table, title: str, words: str | None) -> None:
    first = table.nets[0].label if table.nets else None
    table = replace(table, nets=tuple(net for net in table.nets if net.label == first))
    try:
        drawn = scene(table, preset=preset, kind="stacked_columns", title=title, table="t", **note(words))
    except LayoutError as error:
        assume(not excused(error, preset) and "columns have" not in error.message)
        raise
    prove_values(drawn, table)
    feet = {bar.of.group: max(b.y + b.height for b in bars_of(drawn) if b.of.group == bar.of.group)
            for bar in bars_of(drawn) if bar.of}  # fmt: skip
    assert max(feet.values()) - min(feet.values()) <= 0.6, "columns stand on one line"


@sheets
@many
@given(st.lists(labels, min_size=1, max_size=8, unique_by=str.casefold).flatmap(wholes), titles, notes, st.data())
def test_diverging_bars(preset: Preset, table: Table, title: str, words: str | None, data: st.DataObject) -> None:
    names = list(dict.fromkeys(cell.category for cell in table.cells))
    where = data.draw(st.integers(1, len(names) - 1))
    between = len(names) - where > 1 and data.draw(st.booleans())
    sides = {
        "negative": names[:where],
        "neutral": names[where : where + between],
        "positive": names[where + between :],
    }
    neutral = data.draw(st.sampled_from(["middle", "apart"]))
    unsure = data.draw(st.sampled_from([0.0, 0.02, 0.4]))
    totals = data.draw(st.sampled_from([(), ("positive",), ("negative", "positive")]))
    table = with_totals(table, {side: tuple(sides[side]) for side in totals}, unsure)
    try:
        drawn = scene(
            table,
            preset=preset,
            kind="diverging_bars",
            title=title,
            table="t",
            sides=sides,
            neutral=neutral,
            **note(words),
        )
    except LayoutError as error:
        assume(not excused(error, preset) and "leave no room" not in error.message and "colours" not in error.message)
        raise
    prove_values(drawn, table)
    (zero,) = {
        round(mark.x + mark.width, 2) for mark in drawn.marks() if isinstance(mark, Rect) and mark.of == Of("zero")
    }
    for bar in bars_of(drawn):
        assert bar.of
        if bar.of.category in sides["negative"]:
            assert bar.x + bar.width <= zero + 0.6, "against is left of zero"
        if bar.of.category in sides["positive"]:
            assert bar.x >= zero - 0.05, "for is right of zero"
    written = {mark.of: mark for mark in texts(drawn) if mark.of}
    assert {of.group for of in written if of.role == "total"} == (set(table.groups) if totals else set())
    for text in texts(drawn):
        assert not any(meet(box(text, SUBSTITUTE), rect_box(bar)) for bar in bars_of(drawn) if bar.fill != text.ground)


def with_totals(table: Table, sides: Mapping[str, tuple[str, ...]], unsure: float) -> Table:
    """A table in which so many do not know, with the totals of these sides alone."""
    cells = [replace(cell, value=cell.value * (1 - unsure)) for cell in table.cells]
    nets = [
        Net(side.capitalize(), names, sum(c.value for c in cells if c.group == group and c.category in names), group)
        for group in table.groups
        for side, names in sides.items()
    ]
    beside = [Cell("Ved ikke", unsure, group) for group in table.groups if unsure]
    return replace(table, cells=(*cells, *beside), nets=tuple(nets))


@sheets
@many
@given(tables(2, 8), titles, notes, st.booleans(), st.data())
def test_nested(preset: Preset, table: Table, title: str, words: str | None, outer: bool, data: st.DataObject) -> None:
    names = [cell.category for cell in sorted(table.cells, key=lambda cell: -cell.value)]
    parts: dict[str, list[str]] = {}
    for place, name in enumerate(names[1:], start=1):
        parts.setdefault(names[data.draw(st.integers(0, min(place - 1, 2)))], []).append(name)
    base = "outer" if outer else "all"
    try:
        drawn = scene(
            table, preset=preset, kind="nested", title=title, table="t", parts=parts, base=base, **note(words)
        )
    except LayoutError as error:
        assume(not excused(error, preset))
        raise
    prove_values(drawn, table)
    assert len({bar.x for bar in bars_of(drawn)}) == 1
    assert len(bars_of(drawn)) == len(table.cells)


@sheets
@many
@given(st.lists(labels, min_size=2, max_size=2, unique_by=str.casefold).flatmap(wholes), titles, notes)
def test_pyramid(preset: Preset, table: Table, title: str, words: str | None) -> None:
    table = replace(table, nets=())
    try:
        drawn = scene(table, preset=preset, kind="pyramid", title=title, table="t", **note(words))
    except LayoutError as error:
        assume(not excused(error, preset))
        raise
    prove(drawn)
    bars = {mark.of: mark for mark in drawn.marks() if isinstance(mark, Rect) and mark.of}
    left, right = table.groups
    zeros = bars[Of("zero", None, left)].x, bars[Of("zero", None, right)].x + 1
    paces = set()
    for cell in table.shown:
        bar = bars[Of("mirrored" if cell.group == left else "bar", cell.category, cell.group)]
        start = bar.x + bar.width if cell.group == left else bar.x
        assert start == pytest.approx(zeros[cell.group == right], abs=0.02)
        paces |= {bar.width / cell.value} if cell.value > 0.05 else set()
    assert not paces or max(paces) == pytest.approx(min(paces), rel=0.01), "both sides have one scale"


def prove_counted(drawn: Scene) -> None:
    prove(drawn)
    dots = [mark for mark in drawn.marks() if isinstance(mark, Circle) and mark.of and mark.of.role != "key"]
    assert len({dot.r for dot in dots}) == 1 and dots[0].r > 3


@sheets
@many
@given(wholes([None]), titles, notes, st.sampled_from([10, 20, 100]))
def test_one_waffle(preset: Preset, table: Table, title: str, words: str | None, dots: int) -> None:
    try:
        table = replace(table, nets=())
        drawn = scene(table, preset=preset, kind="waffle", title=title, table="t", dots=dots, **note(words))
    except LayoutError as error:
        assume(not excused(error, preset))
        raise
    prove_counted(drawn)


@sheets
@many
@given(st.lists(labels, min_size=2, max_size=5, unique_by=str.casefold).flatmap(wholes), titles)
def test_several_waffles(preset: Preset, table: Table, title: str) -> None:
    try:
        drawn = scene(replace(table, nets=()), preset=preset, kind="waffle", title=title, table="t")
    except LayoutError as error:
        assume(not excused(error, preset))
        raise
    prove_counted(drawn)


@sheets
@many
@given(tables(2, 8), titles, st.sampled_from([10, 20, 100]))
def test_a_waffle_for_each(preset: Preset, table: Table, title: str, dots: int) -> None:
    try:
        drawn = scene(table, preset=preset, kind="waffle", title=title, table="t", dots=dots, grids="each")
    except LayoutError as error:
        assume(not excused(error, preset))
        raise
    prove_counted(drawn)


@sheets
@many
@given(titles, phrase(3, 160), shares, notes)
def test_key_number(preset: Preset, title: str, words: str, share: float, caption: str | None) -> None:
    cell = Cell("a", share)
    spec = {"kind": "key_number", "title": title, "text": words, "table": "t", **note(caption)}
    try:
        drawn = scene(Table((cell,)), preset=preset, **spec)
    except LayoutError as error:
        assert preset.name == "square" and excused(error, preset)
        return
    prove(drawn)
    parts = {text.id: text.text for text in texts(drawn)}
    assert f"{parts['digits']}\u00a0{parts['sign']}" == printed(cell)
    marks = {mark.id: mark for mark in drawn.marks() if isinstance(mark, Rect)}
    assert marks["share"].width == pytest.approx(marks["track"].width * share, abs=0.02)


@sheets
@pytest.mark.parametrize("portrait", [None, PNG])
@many
@given(words=phrase(3, 620), name=phrase(3, 60), title=phrase(3, 160), synthetic=st.booleans())
def test_quote(preset: Preset, portrait: bytes | None, words: str, name: str, title: str, synthetic: bool) -> None:
    speaker = {"name": name, "title": title}
    drawn = scene(Table(()), portrait, synthetic, preset=preset, kind="quote", quote=words, speaker=speaker)
    prove(drawn)
    spoken = [text.text for text in texts(drawn) if text.id.startswith("quote")]
    assert says(spoken, words)
    assert len([mark for mark in drawn.marks() if isinstance(mark, Image)]) == bool(portrait)


addresses = st.sampled_from(
    [None, "https://example.org", "https://www.co-pi.dk/innovationsbarometeret/cases/blodbanken/?udgave=2018-2019"]
)


@sheets
@pytest.mark.parametrize("portrait", [None, PNG])
@many
@given(title=titles, words=phrase(3, 700), workplace=phrase(3, 120), url=addresses, synthetic=st.booleans())
def test_case(
    preset: Preset, portrait: bytes | None, title: str, words: str, workplace: str, url: str | None, synthetic: bool
) -> None:
    spec = {"kind": "case", "title": title, "text": words, "workplace": workplace, "url": url}
    try:
        drawn = scene(Table(()), portrait, synthetic, preset=preset, **spec)
    except LayoutError as error:
        assert excused(error, preset)
        return
    prove(drawn)
    (picture,) = [mark for mark in drawn.marks() if isinstance(mark, Image)] or [None]
    assert (picture is None) == (portrait is None)
    for text in texts(drawn) if picture else ():
        assert not meet(box(text, SUBSTITUTE), rect_box(picture)), text


@sheets
@many
@given(
    title=titles,
    words=phrase(3, 250),
    workplace=phrase(3, 120),
    items=st.lists(phrase(3, 120), min_size=3, max_size=6),
    field=st.sampled_from(["steps", "checklist"]),
    url=addresses,
)
def test_tool_card(
    preset: Preset, title: str, words: str, workplace: str, items: list[str], field: str, url: str | None
) -> None:
    spec = {"kind": "tool_card", "title": title, "text": words, "workplace": workplace, "url": url, field: items}
    try:
        drawn = scene(Table(()), preset=preset, **spec)
    except LayoutError as error:
        assert excused(error, preset)
        return
    prove(drawn)
    lines = [mark for mark in drawn.marks() if isinstance(mark, Rect) and mark.id.startswith("line")]
    assert len(lines) == len(items) - 1
    for text in texts(drawn):
        assert not any(meet(box(text), rect_box(line)) for line in lines), text


def test_a_card_that_is_too_long_names_the_words_that_make_it_so() -> None:
    told = {"title": "Titel", "workplace": "Eksempel Kommune", "text": "Kort."}
    for spec, field in (
        ({"kind": "case", **told, "text": "samarbejde " * 120}, "text"),
        ({"kind": "tool_card", **told, "steps": ["samarbejde " * 30] * 6}, "steps"),
        ({"kind": "tool_card", **told, "checklist": ["samarbejde " * 30] * 6}, "checklist"),
    ):
        with pytest.raises(LayoutError, match="px too high") as caught:
            scene(Table(()), preset=PRESETS["social"], **spec)
        assert f"Shorten `{field}`, which takes" in caught.value.hint


@pytest.mark.parametrize("share", [-0.0, 0.0, 0.004, 0.005, 0.285, 0.495, 0.995, 1.0])
def test_a_value_is_rounded_half_up(share: float) -> None:
    drawn = scene(Table((Cell("a", share), Cell("b", 0.5))), kind="bars", table="t", order="given")
    (value,) = [text.text for text in texts(drawn) if text.id == "value-1"]
    expected = {0.0: "0 %", 0.004: "<1 %", 0.005: "1 %", 0.285: "29 %", 0.495: "50 %", 0.995: ">99 %", 1.0: "100 %"}
    assert value.replace("\u00a0", " ") == expected[share]
    assert isinstance(percent(share), Decimal)


def test_a_headline_of_four_lines_is_refused() -> None:
    with pytest.raises(LayoutError, match="headline"):
        scene(Table((Cell("a", 0.5),)), kind="bars", title="Samarbejde " * 40, table="t")


SECTORS = Table(
    tuple(
        Cell(name, share, group, n, interval=(share - 0.05, share + 0.05))
        for group, n in ((None, 1280), ("Municipal", 1258), ("Regional", 22))
        for name, share in (("Yes", 0.6), ("Maybe", 0.25), ("No", 0.15))
    ),
    tuple(Net("Positive", ("Yes", "Maybe"), 0.85, group) for group in (None, "Municipal", "Regional")),
    bases=(GroupBase(None, 1280, 1.0), GroupBase("Municipal", 1258, 1.0), GroupBase("Regional", 22, 1.0, few=True)),
    n=1280,
    level=0.95,
    partition=True,
)
SHEETS: list[tuple[Table, dict[str, Any]]] = [
    (SECTORS, {"kind": "grouped_bars", "data": "x", "interval": 95}),
    (SECTORS, {"kind": "stacked_bars", "data": "x"}),
    (SECTORS, {"kind": "stacked_columns", "data": "x"}),
    (SECTORS, {"kind": "diverging_bars", "data": "x", "sides": {"negative": ["No"], "positive": ["Maybe", "Yes"]}}),
    (Table((Cell("Yes", 0.6), Cell("No", 0.4))), {"kind": "nested", "table": "t", "parts": {"Yes": "No"}}),
    (Table((Cell("Yes", 0.6), Cell("No", 0.4))), {"kind": "stacked_bars", "table": "t"}),
    (Table((Cell("Yes", 0.69),)), {"kind": "key_number", "table": "t", "text": "of all workplaces innovate"}),
    (Table(()), {"kind": "quote", "quote": "Well.", "speaker": {"name": "Bo", "title": "head"}}),
    (Table(()), {"kind": "case", "text": "Well.", "workplace": "Bo", "url": "https://example.org"}),
    (Table(()), {"kind": "tool_card", "text": "Well.", "workplace": "Bo", "steps": ["Well."] * 3}),
]


@pytest.mark.parametrize("dialect", ["standard", "older"])
@pytest.mark.parametrize(("table", "spec"), SHEETS)
def test_a_sheet_speaks_one_language(table: Table, spec: dict[str, Any], dialect: str) -> None:
    """The same sheet in English holds no Danish word: not in its texts, nor in the names of its layers."""
    danish, english = (scene(table, language=language, dialect=dialect, **spec) for language in ("da", "en"))
    prove(english)
    said = [
        {text.text for text in texts(drawn)} | {group.name for group in drawn.groups} for drawn in (danish, english)
    ]
    own = {name for cell in table.cells for name in (cell.category, cell.group)} | {"Positive", "Note", "T", "69", "“"}
    own |= {"Bo", "head", "Well.", "Innovationsbarometeret", "of all workplaces innovate", "%", "Case", "1", "2", "3"}
    shared = {text for text in said[0] & said[1] if not text.startswith("Positive ")}
    assert shared <= own, shared - own
    assert [group.id for group in danish.groups] == [group.id for group in english.groups]
    assert (danish.lang, english.lang) == ("da", "en")


@sheets
@many
@given(st.lists(labels, min_size=1, max_size=5, unique_by=str.casefold).flatmap(wholes), titles, st.data())
def test_hidden_parts_of_stacked_bars_are_marked(preset: Preset, table: Table, title: str, data: st.DataObject) -> None:
    """One mark in each group that hides something, in one bar the hidden categories by name."""
    groups = list(dict.fromkeys(cell.group for cell in table.cells))
    if len(groups) == 1:
        table = Table(tuple(replace(cell, group=None) for cell in table.cells))
        groups = [None]
    gone = data.draw(st.sets(st.sampled_from(table.cells), min_size=1, max_size=max(1, len(table.cells) // 3)))
    left = tuple(cell for cell in table.cells if cell not in gone)
    assume({cell.category for cell in left} and {cell.group for cell in left} == set(groups))
    hidden = tuple(Hidden(cell.category, cell.group) for cell in table.cells if cell in gone)
    table = Table(left, table.nets if len(groups) > 1 else (), hidden=hidden)
    try:
        drawn = scene(table, preset=preset, kind="stacked_bars", title=title, data="x")
    except LayoutError as error:
        assume(not excused(error, preset))
        raise
    except DataError:
        assume(False)
    prove(drawn)
    marks = [text.text for text in texts(drawn) if text.id.startswith("hidden")]
    if len(groups) > 1:
        assert marks == ["*"] * len({each.group for each in hidden})
    else:
        assert marks[0].startswith("* ")


def test_a_label_fits_into_its_own_width() -> None:
    """The widest label alone decides the column, so it is not broken."""
    cells = tuple(Cell(f"{name} kommunale innovationer", 0.1) for name in ("Danske", "Norske", "Finske", "Svenske"))
    drawn = scene(Table(cells), kind="bars", title="T", table="t")
    assert sorted(t.text for t in texts(drawn) if t.id.startswith("label")) == sorted(c.category for c in cells)


@pytest.mark.parametrize("word", ["a" * 5_000, "Wi" * 2_000, "Arbejdsmarkedsuddannelse" * 300, "l" * 7], ids=len)
@pytest.mark.parametrize("measure", [5.0, 90.0, 700.0])
def test_a_word_too_long_for_its_line_fills_every_line_but_the_last(word: str, measure: float) -> None:
    lines = wrap(word, measure, 16)
    assert "".join(lines) == word
    assert all(width(line, 16) <= measure + 0.01 or len(line) == 1 for line in lines)
    assert all(width(line + word[sum(map(len, lines[: i + 1]))], 16) > measure for i, line in enumerate(lines[:-1]))


# -- lines, slopes, dots, panels ---------------------------------------------------------------------------------------

short = st.one_of(phrase(3, 28), st.text("abeimæøå", min_size=3, max_size=14))
REFUSALS = ("no room beside the lines", "leave", "colours to tell", "no room for the value")
"""What a sheet may say besides: names that are too long for it, more lines than colours, lines that lie too close."""


def drawn_or_refused(table: Table, preset: Preset, measure: Measure, **spec: Any) -> Scene:
    """The sheet, where it does not refuse for one of the reasons that it may have."""
    try:
        return scene(replace(table, measure=measure), preset=preset, table="t", **spec)
    except LayoutError as error:
        assume(not any(reason in error.message for reason in REFUSALS) and not excused(error, preset))
        raise


@st.composite
def courses(draw: st.DrawFn, waves: int, values: st.SearchStrategy[float], gaps: bool = True) -> Table:
    """Names over so many waves at most, some without a value there."""
    most = draw(st.integers(2, waves))
    years = sorted(draw(st.sets(st.integers(2000, 2030), min_size=most, max_size=most)))
    names = draw(st.lists(short, min_size=1, max_size=6, unique_by=str.casefold))
    cells = [
        Cell(name, draw(values), str(year), 1000 + year)
        for year in years
        for name in names
        if not gaps or draw(st.integers(0, 6)) or year == years[0]
    ]
    assume(len({cell.group for cell in cells}) == most)
    return Table(tuple(cells))


measured = st.sampled_from(
    [
        (Measure(), st.floats(0, 1)),
        (Measure("mean", "timer", 1, 1, 5), st.floats(1, 5)),
        (Measure("change"), st.floats(-0.6, 0.6)),
        (Measure("count"), st.integers(0, 90_000).map(float)),
    ]
)


@sheets
@many
@given(st.data(), titles, st.booleans(), st.sampled_from([None, "zero", "data"]))
def test_lines(preset: Preset, data: st.DataObject, title: str, aside: bool, baseline: str | None) -> None:
    measure, values = data.draw(measured)
    table = data.draw(courses(8, values))
    emphasis = [table.cells[0].category] if aside else []
    drawn = drawn_or_refused(table, preset, measure, kind="line", title=title, emphasis=emphasis, baseline=baseline)
    prove(drawn)
    points = [mark for mark in drawn.marks() if isinstance(mark, Circle)]
    assert len(points) == len(table.cells)
    at = {str(point.of.group): point.x for point in points if point.of}
    years = sorted(map(int, at))
    pace = (at[str(years[-1])] - at[str(years[0])]) / (years[-1] - years[0])
    for year in years:
        assert at[str(year)] == pytest.approx(at[str(years[0])] + pace * (year - years[0]), abs=0.02), "true time"


@sheets
@many
@given(st.data(), titles)
def test_slopes(preset: Preset, data: st.DataObject, title: str) -> None:
    measure, values = data.draw(measured)
    table = data.draw(courses(2, values, gaps=False))
    drawn = drawn_or_refused(table, preset, measure, kind="slope", title=title)
    prove(drawn)
    values_ = [text for text in texts(drawn) if text.of and text.of.role == "value"]
    assert len(values_) == len(table.cells)


@sheets
@many
@given(st.data(), titles)
def test_dots(preset: Preset, data: st.DataObject, title: str) -> None:
    measure, values = data.draw(measured)
    table = data.draw(courses(4, values))
    groups = dict(zip(table.waves, "XYZÆ", strict=False)) if data.draw(st.booleans()) else {}
    table = Table(tuple(replace(cell, group=groups.get(cell.group or "", cell.group)) for cell in table.cells))
    drawn = drawn_or_refused(table, preset, measure, kind="dots", title=title)
    prove(drawn)
    values_ = [text for text in texts(drawn) if text.of and text.of.role == "value"]
    discs = [mark for mark in drawn.marks() if isinstance(mark, Circle)]
    assert len(values_) == len(discs) == len(table.cells)
    for text in values_:
        for disc in discs:
            covered = (disc.x - disc.r, disc.y - disc.r, disc.x + disc.r, disc.y + disc.r)
            assert not meet(box(text), covered), ("a value on a point", text, disc)


@sheets
@many
@given(st.data(), titles, st.booleans())
def test_small_multiples(preset: Preset, data: st.DataObject, title: str, over_time: bool) -> None:
    measure, values = data.draw(measured)
    table = data.draw(courses(5, values))
    if not over_time:
        assume(measure.name != "change")
        groups = dict(zip(table.waves, "XYZÆØ", strict=False))
        table = Table(tuple(replace(cell, group=groups[cell.group or ""]) for cell in table.cells))
    drawn = drawn_or_refused(table, preset, measure, kind="small_multiples", title=title)
    prove(drawn)
    names = {cell.category if over_time else cell.group for cell in table.cells}
    assert len(drawn.panels) == len(names)
    widths = {round(panel.width, 1) for panel in drawn.panels}
    assert len(widths) <= 2, "panels are as wide as one another, besides the numbers of the scale"


def test_the_value_of_a_thin_last_bar_stands_in_its_panel() -> None:
    """A comma reaches below a bar that is thinner than the number is high."""
    measure, rows = (
        Measure("mean", "timer", decimals=1, low=1, high=5),
        ("a", "Og og samarbejde uddannelses", "b", "c", "d"),
    )
    held = {"W": rows, "X": rows[1:], "Y": rows[:2], "Z": rows[:1]}
    cells = tuple(Cell(row, 2.3, group, 3000) for group, of in held.items() for row in of)
    drawn = scene(Table(cells, measure=measure), preset=PRESETS["social"], table="t", kind="small_multiples", title="T")
    heights = {mark.height for mark in drawn.marks() if isinstance(mark, Rect) and mark.of and mark.of.role == "bar"}
    assert max(heights) <= 11, "bars are thin here"


def test_the_only_bar_that_is_told_lies_in_its_whole() -> None:
    """Nothing else says how long it is."""
    table = Table((Cell("Ja", 0.5, "A"),), hidden=(Hidden("Ja", "B"), Hidden("Nej", "A"), Hidden("Nej", "B")))
    drawn = scene(table, kind="grouped_bars", order="given", table="t")
    (bar,) = bars_of(drawn)
    (whole,) = (mark for mark in drawn.marks() if isinstance(mark, Rect) and mark.of and mark.of.role == "whole")
    assert bar.width == pytest.approx(whole.width / 2, abs=0.02)


def test_the_middle_of_a_name_beside_a_column_stands_within_its_part() -> None:
    """Where many names press one to the edge of its part, names stand in a key."""
    last = (0.0, 0.2197, 0.0, 0.2422, 0.2691, 0.2690)
    names = ("Og samarbejde samarbejde og og og mindst", "Ikke", "Ene", "WWW", "WWWW", "Oge")
    groups = {"A": (0.0,) * 6, "B": (0.0,) * 6, "C": (0.0,) * 6, "D": (0.0,) * 6, "E": (0.0,) * 6, "F": last}
    table = Table(
        tuple(
            Cell(name, share, group) for group, told in groups.items() for name, share in zip(names, told, strict=True)
        )
    )
    assert bars_of(scene(table, kind="stacked_columns", table="t"))


# -- words that are too long for their line ---------------------------------------------------------------------------


def joined(lines: Sequence[str]) -> str:
    """Lines read as one text; a hyphen that breaks a word is none of its letters."""
    return "".join(line.removesuffix("-") for line in lines)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("beskæftigelsesforanstaltninger", ("beskæftigelses-", "foranstaltninger")),
        ("arbejdsmarkedsuddannelsescentrene", ("arbejdsmarkeds-", "uddannelsescentrene")),
        ("planlægningsstabiliseringsperiode", ("planlægnings-", "stabiliseringsperiode")),
    ],
)
def test_a_compound_is_broken_where_its_parts_meet(word: str, parts: tuple[str, ...]) -> None:
    with hyphenating("da"):
        assert wrap(word, width(parts[1], 16) + 12, 16) == parts


@pytest.mark.parametrize(
    ("text", "measure", "lines"),
    [
        ("De yngste læser mindst, de ældste mest", 320, ("De yngste læser mindst,", "de ældste mest")),
        ("Andel af arbejdspladserne, hvor forholdet fremmede eller hæmmede den seneste innovation", 360,
         ("Andel af arbejdspladserne,", "hvor forholdet fremmede eller", "hæmmede den seneste innovation")),
        ("Ja, det gør vi hver eneste dag", 230, ("Ja, det gør vi hver", "eneste dag")),
        ("Tre procent eller 3,5 procent af alle", 260, ("Tre procent eller", "3,5 procent af alle")),
    ],
)  # fmt: skip
def test_balanced_lines_rather_end_where_a_clause_does(text: str, measure: float, lines: tuple[str, ...]) -> None:
    """Not if one of them is little more than half as long as another then."""
    assert wrap(text, measure, 19, 600, balanced=True) == lines
    assert len(wrap(text, measure, 19, 600)) == len(lines)


@given(
    st.lists(
        st.sampled_from(["ø", "Kommunalbestyrelsesmedlemmer", "efteruddannelsesforløbet", "i", "arbejdspladserne"])
    ),
    st.integers(60, 400),
    st.booleans(),
)
def test_lines_hold_their_text_and_their_measure(words: list[str], measure: int, balanced: bool) -> None:
    text = " ".join(words)
    with hyphenating("da"):
        lines = wrap(text, measure, 16, balanced=balanced)
    assert joined(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width(line, 16) <= measure + 0.02 for line in lines)


def test_an_english_word_is_broken_by_english_rules_and_a_code_by_none() -> None:
    with hyphenating("en"):
        assert wrap("telecommunications", 90, 16)[0] == "telecommu-"
        assert wrap("XK47" * 6, 90, 16)[0] == "XK47XK47X"
    assert wrap("telecommunications", 90, 16)[0] == "telecommu"


def test_no_line_of_a_headline_ends_in_a_small_word_where_another_break_serves() -> None:
    headline = "Frivillige spiller dobbelt så ofte en rolle i danske kommuner som i norske"
    assert wrap(headline, 736, 24, 600, balanced=True) == (
        "Frivillige spiller dobbelt så ofte en rolle",
        "i danske kommuner som i norske",
    )


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("driftsoverenskomst", "drifts-over-ens-komst"),
        ("Medarbejderinddragelse", "Med-arbejder-ind-dragelse"),
        ("databeskyttelsesrådgiver", "data-be-skyt-tel-ses-råd-giver"),
    ],
)
def test_parts_of_danish_compounds_that_rules_divide_wrongly_are_divided_rightly(word: str, parts: str) -> None:
    found = (0, *sorted(hyphens.places(word, "da")), len(word))
    assert "-".join(word[start:end] for start, end in pairwise(found)) == parts


def test_what_is_cut_is_told() -> None:
    assert cut(["besk-", "æftigelse"], "beskæftigelse") is None
    assert cut(["besk", "æftigelse er"], "beskæftigelse er") == ("beskæftigelse", "besk")
    assert cut(["en sektor", "er en af sektorerne"], "en sektor er en af sektorerne") is None
    assert cut(["bære- og", "IT-", "system"], "bære- og IT-system") is None


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("75 år og ældre", ("75 år", "og ældre")),
        ("70 år og derover", ("70 år", "og derover")),
        ("Medlemmer i 2021", ("Medlemmer", "i 2021")),
        ("Fritid og familieliv", ("Fritid", "og familieliv")),
    ],
)
def test_a_number_keeps_what_it_counts_and_a_small_word_leads_on(text: str, lines: tuple[str, ...]) -> None:
    assert wrap(text, max(width(line, 15) for line in lines) + 1, 15, balanced=True) == lines


def test_a_sheet_breaks_its_words_by_the_rules_of_its_language() -> None:
    cells = (Cell("Speciallægepraksisplanlægningsstabiliseringsperiode", 0.6), Cell("Nej", 0.4))
    drawn = scene(Table(cells), kind="bars", title="T", table="t")
    assert [text.text for text in texts(drawn) if text.id.startswith("label-1")] == [
        "Speciallægepraksisplanlægnings-",
        "stabiliseringsperiode",
    ]


def test_a_short_quote_is_set_larger_and_no_word_is_broken_for_it() -> None:
    speaker = {"name": "N", "title": "T"}
    sizes = [
        next(text.size for text in texts(scene(Table(()), kind="quote", quote=words, speaker=speaker)) if text.id == id)
        for words, id in (("Det virker.", "quote"), ("Vi prøver os frem. " * 12, "quote-1"))
    ]
    assert sizes[0] > 1.5 * sizes[1]
    long = scene(Table(()), preset=PRESETS["mobile"], kind="quote", quote="Sundhedsvæsenets tid", speaker=speaker)
    assert [text.text for text in texts(long) if text.id.startswith("quote")] == ["Sundhedsvæsenets", "tid"]


def test_an_interval_leaves_the_baseline_whole() -> None:
    cells = tuple(Cell(name, share, n=40, interval=(0.0, 0.1)) for name, share in (("A", 0.0), ("B", 0.04)))
    drawn = scene(Table(cells, level=0.95), kind="bars", title="T", data={"variable": "v"}, interval=95)
    (baseline,) = (mark for mark in drawn.marks() if isinstance(mark, Rect) and mark.id == "baseline")
    casings = [mark for mark in drawn.marks() if isinstance(mark, Rect) and mark.id.endswith("casing")]
    assert casings and all(mark.x >= baseline.x + baseline.width for mark in casings)
