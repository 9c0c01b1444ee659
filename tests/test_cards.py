"""Cases and tool cards: what their specs may hold, what is said of them, and pictures that keep their proportions."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image as Pillow
from PIL import ImageDraw
from typer.testing import CliRunner

from barometer_cli import charts, pipeline, specs
from barometer_cli.cli import app
from barometer_cli.errors import Problem, SpecError
from barometer_cli.formats.png import encode
from barometer_cli.formats.svg import encode as svg
from barometer_cli.layout.picture import PX, image
from barometer_cli.model.figure import Figure
from barometer_cli.model.preset import PRESETS
from barometer_cli.model.scene import Image, Scene, Text
from barometer_cli.model.spec import SurveySpec
from barometer_cli.model.table import Table

CASE = {
    "kind": "case",
    "title": "Naboer viser vej",
    "workplace": "Eksempel Kommune",
    "text": "Turen går hver torsdag.",
    "url": "https://www.example.org/cases/",
}
TOOL = {
    "kind": "tool_card",
    "title": "Prøv ideen af",
    "workplace": "Eksempel Kommune",
    "text": "Når I vil vide, om en idé virker.",
    "steps": ["Skriv", "Byg", "Saml op"],
}


def figure(language: str = "da", synthetic: bool = False, portrait: bytes | None = None, **written: Any) -> Figure:
    survey = SurveySpec(name="Prøven", wave="2024", language=language, synthetic=synthetic)
    spec = charts.KINDS[written["kind"]].spec.model_validate(written)
    return pipeline.figure("f", spec, survey, Table(()), portrait)


def said(scene: Scene, role: str) -> str:
    return " ".join(mark.text for mark in scene.marks() if isinstance(mark, Text) and mark.of and mark.of.role == role)


# -- specs -----------------------------------------------------------------------------------------------------------


def problems(path: Path, written: str) -> list[Problem]:
    (path / "f.yaml").write_text(written, encoding="utf-8")
    with pytest.raises(SpecError) as caught:
        specs.load_figure(path / "f.yaml", charts.KINDS)
    return caught.value.problems


STORY = "kind: case\ntitle: T\nworkplace: W\ntext: Ord.\n"
STEPS = "kind: tool_card\ntitle: T\nworkplace: W\ntext: Ord.\nsteps: [a, b, c]\n"


@pytest.mark.parametrize(
    ("written", "place", "message", "hint"),
    [
        (STORY.replace("workplace: W\n", ""), (1, 1), "workplace is missing", "Add `workplace: …`."),
        (STORY.replace("text: Ord.\n", ""), (1, 7), "kind case needs text", "Add `text: …`."),
        (STORY + "url: example.org/a\n", (5, 6), "no address of a page: 'example.org/a'", "from https:// on"),
        (STORY + "steps: [a, b, c]\n", (5, 1), "unknown field 'steps'", ""),
        (STORY + "table: t.csv\n", (5, 1), "case does not use 'table'", "case uses: kind, title, text, portrait"),
        (STEPS + "portrait: p.png\n", (6, 1), "tool_card does not use 'portrait'", "steps, checklist"),
        (STEPS.replace("[a, b, c]", "[a, b]"), (5, 8), "steps must have at least 3 items", "Add it"),
        (STEPS.replace("[a, b, c]", "[a, b, c, d, e, f, g]"), (5, 8), "steps must have at most 6 items", "Remove"),
        (STEPS.replace("[a, b, c]", "[a, '', c]"), (5, 12), "steps, item 2 is empty", ""),
        (STEPS + "checklist: [d, e, f]\n", (6, 12), "has steps or a checklist, and this has both", "Remove one"),
        (STEPS.replace("steps: [a, b, c]\n", ""), (1, 7), "needs steps or a checklist", "three to six items"),
        ("kind: bars\ntitle: T\ntable: t.csv\nworkplace: W\n", (4, 1), "unknown field 'workplace'", ""),
        ("kind: quote\ntitle: T\nquote: Ja.\nspeaker: {name: A, title: B}\nurl: https://a.dk\n", (5, 1), "'url'", ""),
    ],
)
def test_what_a_card_may_not_hold_is_told_at_its_place(
    tmp_path: Path, written: str, place: tuple[int, int], message: str, hint: str
) -> None:
    (problem,) = problems(tmp_path, written)
    assert (problem.line, problem.column) == place
    assert message in problem.message and hint in problem.hint


@pytest.mark.parametrize(
    ("url", "read"),
    [
        ("https://www.co-pi.dk/cases/", "co-pi.dk/cases"),
        ("http://example.org", "example.org"),
        ("https://example.org/k%C3%B8benhavn?a=1#b", "example.org/københavn?a=1#b"),
        ("https://example.org/a%2Fb%20c%E2%80%8B%ff", "example.org/a%2Fb%20c%E2%80%8B%ff"),
    ],
)
def test_an_address_is_shown_as_people_read_it(url: str, read: str) -> None:
    drawn = pipeline.on_sheet(figure(**{**CASE, "url": url})).scene
    assert said(drawn, "address").removeprefix("Læs mere: ").replace(" ", "") == read


# -- words -----------------------------------------------------------------------------------------------------------


def test_alt_text_and_description_say_what_the_card_says() -> None:
    case, tool = figure(**CASE), figure("en", synthetic=True, **TOOL)
    assert case.alt == "Case fra Eksempel Kommune: Naboer viser vej."
    assert case.description == f"{case.alt} Turen går hver torsdag. Læs mere: example.org/cases."
    assert tool.alt == "Tool from Eksempel Kommune: Prøv ideen af."
    assert tool.description == (
        f"{tool.alt} Når I vil vide, om en idé virker. 1 Skriv. 2 Byg. 3 Saml op. Synthetic data."
    )
    unordered = {name: value for name, value in TOOL.items() if name != "steps"}
    listed = figure(**unordered, checklist=["Vi kan", "Vi vil", "Vi skal"])
    assert listed.description.endswith("Vi kan. Vi vil. Vi skal.")
    long = figure(**{**CASE, "title": "samarbejde " * 40, "workplace": "kommune " * 40})
    assert len(long.alt) < 200 and long.alt.count("…") == 2


def test_a_card_of_a_synthetic_survey_says_so_on_the_sheet() -> None:
    for preset in PRESETS.values():
        for spec in (CASE, TOOL):
            marked = pipeline.on_sheet(figure(synthetic=True, **spec), preset).scene
            assert said(marked, "notice") == "Syntetiske data"
            assert not said(pipeline.on_sheet(figure(**spec), preset).scene, "notice")


def test_a_claim_of_a_case_is_read_as_that_of_a_quote() -> None:
    """Nothing on the sheet can prove it."""
    (text,) = [each for each in pipeline.texts(figure(**{**CASE, "text": "Halvdelen svarer ja."})) if each.verdicts]
    assert text.where == ("text",)


def test_the_catalogue_is_proved_listed_and_has_no_numbers(tmp_path: Path) -> None:
    folder = Path(__file__).parents[1] / "figures" / "katalog"
    cards = [str(folder / f"{name}-syntetisk.yaml") for name in ("case", "redskab", "tjekliste")]
    sizes = ["--preset", "web,social,mobile"]
    proved = CliRunner().invoke(app, ["check", "--render", "--strict", *sizes, *cards])
    assert proved.exit_code == 0, proved.output
    listed = CliRunner().invoke(app, ["list", "--json", *cards])
    assert [json.loads(line)["kind"] for line in listed.output.splitlines()] == ["case", "tool_card", "tool_card"]
    rendered = CliRunner().invoke(app, ["render", *cards, "--out", str(tmp_path), "--format", "svg"])
    assert rendered.exit_code == 0, rendered.output
    assert not list(tmp_path.rglob("*.csv")), "a card has no numbers"
    told = json.loads(next(tmp_path.rglob("redskab*.json")).read_text(encoding="utf-8"))
    assert (told["kind"], told["table"], told["synthetic"]) == ("tool_card", [], True)


# -- pictures --------------------------------------------------------------------------------------------------------


def picture(size: tuple[int, int], kind: str = "PNG", mode: str = "RGB", orientation: int = 1) -> bytes:
    """A white disc in the middle of black, with a grey bar at the upper edge, as its camera was held."""
    drawn = Pillow.new("RGB", size, "black")
    x, y, r = size[0] / 2, size[1] / 2, min(size) / 8
    pen = ImageDraw.Draw(drawn)
    pen.ellipse((x - r, y - r, x + r, y + r), fill="white")
    pen.rectangle((0, 0, size[0], size[1] // 10), fill="grey")
    if orientation == 6:
        drawn = drawn.transpose(Pillow.Transpose.ROTATE_90)
    exif = Pillow.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Kamera"
    file = BytesIO()
    drawn.convert(mode).save(file, kind, exif=exif)
    return file.getvalue()


def disc(data: bytes) -> tuple[int, int, int, int]:
    """Where white is, px."""
    with Pillow.open(BytesIO(data)) as opened:
        found = opened.convert("L").point([255 * (level > 200) for level in range(256)]).getbbox()
    assert found
    return found


@pytest.mark.parametrize("place", [(160, 160), (280, 460), (400, 224)])
@pytest.mark.parametrize(
    "data",
    [picture((400, 800)), picture((1000, 400)), picture((600, 900), "JPEG", orientation=6)],
    ids=["tall", "wide", "turned"],
)
def test_a_picture_is_cut_and_never_stretched(data: bytes, place: tuple[int, int]) -> None:
    mark = image("portrait", 0, 0, *place, data)
    with Pillow.open(BytesIO(mark.data)) as opened:
        assert opened.width / opened.height == pytest.approx(place[0] / place[1], rel=0.02)
        assert opened.width <= PX * place[0]
    left, top, right, bottom = disc(mark.data)
    assert right - left == pytest.approx(bottom - top, abs=3)


def test_a_picture_stands_as_it_was_seen_and_tells_nothing_of_its_camera() -> None:
    mark = image("portrait", 0, 0, 200, 300, picture((600, 900), "JPEG", orientation=6))
    with Pillow.open(BytesIO(mark.data)) as opened:
        assert opened.getpixel((opened.width // 2, 5)) == pytest.approx((128, 128, 128), abs=12), "its upper edge"
        assert not opened.getexif() and mark.media_type == "image/jpeg"


@pytest.mark.parametrize(("kind", "mode"), [("JPEG", "CMYK"), ("JPEG", "L"), ("PNG", "RGBA"), ("PNG", "P")])
def test_pictures_of_every_sort_are_drawn(kind: str, mode: str) -> None:
    data = picture((300, 300), kind, mode)
    drawn = pipeline.on_sheet(figure(portrait=data, **CASE)).scene
    (mark,) = [mark for mark in drawn.marks() if isinstance(mark, Image)]
    with Pillow.open(BytesIO(encode(drawn))) as sheet:
        middle = round(mark.x + mark.width / 2), round(mark.y + mark.height * 0.52)
        assert sheet.convert("RGB").getpixel(middle) == (255, 255, 255)


def test_inkscape_finds_the_picture_of_an_svg() -> None:
    """It reads no plain href."""
    written = svg(pipeline.on_sheet(figure(portrait=picture((9, 9)), **CASE)).scene).decode()
    (drawn,) = re.findall(r"<image [^>]*>", written)
    assert 'xmlns:xlink="http://www.w3.org/1999/xlink"' in written and ' xlink:href="data:image/png;base64,' in drawn
