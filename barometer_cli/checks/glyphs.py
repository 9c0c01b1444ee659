"""Characters that the font cannot draw."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from barometer_cli.checks.codes import finding
from barometer_cli.layout.type import missing
from barometer_cli.model.finding import Evidence, Finding


def check(release: Sequence[Evidence]) -> Iterator[Finding]:
    """Every text of the sheet against the font."""
    for evidence in release:
        figure = evidence.figure
        spec = figure.spec
        for where, text in (
            (("title",), spec.title),
            (("subtitle",), spec.subtitle),
            (("text",), spec.text),
            (("quote",), spec.quote),
            (("speaker",), f"{spec.speaker.name} {spec.speaker.title}" if spec.speaker else None),
            (("caption",), figure.caption.text),
            (("data",) if spec.data else ("table",), figure.description),
            (("source",), figure.credit),
        ):
            if text and (unknown := missing(text)):
                shown = ", ".join(f"{char} (U+{ord(char):04X})" for char in unknown)
                yield finding("BAR501", evidence.place(where), evidence.identity, f"the font has no glyph for {shown}",
                              value="".join(unknown))  # fmt: skip
