"""Sheets: each a layout of its own, whole or refused by name; what a sheet leaves out is said on it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from PIL import Image
from thorough import SHEETS
from typer.testing import CliRunner, Result
from written import figure_spec

from barometer_cli import pipeline, project
from barometer_cli.checks import boxes
from barometer_cli.checks import sheet as proof
from barometer_cli.checks.boxes import box
from barometer_cli.cli import app
from barometer_cli.cli.render import presets
from barometer_cli.errors import LayoutError
from barometer_cli.export.manifest import Drawn, load
from barometer_cli.formats import ENCODERS
from barometer_cli.languages import LANGUAGES
from barometer_cli.layout.colour import contrast
from barometer_cli.layout.hyphens import hyphenating
from barometer_cli.layout.type import set_in
from barometer_cli.model.axis import Axis, Role
from barometer_cli.model.caption import Base, Synthetic
from barometer_cli.model.figure import Figure, Sheet
from barometer_cli.model.finding import Evidence, Location
from barometer_cli.model.identity import Identity
from barometer_cli.model.preset import PRESETS, Preset
from barometer_cli.model.scene import Circle, Line, Mark, Rect, Scene, Text, lowered
from barometer_cli.model.scene import Path as Curve
from barometer_cli.model.spec import SurveySpec
from barometer_cli.model.table import Cell, Hidden, Table
from barometer_cli.project import Entry

ROOT = Path(__file__).parents[1]
MOBILE, SOCIAL = PRESETS["mobile"], PRESETS["social"]
ASKED = {"text": "Hvad svarer I?", "answers": "several"}
POSTER = Preset("poster", 540, 600, density=2, labels="above", most_bars=4, note="short")
"""What a newcomer would add."""


def samples() -> list[Entry]:
    return project.find([ROOT / "figures"])


def figure(shares: dict[str, float] | Table, language: str = "da", **written: Any) -> Figure:
    table = shares if isinstance(shares, Table) else Table(tuple(Cell(name, part) for name, part in shares.items()))
    survey = SurveySpec(name="Prøven", wave="2024", population="alle", language=language)
    fields = {"kind": "bars", "title": "T", "table": "t.csv", "n": 1877, **written}
    return pipeline.figure("f", figure_spec(fields), survey, table)


def said(scene: Scene, beginning: str) -> list[str]:
    found = (mark for mark in scene.marks() if isinstance(mark, Text))
    return [mark.text.replace("\u00a0", " ") for mark in found if mark.id.startswith(beginning)]


def many(count: int) -> dict[str, float]:
    """Answers from the largest: a1, a2, …"""
    return {f"a{number}": max(0.6 - 0.05 * number, 0.01) for number in range(1, count + 1)}


# -- every sample figure on every sheet ----------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("preset", [*SHEETS, pytest.param(POSTER, id="poster")])
def test_every_sample_figure_is_proved_on_every_sheet(preset: Preset, language: str) -> None:
    microdata = project.Microdata()
    fitted = 0
    for entry in samples():
        spoken = replace(entry, survey=entry.survey.model_copy(update={"language": language}))
        if entry.spec.data and getattr(entry.spec, "reference", None) == LANGUAGES["da"].sheet.total:
            total = LANGUAGES[language].sheet.total  # an author names the whole base as the sheet calls it
            spoken = replace(spoken, spec=entry.spec.model_copy(update={"reference": total}))
        made = project.figure(spoken, microdata)
        sheets, unfit = pipeline.sheets(made, [preset])
        assert preset.name in ("poster", "square") or not unfit, unfit
        place = Location(entry.path.as_posix())
        evidence = Evidence(made, entry.identity, pipeline.theme(made), (), lambda where, place=place: place, sheets)
        assert [found.message for found in proof.check([evidence])] == []
        for laid in sheets:
            fitted += 1
            sizes = [(each.width, each.height or laid.scene.height) for each in preset.layouts]
            assert (laid.scene.width, laid.scene.height) in sizes
            assert len(said(laid.scene, "headline")) <= 3
    assert fitted > 15


def test_a_picture_for_social_media_is_exactly_what_open_graph_asks_for() -> None:
    data = ENCODERS["png"].encode(pipeline.on_sheet(figure(many(3)), SOCIAL).scene, SOCIAL.density)
    assert [int.from_bytes(data[start : start + 4]) for start in (16, 20)] == [1200, 630]
    assert SOCIAL.scales == (1,)


PHONE = 375
"""Px of the screen that a picture in a feed is wide."""


def test_words_for_social_media_can_be_read_on_a_phone() -> None:
    scene = pipeline.on_sheet(figure(many(3), subtitle="Andel, der svarer"), SOCIAL).scene
    sizes = {mark.id: mark.size * PHONE / scene.width for mark in scene.marks() if isinstance(mark, Text)}
    assert min(sizes.values()) > 8 and sizes["label-1"] > 9 and sizes["headline"] > 14


def in_layout(made: Figure, layout: Preset, least: int) -> Sheet | None:
    """A figure in one layout alone, with as many bars as it takes; None where it takes not even the least."""
    try:
        with hyphenating("da"), set_in(pipeline.theme(made).typeface):
            return pipeline._abridged(made, layout, least)
    except LayoutError:
        return None


LAYOUTS = list(SOCIAL.layouts)


@pytest.mark.parametrize("count", range(4, 13))
def test_letters_are_the_largest_with_which_a_figure_fits(count: int) -> None:
    assert [layout.width for layout in LAYOUTS] == [SOCIAL.width, *SOCIAL.looser]
    made = figure(many(count), order="given")
    fitting = [layout for layout in LAYOUTS if in_layout(made, layout, 4)]
    if fitting:
        assert pipeline.on_sheet(made, SOCIAL).preset == fitting[0]
    else:
        with pytest.raises(LayoutError):
            pipeline.on_sheet(made, SOCIAL)


def test_letters_become_smaller_before_fewer_than_four_bars_are_drawn() -> None:
    long = {f"Svar {number} {'med en lang etiket ' * 3}": 0.6 - number / 20 for number in range(1, 10)}
    made = figure(long, subtitle="Andel", title="En overskrift, der er så lang, at den fylder hele to linjer på et ark")
    assert in_layout(made, LAYOUTS[0], 4) is None
    assert in_layout(made, LAYOUTS[0], 3), "three would fit in larger letters"
    assert pipeline.on_sheet(made, SOCIAL).preset in LAYOUTS[1:]
    assert len(drawn(made)) >= 4


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: f"{layout.width}")
def test_every_layout_of_a_sheet_is_as_large_in_px_and_on_paper(layout: Preset) -> None:
    scene = pipeline.on_sheet(figure(many(2)), replace(layout, looser=())).scene
    data = ENCODERS["png"].encode(scene, layout.density)
    assert [int.from_bytes(data[start : start + 4]) for start in (16, 20)] == [1200, 630]
    assert layout.width / layout.resolution == pytest.approx(SOCIAL.width / SOCIAL.resolution)
    assert layout.height and layout.height == int(layout.height)


def test_a_low_sheet_has_its_accent_bar_on_the_upper_edge() -> None:
    scene = pipeline.on_sheet(figure(many(3)), SOCIAL).scene
    accent, *_ = (mark for mark in scene.marks() if mark.id == "accent")
    assert isinstance(accent, Rect) and accent.y == 0 < accent.height
    [(_, top, _, _)] = [boxes.box(mark) for mark in scene.marks() if mark.id == "headline"]
    assert accent.height < top < 2 * round(32 * SOCIAL.margin)


def test_a_key_number_is_smaller_where_its_sheet_is_low() -> None:
    made = figure(
        Table((Cell("Ja", 0.83),)), kind="key_number", text="af de offentlige arbejdspladser har taget mindst én i brug"
    )
    sizes = {}
    for preset in (PRESETS["web"], SOCIAL):
        scene = pipeline.on_sheet(made, preset).scene
        [sizes[preset.name]] = [mark.size for mark in scene.marks() if isinstance(mark, Text) and mark.id == "digits"]
    assert sizes["web"] == 190 > sizes["social"] >= 95


def test_labels_stand_above_bars_on_a_narrow_sheet() -> None:
    scene = pipeline.on_sheet(figure(many(4)), MOBILE).scene
    bars = {mark.id: mark for mark in scene.marks() if isinstance(mark, Rect) and mark.id.startswith("bar-")}
    labels = {mark.id: mark for mark in scene.marks() if isinstance(mark, Text) and mark.id.startswith("label-")}
    assert len(bars) == len(labels) == 4
    for number in range(1, 5):
        bar, label = bars[f"bar-{number}"], labels[f"label-{number}"]
        assert label.y < bar.y and label.x == pytest.approx(bar.x, abs=1)


@pytest.mark.parametrize("preset", [MOBILE, PRESETS["print-80"]], ids=lambda preset: preset.name)
def test_a_narrow_sheet_sets_apart_what_its_picture_is_read_by(preset: Preset) -> None:
    made = figure(many(3), question=ASKED, filter="De adspurgte")
    note = [mark for mark in pipeline.on_sheet(made, preset).scene.marks() if isinstance(mark, Text) and is_note(mark)]
    tiers = [[mark for mark in note if mark.fill == ink] for ink in dict.fromkeys(mark.fill for mark in note)]
    read, told = (" ".join(mark.text for mark in tier).replace("\u00a0", " ") for tier in tiers)
    assert "Hvad svarer I?" in read and "adspurgte" in read and "summer" not in read and "n=" not in read
    assert told.startswith("Andelene i figuren summerer til mere end 100 %") and told.endswith("n=1.877.")
    assert f"{read} {told}" == made.caption.text.replace("\u00a0", " ")
    first, second = tiers
    assert contrast(first[0].fill, first[0].ground) > contrast(second[0].fill, second[0].ground) >= 4.5
    assert second[0].y - first[-1].y > second[1].y - second[0].y


@pytest.mark.parametrize(
    ("preset", "caption"),
    [(PRESETS["web"], "svarene på spørgsmålet"), (MOBILE, {"text": "Kun hvad der står. n=1.877."})],
)
def test_a_note_on_a_wide_sheet_or_typed_by_hand_is_one(preset: Preset, caption: Any) -> None:
    made = figure(many(3), question=ASKED, caption=caption)
    assert len({mark.fill for mark in pipeline.on_sheet(made, preset).scene.marks() if is_note(mark)}) == 1


def test_tiers_are_the_caption_in_its_own_order() -> None:
    microdata = project.Microdata()
    for entry in samples():
        made = project.figure(entry, microdata)
        told = [text for fact, text in made.caption.sentences if not isinstance(fact, Synthetic)]
        assert " ".join(made.caption.tiers) == " ".join(told)


def is_note(mark: Mark) -> bool:
    return isinstance(mark, Text) and mark.of is not None and mark.of.role == "note"


# -- at most five bars ---------------------------------------------------------------------------------------------


def drawn(made: Figure, preset: Preset = SOCIAL) -> list[str]:
    return said(pipeline.on_sheet(made, preset).scene, "label-")


def test_the_five_largest_are_drawn_and_the_note_says_so() -> None:
    made = figure(many(9))
    assert drawn(made) == ["a1", "a2", "a3", "a4", "a5"]
    assert said(pipeline.on_sheet(made, SOCIAL).scene, "note") == ["De 5 hyppigste af 9 svar. n=1.877."]
    english = pipeline.on_sheet(figure(many(9), "en"), SOCIAL).scene
    assert said(english, "note") == ["The 5 most frequent of 9 answers. n=1,877."]
    assert len(drawn(made, MOBILE)) == 9


@pytest.mark.parametrize("speaks", [{"emphasis": ["a8"]}, {"claims": [{"phrase": "T", "of": "a8"}]}])
def test_what_the_headline_speaks_of_is_among_them(speaks: dict[str, Any]) -> None:
    made = figure(many(9), **speaks)
    assert drawn(made) == ["a1", "a2", "a3", "a4", "a8"]
    assert said(pipeline.on_sheet(made, SOCIAL).scene, "note") == ["Figuren viser 5 af 9 svar. n=1.877."]


def test_a_residual_answer_is_drawn_after_all_others() -> None:
    assert drawn(figure({"Andet": 0.9, **many(6)})) == ["a1", "a2", "a3", "a4", "a5"]
    note = said(pipeline.on_sheet(figure({"Andet": 0.9, **many(6)}), SOCIAL).scene, "note")
    assert note == ["Figuren viser 5 af 7 svar. n=1.877."], "Andet is larger than those that are drawn"


@pytest.mark.parametrize("last", [(0.1, 0.1), (0.104, 0.096)], ids=["equal", "printed alike"])
def test_answers_that_are_alike_are_not_the_most_frequent(last: tuple[float, float]) -> None:
    note = said(pipeline.on_sheet(figure({**many(4), "b": last[0], "c": last[1]}), SOCIAL).scene, "note")
    assert note == ["Figuren viser 5 af 6 svar. n=1.877."]


def test_answers_that_the_figure_does_not_show_count_too() -> None:
    cells = tuple(Cell(name, share) for name, share in many(6).items())
    for share, told in ((0.01, "De 5 hyppigste af 7 svar."), (0.5, "Figuren viser 5 af 7 svar.")):
        made = figure(Table((*cells, Cell("Ved ikke", share, shown=False))))
        assert said(pipeline.on_sheet(made, SOCIAL).scene, "note") == [f"{told} n=1.877."]
    made = figure(Table(cells, hidden=(Hidden("Ved ikke", drawn=False),)))
    assert said(pipeline.on_sheet(made, SOCIAL).scene, "note")[0].startswith("Figuren viser 5 af 7 svar.")


def test_steps_and_hidden_answers_are_never_left_out() -> None:
    assert len(drawn(figure(many(6), order="given"))) == 6
    hidden = Table(tuple(Cell(f"a{i}", 0.5 - i / 50) for i in range(5)), hidden=(Hidden("a5"),))
    assert len(drawn(figure(hidden))) == 6
    assert len(drawn(figure(many(6), emphasis=list(many(6))))) == 6, "the headline speaks of all"


def battery(role: Role | None = "items", **written: Any) -> Figure:
    """Seven items, the first with most who agree; each with its answers on two sides."""
    shares = {"Helt uenig": 0.1, "Delvis uenig": 0.2, "Delvis enig": 0.4, "Helt enig": 0.3}
    cells = tuple(
        Cell(name, share + 0.01 * number * (1 if "uenig" in name else -1), f"Udsagn {number}")
        for number in range(1, 8)
        for name, share in shares.items()
    )
    return figure(Table(cells, breakdown=Axis(role)), kind="diverging_bars", order="given", **written)


def test_a_battery_loses_items_until_it_fits_and_the_note_counts_them() -> None:
    kept = drawn(battery())
    assert kept == [f"Udsagn {number}" for number in range(1, 1 + len(kept))]
    assert 3 <= len(kept) <= 5
    note = said(pipeline.on_sheet(battery(), SOCIAL).scene, "note")
    assert note == [f"Figuren viser {len(kept)} af 7 underspørgsmål. n=1.877."]
    assert len(drawn(battery(), MOBILE)) == 7
    spoken = battery(claims=[{"phrase": "T", "of": "Helt enig", "group": "Udsagn 7"}])
    assert "Udsagn 7" in drawn(spoken)
    assert len(drawn(spoken)) == len(kept)


def test_groups_are_compared_so_none_of_them_is_left_out() -> None:
    assert len(drawn(battery("groups"))) == 7


def test_a_full_note_tells_what_is_left_out_too() -> None:
    note = " ".join(said(pipeline.on_sheet(figure(many(9)), replace(SOCIAL, height=None, note="full")).scene, "note"))
    assert note.startswith("De 5 hyppigste af 9 svar. ") and "vægtet" in note


def test_a_short_note_keeps_what_marks_need() -> None:
    hidden = Table((Cell("Ja", 0.6), Cell("Nej", 0.2)), hidden=(Hidden("Måske"),))
    note = " ".join(said(pipeline.on_sheet(figure(hidden, n=None), SOCIAL).scene, "note"))
    assert "*" in note and "diskretionshensyn" in note and "vægtet" not in note


@pytest.mark.parametrize(
    ("bases", "told"),
    [
        (((None, 2271), ("Kommune", 1528), ("Stat", 743)), "n=2.271."),
        ((("2019", 1877), ("2021", 1352)), "n=1.352-1.877."),
        (((None, 1877),), "n=1.877."),
    ],
)
def test_a_short_note_tells_n_briefly(bases: tuple[tuple[str | None, int], ...], told: str) -> None:
    made = figure(many(3))
    fact = Base(bases, groups=True)
    assert LANGUAGES["da"].word(replace(fact, brief=True), made.locale) == told
    whole = LANGUAGES["da"].word(fact, made.locale)
    assert all(made.locale.number(n) in whole for _, n in bases), "a full note tells every one"


def test_a_short_note_asks_for_the_brief_n() -> None:
    cells = tuple(Cell("Ja", 0.4, group, n=n) for group, n in (("Kommune", 1528), ("Stat", 743)))
    made = figure(Table(cells, breakdown=Axis("groups")), n=None)
    assert " ".join(said(pipeline.on_sheet(made, SOCIAL).scene, "note")) == "n=743-1.528."
    assert "1.528 (Kommune)" in " ".join(said(pipeline.on_sheet(made).scene, "note"))


def test_a_typed_caption_is_told_short_from_the_facts() -> None:
    made = figure(many(3), caption={"text": "Noget helt andet."})
    assert said(pipeline.on_sheet(made, SOCIAL).scene, "note") == ["n=1.877."]


# -- what does not fit ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "millimetres"), [("print-80", 80), ("print-165", 165)])
def test_a_sheet_for_print_is_as_wide_on_paper_as_it_says(name: str, millimetres: float) -> None:
    preset = PRESETS[name]
    scene = pipeline.on_sheet(figure(many(4)), preset).scene
    with Image.open(BytesIO(ENCODERS["png"].encode(scene, preset.density))) as picture:
        assert picture.width / picture.info["dpi"][0] * 25.4 == pytest.approx(millimetres, abs=0.05)
        assert picture.info["dpi"][0] == pytest.approx(300, abs=0.1)
    box = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", ENCODERS["pdf"].encode(scene, 1))
    assert box and float(box[1]) / 72 * 25.4 == pytest.approx(millimetres, abs=0.01)
    points = 72 / scene.resolution
    assert min(mark.size for mark in scene.marks() if isinstance(mark, Text)) * points >= 7


def test_print_asks_for_both_widths() -> None:
    made = figure(many(3))
    names = [preset.name for preset in presets("web,print,print-80")]
    assert names == ["web", "print-80", "print-165"]
    chosen = replace(made, spec=made.spec.model_copy(update={"sheets": ("print",)}))
    assert [preset.name for preset in pipeline.wanted(chosen, PRESETS.values())] == ["print-80", "print-165"]


def test_a_figure_that_is_too_high_names_itself_the_sheet_and_the_pixels() -> None:
    with pytest.raises(LayoutError, match=r"^f \(social\): \d+ px too high for the sheet of 1200 x 630") as caught:
        pipeline.on_sheet(figure(many(20), order="given"), SOCIAL)
    assert "There are 20 categories" in caught.value.hint
    assert "`sheets: [web, mobile, print-80, print-165]`" in caught.value.hint


KINDS_OF_LONG_NAMES = [
    ("bars", None),
    ("dots", "groups"),
    ("grouped_bars", "groups"),
    ("heat_table", "groups"),
    ("line", "waves"),
    ("slope", "waves"),
    ("small_multiples", "waves"),
    ("table", "groups"),
]


@pytest.mark.parametrize(("kind", "role"), KINDS_OF_LONG_NAMES, ids=[kind for kind, _ in KINDS_OF_LONG_NAMES])
def test_six_names_of_120_characters_fit_or_are_named(kind: str, role: Role | None) -> None:
    """They fit where height is free; where it is not, the error says which to shorten."""
    names = [f"{number}: {'ord der fylder ' * 8}"[:120].strip() for number in range(6)]
    groups = {"groups": ("Mænd", "Kvinder"), "waves": ("2022", "2024"), None: (None,)}[role]
    cells = tuple(Cell(name, 0.2 + place / 10, group) for place, name in enumerate(names) for group in groups)
    made = figure(Table(cells, categories=Axis("items"), breakdown=Axis(role)), kind=kind, order="given")
    identity, sheets = Identity("2024", "page", "f", "da"), (pipeline.on_sheet(made, PRESETS["mobile"]),)
    evidence = Evidence(made, identity, pipeline.theme(made), (), lambda where: Location("f.yaml"), sheets)
    assert [found.message for found in proof.check([evidence])] == []
    with pytest.raises(LayoutError) as caught:
        pipeline.on_sheet(made, SOCIAL)
    assert repr(f"{names[0][:30].rstrip()}…") in caught.value.hint and "and 3 more" in caught.value.hint
    assert "There are" not in caught.value.hint


SURVEY = "name: Prøven\nwave: '2024'\npopulation: alle\ntable_unit: percent\n"
SPEC = "kind: bars\ntitle: Flest siger ja\nn: 1877\ncaption: svarene\ntable: {}.csv\norder: given\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A page with a figure that fits every sheet, and one that does not."""
    page = tmp_path / "figures" / "side"
    page.mkdir(parents=True)
    (page / "survey.yaml").write_text(SURVEY, "utf-8")
    for name, count in (("lav", 2), ("hoej", 20)):
        (page / f"{name}.yaml").write_text(SPEC.format(name), "utf-8")
        rows = "".join(f"a{i};{50 - i}\n" for i in range(count))
        (page / f"{name}.csv").write_text(f"category;share\n{rows}", "utf-8")
    monkeypatch.chdir(tmp_path)
    yield page


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments), env={"COLUMNS": "200", "NO_COLOR": "1"})


def pictures() -> dict[str, int]:
    found = (path for path in Path("build").rglob("*.*") if path.suffix in (".png", ".svg"))
    return {path.name.removesuffix(path.suffix): path.stat().st_mtime_ns for path in found}


def test_a_sheet_that_fails_stops_no_other(folder: Path) -> None:
    for _ in range(2):
        result = run("render", "--preset", "web,social,mobile")
        assert result.exit_code == 1, "and it is told again, though nothing changed"
        assert "hoej (social):" in result.stderr and "lav (social)" not in result.stderr
    names = set(pictures())
    assert {"lav-2024-da-social", "lav-2024-da-mobile", "lav-2024-da-web@2x", "hoej-2024-da-mobile"} <= names
    assert "hoej-2024-da-social" not in names
    record = json.loads(run("render", "--preset", "web,social", "--json", "--only", "hoej").stdout)
    assert record["ok"] is False and "px too high" in record["unfit"]["social"]


def test_a_figure_that_fits_no_sheet_has_failed(folder: Path) -> None:
    assert run("render", "--preset", "social", "--only", "hoej").exit_code == 2
    assert not pictures()


def test_a_spec_names_its_sheets(folder: Path) -> None:
    path = folder / "hoej.yaml"
    path.write_text(path.read_text("utf-8") + "sheets: [web, mobile]\n", "utf-8")
    assert run("render", "--preset", "web,social").exit_code == 0
    assert "hoej-2024-da-web" in pictures() and "hoej-2024-da-social" not in pictures()
    result = run("render", "--preset", "social", "--explain")
    assert result.exit_code == 0 and "side/hoej: left out: its spec wants web, mobile" in result.stdout
    path.write_text(path.read_text("utf-8").replace("mobile", "mobil"), "utf-8")
    wrong = run("render")
    assert wrong.exit_code == 1 and "Did you mean 'mobile'?" in wrong.stderr and "hoej.yaml:7:" in wrong.stderr


def test_a_preset_that_is_not_known(folder: Path) -> None:
    for command in (("render",), ("check", "--render"), ("watch",)):
        result = run(*command, "--preset", "web,sociale")
        assert result.exit_code == 2 and "Did you mean 'social'?" in result.stderr
        assert all(name in result.stderr for name in PRESETS)
    assert not Path("build").exists()


def test_check_proves_every_sheet_that_is_asked_for(folder: Path) -> None:
    assert "BAR601" not in run("check", "--render").stdout
    told = run("check", "--render", "--preset", "web,social")
    assert told.exit_code == 1 and told.stdout.count("BAR601") == 1 and "hoej (social)" in told.stdout


# -- building ------------------------------------------------------------------------------------------------------


def test_another_preset_draws_only_what_is_missing(folder: Path) -> None:
    assert run("render", "--only", "lav").exit_code == 0
    before = pictures()
    result = run("render", "--only", "lav", "--preset", "web,social", "--explain")
    assert "other formats, sheets or scales" in result.stdout
    now = pictures()
    assert {name: now[name] for name in before} == before
    assert set(now) - set(before) == {"lav-2024-da-social"}
    assert "up to date" in run("render", "--only", "lav", "--preset", "web,social", "--explain").stdout


def test_what_only_the_json_tells_draws_no_picture(folder: Path) -> None:
    run("render", "--only", "lav", "--preset", "social")
    before = pictures()
    path = folder / "lav.yaml"
    path.write_text(path.read_text("utf-8") + "# set efter af to\n", "utf-8")
    result = json.loads(run("render", "--only", "lav", "--preset", "social", "--json").stdout)
    assert [Path(file["path"]).suffix for file in result["files"]] == [".json"]
    assert pictures() == before


def lav() -> Drawn:
    return load(Path("build")).figures[Identity("2024", "side", "lav", "da")]


def test_sheets_that_are_not_asked_for_any_more_are_old(folder: Path) -> None:
    run("render", "--only", "lav", "--preset", "web,social")
    run("render", "--only", "lav")
    files = {file.path: file.format for file in lav().files}
    assert files["side/lav/lav-2024-da-social.png"] == "old"
    assert "would remove" in run("render", "figures/side/lav.yaml", "--prune", "--dry-run").stderr
    run("render", "figures/side/lav.yaml", "--prune")
    assert not any("social" in name for name in pictures()) and "lav-2024-da-web" in pictures()


def test_one_json_and_one_csv_a_figure(folder: Path) -> None:
    run("render", "--only", "lav", "--preset", "web,social,mobile", "--scale", "1", "--scale", "2")
    assert sorted(path.name for path in Path("build").rglob("lav*.[jc]s*")) == ["lav-2024-da.csv", "lav-2024-da.json"]
    told = json.loads(Path("build/side/lav/lav-2024-da.json").read_text("utf-8"))
    assert [sheet["preset"] for sheet in told["sheets"]] == ["web", "social", "mobile"]
    assert {"lav-2024-da-social.png", "lav-2024-da-social@2x.png", "lav-2024-da-mobile.svg"} <= set(told["files"])
    presets = {Path(file.path).name: file.preset for file in lav().files}
    assert presets["lav-2024-da-social@2x.png"] == "social" and presets["lav-2024-da.json"] == ""


def test_a_chart_that_leaves_much_of_a_sheet_empty_stands_a_little_above_the_middle_of_its_room() -> None:
    """One that leaves little stands below the headline, as on a sheet that grows."""
    preset = PRESETS["square"]

    def white(kind: str, *shares: float) -> tuple[float, float]:
        table = Table(tuple(Cell(f"Svar {place}", share) for place, share in enumerate(shares, start=1)))
        survey = SurveySpec(name="Prøven", wave="2024", population="alle")
        spec = figure_spec({"kind": kind, "title": "Titel", "table": "t.csv", "n": 100})
        scene = pipeline.on_sheet(pipeline.figure("f", spec, survey, table), preset).scene
        parts = {group.id: [box(mark) for mark in group.marks] for group in scene.groups}
        chart = [
            each for id, found in parts.items() if id not in ("header", "rule", "note", "source") for each in found
        ]
        header, rule = max(bottom for *_, bottom in parts["header"]), parts["rule"][0][1]
        return min(top for _, top, *_ in chart) - header, rule - max(bottom for *_, bottom in chart)

    above, below = white("bars", 0.6)
    assert above > 60 and 0.6 < above / below < 0.8
    above, below = white("bars", 0.6, 0.5, 0.4, 0.3, 0.2)
    assert above < 40


@pytest.mark.parametrize("mark", [
    Rect("a", 1, 2, 3, 4, "#000000"), Line("a", 1, 2, 3, 4, "#000000", 1), Circle("a", 9, 9, 2, "#000000"),
    Curve("a", ((1, 2), (3, 4, 5, 6, 7, 8)), more=(((1, 1), (2, 2)),)),
])  # fmt: skip
def test_a_mark_is_lowered_as_a_whole(mark: Mark) -> None:
    left, top, right, bottom = box(mark)
    assert box(lowered(mark, 10)) == (left, top + 10, right, bottom + 10)
    assert lowered(lowered(mark, 10), -10) == mark
