"""Figures to files: every format encoded, written whole or not at all, with a sidecar that explains them."""

from barometer_cli.build.render import Options, Output, Result, render

__all__ = ["Options", "Output", "Result", "render"]
