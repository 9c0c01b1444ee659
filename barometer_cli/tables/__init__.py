"""Tables of shares, made from rows once these are proved to be what they are said to be."""

from barometer_cli.tables.weighted import weighted_table

__all__ = ["weighted_table"]
