"""A house style as tokens: colours, sizes and gaps; and the sheets a figure is laid out for."""

from typing import Annotated, Self

from pydantic import AfterValidator, Field, InstanceOf, StringConstraints

from barometer_cli.messages import say
from barometer_cli.model.logo import Logo
from barometer_cli.model.preset import Preset
from barometer_cli.model.typeface import Typeface
from barometer_cli.model.written import Written

Colour = Annotated[
    str,
    StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$"),
    AfterValidator(str.upper),
]
Size = Annotated[float, Field(ge=12, le=80)]


def _counted(by_count: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    for count, fills in enumerate(by_count, start=2):
        if len(fills) != count:
            message = say(
                "item {item} holds {n} colours, not {count}: each has one more",
                item=count - 1,
                n=len(fills),
                count=count,
            )
            raise ValueError(message)
    return by_count


ByCount = Annotated[tuple[tuple[Colour, ...], ...], Field(min_length=4), AfterValidator(_counted)]
"""Colours of two steps, of three, of four and so on."""


class Colours(Written):
    """Colours of a sheet.

    Attributes
    ----------
    background, ink, muted, hairline, baseline, accent
        Of the sheet, its words and lines.
    data, rest, track
        What is told or emphasised, what is not, and what a bar leaves of its base.
    strong, asides
        Where several are emphasised and told apart, they take `data` and these; what steps back takes asides.
    sequential
        Two steps in order, three, four and so on, each from the faintest (least) to the one that stands out most from
        the ground: from pale to dark on a pale ground, from dark to pale on a dark one.
    diverging
        The same of a scale between two poles, each from against to for; an odd one has a faint middle.
    names
        What has no order; each is seen by itself on the background.
    grey
        Answers that stand beside the others, such as "Ved ikke"; among groups the whole base.
    missing
        Where there is no number, as an area of a map.
    on_data
        Text on a fill that it can be read on; on others it is ink.
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
    strong: Annotated[tuple[Colour, ...], Field(min_length=2)]
    asides: Annotated[tuple[Colour, ...], Field(min_length=3)]
    sequential: ByCount
    diverging: ByCount
    names: Annotated[tuple[Colour, ...], Field(min_length=5)]
    grey: Annotated[tuple[Colour, ...], Field(min_length=2)]
    missing: Colour
    on_data: Colour

    @property
    def fills(self) -> dict[str, tuple[Colour, ...]]:
        """What areas are filled with so that they are told apart, by the token that holds it."""
        scales = {"sequential": self.sequential, "diverging": self.diverging}
        return {
            **{
                say("{name} of {n}", name=name, n=len(fills)): fills
                for name, by_count in scales.items()
                for fills in by_count
            },
            **{name: getattr(self, name) for name in ("strong", "asides", "names", "grey")},
        }


class Poster(Written):
    """Colours of a sheet that is filled: the key number's, the quote's."""

    background: Colour
    ink: Colour
    muted: Colour
    accent: Colour
    track: Colour


class Sizes(Written):
    """Font sizes in px at the nominal width of 800 px."""

    headline: Size
    subtitle: Size
    label: Size
    note: Size
    quote: Size
    number: float = Field(ge=40, le=400)


class AccentBar(Written):
    """The bar above a headline, px, or on the upper edge of the sheet; none where it has no height."""

    width: float = Field(ge=8, le=320)
    height: float = Field(ge=0, le=8)
    edge: bool = False


class Fonts(Written):
    """TrueType fonts by weight: files beside the theme's. Without `semibold` the bold one is taken in its place."""

    regular: str
    bold: str
    semibold: str | None = None


class LogoFile(Written):
    """A logo beside the source: a PNG or SVG beside the theme's file, its height in px, and another for dark grounds.

    Without `on_dark` a sheet on a dark ground has none.
    """

    file: str
    on_dark: str | None = None
    height: float = Field(default=24, ge=12, le=64)


MADE = ("name", "typeface", "logo_on_pale", "logo_on_dark")
"""What of a theme is made of its file, and does not stand in it."""


class Theme(Written):
    """A house style.

    Attributes
    ----------
    name
        Of a shipped one; of a file its path without the ending.
    transparent
        Whether a sheet is laid on whatever is behind it, which is about as pale or dark as its background; those of key
        numbers and quotes are filled.
    fonts, typeface
        Files that are named, and what they are; None stands for the house's.
    logo, logo_on_pale, logo_on_dark
        Files that are named, and what is drawn on a pale ground and on a dark one.
    margin, radius
        White round everything, and how round bars are where they end: the radius of their corners (px).
    """

    name: str
    transparent: bool = False
    fonts: Fonts | None = None
    typeface: InstanceOf[Typeface] | None = None
    logo: LogoFile | None = None
    logo_on_pale: InstanceOf[Logo] | None = None
    logo_on_dark: InstanceOf[Logo] | None = None
    accent_bar: AccentBar
    colours: Colours
    key_number: Poster
    quote: Poster
    sizes: Sizes
    margin: float = Field(ge=8, le=120)
    radius: float = Field(default=0, ge=0, le=24)

    def on(self, preset: Preset) -> Self:
        """The house style as a sheet sets it: words and the white round it as large as the preset says."""
        sizes = self.sizes.model_copy(
            update={name: round(getattr(self.sizes, name) * preset.display) for name in ("headline", "quote")}
            | {name: max(getattr(self.sizes, name), preset.least) for name in ("subtitle", "label", "note")}
        )
        accent_bar = self.accent_bar.model_copy(update={"edge": self.accent_bar.edge or preset.edge})
        margin = round(self.margin * preset.margin)
        return self.model_copy(update={"sizes": sizes, "accent_bar": accent_bar, "margin": margin})
