"""A theme of a project's own: what it may say, what is said of what is wrong with it, and what depends on it."""

from __future__ import annotations

import re
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from coloraide import Color
from commands import barometer
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from test_hostile import survey, table, write

from barometer_cli import themes
from barometer_cli.checks.contrast import alike, faint
from barometer_cli.errors import BuildError, SpecError
from barometer_cli.layout.colour import contrast, difference, mixed
from barometer_cli.layout.swatches import swatches
from barometer_cli.layout.type import width
from barometer_cli.model.scene import Rect, Text

ROOT = Path(__file__).resolve().parents[1]
SIGHTS = (None, "protan", "deutan", "tritan")
colours = st.integers(0, 0xFFFFFF).map("#{:06X}".format)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    survey(tmp_path / "figures/side", theme="brand.toml")
    table(tmp_path / "data/t.csv", ("A", 60, 100), ("B", 40, 100))
    caption = {"text": "Svarene."}
    write(tmp_path / "figures/side/figur.yaml", kind="bars", title="Titel", caption=caption, table="data/t.csv")
    return tmp_path


def brand(project: Path, text: str, place: str = "figures/side/brand.toml") -> Path:
    file = project / place
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def svg(project: Path) -> str:
    """What a picture draws, without what it says that it was made from."""
    (file,) = (project / "build").rglob("*.svg")
    return re.sub(r"<metadata>.*?</metadata>", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)


def render(project: Path, *more: str) -> str:
    done = barometer(project, "render", "--format", "svg", *more)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_a_brand_changes_what_it_says_and_leaves_the_rest(project: Path) -> None:
    brand(project, '[colours]\ndata = "#5a2a6e"\n')
    render(project)
    assert "#5A2A6E" in svg(project) and "#0B4F6C" not in svg(project)
    assert themes.load("house").colours.accent in svg(project)
    told = themes.load(str(project / "figures/side/brand.toml"))
    assert told.sizes == themes.load("house").sizes and told.quote == themes.load("house").quote


def test_an_empty_brand_is_its_base(project: Path) -> None:
    brand(project, "")
    render(project)
    own = svg(project)
    survey(project / "figures/side", theme="house")
    render(project)
    assert svg(project) == own


def test_the_accent_bar_is_as_the_brand_has_it_and_none_leaves_no_hole(project: Path) -> None:
    def tops() -> tuple[list[dict[str, str]], float]:
        root = ET.fromstring(svg(project))
        bars = [each.attrib for each in root.iter() if each.get("id", "").endswith("-accent")]
        headline = next(each for each in root.iter() if each.get("id", "").endswith("-headline"))
        return bars, float(headline.get("y", ""))

    brand(project, "")
    render(project)
    ((bar,), usual) = tops()
    assert (bar["width"], bar["height"]) == ("40", "5")
    brand(project, "[accent_bar]\nwidth = 64\nheight = 4\n")
    render(project)
    ((bar,), _) = tops()
    assert (bar["width"], bar["height"]) == ("64", "4")
    brand(project, "[accent_bar]\nheight = 0\n")
    render(project)
    bars, now = tops()
    assert not bars and now == pytest.approx(usual - 14)
    brand(project, "[accent_bar]\nedge = true\n")
    render(project)
    ((bar,), now) = tops()
    assert (bar["y"], bar["height"]) == ("0", "5") and now == pytest.approx(usual - 14)


def test_an_edit_of_the_brand_redraws_and_one_that_comes_nearer_is_meant(project: Path) -> None:
    brand(project, '[colours]\ndata = "#5A2A6E"\n', "brand.toml")
    render(project, "--depfile", "figures.d")
    assert "brand.toml" in (project / "figures.d").read_text(encoding="utf-8")
    assert "up to date" in render(project, "--explain")
    brand(project, '[colours]\ndata = "#2A5A3E"\n', "brand.toml")
    assert "brand.toml changed" in render(project, "--explain")
    assert "#2A5A3E" in svg(project)
    brand(project, '[colours]\ndata = "#6E2A2A"\n')
    assert "brand.toml is there now" in render(project, "--explain")
    assert "#6E2A2A" in svg(project)


def test_a_wrong_brand_stops_its_figures_until_it_is_mended(project: Path) -> None:
    brand(project, '[colours]\ndata = "red"\n')
    done = barometer(project, "render", "--format", "svg")
    assert done.returncode and "figures/side/brand.toml:2:1: colours.data must be a colour, not 'red'" in done.stderr
    assert not list((project / "build").rglob("*.svg"))
    brand(project, '[colours]\ndata = "#5A2A6E"\n')
    render(project)


@pytest.mark.parametrize(
    ("text", "line", "said", "hint"),
    [
        ('[colours]\n\n  acent = "#803010"', 3, "unknown key 'acent'", "accent"),
        ("[sizes]\nnote = 11", 2, "sizes.note is 11; it must be at least 12", "limits"),
        ("margin = 1000", 1, "margin is 1000; it must be at most 120", "limits"),
        ("[sizes]\nnumber = nan", 2, "sizes.number is nan", "limits"),
        ('colours.names = ["#803010"]', 1, "colours.names holds 1 colours; at least 5", "Add colours"),
        (
            '[colours]\nsequential = [\n ["#803010"], ["#803010"], ["#803010"], ["#803010"]]',
            2,
            "colours.sequential: item 1 holds 1 colours, not 2",
            "of two",
        ),
        (
            '[colours]\nnames = ["#803010", 3, "#803010", "#803010", "#803010", "#803010"]',
            2,
            "colours.names, item 2",
            "RRGGBB",
        ),
        ('extends = "huose"', 1, "there is no theme 'huose'", "Did you mean 'house'"),
        ("extends = 3", 1, "there is no theme 3", "house"),
        ('name = "x"', 1, "unknown key 'name'", "Remove it"),
        ("colours = 3", 1, "colours cannot be 3", "barometer theme show house"),
        ("[colours]\ndata = ", 2, "this is no TOML", "barometer theme show house"),
    ],
)
def test_what_is_wrong_stands_at_its_line_with_what_to_do(
    tmp_path: Path, text: str, line: int, said: str, hint: str
) -> None:
    file = brand(tmp_path, text, "brand.toml")
    with pytest.raises(SpecError) as told:
        themes.load(str(file))
    (problem,) = told.value.problems
    assert (problem.line, problem.file) == (line, str(file))
    assert said in problem.message and hint in problem.hint


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    file = brand(tmp_path, '[sizes]\nnote = 3\n[colours]\nink = "x"\nnone = 3\n', "brand.toml")
    with pytest.raises(SpecError) as told:
        themes.load(str(file))
    assert [problem.line for problem in told.value.problems] == [2, 4, 5]


@pytest.mark.parametrize("data", [b"#" * 70_000, b"\xff\xfe", b"x = " + b"[" * 60_000])
def test_what_is_no_theme_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "brand.toml").write_bytes(data)
    with pytest.raises(SpecError, match=r"brand\.toml:1"):
        themes.load(str(tmp_path / "brand.toml"))


def test_a_brand_is_never_outside_the_project(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    away = brand(tmp_path_factory.mktemp("away"), '[colours]\ndata = "#5A2A6E"\n', "brand.toml")
    survey(project / "figures/side", theme=str(away))
    done = barometer(project, "render")
    assert done.returncode and "outside the project" in done.stderr and "survey.yaml" in done.stderr
    (project / "figures/side/brand.toml").symlink_to(away)
    survey(project / "figures/side", theme="brand.toml")
    assert "outside the project" in barometer(project, "render").stderr


def test_a_brand_that_is_not_there_is_told_at_its_place_in_the_survey(project: Path) -> None:
    done = barometer(project, "render")
    lines = (project / "figures/side/survey.yaml").read_text(encoding="utf-8").splitlines()
    line = next(n for n, said in enumerate(lines, start=1) if said.startswith("theme"))
    assert done.returncode and f"figures/side/survey.yaml:{line}:" in done.stderr
    assert "there is no file 'brand.toml'" in done.stderr


def test_a_faint_brand_is_found_in_its_own_file(project: Path) -> None:
    brand(project, '[colours]\nmuted = "#C0C0C0"\n')
    done = barometer(project, "check", "figures")
    assert "figures/side/brand.toml" in done.stdout and "BAR502" in done.stdout


def test_check_tells_equal_colours_and_faint_text(tmp_path: Path) -> None:
    house = themes.load("house").colours
    twice = [house.names[0], *house.names[:5]]
    brand(tmp_path, f'[colours]\nnames = {twice}\nmuted = "#C0C0C0"\n', "brand.toml")
    done = barometer(tmp_path, "theme", "check", "brand.toml")
    assert done.returncode == 1
    assert "0.00" in done.stdout and "colours.muted" in done.stdout and "2 pairs" in done.stdout


def test_show_prints_a_theme_that_is_the_one_it_was(tmp_path: Path) -> None:
    for name in themes.names():
        shown = barometer(tmp_path, "theme", "show", name).stdout
        assert tomllib.loads(shown)
        file = brand(tmp_path, shown, "brand.toml")
        copy = themes.load(str(file))
        assert copy.model_copy(update={"name": name}) == themes.load(name)
        assert barometer(tmp_path, "theme", "check", name).returncode == 0


def test_an_unknown_theme_or_action_is_a_wrong_use(tmp_path: Path) -> None:
    for words, said in (
        (("check", "huose"), "house"),
        (("chekc", "house"), "check"),
        (("check", "no.toml"), "no.toml"),
    ):
        done = barometer(tmp_path, "theme", *words)
        assert done.returncode == 2 and said in done.stderr and "→" in done.stderr


@pytest.mark.parametrize("name", themes.names())
def test_shipped_themes_pass(name: str) -> None:
    assert not [*faint(themes.load(name)), *alike(themes.load(name))]


def test_a_missing_theme_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"no\.toml"):
        themes.load(str(tmp_path / "no.toml"))


@given(colours, colours)
def test_difference_is_what_another_reader_measures(one: str, other: str) -> None:
    pair = Color(one), Color(other)
    seen = [pair if sight is None else tuple(each.filter(sight) for each in pair) for sight in SIGHTS]
    told = min(first.delta_e(second, method="2000") for first, second in seen)
    assert difference(one, other) == pytest.approx(told, abs=0.01)
    assert difference(one, other) == pytest.approx(difference(other, one), abs=1e-9)


@given(colours)
def test_equal_colours_are_not_apart(one: str) -> None:
    assert difference(one, one) == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("name", themes.names())
def test_a_sheet_shows_every_colour_and_each_is_read_on_its_swatch(name: str) -> None:
    theme = themes.load(name)
    scene = swatches(theme)
    shown = {mark.fill for mark in scene.marks() if isinstance(mark, Rect)}
    assert shown >= {colour for fills in theme.colours.fills.values() for colour in fills} | {theme.colours.data}
    for mark in scene.marks():
        if isinstance(mark, Text):
            assert contrast(mark.fill, mark.ground) >= 4.5, mark
            assert mark.x + width(mark.text, mark.size, mark.weight) <= scene.width
        elif isinstance(mark, Rect):
            assert mark.x + mark.width <= scene.width and mark.y + mark.height <= scene.height


def test_the_colours_of_a_brand_are_drawn_where_they_are_asked_for(tmp_path: Path) -> None:
    brand(tmp_path, '[colours]\ndata = "#5A2A6E"\n', "brand.toml")
    done = barometer(tmp_path, "theme", "check", "brand.toml", "--out", "colours.png")
    assert done.returncode in (0, 1), done.stderr
    with Image.open(tmp_path / "colours.png") as picture:
        assert (0x5A, 0x2A, 0x6E) in {colour for _, colour in picture.convert("RGB").getcolors(1 << 20) or ()}
    wrong = barometer(tmp_path, "theme", "check", "brand.toml", "--out", "colours.gif")
    assert wrong.returncode == 2 and ".png" in wrong.stderr and not (tmp_path / "colours.gif").exists()


def example(tmp_path: Path) -> Path:
    """The brand that the documentation has for an example, without files that are not there."""
    page = (ROOT / "docs/designer.md").read_text(encoding="utf-8")
    (told,) = re.findall(r"```toml\n(extends.*?)```", page, re.DOTALL)
    return brand(tmp_path, told[: told.index("[fonts]")], "brand.toml")


def test_the_brand_of_the_documentation_passes_its_own_check(tmp_path: Path) -> None:
    theme = themes.load(str(example(tmp_path)))
    assert theme.colours.sequential != themes.load("plain").colours.sequential
    assert not [*faint(theme), *alike(theme)]


def test_a_poster_of_another_ground_has_a_track_of_that_ground(tmp_path: Path) -> None:
    theme, plain = themes.load(str(example(tmp_path))), themes.load("plain")
    assert theme.key_number.track == mixed("#5A2A6E", plain.key_number.ink, themes.TRACK) == "#7E598E"
    assert theme.quote.track == plain.quote.track
    own = themes.load(str(brand(tmp_path, '[quote]\nbackground = "#EEEEEE"\ntrack = "#CCCCCC"\n', "own.toml")))
    assert own.quote.track == "#CCCCCC" and own.key_number == themes.load("house").key_number


def test_the_sheet_of_colours_has_every_track_and_the_name_of_the_theme_alone(tmp_path: Path) -> None:
    theme = themes.load(str(example(tmp_path)))
    scene = swatches(theme)
    fills = [mark.fill for mark in scene.marks() if isinstance(mark, Rect)]
    assert {theme.colours.track, theme.key_number.track, theme.quote.track} <= set(fills)
    assert scene.title == "Colours of the theme brand"
