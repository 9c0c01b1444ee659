"""A scene: every mark of an illustration placed in pixels, each with what it stands for.

Coordinates are px of the nominal sheet, x to the right and y down from its upper left corner.
A scene is immutable and hashable, holds no library object, and pickles to a few kB. What paints it knows nothing of
surveys; what proves it (`checks/marks`) compares each mark with what it says it is of.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from barometer_cli.model.preset import SCREEN
from barometer_cli.model.typeface import Typeface

Anchor = Literal["start", "middle", "end"]
Weight = Literal[400, 600, 700]
Axis: TypeAlias = Literal["x", "y"]

Encoding: TypeAlias = Literal[
    "bar", "mirrored", "apart", "point", "reference", "interval", "low", "high", "span", "brace", "shade", "dot",
    "vacant", "rest", "whole", "outer", "zero", "course", "bridge", "stem",
]  # fmt: skip
"""What tells a number by its place along the axis of a scene, its shade, or how many of it there are.

bar
    As long as the share; it begins at zero, or where the part before it ends. Where a scale has two sides, the one
    against lies before zero, and its middle on both sides of it.
mirrored
    As long as the share, against the direction of the axis, from the zero that is of its group.
apart
    As long as the share on the scale of the bars, from a line of its own that all of its category share.
point
    Its centre stands at the share.
reference
    The centre of a line across all marks stands at the share that they are compared with.
interval, low, high
    From the lower limit of the share's interval to the upper; a mark whose centre stands at one of them.
span
    A net over its parts, from where the first begins to where the last ends.
brace
    A net beside the bars of its parts, at right angles to the axis: from the first to the last.
shade
    The ground of a table's cell: the further its share is from the least, or from zero, the darker.
dot, vacant
    One of the counted marks of a share; one that no share of the group has, or that its only share leaves.
rest, whole
    What a bar leaves of its base: from the end of its last part to 100 %; all of it, from zero to 100 %.
outer
    The bar of what something is a part of, drawn again beneath it, from zero.
zero
    Where bars begin; where those of two groups begin at different ones, each is of its group.
course
    A line through the points of a category from group to group, or of a group from category to category: its corners
    are their centres. It joins neighbours in order, never over one that is missing, or what cannot be compared.
bridge
    Dashes of such a line from one point straight to the next, over waves in which it has none; never over what cannot
    be compared.
stem
    From zero to the point of a share.
"""
Name: TypeAlias = Literal["label", "key", "key label", "heading"]
"""What names a category, or a group: words beside its marks; the colour of its marks; words beside that colour. A
heading, whose category is a section, stands above those that are in it."""
Mapped: TypeAlias = Literal["area", "blank", "class", "class label"]
"""What tells numbers by a shade: an area of a map in that of its value's class; an area without a value; the shade of
a class in the key, and words beside it, both with the range of the class, or why areas have no value, as category."""
Number: TypeAlias = Literal["value", "key value", "labelled value", "total", "cell", "number", "hidden", "tick"]
"""A printed share: beside its mark, in a key, behind its label, of a net at the end of the parts that it adds up, in a
table, where row and column tell whose it is, or so large that it needs no mark; what stands for a share too few gave; a
number of the scale, at its place on it."""
Aside: TypeAlias = Literal["of which", "base", "share of another"]
"""Words between a whole and its parts; words after a value that say what it is a share of, alone or with the share of
another whole."""
Tie: TypeAlias = Literal["leader"]
"""A line from a mark to its value, or to its words, where these could not stand on it."""
Words: TypeAlias = Literal[
    "break", "title", "subtitle", "text", "note", "source", "notice", "quote", "speaker", "position",
    "kicker", "workplace", "points", "address",
]  # fmt: skip
"""Words of a sheet; a break says why a wave cannot be compared with those before, the notice that numbers are invented;
the position is that of the speaker. The kicker of a card says what it is, its points are all its steps or all that is
looked after, its address is where more is told.
"""
Dress: TypeAlias = Literal["ornament", "portrait", "quote mark"]
"""What tells no number and no words of the figure."""
Role: TypeAlias = Encoding | Name | Mapped | Number | Aside | Tie | Words | Dress


class Of(Struct, frozen=True):
    """What a mark stands for: its role, and the category (or net) and group whose share or name it tells.

    A name is that of the category, or where there is none that of the group. A group None is the whole base. `panel` is
    that of the scene in which the mark stands, None where it has none.
    """

    role: Role
    category: str | None = None
    group: str | None = None
    panel: str | None = None

    def __str__(self) -> str:
        return ":".join((self.role, self.category or "", self.group or "", self.panel or "")).rstrip(":")


ORNAMENT = Of("ornament")


class Rect(Struct, frozen=True):
    """A filled rectangle; x, y its upper left corner, all in px; fill is #RRGGBB."""

    id: str
    x: float
    y: float
    width: float
    height: float
    fill: str
    of: Of | None = None


class Line(Struct, frozen=True):
    """A straight stroke from (x1, y1) to (x2, y2), width in px, butt ends."""

    id: str
    x1: float
    y1: float
    x2: float
    y2: float
    stroke: str
    width: float
    of: Of | None = None


class Circle(Struct, frozen=True):
    """A disc of radius `r` about (x, y), all in px, with an edge inside which it is filled; width 0 is no edge.

    The edge lies within the radius, so that nothing of a circle is outside it.
    """

    id: str
    x: float
    y: float
    r: float
    fill: str
    stroke: str = "#000000"
    width: float = 0.0
    of: Of | None = None


Step = tuple[float, float] | tuple[float, float, float, float, float, float]
"""Where a path goes next, px: straight to a point, or along a cubic Bézier curve by two handles to a point."""
Lines: TypeAlias = tuple[tuple[Step, ...], ...]


class Path(Struct, frozen=True):
    """A line through points and along curves in px, mitred and with butt ends; filled, stroked or both.

    The first step is a point. `more` are further lines of the same mark, such as islands; one that is closed within
    another and runs the other way round leaves a hole in it.
    """

    id: str
    points: tuple[Step, ...]
    closed: bool = False
    fill: str | None = None
    stroke: str | None = None
    width: float = 0.0
    of: Of | None = None
    more: Lines = ()

    @property
    def lines(self) -> Lines:
        """Every line of the mark."""
        return self.points, *self.more


class Text(Struct, frozen=True):
    """One line of text; x is where its anchor stands, y its baseline, size the font size in px.

    `ground` is the colour it lies on, so that contrast can be proved without looking.
    """

    id: str
    x: float
    y: float
    text: str
    size: float
    weight: Weight
    fill: str
    anchor: Anchor
    ground: str
    of: Of | None = None


class Image(Struct, frozen=True):
    """An encoded picture (PNG or JPEG bytes) stretched to a rectangle in px."""

    id: str
    x: float
    y: float
    width: float
    height: float
    data: bytes
    media_type: Literal["image/png", "image/jpeg"]
    of: Of | None = None


Mark = Rect | Circle | Line | Path | Text | Image


def lowered(mark: Mark, by: float) -> Mark:
    """A mark so many px further down."""

    def low(y: float) -> float:
        return round(y + by, 2)

    match mark:
        case Line():
            return replace(mark, y1=low(mark.y1), y2=low(mark.y2))
        case Path():
            lines = [
                tuple(tuple(low(place) if odd % 2 else place for odd, place in enumerate(step)) for step in line)
                for line in mark.lines
            ]
            return replace(mark, points=lines[0], more=tuple(lines[1:]))
        case _:
            return replace(mark, y=low(mark.y))


class Panel(Struct, frozen=True):
    """A part of a scene with an origin of its own, on the scale that all share; x, y its upper left corner, in px."""

    name: str
    x: float
    y: float
    width: float
    height: float


class Group(Struct, frozen=True):
    """A named layer of marks; `id` is ASCII and unique in the scene, `name` what a designer reads."""

    id: str
    name: str
    marks: tuple[Mark, ...]


Form: TypeAlias = Literal["clustered", "stacked", "line"]
"""A chart that office programs draw by themselves from a sheet of numbers: bars beside one another or end to end, which
lie or stand as the axis of the scene says; lines from point to point."""


class Told(Struct, frozen=True):
    """The number of a category, or net, and group that are shown: as it is printed (a share is 0..1), and how."""

    category: str
    group: str | None
    value: float
    printed: str


class Chart(Struct, frozen=True):
    """What an office program draws in place of marks: its form, and every number that is shown."""

    form: Form
    told: tuple[Told, ...]


class Scene(Struct, frozen=True):
    """One finished sheet: width and height in px, layers from back to front.

    `title`, `description` and the shorter `alt` are what a screen reader says, in language `lang` (BCP 47); `credit` is
    the source, `licence` what others may do with it. They travel with the picture. `axis` is the one along which marks
    tell numbers; `panels` are the parts of a scene that repeats it; `resolution` is how many px make an inch. `chart`
    is what an office program may draw in place of its marks, None where it has no such chart. Its words are measured in
    `typeface`, and painted in it; None stands for the house's. A `transparent` one is laid out for its background,
    which is not painted. `origin` is what a picture is made from, as text that travels in its file. Bars end
    in quarters of circles of `radius` px where they have room for it, and nothing follows them.
    """

    id: str
    width: float
    height: float
    background: str
    title: str
    description: str
    lang: str
    groups: tuple[Group, ...]
    alt: str = ""
    credit: str = ""
    licence: str = ""
    axis: Axis = "x"
    panels: tuple[Panel, ...] = ()
    resolution: float = SCREEN
    chart: Chart | None = None
    typeface: Typeface | None = None
    transparent: bool = False
    origin: str = ""
    radius: float = 0.0

    def marks(self) -> Iterator[Mark]:
        """Every mark, back to front."""
        for group in self.groups:
            yield from group.marks

    def as_text(self) -> str:
        """The scene as lines of text, one mark a line: for snapshots that people review."""
        head = f"scene {self.id} {self.width:g}x{self.height:g} {self.background} {self.lang} {self.axis}"
        head += "" if self.resolution == SCREEN else f" {self.resolution:.3f} px an inch"
        head += f" {self.typeface.family} {self.typeface.sha256}" if self.typeface else ""
        head += " transparent" if self.transparent else ""
        head += f" radius {self.radius:g}" if self.radius else ""
        words = {"title": self.title, "description": self.description, "alt": self.alt, "credit": self.credit}
        if self.licence:
            words["licence"] = self.licence
        lines = [head, *(f"{name} {text}" for name, text in words.items())]
        if self.chart:
            lines.append(f"chart {self.chart.form}")
            lines += [f"  {':'.join((told.category, told.group or ''))} {told.printed}" for told in self.chart.told]
        for panel in self.panels:
            lines.append(f"panel {panel.name} {panel.x:g},{panel.y:g} {panel.width:g}x{panel.height:g}")
        for group in self.groups:
            lines.append(f"group {group.id} {group.name}")
            lines += [f"  {_mark_as_text(mark)}" for mark in group.marks]
        return "\n".join(lines) + "\n"

    def digest(self) -> str:
        """SHA-256 (hex) of everything that is drawn, and of what it stands for."""
        return sha256(self.as_text().encode()).hexdigest()


def _mark_as_text(mark: Mark) -> str:
    words = [type(mark).__name__.lower()]
    for name in mark.__struct_fields__:
        value = getattr(mark, name)
        if isinstance(value, bytes):
            value = sha256(value).hexdigest()[:16]
        elif isinstance(value, float):
            value = f"{value:.2f}".rstrip("0").rstrip(".")
        elif isinstance(value, tuple):
            lines = value if name == "more" else (value,)
            value = " / ".join(" ".join(",".join(f"{place:.2f}" for place in step) for step in line) for line in lines)
        if name != "more" or value:
            words.append(f"{name}={value}")
    return " ".join(words)
