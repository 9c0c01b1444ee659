"""Numbers as English prints them."""

from __future__ import annotations

from barometer_cli.languages.numbers import Printed
from barometer_cli.model.locale import NO_BREAK

PRINTED = Printed(
    decimal=".",
    thousands=",",
    percent="%",
    points=f"{NO_BREAK}percentage points",
    to="to",
    measures={
        "share": "share",
        "mean": "mean",
        "median": "median",
        "count": "number",
        "index": "index",
        "change": "change",
    },
)
