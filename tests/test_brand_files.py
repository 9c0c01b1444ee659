"""Fonts and logos that a brand names, dark and transparent grounds: what is drawn, and what is refused."""

from __future__ import annotations

import io
import re
import shutil
import struct
import subprocess
from base64 import b64decode
from collections.abc import Callable
from itertools import pairwise, product
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import matplotlib
import numpy as np
import pytest
from commands import barometer
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from PIL import Image
from test_formats import pixels, sample
from test_hostile import survey, table, write
from viewers import program

from barometer_cli import pipeline, project, themes
from barometer_cli.checks.boxes import box
from barometer_cli.errors import SpecError
from barometer_cli.formats import ENCODERS
from barometer_cli.layout import logo
from barometer_cli.layout.colour import contrast
from barometer_cli.layout.type import CAP_HEIGHT, face, ink, set_in, width
from barometer_cli.layout.typeface import typeface
from barometer_cli.model.preset import PRESETS
from barometer_cli.model.scene import Path as Outline
from barometer_cli.model.scene import Rect, Scene, Text

ROOT = Path(__file__).parents[1]
FONTS = Path(matplotlib.get_data_path()) / "fonts/ttf"
SERIF, BOLD, SANS = FONTS / "DejaVuSerif.ttf", FONTS / "DejaVuSerif-Bold.ttf", FONTS / "DejaVuSans.ttf"
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-20 -20 160 90">'
RING = f'{HEAD}<path fill="#803010" fill-rule="evenodd" d="M0 0H30V30H0Z M8 8H22V22H8Z"/></svg>'


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A project with one figure, a brand of its own fonts and a logo."""
    survey(tmp_path / "figures", theme="brand.toml")
    table(tmp_path / "data/t.csv", ("Ja", 60, 100), ("Nej", 40, 100))
    write(tmp_path / "figures/f.yaml", kind="bars", title="Seks af ti", caption={"text": "Svar."}, table="data/t.csv")
    for file in (SERIF, BOLD):
        shutil.copy(file, tmp_path / "figures")
    (tmp_path / "figures/logo.svg").write_text(RING, "utf-8")
    (tmp_path / "figures/brand.toml").write_text(
        f'[fonts]\nregular = "{SERIF.name}"\nbold = "{BOLD.name}"\n[logo]\nfile = "logo.svg"\n', "utf-8"
    )
    return tmp_path


def drawn(place: Path, preset: str = "web") -> Scene:
    [entry] = project.find([place / "figures/f.yaml"])
    return pipeline.on_sheet(project.figure(entry, project.Microdata()), PRESETS[preset]).scene


def refused(file: Path) -> tuple[int, str, str]:
    """Line, message and hint of the one problem of a theme."""
    with pytest.raises(SpecError) as told:
        themes.load(str(file))
    (problem,) = told.value.problems
    return problem.line, problem.message, problem.hint


serif = typeface(str(SERIF), str(BOLD), str(BOLD))


def test_every_format_is_set_in_the_fonts_of_the_brand(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(place)
    scene = drawn(place)
    assert scene.typeface and scene.typeface.family == "DejaVu Serif"
    web, editable = (ENCODERS[name].encode(scene, 1).decode() for name in ("svg", "svg-editable"))
    assert web.split('font-family="')[1].startswith("'Barometer DejaVu Serif', 'DejaVu Serif'")
    assert editable.split('font-family="')[1].startswith("'DejaVu Serif'")
    embedded = [TTFont(io.BytesIO(b64decode(data))) for data in re.findall(r"base64,([^)]+)\)", web)]
    assert len(embedded) == 3 and all("DejaVu" in str(font["name"].getDebugName(1)) for font in embedded)
    assert b"DejaVuSerif" in ENCODERS["pdf"].encode(scene, 1)
    house = replace(scene, typeface=None)
    assert ENCODERS["png"].encode(scene, 1) != ENCODERS["png"].encode(house, 1)
    assert ENCODERS["svg-outlined"].encode(scene, 1) != ENCODERS["svg-outlined"].encode(house, 1)


@given(st.text(st.sampled_from("Hæøå69 %gjAV"), min_size=1, max_size=12), st.sampled_from((400, 600, 700)))
def test_words_are_as_wide_as_a_second_reader_measures(text: str, weight: int) -> None:
    """fontTools adds up advances and kerning pairs; HarfBuzz may only differ by ligatures, of which there are none."""
    font = TTFont(SERIF if weight == 400 else BOLD)
    glyphs, advances = font.getBestCmap(), font["hmtx"]
    kerned = font["kern"].kernTables[0].kernTable if "kern" in font else {}
    names = [glyphs[ord(char)] for char in text]
    told = sum(advances[name][0] for name in names)
    words = [word for piece in text.split(" ") if (word := [glyphs[ord(char)] for char in piece])]
    told += sum(kerned.get(pair, 0) for word in words for pair in pairwise(word))
    with set_in(serif):
        assert width(text, 100, weight) == pytest.approx(told / font["head"].unitsPerEm * 100 * serif.fit, rel=0.03)  # type: ignore[arg-type]


def test_capitals_are_as_high_as_those_of_the_house() -> None:
    with set_in(serif):
        assert ink("H")[0] == pytest.approx(CAP_HEIGHT, abs=0.002)
        text = Text("t", 10, 90, "H", 100, 400, "#000000", "start", "#FFFFFF")
    scene = Scene("s", 120, 100, "#FFFFFF", "t", "d", "da", (replace(sample().groups[0], marks=(text,)),))
    for painted in (replace(scene, typeface=serif), scene):
        dark = np.flatnonzero((pixels(ENCODERS["png"].encode(painted, 1)).min(axis=2) < 128).any(axis=1))
        assert dark[-1] - dark[0] + 1 == pytest.approx(100 * CAP_HEIGHT, abs=1)


def test_a_typeface_holds_only_where_it_is_set() -> None:
    house = width("Overskrift", 20)
    with set_in(serif):
        assert width("Overskrift", 20) != house and face(400).path == SERIF
        with set_in(None):
            assert width("Overskrift", 20) == house
    assert width("Overskrift", 20) == house


def test_a_font_that_is_overwritten_while_it_is_used_stays_as_it_was_read(tmp_path: Path) -> None:
    """As in a preview whose designer saves another font under the same name."""
    file = Path(shutil.copy(SERIF, tmp_path))
    saved, kept = (typeface(str(each), str(each), str(each)) for each in (file, SERIF))
    with set_in(saved):
        width("Ja", 20)
    advances = TTFont(file).reader.tables["hmtx"]
    data = file.read_bytes()
    after = advances.offset + advances.length
    file.write_bytes(data[: advances.offset] + bytes(advances.length) + data[after:])
    with set_in(kept):
        wide = width("Nej", 20)
    with set_in(saved):
        assert width("Nej", 20) == wide


def test_an_edit_of_a_file_that_the_theme_names_redraws(place: Path) -> None:
    assert barometer(place, "render", "--format", "svg", "--depfile", "figures.d").returncode == 0
    assert {"DejaVuSerif.ttf", "logo.svg"} <= set(re.findall(r"[\w.-]+", (place / "figures.d").read_text("utf-8")))
    assert "up to date" in barometer(place, "render", "--format", "svg", "--explain").stdout
    (place / "figures/logo.svg").write_text(RING.replace("#803010", "#103080"), "utf-8")
    assert "logo.svg changed" in barometer(place, "render", "--format", "svg", "--explain").stdout
    shutil.copy(FONTS / "DejaVuSans.ttf", place / "figures/DejaVuSerif.ttf")
    assert "DejaVuSerif.ttf changed" in barometer(place, "render", "--format", "svg", "--explain").stdout
    (svg,) = (place / "build").rglob("*.svg")
    assert "#103080" in svg.read_text("utf-8") and "'DejaVu Sans'" in svg.read_text("utf-8")


def test_workers_draw_what_one_process_draws(place: Path) -> None:
    write(place / "figures/g.yaml", kind="bars", title="Fem af ti", caption={"text": "Svar."}, table="data/t.csv")
    for jobs, out in (("1", "one"), ("2", "two")):
        done = barometer(place, "render", "--format", "png,svg,pdf", "--jobs", jobs, "--out", out)
        assert done.returncode == 0, done.stderr
    one, two = ({p.name: p.read_bytes() for p in (place / out).rglob("*.*") if p.suffix in (".png", ".svg", ".pdf")}
                for out in ("one", "two"))  # fmt: skip
    assert one == two and len(one) == 8


def patched(data: bytes, place: int, value: int) -> bytes:
    """A font whose OS/2 table says something else at a place."""
    for entry in range(12, 12 + 16 * struct.unpack_from(">H", data, 4)[0], 16):
        if data[entry : entry + 4] == b"OS/2":
            at = struct.unpack_from(">L", data, entry + 8)[0] + place
            return data[:at] + struct.pack(">H", value) + data[at + 2 :]
    raise AssertionError("no OS/2")


def few(data: bytes) -> bytes:
    from fontTools import subset

    font, out = TTFont(io.BytesIO(data)), io.BytesIO()
    cut = subset.Subsetter()
    cut.populate(text="abcABC0123456789% ")
    cut.subset(font)
    font.save(out)
    return out.getvalue()


def variable(data: bytes) -> bytes:
    from fontTools.fontBuilder import FontBuilder

    font, out = TTFont(io.BytesIO(data)), io.BytesIO()
    FontBuilder(font=font).setupFvar([("wght", 400, 400, 700, "Weight")], [])
    font.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("change", "said", "hint"),
    [
        (lambda data: b"wOF2" + data[4:], "font for web pages", ".ttf"),
        (lambda data: b"OTTO" + data[4:], "PostScript", ".ttf"),
        (lambda data: b"ttcf" + data[4:], "collection", "each weight"),
        (lambda data: b"not a font at all", "no font", ".ttf"),
        (lambda data: b"", "no font", ".ttf"),
        (lambda data: data[:6000], "broken", "again"),
        (lambda data: patched(data, 8, 0x0002), "must not be embedded", "another font"),
        (lambda data: patched(data, 8, 0x0100), "must not be embedded", "another font"),
        (lambda data: patched(data, 4, 900), "is not lighter than", "regular"),
        (few, "no glyph for", "Latin"),
        (variable, "variable", "each weight"),
        (lambda data: data + b"\0" * (8 << 20), "bytes", "fewer letters"),
    ],
)
def test_a_font_that_is_not_fit_is_refused_with_what_to_do(
    place: Path, change: Callable[[bytes], bytes], said: str, hint: str
) -> None:
    file = place / "figures" / SERIF.name
    file.write_bytes(change(file.read_bytes()))
    line, message, todo = refused(place / "figures/brand.toml")
    assert line == 2 and SERIF.name in message and said in message and hint in todo


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('[fonts]\nregular = "no.ttf"\nbold = "no.ttf"', 2, "no.ttf cannot be read"),
        ('[fonts]\nbold = "DejaVuSerif-Bold.ttf"', 1, "fonts.regular is missing"),
        ('[fonts]\nregular = "../x.ttf"\nbold = "../x.ttf"', 2, "outside the folder of the theme"),
        ('[fonts]\nregular = "/etc/passwd"\nbold = "/etc/passwd"', 2, "outside the folder of the theme"),
        ('[fonts]\nregluar = "x.ttf"', 2, "regluar"),
        ('[logo]\n\nfile = "no.svg"', 3, "no.svg cannot be read"),
        ('[logo]\nfile = "logo.svg"\non_dark = "../logo.svg"', 3, "outside the folder of the theme"),
        ('[logo]\nfile = "logo.svg"\nheight = 900', 3, "logo.height is 900"),
        ("typeface = 3", 1, "unknown key 'typeface'"),
    ],
)
def test_what_names_no_file_beside_the_theme_stands_at_its_line(place: Path, text: str, line: int, said: str) -> None:
    (place / "figures/brand.toml").write_text(text, "utf-8")
    with pytest.raises(SpecError) as told:
        themes.load(str(place / "figures/brand.toml"))
    assert any(each.line == line and said in each.message and each.hint for each in told.value.problems)


def test_a_wrong_file_of_a_brand_draws_nothing(place: Path) -> None:
    (place / "figures/logo.svg").write_text(f"{HEAD}<script>alert(1)</script></svg>", "utf-8")
    done = barometer(place, "render")
    assert done.returncode and "brand.toml:5:" in done.stderr and "<script>" in done.stderr
    assert not list((place / "build").rglob("*.png"))


LOGOS = {
    "ring": RING,
    "moved": f'{HEAD}<g transform="translate(10,4) rotate(20) scale(1.5 1)" fill="teal">'
    '<rect x="2" y="2" width="30" height="12" rx="4"/><circle cx="50" cy="8" r="7" style="fill:#222"/></g></svg>',
    "stroked": f'{HEAD}<g fill="none" stroke="#222" stroke-width="3"><polyline points="2,28 15,2 28,28"/>'
    '<polygon points="40,28 53,2 66,28"/><line x1="70" y1="5" x2="88" y2="25"/></g></svg>',
    "curves": f'{HEAD}<path fill="rgb(10,80,120)" d="m5 25c0-30 30-30 30 0q8-20 16 0a12 12 0 0 1 24 0z"/>'
    '<ellipse cx="80" cy="10" rx="8" ry="4" fill="orange"/></svg>',
    "nested rings": f'{HEAD}<path fill-rule="evenodd" d="M0 0H80V30H0Z M5 5V25H75V5Z M10 10H40V20H10Z'
    'M15 12V18H30V12Z"/></svg>',
}


def as_scene(drawing: str, tmp_path: Path, height: float = 60) -> Scene:
    """A sheet that holds nothing but a logo, which fills it."""
    file = tmp_path / "logo.svg"
    file.write_text(drawing, "utf-8")
    (tmp_path / "brand.toml").write_text('[logo]\nfile = "logo.svg"\nheight = 60', "utf-8")
    theme = themes.load(str(tmp_path / "brand.toml"))
    assert theme.logo_on_pale
    wide = round(theme.logo_on_pale.aspect * height)
    marks = logo.marks(theme, wide / logo.WIDEST + 1, wide, height, "#FFFFFF")
    return Scene("s", wide, height, "#FFFFFF", "t", "d", "da", (replace(sample().groups[0], marks=marks),))


@pytest.mark.parametrize("name", LOGOS)
def test_a_logo_is_painted_as_librsvg_paints_it(name: str, tmp_path: Path) -> None:
    converter = program("rsvg-convert", "librsvg2-bin")
    scene = as_scene(LOGOS[name], tmp_path)
    big = ["--zoom", "8", "--background-color", "white"]
    png = subprocess.run([converter, *big, tmp_path / "logo.svg"], capture_output=True, check=True, timeout=60).stdout
    shown = Image.open(io.BytesIO(png)).convert("RGB")
    dark = np.asarray(shown).min(axis=2) < 250
    rows, columns = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    theirs = shown.crop((columns[0], rows[0], columns[-1] + 1, rows[-1] + 1)).resize((round(scene.width), 60))
    ours = pixels(ENCODERS["png"].encode(scene, 1))
    assert (abs(ours - np.asarray(theirs).astype(int)).max(axis=2) > 96).mean() < 0.03


def test_a_logo_is_painted_as_it_is(tmp_path: Path) -> None:
    """Probes of what a logo is at places; the other rule of filling would close its holes."""
    ring = pixels(ENCODERS["png"].encode(as_scene(RING, tmp_path), 1))
    assert ring.shape[:2] == (60, 60)
    assert tuple(ring[4, 4]) == (0x80, 0x30, 0x10) and tuple(ring[30, 30]) == (255, 255, 255)
    rings = pixels(ENCODERS["png"].encode(as_scene(LOGOS["nested rings"], tmp_path), 1))
    filled = [bool(rings[30, x].max() < 128) for x in (4, 15, 25, 40, 75, 100, 156)]
    assert filled == [True, False, True, False, True, False, True]


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ('<image href="https://example.org/x.png"/>', "<image>"),
        ("<text>Navn</text>", "<text>"),
        ("<style>path{fill:red}</style>", "<style>"),
        ('<use href="#a"/>', "<use>"),
        ("<foreignObject/>", "<foreignObject>"),
        ('<a href="x"><path d="M0 0h9v9z"/></a>', "<a>"),
        ('<svg x="4"><path d="M0 0h9v9z"/></svg>', "<svg>"),
        ('<path d="M0 0h9v9z" clip-path="url(#c)"/>', "clip-path"),
        ('<path d="M0 0h9v9z" class="st0"/>', "class"),
        ('<path d="M0 0h9v9z" style="filter:url(#f)"/>', "filter"),
        ('<path d="M0 0h9v9z" fill="url(#g)"/>', "url(#g)"),
        ('<path d="M0 0h9v9z" opacity=".5"/>', "opacity"),
        ('<path d="M0 0h9v9z" fill="rgba(1,2,3,0.5)"/>', "rgba"),
        ('<path d="M0 0h9v9z" transform="spin(3)"/>', "wrong"),
        ('<path d="h9v9z"/>', "wrong"),
        ('<path d="M0 0h1e400v9z"/>', "wrong"),
        ('<rect width="x" height="3"/>', "wrong"),
        ("", "empty"),
        ('<path d="M0 0h9v9z" fill="none"/>', "empty"),
        ("<g>" * 5000 + "</g>" * 5000, ""),
        ('<path d="M0 0' + "h1v1" * 11_000 + 'z"/>', "points"),
    ],
)
def test_a_logo_that_holds_more_than_shapes_is_refused(place: Path, inside: str, said: str) -> None:
    (place / "figures/logo.svg").write_text(f"{HEAD}{inside}</svg>", "utf-8")
    line, message, hint = refused(place / "figures/brand.toml")
    assert line == 5 and "logo.svg" in message and said in message and hint


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg">&b;</svg>',
        b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>',
        b"\xff\xfe\0\0", b"<html/>", b"GIF89a", b"", b"\x89PNG\r\n\x1a\n broken", b"<svg" + b" " * 600_000,
    ],
)  # fmt: skip
def test_what_is_no_logo_is_refused(place: Path, data: bytes) -> None:
    (place / "figures/logo.svg").write_bytes(data)
    line, message, hint = refused(place / "figures/brand.toml")
    assert line == 5 and "logo.svg" in message and hint


def png(*size: int, colour: str = "#803010") -> bytes:
    out = io.BytesIO()
    picture = Image.new("RGBA", (size[0] + 20, size[1] + 20))
    picture.paste(colour, (10, 10, size[0] + 10, size[1] + 10))
    picture.save(out, "PNG")
    return out.getvalue()


def test_a_logo_of_px_is_cut_to_what_it_shows_and_must_be_sharp(place: Path) -> None:
    brand = place / "figures/brand.toml"
    brand.write_text('[logo]\nfile = "logo.png"\nheight = 30\n', "utf-8")
    (place / "figures/logo.png").write_bytes(png(300, 120))
    found = themes.load(str(brand)).logo_on_pale
    assert found and found.aspect == pytest.approx(2.5)
    with Image.open(io.BytesIO(found.picture)) as kept:
        assert kept.size == (300, 120)
    (place / "figures/logo.png").write_bytes(png(900, 360))
    found = themes.load(str(brand)).logo_on_pale
    assert found and Image.open(io.BytesIO(found.picture)).size == (300, 120), "no larger than anybody sees"
    (place / "figures/logo.png").write_bytes(png(100, 40))
    line, message, hint = refused(brand)
    assert line == 2 and "blurred" in message and "60" in hint
    (place / "figures/logo.png").write_bytes(png(0, 0))
    assert "empty" in refused(brand)[1]


KINDS: dict[str, dict[str, Any]] = {
    "bars": {"kind": "bars", "title": "Seks af ti", "table": "data/t.csv"},
    "key number": {"kind": "key_number", "title": "Tal", "text": "har svaret ja", "table": "data/one.csv"},
    "quote": {"kind": "quote", "title": "Citat", "quote": "Vi lærte mere, end vi havde regnet med.",
              "speaker": {"name": "Navn Navnesen-Med-Et-Meget-Langt-Efternavn", "title": "leder i en kommune"}},
}  # fmt: skip


@pytest.mark.parametrize(("kind", "preset"), list(product(KINDS, PRESETS)))
@pytest.mark.parametrize("shape", ["wide", "high"])
def test_a_logo_lies_on_nothing_and_within_the_sheet(
    place: Path, kind: str, preset: str, shape: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(place)
    table(place / "data/one.csv", ("Ja", 60, 100))
    wide, high = (240, 40) if shape == "wide" else (20, 40)
    (place / "figures/logo.svg").write_text(f'{HEAD}<rect width="{wide}" height="{high}" fill="#803010"/></svg>')
    (place / "figures/brand.toml").write_text(
        '[logo]\nfile = "logo.svg"\non_dark = "logo.svg"\nheight = 40\n', encoding="utf-8"
    )
    caption = {} if kind == "quote" else {"caption": {"text": "Svarene er vægtet, så de gælder for alle. " * 3}}
    write(place / "figures/f.yaml", **KINDS[kind], **caption)
    scene = drawn(place, preset)
    [mark] = [mark for mark in scene.marks() if mark.id.startswith("logo")]
    left, top, right, bottom = box(mark)
    assert left >= 0 and top >= 0 and right <= scene.width and bottom <= scene.height
    for other in scene.marks():
        if isinstance(other, Text):
            x, y, x2, y2 = box(other)
            assert x2 <= left or x >= right or y2 <= top or y >= bottom, (other.text, box(other), box(mark))


def test_a_dark_ground_takes_the_logo_that_is_for_it_or_none(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(place)
    table(place / "data/one.csv", ("Ja", 60, 100))
    write(place / "figures/f.yaml", **KINDS["key number"], caption={"text": "Svar."})
    assert not [mark for mark in drawn(place).marks() if mark.id.startswith("logo")]
    with (place / "figures/brand.toml").open("a") as brand:
        brand.write('on_dark = "pale.svg"\n')
    (place / "figures/pale.svg").write_text(RING.replace("#803010", "#FFFFFF"), "utf-8")
    [mark] = [mark for mark in drawn(place).marks() if mark.id.startswith("logo")]
    assert isinstance(mark, Outline) and mark.fill == "#FFFFFF"


def test_a_logo_is_an_ornament_that_check_accepts(place: Path) -> None:
    done = barometer(place, "check", "--render")
    assert done.returncode == 0 and "BAR6" not in done.stdout, done.stdout


@pytest.fixture
def clear(place: Path, monkeypatch: pytest.MonkeyPatch) -> Scene:
    monkeypatch.chdir(place)
    (place / "figures/brand.toml").write_text("transparent = true\n", "utf-8")
    return drawn(place)


def test_a_transparent_sheet_is_clear_where_nothing_is(clear: Scene) -> None:
    for name in ("png", "webp"):
        with Image.open(io.BytesIO(ENCODERS[name].encode(clear, 2))) as picture:
            assert picture.mode == "RGBA" and picture.getpixel((1, 1)) == (0, 0, 0, 0)
            on = Image.new("RGBA", picture.size, clear.background)
            on.alpha_composite(picture)
        painted = pixels(ENCODERS["png"].encode(replace(clear, transparent=False), 2))
        error = ((np.asarray(on.convert("RGB")).astype(int) - painted) ** 2).mean()
        assert 10 * np.log10(255**2 / max(error, 1e-9)) > 40
    for name in ("svg", "svg-editable", "svg-outlined"):
        assert b"-background" not in ENCODERS[name].encode(clear, 1)
        assert b"-background" in ENCODERS[name].encode(replace(clear, transparent=False), 1)
    assert len(ENCODERS["pdf"].encode(clear, 1)) < len(ENCODERS["pdf"].encode(replace(clear, transparent=False), 1))


@given(st.floats(0.3, 20), st.floats(0.3, 20), st.floats(0.2, 9), st.floats(0.2, 9))
def test_edges_between_px_keep_their_hue_on_a_clear_sheet(x: float, y: float, wide: float, high: float) -> None:
    """What is laid on white afterwards is what is painted on white at once."""
    mark = Rect("r", x, y, wide, high, "#C04020")
    white = Scene("s", 32, 32, "#FFFFFF", "t", "d", "da", (replace(sample().groups[0], marks=(mark,)),))
    with Image.open(io.BytesIO(ENCODERS["png"].encode(replace(white, transparent=True), 1))) as picture:
        on = Image.new("RGBA", picture.size, "#FFFFFF")
        on.alpha_composite(picture)
    assert abs(np.asarray(on.convert("RGB")).astype(int) - pixels(ENCODERS["png"].encode(white, 1))).max() <= 2


def test_filled_sheets_stay_filled(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(place)
    (place / "figures/brand.toml").write_text("transparent = true\n", "utf-8")
    table(place / "data/one.csv", ("Ja", 60, 100))
    write(place / "figures/f.yaml", **KINDS["key number"], caption={"text": "Svar."})
    with Image.open(io.BytesIO(ENCODERS["png"].encode(drawn(place), 1))) as picture:
        assert picture.mode in ("P", "RGB")


def test_what_is_emphasised_stands_out_most_on_a_dark_ground(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(place)
    survey(place / "figures", theme="house-dark")
    table(place / "data/t.csv", ("Ja", 50, 100), ("Måske", 30, 100), ("Nej", 20, 100))
    told = {"kind": "stacked_bars", "title": "Svar", "caption": {"text": "Svar."}, "table": "data/t.csv"}
    write(place / "figures/f.yaml", **told, emphasis=["Ja", "Måske"])
    scene = drawn(place)
    fills = {str(mark.of.category): mark.fill for mark in scene.marks()
             if isinstance(mark, Rect) and mark.of and mark.of.role == "bar"}  # fmt: skip
    seen = {name: contrast(fill, scene.background) for name, fill in fills.items()}
    assert seen["Ja"] > seen["Nej"] and seen["Måske"] > seen["Nej"] and seen["Ja"] != seen["Måske"]
    assert seen["Ja"] == max(seen.values()), "the end of a scale is the strongest"


def test_a_gallery_shows_the_logo_by_day_and_by_night(place: Path) -> None:
    with (place / "figures/brand.toml").open("a") as brand:
        brand.write('on_dark = "pale.svg"\n')
    (place / "figures/pale.svg").write_text(RING.replace("#803010", "#FFFFFF"), "utf-8")
    assert barometer(place, "render", "--format", "svg,svg-editable").returncode == 0
    assert barometer(place, "gallery").returncode == 0
    assets, page = place / "build/gallery/_gallery", (place / "build/gallery/index.html").read_text("utf-8")
    assert "#803010" in (assets / "logo.svg").read_text("utf-8")
    assert "#FFFFFF" in (assets / "logo-night.svg").read_text("utf-8")
    assert 'src="_gallery/logo.svg"' in page and 'srcset="_gallery/logo-night.svg"' in page
    [zipped] = (place / "build/gallery").rglob("*.zip")
    with ZipFile(zipped) as archive:
        assert not [name for name in archive.namelist() if name.endswith(".ttf")], "its fonts are not ours to hand on"
    (place / "figures/brand.toml").unlink()
    assert barometer(place, "gallery").returncode == 0
    assert not (assets / "logo.svg").exists()
    assert "logo.svg" not in (place / "build/gallery/index.html").read_text("utf-8")
