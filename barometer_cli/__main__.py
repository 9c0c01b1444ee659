"""`python -m barometer_cli`."""

from barometer_cli.cli import app

app(prog_name="barometer")
