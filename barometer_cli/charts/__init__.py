"""One file per kind of figure: a figure in, a scene out."""

from __future__ import annotations

from barometer_cli.charts import bars, key_number, quote, stacked_bars
from barometer_cli.model.figure import Kind

KINDS: dict[str, Kind] = {kind.name: kind for kind in (bars.KIND, stacked_bars.KIND, key_number.KIND, quote.KIND)}
"""Every kind of figure by the name a spec calls it."""
