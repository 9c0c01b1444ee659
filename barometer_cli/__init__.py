"""Weighted survey figures with captions that are computed, not typed.

`open` gives the figures of a project (docs/python.md). It, `tabulate`, `measure`, `differences`, `association`, `rake`
and the words they are asked in are imported when first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from barometer_cli.api import Figure, FigureTable, Project, open
    from barometer_cli.errors import BarometerError
    from barometer_cli.model.survey import (
        All,
        AllOf,
        Any,
        AnyOf,
        AnyOver,
        Bands,
        Breakdown,
        Crossed,
        Delimited,
        Design,
        Multiple,
        Nets,
        Not,
        Number,
        Only,
        Single,
        Where,
    )
    from barometer_cli.model.tabulation import Association, Difference, Estimate, Interval, Measured, Tabulation
    from barometer_cli.tables.comparisons import association, differences
    from barometer_cli.tables.measures import measure
    from barometer_cli.tables.tabulate import tabulate
    from barometer_cli.tables.weights import rake
    from barometer_cli.version import __version__

__all__ = [
    "All",
    "AllOf",
    "Any",
    "AnyOf",
    "AnyOver",
    "Association",
    "Bands",
    "BarometerError",
    "Breakdown",
    "Crossed",
    "Delimited",
    "Design",
    "Difference",
    "Estimate",
    "Figure",
    "FigureTable",
    "Interval",
    "Measured",
    "Multiple",
    "Nets",
    "Not",
    "Number",
    "Only",
    "Project",
    "Single",
    "Tabulation",
    "Where",
    "__version__",
    "association",
    "differences",
    "measure",
    "open",
    "rake",
    "tabulate",
]

_HOMES = {
    **dict.fromkeys(("Figure", "FigureTable", "Project", "open"), "barometer_cli.api"),
    "BarometerError": "barometer_cli.errors",
    "association": "barometer_cli.tables.comparisons",
    "differences": "barometer_cli.tables.comparisons",
    "measure": "barometer_cli.tables.measures",
    "rake": "barometer_cli.tables.weights",
    "tabulate": "barometer_cli.tables.tabulate",
    "Association": "barometer_cli.model.tabulation",
    "Difference": "barometer_cli.model.tabulation",
    "Estimate": "barometer_cli.model.tabulation",
    "Interval": "barometer_cli.model.tabulation",
    "Measured": "barometer_cli.model.tabulation",
    "Tabulation": "barometer_cli.model.tabulation",
    "__version__": "barometer_cli.version",
}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES.get(name, "barometer_cli.model.survey")), name)


def __dir__() -> list[str]:
    return __all__
