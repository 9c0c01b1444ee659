"""What is said of changes in English."""

from __future__ import annotations

from barometer_cli.languages.changes import ChangeWords

WORDS = ChangeWords(
    title="Changes",
    lead="From {old} to {new}.",
    nothing="Nothing has changed.",
    notes="Changed since {old}",
    added="New since {old}",
    previous="the previous release",
    counts={
        "changed": ("changed", "changed"),
        "renamed": ("renamed", "renamed"),
        "probably renamed": ("probably renamed", "probably renamed"),
        "added": ("new", "new"),
        "removed": ("gone", "gone"),
        "same": ("unchanged", "unchanged"),
    },
    statuses={
        "changed": "Changed",
        "renamed": "Renamed",
        "probably renamed": "Probably renamed",
        "added": "New",
        "removed": "Gone",
    },
    moved="From {old} to {new}.",
    numbers="Numbers",
    wordings="Texts",
    pictures="Pictures",
    header=("What", "Before", "Now"),
    measure="what is measured",
    limits={"low": "lower limit", "high": "upper limit", "n": "n"},
    fields={
        "title": "Headline",
        "subtitle": "Subtitle",
        "caption": "Caption",
        "alt": "Alternative text",
        "description": "Description",
        "source": "Source",
        "published": "Address at the source",
    },
    hidden="hidden",
    absent="–",
    old="Before",
    new="Now",
    difference="Difference",
    differs="{share} of the picture differs",
    resized="{old} px have become {new} px",
)
