"""A picture held against what is drawn of what it carries: whether anybody changed it since."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from msgspec import Struct

from barometer_cli import pipeline, project
from barometer_cli.errors import BuildError
from barometer_cli.export import origin
from barometer_cli.export.check import examine
from barometer_cli.export.encode import Task, encode, pictures
from barometer_cli.export.origin import Origin
from barometer_cli.formats import ENCODERS
from barometer_cli.messages import say
from barometer_cli.model.finding import Finding
from barometer_cli.model.preset import PRESETS

SVG = "{http://www.w3.org/2000/svg}"
HREF = "{http://www.w3.org/1999/xlink}href"


class Verdict(Struct, frozen=True):
    """What a picture is beside the one that is drawn of what it carries.

    Attributes
    ----------
    origin
        What it carries.
    status
        "same bytes"; "same picture": every px or mark is as it was, and a program wrote the file anew; "another".
    share
        Of pictures of px: the part (0..1) that differs visibly.
    changed
        Of an SVG: the ids of marks that were changed, added or taken away.
    findings
        What the checks find of the figure that is an error.
    """

    origin: Origin
    status: Literal["same bytes", "same picture", "another"]
    share: float | None = None
    changed: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


AS_ASKED = 6
"""Decimals of a scale as somebody asks for it: times a density that is no round number, and back, it is not exact."""


def verify(path: Path, portrait: Path | None = None, theme: Path | None = None) -> Verdict:
    """Draw a picture again from what it carries, and compare.

    Parameters
    ----------
    path
        The picture.
    portrait, theme
        The picture that the figure shows, and the theme it is drawn in, where these are files of its project.

    Raises
    ------
    BarometerError
        If it carries nothing that can be drawn, or one of these files is needed and not named.
    """
    told = origin.read(path)
    if told.portrait and portrait is None:
        raise BuildError(
            say("{path} shows a picture that it does not carry", path=path),
            say("Name the file: --portrait {file}", file="portraet.jpg"),
        )
    with origin.restored(told, portrait, theme) as entry:
        microdata = project.Microdata()
        figure = project.figure(entry, microdata)
        findings = tuple(each for each in examine([entry], microdata).findings if each.severity == "error")
        sheet = pipeline.on_sheet(figure, PRESETS[told.preset])
        carried = origin.carried(entry, figure)
        raster = ENCODERS[told.format].raster
        scale = round(told.scale / (sheet.preset.density if raster else 1.0), AS_ASKED)
        stem = Path(entry.stem)
        [drawn] = encode(Task(entry.id, pictures(stem, entry.page, sheet, (told.format,), (scale,), carried)))
    data = path.read_bytes()
    if data == drawn:
        return Verdict(told, "same bytes", findings=findings)
    if told.format.startswith("svg"):
        changed = tuple(dict.fromkeys(_changed(data, drawn)))
        return Verdict(told, "another" if changed else "same picture", changed=changed, findings=findings)
    if not raster:
        return Verdict(told, "another", findings=findings)
    from barometer_cli.formats.compare import compare

    difference = compare(drawn, data)
    same = difference.share == 0 and difference.old == difference.new
    return Verdict(told, "same picture" if same else "another", difference.share, findings=findings)


def _changed(one: bytes, other: bytes) -> Iterator[str]:
    """Ids of what two SVG do not have alike, from back to front; what only editors note does not count."""
    try:
        before, now = (_marks(ET.fromstring(data)) for data in (other, one))
    except ET.ParseError as error:
        raise BuildError(
            say("the SVG cannot be read: {error}", error=error), say("Take the file as barometer wrote it.")
        ) from None
    yield from (name for name, mark in before.items() if now.get(name) != mark)
    yield from (name for name in now if name not in before)
    kept, order = ([name for name in marks if name in before and name in now] for marks in (now, before))
    yield from (name for name, other in zip(kept, order, strict=True) if name != other)


def _marks(root: ET.Element) -> dict[str, list[object]]:
    """What is drawn, by its id, from back to front: its elements and those without an id that stand in it.

    What a mark uses counts as if it stood there: who changes a letter that is drawn once changes every line it is in.
    """
    leaves = {f"#{each.get('id')}": each for each in root.iter() if each.get("id") and not len(each)}
    used = {each.get(HREF) for each in root.iter(f"{SVG}use")} & leaves.keys()
    layers = {root, *root.iterfind(f"{SVG}g"), *root.iter(f"{SVG}defs")}
    numbers = {each: number for number, each in enumerate(root.iter())}
    found: dict[str, list[object]] = {}
    ahead: list[tuple[ET.Element, str | None]] = [(root, None)]
    while ahead:
        element, within = ahead.pop()
        if element.tag == f"{SVG}metadata" or not element.tag.startswith(SVG) or f"#{element.get('id')}" in used:
            continue
        name = element.get("id") or within or f"{element.tag.removeprefix(SVG)} {numbers[element]}"
        href = element.get(HREF)
        found.setdefault(name, []).append((_told(element), _told(leaves[href]) if href in leaves else href))
        ahead += [(each, None if element in layers else name) for each in reversed(element)]
    return found


def _told(element: ET.Element) -> tuple[object, ...]:
    """An element, its attributes but its id and what only editors note, and its words."""
    own = {key: value for key, value in element.attrib.items() if key != "id" and not key.startswith("{")}
    return element.tag, own, (element.text or "").strip()


def wrong(verdict: Verdict) -> bool:
    """Whether a picture is not what it says, or what it says is not so."""
    return verdict.status == "another" or any(each.acknowledged is None for each in verdict.findings)
