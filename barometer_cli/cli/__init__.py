"""The command line: the only place that prints and exits. What people read goes to stderr, data to stdout."""

from barometer_cli.cli.app import app

__all__ = ["app"]
