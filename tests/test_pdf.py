"""A tagged PDF as other programs read it: pypdf its objects and content, poppler its tags and px, qpdf its syntax."""

from __future__ import annotations

import io
import re
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from functools import cache
from pathlib import Path as FilePath
from typing import Any

import pypdf
import pytest
from msgspec.structs import replace
from PIL import Image as Pillow
from pypdf.generic import ContentStream
from test_formats import hostile, sample
from test_viewers import scene
from viewers import apart, program

from barometer_cli import pipeline, project
from barometer_cli.formats import ENCODERS
from barometer_cli.formats.xmp import packet
from barometer_cli.layout.type import characters as letters
from barometer_cli.layout.type import face, shape
from barometer_cli.model.preset import PRESETS
from barometer_cli.model.scene import Group, Image, Of, Rect, Scene, Text

ROOT = FilePath(__file__).parents[1]
BARS, MAP, CASE, LIST, QUOTE, NUMBER = (
    "katalog/klammer-syntetisk.yaml",
    "katalog/kort-regioner-syntetisk.yaml",
    "katalog/case-syntetisk.yaml",
    "katalog/tjekliste-syntetisk.yaml",
    "samarbejd-paa-tvaers/citat-vejdirektoratet.yaml",
    "samarbejd-paa-tvaers/noegletal.yaml",
)
PAINTS = {b"f", b"S", b"B", b"Tj", b"TJ", b"Do"}
NAMES = {"dc": "http://purl.org/dc/elements/1.1/", "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#"}


@cache
def read(spec: str) -> pypdf.PdfReader:
    return opened(scene(spec))


def opened(drawn: Scene) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(ENCODERS["pdf"].encode(drawn, 1)), strict=True)


def root(of: pypdf.PdfReader) -> Any:
    return of.trailer["/Root"]


def elements(of: pypdf.PdfReader) -> list[Any]:
    """What is read, in its order: elements that hold content."""

    def leaves(node: Any) -> Iterator[Any]:
        kids = [kid.get_object() for kid in node["/K"]] if not isinstance(node["/K"], dict) else [node["/K"]]
        if all(isinstance(kid, int) for kid in kids):
            yield node
        else:
            for kid in kids:
                assert kid["/P"] == node, "a child knows its parent"
                yield from leaves(kid)

    return list(leaves(root(of)["/StructTreeRoot"]["/K"]))


def painted(of: pypdf.PdfReader) -> list[tuple[str, int | None, list[Any]]]:
    """Every piece of marked content: its tag, its number (None of an artifact), and what paints in it."""
    pieces: list[tuple[str, int | None, list[Any]]] = []
    inside = False
    for operands, operator in ContentStream(of.pages[0]["/Contents"], of).operations:
        if operator in (b"BMC", b"BDC"):
            assert not inside, "no piece stands in another"
            inside = True
            pieces.append((operands[0], operands[1]["/MCID"] if operator == b"BDC" else None, []))
        elif operator == b"EMC":
            inside = False
        elif operator in PAINTS:
            assert inside, f"{operator!r} paints outside of marked content"
            pieces[-1][2].append((operands, operator))
    return pieces


def words(of: pypdf.PdfReader, element: Any) -> str:
    """The words of an element, by the maps of the fonts that its content asks for."""
    wanted, found, font, inside = set(element["/K"]), "", {}, False
    fonts = {name: characters(each) for name, each in of.pages[0]["/Resources"]["/Font"].items()}
    for operands, operator in ContentStream(of.pages[0]["/Contents"], of).operations:
        if operator == b"BDC":
            inside = operands[1]["/MCID"] in wanted
        elif operator == b"EMC":
            inside = False
        elif operator == b"Tf":
            font = fonts[operands[0]]
        elif operator == b"TJ" and inside:
            codes = [part for part in operands[0] if not isinstance(part, int | float)]
            found += "".join(font[code.original_bytes.hex().upper()] for code in codes)
    return found


def characters(font: Any) -> dict[str, str]:
    pairs = re.findall(rb"<(\w{4})> <(\w+)>", font["/ToUnicode"].get_data().split(b"endcodespacerange")[1])
    return {code.decode(): bytes.fromhex(to.decode()).decode("utf-16-be") for code, to in pairs}


SPECS = (BARS, MAP, CASE, LIST, QUOTE, NUMBER)


@pytest.mark.parametrize("spec", SPECS)
def test_everything_that_is_painted_is_tagged_once_or_an_artifact(spec: str) -> None:
    of = read(spec)
    pieces = painted(of)
    told = {number: tag for tag, number, _ in pieces if number is not None}
    assert sorted(told) == list(range(len(told))) and all(paints for _, _, paints in pieces)
    owners = root(of)["/StructTreeRoot"]["/ParentTree"]["/Nums"][1]
    assert of.pages[0]["/StructParents"] == root(of)["/StructTreeRoot"]["/ParentTree"]["/Nums"][0]
    for element in elements(of):
        for number in element["/K"]:
            assert told.pop(number) == element["/S"] and owners[number].get_object() == element
    assert not told, "content that no element holds"


@pytest.mark.parametrize("spec", SPECS)
def test_only_ground_and_ornaments_are_artifacts(spec: str) -> None:
    drawn = scene(spec)
    dress = [mark for mark in drawn.marks() if mark.of and mark.of.role in ("ornament", "quote mark")]
    artifacts = [paint for tag, number, paints in painted(read(spec)) if number is None for paint in paints]
    assert len(artifacts) == 1 + len(dress)


@pytest.mark.parametrize("spec", [BARS, MAP, NUMBER])
def test_the_tree_is_headline_figure_note_and_source_in_order(spec: str) -> None:
    drawn, of = scene(spec), read(spec)
    found = [(element["/S"], words(of, element)) for element in elements(of) if element["/S"] != "/Figure"]
    said = {
        role: " ".join(mark.text for mark in drawn.marks() if isinstance(mark, Text) and mark.of == Of(role))  # type: ignore[arg-type]
        for role in ("title", "subtitle", "note", "source", "notice")
    }
    tags = {"title": "/H1"}
    assert found == [(tags.get(role, "/P"), text) for role, text in said.items() if text]
    [figure] = [element for element in elements(of) if element["/S"] == "/Figure"]
    assert figure["/Alt"] == drawn.alt and len(drawn.alt) > 20
    order = [element["/S"] for element in elements(of)]
    assert order.index("/Figure") == (1 if spec == NUMBER else 2)


def test_the_figure_lies_in_the_box_that_it_names() -> None:
    marks = (Rect("a", 20, 30, 100, 40, "#112233", Of("bar")), Rect("b", 150, 60, 10, 90, "#112233", Of("bar")))
    drawn = Scene("s", 400, 200, "#FFFFFF", "t", "d", "da", (Group("g", "G", marks),), "alt")
    [figure] = elements(opened(drawn))
    assert figure["/A"]["/BBox"] == pytest.approx([15, 37.5, 120, 127.5])


def test_words_alone_are_read_as_they_stand() -> None:
    for spec in (QUOTE, LIST):
        drawn, of = scene(spec), read(spec)
        heard = " ".join(words(of, element) for element in elements(of))
        texts = [m.text for m in drawn.marks() if isinstance(m, Text) and m.of and m.of.role != "quote mark"]
        assert all(text.removesuffix(" ") in heard for text in texts)
        assert "/Figure" not in {element["/S"] for element in elements(of)}
    tags = [(element["/S"], element["/P"]["/S"]) for element in elements(read(LIST))]
    assert tags.count(("/LBody", "/LI")) == 5
    assert {each["/P"]["/P"]["/S"] for each in elements(read(LIST)) if each["/S"] == "/LBody"} == {"/L"}
    [figure] = [element for element in elements(read(CASE)) if element["/S"] == "/Figure"]
    assert figure["/Alt"] == scene(CASE).alt


def test_the_document_says_title_language_and_that_it_is_tagged() -> None:
    drawn, of = scene(BARS), read(BARS)
    catalogue = root(of)
    assert catalogue["/MarkInfo"]["/Marked"].value is True and catalogue["/Lang"] == "da"
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert of.metadata is not None and set(of.metadata) == {"/Title", "/Subject"}
    assert (of.metadata.title, of.metadata.subject) == (drawn.title, drawn.description)


def test_xmp_says_the_same() -> None:
    drawn = replace(scene(BARS), licence="CC BY 4.0")
    of = opened(drawn)
    told = root(of)["/Metadata"].get_data()
    assert told == packet(drawn)
    tree = ET.fromstring(re.sub(rb"<\?xpacket[^>]*>", b"", told))
    said = {
        name: "".join(tree.find(f".//dc:{name}", NAMES).itertext()) for name in ("title", "description", "language")
    }  # type: ignore[union-attr]
    assert of.metadata is not None
    assert said == {"title": of.metadata.title, "description": of.metadata.subject, "language": root(of)["/Lang"]}


def test_one_font_a_weight_is_embedded_and_says_its_characters() -> None:
    of = opened(sample())
    fonts = of.pages[0]["/Resources"]["/Font"]
    names = [font["/BaseFont"] for font in fonts.values()]
    assert [name.partition("+")[2] for name in names] == [
        "IBMPlexSans-Regular",
        "IBMPlexSans-SemiBold",
        "IBMPlexSans-Bold",
    ]
    for weight, font in zip((400, 600, 700), fonts.values(), strict=True):
        [descendant] = font["/DescendantFonts"]
        data = descendant["/FontDescriptor"]["/FontFile2"].get_data()
        assert data[:4] == b"\0\1\0\0" and len(data) < 20_000
        written = "".join(m.text for m in sample().marks() if isinstance(m, Text) and m.weight == weight)
        assert set("".join(characters(font).values())) == {*written, " "}


def test_the_glyphs_of_a_word_stand_for_its_characters() -> None:
    assert next(letters("fik æfl", shape("fik æfl", face(400)).places)) == "fi"
    for word in ("figuren", "æblefluer", "x\u0301y", "e\u0301t", "a😀b", "62\u00a0%"):
        for weight in (400, 600, 700):
            assert "".join(letters(word, shape(word, face(weight)).places)) == word  # type: ignore[arg-type]


@pytest.mark.parametrize("preset", ["web", "print-80", "print-165"])
def test_poppler_finds_the_tags_and_the_size(preset: str, tmp_path: FilePath) -> None:
    pdfinfo = program("pdfinfo", "poppler-utils")
    [entry] = project.find([ROOT / "figures" / BARS])
    drawn = pipeline.on_sheet(project.figure(entry, project.Microdata()), PRESETS[preset]).scene
    (tmp_path / "a.pdf").write_bytes(ENCODERS["pdf"].encode(drawn, 1))

    def asked(*options: str) -> str:
        run = subprocess.run([pdfinfo, *options, "a.pdf"], cwd=tmp_path, capture_output=True, check=True, timeout=60)
        assert not run.stderr, run.stderr
        return run.stdout.decode()

    told = asked()
    assert re.search(r"^Tagged: +yes$", told, re.MULTILINE) and re.search(r"^Suspects: +no$", told, re.MULTILINE)
    size = re.search(r"^Page size: +([\d.]+) x ([\d.]+) pts", told, re.MULTILINE)
    assert size and float(size[1]) == pytest.approx(drawn.width * 72 / drawn.resolution, abs=0.005)
    structure = asked("-struct-text")
    tags = re.findall(r"^  ([A-Z]\w*)", structure, re.MULTILINE)
    assert tags[:3] == ["H1", "P", "Figure"]
    assert f'"{drawn.title}"' in structure


@pytest.mark.parametrize("of", [sample, lambda: scene(BARS), lambda: scene(MAP), lambda: scene(CASE)],
                         ids=["all marks", "bars", "map", "case"])  # fmt: skip
def test_poppler_paints_a_pdf_as_the_png_has_it(of: Any, tmp_path: FilePath) -> None:
    """Letters on a screen have edges that each program softens in its own way; shapes are the same."""
    pdftoppm = program("pdftoppm", "poppler-utils")
    drawn = of()
    drawn = replace(drawn, height=float(-(-drawn.height // 4) * 4))  # poppler paints whole px, and whole points
    shapes = tuple(replace(g, marks=tuple(m for m in g.marks if not isinstance(m, Text))) for g in drawn.groups)
    resampled = any(isinstance(mark, Image) for mark in drawn.marks())
    for each, most in ((drawn, 0.05), (replace(drawn, groups=shapes), 0.015 if resampled else 0.004)):
        (tmp_path / "a.pdf").write_bytes(ENCODERS["pdf"].encode(each, 1))
        asked = [pdftoppm, "-r", "96", "-png", "a.pdf"]
        run = subprocess.run(asked, cwd=tmp_path, capture_output=True, check=True, timeout=60)
        assert not run.stderr
        assert apart(Pillow.open(io.BytesIO(run.stdout)), each) < most


@pytest.mark.parametrize("of", [sample(), hostile()], ids=["all marks", "hostile"])
def test_qpdf_has_nothing_to_say(of: Scene, tmp_path: FilePath) -> None:
    qpdf = program("qpdf", "qpdf")
    (tmp_path / "a.pdf").write_bytes(ENCODERS["pdf"].encode(of, 1))
    run = subprocess.run([qpdf, "--check", "a.pdf"], cwd=tmp_path, capture_output=True, timeout=60)
    assert run.returncode == 0 and b"No syntax or stream encoding errors" in run.stdout


def test_the_id_is_that_of_the_content() -> None:
    ids = [opened(each).trailer["/ID"] for each in (sample(), sample(), replace(sample(), alt="en anden"))]
    assert ids[0] == ids[1] != ids[2] and ids[0][0] == ids[0][1]
