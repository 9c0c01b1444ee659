"""What `make thorough` tries, and every other run some of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import pytest
from hypothesis import settings

from barometer_cli.model.preset import PRESETS

Test = TypeVar("Test", bound=Callable[..., None])
Item = TypeVar("Item")

QUICK = ("web", "mobile", "social")
SHEETS = [
    pytest.param(preset, id=name, marks=() if name in QUICK else pytest.mark.thorough)
    for name, preset in PRESETS.items()
]
"""Every sheet, for tests that are run on each; those that are laid out as others are only in a thorough run."""
FEWER = 8
"""How many times more examples a thorough run tries than another."""
LEAST = 3
"""Examples that every run tries of a property that is slow."""


def examples(most: int, **options: Any) -> Callable[[Test], Test]:
    """A property is tried on so many examples in a thorough run, in every other on an eighth of them."""
    thorough = settings.get_current_profile_name() == "thorough"

    def decorated(test: Test) -> Test:
        tried: Test = settings(max_examples=most if thorough else max(most // FEWER, LEAST), **options)(test)
        return pytest.mark.many(tried)

    return decorated


def in_turn(items: Sequence[Item], turn: int) -> Item:
    """One of several that each are tried in a thorough run: the next at each turn, from the first again."""
    return items[turn % len(items)]
