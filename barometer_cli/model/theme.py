"""A house style as tokens: colours, sizes and gaps; and the sheets a figure is laid out for."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from barometer_cli.model.preset import Preset

Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9A-F]{6}$")]


class Tokens(BaseModel):
    """Base of every table of a theme; a validator is built when it is first used."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Colours(Tokens):
    """Colours of a sheet.

    `steps` tell the parts of stacked bars, or groups, apart, in order; where some are emphasised the others take
    `asides`. `rest` carries bars that are not emphasised, `track` what a bar leaves of its base.
    """

    background: Colour
    ink: Colour
    muted: Colour
    hairline: Colour
    baseline: Colour
    accent: Colour
    data: Colour
    rest: Colour
    track: Colour
    asides: Annotated[tuple[Colour, ...], Field(min_length=1)]
    steps: Annotated[tuple[Colour, ...], Field(min_length=5)]
    on_data: Colour


class Poster(Tokens):
    """Colours of a sheet that is filled: the key number's, the quote's."""

    background: Colour
    ink: Colour
    muted: Colour
    accent: Colour
    track: Colour


class Sizes(Tokens):
    """Font sizes in px at the nominal width of 800 px."""

    headline: float
    subtitle: float
    label: float
    note: float = Field(ge=12)
    quote: float
    number: float


class Theme(Tokens):
    """A house style."""

    name: str
    colours: Colours
    key_number: Poster
    quote: Poster
    sizes: Sizes
    margin: float

    def on(self, preset: Preset) -> Theme:
        """The house style as a sheet sets it: headline, quote and the white round it as large as the preset says."""
        sizes = self.sizes.model_copy(
            update={name: round(getattr(self.sizes, name) * preset.display) for name in ("headline", "quote")}
        )
        return self.model_copy(update={"sizes": sizes, "margin": round(self.margin * preset.margin)})
