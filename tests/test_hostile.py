"""A project that means harm: its words stay words in every format, its names stay in their folder, or it is refused."""

from __future__ import annotations

import csv
import json
import re
import shutil
import struct
import subprocess
import xml.etree.ElementTree as ET
import zlib
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from browser import visiting
from commands import Done, barometer
from PIL import Image
from playwright.sync_api import Browser

from barometer_cli.gallery.site import build
from barometer_cli.model.spec import MOST_OF_A_TITLE
from barometer_cli.release.text import clean

ROOT = Path(__file__).parents[1]
TURNING = "\u202egnp.exe\u200f"
HOSTILE = (
    "</script><script>alert(1)</script>]]>{{ 7*7 }}{% raw %}\"'><img src=x onerror=alert(1)>&amp;</textarea>"
    f"</title></desc><!-- {TURNING}"
)
LEGIBLE = clean(HOSTILE)
"""The same without the marks that turn the direction of text: what must stand, letter for letter."""

ALL = "png,svg,svg-editable,svg-outlined,pdf"
SVG = "{http://www.w3.org/2000/svg}"
WORDS = ("{adobe:ns:meta/", "{http://www.w3.org/1999/02/22-rdf-syntax-ns#", "{http://purl.org/dc/elements/1.1/",
         "{http://ns.adobe.com/photoshop/1.0/", "{http://ns.adobe.com/xap/1.0/rights/",
         "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/", "{urn:barometer:origin:1:")  # fmt: skip
"""Vocabularies of the words that travel with a picture."""
KNOWN = {"svg", "title", "desc", "style", "rect", "g", "text", "path", "line", "image"}
LONG = ("En meget lang tekst om offentlig innovation " * 120)[:5000].strip()


def write(path: Path, **content: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=10**6), "utf-8")


def table(path: Path, *rows: tuple[object, ...], header: str = "category;share;n") -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([header.split(";"), *rows])
    return path.as_posix()


def survey(folder: Path, **told: Any) -> None:
    write(folder / "survey.yaml", **{"name": "Målingen", "wave": "2019", "table_unit": "percent", **told})


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose every text is hostile, its pictures in every format, and its gallery."""
    root = tmp_path_factory.mktemp("hostile")
    data = root / "data"
    page = root / "figures" / "..%2f<b>&'\"onload=x"
    survey(page, name=HOSTILE, wave="../../<i>", source=HOSTILE, population=HOSTILE, synthetic=True)
    write(page / "page.yaml", heading=HOSTILE, lead=HOSTILE, cases=[{"title": HOSTILE, "text": HOSTILE}])
    one = table(data / "en.csv", (HOSTILE, 69, 100))
    three = table(data / "tre.csv", *((f"{k} {HOSTILE}", 20 + k, 100) for k in range(3)))
    cells = [(f"{k} {HOSTILE}", 20 + k, 100, f"{group} {HOSTILE}") for group in "AB" for k in range(3)]
    six = table(data / "seks.csv", *cells, header="category;share;n;group")
    words: dict[str, Any] = {"title": HOSTILE, "subtitle": HOSTILE, "question": HOSTILE}
    caption = {"shows": HOSTILE, "definitions": [{"term": HOSTILE, "meaning": HOSTILE}]}
    write(page / "..%2f..%2fx <script>.yaml", kind="bars", **words, filter=HOSTILE, caption=caption, table=three)
    write(page / "grupper.yaml", kind="grouped_bars", **words, caption=HOSTILE, source=HOSTILE, table=six)
    write(page / "stablet.yaml", kind="stacked_bars", **words, caption={"text": HOSTILE}, table=three)
    write(
        page / "tal.yaml", kind="key_number", title=HOSTILE, text=HOSTILE, question=HOSTILE, caption=HOSTILE, table=one
    )
    write(page / "citat.yaml", kind="quote", title=HOSTILE, quote=HOSTILE, speaker={"name": HOSTILE, "title": HOSTILE})
    done = barometer(root, "render", "--quiet", "--format", ALL)
    assert done.returncode == 0, done.stderr
    build(root / "build", root / "build" / "gallery")
    return root


def pictures(hostile: Path, ending: str) -> list[Path]:
    found = sorted(path for path in (hostile / "build").rglob(f"*{ending}") if "gallery" not in path.parts)
    assert len(found) >= 5
    return found


def test_names_of_files_are_plain(hostile: Path) -> None:
    names = [path.relative_to(hostile / "build").as_posix() for path in (hostile / "build").rglob("*")]
    drawn = [name for name in names if not name.startswith(("gallery/_gallery", ".manifest"))]
    plain = re.compile(r"[a-z0-9][a-z0-9-]*(@2x)?(\.[a-z]+)?")
    assert [name for name in drawn if not all(plain.fullmatch(part) for part in name.split("/"))] == []
    assert {path.name for path in hostile.iterdir()} == {"figures", "data", "build"}


@pytest.mark.parametrize("kind", ["web", "web-editable", "web-outlined"])
def test_svg_has_nothing_but_marks(hostile: Path, kind: str) -> None:
    for path in pictures(hostile, f"-{kind}.svg"):
        written = path.read_text("utf-8")
        assert not set(TURNING) & set(written) - set("gnp.exe")
        root = ET.fromstring(written)
        [told] = root.findall(f"{SVG}metadata")
        assert {element.tag.partition("}")[0] for element in told.iter()} <= {SVG.rstrip("}"), *WORDS}
        told.clear()
        shared = {"defs", "use"} if kind == "web-outlined" else set()
        assert {element.tag for element in root.iter()} <= {SVG + tag for tag in (*KNOWN, *shared, "metadata")}
        letters = {f"#{letter.get('id')}" for letter in root.iterfind(f"{SVG}defs/{SVG}path")}
        for element in root.iter():
            assert not [name for name in element.attrib if name.startswith("on")]
            assert {value for name, value in element.attrib.items() if "href" in name} <= letters
        assert root[0].text == LEGIBLE and LEGIBLE in (root[1].text or "")


def test_png_says_it_in_its_text_alone(hostile: Path) -> None:
    for path in pictures(hostile, ".png"):
        found = {}
        data, at = path.read_bytes(), 8
        while at < len(data):
            (size,) = struct.unpack_from(">L", data, at)
            kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
            assert struct.unpack_from(">L", data, at + 8 + size)[0] == zlib.crc32(kind + body)
            assert kind in (b"IHDR", b"sRGB", b"pHYs", b"iTXt", b"PLTE", b"IDAT", b"IEND")
            if kind == b"iTXt":
                keyword, _, rest = body.partition(b"\0")
                found[keyword.decode()] = rest.split(b"\0", 4)[-1].decode()
            at += 12 + size
        assert found["Title"] == LEGIBLE and LEGIBLE in found["Description"]
        told = ["".join(words.itertext()) for words in ET.fromstring(found["XML:com.adobe.xmp"]).iter()]
        assert LEGIBLE in told and not any("\u202e" in words for words in told)


def test_pdf_says_it_in_its_text_alone(hostile: Path) -> None:
    if not shutil.which("pdfinfo"):
        pytest.skip("pdfinfo (poppler-utils) is not installed")
    for path in pictures(hostile, ".pdf"):
        told = subprocess.run(["pdfinfo", str(path)], capture_output=True, check=True).stdout.decode()
        assert re.search("^Title: +(.*)$", told, re.MULTILINE)[1] == LEGIBLE  # type: ignore[index]
        assert re.search("^JavaScript: +no$", told, re.MULTILINE)
        assert not re.search(rb"/(JavaScript|JS|OpenAction|AA|Launch|URI|EmbeddedFile)\b", path.read_bytes())


class Elements(HTMLParser):
    """Scripts of a page as browsers find them: each with its attributes and text."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.scripts: list[tuple[dict[str, str | None], str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "script":
            self.scripts.append((dict(attrs), ""))

    def handle_data(self, data: str) -> None:
        if self.cdata_elem == "script":
            self.scripts[-1] = (self.scripts[-1][0], self.scripts[-1][1] + data)


def test_structured_data_are_read_back(hostile: Path) -> None:
    pages = sorted((hostile / "build" / "gallery").glob("*/*/index.html"))
    assert len(pages) == 5
    for page in pages:
        told, ours = Elements(page.read_text("utf-8")).scripts
        assert ours[0] == {"src": "../../_gallery/gallery.js", "defer": None} and not ours[1]
        assert told[0] == {"type": "application/ld+json"}
        graph = json.loads(told[1])["@graph"]
        assert graph[0]["name"] == LEGIBLE and graph[0]["isPartOf"]["name"] == LEGIBLE


def test_a_browser_sees_words(hostile: Path, browser: Browser) -> None:
    """Nothing runs, nothing is asked for, nothing breaks the policy: else the visit complains."""
    gallery = hostile / "build" / "gallery"
    with visiting(browser, f"{gallery.as_uri()}/") as visits:
        page = visits.open("index.html")
        for path in gallery.rglob("*.html"):
            page.goto(path.as_uri())
            seen = page.evaluate("[...document.querySelectorAll('script')].map((each) => each.type)")
            assert sorted(seen) == ["", "application/ld+json"][: len(seen)]
            addresses = page.evaluate("[...document.querySelectorAll('img[src]')].map((each) => each.src)")
            assert all(address.endswith((".png", ".svg")) for address in addresses)
            assert LEGIBLE in (page.locator("main").text_content() or "")
            assert "7*7" in page.locator("main").inner_text(), "templates are filled once"
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.goto((gallery / "2f-b-onload-x/index.html").as_uri())
        page.locator("[data-open]").first.click()
        assert page.locator("#viewer-title").text_content() == LEGIBLE
        for path in gallery.rglob("*-web.svg"):
            page.goto(path.as_uri())
            assert page.locator("svg > title").text_content() == LEGIBLE


FIELDS: dict[str, dict[str, Any]] = {
    "title": {"kind": "bars", "title": "{}"},
    "subtitle": {"kind": "bars", "subtitle": "{}"},
    "caption": {"kind": "bars", "caption": {"text": "{}"}},
    "label": {"kind": "bars", "table": "data/label-{name}.csv"},
    "group": {"kind": "grouped_bars", "table": "data/group-{name}.csv"},
    "part": {"kind": "stacked_bars", "table": "data/label-{name}.csv"},
    "row": {"kind": "stacked_bars", "table": "data/group-{name}.csv"},
    "text": {"kind": "key_number", "text": "{}", "table": "data/one.csv"},
    "quote": {"kind": "quote", "quote": "{}", "speaker": {"name": "Navn", "title": "titel"}},
}


def filled(value: Any, name: str, text: str) -> Any:
    if isinstance(value, dict):
        return {key: filled(part, name, text) for key, part in value.items()}
    return value.replace("{}", text).replace("{name}", name)


@pytest.mark.parametrize(
    ("name", "text", "fields"),
    [("words", LONG, list(FIELDS)), ("one-word", "x" * 5000, ["title", "caption", "label", "group"])],
)
def test_five_thousand_characters_fit_or_are_refused(tmp_path: Path, name: str, text: str, fields: list[str]) -> None:
    """What is drawn lies within its sheet; what is not is told with what to do."""
    survey(tmp_path / "figures")
    table(tmp_path / "data/one.csv", ("A", 20, 100))
    table(tmp_path / "data/two.csv", ("A", 20, 100), ("B", 30, 100))
    table(tmp_path / f"data/label-{name}.csv", (text, 20, 100), ("B", 30, 100))
    rows = [(category, share, 100, group) for group in (text, "G") for category, share in (("A", 20), ("B", 30))]
    table(tmp_path / f"data/group-{name}.csv", *rows, header="category;share;n;group")
    for field in fields:
        given = FIELDS[field]
        said = text[:MOST_OF_A_TITLE].strip() if field == "title" else text  # a longer one is refused unread
        drawn = {} if given["kind"] == "quote" else {"caption": {"text": "Svarene."}, "table": "data/two.csv"}
        write(tmp_path / "figures" / f"{field}.yaml", **{"title": "Titel", **drawn, **filled(given, name, said)})
    told = [json.loads(line) for line in barometer(tmp_path, "render", "--json").stdout.splitlines()]
    assert {each["figure"] for each in told} == set(fields)
    refused = {each["figure"]: each["error"] for each in told if not each["ok"]}
    assert set(refused) == {"title", "text", "quote"} & set(fields)
    assert all("Shorten" in error for error in refused.values())
    found = json.loads(barometer(tmp_path, "check", "--render", "--format", "json").stdout)
    broken = [each for each in found if each["code"].startswith("BAR6")]
    cut = {each["figure"].partition("/")[2] for each in broken if each["code"] == "BAR608"}
    assert {each["figure"].partition("/")[2] for each in broken if each["severity"] == "error"} == set(refused)
    assert cut == (set(fields) - set(refused) if name == "one-word" else set())


def test_one_long_word_widens_no_page(tmp_path: Path, browser: Browser) -> None:
    word = "x" * 1000
    survey(tmp_path / "figures", source=word)
    write(tmp_path / "figures/page.yaml", heading=word)
    rows = [(category, 20, 100, group) for group in (word, "G") for category in (word, "B")]
    table(tmp_path / "data/t.csv", *rows, header="category;share;n;group")
    spoken = {"quote": LONG[:600], "speaker": {"name": "Navn", "title": "titel"}}
    write(tmp_path / "figures/citat.yaml", kind="quote", title=word[:MOST_OF_A_TITLE], **spoken)
    words = {"subtitle": word, "caption": {"text": word}, "table": "data/t.csv"}
    write(tmp_path / "figures/figur.yaml", kind="grouped_bars", title="Titel", **words)
    assert barometer(tmp_path, "render", "--quiet", "--format", "svg").returncode == 0
    gallery = tmp_path / "build" / "gallery"
    build(tmp_path / "build", gallery)
    with visiting(browser, f"{gallery.as_uri()}/") as visits:
        page = visits.open("index.html")
        for path in gallery.rglob("*.html"):
            page.goto(path.as_uri())
            page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
            for width in (320, 1280):
                page.set_viewport_size({"width": width, "height": 640})
                assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_names_cannot_lead_elsewhere(tmp_path: Path) -> None:
    rows = [(category, share, 100, place) for place in ("../../x", "<b>") for category, share in (("A", 20), ("B", 30))]
    table(tmp_path / "p/data/t.csv", *rows, header="category;share;n;sted")
    survey(tmp_path / "p/figures/side", wave="../../../2019")
    spec = {"kind": "bars", "title": "Titel", "caption": {"text": "Svarene."}, "table": "data/t.csv"}
    write(tmp_path / "p/figures/side/hver.yaml", **spec, for_each={"column": "sted"})
    assert barometer(tmp_path / "p", "render", "--quiet").returncode == 0
    assert {path.name for path in tmp_path.iterdir()} == {"p"}
    assert {path.name for path in (tmp_path / "p/build/side").iterdir()} == {"hver-x", "hver-b"}
    assert (tmp_path / "p/build/side/hver-x/hver-x-2019-da-web.png").is_file()


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"theme": "../../x"}, "there is no theme '../../x'"),
        ({"language": "../../x"}, "there is no wording in language '../../x'"),
        ({"order": ["../../x"]}, "order names '../../x'"),
    ],
)
def test_names_that_lead_elsewhere_are_refused(tmp_path: Path, told: dict[str, Any], said: str) -> None:
    folder = tmp_path / "figures/side"
    order = told.pop("order", [])
    survey(folder, **told)
    write(folder / "page.yaml", heading="Side", order=order)
    table(tmp_path / "data/t.csv", ("A", 20, 100))
    write(folder / "figur.yaml", kind="bars", title="Titel", caption={"text": "Svarene."}, table="data/t.csv")
    done = barometer(tmp_path, "render", "--quiet")
    assert done.returncode and said in done.stderr and "→" in done.stderr
    assert bool(list((tmp_path / "build").rglob("*.png"))) == bool(order), "a wrong page stops no figure"


SCRIPTED = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(2)</script></svg>'


def photograph() -> bytes:
    out = BytesIO()
    Image.effect_noise((64, 64), 50).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [SCRIPTED, b"\x89PNG\r\n\x1a\n" + SCRIPTED, b"\xff\xd8\xff" + SCRIPTED, photograph()[:2000], b""],
    ids=["svg", "svg-as-png", "svg-as-jpeg", "cut-off", "empty"],
)
def test_a_portrait_that_is_no_picture_is_refused(tmp_path: Path, data: bytes) -> None:
    """Also in SVG alone, which would carry the bytes unread."""
    done = quoted(tmp_path, data)
    assert done.returncode != 0
    assert "portraet.png: a portrait must be a whole PNG or JPEG file" in done.stderr and "Save it as" in done.stderr
    assert not list((tmp_path / "build").rglob("*.svg"))


def test_a_portrait_that_is_a_picture_is_drawn(tmp_path: Path) -> None:
    done = quoted(tmp_path, photograph())
    assert done.returncode == 0, done.stderr
    (drawn,) = (tmp_path / "build").rglob("*.svg")
    assert "<image" in drawn.read_text("utf-8")


def quoted(folder: Path, portrait: bytes) -> Done:
    survey(folder / "figures")
    (folder / "portraet.png").write_bytes(portrait)
    told = {"quote": LONG[:600], "speaker": {"name": "Navn", "title": "titel"}, "portrait": "portraet.png"}
    write(folder / "figures/citat.yaml", kind="quote", title="Citat", **told)
    return barometer(folder, "render", "--quiet", "--format", "svg")
