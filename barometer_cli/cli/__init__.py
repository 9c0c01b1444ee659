"""The command line: the only place that prints and exits. What people read goes to stderr, data to stdout."""

import gc
import os

gc.set_threshold(50_000, 20, 20)  # modules make many objects that stay; going through them took an eighth of a start
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # looking for plugins imports 20 ms of package metadata

from barometer_cli.cli.app import app  # noqa: E402

__all__ = ["app"]
