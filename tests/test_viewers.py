"""What other programs make of our files: Chromium, Inkscape, librsvg, resvg and LibreOffice of an SVG, exiftool and
Pillow of a PNG."""

from __future__ import annotations

import html
import io
import json
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from functools import cache
from pathlib import Path

import pytest
from browser import chromium
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from PIL import Image
from playwright.sync_api import Browser
from test_formats import SVG, chunks, hostile, sample
from viewers import VIEWERS, Scenes, apart, libreoffice, program

from barometer_cli import pipeline, project
from barometer_cli.export import numbers, origin
from barometer_cli.export.encode import pictures
from barometer_cli.formats import ENCODERS
from barometer_cli.formats.lettering import NEAR, letter_of
from barometer_cli.formats.subset import outline
from barometer_cli.layout.type import face, shape, width
from barometer_cli.model.preset import PRESETS, WEB
from barometer_cli.model.scene import Group, Scene, Text, Weight

ROOT = Path(__file__).parents[1]
INKSCAPE = "{http://www.inkscape.org/namespaces/inkscape}"
MOST = 160_000
"""Bytes of an outlined figure, with what it carries: what programs for vectors open without a pause."""
DRAWN = ("katalog/klammer-syntetisk.yaml", "samarbejd-paa-tvaers/partnere.yaml", "katalog/kort-regioner-syntetisk.yaml")


@cache
def scene(spec: str) -> Scene:
    [entry] = project.find([ROOT / "figures" / spec])
    return pipeline.on_sheet(project.figure(entry, project.Microdata())).scene


@cache
def samples() -> dict[str, Scene]:
    """Every sample figure as it is drawn for the web, with what its file carries, by its stem."""
    found = {}
    microdata = project.Microdata()
    for entry in project.find([ROOT / "figures"]):
        figure = project.figure(entry, microdata)
        told = origin.carried(entry, figure)
        [picture] = pictures(Path(entry.stem), entry.page, pipeline.on_sheet(figure), ("svg-outlined",), None, told)
        found[Path(picture.path).stem] = picture.scene
    return found


def differing(viewer: str, encoder: str, scenes: Scenes, folder: Path, browser: Browser) -> dict[str, float]:
    """Scenes that a program draws otherwise than our PNG, and in which part of their px."""
    for stem, each in scenes.items():
        (folder / f"{stem}.svg").write_bytes(ENCODERS[encoder].encode(each, 1))
    drawn = VIEWERS[viewer](folder, scenes, browser)
    found = {stem: apart(drawn[stem], each) for stem, each in scenes.items()}
    return {stem: share for stem, share in found.items() if share >= 0.01}


@pytest.mark.parametrize("viewer", VIEWERS)
def test_programs_draw_an_outlined_svg_as_we_do(viewer: str, browser: Browser, tmp_path: Path) -> None:
    scenes = {"all-marks": sample(), **{Path(spec).stem: scene(spec) for spec in DRAWN}}
    assert differing(viewer, "svg-outlined", scenes, tmp_path, browser) == {}


@pytest.mark.thorough
def test_libreoffice_draws_an_editable_svg_as_we_do(browser: Browser, tmp_path: Path) -> None:
    """Shapes as they are, and every line where it is, but for what its own kerning and its bold for semibold take."""
    scenes = {"all-marks": sample(), **{Path(spec).stem: scene(spec) for spec in DRAWN}}
    bare = {stem: replace(each, groups=tuple(map(wordless, each.groups))) for stem, each in scenes.items()}
    assert differing("libreoffice", "svg-editable", bare, tmp_path, browser) == {}
    for stem, each in scenes.items():
        (tmp_path / f"{stem}.svg").write_bytes(ENCODERS["svg-editable"].encode(each, 1))
    libreoffice(tmp_path, "--convert-to", "pdf", *(f"{stem}.svg" for stem in scenes))
    for stem, each in scenes.items():
        found = words_in(tmp_path / f"{stem}.pdf")
        for mark in each.marks():
            if isinstance(mark, Text):
                first, last = (mark.text.split()[place] for place in (0, -1))
                left = [x for x, _, bottom, word in found if word == first and abs(bottom - mark.y) < mark.size / 2]
                right = [x for _, x, bottom, word in found if word == last and abs(bottom - mark.y) < mark.size / 2]
                ends = {"start": left, "end": right, "middle": [(one + two) / 2 for one in left for two in right]}
                off = min((abs(x - mark.x) for x in ends[mark.anchor]), default=float("inf"))
                assert off < 2 + 0.05 * width(mark.text, mark.size, mark.weight), (stem, mark.text)


def wordless(group: Group) -> Group:
    return replace(group, marks=tuple(mark for mark in group.marks if not isinstance(mark, Text)))


def words_in(pdf: Path) -> list[tuple[float, float, float, str]]:
    """Left, right and lower edge in px, and the text, of every word that poppler reads on a page of LibreOffice."""
    run = subprocess.run(
        [program("pdftotext", "poppler-utils"), "-bbox", pdf, "-"], check=True, capture_output=True, timeout=60
    )
    pattern = r'xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)<'
    return [
        (*(float(place) / 0.75 - 0.5 for place in (left, right, bottom)), html.unescape(word))
        for left, right, bottom, word in re.findall(pattern, run.stdout.decode())
    ]  # type: ignore[misc]


@pytest.mark.parametrize("viewer", ["inkscape", "resvg"])
def test_who_colours_a_line_colours_its_letters(viewer: str, browser: Browser, tmp_path: Path) -> None:
    """Each line is one object by its name, in one colour: a group, or a path."""
    drawn = scene(DRAWN[0])
    root = ET.fromstring(ENCODERS["svg-outlined"].encode(drawn, 1))
    lines = {f"{drawn.id}-outlined-{mark.id}" for mark in drawn.marks() if isinstance(mark, Text)}
    objects = [element for element in root.iter() if element.get("id") in lines]
    assert len(objects) == len(lines) and {element.tag for element in objects} >= {f"{SVG}g"}
    for element in objects:
        element.set("fill", "#B00020")
    (tmp_path / "red.svg").write_bytes(ET.tostring(root))
    red = [
        replace(group, marks=tuple(replace(m, fill="#B00020") if isinstance(m, Text) else m for m in group.marks))
        for group in drawn.groups
    ]
    wanted = replace(drawn, groups=tuple(red))
    assert apart(VIEWERS[viewer](tmp_path, {"red": wanted}, browser)["red"], wanted) < 0.01


@pytest.mark.thorough
@pytest.mark.parametrize("viewer", VIEWERS)
def test_programs_draw_every_outlined_svg_as_we_do(viewer: str, browser: Browser, tmp_path: Path) -> None:
    assert len(samples()) > 50
    assert differing(viewer, "svg-outlined", samples(), tmp_path, browser) == {}


def test_every_outlined_svg_is_small() -> None:
    sizes = {stem: len(ENCODERS["svg-outlined"].encode(each, 1)) for stem, each in samples().items()}
    assert len(sizes) > 50
    assert {stem: size for stem, size in sizes.items() if size >= MOST} == {}


@given(
    st.text(st.sampled_from("æøåÆØÅABCQRSabcgks%&69,.–”"), min_size=1, max_size=6),
    st.sampled_from((400, 600, 700)),
    st.floats(9, 90),
)
def test_short_path_data_is_the_letter(word: str, weight: Weight, size: float) -> None:
    """A second reader follows the data, and meets every point of the letter where the font has it."""
    used = face(weight)
    for glyph in shape(word, used).ids:
        letter = letter_of(glyph, used, size)
        read = followed(letter.curves, letter.begin) if letter.curves else []
        wanted = [(command, values[-2:]) for command, values in outline(glyph, used) if values]
        stops = {(100 * size * x, -100 * size * y) for _, (x, y) in wanted}
        for x, y in read:
            assert min(max(abs(x - one), abs(y - other)) for one, other in stops) <= NEAR + 1


def followed(data: str, at: tuple[int, int]) -> list[tuple[float, float]]:
    """Where each step of relative path data ends, in hundredths, by the grammar of SVG 1.1."""
    first, found = at, [at]
    takes = {"q": 4, "t": 2, "l": 2, "h": 1, "v": 1, "c": 6, "m": 2}
    for command, rest in re.findall(r"([a-z])([^a-z]*)", data):
        values = [round(100 * float(text)) for text in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", rest)]
        if command == "z":
            at = first
            continue
        assert values and not len(values) % takes[command]
        for start in range(0, len(values), takes[command]):
            step = values[start : start + takes[command]]
            right, down = {"h": (step[0], 0), "v": (0, step[0])}.get(command, tuple(step[-2:]))
            at = (at[0] + right, at[1] + down)
            found.append(at)
        first = at if command == "m" else first
    return found  # type: ignore[return-value]


def test_fonts_are_asked_for_by_what_a_designer_has() -> None:
    families = {
        name: ET.fromstring(ENCODERS[name].encode(sample(), 1)).get("font-family")
        for name in ("svg", "svg-editable", "svg-outlined")
    }
    stack = "'IBM Plex Sans', 'Open Sans', 'Segoe UI', Arial, sans-serif"
    assert families == {"svg": f"'Barometer Sans', {stack}", "svg-editable": stack, "svg-outlined": stack}


@pytest.mark.parametrize("name", ["svg", "svg-editable", "svg-outlined"])
def test_layers_have_their_names_in_inkscape(name: str) -> None:
    layers = list(ET.fromstring(ENCODERS[name].encode(sample(), 1)).iterfind(f"{SVG}g"))
    assert [layer.get(f"{INKSCAPE}label") for layer in layers] == ["Søjler", "Etiketter"]
    assert {layer.get(f"{INKSCAPE}groupmode") for layer in layers} == {"layer"}


def test_ids_of_everything_that_is_drawn_may_stand_in_one_page() -> None:
    """Of one figure on two pages, in two editions, on two sheets and in three ways: no id twice."""
    [entry] = project.find([ROOT / "figures" / DRAWN[0]])
    sheets, unfit = pipeline.sheets(project.figure(entry, project.Microdata()), [WEB, PRESETS["social"]])
    formats = ("svg", "svg-editable", "svg-outlined")
    drawn = [
        ENCODERS[each.encoder].encode(each.scene, 1)
        for page in ("side", "anden-side")
        for stem in ("figur-2019-da", "figur-2021-da", "figur-2021-en")
        for sheet in sheets
        for each in pictures(Path(stem), page, sheet, formats, None, {})
    ]
    ids = [each for svg in drawn for each in re.findall(rb' id="([^"]*)"', svg)]
    assert len(drawn) == 36 and not unfit and len(ids) == len(set(ids))


def test_soft_hyphens_are_in_no_numbers_and_no_words_that_travel(tmp_path: Path) -> None:
    from typer.testing import CliRunner

    from barometer_cli.cli import app

    (tmp_path / "tal.csv").write_text("category,share\nSamarbejds\u00adpartnere,62\nAndre\u00ad svar,38\n", "utf-8")
    (tmp_path / "tal.yaml").write_text(
        "kind: bars\ntitle: Borger\u00adinddragelsen vokser\nquestion: Hvem?\nn: 100\ntable: tal.csv\n", "utf-8"
    )
    out = tmp_path / "ud"
    made = CliRunner().invoke(app, ["render", str(tmp_path / "tal.yaml"), "--out", str(out), "--format", "svg,png"])
    assert made.exit_code == 0, made.output
    files = {path.suffix: path.read_bytes() for path in out.rglob("tal*.*")}
    assert {".csv", ".json", ".svg", ".png"} <= files.keys()
    for suffix, data in files.items():
        assert "\u00ad".encode() not in data and b"\\u00ad" not in data, suffix
    assert "Samarbejdspartnere" in files[".csv"].decode() and "Borgerinddragelsen" in files[".json"].decode()


LICENCE = "CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/deed.da)."


def licensed() -> bytes:
    return ENCODERS["png"].encode(replace(sample(), licence=LICENCE), 2)


def test_exiftool_reads_words_licence_size_and_colours(tmp_path: Path) -> None:
    path = program("exiftool", "libimage-exiftool-perl")
    (tmp_path / "a.png").write_bytes(licensed())
    asked = [path, "-json", "-G1", "-n", "-validate", "-warning", "-a", "a.png"]
    run = subprocess.run(asked, cwd=tmp_path, check=True, capture_output=True, timeout=60)
    shown = subprocess.run([path, "-json", "-G1", "-n", "a.png"], cwd=tmp_path, check=True, capture_output=True)
    [validity], [told] = json.loads(run.stdout), json.loads(shown.stdout)
    assert "ExifTool:Warning" not in validity
    assert told["XMP-xmpRights:WebStatement"] == "https://creativecommons.org/licenses/by/4.0/deed.da"
    assert told["XMP-xmpRights:Marked"] is True and told["XMP-dc:Rights"] == LICENCE
    assert told["XMP-iptcCore:AltTextAccessibility"] == "Kort & <godt>"
    assert told["XMP-photoshop:Credit"] == "Kilden"
    assert told["PNG:SRGBRendering"] == 0
    assert told["PNG-pHYs:PixelsPerUnitX"] == told["PNG-pHYs:PixelsPerUnitY"] == 7559


def test_pillow_reads_size_colours_and_licence() -> None:
    with Image.open(io.BytesIO(licensed())) as picture:
        picture.load()
        assert picture.info["dpi"] == pytest.approx((192, 192), abs=0.1) and picture.info["srgb"] == 0
        told = {
            element.tag.rpartition("}")[2]: "".join(element.itertext())
            for element in ET.fromstring(picture.info["xmp"]).iter()
        }
    assert told["WebStatement"].endswith("deed.da") and told["rights"] == LICENCE


def test_without_a_licence_no_rights_are_told() -> None:
    [xmp] = [body for _, body in chunks(ENCODERS["png"].encode(sample(), 1)) if b"xpacket" in body]
    assert b"WebStatement" not in xmp and b"Marked" not in xmp and b"dc:rights" not in xmp
    worded = ENCODERS["png"].encode(replace(sample(), licence="Alle rettigheder forbeholdes"), 1)
    assert b"dc:rights" in worded and b"WebStatement" not in worded
    ENCODERS["png"].encode(replace(hostile(), licence="https://<>&\x00"), 1)


def test_the_licence_of_the_survey_travels_with_its_figures() -> None:
    [entry] = project.find([ROOT / "figures" / DRAWN[0]])
    licensed = replace(entry, survey=entry.survey.model_copy(update={"licence": LICENCE}))
    made = project.figure(licensed, project.Microdata())
    assert pipeline.on_sheet(made).scene.licence == LICENCE and numbers.rows(made)


def test_a_program_that_is_missing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """In CI it fails, elsewhere it is skipped, and either says which package has it."""
    monkeypatch.setattr(shutil, "which", lambda _: None)
    for value, outcome in (("true", pytest.fail.Exception), ("", pytest.skip.Exception)):
        monkeypatch.setenv("CI", value)
        with pytest.raises(outcome, match="apt-get install librsvg2-bin"):
            program("rsvg-convert", "librsvg2-bin")
        with pytest.raises(outcome, match="chromium"):
            chromium()
