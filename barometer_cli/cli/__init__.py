"""The command line: the only place that prints and exits. What people read goes to stderr, data to stdout."""

import atexit
import gc
import os
import signal
import sys

os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # looking for some took as long as all our own commands
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy starts them when it is imported, and nothing here multiplies
gc.set_threshold(200_000, 20, 20)  # modules, specs and tables stay; going through them took an eighth of a start


@atexit.register
def _leave() -> None:
    """Spare Python's last look for cycles, which took a fifth of a short run; DuckDB would miss its own and say so."""
    if "duckdb" not in sys.modules:
        gc.freeze()


try:
    from barometer_cli.cli.app import app
except KeyboardInterrupt:  # nothing is begun
    raise SystemExit(128 + signal.SIGINT) from None

__all__ = ["app"]
