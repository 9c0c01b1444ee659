"""What crosses to another process: a scene, and the names of the files it becomes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from barometer_cli.model.scene import Scene


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: its path below the folder of files, the encoder, the scale."""

    path: str
    encoder: str
    scale: float


@dataclass(frozen=True, slots=True)
class Task:
    """A scene and its pictures."""

    name: str
    scene: Scene
    pictures: tuple[Picture, ...]


def pictures(stem: Path, formats: tuple[str, ...], scales: tuple[float, ...], preset: str) -> tuple[Picture, ...]:
    """The pictures of a figure: each format once, raster formats at each scale."""
    from barometer_cli.formats import ENCODERS

    found: list[Picture] = []
    for name in formats:
        encoder = ENCODERS[name]
        variant = name.removeprefix(encoder.extension)
        for scale in scales if encoder.raster else (1.0,):
            factor = f"@{scale:g}x" if scale != 1 else ""
            path = f"{stem.as_posix()}-{preset}{variant}{factor}.{encoder.extension}"
            found.append(Picture(path, name, scale))
    return tuple(found)


def encode(task: Task) -> tuple[bytes, ...]:
    """The bytes of every picture of a task; the same in every process."""
    from barometer_cli.formats import ENCODERS

    return tuple(ENCODERS[each.encoder].encode(task.scene, each.scale) for each in task.pictures)


def warm() -> None:
    """Make a process ready: what encoding imports is imported, and an interrupt is left to the one who started it."""
    import signal

    import barometer_cli.formats.agg
    import barometer_cli.formats.png
    import barometer_cli.formats.subset  # noqa: F401

    signal.signal(signal.SIGINT, signal.SIG_IGN)
