"""A name keeps its colour: by its place in its source, by the survey's sets, and told where two figures differ."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from typer.testing import CliRunner, Result
from written import figure_spec

from barometer_cli import pipeline, project, themes
from barometer_cli.checks.colours import check
from barometer_cli.cli import app
from barometer_cli.formats import ENCODERS
from barometer_cli.formats.xmp import origin_in
from barometer_cli.layout.palette import places
from barometer_cli.model.axis import Axis
from barometer_cli.model.figure import Figure
from barometer_cli.model.finding import Evidence, Location
from barometer_cli.model.identity import Identity
from barometer_cli.model.preset import PRESETS, WEB, Preset
from barometer_cli.model.spec import SurveySpec
from barometer_cli.model.table import Cell, Net, Table

COLOURS = themes.load("house").colours
HOUSE = COLOURS.names
SECTORS = ("Kommune", "Region", "Stat")


def figure(table: Table, /, colours: Any = (), **spec: Any) -> Figure:
    survey = SurveySpec.model_validate({"name": "Prøven", "wave": "2024", "population": "alle", "colours": colours})
    return pipeline.figure("f", figure_spec({"title": "T", "table": "t.csv", "n": 900, **spec}), survey, table)


def parts(*names: str, members: tuple[str, ...] = (), **more: Any) -> Table:
    """Equal parts of one whole."""
    cells = tuple(Cell(name, 1 / len(names)) for name in names)
    return Table(cells, categories=Axis(members=members), **more)


def divided(*groups: str, members: tuple[str, ...] = ()) -> Table:
    """Two answers in groups."""
    cells = [Cell(name, share, group) for group in groups for name, share in (("Bil", 0.4), ("Cykel", 0.3))]
    return Table(tuple(cells), breakdown=Axis(members=members))


def fills(made: Figure, preset: Preset = WEB) -> dict[str, str]:
    """The colour that every mark of a value has, by the category or the group that it tells apart; one each."""
    kind = pipeline.coloured(made)
    assert kind
    found: dict[str, set[str]] = {}
    for mark in pipeline.on_sheet(made, preset).scene.marks():
        of = getattr(mark, "of", None)
        if of is None or of.role in ("label", "zero", "value", "key label", "key value", "vacant", "labelled value"):
            continue
        for name in kind.names:
            if name is not None and name in (of.category, of.group):
                colour = getattr(mark, "fill", None) or getattr(mark, "stroke", None) or ""
                found.setdefault(name, set()).add(colour)
    assert all(len(each) == 1 for each in found.values()), found
    return {name: each.pop() for name, each in found.items()}


# -- by the place in the source --------------------------------------------------------------------------------------

some = st.permutations([f"navn {letter}" for letter in "abcdef"])


@given(some, some, st.integers(1, 6), st.lists(some, max_size=2), st.integers(1, 3))
def test_neither_order_nor_what_is_left_out_changes_a_colour(
    source: list[str], drawn: list[str], shown: int, sets: list[list[str]], length: int
) -> None:
    own = [each[:length] for each in sets[:1]] + [
        [name for name in each if name not in sets[0][:length]][:length] for each in sets[1:]
    ]
    every, some = (
        places(names, figure(parts(*names, members=tuple(source)), kind="stacked_bars"), own, len(HOUSE))
        for names in (source, drawn[:shown])
    )
    assert {name: some[name] for name in drawn[:shown]} == {name: every[name] for name in drawn[:shown]}
    assert sorted(every.values()) == [*range(len(source))], "each has a colour of its own"


@given(some, st.integers(1, 6), some)
def test_a_name_of_a_set_has_the_colour_of_its_place(source: list[str], drawn: int, names: list[str]) -> None:
    made = figure(parts(*source[:drawn], members=tuple(source)), kind="stacked_bars")
    found = places(source[:drawn], made, [names], len(HOUSE))
    assert {name: found[name] for name in source[:drawn]} == {name: names.index(name) for name in source[:drawn]}


@given(st.integers(1, 9), st.integers(1, 9))
def test_of_too_many_names_the_first_that_are_drawn_have_the_first_colours(count: int, shown: int) -> None:
    assume(shown <= count)
    source = tuple(f"navn {number}" for number in range(count))
    drawn = source[::-1][:shown]
    found = places(drawn, figure(parts(*drawn, members=source), kind="stacked_bars"), (), len(HOUSE))
    if count > len(HOUSE):
        assert [found[name] for name in drawn[: len(HOUSE)]] == [*range(min(shown, len(HOUSE)))]
        assert not [name for name in drawn[len(HOUSE) :] if name in found]
    else:
        assert found == {name: place for place, name in enumerate(source)}


def test_residual_answers_take_no_place_of_names() -> None:
    made = figure(parts("Ved ikke", "Bil", "Cykel", members=("Ved ikke", "Tog", "Bil", "Cykel")), kind="stacked_bars")
    assert fills(made) == {"Ved ikke": COLOURS.grey[0], "Bil": HOUSE[1], "Cykel": HOUSE[2]}


def test_lines_of_nets_take_what_the_answers_leave() -> None:
    cells = tuple(Cell(name, 0.3, wave) for wave in ("2020", "2022") for name in ("Bil", "Cykel"))
    nets = tuple(Net("Kører", ("Bil", "Cykel"), 0.6, wave) for wave in ("2020", "2022"))
    table = Table(cells, nets, categories=Axis(members=("Tog", "Cykel", "Bil")))
    assert fills(figure(table, kind="line")) == {"Bil": HOUSE[2], "Cykel": HOUSE[1], "Kører": HOUSE[3]}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "side").mkdir()
    survey(tmp_path)
    return tmp_path


def survey(folder: Path, more: str = "") -> None:
    text = f"name: Prøven\nwave: '2024'\npopulation: alle\ntable_unit: percent\nsynthetic: true\n{more}"
    (folder / "survey.yaml").write_text(text, encoding="utf-8")


def write(folder: Path, name: str, rows: str = "", **fields: Any) -> None:
    spec = {"kind": "stacked_bars", "title": "Vejen til arbejde", "n": 900, **fields}
    (folder / f"side/{name}.yaml").write_text(json.dumps(spec, ensure_ascii=False), encoding="utf-8")
    if rows:
        (folder / f"side/{name}.csv").write_text(rows, encoding="utf-8")


def found(folder: Path) -> dict[str, Figure]:
    microdata = project.Microdata()
    selection = project.search([folder / "side"])
    assert not selection.problems
    return {entry.id: project.figure(entry, microdata) for entry in selection.entries}


def proved_again(folder: Path) -> None:
    """Pictures are drawn again from what they carry, in the same colours."""
    result = run("render", "side", "--format", "svg", "--out", "build")
    assert result.exit_code == 0, result.output
    for file in sorted((folder / "build").rglob("*.svg")):
        told = run("verify", str(file))
        assert told.exit_code == 0, told.output


def test_a_picture_carries_names_that_it_does_not_show_only_where_colours_go_by_them(folder: Path) -> None:
    where = {"kilde": "spm1", "hvor": "Nord", "måde": ["Tog", "Cykel"]}
    for name, kind in {"a": "bars", "b": "stacked_bars"}.items():
        write(folder, name, CUBE, kind=kind, table={**OF_CUBE, "file": f"{name}.csv", "where": where})
    run("render", "side", "--format", "svg", "--out", "build")
    told = {file.parent.name: origin_in(file.read_bytes()) or "" for file in (folder / "build").rglob("*.svg")}
    assert {name: "Bil" in carried for name, carried in told.items()} == {"a": False, "b": True}


CUBE = """kilde,måde,hvor,andel
spm1,Bil,Nord,50
spm1,Cykel,Nord,30
spm1,Tog,Nord,20
spm1,Bil,Syd,20
spm1,Cykel,Syd,30
spm1,Tog,Syd,50
spm2,Fly,Nord,100
"""
OF_CUBE = {"file": "a.csv", "category": "måde", "share": "andel", "group": "hvor"}


def test_rows_that_are_left_out_of_a_long_table_keep_their_colours(folder: Path) -> None:
    wheres: dict[str, dict[str, Any]] = {"a": {}, "b": {"måde": ["Tog", "Cykel"]}, "c": {"måde": "Tog", "hvor": "Syd"}}
    for name, where in wheres.items():
        write(folder, name, CUBE, table={**OF_CUBE, "where": {"kilde": "spm1", **where}})
    made = {name: fills(each) for name, each in found(folder).items()}
    assert made["a"] == {"Bil": HOUSE[0], "Cykel": HOUSE[1], "Tog": HOUSE[2]}
    assert made["b"] == {"Cykel": HOUSE[1], "Tog": HOUSE[2]} and made["c"] == {"Tog": HOUSE[2]}
    proved_again(folder)
    write(folder, "b", table={**OF_CUBE, "where": {"kilde": "spm2", "måde": "Fly"}})
    assert fills(found(folder)["b"]) == {"Fly": HOUSE[0]}, "what is of another question is not of its source"


def test_rows_and_columns_that_are_left_out_of_a_wide_table_keep_their_colours(folder: Path) -> None:
    wide = ",Nord,Syd,Øst\nBil,50,20,30\nCykel,30,30,30\nTog,20,50,40\n"
    axes = {"rows": "categories", "columns": "groups"}
    write(folder, "a", wide, table={"file": "a.csv", "wide": axes, "where": {"category": ["Tog", "Cykel"]}})
    write(folder, "b", kind="grouped_bars", question={"answers": "several"},
          table={"file": "a.csv", "wide": axes, "where": {"group": ["Øst", "Syd"]}})  # fmt: skip
    made = found(folder)
    assert fills(made["a"]) == {"Cykel": HOUSE[1], "Tog": HOUSE[2]}
    assert fills(made["b"]) == {"Syd": HOUSE[1], "Øst": HOUSE[2]}


def test_figures_of_for_each_have_the_same_colours_though_one_lacks_an_answer(folder: Path) -> None:
    write(folder, "a", CUBE.replace("spm1,Bil,Syd,20\n", ""), for_each={"column": "hvor"},
          table={**OF_CUBE, "group": None, "where": {"kilde": "spm1"}})  # fmt: skip
    made = found(folder)
    assert fills(made["a-nord"]) == {"Bil": HOUSE[0], "Cykel": HOUSE[1], "Tog": HOUSE[2]}
    assert fills(made["a-syd"]) == {"Cykel": HOUSE[1], "Tog": HOUSE[2]}


def test_what_the_source_does_not_tell_has_a_place(folder: Path) -> None:
    write(folder, "a", "category,share\nBil,..\nCykel,30\nTog,20\n", table="a.csv")
    assert fills(found(folder)["a"]) == {"Cykel": HOUSE[1], "Tog": HOUSE[2]}


CODEBOOK = """
id: id
suppression: null
variables:
  vej:
    codes: {1: Bil, 2: Cykel, 3: Tog, 4: Ved ikke, 5: Gang}
    dont_know: [4]
"""


def test_answers_of_microdata_have_the_colours_of_the_codebook(folder: Path) -> None:
    survey(folder, "data: svar.csv\n")
    rows = [f"{number},{number % 5 + 1}" for number in range(50)]
    (folder / "svar.csv").write_text("\n".join(["id,vej", *rows]), encoding="utf-8")
    (folder / "svar.codebook.yaml").write_text(CODEBOOK, encoding="utf-8")
    chosen: dict[str, Any] = {
        "alle": {},
        "to": {"categories": ["Tog", "Cykel"]},
        "skjult": {"unshown": ["Bil"]},
        "uden": {"omit": ["Cykel", "Ved ikke"]},
    }
    for name, data in chosen.items():
        write(folder, name, data={"variable": "vej", **data}, n=None)
    made = {name: fills(each) for name, each in found(folder).items()}
    assert made["alle"] == {"Bil": HOUSE[0], "Cykel": HOUSE[1], "Tog": HOUSE[2], "Gang": HOUSE[3],
                            "Ved ikke": COLOURS.grey[0]}  # fmt: skip
    assert made["to"] == {"Tog": HOUSE[2], "Cykel": HOUSE[1]}
    assert made["skjult"] == {name: colour for name, colour in made["alle"].items() if name != "Bil"}
    assert made["uden"] == {"Bil": HOUSE[0], "Tog": HOUSE[2], "Gang": HOUSE[3]}


def test_a_small_sheet_has_the_colours_of_the_large_one() -> None:
    answers = {10: ("Cykel", "Tog", "Bil"), 11: ("Cykel", "Tog", "Gang")}
    cells = [Cell(name, 0.3, f"Sted {place}") for place in range(12) for name in answers.get(place, ("Cykel", "Tog"))]
    said = {"title": "30 procent går", "claims": [{"phrase": "30 procent", "of": "Gang", "group": "Sted 11"}]}
    made = figure(Table(tuple(cells), breakdown=Axis("items")), kind="stacked_bars", **said)
    small, large = fills(made, PRESETS["social"]), fills(made)
    assert "Bil" not in small and small["Gang"] == large["Gang"] == HOUSE[3]


# -- the survey's sets -----------------------------------------------------------------------------------------------

SETS = [["Stat", "Kommune", "Region"], ["Mænd", "Kvinder"]]
IN_ORDER = {"Stat": HOUSE[0], "Kommune": HOUSE[1], "Region": HOUSE[2]}
WAVES = tuple(Cell(name, 0.2, wave) for wave in ("2020", "2022") for name in SECTORS)


@pytest.mark.parametrize(
    ("kind", "table"),
    [
        ("stacked_bars", parts(*SECTORS)),
        ("stacked_columns", parts(*SECTORS)),
        ("waffle", parts(*SECTORS)),
        ("line", Table(WAVES)),
        ("dots", divided(*SECTORS)),
        ("grouped_bars", divided(*SECTORS)),
        ("pyramid", divided("Kommune", "Stat")),
    ],
)
def test_a_set_keeps_its_colours_in_every_kind(kind: str, table: Table) -> None:
    made = fills(figure(table, SETS, kind=kind))
    assert made == {name: IN_ORDER[name] for name in made} and len(made) > 1


@pytest.mark.parametrize("colours", [["Stat", "Kommune"], [["Stat", "Kommune"]]])
def test_a_list_of_names_is_one_set(colours: Any) -> None:
    assert SurveySpec.model_validate({"name": "P", "wave": 2024, "colours": colours}).sets == (("Stat", "Kommune"),)


@pytest.mark.parametrize("kind", ["stacked_bars", "grouped_bars", "line"])
def test_charts_of_powerpoint_have_the_colours_of_the_picture(kind: str) -> None:
    from pptx import Presentation

    table = {"stacked_bars": parts(*SECTORS), "grouped_bars": divided(*SECTORS), "line": Table(WAVES)}[kind]
    made = figure(table, SETS, kind=kind)
    slide = Presentation(BytesIO(ENCODERS["pptx"].encode(pipeline.on_sheet(made).scene, 1))).slides[0]
    (chart,) = (rel.target_part.chart for rel in slide.part.rels.values() if hasattr(rel.target_part, "chart"))
    told = {each.name: each.format.line if kind == "line" else each.format.fill for each in chart.plots[0].series}
    colours = {name: (each.color if kind == "line" else each.fore_color).rgb for name, each in told.items()}
    assert {name: f"#{colour}" for name, colour in colours.items()} == IN_ORDER == fills(made)


def test_others_take_what_the_sets_among_them_leave() -> None:
    made = figure(parts("Privat", "Region", "Kommune", "Forening"), SETS, kind="stacked_bars")
    assert fills(made) == {"Privat": HOUSE[3], "Region": HOUSE[2], "Kommune": HOUSE[1], "Forening": HOUSE[4]}
    full = figure(parts(*"abcd", "Region", "Kommune"), SETS, kind="stacked_bars")
    assert fills(full) == {
        "a": HOUSE[3], "b": HOUSE[4], "c": HOUSE[5], "d": HOUSE[0], "Region": HOUSE[2], "Kommune": HOUSE[1],
    }, "where none is left, that of a name that is not there"  # fmt: skip
    both = figure(parts("Mænd", "Stat"), SETS, kind="stacked_bars")
    assert fills(both) == {"Stat": HOUSE[0], "Mænd": HOUSE[3]}, "of two sets that meet the first has its colours"


def test_a_set_knows_its_names_however_they_are_written() -> None:
    names = ("STAT", "Kom\u00admune", "de  to\u00a0regioner")
    made = figure(parts(*names), [["De to regioner", "stat", "Kommune"]], kind="stacked_bars")
    assert fills(made) == {names[0]: HOUSE[1], names[1]: HOUSE[2], names[2]: HOUSE[0]}


def test_what_has_an_order_or_is_emphasised_keeps_its_own_colours() -> None:
    steps = ("I høj grad", "I nogen grad", "Slet ikke")
    backwards = [*steps[::-1]]
    pinned, plain = (fills(figure(parts(*steps), sets, kind="stacked_bars")) for sets in ([backwards], ()))
    assert pinned == plain and set(plain.values()) == {*COLOURS.sequential[1]}
    loud = [fills(figure(parts(*SECTORS), sets, kind="stacked_bars", emphasis=["Region"])) for sets in (SETS, ())]
    assert loud[0] == loud[1] and loud[0]["Region"] == COLOURS.data
    waves = tuple(Cell(name, 0.2, wave) for wave in ("2020", "2022") for name in steps)
    lines = fills(figure(Table(waves), [backwards], kind="line"))
    assert lines == {name: HOUSE[2 - place] for place, name in enumerate(steps)}, "lines have no shades"
    unsure = figure(parts("Stat", "Ved ikke"), [["Ved ikke", "Stat"]], kind="stacked_bars")
    assert fills(unsure) == {"Stat": HOUSE[1], "Ved ikke": COLOURS.grey[0]}


def test_a_translated_name_has_the_colour_of_its_own(folder: Path) -> None:
    survey(folder, "colours: [Stat, Kommune]\nwords: {en: {Kommune: Municipality, Stat: State}}\n")
    write(folder, "a", "category,share\nKommune,60\nStat,40\n", table="a.csv", for_each={"language": ["da", "en"]})
    made = found(folder)
    assert fills(made["a"]) == {"Kommune": HOUSE[1], "Stat": HOUSE[0]}
    assert fills(made["a-en"]) == {"Municipality": HOUSE[1], "State": HOUSE[0]}
    proved_again(folder)


@pytest.mark.parametrize(
    ("colours", "place", "words"),
    [
        ("[[Stat, Kommune],\n  [Region, stat]]", "7:12", "'stat' has two colours: it stands twice"),
        ("[Stat,\n  Stat]", "6:11", "'Stat' has two colours: it stands twice"),
        (
            f"[[Stat],\n  [{', '.join('abcdefg')}]]",
            "7:3",
            "a set has 7 names, and the theme house has 6 colours of names; 'g'",
        ),
        ("[[Stat], []]", "6:19", "colours, item 2 must have at least 1 item"),
    ],
)
def test_sets_that_cannot_be_are_refused_where_they_stand(folder: Path, colours: str, place: str, words: str) -> None:
    survey(folder, f"colours: {colours}\n")
    write(folder, "a", "category,share\nKommune,60\nStat,40\n", table="a.csv")
    result = run("check", "side")
    assert result.exit_code and f"survey.yaml:{place}: BAR001" in result.output and words in result.output, (
        result.output
    )


# -- what is told where figures differ -------------------------------------------------------------------------------


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments, env={"NO_COLOR": "1", "COLUMNS": "500"})


def shares(*names: str) -> str:
    return "\n".join(["category,share,n", *(f"{name},{round(100 / len(names), 3)},900" for name in names)]) + "\n"


def differing(*more: str) -> list[dict[str, Any]]:
    told = json.loads(run("check", "side", "--format", "json", *more).stdout)
    return [each for each in told if each["code"] == "BAR505"]


def line(told: list[dict[str, Any]]) -> str:
    (hint,) = {each["hint"] for each in told}
    return str(hint).splitlines()[-1]


def test_a_name_of_two_colours_is_told_with_the_line_that_mends_it(folder: Path) -> None:
    write(folder, "a", shares("Stat", "Kommune", "Region"), table="a.csv")
    write(folder, "b", shares("Region", "Stat"), table="b.csv")
    write(folder, "c", shares("Bil", "Cykel"), table="c.csv")
    (told,) = differing()
    assert told["message"] == "another colour than in side/a (side/a.yaml:1:66): “Region”, “Stat”"
    assert told["severity"] == "warning" and told["figure"] == "side/b" and told["line"] == 1
    assert told["hint"].startswith("Write in survey.yaml:\n") and line([told]) == "colours: [[Stat, Kommune, Region]]"
    before = fills(found(folder)["a"])
    survey(folder, line([told]) + "\n")
    assert not differing()
    made = found(folder)
    assert fills(made["a"]) == before and fills(made["b"]) == {name: before[name] for name in ("Region", "Stat")}


@given(st.lists(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=4, unique=True), min_size=2, max_size=5))
def test_the_line_mends_all_figures(tables: list[list[str]]) -> None:
    def evidence(number: int, names: list[str], sets: Any) -> Evidence:
        made = figure(parts(*names), sets, kind="stacked_bars")
        identity = Identity("", "side", str(number), "da")
        place = Location("f")
        return Evidence(made, identity, pipeline.theme(made), (), lambda where: place, coloured=pipeline.coloured(made))

    told = [*check([evidence(number, names, ()) for number, names in enumerate(tables)])]
    if not told:
        return
    (hint,) = {each.hint for each in told}
    if not hint.endswith("]]"):
        assert len({name for names in tables for name in names}) > len(HOUSE)
        return
    sets = [each.split(", ") for each in hint.split("colours: [[")[1].removesuffix("]]").split("], [")]
    assert not [*check([evidence(number, names, sets) for number, names in enumerate(tables)])]


def test_the_line_keeps_the_sets_there_are(folder: Path) -> None:
    survey(folder, "colours: [[Mænd, Kvinder], [Stat]]\n")
    write(folder, "a", shares("Kommune", "Stat", "Region"), table="a.csv")
    write(folder, "b", shares("Region", "Kommune"), table="b.csv")
    told = differing()
    assert "in place of its `colours`" in told[0]["hint"]
    assert line(told) == "colours: [[Mænd, Kvinder], [Stat, Kommune, Region]]"


def test_the_line_names_what_is_translated_as_its_source_does(folder: Path) -> None:
    survey(folder, "words: {en: {Kommune: Municipality, Stat: State}}\n")
    for name, names in {"a": ("Kommune", "Stat"), "b": ("Stat", "Kommune")}.items():
        write(folder, name, shares(*names), table=f"{name}.csv", for_each={"language": ["en"]})
    told = differing()
    assert "“State”, “Municipality”" in told[0]["message"] and line(told) == "colours: [[Kommune, Stat]]"


def test_more_names_than_colours_have_no_such_line(folder: Path) -> None:
    pairs = ("ab", "bc", "cd", "de", "ef", "fg", "ga")
    for pair in pairs:
        write(folder, pair, shares(*pair), table=f"{pair}.csv")
    told = differing()
    assert told and all(each["hint"].startswith("More names meet in such figures") for each in told)


def test_what_has_an_order_another_language_or_no_colour_of_its_own_is_not_told(folder: Path) -> None:
    write(folder, "a", shares("I høj grad", "I nogen grad", "Slet ikke"), table="a.csv")
    write(folder, "b", shares("Slet ikke", "I nogen grad"), table="b.csv")
    write(folder, "c", shares("Nord", "Syd"), table="c.csv")
    write(folder, "d", shares("Syd", "Nord"), table="d.csv", language="en")
    write(folder, "e", shares("Syd", "Nord"), table="e.csv", emphasis=["Syd"])
    write(folder, "f", shares("Syd", "Nord"), table="f.csv", kind="bars")
    assert not differing()


def test_it_can_be_acknowledged(folder: Path) -> None:
    write(folder, "a", shares("Nord", "Syd"), table="a.csv")
    write(folder, "b", shares("Syd", "Nord"), table="b.csv", acknowledge=[{"code": "BAR505", "reason": "Et sted."}])
    assert [each["acknowledged"] for each in differing()] == ["Et sted."]
    assert run("check", "side", "--strict").exit_code == 0
