"""What crosses to another process: scenes, and the names of the files they become."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from barometer_cli.export import origin
from barometer_cli.model.figure import Sheet
from barometer_cli.model.scene import Scene


class Picture(Struct, frozen=True):
    """One picture: its path below the folder of files, the sheet and its scene, the encoder, px for each px of it."""

    path: str
    preset: str
    scene: Scene
    encoder: str
    scale: float


class Task(Struct, frozen=True):
    """The pictures of a figure."""

    name: str
    pictures: tuple[Picture, ...]


def pictures(
    stem: Path,
    page: str,
    sheet: Sheet,
    formats: tuple[str, ...],
    scales: tuple[float, ...] | None,
    told: Mapping[str, Any],
) -> tuple[Picture, ...]:
    """The pictures of a sheet: each format once, raster formats at each scale (None: those of the sheet).

    Their scene is called after the page too, so that ids of all that is drawn may stand in one document; `told` is what
    each carries of what it is made from (`origin.carried`).
    """
    preset = sheet.preset
    scene = replace(sheet.scene, id=f"{page}-{stem.name}-{preset.name}")
    from barometer_cli.formats import ENCODERS

    found: list[Picture] = []
    for name in formats:
        encoder = ENCODERS[name]
        variant = name.removeprefix(encoder.extension)
        for asked in (scales or preset.scales) if encoder.raster else (1.0,):
            factor = f"@{asked:g}x" if asked != 1 else ""
            path = f"{stem.as_posix()}-{preset.name}{variant}{factor}.{encoder.extension}"
            scale = asked * (preset.density if encoder.raster else 1.0)
            own = replace(scene, origin=origin.as_text(told, name, preset.name, scale))
            found.append(Picture(path, preset.name, own, name, scale))
    return tuple(found)


def encode(task: Task) -> tuple[bytes, ...]:
    """The bytes of every picture of a task; the same in every process."""
    from barometer_cli.formats import ENCODERS

    return tuple(ENCODERS[each.encoder].encode(each.scene, each.scale) for each in task.pictures)


def warm() -> None:
    """Make a process ready: what encoding imports is imported, and an interrupt is left to the one who started it."""
    import signal

    import barometer_cli.formats.agg
    import barometer_cli.formats.png
    import barometer_cli.formats.subset  # noqa: F401

    signal.signal(signal.SIGINT, signal.SIG_IGN)
