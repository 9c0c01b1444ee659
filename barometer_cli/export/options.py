"""What is asked of a run."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from barometer_cli.model.preset import Preset

MOST_SCALE = 8
"""The largest scale of a PNG."""


class Options(Struct, frozen=True):
    """Where files go, in which formats, how, and by whom.

    Attributes
    ----------
    out
        The folder of the files.
    formats, scales, presets
        Names of encoders (None: those of each figure's survey); scales of PNGs (None: each sheet's own); the sheets
        (None: those of the survey).
    force
        Draw everything: what is up to date, and what the checks refuse; its JSON tells the latter.
    dry
        Say what would be done, and write nothing.
    jobs
        Processes that encode; 1 is this one.
    scheduler
        Address of a Dask scheduler whose workers encode instead.
    """

    out: Path
    formats: tuple[str, ...] | None = None
    scales: tuple[float, ...] | None = None
    presets: tuple[Preset, ...] | None = None
    force: bool = False
    dry: bool = False
    jobs: int = 1
    scheduler: str | None = None

    @property
    def digest(self) -> str:
        """SHA-256 of what changes the files of a figure."""
        asked = (self.formats, self.scales, self.presets)
        return sha256(repr(asked).encode()).hexdigest()
