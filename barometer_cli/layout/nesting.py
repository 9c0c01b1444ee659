"""Wholes and what is a part of them: what is drawn within what, and what a share is a share of."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from math import inf
from typing import Literal

from pydantic import Field

from barometer_cli.errors import DataError, UnknownCategory, suggestion
from barometer_cli.messages import say
from barometer_cli.model.figure import Figure
from barometer_cli.model.scene import Of
from barometer_cli.model.spec import FigureSpec, Name, Names

MOST_DECIMALS = 6
"""A share that needs more decimals of a per cent was not rounded by anybody."""


class NestedSpec(FigureSpec):
    """Fields of figures that draw parts within their wholes.

    Attributes
    ----------
    parts
        What is a part of a category or net, by its name; of a net its own parts where left out.
    base
        What the shares of parts are of: "all" of the figure's base, or the "outer" that they are parts of.
    both
        Whether the share of the other of these is told too.
    """

    parts: dict[Name, Names] = Field(default_factory=dict)
    base: Literal["all", "outer"] = "all"
    both: bool = False


def nested(figure: Figure) -> NestedSpec | None:
    """The spec of a figure that draws parts within wholes; None of another kind."""
    return figure.spec if isinstance(figure.spec, NestedSpec) else None


def outers(figure: Figure) -> dict[str, str]:
    """What each name is a part of, those that are no part of anything left out.

    Raises
    ------
    UnknownCategory
        If `parts` names what is not shown.
    DataError
        If something is a part of two wholes, or of itself.
    """
    spec, table = nested(figure), figure.table
    if spec is None:
        return {}
    names = [*(cell.category for cell in table.shown), *(net.label for net in table.nets)]
    found: dict[str, str] = {}
    for outer, parts in spec.parts.items():
        for name in (outer, *parts):
            if name not in names:
                raise UnknownCategory(
                    say("{id}: parts names {name!r}, which is not shown", id=figure.id, name=name),
                    suggestion(name, names),
                )
        for part in parts:
            if found.setdefault(part, outer) != outer:
                raise DataError(
                    say(
                        "{id}: {part!r} is a part of {one!r} and of {other!r}",
                        id=figure.id,
                        part=part,
                        one=found[part],
                        other=outer,
                    ),
                    say("Keep it in one of them: what holds that holds it too."),
                )
    for name in names:
        own = next((frozenset(net.parts) for net in table.nets if net.label == name), frozenset({name}))
        holding = [net for net in table.nets if net.label != name and own < frozenset((*net.parts, net.label))]
        if name not in found and holding:
            found[name] = min(holding, key=lambda net: len(net.parts)).label
    for name in found:
        _prove_no_circle(name, found, figure)
    return found


def _prove_no_circle(name: str, outers: Mapping[str, str], figure: Figure) -> None:
    seen, at = {name}, name
    while at in outers:
        at = outers[at]
        if at in seen:
            raise DataError(
                say("{id}: {name!r} is a part of itself", id=figure.id, name=name),
                say("Remove one of the wholes from `parts`."),
            )
        seen.add(at)


def reach(figure: Figure, name: str, outers: Mapping[str, str]) -> float:
    """How long the bar of a name is, in the figure's measure: a share of everybody, whatever its own is of."""
    spec, outer = nested(figure), outers.get(name)
    value = _value(figure, name)
    return value * reach(figure, outer, outers) if spec and spec.base == "outer" and outer else value


def _value(figure: Figure, name: str) -> float:
    table = figure.table
    return next(
        (cell.value for cell in table.shown if cell.category == name),
        next((net.value for net in table.nets if net.label == name), 0.0),
    )


def asides(figure: Figure, outers: Mapping[str, str]) -> dict[Of, str]:
    """The words between wholes and parts, and those after values that say what these are shares of.

    Raises
    ------
    DataError
        If the share of another whole cannot be told from shares that were rounded.
    """
    spec, words = nested(figure), figure.words
    if spec is None:
        return {}
    group = figure.table.groups[0]
    said = {Of("of which", outer, group): words.of_which for outer in dict.fromkeys(outers.values())}
    for name in outers:
        if spec.base == "outer":
            said[Of("base", name, group)] = words.of_these
        if spec.both:
            told = figure.locale.percent(_share_of_another(figure, name, outers), figure.table.measure.decimals)
            of = words.of_these if spec.base == "all" else words.of_all
            said[Of("share of another", name, group)] = f"({told} {of})"
    return said


def _share_of_another(figure: Figure, name: str, outers: Mapping[str, str]) -> float:
    """The share of a part of its whole, or where that is its own, of everybody: as it is printed."""
    spec, told = nested(figure), figure.locale.percent
    outer, (low, high) = outers[name], _limits(figure, name)
    if spec and spec.base == "outer":
        exact, of = reach(figure, name, outers), "everybody"
        at: str | None = outer
        while at is not None:
            least, most = _limits(figure, at)
            low, high, at = low * least, high * most, outers.get(at)
    else:
        exact, of = _value(figure, name) / (_value(figure, outer) or inf), repr(outer)
        least, most = _limits(figure, outer)
        low, high = low / (most or inf), high / (least or inf)
    decimals = figure.table.measure.decimals
    if told(low, decimals) != told(high, decimals):
        raise DataError(
            say(
                "{id}: from shares that were rounded, that of {name!r} of {of} may be any between {low} and {high}",
                id=figure.id,
                name=name,
                of=of,
                low=told(low, decimals),
                high=told(high, decimals),
            ),
            say("Remove `both`, or give the table's shares with more decimals."),
        )
    return exact


def _limits(figure: Figure, name: str) -> tuple[float, float]:
    """Between which a number lies that is told rounded: half of its last decimal to either side."""
    value, measure = _value(figure, name), figure.table.measure
    if not measure.is_share:
        return value, value
    for decimals in range(MOST_DECIMALS):
        unit = 10.0 ** -(decimals + 2)
        if abs(value - float(round(Decimal(str(value)), decimals + 2))) < unit * 1e-6:
            return max(value - unit / 2, 0.0), min(value + unit / 2, 1.0)
    return value, value
