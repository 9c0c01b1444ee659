"""A map of Denmark: its regions or municipalities, each in the shade of the class that its value is in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from decimal import Decimal
from heapq import nlargest, nsmallest
from itertools import pairwise, zip_longest
from typing import Annotated, Literal

from msgspec import Struct
from msgspec.structs import replace
from pydantic import AfterValidator, Field

from barometer_cli.errors import BarometerError, DataError, LayoutError, UnknownCategory, suggestion
from barometer_cli.layout import callouts, classes, steps
from barometer_cli.layout.areas import REASONS, Areas, Member, areas, called, without_whole
from barometer_cli.layout.callouts import Callout
from barometer_cli.layout.classes import MOST_EACH_WAY, Class
from barometer_cli.layout.frame import Frame, open_frame, too_high
from barometer_cli.layout.land import Land, height_of, width_of
from barometer_cli.layout.outlines import Level, find
from barometer_cli.layout.steps import Step, Steps
from barometer_cli.messages import say, template
from barometer_cli.model.characters import unbroken
from barometer_cli.model.figure import Figure, Kind, Starter, shapes
from barometer_cli.model.picture import Manner
from barometer_cli.model.preset import Preset
from barometer_cli.model.scene import ORNAMENT, Group, Mark, Of, Path, Scene
from barometer_cli.model.spec import FigureSpec, Names
from barometer_cli.model.spelling import misplaced
from barometer_cli.model.table import Named, Table
from barometer_cli.model.theme import Theme

COLUMNS = (0.48, 0.6)
"""How much of the width of a sheet of fixed height headline and key may take beside the map; the first that does."""
TALLEST, LOWEST = 640, 180
"""Height of the map where nothing presses, and the least that shows anything, px."""
GUTTER, ABOVE_KEY = 24, 32
"""White between key and map, beside one another and below, px."""
BORDER, HEAVY, COAST = 0.7, 1.6, 0.6
"""Strength of the lines between areas, between regions, and between land and sea, px."""
NARROW = 0.5
"""Where a sheet's height is fixed, a map above its key is at least so wide, beside the chart; or stands beside it."""
ENDS = 3
"""How many of the highest and of the lowest areas are labelled where all have no room."""


def _rising(limits: Sequence[Decimal]) -> Sequence[Decimal]:
    for place, (one, other) in enumerate(pairwise(limits), start=1):
        if other <= one:
            raise misplaced(
                say("{other} does not lie above {one}", other=other, one=one),
                place,
                hint=say("Write limits from the least upwards."),
            )
    return limits


Limits = Annotated[tuple[Decimal, ...], Field(min_length=2, max_length=6), AfterValidator(_rising)]


class MapSpec(FigureSpec):
    """A figure of a map.

    Attributes
    ----------
    level
        What its areas are; left out, their names or codes tell.
    classes
        Where one shade ends and the next begins: `even` round numbers, `quantiles` with as many areas in each, or the
        numbers at which all classes but the first begin: [20, 40, 60].
    labels
        Areas that are labelled; left out, all regions, of municipalities the highest and the lowest.
    """

    level: Level | None = None
    classes: Literal["even", "quantiles"] | Limits = "even"
    labels: Names | None = None


class _Shaded(Struct, frozen=True):
    """The areas of a figure, its classes with their shades, the numbers printed of areas, and the shade of each."""

    areas: Areas
    classes: tuple[Class, ...]
    fills: tuple[str, ...]
    printed: dict[Named, Decimal]
    shades: dict[Decimal, str]

    def fill(self, member: Member) -> str:
        """The shade of an area with a value."""
        return self.shades[self.printed[member.value]]


def compose(figure: Figure, theme: Theme, preset: Preset) -> Scene:
    """Lay a map out beside its key, or above it on a narrow sheet that leaves it room; on a wide sheet of fixed height
    beside the headline too.

    Raises
    ------
    LayoutError
        If the sheet has no room for the map, or for the words of an area that must have them.
    """
    if preset.height is not None and preset.labels == "beside":
        for column in COLUMNS:
            with suppress(LayoutError):
                return _composed(figure, theme, preset, column * (preset.width - 2 * theme.margin))
    return _composed(figure, theme, preset, None)


def _composed(figure: Figure, theme: Theme, preset: Preset, column: float | None) -> Scene:
    """The sheet; headline and key stand in a column so wide (px) where there is one."""
    frame = open_frame(figure, theme, preset, column)
    spec, shaded = _spec(figure), _shaded(figure, theme)
    key, level = _key(figure, shaded, theme), shaded.areas.level
    if preset.labels == "above" and (land := _above(frame, level, key, theme)):
        drawn, bottom = steps.across(key, frame.left, frame.right, land.top + land.height + ABOVE_KEY, theme)
        of_key = (frame.left, land.top + land.height + ABOVE_KEY, frame.right, bottom)
    else:
        beside = column or steps.room(key, theme)
        land = _beside(frame, level, beside, theme.margin if column else frame.top)
        if column:
            drawn, bottom = steps.across(key, frame.left, frame.left + column, frame.top, theme)
        else:
            drawn, bottom = steps.down(key, frame.left, frame.top, theme)
        of_key = (frame.left, land.top, frame.left + beside, bottom)
    words, without = callouts.place(frame, _called_out(figure, shaded), land, of_key)
    if without and (spec.labels is not None or level == "regions"):
        raise LayoutError(
            say(
                "{id} ({preset}): there is no room for the words of {area}",
                id=figure.id,
                preset=preset.name,
                area=without[0].name,
            ),
            say("Name fewer areas in `labels`, or name in `sheets` the sheets it is drawn on."),
        )
    layers = figure.words.layers
    groups = (
        Group("areas", layers.areas, tuple(_areas(shaded, land, theme))),
        Group("borders", layers.borders, tuple(_borders(land, theme))),
        Group("key", layers.key, drawn),
        Group("values", layers.values_and_labels, words),
    )
    return frame.close(tuple(group for group in groups if group.marks), max(land.top + land.height, bottom))


def accept(figure: Figure) -> None:
    """Refuse what a map cannot tell truly.

    Raises
    ------
    UnknownCategory
        If the table, or `labels`, names what is no area.
    DataError
        If there are several categories of the areas, nets, the whole base, or fewer than two areas with a value; if an
        area is there twice; if classes do not fit the values.
    """
    table, spec = without_whole(figure.table), _spec(figure)
    categories = dict.fromkeys(cell.category for cell in table.shown)
    if table.categories.role != "areas" and len(categories) > 1:
        raise DataError(
            say("{id}: a map tells one answer of each area, and there are {n}", id=figure.id, n=len(categories)),
            say("Keep one: `table: {where: {COLUMN: …}}`, or `data: {categories: […]}`."),
        )
    if table.nets:
        raise DataError(
            say("{id}: a map draws no nets, and there is {label!r}", id=figure.id, label=table.nets[0].label),
            say("Leave it out."),
        )
    if table.categories.role != "areas" and None in table.groups:
        raise DataError(say("{id}: the whole base is no area", id=figure.id), say("Remove `total` of the breakdown."))
    found = areas(table, spec.level)
    if len(found.told) < 2:
        raise DataError(
            say("{id}: a map compares areas, and {n} has a value", id=figure.id, n=len(found.told)),
            say("Draw it as `kind: key_number`."),
        )
    for name in spec.labels or ():
        if _labelled(name, found) is None:
            raise UnknownCategory(
                say("{id}: labels names {name!r}, which is not on the map with a value", id=figure.id, name=name),
                suggestion(name, [each.name for each in found.told]),
            )
    _prove_classes(replace(figure, table=table))


def _prove_classes(figure: Figure) -> None:
    """Raise DataError where limits are no printed numbers, or a change cannot be told by its classes."""
    table, how = figure.table, _spec(figure).classes
    if how == "quantiles" and table.measure.signed:
        raise DataError(
            say("{id}: quantiles of a change may hold values on both sides of zero", id=figure.id),
            say("Leave `classes` out, or give their limits."),
        )
    if isinstance(how, tuple):
        for limit in how:
            if limit != round(limit, table.measure.decimals):
                raise DataError(
                    say(
                        "{id}: classes begin at printed numbers, and {limit} has more decimals",
                        id=figure.id,
                        limit=limit,
                    ),
                    say("Round it, or give the figure more `decimals`."),
                )
    sides = [each.side for each in classes.classes(table, how, figure.beside)]
    if table.measure.signed and max(sides.count(-1), sides.count(1)) > MOST_EACH_WAY:
        raise DataError(
            say("{id}: more than {most} classes on one side of zero", id=figure.id, most=MOST_EACH_WAY),
            say("Give fewer limits."),
        )


def _spec(figure: Figure) -> MapSpec:
    assert isinstance(figure.spec, MapSpec), "the kind's own spec"
    return figure.spec


def _shaded(figure: Figure, theme: Theme) -> _Shaded:
    spec, table = _spec(figure), figure.table
    found, drawn = classes.classes(table, spec.classes, figure.beside), areas(table, spec.level)
    fills = classes.fills(found, table.measure, theme.colours)
    told = (*drawn.told, *(place for place in drawn.beyond if not place.reason))
    printed = {each.value: table.measure.rounded(_value(figure, each)) for each in told}
    shades = {
        number: next(fill for each, fill in zip(found, fills, strict=True) if each.holds(number))
        for number in set(printed.values())
    }
    return _Shaded(drawn, found, fills, printed, shades)


def _manner(spec: FigureSpec, table: Table) -> Manner:
    """A map draws every area of its level, also those of which nothing is known, and a shade is all that a hidden value
    has; what it cannot draw, `accept` says.
    """
    assert isinstance(spec, MapSpec), "the kind's own spec"
    try:
        drawn = areas(table, spec.level).drawn
    except BarometerError:
        return Manner(starred=False)
    return Manner(unknown=sum(each.reason == "missing" for each in drawn.values()), starred=False)


def _labelled(name: str, found: Areas) -> Member | None:
    """The area with a value that a name of `labels` means."""
    area = find(found.level, name)
    return next((each for each in found.told if each.area == area or each.name == name), None)


def _value(figure: Figure, member: Member) -> float:
    told = figure.table.find(*member.value)
    assert told, "an area with a value"
    return told.value


def _of(role: Literal["area", "blank", "labelled value"], member: Member) -> Of:
    return Of(role, *member.value)


def _beside(frame: Frame, level: Level, column: float, top: float) -> Land:
    """The map in the middle of what a column leaves of the sheet's width, from `top` down (px)."""
    room = TALLEST if frame.room is None else frame.top + frame.room - top
    height = int(min(height_of(frame.measure - column - GUTTER), room))
    if height < LOWEST:
        raise too_high(frame.figure, frame.preset, LOWEST - height)
    spare = frame.measure - column - GUTTER - width_of(height)
    return Land(level, height, round(frame.left + column + GUTTER + spare / 2), int(top))


def _above(frame: Frame, level: Level, key: Steps, theme: Theme) -> Land | None:
    """The map above its key: as wide as the sheet, or on one of fixed height as high as headline and key leave it; None
    where that leaves it too narrow.
    """
    height = height_of(frame.measure)
    if frame.room is not None:
        _, words = steps.across(key, frame.left, frame.right, 0, theme)
        height = min(height, frame.room - ABOVE_KEY - words)
        if width_of(max(height, 0)) < NARROW * frame.measure:
            return None
    spare = max(frame.measure - width_of(int(height)), 0)
    return Land(level, int(height), round(frame.left + spare / 2), int(frame.top))


def _blank_fill(member: Member, theme: Theme) -> str:
    """The grey of an area without a value: one of which nothing is known is no such as is not told."""
    colours = theme.colours
    return {"missing": colours.missing, "unshown": colours.grey[1]}.get(member.reason or "", colours.grey[0])


def _key(figure: Figure, shaded: _Shaded, theme: Theme) -> Steps:
    """A step for each class and for each reason why areas have no value; places that are too small to be drawn."""
    found = shaded.areas
    printed = [shaded.printed[each.value] for each in found.told]
    scale = []
    for each, fill in zip(shaded.classes, shaded.fills, strict=True):
        words = classes.told(each, figure)
        count = "" if found.level == "regions" else _count(figure, found, sum(map(each.holds, printed)))
        scale.append(Step(fill, words, count, Of("class", words), Of("class label", words)))
    others = []
    for reason in REASONS:
        blank = [member for member in (*found.blank, *found.beyond) if member.reason == reason]
        if blank:
            words, count = figure.words.map.blank[reason], _count(figure, found, len(blank))
            others.append(
                Step(_blank_fill(blank[0], theme), words, count, Of("class", words), Of("class label", words))
            )
    for place in (place for place in found.beyond if not place.reason):
        words = f"{place.name} {figure.locale.value(_value(figure, place))}"
        others.append(Step(shaded.fill(place), words, "", _of("area", place), _of("labelled value", place)))
    return Steps(tuple(scale), tuple(others))


def _count(figure: Figure, found: Areas, number: int) -> str:
    """So many areas in words: "16 kommuner"."""
    one, several = figure.words.map.areas[found.level]
    return f"{number} {one if number == 1 else several}"


def _areas(shaded: _Shaded, land: Land, theme: Theme) -> Iterable[Mark]:
    for code, member in shaded.areas.drawn.items():
        assert member.area, "an area that is drawn has an outline"
        if member.reason:
            fill, of = _blank_fill(member, theme), _of("blank", member)
        else:
            fill, of = shaded.fill(member), _of("area", member)
        first, *more = land.rings(member.area)
        yield Path(f"area-{code}", first, closed=True, fill=fill, of=of, more=tuple(more))


def _borders(land: Land, theme: Theme) -> Iterable[Mark]:
    """Lines between areas in the colour of the sheet; of the coast, which parts a pale shade from it, in grey."""
    colours = theme.colours
    for id, lines, stroke, strength in (
        ("borders", land.borders, colours.background, BORDER),
        ("regions", land.regions, colours.background, HEAVY),
        ("coast", land.coast, colours.rest, COAST),
    ):
        if id != "borders" or land.level != "regions":
            first, *more = lines
            yield Path(id, first, stroke=stroke, width=strength, of=ORNAMENT, more=tuple(more))
    yield Path("inset", land.inset, stroke=colours.hairline, width=1, of=ORNAMENT)


def _called_out(figure: Figure, shaded: _Shaded) -> list[Callout]:
    """The areas whose name and value are printed: those of `labels`, else regions, or those at both ends."""
    table, spec, found = figure.table, _spec(figure), shaded.areas
    if spec.labels is not None:
        wanted = [each for name in spec.labels if (each := _labelled(name, found))]
    else:
        wanted = list(found.told) if found.level == "regions" else _ends(figure, shaded)
    made = []
    for each in wanted:
        value = _value(figure, each)
        name = each.name if called(each.value, table) != each.value[0] else table.drawn(each.name)
        if each.area:
            printed, fill = figure.locale.value(value), shaded.fill(each)
            made.append(Callout(each.area, unbroken(name), printed, fill, each.value))
    return made


def _ends(figure: Figure, shaded: _Shaded) -> list[Member]:
    """The highest and the lowest areas by turns; no end of which more are printed alike than may be labelled."""
    ends, told = [], shaded.areas.told
    for outermost in (nlargest, nsmallest):
        ranked = outermost(ENDS + 1, told, key=lambda each: _value(figure, each))
        printed = [shaded.printed[each.value] for each in ranked]
        apart = [count for count in range(1, min(ENDS, len(told) // 2) + 1) if printed[count - 1] != printed[count]]
        ends.append(ranked[: apart[-1]] if apart else [])
    return [each for pair in zip_longest(*ends) for each in pair if each]


KIND = Kind(
    name="map",
    purpose=template("Denmark's regions or municipalities, each in the shade of its value"),
    compose=compose,
    needs=frozenset({"table"}),
    takes=frozenset({"subtitle", "question", "filter", "n", "caption", "significance"}),
    spec=MapSpec,
    shapes=shapes(("areas",)) | shapes(("answers", "items"), ("areas",)),
    manner=_manner,
    accept=accept,
    shown=lambda figure: without_whole(figure.table),
    starter=Starter.asking(
        answers="separate",
        categories="areas",
        table="""
category,share
Nordjylland,31
Midtjylland,47
Syddanmark,59
Hovedstaden,29
Sjælland,38
""",
    ),
)
