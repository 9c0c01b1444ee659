"""What is in a PowerPoint file, as python-pptx and openpyxl read it, held against the scene and the JSON's numbers."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections import Counter
from functools import cache
from pathlib import Path as FilePath
from typing import Any

import matplotlib
import openpyxl
import pptx
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace
from pptx.util import Emu
from test_formats import hostile, sample
from thorough import examples
from typer.testing import CliRunner

from barometer_cli import pipeline, project
from barometer_cli.charts import KINDS
from barometer_cli.cli import app
from barometer_cli.errors import BarometerError, BuildError
from barometer_cli.export import doctor, numbers
from barometer_cli.formats import ENCODERS
from barometer_cli.formats.charting import number_format
from barometer_cli.formats.drawing import Words, words
from barometer_cli.formats.native import Native, native
from barometer_cli.layout.type import width
from barometer_cli.layout.typeface import typeface
from barometer_cli.model.figure import Sheet
from barometer_cli.model.preset import PRESETS
from barometer_cli.model.scene import Circle, Of, Rect, Scene, Text, Told
from barometer_cli.model.spec import SurveySpec
from barometer_cli.model.table import Cell, Hidden, Table

ROOT = FilePath(__file__).parents[1]
NATIVE = (
    "samarbejd-paa-tvaers/partnere.yaml",
    "innovation-2021-2023/evaluering.yaml",
    "katalog/klammer-syntetisk.yaml",
    "katalog/sammenligning-syntetisk.yaml",
    "katalog/grupper-syntetisk.yaml",
    "sektorer/internt-eksternt-efter-sektor.yaml",
    "sektorer/partnere-efter-sektor.yaml",
    "katalog/stablede-antal-syntetisk.yaml",
    "katalog/stablede-soejler-syntetisk.yaml",
    "innovation-over-tid/svarprocent.yaml",
    "innovation-over-tid/innovationstyper-over-tid.yaml",
    "katalog/kurver-tillid-syntetisk.yaml",
)
SHAPES = (
    "katalog/kort-regioner-syntetisk.yaml",
    "katalog/case-syntetisk.yaml",
    "katalog/varmetabel-syntetisk.yaml",
    "katalog/modstillede-soejler-syntetisk.yaml",
    "samarbejd-paa-tvaers/noegletal.yaml",
    "samarbejd-paa-tvaers/citat-vejdirektoratet.yaml",
)
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"


@cache
def sheet(spec: str, preset: str = "web") -> Sheet:
    [entry] = project.find([ROOT / "figures" / spec])
    return pipeline.on_sheet(project.figure(entry, project.Microdata()), PRESETS[preset])


@cache
def written(spec: str, preset: str = "web") -> bytes:
    return ENCODERS["pptx"].encode(sheet(spec, preset).scene, 1)


def opened(data: bytes) -> Any:
    """The only slide of a presentation."""
    [slide] = pptx.Presentation(io.BytesIO(data)).slides
    return slide


def every(shapes: Any) -> list[Any]:
    """Shapes, and those in groups."""
    found = []
    for shape in shapes:
        found += [shape, *(every(shape.shapes) if shape.shape_type == 6 else [])]
    return found


def chart_of(spec: str, preset: str = "web") -> Any:
    [frame] = [shape for shape in every(opened(written(spec, preset)).shapes) if shape.has_chart]
    return frame


def told(chart: Any) -> dict[tuple[str, str], float]:
    """The numbers of a chart by row and series."""
    rows = [row.label or "" for row in chart.plots[0].categories]
    return {
        (row, series.name): value
        for series in chart.plots[0].series
        for row, value in zip(rows, series.values, strict=True)
        if value is not None
    }


@pytest.mark.parametrize("spec", NATIVE)
def test_a_chart_has_the_numbers_of_the_json_and_no_others(spec: str) -> None:
    """Of each bar or point of the picture, whichever of its two names stands at its row."""
    laid = sheet(spec)
    found = told(chart_of(spec).chart)
    whole = 100 if laid.figure.table.measure.is_share else 1
    marks = {(m.of.category, m.of.group) for m in laid.scene.marks() if m.of and m.of.role in ("bar", "point")}
    records = {(each["category"], each["group"]): each["printed"] for each in numbers.as_records(laid.figure)}
    for category, group in marks:
        names = (category or "", group or "")
        [key] = [
            (row, series)
            for row, series in found
            if any(
                one and row.startswith(one) and series in (other, laid.scene.title)
                for one, other in (names, names[::-1])
            )
            and (group is None or series != laid.scene.title)
        ]
        assert found.pop(key) * whole == pytest.approx(records[category, group])
    assert marks and not found


@pytest.mark.parametrize("spec", NATIVE)
def test_the_sheet_of_numbers_is_what_the_chart_shows(spec: str) -> None:
    chart = chart_of(spec).chart
    book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    head, *rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert len(book.worksheets) == 1
    assert list(head[1:]) == [series.name for series in chart.plots[0].series]
    assert [row[0] or "" for row in rows] == [row.label or "" for row in chart.plots[0].categories]
    assert [tuple(row[1:]) for row in rows] == list(zip(*(s.values for s in chart.plots[0].series), strict=True))


def secret() -> Scene:
    """A figure with a share that too few gave, and one that is not drawn."""
    table = Table(
        (Cell("Ja", 0.618), Cell("Nej", 0.297), Cell("Skjult", 0.0731, shown=False)),
        hidden=(Hidden("Hemmelig"),),
        n=1000,
    )
    fields = {
        "kind": "bars",
        "title": "Flest siger ja",
        "table": "t.csv",
        "n": 1000,
        "question": {"answers": "several"},
    }
    spec = KINDS["bars"].spec.model_validate(fields)
    return pipeline.on_sheet(pipeline.figure("f", spec, SurveySpec(name="N", wave="1"), table)).scene


def test_what_is_not_shown_is_in_no_part_of_the_file() -> None:
    def parts(data: bytes) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            found = {name: archive.read(name) for name in archive.namelist()}
        inner = {f"{name}/{part}": content for name, whole in found.items() if name.endswith(".xlsx")
                 for part, content in parts(whole).items()}  # fmt: skip
        return found | inner

    assert secret().chart and {each.category for each in secret().chart.told} == {"Ja", "Nej"}  # type: ignore[union-attr]
    found = parts(ENCODERS["pptx"].encode(secret(), 1))
    sheets = [content for name, content in found.items() if "worksheets/sheet" in name]
    assert len(sheets) == 1 and b"0.62" in sheets[0] and b"0.3" in sheets[0]
    for name, content in found.items():
        if "chart" in name or ".xlsx" in name:
            assert b"Hemmelig" not in content and b"Skjult" not in content, name
        for unrounded in (b"0.618", b"0.297", b"0.0731", b"0.07"):
            assert f">{unrounded.decode()}<".encode() not in content, name


def fill_of(series: Any, row: int) -> str:
    """The colour of a bar: its own, or that of its series."""
    own = [each for each in series.findall(f"{C}dPt") if each.find(f"{C}idx").get("val") == str(row)]
    return str((own or [series])[0].find(f"{C}spPr/{A}solidFill/{A}srgbClr").get("val"))


def drawn_as(spec: str, preset: str = "web") -> Native:
    found = native(sheet(spec, preset).scene)
    assert found
    return found


@pytest.mark.parametrize("spec", [spec for spec in NATIVE if "kurver" not in spec and "over-tid" not in spec])
def test_bars_have_the_colours_lengths_and_places_of_the_picture(spec: str) -> None:
    prove_bars(sheet(spec).scene, chart_of(spec))


def prove_bars(scene: Scene, frame: Any) -> None:
    """Each bar is worked out of the chart alone, as PowerPoint would, and lies on the rectangle of the scene."""
    chart, plot, px = frame.chart, frame.chart.plots[0], 9525
    layout = chart._chartSpace.chart.plotArea.find(f"{C}layout/{C}manualLayout")
    x, y, w, h = (float(layout.find(f"{C}{side}").get("val")) for side in "xywh")
    left, top = (frame.left + x * frame.width) / px, (frame.top + y * frame.height) / px
    wide, high = w * frame.width / px, h * frame.height / px
    upright = scene.axis == "y"
    rows, series = len(plot.categories), list(plot.series)
    pitch = (wide if upright else high) / rows
    stacked = plot.overlap == 100
    count = 1 if stacked else len(series)
    overlap = plot.overlap / 100
    thick = pitch / (plot.gap_width / 100 + count - (count - 1) * overlap * (not stacked))
    most = chart.value_axis.maximum_scale
    bars = []
    for row in range(rows):
        end = 0.0
        for place, each in enumerate(series):
            if (value := each.values[row]) is None:
                continue
            step = 0 if stacked else (place - (count - 1) / 2) * thick * (1 - overlap)
            middle = (left if upright else top) + (row + 0.5) * pitch + step
            begin, end = (end, end + value) if stacked else (0.0, value)
            sides = [left + wide * part / most for part in (begin, end)]
            if upright:
                sides = [top + high * (1 - part / most) for part in (end, begin)]
            bars.append((middle, *sides, fill_of(each._element, row)))
    rects = [m for m in scene.marks() if isinstance(m, Rect) and m.of and m.of.role == "bar"]
    assert len(rects) == len(bars)
    moved = native(scene)
    assert moved and scene.chart
    for rect in rects:
        drawn = moved.moved(rect)
        assert isinstance(drawn, Rect)
        middle = drawn.x + drawn.width / 2 if upright else drawn.y + drawn.height / 2
        begin, end = (drawn.y, drawn.y + drawn.height) if upright else (drawn.x, drawn.x + drawn.width)
        own = [bar for bar in bars if abs(bar[0] - middle) < 1 and bar[3] == drawn.fill[1:]]
        assert own, "no bar of this colour stands in the row, or in its place"
        near = min(own, key=lambda bar: abs(bar[1] - begin) + abs(bar[2] - end))
        unit = 0.01 if "%" in scene.chart.told[0].printed else 1  # what is printed is rounded
        rounding = (high if upright else wide) * unit / most
        slack = rounding * (len(series) if stacked else 1) + 1 + 2 * stacked
        assert abs(near[1] - begin) < slack and abs(near[2] - end) < slack
        assert thick == pytest.approx(drawn.width if upright else drawn.height, rel=0.03)


SOME = st.sampled_from([0.0, 0.003, 0.08, 0.21, 0.34, 0.5, 0.77, 1.0, None])


@examples(60)
@given(
    st.sampled_from(["bars", "grouped_bars", "stacked_bars", "stacked_columns"]),
    st.lists(st.tuples(SOME, SOME, SOME), min_size=1, max_size=5),
    st.sampled_from(["web", "mobile", "slide"]),
)
def test_whatever_is_missing_a_chart_is_the_picture(
    kind: str, rows: list[tuple[float | None, ...]], preset: str
) -> None:
    """Hidden shares (None) have no bar: the others stay in their places, and no number is there that no bar tells."""
    groups = (None,) if kind == "bars" else ("Kommune", "Region", "Stat")
    parts = len(rows) if kind.startswith("stacked") else 1
    cells, hidden = [], []
    for place, values in enumerate(rows, start=1):
        for group, value in zip(groups, values, strict=False):
            if value is None:
                hidden.append(Hidden(f"Svar {place}", group))
            else:
                cells.append(Cell(f"Svar {place}", value / parts, group))
    assume(cells)
    answers = "one" if parts > 1 or kind.startswith("stacked") else "several"
    fields = {"kind": kind, "title": "Svar", "table": "t.csv", "n": 1000, "question": {"answers": answers}}
    table = Table(tuple(cells), hidden=tuple(hidden), n=1000)
    try:
        spec = KINDS[kind].spec.model_validate(fields)
        scene = pipeline.on_sheet(
            pipeline.figure("f", spec, SurveySpec(name="N", wave="1"), table), PRESETS[preset]
        ).scene
    except BarometerError:
        return
    slide = opened(ENCODERS["pptx"].encode(scene, 1))
    charts = [shape for shape in every(slide.shapes) if shape.has_chart]
    assert len(charts) == (native(scene) is not None)
    for frame in charts:
        prove_bars(scene, frame)


@pytest.mark.parametrize("spec", [*NATIVE, *SHAPES])
def test_every_word_of_the_picture_is_on_the_slide_once(spec: str) -> None:
    """As a text box, a name of a row or a value of the chart, in the words and the colour of the picture."""
    scene, slide = sheet(spec).scene, opened(written(spec))
    chart = native(scene)
    found: Counter[str] = Counter()
    for shape in every(slide.shapes):
        if shape.has_text_frame and shape.text_frame.text:
            found[" ".join(shape.text_frame.text.replace("\v", " ").split())] += 1
    if chart:
        if chart.names:
            found.update(" ".join(row.split()) for row in chart.rows if row)
        found.update(" ".join(point.told.printed.split())
                     for series in chart.series for point in series.points if point and point.value)  # fmt: skip
    wanted = Counter([scene.title] if slide.shapes.title.top < 0 else [])
    for layer in scene.groups:
        for each in words(layer.marks):
            if isinstance(each, Words):
                wanted[" ".join(" ".join(line.text for line in each.lines).split())] += 1
    bare = str.maketrans("", "", "- ")
    assert Counter({text.translate(bare): n for text, n in found.items()}) == Counter(
        {text.translate(bare): n for text, n in wanted.items()}
    )


def test_values_are_numbers_in_the_format_of_the_picture() -> None:
    chart = chart_of("katalog/grupper-syntetisk.yaml").chart
    labels = chart._chartSpace.findall(f".//{C}dLbls/{C}numFmt")
    assert {each.get("formatCode") for each in labels} == {"0\\\u00a0%"} and len(labels) == 3
    assert {each.get("val") for each in chart._chartSpace.findall(f".//{C}ser/{C}dLbls/{C}showVal")} == {"1"}
    counts = chart_of("katalog/stablede-antal-syntetisk.yaml").chart._chartSpace
    assert {each.get("formatCode") for each in counts.findall(f".//{C}dLbls/{C}numFmt")} == {"0"}


@pytest.mark.parametrize(
    ("value", "printed", "form"),
    [(0.62, "62\u00a0%", "0\\\u00a0%"), (0.62, "62%", "0%"), (0.625, "62,5\u00a0%", "0.0\\\u00a0%"),
     (3.9, "3,9", "0.0"), (1041.0, "1.041", "#,##0"), (37.0, "37\u00a0timer", '0"\u00a0timer"'),
     (0.0, "<1\u00a0%", "General"), (0.62, "62\u00a0pct.", "General")],
)  # fmt: skip
def test_a_format_writes_a_number_as_it_is_printed(value: float, printed: str, form: str) -> None:
    assert number_format([Told("a", None, value, printed)]) == form


def test_a_value_that_no_format_writes_is_text() -> None:
    table = Table((Cell("Ja", 0.62), Cell("Måske", 0.375), Cell("Nej", 0.003)), n=1000)
    fields = {
        "kind": "bars",
        "title": "Flest siger ja",
        "table": "t.csv",
        "n": 1000,
        "question": {"answers": "several"},
    }
    figure = pipeline.figure("f", KINDS["bars"].spec.model_validate(fields), SurveySpec(name="N", wave="1"), table)
    slide = opened(ENCODERS["pptx"].encode(pipeline.on_sheet(figure).scene, 1))
    [frame] = [shape for shape in every(slide.shapes) if shape.has_chart]
    texts = ["".join(text.text for text in label.iter(f"{A}t")) for label in frame.chart._chartSpace.iter(f"{C}dLbl")]
    assert texts == ["<1\u00a0%"]


def test_a_broken_line_is_two_series() -> None:
    scene = sheet("katalog/kurver-tillid-syntetisk.yaml").scene
    courses = [m.of.category for m in scene.marks() if m.of and m.of.role == "course"]
    points = {m.of.category for m in scene.marks() if isinstance(m, Circle) and m.of}
    names = [series.name for series in chart_of("katalog/kurver-tillid-syntetisk.yaml").chart.plots[0].series]
    assert set(names) == points and len(names) > len(points)
    assert Counter(names) == Counter({**Counter(courses), **{name: max(Counter(courses)[name], 1) for name in points}})


def test_values_that_share_their_room_stay_where_they_are() -> None:
    """Four values stand below one another, some far from their points: a chart would put one of them elsewhere."""
    spec = "katalog/kurver-tillid-syntetisk.yaml"
    boxes = {shape.text_frame.text for shape in every(opened(written(spec)).shapes) if shape.has_text_frame}
    assert {"50\u00a0%", "47\u00a0%", "45\u00a0%", "44\u00a0%"} <= boxes
    assert "61\u00a0%" not in boxes


@pytest.mark.parametrize("spec", [NATIVE[0], NATIVE[5], SHAPES[0], SHAPES[4]])
def test_the_slide_has_a_title_an_alternative_text_and_a_language(spec: str) -> None:
    laid, slide = sheet(spec), opened(written(spec))
    assert slide.shapes.title.text_frame.text == laid.scene.title
    described = [shape._element.xpath(".//p:cNvPr")[0].get("descr") for shape in slide.shapes if shape.shape_type == 6]
    assert described == [laid.scene.alt]
    charts = [shape for shape in every(slide.shapes) if shape.has_chart]
    assert all(each._element.xpath(".//p:cNvPr")[0].get("descr") == laid.scene.alt for each in charts)
    runs = [
        *slide._element.iter(f"{A}rPr"),
        *(run for each in charts for run in each.chart._chartSpace.iter(f"{A}defRPr")),
    ]
    assert runs and {run.get("lang") for run in runs if run.get("lang")} == {"da-DK"}
    assert all(run.get("lang") for run in slide._element.iter(f"{A}rPr"))
    english = opened(ENCODERS["pptx"].encode(replace(laid.scene, lang="en"), 1))
    assert {run.get("lang") for run in english._element.iter(f"{A}rPr")} == {"en-GB"}


def test_a_slide_that_shows_no_title_has_one_above_it() -> None:
    laid = sheet("samarbejd-paa-tvaers/citat-vejdirektoratet.yaml")
    title = opened(written("samarbejd-paa-tvaers/citat-vejdirektoratet.yaml")).shapes.title
    assert title.text_frame.text == laid.scene.title and title.top + title.height <= 0


@pytest.mark.parametrize("preset", ["web", "social", "print-165"])
def test_a_slide_is_as_large_as_the_sheet(preset: str) -> None:
    laid = sheet("samarbejd-paa-tvaers/partnere.yaml", preset)
    shown = pptx.Presentation(io.BytesIO(written("samarbejd-paa-tvaers/partnere.yaml", preset)))
    assert Emu(shown.slide_width).inches == pytest.approx(laid.scene.width / laid.scene.resolution, abs=1e-4)
    assert Emu(shown.slide_height).inches == pytest.approx(laid.scene.height / laid.scene.resolution, abs=1e-4)
    if preset == "print-165":
        assert Emu(shown.slide_width).mm == pytest.approx(165, abs=0.01)


def test_layers_have_their_names_and_ornaments_say_so() -> None:
    scene = sheet("katalog/kort-regioner-syntetisk.yaml").scene
    shapes = opened(written("katalog/kort-regioner-syntetisk.yaml")).shapes
    [figure] = [shape for shape in shapes if shape.shape_type == 6]
    inner = [shape.name for shape in figure.shapes]
    assert inner and set(inner) <= {layer.name for layer in scene.groups}
    ornaments = {mark.id for mark in scene.marks() if mark.of == Of("ornament")}
    decorative = {
        shape.name for shape in every(shapes)
        if any(each.tag.endswith("}decorative") for each in shape._element[0][0].iter())
    }  # fmt: skip
    assert ornaments and decorative == ornaments
    ids = [element.get("id") for element in figure._element.getroottree().iter(f"{P}cNvPr")]
    assert len(ids) == len(set(ids))


def test_boxes_break_their_lines_as_they_are_drawn() -> None:
    """No line takes in the next word, and all have room for letters that are a little wider."""
    for spec in (*NATIVE, *SHAPES):
        for layer in sheet(spec).scene.groups:
            for each in words(layer.marks):
                if isinstance(each, Words) and len(each.lines) > 1:
                    longest = max(width(line.text, line.size, line.weight) for line in each.lines)
                    assert longest < each.wide <= longest * 1.13 + 0.01
                    for line, following in zip(each.lines, each.lines[1:], strict=False):
                        more = width(f"{line.text} {following.text.split(' ')[0]}", line.size, line.weight)
                        assert each.wide < more or each.wide <= longest * 1.02 + 0.01


def test_properties_tell_title_source_and_licence_and_nobody() -> None:
    scene = replace(sheet(NATIVE[0]).scene, licence="CC BY 4.0")
    told_of = pptx.Presentation(io.BytesIO(ENCODERS["pptx"].encode(scene, 1))).core_properties
    assert told_of.title == scene.title and told_of.comments == f"{scene.credit} CC BY 4.0"
    assert (told_of.author, told_of.last_modified_by, told_of.language) == ("", "", "da-DK")
    assert told_of.subject == scene.alt[:255]


def test_the_same_scene_is_the_same_bytes_of_no_day() -> None:
    scene = sheet(NATIVE[5]).scene
    data = ENCODERS["pptx"].encode(scene, 1)
    assert data == ENCODERS["pptx"].encode(replace(scene), 1)

    def looked_at(data: bytes) -> int:
        seen = 0
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                content = archive.read(entry)
                assert entry.date_time == (1980, 1, 1, 0, 0, 0)
                assert b"dcterms:created" not in content and b"dcterms:modified" not in content
                assert not re.search(rb"20[2-9]\d-\d\d-\d\dT", content), entry.filename
                seen += 1 + (looked_at(content) if entry.filename.endswith(".xlsx") else 0)
        return seen

    assert looked_at(data) > 25


def test_every_mark_of_a_scene_is_a_shape() -> None:
    shapes = every(opened(ENCODERS["pptx"].encode(sample(), 1)).shapes)
    marks = [mark for mark in sample().marks() if not isinstance(mark, Text)]
    assert {mark.id for mark in marks} <= {shape.name for shape in shapes}
    ring = next(shape for shape in shapes if shape.name == "ring")
    assert ring.line.width / 9525 == 4 and ring.width / 9525 == pytest.approx(25)
    leaf = next(shape for shape in shapes if shape.name == "leaf")._element
    assert len(list(leaf.iter(f"{A}cubicBezTo"))) == 1 and len(list(leaf.iter(f"{A}close"))) == 1


def test_hostile_words_are_words() -> None:
    slide = opened(ENCODERS["pptx"].encode(hostile(), 1))
    assert '<script>alert("1")</script> ]]> \' &  end' in {
        shape.text_frame.text for shape in every(slide.shapes) if shape.has_text_frame
    }


def test_a_sheet_that_is_no_slide_is_refused() -> None:
    with pytest.raises(BuildError, match=r"a slide has no size of 6\.2 x 62\.5 inches"):
        ENCODERS["pptx"].encode(replace(sample(), height=6000.0), 1)


def test_rows_that_stand_above_one_another_unevenly_stay_shapes() -> None:
    """Words above their bars have no room to be moved in; where rows are even there is a chart."""
    uneven = sheet("samarbejd-paa-tvaers/partnere.yaml", "mobile").scene
    assert uneven.chart and native(uneven) is None
    assert native(sheet("samarbejd-paa-tvaers/faser.yaml", "mobile").scene)


def test_what_stands_at_a_row_goes_with_it() -> None:
    spec = "innovation-2021-2023/evaluering.yaml"
    scene, chart = sheet(spec).scene, drawn_as(spec)
    assert max(abs(one - other) for one, other in chart.places) > 4
    rows = {m.of.category: m for m in scene.marks() if isinstance(m, Rect) and m.of and m.of.role == "bar"}
    labels = [m for m in scene.marks() if isinstance(m, Text) and m.of and m.of.role == "label"]
    assert labels
    for label in labels:
        row = rows[label.of.category]  # type: ignore[union-attr]
        middle = row.y + row.height / 2
        [there] = [there for here, there in chart.places if abs(here - middle) < 1]
        assert chart.moved(label).y - label.y == pytest.approx(there - middle, abs=2)  # type: ignore[union-attr]


def test_without_python_pptx(monkeypatch: pytest.MonkeyPatch, tmp_path: FilePath) -> None:
    monkeypatch.setitem(sys.modules, "pptx", None)
    with pytest.raises(BuildError, match="pptx is written with python-pptx, which is not installed") as caught:
        ENCODERS["pptx"].encode(sample(), 1)
    assert caught.value.hint == "pip install 'barometer-cli[office]'"
    spec = str(ROOT / "figures" / NATIVE[0])
    run = CliRunner().invoke(app, ["render", spec, "--format", "png,pptx", "--out", str(tmp_path / "ud")])
    assert run.exit_code == 2 and "barometer-cli[office]" in run.output and not (tmp_path / "ud").exists()
    [drawn] = doctor._pictures()
    assert drawn.state == "good" and "pptx" not in drawn.said


def test_a_slide_is_in_the_fonts_of_a_brand_and_clear_where_its_sheet_is() -> None:
    fonts = FilePath(matplotlib.get_data_path()) / "fonts/ttf"
    serif, bold = (str(fonts / name) for name in ("DejaVuSerif.ttf", "DejaVuSerif-Bold.ttf"))
    own = replace(sample(), typeface=typeface(serif, bold, bold), transparent=True)
    house, branded = (pptx.Presentation(io.BytesIO(ENCODERS["pptx"].encode(each, 1))) for each in (sample(), own))

    def looks(shown: Any) -> tuple[set[str], float]:
        runs = [each for each in shown.slides[0]._element.iter() if each.tag.endswith("}rPr")]
        faces = {each.get("typeface") for run in runs for each in run if each.tag.endswith("}latin")}
        return faces, max(float(run.get("sz")) for run in runs)

    (known, size), (named, larger) = looks(house), looks(branded)
    assert known == {"IBM Plex Sans"} and named == {"DejaVu Serif"}
    assert own.typeface and larger / size == pytest.approx(own.typeface.fit, rel=0.01)
    assert house.slides[0]._element.find(".//{*}bg") is not None and branded.slides[0]._element.find(".//{*}bg") is None
