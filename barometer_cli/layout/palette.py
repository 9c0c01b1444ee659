"""Colours that tell names apart, and what is emphasised from the rest."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TypeVar

from barometer_cli.errors import LayoutError
from barometer_cli.layout.colour import contrast
from barometer_cli.layout.frame import Frame
from barometer_cli.model.table import Table
from barometer_cli.model.theme import Colours

Name = TypeVar("Name", bound=str | None)


def emphasised(name: str | None, emphasis: Collection[str], table: Table) -> bool:
    """Whether a category, group or net is emphasised: by its name, or a net because all its parts are."""
    return name in emphasis or any(
        net.label == name and all(emphasised(part, emphasis, table) for part in net.parts) for net in table.nets
    )


def quiet(colours: Colours) -> tuple[str, ...]:
    """The colours of what steps back where something is emphasised."""
    return (*colours.asides, colours.rest)


def told_apart(frame: Frame, names: Sequence[Name], what: str, hint: str) -> dict[Name, str]:
    """A colour of its own for each name, in the order drawn: the steps of the theme in order.

    Where some are emphasised, they take the steps that stand out, and the others the quiet colours as far as these go.

    Parameters
    ----------
    frame
        The sheet.
    names
        Categories or groups in the order drawn.
    what, hint
        What they are called in an error, and what to do about it.

    Raises
    ------
    LayoutError
        If there are more names than colours.
    """
    figure, colours = frame.figure, frame.theme.colours
    strong = [name for name in names if emphasised(name, figure.spec.emphasis, figure.table)]
    if len(strong) in (0, len(names)):
        return _each(frame, names, colours.steps, what, hint)
    others = [name for name in names if name not in strong]
    loud = [step for step in colours.steps if step not in quiet(colours)]
    faintest = sorted(loud[len(strong) :], key=lambda step: contrast(step, colours.background))
    soft = [*quiet(colours), *faintest]
    fills = _each(frame, strong, loud, f"emphasised {what}", hint) | _each(frame, others, soft, f"other {what}", hint)
    return {name: fills[name] for name in names}


def _each(frame: Frame, names: Sequence[Name], fills: Sequence[str], what: str, hint: str) -> dict[Name, str]:
    if len(names) > len(fills):
        place = f"{frame.figure.id} ({frame.preset.name})"
        raise LayoutError(f"{place}: {len(names)} {what}, and {len(fills)} colours to tell them apart", hint)
    return dict(zip(names, fills, strict=False))
