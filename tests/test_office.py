"""What others make of a PowerPoint file: the schemas of ECMA-376, what PowerPoint is known to repair, LibreOffice."""

from __future__ import annotations

import io
import posixpath
import re
import subprocess
import zipfile
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import openpyxl
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator
from openxml_audit.errors import FileFormat
from PIL import Image
from test_formats import hostile, sample
from test_pptx import NATIVE, SHAPES, C, P, written
from viewers import libreoffice, page, program

from barometer_cli import pipeline, project
from barometer_cli.charts import KINDS
from barometer_cli.formats import ENCODERS
from barometer_cli.formats.native import native
from barometer_cli.model.figure import Sheet
from barometer_cli.model.preset import PRESETS
from barometer_cli.model.scene import Rect, Scene, Text
from barometer_cli.model.spec import SurveySpec
from barometer_cli.model.table import Cell, Table

ROOT = Path(__file__).parents[1]
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
LABELS = {
    "clustered": {"ctr", "inBase", "inEnd", "outEnd"},
    "stacked": {"ctr", "inBase", "inEnd"},
    "line": {"b", "ctr", "l", "r", "t"},
}
"""Where PowerPoint has values at each kind of chart: it repairs a file that has them elsewhere, and no schema tells."""
each_slide = pytest.mark.parametrize("spec", [*NATIVE, *SHAPES])


def parts(data: bytes) -> dict[str, bytes]:
    """What is in an archive, by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None and len(set(archive.namelist())) == len(archive.namelist())
        return {name: archive.read(name) for name in archive.namelist()}


def audited(data: bytes, folder: Path, suffix: str = "pptx") -> list[str]:
    """What the Open XML SDK's schemas and rules, as openxml-audit applies them, find wrong with a file.

    They are those of Office 2010: later versions take what it takes, and more.
    """
    file = folder / f"a.{suffix}"
    file.write_bytes(data)
    found = OpenXmlValidator(FileFormat.OFFICE_2010).validate(file)
    return [f"{error.part_uri} {error.path}: {error.description}" for error in found.errors]


@each_slide
def test_every_part_is_as_the_schemas_say(spec: str, tmp_path: Path) -> None:
    assert audited(written(spec), tmp_path) == []
    for name, content in parts(written(spec)).items():
        if name.endswith(".xlsx"):
            assert audited(content, tmp_path, "xlsx") == []


@pytest.mark.parametrize("of", [sample, hostile])
def test_slides_of_all_marks_and_of_hostile_words_are_as_the_schemas_say(of: object, tmp_path: Path) -> None:
    assert audited(ENCODERS["pptx"].encode(of(), 1), tmp_path) == []  # type: ignore[operator]


@cache
def samples(preset: str) -> dict[str, Sheet]:
    """Every sample figure on a sheet, by its stem; those that have no room there are not."""
    microdata = project.Microdata()
    entries = project.find([ROOT / "figures"])
    laid = {entry.stem: pipeline.sheets(project.figure(entry, microdata), [PRESETS[preset]])[0] for entry in entries}
    return {stem: sheets[0] for stem, sheets in laid.items() if sheets}


def prove(data: bytes, folder: Path) -> None:
    assert audited(data, folder) == []
    prove_whole(data)
    prove_sound(data)
    prove_remembered(data)


@pytest.mark.thorough
@pytest.mark.parametrize("preset", PRESETS)
def test_every_slide_is_sound(preset: str, tmp_path: Path) -> None:
    assert len(samples(preset)) > 50 and {each.figure.spec.kind for each in samples("web").values()} == set(KINDS)
    for laid in samples(preset).values():
        prove(ENCODERS["pptx"].encode(laid.scene, 1), tmp_path)


@pytest.mark.thorough
@pytest.mark.parametrize("rows", [1, 2, 5])
@pytest.mark.parametrize("preset", ["web", "mobile", "slide"])
@pytest.mark.parametrize("kind", ["bars", "grouped_bars", "stacked_bars", "stacked_columns"])
def test_charts_of_few_rows_and_of_many_are_sound(kind: str, preset: str, rows: int, tmp_path: Path) -> None:
    """Gaps and overlaps are within what PowerPoint has, however thick a bar is."""
    groups = (None,) if kind == "bars" else ("Kommune", "Region")
    cells = tuple(
        Cell(f"Svar {row}", (row + 1) / sum(range(rows + 1)), group) for row in range(rows) for group in groups
    )
    answers = "one" if kind.startswith("stacked") else "several"
    fields = {"kind": kind, "title": "Svar", "table": "t.csv", "n": 1000, "question": {"answers": answers}}
    spec = KINDS[kind].spec.model_validate(fields)
    figure = pipeline.figure("f", spec, SurveySpec(name="N", wave="1"), Table(cells, n=1000))
    prove(ENCODERS["pptx"].encode(pipeline.on_sheet(figure, PRESETS[preset]).scene, 1), tmp_path)


def test_what_the_schemas_do_not_allow_is_found(tmp_path: Path) -> None:
    """The oracle is none that says yes to everything."""
    whole = parts(written(NATIVE[4]))
    for name, was, now in (
        ("ppt/charts/chart1.xml", rb"(<c:gapWidth[^>]*/>)\s*(<c:overlap[^>]*/>)", rb"\2\1"),
        ("ppt/charts/chart1.xml", rb'<c:axId val="1"', b'<c:axId val="-2068027336"'),
        ("ppt/charts/chart1.xml", rb'<c:dLblPos val="\w+"', b'<c:dLblPos val="outside"'),
        ("ppt/slides/slide1.xml", rb"(<a:solidFill>.*?</a:solidFill>)(<a:latin [^>]*/>)", rb"\2\1"),
        ("ppt/slides/slide1.xml", rb' r:id="rId\d+"', b' r:id="rId99"'),
    ):
        spoilt, count = re.subn(was, now, whole[name], count=1, flags=re.DOTALL)
        assert count and spoilt != whole[name]
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for each, content in {**whole, name: spoilt}.items():
                archive.writestr(each, content)
        assert audited(out.getvalue(), tmp_path), now


@each_slide
def test_a_package_has_every_part_that_it_tells_of_and_no_other(spec: str) -> None:
    prove_whole(written(spec))
    for name, content in parts(written(spec)).items():
        if name.endswith(".xlsx"):
            prove_whole(content)


def prove_whole(data: bytes) -> None:
    found = parts(data)
    types = etree.fromstring(found["[Content_Types].xml"])
    typed = {each.get("PartName") for each in types.iter(f"{TYPES}Override")}
    extensions = {each.get("Extension").lower() for each in types.iter(f"{TYPES}Default")}
    wanted = {"[Content_Types].xml"}
    for name, content in found.items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(content)
        assert f"/{name}" in typed or name.rpartition(".")[2].lower() in extensions, name
        if name.endswith(".rels"):
            wanted |= {name, *targets(name, content)}
    assert wanted == set(found) and {name.removeprefix("/") for name in typed} <= set(found)


def targets(name: str, content: bytes) -> Iterator[str]:
    """The parts that a part of relationships names; none is outside the file."""
    source = posixpath.dirname(posixpath.dirname(name))
    ids = [each.get("Id") for each in etree.fromstring(content).iter(RELATIONSHIP)]
    assert len(ids) == len(set(ids))
    for each in etree.fromstring(content).iter(RELATIONSHIP):
        assert each.get("TargetMode") != "External"
        yield posixpath.normpath(posixpath.join("/", source, each.get("Target"))).removeprefix("/")


@each_slide
def test_ids_places_and_languages_are_such_as_powerpoint_takes(spec: str) -> None:
    """What no schema says: a shape has an id of its own, axes know one another, a language is a tag."""
    prove_sound(written(spec))


def prove_sound(data: bytes) -> None:
    for name, content in parts(data).items():
        if not name.endswith(".xml"):
            continue
        root = etree.fromstring(content)
        ids = [each.get("id") for each in root.iter(f"{P}cNvPr")]
        assert len(ids) == len(set(ids)) and all(int(each) > 0 for each in ids), name
        languages = {each.get("lang") for each in root.iter() if each.get("lang")}
        assert all(re.fullmatch("[a-z]{2}-[A-Z]{2}", each) for each in languages), (name, languages)
        if "/charts/chart" in name:
            prove_axes(root)


def prove_axes(chart: etree._Element) -> None:
    [plot] = (each for each in chart.find(f"{C}chart/{C}plotArea") if each.tag.endswith("Chart"))
    asked = [each.get("val") for each in plot.findall(f"{C}axId")]
    axes = {each.find(f"{C}axId").get("val"): each.find(f"{C}crossAx").get("val")
            for each in chart.iter(f"{C}catAx", f"{C}valAx")}  # fmt: skip
    assert len(asked) == 2 and axes == dict(zip(asked, asked[::-1], strict=True))
    for tag in ("idx", "order"):
        numbers = [each.find(f"{C}{tag}").get("val") for each in plot.findall(f"{C}ser")]
        assert len(numbers) == len(set(numbers))
    for series in plot.findall(f"{C}ser"):
        count = int(series.find(f"{C}val//{C}ptCount").get("val"))
        places = [int(each.get("val")) for each in series.iterfind(f"*/{C}idx")] + [
            int(each.get("val")) for each in series.iterfind(f"{C}dLbls/{C}dLbl/{C}idx")
        ]
        assert all(place < count for place in places)
    grouping = plot.find(f"{C}grouping").get("val") if plot.tag == f"{C}barChart" else "line"
    assert {each.get("val") for each in plot.iter(f"{C}dLblPos")} <= LABELS[grouping]


@pytest.mark.parametrize("spec", NATIVE)
def test_what_a_chart_remembers_is_what_its_sheet_says(spec: str) -> None:
    """Cell by cell where each formula points: what differs changes before the reader's eyes at "Edit data"."""
    assert prove_remembered(written(spec)) == 1


def prove_remembered(data: bytes) -> int:
    """Of how many charts it is proved."""
    found = parts(data)
    charts = [each for each in found if re.fullmatch(r"ppt/charts/chart\d+\.xml", each)]
    books = [openpyxl.load_workbook(io.BytesIO(content)) for name, content in found.items() if name.endswith(".xlsx")]
    for name, book in zip(charts, books, strict=True):
        references = list(etree.fromstring(found[name]).iter(f"{C}numRef", f"{C}strRef", f"{C}multiLvlStrRef"))
        assert len(references) >= 3
        for reference in references:
            place, _, cells = reference.findtext(f"{C}f").replace("'", "").partition("!")
            told = book[place][cells.replace("$", "")]
            rows = told if isinstance(told, tuple) else ((told,),)
            read = float if reference.tag == f"{C}numRef" else str
            sheet_says = [read(cell.value) for row in rows for cell in row if cell.value not in (None, "")]
            count = int(reference.find(f".//{C}ptCount").get("val"))
            remembered = [read(each.findtext(f"{C}v")) for each in reference.iter(f"{C}pt")]
            assert remembered == sheet_says and len(rows) == count
    return len(charts)


@pytest.mark.thorough
def test_libreoffice_shows_every_slide_as_it_was_drawn(tmp_path: Path) -> None:
    """Of every kind: one page, every letter, every bar where it is in its colour, and the same from far away."""
    laid = samples("web")
    for stem, each in laid.items():
        (tmp_path / f"{stem}.pptx").write_bytes(ENCODERS["pptx"].encode(each.scene, 1))
    libreoffice(tmp_path, "--convert-to", "pdf", *(f"{stem}.pptx" for stem in laid))
    for stem, each in laid.items():
        command = [program("pdftotext", "poppler-utils"), f"{stem}.pdf", "-"]
        run = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True, timeout=60)
        read = run.stdout.decode()
        drawn = "".join(mark.text for mark in each.scene.marks() if isinstance(mark, Text))
        assert read.count("\f") == 1 and letters(read) == letters(drawn), stem
        shown = page(tmp_path / f"{stem}.pdf", 96)
        prove_bars_are_seen(stem, each.scene, shown)
        ours = Image.open(io.BytesIO(ENCODERS["png"].encode(each.scene, 1)))
        chart = native(each.scene)
        most = 0.1 if chart and chart.names else 0.05  # names of rows stand to the right against the axis of a chart
        afar, there = (from_afar(picture, each.scene) for picture in (ours, shown))
        assert (abs(afar - there).max(axis=2) > 48).mean() < most, stem


def from_afar(picture: Image.Image, scene: Scene) -> np.ndarray:
    """A picture of a scene in px eight times as large: words are grey, and what is out of its place is seen."""
    size = round(scene.width / 8), round(scene.height / 8)
    return np.asarray(picture.convert("RGB").resize(size, Image.Resampling.BOX)).astype(int)


def letters(text: str) -> Counter[str]:
    """How often each letter stands in a text, wherever its lines break."""
    return Counter(re.sub(r"[\s\u00ad-]", "", text))


def prove_bars_are_seen(stem: str, scene: Scene, shown: Image.Image) -> None:
    chart, seen = native(scene), np.asarray(shown.convert("RGB")).astype(int)
    for mark in scene.marks():
        if isinstance(mark, Rect) and mark.of and mark.of.role == "bar" and min(mark.width, mark.height) > 8:
            moved = chart.moved(mark) if chart else mark
            assert isinstance(moved, Rect)
            # beside the words that may stand in it
            there = seen[round(moved.y + 3), round(moved.x + 3)]
            assert abs(there - [*bytes.fromhex(mark.fill[1:])]).max() < 12, (stem, mark.id)
