"""The version of barometer."""

__version__ = "0.1.0"
