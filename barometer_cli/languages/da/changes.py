"""What is said of changes in Danish."""

from __future__ import annotations

from barometer_cli.languages.changes import ChangeWords

WORDS = ChangeWords(
    title="Ændringer",
    lead="Fra {old} til {new}.",
    nothing="Intet er ændret.",
    notes="Ændret siden {old}",
    added="Ny siden {old}",
    previous="forrige udgivelse",
    counts={
        "changed": ("ændret", "ændrede"),
        "renamed": ("omdøbt", "omdøbte"),
        "probably renamed": ("sandsynligvis omdøbt", "sandsynligvis omdøbte"),
        "added": ("ny", "nye"),
        "removed": ("udgået", "udgåede"),
        "same": ("uændret", "uændrede"),
    },
    statuses={
        "changed": "Ændret",
        "renamed": "Omdøbt",
        "probably renamed": "Sandsynligvis omdøbt",
        "added": "Ny",
        "removed": "Udgået",
    },
    moved="Fra {old} til {new}.",
    numbers="Tal",
    wordings="Tekster",
    pictures="Billeder",
    header=("Hvad", "Før", "Nu"),
    measure="hvad der måles",
    limits={"low": "nedre grænse", "high": "øvre grænse", "n": "n"},
    fields={
        "title": "Overskrift",
        "subtitle": "Underoverskrift",
        "caption": "Figurtekst",
        "alt": "Alternativ tekst",
        "description": "Beskrivelse",
        "source": "Kilde",
        "published": "Adresse hos kilden",
    },
    hidden="skjult",
    absent="–",
    old="Før",
    new="Nu",
    difference="Forskel",
    differs="{share} af billedet er anderledes",
    resized="{old} px er blevet til {new} px",
)
