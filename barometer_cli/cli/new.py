"""`barometer new`: a figure to begin with."""

from __future__ import annotations

from barometer_cli.charts import KINDS
from barometer_cli.cli.exits import GOOD, WRONG, complain, printer
from barometer_cli.errors import BarometerError
from barometer_cli.messages import say
from barometer_cli.start.figure import begin


def run(kind: str, name: str) -> int:
    """Write a figure of a kind that works at once, and say what to do next; returns the exit code."""
    try:
        written = begin(kind, name)
    except BarometerError as error:
        complain(error)
        return WRONG
    for path in written:
        printer().print(path.as_posix(), markup=False)
    spec = written[0].as_posix()
    printer(stderr=True).print(say("Draw it: barometer render {spec}", spec=spec), markup=False)
    if KINDS[kind].starter and "table" in KINDS[kind].needs:
        printer(stderr=True).print(
            say("Its headline, once the numbers are yours: barometer suggest {spec}", spec=spec), markup=False
        )
    return GOOD
