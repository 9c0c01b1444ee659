"""Tables of values: read from finished ones, long or wide, or computed from microdata.

What computes them is imported when first used: a figure of a finished table starts without it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from barometer_cli.tables.weighted import weighted_table

if TYPE_CHECKING:
    from barometer_cli.tables.base import opened
    from barometer_cli.tables.columns import Columns
    from barometer_cli.tables.editions import Edition, relabelled
    from barometer_cli.tables.engines import Engine
    from barometer_cli.tables.microdata import Drawing, Earlier, microdata_tables
    from barometer_cli.tables.renaming import glossary, names, worded
    from barometer_cli.tables.variables import declared, groups
    from barometer_cli.tables.waves import joined

__all__ = [
    "Columns",
    "Drawing",
    "Earlier",
    "Edition",
    "Engine",
    "declared",
    "glossary",
    "groups",
    "joined",
    "microdata_tables",
    "names",
    "opened",
    "relabelled",
    "weighted_table",
    "worded",
]

_HOMES = {
    "Columns": "columns",
    "Drawing": "microdata",
    "Earlier": "microdata",
    "Edition": "editions",
    "Engine": "engines",
    "declared": "variables",
    "glossary": "renaming",
    "groups": "variables",
    "joined": "waves",
    "microdata_tables": "microdata",
    "names": "renaming",
    "opened": "base",
    "relabelled": "editions",
    "worded": "renaming",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
