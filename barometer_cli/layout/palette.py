"""Colour follows meaning: steps, poles, names, answers beside the scale, and what is emphasised from the rest."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TypeVar

from msgspec import Struct

from barometer_cli.errors import LayoutError
from barometer_cli.languages.answers import scale_of
from barometer_cli.layout.colour import READABLE, VISIBLE, contrast
from barometer_cli.layout.frame import Frame
from barometer_cli.layout.order import is_residual
from barometer_cli.messages import say
from barometer_cli.model.characters import fold, unbroken
from barometer_cli.model.figure import Coloured, Figure
from barometer_cli.model.scale import Scale, as_written
from barometer_cli.model.table import Table
from barometer_cli.model.theme import Colours

Name = TypeVar("Name", bound=str | None)


def emphasised(name: str | None, emphasis: Collection[str], table: Table) -> bool:
    """Whether a category, group or net is emphasised: by its name, or a net because all its parts are."""
    return name in emphasis or any(
        net.label == name and all(emphasised(part, emphasis, table) for part in net.parts) for net in table.nets
    )


def quiet(colours: Colours) -> tuple[str, ...]:
    """The colours of what steps back where something is emphasised."""
    return (*colours.asides, *colours.grey, colours.rest)


def ink_in(fill: str, colours: Colours) -> str:
    """The colour of text on a fill."""
    return colours.on_data if contrast(colours.on_data, fill) >= READABLE else colours.ink


def edge(fill: str, colours: Colours) -> str | None:
    """The colour of the line round a fill that is too pale to be seen by itself; None where it is seen.

    A mark needs it where no printed value stands on or beside it: a swatch of a key, an area of a map.
    """
    return colours.rest if contrast(fill, colours.background) < VISIBLE else None


def ramp(count: int, colours: Colours) -> tuple[str, ...]:
    """So many steps from the faintest (least) to the strongest, as of a map or a heat table: as many as a theme has."""
    return (colours.data,) if count == 1 else colours.sequential[count - 2]


def about_zero(places: Sequence[int], colours: Colours) -> tuple[str, ...]:
    """The shade of each place on either side of zero: places as far from it are as strong."""
    longest, whole = max(map(abs, places)), 0 in places
    if not longest:
        return ramp(len(places), colours)
    fills = colours.diverging[2 * longest + whole - 2]
    return tuple(fills[place + longest - (not whole and place > 0)] for place in places)


def meaning(names: Sequence[str], figure: Figure) -> Scale:
    """What a set of names is: what the author says; else what their words tell, or their axis; else they are names.

    Where only an order is known, answers stand from the strongest, as they are asked, and groups and waves from the
    least.

    Parameters
    ----------
    names
        Categories or groups in the order drawn, without residual answers.
    """
    table, said, count = figure.table, figure.spec.scale, len(names)
    of_groups = set(names) <= set(table.groups)
    axis = table.breakdown if of_groups else table.categories
    rising = axis.role == "waves" or of_groups
    found = None if axis.role in ("items", "areas") else scale_of(tuple(names))
    if found is None and (
        axis.ordered or axis.role == "waves" or (table.waves if of_groups else figure.spec.order == "given")
    ):
        found = Scale("steps", tuple(range(count)) if rising else tuple(reversed(range(count))))
    found = found or as_written(count)
    return found.told_as(said) if said else found


def key(name: str) -> str:
    """A name as it is looked for in a set of `colours`."""
    return fold(unbroken(name))


def places(names: Sequence[str], figure: Figure, sets: Sequence[Sequence[str]], count: int) -> dict[str, int]:
    """Which of so many colours of names each has: by its set or else its source, so that it is the same elsewhere.

    A name of a set has its place there. Of the colours that no set among the names has, the others have one each, by
    their order in the source, whichever of them are drawn; where the source has more names than there are colours, by
    the order drawn.

    Parameters
    ----------
    names
        Categories or groups in the order drawn, without residual answers.
    figure
        Theirs.
    sets
        Names that keep their colours.
    count
        Colours there are; more names have none.
    """
    table = figure.table
    axis = table.known_groups if set(names) <= set(table.groups) else table.known_categories
    source = [name for name in axis if not is_residual(name, table.residual)]
    known = dict.fromkeys((*(source if len(source) <= count else ()), *names))
    called = {key(name): name for name in known}
    found: dict[str, int] = {}
    of_sets: set[int] = set()
    for each in sets:
        met = [(place, called[key(name)]) for place, name in enumerate(each[:count]) if key(name) in called]
        of_sets.update(range(len(each)) if met else ())
        found |= {name: place for place, name in met if name not in found and place not in found.values()}
    for name in known:
        if name not in found:
            held = set(found.values())
            if len(held) == count:  # by names that are not drawn, among others
                held = {found[each] for each in names if each in found}
            if free := set(range(count)) - held:
                found[name] = min(free, key=lambda place: (place in of_sets, place))
    return found


class _Sorted(Struct, frozen=True):
    """The names of a figure: those on a scale or of no order, those beside them, and those that are emphasised."""

    rated: list[str]
    beside: list[str | None]
    loud: list[str | None]
    found: Scale

    @property
    def divided(self) -> bool:
        """Whether some are emphasised, and others step back."""
        return len(self.loud) not in (0, len(self.rated) + len(self.beside))


def _sorted(figure: Figure, coloured: Coloured[str | None]) -> _Sorted:
    residual, emphasis = figure.table.residual, figure.spec.emphasis
    rated = [name for name in coloured.names if name is not None and not is_residual(name, residual)]
    return _Sorted(
        rated,
        beside=[name for name in coloured.names if name not in rated],
        loud=[name for name in coloured.names if emphasised(name, emphasis, figure.table)],
        found=coloured.found or meaning(rated, figure),
    )


def unordered(figure: Figure, coloured: Coloured[str | None]) -> list[str]:
    """Names of no order that have the theme's colours of names: all but residual answers, or none."""
    names = _sorted(figure, coloured)
    return names.rated if names.found.meaning == "names" and not names.divided else []


def told_apart(frame: Frame, coloured: Coloured[Name]) -> dict[Name, str]:
    """A colour of its own for each name, by what the names mean.

    Steps go from faint to strong (from pale to dark on a pale ground), poles from either side to a faint middle, names
    take colours of no order. Residual answers, and the whole base among groups, are grey. Where some are emphasised,
    these take the strong colours, the strongest what stands furthest out, and the others faint ones.

    Parameters
    ----------
    frame
        The sheet.
    coloured
        The names.

    Raises
    ------
    LayoutError
        If there are more names than colours.
    """
    figure, colours, names = frame.figure, frame.theme.colours, coloured.names
    if [*names] == [None]:  # the whole base, and no group that it could step back behind
        return dict.fromkeys(names, colours.data)
    told = _sorted(figure, coloured)
    fills = _divided(told, coloured, colours) if told.divided else _alike(told, coloured, figure, colours)
    if missing := [name for name in names if name not in fills]:
        place = f"{frame.figure.id} ({frame.preset.name})"
        raise LayoutError(
            say(
                "{place}: {n} {things}, and colours to tell {most} of them apart",
                place=place,
                n=len(names),
                things=say(coloured.what) + say(", {n} of them emphasised", n=len(told.loud))
                if told.divided
                else say(coloured.what),
                most=len(names) - len(missing),
            ),
            coloured.hint,
        )
    return {name: fills[name] for name in names}


def _divided(told: _Sorted, coloured: Coloured[str | None], colours: Colours) -> dict[str | None, str]:
    """The colours of what is emphasised and of what steps back."""
    out: dict[str | None, int] = {name: abs(place) for name, place in zip(told.rated, told.found.places, strict=True)}
    loud = sorted(told.loud, key=lambda name: -out.get(name, -1))
    back = sorted((name for name in told.rated if name not in loud), key=lambda name: -out[name])
    aside = [name for name in told.beside if name not in loud]
    pool = [*colours.asides, *colours.grey[len(aside) :]]
    if not coloured.pale:
        pool = [colours.rest] * len(coloured.names)
    fills = _by_depth(loud, (colours.data, *colours.strong), colours.background)
    return fills | _by_depth(back, pool, colours.background) | _each(aside, _greys(coloured, colours))


def _alike(told: _Sorted, coloured: Coloured[str | None], figure: Figure, colours: Colours) -> dict[str | None, str]:
    """The colours of names of which none steps back."""
    fills: dict[str | None, str] = dict(_each(told.beside, _greys(coloured, colours)))
    if coloured.pale and told.found.meaning != "names":
        return fills | _by_place(told.rated, told.found, colours)
    own = places(told.rated, figure, figure.survey.sets, len(colours.names))
    return fills | {name: colours.names[own[name]] for name in told.rated if name in own}


def _greys(coloured: Coloured[str | None], colours: Colours) -> list[str]:
    return [fill for fill in colours.grey if coloured.pale or contrast(fill, colours.background) >= VISIBLE]


def _each(names: Sequence[Name], fills: Sequence[str]) -> dict[Name, str]:
    return dict(zip(names, fills, strict=False))


def _by_depth(names: Sequence[Name], fills: Sequence[str], ground: str) -> dict[Name, str]:
    """The first of the fills, the one that stands out most from the ground for the first of the names."""
    return _each(names, sorted(fills[: len(names)], key=lambda fill: contrast(fill, ground), reverse=True))


def _by_place(names: Sequence[Name], found: Scale, colours: Colours) -> dict[Name, str]:
    """The colour of each place on a scale: none where the theme has no scale of so many."""
    if found.meaning == "steps" or len(names) < 2:
        fills = ramp(len(names), colours) if len(names) <= len(colours.sequential) + 1 else ()
        return {name: fills[place] for name, place in zip(names, found.places, strict=True) if fills}
    most, least = max(found.places), min(found.places)
    longest = max(most, -least)
    count = 2 * longest + (0 in found.places)
    fills = colours.diverging[count - 2] if count <= len(colours.diverging) + 1 else ()

    def at(place: int) -> int:
        """Where a place stands among the fills: the end of either side is that of the fills."""
        return place - least if place < 0 else count - 1 - most + place if place else longest

    return {name: fills[at(place)] for name, place in zip(names, found.places, strict=True) if fills}
