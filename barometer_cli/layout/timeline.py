"""Waves at their places in time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from barometer_cli.model.axis import Axis
from barometer_cli.model.period import middle


def places(waves: Sequence[str], axis: Axis) -> tuple[float, ...]:
    """Where each wave stands between the first (0) and the last (1), as far apart as they are in time.

    The days on which they were in the field tell it, else the periods that their names are; where neither is known of
    all, they stand evenly.

    Parameters
    ----------
    waves
        Names from the first to the last; two at least.
    axis
        What is known of them.
    """
    known = [axis.wave(name) for name in waves]
    days = [_years(wave.day) if wave and wave.day else None for wave in known]
    for moments in (days, [middle(name) for name in waves]):
        told = [moment for moment in moments if moment is not None]
        if len(told) == len(waves) and told == sorted(set(told)):
            return tuple((moment - told[0]) / (told[-1] - told[0]) for moment in told)
    return tuple(place / (len(waves) - 1) for place in range(len(waves)))


def _years(day: date) -> float:
    return day.year + (day.timetuple().tm_yday - 1) / (366 if day.year % 4 == 0 else 365)
