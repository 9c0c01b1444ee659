"""Names of the files that people write."""

from __future__ import annotations

SURVEY, PAGE, CODEBOOK = "survey.yaml", "page.yaml", ".codebook.yaml"
ENDINGS = (".yaml", ".yml")
FIGURES = "figures"
"""The folder of specs that is meant where none is named."""
OUTSIDE = "BAROMETER_OUTSIDE"
"""Names folders outside the project whose files specs may name."""


def is_spec(name: str) -> bool:
    """Whether a file of this name is a figure spec: YAML, and neither a survey, a page nor a codebook."""
    return name.endswith(ENDINGS) and name not in (SURVEY, PAGE) and not name.endswith(CODEBOOK)
