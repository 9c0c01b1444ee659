"""What a shell offers on Tab: from names of files alone, for nobody waits for a Tab."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib.resources import files
from pathlib import PurePath

from barometer_cli.languages import LANGUAGES
from barometer_cli.model.naming import FIGURES, THEME, slug, specs_below

Offer = Callable[[str], list[str]]
"""What is offered for what was typed so far; the shell keeps what begins with it."""


def among(*words: str) -> Offer:
    """One of some words."""

    def offer(incomplete: str) -> list[str]:
        return [*words]

    return offer


def listed(words: Callable[[], Iterable[str]]) -> Offer:
    """Several of some words, by comma; each is offered once."""

    def offer(incomplete: str) -> list[str]:
        before, comma, _ = incomplete.rpartition(",")
        return [before + comma + word for word in words() if word not in before.split(",")]

    return offer


def formats() -> Iterable[str]:
    """Formats of pictures."""
    from barometer_cli.formats import ENCODERS

    return ENCODERS


def languages(incomplete: str) -> list[str]:
    """Languages that figures can be worded in."""
    return [*LANGUAGES]


def kinds(incomplete: str) -> list[str]:
    """Kinds of figures: each is a file of its own, and reading them takes longer than a Tab may."""
    names = (entry.name for entry in (files("barometer_cli") / "charts").iterdir())
    return sorted(name.removesuffix(".py") for name in names if name.endswith(".py") and name != "__init__.py")


def themes(incomplete: str) -> list[str]:
    """Themes that are shipped; the shell offers files as ever where none begins so."""
    names = (entry.name for entry in (files("barometer_cli") / "themes").iterdir())
    return sorted(name.removesuffix(THEME) for name in names if name.endswith(THEME))


def schemas(incomplete: str) -> list[str]:
    """What there is a schema of."""
    return [*kinds(incomplete), "survey", "page", "codebook"]


def figures(incomplete: str) -> list[str]:
    """Figures by page and name; by name alone where no page begins so."""
    specs = [*map(PurePath, _specs())]
    named = [f"{slug(spec.parent.name)}/{slug(spec.stem)}" for spec in specs]
    if any(name.startswith(incomplete) for name in named):
        return list(dict.fromkeys(named))
    return list(dict.fromkeys(slug(spec.stem) for spec in specs))


def paths(incomplete: str) -> list[str]:
    """Specs below figures/ and the folders they are in; elsewhere the shell offers files as ever."""
    specs = [*map(PurePath, _specs())]
    folders = {parent.as_posix() for spec in specs for parent in spec.parents} - {"."}
    return sorted({*folders, *(spec.as_posix() for spec in specs)})


def _specs() -> Iterator[str]:
    return specs_below(FIGURES)
