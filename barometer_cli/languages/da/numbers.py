"""Numbers as Danish prints them."""

from __future__ import annotations

from barometer_cli.languages.numbers import Printed
from barometer_cli.model.locale import NO_BREAK

PRINTED = Printed(
    decimal=",",
    thousands=".",
    percent=f"{NO_BREAK}%",
    points=f"{NO_BREAK}procentpoint",
    to="til",
    measures={
        "share": "andel",
        "mean": "gennemsnit",
        "median": "median",
        "count": "antal",
        "index": "indeks",
        "change": "ændring",
    },
)
