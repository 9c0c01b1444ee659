"""Colour follows meaning: steps, poles, names, answers beside the scale, and what is emphasised from the rest."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TypeVar

from barometer_cli.errors import LayoutError
from barometer_cli.languages.answers import scale_of
from barometer_cli.layout.colour import READABLE, VISIBLE, contrast
from barometer_cli.layout.frame import Frame
from barometer_cli.layout.order import is_residual
from barometer_cli.messages import say
from barometer_cli.model.figure import Figure
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


def told_apart(
    frame: Frame, names: Sequence[Name], what: str, hint: str, *, pale: bool = True, found: Scale | None = None
) -> dict[Name, str]:
    """A colour of its own for each name, by what the names mean.

    Steps go from faint to strong (from pale to dark on a pale ground), poles from either side to a faint middle, names
    take colours of no order. Residual answers, and the whole base among groups, are grey. Where some are emphasised,
    these take the strong colours, the strongest what stands furthest out, and the others faint ones.

    Parameters
    ----------
    frame
        The sheet.
    names
        All categories, or all groups, of the figure in the order drawn.
    what, hint
        What they are called in an error, and what to do about it.
    pale
        Whether the marks are areas that carry their values. Lines and points are not: they take colours that are seen
        by themselves, and what steps back is all of one.
    found
        What those that do not stand beside the scale mean, where it is known.

    Raises
    ------
    LayoutError
        If there are more names than colours.
    """
    figure, colours = frame.figure, frame.theme.colours
    if [*names] == [None]:  # the whole base, and no group that it could step back behind
        return dict.fromkeys(names, colours.data)
    loud = [name for name in names if emphasised(name, figure.spec.emphasis, figure.table)]
    beside = [name for name in names if name is None or is_residual(name, figure.table.residual)]
    rated = [name for name in names if name not in beside]
    found = found or meaning([name for name in rated if name is not None], figure)
    grey = [fill for fill in colours.grey if pale or contrast(fill, colours.background) >= VISIBLE]
    if len(loud) in (0, len(names)):
        fills = _by_place(rated, found, colours) if pale else _each(rated, colours.names)
        fills |= _each(beside, grey)
    else:
        out = {name: abs(place) for name, place in zip(rated, found.places, strict=True)}
        loud.sort(key=lambda name: -out.get(name, -1))
        back = sorted((name for name in rated if name not in loud), key=lambda name: -out[name])
        aside = [name for name in beside if name not in loud]
        pool = [*colours.asides, *colours.grey[len(aside) :]] if pale else [colours.rest] * len(names)
        told = _by_depth(loud, (colours.data, *colours.strong), colours.background)
        fills = told | _by_depth(back, pool, colours.background) | _each(aside, grey)
    if missing := [name for name in names if name not in fills]:
        place = f"{frame.figure.id} ({frame.preset.name})"
        raise LayoutError(
            say(
                "{place}: {n} {things}, and colours to tell {most} of them apart",
                place=place,
                n=len(names),
                things=say(what)
                if len(loud) in (0, len(names))
                else say(what) + say(", {n} of them emphasised", n=len(loud)),
                most=len(names) - len(missing),
            ),
            hint,
        )
    return {name: fills[name] for name in names}


def _each(names: Sequence[Name], fills: Sequence[str]) -> dict[Name, str]:
    return dict(zip(names, fills, strict=False))


def _by_depth(names: Sequence[Name], fills: Sequence[str], ground: str) -> dict[Name, str]:
    """The first of the fills, the one that stands out most from the ground for the first of the names."""
    return _each(names, sorted(fills[: len(names)], key=lambda fill: contrast(fill, ground), reverse=True))


def _by_place(names: Sequence[Name], found: Scale, colours: Colours) -> dict[Name, str]:
    """The colour of each place: none where the theme has no scale of so many."""
    if found.meaning == "names":
        return _each(names, colours.names)
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
