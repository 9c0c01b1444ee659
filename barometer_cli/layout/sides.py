"""The two sides of a scale: which answers are against, which for, what lies between them and what beside the scale."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias, get_args

from msgspec import Struct
from pydantic import Field

from barometer_cli.errors import DataError, UnknownCategory, suggestion
from barometer_cli.layout.order import is_residual
from barometer_cli.layout.palette import meaning
from barometer_cli.messages import say
from barometer_cli.model.figure import Figure
from barometer_cli.model.scale import Scale
from barometer_cli.model.spec import FigureSpec, Names
from barometer_cli.model.table import Cell, Net
from barometer_cli.model.written import Written

Side: TypeAlias = Literal["negative", "positive"]
SIDES: tuple[Side, ...] = get_args(Side)


class SidesSpec(Written):
    """Which answers are on which side, where their words do not tell.

    Attributes
    ----------
    negative
        Those on the left, from the outer end to zero.
    neutral
        The one between the sides.
    positive
        Those on the right, from zero to the outer end.
    """

    negative: Annotated[Names, Field(min_length=1)]
    neutral: Annotated[Names, Field(max_length=1)] = ()
    positive: Annotated[Names, Field(min_length=1)]


class SidedSpec(FigureSpec):
    """Fields of figures whose answers lie on two sides.

    Attributes
    ----------
    sides
        Which answers are on which; by their words where left out.
    neutral
        Where the answer between the sides is drawn: across zero, half on either side; in a column of its own; or not at
        all, which the caption then says.
    """

    sides: SidesSpec | None = None
    neutral: Literal["middle", "apart", "hidden"] = "middle"


class Sides(Struct, frozen=True):
    """The answers of a figure by where they lie.

    Attributes
    ----------
    negative, neutral, positive
        From the outer end of the one side to that of the other, as they lie.
    beside
        What is drawn in a column of its own, in the order of the columns.
    scale
        Where those that are drawn on the scale stand on it, and what is between them wherever it is drawn.
    rated
        The names whose places these are, in the order of the table.
    """

    negative: tuple[str, ...]
    neutral: tuple[str, ...]
    positive: tuple[str, ...]
    beside: tuple[str, ...]
    scale: Scale
    rated: tuple[str, ...]

    @property
    def lying(self) -> tuple[str, ...]:
        """Those that lie end to end, from the left."""
        return (*self.negative, *self.neutral, *self.positive)

    def on(self, side: Side) -> tuple[str, ...]:
        """Those on a side."""
        return self.negative if side == "negative" else self.positive

    def before(self, cell: Cell) -> float:
        """How much of a cell lies before zero, in its measure."""
        if cell.category in self.negative:
            return cell.value
        return cell.value / 2 if cell.category in self.neutral else 0.0

    def of(self, net: Net) -> Side | None:
        """The side that a net adds up; None where it adds up something else."""
        return next((side for side in SIDES if set(net.parts) == set(self.on(side))), None)


def sides(figure: Figure) -> Sides | None:
    """The sides of a figure's answers; None where its kind has none.

    Raises
    ------
    UnknownCategory
        If the author names an answer that is not shown.
    DataError
        If the answers make no scale with two sides, or the author leaves one out.
    """
    spec = figure.spec
    if not isinstance(spec, SidedSpec):
        return None
    names = tuple(dict.fromkeys(cell.category for cell in figure.table.shown))
    rated = tuple(name for name in names if not is_residual(name, figure.table.residual))
    scale = _declared(spec, rated, figure) if spec.sides else meaning(rated, figure)
    placed = sorted(zip(scale.places, rated, strict=True))
    negative = tuple(name for place, name in placed if place < 0)
    positive = tuple(name for place, name in placed if place > 0)
    neutral = tuple(name for place, name in placed if place == 0)
    if scale.meaning != "poles" or not (negative and positive):
        raise DataError(
            say("{id}: {rated} make no scale whose two sides are known", id=figure.id, rated=", ".join(rated)),
            say(
                "Write `sides: {negative: [A, B], neutral: [C], positive: [D, E]}`, from the left, or draw "
                "stacked_bars."
            ),
        )
    apart = neutral if spec.neutral == "apart" else ()
    beside = (*apart, *(name for name in names if name not in rated))
    return Sides(negative, () if apart else neutral, positive, beside, scale, rated)


def _declared(spec: SidedSpec, rated: tuple[str, ...], figure: Figure) -> Scale:
    """The scale as its author has it; a neutral answer that is hidden has no place on it."""
    assert spec.sides
    neutral = [name for name in spec.sides.neutral if name in rated or spec.neutral != "hidden"]
    placed = [(name, place - len(spec.sides.negative)) for place, name in enumerate(spec.sides.negative)]
    placed += [(name, 0) for name in neutral]
    placed += [(name, place) for place, name in enumerate(spec.sides.positive, start=1)]
    places = dict(placed)
    for name in places:
        if name not in rated:
            raise UnknownCategory(
                say("{id}: sides names {name!r}, which is not shown", id=figure.id, name=name),
                suggestion(name, list(rated)),
            )
    if len(places) < len(placed):
        raise DataError(say("{id}: sides names an answer twice", id=figure.id), say("Keep it on one side."))
    if missing := [name for name in rated if name not in places]:
        raise DataError(
            say("{id}: sides does not say where {missing} lies", id=figure.id, missing=", ".join(missing)),
            say("Name it under `negative`, `neutral` or `positive`, or leave it out of the figure."),
        )
    return Scale("poles", tuple(places[name] for name in rated))
