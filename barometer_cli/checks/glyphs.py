"""Characters that the font cannot draw, and those that nobody wrote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from barometer_cli.checks.codes import finding
from barometer_cli.layout.type import missing, set_in
from barometer_cli.messages import say
from barometer_cli.model.card import CardSpec, ToolCardSpec
from barometer_cli.model.characters import garbled
from barometer_cli.model.finding import Evidence, Finding
from barometer_cli.model.numbers import KeyNumberSpec
from barometer_cli.model.statement import Where


def check(release: Sequence[Evidence]) -> Iterator[Finding]:
    """Every text of the sheet against the font, and against what letters become that are read in another encoding."""
    for evidence in release:
        for where, text in _texts(evidence):
            if unknown := _unknown(text, evidence):
                shown = ", ".join(f"{char} (U+{ord(char):04X})" for char in unknown)
                message = say("the font has no glyph for {characters}", characters=shown)
                yield finding("BAR501", evidence.locate(where), evidence.identity, message, value="".join(unknown))
        told = set()
        for where, text in _texts(evidence):
            found = garbled(text)
            if found and found not in told:
                told.add(found)
                word, meant = found
                if meant:
                    message = say(
                        "{word!r} was read in another encoding than it was written in; it may have been {meant!r}",
                        word=word,
                        meant=meant,
                    )
                else:
                    message = say("{word!r} was read in another encoding than it was written in", word=word)
                hint = say("Save the file that it is in as UTF-8, or write the text again.")
                yield finding("BAR503", evidence.locate(where), evidence.identity, message, hint, word)


def _unknown(text: str, evidence: Evidence) -> list[str]:
    with set_in(evidence.theme.typeface):
        return missing(text)


def _texts(evidence: Evidence) -> Iterator[tuple[Where, str]]:
    """The texts of a sheet, and the field that each is of."""
    figure = evidence.figure
    spec = figure.spec
    for where, text in (
        (("title",), spec.title),
        (("subtitle",), spec.subtitle),
        (("text",), spec.text),
        *(((("texts", name), words) for name, words in spec.texts.items()) if isinstance(spec, KeyNumberSpec) else ()),
        (("quote",), spec.quote),
        (("speaker",), f"{spec.speaker.name} {spec.speaker.title}" if spec.speaker else None),
        *(_of_card(spec) if isinstance(spec, CardSpec) else ()),
        (("data",) if spec.data else ("table",), figure.description),
        (("caption",), figure.caption.text),
        (("source",), figure.credit),
    ):
        if text:
            yield where, text


def _of_card(spec: CardSpec) -> Iterator[tuple[Where, str]]:
    """The texts that only cards have."""
    yield ("workplace",), spec.workplace
    yield ("url",), spec.address
    if isinstance(spec, ToolCardSpec):
        for field, items in (("steps", spec.steps), ("checklist", spec.checklist)):
            yield from (((field, place), words) for place, words in enumerate(items))
