"""Tables of shares: read from finished ones, or computed from microdata."""

from barometer_cli.tables.base import opened
from barometer_cli.tables.columns import Columns
from barometer_cli.tables.engines import Engine
from barometer_cli.tables.microdata import columns_needed, microdata_tables
from barometer_cli.tables.weighted import weighted_table

__all__ = ["Columns", "Engine", "columns_needed", "microdata_tables", "opened", "weighted_table"]
