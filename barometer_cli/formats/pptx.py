"""PowerPoint: a slide as large as the sheet, with text that can be edited, and charts where PowerPoint has them.

Headline, subtitle, note and source are text boxes, the headline the title of the slide. What tells numbers is one group
with the alternative text: a chart with its sheet of numbers (`native.py`), or shapes layer by layer, named as in every
other format. The order of shapes is that of reading; ornaments say that they are none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.oxml import parse_xml
from pptx.util import Emu

from barometer_cli.errors import BuildError
from barometer_cli.formats.drawing import INCH, NAMESPACES, Pen, Words, covered, words
from barometer_cli.formats.lines import escaped, legible
from barometer_cli.formats.native import Native, native
from barometer_cli.formats.reading import Tag, tags
from barometer_cli.languages import nearest
from barometer_cli.layout.rounding import rounded
from barometer_cli.layout.type import family, set_in
from barometer_cli.messages import say
from barometer_cli.model.scene import Group, Image, Mark, Scene, Text

TITLE_ONLY = "Title Only"
"""The layout of the empty presentation that has a title and nothing else."""
LONGEST = 255
"""Characters of a property of a document."""
SMALLEST, LARGEST = 1.0, 56.0
"""Inches of a slide's sides."""
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The day that a file in an archive is of, which is none: the same scene is the same bytes."""
_DATES = re.compile(rb"<dcterms:(created|modified)\b[^>]*>[^<]*</dcterms:\1>")
_FACES = re.compile(rb'(<a:(?:major|minor)Font>\s*<a:latin typeface=")[^"]*"')


def encode(scene: Scene) -> bytes:
    """Write a scene as a presentation of one slide.

    Raises
    ------
    BuildError
        If PowerPoint has no slide of this size.
    """
    emu = INCH / scene.resolution
    inches = scene.width / scene.resolution, scene.height / scene.resolution
    if min(inches) < SMALLEST or max(inches) > LARGEST:
        raise BuildError(
            say(
                "{id}: a slide has no size of {width:.1f} x {height:.1f} inches",
                id=scene.id,
                width=inches[0],
                height=inches[1],
            ),
            say("Draw it as pdf, or on another sheet."),
        )
    shown = Presentation()
    shown.slide_width, shown.slide_height = Emu(round(scene.width * emu)), Emu(round(scene.height * emu))
    layout = _only_layout(shown)
    slide = shown.slides.add_slide(layout)
    with set_in(scene.typeface):
        _Slide(slide, scene, emu).draw()
        _properties(shown.core_properties, scene)
        out = BytesIO()
        shown.save(out)
        return _settled(out.getvalue())


def _only_layout(shown: Any) -> Any:
    """The layout with a title alone, after all others have gone, with what belongs to no presentation of ours."""
    layouts = shown.slide_layouts
    for layout in list(layouts):
        if layout.name != TITLE_ONLY:
            layouts.remove(layout)
    for part in (shown.part.package, shown.part):
        for key, rel in list(part._rels.items()):
            if rel.reltype.endswith(("/thumbnail", "/printerSettings")):
                part._rels.pop(key)
    [layout] = layouts
    for each in (layout, layout.slide_master):
        for shape in list(each.placeholders):
            if shape.placeholder_format.type not in (1, 3):  # a title, of whichever kind
                shape._element.getparent().remove(shape._element)
            else:
                shape.left = shape.top = round(shown.slide_width * 0.04)
                shape.width, shape.height = round(shown.slide_width * 0.92), round(shown.slide_height * 0.15)
    return layout


class _Slide:
    """A slide on which a scene is drawn."""

    def __init__(self, slide: Any, scene: Scene, emu: float) -> None:
        self.slide, self.scene = slide, scene
        self.pen = Pen(emu, nearest(scene.lang).tag.replace("_", "-"))
        self.tag = tags(scene)
        self.native = native(scene)
        self.titled = False

    def draw(self) -> None:
        """Everything, back to front."""
        tree = self.slide.shapes._spTree
        for shape in list(self.slide.shapes):
            tree.remove(shape._element)
        if not self.scene.transparent:
            fill = self.slide.background.fill
            fill.solid()
            fill.fore_color.rgb = _rgb(self.scene.background)
        layers = rounded(self.scene).groups
        told = [place for place, layer in enumerate(layers) if any(self.tag(mark) == "Figure" for mark in layer.marks)]
        for place, layer in enumerate(layers):
            if place not in told:
                self._flat(layer)
            elif place == told[0]:
                self._figure([layers[each] for each in told])
        if not self.titled:
            self._hidden_title()

    def _flat(self, layer: Group) -> None:
        """The words and ornaments of a layer, each on the slide itself, where a title must be."""
        found = list(words(layer.marks))
        boxes = [each for each in found if isinstance(each, Words)]
        for each in found:
            if not isinstance(each, Words):
                self._put(self._shape(each))
                continue
            tag: Tag | None = self.tag(each.first)
            is_title = tag == "H1" and not self.titled
            self.titled |= is_title
            number = f" {boxes.index(each) + 1}" if len(boxes) > 1 else ""
            self._put(
                self.pen.box(each, f"{layer.name}{number}", '<p:ph type="title"/>' if is_title else ""),
            )

    def _figure(self, layers: Sequence[Group]) -> None:
        """Every layer that tells numbers, as one group; the chart behind what is drawn at it."""
        sides = covered(mark for layer in layers for mark in layer.marks)
        alone = len(layers) == 1 and all(isinstance(mark, Image) for mark in layers[0].marks)
        group = self._put(self.pen.group(layers[0].name if alone else self.scene.title, sides, "", self.scene.alt))
        chart = self.native
        for layer in layers:
            left = [mark for mark in layer.marks if chart is None or mark.id not in chart.drawn]
            if left:
                moved = [chart.moved(mark) if chart else mark for mark in left]
                shapes = [self._shape(each) for each in words(moved)]
                inner = self._parsed(self.pen.group(layer.name, covered(moved), ""))
                inner.extend(shapes)
                group.append(inner)
            if chart and len(left) < len(layer.marks) and not group.findall(f"{P}graphicFrame"):
                group.append(self._chart(chart))

    def _chart(self, chart: Native) -> Any:
        from barometer_cli.formats.charting import add

        frame = add(self.slide, chart, self.scene, self.pen)
        about = frame._element.find(f"{P}nvGraphicFramePr/{P}cNvPr")
        about.set("id", str(self.pen.number()))
        about.set("name", legible(self.scene.title))
        about.set("descr", legible(self.scene.alt))
        return frame._element

    def _shape(self, mark: Mark | Words) -> Any:
        if isinstance(mark, Image):
            return self._picture(mark)
        dress = not isinstance(mark, Words) and self.tag(mark) is None
        return self._parsed(self.pen.shape(mark, dress))

    def _picture(self, mark: Image) -> Any:
        pen = self.pen
        sizes = (pen.length(each) for each in (mark.x, mark.y, mark.width, mark.height))
        picture = self.slide.shapes.add_picture(BytesIO(mark.data), *sizes)
        about = picture._element.find(f"{P}nvPicPr/{P}cNvPr")
        about.set("id", str(pen.number()))
        about.set("name", mark.id)
        about.set("descr", legible(self.scene.alt))
        return picture._element

    def _hidden_title(self) -> None:
        """The title of a slide that shows none, above it, where screen readers and lists of slides find it."""
        size = 24.0
        first = next((mark for mark in self.scene.marks() if isinstance(mark, Text)), None)
        fill = first.fill if first else "#000000"
        text = Text("title", 0, -size, legible(self.scene.title), size, 600, fill, "start", self.scene.background)
        made = self._parsed(self.pen.box(Words((text,)), "", '<p:ph type="title"/>'))
        self.slide.shapes._spTree.insert(2, made)

    def _put(self, shape: Any) -> Any:
        made = self._parsed(shape) if isinstance(shape, str) else shape
        self.slide.shapes._spTree.append(made)
        return made

    def _parsed(self, text: str) -> Any:
        tag = re.match(r"<[\w:]+", text)
        assert tag, "an element begins with its name"
        return parse_xml(text.replace(tag[0], f"{tag[0]} {NAMESPACES}", 1))


P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"


def _rgb(colour: str) -> Any:
    return RGBColor(*bytes.fromhex(colour[1:]))  # type: ignore[no-untyped-call]


def _properties(told: Any, scene: Scene) -> None:
    """What a file is called, and by which licence; by nobody and of no day."""
    told.title = legible(scene.title)[:LONGEST]
    told.subject = legible(scene.alt)[:LONGEST]
    told.comments = legible(" ".join(filter(None, (scene.credit, scene.licence))))[:LONGEST]
    told.language = nearest(scene.lang).tag.replace("_", "-")
    told.author = told.last_modified_by = told.keywords = ""
    told.revision = 1


def _settled(data: bytes) -> bytes:
    """An archive without days, and with the theme's letters; sheets of numbers in it are archives, too."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as archive, ZipFile(out, "w") as written:
        for name in archive.namelist():
            content = archive.read(name)
            if name.endswith(".xlsx"):
                content = _settled(content)
            elif name == "docProps/core.xml":
                content = _DATES.sub(b"", content)
            elif "/theme/" in name:
                content = _FACES.sub(rb"\1" + escaped(family()).encode() + b'"', content)
            entry = ZipInfo(name, EPOCH)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            written.writestr(entry, content)
    return out.getvalue()
