"""What the preview says besides the figures: one set of words a language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from barometer_cli.model.finding import Severity


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a preview.

    Attributes
    ----------
    language
        BCP 47 code.
    severities
        One and several findings of a severity, when counted.
    states
        What becomes of a figure, by the name of the state; one that is simply drawn needs no word.
    claims, not_read
        What became of a claim; what is said of words in which none was read.
    columns
        Headings of the numbers, by the field of a row they hold.
    presets, languages
        Names by code; a code that is not known stands for itself.
    """

    language: str
    preview: str
    skip: str
    here: str
    live: str
    updated: str
    lost: str
    one: str
    several: str
    of: str
    previous: str
    next: str
    keys: tuple[tuple[str, str], ...]
    as_svg: str
    as_png: str
    shown_as: str
    own: str
    others: str
    picture: str
    findings: str
    acknowledged: str
    severities: Mapping[Severity, tuple[str, str]]
    states: Mapping[str, str]
    stopped: str
    stale: str
    never: str
    not_here: str
    spec: str
    elsewhere: str
    headlines: str
    claims: Mapping[str, str]
    not_read: str
    suggested: str
    suggest: str
    none_suggested: str
    copy: str
    copied: str
    table: str
    no_table: str
    columns: Mapping[str, str]
    texts: str
    caption: str
    alt: str
    description: str
    problems: str
    missing: str
    missing_lead: str
    nearest: str
    everything: str
    fault: str
    fault_lead: str
    why: str
    fix: str
    back: str
    presets: Mapping[str, str]
    languages: Mapping[str, str]

    def count(self, number: int) -> str:
        """So many figures."""
        return f"{number} {self.one if number == 1 else self.several}"

    def counted(self, severity: Severity, number: int) -> str:
        """So many findings of a severity."""
        single, several = self.severities[severity]
        return f"{number} {single if number == 1 else several}"


DA = Words(
    language="da",
    preview="Forhåndsvisning",
    skip="Gå til indholdet",
    here="Du er her",
    live="Følger dine ændringer",
    updated="Opdateret",
    lost="Forbindelsen er tabt. Siden opdateres, når barometer preview kører igen.",
    one="figur",
    several="figurer",
    of="af",
    previous="Forrige",
    next="Næste",
    keys=(("j", "næste"), ("k", "forrige"), ("u", "oversigt"), ("p", "PNG eller SVG")),
    as_svg="SVG",
    as_png="PNG",
    shown_as="Vis som",
    own="Illustrationen",
    others="Andre størrelser og sprog",
    picture="Åbn som",
    findings="Fund",
    acknowledged="Begrundet",
    severities={"error": ("fejl", "fejl"), "warning": ("advarsel", "advarsler"), "info": ("oplysning", "oplysninger")},
    states={
        "wrong": "Figuren har fejl, der skal rettes eller begrundes",
        "left out": "Udelades",
        "stopped": "Kan ikke tegnes",
    },
    stopped="Figuren kan ikke tegnes",
    stale="Seneste gode udgave",
    never="Der er ingen tidligere udgave at vise.",
    not_here="Kan ikke tegnes her",
    spec="Figurens fil",
    elsewhere="I andre filer",
    headlines="Overskrifterne",
    claims={"proved": "bevist", "false": "falsk", "partly read": "delvist læst", "not proved": "ikke bevist"},
    not_read="ikke læst",
    suggested="Forslag til overskrift",
    suggest="Foreslå overskrifter",
    none_suggested="Ingen overskrift kan bevises af tallene.",
    copy="Kopiér linjerne",
    copied="Kopieret",
    table="Tallene",
    no_table="Figuren har ingen tal.",
    columns={
        "category": "Kategori",
        "group": "Gruppe",
        "section": "Afsnit",
        "code": "Kode",
        "printed": "%",
        "low": "Nedre",
        "high": "Øvre",
        "n": "n",
        "value": "Uafrundet",
        "se": "SE",
        "note": "Bemærkning",
    },
    texts="Teksterne",
    caption="Figurtekst",
    alt="Alternativ tekst",
    description="Illustrationen i ord",
    problems="Fælles filer",
    missing="Siden findes ikke",
    missing_lead="Der er ingen figur på {address}.",
    nearest="Mente du",
    everything="Det, der er",
    fault="Noget gik galt i barometer",
    fault_lead="Siden prøver igen, når du gemmer en fil.",
    why="Hvorfor",
    fix="Hvad du gør",
    back="Til oversigten",
    presets={
        "web": "Web",
        "social": "Sociale medier",
        "mobile": "Mobil",
        "square": "Kvadrat",
        "slide": "Slide",
        "print": "Tryk",
    },
    languages={"da": "Dansk", "en": "Engelsk"},
)

EN = Words(
    language="en",
    preview="Preview",
    skip="Skip to content",
    here="You are here",
    live="Following your edits",
    updated="Updated",
    lost="The connection is lost. The page updates as soon as barometer preview runs again.",
    one="figure",
    several="figures",
    of="of",
    previous="Previous",
    next="Next",
    keys=(("j", "next"), ("k", "previous"), ("u", "overview"), ("p", "PNG or SVG")),
    as_svg="SVG",
    as_png="PNG",
    shown_as="Show as",
    own="The illustration",
    others="Other sizes and languages",
    picture="Open as",
    findings="Findings",
    acknowledged="Acknowledged",
    severities={"error": ("error", "errors"), "warning": ("warning", "warnings"), "info": ("note", "notes")},
    states={
        "wrong": "The figure has errors to be corrected or acknowledged",
        "left out": "Left out",
        "stopped": "Cannot be drawn",
    },
    stopped="The figure cannot be drawn",
    stale="Latest good version",
    never="There is no earlier version to show.",
    not_here="Cannot be drawn here",
    spec="The figure's file",
    elsewhere="In other files",
    headlines="The headlines",
    claims={"proved": "proved", "false": "false", "partly read": "partly read", "not proved": "not proved"},
    not_read="not read",
    suggested="Suggested headlines",
    suggest="Suggest headlines",
    none_suggested="No headline can be proved of the numbers.",
    copy="Copy the lines",
    copied="Copied",
    table="The numbers",
    no_table="The figure has no numbers.",
    columns={
        "category": "Category",
        "group": "Group",
        "section": "Section",
        "code": "Code",
        "printed": "%",
        "low": "Low",
        "high": "High",
        "n": "n",
        "value": "Unrounded",
        "se": "SE",
        "note": "Note",
    },
    texts="The texts",
    caption="Caption",
    alt="Alternative text",
    description="The illustration in words",
    problems="Shared files",
    missing="There is no such page",
    missing_lead="There is no figure at {address}.",
    nearest="Did you mean",
    everything="What is there",
    fault="Something went wrong in barometer",
    fault_lead="The page tries again when you save a file.",
    why="Why",
    fix="What to do",
    back="To the overview",
    presets={
        "web": "Web",
        "social": "Social media",
        "mobile": "Mobile",
        "square": "Square",
        "slide": "Slide",
        "print": "Print",
    },
    languages={"da": "Danish", "en": "English"},
)

LANGUAGES: dict[str, Words] = {"da": DA, "en": EN}
