"""A table as barometer has computed it, as JSON: what a picture carries of its numbers, and a spec can draw again.

It holds what is published, and of the rest nothing: no share that is hidden, no weighted base, no file name, and no
note of the arithmetic. What tells values apart is gone, so no claim of an order is tested again.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from msgspec import NODEFAULT, MsgspecError, Struct, defstruct, json
from msgspec.structs import FieldInfo, asdict, fields, replace

from barometer_cli.errors import DataError
from barometer_cli.messages import say
from barometer_cli.model.table import Cell, Net, Table, Word

KEPT_BACK = frozenset({"file", "digest", "unasked", "notes", "recognised", "apart", "df", "parts", "own"})
"""What of a table is its maker's own."""
MOST = 1e12
"""What no number of a survey exceeds."""
DIGITS = 12
"""Significant digits of what was summed: the order in which it was does not change them."""


def as_json(table: Table, beside: tuple[float, ...] = ()) -> dict[str, Any]:
    """What is published of a table, in the types of JSON; fields that say nothing are left out.

    Parameters
    ----------
    table
        As it was computed.
    beside
        Values of the other figures of its spec, which share its scale.
    """
    told_of = {cell.category for cell in table.cells} | {hidden.category for hidden in table.hidden}
    told = replace(
        table,
        cells=tuple(_settled(cell, table) for cell in table.cells),
        nets=tuple(_settled(net, table) for net in table.nets),
        bases=tuple(replace(base, weighted_n=None) for base in table.bases),
        words={name: word for name, word in table.words.items() if name in told_of and word != Word(name, name)},
    )
    return {"table": _fields(told, KEPT_BACK), **({"beside": [_short(value) for value in beside]} if beside else {})}


def of_json(data: bytes, file: str) -> tuple[Table, tuple[float, ...]]:
    """The table that `as_json` has told, and the values beside it.

    Raises
    ------
    DataError
        If it is none.
    """
    try:
        made = json.decode(data, type=_model())
        told = (*made.table.cells, *made.table.nets)
        ends = (end for each in told for end in (each.value, *(each.interval or ())))
        if not any(cell.shown for cell in made.table.cells) or any(abs(end) > MOST for end in (*ends, *made.beside)):
            raise ValueError("it cannot be drawn")
    except (ValueError, RecursionError, MsgspecError):
        raise DataError(
            say("{file}: this is no table that barometer has computed", file=file),
            say("Take it from a picture again: barometer inspect PICTURE --extract FOLDER"),
        ) from None
    return Table(**asdict(made.table), file=file), made.beside


@cache
def _model() -> Any:
    """What such a file must be: a table's fields, each of its own type, and nothing else."""
    held = [(field.name, field.type, _default(field)) for field in fields(Table) if field.name not in KEPT_BACK]
    table = defstruct("ComputedTable", held, forbid_unknown_fields=True, frozen=True)
    beside = ("beside", tuple[float, ...], ())
    return defstruct("Computed", [("table", table), beside], forbid_unknown_fields=True, frozen=True)


@cache
def _defaults(kind: type[Struct]) -> dict[str, Any]:
    return {field.name: _default(field) for field in fields(kind)}


def _default(field: FieldInfo) -> Any:
    return field.default if field.default_factory is NODEFAULT else field.default_factory()


def _settled(told: Cell | Net, table: Table) -> Any:
    """A value and its limits without the digits that mean nothing, unless it would be printed otherwise."""
    value = _short(told.value)
    if table.measure.rounded(value) != table.measure.rounded(told.value):
        value = told.value
    interval = told.interval and (_short(told.interval[0]), _short(told.interval[1]))
    if isinstance(told, Net):
        return replace(told, value=value, interval=interval)
    return replace(told, value=value, interval=interval, se=None if told.se is None else _short(told.se))


def _short(value: float) -> float:
    return float(f"{value:.{DIGITS}g}")


def _fields(value: Struct, but: frozenset[str] = frozenset()) -> dict[str, Any]:
    defaults = _defaults(type(value))
    return {name: _plain(own) for name, own in asdict(value).items() if name not in but and own != defaults[name]}


def _plain(value: Any) -> Any:
    if isinstance(value, Struct):
        return _fields(value)
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, date):
        return value.isoformat()
    return [_plain(part) for part in value] if isinstance(value, tuple) else value
