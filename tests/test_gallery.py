"""The gallery: what it links is there, what it is given is escaped or refused, and it asks nobody for anything."""

from __future__ import annotations

import json
import re
import shutil
import struct
import subprocess
import sys
import zlib
from hashlib import sha256
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import fields, replace
from once import made_once
from thorough import examples
from typer.testing import CliRunner

from barometer_cli import themes
from barometer_cli.cli import app
from barometer_cli.errors import BuildError
from barometer_cli.export.manifest import Case, Drawn, File, as_json, load
from barometer_cli.formats import ENCODERS
from barometer_cli.gallery import share
from barometer_cli.gallery.site import build
from barometer_cli.gallery.uses import USES, boxes
from barometer_cli.languages import LANGUAGES, Language
from barometer_cli.layout.colour import contrast
from barometer_cli.model.identity import Identity
from barometer_cli.model.preset import PRESETS
from barometer_cli.release.read import read
from barometer_cli.release.text import clean, fold, searchable
from barometer_cli.themes.pages import ROLES, properties, roles

DA = LANGUAGES["da"].gallery
ROOT = Path(__file__).parents[1]
FONTS = ROOT / "barometer_cli/layout/fonts"
VOID = {"meta", "link", "img", "input", "br", "hr", "source"}
SOURCES = re.compile(r'<a href="https?://[^"]+" rel="(license )?external noreferrer">')
BASE = "https://example.org/illustrationer/"


class Tree(HTMLParser):
    """The elements of a page; fails where one is not closed, or an attribute or id is given twice."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []
        ids = [found["id"] for _, found in self.elements if "id" in found]
        assert len(ids) == len(set(ids))
        for _, found in self.elements:
            for name in ("for", "aria-labelledby", "aria-describedby", "data-copy"):
                assert name not in found or found[name] in ids

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names))
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample project's pictures, and their gallery."""
    return made_once(tmp_path_factory, "samples", drawn_with_gallery)


def drawn_with_gallery(out: Path) -> None:
    formats = ["--format", "png,svg,svg-editable", "--preset", "web,social"]
    command = [sys.executable, "-m", "barometer_cli", "render", "--quiet", *formats, "--out", str(out)]
    subprocess.run(command, cwd=ROOT, check=True, timeout=120)
    build(out, out / "gallery")


@pytest.fixture(scope="module")
def gallery(rendered: Path) -> Path:
    return rendered / "gallery"


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def html(folder: Path) -> dict[str, str]:
    found = {name: data.decode() for name, data in files(folder).items() if name.endswith(".html")}
    assert found
    return found


def png(width: int, height: int) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    pixels = chunk(b"IDAT", zlib.compress((b"\0" + bytes(width)) * height))
    return b"\x89PNG\r\n\x1a\n" + head + pixels + chunk(b"IEND", b"")


def project(out: Path, told: dict[str, Any] | None = None, **changes: Any) -> Drawn:
    """A folder of one figure, drawn by hand; `told` goes into its sidecar, `changes` into the manifest."""
    identity = Identity("2019", "side", "figur", "da")
    drawn = Drawn(identity, "f.yaml", "Side", 0, "", "", (), (), (), "Titel", "bars", "2019")
    contents = {
        "figur-da-web.png": (png(8, 4), "png"),
        "figur-da-web@2x.png": (png(16, 8), "png"),
        "figur-da.csv": (b"kategori;procent\r\n", "csv"),
        "figur-da.json": (json.dumps(told or {}).encode(), "json"),
    }
    noted = []
    for name, (data, format) in contents.items():
        path = out / "side" / "figur" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        noted.append(File(f"side/figur/{name}", len(data), format, "web" if "-web" in name else ""))
    drawn = replace(drawn, files=tuple(noted))
    named = {part: changes.pop(part) for part in ("edition", "page", "figure", "language") if part in changes}
    drawn = replace(drawn, identity=replace(identity, **named), **changes)
    (out / "manifest.json").write_bytes(as_json([drawn]))
    return drawn


def test_every_file_that_is_linked_is_there(gallery: Path) -> None:
    there = files(gallery)
    linked = set()
    for name, text in html(gallery).items():
        tree = Tree(text)
        for tag, found in tree.elements:
            addresses = [found.get("src", ""), found.get("href", ""), found.get("data-open", "")]
            for address in filter(None, addresses):
                if tag == "a" and urlsplit(address).scheme:
                    assert {"external", "noreferrer"} <= set(found["rel"].split())
                    continue
                target = urlsplit(urljoin(f"/{name}", address))
                assert not target.scheme and not target.netloc
                assert unquote(target.path)[1:] in there, (name, address)
                linked.add(unquote(target.path)[1:])
                if target.fragment:
                    assert f'id="{target.fragment}"' in there[unquote(target.path)[1:]].decode()
    assets = {name for name in there if name.startswith("_gallery/") and not name.endswith((".css", ".js"))}
    assert set(there) - linked == {*assets, "index.html"} - linked


def test_every_figure_of_the_manifest_has_its_place_and_all_its_files(rendered: Path, gallery: Path) -> None:
    drawn = list(load(rendered).figures.values())
    said = html(gallery)
    index = said["index.html"]
    for figure in drawn:
        text = said[f"{figure.identity.page}/{figure.identity.figure}/index.html"]
        assert f'href="{figure.identity.page}/{figure.identity.figure}/index.html"' in index
        for file in figure.files:
            name = Path(file.path).name
            assert f'href="{name.replace("@", "%40")}" download' in text
            assert (gallery / file.path).read_bytes() == (rendered / file.path).read_bytes()
    names = [figure.identity.figure for figure in drawn if figure.identity.page == "samarbejd-paa-tvaers"]
    page = said["samarbejd-paa-tvaers/index.html"]
    assert re.findall(r'<article class="[^"]*" id="([^"]+)"', page) == names


def test_a_page_allows_nothing_but_its_own_files(gallery: Path) -> None:
    for text in html(gallery).values():
        policy = Tree(text).all("meta")[1]
        assert policy["http-equiv"] == "Content-Security-Policy"
        assert policy["content"].startswith("default-src 'none'; ")
        assert "unsafe" not in text and " style=" not in re.sub(r"<textarea.*?</textarea>", "", text, flags=re.DOTALL)
        assert not re.search(r"\son[a-z]+=", re.sub(r"<textarea.*?</textarea>", "", text, flags=re.DOTALL))
        scripts = [found for found in Tree(text).all("script") if found.get("type") != "application/ld+json"]
        assert [set(found) for found in scripts] == [{"src", "defer"}]


def test_nothing_is_asked_of_another_site(gallery: Path) -> None:
    for name, data in files(gallery).items():
        if not name.endswith((".html", ".css", ".js")):
            continue
        text = SOURCES.sub("", re.sub(r"<textarea.*?</textarea>", "", data.decode(), flags=re.DOTALL))
        text = re.sub(r'"(@context": "https://schema\.org|(isBasedOn|license)": "https?://[^"]+)"', "", text)
        assert not re.search(r"https?:|//[a-z]", re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE)), name


def test_numbers_are_a_table_and_hidden_ones_say_so(tmp_path: Path, gallery: Path) -> None:
    text = html(gallery)["samarbejd-paa-tvaers/faser/index.html"].replace("\N{NO-BREAK SPACE}", " ")
    assert '<th scope="row">Afprøvning</th>\n<td class="number">58 %</td>\n<td class="number">1.334</td>' in text
    shares = {"category": "A", "group": None, "printed": 12, "low": 9.5, "high": 15, "n": 40, "note": "få svar"}
    hidden = {"category": "B", "group": None, "printed": None, "low": None, "high": None, "n": 4, "note": "for få"}
    project(
        tmp_path,
        {
            "table": [shares, hidden, "no row", {"printed": float("inf"), "n": 1e999}],
            "measure": {"name": "share", "of": "share", "decimals": 1},
            "synthetic": True,
            "notice": "Syntetiske data.",
        },
    )
    build(tmp_path, tmp_path / "gallery")
    text = html(tmp_path / "gallery")["side/figur/index.html"].replace("\N{NO-BREAK SPACE}", " ")
    assert ">12,0 %<" in text and ">9,5–15,0 %<" in text
    assert "<em>skjult</em>" in text and "for få" in text
    assert '<span class="badge">Syntetiske data</span>' in text


def test_groups_are_columns_of_the_table(gallery: Path) -> None:
    text = html(gallery)["sektorer/partnere-efter-sektor/index.html"].replace("\N{NO-BREAK SPACE}", " ")
    assert '<th scope="col" class="number">Region<small>n=220</small></th>' in text
    row = text[text.index('<th scope="row">Borgere</th>') :].split("</tr>")[0]
    assert re.findall(r'<td class="number">(\d+ %)<small>(.+?)</small>', row) == [
        ("20 %", "18–22 %"),
        ("23 %", "18–29 %"),
        ("17 %", "14–21 %"),
    ]


def test_synthetic_numbers_are_marked_and_others_are_not(gallery: Path) -> None:
    said = html(gallery)
    assert DA.synthetic_page in said["samarbejd-paa-tvaers/index.html"]
    assert DA.synthetic_page in said["samarbejd-paa-tvaers/partnere/index.html"]
    assert DA.synthetic not in said["innovation-2021-2023/index.html"]
    assert DA.synthetic_page not in said["samarbejd-paa-tvaers/citat-vejdirektoratet/index.html"]


def test_a_page_leads_on_to_its_cases(gallery: Path) -> None:
    text = html(gallery)["samarbejd-paa-tvaers/index.html"]
    assert re.findall(r"<h3>(.+?)</h3>", text) == [
        "Frysetørret blod i akutbilerne redder liv",
        "Skolebørn og ældre lærer af hinanden",
        "Psykisk sårbare børn og unge bliver hjulpet tilbage til skolen",
    ]
    assert text.index('id="cases"') > text.index('id="citat-hospitalsenheden-vest"')
    assert 'id="cases"' not in html(gallery)["sektorer/index.html"]


def test_a_case_has_its_lines_and_its_link(tmp_path: Path) -> None:
    told = Case("Blod", "To linjer.", "https://example.org/a"), Case("Skole"), Case("Ond", "", "javascript:alert(1)")
    project(tmp_path, lead="Om samarbejde.", cases=told)
    assert next(iter(load(tmp_path).figures.values())).cases == told
    build(tmp_path, tmp_path / "gallery")
    text = html(tmp_path / "gallery")["side/index.html"]
    assert '<p class="lead">Om samarbejde.</p>' in text
    assert '<a href="https://example.org/a" rel="external noreferrer">Blod</a></h3>\n<p>To linjer.</p>' in text
    assert "<h3>Skole</h3>" in text and "<h3>Ond</h3>" in text and "javascript" not in text


HOSTILE = (
    "</script><script>alert(1)</script>]]>{{ 7*7 }}{% raw %}\"'><img src=x onerror=alert(1)>&amp;</textarea>"
    "\u202egnp.exe\u200f"
)


def test_hostile_text_is_only_text(tmp_path: Path) -> None:
    record = {"category": HOSTILE, "group": HOSTILE, "printed": HOSTILE, "n": True, "note": HOSTILE}
    words = ("subtitle", "caption", "alt", "description", "source", "notice", "licence", "date")
    told = {**dict.fromkeys(words, HOSTILE), "table": [record], "provenance": {"published_at": "javascript:alert(1)"}}
    told["theme"] = dict.fromkeys(ROLES, "#fff} body { background: url(//evil) }")
    project(tmp_path, told, title=HOSTILE, heading=HOSTILE, kind=HOSTILE, wave=HOSTILE, lead=HOSTILE,
            cases=(Case(HOSTILE, HOSTILE, HOSTILE),))  # fmt: skip
    plain = clean(HOSTILE)
    for base in (None, BASE):
        build(tmp_path, tmp_path / "gallery", base)
        for text in html(tmp_path / "gallery").values():
            tree = Tree(text)
            assert "onerror" not in {name for _, found in tree.elements for name in found}
            assert all(found.get("src") != "x" for found in tree.all("img"))
            assert "\u202e" not in text and "\u200f" not in text and "javascript:" not in text
            assert plain in "".join(tree.text)
            assert len(tree.all("script")) <= 2
        told_to_machines = re.search(
            r'<script type="application/ld\+json">(.*?)</script>', html(tmp_path / "gallery")["side/figur/index.html"]
        )
        assert told_to_machines and "<" not in told_to_machines[1]
        assert json.loads(told_to_machines[1])["@graph"][0]["name"] == plain
    (illustration,) = read(tmp_path).pages[0].illustrations
    pasted = Tree(share.embed(illustration, DA, BASE))
    assert [tag for tag, _ in pasted.elements] == ["figure", "a", "img", "figcaption", "a"]
    assert pasted.all("img")[0]["alt"] == pasted.all("img")[0]["title"] == plain
    assert all(link["href"] == f"{BASE}side/figur/" for link in pasted.all("a"))


@pytest.mark.parametrize(
    "changes",
    [
        {"figure": "../../x"},
        {"figure": "Figur"},
        {"figure": "a b"},
        {"figure": ""},
        {"language": 'da" onload="x'},
        {"edition": "../2019"},
        {"edition": 2019},
        {"wave": 2019},
        {"page": 7},
        {"heading": None},
        {"lead": None},
        {"cases": (Case("a", "b", None),)},  # type: ignore[arg-type]
        {"place": "0"},
        {"page": ".."},
        {"page": "_gallery"},
        {"page": "side.zip"},
        {"page": "Index.html"},
        {"page": "a/b"},
        {"page": "a\u202eb"},
        {"page": 'a"b'},
        {"page": "con:"},
        {"page": "slut."},
        {"files": (File("side/figur/../../../etc/passwd", 1, "png"),)},
        {"files": (File("/etc/passwd", 1, "png"),)},
        {"files": (File("side/figur/x\\..\\y.png", 1, "png"),)},
        {"files": (File("side/figur/index.html", 1, "png"),)},
        {"files": (File("side/figur/figur.html", 1, "svg"),)},
        {"files": (File("side/anden/figur-da-web.png", 1, "png"),)},
        {"files": (File("side/figur/er-her-ikke.png", 1, "png"),)},
        {"files": (File("side/figur/figur-da-web.png", 1, "png"),)},
        {"files": (File("side/figur/figur-da.csv", 18, "csv"),)},
        {"files": ()},
    ],
)
def test_names_that_lead_elsewhere_are_refused(tmp_path: Path, changes: dict[str, Any]) -> None:
    project(tmp_path, **changes)
    with pytest.raises(BuildError):
        build(tmp_path, tmp_path / "gallery")
    assert not (tmp_path / "gallery").exists()


def test_a_link_that_leads_elsewhere_is_refused(tmp_path: Path) -> None:
    project(tmp_path / "build")
    picture = tmp_path / "build/side/figur/figur-da-web.png"
    secret = tmp_path / "secret.png"
    secret.write_bytes(picture.read_bytes())
    picture.unlink()
    picture.symlink_to(secret)
    with pytest.raises(BuildError):
        build(tmp_path / "build", tmp_path / "gallery")


def test_files_that_an_earlier_run_left_are_not_offered(tmp_path: Path) -> None:
    drawn = project(tmp_path)
    project(tmp_path, files=(*drawn.files[:2], replace(drawn.files[2], format="old"), drawn.files[3]))
    build(tmp_path, tmp_path / "gallery")
    assert "figur-da.csv" not in html(tmp_path / "gallery")["side/figur/index.html"]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("På tværs", "paa tvaers"),
        ("PÅ TVÆRS", "paa tvaers"),
        ("paa tvaers", "paa tvaers"),
        ("Pa\u030a", "paa"),
        ("Øget  værdi: ”én” løsning/ide", "oeget vaerdi en loesning ide"),
        ("Idé", "ide"),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


def figures_of(rendered: Path) -> set[Path]:
    """The folders of figures: page and figure."""
    return {
        path.parent.relative_to(rendered) for path in rendered.rglob("*-web.png") if "gallery" not in path.parts[:-1]
    }


def test_what_is_searched_is_folded(gallery: Path, rendered: Path) -> None:
    searched = [found["data-search"] for found in Tree(html(gallery)["index.html"]).all("li") if "data-search" in found]
    assert len(searched) == len(figures_of(rendered))
    assert all(fold(text) == text for text in searched)
    assert sum("paa tvaers" in text for text in searched) >= 7


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Nøgletal", ("noegletal", "nogletal")),
        ("Tværgående", ("tvaergaaende", "tvaergaende", "tvargaende")),
        ("Evaluering", ("evaluering",)),
    ],
)
def test_danish_letters_are_found_however_they_are_typed(text: str, typed: tuple[str, ...]) -> None:
    assert searchable(f"{text} {text}") == " ".join((typed[0], *typed))
    assert all(fold(each) == each for each in typed)


def test_a_figure_is_found_by_its_words_numbers_and_name(tmp_path: Path) -> None:
    told = {
        "subtitle": "Undertitel",
        "caption": "Figuren viser",
        "description": "Et diagram",
        "table": [{"category": "Kategori", "group": "Gruppe", "printed": 1}],
    }
    project(tmp_path, told, kind="key_number")
    build(tmp_path, tmp_path / "gallery")
    (item,) = [found for found in Tree(html(tmp_path / "gallery")["index.html"]).all("li") if "data-search" in found]
    assert item["data-search"] == "titel undertitel side noegletal kategori gruppe 1 figuren viser side figur nogletal"


def test_a_page_as_one_file(rendered: Path, gallery: Path, tmp_path: Path) -> None:
    data = (gallery / "samarbejd-paa-tvaers/samarbejd-paa-tvaers.zip").read_bytes()
    build(rendered, tmp_path / "again")
    assert files(tmp_path / "again") == files(gallery)
    with ZipFile(BytesIO(data)) as bundle:
        assert bundle.testzip() is None
        said = bundle.read("samarbejd-paa-tvaers/LÆS-MIG.txt").decode("utf-8-sig")
        names = bundle.namelist()
        fonts = {Path(name).name: bundle.read(name) for name in names if "/IBM Plex Sans/" in name}
    figures = [figure for figure in load(rendered).figures.values() if figure.identity.page == "samarbejd-paa-tvaers"]
    paths = [file.path for figure in figures for file in figure.files]
    assert "\r\n  Web · 800 px bred · Hjemmesider, nyhedsbreve og rapporter\r\n  - " in said
    assert [name for name in names if Path(name).name not in fonts] == ["samarbejd-paa-tvaers/LÆS-MIG.txt", *paths]
    sums = dict(line.split()[::-1] for line in (FONTS / "SHA256SUMS").read_text("ascii").splitlines())
    assert {name: sha256(data).hexdigest() for name, data in fonts.items()} == sums
    assert sums.keys() == fonts.keys() == {path.name for path in FONTS.iterdir()} - {"SHA256SUMS"}
    assert all(name in said for name in fonts) and "Installér" in said
    assert "Syntetiske data" in said and "Illustrator, Figma og Inkscape" in said
    assert all(Path(path).name in said for path in paths)


def test_embed_code_and_citation(rendered: Path) -> None:
    illustration = next(each for page in read(rendered).pages for each in page.illustrations if each.figure == "faser")
    beside, absolute = (Tree(share.embed(illustration, DA, base)).all("img")[0] for base in ("", BASE))
    assert beside["src"] == "faser-2018-2019-syntetisk-da-web.png"
    assert absolute["src"] == f"{BASE}samarbejd-paa-tvaers/faser/{beside['src']}"
    assert (beside["width"], beside["alt"]) == ("800", illustration.alt)
    assert absolute["srcset"] == f"{absolute['src']} 800w, {absolute['src'].removesuffix('.png')}%402x.png 1600w"
    cited = share.citation(illustration, DA, BASE, "da")
    assert cited.startswith("Innovationsbarometeret 2018-2019: Der samarbejdes oftest om")
    assert cited.endswith(f"Syntetiske data. {BASE}samarbejd-paa-tvaers/faser/")


def test_with_an_address(rendered: Path, tmp_path: Path) -> None:
    build(rendered, tmp_path, BASE.rstrip("/"))
    text = html(tmp_path)["samarbejd-paa-tvaers/faser/index.html"]
    tree = Tree(text)
    told = {found["property"]: found["content"] for found in tree.all("meta") if "property" in found}
    assert told["og:url"] == f"{BASE}samarbejd-paa-tvaers/faser/"
    assert told["og:type"] == "article"
    assert told["og:image"].startswith(BASE) and told["og:image"].endswith("-social.png")
    assert "file:" not in tree.all("meta")[1]["content"]
    sitemap, figures = (tmp_path / "sitemap.xml").read_text("utf-8"), figures_of(rendered)
    assert sitemap.count("<loc>") == 1 + len({*figures, *(figure.parent for figure in figures)})
    assert f"<loc>{BASE}sektorer/</loc>" in sitemap
    data = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)[0])
    image, dataset = data["@graph"]
    assert (image["@type"], dataset["@type"]) == ("ImageObject", "Dataset")
    assert image["contentUrl"].startswith(BASE)
    build(rendered, tmp_path)
    assert not (tmp_path / "sitemap.xml").exists(), "what the gallery wrote and no longer has is removed"
    assert 'property="og:' not in html(tmp_path)["index.html"]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://x", 'https://x/"><b>', "https://x/?q", "//x", "x"])
def test_an_address_that_is_none(address: str, tmp_path: Path) -> None:
    project(tmp_path)
    with pytest.raises(BuildError, match="--base-url"):
        build(tmp_path, tmp_path / "gallery", address)


def test_languages(rendered: Path, tmp_path: Path) -> None:
    build(rendered, tmp_path, language="en")
    text = html(tmp_path)["samarbejd-paa-tvaers/index.html"]
    assert '<html lang="en">' in text and "Download illustration" in text and "The numbers of the figure" in text
    assert "<strong>For the web</strong>" in text and "<strong>For editing</strong>" in text
    assert ">Copy picture</button>" in text and 'data-copied="Copied"' in text and "choose Copy image" in text
    assert "Data from 2018-2019" in text
    assert '<h2 id="faser-title" lang="da">' in text
    with ZipFile(tmp_path / "sektorer/sektorer.zip") as bundle:
        assert "sektorer/README.txt" in bundle.namelist()
    for words in (language.gallery for language in LANGUAGES.values()):
        assert all(getattr(words, each.name) for each in fields(words))
        assert set(words.formats) > set(ENCODERS), "each says what it is for"
        assert set(words.formats) == set(DA.formats) and set(words.kinds) == set(DA.kinds)
        words.bundle.format(heading="", source="", licence="", synthetic="", files="")
        assert words.uses.keys() == set(USES)
    danish, english = (LANGUAGES[code].numbers for code in ("da", "en"))
    assert (danish.number(12345), english.number(12345), danish.size(1_240_000)) == ("12.345", "12,345", "1,2 MB")


def test_a_format_that_is_not_known_appears_by_its_name(tmp_path: Path) -> None:
    drawn = project(tmp_path)
    (tmp_path / "side/figur/figur-da-web.xyz").write_bytes(b"x")
    project(tmp_path, files=(*drawn.files, File("side/figur/figur-da-web.xyz", 1, "xyz")))
    build(tmp_path, tmp_path / "gallery")
    text = html(tmp_path / "gallery")["side/figur/index.html"]
    assert '<span class="format">XYZ</span>' in text and DA.any_use in text


def test_a_project_has_templates_of_its_own(tmp_path: Path) -> None:
    project(tmp_path / "build")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/gallery.css").write_text("body { color: teal }", "utf-8")
    own = '{% extends "base.html" %}{% block main %}<h1>Vores: {{ pages[0].heading }}</h1>{% endblock %}'
    (tmp_path / "templates/index.html").write_text(own, "utf-8")
    build(tmp_path / "build", tmp_path / "gallery", templates=tmp_path / "templates")
    assert "Vores: Side" in (tmp_path / "gallery/index.html").read_text("utf-8")
    assert "teal" in (tmp_path / "gallery/_gallery/gallery.css").read_text("utf-8")
    (tmp_path / "templates/index.html").write_text("{{ nothing_of_the_kind }}", "utf-8")
    with pytest.raises(BuildError, match=r"index\.html"):
        build(tmp_path / "build", tmp_path / "gallery", templates=tmp_path / "templates")


def test_a_template_runs_no_program(tmp_path: Path) -> None:
    """It may come with a project from somebody else."""
    project(tmp_path / "build")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/index.html").write_text("{{ ''.__class__.__mro__[1].__subclasses__() }}", "utf-8")
    with pytest.raises(BuildError, match="unsafe"):
        build(tmp_path / "build", tmp_path / "gallery", templates=tmp_path / "templates")


def test_only_what_changed_is_written_and_what_is_gone_is_removed(tmp_path: Path) -> None:
    project(tmp_path)
    to = tmp_path / "gallery"
    first = build(tmp_path, to).files
    assert (first.written, first.removed) == (first.files, 0)
    (to / "mine.txt").write_text("kept", "utf-8")
    assert build(tmp_path, to).files.written == 0
    shutil.copytree(tmp_path / "side/figur", tmp_path / "side/ny")
    drawn = project(tmp_path)
    moved = tuple(replace(file, path=file.path.replace("/figur/", "/ny/")) for file in drawn.files)
    project(tmp_path, figure="ny", files=moved)
    assert build(tmp_path, to).files.removed == 5
    assert not (to / "side/figur").exists() and (to / "side/ny/index.html").exists()
    assert (to / "mine.txt").exists()


def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke
    nothing = run(app, ["gallery"])
    assert nothing.exit_code == 2 and "barometer render" in nothing.output
    project(tmp_path / "build")
    done = run(app, ["gallery"])
    assert done.exit_code == 0 and "1 illustration" in done.output
    assert (tmp_path / "build/gallery/index.html").is_file()
    assert run(app, ["gallery", "--language", "xx"]).exit_code == 2
    assert run(app, ["gallery", "--to", "build"]).exit_code == 2


def release(out: Path, figures: dict[str, dict[str, Any]]) -> Path:
    """A folder of several figures of one page, each with its sidecar; `title` goes into the manifest."""
    drawn = []
    for place, (name, told) in enumerate(figures.items()):
        each = project(out, told, title=told.get("title", name), figure=name, place=place)
        shutil.copytree(out / "side/figur", out / "side" / name)
        moved = tuple(replace(file, path=file.path.replace("/figur/", f"/{name}/")) for file in each.files)
        drawn.append(replace(each, files=moved))
    (out / "manifest.json").write_bytes(as_json(drawn))
    return out


def test_what_is_new_changed_or_gone_is_told_and_what_nobody_sees_is_not(tmp_path: Path) -> None:
    gone = {"title": "Nu <b>væk</b>"}
    old = release(tmp_path / "old", {"a": {"caption": "Før", "alt": "Før"}, "b": {"alt": "Før"}, "c": gone})
    new = release(tmp_path / "new", {"a": {"caption": "Nu", "alt": "Nu"}, "b": {"alt": "Nu"}, "d": {}})
    build(new, tmp_path / "gallery", since=old)
    said = html(tmp_path / "gallery")
    cards = re.findall(r'class="name">(.)<.*?</li>', said["index.html"], re.DOTALL)
    marks = [re.findall(r'badge news">(.+?)<', card) for card in said["index.html"].split('class="name"')[1:]]
    assert dict(zip(cards, marks, strict=True)) == {"a": ["Ændret"], "b": [], "d": ["Ny"]}
    assert "<p>Tekster: figurtekst.</p>" in said["side/a/index.html"]
    assert "Ændret siden" not in said["side/b/index.html"]
    page = said["side/index.html"]
    assert page.index("Udgået siden forrige udgivelse") > page.index('<article class="illustration bars" id="d"')
    assert "<li>Nu &lt;b&gt;væk&lt;/b&gt;</li>" in page
    assert Tree(page)
    build(new, tmp_path / "gallery")
    assert not any(word in html(tmp_path / "gallery")["index.html"] for word in ("badge news", "Udgået"))


def sheets(out: Path, *names: str) -> None:
    """A figure drawn on several sheets: beside the web's, those that are named, as SVG and PNG."""
    drawn = project(out)
    sizes = {"social": (1200, 630), "mobile": (800, 900), "poster": (1080, 1080)}
    noted = []
    for name in names:
        width, height = sizes[name]
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"></svg>'.encode()
        for ending, data in (("png", png(width, height)), ("svg", svg)):
            path = f"side/figur/figur-da-{name}.{ending}"
            (out / path).write_bytes(data)
            noted.append(File(path, len(data), ending, name))
    project(out, files=(*noted, *drawn.files))


def told_to_sites(page: Path) -> dict[str, str]:
    """What a page tells other sites of its picture."""
    tree = Tree(page.read_text("utf-8"))
    meta = {found.get("property", found.get("name", "")): found.get("content", "") for found in tree.all("meta")}
    return {name: said for name, said in meta.items() if name.startswith(("og:image", "twitter:card"))}


def test_other_sites_show_a_picture_of_their_size_or_none(tmp_path: Path) -> None:
    """A figure's own, else the first of its page, else the first of the gallery; what is said of it is its own."""
    sheets(tmp_path, "poster")
    without = next(iter(load(tmp_path).figures.values()))
    build(tmp_path, tmp_path / "gallery", BASE)
    for page in ("", "side/", "side/figur/"):
        assert told_to_sites(tmp_path / f"gallery/{page}index.html") == {"twitter:card": "summary"}
    drawn = {"side/figur": without}
    for place, (side, figure) in enumerate((("anden", "a"), ("anden", "b"), ("side", "c"))):
        folder = tmp_path / side / figure
        folder.mkdir(parents=True)
        (folder / "social.png").write_bytes(png(1200, 630))
        noted = File(f"{side}/{figure}/social.png", (folder / "social.png").stat().st_size, "png", "social")
        named = replace(without.identity, page=side, figure=figure)
        new = replace(without, identity=named, place=place, title=f"Titel {figure}", files=(noted,))
        drawn[f"{side}/{figure}"] = new
    for names, shown in (
        (("side/figur", "anden/a"), {"": "anden/a", "side/": "anden/a", "side/figur/": "anden/a"}),
        (
            drawn,
            {"": "anden/a", "side/": "side/c", "side/figur/": "side/c", "side/c/": "side/c", "anden/b/": "anden/b"},
        ),
    ):
        (tmp_path / "manifest.json").write_bytes(as_json(drawn[name] for name in names))
        build(tmp_path, tmp_path / "gallery", BASE)
        for page, name in shown.items():
            assert told_to_sites(tmp_path / f"gallery/{page}index.html") == {
                "og:image": f"{BASE}{name}/social.png",
                "og:image:width": "1200",
                "og:image:height": "630",
                "og:image:alt": f"Titel {name[-1]}",
                "twitter:card": "summary_large_image",
            }


def test_what_is_shown_in_the_page_is_the_webs_and_on_a_narrow_screen_the_narrow_one(tmp_path: Path) -> None:
    sheets(tmp_path / "build", "social", "mobile")
    ((illustration,),) = (page.illustrations for page in read(tmp_path / "build").pages)
    assert illustration.drawing.name == "figur-da-web.png" and illustration.thumbnail.name == "figur-da-social.png"
    assert [file.name for file in illustration.pixels] == ["figur-da-web.png", "figur-da-web@2x.png"]
    build(tmp_path / "build", tmp_path / "gallery")
    tree = Tree((tmp_path / "gallery/side/figur/index.html").read_text("utf-8"))
    (source,) = tree.all("source")
    assert source["srcset"] == "figur-da-mobile.svg" and source["width"] == "800" and "max-width" in source["media"]
    for base in ("", BASE):
        pasted = Tree(share.embed(illustration, DA, base))
        link = ["a"] if base else []
        shown = ["picture", "source", "img", "img"]
        assert [tag for tag, _ in pasted.elements] == ["figure", *link, *shown], "nothing is said, so no caption"
        folder = f"{base}side/figur/" if base else ""
        (narrow,), (wide, column) = pasted.all("source"), pasted.all("img")
        assert narrow["srcset"] == f"{folder}figur-da-mobile.png" and narrow["media"] == "(max-width: 480px)"
        assert (narrow["width"], narrow["height"]) == (column["width"], column["height"]) == ("800", "900")
        assert (wide["src"], column["src"]) == (f"{folder}figur-da-web.png", f"{folder}figur-da-mobile.png")
        assert (wide["alt"], column["alt"]) == ("Titel", ""), "it is read once"
    sheets(tmp_path / "build", "social")
    build(tmp_path / "build", tmp_path / "gallery")
    tree = Tree((tmp_path / "gallery/side/figur/index.html").read_text("utf-8"))
    assert not tree.all("source") and "<picture>" not in "".join(tree.text), "nor in the code"


def test_a_figure_without_a_sheet_for_the_web_shows_what_there_is(tmp_path: Path) -> None:
    sheets(tmp_path, "social")
    drawn = next(iter(load(tmp_path).figures.values()))
    project(tmp_path, files=tuple(file for file in drawn.files if file.preset != "web"))
    ((illustration,),) = (page.illustrations for page in read(tmp_path).pages)
    assert illustration.drawing.name == "figur-da-social.svg" and illustration.thumbnail.name == "figur-da-social.png"


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)
def test_files_of_one_format_are_told_apart(language: Language, tmp_path: Path) -> None:
    words = language.gallery
    sheets(tmp_path, "poster", "social", "mobile")
    ((illustration,),) = (page.illustrations for page in read(tmp_path).pages)
    assert [sheet.name for sheet in illustration.sheets] == ["web", "mobile", "social", "poster"]
    for sheet in illustration.sheets:
        told = [words.format(file.kind) for file in sheet.files]
        assert len(set(told)) == len(told)
    assert set(words.sheets) == set(DA.sheets) == set(PRESETS)
    assert words.sheet(illustration.sheets[-1].name, 0)[::2] == ("poster", ""), "and one that is not known by its name"


def offered(page: Path) -> list[tuple[str, list[tuple[str, str]]]]:
    """The boxes of a page: the heading of each, and name and measure of each file in it."""
    text = page.read_text("utf-8").replace("\N{NO-BREAK SPACE}", " ")
    found = []
    for box in text.split('<li class="box ')[1:]:
        rows = re.findall(r'"format">(.+?)<.*?"measure">(.+?)<', box.split("</details>")[0], re.DOTALL)
        found.append((re.findall("<strong>(.+?)</strong>", box)[0], rows))
    return found


def test_files_stand_in_a_box_for_each_use(tmp_path: Path) -> None:
    """A box only where there are files for it, what is taken first on top; what nobody knows, last."""
    sheets(tmp_path, "poster", "social", "mobile")
    drawn = next(iter(load(tmp_path).figures.values()))
    own = "side/figur/figur-da"
    more = {
        f"{own}-web-editable.svg": ("svg-editable", "web"),
        f"{own}-slide.png": ("png", "slide"),
        f"{own}.pptx": ("pptx", ""),
        f"{own}-web.pdf": ("pdf", "web"),
        f"{own}-print-165.pdf": ("pdf", "print-165"),
        f"{own}-print-165.png": ("png", "print-165"),
        f"{own}.xyz": ("xyz", ""),
    }
    for path in more:
        (tmp_path / path).write_bytes(b"x")
    noted = tuple(File(path, 1, *about) for path, about in more.items())
    sizes = [{"preset": "print-165", "width": 800, "height": 400.0}, {"preset": "web", "width": 800, "height": 500}]
    (tmp_path / f"{own}.json").write_text(json.dumps({"sheets": sizes}), "utf-8")
    files = (replace(file, size=(tmp_path / file.path).stat().st_size) for file in drawn.files)
    (tmp_path / "manifest.json").write_bytes(as_json([replace(drawn, files=(*files, *noted))]))
    build(tmp_path, tmp_path / "gallery")
    found = offered(tmp_path / "gallery/side/figur/index.html")
    assert [name for name, _ in found] == ["Til web", "Til tryk", "Til dias", "Til redigering", "Tal", "Andre filer"]
    boxes = {name: [format for format, _ in rows] for name, rows in found}
    assert boxes["Til web"] == ["PNG, stor", "PNG", *("PNG", "SVG") * 3]
    assert boxes["Til tryk"] == ["PDF", "PNG", "PDF"]
    assert boxes["Til dias"] == ["PowerPoint", "PNG"]
    assert boxes["Til redigering"] == ["SVG, redigerbar", "PowerPoint"]
    assert (boxes["Tal"], boxes["Andre filer"]) == (["CSV", "JSON"], ["XYZ"])
    measures = {name: [measure for _, measure in rows] for name, rows in found}
    assert measures["Til web"][:2] == ["16 × 8 px · 1 kB", "8 × 4 px · 1 kB"]
    assert measures["Til tryk"] == ["165 × 82 mm · 1 kB", "165 × 82 mm · 1 kB", "212 × 132 mm · 1 kB"]
    assert Tree((tmp_path / "gallery/side/figur/index.html").read_text("utf-8"))
    project(tmp_path / "few")
    build(tmp_path / "few", tmp_path / "few/gallery")
    assert [name for name, _ in offered(tmp_path / "few/gallery/side/figur/index.html")] == ["Til web", "Tal"]
    with ZipFile(tmp_path / "gallery/side/side.zip") as bundle:
        assert "side/IBM Plex Sans/OFL.txt" in bundle.namelist(), "text in PowerPoint is live"
    with ZipFile(tmp_path / "few/gallery/side/side.zip") as bundle:
        assert not any(name.endswith((".ttf", "OFL.txt")) for name in bundle.namelist()), "nothing needs the font"


def test_every_format_of_every_sheet_has_a_use(tmp_path: Path) -> None:
    drawn = project(tmp_path)
    for format in ENCODERS:
        for preset in PRESETS:
            name = f"side/figur/x-{format}-{preset}.bin"
            (tmp_path / name).write_bytes(b"x")
            drawn = replace(drawn, files=(*drawn.files, File(name, 1, format, preset)))
    (tmp_path / "manifest.json").write_bytes(as_json([drawn]))
    ((illustration,),) = (page.illustrations for page in read(tmp_path).pages)
    found = boxes(illustration)
    assert [box.use for box in found] == ["web", "print", "slide", "edit", "data"]
    held = [file.name for box in found for sheet in box.sheets for file in sheet.files]
    assert set(held) == {Path(file.path).name for file in drawn.files}
    assert {name for name in held if held.count(name) > 1} == {name for name in held if name.startswith("x-pptx")}


CREATIVE = "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/deed.da"


def survey(root: Path, folder: str, **told: str) -> Path:
    """A figure of a project as `render` draws it; `told` is what its survey says besides."""
    page = root / "figures" / folder
    page.mkdir(parents=True)
    said = {"name": "Prøven", "wave": '"2019"', "table_unit": "percent", **told}
    lines = "".join(f"{name}: {value}\n" for name, value in said.items())
    (page / "survey.yaml").write_text(lines, "utf-8")
    (page / "tal.csv").write_text("category;share\nBorgere;30\nKommuner;20\n", "utf-8")
    spec = "kind: bars\ntitle: Sådan svarer man\nn: 100\ncaption: svarene\ntable: tal.csv\n"
    (page / "f.yaml").write_text(spec, "utf-8")
    return page


def drawn_in(root: Path, monkeypatch: pytest.MonkeyPatch, *options: str) -> Path:
    """The gallery of a project."""
    monkeypatch.chdir(root)
    for arguments in (["render", "--quiet", "--preset", "web", "--format", "svg"], ["gallery", *options]):
        done = CliRunner().invoke(app, arguments)
        assert done.exit_code == 0, done.output
    return root / "build/gallery"


def test_licence_and_date_stand_with_the_figure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As survey.yaml says them: on the page, in what is copied, in what machines read, in the ZIP."""
    survey(tmp_path, "side", licence=CREATIVE, waves='{"2019": {day: 2019-03-12}}')
    gallery = drawn_in(tmp_path, monkeypatch)
    text = (gallery / "side/f/index.html").read_text("utf-8")
    stated = re.search(r'<p class="source">.*?</p>', text, re.DOTALL)
    assert stated and "Data fra 12. marts 2019" in stated[0]
    terms = "https://creativecommons.org/licenses/by/4.0/deed.da"
    assert f'Licens: <a href="{terms}" rel="license external noreferrer">CC BY 4.0</a>' in stated[0]
    ((illustration,),) = (page.illustrations for page in read(tmp_path / "build").pages)
    cited = share.citation(illustration, DA, "", "da")
    assert cited == f"Prøven 2019: Sådan svarer man (figur). side. Data fra 12. marts 2019. Licens: CC BY 4.0, {terms}."
    assert "Data from March 12, 2019. Licence:" in share.citation(illustration, LANGUAGES["en"].gallery, "", "en")
    pasted = share.embed(illustration, DA, "")
    assert f'Kilde: Prøven 2019. Licens: <a href="{terms}">CC BY 4.0</a>.</figcaption>' in pasted
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
    image, dataset = json.loads(data)["@graph"]
    assert image["license"] == dataset["license"] == terms and dataset["temporalCoverage"] == "2019-03-12"
    with ZipFile(gallery / "side/side.zip") as bundle:
        assert f"Licens: {CREATIVE}\r\n" in bundle.read("side/LÆS-MIG.txt").decode("utf-8-sig")


@pytest.mark.parametrize(
    ("licence", "name", "address"),
    [
        ("", "", ""),
        ("Frit til brug med kildeangivelse", "Frit til brug med kildeangivelse", ""),
        (CREATIVE, "CC BY 4.0", CREATIVE.split(", ")[1]),
        ("CC0 (https://example.org/cc0).", "CC0", "https://example.org/cc0"),
        ("https://example.org/vilkaar", "https://example.org/vilkaar", "https://example.org/vilkaar"),
        ("javascript:alert(1)", "javascript:alert(1)", ""),
    ],
)
def test_a_licence_and_where_it_is_told(tmp_path: Path, licence: str, name: str, address: str) -> None:
    project(tmp_path, {"licence": licence})
    ((illustration,),) = (page.illustrations for page in read(tmp_path).pages)
    assert illustration.licensed == (name, address)


def test_without_a_day_the_wave_dates_a_figure_and_never_the_clock(tmp_path: Path) -> None:
    told = {"source": "Prøven", "table": [{"category": "A", "printed": 1}]}
    for wave, source, dated, cited, period in (
        ("2018-2019", "Prøven", "Data fra 2018-2019", True, "2018/2019"),
        ("2018-2019", "Prøven 2018-2019", "Data fra 2018-2019", False, "2018/2019"),
        ("1. kvartal 2021", "Prøven", "Data fra 1. kvartal 2021", True, "2021"),
        ("Bølge to", "Prøven", "Data fra Bølge to", True, None),
    ):
        project(tmp_path, told | {"source": source}, wave=wave)
        build(tmp_path, tmp_path / "gallery")
        text = (tmp_path / "gallery/side/figur/index.html").read_text("utf-8")
        ((illustration,),) = (page.illustrations for page in read(tmp_path).pages)
        assert f"<span>{dated}</span>" in text
        assert (f" {dated}." in share.citation(illustration, DA, "", "da")) == cited
        data = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)[0])
        assert data["@graph"][1].get("temporalCoverage") == period
    project(tmp_path, wave="", edition="")
    build(tmp_path, tmp_path / "gallery")
    assert "Data fra" not in (tmp_path / "gallery/side/figur/index.html").read_text("utf-8")


@pytest.mark.parametrize("folder", ["en", "english", "da", "de", "nb"])
def test_the_name_of_a_folder_is_no_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str) -> None:
    """The survey says the language, or it is the house's; a page called "en" is a page."""
    survey(tmp_path, folder)
    gallery = drawn_in(tmp_path, monkeypatch)
    for page in ("", f"{folder}/", f"{folder}/f/"):
        text = (gallery / f"{page}index.html").read_text("utf-8")
        assert '<html lang="da">' in text and 'lang="en"' not in text and "Illustrationer" in text
    survey(tmp_path, "other", language="en")
    gallery = drawn_in(tmp_path, monkeypatch)
    assert '<html lang="en">' in (gallery / "other/f/index.html").read_text("utf-8")
    assert '<html lang="da">' in (gallery / f"{folder}/f/index.html").read_text("utf-8")


def colours(gallery: Path) -> dict[str, str]:
    """The custom properties that hold by day, as the cascade leaves them."""
    style = (gallery / "_gallery/screen.css").read_text("utf-8")
    by_day = re.sub(r"@media \(prefers-color-scheme: dark\) \{.*?\}\s*\}", "", style, flags=re.DOTALL)
    return dict(re.findall(r"--([a-z-]+): ([^;]+);", by_day))


def test_a_gallery_has_the_colours_of_the_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    survey(tmp_path, "side", theme="brand.toml")
    (tmp_path / "figures/side/brand.toml").write_text(
        'extends = "plain"\n[colours]\naccent = "#803010"\ndata = "#5A2A6E"\nink = "#101020"\n', "utf-8"
    )
    found = colours(drawn_in(tmp_path, monkeypatch))
    assert (found["accent"], found["link"], found["ink"]) == ("#803010", "#5a2a6e", "#101020")
    assert (found["paper"], found["raised"], found["sheet"]) == ("#f4f4f4", "#ffffff", "#ffffff")


def test_the_house_is_the_house_and_so_is_what_does_not_say(gallery: Path, tmp_path: Path) -> None:
    shipped = (ROOT / "barometer_cli/themes/screen.css").read_bytes()
    assert (gallery / "_gallery/screen.css").read_bytes() == shipped
    project(tmp_path, {"theme": {"ground": "#000000", "survey": "survey.yaml"}})
    build(tmp_path, tmp_path / "gallery")
    assert (tmp_path / "gallery/_gallery/screen.css").read_bytes() == shipped


def painted(accent: str, survey: str) -> dict[str, str]:
    return {**roles(themes.load("plain")), "accent": accent, "survey": survey}


@pytest.mark.parametrize(
    ("surveys", "accent"),
    [
        ((("#111111", "figures/survey.yaml"), *[("#222222", "figures/b/survey.yaml")] * 2), "#111111"),
        ((("#111111", "figures/a/survey.yaml"), *[("#222222", "figures/b/survey.yaml")] * 2), "#222222"),
        ((("#111111", "figures/a/survey.yaml"), ("#222222", "figures/b/survey.yaml")), "#111111"),
        ((("#111111", ""), ("#222222", "figures/b/survey.yaml")), "#222222"),
    ],
    ids=["the outermost", "of most", "the first", "one that a survey names"],
)
def test_of_several_themes_the_project_s_own_rules(
    tmp_path: Path, surveys: tuple[tuple[str, str], ...], accent: str
) -> None:
    named = {f"f{place}": {"theme": painted(*told)} for place, told in enumerate(surveys)}
    build(release(tmp_path, named), tmp_path / "gallery")
    assert colours(tmp_path / "gallery")["accent"] == accent


HUE = st.from_regex(r"\A#[0-9A-F]{6}\Z")


@examples(200)
@given(st.fixed_dictionaries(dict.fromkeys(ROLES, HUE)), st.sampled_from(["", "#FFFFFF", "#F5F3EE", "#0C0C0C"]))
def test_every_text_is_read_in_any_colours(asked: dict[str, str], ground: str) -> None:
    """What the page writes, on what it writes it, by day and by night: 4.5:1, whatever a theme says."""
    asked = asked | ({"ground": ground, "sheet": "#FFFFFF" if ground > "#8" else ground} if ground else {})
    asked = asked if ground else asked | {"ground": asked["sheet"]}
    shipped = (ROOT / "barometer_cli/themes/screen.css").read_text("utf-8")
    for own, told in zip(declared(shipped), declared(properties(asked)), strict=True):
        found = own | told
        for surface in (found["raised"], found["paper"]):
            for text in ("ink", "muted", "link", "accent"):
                assert contrast(found[text], surface) >= 4.5, (text, found)
        assert contrast(found["on-link"], found["link"]) >= 4.5
        assert contrast(found["on-mark"], found["mark"]) >= 4.5


def declared(style: str) -> list[dict[str, str]]:
    """The colours of a style sheet, by day and by night."""
    return [
        {
            name: f"#{hue * (2 if len(hue) == 3 else 1)}"
            for name, hue in re.findall(r"--([a-z-]+): #([0-9a-f]+);", block)
        }
        for block in re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    ]


def test_words_of_a_wide_picture_are_nowhere_shown_smaller_than_nine_px() -> None:
    """Notes have 12 px on 800; a narrower screen has the picture for narrow screens."""
    (rem,) = re.findall(r"\(max-width: (\d+)rem\)", share.NARROW_SCREEN)
    assert 12 * (16 * int(rem)) / 800 >= 9
