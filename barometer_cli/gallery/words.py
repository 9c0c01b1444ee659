"""What the gallery says besides the figures: one set of words a language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from barometer_cli.release import words as release
from barometer_cli.release.read import Page, Sheet
from barometer_cli.release.words import ChangeWords, Printed


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a gallery.

    Attributes
    ----------
    printed, changes
        How numbers are printed; words of what changed since an earlier release.
    one, several
        What illustrations are called when counted.
    formats
        Name of a file and what it is for on any sheet, by the name of the encoder; `any_use` is of any other.
    sheets
        Name of a sheet and what it is for; `other_files` names files of none.
    data, wide
        What the files of numbers are called and what they are for; how wide a sheet is, with `width`.
    kinds
        Kinds of figures by the name a spec calls them; `figure` is any other.
    header
        Columns besides that of the values: category, group, interval, n; `all` heads the whole base among groups.
    choose, also, languages
        Heading of the editions and languages that a page or illustration is there in; what stands before the others;
        names of languages by their codes.
    readme, bundle
        Name and text of the file that explains a ZIP; the text takes `heading`, `source` and `files`.
    """

    printed: Printed
    changes: ChangeWords
    gallery: str
    lead: str
    one: str
    several: str
    skip: str
    search: str
    search_hint: str
    found: str
    found_one: str
    nothing: str
    open: str
    close: str
    previous: str
    next: str
    of: str
    download: str
    download_page: str
    download_size: str
    copy: str
    copied: str
    share: str
    caption: str
    alt: str
    embed: str
    embed_beside: str
    citation: str
    numbers: str
    csv: str
    header: tuple[str, str, str, str]
    all: str
    hidden: str
    description: str
    permalink: str
    removed: str
    cases: str
    choose: str
    also: str
    languages: Mapping[str, str]
    source: str
    published: str
    version: str
    synthetic: str
    synthetic_page: str
    breadcrumb: str
    figure: str
    kinds: Mapping[str, str]
    formats: Mapping[str, tuple[str, str]]
    any_use: str
    sheets: Mapping[str, tuple[str, str]]
    other_files: str
    data: tuple[str, str]
    wide: str
    readme: str
    bundle: str

    def count(self, number: int) -> str:
        """So many illustrations."""
        return f"{self.printed.number(number)} {self.one if number == 1 else self.several}"

    @property
    def language(self) -> str:
        """BCP 47 code."""
        return self.printed.language

    def which(self, page: Page) -> str:
        """The edition and language by which a page is told from others of its name; empty where it is the only one."""
        return ", ".join(filter(None, (page.edition, self.languages.get(page.language, page.language))))

    def format(self, kind: str) -> tuple[str, str]:
        """Name of a format and what it is for; of one that is not known, its own name."""
        return self.formats.get(kind, (kind.upper(), self.any_use))

    def sheet(self, sheet: Sheet) -> tuple[str, str, str]:
        """Name of a sheet, how wide it is, what it is for; of one that is not known, its own name."""
        name, use = self.sheets.get(sheet.name, (sheet.name or self.other_files, ""))
        return name, self.wide.format(width=sheet.width) if sheet.name and sheet.width else "", use


DA = Words(
    printed=release.DANISH,
    changes=release.DA,
    gallery="Illustrationer",
    lead="Figurer, nøgletal og citater: Se dem store, download dem, og læs tallene bag.",
    one="illustration",
    several="illustrationer",
    skip="Gå til indholdet",
    search="Søg i illustrationerne",
    search_hint="Fx samarbejde, borgere, ledelse",
    found="illustrationer fundet",
    found_one="illustration fundet",
    nothing="Ingen illustrationer passer til søgningen.",
    open="Åben illustration",
    close="Luk",
    previous="Forrige illustration",
    next="Næste illustration",
    of="af",
    download="Download illustration",
    download_page="Download alle illustrationer på siden",
    download_size="ZIP",
    copy="Kopiér",
    copied="Kopieret",
    share="Kopiér tekst og kode",
    caption="Figurtekst",
    alt="Alternativ tekst",
    embed="Indlejringskode",
    embed_beside="Læg de filer, koden nævner, samme sted som den side, koden sættes ind i.",
    citation="Kildehenvisning",
    numbers="Tallene i figuren",
    csv="Download tallene som CSV",
    header=("Kategori", "Gruppe", "Usikkerhed", "n"),
    all="Alle",
    hidden="skjult",
    description="Illustrationen i ord",
    permalink="Link til illustrationen",
    removed="Udgået siden forrige udgivelse",
    cases="Cases",
    choose="Vælg udgave",
    also="Findes også:",
    languages={"da": "dansk", "en": "engelsk"},
    source="Kilde",
    published="Offentliggjort hos",
    version="Version",
    synthetic="Syntetiske data",
    synthetic_page="Syntetiske data: Tal med dette mærke er konstruerede og må ikke citeres som resultater.",
    breadcrumb="Du er her",
    figure="Figur",
    kinds={"key_number": "Nøgletal", "quote": "Citat", "case": "Case", "tool_card": "Redskab"},
    formats={
        "png": ("PNG", "Billede, der kan vises overalt"),
        "png-large": ("PNG, stor", "Word, PowerPoint og skarpe skærme"),
        "svg": ("SVG", "Skarp i alle størrelser"),
        "svg-editable": ("SVG, redigerbar", "Illustrator, Figma og Inkscape"),
        "svg-outlined": ("SVG, tekst som kurver", "PowerPoint og tryk"),
        "pdf": ("PDF", "Tryk og dokumenter"),
        "pptx": ("PowerPoint", "Diagram, der kan redigeres"),
        "eps": ("EPS", "Tryk"),
        "webp": ("WebP", "Billede, der fylder lidt"),
        "csv": ("CSV", "Tallene i et regneark"),
        "xlsx": ("Excel", "Tallene i et regneark"),
        "json": ("JSON", "Tal, tekster og oprindelse til programmer"),
    },
    any_use="Andre programmer",
    sheets={
        "web": ("Web", "Hjemmesider, nyhedsbreve og rapporter"),
        "mobile": ("Mobil", "Telefoner og smalle spalter"),
        "social": ("Sociale medier", "Opslag, og billedet ved et link"),
    },
    other_files="Andre filer",
    data=("Tal", "Regneark og programmer"),
    wide="{width} px bred",
    readme="LÆS-MIG.txt",
    bundle=(
        "{heading}\n\nHer er alle illustrationer på siden ”{heading}” med tal og tekster.\n"
        "Kilde: {source}\n{synthetic}\n"
        "Hver illustration har sin egen mappe:\n\n{files}\n"
    ),
)

EN = Words(
    printed=release.ENGLISH,
    changes=release.EN,
    gallery="Illustrations",
    lead="Figures, key numbers and quotes: see them large, download them, and read the numbers behind.",
    one="illustration",
    several="illustrations",
    skip="Skip to content",
    search="Search the illustrations",
    search_hint="E.g. collaboration, citizens",
    found="illustrations found",
    found_one="illustration found",
    nothing="No illustrations match.",
    open="Open illustration",
    close="Close",
    previous="Previous illustration",
    next="Next illustration",
    of="of",
    download="Download illustration",
    download_page="Download all illustrations of the page",
    download_size="ZIP",
    copy="Copy",
    copied="Copied",
    share="Copy text and code",
    caption="Caption",
    alt="Alternative text",
    embed="Embed code",
    embed_beside="Put the files that the code names in the same place as the page that the code goes into.",
    citation="Citation",
    numbers="The numbers of the figure",
    csv="Download the numbers as CSV",
    header=("Category", "Group", "Uncertainty", "n"),
    all="All",
    hidden="hidden",
    description="The illustration in words",
    permalink="Link to the illustration",
    removed="Gone since the previous release",
    cases="Cases",
    choose="Choose an edition",
    also="There is also:",
    languages={"da": "Danish", "en": "English"},
    source="Source",
    published="Published by",
    version="Version",
    synthetic="Synthetic data",
    synthetic_page="Synthetic data: numbers with this mark are made up and must not be cited as results.",
    breadcrumb="You are here",
    figure="Figure",
    kinds={"key_number": "Key number", "quote": "Quote", "case": "Case", "tool_card": "Tool"},
    formats={
        "png": ("PNG", "A picture that is shown anywhere"),
        "png-large": ("PNG, large", "Word, PowerPoint and sharp screens"),
        "svg": ("SVG", "Sharp at any size"),
        "svg-editable": ("SVG, editable", "Illustrator, Figma and Inkscape"),
        "svg-outlined": ("SVG, text as curves", "PowerPoint and print"),
        "pdf": ("PDF", "Print and documents"),
        "pptx": ("PowerPoint", "A chart that can be edited"),
        "eps": ("EPS", "Print"),
        "webp": ("WebP", "A picture that takes little space"),
        "csv": ("CSV", "The numbers in a spreadsheet"),
        "xlsx": ("Excel", "The numbers in a spreadsheet"),
        "json": ("JSON", "Numbers, texts and origin, for programs"),
    },
    any_use="Other programs",
    sheets={
        "web": ("Web", "Web pages, newsletters and reports"),
        "mobile": ("Mobile", "Phones and narrow columns"),
        "social": ("Social media", "Posts, and the picture of a link"),
    },
    other_files="Other files",
    data=("Numbers", "Spreadsheets and programs"),
    wide="{width} px wide",
    readme="README.txt",
    bundle=(
        "{heading}\n\nHere are all illustrations of the page “{heading}” with numbers and texts.\n"
        "Source: {source}\n{synthetic}\n"
        "Each illustration has a folder of its own:\n\n{files}\n"
    ),
)

LANGUAGES: dict[str, Words] = {"da": DA, "en": EN}
