"""The house dialects of English."""

from __future__ import annotations

from msgspec.structs import replace

from barometer_cli.model.locale import NO_BREAK, Dialect
from barometer_cli.model.spec import UnitNouns

STANDARD = Dialect(
    unit=UnitNouns(plural="respondents", definite="the respondents"),
    base="n=",
    percent="%",
    quotes=("“", "”"),
    inner_quotes=("‘", "’"),
    dash="–",
    results="The data",
    weighted="weighted to represent",
)
OLDER = replace(
    STANDARD,
    base=f"Number of observations ={NO_BREAK}",
    percent="per cent",
    dash="-",
    results="The results",
    weighted="weighted to",
)
DIALECTS = {"standard": STANDARD, "older": OLDER}
