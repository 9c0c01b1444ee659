"""Dependencies for Make: what each file is made from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from barometer_cli.export.manifest import ABSENT, SPECS, Drawn
from barometer_cli.model.naming import written_below

_SPECIAL = re.compile(r"(\\*)([ #%:])")


def depfile(figures: Iterable[Drawn], out: Path, itself: Path) -> str:
    """Rules that `include` reads: the files of each figure, and the depfile itself, with what they are made from.

    Every source is also a target without sources, so that Make goes on when one is removed.

    Parameters
    ----------
    figures
        What the manifest says of them.
    out
        The folder of the files.
    itself
        The depfile: a rule of Make may have it as target.
    """
    rules: list[str] = []
    sources: dict[str, None] = {}
    for drawn in figures:
        made_from = [path for stamp in drawn.inputs if stamp.size != ABSENT for path in _files(stamp.path)]
        made = [*((out / file.path).as_posix() for file in drawn.files), itself.as_posix()]
        targets = " ".join(escaped(path, target=True) for path in made)
        rules.append(f"{targets}: {' '.join(map(escaped, dict.fromkeys(made_from)))}")
        sources |= dict.fromkeys(made_from)
    return "\n".join([*rules, *(f"{escaped(path, target=True)}:" for path in sources)]) + "\n"


def escaped(path: str, target: bool = False) -> str:
    """A path as GNU Make reads it; in a target also a percent sign is not meant as a pattern."""

    def protected(match: re.Match[str]) -> str:
        char = match[2]
        if (char == "%" and not target) or char == ":":
            return match[0] if char == "%" else f"{match[1]}\\:"
        return f"{match[1] * 2}\\{char}"

    return _SPECIAL.sub(protected, path).replace("$", "$$")


def _files(path: str) -> list[str]:
    if not path.endswith(SPECS):
        return [path]
    return sorted(Path(each.path).as_posix() for each in written_below(str(Path(path).parents[1])))
