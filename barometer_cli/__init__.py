"""Weighted survey figures with captions that are computed, not typed.

`tabulate` and the words it is asked in are here, and imported when they are first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from barometer_cli.model.survey import (
        All,
        AllOf,
        Any,
        AnyOf,
        AnyOver,
        Breakdown,
        Delimited,
        Design,
        Multiple,
        Nets,
        Not,
        Only,
        Single,
        Where,
    )
    from barometer_cli.model.tabulation import Estimate, Interval, Tabulation
    from barometer_cli.tables.tabulate import tabulate

__all__ = [
    "All",
    "AllOf",
    "Any",
    "AnyOf",
    "AnyOver",
    "Breakdown",
    "Delimited",
    "Design",
    "Estimate",
    "Interval",
    "Multiple",
    "Nets",
    "Not",
    "Only",
    "Single",
    "Tabulation",
    "Where",
    "tabulate",
]

_HOMES = {
    "tabulate": "barometer_cli.tables.tabulate",
    "Estimate": "barometer_cli.model.tabulation",
    "Interval": "barometer_cli.model.tabulation",
    "Tabulation": "barometer_cli.model.tabulation",
}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES.get(name, "barometer_cli.model.survey")), name)


def __dir__() -> list[str]:
    return __all__
