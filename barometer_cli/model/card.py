"""Figures without numbers as their authors write them: the story of a workplace, and a tool that it works with."""

import re
from typing import Annotated, Self
from urllib.parse import unquote

from pydantic import Field, model_validator

from barometer_cli.messages import say
from barometer_cli.model.spec import Address, FigureSpec, Line
from barometer_cli.model.spelling import misplaced

_LETTERS = re.compile("(?:%[89a-f][0-9a-f])+", re.IGNORECASE)
"""Letters of other languages, as an address spells them."""


def _read(spelt: re.Match[str]) -> str:
    letters = unquote(spelt[0])
    return letters if letters.isprintable() and "\ufffd" not in letters else spelt[0]


Steps = Annotated[tuple[Line, ...], Field(min_length=3, max_length=6)]


class CardSpec(FigureSpec):
    """A card.

    Attributes
    ----------
    workplace
        Whose story it tells, or whose tool it is.
    url
        Where more is told.
    """

    workplace: Line
    url: Address | None = None

    @property
    def address(self) -> str:
        """Where more is told, as people read it: "co-pi.dk/cases"; empty where nobody says."""
        _, _, address = (self.url or "").partition("://")
        return _LETTERS.sub(_read, address).removeprefix("www.").removesuffix("/")

    @property
    def points(self) -> tuple[str, ...]:
        """What stands below its text, item by item, as it is read."""
        return ()


class CaseCardSpec(CardSpec):
    """What happened at a workplace: its `title`, its `text` and, as `portrait`, a picture."""


class ToolCardSpec(CardSpec):
    """How a workplace does something: what it is for is its `text`.

    Attributes
    ----------
    steps
        What is done, in order.
    checklist
        Instead of steps: what is looked after, in no order.
    """

    steps: Steps = ()
    checklist: Steps = ()

    @model_validator(mode="after")
    def _steps_or_checklist(self) -> Self:
        if self.steps and self.checklist:
            raise misplaced(
                say("a tool card has steps or a checklist, and this has both"),
                "checklist",
                hint=say("Remove one of them."),
            )
        if not self.points:
            raise misplaced(
                say("tool_card needs steps or a checklist"),
                "kind",
                hint=say("Add `steps:` or `checklist:` with three to six items."),
            )
        return self

    @property
    def points(self) -> tuple[str, ...]:
        """What stands below its text, item by item, as it is read: steps with their numbers."""
        return self.checklist or tuple(f"{number} {step}" for number, step in enumerate(self.steps, start=1))
