"""House styles: one TOML file of tokens each."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files

from barometer_cli.errors import Problem, SpecError, suggestion
from barometer_cli.messages import say
from barometer_cli.model.theme import Theme

_SCREEN_FONTS = ("IBMPlexSans_400Regular.ttf", "IBMPlexSans_600SemiBold.ttf", "OFL.txt")


def names() -> list[str]:
    """The themes that are shipped."""
    found = (entry.name for entry in files(__package__).iterdir())
    return sorted(name.removesuffix(".toml") for name in found if name.endswith(".toml"))


@lru_cache(maxsize=8)
def load(name: str) -> Theme:
    """A shipped theme by name.

    Raises
    ------
    SpecError
        If there is no such theme.
    """
    if name not in names():
        message = say("there is no theme {name!r}", name=name)
        raise SpecError([Problem("survey.yaml", 1, 1, message, suggestion(name, names()))])
    return Theme.model_validate(tomllib.loads((files(__package__) / f"{name}.toml").read_text(encoding="utf-8")))


def screen() -> dict[str, bytes]:
    """The house on a screen, for pages of ours: a style sheet of colours and fonts, and the fonts, by their names."""
    own, fonts = files(__package__), files("barometer_cli.layout") / "fonts"
    return {"screen.css": (own / "screen.css").read_bytes()} | {
        f"fonts/{name}": (fonts / name).read_bytes() for name in _SCREEN_FONTS
    }
