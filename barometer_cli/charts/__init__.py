"""One file per kind of figure: a figure in, a scene out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import get_args

from barometer_cli.errors import DataError
from barometer_cli.messages import say
from barometer_cli.model.axis import Role
from barometer_cli.model.figure import Figure, Kind
from barometer_cli.model.table import Table


class Kinds(Mapping[str, Kind]):
    """Kinds of figures by name: the file of one is read when it is asked for, so that a figure waits for no other."""

    def __init__(self, *names: str) -> None:
        self._names = names

    def __getitem__(self, name: str) -> Kind:
        if name not in self._names:
            raise KeyError(name)
        kind: Kind = import_module(f"{__name__}.{name}").KIND
        return kind

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._names


KINDS = Kinds(
    "bars",
    "grouped_bars",
    "stacked_bars",
    "stacked_columns",
    "diverging_bars",
    "nested",
    "dots",
    "line",
    "slope",
    "small_multiples",
    "heat_table",
    "table",
    "waffle",
    "pyramid",
    "map",
    "key_number",
    "quote",
    "case",
    "tool_card",
)
"""Every kind of figure by the name a spec calls it, which is that of its file, in the order in which they are told."""


def accept(figure: Figure) -> None:
    """Refuse a figure whose kind does not draw such a table, or could not draw it truly on any sheet.

    Raises
    ------
    DataError
        If the kind draws other measures or other axes; it names the kinds that draw these.
    BarometerError
        What the kind itself has against it.
    """
    kind, told = KINDS[figure.spec.kind], figure.table
    if told.cells and not draws(kind, told):
        fitting = [name for name, other in KINDS.items() if "table" in other.needs and draws(other, told)]
        raise DataError(
            say("{id}: {kind} does not draw {what}", id=figure.id, kind=kind.name, what=_what(told)),
            _declared(kind, told)
            + (
                say("Kinds that do: {fitting}.", fitting=", ".join(fitting))
                if fitting
                else say("No kind does: draw one group, or one category.")
            ),
        )
    if kind.accept:
        kind.accept(figure)


def draws(kind: Kind, told: Table) -> bool:
    """Whether a kind draws the measure and the axes of a table."""
    return told.measure.name in kind.measures and (kind.shapes is None or told.shape in kind.shapes)


def _declared(kind: Kind, told: Table) -> str:
    """What to say of an axis so that a kind draws the table, where nobody says what it is; "" where nothing helps."""
    categories, groups = told.shape
    for role in get_args(Role) if told.measure.name in kind.measures else ():
        for name, axis, shape in (
            ("categories", told.categories, (role, groups)),
            ("groups", told.breakdown, (categories, role)),
        ):
            if axis.role is None and (name == "categories" or groups) and shape in (kind.shapes or ()):
                return say("If its {name} are {role}, say so in the table: `{name}: {role}`. ", name=name, role=role)
    return ""


def _what(told: Table) -> str:
    """What a table holds, in words: "the mean of items by groups"."""
    categories, groups = told.shape
    measure = told.measure.name
    if groups:
        return say("the {measure} of {categories} by {groups}", measure=measure, categories=categories, groups=groups)
    return say("the {measure} of {categories}", measure=measure, categories=categories)
