"""Tables of shares: read from finished ones, or computed from microdata."""

from barometer_cli.tables.columns import Columns
from barometer_cli.tables.microdata import columns_needed, microdata_tables
from barometer_cli.tables.variables import groups
from barometer_cli.tables.weighted import weighted_table

__all__ = ["Columns", "columns_needed", "groups", "microdata_tables", "weighted_table"]
