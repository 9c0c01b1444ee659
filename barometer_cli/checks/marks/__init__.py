"""Findings on what a sheet tells: every word, number, length, colour and place of it is that of the table.

Each mark says what it is of (`model/scene.py`) and is believed in nothing: its words are compared with the figure's,
its ends with one line of share against px, its colour with that of its key, its place with that of what it belongs to.
The proof is the same for every kind. A kind whose marks do not say what they are of, or that leaves a shown share
without a printed value, a mark or a name, is not proved, and that is a finding too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from barometer_cli.checks.codes import Faults, finding
from barometer_cli.checks.marks import bars, colours, counts, lines, places, presence, scale, tables, words
from barometer_cli.checks.marks.picture import Picture
from barometer_cli.layout.type import set_in
from barometer_cli.model.finding import Evidence, Finding


def check(release: Sequence[Evidence]) -> Iterator[Finding]:
    """Every sheet that was drawn."""
    for evidence in release:
        for sheet in evidence.sheets:
            with set_in(sheet.scene.typeface):
                faults = list(_of(Picture(sheet, evidence.theme)))
            for code, message, value in faults:
                told = f"{sheet.preset.name}: {message}"
                yield finding(code, evidence.locate(("title",)), evidence.identity, told, value=value)


def _of(picture: Picture) -> Faults:
    yield from presence.check(picture)
    yield from words.check(picture)
    yield from scale.check(picture)
    yield from lines.check(picture)
    yield from bars.check(picture)
    yield from colours.check(picture)
    yield from places.check(picture)
    yield from tables.check(picture)
    yield from picture.map.check() if picture.map else ()
    yield from counts.check(picture)
