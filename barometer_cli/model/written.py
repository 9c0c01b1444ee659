"""The base of what people write: specs, surveys, codebooks, themes."""

from __future__ import annotations

from typing import Any, Self

from pydantic import BaseModel, ConfigDict

from barometer_cli.interrupts import held_back


class Written(BaseModel):
    """Fields that are known, each of its own type, never changed; an unknown one is an error.

    A validator is built when it is first used.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    @classmethod
    def model_validate(cls, obj: Any, **options: Any) -> Self:
        """One as it is written; pydantic would take an interrupt on the way for a fault of its own."""
        with held_back():
            return super().model_validate(obj, **options)
