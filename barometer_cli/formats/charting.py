"""A chart of DrawingML (ECMA-376, 21.2) with its sheet of numbers, dressed as the picture is.

python-pptx writes chart and sheet; what is set here is the area of the rows, colours, gaps, and for each value whether
and where it stands. A value is a number of the sheet in the format that the picture prints it in; one that no format
prints so ("<1 %") is text.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml import parse_xml

from barometer_cli.formats.drawing import Pen, covered
from barometer_cli.formats.lines import escaped
from barometer_cli.formats.native import Native, Place, Point, Series, Value
from barometer_cli.layout.type import SUBSTITUTE, family
from barometer_cli.model.scene import Scene, Text, Told

KINDS = {
    ("clustered", False): XL_CHART_TYPE.BAR_CLUSTERED,
    ("clustered", True): XL_CHART_TYPE.COLUMN_CLUSTERED,
    ("stacked", False): XL_CHART_TYPE.BAR_STACKED,
    ("stacked", True): XL_CHART_TYPE.COLUMN_STACKED,
    ("line", True): XL_CHART_TYPE.LINE_MARKERS,
}
PLACES: dict[Place, str] = {
    "end": "outEnd", "inside end": "inEnd", "base": "inBase", "middle": "ctr",
    "left": "l", "right": "r", "above": "t", "below": "b",
}  # fmt: skip
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
SEAM = 2.0
"""White between the parts of a bar, px."""
EDGE = 6.0
"""White round what a chart draws, px."""
GENERAL = "General"
_NUMBER = re.compile(r"(\d[\d.,\s]*\d|\d)(.*)", re.DOTALL)


def add(slide: Any, native: Native, scene: Scene, pen: Pen) -> Any:
    """Put a chart on a slide; its element.

    Parameters
    ----------
    slide
        Where.
    native
        What is drawn.
    scene
        Where it comes from.
    pen
        What numbers shapes and tells sizes.
    """
    form = number_format([point.told for series in native.series for point in series.points if point])
    data: Any = CategoryChartData(number_format=form)  # type: ignore[no-untyped-call]
    data.categories = native.rows
    for series in native.series:
        data.add_series(
            name_of(series, scene), [None if point is None else point.told.value for point in series.points]
        )
    left, top, right, bottom = _sides(native, scene)
    kind = KINDS[native.chart.form, native.upright]
    frame = slide.shapes.add_chart(
        kind, pen.length(left), pen.length(top), pen.length(right - left), pen.length(bottom - top), data
    )
    chart = frame.chart
    chart.has_legend = chart.has_title = False
    chart.font.name = family()
    _areas(chart, native, (left, top, right, bottom))
    _axes(chart, native, pen)
    plot = chart.plots[0]
    plot.vary_by_categories = False
    if native.chart.form != "line":
        plot.overlap = 100 if native.chart.form == "stacked" else round(-100 * native.between / native.thickness)
        deep = native.pitch
        if native.chart.form == "clustered":
            count = len(native.series)
            deep -= (count - 1) * (native.thickness + native.between)
        plot.gap_width = max(round(100 * (deep - native.thickness) / native.thickness), 0)
    for row in list(plot._element.iterfind(f".//{{{C}}}cat//{{{C}}}pt")):
        if not row.findtext(f"{{{C}}}v"):
            row.getparent().remove(row)
    for element, series in zip(plot._element.iterfind(f"{{{C}}}ser"), native.series, strict=True):
        _dress(element, series, native, scene, pen, form)
    return frame


def name_of(series: Series, scene: Scene) -> str:
    """What a series is called: the only one of a figure without groups as the figure is."""
    return series.name or scene.title


def number_format(told: list[Told]) -> str:
    """The format of a spreadsheet in which most of these numbers are written as they are printed."""
    found = Counter(form for each in told if (form := _form(each)))
    return found.most_common(1)[0][0] if found else GENERAL


def _form(told: Told) -> str | None:
    """The format that writes a number as it is printed, decimal and thousands marks being those of the reader's
    country; None where none does.
    """
    match = _NUMBER.fullmatch(told.printed)
    if match is None:
        return None
    digits, after = re.sub(r"\D", "", match[1]), match[2]
    in_hundred = after.strip() == "%"
    for decimals in range(4 if re.search(r"[.,]", match[1]) else 1):
        if f"{told.value * 10 ** (decimals + 2 * in_hundred):.0f}" == digits.lstrip("0").rjust(1, "0"):
            whole = "#,##0" if len(digits) - decimals > 3 and not match[1][:4].isdigit() else "0"
            number = whole + ("." + "0" * decimals if decimals else "")
            if in_hundred:
                return f"{number}\\\u00a0%" if after != "%" else f"{number}%"
            return f'{number}"{after}"' if after else number
    return None


def _sides(native: Native, scene: Scene) -> tuple[float, float, float, float]:
    """What the chart covers: the area of the rows, and every mark that it is drawn in place of; px."""
    drawn = [mark for mark in scene.marks() if mark.id in native.drawn]
    left, top, right, bottom = covered(drawn)
    values = [mark for mark in drawn if isinstance(mark, Text) and mark.of and mark.of.role == "value"]
    if values:
        begin, _, end, _ = covered(values)
        right = max(right, end + (SUBSTITUTE - 1) * max(value.size * 4 for value in values))
        left = min(left, begin)
    return (
        max(min(left, native.left) - EDGE, 0),
        max(min(top, native.top) - EDGE, 0),
        min(max(right, native.right) + EDGE, scene.width),
        min(max(bottom, native.bottom) + EDGE, scene.height),
    )


def _areas(chart: Any, native: Native, sides: tuple[float, float, float, float]) -> None:
    """Put the area of the rows where it is in the scene, and take ground, frame and title from the chart."""
    left, top, right, bottom = sides
    shares = {
        "x": (native.left - left) / (right - left),
        "y": (native.top - top) / (bottom - top),
        "w": (native.right - native.left) / (right - left),
        "h": (native.bottom - native.top) / (bottom - top),
    }
    space = chart._chartSpace
    area = space.chart.plotArea
    for layout in area.findall(f"{{{C}}}layout"):
        area.remove(layout)
    sizes = "".join(f'<c:{name} val="{share:.6f}"/>' for name, share in shares.items())
    manual = '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>' + sizes
    area.insert(0, _parsed(f"<c:layout><c:manualLayout>{manual}</c:manualLayout></c:layout>"))
    bare = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
    area.append(_parsed(bare))
    space.chart.addnext(_parsed(bare))
    space.insert(1, _parsed('<c:roundedCorners val="0"/>'))


def _axes(chart: Any, native: Native, pen: Pen) -> None:
    """An axis of rows with their names where they all look the same; no axis of values, for each is printed."""
    rows, values = chart.category_axis, chart.value_axis
    ids: dict[str, str] = {}
    for element in chart._chartSpace.chart.plotArea.iter(f"{{{C}}}axId", f"{{{C}}}crossAx"):
        # python-pptx numbers them below 0, which the schema has no room for
        element.set("val", ids.setdefault(element.get("val"), str(len(ids) + 1)))
    rows.reverse_order = not native.upright
    rows.has_major_gridlines = values.has_major_gridlines = False
    rows.format.line.fill.background()
    for axis in (rows, values):
        for tag in ("majorTickMark", "minorTickMark"):
            for mark in axis._element.findall(f"{{{C}}}{tag}"):
                mark.set("val", "none")
    place = rows._element.find(f"{{{C}}}tickLblPos")
    place.set("val", "low" if native.names else "none")
    if native.names:
        old = rows._element.find(f"{{{C}}}txPr")
        if old is not None:
            rows._element.remove(old)
        rows._element.find(f"{{{C}}}crossAx").addprevious(_type(native.names, pen))
    if native.chart.form == "line":
        values._element.find(f"{{{C}}}crosses").addnext(_parsed('<c:crossBetween val="midCat"/>'))
        chart._chartSpace.chart.find(f"{{{C}}}dispBlanksAs").set("val", "span")
    values.visible = False
    values.minimum_scale, values.maximum_scale = native.least, native.most


def _dress(element: Any, series: Series, native: Native, scene: Scene, pen: Pen, form: str) -> None:
    """Colours and values of a series."""
    points = [(place, point) for place, point in enumerate(series.points) if point]
    main = Counter(point.fill for _, point in points).most_common(1)[0][0]
    for tag in ("spPr", "marker", "dPt", "dLbls", "invertIfNegative", "smooth"):
        for old in element.findall(f"{{{C}}}{tag}"):
            element.remove(old)
    line = native.chart.form == "line"
    seam = native.chart.form == "stacked"
    parts = [_look(main, series, native, scene, pen, seam)]
    if line:
        size = max(2, min(72, round(pen.hundredths(native.thickness) / 100)))
        parts.append(f'<c:marker><c:symbol val="circle"/><c:size val="{size}"/>{_plain(main)}</c:marker>')
    else:
        parts.append('<c:invertIfNegative val="0"/>')
    for place, point in points:
        if not line and point.fill != main:
            look = _look(point.fill, series, native, scene, pen, seam)
            own = '<c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
            parts.append(f'<c:dPt><c:idx val="{place}"/>{own}{look}</c:dPt>')
    parts.append(_labels(points, pen, form))
    before = element.find(f"{{{C}}}tx")
    for part in parts:
        made = _parsed(part)
        before.addnext(made)
        before = made
    if line:
        element.append(_parsed('<c:smooth val="0"/>'))


def _look(fill: str, series: Series, native: Native, scene: Scene, pen: Pen, seam: bool) -> str:
    if native.chart.form == "line":
        width = pen.length(series.stroke)
        ends = f'<a:ln w="{width}" cap="flat">{_filled(fill)}<a:miter lim="800000"/></a:ln>'
        return f"<c:spPr>{ends if series.stroke else '<a:ln><a:noFill/></a:ln>'}</c:spPr>"
    edge = f'<a:ln w="{pen.length(SEAM)}">{_filled(scene.background)}</a:ln>' if seam else "<a:ln><a:noFill/></a:ln>"
    return f"<c:spPr>{_filled(fill)}{edge}</c:spPr>"


def _plain(fill: str) -> str:
    return f"<c:spPr>{_filled(fill)}<a:ln><a:noFill/></a:ln></c:spPr>"


def _filled(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour[1:]}"/></a:solidFill>'


SHOWN = (
    '<c:showLegendKey val="0"/><c:showVal val="{}"/><c:showCatName val="0"/><c:showSerName val="0"/>'
    '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)


def _labels(points: list[tuple[int, Point]], pen: Pen, form: str) -> str:
    """The values of a series: most as one says, each that differs by itself; those that stay marks are not there."""
    values = [point.value for _, point in points if point.value]
    if not values:
        return f"<c:dLbls>{SHOWN.format(0)}</c:dLbls>"
    common = Counter(map(_style, values)).most_common(1)[0][0]
    usual = next(value for value in values if _style(value) == common)
    format_code = f'<c:numFmt formatCode="{escaped(form)}" sourceLinked="0"/>'
    bare = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
    own = ""
    for place, point in points:
        if point.value is None:
            own += f'<c:dLbl><c:idx val="{place}"/><c:delete val="1"/></c:dLbl>'
            continue
        text, at = point.value.text, f'<c:dLblPos val="{PLACES[point.value.place]}"/>'
        said = "" if _form(point.told) == form else _said(text, pen)
        if said or _style(point.value) != common:
            typed = "" if said else etree.tostring(_type(text, pen)).decode()
            own += f'<c:dLbl><c:idx val="{place}"/>{said}{format_code}{bare}{typed}{at}{SHOWN.format(1)}</c:dLbl>'
    typed, at = etree.tostring(_type(usual.text, pen)).decode(), f'<c:dLblPos val="{PLACES[usual.place]}"/>'
    return f"<c:dLbls>{own}{format_code}{bare}{typed}{at}{SHOWN.format(1)}</c:dLbls>"


def _style(value: Value) -> tuple[Place, float, int, str]:
    return value.place, value.text.size, value.text.weight, value.text.fill


def _said(text: Text, pen: Pen) -> str:
    run = f"<a:r>{pen.look('a:rPr', text)}<a:t>{escaped(text.text)}</a:t></a:r>"
    return f'<c:tx><c:rich><a:bodyPr wrap="none"/><a:lstStyle/><a:p>{run}</a:p></c:rich></c:tx>'


def _type(text: Text, pen: Pen) -> Any:
    """The type of a text, for axes and values."""
    look = pen.look("a:defRPr", text)
    body = '<a:bodyPr rot="0" vert="horz" wrap="none" anchor="ctr"/><a:lstStyle/>'
    return _parsed(f'<c:txPr>{body}<a:p><a:pPr>{look}</a:pPr><a:endParaRPr lang="{pen.language}"/></a:p></c:txPr>')


def _parsed(text: str) -> Any:
    """An element of a chart, with the prefixes that it is written in."""
    tag = re.match(r"<([\w:]+)", text)
    assert tag, text
    if "xmlns:" in text.partition(">")[0]:
        return parse_xml(text)
    return parse_xml(text.replace(tag[0], f'{tag[0]} xmlns:c="{C}" xmlns:a="{A}"', 1))
