"""What a figure that is begun says until its author says it; no words that could be false."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field


class Example(Struct, frozen=True):
    """A figure of invented numbers: its kind, the fields of its spec, its table as CSV, and what its axes are."""

    name: str
    kind: str
    fields: Mapping[str, object]
    table: str
    axes: Mapping[str, str] = field(default_factory=dict)


class StartWords(Struct, frozen=True):
    """A language's words of a project that is begun.

    Attributes
    ----------
    title
        The place of a headline.
    name
        What a survey is called of which nobody knows the name.
    examples
        Figures to begin with where there are no numbers yet.
    """

    title: str
    name: str
    examples: tuple[Example, ...]
