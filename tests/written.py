"""Specs as tests write them."""

from __future__ import annotations

from typing import Any

from barometer_cli.charts import KINDS
from barometer_cli.model.spec import FigureSpec


def figure_spec(fields: dict[str, Any]) -> FigureSpec:
    """The spec of a figure, with the fields of its kind."""
    return KINDS[fields["kind"]].spec.model_validate(fields)
