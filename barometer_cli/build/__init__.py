"""Figures to files: every format encoded, written whole or not at all, with a sidecar that explains them."""

from barometer_cli.build.check import Examination, examine
from barometer_cli.build.render import Options, Output, Result, render

__all__ = ["Examination", "Options", "Output", "Result", "examine", "render"]
