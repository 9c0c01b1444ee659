"""What kinds draw: one scale for all parts, nets where they belong, and nothing that cannot be drawn truly."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from thorough import SHEETS
from typer.testing import CliRunner
from written import figure_spec

from barometer_cli import pipeline, themes
from barometer_cli.cli import app
from barometer_cli.errors import DataError, LayoutError, UnknownCategory
from barometer_cli.export import numbers
from barometer_cli.layout.colour import VISIBLE, contrast
from barometer_cli.layout.frame import open_frame
from barometer_cli.layout.order import Entry, outline
from barometer_cli.layout.palette import told_apart
from barometer_cli.layout.reach import reach, widest
from barometer_cli.layout.type import DESCENT
from barometer_cli.model.axis import Axis
from barometer_cli.model.figure import Coloured, Figure
from barometer_cli.model.preset import PRESETS, WEB, Preset
from barometer_cli.model.scene import Of, Rect, Role, Scene, Text
from barometer_cli.model.spec import SurveySpec
from barometer_cli.model.table import Cell, GroupBase, Hidden, Net, Table

sheets = pytest.mark.parametrize("preset", SHEETS)
SOCIAL = PRESETS["social"]


def figure(table: Table, /, **spec: Any) -> Figure:
    survey = SurveySpec(name="Prøven", wave="2024", population="alle")
    written = figure_spec({"kind": "bars", "title": "T", "table": "t.csv", "n": 1877, **spec})
    return pipeline.figure("f", written, survey, table)


def scene(table: Table, preset: Preset = WEB, /, **spec: Any) -> Scene:
    return pipeline.on_sheet(figure(table, **spec), preset).scene


def cells(group: str | None = None, /, **parts: float) -> tuple[Cell, ...]:
    return tuple(Cell(name, part, group) for name, part in parts.items())


def marks(drawn: Scene, role: Role) -> dict[tuple[str | None, str | None], Any]:
    """Marks of a role by category and group."""
    return {(mark.of.category, mark.of.group): mark for mark in drawn.marks() if mark.of and mark.of.role == role}


def rows(drawn: Scene) -> list[str]:
    """What stands on the labels, from above, nets in stars, parts indented."""
    found = [mark for mark in drawn.marks() if isinstance(mark, Text) and mark.of and mark.of.role == "label"]
    left = min(text.x for text in found)
    return [f"{'  ' * round((text.x - left) / 18)}{'*' * (text.weight == 600)}{text.text}" for text in found]


# -- one scale: the whole width is 100 % ---------------------------------------------------------------------------


@sheets
def test_half_of_all_is_half_of_the_bar(preset: Preset) -> None:
    """The example that was drawn as 72 %: 19, 28 and 21 % are shown, 31 % are not."""
    table = Table(
        cells(internt=0.194, begge=0.282, eksternt=0.214),
        (Net("Eksternt i alt", ("begge", "eksternt"), 0.496),),
    )
    drawn = scene(table, preset, kind="stacked_bars")
    bars, (rest,) = marks(drawn, "bar"), marks(drawn, "rest").values()
    width = rest.x + rest.width - bars["internt", None].x
    assert width == pytest.approx(preset.width - 2 * themes.load("house").on(preset).margin)
    first, last = bars["begge", None], bars["eksternt", None]
    assert (last.x + last.width - first.x + 2) / width == pytest.approx(0.496, abs=0.0005)
    assert rest.width / width == pytest.approx(0.31, abs=0.0005)
    (bracket,) = marks(drawn, "span").values()
    assert bracket.points[-1][0] - bracket.points[0][0] == pytest.approx(0.496 * width, abs=4)


@pytest.mark.parametrize("preset", [WEB, PRESETS["social"], PRESETS["slide"]], ids=lambda preset: preset.name)
def test_stacked_bars_stand_evenly_though_values_of_some_stand_below_them(preset: Preset) -> None:
    rows = {"Mænd": (0.41, 0.18, 0.13, 0.28), "Kvinder": (0.53, 0.17, 0.03, 0.27), "Andre": (0.47, 0.18, 0.11, 0.24)}
    table = Table(tuple(Cell(c, v, group) for group, row in rows.items() for c, v in zip("abcd", row, strict=True)))
    drawn = scene(table, preset, kind="stacked_bars")
    assert any(mark.id.startswith("value-2") and "leader" in mark.id for mark in drawn.marks()), "one is led below"
    tops = sorted({mark.y for mark in drawn.marks() if isinstance(mark, Rect) and mark.of and mark.of.role == "bar"})
    first, second = tops[1] - tops[0], tops[2] - tops[1]
    assert abs(first - second) <= 1, tops


@sheets
def test_a_fifth_is_a_fifth(preset: Preset) -> None:
    drawn = scene(Table(cells(kun=0.03, flere=0.18)), preset, kind="stacked_bars")
    (rest,) = marks(drawn, "rest").values()
    assert rest.width > 3.5 * (rest.x - marks(drawn, "bar")["kun", None].x)


def test_all_bars_of_a_sheet_share_the_scale() -> None:
    table = Table((*cells("X", a=0.3, b=0.2), *cells("Y", a=0.6, b=0.4), *cells("Z", a=0.01, b=0.0)))
    drawn = scene(table, kind="stacked_bars")
    bars, rests = marks(drawn, "bar"), marks(drawn, "rest")
    assert set(rests) == {(None, "X"), (None, "Z")}, "nothing is left of Y"
    ends = {mark.x + mark.width for mark in (bars["b", "Y"], *rests.values())}
    assert max(ends) - min(ends) < 0.02
    assert bars["b", "X"].x - bars["a", "X"].x == pytest.approx((bars["b", "Y"].x - bars["a", "Y"].x) / 2, abs=0.02)


def test_rounded_shares_that_sum_to_a_little_more_stay_on_the_sheet() -> None:
    drawn = scene(Table(cells(a=0.34, b=0.33, c=0.34)), kind="stacked_bars")
    bars = marks(drawn, "bar")
    assert not marks(drawn, "rest")
    assert bars["c", None].x + bars["c", None].width == pytest.approx(WEB.width - 32)


@sheets
def test_what_is_left_empty_holds_no_words(preset: Preset) -> None:
    """A number on the empty part would be read as its share."""
    table = Table((*cells("X", a=0.5, b=0.02), *cells("Y", a=0.1, b=0.03)), hidden=(Hidden("c", "X"),))
    drawn = scene(table, preset, kind="stacked_bars")
    assert len(marks(drawn, "rest")) == 2
    for rest in marks(drawn, "rest").values():
        for text in (mark for mark in drawn.marks() if isinstance(mark, Text)):
            inside = rest.x - 30 < text.x < rest.x + rest.width and rest.y < text.y <= rest.y + rest.height
            assert not inside or text.ground != drawn.background, text
    assert {text.ground for text in drawn.marks() if isinstance(text, Text)}.isdisjoint(
        {themes.load("house").colours.track}
    )


@sheets
def test_a_bar_alone_is_a_part_of_a_whole(preset: Preset) -> None:
    drawn = scene(Table(cells(a=0.18)), preset)
    (bar,), (whole,) = marks(drawn, "bar").values(), marks(drawn, "whole").values()
    assert (bar.x, bar.y, bar.height) == (whole.x, whole.y, whole.height)
    assert bar.width == pytest.approx(0.18 * whole.width, abs=0.02)
    assert marks(drawn, "value")["a", None].x > whole.x + whole.width
    assert not marks(scene(Table(cells(a=0.18, b=0.2)), preset), "whole")


# -- nets in bars --------------------------------------------------------------------------------------------------

FOUR = cells(a=0.1, b=0.3, c=0.25, d=0.2)


def test_a_net_stands_above_its_parts() -> None:
    table = Table(FOUR, (Net("ab", ("a", "b"), 0.4),))
    assert rows(scene(table)) == ["*ab", "  b", "  a", "c", "d"]
    assert rows(scene(table, order="given")) == ["*ab", "  a", "  b", "c", "d"]
    late = Table(FOUR, (Net("cd", ("c", "d"), 0.27),))
    assert rows(scene(late)) == ["b", "*cd", "  c", "  d", "a"]
    assert rows(scene(late, order="given")) == ["a", "b", "*cd", "  c", "  d"]


@sheets
def test_its_bar_and_value_are_its_own(preset: Preset) -> None:
    """Parts that overlap: 17, 16 and 2 % are 26 % together."""
    drawn = scene(Table(cells(a=0.17, b=0.16, c=0.02), (Net("i alt", ("a", "b", "c"), 0.26),)), preset)
    bars, values = marks(drawn, "bar"), marks(drawn, "value")
    assert values["i alt", None].text == "26\u00a0%"
    assert bars["i alt", None].width / bars["a", None].width == pytest.approx(26 / 17, abs=0.001)
    assert len({bar.x for bar in bars.values()}) == 1, "never stacked"
    house = themes.load("house").colours
    assert [bars[name, None].fill for name in ("i alt", "a", "b")] == [house.data, house.rest, house.rest]


def test_nets_that_cross_stand_by_themselves() -> None:
    nets = (Net("ab", ("a", "b"), 0.4), Net("bc", ("b", "c"), 0.5))
    assert rows(scene(Table(FOUR, nets))) == ["*bc", "*ab", "b", "c", "d", "a"]
    assert rows(scene(Table(FOUR, nets), order="given")) == ["*ab", "*bc", "a", "b", "c", "d"]


def test_nets_of_nets_and_nets_whose_parts_are_apart() -> None:
    nested = (Net("ab", ("a", "b"), 0.4), Net("abc", ("a", "b", "c"), 0.6))
    assert rows(scene(Table(FOUR, nested))) == ["*abc", "  *ab", "    b", "    a", "  c", "d"]
    apart = (Net("ac", ("a", "c"), 0.28),)
    assert rows(scene(Table(FOUR, apart), order="given")) == ["*ac", "a", "b", "c", "d"]
    assert rows(scene(Table(FOUR, apart))) == ["b", "*ac", "  c", "  a", "d"]


def test_a_net_of_what_is_not_drawn_is_drawn_alone() -> None:
    table = Table((*cells(b=0.3, c=0.25), Cell("a", 0.1, shown=False)), (Net("ab", ("a", "b"), 0.4),))
    assert rows(scene(table)) == ["*ab", "b", "c"]


def test_hidden_parts_and_nets_keep_their_place() -> None:
    hidden = (Hidden("c"), Hidden("d"), Hidden("cd", parts=("c", "d")))
    drawn = scene(Table(cells(a=0.1, b=0.3), (Net("ab", ("a", "b"), 0.4),), hidden=hidden))
    assert rows(drawn) == ["*ab", "  b", "  a", "*cd", "  c", "  d"]
    assert {of for of, text in marks(drawn, "hidden").items() if text.text == "*"} == {
        (n, None) for n in ("c", "d", "cd")
    }
    assert not {("c", None), ("cd", None)} & {*marks(drawn, "value"), *marks(drawn, "bar")}


def test_groups_have_their_nets_too() -> None:
    groups = ("X", "Y")
    table = Table(
        tuple(cell for group in groups for cell in cells(group, a=0.1, b=0.3, c=0.2)),
        (Net("ab", ("a", "b"), 0.35, "X", (0.3, 0.4)),),
        hidden=(Hidden("ab", "Y", parts=("a", "b")),),
        bases=tuple(GroupBase(group, 500, 1.0) for group in groups),
        n=1000,
    )
    drawn = scene(table, kind="grouped_bars", data="x", table=None, n=None, interval=95)
    assert rows(drawn) == ["*ab", "  b", "  a", "c"]
    (net,) = (
        row
        for row in numbers.rows(figure(table, kind="grouped_bars", data="x", table=None, n=None))
        if row.category == "ab" and row.group == "X"
    )
    assert (net.printed, net.low, net.high) == (35, 30, 40)
    assert ("ab", "X") in marks(drawn, "interval") and ("ab", "Y") in marks(drawn, "hidden")
    assert marks(drawn, "bar")["ab", "X"].fill == marks(drawn, "bar")["a", "X"].fill


def test_on_a_sheet_of_five_the_net_of_the_headline_is_kept() -> None:
    many = cells(**{f"a{i}": 0.5 - i / 20 for i in range(6)})
    nets = (Net("lidt", ("a4", "a5"), 0.31), Net("meget", ("a0", "a1"), 0.9))
    assert rows(scene(Table(many, nets), SOCIAL)) == ["*meget", "  a0", "  a1", "a2", "a3"]
    spoken = scene(Table(many, nets), SOCIAL, emphasis=["lidt"])
    assert rows(spoken) == ["*meget", "  a0", "  a1", "a2", "*lidt"]


names = st.sampled_from("abcdef")


@given(
    st.lists(st.tuples(names, st.floats(0.01, 1)), min_size=1, max_size=6, unique_by=lambda pair: pair[0]),
    st.lists(st.sets(names, min_size=1, max_size=5), max_size=4),
    st.sampled_from([None, "given", "sorted"]),
)
def test_an_outline_holds_everything_once_and_parts_beneath_their_net(
    parts: list[tuple[str, float]], sets: list[set[str]], order: str | None
) -> None:
    nets = tuple(Net(f"net {i}", tuple(sorted(held)), 0.9) for i, held in enumerate(sets))
    table = Table(cells(**dict(parts)), nets)
    found = outline(table, order)
    assert sorted(entry.name for entry in found) == sorted([*dict(parts), *(net.label for net in nets)])
    held = {net.label: set(net.parts) for net in nets}
    above: list[Entry] = []
    beneath: dict[str, set[str]] = {}
    for entry in found:
        assert entry.depth <= len(above)
        above[entry.depth :] = [entry]
        for net in above[:-1]:
            assert held.get(entry.name, {entry.name}) <= held[net.name], "beneath a net stand only its parts"
            beneath.setdefault(net.name, set()).add(entry.name)
    for label, names_ in beneath.items():
        assert names_ - set(held) == held[label], "and all of them"
    if order == "given" and not nets:
        assert [entry.name for entry in found] == [name for name, _ in parts]


# -- colours -------------------------------------------------------------------------------------------------------


HOUSE = themes.load("house").colours


def fills(names: Sequence[str | None], /, table: Table | None = None, *, pale: bool = True, **spec: Any) -> list[str]:
    """The colours of names, in their order: parts of a stacked bar where no table is given."""
    table = table or Table(tuple(Cell(name, 0.1) for name in names if name))
    made = figure(table, kind="stacked_bars", **spec)
    frame = open_frame(made, themes.load("house"), WEB)
    return list(told_apart(frame, Coloured(tuple(names), "parts", "Join some.", pale)).values())


@given(st.integers(1, 6), st.sets(st.integers(0, 5)), st.sampled_from(["steps", "poles", "names"]), st.booleans())
def test_colours_tell_names_apart_and_what_is_emphasised_too(
    count: int, strong: set[int], scale: str, unsure: bool
) -> None:
    known = [f"a{i}" for i in range(count)] + ["Ved ikke"] * unsure
    emphasis = [known[i] for i in strong if i < count]
    try:
        found = dict(zip(known, fills(known, emphasis=emphasis, scale=scale), strict=True))
    except LayoutError as error:
        back = len(known) - len(emphasis)
        assert emphasis and back and (len(emphasis) > 3 or back > len(HOUSE.asides) + len(HOUSE.grey))
        assert "emphasised" in error.message
        return
    assert len(set(found.values())) == len(known)
    if 0 < len(emphasis) < len(known):
        assert {found[name] for name in emphasis} <= {HOUSE.data, *HOUSE.strong}
        assert {found[name] for name in known if name not in emphasis} <= {*HOUSE.asides, *HOUSE.grey}


def test_steps_go_from_the_strongest_whichever_end_stands_first() -> None:
    degrees = ["I høj grad", "I nogen grad", "I mindre grad", "Slet ikke"]
    assert fills(degrees) == [*reversed(HOUSE.sequential[2])]
    assert fills(degrees[::-1]) == [*HOUSE.sequential[2]]
    assert fills([*degrees, "Ved ikke"]) == [*reversed(HOUSE.sequential[2]), HOUSE.grey[0]]


def test_poles_keep_their_side_where_one_side_is_shorter() -> None:
    assert fills(["Helt enig", "Enig", "Hverken/eller", "Uenig", "Helt uenig"]) == [*reversed(HOUSE.diverging[3])]
    against, _, middle, little, most = HOUSE.diverging[3]
    assert fills(["Helt enig", "Enig", "Hverken/eller", "Uenig"]) == [most, little, middle, against]
    assert fills(["Hæmmede", "Fremmede i nogen eller i høj grad"]) == [*HOUSE.diverging[0]]


def test_the_author_says_what_the_words_do_not() -> None:
    parts = ["Selv", "Tilpasset", "Kopi"]
    assert fills(parts) == [*HOUSE.names[:3]]
    assert fills(parts, scale="steps") == [*reversed(HOUSE.sequential[1])]
    assert fills(parts, scale="poles") == [*reversed(HOUSE.diverging[1])]
    agreed = ["Enig", "Hverken/eller", "Uenig"]
    assert fills(agreed, scale="steps") == [*reversed(HOUSE.sequential[1])]
    assert fills(agreed, scale="names") == [*HOUSE.names[:3]]
    assert fills(parts, replace(Table(cells(Selv=0.1, Tilpasset=0.1, Kopi=0.1)), categories=Axis(ordered=True))) == [
        *reversed(HOUSE.sequential[1])
    ]


def test_items_are_names_whatever_they_are_called() -> None:
    items = Table(cells(Bedre=0.4, Dårligere=0.3), categories=Axis("items"))
    assert fills(["Bedre", "Dårligere"], items) == [*HOUSE.names[:2]]


def test_waves_and_bands_darken_and_the_whole_base_is_grey() -> None:
    groups = Table(tuple(cell for group in ("2018", "2020", "2022", None) for cell in cells(group, a=0.4, b=0.3)))
    assert fills(groups.groups, groups) == [*HOUSE.sequential[1], HOUSE.grey[0]]
    ages = ("65 år eller ældre", "30-64 år", "Under 30 år")
    of_age = Table(tuple(cell for group in ages for cell in cells(group, a=0.4, b=0.3)))
    assert fills(ages, of_age) == [*reversed(HOUSE.sequential[1])]
    named = tuple(cell for group in ("Før", "Nu") for cell in cells(group, a=0.4, b=0.3))
    assert fills(["Før", "Nu"], Table(named, breakdown=Axis("waves"))) == [*HOUSE.sequential[0]]


def test_of_several_emphasised_the_darkest_is_furthest_out() -> None:
    agreed = ["Helt enig", "Enig", "Hverken/eller", "Uenig", "Helt uenig"]
    for strong, order in ((["Helt enig", "Enig"], (0, 1)), (["Uenig", "Helt uenig"], (4, 3))):
        found = fills(agreed, emphasis=strong)
        darker, paler = (found[place] for place in order)
        assert contrast(darker, HOUSE.background) > contrast(paler, HOUSE.background)


def test_lines_are_seen_by_themselves() -> None:
    degrees = ["I høj grad", "I nogen grad", "Slet ikke", "Ved ikke"]
    for emphasis in ([], ["I høj grad"]):
        found = fills(degrees, pale=False, emphasis=emphasis)
        assert all(contrast(fill, HOUSE.background) >= VISIBLE for fill in found)
        assert len(set(found[: 1 if emphasis else 4])) == (1 if emphasis else 4) and found[0] == HOUSE.data
    assert found[1:3] == [HOUSE.rest] * 2


def test_more_names_than_colours_are_an_error() -> None:
    with pytest.raises(LayoutError, match="9 parts, and colours to tell 6 of them apart") as error:
        fills([f"a{i}" for i in range(9)])
    assert error.value.hint == "Join some."
    for scale in ("steps", "poles"):
        with pytest.raises(LayoutError, match="0 of them"):
            fills([f"a{i}" for i in range(9)], scale=scale)


def test_a_pale_swatch_has_an_edge() -> None:
    degrees = Table(tuple(cell for group in "XY" for cell in cells(group, Ofte=0.4, Sjældent=0.35, Aldrig=0.25)))
    drawn = scene(degrees, kind="stacked_bars")
    swatches = {mark.fill: mark for mark in marks(drawn, "key").values()}
    edges = [mark for mark in drawn.marks() if mark.id.endswith("-edge") and isinstance(mark, Rect)]
    pale = [swatch for fill, swatch in swatches.items() if contrast(fill, HOUSE.background) < VISIBLE]
    assert len(pale) == len(edges) == 1
    (edge,), (swatch,) = edges, pale
    assert (edge.x, edge.y, edge.width) == (swatch.x - 1, swatch.y - 1, swatch.width + 2)
    assert {edge.width} == {each.width for each in swatches.values()} - {swatch.width}, "all swatches are of one size"
    assert contrast(edge.fill, HOUSE.background) >= VISIBLE


def test_a_net_is_emphasised_by_name_or_by_all_its_parts() -> None:
    table = Table(FOUR, (Net("ab", ("a", "b"), 0.4),))
    house = themes.load("house").colours
    for emphasis, strong in ((["ab"], {"ab"}), (["a", "b"], {"ab", "a", "b"}), (["a"], {"a"})):
        bars = marks(scene(table, emphasis=emphasis), "bar")
        assert {name for (name, _), bar in bars.items() if bar.fill == house.data} == strong


def test_where_colours_tell_groups_apart_a_group_is_emphasised() -> None:
    table = Table((*cells("X", a=0.1, b=0.2), *cells("Y", a=0.2, b=0.3), *cells("Z", a=0.3, b=0.4)))
    keys = marks(scene(table, kind="grouped_bars", emphasis=["Y"]), "key").values()
    fills = {mark.of.group: mark.fill for mark in keys}
    house = themes.load("house").colours
    assert fills["Y"] == house.data and {fills["X"], fills["Z"]} == set(house.asides[:2])
    with pytest.raises(UnknownCategory, match="colour of its own"):
        figure(table, kind="grouped_bars", emphasis=["a"])


def test_the_source_stands_as_far_below_the_note_on_every_sheet() -> None:
    def white(**spec: Any) -> float:
        drawn = scene(Table((Cell("a", 0.4, n=100),)), **spec)
        note, source = (marks(drawn, role)[None, None] for role in ("note", "source"))
        return float(source.y - note.y - source.size * (1 + DESCENT))

    assert white(kind="key_number", text="af alle") == pytest.approx(white(kind="bars"), abs=1)


@pytest.mark.parametrize("kind", ["grouped_bars", "stacked_bars"])
@pytest.mark.parametrize("strong", ["2018", "2020", "2022"])
def test_emphasis_moves_nothing(kind: str, strong: str) -> None:
    """Waves stay in time, and the key in the order of the bars, whatever the headline speaks of."""
    waves = Table(tuple(cell for wave in ("2018", "2020", "2022") for cell in cells(wave, a=0.4, b=0.35, c=0.25)))
    emphasis = [strong] if kind == "grouped_bars" else [{"2018": "a", "2020": "b", "2022": "c"}[strong]]
    drawn = scene(waves, kind=kind, emphasis=emphasis)
    key = [mark.of.group or mark.of.category for mark in marks(drawn, "key").values()]
    assert key == (["2018", "2020", "2022"] if kind == "grouped_bars" else ["a", "b", "c"])
    if kind == "grouped_bars":
        tops = {of: bar.y for of, bar in marks(drawn, "bar").items()}
        assert tops["a", "2018"] < tops["a", "2020"] < tops["a", "2022"]


# -- what no sheet can draw truly ----------------------------------------------------------------------------------

SURVEY = "name: Prøven\nwave: '2024'\npopulation: alle\ntable_unit: percent\n"


@pytest.mark.parametrize(
    ("kind", "more", "told"),
    [
        ("stacked_bars", "", "sum to 180 %"),
        ("key_number", "text: af alle\n", "`text` is that of one number, and there are 2"),
        ("bars", "emphasis: [Jaa]\n", "emphasis names 'Jaa'"),
        ("stacked_bars", "emphasis: [Jaa]\n", "emphasis names 'Jaa'"),
    ],
)
def test_check_refuses_what_render_refuses(
    kind: str, more: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "side"
    page.mkdir()
    (page / "survey.yaml").write_text(SURVEY, "utf-8")
    (page / "t.csv").write_text("category;share;n\nJa;90;100\nNej;90;100\n", "utf-8")
    spec = f"kind: {kind}\ntitle: Svarene\ncaption: svarene\ntable: t.csv\n{more}"
    (page / "f.yaml").write_text(spec, "utf-8")
    monkeypatch.chdir(tmp_path)
    for command in ("check", "render"):
        result = CliRunner().invoke(app, [command, "side/f.yaml"], env={"NO_COLOR": "1", "COLUMNS": "300"})
        assert result.exit_code and told in result.output + result.stderr, command


def test_nets_of_stacked_bars_lie_side_by_side() -> None:
    with pytest.raises(DataError, match="do not lie side by side"):
        figure(Table(FOUR, (Net("ac", ("a", "c"), 0.35),)), kind="stacked_bars")


def test_every_net_of_several_bars_is_named_once() -> None:
    """Also one that the first group does not have."""
    table = Table(
        (*cells("X", a=0.2, b=0.3), *cells("Y", a=0.2, b=0.3, c=0.1)),
        (Net("ab", ("a", "b"), 0.5, "X"), Net("ab", ("a", "b"), 0.5, "Y"), Net("bc", ("b", "c"), 0.4, "Y")),
        hidden=(Hidden("c", "X"),),
    )
    drawn = scene(table, kind="stacked_bars")
    assert set(marks(drawn, "labelled value")) == {("ab", "X"), ("bc", "Y")}
    assert {("ab", "Y")} == set(marks(drawn, "value")) - {(c.category, c.group) for c in table.cells}


def test_a_scene_tells_what_its_marks_are_of_and_stays_small() -> None:
    drawn = scene(Table(FOUR))
    assert isinstance(next(drawn.marks()), Rect)
    assert "of=bar:b" in drawn.as_text() and "of=label:c" in drawn.as_text()
    other = scene(Table(tuple(Cell(c.category, c.value + 0.01) for c in FOUR)))
    assert drawn.digest() != other.digest() and drawn.digest() == scene(Table(FOUR)).digest()
    assert hash(Of("bar", "a")) == hash(Of("bar", "a"))


# -- stacks --------------------------------------------------------------------------------------------------------


def test_a_sliver_s_value_is_led_to() -> None:
    """A value that its part cannot hold stands below the bar, and a line leads to it."""
    table = Table((*cells("X", A=0.02, B=0.6), *cells("Y", A=0.3, B=0.4)))
    drawn = scene(table, kind="stacked_bars")
    assert list(marks(drawn, "leader")) == [("A", "X")]
    bar, value = marks(drawn, "bar")["A", "X"], marks(drawn, "value")["A", "X"]
    assert value.y - value.size > bar.y + bar.height and value.ground == drawn.background


def test_columns_stand_on_one_foot_and_what_is_left_is_empty() -> None:
    table = Table((*cells("2019", Ja=0.4, Nej=0.5), *cells("2021", Ja=0.6, Nej=0.4)))
    drawn = scene(table, kind="stacked_columns")
    bars = marks(drawn, "bar")
    (zero,) = (mark for mark in drawn.marks() if mark.of == Of("zero"))
    assert isinstance(zero, Rect) and drawn.axis == "y"
    assert {round(bars["Ja", wave].y + bars["Ja", wave].height, 1) for wave in ("2019", "2021")} == {zero.y}
    assert bars["Ja", "2021"].height - bars["Ja", "2019"].height == pytest.approx(
        0.2 * (zero.y - _top(drawn)), abs=0.05
    )
    assert list(marks(drawn, "rest")) == [(None, "2019")]


def test_the_net_of_some_parts_of_a_column_stands_at_their_bracket_and_of_all_above() -> None:
    """Above a whole column it would be read as the share of all that lies below it."""
    shown = (*cells("2019", A=0.2, B=0.3, C=0.5), *cells("2021", A=0.3, B=0.4, C=0.3))

    def netted(parts: str, preset: Preset = WEB) -> Scene:
        shares = {wave: sum(cell.value for cell in shown if cell.group == wave and cell.category in parts)
                  for wave in ("2019", "2021")}  # fmt: skip
        nets = tuple(Net("Net", tuple(parts), share, wave) for wave, share in shares.items())
        return scene(Table(shown, nets=nets), preset, kind="stacked_columns")

    some = netted("AB")
    assert not marks(some, "total")
    for wave in ("2019", "2021"):
        line, value, low, high = (marks(some, role)[of, wave] for role, of in
                                  (("span", "Net"), ("value", "Net"), ("bar", "A"), ("bar", "B")))  # fmt: skip
        levels = [y for _, y in line.points]
        assert max(levels) == pytest.approx(low.y + low.height, abs=1) and min(levels) == pytest.approx(high.y, abs=1)
        assert min(levels) < value.y < max(levels) and low.x + low.width < min(x for x, _ in line.points) < value.x
    for parts in ("ABC", "AC"):
        assert set(marks(netted(parts), "total")) == {("Net", "2019"), ("Net", "2021")}
        assert not marks(netted(parts), "span")


def test_where_columns_have_no_room_for_numbers_of_nets_brackets_stand_alone() -> None:
    waves = tuple(str(year) for year in range(2011, 2019))
    shown = tuple(cell for wave in waves for cell in cells(wave, A=0.2, B=0.3, C=0.5))
    nets = tuple(Net("Net", ("A", "B"), 0.5, wave) for wave in waves)
    for count, found in ((2, {"span"}), (5, {"span", "total"})):
        some = Table(tuple(cell for cell in shown if cell.group in waves[:count]), nets=nets[:count])
        drawn = scene(some, PRESETS["mobile"], kind="stacked_columns")
        assert {role for role in ("span", "total") if marks(drawn, role)} == found


def _top(drawn: Scene) -> float:
    return min(mark.y for mark in (*marks(drawn, "bar").values(), *marks(drawn, "rest").values()))


POLES = ("Uenig", "Enig")
SCALE = ("Helt uenig", "Delvis uenig", "Hverken eller", "Delvis enig", "Helt enig", "Ved ikke")
BATTERY = Table(
    tuple(
        Cell(level, share, item)
        for item, told in {"Tid": (20, 30, 20, 15, 10, 5), "Hjælp": (2, 8, 10, 40, 38, 2)}.items()
        for level, share in zip(SCALE, (part / 100 for part in told), strict=True)
    ),
    breakdown=Axis(role="items"),
)


@sheets
def test_against_is_left_of_one_zero_line_and_for_right_of_it(preset: Preset) -> None:
    drawn = scene(BATTERY, preset, kind="diverging_bars")
    bars = marks(drawn, "bar")
    (zero,) = {mark.x + 1 for mark in drawn.marks() if isinstance(mark, Rect) and mark.of == Of("zero")}
    for item in ("Tid", "Hjælp"):
        assert all(bars[level, item].x + bars[level, item].width <= zero for level in SCALE[:2])
        assert all(bars[level, item].x >= zero for level in SCALE[3:5])
        middle = bars[SCALE[2], item]
        assert middle.x + (middle.width + 2) / 2 == pytest.approx(zero, abs=0.05), (
            "half of the middle is on either side"
        )
    apart = marks(drawn, "apart")
    assert {round(mark.x) for mark in apart.values()} == {round(min(mark.x for mark in apart.values()))}
    assert apart["Ved ikke", "Tid"].width == pytest.approx((bars["Helt enig", "Tid"].width) / 2, abs=0.05)


def test_items_are_sorted_by_the_net_of_those_who_agree() -> None:
    drawn = scene(BATTERY, kind="diverging_bars")
    assert marks(drawn, "label")[None, "Hjælp"].y < marks(drawn, "label")[None, "Tid"].y
    given = scene(BATTERY, kind="diverging_bars", order="given")
    assert marks(given, "label")[None, "Tid"].y < marks(given, "label")[None, "Hjælp"].y


def test_a_hidden_middle_is_told_in_the_caption() -> None:
    hidden = figure(BATTERY, kind="diverging_bars", neutral="hidden")
    assert "Hverken eller" in " ".join(text for _, text in hidden.caption.sentences)
    assert ("Hverken eller", "Tid") not in marks(scene(BATTERY, kind="diverging_bars", neutral="hidden"), "bar")


AGREED = ("Uenig i alt", SCALE[:2]), ("Enig i alt", SCALE[3:5])
SUMMED = replace(
    BATTERY,
    nets=tuple(
        Net(
            name,
            parts,
            sum(cell.value for cell in BATTERY.cells if cell.category in parts and cell.group == item),
            item,
        )
        for item in ("Tid", "Hjælp")
        for name, parts in AGREED
    ),
)
"""The same with the totals of either side."""
NARROW = [PRESETS["mobile"], PRESETS["print-80"]]
narrow = pytest.mark.parametrize("preset", NARROW, ids=lambda preset: preset.name)


def share_of_width(drawn: Scene) -> float:
    """How much of the width between the margins bars reach over."""
    bars, (rule,) = marks(drawn, "bar").values(), (mark for mark in drawn.marks() if mark.id == "rule")
    assert isinstance(rule, Rect)
    return (max(bar.x + bar.width for bar in bars) - min(bar.x for bar in bars)) / rule.width


@narrow
def test_totals_that_would_starve_bars_stand_on_a_line_above_them(preset: Preset) -> None:
    drawn = scene(SUMMED, preset, kind="diverging_bars")
    assert share_of_width(drawn) == pytest.approx(1, abs=0.01)
    bars, totals, names = marks(drawn, "bar"), marks(drawn, "total"), marks(drawn, "label")
    lines = [mark for mark in drawn.marks() if isinstance(mark, Rect) and mark.of == Of("zero")]
    (zero,) = {mark.x + mark.width for mark in lines}
    for name, anchor, x in (("Uenig i alt", "end", zero - 8), ("Enig i alt", "start", zero + 8)):
        for item in ("Tid", "Hjælp"):
            total, bar = totals[name, item], bars["Helt uenig", item]
            assert (total.anchor, total.x) == (anchor, pytest.approx(x, abs=0.6)), "totals of a side are a column"
            assert names[None, item].y < total.y < bar.y < total.y + 10
        assert (names[name, None].anchor, names[name, None].x) == (anchor, pytest.approx(x, abs=0.6))
        assert any(line.y < total.y - 8 and line.y + line.height > total.y for line in lines), (
            "the axis is between them"
        )
    first, second = sorted(("Tid", "Hjælp"), key=lambda item: bars["Helt uenig", item].y)
    foot = bars["Helt uenig", first].y + bars["Helt uenig", first].height
    within = bars["Helt uenig", second].y - names[None, second].y
    assert names[None, second].y - names[None, second].size - foot > within, "a name is nearer to its own bar"


@narrow
def test_beside_a_line_of_totals_those_who_do_not_know_are_a_number_under_its_name(preset: Preset) -> None:
    drawn = scene(SUMMED, preset, kind="diverging_bars")
    told, (head, *_) = marks(drawn, "cell"), [marks(drawn, "label")["Ved ikke", None]]
    assert not marks(drawn, "apart")
    assert {item: mark.text for (_, item), mark in told.items()} == {"Tid": "5\u00a0%", "Hjælp": "2\u00a0%"}
    for (_, item), mark in told.items():
        assert (mark.anchor, mark.x, head.anchor, head.x) == ("end", head.x, "end", mark.x)
        assert mark.y == marks(drawn, "total")["Enig i alt", item].y


@pytest.mark.parametrize("name", ["web", "print-165"])
def test_where_there_is_room_totals_stand_at_the_ends_of_bars(name: str) -> None:
    drawn = scene(SUMMED, PRESETS[name], kind="diverging_bars")
    bars, totals = marks(drawn, "bar"), marks(drawn, "total")
    for item in ("Tid", "Hjælp"):
        last = bars["Helt enig", item]
        assert totals["Uenig i alt", item].x == pytest.approx(bars["Helt uenig", item].x - 8, abs=0.02)
        assert totals["Enig i alt", item].x == pytest.approx(last.x + last.width + 8, abs=0.02)
    assert marks(drawn, "apart") and not marks(drawn, "cell")


def test_columns_of_few_words_starve_no_bars() -> None:
    """What many do not know is as long as it is: bars in columns are bars."""
    cells_ = tuple(
        replace(cell, value=0.6 if cell.category == "Ved ikke" else 0.4 * cell.value) for cell in SUMMED.cells
    )
    nets = tuple(replace(net, value=0.4 * net.value) for net in SUMMED.nets)
    assert marks(scene(replace(SUMMED, cells=cells_, nets=nets), kind="diverging_bars"), "apart")


@pytest.mark.parametrize("name", ["slide", "social"])
def test_names_break_before_bars_give_up_their_room(name: str) -> None:
    long = {"Tid": "Jeg har den tid, som opgaverne kræver", "Hjælp": "Jeg kan få den hjælp, jeg har brug for"}
    cells_ = tuple(replace(cell, group=long[cell.group or ""]) for cell in SUMMED.cells)
    nets = tuple(replace(net, group=long[net.group or ""]) for net in SUMMED.nets)
    more = tuple(replace(cell, group=f"{cell.group} {n}") for n in range(2) for cell in cells_)
    sums = tuple(replace(net, group=f"{net.group} {n}") for n in range(2) for net in nets)
    drawn = scene(replace(SUMMED, cells=more, nets=sums), PRESETS[name], kind="diverging_bars")
    lines = [mark for mark in drawn.marks() if mark.of and mark.of.role == "label" and mark.of.group]
    assert len(lines) == 2 * len({mark.of for mark in lines}) == 8, "each in two lines"
    assert share_of_width(drawn) > 0.4


def test_short_names_stay_beside_their_bars_in_one_line() -> None:
    drawn = scene(SUMMED, PRESETS["slide"], kind="diverging_bars")
    names = [mark for mark in drawn.marks() if mark.of and mark.of.role == "label" and mark.of.group]
    bars = marks(drawn, "bar")
    assert len(names) == 2
    for name in names:
        bar = bars["Helt uenig", name.of.group if name.of else None]
        assert bar.y < name.y < bar.y + bar.height


def test_names_leave_their_place_where_that_gives_values_their_parts() -> None:
    rated = {"Medvirken": (0.07, 0.9), "Samarbejde på tværs af arbejdspladsen": (0.08, 0.82)}
    table = Table(
        tuple(Cell(name, share, item) for item, row in rated.items() for name, share in zip(POLES, row, strict=True))
    )
    drawn = scene(table, PRESETS["slide"], kind="diverging_bars")
    bars, values = marks(drawn, "bar"), marks(drawn, "value")
    assert all(values[of].x > bars[of].x for of in bars)
    assert share_of_width(drawn) == pytest.approx(1, abs=0.01)


@narrow
def test_a_value_alone_on_its_side_stands_beyond_the_end_of_its_bar(preset: Preset) -> None:
    rated = {"Tid": (0.07, 0.9), "Hjælp": (0.0, 0.8)}
    table = Table(
        tuple(Cell(name, share, item) for item, row in rated.items() for name, share in zip(POLES, row, strict=True))
    )
    drawn = scene(table, preset, kind="diverging_bars")
    bars, values = marks(drawn, "bar"), marks(drawn, "value")
    assert not marks(drawn, "leader")
    for item in rated:
        bar, value = bars["Uenig", item], values["Uenig", item]
        assert (value.anchor, value.x) == ("end", pytest.approx(bar.x - 8, abs=0.02))
        assert bar.y < value.y < bar.y + bar.height
        assert values["Enig", item].x > bars["Enig", item].x


def test_of_several_parts_on_a_side_none_stands_beyond_the_end() -> None:
    """There it would be read as their total."""
    drawn = scene(BATTERY, PRESETS["print-80"], kind="diverging_bars")
    bars, values = marks(drawn, "bar"), marks(drawn, "value")
    assert values["Helt uenig", "Hjælp"].y > bars["Helt uenig", "Hjælp"].y + bars["Helt uenig", "Hjælp"].height
    assert ("Helt uenig", "Hjælp") in marks(drawn, "leader")


def test_a_row_alone_leaves_no_room_for_a_name() -> None:
    alone = tuple(replace(each, group=None) for each in SUMMED.cells if each.group == "Tid")
    nets = tuple(replace(net, group=None) for net in SUMMED.nets if net.group == "Tid")
    drawn = scene(Table(alone, nets), PRESETS["print-80"], kind="diverging_bars")
    head, total = marks(drawn, "label")["Uenig i alt", None], marks(drawn, "total")["Uenig i alt", None]
    assert head.y < total.y < head.y + 2.5 * total.size


bands = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 80)), min_size=1, max_size=6)


@given(st.lists(bands, min_size=2, max_size=4), st.floats(0, 800))
def test_a_scale_is_as_wide_as_its_room(found: list[list[tuple[float, float]]], free: float) -> None:
    scale = widest(found, free)
    words = sum(reach(band, 0) for band in found)
    assert sum(reach(band, scale) for band in found) <= max(free, words) + 1e-6
    if words < free and sum(max(share for share, _ in band) for band in found) > 0.01:
        assert sum(reach(band, scale + 1) for band in found) >= free - 1e-6


@pytest.mark.parametrize(
    ("sides", "error"),
    [
        (None, "make no scale whose two sides are known"),
        ({"negative": ["Blå"], "positive": ["Rød"]}, "does not say where Grøn lies"),
        ({"negative": ["Blå", "Grøn"], "positive": ["Rød", "Grøn"]}, "names an answer twice"),
        ({"negative": ["Gul"], "positive": ["Rød"]}, "names 'Gul', which is not shown"),
    ],
)
def test_sides_that_are_not_known_are_asked_for(sides: dict[str, list[str]] | None, error: str) -> None:
    with pytest.raises((DataError, UnknownCategory), match=error):
        figure(Table(cells(Blå=0.3, Rød=0.4, Grøn=0.2)), kind="diverging_bars", **({"sides": sides} if sides else {}))


def test_a_part_of_a_part_is_as_long_as_its_share_of_that() -> None:
    table = Table(cells(Alle=0.8, Del=0.5, Rest=0.25))
    drawn = scene(table, kind="nested", parts={"Alle": "Del", "Del": "Rest"}, base="outer", both=False)
    bars, outer = marks(drawn, "bar"), marks(drawn, "outer")
    assert bars["Del", None].width == pytest.approx(0.5 * bars["Alle", None].width, abs=0.02)
    assert bars["Rest", None].width == pytest.approx(0.25 * bars["Del", None].width, abs=0.02)
    assert outer["Rest", None].width == pytest.approx(bars["Del", None].width, abs=0.02)
    assert [mark.text for mark in marks(drawn, "of which").values()] == ["heraf", "heraf"]


def test_the_share_of_another_whole_is_told_only_where_rounding_leaves_no_doubt() -> None:
    exact = Table(cells(Alle=0.823456789, Del=0.5123456789))
    drawn = scene(exact, kind="nested", parts={"Alle": "Del"}, both=True)
    assert [mark.text for mark in marks(drawn, "share of another").values()] == ["(62\u00a0% af dem)"]
    with pytest.raises(DataError, match="may be any between 61\u00a0% and 63\u00a0%"):
        figure(Table(cells(Alle=0.82, Del=0.51)), kind="nested", parts={"Alle": "Del"}, both=True)


@pytest.mark.parametrize(
    ("spec", "error"),
    [
        ({}, "nothing is a part of anything"),
        ({"parts": {"Del": "Alle"}}, "'Alle' is more than 'Del', whose part it is"),
        ({"parts": {"Alle": "Del", "Del": "Alle"}}, "is a part of itself"),
        ({"parts": {"Alle": "Andet"}}, "parts names 'Andet', which is not shown"),
    ],
)
def test_what_is_not_nested_is_refused(spec: dict[str, Any], error: str) -> None:
    with pytest.raises((DataError, UnknownCategory), match=error):
        figure(Table(cells(Alle=0.8, Del=0.5)), kind="nested", **spec)
