"""The house dialects of Danish."""

from __future__ import annotations

from msgspec.structs import replace

from barometer_cli.model.locale import NO_BREAK, Dialect
from barometer_cli.model.spec import UnitNouns

STANDARD = Dialect(
    unit=UnitNouns(plural="respondenter", definite="respondenterne"),
    base="n=",
    percent="%",
    quotes=("”", "”"),
    inner_quotes=("’", "’"),
    dash="-",
    results="Data",
    weighted="vægtet til at repræsentere",
)
OLDER = replace(
    STANDARD,
    base=f"Antal observationer ={NO_BREAK}",
    percent="pct.",
    results="Resultaterne",
    weighted="vægtet op til",
)
DIALECTS = {"standard": STANDARD, "older": OLDER}
