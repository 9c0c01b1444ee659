"""The command line: the only place that prints and exits. What people read goes to stderr, data to stdout."""

import atexit
import gc
import os

os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # looking for some took as long as all our own commands
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy starts them when it is imported, and nothing here multiplies
gc.set_threshold(200_000, 20, 20)  # modules, specs and tables stay; going through them took an eighth of a start
atexit.register(gc.freeze)  # nor when Python ends: its last look for cycles took as long as drawing a figure

from barometer_cli.cli.app import app  # noqa: E402

__all__ = ["app"]
