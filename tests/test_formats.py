"""What the encoders promise, asked of the files they write."""

from __future__ import annotations

import io
import os
import re
import shutil
import struct
import subprocess
import sys
import xml.etree.ElementTree as ET
import zlib
from pathlib import Path as FilePath

import numpy as np
import pytest
from msgspec.structs import replace
from PIL import Image as Pillow

from barometer_cli.errors import BuildError
from barometer_cli.formats import ENCODERS
from barometer_cli.formats.xmp import packet
from barometer_cli.layout.type import face, width
from barometer_cli.model.scene import Anchor, Circle, Group, Image, Line, Path, Rect, Scene, Text, Weight

ROOT = FilePath(__file__).parents[1]
WEIGHTS: tuple[Weight, ...] = (400, 600, 700)
ANCHORS: tuple[Anchor, ...] = ("start", "middle", "end")
SVG = "{http://www.w3.org/2000/svg}"


def picture() -> bytes:
    out = io.BytesIO()
    Pillow.frombytes("RGB", (8, 8), bytes(index * 7 % 256 for index in range(192))).resize((64, 64)).save(out, "PNG")
    return out.getvalue()


def sample() -> Scene:
    lines = ("æøå AVATAR figuren 69\u00a0%", "Hver anden dansker", "Ikke sikker (12 %)")
    texts = tuple(
        Text(f"text-{w}-{a}", {"start": 20.0, "middle": 300.0, "end": 580.0}[a], 200.0 + 60 * i + 18 * j, lines[i],
             13.5 + i, w, "#222222", a, "#FFFFFF")
        for i, w in enumerate(WEIGHTS) for j, a in enumerate(ANCHORS)
    )  # fmt: skip
    bars = (
        Rect("bar-0", 20, 20, 200, 30, "#1F6FB2"),
        Rect("bar-1", 20, 60, 120.37, 30, "#E4572E"),
        Line("rule", 20, 110.5, 580, 110.5, "#C8C8C8", 1),
        Path("curve", ((300, 20), (340, 80), (380, 30), (420, 95)), stroke="#0A7F5A", width=2),
        Path("diamond", ((480, 60), (500, 40), (520, 60), (500, 80)), closed=True, fill="#FFC400"),
        Path("leaf", ((20, 140), (20, 112, 80, 112, 80, 140), (50, 160)), closed=True, fill="#0A7F5A"),
        Circle("dot", 130, 136, 11, "#FFC400"),
        Circle("ring", 180, 136, 14.5, "#FFFFFF", "#1F6FB2", 4),
        Image("logo", 530, 20, 40, 40, picture(), "image/png"),
    )
    groups = (Group("bars", "Søjler", bars), Group("title", "Etiketter", texts))
    return Scene(
        "fig", 600, 400, "#FFFFFF", "Æbler & pærer", "Så mange <svarede> ja", "da", groups, "Kort & <godt>", "Kilden"
    )


def plain() -> Scene:
    """The same without curve and picture, on two grounds, with a bracket and edges that lie between px."""
    drawn = sample()
    bars, texts = drawn.groups
    more = (
        Rect("panel", 0, 360, 600, 40, "#1F6FB2"),
        Rect("part", 20.25, 130.5, 99.6, 20.3, "#E4572E"),
        Rect("over", 100.1, 140.4, 40.2, 20, "#1F6FB2"),
        Path("bracket", ((300.75, 88), (300.75, 80), (420.25, 80), (420.25, 88)), stroke="#222222", width=1.5),
        Line("axis", 440.5, 20, 440.5, 100, "#C8C8C8", 1),
        Text("on-blue", 20, 388, "Hvidt på blåt", 16, 600, "#FFFFFF", "start", "#1F6FB2"),
    )
    return replace(drawn, groups=(replace(bars, marks=bars.marks[:3] + more), texts))


def hostile() -> Scene:
    bad = '<script>alert("1")</script> ]]> \' & \x00\x08\x1b\ud800\ufffe end'
    text = Text("t", 10, 50, bad, 14, 400, "#000000", "start", "#FFFFFF")
    return Scene("h", 400, 100, "#FFFFFF", bad, bad, "da", (Group("g", bad, (text,)), Group("g", "twice", (text,))))


def pixels(data: bytes) -> np.ndarray:
    return np.asarray(Pillow.open(io.BytesIO(data)).convert("RGB")).astype(int)


def chunks(png: bytes) -> list[tuple[bytes, bytes]]:
    found, at = [], 8
    while at < len(png):
        (size,) = struct.unpack_from(">L", png, at)
        kind, body = png[at + 4 : at + 8], png[at + 8 : at + 8 + size]
        assert struct.unpack_from(">L", png, at + 8 + size)[0] == zlib.crc32(kind + body)
        found.append((kind, body))
        at += 12 + size
    return found


@pytest.mark.parametrize("scene", [sample(), plain()], ids=["sample", "plain"])
@pytest.mark.parametrize("scale", [1, 2])
@pytest.mark.parametrize("name", ["svg", "svg-editable", "svg-outlined"])
def test_svg_and_png_are_the_same_picture(name: str, scale: int, scene: Scene) -> None:
    resvg_py = pytest.importorskip("resvg_py")
    svg = ENCODERS[name].encode(scene, 1).decode()
    fonts = [str(face(weight).path) for weight in WEIGHTS]
    drawn = pixels(bytes(resvg_py.svg_to_bytes(svg, zoom=scale, font_files=fonts, skip_system_fonts=True)))
    painted = pixels(ENCODERS["png"].encode(scene, scale))
    assert drawn.shape == painted.shape == (400 * scale, 600 * scale, 3)
    assert (abs(drawn - painted).max(axis=2) > 32).mean() < 0.01
    text = slice(180 * scale, 360 * scale)
    assert (abs(drawn - painted)[text].max(axis=2) > 96).mean() < 0.01


@pytest.mark.parametrize("weight", WEIGHTS)
@pytest.mark.parametrize("size", [13.0, 17.5, 41.0])
def test_measured_width_is_painted_width(weight: Weight, size: float) -> None:
    line = "HI AVATAR figuren, Tøj og Vælgere: 69\u00a0% HI"
    text = Text("t", 20, 70, line, size, weight, "#000000", "start", "#FFFFFF")
    scene = Scene("s", 1400, 100, "#FFFFFF", "t", "d", "da", (Group("g", "G", (text,)),))
    ink = np.flatnonzero((pixels(ENCODERS["png"].encode(scene, 1)).min(axis=2) < 200).any(axis=0))
    bearings = size * 0.09 * 2  # the H and the I stand a little inside their advances
    measured = width(line, size, weight)
    assert abs(ink[-1] + 1 - ink[0] - measured + bearings) <= 0.002 * measured + 1 + 0.05 * size
    assert abs((ink[0] + ink[-1] + 1) / 2 - 20 - measured / 2) <= 0.001 * measured + 1


@pytest.mark.parametrize("scene", [sample(), plain()], ids=["sample", "plain"])
def test_brand_colours_are_exact_and_edges_crisp(scene: Scene) -> None:
    shown = pixels(ENCODERS["png"].encode(scene, 1))
    assert (shown[20:50, 20:220] == (0x1F, 0x6F, 0xB2)).all()
    assert (shown[20:50, (19, 220)] == 255).all() and (shown[(19, 50), 20:220] == 255).all()
    assert (shown[60:90, 20:140] == (0xE4, 0x57, 0x2E)).all()
    assert (shown[60:90, 140] != 255).any() and (shown[110, 20:580] == 0xC8).all()
    if scene == sample():
        assert (shown[60, 490:510] == (0xFF, 0xC4, 0x00)).all()


def test_png_chunks() -> None:
    found = chunks(ENCODERS["png"].encode(sample(), 2))
    assert [kind for kind, _ in found] == [b"IHDR", b"sRGB", b"pHYs", b"iTXt", b"iTXt", b"iTXt", b"IDAT", b"IEND"]
    body = dict(found[:3])
    assert struct.unpack(">2L5B", body[b"IHDR"]) == (1200, 800, 8, 2, 0, 0, 0)
    assert struct.unpack(">2LB", body[b"pHYs"]) == (7559, 7559, 1)
    assert found[3][1] == b"Title\0\0\0da\0\0" + "Æbler & pærer".encode()
    rows = zlib.decompress(found[6][1])
    assert len(rows) == 800 * 3601 and set(rows[::3601]) == {0}


def test_alternative_text_and_credit_travel_with_a_png() -> None:
    """As XMP, by the names that the IPTC Photo Metadata Standard gives them."""
    words = {kind: body for kind, body in chunks(ENCODERS["png"].encode(sample(), 1)) if b"adobe" in body}[b"iTXt"]
    keyword, text = words.split(b"\0\0\0\0\0")
    assert keyword == b"XML:com.adobe.xmp"
    told = {
        element.tag.rpartition("}")[2]: "".join(element.itertext())
        for element in ET.fromstring(text).iter()
        if element.tag.rpartition("}")[2][0].isupper() or "dc/elements" in element.tag
    }
    assert told["AltTextAccessibility"] == "Kort & <godt>"
    assert told["ExtDescrAccessibility"] == told["description"] == "Så mange <svarede> ja"
    assert (told["title"], told["Credit"], told["language"]) == ("Æbler & pærer", "Kilden", "da")


@pytest.mark.parametrize("name", ["svg", "svg-editable", "svg-outlined"])
def test_svg_keeps_its_contract(name: str) -> None:
    root = ET.fromstring(ENCODERS[name].encode(sample(), 1))
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    letters = [element.get("id") for element in root.iterfind(f"{SVG}defs/{SVG}path")]
    assert len(ids) == len(set(ids)) and all(i.isascii() for i in ids)
    assert all(i.startswith("fig-") for i in ids if i not in letters)
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert not tags & {"clipPath", "mask", "filter", "tspan"}
    assert bool(letters) == ("use" in tags) == ("defs" in tags) == (name == "svg-outlined")
    assert ("style" in tags) == (name == "svg") and ("text" in tags) == (name != "svg-outlined")
    assert not any({"transform", "style", "textLength"} & set(element.attrib) for element in root.iter())
    assert (root.get("width"), root.get("viewBox"), root.get("lang")) == ("600", "0 0 600 400", "da")
    assert root.get("aria-labelledby") == root[0].get("id") and root.get("aria-describedby") == root[1].get("id")
    assert [g.get("data-name") for g in root.iterfind(f"{SVG}g")] == ["Søjler", "Etiketter"]
    for element in root.iter():
        for key in element.attrib.keys() & {"x", "y", "width", "d", "x1", "y2"}:
            assert not re.search(r"\.\d{3}|\.\d*0\b", element.attrib[key])


@pytest.mark.parametrize("scale", [1, 2])
def test_webp_holds_the_px_and_the_words_of_the_png(scale: int) -> None:
    png, webp = (ENCODERS[name].encode(sample(), scale) for name in ("png", "webp"))
    assert (pixels(png) == pixels(webp)).all() and len(webp) < len(png)
    with Pillow.open(io.BytesIO(webp)) as picture:
        assert picture.format == "WEBP" and picture.info["xmp"] == packet(sample())


def test_programs_are_asked_for_a_font_that_people_have_and_told_of_layers() -> None:
    """Illustrator takes the first family only; Inkscape calls a layer what its own attribute says."""
    editable = ET.fromstring(ENCODERS["svg-editable"].encode(sample(), 1))
    assert editable.get("font-family", "").startswith("'IBM Plex Sans'")
    label = "{http://www.inkscape.org/namespaces/inkscape}"
    layers = [(group.get(f"{label}groupmode"), group.get(f"{label}label")) for group in editable.iter(f"{SVG}g")]
    assert layers == [("layer", "Søjler"), ("layer", "Etiketter")]
    assert ET.fromstring(ENCODERS["svg"].encode(sample(), 1)).get("font-family", "").startswith("'Barometer Sans'")


def test_embedded_font_is_renamed_and_keeps_kerning() -> None:
    from fontTools.ttLib import TTFont

    from barometer_cli.formats.subset import FAMILY, subset

    for weight in WEIGHTS:
        font = TTFont(io.BytesIO(subset(face(weight), FAMILY, " AVfiå")))
        assert font["name"].getDebugName(1).startswith("Barometer Sans")
        assert not any("Plex" in str(name) for name in font["name"].names if name.nameID in (1, 3, 4, 6, 16))
        assert {"GPOS", "GSUB"} <= set(font.keys()) and "fpgm" not in font
        assert set(font.getBestCmap()) == set(map(ord, " AVfiå"))


@pytest.mark.parametrize("name", ENCODERS)
def test_hostile_text_is_harmless(name: str) -> None:
    data = ENCODERS[name].encode(hostile(), 1)
    if ENCODERS[name].extension == "svg":
        root = ET.fromstring(data)
        assert root.find(f".//{SVG}script") is None
        texts = [element.text for element in root.iter(f"{SVG}text")]
        assert set(texts) <= {'<script>alert("1")</script> ]]> \' &  end'}


def test_pdf_text_copies_out(tmp_path: FilePath) -> None:
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext (poppler-utils) is not installed")
    file = tmp_path / "sample.pdf"
    file.write_bytes(ENCODERS["pdf"].encode(sample(), 1))
    command = ["pdftotext", "-bbox", str(file), "-"]
    out = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    assert 'width="450.000000" height="300.000000"' in out
    words = re.findall(r'xMin="([\d.]+)".*?xMax="([\d.]+)".*?>([^<]*)</word>', out)
    assert {"æøå", "AVATAR", "figuren", "dansker"} <= {word for _, _, word in words}
    starts = [float(left) for left, _, word in words if word == "Hver"]
    ends = [float(right) for _, right, word in words if word == "dansker"]
    line = width("Hver anden dansker", 14.5, 600) * 0.75
    np.testing.assert_allclose(sorted(starts), [15, 225 - line / 2, 435 - line], atol=0.5)
    np.testing.assert_allclose(sorted(ends), [15 + line, 225 + line / 2, 435], atol=0.5)


def test_same_bytes_in_every_process() -> None:
    code = (
        "import sys; sys.path[:0] = ['tests', '.']\n"
        "from hashlib import sha256\nfrom test_formats import ENCODERS, plain, sample\n"
        "for scene in (sample(), plain()):\n"
        "    for name in ENCODERS: print(name, sha256(ENCODERS[name].encode(scene, 2)).hexdigest())"
    )
    runs = [
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True,
                       env={**os.environ, "PYTHONHASHSEED": seed}).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    assert runs[0] == runs[1] and len(runs[0].splitlines()) == 2 * len(ENCODERS)


@pytest.mark.parametrize("scene", [sample(), plain()], ids=["sample", "plain"])
@pytest.mark.parametrize("scale", [1, 1.5])
def test_a_webp_has_every_px_of_the_png(scene: Scene, scale: float) -> None:
    written = ENCODERS["webp"].encode(scene, scale)
    with Pillow.open(io.BytesIO(written)) as opened:
        assert (opened.format, opened.mode) == ("WEBP", "RGB")
    assert (pixels(written) == pixels(ENCODERS["png"].encode(scene, scale))).all()


def test_the_words_of_a_webp_are_those_of_the_png() -> None:
    png = {kind: body for kind, body in chunks(ENCODERS["png"].encode(sample(), 1)) if b"adobe" in body}[b"iTXt"]
    with Pillow.open(io.BytesIO(ENCODERS["webp"].encode(sample(), 1))) as opened:
        assert opened.info["xmp"] == png.partition(b"\0\0\0\0\0")[2]


def test_a_webp_has_no_side_that_the_format_cannot_count() -> None:
    scene = Scene("long", 1, 16383, "#FFFFFF", "t", "d", "da", ())
    assert pixels(ENCODERS["webp"].encode(scene, 1)).shape == (16383, 1, 3)
    with pytest.raises(BuildError, match="long: 1 x 16384 px") as caught:
        ENCODERS["webp"].encode(replace(scene, height=16384), 1)
    assert "--scale" in (caught.value.hint or "")
